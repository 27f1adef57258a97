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

#include "plan/scenario.h"

struct problem;  /* solver/solver.h */
struct solution; /* solver/solver.h */

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
 * Shipments that no rate, restriction, terminal or agreement tells apart share a cargo class. Where the network has the
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
    int *cargo_of;                /**< [shipments] */
    struct money *money;          /**< [cargoes * arcs] per tonne, or MONEY_CLOSED */
    struct money default_penalty; /**< for shipments that state none */
};

/** Builds it; NULL with findings in `diag` where a needed rate is missing or ambiguous. */
struct virtual_network *virtual_new(const struct scenario *scenario, const struct variant *variant,
                                    struct diag *diag);
void virtual_free(struct virtual_network *virtual_network); /* NULL is fine */

/** Whose permission the arc takes: the jurisdiction of its link or terminal; NULL = nobody's. Public roads: NULL, unless `roads`. */
const char *arc_owner(const struct virtual_network *virtual_network, int arc, bool roads);
/** Whether shipments of the cargo class are at home there. Under variant.tell_homes; else only of owners whose terms differ for others. */
bool cargo_at_home(const struct virtual_network *virtual_network, int cargo, const char *owner);

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
extern const char *const PLAN_STATUS_MEANS[]; /**< the same for a person; translated where it is shown */

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

/** What costs something to have open: a link or a terminal with a fixed cost. */
struct plan_facility {
    int link, terminal; /**< one of them is -1 */
    bool open, on_call; /**< on_call: the plan decides; else it is open, and paid for, in any case */
    struct money fixed_cost;
    int64_t flow_kg; /**< over it: both directions; loaded and unloaded */
    bool has_value;
    wide
        value_e4; /**< has_value: what the best plan without it (it is open) or with it (it is not) costs more */
};

enum budget_quantity { BUDGET_NONE, BUDGET_COST, BUDGET_MEAN_HOURS, BUDGET_CO2 };

/** What a plan may use at most, beside capacities: plan/budget.h. */
struct plan_budget {
    enum budget_quantity quantity;
    wide limit,
        used; /**< in 10^-budget_places() of its unit: the currency, hours a tonne asked for, tonnes CO2e */
    wide
        shadow_price_e10; /**< >= 0: what less of it would cost, per unit of money, tonne-hour or tonne CO2e */
};

struct plan_digest; /* plan/history.h */

struct plan {
    enum plan_status status;
    struct plan_budget budget;  /**< BUDGET_NONE: made without one */
    struct plan_digest *digest; /**< what its file says under "summary"; NULL: no file, or none there */
    struct variant variant;     /**< lists of links and terminals are owned by the plan */
    int *closed_link, *closed_terminal, *shut_link, *shut_terminal;
    const char **grant, **drop; /**< those of the variant, owned */
    double gap_limit;           /**< asked for */
    char tariff_hash[HASH_TEXT], input_hash[HASH_TEXT];
    char made_with[EDITS_WORDS]; /**< "--scenario a --rate fuel=+20%": changes to the files; "" = none */
    char plan_hash[HASH_TEXT];   /**< over everything else here (plan/hash_plan.c): set by plan_seal() */

    /* Totals; rounded once from exact sums. objective = cost + time_cost + penalty. */
    wide objective_e4, cost_e4, time_cost_e4, penalty_e4;
    wide fixed_cost_e4; /**< of all facilities that are open: part of cost_e4, and of no leg */
    bool has_opening_bound;
    wide
        opening_bound_e4; /**< no choice of facilities makes a better plan than this, as the search found; bound_e4 without a search */
    wide bound_e4;         /**< proven lower bound of the objective, rounded down */
    wide capacity_rent_e4; /**< sum of capacity x shadow price */
    wide tonne_hours_e6;
    int64_t unmet_kg;
    double gap;  /**< (objective - bound) / |objective| */
    bool sealed; /**< bound, gap and status are set: plan_seal() */

    int shipments, paths, legs, links, items, resources, facilities;
    struct plan_facility *facility; /**< in the order of links, then terminals */
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
    double
        gap_to_settle; /**< gap, but for what whole kilograms must leave of a budget: what status goes by */
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
    struct plan_sum total;      /**< its money with fixed costs, its items without: of no commodity or mode */
    wide fixed_e7;              /**< fixed costs */
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

/** Paths alone, in the order given, as plan_lift() makes them; what else a plan holds is of no meaning. */
struct plan *plan_lift_ways(const struct compiled *compiled, const struct solution *ways);

/** The cargo class that a class of the problem weighs. */
int compiled_cargo(const struct compiled *compiled, int class_number);

/* ---- what is asked of plans; all of it is part of this header ------------------------------------------------- */

#include "plan/budget.h"
#include "plan/chain.h"
#include "plan/compare.h"
#include "plan/conflict.h"
#include "plan/cooperation.h"
#include "plan/differences.h"
#include "plan/edits.h"
#include "plan/explain.h"
#include "plan/frontier.h"
#include "plan/history.h"
#include "plan/openings.h"
#include "plan/partners.h"
#include "plan/quote.h"
#include "plan/ranges.h"
#include "plan/standing.h"
#include "plan/stress.h"
#include "plan/timetable.h"
#include "plan/vehicles.h"

#endif
