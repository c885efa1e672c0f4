#include "planner/result.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void separate(struct csv_out *out)
{
    if (out->begun)
        fputc(',', out->to);
    out->begun = true;
}

void out_end(struct csv_out *out)
{
    fputc('\n', out->to);
    out->begun = false;
}

void out_header(struct csv_out *out, const char *comma_separated)
{
    fprintf(out->to, "%s\n", comma_separated);
}

void out_string(struct csv_out *out, const char *string)
{
    separate(out);
    bool formula = string[0] && strchr("=+-@\t\r", string[0]);
    bool quoted = strpbrk(string, ",\"\n\r") != NULL;
    if (quoted)
        fputc('"', out->to);
    if (formula)
        fputc('\'', out->to);
    for (const char *c = string; *c; c++) {
        if (*c == '"')
            fputc('"', out->to);
        fputc(*c, out->to);
    }
    if (quoted)
        fputc('"', out->to);
}

void out_word(struct csv_out *out, const struct post *post, word w)
{
    out_string(out, post_string(post, w));
}

void out_money(struct csv_out *out, money m)
{
    char buffer[MONEY_TEXT];
    separate(out);
    fputs(money_plain(m, buffer), out->to);
}

void out_date(struct csv_out *out, date d)
{
    char buffer[DATE_TEXT];
    separate(out);
    fputs(date_iso(d, buffer), out->to);
}

void out_integer(struct csv_out *out, int64_t n)
{
    separate(out);
    fprintf(out->to, "%" PRId64, n);
}

void out_decimal(struct csv_out *out, decimal d)
{
    char buffer[DECIMAL_TEXT];
    separate(out);
    fputs(decimal_plain(d, buffer), out->to);
}

void out_number(struct csv_out *out, double number)
{
    separate(out);
    if (isfinite(number))
        fprintf(out->to, "%.12g", number == 0 ? 0 : number);
}

struct result_set {
    struct arena *arena;
    const char *folder;
    struct os_output outputs[64];
    struct csv_out out[64];
    size_t count;
};

struct result_set *results_begin(struct arena *arena, const char *folder)
{
    struct result_set *set = arena_alloc(arena, 1, sizeof *set);
    set->arena = arena;
    set->folder = folder;
    const char *fault = os_make_folder(folder);
    if (fault)
        stop_machine("%s cannot be made: %s", folder, fault);
    return set;
}

struct csv_out *results_open(struct result_set *set, const char *file)
{
    assert(set->count < sizeof set->out / sizeof *set->out);
    char *path = os_join(set->arena, set->folder, file);
    const char *fault = os_output_begin(set->arena, path, &set->outputs[set->count]);
    if (fault)
        stop_machine("%s cannot be written: %s", path, fault);
    set->out[set->count] = (struct csv_out){.to = set->outputs[set->count].stream};
    return &set->out[set->count++];
}

void results_settle(struct result_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        const char *fault = os_output_settle(&set->outputs[i]);
        if (fault)
            stop_machine("%s cannot be written: %s", set->outputs[i].target, fault);
    }
}

void results_commit(struct result_set *set)
{
    results_settle(set);
    for (size_t i = 0; i < set->count; i++) {
        const char *fault = os_output_commit(&set->outputs[i]);
        if (fault)
            stop_machine("%s cannot be written: %s", set->outputs[i].target, fault);
    }
}
