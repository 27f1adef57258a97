// SPDX-License-Identifier: GPL-3.0-or-later
/* The book's files. A row with faults is told with all of them, and left out. */
#include "tariff/rate_row.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct book *book;
    struct rate_rules rules;
    struct names *names;
    struct diag *diag;
};

static void read_row(struct reader *reader, struct csv *csv) {
    struct rate_row row;
    struct rate rate;
    rate_row_of_csv(&row, csv);
    if (rate_row_read(&reader->rules, &row, &rate))
        book_add(reader->book, &rate);
}

/* "tariffs/toll.csv" in the data set `dir`. */
static void read_file(struct reader *reader, const char *dir, const char *shown, const char *point,
                      struct hash *hash) {
    struct csv_column column[RATE_COLUMNS];
    struct error err;
    AUTO_FREE char *path = file_join(dir, shown);
    if (hash != NULL && !hash_file(hash, dir, shown, &err)) {
        diag_add(reader->diag, DIAG_ERROR, (struct place){shown, 0, 0}, "%s", err.message);
        return;
    }
    rate_csv_columns(column);
    AUTO(csv_release) struct csv *csv = csv_open(path, shown, column, RATE_COLUMNS, reader->diag);
    if (csv == NULL)
        return;
    if (point != NULL)
        csv_point(csv, *point);
    while (csv_next(csv))
        read_row(reader, csv);
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
        diag_add(reader->diag, DIAG_ERROR, (struct place){"tariffs", 0, 0}, _("cannot be read: %s"),
                 strerror(errno));
    for (int i = 0; i < count; i++) {
        AUTO_FREE char *shown = file_join("tariffs", file[i]->d_name);
        read_file(reader, dir, names_intern(reader->names, shown), point, hash);
        free(file[i]);
    }
}

struct book *book_read(const char *dir, const char *currency, char point, bool point_declared,
                       struct names *names, struct hash *hash, struct diag *diag) {
    struct book *book = xcalloc(1, sizeof *book);
    struct reader reader = {.book = book, .names = names, .diag = diag};
    int faults = diag_count(diag, DIAG_ERROR);
    rate_rules_init(&reader.rules, currency, false, names);
    read_folder(&reader, dir, point_declared ? &point : NULL, hash);
    book_check(book, diag);
    rate_rules_release(&reader.rules);
    if (diag_count(diag, DIAG_ERROR) == faults)
        return book;
    book_free(book);
    return NULL;
}
