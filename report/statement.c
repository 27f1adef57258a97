// SPDX-License-Identifier: GPL-3.0-or-later
/* One page for a member of a cooperative: what it ships, what it would pay, and what that means. */
#include "report/cooperation.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"

#include <string.h>

enum { LINE = 900, SHIPMENTS_SHOWN = 8, LEAVERS_NAMED = 4, E4_TO_E7 = 1000 };

struct statement {
    const struct page *page;
    const struct cooperation *cooperation;
    const struct player *player;
    int number;
};

static char *rupiah(const struct statement *statement, char buffer[WORDS], wide e4) {
    wide size = e4 < 0 ? -e4 : e4;
    return money_words(buffer, money_scale_for(statement->page->network, size * E4_TO_E7), e4 * E4_TO_E7);
}

/* ---- who ---- */

static void put_head(const struct statement *statement) {
    const struct player *player = statement->player;
    char heading[LINE];
    const char *name = player->name != NULL ? player->name : player->id;
    if (strcmp(player->id, "-") == 0)
        snprintf(heading, sizeof heading, "%s",
                 statement->cooperation->by == PLAYERS_REGIONS
                     ? _("Statement for shipments that name no region")
                     : _("Statement for shipments that name no shipper"));
    else if (strcmp(name, player->id) == 0)
        snprintf(heading, sizeof heading, _("Statement for %.60s"), name);
    else
        snprintf(heading, sizeof heading, _("Statement for %.50s (%.24s)"), name, player->id);
    text_title(statement->page, heading);
}

/* ---- what it ships ---- */

static void put_shipment(const struct statement *statement, struct table *table, int k) {
    const struct scenario *scenario = statement->page->scenario;
    const struct shipment *shipment = &scenario->shipment[k];
    char words[WORDS];
    table_cell(table, shipment->id);
    table_cell(table, commodity_of_words(scenario, shipment));
    table_cellf(table, "%.90s - %.90s", node_words(scenario->network, shipment->origin),
                node_words(scenario->network, shipment->destination));
    table_cell(table, tonnes_words(words, shipment->quantity_kg));
}

static void put_rest(const struct statement *statement, struct table *table, int from) {
    const struct player *player = statement->player;
    char words[WORDS], number[WORDS];
    int64_t kg = 0;
    for (int i = from; i < player->members; i++) {
        int k = statement->cooperation->shipment[player->first + i];
        kg += statement->page->scenario->shipment[k].quantity_kg;
    }
    snprintf(words, sizeof words, P_("and %s more", "and %s more", player->members - from),
             number_words(number, player->members - from, 0, 0));
    table_cell(table, words);
    table_cell(table, "");
    table_cell(table, "");
    table_cell(table, tonnes_words(words, kg));
}

static void put_shipments(const struct statement *statement) {
    const struct table_column columns[] = {{N_("shipment"), false, false},
                                           {N_("what"), false, false},
                                           {N_("from - to"), false, true},
                                           {"t", true, false}};
    const struct player *player = statement->player;
    char words[WORDS], left[WORDS];
    int shown = player->members > SHIPMENTS_SHOWN + 1 ? SHIPMENTS_SHOWN : player->members;
    AUTO(table_release) struct table *table = table_new(columns, 4);
    for (int i = 0; i < shown; i++)
        put_shipment(statement, table, statement->cooperation->shipment[player->first + i]);
    if (shown < player->members)
        put_rest(statement, table, shown);
    text_heading(statement->page, "You ship %s t in one %.30s", tonnes_words(words, player->quantity_kg),
                 period_words(statement->page->network));
    table_print(table, 0, statement->page->style.width, statement->page->style.painted, statement->page->out);
    if (player->unmet_kg > 0)
        fprintf(statement->page->out, _("In the joint plan %s t of it can't move.\n"),
                tonnes_words(left, player->unmet_kg));
}

/* ---- alone and together ---- */

static void put_alone(const struct statement *statement) {
    const struct cooperation *cooperation = statement->cooperation;
    char line[LINE], alone[WORDS], all[WORDS], joint[WORDS], saved[WORDS];
    wide joint_e4 = cooperation->joint->objective_e4, alone_e4 = amount_e4(cooperation->alone);
    const struct money_scale scale = statement->page->scale;
    text_heading(statement->page, "Alone or together");
    snprintf(line, sizeof line,
             cooperation->joint->time_cost_e4 != 0
                 ? _("If you organised your transport alone, it would cost you %s, the time of your goods "
                     "counted. If each of the %d did so, it would cost all of you %s; planned together it is "
                     "%s. Together you save %s a %.30s.")
                 : _("If you organised your transport alone, it would cost you %s. If each of the %d did so, "
                     "it would cost all of you %s; planned together it is %s. Together you save %s a %.30s."),
             rupiah(statement, alone, amount_e4(statement->player->alone)), cooperation->players,
             money_words(all, scale, alone_e4 * E4_TO_E7), money_words(joint, scale, joint_e4 * E4_TO_E7),
             money_words(saved, scale, (alone_e4 - joint_e4) * E4_TO_E7),
             period_words(statement->page->network));
    text_wrapped(statement->page, 0, line);
}

/* ---- by each rule ---- */

static struct money_scale scale_of(const struct statement *statement) {
    wide most = amount_e4(statement->player->alone);
    struct money_scale scale = money_scale_for(statement->page->network, most * E4_TO_E7);
    scale.shift = 0;
    scale.shown = scale.shown == 2 ? 2 : 0;
    return scale;
}

static const char *stable_words(const struct statement *statement, const struct allocation *allocation) {
    static const char *const words[] = {
        [STABLE_NO] = N_("no"), [STABLE_YES] = N_("yes"), [STABLE_UNKNOWN] = N_("as far as known")};
    return language_text(words[allocation_stability(statement->cooperation, allocation)]);
}

/* "12.5 %" */
static char *percent_of_words(char words[WORDS], wide part, wide all) {
    char number[REAL_WORDS];
    snprintf(words, WORDS, _("%s %%"),
             real_words(number, 100 * wide_double(part, 0) / wide_double(all, 0), 1));
    return words;
}

static void put_rule(const struct statement *statement, struct table *table,
                     const struct allocation *allocation) {
    AUTO_FREE wide *money = payments_e4(statement->cooperation, allocation);
    const struct player *player = statement->player;
    const struct money_scale scale = scale_of(statement);
    wide pays = money[statement->number],
         saves = saving_e4(player, pays + player->time_e4 + player->penalty_e4),
         alone = amount_e4(player->alone);
    char words[WORDS];
    table_cell(table, _(RULE_TITLES[allocation->rule]));
    table_cell(table, money_number(words, scale, pays * E4_TO_E7));
    table_cell(table, player->quantity_kg > 0
                          ? number_words(words, wide_divide(pays * 1000, player->quantity_kg), MONEY_PLACES,
                                         scale.shown)
                          : "");
    table_cell(table, money_number(words, scale, saves * E4_TO_E7));
    table_cell(table, alone > 0 ? percent_of_words(words, saves, alone) : "");
    table_cell(table, stable_words(statement, allocation));
}

/* What it bears itself stands between what it pays and what it saves. */
static void put_own(const struct statement *statement) {
    const struct player *player = statement->player;
    char line[LINE], time[WORDS], lost[WORDS];
    bool loses = player->penalty_e4 != 0;
    if (player->time_e4 == 0 && !loses)
        return;
    rupiah(statement, time, player->time_e4);
    if (loses)
        snprintf(line, sizeof line,
                 _("On top comes what you bear yourself by every rule: %s for the time your goods are under "
                   "way, and %s for what can't move. It is in what you save."),
                 time, rupiah(statement, lost, player->penalty_e4));
    else
        snprintf(line, sizeof line,
                 _("On top comes what you bear yourself by every rule: %s for the time your goods are under "
                   "way. It is in what you save."),
                 time);
    text_wrapped(statement->page, 0, line);
}

static void put_rules(const struct statement *statement) {
    const struct table_column columns[] = {{N_("rule"), false, true},      {N_("you pay"), true, false},
                                           {N_("per tonne"), true, false}, {N_("you save"), true, false},
                                           {N_("of alone"), true, false},  {N_("stable"), false, false}};
    const struct cooperation *cooperation = statement->cooperation;
    AUTO(table_release) struct table *table = table_new(columns, 6);
    for (int r = 0; r < cooperation->rules; r++)
        if (cooperation->allocation[r].possible)
            put_rule(statement, table, &cooperation->allocation[r]);
    text_heading(statement->page, "Your share of the joint bill, by different rules, %s",
                 scale_of(statement).currency);
    table_print(table, 0, statement->page->style.width, statement->page->style.painted, statement->page->out);
    put_own(statement);
}

static void put_meanings(const struct statement *statement) {
    char line[LINE];
    const struct cooperation *cooperation = statement->cooperation;
    text_heading(statement->page, "What the rules mean");
    for (int r = 0; r < cooperation->rules; r++) {
        enum allocation_rule rule = cooperation->allocation[r].rule;
        if (!cooperation->allocation[r].possible)
            continue;
        snprintf(line, sizeof line, "%s: %s", _(RULE_TITLES[rule]), _(RULE_MEANS[rule]));
        text_wrapped(statement->page, 0, line);
    }
}

/* ---- staying together ---- */

/* Of the rules that some group has reason to leave, the one that drives it the most. */
static const struct allocation *least_stable(const struct cooperation *cooperation) {
    const struct allocation *worst = NULL;
    for (int r = 0; r < cooperation->rules; r++) {
        const struct allocation *allocation = &cooperation->allocation[r];
        if (!allocation->possible || allocation_stability(cooperation, allocation) != STABLE_NO)
            continue;
        if (worst == NULL || allocation->worst.gain > worst->worst.gain)
            worst = allocation;
    }
    return worst;
}

static int stable_rules(const struct cooperation *cooperation, char names[LINE]) {
    int count = 0;
    size_t length = 0;
    names[0] = '\0';
    for (int r = 0; r < cooperation->rules; r++) {
        const struct allocation *allocation = &cooperation->allocation[r];
        if (allocation->possible && allocation_stability(cooperation, allocation) != STABLE_NO)
            length += (size_t)snprintf(names + length, LINE - length, "%s%s", count++ > 0 ? ", " : "",
                                       _(RULE_TITLES[allocation->rule]));
    }
    return count;
}

static void put_leavers(const struct statement *statement) {
    const struct allocation *worst = least_stable(statement->cooperation);
    char line[LINE], group[GROUP_WORDS], gain[WORDS];
    if (worst == NULL)
        return;
    bool is_in = (worst->worst.group >> statement->number & 1) != 0;
    snprintf(line, sizeof line,
             is_in ? _("The others are not. By %s, for one, %s would do better on their own, by %s; you are "
                       "among them.")
                   : _("The others are not. By %s, for one, %s would do better on their own, by %s; you are "
                       "not among them."),
             _(RULE_TITLES[worst->rule]),
             group_words(statement->cooperation, worst->worst.group, LEAVERS_NAMED,
                         2 * statement->page->style.width, group),
             rupiah(statement, gain, amount_e4(worst->worst.gain)));
    text_wrapped(statement->page, 0, line);
}

static void put_staying(const struct statement *statement) {
    char names[LINE], line[2 * LINE], least[WORDS];
    const struct cooperation *cooperation = statement->cooperation;
    int stable = stable_rules(cooperation, names);
    text_heading(statement->page, "Staying together");
    if (stable > 0)
        snprintf(line, sizeof line,
                 cooperation->exact
                     ? _("A rule is stable if no member and no group of members would pay less on its own: "
                         "then nobody has a reason to leave. Stable here: %.300s.")
                     : _("A rule is stable if no member and no group of members would pay less on its own: "
                         "then nobody has a reason to leave (not every group was looked at). Stable here: "
                         "%.300s."),
                 names);
    else if (cooperation->exact && cooperation->core_is_empty)
        snprintf(line, sizeof line,
                 _("No rule can make every group content: whatever is agreed, some group would pay less on "
                   "its own, by %s or more. An agreement has to outweigh that."),
                 rupiah(statement, least, amount_e4(cooperation->least_core)));
    else
        snprintf(line, sizeof line, "%s",
                 _("A rule is stable if no member and no group of members would pay less on its own. None of "
                   "these is."));
    text_wrapped(statement->page, 0, line);
    if (stable > 0)
        put_leavers(statement);
}

void report_statement_text(const struct cooperation *cooperation, int player,
                           const struct virtual_network *network, struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    const struct page page = {.plan = cooperation->joint,
                              .scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .scale = money_scale_for(roads, cooperation->joint->objective_e4 * E4_TO_E7),
                              .style = style,
                              .out = out};
    const struct statement statement = {&page, cooperation, &cooperation->player[player], player};
    put_head(&statement);
    put_shipments(&statement);
    put_alone(&statement);
    put_rules(&statement);
    put_staying(&statement);
    if (!style.brief)
        put_meanings(&statement);
}
