/* The system's door on Windows.  The C library there takes narrow names in the machine's code
 * page and none longer than 260 characters, so every name goes through wide() to Win32 itself. */
#ifndef UNICODE
#define UNICODE 1
#endif
#define WIN32_LEAN_AND_MEAN 1

#include "planner/os.h"

#include "planner/os_common.h"
#include "planner/sort.h"

#include <conio.h>
#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <windows.h>
#include <shellapi.h>

enum { SHARE_ALL = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE };

static const char in_use[] = "another program has it open, likely Excel (close it there and run "
                             "this again)";

static int errno_of(DWORD error)
{
    switch (error) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_INVALID_DRIVE:
    case ERROR_BAD_NETPATH:
    case ERROR_BAD_NET_NAME:
        return ENOENT;
    case ERROR_DIRECTORY:
        return ENOTDIR;
    case ERROR_ACCESS_DENIED:
    case ERROR_PRIVILEGE_NOT_HELD:
        return EACCES;
    case ERROR_WRITE_PROTECT:
        return EROFS;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return ENOSPC;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        return EEXIST;
    case ERROR_FILENAME_EXCED_RANGE:
    case ERROR_BUFFER_OVERFLOW:
        return ENAMETOOLONG;
    case ERROR_TOO_MANY_OPEN_FILES:
        return EMFILE;
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_OUTOFMEMORY:
        return ENOMEM;
    case ERROR_CRC:
    case ERROR_IO_DEVICE:
    case ERROR_READ_FAULT:
    case ERROR_WRITE_FAULT:
        return EIO;
    default:
        return (int)error;
    }
}

static const char *why(DWORD error)
{
    bool locked = error == ERROR_SHARING_VIOLATION || error == ERROR_LOCK_VIOLATION ||
                  error == ERROR_USER_MAPPED_FILE;
    return locked ? in_use : os_why(errno_of(error));
}

/* ---- names ----------------------------------------------------------------------------------*/

static WCHAR *to_utf16(const char *from)
{
    int units = MultiByteToWideChar(CP_UTF8, 0, from, -1, NULL, 0);
    WCHAR *to = memory_array((size_t)(units > 0 ? units : 1), sizeof *to);
    MultiByteToWideChar(CP_UTF8, 0, from, -1, to, units);
    return to;
}

static char *to_utf8(struct arena *arena, const WCHAR *from)
{
    int bytes = WideCharToMultiByte(CP_UTF8, 0, from, -1, NULL, 0, NULL, NULL);
    char *to = arena_alloc(arena, (size_t)(bytes > 0 ? bytes : 1), 1);
    WideCharToMultiByte(CP_UTF8, 0, from, -1, to, bytes, NULL, NULL);
    return to;
}

/* The path as Win32 takes it, whole and with backslashes; the caller's to free().  With the
 * prefix \\?\ (\\?\UNC\ for \\server\share) it may be 32,767 characters long instead of 260;
 * folders leave 12 of these free for a file's name, and our temporary names need more. */
static WCHAR *wide(const char *path)
{
    enum { PLAIN_MOST = 200, PREFIX = 8 };
    WCHAR *given = to_utf16(path);
    DWORD room = GetFullPathNameW(given, 0, NULL, NULL);
    WCHAR *whole = memory_array((size_t)room + PREFIX + 1, sizeof *whole);
    DWORD length = GetFullPathNameW(given, room, whole + PREFIX, NULL);
    free(given);
    WCHAR *at = whole + PREFIX;
    bool device = !wcsncmp(at, L"\\\\.\\", 4) || !wcsncmp(at, L"\\\\?\\", 4);
    if (length <= PLAIN_MOST || device) {
        memmove(whole, at, ((size_t)length + 1) * sizeof *whole);
    } else if (!wcsncmp(at, L"\\\\", 2)) {
        memmove(whole + 8, at + 2, ((size_t)length - 1) * sizeof *whole);
        memcpy(whole, L"\\\\?\\UNC\\", 8 * sizeof *whole);
    } else {
        memmove(whole + 4, at, ((size_t)length + 1) * sizeof *whole);
        memcpy(whole, L"\\\\?\\", 4 * sizeof *whole);
    }
    return whole;
}

static HANDLE open_path(const char *path, DWORD access, DWORD share, DWORD how, DWORD flags)
{
    WCHAR *name = wide(path);
    HANDLE file = CreateFileW(name, access, share, NULL, how, flags, NULL);
    DWORD error = GetLastError();
    free(name);
    SetLastError(error);
    return file;
}

/* INVALID_FILE_ATTRIBUTES when there is none: see GetLastError. */
static DWORD attributes_of(const char *path)
{
    WCHAR *name = wide(path);
    DWORD attributes = GetFileAttributesW(name);
    DWORD error = GetLastError();
    free(name);
    SetLastError(error);
    return attributes;
}

/* ---- the window, and the end ----------------------------------------------------------------*/

static struct {
    UINT code_page; /* as it was; 0: nothing to restore */
    HANDLE out;
    DWORD mode;
} console;

/* A console that Explorer opened for this program closes with it. */
static bool window_is_ours(void)
{
    DWORD ids[2];
    return GetConsoleProcessList(ids, 2) == 1 && _isatty(_fileno(stdin)) &&
           _isatty(_fileno(stdout));
}

static void restore_console(void)
{
    if (console.out)
        SetConsoleMode(console.out, console.mode);
    if (console.code_page)
        SetConsoleOutputCP(console.code_page);
}

static void end_console(void)
{
    fflush(stderr);
    fflush(stdout);
    if (window_is_ours()) {
        fputs("\nPress a key to close this window.", stdout);
        fflush(stdout);
        _getwch();
    }
    restore_console();
}

/* UTF-8 to the console, whatever its code page; whole messages, since the console shows a
 * character that comes in two pieces as two wrong ones. */
static void begin_console(void)
{
    static char said[1 << 16], reported[1 << 16];
    _setmode(_fileno(stdout), _O_BINARY);
    _setmode(_fileno(stderr), _O_BINARY);
    setvbuf(stdout, said, _IOFBF, sizeof said);
    setvbuf(stderr, reported, _IOFBF, sizeof reported);
    console.code_page = GetConsoleOutputCP();
    SetConsoleOutputCP(CP_UTF8);
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    if (GetConsoleMode(out, &console.mode)) {
        console.out = out;
        SetConsoleMode(out, console.mode | ENABLE_PROCESSED_OUTPUT |
                                ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    }
    atexit(end_console);
}

void os_begin(int *argc, char ***argv)
{
    int count;
    WCHAR **given = CommandLineToArgvW(GetCommandLineW(), &count);
    begin_console();
    if (!given)
        return;
    static struct arena *kept; /* to the end of the process */
    kept = arena_new();
    char **arguments = arena_alloc(kept, (size_t)count + 1, sizeof *arguments);
    for (int i = 0; i < count; i++)
        arguments[i] = to_utf8(kept, given[i]);
    LocalFree(given);
    *argc = count;
    *argv = arguments;
}

/* ---- things to remove when the process ends -------------------------------------------------
 *
 * Each output and temporary folder has an entry, which holds it open.  While one handle is open
 * nobody can open the file without sharing; so whatever can be opened that way was left by a
 * process that was killed, and the next output in that folder sweeps it away. */
enum entry_state { FREE, A_FILE, A_FOLDER };

struct entry {
    struct entry *next;
    enum entry_state state;
    HANDLE lock;
    char *path;
};

static struct entry *entries;
static pthread_mutex_t entries_mutex = PTHREAD_MUTEX_INITIALIZER;

static void remove_file(const char *path)
{
    WCHAR *name = wide(path);
    DeleteFileW(name);
    free(name);
}

static void remove_tree(struct arena *arena, const char *path)
{
    const char *const *names = NULL;
    size_t count = 0;
    os_list_folder(arena, path, &names, &count);
    for (size_t i = 0; i < count; i++) {
        const char *inner = os_join(arena, path, names[i]);
        DWORD attributes = attributes_of(inner);
        bool link = attributes & FILE_ATTRIBUTE_REPARSE_POINT;
        if (attributes & FILE_ATTRIBUTE_DIRECTORY && !link)
            remove_tree(arena, inner);
        else
            remove_file(inner);
    }
    WCHAR *name = wide(path);
    RemoveDirectoryW(name);
    free(name);
}

static void entry_drop(struct entry *entry)
{
    if (entry->lock != INVALID_HANDLE_VALUE)
        CloseHandle(entry->lock);
    entry->lock = INVALID_HANDLE_VALUE;
    free(entry->path);
    entry->path = NULL;
    entry->state = FREE;
}

/* A file that a library still has open goes when the process has ended and closed it. */
static void remove_entry(struct entry *entry)
{
    enum entry_state state = entry->state;
    char *path = entry->path;
    entry->path = NULL;
    if (state == A_FILE)
        remove_file(path);
    entry_drop(entry);
    if (state == A_FOLDER) {
        struct arena *arena = arena_new();
        remove_tree(arena, path);
        arena_free(arena);
    }
    free(path);
}

static void remove_all(void)
{
    pthread_mutex_lock(&entries_mutex);
    for (struct entry *entry = entries; entry; entry = entry->next)
        if (entry->state != FREE)
            remove_entry(entry);
    pthread_mutex_unlock(&entries_mutex);
}

/* Ctrl-C, Ctrl-Break, the window's cross: on a thread of its own, before the process is ended. */
static BOOL WINAPI on_console_event(DWORD event)
{
    (void)event;
    remove_all();
    restore_console();
    return FALSE; /* and so the default: the process ends */
}

/* A mapped file on a share or stick that went away. */
static LONG CALLBACK on_fault(EXCEPTION_POINTERS *fault)
{
    static const char message[] =
        "planner: an input file's disk went away while it was read\n";
    DWORD written;
    if (fault->ExceptionRecord->ExceptionCode != EXCEPTION_IN_PAGE_ERROR)
        return EXCEPTION_CONTINUE_SEARCH;
    WriteFile(GetStdHandle(STD_ERROR_HANDLE), message, sizeof message - 1, &written, NULL);
    remove_all();
    restore_console();
    TerminateProcess(GetCurrentProcess(), 3);
    return EXCEPTION_CONTINUE_SEARCH;
}

static void watch_end(void)
{
    SetConsoleCtrlHandler(on_console_event, TRUE);
    atexit(remove_all);
}

static void watch_faults(void)
{
    AddVectoredExceptionHandler(1, on_fault);
}

static void entry_add(const char *path, enum entry_state state, HANDLE lock)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch_end);
    size_t room = strlen(path) + 1;
    char *copy = memory_array(room, 1);
    memcpy(copy, path, room);
    pthread_mutex_lock(&entries_mutex);
    struct entry *entry = entries;
    while (entry && entry->state != FREE)
        entry = entry->next;
    if (!entry) {
        entry = memory_array(1, sizeof *entry);
        entry->next = entries;
        entries = entry;
    }
    *entry = (struct entry){entry->next, state, lock, copy};
    pthread_mutex_unlock(&entries_mutex);
}

static struct entry *entry_of(const char *path)
{
    for (struct entry *entry = entries; entry; entry = entry->next)
        if (entry->state != FREE && !strcmp(entry->path, path))
            return entry;
    return NULL;
}

/* Removes what runs that were killed left beside `path`: nobody has it open any more. */
static void sweep(struct arena *arena, const char *path)
{
    struct arena_mark mark = arena_mark(arena);
    const char *const *names;
    size_t count;
    if (!os_list_folder(arena, os_folder_of(arena, path), &names, &count))
        for (size_t i = 0; i < count; i++) {
            if (!os_is_temporary(names[i]))
                continue;
            const char *left = os_beside(arena, path, names[i]);
            HANDLE alone = open_path(left, DELETE, 0, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS);
            if (alone == INVALID_HANDLE_VALUE)
                continue;
            CloseHandle(alone);
            if (os_kind(left) == OS_FOLDER)
                remove_tree(arena, left);
            else
                remove_file(left);
        }
    arena_release(arena, mark);
}

/* ---- reading --------------------------------------------------------------------------------*/

static const char *read_whole(HANDLE from, struct os_file *file)
{
    size_t room = 0, size = 0;
    char *bytes = NULL;
    for (;;) {
        if (size == room) {
            room = room ? 2 * room : 1 << 16;
            bytes = memory_grow(bytes, room, 1);
        }
        size_t left = room - size;
        DWORD got = 0;
        BOOL fine = ReadFile(from, bytes + size, left < 1 << 30 ? (DWORD)left : 1 << 30, &got, NULL);
        if (!fine && GetLastError() != ERROR_BROKEN_PIPE && GetLastError() != ERROR_HANDLE_EOF) {
            const char *reason = why(GetLastError());
            free(bytes);
            return reason;
        }
        if (!got)
            break;
        size += got;
    }
    if (size)
        *file = (struct os_file){bytes, size, false};
    else
        free(bytes);
    return NULL;
}

static const void *map_whole(HANDLE from)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    HANDLE mapping = CreateFileMappingW(from, NULL, PAGE_READONLY, 0, 0, NULL);
    const void *at = mapping ? MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0) : NULL;
    if (mapping)
        CloseHandle(mapping); /* the view keeps it */
    if (at)
        pthread_once(&once, watch_faults);
    return at;
}

const char *os_open_file(const char *path, struct os_file *file)
{
    *file = (struct os_file){"", 0, false};
    HANDLE from = open_path(path, GENERIC_READ, SHARE_ALL, OPEN_EXISTING,
                            FILE_FLAG_SEQUENTIAL_SCAN);
    if (from == INVALID_HANDLE_VALUE) {
        DWORD error = GetLastError();
        return os_kind(path) == OS_FOLDER ? os_why(EISDIR) : why(error);
    }
    LARGE_INTEGER size;
    const void *at = NULL;
    if (GetFileType(from) == FILE_TYPE_DISK && GetFileSizeEx(from, &size) && size.QuadPart > 0)
        at = map_whole(from);
    const char *reason = NULL;
    if (at)
        *file = (struct os_file){at, (size_t)size.QuadPart, true};
    else
        reason = read_whole(from, file);
    CloseHandle(from);
    if (!reason)
        os_remember_input(path);
    return reason;
}

void os_close_file(struct os_file *file)
{
    if (file->mapped)
        UnmapViewOfFile(file->at);
    else if (file->size)
        free((void *)(uintptr_t)file->at);
    *file = (struct os_file){"", 0, false};
}

/* Windows takes the pages of a mapped file back by itself. */
void os_done_with(const struct os_file *file, size_t upto)
{
    (void)file;
    (void)upto;
}

enum os_kind os_kind(const char *path)
{
    WCHAR *name = wide(path);
    bool device = !wcsncmp(name, L"\\\\.\\", 4); /* NUL, CON, COM1 */
    free(name);
    DWORD attributes = attributes_of(path);
    if (device)
        return OS_OTHER;
    if (attributes == INVALID_FILE_ATTRIBUTES)
        return errno_of(GetLastError()) == ENOENT ? OS_MISSING : OS_OTHER;
    return attributes & FILE_ATTRIBUTE_DIRECTORY ? OS_FOLDER : OS_FILE;
}

const char *os_list_folder(struct arena *arena, const char *path, const char *const **names,
                           size_t *count)
{
    WIN32_FIND_DATAW item;
    const char **found = NULL;
    size_t used = 0, room = 0;
    WCHAR *pattern = wide(os_join(arena, path, "*"));
    HANDLE search = FindFirstFileW(pattern, &item);
    DWORD error = GetLastError();
    free(pattern);
    *names = NULL;
    *count = 0;
    if (search == INVALID_HANDLE_VALUE)
        return error == ERROR_FILE_NOT_FOUND ? NULL : why(error);
    do {
        if (wcscmp(item.cFileName, L".") != 0 && wcscmp(item.cFileName, L"..") != 0)
            *PLANNER_APPEND(found, used, room) = to_utf8(arena, item.cFileName);
    } while (FindNextFileW(search, &item));
    error = GetLastError();
    FindClose(search);
    *names = os_sorted_names(arena, found, used);
    *count = used;
    return error == ERROR_NO_MORE_FILES ? NULL : why(error);
}

const char *os_make_folder(const char *path)
{
    WCHAR *name = wide(path);
    BOOL made = CreateDirectoryW(name, NULL);
    DWORD error = GetLastError();
    free(name);
    if (made)
        return NULL;
    switch (os_kind(path)) {
    case OS_FOLDER:
        return NULL;
    case OS_FILE:
    case OS_OTHER:
        return "a file of that name is there";
    case OS_MISSING:
        break;
    }
    return why(error);
}

bool os_identify(const char *path, struct os_identity *out)
{
    BY_HANDLE_FILE_INFORMATION what;
    HANDLE file = open_path(path, FILE_READ_ATTRIBUTES, SHARE_ALL, OPEN_EXISTING,
                            FILE_FLAG_BACKUP_SEMANTICS);
    bool known = file != INVALID_HANDLE_VALUE && GetFileInformationByHandle(file, &what);
    if (file != INVALID_HANDLE_VALUE)
        CloseHandle(file);
    if (known)
        *out = (struct os_identity){what.dwVolumeSerialNumber,
                                    (uint64_t)what.nFileIndexHigh << 32 | what.nFileIndexLow};
    return known;
}

/* ---- the machine ----------------------------------------------------------------------------*/

date os_today(void)
{
    SYSTEMTIME now;
    GetLocalTime(&now);
    return date_of(now.wYear, now.wMonth, now.wDay);
}

bool os_is_terminal(FILE *stream)
{
    DWORD mode;
    return GetConsoleMode((HANDLE)_get_osfhandle(_fileno(stream)), &mode);
}

/* Those that this process may use. */
unsigned os_processors(void)
{
    DWORD_PTR ours, all;
    unsigned count = 0;
    if (GetProcessAffinityMask(GetCurrentProcess(), &ours, &all))
        for (; ours; ours &= ours - 1)
            count++;
    return count ? count : 1;
}

double os_seconds(void)
{
    LARGE_INTEGER ticks, a_second;
    QueryPerformanceCounter(&ticks);
    QueryPerformanceFrequency(&a_second);
    return (double)ticks.QuadPart / (double)a_second.QuadPart;
}

/* ---- output ---------------------------------------------------------------------------------*/

static FILE *stream_of(HANDLE file, const char *mode)
{
    int descriptor = _open_osfhandle((intptr_t)file, _O_BINARY);
    FILE *stream = descriptor < 0 ? NULL : _fdopen(descriptor, mode);
    if (!stream && descriptor >= 0)
        _close(descriptor);
    else if (!stream)
        CloseHandle(file);
    return stream;
}

/* Why the file cannot be written over, NULL if it can or is not there. */
static const char *cannot_replace(const char *target)
{
    DWORD attributes = attributes_of(target);
    switch (os_kind(target)) {
    case OS_MISSING:
        return NULL;
    case OS_FOLDER:
        return os_why(EISDIR);
    case OS_OTHER:
        return "it is not an ordinary file";
    case OS_FILE:
        break;
    }
    if (attributes & FILE_ATTRIBUTE_READONLY)
        return "it is write-protected";
    HANDLE file = open_path(target, GENERIC_WRITE | DELETE, SHARE_ALL, OPEN_EXISTING, 0);
    if (file == INVALID_HANDLE_VALUE)
        return why(GetLastError());
    CloseHandle(file);
    return NULL;
}

/* A new file or folder beside `path`, open; its name in *name. */
static HANDLE create_beside(struct arena *arena, const char *path, bool folder, char **name)
{
    for (int tries = 0; tries < 100; tries++) {
        *name = os_temporary_name(arena, path, (long)GetCurrentProcessId());
        if (folder) {
            WCHAR *at = wide(*name);
            BOOL made = CreateDirectoryW(at, NULL);
            DWORD error = GetLastError();
            free(at);
            if (!made && error == ERROR_ALREADY_EXISTS)
                continue;
            SetLastError(error);
            return made ? open_path(*name, FILE_READ_ATTRIBUTES, SHARE_ALL, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS)
                        : INVALID_HANDLE_VALUE;
        }
        HANDLE file = open_path(*name, GENERIC_READ | GENERIC_WRITE, SHARE_ALL, CREATE_NEW,
                                FILE_ATTRIBUTE_NORMAL);
        if (file != INVALID_HANDLE_VALUE || GetLastError() != ERROR_FILE_EXISTS)
            return file;
    }
    return INVALID_HANDLE_VALUE;
}

const char *os_output_begin(struct arena *arena, const char *target, struct os_output *output)
{
    *output = (struct os_output){NULL, NULL, NULL, false};
    if (!*target)
        return "the name is empty";
    output->target = arena_copy(arena, target, strlen(target));
    if (os_was_read(target))
        return "it is one of the input files";
    const char *reason = *os_base_name(target) ? cannot_replace(target) : os_why(EISDIR);
    if (reason)
        return reason;
    sweep(arena, output->target);
    HANDLE made = create_beside(arena, output->target, false, &output->temporary);
    if (made == INVALID_HANDLE_VALUE)
        switch (errno_of(GetLastError())) {
        case ENOENT:
            return "the folder does not exist";
        case EACCES:
            return "no permission to write in the folder";
        default:
            return why(GetLastError());
        }
    entry_add(output->temporary, A_FILE, made);
    HANDLE second = open_path(output->temporary, GENERIC_READ | GENERIC_WRITE, SHARE_ALL,
                              OPEN_EXISTING, 0);
    output->stream = second == INVALID_HANDLE_VALUE ? NULL : stream_of(second, "wb");
    if (!output->stream) {
        reason = why(GetLastError());
        os_output_drop(output);
    }
    return reason;
}

void os_output_release(struct os_output *output)
{
    if (output->stream)
        fclose(output->stream);
    output->stream = NULL;
}

static DWORD move_over(const char *from, const char *to)
{
    WCHAR *source = wide(from), *target = wide(to);
    BOOL moved = MoveFileExW(source, target, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
    DWORD error = moved ? 0 : GetLastError();
    free(source);
    free(target);
    return error;
}

const char *os_output_settle(struct os_output *output)
{
    struct entry *entry = entry_of(output->temporary);
    if (!entry)
        return "it was given up before";
    if (output->settled)
        return NULL;
    const char *reason = output->stream ? os_flush(output->stream) : NULL;
    if (output->stream && fclose(output->stream) && !reason)
        reason = os_why(errno ? errno : EIO);
    output->stream = NULL;
    output->settled = true;
    if (!reason && !FlushFileBuffers(entry->lock))
        reason = why(GetLastError());
    if (reason)
        os_output_drop(output);
    return reason;
}

const char *os_output_commit(struct os_output *output)
{
    const char *reason = os_output_settle(output);
    if (reason)
        return reason;
    DWORD error = move_over(output->temporary, output->target);
    if (error == ERROR_ACCESS_DENIED) /* so is a file called that another program opened since */
        reason = cannot_replace(output->target);
    if (error && !reason)
        reason = why(error);
    if (reason)
        os_output_drop(output);
    else
        entry_drop(entry_of(output->temporary));
    return reason;
}

void os_output_drop(struct os_output *output)
{
    os_output_release(output);
    struct entry *entry = output->temporary ? entry_of(output->temporary) : NULL;
    if (entry)
        remove_entry(entry);
}

uint64_t os_free_space(const char *path)
{
    struct arena *arena = arena_new();
    char *at = arena_copy(arena, path, strlen(path));
    while (os_kind(at) != OS_FOLDER) {
        char *above = os_folder_of(arena, at);
        if (!strcmp(above, at))
            break;
        at = above;
    }
    WCHAR *folder = wide(at);
    ULARGE_INTEGER bytes;
    BOOL known = GetDiskFreeSpaceExW(folder, &bytes, NULL, NULL);
    free(folder);
    arena_free(arena);
    return known ? bytes.QuadPart : UINT64_MAX;
}

/* ---- temporary files of libraries -------------------------------------------------------------
 *
 * Libraries call fopen and tmpfile; the linker hands both to us (--wrap), since those of Windows
 * take names in the machine's code page, and make temporary files in the root of the disk. */

static char *library_folder; /* the last that os_temporary_folder made */

char *os_temporary_folder(struct arena *arena, const char *path)
{
    char *name;
    HANDLE made = create_beside(arena, path, true, &name);
    if (made == INVALID_HANDLE_VALUE)
        return NULL;
    entry_add(name, A_FOLDER, made);
    library_folder = name;
    return name;
}

void os_remove_folder(const char *path)
{
    struct entry *entry = entry_of(path);
    if (path == library_folder)
        library_folder = NULL;
    if (entry)
        remove_entry(entry);
}

FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode)
{
    bool reads = *mode == 'r', both = strchr(mode, '+');
    HANDLE file = open_path(path, both ? GENERIC_READ | GENERIC_WRITE
                                  : reads ? GENERIC_READ : GENERIC_WRITE,
                            SHARE_ALL, reads ? OPEN_EXISTING : *mode == 'a' ? OPEN_ALWAYS
                                                                            : CREATE_ALWAYS,
                            FILE_ATTRIBUTE_NORMAL);
    if (file == INVALID_HANDLE_VALUE) {
        errno = errno_of(GetLastError());
        return NULL;
    }
    if (*mode == 'a')
        SetFilePointer(file, 0, NULL, FILE_END);
    return stream_of(file, mode);
}

/* Gone when it is closed, also by the end of the process. */
static FILE *open_temporary(struct arena *arena, const char *folder)
{
    char *name = os_temporary_name(arena, os_join(arena, folder, "x"),
                                   (long)GetCurrentProcessId());
    HANDLE file = open_path(name, GENERIC_READ | GENERIC_WRITE | DELETE, SHARE_ALL, CREATE_NEW,
                            FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE);
    if (file == INVALID_HANDLE_VALUE) {
        errno = errno_of(GetLastError());
        return NULL;
    }
    return stream_of(file, "w+b");
}

FILE *__wrap_tmpfile(void);
FILE *__wrap_tmpfile(void)
{
    WCHAR common[MAX_PATH + 1] = L".";
    struct arena *arena = arena_new();
    if (!library_folder)
        GetTempPathW(MAX_PATH, common);
    FILE *file = open_temporary(arena, library_folder ? library_folder : to_utf8(arena, common));
    arena_free(arena);
    return file;
}

/* ---- sorting ----------------------------------------------------------------------------------
 *
 * What compares as equal keeps its order, as it does with glibc; the qsort of Windows mixes it. */

static void merge(char *items, size_t count, size_t size, int (*compare)(const void *, const void *),
                  char *spare)
{
    size_t half = count / 2, left = 0, right = half, n = 0;
    if (count < 2)
        return;
    merge(items, half, size, compare, spare);
    merge(items + half * size, count - half, size, compare, spare);
    while (left < half && right < count) {
        size_t next = compare(items + left * size, items + right * size) <= 0 ? left++ : right++;
        memcpy(spare + n++ * size, items + next * size, size);
    }
    memmove(items + n * size, items + left * size, (half - left) * size);
    memcpy(items, spare, n * size);
}

void __wrap_qsort(void *items, size_t count, size_t size,
                  int (*compare)(const void *, const void *));
void __wrap_qsort(void *items, size_t count, size_t size,
                  int (*compare)(const void *, const void *))
{
    char *spare = memory_array(count + 1, size);
    merge(items, count, size, compare, spare);
    free(spare);
}

/* ---- libraries that print by themselves -----------------------------------------------------*/

static struct {
    pthread_mutex_t mutex;
    unsigned depth;
    int real;
    FILE *held;
} mute = {PTHREAD_MUTEX_INITIALIZER, 0, -1, NULL};

static void pass_on(void)
{
    fflush(stderr);
    if (mute.real < 0)
        return;
    _dup2(mute.real, _fileno(stderr));
    _close(mute.real);
    mute.real = -1;
    if (mute.held) {
        os_pass_on(mute.held);
        fclose(mute.held);
    }
    mute.held = NULL;
}

void os_mute_library(void)
{
    static atomic_flag registered = ATOMIC_FLAG_INIT;
    if (!atomic_flag_test_and_set(&registered))
        atexit(pass_on);
    pthread_mutex_lock(&mute.mutex);
    if (!mute.depth++) {
        fflush(stderr);
        mute.held = tmpfile();
        mute.real = mute.held ? _dup(_fileno(stderr)) : -1;
        if (mute.real >= 0)
            _dup2(_fileno(mute.held), _fileno(stderr));
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
