/* The result tables of `planner icass --csv`: SPEC 7. */
#include <math.h>
#include <stdio.h>

#include "planner/icass_book.h"

/* Thousandths as a decimal without trailing zeros. */
static decimal thousandths(int64_t n)
{
    decimal d = {n, 3};
    while (d.places && d.units % 10 == 0) {
        d.units /= 10;
        d.places--;
    }
    return d;
}

/* Four decimals, half away from zero; empty when not known. */
static void out_percent(struct csv_out *out, double share)
{
    if (isnan(share))
        out_string(out, "");
    else
        out_decimal(out, (decimal){llround(share * 1000000), 4});
}

void write_charges(struct csv_out *out, const struct icass *icass)
{
    out_header(out, "fiscal_year,cost_center,agency,count,weight,modifier,modified_count,charge");
    for (size_t y = 0; y < icass->year_count; y++) {
        const struct icass_year *year = &icass->years[y];
        for (size_t i = 0; i < icass_cells(icass); i++) {
            size_t center = i / icass->agency_count;
            if (year->row[i] == NOWHERE)
                continue;
            out_integer(out, year->fiscal_year);
            out_string(out, center_code(icass, center));
            out_string(out, agency_title(icass, i % icass->agency_count));
            out_decimal(out, workload_count(icass, y, i));
            out_decimal(out, workload_weight(icass, y, i));
            out_decimal(out, workload_modifier(icass, y, i));
            out_decimal(out, thousandths(year->count[i]));
            out_money(out, year->charged && money_given(year->cost[center])
                               ? year->charges.charge[i]
                               : MONEY_NONE);
            out_end(out);
        }
    }
}

/* 100 x part / whole with four decimals, exactly rounded. */
static decimal share_pct(money part, money whole)
{
    return (decimal){whole.cents > 0 ? money_ratio((wide)part.cents * 1000000, whole.cents).cents
                                     : 0, 4};
}

void write_invoices(struct csv_out *out, const struct icass *icass)
{
    out_header(out, "fiscal_year,agency,before,redistribution,total,share_pct");
    for (size_t y = 0; y < icass->year_count; y++) {
        const struct icass_year *year = &icass->years[y];
        money all = icass_total(icass, year->charges.total);
        for (size_t a = 0; a < icass->agency_count && year->charged; a++) {
            out_integer(out, year->fiscal_year);
            out_string(out, agency_title(icass, a));
            out_money(out, year->charges.before[a]);
            out_money(out, year->charges.redistribution[a]);
            out_money(out, year->charges.total[a]);
            out_decimal(out, share_pct(year->charges.total[a], all));
            out_end(out);
        }
    }
}

void write_status(struct csv_out *out, const struct icass *icass)
{
    const struct funds *f = icass->funds;
    out_header(out, "fiscal_year,quarter,cost_center,object_class,component,target,obligated,"
                    "pct_obligated,pct_planned,projected,lower,upper,variance");
    for (size_t i = 0; i < f->count; i++) {
        const struct fund_line *l = &f->lines[i];
        out_integer(out, f->fiscal_year);
        out_integer(out, f->quarter);
        out_string(out, center_code(icass, l->center));
        out_word(out, icass->plan->post, l->object_class);
        out_string(out, component_name(l->component));
        out_money(out, l->target);
        out_money(out, l->obligated);
        out_percent(out, l->pct_obligated);
        out_percent(out, l->pct_planned);
        out_money(out, l->projected);
        out_money(out, l->lower);
        out_money(out, l->upper);
        out_money(out, l->variance);
        out_end(out);
    }
}
