// SPDX-License-Identifier: GPL-3.0-or-later
/* Which links and terminals of each carry what of others, and what each of them alone is worth. */
#include "plan/partners_parts.h"

#include "base/mem.h"

#include <stdlib.h>

static void use_release(struct solution_use *use) {
    free(use->piece_kg);
    free(use->player_kg);
    free(use->commodity_kg);
}

static struct solution_use use_new(const struct partnering *partnering) {
    const struct scenario *scenario = partnering->network->scenario;
    size_t pieces = (size_t)scenario->network->links + (size_t)scenario->network->terminals;
    size_t players = (size_t)partnering->players;
    return (struct solution_use){xcalloc(pieces, sizeof(int64_t)), xcalloc(players, sizeof(int64_t)),
                                 xcalloc(players * ((size_t)scenario->commodities + 1), sizeof(int64_t))};
}

static void note_use(struct partnering *partnering, const struct solution_use *use) {
    int commodities = partnering->network->scenario->commodities + 1;
    for (int p = 0; p < partnering->players; p++) {
        struct partner *partner = &partnering->partners->partner[p];
        partner->carried_kg = use->player_kg[p];
        partner->commodity_kg = xcalloc((size_t)commodities, sizeof(int64_t));
        for (int c = 0; c < commodities; c++)
            partner->commodity_kg[c] = use->commodity_kg[(size_t)p * (size_t)commodities + (size_t)c];
    }
}

/* ---- pieces ---- */

/* [links + terminals] The player to whom it belongs, or -1. New memory. */
static int *owners_of_pieces(const struct partnering *partnering) {
    const struct network *roads = partnering->network->scenario->network;
    int *owner = xcalloc((size_t)roads->links + (size_t)roads->terminals, sizeof *owner);
    for (int i = 0; i < roads->links + roads->terminals; i++)
        owner[i] = -1;
    for (int a = 0; a < partnering->network->arcs; a++) {
        const struct arc *arc = &partnering->network->arc[a];
        if (arc->link >= 0)
            owner[arc->link] = partnering->player_of_arc[a];
        else if (arc->terminal >= 0)
            owner[roads->links + arc->terminal] = partnering->player_of_arc[a];
    }
    return owner;
}

static void list_pieces(struct partnering *partnering, const struct solution_use *use) {
    const struct network *roads = partnering->network->scenario->network;
    struct partners *partners = partnering->partners;
    AUTO_FREE int *owner = owners_of_pieces(partnering);
    int room = 0;
    for (int p = 0; p < partnering->players; p++) {
        partners->partner[p].first_piece = partners->pieces;
        for (int i = 0; i < roads->links + roads->terminals; i++) {
            if (owner[i] != p || use->piece_kg[i] == 0)
                continue;
            GROW(partners->piece, partners->pieces, room);
            partners->piece[partners->pieces++] = (struct partner_piece){
                i < roads->links ? i : -1, i < roads->links ? -1 : i - roads->links, use->piece_kg[i], {0}};
        }
        partners->partner[p].pieces = partners->pieces - partners->partner[p].first_piece;
    }
}

static void number_arcs(struct partnering *partnering) {
    const struct partners *partners = partnering->partners;
    for (int a = 0; a < partnering->network->arcs; a++) {
        const struct arc *arc = &partnering->network->arc[a];
        partnering->piece_of_arc[a] = -1;
        for (int i = 0; i < partners->pieces; i++) {
            const struct partner_piece *piece = &partners->piece[i];
            if (arc->link >= 0 ? piece->link == arc->link
                               : arc->terminal >= 0 && piece->terminal == arc->terminal)
                partnering->piece_of_arc[a] = i;
        }
    }
}

static int worth_most_first(const void *left, const void *right) {
    const struct partner_piece *a = left, *b = right;
    if (a->worth[WORTH_TOTAL] != b->worth[WORTH_TOTAL])
        return a->worth[WORTH_TOTAL] > b->worth[WORTH_TOTAL] ? -1 : 1;
    if (a->carried_kg != b->carried_kg)
        return a->carried_kg > b->carried_kg ? -1 : 1;
    if (a->link != b->link)
        return a->link > b->link ? -1 : 1;
    return (a->terminal > b->terminal) - (a->terminal < b->terminal);
}

/* Closes each of them alone to those who are not at home there. */
static bool weigh_pieces(struct partnering *partnering, struct error *err) {
    struct partners *partners = partnering->partners;
    AUTO_FREE struct trial *trial = xcalloc((size_t)partners->pieces + 1, sizeof *trial);
    trial[0] = (struct trial){.piece = -1, .payee = -1};
    for (int i = 0; i < partners->pieces; i++)
        trial[1 + i] = (struct trial){.piece = i, .payee = -1};
    if (!trials_solve(partnering, trial, partners->pieces + 1, err))
        return false;
    for (int i = 0; i < partners->pieces; i++)
        for (int w = 0; w < WORTH_COUNT; w++)
            partners->piece[i].worth[w] = trial[1 + i].sum[w] - trial[0].sum[w];
    for (int p = 0; p < partnering->players; p++)
        qsort(&partners->piece[partners->partner[p].first_piece], (size_t)partners->partner[p].pieces,
              sizeof *partners->piece, worth_most_first);
    return true;
}

bool pieces_study(struct partnering *partnering, struct error *err) {
    AUTO(use_release) struct solution_use use = use_new(partnering);
    struct trial all = {.piece = -1, .payee = -1, .use = &use};
    if (!trials_solve(partnering, &all, 1, err))
        return false;
    note_use(partnering, &use);
    list_pieces(partnering, &use);
    if (partnering->partners->pieces == 0)
        return true;
    number_arcs(partnering);
    return weigh_pieces(partnering, err);
}
