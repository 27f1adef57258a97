// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "report/map_parts.h"
#include "report/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Legs from place to place by one mode and vehicle type, of all shipments shown. */
struct edge {
    int from, to, vehicle;
    const char *mode;
    int64_t kg;
};

static int by_way(const void *a, const void *b) {
    const struct edge *x = a, *y = b;
    const int key_x[] = {x->from, x->to, x->vehicle}, key_y[] = {y->from, y->to, y->vehicle};
    for (int i = 0; i < 3; i++)
        if (key_x[i] != key_y[i])
            return key_x[i] < key_y[i] ? -1 : 1;
    return strcmp(x->mode, y->mode);
}

/* Within double quotes. */
static void put_quoted(FILE *out, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', out);
        putc((unsigned char)*text < ' ' ? ' ' : *text, out);
    }
}

static void put_edge(FILE *out, const struct network *network, const struct edge *edge, int64_t most_kg) {
    const struct vehicle_type *vehicle = &network->vehicle_type[edge->vehicle];
    char tonnes[WIDE_TEXT], width[WIDE_TEXT];
    double share = (double)edge->kg / (double)most_kg;
    fprintf(out, "  n%d -> n%d [label=\"", edge->from, edge->to);
    put_quoted(out, edge->mode);
    if (vehicle->id != NULL) {
        fputs(", ", out);
        put_quoted(out, vehicle_words(network, edge->vehicle));
    }
    fprintf(out, "\\n%s t\", color=\"%s\", penwidth=%s, style=%s];\n",
            wide_text(tonnes, edge->kg, MASS_PLACES, 0), map_look(edge->mode)->colour,
            wide_text(width, lround(10 * fmax(1, 6 * sqrt(share))), 1, 0),
            map_look(edge->mode)->dash != NULL ? "dashed" : "solid");
}

static void put_places(FILE *out, const struct network *network, const unsigned char *shown) {
    for (int n = 0; n < network->nodes; n++) {
        if (!shown[n])
            continue;
        fprintf(out, "  n%d [label=\"", n);
        put_quoted(out, node_words(network, n));
        fputs("\", tooltip=\"", out);
        put_quoted(out, network->node[n].id);
        fprintf(out, "\"%s];\n", shown[n] > 1 ? ", shape=box, style=filled, fillcolor=\"#e8edf1\"" : "");
    }
}

static void gather(const struct plan *plan, int shipment, struct edge *edge, int *edges) {
    const struct plan_shipment *it = &plan->shipment[shipment];
    for (int p = it->first_path; p < it->first_path + it->paths; p++) {
        const struct plan_path *path = &plan->path[p];
        for (int l = path->first_leg; l < path->first_leg + path->legs; l++) {
            const struct plan_leg *leg = &plan->leg[l];
            edge[(*edges)++] = (struct edge){leg->from, leg->to, leg->vehicle, leg->mode, path->quantity_kg};
        }
    }
}

/* Sorts them, and makes one of those that are alike; how many are left. */
static int merge(struct edge *edge, int edges) {
    int kept = 0;
    qsort(edge, (size_t)edges, sizeof *edge, by_way);
    for (int i = 0; i < edges; i++)
        if (kept > 0 && by_way(&edge[kept - 1], &edge[i]) == 0)
            edge[kept - 1].kg += edge[i].kg;
        else
            edge[kept++] = edge[i];
    return kept;
}

void report_dot(const struct plan *plan, const struct virtual_network *network, const int *shipment,
                int count, FILE *out) {
    const struct scenario *scenario = network->scenario;
    AUTO_FREE struct edge *edge = xcalloc((size_t)plan->legs + 1, sizeof *edge);
    AUTO_FREE unsigned char *shown = xcalloc((size_t)scenario->network->nodes + 1, 1);
    int edges = 0, all = count > 0 ? count : plan->shipments;
    int64_t most_kg = 1;
    for (int i = 0; i < all; i++) {
        int s = count > 0 ? shipment[i] : i;
        gather(plan, s, edge, &edges);
        shown[scenario->shipment[s].origin] = shown[scenario->shipment[s].destination] = 2;
    }
    edges = merge(edge, edges);
    for (int i = 0; i < edges; i++) {
        shown[edge[i].from] |= 1;
        shown[edge[i].to] |= 1;
        most_kg = edge[i].kg > most_kg ? edge[i].kg : most_kg;
    }
    fputs("digraph plan {\n  rankdir=LR;\n  node [shape=ellipse, fontname=\"sans-serif\"];\n"
          "  edge [fontname=\"sans-serif\", fontsize=10];\n",
          out);
    put_places(out, scenario->network, shown);
    for (int i = 0; i < edges; i++)
        put_edge(out, scenario->network, &edge[i], most_kg);
    fputs("}\n", out);
}
