// SPDX-License-Identifier: GPL-3.0-or-later
/* Clock times of a plan's paths, for a person. */
#include "report/report.h"
#include "report/route.h"
#include "report/table.h"
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 400 };

/* One plan by the clock. */
struct clock {
    struct page page;
    struct moment leaves;
    struct timetable *timetable;
    struct journey *journey; /* [paths] */
};

/* "12.5"; rounded half to even. */
static char *hours_of(char buffer[WORDS], int64_t umin) {
    return number_words(buffer, wide_divide(umin, UMIN_PER_UH), HOUR_PLACES, 1);
}

static int64_t later_umin(const struct journey *journey) {
    return journey_umin(journey) - journey->planned_umin;
}

/* ---- what there is to say of all ---- */

struct count {
    int waits, listed, later, earlier, met, kept, broken; /* met: paths with listed departures */
};

static struct count count(const struct clock *clock) {
    const struct plan *plan = clock->page.plan;
    struct count count = {0};
    for (int k = 0; k < plan->shipments; k++) {
        int64_t max_uh = clock->page.scenario->shipment[k].max_uh;
        const struct plan_shipment *planned = &plan->shipment[k];
        for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
            const struct journey *journey = &clock->journey[p];
            count.waits += journey->waits;
            count.listed += journey->listed;
            count.met += journey->listed > 0;
            count.later += later_umin(journey) > 0;
            count.earlier += later_umin(journey) < 0;
            count.kept += max_uh >= 0 && journey_keeps(journey, max_uh);
            count.broken += !journey_keeps(journey, max_uh);
        }
    }
    return count;
}

static void put_count(const struct clock *clock) {
    const struct page *page = &clock->page;
    struct count it = count(clock);
    char text[2 * LINE + 2], listed[LINE], one[LINE / 2], other[LINE];
    text_wrapped(page, 0, _("Local times of a week that repeats. Loading begins then, of every path."));
    if (!timetable_lists(clock->timetable))
        text_wrapped(
            page, 0,
            _("No departures are listed (roads/departure.csv): every wait is half the headway, as in the "
              "plan."));
    else if (it.listed == 0)
        text_wrapped(page, 0, _("No path meets a listed departure: every wait is half the headway."));
    if (it.listed > 0) {
        snprintf(
            listed, sizeof listed,
            _("Departures are listed for %d of %d waits; any other is half the headway, as in the plan."),
            it.listed, it.waits);
        snprintf(one, sizeof one,
                 P_("%d arrives later than the plan says", "%d arrive later than the plan says", it.later),
                 it.later);
        snprintf(other, sizeof other,
                 P_("Of %d path that meets them %s, %d earlier.",
                    "Of %d paths that meet them %s, %d earlier.", it.met),
                 it.met, one, it.earlier);
        snprintf(text, sizeof text, "%s %s", listed, other);
        text_wrapped(page, 0, text);
    }
    if (it.kept + it.broken > 0) {
        snprintf(one, sizeof one, P_("%d path keeps them", "%d paths keep them", it.kept), it.kept);
        snprintf(other, sizeof other, P_("%d does not", "%d do not", it.broken), it.broken);
        snprintf(text, sizeof text, _("Limits of hours: %s, %s."), one, other);
        text_wrapped(page, 0, text);
    }
}

/* ---- where half the headway is off ---- */

/* Listed waits for one service at one place. */
struct service {
    int node, link, vehicle; /* link -1: the vehicle */
    int paths;
    int64_t kg;
    wide kg_waited, kg_assumed; /* kg x umin */
};

static int by_service(const void *left, const void *right) {
    const struct service *a = left, *b = right;
    const int keys[][2] = {{a->node, b->node}, {a->link, b->link}, {a->vehicle, b->vehicle}};
    for (int i = 0; i < 3; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

/* Each listed wait by itself, in order of service; *count of them. */
static struct service *list_services(const struct clock *clock, int *count) {
    const struct plan *plan = clock->page.plan;
    struct service *service = NULL;
    int room = 0;
    *count = 0;
    for (int p = 0; p < plan->paths; p++)
        for (int w = 0; w < clock->journey[p].waits; w++) {
            const struct journey_wait *wait = &clock->journey[p].wait[w];
            int64_t kg = plan->path[p].quantity_kg;
            if (!wait->listed)
                continue;
            GROW(service, *count, room);
            service[(*count)++] = (struct service){
                .node = wait->node,
                .link = wait->link,
                .vehicle = wait->link >= 0 ? -1 : plan->leg[plan->path[p].first_leg + wait->leg].vehicle,
                .paths = 1,
                .kg = kg,
                .kg_waited = (wide)kg * (wait->to.umin - wait->from.umin),
                .kg_assumed = (wide)kg * wait->assumed_umin};
        }
    if (*count > 0)
        qsort(service, (size_t)*count, sizeof *service, by_service);
    return service;
}

/* Services that are equal become one. */
static int add_up(struct service *service, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (kept == 0 || by_service(&service[kept - 1], &service[i]) != 0) {
            service[kept++] = service[i];
            continue;
        }
        service[kept - 1].paths++;
        service[kept - 1].kg += service[i].kg;
        service[kept - 1].kg_waited += service[i].kg_waited;
        service[kept - 1].kg_assumed += service[i].kg_assumed;
    }
    return kept;
}

static char *service_words(const struct clock *clock, char text[LINE], int node, int link, int vehicle) {
    const struct network *network = clock->page.network;
    if (link >= 0)
        snprintf(text, LINE, _("%.100s: %.60s to %.100s"), node_words(network, node),
                 mode_words(network->link[link].mode),
                 node_words(network, network->link[link].from == node ? network->link[link].to
                                                                      : network->link[link].from));
    else
        snprintf(text, LINE, "%.100s: %.100s", node_words(network, node), vehicle_words(network, vehicle));
    return text;
}

static void put_services(const struct clock *clock) {
    static const struct table_column columns[] = {{N_("Mean wait for listed departures"), false, true},
                                                  {N_("Paths"), true, false},
                                                  {N_("Tonnes"), true, false},
                                                  {N_("Hours"), true, false},
                                                  {N_("Plan"), true, false}};
    const struct page *page = &clock->page;
    int count;
    AUTO_FREE struct service *service = list_services(clock, &count);
    AUTO(table_release) struct table *table = table_new(columns, 5);
    char text[LINE], words[WORDS];
    count = add_up(service, count);
    for (int i = 0; i < count; i++) {
        const struct service *it = &service[i];
        table_cell(table, service_words(clock, text, it->node, it->link, it->vehicle));
        table_cellf(table, "%d", it->paths);
        table_cell(table, about_tonnes_words(words, it->kg));
        table_cell(table, hours_of(words, (int64_t)wide_divide(it->kg_waited, it->kg)));
        table_cell(table, hours_of(words, (int64_t)wide_divide(it->kg_assumed, it->kg)));
    }
    if (count == 0)
        return;
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- a path ---- */

static const char *vehicle_of(const struct clock *clock, const struct plan_leg *leg) {
    return clock->page.network->abstract_vehicle ? mode_words(leg->mode)
                                                 : vehicle_words(clock->page.network, leg->vehicle);
}

static void put_time(const struct clock *clock, struct table *table, const struct moment *moment) {
    char text[MOMENT_WORDS];
    table_cell(table, moment != NULL ? moment_words(text, *moment, clock->leaves, true) : "");
}

/* "Barat Harbour: onto Train"; at the origin, which the heading names, "onto Train". */
static void put_begin(const struct clock *clock, struct table *table, const struct plan_path *path, int leg) {
    const struct plan_leg *it = &clock->page.plan->leg[path->first_leg + leg];
    put_time(clock, table, &clock->journey[path - clock->page.plan->path].leg[leg].begins);
    table_cell(table, "");
    if (leg > 0)
        table_cellf(table, "%s: onto %s", node_words(clock->page.network, it->from), vehicle_of(clock, it));
    else
        table_cellf(table, "onto %s", vehicle_of(clock, it));
    for (int i = 0; i < 3; i++)
        table_cell(table, "");
}

static void put_wait(const struct clock *clock, struct table *table, const struct plan_path *path,
                     const struct journey_wait *wait) {
    char hours[WORDS];
    put_time(clock, table, &wait->from);
    put_time(clock, table, &wait->to);
    table_cellf(table, "%s: %s", node_words(clock->page.network, wait->node),
                wait->link >= 0 ? mode_words(clock->page.network->link[wait->link].mode)
                                : vehicle_of(clock, &clock->page.plan->leg[path->first_leg + wait->leg]));
    table_cell(table, hours_of(hours, wait->to.umin - wait->from.umin));
    table_cell(table, hours_of(hours, wait->assumed_umin));
    table_cell(table, wait->listed ? _("listed") : "");
}

static void put_arrival(const struct clock *clock, struct table *table, const struct journey *journey,
                        int destination) {
    char hours[WORDS];
    put_time(clock, table, &journey->arrives);
    table_cell(table, "");
    table_cellf(table, "%s: arrives", node_words(clock->page.network, destination));
    table_cell(table, hours_of(hours, journey_umin(journey)));
    table_cell(table, hours_of(hours, journey->planned_umin));
    table_cell(table, "");
}

/* How far the plan's hours were off, and whether it still keeps its limit. */
static void put_verdict(const struct clock *clock, const struct journey *journey, int64_t max_uh) {
    char text[LINE], as_planned[2 * WORDS], hours[WORDS], limit[WORDS], over[WORDS];
    int64_t later = later_umin(journey);
    if (journey->listed == 0 && journey_keeps(journey, max_uh))
        return;
    if (later == 0)
        snprintf(as_planned, sizeof as_planned, "%s", _("As the plan says"));
    else
        snprintf(as_planned, sizeof as_planned,
                 later > 0 ? _("%s h later than the plan says") : _("%s h earlier than the plan says"),
                 hours_of(hours, llabs(later)));
    number_words(limit, max_uh, HOUR_PLACES, max_uh % 1000000 != 0);
    if (max_uh >= 0 && journey_keeps(journey, max_uh))
        snprintf(text, sizeof text, _("%s; within its %s h."), as_planned, limit);
    else if (max_uh >= 0)
        snprintf(text, sizeof text, _("%s; %s h over its limit of %s h."), as_planned,
                 hours_of(over, journey_umin(journey) - max_uh * UMIN_PER_UH), limit);
    else
        snprintf(text, sizeof text, "%s.", as_planned);
    text_wrapped(&clock->page, 4, text);
}

static void put_path(const struct clock *clock, int number, int k) {
    static const struct table_column columns[] = {{N_("From"), false, false}, {N_("Until"), false, false},
                                                  {"", false, true},          {N_("Hours"), true, false},
                                                  {N_("Plan"), true, false},  {"", false, false}};
    const struct page *page = &clock->page;
    const struct plan_path *path = &page->plan->path[number];
    const struct journey *journey = &clock->journey[number];
    AUTO(table_release) struct table *table = table_new(columns, 6);
    for (int l = 0; l < journey->legs; l++) {
        const struct plan_leg *leg = &page->plan->leg[path->first_leg + l];
        if (l == 0 || leg->vehicle != leg[-1].vehicle)
            put_begin(clock, table, path, l);
        for (int w = 0; w < journey->leg[l].waits; w++)
            put_wait(clock, table, path, &journey->wait[journey->leg[l].first_wait + w]);
    }
    put_arrival(clock, table, journey, page->scenario->shipment[k].destination);
    table_print(table, 4, page->style.width, page->style.painted, page->out);
    put_verdict(clock, journey, page->scenario->shipment[k].max_uh);
}

static void put_shipment(const struct clock *clock, int k) {
    const struct page *page = &clock->page;
    const struct shipment *shipment = &page->scenario->shipment[k];
    const struct plan_shipment *planned = &page->plan->shipment[k];
    char text[LINE], words[WORDS];
    snprintf(text, sizeof text, "%.60s  %.100s - %.100s", shipment->id,
             node_words(page->network, shipment->origin), node_words(page->network, shipment->destination));
    putc('\n', page->out);
    text_wrapped(page, 0, text);
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        fprintf(page->out, "  %s t\n", tonnes_words(words, page->plan->path[p].quantity_kg));
        put_path(clock, p, k);
    }
}

/* ---- the section ---- */

void report_clock_text(const struct plan *plan, const struct scenario *scenario, struct moment leaves,
                       struct style style, FILE *out) {
    char text[MOMENT_WORDS];
    AUTO(timetable_release)
    struct timetable *timetable = timetable_new(scenario->network, plan->variant.as_of);
    AUTO_FREE struct journey *journey = xcalloc((size_t)plan->paths, sizeof *journey);
    for (int p = 0; p < plan->paths; p++)
        journey[p] = journey_follow(timetable, plan, p, leaves);
    const struct clock clock = {.page = {.plan = plan,
                                         .scenario = scenario,
                                         .network = scenario->network,
                                         .style = style,
                                         .out = out},
                                .leaves = leaves,
                                .timetable = timetable,
                                .journey = journey};
    text_heading(&clock.page, "Clock times, leaving %s", moment_words(text, leaves, leaves, false));
    put_count(&clock);
    put_services(&clock);
    for (int k = 0; k < plan->shipments && !style.brief; k++)
        if (plan->shipment[k].paths > 0)
            put_shipment(&clock, k);
    for (int p = 0; p < plan->paths; p++)
        journey_release(&journey[p]);
}
