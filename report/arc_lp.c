// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/arc_lp.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells and groups ---- */

struct demand {
    int origin, class_of, destination;
    double penalty, quantity;
};

static int by_cell(const void *left, const void *right) {
    const struct demand *a = left, *b = right;
    if (a->origin != b->origin)
        return a->origin < b->origin ? -1 : 1;
    if (a->class_of != b->class_of)
        return a->class_of < b->class_of ? -1 : 1;
    if (a->destination != b->destination)
        return a->destination < b->destination ? -1 : 1;
    return a->penalty < b->penalty ? -1 : a->penalty > b->penalty;
}

static int sort_demands(const struct problem *problem, struct demand *demand) {
    int count = 0;
    for (int k = 0; k < problem->shipments; k++)
        if (problem->origin[k] != problem->destination[k])
            demand[count++] =
                (struct demand){problem->origin[k], problem->class_of[k], problem->destination[k],
                                problem->penalty[k], problem->demand[k]};
    qsort(demand, (size_t)count, sizeof *demand, by_cell);
    return count;
}

static void make_cells(struct arc_lp *lp) {
    AUTO_FREE struct demand *demand = xcalloc((size_t)lp->problem->shipments + 1, sizeof *demand);
    int count = sort_demands(lp->problem, demand);
    lp->cell = xcalloc((size_t)count + 1, sizeof *lp->cell);
    lp->group = xcalloc((size_t)count + 1, sizeof *lp->group);
    for (int i = 0; i < count; i++) {
        const struct demand *it = &demand[i], *last = &demand[i > 0 ? i - 1 : 0];
        if (i == 0 || it->origin != last->origin || it->class_of != last->class_of)
            lp->group[lp->groups++] = (struct lp_group){it->origin, it->class_of, lp->cells, 0};
        struct lp_group *group = &lp->group[lp->groups - 1];
        if (group->cells == 0 || by_cell(it, last) != 0) {
            lp->cell[lp->cells++] = (struct lp_cell){lp->groups - 1, it->destination, 0, it->penalty};
            group->cells++;
        }
        lp->cell[lp->cells - 1].demand += it->quantity;
    }
}

/* ---- arcs on some way ---- */

/* Arcs by tail and by head: arc number i of vertex v is by_x[start_x[v] + i]. */
struct walk {
    const struct problem *problem;
    int *start_out, *out, *start_in, *in;
    unsigned char *ahead, *behind; /* [vertices] reached from the origin; reaches a destination */
    int *queue, *row;              /* [vertices] */
};

static void order_arcs(const int *end, int arcs, int vertices, int **start, int **order) {
    *start = xcalloc((size_t)vertices + 2, sizeof **start);
    *order = xcalloc((size_t)arcs + 1, sizeof **order);
    for (int a = 0; a < arcs; a++)
        (*start)[end[a] + 2]++;
    for (int v = 0; v < vertices; v++)
        (*start)[v + 2] += (*start)[v + 1];
    for (int a = 0; a < arcs; a++)
        (*order)[(*start)[end[a] + 1]++] = a;
}

static struct walk walk_new(const struct problem *problem) {
    struct walk walk = {.problem = problem};
    order_arcs(problem->arc_tail, problem->arcs, problem->vertices, &walk.start_out, &walk.out);
    order_arcs(problem->arc_head, problem->arcs, problem->vertices, &walk.start_in, &walk.in);
    size_t size = (size_t)problem->vertices + 1;
    walk.ahead = xcalloc(size, 1);
    walk.behind = xcalloc(size, 1);
    walk.queue = xcalloc(size, sizeof *walk.queue);
    walk.row = xcalloc(size, sizeof *walk.row);
    return walk;
}

static void walk_release(struct walk *walk) {
    free(walk->start_out);
    free(walk->out);
    free(walk->start_in);
    free(walk->in);
    free(walk->ahead);
    free(walk->behind);
    free(walk->queue);
    free(walk->row);
}

static bool passable(const struct problem *problem, const struct lp_group *group, int arc) {
    return isfinite(problem->arc_cost[(size_t)group->class_of * (size_t)problem->arcs + (size_t)arc]);
}

static bool blocks(const struct problem *problem, int vertex) {
    return problem->no_through != NULL && problem->no_through[vertex];
}

static void mark_ahead(const struct walk *walk, const struct lp_group *group) {
    int count = 0;
    memset(walk->ahead, 0, (size_t)walk->problem->vertices);
    walk->ahead[walk->queue[count++] = group->origin] = 1;
    for (int i = 0; i < count; i++) {
        int v = walk->queue[i];
        if (v != group->origin && blocks(walk->problem, v))
            continue;
        for (int j = walk->start_out[v]; j < walk->start_out[v + 1]; j++) {
            int head = walk->problem->arc_head[walk->out[j]];
            if (!walk->ahead[head] && passable(walk->problem, group, walk->out[j]))
                walk->ahead[walk->queue[count++] = head] = 1;
        }
    }
}

static void mark_behind(const struct walk *walk, const struct arc_lp *lp, const struct lp_group *group) {
    int count = 0;
    memset(walk->behind, 0, (size_t)walk->problem->vertices);
    for (int c = group->first_cell; c < group->first_cell + group->cells; c++) {
        int v = lp->cell[c].destination;
        if (!walk->behind[v])
            walk->behind[walk->queue[count++] = v] = 1;
    }
    for (int i = 0; i < count; i++) {
        int v = walk->queue[i];
        for (int j = walk->start_in[v]; j < walk->start_in[v + 1]; j++) {
            int tail = walk->problem->arc_tail[walk->in[j]];
            bool through = tail == group->origin || !blocks(walk->problem, tail);
            if (through && !walk->behind[tail] && passable(walk->problem, group, walk->in[j]))
                walk->behind[walk->queue[count++] = tail] = 1;
        }
    }
}

/* Into the origin nothing need go: what returns there has only cost. */
static bool useful(const struct walk *walk, const struct lp_group *group, int arc) {
    int tail = walk->problem->arc_tail[arc], head = walk->problem->arc_head[arc];
    return tail != head && head != group->origin && passable(walk->problem, group, arc) &&
           walk->ahead[tail] && walk->behind[head] && (tail == group->origin || !blocks(walk->problem, tail));
}

/* ---- rows and columns ---- */

struct build {
    struct arc_lp *lp;
    struct walk walk;
    int column_room, row_room;
    int *resource_row; /* [resources], -1 until in use */
};

static int add_row(struct build *build, struct lp_row row) {
    GROW(build->lp->row, build->lp->rows, build->row_room);
    build->lp->row[build->lp->rows] = row;
    return build->lp->rows++;
}

static int balance_row(struct build *build, int group, int vertex) {
    if (build->walk.row[vertex] < 0)
        build->walk.row[vertex] = add_row(build, (struct lp_row){group, vertex, -1, 0, -1, -1, 0});
    return build->walk.row[vertex];
}

/* The arcs of a resource are all of one facility, or of none. */
static int resource_row(struct build *build, int arc) {
    int resource = build->lp->problem->arc_resource[arc], facility = build->lp->facilities->of_arc[arc];
    double capacity = build->lp->problem->capacity[resource];
    struct lp_row row = {-1, -1, resource, capacity, -1, -1, 0};
    if (facility >= 0)
        row = (struct lp_row){-1, -1, resource, 0, -1, facility, capacity};
    if (build->resource_row[resource] < 0)
        build->resource_row[resource] = add_row(build, row);
    return build->resource_row[resource];
}

static double group_demand(const struct arc_lp *lp, const struct lp_group *group) {
    double sum = 0;
    for (int c = group->first_cell; c < group->first_cell + group->cells; c++)
        sum += lp->cell[c].demand;
    return sum;
}

static struct lp_column *add_column(struct build *build, struct lp_column column) {
    GROW(build->lp->column, build->lp->columns, build->column_room);
    build->lp->column[build->lp->columns] = column;
    return &build->lp->column[build->lp->columns++];
}

static void add_entry(struct lp_column *column, int row, int sign) {
    int at = column->entries++;
    for (; at > 0 && column->row[at - 1] > row; at--) {
        column->row[at] = column->row[at - 1];
        column->sign[at] = column->sign[at - 1];
    }
    column->row[at] = row;
    column->sign[at] = sign;
}

static void add_flow(struct build *build, int g, int arc) {
    const struct problem *problem = build->lp->problem;
    const struct lp_group *group = &build->lp->group[g];
    double cost = problem->arc_cost[(size_t)group->class_of * (size_t)problem->arcs + (size_t)arc];
    struct lp_column *column = add_column(build, (struct lp_column){g, arc, -1, cost, INFINITY, 0, {0}, {0}});
    if (problem->arc_tail[arc] != group->origin)
        add_entry(column, balance_row(build, g, problem->arc_tail[arc]), -1);
    add_entry(column, balance_row(build, g, problem->arc_head[arc]), 1);
    if (problem->arc_resource[arc] >= 0)
        add_entry(column, resource_row(build, arc), 1);
    int facility = build->lp->facilities->of_arc[arc];
    if (facility >= 0)
        add_entry(
            column,
            add_row(build, (struct lp_row){g, -1, -1, 0, arc, facility, group_demand(build->lp, group)}), 1);
}

static void add_group(struct build *build, int g) {
    struct arc_lp *lp = build->lp;
    const struct lp_group *group = &lp->group[g];
    mark_ahead(&build->walk, group);
    mark_behind(&build->walk, lp, group);
    memset(build->walk.row, -1, (size_t)lp->problem->vertices * sizeof *build->walk.row);
    for (int a = 0; a < lp->problem->arcs; a++)
        if (useful(&build->walk, group, a))
            add_flow(build, g, a);
    for (int c = group->first_cell; c < group->first_cell + group->cells; c++) {
        const struct lp_cell *cell = &lp->cell[c];
        int row = balance_row(build, g, cell->destination);
        lp->row[row].rhs += cell->demand;
        add_entry(add_column(build, (struct lp_column){g, -1, c, cell->penalty, cell->demand, 0, {0}, {0}}),
                  row, 1);
    }
}

struct arc_lp *arc_lp_new(const struct compiled *compiled) {
    struct arc_lp *lp = xcalloc(1, sizeof *lp);
    lp->problem = compiled_problem(compiled);
    lp->network = compiled_network(compiled);
    lp->facilities = facilities_of(lp->network);
    make_cells(lp);
    struct build build = {.lp = lp, .walk = walk_new(lp->problem)};
    size_t resources = (size_t)lp->problem->resources;
    build.resource_row = xcalloc(resources + 1, sizeof *build.resource_row);
    memset(build.resource_row, -1, resources * sizeof *build.resource_row);
    for (int g = 0; g < lp->groups; g++)
        add_group(&build, g);
    free(build.resource_row);
    walk_release(&build.walk);
    return lp;
}

void arc_lp_release(struct arc_lp **lp) {
    if (*lp == NULL)
        return;
    free((*lp)->cell);
    free((*lp)->group);
    free((*lp)->column);
    free((*lp)->row);
    facilities_free((*lp)->facilities);
    free(*lp);
    *lp = NULL;
}
