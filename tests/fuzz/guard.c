/* Files end where memory ends.  An ordinary mapping goes on with zeros to the end of its page, which
 * would hide a step behind the last byte; here such a step is a crash, in every build.  Linked with
 * --wrap=mmap --wrap=munmap. */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

bool fuzz_went_through;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISONS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define POISONS 1
#endif
#ifdef POISONS
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size)   ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

void *__real_mmap(void *at, size_t size, int protection, int flags, int file, off_t from);
int __real_munmap(void *at, size_t size);
void *__wrap_mmap(void *at, size_t size, int protection, int flags, int file, off_t from);
int __wrap_munmap(void *at, size_t size);

static size_t pages_for(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

void *__wrap_mmap(void *at, size_t size, int protection, int flags, int file, off_t from)
{
    size_t room = pages_for(size), guard = pages_for(1), got = 0;
    char *all = __real_mmap(at, room + guard, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                            -1, 0);
    (void)flags;
    if (all == MAP_FAILED)
        return MAP_FAILED;
    char *begin = all + room - size;
    for (ssize_t n = 1; got < size && n > 0; got += (size_t)n) {
        n = pread(file, begin + got, size - got, from + (off_t)got);
        if (n < 0)
            return MAP_FAILED;
    }
    mprotect(all, room, protection);
    mprotect(all + room, guard, PROT_NONE);
    ASAN_POISON_MEMORY_REGION(all, room - size);
    return begin;
}

int __wrap_munmap(void *at, size_t size)
{
    size_t room = pages_for(size);
    char *all = (char *)at - (room - size);
    ASAN_UNPOISON_MEMORY_REGION(all, room - size);
    return __real_munmap(all, room + pages_for(1));
}
