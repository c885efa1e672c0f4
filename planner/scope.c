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
    switch (field) {
    case SCOPE_CATEGORY:
        scope->category = category_use(catalog, scope->value[field]);
        if (scope->category == NOWHERE)
            return arena_format(arena, "names a category that is not known: %.*s",
                                (int)value.length, value.at);
        break;
    case SCOPE_NETWORK:
        scope->network = parse_choice(value, "CAA|NON-CAA");
        if (!scope->network)
            return "names a network that is not known (write CAA or NON-CAA)";
        break;
    case SCOPE_PLAN_CATEGORY:
        scope->plan_category = parse_choice(value, plan_category_words);
        if (!scope->plan_category)
            return "names a plan category that is not known (see: planner columns projects)";
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
