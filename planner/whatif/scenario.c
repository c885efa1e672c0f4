#include "planner/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "planner/parse.h"

/* ---- what a row may say ------------------------------------------------------------------------ */

enum value { VALUE_NONE, VALUE_MONTHS, VALUE_MONEY, VALUE_RATE, VALUE_EXCHANGE, VALUE_COUNT,
             VALUE_DATE, VALUE_FUNDING };

#define CAN(operation)  (1u << OPERATION_##operation)
#define HAS(field)      (1u << SCOPE_##field)
#define OF_ASSETS (HAS(CATEGORY) | HAS(NETWORK) | HAS(FUNDING_SOURCE) | HAS(PLAN_CATEGORY) |       \
                   HAS(POST) | HAS(CUSTODIAN_AGENCY) | HAS(MODEL) | HAS(ASSET_TAG) | HAS(CLASS) |  \
                   HAS(CURRENCY))
#define OF_COSTS  (HAS(FUNDING_SOURCE) | HAS(PLAN_CATEGORY) | HAS(CURRENCY) | HAS(CLASS))
#define OF_NEW    (HAS(CATEGORY) | HAS(NETWORK) | HAS(FUNDING_SOURCE) | HAS(POST) |                \
                   HAS(CUSTODIAN_AGENCY) | HAS(MODEL))
#define ARITHMETIC (CAN(SET) | CAN(ADD) | CAN(MULTIPLY))

static const struct rule {
    const char *name;
    unsigned operations, fields;
    enum value value;
    bool by_year; /* from_year and to_year mean something */
} rules[TARGETS] = {
    [TARGET_CYCLE] = {"cycle_months", ARITHMETIC, OF_ASSETS, VALUE_MONTHS, false},
    [TARGET_UNIT_PRICE] = {"unit_price", ARITHMETIC, OF_ASSETS, VALUE_MONEY, true},
    [TARGET_SERVICE_COST] = {"service_cost", ARITHMETIC, OF_COSTS | HAS(SERVICE) | HAS(NETWORK),
                             VALUE_MONEY, true},
    [TARGET_LICENSE_COST] = {"license_cost", ARITHMETIC, OF_COSTS, VALUE_MONEY, true},
    [TARGET_PERSONNEL_COST] = {"personnel_cost", ARITHMETIC, OF_COSTS, VALUE_MONEY, true},
    [TARGET_ESCALATION] = {"escalation", ARITHMETIC, HAS(CLASS), VALUE_RATE, true},
    [TARGET_EXCHANGE] = {"exchange_rate", ARITHMETIC, HAS(CURRENCY), VALUE_EXCHANGE, true},
    [TARGET_QUANTITY] = {"quantity", CAN(ADD), OF_NEW, VALUE_COUNT, true},
    [TARGET_HEADCOUNT] = {"headcount", CAN(ADD) | CAN(MULTIPLY), OF_NEW & ~HAS(MODEL), VALUE_COUNT,
                          true},
    [TARGET_PROJECT] = {"project", ARITHMETIC | CAN(DROP) | CAN(DELAY), OF_COSTS | HAS(PROJECT),
                        VALUE_MONEY, false},
    [TARGET_END_OF_SUPPORT] = {"end_of_support", CAN(SET), OF_ASSETS, VALUE_DATE, false},
    [TARGET_FUNDING_SOURCE] = {"funding_source", CAN(SET), OF_ASSETS | HAS(SERVICE) | HAS(PROJECT),
                               VALUE_FUNDING, false},
    [TARGET_FREEZE] = {"freeze", CAN(SET), OF_ASSETS | HAS(PROJECT), VALUE_NONE, true},
    [TARGET_CEILING] = {"budget_ceiling", ARITHMETIC, HAS(FUNDING_SOURCE) | HAS(PLAN_CATEGORY),
                        VALUE_MONEY, true},
    [TARGET_CR_UNTIL] = {"cr_until", CAN(SET), 0, VALUE_DATE, true},
};

const char *target_name(enum change_target target)
{
    return rules[target].name;
}

/* A row under examination. */
struct reading {
    struct plan *plan;
    struct scenario_rows *table;
    size_t row;
    struct scenario_change *change;
};

static bool fault(const struct reading *r, const char *column, const char *rule, word found,
                  const char *message)
{
    rows_report(r->plan->post->diag, &r->table->rows, r->row, column, ERROR, rule, found, "%s",
                message);
    return false;
}

static const char *meant(const struct reading *r, const char *near)
{
    return did_you_mean(r->plan->post->arena, near);
}

static const char *list_of_targets(struct arena *arena)
{
    const char *list = "";
    for (int k = 0; k < TARGETS; k++)
        list = arena_format(arena, "%s%s%s", list, k ? ", " : "", rules[k].name);
    return list;
}

static bool read_target(const struct reading *r)
{
    struct arena *arena = r->plan->post->arena;
    word given = r->table->target[r->row];
    char key[64], have[64];
    const char *names[TARGETS];
    text_key(words_text(r->plan->post->words, given), key, sizeof key);
    for (unsigned k = 0; k < TARGETS; k++) {
        names[k] = rules[k].name;
        text_key(text_of(rules[k].name), have, sizeof have);
        if (!strcmp(key, have))
            return r->change->target = (enum change_target)k, true;
    }
    const char *near = text_nearest(words_text(r->plan->post->words, given), names, TARGETS);
    return fault(r, "target", "unknown-target", given,
                 arena_format(arena, "is not something that a scenario can change%s (write one of: %s)",
                              meant(r, near), list_of_targets(arena)));
}

static bool read_operation(const struct reading *r)
{
    static const char *const names[] = {"", "set", "add", "multiply", "drop", "delay"};
    struct arena *arena = r->plan->post->arena;
    const struct rule *rule = &rules[r->change->target];
    unsigned given = r->table->operation[r->row];
    r->change->operation = (enum operation)given;
    if (rule->operations & 1u << given)
        return true;
    const char *list = "";
    for (unsigned k = OPERATION_SET; k <= OPERATION_DELAY; k++)
        if (rule->operations & 1u << k)
            list = arena_format(arena, "%s%s%s", list, list[0] ? " or " : "", names[k]);
    return fault(r, "operation", "bad-operation",
                 words_put_string(r->plan->post->words, names[given]),
                 arena_format(arena, "is not something that can be done to %s (write %s)",
                              rule->name, list));
}

/* `known`: the target is, and so what its scope may name. */
static bool read_scope(const struct reading *r, bool known)
{
    struct post *post = r->plan->post;
    const struct rule *rule = &rules[r->change->target];
    struct scope *scope = &r->change->scope;
    word given = r->table->scope[r->row];
    *scope = (struct scope){.category = NOWHERE};
    if (word_given(given)) {
        const char *wrong = scope_parse(r->plan->catalog, post->arena,
                                        words_text(post->words, given), scope);
        if (wrong)
            return fault(r, "scope", "bad-scope", given, wrong);
    }
    for (unsigned f = 0; known && f < SCOPE_FIELDS; f++)
        if ((scope->fields & ~rule->fields) >> f & 1)
            return fault(r, "scope", "bad-scope", given,
                         arena_format(post->arena, "names %s, which says nothing of %s",
                                      scope_field_name(f), rule->name));
    if ((scope->fields & HAS(CLASS)) &&
        class_find(r->plan->catalog, scope->value[SCOPE_CLASS]) == NOWHERE)
        return fault(r, "scope", "bad-scope", given,
                     arena_format(post->arena, "names a class without any rate%s",
                                  meant(r, class_nearest(r->plan->catalog,
                                                         scope->value[SCOPE_CLASS]))));
    if ((scope->fields & HAS(CURRENCY)) &&
        currency_find(r->plan->catalog, scope->value[SCOPE_CURRENCY]) == NOWHERE)
        return fault(r, "scope", "bad-scope", given,
                     arena_format(post->arena, "names a currency without any rate%s",
                                  meant(r, currency_nearest(r->plan->catalog,
                                                            scope->value[SCOPE_CURRENCY]))));
    if (known && r->change->target == TARGET_QUANTITY && !(scope->fields & HAS(CATEGORY)))
        return fault(r, "scope", "bad-scope", given,
                     "does not say of what there will be more (write category=laptop)");
    return true;
}

#define NOT_A_FACTOR "is not a factor (write 1.10 for ten percent more)"

/* What a value may be after the operation alone; what it makes of a figure is seen later. */
static const char *sense_of(const struct scenario_change *c, enum value value)
{
    bool factor = c->operation == OPERATION_MULTIPLY;
    decimal n = c->number;
    if (factor && value != VALUE_COUNT && decimal_compare(n, decimal_whole(100)) > 0)
        return NOT_A_FACTOR;
    if (factor)
        return n.units < 0 || (n.units == 0 && value != VALUE_MONEY)
                   ? "is not a factor that makes sense (write one above 0, such as 1.1)" : NULL;
    if (value == VALUE_MONTHS && c->operation == OPERATION_SET && n.units <= 0)
        return "is not a cycle (write months, 1 or more)";
    if (value == VALUE_RATE && (decimal_compare(n, decimal_whole(-100)) <= 0 ||
                                decimal_compare(n, decimal_whole(1000)) > 0))
        return "is not a rate that makes sense (write percent, above -100)";
    if (value == VALUE_EXCHANGE && c->operation == OPERATION_SET && n.units <= 0)
        return "is not a rate that makes sense (write units of the currency per dollar)";
    bool fewer = c->target == TARGET_HEADCOUNT && n.units < 0;
    if (value == VALUE_COUNT && ((n.units <= 0 && !fewer) || decimal_compare(n, decimal_whole(1000000)) > 0 ||
                                 decimal_compare(n, decimal_whole(-1000000)) < 0))
        return "is not a number of units or people (write 1 or more)";
    if (value == VALUE_MONEY && c->operation == OPERATION_DELAY &&
        (n.units <= 0 || decimal_compare(n, decimal_whole(600)) > 0))
        return "is not a delay (write months, 1 or more)";
    if (value == VALUE_MONEY && c->operation == OPERATION_SET && c->amount.cents < 0)
        return "is below zero (write an amount)";
    return NULL;
}

static const char *parse_value(const struct reading *r, enum value value, text cell)
{
    const struct notation notation = {'.', ORDER_UNKNOWN};
    struct scenario_change *c = r->change;
    int32_t whole;
    const char *wrong;
    if (c->operation == OPERATION_MULTIPLY)
        return cell.length && memchr(cell.at, '%', cell.length)
                   ? NOT_A_FACTOR
                   : parse_decimal(cell, notation, &c->number);
    switch (value) {
    case VALUE_MONEY:
        if (c->operation != OPERATION_DELAY)
            return parse_money(cell, notation, &c->amount);
        /* fall through */
    case VALUE_MONTHS:
    case VALUE_COUNT:
        wrong = parse_whole(cell, notation, &whole);
        if (!wrong)
            c->number = decimal_whole(whole);
        return wrong;
    case VALUE_RATE:
    case VALUE_EXCHANGE:
        return parse_decimal(cell, notation, &c->number);
    case VALUE_DATE:
        return parse_date(cell, (struct notation){'.', r->plan->settings->date_order}, &c->day);
    case VALUE_FUNDING:
        c->name = words_put(r->plan->post->words, text_trim(cell));
        return funding_find(r->plan->catalog, c->name) == NOWHERE
                   ? arena_format(r->plan->post->arena, "is not a funding source%s (add it to "
                                  "funding.csv)", meant(r, funding_nearest(r->plan->catalog, c->name)))
                   : NULL;
    case VALUE_NONE:
        return NULL;
    }
    return NULL;
}

static bool read_value(const struct reading *r)
{
    struct scenario_change *c = r->change;
    enum value value = rules[c->target].value;
    word given = r->table->value[r->row];
    bool none = value == VALUE_NONE || c->operation == OPERATION_DROP;
    c->number = decimal_whole(0);
    c->amount = MONEY_ZERO;
    c->day = DATE_NONE;
    if (none)
        return true;
    if (!word_given(given))
        return fault(r, "value", "missing-value", given, "is empty");
    const char *wrong = parse_value(r, value, words_text(r->plan->post->words, given));
    if (!wrong)
        wrong = sense_of(c, value);
    return wrong ? fault(r, "value", "bad-value", given, wrong) : true;
}

static bool read_years(const struct reading *r, bool known)
{
    const struct plan *plan = r->plan;
    const struct rule *rule = &rules[r->change->target];
    int32_t from = r->table->from_year[r->row], to = r->table->to_year[r->row];
    int last = plan->first_year + plan->years - 1;
    if (known && !rule->by_year && (whole_given(from) || whole_given(to)))
        return fault(r, whole_given(from) ? "from_year" : "to_year", "bad-years", (word){0},
                     arena_format(plan->post->arena, "is given, but %s can't be limited to years "
                                  "(leave it empty)", rule->name));
    r->change->from = whole_given(from) ? from : plan->first_year;
    r->change->to = whole_given(to) ? to : last;
    if (r->change->from > r->change->to)
        return fault(r, "from_year", "bad-years", (word){0},
                     whole_given(to) ? "is after to_year" : "is after the plan years");
    if (r->change->from > last || r->change->to < plan->first_year)
        return fault(r, "from_year", "bad-years", (word){0},
                     arena_format(plan->post->arena, "names years outside the plan (FY%d to FY%d)",
                                  plan->first_year, last));
    return true;
}

static const char *label_of(const struct reading *r)
{
    static const char *const names[] = {"", "set", "add", "multiply", "drop", "delay"};
    struct post *post = r->plan->post;
    const struct scenario_rows *t = r->table;
    char *said = arena_format(post->arena, "%s %s", rules[r->change->target].name,
                              names[r->change->operation]);
    if (word_given(t->value[r->row]))
        said = arena_format(post->arena, "%s %s", said, post_string(post, t->value[r->row]));
    if (word_given(t->scope[r->row]))
        said = arena_format(post->arena, "%s, %s", said, post_string(post, t->scope[r->row]));
    if (whole_given(t->from_year[r->row]) || whole_given(t->to_year[r->row]))
        said = arena_format(post->arena, "%s, FY%d to FY%d", said, r->change->from, r->change->to);
    return said;
}

/* ---- the scenarios ------------------------------------------------------------------------------- */

static struct scenario *scenario_named(struct scenarios *s, word name)
{
    for (size_t i = 1; i < s->count; i++)
        if (word_same(s->list[i].name, name))
            return &s->list[i];
    return NULL;
}

static bool reserved(const struct reading *r)
{
    char key[16];
    word name = r->table->scenario[r->row];
    text_key(words_text(r->plan->post->words, name), key, sizeof key);
    return strcmp(key, "base") == 0 &&
           !fault(r, "scenario", "reserved-name", name,
                  "is the name of the plan as it stands (choose another)");
}

static void add_change(struct scenarios *s, struct plan *base, size_t row)
{
    struct scenario_rows *t = &base->post->scenarios;
    struct scenario_change change = {.row = row};
    struct reading r = {base, t, row, &change};
    /* all that is wrong with the row in one run: a cell that could not be read, or a target that
     * nobody knows, leaves the others to be looked at */
    bool fine = !t->rows.bad[row], known = word_given(t->target[row]) && read_target(&r);
    fine &= !reserved(&r);
    bool operable = known && t->operation[row] && read_operation(&r);
    fine &= read_scope(&r, known);
    fine &= operable && read_value(&r);
    fine &= read_years(&r, known);
    if (!fine)
        return;
    change.label = label_of(&r);
    struct scenario *to = scenario_named(s, t->scenario[row]);
    if (!to) {
        to = &s->list[s->count++];
        *to = (struct scenario){.name = t->scenario[row],
                                .title = post_string(base->post, t->scenario[row]),
                                .changes = arena_alloc(base->post->arena, t->rows.count - row,
                                                       sizeof *to->changes)};
    }
    to->changes[to->change_count++] = change;
}

struct scenarios *scenarios_parse(struct plan *base)
{
    const struct scenario_rows *t = &base->post->scenarios;
    struct arena *arena = base->post->arena;
    struct scenarios *s = arena_alloc(arena, 1, sizeof *s);
    s->list = arena_alloc(arena, t->rows.count + 1, sizeof *s->list);
    s->first_year = base->first_year;
    s->years = base->years;
    s->list[s->count++] = (struct scenario){.name = words_put_string(base->post->words, "base"),
                                            .title = "base", .plan = base, .post = base->post};
    for (size_t i = 0; i < t->rows.count; i++)
        add_change(s, base, i);
    return s;
}

static bool among(const char *name, const char *const names[], size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (text_same_nocase(text_of(name), text_of(names[k])))
            return true;
    return false;
}

const char *scenarios_keep(struct scenarios *s, const char *const names[], size_t count)
{
    for (size_t k = 0; k < count; k++) {
        size_t i = 0;
        while (i < s->count && !among(s->list[i].title, &names[k], 1))
            i++;
        if (i == s->count)
            return names[k];
    }
    size_t kept = 1; /* the base */
    for (size_t i = 1; i < s->count; i++)
        if (among(s->list[i].title, names, count))
            s->list[kept++] = s->list[i];
    s->count = kept;
    return NULL;
}

/* ---- building ------------------------------------------------------------------------------------ */

static money *sum_lines(const struct plan *plan)
{
    money *sum = arena_alloc(plan->post->arena, (size_t)plan->years * (PLAN_CATEGORIES + 1),
                             sizeof *sum);
    for (size_t i = 0; i < plan->line_count; i++)
        for (int y = 0; y < plan->years; y++) {
            money *at = &sum[(size_t)y * (PLAN_CATEGORIES + 1) + plan->lines[i].plan_category];
            *at = money_add(*at, plan->lines[i].amount[y]);
        }
    return sum;
}

/* Tables whose rows a stage may find wrong: a scenario marks its own. */
static void own_marks(struct post *post)
{
    struct rows *const tables[] = {
        &post->assets.rows, &post->categories.rows, &post->models.rows, &post->funding.rows,
        &post->shares.rows, &post->prices.rows, &post->escalation.rows, &post->exchange.rows,
        &post->services.rows, &post->licenses.rows, &post->projects.rows, &post->staff.rows,
        &post->ceilings.rows, &post->workload.rows};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        uint8_t *marks = arena_alloc(post->arena, tables[k]->count + 1, sizeof *marks);
        if (tables[k]->count)
            memcpy(marks, tables[k]->bad, tables[k]->count);
        tables[k]->bad = marks;
    }
}

static struct catalog *varied_catalog(struct state *state, const struct plan *base)
{
    struct catalog *c = catalog_build(&state->post, &state->settings);
    const struct variant *v = &state->variant;
    for (size_t i = 0; i < base->catalog->category_count; i++) {
        size_t at = category_use(c, base->catalog->categories[i].name); /* may move the array */
        c->categories[at].used = base->catalog->categories[i].used;
    }
    for (size_t i = 0; v->cycle && i < base->catalog->category_count; i++)
        c->categories[i].cycle_months = v->cycle[i];
    for (size_t i = 0; v->rates && i < c->class_count; i++)
        c->classes[i].path = v->rates[i];
    for (size_t i = 0; v->currencies && i < c->currency_count; i++)
        c->currencies[i] = v->currencies[i];
    return c;
}

/* What the scenario's own plan finds wrong, at the change that led to it. */
static void pass_on(struct plan *base, const struct scenario_change *change, struct diag *found)
{
    size_t count;
    const struct finding *findings = diag_sorted(found, &count);
    for (size_t i = 0; i < count; i++)
        if (findings[i].severity == ERROR)
            rows_report(base->post->diag, &base->post->scenarios.rows, change->row, "target", ERROR,
                        "scenario-fault", base->post->scenarios.target[change->row],
                        "leads to a plan that can't be made: %s",
                        diag_sentence(base->post->arena, base->post->words, &findings[i]));
}

static bool build_state(struct state *state, struct plan *base,
                        const struct scenario_change *change, bool skip_bad_rows)
{
    struct diag *own = diag_new(base->post->words);
    state->post.diag = own;
    own_marks(&state->post);
    state->plan = plan_new(&state->post, &state->settings, base->origin,
                           varied_catalog(state, base));
    state->plan->variant = &state->variant;
    bool fine = plan_build(state->plan, skip_bad_rows);
    pass_on(base, change, own);
    state->post.diag = base->post->diag;
    diag_free(own);
    if (!fine)
        plan_free(state->plan);
    return fine;
}

static void take_difference(struct scenario *s, size_t change, const struct plan *before,
                            const struct plan *after)
{
    for (int y = 0; y < after->years; y++)
        s->driver[change * (size_t)after->years + (size_t)y] =
            money_sub(after->total[y], before->total[y]);
}

static struct state *first_state(struct plan *base)
{
    struct state *state = arena_alloc(base->post->arena, 1, sizeof *state);
    state->post = *base->post;
    state->settings = *base->settings;
    state->variant = (struct variant){.base = base, .own_assets = base->post->assets.rows.count};
    state->plan = base;
    return state;
}

static bool run_scenario(struct scenario *s, struct plan *base, bool skip_bad_rows)
{
    struct arena *arena = base->post->arena;
    struct state *before = first_state(base);
    size_t altered = 0;
    s->driver = arena_alloc(arena, s->change_count * (size_t)base->years, sizeof *s->driver);
    for (size_t k = 0; k < s->change_count; k++) {
        struct state *next = arena_alloc(arena, 1, sizeof *next);
        *next = *before;
        size_t here = vary(next, before, &s->changes[k], base);
        altered += here;
        if (!here)
            rows_report(base->post->diag, &base->post->scenarios.rows, s->changes[k].row, "scope",
                        WARNING, "change-of-nothing", base->post->scenarios.scope[s->changes[k].row],
                        "and the value change nothing in the plan%s (check scope, value and years)",
                        scope_meant(base->catalog, arena, &s->changes[k].scope));
        if (base->post->scenarios.rows.bad[s->changes[k].row] ||
            !build_state(next, base, &s->changes[k], skip_bad_rows)) {
            s->plan = before->plan == base ? NULL : before->plan;
            return false;
        }
        take_difference(s, k, before->plan, next->plan);
        if (before->plan != base)
            plan_free(before->plan);
        before = next;
    }
    s->plan = before->plan;
    s->post = &before->post;
    if (!altered)
        rows_report(base->post->diag, &base->post->scenarios.rows, s->changes[0].row, "scenario",
                    ERROR, "scenario-of-nothing", s->name, "changes nothing in the plan (check "
                    "scope, value and years of its rows)");
    return altered > 0;
}

bool scenarios_run(struct scenarios *s, struct plan *base, bool skip_bad_rows)
{
    bool fine = true;
    s->list[0].amount = sum_lines(base);
    for (size_t i = 1; i < s->count; i++) {
        bool made = run_scenario(&s->list[i], base, skip_bad_rows);
        if (made)
            s->list[i].amount = sum_lines(s->list[i].plan);
        fine &= made;
    }
    return fine;
}

void scenarios_free(struct scenarios *s)
{
    for (size_t i = 1; s && i < s->count; i++)
        plan_free(s->list[i].plan);
}

void check_scenarios(struct plan *base, bool skip_bad_rows)
{
    struct scenarios *s = scenarios_parse(base);
    if (!diag_errors(base->post->diag))
        (void)scenarios_run(s, base, skip_bad_rows);
    scenarios_free(s);
}

money scenario_amount(const struct scenarios *s, size_t scenario, int year, unsigned category)
{
    return s->list[scenario].amount[(size_t)year * (PLAN_CATEGORIES + 1) + category];
}

money scenario_total(const struct scenarios *s, size_t scenario, int year)
{
    return s->list[scenario].plan->total[year];
}
