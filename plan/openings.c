// SPDX-License-Identifier: GPL-3.0-or-later
/* Which facilities to open (doc/model.md, "Facilities"). */
#include "plan/plan.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rounded down: what is printed is still a bound. Out of the range of money it says nothing. */
static wide down_e4(double money) {
    const double most = 1e20;
    return money > -most && money < most ? (wide)floor(money * 1e4) : 0;
}

static void list_shut(struct openings *openings) {
    const struct facilities *facilities = openings->facilities;
    openings->shut_link = xcalloc((size_t)facilities->count, sizeof *openings->shut_link);
    openings->shut_terminal = xcalloc((size_t)facilities->count, sizeof *openings->shut_terminal);
    for (int f = 0; f < facilities->count; f++) {
        if (openings->open[f])
            continue;
        if (facilities->link[f] >= 0)
            openings->shut_link[openings->shut_links++] = facilities->link[f];
        else
            openings->shut_terminal[openings->shut_terminals++] = facilities->terminal[f];
    }
}

static struct opening *decide(const struct compiled *compiled, const struct facilities *facilities,
                              const struct solver_settings *settings, struct error *err) {
    const struct opening_problem problem = {.problem = compiled_problem(compiled),
                                            .facilities = facilities->count,
                                            .fixed_cost = facilities->cost,
                                            .facility_of_arc = facilities->of_arc};
    return solve_opening(&problem, settings, err);
}

struct openings *plan_open(const struct compiled *compiled, const struct solver_settings *settings,
                           struct error *err) {
    struct openings *openings = xcalloc(1, sizeof *openings);
    openings->facilities = facilities_of(compiled_network(compiled));
    int count = openings->facilities->count;
    openings->open = xcalloc((size_t)count, 1);
    if (count == 0)
        return openings;
    struct opening *opening = decide(compiled, openings->facilities, settings, err);
    if (opening == NULL) {
        openings_free(openings);
        return NULL;
    }
    memcpy(openings->open, opening->open, (size_t)count);
    openings->bound_e4 = openings->facilities->always_e4 + down_e4(opening->bound);
    openings->gap = opening->gap;
    openings->nodes = opening->nodes;
    openings->cuts = opening->cuts;
    openings->limit = opening->status == SOLVER_LIMIT;
    openings->solution = TAKE(opening->solution);
    opening_free(opening);
    list_shut(openings);
    return openings;
}

void openings_free(struct openings *openings) {
    if (openings == NULL)
        return;
    facilities_free(openings->facilities);
    solution_free(openings->solution);
    free(openings->open);
    free(openings->shut_link);
    free(openings->shut_terminal);
    free(openings);
}

struct variant openings_variant(const struct openings *openings, const struct variant *variant) {
    struct variant opened = *variant;
    opened.shut_link = openings->shut_link;
    opened.shut_links = openings->shut_links;
    opened.shut_terminal = openings->shut_terminal;
    opened.shut_terminals = openings->shut_terminals;
    return opened;
}

void plan_set_openings(struct plan *plan, const struct openings *openings) {
    if (openings == NULL || openings->facilities->count == 0)
        return;
    plan->has_opening_bound = true;
    plan->opening_bound_e4 =
        openings->bound_e4 < plan->objective_e4 ? openings->bound_e4 : plan->objective_e4;
}
