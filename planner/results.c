/* The result tables of `planner plan --csv`: SPEC 7. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/brief.h"
#include "planner/calendar.h"
#include "planner/look_back.h"
#include "planner/orders.h"
#include "planner/result.h"
#include "planner/stock.h"
#include "planner/target.h"
#include "planner/spending.h"
#include "planner/yearend.h"

static void write_assets(struct csv_out *out, const struct plan *plan)
{
    const struct assets *t = &plan->post->assets;
    const struct catalog *c = plan->catalog;
    out_header(out, "asset_tag,category,network,status,funding_source,payer,quantity,base_date,"
                    "cycle_months,due_date,trigger,due_fy,backlog,included,reason");
    for (size_t i = 0; i < t->rows.count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        out_word(out, plan->post, t->asset_tag[i]);
        if (!a->valid) {
            for (int k = 0; k < 11; k++)
                out_string(out, "");
            out_string(out, "no");
            out_string(out, "no");
            out_string(out, reason_text(plan, i));
            out_end(out);
            continue;
        }
        out_word(out, plan->post, c->categories[a->held].name);
        out_string(out, network_name(a->network));
        out_string(out, status_name(t->status[i]));
        out_word(out, plan->post, c->fundings[a->funding].name);
        out_string(out, payer_name(a->payer));
        out_integer(out, asset_quantity(plan, i));
        out_date(out, a->base);
        out_integer(out, a->cycle);
        out_date(out, a->due);
        out_string(out, trigger_name((enum trigger)a->trigger));
        out_integer(out, fiscal_year(a->due));
        out_string(out, a->backlog ? "yes" : "no");
        out_string(out, a->active ? "yes" : "no");
        out_string(out, reason_text(plan, i));
        out_end(out);
    }
}

static const char *price_basis(const struct plan *plan, size_t i)
{
    const struct asset_plan *a = &plan->assets[i];
    if (a->price == NO_PRICE)
        return "cost unknown";
    if (a->price == OWN_COST)
        return arena_format(plan->post->arena, "unit_cost of FY%d",
                            fiscal_year(plan->post->assets.acquired[i]));
    return price_place(plan, (size_t)a->price);
}

static void write_schedule(struct csv_out *out, const struct plan *plan)
{
    const struct catalog *c = plan->catalog;
    out_header(out, "asset_tag,sequence,fiscal_year,replace_on,order_by,category,network,"
                    "funding_source,payer,quantity,unit_price,amount,price_basis");
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        struct arena_mark mark = arena_mark(plan->post->arena);
        if (!a->valid)
            continue;
        out_word(out, plan->post, plan->post->assets.asset_tag[p->asset]);
        out_integer(out, p->sequence);
        out_integer(out, p->fiscal_year);
        out_date(out, p->on);
        out_date(out, p->order_by);
        out_word(out, plan->post, c->categories[a->bought].name);
        out_string(out, network_name(a->network));
        out_word(out, plan->post, c->fundings[a->funding].name);
        out_string(out, payer_name(a->payer));
        out_integer(out, asset_quantity(plan, p->asset));
        out_money(out, p->unit_price);
        out_money(out, p->amount);
        out_string(out, price_basis(plan, p->asset));
        out_end(out);
        arena_release(plan->post->arena, mark);
    }
}

static void write_line(struct csv_out *out, const struct plan *plan, size_t i, int y, bool over)
{
    const struct line *line = &plan->lines[i];
    bool whole = !line->over;
    struct arena *arena = plan->post->arena;
    int64_t units = whole ? line->quantity[y]
                    : over ? line->over_quantity[y]
                           : line->quantity[y] - line->over_quantity[y];
    out_string(out, over && !whole ? over_line_id(arena, i) : line_id(arena, i));
    out_string(out, line_kind_name(line->kind));
    out_string(out, plan_category_name(line->plan_category));
    out_word(out, plan->post, line->title);
    out_string(out, network_name(line->network));
    out_word(out, plan->post, line->object_class);
    out_word(out, plan->post, plan->catalog->fundings[line->funding].name);
    out_word(out, plan->post, line->cost_center);
    out_string(out, over ? "over_target" : "target");
    if (line->priority)
        out_integer(out, line->priority);
    else
        out_string(out, "");
    out_integer(out, plan->first_year + y);
    out_integer(out, units);
    out_money(out, whole ? line->amount[y] : over ? line_over(line, y) : line_target(line, y));
    struct fiscal_strip strip = fiscal_strip(plan, line->funding);
    out_string(out, strip.fund_symbol);
    out_string(out, strip.allotment);
    out_string(out, strip.organization);
    out_string(out, strip.function);
    out_end(out);
}

/* A line that the ceilings cut in two is two lines here: the second is what passes the target. */
static void write_lines(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "line_id,kind,plan_category,title,network,object_class,funding_source,"
                    "cost_center,request,priority,fiscal_year,quantity,amount,fund_symbol,allotment,"
                    "organization,function");
    for (size_t i = 0; i < plan->line_count; i++) {
        struct arena_mark mark = arena_mark(plan->post->arena);
        bool asked = plan->lines[i].request == REQUEST_OVER_TARGET;
        for (int y = 0; y < plan->years; y++)
            write_line(out, plan, i, y, asked);
        for (int y = 0; y < plan->years && plan->lines[i].over; y++)
            write_line(out, plan, i, y, true);
        arena_release(plan->post->arena, mark);
    }
}

static void write_unfunded(struct csv_out *out, const struct plan *plan)
{
    const struct target *t = plan->target;
    out_header(out, "rank,line_id,title,fiscal_year,funding_source,amount,cumulative,needed_by,impact");
    for (size_t k = 0; t && k < t->unfunded_count; k++) {
        const struct unfunded *u = &t->unfunded[k];
        struct arena_mark mark = arena_mark(plan->post->arena);
        out_integer(out, u->rank);
        out_string(out, unfunded_id(plan, u));
        out_string(out, u->title);
        out_integer(out, u->fiscal_year);
        out_word(out, plan->post, unfunded_source(plan, u));
        out_money(out, u->amount);
        out_money(out, u->cumulative);
        out_date(out, u->needed_by);
        out_string(out, u->impact);
        out_end(out);
        arena_release(plan->post->arena, mark);
    }
}

/* Sums over lines by year, plan category and funding source, in that order. */
static void write_totals(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "fiscal_year,plan_category,funding_source,amount");
    size_t fundings = plan->catalog->funding_count;
    struct arena_mark mark = arena_mark(plan->post->arena);
    size_t cells = (size_t)plan->years * (PLAN_CATEGORIES + 1) * fundings;
    money *sum = arena_alloc(plan->post->arena, cells, sizeof *sum);
    bool *any = arena_alloc(plan->post->arena, cells, sizeof *any);
    for (size_t i = 0; i < plan->line_count; i++)
        for (int y = 0; y < plan->years; y++) {
            const struct line *line = &plan->lines[i];
            size_t at = ((size_t)y * (PLAN_CATEGORIES + 1) + line->plan_category) * fundings +
                        line->funding;
            sum[at] = money_add(sum[at], line->amount[y]);
            any[at] = true;
        }
    for (size_t at = 0; at < cells; at++) {
        if (!any[at])
            continue;
        out_integer(out, plan->first_year + (int)(at / fundings / (PLAN_CATEGORIES + 1)));
        out_string(out, plan_category_name((unsigned)(at / fundings % (PLAN_CATEGORIES + 1))));
        out_word(out, plan->post, plan->catalog->fundings[at % fundings].name);
        out_money(out, sum[at]);
        out_end(out);
    }
    arena_release(plan->post->arena, mark);
}

static void write_findings(struct csv_out *out, const struct plan *plan)
{
    static const char *const names[] = {"note", "warning", "error"};
    size_t count;
    const struct finding *findings = diag_sorted(plan->post->diag, &count);
    out_header(out, "file,line,column,severity,rule,field,found,message,asset_tag,amount,rows,"
                    "suggestion");
    for (size_t i = 0; i < count; i++) {
        const struct finding *f = &findings[i];
        out_string(out, post_file(plan->post, post_string(plan->post, f->at.file)));
        out_integer(out, f->at.line);
        out_integer(out, f->at.column);
        out_string(out, names[f->severity]);
        out_string(out, f->rule);
        out_word(out, plan->post, f->field);
        out_word(out, plan->post, f->found);
        struct arena_mark mark = arena_mark(plan->post->arena);
        out_string(out, f->count > 1
                            ? arena_format(plan->post->arena, "%s [the first of %u rows]",
                                           post_string(plan->post, f->message), f->count)
                            : post_string(plan->post, f->message));
        arena_release(plan->post->arena, mark);
        out_word(out, plan->post, f->asset_tag);
        out_money(out, f->amount);
        out_integer(out, f->count);
        out_word(out, plan->post, f->suggestion);
        out_end(out);
    }
}

static void write_procurement(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "order_by,replace_on,fiscal_year,asset_tag,category,network,funding_source,"
                    "quantity,amount,flags,channel,lead_months,object_class,fund_symbol,allotment,"
                    "organization,function");
    size_t count;
    struct order *orders = list_orders(plan, &count);
    for (size_t n = 0; n < count; n++) {
        const struct order *o = &orders[n];
        const struct line *line = order_line(plan, o);
        struct arena_mark mark = arena_mark(plan->post->arena);
        struct fiscal_strip strip = fiscal_strip(plan, line->funding);
        out_date(out, o->by);
        out_date(out, o->on);
        out_integer(out, o->fiscal_year);
        out_string(out, order_id(plan, o));
        out_word(out, plan->post, line->item);
        out_string(out, network_name(order_network(plan, o)));
        out_word(out, plan->post, plan->catalog->fundings[line->funding].name);
        out_integer(out, order_quantity(plan, o));
        out_money(out, order_amount(o));
        out_string(out, order_notes(plan->post->arena, plan, o));
        out_string(out, channel_name((enum channel)o->channel));
        out_integer(out, o->lead);
        out_word(out, plan->post, line->object_class);
        out_string(out, strip.fund_symbol);
        out_string(out, strip.allotment);
        out_string(out, strip.organization);
        out_string(out, strip.function);
        out_end(out);
        arena_release(plan->post->arena, mark);
    }
    free(orders);
}

static void write_spend_plan(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "fiscal_year,quarter,funding_source,plan_category,planned,obligated,cumulative,"
                    "available,phased,obligated_to_date");
    for (size_t k = 0; k < plan->spending->count; k++) {
        const struct spend_row *row = &plan->spending->rows[k];
        out_integer(out, row->fiscal_year);
        out_integer(out, row->quarter);
        out_word(out, plan->post, row->source);
        out_string(out, row->plan_category ? plan_category_name(row->plan_category) : "");
        out_money(out, row->planned);
        out_money(out, row->obligated);
        out_money(out, row->cumulative);
        out_money(out, row->available);
        out_money(out, row->phased);
        out_money(out, row->obligated_to_date);
        out_end(out);
    }
}

static void write_yearend(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "rank,line_id,title,fiscal_year,funding_source,amount,cumulative,needed_by,"
                    "impact,need,channel,units");
    for (size_t k = 0; k < plan->yearend->count; k++) {
        const struct yearend_item *item = &plan->yearend->items[k];
        out_integer(out, item->rank);
        out_string(out, yearend_id(plan, item));
        out_string(out, item->title);
        out_integer(out, plan->first_year);
        out_word(out, plan->post, yearend_source(plan, item));
        out_money(out, item->amount);
        out_money(out, item->cumulative);
        out_date(out, item->needed_by);
        out_string(out, item->impact);
        out_string(out, need_name((enum need)item->need));
        out_string(out, channel_name((enum channel)item->channel));
        out_integer(out, item->units);
        out_end(out);
    }
}

static void write_bridge(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "fiscal_year,cause,amount");
    for (int c = 0; plan->look_back && c < CAUSES; c++) {
        out_integer(out, plan->look_back->request.to_year);
        out_string(out, cause_name((enum cause)c));
        out_money(out, plan->look_back->request.cause[c]);
        out_end(out);
    }
}

static void write_execution(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "category,assets_planned,dollars_planned,assets_done,dollars_done,"
                    "assets_not_done,dollars_not_done,cost_now");
    for (size_t k = 0; plan->look_back && k < plan->look_back->execution.count; k++) {
        const struct execution_row *e = &plan->look_back->execution.rows[k];
        out_word(out, plan->post, e->what);
        out_integer(out, (int64_t)e->planned);
        out_money(out, e->planned_amount);
        out_integer(out, (int64_t)e->done);
        out_money(out, e->done_amount);
        out_integer(out, (int64_t)(e->planned - e->done));
        out_money(out, e->undone_amount);
        out_money(out, e->undone_now);
        out_end(out);
    }
}

static void write_licenses(struct csv_out *out, const struct plan *plan)
{
    const struct license_rows *t = &plan->post->licenses;
    out_header(out, "license_id,product,renews_on,fiscal_year,funding_source,local,currency,amount");
    for (size_t k = 0; k < plan->cost_count; k++) {
        const struct cost *cost = &plan->costs[k];
        if (cost->kind != LINE_LICENSE)
            continue;
        out_word(out, plan->post, t->license_id[cost->row]);
        out_word(out, plan->post, t->product[cost->row]);
        out_date(out, cost->on);
        out_integer(out, cost->fiscal_year);
        out_word(out, plan->post, word_given(t->funding_source[cost->row])
                                      ? t->funding_source[cost->row]
                                      : words_put_string(plan->post->words, "POST_DP"));
        out_money(out, cost->local);
        out_word(out, plan->post, plan->catalog->currencies[cost->currency].name);
        out_money(out, cost->amount);
        out_end(out);
    }
}

static void write_services(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "service,fiscal_year,currency,actual,committed,forecast,local,amount,low,high");
    for (size_t s = 0; s < plan->service_count; s++) {
        const struct service *v = &plan->services[s];
        for (int y = 0; y < plan->years && v->amount; y++) {
            out_word(out, plan->post, v->name);
            out_integer(out, plan->first_year + y);
            out_word(out, plan->post, plan->catalog->currencies[v->currency].name);
            out_money(out, v->actual[y]);
            out_money(out, v->committed[y]);
            out_money(out, v->forecasted[y]);
            out_money(out, v->local[y]);
            out_money(out, v->amount[y]);
            out_money(out, v->low[y]);
            out_money(out, v->high[y]);
            out_end(out);
        }
    }
}

static void write_spares(struct csv_out *out, const struct plan *plan)
{
    const struct stock *stock = plan->stock;
    out_header(out, "site,model,category,in_service,lead_months,demand,needed,on_hand,service_now,"
                    "short,elsewhere,to_buy,excess,funding_source,payer,unit_price,cost,request,"
                    "life,reason");
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_position *p = &stock->positions[i];
        struct arena_mark mark = arena_mark(plan->post->arena);
        out_word(out, plan->post, word_given(p->site) ? p->site : p->post);
        out_word(out, plan->post, p->model);
        out_word(out, plan->post, plan->catalog->categories[p->category].name);
        out_integer(out, p->in_service);
        out_integer(out, p->lead);
        out_string(out, arena_format(plan->post->arena, "%.6f", p->at.mean));
        out_integer(out, p->at.needed);
        out_integer(out, p->at.on_hand);
        out_string(out, arena_format(plan->post->arena, "%.6f", p->at.service_now));
        out_integer(out, p->at.lacking);
        out_integer(out, p->elsewhere);
        out_integer(out, p->to_buy);
        out_integer(out, p->at.excess - p->lends);
        out_word(out, plan->post, plan->catalog->fundings[p->funding].name);
        out_string(out, payer_name(p->payer));
        out_money(out, stock_unit_price(p));
        out_money(out, p->cost);
        out_string(out, !p->to_buy || p->payer != PAYER_POST ? ""
                        : stock->funded                      ? "target"
                                                             : "over_target");
        out_string(out, life_origin_text(plan->post->arena, &plan->lives->of[p->category]));
        out_string(out, stock_reason(p));
        out_end(out);
        arena_release(plan->post->arena, mark);
    }
}

static void write_reliability(struct csv_out *out, const struct plan *plan)
{
    out_header(out, "category,in_service,failures,repeats,shape,shape_low,shape_high,scale_years,"
                    "scale_low,scale_high,origin,to_expect");
    for (size_t c = 0; c < plan->catalog->category_count; c++) {
        const struct category_life *life = &plan->lives->of[c];
        if (!life->in_service && !life->failures)
            continue;
        bool fitted = life->origin == LIFE_FITTED, scaled = life->origin == LIFE_SHAPE_GIVEN;
        const double figures[] = {life->life.shape, fitted ? life->fit.shape.low : NAN,
                                  fitted ? life->fit.shape.high : NAN, life->life.scale,
                                  fitted || scaled ? life->fit.scale.low : NAN,
                                  fitted || scaled ? life->fit.scale.high : NAN};
        struct arena_mark mark = arena_mark(plan->post->arena);
        out_word(out, plan->post, plan->catalog->categories[c].name);
        out_integer(out, life->in_service);
        out_integer(out, life->failures);
        out_integer(out, life->repeats);
        for (int k = 0; k < 6; k++)
            out_string(out, isfinite(figures[k]) && figures[k] > 0
                                ? arena_format(plan->post->arena, "%.6f", figures[k])
                                : "");
        out_string(out, life_origin_text(plan->post->arena, life));
        out_string(out, reliability_valid(life->life)
                            ? arena_format(plan->post->arena, "%.6f", life->to_expect)
                            : "");
        out_end(out);
        arena_release(plan->post->arena, mark);
    }
}

static void write_sentences(FILE *to, const char *heading, const char *const lines[], size_t count)
{
    if (count)
        fprintf(to, "\n%s\n", heading);
    for (size_t i = 0; i < count; i++)
        fprintf(to, "- %s\n", lines[i]);
}

/* The text of Summary and of the sheet Brief. */
static void write_brief_text(struct csv_out *out, const struct plan *plan)
{
    const char *post = post_string(plan->post, plan->settings->post);
    char as_of[DATE_TEXT];
    struct brief b;
    write_brief(plan, &b);
    fprintf(out->to, "IT budget plan and resource request FY%d%s%s, as of %s\n", plan->budget_year,
            post[0] ? ", " : "", post, date_long(plan->settings->as_of, as_of));
    write_sentences(out->to, b.headings[BRIEF_REQUEST], b.request, b.request_count);
    write_sentences(out->to, b.headings[BRIEF_BUYS], b.drivers, b.driver_count);
    write_sentences(out->to, b.headings[BRIEF_WITHOUT], b.without, b.without_count);
    write_sentences(out->to, b.headings[BRIEF_DECISIONS], b.decisions, b.decision_count);
    write_sentences(out->to, b.headings[BRIEF_ASSUMPTIONS], b.assumptions, b.assumption_count);
}

const struct result plan_results[] = {
    {"assets.csv", write_assets},           {"schedule.csv", write_schedule},
    {"lines.csv", write_lines},             {"totals.csv", write_totals},
    {"findings.csv", write_findings},       {"procurement.csv", write_procurement},
    {"licenses.csv", write_licenses},       {"services.csv", write_services},
    {"spares.csv", write_spares},           {"reliability.csv", write_reliability},
    {"unfunded.csv", write_unfunded},
    {"spend_plan.csv", write_spend_plan},   {"yearend.csv", write_yearend},
    {"bridge.csv", write_bridge},           {"execution.csv", write_execution},
    {"procurement.ics", write_calendar},    {"brief.txt", write_brief_text},
    {NULL, NULL},
};
