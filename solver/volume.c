// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/volume.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

/*
 * L is concave; at price, the flow x in which each shipment takes its choice gives a subgradient: use minus
 * capacity. Rather than follow the last one, follow that of an average flow, x <- w x_new + (1 - w) x, which
 * tends to the primal optimum: where it overfills a resource the price belongs up, where it leaves room, down.
 * The step (target - L) / |subgradient|^2 is Polyak's, with a target that moves with what is achieved.
 */
struct volume {
    const struct problem *problem;
    double *best;        /* [resources] the prices with the highest L */
    double *trial;       /* [resources] */
    double *average;     /* [resources] use by the average flow */
    double *load;        /* [resources] use by the trial's flow */
    double bound, reach; /* `reach`: how far above the bound the target is */
};

static void step_from_best(struct volume *volume) {
    const struct problem *problem = volume->problem;
    double square = 0;
    for (int r = 0; r < problem->resources; r++) {
        double slope = volume->average[r] - problem->capacity[r];
        if (slope > 0 || volume->best[r] > 0)
            square += slope * slope;
    }
    double step = square > 0 ? volume->reach / square : 0;
    for (int r = 0; r < problem->resources; r++)
        volume->trial[r] = fmax(0, volume->best[r] + step * (volume->average[r] - problem->capacity[r]));
}

/* The weight for the new flow that makes the averaged subgradient shortest, within [least, most]. */
static double best_weight(const struct volume *volume, double least, double most) {
    double across = 0, square = 0;
    for (int r = 0; r < volume->problem->resources; r++) {
        double capacity = volume->problem->capacity[r];
        if (volume->trial[r] <= 0 && volume->average[r] <= capacity && volume->load[r] <= capacity)
            continue;
        double difference = volume->load[r] - volume->average[r];
        across -= difference * (volume->average[r] - capacity);
        square += difference * difference;
    }
    double weight = square > 0 ? across / square : most;
    return fmin(most, fmax(least, weight));
}

static void average_in(struct volume *volume, double weight) {
    for (int r = 0; r < volume->problem->resources; r++)
        volume->average[r] += weight * (volume->load[r] - volume->average[r]);
}

static void judge(struct volume *volume, double bound, int *failures) {
    if (bound <= volume->bound) {
        if (++*failures % 4 == 0)
            volume->reach *= 0.66;
        return;
    }
    if (bound - volume->bound > 0.5 * volume->reach)
        volume->reach *= 1.5;
    volume->bound = bound;
    memcpy(volume->best, volume->trial, (size_t)volume->problem->resources * sizeof *volume->best);
}

bool volume_prices(const struct problem *problem, struct pricing *pricing, int steps, double deadline,
                   double *price, double *bound) {
    size_t resources = (size_t)problem->resources;
    AUTO_FREE double *trial = xcalloc(resources, sizeof *trial);
    AUTO_FREE double *average = xcalloc(resources, sizeof *average);
    AUTO_FREE double *load = xcalloc(resources, sizeof *load);
    memset(price, 0, resources * sizeof *price);
    if (!pricing_run(pricing, price, &(struct pricing_wish){.load = average}, deadline))
        return false;
    struct volume volume = {problem, price, trial, average, load, pricing_bound(pricing), 0};
    volume.reach = 0.05 * volume.bound;
    int failures = 0;
    for (int i = 0; i < steps; i++) {
        step_from_best(&volume);
        if (!pricing_run(pricing, trial, &(struct pricing_wish){.load = load}, deadline))
            break;
        average_in(&volume, best_weight(&volume, 0.02, 0.3));
        judge(&volume, pricing_bound(pricing), &failures);
    }
    *bound = volume.bound;
    return true;
}
