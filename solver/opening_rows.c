// SPDX-License-Identifier: GPL-3.0-or-later
/* Which rows of the master are violated: what it leaves out until then. */
#include "solver/opening_parts.h"

#include "base/mem.h"

#include <math.h>

/* A row is violated past this share of a shipment's demand, or of a capacity. */
static const double VIOLATED = 1e-6;

static bool add_row(struct opening_master *master, struct opening_row row, double upper, int entries,
                    struct error *err) {
    GROW(master->row, master->rows, master->row_room);
    master->row[master->rows++] = row;
    master->cuts++;
    master->added_rows = true;
    return lp_add_row(master->lp, upper, entries, master->entry, err);
}

static int count_arcs(const struct opening_master *master, const struct path *path, int group) {
    const struct arc_groups *groups = &master->given->groups;
    int count = 0;
    for (int i = 0; i < path->arcs; i++)
        for (int j = groups->of_start[path->arc[i]]; j < groups->of_start[path->arc[i] + 1]; j++)
            count += groups->of[j] == group;
    return count;
}

static bool add_link(struct opening_master *master, int shipment, int group, struct error *err) {
    struct shipment_links *links = &master->links[shipment];
    int facility = master->given->groups.facility[group], entries = 0;
    for (int p = master->last[shipment]; p >= 0; p = master->next[p]) {
        int arcs = count_arcs(master, master->path[p], group);
        GROW(master->entry, entries + 1, master->entry_room);
        if (arcs > 0)
            master->entry[entries++] = (struct lp_entry){opening_first_path(master) + p, arcs};
    }
    GROW(master->entry, entries, master->entry_room);
    master->entry[entries++] = (struct lp_entry){facility, -1};
    GROW(links->link, links->count, links->room);
    links->link[links->count++] = (struct link_price){.group = group, .row = master->rows};
    return add_row(master, (struct opening_row){ROW_LINK, facility, group, shipment, 1}, 0, entries, err);
}

static bool add_shared(struct opening_master *master, int resource, struct error *err) {
    const struct problem *problem = master->given->problem;
    double unit = master->given->unit;
    int entries = 0;
    for (int p = 0; p < master->paths; p++) {
        const struct path *path = master->path[p];
        int times = 0;
        for (int i = 0; i < path->arcs; i++)
            times += problem->arc_resource[path->arc[i]] == resource;
        GROW(master->entry, entries, master->entry_room);
        if (times > 0)
            master->entry[entries++] = (struct lp_entry){opening_first_path(master) + p,
                                                         times * problem->demand[path->shipment] / unit};
    }
    double room = problem->capacity[resource] / unit;
    master->shared_row[resource] = master->rows;
    return add_row(master, (struct opening_row){ROW_SHARED, -1, resource, -1, room}, room, entries, err);
}

static bool separate_shared(struct opening_master *master, struct error *err) {
    const struct problem *problem = master->given->problem;
    AUTO_FREE double *load = xcalloc((size_t)problem->resources, sizeof *load);
    for (int p = 0; p < master->paths; p++) {
        double share = lp_value(master->lp, opening_first_path(master) + p);
        if (share > 0)
            path_add_load(master->path[p], problem->arc_resource,
                          share * problem->demand[master->path[p]->shipment], load);
    }
    bool fine = true;
    for (int r = 0; fine && r < problem->resources; r++)
        if (master->shared_row[r] < 0 &&
            load[r] > problem->capacity[r] + VIOLATED * (problem->capacity[r] + master->given->unit))
            fine = add_shared(master, r, err);
    return fine;
}

/* ---- links ---- */

struct separation {
    double *share; /* [groups] of the shipment's demand */
    int *touched, touches;
    int *worst; /* [facilities] the group that is violated most, -1 = none */
};

static void add_shares(const struct opening_master *master, int path, struct separation *work) {
    const struct arc_groups *groups = &master->given->groups;
    double share = lp_value(master->lp, opening_first_path(master) + path);
    const struct path *taken = master->path[path];
    for (int i = 0; share > 0 && i < taken->arcs; i++)
        for (int j = groups->of_start[taken->arc[i]]; j < groups->of_start[taken->arc[i] + 1]; j++) {
            int g = groups->of[j];
            if (work->share[g] == 0)
                work->touched[work->touches++] = g;
            work->share[g] += share;
        }
}

static bool has_link(const struct opening_master *master, int shipment, int group) {
    for (int i = 0; i < master->links[shipment].count; i++)
        if (master->links[shipment].link[i].group == group)
            return true;
    return false;
}

/* One row a facility: several groups of the same path would say the same. */
static bool separate_shipment(struct opening_master *master, int shipment, struct separation *work,
                              struct error *err) {
    const struct arc_groups *groups = &master->given->groups;
    work->touches = 0;
    for (int p = master->last[shipment]; p >= 0; p = master->next[p])
        add_shares(master, p, work);
    for (int i = 0; i < work->touches; i++) {
        int g = work->touched[i], f = groups->facility[g], *worst = &work->worst[f];
        if (work->share[g] > opening_master_y(master, f) + VIOLATED &&
            (*worst < 0 || work->share[g] > work->share[*worst] + 1e-9) && !has_link(master, shipment, g))
            *worst = g;
    }
    bool fine = true;
    for (int i = 0; i < work->touches; i++) {
        int g = work->touched[i], f = groups->facility[g];
        if (work->worst[f] == g)
            fine = fine && add_link(master, shipment, g, err);
    }
    for (int i = 0; i < work->touches; i++) {
        work->worst[groups->facility[work->touched[i]]] = -1;
        work->share[work->touched[i]] = 0;
    }
    return fine;
}

bool opening_master_separate(struct opening_master *master, int *added, struct error *err) {
    const struct opening_case *given = master->given;
    int before = master->cuts;
    AUTO_FREE double *share = xcalloc((size_t)given->groups.groups, sizeof *share);
    AUTO_FREE int *touched = xcalloc((size_t)given->groups.groups, sizeof *touched);
    AUTO_FREE int *worst = xcalloc((size_t)given->facilities, sizeof *worst);
    struct separation work = {share, touched, 0, worst};
    for (int f = 0; f < given->facilities; f++)
        worst[f] = -1;
    bool fine = separate_shared(master, err);
    for (int k = 0; fine && k < given->problem->shipments; k++)
        fine = separate_shipment(master, k, &work, err);
    *added = master->cuts - before;
    return fine;
}
