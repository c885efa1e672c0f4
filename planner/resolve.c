/* Assets and costs with what the reference files say of them: category, network, funding, payer,
 * cycle, end of support.  Reports what cannot be resolved. */
#include "planner/plan.h"

#include <string.h>

#include "planner/equipment.h"
#include "planner/os.h"
#include "planner/parse.h"
#include "planner/scope.h"

struct plan *plan_new(struct post *post, const struct settings *settings,
                      const struct settings_origin *origin, struct catalog *catalog)
{
    struct plan *plan = arena_alloc(post->arena, 1, sizeof *plan);
    *plan = (struct plan){
        .post = post, .settings = settings, .origin = origin, .catalog = catalog,
        .first_year = settings->current_year, .years = settings->years,
        .budget_year = settings->budget_year,
        .rules = {.due = settings->replacement_trigger == TRIGGER_CYCLE    ? DUE_CYCLE
                         : settings->replacement_trigger == TRIGGER_LATEST ? DUE_LATEST
                                                                           : DUE_EARLIEST,
                  .budget_on_order = settings->budget_on == BUDGET_ON_ORDER,
                  .as_of = settings->as_of, .first_buy = settings->first_buy,
                  .first_year = settings->current_year,
                  .last_year = settings->current_year + settings->years - 1},
    };
    plan->assets = memory_array(post->assets.rows.count, sizeof *plan->assets);
    plan->total = arena_alloc(post->arena, (size_t)plan->years, sizeof *plan->total);
    plan->central_total = arena_alloc(post->arena, (size_t)plan->years, sizeof(money));
    return plan;
}

/* The last answer for a word, since neighbours in an inventory are alike. */
struct memo {
    word asked;
    size_t answer;
    bool known;
};

static size_t remembered_location(const struct plan *plan, struct memo *memo, word location)
{
    if (!memo->known || !word_same(memo->asked, location))
        *memo = (struct memo){location, location_row(plan->catalog, location), true};
    return memo->answer;
}

static size_t remembered_category(const struct plan *plan, struct memo *memo, word name)
{
    if (!memo->known || !word_same(memo->asked, name))
        *memo = (struct memo){name, category_use(plan->catalog, name), true};
    return memo->answer;
}

void note_folder(struct plan *plan)
{
    struct post *post = plan->post;
    if (post->folder)
        return;
    struct place at = {words_put_string(post->words, post->path), 1, 1};
    diag_once(post->diag, diag_add(post->diag, NOTE, "no-folder", at, "", (word){0},
                                   "is planned alone: files that a message names stand beside it "
                                   "in a folder (planner init mypost %s makes one of it)",
                                   os_pasted(post->arena, post->path)));
}

/* The known categories are listed with the first word that is none; to repeat them with each would
 * bury what differs. */
static const char *known_categories(struct plan *plan, word name)
{
    struct catalog *c = plan->catalog;
    if (!c->listed) {
        c->listed = true;
        c->listed_for = name;
    }
    return word_same(c->listed_for, name)
               ? arena_format(plan->post->arena, "one of: %s", category_list(c, plan->post->arena))
               : "a known one: planner columns categories lists them";
}

static const struct kind_names *kinds_of(struct plan *plan)
{
    struct catalog *c = plan->catalog;
    if (!c->kinds)
        c->kinds = kind_names_new(plan->post->arena);
    return c->kinds;
}

/* The category that may be meant by one that nobody knows, or NULL. */
static const char *category_meant(struct plan *plan, text name)
{
    text told;
    const char *ours = equipment_word(kinds_of(plan), name);
    ours = ours ? ours : kind_told(kinds_of(plan), &any_kind, name, &told);
    return ours ? ours : category_nearest(plan->catalog, name);
}

void report_category(struct plan *plan, struct rows *rows, size_t row, const char *column,
                     word name)
{
    struct post *post = plan->post;
    text said = words_text(post->words, name);
    const struct general_word *general = general_word(kinds_of(plan), said);
    const char *near = general ? general->usual : category_meant(plan, said);
    size_t finding =
        general ? rows_report(post->diag, rows, row, column, ERROR, "unknown-category", name,
                              "leaves open what it is (write %s, or add it to categories.csv)",
                              general->could_be ? choices_listed(post->arena, general->could_be)
                                                : known_categories(plan, name))
                : rows_report(post->diag, rows, row, column, ERROR, "unknown-category", name,
                              "is not a known category%s (add it to categories.csv, or write %s)",
                              did_you_mean(post->arena, near), known_categories(plan, name));
    if (near && strcmp(column, "model")) /* its category stands in models.csv */
        diag_suggest(post->diag, finding, words_put_string(post->words, near));
    note_folder(plan);
}

static word category_held(const struct post *post, size_t i, size_t model)
{
    return word_given(post->assets.category[i]) || model == NOWHERE ? post->assets.category[i]
                                                                    : post->models.category[model];
}

static word category_bought(const struct post *post, size_t i, size_t model)
{
    return word_given(post->assets.replace_with[i]) || model == NOWHERE
               ? post->assets.replace_with[i] : post->models.replace_with[model];
}

static const char *column_bought(const struct post *post, size_t i)
{
    return word_given(post->assets.replace_with[i]) ? "replace_with" : "model";
}

/* In a list made by hand the category often stands in the first row of a block only; where two
 * rows running have the same, it is written in each. */
static word category_above(const struct plan *plan, size_t i)
{
    enum { BLOCK = 500 }; /* a longer one is none that somebody has typed */
    const struct assets *t = &plan->post->assets;
    const struct source *source = rows_source(&t->rows, i);
    word above = {0}, below = {0};
    for (size_t n = 0; n < BLOCK && i-- > source->first_row;) {
        if (t->rows.bad[i] == ROW_STRAY)
            continue;
        if (word_given(below) && word_same(below, t->category[i]))
            return (word){0};
        below = t->category[i];
        above = word_given(above) ? above : below;
        n++;
    }
    return word_given(above) && category_known(plan->catalog, above) ? above : (word){0};
}

/* The kind that an asset's model or description names, and `*by` which of them; NULL: neither does, and
 * `*by` is what it is known by. */
static const char *kind_of_words(struct plan *plan, size_t i, word *by)
{
    const struct assets *t = &plan->post->assets;
    const word words[] = {t->model[i], t->description[i]};
    const char *kind = NULL;
    *by = (word){0};
    for (size_t n = 0; n < 2 && !kind; n++) {
        text told, said = words_text(plan->post->words, words[n]);
        kind = word_given(words[n]) ? kind_told(kinds_of(plan), &any_kind, said, &told) : NULL;
        *by = word_given(words[n]) ? words[n] : *by;
    }
    return kind;
}

static void report_no_category(struct plan *plan, size_t i)
{
    struct post *post = plan->post;
    struct rows *rows = &post->assets.rows;
    word by;
    const char *kind = kind_of_words(plan, i, &by);
    word meant = kind ? words_put_string(post->words, kind) : category_above(plan, i);
    size_t finding;
    if (kind)
        finding = rows_report(post->diag, rows, i, "category", ERROR, "missing-value", (word){0},
                              "is empty%s (write it, if it is what '%s' names)",
                              did_you_mean(post->arena, kind), post_string(post, by));
    else if (word_given(meant))
        finding = rows_report(post->diag, rows, i, "category", ERROR, "category-empty", meant,
                              "stands above an empty cell, and the model has none in models.csv "
                              "(write it there too if it goes on, or the right one)");
    else if (word_given(by))
        finding = rows_report(post->diag, rows, i, "category", ERROR, "missing-value", (word){0},
                              "is empty, and neither models.csv nor '%s' tells it (write %s)",
                              post_string(post, by), known_categories(plan, (word){0}));
    else
        finding = rows_report(post->diag, rows, i, "category", ERROR, "missing-value", (word){0},
                              "is empty, and its model has none in models.csv (write %s)",
                              known_categories(plan, (word){0}));
    if (word_given(meant))
        diag_suggest(post->diag, finding, meant);
}

/* What is held; a row without one takes its model's. */
static bool resolve_category(struct plan *plan, struct memo *memo, size_t i, size_t model)
{
    word name = category_held(plan->post, i, model);
    if (!word_given(name))
        return report_no_category(plan, i), false;
    size_t held = remembered_category(plan, memo, name);
    if (held == NOWHERE) {
        report_category(plan, &plan->post->assets.rows, i, "category", name);
        return false;
    }
    plan->assets[i].held = plan->assets[i].bought = (uint16_t)held;
    return true;
}

static bool resolve_replacement(struct plan *plan, struct memo *memo, size_t i, size_t model)
{
    struct post *post = plan->post;
    word name = category_bought(post, i, model);
    if (!word_given(name))
        return true;
    size_t bought = remembered_category(plan, memo, name);
    if (bought == NOWHERE) {
        report_category(plan, &post->assets.rows, i, column_bought(post, i), name);
        return false;
    }
    plan->assets[i].bought = (uint16_t)bought;
    return true;
}

static void resolve_cycle(struct plan *plan, size_t i, size_t model)
{
    const struct post *post = plan->post;
    const struct category *categories = plan->catalog->categories;
    struct asset_plan *a = &plan->assets[i];
    bool replaced = word_given(post->assets.replace_with[i]) ||
                    (model != NOWHERE && word_given(post->models.replace_with[model]));
    int32_t cycle = categories[a->held].cycle_months;
    if (whole_given(post->assets.cycle_months[i])) {
        cycle = post->assets.cycle_months[i];
        a->cycle_from = CYCLE_OF_ASSET;
    } else if (model != NOWHERE && whole_given(post->models.cycle_months[model])) {
        cycle = post->models.cycle_months[model];
        a->cycle_from = CYCLE_OF_MODEL;
    }
    a->cycle = (int16_t)cycle;
    a->later_cycle = (int16_t)(replaced ? categories[a->bought].cycle_months : cycle);
    a->lead = (int16_t)categories[a->bought].lead_months;
    a->end_of_support = post->assets.end_of_support[i];
    if (!date_given(a->end_of_support) && model != NOWHERE)
        a->end_of_support = post->models.end_of_support[model];
}

static void report_funding(struct plan *plan, struct rows *rows, size_t row, size_t funding)
{
    struct post *post = plan->post;
    const struct funding *f = &plan->catalog->fundings[funding];
    size_t finding = rows_report(post->diag, rows, row, "funding_source", WARNING, "unknown-funding",
                                 f->name, "is not in funding.csv; the post is taken to pay%s (add "
                                 "a row with its payer)", did_you_mean(post->arena, f->near));
    if (f->near)
        diag_suggest(post->diag, finding, words_put_string(post->words, f->near));
}

static void resolve_funding(struct plan *plan, size_t i)
{
    struct post *post = plan->post;
    struct catalog *catalog = plan->catalog;
    struct asset_plan *a = &plan->assets[i];
    const struct category *bought = &catalog->categories[a->bought];
    word given = post->assets.funding_source[i];
    word name = word_given(given) ? given : bought->funding_source;
    bool known = funding_find(catalog, name) != NOWHERE;
    size_t funding = funding_use(catalog, name);
    if (!known || (word_given(given) && catalog->fundings[funding].assumed))
        report_funding(plan, &post->assets.rows, i, funding);
    a->funding = (uint16_t)funding;
    a->payer = (uint8_t)catalog->fundings[funding].payer;
    if (!word_given(given) || catalog->fundings[funding].assumed)
        a->assumed |= ASSUMED_PAYER;
    if (!word_given(given) && a->bought != a->held && a->payer == PAYER_CENTRAL) {
        size_t own = funding_find(catalog, catalog->categories[a->held].funding_source);
        if (own == NOWHERE || catalog->fundings[own].payer != PAYER_CENTRAL)
            rows_report(post->diag, &post->assets.rows, i, "replace_with", WARNING,
                        "central-payer", catalog->categories[a->bought].name,
                        "is paid by the centre, unlike what is held (write funding_source if "
                        "the post pays)");
    }
    a->cost_center = word_given(post->assets.cost_center[i]) ? post->assets.cost_center[i]
                                                             : bought->cost_center;
}

static void resolve_network(struct plan *plan, struct memo *memo, size_t i)
{
    const struct post *post = plan->post;
    struct asset_plan *a = &plan->assets[i];
    size_t row = remembered_location(plan, memo, post->assets.location[i]);
    a->network = post->assets.network[i];
    if (!a->network && row != NOWHERE)
        a->network = post->locations.network[row];
    if (!a->network) {
        a->network = NETWORK_NON_CAA;
        a->assumed |= ASSUMED_NETWORK;
    }
}

/* A day on which it went out of use says what an empty status does not. */
static void take_retirement(struct plan *plan, size_t i)
{
    struct assets *t = &plan->post->assets;
    char as_of[DATE_TEXT];
    if (plan->variant || !date_given(t->retired_on[i]) || t->status[i] >= STATUS_EXCESS ||
        date_compare(t->retired_on[i], plan->settings->as_of) > 0)
        return;
    date_iso(plan->settings->as_of, as_of);
    if (t->status[i]) {
        rows_report(plan->post->diag, &t->rows, i, "retired_on", NOTE, "retired-but-there", (word){0},
                    "is not after %s, but its status says that the asset is still there, which counts "
                    "(write retired under status where it is gone)", as_of);
        return;
    }
    t->status[i] = STATUS_RETIRED;
    rows_report(plan->post->diag, &t->rows, i, "retired_on", NOTE, "retired-on", (word){0},
                "is not after %s, and no status is given: the asset is taken as retired", as_of);
}

static void resolve_activity(struct plan *plan, size_t i)
{
    const struct assets *t = &plan->post->assets;
    struct asset_plan *a = &plan->assets[i];
    unsigned status = t->status[i] ? t->status[i] : STATUS_IN_USE;
    bool spare = status == STATUS_SPARE || status == STATUS_IN_STOCK;
    if (status != STATUS_ON_ORDER && date_compare(t->acquired[i], plan->settings->as_of) > 0)
        a->reason = REASON_FUTURE;
    else if (status >= STATUS_EXCESS)
        a->reason = REASON_STATUS;
    else if (t->decision[i] == DECISION_RETIRE)
        a->reason = REASON_RETIRE;
    else if (spare && plan->settings->replace_spares != 2)
        a->reason = REASON_SPARE;
    a->active = a->reason == REASON_NONE;
}

bool check_currency(struct plan *plan, struct rows *rows, size_t row, word currency)
{
    if (currency_find(plan->catalog, currency) != NOWHERE)
        return true;
    rows_report(plan->post->diag, rows, row, "currency", ERROR, "currency-without-rate", currency,
                "has no rate in exchange.csv%s (add a row for it, with how many of it a dollar costs)",
                did_you_mean(plan->post->arena, currency_nearest(plan->catalog, currency)));
    note_folder(plan);
    return false;
}

/* A row with a fault is not planned; what else is wrong with it is said in the same run. */
static bool look_over(struct plan *plan, size_t i, size_t model)
{
    struct post *post = plan->post;
    word held = category_held(post, i, model), bought = category_bought(post, i, model);
    if (post->assets.rows.bad[i] == ROW_STRAY)
        return false;
    if (!word_given(held))
        report_no_category(plan, i);
    else if (!category_known(plan->catalog, held))
        report_category(plan, &post->assets.rows, i, "category", held);
    if (word_given(bought) && !category_known(plan->catalog, bought))
        report_category(plan, &post->assets.rows, i, column_bought(post, i), bought);
    return false;
}

static date base_date(const struct assets *t, size_t i)
{
    return date_given(t->in_service[i]) ? t->in_service[i] : t->acquired[i];
}

/* What is doubtful about an asset's own dates and figures.  `whole`: each of its cells was read, so
 * that an absent one is empty. */
static void check_asset(struct plan *plan, size_t i, bool whole)
{
    struct post *post = plan->post;
    struct assets *t = &post->assets;
    struct asset_plan *a = &plan->assets[i];
    struct rows *rows = &t->rows;
    if (t->status[i] != STATUS_ON_ORDER &&
        date_compare(t->acquired[i], plan->settings->as_of) > 0)
        rows_report(post->diag, rows, i, "acquired", WARNING, "acquired-later", (word){0},
                    "is after the as-of date; the asset is not in this plan");
    if (money_given(t->unit_cost[i]) && t->unit_cost[i].cents == 0)
        diag_suggest(post->diag,
                     rows_report(post->diag, rows, i, "unit_cost", WARNING, "cost-zero", (word){0},
                                 "is 0, which is taken as not known (write what it cost, or leave it "
                                 "empty where prices.csv has its category)"),
                     (word){0});
    if (date_given(a->end_of_support) && date_compare(a->end_of_support, t->acquired[i]) < 0)
        rows_report(post->diag, rows, i,
                    date_given(t->end_of_support[i]) ? "end_of_support" : "model", WARNING,
                    "support-before-acquired", (word){0},
                    "end of support is before the asset was acquired (check both dates)");
    if (date_given(t->replace_by[i]) && date_compare(t->replace_by[i], a->base) < 0)
        rows_report(post->diag, rows, i, "replace_by", WARNING, "replace-before-use", (word){0},
                    "is before the asset was in service (check both dates)");
    if (whole && t->decision[i] == DECISION_HOLD && !date_given(t->replace_by[i]))
        rows_report(post->diag, rows, i, "replace_by", ERROR, "hold-without-date", (word){0},
                    "is empty, but decision is hold (write the day until which it is kept)");
    if (whole && t->decision[i] == DECISION_REPLACE && !date_given(t->replace_by[i]))
        rows_report(post->diag, rows, i, "replace_by", WARNING, "decision-without-date", (word){0},
                    "is empty, so decision=replace has no effect (write the day)");
    check_currency(plan, rows, i, t->currency[i]);
    if (date_given(t->warranty_end[i]) && date_compare(t->warranty_end[i], t->acquired[i]) < 0)
        rows_report(post->diag, rows, i, "warranty_end", WARNING, "warranty-before-acquired",
                    (word){0}, "is before the asset was acquired (check both dates)");
}

/* The currency in which its replacement is priced, once that is known. */
static size_t currency_of_price(const struct plan *plan, size_t i)
{
    int32_t price = plan->assets[i].price;
    return currency_find(plan->catalog, price >= 0 ? plan->post->prices.currency[price]
                                                   : plan->post->assets.currency[i]);
}

/* A project that replaces assets covers those in its scope, whoever pays for it, unless it is
 * denied; of several the latest year counts. */
bool asset_in_scope(const struct plan *plan, const struct scope *scope, size_t i)
{
    const struct assets *t = &plan->post->assets;
    const struct asset_plan *a = &plan->assets[i];
    const struct catalog *c = plan->catalog;
    unsigned f = scope->fields;
    if ((f & 1u << SCOPE_CATEGORY) && a->held != scope->category)
        return false;
    if ((f & 1u << SCOPE_NETWORK) && a->network != scope->network)
        return false;
    if ((f & 1u << SCOPE_FUNDING_SOURCE) &&
        !word_same(c->fundings[a->funding].name, scope->value[SCOPE_FUNDING_SOURCE]))
        return false;
    if ((f & 1u << SCOPE_PLAN_CATEGORY) && asset_plan_category(plan, i) != scope->plan_category)
        return false;
    if ((f & 1u << SCOPE_POST) && !word_same(t->post[i], scope->value[SCOPE_POST]))
        return false;
    if ((f & 1u << SCOPE_CUSTODIAN_AGENCY) &&
        !word_same(t->custodian_agency[i], scope->value[SCOPE_CUSTODIAN_AGENCY]))
        return false;
    if ((f & 1u << SCOPE_MODEL) && !word_same(t->model[i], scope->value[SCOPE_MODEL]))
        return false;
    if ((f & 1u << SCOPE_ASSET_TAG) && !word_same(t->asset_tag[i], scope->value[SCOPE_ASSET_TAG]))
        return false;
    if ((f & 1u << SCOPE_CLASS) &&
        c->categories[a->bought].escalation_class != class_find(c, scope->value[SCOPE_CLASS]))
        return false;
    if ((f & 1u << SCOPE_CURRENCY) &&
        currency_of_price(plan, i) != currency_find(c, scope->value[SCOPE_CURRENCY]))
        return false;
    return !(f & (1u << SCOPE_SERVICE | 1u << SCOPE_PROJECT));
}

static void cover_by_projects(struct plan *plan)
{
    struct post *post = plan->post;
    struct project_rows *t = &post->projects;
    for (size_t p = 0; p < t->rows.count; p++) {
        struct scope scope;
        if (t->rows.bad[p] || !word_given(t->replaces[p]))
            continue;
        const char *fault = scope_parse(plan->catalog, post->arena,
                                        words_text(post->words, t->replaces[p]), &scope);
        if (fault) {
            rows_report(post->diag, &t->rows, p, "replaces", ERROR, "bad-scope", t->replaces[p],
                        "%s", fault);
            continue;
        }
        if (t->approval[p] == APPROVAL_DENIED)
            continue;
        size_t covered = 0;
        size_t count = plan->variant ? plan->variant->own_assets : post->assets.rows.count;
        for (size_t i = 0; i < count; i++)
            if (plan->assets[i].valid && asset_in_scope(plan, &scope, i)) {
                struct asset_plan *a = &plan->assets[i];
                if (t->fiscal_year[p] > a->covered_through) {
                    a->covered_through = (int16_t)t->fiscal_year[p];
                    a->project = (int32_t)p;
                }
                covered++;
            }
        if (!covered)
            rows_report(post->diag, &t->rows, p, "replaces", WARNING, "scope-without-asset",
                        t->replaces[p], "matches no asset%s",
                        scope_meant(plan->catalog, post->arena, &scope));
    }
}

void resolve_assets(struct plan *plan)
{
    struct post *post = plan->post;
    struct memo held = {0}, bought = {0}, location = {0};
    for (size_t i = 0; i < post->assets.rows.count; i++) {
        struct asset_plan *a = &plan->assets[i];
        *a = (struct asset_plan){.price = NO_PRICE, .project = NO_PROJECT,
                                 .gross = {-1, -1, -1},
                                 .end_of_support = DATE_NONE, .reason = REASON_SKIPPED};
        bool whole = !post->assets.rows.bad[i];
        if (!whole && plan->variant) /* the plan itself has said it */
            continue;
        size_t model = model_row(plan->catalog, post->assets.model[i]);
        if (whole)
            take_retirement(plan, i);
        bool known = whole ? resolve_category(plan, &held, i, model) : look_over(plan, i, model);
        if (whole)
            known &= resolve_replacement(plan, &bought, i, model);
        a->base = base_date(&post->assets, i);
        if (!known) {
            a->end_of_support = post->assets.end_of_support[i];
            check_asset(plan, i, whole);
            continue;
        }
        a->reason = REASON_NONE;
        resolve_cycle(plan, i, model);
        resolve_network(plan, &location, i);
        resolve_funding(plan, i);
        resolve_activity(plan, i);
        check_asset(plan, i, true);
        if (post->assets.rows.bad[i])
            a->reason = REASON_SKIPPED, a->active = false;
        else
            a->valid = date_given(post->assets.acquired[i]); /* else on order: no life has begun */
    }
    cover_by_projects(plan);
}

int32_t asset_quantity(const struct plan *plan, size_t asset)
{
    int32_t given = plan->post->assets.quantity[asset];
    return whole_given(given) ? given : 1;
}

unsigned asset_plan_category(const struct plan *plan, size_t asset)
{
    const struct asset_plan *a = &plan->assets[asset];
    unsigned own = plan->catalog->categories[a->bought].plan_category;
    return own ? own : a->network == NETWORK_CAA ? PLAN_CAA : PLAN_NON_CAA;
}

struct lifecycle asset_lifecycle(const struct plan *plan, size_t asset)
{
    const struct asset_plan *a = &plan->assets[asset];
    return (struct lifecycle){
        .base = a->base, .cycle = a->cycle, .later_cycle = a->later_cycle, .lead = a->lead,
        .end_of_support = a->end_of_support, .replace_by = plan->post->assets.replace_by[asset],
        .hold = plan->post->assets.decision[asset] == DECISION_HOLD,
        .covered_through = a->covered_through,
    };
}

bool resolve_payment(struct plan *plan, struct rows *rows, size_t row, word currency,
                     word funding_source, word object_class, word cost_center,
                     const char *object_class_default, struct payment *out)
{
    struct catalog *c = plan->catalog;
    struct post *post = plan->post;
    bool bad = rows->bad[row], rated = check_currency(plan, rows, row, currency);
    if (bad)
        return false;
    word name = word_given(funding_source) ? funding_source
                                           : words_put_string(post->words, "POST_DP");
    bool known = funding_find(c, name) != NOWHERE;
    out->currency = currency_find(c, currency);
    out->funding = funding_use(c, name);
    out->object_class = word_given(object_class)
                            ? object_class
                            : words_put_string(post->words, object_class_default);
    out->cost_center = cost_center;
    out->by_post = c->fundings[out->funding].payer == PAYER_POST;
    if (!known || c->fundings[out->funding].assumed)
        report_funding(plan, rows, row, out->funding);
    return rated;
}

/* Names of what the tables hold as numbers. */
const char *network_name(unsigned network)
{
    return network == NETWORK_CAA ? "CAA" : network == NETWORK_NON_CAA ? "NON-CAA" : "";
}

const char *status_name(unsigned status)
{
    static const char *const names[] = {"in_use", "in_use", "in_repair", "spare", "in_stock",
                                        "excess", "disposed", "retired", "lost", "stolen",
                                        "on_order"};
    return names[status];
}

const char *payer_name(unsigned payer)
{
    return payer == PAYER_CENTRAL ? "central" : payer == PAYER_OTHER ? "other" : "post";
}

const char *line_kind_name(unsigned kind)
{
    static const char *const names[] = {"lifecycle", "project", "license", "service", "personnel",
                                        "spares"};
    return names[kind];
}

int year_index(const struct plan *plan, int fiscal_year)
{
    int from = plan->first_year; /* none given is far below: no difference may be taken of it */
    return fiscal_year >= from && fiscal_year < from + plan->years ? fiscal_year - from : -1;
}
