/* compare and reconcile on generated pairs of inventories with known changes: each pair is made
 * from a seed, and while it is made the test writes down what was changed and for how much.  The
 * program must find exactly that, in any order of the rows. */
#include "planner/compare.h"
#include "planner/property_book.h"
#include "planner/reconcile.h"

#include "made_post.h"

enum { ASSETS = 60, PAIRS = 40, ROWS = 4 * ASSETS };

static const char no_rates[] = "class,fiscal_year,rate_pct\ncomputers,2015,0\ncomputers,2040,0\n";

/* Knuth's 64-bit multiplier (MMIX): the pairs are the same wherever the test runs. */
static unsigned chance(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

struct item {
    int number;
    char tag[16], serial[16], room[16];
    int quantity;
    long cents;
};

struct lines {
    char *at[ROWS];
    size_t count;
};

static void line(struct lines *to, const char *format, ...) PLANNER_PRINTF(2, 3);
static void line(struct lines *to, const char *format, ...)
{
    char row[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(row, sizeof row, format, arguments);
    va_end(arguments);
    assert_true(to->count < ROWS);
    to->at[to->count++] = strdup(row);
}

/* "-1234.50" */
static const char *dollars(long cents, char out[32])
{
    snprintf(out, 32, "%s%ld.%02ld", cents < 0 ? "-" : "", labs(cents) / 100, labs(cents) % 100);
    return out;
}

static struct item new_item(uint64_t *seed, int number)
{
    struct item i = {.number = number, .quantity = 1 + (int)chance(seed, 5),
                     .cents = 100 + (long)chance(seed, 300000)};
    snprintf(i.tag, sizeof i.tag, "PA-%d", number);
    snprintf(i.serial, sizeof i.serial, "SN%d", number * 7);
    snprintf(i.room, sizeof i.room, "Room %u", chance(seed, 9));
    return i;
}

static void shuffle(uint64_t *seed, struct lines *lines)
{
    for (size_t k = lines->count; k > 1; k--) {
        size_t other = chance(seed, (unsigned)k);
        char *kept = lines->at[k - 1];
        lines->at[k - 1] = lines->at[other];
        lines->at[other] = kept;
    }
}

static int by_text(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static char *joined(struct arena *arena, const char *header, struct lines *lines)
{
    char *all = arena_format(arena, "%s", header);
    for (size_t k = 0; k < lines->count; k++) {
        all = arena_format(arena, "%s%s\n", all, lines->at[k]);
        free(lines->at[k]);
    }
    lines->count = 0;
    return all;
}

/* The rows of changes.csv in the order of their letters: which row comes first is another test's. */
static char *changes_sorted(struct arena *arena, const struct post *post,
                            const struct changes *changes)
{
    char *content = NULL, *rest;
    size_t size;
    struct lines lines = {.count = 0};
    FILE *to = open_memstream(&content, &size);
    write_changes(&(struct csv_out){.to = to}, post, changes);
    fclose(to);
    for (char *at = strtok_r(content, "\n", &rest); at; at = strtok_r(NULL, "\n", &rest))
        line(&lines, "%s", at);
    free(content);
    qsort(lines.at, lines.count, sizeof *lines.at, by_text);
    return joined(arena, "", &lines);
}

static char *expected_sorted(struct arena *arena, struct lines *lines)
{
    line(lines, "asset_tag,change,field,old,new,amount");
    qsort(lines->at, lines->count, sizeof *lines->at, by_text);
    return joined(arena, "", lines);
}

/* ---- compare ------------------------------------------------------------------------------------ */

static void inventory_row(struct lines *to, const struct item *i)
{
    char cost[32];
    line(to, "%s,laptop,2026-05-01,%s,M1,%s,%d,%s", i->tag, i->serial, i->room, i->quantity,
         dollars(i->cents, cost));
}

/* Changes one thing or several, and says so as changes.csv has to. */
static void change_item(uint64_t *seed, struct item *now, struct lines *told)
{
    const struct item was = *now;
    char a[32], b[32], c[32];
    if (chance(seed, 5) == 0) { /* a new label: the serial number, or the tag's letters, remain */
        if (chance(seed, 2))
            snprintf(now->tag, sizeof now->tag, "NEW-%d", was.number);
        else
            snprintf(now->tag, sizeof now->tag, "pa %d", was.number);
        line(told, "%s,changed,asset_tag,%s,%s,", now->tag, was.tag, now->tag);
    } else if (chance(seed, 6) == 0) { /* another unit under the same label */
        now->serial[0] = 'X';
        line(told, "%s,changed,serial,%s,%s,", now->tag, was.serial, now->serial);
    }
    if (chance(seed, 4) == 0) {
        snprintf(now->room, sizeof now->room, "Annex %u", chance(seed, 9));
        line(told, "%s,moved,location,%s,%s,", now->tag, was.room, now->room);
    }
    if (chance(seed, 4) == 0) {
        now->quantity = was.quantity % 5 + 1;
        line(told, "%s,changed,quantity,%d,%d,%s", now->tag, was.quantity, now->quantity,
             dollars((now->quantity - was.quantity) * was.cents, a));
    }
    if (chance(seed, 4) == 0) {
        now->cents = was.cents + 1 + (long)chance(seed, 5000);
        line(told, "%s,re-priced,unit_cost,%s,%s,%s", now->tag, dollars(was.cents, a),
             dollars(now->cents, b), dollars((now->cents - was.cents) * now->quantity, c));
    }
}

struct pair {
    struct lines old, new, told;
    long difference; /* of all recorded costs, in cents */
};

static void make_pair(uint64_t *seed, struct pair *p)
{
    char amount[32];
    for (int k = 0; k < ASSETS; k++) {
        struct item i = new_item(seed, 1000 + k);
        long was = i.cents * i.quantity;
        unsigned fate = chance(seed, 10);
        if (fate > 0)
            inventory_row(&p->old, &i);
        if (fate == 0) {
            line(&p->told, "%s,new,,,M1,%s", i.tag, dollars(was, amount));
            p->difference += was;
        } else if (fate == 1) {
            line(&p->told, "%s,gone,,M1,,%s", i.tag, dollars(-was, amount));
            p->difference -= was;
            continue;
        } else if (fate < 6) {
            change_item(seed, &i, &p->told);
            p->difference += i.cents * i.quantity - was;
        }
        inventory_row(&p->new, &i);
    }
    shuffle(seed, &p->old);
    shuffle(seed, &p->new);
}

static const char header[] = "asset_tag,category,acquired,serial,model,location,quantity,unit_cost\n";

static struct run *plan_beside(struct made *m, const char *inventory)
{
    char *folder = arena_format(m->run.arena, "%s/old", m->folder);
    os_make_folder(folder);
    made_file(m, "old/inventory.csv", inventory);
    made_file(m, "old/escalation.csv", no_rates);
    made_file(m, "old/settings.csv", "key,value\nas_of,2026-06-21\n");
    struct run *second = run_beside(&m->run, date_of(2026, 6, 21));
    assert_true(plan_post(second, folder));
    return second;
}

static void compare_finds_what_was_changed_and_nothing_else(void **state)
{
    for (uint64_t number = 1; number <= PAIRS; number++) {
        uint64_t seed = number;
        struct pair *p = calloc(1, sizeof *p);
        assert_non_null(p);
        assert_int_equal(made_begin(state), 0);
        struct made *m = *state;
        make_pair(&seed, p);
        made_file(m, "inventory.csv", joined(m->run.arena, header, &p->new));
        made_file(m, "escalation.csv", no_rates);
        made_plan(m);
        struct run *before = plan_beside(m, joined(m->run.arena, header, &p->old));
        struct comparison *c = compare_plans(m->run.arena, before->plan, m->run.plan);
        assert_string_equal(changes_sorted(m->run.arena, &m->run.post, &c->changes),
                            expected_sorted(m->run.arena, &p->told));
        long sum = 0;
        for (size_t k = 0; k < c->changes.count; k++)
            sum += money_given(c->changes.rows[k].amount) ? c->changes.rows[k].amount.cents : 0;
        assert_int_equal(sum, p->difference);
        comparison_free(c);
        run_close(before);
        assert_int_equal(made_end(state), 0);
        free(p);
    }
}

/* ---- reconcile ----------------------------------------------------------------------------------------- */

struct count {
    struct lines book, counted, told;
    long value, shortage;
    int confirmed, by_serial;
};

/* What somebody wrote down of a recorded item that is there. */
static void count_item(uint64_t *seed, const struct item *i, struct count *c)
{
    const char *room = i->room;
    char away[16], amount[32];
    int units = i->quantity;
    bool by_serial = chance(seed, 4) == 0; /* its label has come off */
    c->confirmed++;
    c->by_serial += by_serial;
    if (chance(seed, 5) == 0) {
        snprintf(away, sizeof away, "Annex %u", chance(seed, 9));
        room = away;
        line(&c->told, "%s,wrong_place,location,%s,%s,", i->tag, i->room, away);
    }
    if (chance(seed, 5) == 0) {
        units = i->quantity % 5 + 1;
        line(&c->told, "%s,wrong_quantity,quantity,%d,%d,%s", i->tag, i->quantity, units,
             dollars((units - i->quantity) * i->cents, amount));
        c->shortage += units < i->quantity ? (i->quantity - units) * i->cents : 0;
    }
    line(&c->counted, "%s,%s,M1,%s,%d", by_serial ? "" : i->tag, i->serial, room, units);
}

static void make_count(uint64_t *seed, struct count *c)
{
    char amount[32];
    for (int k = 0; k < ASSETS; k++) {
        struct item i = new_item(seed, 1000 + k);
        unsigned fate = chance(seed, 12);
        if (fate == 0) { /* on no record; of another model, so that it is nobody's candidate */
            line(&c->counted, "%s,%s,M2,%s,%d", i.tag, i.serial, i.room, i.quantity);
            line(&c->told, "%s,found,,,M2 at %s,", i.tag, i.room);
            continue;
        }
        inventory_row(&c->book, &i);
        c->value += i.cents * i.quantity;
        if (fate > 1) {
            count_item(seed, &i, c);
            continue;
        }
        line(&c->told, "%s,missing,,M1 at %s,,%s", i.tag, i.room,
             dollars(-i.cents * i.quantity, amount));
        c->shortage += i.cents * i.quantity;
    }
    shuffle(seed, &c->book);
    shuffle(seed, &c->counted);
}

static void reconcile_finds_what_is_missing_moved_or_too_many(void **state)
{
    for (uint64_t number = 1; number <= PAIRS; number++) {
        uint64_t seed = 1000 + number;
        struct count *c = calloc(1, sizeof *c);
        assert_non_null(c);
        assert_int_equal(made_begin(state), 0);
        struct made *m = *state;
        make_count(&seed, c);
        made_file(m, "inventory.csv", joined(m->run.arena, header, &c->book));
        assert_true(take_stock(&m->run, m->folder));
        made_file(m, "count.csv", joined(m->run.arena,
                                         "asset_tag,serial,model,location,quantity\n", &c->counted));
        struct run *count = run_beside(&m->run, date_of(2026, 11, 21));
        open_post(count);
        read_count(&count->post, arena_format(m->run.arena, "%s/count.csv", m->folder));
        assert_int_equal(diag_errors(count->diag), 0);
        struct reconciliation *r = reconcile_count(m->run.arena, m->run.plan, &count->post);
        assert_string_equal(changes_sorted(m->run.arena, &m->run.post, &r->changes),
                            expected_sorted(m->run.arena, &c->told));
        assert_int_equal(r->expected.amount.cents, c->value);
        assert_int_equal(r->shortage.cents, c->shortage);
        assert_int_equal(r->confirmed.assets, c->confirmed);
        assert_int_equal(r->by_serial, c->by_serial);
        /* a hundredth of the value, half a cent up: shortage_tolerance as it is by default */
        assert_int_equal(r->tolerated.cents, (c->value + 50) / 100);
        assert_int_equal(r->within, c->shortage <= (c->value + 50) / 100);
        reconciliation_free(r);
        run_close(count);
        assert_int_equal(made_end(state), 0);
        free(c);
    }
}

RUN(cmocka_unit_test(compare_finds_what_was_changed_and_nothing_else),
    cmocka_unit_test(reconcile_finds_what_is_missing_moved_or_too_many))
