#include "planner/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 18 };

struct block {
    struct block *below;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *top;
};

void stop_machine(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("planner: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(3);
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
    struct block *block = memory_array(1, sizeof *block + room);
    block->below = arena->top;
    block->size = room;
    arena->top = block;
}

static size_t whole_steps(size_t bytes)
{
    size_t step = alignof(max_align_t);
    return (bytes + step - 1) / step * step;
}

static size_t room_left(const struct arena *arena)
{
    return arena->top ? arena->top->size - arena->top->used : 0;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = whole_steps(product(count, size));
    if (!arena->top || room_left(arena) < bytes)
        block_under(arena, bytes);
    void *at = arena->top->bytes + arena->top->used;
    arena->top->used += bytes;
    memset(at, 0, bytes);
    return at;
}

char *arena_copy(struct arena *arena, const char *at, size_t length)
{
    char *copy = arena_alloc(arena, length + 1, 1);
    if (length)
        memcpy(copy, at, length);
    return copy;
}

/* Into what is left of the block; only what does not fit is formatted a second time. */
char *arena_vformat(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    size_t room = room_left(arena);
    char *out = room ? arena->top->bytes + arena->top->used : NULL;
    int length = vsnprintf(out, room, format, arguments);
    size_t bytes = (size_t)(length < 0 ? 0 : length) + 1;
    if (length >= 0 && whole_steps(bytes) <= room) {
        arena->top->used += whole_steps(bytes);
    } else {
        out = arena_alloc(arena, bytes, 1);
        if (length > 0)
            vsnprintf(out, bytes, format, again);
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
