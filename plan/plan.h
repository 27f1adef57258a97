// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The plan floor: what flows mean. Data goes down once and comes up once:
 *
 *   files - scenario_load -> scenario - plan_compile -> problem - solve -> solution - plan_lift -> plan - report
 *                                \--------------------- plan_verify -----------------------------/
 *
 * A scenario (network + book + shipments) never changes once loaded. What a verb varies (date, value of time,
 * closures) is a `struct variant`, applied when the virtual network is built. A plan holds exactly what a plan
 * file holds, in exact units; plan_verify() recomputes every number of it from the scenario alone.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "network/network.h"
#include "tariff/tariff.h"

struct problem;  /* solver/solver.h */
struct solution; /* solver/solver.h */

/* ---- scenario: the data set in memory ------------------------------------------------------------------ */

struct commodity {
    const char *id, *name, *cargo_form;
    struct money value_per_t;
    int64_t holding_rate_e6_per_year, decay_e6_per_day; /**< shares of the value */
    int line;
};

struct shipper {
    const char *id, *name, *region;
    int line;
};

struct shipment {
    const char *id, *status;
    int shipper, commodity;  /**< -1 = none stated */
    int origin, destination; /**< nodes */
    int64_t quantity_kg;     /**< > 0 */
    int64_t max_uh;          /**< -1 = no limit */
    bool has_vot, has_penalty;
    struct money vot_per_t_h, penalty_per_t;
    int line;
};

struct scenario {
    char *dir;
    struct names *names; /**< all words */
    struct network *network;
    struct book *book;
    int commodities, shippers, shipments;
    struct commodity *commodity;
    struct shipper *shipper;
    struct shipment *shipment;
    struct names *commodity_ids, *shipper_ids, *shipment_ids;
    char input_hash[HASH_TEXT]; /**< over roads/ and shipments/, as doc/formats.md says; not over tariffs/ */
};

/** Reads the folder, reporting every fault of every file to `diag`; NULL if there was an error. */
struct scenario *scenario_load(const char *dir, struct diag *diag);
void scenario_free(struct scenario *scenario); /* NULL is fine */

/** What a verb varies. */
struct variant {
    struct date as_of;
    bool has_vot;
    struct money vot_per_t_h; /**< for every shipment, instead of its own */
    int closed_links;
    const int *closed_link; /**< link indexes, ascending; borrowed */
};

/** The shipment's value of time under the variant (doc/model.md): Rp per tonne-hour, 1/10 000, rounded once. */
struct money shipment_vot(const struct scenario *scenario, const struct variant *variant, int shipment);

/* ---- virtual network: the scenario as vertices and priced arcs --------------------------------------------- */

/** A node at rest (vehicle -1), or a node aboard a vehicle type. */
struct vertex {
    int node, vehicle;
};

enum arc_kind { ARC_HAUL, ARC_LOAD, ARC_UNLOAD };

struct arc {
    enum arc_kind kind;
    int tail, head;  /**< vertices */
    int vehicle;     /**< vehicle type */
    int link;        /**< ARC_HAUL; else -1 */
    bool backward;   /**< ARC_HAUL: against the link's from -> to */
    int terminal;    /**< ARC_LOAD, ARC_UNLOAD where one stands; else -1 */
    int resource;    /**< or -1 */
    int64_t time_uh; /**< with waits and handling */
};

/** A shared capacity: a link in one direction, or a terminal's throughput. */
struct resource {
    int link, terminal; /**< one of them is -1 */
    bool backward;
    int64_t capacity_kg;
};

enum { MONEY_CLOSED = -1 }; /**< e4 of an arc that a cargo class may not use */

/**
 * Commodities that no rate, restriction or terminal tells apart share a cargo class. Where the network has the
 * one abstract vehicle a vertex is a node and there are only haul arcs.
 */
struct virtual_network {
    const struct scenario *scenario;
    struct variant variant;
    struct tariff *tariff;
    int vertices, arcs, resources, cargoes;
    struct vertex *vertex;
    struct arc *arc;              /**< haul arcs first, in order of link, direction, vehicle */
    struct resource *resource;    /**< links first, in order; then terminals */
    int *rest;                    /**< [network nodes] the node's vertex at rest: where paths start and end */
    unsigned char *no_through;    /**< [vertices] or NULL: may start or end a path, never lies inside one */
    int *cargo_of_commodity;      /**< [commodities + 1], the last for shipments without; -1 = unused */
    struct money *money;          /**< [cargoes * arcs] per tonne, or MONEY_CLOSED */
    struct money default_penalty; /**< for shipments that state none */
};

/** Builds it; NULL with findings in `diag` where a needed rate is missing or ambiguous. */
struct virtual_network *virtual_new(const struct scenario *scenario, const struct variant *variant,
                                    struct diag *diag);
void virtual_free(struct virtual_network *virtual_network); /* NULL is fine */

/** The cargo class of a shipment. */
int virtual_cargo(const struct virtual_network *virtual_network, int shipment);

/** The arc's money, item by item with its rates; their sum is virtual_network->money. The arc is open to the cargo. */
void virtual_itemise(const struct virtual_network *virtual_network, int arc, int cargo,
                     struct cost_line line[ITEM_COUNT], int *lines);

/** The penalty per tonne unmet of a shipment. */
struct money virtual_penalty(const struct virtual_network *virtual_network, int shipment);

/* ---- problem and plan --------------------------------------------------------------------------------------- */

/** The virtual network as the solver sees it. */
struct compiled;
struct compiled *plan_compile(const struct scenario *scenario, const struct variant *variant,
                              struct diag *diag);
void compiled_free(struct compiled *compiled); /* NULL is fine */
const struct problem *compiled_problem(const struct compiled *compiled);
const struct virtual_network *compiled_network(const struct compiled *compiled);

enum plan_status { PLAN_OPTIMAL, PLAN_INFEASIBLE, PLAN_LIMIT };
extern const char *const PLAN_STATUS[];       /**< "optimal", "infeasible", "limit" */
extern const char *const PLAN_STATUS_MEANS[]; /**< the same for a person */

/** Money per tonne of a leg for one item under one rate. */
struct plan_item {
    enum item item;
    const char *tariff_id; /**< NULL for the network's own amounts */
    struct money per_t;
};

/** One movement on one mode and vehicle type; loading belongs to its leg, so does unloading. */
struct plan_leg {
    const char *mode;      /**< of its links */
    int vehicle;           /**< vehicle type */
    int from, to;          /**< nodes */
    int first_link, links; /**< into plan.link */
    int first_item, items; /**< into plan.item */
    int64_t length_mm, time_uh;
    struct money per_t; /**< sum of its items */
};

struct plan_path {
    int64_t quantity_kg; /**< > 0 */
    int first_leg, legs; /**< into plan.leg; none where origin = destination */
    int64_t time_uh;
    struct money per_t;
};

struct plan_shipment {
    int64_t unmet_kg;
    int first_path, paths; /**< into plan.path, by decreasing quantity */
};

struct plan_resource {
    int link, terminal; /**< one of them is -1 */
    bool backward;
    int64_t flow_kg, capacity_kg;
    struct money shadow_price; /**< per tonne, >= 0: what one more tonne of capacity would save */
};

struct plan {
    enum plan_status status;
    struct variant variant; /**< closed_link owned by the plan */
    int *closed_link;
    double gap_limit; /**< asked for */
    char tariff_hash[HASH_TEXT], input_hash[HASH_TEXT];
    char plan_hash[HASH_TEXT]; /**< over everything else here (plan/hash_plan.c): set by plan_seal() */

    /* Totals; rounded once from exact sums. objective = cost + time_cost + penalty. */
    wide objective_e4, cost_e4, time_cost_e4, penalty_e4;
    wide bound_e4;         /**< proven lower bound of the objective, rounded down */
    wide capacity_rent_e4; /**< sum of capacity x shadow price */
    wide tonne_hours_e6;
    int64_t unmet_kg;
    double gap;  /**< (objective - bound) / |objective| */
    bool sealed; /**< bound, gap and status are set: plan_seal() */

    int shipments, paths, legs, links, items, resources;
    struct plan_shipment *shipment; /**< [scenario shipments], in their order */
    struct plan_path *path;
    struct plan_leg *leg;
    int *link; /**< link indexes in travelling order */
    struct plan_item *item;
    struct plan_resource *resource; /**< those of the virtual network, in order */
};

/** Flows and prices as a plan; all but bound, gap and status. `gap_limit` as asked of the solver. */
struct plan *plan_lift(const struct compiled *compiled, const struct solution *solution, double gap_limit,
                       struct error *err);
void plan_free(struct plan *plan); /* NULL is fine */

/** What verification found, recomputed from the scenario and the plan's flows and shadow prices alone. */
struct verdict {
    bool holds; /**< no error was reported */
    wide objective_e4, bound_e4;
    double gap;
};

/**
 * Recomputes everything a plan says: paths, hours limits, capacities, money by item, totals, and the bound L(price)
 * by its own exact shortest paths. Reports each disagreement to `diag` (what the plan says, what is true). An
 * unsealed plan says nothing yet about bound, gap and status. A plan of other files, or of rates that have changed
 * since, is judged no further. Includes nothing of the solver.
 */
struct verdict plan_verify(const struct plan *plan, const struct scenario *scenario, struct diag *diag);

/** Enters the proven bound and gap into a fresh plan and settles its status. */
void plan_seal(struct plan *plan, const struct verdict *verdict);

/**
 * Reads a plan file (angkut-plan/1); ids are looked up in the scenario. NULL with findings at its lines. Of a plan made
 * from other files no more than its input_hash is there: plan_verify() then says so.
 */
struct plan *plan_read(const char *path, const struct scenario *scenario, struct diag *diag);

/* ---- how two plans differ ------------------------------------------------------------------------------------- */

/** What the objective is made of: the money of each item, then these. */
enum { PART_TIME = ITEM_COUNT, PART_PENALTY, PART_COUNT };
const char *part_name(int part); /**< "fuel", "time", "penalty" */
/** The parts of plan->objective_e4, in 1e-7 of the currency; they add up to it exactly. Items are exact. O(items) */
void plan_parts(const struct plan *plan, wide part_e7[PART_COUNT]);

/** Tonnes of a shipment that leave one path for another. */
struct plan_move {
    int shipment;
    int from, to; /**< paths of the plan before and of the one after; -1 = the tonnes stay behind */
    int64_t quantity_kg;
    wide saving_e13; /**< money, value of time and penalty that they save; in 1e-13 of the currency */
};

/**
 * What moves between two plans of one scenario, dearest first (by the size of the saving). Paths of the same links and
 * vehicle types are one; of what leaves several paths for several others the first leaves for the first. Where both
 * plans were priced by the network, their savings add up to the difference of the objectives. New memory, *count of
 * them. O(paths of a shipment, squared).
 */
struct plan_move *plan_moves(const struct plan *before, const struct plan *after,
                             const struct virtual_network *network, int *count);

/* ---- does a plan still stand --------------------------------------------------------------------------------- */

enum standing_answer {
    STANDING_UNCHANGED,  /**< rates, money and bound are those the plan was made with */
    STANDING_OPTIMAL,    /**< changed, and proven still optimal within the gap */
    STANDING_OUTDATED,   /**< there is a plan that costs less */
    STANDING_IMPOSSIBLE, /**< its flows are no longer allowed */
    STANDING_UNPROVEN    /**< no better plan is known, and none is ruled out */
};
extern const char *const STANDING_ANSWERS[]; /**< "unchanged" ... */

/** What proves the answer. */
enum standing_proof { PROOF_NONE, PROOF_SAME_RATES, PROOF_OLD_PRICES, PROOF_NEW_PLAN };
extern const char *const STANDING_PROOFS[]; /**< "none", "same_rates", "old_shadow_prices", "new_plan" */

/** A rate whose money in the plan has changed; of rates that took each other's place, both. */
struct rate_move {
    enum item item;
    const char *before, *after; /**< tariff ids; NULL = none */
    wide before_e7, after_e7;   /**< what the plan's flows pay under them */
};

struct standing {
    enum standing_answer answer;
    enum standing_proof proof;
    const struct plan *plan; /**< the old one; borrowed */
    struct plan *repriced;   /**< its flows under the new rates, sealed; NULL where they are not allowed */
    struct plan *anew;       /**< the best plan found since, or NULL */
    struct diag *broken;     /**< why the flows are not allowed */
    double gap_limit;
    wide bound_e4;     /**< no plan costs less; the better of what is known */
    double gap;        /**< of the repriced plan to that bound */
    wide saving_e4;    /**< repriced minus anew */
    int changes, moves;
    struct rate_move *change; /**< dearest first */
    struct plan_move *move;   /**< from the old plan's paths to anew's; only where answer says outdated or impossible */
};

/** Whether the plan is one of this data set, and whole. ERROR_INPUT where not. */
bool plan_fits(const struct plan *plan, const struct scenario *scenario, struct error *err);

/**
 * Judges a plan that fits under the rates and rules of another variant: its own value of time and closures, another
 * date. Prices its flows anew, verifies them, and bounds the best plan from below by the plan's own shadow prices.
 * Nothing is solved. `plan` and `compiled` outlive the result.
 */
struct standing *standing_new(const struct plan *plan, const struct compiled *compiled, double gap_limit,
                              struct error *err);
void standing_free(struct standing *standing); /* NULL is fine */

/** Whether only a new plan can tell (STANDING_UNPROVEN), or is asked for (STANDING_IMPOSSIBLE). */
bool standing_is_open(const struct standing *standing);

/** Settles the answer by a new, sealed plan of the same `compiled`, which it takes. */
void standing_settle(struct standing *standing, const struct compiled *compiled, struct plan *anew);

/* ---- what a plan amounts to ----------------------------------------------------------------------------------- */

/** Exact sums over legs, in their natural units. */
struct plan_sum {
    int64_t quantity_kg;      /**< moved (by mode: by paths that use the mode) */
    wide kg_mm;               /**< 1e-9 t km */
    wide kg_uh;               /**< 1e-9 t h */
    wide money_e7;            /**< kg x e4 */
    wide item_e7[ITEM_COUNT]; /**< the same by item */
    wide co2e;                /**< 1e-12 g, well to wheel */
};

struct plan_summary {
    struct plan_sum total;
    struct plan_sum *commodity; /**< [commodities + 1], the last for shipments without */
    int modes;
    const char **mode; /**< those in use, in order of the vehicle types' modes, then of first use */
    struct plan_sum *by_mode;
};
struct plan_summary *plan_summarise(const struct plan *plan, const struct scenario *scenario);
void plan_summary_free(struct plan_summary *summary); /* NULL is fine */

/**
 * Why a shipment's rest could not move: the full resources on its cheapest way (or, where that takes more than its
 * hours, on its fastest), or how far one can get. Reachable and no resource: its penalty is below what the way costs.
 */
struct obstacle {
    bool reachable; /**< there is a way, and it keeps the hours */
    int furthest;   /**< node nearest the destination one can get to; the destination where there is a way */
    int64_t fastest_uh; /**< hours of that way; not reachable but >= 0: it takes more than max_hours */
    int resources;
    const int *resource; /**< plan.resource indexes that are full and stand in the way, in travelling order */
};
/** For one shipment of the plan; the result is ended with obstacle_release(). */
struct obstacle plan_obstacle(const struct plan *plan, const struct virtual_network *virtual_network,
                              int shipment);
void obstacle_release(struct obstacle *obstacle);

/** Whether more of the shipment would move, nothing else changed, if the resource alone had more capacity. */
bool plan_would_move(const struct plan *plan, const struct virtual_network *virtual_network, int shipment,
                     int resource);

/**
 * The warnings of `check` that need the whole scenario: unreachable demand (naming the shipment and how far one can
 * get), rates that a cost needs and does not find, ambiguous rates, capacities under demand (naming the cut, by
 * maximum flow from each origin and to each destination), hour limits no path keeps.
 */
void scenario_check(const struct scenario *scenario, const struct variant *variant, struct diag *diag);

/** Warns of rates, as of a feed, that name what the scenario has not, and so would never apply to it. */
void rates_check_names(const struct scenario *scenario, const struct book *rates, struct diag *diag);

/* ---- how far tariffs may move ----------------------------------------------------------------------------------- */

/** Rates that move together, each by the same share of its amount. */
struct rate_group {
    enum item item;
    const struct rate *rate; /**< the one, or NULL: all of the item that are in force */
};

/** Tonnes of a shipment that change their way; a way is a path of sensitivity.ways, or -1: they stay behind. */
struct path_change {
    int shipment;
    int64_t quantity_kg;
    int from, to;
};

/**
 * Where another plan takes over. Places are shares of today's amounts: 0.1 = ten per cent dearer, -1 = free. Slopes
 * are money per whole share (100 per cent): what a plan pays under the rates at today's amounts.
 */
struct turn {
    double share;
    double total;              /**< money, time and penalties of the best plan there */
    double below, above;       /**< slopes of the total to either side of it */
    int first_change, changes; /**< into sensitivity.change: as the share goes on, away from 0 */
};

enum range_kind {
    RANGE_MOVES,
    RANGE_IDLE, /**< no rate of the group prices an arc of the network: the plan never asks for it */
    RANGE_ZERO, /**< all their amounts are 0: there is no share to move */
};
enum { FALL, RISE };

/** In which range of its tariffs the plan stays optimal. */
struct rate_range {
    struct rate_group group;
    enum range_kind kind;
    int rates;              /**< how many move */
    const struct rate *only; /**< where one moves, that one; else NULL */
    double paid;            /**< under them, by the plan: the slope of its total */
    bool ends[2];           /**< [FALL] false: optimal down to nothing; [RISE] false: optimal however dear */
    struct turn end[2];     /**< where there is one; of share 0: another plan costs the same today */
    double low_total, high_total; /**< of the curve's ends, where it was asked for */
    int first_turn, turns;  /**< of the curve, ascending; into sensitivity.turn */
};

struct sensitivity {
    double total, unmet_t; /**< of the plan, in fractions of kilograms: what the ranges speak of */
    double gap; /**< proven of each of the problems solved: the widest (objective - bound) / objective */
    int solves;
    int ranges, turns, changes;
    struct rate_range *range; /**< [groups], in their order */
    struct turn *turn;
    struct path_change *change;
    struct plan *ways; /**< no plan, but its path, leg, link and item: what the changes speak of */
};

struct sensitivity_settings {
    bool curve;
    double low, high; /**< of the curve: -1 <= low <= 0 <= high, shares */
    int threads;      /**< as of the solver */
    void (*progress)(void *context, int done, int groups); /**< may be NULL */
    void *context;
};

/**
 * The exact range of each group in which the plan stays optimal, every arc moving that its rates price, and the other
 * plan that is best beyond: doc/model.md, "Sensitivity". ERROR_SOLVER. For each group a few solves.
 */
struct sensitivity *plan_sensitivity(const struct compiled *compiled, const struct rate_group *group,
                                     int groups, const struct sensitivity_settings *settings,
                                     struct error *err);
void sensitivity_free(struct sensitivity *sensitivity); /* NULL is fine */

/** Paths alone, in the order given, as plan_lift() makes them; what else a plan holds is of no meaning. */
struct plan *plan_lift_ways(const struct compiled *compiled, const struct solution *ways);

/** The cargo class that a class of the problem weighs. */
int compiled_cargo(const struct compiled *compiled, int class_number);

#endif
