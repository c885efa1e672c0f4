/* A file of series, read and forecast.  A forecast that is made is finite, and its bounds lie
 * around it. */
#include "fuzz.h"

#include <math.h>

#include "planner/flow.h"
#include "planner/input.h"
#include "planner/outlook_book.h"

static void look_at_forecasts(const struct outlook *outlook)
{
    for (size_t i = 0; i < outlook->count; i++) {
        const struct outlook_series *s = &outlook->series[i];
        for (size_t h = 0; s->made && h < s->forecast.horizon; h++) {
            PROMISE(isfinite(s->forecast.mean[h]));
            PROMISE(s->forecast.lower[h] <= s->forecast.mean[h]);
            PROMISE(s->forecast.mean[h] <= s->forecast.upper[h]);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run run = fuzz_run();
    struct outlook outlook = {.level = 0.95, .horizon = 6, .last_year = 2032,
                              .as_of = run.today};
    const char *path = arena_format(run.arena, "%s/series.csv", fuzz_place());
    fuzz_save(path, data, size);
    open_post(&run);
    read_single(&run.post, input_named(TEXT("series")), path);
    outlook.post = &run.post;
    outlook_gather(&outlook);
    if (!diag_errors(run.diag)) {
        outlook_forecast(&outlook, 1, false);
        look_at_forecasts(&outlook);
        draw_outlook(book_of_text(run.arena, true), &outlook);
        fuzz_went_through = outlook.made > 0;
    }
    outlook_free(&outlook);
    free_post(&run.post);
    fuzz_end(&run);
    remove(path);
    return 0;
}
