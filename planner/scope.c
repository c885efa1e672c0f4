#include "planner/scope.h"

#include <string.h>

#include "planner/parse.h"

static const char *const names[SCOPE_FIELDS] = {
    "category", "network", "funding_source", "plan_category", "post", "custodian_agency",
    "model", "asset_tag", "service", "project", "class", "currency",
};

const char *scope_field_name(unsigned field)
{
    return names[field];
}

static const char *resolve(struct catalog *catalog, struct arena *arena, struct scope *scope,
                           unsigned field, text value)
{
    static const char networks[] = "CAA|NON-CAA";
    const char *near;
    switch (field) {
    case SCOPE_CATEGORY:
        scope->category = category_use(catalog, scope->value[field]);
        if (scope->category == NOWHERE)
            return arena_format(arena, "names a category that is not known: %.*s%s",
                                (int)value.length, value.at,
                                did_you_mean(arena, category_nearest(catalog, value)));
        break;
    case SCOPE_NETWORK:
        scope->network = parse_choice(value, networks);
        if (!scope->network)
            return arena_format(arena, "names a network that %s",
                                unknown_choice(arena, networks, value, &near));
        break;
    case SCOPE_PLAN_CATEGORY:
        scope->plan_category = parse_choice(value, plan_category_words);
        if (!scope->plan_category)
            return arena_format(arena, "names a plan category that %s",
                                unknown_choice(arena, plan_category_words, value, &near));
        break;
    default:
        break;
    }
    return NULL;
}

const char *scope_parse(struct catalog *catalog, struct arena *arena, text from,
                        struct scope *scope)
{
    *scope = (struct scope){.category = NOWHERE};
    while (from.length) {
        const char *semicolon = memchr(from.at, ';', from.length);
        size_t length = semicolon ? (size_t)(semicolon - from.at) : from.length;
        text part = text_trim((text){from.at, length});
        from = (text){from.at + length + (semicolon != NULL),
                      from.length - length - (semicolon != NULL)};
        if (!part.length)
            continue;
        const char *equals = memchr(part.at, '=', part.length);
        if (!equals)
            return "is not a scope (write field=value;field=value)";
        text name = text_trim((text){part.at, (size_t)(equals - part.at)});
        text value = text_trim((text){equals + 1, part.length - (size_t)(equals - part.at) - 1});
        char key[40], have[40];
        unsigned field = 0;
        text_key(name, key, sizeof key);
        for (; field < SCOPE_FIELDS; field++) {
            text_key(text_of(names[field]), have, sizeof have);
            if (!strcmp(key, have))
                break;
        }
        if (field == SCOPE_FIELDS) {
            const char *near = text_nearest(name, names, SCOPE_FIELDS);
            return arena_format(arena, "names a field that is not known: %.*s%s "
                                "(known: category, network, funding_source, plan_category, post, "
                                "custodian_agency, model, asset_tag, service, project, class, "
                                "currency)", (int)name.length, name.at,
                                did_you_mean(arena, near));
        }
        scope->fields |= 1u << field;
        scope->value[field] = words_put(catalog->post->words, value);
        const char *fault = resolve(catalog, arena, scope, field, value);
        if (fault)
            return fault;
    }
    return scope->fields ? NULL : "is empty (write field=value)";
}

/* The values that the post's rows have for a field, where it is a column of theirs. */
static const word *values_of(const struct post *post, unsigned field, size_t *count)
{
    const struct assets *t = &post->assets;
    *count = field == SCOPE_SERVICE   ? post->services.rows.count
             : field == SCOPE_PROJECT ? post->projects.rows.count
                                      : t->rows.count;
    switch (field) {
    case SCOPE_POST:
        return t->post;
    case SCOPE_CUSTODIAN_AGENCY:
        return t->custodian_agency;
    case SCOPE_MODEL:
        return t->model;
    case SCOPE_ASSET_TAG:
        return t->asset_tag;
    case SCOPE_SERVICE:
        return post->services.service;
    case SCOPE_PROJECT:
        return post->projects.project;
    default:
        return NULL;
    }
}

static const char *value_meant(const struct catalog *c, const struct scope *scope, unsigned field)
{
    size_t count;
    word given = scope->value[field];
    if (field == SCOPE_FUNDING_SOURCE)
        return funding_find(c, given) == NOWHERE ? funding_nearest(c, given) : NULL;
    const word *values = values_of(c->post, field, &count);
    if (!values)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (word_same(values[i], given))
            return NULL;
    return word_nearest(c->post, given, values, count);
}

const char *scope_meant(const struct catalog *c, struct arena *arena, const struct scope *scope)
{
    for (unsigned f = 0; f < SCOPE_FIELDS; f++) {
        const char *near = scope->fields >> f & 1 ? value_meant(c, scope, f) : NULL;
        if (near)
            return did_you_mean(arena, near);
    }
    return "";
}
