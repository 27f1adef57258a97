// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"

#include "base/names.h"

#include <strings.h>

/* Modes that the model gives a meaning, and those met so far. There are few. */
struct modes {
    const struct check *check;
    struct names *known;
    int seen;
};

/* Any word can be a mode. But "Rail" is another than "rail", and nobody means that. */
static void look_at(struct modes *modes, const char *mode, struct place place) {
    bool is_new;
    names_add(modes->known, mode, &is_new);
    for (int m = 0; is_new && m < names_count(modes->known) - 1; m++)
        if (strcasecmp(names_text(modes->known, m), mode) == 0) {
            check_tell(modes->check, &modes->seen, place,
                       "mode \"%s\" is another than \"%s\"; did you mean \"%s\"?", mode,
                       names_text(modes->known, m), names_text(modes->known, m));
            return;
        }
}

void check_modes(const struct check *check) {
    static const char *const meaningful[] = {"road", "toll", "ferry", "rail", "sea", NULL};
    const struct network *network = check->network;
    struct modes modes = {check, names_new(), 0};
    for (int m = 0; meaningful[m] != NULL; m++)
        names_add(modes.known, meaningful[m], NULL);
    for (int l = 0; l < network->links; l++)
        look_at(&modes, network->link[l].mode, check_link_place(&network->link[l]));
    for (int t = 0; t < network->terminals; t++)
        look_at(&modes, network->terminal[t].mode,
                (struct place){"roads/terminal.csv", network->terminal[t].line, 0});
    for (int v = 0; v < network->vehicle_types && !network->abstract_vehicle; v++)
        for (int m = 0; m < VEHICLE_MODES && network->vehicle_type[v].modes[m] != NULL; m++)
            look_at(&modes, network->vehicle_type[v].modes[m],
                    (struct place){"roads/vehicle_type.csv", network->vehicle_type[v].line, 0});
    names_free(modes.known);
}
