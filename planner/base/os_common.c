/* What is the same on every system; the rest is in os.c (POSIX) and os_windows.c. */
#include "planner/os_common.h"

#include "planner/os.h"
#include "planner/sort.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

const char *os_why(int error)
{
    static _Thread_local char other[64];
    switch (error) {
    case ENOENT:
        return "no such file or folder";
    case ENOTDIR:
        return "a part of the path is not a folder";
    case EACCES:
    case EPERM:
        return "no permission";
    case EROFS:
        return "the disk is read-only";
    case ENOSPC:
        return "the disk is full";
#ifdef EDQUOT
    case EDQUOT:
        return "the disk quota is used up";
#endif
    case EFBIG:
        return "the file would be larger than allowed";
    case EISDIR:
        return "it is a folder";
    case EEXIST:
        return "it is there already";
    case ENAMETOOLONG:
        return "the name is too long (give a shorter one; -o NAME names the workbook)";
    case ELOOP:
        return "its symbolic links lead in a circle";
    case EMFILE:
    case ENFILE:
        return "too many files are open";
    case EBUSY:
    case ETXTBSY:
        return "another program is using it";
    case EIO:
        return "the disk reported a fault";
    case ENOMEM:
        return "out of memory";
    default:
        snprintf(other, sizeof other, "the system refused (error %d)", error);
        return other;
    }
}

/* ---- names ----------------------------------------------------------------------------------*/

const char *os_base_name(const char *path)
{
    const char *name = path;
    for (const char *c = path; *c; c++)
        if (os_is_separator(*c))
            name = c + 1;
    return name;
}

char *os_folder_of(struct arena *arena, const char *path)
{
    size_t length = (size_t)(os_base_name(path) - path);
    if (!length)
        return arena_copy(arena, ".", 1);
    /* The separator is part of a root ("/", "C:\") and of nothing else. */
    bool root = length == 1 || path[length - 2] == ':';
    return arena_copy(arena, path, root ? length : length - 1);
}

char *os_without_end(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && os_is_separator(path[length - 1]))
        length--;
    return arena_copy(arena, path, length);
}

char *os_join(struct arena *arena, const char *folder, const char *name)
{
    size_t length = strlen(folder);
    char separator[2] = "/";
    for (const char *c = folder; *c; c++)
        if (os_is_separator(*c))
            separator[0] = *c; /* as the user writes it */
    bool ends = length && os_is_separator(folder[length - 1]);
    return arena_format(arena, "%s%s%s", folder, ends ? "" : separator, name);
}

/* Letters of other languages (bytes from 0x80) mean themselves to every shell. */
static bool means_itself(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80 || os_is_separator(c) || (c && strchr("._-+,:@", c));
}

/* Double quotes, which every shell knows and no file of Windows has in its name; single ones where
 * a character would mean something between double ones. */
const char *os_pasted(struct arena *arena, const char *path)
{
    const char *special = os_is_separator('\\') ? "" : "$`\"\\!";
    const char *quote = strpbrk(path, special) ? "'" : "\"", *end = path, *quoted = quote;
    while (means_itself(*end))
        end++;
    if (*path && !*end)
        return path;
    for (const char *c = path; *c; c++)
        quoted = *c == '\'' && quote[0] == *c ? arena_format(arena, "%s'\\''", quoted)
                                             : arena_format(arena, "%s%c", quoted, *c);
    return arena_format(arena, "%s%s", quoted, quote);
}

char *os_beside(struct arena *arena, const char *path, const char *name)
{
    return arena_format(arena, "%.*s%s", (int)(os_base_name(path) - path), path, name);
}

/* The names of all our temporary files and folders: process and number. */
#define TEMPORARY ".planner-%ld-%u.part"

char *os_temporary_name(struct arena *arena, const char *path, long process)
{
    static atomic_uint number;
    char name[64];
    snprintf(name, sizeof name, TEMPORARY, process, ++number);
    return os_beside(arena, path, name);
}

bool os_is_temporary(const char *name)
{
    long process;
    unsigned number;
    char again[64];
    if (sscanf(name, TEMPORARY, &process, &number) != 2)
        return false;
    snprintf(again, sizeof again, TEMPORARY, process, number);
    return !strcmp(name, again);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *os_sorted_names(struct arena *arena, const char **found, size_t count)
{
    const char **kept = NULL;
    if (count) {
        sort(found, count, sizeof *found, by_bytes);
        kept = arena_alloc(arena, count, sizeof *kept);
        memcpy(kept, found, count * sizeof *kept);
    }
    free(found);
    return kept;
}

/* ---- libraries that print by themselves -----------------------------------------------------*/

static bool is_of_a_library(const char *line)
{
    return !strncmp(line, "[ERROR]", 7) || !strncmp(line, "[WARNING]", 9);
}

void os_pass_on(FILE *held)
{
    char piece[512];
    bool begins = true, passes = true;
    rewind(held);
    while (fgets(piece, sizeof piece, held)) {
        if (begins)
            passes = !is_of_a_library(piece);
        if (passes)
            fputs(piece, stderr);
        begins = piece[strlen(piece) - 1] == '\n';
    }
}

/* ---- threads --------------------------------------------------------------------------------*/

struct crew {
    atomic_size_t next;
    size_t count;
    void (*work)(void *context, size_t i);
    void *context;
};

static void *worker(void *from)
{
    struct crew *crew = from;
    for (size_t i; (i = atomic_fetch_add(&crew->next, 1)) < crew->count;)
        crew->work(crew->context, i);
    return NULL;
}

void os_parallel(unsigned threads, size_t count, void (*work)(void *context, size_t i),
                 void *context)
{
    struct crew crew = {.count = count, .work = work, .context = context};
    if (threads > count)
        threads = (unsigned)count;
    if (threads <= 1) {
        worker(&crew);
        return;
    }
    pthread_t *others = memory_array(threads - 1, sizeof *others);
    unsigned started = 0;
    while (started < threads - 1 && !pthread_create(&others[started], NULL, worker, &crew))
        started++;
    worker(&crew);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    free(others);
}

/* exit() twice is undefined, also by two threads (C17 7.22.4.4); one is enough, also of messages. */
void os_end_alone(int status)
{
    static pthread_mutex_t ending = PTHREAD_MUTEX_INITIALIZER; /* held until the process is gone */
    static _Thread_local bool here;
    if (here)
        _Exit(status);
    here = true;
    pthread_mutex_lock(&ending);
}

/* ---- what was read -----------------------------------------------------------------------------*/

static struct {
    pthread_mutex_t mutex;
    char **path;
    size_t count, room;
} read_files = {.mutex = PTHREAD_MUTEX_INITIALIZER};

void os_remember_input(const char *path)
{
    size_t size = strlen(path) + 1;
    pthread_mutex_lock(&read_files.mutex);
    char **place = PLANNER_APPEND(read_files.path, read_files.count, read_files.room);
    *place = memory_array(size, 1);
    memcpy(*place, path, size);
    pthread_mutex_unlock(&read_files.mutex);
}

bool os_same_file(const char *a, const char *b)
{
    struct os_identity one, other;
    return os_identify(a, &one) && os_identify(b, &other) && one.device == other.device &&
           one.file == other.file;
}

bool os_was_read(const char *path)
{
    bool found = false;
    pthread_mutex_lock(&read_files.mutex);
    for (size_t i = 0; i < read_files.count && !found; i++)
        found = os_same_file(read_files.path[i], path);
    pthread_mutex_unlock(&read_files.mutex);
    return found;
}

void os_forget_input(const char *path)
{
    pthread_mutex_lock(&read_files.mutex);
    for (size_t i = 0; i < read_files.count; i++)
        while (i < read_files.count && os_same_file(read_files.path[i], path)) {
            free(read_files.path[i]);
            read_files.path[i] = read_files.path[--read_files.count];
        }
    pthread_mutex_unlock(&read_files.mutex);
}

const char *os_flush(FILE *stream)
{
    errno = 0;
    fflush(stream); /* what cannot be written marks the stream, now or when it was printed */
    return ferror(stream) ? os_why(errno ? errno : EIO) : NULL;
}
