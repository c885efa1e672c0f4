/* forecast_bench TRAIN.csv METHOD OUT.csv [HORIZON]: forecasts every series of a file whose rows stand
   together and in order, and tells the time per 1000 series. Development only. */
#include "planner/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void period_text(size_t m, long index, char *out, size_t size)
{
    if (m == 1)
        snprintf(out, size, "%04ld", index);
    else if (m == 4)
        snprintf(out, size, "%04ld-Q%ld", index / 4, index % 4 + 1);
    else
        snprintf(out, size, "%04ld-%02ld", index / 12, index % 12 + 1);
}

static double spent[13];
static size_t served[13];

static void flush(FILE *to, const char *method, const char *id, size_t m, long first,
                  const double *y, size_t n, size_t horizon)
{
    struct series series = {.value = y, .length = n, .season = m};
    struct forecast_wish wish = {.horizon = horizon, .level = 0.95, .nonnegative = true};
    struct forecast forecast;
    char period[32];
    for (size_t t = 0; t < n; t++)
        if (y[t] < 0)
            wish.nonnegative = false;
    clock_t start = clock();
    if (!model_forecast(method, &series, &wish, &forecast)) {
        fprintf(stderr, "%s: no forecast\n", id);
        return;
    }
    spent[m] += (double)(clock() - start) / CLOCKS_PER_SEC;
    served[m]++;
    for (size_t h = 0; h < horizon; h++) {
        period_text(m, first + (long)(n + h), period, sizeof period);
        fprintf(to, "%s,%s,%.12g,%.12g,%.12g\n", id, period, forecast.mean[h], forecast.lower[h],
                forecast.upper[h]);
    }
    forecast_free(&forecast);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    FILE *from = fopen(argv[1], "r"), *to = fopen(argv[3], "w");
    const char *method = argv[2];
    size_t horizon = argc > 4 ? (size_t)atoi(argv[4]) : 24;
    char line[256], id[128] = "", now[128], period[64];
    static double y[100000];
    size_t n = 0, m = 1;
    long first = 0;
    double value;
    if (!from || !to || !fgets(line, sizeof line, from))
        return 3;
    fprintf(to, "series_id,period,mean,lower,upper\n");
    while (fgets(line, sizeof line, from)) {
        if (sscanf(line, "%127[^,],%63[^,],%lf", now, period, &value) != 3)
            return 1;
        if (strcmp(now, id) != 0) {
            if (n)
                flush(to, method, id, m, first, y, n, horizon);
            n = 0;
            strcpy(id, now);
            m = strchr(period, 'Q') ? 4 : strlen(period) == 7 ? 12 : 1;
            first = atol(period);
            if (m == 4)
                first = first * 4 + atol(period + 6) - 1;
            if (m == 12)
                first = first * 12 + atol(period + 5) - 1;
        }
        y[n++] = value;
    }
    flush(to, method, id, m, first, y, n, horizon);
    for (m = 1; m <= 12; m++)
        if (served[m])
            fprintf(stderr, "season %zu: %zu series, %.2f s per 1000\n", m, served[m],
                    spent[m] / (double)served[m] * 1000);
    return fclose(to) != 0;
}
