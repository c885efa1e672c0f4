/* Preloaded before the program: counts its calls of the system and of the C library, and makes one
 * of them fail.
 *
 *   FAULTS_LOG=FILE   writes a line for each call: its number, its name, where it was made from (a
 *                     number for the whole path of callers)
 *   FAULTS_AT=N       the Nth call fails, as a system that has run out would make it fail
 *   FAULTS_ON=1       and so does every call of the same kind behind it; a lock, and the opening
 *                     of a new folder, comes too late: another run has swept the thing away
 *   FAULTS_SIGNAL=S   it does not fail, but the process is sent that signal as it is made
 *   FAULTS_DEPTH=D    so many callers make a place, six at the most
 *
 * Calls on the standard error are left alone: there the program says what went wrong. */
#define _GNU_SOURCE 1

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum kind { MEMORY, OPEN, READ, WRITE, NAME, THREAD, OTHER };

enum { DEPTH_MOST = 6 };

static int depth_of_place = DEPTH_MOST; /* callers that make a place */
static int signal_at; /* the call is not failed, but the process sent this signal */
static atomic_long calls;
static long fails_at = -1;
static bool fails_on, ready;
static int log_to = -1;
static atomic_int failed_kind = -1;
static _Thread_local bool inside; /* what the counting itself calls is not counted */

/* The C library's own, which need no looking up. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static uint64_t callers(void)
{
    void *frames[DEPTH_MOST + 2];
    uint64_t hash = 14695981039346656037u;
    int depth = backtrace(frames, depth_of_place + 2);
    for (int i = 2; i < depth; i++)
        hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 1099511628211u;
    return hash;
}

__attribute__((constructor)) static void prepare(void)
{
    const char *at = getenv("FAULTS_AT"), *log = getenv("FAULTS_LOG");
    void *frame;
    inside = true;
    backtrace(&frame, 1); /* loads its own library now */
    if (log)
        log_to = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    fails_at = at ? atol(at) : -1;
    fails_on = getenv("FAULTS_ON") != NULL;
    signal_at = getenv("FAULTS_SIGNAL") ? atoi(getenv("FAULTS_SIGNAL")) : 0;
    if (getenv("FAULTS_DEPTH"))
        depth_of_place = atoi(getenv("FAULTS_DEPTH"));
    inside = false;
    ready = true;
}

/* Whether this call is to fail. */
static bool fails(enum kind kind, const char *name)
{
    if (!ready || inside)
        return false;
    inside = true;
    int error = errno;
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (log_to >= 0) {
        char line[128];
        int length = snprintf(line, sizeof line, "%ld %s %016llx\n", number, name,
                              (unsigned long long)callers());
        ssize_t ignored = write(log_to, line, (size_t)length);
        (void)ignored;
    }
    errno = error;
    inside = false;
    if (signal_at) {
        if (number == fails_at)
            kill(getpid(), signal_at);
        return false;
    }
    if (number == fails_at)
        failed_kind = (int)kind;
    return number == fails_at || (fails_on && failed_kind == (int)kind && kind != OTHER);
}

/* The function of that name behind this one. */
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* NAME fails by returning FAILURE with ERROR in errno. */
#define FAIL(kind, name, error, failure)                                                           \
    do {                                                                                           \
        if (fails(kind, #name)) {                                                                  \
            errno = (error);                                                                       \
            return failure;                                                                        \
        }                                                                                          \
    } while (0)

/* ---- memory ------------------------------------------------------------------------------------*/

void *malloc(size_t size)
{
    FAIL(MEMORY, malloc, ENOMEM, NULL);
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    FAIL(MEMORY, calloc, ENOMEM, NULL);
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    FAIL(MEMORY, realloc, ENOMEM, NULL);
    return __libc_realloc(old, size);
}

/* ---- opening -----------------------------------------------------------------------------------*/

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
}

/* Whether it fails, with errno.  With FAULTS_ON a new folder is opened too late: it is swept away. */
static bool opening_fails(const char *name, const char *path, int flags)
{
    bool late = flags & O_DIRECTORY && failed_kind != OPEN;
    if (!fails(late ? OTHER : OPEN, flags & O_DIRECTORY ? "open_folder" : name))
        return false;
    if (late && fails_on)
        return rmdir(path), false;
    errno = flags & O_CREAT ? ENOSPC : EMFILE;
    return true;
}

#define OPENS(name)                                                                                \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        mode_t mode = mode_of(flags, arguments);                                                   \
        va_end(arguments);                                                                         \
        if (opening_fails(#name, path, flags))                                                     \
            return -1;                                                                             \
        return REAL(name)(path, flags, mode);                                                      \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name)                                                                             \
    int name(int folder, const char *path, int flags, ...)                                         \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        mode_t mode = mode_of(flags, arguments);                                                   \
        va_end(arguments);                                                                         \
        FAIL(OPEN, name, EMFILE, -1);                                                              \
        return REAL(name)(folder, path, flags, mode);                                              \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

/* NAME(DECLARED) calls the real one with (PASSED). */
#define SIMPLE(result, kind, name, error, failure, declared, passed)                               \
    result name declared                                                                           \
    {                                                                                              \
        FAIL(kind, name, error, failure);                                                          \
        return REAL(name) passed;                                                                  \
    }

SIMPLE(FILE *, OPEN, fopen, EMFILE, NULL, (const char *path, const char *how), (path, how))
SIMPLE(FILE *, OPEN, fopen64, EMFILE, NULL, (const char *path, const char *how), (path, how))
SIMPLE(FILE *, OPEN, fdopen, ENOMEM, NULL, (int from, const char *how), (from, how))
SIMPLE(FILE *, OPEN, tmpfile, ENOSPC, NULL, (void), ())
SIMPLE(FILE *, OPEN, tmpfile64, ENOSPC, NULL, (void), ())
SIMPLE(int, OPEN, mkstemp, ENOSPC, -1, (char *name), (name))
SIMPLE(int, OPEN, mkstemp64, ENOSPC, -1, (char *name), (name))
SIMPLE(DIR *, OPEN, opendir, EMFILE, NULL, (const char *path), (path))
SIMPLE(int, OPEN, pipe2, EMFILE, -1, (int ends[2], int flags), (ends, flags))
SIMPLE(int, OPEN, mkdir, ENOSPC, -1, (const char *path, mode_t mode), (path, mode))
SIMPLE(FILE *, OPEN, open_memstream, ENOMEM, NULL, (char **at, size_t *size), (at, size))
SIMPLE(iconv_t, OPEN, iconv_open, ENOMEM, (iconv_t)-1, (const char *to, const char *from),
       (to, from))

int fcntl(int file, int what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    void *value = va_arg(arguments, void *);
    va_end(arguments);
    FAIL(OPEN, fcntl, EMFILE, -1);
    return REAL(fcntl)(file, what, value);
}

int fcntl64(int file, int what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    void *value = va_arg(arguments, void *);
    va_end(arguments);
    FAIL(OPEN, fcntl64, EMFILE, -1);
    return REAL(fcntl64)(file, what, value);
}

/* ---- reading -----------------------------------------------------------------------------------*/

SIMPLE(ssize_t, READ, read, EIO, -1, (int from, void *at, size_t size), (from, at, size))
SIMPLE(struct dirent *, READ, readdir, EIO, NULL, (DIR * folder), (folder))
SIMPLE(struct dirent64 *, READ, readdir64, EIO, NULL, (DIR * folder), (folder))
SIMPLE(int, READ, fstat, EIO, -1, (int file, struct stat *out), (file, out))
SIMPLE(int, READ, stat, EIO, -1, (const char *path, struct stat *out), (path, out))
SIMPLE(int, READ, fstat64, EIO, -1, (int file, struct stat64 *out), (file, out))
SIMPLE(int, READ, stat64, EIO, -1, (const char *path, struct stat64 *out), (path, out))
SIMPLE(ssize_t, READ, readlink, EIO, -1, (const char *path, char *to, size_t size),
       (path, to, size))
SIMPLE(int, READ, statvfs, EIO, -1, (const char *path, struct statvfs *out), (path, out))
SIMPLE(int, READ, statvfs64, EIO, -1, (const char *path, struct statvfs64 *out), (path, out))
SIMPLE(void *, READ, mmap, ENOMEM, MAP_FAILED,
       (void *at, size_t size, int protection, int flags, int file, off_t from),
       (at, size, protection, flags, file, from))
SIMPLE(void *, READ, mmap64, ENOMEM, MAP_FAILED,
       (void *at, size_t size, int protection, int flags, int file, off64_t from),
       (at, size, protection, flags, file, from))

/* ---- streams ------------------------------------------------------------------------------------
 *
 * A stream is made to fail by another file in the place of its own, until it has noticed: it loses
 * what it had gathered, as when the system refuses one write, and remembers the error itself. */

static FILE *spoilt;
static int own_file = -1;

static void spoil(FILE *stream, const char *path, int how)
{
    inside = true;
    if (!spoilt && stream) {
        int other = open(path, how | O_CLOEXEC);
        own_file = dup(fileno(stream));
        REAL(dup2)(other, fileno(stream));
        close(other);
        spoilt = stream;
    }
    inside = false;
}

static void restore(FILE *stream, bool noticed)
{
    if (stream != spoilt || !stream || fails_on || !noticed)
        return;
    inside = true;
    REAL(dup2)(own_file, fileno(stream));
    close(own_file);
    spoilt = NULL;
    inside = false;
}

static bool watched(FILE *stream, const char *name)
{
    return stream && stream != stderr && fileno(stream) >= 0 && fails(WRITE, name);
}

/* CALL, with a full disk from now on where it is this call's turn. */
#define WRITES(name, call)                                                                         \
    restore(stream, ferror(stream));                                                               \
    if (watched(stream, #name))                                                                    \
        spoil(stream, "/dev/full", O_WRONLY);                                                      \
    return call

size_t fwrite(const void *at, size_t size, size_t count, FILE *stream)
{
    WRITES(fwrite, REAL(fwrite)(at, size, count, stream));
}

int fputs(const char *string, FILE *stream)
{
    WRITES(fputs, REAL(fputs)(string, stream));
}

int fputc(int c, FILE *stream)
{
    WRITES(fputc, REAL(fputc)(c, stream));
}

int vfprintf(FILE *stream, const char *format, va_list arguments)
{
    WRITES(vfprintf, REAL(vfprintf)(stream, format, arguments));
}

int fprintf(FILE *stream, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = vfprintf(stream, format, arguments);
    va_end(arguments);
    return result;
}

/* What fprintf is in programs that were compiled with _FORTIFY_SOURCE. */
int __fprintf_chk(FILE *stream, int flag, const char *format, ...)
{
    va_list arguments;
    (void)flag;
    va_start(arguments, format);
    int result = vfprintf(stream, format, arguments);
    va_end(arguments);
    return result;
}

int fflush(FILE *stream)
{
    if (!stream)
        return REAL(fflush)(stream);
    restore(stream, ferror(stream));
    bool failing = watched(stream, "fflush");
    if (failing)
        spoil(stream, "/dev/full", O_WRONLY);
    int result = REAL(fflush)(stream);
    if (failing)
        errno = ENOSPC;
    return failing ? EOF : result;
}

size_t fread(void *at, size_t size, size_t count, FILE *stream)
{
    if (stream == spoilt)
        restore(stream, true);
    if (fails(READ, "fread"))
        spoil(stream, "/dev/null", O_WRONLY);
    return REAL(fread)(at, size, count, stream);
}

int fclose(FILE *stream)
{
    bool failing = watched(stream, "fclose");
    inside = true;
    if (stream == spoilt) {
        spoilt = NULL;
        close(own_file);
    }
    int result = REAL(fclose)(stream);
    inside = false;
    if (failing)
        errno = ENOSPC;
    return failing ? EOF : result;
}

SIMPLE(ssize_t, WRITE, write, ENOSPC, -1, (int to, const void *at, size_t size), (to, at, size))

/* A file's own, and a folder's, which flushes a rename. */
int fsync(int file)
{
    struct stat what;
    inside = true;
    bool folder = !REAL(fstat)(file, &what) && S_ISDIR(what.st_mode);
    inside = false;
    if (fails(WRITE, folder ? "fsync_folder" : "fsync")) {
        errno = EIO;
        return -1;
    }
    return REAL(fsync)(file);
}

/* ---- names, threads, the rest ------------------------------------------------------------------*/

SIMPLE(int, NAME, rename, EIO, -1, (const char *from, const char *to), (from, to))

/* What it says of a thread that it could not start is undefined: something that is none. */
int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *),
                   void *context)
{
    if (fails(THREAD, "pthread_create")) {
        *thread = 1;
        return EAGAIN;
    }
    return REAL(pthread_create)(thread, how, work, context);
}

SIMPLE(int, OTHER, dup2, EINTR, -1, (int from, int to), (from, to))

/* With FAULTS_ON a lock that is waited for comes too late: another run has swept the file away. */
int flock(int file, int what)
{
    char link[64], path[4096];
    bool waits = !(what & LOCK_NB);
    if (!fails(OTHER, waits ? "flock" : "flock_now"))
        return REAL(flock)(file, what);
    if (!fails_on || !waits) {
        errno = ENOLCK;
        return -1;
    }
    inside = true;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = REAL(readlink)(link, path, sizeof path - 1);
    if (length > 0) {
        path[length] = '\0';
        remove(path);
    }
    inside = false;
    return REAL(flock)(file, what);
}

SIMPLE(int, OTHER, access, EIO, -1, (const char *path, int how), (path, how))
SIMPLE(int, OTHER, fchmod, EPERM, -1, (int file, mode_t mode), (file, mode))
SIMPLE(int, OTHER, fchown, EPERM, -1, (int file, uid_t owner, gid_t group), (file, owner, group))
