/* How good the data of a file is. */
#ifndef PLANNER_QUALITY_H
#define PLANNER_QUALITY_H

#include "planner/input.h"
#include "planner/survey.h"

struct quality quality_of(const struct read_file *file);

/* The column of ours that a cell of the header is read as, or NULL. */
const struct column *field_of(const struct read_file *file, size_t cell);
/* Columns without those at the end that have neither name nor cells. */
size_t columns_shown(const struct read_file *file);
bool is_number_column(const struct survey_column *column);

#endif
