// SPDX-License-Identifier: GPL-3.0-or-later
/* Which capacity to raise: for a person, JSON and CSV. */
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/csv_put.h"
#include "report/json_put.h"

enum { ROWS_SHOWN = 15, LINE = 600 };

static const struct plan_resource *resource_of(const struct investments *investments,
                                               const struct investment *one) {
    return &investments->plan->resource[one->resource];
}

/* Saved by each tonne of capacity added, 1e-4 of the currency, rounded down: what a period of it may cost. */
static wide saved_per_t_e4(const struct investment *one) {
    wide e7 = one->saving_e4 * 1000, kg = one->raised_kg;
    return e7 >= 0 ? e7 / kg : -((-e7 + kg - 1) / kg);
}

/* Saved for each unit of currency that it costs, in hundredths. */
static wide saved_per_cost_e2(const struct investment *one) {
    wide cost_e7 = (wide)one->cost_per_t.e4 * one->raised_kg;
    return cost_e7 > 0 ? wide_divide(one->saving_e4 * 100000, cost_e7) : 0;
}

static bool any_cost(const struct investments *investments) {
    for (int i = 0; i < investments->count; i++)
        if (investments->each[i].has_cost)
            return true;
    return false;
}

static void put_row(const struct page *page, const struct investments *investments, int i, bool costs,
                    struct table *table) {
    const struct investment *one = &investments->each[i];
    char words[WORDS], name[RESOURCE];
    table_cell(table, resource_words(page->network, resource_of(investments, one), name));
    table_cell(table, number_words(words, resource_of(investments, one)->capacity_kg, MASS_PLACES, 0));
    table_cell(table, about_tonnes_words(words, one->raised_kg));
    table_cell(table, money_number(words, page->scale, one->saving_e4 * 1000));
    table_cell(table, number_words(words, saved_per_t_e4(one), MONEY_PLACES, 0));
    if (costs)
        table_cell(table, one->has_cost && one->cost_per_t.e4 > 0
                              ? number_words(words, saved_per_cost_e2(one), 2, 2)
                              : "-");
}

static void put_table(const struct page *page, const struct investments *investments) {
    const struct table_column columns[] = {
        {N_("what is full"), false, true}, {N_("has t"), true, false},   {N_("raised t"), true, false},
        {N_("saves"), true, false},        {N_("a tonne"), true, false}, {N_("for each 1"), true, false}};
    bool costs = any_cost(investments);
    char unit[WORDS];
    AUTO(table_release) struct table *table = table_new(columns, costs ? 6 : 5);
    for (int i = 0; i < investments->count && i < ROWS_SHOWN; i++)
        put_row(page, investments, i, costs, table);
    text_heading(page, "Which capacity to raise, the best first; saves: %s a %s",
                 money_unit(unit, page->scale), period_words(page->network));
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    if (investments->count > ROWS_SHOWN)
        fprintf(page->out,
                P_("... and %s more; --format csv has all\n", "... and %s more; --format csv has all\n",
                   investments->count - ROWS_SHOWN),
                number_words(unit, investments->count - ROWS_SHOWN, 0, 0));
}

static void put_meaning(const struct page *page, const struct investments *investments) {
    char line[2 * LINE], currency[WORDS];
    const struct money_scale plain = {page->scale.currency, 0, 0};
    snprintf(
        line, sizeof line,
        any_cost(investments)
            ? _("Each is raised alone and planned anew. a tonne: what a tonne more of capacity saves, %s: "
                "a %s of it may cost no more than that. for each 1: saved for each 1 that it costs "
                "(raise_cost_per_t); over 1 it pays.")
            : _("Each is raised alone and planned anew. a tonne: what a tonne more of capacity saves, %s: "
                "a %s of it may cost no more than that. No raise_cost_per_t in link.csv or terminal.csv "
                "says what it would cost."),
        money_unit(currency, plain), period_words(page->network));
    text_wrapped(page, 0, line);
}

/* What all tonnes move, as the most that one saves. */
static wide largest_saving(const struct investments *investments) {
    wide largest = 0;
    for (int i = 0; i < investments->count; i++)
        largest = investments->each[i].saving_e4 > largest ? investments->each[i].saving_e4 : largest;
    return largest;
}

void report_investments_text(const struct investments *investments, const struct virtual_network *network,
                             struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    const struct page page = {.plan = investments->plan,
                              .scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .scale = money_scale_for(roads, largest_saving(investments) * 1000),
                              .style = style,
                              .out = out};
    text_title(&page, _("What more capacity would bring"));
    if (investments->count == 0) {
        text_wrapped(&page, 0,
                     _("Nothing that is full costs anything: more capacity anywhere would save nothing."));
    } else {
        put_table(&page, investments);
        put_meaning(&page, investments);
    }
    text_facilities(&page);
}

/* ---- JSON ---- */

static void put_investment(struct json_out *out, const struct investments *investments,
                           const struct investment *one, const struct network *roads) {
    const struct plan_resource *resource = resource_of(investments, one);
    json_object(out, NULL);
    if (resource->link >= 0) {
        json_put_string(out, "link_id", roads->link[resource->link].id);
        json_put_bool(out, "backward", resource->backward);
    } else {
        json_put_string(out, "terminal_id", roads->terminal[resource->terminal].id);
    }
    json_put_decimal(out, "capacity_t", resource->capacity_kg, MASS_PLACES);
    json_put_decimal(out, "raised_t", one->raised_kg, MASS_PLACES);
    json_put_decimal(out, "shadow_price", resource->shadow_price.e4, MONEY_PLACES);
    json_put_decimal(out, "saving", one->saving_e4, MONEY_PLACES);
    json_put_decimal(out, "saving_bound", one->bound_e4, MONEY_PLACES);
    json_put_decimal(out, "saving_per_t", saved_per_t_e4(one), MONEY_PLACES);
    json_put_decimal(out, "unmet_t", one->unmet_kg, MASS_PLACES);
    if (one->has_cost)
        json_put_decimal(out, "raise_cost_per_t", one->cost_per_t.e4, MONEY_PLACES);
    json_end(out);
}

void report_investments_json(const struct investments *investments, const struct virtual_network *network,
                             FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-invest/1");
    json_put_variant(&out, network);
    json_put_double(&out, "gap", investments->gap);
    json_put_decimal(&out, "objective", investments->plan->objective_e4, MONEY_PLACES);
    json_array(&out, "investments");
    for (int i = 0; i < investments->count; i++)
        put_investment(&out, investments, &investments->each[i], network->scenario->network);
    json_end(&out);
    json_put_facilities(&out, investments->plan, network->scenario->network);
    json_end(&out);
}

/* ---- CSV ---- */

void report_investments_csv(const struct investments *investments, const struct network *roads, FILE *out) {
    fputs("rank,kind,id,backward,capacity_t,raised_t,shadow_price,saving,saving_bound,saving_per_t,unmet_t,"
          "raise_cost_per_t\n",
          out);
    for (int i = 0; i < investments->count; i++) {
        const struct investment *one = &investments->each[i];
        const struct plan_resource *resource = resource_of(investments, one);
        bool link = resource->link >= 0;
        fprintf(out, "%d", i + 1);
        csv_put(link ? "link" : "terminal", out);
        csv_put(link ? roads->link[resource->link].id : roads->terminal[resource->terminal].id, out);
        csv_put(!link ? NULL : resource->backward ? "true" : "false", out);
        csv_put_number(resource->capacity_kg, MASS_PLACES, out);
        csv_put_number(one->raised_kg, MASS_PLACES, out);
        csv_put_number(resource->shadow_price.e4, MONEY_PLACES, out);
        csv_put_number(one->saving_e4, MONEY_PLACES, out);
        csv_put_number(one->bound_e4, MONEY_PLACES, out);
        csv_put_number(saved_per_t_e4(one), MONEY_PLACES, out);
        csv_put_number(one->unmet_kg, MASS_PLACES, out);
        one->has_cost ? csv_put_number(one->cost_per_t.e4, MONEY_PLACES, out) : csv_put(NULL, out);
        putc('\n', out);
    }
}
