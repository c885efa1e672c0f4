/* What words and descriptions of real exports say of a kind of equipment. */
#include "planner/equipment.h"

#include <string.h>

#include "testing.h"

static struct arena *arena;
static struct kind_names *names;

static int names_made(void **state)
{
    (void)state;
    arena = arena_new();
    names = kind_names_new(arena);
    return 0;
}

static int names_freed(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void tells(const char *description, const char *kind)
{
    text told;
    const char *found = kind_told(names, &any_kind, text_of(description), &told);
    if (!found || strcmp(found, kind))
        print_error("'%s' tells %s, not %s\n", description, found ? found : "nothing", kind);
    assert_true(found && !strcmp(found, kind));
}

static void tells_nothing(const char *description)
{
    text told;
    const char *found = kind_told(names, &any_kind, text_of(description), &told);
    if (found)
        print_error("'%s' tells %s\n", description, found);
    assert_null(found);
}

static void a_description_tells_its_kind(void **state)
{
    (void)state;
    tells("Notebook Dell Latitude 5440", "laptop");
    tells("Drucker HP LaserJet M507dn", "printer");
    tells("IP-Telefon Cisco 8841", "telephone");
    tells("NAS Synology RS3621", "storage");
    tells("Funkger\xC3\xA4t Motorola DP4801e", "radio");
    tells("Monitor Dell P2423 24\"", "monitor");
    tells("USV APC Smart-UPS 3000", "ups");
    tells("Imprimante Canon iR-ADV C3520", "printer");
    tells("AllInOne desktop", "desktop");
}

static void what_goes_with_a_thing_does_not_count(void **state)
{
    (void)state;
    tells("Laptop with docking station", "laptop");
    tells("Ordinateur portable avec sacoche", "laptop");
    tells("Laptop 16GB RAM 512GB SSD", "laptop");
}

static void parts_and_other_things_tell_nothing(void **state)
{
    (void)state;
    tells_nothing("Laptop bag");
    tells_nothing("LaserJet toner");
    tells_nothing("Monitor arm");
    tells_nothing("Charger for laptop");
    tells_nothing("Portable projector");
    tells_nothing("KVM switch 8 ports");
    tells_nothing("Handheld scanner");
    tells_nothing("Monitor and printer"); /* which of them? */
    tells_nothing("");
}

static void a_common_word_counts_only_where_a_computer_is_known_to_be_meant(void **state)
{
    (void)state;
    text told;
    tells_nothing("Portable generator set");
    tells_nothing("HP portable 15");
    const struct general_word *computer = general_word(names, TEXT("Ordinateur"));
    assert_non_null(computer);
    assert_string_equal(kind_told(names, computer, TEXT("HP portable 15"), &told), "laptop");
}

static void words_of_any_language_are_known(void **state)
{
    (void)state;
    assert_string_equal(equipment_word(names, TEXT("Bildschirm")), "monitor");
    assert_string_equal(equipment_word(names, TEXT("T\xC3\xA9l\xC3\xA9phone")), "telephone");
    assert_string_equal(equipment_word(names, TEXT("SWITCH, NETWORK")), "network-switch");
    assert_string_equal(equipment_word(names, TEXT("Storage Subsystem")), "storage");
    assert_null(equipment_word(names, TEXT("laptop"))); /* ours already */
    assert_null(equipment_word(names, TEXT("workstation"))); /* a post may call a category so */
    assert_null(equipment_word(names, TEXT("Headset")));
    assert_string_equal(general_word(names, TEXT("TV"))->could_be, "monitor|video-conference");
}

static void no_word_stands_for_two_kinds(void **state)
{
    (void)state;
    for (const struct word_synonym *s = word_synonyms; s->file; s++) {
        if (strcmp(s->file, "inventory") || strcmp(s->field, "category"))
            continue;
        for (const char *at = s->words; *at;) {
            size_t length = strcspn(at, "|");
            const char *kind = kind_named(names, (text){at, length});
            if (strcmp(kind, s->ours))
                print_error("'%.*s' is %s and %s\n", (int)length, at, kind, s->ours);
            assert_string_equal(kind, s->ours);
            at += length + (at[length] == '|');
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_description_tells_its_kind),
        cmocka_unit_test(what_goes_with_a_thing_does_not_count),
        cmocka_unit_test(parts_and_other_things_tell_nothing),
        cmocka_unit_test(a_common_word_counts_only_where_a_computer_is_known_to_be_meant),
        cmocka_unit_test(words_of_any_language_are_known),
        cmocka_unit_test(no_word_stands_for_two_kinds),
    };
    return cmocka_run_group_tests(tests, names_made, names_freed);
}
