/* What is wrong with the user's data, and where.
 *
 * Everything is reported; nothing stops at the first fault.  A stage adds findings, the flow
 * looks at the number of errors between stages.  Findings with the same file, rule, field and
 * found text are one finding with a count. */
#ifndef PLANNER_DIAG_H
#define PLANNER_DIAG_H

#include <stdarg.h>
#include <stdio.h>

#include "planner/money.h"
#include "planner/text.h"

enum severity { NOTE, WARNING, ERROR };

struct place {
    word file;       /* the path as the user gave it; the empty word: no file */
    uint32_t line;   /* physical line, from 1; 0 = not known */
    uint32_t column; /* character in that line, from 1; 0 = not known */
};

struct finding {
    struct place at;
    enum severity severity;
    const char *rule; /* the fault's fixed name, "unknown-category" */
    word field;       /* the column's name, or empty */
    word found;       /* the cell's text, or empty */
    word message;     /* what is wrong, and what to write */
    word asset_tag;   /* the asset that it is about, or empty */
    money amount;     /* the dollars that it touches, or MONEY_NONE */
    word suggestion;  /* what the cell likely means, when `suggested`; may be the empty word */
    bool suggested;
    bool own_amount;  /* given by diag_about, not summed over its rows */
    uint32_t count;   /* rows with this same fault */
    uint32_t owner;   /* a note's finding (index + 1), or 0 */
    bool row;         /* it is about a row, which can be left out */
    uint32_t order;   /* the order in which findings were made */
};

struct diag;
struct diag *diag_new(struct words *words);
void diag_free(struct diag *diag);

/* Adds a finding, or counts it with an equal one; returns its index. `format` is the message
 * behind "FIELD: 'FOUND' ". */
size_t diag_add(struct diag *diag, enum severity severity, const char *rule, struct place at,
                const char *field, word found, const char *format, ...) PLANNER_PRINTF(7, 8);
size_t diag_add_list(struct diag *diag, enum severity severity, const char *rule, struct place at,
                     const char *field, word found, const char *format, va_list arguments);
/* Takes back that it was counted: it is about a word, not about the rows that hold it. */
void diag_once(struct diag *diag, size_t finding);
/* A note at the second place of finding `owner`. Not added again when the finding was grouped. */
void diag_also(struct diag *diag, size_t owner, struct place at, const char *field,
               const char *format, ...) PLANNER_PRINTF(5, 6);
/* Says which asset and how many dollars a finding is about. */
void diag_about(struct diag *diag, size_t finding, word asset_tag, money amount);

size_t diag_errors(const struct diag *diag); /* counting every row */
size_t diag_warnings(const struct diag *diag);

/* Says what should stand in the cell; the empty word: nothing. */
void diag_suggest(struct diag *diag, size_t finding, word suggestion);

/* Says that a finding is about a row of a table, which can be left out. */
void diag_of_row(struct diag *diag, size_t finding);

/* Every row that a finding counts, in the order in which they were found. */
struct rows;
struct finding_row {
    uint32_t finding; /* its `order` */
    uint32_t row;
    struct rows *table;
    money amount; /* by diag_value; MONEY_NONE: not known */
};
void diag_add_row(struct diag *diag, size_t finding, struct rows *table, size_t row);
const struct finding_row *diag_rows(const struct diag *diag, size_t *count);
/* Adds up what the rows of each finding are worth, unless diag_about said it; a row is asked for
 * once however often this is called.  `value` may name the row's asset. */
typedef money (*row_value)(const void *context, const struct rows *table, size_t row, word *tag);
void diag_value(struct diag *diag, row_value value, const void *context);
bool diag_all_valued(const struct diag *diag); /* there is no row to ask for */
/* Errors in rows become warnings: the rows are left out (--skip-bad-rows).  Errors that are not
 * about a row of a file stay. */
void diag_forgive(struct diag *diag);

/* Findings added since the mark are forgotten: what was said of a file that is read again. */
size_t diag_mark(const struct diag *diag);
void diag_rewind(struct diag *diag, size_t mark);
/* Errors added since the mark become warnings. */
size_t diag_soften(struct diag *diag, size_t mark);

/* All findings in the order of their files and lines, each note behind its finding. */
const struct finding *diag_sorted(struct diag *diag, size_t *count);

/* The same in the order in which they were made: `order` is the index. */
const struct finding *diag_all(const struct diag *diag, size_t *count);
bool diag_has_rule(const struct diag *diag, const char *rule); /* some finding is of this rule */

/* `FILE:LINE:COLUMN: error: field: 'found' message`, one line; `FILE: error: ...` where no line is
 * known.  Characters that a terminal would act on are printed visibly. */
void diag_print(FILE *to, const struct words *words, const struct finding *finding);
/* The part behind the severity, for sheets: "field: 'found' message". */
const char *diag_sentence(struct arena *arena, const struct words *words,
                          const struct finding *finding);
/* Text with control and direction characters made visible ("\x1B" for escape). */
const char *visible(struct arena *arena, const char *from);

#endif
