// SPDX-License-Identifier: GPL-3.0-or-later
/* A path by the clock: it is cut into steps that take what they take and waits for departures. */
#include "plan/timetable_parts.h"

#include "base/mem.h"

#include <stdlib.h>

enum step_kind {
    STEP_BEGIN,  /* a leg begins */
    STEP_RUN,    /* takes umin */
    STEP_WAIT,   /* takes umin where nothing is listed */
    STEP_DEPART, /* the leg's vehicle is loaded and gone */
    STEP_ARRIVE, /* a leg ends */
};

struct step {
    enum step_kind kind;
    int leg; /* of the path */
    int64_t umin;
    struct boarding boarding; /* of STEP_WAIT */
};

struct steps {
    const struct network *network;
    const struct plan *plan;
    const struct plan_leg *leg; /* the path's first */
    int legs;                   /* of the path */
    int count, room;
    struct step *step;
};

bool boarding_comes_to(const struct boarding *boarding, int node) {
    int at = boarding->node;
    for (int i = 0; i < boarding->links; i++) {
        const struct link *link = &boarding->network->link[boarding->way[i]];
        at = link->from == at ? link->to : link->from;
        if (at == node)
            return true;
    }
    return false;
}

static void add(struct steps *steps, enum step_kind kind, int leg, int64_t uh) {
    GROW(steps->step, steps->count, steps->room);
    steps->step[steps->count++] = (struct step){.kind = kind, .leg = leg, .umin = uh * UMIN_PER_UH};
}

/* `link` -1: for the leg's vehicle. The way on is `links` links from `way` on. */
static void add_wait(struct steps *steps, int leg, struct boarding boarding, int64_t headway_uh) {
    add(steps, STEP_WAIT, leg, network_wait_uh(headway_uh));
    boarding.vehicle = steps->leg[leg].vehicle;
    boarding.network = steps->network;
    steps->step[steps->count - 1].boarding = boarding;
}

static bool changes(const struct steps *steps, int leg) {
    return !steps->network->abstract_vehicle &&
           (leg == 0 || leg == steps->legs || steps->leg[leg - 1].vehicle != steps->leg[leg].vehicle);
}

/* Handling of a vehicle type at a node; *dwell_uh what the terminal adds to it where it is loaded. */
static int64_t handling_uh(const struct steps *steps, int node, int vehicle, int64_t *dwell_uh) {
    const struct vehicle_type *type = &steps->network->vehicle_type[vehicle];
    const struct terminal *terminal = network_terminal(steps->network, node, type);
    *dwell_uh = terminal != NULL ? terminal->dwell_uh : 0;
    return terminal != NULL ? terminal->handling_uh : type->handling_uh;
}

/* Links of the ride that begins with the leg: all until the vehicle is unloaded. */
static int ride_links(const struct steps *steps, int leg) {
    int links = 0;
    do
        links += steps->leg[leg].links;
    while (++leg < steps->legs && !changes(steps, leg));
    return links;
}

static void add_loading(struct steps *steps, int number) {
    const struct plan_leg *leg = &steps->leg[number];
    int64_t dwell_uh, loading_uh = handling_uh(steps, leg->from, leg->vehicle, &dwell_uh);
    add(steps, STEP_RUN, number, loading_uh + dwell_uh);
    add_wait(steps, number,
             (struct boarding){.node = leg->from,
                               .link = -1,
                               .way = steps->plan->link + leg->first_link,
                               .links = ride_links(steps, number)},
             steps->network->vehicle_type[leg->vehicle].headway_uh);
}

static void add_hauls(struct steps *steps, int number) {
    const struct plan_leg *leg = &steps->leg[number];
    int node = leg->from;
    for (int i = leg->first_link; i < leg->first_link + leg->links; i++) {
        const struct link *link = &steps->network->link[steps->plan->link[i]];
        add_wait(steps, number, (struct boarding){.node = node, .link = steps->plan->link[i]},
                 link->headway_uh);
        add(steps, STEP_RUN, number, network_time_uh(link, &steps->network->vehicle_type[leg->vehicle]));
        node = link->from == node ? link->to : link->from;
    }
}

static struct steps steps_of(const struct timetable *timetable, const struct plan *plan, int path) {
    const struct plan_path *it = &plan->path[path];
    struct steps steps = {
        .network = timetable->network, .plan = plan, .leg = plan->leg + it->first_leg, .legs = it->legs};
    for (int i = 0; i < it->legs; i++) {
        add(&steps, STEP_BEGIN, i, 0);
        if (changes(&steps, i))
            add_loading(&steps, i);
        add(&steps, STEP_DEPART, i, 0);
        add_hauls(&steps, i);
        int64_t dwell_uh;
        if (changes(&steps, i + 1))
            add(&steps, STEP_RUN, i, handling_uh(&steps, steps.leg[i].to, steps.leg[i].vehicle, &dwell_uh));
        add(&steps, STEP_ARRIVE, i, 0);
    }
    return steps;
}

static struct moment after(struct moment moment, int64_t umin) {
    return (struct moment){moment.umin + umin};
}

int64_t journey_umin(const struct journey *journey) {
    return journey->arrives.umin - journey->leaves.umin;
}

bool journey_keeps(const struct journey *journey, int64_t max_uh) {
    return max_uh < 0 || (wide)journey_umin(journey) <= (wide)max_uh * UMIN_PER_UH;
}

/* Waits from `at` on; a wait that neither is listed nor has a headway is none. Returns when it is over. */
static struct moment wait_at(struct journey *journey, const struct timetable *timetable,
                             const struct step *step, struct moment at) {
    struct moment gone;
    bool listed = timetable_nearest(timetable, &step->boarding, at, false, &gone);
    if (!listed)
        gone = after(at, step->umin);
    if (!listed && step->umin == 0)
        return gone;
    struct journey_leg *leg = &journey->leg[step->leg];
    leg->waits++;
    leg->assumed_umin += step->umin;
    leg->waited_umin += gone.umin - at.umin;
    journey->listed += listed;
    journey->wait[journey->waits++] = (struct journey_wait){.leg = step->leg,
                                                            .node = step->boarding.node,
                                                            .link = step->boarding.link,
                                                            .listed = listed,
                                                            .from = at,
                                                            .to = gone,
                                                            .assumed_umin = step->umin};
    return gone;
}

/* Takes one step from `at`; returns when it is done. */
static struct moment take(struct journey *journey, const struct timetable *timetable, const struct step *step,
                          struct moment at) {
    struct journey_leg *leg = &journey->leg[step->leg];
    switch (step->kind) {
    case STEP_BEGIN:
        leg->begins = at;
        leg->first_wait = journey->waits;
        return at;
    case STEP_DEPART:
        leg->departs = at;
        return at;
    case STEP_ARRIVE:
        leg->arrives = at;
        return at;
    case STEP_RUN:
        return after(at, step->umin);
    case STEP_WAIT:
        break;
    }
    return wait_at(journey, timetable, step, at);
}

struct journey journey_follow(const struct timetable *timetable, const struct plan *plan, int path,
                              struct moment leaves) {
    struct steps steps = steps_of(timetable, plan, path);
    struct journey journey = {.leaves = leaves,
                              .arrives = leaves,
                              .planned_umin = plan->path[path].time_uh * UMIN_PER_UH,
                              .legs = steps.legs};
    journey.leg = xcalloc((size_t)steps.legs, sizeof *journey.leg);
    journey.wait = xcalloc((size_t)steps.count, sizeof *journey.wait);
    for (int i = 0; i < steps.count; i++)
        journey.arrives = take(&journey, timetable, &steps.step[i], journey.arrives);
    free(steps.step);
    return journey;
}

void journey_release(struct journey *journey) {
    free(TAKE(journey->leg));
    free(TAKE(journey->wait));
}

struct moment journey_latest(const struct timetable *timetable, const struct plan *plan, int path,
                             struct moment by) {
    struct steps steps = steps_of(timetable, plan, path);
    for (int i = steps.count - 1; i >= 0; i--) {
        const struct step *step = &steps.step[i];
        if (step->kind != STEP_WAIT || !timetable_nearest(timetable, &step->boarding, by, true, &by))
            by = after(by, -step->umin);
    }
    free(steps.step);
    return by;
}
