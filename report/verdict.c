// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "report/words.h"

void report_verdict(const struct verdict *verdict, const struct plan *plan, FILE *out) {
    char words[WORDS], day[DATE_TEXT];
    if (!verdict->holds) {
        fputs("The plan does not hold.\n", out);
        return;
    }
    fprintf(out, "The plan holds: %d shipments on %d paths, tariffs of %s.\n", plan->shipments, plan->paths,
            date_text(day, plan->variant.as_of));
    if (plan->unmet_kg > 0)
        fprintf(out, "  unmet      %20s t\n", number_words(words, plan->unmet_kg, MASS_PLACES, 0));
    fprintf(out, "  objective  %20s\n", number_words(words, verdict->objective_e4, MONEY_PLACES, 0));
    fprintf(out, "  bound      %20s\n", number_words(words, verdict->bound_e4, MONEY_PLACES, 0));
    fprintf(out, "Proven within %s of the best possible.\n", gap_words(words, verdict->gap));
}
