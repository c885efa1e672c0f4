/* The result tables of `planner whatif --csv`: SPEC 7. */
#include "planner/whatif.h"

static void write_comparison(struct csv_out *out, const struct whatif *w)
{
    const struct scenarios *s = w->scenarios;
    out_header(out, "scenario,fiscal_year,plan_category,amount,difference");
    for (size_t k = 0; k < s->count; k++)
        for (int y = 0; y < s->years; y++)
            for (unsigned c = 1; c <= PLAN_CATEGORIES; c++) {
                money base = scenario_amount(s, 0, y, c), here = scenario_amount(s, k, y, c);
                out_string(out, s->list[k].title);
                out_integer(out, s->first_year + y);
                out_string(out, plan_category_name(c));
                out_money(out, here);
                out_money(out, money_sub(here, base));
                out_end(out);
            }
}

static void write_drivers(struct csv_out *out, const struct whatif *w)
{
    const struct scenarios *s = w->scenarios;
    out_header(out, "scenario,change,fiscal_year,difference");
    for (size_t k = 1; k < s->count; k++)
        for (size_t c = 0; c < s->list[k].change_count; c++)
            for (int y = 0; y < s->years; y++) {
                out_string(out, s->list[k].title);
                out_string(out, s->list[k].changes[c].label);
                out_integer(out, s->first_year + y);
                out_money(out, s->list[k].driver[c * (size_t)s->years + (size_t)y]);
                out_end(out);
            }
}

static void write_agencies(struct csv_out *out, const struct whatif *w)
{
    out_header(out, "scenario,fiscal_year,agency,charge,difference");
    for (size_t k = 0; k < w->scenarios->count; k++)
        for (size_t e = 0; e < w->icass[k]->estimate_count && e < w->icass[0]->estimate_count; e++)
            for (size_t a = 0; a < w->icass[k]->agency_count; a++) {
                if (w->icass[k]->agencies[a].icass)
                    continue;
                out_string(out, w->scenarios->list[k].title);
                out_integer(out, w->icass[k]->estimates[e].fiscal_year);
                out_word(out, w->plan->post, w->icass[k]->agencies[a].agency);
                out_money(out, whatif_charge(w, k, e, a));
                out_money(out, whatif_charge_moves(w, k, e, a));
                out_end(out);
            }
}

static void out_measure(struct csv_out *out, double number)
{
    struct arena *scratch = arena_new();
    out_string(out, arena_format(scratch, "%.6f", number > 0 || number < 0 ? number : 0));
    arena_free(scratch);
}

static void write_funded(struct csv_out *out, const struct whatif *w)
{
    const struct scenarios *s = w->scenarios;
    out_header(out, "scenario,asset_tag,due_fy,planned_fy,amount,risk");
    for (size_t k = 0; k < s->count; k++)
        for (size_t n = 0; n < w->ration[k].count; n++) {
            const struct rationed *r = &w->ration[k].list[n];
            const struct post *post = s->list[k].post;
            out_string(out, s->list[k].title);
            out_word(out, post, post->assets.asset_tag[r->asset]);
            out_integer(out, s->first_year + (int)r->due);
            if (r->bought < (size_t)s->years)
                out_integer(out, s->first_year + (int)r->bought);
            else
                out_string(out, "");
            out_money(out, r->amount);
            out_measure(out, r->risk);
            out_end(out);
        }
}

static void write_ceiling(struct csv_out *out, const struct whatif *w)
{
    const struct scenarios *s = w->scenarios;
    out_header(out, "scenario,fiscal_year,ceiling,funded,backlog_assets,backlog_amount,risk,bound,"
                    "bound_whole");
    for (size_t k = 0; k < s->count; k++)
        for (int y = 0; y < s->years; y++) {
            const struct ration_year *r = &w->ration[k].year[y];
            out_string(out, s->list[k].title);
            out_integer(out, s->first_year + y);
            out_money(out, r->ceiling);
            out_money(out, r->funded);
            out_integer(out, (int64_t)r->backlog_assets);
            out_money(out, r->backlog_amount);
            out_measure(out, r->risk);
            out_measure(out, r->bound);
            out_measure(out, r->whole);
            out_end(out);
        }
}

static void write_uncertainty(struct csv_out *out, const struct whatif *w)
{
    const struct scenarios *s = w->scenarios;
    out_header(out, "scenario,fiscal_year,mean,p10,p50,p80,p90,p95,under_ceiling");
    for (size_t k = 0; k < s->count; k++)
        for (int y = 0; w->uncertain[k].possible && y < s->years; y++) {
            const struct year_spread *v = &w->uncertain[k].spread[y];
            out_string(out, s->list[k].title);
            out_integer(out, s->first_year + y);
            out_money(out, v->mean.value);
            for (int p = 0; p < SHARES; p++)
                out_money(out, v->at[p].value);
            if (money_given(v->ceiling))
                out_measure(out, v->within.chance);
            else
                out_string(out, "");
            out_end(out);
        }
}

static void write_tornado(struct csv_out *out, const struct whatif *w)
{
    const struct scenarios *s = w->scenarios;
    out_header(out, "scenario,driver,low,high,swing");
    for (size_t k = 0; k < s->count; k++)
        for (int d = 0; w->uncertain[k].possible && d < DRIVERS; d++) {
            const struct simulate_swing *v = &w->uncertain[k].tornado[d];
            out_string(out, s->list[k].title);
            out_string(out, driver_name((unsigned)v->driver));
            out_money(out, v->low);
            out_money(out, v->high);
            out_money(out, money_sub(v->high, v->low));
            out_end(out);
        }
}

static void write_age(struct csv_out *out, const struct whatif *w, const struct best_age *b,
                      const struct bestage_point *p, bool cheapest)
{
    out_word(out, w->plan->post, w->plan->catalog->categories[b->category].name);
    out_integer(out, p->months);
    out_money(out, p->cost);
    out_string(out, p->months == b->cycle ? "yes" : "no");
    out_string(out, cheapest ? "yes" : "no");
    out_end(out);
}

static void write_best_age(struct csv_out *out, const struct whatif *w)
{
    out_header(out, "category,age_months,annual_cost,current,cheapest");
    for (size_t k = 0; k < w->best_count; k++) {
        const struct best_age *b = &w->best[k];
        bool shown = false;
        for (size_t i = 0; i < b->result.count; i++) {
            if (!shown && b->points[i].months > b->cycle)
                write_age(out, w, b, &b->result.today, false);
            shown |= b->points[i].months >= b->cycle;
            write_age(out, w, b, &b->points[i], i == b->result.best);
        }
        if (!shown)
            write_age(out, w, b, &b->result.today, false);
    }
}

void whatif_tables(const struct whatif *w, struct result_set *set)
{
    static const struct {
        const char *file;
        void (*write)(struct csv_out *out, const struct whatif *w);
    } tables[] = {
        {"comparison.csv", write_comparison}, {"drivers.csv", write_drivers},
        {"funded.csv", write_funded},         {"ceiling.csv", write_ceiling},
        {"uncertainty.csv", write_uncertainty}, {"tornado.csv", write_tornado},
        {"agencies.csv", write_agencies},
        {"best_age.csv", write_best_age},
    };
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
        tables[k].write(results_open(set, tables[k].file), w);
}
