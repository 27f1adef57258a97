// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers, amounts and words of the data in both languages. Expected texts by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/language.h"
#include "report/words.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

/* A catalogue of its own: what is expected does not hang on the program's. */
static const char catalogue[] =
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Plural-Forms: nplurals=1; plural=0;\\n\"\n\n"
    "msgid \"%s million\"\nmsgstr \"%s juta\"\n\nmsgid \"%s %%\"\nmsgstr \"%s%%\"\n\n"
    "msgid \"%s per tonne\"\nmsgstr \"%s per ton\"\n\nmsgid \"road\"\nmsgstr \"jalan\"\n\n"
    "msgid \"month\"\nmsgstr \"bulan\"\n\nmsgid \"fuel\"\nmsgstr \"bahan bakar\"\n\n"
    "msgid \"vehicle_km\"\nmsgstr \"kendaraan-km\"\n\nmsgid \"Mon\"\nmsgstr \"Sen\"\n\n"
    "msgid \"%.20s%s %+ld week\"\nmsgid_plural \"%.20s%s %+ld weeks\"\nmsgstr[0] \"%.20s%s %+ld minggu\"\n\n"
    "msgid \"Proven: at most %s above the best possible total (%s).\"\n"
    "msgstr \"Terbukti: %2$s, yaitu %1$s.\"\n";

static const char *folder;
static bool has_catalogue;

static int make_catalogue(void **state) {
    int status;
    (void)state;
    folder = support_folder();
    support_write(folder, "id/LC_MESSAGES/angkut.mo", "");
    const char *source = support_write(folder, "id.po", catalogue);
    support_run("command -v msgfmt", &status);
    has_catalogue = status == 0;
    if (has_catalogue)
        support_run(support_text("msgfmt --check-format -o %s/id/LC_MESSAGES/angkut.mo %s", folder, source),
                    &status);
    return has_catalogue ? status : 0;
}

static int speak_english(void **state) {
    (void)state;
    language_use(LANGUAGE_ENGLISH, folder);
    return 0;
}

/* False where texts can't be asked for in Indonesian. */
static bool speak_indonesian(void) {
    language_use(LANGUAGE_INDONESIAN, folder);
    if (!has_catalogue)
        print_message("skipped: no msgfmt\n");
    return has_catalogue;
}

/* ---- numbers and money ---- */

static void numbers_have_the_marks_of_the_language(void **state) {
    static const struct {
        int64_t n;
        int places, shown;
        const char *english, *indonesian;
    } cases[] = {
        {0, 0, 0, "0", "0"},
        {1234567, 0, 0, "1,234,567", "1.234.567"},
        {-12345678, 3, 3, "-12,345.678", "-12.345,678"},
        {999, 3, 1, "1.0", "1,0"},
    };
    (void)state;
    char words[WORDS];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        language_use(LANGUAGE_ENGLISH, folder);
        assert_string_equal(number_words(words, cases[i].n, cases[i].places, cases[i].shown),
                            cases[i].english);
        language_use(LANGUAGE_INDONESIAN, folder);
        assert_string_equal(number_words(words, cases[i].n, cases[i].places, cases[i].shown),
                            cases[i].indonesian);
        language_pause(); /* for programs */
        assert_string_equal(number_words(words, cases[i].n, cases[i].places, cases[i].shown),
                            cases[i].english);
        language_resume();
    }
    assert_string_equal(tonnes_words(words, 400500), "400,5");
}

static void rupiah_stand_against_their_number_in_indonesian_and_codes_do_not(void **state) {
    static const struct {
        const char *currency;
        int64_t e7;
        const char *english, *indonesian;
    } cases[] = {
        {"IDR", 4100000000000, "Rp 410,000", "Rp410.000"},
        {"IDR", 168417000000000000, "Rp 16,841.7 million", "Rp16.841,7 juta"},
        {"IDR", 9995000000, "Rp 999.50", "Rp999,50"},
        {"USD", 10000000000, "USD 1,000", "USD 1.000"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct network network = {.currency = cases[i].currency};
        const struct money_scale scale = money_scale_for(&network, cases[i].e7);
        char words[WORDS];
        language_use(LANGUAGE_ENGLISH, folder);
        assert_string_equal(money_words(words, scale, cases[i].e7), cases[i].english);
        if (speak_indonesian())
            assert_string_equal(money_words(words, scale, cases[i].e7), cases[i].indonesian);
    }
}

static void rates_and_shares_follow(void **state) {
    const struct network network = {.currency = "IDR"};
    char words[WORDS];
    (void)state;
    assert_string_equal(rate_per_t_words(words, &network, 410000000), "Rp 41,000 per tonne");
    assert_string_equal(percent_words(words, 125, 1, 1), "12.5 %");
    assert_string_equal(gap_words(words, 0.0123), "1.3 %");
    if (!speak_indonesian())
        return;
    assert_string_equal(rate_per_t_words(words, &network, 410000000), "Rp41.000 per ton");
    assert_string_equal(percent_words(words, 125, 1, 1), "12,5%");
    assert_string_equal(gap_words(words, 0.0123), "1,3%");
    assert_string_equal(gap_words(words, 0), "0,0001%");
}

/* ---- proofs ---- */

static void a_proof_is_one_sentence_that_says_what_it_is_of(void **state) {
    static const struct {
        int64_t above_e4, penalty_e4;
        enum budget_quantity budget;
        bool openings;
        const char *words;
    } cases[] = {
        {0, 0, BUDGET_NONE, false, "Proven: no plan has a lower total."},
        {0, 0, BUDGET_CO2, false, "Proven: no plan within the budget has a lower total."},
        {0, 0, BUDGET_NONE, true, "Proven: no plan of any openings has a lower total."},
        {25000, 0, BUDGET_NONE, false, "Proven: at most Rp 3 above the best possible total (0.1 %)."},
        {25000, 0, BUDGET_COST, false,
         "Proven: at most Rp 3 above the best possible total within the budget (0.1 %)."},
        {25000, 0, BUDGET_NONE, true,
         "Proven: at most Rp 3 above the best possible total of any openings (0.1 %)."},
        {25000, 10000000, BUDGET_NONE, false,
         "Proven: at most Rp 3 above the best possible total (0.17 % of what moves)."},
    };
    const struct network network = {.currency = "IDR"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char words[3 * WORDS];
        const int64_t objective_e4 = 25000000; /* 2,500; of it 1,500 money where there is a penalty */
        const struct plan plan = {.objective_e4 = objective_e4,
                                  .cost_e4 = 15000000,
                                  .penalty_e4 = cases[i].penalty_e4,
                                  .bound_e4 = objective_e4 - cases[i].above_e4,
                                  .opening_bound_e4 = objective_e4 - cases[i].above_e4,
                                  .has_opening_bound = cases[i].openings,
                                  .budget.quantity = cases[i].budget,
                                  .gap = (double)cases[i].above_e4 / (double)objective_e4};
        assert_string_equal(proof_words(words, &plan, &network), cases[i].words);
    }
}

static void a_proof_may_say_its_parts_in_another_order(void **state) {
    const struct network network = {.currency = "IDR"};
    const struct plan plan = {.objective_e4 = 25000000, .bound_e4 = 24975000, .gap = 0.001};
    char words[3 * WORDS];
    (void)state;
    if (speak_indonesian())
        assert_string_equal(proof_words(words, &plan, &network), "Terbukti: 0,1%, yaitu Rp3.");
}

/* ---- words of the data ---- */

static void usual_words_are_translated_and_others_stay(void **state) {
    const struct network network = {.period = "month"}, odd = {.period = "pekan"};
    (void)state;
    if (speak_indonesian()) {
        assert_string_equal(mode_words("road"), "jalan");
        assert_string_equal(period_words(&network), "bulan");
        assert_string_equal(item_words(ITEM_FUEL), "bahan bakar");
        assert_string_equal(basis_unit_words(BASIS_VEHICLE_KM), "kendaraan-km");
        assert_string_equal(mode_words("cable"), "cable");
        assert_string_equal(period_words(&odd), "pekan");
        language_pause();
    }
    assert_string_equal(mode_words("road"), "road");
    assert_string_equal(period_words(&network), "month");
    for (int item = 0; item < ITEM_COUNT; item++)
        assert_string_equal(item_words((enum item)item), item_name((enum item)item));
    for (int basis = 0; basis < BASIS_COUNT; basis++)
        assert_string_equal(basis_unit_words((enum basis)basis), basis_name((enum basis)basis));
}

static void clock_times_are_written_as_the_language_does(void **state) {
    const struct moment monday = {(int64_t)6 * 60 * UMIN_PER_MINUTE};
    const struct moment later = {monday.umin + 2 * UMIN_PER_WEEK};
    char words[MOMENT_WORDS];
    (void)state;
    assert_string_equal(moment_words(words, monday, monday, false), "Mon 06:00");
    assert_string_equal(moment_words(words, later, monday, false), "Mon 06:00 +2 weeks");
    if (!speak_indonesian())
        return;
    assert_string_equal(moment_words(words, monday, monday, false), "Sen 06.00");
    assert_string_equal(moment_words(words, later, monday, false), "Sen 06.00 +2 minggu");
    assert_string_equal(moment_words(words, monday, later, false), "Sen 06.00 -2 minggu");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(numbers_have_the_marks_of_the_language, speak_english),
        cmocka_unit_test_setup(rupiah_stand_against_their_number_in_indonesian_and_codes_do_not,
                               speak_english),
        cmocka_unit_test_setup(rates_and_shares_follow, speak_english),
        cmocka_unit_test_setup(a_proof_is_one_sentence_that_says_what_it_is_of, speak_english),
        cmocka_unit_test_setup(a_proof_may_say_its_parts_in_another_order, speak_english),
        cmocka_unit_test_setup(usual_words_are_translated_and_others_stay, speak_english),
        cmocka_unit_test_setup(clock_times_are_written_as_the_language_does, speak_english),
    };
    return cmocka_run_group_tests_name("report words", tests, make_catalogue, NULL);
}
