// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A group's plan is the plan of all with the others' shipments at next to no penalty, so that they stay behind, what goes
 * with others closed, and capacities cut down to what the group has. So one problem serves all groups, warm.
 */
#include "plan/coalition.h"

#include "base/mem.h"
#include "plan/many.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of who takes no part, a tonne. Above 0 as solvers ask; all of them together weigh less than a grain of money. */
static const double crumb = 1e-6;
static const double gap_asked = 1e-9;

/* One batch; threads write to elements of their own. */
struct batch {
    const struct coalitions *coalitions;
    int count;
    const uint64_t *group;
    double *cost, *gap;
    bool *done;
    double *left; /* [count * resources] what others leave; NULL: by shares */
    bool others;  /* it is the others, who plan first, that are planned */
    double *rents, *at_rents;
};

/* ---- one group ---- */

static void set_penalties(const struct coalitions *coalitions, uint64_t group, struct many_change *change) {
    for (int k = 0; k < coalitions->problem->shipments; k++)
        if (!(group >> coalitions->player_of[k] & 1))
            change->penalty[k] = crumb;
}

static void close_arcs(const struct coalitions *coalitions, const double *share, struct many_change *change) {
    const struct problem *problem = coalitions->problem;
    for (int a = 0; a < problem->arcs; a++) {
        int owner = coalitions->owner_of_arc[a];
        if (owner < 0 || share[owner] > 0)
            continue;
        for (int c = 0; c < problem->classes; c++) {
            double *cost = &change->arc_cost[(size_t)c * (size_t)problem->arcs + (size_t)a];
            *cost = isinf(*cost) ? *cost : coalitions->dear;
        }
    }
}

static void cut_capacities(const struct batch *batch, int number, uint64_t group, const double *share,
                           struct many_change *change) {
    const struct coalitions *coalitions = batch->coalitions;
    int resources = coalitions->problem->resources;
    const double *left = batch->left != NULL ? batch->left + (size_t)number * (size_t)resources : NULL;
    for (int r = 0; r < resources; r++) {
        int owner = coalitions->owner_of_resource[r];
        if (owner >= 0)
            change->capacity[r] *= share[owner];
        else if (left == NULL)
            change->capacity[r] *= coalition_right(coalitions, r, group);
        else if (!batch->others)
            change->capacity[r] = left[r];
    }
}

static uint64_t planned_group(const struct batch *batch, int number) {
    uint64_t group = batch->group[number];
    return batch->others ? batch->coalitions->everyone & ~group : group;
}

static void change_group(void *context, int number, struct many_change *change) {
    const struct batch *batch = context;
    const struct coalitions *coalitions = batch->coalitions;
    uint64_t group = planned_group(batch, number);
    AUTO_FREE double *share = xcalloc((size_t)coalitions->owners, sizeof *share);
    for (int o = 0; o < coalitions->owners; o++)
        share[o] = coalition_owner_share(coalitions, o, group);
    set_penalties(coalitions, group, change);
    close_arcs(coalitions, share, change);
    cut_capacities(batch, number, group, share, change);
}

static double path_cost(const struct problem *problem, const struct solution *solution, int p) {
    const double *cost =
        problem->arc_cost + (size_t)problem->class_of[solution->path_shipment[p]] * (size_t)problem->arcs;
    double sum = 0;
    for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++)
        sum += cost[solution->path_arc[i]];
    return sum;
}

static bool is_closed_to(const struct coalitions *coalitions, const struct solution *solution, int p,
                         uint64_t group) {
    for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
        int owner = coalitions->owner_of_arc[solution->path_arc[i]];
        if (owner >= 0 && !(coalition_owner_share(coalitions, owner, group) > 0))
            return true;
    }
    return false;
}

/* What the group's own shipments cost; the others must not have moved but for nothing. */
static bool add_up(const struct batch *batch, uint64_t group, const struct many_answer *answer, double *cost,
                   struct error *err) {
    const struct coalitions *coalitions = batch->coalitions;
    const struct problem *problem = coalitions->problem;
    const struct solution *solution = answer->solution;
    double strangers = 0;
    *cost = answer->fixed_cost + coalition_always(coalitions, group);
    for (int p = 0; p < solution->paths; p++) {
        bool own = group >> coalitions->player_of[solution->path_shipment[p]] & 1;
        if (is_closed_to(coalitions, solution, p, group))
            return error_set(err, ERROR_SOLVER, "the solver sent tonnes over what is closed to a group");
        *(own ? cost : &strangers) += solution->path_flow[p] * path_cost(problem, solution, p);
    }
    for (int k = 0; k < problem->shipments; k++)
        if (group >> coalitions->player_of[k] & 1)
            *cost += solution->unmet[k] * problem->penalty[k];
    if (strangers > crumb * coalitions->all_tonnes + gap_asked * fabs(answer->total))
        return error_set(err, ERROR_SOLVER, "the solver moved tonnes of who is no member of a group");
    return true;
}

/* Of capacities that are nobody's, what the others' flows leave. */
static void note_left(const struct batch *batch, int number, const struct solution *solution) {
    const struct problem *problem = batch->coalitions->problem;
    double *left = batch->left + (size_t)number * (size_t)problem->resources;
    memcpy(left, problem->capacity, (size_t)problem->resources * sizeof *left);
    for (int p = 0; p < solution->paths; p++)
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int r = problem->arc_resource[solution->path_arc[i]];
            if (r >= 0)
                left[r] = fmax(0, left[r] - solution->path_flow[p]);
        }
}

/* Of the plan of all: prices, and what each player's flows cost at them. */
static void note_rents(const struct batch *batch, const struct solution *solution) {
    const struct coalitions *coalitions = batch->coalitions;
    const struct problem *problem = coalitions->problem;
    memcpy(batch->rents, solution->price, (size_t)problem->resources * sizeof *batch->rents);
    for (int p = 0; p < solution->paths; p++) {
        double rent = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int r = problem->arc_resource[solution->path_arc[i]];
            rent += r >= 0 ? solution->price[r] : 0;
        }
        batch->at_rents[coalitions->player_of[solution->path_shipment[p]]] +=
            solution->path_flow[p] * (path_cost(problem, solution, p) + rent);
    }
    for (int k = 0; k < problem->shipments; k++)
        batch->at_rents[coalitions->player_of[k]] += solution->unmet[k] * problem->penalty[k];
}

static bool judge_group(void *context, int number, const struct many_answer *answer, struct error *err) {
    struct batch *batch = context;
    const volatile int *interrupted = batch->coalitions->settings->interrupted;
    if (answer->solution->status == SOLVER_LIMIT && interrupted != NULL && *interrupted != 0)
        return true;
    uint64_t group = planned_group(batch, number);
    double cost;
    if (!add_up(batch, group, answer, &cost, err))
        return false;
    batch->gap[number] = fmax(batch->gap[number], answer->solution->gap);
    batch->done[number] = true;
    if (batch->others) {
        note_left(batch, number, answer->solution);
        return true;
    }
    batch->cost[number] = cost;
    if (group == batch->coalitions->everyone)
        note_rents(batch, answer->solution);
    return true;
}

/* ---- many ---- */

struct teller {
    const struct coalitions *coalitions;
    int of_batch;
};

static void tell(void *context, int done, int cases) {
    const struct teller *teller = context;
    const struct cooperation_settings *settings = teller->coalitions->settings;
    int known = teller->coalitions->memory.count;
    int expected = teller->coalitions->expected;
    (void)cases;
    if (settings->progress != NULL)
        settings->progress(settings->context, known + done,
                           expected > 0 ? expected : known + teller->of_batch);
}

static bool is_interrupted(const struct coalitions *coalitions) {
    const volatile int *interrupted = coalitions->settings->interrupted;
    return interrupted != NULL && *interrupted != 0;
}

static bool run(struct batch *batch, bool told, struct error *err) {
    const struct coalitions *coalitions = batch->coalitions;
    struct teller teller = {coalitions, batch->count};
    const struct many_settings settings = {.cases = batch->count,
                                           .threads = coalitions->settings->threads,
                                           .gap = gap_asked,
                                           .quantum = 0, /* fractions: groups are not to differ by rounding */
                                           .facilities = coalitions->facilities->count,
                                           .facility_cost = coalitions->facilities->cost,
                                           .facility_of_arc = coalitions->facilities->of_arc,
                                           .interrupted = coalitions->settings->interrupted,
                                           .change = change_group,
                                           .judge = judge_group,
                                           .progress = told ? tell : NULL,
                                           .context = batch,
                                           .progress_context = &teller};
    memset(batch->done, 0, (size_t)batch->count * sizeof *batch->done);
    if (!many_solve(coalitions->problem, &settings, err))
        return false;
    for (int i = 0; i < batch->count; i++)
        if (!batch->done[i])
            return error_set(err, ERROR_AGAIN, "ended early");
    return true;
}

/* The groups planned in one go; a few thousand, so that what others leave fits into memory. */
static bool plan_groups(struct coalitions *coalitions, int count, const uint64_t *group, struct error *err) {
    size_t resources = (size_t)coalitions->problem->resources;
    bool left = coalitions->settings->right == CAPACITY_LEFT;
    AUTO_FREE double *cost = xcalloc((size_t)count, sizeof *cost), *gap = xcalloc((size_t)count, sizeof *gap);
    AUTO_FREE bool *done = xcalloc((size_t)count, sizeof *done);
    AUTO_FREE double *leaves = left ? xcalloc((size_t)count * resources + 1, sizeof *leaves) : NULL;
    struct batch batch = {.coalitions = coalitions,
                          .count = count,
                          .group = group,
                          .cost = cost,
                          .gap = gap,
                          .done = done,
                          .left = leaves,
                          .others = left,
                          .rents = coalitions->rents,
                          .at_rents = coalitions->at_rents};
    if (left && !run(&batch, false, err))
        return false;
    batch.others = false;
    if (!run(&batch, true, err))
        return false;
    for (int i = 0; i < count; i++) {
        coalition_remember(&coalitions->memory, group[i], cost[i]);
        coalitions->gap = fmax(coalitions->gap, gap[i]);
    }
    coalitions->groups = coalitions->memory.count;
    return true;
}

/* The place of the group among all in Gray's order, where neighbours differ in one player. */
static uint64_t gray_rank(uint64_t group) {
    for (int shift = 1; shift < 64; shift *= 2)
        group ^= group >> shift;
    return group;
}

static int by_rank(const void *left, const void *right) {
    uint64_t a = gray_rank(*(const uint64_t *)left), b = gray_rank(*(const uint64_t *)right);
    return (a > b) - (a < b);
}

/* ---- who wants what, were nothing full ---- */

static void lift_capacities(void *context, int number, struct many_change *change) {
    const struct coalitions *coalitions = context;
    (void)number;
    for (int r = 0; r < coalitions->problem->resources; r++)
        change->capacity[r] = 2 * coalitions->all_tonnes; /* a tonne passes it twice at most */
}

static bool note_wants(void *context, int number, const struct many_answer *answer, struct error *err) {
    struct coalitions *coalitions = context;
    const struct problem *problem = coalitions->problem;
    const struct solution *solution = answer->solution;
    (void)number;
    (void)err;
    for (int p = 0; p < solution->paths; p++)
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int r = problem->arc_resource[solution->path_arc[i]];
            size_t at = (size_t)r * (size_t)coalitions->players +
                        (size_t)coalitions->player_of[solution->path_shipment[p]];
            if (r >= 0)
                coalitions->wants[at] += solution->path_flow[p];
        }
    return true;
}

static bool plan_wants(struct coalitions *coalitions, struct error *err) {
    const struct many_settings settings = {.cases = 1,
                                           .threads = 1,
                                           .gap = gap_asked,
                                           .facilities = coalitions->facilities->count,
                                           .facility_cost = coalitions->facilities->cost,
                                           .facility_of_arc = coalitions->facilities->of_arc,
                                           .change = lift_capacities,
                                           .judge = note_wants,
                                           .context = coalitions};
    size_t wants = (size_t)coalitions->problem->resources * (size_t)coalitions->players;
    coalitions->wants = xcalloc(wants + 1, sizeof *coalitions->wants);
    return many_solve(coalitions->problem, &settings, err);
}

enum { GO_MOST = 4096 };

bool coalition_game_costs(void *context, int count, const uint64_t *group, double *cost, struct error *err) {
    struct coalitions *coalitions = context;
    AUTO_FREE uint64_t *unknown = xcalloc((size_t)count + 1, sizeof *unknown);
    int unknowns = 0, distinct = 0;
    if (coalitions->wants == NULL && !plan_wants(coalitions, err))
        return false;
    for (int i = 0; i < count; i++)
        if (!coalition_known(&coalitions->memory, group[i], &cost[i]))
            unknown[unknowns++] = group[i];
    qsort(unknown, (size_t)unknowns, sizeof *unknown, by_rank);
    for (int i = 0; i < unknowns; i++)
        if (i == 0 || unknown[i] != unknown[i - 1])
            unknown[distinct++] = unknown[i];
    for (int first = 0; first < distinct; first += GO_MOST) {
        int go = distinct - first < GO_MOST ? distinct - first : GO_MOST;
        if (is_interrupted(coalitions))
            return error_set(err, ERROR_AGAIN, "ended early");
        if (!plan_groups(coalitions, go, &unknown[first], err))
            return false;
    }
    for (int i = 0; i < count; i++)
        coalition_known(&coalitions->memory, group[i], &cost[i]);
    return true;
}
