// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_network.h"

#include <math.h>

static struct vehicle_type vehicle(const char *id, const char *home, const char *second, int64_t gvw_kg) {
    return (struct vehicle_type){
        .id = id, .modes = {home, second}, .gvw_kg = gvw_kg, .speed_factor_e4 = 10000};
}

static void a_vehicle_passes_links_of_its_modes_that_bear_it(void **state) {
    (void)state;
    const struct network network = {0};
    const struct vehicle_type truck = vehicle("truck", "road", "toll", 14000),
                              unknown = vehicle("van", "road", NULL, -1), any = vehicle(NULL, NULL, NULL, -1);
    static const struct {
        const char *mode;
        int64_t max_gvw_kg;
        bool truck, unknown, any;
    } cases[] = {
        {"road", -1, true, true, true},     {"road", 14000, true, true, true},
        {"road", 13999, false, true, true}, {"toll", -1, true, false, true},
        {"rail", -1, false, false, true},   {"Road", -1, false, false, true},
        {"rail", 100, false, false, true},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        const struct link link = {.mode = cases[c].mode, .max_gvw_kg = cases[c].max_gvw_kg};
        assert_int_equal(network_admits(&network, &link, &truck), cases[c].truck);
        assert_int_equal(network_admits(&network, &link, &unknown), cases[c].unknown);
        assert_int_equal(network_admits(&network, &link, &any), cases[c].any);
    }
}

static void freight_without_vehicle_types_keeps_off_footpaths(void **state) {
    (void)state;
    const struct vehicle_type abstract = vehicle(NULL, NULL, NULL, -1);
    static const struct {
        const char *uses, *mode;
        bool trucks_named, passes;
    } cases[] = {
        {NULL, "road", true, true},           {";walk;", "road", false, false},
        {";bus;", "road", false, false},      {";truck;walk;", "road", true, true},
        {";auto;", "road", false, true},      {";auto;", "road", true, false},
        {";rail;", "rail", false, true},      {";rail;", "road", false, false},
        {";all;", "road", true, true},        {";freight;", "river", true, true},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        const struct network network = {.trucks_named = cases[c].trucks_named};
        const struct link link = {.mode = cases[c].mode, .allowed_uses = cases[c].uses, .max_gvw_kg = -1};
        if (network_admits(&network, &link, &abstract) != cases[c].passes)
            fail_msg("%s on %s", cases[c].uses, cases[c].mode);
    }
}

static void allowed_uses_let_in_whom_they_name(void **state) {
    (void)state;
    const struct vehicle_type truck = vehicle("Tronton", "road", "rail", -1),
                              wagon = vehicle("wagon", "rail", NULL, -1);
    static const struct {
        const char *uses;
        bool trucks_named; /* elsewhere in the network */
        bool truck, wagon;
    } cases[] = {
        {NULL, true, true, true},
        {";walk;bike;", false, false, false},
        {";all;", true, true, true},
        {";freight;", true, true, true},
        {";walk;truck;", true, true, false},
        {";hgv;", true, true, false},
        {";auto;", false, true, false}, /* nobody tells trucks apart */
        {";auto;", true, false, false}, /* somebody does */
        {";rail;", false, true, true},
        {";tronton;", true, true, false},
        {";tron;", true, false, false},
        {";trucks-not;", true, false, false},
        {";bus;", true, false, false},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        const struct network network = {.trucks_named = cases[c].trucks_named};
        const struct link link = {.mode = "rail", .max_gvw_kg = -1, .allowed_uses = cases[c].uses};
        assert_int_equal(network_admits(&network, &link, &truck), cases[c].truck);
        assert_int_equal(network_admits(&network, &link, &wagon), cases[c].wagon);
    }
}

static void time_is_rounded_once_half_to_even(void **state) {
    (void)state;
    static const struct {
        int64_t length_mm, speed_mm_per_h, time_uh, factor_e4, expected;
    } cases[] = {
        {1, 2000000, -1, 10000, 0},                       /* 0.5 -> 0 */
        {3, 2000000, -1, 10000, 2},                       /* 1.5 -> 2 */
        {5, 2000000, -1, 10000, 2},                       /* 2.5 -> 2 */
        {1, 2000000, -1, 5000, 1},                        /* at half the speed 1 */
        {100000000, 60000000, -1, 10000, 1666667},        /* 100 km at 60 km/h = 1 h 40 min */
        {100000000, 60000000, -1, 9500, 1754386},         /* / 0.95 = 1.75438596 h */
        {100000000000, 100000, -1, 100, 100000000000000}, /* 100 000 km at 0.1 km/h x 0.01: 128 bits needed */
        {100000000, 60000000, 7500000, 9500, 7500000},    /* time_h holds for every vehicle */
        {100000000, -1, 0, 10000, 0},
        {100000000, -1, -1, 10000, 0}, /* neither is known */
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        const struct link link = {.length_mm = cases[c].length_mm,
                                  .speed_mm_per_h = cases[c].speed_mm_per_h,
                                  .time_uh = cases[c].time_uh};
        const struct vehicle_type v = {.speed_factor_e4 = cases[c].factor_e4};
        assert_int_equal(network_time_uh(&link, &v), cases[c].expected);
    }
}

static void a_restriction_forbids_what_meets_all_its_keys_while_in_force(void **state) {
    (void)state;
    struct restriction rows[] = {
        {.commodity_id = "coal",
         .mode = "road",
         .jurisdiction = "province",
         .valid_from = {100},
         .valid_to = {200}},
        {.vehicle_type_id = "tronton", .link_id = "L7", .valid_from = DATE_EVER, .valid_to = DATE_NEVER},
        {.cargo_form = "liquid", .valid_from = DATE_EVER, .valid_to = {50}},
    };
    const struct network network = {.restrictions = 3, .restriction = rows};
    static const struct {
        struct movement movement;
        int day, row; /* -1: free */
    } cases[] = {
        {{"coal", "bulk", "tronton", "road", "province", "L1"}, 100, 0},
        {{"coal", "bulk", "tronton", "road", "province", "L1"}, 199, 0},
        {{"coal", "bulk", "tronton", "road", "province", "L1"}, 99, -1},
        {{"coal", "bulk", "tronton", "road", "province", "L1"},
         200,
         -1}, /* valid_to is the first day without */
        {{"coal", "bulk", "tronton", "road", "regency", "L1"}, 150, -1},
        {{"coal", "bulk", "tronton", "road", NULL, "L1"}, 150, -1}, /* what is not known meets no key */
        {{NULL, NULL, "tronton", "road", "province", "L7"}, 150, 1},
        {{"coal", NULL, "tronton", "road", "province", "L7"}, 150, 0}, /* the first that forbids */
        {{"rice", "liquid", "fuso", "road", NULL, "L1"}, 49, 2},
        {{"rice", "liquid", "fuso", "road", NULL, "L1"}, 50, -1},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        const struct restriction *found =
            network_forbids(&network, &cases[c].movement, (struct date){cases[c].day});
        assert_ptr_equal(found, cases[c].row < 0 ? NULL : &rows[cases[c].row]);
    }
}

static void a_vehicle_loads_at_the_terminal_of_its_home_mode(void **state) {
    (void)state;
    struct node nodes[] = {{.terminal = 2}, {.terminal = -1}};
    struct terminal terminals[] = {
        {.mode = "rail", .next = -1}, {.mode = "sea", .next = 0}, {.mode = "road", .next = 1}};
    const struct network network = {.nodes = 2, .node = nodes, .terminals = 3, .terminal = terminals};
    const struct vehicle_type train = vehicle("train", "rail", NULL, -1),
                              truck = vehicle("truck", "road", "ferry", -1),
                              barge = vehicle("barge", "river", "rail", -1),
                              any = vehicle(NULL, NULL, NULL, -1);
    assert_ptr_equal(network_terminal(&network, 0, &train), &terminals[0]);
    assert_ptr_equal(network_terminal(&network, 0, &truck), &terminals[2]);
    assert_null(network_terminal(&network, 0, &barge));
    assert_null(network_terminal(&network, 0, &any));
    assert_null(network_terminal(&network, 1, &train));
}

/* A millimetre per thousand kilometres and another for the rounding. */
static void is_about(int64_t mm, double km) {
    assert_true(fabs((double)mm - km * 1e6) <= 1 + km / 1000);
}

static void great_circles_agree_with_published_ones(void **state) {
    (void)state;
    struct node nodes[] = {
        {.lon = -86.67, .lat = 36.12},  /* Nashville airport */
        {.lon = -118.40, .lat = 33.94}, /* Los Angeles airport */
        {.lon = 0, .lat = 90},          {.lon = 77, .lat = 0},   {.lon = 179.9999, .lat = 0},
        {.lon = -179.9999, .lat = 0},   {.lon = -103, .lat = 0}, /* opposite to 77 */
    };
    struct network network = {.geographic = true, .nodes = (int)COUNT_OF(nodes), .node = nodes};
    /* Rosetta Code, "Haversine formula": 2886.444442837983 km on a sphere of 6371.0 km. */
    is_about(network_great_circle_mm(&network, 0, 1), 2886.444442837983 * 6371.0088 / 6371.0);
    is_about(network_great_circle_mm(&network, 2, 3), 6371.0088 * M_PI / 2); /* pole to equator: a quarter */
    is_about(network_great_circle_mm(&network, 3, 6), 6371.0088 * M_PI);
    is_about(network_great_circle_mm(&network, 4, 5),
             6371.0088 * M_PI * 0.0002 / 180); /* over the date line */
    assert_int_equal(network_great_circle_mm(&network, 1, 1), 0);
    assert_int_equal(network_great_circle_mm(&network, 0, 1), network_great_circle_mm(&network, 1, 0));
    network.geographic = false;
    assert_int_equal(network_great_circle_mm(&network, 0, 1), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vehicle_passes_links_of_its_modes_that_bear_it),
        cmocka_unit_test(freight_without_vehicle_types_keeps_off_footpaths),
        cmocka_unit_test(allowed_uses_let_in_whom_they_name),
        cmocka_unit_test(time_is_rounded_once_half_to_even),
        cmocka_unit_test(a_restriction_forbids_what_meets_all_its_keys_while_in_force),
        cmocka_unit_test(a_vehicle_loads_at_the_terminal_of_its_home_mode),
        cmocka_unit_test(great_circles_agree_with_published_ones),
    };
    return cmocka_run_group_tests_name("network admission, times and distances", tests, NULL, NULL);
}
