#define _GNU_SOURCE 1 /* flock, madvise, sched_getaffinity, pipe2, RTLD_NEXT */

#include "planner/os.h"

#include "planner/os_common.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

/* A reader of what is printed that has had enough (head -1) ends the process in silence, also where
 * the caller ignores that signal: it is no fault. */
void os_begin(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    signal(SIGPIPE, SIG_DFL);
}

/* ---- Things to remove when the process ends -------------------------------------------------
 *
 * Each output and temporary folder has an entry in a list that only grows, so that a signal
 * handler can walk it without a lock.  The entry also holds the file open and locked: the
 * kernel drops the lock even when the process is killed outright, and the next output in that
 * folder sweeps away what is no longer locked. */
enum entry_state { FREE, TAKEN, A_FILE, A_FOLDER, A_MADE_FOLDER };

struct entry {
    struct entry *next;
    atomic_int state;
    int lock;    /* descriptor, or -1 */
    int above;   /* of a settled A_FILE: the folder of its target, or -1 */
    DIR *folder; /* of A_FOLDER: opened beforehand, since emptying it must not need memory */
    size_t room; /* bytes at path */
    char path[];
};

static _Atomic(struct entry *) entries;
static pthread_mutex_t entries_mutex = PTHREAD_MUTEX_INITIALIZER;

static void remove_tree(const char *path, DIR *folder)
{
    struct dirent *item;
    if (folder)
        rewinddir(folder);
    while (folder && (item = readdir(folder))) {
        if (!strcmp(item->d_name, ".") || !strcmp(item->d_name, ".."))
            continue;
        struct stat what;
        if (unlinkat(dirfd(folder), item->d_name, 0) &&
            !fstatat(dirfd(folder), item->d_name, &what, AT_SYMLINK_NOFOLLOW) &&
            S_ISDIR(what.st_mode)) {
            size_t room = strlen(path) + strlen(item->d_name) + 2;
            char *inner = malloc(room);
            if (inner) {
                snprintf(inner, room, "%s/%s", path, item->d_name);
                remove_tree(inner, opendir(inner));
                free(inner);
            }
        }
    }
    if (folder)
        closedir(folder);
    rmdir(path);
}

static void entry_drop(struct entry *entry)
{
    if (entry->lock >= 0)
        close(entry->lock);
    if (entry->above >= 0)
        close(entry->above);
    entry->lock = entry->above = -1;
    entry->state = FREE;
}

/* What it names goes too. */
static void entry_remove(struct entry *entry)
{
    if (entry->state == A_FOLDER)
        remove_tree(entry->path, entry->folder);
    else
        unlink(entry->path);
    entry->folder = NULL;
    entry_drop(entry);
}

/* A library's temporary file has a name for an instant, between its making and its unlinking.
 * readdir() takes a lock, which the interrupted thread may hold; the system's own call does not. */
static void remove_folder_at_once(const struct entry *entry)
{
#if defined(__linux__)
    _Alignas(struct dirent64) char items[4096];
    ssize_t got;
    while (rmdir(entry->path) && errno == ENOTEMPTY && lseek(entry->lock, 0, SEEK_SET) == 0 &&
           (got = getdents64(entry->lock, items, sizeof items)) > 0) {
        bool removed = false;
        for (const char *at = items; at < items + got;) {
            const struct dirent64 *item = (const struct dirent64 *)at;
            removed |= !unlinkat(entry->lock, item->d_name, 0);
            at += item->d_reclen;
        }
        if (!removed)
            break;
    }
#else
    rmdir(entry->path);
#endif
}

/* Only calls that are safe in a signal handler.  A folder made for tables goes when nothing came
 * into it. */
static void remove_at_once(void)
{
    for (struct entry *entry = entries; entry; entry = entry->next)
        if (entry->state == A_FILE)
            unlink(entry->path);
        else if (entry->state == A_FOLDER)
            remove_folder_at_once(entry);
    for (struct entry *entry = entries; entry; entry = entry->next)
        if (entry->state == A_MADE_FOLDER)
            rmdir(entry->path);
}

static void remove_all(void)
{
    for (struct entry *entry = entries; entry; entry = entry->next)
        if (entry->state == A_FOLDER)
            entry_remove(entry);
    remove_at_once();
}

static void on_signal(int number)
{
    remove_at_once();
    raise(number); /* the default action is back: the caller sees which signal it was */
}

static void on_lost_input(int number)
{
    static const char message[] =
        "planner: an input file became shorter, or its disk went away, while it was read\n";
    (void)number;
    remove_at_once();
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
    (void)ignored;
    _exit(3);
}

static void watch_signals(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct sigaction now;
        if (!sigaction(ends[i], NULL, &now) && now.sa_handler == SIG_DFL) {
            struct sigaction act = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
            sigemptyset(&act.sa_mask);
            sigaction(ends[i], &act, NULL);
        }
    }
    signal(SIGXFSZ, SIG_IGN); /* a file too large is an error of write(), with a message */
    atexit(remove_all);
}

static void watch_lost_input(void)
{
    struct sigaction act = {.sa_handler = on_lost_input, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&act.sa_mask);
    sigaction(SIGBUS, &act, NULL);
}

/* An entry with room for a path of that length; its memory is there before the thing that it
 * will name, which could not be removed otherwise. */
static struct entry *entry_take(size_t length)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch_signals);
    size_t room = length + 1;
    pthread_mutex_lock(&entries_mutex);
    struct entry *entry = entries;
    while (entry && !(entry->state == FREE && entry->room >= room))
        entry = entry->next;
    if (!entry) {
        size_t size = room < 256 ? 256 : room;
        entry = calloc(1, sizeof *entry + size);
        if (entry) {
            entry->room = size;
            entry->next = entries;
            entry->state = TAKEN;
            entries = entry;
        }
    }
    if (entry) {
        entry->state = TAKEN;
        entry->lock = entry->above = -1;
    }
    pthread_mutex_unlock(&entries_mutex);
    if (!entry)
        stop_machine("out of memory");
    return entry;
}

static void entry_name(struct entry *entry, const char *path, enum entry_state state, int lock)
{
    strcpy(entry->path, path);
    entry->lock = lock;
    entry->state = (int)state;
}

static struct entry *entry_of(const char *path)
{
    for (struct entry *entry = entries; entry; entry = entry->next)
        if ((entry->state == A_FILE || entry->state == A_FOLDER) && !strcmp(entry->path, path))
            return entry;
    return NULL;
}

/* Outputs of this run are not swept, also where they could not be locked. */
static void sweep_one(struct arena *arena, const char *path, DIR *folder, const char *name)
{
    struct stat what;
    const char *whole = os_beside(arena, path, name);
    int left = openat(dirfd(folder), name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (left < 0)
        return;
    if (!entry_of(whole) && !flock(left, LOCK_EX | LOCK_NB) && !fstat(left, &what)) {
        if (S_ISDIR(what.st_mode))
            remove_tree(whole, opendir(whole));
        else if (S_ISREG(what.st_mode))
            unlinkat(dirfd(folder), name, 0);
    }
    close(left);
}

/* Removes what runs that were killed left beside `path`: nobody holds its lock any more. */
static void sweep(struct arena *arena, const char *path)
{
    struct arena_mark mark = arena_mark(arena);
    DIR *folder = opendir(os_folder_of(arena, path));
    struct dirent *item;
    while (folder && (item = readdir(folder)))
        if (os_is_temporary(item->d_name))
            sweep_one(arena, path, folder, item->d_name);
    if (folder)
        closedir(folder);
    arena_release(arena, mark);
}

/* ---- Reading --------------------------------------------------------------------------------*/

static const char *read_whole(int from, struct os_file *file)
{
    size_t room = 0, size = 0;
    char *bytes = NULL;
    for (;;) {
        if (size == room) {
            room = room ? 2 * room : 1 << 16;
            bytes = memory_grow(bytes, room, 1);
        }
        ssize_t got = read(from, bytes + size, room - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            const char *reason = os_why(errno);
            free(bytes);
            return reason;
        }
        if (!got)
            break;
        size += (size_t)got;
    }
    if (size)
        *file = (struct os_file){bytes, size, false};
    else
        free(bytes);
    return NULL;
}

const char *os_open_file(const char *path, struct os_file *file)
{
    *file = (struct os_file){"", 0, false};
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return os_why(errno);
    struct stat what;
    const char *reason = NULL;
    if (fstat(from, &what)) {
        reason = os_why(errno);
    } else if (S_ISDIR(what.st_mode)) {
        reason = os_why(EISDIR);
    } else if (S_ISREG(what.st_mode) && what.st_size > 0) {
        size_t size = (size_t)what.st_size;
        void *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, from, 0);
        if (at != MAP_FAILED) {
            watch_lost_input();
            madvise(at, size, MADV_SEQUENTIAL);
            *file = (struct os_file){at, size, true};
        } else {
            reason = read_whole(from, file);
        }
    } else {
        reason = read_whole(from, file); /* a pipe, or a file that does not tell its size */
    }
    close(from);
    if (!reason)
        os_remember_input(path);
    return reason;
}

void os_close_file(struct os_file *file)
{
    if (file->mapped)
        munmap((void *)(uintptr_t)file->at, file->size);
    else if (file->size)
        free((void *)(uintptr_t)file->at);
    *file = (struct os_file){"", 0, false};
}

void os_done_with(const struct os_file *file, size_t upto)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    upto = (upto < file->size ? upto : file->size) / page * page;
    if (file->mapped && upto)
        madvise((void *)(uintptr_t)file->at, upto, MADV_DONTNEED);
}

enum os_kind os_kind(const char *path)
{
    struct stat what;
    if (stat(path, &what))
        return errno == ENOENT || errno == ENOTDIR ? OS_MISSING : OS_OTHER;
    return S_ISDIR(what.st_mode) ? OS_FOLDER : S_ISREG(what.st_mode) ? OS_FILE : OS_OTHER;
}

const char *os_list_folder(struct arena *arena, const char *path, const char *const **names,
                           size_t *count)
{
    DIR *folder = opendir(path);
    if (!folder)
        return os_why(errno);
    const char **found = NULL;
    size_t used = 0, room = 0;
    for (;;) {
        errno = 0;
        struct dirent *item = readdir(folder);
        if (!item)
            break;
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
            *PLANNER_APPEND(found, used, room) =
                arena_copy(arena, item->d_name, strlen(item->d_name));
    }
    const char *reason = errno ? os_why(errno) : NULL;
    closedir(folder);
    *names = os_sorted_names(arena, found, used);
    *count = used;
    return reason;
}

const char *os_make_folder(const char *path)
{
    struct entry *entry = entry_take(strlen(path));
    if (!mkdir(path, 0777)) {
        entry_name(entry, path, A_MADE_FOLDER, -1);
        return NULL;
    }
    int error = errno;
    entry_drop(entry);
    if (error == EEXIST || error == EISDIR || error == EROFS)
        switch (os_kind(path)) {
        case OS_FOLDER:
            return NULL;
        case OS_FILE:
        case OS_OTHER:
            return "a file of that name is there";
        case OS_MISSING:
            break;
        }
    return os_why(error);
}

bool os_identify(const char *path, struct os_identity *out)
{
    struct stat what;
    if (stat(path, &what))
        return false;
    *out = (struct os_identity){(uint64_t)what.st_dev, (uint64_t)what.st_ino};
    return true;
}

/* ---- The machine ----------------------------------------------------------------------------*/

date os_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        return DATE_NONE;
    return date_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

bool os_is_terminal(FILE *stream)
{
    return isatty(fileno(stream)) == 1;
}

/* Those that this process may use, which is fewer under a scheduler that binds it to some. */
unsigned os_processors(void)
{
#if defined(__linux__)
    cpu_set_t allowed;
    if (!sched_getaffinity(0, sizeof allowed, &allowed) && CPU_COUNT(&allowed) > 0)
        return (unsigned)CPU_COUNT(&allowed);
#endif
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (unsigned)count : 1;
}

double os_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- Output ---------------------------------------------------------------------------------*/

/* Follows symbolic links at `path`, also to a file that is not there yet. */
static const char *follow(struct arena *arena, const char *path, char **end)
{
    *end = arena_copy(arena, path, strlen(path));
    for (int links = 0; links < 40; links++) {
        char to[PATH_MAX];
        ssize_t length = readlink(*end, to, sizeof to);
        if (length < 0)
            return NULL;
        if ((size_t)length == sizeof to)
            return os_why(ENAMETOOLONG);
        char *aim = arena_copy(arena, to, (size_t)length);
        *end = aim[0] == '/' ? aim : os_beside(arena, *end, aim);
    }
    return os_why(ELOOP);
}

static int make_and_open(const char *name, bool folder)
{
    if (!folder)
        return open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (mkdir(name, 0700))
        return -1;
    int made = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = errno;
    if (made < 0)
        rmdir(name);
    errno = made < 0 && error == ENOENT ? EEXIST : error; /* swept away already: another name */
    return made;
}

/* Another run may have swept the new file or folder away between its making and its lock: ENOENT.
 * Where locks don't work, nothing is swept either. */
static bool lock(int made, const char *name)
{
    struct stat mine, there;
    flock(made, LOCK_EX);
    if (fstat(made, &mine) || stat(name, &there))
        return false;
    errno = ENOENT;
    return mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
}

/* A new file or folder beside `path`, open, locked and entered; its name in *name. NULL: see
 * errno. */
static struct entry *create_beside(struct arena *arena, const char *path, bool folder, char **name)
{
    for (int tries = 0; tries < 100; tries++) {
        *name = os_temporary_name(arena, path, (long)getpid());
        struct entry *entry = entry_take(strlen(*name));
        entry_name(entry, *name, folder ? A_FOLDER : A_FILE, -1); /* a signal may come at once */
        int made = entry->lock = make_and_open(*name, folder);
        if (made >= 0 && folder)
            entry->folder = opendir(*name);
        if (made >= 0 && lock(made, *name))
            return entry;
        int error = errno;
        if (made >= 0)
            entry_remove(entry);
        else
            entry_drop(entry);
        errno = error;
        if (error != (made < 0 ? EEXIST : ENOENT))
            return NULL;
    }
    errno = EEXIST;
    return NULL;
}

const char *os_output_begin(struct arena *arena, const char *target, struct os_output *output)
{
    *output = (struct os_output){NULL, NULL, NULL, false};
    if (!*target)
        return "the name is empty";
    const char *reason = follow(arena, target, &output->target);
    if (reason)
        return reason;
    struct stat old;
    bool replaces = !stat(output->target, &old);
    if ((replaces && S_ISDIR(old.st_mode)) || !*os_base_name(output->target))
        return os_why(EISDIR);
    if (replaces && !S_ISREG(old.st_mode))
        return "it is not an ordinary file";
    if (replaces && os_was_read(output->target))
        return "it is one of the input files";
    if (replaces && access(output->target, W_OK))
        return errno == EACCES ? "it is write-protected" : os_why(errno);
    if (strlen(os_base_name(output->target)) > NAME_MAX)
        return os_why(ENAMETOOLONG);

    sweep(arena, output->target);
    struct entry *entry = create_beside(arena, output->target, false, &output->temporary);
    if (!entry)
        return errno == ENOENT   ? "the folder does not exist"
               : errno == EACCES ? "no permission to write in the folder"
                                 : os_why(errno);
    if (replaces) { /* the new file belongs to whom the old one did, where that is allowed */
        int ignored = fchown(entry->lock, old.st_uid, old.st_gid);
        (void)ignored;
        fchmod(entry->lock, old.st_mode & 0777);
    }
    int second = fcntl(entry->lock, F_DUPFD_CLOEXEC, 0);
    output->stream = second < 0 ? NULL : fdopen(second, "wb");
    if (!output->stream) {
        reason = os_why(errno);
        if (second >= 0)
            close(second);
        entry_remove(entry);
        return reason;
    }
    return NULL;
}

void os_output_release(struct os_output *output)
{
    if (output->stream)
        fclose(output->stream);
    output->stream = NULL;
}

/* Some file systems have nothing to flush, and say so. */
static int flush_to_disk(int descriptor)
{
    return fsync(descriptor) && errno != EINVAL && errno != ENOTSUP ? errno : 0;
}

/* To flush the rename itself to the disk; -1 when it can't be opened. */
static int open_folder_of(const char *target)
{
    size_t length = (size_t)(os_base_name(target) - target);
    char *folder = length ? strndup(target, length) : strdup(".");
    int above = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    return above;
}

const char *os_output_settle(struct os_output *output)
{
    struct entry *entry = entry_of(output->temporary);
    if (!entry)
        return "it was given up before";
    if (output->settled)
        return NULL;
    const char *reason = output->stream ? os_flush(output->stream) : NULL;
    int error = reason ? 0 : flush_to_disk(entry->lock);
    os_output_release(output); /* nothing is left that closing could lose */
    output->settled = true;
    if (reason || error)
        os_output_drop(output);
    else
        entry->above = open_folder_of(output->target);
    return error ? os_why(error) : reason;
}

const char *os_output_commit(struct os_output *output)
{
    const char *reason = os_output_settle(output);
    if (reason)
        return reason;
    if (rename(output->temporary, output->target)) {
        reason = os_why(errno);
        os_output_drop(output);
        return reason;
    }
    struct entry *entry = entry_of(output->temporary);
    if (entry->above >= 0)
        flush_to_disk(entry->above); /* the file is whole in any case */
    entry_drop(entry);
    return NULL;
}

void os_output_drop(struct os_output *output)
{
    os_output_release(output);
    struct entry *entry = output->temporary ? entry_of(output->temporary) : NULL;
    if (entry)
        entry_remove(entry);
}

uint64_t os_free_space(const char *path)
{
    struct statvfs disk;
    struct arena *arena = arena_new();
    char *at = arena_copy(arena, path, strlen(path));
    int failed;
    while ((failed = statvfs(at, &disk)) && (errno == ENOENT || errno == ENOTDIR)) {
        char *above = os_folder_of(arena, at);
        if (!strcmp(above, at))
            break;
        at = above;
    }
    arena_free(arena);
    if (failed || !disk.f_blocks)
        return UINT64_MAX;
    uint64_t unit = disk.f_frsize ? disk.f_frsize : disk.f_bsize;
    return (uint64_t)disk.f_bavail > UINT64_MAX / unit ? UINT64_MAX : disk.f_bavail * unit;
}

char *os_temporary_folder(struct arena *arena, const char *near)
{
    char *name;
    return create_beside(arena, near, true, &name) ? name : NULL;
}

void os_remove_folder(const char *path)
{
    struct entry *entry = entry_of(path);
    if (entry)
        entry_remove(entry);
}

/* ---- Libraries that print by themselves -----------------------------------------------------
 *
 * What is written to the standard error while a library is muted is held; afterwards,
 * or when the process ends, everything but the library's own lines is passed on. */
static struct {
    pthread_mutex_t mutex;
    unsigned depth;
    int real, held;
} mute = {PTHREAD_MUTEX_INITIALIZER, 0, -1, -1};

/* Needs no memory: the last words of a process that has none left pass through here too. */
static void pass_on(void)
{
    static char said[1 << 16];
    size_t length = 0;
    ssize_t got;
    fflush(stderr);
    if (mute.real < 0)
        return;
    dup2(mute.real, STDERR_FILENO);
    close(mute.real);
    mute.real = -1;
    if (mute.held < 0)
        return;
    while ((got = read(mute.held, said + length, sizeof said - 1 - length)) > 0)
        length += (size_t)got;
    close(mute.held);
    mute.held = -1;
    said[length] = '\0';
    for (char *line = said, *next; *line; line = next) {
        next = line + strcspn(line, "\n");
        next += *next == '\n';
        if (strncmp(line, "[ERROR]", 7) != 0 && strncmp(line, "[WARNING]", 9) != 0)
            fwrite(line, 1, (size_t)(next - line), stderr);
    }
}

/* What goes to the standard error can be read from here; a pipe, which has room where no file may
 * grow.  What does not fit into it is lost: it never blocks.  -1: not possible. */
static int hold_errors(void)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK))
        return -1;
    int done = dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    if (done >= 0)
        return ends[0];
    close(ends[0]);
    return -1;
}

void os_mute_library(void)
{
    static atomic_flag registered = ATOMIC_FLAG_INIT;
    if (!atomic_flag_test_and_set(&registered))
        atexit(pass_on);
    pthread_mutex_lock(&mute.mutex);
    if (!mute.depth++) {
        fflush(stderr);
        mute.real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
        mute.held = hold_errors();
        if (mute.real >= 0 && mute.held < 0) { /* then it is heard */
            close(mute.real);
            mute.real = -1;
        }
    }
    pthread_mutex_unlock(&mute.mutex);
}

void os_unmute_library(void)
{
    pthread_mutex_lock(&mute.mutex);
    if (!--mute.depth)
        pass_on();
    pthread_mutex_unlock(&mute.mutex);
}

/* ---- Libraries that do not look --------------------------------------------------------------
 *
 * Libraries that go on after a failed allocation crash, or leave out what it was for; so this
 * program's rule, that running out of memory ends the process with one line, is made to hold in
 * them too: on Linux the program's own allocation functions come before those of the C library,
 * to which they hand on.  Sanitizers have a rule of their own. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                        \
    __has_feature(thread_sanitizer)
#define PLANNER_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PLANNER_SANITIZED 1
#endif

#if defined(__linux__) && !defined(PLANNER_SANITIZED)
static void *found_or_stop(void *memory, size_t size)
{
    static _Thread_local bool stopping; /* the last words may need memory themselves */
    if (!memory && size && !stopping) {
        stopping = true;
        stop_machine("out of memory (%zu bytes more were needed)", size);
    }
    return memory;
}

/* The next function of that name: the C library's, or that of a checker loaded before it. */
#define NEXT(name)                                                                                 \
    static _Atomic(uintptr_t) found;                                                               \
    if (!found)                                                                                    \
        found = (uintptr_t)dlsym(RTLD_NEXT, #name);                                                \
    __typeof__(&name) next = (__typeof__(&name))found

void *malloc(size_t size)
{
    NEXT(malloc);
    return found_or_stop(next(size), size);
}

void *calloc(size_t count, size_t size)
{
    NEXT(calloc);
    return found_or_stop(next(count, size), count && size ? count * size : 0);
}

void *realloc(void *old, size_t size)
{
    NEXT(realloc);
    return found_or_stop(next(old, size), size);
}
#endif

/* libxlsxwriter writes each part of a workbook to a stream, rewinds it, and copies it into the
 * archive; it does not look whether all of it could be written.  Rewinding would forget that. */
void rewind(FILE *stream)
{
    if (ferror(stream))
        stop_machine("cannot write temporary files: the disk took only a part of them");
    if (!fseek(stream, 0, SEEK_SET))
        clearerr(stream);
}
