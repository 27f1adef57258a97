// SPDX-License-Identifier: GPL-3.0-or-later
/* plan --whole-vehicles from outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#define RUN "angkut plan strait --as-of 2026-11-24 --whole-vehicles"
#define TAIL " | sed -n '/^In whole/,$p'"

static const struct golden texts[] = {
    {"vehicles", RUN TAIL},
    {"vehicles-brief", RUN " --brief" TAIL},
    {"vehicles-shared", "angkut plan shared --as-of 2026-11-24 --whole-vehicles" TAIL},
};

static const struct golden others[] = {
    {"vehicles-json", RUN " --format json -q | sed -n '/\"vehicles\": {/,$p'"},
    {"vehicles-csv", RUN " --format csv"},
    {"vehicles-verify", RUN " --format json -q -o whole.json; angkut verify whole.json strait"},
};

static void it_says_what_it_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), true);
}

static void json_is_what_the_schema_says(void **state) {
    (void)state;
    static const char *const sets[] = {"strait", "shared"};
    if (schema_interpreter() == NULL)
        return;
    for (size_t i = 0; i < COUNT_OF(sets); i++) {
        golden_run(support_text("angkut plan %s --as-of 2026-11-24 --whole-vehicles --format json -q | "
                                "python3 -c 'import json, sys; json.dump(json.load(sys.stdin)[\"vehicles\"], "
                                "open(\"vehicles.json\", \"w\"))'",
                                sets[i]));
        assert_string_equal(
            schema_faults("angkut-vehicles-1", support_text("%s/vehicles.json", golden_folder())), "");
    }
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("shared", "shipments/shipment.csv",
                "s/S3,growers,coffee,batu,kota,400.5/&,,\\nS5,quarry,coffee,batu,kota,33/");
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
    };
    return cmocka_run_group_tests_name("plan --whole-vehicles", tests, set_up, NULL);
}
