// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/master.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int *minus_ones(int count) {
    int *array = xcalloc((size_t)count, sizeof *array);
    for (int i = 0; i < count; i++)
        array[i] = -1;
    return array;
}

struct master *master_new(const struct problem *problem, struct path **keys, double overflow_price,
                          struct error *err) {
    struct master *master = xcalloc(1, sizeof *master);
    size_t resources = (size_t)problem->resources, shipments = (size_t)problem->shipments;
    master->problem = problem;
    master->key = xcalloc(shipments, sizeof *master->key);
    master->row_of_resource = minus_ones(problem->resources);
    master->row_of_sum = minus_ones(problem->shipments);
    master->first_column = minus_ones(problem->shipments);
    master->overflow_price = xcalloc(resources, sizeof(double));
    master->key_load = xcalloc(resources, sizeof(double));
    master->load = xcalloc(resources, sizeof(double));
    master->price = xcalloc(resources, sizeof(double));
    master->sum = xcalloc(shipments, sizeof(double));
    master->rebate = xcalloc(shipments, sizeof(double));
    for (int r = 0; r < problem->resources; r++)
        master->overflow_price[r] = overflow_price;
    for (int k = 0; k < problem->shipments; k++) {
        master->key[k] = keys[k];
        master->key_cost += problem->demand[k] * keys[k]->cost;
        path_add_load(keys[k], problem->arc_resource, problem->demand[k], master->key_load);
    }
    master->lp = lp_new(err);
    if (master->lp == NULL) {
        master_free(master);
        return NULL;
    }
    return master;
}

void master_free(struct master *master) {
    if (master == NULL)
        return;
    for (int k = 0; k < master->problem->shipments; k++)
        free(master->key[k]);
    for (int j = 0; j < master->columns; j++)
        free(master->column[j].path);
    lp_free(master->lp);
    free(master->key);
    free(master->column);
    free(master->row);
    free(master->row_of_resource);
    free(master->row_of_sum);
    free(master->first_column);
    free(master->overflow_price);
    free(master->key_load);
    free(master->entry);
    free(master->count);
    free(master->load);
    free(master->sum);
    free(master->price);
    free(master->rebate);
    free(master);
}

void master_release(struct master **master) {
    master_free(*master);
}

/* ---- entries of the matrix ---- */

static void put_entry(struct master *master, int *entries, int index, double value) {
    GROW(master->entry, *entries, master->entry_room);
    master->entry[(*entries)++] = (struct lp_entry){index, value};
}

static void make_counts(struct master *master) {
    if (master->rows <= master->count_room)
        return;
    int room = 2 * master->rows;
    master->count = xrealloc(master->count, (size_t)room, sizeof *master->count);
    memset(master->count + master->count_room, 0,
           (size_t)(room - master->count_room) * sizeof *master->count);
    master->count_room = room;
}

/* In rows from `first` on. */
static void count_rows(struct master *master, const struct path *path, double sign, int first) {
    for (int i = 0; i < path->arcs; i++) {
        int r = master->problem->arc_resource[path->arc[i]];
        if (r >= 0 && master->row_of_resource[r] >= first)
            master->count[master->row_of_resource[r]] += sign;
    }
}

static void collect_rows(struct master *master, const struct path *path, int *entries) {
    for (int i = 0; i < path->arcs; i++) {
        int r = master->problem->arc_resource[path->arc[i]];
        int row = r < 0 ? -1 : master->row_of_resource[r];
        if (row < 0 || master->count[row] == 0)
            continue;
        put_entry(master, entries, row, master->count[row]);
        master->count[row] = 0;
    }
}

/* The column of a deviation: +1 where the path goes and the key does not, -1 the other way round. */
static int deviation_entries(struct master *master, const struct path *path) {
    int entries = 0, sum_row = master->row_of_sum[path->shipment];
    const struct path *key = master->key[path->shipment];
    make_counts(master);
    count_rows(master, path, 1, 0);
    count_rows(master, key, -1, 0);
    collect_rows(master, path, &entries);
    collect_rows(master, key, &entries);
    if (sum_row >= 0)
        put_entry(master, &entries, sum_row, 1);
    return entries;
}

/* ---- columns ---- */

static void list_column(struct master *master, int j) {
    struct column *column = &master->column[j];
    column->next = -1;
    if (column->path == NULL)
        return;
    column->next = master->first_column[column->path->shipment];
    master->first_column[column->path->shipment] = j;
}

static void put_column(struct master *master, struct column column) {
    GROW(master->column, master->columns, master->columns_room);
    master->column[master->columns] = column;
    list_column(master, master->columns++);
}

static bool has_path(const struct master *master, const struct path *path) {
    if (path_same(master->key[path->shipment], path))
        return true;
    for (int j = master->first_column[path->shipment]; j >= 0; j = master->column[j].next)
        if (path_same(master->column[j].path, path))
            return true;
    return false;
}

bool master_add_path(struct master *master, struct path *path, bool at_bound, struct error *err) {
    int k = path->shipment;
    if (has_path(master, path)) {
        free(path);
        return true;
    }
    int entries = deviation_entries(master, path);
    master->columns_made++;
    put_column(master, (struct column){.path = path, .resource = -1});
    return lp_add_column(master->lp, path->cost - master->key[k]->cost, master->problem->demand[k],
                         at_bound ? LP_AT_BOUND : LP_AT_ZERO, entries, master->entry, err);
}

bool master_delete_columns(struct master *master, const unsigned char *doomed, struct error *err) {
    int kept = 0;
    if (!lp_delete_columns(master->lp, doomed, err))
        return false;
    for (int k = 0; k < master->problem->shipments; k++)
        master->first_column[k] = -1;
    for (int j = 0; j < master->columns; j++) {
        if (doomed[j]) {
            free(master->column[j].path);
            continue;
        }
        master->column[kept] = master->column[j];
        list_column(master, kept++);
    }
    master->columns = kept;
    return true;
}

/* ---- rows ---- */

static void put_row(struct master *master, struct row row) {
    GROW(master->row, master->rows, master->rows_room);
    master->row[master->rows++] = row;
}

static double room_beside_keys(const struct master *master, int r) {
    return master->problem->capacity[r] - master->key_load[r];
}

bool master_capacities_changed(struct master *master, struct error *err) {
    bool fine = true;
    for (int r = 0; fine && r < master->problem->resources; r++)
        if (master->row_of_resource[r] >= 0)
            fine = lp_set_upper(master->lp, master->row_of_resource[r], room_beside_keys(master, r), err);
    return fine;
}

/* An entry of a row that is being made, before it is known how many each row has. */
struct triple {
    int row, column;
    double value;
};

struct triples {
    int count, room;
    struct triple *triple;
};

static void put_triples(struct master *master, struct triples *triples, int j, const struct path *path,
                        int first) {
    for (int i = 0; i < path->arcs; i++) {
        int r = master->problem->arc_resource[path->arc[i]];
        int row = r < 0 ? -1 : master->row_of_resource[r];
        if (row < first || master->count[row] == 0)
            continue;
        GROW(triples->triple, triples->count, triples->room);
        triples->triple[triples->count++] = (struct triple){row, j, master->count[row]};
        master->count[row] = 0;
    }
}

/* What the columns at hand have in the rows from `first` on, which the LP does not know yet. */
static void find_triples(struct master *master, struct triples *triples, int first) {
    for (int j = 0; j < master->columns; j++) {
        const struct path *path = master->column[j].path;
        if (path == NULL)
            continue;
        const struct path *key = master->key[path->shipment];
        count_rows(master, path, 1, first);
        count_rows(master, key, -1, first);
        put_triples(master, triples, j, path, first);
        put_triples(master, triples, j, key, first);
    }
}

static int by_row(const void *one, const void *other) {
    const struct triple *a = one, *b = other;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static bool add_row_with_overflow(struct master *master, int row, int count, const struct triple *triple,
                                  struct error *err) {
    int r = master->row[row].resource, entries = 0;
    for (int i = 0; i < count; i++)
        put_entry(master, &entries, triple[i].column, triple[i].value);
    if (!lp_add_row(master->lp, room_beside_keys(master, r), entries, master->entry, err))
        return false;
    put_column(master, (struct column){.resource = r});
    return lp_add_column(master->lp, master->overflow_price[r], INFINITY, LP_AT_ZERO, 1,
                         &(struct lp_entry){row, -1}, err);
}

bool master_add_resource_rows(struct master *master, const unsigned char *wanted, struct error *err) {
    int first = master->rows, done = 0;
    for (int r = 0; r < master->problem->resources; r++)
        if (wanted[r] && master->row_of_resource[r] < 0) {
            master->row_of_resource[r] = master->rows;
            put_row(master, (struct row){.resource = r, .shipment = -1});
        }
    if (master->rows == first)
        return true;
    struct triples triples = {0};
    make_counts(master);
    find_triples(master, &triples, first);
    if (triples.count > 1)
        qsort(triples.triple, (size_t)triples.count, sizeof *triples.triple, by_row);
    bool fine = true;
    for (int row = first; fine && row < master->rows; row++) {
        int count = 0;
        while (done + count < triples.count && triples.triple[done + count].row == row)
            count++;
        fine = add_row_with_overflow(master, row, count, triples.triple + done, err);
        done += count;
    }
    free(triples.triple);
    return fine;
}

bool master_add_sum_row(struct master *master, int k, struct error *err) {
    int entries = 0;
    for (int j = master->first_column[k]; j >= 0; j = master->column[j].next)
        put_entry(master, &entries, j, 1);
    master->row_of_sum[k] = master->rows;
    put_row(master, (struct row){.resource = -1, .shipment = k});
    master->sum_rows_made++;
    return lp_add_row(master->lp, master->problem->demand[k], entries, master->entry, err);
}

bool master_set_key(struct master *master, struct path *path, struct error *err) {
    int k = path->shipment;
    double demand = master->problem->demand[k];
    struct path *old = master->key[k];
    path_add_load(old, master->problem->arc_resource, -demand, master->key_load);
    path_add_load(path, master->problem->arc_resource, demand, master->key_load);
    master->key_cost += demand * (path->cost - old->cost);
    master->key[k] = path;
    bool fine = true;
    for (int side = 0; side < 2; side++)
        for (int i = 0; fine && i < (side ? old : path)->arcs; i++) {
            int r = master->problem->arc_resource[(side ? old : path)->arc[i]];
            if (r >= 0 && master->row_of_resource[r] >= 0)
                fine = lp_set_upper(master->lp, master->row_of_resource[r], room_beside_keys(master, r), err);
        }
    free(old);
    return fine;
}

bool master_set_overflow_price(struct master *master, int resource, double price, struct error *err) {
    master->overflow_price[resource] = price;
    for (int j = 0; j < master->columns; j++)
        if (master->column[j].path == NULL && master->column[j].resource == resource)
            return lp_set_cost(master->lp, j, price, err);
    return true;
}
