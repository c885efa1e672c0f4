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
