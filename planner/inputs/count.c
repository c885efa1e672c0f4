/* A physical count, for `planner reconcile`: what someone wrote down walking through the rooms. */
#include <stddef.h>

#include "planner/input.h"
#include "planner/os.h"

#define TABLE struct assets

static const struct column columns[] = {
    FIELD(asset_tag, .kind = KIND_ID, .example = "PA-10023", .help = "property number on the item"),
    FIELD(serial, .kind = KIND_ID, .example = "", .help = "serial number on the item"),
    FIELD(category, .kind = KIND_TEXT, .example = "laptop", .help = "kind of equipment"),
    FIELD(model, .kind = KIND_TEXT, .example = "Latitude 5440", .help = "maker's model"),
    FIELD(description, .kind = KIND_TEXT, .example = "", .help = "free text"),
    FIELD(location, .kind = KIND_TEXT, .example = "Chancery 214", .help = "where it was seen"),
    FIELD(post, .kind = KIND_TEXT, .example = "", .help = "constituent post"),
    FIELD(custodian_agency, .kind = KIND_TEXT, .example = "STATE", .help = "agency that uses it"),
    FIELD(quantity, .kind = KIND_WHOLE, .min = 0, .max = 1000000000, .example = "1",
          .help = "units seen; empty: there, not counted"),
    FIELD(unit_cost, .kind = KIND_MONEY, .flags = NO_CREDIT, .example = "",
          .help = "price of one, where known"),
    FIELD(currency, .kind = KIND_TEXT, .example = "USD", .help = "currency of unit_cost; empty: USD"),
    FIELD(note, .kind = KIND_TEXT, .example = "", .help = "free text"),
    FIELDS_END,
};

static void check(struct post *post)
{
    struct assets *t = &post->assets;
    if (t->rows.source_count && t->rows.sources[0].at[0] < 0 && t->rows.sources[0].at[1] < 0) {
        diag_add(post->diag, ERROR, "missing-column",
                 (struct place){words_put_string(post->words, post->path), 1, 1}, "", (word){0},
                 "has neither a column asset_tag nor serial, so nothing can be matched (name a "
                 "column so, or write map-%s beside it, with the lines field,column and asset_tag,NAME)",
                 os_base_name(post->path));
        return;
    }
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && !word_given(t->asset_tag[i]) && !word_given(t->serial[i]))
            rows_report(post->diag, &t->rows, i, NULL, ERROR, "nameless-item", (word){0},
                        "has neither asset_tag nor serial (write one of them)");
}

/* Not among the files of a post: it has the name of the table that it is held against. */
const struct input input_count = {
    .file = "inventory",
    .about = "a physical count",
    .columns = columns,
    .table = offsetof(struct post, assets),
    .check = check,
};
