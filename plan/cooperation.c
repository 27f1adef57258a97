// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/cooperation_parts.h"

#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const CAPACITY_RIGHTS[] = {"shared", "left", NULL};
const char *const PLAYERS_BY[] = {"shipper", "region", NULL};
const char *const ALLOCATION_RULES[] = {"tonnes",    "tonne-km",     "separable", "shapley",
                                        "nucleolus", "equal-profit", "dual",      NULL};

static const char nobody[] = "-";

/* ---- players ---- */

static struct player player_of_shipment(const struct scenario *scenario, enum players_by by, int shipment) {
    int s = scenario->shipment[shipment].shipper;
    const struct shipper *shipper = s >= 0 ? &scenario->shipper[s] : NULL;
    struct player player = {.id = nobody};
    if (shipper != NULL && by == PLAYERS_SHIPPERS) {
        player.id = shipper->id;
        player.name = shipper->name;
    } else if (shipper != NULL && shipper->homes > 0) {
        player.id = shipper->home[0];
    }
    if (player.name == NULL || player.name[0] == '\0')
        player.name = player.id;
    return player;
}

struct seat {
    const char *id;
    int rank; /* of the shipper in its file; regions: 0 */
    int shipment;
    struct player player;
};

/* Shippers in the order of their file, regions by name; who has none last. Shipments of one in the order of theirs. */
static int by_seat(const void *left, const void *right) {
    const struct seat *a = left, *b = right;
    bool a_last = strcmp(a->id, nobody) == 0, b_last = strcmp(b->id, nobody) == 0;
    if (a_last != b_last)
        return a_last ? 1 : -1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : (a->shipment > b->shipment) - (a->shipment < b->shipment);
}

static struct seat *seat_shipments(const struct scenario *scenario, enum players_by by) {
    struct seat *seat = xcalloc((size_t)scenario->shipments, sizeof *seat);
    for (int k = 0; k < scenario->shipments; k++) {
        struct player player = player_of_shipment(scenario, by, k);
        int rank = by == PLAYERS_SHIPPERS ? scenario->shipment[k].shipper : 0;
        seat[k] = (struct seat){player.id, rank, k, player};
    }
    if (scenario->shipments > 0)
        qsort(seat, (size_t)scenario->shipments, sizeof *seat, by_seat);
    return seat;
}

static bool list_players(struct cooperation *cooperation, const struct scenario *scenario,
                         struct error *err) {
    AUTO_FREE struct seat *seat = seat_shipments(scenario, cooperation->by);
    cooperation->shipment = xcalloc((size_t)scenario->shipments, sizeof *cooperation->shipment);
    cooperation->player = xcalloc(PLAYERS_MOST, sizeof *cooperation->player);
    for (int i = 0; i < scenario->shipments; i++) {
        if (i == 0 || strcmp(seat[i].id, seat[i - 1].id) != 0) {
            if (cooperation->players == PLAYERS_MOST)
                return error_set(err, ERROR_USAGE,
                                 cooperation->by == PLAYERS_SHIPPERS
                                     ? _("more than %d shippers ship something: take --by region")
                                     : _("more than %d regions ship something"),
                                 PLAYERS_MOST);
            cooperation->player[cooperation->players] = seat[i].player;
            cooperation->player[cooperation->players++].first = i;
        }
        cooperation->player[cooperation->players - 1].members++;
        cooperation->shipment[i] = seat[i].shipment;
    }
    return cooperation->players > 0 || error_set(err, ERROR_USAGE, "nobody ships anything");
}

struct cooperation *plan_players(const struct scenario *scenario, enum players_by by, struct error *err) {
    struct cooperation *cooperation = xcalloc(1, sizeof *cooperation);
    cooperation->by = by;
    if (list_players(cooperation, scenario, err))
        return cooperation;
    cooperation_free(cooperation);
    return NULL;
}

static int *number_shipments(const struct cooperation *cooperation, int shipments) {
    int *player_of = xcalloc((size_t)shipments, sizeof *player_of);
    for (int i = 0; i < cooperation->players; i++)
        for (int m = 0; m < cooperation->player[i].members; m++)
            player_of[cooperation->shipment[cooperation->player[i].first + m]] = i;
    return player_of;
}

/* ---- the joint plan ---- */

static void diag_end(struct diag **diag) {
    diag_free(*diag);
}

static void compiled_end(struct compiled **compiled) {
    compiled_free(*compiled);
}

static void openings_end(struct openings **openings) {
    openings_free(*openings);
}

static void solution_end(struct solution **solution) {
    solution_free(*solution);
}

/* Verified and sealed; NULL with *err. */
static struct plan *finish_joint(const struct compiled *compiled, const struct openings *openings,
                                 const struct solution *solution, struct error *err) {
    AUTO(diag_end) struct diag *diag = diag_new();
    struct plan *plan = plan_lift(compiled, solution, 1e-6, err);
    if (plan == NULL)
        return NULL;
    plan_set_openings(plan, openings);
    struct verdict verdict = plan_verify(plan, compiled_network(compiled)->scenario, diag);
    if (verdict.holds) {
        plan_seal(plan, &verdict);
        return plan;
    }
    diag_error(diag, err);
    error_prefix(err, "the joint plan does not verify");
    if (err != NULL)
        err->code = ERROR_SOLVER;
    plan_free(plan);
    return NULL;
}

static struct plan *plan_jointly(const struct cooperating *work, struct error *err) {
    const struct virtual_network *network = compiled_network(work->compiled);
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-9;
    settings.quantum = 0.001;
    settings.threads = work->settings->threads;
    settings.interrupted = work->settings->interrupted;
    AUTO(diag_end) struct diag *diag = diag_new();
    AUTO(openings_end) struct openings *openings = plan_open(work->compiled, &settings, err);
    if (openings == NULL)
        return NULL;
    struct variant variant = openings_variant(openings, &network->variant);
    AUTO(compiled_end)
    struct compiled *opened =
        openings->facilities->count > 0 ? plan_compile(network->scenario, &variant, diag) : NULL;
    const struct compiled *compiled = opened != NULL ? opened : work->compiled;
    AUTO(solution_end)
    struct solution *solution = openings->solution != NULL
                                    ? TAKE(openings->solution)
                                    : solve(compiled_problem(compiled), &settings, err);
    return solution != NULL ? finish_joint(compiled, openings, solution, err) : NULL;
}

/* ---- what each ships and bears ---- */

static void add_path(struct player *player, const struct plan *joint, const struct plan_path *path,
                     struct money vot, wide *money_e7, wide *time_e13) {
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        player->kg_mm += (wide)path->quantity_kg * joint->leg[l].length_mm;
    *money_e7 += (wide)path->quantity_kg * path->per_t.e4;
    *time_e13 += (wide)path->quantity_kg * path->time_uh * vot.e4;
}

static void weigh_player(const struct cooperating *work, struct player *player) {
    const struct virtual_network *network = compiled_network(work->compiled);
    const struct plan *joint = work->cooperation->joint;
    wide money_e7 = 0, time_e13 = 0, penalty_e7 = 0;
    for (int m = player->first; m < player->first + player->members; m++) {
        int k = work->cooperation->shipment[m];
        const struct plan_shipment *shipment = &joint->shipment[k];
        struct money vot = shipment_vot(network->scenario, &network->variant, k);
        player->quantity_kg += network->scenario->shipment[k].quantity_kg;
        player->unmet_kg += shipment->unmet_kg;
        penalty_e7 += (wide)shipment->unmet_kg * virtual_penalty(network, k).e4;
        for (int p = shipment->first_path; p < shipment->first_path + shipment->paths; p++)
            add_path(player, joint, &joint->path[p], vot, &money_e7, &time_e13);
    }
    player->money_e4 = wide_divide(money_e7, 1000);
    player->time_e4 = wide_divide(time_e13, 1000000000);
    player->penalty_e4 = wide_divide(penalty_e7, 1000);
}

static void name_owned(const struct cooperating *work, int number) {
    const struct coalitions *coalitions = work->coalitions;
    struct player *player = &work->cooperation->player[number];
    player->owns = xcalloc((size_t)coalitions->owners, sizeof *player->owns);
    for (int o = 0; o < coalitions->owners; o++)
        if (coalition_owner_share(coalitions, o, (uint64_t)1 << number) > 0)
            player->owns[player->owned++] = coalitions->owner[o];
}

/* ---- all of it ---- */

static bool study(struct cooperating *work, struct error *err) {
    struct cooperation *cooperation = work->cooperation;
    cooperation->joint = plan_jointly(work, err);
    if (cooperation->joint == NULL)
        return false;
    cooperation->total = wide_double(cooperation->joint->objective_e4, MONEY_PLACES);
    work->coalitions =
        coalition_game_new(work->compiled, work->settings, work->player_of, cooperation->players);
    for (int i = 0; i < cooperation->players; i++) {
        weigh_player(work, &cooperation->player[i]);
        name_owned(work, i);
    }
    if (!cooperation_share(work, err))
        return false;
    cooperation->groups = work->coalitions->groups;
    cooperation->gap = fmax(cooperation->joint->gap, work->coalitions->gap);
    return true;
}

struct cooperation *plan_cooperation(const struct compiled *compiled,
                                     const struct cooperation_settings *settings, struct error *err) {
    struct cooperating work = {.compiled = compiled, .settings = settings};
    const struct scenario *scenario = compiled_network(compiled)->scenario;
    work.cooperation = plan_players(scenario, settings->by, err);
    if (work.cooperation == NULL)
        return NULL;
    work.cooperation->right = settings->right;
    work.player_of = number_shipments(work.cooperation, scenario->shipments);
    bool fine = study(&work, err);
    coalition_game_free(work.coalitions);
    free(work.player_of);
    free(work.table);
    if (fine)
        return work.cooperation;
    cooperation_free(work.cooperation);
    return NULL;
}

void cooperation_free(struct cooperation *cooperation) {
    if (cooperation == NULL)
        return;
    for (int i = 0; i < cooperation->players; i++)
        free(cooperation->player[i].owns);
    for (int r = 0; r < cooperation->rules; r++) {
        free(cooperation->allocation[r].total);
        free(cooperation->allocation[r].money);
        free(cooperation->allocation[r].error);
    }
    plan_free(cooperation->joint);
    free(cooperation->player);
    free(cooperation->shipment);
    free(cooperation);
}
