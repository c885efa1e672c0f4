#include "planner/stock.h"

#include <stdlib.h>
#include <string.h>

#include "planner/matching.h"
#include "planner/sort.h"

word asset_site(const struct plan *plan, size_t i)
{
    const struct post *post = plan->post;
    size_t row = location_row(plan->catalog, post->assets.location[i]);
    if (row != NOWHERE && word_given(post->locations.site[row]))
        return post->locations.site[row];
    return post->assets.post[i];
}

static word asset_post(const struct plan *plan, size_t i)
{
    const struct post *post = plan->post;
    size_t row = location_row(plan->catalog, post->assets.location[i]);
    if (word_given(post->assets.post[i]) || row == NOWHERE)
        return post->assets.post[i];
    return post->locations.post[row];
}

/* ---- who belongs together ----------------------------------------------------------------------- */

enum { AT_POST, AT_SITE, OF_CATEGORY, OF_ITEM, PLACES };

struct member {
    const struct plan *plan;
    size_t asset;
    word model, item;       /* as most rows write it; as it is compared */
    uint32_t place[PLACES]; /* the words that tell positions apart, each by its rank of all */
};

static int compare_places(const struct member *a, const struct member *b)
{
    for (int k = 0; k < PLACES; k++)
        if (a->place[k] != b->place[k])
            return a->place[k] < b->place[k] ? -1 : 1;
    return 0;
}

static int by_place(const void *left, const void *right)
{
    return compare_places(left, right);
}

static int compare_words(const struct plan *plan, word a, word b)
{
    return word_same(a, b) ? 0 : strcmp(post_string(plan->post, a), post_string(plan->post, b));
}

/* Within a position by funding source, then tag, whatever the order of the rows. */
static int within_place(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    const struct plan *plan = a->plan;
    const struct funding *f = plan->catalog->fundings;
    int order = compare_words(plan, f[plan->assets[a->asset].funding].name,
                              f[plan->assets[b->asset].funding].name);
    if (!order)
        order = compare_words(plan, plan->post->assets.asset_tag[a->asset],
                              plan->post->assets.asset_tag[b->asset]);
    return order ? order : (a->asset > b->asset) - (a->asset < b->asset);
}

static bool is_spare(const struct plan *plan, size_t i)
{
    unsigned status = plan->post->assets.status[i];
    return status == STATUS_SPARE || status == STATUS_IN_STOCK;
}

/* What is kept until it fails and not replaced (decision=retire) needs no spare. */
static bool in_service(const struct plan *plan, size_t i)
{
    const struct assets *t = &plan->post->assets;
    return t->status[i] <= STATUS_IN_REPAIR && t->decision[i] != DECISION_RETIRE;
}

/* Models that are written in several ways are one, shown as most rows write it; of equals, as the
 * first of them does.  Each way is looked at once, however many rows write it. */
static void name_models(const struct plan *plan, struct member *members, size_t count)
{
    const struct post *post = plan->post;
    size_t written = words_count(post->words) + 1;
    word *items = memory_array(written, sizeof *items);
    size_t *rows = memory_array(written, sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        word model = post->assets.model[members[i].asset];
        if (!rows[model.id]++)
            items[model.id] = plain_key(post, model);
        members[i].item = items[model.id];
    }
    word *shown = memory_array(words_count(post->words) + 1, sizeof *shown);
    for (size_t i = 0; i < count; i++) {
        word model = post->assets.model[members[i].asset], *most = &shown[members[i].item.id];
        if (!word_given(*most) || rows[model.id] > rows[most->id])
            *most = model;
    }
    for (size_t i = 0; i < count; i++)
        members[i].model = shown[members[i].item.id];
    free(items);
    free(rows);
    free(shown);
}

struct spelling {
    const char *string;
    uint32_t id;
};

static int by_spelling(const void *left, const void *right)
{
    const struct spelling *a = left, *b = right;
    return strcmp(a->string, b->string);
}

/* Members have few different places: these are put in order once, and a million members then
 * compare numbers. */
static void rank_places(const struct plan *plan, struct member *members, size_t count)
{
    uint32_t *ranks = memory_array(words_count(plan->post->words) + 1, sizeof *ranks);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < PLACES; k++)
            if (!ranks[members[i].place[k]])
                ranks[members[i].place[k]] = (uint32_t)++n;
    struct spelling *spellings = memory_array(n, sizeof *spellings);
    for (uint32_t id = 0; id < words_count(plan->post->words); id++)
        if (ranks[id])
            spellings[ranks[id] - 1] = (struct spelling){post_string(plan->post, (word){id}), id};
    sort(spellings, n, sizeof *spellings, by_spelling);
    for (size_t i = 0; i < n; i++)
        ranks[spellings[i].id] = (uint32_t)i;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < PLACES; k++)
            members[i].place[k] = ranks[members[i].place[k]];
    free(spellings);
    free(ranks);
}

static size_t gather(const struct plan *plan, struct member *members)
{
    const struct assets *t = &plan->post->assets;
    const struct category *held = plan->catalog->categories;
    size_t n = 0;
    for (size_t i = 0; i < t->rows.count; i++)
        if (plan->assets[i].valid && (is_spare(plan, i) || in_service(plan, i)) &&
            date_compare(t->acquired[i], plan->settings->as_of) <= 0)
            members[n++] = (struct member){
                .plan = plan, .asset = i,
                .place = {[AT_POST] = asset_post(plan, i).id, [AT_SITE] = asset_site(plan, i).id,
                          [OF_CATEGORY] = held[plan->assets[i].held].name.id}};
    name_models(plan, members, n);
    for (size_t i = 0; i < n; i++)
        members[i].place[OF_ITEM] = members[i].item.id;
    rank_places(plan, members, n);
    sort(members, n, sizeof *members, by_place);
    return n;
}

/* ---- one position ---------------------------------------------------------------------------------- */

/* The funding source that most of the units have, and the first of its assets. */
static void choose_payer(const struct plan *plan, const struct member *members, size_t count,
                         struct stock_position *p)
{
    int64_t most = -1, units = 0;
    size_t first = 0;
    for (size_t i = 0; i < count; i++) {
        size_t funding = plan->assets[members[i].asset].funding;
        if (funding != plan->assets[members[first].asset].funding) {
            first = i;
            units = 0;
        }
        units += asset_quantity(plan, members[i].asset);
        if (units > most) {
            most = units;
            p->asset = members[first].asset;
        }
    }
    p->funding = plan->assets[p->asset].funding;
    p->payer = plan->assets[p->asset].payer;
    p->lead = plan->assets[p->asset].lead;
}

static double demand_of(const struct plan *plan, const struct member *members, size_t count,
                        const struct stock_position *p)
{
    const struct category_life *life = &plan->lives->of[p->category];
    struct spares_unit *units = memory_array(count, sizeof *units);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t asset = members[i].asset;
        int days = date_days_between(plan->assets[asset].base, plan->settings->as_of);
        if (in_service(plan, asset))
            units[n++] = (struct spares_unit){life->life, (days > 0 ? days : 0) / 365.25,
                                              asset_quantity(plan, asset)};
    }
    double demand = reliability_valid(life->life) ? spares_demand(n, units, p->lead) : 0;
    free(units);
    return demand;
}

/* A certainty cannot be stocked. */
static double service_level(const struct plan *plan)
{
    double level = decimal_double(plan->settings->service_level);
    return level < 0.000001 ? 0.000001 : level > 0.999999 ? 0.999999 : level;
}

static struct stock_position new_position(const struct plan *plan, const struct member *members,
                                          size_t count)
{
    struct stock_position p = {.site = asset_site(plan, members->asset),
                               .post = asset_post(plan, members->asset),
                               .model = members->model, .item = members->item,
                               .category = plan->assets[members->asset].held,
                               .gross = {-1, -1, -1}};
    int64_t on_hand = 0;
    choose_payer(plan, members, count, &p);
    for (size_t i = 0; i < count; i++)
        *(in_service(plan, members[i].asset) ? &p.in_service : &on_hand) +=
            asset_quantity(plan, members[i].asset);
    for (int k = 0; k < PARTS; k++)
        p.unit[k] = price_of(plan, p.asset, plan->first_year, (enum price_part)k);
    bool telephone = category_kind_is(plan->catalog, p.category, "telephone");
    p.at = spares_position(demand_of(plan, members, count, &p),
                           service_level(plan),
                           telephone && p.in_service > 0, on_hand, stock_unit_price(&p));
    p.at_least_one = p.at.lacking && p.at.service_now >= service_level(plan);
    return p;
}

money stock_unit_price(const struct stock_position *p)
{
    money sum = MONEY_ZERO;
    for (int k = 0; k < PARTS; k++) {
        if (!money_given(p->unit[k]))
            return MONEY_NONE;
        sum = money_add(sum, p->unit[k]);
    }
    return sum;
}

/* ---- across sites ---------------------------------------------------------------------------------- */

static word category_key(const struct stock_position *p)
{
    return (word){(uint32_t)p->category + 1};
}

/* What lies in excess at one site of a post serves the others first: the stockroom is often a
 * site of its own. */
static void lend(struct stock *stock, const struct index *items, struct stock_position *to)
{
    size_t i = index_first(items, to->post, to->item, category_key(to));
    for (; i != SIZE_MAX && to->elsewhere < to->at.lacking; i = index_next(items, i)) {
        struct stock_position *from = &stock->positions[i];
        int64_t spare = from->at.excess - from->lends, wanted = to->at.lacking - to->elsewhere;
        int64_t moved = spare < wanted ? spare : wanted;
        from->lends += moved;
        to->elsewhere += moved;
    }
}

static void share_excess(struct plan *plan)
{
    struct stock *stock = plan->stock;
    struct index *items = index_new(plan->post->arena, stock->count);
    for (size_t i = 0; i < stock->count; i++)
        index_add(items, i, stock->positions[i].post, stock->positions[i].item,
                  category_key(&stock->positions[i]));
    for (size_t i = 0; i < stock->count; i++)
        lend(stock, items, &stock->positions[i]);
}

static void cost_position(struct stock *stock, struct stock_position *p)
{
    money unit = stock_unit_price(p);
    p->to_buy = p->at.lacking - p->elsewhere;
    p->cost = !p->to_buy          ? MONEY_ZERO
              : money_given(unit) ? money_times(unit, p->to_buy)
                                  : MONEY_NONE;
    if (!p->to_buy || p->payer != PAYER_POST)
        return;
    if (!money_given(p->cost)) {
        stock->unpriced++;
        return;
    }
    int64_t have = p->at.on_hand + p->elsewhere;
    double avoided = spares_shortfall(p->at.mean, have) - spares_shortfall(p->at.mean, p->at.needed);
    p->worth = avoided / (p->cost.cents > 0 ? money_dollars(p->cost) : 1);
    stock->asked = money_add(stock->asked, p->cost);
}

/* ---- what is asked for ------------------------------------------------------------------------------- */

bool stock_asked_for(const struct stock_position *p)
{
    return p->to_buy > 0 && p->payer == PAYER_POST && money_given(p->cost);
}

const char *stock_id(const struct plan *plan, const struct stock_position *p)
{
    return arena_format(plan->post->arena, "S%03zu", (size_t)(p - plan->stock->positions) + 1);
}

const char *stock_title(const struct plan *plan, const struct stock_position *p)
{
    const struct post *post = plan->post;
    const struct category *held = &plan->catalog->categories[p->category];
    const char *place = post_string(post, word_given(p->site) ? p->site : p->post);
    return arena_format(post->arena, "Spares: %lld x %s%s%s", (long long)p->to_buy,
                        post_string(post, word_given(p->model) ? p->model : held->label),
                        place[0] ? ", " : "", place);
}

const char *stock_reason(const struct stock_position *p)
{
    return !p->at.lacking    ? ""
           : p->at_least_one ? "at least one of each telephone item (5 FAH-2 H-621)"
                             : "lasts with less chance than service_level asks for";
}

const char *stock_impact(const struct plan *plan, const struct stock_position *p)
{
    if (p->at_least_one)
        return "none is on hand: at least one of each telephone item (5 FAH-2 H-621)";
    return arena_format(plan->post->arena, "lasts the %s to delivery with chance %.0f %%; with these, "
                        "%.0f %%%s", how_many(plan->post->arena, p->lead, "month", "months"),
                        100 * spares_service(p->at.mean, p->at.on_hand + p->elsewhere),
                        100 * spares_service(p->at.mean, p->at.needed),
                        life_is_built_in(&plan->lives->of[p->category])
                            ? ", by the built-in failure rate"
                            : "");
}

static int by_worth(const void *left, const void *right)
{
    const struct stock_request *l = left, *r = right;
    const struct stock_position *a = l->position, *b = r->position;
    if (a->worth != b->worth)
        return a->worth > b->worth ? -1 : 1;
    return (a > b) - (a < b);
}

static void list_requests(struct plan *plan)
{
    struct stock *stock = plan->stock;
    money sum = MONEY_ZERO;
    stock->requests = arena_alloc(plan->post->arena, stock->count + 1, sizeof *stock->requests);
    for (size_t i = 0; i < stock->count; i++)
        if (stock_asked_for(&stock->positions[i]))
            stock->requests[stock->request_count++] =
                (struct stock_request){&stock->positions[i], stock->positions[i].cost, MONEY_ZERO};
    sort(stock->requests, stock->request_count, sizeof *stock->requests, by_worth);
    for (size_t i = 0; i < stock->request_count; i++)
        sum = stock->requests[i].cumulative = money_add(sum, stock->requests[i].amount);
}

static word part_object_class(const struct plan *plan, const struct stock_position *p, int part)
{
    return part == PART_FREIGHT   ? plan->settings->freight_object_class
           : part == PART_INSTALL ? plan->settings->install_object_class
                                  : plan->catalog->categories[plan->assets[p->asset].bought].object_class;
}

static void add_to_plan(struct plan *plan, struct stock_position *p)
{
    const struct asset_plan *a = &plan->assets[p->asset];
    const struct category *bought = &plan->catalog->categories[a->bought];
    word title = words_put_string(plan->post->words,
                                  arena_format(plan->post->arena, "Spares: %s",
                                               post_string(plan->post, bought->label)));
    for (int k = 0; k < PARTS; k++) {
        struct line_key key = {.kind = LINE_SPARES,
                               .plan_category = (uint8_t)asset_plan_category(plan, p->asset),
                               .network = a->network, .request = REQUEST_TARGET,
                               .item = bought->name, .title = title, .funding = p->funding,
                               .object_class = part_object_class(plan, p, k),
                               .cost_center = a->cost_center};
        if (k != PART_PRICE && !p->unit[k].cents)
            continue;
        p->gross[k] = (int32_t)gross_line(plan, &key);
        add_to_line(plan, (size_t)p->gross[k], plan->first_year,
                    money_times(p->unit[k], p->to_buy), k == PART_PRICE ? p->to_buy : 0);
    }
}

/* ---- all --------------------------------------------------------------------------------------------- */

static void find_positions(struct plan *plan)
{
    struct stock *stock = plan->stock;
    struct member *members = memory_array(plan->post->assets.rows.count, sizeof *members);
    size_t n = gather(plan, members), runs = 0;
    for (size_t i = 0; i < n; i++)
        runs += !i || compare_places(&members[i - 1], &members[i]) != 0;
    stock->positions = arena_alloc(plan->post->arena, runs + 1, sizeof *stock->positions);
    for (size_t i = 0, k; i < n; i += k) {
        for (k = 1; i + k < n && !compare_places(&members[i], &members[i + k]);)
            k++;
        sort(&members[i], k, sizeof *members, within_place);
        stock->positions[stock->count++] = new_position(plan, &members[i], k);
    }
    free(members);
}

void plan_spares(struct plan *plan)
{
    struct stock *stock = plan->stock = arena_alloc(plan->post->arena, 1, sizeof *stock);
    *stock = (struct stock){.asked = MONEY_ZERO, .funded = plan->settings->fund_spares == 2};
    find_positions(plan);
    share_excess(plan);
    for (size_t i = 0; i < stock->count; i++)
        cost_position(stock, &stock->positions[i]);
    if (!stock->funded)
        list_requests(plan);
    for (size_t i = 0; i < stock->count && stock->funded; i++)
        if (stock_asked_for(&stock->positions[i]))
            add_to_plan(plan, &stock->positions[i]);
}
