// SPDX-License-Identifier: GPL-3.0-or-later
/* Who pays what of the joint plan, for a person. */
#include "report/cooperation.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/compare.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 600, E4_TO_E7 = 1000 };

/* ---- what is shared ---- */

static void put_sum(const struct sharing *sharing, struct table *table, const char *name, wide e4,
                    const char *note) {
    char words[WORDS];
    table_cell(table, name);
    table_cell(table, money_words(words, sharing->page->scale, e4 * E4_TO_E7));
    table_cell(table, note);
}

/* "money 16,841.7, time 842.5, lost 0.0", which add up. */
static char *parts_words(const struct sharing *sharing, char text[LINE]) {
    const struct plan *joint = sharing->cooperation->joint;
    const wide exact[3] = {joint->cost_e4, joint->time_cost_e4, joint->penalty_e4};
    const struct money_scale scale = sharing->page->scale;
    char words[3][WORDS];
    wide shown[3];
    apportion(exact, 3, power_of_ten(MONEY_PLACES + scale.shift - scale.shown), shown);
    for (int i = 0; i < 3; i++)
        number_words(words[i], shown[i], scale.shown, scale.shown);
    if (exact[1] != 0 && exact[2] != 0)
        snprintf(text, LINE, _("money %s + time %s + lost %s"), words[0], words[1], words[2]);
    else if (exact[1] != 0)
        snprintf(text, LINE, _("money %s + time %s"), words[0], words[1]);
    else if (exact[2] != 0)
        snprintf(text, LINE, _("money %s + lost %s"), words[0], words[2]);
    else
        snprintf(text, LINE, _("money %s"), words[0]);
    return text;
}

/* With two digits that tell; none where it is 0. */
static char *two_digits_words(char buffer[REAL_WORDS], double x) {
    char digits[WORDS];
    snprintf(digits, sizeof digits, "%.1e", x); /* "-3.2e-02" */
    int exponent = atoi(strchr(digits, 'e') + 1), zero = strncmp(strchr(digits, '.'), ".0", 2) == 0;
    int decimals = x == 0 ? 0 : 1 - exponent - zero;
    return real_words(buffer, x, decimals > 0 ? decimals : 0);
}

static void put_totals(const struct sharing *sharing) {
    const struct table_column columns[] = {{"", false, false}, {"", true, false}, {"", false, true}};
    const struct cooperation *cooperation = sharing->cooperation;
    wide joint = cooperation->joint->objective_e4, alone = amount_e4(cooperation->alone);
    char parts[LINE], number[REAL_WORDS], share[WORDS] = "";
    AUTO(table_release) struct table *table = table_new(columns, 3);
    if (alone > 0)
        snprintf(share, sizeof share, _("%s %% of that"),
                 two_digits_words(number, 100 * wide_double(alone - joint, 0) / wide_double(alone, 0)));
    put_sum(sharing, table, _("Each alone"), alone, "");
    put_sum(sharing, table, _("All together"), joint, parts_words(sharing, parts));
    put_sum(sharing, table, _("Saved"), alone - joint, share);
    putc('\n', sharing->page->out);
    table_print(table, 0, sharing->page->style.width, false, sharing->page->out);
}

static void put_basis(const struct sharing *sharing) {
    const struct cooperation *cooperation = sharing->cooperation;
    char line[LINE], groups[WORDS];
    const char *rights =
        cooperation->right == CAPACITY_LEFT
            ? _("A group that stands alone has what its members own; of what is nobody's own it has what the "
                "others leave, who plan first. What it can't move then is lost, at the value of the goods.")
            : _("A group that stands alone has what its members own; of what is nobody's own it has its part "
                "by tonnes among those who would take it. What it can't move then is lost, at the value of "
                "the goods.");
    number_words(groups, cooperation->groups, 0, 0);
    int length = snprintf(line, sizeof line, "%s ", rights);
    snprintf(line + length, sizeof line - (size_t)length,
             cooperation->interrupted
                 ? P_("%s group was planned: the search was ended early.",
                      "%s groups were planned: the search was ended early.", cooperation->groups)
             : cooperation->exact ? P_("%s group was planned: all there are.",
                                       "%s groups were planned: all there are.", cooperation->groups)
                                  : P_("%s group was planned: not all there are.",
                                       "%s groups were planned: not all there are.", cooperation->groups),
             groups);
    text_wrapped(sharing->page, 0, line);
    if (cooperation->alone - cooperation->total <= 1e-7 * cooperation->total)
        text_wrapped(
            sharing->page, 0,
            _("Planned together they pay no less than apart: rates by the tonne are the same for all, "
              "and nobody's scarce room is worth more to another. Fixed costs, or --capacity left, "
              "are where sharing saves."));
}

/* ---- who ships what ---- */

static void put_amount(const struct sharing *sharing, struct table *table, struct running *column, wide e4) {
    const struct money_scale scale = sharing->page->scale;
    char words[WORDS];
    const wide e13 = power_of_ten(13 - MONEY_PLACES);
    table_cell(table, number_words(words, running_add(column, scale, e4 * e13), scale.shown, scale.shown));
}

static void put_column_total(const struct sharing *sharing, struct table *table,
                             const struct running *column) {
    const struct money_scale scale = sharing->page->scale;
    char words[WORDS];
    table_cell(table, number_words(words, column->shown, scale.shown, scale.shown));
}

enum { COLUMN_ALONE, COLUMN_MONEY, COLUMN_TIME, COLUMN_LOST, AMOUNTS };

static void put_player(const struct sharing *sharing, struct table *table, struct running column[AMOUNTS],
                       const struct player *player) {
    const wide e4[AMOUNTS] = {amount_e4(player->alone), player->money_e4, player->time_e4,
                              player->penalty_e4};
    char words[WORDS];
    table_cell(table, player_words(player));
    table_cell(table, number_words(words, player->quantity_kg, MASS_PLACES, 0));
    for (int i = 0; i < AMOUNTS; i++)
        put_amount(sharing, table, &column[i], e4[i]);
}

static void put_fixed(const struct sharing *sharing, struct table *table, struct running column[AMOUNTS]) {
    wide fixed_e4 = sharing->cooperation->joint->fixed_cost_e4;
    if (fixed_e4 == 0)
        return;
    table_cell(table, _("fixed costs"));
    table_cell(table, "");
    table_cell(table, "");
    put_amount(sharing, table, &column[COLUMN_MONEY], fixed_e4);
    table_cell(table, "");
    table_cell(table, "");
}

static void put_players(const struct sharing *sharing) {
    const struct cooperation *cooperation = sharing->cooperation;
    const struct table_column columns[] = {
        {player_word(cooperation), false, true}, {"t", true, false},        {N_("alone"), true, false},
        {N_("its money"), true, false},          {N_("time"), true, false}, {N_("lost"), true, false}};
    struct running column[AMOUNTS] = {{0}};
    int64_t kg = 0;
    char words[WORDS], unit[WORDS];
    AUTO(table_release) struct table *table = table_new(columns, 6);
    for (int i = 0; i < cooperation->players; i++) {
        put_player(sharing, table, column, &cooperation->player[i]);
        kg += cooperation->player[i].quantity_kg;
    }
    put_fixed(sharing, table, column);
    table_total(table);
    table_cell(table, _("Total"));
    table_cell(table, number_words(words, kg, MASS_PLACES, 0));
    for (int i = 0; i < AMOUNTS; i++)
        put_column_total(sharing, table, &column[i]);
    text_heading(sharing->page, "Alone, and what its own tonnes cost in the joint plan, %s",
                 money_unit(unit, sharing->page->scale));
    table_print(table, 0, sharing->page->style.width, sharing->page->style.painted, sharing->page->out);
}

/* ---- the rules ---- */

static void put_meanings(const struct sharing *sharing) {
    char line[LINE];
    text_heading(sharing->page, "What the rules mean");
    for (int r = 0; r < sharing->cooperation->rules; r++) {
        enum allocation_rule rule = sharing->cooperation->allocation[r].rule;
        snprintf(line, sizeof line, "%s: %s", _(RULE_TITLES[rule]), _(RULE_MEANS[rule]));
        text_wrapped(sharing->page, 0, line);
    }
}

void report_cooperation_text(const struct cooperation *cooperation, const struct virtual_network *network,
                             struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    wide most = cooperation->joint->objective_e4, alone = amount_e4(cooperation->alone);
    const struct page page = {.plan = cooperation->joint,
                              .scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .scale = money_scale_for(roads, (alone > most ? alone : most) * E4_TO_E7),
                              .style = style,
                              .out = out};
    const struct sharing sharing = {&page, cooperation};
    text_title(&page, _("Who pays what"));
    put_totals(&sharing);
    put_basis(&sharing);
    if (!style.brief)
        put_players(&sharing);
    cooperation_payments(&sharing);
    if (!style.brief)
        cooperation_savings(&sharing);
    cooperation_stability(&sharing);
    if (!style.brief)
        put_meanings(&sharing);
}
