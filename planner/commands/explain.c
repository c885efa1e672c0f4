/* planner explain: why an asset falls in its year at its price, step by step. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/command.h"
#include "planner/explain_views.h"
#include "planner/flow.h"

/* ---- which asset --------------------------------------------------------------------------------- */

static size_t find_tag(const struct run *run, text tag)
{
    const struct assets *t = &run->post.assets;
    size_t found = NOWHERE;
    for (size_t i = 0; i < t->rows.count; i++) {
        text have = words_text(run->words, t->asset_tag[i]);
        if (text_same(have, tag))
            return i;
        if (found == NOWHERE && text_same_nocase(have, tag))
            found = i;
    }
    return found;
}

/* The assets that have this serial number, in `found`: how many. */
static size_t find_serial(struct run *run, text serial, const size_t **found)
{
    const struct assets *t = &run->post.assets;
    size_t *all = arena_alloc(run->arena, t->rows.count + 1, sizeof *all), count = 0;
    for (size_t i = 0; serial.length && i < t->rows.count; i++)
        if (text_same_nocase(words_text(run->words, t->serial[i]), serial))
            all[count++] = i;
    *found = all;
    return count;
}

static const char *tag_or_place(struct run *run, size_t asset)
{
    struct place at = rows_place(&run->post.assets.rows, asset, NULL);
    word tag = run->post.assets.asset_tag[asset];
    return word_given(tag) ? words_string(run->words, tag)
                           : arena_format(run->arena, "the row without a tag at %s:%u",
                                          words_string(run->words, at.file), at.line);
}

static void several_have_it(struct run *run, const char *typed, const size_t *found,
                                        size_t count)
{
    char *list = arena_copy(run->arena, "", 0);
    for (size_t k = 0; k < count; k++)
        list = arena_format(run->arena, "%s%s%s", list, k ? ", " : "", tag_or_place(run, found[k]));
    fprintf(stderr, "planner: no asset has the tag '%s'; it is the serial of %zu assets: %s (ask for "
            "one of them by its tag)\n", visible(run->arena, typed), count,
            visible(run->arena, list));
}

enum { NEAREST = 3 };
struct near_tag {
    const char *tag;
    size_t away;
};

/* Letters that differ; a tag that holds what was typed as a part of it is near too. */
static size_t tag_distance(text tag, text typed)
{
    for (size_t i = 0; typed.length >= 3 && i + typed.length <= tag.length; i++)
        if (text_same_nocase((text){tag.at + i, typed.length}, typed))
            return 1;
    return text_distance(tag, typed);
}

static size_t nearest_tags(const struct run *run, text typed, struct near_tag near[NEAREST])
{
    const struct assets *t = &run->post.assets;
    const size_t limit = typed.length / 3 + 2;
    size_t count = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        struct near_tag tag = {words_string(run->words, t->asset_tag[i]), 0};
        tag.away = tag_distance(words_text(run->words, t->asset_tag[i]), typed);
        if (tag.away >= limit)
            continue;
        size_t k = count < NEAREST ? count++ : NEAREST;
        for (; k > 0 && near[k - 1].away > tag.away; k--)
            if (k < NEAREST)
                near[k] = near[k - 1];
        if (k < NEAREST)
            near[k] = tag;
    }
    return count;
}

static bool is_left_out(struct run *run, const char *typed)
{
    for (size_t i = 0; i < run->post.left_out_count; i++) {
        const struct left_out *left = &run->post.left_out[i];
        if (!text_same(words_text(run->words, left->tag), text_trim(text_of(typed))))
            continue;
        fprintf(stderr, "planner: '%s' is left out of the plan, as %s:%u says\n",
                visible(run->arena, typed), words_string(run->words, left->by.file), left->by.line);
        return true;
    }
    return false;
}

static void unknown_tag(struct run *run, const char *typed)
{
    if (is_left_out(run, typed))
        return;
    struct near_tag near[NEAREST];
    size_t count = nearest_tags(run, text_of(typed), near);
    char *list = arena_copy(run->arena, "", 0);
    for (size_t k = 0; k < count; k++)
        list = arena_format(run->arena, "%s%s%s", list,
                            !k ? "" : k + 1 < count ? ", " : " or ", near[k].tag);
    fprintf(stderr, "planner: no asset has the tag '%s'%s%s%s\n", visible(run->arena, typed),
            count ? "; did you mean " : " (the column asset_tag of the inventory holds the tags)",
            visible(run->arena, list), count ? "?" : "");
}

/* ---- findings ------------------------------------------------------------------------------------ */

static bool is_about(const struct run *run, const struct finding *f, size_t asset)
{
    const struct assets *t = &run->post.assets;
    struct place row = rows_place(&t->rows, asset, NULL);
    if (word_given(f->asset_tag) && word_same(f->asset_tag, t->asset_tag[asset]))
        return true;
    return word_same(f->at.file, row.file) && f->at.line == row.line;
}

/* Only what was found in the asset's own row: the rest is the business of `planner check`. */
static void print_its_findings(struct run *run, size_t asset)
{
    size_t count, others = 0;
    const struct finding *findings = diag_sorted(run->diag, &count);
    for (size_t i = 0; i < count; i++)
        if (is_about(run, &findings[i], asset))
            diag_print(stderr, run->words, &findings[i]);
        else
            others += findings[i].severity == WARNING;
    if (others && !run->options.quiet)
        fprintf(stderr, "planner: %s about other rows and files (planner check shows %s)\n",
                how_many(run->arena, (long long)others, "warning", "warnings"),
                others == 1 ? "it" : "them");
}

/* By its tag, else by its serial; NOWHERE: why not has been said. */
static size_t find_asset(struct run *run, const char *typed)
{
    const size_t *found;
    text name = text_trim(text_of(typed));
    size_t asset = find_tag(run, name);
    if (asset != NOWHERE)
        return asset;
    size_t count = find_serial(run, name, &found);
    if (count != 1) {
        if (count)
            several_have_it(run, typed, found, count);
        else
            unknown_tag(run, typed);
        return NOWHERE;
    }
    fprintf(run->options.json ? stderr : stdout, "%s is not a tag but the serial of %s.\n",
            visible(run->arena, typed), visible(run->arena, tag_or_place(run, found[0])));
    return found[0];
}

static enum exit_status run_explain(struct run *run)
{
    if (!plan_post(run, run->options.arguments[0]))
        return print_errors(run, run->options.arguments[0]), DATA_ERRORS;
    size_t asset = find_asset(run, run->options.arguments[1]);
    if (asset == NOWHERE)
        return DATA_ERRORS;
    print_its_findings(run, asset);
    if (!run->plan->assets[asset].valid)
        return explain_skipped(run->plan, asset, run->options.json, stdout), DONE;
    struct explanation explanation = explain_asset(run->plan, asset);
    if (run->options.json)
        explain_as_json(&explanation, stdout);
    else
        explain_as_text(&explanation, stdout);
    return DONE;
}

const struct command command_explain = {
    .name = "explain",
    .arguments = "INPUT TAG",
    .about = "why this asset falls in that year at that price",
    .text = "Says step by step when the asset with this tag falls due and why, when it is replaced, "
            "who pays, what it costs in each year and how that was worked out, and on which lines "
            "of the plan it stands; or why it is not in the plan.  Where no asset has the tag, it "
            "may be a serial number.\n",
    .takes = (const struct takes[]){
        {OPTION_JSON, NULL}, PLANNING_OPTIONS, {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner explain mypost PA-10001", NULL}, {NULL, NULL}},
    .least = 2,
    .most = 2,
    .run = run_explain,
};
