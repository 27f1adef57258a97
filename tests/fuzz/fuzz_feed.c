// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A feed of any bytes is read or refused with a finding. One that is read can be written by report_feed(), what is
 * written is read again without a finding, and writing that gives the same bytes.
 */
#include "report/report.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static void demand(bool holds) {
    if (!holds)
        abort();
}

static char *write_feed(const struct feed *feed, size_t *length) {
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    report_feed(feed, DATE_EVER, out);
    fclose(out);
    return text;
}

/* A feed as CSV states nothing about itself, which JSON must. */
static void complete(struct feed *feed) {
    if (feed->serial >= 0)
        return;
    feed->publisher = "P";
    feed->serial = 1;
    feed->issued = (struct date){20000};
    feed->expires = (struct date){20001};
}

static void check_round_trip(const struct feed *feed, struct names *names) {
    size_t length, again;
    struct diag *diag = diag_new();
    char *text = write_feed(feed, &length);
    struct feed *read = feed_read(text, length, "again", feed->currency, names, diag);
    demand(read != NULL && book_count(read->rates) == book_count(feed->rates));
    char *second = write_feed(read, &again);
    demand(length == again && memcmp(text, second, length) == 0);
    free(second);
    free(text);
    feed_free(read);
    diag_free(diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    struct names *names = names_new();
    struct diag *diag = diag_new();
    struct feed *feed = feed_read((const char *)bytes, length, "feed", "IDR", names, diag);
    demand((feed == NULL) == (diag_count(diag, DIAG_ERROR) > 0));
    if (feed != NULL) {
        demand(book_count(feed->rates) > 0);
        complete(feed);
        check_round_trip(feed, names);
    }
    feed_free(feed);
    diag_free(diag);
    names_free(names);
    return 0;
}
