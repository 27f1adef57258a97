// SPDX-License-Identifier: GPL-3.0-or-later
/* Tables of players and rules, as many side by side as the page is wide; columns add up. */
#include "report/cooperation.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/compare.h"

enum { E4_TO_E13 = 1000000000, NAME = 20, GAP = 2 };

struct rule_column {
    const char *title;
    wide *shown; /* [players + 1], the last one the sum */
    int width;
};

/* The amounts of a rule, rounded one after another so that they add up. */
static struct rule_column column_new(const struct sharing *sharing, const char *title, const wide *e4) {
    int players = sharing->cooperation->players;
    struct rule_column column = {title, xcalloc((size_t)players + 1, sizeof(wide)), text_width(title)};
    struct running running = {0};
    char words[WORDS];
    const struct money_scale scale = sharing->page->scale;
    for (int i = 0; i < players; i++)
        column.shown[i] = running_add(&running, scale, e4[i] * E4_TO_E13);
    column.shown[players] = running.shown;
    for (int i = 0; i <= players; i++) {
        int width = text_width(number_words(words, column.shown[i], scale.shown, scale.shown));
        column.width = width > column.width ? width : column.width;
    }
    return column;
}

static void put_table(const struct sharing *sharing, const struct rule_column *rule, int rules) {
    const struct cooperation *cooperation = sharing->cooperation;
    struct table_column columns[RULE_COUNT + 1] = {{player_word(cooperation), false, true}};
    char words[WORDS];
    const struct money_scale scale = sharing->page->scale;
    for (int r = 0; r < rules; r++)
        columns[r + 1] = (struct table_column){rule[r].title, true, false};
    AUTO(table_release) struct table *table = table_new(columns, rules + 1);
    for (int i = 0; i <= cooperation->players; i++) {
        if (i == cooperation->players)
            table_total(table);
        table_cell(table, i == cooperation->players ? _("Total") : player_words(&cooperation->player[i]));
        for (int r = 0; r < rules; r++)
            table_cell(table, number_words(words, rule[r].shown[i], scale.shown, scale.shown));
    }
    table_print(table, 0, sharing->page->style.width, sharing->page->style.painted, sharing->page->out);
}

static int name_width(const struct cooperation *cooperation) {
    int width = text_width(_("shipper"));
    for (int i = 0; i < cooperation->players; i++) {
        int name = text_width(player_words(&cooperation->player[i]));
        width = name > width ? name : width;
    }
    return width < NAME ? width : NAME;
}

/* How many fit beside the names; at least one. */
static int fitting(const struct sharing *sharing, const struct rule_column *rule, int rules) {
    int room = sharing->page->style.width - name_width(sharing->cooperation), count = 0;
    while (count < rules && (room -= rule[count].width + GAP) >= 0)
        count++;
    return count > 0 ? count : 1;
}

/* As few tables as can be, about as wide as each other. */
static void put_tables(const struct sharing *sharing, const struct rule_column *rule, int rules) {
    int tables = 0;
    for (int r = 0; r < rules; r += fitting(sharing, rule + r, rules - r))
        tables++;
    for (int r = 0; r < rules; tables--) {
        int even = (rules - r + tables - 1) / (tables > 0 ? tables : 1),
            fit = fitting(sharing, rule + r, rules - r);
        int count = even < fit ? even : fit;
        put_table(sharing, rule + r, count);
        r += count;
        if (r < rules)
            putc('\n', sharing->page->out);
    }
}

static void put_rules(const struct sharing *sharing, bool savings) {
    const struct cooperation *cooperation = sharing->cooperation;
    struct rule_column rule[RULE_COUNT];
    int rules = 0;
    for (int r = 0; r < cooperation->rules; r++) {
        const struct allocation *allocation = &cooperation->allocation[r];
        if (!allocation->possible)
            continue;
        AUTO_FREE wide *e4 =
            savings ? totals_e4(cooperation, allocation) : payments_e4(cooperation, allocation);
        for (int i = 0; savings && i < cooperation->players; i++)
            e4[i] = saving_e4(&cooperation->player[i], e4[i]);
        rule[rules++] = column_new(sharing, _(RULE_TITLES[allocation->rule]), e4);
    }
    put_tables(sharing, rule, rules);
    for (int r = 0; r < rules; r++)
        mem_release(&rule[r].shown);
}

void cooperation_payments(const struct sharing *sharing) {
    char unit[WORDS];
    text_heading(sharing->page, "What each pays by each rule, %s (its time and losses it bears itself)",
                 money_unit(unit, sharing->page->scale));
    put_rules(sharing, false);
}

void cooperation_savings(const struct sharing *sharing) {
    char unit[WORDS];
    text_heading(sharing->page, "What each saves against standing alone, %s, time and losses counted",
                 money_unit(unit, sharing->page->scale));
    put_rules(sharing, true);
}
