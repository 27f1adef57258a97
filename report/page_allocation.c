// SPDX-License-Identifier: GPL-3.0-or-later
/* Who pays what by which rule, from an allocation's file; each rule's payments add up to the joint plan's money. */
#include "report/page_parts.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/cooperation.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 6 * WORDS, GROUP_NAMED = 4 };

/* What is shown of an allocation file. */
struct sharing_page {
    const struct page *page;
    const struct json *root, *players;
    struct money_scale scale;
    int count; /* of players */
    const char *suffix;
};

static const char *rule_title(const struct json *rule) {
    for (int r = 0; r < RULE_COUNT; r++)
        if (strcmp(page_words(rule, "rule"), ALLOCATION_RULES[r]) == 0)
            return _(RULE_TITLES[r]);
    return page_words(rule, "rule");
}

static bool is_possible(const struct json *rule) {
    bool possible = false;
    return json_bool(json_get(rule, "possible"), &possible) && possible;
}

/* Of every player the amount under `key`, rounded so that all add up; [count] is their sum. New memory. */
static wide *rounded_column(const struct sharing_page *it, const struct json *list, const char *key) {
    AUTO_FREE wide *exact = xcalloc((size_t)it->count + 1, sizeof *exact);
    wide *rounded = xcalloc((size_t)it->count + 1, sizeof *rounded);
    int i = 0;
    for (const struct json *at = json_first(list); at != NULL && i < it->count; at = json_next(at))
        exact[i++] = page_amount(at, key, 7);
    page_round(exact, it->count, power_of_ten(7 + it->scale.shift - it->scale.shown), rounded);
    for (i = 0; i < it->count; i++)
        rounded[it->count] += rounded[i];
    return rounded;
}

static void player_cell(const struct json *player, struct html_table *table) {
    const char *name = json_string(json_get(player, "name")), *id = page_words(player, "player_id");
    html_row(table, "player", id);
    html_cell_name(table, name != NULL ? name : strcmp(id, "-") == 0 ? _("(none)") : id);
}

/* ---- alone, and together ---- */

static void put_joint(const struct sharing_page *it) {
    const struct json *joint = json_get(it->root, "joint");
    char alone[WORDS], all[WORDS], saved[WORDS], line[LINE];
    snprintf(line, sizeof line, _("Each alone: %s. All together: %s. Saved: %s."),
             money_words(alone, it->scale, page_amount(it->root, "alone", 7)),
             money_words(all, it->scale, page_amount(joint, "objective", 7)),
             money_words(saved, it->scale, page_amount(it->root, "saving", 7)));
    html_element(it->page->out, "p", line);
}

/* Money of its own flows in the joint plan; the time and losses that each bears itself. */
static void put_alone(const struct sharing_page *it) {
    static const char *const keys[] = {"alone", "flow_cost", "time_cost", "penalty"};
    const struct html_column columns[] = {{_("Who"), false, false, 0},
                                          {_("t"), true, true, MASS_PLACES},
                                          {_("alone"), true, true, it->scale.shown},
                                          {_("its money"), true, true, it->scale.shown},
                                          {_("its time"), true, true, it->scale.shown},
                                          {_("lost"), true, true, it->scale.shown}};
    char unit[WORDS], title[LINE];
    struct html_table table;
    wide *column[4], kg = 0;
    int i = 0;
    for (int c = 0; c < 4; c++)
        column[c] = rounded_column(it, it->players, keys[c]);
    snprintf(title, sizeof title, _("Alone, and what its own tonnes cost in the joint plan, %s"),
             money_unit(unit, it->scale));
    html_table_begin(&table, it->page->out, "table-alone", it->suffix, title, columns, 6);
    for (const struct json *at = json_first(it->players); at != NULL; at = json_next(at), i++) {
        wide own_kg = page_amount(at, "quantity_t", MASS_PLACES);
        player_cell(at, &table);
        html_cell_words(&table, tonnes_words(unit, (int64_t)own_kg), own_kg, MASS_PLACES);
        for (int c = 0; c < 4; c++)
            page_money_cell(&table, it->scale, column[c][i]);
        kg += own_kg;
    }
    html_total_row(&table);
    html_cell(&table, _("Total"));
    html_cell_words(&table, tonnes_words(unit, (int64_t)kg), kg, MASS_PLACES);
    for (int c = 0; c < 4; c++) {
        page_money_cell(&table, it->scale, column[c][it->count]);
        free(column[c]);
    }
    html_table_end(&table);
}

/* ---- payments ---- */

static int payment_columns(const struct sharing_page *it, struct html_column column[RULE_COUNT + 1],
                           wide *amount[RULE_COUNT]) {
    int count = 0;
    column[0] = (struct html_column){_("Who"), false, false, 0};
    for (const struct json *at = json_first(json_get(it->root, "rules")); at != NULL && count < RULE_COUNT;
         at = json_next(at))
        if (is_possible(at)) {
            amount[count] = rounded_column(it, json_get(at, "payments"), "pays");
            column[++count] = (struct html_column){rule_title(at), true, true, it->scale.shown};
        }
    return count;
}

static void put_payments(const struct sharing_page *it) {
    struct html_column column[RULE_COUNT + 1];
    wide *amount[RULE_COUNT];
    char unit[WORDS], title[LINE];
    struct html_table table;
    int rules = payment_columns(it, column, amount), i = 0;
    snprintf(title, sizeof title, _("What each pays by each rule, %s (its time and losses it bears itself)"),
             money_unit(unit, it->scale));
    html_table_begin(&table, it->page->out, "table-allocation", it->suffix, title, column, rules + 1);
    for (const struct json *at = json_first(it->players); at != NULL; at = json_next(at), i++) {
        player_cell(at, &table);
        for (int r = 0; r < rules; r++)
            page_money_cell(&table, it->scale, amount[r][i]);
    }
    html_total_row(&table);
    html_cell(&table, _("Total"));
    for (int r = 0; r < rules; r++) {
        page_money_cell(&table, it->scale, amount[r][it->count]);
        free(amount[r]);
    }
    html_table_end(&table);
}

/* ---- who would leave ---- */

static const char *stable_words(const struct json *rule) {
    bool stable;
    if (!is_possible(rule))
        return _("no answer");
    if (!json_bool(json_get(rule, "stable"), &stable))
        return _("none found that gains");
    return stable ? _("yes") : _("no");
}

static void put_leavers(const struct json *group, FILE *out) {
    int left = json_count(group), named = 0;
    for (const struct json *at = json_first(group); at != NULL && named < GROUP_NAMED; at = json_next(at)) {
        fputs(named++ > 0 ? ", " : "", out);
        html_name(out, json_string(at) != NULL ? json_string(at) : "");
    }
    if (left > named) {
        char words[WORDS], number[WORDS];
        snprintf(words, sizeof words, P_("and %s more", "and %s more", left - named),
                 number_words(number, left - named, 0, 0));
        putc(' ', out);
        html_text(out, words);
    }
}

static void put_stability(const struct sharing_page *it) {
    char unit[WORDS], gain[2 * WORDS];
    snprintf(gain, sizeof gain, _("gains, %s"), money_unit(unit, it->scale));
    const struct html_column columns[] = {{_("Rule"), false, false, 0},
                                          {_("stable"), false, false, 0},
                                          {_("who would do better alone"), false, false, 0},
                                          {gain, true, false, 0}};
    struct html_table table;
    html_table_begin(&table, it->page->out, "table-stability", it->suffix,
                     _("Would a group do better alone?"), columns, 4);
    for (const struct json *at = json_first(json_get(it->root, "rules")); at != NULL; at = json_next(at)) {
        const struct json *worst = json_get(at, "worst");
        bool stable = true,
             leaves = json_bool(json_get(at, "stable"), &stable) && !stable && json_is_object(worst);
        html_row(&table, "rule", page_words(at, "rule"));
        html_cell_name(&table, rule_title(at));
        html_cell(&table, stable_words(at));
        html_cell_open(&table, "text");
        if (leaves)
            put_leavers(json_get(worst, "group"), it->page->out);
        html_cell_close(&table);
        if (leaves)
            html_cell_number(&table, page_amount(worst, "gain", 7), 7 + it->scale.shift, it->scale.shown);
        else
            html_cell(&table, "");
    }
    html_table_end(&table);
}

void page_allocation(const struct page *page, const struct json *allocation, const char *suffix) {
    const struct json *players = json_get(allocation, "players");
    wide e7 = page_amount(json_get(allocation, "joint"), "objective", 7);
    const struct sharing_page it = {
        page, allocation, players, money_scale_for(page->network, e7), json_count(players), suffix};
    page_made_with(page, allocation);
    put_joint(&it);
    put_alone(&it);
    put_payments(&it);
    put_stability(&it);
}
