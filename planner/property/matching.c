#include "planner/matching.h"

word name_key(const struct post *post, word name)
{
    char key[256];
    text_key(words_text(post->words, name), key, sizeof key);
    return words_put_string(post->words, key);
}

word plain_key(const struct post *post, word name)
{
    char key[256];
    text_plain_key(words_text(post->words, name), key, sizeof key);
    return key[0] ? words_put_string(post->words, key) : name;
}

bool same_name(const struct post *left, word a, const struct post *right, word b)
{
    return word_same(a, b) || word_same(plain_key(left, a), plain_key(right, b));
}

static word tag_of(const struct post *post, size_t i)
{
    return post->assets.asset_tag[i];
}

static word tag_key(const struct post *post, size_t i)
{
    return name_key(post, post->assets.asset_tag[i]);
}

static word serial_key(const struct post *post, size_t i)
{
    return name_key(post, post->assets.serial[i]);
}

typedef word (*naming)(const struct post *post, size_t asset);

static struct index *index_unmatched(struct arena *arena, const struct post *post,
                                     const size_t *matched, naming name)
{
    struct index *index = index_new(arena, post->assets.rows.count);
    for (size_t i = 0; i < post->assets.rows.count; i++)
        if (matched[i] == NOWHERE && word_given(name(post, i)))
            index_add(index, i, name(post, i), (word){0}, (word){0});
    return index;
}

/* The only unmatched asset of this name; NOWHERE when there is none or more than one. */
static size_t only_one(const struct index *index, word name)
{
    size_t at = index_first(index, name, (word){0}, (word){0});
    return at == SIZE_MAX || index_next(index, at) != SIZE_MAX ? NOWHERE : at;
}

static void match_by(struct arena *arena, struct matching *m, const struct post *left,
                     const struct post *right, naming name, bool serial)
{
    struct index *ours = index_unmatched(arena, left, m->to, name);
    struct index *theirs = index_unmatched(arena, right, m->from, name);
    for (size_t i = 0; i < left->assets.rows.count; i++) {
        word own = name(left, i);
        if (m->to[i] != NOWHERE || !word_given(own) || only_one(ours, own) != i)
            continue;
        size_t at = only_one(theirs, own);
        if (at == NOWHERE)
            continue;
        m->to[i] = at;
        m->from[at] = i;
        m->by_serial[i] = serial;
    }
}

struct matching match_assets(struct arena *arena, const struct post *left, const struct post *right)
{
    size_t lefts = left->assets.rows.count, rights = right->assets.rows.count;
    struct matching m = {arena_alloc(arena, lefts + 1, sizeof *m.to),
                         arena_alloc(arena, rights + 1, sizeof *m.from),
                         arena_alloc(arena, lefts + 1, sizeof *m.by_serial)};
    for (size_t i = 0; i < lefts; i++)
        m.to[i] = NOWHERE;
    for (size_t i = 0; i < rights; i++)
        m.from[i] = NOWHERE;
    match_by(arena, &m, left, right, tag_of, false);
    match_by(arena, &m, left, right, tag_key, false);
    match_by(arena, &m, left, right, serial_key, true);
    return m;
}

/* ---- tags without their zeros ---------------------------------------------------------------- */

/* A tag of digits alone, as a spreadsheet shows it that takes it for a number; empty: another. */
static text as_number(text tag)
{
    size_t zeros = 0;
    for (size_t k = 0; k < tag.length; k++)
        if (tag.at[k] < '0' || tag.at[k] > '9')
            return TEXT("");
    while (zeros < tag.length && tag.at[zeros] == '0')
        zeros++;
    return (text){tag.at + zeros, tag.length - zeros};
}

/* Which rows the other list has by their tag. */
static bool *matched_by_tag(struct arena *arena, const struct matching *m, const size_t *partner,
                            const struct post *post, bool is_left)
{
    bool *by_tag = arena_alloc(arena, post->assets.rows.count + 1, sizeof *by_tag);
    for (size_t i = 0; i < post->assets.rows.count; i++)
        by_tag[i] = partner[i] != NOWHERE && !m->by_serial[is_left ? i : partner[i]];
    return by_tag;
}

/* Tags that begin with zeros and that the other list lacks, by what is left without the zeros. */
static struct index *index_zeros(struct arena *arena, const struct post *post, const bool *by_tag)
{
    const struct assets *t = &post->assets;
    struct index *zeros = index_new(arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++) {
        text tag = words_text(post->words, t->asset_tag[i]), number = as_number(tag);
        if (!by_tag[i] && number.length && number.length < tag.length)
            index_add(zeros, i, words_put(post->words, number), (word){0}, (word){0});
    }
    return zeros;
}

static void report_lost(struct diag *diag, struct side without, const bool *by_tag,
                        struct side whole, const struct index *zeros, const char *command)
{
    const struct assets *t = &without.post->assets;
    size_t lost = 0, example = 0, recorded = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        if (!word_given(t->asset_tag[i]) || by_tag[i])
            continue;
        text tag = words_text(without.post->words, t->asset_tag[i]);
        size_t at = index_first(zeros, words_find(whole.post->words, tag), (word){0}, (word){0});
        if (at == SIZE_MAX || lost++)
            continue;
        example = i;
        recorded = at;
    }
    if (lost)
        diag_add(diag, WARNING, "lost-zeros", rows_place(&t->rows, example, "asset_tag"),
                 "asset_tag", (word){0},
                 "%s of %s %s of %s without %s leading zeros, such as '%s' for '%s': a spreadsheet "
                 "has taken them away, and without them no tag is matched (export the tag column of "
                 "%s as text, or write the zeros back, and %s again)",
                 how_many(without.post->arena, (long long)lost, "tag", "tags"), without.whose,
                 lost == 1 ? "is one" : "are those", whole.whose, lost == 1 ? "its" : "their",
                 post_string(without.post, t->asset_tag[example]),
                 post_string(whole.post, whole.post->assets.asset_tag[recorded]), without.whose,
                 command);
}

void report_lost_zeros(struct diag *diag, const struct matching *m, struct side left,
                       struct side right, const char *command)
{
    struct arena *scratch = arena_new();
    const bool *here = matched_by_tag(scratch, m, m->to, left.post, true);
    const bool *there = matched_by_tag(scratch, m, m->from, right.post, false);
    report_lost(diag, right, there, left, index_zeros(scratch, left.post, here), command);
    report_lost(diag, left, here, right, index_zeros(scratch, right.post, there), command);
    arena_free(scratch);
}
