/* What words and texts say of a kind of equipment. */
#ifndef PLANNER_EQUIPMENT_H
#define PLANNER_EQUIPMENT_H

#include "planner/arena.h"
#include "planner/synonyms.h"
#include "planner/text.h"

/* Our word for one that stands in the field of a file in other programs or languages, or NULL. */
const char *plain_word(const char *file, const char *field, text cell);
/* All names of kinds and products, to be looked up and to be found in texts. */
struct kind_names;
struct kind_names *kind_names_new(struct arena *arena);
/* Our category for a word of other programs, a catalogue's name or another language, or NULL: it
 * is none, or a word of ours. */
const char *equipment_word(const struct kind_names *names, text cell);
/* The same for one name, also our own and those that a post may use for its own categories. */
const char *kind_named(const struct kind_names *names, text cell);

/* What leaves open which kind of equipment it means, or NULL. */
const struct general_word *general_word(const struct kind_names *names, text cell);
/* Leaves open everything: what a row without a category does. */
extern const struct general_word any_kind;
/* Our category for the one kind that the text names among those that the general word could be,
 * and where it does so; NULL: none, or more than one.  A product counts more than a common word.
 * Where it could be anything, a text that names a thing of another kind, or a part, tells nothing:
 * "Laptop bag". */
const char *kind_told(const struct kind_names *names, const struct general_word *general,
                      text from, text *told);

#endif
