// SPDX-License-Identifier: GPL-3.0-or-later
/* The report floor: const in, bytes out. Writes to the stream it is given; write errors show in ferror(). */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "plan/plan.h"

#include <stdio.h>

/** How text is laid out. */
struct style {
    int width;    /**< columns, >= 60; 80 where unknown */
    bool painted; /**< terminal colours */
    bool brief;   /**< totals and bottlenecks only */
};

/** The plan for a person: one screen of totals, then shipments with their paths, then bottlenecks. */
void report_plan_text(const struct plan *plan, const struct virtual_network *network, struct style style,
                      FILE *out);
/** One line: no plan keeps the budget; the least that is needed, counted as its limit is. */
void report_budget_too_low(const struct plan_budget *budget, wide least, const struct network *network,
                           FILE *out);
/** angkut-plan/1, see doc/formats.md. */
void report_plan_json(const struct plan *plan, const struct scenario *scenario, FILE *out);
/** One row a leg, and one for what stays behind of a shipment. */
void report_plan_csv(const struct plan *plan, const struct scenario *scenario, FILE *out);

/** The paths of a plan by the clock, all leaving then: what it takes by the departures listed, and by the plan. */
void report_clock_text(const struct plan *plan, const struct scenario *scenario, struct moment leaves,
                       struct style style, FILE *out);
/** The plan in whole vehicles, a section of its own. */
void report_vehicles_text(const struct whole_vehicles *whole, const struct plan *plan,
                          const struct virtual_network *network, struct style style, FILE *out);
/** report_plan_json() and, where `leaves` is not NULL, the member "clock"; where `whole` is not, "vehicles". */
void report_plan_json_leaving(const struct plan *plan, const struct scenario *scenario,
                              const struct moment *leaves, const struct whole_vehicles *whole, FILE *out);

/** What `tariff status` says: the answer and its proof, then what changed. `network`: the new rates'. */
void report_standing_text(const struct standing *standing, const struct virtual_network *network,
                          struct style style, FILE *out);
/** angkut-status/1, see doc/formats.md. */
void report_standing_json(const struct standing *standing, const struct virtual_network *network, FILE *out);

/** What an edition would change: for a person, angkut-changes/1 (doc/formats.md), and one row a change. */
void report_changes_text(const struct changes *changes, const struct network *network, struct style style,
                         FILE *out);
void report_changes_json(const struct changes *changes, const char *name, int64_t serial,
                         const struct network *network, FILE *out);
void report_changes_csv(const struct changes *changes, FILE *out);

/** The rates in force on the day, by item, then tariff_id; *count of them, new memory that borrows the book. */
const struct rate **rates_list(const struct book *book, struct date date, int *count);
/** All rates of the item and keys that this tariff has, by their days; none where there is no such tariff. As above. */
const struct rate **rates_of(const struct book *book, const char *tariff_id, int *count);
/** Rates with where they come from; JSON: angkut-rates/1; CSV: the columns of the book, and the place. */
void report_rates_text(const struct rate *const *rate, int count, struct style style, FILE *out);
void report_rates_json(const struct rate *const *rate, int count, const char *currency, FILE *out);
void report_rates_csv(const struct rate *const *rate, int count, FILE *out);
/** One line: the links and nodes at which the tariff is paid. */
void report_rate_arcs(const struct virtual_network *network, const char *tariff_id, FILE *out);

/**
 * angkut-tariff/1, see doc/feed.md: its rates that are in force on `since` or later (DATE_EVER: all), one a line. A feed
 * that says something feed_read() refuses is written all the same.
 */
void report_feed(const struct feed *feed, struct date since, FILE *out);

/** How far tariffs may move: tables, what happens at the ends, curves. */
void report_sensitivity_text(const struct sensitivity *sensitivity, const struct virtual_network *network,
                             const struct sensitivity_settings *settings, struct style style, FILE *out);
/** angkut-sensitivity/1, see doc/formats.md. */
void report_sensitivity_json(const struct sensitivity *sensitivity, const struct virtual_network *network,
                             const struct sensitivity_settings *settings, FILE *out);
/** One row a range; with a curve, one row a turn. */
void report_sensitivity_csv(const struct sensitivity *sensitivity,
                            const struct sensitivity_settings *settings, FILE *out);

/** What closures cost: a table and the worst ones in words; angkut-stress/1 (doc/formats.md); one row a case. */
void report_stress_text(const struct stress *stress, const struct virtual_network *network,
                        struct style style, FILE *out);
void report_stress_json(const struct stress *stress, const struct virtual_network *network, FILE *out);
void report_stress_csv(const struct stress *stress, const struct network *roads, FILE *out);

/** What conflicts where demand can't move, and what would help, for a person; angkut-conflict/1 (doc/formats.md). */
void report_conflicts_text(const struct conflicts *conflicts, const struct virtual_network *network,
                           struct style style, FILE *out);
void report_conflicts_json(const struct conflicts *conflicts, const struct virtual_network *network,
                           FILE *out);

/** What differs between two plans, and by which cause; angkut-compare/1 (doc/formats.md); one row a number. */
void report_comparison_text(const struct comparison *comparison, struct style style, FILE *out);
void report_comparison_json(const struct comparison *comparison, FILE *out);
void report_comparison_csv(const struct comparison *comparison, FILE *out);

/** What one delivery costs, a page; of many a table; angkut-quote/1 (doc/formats.md); one row a choice. `count` >= 1. */
void report_quote_text(const struct quote *quote, struct style style, FILE *out);
void report_quotes_text(const struct quote *const *quote, int count, struct style style, FILE *out);
void report_quotes_json(const struct quote *const *quote, int count, FILE *out);
void report_quotes_csv(const struct quote *const *quote, int count, FILE *out);

/** Why a shipment goes its way, where its money comes from; what a link or terminal is worth. JSON: angkut-explain/1. */
void report_explained_shipment_text(const struct explained_shipment *explained, const struct plan *plan,
                                    const struct virtual_network *network, struct style style, FILE *out);
void report_explained_shipment_json(const struct explained_shipment *explained, const struct plan *plan,
                                    const struct virtual_network *network, FILE *out);
void report_explained_place_text(const struct explained_place *explained,
                                 const struct virtual_network *network, struct style style, FILE *out);
void report_explained_place_json(const struct explained_place *explained,
                                 const struct virtual_network *network, FILE *out);
void report_explained_cost_text(const struct explained_cost *explained, const struct plan *plan,
                                const struct virtual_network *network, struct style style, FILE *out);
void report_explained_cost_json(const struct explained_cost *explained, const struct plan *plan,
                                const struct virtual_network *network, FILE *out);

/** Plans between two objectives: a table, and who moves from one to the next; angkut-frontier/1; one row a plan. */
void report_frontier_text(const struct frontier *frontier, const struct virtual_network *network,
                          struct style style, FILE *out);
void report_frontier_json(const struct frontier *frontier, const struct virtual_network *network, FILE *out);
void report_frontier_csv(const struct frontier *frontier, FILE *out);

/** What `verify` says of a plan that holds or does not. */
void report_verdict(const struct verdict *verdict, const struct plan *plan, const struct network *network,
                    FILE *out);

/**
 * The arc-flow linear program of the same problem, in the strong form: flows aggregated by origin and class,
 * arcs that can't be used left out. Names are short safe tokens made of ids; a comment maps them. CPLEX LP,
 * or free MPS. Hour limits can't be said in it: a comment names the shipments concerned, and the optimum is
 * then a lower bound.
 */
void report_lp(const struct compiled *compiled, FILE *out);
void report_mps(const struct compiled *compiled, FILE *out);

/** Who pays what: for a person, angkut-allocation/1 (doc/formats.md), one row a player and rule. */
void report_cooperation_text(const struct cooperation *cooperation, const struct virtual_network *network,
                             struct style style, FILE *out);
void report_cooperation_json(const struct cooperation *cooperation, const struct virtual_network *network,
                             FILE *out);
void report_cooperation_csv(const struct cooperation *cooperation, FILE *out);
/** Plans side by side: tables and trends, angkut-history/1 (doc/formats.md), one row a plan. At least one plan. */
void report_history_text(const struct history *history, struct style style, FILE *out);
void report_history_json(const struct history *history, FILE *out);
void report_history_csv(const struct history *history, FILE *out);
/** One page for a member: what it ships, what it pays by each rule, alone, what it saves, and what the words mean. */
void report_statement_text(const struct cooperation *cooperation, int player,
                           const struct virtual_network *network, struct style style, FILE *out);

/** What each jurisdiction is worth: for a person, angkut-partners/1 (doc/formats.md), one row a jurisdiction. */
void report_partners_text(const struct partners *partners, const struct virtual_network *network,
                          struct style style, FILE *out);
void report_partners_json(const struct partners *partners, const struct virtual_network *network, FILE *out);
void report_partners_csv(const struct partners *partners, FILE *out);
/** What more capacity would bring; angkut-invest/1; one row a capacity. */
void report_investments_text(const struct investments *investments, const struct virtual_network *network,
                             struct style style, FILE *out);
void report_investments_json(const struct investments *investments, const struct virtual_network *network,
                             FILE *out);
void report_investments_csv(const struct investments *investments, const struct network *roads, FILE *out);

#include "report/exports.h"

#endif
