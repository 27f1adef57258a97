// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the program says in Indonesian of comparisons, conflicts, frontiers, explanations, partners, allocations, histories
 * and standing plans, on small data sets. That English stays what it is, and that what programs read is the same in both,
 * is held elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <string.h>
#include <unistd.h>

static const struct golden texts[] = {
    {"id-compare", "angkut compare --data strait --rate rail=+20% --close L3 --as-of 2026-11-24 --lang id"},
    {"id-compare-one", "angkut compare strait --rate fuel=+25% --as-of 2026-11-24 --lang id"},
    {"id-conflict", "angkut explain infeasible full --as-of 2026-11-24 --lang id"},
    {"id-conflict-none", "angkut explain infeasible strait --as-of 2026-11-24 --lang id"},
    {"id-frontier", "angkut frontier full --as-of 2026-11-24 --vot 20000 --lang id"},
    {"id-explain-shipment", "angkut explain shipment S3 full --as-of 2026-11-24 --lang id"},
    {"id-explain-cost", "angkut explain cost S1 strait --as-of 2026-11-24 --lang id"},
    {"id-explain-link", "angkut explain link L5 strait --as-of 2026-11-24 --lang id"},
    {"id-partners", "angkut partners strait --as-of 2026-11-24 --lang id"},
    {"id-invest", "angkut partners strait --as-of 2026-11-24 --invest --raise 20 --lang id"},
    {"id-allocate", "angkut allocate strait --as-of 2026-11-24 --lang id"},
    {"id-statement", "angkut allocate strait --as-of 2026-11-24 --statement growers --lang id"},
    {"id-history", "angkut history plans --lang id"},
    {"id-status", "angkut tariff status plan.json costly --as-of 2026-11-25 --lang id"},
    {"id-status-impossible", "angkut tariff status halted.json halted --as-of 2027-01-01 --lang id"},
};

static bool translated;

static void it_says_in_indonesian_what_it_said(void **state) {
    (void)state;
    if (translated)
        golden_compare(texts, COUNT_OF(texts));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    if (translated)
        golden_fits(texts, COUNT_OF(texts), 0);
}

/* A word of the English output in the Indonesian one is a text that is not marked, or not translated. */
static void nothing_is_left_in_english(void **state) {
    (void)state;
    static const char *const words[] = {" the ",   " and ",   " of ",     " to ",   " is ",   " by ",
                                        " with ",  " would ", " more ",   " less ", "Proven", " a tonne",
                                        " before", " after",  " tonnes ", " plan ", " plans "};
    for (size_t i = 0; translated && i < COUNT_OF(texts); i++) {
        const char *said = golden_run(texts[i].command);
        for (size_t w = 0; w < COUNT_OF(words); w++) {
            if (strstr(said, words[w]) != NULL)
                fail_msg("%s says \"%s\":\n%s", texts[i].name, words[w], said);
        }
    }
}

/* Their sums are of other tests: here the same digits must stand in both languages, with other marks between them. */
static void both_languages_have_the_same_digits(void **state) {
    (void)state;
    for (size_t i = 0; translated && i < COUNT_OF(texts); i++) {
        const char *command = texts[i].command;
        const size_t length = strlen(command) - strlen(" --lang id");
        const char *digits = "| tr -cd '0-9' | fold -w 1 | sort | uniq -c";
        const char *english = golden_run(support_text("%.*s --lang en %s", (int)length, command, digits));
        assert_string_equal(golden_run(support_text("%s %s", command, digits)), english);
    }
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    const char *program = golden_program();
    translated = access(support_text("%.*s/locale/id/LC_MESSAGES/angkut.mo",
                                     (int)(strrchr(program, '/') - program), program),
                        R_OK) == 0;
    if (!translated) {
        print_message("skipped: no translation beside the program (no msgfmt, package gettext)\n");
        return 0;
    }
    golden_vary("strait", "README.md", "");
    golden_vary("full", "roads/link.csv", "s/,2000,selat/,1000,selat/");
    golden_vary("costly", "tariffs/book.csv", "s/^rail,rail,t_km,400/rail,rail,t_km,4400/");
    golden_vary("halted", "README.md", "");
    support_write(golden_folder(), "halted/roads/restriction.csv", "mode,valid_from\nferry,2027-01-01\n");
    golden_run("mkdir plans");
    golden_run("angkut plan strait --as-of 2026-05-24 --format json -o plans/may.json");
    golden_run("angkut plan strait --as-of 2026-08-24 --close L5 --format json -o plans/august.json");
    golden_run("angkut plan strait --as-of 2026-11-24 --format json -o plan.json");
    golden_run("angkut plan halted --as-of 2026-12-31 --format json -o halted.json");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_in_indonesian_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(nothing_is_left_in_english),
        cmocka_unit_test(both_languages_have_the_same_digits),
    };
    return cmocka_run_group_tests_name("reports in Indonesian", tests, set_up, NULL);
}
