// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 unsigned_wide;

enum { WORD_DIGITS = 19, DIGITS = 2 * WORD_DIGITS }; /* 10^38 < 2^127 */

static const uint64_t ten[WORD_DIGITS + 1] = {1u,
                                              10u,
                                              100u,
                                              1000u,
                                              10000u,
                                              100000u,
                                              1000000u,
                                              10000000u,
                                              100000000u,
                                              1000000000u,
                                              10000000000u,
                                              100000000000u,
                                              1000000000000u,
                                              10000000000000u,
                                              100000000000000u,
                                              1000000000000000u,
                                              10000000000000000u,
                                              100000000000000000u,
                                              1000000000000000000u,
                                              10000000000000000000u};

/* 10^power, 0 <= power <= DIGITS. */
static unsigned_wide power_of_ten(int power) {
    return power <= WORD_DIGITS ? ten[power] : (unsigned_wide)ten[WORD_DIGITS] * ten[power - WORD_DIGITS];
}

/* (-1)^negative * (digits + something in (0, 1) if more) * 10^power */
struct decimal {
    unsigned_wide digits; /* < 10^DIGITS; >= 10^(DIGITS - 1) if more */
    int64_t power;
    bool negative, more;
};

/* Where the digits are gathered: two words, so that no step needs 128 bits. */
struct gather {
    uint64_t word[2];
    int count[2]; /* significant digits in each word */
    int64_t power;
    bool more;
};

static void gather_past(struct gather *to, char digit, bool fraction) {
    if (to->count[1] < WORD_DIGITS) {
        to->word[1] = to->word[1] * 10 + (uint64_t)(digit - '0');
        to->count[1]++;
        to->power -= fraction;
    } else {
        to->more |= digit != '0';
        to->power += !fraction;
    }
}

static const char *gather_digits(struct gather *to, const char *at, bool fraction) {
    for (; isdigit((unsigned char)*at); at++) {
        if (to->count[0] == WORD_DIGITS) {
            gather_past(to, *at, fraction);
            continue;
        }
        to->word[0] = to->word[0] * 10 + (uint64_t)(*at - '0');
        to->count[0] += to->word[0] != 0;
        to->power -= fraction;
    }
    return at;
}

/* Reads "e-5" at `at`, if it is there; NULL if it is cut short. Powers past 10^12 count as 10^12. */
static const char *read_exponent(const char *at, int64_t *power) {
    if (*at != 'e' && *at != 'E')
        return at;
    at++;
    bool negative = *at == '-';
    at += *at == '-' || *at == '+';
    if (!isdigit((unsigned char)*at))
        return NULL;
    int64_t exponent = 0;
    for (; isdigit((unsigned char)*at); at++)
        if (exponent < 1000000000000)
            exponent = exponent * 10 + (*at - '0');
    *power += negative ? -exponent : exponent;
    return at;
}

static bool read_decimal(const char *text, char point, struct decimal *out, struct error *err) {
    struct gather gather = {0};
    const char *at = text;
    bool negative = *at == '-';
    at += *at == '-' || *at == '+';
    const char *first = at;
    at = gather_digits(&gather, at, false);
    bool any = at > first;
    if (*at == point) {
        const char *fraction = at + 1;
        at = gather_digits(&gather, fraction, true);
        any |= at > fraction;
    }
    at = any ? read_exponent(at, &gather.power) : NULL;
    if (at == NULL || *at != '\0')
        return error_set(err, ERROR_INPUT, "\"%.40s\" is not a number", text);
    *out = (struct decimal){(unsigned_wide)gather.word[0] * ten[gather.count[1]] + gather.word[1],
                            gather.power, negative, gather.more};
    return true;
}

/* What is cut off a number, against a half. */
enum rest { REST_NONE, REST_BELOW, REST_HALF, REST_ABOVE };

/* The whole part of digits * 10^shift, shift < 0. */
static unsigned_wide cut(const struct decimal *from, int64_t shift, enum rest *rest) {
    if (shift < -DIGITS) {
        *rest = from->digits != 0 ? REST_BELOW : REST_NONE;
        return 0;
    }
    unsigned_wide scale = power_of_ten((int)-shift);
    unsigned_wide whole, twice;
    if (from->digits <= UINT64_MAX && scale <= UINT64_MAX) {
        whole = (uint64_t)from->digits / (uint64_t)scale;
        twice = 2 * (unsigned_wide)((uint64_t)from->digits % (uint64_t)scale);
    } else {
        whole = from->digits / scale;
        twice = 2 * (from->digits % scale);
    }
    if (twice >= scale)
        *rest = twice > scale || from->more ? REST_ABOVE : REST_HALF;
    else
        *rest = twice > 0 || from->more ? REST_BELOW : REST_NONE;
    return whole;
}

static bool scale_up(unsigned_wide digits, int64_t shift, unsigned_wide *out) {
    if (digits == 0)
        return true;
    return shift <= DIGITS && !__builtin_mul_overflow(digits, power_of_ten((int)shift), out);
}

bool decimal_parse(const char *text, int places, char point, enum decimal_rule rule, int64_t *out,
                   struct error *err) {
    struct decimal decimal;
    if (!read_decimal(text, point, &decimal, err))
        return false;
    int64_t shift = decimal.power + places;
    unsigned_wide whole = decimal.digits;
    bool fits = true;
    if (shift >= 0)
        fits = scale_up(decimal.digits, shift, &whole);
    else {
        enum rest rest;
        whole = cut(&decimal, shift, &rest);
        if (rest != REST_NONE && rule == DECIMAL_EXACT)
            return error_set(err, ERROR_INPUT, "\"%.40s\" has more than %d decimal places", text, places);
        whole += rest == REST_ABOVE || (rest == REST_HALF && whole % 2 == 1);
    }
    if (!fits || whole > (unsigned_wide)INT64_MAX + decimal.negative)
        return error_set(err, ERROR_INPUT, "\"%.40s\" is too large", text);
    *out = (int64_t)(decimal.negative ? -(wide)whole : (wide)whole);
    return true;
}

bool money_parse(const char *text, struct money *out, struct error *err) {
    return decimal_parse(text, MONEY_PLACES, '.', DECIMAL_EXACT, &out->e4, err);
}

/* Writes the digits backwards, ending before `end`; at least one. Returns where they begin. */
static char *digits_before(char *end, unsigned_wide n) {
    uint64_t low;
    while (n > UINT64_MAX) { /* eighteen at a time: a division of 128 bits is slow */
        low = (uint64_t)(n % ten[18]);
        n /= ten[18];
        for (int i = 0; i < 18; i++, low /= 10)
            *--end = (char)('0' + low % 10);
    }
    low = (uint64_t)n;
    do
        *--end = (char)('0' + low % 10);
    while ((low /= 10) != 0);
    return end;
}

/* digits * 10^power, rounded once. Up to 2^53 and 10^22 both are doubles, and so is one step between them. */
static double to_double(unsigned_wide digits, int64_t power) {
    if (digits <= (uint64_t)1 << 53 && power <= 0 && power >= -WORD_DIGITS)
        return (double)(uint64_t)digits / (double)ten[-power];
    if (power < -2000 || power > 2000)
        return digits == 0 || power < 0 ? 0 : HUGE_VAL;
    char text[WIDE_TEXT + 8]; /* digits and exponent only: strtod reads them alike in every locale */
    char *first = digits_before(text + WIDE_TEXT, digits);
    snprintf(text + WIDE_TEXT, 8, "e%d", (int)power);
    return strtod(first, NULL);
}

bool double_parse(const char *text, char point, double *out, struct error *err) {
    struct decimal decimal;
    if (!read_decimal(text, point, &decimal, err))
        return false;
    double value = to_double(decimal.digits, decimal.power);
    if (!isfinite(value))
        return error_set(err, ERROR_INPUT, "\"%.40s\" is too large", text);
    *out = decimal.negative ? -value : value;
    return true;
}

double wide_double(wide n, int places) {
    unsigned_wide magnitude = n < 0 ? -(unsigned_wide)n : (unsigned_wide)n;
    double value = to_double(magnitude, -places);
    return n < 0 ? -value : value;
}

wide wide_divide(wide n, wide d) {
    wide quotient = n / d, rest = n % d;
    unsigned_wide cut_off = rest < 0 ? -(unsigned_wide)rest : (unsigned_wide)rest;
    unsigned_wide left = (unsigned_wide)d - cut_off; /* no doubling, which might not fit */
    if (cut_off > left || (cut_off == left && quotient % 2 != 0))
        quotient += n < 0 ? -1 : 1;
    return quotient;
}

char *wide_text(char *buffer, wide n, int places, int least) {
    char digits[WIDE_TEXT], *end = digits + sizeof digits;
    char *first = digits_before(end, n < 0 ? -(unsigned_wide)n : (unsigned_wide)n);
    char *to = buffer;
    while (end - first <= places)
        *--first = '0';
    char *point = end - places;
    while (end - point > least && end[-1] == '0')
        end--;
    if (n < 0)
        *to++ = '-';
    to = mempcpy(to, first, (size_t)(point - first));
    if (end > point) {
        *to++ = '.';
        to = mempcpy(to, point, (size_t)(end - point));
    }
    *to = '\0';
    return buffer;
}
