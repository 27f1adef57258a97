// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/language.h"

#include <string.h>

/* Rows of one kind: how many there are, how many state how they are known, how many are estimates or made up. */
struct share {
    int count, stated, estimated;
};

static void count_one(struct share *share, const char *status) {
    share->count++;
    share->stated += status != NULL;
    share->estimated +=
        status != NULL && (strcmp(status, "estimated") == 0 || strcmp(status, "illustrative") == 0);
}

static struct share of_links(const struct network *network) {
    struct share share = {0};
    for (int i = 0; i < network->links; i++)
        count_one(&share, network->link[i].status);
    return share;
}

static struct share of_rates(const struct book *book) {
    struct share share = {0};
    for (int i = 0; i < book_count(book); i++)
        count_one(&share, book_rate(book, i)->status);
    return share;
}

static struct share of_shipments(const struct scenario *scenario) {
    struct share share = {0};
    for (int k = 0; k < scenario->shipments; k++)
        count_one(&share, scenario->shipment[k].status);
    return share;
}

static char *share_words(char words[3 * WORDS], int kind, const struct share *share) {
    char some[WORDS], all[WORDS];
    snprintf(words, 3 * WORDS,
             kind == 0   ? _("%s of %s links")
             : kind == 1 ? _("%s of %s rates")
                         : _("%s of %s shipments"),
             number_words(some, share->estimated, 0, 0), number_words(all, share->count, 0, 0));
    return words;
}

char *estimates_words(const struct page *page, char words[ESTIMATES_WORDS]) {
    const struct share shares[] = {of_links(page->network), of_rates(page->scenario->book),
                                   of_shipments(page->scenario)};
    char part[3 * WORDS];
    size_t length = (size_t)snprintf(words, ESTIMATES_WORDS, "%s", _("Estimates in the data:")),
           head = length;
    for (int i = 0; i < 3; i++)
        if (shares[i].stated > 0)
            length += (size_t)snprintf(words + length, ESTIMATES_WORDS - length, "%s %s",
                                       length == head ? "" : ",", share_words(part, i, &shares[i]));
    if (length == head)
        words[0] = '\0';
    return words;
}

void text_estimates(const struct page *page) {
    char words[ESTIMATES_WORDS];
    text_wrapped(page, 0, estimates_words(page, words));
}
