// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/verify.h"

#include "base/mem.h"

#include <stdio.h>

static const struct place NOWHERE = {0};

static const char *id_of(const struct network *roads, const struct plan_facility *facility) {
    return facility->link >= 0 ? roads->link[facility->link].id : roads->terminal[facility->terminal].id;
}

/** A number the plan says of a facility beside the true one. */
static void number(struct diag *diag, const char *id, const char *what, wide said, wide found, int places) {
    char a[WIDE_TEXT], b[WIDE_TEXT];
    if (said != found)
        diag_add(diag, DIAG_ERROR, NOWHERE, "facility %s: %s: the plan says %s, it is %s", id, what,
                 wide_text(a, said, places, 0), wide_text(b, found, places, 0));
}

static void check_facility(const struct network *roads, const struct plan_facility *said,
                           const struct plan_facility *found, struct diag *diag) {
    const char *id = id_of(roads, found);
    if (said->link != found->link || said->terminal != found->terminal) {
        diag_add(diag, DIAG_ERROR, NOWHERE, "facilities: %s stands where %s should", id_of(roads, said), id);
        return;
    }
    if (said->on_call != found->on_call)
        diag_add(diag, DIAG_ERROR, NOWHERE, "facility %s: on_call: the plan says %s, it is %s", id,
                 said->on_call ? "true" : "false", found->on_call ? "true" : "false");
    if (said->open != found->open || (!found->open && !found->on_call))
        diag_add(diag, DIAG_ERROR, NOWHERE, "facility %s: open: the plan says %s, it is %s", id,
                 said->open ? "true" : "false", found->on_call && !found->open ? "false" : "true");
    number(diag, id, "fixed_cost", said->fixed_cost.e4, found->fixed_cost.e4, MONEY_PLACES);
    number(diag, id, "flow_t", said->flow_kg, found->flow_kg, MASS_PLACES);
}

static void check_bound(const struct plan *plan, bool any_on_call, struct diag *diag) {
    if (plan->has_opening_bound && !any_on_call)
        diag_add(diag, DIAG_ERROR, NOWHERE, "opening_bound: the plan has no facility to decide on");
    if (plan->sealed && any_on_call && !plan->has_opening_bound)
        diag_add(diag, DIAG_ERROR, NOWHERE, "opening_bound: is missing");
    if (plan->has_opening_bound && plan->opening_bound_e4 > plan->objective_e4)
        diag_add(diag, DIAG_ERROR, NOWHERE, "opening_bound: is above the objective");
}

void verify_facilities(const struct plan *plan, const struct virtual_network *network,
                       const struct tally *tally, wide *fixed_e4, struct diag *diag) {
    const struct network *roads = network->scenario->network;
    int count;
    bool any_on_call = false;
    AUTO_FREE struct plan_facility *found = plan_facilities(network, &count);
    AUTO_FREE int *of_arc = facility_numbers(network, found, count);
    for (int a = 0; a < network->arcs; a++)
        if (of_arc[a] >= 0)
            found[of_arc[a]].flow_kg += tally->arc_kg[a];
    if (plan->facilities != count)
        diag_add(diag, DIAG_ERROR, NOWHERE, "the plan names %d facilities, the files have %d",
                 plan->facilities, count);
    for (int f = 0; f < count; f++) {
        any_on_call |= found[f].on_call;
        if (f < plan->facilities)
            check_facility(roads, &plan->facility[f], &found[f], diag);
    }
    *fixed_e4 = plan_fixed_cost(found, count);
    check_bound(plan, any_on_call, diag);
}

wide verify_gap_bound(const struct plan *plan, wide bound) {
    return plan->has_opening_bound ? plan->opening_bound_e4 : bound;
}
