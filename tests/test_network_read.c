// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_network.h"

static const char two_nodes[] = "node_id,x_coord,y_coord\na,104,-4\nb,105,-4\n";

static void a_gmns_network_in_miles_is_read_in_millimetres(void **state) {
    (void)state;
    /* 10 mi = 16.09344 km, 30 mph = 48.28032 km/h: the international mile is 1609.344 m. */
    struct reading r =
        read_three("dataset_name,long_length,speed,crs,currency,version_number,id_type\n"
                   "Miles,mile,mph,4326,USD,0.96,string\n",
                   "node_id,name,x_coord,y_coord,z_coord,node_type,ctrl_type,zone_id,parent_node_id\n"
                   "1,First & Main,-71.10,42.36,3,intersection,signal,NaN,\n"
                   "01,,-71.30,42.36,,,,7,\n",
                   "link_id,from_node_id,to_node_id,directed,geometry_id,parent_link_id,dir_flag,length,"
                   "grade,facility_type,capacity,free_speed,lanes,bike_facility,ped_facility,parking,"
                   "allowed_uses,toll,jurisdiction,row_width\n"
                   "x,1,01,False,,,1,10,0,arterial,1800,30,2,none,none,none,\"AUTO, truck\",1.25,MassDOT,12\n"
                   "y,01,1,TRUE,,,1,10.5,0,,,NaN,,,,,,,,\n");
    assert_string_equal(
        r.findings,
        "roads/link.csv:3: warning: free_speed and time_h are missing: the link takes no time\n"
        "roads/link.csv: note: capacity counts cars and limits no freight; freight_capacity would, "
        "in t per month\n");
    const struct link *x = &r.network->link[0], *y = &r.network->link[1];
    assert_int_equal(x->length_mm, 16093440);
    assert_int_equal(x->speed_mm_per_h, 48280320);
    assert_int_equal(y->length_mm, 16898112); /* 10.5 x 1609344 */
    assert_int_equal(y->speed_mm_per_h, -1);
    assert_false(x->directed);
    assert_true(y->directed);
    assert_int_equal(x->capacity_kg, -1);
    assert_true(x->has_toll && x->toll.e4 == 12500);
    assert_false(y->has_toll || y->has_rate);
    assert_string_equal(x->mode, "road");
    assert_string_equal(x->allowed_uses, ";auto;truck;");
    assert_true(r.network->trucks_named);
    assert_null(r.network->node[0].zone_id);
    assert_string_equal(r.network->node[1].zone_id, "7");
    assert_int_equal(r.network->nodes, 2); /* "1" and "01" are two ids */
    assert_int_equal(x->to, 1);
    assert_string_equal(r.network->currency, "USD");
    done(&r);
}

static void units_of_length_and_speed_convert_exactly(void **state) {
    (void)state;
    static const struct {
        const char *length, *speed;        /* as config.csv calls them */
        const char *long_text, *fast_text; /* what stands in link.csv */
        int64_t mm, mm_per_h;
    } cases[] = {
        {"km", "kph", "1.5", "60", 1500000, 60000000},
        {"Kilometers", "km/h", "0.0000005", "60.5", 0, 60500000}, /* half a mm goes to the even 0 */
        {"meter", "m/s", "1500.25", "10", 1500250, 36000000},
        {"m", "mps", "0.0015", "2.5", 2, 9000000},  /* 1.5 mm goes to the even 2 */
        {"mi", "MPH", "0.1", "1", 160934, 1609344}, /* 160.9344 m */
        {"foot", "kmh", "1000", "5", 304800, 5000000},
        {"ft", "fps", "1", "10", 305, 10972800}, /* 304.8 mm; 10 ft/s = 3.048 m/s x 3.6 */
        {"yd", "kmph", "100", "5", 91440, 5000000},
        {"nmi", "knots", "10", "12", 18520000, 22224000},
        {"mile", "", "1", "30", 1609344, 48280320}, /* no speed unit: the long length per hour */
        {"", "", "1", "30", 1000000, 30000000},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        struct reading r = read_three(
            support_text("long_length,speed,crs\n%s,%s,EPSG:4326\n", cases[c].length, cases[c].speed),
            two_nodes,
            support_text("link_id,from_node_id,to_node_id,directed,length,free_speed\nl,a,b,1,%s,%s\n",
                         cases[c].long_text, cases[c].fast_text));
        assert_string_equal(r.findings, "");
        assert_int_equal(r.network->link[0].length_mm, cases[c].mm);
        assert_int_equal(r.network->link[0].speed_mm_per_h, cases[c].mm_per_h);
        assert_true(r.network->link[0].length_given);
        done(&r);
    }
}

static void bom_crlf_semicolon_and_decimal_comma_are_taken(void **state) {
    (void)state;
    const struct file files[] = {
        {"roads/config.csv", "\xEF\xBB\xBF"
                             "dataset_name;decimal_char;period\r\nToko;,;week\r\n"},
        {"roads/node.csv", "\xEF\xBB\xBF"
                           "node_id;x_coord;y_coord\r\na;104,5;-4,25\r\nb;105;-4\r\n"},
        {"roads/link.csv",
         "link_id;from_node_id;to_node_id;directed;time_h;rate_per_t;freight_capacity;name\r\n"
         "l;a;b;ya;1,5;12000,25;3,250;\"Jalan; raya\"\r\n"},
        {"roads/vehicle_type.csv", "vehicle_type_id;modes;payload_t\r\nt;\"road;toll\";8,5\r\n"},
        {NULL, NULL}};
    struct reading r = read_files(files);
    assert_string_equal(
        r.findings, "roads/link.csv:2: note: length is missing; the great circle of its ends, 62.031 km, is "
                    "taken\n"); /* by the vector formula atan2(|axb|, a.b) x 6371.0088 km */
    assert_true(r.network->decimal_declared && r.network->decimal_char == ',');
    assert_true(r.network->node[0].lon == 104.5 && r.network->node[0].lat == -4.25);
    const struct link *l = &r.network->link[0];
    assert_int_equal(l->time_uh, 1500000);
    assert_int_equal(l->rate_per_t.e4, 120002500);
    assert_int_equal(l->capacity_kg, 3250);
    assert_string_equal(l->name, "Jalan; raya");
    assert_string_equal(r.network->vehicle_type[0].modes[1], "toll");
    assert_null(r.network->vehicle_type[0].modes[2]);
    assert_int_equal(r.network->vehicle_type[0].payload_kg, 8500);
    assert_string_equal(r.network->period, "week");
    done(&r);
}

static void the_smallest_data_set_has_a_default_for_everything(void **state) {
    (void)state;
    struct reading r =
        read_three(NULL, two_nodes,
                   "link_id,from_node_id,to_node_id,directed,freight_capacity,rate_per_t,time_h\n"
                   "1,a,b,true,25900.201,6000,6.000000\n");
    const struct network *n = r.network;
    assert_string_equal(n->currency, "IDR");
    assert_string_equal(n->period, "month");
    assert_string_equal(n->dataset_name, strrchr(r.folder, '/') + 1);
    assert_true(n->abstract_vehicle && n->vehicle_types == 1 && n->vehicle_type[0].id == NULL);
    assert_int_equal(n->vehicle_type[0].speed_factor_e4, 10000);
    assert_int_equal(n->vehicle_type[0].load_factor_e4, 10000);
    assert_int_equal(n->terminals + n->restrictions, 0);
    const struct link *link = &n->link[0];
    assert_int_equal(link->capacity_kg, 25900201);
    assert_true(link->has_rate && link->rate_per_t.e4 == 60000000);
    assert_int_equal(link->time_uh, 6000000);
    assert_int_equal(link->max_gvw_kg, -1);
    assert_null(link->name);
    assert_false(link->length_given);
    assert_true(n->node[0].road_loads && !n->node[0].centroid && n->node[0].terminal == -1);
    assert_ptr_equal(n->node[0].id,
                     names_intern(r.names, "a")); /* equal texts of the pool are equal pointers */
    assert_int_equal(names_find(n->link_ids, "1"), 0);
    done(&r);
}

static void node_types_say_who_loads_and_who_is_passed(void **state) {
    (void)state;
    struct reading r =
        read_three(NULL,
                   "node_id,x_coord,y_coord,node_type\na,1,1,junction\nb,1,2,toll_gate\nc,1,3,centroid\n"
                   "d,1,4,city\n",
                   "link_id,from_node_id,to_node_id,directed,time_h,rate_per_t,length\nl,a,b,1,1,1,120\n");
    static const bool loads[] = {false, false, true, true}, centroid[] = {false, false, true, false};
    for (int n = 0; n < 4; n++) {
        assert_int_equal(r.network->node[n].road_loads, loads[n]);
        assert_int_equal(r.network->node[n].centroid, centroid[n]);
    }
    done(&r);
}

static void many_links_without_length_or_speed_are_told_once(void **state) {
    (void)state;
    char links[1000] = "link_id,from_node_id,to_node_id,directed,length,free_speed\n0,a,b,1,120,50\n";
    for (int l = 1; l <= 6; l++)
        snprintf(links + strlen(links), sizeof links - strlen(links), "%d,a,b,1,,\n", l);
    struct reading r = read_three(NULL, two_nodes, links);
    assert_string_equal(
        r.findings,
        "roads/link.csv:3: warning: length is missing, here and in 5 more links; the great circle of "
        "their ends is taken\n"
        "roads/link.csv:3: warning: free_speed and time_h are missing, here and in 5 more links: they "
        "take no time\n");
    assert_int_equal(r.network->link[6].length_mm, network_great_circle_mm(r.network, 0, 1));
    done(&r);
}

static void a_network_off_the_globe_needs_lengths_or_times(void **state) {
    (void)state;
    struct reading r =
        read_three("crs\nEPSG:32748\n", "node_id,x_coord,y_coord\na,444512,9602345\nb,444600,9602345\n",
                   "link_id,from_node_id,to_node_id,directed,time_h,rate_per_t\nl,a,b,1,2,5\n");
    assert_string_equal(r.findings,
                        "roads/config.csv:2:1: note: crs: coordinates in \"EPSG:32748\" are kept but not "
                        "measured\n"
                        "roads/link.csv:2: note: length is missing; it counts as 0\n");
    assert_false(r.network->geographic);
    assert_int_equal(r.network->link[0].length_mm, 0);
    assert_int_equal(network_great_circle_mm(r.network, 0, 1), 0);
    done(&r);
}

static void systems_in_degrees_are_known_by_code_and_by_word(void **state) {
    (void)state;
    static const struct {
        const char *crs;
        bool geographic;
    } cases[] = {{"4326", true},
                 {"EPSG:4326", true},
                 {"urn:ogc:def:crs:OGC:1.3:CRS84", true},
                 {"EPSG:9470", true},
                 {"WGS 84", true},
                 {"epsg:4269", true},
                 {"+proj=longlat +datum=WGS84", true},
                 {"EPSG:3857", false},
                 {"WGS 84 / UTM zone 48S", false},
                 {"+proj=utm +zone=48 +datum=WGS84", false}};
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        struct reading r =
            read_three(support_text("crs\n%s\n", cases[c].crs), two_nodes,
                       "link_id,from_node_id,to_node_id,directed,length,time_h\nl,a,b,1,120,2\n");
        assert_non_null(r.network);
        assert_int_equal(r.network->geographic, cases[c].geographic);
        done(&r);
    }
}

static void terminals_vehicles_and_restrictions_are_read_whole(void **state) {
    (void)state;
    const struct file files[] = {
        {"roads/node.csv", two_nodes},
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,length,free_speed,mode,headway_h,max_gvw_t\n"
         "l,a,b,0,120,40,rail,12,80.5\n"},
        {"roads/terminal.csv",
         "terminal_id,node_id,mode,jurisdiction,handling_h,dwell_h,capacity_t,fixed_cost,cargo_forms,open_on_"
         "call,raise_cost_per_t\n"
         "ta,a,rail,kai,1.5,24,5000.125,1000000.5,Bag; bulk,yes,7.5\ntb,b,sea,,,,,,,,\ntc,a,sea,,,,,,,no,\n"},
        {"roads/vehicle_type.csv",
         "vehicle_type_id,name,modes,payload_t,gvw_t,speed_factor,fuel_l_per_km,cost_per_km,cost_per_h,empty_"
         "return,"
         "load_factor,headway_h,handling_h,toll_class,ferry_class,co2e_g_per_t_km_ttw,co2e_g_per_t_km_wtt\n"
         "train,Train,rail,400.5,620,0.95,7.25,1200.5,30000,0.5,0.85,24,3,II,V,18.5,4.25\n"},
        {"roads/restriction.csv", "restriction_id,commodity_id,link_id,vehicle_type_id,valid_from,valid_to\n"
                                  "r1,coal,l,train,2018-11-08,2026-01-01\n,coal,,,,\n"},
        {NULL, NULL}};
    struct reading r = read_files(files);
    assert_string_equal(r.findings, "");
    const struct terminal *t = &r.network->terminal[0];
    assert_int_equal(t->handling_uh, 1500000);
    assert_int_equal(t->dwell_uh, 24000000);
    assert_int_equal(t->capacity_kg, 5000125);
    assert_int_equal(t->fixed_cost.e4, 10000005000);
    assert_true(t->open_on_call);
    assert_true(t->has_raise);
    assert_int_equal(t->raise_cost_per_t.e4, 75000);
    assert_true(r.network->terminal[1].open_on_call && !r.network->terminal[1].has_raise);
    assert_false(r.network->terminal[2].open_on_call);
    assert_true(terminal_takes(t, "bag") && terminal_takes(t, "bulk") && terminal_takes(t, NULL));
    assert_false(terminal_takes(t, "liquid") || terminal_takes(t, "ba"));
    assert_true(terminal_takes(&r.network->terminal[1], "liquid"));
    assert_int_equal(r.network->terminal[1].capacity_kg, -1);
    const struct vehicle_type *v = &r.network->vehicle_type[0];
    assert_int_equal(v->payload_kg, 400500);
    assert_int_equal(v->gvw_kg, 620000);
    assert_int_equal(v->speed_factor_e4, 9500);
    assert_int_equal(v->fuel_e6_l_per_km, 7250000);
    assert_int_equal(v->cost_per_km.e4, 12005000);
    assert_int_equal(v->empty_return_e4, 5000);
    assert_int_equal(v->load_factor_e4, 8500);
    assert_int_equal(v->headway_uh, 24000000);
    assert_int_equal(v->handling_uh, 3000000);
    assert_int_equal(v->ttw_e3_g_per_t_km, 18500);
    assert_int_equal(v->wtt_e3_g_per_t_km, 4250);
    assert_string_equal(v->ferry_class, "V");
    assert_int_equal(r.network->link[0].headway_uh, 12000000);
    assert_int_equal(r.network->link[0].max_gvw_kg, 80500);
    assert_int_equal(r.network->restriction[0].valid_from.day, 17843); /* date -d 2018-11-08 +%s / 86400 */
    assert_int_equal(r.network->restriction[1].valid_to.day, DATE_NEVER.day);
    done(&r);
}

static void groups_of_uses_give_way_to_their_uses(void **state) {
    (void)state;
    const struct file files[] = {{"roads/node.csv", two_nodes},
                                 {"roads/use_group.csv", "use_group,uses\nSHARED,\"auto, TRUCK\"\n"},
                                 {"roads/link.csv",
                                  "link_id,from_node_id,to_node_id,directed,length,time_h,allowed_uses\n"
                                  "l,a,b,1,120,3,\"bus,shared\"\nm,b,a,1,120,3,walk; bike\n"},
                                 {NULL, NULL}};
    struct reading r = read_files(files);
    assert_string_equal(r.findings, "");
    assert_string_equal(r.network->link[0].allowed_uses, ";bus;auto;truck;");
    assert_string_equal(r.network->link[1].allowed_uses, ";walk;bike;");
    done(&r);
}

static void every_fault_of_every_file_is_told_in_one_run(void **state) {
    (void)state;
    const struct file files[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord\na,104,-4\na,104,-95\nb,x,-4\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,length\nl,a,c,true,-1\n"},
        {"roads/terminal.csv", "terminal_id,node_id,mode\nt,z,rail\n"},
        {"roads/vehicle_type.csv", "vehicle_type_id,modes,payload_t\nv,road,0\n"},
        {"roads/restriction.csv", "link_id,valid_to\nk,2020-13-01\n"},
        {NULL, NULL}};
    struct reading r = read_files(files);
    assert_null(r.network);
    assert_string_equal(r.findings,
                        "roads/node.csv:3:1: error: node_id: \"a\" is already in line 2\n"
                        "roads/node.csv:4:3: error: x_coord: \"x\" is not a number\n"
                        "roads/link.csv:2:5: error: to_node_id: \"c\" is not in roads/node.csv\n"
                        "roads/link.csv:2:12: error: length: -1 is below 0\n"
                        "roads/terminal.csv:2:3: error: node_id: \"z\" is not in roads/node.csv\n"
                        "roads/vehicle_type.csv:2:8: error: payload_t: must be more than 0\n"
                        "roads/restriction.csv:2:1: error: link_id: \"k\" is not in roads/link.csv\n"
                        "roads/restriction.csv:2:3: error: valid_to: \"2020-13-01\" is not a date "
                        "(YYYY-MM-DD)\n");
    done(&r);
}

static void a_folder_without_roads_is_no_data_set(void **state) {
    (void)state;
    struct reading r = read_folder(support_folder(), NULL);
    assert_null(r.network);
    assert_string_equal(
        r.findings, support_text("error: %s has no folder roads; a data set holds at least roads/node.csv, "
                                 "roads/link.csv and shipments/shipment.csv\n",
                                 r.folder));
    done(&r);
}

static void the_hash_is_that_of_names_lengths_and_bytes(void **state) {
    (void)state;
    static const char links[] = "link_id,from_node_id,to_node_id,directed,length,time_h\nl,a,b,1,120,2\n";
    const char *folder = support_folder();
    support_write(folder, "roads/node.csv", two_nodes);
    support_write(folder, "roads/link.csv", links);
    support_write(folder, "roads/zone.csv", "not read, so not hashed");
    char text[HASH_TEXT];
    struct hash *hash = hash_new();
    struct reading r = read_folder(folder, hash);
    hash_text(hash, text);
    int status;
    const char *sum = support_run(support_text("cd %s && for f in node link; do printf 'roads/%%s.csv\\0' "
                                               "$f; wc -c < roads/$f.csv | tr -d '\\n'; "
                                               "printf '\\0'; cat roads/$f.csv; done | sha256sum",
                                               folder),
                                  &status);
    assert_int_equal(status, 0);
    assert_memory_equal(text, sum, 64);
    done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gmns_network_in_miles_is_read_in_millimetres),
        cmocka_unit_test(units_of_length_and_speed_convert_exactly),
        cmocka_unit_test(bom_crlf_semicolon_and_decimal_comma_are_taken),
        cmocka_unit_test(the_smallest_data_set_has_a_default_for_everything),
        cmocka_unit_test(node_types_say_who_loads_and_who_is_passed),
        cmocka_unit_test(many_links_without_length_or_speed_are_told_once),
        cmocka_unit_test(a_network_off_the_globe_needs_lengths_or_times),
        cmocka_unit_test(systems_in_degrees_are_known_by_code_and_by_word),
        cmocka_unit_test(terminals_vehicles_and_restrictions_are_read_whole),
        cmocka_unit_test(groups_of_uses_give_way_to_their_uses),
        cmocka_unit_test(every_fault_of_every_file_is_told_in_one_run),
        cmocka_unit_test(a_folder_without_roads_is_no_data_set),
        cmocka_unit_test(the_hash_is_that_of_names_lengths_and_bytes),
    };
    return cmocka_run_group_tests_name("network reading", tests, NULL, NULL);
}
