#include "planner/proposals.h"

#include <stdlib.h>
#include <string.h>

#include "planner/dialect.h"
#include "planner/fixes.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/mapping.h"
#include "planner/os.h"
#include "planner/quality.h"
#include "planner/reader.h"
#include "planner/result.h"

struct proposal {
    word file, row, field, found, value;
    const struct finding *finding;
    size_t rows;
    const struct lacking *lacking; /* a row, not a cell; NULL otherwise */
    const struct column *column;   /* that the file has not, not a cell; NULL otherwise */
    bool stands_in;                /* the value is its serial number */
    size_t also;                   /* assets that a price of the category would count for besides */
    money amount;
};

struct proposals {
    struct run *run;
    size_t read;              /* rows of fixes.csv as it is */
    struct proposal *at;
    size_t count, capacity;
    struct index *known;      /* by file, cell and row: those that were read, then ours */
    struct row_names *names;  /* by table */
    size_t name_count;
    size_t *own_costs;        /* assets priced at what they cost themselves, by category bought */
};

/* ---- what names a row ---------------------------------------------------------------------------- */

/* Rows of a table by the value of a column. */
struct row_names {
    const struct rows *table;
    struct index *by_key, *by_serial;
};

static const word *words_of(const struct rows *table, const struct column *c)
{
    return c ? (const word *)(const void *)column_array(table, c) : NULL;
}

static const struct column *only_key(const struct rows *table)
{
    const struct column *key = NULL;
    for (const struct column *c = table->columns; c->name; c++)
        if (c->flags & KEY) {
            if (key)
                return NULL;
            key = c;
        }
    return key && (key->kind == KIND_ID || key->kind == KIND_TEXT) ? key : NULL;
}

static const struct column *named(const struct rows *table, const char *name)
{
    for (const struct column *c = table->columns; c->name; c++)
        if (!strcmp(c->name, name))
            return c;
    return NULL;
}

static struct index *index_of(struct arena *arena, const struct rows *table, const word *column)
{
    struct index *index = index_new(arena, table->count);
    for (size_t i = 0; column && i < table->count; i++)
        index_add(index, i, column[i], (word){0}, (word){0});
    return index;
}

static const struct row_names *names_of(struct proposals *p, const struct rows *table)
{
    for (size_t i = 0; i < p->name_count; i++)
        if (p->names[i].table == table)
            return &p->names[i];
    struct row_names *made;
    p->names = memory_grow(p->names, p->name_count + 1, sizeof *p->names);
    made = &p->names[p->name_count++];
    *made = (struct row_names){
        table, index_of(p->run->arena, table, words_of(table, only_key(table))),
        index_of(p->run->arena, table, words_of(table, named(table, "serial")))};
    return made;
}

static bool names_one(const struct index *index, const word *column, size_t row)
{
    if (!word_given(column[row]))
        return false;
    size_t first = index_first(index, column[row], (word){0}, (word){0});
    return first == row && index_next(index, first) == SIZE_MAX;
}

/* A quote before what looks like a formula is no part of the text. */
static text without_quote(text cell)
{
    bool guarded = cell.length > 1 && (cell.at[0] == '\'' || cell.at[0] == '`') &&
                   strchr("=+-@", cell.at[1]);
    return guarded ? (text){cell.at + 1, cell.length - 1} : cell;
}

/* The cell as it stands in the file. */
static word raw_cell_of(struct proposals *p, const struct rows *table, size_t row, size_t column)
{
    const struct source *source = rows_source(table, row);
    int at = source->at[column];
    if (at < 0)
        return (word){0};
    text cell = csv_cell(source->csv, p->run->arena, table->offset[row], (size_t)at);
    return words_put(p->run->words, without_quote(text_trim(cell)));
}

/* The row's word in this column, where it names no other row and stands so in the file: a
 * correction that made it what it is may be taken back. */
static word name_by(struct proposals *p, const struct rows *table, size_t row,
                    const struct column *c, const struct index *index)
{
    const word *words = words_of(table, c);
    bool one = words && names_one(index, words, row) &&
               word_same(words[row], raw_cell_of(p, table, row, (size_t)(c - table->columns)));
    return one ? words[row] : (word){0};
}

/* Its key, its serial number, or its line: the first that names no other row. */
static word name_of(struct proposals *p, const struct rows *table, size_t row)
{
    const struct row_names *names = names_of(p, table);
    word name = name_by(p, table, row, only_key(table), names->by_key);
    if (!word_given(name))
        name = name_by(p, table, row, named(table, "serial"), names->by_serial);
    if (word_given(name))
        return name;
    const char *line = arena_format(p->run->arena, "line %u", rows_place(table, row, NULL).line);
    return words_put_string(p->run->words, line);
}

/* ---- one finding of one row ------------------------------------------------------------------------ */

static bool begins(const char *string, const char *with)
{
    return !strncmp(string, with, strlen(with));
}

/* The text is wrong wherever it stands; other faults are wrong in their rows alone, as is an amount
 * that is missing.  An empty currency is one that the sign of an amount says: other rows have other
 * signs.  Each row has its own key. */
static bool wrong_everywhere(const struct finding *f, const struct column *c, word found)
{
    return begins(f->rule, "unknown-") || begins(f->rule, "not-a") ||
           (!strcmp(f->rule, "missing-value") && c->flags & REQUIRED && !(c->flags & KEY) &&
            c->kind != KIND_MONEY) ||
           (!strcmp(f->rule, "currency-without-rate") && word_given(found)) ||
           !strcmp(f->rule, "class-without-rate");
}

/* Column and text of a cell as one word. */
static word cell_name(struct proposals *p, const char *field, word found)
{
    return words_put_string(p->run->words, arena_format(p->run->arena, "%s\n%s", field,
                                                        words_string(p->run->words, found)));
}

/* Where it is looked up: a row that a reference file lacks is named by a word of any spelling. */
static word known_as(struct proposals *p, word row, word field, word found)
{
    char key[128];
    const char *of = words_string(p->run->words, field);
    for (const struct lacking *l = lacking_rows; l->rule; l++)
        if (!word_given(found) && !strcmp(of, l->value)) {
            text_plain_key(words_text(p->run->words, row), key, sizeof key);
            return words_put_string(p->run->words, key);
        }
    return row;
}

/* The proposal of this row's cell, one of the same text, or NULL where there is one already: in
 * fixes.csv, or for another fault of the same cell. */
static struct proposal *proposal_for(struct proposals *p, const struct finding *f, word file,
                                     word row, word field, word found)
{
    size_t first = index_add(p->known, p->read + p->count, file,
                             cell_name(p, words_string(p->run->words, field), found),
                             known_as(p, row, field, found));
    struct proposal *there = first == SIZE_MAX || first < p->read ? NULL : &p->at[first - p->read];
    if (first != SIZE_MAX)
        return there && there->finding == f ? there : NULL;
    struct proposal *made = PLANNER_APPEND(p->at, p->count, p->capacity);
    *made = (struct proposal){.file = file, .row = row, .field = field, .found = found,
                              .finding = f,
                              .value = f->suggested ? f->suggestion : found,
                              .amount = MONEY_NONE};
    return made;
}

static void count_in(struct proposal *made, const struct finding_row *r)
{
    if (!made)
        return;
    made->rows++;
    if (money_given(r->amount))
        made->amount = money_given(made->amount) ? money_add(made->amount, r->amount) : r->amount;
}

static void count_own_costs(struct proposals *p)
{
    const struct plan *plan = p->run->plan;
    p->own_costs = arena_alloc(p->run->arena, plan->catalog->category_count, sizeof *p->own_costs);
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (plan->assets[i].valid && plan->assets[i].price == OWN_COST)
            p->own_costs[plan->assets[i].bought]++;
}

/* NULL: there was no plan, nor a price missing. */
static const struct category *bought_for(const struct proposals *p, const struct finding_row *r)
{
    const struct plan *plan = p->run->plan;
    return plan && plan->assets ? &plan->catalog->categories[plan->assets[r->row].bought] : NULL;
}

static size_t own_costs_beside(const struct proposals *p, const struct finding_row *r)
{
    const struct category *bought = bought_for(p, r);
    return bought && p->own_costs ? p->own_costs[bought - p->run->plan->catalog->categories] : 0;
}

/* Most assets of the category say what they cost: those that do not are incomplete.  Where few
 * do, it is a price of the category that is missing, and no cell is wrong; nor is a currency of three
 * letters, of which a rate is missing. */
static bool lacks_row(const struct proposals *p, const struct finding *f,
                      const struct finding_row *r)
{
    if (!strcmp(f->rule, "price-missing"))
        return own_costs_beside(p, r) < f->count;
    return lacking_for(f->rule) && is_currency_code(words_text(p->run->words, f->found));
}

/* A price is there and has a fault of its own, which is proposed for. */
static bool needs_nothing(const struct proposals *p, const struct finding *f,
                          const struct finding_row *r)
{
    const struct category *bought = strcmp(f->rule, "price-missing") ? NULL : bought_for(p, r);
    return bought && bought->price_faulty;
}

static void propose_row(struct proposals *p, const struct finding *f, const struct finding_row *r)
{
    struct words *words = p->run->words;
    const struct lacking *l = lacking_for(f->rule);
    word file = words_put_string(words, arena_format(p->run->arena, "%s.csv", l->file));
    struct proposal *made = proposal_for(p, f, file, f->found, words_put_string(words, l->value),
                                         (word){0});
    if (made) {
        made->value = (word){0};
        made->lacking = l;
        made->also = !strcmp(f->rule, "price-missing") ? own_costs_beside(p, r) : 0;
    }
    count_in(made, r);
}

/* An asset without a tag is known by its serial number as well; what says that there is none ("No
 * tag") is no value. */
static void stand_in(struct proposals *p, struct proposal *made, const struct finding_row *r)
{
    const struct column *serial = named(r->table, "serial");
    made->value = serial ? raw_cell_of(p, r->table, r->row, (size_t)(serial - r->table->columns))
                         : (word){0};
    made->stands_in = word_given(made->value);
}

static void propose(struct proposals *p, const struct finding *f, const struct finding_row *r)
{
    if (needs_nothing(p, f, r))
        return;
    if (lacks_row(p, f, r)) {
        propose_row(p, f, r);
        return;
    }
    const struct column *c = named(r->table, words_string(p->run->words, f->field));
    bool cell = c && r->row < r->table->count && strcmp(f->rule, "date-order");
    if (!cell || r->table == &p->run->post.fixes.rows)
        return;
    word found = raw_cell_of(p, r->table, r->row, (size_t)(c - r->table->columns));
    if (!word_given(found) && !strcmp(f->rule, "currency-without-rate"))
        return; /* the sign of an amount says it: a rate is missing, not a currency */
    word file = words_put_string(p->run->words,
                                 post_file(&p->run->post, words_string(p->run->words, f->at.file)));
    word row = wrong_everywhere(f, c, found) && f->count > 1 ? (word){0}
                                                             : name_of(p, r->table, r->row);
    struct proposal *made = proposal_for(p, f, file, row, f->field, found);
    if (made && !strcmp(f->rule, "missing-value") && c->flags & KEY)
        stand_in(p, made, r);
    count_in(made, r);
}

static void propose_column(struct proposals *p, const struct finding *f, word file,
                           const struct column *c)
{
    struct proposal *made = proposal_for(p, f, file, (word){0},
                                         words_put_string(p->run->words, c->name), (word){0});
    if (made)
        made->column = c;
}

/* A column that every row needs and the file has not: what holds for all of them can be given, say a
 * guessed day of purchase. */
static void propose_columns(struct proposals *p, const struct finding *f)
{
    const struct post *post = &p->run->post;
    struct words *words = p->run->words;
    for (size_t i = 0; i < post->file_count && !strcmp(f->rule, "missing-column"); i++) {
        const struct read_file *file = &post->files[i];
        if (!file->input || !file->mapping || strcmp(file->path, words_string(words, f->at.file)))
            continue;
        for (size_t k = 0; file->input->columns[k].name; k++) {
            const struct column *c = &file->input->columns[k];
            if (c->flags & REQUIRED && !(c->flags & KEY) && file->mapping->at[k] < 0)
                propose_column(p, f, words_put_string(words, post_file(post, file->path)), c);
        }
    }
}

/* ---- all --------------------------------------------------------------------------------------------- */

static void remember_read(struct proposals *p)
{
    const struct fix_rows *t = &p->run->post.fixes;
    for (size_t i = 0; i < t->rows.count; i++)
        index_add(p->known, i, t->file[i],
                  cell_name(p, words_string(p->run->words, t->field[i]), t->found[i]),
                  known_as(p, t->row[i], t->field[i], t->found[i]));
}

static void write_read(struct csv_out *out, const struct post *post, word name, word other)
{
    static const char *const answers[] = {"", "yes", "no", "drop"};
    const struct fix_rows *t = &post->fixes;
    for (size_t i = 0; i < t->rows.count; i++) {
        const word cells[] = {word_same(t->file[i], name) ? other : t->file[i], t->row[i],
                              t->field[i], t->found[i], t->value[i]};
        const word rest[] = {t->row_count[i], t->amount[i], t->rule[i], t->message[i]};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
            out_word(out, post, cells[k]);
        out_string(out, answers[t->accept[i]]);
        for (size_t k = 0; k < sizeof rest / sizeof *rest; k++)
            out_word(out, post, rest[k]);
        out_end(out);
    }
}

static const char *message_of(const struct proposals *p, const struct proposal *made)
{
    const struct post *post = &p->run->post;
    const struct finding *f = made->finding;
    const char *of = word_given(made->found) ? "" : post_string(post, f->found);
    if (made->stands_in)
        return "is empty; the serial number can stand in for it";
    if (made->column)
        return arena_format(p->run->arena, "no column holds it (what is written under value, such as %s, "
                            "holds for every row)", made->column->example);
    if (!made->lacking && !strcmp(f->rule, "price-missing"))
        return "what did this one cost when it was bought? (its price is brought forward from then; a row "
               "of prices.csv says instead what such a thing costs today)";
    if (made->lacking && !strcmp(made->lacking->file, "exchange"))
        return arena_format(p->run->arena, "'%s' has no rate (write under value how many %s a dollar "
                            "costs, such as 0.92)", of, of);
    if (made->lacking)
        return arena_format(p->run->arena, "'%s' has no price (write under value what one costs "
                            "today in dollars, such as 1450.00%s)", of,
                            made->also ? arena_format(p->run->arena, "; it counts besides for %s",
                                                      how_many(p->run->arena, (long long)made->also,
                                                               "asset that has its own cost",
                                                               "assets that have their own costs"))
                                       : "");
    return arena_format(p->run->arena, "%s%s%s%s%s", of[0] ? "'" : "", of, of[0] ? "' " : "",
                        post_string(post, f->message),
                        strstr(f->rule, "-twice") ? " (drop under accept leaves this row out)" : "");
}

static void write_proposals(struct csv_out *out, const struct proposals *p)
{
    const struct post *post = &p->run->post;
    for (size_t i = 0; i < p->count; i++) {
        const struct proposal *made = &p->at[i];
        const struct finding *f = made->finding;
        const word cells[] = {made->file, made->row, made->field, made->found, made->value};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
            out_word(out, post, cells[k]);
        out_string(out, "");
        out_integer(out, (int64_t)made->rows);
        out_money(out, made->amount);
        out_string(out, f->rule);
        out_string(out, message_of(p, made));
        out_end(out);
    }
}

/* The corrections themselves are faulty: they are the user's to mend first. */
static bool faulty_corrections(const struct run *run)
{
    const struct rows *rows = &run->post.fixes.rows;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->bad[i])
            return true;
    return false;
}

bool anything_to_correct(const struct run *run)
{
    size_t count;
    diag_rows(run->diag, &count);
    return !faulty_corrections(run) && (count || diag_has_rule(run->diag, "missing-column"));
}

bool anything_proposed(const struct run *run)
{
    size_t row_count, finding_count;
    const struct finding_row *rows = diag_rows(run->diag, &row_count);
    const struct finding *findings = diag_all(run->diag, &finding_count);
    if (faulty_corrections(run))
        return false;
    for (size_t i = 0; i < row_count; i++)
        if (findings[rows[i].finding].suggested || lacking_for(findings[rows[i].finding].rule))
            return true;
    return diag_has_rule(run->diag, "missing-column");
}

static const char header[] = "file,row,field,found,value,accept,rows,amount,rule,message";

void write_fixes_for(struct run *run, const char *inventory, FILE *to)
{
    struct csv_out out = {.to = to};
    out_header(&out, header);
    write_read(&out, &run->post,
               words_put_string(run->words, post_file(&run->post, run->post.path)),
               words_put_string(run->words, inventory));
}

struct proposal_count write_fixes(struct run *run, FILE *to)
{
    size_t row_count, finding_count;
    const struct finding_row *rows = diag_rows(run->diag, &row_count);
    const struct finding *findings = diag_all(run->diag, &finding_count);
    struct csv_out out = {.to = to};
    struct proposals p = {.run = run, .read = run->post.fixes.rows.count};
    p.known = index_new(run->arena, p.read + row_count);
    remember_read(&p);
    if (run->plan && run->plan->assets)
        count_own_costs(&p);
    for (size_t i = 0; i < finding_count; i++)
        propose_columns(&p, &findings[i]);
    for (size_t i = 0; i < row_count; i++)
        propose(&p, &findings[rows[i].finding], &rows[i]);
    out_header(&out, header);
    write_read(&out, &run->post, (word){0}, (word){0});
    write_proposals(&out, &p);
    struct proposal_count made = {0, 0};
    for (size_t i = 0; i < p.count; i++)
        *(p.at[i].finding->suggested || p.at[i].stands_in ? &made.proposed : &made.open) += 1;
    free(p.at);
    free(p.names);
    return made;
}

/* ---- the file ----------------------------------------------------------------------------------- */

/* fixes.csv itself may be written over when all that it holds is written again. */
static bool is_kept(const struct run *run, const struct read_file *file)
{
    const struct rows *rows = &run->post.fixes.rows;
    bool whole = file->input == input_named(TEXT("fixes")) && !file->refused && file->mapping &&
                 file->mapping->named == columns_shown(file);
    for (size_t i = 0; i < rows->count; i++)
        whole = whole && !rows->bad[i];
    return whole;
}

static bool over_another_input(const struct run *run, const char *target)
{
    for (size_t i = 0; i < run->post.file_count; i++)
        if (os_same_file(target, run->post.files[i].path) && is_kept(run, &run->post.files[i]))
            os_forget_input(target);
    return over_an_input(run, target);
}

/* Some systems replace no file that is still open for reading; nothing is read from here on. */
static void let_go(const struct run *run, const char *target)
{
    for (size_t i = 0; i < run->post.file_count; i++)
        if (os_same_file(target, run->post.files[i].path))
            csv_close(run->post.files[i].csv);
}

enum exit_status put_fixes(struct run *run, const char *target, size_t *count)
{
    struct os_output output;
    if (over_another_input(run, target))
        return WRONG_USAGE;
    const char *fault = os_output_begin(run->arena, target, &output);
    struct proposal_count made = {0, 0};
    if (!fault)
        made = write_fixes(run, output.stream);
    if (!fault)
        fault = os_output_settle(&output);
    if (!fault)
        let_go(run, target);
    if (!fault)
        fault = os_output_commit(&output);
    if (fault)
        stop_machine("%s cannot be written: %s", target, fault);
    *count = made.proposed + made.open;
    if (!run->options.json)
        printf("%s: %s, %zu with a proposal under value, %zu for you to fill in\n",
               visible(run->arena, target),
               how_many(run->arena, (long long)*count, "new row", "new rows"),
               made.proposed, made.open);
    return DONE;
}
