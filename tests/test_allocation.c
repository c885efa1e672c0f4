/* Charges to the cent: the worked example of section 12 of the domain notes (constructed there,
 * with its traps), and properties over random posts, judged by exact rational arithmetic on
 * numbers of any length. */
#include "testing.h"

#include "planner/allocation.h"

/* ---- the worked example ------------------------------------------------------------------------ */

enum { STATE, AG_B, AG_C, ICASS, AGENCIES };
enum { C5458, C6150, C6194, C6195, CENTERS };

struct example {
    int64_t count[CENTERS * AGENCIES];
    money cost[CENTERS], charge[CENTERS * AGENCIES];
    money before[AGENCIES], redistribution[AGENCIES], total[AGENCIES];
};
static const bool icass_row[AGENCIES] = {false, false, false, true};

static struct example worked_example(void)
{
    return (struct example){
        .count = {143000, 61000, 17000, 52000, 38000, 14000, 2700, 11000,
                  38000, 8400, 2700, 11000, 71000, 23000, 0, 29000},
        .cost = {{31874219}, {21250007}, {4681350}, {5990081}},
    };
}

static void share(struct example *e, enum redistribution method)
{
    struct sharing sharing = {CENTERS, AGENCIES, e->cost, e->count, icass_row, method};
    struct charges charges = {e->charge, e->before, e->redistribution, e->total};
    size_t center;
    assert_int_equal(share_costs(&sharing, &charges, &center), SHARING_FINE);
}

static void assert_row(const money *row, const char *const written[AGENCIES])
{
    for (int a = 0; a < AGENCIES; a++)
        assert_money(row[a], written[a]);
}

static void the_worked_example_holds_under_r1(void **state)
{
    struct example e = worked_example();
    (void)state;
    share(&e, REDISTRIBUTION_R1);
    assert_row(&e.charge[0], (const char *[]){"166960.20", "71220.78", "19848.41", "60712.80"});
    assert_row(&e.charge[4], (const char *[]){"122907.19", "45281.60", "8732.88", "35578.40"});
    assert_row(&e.charge[8], (const char *[]){"29599.22", "6542.99", "2103.10", "8568.19"});
    assert_row(&e.charge[12], (const char *[]){"34576.89", "11200.96", "0.00", "14122.96"});
    assert_row(e.before, (const char *[]){"354043.50", "134246.33", "30684.39", "118982.35"});
    assert_row(e.redistribution, (const char *[]){"81169.60", "30777.91", "7034.84", "-118982.35"});
    assert_row(e.total, (const char *[]){"435213.10", "165024.24", "37719.23", "0.00"});
}

static void the_worked_example_holds_under_r2(void **state)
{
    struct example e = worked_example();
    (void)state;
    share(&e, REDISTRIBUTION_R2);
    assert_row(&e.charge[0], (const char *[]){"206244.95", "87978.61", "24518.63", "0.00"});
    assert_row(&e.charge[4], (const char *[]){"147623.45", "54387.59", "10489.03", "0.00"});
    assert_row(&e.charge[8], (const char *[]){"36230.41", "8008.83", "2574.26", "0.00"});
    assert_row(&e.charge[12], (const char *[]){"45244.23", "14656.58", "0.00", "0.00"});
    assert_row(e.total, (const char *[]){"435343.04", "165031.61", "37581.92", "0.00"});
}

static void without_modifications_the_modified_agencies_pay_more(void **state)
{
    struct example e = worked_example();
    (void)state;
    e.count[C6150 * AGENCIES + AG_C] = e.count[C6194 * AGENCIES + AG_C] = 9000;
    e.count[C6194 * AGENCIES + AG_B] = 14000;
    share(&e, REDISTRIBUTION_R1);
    assert_row(e.total, (const char *[]){"412380.48", "161887.35", "63688.74", "0.00"});
}

static void dropped_devices_move_the_cost_to_the_others(void **state)
{
    struct example e = worked_example();
    (void)state;
    e.count[C5458 * AGENCIES + AG_B] = 41000;
    share(&e, REDISTRIBUTION_R1);
    assert_row(e.total, (const char *[]){"455651.28", "142287.20", "40018.09", "0.00"});
}

static void a_deferred_replacement_done_is_shared_by_all(void **state)
{
    struct example e = worked_example();
    (void)state;
    e.cost[C5458].cents += 1500000;
    share(&e, REDISTRIBUTION_R1);
    assert_row(e.total, (const char *[]){"444921.49", "169163.27", "38871.81", "0.00"});
}

static void equal_counts_give_the_odd_cent_to_the_first(void **state)
{
    int64_t count[] = {1000, 1000, 1000};
    money cost = {10000}, charge[3], before[3], redistribution[3], total[3];
    struct sharing sharing = {1, 3, &cost, count, (bool[3]){false}, REDISTRIBUTION_R1};
    struct charges charges = {charge, before, redistribution, total};
    size_t center;
    (void)state;
    assert_int_equal(share_costs(&sharing, &charges, &center), SHARING_FINE);
    assert_money(total[0], "33.34");
    assert_money(total[1], "33.33");
    assert_money(total[2], "33.33");
}

/* ---- modified counts --------------------------------------------------------------------------- */

static void counts_are_modified_exactly(void **state)
{
    int64_t n = -1;
    (void)state;
    assert_true(modified_count((decimal){9, 0}, (decimal){1, 0}, (decimal){3, 1}, &n));
    assert_int_equal(n, 2700);
    assert_true(modified_count((decimal){14, 0}, (decimal){100, 2}, (decimal){600, 3}, &n));
    assert_int_equal(n, 8400);
    assert_true(modified_count((decimal){1, 3}, (decimal){1, 0}, (decimal){1, 0}, &n));
    assert_int_equal(n, 1);
    assert_true(modified_count((decimal){25, 2}, (decimal){4, 0}, (decimal){1, 1}, &n));
    assert_int_equal(n, 100);
}

static void a_count_finer_than_thousandths_is_refused(void **state)
{
    int64_t n = 7;
    (void)state;
    assert_false(modified_count((decimal){11, 1}, (decimal){11, 1}, (decimal){33, 2}, &n));
    assert_false(modified_count((decimal){INT64_MAX, 0}, (decimal){1000, 0}, (decimal){1, 0}, &n));
    assert_false(modified_count((decimal){INT64_MAX, 0}, (decimal){1, 0}, (decimal){1, 0}, &n));
    assert_int_equal(n, 7);
}

/* ---- faults ------------------------------------------------------------------------------------ */

static enum sharing_fault fault_of(int64_t payer, int64_t own, int64_t cost,
                                   enum redistribution method)
{
    int64_t count[] = {payer, own};
    money whole = {cost}, charge[2], before[2], redistribution[2], total[2];
    struct sharing sharing = {1, 2, &whole, count, (bool[2]){false, true}, method};
    struct charges charges = {charge, before, redistribution, total};
    size_t center;
    return share_costs(&sharing, &charges, &center);
}

static void a_cost_that_nobody_can_be_charged_is_a_fault(void **state)
{
    (void)state;
    assert_int_equal(fault_of(0, 0, 100, REDISTRIBUTION_R1), SHARING_NO_COUNTS);
    assert_int_equal(fault_of(0, 1000, 100, REDISTRIBUTION_R1), SHARING_NOBODY_PAYS);
    assert_int_equal(fault_of(0, 1000, 100, REDISTRIBUTION_R2), SHARING_NOBODY_PAYS);
    assert_int_equal(fault_of(0, 0, 0, REDISTRIBUTION_R1), SHARING_FINE);
    assert_int_equal(fault_of(1000, 1000, -100, REDISTRIBUTION_R1), SHARING_NEGATIVE);
    assert_int_equal(fault_of(1000, 1000, -100, REDISTRIBUTION_R2), SHARING_FINE);
    assert_int_equal(fault_of(INT64_MAX, INT64_MAX, 100, REDISTRIBUTION_R1), SHARING_TOO_LARGE);
}

/* ---- random posts, and a judge with numbers of any length ---------------------------------------- */

/* Whole numbers >= 0, eight digits of 32 bits, lowest first: room for cents x thousandths. */
struct big {
    uint32_t digit[8];
};

static struct big big_of(uint64_t n)
{
    return (struct big){{(uint32_t)n, (uint32_t)(n >> 32)}};
}

static struct big big_times(struct big a, uint64_t factor)
{
    struct big out = {{0}};
    uint32_t halves[2] = {(uint32_t)factor, (uint32_t)(factor >> 32)};
    for (int h = 0; h < 2; h++) {
        uint64_t carry = 0;
        for (int i = 0; i + h < 8; i++) {
            uint64_t sum = (uint64_t)a.digit[i] * halves[h] + out.digit[i + h] + carry;
            out.digit[i + h] = (uint32_t)sum;
            carry = sum >> 32;
        }
        assert_int_equal(carry, 0);
    }
    return out;
}

static int big_compare(struct big a, struct big b)
{
    for (int i = 8; i-- > 0;)
        if (a.digit[i] != b.digit[i])
            return a.digit[i] > b.digit[i] ? 1 : -1;
    return 0;
}

static struct big big_less(struct big a, struct big b) /* a >= b */
{
    int64_t borrow = 0;
    for (int i = 0; i < 8; i++) {
        int64_t d = (int64_t)a.digit[i] - b.digit[i] + borrow;
        a.digit[i] = (uint32_t)d;
        borrow = d < 0 ? -1 : 0;
    }
    assert_int_equal(borrow, 0);
    return a;
}

/* whole is shared by weights into parts: each part is the floor of whole * weight / sum or one
 * cent more; those with the cent have the largest remainders, equal ones in their order. */
static void judge_split(uint64_t whole, size_t n, const int64_t *weight, const money *part)
{
    uint64_t sum = 0, given = 0;
    struct big remainder[64], least_with = {{0}};
    bool cent[64], any = false;
    for (size_t i = 0; i < n; i++)
        sum += (uint64_t)weight[i];
    for (size_t i = 0; i < n; i++) {
        struct big exact = big_times(big_of(whole), (uint64_t)weight[i]);
        struct big floor = big_times(big_of((uint64_t)part[i].cents), sum);
        cent[i] = big_compare(floor, exact) > 0;
        if (cent[i])
            floor = big_times(big_of((uint64_t)part[i].cents - 1), sum);
        remainder[i] = big_less(exact, floor);
        assert_true(big_compare(remainder[i], big_of(sum)) < 0);
        given += (uint64_t)part[i].cents;
        assert_true(weight[i] || !part[i].cents);
        if (cent[i] && (!any || big_compare(remainder[i], least_with) < 0))
            least_with = remainder[i], any = true;
    }
    assert_int_equal(given, whole);
    for (size_t i = 0; any && i < n; i++)
        if (!cent[i])
            assert_true(big_compare(remainder[i], least_with) <= 0);
    bool seen_without = false; /* among equals, the cents go to the first */
    for (size_t i = 0; any && i < n; i++)
        if (!big_compare(remainder[i], least_with)) {
            assert_false(cent[i] && seen_without);
            seen_without |= !cent[i];
        }
}

static uint64_t random_state;
static uint64_t random_below(uint64_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state % n;
}

enum { MOST_CENTERS = 32, MOST_AGENCIES = 60 };
struct random_post {
    size_t centers, agencies;
    int64_t count[MOST_CENTERS * MOST_AGENCIES];
    money cost[MOST_CENTERS], charge[MOST_CENTERS * MOST_AGENCIES];
    bool icass[MOST_AGENCIES];
    money before[MOST_AGENCIES], redistribution[MOST_AGENCIES], total[MOST_AGENCIES];
};

static void make_post(struct random_post *p)
{
    uint64_t largest = random_below(2) ? 100000000000 : 1000000; /* $1 billion or $10,000 */
    bool whole = random_below(2);
    p->centers = 1 + (size_t)random_below(random_below(4) ? 6 : MOST_CENTERS);
    p->agencies = 2 + (size_t)random_below(random_below(4) ? 8 : MOST_AGENCIES - 1);
    for (size_t a = 0; a < p->agencies; a++)
        p->icass[a] = a + 1 == p->agencies;
    for (size_t c = 0; c < p->centers; c++) {
        int64_t *row = &p->count[c * p->agencies];
        p->cost[c].cents = (int64_t)random_below(largest);
        for (size_t a = 0; a < p->agencies; a++) {
            row[a] = random_below(4) ? (int64_t)random_below(whole ? 40 : 500000) : 0;
            row[a] *= whole ? 1000 : 1;
        }
        if (!row[0])
            row[0] = 1000; /* somebody pays */
    }
}

static void share_random(struct random_post *p, enum redistribution method)
{
    struct sharing sharing = {p->centers, p->agencies, p->cost, p->count, p->icass, method};
    struct charges charges = {p->charge, p->before, p->redistribution, p->total};
    size_t center;
    assert_int_equal(share_costs(&sharing, &charges, &center), SHARING_FINE);
}

static void judge_post(const struct random_post *p, enum redistribution method)
{
    int64_t weight[MOST_AGENCIES], cost = 0, invoiced = 0, pool = 0;
    for (size_t c = 0; c < p->centers; c++) {
        for (size_t a = 0; a < p->agencies; a++)
            weight[a] = method == REDISTRIBUTION_R2 && p->icass[a] ? 0
                                                                  : p->count[c * p->agencies + a];
        judge_split((uint64_t)p->cost[c].cents, p->agencies, weight, &p->charge[c * p->agencies]);
        cost += p->cost[c].cents;
    }
    money shared[MOST_AGENCIES];
    for (size_t a = 0; a < p->agencies; a++) {
        weight[a] = p->icass[a] ? 0 : p->before[a].cents;
        shared[a] = p->icass[a] ? MONEY_ZERO : p->redistribution[a];
        pool += p->icass[a] ? p->before[a].cents : 0;
        invoiced += p->total[a].cents;
        if (p->icass[a])
            assert_int_equal(p->total[a].cents, 0);
    }
    judge_split((uint64_t)pool, p->agencies, weight, shared);
    assert_int_equal(invoiced, cost);
}

static void random_posts_are_shared_as_exact_fractions_say(void **state)
{
    static struct random_post post;
    const uint64_t seed = 20270210;
    (void)state;
    print_message("seed %llu, 4000 posts\n", (unsigned long long)seed);
    random_state = seed;
    for (int i = 0; i < 4000; i++) {
        enum redistribution method = i % 2 ? REDISTRIBUTION_R1 : REDISTRIBUTION_R2;
        make_post(&post);
        share_random(&post, method);
        judge_post(&post, method);
    }
}

static void equal_counts_differ_by_a_cent_at_most(void **state)
{
    static struct random_post post;
    (void)state;
    random_state = 5458;
    for (int i = 0; i < 1000; i++) {
        make_post(&post);
        share_random(&post, REDISTRIBUTION_R1);
        for (size_t at = 0; at < post.centers * post.agencies; at++) {
            size_t first = at / post.agencies * post.agencies;
            for (size_t b = first; b < at; b++)
                if (post.count[b] == post.count[at]) {
                    int64_t apart = post.charge[b].cents - post.charge[at].cents;
                    assert_true(apart == 0 || apart == 1); /* the first listed has the cent */
                }
        }
    }
}

static void scaled_counts_change_nothing(void **state)
{
    static struct random_post post, scaled;
    (void)state;
    random_state = 6150;
    for (int i = 0; i < 1000; i++) {
        make_post(&post);
        scaled = post;
        for (size_t c = 0; c < post.centers; c++) {
            int64_t k = 1 + (int64_t)random_below(1000);
            for (size_t a = 0; a < post.agencies; a++)
                scaled.count[c * post.agencies + a] *= k;
        }
        share_random(&post, REDISTRIBUTION_R1);
        share_random(&scaled, REDISTRIBUTION_R1);
        assert_memory_equal(post.total, scaled.total, post.agencies * sizeof *post.total);
        assert_memory_equal(post.charge, scaled.charge,
                            post.centers * post.agencies * sizeof *post.charge);
    }
}

RUN(cmocka_unit_test(the_worked_example_holds_under_r1),
    cmocka_unit_test(the_worked_example_holds_under_r2),
    cmocka_unit_test(without_modifications_the_modified_agencies_pay_more),
    cmocka_unit_test(dropped_devices_move_the_cost_to_the_others),
    cmocka_unit_test(a_deferred_replacement_done_is_shared_by_all),
    cmocka_unit_test(equal_counts_give_the_odd_cent_to_the_first),
    cmocka_unit_test(counts_are_modified_exactly),
    cmocka_unit_test(a_count_finer_than_thousandths_is_refused),
    cmocka_unit_test(a_cost_that_nobody_can_be_charged_is_a_fault),
    cmocka_unit_test(random_posts_are_shared_as_exact_fractions_say),
    cmocka_unit_test(equal_counts_differ_by_a_cent_at_most),
    cmocka_unit_test(scaled_counts_change_nothing))
