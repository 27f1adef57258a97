// SPDX-License-Identifier: GPL-3.0-or-later
/* The typed fields of a row. */
#include "base/csv.h"

#include "base/csv_row.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void csv_point(struct csv *csv, char point) {
    csv->point = point;
    csv->point_declared = true;
}

const char *csv_name(const struct csv *csv, int column) {
    return csv->columns[column].name;
}

bool csv_has(const struct csv *csv, int column) {
    return csv->place_of[column] >= 0;
}

const char *csv_text(const struct csv *csv, int column) {
    int place = csv->place_of[column];
    return place >= 0 ? csv->fields[place].text : "";
}

const char *csv_label(struct csv *csv, int column) {
    int place = csv->place_of[column];
    if (place < 0)
        return "";
    for (char *at = csv->fields[place].text; *at != '\0'; at++)
        if (iscntrl((unsigned char)*at))
            *at = ' ';
    return csv->fields[place].text;
}

bool csv_report(struct csv *csv, enum diag_level level, int column, const char *format, ...) {
    char text[sizeof((struct error *)NULL)->message];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    return diag_add(csv->diag, level, csv_place(csv, column), "%s", text);
}

const char *csv_need(struct csv *csv, int column) {
    const char *text = csv_text(csv, column);
    if (text[0] == '\0')
        csv_report(csv, DIAG_ERROR, column, "%s is missing", csv->columns[column].name);
    return text;
}

static bool refuse(struct csv *csv, int column, const struct error *err) {
    return csv_report(csv, DIAG_ERROR, column, "%s: %s", csv->columns[column].name, err->message);
}

/* Whether all of `text` is digits, `between`, digits (with an optional sign); *group = how many come last. */
static bool is_split_once(const char *text, char between, size_t *group) {
    text += *text == '-' || *text == '+';
    size_t first = strspn(text, "0123456789");
    if (first == 0 || text[first] != between)
        return false;
    *group = strspn(text + first + 1, "0123456789");
    return *group > 0 && text[first + 1 + *group] == '\0';
}

/* "1.234" is one thousand and more to some; "0.234" and "1234.567" are that to nobody. */
static bool may_be_thousands(const char *text) {
    size_t group;
    text += *text == '-' || *text == '+';
    return is_split_once(text, '.', &group) && group == 3 && text[0] != '0' &&
           strspn(text, "0123456789") <= 3;
}

/* Reports a number that two people read differently: with `between` as the point, and as a mere separator. */
static bool report_readings(struct csv *csv, int column, const char *text, char between) {
    const char *name = csv->columns[column].name, *behind = strchr(text, between) + 1;
    int before = (int)(behind - text) - 1;
    if (csv->published)
        return csv_report(csv, DIAG_ERROR, column,
                          "%s: %s could be %.*s.%s or %.*s%s; write it with fewer or more places", name, text,
                          before, text, behind, before, text, behind);
    if (csv->point_declared)
        return csv_report(csv, DIAG_ERROR, column,
                          "%s: %s could be %.*s.%s or %.*s%s; decimal_char is \"%c\"", name, text, before,
                          text, behind, before, text, behind, csv->point);
    return csv_report(csv, DIAG_ERROR, column,
                      "%s: %s could be %.*s.%s or %.*s%s; say decimal_char in roads/config.csv", name, text,
                      before, text, behind, before, text, behind);
}

/* What was changed was said with a decimal point, whatever the file has. */
static char point_of(const struct csv *csv, int column) {
    return csv_changed_by(csv, column) != NULL ? '.' : csv->point;
}

/* The field's text, if it has one that can be only one number;
 * NULL otherwise, a doubtful one being reported. */
static const char *number_text(struct csv *csv, int column) {
    const char *text = csv_text(csv, column);
    char other = point_of(csv, column) == '.' ? ',' : '.';
    size_t group;
    if (text[0] == '\0')
        return NULL;
    if (is_split_once(text, other, &group))
        return report_readings(csv, column, text, other), NULL;
    if (csv->delimiter == ';' && csv_changed_by(csv, column) == NULL && !csv->point_declared &&
        may_be_thousands(text))
        return report_readings(csv, column, text, '.'), NULL;
    return text;
}

bool csv_decimal(struct csv *csv, int column, int places, enum decimal_rule rule, int64_t low, int64_t high,
                 int64_t *out) {
    const char *text = number_text(csv, column), *name = csv->columns[column].name;
    struct error err;
    char bound[WIDE_TEXT];
    int64_t value;
    if (text == NULL)
        return false;
    if (!decimal_parse(text, places, point_of(csv, column), rule, &value, &err))
        return refuse(csv, column, &err);
    if (value < low)
        return csv_report(csv, DIAG_ERROR, column, "%s: %.40s is below %s", name, text,
                          wide_text(bound, low, places, 0));
    if (value > high)
        return csv_report(csv, DIAG_ERROR, column, "%s: %.40s is above %s", name, text,
                          wide_text(bound, high, places, 0));
    *out = value;
    return true;
}

bool csv_money(struct csv *csv, int column, struct money *out) {
    return csv_decimal(csv, column, MONEY_PLACES, DECIMAL_EXACT, 0, INT64_MAX, &out->e4);
}

bool csv_mass(struct csv *csv, int column, int64_t *out_kg) {
    return csv_decimal(csv, column, MASS_PLACES, DECIMAL_EXACT, 0, INT64_MAX, out_kg);
}

bool csv_double(struct csv *csv, int column, double low, double high, double *out) {
    const char *text = number_text(csv, column), *name = csv->columns[column].name;
    struct error err;
    double value;
    if (text == NULL)
        return false;
    if (!double_parse(text, point_of(csv, column), &value, &err))
        return refuse(csv, column, &err);
    if (!(value >= low))
        return csv_report(csv, DIAG_ERROR, column, "%s: %.40s is below %.15g", name, text, low);
    if (!(value <= high))
        return csv_report(csv, DIAG_ERROR, column, "%s: %.40s is above %.15g", name, text, high);
    *out = value;
    return true;
}

bool csv_date(struct csv *csv, int column, struct date *out) {
    const char *text = csv_text(csv, column);
    struct error err;
    if (text[0] == '\0')
        return false;
    return date_parse(text, out, &err) || refuse(csv, column, &err);
}

static int word_in(const char *text, const char *const *words) {
    for (int i = 0; words[i] != NULL; i++)
        if (strcasecmp(text, words[i]) == 0)
            return i;
    return -1;
}

bool csv_bool(struct csv *csv, int column, bool *out) {
    static const char *const yes[] = {"true", "1", "yes", "y", "ya", NULL};
    static const char *const no[] = {"false", "0", "no", "n", "tidak", NULL};
    const char *text = csv_text(csv, column);
    if (text[0] == '\0')
        return false;
    bool is_yes = word_in(text, yes) >= 0;
    if (!is_yes && word_in(text, no) < 0)
        return csv_report(csv, DIAG_ERROR, column, "%s: \"%.40s\" is neither true nor false",
                          csv->columns[column].name, text);
    *out = is_yes;
    return true;
}

static void report_words(struct csv *csv, int column, const char *text, const char *const *words) {
    AUTO(names_release) struct names *known = names_new();
    char list[300] = "";
    for (size_t used = 0; *words != NULL && used < sizeof list; words++) {
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? ", " : "", *words);
        names_add(known, *words, NULL);
    }
    const char *meant = names_nearest(known, text);
    if (meant != NULL)
        csv_report(csv, DIAG_ERROR, column, "%s: \"%.40s\" is none of %s; did you mean \"%s\"?",
                   csv->columns[column].name, text, list, meant);
    else
        csv_report(csv, DIAG_ERROR, column, "%s: \"%.40s\" is none of %s", csv->columns[column].name, text,
                   list);
}

int csv_word_of(struct csv *csv, int column, const char *text, const char *const *words) {
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(text, words[i]) == 0)
            return i;
    report_words(csv, column, text, words);
    return -1;
}

bool csv_word(struct csv *csv, int column, const char *const *words, int *out) {
    const char *text = csv_text(csv, column);
    int number = *text == '\0' ? -1 : csv_word_of(csv, column, text, words);
    if (number >= 0)
        *out = number;
    return number >= 0;
}
