// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

static const struct golden texts[] = {
    {"history", "angkut history plans"},
    {"history-one", "angkut history plans/june.json"},
    {"history-brief", "angkut history --brief --quiet plans"},
    {"help-history", "angkut help history"},
};

static const struct golden others[] = {
    {"history-json", "angkut history plans/june.json plans/july.json --format json"},
    {"history-csv", "angkut history plans --format csv --quiet"},
    {"history-no-such-file", "angkut history nowhere.json"},
    {"history-no-plan", "angkut history plans/README.json"},
    {"history-nothing", "angkut history"},
};

static void history_says_what_it_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), false);
}

static void json_is_what_the_schema_says(void **state) {
    (void)state;
    golden_run("angkut history plans --format json -o history.json");
    assert_string_equal(schema_faults("angkut-history-1", support_text("%s/history.json", golden_folder())),
                        "");
}

/* Three months of the strait: as it is, with a link closed, with dearer fuel; the last one in an old file. */
static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_run("mkdir plans");
    golden_run("angkut plan strait --as-of 2026-06-24 --format json -o plans/june.json");
    golden_run("angkut plan strait --as-of 2026-07-24 --close L5 --format json -o plans/july.json");
    golden_run("angkut plan strait --as-of 2026-08-24 --rate fuel=+20% --format json -o plans/august.json");
    golden_run("sed 's/\"summary\"/\"something else\"/' plans/august.json > plans/old.json");
    golden_run("echo '{}' > plans/README.json");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(history_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
    };
    return cmocka_run_group_tests_name("history from outside", tests, set_up, NULL);
}
