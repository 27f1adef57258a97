// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/arc_lp.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOKEN = 24, IDS_BYTES = 100 };

/* ---- tokens: ids as they are where that is safe, else `_` and a number that the comments explain ---- */

static bool is_safe(const char *id) {
    size_t length = strlen(id);
    if (length == 0 || length >= TOKEN || !isalnum((unsigned char)id[0]))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)id[i]) && id[i] != '_')
            return false;
    return true;
}

static const char *token(char buffer[TOKEN], const char *id, int index) {
    if (is_safe(id))
        return id;
    snprintf(buffer, TOKEN, "_%d", index);
    return buffer;
}

static const char *node_token(const struct network *network, int node, char buffer[TOKEN]) {
    return token(buffer, network->node[node].id, node);
}

static const char *vehicle_token(const struct network *network, int vehicle, char buffer[TOKEN]) {
    const char *id = network->vehicle_type[vehicle].id;
    return id != NULL ? token(buffer, id, vehicle) : "";
}

/* ".node" or ".node.vehicle" */
static void add_vertex(const struct virtual_network *virtual_network, int vertex, char name[LP_NAME]) {
    const struct network *network = virtual_network->scenario->network;
    const struct vertex *at = &virtual_network->vertex[vertex];
    char node[TOKEN], vehicle[TOKEN];
    size_t length = strlen(name);
    const char *aboard = at->vehicle >= 0 ? vehicle_token(network, at->vehicle, vehicle) : "";
    /* At a centroid a vehicle type has two vertices in a row: the one it arrives at, and the one it leaves from. */
    bool leaves = vertex > 0 && at->vehicle >= 0 && at[-1].node == at->node && at[-1].vehicle == at->vehicle;
    snprintf(name + length, LP_NAME - length, ".%s%s%s%s", node_token(network, at->node, node),
             aboard[0] != '\0' ? "." : "", aboard, leaves ? "~" : "");
}

static void add_link(const struct network *network, int link, bool backward, char name[LP_NAME]) {
    char buffer[TOKEN];
    size_t length = strlen(name);
    snprintf(name + length, LP_NAME - length, ".%s%s", token(buffer, network->link[link].id, link),
             backward ? "~" : "");
}

static void start_group(const struct arc_lp *lp, char letter, int group, char name[LP_NAME]) {
    snprintf(name, LP_NAME, "%c%d", letter, lp->group[group].class_of);
    add_vertex(lp->network, lp->group[group].origin, name);
}

static void add_arc(const struct virtual_network *virtual_network, const struct arc *arc,
                    char name[LP_NAME]) {
    const struct network *network = virtual_network->scenario->network;
    static const char *const kind[] = {[ARC_LOAD] = ".load~", [ARC_UNLOAD] = ".unload~"};
    char buffer[TOKEN];
    if (arc->kind == ARC_HAUL) {
        add_link(network, arc->link, arc->backward, name);
        const char *vehicle = vehicle_token(network, arc->vehicle, buffer);
        size_t length = strlen(name);
        snprintf(name + length, LP_NAME - length, "%s%s", vehicle[0] != '\0' ? "." : "", vehicle);
        return;
    }
    strcat(name, kind[arc->kind]);
    add_vertex(virtual_network, arc->kind == ARC_LOAD ? arc->head : arc->tail, name);
}

char *lp_column_name(const struct arc_lp *lp, int column, char name[LP_NAME]) {
    const struct lp_column *it = &lp->column[column];
    if (it->arc >= 0) {
        start_group(lp, 'x', it->group, name);
        add_arc(lp->network, &lp->network->arc[it->arc], name);
        return name;
    }
    start_group(lp, 'u', it->group, name);
    add_vertex(lp->network, lp->cell[it->cell].destination, name);
    int same = 0; /* cells before this one at the same destination: other penalties */
    for (int c = it->cell - 1; c >= lp->group[it->group].first_cell; c--)
        same += lp->cell[c].destination == lp->cell[it->cell].destination;
    size_t length = strlen(name);
    if (same > 0)
        snprintf(name + length, LP_NAME - length, ".%d", same + 1);
    return name;
}

const char LP_ALWAYS[] = "open_in_any_case";

char *lp_facility_name(const struct arc_lp *lp, int facility, char name[LP_NAME]) {
    const struct network *network = lp->network->scenario->network;
    int link = lp->facilities->link[facility], terminal = lp->facilities->terminal[facility];
    char buffer[TOKEN];
    snprintf(name, LP_NAME, "y.%s.%s", link >= 0 ? "link" : "terminal",
             link >= 0 ? token(buffer, network->link[link].id, link)
                       : token(buffer, network->terminal[terminal].id, terminal));
    return name;
}

char *lp_row_name(const struct arc_lp *lp, int row, char name[LP_NAME]) {
    const struct lp_row *it = &lp->row[row];
    const struct network *network = lp->network->scenario->network;
    if (it->arc >= 0) {
        start_group(lp, 'o', it->group, name);
        add_arc(lp->network, &lp->network->arc[it->arc], name);
        return name;
    }
    if (it->resource < 0) {
        start_group(lp, 'b', it->group, name);
        add_vertex(lp->network, it->vertex, name);
        return name;
    }
    const struct resource *resource = &lp->network->resource[it->resource];
    char buffer[TOKEN];
    strcpy(name, resource->link >= 0 ? "r.link" : "r.terminal");
    if (resource->link >= 0) {
        add_link(network, resource->link, resource->backward, name);
        return name;
    }
    size_t length = strlen(name);
    snprintf(name + length, LP_NAME - length, ".%s",
             token(buffer, network->terminal[resource->terminal].id, resource->terminal));
    return name;
}

/* ---- comments ---- */

static void map_ids(const char *what, struct names *ids, const char *mark, FILE *out) {
    for (int i = 0; ids != NULL && i < names_count(ids); i++)
        if (!is_safe(names_text(ids, i))) {
            fprintf(out, "%s   _%d = %s \"", mark, i, what);
            for (const char *at = names_text(ids, i); *at != '\0'; at++)
                putc(iscntrl((unsigned char)*at) ? '?' : *at, out);
            fputs("\"\n", out);
        }
}

/* Two lines: how many, the first of them, and what follows from it. */
static void comment_hours(const struct arc_lp *lp, const char *mark, FILE *out) {
    const struct problem *problem = lp->problem;
    int limited = 0, room = IDS_BYTES;
    bool cut = false;
    for (int k = 0; problem->max_hours != NULL && k < problem->shipments; k++)
        limited += isfinite(problem->max_hours[k]) != 0;
    if (limited == 0)
        return;
    fprintf(out, "%s %d shipment%s hour limits, which can't be said here:", mark, limited,
            limited == 1 ? " has" : "s have");
    for (int k = 0; k < problem->shipments && !cut; k++) {
        const char *id = names_text(lp->network->scenario->shipment_ids, k);
        if (!isfinite(problem->max_hours[k]))
            continue;
        room -= (int)strlen(id) + 2;
        cut = room < 0;
        fprintf(out, " %s%s", cut ? "..." : id, cut || --limited == 0 ? "" : ",");
    }
    fprintf(out, "\n%s so the optimum is a lower bound of the plan's\n", mark);
}

void lp_comments(const struct arc_lp *lp, const char *mark, FILE *out) {
    const struct network *network = lp->network->scenario->network;
    char day[DATE_TEXT];
    fprintf(out, "%s angkut: arc-flow linear program, tariffs of %s\n", mark,
            date_text(day, lp->network->variant.as_of));
    fprintf(out, "%s Flows in tonnes, costs in %s per tonne, time included at the shipments' value.\n", mark,
            network->currency);
    fprintf(out,
            "%s xC.ORIGIN.LINK.VEHICLE  flow of class C from ORIGIN on LINK (LINK~: against its direction)\n",
            mark);
    fprintf(out, "%s xC.ORIGIN.load~.NODE.VEHICLE, unload~  the same, loading and unloading\n", mark);
    fprintf(out, "%s uC.ORIGIN.NODE    what can't move to NODE\n", mark);
    fprintf(out, "%s bC.ORIGIN.NODE    balance at NODE;  r.link.LINK, r.terminal.TERMINAL  capacity\n", mark);
    if (lp->facilities->count > 0)
        fprintf(
            out,
            "%s y.link.LINK, y.terminal.TERMINAL  1 = opened, at its fixed cost;  oC...  no x without it\n",
            mark);
    map_ids("node", network->node_ids, mark, out);
    map_ids("link", network->link_ids, mark, out);
    map_ids("terminal", network->terminal_ids, mark, out);
    map_ids("vehicle type", network->abstract_vehicle ? NULL : network->vehicle_type_ids, mark, out);
    comment_hours(lp, mark, out);
}

char *lp_number(char buffer[32], double value) {
    snprintf(buffer, 32, "%.15g", value);
    return buffer;
}
