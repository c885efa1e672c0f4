#include "planner/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/os.h"

enum { BLOCK = 1 << 18 };

struct block {
    struct block *below;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *top;
};

static void last_words(enum exit_status status, const char *format, va_list arguments)
{
    os_end_alone((int)status);
    fputs("planner: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

void stop_machine(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    last_words(MACHINE_FAILED, format, arguments);
    va_end(arguments);
    exit(MACHINE_FAILED);
}

void stop_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    last_words(WRONG_USAGE, format, arguments);
    va_end(arguments);
    exit(WRONG_USAGE);
}

static void *checked(void *memory, size_t size)
{
    if (!memory && size)
        stop_machine("out of memory (%zu bytes more were needed)", size);
    return memory;
}

static size_t product(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        stop_machine("out of memory (%zu times %zu bytes were needed)", count, size);
    return count * size;
}

void *memory_array(size_t count, size_t size)
{
    size_t bytes = product(count ? count : 1, size);
    return checked(calloc(1, bytes), bytes);
}

void *memory_grow(void *old, size_t count, size_t size)
{
    size_t bytes = product(count ? count : 1, size);
    return checked(realloc(old, bytes), bytes);
}

struct arena *arena_new(void)
{
    return memory_array(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    arena_release(arena, (struct arena_mark){NULL, 0});
    free(arena);
}

static void block_under(struct arena *arena, size_t size)
{
    size_t room = size > BLOCK ? size : BLOCK;
    struct block *block = memory_grow(NULL, 1, sizeof *block + room); /* zeroed when handed out */
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): product() stops at what does not fit */
    block->below = arena->top;
    block->size = room;
    arena->top = block;
}

/* Uninitialized bytes behind those in use, from the next multiple of `step`. */
static char *take(struct arena *arena, size_t bytes, size_t step)
{
    size_t begin = arena->top ? (arena->top->used + step - 1) / step * step : 0;
    if (!arena->top || begin > arena->top->size || arena->top->size - begin < bytes) {
        block_under(arena, bytes);
        begin = 0;
    }
    arena->top->used = begin + bytes;
    return arena->top->bytes + begin;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    return memset(take(arena, bytes, alignof(max_align_t)), 0, bytes);
}

/* Text stands close together: there is much of it, and it needs no alignment. */
char *arena_copy(struct arena *arena, const char *at, size_t length)
{
    char *copy = take(arena, length + 1, 1);
    if (length)
        memcpy(copy, at, length);
    copy[length] = '\0';
    return copy;
}

/* Into what is left of the block; only what does not fit is formatted a second time. */
char *arena_vformat(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    struct block *block = arena->top;
    size_t room = block ? block->size - block->used : 0;
    char *out = room ? block->bytes + block->used : NULL;
    int length = vsnprintf(out, room, format, arguments);
    if (length < 0)
        length = 0;
    if ((size_t)length < room) {
        out[length] = '\0';
        block->used += (size_t)length + 1;
    } else {
        out = take(arena, (size_t)length + 1, 1);
        vsnprintf(out, (size_t)length + 1, format, again);
    }
    va_end(again);
    return out;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *out = arena_vformat(arena, format, arguments);
    va_end(arguments);
    return out;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->top, arena->top ? arena->top->used : 0};
}

void arena_release(struct arena *arena, struct arena_mark mark)
{
    while (arena->top && arena->top != mark.block) {
        struct block *below = arena->top->below;
        free(arena->top);
        arena->top = below;
    }
    if (arena->top)
        arena->top->used = mark.used;
}

char *how_many(struct arena *arena, long long n, const char *one, const char *many)
{
    return arena_format(arena, "%lld %s", n, n == 1 ? one : many);
}
