/* What other programs and languages call our columns, and what words stand in them. */
#ifndef PLANNER_SYNONYMS_H
#define PLANNER_SYNONYMS_H

#include "planner/table.h"

/* What has to be done to a foreign column's cells. */
enum convert {
    CONVERT_NONE,
    CONVERT_MONTHS_AFTER,  /* "36": so many months after the asset was acquired */
    CONVERT_YEARS,         /* "5", a number of years: 60 months */
    CONVERT_RATE,          /* "25", percent a year: 48 months */
    CONVERT_TOTAL,         /* the price of all units */
};

/* Names of one column.  `sure` names stand for it wherever they are met, those of the first
 * group before those of the next (groups are parted by ';'); `likely` ones only in files that
 * are not written for planner, and only for a field that nothing else names. */
struct synonym {
    const char *file, *field;
    enum convert convert;
    const char *sure, *likely;
};
extern const struct synonym synonyms[]; /* file NULL at the end */

/* Names of columns that say in which building or at which site a place is. */
extern const char around_places[];

/* A word in a column that means one of ours. */
struct word_synonym {
    const char *file, *field, *words, *ours;
};
extern const struct word_synonym word_synonyms[];

/* Words for a kind of equipment that leave open which: they yield to a more exact word of their
 * row.  `could_be`: our categories, parted by '|'; NULL: any.  `usual`: what they are taken for
 * when nothing tells, NULL: nothing, since no guess would be right for most. */
struct general_word {
    const char *words, *could_be, *usual;
};
extern const struct general_word general_words[]; /* words NULL at the end */

/* Names of products that tell what a thing is. */
struct product_line {
    const char *words, *ours;
};
extern const struct product_line product_lines[]; /* words NULL at the end */

/* Parted by '|'.  Words that are a kind's name where they stand alone, and nothing inside a text: "portable
 * projector".  Things that are no kind of ours, and parts: a text that names one of them says nothing of a
 * kind.  Words behind which stands what only goes with the thing: "dock for laptop". */
extern const char weak_words[], other_things[], going_with[];

/* Headers of GLPI begin with the tab they come from: "Financial and administrative information -
 * Date of purchase". */
extern const char *const header_prefixes[]; /* NULL at the end */

/* Ralph writes a status by its number; which, depends on the kind of asset. */
extern const char *const ralph_office_status[], *const ralph_center_status[];
enum { RALPH_STATUSES = 12 };

#endif
