// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include <string.h>

enum { LINE = 400 };

/* Rows of one kind: how many there are, how many state how they are known, how many are estimates. */
struct share {
    const char *what;
    int count, stated, estimated;
};

static void count_one(struct share *share, const char *status) {
    share->count++;
    share->stated += status != NULL;
    share->estimated += status != NULL && strcmp(status, "estimated") == 0;
}

static struct share of_links(const struct network *network) {
    struct share share = {.what = "links"};
    for (int i = 0; i < network->links; i++)
        count_one(&share, network->link[i].status);
    return share;
}

static struct share of_rates(const struct book *book) {
    struct share share = {.what = "rates"};
    for (int i = 0; i < book_count(book); i++)
        count_one(&share, book_rate(book, i)->status);
    return share;
}

static struct share of_shipments(const struct scenario *scenario) {
    struct share share = {.what = "shipments"};
    for (int k = 0; k < scenario->shipments; k++)
        count_one(&share, scenario->shipment[k].status);
    return share;
}

void text_estimates(const struct page *page) {
    const struct share shares[] = {of_links(page->network), of_rates(page->scenario->book),
                                   of_shipments(page->scenario)};
    char words[LINE], some[WORDS], all[WORDS];
    size_t length = (size_t)snprintf(words, sizeof words, "Estimates in the data: ");
    int count = 0;
    for (int i = 0; i < 3; i++)
        if (shares[i].stated > 0)
            length +=
                (size_t)snprintf(words + length, sizeof words - length, "%s%s of %s %s",
                                 count++ == 0 ? "" : ", ", number_words(some, shares[i].estimated, 0, 0),
                                 number_words(all, shares[i].count, 0, 0), shares[i].what);
    if (count > 0)
        text_wrapped(page, 0, words);
}
