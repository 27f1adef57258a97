// SPDX-License-Identifier: GPL-3.0-or-later
/* Memory that is there or ends the program, and cleanup by scope. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/** calloc that ends the program with a message (status 71) rather than return NULL. */
void *xcalloc(size_t count, size_t size);

/** reallocarray that ends the program rather than return NULL; new bytes are not zeroed. */
void *xrealloc(void *memory, size_t count, size_t size);

/** A copy of `text` on the heap, which the caller frees. */
char *xstrdup(const char *text);

/** Runs `release(&variable)` when the variable's scope ends, on every path. */
#define AUTO(release) __attribute__((cleanup(release)))

/** A scoped pointer to plain heap memory: AUTO_FREE double *cost = xcalloc(...). */
#define AUTO_FREE AUTO(mem_release)

/** For AUTO_FREE: frees *(void **)pointer_to_pointer. */
void mem_release(void *pointer_to_pointer);

/** Gives up a scoped pointer: yields its value and leaves NULL behind. */
#define TAKE(pointer)                        \
    __extension__({                          \
        __typeof__(pointer) taken = pointer; \
        (pointer) = NULL;                    \
        taken;                               \
    })

/** Makes room for one more element in a growing array; `room` is its allocated length. */
#define GROW(array, count, room)                                          \
    do {                                                                  \
        if ((size_t)(count) >= (size_t)(room)) {                          \
            (room) = (room) ? (room)*2 : 16;                              \
            (array) = xrealloc((array), (size_t)(room), sizeof *(array)); \
        }                                                                 \
    } while (0)

#endif
