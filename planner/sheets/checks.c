/* Checks: control totals, and everything needed to make this workbook again. */
#include "planner/plan_book.h"

static int put_check(const struct plan_book *b, struct page *page, int row, unsigned look,
                     const char *what, const char *left, double left_value, const char *right, double right_value)
{
    page_text(page, row, 0, LOOK_TEXT, what);
    page_formula_number(page, row, 1, look, left_value, left);
    page_formula_number(page, row, 2, look, right_value, right);
    page_formula_number(page, row, 3, look, left_value - right_value,
                        say(b, "ROUND(%s-%s,2)", here(b, row, 1), here(b, row, 2)));
    page_formula_text(page, row, 4, LOOK_TEXT | LOOK_GOOD, "ok",
                      say(b, "IF(%s=0,\"ok\",\"differs\")", here(b, row, 3)));
    return row + 1;
}

/* A number as a formula that is only itself: what the program counted. */
static const char *counted(const struct plan_book *b, double value)
{
    return say(b, "%.15g+0", value);
}

/* The tags on Schedule, also where its table goes on on a second sheet, below a header there. */
static const char *tags_on_schedule(const struct plan_book *b)
{
    int first = first_schedule_row(), left = last_schedule_row(b) - first + 1;
    const char *sheet = SHEET_SCHEDULE, *sum = "";
    for (int number = 2; left > 0; number++) {
        int rows = left < b->sheet_rows - first ? left : b->sheet_rows - first;
        sum = say(b, "%s%sCOUNTA(%s)", sum, sum[0] ? "+" : "",
                  ref_range(b, sheet, first, 0, first + rows - 1, 0));
        sheet = say(b, "%s %d", SHEET_SCHEDULE, number);
        left -= rows;
        first = 1;
    }
    return sum;
}

static int put_totals(const struct plan_book *b, struct page *page, int row)
{
    const struct plan *plan = b->plan;
    size_t excluded_inactive = 0, rows = plan->post->assets.rows.count;
    for (size_t i = 0; i < rows; i++)
        excluded_inactive += b->asset_row[i] < 0;
    size_t left_out = plan->post->left_out_count;
    row = put_check(b, page, row, LOOK_COUNT,
                    left_out ? "Rows = on Schedule + not active + left out by corrections"
                             : "Rows read = rows on Schedule + assets that are not active",
                    counted(b, (double)(rows + left_out)), (double)(rows + left_out),
                    left_out ? say(b, "%s+%zu+%zu", tags_on_schedule(b), excluded_inactive, left_out)
                             : say(b, "%s+%zu", tags_on_schedule(b), excluded_inactive),
                    (double)(rows + left_out));
    for (int y = 0; y < b->years; y++) {
        double total = money_dollars(plan->total[y]);
        row = put_check(b, page, row, LOOK_MONEY,
                        say(b, "FY%d: MRR lines = Summary", plan->first_year + y),
                        sum_of_lines(b, y, 0, "", 0, ""), total,
                        say(b, "total_FY%d", plan->first_year + y), total);
    }
    int work_first = work_header(b) + 1;
    int work_last = work_first + (int)(plan->gross_count + plan->part_count) - 1;
    for (int y = 0; y < b->years && plan->gross_count; y++)
        row = put_check(b, page, row, LOOK_MONEY,
                        say(b, "FY%d: lines before division = lines after", plan->first_year + y),
                        say(b, "ROUND(SUMIFS(%s,%s,\"G*\"),2)",
                            ref_range(b, SHEET_WORKINGS, work_first, WORK_YEARS + y, work_last,
                                      WORK_YEARS + y),
                            ref_range(b, SHEET_WORKINGS, work_first, WORK_ID, work_last, WORK_ID)),
                        money_dollars(plan->total[y]), sum_of_lines(b, y, 0, "", 0, ""),
                        money_dollars(plan->total[y]));
    return row;
}

/* The program's own totals beside the living ones: they part when a reader changes a cell. */
static int put_run(const struct plan_book *b, struct page *page, int row)
{
    const struct plan *plan = b->plan;
    page_text(page, row++, 0, LOOK_HEADING, "This run's totals beside the living ones");
    static const char *const titles[] = {"Total of", "This run", "Now", "Changed since by"};
    for (int k = 0; k < 4; k++)
        page_text(page, row, k, LOOK_HEADER | (k ? LOOK_RIGHT : 0), titles[k]);
    row++;
    for (int y = 0; y < b->years; y++, row++) {
        page_text(page, row, 0, LOOK_TEXT, fiscal_label(b, plan->first_year + y));
        page_money(page, row, 1, LOOK_MONEY, plan->total[y]);
        page_formula_money(page, row, 2, LOOK_MONEY, plan->total[y],
                           say(b, "total_FY%d", plan->first_year + y));
        page_formula_money(page, row, 3, LOOK_MONEY, MONEY_ZERO,
                           say(b, "ROUND(%s-%s,2)", here(b, row, 2), here(b, row, 1)));
    }
    return row + 1;
}

static int put_files(const struct plan_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"File", "Bytes", "Rows", "SHA-256"};
    const struct post *post = b->plan->post;
    page_text(page, row++, 0, LOOK_HEADING, "What was read");
    for (int k = 0; k < 4; k++)
        page_text(page, row, k, LOOK_HEADER | (k == 1 || k == 2 ? LOOK_RIGHT : 0), titles[k]);
    row++;
    for (size_t i = 0; i < post->file_count; i++, row++) {
        page_text(page, row, 0, LOOK_TEXT, post_file(post, post->files[i].path));
        page_number(page, row, 1, LOOK_COUNT, (double)post->files[i].bytes);
        page_number(page, row, 2, LOOK_COUNT, (double)post->files[i].rows);
        page_text(page, row, 3, LOOK_TEXT, post->files[i].sha256);
    }
    return row + 1;
}

/* The same figures as planner check prints. */
static int put_quality(const struct plan_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"File", "Quality, of 100", "Cells filled, %",
                                         "Values readable, %", "Unique, %", "Whole rows, %"};
    const struct post *post = b->plan->post;
    page_text(page, row++, 0, LOOK_HEADING, "How good the data is");
    for (int k = 0; k < 6; k++)
        page_text(page, row, k, LOOK_HEADER | (k ? LOOK_RIGHT : 0), titles[k]);
    row++;
    for (size_t i = 0; i < post->file_count; i++) {
        const struct quality *q = &post->files[i].quality;
        const unsigned parts[] = {q->score, q->filled, q->valid, q->unique, q->shaped};
        if (!post->files[i].rows)
            continue;
        page_text(page, row, 0, LOOK_TEXT, post_file(post, post->files[i].path));
        for (int k = 0; k < 5; k++)
            page_number(page, row, k + 1, LOOK_COUNT, parts[k]);
        row++;
    }
    return row + 1;
}

static void put_notes(const struct plan_book *b, struct page *page, int row)
{
    const struct plan *plan = b->plan;
    char as_of[DATE_TEXT];
    const char *const notes[] = {
        say(b, "planner %s, as of %s.", b->manifest->version,
            date_iso(plan->settings->as_of, as_of)),
        b->manifest->figures[0] ? say(b, "Options that change figures: %s", b->manifest->figures)
                                : "No option changed a figure.",
        b->live ? "Every amount is a formula on Assumptions."
                : say(b, "More than %d assets: the schedule is values, totals are formulas on them "
                      "(setting live_rows).", plan->settings->live_rows),
        "As of this run, not live: forecasts of services, the procurement calendar, findings, "
        "excluded assets, justifications, the texts on Summary, and what is target or over "
        "target.",
    };
    page_text(page, row++, 0, LOOK_HEADING, "How this workbook was made");
    for (size_t k = 0; k < sizeof notes / sizeof *notes; k++)
        page_text(page, row++, 0, LOOK_TEXT, notes[k]);
}

static void fill(struct page *page, const void *subject)
{
    static const char *const titles[] = {"What must be equal", "Left", "Right", "Difference", ""};
    const struct plan_book *b = subject;
    page_width(page, 0, 0, 58);
    page_width(page, 1, 2, 18);
    page_width(page, 3, 3, 20);
    page_width(page, 4, 4, 12);
    page_width(page, 5, 5, 40); /* so that a hash is printed whole */
    for (int k = 0; k < 5; k++)
        page_text(page, SHEET_HEADER, k, LOOK_HEADER | (k ? LOOK_RIGHT : 0), titles[k]);
    int row = put_totals(b, page, SHEET_HEADER + 1);
    page_condition(page, SHEET_HEADER + 1, 4, row - 1, 4, CONDITION_NOT_OK);
    row = put_run(b, page, row + 1);
    row = put_files(b, page, row + 1);
    row = put_quality(b, page, row);
    put_notes(b, page, row + 1);
}

const struct sheet sheet_checks = {
    .setup = {.name = "Checks", .compact = true},
    .answers = "Does everything add up, and how can this workbook be made again?",
    .fill = fill,
};
