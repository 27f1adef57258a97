// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers of result files as the page shows them. */
#include "report/page_parts.h"

#include "base/date.h"
#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

wide page_amount(const struct json *object, const char *key, int places) {
    double amount;
    if (!json_double(json_get(object, key), &amount) || !(fabs(amount) < 1e20))
        return 0;
    return (wide)roundl((long double)amount * (long double)power_of_ten(places));
}

static wide floor_of(wide n, wide unit) {
    return n / unit - (n % unit < 0);
}

void page_round(const wide *exact, int count, wide unit, wide *rounded) {
    AUTO_FREE wide *rest = xcalloc((size_t)count + 1, sizeof *rest);
    for (int i = 0; i < count; i++)
        rest[i] = exact[i] - floor_of(exact[i], unit) * unit;
    apportion(rest, count, unit, rounded);
    for (int i = 0; i < count; i++)
        rounded[i] += floor_of(exact[i], unit);
}

const char *page_words(const struct json *object, const char *key) {
    const char *words = json_string(json_get(object, key));
    return words != NULL ? words : "";
}

void page_money_cell(struct html_table *table, struct money_scale scale, wide n) {
    html_cell_number(table, n, scale.shown, scale.shown);
}

void page_change_cell(struct html_table *table, wide n, int shown) {
    char words[WORDS], with_sign[WORDS + 1];
    number_words(words, n, shown, shown);
    snprintf(with_sign, sizeof with_sign, "%s%s", n > 0 ? "+" : "", words);
    html_cell_words(table, with_sign, n, shown);
}

static void put_list(FILE *out, const char *title, const struct json *list) {
    if (json_first(list) == NULL)
        return;
    putc(' ', out);
    html_text(out, title);
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at)) {
        putc(' ', out);
        html_name(out, json_string(at) != NULL ? json_string(at) : "");
        if (json_next(at) != NULL)
            putc(',', out);
    }
    putc('.', out);
}

void page_made_with(const struct page *page, const struct json *made) {
    struct date date;
    struct error unheard;
    char day[DATE_WORDS] = "", line[WORDS * 2];
    if (date_parse(page_words(made, "as_of"), &date, &unheard))
        date_words(day, date);
    fputs("<p class=\"basis\">", page->out);
    snprintf(line, sizeof line, _("Tariffs of %s."), day);
    html_text(page->out, line);
    put_list(page->out, _("Scenarios:"), json_get(made, "scenarios"));
    put_list(page->out, _("Closed:"), json_get(made, "closed_links"));
    put_list(page->out, _("Closed:"), json_get(made, "closed_terminals"));
    if (strcmp(page_words(made, "tariff_hash"), page->plan->tariff_hash) != 0) {
        fputs(" <strong class=\"warning\">", page->out);
        html_text(page->out, _("Its rates are not those of the plan above."));
        fputs("</strong>", page->out);
    }
    fputs("</p>\n", page->out);
}
