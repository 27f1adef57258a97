// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The CSV reader over a file, or (lowest bit of the first byte) over a text in memory, held strictly; the next bit
 * chooses the decimal point. All typed fields are asked for in each row; rows come in the order of their lines.
 */
#include "base/csv.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ID, NUMBER, DAY, FLAG, WORD, COLUMNS };

static const struct csv_column columns[COLUMNS] = {
    [ID] = {"id", true},      [NUMBER] = {"number", false}, [DAY] = {"day", false},
    [FLAG] = {"flag", false}, [WORD] = {"word", false},
};

static void demand(bool holds) {
    if (!holds)
        abort();
}

static void read_row(struct csv *csv, int *line) {
    static const char *const words[] = {"road", "rail", NULL};
    struct money money = {-1};
    struct date date;
    int64_t mass = -1, whole = 0;
    double number = 0;
    bool flag;
    int word = 0;
    struct place place = csv_place(csv, -1);
    demand(place.line > *line);
    *line = place.line;
    for (int column = 0; column < COLUMNS; column++)
        if (csv_has(csv, column)) {
            place = csv_place(csv, column);
            demand(place.line >= *line && place.column >= 1 && strlen(csv_text(csv, column)) < 1 << 20);
        }
    csv_need(csv, ID);
    demand(!csv_money(csv, NUMBER, &money) || money.e4 >= 0);
    demand(!csv_mass(csv, NUMBER, &mass) || mass >= 0);
    demand(!csv_decimal(csv, NUMBER, KM_PLACES, DECIMAL_ROUND, -5, 5000000, &whole) ||
           (whole >= -5 && whole <= 5000000));
    demand(!csv_double(csv, NUMBER, -180, 180, &number) || (number >= -180 && number <= 180));
    csv_date(csv, DAY, &date);
    csv_bool(csv, FLAG, &flag);
    demand(!csv_word(csv, WORD, words, &word) || word == 0 || word == 1);
    csv_label(csv, WORD);
}

static struct csv *open_file(const uint8_t *bytes, size_t length, struct diag *diag) {
    char path[40];
    int file = memfd_create("csv", MFD_CLOEXEC);
    demand(file >= 0 && write(file, bytes, length) == (ssize_t)length);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    struct csv *csv = csv_open(path, "file", columns, COLUMNS, diag);
    close(file);
    return csv;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (length == 0)
        return 0;
    struct diag *diag = diag_new();
    struct csv *csv = bytes[0] & 1
                          ? csv_open_text((const char *)bytes + 1, length - 1, "text", columns, COLUMNS, diag)
                          : open_file(bytes + 1, length - 1, diag);
    int line = 0;
    demand(csv != NULL || diag_count(diag, DIAG_ERROR) > 0);
    if (csv != NULL && bytes[0] & 2)
        csv_point(csv, ',');
    while (csv != NULL && csv_next(csv))
        read_row(csv, &line);
    csv_free(csv);
    diag_free(diag);
    return 0;
}
