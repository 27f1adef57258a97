// SPDX-License-Identifier: GPL-3.0-or-later
/* angkut-clock/1: a part of a plan that nobody who reads plans needs. */
#include "report/timetable.h"

#include "base/mem.h"

static void put_moment(struct json_out *out, const char *key, struct moment moment, struct moment from) {
    char text[MOMENT_TEXT];
    json_put_string(out, key, moment_text(text, moment, from, true));
}

static void put_hours(struct json_out *out, const char *key, int64_t umin) {
    json_put_decimal(out, key, wide_divide(umin, UMIN_PER_UH), HOUR_PLACES);
}

static void put_wait(struct json_out *out, const struct network *network, const struct journey *journey,
                     const struct journey_wait *wait) {
    json_flat_object(out, NULL);
    json_put_int(out, "leg", wait->leg + 1);
    json_put_string(out, "node_id", network->node[wait->node].id);
    if (wait->link >= 0)
        json_put_string(out, "link_id", network->link[wait->link].id);
    json_put_bool(out, "listed", wait->listed);
    put_moment(out, "from", wait->from, journey->leaves);
    put_moment(out, "to", wait->to, journey->leaves);
    put_hours(out, "hours", wait->to.umin - wait->from.umin);
    put_hours(out, "assumed_hours", wait->assumed_umin);
    json_end(out);
}

static void put_leg(struct json_out *out, const struct journey *journey, const struct journey_leg *leg) {
    json_flat_object(out, NULL);
    put_moment(out, "begins", leg->begins, journey->leaves);
    put_moment(out, "departs", leg->departs, journey->leaves);
    put_moment(out, "arrives", leg->arrives, journey->leaves);
    json_end(out);
}

static void put_path(struct json_out *out, const struct network *network, const struct journey *journey,
                     const struct shipment *shipment, int number) {
    json_object(out, NULL);
    json_put_string(out, "shipment_id", shipment->id);
    json_put_int(out, "path", number);
    put_moment(out, "arrives", journey->arrives, journey->leaves);
    put_hours(out, "hours", journey_umin(journey));
    put_hours(out, "plan_hours", journey->planned_umin);
    if (shipment->max_uh >= 0)
        json_put_bool(out, "keeps_max_hours", journey_keeps(journey, shipment->max_uh));
    json_array(out, "legs");
    for (int l = 0; l < journey->legs; l++)
        put_leg(out, journey, &journey->leg[l]);
    json_end(out);
    json_array(out, "waits");
    for (int w = 0; w < journey->waits; w++)
        put_wait(out, network, journey, &journey->wait[w]);
    json_end(out);
    json_end(out);
}

void json_put_clock(struct json_out *out, const struct plan *plan, const struct scenario *scenario,
                    struct moment leaves) {
    AUTO(timetable_release)
    struct timetable *timetable = timetable_new(scenario->network, plan->variant.as_of);
    json_object(out, "clock");
    json_put_string(out, "schema", "angkut-clock/1");
    put_moment(out, "leaves", leaves, leaves);
    json_array(out, "paths");
    for (int k = 0; k < plan->shipments; k++) {
        const struct plan_shipment *planned = &plan->shipment[k];
        for (int i = 0; i < planned->paths; i++) {
            struct journey journey = journey_follow(timetable, plan, planned->first_path + i, leaves);
            put_path(out, scenario->network, &journey, &scenario->shipment[k], i + 1);
            journey_release(&journey);
        }
    }
    json_end(out);
    json_end(out);
}
