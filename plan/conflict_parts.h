// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: how conflicts are found. The data set without its capacities, hours, restrictions and closures is one
 * virtual network; each of those is a row that stands or falls by itself. Costs are 0: can it move at all?
 */
#ifndef PLAN_CONFLICT_PARTS_H
#define PLAN_CONFLICT_PARTS_H

#include "plan/plan.h"
#include "solver/solver.h"

/** A row that keeps a class of shipments from an arc. */
struct block {
    int row;
    size_t at; /**< class * arcs + arc */
};

struct conflicting {
    const struct compiled *compiled;
    const struct scenario *scenario;
    const struct variant *variant;
    const struct conflict_settings *settings;
    struct conflicts *found;
    /* The open network: its scenario is the given one, less restrictions. */
    struct scenario open;
    struct network roads;
    struct virtual_network *network;
    int rows, row_room;
    struct limit *row;             /**< first the demands, in order */
    int *capacity_row, *hours_row; /**< [resources], [shipments]; -1 = none */
    int *closure_row;              /**< [arcs] or -1 */
    int *class_of, classes;        /**< [shipments] by commodity and cargo class of the open network */
    int *commodity_of;             /**< [classes] or -1 */
    int *cargo_of;                 /**< [classes] */
    struct block *block;
    int blocks, block_room;
    int64_t *capacity_kg, *max_uh; /**< [resources], [shipments] as they are tried */
    double tolerance;              /**< tonnes */
};

void conflict_open(struct conflicting *conflicting);
void conflict_close(struct conflicting *conflicting);

/** What moves at best under the rows that are in. */
struct trial {
    bool feasible;
    double unmet;              /**< tonnes; of an overflow trial the tonnes of capacity missing */
    struct solution *solution; /**< of the shipments below */
    int *shipment;             /**< [solution's shipments] */
    int shipments, arcs;       /**< of an overflow trial arc a >= arcs stands for overflow_arc[a - arcs] */
    int *overflow_arc;
};

/**
 * in [rows]. `overflow`: capacities may be exceeded; found is the least sum of what is missing, and what can't move
 * even so is not feasible. False: *err.
 */
bool conflict_try(struct conflicting *conflicting, const bool *in, bool overflow, struct trial *trial,
                  struct error *err);
void trial_release(struct trial *trial);

/** Whether the demands can all move under the rows that are in. False: *err. */
bool conflict_feasible(struct conflicting *conflicting, const bool *in, bool *feasible, struct error *err);

/** Takes rows out of an infeasible `in` until it is minimal. False: *err. */
bool conflict_filter(struct conflicting *conflicting, bool *in, struct error *err);

/**
 * Appends the conflicts, those of the fewest limits first. Shipments that nothing lets move leave `in` [rows]; `first`
 * [rows] receives a conflict that is not theirs, *any whether there is one. False: *err.
 */
bool conflict_list(struct conflicting *conflicting, bool *in, bool *first, bool *any, struct error *err);

int64_t conflict_whole_kg(double tonnes); /**< rounded up */

/** Appends the repairs: one limit changed, or where none is enough several, and staying behind. False: *err. */
bool conflict_repairs(struct conflicting *conflicting, const bool *demands, const bool *first,
                      struct error *err);

/** Least steps by which one row changed lets all of `in` move; *steps 0 where none does. At most one. */
bool repair_of_row(struct conflicting *conflicting, const bool *in, int row, struct repair_step *step,
                   bool *works, struct error *err);

/** What is tried first: hours, to open what is closed, or to lift one limit of each conflict. Capacities come last. */
enum together { TOGETHER_HOURS, TOGETHER_REOPEN, TOGETHER_LIFT, TOGETHER_COUNT };

/** Steps that together let all of `in` move. New memory; NULL: *err or none. */
struct repair_step *repair_together(struct conflicting *conflicting, const bool *in, enum together how,
                                    int *steps, struct error *err);

/**
 * Plans the data set with the steps taken, no penalties stated; *plan NULL where it has no rates for it. False: *err.
 */
bool repair_replan(struct conflicting *conflicting, const struct repair_step *step, int steps,
                   struct plan **plan, struct error *err);

#endif
