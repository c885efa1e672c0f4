/* One CSV file into one table: the header found and mapped, each row read, the notation of each
 * column taken from all of its cells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/loading.h"
#include "planner/os.h"
#include "planner/quality.h"

/* ---- the header ------------------------------------------------------------------------------- */

static void score_header(struct loading *l, size_t row, struct mapping *out)
{
    map_header(l->post, l->input, &l->sample, row, NULL, NULL, out);
}

/* The row that names the most columns; where two do, the one that leaves none of the required
 * ones out, then the first. */
static size_t find_header(struct loading *l)
{
    enum { LOOKED_AT = 40 };
    struct mapping m;
    size_t best = SIZE_MAX, most = 0;
    for (size_t r = 0; r < l->sample.count && r < LOOKED_AT; r++) {
        score_header(l, r, &m);
        if (m.native)
            return r;
        size_t score = 2 * m.named + (m.complete ? 100 : 0);
        if (m.named && score > most) {
            most = score;
            best = r;
        }
    }
    return best;
}

static bool find_and_map_header(struct loading *l, const char *map_path)
{
    struct map_file *map = map_path ? read_map_file(l->post, map_path) : NULL;
    l->header = header_of_sample(&l->sample);
    if (l->input && map && l->header != SIZE_MAX) {
        map_header(l->post, l->input, &l->sample, l->header, map, l->csv, &l->mapping);
        return !l->mapping.faulty;
    }
    size_t known = l->input ? find_header(l) : SIZE_MAX;
    if (known != SIZE_MAX)
        l->header = known;
    if (l->header == SIZE_MAX) {
        const char *help = l->input ? l->input->file : "";
        diag_add(l->post->diag, ERROR, "no-header", (struct place){csv_file(l->csv), 1, 1}, "",
                 (word){0}, "has no header row (the first row names the columns%s%s)",
                 help[0] ? "; see: planner columns " : "", help);
        return false;
    }
    if (!l->input)
        return true;
    map_header(l->post, l->input, &l->sample, l->header, map, l->csv, &l->mapping);
    return !l->mapping.faulty;
}

/* ---- notation --------------------------------------------------------------------------------- */

static enum date_order order_of_settings(const struct post *post)
{
    const char *order = post->date_order;
    const struct setting_rows *s = &post->settings;
    for (size_t i = 0; i < s->rows.count && !order; i++)
        if (!strcmp(post_string(post, s->key[i]), "date_order"))
            order = post_string(post, s->value[i]);
    unsigned value = order ? parse_choice(text_of(order), "MDY|DMY") : 0;
    return value == 1 ? ORDER_MDY : value == 2 ? ORDER_DMY : ORDER_UNKNOWN;
}

/* What the survey says of each column; returns whether that is news. */
static bool take_notation(struct loading *l)
{
    bool news = false;
    for (size_t k = 0; l->input && l->input->columns[k].name; k++) {
        if (l->mapping.at[k] < 0)
            continue;
        const struct survey_column *c = &l->survey->columns[l->mapping.at[k]];
        struct notation *now = &l->notation[k];
        news = news || (now->mark != c->notation.mark && c->dot + c->comma + c->either) ||
               (now->order != c->notation.order && c->date_either + c->day_first + c->month_first);
        news = news || (l->fine[k] != (c->fine > 0) && c->either);
        *now = c->notation;
        l->fine[k] = c->fine > 0;
    }
    return news;
}

static enum column_type expected_type(const struct loading *l, size_t k)
{
    enum kind kind = l->input->columns[k].kind;
    if (l->mapping.convert[k] == CONVERT_MONTHS_AFTER)
        return TYPE_EMPTY;
    return kind == KIND_DATE ? TYPE_DATE
         : kind == KIND_TEXT || kind == KIND_ID || kind == KIND_CHOICE ? TYPE_TEXT
         : kind == KIND_MONEY || kind == KIND_WHOLE || kind == KIND_DECIMAL || kind == KIND_NUMBER
             ? TYPE_INTEGER
             : TYPE_EMPTY;
}

static struct survey *begin_survey(struct loading *l)
{
    struct survey *s = survey_new(l->post->arena, &l->sample.rows[l->header], false);
    bool has_key = false;
    bool *required = arena_alloc(l->post->arena, s->count + 1, sizeof *required);
    for (size_t k = 0; l->input && l->input->columns[k].name; k++) {
        unsigned flags = l->input->columns[k].flags;
        has_key = has_key || flags & KEY;
        if (l->mapping.at[k] < 0)
            continue;
        required[l->mapping.at[k]] = flags & REQUIRED;
        s->columns[l->mapping.at[k]].expected = expected_type(l, k);
    }
    s->find_duplicates = !has_key || (l->post->survey && !l->post->forget);
    s->required = l->input && !l->mapping.faulty ? required : NULL;
    return s;
}

/* The first rows give the notation to begin with: in most files it stays. */
static void guess_notation(struct loading *l)
{
    l->survey = begin_survey(l);
    for (size_t r = l->header + 1; r < l->sample.count; r++)
        survey_row(l->survey, l->csv, &l->sample.rows[r]);
    survey_settle(l->survey, l->order);
    take_notation(l);
    survey_free(l->survey);
}

/* A row of one cell that another delimiter cuts as wide as the header.  In a narrow table whose
 * columns nobody knows, such a cell may be text. */
static bool other_delimiter(const struct loading *l, const struct csv_row *line)
{
    size_t width = l->sample.rows[l->header].count;
    if (line->count != 1 || width < (l->input && l->mapping.complete ? 2 : 4))
        return false;
    static const char candidates[] = ",;\t|";
    for (const char *c = candidates; *c; c++) {
        size_t next, there = row_width(line->cells[0], 0, *c, &next);
        if (*c != csv_delimiter(l->csv) && there == width)
            return true;
    }
    return false;
}

/* Once in a while: to say it of each row would cost more than to read it. */
static void tell_progress(struct loading *l, size_t *rows, size_t *told, size_t offset)
{
    enum { ROWS = 512 };
    if (++*rows % ROWS)
        return;
    progress_add(&l->bar, offset - *told);
    *told = offset;
}

static text cell_named(const struct loading *l, const struct csv_row *line, const char *name)
{
    int at = l->mapping.at[column_named(l->input->columns, name)];
    return at >= 0 && (size_t)at < line->count ? text_trim(line->cells[at]) : TEXT("");
}

/* "Price (EUR)" stands over the column. */
static bool header_currency(const struct loading *l, size_t k)
{
    for (size_t i = 0; i < l->amounts.count; i++)
        if (l->amounts.k[i] == k)
            return l->signs[i].header[0];
    return false;
}

/* Its cost where the cells say it plainly, and in dollars. */
static money cost_left_out(const struct loading *l, const struct csv_row *line)
{
    size_t cost = column_named(l->input->columns, "unit_cost");
    text cell = cell_named(l, line, "unit_cost"), units = cell_named(l, line, "quantity");
    text currency = cell_named(l, line, "currency");
    char code[CURRENCY_CODE];
    const char *beside = currency_named(cell, code);
    int32_t quantity = 1;
    money one;
    if (!cell.length || parse_price(cell, l->notation[cost], &one) ||
        (beside && strcmp(beside, "USD")) || header_currency(l, cost) ||
        (currency.length && !text_same_nocase(currency, TEXT("USD"))))
        return MONEY_NONE;
    if (l->mapping.convert[cost] || !units.length ||
        parse_whole(units, (struct notation){.mark = '.'}, &quantity) || quantity < 1)
        quantity = 1;
    return one.cents <= MONEY_LIMIT / quantity ? money_times(one, quantity) : MONEY_NONE;
}

static void note_left_out(struct loading *l, const struct csv_row *line)
{
    struct post *post = l->post;
    struct words *words = post->words;
    text what = cell_named(l, line, "description");
    *PLANNER_APPEND(post->left_out, post->left_out_count, post->left_out_capacity) = (struct left_out){
        .tag = words_put(words, cell_named(l, line, "asset_tag")),
        .category = words_put(words, cell_named(l, line, "category")),
        .what = words_put(words, what.length ? what : cell_named(l, line, "model")),
        .cost = cost_left_out(l, line),
        .at = csv_place(l->csv, line->offset, 0),
        .by = fixes_left_out_by(l->fixes)};
}

/* What a row is shows in the row as it stands: a correction of a whole column makes no data of a
 * totals row, nor do its sums fail for rows that are left out. */
static bool is_data(struct loading *l, struct csv_row *line)
{
    if (!l->fixes)
        return survey_row(l->survey, l->csv, line) == ROW_DATA;
    enum row_kind kind = survey_row(l->as_it_stands, l->csv, line);
    if (kind == ROW_DATA && !fixes_apply(l->fixes, l->csv, line)) {
        l->dropped++;
        if (!strcmp(l->input->file, "inventory"))
            note_left_out(l, line);
        return false;
    }
    survey_kind(l->survey, line);
    survey_count(l->survey, l->csv, line, kind);
    return kind == ROW_DATA;
}

static void walk(struct loading *l, bool read)
{
    struct csv_row line;
    size_t rows = 0, told = 0;
    progress_begin(&l->bar, l->post->progress, "Reading", csv_bytes(l->csv));
    l->survey = begin_survey(l);
    l->as_it_stands = l->fixes ? begin_survey(l) : NULL;
    l->mend.count = 0;
    l->dropped = 0;
    l->post->left_out_count = l->left_out_before;
    if (l->fixes)
        fixes_restart(l->fixes);
    csv_rewind(l->csv);
    for (size_t i = 0; i <= l->header && csv_next(l->csv, l->post->diag, &line); i++)
        ;
    while (csv_next(l->csv, l->post->diag, &line)) {
        tell_progress(l, &rows, &told, line.offset);
        expect_key(l, &line);
        if (other_delimiter(l, &line)) {
            csv_refuse(l->csv, l->post->diag, "mixed-delimiters",
                       csv_place(l->csv, line.offset, 0),
                       "this row is cut by another delimiter than the header (use one of them in "
                       "the whole file)");
            break;
        }
        if (line.count > l->survey->count)
            mend_row(&l->mend, l->scratch, &line);
        if (!is_data(l, &line))
            continue;
        if (read)
            read_row(l, &line);
        else if (line.count > l->survey->count)
            report_beyond(l, &line, WARNING);
        arena_release(l->scratch, l->scratch_begin);
    }
    progress_end(&l->bar);
    survey_free(l->as_it_stands);
    survey_settle(l->survey, l->order);
}

static void read_rows(struct loading *l)
{
    size_t mark = diag_mark(l->post->diag), first = l->rows->count;
    walk(l, true);
    bool mixed = take_mixed(l);
    if (!take_notation(l) && !mixed)
        return;
    /* the whole column says otherwise than its first rows did: read again */
    diag_rewind(l->post->diag, mark);
    l->rows->count = first;
    fingerprints_free(l->keys);
    memset(l->open_date, 0, sizeof l->open_date);
    survey_free(l->survey);
    walk(l, true);
}

/* ---- what is said of it ----------------------------------------------------------------------- */

static void count_note(struct loading *l, size_t count, struct place at, const char *rule,
                       const char *one, const char *many)
{
    if (count)
        diag_add(l->post->diag, NOTE, rule, at, "", (word){0}, "%s",
                 how_many(l->scratch, (long long)count, one, many));
}

static struct place header_place(const struct loading *l, size_t cell)
{
    return csv_place(l->csv, l->sample.rows[l->header].offset, cell);
}

/* The name over the cells of column `k`, which the file has. */
static text header_of(const struct loading *l, size_t k)
{
    return text_trim(l->sample.rows[l->header].cells[l->mapping.at[k]]);
}

/* Rates and weights of our own files are written with a point; amounts may have been through a
 * spreadsheet of any country. */
static bool is_used(const struct loading *l, size_t cell)
{
    for (size_t k = 0; l->input && l->input->columns[k].name; k++)
        if (l->mapping.at[k] == (int)cell) {
            enum kind kind = l->input->columns[k].kind;
            return kind == KIND_MONEY || kind == KIND_DATE || kind == KIND_WHOLE ||
                   kind == KIND_NUMBER || (kind == KIND_DECIMAL && !l->mapping.native);
        }
    return !l->input || l->mapping.faulty;
}

/* The decimal mark and the order of dates are never taken silently. */
static void report_notation(struct loading *l, size_t cell)
{
    const struct survey_column *c = &l->survey->columns[cell];
    struct diag *diag = l->post->diag;
    bool number = c->type == TYPE_INTEGER || c->type == TYPE_DECIMAL;
    bool comma = c->notation.mark == ',';
    if (number && c->mark_assumed)
        diag_add(diag, WARNING, "decimal-mark", csv_place(l->csv, c->first_open_mark, cell),
                 c->name, (word){0}, "nothing in this column shows its decimal mark; it is read "
                 "with a decimal %s (write an amount with two decimals to make it certain)",
                 comma ? "comma, 1.234 is over a thousand" : "point, 1,234 is over a thousand");
    else if (number && comma)
        diag_add(diag, NOTE, "decimal-mark", header_place(l, cell), c->name, (word){0},
                 "is read with a decimal comma, as its cells show");
    if (c->type != TYPE_DATE || !(c->date_either + c->day_first + c->month_first))
        return;
    if (c->day_first && c->day_first == c->month_first && c->notation.order == ORDER_UNKNOWN) {
        diag_add(diag, l->input ? ERROR : WARNING, "date-order", header_place(l, cell), c->name,
                 (word){0}, "holds dates that can only be month/day/year and as many that can only "
                 "be day/month/year (correct them, or give --set date_order=MDY or DMY, or set "
                 "it in settings.csv)");
        return;
    }
    if (!c->order_assumed)
        diag_add(diag, NOTE, "date-order", header_place(l, cell), c->name, (word){0},
                 "is read as %s, as its cells show",
                 c->notation.order == ORDER_DMY ? "day/month/year" : "month/day/year");
    else if (c->notation.order != ORDER_UNKNOWN)
        diag_add(diag, NOTE, "date-order", header_place(l, cell), c->name, (word){0},
                 "is read as %s, as date_order says",
                 c->notation.order == ORDER_DMY ? "day/month/year" : "month/day/year");
    else if (!l->input || l->mapping.faulty)
        diag_add(diag, WARNING, "date-order", csv_place(l->csv, c->first_open_date, cell),
                 c->name, (word){0}, "could be month/day or day/month in every row (--set "
                 "date_order=MDY or DMY says which)");
}

static void report_survey(struct loading *l, const struct read_file *file)
{
    const struct survey *s = l->survey;
    count_note(l, l->header, (struct place){csv_file(l->csv), 1, 1}, "title-rows",
               "row above the header is not data", "rows above the header are not data");
    count_note(l, s->totals, s->first_total, "totals-rows",
               "row is the total of those above it, this one; it is not read as data",
               "rows are totals of those above them, this the first; they are not read as data");
    count_note(l, s->headers_again, s->first_header_again, "repeated-header",
               "row repeats the header; it is not read as data",
               "rows repeat the header, this the first; they are not read as data");
    count_note(l, s->notes, s->first_note, "remark-rows",
               "row is a remark; it is not read as data",
               "rows are remarks, this the first; they are not read as data");
    count_note(l, s->duplicates, s->first_duplicate, "identical-rows",
               "row equals an earlier one; it is kept",
               "rows equal earlier ones, this the first; they are kept");
    if (l->mend.count)
        diag_add(l->post->diag, WARNING, "unquoted-delimiter", l->mend.first, "", (word){0},
                 "%s a %s inside a cell without quotes, %s; the cell is read whole, since "
                 "the dates and amounts behind it, or the blanks in it, show where it ends",
                 how_many(l->scratch, (long long)l->mend.count, "row holds", "rows hold"),
                 delimiter_name(csv_delimiter(l->csv)),
                 l->mend.count == 1 ? "here" : "this the first");
    if (file->empty_columns)
        diag_add(l->post->diag, NOTE, "empty-columns", header_place(l, s->count), "", (word){0},
                 "%s left out", how_many(l->scratch, (long long)file->empty_columns,
                                         "column without name and cells is",
                                         "columns without name and cells are"));
    for (size_t cell = 0; cell < s->count; cell++)
        if (is_used(l, cell))
            report_notation(l, cell);
    if (!s->rows && !l->input)
        diag_add(l->post->diag, WARNING, "no-rows", header_place(l, 0), "", (word){0},
                 "has a header but no rows below it");
}

/* "Cost each", "Einzelpreis", "costo unitario". */
static bool names_one(text header)
{
    static const char *const words[] = {"unit", "each", "einzel", "stuck", "stueck"};
    char key[64];
    text_plain_key(header, key, sizeof key);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(key, words[i]))
            return true;
    return false;
}

/* The cost of a row of several units may be that of one or of all: a header that does not say so is
 * asked about. */
static void report_cost_of_several(struct loading *l)
{
    size_t quantity = column_named(l->input->columns, "quantity"), several = 0;
    size_t cost = column_named(l->input->columns, "unit_cost");
    bool open = !strcmp(l->input->file, "inventory") && !l->mapping.native && !l->post->forget &&
                l->mapping.at[quantity] >= 0 && l->mapping.at[cost] >= 0 && !l->mapping.convert[cost];
    if (!open || l->mapping.told >> cost & 1 || names_one(header_of(l, cost)))
        return;
    const struct assets *t = &l->post->assets;
    for (size_t i = l->rows->sources[l->source].first_row; i < l->rows->count; i++)
        several += t->quantity[i] > 1 && money_given(t->unit_cost[i]) && t->unit_cost[i].cents > 0;
    text header = header_of(l, cost);
    if (several)
        diag_add(l->post->diag, WARNING, "cost-of-several",
                 header_place(l, (size_t)l->mapping.at[cost]), "unit_cost",
                 words_put(l->post->words, header),
                 "is taken as what one costs, and %s more than one unit (a file given with --map says "
                 "which it is: the line total_cost,%.*s or unit_cost,%.*s below field,column)",
                 how_many(l->scratch, (long long)several, "row holds", "rows hold"),
                 (int)header.length, header.at, (int)header.length, header.at);
}

/* Columns behind the last that has a name or a cell. */
static size_t empty_at_end(const struct survey *s)
{
    size_t n = s->count;
    while (n && !s->columns[n - 1].name[0] && !s->columns[n - 1].filled)
        n--;
    return s->count - n;
}

static void describe(struct loading *l, struct read_file *file)
{
    file->header_line = header_place(l, 0).line;
    file->title_rows = l->header + csv_explaining_rows(l->csv);
    file->blank_rows = csv_blank_lines(l->csv);
    file->survey = l->survey;
    file->rows = l->survey->rows;
    file->skipped = l->survey->totals + l->survey->notes + l->survey->headers_again + l->dropped;
    file->empty_columns = empty_at_end(l->survey);
    file->refused = csv_refused(l->csv);
    file->quality = quality_of(file);
    if (!file->refused)
        report_survey(l, file);
    if (!file->refused && l->input)
        report_cost_of_several(l);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void remember_source(struct loading *l)
{
    struct rows *rows = l->rows;
    rows->sources = memory_grow(rows->sources, rows->source_count + 1, sizeof *rows->sources);
    l->source = rows->source_count++;
    struct source *source = &rows->sources[l->source];
    *source = (struct source){.csv = l->csv, .first_row = rows->count};
    for (size_t k = 0; k < COLUMNS_MAX; k++)
        source->at[k] = -1;
}

static struct read_file *remember_file(struct loading *l, const char *path)
{
    struct post *post = l->post;
    post->files = memory_grow(post->files, post->file_count + 1, sizeof *post->files);
    struct read_file *file = &post->files[post->file_count++];
    *file = (struct read_file){.path = path, .csv = l->csv, .bytes = csv_bytes(l->csv),
                               .input = l->input, .refused = true};
    if (!post->survey)
        csv_sha256(l->csv, file->sha256);
    return file;
}

/* What keeps the very first row from being read. */
static bool first_row_at_fault(struct loading *l)
{
    struct csv_row row;
    csv_rewind(l->csv);
    return !csv_next(l->csv, l->post->diag, &row) && !csv_whole(l->csv);
}

/* "Price (EUR)", "Cost [GBP]", "Betrag \xE2\x82\xAC": what amounts are in that do not say it
 * themselves; dollars are what they are in anyway. */
static void take_header_currency(struct loading *l, size_t amount)
{
    text name = header_of(l, l->amounts.k[amount]);
    char code[CURRENCY_CODE];
    for (size_t i = 0; i < name.length; i++)
        if (name.at[i] == '(' || name.at[i] == '[') {
            name = (text){name.at + i + 1, name.length - i - 1};
            for (i = 0; i < name.length && name.at[i] != ')' && name.at[i] != ']';)
                i++;
            name.length = i;
            break;
        } else if (i + 1 == name.length && (unsigned char)name.at[i] < 0x80) {
            return; /* a code without brackets could be a word */
        }
    const char *amount_of = arena_format(l->scratch, "1 %.*s", (int)name.length, name.at);
    const char *found = currency_named(text_of(amount_of), code);
    if (found && found[0] && strcmp(found, "USD"))
        memcpy(l->signs[amount].header, found, CURRENCY_CODE);
}

/* Where rows are not kept, only what can be wrong with them is looked at. */
static void choose_columns(struct loading *l)
{
    size_t keys = 0;
    l->currency = column_named(l->input->columns, "currency");
    for (size_t k = 0; l->input->columns[k].name; k++) {
        const struct column *c = &l->input->columns[k];
        if (c->flags & KEY)
            l->key = keys++ ? NULL : c;
        bool mapped = l->mapping.at[k] >= 0;
        bool any_text = c->kind == KIND_TEXT && !(c->flags & REQUIRED);
        if (!l->post->forget || l->fixes || (mapped && !any_text))
            l->read.k[l->read.count++] = (uint8_t)k;
        if (mapped && c->kind == KIND_MONEY) {
            l->amounts.k[l->amounts.count++] = (uint8_t)k;
            if (l->input->columns[l->currency].name)
                take_header_currency(l, l->amounts.count - 1);
        }
    }
}

/* Where categories of other programs stand, or would. */
static size_t category_column(const struct loading *l)
{
    bool asked = !strcmp(l->input->file, "inventory") && !l->mapping.native && !l->post->forget;
    return asked ? column_named(l->input->columns, "category") : COLUMNS_MAX;
}

static void load_rows(struct loading *l, struct read_file *file, const char *map)
{
    l->fixes = fixes_of_file(l->post, l->input, file->path, l->scratch);
    take_sample(l->scratch, l->csv, l->post->words, &l->sample);
    if (!l->sample.count && first_row_at_fault(l))
        return;
    l->scratch_begin = arena_mark(l->scratch);
    l->order = order_of_settings(l->post);
    for (size_t k = 0; k < COLUMNS_MAX; k++)
        l->notation[k] = (struct notation){'.', l->order};
    bool mapped = find_and_map_header(l, map);
    if (l->input && l->header != SIZE_MAX)
        file->mapping = memcpy(arena_alloc(l->post->arena, 1, sizeof l->mapping), &l->mapping,
                               sizeof l->mapping);
    l->mend = (struct mend){.source = l->csv, .sample = &l->sample, .header = l->header,
                            .arena = l->post->arena};
    if (mapped && l->input) {
        memcpy(l->rows->sources[l->source].at, l->mapping.at, sizeof l->mapping.at);
        for (size_t k = 0; l->input->columns[k].name; k++)
            l->has_synonyms[k] = words_have_synonyms(l->input, &l->input->columns[k]);
        l->category = category_column(l);
        if (l->fixes)
            fixes_take_header(l->fixes, l->mapping.at);
        choose_columns(l);
        guess_notation(l);
        read_rows(l);
    } else if (l->header != SIZE_MAX && (mapped || l->post->survey)) {
        walk(l, false);
    } else {
        return;
    }
    describe(l, file);
}

/* A refused file has no rows: those before the fault would only be found wanting. */
static void account_for_rows(struct loading *l)
{
    struct source *source = &l->rows->sources[l->source];
    if (csv_refused(l->csv))
        l->rows->count = source->first_row;
    source->row_count = l->rows->count - source->first_row;
    source->whole = csv_whole(l->csv);
}

void load_file(struct post *post, const struct input *input, const char *path, const char *map)
{
    struct loading *l = memory_array(1, sizeof *l);
    *l = (struct loading){.post = post, .input = input, .scratch = arena_new(),
                          .header = SIZE_MAX, .left_out_before = post->left_out_count,
                          .csv = csv_open(post->arena, post->words, post->diag, path)};
    struct read_file *file = remember_file(l, path);
    struct line_ends ends = csv_line_ends(l->csv);
    l->keys = fingerprints_new(post->arena, post->forget ? ends.lf + ends.crlf + ends.cr : 0);
    if (input) {
        l->rows = input_rows(post, input);
        l->rows->passing = post->forget;
        l->capacity = l->rows->count;
        remember_source(l);
    }
    if (!csv_refused(l->csv))
        load_rows(l, file, map);
    if (input)
        account_for_rows(l);
    fingerprints_free(l->keys);
    fixes_close(l->fixes);
    arena_free(l->scratch);
    free(l);
}

/* ---- which file it is ------------------------------------------------------------------------- */

/* The share of a header's names that the input knows, in hundredths; 0 when it lacks one that
 * the input requires or when a name could mean something else. */
static size_t likeness(struct loading *l, size_t row, bool *own)
{
    struct mapping m;
    size_t named = 0;
    score_header(l, row, &m);
    for (size_t k = 0; k < l->sample.rows[row].count; k++)
        named += text_trim(l->sample.rows[row].cells[k]).length > 0;
    *own = m.native;
    if (!m.complete || !m.sure || !named)
        return 0;
    size_t share = m.named * 100 / named;
    /* names of others': enough of them to be an inventory, not just a list with two dates */
    return m.native ? (share >= 60 || m.named >= 5 ? 1000 + share : 0) : m.named >= 4 ? share : 0;
}

/* ceilings.csv, whose columns obligations.csv has too. */
static bool has_name_of(const struct input *input, const char *path)
{
    text name = text_of(os_base_name(path)), file = text_of(input->file);
    return name.length == file.length + 4 &&
           text_same_nocase((text){name.at, file.length}, file) &&
           text_ends_nocase(name, TEXT(".csv"));
}

const struct input *recognise_input(struct post *post, const char *path)
{
    struct diag *diag = diag_new(post->words), *heard = post->diag;
    struct arena *arena = arena_new();
    struct loading *l = memory_array(1, sizeof *l);
    const struct input *best = NULL;
    size_t most = 0;
    *l = (struct loading){.post = post, .scratch = arena};
    post->diag = diag;
    l->csv = csv_open_beginning(arena, post->words, diag, path);
    if (!csv_refused(l->csv))
        take_sample(arena, l->csv, post->words, &l->sample);
    for (size_t i = 0; inputs[i]; i++)
        for (size_t r = 0; r < l->sample.count && r < 12; r++) {
            bool own;
            l->input = inputs[i];
            size_t like = likeness(l, r, &own);
            like += like && has_name_of(inputs[i], path);
            if (like > most && (own || inputs[i]->several)) {
                most = like;
                best = inputs[i];
            }
        }
    csv_close(l->csv);
    post->diag = heard;
    diag_free(diag);
    arena_free(arena);
    free(l);
    return best;
}
