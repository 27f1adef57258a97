// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Money per tonne of one arc. With amount a, length l, time t, dwell w, fuel f, payload p, load factor L and
 * empty return e (of the way back that the cargo pays for), a tonne pays
 *
 *     t           a                       vehicle      a         (1 + e) / (p L)
 *     t_km        a l                     vehicle_km   a l       (1 + e) / (p L)
 *     t_day       a w / 24 h              vehicle_h    a t       (1 + e) / (p L)
 *     percent     a / 100 of the others   litre        a f l     (1 + e) / (p L)
 *
 * as one fraction of 128-bit integers, rounded once, half to even. No product overflows before the money of
 * one vehicle's passage is over 8e17, far past the 9.2e14 that money can hold; then it is an error.
 */
#include "tariff/book.h"

#include "base/language.h"

#include <stdio.h>
#include <string.h>

struct fraction {
    wide n, d;
    bool fits; /* no factor so far went past 127 bits */
};

static int bits(wide n) {
    uint64_t high = (uint64_t)(n >> 64), low = (uint64_t)n;
    return high != 0 ? 128 - __builtin_clzll(high) : low != 0 ? 64 - __builtin_clzll(low) : 0;
}

/* factor >= 0. Not __builtin_mul_overflow: for 128 bits clang wants a library function that gcc lacks. */
static void multiply(struct fraction *f, int64_t factor) {
    f->fits = f->fits && bits(f->n) + bits(factor) <= 127;
    if (f->fits)
        f->n *= factor;
}

static void times(struct fraction *f, int64_t quantity, int64_t unit) {
    multiply(f, quantity);
    f->d *= unit;
}

/* (1 + e) / (p L) per kg. */
static void shared_by_load(struct fraction *f, const struct charge *charge) {
    multiply(f, 10000 + charge->empty_return_e4);
    f->d *= (wide)charge->payload_kg * charge->load_factor_e4;
}

enum {
    MILLION = 1000000,
    KG = 1000, /* in a tonne; where a unit of the numerator cancels it, a million leaves a thousand */
    DAY_UH = 24 * MILLION,
};

static struct fraction amount_per_t(enum basis basis, struct money amount, const struct charge *charge) {
    struct fraction f = {amount.e4, 1, true};
    switch (basis) {
    case BASIS_T_KM:
        times(&f, charge->length_mm, MILLION);
        break;
    case BASIS_T_DAY:
        times(&f, charge->dwell_uh, DAY_UH);
        break;
    case BASIS_VEHICLE:
        times(&f, KG, 1);
        shared_by_load(&f, charge);
        break;
    case BASIS_VEHICLE_KM:
        times(&f, charge->length_mm, MILLION / KG);
        shared_by_load(&f, charge);
        break;
    case BASIS_VEHICLE_H:
        times(&f, charge->time_uh, MILLION / KG);
        shared_by_load(&f, charge);
        break;
    case BASIS_LITRE:
        times(&f, charge->fuel_e6_l_per_km, MILLION);
        times(&f, charge->length_mm, MILLION / KG);
        shared_by_load(&f, charge);
        break;
    case BASIS_T:
    case BASIS_PERCENT: /* see percent_of() */
    case BASIS_COUNT:
        break;
    }
    return f;
}

bool tariff_quantity(enum basis basis, const struct charge *charge, wide *units, wide *per) {
    struct fraction f = amount_per_t(basis, (struct money){1}, charge);
    *units = f.n;
    *per = f.d;
    return f.fits && f.d > 0;
}

/* An arc being priced: its lines by item, and which of them there are. */
struct pricing {
    const struct tariff *tariff;
    const struct charge *charge;
    struct cost_line line[ITEM_COUNT];
    double exact[ITEM_COUNT]; /* the lines' money before it was rounded, e4 */
    unsigned have;            /* 1u << enum item */
    struct error *err;
};

static bool too_much(const struct pricing *p, enum item item, const struct rate *rate) {
    char arc[ARC_TEXT];
    arc_text(arc, p->charge->key);
    if (rate == NULL)
        return error_set(p->err, ERROR_INPUT, "the %s cost per tonne%s is over 9.2e14", item_name(item), arc);
    return error_set(p->err, ERROR_INPUT, "the %s cost per tonne%s by rate \"%.60s\" (%s:%d) is over 9.2e14",
                     item_name(item), arc, rate->tariff_id, rate->place.file, rate->place.line);
}

static bool add_line(struct pricing *p, enum item item, const struct rate *rate, struct fraction f) {
    if (f.d <= 0)
        return error_set(p->err, ERROR_INPUT,
                         "%s is charged per vehicle, and vehicle type %.60s carries nothing", item_name(item),
                         p->charge->key[KEY_VEHICLE_TYPE] ? p->charge->key[KEY_VEHICLE_TYPE] : "");
    wide per_t = f.fits ? wide_divide(f.n, f.d) : 0;
    if (!f.fits || per_t > INT64_MAX)
        return too_much(p, item, rate);
    p->line[item] = (struct cost_line){item, rate, {(int64_t)per_t}};
    p->exact[item] = (double)f.n / (double)f.d;
    p->have |= 1u << item;
    return true;
}

static wide sum_of_lines(const struct pricing *p) {
    wide sum = 0;
    for (unsigned left = p->have; left != 0; left &= left - 1)
        sum += p->line[__builtin_ctz(left)].per_t.e4;
    return sum;
}

/* A rate that fits but is not in force on the day: the one next to it in time, or NULL. */
static const struct rate *nearest_in_time(const struct pricing *p, enum item item, const char *const *key) {
    const struct book *book = tariff_book(p->tariff);
    int64_t day = tariff_date(p->tariff).day, best = INT64_MAX;
    const struct rate *nearest = NULL;
    for (int i = 0; i < book->count; i++) {
        const struct rate *rate = &book->rate[i];
        int64_t away = rate->valid_from.day > day ? rate->valid_from.day - day : day - rate->valid_to.day + 1;
        if (rate->item == item && away < best && rate_fits(rate, key)) {
            best = away;
            nearest = rate;
        }
    }
    return nearest;
}

static bool no_rate(const struct pricing *p, enum item item, const char *const *key) {
    char arc[ARC_TEXT], date[DATE_TEXT], when[VALIDITY_TEXT];
    const struct rate *other = nearest_in_time(p, item, key);
    error_set(p->err, ERROR_INPUT, "no %s rate in force on %s%s", item_name(item),
              date_text(date, tariff_date(p->tariff)), arc_text(arc, key));
    if (other != NULL && p->err != NULL) {
        size_t used = strlen(p->err->message);
        snprintf(p->err->message + used, sizeof p->err->message - used, _("; \"%.60s\" (%s:%d) is, %s"),
                 other->tariff_id, other->place.file, other->place.line,
                 validity_text(when, other->valid_from, other->valid_to));
    }
    return false;
}

static const char *class_for(enum item item, const struct charge *charge) {
    return item == ITEM_TOLL ? charge->toll_class : item == ITEM_FERRY ? charge->ferry_class : NULL;
}

static struct fraction percent_of(wide sum_e4, struct money percent) {
    struct fraction f = {sum_e4, 100 * 10000, true};
    multiply(&f, percent.e4);
    return f;
}

/* Whatever the book charges for the item, if anything. */
static bool add_from_book(struct pricing *p, enum item item) {
    const char *key[KEY_COUNT];
    struct error trouble = {0};
    memcpy(key, p->charge->key, sizeof key);
    key[KEY_VEHICLE_CLASS] = class_for(item, p->charge);
    const struct rate *rate = tariff_find(p->tariff, item, key, &trouble);
    if (trouble.code != ERROR_NONE)
        return error_set(p->err, trouble.code, "%s", trouble.message);
    if (rate == NULL)
        return !(p->charge->needed >> item & 1) || no_rate(p, item, key);
    if (rate->basis == BASIS_PERCENT)
        return add_line(p, item, rate, percent_of(sum_of_lines(p), rate->amount));
    return add_line(p, item, rate, amount_per_t(rate->basis, rate->amount, p->charge));
}

/* What the network states itself: a link's rate per tonne or its toll per vehicle, and the vehicle's own costs. */
static bool add_own(struct pricing *p) {
    const struct charge *charge = p->charge;
    if (charge->rate_per_t != NULL &&
        !add_line(p, ITEM_RATE, NULL, amount_per_t(BASIS_T, *charge->rate_per_t, charge)))
        return false;
    if (charge->toll != NULL &&
        !add_line(p, ITEM_TOLL, NULL, amount_per_t(BASIS_VEHICLE, *charge->toll, charge)))
        return false;
    if (charge->cost_per_km.e4 != 0 &&
        !add_line(p, ITEM_RUNNING, NULL, amount_per_t(BASIS_VEHICLE_KM, charge->cost_per_km, charge)))
        return false;
    return charge->cost_per_h.e4 == 0 ||
           add_line(p, ITEM_CREW, NULL, amount_per_t(BASIS_VEHICLE_H, charge->cost_per_h, charge));
}

/* The surcharge comes last, because it may be of all the others. */
static bool add_all(struct pricing *p) {
    unsigned wanted = p->charge->needed | p->charge->optional;
    if (!add_own(p))
        return false;
    wanted &= ~p->have;
    for (enum item item = 0; item < ITEM_BOOK; item++)
        if (wanted >> item & 1 && !add_from_book(p, item))
            return false;
    return true;
}

bool tariff_price(const struct tariff *tariff, const struct charge *charge, struct cost_line line[ITEM_COUNT],
                  int *lines, struct error *err) {
    struct pricing pricing = {.tariff = tariff, .charge = charge, .err = err};
    char arc[ARC_TEXT];
    *lines = 0;
    if (!add_all(&pricing))
        return false;
    if (sum_of_lines(&pricing) > INT64_MAX)
        return error_set(err, ERROR_INPUT, "the cost per tonne%s is over 9.2e14", arc_text(arc, charge->key));
    for (int item = 0; item < ITEM_COUNT; item++)
        if (pricing.have >> item & 1)
            line[(*lines)++] = pricing.line[item];
    return true;
}

struct money tariff_sum(const struct cost_line *line, int lines) {
    struct money sum = {0};
    for (int i = 0; i < lines; i++)
        sum.e4 += line[i].per_t.e4;
    return sum;
}

/* The surcharge by per cent of the others that the arc pays, as a share of one; 0 = none. */
static double percent_on_top(const struct pricing *p) {
    const struct rate *rate = p->have >> ITEM_SURCHARGE & 1 ? p->line[ITEM_SURCHARGE].rate : NULL;
    bool by_percent = rate != NULL && rate->basis == BASIS_PERCENT;
    return by_percent ? wide_double(rate->amount.e4, MONEY_PLACES) / 100 : 0;
}

bool tariff_shares(const struct tariff *tariff, const struct charge *charge,
                   struct rate_share share[ITEM_BOOK], int *shares, struct error *err) {
    struct pricing pricing = {.tariff = tariff, .charge = charge, .err = err};
    double base_e4 = 0;
    *shares = 0;
    if (!add_all(&pricing))
        return false;
    double percent = percent_on_top(&pricing);
    for (int item = 0; item < ITEM_COUNT; item++) {
        const struct rate *rate = pricing.line[item].rate;
        if (!(pricing.have >> item & 1) || (rate != NULL && rate->basis == BASIS_PERCENT))
            continue;
        base_e4 += pricing.exact[item];
        if (rate != NULL)
            share[(*shares)++] = (struct rate_share){rate, pricing.exact[item] * (1 + percent) / 10000};
    }
    if (percent > 0)
        share[(*shares)++] =
            (struct rate_share){pricing.line[ITEM_SURCHARGE].rate, base_e4 * percent / 10000};
    return true;
}
