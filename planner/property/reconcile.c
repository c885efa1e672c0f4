#include "planner/reconcile.h"

#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

/* Money and units of one asset; the money is `amount`, or unknown. */
static void tally(struct tally *t, int64_t units, money amount)
{
    t->assets++;
    t->units += units;
    if (money_given(amount))
        t->amount = money_add(t->amount, amount);
    else
        t->unknown++;
}

static void add(struct reconciliation *r, enum change_kind kind, word tag, size_t book,
                size_t counted, const char *field, const char *from, const char *to, money amount)
{
    *PLANNER_APPEND(r->changes.rows, r->changes.count, r->changes.capacity) =
        (struct change){kind, tag, book, counted, field, from, to, amount};
}

/* Disposed, retired, lost, stolen or not yet delivered, says the record. */
static bool is_written_off(const struct plan *book, size_t i)
{
    return book->post->assets.status[i] > STATUS_EXCESS;
}

/* What is written off or has yet to be delivered nobody looks for. */
static bool is_expected(const struct plan *book, size_t i)
{
    date acquired = book->post->assets.acquired[i];
    return !is_written_off(book, i) &&
           (!date_given(acquired) || date_compare(acquired, book->settings->as_of) <= 0);
}

/* A tag or serial as it stands on a label: without ASCII case and blanks. */
static word label_key(const struct post *post, word name)
{
    char key[256];
    text from = words_text(post->words, name);
    size_t n = 0;
    for (size_t i = 0; i < from.length && n < sizeof key; i++)
        if (from.at[i] != ' ')
            key[n++] = (char)(from.at[i] >= 'A' && from.at[i] <= 'Z' ? from.at[i] + 32 : from.at[i]);
    return words_put(post->words, (text){key, n});
}

static word own_name(const struct post *post, size_t i)
{
    return word_given(post->assets.asset_tag[i]) ? post->assets.asset_tag[i] : post->assets.serial[i];
}

static const char *what_is(const struct post *post, size_t i)
{
    const struct assets *t = &post->assets;
    return post_string(post, word_given(t->model[i])         ? t->model[i]
                             : word_given(t->description[i]) ? t->description[i]
                                                             : t->category[i]);
}

static const char *with_place(struct arena *arena, const struct post *post, size_t i)
{
    const char *place = post_string(post, post->assets.location[i]);
    return arena_format(arena, "%s%s%s", what_is(post, i), place[0] ? " at " : "", place);
}

/* ---- counted twice ---------------------------------------------------------------------------------- */

/* Units counted under each row's tag or serial: rows of one tag are one item counted in parts. */
struct parts {
    size_t *first;   /* [counted]: the row that stands for it */
    int64_t *units;  /* [counted]: written in all its rows; -1: no quantity was written */
};

static int64_t written_units(const struct post *count, size_t i)
{
    return whole_given(count->assets.quantity[i]) ? count->assets.quantity[i] : -1;
}

static size_t first_of(struct index *names, size_t i, word name)
{
    size_t first = word_given(name) ? index_add(names, i, name, (word){0}, (word){0}) : SIZE_MAX;
    return first == SIZE_MAX ? i : first;
}

/* Without a quantity a row says that the item is there: saying it again makes no second one. */
static void report_scanned_again(const struct reconciliation *r, size_t first, size_t i)
{
    const struct assets *t = &r->count->assets;
    const char *field = word_given(t->asset_tag[i]) ? "asset_tag" : "serial";
    size_t finding = diag_add(r->count->diag, NOTE, "counted-twice",
                              rows_place(&t->rows, i, field), field, own_name(r->count, i),
                              "was counted before; without a quantity it is the same item, seen again");
    diag_also(r->count->diag, finding, rows_place(&t->rows, first, field), field,
              "first counted here");
}

static struct parts gather_parts(struct arena *arena, struct reconciliation *r)
{
    const struct post *count = r->count;
    size_t n = count->assets.rows.count;
    struct parts p = {arena_alloc(arena, n + 1, sizeof *p.first),
                      arena_alloc(arena, n + 1, sizeof *p.units)};
    struct index *tags = index_new(arena, n), *serials = index_new(arena, n);
    for (size_t i = 0; i < n; i++) {
        word tag = label_key(count, count->assets.asset_tag[i]);
        p.first[i] = word_given(tag)
                         ? first_of(tags, i, tag)
                         : first_of(serials, i, label_key(count, count->assets.serial[i]));
        p.units[i] = written_units(count, i);
        if (p.first[i] == i)
            continue;
        int64_t *sum = &p.units[p.first[i]];
        r->counted_twice++;
        if (p.units[i] < 0)
            report_scanned_again(r, p.first[i], i);
        else
            *sum = (*sum < 0 ? 0 : *sum) + p.units[i];
    }
    return p;
}

/* A later row of an item that was counted in parts leaves the matching to the first. */
static void match(struct arena *arena, struct reconciliation *r, const struct parts *parts)
{
    struct post firsts = *r->count;
    size_t n = firsts.assets.rows.count;
    firsts.assets.asset_tag = arena_alloc(arena, n + 1, sizeof(word));
    firsts.assets.serial = arena_alloc(arena, n + 1, sizeof(word));
    for (size_t i = 0; i < n; i++)
        if (parts->first[i] == i) {
            firsts.assets.asset_tag[i] = r->count->assets.asset_tag[i];
            firsts.assets.serial[i] = r->count->assets.serial[i];
        }
    r->match = match_assets(arena, r->book->post, &firsts);
    for (size_t i = 0; i < r->book->post->assets.rows.count; i++)
        /* NOLINTNEXTLINE(clang-analyzer-core.*): one for each asset */
        r->by_serial += r->match.by_serial[i];
}

/* ---- recorded items ---------------------------------------------------------------------------------------- */

static void report_missing(struct reconciliation *r, struct arena *arena, size_t i)
{
    money value = asset_value(r->book, i);
    tally(&r->missing, asset_quantity(r->book, i), value);
    if (money_given(value))
        r->shortage = money_add(r->shortage, value);
    add(r, CHANGE_MISSING, r->book->post->assets.asset_tag[i], i, NOWHERE, "",
        with_place(arena, r->book->post, i), "",
        money_given(value) ? money_sub(MONEY_ZERO, value) : MONEY_NONE);
}

static void compare_place(struct reconciliation *r, size_t i, size_t counted)
{
    word recorded = r->book->post->assets.location[i], seen = r->count->assets.location[counted];
    if (!word_given(seen) || same_name(r->book->post, recorded, r->count, seen))
        return;
    tally(&r->wrong_place, asset_quantity(r->book, i), asset_value(r->book, i));
    add(r, CHANGE_WRONG_PLACE, r->book->post->assets.asset_tag[i], i, counted, "location",
        post_string(r->book->post, recorded), post_string(r->count, seen), MONEY_NONE);
}

/* What so many units of a recorded asset have cost. */
static money cost_of(const struct plan *book, size_t i, int64_t units)
{
    money each = asset_unit_value(book, i);
    return money_given(each) ? money_times(each, units) : MONEY_NONE;
}

static void compare_quantity(struct reconciliation *r, struct arena *arena, size_t i,
                             size_t counted, int64_t units)
{
    int64_t recorded = asset_quantity(r->book, i);
    if (units < 0 || units == recorded)
        return;
    money amount = cost_of(r->book, i, units - recorded);
    tally(&r->wrong_quantity, units - recorded, amount);
    if (money_given(amount) && amount.cents < 0)
        r->shortage = money_sub(r->shortage, amount);
    else if (money_given(amount))
        r->overage = money_add(r->overage, amount);
    add(r, CHANGE_WRONG_QUANTITY, r->book->post->assets.asset_tag[i], i, counted, "quantity",
        arena_format(arena, "%lld", (long long)recorded),
        arena_format(arena, "%lld", (long long)units), amount);
}

/* Tag or serial on the item that the record has otherwise; the record is to be corrected. */
static void compare_name(struct reconciliation *r, size_t i, size_t counted, const char *field,
                         word recorded, word seen)
{
    if (!word_given(seen) || word_same(recorded, seen) ||
        word_same(label_key(r->book->post, recorded), label_key(r->count, seen)))
        return;
    r->other_names++;
    add(r, CHANGE_CHANGED, r->book->post->assets.asset_tag[i], i, counted, field,
        post_string(r->book->post, recorded), post_string(r->count, seen), MONEY_NONE);
}

static void compare_item(struct reconciliation *r, struct arena *arena, size_t i,
                         const struct parts *parts)
{
    const struct assets *book = &r->book->post->assets, *count = &r->count->assets;
    size_t counted = r->match.to[i];
    compare_name(r, i, counted, "asset_tag", book->asset_tag[i], count->asset_tag[counted]);
    compare_name(r, i, counted, "serial", book->serial[i], count->serial[counted]);
    compare_place(r, i, counted);
    compare_quantity(r, arena, i, counted, parts->units[counted]);
}

/* Recorded, found, and not expected: the record is to be corrected. */
static void report_unexpected(struct reconciliation *r, struct arena *arena, size_t i,
                              const struct parts *parts)
{
    const struct assets *t = &r->book->post->assets;
    bool off = is_written_off(r->book, i);
    int64_t counted = parts->units[r->match.to[i]];
    int64_t units = counted < 0 ? asset_quantity(r->book, i) : counted;
    money cost = cost_of(r->book, i, units);
    char day[DATE_TEXT];
    tally(off ? &r->written_off : &r->early, units, cost);
    add(r, CHANGE_FOUND, t->asset_tag[i], i, r->match.to[i], off ? "status" : "acquired",
        off ? status_name(t->status[i])
            : arena_format(arena, "%s", date_iso(t->acquired[i], day)),
        with_place(arena, r->count, r->match.to[i]), cost);
}

static void compare_record(struct reconciliation *r, struct arena *arena, const struct parts *parts)
{
    const struct assets *t = &r->book->post->assets;
    for (size_t i = 0; i < t->rows.count; i++) {
        bool there = r->match.to[i] != NOWHERE;
        if (!is_expected(r->book, i)) {
            if (there)
                report_unexpected(r, arena, i, parts);
            continue;
        }
        tally(&r->expected, asset_quantity(r->book, i), asset_value(r->book, i));
        if (!there) {
            report_missing(r, arena, i);
            continue;
        }
        tally(&r->confirmed, asset_quantity(r->book, i), asset_value(r->book, i));
        compare_item(r, arena, i, parts);
    }
}

/* ---- found items ------------------------------------------------------------------------------------------------ */

static struct index *index_missing(struct arena *arena, const struct reconciliation *r)
{
    const struct post *post = r->book->post;
    struct index *missing = index_new(arena, post->assets.rows.count);
    for (size_t i = 0; i < post->assets.rows.count; i++)
        if (is_expected(r->book, i) && r->match.to[i] == NOWHERE &&
            word_given(post->assets.model[i]) && word_given(post->assets.location[i]))
            index_add(missing, i, plain_key(post, post->assets.model[i]),
                      plain_key(post, post->assets.location[i]), (word){0});
    return missing;
}

struct ordered {
    const struct reconciliation *r;
    struct candidate candidate;
};

static int in_order(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    const struct post *book = a->r->book->post, *count = a->r->count;
    int order = strcmp(post_string(count, own_name(count, a->candidate.counted)),
                       post_string(count, own_name(count, b->candidate.counted)));
    return order ? order
                 : strcmp(post_string(book, book->assets.asset_tag[a->candidate.book]),
                          post_string(book, book->assets.asset_tag[b->candidate.book]));
}

/* The missing ones of a found item's model and place: the first few by tag, and how many more. */
static size_t offer(struct reconciliation *r, const struct index *missing, size_t counted,
                    size_t *capacity)
{
    const struct post *count = r->count;
    struct ordered *all = NULL;
    size_t n = 0, room = 0;
    word model = count->assets.model[counted], place = count->assets.location[counted];
    if (!word_given(model) || !word_given(place))
        return 0;
    for (size_t i = index_first(missing, plain_key(count, model), plain_key(count, place),
                                (word){0});
         i != SIZE_MAX; i = index_next(missing, i))
        *PLANNER_APPEND(all, n, room) = (struct ordered){r, {counted, i, 0}};
    if (n)
        sort(all, n, sizeof *all, in_order);
    for (size_t k = 0; k < n && k < CANDIDATES_SHOWN; k++) {
        all[k].candidate.others = n > CANDIDATES_SHOWN ? n - CANDIDATES_SHOWN : 0;
        *PLANNER_APPEND(r->candidates, r->candidate_count, *capacity) = all[k].candidate;
    }
    free(all);
    return n;
}

static void list_found(struct reconciliation *r, struct arena *arena, const struct parts *parts)
{
    const struct index *missing = index_missing(arena, r);
    size_t capacity = 0;
    for (size_t i = 0; i < r->count->assets.rows.count; i++) {
        int64_t units = parts->units[i] < 0 ? 1 : parts->units[i];
        if (r->count->assets.rows.bad[i] || parts->first[i] != i)
            continue;
        tally(&r->counted, units, MONEY_ZERO);
        /* NOLINTNEXTLINE(clang-analyzer-core.*): one for each item counted */
        if (r->match.from[i] != NOWHERE)
            continue;
        money each = r->count->assets.unit_cost[i];
        money value = money_given(each) && !word_given(r->count->assets.currency[i])
                          ? money_times(each, units) : MONEY_NONE;
        size_t candidates = offer(r, missing, i, &capacity);
        tally(&r->found, units, value);
        add(r, CHANGE_FOUND, own_name(r->count, i), NOWHERE, i,
            word_given(r->count->assets.asset_tag[i]) ? "" : "serial",
            candidates ? how_many(arena, (long long)candidates, "candidate", "candidates") : "",
            with_place(arena, r->count, i), value);
    }
}

/* ---- all ------------------------------------------------------------------------------------------------------------ */

static void order_candidates(struct reconciliation *r)
{
    struct ordered *order = memory_array(r->candidate_count, sizeof *order);
    for (size_t i = 0; i < r->candidate_count; i++)
        order[i] = (struct ordered){r, r->candidates[i]};
    sort(order, r->candidate_count, sizeof *order, in_order);
    for (size_t i = 0; i < r->candidate_count; i++)
        r->candidates[i] = order[i].candidate;
    free(order);
}

/* shortage_tolerance is a share of the value, exact: units / 10^places. */
static money tolerated(const struct plan *book, money value)
{
    decimal share = book->settings->shortage_tolerance;
    wide scale = 1;
    for (int k = 0; k < share.places; k++)
        scale *= 10;
    return money_ratio((wide)value.cents * share.units, scale);
}

struct reconciliation *reconcile_count(struct arena *arena, const struct plan *book,
                                       const struct post *count)
{
    struct reconciliation *r = arena_alloc(arena, 1, sizeof *r);
    *r = (struct reconciliation){.book = book, .count = count};
    struct parts parts = gather_parts(arena, r);
    match(arena, r, &parts);
    compare_record(r, arena, &parts);
    list_found(r, arena, &parts);
    report_lost_zeros(count->diag, &r->match, (struct side){book->post, "the book"},
                      (struct side){count, "the count"}, "reconcile");
    changes_sort(&r->changes, book->post);
    order_candidates(r);
    r->tolerated = tolerated(book, r->expected.amount);
    r->within = money_compare(r->shortage, r->tolerated) <= 0;
    return r;
}

void reconciliation_free(struct reconciliation *r)
{
    changes_free(&r->changes);
    free(r->candidates);
}
