/* bench [--runs N] [SIZE...]: how near the program is to the least that its work can cost.
 *
 * Beside `planner plan` and `planner check` run, turn by turn so that a machine that grows slower
 * slows both, the programs of bare.c and (where XlsxWriter is there) bare.py.  What counts are
 * ratios of processor time, each run's to that of its neighbour, and of these the median; per
 * cell written, since the plan writes more sheets than one.  Exit status 1: a mark is missed. */
#include <math.h>
#include <minizip/unzip.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

enum { RUNS_MOST = 25, SIZES_MOST = 8, A_MILLION = 1000000 };

static const double MEMORY_BASE = 64 << 20; /* bytes that no number of assets explains */

struct spent {
    double processor; /* seconds, user and system */
    double peak;      /* bytes */
    bool done;
};

/* ---- running ---------------------------------------------------------------------------------- */

static struct spent run(const char *output, char *const argv[])
{
    pid_t child = fork();
    if (!child) {
        int to = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        dup2(to, STDOUT_FILENO);
        dup2(to, STDERR_FILENO);
        execvp(argv[0], argv);
        _exit(127);
    }
    int status;
    struct rusage use;
    wait4(child, &status, 0, &use);
    return (struct spent){(double)use.ru_utime.tv_sec + (double)use.ru_stime.tv_sec +
                              (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6,
                          (double)use.ru_maxrss * 1024, WIFEXITED(status) && !WEXITSTATUS(status)};
}

#define RUN(output, ...) run(output, (char *const[]){__VA_ARGS__, NULL})

static struct spent sure(struct spent spent, const char *what)
{
    if (spent.done)
        return spent;
    fprintf(stderr, "bench: %s failed (see its .txt file)\n", what);
    exit(3);
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(const double *values, int count)
{
    double sorted[RUNS_MOST];
    memcpy(sorted, values, (size_t)count * sizeof *values);
    qsort(sorted, (size_t)count, sizeof *sorted, by_size);
    return count % 2 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

/* ---- what a workbook holds -------------------------------------------------------------------- */

/* Cells in all sheets: "<c " begins one and nothing else. */
static double cells_of(const char *path)
{
    static char piece[1 << 16];
    double cells = 0;
    unzFile book = unzOpen64(path);
    for (int more = book ? unzGoToFirstFile(book) : 1; more == UNZ_OK;
         more = unzGoToNextFile(book)) {
        char name[64], before[3] = "";
        unzGetCurrentFileInfo64(book, NULL, name, sizeof name, NULL, 0, NULL, 0);
        if (strncmp(name, "xl/worksheets/sheet", 19) || unzOpenCurrentFile(book))
            continue;
        for (int n; (n = unzReadCurrentFile(book, piece, sizeof piece)) > 0;)
            for (int i = 0; i < n; i++) {
                cells += before[0] == '<' && before[1] == 'c' && piece[i] == ' ';
                before[0] = before[1];
                before[1] = piece[i];
            }
        unzCloseCurrentFile(book);
    }
    unzClose(book);
    return cells;
}

static double number_in(const char *path)
{
    double number = 0;
    FILE *from = fopen(path, "rb");
    if (!from || fscanf(from, "%lf", &number) != 1)
        sure((struct spent){.done = false}, path);
    fclose(from);
    return number;
}

/* ---- one size --------------------------------------------------------------------------------- */

struct result {
    unsigned long assets;
    double plan;      /* processor seconds of `planner plan` */
    double cells;     /* that it wrote */
    double to_bare, to_python; /* per cell; NAN: not run */
    double check_to_parse;
    double growth; /* exponent, from a tenth of the assets; NAN: not measured */
    double peak;
};

static void print_stages(const char *path)
{
    char line[256], stage[32];
    double processor;
    FILE *from = fopen(path, "rb");
    printf("         stages:");
    while (from && fgets(line, sizeof line, from))
        if (sscanf(line, "time: %31s %lf", stage, &processor) == 2)
            printf("  %s %.3f s", stage, processor);
    putchar('\n');
    if (from)
        fclose(from);
}

static bool has_python(void)
{
    return RUN("python.txt", "python3", "-c", "import xlsxwriter").done;
}

static void generate(unsigned long assets, char csv[64])
{
    char rows[32];
    snprintf(rows, sizeof rows, "%lu", assets);
    snprintf(csv, 64, "inventory-%lu.csv", assets);
    sure(RUN("generate.txt", BENCH_GENERATE, rows, "1", csv), "generate");
}

static struct spent plan_of(char *csv, const char *said)
{
    return sure(RUN(said, BENCH_PLANNER, "plan", csv, "--as-of", "2026-11-21", "-o", "plan.xlsx",
                    "--quiet", "--timings"), "planner plan");
}

/* A tenth of the assets, planned as often right before the whole as right behind it: a machine
 * that grows slower or faster during the whole's minute then weighs on both alike. */
enum { TENTHS = 4 };

static void plan_tenth(unsigned long assets, double processor[TENTHS])
{
    char csv[64];
    generate(assets / 10, csv);
    for (int i = 0; i < TENTHS; i++)
        processor[i] = plan_of(csv, "tenth.txt").processor;
    remove(csv);
}

static struct result measure(unsigned long assets, int runs, bool python)
{
    struct result r = {.assets = assets, .to_python = NAN, .growth = NAN};
    double bare[RUNS_MOST], snake[RUNS_MOST], check[RUNS_MOST], plan[RUNS_MOST];
    char csv[64];
    int books = assets < A_MILLION ? runs : 1; /* a minute each */
    generate(assets, csv);
    for (int i = 0; i < runs; i++) {
        struct spent parsed = sure(RUN("parse.txt", BENCH_BARE, "parse", csv), "bare parse");
        check[i] = sure(RUN("check.txt", BENCH_PLANNER, "check", csv, "--as-of", "2026-11-21"),
                        "planner check").processor / parsed.processor;
    }
    for (int i = 0; i < books; i++) {
        double tenths[2 * TENTHS];
        if (assets >= A_MILLION)
            plan_tenth(assets, tenths);
        struct spent spent = plan_of(csv, "plan.txt");
        plan[i] = spent.processor;
        r.peak = spent.peak > r.peak ? spent.peak : r.peak;
        if (!i)
            r.cells = cells_of("plan.xlsx");
        if (assets >= A_MILLION) {
            plan_tenth(assets, tenths + TENTHS);
            r.growth = log10(plan[i] / median(tenths, 2 * TENTHS));
        }
        double cost = spent.processor / r.cells;
        spent = sure(RUN("bare.txt", BENCH_BARE, "write", csv, "bare.xlsx"), "bare write");
        bare[i] = cost / (spent.processor / number_in("bare.txt"));
        if (!python)
            continue;
        spent = sure(RUN("python.txt", "python3", BENCH_PYTHON, csv, "python.xlsx"), "bare.py");
        snake[i] = cost / (spent.processor / number_in("python.txt"));
    }
    r.plan = median(plan, books);
    r.to_bare = median(bare, books);
    r.to_python = python ? median(snake, books) : NAN;
    r.check_to_parse = median(check, runs);
    remove(csv);
    return r;
}

static void print_result(const struct result *r)
{
    printf("%8lu assets: %.0f cells, %.2f s, %.0f MiB; per cell %.2f of bare C", r->assets,
           r->cells, r->plan, r->peak / (1 << 20), r->to_bare);
    if (!isnan(r->to_python))
        printf(", %.2f of Python", r->to_python);
    printf("; check %.2f of libcsv's parse\n", r->check_to_parse);
    print_stages("plan.txt");
    fflush(stdout);
}

/* ---- the marks -------------------------------------------------------------------------------- */

static int missed;

static void mark(const char *what, double is, double most)
{
    bool held = is <= most;
    missed += !held;
    printf("%-6s %-60s %8.3f of at most %.3f\n", held ? "held" : "MISSED", what, is, most);
}

static void judge(const struct result *results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct result *r = &results[i];
        if (r->assets == 3000)
            mark("3,000 assets with live sheets: processor seconds", r->plan, 0.8);
        if (r->assets == 100000)
            mark("100,000 assets: time per cell, of the bare program's", r->to_bare, 1.15);
        if (r->assets == 100000 && !isnan(r->to_python))
            mark("100,000 assets: time per cell, of Python's", r->to_python, 0.3);
        if (r->assets != A_MILLION)
            continue;
        mark("1,000,000 assets: bytes an asset beyond 64 MiB",
             (r->peak - MEMORY_BASE) / (double)r->assets, 400);
        mark("1,000,000 assets: check, of libcsv's own parse", r->check_to_parse, 2.5);
        mark("growth from 100,000 to 1,000,000 assets: exponent", r->growth, 1.05);
    }
}

int main(int argc, char **argv)
{
    static const unsigned long standard[] = {1000, 3000, 10000, 100000, A_MILLION};
    struct result results[SIZES_MOST];
    size_t count = 0;
    int runs = 5, at = 1;
    if (argc > 2 && !strcmp(argv[1], "--runs")) {
        runs = atoi(argv[2]);
        at = 3;
    }
    if (runs < 1 || runs > RUNS_MOST || argc - at > SIZES_MOST) {
        fprintf(stderr, "usage: bench [--runs 1-%d] [SIZE...]\n", RUNS_MOST);
        return 2;
    }
    bool python = has_python(), given = at < argc;
    if (!python)
        puts("python3 has no xlsxwriter: the comparison with it is left out");
    for (size_t i = 0; given ? at < argc : i < sizeof standard / sizeof *standard; i++) {
        unsigned long assets = given ? strtoul(argv[at++], NULL, 10) : standard[i];
        results[count] = measure(assets, runs, python && assets <= 100000);
        print_result(&results[count++]);
    }
    judge(results, count);
    return missed > 0;
}
