// SPDX-License-Identifier: GPL-3.0-or-later
/* Rates in force of two books, or of two days, side by side; texts may be of different pools. */
#include "tariff/book.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const char *a, const char *b) {
    if (a == b)
        return 0;
    return a == NULL ? -1 : b == NULL ? 1 : strcmp(a, b);
}

static int by_keys(const struct rate *a, const struct rate *b) {
    int order = (a->item > b->item) - (a->item < b->item);
    for (int k = 0; k < KEY_COUNT && order == 0; k++)
        order = by_text(a->key[k], b->key[k]);
    return order;
}

/* Of one item and keys only one is in force. */
static int by_keys_for_sort(const void *left, const void *right) {
    return by_keys(*(const struct rate *const *)left, *(const struct rate *const *)right);
}

static const struct rate **sorted(const struct tariff *tariff) {
    int count = tariff_count(tariff);
    const struct rate **rate = xcalloc((size_t)count + 1, sizeof *rate);
    for (int i = 0; i < count; i++)
        rate[i] = tariff_rate(tariff, i);
    qsort(rate, (size_t)count, sizeof *rate, by_keys_for_sort);
    return rate;
}

struct rate_contrast *tariff_contrast(const struct tariff *before, const struct tariff *after, int *count) {
    AUTO_FREE const struct rate **a = sorted(before), **b = sorted(after);
    int as = tariff_count(before), bs = tariff_count(after), found = 0;
    struct rate_contrast *contrast = xcalloc((size_t)as + (size_t)bs + 1, sizeof *contrast);
    for (int i = 0, j = 0; i < as || j < bs;) {
        int order = i == as ? 1 : j == bs ? -1 : by_keys(a[i], b[j]);
        struct rate_contrast one = {order <= 0 ? a[i++] : NULL, order >= 0 ? b[j++] : NULL};
        if (order != 0 || one.before->basis != one.after->basis ||
            one.before->amount.e4 != one.after->amount.e4)
            contrast[found++] = one;
    }
    *count = found;
    return contrast;
}

static const char *kept(struct names *names, const char *text) {
    return text != NULL ? names_intern(names, text) : NULL;
}

static void take_rates(struct book *book, const struct tariff *tariff, unsigned items, struct names *names) {
    for (int i = 0; i < tariff_count(tariff); i++) {
        struct rate rate = *tariff_rate(tariff, i);
        if (!(items >> rate.item & 1))
            continue;
        rate.tariff_id = kept(names, rate.tariff_id);
        rate.source = kept(names, rate.source);
        rate.status = kept(names, rate.status);
        rate.place.file = kept(names, rate.place.file);
        for (int k = 0; k < KEY_COUNT; k++)
            rate.key[k] = kept(names, rate.key[k]);
        rate.valid_from = DATE_EVER;
        rate.valid_to = DATE_NEVER;
        book_add(book, &rate);
    }
}

struct book *book_mix(const struct tariff *first, const struct tariff *second, unsigned items,
                      struct names *names) {
    struct book *book = xcalloc(1, sizeof *book);
    take_rates(book, first, ~items, names);
    take_rates(book, second, items, names);
    return book;
}
