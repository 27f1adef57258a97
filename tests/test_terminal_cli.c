// SPDX-License-Identifier: GPL-3.0-or-later
/* Widths and colours of what verbs print, on terminals and in pipes (tests/output_on_terminal.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

static void tables_fit_and_colours_are_where_they_are_wanted(void **state) {
    (void)state;
    int status;
    if (support_run("command -v python3 && command -v stty", &status), status != 0) {
        print_message("skipped: no python3 or no stty here\n");
        return;
    }
    assert_true(golden_begin());
    const char *said =
        support_run(support_text("python3 tests/output_on_terminal.py '%s' tests/data/strait '%s' 2>&1",
                                 golden_program(), golden_folder()),
                    &status);
    if (status != 0)
        print_error("%s", said);
    assert_int_equal(status, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tables_fit_and_colours_are_where_they_are_wanted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
