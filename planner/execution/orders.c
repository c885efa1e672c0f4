#include "planner/orders.h"

#include <stdlib.h>

#include "planner/sort.h"

/* ---- channels ------------------------------------------------------------------------------------ */

static const struct {
    const char *name, *rule;
} channels[CHANNELS] = {
    [CHANNEL_LOCAL] = {"local purchase",
                       "Post contracting officer within the warrant (14 FAM 231); non-CAA only."},
    [CHANNEL_US] = {"US purchase",
                    "Regional or Washington contracting office; supplies go by US Despatch Agency, "
                    "unclassified items by unclassified pouch (14 FAM 711)."},
    [CHANNEL_SECURE] = {"stateside secure",
                        "Secure purchase in the United States, the destination is not told to the "
                        "vendor; local purchase only at random and where the threat level permits; "
                        "classified units by classified pouch with courier (5 FAH-2 H-831, 14 FAM "
                        "711)."},
    [CHANNEL_RADIO] = {"radio program",
                       "Consult the radio program offices before buying; frequencies need the host "
                       "government's approval (5 FAH-2 H-751, H-763)."},
    [CHANNEL_TELEPHONE] = {"telephone coordination", "Coordinate with the regional technical office."},
    [CHANNEL_RENEWAL] = {"software renewal",
                         "Ask for a quote 120 days and order 60 days before the term ends."},
};

const char *channel_name(enum channel channel)
{
    return channels[channel].name;
}

const char *channel_rule(enum channel channel)
{
    return channels[channel].rule;
}

enum channel channel_of(const struct plan *plan, size_t category, unsigned network)
{
    static const char *const radios[] = {"radio", "radio-mobile", "hf-radio"};
    if (network == NETWORK_CAA)
        return CHANNEL_SECURE;
    for (size_t k = 0; k < sizeof radios / sizeof *radios; k++)
        if (category_kind_is(plan->catalog, category, radios[k]))
            return CHANNEL_RADIO;
    if (category_kind_is(plan->catalog, category, "pbx"))
        return CHANNEL_TELEPHONE;
    return plan->catalog->categories[category].lead_months <= LOCAL_MONTHS ? CHANNEL_LOCAL
                                                                         : CHANNEL_US;
}

/* ---- the list -------------------------------------------------------------------------------------- */

static int by_date(const void *left, const void *right)
{
    const struct order *a = left, *b = right;
    int order = date_compare(a->by, b->by);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static date renewal_notice(const struct plan *plan, const struct cost *c)
{
    int32_t days = plan->post->licenses.notice_days[c->row];
    date by = date_add_days(c->on, -1 - (whole_given(days) ? days : RENEWAL_DAYS));
    return date_later(by, plan->settings->as_of);
}

struct order *list_orders(const struct plan *plan, size_t *count)
{
    struct order *orders = memory_array(plan->purchase_count + plan->cost_count + 1, sizeof *orders);
    size_t n = 0;
    for (size_t i = 0; i < plan->purchase_count; i++) {
        const struct purchase *p = &plan->purchases[i];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (a->valid && a->payer == PAYER_POST && a->gross[PART_PRICE] >= 0)
            orders[n] = (struct order){
                .by = p->order_by, .on = p->on, .fiscal_year = p->fiscal_year, .purchase = p,
                .channel = (uint8_t)channel_of(plan, a->bought, a->network), .lead = a->lead,
                .at = n}, n++;
    }
    for (size_t i = 0; i < plan->cost_count; i++) {
        const struct cost *c = &plan->costs[i];
        if (c->kind == LINE_LICENSE && c->gross != NOWHERE &&
            date_compare(c->on, plan->settings->as_of) > 0)
            orders[n] = (struct order){.by = renewal_notice(plan, c), .on = c->on,
                                       .fiscal_year = c->fiscal_year, .renewal = c,
                                       .channel = CHANNEL_RENEWAL, .lead = RENEWAL_DAYS / 30,
                                       .at = n}, n++;
    }
    sort(orders, n, sizeof *orders, by_date);
    *count = n;
    return orders;
}

/* ---- what an order shows ----------------------------------------------------------------------------- */

const struct line *order_line(const struct plan *plan, const struct order *o)
{
    return &plan->gross[o->purchase ? (size_t)plan->assets[o->purchase->asset].gross[PART_PRICE]
                                    : o->renewal->gross];
}

const char *order_id(const struct plan *plan, const struct order *o)
{
    return post_string(plan->post, o->purchase ? plan->post->assets.asset_tag[o->purchase->asset]
                                               : plan->post->licenses.license_id[o->renewal->row]);
}

const char *order_title(const struct plan *plan, const struct order *o)
{
    if (o->purchase)
        return post_string(plan->post,
                           plan->catalog->categories[plan->assets[o->purchase->asset].bought].label);
    return arena_format(plan->post->arena, "Renew: %s",
                        post_string(plan->post, plan->post->licenses.product[o->renewal->row]));
}

int32_t order_quantity(const struct plan *plan, const struct order *o)
{
    return o->purchase ? asset_quantity(plan, o->purchase->asset) : 1;
}

money order_amount(const struct order *o)
{
    return o->purchase ? o->purchase->amount : o->renewal->amount;
}

unsigned order_network(const struct plan *plan, const struct order *o)
{
    return o->purchase ? plan->assets[o->purchase->asset].network : 0;
}

static const char *joined(const struct plan *plan, const char *so_far, word next)
{
    const char *string = post_string(plan->post, next);
    if (!string[0])
        return so_far;
    return so_far[0] ? arena_format(plan->post->arena, "%s + %s", so_far, string) : string;
}

struct fiscal_strip fiscal_strip(const struct plan *plan, size_t funding)
{
    const struct catalog *c = plan->catalog;
    const struct funding *f = &c->fundings[funding];
    struct fiscal_strip strip = {"", "", "", ""};
    for (size_t k = 0; k < (f->shared ? f->share_count : 1); k++) {
        const struct funding *part = f->shared ? &c->fundings[c->shares[f->first_share + k].to] : f;
        strip.fund_symbol = joined(plan, strip.fund_symbol, part->fund_symbol);
        strip.allotment = joined(plan, strip.allotment, part->allotment);
        strip.organization = joined(plan, strip.organization, part->organization);
        strip.function = joined(plan, strip.function, part->function);
    }
    return strip;
}

const char fiscal_strip_heading[] = "Fund symbol, allotment, organization, function, object class";

static const char *or_dash(const struct plan *plan, word part)
{
    return word_given(part) ? post_string(plan->post, part) : "-";
}

const char *fiscal_strip_text(struct arena *arena, const struct plan *plan, const struct line *line)
{
    const struct catalog *c = plan->catalog;
    const struct funding *f = &c->fundings[line->funding];
    const char *strip = "";
    for (size_t k = 0; k < (f->shared ? f->share_count : 1); k++) {
        const struct funding *part = f->shared ? &c->fundings[c->shares[f->first_share + k].to] : f;
        strip = arena_format(arena, "%s%s%s %s %s %s %s", strip, strip[0] ? " + " : "",
                            or_dash(plan, part->fund_symbol), or_dash(plan, part->allotment),
                            or_dash(plan, part->organization), or_dash(plan, part->function),
                            or_dash(plan, line->object_class));
    }
    return strip;
}

bool needs_acquisition_plan(const struct plan *plan, money amount)
{
    money threshold = plan->settings->acquisition_plan_threshold;
    return money_given(threshold) && money_given(amount) && money_compare(amount, threshold) > 0;
}

const char *order_notes(struct arena *arena, const struct plan *plan, const struct order *o)
{
    const char *flags = "";
    char quote[DATE_TEXT], end[DATE_TEXT];
    if (o->purchase) {
        flags = flags_text(arena, plan, o->purchase);
    } else {
        date ask = date_add_days(o->on, -1 - QUOTE_DAYS);
        bool past = date_compare(ask, plan->settings->as_of) <= 0;
        flags = arena_format(arena, "term ends %s; ask for a quote %s%s",
                             date_long(date_add_days(o->on, -1), end), past ? "now" : "by ",
                             past ? "" : date_long(ask, quote));
        if (plan->post->licenses.auto_renew[o->renewal->row] == YES)
            flags = arena_format(arena, "%s; renews by itself without notice", flags);
    }
    if (!needs_acquisition_plan(plan, order_amount(o)))
        return flags;
    return arena_format(arena, "%s%sacquisition plan needed (14 FAM 221.1)", flags,
                        flags[0] ? "; " : "");
}
