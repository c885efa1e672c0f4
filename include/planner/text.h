/* Text as it stands in a file, and words: text met before, known by a number.
 *
 * A word is 4 bytes, however long its text, and two equal texts are the same word; so keys are
 * compared as integers and a million rows stay small.  Word 0 is the empty text. */
#ifndef PLANNER_TEXT_H
#define PLANNER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/arena.h"

typedef struct {
    const char *at;
    size_t length;
} text;

typedef struct {
    uint32_t id;
} word;

#define TEXT(literal) ((text){(literal), sizeof(literal) - 1})

text text_of(const char *string); /* NULL is the empty text */
bool text_same(text a, text b);
/* ASCII letters compared without case; other bytes as they are. */
bool text_same_nocase(text a, text b);
bool text_ends_nocase(text t, text ending);
bool text_begins_nocase(text t, text beginning);
text text_trim_ends(text from);
/* Without blanks, tabs and no-break spaces at the ends; most text has none. */
static inline text text_trim(text from)
{
    if (from.length && (unsigned char)from.at[0] - 0x21u < 0x5F &&
        (unsigned char)from.at[from.length - 1] - 0x21u < 0x5F)
        return from;
    return text_trim_ends(from);
}
/* Characters of UTF-8 text (a byte that is not UTF-8 counts as one). */
size_t text_characters(text from);
bool text_is_utf8(text from);
/* How many edits turn one name into the other, without case; for "did you mean".  A letter put in,
 * left out or changed is one, and so are two neighbours that changed places (optimal string
 * alignment distance). */
size_t text_distance(text a, text b);
/* The candidate nearest to `from`, or NULL when none is near enough to be meant. */
const char *text_nearest(text from, const char *const candidates[], size_t count);
/* "; did you mean laptop?"; "" for NULL. */
const char *did_you_mean(struct arena *arena, const char *near);
/* A name as headers and keys are compared: lower case, letters and digits only ("Asset Tag",
 * "asset_tag" and "AssetTag" are one).  Writes at most `size` bytes with the NUL. */
void text_key(text from, char *out, size_t size);
/* The same without accents, which programs and people leave out ("numero de serie"): the letters
 * of Latin-1 are bare; a letter may also stand before its accent (U+0300 to U+036F), as Macs write
 * it.  The raised o of "no. de serie" goes too, whichever it is. */
void text_plain_key(text from, char *out, size_t size);

struct words;
struct words *words_new(void);
void words_free(struct words *words);
word words_put(struct words *words, text from);
word words_put_string(struct words *words, const char *from);
/* The word if it was met before, else the empty word. */
word words_find(const struct words *words, text from);
const char *words_string(const struct words *words, word w); /* lives as long as `words` */
text words_text(const struct words *words, word w);
size_t words_count(const struct words *words);

static inline bool word_same(word a, word b)
{
    return a.id == b.id;
}
static inline bool word_given(word w)
{
    return w.id != 0;
}

#endif
