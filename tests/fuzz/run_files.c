/* Runs a fuzz target on the files of a folder: its seeds, and what was found and mended; and on what
 * is left of each when it ends too early, at every byte of a short one.
 *
 *   fuzz_reader FOLDER CUTS     so many cuts a file at the most */
#include <dirent.h>

#include "fuzz.h"

enum { SECONDS = 30 }; /* for one input, of a few thousand bytes: then the run is ended */

/* Of exactly that size: a step beyond is seen. */
static void run_first(const uint8_t *bytes, size_t size)
{
    uint8_t *own = malloc(size ? size : 1);
    PROMISE(own);
    if (size)
        memcpy(own, bytes, size);
    alarm(SECONDS);
    LLVMFuzzerTestOneInput(own, size);
    alarm(0);
    free(own);
}

static void run_cut(const uint8_t *bytes, size_t size, size_t cuts)
{
    size_t step = cuts ? (size + cuts - 1) / cuts : 0;
    for (size_t n = 0; step && n < size; n += step)
        run_first(bytes, n);
}

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *from = fopen(path, "rb");
    PROMISE(from && !fseek(from, 0, SEEK_END));
    *size = (size_t)ftell(from);
    uint8_t *bytes = malloc(*size + 1);
    PROMISE(bytes && !fseek(from, 0, SEEK_SET) && fread(bytes, 1, *size, from) == *size);
    fclose(from);
    return bytes;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    PROMISE(argc == 3);
    DIR *folder = opendir(argv[1]);
    PROMISE(folder);
    for (struct dirent *item; (item = readdir(folder));) {
        char path[4096];
        size_t size;
        if (item->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], item->d_name);
        printf("%s\n", item->d_name);
        fflush(stdout);
        uint8_t *bytes = read_file(path, &size);
        fuzz_went_through = false;
        run_first(bytes, size);
        PROMISE(fuzz_went_through || strncmp(item->d_name, "whole_", 6));
        run_cut(bytes, size, (size_t)atol(argv[2]));
        free(bytes);
        count++;
    }
    closedir(folder);
    printf("%zu files\n", count);
    return count == 0;
}
