// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/mem.h"

#include <string.h>

enum {
    ID,
    NODE,
    MODE,
    JURISDICTION,
    HANDLING,
    DWELL,
    CAPACITY,
    FIXED,
    FORMS,
    ON_CALL,
    RAISE,
    SOURCE,
    STATUS,
    COLUMNS
};
static const struct csv_column columns[] = {
    [ID] = {"terminal_id", true},
    [NODE] = {"node_id", true},
    [MODE] = {"mode", true},
    [HANDLING] = {"handling_h", false},
    [DWELL] = {"dwell_h", false},
    [CAPACITY] = {"capacity_t", false},
    [FIXED] = {"fixed_cost", false},
    [FORMS] = {"cargo_forms", false},
    [ON_CALL] = {"open_on_call", false},
    [RAISE] = {"raise_cost_per_t", false},
    [SOURCE] = {"source", false},
    [STATUS] = {"status", false},
    [JURISDICTION] = {"jurisdiction", false},
};

static int line_of(const struct network *network, int index) {
    return network->terminal[index].line;
}

/* Puts the terminal before the others of its node, unless one of them serves its mode. */
static void hang_on_node(struct network *network, struct csv *csv, int t) {
    struct terminal *terminal = &network->terminal[t];
    struct node *node = &network->node[terminal->node];
    for (int other = node->terminal; other >= 0; other = network->terminal[other].next)
        if (strcmp(network->terminal[other].mode, terminal->mode) == 0) {
            csv_report(csv, DIAG_ERROR, MODE,
                       "mode: node \"%s\" has a terminal of mode %s already, \"%s\" in line %d", node->id,
                       terminal->mode, network->terminal[other].id, network->terminal[other].line);
            return;
        }
    terminal->next = node->terminal;
    node->terminal = t;
}

/* ";bag;bulk;" or NULL */
static void check_forms(struct csv *csv, const char *forms) {
    AUTO_FREE char *text = forms == NULL ? NULL : xstrdup(forms);
    char *rest = text, *form;
    while ((form = strsep(&rest, ";")) != NULL)
        if (*form != '\0')
            csv_word_of(csv, FORMS, form, CARGO_FORMS);
}

static void take_row(struct reader *reader, struct csv *csv, struct terminal *terminal) {
    terminal->mode = *csv_need(csv, MODE) == '\0' ? NULL : reader_text(reader, csv, MODE);
    terminal->jurisdiction = reader_text(reader, csv, JURISDICTION);
    terminal->source = reader_text(reader, csv, SOURCE);
    terminal->status = reader_text(reader, csv, STATUS);
    terminal->cargo_forms = reader_list(reader, csv, FORMS);
    check_forms(csv, terminal->cargo_forms);
    terminal->capacity_kg = terminal->next = terminal->node = -1;
    reader_hours(csv, HANDLING, &terminal->handling_uh);
    reader_hours(csv, DWELL, &terminal->dwell_uh);
    csv_mass(csv, CAPACITY, &terminal->capacity_kg);
    terminal->open_on_call = true;
    csv_money(csv, FIXED, &terminal->fixed_cost);
    csv_bool(csv, ON_CALL, &terminal->open_on_call);
    terminal->has_raise = csv_money(csv, RAISE, &terminal->raise_cost_per_t);
    if (*csv_need(csv, NODE) != '\0' && reader->nodes_known)
        terminal->node = reader_find(reader, csv, NODE, reader->network->node_ids, "roads/node.csv");
}

void read_terminals(struct reader *reader) {
    struct network *network = reader->network;
    AUTO(csv_release) struct csv *csv = reader_open(reader, "roads/terminal.csv", columns, COLUMNS, false);
    int room = 0;
    while (csv != NULL && csv_next(csv)) {
        const char *id = reader_id(reader, csv, ID, network->terminal_ids, line_of);
        if (id == NULL)
            continue;
        GROW(network->terminal, network->terminals, room);
        struct terminal *terminal = &network->terminal[network->terminals++];
        *terminal = (struct terminal){.id = id, .line = csv_place(csv, -1).line};
        take_row(reader, csv, terminal);
        if (terminal->node >= 0 && terminal->mode != NULL)
            hang_on_node(network, csv, network->terminals - 1);
    }
}
