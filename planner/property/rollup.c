#include "planner/rollup.h"

#include <stdlib.h>
#include <string.h>

#include "planner/os.h"

struct rollup *rollup_new(struct arena *arena, struct words *words)
{
    struct rollup *r = arena_alloc(arena, 1, sizeof *r);
    *r = (struct rollup){.arena = arena, .words = words, .same_day = true};
    return r;
}

void rollup_free(struct rollup *r)
{
    free(r->posts);
    free(r->lines);
    free(r->assets);
    free(r->twice);
}

/* ---- adding ------------------------------------------------------------------------------------------ */

/* A word of a post as a word of the rollup. */
static word keep(const struct rollup *r, const struct post *post, word w)
{
    return words_put(r->words, words_text(post->words, w));
}

static word key_of(const struct rollup *r, const struct post *post, word w)
{
    char key[256];
    text_key(words_text(post->words, w), key, sizeof key);
    return words_put_string(r->words, key);
}

/* The post's name; without one, the last part of its path. */
static word name_of(const struct rollup *r, const struct plan *plan)
{
    if (word_given(plan->settings->post))
        return keep(r, plan->post, plan->settings->post);
    text path = text_of(plan->post->path);
    while (path.length > 1 && os_is_separator(path.at[path.length - 1]))
        path.length--;
    for (size_t i = path.length; i-- > 0;)
        if (os_is_separator(path.at[i]))
            return words_put(r->words, (text){path.at + i + 1, path.length - i - 1});
    return words_put(r->words, path);
}

static void add_lines(struct rollup *r, const struct plan *plan, size_t post)
{
    size_t years = (size_t)plan->years;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *from = &plan->lines[i];
        struct rollup_line *to = PLANNER_APPEND(r->lines, r->line_count, r->line_capacity);
        *to = (struct rollup_line){
            .post = post, .id = words_put_string(r->words, line_id(plan->post->arena, i)),
            .title = keep(r, plan->post, from->title),
            .network = words_put_string(r->words, network_name(from->network)),
            .object_class = keep(r, plan->post, from->object_class),
            .funding = keep(r, plan->post, plan->catalog->fundings[from->funding].name),
            .cost_center = keep(r, plan->post, from->cost_center), .kind = from->kind,
            .plan_category = from->plan_category, .request = from->request,
            .priority = from->priority, .first_year = plan->first_year, .years = plan->years,
            .amount = arena_alloc(r->arena, years, sizeof(money)),
            .quantity = arena_alloc(r->arena, years, sizeof(int64_t))};
        memcpy(to->amount, from->amount, years * sizeof(money));
        memcpy(to->quantity, from->quantity, years * sizeof(int64_t));
    }
}

static money value_of(const struct plan *plan, size_t i)
{
    const struct assets *t = &plan->post->assets;
    bool dollars = currency_find(plan->catalog, t->currency[i]) == 0;
    return dollars && money_given(t->unit_cost[i]) && t->unit_cost[i].cents
               ? money_times(t->unit_cost[i], asset_quantity(plan, i))
               : MONEY_NONE;
}

static void add_assets(struct rollup *r, const struct plan *plan, size_t post)
{
    const struct assets *t = &plan->post->assets;
    for (size_t i = 0; i < t->rows.count; i++) {
        struct place at = rows_place(&t->rows, i, "asset_tag");
        struct place serial = rows_place(&t->rows, i, "serial");
        *PLANNER_APPEND(r->assets, r->asset_count, r->asset_capacity) = (struct rollup_asset){
            post, keep(r, plan->post, t->asset_tag[i]), keep(r, plan->post, t->serial[i]),
            key_of(r, plan->post, t->asset_tag[i]), key_of(r, plan->post, t->serial[i]),
            t->status[i], keep(r, plan->post, at.file), at.line, at.column, serial.column,
            value_of(plan, i)};
    }
}

void rollup_add(struct rollup *r, const struct plan *plan)
{
    const struct settings *s = plan->settings;
    int last = plan->first_year + plan->years - 1;
    size_t post = r->post_count;
    *PLANNER_APPEND(r->posts, r->post_count, r->post_capacity) = (struct rollup_post){
        .name = name_of(r, plan), .path = words_put_string(r->words, plan->post->path),
        .mission = keep(r, plan->post, s->mission),
        .marking = keep(r, plan->post, s->marking), .paper = s->paper, .as_of = s->as_of,
        .first_year = plan->first_year, .years = plan->years, .budget_year = plan->budget_year,
        .assets = plan->post->assets.rows.count, .active = plan->active, .backlog = plan->backlog,
        .skipped = plan->skipped_rows, .backlog_amount = plan->backlog_amount, .seen = post};
    r->first_year = post && r->first_year < plan->first_year ? r->first_year : plan->first_year;
    r->last_year = post && r->last_year > last ? r->last_year : last;
    r->same_day &= !date_compare(r->posts[0].as_of, s->as_of);
    add_lines(r, plan, post);
    add_assets(r, plan, post);
}

/* ---- the order of the names ------------------------------------------------------------------------------- */

struct ordered_post {
    struct rollup_post post;
    const struct words *words;
};

static int compare_words(const struct words *words, word a, word b)
{
    return word_same(a, b) ? 0 : strcmp(words_string(words, a), words_string(words, b));
}

static int by_name(const void *left, const void *right)
{
    const struct ordered_post *a = left, *b = right;
    int order = compare_words(a->words, a->post.name, b->post.name);
    if (!order)
        order = compare_words(a->words, a->post.path, b->post.path);
    return order ? order : (a->post.seen > b->post.seen) - (a->post.seen < b->post.seen);
}

/* Two inputs of one name are told apart by their paths. */
static void name_apart(struct rollup *r)
{
    bool *same = memory_array(r->post_count, sizeof *same);
    for (size_t i = 1; i < r->post_count; i++)
        if (word_same(r->posts[i].name, r->posts[i - 1].name))
            same[i] = same[i - 1] = true;
    for (size_t i = 0; i < r->post_count; i++)
        if (same[i])
            r->posts[i].name = words_put_string(
                r->words, arena_format(r->arena, "%s (%s)", words_string(r->words, r->posts[i].name),
                                       words_string(r->words, r->posts[i].path)));
    free(same);
}

static void order_posts(struct rollup *r)
{
    struct ordered_post *order = memory_array(r->post_count, sizeof *order);
    size_t *place = memory_array(r->post_count, sizeof *place);
    for (size_t i = 0; i < r->post_count; i++)
        order[i] = (struct ordered_post){r->posts[i], r->words};
    qsort(order, r->post_count, sizeof *order, by_name);
    for (size_t i = 0; i < r->post_count; i++) {
        r->posts[i] = order[i].post;
        place[order[i].post.seen] = i;
    }
    for (size_t i = 0; i < r->line_count; i++)
        r->lines[i].post = place[r->lines[i].post];
    for (size_t i = 0; i < r->asset_count; i++)
        r->assets[i].post = place[r->assets[i].post];
    free(order);
    free(place);
    name_apart(r);
}

/* Lines of a post stay in the order of its plan. */
static void order_lines(struct rollup *r)
{
    struct rollup_line *sorted = memory_array(r->line_count, sizeof *sorted);
    size_t n = 0;
    for (size_t p = 0; p < r->post_count; p++) {
        r->posts[p].first_line = n;
        for (size_t i = 0; i < r->line_count; i++)
            if (r->lines[i].post == p)
                sorted[n++] = r->lines[i];
        r->posts[p].lines_end = n;
    }
    free(r->lines);
    r->lines = sorted;
    r->line_capacity = n;
}

/* ---- the same asset at two posts ------------------------------------------------------------------------------ */

struct named {
    const struct rollup *r;
    const struct rollup_asset *asset;
    word key;
};

static int by_key(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int order = compare_words(a->r->words, a->key, b->key);
    if (!order)
        order = (a->asset->post > b->asset->post) - (a->asset->post < b->asset->post);
    if (!order)
        order = compare_words(a->r->words, a->asset->tag, b->asset->tag);
    if (!order)
        order = compare_words(a->r->words, a->asset->file, b->asset->file);
    return order ? order : (a->asset->line > b->asset->line) - (a->asset->line < b->asset->line);
}

/* Names with an asset at more than one post: the first of them with each of another post. */
static void find_twice(struct rollup *r, bool serial)
{
    struct named *names = memory_array(r->asset_count, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < r->asset_count; i++) {
        word key = serial ? r->assets[i].serial_key : r->assets[i].tag_key;
        if (word_given(key))
            names[n++] = (struct named){r, &r->assets[i], key};
    }
    qsort(names, n, sizeof *names, by_key);
    for (size_t i = 1, first = 0; i < n; i++) {
        if (!word_same(names[i].key, names[first].key))
            first = i;
        const struct rollup_asset *a = names[first].asset, *b = names[i].asset;
        if (a->post == b->post || (serial && word_given(a->tag_key) && word_same(a->tag_key, b->tag_key)))
            continue; /* within a post it is the post's finding; once is enough */
        *PLANNER_APPEND(r->twice, r->twice_count, r->twice_capacity) =
            (struct rollup_twice){serial, a, b};
    }
    free(names);
}

void rollup_finish(struct rollup *r)
{
    order_posts(r);
    order_lines(r);
    find_twice(r, false);
    find_twice(r, true);
    r->mission = r->post_count ? r->posts[0].mission : (word){0};
    for (size_t i = 1; i < r->post_count; i++)
        if (!word_same(r->posts[i].mission, r->mission))
            r->mission = (word){0};
}

/* ---- sums -------------------------------------------------------------------------------------------------------- */

money rollup_amount(const struct rollup_line *line, int year)
{
    int y = year - line->first_year;
    return y < 0 || y >= line->years ? MONEY_ZERO : line->amount[y];
}

money rollup_total(const struct rollup *r, int year, size_t post, unsigned plan_category,
                   word funding)
{
    money sum = MONEY_ZERO;
    bool all = post == SIZE_MAX;
    size_t end = all ? r->line_count : r->posts[post].lines_end;
    for (size_t i = all ? 0 : r->posts[post].first_line; i < end; i++) {
        const struct rollup_line *line = &r->lines[i];
        if ((!plan_category || line->plan_category == plan_category) &&
            (!word_given(funding) || word_same(line->funding, funding)))
            sum = money_add(sum, rollup_amount(line, year));
    }
    return sum;
}
