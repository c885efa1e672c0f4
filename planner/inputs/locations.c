#include <stddef.h>

#include "planner/input.h"

#define TABLE struct location_rows

static const struct column columns[] = {
    FIELD(location, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Vault*",
          .help = "as written in the inventory, case ignored"),
    FIELD(site, .kind = KIND_TEXT,
          .example = "Chancery",
          .help = "the building"),
    FIELD(post, .kind = KIND_TEXT,
          .example = "",
          .help = "the constituent post, if not this one"),
    FIELD(network, CHOICES("CAA|NON-CAA"),
          .example = "CAA",
          .help = "CAA (controlled access area) or NON-CAA"),
    FIELD(note, .kind = KIND_TEXT,
          .example = "",
          .help = "free text"),
    FIELDS_END,
};

const struct input input_locations = {
    .file = "locations",
    .about = "where things stand, and on which network; a trailing * matches any ending",
    .columns = columns,
    .table = offsetof(struct post, locations),
    .sample = "location,site,network,note\n"
              "Chancery*,Chancery,NON-CAA,\n"
              "Vault*,Chancery,CAA,controlled access area\n"
              "Annex*,Annex,NON-CAA,\n"
              "Warehouse,Warehouse,NON-CAA,\n",
};
