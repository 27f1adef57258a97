// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv_put.h"

#include "report/report.h"

#include <string.h>

static bool raw;

void csv_put_raw(bool as_it_is) {
    raw = as_it_is;
}

/* "-5", "+1.25": what a spreadsheet makes of it is the number it is. */
static bool is_number(const char *text) {
    static const char digits[] = "0123456789";
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, digits);
    text += whole;
    if (*text == '.' && text[1] != '\0')
        text += 1 + strspn(text + 1, digits);
    return whole > 0 && *text == '\0';
}

/* OWASP, CSV injection: what starts so is taken for a formula, the full-width forms in East Asian versions. */
static bool starts_formula(const char *text) {
    static const char *const wide_forms[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    if (*text != '\0' && strchr("=+-@\t\r\n", *text) != NULL)
        return !is_number(text);
    for (size_t i = 0; i < sizeof wide_forms / sizeof *wide_forms; i++)
        if (strncmp(text, wide_forms[i], strlen(wide_forms[i])) == 0)
            return true;
    return false;
}

void csv_put_part(const char *text, bool first, FILE *out) {
    if (first && !raw && starts_formula(text))
        putc('\'', out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putc('"', out);
        putc(*text, out);
    }
}

void csv_put_text(const char *text, FILE *out) {
    bool quoted = text[strcspn(text, ",;\t\"\r\n")] != '\0';
    if (quoted)
        putc('"', out);
    csv_put_part(text, true, out);
    if (quoted)
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
