// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cooperation.h"

#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

const char *const RULE_TITLES[RULE_COUNT] = {
    [RULE_TONNES] = N_("tonnes"),   [RULE_TONNE_KM] = N_("tonne-km"),   [RULE_SEPARABLE] = N_("last"),
    [RULE_SHAPLEY] = N_("Shapley"), [RULE_NUCLEOLUS] = N_("nucleolus"), [RULE_EQUAL_PROFIT] = N_("equal"),
    [RULE_DUAL] = N_("prices"),
};

const char *const RULE_MEANS[RULE_COUNT] = {
    [RULE_TONNES] = N_("the cost is shared by tonnes, however far they go."),
    [RULE_TONNE_KM] = N_("the cost is shared by tonnes times the way they go."),
    [RULE_SEPARABLE] =
        N_("each pays what it adds as the last to join; the rest is shared by what each saves by "
           "being the last."),
    [RULE_SHAPLEY] = N_("each pays what it adds when it joins, as the mean over all orders of joining."),
    [RULE_NUCLEOLUS] =
        N_("the group that gains least from staying together gains as much as can be; then the "
           "next, and so on."),
    [RULE_EQUAL_PROFIT] =
        N_("everybody saves the same share of what it would pay alone, as nearly as no group "
           "does better alone."),
    [RULE_DUAL] =
        N_("each pays the plan's own prices for the way and the scarce room its tonnes take, less the "
           "worth of the room it brings."),
};

enum { NAME_MOST = 40 };

/* ---- amounts ---- */

wide amount_e4(double amount) {
    return (wide)llrint(amount * 1e4);
}

wide *amounts_e4(const double *amount, int count, wide total_e4) {
    const wide half_unit = 5000;
    wide *e4 = xcalloc((size_t)count, sizeof *e4);
    wide shown = 0;
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += amount[i];
        e4[i] = amount_e4(sum) - shown;
        shown += e4[i];
    }
    wide lacks = total_e4 - shown;
    if (count > 0 && lacks >= -half_unit && lacks <= half_unit)
        e4[count - 1] += lacks;
    return e4;
}

wide *payments_e4(const struct cooperation *cooperation, const struct allocation *allocation) {
    return amounts_e4(allocation->money, cooperation->players, cooperation->joint->cost_e4);
}

wide *totals_e4(const struct cooperation *cooperation, const struct allocation *allocation) {
    wide *total = payments_e4(cooperation, allocation);
    for (int i = 0; i < cooperation->players; i++)
        total[i] += cooperation->player[i].time_e4 + cooperation->player[i].penalty_e4;
    return total;
}

wide saving_e4(const struct player *player, wide total_e4) {
    return amount_e4(player->alone) - total_e4;
}

/* ---- stable? ---- */

/* Between two plans that are both within the gap; and what the rules' own linear programs leave open. */
static double feigned(const struct cooperation *cooperation) {
    return fmax(2 * cooperation->gap, 1e-7) * fabs(cooperation->total);
}

enum stability allocation_stability(const struct cooperation *cooperation,
                                    const struct allocation *allocation) {
    double least = feigned(cooperation);
    if (allocation->worst.group != 0 && allocation->worst.gain > least)
        return STABLE_NO;
    return cooperation->exact || allocation->worst_bound <= least ? STABLE_YES : STABLE_UNKNOWN;
}

bool has_bound(const struct allocation *allocation) {
    return isfinite(allocation->worst_bound);
}

/* ---- names ---- */

const char *player_word(const struct cooperation *cooperation) {
    return cooperation->by == PLAYERS_REGIONS ? _("region") : _("shipper");
}

const char *player_words(const struct player *player) {
    return strcmp(player->id, "-") == 0 ? _("(none)") : player->id;
}

static int bits(uint64_t group) {
    int count = 0;
    for (; group != 0; group &= group - 1)
        count++;
    return count;
}

/* Ids that hold commas themselves, as names of places do, stand apart by semicolons. */
static const char *separator(const struct cooperation *cooperation) {
    for (int i = 0; i < cooperation->players; i++)
        if (strchr(cooperation->player[i].id, ',') != NULL)
            return "; ";
    return ", ";
}

char *group_words(const struct cooperation *cooperation, uint64_t group, int most, int width,
                  char text[GROUP_WORDS]) {
    const char *comma = separator(cooperation);
    int all = bits(group), told = 0, named = all == most + 1 ? all : most; /* "and 1 more" is no shorter */
    char name[GROUP_WORDS], before[GROUP_WORDS];
    text[0] = '\0';
    for (int i = 0; i < cooperation->players && told < named; i++) {
        if ((group >> i & 1) == 0)
            continue;
        text_cut(name, sizeof name, player_words(&cooperation->player[i]),
                 named > 1 ? NAME_MOST : width - 12);
        strcpy(before, text);
        if (told > 0 && told == all - 1)
            snprintf(text, GROUP_WORDS, _("%.300s and %.60s"), before, name);
        else
            snprintf(text, GROUP_WORDS, "%.300s%s%.60s", before, told > 0 ? comma : "", name);
        told++;
    }
    strcpy(before, text);
    if (all > told)
        snprintf(text, GROUP_WORDS, P_("%.300s and %d more", "%.300s and %d more", all - told), before,
                 all - told);
    return most > 1 && text_width(text) > width ? group_words(cooperation, group, most - 1, width, text)
                                                : text;
}
