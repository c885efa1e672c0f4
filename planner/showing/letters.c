#include "planner/letters.h"

/* In thousandths of an em, from the blank to the tilde: the metrics of Helvetica, which Arial and
 * Liberation Sans were made to have (Adobe Font Metrics, Helvetica.afm). */
static const uint16_t ascii[] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556,  556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611,  778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667,  611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222,  833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

/* Letters with marks and Cyrillic take up to 0.72, signs of East Asian scripts a whole em. */
static unsigned beyond_ascii(unsigned char first)
{
    return first >= 0xE3 ? 1000 : 722;
}

double letters_across(text from)
{
    unsigned long sum = 0;
    for (size_t i = 0; i < from.length; i++) {
        unsigned char c = (unsigned char)from.at[i];
        if (c >= ' ' && c <= '~')
            sum += ascii[c - ' '];
        else if (c >= 0xC0) /* the first byte of a character */
            sum += beyond_ascii(c);
    }
    return (double)sum / 1000;
}

static size_t word_length(text from)
{
    size_t length = 0;
    while (length < from.length && from.at[length] != ' ' && from.at[length] != '\n')
        length++;
    return length;
}

int letters_lines(text from, double ems)
{
    const double blank = 0.278;
    int lines = 1;
    double on_line = 0;
    while (from.length) {
        size_t letters = word_length(from);
        double across = letters_across((text){from.at, letters});
        if (on_line > 0 && on_line + across > ems) {
            lines++;
            on_line = 0;
        }
        for (; across > ems && ems > 1; across -= ems)
            lines++;
        on_line += across + blank;
        if (letters < from.length) {
            if (from.at[letters] == '\n') {
                lines++;
                on_line = 0;
            }
            letters++;
        }
        from = (text){from.at + letters, from.length - letters};
    }
    return lines;
}
