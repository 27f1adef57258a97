// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/opening_search.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

/* Of the gap asked for, what pruning may use up, and what a relaxation may leave open. */
static const double PRUNING_SHARE = 0.7, RELAXING_SHARE = 0.02;
static const double WHOLE = 1e-6; /* y so near to 0 or 1 is that */

double opening_cutoff(const struct opening_search *search) {
    double best = search->trial.best;
    return isinf(best) ? best : best - PRUNING_SHARE * search->given->settings->gap * fabs(best);
}

/* ---- the relaxation ---- */

/* An undecided facility whose other choice would cost more than the best plan; *any of them. */
static void decide_by_terms(const struct opening_search *search, struct opening_node *node, bool *any) {
    const struct opening_pricing *pricing = &search->pricing;
    double spare = opening_cutoff(search) - pricing->bound;
    *any = false;
    for (int f = 0; f < search->given->facilities; f++)
        if (node->decided[f] == UNDECIDED && fabs(pricing->term[f]) > spare) {
            node->decided[f] = pricing->term[f] > 0 ? CLOSED : OPENED;
            *any = true;
        }
}

static bool add_found(struct opening_search *search, int *added, struct error *err) {
    bool fine = true, fresh;
    *added = 0;
    for (int k = 0; fine && k < search->given->problem->shipments; k++)
        if (search->pricing.found[k] != NULL) {
            fine = opening_master_add(&search->master, TAKE(search->pricing.found[k]), &fresh, err);
            *added += fresh;
        }
    return fine;
}

static bool is_near(const struct opening_search *search) {
    double value = lp_objective(search->master.lp);
    return value - search->pricing.bound <= RELAXING_SHARE * search->given->settings->gap * fabs(value);
}

enum step { STEP_AGAIN, STEP_DONE, STEP_STOPPED, STEP_FAILED };

static enum step price_step(struct opening_search *search, struct opening_node *node, struct error *err) {
    int added;
    bool any;
    if (!opening_price(&search->pricing, &search->master, node->decided))
        return STEP_STOPPED;
    node->bound = fmax(node->bound, search->pricing.bound);
    if (node->bound >= opening_cutoff(search))
        return STEP_DONE;
    decide_by_terms(search, node, &any);
    if (any && !opening_master_bound(&search->master, node->decided, err))
        return STEP_FAILED;
    if (!any && is_near(search))
        return STEP_DONE;
    if (!add_found(search, &added, err))
        return STEP_FAILED;
    return any || added > 0 ? STEP_AGAIN : STEP_DONE;
}

static enum step relax_step(struct opening_search *search, struct opening_node *node, struct error *err) {
    int added;
    enum lp_status status = opening_master_solve(&search->master, err);
    if (status != LP_OPTIMAL)
        return status == LP_STOPPED ? STEP_STOPPED : STEP_FAILED;
    if (!opening_master_separate(&search->master, &added, err))
        return STEP_FAILED;
    return added > 0 ? STEP_AGAIN : price_step(search, node, err);
}

static enum step relax(struct opening_search *search, struct opening_node *node, struct error *err) {
    enum step step = opening_master_bound(&search->master, node->decided, err) ? STEP_AGAIN : STEP_FAILED;
    while (step == STEP_AGAIN)
        step = relax_step(search, node, err);
    for (int f = 0; step == STEP_DONE && f < search->given->facilities; f++)
        search->y[f] = opening_master_y(&search->master, f);
    return step;
}

/* ---- plans ---- */

static bool try_above(struct opening_search *search, const struct opening_node *node, double threshold,
                      struct error *err) {
    AUTO_FREE unsigned char *open = xcalloc((size_t)search->given->facilities, 1);
    struct opening_tried tried;
    for (int f = 0; f < search->given->facilities; f++)
        open[f] = node->decided[f] == OPENED || (node->decided[f] == UNDECIDED && search->y[f] > threshold);
    return opening_try(&search->trial, open, &search->master, &tried, err);
}

static bool try_plans(struct opening_search *search, const struct opening_node *node, struct error *err) {
    static const double THRESHOLD[] = {0.5, 0.2, 0.8, WHOLE};
    int tries = node->parent_choice < 0 ? 4 : 1;
    bool fine = true;
    for (int i = 0; fine && i < tries && !opening_is_over(search->given); i++)
        fine = try_above(search, node, THRESHOLD[i], err);
    return fine;
}

/* ---- branching ---- */

/* What the bound is expected to rise by, of what was seen before, else of the fixed cost. */
static double expected_gain(const struct opening_search *search, int facility, int way, double distance) {
    int seen = search->gains[way][facility];
    double gain = seen > 0 ? search->gain[way][facility] / seen : 0.1 * search->given->cost[facility];
    return gain * distance;
}

static int choose(const struct opening_search *search, const struct opening_node *node) {
    int choice = -1;
    double best = -1;
    for (int f = 0; f < search->given->facilities; f++) {
        if (node->decided[f] != UNDECIDED)
            continue;
        double y = search->y[f], down = expected_gain(search, f, 0, y),
               up = expected_gain(search, f, 1, 1 - y);
        double floor = 1e-9 * search->given->cost[f], score = fmax(down, floor) * fmax(up, floor);
        if (score > best) {
            best = score;
            choice = f;
        }
    }
    return choice;
}

static void learn(struct opening_search *search, const struct opening_node *node) {
    int f = node->parent_choice;
    if (f < 0)
        return;
    int way = node->decided[f] == OPENED;
    double distance = way ? 1 - node->parent_y : node->parent_y;
    if (distance < WHOLE)
        return;
    search->gain[way][f] += fmax(0, node->bound - node->parent_bound) / distance;
    search->gains[way][f]++;
}

enum node_outcome opening_node_work(struct opening_search *search, struct opening_node *node, int *choice,
                                    struct error *err) {
    enum step step = relax(search, node, err);
    if (step == STEP_FAILED || step == STEP_STOPPED)
        return step == STEP_FAILED ? NODE_FAILED : NODE_STOPPED;
    learn(search, node);
    if (node->bound < opening_cutoff(search) && !try_plans(search, node, err))
        return NODE_FAILED;
    if (node->bound >= opening_cutoff(search))
        return NODE_PRUNED;
    *choice = choose(search, node);
    return *choice < 0 ? NODE_PRUNED : NODE_BRANCHES;
}
