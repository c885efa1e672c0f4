/* What a user may type: the commands and their options, in tables.
 *
 * The help, the manual page and the completions of shells are made from these same tables, as is
 * what main accepts; so they cannot disagree. */
#ifndef PLANNER_COMMAND_H
#define PLANNER_COMMAND_H

#include "planner/run.h"

enum option_id {
    OPTION_NONE,
#define OPTION(id, letter, name, argument, flags, about) OPTION_##id,
#include "planner/options.def"
#undef OPTION
    OPTIONS
};

struct option_form {
    char letter;          /* 'o', or 0 */
    const char *name;     /* "output" */
    const char *argument; /* "FILE", NULL: takes none */
    bool figures;         /* it can change a figure */
    bool shared;          /* where it is of no use, it is passed over with a note */
    const char *about;
};
extern const struct option_form option_forms[OPTIONS]; /* by id; [OPTION_NONE] is empty */

const char *option_shown(struct arena *arena, enum option_id option); /* "--csv", "-o" */
/* Puts the option into run->options; `value` is NULL where it takes none.  Returns NULL, or what is
 * wrong with the value in words that stand behind it: "is not a fiscal year (write 2027)".  What
 * only the data can tell (whether there is such a scenario) is the command's to check. */
const char *take_option(struct run *run, enum option_id option, const char *value);
/* `--method list` shows them. */
#define METHOD_LIST "list"

/* An option that a command takes. */
struct takes {
    enum option_id option;
    const char *about; /* NULL: as in the table of options */
};
/* What is taken by every command that makes a plan of a post. */
#define PLANNING_OPTIONS \
    {OPTION_AS_OF, NULL}, {OPTION_BUDGET_YEAR, NULL}, {OPTION_YEARS, NULL}, {OPTION_MAP, NULL}, \
        {OPTION_FIXES, NULL}, {OPTION_SET, NULL}, {OPTION_SKIP_BAD_ROWS, NULL}

struct example {
    const char *typed; /* "planner plan mypost --csv tables" */
    const char *about; /* what it does; NULL: plain enough */
};

/* One line in commands.def registers a command, one file in planner/commands/ has it. */
struct command {
    const char *name;
    const char *arguments;          /* "INPUT" */
    const char *about;              /* one line */
    const char *text;               /* paragraphs, each ended by a line break */
    const struct takes *takes;      /* in the order of the help; ended by OPTION_NONE */
    const struct example *examples; /* ended by NULL */
    int least, most;                /* arguments; most -1: any number */
    enum exit_status (*run)(struct run *run);
};
extern const struct command *const commands[]; /* in the order of the help; NULL at the end */

const struct command *command_named(const char *name); /* NULL if there is none */
/* Those that every command takes. */
bool option_is_general(enum option_id option);
bool command_takes(const struct command *command, enum option_id option);
/* What the option does in this command. */
const char *option_about(const struct takes *takes);

/* --- Told to a person, or to a shell. --- */

void print_orientation(struct run *run, FILE *to);
void print_help(struct run *run, const struct command *command, FILE *to);
void print_manual(struct run *run, FILE *to); /* roff, the man macros */

#endif
