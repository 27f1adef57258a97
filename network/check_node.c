// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"

#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

/* Per node, over its links: how many, how near its nearest
 * neighbour is as it stands and with its own coordinates swapped. */
struct surroundings {
    int links;
    int64_t near_mm, swapped_mm;
};

static void look_from(const struct network *network, struct surroundings *around, int here, int there) {
    const struct node *a = &network->node[here], *b = &network->node[there];
    struct surroundings *s = &around[here];
    s->links++;
    if (!network->geographic || here == there)
        return;
    int64_t near = great_circle_mm(a->lon, a->lat, b->lon, b->lat);
    int64_t swapped = great_circle_mm(a->lat, a->lon, b->lon, b->lat);
    s->near_mm = near < s->near_mm ? near : s->near_mm;
    s->swapped_mm = swapped < s->swapped_mm ? swapped : s->swapped_mm;
}

static void look_around(const struct network *network, struct surroundings *around) {
    for (int n = 0; n < network->nodes; n++)
        around[n].near_mm = around[n].swapped_mm = INT64_MAX;
    for (int l = 0; l < network->links; l++) {
        look_from(network, around, network->link[l].from, network->link[l].to);
        look_from(network, around, network->link[l].to, network->link[l].from);
    }
}

/* Far from everything it is linked to, and ten times nearer when swapped. */
static bool seems_swapped(const struct node *node, const struct surroundings *s) {
    const int64_t far_mm = 100LL * 1000 * 1000;
    return s->near_mm != INT64_MAX && s->near_mm > far_mm && s->swapped_mm < s->near_mm / 10 &&
           fabs(node->lon) <= 90;
}

static void check_positions(const struct check *check, const struct surroundings *around) {
    char as_it_is[REAL_WORDS], swapped[REAL_WORDS];
    int seen = 0;
    for (int n = 0; n < check->network->nodes; n++) {
        const struct node *node = &check->network->node[n];
        if (seems_swapped(node, &around[n]))
            check_tell(check, &seen, check_node_place(node),
                       "node \"%s\" is %s km from its nearest neighbour, but %s km with x_coord and "
                       "y_coord swapped",
                       node->id, real_words(as_it_is, (double)around[n].near_mm / 1e6, 0),
                       real_words(swapped, (double)around[n].swapped_mm / 1e6, 0));
    }
    CHECK_REST(check, seen, "roads/node.csv", "%d more node whose coordinates look swapped",
               "%d more nodes whose coordinates look swapped");
}

static void check_isolated(const struct check *check, const struct surroundings *around) {
    int seen = 0;
    for (int n = 0; n < check->network->nodes; n++)
        if (around[n].links == 0)
            check_tell(check, &seen, check_node_place(&check->network->node[n]),
                       "no link touches node \"%s\"", check->network->node[n].id);
    CHECK_REST(check, seen, "roads/node.csv", "%d more node that no link touches",
               "%d more nodes that no link touches");
}

/* served[t]: some link of the terminal's mode touches its node.
 * A road terminal is served by toll roads too. */
static void mark_served(const struct network *network, bool *served, int node, const char *mode) {
    const char *other = strcmp(mode, "toll") == 0 ? "road" : mode;
    for (int t = network->node[node].terminal; t >= 0; t = network->terminal[t].next)
        if (strcmp(network->terminal[t].mode, mode) == 0 || strcmp(network->terminal[t].mode, other) == 0)
            served[t] = true;
}

static void check_terminals(const struct check *check) {
    const struct network *network = check->network;
    AUTO_FREE bool *served = xcalloc((size_t)network->terminals, sizeof *served);
    for (int l = 0; l < network->links; l++) {
        mark_served(network, served, network->link[l].from, network->link[l].mode);
        mark_served(network, served, network->link[l].to, network->link[l].mode);
    }
    int seen = 0;
    for (int t = 0; t < network->terminals; t++) {
        const struct terminal *terminal = &network->terminal[t];
        if (!served[t])
            check_tell(check, &seen, (struct place){"roads/terminal.csv", terminal->line, 0},
                       _("terminal \"%s\" serves mode %s, but no such link touches node \"%s\""),
                       terminal->id, terminal->mode, network->node[terminal->node].id);
    }
    CHECK_REST(check, seen, "roads/terminal.csv", "%d more terminal without a link of its mode",
               "%d more terminals without a link of their mode");
}

void check_nodes(const struct check *check) {
    AUTO_FREE struct surroundings *around = xcalloc((size_t)check->network->nodes, sizeof *around);
    look_around(check->network, around);
    check_positions(check, around);
    check_isolated(check, around);
    check_terminals(check);
}
