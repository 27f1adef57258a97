// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exact quantities. Money is int64 in 1/10 000 of the data set's one currency (the scale of SQL's
 * MONEY; good to 9.2e14 units). The other units are plain int64 whose names end in the unit:
 *   _kg  kilograms            (files: tonnes, three places, exact)
 *   _mm  millimetres          (files: km or miles, rounded to 1e-6 km once)
 *   _uh  millionths of an hour (files: hours, rounded to 1e-6 h once)
 * Products of them are formed in `wide`, 128 bits, and rounded once.
 */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct money {
    int64_t e4;
};

__extension__ typedef __int128 wide;

enum {
    MONEY_PLACES = 4,
    MASS_PLACES = 3, /**< tonnes to kg */
    KM_PLACES = 6,   /**< km to mm */
    HOUR_PLACES = 6, /**< h to uh */
    WIDE_TEXT = 48,  /**< room for any number wide_text() writes */
};

/** What to do with digits past the last place: refuse them, or round half to even. */
enum decimal_rule { DECIMAL_EXACT, DECIMAL_ROUND };

/**
 * Reads a decimal ("-12.5", "3e4", ".5"; optional sign, digits, point, exponent; no spaces, locale,
 * hexadecimal, inf or nan) as an integer count of 10^-places, 0 <= places <= 12. `point` is '.' or ','.
 * Errors (ERROR_INPUT): `"x" is not a number`, `"x" has more than N decimal places`, `"x" is too large`.
 */
bool decimal_parse(const char *text, int places, char point, enum decimal_rule rule, int64_t *out,
                   struct error *err);

/** The same grammar as the double nearest to it; `"x" is too large` where that is infinite. */
bool double_parse(const char *text, char point, double *out, struct error *err);

/** decimal_parse for an amount of money, exact. */
bool money_parse(const char *text, struct money *out, struct error *err);

/** n / d rounded half to even; d > 0. */
wide wide_divide(wide n, wide d);

/**
 * Writes n * 10^-places as a decimal without exponent ("-0.05", "1200"), trailing zeros of the fraction
 * left out down to `least` places; 0 <= places <= 38. `buffer` holds WIDE_TEXT bytes. Returns buffer.
 */
char *wide_text(char *buffer, wide n, int places, int least);

/** The double nearest to n * 10^-places. */
double wide_double(wide n, int places);

#endif
