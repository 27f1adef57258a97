// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/route.h"

#include "base/mem.h"
#include "report/table.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

enum { STOPS = 6, NAME_COLUMNS = 30, NAME = 120 };

struct ride ride_from(const struct plan *plan, int first, int end) {
    struct ride ride = {first, 1};
    while (first + ride.legs < end && plan->leg[first + ride.legs].vehicle == plan->leg[first].vehicle)
        ride.legs++;
    return ride;
}

/* ---- parallel links ---- */

struct pair {
    int low, high, link; /* nodes */
    const char *mode;
};

static int compare(int a, int b) {
    return (a > b) - (a < b);
}

static int by_ends(const void *left, const void *right) {
    const struct pair *a = left, *b = right;
    int order = compare(a->low, b->low);
    if (order == 0)
        order = compare(a->high, b->high);
    return order != 0 ? order : strcmp(a->mode, b->mode);
}

unsigned char *parallel_links(const struct network *network) {
    unsigned char *parallel = xcalloc((size_t)network->links + 1, 1);
    AUTO_FREE struct pair *pair = xcalloc((size_t)network->links + 1, sizeof *pair);
    for (int l = 0; l < network->links; l++) {
        const struct link *link = &network->link[l];
        bool up = link->from < link->to;
        pair[l] = (struct pair){up ? link->from : link->to, up ? link->to : link->from, l, link->mode};
    }
    qsort(pair, (size_t)network->links, sizeof *pair, by_ends);
    for (int i = 1; i < network->links; i++)
        if (by_ends(&pair[i - 1], &pair[i]) == 0)
            parallel[pair[i - 1].link] = parallel[pair[i].link] = 1;
    return parallel;
}

/* ---- a way in words ---- */

/* What is being written. */
struct telling {
    char *buffer;
    size_t size;
    const struct plan *plan;
    const struct network *network;
    const unsigned char *parallel;
};

/* Appends where there is room. */
static void append(const struct telling *telling, const char *text) {
    size_t length = strlen(telling->buffer);
    if (length + strlen(text) < telling->size)
        strcpy(telling->buffer + length, text);
}

/* A name too long for a line is cut. */
static void append_name(const struct telling *telling, const char *text) {
    char name[NAME];
    text_cut(name, sizeof name, text, NAME_COLUMNS);
    for (char *at = name; *at != '\0'; at++)
        if (*at == ' ')
            *at = HARD_SPACE;
    append(telling, name);
}

/* " (its name)" where the nodes do not tell which link was taken. */
static void append_link(const struct telling *telling, int l) {
    const struct link *link = &telling->network->link[l];
    if (!telling->parallel[l])
        return;
    append(telling, " (");
    append_name(telling, link->name != NULL ? link->name : link->id);
    append(telling, ")");
}

static int other_end(const struct network *network, int link, int node) {
    return network->link[link].from == node ? network->link[link].to : network->link[link].from;
}

/* A junction tells a reader little. */
static bool worth_naming(const struct telling *telling, int link, int node) {
    const char *type = telling->network->node[node].type;
    return telling->parallel[link] || type == NULL || strcmp(type, "junction") != 0;
}

static int count_between(const struct telling *telling, const struct plan_leg *leg) {
    int count = 0, node = leg->from;
    for (int i = 0; i + 1 < leg->links; i++) {
        int link = telling->plan->link[leg->first_link + i];
        node = other_end(telling->network, link, node);
        count += worth_naming(telling, link, node);
    }
    return count;
}

/* The nodes between the leg's ends; of many, the first few and the last. */
static void append_between(const struct telling *telling, const struct plan_leg *leg) {
    int node = leg->from, many = count_between(telling, leg), seen = 0;
    for (int i = 0; i + 1 < leg->links; i++) {
        int link = telling->plan->link[leg->first_link + i];
        node = other_end(telling->network, link, node);
        if (!worth_naming(telling, link, node))
            continue;
        seen++;
        if (many > STOPS && seen >= STOPS && seen < many) {
            append(telling, seen == STOPS ? " - ..." : "");
            continue;
        }
        append(telling, " - ");
        append_name(telling, node_words(telling->network, node));
        append_link(telling, link);
    }
}

static bool is_home(const struct network *network, const struct plan_leg *leg) {
    const char *home = network->vehicle_type[leg->vehicle].modes[0];
    return home == NULL || strcmp(leg->mode, home) == 0;
}

static void append_leg(const struct telling *telling, const struct plan_leg *leg) {
    bool home = is_home(telling->network, leg);
    if (home) {
        append_between(telling, leg);
        append(telling, " - ");
    } else {
        append(telling, " ~");
        append(telling, mode_words(leg->mode));
        append(telling, "~ ");
    }
    append_name(telling, node_words(telling->network, leg->to));
    for (int i = home ? leg->links - 1 : 0; i >= 0 && i < leg->links; i++)
        append_link(telling, telling->plan->link[leg->first_link + i]);
}

char *route_words(char *buffer, size_t size, const struct plan *plan, const struct network *network,
                  const unsigned char *parallel, struct ride ride) {
    const struct telling telling = {buffer, size, plan, network, parallel};
    buffer[0] = '\0';
    append_name(&telling, node_words(network, plan->leg[ride.first].from));
    for (int i = ride.first; i < ride.first + ride.legs; i++)
        append_leg(&telling, &plan->leg[i]);
    return buffer;
}

bool routes_have_signs(const struct plan *plan, const struct network *network,
                       const unsigned char *parallel) {
    const struct telling telling = {NULL, 0, plan, network, parallel};
    for (int l = 0; l < plan->legs; l++)
        if (!is_home(network, &plan->leg[l]) || count_between(&telling, &plan->leg[l]) > STOPS)
            return true;
    return false;
}
