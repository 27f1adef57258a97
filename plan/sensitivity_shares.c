// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/sensitivity.h"

#include "base/mem.h"
#include "plan/virtual.h"

#include <stdlib.h>
#include <string.h>

struct lister {
    const struct virtual_network *network;
    struct listed {
        int rate;
        struct arc_share share;
    } * listed;
    int count, room;
};

static int by_id(const void *id, const void *rate) {
    return strcmp(id, (*(const struct rate *const *)rate)->tariff_id);
}

static void list_arc(struct lister *lister, const struct rate *const *in_force, int a, int cargo) {
    const struct virtual_network *network = lister->network;
    struct charge charge = cargo_charge(network, &network->arc[a], cargo);
    struct rate_share share[ITEM_BOOK];
    int shares;
    if (!tariff_shares(network->tariff, &charge, share, &shares, NULL))
        return; /* cannot be: it had a price */
    for (int i = 0; i < shares; i++) {
        const struct rate *const *rate =
            bsearch(share[i].rate->tariff_id, in_force, (size_t)tariff_count(network->tariff),
                    sizeof(const struct rate *), by_id);
        GROW(lister->listed, lister->count, lister->room);
        lister->listed[lister->count++] = (struct listed){(int)(rate - in_force), {cargo, a, share[i].per_t}};
    }
}

/* All open arcs. */
static void list_arcs(struct lister *lister, const struct rate *const *in_force) {
    const struct virtual_network *network = lister->network;
    for (int a = 0; a < network->arcs; a++)
        for (int c = 0; c < network->cargoes; c++)
            if (network->money[(size_t)c * (size_t)network->arcs + (size_t)a].e4 != MONEY_CLOSED)
                list_arc(lister, in_force, a, c);
}

/* By rate; within a rate in the order listed. */
static struct shares *sorted(const struct lister *lister, int rates) {
    struct shares *shares = xcalloc(1, sizeof *shares);
    shares->first = xcalloc((size_t)rates + 2, sizeof *shares->first);
    shares->arc = xcalloc((size_t)lister->count, sizeof *shares->arc);
    for (int i = 0; i < lister->count; i++) /* two places up, so that filling leaves first[] right */
        shares->first[lister->listed[i].rate + 2]++;
    for (int r = 0; r < rates; r++)
        shares->first[r + 2] += shares->first[r + 1];
    for (int i = 0; i < lister->count; i++)
        shares->arc[shares->first[lister->listed[i].rate + 1]++] = lister->listed[i].share;
    return shares;
}

struct shares *shares_new(const struct virtual_network *network) {
    struct lister lister = {.network = network};
    int rates = tariff_count(network->tariff);
    AUTO_FREE const struct rate **in_force = xcalloc((size_t)rates + 1, sizeof(const struct rate *));
    for (int r = 0; r < rates; r++)
        in_force[r] = tariff_rate(network->tariff, r);
    list_arcs(&lister, in_force);
    struct shares *shares = sorted(&lister, rates);
    free(lister.listed);
    return shares;
}

void shares_free(struct shares *shares) {
    if (shares == NULL)
        return;
    free(shares->first);
    free(shares->arc);
    free(shares);
}
