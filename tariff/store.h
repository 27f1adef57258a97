// SPDX-License-Identifier: GPL-3.0-or-later
/* The inside of a store, shared by its list (store_list.c), its steps (store.c) and its judgement (store_judge.c). */
#ifndef TARIFF_STORE_H
#define TARIFF_STORE_H

#include "tariff/tariff.h"

enum {
    STORE_EDITIONS = 100000,     /**< more are refused */
    STORE_LIST_BYTES = 64 << 20, /**< of the list */
    STORE_NAME = 128,            /**< room for edition_name() */
};

struct store {
    char *folder;
    int lock;              /**< descriptor of the lock; -1: not held */
    struct names *names;   /**< all texts */
    struct edition *list;  /**< the accepted ones in order, then the waiting ones by feed */
    int accepted, waiting; /**< how many */
    int room;
    bool listed; /**< the list is there */
};

/** Reads the list; one that is not there is empty. ERROR_IO; ERROR_INPUT where it is not as it was written. */
bool store_list_read(struct store *store, struct error *err);
/** Replaces the list as it is in memory: the one step in which anything changes. Durable. ERROR_IO. */
bool store_list_write(struct store *store, struct error *err);

/** Whether a feed may have this name, which is part of file names: [a-z0-9._-]{1,60}, beginning with a letter or digit. */
bool is_feed_name(const char *name);

/** The file of an edition's bytes: "diesel-42-0123456789abcdef.json", without the number where there is no serial. */
char *edition_name(char name[STORE_NAME], const struct edition *edition);

/** Syncs a folder, so that a new name in it outlives a power cut. ERROR_IO. */
bool store_sync(const char *folder, struct error *err);

/** ERROR_INPUT: a file of the store is not as it was written, `what` about it, and what to do; false. */
bool store_torn(const char *path, const char *what, struct error *err);

#endif
