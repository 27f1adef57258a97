// SPDX-License-Identifier: GPL-3.0-or-later
/* What the tests of feeds share: a good one, what is said of a document, pieces put in the place of others. */
#ifndef TESTS_TEST_FEED_H
#define TESTS_TEST_FEED_H

#include "base/mem.h"
#include "tariff/tariff.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

#define GOOD_FEED                                                                                \
    "{\"schema\": \"angkut-tariff/1\", \"publisher\": \"P\", \"serial\": 7,\n"                   \
    " \"issued\": \"2026-11-24\", \"expires\": \"2026-12-24\", \"currency\": \"IDR\",\n"         \
    " \"rates\": [\n"                                                                            \
    "  {\"tariff_id\": \"F\", \"item\": \"fuel\", \"basis\": \"litre\", \"amount\": \"6800\", "  \
    "\"valid_from\": \"2026-12-01\"},\n"                                                         \
    "  {\"tariff_id\": \"T\", \"item\": \"toll\", \"basis\": \"vehicle\", \"amount\": \"0.5\", " \
    "\"link_id\": \"L\"}]}\n"

/** A document; it may hold NUL. */
struct bytes {
    const char *text;
    size_t length;
};

static inline struct bytes bytes_of(const char *text) {
    return (struct bytes){text, strlen(text)};
}

/** What reading it gave. */
struct told {
    struct names *names;
    struct feed *feed;    /**< NULL if it was refused */
    const char *findings; /**< all of them, one a line; the document is called f */
};

static inline void told_release(struct told *told) {
    feed_free(told->feed);
    names_free(told->names);
}

/** Reads the document out of memory that ends where it ends, so that a sanitizer sees a step too far. */
static inline struct told told_of(struct bytes document, const char *currency) {
    struct told told = {.names = names_new()};
    struct diag *diag = diag_new();
    AUTO_FREE char *exact = document.length > 0 ? malloc(document.length) : NULL;
    if (exact != NULL)
        memcpy(exact, document.text, document.length);
    told.feed = feed_read(exact, document.length, "f", currency, told.names, diag);
    told.findings = support_findings(diag, DIAG_NOTE);
    diag_free(diag);
    return told;
}

/** The text with the first `what` in it replaced; kept by the support. */
static inline struct bytes replaced(const char *text, const char *what, const char *put, size_t length) {
    const char *found = strstr(text, what);
    if (found == NULL)
        fail_msg("the document has no %s", what);
    size_t before = (size_t)(found - text), behind = strlen(found + strlen(what));
    char *whole = (char *)support_text("%*s", (int)(before + length + behind), "");
    memcpy(mempcpy(mempcpy(whole, text, before), put, length), found + strlen(what), behind);
    return (struct bytes){whole, before + length + behind};
}

#endif
