/* What words and texts say of a kind of equipment. */
#include "planner/equipment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/parse.h"

enum { KEY_SIZE = 128 };

static bool key_among(const char *key, const char *words)
{
    char candidate[KEY_SIZE];
    for (const char *at = words; key[0];) {
        size_t length = strcspn(at, "|");
        text_plain_key((text){at, length}, candidate, sizeof candidate);
        if (!strcmp(key, candidate))
            return true;
        if (!at[length])
            break;
        at += length + 1;
    }
    return false;
}

const char *plain_word(const char *file, const char *field, text cell)
{
    char key[KEY_SIZE];
    text_plain_key(cell, key, sizeof key);
    for (const struct word_synonym *s = word_synonyms; s->file; s++)
        if (!strcmp(s->file, file) && !strcmp(s->field, field) && key_among(key, s->words))
            return s->ours;
    return NULL;
}

/* ---- names of kinds ---------------------------------------------------------------------------- */

/* What a name says in a text: which kind the thing is, the more so when it is a product's; nothing,
 * when it is a common word as well, or leaves the kind open; that the thing is another; that what
 * follows only goes with it. */
enum name_sort { NAME_KIND, NAME_PRODUCT, NAME_WEAK, NAME_GENERAL, NAME_OTHER, NAME_END };

/* As keys are compared. */
struct kind_name {
    const char *key, *ours; /* NULL: none of our categories */
    uint8_t sort;
    bool named;   /* it is a category's name where it stands alone ... */
    bool synonym; /* ... and none that a post may use for its own */
    const struct general_word *general; /* it leaves the kind open; NULL: it does not */
};

struct kind_names {
    struct kind_name *at;
    size_t count;
};

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct kind_name *)a)->key, ((const struct kind_name *)b)->key);
}

static void add_names(struct arena *arena, struct kind_names *names, size_t *capacity,
                      const char *words, struct kind_name as)
{
    while (*words) {
        size_t length = strcspn(words, "|");
        char key[KEY_SIZE];
        text_plain_key((text){words, length}, key, sizeof key);
        as.key = arena_copy(arena, key, strlen(key));
        struct kind_name *made = PLANNER_APPEND(names->at, names->count, *capacity);
        *made = as;
        words += length + (words[length] == '|');
    }
}

static void add_all_names(struct arena *arena, struct kind_names *made, size_t *capacity)
{
    for (const struct word_synonym *s = word_synonyms; s->file; s++) {
        bool category = !strcmp(s->field, "category"), kind = !strcmp(s->field, "kind");
        struct kind_name name = {NULL, s->ours, NAME_KIND, true, category, NULL};
        if (strcmp(s->file, "inventory") || (!category && !kind))
            continue;
        add_names(arena, made, capacity, s->words, name);
        name.synonym = false;
        add_names(arena, made, capacity, s->ours, name);
    }
    for (const struct product_line *p = product_lines; p->words; p++)
        add_names(arena, made, capacity, p->words,
                  (struct kind_name){.ours = p->ours, .sort = NAME_PRODUCT});
    for (const struct general_word *g = general_words; g->words; g++)
        add_names(arena, made, capacity, g->words,
                  (struct kind_name){.sort = NAME_GENERAL, .general = g});
    add_names(arena, made, capacity, other_things, (struct kind_name){.sort = NAME_OTHER});
    add_names(arena, made, capacity, going_with, (struct kind_name){.sort = NAME_END});
}

/* The same name in two tables is one. */
static void merge_names(struct kind_names *names)
{
    size_t n = 0;
    for (size_t i = 0; i < names->count; i++) {
        struct kind_name *last = n ? &names->at[n - 1] : NULL, name = names->at[i];
        if (!last || strcmp(last->key, name.key)) {
            names->at[n++] = name;
            continue;
        }
        last->named |= name.named;
        last->synonym |= name.synonym;
        if (name.sort == NAME_PRODUCT || last->sort == NAME_GENERAL)
            last->sort = name.sort;
        last->ours = last->ours ? last->ours : name.ours;
        last->general = last->general ? last->general : name.general;
    }
    names->count = n;
}

/* The name with this key; `*begins`: some name begins with it. */
static struct kind_name *name_with(const struct kind_names *names, const char *key, bool *begins)
{
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(names->at[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    struct kind_name *at = &names->at[low];
    *begins = low < names->count && !strncmp(at->key, key, strlen(key));
    return *begins && !strcmp(at->key, key) ? at : NULL;
}

static struct kind_name *name_of(const struct kind_names *names, text cell)
{
    char key[KEY_SIZE];
    bool begins;
    text_plain_key(cell, key, sizeof key);
    return key[0] ? name_with(names, key, &begins) : NULL;
}

struct kind_names *kind_names_new(struct arena *arena)
{
    struct kind_names *names = arena_alloc(arena, 1, sizeof *names), made = {0};
    size_t capacity = 0;
    add_all_names(arena, &made, &capacity);
    /* NOLINTNEXTLINE(clang-analyzer-core.*): the tables are not empty */
    qsort(made.at, made.count, sizeof *made.at, by_key);
    merge_names(&made);
    *names = (struct kind_names){arena_alloc(arena, made.count + 1, sizeof *made.at), made.count};
    memcpy(names->at, made.at, made.count * sizeof *made.at);
    free(made.at);
    for (const char *at = weak_words; *at;) {
        size_t length = strcspn(at, "|");
        struct kind_name *name = name_of(names, (text){at, length});
        if (name && name->sort == NAME_KIND)
            name->sort = NAME_WEAK;
        at += length + (at[length] == '|');
    }
    return names;
}

/* ---- kinds of equipment ------------------------------------------------------------------------ */

const char *kind_named(const struct kind_names *names, text cell)
{
    const struct kind_name *name = name_of(names, cell);
    return name && name->named ? name->ours : NULL;
}

/* "cmdb_ci_ip_switch", as ServiceNow's tables are called, is an IP switch. */
static text without_table(text cell)
{
    static const text prefix = {"cmdb_ci_", 8};
    cell = text_trim(cell);
    return cell.length > prefix.length &&
                   text_same_nocase((text){cell.at, prefix.length}, prefix)
               ? (text){cell.at + prefix.length, cell.length - prefix.length} : cell;
}

/* Where a noun ends and what narrows it begins: "COMPUTER, LAPTOP", "Printer - Laser". */
static size_t noun_end(text cell)
{
    size_t i = 0;
    while (i < cell.length && !strchr(",:>", cell.at[i]) &&
           !(cell.length - i > 3 && !memcmp(cell.at + i, " - ", 3)))
        i++;
    return i;
}

/* The noun of a catalogue's name; the whole of another. */
static text noun_of(text cell)
{
    cell = without_table(cell);
    return text_trim((text){cell.at, noun_end(cell)});
}

/* "SWITCH, NETWORK" is a network switch and "PRINTER, LABEL, THERMAL" a printer: the noun with each
 * word that narrows it, the last first; then the noun alone. */
static const char *turned_round(const struct kind_names *names, text cell)
{
    text noun = noun_of(cell), rest = {cell.at + noun_end(cell), cell.length - noun_end(cell)};
    const char *ours = NULL;
    while (rest.length) {
        char turned[KEY_SIZE];
        rest = (text){rest.at + 1, rest.length - 1};
        text narrow = text_trim((text){rest.at, noun_end(rest)});
        rest = (text){rest.at + noun_end(rest), rest.length - noun_end(rest)};
        snprintf(turned, sizeof turned, "%.*s %.*s", (int)narrow.length, narrow.at,
                 (int)noun.length, noun.at);
        const char *kind = kind_named(names, text_of(turned));
        ours = kind ? kind : ours;
    }
    return ours || general_word(names, cell) ? ours : kind_named(names, noun);
}

const struct general_word *general_word(const struct kind_names *names, text cell)
{
    const struct kind_name *noun = name_of(names, noun_of(cell));
    const struct kind_name *whole = noun && noun->general ? noun
                                                          : name_of(names, without_table(cell));
    return whole ? whole->general : NULL;
}

/* "T\xC3\xA9l\xC3\xA9phone": one of our words, but for its accents. */
static const char *without_accents(const struct kind_names *names, text cell)
{
    bool accents = false;
    for (size_t i = 0; i < cell.length; i++)
        accents = accents || (unsigned char)cell.at[i] >= 0x80;
    return accents ? kind_named(names, cell) : NULL;
}

const char *equipment_word(const struct kind_names *names, text cell)
{
    const struct kind_name *known = name_of(names, cell);
    const char *ours = known && known->synonym ? known->ours : without_accents(names, cell);
    text name = without_table(cell);
    if (ours)
        return ours;
    if (noun_end(name) < name.length)
        return turned_round(names, name);
    return name.length < cell.length && !general_word(names, name) ? kind_named(names, name) : NULL;
}

/* ---- what a text tells ------------------------------------------------------------------------- */

static size_t word_end(text from, size_t at)
{
    while (at < from.length && (((unsigned char)from.at[at] | 0x20) >= 'a' ||
                                (from.at[at] >= '0' && from.at[at] <= '9')))
        at++;
    return at;
}

/* The longest name that begins where a word of the text does; `*end` is where it ends. */
static const struct kind_name *longest_name(const struct kind_names *names, text from, size_t at,
                                            size_t *end)
{
    const struct kind_name *best = NULL;
    char key[KEY_SIZE];
    bool begins = true;
    for (size_t to = at; begins && to < from.length && to - at < KEY_SIZE / 2;) {
        while (to < from.length && word_end(from, to) == to)
            to++;
        to = word_end(from, to);
        text_plain_key((text){from.at + at, to - at}, key, sizeof key);
        const struct kind_name *found = name_with(names, key, &begins);
        if (!found)
            continue;
        best = found;
        *end = to;
    }
    return best;
}

const struct general_word any_kind = {"", NULL, NULL};

/* Whether the name counts for what the general word leaves open; where that is anything, a common word
 * does not. */
static bool counts(const struct kind_name *name, const struct general_word *general)
{
    return name->ours && (general->could_be || name->sort != NAME_WEAK) &&
           (name->sort == NAME_PRODUCT || !general->could_be ||
            parse_choice(text_of(name->ours), general->could_be) != 0);
}

/* "512 GB SSD" behind what has been named is a part of it. */
static bool behind_capacity(text from, size_t at)
{
    while (at && from.at[at - 1] == ' ')
        at--;
    return at > 1 && (from.at[at - 1] | 0x20) == 'b' && strchr("gGtT", from.at[at - 2]);
}

const char *kind_told(const struct kind_names *names, const struct general_word *general,
                      text from, text *told)
{
    const struct kind_name *best = NULL;
    for (size_t at = 0, end; at < from.length; at = end) {
        end = word_end(from, at);
        const struct kind_name *found = end > at ? longest_name(names, from, at, &end) : NULL;
        end += end == at;
        if (found && !general->could_be && found->sort == NAME_OTHER)
            return NULL;
        if (found && !general->could_be && found->sort == NAME_END)
            break;
        if (!found || !counts(found, general) || (best && behind_capacity(from, at)) ||
            (best && best->sort == NAME_PRODUCT && found->sort != NAME_PRODUCT))
            continue;
        if (best && (best->sort == NAME_PRODUCT) == (found->sort == NAME_PRODUCT) &&
            strcmp(best->ours, found->ours))
            return NULL; /* it names two */
        best = found;
        *told = (text){from.at + at, end - at};
    }
    return best ? best->ours : NULL;
}
