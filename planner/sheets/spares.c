/* Spares: what lies ready against what fails while an order is under way. */
#include "planner/stock.h"

#include "planner/plan_book.h"

enum { SITE, MODEL, CATEGORY, PAYER, UNITS, LEAD, DEMAND, NEEDED, ON_HAND, CHANCE, LACKING, ELSEWHERE,
       TO_BUY, EXCESS, UNIT_PRICE, COST, WHY, LIFE, COLUMNS,
       LINE = COLUMNS, AMOUNT = LINE + PARTS, FUNDED_COLUMNS = AMOUNT + PARTS };

int spares_line_column(int part)
{
    return LINE + part;
}

int spares_amount_column(int part)
{
    return AMOUNT + part;
}

int spares_rows(const struct plan_book *b)
{
    return b->plan->stock->count ? (int)b->plan->stock->count : 1;
}

static const char *unit_formula(const struct plan_book *b, const struct stock_position *p)
{
    int32_t price = b->plan->assets[p->asset].price;
    const char *sum = "";
    for (int k = 0; price >= 0 && k < PARTS; k++)
        if (b->unit_row[(size_t)price * PARTS + (size_t)k] >= 0)
            sum = say(b, "%s%s%s", sum, sum[0] ? "+" : "",
                      ref_unit(b, (size_t)price, (enum price_part)k, 0));
    return sum;
}

static void put_price(const struct plan_book *b, struct page *page, int row,
                      const struct stock_position *p)
{
    money unit = stock_unit_price(p);
    const char *formula = unit_formula(b, p);
    if (!money_given(unit))
        page_text(page, row, UNIT_PRICE, LOOK_TEXT | (p->to_buy ? LOOK_ALERT : LOOK_MUTED),
                  "not known");
    else if (formula[0])
        put_live(b, page, row, UNIT_PRICE, LOOK_MONEY, unit, formula);
    else
        page_money(page, row, UNIT_PRICE, LOOK_MONEY, unit);
    if (money_given(unit))
        put_live(b, page, row, COST, LOOK_MONEY | (p->to_buy ? 0 : LOOK_MUTED), p->cost,
                 say(b, "ROUND(%s*%s,2)", here(b, row, TO_BUY), here(b, row, UNIT_PRICE)));
}

/* With fund_spares=yes: the lines that the cost goes to, for Line workings. */
static void put_lines(const struct plan_book *b, struct page *page, int row,
                      const struct stock_position *p)
{
    int32_t price = b->plan->assets[p->asset].price;
    for (int k = 0; k < PARTS; k++) {
        if (p->gross[k] < 0)
            continue;
        money amount = money_times(p->unit[k], p->to_buy);
        page_text(page, row, LINE + k, LOOK_TEXT, gross_id(b, (size_t)p->gross[k]));
        if (price >= 0)
            put_live(b, page, row, AMOUNT + k, LOOK_MONEY, amount,
                     say(b, "ROUND(%s*%s,2)", here(b, row, TO_BUY),
                         ref_unit(b, (size_t)price, (enum price_part)k, 0)));
        else
            page_money(page, row, AMOUNT + k, LOOK_MONEY, amount);
    }
}

static void put_position(const struct plan_book *b, struct page *page, int row,
                         const struct stock_position *p)
{
    const struct plan *plan = b->plan;
    const struct post *post = plan->post;
    const struct category_life *life = &plan->lives->of[p->category];
    unsigned alert = p->to_buy && p->payer == PAYER_POST ? LOOK_ALERT : 0;
    page_text(page, row, SITE, LOOK_TEXT,
              word_given(p->site)   ? post_string(post, p->site)
              : word_given(p->post) ? post_string(post, p->post)
                                    : "(no site)");
    page_text(page, row, MODEL, LOOK_TEXT,
              word_given(p->model) ? post_string(post, p->model) : "(no model)");
    page_text(page, row, CATEGORY, LOOK_TEXT,
              post_string(post, plan->catalog->categories[p->category].name));
    page_number(page, row, UNITS, LOOK_COUNT, (double)p->in_service);
    page_number(page, row, LEAD, LOOK_COUNT, p->lead);
    page_number(page, row, DEMAND, LOOK_EXCHANGE, p->at.mean);
    page_number(page, row, NEEDED, LOOK_COUNT, (double)p->at.needed);
    page_number(page, row, ON_HAND, LOOK_COUNT, (double)p->at.on_hand);
    page_number(page, row, CHANCE, LOOK_PERCENT, p->at.service_now);
    page_number(page, row, LACKING, LOOK_COUNT, (double)p->at.lacking);
    page_number(page, row, ELSEWHERE, LOOK_COUNT, (double)p->elsewhere);
    page_number(page, row, TO_BUY, LOOK_COUNT | alert, (double)p->to_buy);
    page_number(page, row, EXCESS, LOOK_COUNT, (double)(p->at.excess - p->lends));
    page_text(page, row, PAYER, LOOK_TEXT,
              post_string(post, plan->catalog->fundings[p->funding].name));
    put_price(b, page, row, p);
    page_text(page, row, WHY, LOOK_TEXT, stock_reason(p));
    page_text(page, row, LIFE, LOOK_TEXT, life_origin_text(b->arena, life));
    if (plan->stock->funded)
        put_lines(b, page, row, p);
}

static int put_positions(const struct plan_book *b, struct page *page)
{
    struct heading headings[FUNDED_COLUMNS] = {
        {"Site", 16}, {"Model", 20}, {"Category", 14}, {"Paid by", 15.5}, {"Units in service", 7},
        {"Lead months", 7}, {"Expected demand", 8}, {"Needed", 7}, {"On hand", 6},
        {"Lasts now with chance", 8}, {"Short", 6.5}, {"From other sites", 7}, {"To buy", 6.5},
        {"Excess", 7},
        {say(b, "One in FY%d", b->plan->first_year), 10.5}, {"Cost", 11}, {"Why short", 43}, {"Life from", 42},
        {"Line", 7}, {"Freight line", 8}, {"Installation line", 10}, {"Price", 12}, {"Freight", 11},
        {"Installation", 11}};
    const struct stock *stock = b->plan->stock;
    page_paper(page, WHY);
    int row = sheet_table(page, "Spares", SHEET_HEADER, headings,
                          stock->funded ? FUNDED_COLUMNS : COLUMNS, stock->count, false);
    for (size_t i = 0; i < stock->count; i++) {
        struct arena_mark mark = arena_mark(b->arena);
        put_position(b, page, row++, &stock->positions[i]);
        arena_release(b->arena, mark);
    }
    return row + (stock->count == 0);
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    int row = put_positions(b, page) + 1;
    sheet_note(page, row, COST,
                     say(b, "Needed: the smallest stock that lasts over the lead time with chance %.4g "
                  "(service_level), Poisson demand at the units' ages; at least one of each "
                  "telephone (5 FAH-2 H-621). Needs and counts are of this run.",
                  decimal_double(b->plan->settings->service_level)));
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->stock->count > 0;
}

const struct sheet sheet_spares = {
    .setup = {.name = SHEET_SPARES, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 3,
              .compact = true},
    .answers = "Are there spares enough to last until the next delivery, and what do the missing "
               "ones cost?",
    .wanted = wanted,
    .fill = fill,
};

/* ---- what to buy first ------------------------------------------------------------------------ */

enum { RANK, WANTED, WHERE, PIECES, PRICE_OF, SO_FAR, REQUEST_COLUMNS };

static void put_request(const struct plan_book *b, struct page *page, int row, size_t i)
{
    const struct post *post = b->plan->post;
    const struct stock_request *r = &b->plan->stock->requests[i];
    const struct stock_position *p = r->position;
    page_number(page, row, RANK, LOOK_COUNT, (double)i + 1);
    page_text(page, row, WANTED, LOOK_TEXT,
              post_string(post, word_given(p->model) ? p->model
                                                     : b->plan->catalog->categories[p->category].label));
    page_text(page, row, WHERE, LOOK_TEXT, post_string(post, p->site));
    page_number(page, row, PIECES, LOOK_COUNT, (double)p->to_buy);
    page_money(page, row, PRICE_OF, LOOK_MONEY, r->amount);
    page_money(page, row, SO_FAR, LOOK_MONEY, r->cumulative);
}

static void fill_requests(struct page *page, const void *subject)
{
    static const struct heading headings[REQUEST_COLUMNS] = {
        {"Rank", 6}, {"Model", 30}, {"Site", 22}, {"To buy", 8}, {"Amount", 12}, {"Cumulative", 13}};
    const struct plan_book *b = subject;
    size_t count = b->plan->stock->request_count;
    int row = sheet_table(page, "SparesToBuy", SHEET_HEADER, headings, REQUEST_COLUMNS, count, false);
    for (size_t i = 0; i < count; i++)
        put_request(b, page, row++, i);
    sheet_note(page, row + 1, SO_FAR,
               "Ranked by calls in vain that a dollar avoids while the next order is under way. Over "
               "target: in no total of the plan (fund_spares=no). Of this run.");
}

static bool any_request(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->stock->request_count > 0;
}

const struct sheet sheet_spares_to_buy = {
    .setup = {.name = "Spares to buy", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2,
              .portrait = true},
    .answers = "Which missing spares are to be bought first, when there is money for some?",
    .wanted = any_request,
    .fill = fill_requests,
};
