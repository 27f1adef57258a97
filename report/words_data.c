// SPDX-License-Identifier: GPL-3.0-or-later
/* Names and words of the data, as a person reads them. */
#include "report/words.h"

#include "base/language.h"
#include "base/week.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *node_words(const struct network *network, int node) {
    const struct node *at = &network->node[node];
    return at->name != NULL ? at->name : at->id;
}

const char *vehicle_words(const struct network *network, int vehicle) {
    const struct vehicle_type *type = &network->vehicle_type[vehicle];
    if (type->id == NULL)
        return _("any vehicle");
    return type->name != NULL ? type->name : type->id;
}

const char *mode_words(const char *mode) {
    static const char *const USUAL[] = {N_("road"), N_("toll"), N_("ferry"), N_("rail"), N_("sea")};
    for (size_t i = 0; i < sizeof USUAL / sizeof *USUAL; i++)
        if (strcmp(mode, USUAL[i]) == 0)
            return _(USUAL[i]);
    return mode;
}

const char *period_words(const struct network *network) {
    static const char *const USUAL[] = {N_("day"), N_("week"), N_("month"), N_("quarter"), N_("year")};
    for (size_t i = 0; i < sizeof USUAL / sizeof *USUAL; i++)
        if (strcmp(network->period, USUAL[i]) == 0)
            return _(USUAL[i]);
    return network->period;
}

const char *item_words(enum item item) {
    static const char *const SHOWN[ITEM_COUNT] = {
        [ITEM_FUEL] = N_("fuel"),           [ITEM_HAULAGE] = N_("haulage"),   [ITEM_TOLL] = N_("toll"),
        [ITEM_FERRY] = N_("ferry"),         [ITEM_HANDLING] = N_("handling"), [ITEM_STORAGE] = N_("storage"),
        [ITEM_RAIL] = N_("rail"),           [ITEM_SEA] = N_("sea"),           [ITEM_ACCESS] = N_("access"),
        [ITEM_SURCHARGE] = N_("surcharge"), [ITEM_RUNNING] = N_("running"),   [ITEM_CREW] = N_("crew"),
        [ITEM_RATE] = N_("rate"),
    };
    return SHOWN[item] != NULL ? _(SHOWN[item]) : item_name(item);
}

const char *basis_unit_words(enum basis basis) {
    static const char *const SHOWN[BASIS_COUNT] = {
        [BASIS_T] = "t",
        [BASIS_T_KM] = N_("t_km"),
        [BASIS_VEHICLE] = N_("vehicle"),
        [BASIS_VEHICLE_KM] = N_("vehicle_km"),
        [BASIS_VEHICLE_H] = N_("vehicle_h"),
        [BASIS_LITRE] = N_("litre"),
        [BASIS_T_DAY] = N_("t_day"),
        [BASIS_PERCENT] = N_("percent"),
    };
    return SHOWN[basis] != NULL ? _(SHOWN[basis]) : basis_name(basis);
}

char *moment_words(char buffer[MOMENT_WORDS], struct moment moment, struct moment from, bool later) {
    static const char *const DAY[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                      N_("Fri"), N_("Sat"), N_("Sun")};
    char text[MOMENT_TEXT];
    moment_text(text, moment, from, later);
    size_t day = 0;
    while (day < 6 && strncmp(text, DAY[day], 3) != 0)
        day++;
    long weeks = strlen(text) > 9 ? strtol(text + 9, NULL, 10) : 0;
    text[9] = '\0'; /* "Mon 06:00"; in Indonesian "Sen 06.00" */
    text[6] = language_now() == LANGUAGE_INDONESIAN ? '.' : ':';
    if (weeks == 0)
        snprintf(buffer, MOMENT_WORDS, "%.20s%s", _(DAY[day]), text + 3);
    else
        snprintf(buffer, MOMENT_WORDS, P_("%.20s%s %+ld week", "%.20s%s %+ld weeks", labs(weeks)),
                 _(DAY[day]), text + 3, weeks);
    return buffer;
}
