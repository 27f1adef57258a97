// SPDX-License-Identifier: GPL-3.0-or-later
/* Man pages: what help says, and clean under groff (tests/man_against_help.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <string.h>

static bool has(const char *program) {
    int status;
    support_run(support_text("command -v %s", program), &status);
    if (status != 0)
        print_message("skipped: no %s here\n", program);
    return status == 0;
}

static int begin(void **state) {
    (void)state;
    return golden_begin() ? 0 : -1;
}

static void man_pages_say_what_help_says(void **state) {
    (void)state;
    int status;
    if (!has("groff") || !has("python3"))
        return;
    const char *said = support_run(
        support_text("env -u SOURCE_DATE_EPOCH python3 tests/man_against_help.py '%s'", golden_program()),
        &status);
    if (status != 0)
        print_error("%s", said);
    assert_int_equal(status, 0);
}

static void each_page_has_a_name_that_is_found(void **state) {
    (void)state;
    if (!has("lexgrog"))
        return;
    const char *said = golden_run("angkut help tariff lint --man >lint.1; lexgrog lint.1");
    assert_non_null(strstr(said, "\"angkut-tariff-lint - judges a feed of tariffs before it is published\""));
}

static void what_roff_would_run_is_escaped(void **state) {
    (void)state;
    const char *page = golden_run("angkut help plan --man");
    assert_ptr_equal(strstr(page, ".TH \"ANGKUT-PLAN\" 1 \""), page);
    assert_non_null(strstr(page, "\\fB\\-\\-max\\-co2\\fR \\fITONNES\\fR\n"));
    assert_non_null(strstr(page, "\\-\\-depart \\(dqMon 06:00\\(dq"));
    assert_non_null(strstr(page, "today\\(aqs tariffs"));
    assert_null(strstr(page, "`"));
}

static void the_same_page_each_time(void **state) {
    (void)state;
    const char *first = golden_run("angkut help quote --man --lang id");
    assert_string_equal(first, golden_run("TZ=Asia/Jakarta COLUMNS=40 angkut help quote --man --lang id"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(man_pages_say_what_help_says),
        cmocka_unit_test(each_page_has_a_name_that_is_found),
        cmocka_unit_test(what_roff_would_run_is_escaped),
        cmocka_unit_test(the_same_page_each_time),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
