// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include <string.h>

static const struct golden texts[] = {
    {"quote",
     "angkut quote strait --from batu --to kota --commodity coffee --tonnes 30.5 --as-of 2026-11-24"},
    {"quote-clock",
     "angkut quote strait --from batu --to kota --commodity coffee --tonnes 30.5 --as-of 2026-11-24 "
     "--depart \"Mon 06:00\" --by \"Tue 09:00\""},
    {"quote-leave-by", "angkut quote strait --from \"batu quarry\" --to kota --commodity stone --tonnes 12 "
                       "--by \"Thu 18:00\" --value 5000000 --as-of 2026-11-24 --brief"},
    {"quote-too-late", "angkut quote strait --from batu --to kota --tonnes 3 --depart \"Mon 06:00\" --by "
                       "\"Mon 07:00\" --as-of 2026-11-24"},
    {"quote-too-much",
     "angkut quote strait --from batu --to kota --commodity stone --tonnes 2500 --as-of 2026-11-24"},
    {"quote-until",
     "angkut quote strait --from batu --to barat --commodity stone --tonnes 9 --as-of 2022-01-01"},
    {"quote-no-way", "angkut quote strait --from batu --to kota --tonnes 3 --close L3 --as-of 2026-11-24"},
    {"quote-others",
     "angkut quote strait --from batu --to kota --commodity stone --tonnes 2000 --as-of 2026-11-24 "
     "--brief"},
    {"quote-huge", "angkut quote strait --from batu --to kota --tonnes 1e9 --as-of 2026-11-24 --brief"},
    {"quote-listed", "angkut quote weekly --from batu --to kota --commodity coffee --tonnes 30.5 --as-of "
                     "2026-11-24 --depart \"Thu 18:00\""},
    {"quote-listed-by", "angkut quote weekly --from batu --to kota --commodity coffee --tonnes 30.5 --as-of "
                        "2026-11-24 --by \"Thu 01:00\" --brief"},
    {"quote-listed-both",
     "angkut quote weekly --from batu --to kota --tonnes 30.5 --as-of 2026-11-24 --depart "
     "\"Thu 18:00\" --by \"Thu 12:00\" --brief"},
    {"quote-listed-late", "angkut quote weekly --from batu --to kota --tonnes 3 --as-of 2026-11-24 --depart "
                          "\"Fri 06:00\" --by \"Mon 12:00\""},
    {"help-quote", "angkut help quote"},
};

static const struct golden others[] = {
    {"quote-batch", "angkut quote strait --batch batch.csv --as-of 2026-11-24"},
    {"quote-json",
     "angkut quote strait --from batu --to kota --commodity coffee --tonnes 30.5 --as-of 2026-11-24 "
     "--depart \"Mon 06:00\" --by \"Tue 00:00\" --format json"},
    {"quote-csv", "angkut quote strait --batch batch.csv --as-of 2026-11-24 --format csv"},
    {"quote-batch-over", "angkut quote weekly --batch over.csv --as-of 2026-11-24"},
    {"quote-over-csv", "angkut quote weekly --batch over.csv --as-of 2026-11-24 --format csv"},
    {"quote-batch-absent", "angkut quote strait --batch absent.csv"},
    {"quote-ambiguous", "angkut quote strait --from harbour --to kota --tonnes 3"},
    {"quote-misspelt", "angkut quote strait --from batu --to kotta --tonnes 3"},
    {"quote-no-commodity", "angkut quote strait --from batu --to kota --commodity tofu --tonnes 3"},
    {"quote-no-tonnes", "angkut quote strait --from batu --to kota --tonnes 0"},
    {"quote-too-fine", "angkut quote strait --from batu --to kota --tonnes 1.0005"},
    {"quote-missing", "angkut quote strait --from batu --tonnes 3"},
    {"quote-same-place", "angkut quote strait --from batu --to batu --tonnes 3"},
    {"quote-no-day", "angkut quote strait --from batu --to kota --tonnes 3 --depart \"Moonday 06:00\""},
    {"quote-both", "angkut quote strait --batch batch.csv --to kota"},
    {"quote-batch-faults", "angkut quote strait --batch faults.csv"},
    {"quote-batch-empty", "angkut quote strait --batch empty.csv"},
};

static void quote_says_what_it_said(void **state) {
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
    static const char *const asked[] = {
        "--batch batch.csv",
        "--from batu --to kota --tonnes 2500 --commodity stone",
        "--from batu --to kota --tonnes 3 --close L3",
        "--from batu --to barat --tonnes 3 --as-of 2022-01-01",
        "--from batu --to kota --tonnes 3 --depart \"Thu 18:00\"",
        "--from kota --to batu --tonnes 3 --by \"Mon 00:00\" --depart \"Mon 00:00\""};
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        golden_run(support_text("angkut quote weekly %s --format json -o quote.json", asked[i]));
        assert_string_equal(schema_faults("angkut-quote-1", support_text("%s/quote.json", golden_folder())),
                            "");
    }
}

/* A delivery of a batch is what it is by itself. */
static void a_batch_says_of_each_what_it_says_of_one(void **state) {
    (void)state;
    const char *many = golden_run("angkut quote strait --batch two.csv --format json --as-of 2026-11-24");
    const char *one = golden_run(
        "angkut quote strait --from kota --to batu --commodity coffee --tonnes 7 --by \"Fri 12:00\" "
        "--format json --as-of 2026-11-24 | sed -n \"/\\\"from_node_id\\\": \\\"kota\\\",/,/^    }/p\"");
    const char *end = strstr(one, "\n    }");
    assert_non_null(end);
    assert_non_null(strstr(many, support_text("%.*s", (int)(end - one), one)));
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("weekly", "README.md", "");
    support_write(support_text("%s/weekly/roads", golden_folder()), "departure.csv",
                  "link_id,weekday,time\nL3,Thu,06:00\nL3,Fri,06:00\n");
    support_write(golden_folder(), "over.csv",
                  "from,to,commodity,tonnes,depart\nbatu,kota,stone,2500,\nbatu,kota,,5,Thu 18:00\n");
    support_write(golden_folder(), "batch.csv",
                  "from,to,commodity,tonnes,depart,by,value\n"
                  "batu,kota,coffee,30.5,,,\n"
                  "Batu Quarry,Barat Harbour,stone,400,Mon 06:00,Tue 12:00,\n"
                  "kota,batu,,2,,Thu 18:00,\n"
                  "batu,kota,coffee,1,Mon 06:00,Mon 09:00,1000000\n");
    support_write(golden_folder(), "two.csv",
                  "tonnes,from,to,commodity,by\n30.5,batu,kota,coffee,\n7,kota,batu,coffee,Fri 12:00\n");
    support_write(golden_folder(), "faults.csv",
                  "from,to,commodity,tonnes,depart,by,value\n"
                  "harbour,kota,coffee,30.5,,,\n"
                  "batu,kotta,stoone,0,,,\n"
                  "batu,batu,,x,6 o'clock,Thu,5\n"
                  ",kota,stone,1.2345,,,-1\n");
    support_write(golden_folder(), "empty.csv", "from,to,commodity,tonnes\n");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(quote_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
        cmocka_unit_test(a_batch_says_of_each_what_it_says_of_one),
    };
    return cmocka_run_group_tests_name("quote from outside", tests, set_up, NULL);
}
