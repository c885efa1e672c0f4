/* Assumptions and Annex. */
#include "planner/whatif_book.h"

static int put_spreads(const struct whatif_view *v, struct page *page, int row)
{
    static const struct heading headings[] = {{"What", 46}, {"Value", 14}, {"What it means, source", 66}};
    page_heading(page, row++, "Spreads and shares that no file of the post gives");
    int at = sheet_table(page, "spreads", row, headings, 3, SPREADS, false);
    for (int k = 0; k < SPREADS; k++, at++) {
        page_text(page, at, 0, LOOK_TEXT, spreads[k].name);
        page_number(page, at, 1, LOOK_PERCENT, spreads[k].value);
        page_text(page, at, 2, LOOK_TEXT, spreads[k].about);
    }
    (void)v;
    return at + 1;
}

static int put_consequences(const struct whatif_view *v, struct page *page, int row)
{
    static const char *const titles[] = {"Priority", "Counts"};
    page_heading(page, row++, "What a failure counts, by the asset's priority (3 where none is given): "
                              "consequence_1 to consequence_5 in settings.csv");
    page_table(page, "consequences", row, 0, row + PRIORITIES, 1, titles, false);
    for (int p = 1; p <= PRIORITIES; p++) {
        page_number(page, row + p, 0, LOOK_COUNT, p);
        page_number(page, row + p, 1, LOOK_COUNT, consequence_of(v->w->plan, p));
    }
    return row + PRIORITIES + 2;
}

static int put_lives(const struct whatif_view *v, struct page *page, int row)
{
    static const char *const titles[] = {"Category", "Scale, months", "Shape, and where both are from"};
    const struct plan *plan = v->w->plan;
    page_heading(page, row++, "Lives (Weibull)");
    page_table(page, "lives", row, 0, row + (int)v->w->best_count + (v->w->best_count == 0), 2, titles,
               false);
    for (size_t k = 0; k < v->w->best_count; k++) {
        const struct best_age *b = &v->w->best[k];
        struct weibull life = category_life(plan, b->category);
        int at = row + 1 + (int)k;
        page_text(page, at, 0, LOOK_TEXT,
                  post_string(plan->post, plan->catalog->categories[b->category].label));
        page_number(page, at, 1, LOOK_COUNT, life.scale);
        page_text(page, at, 2, LOOK_TEXT,
                  say(v, "%.2f; %s", life.shape, category_life_text(plan, b->category)));
    }
    return row + (int)v->w->best_count + 3;
}

static void fill_assumptions(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    const struct whatif *w = v->w;
    static const char *const rules[] = {
        "A scenario is the plan with its changes made in the order of scenarios.csv; each change's part is "
        "the plan after it less the plan before it, so the parts add up to the cent.",
        "A changed cycle is the category's; an asset's own stays, unless the scope names asset_tag or "
        "model. Changed amounts round half away from zero.",
        "A changed service cost is the year's total, in its own currency; forecasts are not made anew.",
        "What is frozen is bought on the first day of the year after, at that year's price; its "
        "successors move with it. Projects in the scope wait too.",
        "A continuing resolution that covers a whole year works as a freeze of that year; within a year it "
        "moves orders between quarters, not money between years.",
        "More people: units by per_person of the categories that the post holds, seats of licences with "
        "per_person, and the head counts of workload.csv (cost centers whose factor is people; without "
        "an agency in the scope they are spread as today's); a part of a unit counts as one. Fewer "
        "people: the units that fall due first from that year on are not replaced.",
        "Where the post has more than 10,000 units, a draw of the uncertainty follows the fates of as "
        "many, most of them in the rows that weigh most, and stretches their deviation to the whole; "
        "means and spreads stay those of all units.",
        "Budget ceilings do not change what is asked for; they change what can be bought, on Ceiling.",
    };
    char weight[MONEY_TEXT];
    int row = SHEET_HEADER;
    for (size_t k = 0; k < sizeof rules / sizeof *rules; k++)
        row = page_sentence(v, page, row, 0, rules[k]);
    row = page_sentence(v, page, row, 0,
                        say(v,
                            "A project weighs by its dollars: %s count as one unit of its "
                            "priority that fails with a chance of %.0f %%. No source gives these "
                            "weights; they keep the post's own order of priorities.",
                            money_pretty(money_round(100 * PROJECT_DOLLARS), weight),
                            100 * PROJECT_CHANCE));
    row = page_sentence(v, page, row, 0,
                        say(v, "Seed %llu, %zu draws; levelling windows %d months early, %d late.",
                            (unsigned long long)w->wish.dice.seed, w->wish.dice.draws,
                            w->wish.early, w->wish.late));
    row = put_spreads(v, page, row + 1);
    row = put_consequences(v, page, row);
    put_lives(v, page, row);
}

const struct sheet sheet_whatif_assumptions = {
    .setup = {.name = "Assumptions"},
    .answers = "What do these answers rest on?",
    .fill = fill_assumptions,
};

/* ---- Annex ---------------------------------------------------------------------------------------------- */

static void put_gap(const struct whatif_view *v, struct page *page, int row, int column, double bound,
                    double risk)
{
    const char *cell = address_here(v->arena, row, column - 1);
    page_formula_number(
        page, row, column, LOOK_PERCENT, bound > 0 ? (bound - risk) / bound : 0,
        say(v, "IF(%s>0,(%s-%s)/%s,0)", cell, cell, address_here(v->arena, row, 2), cell));
}

static int put_proofs(const struct whatif_view *v, struct page *page, int row)
{
    static const struct heading headings[] = {
        {"Scenario", 46}, {"Year", 14}, {"Risk avoided", 14}, {"Linear relaxation", 14}, {"Gap to it", 14},
        {"Best whole choice, at most", 14}, {"Gap to that", 14}, {"Remark", 40}};
    const struct scenarios *s = v->w->scenarios;
    page_heading(page, row++, "The year's choice under its ceilings against its linear relaxation");
    int at = sheet_table(page, "choice_bounds", row, headings, 8, s->count * (size_t)s->years, false);
    for (size_t k = 0; k < s->count; k++)
        for (int y = 0; y < s->years; y++, at++) {
            const struct ration_year *r = &v->w->ration[k].year[y];
            page_text(page, at, 0, LOOK_TEXT, s->list[k].title);
            page_text(page, at, 1, LOOK_TEXT, say(v, "FY%d", s->first_year + y));
            page_number(page, at, 2, LOOK_EXCHANGE, r->risk);
            page_number(page, at, 3, LOOK_EXCHANGE, r->bound);
            put_gap(v, page, at, 4, r->bound, r->risk);
            page_number(page, at, 5, LOOK_EXCHANGE, r->whole);
            put_gap(v, page, at, 6, r->whole, r->risk);
            page_text(page, at, 7, LOOK_TEXT, r->proven ? "proven: no better choice exists" : "");
        }
    return at + 1;
}

static int put_multi_year(const struct whatif_view *v, struct page *page, int row)
{
    static const char *const titles[] = {"Scenario", "Risk borne", "No plan bears less"};
    const struct scenarios *s = v->w->scenarios;
    page_heading(page, row++, "Over all years: risk borne by waiting, and the proven least (Lagrangian "
                              "dual)");
    page_table(page, "multi_year", row, 0, row + (int)s->count, 2, titles, false);
    for (size_t k = 0; k < s->count; k++) {
        int at = row + 1 + (int)k;
        page_text(page, at, 0, LOOK_TEXT, s->list[k].title);
        page_number(page, at, 1, LOOK_EXCHANGE, v->w->ration[k].risk_borne);
        page_number(page, at, 2, LOOK_EXCHANGE, v->w->ration[k].least_risk_borne);
    }
    return row + (int)s->count + 2;
}

static void put_errors(const struct whatif_view *v, struct page *page, int row)
{
    static const char *const titles[] = {"Scenario and year", "Error of mean", "of P10", "of P50",
                                         "of P80", "of P90", "of P95", "of the chance"};
    const struct scenarios *s = v->w->scenarios;
    page_heading(page, row++, "Standard errors of the simulated figures, dollars");
    page_table(page, "errors", row, 0, row + (int)s->count * s->years, 7, titles, false);
    int at = row + 1;
    for (size_t k = 0; k < s->count; k++)
        for (int y = 0; y < s->years; y++, at++) {
            page_text(page, at, 0, LOOK_TEXT,
                      say(v, "%s, FY%d", s->list[k].title, s->first_year + y));
            if (!v->w->uncertain[k].possible)
                continue;
            const struct year_spread *e = &v->w->uncertain[k].spread[y];
            page_money(page, at, 1, LOOK_DOLLARS, e->mean.error);
            for (int p = 0; p < SHARES; p++)
                page_money(page, at, 2 + p, LOOK_DOLLARS, e->at[p].error);
            if (money_given(e->ceiling))
                page_number(page, at, 7, LOOK_PERCENT, e->within.error);
        }
}

static void fill_annex(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    int row = SHEET_HEADER;
    if (v->w->ration[0].given || v->w->scenarios->count > 1) {
        row = put_proofs(v, page, row);
        row = put_multi_year(v, page, row);
    }
    put_errors(v, page, row);
}

const struct sheet sheet_whatif_annex = {
    .setup = {.name = "Annex", .workings = true},
    .answers = "How near to the best possible are the choices, and how exact is the simulation?",
    .fill = fill_annex,
};
