/* The rows of a file, before anybody asks what they mean: encoding, delimiter, quotes, the place of
 * each cell.  Places must lie in the file and lead to their cells, and no cell may hold more than
 * the file does. */
#include "fuzz.h"

#include "planner/reader.h"

/* The byte at a line and a character in it, counted apart from the reader. */
static const char *byte_at(text all, struct place at)
{
    const char *c = all.at, *end = all.at + all.length;
    for (uint32_t line = 1; line < at.line; line++) {
        while (c < end && *c != '\n' && *c != '\r')
            c++;
        PROMISE(c < end); /* the line is in the file */
        c += end - c > 1 && c[0] == '\r' && c[1] == '\n' ? 2 : 1;
    }
    for (uint32_t column = 1; column < at.column; column++) {
        PROMISE(c < end);
        do
            c++;
        while (c < end && ((unsigned char)*c & 0xC0) == 0x80);
    }
    return c;
}

/* At a cell's place stands the cell.  One that is written without quotes stands there letter by
 * letter. */
static void look_at_cell(struct run *run, struct csv_source *csv, const struct csv_row *row, size_t k)
{
    text all = csv_text_at(csv, 0), cell = row->cells[k];
    const char *at = byte_at(all, csv_place(csv, row->offset, k)), *end = all.at + all.length;
    while (at < end && (*at == ' ' || *at == '\t') && *at != csv_delimiter(csv))
        at++;
    PROMISE(strlen(cell.at) == cell.length);
    if (memchr(at, '"', (size_t)(end - at)))
        return;
    PROMISE((size_t)(end - at) >= cell.length && !memcmp(at, cell.at, cell.length));
    text again = csv_cell(csv, run->arena, row->offset, k);
    cell = text_trim(cell); /* other blanks than libcsv's */
    PROMISE(again.length == cell.length && !memcmp(again.at, cell.at, cell.length));
}

static void walk(struct run *run, const char *path, size_t size)
{
    struct csv_source *csv = csv_open(run->arena, run->words, run->diag, path);
    struct csv_row row;
    uint32_t last = 0, lines = 1;
    size_t bytes = 0, looked = 0;
    bool first = true;
    while (csv_next(csv, run->diag, &row)) {
        PROMISE(row.count > 0 && row.count <= CSV_COLUMNS_MAX && (first || row.offset > last));
        for (size_t k = 0; k < row.count; k++) {
            bytes += row.cells[k].length;
            PROMISE(row.cells[k].length <= CSV_CELL_MAX);
            if (looked++ < 500)
                look_at_cell(run, csv, &row, k);
        }
        byte_at(csv_text_at(csv, 0), csv_place(csv, row.offset, row.count)); /* the row is shorter */
        PROMISE(!csv_cell(csv, run->arena, row.offset, row.count).length);
        struct place at = csv_place(csv, row.offset, row.count - 1);
        PROMISE(at.line >= lines && at.column >= 1);
        PROMISE(first || csv_same_row(csv, row.offset, row.offset));
        lines = at.line;
        last = row.offset;
        first = false;
    }
    PROMISE(bytes <= 3 * size); /* a byte of Windows-1252 becomes three at the most */
    csv_close(csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run run = fuzz_run();
    const char *path = arena_format(run.arena, "%s/rows.csv", fuzz_place());
    fuzz_save(path, data, size);
    walk(&run, path, size);
    fuzz_end(&run);
    remove(path);
    return 0;
}
