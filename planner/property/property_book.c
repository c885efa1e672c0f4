#include "planner/property_book.h"

#include <stdlib.h>

#define SHEET(name) extern const struct sheet sheet_##name;
#include "planner/property_sheets.def"
#undef SHEET

static const struct sheet *const comparison_sheets[] = {
    &sheet_comparison, &sheet_execution, &sheet_comparison_changes, NULL};
static const struct sheet *const reconciliation_sheets[] = {
    &sheet_reconciliation, &sheet_certification, &sheet_count_changes, &sheet_candidates, NULL};
static const struct sheet *const rollup_sheets[] = {
    &sheet_mission, &sheet_mission_lines, &sheet_seen_twice, NULL};

const char found_not_recorded[] = "Found, not on the record";
const char found_early[] = "Found, recorded as not yet delivered";
const char found_written_off[] = "Found, recorded as disposed, retired, lost, stolen or on order";

static const char *caption(struct arena *arena, const struct plan *plan)
{
    char day[DATE_TEXT];
    const char *post = post_string(plan->post, plan->settings->post);
    return arena_format(arena, "%s%sAs of %s.", post, post[0] ? ". " : "",
                        date_long(plan->settings->as_of, day));
}

void draw_comparison(struct book *book, const struct comparison *comparison,
                     const struct manifest *manifest)
{
    struct comparison_book b = {arena_new(), comparison, manifest};
    draw_sheets(book, comparison_sheets, &b, caption(b.arena, comparison->after));
    arena_free(b.arena);
}

void draw_reconciliation(struct book *book, const struct reconciliation *reconciliation,
                         const struct manifest *manifest)
{
    struct reconciliation_book b = {arena_new(), reconciliation, manifest};
    draw_sheets(book, reconciliation_sheets, &b, caption(b.arena, reconciliation->book));
    arena_free(b.arena);
}

void draw_rollup(struct book *book, const struct rollup *rollup, const struct manifest *manifest)
{
    struct rollup_book b = {arena_new(), rollup, manifest,
                            SHEET_HEADER + 1 + rollup->line_count <= (size_t)book_rows(book)};
    const char *mission = words_string(rollup->words, rollup->mission);
    draw_sheets(book, rollup_sheets, &b,
                arena_format(b.arena, "%s%s%zu post%s.", mission, mission[0] ? ". " : "",
                             rollup->post_count, rollup->post_count == 1 ? "" : "s"));
    arena_free(b.arena);
}

void put_titles(struct page *page, int row, const char *const titles[], int count, int first_right)
{
    for (int k = 0; k < count; k++)
        page_text(page, row, k, LOOK_HEADER | (k >= first_right ? LOOK_RIGHT : 0), titles[k]);
}

static const char *what_of(const struct post *left, const struct post *right,
                           const struct change *c)
{
    const struct post *post = c->left != NOWHERE ? left : right;
    size_t i = c->left != NOWHERE ? c->left : c->right;
    const struct assets *t = &post->assets;
    return post_string(post, word_given(t->description[i]) ? t->description[i]
                             : word_given(t->model[i])     ? t->model[i]
                                                           : t->category[i]);
}

/* The name of changes.csv, as a person writes it: "wrong place". */
static const char *change_label(struct arena *arena, enum change_kind kind)
{
    char *label = arena_format(arena, "%s", change_name(kind));
    for (char *c = label; *c; c++)
        *c = *c == '_' ? ' ' : *c;
    return label;
}

/* A counted item without a tag is known by its serial number, which is no tag. */
static bool is_untagged(const struct post *right, const struct change *c)
{
    return c->kind == CHANGE_FOUND && c->right != NOWHERE &&
           !word_given(right->assets.asset_tag[c->right]);
}

int put_changes(struct page *page, int row, struct arena *arena, const struct post *left,
                const struct post *right, const struct changes *changes, const char *left_title,
                const char *right_title, bool (*shown)(const struct change *change))
{
    const struct heading headings[] = {{"Change", 11}, {"Asset tag", 11}, {"What", 24},
                                       {"Field", 12.5}, {left_title, 26.5}, {right_title, 26.5},
                                       {"Dollars", 11.8}};
    size_t n = 0;
    for (size_t i = 0; i < changes->count; i++)
        n += shown(&changes->rows[i]);
    row = sheet_table(page, "Changes", row, headings, 7, n, false);
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *c = &changes->rows[i];
        struct arena_mark mark = arena_mark(arena);
        if (!shown(c))
            continue;
        page_text(page, row, 0, LOOK_TEXT, change_label(arena, c->kind));
        bool untagged = is_untagged(right, c);
        const char *name = post_string(left, c->asset_tag);
        page_text(page, row, 1, LOOK_TEXT | (untagged ? LOOK_MUTED : 0), untagged ? "no tag" : name);
        page_text(page, row, 2, LOOK_TEXT, what_of(left, right, c));
        page_text(page, row, 3, LOOK_TEXT, c->field);
        page_text(page, row, 4, LOOK_TEXT, c->from);
        page_text(page, row, 5, LOOK_TEXT,
                  untagged ? arena_format(arena, "serial %s, %s", name, c->to) : c->to);
        page_money(page, row++, 6, LOOK_MONEY, c->amount);
        arena_release(arena, mark);
    }
    return row;
}

void write_changes(struct csv_out *out, const struct post *post, const struct changes *changes)
{
    out_header(out, "asset_tag,change,field,old,new,amount");
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *c = &changes->rows[i];
        out_word(out, post, c->asset_tag);
        out_string(out, change_name(c->kind));
        out_string(out, c->field);
        out_string(out, c->from);
        out_string(out, c->to);
        out_money(out, c->amount);
        out_end(out);
    }
}
