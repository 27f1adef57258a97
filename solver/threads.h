// SPDX-License-Identifier: GPL-3.0-or-later
/* A few threads that wait between pieces of work, because starting them anew each round costs more. */
#ifndef SOLVER_THREADS_H
#define SOLVER_THREADS_H

struct pool;

/** `threads` counts the caller; fewer are used where the system gives fewer. Nothing starts before use. */
struct pool *pool_new(int threads);
void pool_free(struct pool *pool); /* NULL is fine */

/** 1 .. `threads` of pool_new(): worker numbers are below it. */
int pool_size(const struct pool *pool);

/**
 * Calls work(context, worker) once on each thread, the caller's as worker 0, and returns when all have
 * returned. Which worker does what must not show in a result: divide the work by an atomic counter.
 */
void pool_run(struct pool *pool, void (*work)(void *context, int worker), void *context);

#endif
