// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/opening_parts.h"

#include "base/mem.h"
#include "solver/clock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- entries ---- */

static int add_entry(struct opening_master *master, int count, int index, double value) {
    for (int i = 0; i < count; i++)
        if (master->entry[i].index == index) {
            master->entry[i].value += value;
            return count;
        }
    GROW(master->entry, count, master->entry_room);
    master->entry[count] = (struct lp_entry){index, value};
    return count + 1;
}

static int link_row(const struct opening_master *master, int shipment, int group) {
    const struct shipment_links *links = &master->links[shipment];
    for (int i = 0; i < links->count; i++)
        if (links->link[i].group == group)
            return links->link[i].row;
    return -1;
}

static int add_facility_entries(struct opening_master *master, int count, int shipment, int arc,
                                double amount) {
    const struct arc_groups *groups = &master->given->groups;
    if (master->use_row[arc] >= 0)
        count = add_entry(master, count, master->use_row[arc], amount);
    for (int i = groups->of_start[arc]; i < groups->of_start[arc + 1]; i++) {
        int g = groups->of[i], link = link_row(master, shipment, g);
        if (master->group_row[g] >= 0)
            count = add_entry(master, count, master->group_row[g], amount);
        if (link >= 0)
            count = add_entry(master, count, link, 1);
    }
    return count;
}

static int path_entries(struct opening_master *master, const struct path *path) {
    const struct opening_case *given = master->given;
    int k = path->shipment, count = add_entry(master, 0, k, -1);
    double amount = given->problem->demand[k] / given->unit;
    for (int i = 0; i < path->arcs; i++) {
        int a = path->arc[i], r = given->problem->arc_resource[a];
        if (r >= 0 && master->shared_row[r] >= 0)
            count = add_entry(master, count, master->shared_row[r], amount);
        if (given->of_arc[a] >= 0)
            count = add_facility_entries(master, count, k, a, amount);
    }
    return count;
}

/* ---- beginning ---- */

static int new_row(struct opening_master *master, struct opening_row row) {
    GROW(master->row, master->rows, master->row_room);
    master->row[master->rows] = row;
    return master->rows++;
}

static bool all_in_one_group(const struct opening_case *given, int facility, int resource) {
    const struct problem *problem = given->problem;
    const struct arc_groups *groups = &given->groups;
    for (int g = 0; g < groups->groups; g++) {
        int inside = 0, all = 0;
        if (groups->facility[g] != facility)
            continue;
        for (int i = groups->start[g]; i < groups->start[g + 1]; i++)
            inside += problem->arc_resource[groups->arc[i]] == resource;
        for (int a = 0; inside > 0 && a < problem->arcs; a++)
            all += given->of_arc[a] == facility && problem->arc_resource[a] == resource;
        if (inside > 0 && inside == all)
            return true;
    }
    return false;
}

static int arcs_of(const struct opening_case *given, int facility, int resource) {
    int arcs = 0;
    for (int a = 0; a < given->problem->arcs; a++)
        arcs += given->of_arc[a] == facility && given->problem->arc_resource[a] == resource;
    return arcs;
}

static void bind_by_resource(struct opening_master *master, int arc) {
    const struct opening_case *given = master->given;
    const struct problem *problem = given->problem;
    int f = given->of_arc[arc], r = problem->arc_resource[arc];
    for (int row = problem->shipments; row < master->rows; row++)
        if (master->row[row].kind == ROW_USE && master->row[row].facility == f &&
            master->row[row].subject == r) {
            master->use_row[arc] = row;
            return;
        }
    double most = given->demand * (all_in_one_group(given, f, r) ? 1 : arcs_of(given, f, r));
    double room = fmin(problem->capacity[r], most) / given->unit;
    master->use_row[arc] = new_row(master, (struct opening_row){ROW_USE, f, r, -1, room});
}

static void bind_by_group(struct opening_master *master, int arc) {
    const struct opening_case *given = master->given;
    const struct arc_groups *groups = &given->groups;
    for (int i = groups->of_start[arc]; i < groups->of_start[arc + 1]; i++)
        if (master->group_row[groups->of[i]] >= 0)
            return;
    int g = groups->of[groups->of_start[arc]];
    master->group_row[g] = new_row(
        master, (struct opening_row){ROW_GROUP, given->of_arc[arc], g, -1, given->demand / given->unit});
}

/* Demands, and for each arc of a facility a row that ties it to y. */
static bool add_first_rows(struct opening_master *master, struct error *err) {
    const struct problem *problem = master->given->problem;
    for (int k = 0; k < problem->shipments; k++)
        new_row(master, (struct opening_row){ROW_DEMAND, -1, k, k, -1});
    for (int a = 0; a < problem->arcs; a++)
        if (master->given->of_arc[a] >= 0 && problem->arc_resource[a] >= 0)
            bind_by_resource(master, a);
        else if (master->given->of_arc[a] >= 0)
            bind_by_group(master, a);
    bool fine = true;
    for (int row = 0; fine && row < master->rows; row++)
        fine = lp_add_row(master->lp, master->row[row].kind == ROW_DEMAND ? -1 : 0, 0, NULL, err);
    return fine;
}

static bool add_first_columns(struct opening_master *master, struct error *err) {
    const struct opening_case *given = master->given;
    const struct problem *problem = given->problem;
    for (int f = 0; f < given->facilities; f++) {
        int count = 0;
        for (int row = problem->shipments; row < master->rows; row++)
            if (master->row[row].facility == f)
                count = add_entry(master, count, row, -master->row[row].room);
        if (!lp_add_column(master->lp, given->cost[f], 1, LP_AT_ZERO, count, master->entry, err))
            return false;
    }
    for (int k = 0; k < problem->shipments; k++) {
        const struct lp_entry entry = {k, -1};
        double cost = problem->demand[k] * problem->penalty[k];
        if (!lp_add_column(master->lp, cost, INFINITY, LP_AT_ZERO, 1, &entry, err))
            return false;
    }
    return true;
}

bool opening_master_init(struct opening_master *master, const struct opening_case *given, struct error *err) {
    const struct problem *problem = given->problem;
    size_t shipments = (size_t)problem->shipments, arcs = (size_t)problem->arcs;
    size_t resources = (size_t)problem->resources, groups = (size_t)given->groups.groups;
    *master = (struct opening_master){.given = given,
                                      .last = xcalloc(shipments, sizeof *master->last),
                                      .shared_row = xcalloc(resources, sizeof *master->shared_row),
                                      .use_row = xcalloc(arcs, sizeof *master->use_row),
                                      .group_row = xcalloc(groups, sizeof *master->group_row),
                                      .links = xcalloc(shipments, sizeof *master->links),
                                      .added_rows = true};
    memset(master->last, -1, shipments * sizeof *master->last);
    memset(master->shared_row, -1, resources * sizeof *master->shared_row);
    memset(master->use_row, -1, arcs * sizeof *master->use_row);
    memset(master->group_row, -1, groups * sizeof *master->group_row);
    master->lp = lp_new(err);
    return master->lp != NULL && add_first_rows(master, err) && add_first_columns(master, err);
}

void opening_master_release(struct opening_master *master) {
    lp_free(master->lp);
    for (int p = 0; p < master->paths; p++)
        free(master->path[p]);
    for (int k = 0; master->links != NULL && k < master->given->problem->shipments; k++)
        free(master->links[k].link);
    free(master->row);
    free(master->path);
    free(master->next);
    free(master->last);
    free(master->shared_row);
    free(master->use_row);
    free(master->group_row);
    free(master->links);
    free(master->entry);
}

/* ---- columns ---- */

static void chain(struct opening_master *master, int path) {
    int k = master->path[path]->shipment;
    master->next[path] = master->last[k];
    master->last[k] = path;
}

bool opening_master_add(struct opening_master *master, struct path *path, bool *fresh, struct error *err) {
    int k = path->shipment;
    *fresh = true;
    for (int p = master->last[k]; *fresh && p >= 0; p = master->next[p])
        *fresh = !path_same(master->path[p], path);
    if (!*fresh) {
        free(path);
        return true;
    }
    GROW(master->next, master->paths, master->next_room);
    GROW(master->path, master->paths, master->path_room);
    master->path[master->paths] = path;
    chain(master, master->paths++);
    master->added_paths = true;
    master->made++;
    double cost = master->given->problem->demand[k] * path->cost;
    int count = path_entries(master, path);
    return lp_add_column(master->lp, cost, INFINITY, LP_AT_ZERO, count, master->entry, err);
}

enum { PATHS_A_ROW = 4, PATHS_AT_LEAST = 2000 };

bool opening_master_purge(struct opening_master *master, struct error *err) {
    const struct problem *problem = master->given->problem;
    int first = opening_first_path(master), kept = 0;
    if (master->paths < PATHS_AT_LEAST + PATHS_A_ROW * master->rows)
        return true;
    AUTO_FREE unsigned char *doomed = xcalloc((size_t)(first + master->paths), 1);
    memset(master->last, -1, (size_t)problem->shipments * sizeof *master->last);
    for (int p = 0; p < master->paths; p++) {
        struct path *path = master->path[p];
        double dear = 0.05 * problem->demand[path->shipment] * path->cost;
        doomed[first + p] =
            lp_place(master->lp, first + p) != LP_BASIC && lp_reduced_cost(master->lp, first + p) > dear;
        if (doomed[first + p]) {
            free(path);
            continue;
        }
        master->path[kept] = path;
        chain(master, kept++);
    }
    master->paths = kept;
    return lp_delete_columns(master->lp, doomed, err);
}

bool opening_master_bound(struct opening_master *master, const signed char *decided, struct error *err) {
    bool fine = true;
    for (int f = 0; fine && f < master->given->facilities; f++)
        fine = decided[f] == UNDECIDED ? lp_free_column(master->lp, f, 1, err)
                                       : lp_fix_column(master->lp, f, decided[f], err);
    master->added_rows = true;
    return fine;
}

/* New paths leave the basis primal feasible, new rows and bounds leave it dual feasible. */
enum lp_status opening_master_solve(struct opening_master *master, struct error *err) {
    const struct opening_case *given = master->given;
    bool dual = !master->added_paths;
    master->added_paths = master->added_rows = false;
    enum lp_status status =
        lp_solve(master->lp, dual, given->deadline - clock_seconds(), given->settings->interrupted, err);
    for (int k = 0; status == LP_OPTIMAL && k < given->problem->shipments; k++)
        for (int i = 0; i < master->links[k].count; i++)
            master->links[k].link[i].price = fmax(0, lp_price(master->lp, master->links[k].link[i].row));
    return status;
}

double opening_master_y(const struct opening_master *master, int facility) {
    return fmin(1, fmax(0, lp_value(master->lp, facility)));
}
