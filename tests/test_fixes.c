/* Corrections there and back: what check proposes, accepted and given back, makes the plan that the
 * inventory makes once it is corrected by hand. */
#include "planner/proposals.h"
#include "planner/worth.h"

#include "made_post.h"

enum { ASSETS = 80, POSTS = 12, ROUNDS = 4 };

static unsigned chance(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u; /* Knuth, MMIX */
    return (unsigned)(*state >> 33) % below;
}

static const char header[] =
    "asset_tag,category,acquired,serial,model,status,quantity,unit_cost,note\n";

/* A row as it should be, and as somebody wrote it: an accidental letter in a word that planner
 * knows, a price of 0 for one that nobody knew. */
static void make_row(uint64_t *seed, int number, FILE *right, FILE *wrong)
{
    static const char *const categories[][2] = {{"laptop", "laptp"}, {"desktop", "desktpo"},
                                                {"monitor", "moniter"}, {"server", "servr"}};
    static const char *const statuses[][2] = {{"in_use", "in_us"}, {"in_repair", "in_repar"},
                                              {"spare", "spar"}};
    unsigned c = chance(seed, 4), s = chance(seed, 8), year = 2018 + chance(seed, 8);
    s = s < 3 ? s : 0;
    bool typo = chance(seed, 4) == 0, slip = chance(seed, 6) == 0, unknown = chance(seed, 7) == 0;
    unsigned cost = 500 + chance(seed, 1000), quantity = 1 + chance(seed, 4);
    for (int k = 0; k < 2; k++) {
        FILE *to = k ? wrong : right;
        fprintf(to, "T%d,%s,%u-03-01,S%d,\"M \"\"%u\"\"\",%s,%u,", number, categories[c][k && typo],
                year, number, c, statuses[s][k && slip], quantity);
        if (unknown)
            fputs(k ? "0.00" : "", to);
        else
            fprintf(to, "%u.00", cost);
        fputs(",\"=as, it was\"\n", to);
    }
}

static void post_files(struct made *m, const char *inventory)
{
    made_file(m, "inventory.csv", inventory);
    made_file(m, "prices.csv", "category,unit_price,price_year\nlaptop,1300,2027\ndesktop,1000,2027\n"
                               "monitor,200,2027\nserver,9000,2027\n");
}

/* The proposals of this run, each answered yes. */
static char *accepted(struct made *m, size_t *proposed)
{
    char *content = NULL, *yes = NULL;
    size_t size, yes_size;
    value_findings(&m->run.post, m->run.plan);
    FILE *to = open_memstream(&content, &size);
    struct proposal_count made = write_fixes(&m->run, to);
    *proposed = made.proposed + made.open;
    fclose(to);
    to = open_memstream(&yes, &yes_size);
    const char *at = content;
    for (int row = 0; *at; row++, at++) {
        for (int k = 0; k < 10; k++) {
            char *cell = made_cell(m->run.arena, &at);
            out_string(&(struct csv_out){to, k > 0}, row && k == 5 ? "yes" : cell);
            at += *at == ',';
        }
        fputc('\n', to);
    }
    fclose(to);
    free(content);
    return yes;
}

static void what_is_proposed_and_accepted_equals_correction_by_hand(void **state)
{
    for (uint64_t number = 1; number <= POSTS; number++) {
        uint64_t seed = number;
        char *right = NULL, *wrong = NULL, *fixes = NULL;
        size_t right_size, wrong_size, proposed = 1;
        FILE *rights = open_memstream(&right, &right_size);
        FILE *wrongs = open_memstream(&wrong, &wrong_size);
        fputs(header, rights);
        fputs(header, wrongs);
        for (int k = 0; k < ASSETS; k++)
            make_row(&seed, k, rights, wrongs);
        fclose(rights);
        fclose(wrongs);

        assert_int_equal(made_begin(state), 0);
        struct made *m = *state;
        post_files(m, right);
        made_plan(m);
        char *by_hand = strdup(made_table(m, "totals.csv", "fiscal_year,plan_category,amount"));
        assert_int_equal(made_end(state), 0);

        for (int round = 0; proposed; round++) {
            assert_true(round < ROUNDS);
            made_begin(state);
            m = *state;
            post_files(m, wrong);
            if (fixes)
                made_file(m, "fixes.csv", fixes);
            bool fine = plan_post(&m->run, m->folder);
            free(fixes);
            fixes = accepted(m, &proposed);
            m->heard = true;
            if (!proposed) {
                assert_true(fine);
                assert_int_equal(diag_warnings(m->run.diag), 0);
                assert_string_equal(made_table(m, "totals.csv", "fiscal_year,plan_category,amount"),
                                    by_hand);
            }
            made_end(state);
        }
        free(fixes);
        free(by_hand);
        free(right);
        free(wrong);
    }
}

static void a_finding_says_the_dollars_of_all_its_rows(void **state)
{
    struct made *m = *state;
    /* 2 x 100.00 + 3 x 50.50 = 351.50; 4 x 10.00 euros at 0.8 a dollar = 50.00 */
    made_file(m, "exchange.csv", "currency,fiscal_year,budget_rate\nEUR,2027,0.8\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,quantity,unit_cost,currency\n"
                                  "A,laptp,2025-01-10,2,100.00,\n"
                                  "B,laptp,2025-01-10,3,50.50,USD\n"
                                  "C,servr,2025-01-10,4,10.00,EUR\n");
    assert_false(plan_post(&m->run, m->folder));
    value_findings(&m->run.post, m->run.plan);
    value_findings(&m->run.post, m->run.plan); /* again does no harm */
    size_t count, errors = 0;
    const struct finding *findings = diag_sorted(m->run.diag, &count);
    for (size_t i = 0; i < count; i++) {
        if (findings[i].severity != ERROR)
            continue;
        assert_money(findings[i].amount, errors ? "50.00" : "351.50");
        assert_string_equal(words_string(m->run.words, findings[i].suggestion),
                            errors ? "server" : "laptop");
        errors++;
    }
    assert_int_equal(errors, 2);
    m->heard = true;
}

RUN(cmocka_unit_test(what_is_proposed_and_accepted_equals_correction_by_hand),
    MADE(a_finding_says_the_dollars_of_all_its_rows))
