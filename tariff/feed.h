// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to the tariff floor: a feed being read. */
#ifndef TARIFF_FEED_H
#define TARIFF_FEED_H

#include "tariff/rate_row.h"

struct feed_reading {
    struct feed *feed; /**< being filled */
    const char *text;
    size_t length;
    const char *shown;
    struct names *names;
    struct diag *diag;
    struct rate_rules rules;
};

/** Each reports all faults of its kind of document; the caller checks the book as a whole. */
void feed_read_csv(struct feed_reading *reading);
void feed_read_json(struct feed_reading *reading);

#endif
