#include "planner/answer.h"

#include "planner/arena.h"
#include "planner/text.h"

json_t *answer_text(const char *from)
{
    return json_string(text_is_utf8(text_of(from)) ? from : "?");
}

void answer_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value))
        stop_machine("out of memory");
}

void answer_append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value))
        stop_machine("out of memory");
}

void answer_print(json_t *root, FILE *to)
{
    if (json_dumpf(root, to, JSON_INDENT(2) | JSON_REAL_PRECISION(15)))
        stop_machine("the answer cannot be printed as JSON: out of memory, or nowhere to write");
    fputc('\n', to); /* a stream that cannot take it remembers: the end of the run looks */
    json_decref(root);
}
