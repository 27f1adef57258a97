// SPDX-License-Identifier: GPL-3.0-or-later
/* What closures cost, for a person. */
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"
#include "report/way.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROWS_SHOWN = 15,
    TOLD = 5,
    PAIRS_SHOWN = 12,
    HURT_SHOWN = 4,
    CO2E_PLACES = 18,
    LINE = WAY_WORDS + 600
};

struct telling {
    const struct page *page;
    const struct stress *stress;
};

/* ---- names ---- */

/* "BAKAUHENI-MERAK", "jurisdiction regency-oku" */
static char *short_name(const struct telling *telling, int closure, char words[RESOURCE]) {
    const struct closure *closed = &telling->stress->closure[closure];
    snprintf(words, RESOURCE, closed->kind == CLOSE_JURISDICTION ? _("all of %.500s") : "%.500s",
             closure_id(closed, telling->page->network));
    return words;
}

static char *long_name(const struct telling *telling, int closure, char words[RESOURCE]) {
    const struct closure *closed = &telling->stress->closure[closure];
    const struct network *roads = telling->page->network;
    if (closed->kind == CLOSE_JURISDICTION)
        return short_name(telling, closure, words);
    if (closed->kind == CLOSE_TERMINAL) {
        const struct terminal *terminal = &roads->terminal[closed->terminal];
        snprintf(words, RESOURCE, _("%.100s: %.255s (%.20s terminal)"), terminal->id,
                 node_words(roads, terminal->node), mode_words(terminal->mode));
        return words;
    }
    const struct link *link = &roads->link[closed->link];
    snprintf(words, RESOURCE, "%.100s: %.200s - %.200s (%.20s)", link->id, node_words(roads, link->from),
             node_words(roads, link->to), mode_words(link->mode));
    return words;
}

static char *case_name(const struct telling *telling, const struct stress_case *one, bool whole,
                       char words[2 * RESOURCE]) {
    char second[RESOURCE];
    char *(*name)(const struct telling *, int, char[RESOURCE]) = whole ? long_name : short_name;
    name(telling, one->closure[0], words);
    if (one->closure[1] >= 0)
        snprintf(words + strlen(words), RESOURCE, " + %.550s", name(telling, one->closure[1], second));
    return words;
}

/* ---- head ---- */

static void title(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct plan *base = telling->stress->base;
    char words[WORDS], tonnes[WORDS];
    text_title(page, _("What closures cost"));
    money_words(words, page->scale, base->objective_e4 * 1000);
    if (base->unmet_kg > 0)
        fprintf(page->out, _("The plan: %s, money + time + penalty; %s t can't move\n"), words,
                tonnes_words(tonnes, base->unmet_kg));
    else
        fprintf(page->out, _("The plan: %s, money + time\n"), words);
}

/* ---- the table ---- */

static bool is_told(const struct stress_case *one) {
    return !one->idle && !one->open;
}

static bool any_unmet(const struct stress *stress) {
    for (int c = 0; c < stress->cases; c++)
        if (is_told(&stress->each[c]) && stress->each[c].unmet_kg != 0)
            return true;
    return false;
}

static void put_row(const struct telling *telling, struct table *table, const struct stress_case *one,
                    bool unmet) {
    const struct money_scale scale = telling->page->scale;
    char words[WORDS], name[2 * RESOURCE];
    table_cell(table, case_name(telling, one, false, name));
    if (unmet)
        table_cell(table, number_words(words, one->unmet_kg, MASS_PLACES, 0));
    table_cell(table, money_number(words, scale, one->cost_e4 * 1000));
    table_cell(table, money_number(words, scale, (one->cost_e4 + one->time_cost_e4) * 1000));
    table_cell(table, number_words(words, one->tonne_hours_e6, 6, 0));
    table_cell(table, number_words(words, one->co2e, CO2E_PLACES, 0));
    table_cell(table, number_words(words, one->hurts, 0, 0));
}

/* Returns how many rows there are. */
static int fill(const struct telling *telling, struct table *table, bool unmet) {
    const struct stress *stress = telling->stress;
    int rows = 0;
    for (int c = 0; c < stress->cases; c++) {
        const struct stress_case *one = &stress->each[c];
        if (is_told(one) && one->closure[1] < 0 && rows++ < ROWS_SHOWN)
            put_row(telling, table, one, unmet);
    }
    return rows;
}

static void put_table(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct table_column columns[] = {{N_("closed"), false, true}, {N_("unmet t"), true, false},
                                           {N_("money"), true, false},  {N_("with time"), true, false},
                                           {N_("t h"), true, false},    {N_("CO2e t"), true, false},
                                           {N_("hurt"), true, false}};
    const struct table_column all_met[] = {columns[0], columns[2], columns[3],
                                           columns[4], columns[5], columns[6]};
    char unit[WORDS];
    bool unmet = any_unmet(telling->stress);
    AUTO(table_release) struct table *table = table_new(unmet ? columns : all_met, unmet ? 7 : 6);
    int rows = fill(telling, table, unmet);
    if (rows == 0)
        return;
    text_heading(page, "The worst first: what each adds, money in %s", money_unit(unit, page->scale));
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    if (rows > ROWS_SHOWN)
        fprintf(page->out, _("... and %d that cost less; --format csv has all\n"), rows - ROWS_SHOWN);
    text_wrapped(page, 0,
                 unmet
                     ? _("Money, time and CO2e are of what moves: they fall where tonnes stay behind. hurt: "
                         "how many shipments pay more or stay behind.")
                     : _("hurt: how many shipments pay more."));
}

/* Of what carries nothing there is nothing to tell but that. */
static void put_idle(const struct telling *telling) {
    const struct stress *stress = telling->stress;
    int idle = 0;
    for (int c = 0; c < stress->cases; c++)
        idle += stress->each[c].idle;
    if (idle > 0)
        fprintf(telling->page->out,
                _("\n%d of %d carry nothing in the plan: closing one of them changes nothing.\n"), idle,
                stress->singles);
    if (stress->open > 0)
        fprintf(telling->page->out, _("\n%d were not answered: the search was ended.\n"), stress->open);
}

/* ---- the worst ones in words ---- */

/* What stays behind has a price only so that nothing does if it can move: it is told in tonnes. */
static size_t add_hurt(const struct telling *telling, const struct stress_hurt *hurt, char *text,
                       size_t size) {
    const struct page *page = telling->page;
    char words[WORDS];
    wide e7 = hurt->more_e13 / 1000000;
    const char *id = page->scenario->shipment[hurt->shipment].id;
    if (hurt->unmet_kg > 0)
        return (size_t)snprintf(text, size, _("%.60s, %s t of which stay behind"), id,
                                about_tonnes_words(words, hurt->unmet_kg));
    return (size_t)snprintf(text, size, _("%.60s by %s"), id,
                            money_words(words, money_scale_for(page->network, e7), e7));
}

static void tell_hurt(const struct telling *telling, const struct stress_case *one) {
    char line[LINE];
    size_t length = (size_t)snprintf(line, sizeof line, "%s", _("Hurt:"));
    for (int i = 0; i < one->hurts && i < HURT_SHOWN; i++) {
        length += (size_t)snprintf(line + length, sizeof line - length, "%s", i > 0 ? "; " : " ");
        length += add_hurt(telling, &telling->stress->hurt[one->first_hurt + i], line + length,
                           sizeof line - length);
    }
    if (one->hurts > HURT_SHOWN)
        snprintf(line + length, sizeof line - length, _("; and %d more"), one->hurts - HURT_SHOWN);
    if (one->hurts > 0)
        text_wrapped(telling->page, 3, line);
}

void text_closure(const struct page *page, const struct stress *stress, const struct stress_case *one) {
    const struct telling telling = {page, stress};
    char line[LINE], way[WAY_WORDS], tonnes[WORDS];
    tell_hurt(&telling, one);
    if (one->way >= 0) {
        snprintf(line, sizeof line, _("First alternative, %s t of %.60s: %s"),
                 about_tonnes_words(tonnes, one->turned_kg), page->scenario->shipment[one->shipment].id,
                 way_words(page, stress->ways, one->way, -1, true, way));
        text_wrapped(page, 3, line);
    } else {
        text_wrapped(page, 3, _("There is no other way."));
    }
}

static void tell_case(const struct telling *telling, const struct stress_case *one, int rank) {
    char name[2 * RESOURCE], line[LINE];
    snprintf(line, sizeof line, "%d. %.1100s", rank, case_name(telling, one, true, name));
    text_wrapped(telling->page, 0, line);
    text_closure(telling->page, telling->stress, one);
}

static void tell_worst(const struct telling *telling) {
    const struct stress *stress = telling->stress;
    int told = 0;
    for (int c = 0; c < stress->cases && told < TOLD; c++) {
        if (!is_told(&stress->each[c]) || stress->each[c].closure[1] >= 0)
            continue;
        if (told == 0)
            text_heading(telling->page, "Who is hurt, and where they go instead");
        tell_case(telling, &stress->each[c], ++told);
    }
}

/* ---- two at a time ---- */

/* Whether the two cost more together than one by one, by more than what the proofs leave open. */
static bool is_worse_together(const struct stress *stress, const struct stress_case *pair) {
    wide open_e4 =
        (wide)(4 * stress->gap * wide_double(stress->base->objective_e4 + pair->objective_e4, 0)) + 1;
    return is_told(pair) && pair->closure[1] >= 0 &&
           (pair->interaction_kg > 0 || (pair->interaction_kg == 0 && pair->interaction_e4 > open_e4));
}

static int worse_first(const void *left, const void *right) {
    const struct stress_case *a = *(const struct stress_case *const *)left;
    const struct stress_case *b = *(const struct stress_case *const *)right;
    if (a->interaction_kg != b->interaction_kg)
        return a->interaction_kg > b->interaction_kg ? -1 : 1;
    if (a->interaction_e4 != b->interaction_e4)
        return a->interaction_e4 > b->interaction_e4 ? -1 : 1;
    if (a->closure[0] != b->closure[0])
        return a->closure[0] < b->closure[0] ? -1 : 1;
    return (a->closure[1] > b->closure[1]) - (a->closure[1] < b->closure[1]);
}

static void tell_pair(const struct telling *telling, const struct stress_case *pair, int rank) {
    const struct page *page = telling->page;
    char line[LINE], name[2 * RESOURCE], words[WORDS], more[WORDS];
    wide e7 = (pair->cost_e4 + pair->time_cost_e4) * 1000, more_e7 = pair->interaction_e4 * 1000;
    snprintf(line, sizeof line, "%d. %.1100s", rank, case_name(telling, pair, false, name));
    text_wrapped(page, 0, line);
    if (pair->unmet_kg > 0)
        snprintf(line, sizeof line, _("%s t can't move, %s t more than one by one"),
                 about_tonnes_words(words, pair->unmet_kg), about_tonnes_words(more, pair->interaction_kg));
    else
        snprintf(line, sizeof line, _("Together %s, with time: %s more than one by one"),
                 money_words(words, money_scale_for(page->network, e7), e7),
                 money_words(more, money_scale_for(page->network, more_e7), more_e7));
    text_wrapped(page, 3, line);
}

static void tell_pairs(const struct telling *telling) {
    const struct stress *stress = telling->stress;
    AUTO_FREE const struct stress_case **worse = xcalloc((size_t)stress->cases, sizeof *worse);
    int count = 0, shown = telling->page->style.brief ? TOLD : PAIRS_SHOWN;
    for (int c = 0; c < stress->cases; c++)
        if (is_worse_together(stress, &stress->each[c]))
            worse[count++] = &stress->each[c];
    if (stress->cases == stress->singles)
        return;
    text_heading(telling->page, "Two at a time: %d of %d pairs cost more than one by one", count,
                 stress->cases - stress->singles);
    if (count > 0)
        qsort(worse, (size_t)count, sizeof *worse, worse_first);
    for (int i = 0; i < count && i < shown; i++)
        tell_pair(telling, worse[i], i + 1);
    if (count > shown)
        fprintf(telling->page->out, _("... and %d more; --format csv has all pairs\n"), count - shown);
}

void report_stress_text(const struct stress *stress, const struct virtual_network *network,
                        struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    const struct page page = {.scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .parallel = parallel,
                              .scale = money_scale_for(roads, stress->base->objective_e4 * 1000),
                              .style = style,
                              .out = out};
    const struct telling telling = {&page, stress};
    title(&telling);
    put_table(&telling);
    put_idle(&telling);
    if (!style.brief)
        tell_worst(&telling);
    tell_pairs(&telling);
}
