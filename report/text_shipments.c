// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/route.h"
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"

#include <string.h>

enum { TEXT = 1600, LINE = 400 };

/* ---- laying out ---- */

/* Left text and right text on one line; the left one is cut where it has to be. */
static void put_ends(const struct page *page, int indent, const char *left, const char *right, bool bold) {
    char cut[LINE];
    int room = page->style.width - indent - text_width(right) - 2;
    text_cut(cut, sizeof cut, left, room);
    fprintf(page->out, "%*s%s%s%s%*s  %s\n", indent, "", bold && page->style.painted ? "\033[1m" : "", cut,
            bold && page->style.painted ? "\033[0m" : "", room - text_width(cut), "", right);
}

/* ---- a path ---- */

/* What legs amount to, at the right of a line. */
static void put_sums(const struct page *page, int indent, const char *left, struct ride ride, bool bold) {
    const struct plan *plan = page->plan;
    char km[WORDS], hours[WORDS], money[WORDS], right[LINE];
    int64_t length_mm = 0, time_uh = 0;
    wide e4 = 0;
    for (int i = ride.first; i < ride.first + ride.legs; i++) {
        length_mm += plan->leg[i].length_mm;
        time_uh += plan->leg[i].time_uh;
        e4 += plan->leg[i].per_t.e4;
    }
    snprintf(right, sizeof right, _("%s km %7s h %12s/t"), number_words(km, length_mm, KM_PLACES, 0),
             number_words(hours, time_uh, HOUR_PLACES, 1), rate_words(money, page->network, e4));
    put_ends(page, indent, left, right, bold);
}

static const char *ride_words(const struct page *page, struct ride ride) {
    const struct plan_leg *leg = &page->plan->leg[ride.first];
    return page->network->abstract_vehicle ? mode_words(leg->mode)
                                           : vehicle_words(page->network, leg->vehicle);
}

/* The path's money per tonne by item, rounded so that it adds up to what the path says. */
static void put_items(const struct page *page, const struct plan_path *path) {
    wide exact[ITEM_COUNT] = {0}, rounded[ITEM_COUNT];
    int kinds = 0;
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        for (int i = 0; i < page->plan->leg[l].items; i++) {
            const struct plan_item *item = &page->plan->item[page->plan->leg[l].first_item + i];
            exact[item->item] += item->per_t.e4;
        }
    int shown = path->per_t.e4 < 1000000 ? 2 : 0;
    apportion(exact, ITEM_COUNT, power_of_ten(MONEY_PLACES - shown), rounded);
    char text[TEXT] = "", words[WORDS];
    size_t length = 0;
    for (int item = 0; item < ITEM_COUNT; item++)
        if (rounded[item] > 0)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s%c%s",
                                       kinds++ > 0 ? ", " : "", item_words((enum item)item), HARD_SPACE,
                                       number_words(words, rounded[item], shown, shown));
    if (kinds > 1)
        text_wrapped(page, 4, text);
}

/* Vehicle by vehicle; where there is but one, it stands in the path's own line. */
static void put_path(const struct page *page, const struct plan_path *path) {
    char tonnes[WORDS], left[LINE], route[TEXT];
    int end = path->first_leg + path->legs;
    struct ride whole = {path->first_leg, path->legs}, ride = {path->first_leg, 0};
    bool alone = path->legs > 0 && ride_from(page->plan, path->first_leg, end).legs == path->legs;
    tonnes_words(tonnes, path->quantity_kg);
    if (path->legs == 0)
        snprintf(left, sizeof left, _("%s t, already there"), tonnes);
    else
        snprintf(left, sizeof left, "%s t%s%.80s", tonnes, alone ? "  " : "",
                 alone ? ride_words(page, whole) : "");
    put_sums(page, 2, left, whole, true);
    for (; ride.first < end; ride.first += ride.legs) {
        ride = ride_from(page->plan, ride.first, end);
        if (!alone)
            put_sums(page, 4, ride_words(page, ride), ride, false);
        text_wrapped(page, alone ? 4 : 6,
                     route_words(route, sizeof route, page->plan, page->network, page->parallel, ride));
    }
    put_items(page, path);
}

/* ---- a shipment ---- */

/* "S01  Robusta coffee, Ulu Ogan - Warehouse    500 t within 240 h"; on two lines where one is too short. */
static void put_head(const struct page *page, int k) {
    const struct shipment *shipment = &page->scenario->shipment[k];
    char left[LINE], ends[LINE], right[LINE], tonnes[WORDS], hours[WORDS];
    const char *commodity = "";
    if (shipment->commodity >= 0) {
        const struct commodity *it = &page->scenario->commodity[shipment->commodity];
        commodity = it->name != NULL ? it->name : it->id;
    }
    snprintf(ends, sizeof ends, "%.100s - %.100s", node_words(page->network, shipment->origin),
             node_words(page->network, shipment->destination));
    tonnes_words(tonnes, shipment->quantity_kg);
    if (shipment->max_uh >= 0)
        snprintf(right, sizeof right, _("%s t within %s h"), tonnes,
                 number_words(hours, shipment->max_uh, HOUR_PLACES, shipment->max_uh % 1000000 != 0));
    else
        snprintf(right, sizeof right, "%s t", tonnes);
    int length = snprintf(left, sizeof left, "%.60s  %.80s", shipment->id, commodity);
    bool fits = text_width(left) + 2 + text_width(ends) + 2 + text_width(right) <= page->style.width;
    if (fits)
        snprintf(left + length, sizeof left - (size_t)length, "%s%s", commodity[0] != '\0' ? ", " : "", ends);
    putc('\n', page->out);
    put_ends(page, 0, left, right, true);
    if (!fits)
        text_wrapped(page, 2, ends);
}

static void put_shipment(const struct page *page, int k) {
    const struct plan_shipment *planned = &page->plan->shipment[k];
    char words[WORDS];
    put_head(page, k);
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++)
        put_path(page, &page->plan->path[p]);
    if (planned->unmet_kg <= 0)
        return;
    fputs("  ", page->out);
    fprintf(page->out, page->plan->status == PLAN_LIMIT ? _("%s t not placed yet") : _("%s t can't move"),
            tonnes_words(words, planned->unmet_kg));
    putc('\n', page->out);
}

void text_shipments(const struct page *page) {
    text_heading(page, "Shipments");
    if (routes_have_signs(page->plan, page->network, page->parallel))
        text_wrapped(page, 0,
                     _("A ~toll~ B: from A to B on that mode, same vehicle. - ... -: places left out."));
    for (int k = 0; k < page->plan->shipments; k++)
        put_shipment(page, k);
}
