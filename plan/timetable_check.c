// SPDX-License-Identifier: GPL-3.0-or-later
/* Warnings about listed departures: those that nothing can take, and headways that count another wait than they leave. */
#include "plan/check.h"
#include "plan/timetable_parts.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/week.h"

#include <stdlib.h>
#include <string.h>

static const char FILE_NAME[] = "roads/departure.csv";

static struct place row_place(const struct departure *departure) {
    return (struct place){FILE_NAME, departure->line, 0};
}

/* Whether something is loaded, or hauled over the link, from there (-1: from anywhere). O(arcs) */
static bool leaves(const struct virtual_network *network, const struct departure *departure) {
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        bool same = departure->link >= 0 ? arc->kind == ARC_HAUL && arc->link == departure->link
                                         : arc->kind == ARC_LOAD && arc->vehicle == departure->vehicle_type;
        if (same && (departure->from < 0 || network->vertex[arc->tail].node == departure->from))
            return true;
    }
    return false;
}

static bool is_ferry(const struct vehicle_type *type) {
    return type->modes[0] != NULL && strcmp(type->modes[0], "ferry") == 0;
}

/* `node` NULL = none is named. */
static void warn_unloaded(const struct vehicle_type *type, const char *node, struct place place,
                          struct diag *diag) {
    const char *advice =
        is_ferry(type) ? _(", trucks board it with their load; give the link_id of its link") : "";
    if (node != NULL)
        diag_add(diag, DIAG_WARNING, place, "departures of %s from %s never apply: it is not loaded there%s",
                 type->id, node, advice);
    else
        diag_add(diag, DIAG_WARNING, place, "departures of %s never apply: it is not loaded anywhere%s",
                 type->id, advice);
}

static void warn_idle(const struct virtual_network *network, const struct departure *departure,
                      struct diag *diag) {
    const struct network *roads = network->scenario->network;
    const char *node = departure->from >= 0 ? roads->node[departure->from].id : NULL;
    struct place place = row_place(departure);
    if (departure->link < 0)
        warn_unloaded(&roads->vehicle_type[departure->vehicle_type], node, place, diag);
    else if (node != NULL)
        diag_add(diag, DIAG_WARNING, place,
                 "departures of link %s from %s never apply: nothing passes it from there",
                 roads->link[departure->link].id, node);
    else
        diag_add(diag, DIAG_WARNING, place, "departures of link %s never apply: nothing passes it",
                 roads->link[departure->link].id);
}

/* ---- the mean wait ---- */

static int by_size(const void *left, const void *right) {
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Whether a departure is one of those of `first`: of the same direction, or of any. */
static bool together(const struct departure *first, const struct departure *other) {
    return other->link == first->link && other->vehicle_type == first->vehicle_type &&
           (other->from < 0 || other->from == first->from) && other->to == first->to;
}

/*
 * The wait of who arrives at a random moment of the week, in umin: the sum of gap^2 / 2 over the week, as a gap is hit
 * in proportion to its length and then half of it is left.
 */
static int64_t mean_wait(const struct timetable *timetable, int first, int d) {
    const struct departure *row = timetable->network->departure;
    AUTO_FREE int64_t *time = NULL;
    int times = 0, room = 0;
    for (int i = first; i >= 0; i = timetable->next[i])
        for (int day = 0; day < WEEK_DAYS && together(&row[d], &row[i]); day++)
            if (row[i].days & 1u << day) {
                GROW(time, times, room);
                time[times++] = (int64_t)day * DAY_MINUTES + row[i].minute;
            }
    qsort(time, (size_t)times, sizeof *time, by_size);
    const int64_t week = (int64_t)WEEK_DAYS * DAY_MINUTES;
    int64_t squares = 0;
    for (int i = 0; i < times; i++) {
        int64_t gap = i + 1 < times ? time[i + 1] - time[i] : time[0] + week - time[i];
        squares += gap * gap;
    }
    return (int64_t)wide_divide((wide)squares * UMIN_PER_MINUTE, 2 * week);
}

/* Hours with one decimal: "19.7". */
static char *tenths_text(char buffer[WIDE_TEXT], int64_t umin) {
    const int64_t tenth = (int64_t)6 * UMIN_PER_MINUTE;
    return wide_text(buffer, wide_divide(umin, tenth), 1, 1);
}

static char *tenths_words(char buffer[REAL_WORDS], int64_t umin) {
    char text[WIDE_TEXT];
    return real_words(buffer, strtod(tenths_text(text, umin), NULL), 1);
}

enum { OF_TEXT = 600 };

/* "link L1 from A", "BARGE". */
static void service_words(char text[OF_TEXT], const struct network *roads, const struct departure *row) {
    const char *node = row->from >= 0 ? roads->node[row->from].id : NULL;
    if (row->link >= 0 && node != NULL)
        snprintf(text, OF_TEXT, _("link %s from %s"), roads->link[row->link].id, node);
    else if (row->link >= 0)
        snprintf(text, OF_TEXT, _("link %s"), roads->link[row->link].id);
    else if (node != NULL)
        snprintf(text, OF_TEXT, _("%s from %s"), roads->vehicle_type[row->vehicle_type].id, node);
    else
        snprintf(text, OF_TEXT, "%s", roads->vehicle_type[row->vehicle_type].id);
}

/* Plans count another wait than these departures leave: more than a tenth and six minutes apart. */
static void compare_headway(const struct timetable *timetable, int first, int d, struct diag *diag) {
    const struct network *roads = timetable->network;
    const struct departure *row = &roads->departure[d];
    int64_t headway_uh = row->link >= 0 ? roads->link[row->link].headway_uh
                                        : roads->vehicle_type[row->vehicle_type].headway_uh;
    int64_t mean_umin = mean_wait(timetable, first, d),
            counted_umin = network_wait_uh(headway_uh) * UMIN_PER_UH;
    int64_t apart = llabs(mean_umin - counted_umin),
            most = mean_umin > counted_umin ? mean_umin : counted_umin;
    const int64_t six_minutes = (int64_t)6 * UMIN_PER_MINUTE;
    char mean[REAL_WORDS], counted[REAL_WORDS], headway[WIDE_TEXT];
    if (apart <= six_minutes || apart <= most / 10)
        return;
    char of[OF_TEXT];
    service_words(of, roads, row);
    diag_add(diag, DIAG_WARNING, row_place(row),
             "departures of %s leave a mean wait of %s h, plans count %s h, half of its headway_h; a "
             "headway_h of %s would count as much",
             of, tenths_words(mean, mean_umin), tenths_words(counted, counted_umin),
             tenths_text(headway, 2 * mean_umin));
}

/* Whether a departure before it in the list was one of the same. */
static bool told(const struct timetable *timetable, int first, int d) {
    const struct departure *row = timetable->network->departure;
    for (int i = first; i != d; i = timetable->next[i])
        if (row[i].from == row[d].from && row[i].to == row[d].to)
            return true;
    return false;
}

static void check_service(const struct virtual_network *network, const struct timetable *timetable, int first,
                          struct diag *diag) {
    for (int d = first; d >= 0; d = timetable->next[d]) {
        if (told(timetable, first, d))
            continue;
        const struct departure *departure = &timetable->network->departure[d];
        if (!leaves(network, departure))
            warn_idle(network, departure, diag);
        else
            compare_headway(timetable, first, d, diag);
    }
}

void check_departures(const struct virtual_network *network, struct diag *diag) {
    const struct network *roads = network->scenario->network;
    AUTO(timetable_release) struct timetable *timetable = timetable_new(roads, network->variant.as_of);
    for (int l = 0; l < roads->links; l++)
        check_service(network, timetable, timetable->first_of_link[l], diag);
    for (int v = 0; v < roads->vehicle_types; v++)
        check_service(network, timetable, timetable->first_of_vehicle[v], diag);
}
