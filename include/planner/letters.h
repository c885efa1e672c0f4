/* How wide text is drawn in Arial, which is also how wide its free twin Liberation Sans draws it:
 * for row heights and column widths that fit wherever the workbook is opened. */
#ifndef PLANNER_LETTERS_H
#define PLANNER_LETTERS_H

#include "planner/text.h"

/* The width of UTF-8 text in ems (1 em is as wide as the font is high), without wrapping.  Letters
 * beyond ASCII count as wide as the widest of their kind, so that nothing comes out too narrow. */
double letters_across(text from);

/* Lines that the text takes where `ems` are wide: it breaks at blanks and line ends, and a word
 * that is longer than a line in its middle. At least 1. */
int letters_lines(text from, double ems);

#endif
