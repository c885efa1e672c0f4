/* procurement.ics: the dates of the procurement calendar for a calendar program, RFC 5545.
 *
 * Same plan, same bytes: the stamp is the as-of date, and an event's identifier is made of what it
 * is about, so that a calendar that imports the file again replaces its events.  Orders of the
 * same day, thing, fund and year are one event. */
#include "planner/calendar.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "planner/orders.h"

/* ---- content lines ----------------------------------------------------------------------------------- */

/* RFC 5545, 3.1: at most 75 octets a line, folded between characters; lines end with CRLF. */
static void put_line(FILE *to, const char *line)
{
    size_t room = 75;
    for (const char *c = line; *c;) {
        size_t length = 1;
        while (((unsigned char)c[length] & 0xC0) == 0x80)
            length++;
        if (length > room) {
            fputs("\r\n ", to);
            room = 74;
        }
        fwrite(c, 1, length, to);
        room -= length;
        c += length;
    }
    fputs("\r\n", to);
}

/* RFC 5545, 3.3.11: backslash, semicolon, comma and line breaks are escaped. */
static const char *escaped(struct arena *arena, const char *from)
{
    char *out = arena_alloc(arena, 2 * strlen(from) + 1, 1), *at = out;
    for (; *from; from++) {
        if (strchr("\\;,", *from))
            *at++ = '\\';
        if (*from == '\n') {
            *at++ = '\\';
            *at++ = 'n';
        } else if ((unsigned char)*from >= 0x20) {
            *at++ = *from;
        }
    }
    return out;
}

static const char *compact(struct arena *arena, date d)
{
    int year, month, day;
    date_civil(d, &year, &month, &day);
    return arena_format(arena, "%04d%02d%02d", year, month, day);
}

/* Letters, digits and '-' stay, other bytes are written in hexadecimal: names stay apart. */
static const char *slug(struct arena *arena, const char *from)
{
    char *out = arena_alloc(arena, 3 * strlen(from) + 1, 1), *at = out;
    for (; *from; from++) {
        unsigned char c = (unsigned char)*from;
        if (c < 0x80 && (isalnum(c) || c == '-')) {
            *at++ = (char)c;
        } else {
            *at++ = '_';
            *at++ = "0123456789abcdef"[c >> 4];
            *at++ = "0123456789abcdef"[c & 15];
        }
    }
    return out;
}

/* ---- events -------------------------------------------------------------------------------------------- */

struct event {
    struct csv_out *out;
    const struct plan *plan;
};

static void put_event(const struct event *e, date day, const char *id, const char *summary,
                      const char *description)
{
    FILE *to = e->out->to;
    struct arena *arena = e->plan->post->arena;
    const char *post = post_string(e->plan->post, e->plan->settings->post);
    put_line(to, "BEGIN:VEVENT");
    put_line(to, arena_format(arena, "UID:%s@%s.planner.invalid", id,
                              slug(arena, post[0] ? post : "post")));
    put_line(to, arena_format(arena, "DTSTAMP:%sT000000Z", compact(arena, e->plan->settings->as_of)));
    put_line(to, arena_format(arena, "DTSTART;VALUE=DATE:%s", compact(arena, day)));
    put_line(to, arena_format(arena, "DTEND;VALUE=DATE:%s", compact(arena, date_add_days(day, 1))));
    put_line(to, arena_format(arena, "SUMMARY:%s", escaped(arena, summary)));
    put_line(to, arena_format(arena, "DESCRIPTION:%s", escaped(arena, description)));
    put_line(to, "TRANSP:TRANSPARENT");
    put_line(to, "END:VEVENT");
}

static bool same_event(const struct plan *plan, const struct order *a, const struct order *b)
{
    return a->purchase && b->purchase && a->by.day == b->by.day &&
           a->fiscal_year == b->fiscal_year && order_line(plan, a) == order_line(plan, b);
}

static void put_orders(const struct event *e, const struct order *orders, size_t count, size_t i)
{
    const struct plan *plan = e->plan;
    struct arena *arena = plan->post->arena;
    const struct order *o = &orders[i];
    const struct line *line = order_line(plan, o);
    const char *fund = post_string(plan->post, plan->catalog->fundings[line->funding].name);
    int64_t units = 0;
    money amount = MONEY_ZERO;
    char dollars[MONEY_TEXT], day[DATE_TEXT];
    for (size_t k = i; k < count && orders[k].by.day == o->by.day; k++)
        if (k == i || same_event(plan, o, &orders[k])) {
            units += order_quantity(plan, &orders[k]);
            amount = money_add(amount, order_amount(&orders[k]));
        }
    const char *title = o->renewal ? order_title(plan, o)
                                   : arena_format(arena, "Order %lld %s%s", (long long)units,
                                                  order_title(plan, o),
                                                  line->network == NETWORK_CAA ? " (CAA)" : "");
    const char *id = arena_format(arena, "%s/%s/%s/%s/%u/%s/%s/FY%d",
                                  o->renewal ? "renewal" : "order", compact(arena, o->by),
                                  slug(arena, post_string(plan->post, line->item)),
                                  slug(arena, fund), line->network,
                                  slug(arena, post_string(plan->post, line->object_class)),
                                  slug(arena, post_string(plan->post, line->cost_center)),
                                  o->fiscal_year);
    put_event(e, o->by, id,
              arena_format(arena, "%s, %s, %s FY%d", title, money_pretty(amount, dollars), fund,
                           o->fiscal_year),
              arena_format(arena, "%s. Needed on %s. %s%s%s",
                           channel_name((enum channel)o->channel), date_long(o->on, day),
                           channel_rule((enum channel)o->channel), o->renewal ? "\n" : "",
                           o->renewal ? order_notes(arena, plan, o) : ""));
}

static bool told_before(const struct plan *plan, const struct order *orders, size_t i)
{
    for (size_t k = i; k-- > 0 && orders[k].by.day == orders[i].by.day;)
        if (same_event(plan, &orders[k], &orders[i]))
            return true;
    return false;
}

/* The day after which a fund's money of this year can no longer be obligated. */
static void put_fund_ends(const struct event *e)
{
    const struct plan *plan = e->plan;
    struct arena *arena = plan->post->arena;
    for (size_t f = 0; f < plan->catalog->funding_count; f++) {
        const struct funding *fund = &plan->catalog->fundings[f];
        const char *name = post_string(plan->post, fund->name);
        date last = date_given(fund->last_obligation_date) ? fund->last_obligation_date
                                                           : fiscal_end(plan->first_year);
        if (fund->payer != PAYER_POST || (fund->period != 1 && !date_given(fund->last_obligation_date)) ||
            date_compare(last, plan->settings->as_of) < 0)
            continue;
        put_event(e, last, arena_format(arena, "fund/%s/%s", compact(arena, last), slug(arena, name)),
                  arena_format(arena, "Last day to obligate %s", name),
                  "After this day the money of the year can no longer be obligated.");
    }
}

void write_calendar(struct csv_out *out, const struct plan *plan)
{
    size_t count;
    struct order *orders = list_orders(plan, &count);
    struct event e = {out, plan};
    struct arena_mark mark = arena_mark(plan->post->arena);
    put_line(out->to, "BEGIN:VCALENDAR");
    put_line(out->to, "VERSION:2.0");
    put_line(out->to, "PRODID:-//planner//procurement calendar//EN");
    put_line(out->to, "CALSCALE:GREGORIAN");
    put_line(out->to, "METHOD:PUBLISH");
    for (size_t i = 0; i < count; i++)
        if (orders[i].fiscal_year <= plan->budget_year && !told_before(plan, orders, i))
            put_orders(&e, orders, count, i);
    put_fund_ends(&e);
    put_line(out->to, "END:VCALENDAR");
    arena_release(plan->post->arena, mark);
    free(orders);
}
