#include "planner/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "planner/arena.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

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

/* The upper half of Windows-1252 in UTF-8.  Five of its bytes mean nothing; they become the
 * control characters of the same number, as browsers do. */
struct upper_half {
    char bytes[128][4];
    uint8_t length[128];
};

static void fill_upper_half(struct upper_half *half)
{
    iconv_t from = iconv_open("UTF-8", "WINDOWS-1252");
    for (unsigned c = 0x80; c < 0x100; c++) {
        char byte = (char)c, *in = &byte, *out = half->bytes[c - 0x80];
        size_t in_left = 1, out_left = sizeof half->bytes[0];
        if (from == (iconv_t)-1 || iconv(from, &in, &in_left, &out, &out_left) == (size_t)-1) {
            out = half->bytes[c - 0x80];
            out[0] = (char)(0xC0 | c >> 6);
            out[1] = (char)(0x80 | (c & 0x3F));
            out_left = sizeof half->bytes[0] - 2;
        }
        half->length[c - 0x80] = (uint8_t)(sizeof half->bytes[0] - out_left);
    }
    if (from != (iconv_t)-1)
        iconv_close(from);
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
    struct upper_half half;
    bool keep = mostly_utf8(at, size);
    size_t n = 0;
    char *text_at = memory_array(size, 3);
    fill_upper_half(&half);
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
            memcpy(text_at + n, half.bytes[c - 0x80], half.length[c - 0x80]);
            n += half.length[c - 0x80];
            i++;
        }
    }
    out->at = out->owned = text_at;
    out->size = n;
}

/* ---- UTF-16 ----------------------------------------------------------------------------------- */

static void decode_utf16(const char *at, size_t size, const char *name, struct decoded *out)
{
    size_t room = size / 2 * 3 + 8;
    char *text_at = memory_array(room, 1), *to = text_at, *in = (char *)(uintptr_t)at;
    iconv_t from = iconv_open("UTF-8", name);
    if (from == (iconv_t)-1)
        stop_machine("this system cannot convert %s", name);
    while (size) {
        if (iconv(from, &in, &size, &to, &room) != (size_t)-1)
            break;
        if (out->odd_at == SIZE_MAX)
            out->odd_at = (size_t)(to - text_at);
        out->odd_count++;
        if (room < 3)
            break;
        memcpy(to, REPLACEMENT, 3);
        to += 3;
        room -= 3;
        size_t step = size < 2 ? size : 2;
        in += step;
        size -= step;
    }
    iconv_close(from);
    out->at = out->owned = text_at;
    out->size = (size_t)(to - text_at);
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
        decode_utf16(at + 2, size - 2, little ? "UTF-16LE" : "UTF-16BE", out);
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
