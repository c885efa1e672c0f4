#include "planner/table.h"

#include "planner/os.h"
#include "planner/post.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t columns_count(const struct column *columns)
{
    size_t n = 0;
    while (columns[n].name)
        n++;
    return n;
}

size_t kind_size(enum kind kind)
{
    static const size_t sizes[KINDS] = {
        [KIND_TEXT] = sizeof(word),       [KIND_ID] = sizeof(word),
        [KIND_MONEY] = sizeof(money),     [KIND_DATE] = sizeof(date),
        [KIND_WHOLE] = sizeof(int32_t),   [KIND_YEAR] = sizeof(int32_t),
        [KIND_QUARTER] = sizeof(int32_t),
        [KIND_DECIMAL] = sizeof(decimal), [KIND_CHOICE] = sizeof(uint8_t),
        [KIND_PERIOD] = sizeof(period),   [KIND_NUMBER] = sizeof(double),
    };
    return sizes[kind];
}

size_t choice_count(const char *words)
{
    size_t n = 1;
    for (const char *c = words; *c; c++)
        n += *c == '|';
    return n;
}

const char *choice_word(const char *words, unsigned value, char *out, size_t size)
{
    if (!value)
        return NULL;
    for (; --value; words++) {
        words = strchr(words, '|');
        if (!words)
            return NULL;
    }
    size_t length = strcspn(words, "|");
    if (length >= size)
        length = size - 1;
    memcpy(out, words, length);
    out[length] = '\0';
    return out;
}

const char *choices_listed(struct arena *arena, const char *words)
{
    char buffer[40], *list = arena_copy(arena, "", 0);
    size_t count = choice_count(words);
    for (size_t i = 0; i < count; i++)
        list = arena_format(arena, "%s%s%s", list, i == 0 ? "" : i + 1 < count ? ", " : " or ",
                            choice_word(words, (unsigned)i + 1, buffer, sizeof buffer));
    return list;
}

const char *unknown_choice(struct arena *arena, const char *words, text cell, const char **near)
{
    char buffer[40];
    size_t count = choice_count(words);
    const char *list = choices_listed(arena, words);
    const char **names = arena_alloc(arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = arena_format(arena, "%s",
                                choice_word(words, (unsigned)i + 1, buffer, sizeof buffer));
    *near = text_nearest(cell, names, count);
    return *near ? arena_format(arena, "is not known%s (known: %s)", did_you_mean(arena, *near), list)
                 : arena_format(arena, "is not known (write %s)", list);
}

const struct source *rows_source(const struct rows *rows, size_t row)
{
    for (size_t i = rows->source_count; i-- > 0;)
        if (row >= rows->sources[i].first_row)
            return &rows->sources[i];
    return NULL;
}

/* Its pointer stands `offset` bytes into the table.  Copied, since a pointer to one type may not be
 * read through a pointer to another. */
char *column_array(const struct rows *rows, const struct column *column)
{
    char *array;
    memcpy(&array, (const char *)rows + column->offset, sizeof array);
    return array;
}

void rows_make_room(struct rows *rows, size_t capacity)
{
    for (const struct column *c = rows->columns; c->name; c++) {
        void *array = memory_grow(column_array(rows, c), capacity, kind_size(c->kind));
        memcpy((char *)rows + c->offset, &array, sizeof array);
    }
    rows->offset = memory_grow(rows->offset, capacity, sizeof *rows->offset);
    rows->bad = memory_grow(rows->bad, capacity, sizeof *rows->bad);
}

void cell_absent(enum kind kind, char *at)
{
    switch (kind) {
    case KIND_MONEY:
        memcpy(at, &MONEY_NONE, sizeof(money));
        break;
    case KIND_DATE:
        memcpy(at, &DATE_NONE, sizeof(date));
        break;
    case KIND_WHOLE:
    case KIND_YEAR:
    case KIND_QUARTER:
        memcpy(at, &(int32_t){WHOLE_NONE}, sizeof(int32_t));
        break;
    case KIND_DECIMAL:
        memcpy(at, &DECIMAL_NONE, sizeof(decimal));
        break;
    case KIND_NUMBER:
        memcpy(at, &(double){NAN}, sizeof(double));
        break;
    default:
        memset(at, 0, kind_size(kind));
    }
}

size_t column_named(const struct column *columns, const char *name)
{
    size_t i = 0;
    while (columns[i].name && strcmp(columns[i].name, name))
        i++;
    return i;
}

struct place rows_place(const struct rows *rows, size_t row, const char *name)
{
    const struct source *source = rows_source(rows, row);
    if (!source)
        return (struct place){{0}, 0, 0};
    if (row >= rows->count) /* a file without rows: its first cell */
        return rows->locate(source->csv, 0, 0);
    size_t column = name ? column_named(rows->columns, name) : 0;
    int cell = name && rows->columns[column].name ? source->at[column] : 0;
    return rows->locate(source->csv, rows->offset[row], cell < 0 ? 0 : (size_t)cell);
}

size_t rows_report(struct diag *diag, struct rows *rows, size_t row, const char *name,
                   enum severity severity, const char *rule, word found, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t finding = diag_add_list(diag, severity, rule, rows_place(rows, row, name),
                                   name ? name : "", found, format, arguments);
    va_end(arguments);
    if (!rows->file || strcmp(rows->file, "settings")) /* a wrong setting cannot be left out */
        diag_of_row(diag, finding);
    if (severity != NOTE && !rows->passing)
        diag_add_row(diag, finding, rows, row);
    if (severity == ERROR)
        rows->bad[row] = 1;
    return finding;
}

struct index {
    size_t mask;
    uint32_t *slots; /* row + 1 */
    uint32_t *next;  /* row + 1 of the next with the same key */
    uint32_t *last;  /* of a first row: the last in its chain */
    uint32_t (*keys)[3];
};

struct index *index_new(struct arena *arena, size_t rows)
{
    struct index *index = arena_alloc(arena, 1, sizeof *index);
    index->mask = 15;
    while (index->mask < rows * 2)
        index->mask = index->mask * 2 + 1;
    index->slots = arena_alloc(arena, index->mask + 1, sizeof *index->slots);
    index->next = arena_alloc(arena, rows + 1, sizeof *index->next);
    index->last = arena_alloc(arena, rows + 1, sizeof *index->last);
    index->keys = arena_alloc(arena, rows + 1, sizeof *index->keys);
    return index;
}

static size_t slot_of(const struct index *index, word a, word b, word c)
{
    uint64_t h = ((uint64_t)a.id * 0x9E3779B97F4A7C15u + b.id) * 0x9E3779B97F4A7C15u + c.id;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9u;
    size_t slot = (size_t)(h >> 16) & index->mask;
    while (index->slots[slot]) {
        const uint32_t *key = index->keys[index->slots[slot] - 1];
        if (key[0] == a.id && key[1] == b.id && key[2] == c.id)
            break;
        slot = (slot + 1) & index->mask;
    }
    return slot;
}

size_t index_add(struct index *index, size_t row, word a, word b, word c)
{
    size_t slot = slot_of(index, a, b, c);
    index->keys[row][0] = a.id;
    index->keys[row][1] = b.id;
    index->keys[row][2] = c.id;
    if (!index->slots[slot]) {
        index->slots[slot] = (uint32_t)row + 1;
        index->last[row] = (uint32_t)row + 1;
        return SIZE_MAX;
    }
    size_t first = index->slots[slot] - 1;
    index->next[index->last[first] - 1] = (uint32_t)row + 1;
    index->last[first] = (uint32_t)row + 1;
    return first;
}

size_t index_first(const struct index *index, word a, word b, word c)
{
    uint32_t there = index->slots[slot_of(index, a, b, c)];
    return there ? there - 1 : SIZE_MAX;
}

size_t index_next(const struct index *index, size_t row)
{
    return index->next[row] ? index->next[row] - 1 : SIZE_MAX;
}

const char *word_nearest(const struct post *post, word from, const word names[], size_t count)
{
    struct arena *scratch = arena_new();
    const char **strings = arena_alloc(scratch, count + 1, sizeof *strings);
    for (size_t i = 0; i < count; i++)
        strings[i] = post_string(post, names[i]);
    const char *near = text_nearest(words_text(post->words, from), strings, count);
    arena_free(scratch);
    return near;
}

const char *post_file(const struct post *post, const char *path)
{
    size_t n = post->path ? strlen(post->path) : 0;
    if (post->folder && n && !strncmp(path, post->path, n) && path[n]) {
        for (path += n; os_is_separator(*path);)
            path++;
        return path;
    }
    return os_base_name(path);
}

const char *post_place(const struct post *post, struct place at)
{
    return arena_format(post->arena, "%s line %u", post_file(post, post_string(post, at.file)),
                        at.line);
}

const char *post_source_name(const struct post *post)
{
    size_t end = strlen(post->path), begin;
    while (end > 1 && post->path[end - 1] == '/')
        end--;
    for (begin = end; begin && post->path[begin - 1] != '/'; begin--)
        ;
    return arena_copy(post->arena, post->path + begin, end - begin);
}
