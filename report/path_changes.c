// SPDX-License-Identifier: GPL-3.0-or-later
/* Which tonnes change their way, in words. */
#include "report/way.h"

#include "base/language.h"

#include <stdio.h>

enum { CHANGES_SHOWN = 4, LINE = 2 * WAY_WORDS };

static const char *commodity_words(const struct page *page, int shipment) {
    int number = page->scenario->shipment[shipment].commodity;
    if (number < 0)
        return "";
    const struct commodity *commodity = &page->scenario->commodity[number];
    return commodity->name != NULL ? commodity->name : commodity->id;
}

void path_change(const struct page *page, const struct plan *ways, const struct path_change *change,
                 bool whole) {
    char tonnes[WORDS], head[LINE], from[WAY_WORDS], to[WAY_WORDS], line[LINE];
    const char *commodity = commodity_words(page, change->shipment);
    way_words(page, ways, change->from, change->to, whole, from);
    way_words(page, ways, change->to, change->from, whole, to);
    snprintf(head, sizeof head, "%.60s%s%.80s, %s t", page->scenario->shipment[change->shipment].id,
             commodity[0] != '\0' ? " " : "", commodity, about_tonnes_words(tonnes, change->quantity_kg));
    if (!whole) {
        snprintf(line, sizeof line, "%.200s: %.1400s -> %.1400s", head, from, to);
        text_wrapped(page, 4, line);
        return;
    }
    text_wrapped(page, 4, head);
    /* translators: the way so far; %c is a space at which the line is not broken */
    snprintf(line, sizeof line, _("from%c%s"), HARD_SPACE, from);
    text_wrapped(page, 6, line);
    /* translators: the way from then on */
    snprintf(line, sizeof line, _("to%c%s"), HARD_SPACE, to);
    text_wrapped(page, 6, line);
}

void path_changes(const struct page *page, const struct plan *ways, const struct path_change *change,
                  int changes, bool whole) {
    char words[WORDS];
    int64_t rest_kg = 0;
    for (int i = 0; i < changes; i++) {
        if (i < CHANGES_SHOWN || changes == CHANGES_SHOWN + 1)
            path_change(page, ways, &change[i], whole);
        else
            rest_kg += change[i].quantity_kg;
    }
    if (rest_kg <= 0)
        return;
    fputs("    ", page->out);
    fprintf(page->out, _("and %d more, of %s t"), changes - CHANGES_SHOWN,
            about_tonnes_words(words, rest_kg));
    putc('\n', page->out);
}
