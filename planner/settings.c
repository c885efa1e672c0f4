#include "planner/settings.h"

#include <stdio.h>
#include <string.h>

#include "planner/parse.h"

#define SET(member, ...) {.key = #member, .offset = offsetof(struct settings, member), __VA_ARGS__}
#define CONSEQUENCE(priority, scale, about)                                                        \
    {.key = "consequence_" #priority, .kind = KIND_DECIMAL, .min = 0, .max = 1000000,             \
     .offset = offsetof(struct settings, consequence) + ((priority) - 1) * sizeof(decimal),        \
     .standard = (scale), .help = (about)}

const struct setting setting_table[] = {
    SET(post, .kind = KIND_TEXT, .standard = "", .help = "name of the post, for titles and file names; file names without one "
                              "have that of the folder or file"),
    SET(mission, .kind = KIND_TEXT, .standard = "", .help = "name of the mission"),
    SET(bureau, .kind = KIND_TEXT, .standard = "", .help = "regional bureau"),
    SET(as_of, .kind = KIND_DATE, .standard = "", .help = "\"today\"; default: the clock"),
    SET(budget_year, .kind = KIND_YEAR, .standard = "",
        .help = "BY, the fiscal year requested; default: the current one + 2 (6 FAH-5 H-432), or the "
                "last plan year when that comes first"),
    SET(years, .kind = KIND_WHOLE, .min = 1, .max = 30, .standard = "6",
        .help = "plan years, counted from the current fiscal year"),
    SET(local_currency, .kind = KIND_TEXT, .standard = "", .help = "three letters, for titles"),
    SET(date_order, .kind = KIND_CHOICE, .words = "MDY|DMY", .standard = "",
        .help = "how 3/4/2026 is read where a column cannot decide"),
    SET(replacement_trigger, .kind = KIND_CHOICE, .words = "earliest|cycle|latest",
        .standard = "earliest", .help = "of end of cycle and end of support, which makes it due"),
    SET(budget_on, .kind = KIND_CHOICE, .words = "due|order", .standard = "due",
        .help = "the year of the money: that of the replacement or that of the order"),
    SET(first_buy_year, .kind = KIND_YEAR, .standard = "",
        .help = "first year whose money can still buy; default: the current one, from 1 July the next"),
    SET(replace_spares, .kind = KIND_CHOICE, .words = "no|yes", .standard = "no",
        .help = "whether spares are replaced on schedule too"),
    SET(fund_spares, .kind = KIND_CHOICE, .words = "no|yes", .standard = "no",
        .help = "whether short spares are in the target"),
    SET(redistribution, .kind = KIND_CHOICE, .words = "R1|R2", .standard = "R1",
        .help = "how the ICASS row is passed on: R1 by charges, R2 by cost center"),
    SET(icass_counts_on, .kind = KIND_DATE, .standard = "",
        .help = "day of the next static workload counts; default: the next 1 May"),
    SET(icass_counts_out, .kind = KIND_DATE, .standard = "",
        .help = "day by which the counts go to the agencies; default: 1 June after them"),
    SET(icass_counts_final, .kind = KIND_DATE, .standard = "",
        .help = "day on which the counts are final; default: 1 July after them"),
    SET(live_rows, .kind = KIND_WHOLE, .min = 0, .max = 200000, .standard = "20000",
        .help = "most assets for which the schedule is formulas"),
    SET(service_level, .kind = KIND_DECIMAL, .min = 0, .max = 1, .standard = "0.95",
        .help = "chance that spares last over the lead time"),
    SET(shortage_tolerance, .kind = KIND_DECIMAL, .min = 0, .max = 1, .standard = "0.01",
        .help = "share of inventory value that may be missing without a survey"),
    CONSEQUENCE(1, "100", "consequence of a failure by the asset's priority, in units of priority 5: "
                          "what waiting risks is its chance times this; no source, the post's judgment"),
    CONSEQUENCE(2, "30", "the same for priority 2"),
    CONSEQUENCE(3, "10", "the same for priority 3, and where none is given"),
    CONSEQUENCE(4, "3", "the same for priority 4"),
    CONSEQUENCE(5, "1", "the same for priority 5"),
    SET(freight_object_class, .kind = KIND_TEXT, .flags = IS_CLASS, .standard = "22.0",
        .help = "object class of freight"),
    SET(install_object_class, .kind = KIND_TEXT, .flags = IS_CLASS, .standard = "25.2",
        .help = "object class of installation"),
    SET(acquisition_plan_threshold, .kind = KIND_MONEY, .standard = "",
        .help = "purchases above it need an acquisition plan (14 FAM 221.1)"),
    SET(obligations_are, .kind = KIND_CHOICE, .words = "quarterly|cumulative",
        .standard = "quarterly", .help = "what obligations.csv gives"),
    SET(cr_until, .kind = KIND_DATE, .standard = "", .help = "last day of a continuing resolution"),
    SET(paper, .kind = KIND_CHOICE, .words = "letter|A4", .standard = "letter",
        .help = "what the sheets are printed on"),
    SET(marking, .kind = KIND_TEXT, .standard = "", .help = "printed in every header and footer"),
    SET(prepared_by, .kind = KIND_TEXT, .standard = "", .help = "printed in every footer"),
};

_Static_assert(sizeof setting_table / sizeof *setting_table <=
                   sizeof ((struct settings_origin *)0)->from /
                       sizeof *((struct settings_origin *)0)->from,
               "every setting has an origin");

size_t setting_count(void)
{
    return sizeof setting_table / sizeof *setting_table;
}

static void *place_of(struct settings *settings, const struct setting *s)
{
    return (char *)settings + s->offset;
}

static void set_absent(struct settings *settings, const struct setting *s)
{
    void *at = place_of(settings, s);
    if (s->kind == KIND_DATE)
        memcpy(at, &DATE_NONE, sizeof(date));
    else if (s->kind == KIND_WHOLE || s->kind == KIND_YEAR)
        memcpy(at, &(int32_t){WHOLE_NONE}, sizeof(int32_t));
    else if (s->kind == KIND_MONEY)
        memcpy(at, &MONEY_NONE, sizeof(money));
    else if (s->kind == KIND_DECIMAL)
        memcpy(at, &DECIMAL_NONE, sizeof(decimal));
}

/* Sets one key from text; returns NULL or what is wrong, and what may be meant (or NULL): then the
 * value stays as it was. */
static const char *set_value(struct post *post, struct settings *settings,
                             const struct setting *s, text value, const char **near)
{
    const struct notation notation = {'.', ORDER_UNKNOWN};
    void *at = place_of(settings, s);
    const char *fault = NULL;
    int32_t whole = 0;
    decimal number = {0, 0};
    char class[CLASS_TEXT];
    switch (s->kind) {
    case KIND_DATE:
        return parse_date(value, notation, at);
    case KIND_YEAR:
        return parse_fiscal_year(value, at);
    case KIND_MONEY:
        return parse_money(value, notation, at);
    case KIND_CHOICE: {
        unsigned choice = parse_choice(value, s->words);
        if (!choice)
            return unknown_choice(post->arena, s->words, value, near);
        *(uint8_t *)at = (uint8_t)choice;
        return NULL;
    }
    case KIND_WHOLE:
        fault = parse_whole(value, notation, &whole);
        number = decimal_whole(whole);
        break;
    case KIND_DECIMAL:
        fault = parse_decimal(value, notation, &number);
        break;
    default:
        *(word *)at = words_put(post->words, s->flags & IS_CLASS ? whole_class(value, class)
                                                                 : value);
        return NULL;
    }
    if (fault)
        return fault;
    if (decimal_compare(number, decimal_whole(s->min)) < 0 ||
        decimal_compare(number, decimal_whole(s->max)) > 0)
        return arena_format(post->arena, "is out of range (write a number from %lld to %lld)",
                            (long long)s->min, (long long)s->max);
    if (s->kind == KIND_WHOLE)
        *(int32_t *)at = whole;
    else
        *(decimal *)at = number;
    return NULL;
}

static size_t setting_named(text key)
{
    size_t i = 0;
    char wanted[64], have[64];
    text_key(key, wanted, sizeof wanted);
    for (; i < setting_count(); i++) {
        text_key(text_of(setting_table[i].key), have, sizeof have);
        if (!strcmp(wanted, have))
            break;
    }
    return i;
}

static const char *unknown_setting(struct arena *arena, const char *near)
{
    return arena_format(arena, "is not a setting%s (planner columns settings lists them)",
                        did_you_mean(arena, near));
}

static const char *nearest_setting(text key)
{
    const char *keys[64];
    for (size_t i = 0; i < setting_count(); i++)
        keys[i] = setting_table[i].key;
    return text_nearest(key, keys, setting_count());
}

static void from_file(struct post *post, struct settings *settings, struct settings_origin *origin)
{
    struct setting_rows *t = &post->settings;
    for (size_t i = 0; i < t->rows.count; i++) {
        text key = words_text(post->words, t->key[i]), value = words_text(post->words, t->value[i]);
        size_t k = setting_named(key);
        if (t->rows.bad[i])
            continue;
        if (k == setting_count()) {
            const char *near = nearest_setting(key);
            size_t finding =
                rows_report(post->diag, &t->rows, i, "key", ERROR, "unknown-setting", t->key[i],
                            "%s", unknown_setting(post->arena, near));
            if (near)
                diag_suggest(post->diag, finding, words_put_string(post->words, near));
            continue;
        }
        if (!value.length)
            continue;
        const char *near = NULL, *fault = set_value(post, settings, &setting_table[k], value, &near);
        if (fault) {
            size_t finding = rows_report(post->diag, &t->rows, i, "value", ERROR, "bad-setting",
                                         t->value[i], "for %s %s", setting_table[k].key, fault);
            if (near)
                diag_suggest(post->diag, finding, words_put_string(post->words, near));
        }
        origin->from[k] = FROM_FILE;
        origin->row[k] = i;
    }
}

const char *setting_fault(struct arena *arena, struct words *words, const char *key,
                          const char *value)
{
    size_t k = setting_named(text_of(key));
    struct post post = {.arena = arena, .words = words};
    struct settings unused;
    const char *near;
    if (k == setting_count())
        return unknown_setting(arena, nearest_setting(text_of(key)));
    return set_value(&post, &unused, &setting_table[k], text_of(value), &near);
}

static void from_command_line(struct post *post, const struct override *overrides, size_t count,
                              struct settings *settings, struct settings_origin *origin)
{
    for (size_t i = 0; i < count; i++) {
        const char *near; /* said when the option was taken */
        size_t k = setting_named(text_of(overrides[i].key));
        set_value(post, settings, &setting_table[k], text_of(overrides[i].value), &near);
        origin->from[k] = FROM_COMMAND_LINE;
        origin->row[k] = i;
    }
}

/* A year that does not fit the others, said where it was given. */
static void report_year(struct post *post, const struct settings_origin *origin,
                        const struct override *overrides, const char *key, const char *message)
{
    size_t k = setting_named(text_of(key)), row = origin->row[k];
    if (origin->from[k] == FROM_COMMAND_LINE)
        stop_usage("%s: '%s' %s", overrides[row].option,
                   visible(post->arena, overrides[row].value), message);
    rows_report(post->diag, &post->settings.rows, row, "value", ERROR, "bad-setting",
                post->settings.value[row], "for %s %s", key, message);
}

/* 6 FAH-5 H-331.1 and H-461.1; a post whose center issues other dates writes them. */
static void set_count_dates(struct settings *settings)
{
    int year, month, day;
    date_civil(settings->as_of, &year, &month, &day);
    if (!date_given(settings->icass_counts_on))
        settings->icass_counts_on = date_of(month >= 5 && (month > 5 || day > 1) ? year + 1 : year,
                                            5, 1);
    date_civil(settings->icass_counts_on, &year, &month, &day);
    if (!date_given(settings->icass_counts_out))
        settings->icass_counts_out = date_of(year, 6, 1);
    if (!date_given(settings->icass_counts_final))
        settings->icass_counts_final = date_of(year, 7, 1);
}

void resolve_settings(struct post *post, const struct override *overrides, size_t override_count,
                      date today, struct settings *settings, struct settings_origin *origin)
{
    const char *near; /* the standard values are known */
    memset(settings, 0, sizeof *settings);
    memset(origin, 0, sizeof *origin);
    for (size_t k = 0; k < setting_count(); k++) {
        set_absent(settings, &setting_table[k]);
        if (setting_table[k].standard[0])
            set_value(post, settings, &setting_table[k], text_of(setting_table[k].standard), &near);
    }
    from_file(post, settings, origin);
    from_command_line(post, overrides, override_count, settings, origin);
    if (!date_given(settings->as_of))
        settings->as_of = today;
    int32_t cy = settings->current_year = fiscal_year(settings->as_of);
    int32_t last = cy + settings->years - 1;
    if (!whole_given(settings->budget_year)) {
        settings->budget_year = cy + 2 < last ? cy + 2 : last;
        if (last < cy + 2)
            diag_add(post->diag, NOTE, "budget-year-early", (struct place){{0}, 0, 0},
                     "budget_year", (word){0}, "is taken as FY%d, the last plan year; the usual "
                     "one, FY%d, lies behind it (plan 3 years or more: --years 3)", last, cy + 2);
    }
    if (settings->budget_year < cy || settings->budget_year >= cy + settings->years)
        report_year(post, origin, overrides, "budget_year",
                    arena_format(post->arena, "is outside the plan years FY%d to FY%d (raise years, or "
                                 "look at as_of)", cy, cy + settings->years - 1));
    if (!whole_given(settings->first_buy_year)) {
        int year, month, day;
        date_civil(settings->as_of, &year, &month, &day);
        settings->first_buy_year = month >= 7 && month <= 9 ? cy + 1 : cy;
    } else if (settings->first_buy_year < cy) {
        report_year(post, origin, overrides, "first_buy_year",
                    arena_format(post->arena, "is before the current fiscal year (write %d or later)",
                                 cy));
    }
    set_count_dates(settings);
    settings->first_buy = date_later(settings->as_of, fiscal_start(settings->first_buy_year));
}

const char *setting_text(const struct post *post, const struct settings *settings, size_t index)
{
    const struct setting *s = &setting_table[index];
    const void *at = (const char *)settings + s->offset;
    char buffer[DECIMAL_TEXT];
    switch (s->kind) {
    case KIND_DATE:
        date_iso(*(const date *)at, buffer);
        break;
    case KIND_YEAR:
    case KIND_WHOLE:
        snprintf(buffer, sizeof buffer, "%d", *(const int32_t *)at);
        break;
    case KIND_MONEY:
        money_plain(*(const money *)at, buffer);
        break;
    case KIND_DECIMAL:
        decimal_plain(*(const decimal *)at, buffer);
        break;
    case KIND_CHOICE:
        if (!choice_word(s->words, *(const uint8_t *)at, buffer, sizeof buffer))
            buffer[0] = '\0';
        break;
    default:
        return post_string(post, *(const word *)at);
    }
    return arena_format(post->arena, "%s", buffer);
}
