// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/verify.h"

#include "base/mem.h"
#include "plan/budget_row.h"

#include <stdlib.h>

/** What decides a shipment's search: cargo and value of time weigh the arcs, the origin starts the tree. */
struct want {
    int cargo, origin, destination, shipment;
    struct money vot;
};

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_search(const void *left, const void *right) {
    const struct want *a = left, *b = right;
    int order = compare(a->cargo, b->cargo);
    if (order == 0)
        order = compare(a->vot.e4, b->vot.e4);
    if (order == 0)
        order = compare(a->origin, b->origin);
    return order != 0 ? order : compare(a->shipment, b->shipment);
}

static bool same_weights(const struct want *a, const struct want *b) {
    return a->cargo == b->cargo && a->vot.e4 == b->vot.e4;
}

static struct want *list_wants(const struct virtual_network *network) {
    const struct scenario *scenario = network->scenario;
    struct want *want = xcalloc((size_t)scenario->shipments, sizeof *want);
    for (int k = 0; k < scenario->shipments; k++)
        want[k] = (struct want){.cargo = virtual_cargo(network, k),
                                .origin = network->rest[scenario->shipment[k].origin],
                                .destination = network->rest[scenario->shipment[k].destination],
                                .shipment = k,
                                .vot = shipment_vot(scenario, &network->variant, k)};
    qsort(want, (size_t)scenario->shipments, sizeof *want, by_search);
    return want;
}

/** demand x min(length, penalty) of shipments that share one tree. `unstated`: on top of penalties not stated. */
static wide tree_bound(struct search *search, const struct virtual_network *network, const struct want *want,
                       int count, wide unstated) {
    AUTO_FREE int *destination = xcalloc((size_t)count, sizeof *destination);
    AUTO_FREE wide *length = xcalloc((size_t)count, sizeof *length);
    AUTO_FREE int64_t *time_uh = xcalloc((size_t)count, sizeof *time_uh);
    for (int i = 0; i < count; i++)
        destination[i] = want[i].destination;
    search_shortest(search, want[0].origin, count, destination, length, time_uh);
    wide sum = 0;
    for (int i = 0; i < count; i++) {
        const struct shipment *shipment = &network->scenario->shipment[want[i].shipment];
        wide penalty = (wide)virtual_penalty(network, want[i].shipment).e4 * LENGTH_OF_E4;
        penalty += shipment->has_penalty ? 0 : unstated;
        if (shipment->max_uh >= 0 && length[i] >= 0 && time_uh[i] > shipment->max_uh)
            length[i] = search_within(search, want[i].origin, want[i].destination, shipment->max_uh);
        sum += shipment->quantity_kg * (length[i] >= 0 && length[i] < penalty ? length[i] : penalty);
    }
    return sum;
}

wide verify_bound_within(const struct virtual_network *network, const struct money *price,
                         const struct plan_budget *budget, int64_t unmet_kg) {
    bool limited = budget->quantity != BUDGET_NONE && budget->shadow_price_e10 > 0;
    wide unstated = limited ? use_worth(budget, unmet_use(network, budget->quantity)) : 0;
    int shipments = network->scenario->shipments;
    AUTO_FREE struct want *want = list_wants(network);
    struct search *search = search_new(network);
    wide bound = 0;
    for (int from = 0, to; from < shipments; from = to) {
        if (from == 0 || !same_weights(&want[from - 1], &want[from])) {
            search_weigh(search, want[from].cargo, want[from].vot, price);
            if (limited)
                search_weigh_budget(search, want[from].cargo, budget);
        }
        for (to = from + 1;
             to < shipments && same_weights(&want[from], &want[to]) && want[from].origin == want[to].origin;
             to++)
            ;
        bound += tree_bound(search, network, &want[from], to - from, unstated);
    }
    search_free(search);
    for (int r = 0; r < network->resources; r++)
        bound -= (wide)network->resource[r].capacity_kg * price[r].e4 * LENGTH_OF_E4;
    if (!limited)
        return bound;
    wide worth = sum_worth(budget, row_limit(budget, network->scenario));
    return worth < 0 ? 0 : bound - worth - unmet_kg * unstated; /* no plan costs less than nothing */
}

wide verify_bound(const struct virtual_network *network, const struct money *price) {
    return verify_bound_within(network, price, &(struct plan_budget){.quantity = BUDGET_NONE}, 0);
}
