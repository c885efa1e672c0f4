/* The log of failures as lives.
 *
 * A unit's first failure ends its life; one that is repaired and fails again is counted apart.
 * Units in use or in repair without a failure are right-censored at as-of.  A unit that was in
 * service before the log began could not have shown an earlier failure, and those that failed
 * before it are gone from the inventory: it enters at the age it had when the log began (left
 * truncation).  The log begins on the first day of the month of its first entry. */
#include "planner/failures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

/* One unit, or several alike, by days, so that they sort the same on every machine. */
struct span {
    size_t category;
    int32_t days, entered;
    bool failed;
    int64_t count;
};

struct failure {
    size_t row, category;
    word tag;
    date start, on;
    size_t asset; /* the unit that it still is, or NOWHERE */
};

struct log {
    struct plan *plan;
    struct lives *lives;
    struct category_life *of;
    struct index *tags;
    struct failure *failures;
    size_t failure_count;
    int64_t *failed; /* [asset]: units of it that have failed */
    struct span *spans;
    size_t span_count, span_capacity;
};

static void warn(struct log *log, size_t row, const char *column, const char *what)
{
    struct post *post = log->plan->post;
    log->lives->unusable++;
    if (log->plan->variant)
        return; /* said of the plan itself */
    rows_report(post->diag, &post->failures.rows, row, column, WARNING, "failure-without-age",
                (word){0}, "%s; the failure is not used", what);
}

/* What a row says; false when its age cannot be told. */
static bool read_failure(struct log *log, size_t row, struct failure *f)
{
    const struct plan *plan = log->plan;
    const struct failure_rows *t = &plan->post->failures;
    *f = (struct failure){row, category_find(plan->catalog, t->category[row]), t->asset_tag[row],
                          t->in_service[row], t->failed_on[row], NOWHERE};
    if (date_compare(f->on, plan->settings->as_of) > 0)
        return false; /* of a later day than this plan's */
    if (f->category == NOWHERE)
        return warn(log, row, "category", "no asset or price has this category"), false;
    size_t asset = word_given(f->tag) ? index_first(log->tags, f->tag, (word){0}, (word){0})
                                      : SIZE_MAX;
    if (asset != SIZE_MAX && date_compare(plan->assets[asset].base, f->on) <= 0) {
        f->asset = asset;
        if (!date_given(f->start))
            f->start = plan->assets[asset].base;
    }
    if (!date_given(f->start))
        return warn(log, row, "in_service", "is empty, and the asset is not in the inventory"),
               false;
    if (date_compare(f->start, f->on) > 0)
        return warn(log, row, "in_service", "is after the day of the failure"), false;
    return true;
}

static void index_tags(struct log *log)
{
    const struct assets *t = &log->plan->post->assets;
    log->tags = index_new(log->plan->post->arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++)
        if (log->plan->assets[i].valid)
            index_add(log->tags, i, t->asset_tag[i], (word){0}, (word){0});
}

static void read_failures(struct log *log)
{
    const struct failure_rows *t = &log->plan->post->failures;
    log->failures = memory_array(t->rows.count, sizeof *log->failures);
    for (size_t i = 0; i < t->rows.count; i++) {
        struct failure *f = &log->failures[log->failure_count];
        if (t->rows.bad[i])
            continue;
        log->lives->entries++;
        if (!read_failure(log, i, f))
            continue;
        log->failure_count++;
        if (!date_given(log->lives->log_start) || date_compare(f->on, log->lives->log_start) < 0)
            log->lives->log_start = f->on;
    }
    if (log->failure_count)
        log->lives->log_start = date_month_start(date_month_number(log->lives->log_start));
}

static int by_unit(const void *left, const void *right)
{
    const struct failure *a = left, *b = right;
    if (!word_same(a->tag, b->tag))
        return a->tag.id < b->tag.id ? -1 : 1;
    int order = date_compare(a->start, b->start);
    if (!order)
        order = date_compare(a->on, b->on);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static void add_span(struct log *log, size_t category, date from, date to, bool failed,
                     int64_t count)
{
    int32_t days = date_days_between(from, to);
    int32_t entered = date_days_between(from, log->lives->log_start);
    if (entered >= days)
        entered = days - 1;
    if (!failed && days == 0)
        return; /* nothing was seen of it yet */
    *PLANNER_APPEND(log->spans, log->span_count, log->span_capacity) =
        (struct span){category, days, entered > 0 ? entered : 0, failed, count};
}

static bool same_unit(const struct failure *a, const struct failure *b)
{
    return word_given(a->tag) && word_same(a->tag, b->tag) && !date_compare(a->start, b->start);
}

/* First failures; a row of several units may fail as often as it has units. */
static void add_failures(struct log *log)
{
    sort(log->failures, log->failure_count, sizeof *log->failures, by_unit);
    int64_t earlier = 0;
    for (size_t i = 0; i < log->failure_count; i++) {
        const struct failure *f = &log->failures[i];
        int64_t units = f->asset == NOWHERE ? 1 : asset_quantity(log->plan, f->asset);
        earlier = i && same_unit(f, f - 1) ? earlier + 1 : 0;
        if (earlier >= units) {
            log->of[f->category].repeats++;
            continue;
        }
        log->of[f->category].failures++;
        if (f->asset != NOWHERE)
            log->failed[f->asset]++;
        add_span(log, f->category, f->start, f->on, true, 1);
    }
}

/* In use or in repair, and there on the day. */
static bool is_in_service(const struct plan *plan, size_t i)
{
    return plan->assets[i].valid && plan->post->assets.status[i] <= STATUS_IN_REPAIR &&
           date_compare(plan->assets[i].base, plan->settings->as_of) <= 0;
}

static void add_survivors(struct log *log)
{
    const struct plan *plan = log->plan;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        int64_t left = is_in_service(plan, i) ? asset_quantity(plan, i) - log->failed[i] : 0;
        if (left <= 0)
            continue;
        log->of[a->held].in_service += left;
        if (log->failure_count)
            add_span(log, a->held, a->base, plan->settings->as_of, false, left);
    }
}

static int by_category(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->failed != b->failed)
        return a->failed ? -1 : 1;
    if (a->days != b->days)
        return a->days < b->days ? -1 : 1;
    if (a->entered != b->entered)
        return a->entered < b->entered ? -1 : 1;
    return (a->count > b->count) - (a->count < b->count);
}

static struct weibull standard_life(const struct category *c)
{
    if (!decimal_given(c->weibull_shape) || !decimal_given(c->weibull_scale_months))
        return (struct weibull){0, 0};
    return (struct weibull){decimal_double(c->weibull_shape),
                            decimal_double(c->weibull_scale_months) / 12};
}

static void fit_category(struct log *log, size_t category, const struct span *spans, size_t count)
{
    struct category_life *of = &log->of[category];
    const struct weibull chance_alone = {1, 10}; /* where the catalog has nothing to say */
    struct reliability_rules rules = {
        reliability_valid(of->standard) ? of->standard : chance_alone, LIFE_FAILURES_ENOUGH, 0.95};
    struct lifetime *lives = memory_array(count, sizeof *lives);
    for (size_t i = 0; i < count; i++) /* a failure on the first day is half a day old */
        lives[i] = (struct lifetime){(spans[i].days ? spans[i].days : 0.5) / 365.25,
                                     spans[i].entered / 365.25, spans[i].count, spans[i].failed};
    of->fit = reliability_fit(count, lives, rules);
    free(lives);
    if (of->fit.status == RELIABILITY_FITTED || of->fit.status == RELIABILITY_SHAPE_GIVEN) {
        of->origin = of->fit.status == RELIABILITY_FITTED ? LIFE_FITTED : LIFE_SHAPE_GIVEN;
        of->life = of->fit.life;
    }
}

static void fit_all(struct log *log)
{
    if (log->span_count)
        sort(log->spans, log->span_count, sizeof *log->spans, by_category);
    for (size_t i = 0, n; i < log->span_count; i += n) {
        for (n = 1; i + n < log->span_count && log->spans[i + n].category == log->spans[i].category;)
            n++;
        fit_category(log, log->spans[i].category, &log->spans[i], n);
    }
}

static void expect_failures(struct log *log)
{
    const struct plan *plan = log->plan;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        struct category_life *of = &log->of[plan->assets[i].held];
        if (is_in_service(plan, i))
            of->to_expect += failures_to_expect(plan, of->life, i);
    }
}

struct lives *fit_lives(struct plan *plan)
{
    struct arena *arena = plan->post->arena;
    size_t categories = plan->catalog->category_count;
    struct log log = {.plan = plan};
    log.lives = arena_alloc(arena, 1, sizeof *log.lives);
    log.of = arena_alloc(arena, categories + 1, sizeof *log.of);
    log.failed = memory_array(plan->post->assets.rows.count, sizeof *log.failed);
    *log.lives = (struct lives){.of = log.of, .log_start = DATE_NONE};
    for (size_t c = 0; c < categories; c++) {
        const struct category *category = &plan->catalog->categories[c];
        struct weibull life = standard_life(category);
        const struct category_rows *t = &plan->post->categories;
        log.of[c] = (struct category_life){
            .origin = reliability_valid(life) ? LIFE_STANDARD : LIFE_UNKNOWN,
            .life = life, .standard = life,
            .post_standard = category->row != NOWHERE &&
                             (decimal_given(t->weibull_shape[category->row]) ||
                              decimal_given(t->weibull_scale_months[category->row]))};
    }
    index_tags(&log);
    read_failures(&log);
    add_failures(&log);
    add_survivors(&log);
    fit_all(&log);
    expect_failures(&log);
    free(log.failures);
    free(log.failed);
    free(log.spans);
    return log.lives;
}

bool life_is_of_log(const struct category_life *life)
{
    return life->origin == LIFE_FITTED || life->origin == LIFE_SHAPE_GIVEN;
}

double failures_to_expect(const struct plan *plan, struct weibull life, size_t i)
{
    int days = date_days_between(plan->assets[i].base, plan->settings->as_of);
    return reliability_valid(life) ? (double)asset_quantity(plan, i) *
                                         reliability_failure(life, days > 0 ? days / 365.25 : 0, 1)
                                   : 0;
}

bool life_is_built_in(const struct category_life *life)
{
    return life->origin == LIFE_STANDARD && !life->post_standard;
}

const char *life_origin_text(struct arena *arena, const struct category_life *life)
{
    const char *standard = life->post_standard ? "categories.csv" : "the built-in table";
    const char *failures = how_many(arena, life->failures, "failure", "failures");
    switch (life->origin) {
    case LIFE_FITTED:
        return arena_format(arena, "fitted to %s", failures);
    case LIFE_SHAPE_GIVEN:
        if (life->fit.same_age)
            return arena_format(arena, "all %s at one age: scale fitted, shape of %s", failures,
                                standard);
        return arena_format(arena, "only %s: scale fitted, shape of %s", failures, standard);
    case LIFE_STANDARD:
        return life->post_standard ? "failure rate of categories.csv: no failure in the log"
                                   : "built-in failure rate: no failure in the log";
    case LIFE_UNKNOWN:
        break;
    }
    return "not known (write weibull_shape and weibull_scale_months in categories.csv)";
}
