// SPDX-License-Identifier: GPL-3.0-or-later
/* The corpus in tests/data/faults shows each check on a whole data set; here are their borders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_network.h"

/* What network_check() says of nodes and links; the links' header is given here. */
static void says(const char *nodes, const char *links, const char *vehicles, const char *expected) {
    const struct file files[] = {
        {"roads/node.csv", support_text("node_id,x_coord,y_coord\n%s", nodes)},
        {"roads/link.csv",
         support_text("link_id,from_node_id,to_node_id,directed,length,time_h,name,mode,allowed_uses\n%s",
                      links)},
        {vehicles != NULL ? "roads/vehicle_type.csv" : NULL,
         vehicles != NULL ? support_text("vehicle_type_id,modes,payload_t,gvw_t\n%s", vehicles) : NULL},
        {NULL, NULL}};
    struct reading r = read_files(files);
    assert_non_null(r.network);
    struct diag *diag = diag_new();
    network_check(r.network, diag);
    const char *findings = support_findings(diag, DIAG_NOTE);
    assert_string_equal(findings, expected);
    diag_free(diag);
    done(&r);
}

/* One degree of a meridian is 6371.0088 km x pi / 180 = 111.195 km. */
static const char meridian[] = "a,10,0\nb,10,1\n";

static void lengths_are_held_against_the_great_circle(void **state) {
    (void)state;
    says(meridian, "l,a,b,1,111.195,2,,,\n", NULL, "");
    says(meridian, "l,a,b,1,111.1,2,,,\n", NULL, ""); /* 0.09 % short */
    says(meridian, "l,a,b,1,111,2,,,\n", NULL,
         "roads/link.csv:2: warning: length 111.000 km of link \"l\" is under the 111.195 km of the great "
         "circle between "
         "its ends\n");
    says(meridian, "l,a,b,1,555,10,,,\n", NULL, ""); /* 4.99 times */
    says(meridian, "l,a,b,1,556,10,,,\n", NULL,
         "roads/link.csv:2: warning: length 556.000 km of link \"l\" is over 5 times the 111.195 km of the "
         "great circle "
         "between its ends\n");
    says("a,10,0\nb,10,0.0001\n", "l,a,b,1,0.002,0.0002,,,\n", NULL,
         ""); /* 11 m, 2 m: coordinates are no better */
    says("a,10,0\nb,10,0\n", "l,a,b,1,0.9,0.1,,,\n", NULL, "");
    says("a,10,0\nb,10,0\n", "l,a,b,1,1.5,0.1,,,\n", NULL,
         "roads/link.csv:2: warning: length 1.500 km of link \"l\" is over 5 times the 0.000 km of the great "
         "circle "
         "between its ends\n");
}

static void speeds_are_held_against_those_of_the_mode(void **state) {
    (void)state;
    static const struct {
        const char *mode, *time_h; /* for 120 km */
        const char *told;          /* NULL = usual */
    } cases[] = {
        {"road", "24", NULL},
        {"road", "25", "4.8 km/h (120.000 km in 25.00 h) of link \"l\" is unusual on mode road: 5 to 130"},
        {"toll", "0.93", NULL},
        {"toll", "0.9", "133.3 km/h (120.000 km in 0.90 h) of link \"l\" is unusual on mode toll: 5 to 130"},
        {"rail", "0.76", NULL},
        {"rail", "0.7", "171.4 km/h (120.000 km in 0.70 h) of link \"l\" is unusual on mode rail: 5 to 160"},
        {"sea", "59", NULL},
        {"sea", "61", "2.0 km/h (120.000 km in 61.00 h) of link \"l\" is unusual on mode sea: 2 to 60"},
        {"river", "100", NULL},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++)
        says(meridian, support_text("l,a,b,1,120,%s,,%s,\n", cases[c].time_h, cases[c].mode), NULL,
             cases[c].told == NULL
                 ? ""
                 : support_text("roads/link.csv:2: warning: speed %s km/h\n", cases[c].told));
    says(meridian, "l,a,b,1,,500,,,\n", NULL, ""); /* a length that nobody gave says nothing */
}

static void a_node_whose_coordinates_are_swapped_stands_out(void **state) {
    (void)state;
    /* Milan (9.19, 45.46) between Turin and Verona, written as (45.46, 9.19): in Somalia. */
    says("turin,7.68,45.07\nmilan,45.46,9.19\nverona,10.99,45.44\n",
         "1,turin,milan,0,,,,,\n2,milan,verona,0,,,,,\n"
         "3,turin,verona,0,,,,,\n",
         NULL,
         "roads/node.csv:3: warning: node \"milan\" is 5,201 km from its nearest neighbour, but 126 km with "
         "x_coord and "
         "y_coord swapped\n");
    says("turin,7.68,45.07\nmilan,9.19,45.46\nverona,10.99,45.44\n",
         "1,turin,milan,0,,,,,\n2,milan,verona,0,,,,,\n", NULL, "");
    says("rome,12.5,41.9\nnewyork,-74,40.7\n", "1,rome,newyork,0,,,,sea,\n", NULL,
         ""); /* far, but swapping is no help */
}

static void repeated_links_are_named_with_the_first_of_them(void **state) {
    (void)state;
    says(meridian,
         "1,a,b,1,120,2,,,\n"
         "2,b,a,1,120,2,,,\n"     /* the other way */
         "3,a,b,0,120,2,,,\n"     /* both ways */
         "4,a,b,1,120,2,New,,\n"  /* another name */
         "5,a,b,1,120,2,,rail,\n" /* another mode */
         "6,b,a,0,130,3,,,\n"     /* both ways is both ways */
         "7,a,b,1,125,2,,road,\n"
         "8,a,b,1,120,2,,,\n",
         NULL,
         "roads/link.csv:7: warning: link \"6\" has the ends, mode, direction and name of \"3\" in line 4\n"
         "roads/link.csv:8: warning: link \"7\" has the ends, mode, direction and name of \"1\" in line 2\n"
         "roads/link.csv:9: warning: link \"8\" has the ends, mode, direction and name of \"1\" in line 2\n");
}

static void after_five_rows_of_a_kind_the_rest_is_counted(void **state) {
    (void)state;
    char nodes[400] = "a,10,0\nb,10,1\n", expected[1000] = "";
    for (int n = 0; n < 7; n++)
        snprintf(nodes + strlen(nodes), sizeof nodes - strlen(nodes), "n%d,10,2\n", n);
    for (int n = 0; n < 5; n++)
        snprintf(expected + strlen(expected), sizeof expected - strlen(expected),
                 "roads/node.csv:%d: warning: no link touches node \"n%d\"\n", n + 4, n);
    strcat(expected, "roads/node.csv: warning: 2 more nodes that no link touches\n");
    says(nodes, "l,a,b,1,120,2,,,\n", NULL, expected);
}

static void links_and_vehicles_that_never_meet_are_named(void **state) {
    (void)state;
    says(meridian, "l,a,b,1,120,2,,,\nw,b,a,1,120,2,,,\"walk,bike\"\n", "truck,road,8,14\nbarge,river,500,\n",
         "roads/vehicle_type.csv:3: warning: vehicle type \"barge\" may pass no link: its modes, gvw_t and "
         "the links' "
         "allowed_uses leave none\n"
         "roads/link.csv:3: warning: no vehicle type may pass link \"w\": max_gvw_t and allowed_uses shut "
         "all out\n");
}

static void a_road_terminal_on_a_toll_road_is_served(void **state) {
    (void)state;
    struct reading r = read_files((const struct file[]){
        {"roads/node.csv", support_text("node_id,x_coord,y_coord\n%s", meridian)},
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,length,time_h,mode\nl,a,b,0,120,2,toll\n"},
        {"roads/terminal.csv", "terminal_id,node_id,mode\nt,a,road\nu,a,toll\nv,b,rail\n"},
        {NULL, NULL}});
    struct diag *diag = diag_new();
    network_check(r.network, diag);
    const char *findings = support_findings(diag, DIAG_NOTE);
    assert_string_equal(
        findings,
        "roads/terminal.csv:4: warning: terminal \"v\" serves mode rail, but no such link touches "
        "node \"b\"\n"
        "roads/terminal.csv: warning: is not used: without roads/vehicle_type.csv nothing is loaded "
        "or unloaded\n");
    diag_free(diag);
    done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_held_against_the_great_circle),
        cmocka_unit_test(speeds_are_held_against_those_of_the_mode),
        cmocka_unit_test(a_node_whose_coordinates_are_swapped_stands_out),
        cmocka_unit_test(repeated_links_are_named_with_the_first_of_them),
        cmocka_unit_test(after_five_rows_of_a_kind_the_rest_is_counted),
        cmocka_unit_test(links_and_vehicles_that_never_meet_are_named),
        cmocka_unit_test(a_road_terminal_on_a_toll_road_is_served),
    };
    return cmocka_run_group_tests_name("network checks", tests, NULL, NULL);
}
