/* A whole post folder under its scenarios and ceilings. */
#include "fuzz_folder.h"

#include "planner/whatif_book.h"

/* Every dollar of difference has a change that made it. */
static void look_at_drivers(const struct scenarios *s)
{
    for (size_t k = 0; k < s->count; k++)
        for (int y = 0; y < s->years; y++) {
            money made = scenario_total(s, 0, y);
            for (size_t c = 0; c < s->list[k].change_count; c++)
                made = money_add(made, s->list[k].driver[c * (size_t)s->years + (size_t)y]);
            PROMISE(made.cents == scenario_total(s, k, y).cents);
        }
}

/* Whatever a scenario does, nobody is paid for buying, and cycles are those of things. */
static void look_at_purchases(const struct plan *plan)
{
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        PROMISE(!plan->assets[i].valid ||
                (plan->assets[i].cycle >= 0 && plan->assets[i].cycle <= 1200));
    for (size_t i = 0; i < plan->purchase_count; i++) {
        money price = plan->purchases[i].unit_price;
        PROMISE(!money_given(price) || price.cents >= 0);
    }
}

/* No ceiling is passed but by what must be funded. */
static void look_at_ceilings(const struct whatif *w)
{
    for (size_t k = 0; k < w->scenarios->count; k++)
        for (int y = 0; y < w->scenarios->years; y++) {
            const struct ration_year *year = &w->ration[k].year[y];
            if (money_given(year->ceiling))
                PROMISE(year->funded.cents <= year->ceiling.cents || year->missing.cents > 0);
            PROMISE(year->risk <= year->bound * (1 + 1e-9) + 1e-9);
        }
}

static void go(struct run *run, char command, struct book *book, const struct folder *folder)
{
    struct whatif w = {0};
    struct whatif_wish wish = {.dice = {1, 20, 1}, .early = 12, .late = 12, .rounds = 5};
    struct scenarios *scenarios = scenarios_parse(run->plan);
    (void)command;
    (void)folder;
    if (!diag_errors(run->diag) && scenarios_run(scenarios, run->plan, false) &&
        whatif_work(&w, scenarios, wish)) {
        look_at_drivers(scenarios);
        for (size_t k = 0; k < scenarios->count; k++)
            look_at_purchases(scenarios->list[k].plan);
        look_at_ceilings(&w);
        draw_whatif(book, &w);
        fuzz_went_through = true;
    }
    whatif_free(&w);
    scenarios_free(scenarios);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_folder_of(data, size, go);
}
