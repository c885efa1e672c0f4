/* Which cell of a foreign header holds which column of ours. */
#ifndef PLANNER_MAPPING_H
#define PLANNER_MAPPING_H

#include "planner/input.h"
#include "planner/survey.h"
#include "planner/synonyms.h"

struct mapping {
    int16_t at[COLUMNS_MAX];     /* the cell that holds the table's column, -1: none */
    uint8_t convert[COLUMNS_MAX];
    uint32_t told;     /* bit k: a line of --map says where column k is */
    size_t named;      /* columns found */
    bool native;       /* every required column has planner's own name */
    bool complete;     /* every required column was found */
    bool sure;         /* ... and none by a name that could mean something else */
    bool faulty;       /* an error was reported */
    bool category_of_text; /* no column is one of categories: it is read from the description or model */
    uint8_t ralph;     /* a Ralph export, whose status is a number: 1 back office, 2 data center */
};

/* What --map FILE or map-NAME.csv says: `field,column` by line. */
struct map_file {
    size_t count;
    struct map_entry {
        word field, column;
        struct place field_at, column_at;
    } *entries;
};
/* NULL: no such file. */
struct map_file *read_map_file(struct post *post, const char *path);

/* Maps row `header` of the sample; the rows below it settle names that mean two things.  What is
 * missing or ambiguous is reported when `csv` is given, else only counted. */
void map_header(struct post *post, const struct input *input, const struct sample *sample,
                size_t header, const struct map_file *map, struct csv_source *csv,
                struct mapping *out);

/* The value of a choice for a word of another program, 0: none. */
unsigned synonym_choice(const struct input *input, const struct column *column, text cell,
                        unsigned ralph);
bool words_have_synonyms(const struct input *input, const struct column *column);

#endif
