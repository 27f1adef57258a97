// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv_put.h"

#include <string.h>

void csv_put_text(const char *text, FILE *out) {
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

void csv_put(const char *text, FILE *out) {
    putc(',', out);
    if (text != NULL)
        csv_put_text(text, out);
}

void csv_put_number(wide n, int places, FILE *out) {
    char text[WIDE_TEXT];
    fprintf(out, ",%s", wide_text(text, n, places, 0));
}
