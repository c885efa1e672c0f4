/* Rows whose cells hold the delimiter without quotes, as programs write them that only join their
 * cells by commas (the licence report of Snipe-IT does).
 *
 * Such a row is wider than the header, and where its dates and amounts stand tells which cell was
 * cut: joined again, every date stands in a column of dates and every amount in one of amounts.
 * When more than one cell could be the one, the blank that prose has behind its commas, and
 * delimiters have not, decides.  A row that neither decides stays as it is. */
#ifndef PLANNER_MEND_H
#define PLANNER_MEND_H

#include "planner/survey.h"

struct mend {
    struct csv_source *source;
    const struct sample *sample; /* shows what the columns hold */
    size_t header;               /* row of the sample */
    struct mend_column *columns; /* NULL until a row needs them */
    struct written *row;         /* in hand */
    struct arena *arena;
    size_t count; /* rows mended */
    struct place first;
};

/* Makes a row that is wider than the header as wide as it, if that can be decided; its cells then
 * lie in `scratch`.  The source is told, so that places of its cells stay right. */
bool mend_row(struct mend *mend, struct arena *scratch, struct csv_row *row);

#endif
