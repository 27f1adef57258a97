// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "cli/complete.h"
#include "cli/feeds.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* ---- one ---- */

/* Line ends would make two of one, and other control characters could steer the terminal. */
static bool is_plain(const char *text) {
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return false;
    return true;
}

static void put_escaped(const char *text, enum shell_quoting quoting, FILE *out) {
    static const char *const special[] = {[QUOTING_NONE] = "",
                                          [QUOTING_BARE] = " \"'\\$`&|;<>()[]{}*?!#~^",
                                          [QUOTING_DOUBLE] = "\"\\$`",
                                          [QUOTING_SHELL] = ""};
    for (; *text != '\0'; text++) {
        if (quoting == QUOTING_SINGLE && *text == '\'') {
            fputs("'\\'", out);
        } else if (quoting != QUOTING_SINGLE && strchr(special[quoting], *text) != NULL) {
            putc('\\', out);
        }
        putc(*text, out);
    }
}

void candidate_offer(struct asking *asking, const char *text, const char *does) {
    bool is_new;
    if (text[0] == '\0' || strncmp(text, asking->typed, strlen(asking->typed)) != 0 || !is_plain(text))
        return;
    names_add(asking->told, text, &is_new);
    if (!is_new)
        return;
    put_escaped(asking->before, asking->quoting, asking->out);
    put_escaped(text, asking->quoting, asking->out);
    if (asking->quoting == QUOTING_NONE && does != NULL && does[0] != '\0' && is_plain(does))
        fprintf(asking->out, "\t%s", does);
    putc('\n', asking->out);
}

/* ---- of the data set ---- */

/* A column of a file, where both are there; `name` (may be NULL) is the column that explains it. */
static void offer_column(struct asking *asking, const char *folder, const char *file, const char *id,
                         const char *name, const char *behind) {
    enum { ID, NAME };
    const struct csv_column columns[] = {[ID] = {id, true}, [NAME] = {name, false}};
    AUTO_FREE char *path = file_join(folder, file);
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(csv_release)
    struct csv *csv = file_exists(path) ? csv_open(path, file, columns, name != NULL ? 2 : 1, diag) : NULL;
    while (csv != NULL && csv_next(csv)) {
        char text[300];
        snprintf(text, sizeof text, "%.280s%s", csv_text(csv, ID), behind);
        if (csv_text(csv, ID)[0] != '\0')
            candidate_offer(asking, text, name != NULL ? csv_label(csv, NAME) : NULL);
    }
}

static int is_csv(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0;
}

static int by_file(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void offer_tariffs(struct asking *asking, const char *folder, const char *behind) {
    AUTO_FREE char *tariffs = file_join(folder, "tariffs");
    struct dirent **entry = NULL;
    int count = scandir(tariffs, &entry, is_csv, by_file);
    for (int i = 0; i < count; i++) {
        offer_column(asking, tariffs, entry[i]->d_name, "tariff_id", "source", behind);
        free(entry[i]);
    }
    free(entry);
}

static void offer_scenarios(struct asking *asking, const char *folder) {
    int count = 0;
    char **name = dataset_scenarios(folder, &count);
    for (int i = 0; i < count; i++) {
        candidate_offer(asking, name[i], NULL);
        free(name[i]);
    }
    free(name);
}

/* Those that own something, and those that have agreements. */
static void offer_regions(struct asking *asking, const char *folder) {
    offer_column(asking, folder, "roads/agreement.csv", "region", NULL, "");
    offer_column(asking, folder, "roads/link.csv", "jurisdiction", NULL, "");
    offer_column(asking, folder, "roads/terminal.csv", "jurisdiction", NULL, "");
}

static void offer_of_data_set(struct asking *asking, enum kind kind, const char *folder) {
    static const struct {
        const char *file, *id, *name;
    } of[] = {
        [KIND_LINKS] = {"roads/link.csv", "link_id", "name"},
        [KIND_TERMINALS] = {"roads/terminal.csv", "terminal_id", "node_id"},
        [KIND_NODES] = {"roads/node.csv", "node_id", "name"},
        [KIND_SHIPMENTS] = {"shipments/shipment.csv", "shipment_id", "shipper_id"},
        [KIND_SHIPPERS] = {"shipments/shipper.csv", "shipper_id", "name"},
        [KIND_COMMODITIES] = {"shipments/commodity.csv", "commodity_id", "name"},
        [KIND_CHANGES] = {NULL, NULL, NULL},
    };
    if (kind == KIND_SCENARIOS)
        offer_scenarios(asking, folder);
    else if (kind == KIND_REGIONS)
        offer_regions(asking, folder);
    else if (kind == KIND_TARIFFS || kind == KIND_CHANGES)
        offer_tariffs(asking, folder, kind == KIND_CHANGES ? "=" : "");
    else if (of[kind].file != NULL)
        offer_column(asking, folder, of[kind].file, of[kind].id, of[kind].name, "");
    if (kind == KIND_SHIPPERS)
        offer_column(asking, folder, "shipments/shipper.csv", "region", NULL, "");
}

/* ---- others ---- */

static void offer_feeds(struct asking *asking) {
    AUTO_FREE char *path = feeds_path(NULL);
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(feeds_release)
    struct feeds *feeds = path != NULL && file_exists(path) ? feeds_read(path, diag) : NULL;
    for (int i = 0; feeds != NULL && i < feeds_count(feeds); i++)
        candidate_offer(asking, feeds_at(feeds, i)->name, feeds_at(feeds, i)->url);
}

static void offer_items(struct asking *asking, const char *behind) {
    for (int i = 0; i < ITEM_BOOK; i++) {
        char text[60];
        snprintf(text, sizeof text, "%s%s", item_name((enum item)i), behind);
        candidate_offer(asking, text, NULL);
    }
}

void candidates_offer(struct asking *asking, enum kind kind) {
    if (kind == KIND_ITEMS || kind == KIND_CHANGES)
        offer_items(asking, kind == KIND_CHANGES ? "=" : "");
    if (kind == KIND_FEEDS)
        offer_feeds(asking);
    if (kind == KIND_FILES || kind == KIND_FOLDERS)
        fputs(kind == KIND_FILES ? "\tfiles\n" : "\tfolders\n", asking->out);
    if (kind < KIND_SCENARIOS || kind == KIND_ITEMS)
        return;
    AUTO_FREE char *folder = dataset_folder(asking->data, NULL);
    if (folder != NULL)
        offer_of_data_set(asking, kind, folder);
}
