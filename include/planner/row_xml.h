/* One row of a long sheet as SpreadsheetML (ECMA-376 part 1, 18.3.1.73 row and 18.3.1.4 c): text
 * in the cell itself, figures digit by digit.
 *
 * A library formats every number as a double, which is most of its work on a sheet of whole
 * numbers, dates and cents; here those stay integers. */
#ifndef PLANNER_ROW_XML_H
#define PLANNER_ROW_XML_H

#include "planner/page.h"

struct row_cell {
    int column;
    int style; /* index of the cell's format in the workbook's styles; 0: none */
    struct cell cell; /* no formula, no link; text may stand in a cell as it is */
};

/* Bytes that row_xml writes at the most. */
size_t row_xml_room(const struct row_cell *cells, size_t count);
/* Writes `row` (from 0) with its cells, columns ascending, to `out`; returns the bytes written.
 * Not NUL-terminated. */
size_t row_xml(char *out, int row, const struct row_cell *cells, size_t count);

#endif
