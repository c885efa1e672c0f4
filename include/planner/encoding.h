/* A file's bytes as UTF-8 text, whatever they are written in.  The only source that knows
 * iconv. */
#ifndef PLANNER_ENCODING_H
#define PLANNER_ENCODING_H

#include <stddef.h>

#include "planner/text.h"

enum encoding { ENCODING_UTF8, ENCODING_UTF8_MARK, ENCODING_UTF16_LE, ENCODING_UTF16_BE,
                ENCODING_WINDOWS_1252 };

/* "utf-8", "utf-16le", "windows-1252". */
const char *encoding_name(enum encoding encoding);

struct decoded {
    const char *at; /* the text: a part of the bytes given, or `owned` */
    size_t size;
    char *owned; /* free() it; NULL when the bytes are the text */
    enum encoding encoding;
    /* What did not fit the encoding, and where it first stands in the text: bytes taken as
     * Windows-1252 in a file that else is UTF-8, byte-order marks of UTF-16 in 8-bit text, halves
     * of characters. SIZE_MAX: nothing. */
    size_t odd_at, odd_count;
    size_t stray_at; /* a byte-order mark where none belongs, SIZE_MAX: none */
};

/* What kind of file it is when it is not text ("is an Excel workbook ..."), or NULL. */
const char *not_text(const char *at, size_t size);

/* `is_utf8` when the caller knows already that the bytes are valid UTF-8. */
void decode(const char *at, size_t size, bool is_utf8, struct decoded *out);

#endif
