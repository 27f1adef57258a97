// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/threads.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct helper {
    struct pool *pool;
    int worker;
    pthread_t thread;
};

struct pool {
    int size, started; /* `started` counts the helpers that run, besides the caller */
    struct helper *helper;
    pthread_mutex_t lock;
    pthread_cond_t begin, done;
    unsigned long turn; /* which pool_run() this is */
    int busy;
    bool over;
    void (*work)(void *, int);
    void *context;
};

struct pool *pool_new(int threads) {
    struct pool *pool = xcalloc(1, sizeof *pool);
    pool->size = threads < 1 ? 1 : threads;
    pool->helper = xcalloc((size_t)pool->size, sizeof *pool->helper);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->begin, NULL);
    pthread_cond_init(&pool->done, NULL);
    return pool;
}

int pool_size(const struct pool *pool) {
    return pool->size;
}

static void *help(void *arg) {
    struct helper *helper = arg;
    struct pool *pool = helper->pool;
    pthread_mutex_lock(&pool->lock);
    for (unsigned long turn = 1;; turn++) {
        while (pool->turn < turn && !pool->over)
            pthread_cond_wait(&pool->begin, &pool->lock);
        if (pool->over)
            break;
        pthread_mutex_unlock(&pool->lock);
        pool->work(pool->context, helper->worker);
        pthread_mutex_lock(&pool->lock);
        if (--pool->busy == 0)
            pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* A thread that the system refuses is work for the others. */
static void start(struct pool *pool) {
    while (pool->started < pool->size - 1) {
        struct helper *helper = &pool->helper[pool->started];
        *helper = (struct helper){.pool = pool, .worker = pool->started + 1};
        if (pthread_create(&helper->thread, NULL, help, helper) != 0)
            break;
        pool->started++;
    }
    pool->size = pool->started + 1;
}

void pool_run(struct pool *pool, void (*work)(void *context, int worker), void *context) {
    if (pool->turn == 0)
        start(pool);
    pthread_mutex_lock(&pool->lock);
    pool->work = work;
    pool->context = context;
    pool->busy = pool->started;
    pool->turn++;
    pthread_cond_broadcast(&pool->begin);
    pthread_mutex_unlock(&pool->lock);
    work(context, 0);
    pthread_mutex_lock(&pool->lock);
    while (pool->busy > 0)
        pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

void pool_free(struct pool *pool) {
    if (pool == NULL)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->over = true;
    pthread_cond_broadcast(&pool->begin);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->started; i++)
        pthread_join(pool->helper[i].thread, NULL);
    pthread_mutex_destroy(&pool->lock);
    pthread_cond_destroy(&pool->begin);
    pthread_cond_destroy(&pool->done);
    free(pool->helper);
    free(pool);
}
