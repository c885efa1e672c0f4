/* The Excel workbook: the one file that knows libxlsxwriter.
 *
 * It is written beside the target and renamed when whole and verified, so an old workbook
 * stays as it was until a new one stands.  Same pages, same bytes: the creation time is the
 * one that the caller gives. */
#ifndef PLANNER_WORKBOOK_H
#define PLANNER_WORKBOOK_H

#include "planner/arena.h"
#include "planner/date.h"
#include "planner/page.h"

struct workbook_properties {
    const char *title, *subject, *author; /* author: prepared_by, may be "" */
    const char *marking;                  /* in header and footer of every page, may be "" */
    const char *footer;                   /* left side of the footer, e.g. the post's name */
    date created;                         /* the as-of date */
    bool a4;                              /* the paper of every page; else US Letter */
    bool streams;                         /* constant memory: no tables, rows must ascend */
    bool progress;                        /* how far it has come may be shown */
    uint64_t expected_bytes;              /* estimate for the space check; 0 = no idea */
};

struct workbook;

/* Starts a workbook for `target`.  Ends the process (exit 3) with one clear message when the
 * place can't be written or space is short; the old file is left as it was. */
struct workbook *workbook_begin(struct arena *arena, const char *target,
                                const struct workbook_properties *properties);
struct book *workbook_book(struct workbook *workbook);
/* Writes, verifies the finished file by its ZIP directory and flushes it to the disk, under its
 * temporary name.  One at a time: the library calls gmtime().  On any failure, here and below, the
 * process ends (exit 3) with one message, the old file whole and nothing left behind. */
void workbook_settle(struct workbook *workbook);
/* Renames what is settled; needs no memory. */
void workbook_commit(struct workbook *workbook);

#endif
