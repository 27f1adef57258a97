// SPDX-License-Identifier: GPL-3.0-or-later
/* What the tests of the tariff floor share: a book from a text, and what was found in it. */
#ifndef TESTS_TEST_TARIFF_H
#define TESTS_TEST_TARIFF_H

#include "base/mem.h"
#include "tariff/tariff.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

/** All columns. A row: T1,toll,vehicle,1000,,,,,,road,L1,,,,,, */
#define HEADER                                                                \
    "tariff_id,item,basis,amount,currency,valid_from,valid_to,source,status," \
    "mode,link_id,node_id,vehicle_type_id,vehicle_class,commodity_id,cargo_form,jurisdiction\n"

struct desk {
    struct names *names;
    struct book *book;    /**< NULL if it was refused */
    const char *findings; /**< all of them, one a line */
};

static inline void desk_release(struct desk *desk) {
    book_free(desk->book);
    names_free(desk->names);
}

/** Reads the folder's book. */
static inline struct desk desk_of_folder(const char *folder) {
    struct desk desk = {.names = names_new()};
    struct diag *diag = diag_new();
    desk.book = book_read(folder, "IDR", '.', false, desk.names, NULL, diag);
    desk.findings = support_findings(diag, DIAG_NOTE);
    diag_free(diag);
    return desk;
}

/** Reads a book of the one file tariffs/base.csv. */
static inline struct desk desk_of(const char *text) {
    const char *folder = support_folder();
    support_write(folder, "tariffs/base.csv", text);
    return desk_of_folder(folder);
}

static inline struct date day(const char *text) {
    struct date date = {0};
    date_parse(text, &date, NULL);
    return date;
}

/** A fixed sequence of numbers that look random (Marsaglia's xorshift, doi 10.18637/jss.v008.i14). */
static inline unsigned next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (unsigned)(*state >> 33);
}

#endif
