#include "planner/command.h"

#include <string.h>

#define COMMAND(name) extern const struct command command_##name;
#include "planner/commands.def"
#undef COMMAND

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "planner/commands.def"
#undef COMMAND
    NULL,
};

enum { FIGURES = 1, SHARED = 2 };

const struct option_form option_forms[OPTIONS] = {
#define OPTION(id, letter, name, argument, flags, about) \
    [OPTION_##id] = {letter, name, argument, ((flags) & FIGURES) != 0, ((flags) & SHARED) != 0, about},
#include "planner/options.def"
#undef OPTION
};

const char *option_shown(struct arena *arena, enum option_id option)
{
    const struct option_form *form = &option_forms[option];
    return form->letter ? arena_format(arena, "-%c", form->letter)
                        : arena_format(arena, "--%s", form->name);
}

const struct command *command_named(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (!strcmp(commands[i]->name, name))
            return commands[i];
    return NULL;
}

bool option_is_general(enum option_id option)
{
    return option >= OPTION_THREADS;
}

bool command_takes(const struct command *command, enum option_id option)
{
    if (option_is_general(option))
        return true;
    for (const struct takes *t = command->takes; t->option; t++)
        if (t->option == option)
            return true;
    return false;
}

const char *option_about(const struct takes *takes)
{
    return takes->about ? takes->about : option_forms[takes->option].about;
}
