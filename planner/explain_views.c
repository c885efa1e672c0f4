/* An explanation as a page of text: the answer first, then its reasons in the order in which they
 * follow from one another. */
#include "planner/explain_views.h"

#include <string.h>

#include "planner/listing.h"
#include "planner/os.h"
#include "planner/reference.h"

enum { INDENT = 2 };

static struct arena *arena_of(const struct explanation *e)
{
    return e->plan->post->arena;
}

static const char *string_of(const struct explanation *e, word w)
{
    return post_string(e->plan->post, w);
}

static const struct asset_plan *asset_of(const struct explanation *e)
{
    return &e->plan->assets[e->asset];
}

static const char *day(struct arena *arena, date d)
{
    char out[DATE_TEXT];
    return date_given(d) ? arena_format(arena, "%s", date_long(d, out)) : "not given";
}

static const char *dollars(struct arena *arena, money m)
{
    char out[MONEY_TEXT];
    return money_given(m) ? arena_format(arena, "%s", money_pretty(m, out)) : "not known";
}

/* "1,450.00 EUR" */
static const char *in_currency(const struct explanation *e, money m)
{
    char out[MONEY_TEXT];
    const char *pretty = money_pretty(m, out), *digits = strchr(pretty, '$');
    return arena_format(arena_of(e), "%.*s%s %s", (int)(digits - pretty), pretty, digits + 1,
                        string_of(e, e->plan->catalog->currencies[e->currency].name));
}

/* "prices.csv, line 7" */
static const char *place_text(const struct explanation *e, struct place at)
{
    return arena_format(arena_of(e), "%s, line %u", os_base_name(string_of(e, at.file)), at.line);
}

static const char *origin_text(const struct explanation *e, const struct origin *from)
{
    struct arena *arena = arena_of(e);
    const char *at = from->at.line ? place_text(e, from->at) : "";
    switch (from->kind) {
    case ORIGIN_NONE:
        return "";
    case ORIGIN_ASSET:
        return arena_format(arena, "%s (column %s)", at, from->detail);
    case ORIGIN_MODEL:
        return arena_format(arena, "%s (model %s)", at,
                            string_of(e, e->plan->post->assets.model[e->asset]));
    case ORIGIN_LOCATION:
        return arena_format(arena, "%s (location %s)", at, from->detail);
    case ORIGIN_CATEGORY:
        return arena_format(arena, "%s%s%s", at, strchr(from->detail, ' ') ? ": " : "",
                            strchr(from->detail, ' ') ? from->detail : "");
    case ORIGIN_FUNDING:
    case ORIGIN_SHARES:
    case ORIGIN_PRICE:
    case ORIGIN_SETTING:
        return at;
    case ORIGIN_COMMAND_LINE:
        return "as the command line says";
    case ORIGIN_BUILT_IN:
        return arena_format(arena, "built in%s%s", from->detail[0] ? ": " : "", from->detail);
    case ORIGIN_ASSUMED:
        return arena_format(arena, "assumed: %s", from->detail);
    }
    return "";
}

static void heading(const char *title, FILE *to)
{
    fprintf(to, "\n%s\n", title);
}

/* ---- the answer -------------------------------------------------------------------------------- */

static const char *trigger_sentence(const struct explanation *e)
{
    const struct asset_plan *a = asset_of(e);
    const char *on = day(arena_of(e), a->due);
    switch ((enum trigger)a->trigger) {
    case BY_CYCLE:
        return arena_format(arena_of(e), "its cycle of %s ends on %s",
                            how_many(arena_of(e), a->cycle, "month", "months"), on);
    case BY_END_OF_SUPPORT:
        return arena_format(arena_of(e), "the maker's support ends on %s", on);
    case BY_DECISION:
        return arena_format(arena_of(e), "it has been decided to replace it by %s", on);
    case BY_HOLD:
        return arena_format(arena_of(e), "it has been decided to keep it until %s", on);
    }
    return "";
}

static const char *project_sentence(const struct explanation *e)
{
    const struct project_rows *t = &e->plan->post->projects;
    int32_t row = asset_of(e)->project;
    if (row == NO_PROJECT)
        return "";
    return arena_format(arena_of(e), "project %s (%s) replaces it in FY%d",
                        string_of(e, t->project[row]), string_of(e, t->title[row]),
                        t->fiscal_year[row]);
}

static const char *in_plan_sentence(const struct explanation *e)
{
    const struct asset_plan *a = asset_of(e);
    const struct explained_purchase *p = &e->purchases[0];
    const char *covered = project_sentence(e);
    char *said = arena_format(
        arena_of(e), "It is %s in FY%d, on %s, for %s, because %s%s.",
        covered[0] ? "next replaced" : "replaced", p->fiscal_year,
        day(arena_of(e), p->purchase->on),
        money_given(p->amount) ? dollars(arena_of(e), p->amount) : "an unknown cost",
        covered[0] ? covered : trigger_sentence(e),
        covered[0] ? ", and one cycle later it is due again" : "");
    if (!covered[0] && date_compare(a->due, p->purchase->on) < 0)
        said = arena_format(arena_of(e), "%s  %s, so it moves to the first day that can buy.", said,
                            a->backlog ? "That day has passed"
                                       : "That year's money can no longer buy it");
    return said;
}

static const char *payer_sentence(const struct explanation *e)
{
    const struct asset_plan *a = asset_of(e);
    if (!e->in_plan)
        return "";
    if (a->payer == PAYER_POST)
        return "  The post pays.";
    return a->payer == PAYER_CENTRAL
               ? "  It is paid centrally: not in the plan's lines, but on the sheet Central refresh."
               : "  Another payer bears it: not in the plan's lines, but on the sheet Central "
                 "refresh.";
}

static void say_answer(const struct explanation *e, FILE *to)
{
    const char *covered = project_sentence(e);
    const char *answer =
        e->in_plan ? in_plan_sentence(e)
                   : arena_format(arena_of(e), "It has no replacement in the plan years FY%d to "
                                  "FY%d: %s%s%s.", e->plan->first_year,
                                  e->plan->first_year + e->plan->years - 1,
                                  reason_text(e->plan, e->asset), covered[0] ? "; " : "", covered);
    print_wrapped(arena_of(e), to, 0,
                  arena_format(arena_of(e), "%s%s", answer, payer_sentence(e)));
}

static void say_asset(const struct explanation *e, FILE *to)
{
    const struct assets *t = &e->plan->post->assets;
    const struct asset_plan *a = asset_of(e);
    const char *held = string_of(e, e->plan->catalog->categories[a->held].label);
    const char *more[] = {string_of(e, t->model[e->asset]), string_of(e, t->description[e->asset]),
                          string_of(e, t->location[e->asset])};
    char *line = arena_format(arena_of(e), "%s: %s", string_of(e, t->asset_tag[e->asset]), held);
    for (size_t k = 0; k < sizeof more / sizeof *more; k++)
        if (more[k][0])
            line = arena_format(arena_of(e), "%s, %s", line, more[k]);
    if (e->quantity != 1)
        line = arena_format(arena_of(e), "%s, %d units", line, e->quantity);
    print_wrapped(arena_of(e), to, 0, line);
    fprintf(to, "%s; as of %s\n\n",
            visible(arena_of(e), place_text(e, rows_place(&t->rows, e->asset, NULL))),
            day(arena_of(e), e->plan->settings->as_of));
}

/* ---- when ---------------------------------------------------------------------------------------- */

static const char *rule_text(const struct explanation *e)
{
    const struct asset_plan *a = asset_of(e);
    static const char *const rules[] = {
        [DUE_EARLIEST] = "the earlier of end of cycle and end of support counts",
        [DUE_CYCLE] = "the end of the cycle counts, whatever the support",
        [DUE_LATEST] = "the later of end of cycle and end of support counts",
    };
    if (a->trigger == BY_DECISION)
        return "the decision counts before everything else";
    if (a->trigger == BY_HOLD)
        return "the decision to keep it counts, being later than the rules' date";
    static const char *const names[] = {"earliest", "cycle", "latest"};
    return arena_format(arena_of(e), "%s (replacement_trigger=%s)", rules[e->plan->rules.due],
                        names[e->plan->rules.due]);
}

static void add_decision(const struct explanation *e, struct listing *list)
{
    const struct assets *t = &e->plan->post->assets;
    static const char *const words[] = {"", "replace", "retire", "hold"};
    const char *decision = words[t->decision[e->asset]];
    const char *at = place_text(e, rows_place(&t->rows, e->asset, decision[0] ? "decision" : "replace_by"));
    if (date_given(t->replace_by[e->asset]))
        LISTING_ADD(list, t->decision[e->asset] == DECISION_HOLD ? "Keep until" : "Replace by",
                    day(arena_of(e), t->replace_by[e->asset]), at);
    else if (decision[0])
        LISTING_ADD(list, "Decision", decision, at);
}

static void add_backlog(const struct explanation *e, struct listing *list)
{
    const struct asset_plan *a = asset_of(e);
    int months = date_month_number(e->plan->settings->as_of) - date_month_number(a->due);
    LISTING_ADD(list, "Overdue", a->backlog ? "yes" : "no",
                !a->active    ? "not counted: it is not to be replaced"
                : !a->backlog ? ""
                : months      ? arena_format(arena_of(e), "for %s",
                                             how_many(arena_of(e), months, "month", "months"))
                              : "for less than a month");
}

static const char *first_buy_text(const struct explanation *e)
{
    return arena_format(arena_of(e), "FY%d is the first year whose money can still buy (%s)",
                        e->plan->settings->first_buy_year, origin_text(e, &e->first_buy));
}

static void say_when(const struct explanation *e, FILE *to)
{
    struct arena *arena = arena_of(e);
    const struct asset_plan *a = asset_of(e);
    struct listing list = listing_new(arena, 3, INDENT);
    heading("When it falls due", to);
    LISTING_ADD(&list, "In use since", day(arena, a->base), origin_text(e, &e->base));
    LISTING_ADD(&list, "Cycle", how_many(arena, a->cycle, "month", "months"),
                origin_text(e, &e->cycle));
    LISTING_ADD(&list, "Cycle ends", day(arena, e->due.by_cycle), "");
    LISTING_ADD(&list, "Support ends", day(arena, a->end_of_support),
                origin_text(e, &e->end_of_support));
    add_decision(e, &list);
    LISTING_ADD(&list, "Due", day(arena, a->due), rule_text(e));
    add_backlog(e, &list);
    LISTING_ADD(&list, "First day that can buy", day(arena, e->plan->settings->first_buy),
                first_buy_text(e));
    if (a->project != NO_PROJECT)
        LISTING_ADD(&list, "Project",
                    string_of(e, e->plan->post->projects.project[a->project]),
                    arena_format(arena, "%s; %s; the next cycle starts on %s",
                                 place_text(e, rows_place(&e->plan->post->projects.rows,
                                                          (size_t)a->project, "replaces")),
                                 project_sentence(e), day(arena, fiscal_start(a->covered_through))));
    listing_print(&list, to);
    if (e->cycle.kind == ORIGIN_BUILT_IN || e->later_cycle.kind == ORIGIN_BUILT_IN)
        print_wrapped(arena, to, INDENT, evidence_legend);
}

/* ---- what is bought, when ------------------------------------------------------------------------ */

static void say_bought(const struct explanation *e, struct listing *list)
{
    const struct asset_plan *a = asset_of(e);
    const struct category *bought = &e->plan->catalog->categories[a->bought];
    LISTING_ADD(list, "Bought", string_of(e, bought->label),
                e->replacement.kind == ORIGIN_NONE ? "the same category"
                                                   : origin_text(e, &e->replacement));
    if (a->later_cycle != a->cycle)
        LISTING_ADD(list, "Its cycle", how_many(arena_of(e), a->later_cycle, "month", "months"),
                    origin_text(e, &e->later_cycle));
    LISTING_ADD(list, "Order ahead", how_many(arena_of(e), a->lead, "month", "months"),
                "time from order to use");
    LISTING_ADD(list, "Year of the money", e->plan->rules.budget_on_order ? "order" : "replacement",
                e->plan->rules.budget_on_order ? "the fiscal year of the order (budget_on=order)"
                                               : "the fiscal year of the day (budget_on=due)");
}

static void say_replacements(const struct explanation *e, FILE *to)
{
    struct arena *arena = arena_of(e);
    struct listing facts = listing_new(arena, 3, INDENT), list = listing_new(arena, 6, INDENT);
    heading("Replacements", to);
    say_bought(e, &facts);
    listing_print(&facts, to);
    if (!e->in_plan) {
        fprintf(to, "  None in FY%d to FY%d: ", e->plan->first_year,
                e->plan->first_year + e->plan->years - 1);
        fprintf(to, "%s.\n", visible(arena, reason_text(e->plan, e->asset)));
        return;
    }
    fputc('\n', to);
    list.right = 1u << 0 | 1u << 4;
    LISTING_ADD(&list, "", "replace on", "order by", "year", "amount", "");
    for (size_t n = 0; n < e->purchase_count; n++) {
        const struct purchase *p = e->purchases[n].purchase;
        LISTING_ADD(&list, arena_format(arena, "%d", p->sequence), day(arena, p->on),
                    day(arena, p->order_by), arena_format(arena, "FY%d", p->fiscal_year),
                    dollars(arena, p->amount), flags_text(arena, e->plan, p));
    }
    listing_print(&list, to);
}

/* ---- who pays ------------------------------------------------------------------------------------ */

static void add_shares(const struct explanation *e, struct listing *list)
{
    const struct catalog *c = e->plan->catalog;
    const struct funding *f = &c->fundings[asset_of(e)->funding];
    char pct[DECIMAL_TEXT];
    for (size_t k = 0; f->shared && k < f->share_count; k++) {
        const struct share *s = &c->shares[f->first_share + k];
        const char *center = string_of(e, s->cost_center);
        LISTING_ADD(list, k ? "" : "Shared by",
                    arena_format(arena_of(e), "%s %% %s", decimal_plain(s->pct, pct),
                                 string_of(e, c->fundings[s->to].name)),
                    center[0] ? arena_format(arena_of(e), "cost center %s", center) : "");
    }
}

static void say_payer(const struct explanation *e, FILE *to)
{
    const struct asset_plan *a = asset_of(e);
    const struct funding *f = &e->plan->catalog->fundings[a->funding];
    struct listing list = listing_new(arena_of(e), 3, INDENT);
    heading("Who pays", to);
    LISTING_ADD(&list, "Funding source", string_of(e, f->name), origin_text(e, &e->funding));
    LISTING_ADD(&list, "Payer", payer_name(a->payer), origin_text(e, &e->payer));
    add_shares(e, &list);
    LISTING_ADD(&list, "Network", network_name(a->network), origin_text(e, &e->network));
    LISTING_ADD(&list, "Plan category", plan_category_name(asset_plan_category(e->plan, e->asset)),
                e->plan->catalog->categories[a->bought].plan_category
                    ? "of the category bought"
                    : "by network, the category bought being equipment");
    if (word_given(a->cost_center))
        LISTING_ADD(&list, "Cost center", string_of(e, a->cost_center), "");
    listing_print(&list, to);
}

/* ---- what it costs ------------------------------------------------------------------------------- */

/* Equal rates of years in a row are one: "FY2028 to FY2031 +2 % each". */
static const char *rates_text(const struct explanation *e, const struct explained_purchase *p)
{
    struct arena *arena = arena_of(e);
    char *said = arena_copy(arena, "", 0);
    for (size_t i = 0, next; i < p->rate_count; i = next) {
        const struct explained_rate *r = &p->rates[i];
        bool carried = r->of_year && r->of_year != r->fiscal_year;
        for (next = i + 1; next < p->rate_count && p->rates[next].pct == r->pct; next++) {
            const struct explained_rate *s = &p->rates[next];
            bool same = (s->of_year == 0) == (r->of_year == 0) &&
                        (carried ? s->of_year == r->of_year : s->of_year == s->fiscal_year);
            if (!same && (s->of_year || r->of_year))
                break;
        }
        int last = p->rates[next - 1].fiscal_year;
        said = arena_format(arena, "%s%sFY%d", said, i ? ", " : "", r->fiscal_year);
        if (last != r->fiscal_year)
            said = arena_format(arena, "%s to FY%d", said, last);
        said = arena_format(arena, "%s %+g %%", said, r->pct);
        if (!r->of_year)
            said = arena_format(arena, "%s (no rate given so early)", said);
        else if (carried)
            said = arena_format(arena, "%s (as FY%d)", said, r->of_year);
    }
    return said;
}

static void add_part(const struct explanation *e, const struct explained_purchase *p,
                     const struct explained_part *part, struct listing *list)
{
    static const char *const names[] = {"Price", "Freight", "Installation"};
    struct arena *arena = arena_of(e);
    char rate[DECIMAL_TEXT];
    const char *code = string_of(e, e->plan->catalog->currencies[e->currency].name);
    LISTING_ADD(list, names[part->part], in_currency(e, part->price),
                arena_format(arena, "of one, as of FY%d", e->price_year));
    if (p->rate_count)
        LISTING_ADD(list, arena_format(arena, "  in FY%d", p->fiscal_year),
                    in_currency(e, part->local), arena_format(arena, "x %.6f", p->factor));
    if (e->currency)
        LISTING_ADD(list, "  in dollars", dollars(arena, part->dollars),
                    arena_format(arena, "/ %s %s per dollar%s", decimal_plain(p->exchange, rate),
                                 code, p->exchange_year == p->fiscal_year
                                           ? ""
                                           : arena_format(arena, " (the rate of FY%d)",
                                                          p->exchange_year)));
}

static void say_one_price(const struct explanation *e, const struct explained_purchase *p, FILE *to)
{
    struct arena *arena = arena_of(e);
    struct listing list = listing_new(arena, 3, INDENT);
    fprintf(to, "\n  %s FY%d\n", e->in_plan ? "In" : "If it were bought in", p->fiscal_year);
    list.right = 1u << 1;
    LISTING_ADD(&list, "Change of prices", arena_format(arena, "x %.6f", p->factor),
                p->rate_count ? rates_text(e, p) : "none: no year lies between");
    for (size_t k = 0; k < p->part_count; k++)
        add_part(e, p, &p->parts[k], &list);
    LISTING_ADD(&list, "One unit", dollars(arena, p->unit_price), "");
    if (e->quantity != 1)
        LISTING_ADD(&list, "Units", arena_format(arena, "x %d", e->quantity), "");
    LISTING_ADD(&list, "Amount", dollars(arena, p->amount), "");
    listing_print(&list, to);
}

static void say_price(const struct explanation *e, FILE *to)
{
    struct arena *arena = arena_of(e);
    const struct asset_plan *a = asset_of(e);
    const struct escalation_class *class = &e->plan->catalog->classes[e->class_index];
    const char *bought = string_of(e, e->plan->catalog->categories[a->bought].name);
    struct listing list = listing_new(arena, 2, INDENT);
    heading("What it costs", to);
    if (a->price == NO_PRICE)
        LISTING_ADD(&list, "Price", arena_format(arena, "not known: neither a row of prices.csv "
                                                 "for %s nor a unit_cost says", bought));
    else if (a->price == OWN_COST)
        LISTING_ADD(&list, "Price", arena_format(arena, "what it cost itself, %s; prices.csv has "
                                                 "no row for %s",
                                                 origin_text(e, &e->price), bought));
    else
        LISTING_ADD(&list, "Price", arena_format(arena, "%s, found by %s", origin_text(e, &e->price),
                                                 e->price_match));
    if (a->price >= 0 && word_given(e->plan->post->prices.replacement[a->price]))
        LISTING_ADD(&list, "What is bought",
                    string_of(e, e->plan->post->prices.replacement[a->price]));
    if (a->price != NO_PRICE)
        LISTING_ADD(&list, "Prices change as",
                    arena_format(arena, "%s: %s", string_of(e, class->name),
                                 class->built_in
                                     ? arena_format(arena, "built in (%s)", class->source)
                                     : class->source));
    listing_print(&list, to);
    for (size_t n = 0; n < e->purchase_count && a->price != NO_PRICE; n++)
        say_one_price(e, &e->purchases[n], to);
}

/* ---- where it stands ----------------------------------------------------------------------------- */

static const char *line_text(const struct explanation *e, size_t at)
{
    const struct line *line = &e->plan->lines[at];
    const char *object_class = string_of(e, line->object_class);
    const char *title = object_class_title(object_class);
    const char *center = string_of(e, line->cost_center);
    return arena_format(arena_of(e), "%s, %s%s%s, %s%s%s", string_of(e, line->title), object_class,
                        title ? " " : "", title ? title : "",
                        string_of(e, e->plan->catalog->fundings[line->funding].name),
                        center[0] ? ", cost center " : "", center);
}

static void add_lines(const struct explanation *e, const struct explained_purchase *p,
                      const struct explained_part *part, struct listing *list)
{
    struct arena *arena = arena_of(e);
    const struct explained_share *shares;
    char pct[DECIMAL_TEXT];
    size_t count = part->gross == NOWHERE
                       ? 0
                       : explain_shares(e->plan, part->gross, p->fiscal_year, &shares);
    for (size_t k = 0; k < count; k++)
        LISTING_ADD(list, k ? "" : arena_format(arena, "FY%d", p->fiscal_year),
                    k ? "" : dollars(arena, part->amount), line_id(arena, shares[k].line),
                    decimal_given(shares[k].pct)
                        ? arena_format(arena, "%s %%", decimal_plain(shares[k].pct, pct))
                        : "",
                    dollars(arena, shares[k].amount), line_text(e, shares[k].line));
}

static void say_lines(const struct explanation *e, FILE *to)
{
    bool shared = e->plan->catalog->fundings[asset_of(e)->funding].shared;
    struct listing list = listing_new(arena_of(e), 6, INDENT);
    if (!e->in_plan || asset_of(e)->payer != PAYER_POST)
        return;
    heading("Where it stands in the plan", to);
    list.right = 1u << 1 | 1u << 3 | 1u << 4;
    LISTING_ADD(&list, "year", "this asset", "line", "share", "on that line", "");
    for (size_t n = 0; n < e->purchase_count; n++)
        for (size_t k = 0; k < e->purchases[n].part_count; k++)
            add_lines(e, &e->purchases[n], &e->purchases[n].parts[k], &list);
    listing_print(&list, to);
    print_wrapped(arena_of(e), to, INDENT,
                  shared ? "\"On that line\" is all assets' share together: a split is made once "
                           "for each year's total, to the cent, so one asset has no cents of its "
                           "own in it."
                         : "\"On that line\" is the year's total of all assets that share it.");
}

void explain_as_text(const struct explanation *e, FILE *to)
{
    say_asset(e, to);
    say_answer(e, to);
    say_when(e, to);
    say_replacements(e, to);
    say_payer(e, to);
    say_price(e, to);
    say_lines(e, to);
}
