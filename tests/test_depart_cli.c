// SPDX-License-Identifier: GPL-3.0-or-later
/* plan --depart from outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include <string.h>

#define TAIL " | sed -n '/^Clock times/,$p'"

static const struct golden texts[] = {
    {"depart", "angkut plan timed --as-of 2026-11-24 --depart 'Mon 06:00'" TAIL},
    {"depart-brief", "angkut plan timed --as-of 2026-11-24 --depart 'sen 6.00' --brief" TAIL},
    {"depart-none-listed", "angkut plan strait --as-of 2026-11-24 --depart 'Sun 23:30' --brief" TAIL},
    {"depart-none-met",
     "angkut plan timed --as-of 2026-11-24 --depart 'Fri 12:00' --close L3 --close L5 --brief" TAIL},
    {"depart-late", "angkut plan late --as-of 2026-11-24 --depart 'Fri 20:00'" TAIL},
    {"depart-smallest", "angkut plan smallest --as-of 2026-11-24 --depart 'Wed 08:00'" TAIL},
};

static const struct golden others[] = {
    {"depart-json",
     "angkut plan timed --as-of 2026-11-24 --depart 'Mon 06:00' --format json | sed -n '/\"clock\"/,$p'"},
    {"depart-csv", "angkut plan timed --depart 'Mon 06:00' --format csv"},
    {"depart-bad-day", "angkut plan timed --depart 'Mo 06:00'"},
    {"depart-bad-time", "angkut plan timed --depart 'Mon 24:00'"},
    {"depart-bad-file", "angkut plan faulty --depart 'Mon 06:00'"},
    {"depart-verify",
     "angkut plan timed --as-of 2026-11-24 --depart 'Mon 06:00' --format json -o timed.json; "
     "angkut verify timed.json timed"},
};

static void depart_says_what_it_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), false);
}

/* Without the member a plan has the bytes of one made without --depart, and its hash. */
static void clock_times_are_added_to_a_plan_that_stays_as_it_is(void **state) {
    (void)state;
    static const char *const days[] = {"Mon 06:00", "Thu 23:59"};
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        const char *text = golden_run(
            support_text("angkut plan timed --as-of 2026-11-24 --format json >plain.json; "
                         "angkut plan timed --as-of 2026-11-24 --format json --depart '%s' >clock.json; "
                         "sed '/^  \"clock\": {/,/^  }/d' clock.json | sed '$!N;s/^  \\([]}]\\),\\n}$/  \\1\\n}/;P;D' "
                         "| cmp - plain.json",
                         days[i]));
        assert_string_equal(text, "--- exit status 0\n");
        assert_non_null(strstr(golden_run("grep -c '\"clock\"' plain.json"), "0\n"));
    }
    golden_run("angkut plan timed --as-of 2026-11-24 --depart 'Mon 06:00' >clock.txt; "
               "angkut plan timed --as-of 2026-11-24 >plain.txt");
    assert_string_equal(golden_run("sed '/^Clock times/,$d' clock.txt | sed '$d' | cmp - plain.txt"),
                        "--- exit status 0\n");
}

static void json_is_what_the_schema_says(void **state) {
    (void)state;
    static const char *const runs[] = {"timed --depart 'Mon 06:00'", "late --depart 'Fri 20:00'",
                                       "smallest --depart 'Sat 00:00'", "strait --depart 'Sun 12:34'"};
    if (schema_interpreter() == NULL)
        return;
    for (size_t i = 0; i < COUNT_OF(runs); i++) {
        golden_run(support_text("angkut plan %s --format json -q | "
                                "python3 -c 'import json, sys; json.dump(json.load(sys.stdin)[\"clock\"], "
                                "open(\"clock.json\", \"w\"))'",
                                runs[i]));
        assert_string_equal(schema_faults("angkut-clock-1", support_text("%s/clock.json", golden_folder())),
                            "");
    }
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("timed", "README.md", "");
    golden_vary("late", "shipments/shipment.csv", "s/,25,12,/,25,8,/");
    golden_vary("faulty", "README.md", "");
    const char *folder = golden_folder();
    static const char rows[] = "departure_id,link_id,vehicle_type_id,from_node_id,to_node_id,weekday,time\n"
                               "ferry,L3,,barat,,Mon;Wed;Fri,06:00;18:00\n"
                               "back,L3,,timur,,daily,09:30\n"
                               "train,,train,batu,barat,Tue;Thu,20:00\n";
    support_write(folder, "timed/roads/departure.csv", rows);
    support_write(folder, "late/roads/departure.csv", rows);
    support_write(folder, "faulty/roads/departure.csv",
                  "link_id,from_node_id,weekday,time\nL3,kota,Monday,6h\n");
    support_write(folder, "smallest/roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB 1,105,-4\n");
    support_write(folder, "smallest/roads/link.csv",
                  "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,headway_h,freight_capacity\n"
                  "1,A,B 1,true,10.5,2,24,60\n2,A,B 1,true,20,1,,\n");
    support_write(folder, "smallest/roads/departure.csv", "link_id,weekday,time\n1,Wed,09:00\n");
    support_write(folder, "smallest/shipments/shipment.csv",
                  "shipment_id,origin_node_id,destination_node_id,quantity_t\nx,A,B 1,100\ny,A,A,1\n");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(depart_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(clock_times_are_added_to_a_plan_that_stays_as_it_is),
        cmocka_unit_test(json_is_what_the_schema_says),
    };
    return cmocka_run_group_tests_name("plan --depart from outside", tests, set_up, NULL);
}
