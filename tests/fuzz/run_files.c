/* Runs a fuzz target on the files of a folder: its seeds, and what was found and mended. */
#include <dirent.h>

#include "fuzz.h"

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *from = fopen(path, "rb");
    PROMISE(from && !fseek(from, 0, SEEK_END));
    *size = (size_t)ftell(from);
    uint8_t *bytes = malloc(*size + 1); /* of exactly that size: a step beyond is seen */
    PROMISE(bytes && !fseek(from, 0, SEEK_SET) && fread(bytes, 1, *size, from) == *size);
    fclose(from);
    return realloc(bytes, *size ? *size : 1);
}

int main(int argc, char **argv)
{
    size_t count = 0;
    PROMISE(argc == 2);
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
        LLVMFuzzerTestOneInput(bytes, size);
        free(bytes);
        count++;
    }
    closedir(folder);
    printf("%zu files\n", count);
    return count == 0;
}
