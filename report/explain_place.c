// SPDX-License-Identifier: GPL-3.0-or-later
/* What a link or terminal is worth, for a person. */
#include "report/explain.h"

#include "base/mem.h"
#include "report/route.h"

#include <math.h>
#include <string.h>

enum { LINE = 2 * RESOURCE + 600, CO2E_PLACES = 18, USERS_SHOWN = 30 };

struct telling {
    const struct page *page;
    const struct explained_place *explained;
};

/* An amount per tonne as the solver's doubles have it. */
static char *money_per_t(char buffer[WORDS], const struct page *page, double per_t) {
    return per_tonne_words(buffer, page, (wide)llround(per_t * 10000) * 1000000);
}

static char *about(char buffer[WORDS], double tonnes) {
    return tonnes_words(buffer, llround(tonnes * 1000));
}

/* ---- who uses it ---- */

static const char *direction(const struct telling *telling, bool backward) {
    const struct network *roads = telling->page->network;
    if (telling->explained->link < 0)
        return backward ? "unloads" : "loads";
    const struct link *link = &roads->link[telling->explained->link];
    return node_words(roads, backward ? link->from : link->to);
}

static void tell_users(const struct telling *telling) {
    const struct explained_place *explained = telling->explained;
    const struct page *page = telling->page;
    const struct table_column columns[] = {{"shipment", false, true},
                                           {explained->link < 0 ? "does" : "to", false, false},
                                           {"t", true, false},
                                           {"of its t", true, false},
                                           {"of the use", true, false}};
    char words[WORDS];
    int64_t all_kg = 0, shown_kg = 0;
    for (int u = 0; u < explained->users; u++)
        all_kg += explained->user[u].quantity_kg;
    text_heading(page, "Who uses it");
    if (explained->users == 0) {
        fputs(explained->usable
                  ? "Nobody, in the best plan.\n"
                  : "Nobody can: no vehicle type may use it, it is closed, or its capacity is 0.\n",
              page->out);
        return;
    }
    AUTO(table_release) struct table *table = table_new(columns, 5);
    for (int u = 0; u < explained->users && u < USERS_SHOWN; u++) {
        const struct place_user *user = &explained->user[u];
        const struct shipment *shipment = &page->scenario->shipment[user->shipment];
        table_cell(table, shipment->id);
        table_cell(table, direction(telling, user->backward));
        table_cell(table, tonnes_words(words, user->quantity_kg));
        table_cellf(table, "%.0f %%", 100 * (double)user->quantity_kg / (double)shipment->quantity_kg);
        table_cellf(table, "%.0f %%", 100 * (double)user->quantity_kg / (double)all_kg);
        shown_kg += user->quantity_kg;
    }
    if (explained->users > USERS_SHOWN) {
        table_cellf(table, "and %d more", explained->users - USERS_SHOWN);
        table_cell(table, "");
        table_cell(table, tonnes_words(words, all_kg - shown_kg));
        table_cell(table, "");
        table_cellf(table, "%.0f %%", 100 * (double)(all_kg - shown_kg) / (double)all_kg);
    }
    table_total(table);
    table_cell(table, "all");
    table_cell(table, "");
    table_cell(table, tonnes_words(words, all_kg));
    table_cell(table, "");
    table_cell(table, "100 %");
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- what a tonne is worth ---- */

/* ", penalty Rp 2,000,000 less": a part of what the total changes by; nothing where it is next to nothing. */
static void add_part(const struct telling *telling, char *line, const char *name, double per_t, bool more) {
    const double grain = 5e-5;
    char words[WORDS];
    size_t length = strlen(line);
    if (fabs(per_t) > grain)
        snprintf(line + length, LINE - length, "%s%s %s %s", length > 0 ? ", " : "", name,
                 money_per_t(words, telling->page, fabs(per_t)), (per_t > 0) == more ? "less" : "more");
}

/* What the price is made of, where it is not money alone. */
static void tell_made_of(const struct telling *telling, const struct capacity_side *side, bool more) {
    char line[LINE] = "", tonnes[WORDS];
    const double grain = 1e-6;
    if (fabs(side->unmet_t) > grain)
        snprintf(line, sizeof line, "for each, %s t %s", about(tonnes, fabs(side->unmet_t)),
                 (side->unmet_t > 0) == more ? "can move that else stay behind" : "stay behind");
    else if (fabs(side->time) < 50 * grain)
        return;
    add_part(telling, line, "penalty", side->penalty, more);
    add_part(telling, line, "money", side->money, more);
    add_part(telling, line, "time", side->time, more);
    text_wrapped(telling->page, 16, line);
}

static void tell_side(const struct telling *telling, const struct capacity_side *side, bool more) {
    char line[LINE], money[WORDS], tonnes[WORDS], then[WORDS];
    const double nothing = 5e-5;
    const char *name = more ? "One tonne more" : "One tonne less", *verb = more ? "saves" : "costs";
    bool any = isinf(side->tonnes), is_nothing = side->per_t < nothing;
    int length = snprintf(line, sizeof line, "%s%c%c%s %s", name, HARD_SPACE, HARD_SPACE, verb,
                          is_nothing ? "nothing" : money_per_t(money, telling->page, side->per_t));
    if (any)
        length += snprintf(line + length, sizeof line - (size_t)length, ", however many");
    else
        length += snprintf(line + length, sizeof line - (size_t)length, ", up to %s t %s",
                           about(tonnes, side->tonnes), more ? "more" : "less");
    if (!any && !isnan(side->then_per_t))
        snprintf(line + length, sizeof line - (size_t)length, "; then %s",
                 side->then_per_t < nothing ? "nothing" : money_per_t(then, telling->page, side->then_per_t));
    text_wrapped(telling->page, 0, line);
    if (!is_nothing)
        tell_made_of(telling, side, more);
}

static void tell_worth(const struct telling *telling, const struct capacity_worth *worth) {
    const struct page *page = telling->page;
    const struct plan_resource *resource = &telling->explained->closing->base->resource[worth->resource];
    char words[RESOURCE], line[LINE], flow[WORDS], capacity[WORDS];
    const struct capacity_side *more = &worth->side[SIDE_MORE], *less = &worth->side[SIDE_LESS];
    bool full = resource->flow_kg >= resource->capacity_kg;
    text_heading(page, "%s", explain_resource(page, worth->resource, words));
    snprintf(line, sizeof line, "%s t of %s t a %s are used: %s.", tonnes_words(flow, resource->flow_kg),
             tonnes_words(capacity, resource->capacity_kg), page->network->period,
             full ? "it is full" : "it is not full");
    text_wrapped(page, 0, line);
    tell_side(telling, more, true);
    tell_side(telling, less, false);
    if (fabs(more->per_t - less->per_t) > 1e-4 && resource->shadow_price.e4 > 0)
        text_wrapped(
            page, 0,
            "The two differ: the capacity is just where the best plan turns. The plan's one price for it "
            "lies between them.");
}

static void tell_worths(const struct telling *telling) {
    const struct explained_place *explained = telling->explained;
    for (int w = 0; w < explained->worths; w++)
        tell_worth(telling, &explained->worth[w]);
    if (explained->worths > 0 || !explained->usable)
        return;
    text_heading(telling->page, "What a tonne is worth");
    text_wrapped(
        telling->page, 0,
        "It has no capacity stated, so there is nothing of which a tonne more or less could be worth "
        "something.");
}

/* ---- closing it ---- */

static void add_amount(const struct telling *telling, struct table *table, const char *name, wide e4) {
    char words[WORDS];
    table_cell(table, name);
    table_cell(table, money_number(words, telling->page->scale, e4 * 1000));
}

static void tell_closing(const struct telling *telling) {
    const struct stress *closing = telling->explained->closing;
    const struct stress_case *one = &closing->each[0];
    const struct page *page = telling->page;
    const struct table_column columns[] = {{"", false, true}, {"", true, false}};
    char unit[WORDS], words[WORDS], name[WORDS + 20];
    text_heading(page, "What closing it adds");
    if (one->idle) {
        fputs("It carries nothing in the best plan: closing it changes nothing.\n", page->out);
        return;
    }
    AUTO(table_release) struct table *table = table_new(columns, 2);
    money_unit(unit, page->scale);
    snprintf(name, sizeof name, "money, %s", unit);
    add_amount(telling, table, name, one->cost_e4);
    snprintf(name, sizeof name, "with time, %s", unit);
    add_amount(telling, table, name, one->cost_e4 + one->time_cost_e4);
    table_cell(table, "t h");
    table_cell(table, number_words(words, one->tonne_hours_e6, 6, 0));
    table_cell(table, "CO2e, t");
    table_cell(table, number_words(words, one->co2e, CO2E_PLACES, 0));
    table_cell(table, "staying behind, t");
    table_cell(table, tonnes_words(words, one->unmet_kg));
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    text_closure(page, closing, one);
}

static void title(const struct telling *telling) {
    const struct network *roads = telling->page->network;
    const struct explained_place *explained = telling->explained;
    char heading[LINE];
    if (explained->link >= 0) {
        const struct link *link = &roads->link[explained->link];
        snprintf(heading, sizeof heading, "%.100s: %.200s - %.200s (%.20s)", link->id,
                 node_words(roads, link->from), node_words(roads, link->to), link->mode);
    } else {
        const struct terminal *terminal = &roads->terminal[explained->terminal];
        snprintf(heading, sizeof heading, "%.100s: %.255s (%.20s terminal)", terminal->id,
                 node_words(roads, terminal->node), terminal->mode);
    }
    text_title(telling->page, heading);
}

void report_explained_place_text(const struct explained_place *explained,
                                 const struct virtual_network *network, struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    const struct page page = {.plan = explained->closing->base,
                              .scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .parallel = parallel,
                              .scale = money_scale_for(roads, explained->closing->base->objective_e4 * 1000),
                              .style = style,
                              .out = out};
    const struct telling telling = {&page, explained};
    title(&telling);
    tell_users(&telling);
    tell_worths(&telling);
    tell_closing(&telling);
}
