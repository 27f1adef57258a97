// SPDX-License-Identifier: GPL-3.0-or-later
/* A rate by its id, as people ask for it. */
#include "tariff/book.h"

#include <string.h>

static bool is_same_reach(const struct rate *a, const struct rate *b) {
    return a->item == b->item && memcmp(a->key, b->key, sizeof a->key) == 0;
}

static bool no_such(const struct book *book, const char *tariff_id, struct error *err) {
    struct names *names = names_new();
    for (int i = 0; i < book->count; i++)
        names_add(names, book->rate[i].tariff_id, NULL);
    const char *near = names_nearest(names, tariff_id);
    if (near != NULL)
        error_set(err, ERROR_USAGE, "no tariff \"%.80s\" in the book; did you mean \"%.80s\"?", tariff_id,
                  near);
    else
        error_set(err, ERROR_USAGE, "no tariff \"%.80s\" in the book", tariff_id);
    names_free(names);
    return false;
}

/* Says when it is in force, and which rate of the same item and keys is on the day. */
static bool on_other_days(const struct tariff *tariff, const struct rate *rate, struct error *err) {
    char date[DATE_TEXT], when[VALIDITY_TEXT];
    const struct rate *instead = NULL;
    for (int i = 0; i < tariff_count(tariff) && instead == NULL; i++)
        if (is_same_reach(tariff_rate(tariff, i), rate))
            instead = tariff_rate(tariff, i);
    date_text(date, tariff_date(tariff));
    validity_text(when, rate->valid_from, rate->valid_to);
    if (instead != NULL)
        return error_set(err, ERROR_USAGE,
                         "tariff \"%.80s\" (%s:%d) is not in force on %s but %s; on that day \"%.80s\" is",
                         rate->tariff_id, rate->place.file, rate->place.line, date, when, instead->tariff_id);
    return error_set(err, ERROR_USAGE, "tariff \"%.80s\" (%s:%d) is not in force on %s but %s",
                     rate->tariff_id, rate->place.file, rate->place.line, date, when);
}

const struct rate *tariff_named(const struct tariff *tariff, const char *tariff_id, struct error *err) {
    const struct book *book = tariff_book(tariff);
    const struct rate *known = NULL;
    for (int i = 0; i < tariff_count(tariff); i++)
        if (strcmp(tariff_rate(tariff, i)->tariff_id, tariff_id) == 0)
            return tariff_rate(tariff, i);
    for (int i = 0; i < book->count && known == NULL; i++)
        if (strcmp(book->rate[i].tariff_id, tariff_id) == 0)
            known = &book->rate[i];
    if (known == NULL)
        no_such(book, tariff_id, err);
    else
        on_other_days(tariff, known, err);
    return NULL;
}
