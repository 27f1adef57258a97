// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/opening_search.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool opening_search_init(struct opening_search *search, const struct opening_case *given, struct error *err) {
    size_t facilities = (size_t)given->facilities;
    *search = (struct opening_search){.given = given, .closed_bound = INFINITY};
    search->y = xcalloc(facilities, sizeof *search->y);
    for (int way = 0; way < 2; way++) {
        search->gain[way] = xcalloc(facilities, sizeof *search->gain[way]);
        search->gains[way] = xcalloc(facilities, sizeof *search->gains[way]);
    }
    opening_pricing_init(&search->pricing, given);
    return opening_trial_init(&search->trial, given, err) && opening_master_init(&search->master, given, err);
}

void opening_search_release(struct opening_search *search) {
    for (int i = 0; i < search->waits; i++)
        free(search->waiting[i].decided);
    free(search->waiting);
    free(search->y);
    for (int way = 0; way < 2; way++) {
        free(search->gain[way]);
        free(search->gains[way]);
    }
    opening_master_release(&search->master);
    opening_trial_release(&search->trial);
    opening_pricing_release(&search->pricing);
}

double opening_search_bound(const struct opening_search *search) {
    double bound = fmin(search->closed_bound, search->trial.best);
    for (int i = 0; i < search->waits; i++)
        bound = fmin(bound, search->waiting[i].bound);
    return bound;
}

/* ---- the nodes that wait ---- */

static void put(struct opening_search *search, struct opening_node node) {
    GROW(search->waiting, search->waits, search->room);
    search->waiting[search->waits++] = node;
}

static void put_child(struct opening_search *search, const struct opening_node *parent, int choice,
                      signed char decision) {
    size_t facilities = (size_t)search->given->facilities;
    signed char *decided = xcalloc(facilities, 1);
    memcpy(decided, parent->decided, facilities);
    decided[choice] = decision;
    put(search, (struct opening_node){parent->bound, decided, choice, search->y[choice], parent->bound});
}

/* The last one put: a child of the node just done. Else the one of the least bound, of those the last. */
static struct opening_node take(struct opening_search *search, bool last) {
    int chosen = search->waits - 1;
    for (int i = search->waits - 2; !last && i >= 0; i--)
        if (search->waiting[i].bound < search->waiting[chosen].bound)
            chosen = i;
    struct opening_node node = search->waiting[chosen];
    search->waits--;
    memmove(search->waiting + chosen, search->waiting + chosen + 1,
            (size_t)(search->waits - chosen) * sizeof node);
    return node;
}

static void tell(const struct opening_search *search) {
    const struct solver_settings *settings = search->given->settings;
    if (settings->progress != NULL)
        settings->progress(settings->progress_context, search->nodes, search->trial.best,
                           opening_search_bound(search));
}

/* ---- the search ---- */

/* Everything open, and nothing: the first plans, and the first ways. */
static bool begin(struct opening_search *search, struct error *err) {
    size_t facilities = (size_t)search->given->facilities;
    AUTO_FREE unsigned char *open = xcalloc(facilities, 1);
    struct opening_tried tried;
    signed char *decided = xcalloc(facilities, 1);
    memset(decided, UNDECIDED, facilities);
    put(search, (struct opening_node){-INFINITY, decided, -1, 0, 0});
    if (!opening_try(&search->trial, open, &search->master, &tried, err))
        return false;
    memset(open, 1, facilities);
    if (!opening_try(&search->trial, open, &search->master, &tried, err))
        return false;
    search->waiting[0].bound = tried.bound;
    return true;
}

/* True where a child of the node waits. */
static bool work(struct opening_search *search, struct opening_node node, bool *failed, struct error *err) {
    int choice = -1;
    enum node_outcome outcome = opening_node_work(search, &node, &choice, err);
    search->nodes++;
    *failed = outcome == NODE_FAILED;
    search->stopped = outcome == NODE_STOPPED;
    if (outcome == NODE_PRUNED)
        search->closed_bound = fmin(search->closed_bound, node.bound);
    if (outcome == NODE_BRANCHES) {
        signed char nearer = search->y[choice] > 0.5 ? OPENED : CLOSED;
        put_child(search, &node, choice, nearer == OPENED ? CLOSED : OPENED);
        put_child(search, &node, choice, nearer);
    }
    if (outcome == NODE_STOPPED)
        put(search, node);
    else
        free(node.decided);
    return outcome == NODE_BRANCHES;
}

bool opening_search_run(struct opening_search *search, struct error *err) {
    bool failed = false, dive = false;
    if (!begin(search, err))
        return false;
    while (search->waits > 0 && !search->stopped) {
        struct opening_node node = take(search, dive);
        if (node.bound >= opening_cutoff(search)) {
            search->closed_bound = fmin(search->closed_bound, node.bound);
            free(node.decided);
            dive = false;
            continue;
        }
        dive = work(search, node, &failed, err);
        if (failed || !opening_master_purge(&search->master, err))
            return false;
        tell(search);
    }
    return true;
}
