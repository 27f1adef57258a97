// SPDX-License-Identifier: GPL-3.0-or-later
/* `angkut tariff fetch` from outside: tests/fetch_cases.py brings the servers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/support.h"

#include <stdlib.h>

static void whatever_a_server_does_the_tariffs_in_force_stay(void **state) {
    (void)state;
    const char *program = getenv("ANGKUT");
    int status;
    support_run("python3 -c 'import ssl' && command -v openssl", &status);
    if (status != 0) {
        print_message("skipped: no python3 or openssl here, so no server to fetch from\n");
        return;
    }
    const char *output =
        support_run(support_text("PYTHONDONTWRITEBYTECODE=1 python3 tests/fetch_cases.py '%s'",
                                 program != NULL ? program : "build/plain/angkut"),
                    &status);
    print_message("%s", output);
    assert_int_equal(status, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(whatever_a_server_does_the_tariffs_in_force_stay)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
