// SPDX-License-Identifier: GPL-3.0-or-later
/* The line that a long verb shows, on terminals of several widths (tests/progress_on_terminal.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

static void a_long_verb_says_how_far_it_is(void **state) {
    (void)state;
    int status;
    if (support_run("command -v python3 && command -v stty", &status), status != 0) {
        print_message("skipped: no python3 or no stty here\n");
        return;
    }
    assert_true(golden_begin());
    const char *said =
        support_run(support_text("env -u LC_ALL -u LANGUAGE python3 tests/progress_on_terminal.py "
                                 "'%s' data '%s' 2>&1",
                                 golden_program(), golden_folder()),
                    &status);
    if (status != 0)
        print_error("%s", said);
    assert_int_equal(status, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_long_verb_says_how_far_it_is)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
