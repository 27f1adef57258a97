// SPDX-License-Identifier: GPL-3.0-or-later
/* Which links and terminals cost something to have open, and what flows over them. Includes nothing of the solver. */
#include "plan/plan.h"

#include "base/mem.h"

#include <stdlib.h>

/* Marks links and terminals that some arc stands for: [links], then [terminals]. New memory. */
static bool *in_use(const struct virtual_network *network) {
    const struct network *roads = network->scenario->network;
    bool *used = xcalloc((size_t)roads->links + (size_t)roads->terminals, sizeof *used);
    for (int a = 0; a < network->arcs; a++) {
        if (network->arc[a].link >= 0)
            used[network->arc[a].link] = true;
        if (network->arc[a].terminal >= 0)
            used[roads->links + network->arc[a].terminal] = true;
    }
    return used;
}

static bool is_among(const int *list, int count, int wanted) {
    for (int i = 0; i < count; i++)
        if (list[i] == wanted)
            return true;
    return false;
}

static struct plan_facility of_link(const struct virtual_network *network, int l) {
    const struct variant *variant = &network->variant;
    const struct link *link = &network->scenario->network->link[l];
    return (struct plan_facility){.link = l,
                                  .terminal = -1,
                                  .open = !is_among(variant->shut_link, variant->shut_links, l),
                                  .on_call = link->open_on_call,
                                  .fixed_cost = link->fixed_cost};
}

static struct plan_facility of_terminal(const struct virtual_network *network, int t) {
    const struct variant *variant = &network->variant;
    const struct terminal *terminal = &network->scenario->network->terminal[t];
    return (struct plan_facility){.link = -1,
                                  .terminal = t,
                                  .open = !is_among(variant->shut_terminal, variant->shut_terminals, t),
                                  .on_call = terminal->open_on_call,
                                  .fixed_cost = terminal->fixed_cost};
}

struct plan_facility *plan_facilities(const struct virtual_network *network, int *count) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE bool *used = in_use(network);
    struct plan_facility *facility = NULL;
    int room = 0;
    *count = 0;
    for (int i = 0; i < roads->links + roads->terminals; i++) {
        bool link = i < roads->links;
        struct plan_facility one = link ? of_link(network, i) : of_terminal(network, i - roads->links);
        if (!used[i] || one.fixed_cost.e4 == 0)
            continue;
        GROW(facility, *count, room);
        facility[(*count)++] = one;
    }
    return facility;
}

wide plan_fixed_cost(const struct plan_facility *facility, int count) {
    wide sum = 0;
    for (int f = 0; f < count; f++)
        sum += facility[f].open ? facility[f].fixed_cost.e4 : 0;
    return sum;
}

/* Which of the list each link and terminal is, -1 = none: [links], then [terminals]. New memory. */
static int *numbers_of(const struct network *roads, const struct plan_facility *facility, int count) {
    size_t places = (size_t)roads->links + (size_t)roads->terminals;
    int *number = xcalloc(places, sizeof *number);
    for (size_t i = 0; i < places; i++)
        number[i] = -1;
    for (int f = 0; f < count; f++)
        number[facility[f].link >= 0 ? facility[f].link : roads->links + facility[f].terminal] = f;
    return number;
}

int *facility_numbers(const struct virtual_network *network, const struct plan_facility *facility,
                      int count) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE int *number = numbers_of(roads, facility, count);
    int *of_arc = xcalloc((size_t)network->arcs, sizeof *of_arc);
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        of_arc[a] = -1;
        if (arc->link >= 0)
            of_arc[a] = number[arc->link];
        if (arc->terminal >= 0)
            of_arc[a] = number[roads->links + arc->terminal];
    }
    return of_arc;
}

/* ---- those that the plan decides on ---- */

static void take(struct facilities *facilities, const struct plan_facility *from) {
    int f = facilities->count++;
    facilities->link[f] = from->link;
    facilities->terminal[f] = from->terminal;
    facilities->fixed_cost[f] = from->fixed_cost;
    facilities->cost[f] = wide_double(from->fixed_cost.e4, MONEY_PLACES);
}

struct facilities *facilities_of(const struct virtual_network *network) {
    int all;
    AUTO_FREE struct plan_facility *list = plan_facilities(network, &all);
    struct facilities *facilities = xcalloc(1, sizeof *facilities);
    facilities->link = xcalloc((size_t)all, sizeof *facilities->link);
    facilities->terminal = xcalloc((size_t)all, sizeof *facilities->terminal);
    facilities->fixed_cost = xcalloc((size_t)all, sizeof *facilities->fixed_cost);
    facilities->cost = xcalloc((size_t)all, sizeof *facilities->cost);
    int kept = 0;
    for (int f = 0; f < all; f++) {
        if (list[f].on_call) {
            take(facilities, &list[f]);
            list[kept++] = list[f];
        } else {
            facilities->always_e4 += list[f].fixed_cost.e4;
        }
    }
    facilities->of_arc = facility_numbers(network, list, kept);
    return facilities;
}

void facilities_free(struct facilities *facilities) {
    if (facilities == NULL)
        return;
    free(facilities->link);
    free(facilities->terminal);
    free(facilities->fixed_cost);
    free(facilities->cost);
    free(facilities->of_arc);
    free(facilities);
}
