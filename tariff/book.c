// SPDX-License-Identifier: GPL-3.0-or-later
/* What must hold between the rows of a book. */
#include "tariff/book.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void book_free(struct book *book) {
    if (book == NULL)
        return;
    free(book->rate);
    free(book->laid);
    free(book);
}

void book_add(struct book *book, const struct rate *rate) {
    GROW(book->rate, book->count, book->room);
    book->rate[book->count++] = *rate;
}

void book_add_fee(struct book *book, const struct rate *fee) {
    book_add(book, fee);
}

int book_count(const struct book *book) {
    return book->count;
}

void book_set_amount(struct book *book, int index, struct money amount) {
    book->rate[index].amount = amount;
}

const struct rate *book_rate(const struct book *book, int index) {
    return &book->rate[index];
}

bool rate_fits(const struct rate *rate, const char *const key[KEY_COUNT]) {
    for (int k = 0; k < KEY_COUNT; k++)
        if (rate->key[k] != NULL && rate->key[k] != key[k])
            return false;
    return true;
}

bool rate_in_force(const struct rate *rate, struct date date) {
    return rate->valid_from.day <= date.day && date.day < rate->valid_to.day;
}

/* Rates lie in one array, so addresses are the order of the book. */
static int by_place(const struct rate *a, const struct rate *b) {
    return (a > b) - (a < b);
}

int rate_by_id(const void *a, const void *b) {
    const struct rate *x = *(const struct rate *const *)a, *y = *(const struct rate *const *)b;
    int order = strcmp(x->tariff_id, y->tariff_id);
    return order != 0 ? order : by_place(x, y);
}

int rate_by_reach(const struct rate *a, const struct rate *b) {
    if (a->item != b->item)
        return a->item < b->item ? -1 : 1;
    for (int k = 0; k < KEY_COUNT; k++) {
        if (a->key[k] == b->key[k])
            continue;
        if (a->key[k] == NULL || b->key[k] == NULL)
            return a->key[k] == NULL ? -1 : 1;
        return strcmp(a->key[k], b->key[k]);
    }
    return 0;
}

int rate_by_reach_and_start(const void *a, const void *b) {
    const struct rate *x = *(const struct rate *const *)a, *y = *(const struct rate *const *)b;
    int order = rate_by_reach(x, y);
    if (order == 0)
        order = (x->valid_from.day > y->valid_from.day) - (x->valid_from.day < y->valid_from.day);
    return order != 0 ? order : by_place(x, y);
}

const struct rate **book_sorted(const struct book *book, int (*order)(const void *, const void *)) {
    const struct rate **rate = xcalloc((size_t)book->count + 1, sizeof(const struct rate *));
    for (int i = 0; i < book->count; i++)
        rate[i] = &book->rate[i];
    qsort(rate, (size_t)book->count, sizeof(const struct rate *), order);
    return rate;
}

enum { CITE_TEXT = 300 };

/* Where a rate stands, as findings about another cite it. Returns text. */
static const char *cite(char text[CITE_TEXT], const struct rate *rate) {
    if (rate->entry > 0)
        snprintf(text, CITE_TEXT, "/rates/%d", rate->entry - 1);
    else
        snprintf(text, CITE_TEXT, "%.280s:%d", rate->place.file, rate->place.line);
    return text;
}

char *rate_pointer(char text[POINTER_TEXT], const struct rate *rate) {
    text[0] = '\0';
    if (rate->entry > 0)
        snprintf(text, POINTER_TEXT, "/rates/%d: ", rate->entry - 1);
    return text;
}

static void check_ids(const struct book *book, struct diag *diag) {
    char at[POINTER_TEXT], before[CITE_TEXT];
    AUTO_FREE const struct rate **rate = book_sorted(book, rate_by_id);
    const struct rate *first = NULL;
    for (int i = 0; i < book->count; i++) {
        if (first == NULL || strcmp(first->tariff_id, rate[i]->tariff_id) != 0)
            first = rate[i];
        else
            diag_add(diag, DIAG_ERROR, rate[i]->place, "%stariff_id \"%s\" is given twice, first in %s",
                     rate_pointer(at, rate[i]), first->tariff_id, cite(before, first));
    }
}

struct clash {
    const struct rate *later, *earlier; /* in the book */
};

static int clash_by_place(const void *a, const void *b) {
    const struct clash *x = a, *y = b;
    int order = by_place(x->later, y->later);
    return order != 0 ? order : by_place(x->earlier, y->earlier);
}

static void report_clash(const struct clash *clash, struct diag *diag) {
    const struct rate *a = clash->later, *b = clash->earlier;
    char when[VALIDITY_TEXT], at[POINTER_TEXT], before[CITE_TEXT];
    validity_text(when, a->valid_from.day > b->valid_from.day ? a->valid_from : b->valid_from,
                  a->valid_to.day < b->valid_to.day ? a->valid_to : b->valid_to);
    diag_add(diag, DIAG_ERROR, a->place,
             "%s%s rates \"%s\" and \"%s\" (%s) have the same keys and are both in force %s",
             rate_pointer(at, a), item_name(a->item), a->tariff_id, b->tariff_id, cite(before, b), when);
}

/*
 * Within rates of one reach, by their start: one that starts before the latest end so far overlaps the rate
 * that has that end. So each rate that overlaps an earlier starting one is told once.
 */
static void check_overlaps(const struct book *book, struct diag *diag) {
    AUTO_FREE const struct rate **rate = book_sorted(book, rate_by_reach_and_start);
    AUTO_FREE struct clash *clash = xcalloc((size_t)book->count + 1, sizeof *clash);
    const struct rate *last = NULL; /* to end, of this reach */
    int clashes = 0;
    for (int i = 0; i < book->count; i++) {
        if (last == NULL || rate_by_reach(last, rate[i]) != 0)
            last = rate[i];
        else if (rate[i]->valid_from.day < last->valid_to.day)
            clash[clashes++] = rate[i] > last ? (struct clash){rate[i], last} : (struct clash){last, rate[i]};
        if (rate[i]->valid_to.day > last->valid_to.day)
            last = rate[i];
    }
    qsort(clash, (size_t)clashes, sizeof *clash, clash_by_place);
    for (int i = 0; i < clashes; i++)
        report_clash(&clash[i], diag);
}

void book_check(const struct book *book, struct diag *diag) {
    check_ids(book, diag);
    check_overlaps(book, diag);
}
