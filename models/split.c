/* The largest remainder method (Hamilton, 1792), in integer arithmetic.  [1] M. L. Balinski and
 * H. P. Young, Fair Representation, 2nd edition, 2001, chapter 2, describes it and its kin. */
#include "planner/split.h"

#include <stdlib.h>

#include "planner/arena.h"
#include "planner/sort.h"

struct rest {
    wide remainder;
    size_t at;
};

static int larger_first(const void *left, const void *right)
{
    const struct rest *a = left, *b = right;
    if (a->remainder != b->remainder)
        return a->remainder > b->remainder ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

bool split_largest_remainder(money whole, size_t count, const int64_t weights[], money shares[])
{
    int64_t total = 0;
    for (size_t i = 0; i < count; i++)
        if (weights[i] < 0 || __builtin_add_overflow(total, weights[i], &total))
            return false;
    if (!total) {
        if (whole.cents)
            return false;
        for (size_t i = 0; i < count; i++)
            shares[i] = MONEY_ZERO;
        return true;
    }
    struct rest *rests = memory_array(count, sizeof *rests);
    int64_t left = whole.cents;
    for (size_t i = 0; i < count; i++) {
        wide part = (wide)whole.cents * weights[i];
        wide floor = part / total;
        if (part % total < 0)
            floor--;
        shares[i].cents = (int64_t)floor;
        left -= (int64_t)floor;
        rests[i] = (struct rest){part - floor * total, i};
    }
    sort(rests, count, sizeof *rests, larger_first);
    for (size_t i = 0; left > 0; i++, left--)
        shares[rests[i].at].cents++;
    free(rests);
    return true;
}
