// SPDX-License-Identifier: GPL-3.0-or-later
/* Why a shipment goes its way, for a person. */
#include "report/explain.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"
#include "report/route.h"
#include "report/way.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = WAY_WORDS + RESOURCE + 600, RATES_SHOWN = 4, LIST_INDENT = 3, E10_PLACES = 10 };

struct telling {
    const struct page *page;
    const struct explained_shipment *explained;
};

static const struct explained_way *way_at(const struct telling *telling, int number) {
    return &telling->explained->way[number];
}

static wide with_rents(const struct explained_way *way) {
    return way->cost_e10 + way->rent_e10;
}

/* What prices rounded to 1/10 000 leave open of a difference between two ways. */
static bool is_same(const struct explained_way *a, const struct explained_way *b) {
    wide difference = with_rents(a) - with_rents(b), open = 1000000 * (wide)(1 + a->rents + b->rents);
    return difference <= open && -difference <= open;
}

/* ---- ways in words ---- */

/* Number 0: of no list. */
static void tell_numbered(const struct telling *telling, int number, const char *words) {
    char *lines = NULL;
    size_t size;
    struct page page = *telling->page;
    if (number == 0) {
        text_wrapped(&page, 0, words);
        return;
    }
    page.out = open_memstream(&lines, &size);
    if (page.out == NULL)
        return;
    text_wrapped(&page, LIST_INDENT, words);
    fclose(page.out);
    fprintf(telling->page->out, "%d.%*s%s", number, number < 10 ? 1 : 0, "", lines + LIST_INDENT);
    free(lines);
}

static void tell_way(const struct telling *telling, int in_list, const char *before, int number) {
    const struct explained_way *way = way_at(telling, number);
    char line[LINE], words[WAY_WORDS], hours[WORDS], money[WORDS], timed[WORDS], rented[WORDS];
    snprintf(line, sizeof line, "%s%s", before,
             way_words(telling->page, telling->explained->ways, way->path, -1, true, words));
    tell_numbered(telling, in_list, line);
    if (way->path < 0)
        return;
    wide money_e10 = way->cost_e10 - way->part_e10[PART_TIME];
    per_tonne_words(money, telling->page, money_e10);
    number_words(hours, way->time_uh, HOUR_PLACES, 1);
    per_tonne_words(timed, telling->page, way->cost_e10);
    per_tonne_words(rented, telling->page, with_rents(way));
    if (way->part_e10[PART_TIME] > 0 && way->rent_e10 > 0)
        snprintf(line, sizeof line, _("%s a tonne, %s h; with time %s; with what full places are worth %s"),
                 money, hours, timed, rented);
    else if (way->part_e10[PART_TIME] > 0)
        snprintf(line, sizeof line, _("%s a tonne, %s h; with time %s"), money, hours, timed);
    else if (way->rent_e10 > 0)
        snprintf(line, sizeof line, _("%s a tonne, %s h; with what full places are worth %s"), money, hours,
                 rented);
    else
        snprintf(line, sizeof line, _("%s a tonne, %s h"), money, hours);
    text_wrapped(telling->page, LIST_INDENT, line);
}

static void tell_taken(const struct telling *telling) {
    char before[80], tonnes[WORDS];
    text_heading(telling->page,
                 telling->explained->taken > 1 ? N_("The ways it takes") : N_("The way it takes"));
    for (int w = 0; w < telling->explained->taken; w++) {
        snprintf(before, sizeof before, "%s t  ", tonnes_words(tonnes, way_at(telling, w)->quantity_kg));
        tell_way(telling, w + 1, before, w);
    }
}

/* ---- two ways side by side ---- */

enum { RENTS_MOST = 40, ROWS = PART_COUNT + RENTS_MOST };

struct column {
    wide exact[ROWS], rounded[ROWS];
};

/* The row of a resource's rent; rows of one table are shared. */
static int rent_row(int resources[RENTS_MOST], int *count, int resource) {
    int i = 0;
    while (i < *count && resources[i] != resource)
        i++;
    if (i == *count && *count < RENTS_MOST)
        resources[(*count)++] = resource;
    return PART_COUNT + (i < RENTS_MOST ? i : RENTS_MOST - 1);
}

static void fill_column(const struct telling *telling, const struct explained_way *way, wide unit,
                        int resources[RENTS_MOST], int *count, struct column *column) {
    for (int part = 0; part < PART_COUNT; part++)
        column->exact[part] = way->part_e10[part];
    for (int i = way->first_rent; i < way->first_rent + way->rents; i++) {
        const struct way_rent *rent = &telling->explained->rent[i];
        column->exact[rent_row(resources, count, rent->resource)] += (wide)rent->rent_per_t.e4 * 1000000;
    }
    apportion(column->exact, ROWS, unit, column->rounded);
}

static void put_row(struct table *table, const char *name, wide taken, wide other, int shown) {
    char words[WORDS];
    table_cell(table, name);
    table_cell(table, number_words(words, taken, shown, shown));
    table_cell(table, number_words(words, other, shown, shown));
    table_cell(table, signed_words(words, other - taken, shown, shown));
}

/* Both columns are rounded so that they add up; so does their difference, which is returned in 1e-10. */
static wide put_table(const struct telling *telling, int other) {
    const struct page *page = telling->page;
    const struct explained_way *a = way_at(telling, 0), *b = way_at(telling, other);
    const wide hundred_e10 = power_of_ten(E10_PLACES + 2);
    int shown = with_rents(a) < hundred_e10 && with_rents(b) < hundred_e10 ? 2 : 0;
    char unit_words[WORDS], title[WORDS], name[RESOURCE + 20], words[RESOURCE];
    int resources[RENTS_MOST], count = 0;
    struct column taken = {{0}, {0}}, instead = {{0}, {0}};
    fill_column(telling, a, power_of_ten(E10_PLACES - shown), resources, &count, &taken);
    fill_column(telling, b, power_of_ten(E10_PLACES - shown), resources, &count, &instead);
    snprintf(title, sizeof title, _("%s per tonne"),
             money_unit(unit_words, money_scale_for(page->network, 0)));
    const struct table_column columns[] = {{title, false, true},
                                           {a->path < 0                     ? N_("behind")
                                            : telling->explained->taken > 1 ? N_("way 1")
                                                                            : N_("taken"),
                                            true, false},
                                           {N_("not taken"), true, false},
                                           {N_("difference"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 4);
    wide sum[2] = {0};
    for (int row = 0; row < PART_COUNT + count; row++) {
        sum[0] += taken.rounded[row];
        sum[1] += instead.rounded[row];
        if (taken.exact[row] == 0 && instead.exact[row] == 0)
            continue;
        if (row >= PART_COUNT)
            snprintf(name, sizeof name, _("full: %s"),
                     explain_resource(page, resources[row - PART_COUNT], words));
        put_row(table, row < PART_COUNT ? part_words(row) : name, taken.rounded[row], instead.rounded[row],
                shown);
    }
    table_total(table);
    put_row(table, _("together"), sum[0], sum[1], shown);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    return (sum[1] - sum[0]) * power_of_ten(E10_PLACES - shown);
}

/* ---- what pushes a way away ---- */

/* What the way pays for the resource beyond the one taken. */
static wide net_rent(const struct telling *telling, const struct explained_way *way, int resource) {
    const struct explained_way *both[2] = {way, way_at(telling, 0)};
    wide net_e10 = 0;
    for (int w = 0; w < 2; w++)
        for (int i = both[w]->first_rent; i < both[w]->first_rent + both[w]->rents; i++)
            if (telling->explained->rent[i].resource == resource)
                net_e10 += (w == 0 ? 1 : -1) * (wide)telling->explained->rent[i].rent_per_t.e4 * 1000000;
    return net_e10;
}

struct pushing {
    int count;
    wide rent_e10; /* of all of them */
};

/* Resources that cost more on the way than on the one taken; those both use alike push nothing away. */
static struct pushing add_rents(const struct telling *telling, const struct explained_way *way, char *line,
                                size_t size) {
    char words[RESOURCE], money[WORDS];
    size_t length = 0;
    struct pushing pushing = {0};
    for (int i = way->first_rent; i < way->first_rent + way->rents; i++) {
        int resource = telling->explained->rent[i].resource;
        wide net_e10 = net_rent(telling, way, resource);
        if (net_e10 <= 0)
            continue;
        if (length < size)
            length += (size_t)snprintf(line + length, size - length, "%s", pushing.count > 0 ? "; " : "");
        if (length < size)
            length +=
                (size_t)snprintf(line + length, size - length, _("%s is full, and a tonne over it costs %s"),
                                 explain_resource(telling->page, resource, words),
                                 per_tonne_words(money, telling->page, net_e10));
        pushing.count++;
        pushing.rent_e10 += net_e10;
    }
    return pushing;
}

/* The rents at which the way would cost what the one taken does; < 0: none are low enough. */
static void tell_pushed(const struct telling *telling, const struct explained_way *way) {
    const struct explained_way *taken = way_at(telling, 0);
    char line[LINE], full[LINE], money[WORDS];
    const struct pushing pushing = add_rents(telling, way, full, sizeof full);
    wide cheaper = with_rents(taken) - (with_rents(way) - pushing.rent_e10);
    if (pushing.count == 0 || way->cost_e10 >= taken->cost_e10)
        return;
    snprintf(line, sizeof line, _("By itself it would be %s a tonne cheaper. What pushes it away:"),
             per_tonne_words(money, telling->page, taken->cost_e10 - way->cost_e10));
    text_wrapped(telling->page, 0, line);
    text_wrapped(telling->page, 3, full);
    if (cheaper > 0 && cheaper < pushing.rent_e10) {
        snprintf(line, sizeof line,
                 pushing.count > 1
                     ? _("It returns where these together cost less than %s a tonne, the rest as it is.")
                     : _("It returns where that costs less than %s a tonne, the rest as it is."),
                 per_tonne_words(money, telling->page, cheaper));
        text_wrapped(telling->page, 3, line);
    }
}

/* ---- at what price it returns ---- */

static void tell_no_rate(const struct telling *telling, const struct explained_way *way) {
    text_wrapped(telling->page, 0,
                 way->outbid ? _("No fall of one rate alone brings it back: where it is cheaper, what full "
                                 "places are worth rises.")
                             : _("No rate alone can fall so far that it returns."));
}

static void tell_rates(const struct telling *telling, const struct explained_way *way) {
    char line[LINE], from[WORDS], to[WORDS], words[WORDS];
    if (way->rates == 0) {
        tell_no_rate(telling, way);
        return;
    }
    text_wrapped(telling->page, 0, _("Planned again, one of these rates alone brings it back:"));
    for (int i = way->first_rate; i < way->first_rate + way->rates && i < way->first_rate + RATES_SHOWN;
         i++) {
        const struct way_rate *rate = &telling->explained->rate[i];
        struct money low = {(int64_t)((double)rate->rate->amount.e4 * (1 - rate->fall))};
        percent_words(words, (wide)(rate->fall * 1e6 + 0.5), 4, rate->fall < 0.01 ? 3 : 1);
        snprintf(line, sizeof line,
                 rate->rate->basis == BASIS_PERCENT ? _("%.80s: from %s to %s %s, %s less")
                                                    : _("%.80s: from %s to %s per %s, %s less"),
                 rate->rate->tariff_id, rate_amount_words(from, rate->rate->amount),
                 rate_amount_words(to, low), basis_unit_words(rate->rate->basis), words);
        text_wrapped(telling->page, 3, line);
    }
    if (way->rates > RATES_SHOWN)
        fprintf(telling->page->out,
                P_("   ... and %s more; --format json has all\n",
                   "   ... and %s more; --format json has all\n", way->rates - RATES_SHOWN),
                number_words(words, way->rates - RATES_SHOWN, 0, 0));
}

static void tell_next(const struct telling *telling) {
    const struct explained_shipment *explained = telling->explained;
    const struct explained_way *taken = way_at(telling, 0), *next;
    char line[LINE], money[WORDS];
    if (explained->next < 0) {
        text_heading(telling->page,
                     taken->path < 0 ? N_("There is no way it could take") : N_("There is no other way"));
        if (taken->path < 0)
            fprintf(telling->page->out, "%s\n", _("angkut explain infeasible says what would help."));
        return;
    }
    next = way_at(telling, explained->next);
    text_heading(telling->page, "The best way it does not take");
    tell_way(telling, 0, "", explained->next);
    putc('\n', telling->page->out);
    wide loss_e10 = put_table(telling, explained->next);
    putc('\n', telling->page->out);
    if (is_same(next, taken)) {
        text_wrapped(telling->page, 0, _("It costs exactly the same: a plan that takes it is as good."));
    } else if (with_rents(next) < with_rents(taken)) {
        snprintf(line, sizeof line,
                 _("It is %s a tonne better: less than a kilogram of room, or of the proof, is left for it."),
                 per_tonne_words(money, telling->page, with_rents(taken) - with_rents(next)));
        text_wrapped(telling->page, 0, line);
    } else {
        snprintf(line, sizeof line,
                 _("It loses by %s a tonne: it returns once it costs this shipment that much less."),
                 per_tonne_words(money, telling->page, loss_e10));
        text_wrapped(telling->page, 0, line);
        tell_rates(telling, next);
    }
    tell_pushed(telling, next);
}

/* ---- ways that other things push away ---- */

static void tell_cheapest(const struct telling *telling) {
    const struct explained_shipment *explained = telling->explained;
    if (explained->cheapest < 0 || explained->cheapest == explained->next ||
        explained->cheapest == explained->elsewhere ||
        way_at(telling, explained->cheapest)->cost_e10 >= way_at(telling, 0)->cost_e10)
        return;
    text_heading(telling->page, "The best way if nothing were full");
    tell_way(telling, 0, "", explained->cheapest);
    tell_pushed(telling, way_at(telling, explained->cheapest));
}

/* The best one that goes elsewhere, where the best one not taken only changes vehicles at another place. */
static void tell_elsewhere(const struct telling *telling) {
    const struct explained_shipment *explained = telling->explained;
    if (explained->elsewhere < 0 || explained->elsewhere == explained->next)
        return;
    text_heading(telling->page, "The best way over other links");
    tell_way(telling, 0, "", explained->elsewhere);
    putc('\n', telling->page->out);
    put_table(telling, explained->elsewhere);
    tell_pushed(telling, way_at(telling, explained->elsewhere));
}

static void tell_late(const struct telling *telling) {
    const struct explained_shipment *explained = telling->explained;
    const struct shipment *shipment = &telling->page->scenario->shipment[explained->shipment];
    char line[LINE], hours[WORDS], over[WORDS], money[WORDS];
    if (explained->late < 0)
        return;
    const struct explained_way *late = way_at(telling, explained->late);
    text_heading(telling->page, "A cheaper way that takes too long");
    tell_way(telling, 0, "", explained->late);
    snprintf(line, sizeof line, _("%s a tonne cheaper, but %s h over its limit of %s h."),
             per_tonne_words(money, telling->page, with_rents(way_at(telling, 0)) - with_rents(late)),
             number_words(over, late->time_uh - shipment->max_uh, HOUR_PLACES, 1),
             number_words(hours, shipment->max_uh, HOUR_PLACES, shipment->max_uh % 1000000 != 0));
    text_wrapped(telling->page, 0, line);
}

static void title(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct shipment *shipment = &page->scenario->shipment[telling->explained->shipment];
    char heading[LINE], tonnes[WORDS];
    snprintf(heading, sizeof heading, _("Why %.100s goes its way"), shipment->id);
    text_title(page, heading);
    snprintf(heading, sizeof heading, _("%s t, %.200s to %.200s"),
             tonnes_words(tonnes, shipment->quantity_kg), node_words(page->network, shipment->origin),
             node_words(page->network, shipment->destination));
    text_wrapped(page, 0, heading);
}

void report_explained_shipment_text(const struct explained_shipment *explained, const struct plan *plan,
                                    const struct virtual_network *network, struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    const struct page page = {.plan = plan,
                              .scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .parallel = parallel,
                              .scale = money_scale_for(roads, plan->objective_e4 * 1000),
                              .style = style,
                              .out = out};
    const struct telling telling = {&page, explained};
    title(&telling);
    tell_taken(&telling);
    tell_next(&telling);
    tell_elsewhere(&telling);
    tell_cheapest(&telling);
    tell_late(&telling);
}
