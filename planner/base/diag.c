#include "planner/diag.h"

#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

enum { SHOWN = 60 }; /* characters of a cell that a message repeats */

struct diag {
    struct words *words;
    struct finding *findings;
    size_t count, capacity;
    uint32_t *slots; /* index + 1 of a finding with that hash; open addressing */
    size_t mask;
    struct finding *sorted;
    struct finding_row *rows;
    size_t row_count, row_capacity, valued;
    struct arena *arena;
};

struct diag *diag_new(struct words *words)
{
    struct diag *diag = memory_array(1, sizeof *diag);
    diag->words = words;
    diag->mask = 255;
    diag->slots = memory_array(diag->mask + 1, sizeof *diag->slots);
    diag->arena = arena_new();
    return diag;
}

void diag_free(struct diag *diag)
{
    if (!diag)
        return;
    free(diag->findings);
    free(diag->slots);
    free(diag->sorted);
    free(diag->rows);
    arena_free(diag->arena);
    free(diag);
}

static bool same_fault(const struct finding *a, const struct finding *b)
{
    return word_same(a->at.file, b->at.file) && a->severity == b->severity &&
           !strcmp(a->rule, b->rule) && word_same(a->field, b->field) &&
           word_same(a->found, b->found) && word_same(a->message, b->message) && !a->owner &&
           !b->owner;
}

static size_t slot_of(const struct diag *diag, const struct finding *f)
{
    uint64_t h = f->at.file.id;
    h = h * 0x9E3779B97F4A7C15u + f->found.id;
    h = h * 0x9E3779B97F4A7C15u + f->message.id;
    h = h * 0x9E3779B97F4A7C15u + f->field.id;
    size_t slot = (size_t)(h ^ (h >> 31)) & diag->mask;
    while (diag->slots[slot] && !same_fault(&diag->findings[diag->slots[slot] - 1], f))
        slot = (slot + 1) & diag->mask;
    return slot;
}

static void widen(struct diag *diag)
{
    free(diag->slots);
    diag->mask = diag->mask * 2 + 1;
    diag->slots = memory_array(diag->mask + 1, sizeof *diag->slots);
    for (size_t i = 0; i < diag->count; i++)
        if (!diag->findings[i].owner)
            diag->slots[slot_of(diag, &diag->findings[i])] = (uint32_t)i + 1;
}

static word formatted(struct diag *diag, const char *format, va_list arguments)
{
    struct arena_mark mark = arena_mark(diag->arena);
    word message = words_put_string(diag->words, arena_vformat(diag->arena, format, arguments));
    arena_release(diag->arena, mark);
    return message;
}

static size_t append(struct diag *diag, struct finding made)
{
    made.order = (uint32_t)diag->count;
    *PLANNER_APPEND(diag->findings, diag->count, diag->capacity) = made;
    return diag->count - 1;
}

size_t diag_add_list(struct diag *diag, enum severity severity, const char *rule, struct place at,
                     const char *field, word found, const char *format, va_list arguments)
{
    struct finding made = {.at = at, .severity = severity, .rule = rule, .found = found,
                           .field = words_put_string(diag->words, field),
                           .message = formatted(diag, format, arguments),
                           .amount = MONEY_NONE, .count = 1};
    size_t slot = slot_of(diag, &made);
    if (diag->slots[slot]) {
        diag->findings[diag->slots[slot] - 1].count++;
        return diag->slots[slot] - 1;
    }
    size_t index = append(diag, made);
    diag->slots[slot] = (uint32_t)index + 1;
    if (diag->count * 2 > diag->mask)
        widen(diag);
    return index;
}

size_t diag_add(struct diag *diag, enum severity severity, const char *rule, struct place at,
                const char *field, word found, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t finding = diag_add_list(diag, severity, rule, at, field, found, format, arguments);
    va_end(arguments);
    return finding;
}

void diag_once(struct diag *diag, size_t finding)
{
    diag->findings[finding].count = 1;
}

void diag_also(struct diag *diag, size_t owner, struct place at, const char *field,
               const char *format, ...)
{
    if (diag->findings[owner].count > 1)
        return;
    va_list arguments;
    va_start(arguments, format);
    append(diag, (struct finding){.at = at, .severity = NOTE,
                                  .rule = diag->findings[owner].rule,
                                  .field = words_put_string(diag->words, field),
                                  .message = formatted(diag, format, arguments),
                                  .amount = MONEY_NONE, .count = 1,
                                  .owner = (uint32_t)owner + 1});
    va_end(arguments);
}

void diag_about(struct diag *diag, size_t finding, word asset_tag, money amount)
{
    struct finding *f = &diag->findings[finding];
    if (f->count == 1)
        f->asset_tag = asset_tag;
    f->own_amount = f->own_amount || money_given(amount);
    if (money_given(amount))
        f->amount = money_given(f->amount) ? money_add(f->amount, amount) : amount;
}

void diag_suggest(struct diag *diag, size_t finding, word suggestion)
{
    diag->findings[finding].suggestion = suggestion;
    diag->findings[finding].suggested = true;
}

void diag_add_row(struct diag *diag, size_t finding, struct rows *table, size_t row)
{
    *PLANNER_APPEND(diag->rows, diag->row_count, diag->row_capacity) =
        (struct finding_row){(uint32_t)finding, (uint32_t)row, table, MONEY_NONE};
}

const struct finding_row *diag_rows(const struct diag *diag, size_t *count)
{
    *count = diag->row_count;
    return diag->rows;
}

bool diag_all_valued(const struct diag *diag)
{
    return diag->valued == diag->row_count;
}

void diag_value(struct diag *diag, row_value value, const void *context)
{
    for (; diag->valued < diag->row_count; diag->valued++) {
        struct finding_row *r = &diag->rows[diag->valued];
        struct finding *f = &diag->findings[r->finding];
        word tag = {0};
        money amount = r->amount = value(context, r->table, r->row, &tag);
        if (f->count == 1 && !word_given(f->asset_tag))
            f->asset_tag = tag;
        if (!f->own_amount && money_given(amount))
            f->amount = money_given(f->amount) ? money_add(f->amount, amount) : amount;
    }
}

static size_t counted(const struct diag *diag, enum severity severity)
{
    size_t sum = 0;
    for (size_t i = 0; i < diag->count; i++)
        if (diag->findings[i].severity == severity)
            sum += diag->findings[i].count;
    return sum;
}

size_t diag_errors(const struct diag *diag)
{
    return counted(diag, ERROR);
}

size_t diag_warnings(const struct diag *diag)
{
    return counted(diag, WARNING);
}

void diag_forgive(struct diag *diag)
{
    for (size_t i = 0; i < diag->count; i++)
        if (diag->findings[i].severity == ERROR && diag->findings[i].row)
            diag->findings[i].severity = WARNING;
}

size_t diag_mark(const struct diag *diag)
{
    return diag->count;
}

void diag_rewind(struct diag *diag, size_t mark)
{
    size_t kept = 0;
    for (size_t i = 0; i < diag->row_count; i++)
        if (diag->rows[i].finding < mark)
            diag->rows[kept++] = diag->rows[i];
    diag->row_count = kept;
    diag->valued = diag->valued < kept ? diag->valued : kept;
    diag->count = mark;
    memset(diag->slots, 0, (diag->mask + 1) * sizeof *diag->slots);
    for (size_t i = 0; i < mark; i++)
        if (!diag->findings[i].owner)
            diag->slots[slot_of(diag, &diag->findings[i])] = (uint32_t)i + 1;
}

size_t diag_soften(struct diag *diag, size_t mark)
{
    size_t softened = 0;
    for (size_t i = mark; i < diag->count; i++)
        if (diag->findings[i].severity == ERROR) {
            diag->findings[i].severity = WARNING;
            softened++;
        }
    diag_rewind(diag, diag->count); /* the index knows findings by their severity */
    return softened;
}

void diag_of_row(struct diag *diag, size_t finding)
{
    diag->findings[finding].row = true;
}

const struct finding *diag_all(const struct diag *diag, size_t *count)
{
    *count = diag->count;
    return diag->findings;
}

bool diag_has_rule(const struct diag *diag, const char *rule)
{
    for (size_t i = 0; i < diag->count; i++)
        if (!strcmp(diag->findings[i].rule, rule))
            return true;
    return false;
}

static int by_place(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    if (a->at.file.id != b->at.file.id)
        return a->at.file.id < b->at.file.id ? -1 : 1;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.column != b->at.column)
        return a->at.column < b->at.column ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

const struct finding *diag_sorted(struct diag *diag, size_t *count)
{
    struct finding *owners = memory_array(diag->count, sizeof *owners);
    size_t n = 0, out = 0;
    for (size_t i = 0; i < diag->count; i++)
        if (!diag->findings[i].owner)
            owners[n++] = diag->findings[i];
    sort(owners, n, sizeof *owners, by_place);
    /* Notes in chains by their owner, so that each is laid behind it in one pass. */
    uint32_t *next = memory_array(diag->count, sizeof *next);
    uint32_t *first = memory_array(diag->count, sizeof *first);
    for (size_t i = diag->count; i-- > 0;)
        if (diag->findings[i].owner) {
            next[i] = first[diag->findings[i].owner - 1];
            first[diag->findings[i].owner - 1] = (uint32_t)i + 1;
        }
    free(diag->sorted);
    diag->sorted = memory_array(diag->count, sizeof *diag->sorted);
    for (size_t i = 0; i < n; i++) {
        diag->sorted[out++] = owners[i];
        for (uint32_t k = first[owners[i].order]; k; k = next[k - 1])
            diag->sorted[out++] = diag->findings[k - 1];
    }
    free(owners);
    free(next);
    free(first);
    *count = out;
    return diag->sorted;
}

/* Bytes of the UTF-8 character at `at` that must not reach a terminal as it is: controls, and
 * the marks that turn the writing direction (U+200E/F, U+202A-E, U+2066-9). */
static size_t unprintable(const unsigned char *at)
{
    if (at[0] < 0x20 || at[0] == 0x7F)
        return 1;
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)
        return 2;
    if (at[0] == 0xE2 && at[1] == 0x80 && ((at[2] >= 0x8E && at[2] <= 0x8F) ||
                                           (at[2] >= 0xAA && at[2] <= 0xAE)))
        return 3;
    if (at[0] == 0xE2 && at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9)
        return 3;
    return 0;
}

const char *visible(struct arena *arena, const char *from)
{
    const unsigned char *at = (const unsigned char *)from;
    char *out = arena_alloc(arena, strlen(from) * 4 + 1, 1);
    size_t n = 0;
    while (*at) {
        size_t width = unprintable(at);
        for (size_t i = 0; i < width; i++, n += 4)
            snprintf(out + n, 5, "\\x%02X", at[i]);
        if (!width)
            out[n++] = (char)*at;
        at += width ? width : 1;
    }
    out[n] = '\0';
    return out;
}

/* A cell's text as a message repeats it: at most SHOWN characters. */
static const char *shown(struct arena *arena, const char *found)
{
    size_t characters = 0, end = 0;
    while (found[end]) {
        if (((unsigned char)found[end] & 0xC0) != 0x80 && ++characters > SHOWN)
            return visible(arena, arena_format(arena, "%.*s...", (int)end, found));
        end++;
    }
    return visible(arena, found);
}

const char *diag_sentence(struct arena *arena, const struct words *words,
                          const struct finding *f)
{
    const char *field = words_string(words, f->field);
    const char *found = words_string(words, f->found);
    char *rows = f->count > 1 ? arena_format(arena, " [the first of %u rows]", f->count)
                              : arena_copy(arena, "", 0);
    return arena_format(arena, "%s%s%s%s%s%s%s", visible(arena, field), field[0] ? ": " : "",
                        found[0] ? "'" : "", found[0] ? shown(arena, found) : "",
                        found[0] ? "' " : "", visible(arena, words_string(words, f->message)),
                        rows);
}

void diag_print(FILE *to, const struct words *words, const struct finding *f)
{
    static const char *const names[] = {"note", "warning", "error"};
    struct arena *arena = arena_new();
    const char *file = visible(arena, words_string(words, f->at.file));
    if (file[0] && f->at.line)
        fprintf(to, "%s:%u:%u: ", file, f->at.line, f->at.column);
    else if (file[0]) /* about the whole of a file, or of a folder */
        fprintf(to, "%s: ", file);
    fprintf(to, "%s: %s\n", names[f->severity], diag_sentence(arena, words, f));
    arena_free(arena);
}
