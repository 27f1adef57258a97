// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/route.h"

#include "report/table.h"
#include "report/words.h"

#include <string.h>

enum { STOPS = 6, NAME_COLUMNS = 30, NAME = 120 };

struct ride ride_from(const struct plan *plan, int first, int end) {
    struct ride ride = {first, 1};
    while (first + ride.legs < end && plan->leg[first + ride.legs].vehicle == plan->leg[first].vehicle)
        ride.legs++;
    return ride;
}

/* Appends where there is room; a name too long for a line is cut. */
static void append(char *buffer, size_t size, const char *text) {
    size_t length = strlen(buffer);
    if (length + strlen(text) < size)
        strcpy(buffer + length, text);
}

static void append_node(char *buffer, size_t size, const struct network *network, int node) {
    char name[NAME];
    text_cut(name, sizeof name, node_words(network, node), NAME_COLUMNS);
    for (char *at = name; *at != '\0'; at++)
        if (*at == ' ')
            *at = HARD_SPACE;
    append(buffer, size, name);
}

static int other_end(const struct network *network, int link, int node) {
    return network->link[link].from == node ? network->link[link].to : network->link[link].from;
}

/* A junction tells a reader little. */
static bool worth_naming(const struct node *node) {
    return node->type == NULL || strcmp(node->type, "junction") != 0;
}

static int count_between(const struct plan *plan, const struct network *network, const struct plan_leg *leg) {
    int count = 0, node = leg->from;
    for (int i = 0; i + 1 < leg->links; i++) {
        node = other_end(network, plan->link[leg->first_link + i], node);
        count += worth_naming(&network->node[node]);
    }
    return count;
}

/* The nodes between the leg's ends; of many, the first few and the last. */
static void append_between(char *buffer, size_t size, const struct plan *plan, const struct network *network,
                           const struct plan_leg *leg) {
    int node = leg->from, many = count_between(plan, network, leg), seen = 0;
    for (int i = 0; i + 1 < leg->links; i++) {
        node = other_end(network, plan->link[leg->first_link + i], node);
        if (!worth_naming(&network->node[node]))
            continue;
        seen++;
        if (many > STOPS && seen >= STOPS && seen < many) {
            append(buffer, size, seen == STOPS ? " - ..." : "");
            continue;
        }
        append(buffer, size, " - ");
        append_node(buffer, size, network, node);
    }
}

static void append_leg(char *buffer, size_t size, const struct plan *plan, const struct network *network,
                       const struct plan_leg *leg) {
    const char *home = network->vehicle_type[leg->vehicle].modes[0];
    if (home == NULL || strcmp(leg->mode, home) == 0) {
        append_between(buffer, size, plan, network, leg);
        append(buffer, size, " - ");
    } else {
        append(buffer, size, " ~");
        append(buffer, size, leg->mode);
        append(buffer, size, "~ ");
    }
    append_node(buffer, size, network, leg->to);
}

char *route_words(char *buffer, size_t size, const struct plan *plan, const struct network *network,
                  struct ride ride) {
    buffer[0] = '\0';
    append_node(buffer, size, network, plan->leg[ride.first].from);
    for (int i = ride.first; i < ride.first + ride.legs; i++)
        append_leg(buffer, size, plan, network, &plan->leg[i]);
    return buffer;
}
