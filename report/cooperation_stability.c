// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether a group would do better alone. */
#include "report/cooperation.h"

#include "base/language.h"
#include "base/mem.h"

#include <string.h>

enum { LINE = 700, NAMED = 4, LEAVERS = 40, E4_TO_E7 = 1000 };

static char *amount_words(const struct sharing *sharing, char buffer[WORDS], double amount) {
    wide e7 = amount_e4(amount) * E4_TO_E7;
    struct money_scale scale = money_scale_for(sharing->page->network, e7);
    return money_words(buffer, scale, e7);
}

static void put_row(const struct sharing *sharing, struct table *table, const struct allocation *allocation) {
    static const char *const words[] = {
        [STABLE_NO] = N_("no"), [STABLE_YES] = N_("yes"), [STABLE_UNKNOWN] = N_("none found")};
    char group[GROUP_WORDS], gain[WORDS];
    enum stability stability = allocation_stability(sharing->cooperation, allocation);
    bool leaves = allocation->possible && stability == STABLE_NO;
    table_cell(table, _(RULE_TITLES[allocation->rule]));
    table_cell(table, allocation->possible ? _(words[stability]) : _("no answer"));
    table_cell(table, leaves
                          ? group_words(sharing->cooperation, allocation->worst.group, NAMED, LEAVERS, group)
                          : "");
    table_cell(table, leaves ? amount_words(sharing, gain, allocation->worst.gain) : "");
}

/* Where not every group was looked at, what is known of those that were not. */
static void put_bound(const struct sharing *sharing, const struct allocation *allocation) {
    char line[LINE], most[WORDS];
    if (sharing->cooperation->exact || !has_bound(allocation) ||
        allocation_stability(sharing->cooperation, allocation) == STABLE_YES)
        return;
    snprintf(line, sizeof line, _("%s: proven that no group gains more than %s."),
             _(RULE_TITLES[allocation->rule]), amount_words(sharing, most, allocation->worst_bound));
    text_wrapped(sharing->page, 0, line);
}

static void put_error(const struct sharing *sharing, const struct allocation *allocation) {
    char line[LINE], words[WORDS];
    int widest = 0;
    if (!allocation->possible || allocation->error == NULL)
        return;
    for (int i = 1; i < sharing->cooperation->players; i++)
        if (allocation->error[i] > allocation->error[widest])
            widest = i;
    snprintf(line, sizeof line,
             _("%s: sampled; each within its error in 19 of 20 samples, the widest %s for %.60s."),
             _(RULE_TITLES[allocation->rule]), amount_words(sharing, words, allocation->error[widest]),
             player_words(&sharing->cooperation->player[widest]));
    text_wrapped(sharing->page, 0, line);
}

static void put_core(const struct sharing *sharing) {
    const struct cooperation *cooperation = sharing->cooperation;
    char line[LINE], words[WORDS];
    if (!cooperation->exact)
        snprintf(
            line, sizeof line, "%s",
            _("Not every group was planned: there may be one that does better alone and was not found."));
    else if (cooperation->core_is_empty)
        snprintf(
            line, sizeof line,
            _("No sharing satisfies every group (the core is empty): whatever is agreed, some group would do "
              "better alone, by %s or more."),
            amount_words(sharing, words, cooperation->least_core));
    else
        snprintf(line, sizeof line, "%s",
                 _("There are sharings with which no group does better alone (the core is not empty)."));
    text_wrapped(sharing->page, 0, line);
}

static void put_whys(const struct sharing *sharing) {
    char line[LINE];
    for (int r = 0; r < sharing->cooperation->rules; r++) {
        const struct allocation *allocation = &sharing->cooperation->allocation[r];
        if (allocation->possible)
            continue;
        snprintf(line, sizeof line, _("%s has no answer: %.160s"), _(RULE_TITLES[allocation->rule]),
                 language_text(allocation->why));
        text_wrapped(sharing->page, 0, line);
    }
}

void cooperation_stability(const struct sharing *sharing) {
    const struct table_column columns[] = {{N_("rule"), false, false},
                                           {N_("stable"), false, false},
                                           {N_("who would leave"), false, true},
                                           {N_("its gain"), true, false}};
    const struct cooperation *cooperation = sharing->cooperation;
    AUTO(table_release) struct table *table = table_new(columns, 4);
    for (int r = 0; r < cooperation->rules; r++)
        put_row(sharing, table, &cooperation->allocation[r]);
    text_heading(sharing->page, "Would a group do better alone?");
    table_print(table, 0, sharing->page->style.width, sharing->page->style.painted, sharing->page->out);
    put_core(sharing);
    for (int r = 0; r < cooperation->rules; r++)
        put_bound(sharing, &cooperation->allocation[r]);
    for (int r = 0; r < cooperation->rules; r++)
        put_error(sharing, &cooperation->allocation[r]);
    put_whys(sharing);
}
