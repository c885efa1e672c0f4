/* A post written in the test itself: files by their text, read and planned as the program does
 * it.  As-of is 2026-11-21 (fiscal year 2027) unless its settings.csv says otherwise.  When the
 * test ends, findings that it did not expect make it fail. */
#ifndef PLANNER_TESTS_MADE_POST_H
#define PLANNER_TESTS_MADE_POST_H

#include "planner/flow.h"
#include "planner/input.h"
#include "planner/os.h"
#include "planner/result.h"

#include "child.h"
#include "testing.h"

struct made {
    struct run run;
    char folder[64];
    bool heard; /* its findings were looked at */
};

static inline int made_begin(void **state)
{
    struct made *m = calloc(1, sizeof *m);
    if (!m)
        return 1;
    m->run = (struct run){.arena = arena_new(), .words = words_new(), .today = date_of(2026, 11, 21)};
    m->run.diag = diag_new(m->run.words);
    snprintf(m->folder, sizeof m->folder, "%s", folder_new());
    *state = m;
    return 0;
}

/* What would be printed, without the folder's name; free() it. */
static inline char *made_told(struct made *m)
{
    char *printed = findings_printed(m->run.diag, m->run.words), *to = printed;
    size_t skip = strlen(m->folder) + 1;
    for (const char *from = printed; *from;) {
        if (!strncmp(from, m->folder, skip - 1) && from[skip - 1] == '/')
            from += skip;
        else
            *to++ = *from++;
    }
    *to = '\0';
    return printed;
}

static inline void made_findings(struct made *m, const char *expected)
{
    char *told = made_told(m);
    m->heard = true;
    assert_string_equal(told, expected);
    free(told);
}

static inline int made_end(void **state)
{
    struct made *m = *state;
    int unheard = 0;
    if (!m->heard) {
        char *told = made_told(m);
        if (told[0])
            print_error("not expected:\n%s", told);
        unheard = told[0] != '\0';
        free(told);
    }
    if (!m->run.plan && m->run.catalog) {
        free(m->run.catalog->categories);
        free(m->run.catalog->fundings);
    }
    plan_free(m->run.plan);
    free_post(&m->run.post);
    diag_free(m->run.diag);
    words_free(m->run.words);
    arena_free(m->run.arena);
    folder_remove(m->folder);
    free(m);
    return unheard;
}

#define MADE(test) cmocka_unit_test_setup_teardown(test, made_begin, made_end)

static inline void made_file(struct made *m, const char *name, const char *content)
{
    FILE *to = fopen(arena_format(m->run.arena, "%s/%s", m->folder, name), "wb");
    assert_non_null(to);
    fputs(content, to);
    fclose(to);
}

static inline word made_word(struct made *m, const char *string)
{
    return words_put_string(m->run.words, string);
}

/* The stages, up to the one that the test is about. */
static inline struct settings *made_settings(struct made *m)
{
    struct run *r = &m->run;
    r->post = (struct post){.arena = r->arena, .words = r->words, .diag = r->diag};
    read_post(&r->post, m->folder);
    resolve_settings(&r->post, r->options.set, r->options.set_count, r->today, &r->settings,
                     &r->origin);
    return &r->settings;
}

static inline struct catalog *made_catalog(struct made *m)
{
    made_settings(m);
    return m->run.catalog = catalog_build(&m->run.post, &m->run.settings);
}

static inline struct plan *made_plan(struct made *m)
{
    if (!plan_post(&m->run, m->folder)) {
        char *told = made_told(m);
        print_error("%s", told);
        free(told);
        fail_msg("%s", "the post has errors");
    }
    return m->run.plan;
}

static inline void made_set(struct made *m, const char *key, const char *value)
{
    m->run.options.set[m->run.options.set_count++] = (struct override){key, value, "--set"};
}

/* A cell of a result table; the next cell begins behind *at. Quotes are taken off. */
static inline char *made_cell(struct arena *arena, const char **at)
{
    char *cell = arena_alloc(arena, strlen(*at) + 1, 1);
    bool quoted = **at == '"';
    size_t n = 0;
    for (*at += quoted; **at && (quoted || (**at != ',' && **at != '\n')); (*at)++) {
        if (quoted && **at == '"' && *++*at != '"')
            break;
        cell[n++] = **at;
    }
    return cell;
}

/* The named columns of a result table, without its header: cells by ',', rows by '\n'. */
static inline const char *made_table(struct made *m, const char *file, const char *columns)
{
    struct arena *arena = m->run.arena;
    char *content = NULL;
    size_t size, wanted[16], count = 0;
    FILE *to = open_memstream(&content, &size);
    const struct result *r = plan_results;
    while (r->file && strcmp(r->file, file))
        r++;
    assert_non_null(r->file);
    r->write(&(struct csv_out){.to = to}, m->run.plan);
    fclose(to);
    char *header = arena_copy(arena, content, strcspn(content, "\n"));
    for (const char *want = columns; *want; want += strcspn(want, ",") + (strchr(want, ',') != NULL)) {
        size_t length = strcspn(want, ","), k = 0;
        const char *have = header;
        while (*have && (strcspn(have, ",") != length || strncmp(have, want, length))) {
            have += strcspn(have, ",");
            have += *have == ',';
            k++;
        }
        assert_true(*have != '\0'); /* there is a column of that name */
        wanted[count++] = k;
    }
    char *out = arena_copy(arena, "", 0);
    const char *at = content + strlen(header) + 1;
    while (*at) {
        char *cells[64];
        size_t n = 0;
        while (*at && *at != '\n') {
            cells[n++] = made_cell(arena, &at);
            if (*at == ',' && (at[1] == '\n' || !at[1]))
                cells[n++] = arena_copy(arena, "", 0);
            at += *at == ',';
        }
        at += *at == '\n';
        for (size_t i = 0; i < count; i++) {
            assert_true(wanted[i] < n);
            out = arena_format(arena, "%s%s%s", out, i ? "," : "", cells[wanted[i]]);
        }
        out = arena_format(arena, "%s\n", out);
    }
    free(content);
    return out;
}

#endif
