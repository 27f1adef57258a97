// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Fields of CSV as written: RFC 4180, quoted only where they need it. Texts that a spreadsheet would take for a formula get
 * an apostrophe before them (doc/formats.md, "CSV as written").
 */
#ifndef REPORT_CSV_PUT_H
#define REPORT_CSV_PUT_H

#include "base/units.h"

#include <stdio.h>

void csv_put_text(const char *text, FILE *out);
/** What stands inside a quoted field, or a part of it; `first`: its beginning. */
void csv_put_part(const char *text, bool first, FILE *out);
/** A comma and the text; NULL = nothing. */
void csv_put(const char *text, FILE *out);
/** A comma and n * 10^-places, trailing zeros left out. */
void csv_put_number(wide n, int places, FILE *out);

#endif
