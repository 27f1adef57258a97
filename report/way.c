// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/way.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"

#include <stdio.h>
#include <string.h>

/* Appends where there is room. */
static void append(char text[WAY_WORDS], const char *more) {
    size_t length = strlen(text);
    if (length + strlen(more) < WAY_WORDS)
        strcpy(text + length, more);
}

static const char *ride_vehicle(const struct page *page, const struct plan_leg *leg) {
    return page->network->abstract_vehicle ? mode_words(leg->mode)
                                           : vehicle_words(page->network, leg->vehicle);
}

static bool rides_on(const struct plan *ways, struct ride ride, const char *mode) {
    for (int i = ride.first; i < ride.first + ride.legs; i++)
        if (strcmp(ways->leg[i].mode, mode) == 0)
            return true;
    return false;
}

enum { MODES = 200, RIDE = 900 };

/* The modes of the ride besides its vehicle's own: "toll and ferry"; "" where there is none. */
static void modes_beside(const struct page *page, const struct plan *ways, struct ride ride,
                         char text[MODES]) {
    const struct vehicle_type *vehicle = &page->network->vehicle_type[ways->leg[ride.first].vehicle];
    char so_far[MODES];
    text[0] = '\0';
    for (int m = 1; m < VEHICLE_MODES && vehicle->modes[m] != NULL; m++) {
        if (!rides_on(ways, ride, vehicle->modes[m]))
            continue;
        strcpy(so_far, text);
        if (so_far[0] == '\0')
            snprintf(text, MODES, "%s", mode_words(vehicle->modes[m]));
        else
            snprintf(text, MODES, _("%s and %s"), so_far, mode_words(vehicle->modes[m]));
    }
}

/* "Truck by toll to Panjang, Train to Kertapati" */
static void short_words(const struct page *page, const struct plan *ways, const struct plan_path *path,
                        char text[WAY_WORDS]) {
    char modes[MODES], words[RIDE];
    int end = path->first_leg + path->legs;
    for (struct ride ride = {path->first_leg, 0}; ride.first < end; ride.first += ride.legs) {
        ride = ride_from(ways, ride.first, end);
        const char *vehicle = ride_vehicle(page, &ways->leg[ride.first]),
                   *to = node_words(page->network, ways->leg[ride.first + ride.legs - 1].to);
        modes_beside(page, ways, ride, modes);
        if (modes[0] != '\0')
            snprintf(words, sizeof words, _("%.200s by %s to %.300s"), vehicle, modes, to);
        else
            snprintf(words, sizeof words, _("%.200s to %.300s"), vehicle, to);
        append(text, text[0] != '\0' ? ", " : "");
        append(text, words);
    }
}

/* "Truck: A - J ~toll~ P; Train: P - B" */
static void whole_words(const struct page *page, const struct plan *ways, const struct plan_path *path,
                        char text[WAY_WORDS]) {
    char route[WAY_WORDS];
    int end = path->first_leg + path->legs;
    for (struct ride ride = {path->first_leg, 0}; ride.first < end; ride.first += ride.legs) {
        ride = ride_from(ways, ride.first, end);
        append(text, text[0] != '\0' ? "; " : "");
        append(text, ride_vehicle(page, &ways->leg[ride.first]));
        append(text, ": ");
        append(text, route_words(route, sizeof route, ways, page->network, page->parallel, ride));
    }
}

/* A path and the network it runs on. */
struct course {
    const struct network *network;
    const struct plan *ways;
    const struct plan_path *path;
};

static void mark_id(unsigned char *marks, const struct names *ids, const char *id) {
    int number = names_find(ids, id);
    if (number >= 0)
        marks[number] = 1;
}

/* What the course passes, marked: nodes, then links of the network, found by their ids. */
static void mark(const struct network *network, const struct course *course, unsigned char *node,
                 unsigned char *link) {
    const struct plan *ways = course->ways;
    for (int l = course->path->first_leg; l < course->path->first_leg + course->path->legs; l++)
        for (int i = 0; i < ways->leg[l].links; i++) {
            const struct link *at = &course->network->link[ways->link[ways->leg[l].first_link + i]];
            mark_id(link, network->link_ids, at->id);
            mark_id(node, network->node_ids, course->network->node[at->from].id);
            mark_id(node, network->node_ids, course->network->node[at->to].id);
        }
}

static bool is_junction(const struct node *node) {
    return node->type != NULL && strcmp(node->type, "junction") == 0;
}

/*
 * "... via X": the middle one of the nodes that the other does not pass, junctions aside where there are others; or else
 * the first link that it does not take.
 */
static void append_via(const struct course *course, const struct course *other, char text[WAY_WORDS]) {
    const struct network *network = course->network;
    AUTO_FREE unsigned char *passed = xcalloc((size_t)network->nodes, 1);
    AUTO_FREE unsigned char *taken = xcalloc((size_t)network->links, 1);
    AUTO_FREE unsigned char *mine = xcalloc((size_t)network->nodes, 1);
    AUTO_FREE unsigned char *used = xcalloc((size_t)network->links, 1);
    AUTO_FREE const char **alone =
        xcalloc((size_t)network->nodes + (size_t)network->links + 1, sizeof *alone);
    mark(network, other, passed, taken);
    mark(network, course, mine, used);
    int count = 0;
    for (int junctions = 0; junctions < 2 && count == 0; junctions++)
        for (int n = 0; n < network->nodes; n++)
            if (mine[n] && !passed[n] && (junctions || !is_junction(&network->node[n])))
                alone[count++] = node_words(network, n);
    for (int l = 0; l < network->links && count == 0; l++)
        if (used[l] && !taken[l])
            alone[count++] = network->link[l].name != NULL ? network->link[l].name : network->link[l].id;
    if (count == 0)
        return;
    char so_far[WAY_WORDS];
    strcpy(so_far, text);
    snprintf(text, WAY_WORDS, _("%.1300s via %.250s"), so_far, alone[count / 2]);
}

static char *words_of(const struct page *page, const struct plan *ways, int way, bool whole,
                      char text[WAY_WORDS]) {
    text[0] = '\0';
    if (way < 0)
        append(text, _("stays behind"));
    else if (whole)
        whole_words(page, ways, &ways->path[way], text);
    else
        short_words(page, ways, &ways->path[way], text);
    return text;
}

char *way_words_beside(const struct page *page, const struct plan *ways, int way,
                       const struct page *other_page, const struct plan *other_ways, int other, bool whole,
                       char text[WAY_WORDS]) {
    char against[WAY_WORDS] = "";
    words_of(page, ways, way, whole, text);
    if (way >= 0 && other >= 0 && strcmp(text, words_of(other_page, other_ways, other, whole, against)) == 0)
        append_via(&(struct course){page->network, ways, &ways->path[way]},
                   &(struct course){other_page->network, other_ways, &other_ways->path[other]}, text);
    if (text[0] == '\0')
        append(text, _("already there"));
    return text;
}

char *way_words(const struct page *page, const struct plan *ways, int way, int other, bool whole,
                char text[WAY_WORDS]) {
    return way_words_beside(page, ways, way, page, ways, other, whole, text);
}
