#include "planner/listing.h"

#include <stdlib.h>
#include <string.h>

#include "planner/diag.h"
#include "planner/text.h"

enum { GAP = 2, LEAST = 30 }; /* columns of the last cell, however little room is left */

struct listing listing_new(struct arena *arena, int columns, int indent)
{
    return (struct listing){.arena = arena, .columns = columns, .indent = indent};
}

void listing_add(struct listing *listing, const char *const cells[])
{
    for (int k = 0; k < listing->columns; k++)
        *PLANNER_APPEND(listing->cells, listing->count, listing->capacity) =
            cells[k] ? visible(listing->arena, cells[k]) : "";
}

static int width_of(const char *string)
{
    return (int)text_characters(text_of(string));
}

static void pad(FILE *to, int columns)
{
    for (int k = 0; k < columns; k++)
        fputc(' ', to);
}

/* The bytes of `at` that fit into `room` characters, cut at a blank where there is one. */
static size_t fitting(const char *at, int room)
{
    size_t end = 0, blank = 0;
    int used = 0;
    for (; at[end] && used <= room; end++) {
        if ((at[end] & 0xC0) == 0x80)
            continue; /* inside a character */
        if (at[end] == ' ')
            blank = end;
        if (++used > room)
            break;
    }
    if (!at[end])
        return end;
    return blank ? blank : strcspn(at, " "); /* a longer word runs over */
}

/* Continues on the present line at column `from`; ends the line. */
static void wrap(FILE *to, int from, const char *string)
{
    int room = LISTING_WIDTH - from < LEAST ? LEAST : LISTING_WIDTH - from;
    for (;;) {
        size_t n = fitting(string, room);
        fwrite(string, 1, n, to);
        fputc('\n', to);
        string += n;
        string += strspn(string, " ");
        if (!*string)
            return;
        pad(to, from);
    }
}

static void print_row(const struct listing *l, const char *const *cells, const int *widths,
                      FILE *to)
{
    int at = l->indent, due = l->indent; /* blanks are owed until something follows them */
    for (int k = 0, written = 0; k < l->columns; k++) {
        int width = width_of(cells[k]);
        bool last = k + 1 == l->columns;
        int blanks = l->right & 1u << k && width < widths[k] ? widths[k] - width : 0;
        if (cells[k][0]) {
            pad(to, due - written + blanks);
            written = due + blanks + width;
            if (last && !(l->right & 1u << k)) {
                wrap(to, at, cells[k]);
                return;
            }
            fputs(cells[k], to);
        }
        at += widths[k] + GAP;
        due = at;
    }
    fputc('\n', to);
}

void listing_print(struct listing *l, FILE *to)
{
    int widths[LISTING_COLUMNS] = {0};
    for (size_t i = 0; i < l->count; i++) {
        int k = (int)(i % (size_t)l->columns), width = width_of(l->cells[i]);
        widths[k] = width > widths[k] ? width : widths[k];
    }
    for (size_t i = 0; i < l->count; i += (size_t)l->columns)
        print_row(l, l->cells + i, widths, to);
    free(l->cells);
    *l = listing_new(l->arena, l->columns, l->indent);
}

void print_wrapped(struct arena *arena, FILE *to, int indent, const char *string)
{
    pad(to, indent);
    wrap(to, indent, visible(arena, string));
}
