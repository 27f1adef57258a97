// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sensitivity.h"

#include "base/mem.h"
#include "report/route.h"

#include <string.h>

enum { CHANGES_SHOWN = 4, TEXT = 1600, LINE = 2 * TEXT };

/* ---- a way in words ---- */

/* Appends where there is room. */
static void append(char text[TEXT], const char *more) {
    size_t length = strlen(text);
    if (length + strlen(more) < TEXT)
        strcpy(text + length, more);
}

static const char *ride_vehicle(const struct page *page, const struct plan_leg *leg) {
    return page->network->abstract_vehicle ? leg->mode : vehicle_words(page->network, leg->vehicle);
}

static bool rides_on(const struct plan *ways, struct ride ride, const char *mode) {
    for (int i = ride.first; i < ride.first + ride.legs; i++)
        if (strcmp(ways->leg[i].mode, mode) == 0)
            return true;
    return false;
}

/* The modes of the ride besides its vehicle's own: " by toll and ferry". */
static void append_modes(const struct page *page, const struct plan *ways, struct ride ride,
                         char text[TEXT]) {
    const struct vehicle_type *vehicle = &page->network->vehicle_type[ways->leg[ride.first].vehicle];
    bool any = false;
    for (int m = 1; m < VEHICLE_MODES && vehicle->modes[m] != NULL; m++) {
        if (!rides_on(ways, ride, vehicle->modes[m]))
            continue;
        append(text, any ? " and " : " by ");
        append(text, vehicle->modes[m]);
        any = true;
    }
}

/* "Truck by toll to Panjang, Train to Kertapati" */
static void short_words(const struct page *page, const struct plan *ways, const struct plan_path *path,
                        char text[TEXT]) {
    int end = path->first_leg + path->legs;
    for (struct ride ride = {path->first_leg, 0}; ride.first < end; ride.first += ride.legs) {
        ride = ride_from(ways, ride.first, end);
        append(text, text[0] != '\0' ? ", " : "");
        append(text, ride_vehicle(page, &ways->leg[ride.first]));
        append_modes(page, ways, ride, text);
        append(text, " to ");
        append(text, node_words(page->network, ways->leg[ride.first + ride.legs - 1].to));
    }
}

/* "Truck: A - J ~toll~ P; Train: P - B" */
static void whole_words(const struct page *page, const struct plan *ways, const struct plan_path *path,
                        char text[TEXT]) {
    char route[TEXT];
    int end = path->first_leg + path->legs;
    for (struct ride ride = {path->first_leg, 0}; ride.first < end; ride.first += ride.legs) {
        ride = ride_from(ways, ride.first, end);
        append(text, text[0] != '\0' ? "; " : "");
        append(text, ride_vehicle(page, &ways->leg[ride.first]));
        append(text, ": ");
        append(text, route_words(route, sizeof route, ways, page->network, page->parallel, ride));
    }
}

/* What a path passes, marked: nodes, then links. */
static void mark(const struct page *page, const struct plan *ways, const struct plan_path *path,
                 unsigned char *node, unsigned char *link) {
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        for (int i = 0; i < ways->leg[l].links; i++) {
            int number = ways->link[ways->leg[l].first_link + i];
            link[number] = 1;
            node[page->network->link[number].from] = node[page->network->link[number].to] = 1;
        }
}

static bool is_junction(const struct node *node) {
    return node->type != NULL && strcmp(node->type, "junction") == 0;
}

/*
 * " via X": the middle one of the nodes that the other does not pass, junctions aside where there are others; or else
 * the first link that it does not take.
 */
static void append_via(const struct page *page, const struct plan *ways, const struct plan_path *path,
                       const struct plan_path *other, char text[TEXT]) {
    const struct network *network = page->network;
    AUTO_FREE unsigned char *passed = xcalloc((size_t)network->nodes, 1);
    AUTO_FREE unsigned char *taken = xcalloc((size_t)network->links, 1);
    AUTO_FREE unsigned char *mine = xcalloc((size_t)network->nodes, 1);
    AUTO_FREE unsigned char *used = xcalloc((size_t)network->links, 1);
    AUTO_FREE const char **alone = xcalloc((size_t)ways->links + 1, sizeof *alone);
    mark(page, ways, other, passed, taken);
    mark(page, ways, path, mine, used);
    int count = 0;
    for (int junctions = 0; junctions < 2 && count == 0; junctions++)
        for (int n = 0; n < network->nodes; n++)
            if (mine[n] && !passed[n] && (junctions || !is_junction(&network->node[n])))
                alone[count++] = node_words(network, n);
    for (int l = 0; l < network->links && count == 0; l++)
        if (used[l] && !taken[l])
            alone[count++] = network->link[l].name != NULL ? network->link[l].name : network->link[l].id;
    append(text, count > 0 ? " via " : "");
    append(text, count > 0 ? alone[count / 2] : "");
}

static void way_words(const struct page *page, const struct plan *ways, int way, int other, bool whole,
                      char text[TEXT]) {
    char against[TEXT] = "";
    text[0] = '\0';
    if (way < 0) {
        append(text, "stays behind");
        return;
    }
    if (whole)
        whole_words(page, ways, &ways->path[way], text);
    else
        short_words(page, ways, &ways->path[way], text);
    if (other >= 0 && !whole)
        short_words(page, ways, &ways->path[other], against);
    if (strcmp(text, against) == 0)
        append_via(page, ways, &ways->path[way], &ways->path[other], text);
    if (text[0] == '\0')
        append(text, "already there");
}

/* ---- changes ---- */

static const char *commodity_words(const struct page *page, int shipment) {
    int number = page->scenario->shipment[shipment].commodity;
    if (number < 0)
        return "";
    const struct commodity *commodity = &page->scenario->commodity[number];
    return commodity->name != NULL ? commodity->name : commodity->id;
}

void sensitivity_change(const struct page *page, const struct sensitivity *sensitivity,
                        const struct path_change *change, bool whole) {
    char tonnes[WORDS], head[LINE], from[TEXT], to[TEXT], line[LINE];
    const char *commodity = commodity_words(page, change->shipment);
    way_words(page, sensitivity->ways, change->from, change->to, whole, from);
    way_words(page, sensitivity->ways, change->to, change->from, whole, to);
    snprintf(head, sizeof head, "%.60s%s%.80s, %s t", page->scenario->shipment[change->shipment].id,
             commodity[0] != '\0' ? " " : "", commodity, about_tonnes_words(tonnes, change->quantity_kg));
    if (!whole) {
        snprintf(line, sizeof line, "%.200s: %.1400s -> %.1400s", head, from, to);
        text_wrapped(page, 4, line);
        return;
    }
    text_wrapped(page, 4, head);
    snprintf(line, sizeof line, "from%c%s", HARD_SPACE, from);
    text_wrapped(page, 6, line);
    snprintf(line, sizeof line, "to%c%s", HARD_SPACE, to);
    text_wrapped(page, 6, line);
}

static void put_changes(const struct page *page, const struct sensitivity *sensitivity,
                        const struct turn *turn, bool whole) {
    char words[WORDS];
    int64_t rest_kg = 0;
    for (int i = 0; i < turn->changes; i++) {
        const struct path_change *change = &sensitivity->change[turn->first_change + i];
        if (i < CHANGES_SHOWN || turn->changes == CHANGES_SHOWN + 1)
            sensitivity_change(page, sensitivity, change, whole);
        else
            rest_kg += change->quantity_kg;
    }
    if (rest_kg > 0)
        fprintf(page->out, "    and %d more, of %s t\n", turn->changes - CHANGES_SHOWN,
                about_tonnes_words(words, rest_kg));
}

/* ---- ends ---- */

/* What the total gains (or loses) by each further per cent, beyond the turn and before it. */
static void put_slopes(const struct page *page, const struct turn *turn, bool rises) {
    char beyond[WORDS], before[WORDS], line[LINE];
    wide outer_e7 = currency_e7((rises ? turn->above : turn->below) / 100);
    wide inner_e7 = currency_e7((rises ? turn->below : turn->above) / 100);
    struct money_scale scale = money_scale_for(page->network, outer_e7 > inner_e7 ? outer_e7 : inner_e7);
    snprintf(line, sizeof line, "each further 1 %% %s %s instead of %s", rises ? "costs" : "saves",
             money_words(beyond, scale, outer_e7), money_words(before, scale, inner_e7));
    text_wrapped(page, 4, line);
}

static void put_end(const struct page *page, const struct sensitivity *sensitivity,
                    const struct rate_range *range, int side, bool whole) {
    char share[WORDS], amount[WORDS], line[LINE];
    const struct turn *turn = &range->end[side];
    const char *name =
        range->group.rate != NULL ? range->group.rate->tariff_id : item_name(range->group.item);
    if (!range->ends[side])
        return;
    int length = snprintf(line, sizeof line, "%.120s %s ", name, side == RISE ? "above" : "below");
    share_words(share, turn->share);
    if (turn->share == 0)
        snprintf(line + length, sizeof line - (size_t)length, "today's amount: another plan costs the same");
    else if (range->only != NULL && range->only->basis == BASIS_PERCENT)
        snprintf(line + length, sizeof line - (size_t)length, "%s per cent (by %s)",
                 amount_words(amount, range->only, turn->share), share);
    else if (range->only != NULL)
        snprintf(line + length, sizeof line - (size_t)length, "%.12s %s per %s (%s)", page->scale.currency,
                 amount_words(amount, range->only, turn->share), basis_name(range->only->basis), share);
    else
        snprintf(line + length, sizeof line - (size_t)length, "%s", share);
    text_wrapped(page, 2, line);
    put_changes(page, sensitivity, turn, whole);
    put_slopes(page, turn, side == RISE);
}

void sensitivity_ends(const struct page *page, const struct sensitivity *sensitivity,
                      const struct rate_range *range, bool whole) {
    put_end(page, sensitivity, range, FALL, whole);
    put_end(page, sensitivity, range, RISE, whole);
}
