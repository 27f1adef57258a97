// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One row a leg, for a spreadsheet: tonnes, km, hours and money per tonne as in angkut-plan/1, one column per
 * item. RFC 4180, but with LF line ends. Tonnes that stay behind have one row of mode `unmet`, without any leg. Where
 * something costs to have open there is one more column, fixed_cost, and behind all others one row of mode `fixed` for each
 * facility that is open.
 */
#include "report/report.h"

#include "report/csv_put.h"

#include <string.h>

/* Link ids separated by `;`, quoted as a whole. */
static void put_links(const struct plan *plan, const struct network *network, const struct plan_leg *leg,
                      FILE *out) {
    fputs(",\"", out);
    for (int i = 0; i < leg->links; i++) {
        if (i > 0)
            putc(';', out);
        csv_put_part(network->link[plan->link[leg->first_link + i]].id, i == 0, out);
    }
    putc('"', out);
}

static void put_items(const struct plan *plan, const struct plan_leg *leg, FILE *out) {
    wide sum[ITEM_COUNT] = {0};
    for (int i = leg->first_item; i < leg->first_item + leg->items; i++)
        sum[plan->item[i].item] += plan->item[i].per_t.e4;
    for (int item = 0; item < ITEM_COUNT; item++)
        csv_put_number(sum[item], MONEY_PLACES, out);
}

static void put_shipment(const struct scenario *scenario, int k, FILE *out) {
    const struct shipment *shipment = &scenario->shipment[k];
    const struct commodity *commodity =
        shipment->commodity >= 0 ? &scenario->commodity[shipment->commodity] : NULL;
    csv_put_text(shipment->id, out);
    putc(',', out);
    if (commodity != NULL)
        csv_put_text(commodity->name != NULL ? commodity->name : commodity->id, out);
}

/* mode, vehicle, from, to */
static void put_movement(const char *mode, const char *vehicle, const char *from, const char *to, FILE *out) {
    const char *const texts[] = {mode, vehicle, from, to};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        putc(',', out);
        csv_put_text(texts[i], out);
    }
}

static void put_leg(const struct plan *plan, const struct scenario *scenario, int shipment, int p, int l,
                    FILE *out) {
    const struct network *network = scenario->network;
    const struct plan_path *path = &plan->path[plan->shipment[shipment].first_path + p];
    const struct plan_leg *leg = &plan->leg[path->first_leg + l];
    const char *vehicle = network->vehicle_type[leg->vehicle].id;
    put_shipment(scenario, shipment, out);
    fprintf(out, ",%d,%d", p + 1, l + 1);
    csv_put_number(path->quantity_kg, MASS_PLACES, out);
    put_movement(leg->mode, vehicle != NULL ? vehicle : "", network->node[leg->from].id,
                 network->node[leg->to].id, out);
    put_links(plan, network, leg, out);
    csv_put_number(leg->length_mm, KM_PLACES, out);
    csv_put_number(leg->time_uh, HOUR_PLACES, out);
    csv_put_number(leg->per_t.e4, MONEY_PLACES, out);
    put_items(plan, leg, out);
    fputs(plan->facilities > 0 ? ",\n" : "\n", out);
}

/* A link has two ends, a terminal stands at one node; no tonnes, so that sums of tonnes stay what they are. */
static void put_facility(const struct network *network, const struct plan_facility *facility, FILE *out) {
    const struct link *link = facility->link >= 0 ? &network->link[facility->link] : NULL;
    const struct terminal *terminal = link == NULL ? &network->terminal[facility->terminal] : NULL;
    fputs(",,,,", out);
    put_movement("fixed", "", network->node[link != NULL ? link->from : terminal->node].id,
                 link != NULL ? network->node[link->to].id : "", out);
    putc(',', out);
    csv_put_text(link != NULL ? link->id : terminal->id, out);
    for (int column = 0; column < 3 + ITEM_COUNT; column++) /* km, hours, money */
        putc(',', out);
    csv_put_number(facility->fixed_cost.e4, MONEY_PLACES, out);
    putc('\n', out);
}

static void put_facilities(const struct plan *plan, const struct network *network, FILE *out) {
    for (int f = 0; f < plan->facilities; f++)
        if (plan->facility[f].open)
            put_facility(network, &plan->facility[f], out);
}

static void put_unmet(const struct plan *plan, const struct scenario *scenario, int k, FILE *out) {
    const struct shipment *shipment = &scenario->shipment[k];
    const struct node *node = scenario->network->node;
    put_shipment(scenario, k, out);
    fputs(",,", out);
    csv_put_number(plan->shipment[k].unmet_kg, MASS_PLACES, out);
    put_movement("unmet", "", node[shipment->origin].id, node[shipment->destination].id, out);
    for (int column = 0; column < 4 + ITEM_COUNT; column++) /* links, km, hours, money */
        putc(',', out);
    fputs(plan->facilities > 0 ? ",\n" : "\n", out);
}

void report_plan_csv(const struct plan *plan, const struct scenario *scenario, FILE *out) {
    fputs("shipment_id,commodity,path,leg,quantity_t,mode,vehicle_type_id,from_node_id,to_node_id,links,"
          "length_km,hours,"
          "cost_per_t",
          out);
    for (int item = 0; item < ITEM_COUNT; item++)
        fprintf(out, ",%s_per_t", item_name((enum item)item));
    fputs(plan->facilities > 0 ? ",fixed_cost\n" : "\n", out);
    for (int k = 0; k < plan->shipments; k++) {
        for (int p = 0; p < plan->shipment[k].paths; p++)
            for (int l = 0; l < plan->path[plan->shipment[k].first_path + p].legs; l++)
                put_leg(plan, scenario, k, p, l, out);
        if (plan->shipment[k].unmet_kg > 0)
            put_unmet(plan, scenario, k, out);
    }
    put_facilities(plan, scenario->network, out);
}
