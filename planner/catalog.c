#include "planner/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "planner/builtin.h"
#include "planner/parse.h"

static word put(const struct catalog *c, const char *string)
{
    return words_put_string(c->post->words, string);
}

/* Names are compared as keys: without case and punctuation. */
static word key_of(const struct catalog *c, text name)
{
    char key[128];
    text_key(name, key, sizeof key);
    return put(c, key);
}

/* ---- escalation classes ------------------------------------------------------------------ */

size_t class_find(const struct catalog *c, word name)
{
    word key = key_of(c, words_text(c->post->words, name));
    for (size_t i = 0; i < c->class_count; i++)
        if (word_same(key_of(c, words_text(c->post->words, c->classes[i].name)), key))
            return i;
    return NOWHERE;
}

const char *class_nearest(const struct catalog *c, word name)
{
    word *names = arena_alloc(c->post->arena, c->class_count, sizeof *names);
    for (size_t i = 0; i < c->class_count; i++)
        names[i] = c->classes[i].name;
    return word_nearest(c->post, name, names, c->class_count);
}

size_t class_given(struct catalog *c, struct rows *rows, size_t row, word name, size_t none)
{
    size_t at = word_given(name) ? class_find(c, name) : none;
    if (at != NOWHERE)
        return at;
    const char *near = class_nearest(c, name);
    size_t finding = rows_report(c->post->diag, rows, row, "escalation_class", ERROR,
                                 "class-without-rate", name,
                                 "has no rate%s (add rows for it to escalation.csv)",
                                 did_you_mean(c->post->arena, near));
    if (near)
        diag_suggest(c->post->diag, finding, put(c, near));
    return none;
}

static struct escalation_class *add_class(struct catalog *c, word name)
{
    c->classes[c->class_count] = (struct escalation_class){.name = name};
    return &c->classes[c->class_count++];
}

static void add_builtin_classes(struct catalog *c)
{
    for (size_t i = 0; i < builtin_class_count; i++) {
        const struct builtin_class *b = &builtin_classes[i];
        struct escalation_class *made = add_class(c, put(c, b->name));
        made->built_in = true;
        made->source = b->source;
        made->path = (struct rate_path){b->first_year ? b->first_year : DATE_FIRST_YEAR, b->count,
                                        b->pct};
        made->last_given = DATE_LAST_YEAR; /* carried on purpose: nothing to warn about */
    }
}

/* The years of one class in escalation.csv, laid out from the first to the last; a year without
 * a row carries the one before. */
static void lay_out_class(struct catalog *c, struct escalation_class *class, word name)
{
    const struct escalation_rows *t = &c->post->escalation;
    int first = DATE_LAST_YEAR, last = 0;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && word_same(t->class_name[i], name)) {
            first = t->fiscal_year[i] < first ? t->fiscal_year[i] : first;
            last = t->fiscal_year[i] > last ? t->fiscal_year[i] : last;
        }
    if (!last)
        return;
    size_t count = (size_t)(last - first) + 1;
    double *pct = arena_alloc(c->post->arena, count, sizeof *pct);
    class->given = arena_alloc(c->post->arena, count, sizeof *class->given);
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && word_same(t->class_name[i], name)) {
            pct[t->fiscal_year[i] - first] = decimal_double(t->rate_pct[i]);
            class->given[t->fiscal_year[i] - first] = true;
        }
    for (size_t y = 1; y < count; y++)
        if (!class->given[y])
            pct[y] = pct[y - 1];
    class->path = (struct rate_path){first, count, pct};
    class->last_given = last;
    class->built_in = false;
    class->source = "escalation.csv";
}

static void build_classes(struct catalog *c)
{
    const struct escalation_rows *t = &c->post->escalation;
    c->classes = arena_alloc(c->post->arena, builtin_class_count + t->rows.count + 1,
                             sizeof *c->classes);
    add_builtin_classes(c);
    for (size_t i = 0; i < t->rows.count; i++) {
        size_t at = class_find(c, t->class_name[i]);
        struct escalation_class *class = at == NOWHERE ? add_class(c, t->class_name[i])
                                                       : &c->classes[at];
        if (at == NOWHERE || class->built_in) {
            class->name = t->class_name[i];
            lay_out_class(c, class, t->class_name[i]);
        }
    }
    c->general = class_find(c, put(c, "general"));
    c->service = class_find(c, put(c, "service"));
    c->software = class_find(c, put(c, "software"));
    c->personnel = class_find(c, put(c, "personnel"));
}

/* ---- currencies --------------------------------------------------------------------------- */

static word upper(const struct catalog *c, word name)
{
    char code[16];
    text t = words_text(c->post->words, name);
    size_t n = 0;
    for (; n < t.length && n < sizeof code - 1; n++)
        code[n] = t.at[n] >= 'a' && t.at[n] <= 'z' ? (char)(t.at[n] - 32) : t.at[n];
    return words_put(c->post->words, (text){code, n});
}

size_t currency_find(const struct catalog *c, word name)
{
    if (!word_given(name) || word_same(name, c->currencies[0].name))
        return 0;
    word code = upper(c, name);
    for (size_t i = 0; i < c->currency_count; i++)
        if (word_same(c->currencies[i].name, code))
            return i;
    return NOWHERE;
}

const char *currency_nearest(const struct catalog *c, word name)
{
    if (is_currency_code(words_text(c->post->words, upper(c, name))))
        return NULL;
    word *names = arena_alloc(c->post->arena, c->currency_count, sizeof *names);
    for (size_t i = 0; i < c->currency_count; i++)
        names[i] = c->currencies[i].name;
    return word_nearest(c->post, name, names, c->currency_count);
}

decimal currency_rate(const struct currency *currency, int year)
{
    if (!currency->rate)
        return (decimal){1, 0};
    int y = year < currency->first_year ? currency->first_year
          : year > currency->last_year  ? currency->last_year
                                        : year;
    return currency->rate[y - currency->first_year];
}

/* A year's rate is its row without quarter, else its latest quarter's. */
static void lay_out_currency(struct catalog *c, struct currency *made)
{
    const struct exchange_rows *t = &c->post->exchange;
    int first = DATE_LAST_YEAR, last = 0;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && word_same(upper(c, t->currency[i]), made->name)) {
            first = t->fiscal_year[i] < first ? t->fiscal_year[i] : first;
            last = t->fiscal_year[i] > last ? t->fiscal_year[i] : last;
        }
    if (!last)
        return;
    size_t count = (size_t)(last - first) + 1;
    made->first_year = first;
    made->last_year = last;
    made->rate = arena_alloc(c->post->arena, count, sizeof *made->rate);
    made->given = arena_alloc(c->post->arena, count, sizeof *made->given);
    int *quarter = arena_alloc(c->post->arena, count, sizeof *quarter);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i] || !word_same(upper(c, t->currency[i]), made->name))
            continue;
        size_t y = (size_t)(t->fiscal_year[i] - first);
        int q = whole_given(t->quarter[i]) ? t->quarter[i] : 5;
        if (q > quarter[y]) {
            made->rate[y] = t->budget_rate[i];
            made->given[y] = true;
            quarter[y] = q;
        }
    }
    for (size_t y = 1; y < count; y++)
        if (!made->given[y])
            made->rate[y] = made->rate[y - 1];
}

static void build_currencies(struct catalog *c)
{
    struct exchange_rows *t = &c->post->exchange;
    c->currencies = arena_alloc(c->post->arena, t->rows.count + 1, sizeof *c->currencies);
    c->currencies[c->currency_count++] = (struct currency){.name = put(c, "USD")};
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && t->budget_rate[i].units <= 0)
            rows_report(c->post->diag, &t->rows, i, "budget_rate", ERROR, "not-a-rate", (word){0},
                        "is not more than zero (write units of the currency per dollar)");
    /* Only now: a currency takes its rates from all of its rows, also from the later ones. */
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && currency_find(c, t->currency[i]) == NOWHERE) {
            struct currency *made = &c->currencies[c->currency_count++];
            *made = (struct currency){.name = upper(c, t->currency[i]), .row = i};
            lay_out_currency(c, made);
        }
}

money catalog_price(struct catalog *c, money price, size_t currency, size_t class_index, int from,
                    int year)
{
    struct escalation_class *class = &c->classes[class_index];
    struct currency *money_of = &c->currencies[currency];
    if (year > from) {
        class->carried |= year > class->last_given;
        class->before |= from + 1 < class->path.first;
    }
    money escalated = price_escalate(price, price_factor(&class->path, from, year));
    if (!currency || !money_fits(escalated))
        return escalated;
    money_of->carried |= year > money_of->last_year;
    return price_convert(escalated, currency_rate(money_of, year));
}

/* ---- funding sources ---------------------------------------------------------------------- */

size_t funding_find(const struct catalog *c, word name)
{
    for (size_t i = 0; i < c->funding_count; i++)
        if (word_same(c->fundings[i].name, name))
            return i;
    return NOWHERE;
}

const char *funding_nearest(const struct catalog *c, word name)
{
    word *names = arena_alloc(c->post->arena, c->funding_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < c->funding_count; i++)
        if (!c->fundings[i].assumed)
            names[count++] = c->fundings[i].name;
    return word_nearest(c->post, name, names, count);
}

static struct funding *add_funding(struct catalog *c, word name)
{
    c->fundings = memory_grow(c->fundings, c->funding_count + 1, sizeof *c->fundings);
    c->fundings[c->funding_count] = (struct funding){.name = name, .label = name,
                                                     .payer = PAYER_POST,
                                                     .last_obligation_date = DATE_NONE};
    return &c->fundings[c->funding_count++];
}

size_t funding_use(struct catalog *c, word name)
{
    size_t at = funding_find(c, name);
    if (at != NOWHERE)
        return at;
    const char *near = funding_nearest(c, name);
    struct funding *made = add_funding(c, name);
    made->assumed = true;
    made->near = near;
    return c->funding_count - 1;
}

static void add_builtin_fundings(struct catalog *c)
{
    for (size_t i = 0; i < builtin_funding_count; i++) {
        const struct builtin_funding *b = &builtin_fundings[i];
        struct funding *made = add_funding(c, put(c, b->name));
        made->payer = parse_choice(text_of(b->payer), "post|central|other");
        made->period = parse_choice(text_of(b->period), "1-year|2-year|no-year");
        made->label = put(c, b->label);
    }
}

static void set_word(word *to, word from)
{
    if (word_given(from))
        *to = from;
}

static void add_posts_fundings(struct catalog *c)
{
    const struct funding_rows *t = &c->post->funding;
    for (size_t i = 0; i < t->rows.count; i++) {
        size_t at = funding_find(c, t->funding_source[i]);
        struct funding *f = at == NOWHERE ? add_funding(c, t->funding_source[i]) : &c->fundings[at];
        if (t->payer[i])
            f->payer = t->payer[i];
        if (t->period[i])
            f->period = t->period[i];
        set_word(&f->fund_symbol, t->fund_symbol[i]);
        set_word(&f->allotment, t->allotment[i]);
        set_word(&f->organization, t->organization[i]);
        set_word(&f->function, t->function[i]);
        set_word(&f->label, t->name[i]);
        if (date_given(t->last_obligation_date[i]))
            f->last_obligation_date = t->last_obligation_date[i];
    }
}

/* Percentages as whole numbers with the decimals that the finest of them has. */
static void weigh_shares(struct catalog *c, const struct funding *f)
{
    uint8_t places = 0;
    for (size_t i = 0; i < f->share_count; i++)
        if (c->shares[f->first_share + i].pct.places > places)
            places = c->shares[f->first_share + i].pct.places;
    for (size_t i = 0; i < f->share_count; i++) {
        struct share *s = &c->shares[f->first_share + i];
        if (!decimal_scaled(s->pct, places, &s->weight))
            s->weight = 0;
    }
}

static void report_share(struct catalog *c, size_t row, const char *column, const char *rule,
                         const char *message)
{
    rows_report(c->post->diag, &c->post->shares.rows, row, column, ERROR, rule,
                column[0] == 't' ? c->post->shares.to_source[row]
                                 : c->post->shares.funding_source[row], "%s", message);
}

static void add_split(struct catalog *c, size_t first_row)
{
    const struct share_rows *t = &c->post->shares;
    word name = t->funding_source[first_row];
    size_t clash = funding_find(c, name);
    if (clash != NOWHERE && c->fundings[clash].shared)
        return; /* its first row had a fault, which has been reported */
    if (clash != NOWHERE) {
        report_share(c, first_row, "funding_source", "split-and-source",
                     "is a source of its own, in funding.csv or built in, so it cannot be a "
                     "split too (rename one of them)");
        return;
    }
    struct funding made = {.name = name, .label = name, .payer = PAYER_POST, .shared = true,
                           .last_obligation_date = DATE_NONE, .first_share = c->share_count};
    decimal sum = {0, 0};
    for (size_t i = first_row; i < t->rows.count; i++) {
        if (t->rows.bad[i] || !word_same(t->funding_source[i], name))
            continue;
        size_t to = funding_use(c, t->to_source[i]);
        if (c->fundings[to].payer != PAYER_POST || c->fundings[to].shared)
            report_share(c, i, "to_source", "share-not-post",
                         "is not a source that the post pays itself (a part of a split goes to "
                         "one such source)");
        c->shares[c->share_count++] = (struct share){to, t->cost_center[i], 0, t->share_pct[i]};
        int64_t a, b;
        if (decimal_scaled(sum, 12, &a) && decimal_scaled(t->share_pct[i], 12, &b) &&
            a <= INT64_MAX - b)
            sum = (decimal){a + b, 12};
    }
    made.share_count = c->share_count - made.first_share;
    if (decimal_compare(sum, decimal_whole(100)) != 0)
        report_share(c, first_row, "funding_source", "shares-not-100",
                     arena_format(c->post->arena, "has shares that add up to %.15g, not 100",
                                  decimal_double(sum)));
    weigh_shares(c, &made);
    *add_funding(c, name) = made;
}

static void build_fundings(struct catalog *c)
{
    const struct share_rows *t = &c->post->shares;
    add_builtin_fundings(c);
    add_posts_fundings(c);
    c->shares = arena_alloc(c->post->arena, t->rows.count + 1, sizeof *c->shares);
    for (size_t i = 0; i < t->rows.count; i++) {
        bool first = !t->rows.bad[i];
        for (size_t k = 0; k < i && first; k++)
            first = t->rows.bad[k] || !word_same(t->funding_source[k], t->funding_source[i]);
        if (first)
            add_split(c, i);
    }
}

/* ---- categories --------------------------------------------------------------------------- */

/* Whether the key is the name of a built-in category, one of its codes or other words. */
static bool builtin_is(const struct builtin_category *b, const char *key)
{
    char candidate[64];
    text_key(text_of(b->name), candidate, sizeof candidate);
    return !strcmp(candidate, key) || parse_choice(text_of(key), b->aliases) != 0;
}

static const struct builtin_category *builtin_named(const char *key)
{
    for (size_t i = 0; i < builtin_category_count; i++)
        if (builtin_is(&builtin_categories[i], key))
            return &builtin_categories[i];
    return NULL;
}

static decimal number(const char *string)
{
    decimal out = DECIMAL_NONE;
    if (string && string[0] && parse_decimal(text_of(string), (struct notation){'.', 0}, &out))
        out = DECIMAL_NONE;
    return out;
}

static struct category from_builtin(const struct catalog *c, const struct builtin_category *b,
                                    word name)
{
    return (struct category){
        .name = name,
        .kind = b,
        .label = put(c, b->label),
        .plan_category = parse_choice(text_of(b->plan_category), plan_category_words),
        .funding_source = put(c, b->funding_source),
        .object_class = put(c, b->object_class),
        .cycle_months = b->cycle_months,
        .useful_life_months = b->useful_life_months ? b->useful_life_months : WHOLE_NONE,
        .lead_months = b->lead_months,
        .weibull_shape = number(b->weibull_shape),
        .weibull_scale_months = number(b->weibull_scale_months),
        .replace_fraction = number(b->replace_fraction),
        .repair_share = number(b->repair_share),
        .per_person = number(b->per_person),
        .escalation_class = class_find(c, put(c, b->escalation_class)),
        .source = b->source,
        .built_in = true,
        .row = NOWHERE,
    };
}

static size_t add_category(struct catalog *c, struct category made)
{
    c->categories = memory_grow(c->categories, c->category_count + 1, sizeof *c->categories);
    c->categories[c->category_count] = made;
    return c->category_count++;
}

static size_t category_with_key(const struct catalog *c, const char *key)
{
    char have[128];
    for (size_t i = 0; i < c->category_count; i++) {
        text_key(words_text(c->post->words, c->categories[i].name), have, sizeof have);
        if (!strcmp(have, key))
            return i;
    }
    return NOWHERE;
}

/* The category that stands for a built-in one under one of its words. */
static size_t category_for(const struct catalog *c, const struct builtin_category *b)
{
    for (size_t i = 0; b && i < c->category_count; i++)
        if (c->categories[i].kind == b)
            return i;
    return NOWHERE;
}

size_t category_find(const struct catalog *c, word name)
{
    char key[128];
    text_key(words_text(c->post->words, name), key, sizeof key);
    if (!key[0])
        return NOWHERE;
    size_t own = category_with_key(c, key);
    return own != NOWHERE ? own : category_for(c, builtin_named(key));
}

bool category_known(const struct catalog *c, word name)
{
    char key[128];
    text_key(words_text(c->post->words, name), key, sizeof key);
    return category_find(c, name) != NOWHERE || builtin_named(key);
}

bool category_kind_is(const struct catalog *c, size_t category, const char *built_in)
{
    const struct builtin_category *kind = c->categories[category].kind;
    return kind && !strcmp(kind->name, built_in);
}

size_t category_use(struct catalog *c, word name)
{
    size_t at = category_find(c, name);
    if (at == NOWHERE) {
        char key[128];
        text_key(words_text(c->post->words, name), key, sizeof key);
        const struct builtin_category *b = builtin_named(key);
        if (!b)
            return NOWHERE;
        at = add_category(c, from_builtin(c, b, name));
    }
    c->categories[at].used = true;
    return at;
}

static void set_whole(int32_t *to, int32_t from)
{
    if (whole_given(from))
        *to = from;
}

static void set_decimal(decimal *to, decimal from)
{
    if (decimal_given(from))
        *to = from;
}

static void override_category(struct catalog *c, struct category *made, size_t i)
{
    struct category_rows *t = &c->post->categories;
    if (word_given(t->name[i]))
        made->label = t->name[i];
    else if (!made->built_in)
        made->label = made->name;
    if (t->plan_category[i])
        made->plan_category = t->plan_category[i];
    set_word(&made->funding_source, t->funding_source[i]);
    set_word(&made->object_class, t->object_class[i]);
    set_word(&made->boc, t->boc[i]);
    set_word(&made->cost_center, t->cost_center[i]);
    set_whole(&made->useful_life_months, t->useful_life_months[i]);
    set_whole(&made->lead_months, t->lead_months[i]);
    set_decimal(&made->weibull_shape, t->weibull_shape[i]);
    set_decimal(&made->weibull_scale_months, t->weibull_scale_months[i]);
    set_decimal(&made->replace_fraction, t->replace_fraction[i]);
    set_decimal(&made->repair_share, t->repair_share[i]);
    set_decimal(&made->per_person, t->per_person[i]);
    made->row = i;
    if (whole_given(t->cycle_months[i])) {
        made->cycle_months = t->cycle_months[i];
        made->built_in = false;
        made->source = word_given(t->source[i]) ? post_string(c->post, t->source[i])
                                                : "categories.csv";
    }
    if (word_given(t->escalation_class[i]))
        made->escalation_class = class_given(c, &t->rows, i, t->escalation_class[i], c->general);
}

static void build_categories(struct catalog *c)
{
    struct category_rows *t = &c->post->categories;
    for (size_t i = 0; i < t->rows.count; i++) {
        char key[128];
        text_key(words_text(c->post->words, t->category[i]), key, sizeof key);
        size_t before = category_with_key(c, key);
        if (before != NOWHERE && !t->rows.bad[i]) {
            size_t finding = rows_report(c->post->diag, &t->rows, i, "category", ERROR,
                                         "used-twice", t->category[i], "is used twice");
            diag_also(c->post->diag, finding,
                      rows_place(&t->rows, c->categories[before].row, "category"), "category",
                      "first used here");
            continue;
        }
        const struct builtin_category *b = builtin_named(key);
        struct category made =
            b ? from_builtin(c, b, t->category[i])
              : (struct category){.name = t->category[i], .object_class = put(c, "31.0"),
                                  .funding_source = put(c, "POST_DP"), .lead_months = 0,
                                  .cycle_months = WHOLE_NONE, .useful_life_months = WHOLE_NONE,
                                  .weibull_shape = DECIMAL_NONE, .source = "",
                                  .weibull_scale_months = DECIMAL_NONE,
                                  .replace_fraction = DECIMAL_NONE, .repair_share = DECIMAL_NONE,
                                  .per_person = DECIMAL_NONE, .escalation_class = c->general};
        override_category(c, &made, i);
        if (!whole_given(made.cycle_months)) {
            if (!t->rows.bad[i])
                rows_report(c->post->diag, &t->rows, i, "cycle_months", ERROR, "missing-value",
                            (word){0}, "is empty, and %s is not a built-in category (write its "
                            "cycle, such as 48)", post_string(c->post, t->category[i]));
            made.cycle_months = 60; /* so that the rows that use it are checked all the same */
        }
        add_category(c, made);
    }
}

/* The post's own categories, then the built-in ones that they do not stand for: the same list
 * whatever the inventory has used so far. */
static size_t known_names(const struct catalog *c, struct arena *arena, const char ***out)
{
    size_t n = 0;
    *out = arena_alloc(arena, c->category_count + builtin_category_count, sizeof **out);
    for (size_t i = 0; i < c->category_count; i++)
        if (c->categories[i].row != NOWHERE)
            (*out)[n++] = post_string(c->post, c->categories[i].name);
    for (size_t i = 0; i < builtin_category_count; i++) {
        size_t at = category_for(c, &builtin_categories[i]);
        if (at == NOWHERE || c->categories[at].row == NOWHERE)
            (*out)[n++] = builtin_categories[i].name;
    }
    return n;
}

const char *category_nearest(const struct catalog *c, text name)
{
    const char **names;
    size_t count = known_names(c, c->post->arena, &names);
    return text_nearest(name, names, count);
}

const char *category_list(const struct catalog *c, struct arena *arena)
{
    const char **names;
    size_t count = known_names(c, arena, &names);
    char *list = arena_copy(arena, "", 0);
    for (size_t i = 0; i < count; i++)
        list = arena_format(arena, "%s%s%s", list, i ? ", " : "", names[i]);
    return list;
}

/* ---- models and locations ------------------------------------------------------------------ */

static void build_models(struct catalog *c)
{
    const struct model_rows *t = &c->post->models;
    c->model_rows = index_new(c->post->arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++)
        index_add(c->model_rows, i, t->model[i], (word){0}, (word){0});
}

size_t model_row(const struct catalog *c, word model)
{
    return word_given(model) ? index_first(c->model_rows, model, (word){0}, (word){0}) : NOWHERE;
}

size_t location_row(const struct catalog *c, word location)
{
    const struct location_rows *t = &c->post->locations;
    text name = words_text(c->post->words, location);
    size_t best = NOWHERE, longest = 0;
    for (size_t i = 0; i < t->rows.count && word_given(location); i++) {
        text pattern = words_text(c->post->words, t->location[i]);
        if (t->rows.bad[i])
            continue;
        if (text_same_nocase(pattern, name))
            return i;
        if (!pattern.length || pattern.at[pattern.length - 1] != '*')
            continue;
        text stem = {pattern.at, pattern.length - 1};
        if (stem.length <= name.length &&
            text_same_nocase(stem, (text){name.at, stem.length}) &&
            (best == NOWHERE || stem.length > longest)) {
            best = i;
            longest = stem.length;
        }
    }
    return best;
}

struct catalog *catalog_build(struct post *post, const struct settings *settings)
{
    struct catalog *c = arena_alloc(post->arena, 1, sizeof *c);
    c->post = post;
    c->settings = settings;
    build_classes(c);
    build_currencies(c);
    build_fundings(c);
    build_categories(c);
    build_models(c);
    return c;
}
