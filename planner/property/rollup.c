#include "planner/rollup.h"

#include <stdlib.h>
#include <string.h>

#include "planner/os.h"
#include "planner/sort.h"
#include "planner/table.h"

struct rollup *rollup_new(struct arena *arena, struct words *words)
{
    struct rollup *r = arena_alloc(arena, 1, sizeof *r);
    *r = (struct rollup){.arena = arena, .words = words, .same_day = true, .same_budget_year = true};
    return r;
}

void rollup_free(struct rollup *r)
{
    free(r->posts);
    free(r->lines);
    free(r->twice);
    free(r->sums);
}

/* ---- adding ------------------------------------------------------------------------------------------ */

/* A word of a post as a word of the rollup. */
static word keep(const struct rollup *r, const struct post *post, word w)
{
    return words_put(r->words, words_text(post->words, w));
}

/* The post's name; without one, the last part of its path. */
static word name_of(const struct rollup *r, const struct plan *plan)
{
    if (word_given(plan->settings->post))
        return keep(r, plan->post, plan->settings->post);
    return words_put_string(r->words, os_base_name(os_without_end(plan->post->arena,
                                                                  plan->post->path)));
}

static void add_lines(struct rollup *r, const struct plan *plan)
{
    size_t years = (size_t)plan->years;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *from = &plan->lines[i];
        struct rollup_line *to = PLANNER_APPEND(r->lines, r->line_count, r->line_capacity);
        *to = (struct rollup_line){
            .id = words_put_string(r->words, line_id(plan->post->arena, i)),
            .title = keep(r, plan->post, from->title),
            .network = words_put_string(r->words, network_name(from->network)),
            .object_class = keep(r, plan->post, from->object_class),
            .funding = keep(r, plan->post, plan->catalog->fundings[from->funding].name),
            .cost_center = keep(r, plan->post, from->cost_center), .kind = from->kind,
            .plan_category = from->plan_category, .request = from->request,
            .priority = from->priority, .fund = (uint32_t)from->funding, .first_year = plan->first_year, .years = plan->years,
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

/* Copies the text with its NUL; returns the byte behind it. */
static char *put_name(char *to, text name)
{
    if (name.length)
        memcpy(to, name.at, name.length);
    to[name.length] = '\0';
    return to + name.length + 1;
}

static struct rollup_asset *keep_assets(const struct rollup *r, const struct plan *plan)
{
    const struct assets *t = &plan->post->assets;
    const struct words *words = plan->post->words;
    size_t bytes = 0;
    for (size_t i = 0; i < t->rows.count; i++)
        bytes += words_text(words, t->asset_tag[i]).length + words_text(words, t->serial[i]).length + 2;
    char *names = arena_alloc(r->arena, bytes, 1);
    struct rollup_asset *kept = arena_alloc(r->arena, t->rows.count, sizeof *kept);
    for (size_t i = 0; i < t->rows.count; i++) {
        struct place at = rows_place(&t->rows, i, "asset_tag");
        struct place serial = rows_place(&t->rows, i, "serial");
        kept[i] = (struct rollup_asset){
            .tag = names, .value = value_of(plan, i), .file = keep(r, plan->post, at.file),
            .line = at.line, .tag_column = at.column, .serial_column = serial.column,
            .status = t->status[i]};
        names = put_name(names, words_text(words, t->asset_tag[i]));
        names = put_name(names, words_text(words, t->serial[i]));
    }
    for (size_t k = 0; k < plan->purchase_count; k++) {
        const struct purchase *p = &plan->purchases[k];
        if (p->fiscal_year == plan->budget_year && plan->assets[p->asset].payer == PAYER_POST &&
            money_given(p->amount))
            kept[p->asset].asked = money_add(kept[p->asset].asked, p->amount);
    }
    return kept;
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
        .live_rows = s->live_rows, .first_line = r->line_count,
        .lines_end = r->line_count + plan->line_count, .inventory = keep_assets(r, plan),
        .assets = plan->post->assets.rows.count, .active = plan->active, .backlog = plan->backlog,
        .skipped = plan->skipped_rows, .backlog_amount = plan->backlog_amount, .seen = post};
    r->first_year = post && r->first_year < plan->first_year ? r->first_year : plan->first_year;
    r->last_year = post && r->last_year > last ? r->last_year : last;
    r->same_budget_year &= r->posts[0].budget_year == plan->budget_year;
    r->same_day &= !date_compare(r->posts[0].as_of, s->as_of);
    add_lines(r, plan);
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

/* The last folders of a path, so many at the most. */
static const char *path_end(const struct rollup *r, size_t post, size_t folders)
{
    const char *path = words_string(r->words, r->posts[post].path), *at = path + strlen(path);
    while (at > path && os_is_separator(at[-1]))
        at--;
    while (at > path && (!os_is_separator(at[-1]) || --folders))
        at--;
    return at;
}

static bool ends_differ(const struct rollup *r, size_t from, size_t end, size_t folders)
{
    for (size_t i = from; i < end; i++)
        for (size_t k = i + 1; k < end; k++)
            if (strcmp(path_end(r, i, folders), path_end(r, k, folders)) == 0)
                return false;
    return true;
}

/* Inputs of one name are told apart by as much of their paths as differs: the whole is longer than
 * a column, and its end, where they differ, would be cut off. */
static void name_apart(struct rollup *r)
{
    enum { DEEPEST = 256 }; /* folders */
    for (size_t i = 0, end; i < r->post_count; i = end) {
        word name = r->posts[i].name;
        for (end = i + 1; end < r->post_count && word_same(r->posts[end].name, name);)
            end++;
        size_t folders = 1;
        while (folders < DEEPEST && !ends_differ(r, i, end, folders))
            folders++;
        for (size_t k = i; k < end && end - i > 1; k++)
            r->posts[k].name =
                words_put_string(r->words, arena_format(r->arena, "%s (%s)", words_string(r->words, name),
                                                        path_end(r, k, folders)));
    }
}

static void order_posts(struct rollup *r)
{
    struct ordered_post *order = memory_array(r->post_count, sizeof *order);
    for (size_t i = 0; i < r->post_count; i++)
        order[i] = (struct ordered_post){r->posts[i], r->words};
    sort(order, r->post_count, sizeof *order, by_name);
    for (size_t i = 0; i < r->post_count; i++) {
        r->posts[i] = order[i].post;
        for (size_t k = 0; k < r->posts[i].assets; k++)
            r->posts[i].inventory[k].post = (uint32_t)i;
    }
    free(order);
    name_apart(r);
}

/* Lines of a post stay in the order of its plan. */
static void order_lines(struct rollup *r)
{
    struct rollup_line *sorted = memory_array(r->line_count, sizeof *sorted);
    size_t n = 0;
    for (size_t p = 0; p < r->post_count; p++) {
        struct rollup_post *post = &r->posts[p];
        size_t begin = n;
        for (size_t i = post->first_line; i < post->lines_end; i++) {
            sorted[n] = r->lines[i];
            sorted[n++].post = p;
        }
        post->first_line = begin;
        post->lines_end = n;
    }
    free(r->lines);
    r->lines = sorted;
    r->line_capacity = n;
}

/* ---- the same asset at two posts ------------------------------------------------------------------------------
 *
 * Names are sorted by a number made of their key, so that no key has to be kept. */

enum { LONGEST_KEY = 256 };

struct named {
    uint64_t number;
    const struct rollup_asset *asset;
    const char *name;
};

/* FNV-1a, 64 bits (Fowler, Noll, Vo). 0: the name has no key. */
static uint64_t number_of(const char *name)
{
    char key[LONGEST_KEY];
    uint64_t number = 0xCBF29CE484222325u;
    text_key(text_of(name), key, sizeof key);
    for (const char *c = key; *c; c++)
        number = (number ^ (unsigned char)*c) * 0x100000001B3u;
    return key[0] ? number : 0;
}

static int compare_names(const char *a, const char *b)
{
    char left[LONGEST_KEY], right[LONGEST_KEY];
    if (!strcmp(a, b))
        return 0;
    text_key(text_of(a), left, sizeof left);
    text_key(text_of(b), right, sizeof right);
    return strcmp(left, right);
}

static int compare_places(const struct rollup_asset *a, const struct rollup_asset *b)
{
    if (a->post != b->post)
        return a->post < b->post ? -1 : 1;
    int order = strcmp(a->tag, b->tag);
    return order ? order : (a > b) - (a < b); /* one inventory, in the order of its rows */
}

static int by_key(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    int order = compare_names(a->name, b->name); /* of two keys that share a number */
    return order ? order : compare_places(a->asset, b->asset);
}

static const char *name_in(const struct rollup_asset *asset, bool serial)
{
    return serial ? rollup_serial(asset) : asset->tag;
}

static int by_pair(const void *left, const void *right)
{
    const struct rollup_twice *a = left, *b = right;
    int order = compare_names(name_in(a->b, a->by_serial), name_in(b->b, b->by_serial));
    return order ? order : compare_places(a->b, b->b);
}

static struct named *list_names(const struct rollup *r, bool serial, size_t *count)
{
    size_t most = 0, n = 0;
    for (size_t p = 0; p < r->post_count; p++)
        most += r->posts[p].assets;
    struct named *names = memory_array(most, sizeof *names);
    for (size_t p = 0; p < r->post_count; p++)
        for (size_t i = 0; i < r->posts[p].assets; i++) {
            const struct rollup_asset *asset = &r->posts[p].inventory[i];
            const char *name = name_in(asset, serial);
            uint64_t number = number_of(name);
            if (number)
                names[n++] = (struct named){number, asset, name};
        }
    sort(names, n, sizeof *names, by_key);
    *count = n;
    return names;
}

/* What one more asset of a name asks for that the others have asked for: of all that is asked for
 * under the name, the largest is wanted once. */
static money asked_again(money *largest, money asked)
{
    bool more = money_compare(asked, *largest) > 0;
    money again = more ? *largest : asked;
    *largest = more ? asked : *largest;
    return again;
}

/* Names with an asset at more than one post: the first of them with each of another post. */
static void find_twice(struct rollup *r, bool serial)
{
    size_t n, before = r->twice_count;
    struct named *names = list_names(r, serial, &n);
    money largest = n ? names[0].asset->asked : MONEY_ZERO;
    for (size_t i = 1, first = 0; i < n; i++) {
        if (names[i].number != names[first].number ||
            compare_names(names[i].name, names[first].name) != 0) {
            first = i;
            largest = names[i].asset->asked;
        }
        const struct rollup_asset *a = names[first].asset, *b = names[i].asset;
        if (a->post == b->post ||
            (serial && number_of(a->tag) && !compare_names(a->tag, b->tag)))
            continue; /* within a post it is the post's finding; once is enough */
        *PLANNER_APPEND(r->twice, r->twice_count, r->twice_capacity) =
            (struct rollup_twice){serial, a, b, asked_again(&largest, b->asked)};
    }
    free(names);
    if (r->twice_count > before)
        sort(r->twice + before, r->twice_count - before, sizeof *r->twice, by_pair);
}

static int by_second(const void *left, const void *right)
{
    const struct rollup_twice *a = *(const struct rollup_twice *const *)left;
    const struct rollup_twice *b = *(const struct rollup_twice *const *)right;
    int order = a->b->post != b->b->post ? (a->b->post > b->b->post) - (a->b->post < b->b->post)
                                         : (a->b > b->b) - (a->b < b->b);
    return order ? order : money_compare(b->again, a->again);
}

/* An asset that is seen by its tag and by its serial is asked for once too often, not twice. */
money rollup_asked_twice(const struct rollup *r)
{
    const struct rollup_twice **twice = memory_array(r->twice_count, sizeof *twice);
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < r->twice_count; i++)
        twice[i] = &r->twice[i];
    sort(twice, r->twice_count, sizeof *twice, by_second);
    for (size_t i = 0; i < r->twice_count; i++)
        if (!i || twice[i]->b != twice[i - 1]->b)
            sum = money_add(sum, twice[i]->again);
    free(twice);
    return r->same_budget_year ? sum : MONEY_NONE;
}

/* ---- sums -------------------------------------------------------------------------------------------------------- */

money rollup_amount(const struct rollup_line *line, int year)
{
    int y = year - line->first_year;
    return y < 0 || y >= line->years ? MONEY_ZERO : line->amount[y];
}

static word post_key(size_t post)
{
    return (word){post == SIZE_MAX ? 0 : (uint32_t)post + 1};
}

static const struct rollup_sum *sum_of(const struct rollup *r, size_t post, unsigned category,
                                       word funding)
{
    size_t at = index_first(r->sum_index, post_key(post), (word){category}, funding);
    return at == SIZE_MAX ? NULL : &r->sums[at];
}

static void add_to_sum(struct rollup *r, size_t at, size_t post, unsigned category, word funding)
{
    const struct rollup_line *line = &r->lines[at];
    size_t known = index_first(r->sum_index, post_key(post), (word){category}, funding);
    if (known == SIZE_MAX) {
        known = r->sum_count;
        index_add(r->sum_index, known, post_key(post), (word){category}, funding);
        *PLANNER_APPEND(r->sums, r->sum_count, r->sum_capacity) = (struct rollup_sum){
            at, arena_alloc(r->arena, (size_t)(r->last_year - r->first_year + 1), sizeof(money))};
    }
    money *amount = r->sums[known].amount + (line->first_year - r->first_year);
    for (int y = 0; y < line->years; y++)
        amount[y] = money_add(amount[y], line->amount[y]);
}

/* Each line goes into the sums of its post and of all, of its category and of all, of its fund and
 * of all. */
static void add_up(struct rollup *r)
{
    r->sum_index = index_new(r->arena, 8 * r->line_count);
    for (size_t i = 0; i < r->line_count; i++) {
        const struct rollup_line *line = &r->lines[i];
        for (unsigned which = 0; which < 8; which++)
            if ((which & 2 || line->plan_category) && (which & 4 || word_given(line->funding)))
                add_to_sum(r, i, which & 1 ? SIZE_MAX : line->post,
                           which & 2 ? 0 : line->plan_category,
                           which & 4 ? (word){0} : line->funding);
    }
}

money rollup_total(const struct rollup *r, int year, size_t post, unsigned plan_category,
                   word funding)
{
    const struct rollup_sum *sum = sum_of(r, post, plan_category, funding);
    return sum && year >= r->first_year && year <= r->last_year ? sum->amount[year - r->first_year]
                                                                : MONEY_ZERO;
}

bool rollup_is_first(const struct rollup *r, size_t at)
{
    const struct rollup_line *line = &r->lines[at];
    return sum_of(r, line->post, line->plan_category, line->funding)->first_line == at;
}

/* ---- all posts are there -------------------------------------------------------------------------------------- */

void rollup_finish(struct rollup *r)
{
    order_posts(r);
    order_lines(r);
    add_up(r);
    find_twice(r, false);
    find_twice(r, true);
    r->mission = r->post_count ? r->posts[0].mission : (word){0};
    for (size_t i = 1; i < r->post_count; i++)
        if (!word_same(r->posts[i].mission, r->mission))
            r->mission = (word){0};
}
