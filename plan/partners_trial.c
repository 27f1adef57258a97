// SPDX-License-Identifier: GPL-3.0-or-later
/* A plan where some let nobody in, a piece is closed, or a fee is paid: solved on from others near to it. */
#include "plan/partners_parts.h"

#include "base/mem.h"
#include "plan/many.h"

#include <math.h>

/* What a solve may leave open of its objective. */
static const double gap_asked = 1e-9;

struct work {
    struct partnering *partnering;
    struct trial *trial;
};

bool needs_permission(const struct partnering *partnering, int class_number, int arc) {
    int player = partnering->player_of_arc[arc];
    return player >= 0 &&
           !partnering->home[(size_t)class_number * (size_t)partnering->players + (size_t)player];
}

int64_t fee_units(const struct partnering *partnering, int player, int a) {
    const struct arc *arc = &partnering->network->arc[a];
    if (partnering->player_of_arc[a] != player || (arc->link >= 0) != partnering->by_km[player])
        return 0;
    return arc->link >= 0 ? partnering->network->scenario->network->link[arc->link].length_mm : 1;
}

/* ---- the terms ---- */

static bool is_closed(const struct partnering *partnering, const struct trial *trial, int arc) {
    int player = partnering->player_of_arc[arc];
    return (trial->out >> player & 1) ||
           (trial->piece >= 0 && partnering->piece_of_arc[arc] == trial->piece) ||
           (trial->without && fee_units(partnering, trial->payee, arc) > 0);
}

static void change(void *context, int number, struct many_change *change) {
    const struct work *work = context;
    const struct partnering *partnering = work->partnering;
    const struct trial *trial = &work->trial[number];
    const struct problem *problem = partnering->problem;
    for (int c = 0; c < problem->classes; c++)
        for (int a = 0; a < problem->arcs; a++) {
            double *cost = &change->arc_cost[(size_t)c * (size_t)problem->arcs + (size_t)a];
            if (isinf(*cost) || !needs_permission(partnering, c, a))
                continue;
            if (is_closed(partnering, trial, a))
                *cost = partnering->dear;
            else if (trial->payee >= 0)
                *cost += trial->fee * wide_double(fee_units(partnering, trial->payee, a),
                                                  partnering->by_km[trial->payee] ? KM_PLACES : 0);
        }
}

/* ---- the answer ---- */

static int64_t path_kg(const struct solution *solution, int path) {
    return llround(solution->path_flow[path] * 1000);
}

static bool look_at_paths(const struct partnering *partnering, struct trial *trial,
                          const struct solution *solution, struct error *err) {
    for (int p = 0; p < solution->paths; p++) {
        int class_number = partnering->problem->class_of[solution->path_shipment[p]];
        wide units = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int a = solution->path_arc[i];
            if (!needs_permission(partnering, class_number, a))
                continue;
            if (is_closed(partnering, trial, a))
                return error_set(err, ERROR_SOLVER, "the solver sent tonnes over what is closed to them");
            trial->used |= (uint64_t)1 << partnering->player_of_arc[a];
            if (trial->payee >= 0)
                units += fee_units(partnering, trial->payee, a);
        }
        trial->paid_on += units * path_kg(solution, p);
    }
    return true;
}

/* The piece that the arc belongs to: its link, or behind those its terminal; -1 = neither. */
static int piece_number(const struct partnering *partnering, int a) {
    const struct arc *arc = &partnering->network->arc[a];
    if (arc->link >= 0)
        return arc->link;
    return arc->terminal >= 0 ? partnering->network->scenario->network->links + arc->terminal : -1;
}

static void count_once(int64_t *kg, int *last, int number, int path, int64_t more) {
    kg[number] += last[number] != path + 1 ? more : 0;
    last[number] = path + 1;
}

static void count_use(const struct partnering *partnering, const struct solution *solution,
                      struct solution_use *use) {
    const struct scenario *scenario = partnering->network->scenario;
    int pieces = scenario->network->links + scenario->network->terminals;
    AUTO_FREE int *last_piece = xcalloc((size_t)pieces, sizeof(int));
    AUTO_FREE int *last_player = xcalloc((size_t)partnering->players, sizeof(int));
    AUTO_FREE int *last_commodity = xcalloc((size_t)partnering->players, sizeof(int));
    for (int p = 0; p < solution->paths; p++) {
        int k = solution->path_shipment[p], commodity = scenario->shipment[k].commodity;
        commodity = commodity >= 0 ? commodity : scenario->commodities;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int a = solution->path_arc[i], player = partnering->player_of_arc[a];
            if (!needs_permission(partnering, partnering->problem->class_of[k], a))
                continue;
            int64_t *of_player = &use->commodity_kg[(size_t)player * (size_t)(scenario->commodities + 1)];
            count_once(use->piece_kg, last_piece, piece_number(partnering, a), p, path_kg(solution, p));
            count_once(use->player_kg, last_player, player, p, path_kg(solution, p));
            of_player[commodity] += last_commodity[player] != p + 1 ? path_kg(solution, p) : 0;
            last_commodity[player] = p + 1;
        }
    }
}

static void plan_release(struct plan **plan) {
    plan_free(*plan);
}

static void summary_release(struct plan_summary **summary) {
    plan_summary_free(*summary);
}

static void add_up(const struct partnering *partnering, struct trial *trial, const struct plan *plan,
                   const unsigned char *open) {
    AUTO(summary_release)
    struct plan_summary *summary = plan_summarise(plan, partnering->network->scenario);
    trial->sum[WORTH_TOTAL] = plan->objective_e4;
    trial->sum[WORTH_MONEY] = plan->cost_e4;
    trial->sum[WORTH_TIME] = plan->time_cost_e4;
    trial->sum[WORTH_LOST] = plan->penalty_e4;
    trial->sum[WORTH_TONNE_HOURS] = plan->tonne_hours_e6;
    trial->sum[WORTH_CO2E] = summary->total.co2e;
    trial->sum[WORTH_TONNES] = plan->unmet_kg;
    for (int f = 0; f < partnering->facilities->count; f++)
        if (!open[f]) { /* the plan pays for all that may be opened */
            trial->sum[WORTH_TOTAL] -= partnering->facilities->fixed_cost[f].e4;
            trial->sum[WORTH_MONEY] -= partnering->facilities->fixed_cost[f].e4;
        }
}

static bool judge(void *context, int number, const struct many_answer *answer, struct error *err) {
    const struct work *work = context;
    const struct partnering *partnering = work->partnering;
    struct trial *trial = &work->trial[number];
    const volatile int *interrupted = partnering->settings->interrupted;
    if (interrupted != NULL && *interrupted != 0)
        return true; /* left undone */
    if (!look_at_paths(partnering, trial, answer->solution, err))
        return false;
    AUTO(plan_release) struct plan *plan = plan_lift(partnering->compiled, answer->solution, 0, err);
    if (plan == NULL)
        return false;
    add_up(partnering, trial, plan, answer->open);
    trial->gap = answer->solution->gap;
    trial->done = true;
    if (trial->use != NULL)
        count_use(partnering, answer->solution, trial->use);
    return true;
}

static void tell(void *context, int done, int cases) {
    const struct partnering *partnering = context;
    (void)cases;
    if (partnering->settings->progress != NULL)
        partnering->settings->progress(partnering->settings->context, partnering->done + done,
                                       partnering->known);
}

bool trials_solve(struct partnering *partnering, struct trial *trial, int count, struct error *err) {
    struct work work = {partnering, trial};
    const struct many_settings settings = {.cases = count,
                                           .threads = partnering->settings->threads,
                                           .gap = gap_asked,
                                           .quantum = 0.001, /* whole kilograms */
                                           .begin_with_base = count > 1,
                                           .facilities = partnering->facilities->count,
                                           .facility_cost = partnering->facilities->cost,
                                           .facility_of_arc = partnering->facilities->of_arc,
                                           .interrupted = partnering->settings->interrupted,
                                           .change = change,
                                           .judge = judge,
                                           .progress = tell,
                                           .context = &work,
                                           .progress_context = partnering};
    partnering->known = partnering->done + count;
    if (!many_solve(partnering->problem, &settings, err))
        return false;
    for (int t = 0; t < count; t++) {
        if (!trial[t].done)
            return error_set(err, ERROR_AGAIN, "interrupted: the answer takes more plans than were made");
        partnering->partners->gap = fmax(partnering->partners->gap, trial[t].gap);
    }
    partnering->done += count;
    return true;
}
