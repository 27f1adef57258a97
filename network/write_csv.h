// SPDX-License-Identifier: GPL-3.0-or-later
/* Cells of the CSV files that imports write. */
#ifndef NETWORK_WRITE_CSV_H
#define NETWORK_WRITE_CSV_H

#include <stdint.h>
#include <stdio.h>

/** The text, in quotes where it needs them; NULL = empty. No delimiter. */
void csv_write_text(const char *text, FILE *out);
/** A delimiter and the text. */
void csv_write(const char *text, FILE *out);
/** A delimiter and n * 10^-places; nothing for a negative n. */
void csv_write_quantity(int64_t n, int places, FILE *out);
/** "lon,lat" from counts of 1e-7 degrees. */
void csv_write_position(int32_t lon_e7, int32_t lat_e7, FILE *out);

#endif
