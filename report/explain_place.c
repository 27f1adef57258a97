// SPDX-License-Identifier: GPL-3.0-or-later
/* What a link or terminal is worth, for a person. */
#include "report/explain.h"

#include "base/language.h"
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
        return backward ? _("unloads") : _("loads");
    const struct link *link = &roads->link[telling->explained->link];
    return node_words(roads, backward ? link->from : link->to);
}

/* "42 %" */
static char *share_words(char words[WORDS], int64_t part_kg, int64_t all_kg) {
    char number[REAL_WORDS];
    snprintf(words, WORDS, _("%s %%"), real_words(number, 100 * (double)part_kg / (double)all_kg, 0));
    return words;
}

static void tell_users(const struct telling *telling) {
    const struct explained_place *explained = telling->explained;
    const struct page *page = telling->page;
    const struct table_column columns[] = {{N_("shipment"), false, true},
                                           {explained->link < 0 ? N_("does") : N_("to"), false, false},
                                           {"t", true, false},
                                           {N_("of its t"), true, false},
                                           {N_("of the use"), true, false}};
    char words[WORDS], number[WORDS];
    int64_t all_kg = 0, shown_kg = 0;
    for (int u = 0; u < explained->users; u++)
        all_kg += explained->user[u].quantity_kg;
    text_heading(page, "Who uses it");
    if (explained->users == 0) {
        fprintf(page->out, "%s\n",
                explained->usable
                    ? _("Nobody, in the best plan.")
                    : _("Nobody can: no vehicle type may use it, it is closed, or its capacity is 0."));
        return;
    }
    AUTO(table_release) struct table *table = table_new(columns, 5);
    for (int u = 0; u < explained->users && u < USERS_SHOWN; u++) {
        const struct place_user *user = &explained->user[u];
        const struct shipment *shipment = &page->scenario->shipment[user->shipment];
        table_cell(table, shipment->id);
        table_cell(table, direction(telling, user->backward));
        table_cell(table, tonnes_words(words, user->quantity_kg));
        table_cell(table, share_words(words, user->quantity_kg, shipment->quantity_kg));
        table_cell(table, share_words(words, user->quantity_kg, all_kg));
        shown_kg += user->quantity_kg;
    }
    if (explained->users > USERS_SHOWN) {
        snprintf(words, sizeof words, P_("and %s more", "and %s more", explained->users - USERS_SHOWN),
                 number_words(number, explained->users - USERS_SHOWN, 0, 0));
        table_cell(table, words);
        table_cell(table, "");
        table_cell(table, tonnes_words(words, all_kg - shown_kg));
        table_cell(table, "");
        table_cell(table, share_words(words, all_kg - shown_kg, all_kg));
    }
    table_total(table);
    table_cell(table, _("all"));
    table_cell(table, "");
    table_cell(table, tonnes_words(words, all_kg));
    table_cell(table, "");
    table_cell(table, share_words(words, 1, 1));
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- what a tonne is worth ---- */

enum capacity_part { PART_OF_PENALTY, PART_OF_MONEY, PART_OF_TIME };

/* ", penalty Rp 2,000,000 less": a part of what the total changes by; nothing where it is next to nothing. */
static void add_part(const struct telling *telling, char *line, enum capacity_part part, double per_t,
                     bool more) {
    const double grain = 5e-5;
    const bool less = (per_t > 0) == more;
    char amount[WORDS], words[2 * WORDS];
    if (fabs(per_t) <= grain)
        return;
    money_per_t(amount, telling->page, fabs(per_t));
    if (part == PART_OF_PENALTY)
        snprintf(words, sizeof words, less ? _("penalty %s less") : _("penalty %s more"), amount);
    else if (part == PART_OF_MONEY)
        snprintf(words, sizeof words, less ? _("money %s less") : _("money %s more"), amount);
    else
        snprintf(words, sizeof words, less ? _("time %s less") : _("time %s more"), amount);
    size_t length = strlen(line);
    snprintf(line + length, LINE - length, "%s%s", length > 0 ? ", " : "", words);
}

/* What the price is made of, where it is not money alone. */
static void tell_made_of(const struct telling *telling, const struct capacity_side *side, bool more) {
    char line[LINE] = "", tonnes[WORDS];
    const double grain = 1e-6;
    if (fabs(side->unmet_t) > grain)
        snprintf(line, sizeof line,
                 (side->unmet_t > 0) == more ? _("for each, %s t can move that else stay behind")
                                             : _("for each, %s t stay behind"),
                 about(tonnes, fabs(side->unmet_t)));
    else if (fabs(side->time) < 50 * grain)
        return;
    add_part(telling, line, PART_OF_PENALTY, side->penalty, more);
    add_part(telling, line, PART_OF_MONEY, side->money, more);
    add_part(telling, line, PART_OF_TIME, side->time, more);
    text_wrapped(telling->page, 16, line);
}

/* "Rp 35,016", "nothing" */
static const char *worth_words(const struct telling *telling, double per_t, char words[WORDS]) {
    const double nothing = 5e-5;
    return per_t < nothing ? _("nothing") : money_per_t(words, telling->page, per_t);
}

/* translators: "more" and "less" stand one above the other; the text goes on at the same column in both. */
static void tell_side(const struct telling *telling, const struct capacity_side *side, bool more) {
    char line[LINE], money[WORDS], tonnes[WORDS], then[WORDS];
    const double nothing = 5e-5;
    const char *worth = worth_words(telling, side->per_t, money);
    if (isinf(side->tonnes))
        snprintf(line, sizeof line,
                 more ? _("One tonne more\t\tsaves %s, however many")
                      : _("One tonne less\t\tcosts %s, however many"),
                 worth);
    else if (isnan(side->then_per_t))
        snprintf(line, sizeof line,
                 more ? _("One tonne more\t\tsaves %s, up to %s t more")
                      : _("One tonne less\t\tcosts %s, up to %s t less"),
                 worth, about(tonnes, side->tonnes));
    else
        snprintf(line, sizeof line,
                 more ? _("One tonne more\t\tsaves %s, up to %s t more; then %s")
                      : _("One tonne less\t\tcosts %s, up to %s t less; then %s"),
                 worth, about(tonnes, side->tonnes), worth_words(telling, side->then_per_t, then));
    text_wrapped(telling->page, 0, line);
    if (side->per_t >= nothing)
        tell_made_of(telling, side, more);
}

static void tell_worth(const struct telling *telling, const struct capacity_worth *worth) {
    const struct page *page = telling->page;
    const struct plan_resource *resource = &telling->explained->closing->base->resource[worth->resource];
    char words[RESOURCE], line[LINE], flow[WORDS], capacity[WORDS];
    const struct capacity_side *more = &worth->side[SIDE_MORE], *less = &worth->side[SIDE_LESS];
    bool full = resource->flow_kg >= resource->capacity_kg;
    text_heading(page, "%s", explain_resource(page, worth->resource, words));
    snprintf(line, sizeof line,
             full ? _("%s t of %s t a %s are used: it is full.")
                  : _("%s t of %s t a %s are used: it is not full."),
             tonnes_words(flow, resource->flow_kg), tonnes_words(capacity, resource->capacity_kg),
             period_words(page->network));
    text_wrapped(page, 0, line);
    tell_side(telling, more, true);
    tell_side(telling, less, false);
    if (fabs(more->per_t - less->per_t) > 1e-4 && resource->shadow_price.e4 > 0)
        text_wrapped(
            page, 0,
            _("The two differ: the capacity is just where the best plan turns. The plan's one price for it "
              "lies between them."));
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
        _("It has no capacity stated, so there is nothing of which a tonne more or less could be worth "
          "something."));
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
        fprintf(page->out, "%s\n", _("It carries nothing in the best plan: closing it changes nothing."));
        return;
    }
    AUTO(table_release) struct table *table = table_new(columns, 2);
    money_unit(unit, page->scale);
    snprintf(name, sizeof name, _("money, %s"), unit);
    add_amount(telling, table, name, one->cost_e4);
    snprintf(name, sizeof name, _("with time, %s"), unit);
    add_amount(telling, table, name, one->cost_e4 + one->time_cost_e4);
    table_cell(table, _("t h"));
    table_cell(table, number_words(words, one->tonne_hours_e6, 6, 0));
    table_cell(table, _("CO2e, t"));
    table_cell(table, number_words(words, one->co2e, CO2E_PLACES, 0));
    table_cell(table, _("staying behind, t"));
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
                 node_words(roads, link->from), node_words(roads, link->to), mode_words(link->mode));
    } else {
        const struct terminal *terminal = &roads->terminal[explained->terminal];
        snprintf(heading, sizeof heading, _("%.100s: %.255s (%.20s terminal)"), terminal->id,
                 node_words(roads, terminal->node), mode_words(terminal->mode));
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
