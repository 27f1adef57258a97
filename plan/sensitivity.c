// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The best total as a function of the share by which a group of rates moves is the lower envelope of the straight
 * lines of all plans: concave, and linear piece by piece. Today's plan is optimal where its line is that envelope.
 *
 * An end is found from outside: take a plan that is better far away, go to where its line meets today's, solve there;
 * if a still better plan turns up take that one, else this is the end (Eisner and Severance 1976,
 * doi:10.1145/321978.321982). It is the crossing of two lines, exact sums over flows; only that nothing is better
 * there rests on the solver's bound, and by concavity nothing is then better anywhere between. There is no end where
 * no plan is better even without the rates, or, however dear, where no plan pays less under them. The whole curve
 * comes by the same step between any two neighbours (Aneja and Nair 1979, doi:10.1287/mnsc.25.1.73).
 */
#include "plan/sensitivity.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

struct finder {
    struct study study;
    struct change_list changes;
    struct sensitivity *sensitivity;
    int turn_room;
};

static void note_turn(struct finder *finder, struct turn *turn, double share, int from, int to) {
    const struct line *line = finder->study.line;
    bool falls = share < 0 || (share == 0 && line[to].paid > line[from].paid);
    *turn = (struct turn){.share = share,
                          .total = line_at(&line[from], share),
                          .below = line[falls ? to : from].paid,
                          .above = line[falls ? from : to].paid};
    turn->first_change = finder->changes.changes;
    turn->changes = changes_add(&finder->changes, finder->study.problem, finder->study.gain,
                                line[from].solution, line[to].solution);
}

/* ---- ends ---- */

/* From a plan that is better somewhere on this side to the one that takes over first. */
static bool close_in(struct finder *finder, struct rate_range *range, int side, int rival,
                     struct error *err) {
    struct study *study = &finder->study;
    for (;;) {
        double share = lines_meet(&study->line[0], &study->line[rival], side);
        share = side == RISE ? fmax(share, 0) : fmin(share, 0);
        int better = study_at(study, share, err);
        if (better < 0)
            return false;
        if (!line_beats(&study->line[better], &study->line[0], share)) {
            range->ends[side] = true;
            note_turn(finder, &range->end[side], share, 0, rival);
            return true;
        }
        rival = better;
    }
}

/* A plan that beats today's where the rates are free, twice as dear, or dearer than anything; 0 = none, -1 = failed. */
static int find_rival(struct study *study, int side, struct error *err) {
    double far = side == RISE ? 1 : -1;
    if (side == RISE && study->line[0].paid <= 0)
        return 0;
    int rival = study_at(study, far, err);
    if (rival < 0 || line_beats(&study->line[rival], &study->line[0], far))
        return rival;
    if (side == FALL)
        return 0;
    rival = study_cheapest(study, err);
    return rival < 0 || !lines_parallel(&study->line[0], &study->line[rival], side) ? rival : 0;
}

static bool find_end(struct finder *finder, struct rate_range *range, int side, struct error *err) {
    int rival = find_rival(&finder->study, side, err);
    return rival == 0 || (rival > 0 && close_in(finder, range, side, rival, err));
}

/* ---- the curve ---- */

/* A plan that is best at a share. */
struct best {
    double share;
    int line;
};

static void add_turn(struct finder *finder, double share, int from, int to) {
    struct sensitivity *sensitivity = finder->sensitivity;
    struct turn turn;
    note_turn(finder, &turn, share, from, to);
    GROW(sensitivity->turn, sensitivity->turns, finder->turn_room);
    sensitivity->turn[sensitivity->turns++] = turn;
}

/* All turns between the two, ascending. */
static bool trace(struct finder *finder, int side, struct best low, struct best high, struct error *err) {
    struct study *study = &finder->study;
    const struct line *line = study->line;
    if (low.line == high.line || lines_parallel(&line[low.line], &line[high.line], side))
        return true;
    double share = lines_meet(&line[low.line], &line[high.line], side);
    share = fmin(fmax(share, low.share), high.share);
    if (share > low.share && share < high.share) {
        int better = study_at(study, share, err);
        if (better < 0)
            return false;
        if (line_beats(&study->line[better], &study->line[low.line], share))
            return trace(finder, side, low, (struct best){share, better}, err) &&
                   trace(finder, side, (struct best){share, better}, high, err);
    }
    add_turn(finder, share, side == RISE ? low.line : high.line, side == RISE ? high.line : low.line);
    return true;
}

static bool trace_curve(struct finder *finder, struct rate_range *range,
                        const struct sensitivity_settings *settings, struct error *err) {
    struct study *study = &finder->study;
    struct best low = {settings->low, 0}, today = {0, 0}, high = {settings->high, 0};
    range->first_turn = finder->sensitivity->turns;
    if ((low.share < 0 && (low.line = study_at(study, low.share, err)) < 0) ||
        (high.share > 0 && (high.line = study_at(study, high.share, err)) < 0) ||
        !trace(finder, FALL, low, today, err) || !trace(finder, RISE, today, high, err))
        return false;
    range->low_total = line_at(&study->line[low.line], low.share);
    range->high_total = line_at(&study->line[high.line], high.share);
    range->turns = finder->sensitivity->turns - range->first_turn;
    return true;
}

/* ---- all groups ---- */

static bool find_range(struct finder *finder, const struct rate_group *group, struct rate_range *range,
                       const struct sensitivity_settings *settings, struct error *err) {
    if (!study_group(&finder->study, group, range, err))
        return false;
    return range->kind != RANGE_MOVES ||
           (find_end(finder, range, FALL, err) && find_end(finder, range, RISE, err) &&
            (!settings->curve || trace_curve(finder, range, settings, err)));
}

static void describe_plan(const struct study *study, struct sensitivity *sensitivity) {
    sensitivity->total = study->line[0].total;
    for (int k = 0; k < study->problem->shipments; k++)
        sensitivity->unmet_t += study->line[0].solution->unmet[k];
}

static bool find_ranges(struct finder *finder, const struct rate_group *group, int groups,
                        const struct sensitivity_settings *settings, struct error *err) {
    struct sensitivity *sensitivity = finder->sensitivity;
    describe_plan(&finder->study, sensitivity);
    for (; sensitivity->ranges < groups; sensitivity->ranges++) {
        if (settings->progress != NULL)
            settings->progress(settings->context, sensitivity->ranges, groups);
        if (!find_range(finder, &group[sensitivity->ranges], &sensitivity->range[sensitivity->ranges],
                        settings, err))
            return false;
    }
    sensitivity->solves = finder->study.solves;
    sensitivity->gap = finder->study.gap;
    return true;
}

struct sensitivity *plan_sensitivity(const struct compiled *compiled, const struct rate_group *group,
                                     int groups, const struct sensitivity_settings *settings,
                                     struct error *err) {
    struct sensitivity *sensitivity = xcalloc(1, sizeof *sensitivity);
    struct finder finder = {.sensitivity = sensitivity};
    sensitivity->range = xcalloc((size_t)groups, sizeof *sensitivity->range);
    bool found = study_begin(&finder.study, compiled, settings->threads, err) &&
                 find_ranges(&finder, group, groups, settings, err);
    study_end(&finder.study);
    if (found)
        sensitivity->ways = plan_lift_ways(compiled, &finder.changes.ways);
    sensitivity->changes = finder.changes.changes;
    sensitivity->change = TAKE(finder.changes.change);
    changes_release(&finder.changes);
    if (found)
        return sensitivity;
    sensitivity_free(sensitivity);
    return NULL;
}

void sensitivity_free(struct sensitivity *sensitivity) {
    if (sensitivity == NULL)
        return;
    plan_free(sensitivity->ways);
    free(sensitivity->range);
    free(sensitivity->turn);
    free(sensitivity->change);
    free(sensitivity);
}
