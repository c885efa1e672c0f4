#include "planner/text.h"

#include <stdlib.h>
#include <string.h>

text text_of(const char *string)
{
    return string ? (text){string, strlen(string)} : (text){"", 0};
}

bool text_same(text a, text b)
{
    return a.length == b.length && (!a.length || !memcmp(a.at, b.at, a.length));
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool text_same_nocase(text a, text b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

bool text_begins_nocase(text t, text beginning)
{
    return t.length >= beginning.length &&
           text_same_nocase((text){t.at, beginning.length}, beginning);
}

bool text_ends_nocase(text t, text ending)
{
    return t.length >= ending.length &&
           text_same_nocase((text){t.at + t.length - ending.length, ending.length}, ending);
}

/* Bytes of the blank at `at`: a space, a tab, a line end, or one of those without a key that
 * spreadsheets and web pages leave behind. */
static size_t blank_at(const char *at, size_t left)
{
    static const char wide[][4] = {"\xE2\x80\xAF", "\xE2\x80\x87", "\xE2\x80\x89",
                                   "\xE2\x80\x8B", "\xE3\x80\x80", "\xEF\xBB\xBF"};
    if (!left || (unsigned char)*at - 0x21u < 0x5F)
        return 0;
    if (*at == ' ' || (*at >= '\t' && *at <= '\r'))
        return 1;
    if (left >= 2 && !memcmp(at, "\xC2\xA0", 2))
        return 2;
    for (size_t i = 0; left >= 3 && i < sizeof wide / sizeof *wide; i++)
        if (!memcmp(at, wide[i], 3))
            return 3;
    return 0;
}

text text_trim_ends(text from)
{
    size_t n;
    while ((n = blank_at(from.at, from.length)) != 0) {
        from.at += n;
        from.length -= n;
    }
    for (bool again = true; again;) {
        again = false;
        if (from.length && (unsigned char)from.at[from.length - 1] - 0x21u < 0x5F)
            break;
        for (size_t width = 1; width <= 3 && width <= from.length; width++)
            if (blank_at(from.at + from.length - width, width) == width) {
                from.length -= width;
                again = true;
                break;
            }
    }
    return from;
}

size_t text_characters(text from)
{
    size_t count = 0;
    for (size_t i = 0; i < from.length; i++)
        if (((unsigned char)from.at[i] & 0xC0) != 0x80)
            count++;
    return count;
}

bool text_is_utf8(text from)
{
    const unsigned char *at = (const unsigned char *)from.at;
    for (size_t i = 0; i < from.length;) {
        uint64_t eight;
        while (i + 8 <= from.length && (memcpy(&eight, at + i, 8),
                                        !(eight & UINT64_C(0x8080808080808080))))
            i += 8;
        if (i == from.length)
            break;
        unsigned char c = at[i];
        size_t more = c < 0x80 ? 0 : c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2
                    : c >= 0xF0 && c < 0xF5 ? 3 : 9;
        if (more == 9 || from.length - i <= more)
            return false;
        for (size_t k = 1; k <= more; k++)
            if ((at[i + k] & 0xC0) != 0x80)
                return false;
        if ((c == 0xE0 && at[i + 1] < 0xA0) || (c == 0xED && at[i + 1] > 0x9F) ||
            (c == 0xF0 && at[i + 1] < 0x90) || (c == 0xF4 && at[i + 1] > 0x8F))
            return false;
        i += more + 1;
    }
    return true;
}

size_t text_distance(text a, text b)
{
    enum { LONGEST = 64 };
    if (a.length > LONGEST || b.length > LONGEST)
        return LONGEST;
    /* three rows of the table, since letters that changed places look two rows back */
    size_t table[3][LONGEST + 1], *above2 = table[0], *above = table[1], *row = table[2];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t *spare = above2;
        above2 = above, above = row, row = spare;
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            unsigned char here = lower(a.at[i - 1]), there = lower(b.at[j - 1]);
            size_t least = above[j - 1] + (here != there);
            if (above[j] + 1 < least)
                least = above[j] + 1;
            if (row[j - 1] + 1 < least)
                least = row[j - 1] + 1;
            if (i > 1 && j > 1 && here == lower(b.at[j - 2]) && there == lower(a.at[i - 2]) &&
                above2[j - 2] + 1 < least)
                least = above2[j - 2] + 1;
            row[j] = least;
        }
    }
    return row[b.length];
}

const char *text_nearest(text from, const char *const candidates[], size_t count)
{
    const char *best = NULL;
    size_t least = (from.length + 1) / 3 + 1; /* fewer than that: about a third of the letters */
    if (least < 2)
        least = 2;
    for (size_t i = 0; i < count; i++) {
        size_t away = text_distance(from, text_of(candidates[i]));
        if (away < least) {
            least = away;
            best = candidates[i];
        }
    }
    return best;
}

const char *did_you_mean(struct arena *arena, const char *near)
{
    return near ? arena_format(arena, "; did you mean %s?", near) : "";
}

void text_key(text from, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < from.length && n + 1 < size; i++) {
        unsigned char c = lower(from.at[i]);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
            out[n++] = (char)c;
    }
    out[n] = '\0';
}

void text_plain_key(text from, char *out, size_t size)
{
    static const char bare[] = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    size_t n = 0;
    text_key(from, out, size);
    for (const unsigned char *at = (const unsigned char *)out; *at; at++) {
        bool accent = (at[0] == 0xCC && at[1] >= 0x80) || (at[0] == 0xCD && at[1] < 0xB0 && at[1]);
        bool ordinal = at[0] == 0xC2 && (at[1] == 0xB0 || at[1] == 0xBA || at[1] == 0xAA);
        if (accent || ordinal)
            at++;
        else if (at[0] == 0xC3 && at[1] >= 0x80 && at[1] < 0xC0)
            out[n++] = bare[*++at - 0x80];
        else
            out[n++] = (char)*at;
    }
    out[n] = '\0';
}

/* Words: strings in an arena, their addresses in pages so that growing copies nothing, and an
 * open-addressing table of ids. */
enum { PAGE = 1 << 14 };

struct words {
    struct arena *arena;
    const char ***pages;
    size_t page_count;
    uint32_t count;
    struct slot {
        uint32_t id;   /* + 1; 0: free */
        uint32_t hash; /* of the word, so that others are rarely looked at */
    } *slots;
    size_t mask;
};

struct words *words_new(void)
{
    struct words *words = memory_array(1, sizeof *words);
    words->arena = arena_new();
    words->mask = 1023;
    words->slots = memory_array(words->mask + 1, sizeof *words->slots);
    words_put(words, TEXT(""));
    return words;
}

void words_free(struct words *words)
{
    if (!words)
        return;
    for (size_t i = 0; i < words->page_count; i++)
        free(words->pages[i]);
    free(words->pages);
    free(words->slots);
    arena_free(words->arena);
    free(words);
}

/* FNV-1a over eight bytes at a time, finished by a multiply: order of hashing never shows. */
static uint32_t hash(text from)
{
    uint64_t h = 0xCBF29CE484222325u ^ from.length;
    size_t i = 0;
    for (; i + 8 <= from.length; i += 8) {
        uint64_t eight;
        memcpy(&eight, from.at + i, 8);
        h = (h ^ eight) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    for (; i < from.length; i++)
        h = (h ^ (unsigned char)from.at[i]) * 0x100000001B3u;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9u;
    return (uint32_t)(h ^ (h >> 32));
}

const char *words_string(const struct words *words, word w)
{
    return words->pages[w.id / PAGE][w.id % PAGE];
}

text words_text(const struct words *words, word w)
{
    return text_of(words_string(words, w));
}

size_t words_count(const struct words *words)
{
    return words->count;
}

/* The slot where `from` is, or the free slot where it would be. */
static struct slot *slot_of(const struct words *words, text from, uint32_t h)
{
    size_t slot = h & words->mask;
    for (; words->slots[slot].id; slot = (slot + 1) & words->mask) {
        if (words->slots[slot].hash != h)
            continue;
        const char *there = words_string(words, (word){words->slots[slot].id - 1});
        if (!strncmp(there, from.at, from.length) && !there[from.length])
            break;
    }
    return &words->slots[slot];
}

static void widen(struct words *words)
{
    struct slot *old = words->slots;
    size_t count = words->mask + 1;
    words->mask = words->mask * 2 + 1;
    words->slots = memory_array(words->mask + 1, sizeof *words->slots);
    for (size_t i = 0; i < count; i++) {
        size_t slot = old[i].hash & words->mask;
        while (old[i].id && words->slots[slot].id)
            slot = (slot + 1) & words->mask;
        if (old[i].id)
            words->slots[slot] = old[i];
    }
    free(old);
}

word words_put(struct words *words, text from)
{
    if (!from.length && words->count)
        return (word){0};
    uint32_t h = hash(from);
    struct slot *slot = slot_of(words, from, h);
    if (slot->id)
        return (word){slot->id - 1};
    if ((size_t)words->count * 4 > words->mask * 3) {
        widen(words);
        slot = slot_of(words, from, h);
    }
    if (words->count == UINT32_MAX - 1)
        stop_machine("more than 4 billion different texts in the input");
    uint32_t id = words->count++;
    if (id / PAGE == words->page_count) {
        words->pages = memory_grow(words->pages, words->page_count + 1, sizeof *words->pages);
        words->pages[words->page_count++] = memory_array(PAGE, sizeof **words->pages);
    }
    words->pages[id / PAGE][id % PAGE] = arena_copy(words->arena, from.at, from.length);
    *slot = (struct slot){id + 1, h};
    return (word){id};
}

word words_put_string(struct words *words, const char *from)
{
    return words_put(words, text_of(from));
}

word words_find(const struct words *words, text from)
{
    uint32_t there = slot_of(words, from, hash(from))->id;
    return (word){there ? there - 1 : 0};
}
