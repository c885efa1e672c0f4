#include "planner/mapping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/equipment.h"
#include "planner/fixes.h"
#include "planner/os.h"

enum { KEY_SIZE = 128, NOWHERE_CELL = -1 };

/* A header being mapped. */
struct header {
    struct post *post;
    const struct input *input;
    const struct sample *sample;
    size_t row;
    const text *cells;
    size_t count;
    char (*keys)[KEY_SIZE];      /* as names are compared */
    char (*bare_keys)[KEY_SIZE]; /* without what stands in front or in brackets behind */
    bool *taken;
    struct csv_source *csv; /* NULL: nothing is reported */
    struct mapping *out;
    struct kind_names *kinds;    /* once a column of kinds is looked for */
    uint32_t released;           /* bit k: a line of the map says that no column holds column k */
    struct arena *arena;
};

/* ---- names ------------------------------------------------------------------------------------ */

/* "Financial and administrative information - Value" is "Value", "Cost (USD)" is "Cost",
 * "cf_purchase_date" is "purchase_date". */
static text bare_name(text name)
{
    name = text_trim(name);
    if (name.length > 3 && text_same_nocase((text){name.at, 3}, TEXT("cf_")))
        return bare_name((text){name.at + 3, name.length - 3}); /* a custom field of NetBox */
    for (size_t i = 0; header_prefixes[i]; i++) {
        size_t length = strlen(header_prefixes[i]);
        if (name.length > length + 3 &&
            text_same_nocase((text){name.at, length}, text_of(header_prefixes[i])) &&
            !memcmp(name.at + length, " - ", 3))
            return bare_name((text){name.at + length + 3, name.length - length - 3});
    }
    if (name.length && (name.at[name.length - 1] == ')' || name.at[name.length - 1] == ']'))
        for (size_t i = 1; i < name.length; i++)
            if (name.at[i] == '(' || name.at[i] == '[')
                return text_trim((text){name.at, i});
    return name;
}

/* "Unit $" is a unit cost, and "$" a cost. */
static text with_cost(struct arena *arena, text name)
{
    const char *sign = memchr(name.at, '$', name.length);
    int before = sign ? (int)(sign - name.at) : 0;
    return sign ? text_of(arena_format(arena, "%.*s cost %.*s", before, name.at,
                                       (int)name.length - before - 1, sign + 1)) : name;
}

static bool key_is(const struct header *h, size_t i, const char *key)
{
    return key[0] && (!strcmp(h->keys[i], key) || !strcmp(h->bare_keys[i], key));
}

static bool cell_is(const struct header *h, size_t i, text name)
{
    char key[KEY_SIZE];
    text_plain_key(name, key, sizeof key);
    return key_is(h, i, key);
}

/* ---- what stands below ------------------------------------------------------------------------ */

static text below(const struct header *h, size_t row, size_t cell)
{
    const struct csv_row *r = &h->sample->rows[row];
    return cell < r->count ? text_trim(r->cells[cell]) : TEXT("");
}

struct content {
    size_t filled, whole, dates, counts, large; /* counts: dates that are bare numbers */
    bool repeats;
    size_t wordy; /* more than a name or number */
};

static struct content content_of(const struct header *h, size_t cell)
{
    struct content c = {0};
    for (size_t r = h->row + 1; r < h->sample->count; r++) {
        text here = below(h, r, cell);
        struct number_look n;
        if (!here.length || says_nothing(here))
            continue;
        c.filled++;
        c.wordy += here.length > 30 || memchr(here.at, ' ', here.length) != NULL;
        size_t digits = 0;
        while (digits < here.length && here.at[digits] >= '0' && here.at[digits] <= '9')
            digits++;
        bool months = digits && digits <= 4 &&
                      (digits == here.length || here.at[digits] == ' ' || here.at[digits] == '.');
        c.whole += months;
        c.large += months && look_at_number((text){here.at, digits}, &n) && n.as_dot.units > 40;
        bool count = digits >= 5 && is_day_count(here);
        c.counts += count;
        c.dates += count || look_at_date(here) != LOOKS_NO_DATE;
        for (size_t q = h->row + 1; q < r && !c.repeats; q++)
            c.repeats = text_same(here, below(h, q, cell));
    }
    return c;
}

static bool same_content(const struct header *h, size_t a, size_t b)
{
    for (size_t r = h->row + 1; r < h->sample->count; r++)
        if (!text_same(below(h, r, a), below(h, r, b)))
            return false;
    return true;
}

/* ---- choosing --------------------------------------------------------------------------------- */

static void take(struct header *h, size_t k, size_t cell, enum convert convert)
{
    if (h->released >> k & 1)
        return;
    h->out->at[k] = (int16_t)cell;
    h->out->convert[k] = (uint8_t)convert;
    h->taken[cell] = true;
    h->out->named++;
}

/* What says which column of the file is which; NULL: nothing can. */
static const char *map_of_file(const struct header *h)
{
    if (h->input->several)
        return "--map FILE";
    if (h->input == &input_count)
        return arena_format(h->arena, "map-%s beside it",
                            os_base_name(words_string(h->post->words, csv_file(h->csv))));
    return h->post->folder ? arena_format(h->arena, "map-%s.csv beside it", h->input->file) : NULL;
}

/* What to do that column `name` is read from this cell. */
static const char *mapped_so(const struct header *h, const char *name, text cell)
{
    const char *map = map_of_file(h);
    const char *lines = arena_format(h->arena, "the lines field,column and %s,%.*s", name,
                                     (int)cell.length, cell.at);
    if (!map)
        return arena_format(h->arena, "name that column %s, and no other", name);
    return h->input->several
               ? arena_format(h->arena, "write %s into a file and give it with --map", lines)
               : arena_format(h->arena, "write %s into %s", lines, map);
}

static void report_ambiguous(struct header *h, size_t k, size_t first, size_t second)
{
    if (h->out->at[k] < 0)
        take(h, k, first, CONVERT_NONE);
    if (h->csv)
        diag_add(h->post->diag, ERROR, "ambiguous-column",
                 csv_place(h->csv, h->sample->rows[h->row].offset, second),
                 h->input->columns[k].name, words_put(h->post->words, h->cells[second]),
                 "could be %s as well as '%.*s' (to say which, %s)", h->input->columns[k].name,
                 (int)h->cells[first].length, h->cells[first].at,
                 mapped_so(h, h->input->columns[k].name, h->cells[first]));
    h->out->faulty = true;
}

/* The one cell among those named by a group of names; several are settled by what stands below
 * them, or asked about. */
static void choose(struct header *h, size_t k, const size_t *cells, size_t count,
                   enum convert convert)
{
    size_t best = cells[0];
    bool best_filled = content_of(h, best).filled > 0;
    for (size_t i = 1; i < count; i++) {
        bool filled = content_of(h, cells[i]).filled > 0;
        if (filled && !best_filled) {
            best = cells[i];
            best_filled = true;
        } else if (filled && !same_content(h, best, cells[i])) {
            report_ambiguous(h, k, best, cells[i]);
            return;
        }
    }
    take(h, k, best, convert);
}

static bool choose_among(struct header *h, size_t k, const char *group, size_t length,
                         enum convert convert)
{
    size_t count = 0, *cells = arena_alloc(h->arena, h->count + 1, sizeof *cells);
    for (size_t at = 0, n; at < length; at += n + 1) {
        char key[KEY_SIZE];
        for (n = 0; at + n < length && group[at + n] != '|';)
            n++;
        text_plain_key((text){group + at, n}, key, sizeof key);
        for (size_t i = 0; i < h->count; i++)
            if (!h->taken[i] && key_is(h, i, key)) {
                cells[count++] = i;
                h->taken[i] = true; /* once in the list */
            }
    }
    for (size_t i = 0; i < count; i++)
        h->taken[cells[i]] = false;
    if (count)
        choose(h, k, cells, count, convert);
    return count > 0;
}

static void map_own_names(struct header *h)
{
    char key[KEY_SIZE];
    for (size_t k = 0; h->input->columns[k].name; k++) {
        text_plain_key(text_of(h->input->columns[k].name), key, sizeof key);
        for (size_t i = 0; i < h->count; i++) {
            if (h->taken[i] || strcmp(h->keys[i], key))
                continue;
            if (h->out->at[k] < 0)
                take(h, k, i, CONVERT_NONE);
            else if (content_of(h, i).filled && !same_content(h, i, (size_t)h->out->at[k]))
                report_ambiguous(h, k, (size_t)h->out->at[k], i);
        }
    }
}

static void map_sure_names(struct header *h)
{
    for (const struct synonym *s = synonyms; s->file; s++) {
        size_t k = column_named(h->input->columns, s->field);
        if (strcmp(s->file, h->input->file))
            continue;
        for (const char *group = s->sure; *group && h->out->at[k] < 0;) {
            size_t length = strcspn(group, ";");
            choose_among(h, k, group, length, (enum convert)s->convert);
            group += length + (group[length] == ';');
        }
    }
}

static bool says_yes_or_no(text cell)
{
    static const char *const words[] = {"y", "n", "yes", "no", "x", "true", "false", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same_nocase(cell, text_of(words[i])))
            return true;
    return says_nothing(cell);
}

static bool holds_names(const struct header *h, size_t cell)
{
    for (size_t r = h->row + 1; r < h->sample->count; r++)
        if (below(h, r, cell).length && !says_yes_or_no(below(h, r, cell)))
            return true;
    return false;
}

/* A name that could mean something else counts only when what stands below agrees. */
static bool fits(const struct header *h, size_t k, size_t cell)
{
    struct content c = content_of(h, cell);
    if (!strcmp(h->input->columns[k].name, "custodian_agency"))
        return holds_names(h, cell);
    if (h->input->columns[k].kind == KIND_ID)
        return c.filled && !c.repeats;
    if (h->input->columns[k].kind == KIND_DATE) /* most assets are still there */
        return c.dates * 2 > c.filled ||
               (!c.filled && !strcmp(h->input->columns[k].name, "retired_on"));
    return true;
}

static void map_likely_names(struct header *h)
{
    for (const struct synonym *s = synonyms; s->file; s++) {
        size_t k = column_named(h->input->columns, s->field);
        if (strcmp(s->file, h->input->file) || h->out->at[k] >= 0)
            continue;
        for (const char *name = s->likely; *name && h->out->at[k] < 0;) {
            size_t length = strcspn(name, "|");
            for (size_t i = 0; i < h->count && h->out->at[k] < 0; i++)
                if (!h->taken[i] && cell_is(h, i, (text){name, length}) && fits(h, k, i)) {
                    take(h, k, i, (enum convert)s->convert);
                    if (h->input->columns[k].flags & REQUIRED)
                        h->out->sure = false;
                }
            name += length + (name[length] == '|');
        }
    }
}

/* Columns of another program that nobody fills (the asset tags of NetBox, say) give way to others
 * of the same meaning; where there is none, they stay what they are named. */
static void let_empty_columns_yield(struct header *h)
{
    int16_t empty[COLUMNS_MAX];
    struct mapping *m = h->out;
    for (size_t k = 0; h->input->columns[k].name; k++) {
        empty[k] = NOWHERE_CELL;
        if (m->at[k] < 0 || h->sample->count < h->row + 2 ||
            content_of(h, (size_t)m->at[k]).filled)
            continue;
        empty[k] = m->at[k];
        m->at[k] = NOWHERE_CELL;
    }
    map_sure_names(h);
    map_likely_names(h);
    for (size_t k = 0; h->input->columns[k].name; k++)
        /* NOLINTNEXTLINE(clang-analyzer-core.*): set by the loop above */
        if (empty[k] >= 0 && m->at[k] < 0)
            m->at[k] = empty[k];
        else if (empty[k] >= 0)
            h->taken[empty[k]] = false, m->named--;
}

/* ---- names that mean two things --------------------------------------------------------------- */

static size_t cell_named(const struct header *h, const char *key)
{
    for (size_t i = 0; i < h->count; i++)
        if (!strcmp(h->keys[i], key))
            return i;
    return SIZE_MAX;
}

/* A kind by name, or a category of the post's own. */
static bool names_kind(const struct header *h, text cell)
{
    const struct category_rows *t = &h->post->categories;
    for (size_t i = 0; i < t->rows.count; i++)
        if (text_same_nocase(cell, words_text(h->post->words, t->category[i])))
            return true;
    return equipment_word(h->kinds, cell) || kind_named(h->kinds, cell);
}

/* How many of the first rows have a cell in the column, and in how many it names a kind; `general`:
 * words that leave the kind open count too. */
static size_t kinds_named(struct header *h, size_t cell, bool general, size_t *filled)
{
    enum { LOOKED_AT = 40 };
    size_t known = 0, last = h->row + LOOKED_AT;
    *filled = 0;
    if (!h->kinds)
        h->kinds = kind_names_new(h->arena);
    for (size_t r = h->row + 1; r < last && r < h->sample->count; r++) {
        text here = below(h, r, cell);
        *filled += here.length > 0;
        known += here.length && (names_kind(h, here) || (general && general_word(h->kinds, here)));
    }
    return known;
}

/* It may be the one of names as well. */
static bool is_free(const struct header *h, size_t cell)
{
    return !h->taken[cell] || h->out->at[column_named(h->input->columns, "description")] == (int)cell;
}

/* The first column of which more than half of the cells name a category, whatever it is called. */
static size_t cell_of_categories(struct header *h)
{
    size_t filled;
    for (size_t i = 0; i < h->count; i++)
        if (is_free(h, i) && kinds_named(h, i, true, &filled) * 2 > filled)
            return i;
    return SIZE_MAX;
}

/* "Asset Type" may be the same in all rows, or say what no kind of equipment is, where another column
 * names the kinds, be it among furniture and vehicles. */
static void let_blunt_category_yield(struct header *h, size_t k)
{
    size_t filled, most = 0, better = SIZE_MAX;
    int at = h->out->at[k];
    if (!h->csv || at < 0 || h->out->native || h->out->told >> k & 1 ||
        kinds_named(h, (size_t)at, false, &filled))
        return;
    for (size_t i = 0; i < h->count; i++) {
        size_t known = is_free(h, i) ? kinds_named(h, i, false, &filled) : 0;
        if (known > most && known * 4 >= filled) {
            most = known;
            better = i;
        }
    }
    if (better == SIZE_MAX)
        return;
    h->taken[at] = false;
    h->out->named--;
    take(h, k, better, CONVERT_NONE);
}

/* What stands for the category where nothing is called so: the description, unless it is another in each
 * row and the model is not, else the model; -1: there is neither. */
static int cell_of_words(const struct header *h, int called, int model)
{
    bool each = called >= 0 && model >= 0 && !content_of(h, (size_t)called).repeats;
    return called < 0 || (each && content_of(h, (size_t)model).repeats) ? model : called;
}

/* Where devices have roles, as in NetBox, the role is the category and the device type the model.
 * Where nothing says category or model, what an item is called is all there is: models.csv may
 * know it. */
static void settle_kind(struct header *h)
{
    struct mapping *m = h->out;
    size_t category = column_named(h->input->columns, "category");
    size_t model = column_named(h->input->columns, "model");
    size_t called = column_named(h->input->columns, "description");
    size_t type = cell_named(h, "devicetype"), role = cell_named(h, "role");
    if (role == SIZE_MAX)
        role = cell_named(h, "devicerole");
    if (type != SIZE_MAX && role != SIZE_MAX && m->at[category] == (int)type && m->at[model] < 0) {
        m->at[model] = m->at[category];
        take(h, category, role, CONVERT_NONE);
    }
    let_blunt_category_yield(h, category);
    bool wanted = h->csv && m->at[category] < 0 && !m->native;
    size_t named = wanted ? cell_of_categories(h) : SIZE_MAX;
    if (named != SIZE_MAX)
        take(h, category, named, CONVERT_NONE);
    if (m->at[category] < 0 && m->at[model] < 0)
        m->at[model] = m->at[called];
    if (wanted && m->at[category] < 0) {
        m->at[category] = (int16_t)cell_of_words(h, m->at[called], m->at[model]);
        m->category_of_text = m->at[category] >= 0;
    }
}

static bool names_figures(const struct header *h, size_t cell)
{
    for (size_t r = h->row + 1; r < h->sample->count; r++) {
        text here = below(h, r, cell);
        for (size_t i = 0; i < here.length; i++)
            if (here.at[i] >= '0' && here.at[i] <= '9')
                return true;
    }
    return false;
}

/* "EOL" is a date in a list of assets, months in a list of models; "Warranty" the other way
 * round; a useful life of 60 is not in years. */
static void settle_false_friends(struct header *h)
{
    struct mapping *m = h->out;
    size_t support = column_named(h->input->columns, "end_of_support");
    size_t cycle = column_named(h->input->columns, "cycle_months");
    size_t warranty = column_named(h->input->columns, "warranty_end");
    if (strcmp(h->input->file, "inventory"))
        return;
    settle_kind(h);
    if (m->at[support] >= 0) {
        struct content c = content_of(h, (size_t)m->at[support]);
        if (c.whole * 2 > c.filled && !c.dates && m->at[cycle] < 0) {
            m->at[cycle] = m->at[support];
            m->at[support] = NOWHERE_CELL;
        }
    }
    if (m->at[cycle] >= 0 && m->convert[cycle] == CONVERT_YEARS) {
        struct content c = content_of(h, (size_t)m->at[cycle]);
        if (c.large)
            m->convert[cycle] = CONVERT_NONE;
    }
    if (m->at[warranty] >= 0) {
        struct content c = content_of(h, (size_t)m->at[warranty]);
        if (c.filled && !names_figures(h, (size_t)m->at[warranty]) && !(m->told >> warranty & 1)) {
            h->taken[m->at[warranty]] = false; /* yes or no: neither a day nor months */
            m->at[warranty] = NOWHERE_CELL;
            m->named--;
            return;
        }
        m->convert[warranty] = c.whole * 2 > c.filled && c.dates * 2 <= c.filled
                                   ? CONVERT_MONTHS_AFTER
                               : c.dates ? CONVERT_NONE
                                         : m->convert[warranty];
    }
}

static bool has_name(const struct header *h, const char *name)
{
    return cell_named(h, name) != SIZE_MAX;
}

static void recognise_ralph(struct header *h)
{
    if (!has_name(h, "depreciationrate") || (!has_name(h, "sn") && !has_name(h, "barcode")))
        return;
    h->out->ralph = has_name(h, "rack") || has_name(h, "slotno") ? 2 : 1;
}

/* ---- map files -------------------------------------------------------------------------------- */

struct map_file *read_map_file(struct post *post, const char *path)
{
    struct csv_source *csv = csv_open(post->arena, post->words, post->diag, path);
    struct map_file *map = arena_alloc(post->arena, 1, sizeof *map);
    struct csv_row row;
    size_t capacity = 0;
    bool first = true;
    map->entries = NULL;
    struct map_entry *entries = NULL;
    while (csv_next(csv, post->diag, &row)) {
        bool head = first && text_same_nocase(row.cells[0], TEXT("field"));
        first = false;
        if (head)
            continue;
        struct place at = csv_place(csv, row.offset, 0);
        if (row.count < 2 || !row.cells[0].length) {
            diag_add(post->diag, ERROR, "map-line", at, "", (word){0},
                     "is not a line of a map (write a field and the name of its column, such as "
                     "asset_tag,Inventory No; nothing behind the comma: no column holds it)");
            continue;
        }
        /* NOLINTNEXTLINE(clang-analyzer-core.*): the macro makes the room */
        *PLANNER_APPEND(entries, map->count, capacity) = (struct map_entry){
            words_put(post->words, text_trim(row.cells[0])),
            words_put(post->words, text_trim(row.cells[1])), at,
            csv_place(csv, row.offset, 1)};
    }
    map->entries = arena_alloc(post->arena, map->count + 1, sizeof *entries);
    if (map->count)
        /* NOLINTNEXTLINE(clang-analyzer-core.*): counted: appended */
        memcpy(map->entries, entries, map->count * sizeof *entries);
    free(entries);
    csv_close(csv);
    return map;
}

/* Fields that a map may name although they are none of the table: what they are made into. */
static const struct {
    const char *field, *made_into;
    enum convert convert;
} made_fields[] = {
    {"warranty_months", "warranty_end", CONVERT_MONTHS_AFTER},
    {"useful_life_years", "cycle_months", CONVERT_YEARS},
    {"depreciation_rate", "cycle_months", CONVERT_RATE},
    {"total_cost", "unit_cost", CONVERT_TOTAL},
};

/* A column of ours by nearly that name, NULL if there is none; `free_only`: without a cell so far. */
static const char *field_nearest(const struct header *h, text name, bool free_only)
{
    const char *names[COLUMNS_MAX];
    size_t n = 0;
    for (size_t k = 0; h->input->columns[k].name; k++)
        if (!free_only || h->out->at[k] < 0)
            names[n++] = h->input->columns[k].name;
    return text_nearest(name, names, n);
}

static const char *not_in_header(const struct header *h, text name)
{
    const char **names = arena_alloc(h->arena, h->count + 1, sizeof *names);
    for (size_t i = 0; i < h->count; i++)
        names[i] = arena_copy(h->arena, h->cells[i].at, h->cells[i].length);
    return arena_format(h->arena, "is not in the header%s (write the name as it stands there)",
                        did_you_mean(h->arena, text_nearest(name, names, h->count)));
}

static void map_entry(struct header *h, const struct map_entry *entry)
{
    const char *field = post_string(h->post, entry->field);
    enum convert convert = CONVERT_NONE;
    for (size_t i = 0; i < sizeof made_fields / sizeof *made_fields; i++)
        if (!strcmp(field, made_fields[i].field)) {
            field = made_fields[i].made_into;
            convert = made_fields[i].convert;
        }
    size_t k = column_named(h->input->columns, field), cell = h->count;
    if (!h->input->columns[k].name) {
        if (h->csv)
            diag_add(h->post->diag, ERROR, "map-field", entry->field_at, "field", entry->field,
                     "is not a column of %s.csv%s (planner columns %s lists them)", h->input->file,
                     did_you_mean(h->arena, field_nearest(h, text_of(field), false)), h->input->file);
        h->out->faulty = true;
        return;
    }
    if (!word_given(entry->column)) {
        h->released |= UINT32_C(1) << k;
        return;
    }
    for (size_t i = h->count; i-- > 0;)
        if (text_same(text_trim(h->cells[i]), words_text(h->post->words, entry->column)))
            cell = i;
    for (size_t i = h->count; cell == h->count && i-- > 0;)
        if (cell_is(h, i, words_text(h->post->words, entry->column)))
            cell = i;
    if (cell < h->count && h->out->at[k] < 0) {
        take(h, k, cell, convert);
        h->out->told |= UINT32_C(1) << k;
        return;
    }
    if (h->csv)
        diag_add(h->post->diag, ERROR, "map-column", entry->column_at, "column", entry->column,
                 "%s",
                 cell < h->count ? "is a second column for the same field (keep one of the lines)"
                                 : not_in_header(h, words_text(h->post->words, entry->column)));
    h->out->faulty = true;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static const char *joined_header(struct arena *arena, const struct header *h)
{
    char *list = arena_copy(arena, "", 0);
    for (size_t i = 0; i < h->count && i < 40; i++)
        list = arena_format(arena, "%s%s%.*s", list, i ? ", " : "",
                            (int)(h->cells[i].length < 40 ? h->cells[i].length : 40),
                            h->cells[i].at);
    return list;
}

static bool among_names(const char *key, const char *names, bool within)
{
    for (size_t length; *names; names += length + (names[length] == '|')) {
        char name[KEY_SIZE];
        length = strcspn(names, "|");
        text_plain_key((text){names, length}, name, sizeof name);
        if (within ? strstr(key, name) != NULL : !strcmp(key, name))
            return true;
    }
    return false;
}

/* Names that speak of what decides whether and when an asset is replaced, and the field that would
 * hold it; NULL: none does. */
static const struct life_fact {
    const char *whole, *within, *field;
} life_facts[] = {
    {"eol|eos|eosl", "end of life|end of support|end of serv|eol date|support end|fin de vida|"
                     "fin de soporte|fin de vie|fim de vida", "end_of_support"},
    {"", "warrant|garant|gewahrleist", "warranty_end"},
    {"state|zustand|etat", "status|statut|estatus|condition|lifecycle", "status"},
    {"baja|baixa|sortie|reforme", "decommission|retired|retirement|dispos|surplus|scrap|"
                                  "out of service|deakt|deactiv|desactiv|desativ|abgang|fecha de baja|fecha baja|data de baixa|"
                                  "data da baixa|date de sortie|date de reforme|aussonder|ausgesondert|"
                                  "ausgemustert", NULL},
};

static const struct life_fact *life_fact_of(const char *key)
{
    for (size_t i = 0; i < sizeof life_facts / sizeof *life_facts; i++)
        if (among_names(key, life_facts[i].whole, false) ||
            among_names(key, life_facts[i].within, true))
            return &life_facts[i];
    return NULL;
}

/* Names of days on which something else was done than buying, and of numbers that are of something else
 * than the asset. */
static const char other_days[] =
    "updat|modif|chang|sync|scan|seen|last|check|audit|counted|inventory|logon|login|boot|report|"
    "contact|verif|review|expir|next|resp|actualiz|atualiz|geander|gepruf|aktualis|letzte|dernier|"
    "ultim|deakt|deact|abgang|birth";
static const char other_numbers[] =
    "contract|contrat|invoice|rechnung|vertrag|factur|fatura|notafiscal|order|pedido|commande|bestell|"
    "pono|phone|telefon|mail|user|cost|price|preis|prix|preci|preco|valor";

/* The day when a record was made: that of the purchase only for want of a better one. */
static bool names_record_date(const char *key)
{
    return strstr(key, "creat") || !strcmp(key, "dateadded");
}

/* What stands below agrees with the field, and nothing else that is needed is read from there. */
static bool could_be(const struct header *h, size_t k, size_t cell)
{
    const struct column *columns = h->input->columns;
    const char *key = h->keys[cell];
    struct content c = content_of(h, cell);
    if (!key[0] || !c.filled || life_fact_of(key) ||
        among_names(key, "ip|ip address|mac|mac address", false))
        return false;
    for (size_t other = 0; columns[other].name; other++)
        if (h->out->at[other] == (int)cell && strcmp(columns[other].name, "in_service") &&
            strcmp(columns[other].name, "serial") && strcmp(columns[other].name, "description"))
            return false;
    if (columns[k].kind == KIND_DATE) /* a bare number may as well be a tag */
        return (c.dates - c.counts) * 2 > c.filled && !among_names(key, other_days, true);
    size_t rows = h->sample->count - h->row - 1; /* totals and remarks among them */
    bool serial = h->out->at[column_named(columns, "serial")] == (int)cell;
    return columns[k].kind == KIND_ID && !c.repeats && c.dates == c.counts && c.wordy * 2 <= c.filled &&
           !among_names(key, other_numbers, true) &&
           (serial ? c.filled * 2 > rows : c.filled == rows);
}

/* What is there, but means something else. */
static bool is_last_resort(const struct header *h, size_t k, size_t cell)
{
    return h->input->columns[k].kind == KIND_DATE
               ? names_record_date(h->keys[cell])
               : h->out->at[column_named(h->input->columns, "serial")] == (int)cell;
}

static void report_candidate(struct header *h, size_t finding, size_t k, size_t cell)
{
    const char *name = h->input->columns[k].name;
    bool record = h->input->columns[k].kind == KIND_DATE && names_record_date(h->keys[cell]);
    diag_also(h->post->diag, finding, csv_place(h->csv, h->sample->rows[h->row].offset, cell), name,
              "could be '%.*s', %s (%s)", (int)h->cells[cell].length, h->cells[cell].at,
              record ? "the day on which the record was made, for want of a day of purchase"
                     : "by what stands below it",
              mapped_so(h, name, h->cells[cell]));
}

static size_t report_candidates_for(struct header *h, size_t finding, size_t k)
{
    enum { SHOWN = 3 };
    size_t found = 0;
    for (int last = 0; last < 2; last++)
        for (size_t i = 0; i < h->count && found < SHOWN; i++)
            if (is_last_resort(h, k, i) == last && could_be(h, k, i)) {
                report_candidate(h, finding, k, i);
                found++;
            }
    return found;
}

static void report_candidates(struct header *h, size_t finding)
{
    for (size_t k = 0; h->input->columns[k].name; k++) {
        const char *name = h->input->columns[k].name;
        if (!(h->input->columns[k].flags & REQUIRED) || h->out->at[k] >= 0)
            continue;
        size_t found = report_candidates_for(h, finding, k);
        if (!found && !strcmp(name, "acquired"))
            diag_also(h->post->diag, finding,
                      csv_place(h->csv, h->sample->rows[h->row].offset, 0), name,
                      "no column holds a day of purchase, without which no replacement date can be "
                      "worked out (add a column acquired; where nobody knows, a guessed day)");
        else if (!found && !strcmp(name, "asset_tag"))
            diag_also(h->post->diag, finding,
                      csv_place(h->csv, h->sample->rows[h->row].offset, 0), name,
                      "no column holds a number of each asset, by which the plan names it (add a "
                      "column asset_tag; where there are no tags, number the rows 1, 2, 3)");
    }
}

static const char *help_to_complete(const struct header *h, const char *first_missing)
{
    const char *map = map_of_file(h);
    if (h->input->several)
        return arena_format(h->arena, "%s says which column is which", map);
    if (!map)
        return arena_format(h->arena, "name the columns so; see: planner columns %s",
                            h->input->file);
    return arena_format(h->arena, "name the columns so, or say which is which in %s, with the "
                        "lines field,column and %s,NAME", map, first_missing);
}

static void check_complete(struct header *h)
{
    char *missing = arena_copy(h->arena, "", 0);
    const char *first = NULL;
    for (size_t k = 0; h->input->columns[k].name; k++) {
        const char *name = h->input->columns[k].name;
        if (!(h->input->columns[k].flags & REQUIRED) || h->out->at[k] >= 0 ||
            (h->csv && fixes_give_column(h->post, post_string(h->post, csv_file(h->csv)), name)))
            continue;
        first = first ? first : name;
        missing = arena_format(h->arena, "%s%s%s", missing, missing[0] ? ", " : "", name);
    }
    h->out->complete = !missing[0];
    if (!missing[0])
        return;
    h->out->faulty = true;
    if (!h->csv)
        return;
    const char *fault = h->out->named ? "required columns are missing"
                                      : "this line, taken as the header, names none of the columns "
                                        "needed";
    report_candidates(h, diag_add(h->post->diag, ERROR, "missing-column",
                                  csv_place(h->csv, h->sample->rows[h->row].offset, 0), "",
                                  (word){0}, "%s: %s (seen: %s; %s)", fault, missing,
                                  joined_header(h->arena, h), help_to_complete(h, first)));
}

static const char *convert_words(unsigned convert)
{
    static const char *const words[] = {"", " (months after it was acquired)", " (years)",
                                        " (percent a year)", " (divided by the quantity)"};
    return words[convert];
}

static void warn_of_record_date(struct header *h)
{
    size_t k = column_named(h->input->columns, "acquired");
    if (!h->input->columns[k].name || h->out->at[k] < 0)
        return;
    size_t cell = (size_t)h->out->at[k];
    if (!names_record_date(h->keys[cell]))
        return;
    diag_add(h->post->diag, WARNING, "record-date",
             csv_place(h->csv, h->sample->rows[h->row].offset, cell), "acquired",
             words_put(h->post->words, h->cells[cell]), "is the day on which the record was made, "
             "not that of the purchase; no other column tells (what was bought earlier is planned "
             "too late: add a column acquired)");
}

/* " (did you mean location?)": a column of ours without a cell, by nearly the same name; or "". */
static const char *meant(const struct header *h, size_t cell)
{
    const char *near = field_nearest(h, h->cells[cell], true);
    return near ? arena_format(h->arena, " (did you mean %s?)", near) : "";
}

/* Says which mapping was chosen, where it is not that of names alone, and what is not used. */
static void report_mapping(struct header *h)
{
    char *chosen = arena_copy(h->arena, "", 0), *unused = arena_copy(h->arena, "", 0);
    struct place at = csv_place(h->csv, h->sample->rows[h->row].offset, 0);
    char key[KEY_SIZE];
    for (size_t k = 0; h->input->columns[k].name; k++) {
        if (h->out->at[k] < 0)
            continue;
        text_plain_key(text_of(h->input->columns[k].name), key, sizeof key);
        const text *cell = &h->cells[h->out->at[k]];
        if (strcmp(key, h->keys[h->out->at[k]]) || h->out->convert[k])
            chosen = arena_format(h->arena, "%s%s%s from '%.*s'%s", chosen, chosen[0] ? ", " : "",
                                  h->input->columns[k].name, (int)cell->length, cell->at,
                                  convert_words(h->out->convert[k]));
    }
    for (size_t i = 0, n = 0; i < h->count; i++)
        if (!h->taken[i] && h->keys[i][0] && n++ < 60)
            unused = arena_format(h->arena, "%s%s%.*s%s", unused, unused[0] ? ", " : "",
                                  (int)h->cells[i].length, h->cells[i].at, meant(h, i));
    if (chosen[0]) {
        const char *map = map_of_file(h);
        diag_add(h->post->diag, NOTE, "mapping", at, "", (word){0},
                 "columns are taken by their meaning: %s%s%s%s", chosen, map ? " (" : "",
                 map ? map : "", map ? " changes this)" : "");
    }
    if (unused[0])
        diag_add(h->post->diag, NOTE, "unused-column", at, "", (word){0},
                 "columns not used: %s", unused);
}

/* What seems to say whether an asset is still there, or for how long, is not left out in the
 * crowd. */
static void report_unused_facts(struct header *h)
{
    for (size_t i = 0; i < h->count; i++) {
        const struct life_fact *fact = h->taken[i] ? NULL : life_fact_of(h->keys[i]);
        if (!fact || !h->input->several || !content_of(h, i).filled)
            continue;
        size_t k = fact->field ? column_named(h->input->columns, fact->field) : SIZE_MAX;
        bool known = fact->field && h->out->at[k] >= 0;
        if (known && strcmp(fact->field, "status"))
            continue; /* a date that another column has given */
        const char *help = "an asset that is gone needs retired or disposed under status";
        if (fact->field)
            help = arena_format(h->arena, "the line %s,%.*s in a file given with --map takes it%s",
                                fact->field, (int)h->cells[i].length, h->cells[i].at,
                                known ? " in place of the one read" : "");
        diag_add(h->post->diag, NOTE, "unused-fact",
                 csv_place(h->csv, h->sample->rows[h->row].offset, i), "",
                 words_put(h->post->words, h->cells[i]),
                 "is not used, though its name speaks of an asset's life (%s)", help);
    }
}

/* A row whose place is that of an earlier row, at another site: `other` is that row; 0 if none. */
static size_t row_elsewhere(const struct header *h, size_t place, size_t around, size_t *other)
{
    for (size_t r = h->row + 1; r < h->sample->count; r++)
        for (*other = h->row + 1; *other < r; ++*other)
            if (below(h, r, place).length && below(h, r, around).length &&
                below(h, *other, around).length &&
                text_same_nocase(below(h, r, place), below(h, *other, place)) &&
                !text_same_nocase(below(h, r, around), below(h, *other, around)))
                return r;
    return 0;
}

static void report_around(const struct header *h, size_t place, size_t around)
{
    size_t other, again = row_elsewhere(h, place, around, &other);
    text name = h->cells[place], where = below(h, again, place), here = below(h, again, around);
    struct place at = csv_place(h->csv, h->sample->rows[h->row].offset, around);
    word found = words_put(h->post->words, h->cells[around]);
    if (again)
        diag_add(h->post->diag, WARNING, "place-of-several", at, "", found,
                 "is not used, and the same '%.*s' of '%.*s' stands in '%.*s' and in '%.*s' (join "
                 "the two in a column location, such as '%.*s %.*s', so that each place has a name "
                 "of its own)", (int)where.length, where.at, (int)name.length, name.at,
                 (int)below(h, other, around).length, below(h, other, around).at, (int)here.length,
                 here.at, (int)here.length, here.at, (int)where.length, where.at);
    else if (!key_is(h, place, "location"))
        diag_add(h->post->diag, NOTE, "unused-place", at, "", found,
                 "is not used, since '%.*s' says more exactly where a thing stands (to take it as "
                 "location instead, %s)", (int)name.length, name.at,
                 mapped_so(h, "location", h->cells[around]));
}

/* A room's number is one place in each building. */
static void report_other_places(const struct header *h)
{
    size_t k = column_named(h->input->columns, "location");
    bool of_things = h->input->several || h->input == &input_count;
    if (!of_things || h->out->at[k] < 0)
        return;
    for (size_t i = 0; i < h->count; i++)
        if (!h->taken[i] && parse_choice(h->cells[i], around_places) && content_of(h, i).filled)
            report_around(h, (size_t)h->out->at[k], i);
}

static void prepare(struct header *h)
{
    h->keys = arena_alloc(h->arena, h->count + 1, sizeof *h->keys);
    h->bare_keys = arena_alloc(h->arena, h->count + 1, sizeof *h->bare_keys);
    h->taken = arena_alloc(h->arena, h->count + 1, sizeof *h->taken);
    for (size_t i = 0; i < h->count; i++) {
        text_plain_key(h->cells[i], h->keys[i], KEY_SIZE);
        text bare = bare_name(h->cells[i]);
        text_plain_key(text_same(bare, text_trim(h->cells[i])) ? with_cost(h->arena, bare) : bare,
                  h->bare_keys[i], KEY_SIZE);
    }
    *h->out = (struct mapping){.sure = true};
    for (size_t k = 0; k < COLUMNS_MAX; k++)
        h->out->at[k] = NOWHERE_CELL;
}

static bool required_found(const struct header *h)
{
    for (size_t k = 0; h->input->columns[k].name; k++)
        if ((h->input->columns[k].flags & REQUIRED) && h->out->at[k] < 0)
            return false;
    return true;
}

void map_header(struct post *post, const struct input *input, const struct sample *sample,
                size_t header, const struct map_file *map, struct csv_source *csv,
                struct mapping *out)
{
    struct header h = {.post = post, .input = input, .sample = sample, .row = header,
                       .cells = sample->rows[header].cells, .count = sample->rows[header].count,
                       .csv = csv, .out = out, .arena = arena_new()};
    prepare(&h);
    for (size_t i = 0; map && i < map->count; i++)
        map_entry(&h, &map->entries[i]);
    map_own_names(&h);
    out->native = required_found(&h) && !map;
    map_sure_names(&h);
    if (!out->native) {
        map_likely_names(&h);
        let_empty_columns_yield(&h);
    }
    settle_false_friends(&h);
    recognise_ralph(&h);
    check_complete(&h);
    if (csv && !out->faulty) {
        report_mapping(&h);
        report_unused_facts(&h);
        report_other_places(&h);
        warn_of_record_date(&h);
    }
    arena_free(h.arena);
}
