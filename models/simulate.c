/* Monte Carlo of yearly cost.
 *
 * [1] A. J. Walker, An Efficient Method for Generating Discrete Random Variables with General
 *     Distributions, ACM Transactions on Mathematical Software 3(3), 1977, pp. 253-256; built in
 *     linear time as M. D. Vose, IEEE Transactions on Software Engineering 17(9), 1991, pp.
 * 972-975. [2] G. L. Steele, D. Lea and C. H. Flood, Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014: a counter stepped by an odd constant and mixed.  The mixer is variant 13
 * of D. Stafford, Better Bit Mixing, 2011, which [2] names. [3] J. K. Salmon and others, Parallel
 * Random Numbers: As Easy as 1, 2, 3, SC 2011: why a function of a counter, and not a state, makes
 * results independent of threads. [4] R. E. Barlow and L. C. Hunter, Operations Research 8(1),
 * 1960, pp. 90-100: minimal repair. Fatal and repairable failures are then two independent
 * thinnings of one process with the cumulative hazard as its mean. */
#include "planner/simulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

enum {
    MOST_FAILURES = 40,   /* of one unit: a life of days must not be followed without end */
    BLOCK = 512,          /* draws worked on at a time: one cell's sums stay in the nearest cache */
    MOST_COURSES = 60000, /* indices are 16 bits */
    UNITS_DRAWN = 10000,  /* fates a draw follows, and two of each row when there are more units */
};

/* --- Random numbers --- */

static const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15);

static inline uint64_t mixed(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

/* Where a stream starts: seed and stream are mixed one after the other, so that neighbours of
 * either share nothing. */
static uint64_t stream_start(uint64_t seed, uint64_t stream)
{
    return mixed(mixed(seed + golden) + (stream + 1) * golden);
}

static inline uint64_t stream_bits(uint64_t start, uint64_t index)
{
    return mixed(start + (index + 1) * golden);
}

uint64_t simulate_bits(uint64_t seed, uint64_t stream, uint64_t index)
{
    return stream_bits(stream_start(seed, stream), index);
}

static double unit_interval(uint64_t bits)
{
    return ((double)(bits >> 12) + 0.5) / 4503599627370496.0;
}

double simulate_uniform(uint64_t seed, uint64_t stream, uint64_t index)
{
    return unit_interval(simulate_bits(seed, stream, index));
}

/* Box and Muller, 1958; the second number is not kept, so that an index is all that counts. */
double simulate_normal(uint64_t seed, uint64_t stream, uint64_t index)
{
    uint64_t start = stream_start(seed, stream);
    double radius = sqrt(-2 * log(unit_interval(stream_bits(start, 2 * index))));
    return radius * cos(6.283185307179586 * unit_interval(stream_bits(start, 2 * index + 1)));
}

/* --- Courses: what can happen to one unit --- */

struct course {
    double chance;
    uint8_t replaced[SIMULATE_YEARS], repaired[SIMULATE_YEARS];
};

/* A year in which something happens, as a draw adds it up. */
struct happening {
    uint8_t year, replaced, repaired;
};

struct slot {
    uint32_t keep; /* below it, of 2^32, this course is taken, else the other */
    uint16_t other;
};

/* The courses of one kind of unit, ready to be drawn from. */
struct table {
    size_t count;
    const struct slot *slots;
    const uint32_t *first; /* count + 1: where each course's happenings start */
    const struct happening *happenings;
    double replaced[SIMULATE_YEARS], repaired[SIMULATE_YEARS]; /* means */
};

/* Units with the same kind share a table. */
struct kind {
    struct weibull life, next;
    double age, planned, cycle, replace_fraction;
};

struct explorer {
    const struct simulate_input *input;
    const struct kind *kind;
    struct course *courses;
    size_t count, capacity;
    double least; /* a branch rarer than this is not followed by itself */
    /* Chance of such branches, collected by year: followed as one when it has added up, so that the
     * mean of every year stays what it is.  The last row is time before the first year. */
    double fatal_owed[SIMULATE_YEARS + 1], repair_owed[SIMULATE_YEARS + 1];
};

/* A unit at a moment on its course. */
struct moment {
    double time, born, planned;
    bool renewed; /* lives by `next` */
    int failures;
    struct course course;
};

static double hazard_at(const struct kind *kind, const struct moment *at, double time)
{
    return reliability_hazard(at->renewed ? kind->next : kind->life, (time - at->born) / 12);
}

static void keep_course(struct explorer *e, const struct course *course)
{
    *PLANNER_APPEND(e->courses, e->count, e->capacity) = *course;
}

/* The year that holds `time`; `years` for the time before the first. */
static size_t year_of(const struct simulate_input *input, double time)
{
    if (time < input->edges[0])
        return input->years;
    size_t year = 0;
    while (year + 1 < input->years && time >= input->edges[year + 1])
        year++;
    return year;
}

static double next_edge(const struct simulate_input *input, double time)
{
    size_t i = 0;
    while (i < input->years && input->edges[i] <= time)
        i++;
    return input->edges[i];
}

static void explore(struct explorer *e, struct moment at);

static void note_replaced(struct explorer *e, struct moment *at, double time)
{
    size_t year = year_of(e->input, time);
    if (year < e->input->years && at->course.replaced[year] < UINT8_MAX)
        at->course.replaced[year]++;
    at->time = at->born = time;
    at->planned = time + e->kind->cycle;
    at->renewed = true;
}

/* Collects what is too rare to be followed; once it has added up, hands it out as one branch, whose
 * chance comes off the course at hand. */
static double collect(const struct explorer *e, double *owed, double *chance, double part)
{
    *owed += part;
    if (*owed < e->least || *chance < 2 * *owed)
        return 0;
    part = *owed;
    *owed = 0;
    *chance -= part;
    return part;
}

static double split_off(const struct explorer *e, double *owed, double *chance, double part)
{
    if (part < e->least)
        return collect(e, owed, chance, part);
    *chance -= part;
    return part;
}

/* Goes on from `at` once for every number of repairs in the stretch just passed. */
static void with_repairs(struct explorer *e, struct moment at, size_t year, double mean)
{
    if (year < e->input->years && mean > 0) {
        double all = at.course.chance, chance = all * exp(-mean);
        for (int repairs = 1; repairs <= 12 && mean > 0; repairs++) {
            chance *= mean / repairs;
            if (chance < e->least) {
                /* One repair's worth for each that this and the rarer numbers would bring. */
                double rest = 0, term = chance;
                for (int k = repairs; k < repairs + 20; k++) {
                    rest += k * term;
                    term *= mean / (k + 1);
                }
                struct moment one = at;
                one.course.chance = collect(e, &e->repair_owed[year], &at.course.chance, rest);
                if (one.course.chance > 0) {
                    one.course.repaired[year]++;
                    explore(e, one);
                }
                break;
            }
            struct moment some = at;
            some.course.chance = chance;
            some.course.repaired[year] = (uint8_t)(some.course.repaired[year] + repairs);
            at.course.chance -= chance;
            explore(e, some);
        }
    }
    explore(e, at);
}

/* Follows a unit to the end of the last year, branching wherever chance decides.  Within a stretch
 * (to the next year's edge or the planned date) a fatal failure comes where the cumulative hazard
 * reaches its mean given that it comes. */
static void explore(struct explorer *e, struct moment at)
{
    const struct kind *kind = e->kind;
    for (;;) {
        if (at.time >= e->input->edges[e->input->years]) {
            keep_course(e, &at.course);
            return;
        }
        if (at.planned <= at.time) {
            note_replaced(e, &at, at.time);
            continue;
        }
        double end = fmin(at.planned, next_edge(e->input, at.time));
        size_t year = year_of(e->input, at.time);
        double before = hazard_at(kind, &at, at.time), span = hazard_at(kind, &at, end) - before;
        double f = kind->replace_fraction, fatal = -expm1(-f * span);
        if (fatal > 0 && at.failures < MOST_FAILURES) {
            double reached = f * span > 1e-6 ? 1 / f - span * (1 - fatal) / fatal : span / 2;
            struct moment failed = at;
            failed.course.chance =
                split_off(e, &e->fatal_owed[year], &at.course.chance, at.course.chance * fatal);
            if (failed.course.chance > 0) {
                struct weibull life = at.renewed ? kind->next : kind->life;
                double age = 12 * life.scale * pow(before + reached, 1 / life.shape);
                /* Strictly within the stretch, whatever rounding does. */
                double when = fmin(fmax(at.born + age, at.time), at.time + (end - at.time) * 0.999);
                note_replaced(e, &failed, when);
                failed.failures++;
                with_repairs(e, failed, year, (1 - f) * reached);
            }
        }
        at.time = end;
        if (f < 1 && span > 0 && year < e->input->years) {
            with_repairs(e, at, year, (1 - f) * span);
            return;
        }
    }
}

static int by_happenings(const void *left, const void *right)
{
    const struct course *a = left, *b = right;
    int order = memcmp(a->replaced, b->replaced, sizeof a->replaced);
    return order ? order : memcmp(a->repaired, b->repaired, sizeof a->repaired);
}

static void merge_courses(struct explorer *e)
{
    sort(e->courses, e->count, sizeof *e->courses, by_happenings);
    size_t kept = 0;
    for (size_t i = 0; i < e->count; i++) {
        if (kept && by_happenings(&e->courses[kept - 1], &e->courses[i]) == 0)
            e->courses[kept - 1].chance += e->courses[i].chance;
        else
            e->courses[kept++] = e->courses[i];
    }
    e->count = kept;
}

/* What is still owed in the end comes off the likeliest course. */
static void settle(struct explorer *e)
{
    size_t likeliest = 0;
    for (size_t i = 1; i < e->count; i++)
        if (e->courses[i].chance > e->courses[likeliest].chance)
            likeliest = i;
    for (size_t year = 0; year < e->input->years; year++)
        for (int repair = 0; repair < 2; repair++) {
            double owed = repair ? e->repair_owed[year] : e->fatal_owed[year];
            if (!(owed > 0) || owed > e->courses[likeliest].chance / 2)
                continue;
            struct course extra = e->courses[likeliest];
            uint8_t *times = repair ? &extra.repaired[year] : &extra.replaced[year];
            if (*times == UINT8_MAX)
                continue;
            ++*times;
            extra.chance = owed;
            e->courses[likeliest].chance -= owed;
            keep_course(e, &extra);
        }
}

static void find_courses(struct explorer *e)
{
    for (e->least = 1e-4;; e->least *= 4) {
        e->count = 0;
        memset(e->fatal_owed, 0, sizeof e->fatal_owed);
        memset(e->repair_owed, 0, sizeof e->repair_owed);
        struct moment start = {.time = 0, .born = -e->kind->age, .planned = e->kind->planned};
        start.course.chance = 1;
        explore(e, start);
        settle(e);
        merge_courses(e);
        if (e->count <= MOST_COURSES)
            return;
    }
}

/* --- Tables --- */

static void fill_slots(const struct explorer *e, struct slot slots[])
{
    size_t n = e->count, low = 0, high = 0;
    double total = 0;
    double *scaled = memory_array(n, sizeof *scaled);
    size_t *lows = memory_array(n, sizeof *lows), *highs = memory_array(n, sizeof *highs);
    for (size_t i = 0; i < n; i++)
        total += e->courses[i].chance;
    for (size_t i = 0; i < n; i++) {
        scaled[i] = e->courses[i].chance / total * (double)n;
        if (scaled[i] < 1)
            lows[low++] = i;
        else
            highs[high++] = i;
    }
    while (low && high) {
        size_t poor = lows[--low], rich = highs[high - 1];
        slots[poor].keep = (uint32_t)fmin(scaled[poor] * 4294967296.0, 4294967295.0);
        slots[poor].other = (uint16_t)rich;
        scaled[rich] -= 1 - scaled[poor];
        if (scaled[rich] < 1) {
            high--;
            lows[low++] = rich;
        }
    }
    while (low + high) {
        size_t i = high ? highs[--high] : lows[--low];
        slots[i] = (struct slot){UINT32_MAX, (uint16_t)i};
    }
    free(highs);
    free(lows);
    free(scaled);
}

static void make_table(struct arena *arena, const struct explorer *e, struct table *table)
{
    size_t happenings = 0, years = e->input->years;
    double total = 0;
    for (size_t i = 0; i < e->count; i++) {
        total += e->courses[i].chance;
        for (size_t y = 0; y < years; y++)
            happenings += e->courses[i].replaced[y] || e->courses[i].repaired[y];
    }
    struct slot *slots = arena_alloc(arena, e->count, sizeof *slots);
    uint32_t *first = arena_alloc(arena, e->count + 1, sizeof *first);
    struct happening *at = arena_alloc(arena, happenings + 1, sizeof *at);
    uint32_t used = 0;
    for (size_t i = 0; i < e->count; i++) {
        const struct course *course = &e->courses[i];
        first[i] = used;
        for (size_t y = 0; y < years; y++) {
            if (!course->replaced[y] && !course->repaired[y])
                continue;
            at[used++] = (struct happening){(uint8_t)y, course->replaced[y], course->repaired[y]};
            table->replaced[y] += course->chance / total * course->replaced[y];
            table->repaired[y] += course->chance / total * course->repaired[y];
        }
    }
    first[e->count] = used;
    fill_slots(e, slots);
    table->count = e->count;
    table->slots = slots;
    table->first = first;
    table->happenings = at;
}

struct simulation {
    const struct simulate_input *input;
    const struct table **table; /* per unit */
    uint64_t *stream;           /* per unit: its first stream */
    int64_t *drawn;             /* per unit: how many of its count are followed */
    double *mean;               /* [cell * years + year], cents, before factors */
};

static uint64_t kind_hash(const struct kind *kind)
{
    const double parts[] = {
        kind->life.shape, kind->life.scale, kind->next.shape, kind->next.scale,
        kind->age,        kind->planned,    kind->cycle,      kind->replace_fraction};
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint64_t bits;
        memcpy(&bits, &parts[i], sizeof bits);
        hash = mixed(hash + bits + golden);
    }
    return hash;
}

static bool same_kind(const struct kind *a, const struct kind *b)
{
    return a->life.shape == b->life.shape && a->life.scale == b->life.scale &&
           a->next.shape == b->next.shape && a->next.scale == b->next.scale && a->age == b->age &&
           a->planned == b->planned && a->cycle == b->cycle &&
           a->replace_fraction == b->replace_fraction;
}

static struct kind kind_of(const struct simulate_unit *unit)
{
    return (struct kind){unit->life,    unit->next,  unit->age,
                         unit->planned, unit->cycle, unit->replace_fraction};
}

static bool prices_sensible(const money *price, size_t years)
{
    for (size_t y = 0; y < years; y++)
        if (price[y].cents < 0 || price[y].cents > MONEY_LIMIT)
            return false;
    return true;
}

static bool unit_sensible(const struct simulate_input *input, const struct simulate_unit *unit)
{
    return reliability_valid(unit->life) && reliability_valid(unit->next) && unit->age >= 0 &&
           isfinite(unit->age) && unit->planned >= 0 && unit->cycle >= 1 &&
           unit->replace_fraction >= 0 && unit->replace_fraction <= 1 && unit->repair_share >= 0 &&
           isfinite(unit->repair_share) && unit->cell < input->cells && unit->count >= 0 &&
           prices_sensible(unit->price, input->years);
}

static bool input_sensible(const struct simulate_input *input)
{
    if (input->years < 1 || input->years > SIMULATE_YEARS)
        return false;
    for (size_t y = 0; y <= input->years; y++)
        if (!isfinite(input->edges[y]) || (y && !(input->edges[y] > input->edges[y - 1])))
            return false;
    for (size_t i = 0; i < input->cells; i++)
        if (input->cell[i].group >= input->groups || input->cell[i].factor >= input->factors)
            return false;
    for (size_t i = 0; i < input->units; i++)
        if (!unit_sensible(input, &input->unit[i]))
            return false;
    return true;
}

/* Open addressing over the kinds seen so far. */
struct shelf {
    size_t size; /* a power of two */
    struct kind *kinds;
    struct table **tables;
};

static struct table *table_for(struct shelf *shelf, struct arena *arena, struct explorer *e,
                               const struct simulate_unit *unit)
{
    struct kind kind = kind_of(unit);
    size_t at = (size_t)kind_hash(&kind) & (shelf->size - 1);
    while (shelf->tables[at]) {
        if (same_kind(&shelf->kinds[at], &kind))
            return shelf->tables[at];
        at = (at + 1) & (shelf->size - 1);
    }
    struct table *table = arena_alloc(arena, 1, sizeof *table);
    shelf->kinds[at] = kind;
    e->kind = &shelf->kinds[at];
    find_courses(e);
    make_table(arena, e, table);
    return shelf->tables[at] = table;
}

static void add_means(struct simulation *s)
{
    const struct simulate_input *in = s->input;
    for (size_t i = 0; i < in->cells; i++)
        for (size_t y = 0; y < in->years && in->cell[i].fixed; y++)
            s->mean[i * in->years + y] = (double)in->cell[i].fixed[y].cents;
    for (size_t i = 0; i < in->units; i++) {
        const struct simulate_unit *unit = &in->unit[i];
        for (size_t y = 0; y < in->years; y++)
            s->mean[unit->cell * in->years + y] +=
                (double)unit->count * (double)unit->price[y].cents *
                (s->table[i]->replaced[y] + unit->repair_share * s->table[i]->repaired[y]);
    }
}

/* How many units of each row a draw follows: all of them, or as many as their row weighs in the
 * variance, count x price^2. */
static void share_draws(struct simulation *s)
{
    const struct simulate_input *in = s->input;
    double units = 0, weights = 0;
    for (size_t i = 0; i < in->units; i++) {
        units += (double)in->unit[i].count;
        weights += (double)in->unit[i].count * pow((double)in->unit[i].price[0].cents, 2);
    }
    for (size_t i = 0; i < in->units; i++) {
        double count = (double)in->unit[i].count;
        double weight = count * pow((double)in->unit[i].price[0].cents, 2);
        double part = weights > 0 ? ceil(UNITS_DRAWN * weight / weights) : 0;
        s->drawn[i] = units <= UNITS_DRAWN ? in->unit[i].count
                                           : (int64_t)fmin(count, fmax(part, 2));
    }
}

struct simulation *simulate_prepare(struct arena *arena, const struct simulate_input *input)
{
    if (!input_sensible(input))
        return NULL;
    struct simulation *s = arena_alloc(arena, 1, sizeof *s);
    s->input = input;
    s->table = arena_alloc(arena, input->units, sizeof *s->table);
    s->stream = arena_alloc(arena, input->units, sizeof *s->stream);
    s->drawn = arena_alloc(arena, input->units, sizeof *s->drawn);
    s->mean = arena_alloc(arena, input->cells * input->years, sizeof *s->mean);
    struct shelf shelf = {.size = 64};
    while (shelf.size < 2 * input->units)
        shelf.size *= 2;
    shelf.kinds = memory_array(shelf.size, sizeof *shelf.kinds);
    shelf.tables = memory_array(shelf.size, sizeof *shelf.tables);
    struct explorer explorer = {.input = input};
    uint64_t stream = SIMULATE_OWN_STREAMS;
    for (size_t i = 0; i < input->units; i++) {
        s->table[i] = table_for(&shelf, arena, &explorer, &input->unit[i]);
        s->stream[i] = stream;
        stream += (uint64_t)input->unit[i].count;
    }
    free(explorer.courses);
    free(shelf.tables);
    free(shelf.kinds);
    share_draws(s);
    add_means(s);
    return s;
}

size_t simulate_rows(const struct simulation *simulation)
{
    return 1 + simulation->input->groups;
}

/* --- Draws --- */

/* One unit over a block of draws: the loops that take the time.  All courses are picked first,
 * without a branch, and added up after: a wrong guess of how many happenings a course has then
 * costs little. */
static void draw_unit(const struct table *table, const double price[], const double repair[],
                      uint64_t start, uint64_t first, size_t draws, size_t years, double sums[])
{
    uint32_t picked[BLOCK];
    for (size_t d = 0; d < draws; d++) {
        uint64_t bits = stream_bits(start, first + d);
        uint32_t course = (uint32_t)(((bits >> 32) * table->count) >> 32);
        struct slot slot = table->slots[course];
        picked[d] = (uint32_t)bits < slot.keep ? course : slot.other;
    }
    for (size_t d = 0; d < draws; d++) {
        const struct happening *at = &table->happenings[table->first[picked[d]]];
        const struct happening *end = &table->happenings[table->first[picked[d] + 1]];
        for (; at < end; at++)
            sums[d * years + at->year] +=
                price[at->year] * at->replaced + repair[at->year] * at->repaired;
    }
}

/* Of n units alike m are followed, X_1 .. X_m of mean u, and the row costs
 *     n u + sqrt(n / m) (X_1 + .. + X_m - m u),
 * which has the mean and the covariances of n units and is never below zero, since m <= n.  Adds
 * the part that is the same in all draws; returns sqrt(n / m). */
static double stretched(const struct simulation *s, size_t i, size_t draws, double cell[])
{
    const struct simulate_unit *unit = &s->input->unit[i];
    size_t years = s->input->years;
    if (s->drawn[i] == unit->count)
        return 1;
    double n = (double)unit->count, m = (double)s->drawn[i], stretch = sqrt(n / m);
    for (size_t y = 0; y < years; y++) {
        double one = (double)unit->price[y].cents *
                     (s->table[i]->replaced[y] + unit->repair_share * s->table[i]->repaired[y]);
        for (size_t d = 0; d < draws; d++)
            cell[d * years + y] += (n - stretch * m) * one;
    }
    return stretch;
}

/* cell sums [(cell * BLOCK + draw) * years + year], before factors */
static void draw_lives(const struct simulation *s, uint64_t first, size_t draws, double sums[])
{
    const struct simulate_input *in = s->input;
    double price[SIMULATE_YEARS], repair[SIMULATE_YEARS];
    for (size_t i = 0; i < in->units; i++) {
        const struct simulate_unit *unit = &in->unit[i];
        double *cell = &sums[unit->cell * BLOCK * in->years];
        double stretch = stretched(s, i, draws, cell);
        for (size_t y = 0; y < in->years; y++) {
            price[y] = stretch * (double)unit->price[y].cents;
            repair[y] = price[y] * unit->repair_share;
        }
        for (int64_t k = 0; k < s->drawn[i]; k++)
            draw_unit(s->table[i], price, repair,
                      stream_start(in->seed, s->stream[i] + (uint64_t)k), first, draws, in->years,
                      cell);
    }
}

/* Starts a block: what is fixed, or with `mean` everything expected. */
static void start_sums(const struct simulation *s, enum simulate_lives lives, size_t draws,
                       double sums[])
{
    const struct simulate_input *in = s->input;
    for (size_t c = 0; c < in->cells; c++)
        for (size_t d = 0; d < draws; d++)
            for (size_t y = 0; y < in->years; y++)
                sums[(c * BLOCK + d) * in->years + y] =
                    lives == SIMULATE_LIVES_EXPECTED ? s->mean[c * in->years + y]
                    : in->cell[c].fixed              ? (double)in->cell[c].fixed[y].cents
                                                     : 0;
}

/* sums of one draw, `stride` apart per cell, times factors into out[row * years + year]. */
static void apply_factors(const struct simulate_input *in, const double sums[], size_t stride,
                          const double factor[], double out[])
{
    for (size_t i = 0; i < (1 + in->groups) * in->years; i++)
        out[i] = 0;
    for (size_t c = 0; c < in->cells; c++)
        for (size_t y = 0; y < in->years; y++) {
            double f = factor ? factor[in->cell[c].factor * in->years + y] : 1;
            double cost = sums[c * stride + y] * f;
            out[y] += cost;
            out[(1 + in->cell[c].group) * in->years + y] += cost;
        }
}

void simulate_run(const struct simulation *simulation, uint64_t first, size_t count,
                  enum simulate_lives lives, double out[])
{
    const struct simulate_input *in = simulation->input;
    size_t width = simulate_rows(simulation) * in->years;
    double *sums = memory_array(in->cells * BLOCK * in->years, sizeof *sums);
    double *factor = memory_array(in->factors * in->years, sizeof *factor);
    for (size_t done = 0; done < count; done += BLOCK) {
        size_t draws = count - done < BLOCK ? count - done : BLOCK;
        start_sums(simulation, lives, draws, sums);
        if (lives == SIMULATE_LIVES_DRAWN)
            draw_lives(simulation, first + done, draws, sums);
        for (size_t d = 0; d < draws; d++) {
            if (in->fill)
                in->fill(in->context, first + done + d, factor);
            apply_factors(in, &sums[d * in->years], BLOCK * in->years, in->fill ? factor : NULL,
                          &out[(done + d) * width]);
        }
    }
    free(factor);
    free(sums);
}

void simulate_expected(const struct simulation *simulation, const double factor[], double out[])
{
    apply_factors(simulation->input, simulation->mean, simulation->input->years, factor, out);
}

/* --- Results --- */

struct simulate_figure simulate_mean(size_t draws, const double values[], size_t stride)
{
    if (!draws)
        return (struct simulate_figure){MONEY_NONE, MONEY_NONE};
    /* Deviations from the first draw: no digits are lost to a large common part. */
    double sum = 0, squares = 0, n = (double)draws;
    for (size_t i = 0; i < draws; i++) {
        double apart = values[i * stride] - values[0];
        sum += apart;
        squares += apart * apart;
    }
    double variance = draws > 1 ? (squares - sum * sum / n) / (n - 1) : 0;
    return (struct simulate_figure){money_round(values[0] + sum / n),
                                    money_round(sqrt(fmax(variance, 0) / n))};
}

static int rising(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The place of a share in n sorted values. */
static size_t place(double share, size_t n)
{
    double at = ceil(share * (double)n - 1e-9) - 1;
    return at < 0 ? 0 : at >= (double)n ? n - 1 : (size_t)at;
}

void simulate_percentiles(size_t draws, const double values[], size_t stride, size_t shares,
                          const double share[], struct simulate_figure out[])
{
    double *sorted = memory_array(draws, sizeof *sorted);
    for (size_t i = 0; i < draws; i++)
        sorted[i] = values[i * stride];
    sort(sorted, draws, sizeof *sorted, rising);
    for (size_t i = 0; i < shares; i++) {
        if (!draws) {
            out[i] = (struct simulate_figure){MONEY_NONE, MONEY_NONE};
            continue;
        }
        double step = sqrt(share[i] * (1 - share[i]) / (double)draws);
        double low = sorted[place(share[i] - step, draws)];
        double high = sorted[place(share[i] + step, draws)];
        out[i].value = money_round(sorted[place(share[i], draws)]);
        out[i].error = money_round((high - low) / 2);
    }
    free(sorted);
}

struct simulate_chance simulate_within(size_t draws, const double values[], size_t stride,
                                       money ceiling)
{
    size_t within = 0;
    for (size_t i = 0; i < draws; i++)
        within += money_compare(money_round(values[i * stride]), ceiling) <= 0;
    double n = draws ? (double)draws : 1, chance = (double)within / n;
    return (struct simulate_chance){chance, sqrt(chance * (1 - chance) / n)};
}

static int widest_first(const void *left, const void *right)
{
    const struct simulate_swing *a = left, *b = right;
    int64_t wide_a = llabs(a->high.cents - a->low.cents);
    int64_t wide_b = llabs(b->high.cents - b->low.cents);
    if (wide_a != wide_b)
        return wide_a > wide_b ? -1 : 1;
    return (a->driver > b->driver) - (a->driver < b->driver);
}

void simulate_tornado(size_t count, struct simulate_swing swings[])
{
    sort(swings, count, sizeof *swings, widest_first);
}
