#include "planner/spending.h"

#include <stdlib.h>
#include <string.h>

#include "planner/obligations.h"
#include "planner/phasing.h"
#include "planner/sort.h"

typedef money quarters[4];

static quarters *at_year(const struct plan *plan, size_t line, int year)
{
    return &plan->spending->planned[line * (size_t)plan->years + (size_t)year];
}

/* ---- what goes on and what waits ---------------------------------------------------------------- */

static bool service_in_force(const struct plan *plan, word name)
{
    for (size_t i = 0; i < plan->service_count; i++)
        if (word_same(plan->services[i].name, name))
            return period_given(plan->services[i].last) && !plan->services[i].ended;
    return false;
}

static bool license_in_force(const struct plan *plan, word id)
{
    const struct license_rows *t = &plan->post->licenses;
    for (size_t i = 0; i < t->rows.count; i++)
        if (word_same(t->license_id[i], id))
            return !date_given(t->start[i]) ||
                   date_compare(t->start[i], plan->settings->as_of) <= 0;
    return false;
}

static bool goes_on(const struct plan *plan, const struct line *line)
{
    return line->kind == LINE_PERSONNEL ||
           (line->kind == LINE_SERVICE && service_in_force(plan, line->item)) ||
           (line->kind == LINE_LICENSE && license_in_force(plan, line->item));
}

static struct stranded *stranded_entry(struct plan *plan, size_t line, int year, const char *why)
{
    struct spending *s = plan->spending;
    for (size_t k = 0; k < s->stranded_count; k++)
        if (s->stranded[k].line == line && s->stranded[k].fiscal_year == plan->first_year + year)
            return &s->stranded[k];
    struct stranded *made = &s->stranded[s->stranded_count++];
    *made = (struct stranded){
        .line = line, .fiscal_year = plan->first_year + year, .why = why,
        .lapses = plan->catalog->fundings[plan->lines[line].funding].period == 1};
    return made;
}

/* Moves an amount out of a quarter (from 0); `to` 4 is behind the year. */
static void move(struct plan *plan, size_t line, int year, int from, int to, money amount,
                 const char *why)
{
    quarters *q = at_year(plan, line, year);
    if (!amount.cents)
        return;
    plan->spending->moved = true;
    (*q)[from] = money_sub((*q)[from], amount);
    if (to < 4) {
        (*q)[to] = money_add((*q)[to], amount);
        return;
    }
    struct stranded *lost = stranded_entry(plan, line, year, why);
    lost->amount = money_add(lost->amount, amount);
}

/* ---- the continuing resolution -------------------------------------------------------------------- */

static void hold_until(struct plan *plan, date until)
{
    int year = year_index(plan, fiscal_year(until));
    date free_on = date_add_days(until, 1);
    char said[DATE_TEXT];
    if (year < 0)
        return;
    int free_quarter = fiscal_year(free_on) > fiscal_year(until) ? 4 : fiscal_quarter(free_on) - 1;
    const char *why = arena_format(plan->post->arena, "continuing resolution until %s",
                                   date_long(until, said));
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        date last = plan->catalog->fundings[line->funding].last_obligation_date;
        bool late = date_given(last) && fiscal_year(last) == fiscal_year(until) &&
                    date_compare(last, free_on) < 0;
        if (goes_on(plan, line))
            continue;
        for (int q = 0; q < free_quarter; q++)
            move(plan, i, year, q, late ? 4 : free_quarter, (*at_year(plan, i, year))[q],
                 late ? "the fund's last obligation date passes before the continuing resolution "
                        "ends"
                      : why);
    }
}

/* ---- quarterly ceilings ----------------------------------------------------------------------------- */

struct turn {
    size_t line;
    int worth; /* the least is moved first */
};

static int least_first(const void *left, const void *right)
{
    const struct turn *a = left, *b = right;
    if (a->worth != b->worth)
        return a->worth < b->worth ? -1 : 1;
    return (a->line < b->line) - (a->line > b->line);
}

/* Lines that may wait, the least important first: over target, then by falling priority. */
static size_t take_turns(const struct plan *plan, struct turn *turns)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        if (!goes_on(plan, line))
            turns[n++] = (struct turn){i, (line->request == REQUEST_OVER_TARGET ? -10 : 0) -
                                              (line->priority ? line->priority : 3)};
    }
    sort(turns, n, sizeof *turns, least_first);
    return n;
}

static bool within(const struct plan *plan, size_t ceiling, size_t i)
{
    const struct ceiling_rows *t = &plan->post->ceilings;
    const struct line *line = &plan->lines[i];
    return (!word_given(t->funding_source[ceiling]) ||
            funding_find(plan->catalog, t->funding_source[ceiling]) == line->funding) &&
           (!t->plan_category[ceiling] || t->plan_category[ceiling] == line->plan_category);
}

/* What passes the ceiling at the end of its quarter. */
static money above(const struct plan *plan, size_t ceiling, int year, int quarter)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->line_count; i++)
        for (int q = 0; q <= quarter && within(plan, ceiling, i); q++)
            sum = money_add(sum, (*at_year(plan, i, year))[q]);
    return money_sub(sum, plan->post->ceilings.amount[ceiling]);
}

static void hold_under(struct plan *plan, size_t ceiling, int year, int quarter,
                       const struct turn *turns, size_t count)
{
    money excess = above(plan, ceiling, year, quarter);
    const char *why = arena_format(plan->post->arena, "ceiling of FY%dQ%d",
                                   plan->first_year + year, quarter + 1);
    for (int q = quarter; q >= 0; q--)
        for (size_t k = 0; k < count && excess.cents > 0; k++) {
            money here = (*at_year(plan, turns[k].line, year))[q];
            if (!within(plan, ceiling, turns[k].line) || here.cents <= 0)
                continue;
            money part = money_compare(here, excess) > 0 ? excess : here;
            move(plan, turns[k].line, year, q, quarter + 1, part, why);
            excess = money_sub(excess, part);
        }
    char amount[MONEY_TEXT];
    if (excess.cents > 0)
        rows_report(plan->post->diag, &plan->post->ceilings.rows, ceiling, "amount", WARNING,
                    "quarter-ceiling-too-low", (word){0},
                    "is %s less than staff, services and licences in force come to through Q%d of "
                    "FY%d; they stay in the spend plan", money_pretty(excess, amount), quarter + 1,
                    plan->first_year + year);
}

static void hold_ceilings(struct plan *plan)
{
    const struct ceiling_rows *t = &plan->post->ceilings;
    struct turn *turns = memory_array(plan->line_count + 1, sizeof *turns);
    size_t n = take_turns(plan, turns);
    for (int q = 0; q < 4; q++)
        for (size_t i = 0; i < t->rows.count; i++)
            if (!t->rows.bad[i] && t->quarter[i] == q + 1 &&
                year_index(plan, t->fiscal_year[i]) >= 0)
                hold_under(plan, i, year_index(plan, t->fiscal_year[i]), q, turns, n);
    free(turns);
}

/* ---- rows --------------------------------------------------------------------------------------------- */

struct account {
    word source;
    size_t funding;
    uint8_t plan_category;
};

static void add_account(struct account *accounts, size_t *count, struct account a)
{
    for (size_t k = 0; k < *count; k++)
        if (word_same(accounts[k].source, a.source) && accounts[k].plan_category == a.plan_category)
            return;
    accounts[(*count)++] = a;
}

static int by_account(const void *left, const void *right)
{
    const struct account *a = left, *b = right;
    if (a->funding != b->funding)
        return a->funding < b->funding ? -1 : 1;
    if (a->source.id != b->source.id)
        return a->source.id < b->source.id ? -1 : 1;
    return (int)a->plan_category - (int)b->plan_category;
}

static size_t list_accounts(const struct plan *plan, struct account *accounts)
{
    const struct obligations *o = plan->obligations;
    size_t n = 0;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        add_account(accounts, &n,
                    (struct account){plan->catalog->fundings[line->funding].name, line->funding,
                                     line->plan_category});
    }
    for (size_t k = 0; k < o->count; k++)
        if (is_loose(&o->groups[k]) && o->groups[k].row[CURRENT_YEAR] != NOWHERE)
            add_account(accounts, &n,
                        (struct account){o->groups[k].source, o->groups[k].funding,
                                         o->groups[k].plan_category});
    sort(accounts, n, sizeof *accounts, by_account);
    return n;
}

static void fill_row(const struct plan *plan, const struct phasing *phasing,
                     const struct account *a, struct spend_row *row)
{
    const struct obligations *o = plan->obligations;
    int year = row->fiscal_year - plan->first_year, q = row->quarter - 1;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        if (line->funding != a->funding || line->plan_category != a->plan_category)
            continue;
        row->phased = money_add(row->phased, phased(phasing, i, row->fiscal_year, row->quarter));
        row->planned = money_add(row->planned, (*at_year(plan, i, year))[q]);
        if (year == 0)
            row->obligated = money_add(row->obligated, o->quarter[i][CURRENT_YEAR][q]);
    }
    for (size_t k = 0; k < o->count && year == 0; k++)
        if (is_loose(&o->groups[k]) && word_same(o->groups[k].source, a->source) &&
            o->groups[k].plan_category == a->plan_category)
            row->obligated = money_add(row->obligated, o->groups[k].quarter[CURRENT_YEAR][q]);
}

static void list_rows(struct plan *plan, const struct phasing *phasing)
{
    struct spending *s = plan->spending;
    size_t most = plan->line_count + plan->obligations->count + 1;
    struct account *accounts = memory_array(most, sizeof *accounts);
    size_t n = list_accounts(plan, accounts);
    s->rows = arena_alloc(plan->post->arena, n * (size_t)plan->years * 4 + 1, sizeof *s->rows);
    for (int y = 0; y < plan->years; y++)
        for (int q = 1; q <= 4; q++)
            for (size_t k = 0; k < n; k++) {
                struct spend_row *row = &s->rows[s->count++];
                *row = (struct spend_row){.fiscal_year = plan->first_year + y, .quarter = q,
                                          .source = accounts[k].source,
                                          .funding = accounts[k].funding,
                                          .plan_category = accounts[k].plan_category};
                fill_row(plan, phasing, &accounts[k], row);
                const struct spend_row *before = q > 1 ? row - n : NULL;
                row->cumulative = before ? money_add(before->cumulative, row->planned)
                                         : row->planned;
                row->obligated_to_date =
                    before ? money_add(before->obligated_to_date, row->obligated) : row->obligated;
                row->available = money_sub(row->cumulative, row->obligated_to_date);
            }
    free(accounts);
}

void plan_spending(struct plan *plan)
{
    struct arena *arena = plan->post->arena;
    size_t cells = plan->line_count * (size_t)plan->years;
    struct spending *s = plan->spending = arena_alloc(arena, 1, sizeof *s);
    const struct phasing *phasing = phase_lines(plan);
    s->planned = arena_alloc(arena, cells + 1, sizeof *s->planned);
    s->stranded = arena_alloc(arena, cells + 1, sizeof *s->stranded);
    memcpy(s->planned, phasing->quarter, cells * sizeof *s->planned);
    if (date_given(plan->settings->cr_until))
        hold_until(plan, plan->settings->cr_until);
    hold_ceilings(plan);
    list_rows(plan, phasing);
}
