// SPDX-License-Identifier: GPL-3.0-or-later
/* What `check` says of agreements, and whose is missing where something can't move. */
#include "plan/access.h"

#include "base/language.h"
#include "base/mem.h"
#include "plan/check.h"
#include "plan/route.h"
#include "plan/virtual.h"

#include <stdio.h>
#include <string.h>

/* ---- whose agreement is missing ---- */

static struct virtual_network *granted(const struct virtual_network *network, const struct access *access) {
    AUTO_FREE const char **region = xcalloc((size_t)access->owners, sizeof *region);
    struct variant variant = network->variant;
    struct diag *unheard = diag_new(); /* rates that only what is closed needs */
    bool priced;
    for (int o = 0; o < access->owners; o++)
        region[o] = access->owner[o].name;
    variant.grant = region;
    variant.granted = access->owners;
    variant.dropped = 0;
    struct virtual_network *all = virtual_build(network->scenario, &variant, unheard, &priced);
    diag_free(unheard);
    return all;
}

static void add_owner(char text[LACKING_TEXT], const char *owner) {
    size_t used = strlen(text), length = strlen(owner);
    for (const char *at = text; (at = strstr(at, owner)) != NULL; at += length)
        if ((at == text || at[-1] == ' ') && (at[length] == '\0' || at[length] == ','))
            return;
    snprintf(text + used, LACKING_TEXT - used, "%s%.60s", used > 0 ? ", " : "", owner);
}

/* Both networks have the same arcs: access closes arcs to cargoes, and takes none away. */
bool plan_lacking(const struct virtual_network *network, int shipment, char text[LACKING_TEXT]) {
    const struct access *access = ((const struct virtual_build *)network)->access;
    const struct shipment *k = &network->scenario->shipment[shipment];
    const struct money *money =
        network->money + (size_t)virtual_cargo(network, shipment) * (size_t)network->arcs;
    text[0] = '\0';
    if (access->owners == 0)
        return false;
    struct virtual_network *all = granted(network, access);
    AUTO(route_release) struct route *route = route_new(all, false);
    route_by_time(route, virtual_cargo(all, shipment));
    route_from(route, all->rest[k->origin]);
    int vertex = all->rest[k->destination];
    wide length = route_length(route, vertex);
    bool moves = length >= 0 && (k->max_uh < 0 || length <= k->max_uh);
    for (int a; moves && (a = route_arc(route, vertex)) >= 0; vertex = all->arc[a].tail) {
        const char *owner = arc_owner(network, a, false);
        if (money[a].e4 == MONEY_CLOSED && owner != NULL)
            add_owner(text, owner);
    }
    virtual_free(all);
    return text[0] != '\0';
}

/* ---- findings ---- */

static void note_agreements(const struct scenario *scenario, struct diag *diag) {
    for (int i = 0; i < scenario->agreements; i++) {
        const struct agreement *row = &scenario->agreement[i];
        const struct network *roads = scenario->network;
        bool found = false, public_only;
        for (int l = 0; row->mode != NULL && l < roads->links; l++)
            found = found || (roads->link[l].jurisdiction == row->region &&
                              strcmp(roads->link[l].mode, row->mode) == 0);
        for (int t = 0; row->mode != NULL && t < roads->terminals; t++)
            found = found || (roads->terminal[t].jurisdiction == row->region &&
                              strcmp(roads->terminal[t].mode, row->mode) == 0);
        if (!region_owns(scenario, row->region, &public_only))
            diag_add(diag, DIAG_WARNING, (struct place){"roads/agreement.csv", row->line, 0},
                     _("agreement %s never applies: no link and no terminal is of \"%.80s\""), row->id,
                     row->region);
        else if (row->mode != NULL && !found)
            diag_add(diag, DIAG_WARNING, (struct place){"roads/agreement.csv", row->line, 0},
                     _("agreement %s never applies: nothing of %.80s has mode \"%.80s\""), row->id,
                     row->region, row->mode);
    }
}

static bool is_named(const struct scenario *scenario, const char *region) {
    for (int i = 0; i < scenario->agreements; i++)
        if (scenario->agreement[i].region == region)
            return true;
    return false;
}

static void note_owner(const struct scenario *scenario, struct names *told, const char *region,
                       struct place place, struct diag *diag) {
    bool is_new, public_only;
    if (region == NULL || is_named(scenario, region) || !region_owns(scenario, region, &public_only) ||
        public_only)
        return;
    names_add(told, region, &is_new);
    if (is_new)
        diag_add(diag, DIAG_NOTE, place, "no agreement names %.80s, so what it owns is open to all", region);
}

void check_access(const struct scenario *scenario, struct diag *diag) {
    AUTO(names_release) struct names *told = names_new();
    const struct network *roads = scenario->network;
    bool public_only, is_new;
    note_agreements(scenario, diag);
    if (scenario->agreements == 0)
        return;
    for (int l = 0; l < roads->links; l++)
        note_owner(scenario, told, roads->link[l].jurisdiction,
                   (struct place){"roads/link.csv", roads->link[l].line, 0}, diag);
    for (int t = 0; t < roads->terminals; t++)
        note_owner(scenario, told, roads->terminal[t].jurisdiction,
                   (struct place){"roads/terminal.csv", roads->terminal[t].line, 0}, diag);
    for (int s = 0; s < scenario->shippers; s++)
        for (int h = 0; h < scenario->shipper[s].homes; h++) {
            const char *home = scenario->shipper[s].home[h];
            if (region_owns(scenario, home, &public_only))
                continue;
            names_add(told, home, &is_new);
            if (is_new)
                diag_add(diag, DIAG_NOTE,
                         (struct place){"shipments/shipper.csv", scenario->shipper[s].line, 0},
                         _("no link and no terminal is of \"%.80s\", where %.80s is at home"), home,
                         scenario->shipper[s].id);
        }
}
