// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/frontier_flows.h"

#include "base/mem.h"
#include "plan/ways.h"

#include <math.h>
#include <stdlib.h>

static const double half_a_kg = 0.0005; /* t: less is rounding */

struct telling {
    struct frontier *frontier;
    struct change_list ways; /* its ways alone */
    int *newest;             /* [shipments] of ways.ways, the shipment's last one; -1 = none */
    int *older;              /* [ways] the one of the same shipment before it */
    int flow_room, older_room, olders;
};

static void telling_release(struct telling *telling) {
    changes_release(&telling->ways);
    free(telling->newest);
    free(telling->older);
}

/* Its number among the ways. */
static int way_of(struct telling *telling, const struct solution *solution, int path, int shipment) {
    for (int w = telling->newest[shipment]; w >= 0; w = telling->older[w])
        if (same_way(&telling->ways.ways, w, solution, path))
            return w;
    int way = changes_add_way(&telling->ways, solution, path);
    GROW(telling->older, telling->olders, telling->older_room);
    telling->older[telling->olders++] = telling->newest[shipment];
    telling->newest[shipment] = way;
    return way;
}

static bool has_beyond(const struct solution *here, struct span mine, const struct solution *there,
                       struct span theirs) {
    for (int p = mine.first; p < mine.end; p++)
        if (here->path_flow[p] - flow_on_way(there, theirs, here, p) > half_a_kg)
            return true;
    return false;
}

static void add_flow(struct telling *telling, int shipment, int path, double flow) {
    struct frontier *frontier = telling->frontier;
    GROW(frontier->flow, frontier->flows, telling->flow_room);
    frontier->flow[frontier->flows++] = (struct frontier_flow){shipment, path, llround(flow * 1000)};
}

static void add_shipment(struct telling *telling, const struct solution *solution, struct span span,
                         int shipment) {
    int first = telling->frontier->flows;
    for (int p = span.first; p < span.end; p++)
        if (solution->path_flow[p] > half_a_kg)
            add_flow(telling, shipment, way_of(telling, solution, p, shipment), solution->path_flow[p]);
    if (telling->frontier->flows == first)
        add_flow(telling, shipment, -1, 0);
}

/* `before`: NULL for the first point. */
static void tell_point(struct telling *telling, const struct solution *before,
                       const struct solution *solution, int shipments, struct frontier_plan *point) {
    struct span a = {0, 0}, b = {0, 0};
    point->first_flow = telling->frontier->flows;
    for (int k = 0; k < shipments; k++) {
        b = next_span(solution, b, k);
        if (before != NULL)
            a = next_span(before, a, k);
        if (before == NULL || has_beyond(solution, b, before, a) || has_beyond(before, a, solution, b))
            add_shipment(telling, solution, b, k);
    }
    point->flows = telling->frontier->flows - point->first_flow;
}

void frontier_tell_flows(struct frontier *frontier, const struct frontier_list *list,
                         const struct compiled *compiled) {
    int shipments = compiled_problem(compiled)->shipments;
    AUTO(telling_release)
    struct telling telling = {.frontier = frontier,
                              .newest = xcalloc((size_t)shipments + 1, sizeof *telling.newest)};
    for (int k = 0; k < shipments; k++)
        telling.newest[k] = -1;
    for (int i = 0; i < list->points; i++)
        tell_point(&telling, i > 0 ? list->point[i - 1].solution : NULL, list->point[i].solution, shipments,
                   &frontier->point[i]);
    frontier->flow_ways = plan_lift_ways(compiled, &telling.ways.ways);
}
