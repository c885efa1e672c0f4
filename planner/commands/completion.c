/* planner completion: scripts that let a shell complete planner's command lines, and the names of
 * a post that they ask for. */
#include <stdio.h>
#include <string.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/model.h"
#include "planner/settings.h"

/* What may stand behind an option. */
enum behind { BEHIND_NOTHING, BEHIND_WORD, BEHIND_FILE, BEHIND_FOLDER, BEHIND_SETTING,
              BEHIND_INPUT_NAME, BEHIND_METHOD, BEHIND_QUARTER, BEHIND_SCENARIO };

static enum behind behind_option(enum option_id option)
{
    const char *argument = option_forms[option].argument;
    if (!argument)
        return BEHIND_NOTHING;
    if (option == OPTION_SCENARIO)
        return BEHIND_SCENARIO;
    if (option == OPTION_AS)
        return BEHIND_INPUT_NAME;
    if (option == OPTION_SET)
        return BEHIND_SETTING;
    if (option == OPTION_METHOD)
        return BEHIND_METHOD;
    if (option == OPTION_QUARTER)
        return BEHIND_QUARTER;
    return !strcmp(argument, "FILE")  ? BEHIND_FILE
           : !strcmp(argument, "DIR") ? BEHIND_FOLDER
                                      : BEHIND_WORD;
}

/* The options with something behind them of this kind: "--csv|--previous", for a shell's case. */
static const char *options_with(struct run *run, enum behind behind)
{
    const char *list = "";
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++) {
        const struct option_form *form = &option_forms[o];
        if (behind_option(o) != behind)
            continue;
        list = arena_format(run->arena, "%s%s--%s", list, list[0] ? "|" : "", form->name);
        if (form->letter)
            list = arena_format(run->arena, "%s|-%c", list, form->letter);
    }
    return list;
}

static const char *command_names(struct run *run)
{
    const char *list = "help";
    for (size_t i = 0; commands[i]; i++)
        list = arena_format(run->arena, "%s %s", list, commands[i]->name);
    return list;
}

static const char *input_names(struct run *run)
{
    const char *list = "";
    for (size_t i = 0; inputs[i]; i++)
        list = arena_format(run->arena, "%s%s%s", list, i ? " " : "", inputs[i]->file);
    return list;
}

static const char *setting_keys(struct run *run)
{
    const char *list = "";
    for (size_t k = 0; k < setting_count(); k++)
        list = arena_format(run->arena, "%s%s%s=", list, k ? " " : "", setting_table[k].key);
    return list;
}

static const char *method_names(struct run *run)
{
    const char *list = "";
    for (size_t i = 0; model_name(i); i++)
        list = arena_format(run->arena, "%s%s%s", list, i ? " " : "", model_name(i));
    return list;
}

static const char *option_names(struct run *run, const struct command *command)
{
    const char *list = "";
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++)
        if (command_takes(command, o))
            list = arena_format(run->arena, "%s%s--%s", list, list[0] ? " " : "",
                                option_forms[o].name);
    return list;
}

/* Within single quotes, as every shell here has them; a fish quote needs its own escape. */
static const char *quoted(struct run *run, const char *from, const char *quote)
{
    const char *list = "'";
    for (; *from; from++)
        list = *from == '\'' ? arena_format(run->arena, "%s%s", list, quote)
                             : arena_format(run->arena, "%s%c", list, *from);
    return arena_format(run->arena, "%s'", list);
}

/* ---- bash and zsh ------------------------------------------------------------------------------- */

/* Finds the command and its first argument among the words before the cursor: words that follow
 * an option with a value are that value. */
static void write_walk(struct run *run, const char *words, const char *first, const char *cursor)
{
    const char *valued = "";
    for (enum behind b = BEHIND_WORD; b <= BEHIND_SCENARIO; b++)
        valued = arena_format(run->arena, "%s%s%s", valued, valued[0] ? "|" : "",
                              options_with(run, b));
    printf("    for ((i = %s; i < %s; i++)); do\n"
           "        word=${%s[i]}\n"
           "        if [[ -n $skip ]]; then skip=; continue; fi\n"
           "        case $word in\n"
           "            %s) skip=yes ;;\n"
           "            -*) ;;\n"
           "            *) if [[ -z $command ]]; then command=$word\n"
           "               elif [[ -z $input ]]; then input=$word; fi ;;\n"
           "        esac\n"
           "    done\n", first, cursor, words, valued);
}

static void write_bash(struct run *run)
{
    puts("# bash completion for planner");
    puts("_planner() {\n"
         "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "    local i word skip command input choices=\n"
         "    COMPREPLY=()");
    write_walk(run, "COMP_WORDS", "1", "COMP_CWORD");
    puts("    case $before in");
    printf("        %s) compopt -o filenames 2>/dev/null\n"
           "            mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;\n",
           options_with(run, BEHIND_FILE));
    printf("        %s) compopt -o filenames 2>/dev/null\n"
           "            mapfile -t COMPREPLY < <(compgen -d -- \"$current\"); return ;;\n",
           options_with(run, BEHIND_FOLDER));
    printf("        %s) compopt -o nospace 2>/dev/null; choices='%s' ;;\n",
           options_with(run, BEHIND_SETTING), setting_keys(run));
    printf("        %s) choices='%s' ;;\n", options_with(run, BEHIND_INPUT_NAME),
           input_names(run));
    printf("        %s) choices='%s' ;;\n", options_with(run, BEHIND_METHOD), method_names(run));
    printf("        %s) _planner_names quarters; return ;;\n", options_with(run, BEHIND_QUARTER));
    printf("        %s) _planner_names scenarios; return ;;\n",
           options_with(run, BEHIND_SCENARIO));
    printf("        %s) return ;;\n    esac\n", options_with(run, BEHIND_WORD));
    puts("    if [[ -z $choices ]]; then\n"
         "        case $command:$current in");
    printf("            :*|help:*) choices='%s' ;;\n", command_names(run));
    for (size_t i = 0; commands[i]; i++)
        printf("            %s:-*) choices='%s' ;;\n", commands[i]->name,
               option_names(run, commands[i]));
    printf("            columns:*) choices='%s' ;;\n"
           "            completion:*) choices='bash zsh fish scenarios funds quarters tags' ;;\n"
           "            explain:*) if [[ -n $input ]]; then _planner_names tags; return; fi ;;\n"
           "        esac\n"
           "    fi\n", input_names(run));
    puts("    if [[ -n $choices ]]; then\n"
         "        _planner_match < <(printf '%s\\n' $choices)\n"
         "    else\n"
         "        compopt -o filenames 2>/dev/null\n"
         "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
         "    fi\n"
         "}\n"
         "# A word of the line without its quotes and backslashes, in the variable named.\n"
         "_planner_plain() {\n"
         "    local plain=${!1//[\\\\\\\"\\\']/}\n"
         "    printf -v \"$1\" %s \"${plain/#\\~\\//$HOME/}\"\n"
         "}\n"
         "# The names of the post on the line.\n"
         "_planner_names() {\n"
         "    _planner_plain input\n"
         "    _planner_match < <(\"${COMP_WORDS[0]}\" completion \"$1\" ${input:+\"$input\"} "
         "2>/dev/null)\n"
         "}\n"
         "# Those of the lines that begin as the word does, in capitals or not.\n"
         "_planner_match() {\n"
         "    local name begun=$current\n"
         "    _planner_plain begun\n"
         "    while IFS= read -r name; do\n"
         "        [[ ${name,,} == \"${begun,,}\"* ]] || continue\n"
         "        [[ $current == [\\\"\\\']* ]] || name=$(printf %q \"$name\")\n"
         "        COMPREPLY+=(\"$name\")\n"
         "    done\n"
         "}\n"
         "complete -F _planner planner");
}

static void write_zsh(struct run *run)
{
    puts("#compdef planner\n"
         "# zsh completion for planner\n"
         "_planner() {\n"
         "    local i word skip command input before=${words[CURRENT-1]}\n"
         "    local -a choices any=(-M 'm:{a-zA-Z}={A-Za-z}')");
    write_walk(run, "words", "2", "CURRENT");
    puts("    case $before in");
    printf("        (%s) _files; return ;;\n", options_with(run, BEHIND_FILE));
    printf("        (%s) _files -/; return ;;\n", options_with(run, BEHIND_FOLDER));
    printf("        (%s) compadd $any -S '' -- %s; return ;;\n", options_with(run, BEHIND_SETTING),
           setting_keys(run));
    printf("        (%s) compadd $any -- %s; return ;;\n", options_with(run, BEHIND_INPUT_NAME),
           input_names(run));
    printf("        (%s) compadd $any -- %s; return ;;\n", options_with(run, BEHIND_METHOD),
           method_names(run));
    printf("        (%s) compadd $any -- ${(f)\"$(${words[1]} completion quarters ${(Q)~input} "
           "2>/dev/null)\"}; return ;;\n", options_with(run, BEHIND_QUARTER));
    printf("        (%s) compadd $any -- ${(f)\"$(${words[1]} completion scenarios ${(Q)~input} "
           "2>/dev/null)\"}; return ;;\n", options_with(run, BEHIND_SCENARIO));
    printf("        (%s) return ;;\n    esac\n", options_with(run, BEHIND_WORD));
    puts("    if [[ -z $command || $command == help ]]; then\n        choices=(");
    for (size_t i = 0; commands[i]; i++)
        printf("            %s\n",
               quoted(run, arena_format(run->arena, "%s:%s", commands[i]->name,
                                        commands[i]->about), "'\\''"));
    puts("            'help:what a command does and takes')\n"
         "        _describe command choices $any; return\n"
         "    fi\n"
         "    if [[ ${words[CURRENT]} == -* ]]; then\n"
         "        case $command in");
    for (size_t i = 0; commands[i]; i++)
        printf("            (%s) compadd $any -- %s ;;\n", commands[i]->name,
               option_names(run, commands[i]));
    printf("        esac\n        return\n    fi\n"
           "    case $command in\n"
           "        (columns) compadd $any -- %s ;;\n"
           "        (completion) compadd $any -- bash zsh fish scenarios funds quarters tags ;;\n"
           "        (explain) if [[ -n $input ]]; then\n"
           "                compadd $any -- ${(f)\"$(${words[1]} completion tags ${(Q)~input} 2>/dev/null)\"}\n"
           "            else _files; fi ;;\n"
           "        (*) _files ;;\n"
           "    esac\n}\n_planner \"$@\"\n", input_names(run));
}

/* ---- fish --------------------------------------------------------------------------------------- */

static const char *fish_choices(struct run *run, enum behind behind)
{
    switch (behind) {
    case BEHIND_NOTHING:
        return "";
    case BEHIND_FILE:
        return " -r -F";
    case BEHIND_FOLDER:
        return " -x -a '(__fish_complete_directories)'";
    case BEHIND_SETTING:
        return arena_format(run->arena, " -x -a '%s'", setting_keys(run));
    case BEHIND_INPUT_NAME:
        return arena_format(run->arena, " -x -a '%s'", input_names(run));
    case BEHIND_METHOD:
        return arena_format(run->arena, " -x -a '%s'", method_names(run));
    case BEHIND_QUARTER:
        return " -x -a '(__planner_names quarters)'";
    case BEHIND_SCENARIO:
        return " -x -a '(__planner_names scenarios)'";
    default:
        return " -x";
    }
}

static void write_fish(struct run *run)
{
    puts("# fish completion for planner\n"
         "function __planner_names\n"
         "    for word in (commandline -opc)[3..]\n"
         "        if test -e $word\n"
         "            planner completion $argv[1] $word 2>/dev/null\n"
         "            return\n"
         "        end\n"
         "    end\n"
         "end");
    for (size_t i = 0; commands[i]; i++)
        printf("complete -c planner -f -n __fish_use_subcommand -a %s -d %s\n", commands[i]->name,
               quoted(run, commands[i]->about, "\\'"));
    printf("complete -c planner -f -n __fish_use_subcommand -a help -d 'what a command does'\n"
           "complete -c planner -f -n '__fish_seen_subcommand_from help' -a '%s'\n"
           "complete -c planner -f -n '__fish_seen_subcommand_from columns' -a '%s'\n"
           "complete -c planner -f -n '__fish_seen_subcommand_from completion' "
           "-a 'bash zsh fish scenarios funds quarters tags'\n"
           "complete -c planner -n '__fish_seen_subcommand_from explain' "
           "-a '(__planner_names tags)'\n", command_names(run), input_names(run));
    for (size_t i = 0; commands[i]; i++)
        for (const struct takes *t = commands[i]->takes; t->option; t++) {
            const struct option_form *form = &option_forms[t->option];
            const char *letter = form->letter ? arena_format(run->arena, " -s %c", form->letter)
                                              : "";
            printf("complete -c planner -n '__fish_seen_subcommand_from %s' -l %s%s%s -d %s\n",
                   commands[i]->name, form->name, letter,
                   fish_choices(run, behind_option(t->option)),
                   quoted(run, option_about(t), "\\'"));
        }
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++)
        if (option_is_general(o))
            printf("complete -c planner -l %s%s -d %s\n", option_forms[o].name,
                   fish_choices(run, behind_option(o)),
                   quoted(run, option_forms[o].about, "\\'"));
}

/* ---- the names of a post ------------------------------------------------------------------------ */

static void print_word(struct run *run, word name)
{
    if (word_given(name))
        printf("%s\n", visible(run->arena, words_string(run->words, name)));
}

/* Each scenario once, in the order of the file. */
static void print_scenarios(struct run *run)
{
    const struct scenario_rows *t = &run->post.scenarios;
    struct index *seen = index_new(run->arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++)
        if (index_add(seen, i, t->scenario[i], (word){0}, (word){0}) == SIZE_MAX)
            print_word(run, t->scenario[i]);
}

static void print_funds(struct run *run)
{
    const struct catalog *c = run->catalog;
    for (size_t i = 0; i < c->funding_count; i++)
        print_word(run, c->fundings[i].name);
}

static void print_tags(struct run *run)
{
    const struct assets *t = &run->post.assets;
    for (size_t i = 0; i < t->rows.count; i++)
        print_word(run, t->asset_tag[i]);
}

/* Of last year and this one: those that can be reported on. */
static void print_quarters(struct run *run)
{
    int year = run->settings.current_year;
    for (int i = 0; i < 8; i++)
        printf("FY%dQ%d\n", year - 1 + i / 4, 1 + i % 4);
}

static enum exit_status print_names(struct run *run, void (*print)(struct run *run))
{
    if (run->options.argument_count < 2)
        return fputs("planner: completion needs the post whose names are asked for (planner help "
                     "completion)\n", stderr), WRONG_USAGE;
    open_post(run);
    read_post(&run->post, run->options.arguments[1]);
    resolve_settings(&run->post, run->options.set, run->options.set_count, run->today,
                     &run->settings, &run->origin);
    run->catalog = catalog_build(&run->post, &run->settings);
    run->plan = plan_new(&run->post, &run->settings, &run->origin, run->catalog); /* owns it */
    print(run); /* what is wrong in the files is for check to say */
    return DONE;
}

/* ---- the command -------------------------------------------------------------------------------- */

static enum exit_status run_completion(struct run *run)
{
    static const struct {
        const char *name;
        void (*write)(struct run *run);
        bool of_post;
    } kinds[] = {
        {"bash", write_bash, false},          {"zsh", write_zsh, false},
        {"fish", write_fish, false},          {"scenarios", print_scenarios, true},
        {"funds", print_funds, true},         {"tags", print_tags, true},
        {"quarters", print_quarters, true},
    };
    const char *asked = run->options.arguments[0];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, asked))
            continue;
        if (kinds[i].of_post)
            return print_names(run, kinds[i].write);
        kinds[i].write(run);
        return DONE;
    }
    fprintf(stderr, "planner: completion knows bash, zsh and fish, not '%s'\n",
            visible(run->arena, asked));
    return WRONG_USAGE;
}

const struct command command_completion = {
    .name = "completion",
    .arguments = "SHELL",
    .about = "completes command lines in bash, zsh and fish",
    .text = "The script goes to standard output.  Packages install it; without one, load it in the "
            "shell's start-up file.\n"
            "planner completion scenarios, funds, quarters or tags, with a post behind it, lists the "
            "names of that post, one a line: this is what the scripts ask.\n",
    .takes = (const struct takes[]){{OPTION_MAP, NULL}, {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"source <(planner completion bash)", "in ~/.bashrc"},
        {"planner completion zsh > ~/.zfunc/_planner", "~/.zfunc being in fpath"},
        {"planner completion fish > ~/.config/fish/completions/planner.fish", NULL},
        {"planner completion scenarios mypost", "the scenarios of a post"},
        {NULL, NULL}},
    .least = 1,
    .most = 2,
    .run = run_completion,
};
