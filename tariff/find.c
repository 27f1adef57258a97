// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which rate applies. Few combinations of keys occur in a book ("link and class", "vehicle type"), so the
 * rates of an item are told apart by the set of keys they give, its shape, and for each shape one probe in a
 * hash table says whether a rate with these very values exists: tuple space search, as packet filters do it
 * (Srinivasan, Suri and Varghese 1999, doi 10.1145/316188.316216). The book has no two rates of one item,
 * shape and values in force together, so a probe has one answer.
 */
#include "tariff/book.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SHAPES = 1 << KEY_COUNT };

struct shape {
    unsigned keys; /* a set, 1 << enum rate_key */
    int given;     /* how many they are; with KEY_OUTSIDER, KEY_COUNT more */
};

struct slot {
    uint64_t hash;
    const struct rate *rate; /* NULL = free */
    unsigned shape;
};

struct values {
    const char **value; /* in order of address, repeated ones too */
    int count;
};

struct tariff {
    const struct book *book;
    struct date date;
    const struct rate **in_force; /* by tariff_id */
    int count;
    struct shape shape[ITEM_BOOK][SHAPES]; /* those that occur */
    int shapes[ITEM_BOOK];
    struct slot *slots; /* open addressing, at most half full */
    int slot_bits;
    struct values mentioned[KEY_COUNT];
};

static unsigned keys_given(const char *const key[KEY_COUNT]) {
    unsigned given = 0;
    for (int k = 0; k < KEY_COUNT; k++)
        given |= (unsigned)(key[k] != NULL) << k;
    return given;
}

/* Of item, shape and values; its upper bits are the well mixed ones. */
static uint64_t hash_of(enum item item, unsigned shape, const char *const key[KEY_COUNT]) {
    const uint64_t odd = 0x9e3779b97f4a7c15u; /* 2^64 / golden ratio */
    uint64_t hash = ((uint64_t)item << KEY_COUNT | shape) * odd;
    for (unsigned left = shape; left != 0; left &= left - 1) {
        hash ^= (uint64_t)(uintptr_t)key[__builtin_ctz(left)];
        hash = (hash ^ hash >> 32) * odd;
    }
    return hash;
}

/* The rate of this item and shape whose values are those in `key`, or NULL. */
static const struct rate *probe(const struct tariff *tariff, enum item item, unsigned shape,
                                const char *const key[KEY_COUNT]) {
    uint64_t hash = hash_of(item, shape, key);
    size_t last = ((size_t)1 << tariff->slot_bits) - 1, at = hash >> (64 - tariff->slot_bits);
    for (; tariff->slots[at].rate != NULL; at = (at + 1) & last) {
        const struct slot *slot = &tariff->slots[at];
        if (slot->hash == hash && slot->rate->item == item && slot->shape == shape &&
            rate_fits(slot->rate, key))
            return slot->rate;
    }
    return NULL;
}

static void add_slot(struct tariff *tariff, const struct rate *rate) {
    unsigned shape = keys_given(rate->key);
    uint64_t hash = hash_of(rate->item, shape, rate->key);
    size_t last = ((size_t)1 << tariff->slot_bits) - 1, at = hash >> (64 - tariff->slot_bits);
    while (tariff->slots[at].rate != NULL)
        at = (at + 1) & last;
    tariff->slots[at] = (struct slot){hash, rate, shape};
}

static void fill_slots(struct tariff *tariff) {
    tariff->slot_bits = 4;
    while ((size_t)1 << tariff->slot_bits < 2 * (size_t)tariff->count)
        tariff->slot_bits++;
    tariff->slots = xcalloc((size_t)1 << tariff->slot_bits, sizeof *tariff->slots);
    for (int i = 0; i < tariff->count; i++)
        add_slot(tariff, tariff->in_force[i]);
}

/* An agreement's fee goes before all of the book. */
static int weight(unsigned shape) {
    return __builtin_popcount(shape) + (shape >> KEY_OUTSIDER & 1 ? KEY_COUNT : 0);
}

/* Most keys first; among equally many by the set's number, so that what is named first never varies. */
static void list_shapes(struct tariff *tariff) {
    bool occurs[ITEM_BOOK][SHAPES] = {{false}};
    for (int i = 0; i < tariff->count; i++)
        occurs[tariff->in_force[i]->item][keys_given(tariff->in_force[i]->key)] = true;
    for (int item = 0; item < ITEM_BOOK; item++)
        for (int given = 2 * KEY_COUNT; given >= 0; given--)
            for (unsigned shape = 0; shape < SHAPES; shape++)
                if (occurs[item][shape] && weight(shape) == given)
                    tariff->shape[item][tariff->shapes[item]++] = (struct shape){shape, given};
}

static int by_address(const void *a, const void *b) {
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return (x > y) - (x < y);
}

static void list_values(struct tariff *tariff, enum rate_key key) {
    struct values *values = &tariff->mentioned[key];
    values->value = xcalloc((size_t)tariff->count + 1, sizeof *values->value);
    for (int i = 0; i < tariff->count; i++)
        if (tariff->in_force[i]->key[key] != NULL)
            values->value[values->count++] = tariff->in_force[i]->key[key];
    qsort(values->value, (size_t)values->count, sizeof *values->value, by_address);
}

static bool is_among(const char *id, const char *const *ids, int count) {
    for (int i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

struct tariff *tariff_on(const struct book *book, struct date date) {
    return tariff_on_also(book, date, NULL, 0);
}

struct tariff *tariff_on_also(const struct book *book, struct date date, const char *const *tariff_id,
                              int ids) {
    struct tariff *tariff = xcalloc(1, sizeof *tariff);
    tariff->book = book;
    tariff->date = date;
    tariff->in_force = xcalloc((size_t)book->count + 1, sizeof *tariff->in_force);
    for (int i = 0; i < book->count; i++)
        if (rate_in_force(&book->rate[i], date) || is_among(book->rate[i].tariff_id, tariff_id, ids))
            tariff->in_force[tariff->count++] = &book->rate[i];
    qsort(tariff->in_force, (size_t)tariff->count, sizeof *tariff->in_force, rate_by_id);
    list_shapes(tariff);
    fill_slots(tariff);
    for (enum rate_key key = 0; key < KEY_COUNT; key++)
        list_values(tariff, key);
    return tariff;
}

void tariff_free(struct tariff *tariff) {
    if (tariff == NULL)
        return;
    for (int key = 0; key < KEY_COUNT; key++)
        free(tariff->mentioned[key].value);
    free(tariff->in_force);
    free(tariff->slots);
    free(tariff);
}

int tariff_count(const struct tariff *tariff) {
    return tariff->count;
}

const struct rate *tariff_rate(const struct tariff *tariff, int index) {
    return tariff->in_force[index];
}

struct date tariff_date(const struct tariff *tariff) {
    return tariff->date;
}

const struct book *tariff_book(const struct tariff *tariff) {
    return tariff->book;
}

bool tariff_mentions(const struct tariff *tariff, enum rate_key key, const char *value) {
    const struct values *values = &tariff->mentioned[key];
    return bsearch(&value, values->value, (size_t)values->count, sizeof *values->value, by_address) != NULL;
}

static bool tie(const struct tariff *tariff, const struct rate *a, const struct rate *b,
                const char *const key[KEY_COUNT], struct error *err) {
    char arc[ARC_TEXT], date[DATE_TEXT];
    const struct rate *first = a < b ? a : b, *second = a < b ? b : a;
    return error_set(
        err, ERROR_INPUT, "%s rates \"%.60s\" (%s:%d) and \"%.60s\" (%s:%d) fit equally well on %s%s",
        item_name(a->item), first->tariff_id, first->place.file, first->place.line, second->tariff_id,
        second->place.file, second->place.line, date_text(date, tariff->date), arc_text(arc, key));
}

const struct rate *tariff_find(const struct tariff *tariff, enum item item, const char *const key[KEY_COUNT],
                               struct error *err) {
    const struct shape *shape = tariff->shape[item];
    const struct rate *found = NULL;
    unsigned lacking = ~keys_given(key);
    int given = 0; /* by `found` */
    for (int i = 0; i < tariff->shapes[item] && (found == NULL || shape[i].given == given); i++) {
        if (shape[i].keys & lacking)
            continue;
        const struct rate *rate = probe(tariff, item, shape[i].keys, key);
        if (rate != NULL && found != NULL) {
            tie(tariff, found, rate, key, err);
            return NULL;
        }
        if (rate != NULL) {
            found = rate;
            given = shape[i].given;
        }
    }
    return found;
}

static void hash_field(struct hash *hash, const char *text, char end) {
    if (text != NULL)
        hash_add(hash, text, strlen(text));
    hash_add(hash, &end, 1);
}

/*
 * Over these bytes: the date and a newline; then for each rate in force, in order of tariff_id (by bytes),
 * a line of tariff_id, item, basis, amount, mode, link_id, node_id, vehicle_type_id, vehicle_class,
 * commodity_id, cargo_form and jurisdiction (and, of an agreement's fee, whose), parted by TAB, each line ended by a newline. A key not given is
 * empty; the amount is written without needless zeros ("13900", "0.5"). So the hash tells whether the prices
 * of that day are the same: neither the order of rows and files, nor source and status, nor the dates of a
 * rate's validity (as when a later rate ends it) change it.
 */
void tariff_hash_as_of(const struct tariff *tariff, struct date as_of, char text[HASH_TEXT]) {
    char date[DATE_TEXT], amount[WIDE_TEXT];
    struct hash *hash = hash_new();
    hash_field(hash, date_text(date, as_of), '\n');
    for (int i = 0; i < tariff->count; i++) {
        const struct rate *rate = tariff->in_force[i];
        hash_field(hash, rate->tariff_id, '\t');
        hash_field(hash, item_name(rate->item), '\t');
        hash_field(hash, basis_name(rate->basis), '\t');
        hash_field(hash, wide_text(amount, rate->amount.e4, MONEY_PLACES, 0), '\t');
        int keys = rate->key[KEY_OUTSIDER] != NULL ? (int)KEY_COUNT : (int)KEY_BOOK;
        for (int key = 0; key < keys; key++)
            hash_field(hash, rate->key[key], key + 1 < keys ? '\t' : '\n');
    }
    hash_text(hash, text);
}

void tariff_hash(const struct tariff *tariff, char text[HASH_TEXT]) {
    tariff_hash_as_of(tariff, tariff->date, text);
}
