// SPDX-License-Identifier: GPL-3.0-or-later
/* The book's files. A row with faults is told with all of them, and left out. */
#include "tariff/book.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ID,
    ITEM,
    BASIS,
    AMOUNT,
    CURRENCY,
    VALID_FROM,
    VALID_TO,
    SOURCE,
    STATUS,
    FIRST_KEY,
    COLUMNS = FIRST_KEY + KEY_COUNT
};

struct reader {
    struct book *book;
    struct csv *csv; /* the file being read */
    const char *currency;
    struct names *names;
    struct names *items, *bases; /* the words of these columns, numbered as their enums */
    struct diag *diag;
};

static void list_columns(struct csv_column column[COLUMNS]) {
    static const struct csv_column fixed[FIRST_KEY] = {
        [ID] = {"tariff_id", true},       [ITEM] = {"item", true},
        [BASIS] = {"basis", true},        [AMOUNT] = {"amount", true},
        [CURRENCY] = {"currency", false}, [VALID_FROM] = {"valid_from", false},
        [VALID_TO] = {"valid_to", false}, [SOURCE] = {"source", false},
        [STATUS] = {"status", false},
    };
    memcpy(column, fixed, sizeof fixed);
    for (enum rate_key key = 0; key < KEY_COUNT; key++)
        column[FIRST_KEY + key] = (struct csv_column){rate_key_name(key), false};
}

static void report_word(struct csv *csv, int column, const char *name, const struct names *words) {
    const char *text = csv_text(csv, column), *meant = names_nearest(words, text);
    char list[LIST_TEXT];
    size_t used = 0;
    for (int i = 0; i < names_count(words) && used < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "",
                                 names_text(words, i));
    if (meant != NULL)
        csv_report(csv, DIAG_ERROR, column, "%s: \"%.40s\" is none of %s; did you mean \"%s\"?", name, text,
                   list, meant);
    else
        csv_report(csv, DIAG_ERROR, column, "%s: \"%.40s\" is none of %s", name, text, list);
}

/* The number of the field's text among `words`; -1 after reporting that it is missing or none of them. */
static int read_word(struct csv *csv, int column, const char *name, const struct names *words) {
    const char *text = csv_need(csv, column);
    int number = names_find(words, text);
    if (number < 0 && *text != '\0')
        report_word(csv, column, name, words);
    return number;
}

static void read_item(struct reader *reader, struct rate *rate) {
    struct csv *csv = reader->csv;
    char list[LIST_TEXT];
    int item = read_word(csv, ITEM, "item", reader->items),
        basis = read_word(csv, BASIS, "basis", reader->bases);
    rate->item = item < 0 ? ITEM_BOOK : (enum item)item;
    rate->basis = basis < 0 ? BASIS_COUNT : (enum basis)basis;
    if (item >= 0 && basis >= 0 && !item_takes_basis(rate->item, rate->basis))
        csv_report(csv, DIAG_ERROR, BASIS, "basis: %s does not fit item %s, which takes %s",
                   basis_name(rate->basis), item_name(rate->item), item_bases(list, rate->item));
}

/* One line of text; NULL where the field is empty. */
static const char *read_text(struct reader *reader, int column) {
    const char *text = csv_text(reader->csv, column), *at = text;
    while ((unsigned char)*at >= ' ')
        at++;
    if (*at != '\0')
        csv_report(reader->csv, DIAG_ERROR, column, "the text holds the control character 0x%02X",
                   (unsigned)*at);
    return *text == '\0' ? NULL : names_intern(reader->names, text);
}

static void read_keys(struct reader *reader, struct rate *rate) {
    for (enum rate_key key = 0; key < KEY_COUNT; key++) {
        int column = FIRST_KEY + (int)key;
        rate->key[key] = read_text(reader, column);
        if (rate->key[key] != NULL && rate->item < ITEM_BOOK && !item_takes_key(rate->item, key))
            csv_report(reader->csv, DIAG_ERROR, column,
                       "%s: no %s cost has one, so this rate would never apply", rate_key_name(key),
                       item_name(rate->item));
    }
}

static void read_amount(struct reader *reader, struct rate *rate) {
    struct csv *csv = reader->csv;
    const char *currency = csv_text(csv, CURRENCY);
    csv_need(csv, AMOUNT);
    csv_money(csv, AMOUNT, &rate->amount);
    if (*currency != '\0' && strcmp(currency, reader->currency) != 0)
        csv_report(csv, DIAG_ERROR, CURRENCY, "currency: \"%.40s\" is not the data set's, \"%s\"", currency,
                   reader->currency);
}

static void read_validity(struct reader *reader, struct rate *rate) {
    char from[DATE_TEXT], to[DATE_TEXT];
    rate->valid_from = DATE_EVER;
    rate->valid_to = DATE_NEVER;
    csv_date(reader->csv, VALID_FROM, &rate->valid_from);
    csv_date(reader->csv, VALID_TO, &rate->valid_to);
    if (rate->valid_to.day <= rate->valid_from.day)
        csv_report(reader->csv, DIAG_ERROR, VALID_TO, "valid_to: %s is not after valid_from %s",
                   date_text(to, rate->valid_to), date_text(from, rate->valid_from));
}

static void read_row(struct reader *reader) {
    struct book *book = reader->book;
    struct rate rate = {.place = csv_place(reader->csv, -1)};
    int faults = diag_count(reader->diag, DIAG_ERROR);
    csv_need(reader->csv, ID);
    rate.tariff_id = read_text(reader, ID);
    read_item(reader, &rate);
    read_amount(reader, &rate);
    read_validity(reader, &rate);
    rate.source = read_text(reader, SOURCE);
    rate.status = read_text(reader, STATUS);
    read_keys(reader, &rate);
    if (diag_count(reader->diag, DIAG_ERROR) > faults)
        return;
    GROW(book->rate, book->count, book->room);
    book->rate[book->count++] = rate;
}

/* "tariffs/toll.csv" in the data set `dir`. */
static void read_file(struct reader *reader, const char *dir, const char *shown, const char *point,
                      struct hash *hash) {
    struct csv_column column[COLUMNS];
    struct error err;
    AUTO_FREE char *path = file_join(dir, shown);
    if (hash != NULL && !hash_file(hash, dir, shown, &err)) {
        diag_add(reader->diag, DIAG_ERROR, (struct place){shown, 0, 0}, "%s", err.message);
        return;
    }
    list_columns(column);
    AUTO(csv_release) struct csv *csv = csv_open(path, shown, column, COLUMNS, reader->diag);
    if (csv == NULL)
        return;
    if (point != NULL)
        csv_point(csv, *point);
    reader->csv = csv;
    while (csv_next(csv))
        read_row(reader);
}

/* Names starting with a point are what editors and archives leave behind. */
static int is_csv(const struct dirent *entry) {
    const char *end = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && end != NULL && strcmp(end, ".csv") == 0;
}

/* By bytes: alphasort() would ask the locale. */
static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void read_folder(struct reader *reader, const char *dir, const char *point, struct hash *hash) {
    AUTO_FREE char *folder = file_join(dir, "tariffs");
    AUTO_FREE struct dirent **file = NULL;
    int count = scandir(folder, &file, is_csv, by_name);
    if (count < 0 && errno != ENOENT)
        diag_add(reader->diag, DIAG_ERROR, (struct place){"tariffs", 0, 0}, "cannot be read: %s",
                 strerror(errno));
    for (int i = 0; i < count; i++) {
        AUTO_FREE char *shown = file_join("tariffs", file[i]->d_name);
        read_file(reader, dir, names_intern(reader->names, shown), point, hash);
        free(file[i]);
    }
}

static void name_words(struct reader *reader) {
    reader->items = names_new();
    reader->bases = names_new();
    for (enum item item = 0; item < ITEM_BOOK; item++)
        names_add(reader->items, item_name(item), NULL);
    for (enum basis basis = 0; basis < BASIS_COUNT; basis++)
        names_add(reader->bases, basis_name(basis), NULL);
}

struct book *book_read(const char *dir, const char *currency, char point, bool point_declared,
                       struct names *names, struct hash *hash, struct diag *diag) {
    struct book *book = xcalloc(1, sizeof *book);
    struct reader reader = {.book = book, .currency = currency, .names = names, .diag = diag};
    int faults = diag_count(diag, DIAG_ERROR);
    name_words(&reader);
    read_folder(&reader, dir, point_declared ? &point : NULL, hash);
    book_check(book, diag);
    names_free(reader.items);
    names_free(reader.bases);
    if (diag_count(diag, DIAG_ERROR) == faults)
        return book;
    book_free(book);
    return NULL;
}
