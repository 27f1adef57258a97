// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/write_csv.h"

#include "base/units.h"

#include <string.h>

void csv_write_text(const char *text, FILE *out) {
    if (text == NULL)
        return;
    if (text[strcspn(text, ",;\t\"\r\n")] == '\0') {
        fputs(text, out);
        return;
    }
    putc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putc('"', out);
        putc(*text, out);
    }
    putc('"', out);
}

void csv_write(const char *text, FILE *out) {
    putc(',', out);
    csv_write_text(text, out);
}

void csv_write_quantity(int64_t n, int places, FILE *out) {
    char text[WIDE_TEXT];
    fprintf(out, ",%s", n >= 0 ? wide_text(text, n, places, 0) : "");
}

void csv_write_position(int32_t lon_e7, int32_t lat_e7, FILE *out) {
    char lon[WIDE_TEXT], lat[WIDE_TEXT];
    fprintf(out, "%s,%s", wide_text(lon, lon_e7, 7, 0), wide_text(lat, lat_e7, 7, 0));
}
