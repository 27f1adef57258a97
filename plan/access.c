// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/access.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool is_road(const char *mode) {
    return mode != NULL && strcmp(mode, "road") == 0;
}

static bool is_in_force(const struct agreement *row, struct date date) {
    return row->valid_from.day <= date.day && date.day < row->valid_to.day;
}

int access_owner(const struct access *access, const char *name) {
    for (int o = 0; o < access->owners; o++)
        if (access->owner[o].name == name)
            return o;
    return -1;
}

static struct access_owner *owner_named(struct access *access, const char *name) {
    int known = access_owner(access, name);
    if (known >= 0)
        return &access->owner[known];
    GROW(access->owner, access->owners, access->room);
    access->owner[access->owners] = (struct access_owner){.name = name};
    return &access->owner[access->owners++];
}

/* Of the owner's rows in force that cover the mode, those that name it go before those that name none. */
bool access_closed(const struct access *access, int o, const char *mode) {
    const struct access_owner *owner = &access->owner[o];
    const struct scenario *scenario = access->scenario;
    bool open = false, named = false, closed = false;
    if (owner->dropped || !owner->named || owner->granted)
        return owner->dropped;
    for (int i = 0; i < scenario->agreements; i++) {
        const struct agreement *row = &scenario->agreement[i];
        bool names_it = row->mode != NULL && mode != NULL && strcmp(row->mode, mode) == 0;
        if (row->region != owner->name || !is_in_force(row, access->as_of) ||
            (row->mode != NULL && !names_it) || (named && !names_it))
            continue;
        closed = (names_it == named && closed) || row->closed;
        named = names_it;
        open = true;
    }
    return !open || closed;
}

const char *access_of_arc(const struct access *access, const struct arc *arc, bool roads, const char **mode) {
    const struct network *network = access->scenario->network;
    if (arc->kind != ARC_HAUL) {
        *mode = network->vehicle_type[arc->vehicle].modes[0]; /* its terminal's too */
        return arc->terminal >= 0 ? network->terminal[arc->terminal].jurisdiction : NULL;
    }
    const struct link *link = &network->link[arc->link];
    *mode = link->mode;
    if (link->jurisdiction == NULL || roads || !is_road(link->mode))
        return link->jurisdiction;
    int owner = access_owner(access, link->jurisdiction);
    return owner >= 0 && access->owner[owner].names_roads ? link->jurisdiction : NULL;
}

/* ---- owners ---- */

static void list_owners(struct access *access, const struct variant *variant) {
    const struct scenario *scenario = access->scenario;
    for (int i = 0; i < scenario->agreements; i++) {
        struct access_owner *owner = owner_named(access, scenario->agreement[i].region);
        owner->named = true;
        owner->names_roads = owner->names_roads || is_road(scenario->agreement[i].mode);
    }
    for (int i = 0; i < variant->dropped; i++)
        owner_named(access, names_intern(scenario->names, variant->drop[i]))->dropped = true;
    for (int i = 0; i < variant->granted; i++)
        owner_named(access, names_intern(scenario->names, variant->grant[i]))->granted = true;
    for (int s = 0; variant->tell_homes && s < scenario->shippers; s++)
        for (int h = 0; h < scenario->shipper[s].homes; h++)
            owner_named(access, scenario->shipper[s].home[h]);
}

static void weigh(struct access *access, const char *jurisdiction, const char *mode, bool is_link) {
    int o = jurisdiction != NULL ? access_owner(access, jurisdiction) : -1;
    if (o < 0 || (is_link && is_road(mode) && !access->owner[o].names_roads))
        return;
    access->owner[o].differs = access->owner[o].differs || access_closed(access, o, mode);
}

static void tell_owners(struct access *access, const struct variant *variant, const struct tariff *tariff) {
    const struct network *roads = access->scenario->network;
    for (int l = 0; access->owners > 0 && l < roads->links; l++)
        weigh(access, roads->link[l].jurisdiction, roads->link[l].mode, true);
    for (int t = 0; access->owners > 0 && t < roads->terminals; t++)
        weigh(access, roads->terminal[t].jurisdiction, roads->terminal[t].mode, false);
    for (int o = 0; o < access->owners; o++) {
        struct access_owner *owner = &access->owner[o];
        owner->differs = owner->differs || tariff_mentions(tariff, KEY_OUTSIDER, owner->name);
        owner->told = owner->differs || variant->tell_homes;
    }
}

/* ---- sets of homes ---- */

static bool is_home(const struct shipper *shipper, const char *name) {
    for (int h = 0; h < shipper->homes; h++)
        if (shipper->home[h] == name)
            return true;
    return false;
}

/* Sets are told apart by a text with a letter for each owner. */
static void list_sets(struct access *access) {
    const struct scenario *scenario = access->scenario;
    AUTO(names_release) struct names *known = names_new();
    AUTO_FREE char *letters = xcalloc((size_t)access->owners + 1, 1);
    access->set_of = xcalloc((size_t)scenario->shippers, sizeof *access->set_of);
    memset(letters, '-', (size_t)access->owners);
    names_add(known, letters, NULL);
    for (int s = 0; s < scenario->shippers; s++) {
        for (int o = 0; o < access->owners; o++)
            letters[o] =
                access->owner[o].told && is_home(&scenario->shipper[s], access->owner[o].name) ? 'h' : '-';
        access->set_of[s] = names_add(known, letters, NULL);
    }
    access->sets = names_count(known);
    access->home = xcalloc((size_t)access->sets * (size_t)access->owners, sizeof *access->home);
    for (int i = 0; i < access->sets; i++)
        for (int o = 0; o < access->owners; o++)
            access->home[i * access->owners + o] = names_text(known, i)[o] == 'h';
}

struct access *access_new(const struct scenario *scenario, const struct variant *variant,
                          const struct tariff *tariff) {
    struct access *access = xcalloc(1, sizeof *access);
    access->scenario = scenario;
    access->as_of = variant->as_of;
    list_owners(access, variant);
    tell_owners(access, variant, tariff);
    list_sets(access);
    return access;
}

void access_free(struct access *access) {
    if (access == NULL)
        return;
    free(access->owner);
    free(access->set_of);
    free(access->home);
    free(access);
}

/* ---- rates ---- */

static bool is_granted(const struct variant *variant, const char *region) {
    for (int i = 0; i < variant->granted; i++)
        if (strcmp(variant->grant[i], region) == 0)
            return true;
    return false;
}

/* Whether row `a` goes before `b`, neither in force: the later to have ended, else the first to come. */
static bool is_nearer(const struct agreement *a, const struct agreement *b, struct date date) {
    bool a_ended = a->valid_to.day <= date.day, b_ended = b->valid_to.day <= date.day;
    if (a_ended != b_ended)
        return a_ended;
    return a_ended ? a->valid_to.day > b->valid_to.day : a->valid_from.day < b->valid_from.day;
}

/* Of rows that say the same of different days, one: that in force, or the nearest. */
static bool stands_in(const struct scenario *scenario, const struct agreement *row, struct date date) {
    if (is_in_force(row, date))
        return false; /* needs nobody to say so */
    for (int i = 0; i < scenario->agreements; i++) {
        const struct agreement *other = &scenario->agreement[i];
        if (other != row && other->has_fee && other->region == row->region && other->mode == row->mode &&
            other->item == row->item && (is_in_force(other, date) || is_nearer(other, row, date)))
            return false;
    }
    return true;
}

struct tariff *scenario_tariff(const struct scenario *scenario, const struct variant *variant) {
    AUTO_FREE const char **id = xcalloc((size_t)scenario->agreements + 1, sizeof *id);
    int ids = 0;
    for (int i = 0; variant->granted > 0 && i < scenario->agreements; i++) {
        const struct agreement *row = &scenario->agreement[i];
        if (row->has_fee && is_granted(variant, row->region) && stands_in(scenario, row, variant->as_of))
            id[ids++] = row->id;
    }
    return tariff_on_also(scenario->book, variant->as_of, id, ids);
}

/* ---- regions ---- */

bool region_owns(const struct scenario *scenario, const char *region, bool *only_roads) {
    const struct network *roads = scenario->network;
    bool owns = false, public_roads = true;
    for (int l = 0; l < roads->links; l++)
        if (roads->link[l].jurisdiction != NULL && strcmp(roads->link[l].jurisdiction, region) == 0) {
            owns = true;
            public_roads = public_roads && is_road(roads->link[l].mode);
        }
    for (int t = 0; t < roads->terminals; t++)
        if (roads->terminal[t].jurisdiction != NULL && strcmp(roads->terminal[t].jurisdiction, region) == 0)
            owns = !(public_roads = false);
    for (int i = 0; i < scenario->agreements; i++)
        if (is_road(scenario->agreement[i].mode) && strcmp(scenario->agreement[i].region, region) == 0)
            public_roads = false;
    *only_roads = owns && public_roads;
    return owns;
}
