#include "planner/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "planner/arena.h"

const char *encoding_name(enum encoding encoding)
{
    static const char *const names[] = {"utf-8", "utf-8", "utf-16le", "utf-16be", "windows-1252"};
    return names[encoding];
}

/* ---- what is not text at all ------------------------------------------------------------------ */

static bool begins(const char *at, size_t size, const char *with, size_t length)
{
    return size >= length && !memcmp(at, with, length);
}

static bool begins_nocase(const char *at, size_t size, const char *with)
{
    size_t length = strlen(with);
    return size >= length && text_same_nocase((text){at, length}, (text){with, length});
}

const char *not_text(const char *at, size_t size)
{
    static const struct {
        const char *begin;
        size_t length;
        const char *what;
    } kinds[] = {
        {"PK\3\4", 4, "is an Excel workbook or ZIP file, not CSV (open it in Excel and save it as "
                      "\"CSV UTF-8\")"},
        {"PK\5\6", 4, "is an empty ZIP file, not CSV"},
        {"\xD0\xCF\x11\xE0", 4, "is an old Excel workbook, not CSV (open it in Excel and save it "
                                "as \"CSV UTF-8\")"},
        {"%PDF", 4, "is a PDF document, not CSV (export the table itself)"},
        {"\x1F\x8B", 2, "is a compressed file, not CSV (unpack it first)"},
        {"{\\rtf", 5, "is a text document, not CSV (save the table as CSV)"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(at, size, kinds[i].begin, kinds[i].length))
            return kinds[i].what;
    if (begins(at, size, "\xEF\xBB\xBF", 3))
        at += 3, size -= 3;
    while (size && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++, size--;
    if (begins_nocase(at, size, "<!doctype") || begins_nocase(at, size, "<html") ||
        begins_nocase(at, size, "<table") || begins_nocase(at, size, "<?xml"))
        return "is a web page or XML, not CSV (export the table as CSV)";
    if (begins(at, size, "{\"", 2) || begins(at, size, "[{", 2) || begins(at, size, "{\n", 2))
        return "is JSON, not CSV (export the table as CSV)";
    return NULL;
}

/* ---- 8-bit text ------------------------------------------------------------------------------- */

/* What Windows-1252 has at 0x80 to 0x9F (the Unicode Consortium's table CP1252.TXT); the rest of
 * its upper half are the characters of the same number.  Five of its bytes mean nothing; they
 * become the control characters of the same number, as browsers do. */
static const uint16_t middle[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

/* Writes one character in UTF-8; returns its bytes, at most 4. */
static size_t put_character(uint32_t c, char *to)
{
    if (c < 0x80)
        return to[0] = (char)c, 1;
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char first[] = {0, 0xC0, 0xE0, 0xF0};
    to[0] = (char)(first[more] | c >> 6 * more);
    for (size_t i = 1; i <= more; i++)
        to[i] = (char)(0x80 | (c >> 6 * (more - i) & 0x3F));
    return more + 1;
}

/* Bytes of the valid UTF-8 sequence at `at`, 0 if there is none. */
static size_t sequence_at(const char *at, size_t left)
{
    unsigned char c = (unsigned char)*at;
    size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return length <= left && text_is_utf8((text){at, length}) ? length : 0;
}

static bool mark_at(const char *at, size_t left)
{
    return left >= 2 && (!memcmp(at, "\xFE\xFF", 2) || !memcmp(at, "\xFF\xFE", 2));
}

/* Is it UTF-8 with some bytes of another encoding, or Windows-1252 throughout?  Sequences of
 * UTF-8 hardly ever arise by chance, so the more frequent of the two tells. */
static bool mostly_utf8(const char *at, size_t size)
{
    size_t sequences = 0, others = 0, marks = 0;
    for (size_t i = 0; i < size;) {
        size_t length = sequence_at(at + i, size - i);
        sequences += length > 1;
        if (!length && mark_at(at + i, size - i)) {
            marks++;
            length = 2;
        } else {
            others += !length;
        }
        i += length ? length : 1;
    }
    return sequences > others || (marks && !others);
}

static void decode_bytes(const char *at, size_t size, struct decoded *out)
{
    bool keep = mostly_utf8(at, size);
    size_t n = 0;
    char *text_at = memory_array(size, 3);
    out->encoding = keep ? ENCODING_UTF8 : ENCODING_WINDOWS_1252;
    for (size_t i = 0; i < size;) {
        unsigned char c = (unsigned char)at[i];
        size_t length = c < 0x80 ? 1 : keep ? sequence_at(at + i, size - i) : 0;
        if (length) {
            memcpy(text_at + n, at + i, length);
            n += length;
            i += length;
        } else if (mark_at(at + i, size - i)) {
            if (out->stray_at == SIZE_MAX)
                out->stray_at = n;
            i += 2;
        } else {
            if (out->odd_at == SIZE_MAX)
                out->odd_at = n;
            out->odd_count++;
            n += put_character(c < 0xA0 ? middle[c - 0x80] : c, text_at + n);
            i++;
        }
    }
    out->at = out->owned = text_at;
    out->size = n;
}

/* ---- UTF-16 ----------------------------------------------------------------------------------- */

static uint32_t unit_at(const char *at, bool little)
{
    unsigned char low = (unsigned char)at[!little], high = (unsigned char)at[little];
    return (uint32_t)high << 8 | low;
}

/* Two units are one character beyond U+FFFF; half a pair is no character. */
static void decode_utf16(const char *at, size_t size, bool little, struct decoded *out)
{
    char *text_at = memory_array(size / 2 + 1, 3);
    size_t n = 0;
    for (size_t i = 0; i + 1 < size; i += 2) {
        uint32_t c = unit_at(at + i, little);
        uint32_t next = c >> 10 == 0x36 && i + 3 < size ? unit_at(at + i + 2, little) : 0;
        if (next >> 10 == 0x37) {
            c = 0x10000 + ((c & 0x3FF) << 10 | (next & 0x3FF));
            i += 2;
        } else if (c >> 11 == 0x1B) {
            if (out->odd_at == SIZE_MAX)
                out->odd_at = n;
            out->odd_count++;
            c = 0xFFFD;
        }
        n += put_character(c, text_at + n);
    }
    out->at = out->owned = text_at;
    out->size = n;
}

/* UTF-16 of a table cannot do without zero bytes: its delimiters and line ends have them.  A
 * mark of UTF-16 before text without any is a slip of the program that wrote it. */
static bool is_utf16(const char *at, size_t size)
{
    return size >= 2 && size % 2 == 0 && memchr(at, '\0', size < 4096 ? size : 4096);
}

void decode(const char *at, size_t size, bool is_utf8, struct decoded *out)
{
    *out = (struct decoded){.at = at, .size = size, .odd_at = SIZE_MAX, .stray_at = SIZE_MAX};
    bool little = begins(at, size, "\xFF\xFE", 2), big = begins(at, size, "\xFE\xFF", 2);
    if ((little || big) && is_utf16(at, size)) {
        out->encoding = little ? ENCODING_UTF16_LE : ENCODING_UTF16_BE;
        decode_utf16(at + 2, size - 2, little, out);
        return;
    }
    if (begins(at, size, "\xEF\xBB\xBF", 3)) {
        out->encoding = ENCODING_UTF8_MARK;
        out->at += 3;
        out->size -= 3;
    }
    if (is_utf8)
        return;
    if (little || big) { /* the slip alone may be all that is wrong */
        out->stray_at = 0;
        out->at += 2;
        out->size -= 2;
        if (text_is_utf8((text){out->at, out->size}))
            return;
    }
    bool mark = out->encoding == ENCODING_UTF8_MARK;
    decode_bytes(out->at, out->size, out);
    if (mark && out->encoding == ENCODING_UTF8)
        out->encoding = ENCODING_UTF8_MARK;
}
