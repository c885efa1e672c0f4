/* An explanation for programs.  Keys are part of what scripts depend on: add, do not rename. */
#include "planner/explain_views.h"

#include <string.h>

#include "planner/answer.h"

static json_t *string_or_null(const char *string)
{
    return string[0] ? answer_text(string) : json_null();
}

static json_t *word_json(const struct plan *plan, word w)
{
    return string_or_null(post_string(plan->post, w));
}

static json_t *date_json(date d)
{
    char out[DATE_TEXT];
    return string_or_null(date_iso(d, out));
}

static json_t *money_json(money m)
{
    char out[MONEY_TEXT];
    return string_or_null(money_plain(m, out));
}

static json_t *decimal_json(decimal d)
{
    char out[DECIMAL_TEXT];
    return decimal_given(d) ? json_string(decimal_plain(d, out)) : json_null();
}

static json_t *year_json(int year)
{
    return year ? json_integer(year) : json_null();
}

static void set_place(json_t *object, const struct plan *plan, struct place at)
{
    answer_set(object, "file", word_json(plan, at.file));
    answer_set(object, "line", at.line ? json_integer(at.line) : json_null());
}

/* Adds where a fact comes from to the object that holds it. */
static void set_origin(json_t *object, const struct plan *plan, const struct origin *from)
{
    answer_set(object, "from", json_string(origin_name(from->kind)));
    answer_set(object, "detail", string_or_null(from->detail));
    set_place(object, plan, from->at);
}

static json_t *fact(const struct plan *plan, const char *key, json_t *value,
                    const struct origin *from)
{
    json_t *object = json_object();
    answer_set(object, key, value);
    set_origin(object, plan, from);
    return object;
}

/* ---- the asset and its dates --------------------------------------------------------------------- */

static json_t *category_json(const struct plan *plan, size_t category)
{
    json_t *object = json_object();
    answer_set(object, "category", word_json(plan, plan->catalog->categories[category].name));
    answer_set(object, "name", word_json(plan, plan->catalog->categories[category].label));
    return object;
}

static void set_asset(json_t *root, const struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct assets *t = &plan->post->assets;
    answer_set(root, "asset_tag", word_json(plan, t->asset_tag[e->asset]));
    set_place(root, plan, rows_place(&t->rows, e->asset, NULL));
    answer_set(root, "as_of", date_json(plan->settings->as_of));
    answer_set(root, "first_year", json_integer(plan->first_year));
    answer_set(root, "last_year", json_integer(plan->first_year + plan->years - 1));
    answer_set(root, "budget_year", json_integer(plan->budget_year));
    answer_set(root, "held", category_json(plan, plan->assets[e->asset].held));
    answer_set(root, "model", word_json(plan, t->model[e->asset]));
    answer_set(root, "location", word_json(plan, t->location[e->asset]));
    answer_set(root, "status", json_string(status_name(t->status[e->asset])));
    answer_set(root, "quantity", json_integer(e->quantity));
    answer_set(root, "included", json_boolean(plan->assets[e->asset].active));
    answer_set(root, "in_plan", json_boolean(e->in_plan));
    answer_set(root, "reason", string_or_null(reason_text(plan, e->asset)));
}

static json_t *candidate(const char *trigger, date on, bool counts)
{
    json_t *object = json_object();
    answer_set(object, "trigger", json_string(trigger));
    answer_set(object, "date", date_json(on));
    answer_set(object, "counts", json_boolean(counts));
    return object;
}

static json_t *candidates_json(const struct explanation *e)
{
    const struct assets *t = &e->plan->post->assets;
    const struct asset_plan *a = &e->plan->assets[e->asset];
    bool hold = t->decision[e->asset] == DECISION_HOLD;
    json_t *list = json_array();
    answer_append(list, candidate(trigger_name(BY_CYCLE), e->due.by_cycle, a->trigger == BY_CYCLE));
    if (date_given(a->end_of_support))
        answer_append(list, candidate(trigger_name(BY_END_OF_SUPPORT), a->end_of_support,
                               a->trigger == BY_END_OF_SUPPORT));
    if (date_given(t->replace_by[e->asset]))
        answer_append(list, candidate(trigger_name(hold ? BY_HOLD : BY_DECISION),
                               t->replace_by[e->asset],
                               a->trigger == (hold ? BY_HOLD : BY_DECISION)));
    return list;
}

static json_t *project_json(const struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct project_rows *t = &plan->post->projects;
    int32_t row = plan->assets[e->asset].project;
    if (row == NO_PROJECT)
        return json_null();
    json_t *object = json_object();
    answer_set(object, "project", word_json(plan, t->project[row]));
    answer_set(object, "title", word_json(plan, t->title[row]));
    answer_set(object, "fiscal_year", json_integer(t->fiscal_year[row]));
    set_place(object, plan, rows_place(&t->rows, (size_t)row, "replaces"));
    return object;
}

static json_t *first_buy_json(const struct explanation *e)
{
    const struct settings *settings = e->plan->settings;
    json_t *object = fact(e->plan, "fiscal_year", json_integer(settings->first_buy_year),
                          &e->first_buy);
    answer_set(object, "date", date_json(settings->first_buy));
    return object;
}

static void set_dates(json_t *root, const struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct asset_plan *a = &plan->assets[e->asset];
    static const char *const rules[] = {"earliest", "cycle", "latest"};
    answer_set(root, "base_date", fact(plan, "date", date_json(a->base), &e->base));
    answer_set(root, "cycle", fact(plan, "months", json_integer(a->cycle), &e->cycle));
    answer_set(root, "end_of_support", fact(plan, "date", date_json(a->end_of_support),
                                     &e->end_of_support));
    answer_set(root, "replacement_trigger", json_string(rules[plan->rules.due]));
    answer_set(root, "candidates", candidates_json(e));
    answer_set(root, "due_date", date_json(a->due));
    answer_set(root, "due_fy", json_integer(fiscal_year(a->due)));
    answer_set(root, "trigger", json_string(trigger_name((enum trigger)a->trigger)));
    answer_set(root, "backlog", json_boolean(a->backlog));
    answer_set(root, "first_buy", first_buy_json(e));
    answer_set(root, "project", project_json(e));
    answer_set(root, "first_replacement", date_json(a->first));
}

static json_t *bought_json(const struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct asset_plan *a = &plan->assets[e->asset];
    json_t *object = category_json(plan, a->bought);
    set_origin(object, plan, &e->replacement);
    answer_set(object, "cycle",
               fact(plan, "months", json_integer(a->later_cycle), &e->later_cycle));
    answer_set(object, "lead_months", json_integer(a->lead));
    answer_set(object, "plan_category",
        json_string(plan_category_name(asset_plan_category(plan, e->asset))));
    return object;
}

/* ---- who pays, what it costs ----------------------------------------------------------------------- */

static json_t *shares_json(const struct plan *plan, const struct funding *f)
{
    json_t *list = json_array();
    for (size_t k = 0; f->shared && k < f->share_count; k++) {
        const struct share *s = &plan->catalog->shares[f->first_share + k];
        json_t *object = json_object();
        answer_set(object, "funding_source", word_json(plan, plan->catalog->fundings[s->to].name));
        answer_set(object, "share_pct", decimal_json(s->pct));
        answer_set(object, "cost_center", word_json(plan, s->cost_center));
        answer_append(list, object);
    }
    return list;
}

static void set_payer(json_t *root, const struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct asset_plan *a = &plan->assets[e->asset];
    const struct funding *f = &plan->catalog->fundings[a->funding];
    answer_set(root, "network", fact(plan, "network", json_string(network_name(a->network)),
                              &e->network));
    answer_set(root, "funding",
               fact(plan, "funding_source", word_json(plan, f->name), &e->funding));
    answer_set(root, "payer", fact(plan, "payer", json_string(payer_name(a->payer)), &e->payer));
    answer_set(root, "shares", shares_json(plan, f));
    answer_set(root, "cost_center", word_json(plan, a->cost_center));
}

static json_t *price_json(const struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct catalog *c = plan->catalog;
    const struct escalation_class *class = &c->classes[e->class_index];
    const struct asset_plan *a = &plan->assets[e->asset];
    json_t *object = json_object();
    set_origin(object, plan, &e->price);
    answer_set(object, "match", string_or_null(e->price_match));
    answer_set(object, "replacement",
        a->price >= 0 ? word_json(plan, plan->post->prices.replacement[a->price]) : json_null());
    answer_set(object, "currency", word_json(plan, c->currencies[e->currency].name));
    answer_set(object, "price_year", year_json(e->price_year));
    answer_set(object, "escalation_class", word_json(plan, class->name));
    answer_set(object, "escalation_source", string_or_null(class->source));
    return object;
}

static json_t *lines_json(const struct explanation *e, const struct explained_purchase *p,
                          size_t gross)
{
    const struct plan *plan = e->plan;
    const struct explained_share *shares;
    size_t count = gross == NOWHERE || !e->in_plan
                       ? 0
                       : explain_shares(plan, gross, p->fiscal_year, &shares);
    json_t *list = json_array();
    for (size_t k = 0; k < count; k++) {
        const struct line *line = &plan->lines[shares[k].line];
        json_t *object = json_object();
        answer_set(object, "line_id", json_string(line_id(plan->post->arena, shares[k].line)));
        answer_set(object, "title", word_json(plan, line->title));
        answer_set(object, "object_class", word_json(plan, line->object_class));
        answer_set(object, "funding_source",
                   word_json(plan, plan->catalog->fundings[line->funding].name));
        answer_set(object, "cost_center", word_json(plan, line->cost_center));
        answer_set(object, "share_pct", decimal_json(shares[k].pct));
        answer_set(object, "line_amount", money_json(shares[k].amount));
        answer_append(list, object);
    }
    return list;
}

static json_t *parts_json(const struct explanation *e, const struct explained_purchase *p)
{
    static const char *const names[] = {"price", "freight", "install"};
    json_t *list = json_array();
    for (size_t k = 0; k < p->part_count; k++) {
        const struct explained_part *part = &p->parts[k];
        json_t *object = json_object();
        answer_set(object, "part", json_string(names[part->part]));
        answer_set(object, "price", money_json(part->price));
        answer_set(object, "local", money_json(part->local));
        answer_set(object, "dollars", money_json(part->dollars));
        answer_set(object, "amount", money_json(part->amount));
        answer_set(object, "lines", lines_json(e, p, part->gross));
        answer_append(list, object);
    }
    return list;
}

static json_t *rates_json(const struct explained_purchase *p)
{
    json_t *list = json_array();
    for (size_t k = 0; k < p->rate_count; k++) {
        json_t *object = json_object();
        answer_set(object, "fiscal_year", json_integer(p->rates[k].fiscal_year));
        answer_set(object, "rate_pct", json_real(p->rates[k].pct));
        answer_set(object, "rate_of", year_json(p->rates[k].of_year));
        answer_append(list, object);
    }
    return list;
}

/* Each flag by itself: flags_text joins them with "; ". */
static json_t *flags_json(const struct explanation *e, const struct purchase *p)
{
    const char *flags = flags_text(e->plan->post->arena, e->plan, p);
    json_t *list = json_array();
    while (*flags) {
        size_t n = strcspn(flags, ";");
        answer_append(list, json_stringn(flags, n));
        flags += n;
        flags += strspn(flags, "; ");
    }
    return list;
}

static json_t *purchase_json(const struct explanation *e, const struct explained_purchase *p)
{
    json_t *object = json_object();
    if (p->purchase) {
        answer_set(object, "sequence", json_integer(p->purchase->sequence));
        answer_set(object, "replace_on", date_json(p->purchase->on));
        answer_set(object, "order_by", date_json(p->purchase->order_by));
        answer_set(object, "flags", flags_json(e, p->purchase));
    }
    answer_set(object, "fiscal_year", json_integer(p->fiscal_year));
    if (p->part_count) {
        answer_set(object, "rates", rates_json(p));
        answer_set(object, "factor", json_real(p->factor));
        answer_set(object, "exchange_rate",
                   p->exchange_year ? decimal_json(p->exchange) : json_null());
        answer_set(object, "exchange_year", year_json(p->exchange_year));
    }
    answer_set(object, "parts", parts_json(e, p));
    answer_set(object, "unit_price", money_json(p->unit_price));
    answer_set(object, "quantity", json_integer(e->quantity));
    answer_set(object, "amount", money_json(p->amount));
    return object;
}

static void set_purchases(json_t *root, const struct explanation *e)
{
    json_t *list = json_array();
    for (size_t n = 0; e->in_plan && n < e->purchase_count; n++)
        answer_append(list, purchase_json(e, &e->purchases[n]));
    answer_set(root, "replacements", list);
    if (!e->in_plan)
        answer_set(root, "would_cost", purchase_json(e, &e->purchases[0]));
}

void explain_as_json(const struct explanation *e, FILE *to)
{
    json_t *root = json_object();
    set_asset(root, e);
    set_dates(root, e);
    answer_set(root, "bought", bought_json(e));
    set_payer(root, e);
    answer_set(root, "price", price_json(e));
    set_purchases(root, e);
    answer_print(root, to);
}

static void skipped_as_json(const struct plan *plan, size_t asset, FILE *to)
{
    const struct assets *t = &plan->post->assets;
    json_t *root = json_object();
    answer_set(root, "asset_tag", word_json(plan, t->asset_tag[asset]));
    set_place(root, plan, rows_place(&t->rows, asset, NULL));
    answer_set(root, "included", json_false());
    answer_set(root, "in_plan", json_false());
    answer_set(root, "reason", json_string(reason_text(plan, asset)));
    answer_print(root, to);
}

void explain_skipped(const struct plan *plan, size_t asset, bool json, FILE *to)
{
    if (json)
        skipped_as_json(plan, asset, to);
    else
        fprintf(to, "%s is not in the plan: %s.\n",
                visible(plan->post->arena,
                        post_string(plan->post, plan->post->assets.asset_tag[asset])),
                reason_text(plan, asset));
}
