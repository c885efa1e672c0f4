#include "planner/sort.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

struct card {
    int key, place;
    char more[24];
};

static unsigned long state_of_dice = 20261122;

static int below(int n)
{
    state_of_dice = state_of_dice * 6364136223846793005u + 1442695040888963407u;
    return (int)((state_of_dice >> 33) % (unsigned long)n);
}

static int by_key(const void *a, const void *b)
{
    const struct card *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_key_and_place(const void *a, const void *b)
{
    const struct card *x = a, *y = b;
    int order = by_key(a, b);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static struct card *shuffled(size_t count, int keys)
{
    struct card *cards = calloc(count + 1, sizeof *cards);
    for (size_t i = 0; i < count; i++) {
        cards[i].key = below(keys);
        cards[i].place = (int)i;
        memset(cards[i].more, below(256), sizeof cards[i].more);
    }
    return cards;
}

/* The C library's qsort, told to break ties by place, says what is right. */
static void equals_stay_in_their_order(void **state)
{
    (void)state;
    for (size_t count = 0; count < 300; count++) {
        struct card *cards = shuffled(count, 1 + below(20));
        struct card *right = calloc(count + 1, sizeof *right);
        memcpy(right, cards, count * sizeof *right);
        qsort(right, count, sizeof *right, by_key_and_place);
        sort(cards, count, sizeof *cards, by_key);
        assert_memory_equal(cards, right, (count + 1) * sizeof *right);
        free(cards);
        free(right);
    }
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int by_tens(const void *a, const void *b)
{
    return *(const int *)a / 10 - *(const int *)b / 10;
}

static void small_elements_are_sorted_too(void **state)
{
    (void)state;
    double numbers[] = {3.5, -1, 2, 2, 100, 0};
    const double sorted[] = {-1, 0, 2, 2, 3.5, 100};
    sort(numbers, 6, sizeof *numbers, by_number);
    assert_memory_equal(numbers, sorted, sizeof sorted);
    int tens[] = {25, 13, 21, 19, 7, 11};
    const int in_tens[] = {7, 13, 19, 11, 25, 21};
    sort(tens, 6, sizeof *tens, by_tens);
    assert_memory_equal(tens, in_tens, sizeof in_tens);
}

static void nothing_needs_no_array(void **state)
{
    (void)state;
    sort(NULL, 0, 8, by_number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_stay_in_their_order),
        cmocka_unit_test(small_elements_are_sorted_too),
        cmocka_unit_test(nothing_needs_no_array),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
