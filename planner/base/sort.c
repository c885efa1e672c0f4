#include "planner/sort.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "planner/arena.h"

struct order {
    size_t size; /* of an element, bytes */
    int (*compare)(const void *, const void *);
    char *spare; /* room for half of the elements */
};

/* Sizes that are known beforehand are copied without a call. */
static inline void copy(char *to, const char *from, size_t size)
{
    if (size == 8)
        memcpy(to, from, 8);
    else if (size == 4)
        memcpy(to, from, 4);
    else
        memcpy(to, from, size);
}

/* Two sorted halves become one, the left half by way of the spare room. */
static void merge(const struct order *o, char *array, char *middle, const char *end)
{
    size_t size = o->size;
    const char *left = o->spare, *left_end = left + (middle - array), *right = middle;
    memcpy(o->spare, array, (size_t)(middle - array));
    for (char *to = array; left < left_end; to += size) {
        bool from_right = right < end && o->compare(right, left) < 0;
        copy(to, from_right ? right : left, size);
        *(from_right ? &right : &left) += size;
    }
}

static void sort_part(const struct order *o, char *array, size_t count)
{
    if (count < 2)
        return;
    char *middle = array + count / 2 * o->size;
    sort_part(o, array, count / 2);
    sort_part(o, middle, count - count / 2);
    if (o->compare(middle - o->size, middle) > 0)
        merge(o, array, middle, array + count * o->size);
}

void sort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    if (count < 2)
        return;
    struct order o = {size, compare, memory_array(count / 2, size)};
    sort_part(&o, array, count);
    free(o.spare);
}
