// SPDX-License-Identifier: GPL-3.0-or-later
/* What the difference is due to, for a person. */
#include "report/compare.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 4, LINE = 900 };

/* Money and total, of each way to tell it. */
static void amounts_of(const struct worth *worth, wide e13[2]) {
    e13[0] = worth->of[MEASURE_COST] * power_of_ten(6);
    e13[1] = worth->of[MEASURE_OBJECTIVE];
}

static void put_pair(const struct contrast *contrast, struct table *table, struct running column[2],
                     const struct worth *worth) {
    char words[WORDS];
    wide e13[2] = {0};
    if (worth != NULL)
        amounts_of(worth, e13);
    for (int i = 0; i < 2; i++)
        if (worth != NULL)
            table_cell(table, contrast_words(words, contrast,
                                             running_add(&column[i], contrast->scale, e13[i]), true));
        else
            table_cell(table, "");
}

static void put_total(const struct contrast *contrast, struct table *table) {
    const struct attribution *attribution = &contrast->comparison->attribution;
    struct worth difference = worth_minus(&contrast->comparison->total[1], &contrast->comparison->total[0]);
    struct running alone[2] = {{0}}, order[2] = {{0}};
    table_total(table);
    table_cell(table, _("Difference"));
    put_pair(contrast, table, alone, attribution->has_alone ? &difference : NULL);
    put_pair(contrast, table, order, attribution->has_order ? &difference : NULL);
}

static void put_table(const struct contrast *contrast) {
    static const struct table_column columns[] = {{"", false, true},
                                                  {N_("alone: money"), true, false},
                                                  {N_("total"), true, false},
                                                  {N_("in order: money"), true, false},
                                                  {N_("total"), true, false}};
    const struct attribution *attribution = &contrast->comparison->attribution;
    struct running alone[2] = {{0}}, order[2] = {{0}};
    AUTO(table_release) struct table *table = table_new(columns, COLUMNS + 1);
    for (int i = 0; i < attribution->causes; i++) {
        const struct compare_cause *cause = &attribution->cause[i];
        table_cellf(table, "%d", i + 1);
        put_pair(contrast, table, alone, cause->is_known ? &cause->alone : NULL);
        put_pair(contrast, table, order, attribution->has_order ? &cause->in_order : NULL);
    }
    if (attribution->has_alone) {
        table_cell(table, _("interaction"));
        put_pair(contrast, table, alone, &attribution->interaction);
        put_pair(contrast, table, order, NULL);
    }
    put_total(contrast, table);
    table_print(table, 0, contrast->page[0].style.width, contrast->page[0].style.painted,
                contrast->page[0].out);
}

/* "1. diesel-25: the subsidy ends" */
static void put_names(const struct contrast *contrast) {
    const struct attribution *attribution = &contrast->comparison->attribution;
    char line[LINE];
    for (int i = 0; i < attribution->causes; i++) {
        const char *reason = attribution->cause[i].reason;
        snprintf(line, sizeof line, "%d. %.200s%s%.600s", i + 1, attribution->cause[i].name,
                 reason != NULL ? ": " : "", reason != NULL ? reason : "");
        text_wrapped(&contrast->page[0], 0, line);
    }
}

static bool any_known(const struct attribution *attribution) {
    for (int i = 0; i < attribution->causes; i++)
        if (attribution->cause[i].is_known)
            return true;
    return attribution->has_order;
}

static void put_missing(const struct contrast *contrast) {
    const struct attribution *attribution = &contrast->comparison->attribution;
    char line[LINE];
    if (attribution->why_not[0] == '\0')
        return;
    snprintf(line, sizeof line,
             attribution->causes > 0 ? _("What is left out could not be planned: %.480s.")
                                     : _("Not attributed to causes: %.480s."),
             language_text(attribution->why_not));
    text_wrapped(&contrast->page[0], 0, line);
}

/* The only one. */
static void put_one(const struct contrast *contrast) {
    const struct comparison *comparison = contrast->comparison;
    const struct compare_cause *cause = &comparison->attribution.cause[0];
    struct worth difference = worth_minus(&comparison->total[1], &comparison->total[0]);
    bool changes = comparison->moves > 0 || !worth_is_zero(&difference);
    char line[LINE], name[LINE];
    if (cause->reason != NULL)
        snprintf(name, sizeof name, "%.200s (%.500s)", cause->name, cause->reason);
    else
        snprintf(name, sizeof name, "%.200s", cause->name);
    if (changes)
        snprintf(line, sizeof line, _("All of it is due to %.710s: nothing else differs."), name);
    else
        snprintf(line, sizeof line,
                 _("%.710s is all that differs. It changes the data, but not the best plan."), name);
    text_wrapped(&contrast->page[0], 0, line);
}

void compare_causes(const struct contrast *contrast) {
    const struct attribution *attribution = &contrast->comparison->attribution;
    const struct page *page = &contrast->page[0];
    char unit[WORDS];
    if (attribution->causes == 0 && attribution->why_not[0] == '\0') {
        fprintf(page->out, "\n%s\n", _("Nothing that is planned from differs."));
        return;
    }
    if (attribution->causes == 0)
        putc('\n', page->out);
    else
        text_heading(page, "What it is due to, in %s", money_unit(unit, contrast->scale));
    if (attribution->causes == 1) {
        put_one(contrast);
    } else if (attribution->causes > 1) {
        put_names(contrast);
        if (any_known(attribution)) {
            put_table(contrast);
            text_wrapped(
                page, 0,
                _("Alone: with that cause and no other. In order: each on top of those above it. Total: "
                  "money, time and penalty."));
        }
    }
    put_missing(contrast);
}
