// SPDX-License-Identifier: GPL-3.0-or-later
/* What names something that is not there never applies: mostly a typing error, so a warning. */
#include "plan/check.h"

#include "base/mem.h"
#include "plan/read_shipments.h"

#include <stdio.h>
#include <string.h>

/** All values that an arc can have, by key. */
struct known {
    struct names *of[KEY_COUNT];
};

static void add(struct names *names, const char *text) {
    if (text != NULL)
        names_add(names, text, NULL);
}

static void add_network(struct known *known, const struct network *roads) {
    for (int l = 0; l < roads->links; l++) {
        add(known->of[KEY_LINK], roads->link[l].id);
        add(known->of[KEY_MODE], roads->link[l].mode);
        add(known->of[KEY_JURISDICTION], roads->link[l].jurisdiction);
    }
    for (int n = 0; n < roads->nodes; n++) {
        add(known->of[KEY_NODE], roads->node[n].id);
        add(known->of[KEY_JURISDICTION], roads->node[n].jurisdiction);
    }
    for (int t = 0; t < roads->terminals; t++)
        add(known->of[KEY_JURISDICTION], roads->terminal[t].jurisdiction);
    for (int v = 0; v < roads->vehicle_types; v++) {
        const struct vehicle_type *vehicle = &roads->vehicle_type[v];
        add(known->of[KEY_VEHICLE_TYPE], vehicle->id);
        add(known->of[KEY_VEHICLE_CLASS], vehicle->toll_class);
        add(known->of[KEY_VEHICLE_CLASS], vehicle->ferry_class);
        for (int m = 0; m < VEHICLE_MODES; m++)
            add(known->of[KEY_MODE], vehicle->modes[m]);
    }
}

static void known_init(struct known *known, const struct scenario *scenario) {
    for (int key = 0; key < KEY_COUNT; key++)
        known->of[key] = names_new();
    add_network(known, scenario->network);
    for (int c = 0; c < scenario->commodities; c++)
        add(known->of[KEY_COMMODITY], scenario->commodity[c].id);
    for (int f = 0; CARGO_FORMS[f] != NULL; f++)
        add(known->of[KEY_CARGO_FORM], CARGO_FORMS[f]);
}

static void known_release(struct known *known) {
    for (int key = 0; key < KEY_COUNT; key++)
        names_free(known->of[key]);
}

struct asking {
    const struct known *known;
    struct diag *diag;
    int guesses; /* each walks all names */
};

/* `pointer`: of a rate, as rate_pointer() gives it; NULL: it is a restriction, whose id may be NULL. */
static void ask(struct asking *asking, struct place place, const char *pointer, const char *id,
                enum rate_key key, const char *value) {
    char near[MEANT_WORDS];
    const struct names *names = asking->known->of[key];
    /* A decree names all vehicle classes, also those no vehicle type here belongs to. */
    if (value == NULL || key == KEY_VEHICLE_CLASS || names_find(names, value) >= 0)
        return;
    const char *meant = asking->guesses++ < DIAG_SHOWN ? names_nearest(names, value) : NULL;
    meant_words(near, meant);
    if (pointer != NULL)
        diag_add(asking->diag, DIAG_WARNING, place, "%srate %s never applies: there is no %s \"%s\"%s",
                 pointer, id, rate_key_name(key), value, near);
    else if (id != NULL)
        diag_add(asking->diag, DIAG_WARNING, place, "restriction %s never applies: there is no %s \"%s\"%s",
                 id, rate_key_name(key), value, near);
    else
        diag_add(asking->diag, DIAG_WARNING, place, "restriction never applies: there is no %s \"%s\"%s",
                 rate_key_name(key), value, near);
}

static void ask_restriction(struct asking *asking, const struct restriction *restriction) {
    struct place place = {"roads/restriction.csv", restriction->line, 0};
    const char *const value[KEY_COUNT] = {
        [KEY_MODE] = restriction->mode,
        [KEY_LINK] = restriction->link_id,
        [KEY_VEHICLE_TYPE] = restriction->vehicle_type_id,
        [KEY_COMMODITY] = restriction->commodity_id,
        [KEY_CARGO_FORM] = restriction->cargo_form,
        [KEY_JURISDICTION] = restriction->jurisdiction,
    };
    for (enum rate_key key = 0; key < KEY_COUNT; key++)
        ask(asking, place, NULL, restriction->id, key, value[key]);
}

static void ask_rates(struct asking *asking, const struct book *book) {
    char pointer[POINTER_TEXT];
    for (int i = 0; i < book_count(book); i++) {
        const struct rate *rate = book_rate(book, i);
        rate_pointer(pointer, rate);
        for (enum rate_key key = 0; key < KEY_BOOK; key++)
            ask(asking, rate->place, pointer, rate->tariff_id, key, rate->key[key]);
    }
}

void rates_check_names(const struct scenario *scenario, const struct book *rates, struct diag *diag) {
    AUTO(known_release) struct known known;
    known_init(&known, scenario);
    struct asking asking = {&known, diag, 0};
    ask_rates(&asking, rates);
}

void check_names(const struct scenario *scenario, struct diag *diag) {
    AUTO(known_release) struct known known;
    known_init(&known, scenario);
    struct asking asking = {&known, diag, 0};
    ask_rates(&asking, scenario->book);
    for (int r = 0; r < scenario->network->restrictions; r++)
        ask_restriction(&asking, &scenario->network->restriction[r]);
}
