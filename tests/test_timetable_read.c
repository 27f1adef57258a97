// SPDX-License-Identifier: GPL-3.0-or-later
/* roads/departure.csv: what is read of it, and every fault with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <string.h>

static const char *found; /* findings of the last file */

/* The corridor with this departure.csv; NULL with `found` where it has faults. */
static struct scenario *read(const char *text) {
    const struct text_file changes[] = {{"roads/departure.csv", text}, {NULL, NULL}};
    struct diag *diag = diag_new();
    struct scenario *scenario = scenario_load(data_set_write(CORRIDOR, CORRIDOR_FILES, changes), NULL, diag);
    found = support_findings(diag, DIAG_WARNING);
    diag_free(diag);
    return scenario;
}

/* Each departure in a line: "PQ P>Q days minute from..to". */
static const char *departures_text(const struct network *network) {
    const char *text = "";
    for (int d = 0; d < network->departures; d++) {
        const struct departure *it = &network->departure[d];
        char from[DATE_TEXT], to[DATE_TEXT];
        text = support_text("%s%s %s %s>%s %x %d %s..%s line %d\n", text, it->id != NULL ? it->id : "-",
                            it->link >= 0 ? network->link[it->link].id
                                          : network->vehicle_type[it->vehicle_type].id,
                            it->from >= 0 ? network->node[it->from].id : "any",
                            it->to >= 0 ? network->node[it->to].id : "any", it->days, it->minute,
                            date_text(from, it->valid_from), date_text(to, it->valid_to), it->line);
    }
    return text;
}

static const struct {
    const char *what, *file, *departures;
} good[] = {
    {"one column of its own is enough besides the service", "link_id,time\nPQ,6:05\n",
     "- PQ any>any 7f 365 .. line 2\n"},
    {"a list of times is several departures, in its order",
     "link_id,from_node_id,time\nPQ,P,22:00; 06:30 ;00:00\n",
     "- PQ P>any 7f 1320 .. line 2\n- PQ P>any 7f 390 .. line 2\n- PQ P>any 7f 0 .. line 2\n"},
    {"days in English and Indonesian, of any case", "link_id,weekday,time\nPQ,mon;Kamis; SUN,23:59\n",
     "- PQ any>any 49 1439 .. line 2\n"},
    {"every day has its bit",
     "link_id,weekday,time\nPQ,daily,1:00\nPQ,Mon;Tue;Wed;Thu;Fri;Sat;Sun,1:00\nPQ,,1:00\n",
     "- PQ any>any 7f 60 .. line 2\n- PQ any>any 7f 60 .. line 3\n- PQ any>any 7f 60 .. line 4\n"},
    {"a directed link has but one direction", "link_id,time\nAB,01:00\n", "- AB A>any 7f 60 .. line 2\n"},
    {"the end a link leads to tells where it is left", "link_id,to_node_id,time\nPQ,P,01:00\n",
     "- PQ Q>any 7f 60 .. line 2\n"},
    {"both ends may be given", "link_id,from_node_id,to_node_id,time\nPQ,Q,P,01:00\n",
     "- PQ Q>any 7f 60 .. line 2\n"},
    {"a vehicle type, a place, a way, days of validity",
     "departure_id,vehicle_type_id,from_node_id,to_node_id,weekday,time,valid_from,valid_to\n"
     "T1,train,A,B,Fri,18:00,2026-01-01,2027-01-01\n",
     "T1 train A>B 10 1080 2026-01-01..2027-01-01 line 2\n"},
    {"no row is no departure", "link_id,time\n", ""},
};

static void departures_are_read_whole(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct scenario *scenario = read(good[i].file);
        if (scenario == NULL || *found != '\0')
            fail_msg("%s: %s", good[i].what, found);
        const char *text = departures_text(scenario->network);
        if (strcmp(text, good[i].departures) != 0)
            fail_msg("%s: found\n%sexpected\n%s", good[i].what, text, good[i].departures);
        scenario_free(scenario);
    }
}

#define AT "roads/departure.csv:"
static const struct {
    const char *what, *file, *finding;
} bad[] = {
    {"no service", "link_id,vehicle_type_id,time\n,,01:00\n",
     AT "2: error: a departure is of one service: a link_id or a vehicle_type_id; this row has neither"},
    {"two services", "link_id,vehicle_type_id,time\nPQ,train,01:00\n",
     AT "2: error: a departure is of one service: a link_id or a vehicle_type_id, not both"},
    {"an unknown link", "link_id,time\nPQQ,01:00\n",
     AT "2:1: error: link_id: \"PQQ\" is not in roads/link.csv; did you mean \"PQ\"?"},
    {"an unknown vehicle type", "vehicle_type_id,time\ntrian,01:00\n",
     AT "2:1: error: vehicle_type_id: \"trian\" is not in roads/vehicle_type.csv; did you mean \"train\"?"},
    {"an unknown node", "link_id,from_node_id,time\nPQ,PP,01:00\n",
     AT "2:4: error: from_node_id: \"PP\" is not in roads/node.csv"},
    {"a node that is no end of the link", "link_id,from_node_id,time\nPQ,J,01:00\n",
     AT "2:4: error: from_node_id: link PQ does not end at J but at P and Q"},
    {"another end that is none", "link_id,from_node_id,to_node_id,time\nPQ,P,B,01:00\n",
     AT "2:6: error: to_node_id: link PQ does not end at B but at P and Q"},
    {"a directed link against its direction", "link_id,from_node_id,time\nAB,B,01:00\n",
     AT "2:4: error: from_node_id: link AB is directed from A to B, nothing leaves B by it"},
    {"the same told by the other end", "link_id,to_node_id,time\nAB,A,01:00\n",
     AT "2:4: error: to_node_id: link AB is directed from A to B, nothing leaves B by it"},
    {"from a place to itself", "vehicle_type_id,from_node_id,to_node_id,time\ntrain,A,A,01:00\n",
     AT "2:9: error: to_node_id: \"A\" is also from_node_id"},
    {"a day that is none", "link_id,weekday,time\nPQ,Mon;Xyz,01:00\n",
     AT
     "2:4: error: weekday: \"Xyz\" is no day; expected daily, or a list as in Mon;Thu of Mon, Tue, Wed, Thu, "
     "Fri, Sat, Sun"},
    {"a list with nothing in it", "link_id,weekday,time\nPQ,Mon;,01:00\n",
     AT "2:4: error: weekday: \"\" is no day; expected daily, or a list as in Mon;Thu of Mon, Tue, Wed, Thu, "
        "Fri, Sat, Sun"},
    {"a day twice", "link_id,weekday,time\nPQ,Mon;Senin,01:00\n",
     AT "2:4: error: weekday: \"Senin\" is there twice"},
    {"a day besides daily", "link_id,weekday,time\nPQ,daily;Mon,01:00\n",
     AT "2:4: error: weekday: \"Mon\" is there twice"},
    {"no time", "link_id,time\nPQ,\n", AT "2:4: error: time is missing"},
    {"a time that is none", "link_id,time\nPQ,25:00\n",
     AT "2:4: error: time: \"25:00\" is no time of the day; expected 00:00 to 23:59, or a list as in "
        "06:00;18:30"},
    {"midnight at a day's end", "link_id,time\nPQ,24:00\n",
     AT "2:4: error: time: \"24:00\" is no time of the day; expected 00:00 to 23:59, or a list as in "
        "06:00;18:30"},
    {"a time in decimals", "link_id,time\nPQ,6.5\n",
     AT
     "2:4: error: time: \"6.5\" is no time of the day; expected 00:00 to 23:59, or a list as in 06:00;18:30"},
    {"one bad time among good ones", "link_id,time\nPQ,01:00;;02:00\n",
     AT "2:4: error: time: \"\" is no time of the day; expected 00:00 to 23:59, or a list as in 06:00;18:30"},
    {"a time much too long", "link_id,time\nPQ,01:00:00.0000000000000000000000000000000000000\n",
     AT "2:4: error: time: \"01:00:00.0000000000000000000000000000000\" is no time of the day; expected "
        "00:00 to "
        "23:59, or a list as in 06:00;18:30"},
    {"a validity that ends before it begins",
     "link_id,time,valid_from,valid_to\nPQ,01:00,2026-02-01,2026-02-01\n",
     AT "2:21: error: valid_to: 2026-02-01 must be after valid_from 2026-02-01; it is the first day without"},
    {"a date that is none", "link_id,time,valid_from\nPQ,01:00,2026-02-30\n",
     AT "2:10: error: valid_from: \"2026-02-30\" is not a date (YYYY-MM-DD)"},
    {"an id twice", "departure_id,link_id,time\nF,PQ,01:00\nF,PQ,02:00\n",
     AT "3:1: error: departure_id: \"F\" is already in line 2"},
    {"no column time", "link_id\nPQ\n", AT "1: error: the column \"time\" is missing"},
};

static void each_fault_is_told_with_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct scenario *scenario = read(bad[i].file);
        if (scenario != NULL || strcmp(found, support_text("%s\n", bad[i].finding)) != 0)
            fail_msg("%s: found\n%sexpected\n%s", bad[i].what, found, bad[i].finding);
    }
}

static void all_faults_are_told_at_once(void **state) {
    (void)state;
    assert_null(read("departure_id,link_id,weekday,time\nF,PX,,01:00\nF,PQ,never,x\n"));
    assert_string_equal(
        found, AT "2:3: error: link_id: \"PX\" is not in roads/link.csv\n" AT
                  "3:1: error: departure_id: \"F\" is already in line 2\n" AT
                  "3:6: error: weekday: \"never\" is no day; expected daily, or a list as in Mon;Thu of "
                  "Mon, Tue, Wed, Thu, Fri, Sat, Sun\n" AT
                  "3:12: error: time: \"x\" is no time of the day; expected 00:00 to 23:59, or a list as "
                  "in 06:00;18:30\n");
}

/* A plan is of its timetable, too: input_hash is taken over all files of roads/. */
static void departures_show_in_the_input_hash_but_not_in_the_plan(void **state) {
    (void)state;
    struct scenario *without = read(NULL), *with = read("link_id,from_node_id,time\nPQ,P,10:00\n");
    struct plan *plan = plan_make(without, &NOW), *timed = plan_make(with, &NOW);
    assert_string_not_equal(without->input_hash, with->input_hash);
    assert_int_equal(without->network->departures, 0);
    assert_true(plan->objective_e4 == timed->objective_e4 && plan->tonne_hours_e6 == timed->tonne_hours_e6);
    assert_int_equal(plan->paths, timed->paths);
    plan_free(plan);
    plan_free(timed);
    scenario_free(without);
    scenario_free(with);
}

/* The lines about departures of what `check` warns of. */
static const char *warnings(const char *file) {
    struct scenario *scenario = read(file);
    struct diag *diag = diag_new();
    const char *text = "";
    if (scenario == NULL)
        fail_msg("%s", found);
    scenario_check(scenario, &NOW, diag);
    const char *line = support_findings(diag, DIAG_WARNING), *end;
    for (; (end = strchr(line, '\n')) != NULL; line = end + 1)
        if (strncmp(line, AT, strlen(AT)) == 0)
            text = support_text("%s%.*s", text, (int)(end + 1 - line), line);
    diag_free(diag);
    scenario_free(scenario);
    return text;
}

/* Headways: 1 h of link PQ, so plans count 0.5 h; 12 h of the train, 6 h; none of JP. Gaps in the comments. */
static const struct {
    const char *what, *file, *warnings;
} warned[] = {
    {"trains every 12 h are what their headway says", "vehicle_type_id,time\ntrain,06:00;18:00\n", ""},
    {"once a day: half of 24 h", "link_id,from_node_id,time\nPQ,P,08:00\n",
     AT
     "2: warning: departures of link PQ from P leave a mean wait of 12.0 h, plans count 0.5 h, half of its "
     "headway_h; a headway_h of 24.0 would count as much\n"},
    {"six days of seven: (5 x 24^2 + 48^2) / 2 / 168 = 15.43, in two rows",
     "link_id,from_node_id,weekday,time\nPQ,,Mon;Tue;Wed,08:00\nPQ,,Thu;Fri;Sat,08:00\n",
     AT "2: warning: departures of link PQ leave a mean wait of 15.4 h, plans count 0.5 h, half of its "
        "headway_h; a headway_h of 30.9 would count as much\n"},
    {"each direction by itself, those of both with it: gaps 12 and 12, then 24",
     "link_id,from_node_id,time\nPQ,P,08:00\nPQ,,20:00\n",
     AT "2: warning: departures of link PQ from P leave a mean wait of 6.0 h, plans count 0.5 h, half of its "
        "headway_h; a headway_h of 12.0 would count as much\n" AT
        "3: warning: departures of link PQ leave a mean wait of 12.0 h, plans count 0.5 h, half of its "
        "headway_h; a headway_h of 24.0 would count as much\n"},
    {"a link without a headway", "link_id,from_node_id,time\nJP,J,00:00;12:00\n",
     AT "2: warning: departures of link JP from J leave a mean wait of 6.0 h, plans count 0.0 h, half of its "
        "headway_h; a headway_h of 12.0 would count as much\n"},
    {"the same time twice leaves no other gap", "vehicle_type_id,time\ntrain,06:00;18:00\ntrain,18:00\n", ""},
    {"less than a tenth off: gaps 11 and 13", "vehicle_type_id,time\ntrain,06:00;17:00\n", ""},
    {"not in force", "link_id,from_node_id,time,valid_to\nPQ,P,08:00,2026-11-24\n", ""},
    {"a train where it is not loaded", "vehicle_type_id,from_node_id,time\ntrain,Q,06:00;18:00\n",
     AT "2: warning: departures of train from Q never apply: it is not loaded there\n"},
    {"a ferry's ship, where its link is meant", "vehicle_type_id,time\nship,06:00\n",
     AT "2: warning: departures of ship never apply: it is not loaded anywhere, trucks board it with their "
        "load; "
        "give the link_id of its link\n"},
};

static void check_warns_of_what_departures_leave_otherwise(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(warned); i++) {
        const char *text = warnings(warned[i].file);
        if (strcmp(text, warned[i].warnings) != 0)
            fail_msg("%s: found\n%sexpected\n%s", warned[i].what, text, warned[i].warnings);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(departures_are_read_whole),
        cmocka_unit_test(each_fault_is_told_with_its_place),
        cmocka_unit_test(all_faults_are_told_at_once),
        cmocka_unit_test(check_warns_of_what_departures_leave_otherwise),
        cmocka_unit_test(departures_show_in_the_input_hash_but_not_in_the_plan),
    };
    return cmocka_run_group_tests_name("listed departures", tests, NULL, NULL);
}
