// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A quote and what it borrows. */
struct asked {
    struct scenario *scenario;
    struct quoting *quoting;
    struct quote *quote;
};

static struct asked ask_when(struct scenario *scenario, const char *from, const char *to,
                             const char *commodity, int64_t kg, const char *depart, const char *by) {
    struct error err = {0};
    struct diag *diag = diag_new();
    struct asked asked = {scenario, quoting_new(scenario, &NOW, 1, diag, &err), NULL};
    struct delivery delivery = {.from = node_named(scenario->network, from, &err),
                                .to = node_named(scenario->network, to, &err),
                                .commodity =
                                    commodity != NULL ? commodity_named(scenario, commodity, &err) : -1,
                                .quantity_kg = kg,
                                .departs = depart != NULL,
                                .has_by = by != NULL};
    assert_true(depart == NULL || moment_parse(depart, &delivery.leaves, &err));
    assert_true(by == NULL || moment_parse(by, &delivery.by, &err));
    if (asked.quoting != NULL)
        asked.quote = quote_new(asked.quoting, &delivery, diag, &err);
    if (asked.quote == NULL)
        fail_msg("no quote: %s\n%s", err.message, findings_text(diag));
    diag_free(diag);
    return asked;
}

static struct asked ask(struct scenario *scenario, const char *from, const char *to, const char *commodity,
                        int64_t kg) {
    return ask_when(scenario, from, to, commodity, kg, NULL, NULL);
}

static void asked_end(struct asked *asked) {
    quote_free(asked->quote);
    quoting_free(asked->quoting);
    scenario_free(asked->scenario);
}

static void is_e7(wide found, int64_t units, const char *what) {
    if (found != (wide)units * 10000000)
        fail_msg("%s: %.4f, not %lld", what, (double)found / 1e7, (long long)units);
}

/*
 * 18 t of wheat by trucks of 10 t loaded to 0.8, that go back empty half the way: 18 / 8 = 2.25, so 3 trucks, 75 % full.
 *
 *     A - J     30 km: fuel 3 x 30 x 0.25 x 6800 x 1.5 = 229,500; running 3 x 30 x 1000 x 1.5 = 135,000;
 *               30 km at 60 x 0.8 = 48 km/h: 0.625 h, crew 3 x 0.625 x 20000 x 1.5 = 56,250; loading 18 x 5000 = 90,000
 *     J = P     20 km: fuel 153,000; running 90,000; 20 / 64 = 0.3125 h, crew 28,125; toll 3 x 40000 x 1.5 = 180,000
 *     P ~ Q     ferry 3 x 800000 x 1.5 = 3,600,000; 2 h, crew 3 x 2 x 20000 x 1.5 = 180,000
 *     Q - B     12 km: fuel 91,800; running 54,000; 12 / 32 = 0.375 h, crew 33,750; unloading 90,000;
 *               access of the east by the tonne, at the link QB and at unloading in B: 2 x 18 x 700 = 25,200
 *
 * Or by the railway, all by the tonne: 18 x (500 x 100 + 2 x 8000 + 2400 x 24 / 24) = 18 x 68,400 = 1,231,200.
 */
static void a_corridor_costs_what_it_costs_by_hand(void **state) {
    (void)state;
    static const int64_t legs[] = {510750, 451125, 3780000, 294750};
    struct asked asked = ask(corridor_load(NULL), "A", "B", "wheat", 18000);
    const struct quote *quote = asked.quote;
    assert_int_equal(quote->choices, 2);
    assert_true(quote->choice[0].cheapest && quote->choice[1].fastest && quote->shown == 2);
    is_e7(quote->choice[0].money_e7, 1231200, "rail");
    assert_true(quote->choice[0].mean_e7 == quote->choice[0].money_e7);
    assert_int_equal(quote->leg[0].vehicles, 1);
    assert_false(quote->leg[0].hired);
    const struct plan_path *road = &quote->ways->path[quote->choice[1].path];
    assert_int_equal(road->legs, 4);
    for (int l = 0; l < 4; l++) {
        assert_int_equal(quote->leg[road->first_leg + l].vehicles, 3);
        assert_true(quote->leg[road->first_leg + l].hired);
        is_e7(quote->leg[road->first_leg + l].money_e7, legs[l], "leg");
    }
    is_e7(quote->leg[road->first_leg].item_e7[ITEM_FUEL], 229500, "fuel");
    is_e7(quote->leg[road->first_leg + 1].item_e7[ITEM_TOLL], 180000, "toll");
    is_e7(quote->leg[road->first_leg + 3].item_e7[ITEM_ACCESS], 25200, "access");
    is_e7(quote->choice[1].money_e7, 510750 + 451125 + 3780000 + 294750, "road");
    /* 0.75 + 0.625 + 0.3125 + 2 + the ferry's half hour + 0.375 + 0.75 */
    assert_int_equal(quote->choice[1].time_uh, 5312500);
    asked_end(&asked);
}

/* At whole loads, 16 t in two trucks, the money is that of the mean load; and a ton more needs a third. */
static void whole_loads_cost_what_the_plan_reckons(void **state) {
    (void)state;
    struct asked full = ask(corridor_load(NULL), "A", "B", "coal", 16000);
    struct asked more = ask(corridor_load(NULL), "A", "B", "coal", 17000);
    const struct quote_choice *road = &full.quote->choice[1];
    wide off = road->money_e7 - road->mean_e7;
    if (off > 16000 * 40 || off < -16000 * 40)
        fail_msg("off by %.7f", (double)off / 1e7); /* each item is rounded to 1/10 000 a tonne */
    assert_true(more.quote->choice[1].money_e7 > more.quote->choice[1].mean_e7 + (wide)100000 * 10000000);
    asked_end(&full);
    asked_end(&more);
}

/* ---- the frontier, by enumeration ---- */

enum { NODES = 7, LINKS = 26 };

struct random_net {
    int from[LINKS], to[LINKS], rate[LINKS], hours[LINKS];
};

static struct scenario *random_load(struct random_net *net) {
    char nodes[600] = "node_id,x_coord,y_coord,node_type\n",
         links[3000] = "link_id,from_node_id,to_node_id,directed,length,rate_per_t,time_h\n";
    for (int n = 0; n < NODES; n++)
        sprintf(nodes + strlen(nodes), "n%d,104.%d,-4,%s\n", n, n, n == 3 ? "centroid" : "");
    for (int l = 0; l < LINKS; l++) {
        net->from[l] = random_below(NODES);
        net->to[l] = (net->from[l] + 1 + random_below(NODES - 1)) % NODES;
        net->rate[l] = random_below(12);
        net->hours[l] = 11 - net->rate[l] + random_below(4); /* what is dear is fast */
        sprintf(links + strlen(links), "l%d,n%d,n%d,true,1,%d,%d\n", l, net->from[l], net->to[l],
                net->rate[l], net->hours[l]);
    }
    const struct text_file files[] = {
        {"roads/node.csv", nodes},
        {"roads/link.csv", links},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\nS,n0,n6,1\n"}};
    return data_set_load(data_set_write(files, 3, NULL));
}

/* All simple paths from `at` to node 6, money and hours of each into best[hours] = least money. */
enum { HOURS = 15 * NODES };
static void walk(const struct random_net *net, int at, unsigned been, int money, int hours, int *best) {
    if (at == NODES - 1) {
        best[hours] = money < best[hours] ? money : best[hours];
        return;
    }
    if (at == 3)
        return; /* a centroid lies inside no path */
    for (int l = 0; l < LINKS; l++)
        if (net->from[l] == at && !(been >> net->to[l] & 1))
            walk(net, net->to[l], been | 1u << net->to[l], money + net->rate[l], hours + net->hours[l], best);
}

static void the_choices_are_all_that_no_path_beats(void **state) {
    (void)state;
    int points = 0, most = 0;
    random_state = 20261124;
    for (int round = 0; round < 300; round++) {
        struct random_net net;
        int best[HOURS], expected = 0, bound = INT32_MAX;
        struct asked asked = ask(random_load(&net), "n0", "n6", NULL, 2000);
        for (int h = 0; h < HOURS; h++)
            best[h] = INT32_MAX;
        walk(&net, 0, 1, 0, 0, best);
        for (int h = 0; h < HOURS; h++)
            if (best[h] < bound) {
                int at = asked.quote->choices - 1 - expected++;
                bound = best[h];
                if (at < 0)
                    fail_msg("round %d: %d choices are too few", round, asked.quote->choices);
                assert_int_equal(asked.quote->choice[at].time_uh, (int64_t)h * 1000000);
                is_e7(asked.quote->choice[at].money_e7, 2 * bound, "two tonnes");
            }
        assert_int_equal(asked.quote->choices, expected);
        points += expected;
        most = expected > most ? expected : most;
        asked_end(&asked);
    }
    if (points < 500 || most < 6)
        fail_msg("only %d points, %d at most", points, most); /* else the test is of little use */
}

/* ---- on top of the plan ---- */

/* The objective of the corridor's plan, with a row more. */
static wide objective_with(const char *row) {
    char shipments[600];
    snprintf(shipments, sizeof shipments, "%s%s", CORRIDOR[7].text, row);
    struct scenario *scenario = corridor_load((const struct text_file[]){{CORRIDOR[7].name, shipments}, {0}});
    struct plan *plan = plan_make(scenario, &NOW);
    wide objective_e4 = plan->objective_e4;
    plan_free(plan);
    scenario_free(scenario);
    return objective_e4;
}

static void the_margin_is_the_plan_with_the_row_less_the_plan_without(void **state) {
    (void)state;
    static const struct {
        const char *commodity;
        int tonnes;
        bool turns; /* others away */
    } cases[] = {{"wheat", 18, false}, {"coal", 100, false}, {"wheat", 200, true}, {"coal", 600, true}};
    wide without = objective_with("");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wide with = objective_with(support_text("NEW,,%s,A,B,%d,\n", cases[i].commodity, cases[i].tonnes));
        struct asked asked =
            ask(corridor_load(NULL), "A", "B", cases[i].commodity, (int64_t)cases[i].tonnes * 1000);
        const struct quote_margin *margin = &asked.quote->margin;
        wide off = margin->objective_e4 - (with - without), room = 2 * margin->open_e4 + 20000;
        if (off > room || off < -room)
            fail_msg("%d t of %s: %.4f, not %.4f", cases[i].tonnes, cases[i].commodity,
                     (double)margin->objective_e4 / 1e4, (double)(with - without) / 1e4);
        wide parts =
            margin->money_e7 / 1000 + margin->time_cost_e4 + margin->penalty_e4 - margin->objective_e4;
        assert_true(parts < 4 && parts > -4);
        assert_int_equal(margin->others > 0, cases[i].turns);
        asked_end(&asked);
    }
}

static void a_delivery_over_a_capacity_says_so(void **state) {
    (void)state;
    struct asked asked = ask(corridor_load(NULL), "A", "B", "coal", 400000);
    const struct quote *quote = asked.quote;
    assert_int_equal(quote->choice[0].overs, 1); /* the railway takes 300 t */
    assert_int_equal(quote->over[quote->choice[0].first_over].kg, 400000);
    assert_int_equal(quote->choice[1].overs, 0); /* the road into B takes 500 t */
    asked_end(&asked);
}

/* Tonnes that fit make a price; with more, what stays behind is that over the 800 t of railway and road. */
static void there_is_no_price_where_something_stays_behind(void **state) {
    (void)state;
    struct asked few = ask(corridor_load(NULL), "A", "B", "coal", 10000);
    assert_true(few.quote->margin.room && quote_holds(few.quote));
    assert_true(few.quote->margin.stated_e7 == 0);
    struct asked many = ask(corridor_load(NULL), "A", "B", "coal", 1000000000);
    const struct quote_margin *margin = &many.quote->margin;
    assert_false(margin->room);
    assert_false(quote_holds(many.quote));
    assert_true(margin->unmet_kg >= 1000000000 - 800000);
    asked_end(&few);
    asked_end(&many);
}

/* A penalty stated is paid for what the delivery pushes out: all of S, which moves without it. */
static void a_stated_penalty_is_told_by_tonnes_times_the_amount(void **state) {
    (void)state;
    const struct text_file files[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\nC,103,-4\n"},
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,length,rate_per_t,time_h,freight_capacity\n"
         "CA,C,A,true,1,900,1,\nAB,A,B,true,1,10,1,100\n"},
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\nS,C,B,90,1000\n"}};
    struct asked asked = ask(data_set_load(data_set_write(files, 3, NULL)), "A", "B", NULL, 30000);
    const struct quote_margin *margin = &asked.quote->margin;
    assert_false(margin->room);
    assert_int_equal(margin->unmet_kg + margin->others_unmet_kg, 20000);
    is_e7(margin->stated_e7, margin->others_unmet_kg / 1000 * 1000, "1000 for each tonne of S");
    assert_true(margin->penalty_e4 * 1000 >= margin->stated_e7);
    asked_end(&asked);
}

/* ---- by the clock ---- */

/* Only Thursdays at 12:00 a ferry leaves P for Q. */
static struct scenario *weekly_ferry(void) {
    return corridor_load((const struct text_file[]){
        {"roads/departure.csv", "link_id,from_node_id,weekday,time\nPQ,P,Thu,12:00\n"}, {0}});
}

/*
 * From A loading, 30 km and 20 km take 0.75 + 0.625 + 0.3125 = 1.6875 h: whoever leaves at 11:00 has missed it, by 0.6875 h,
 * and goes a week later. 1 + 168 + 2 + 0.375 + 0.75 = 172.125 h; whoever leaves at 10:00 waits 0.3125 h.
 */
static void a_ferry_missed_makes_the_fastest_way_the_slowest(void **state) {
    (void)state;
    struct asked missed = ask_when(weekly_ferry(), "A", "B", "wheat", 1000, "Thu 11:00", NULL);
    const struct quote_choice *rail = &missed.quote->choice[0], *road = &missed.quote->choice[1];
    assert_int_equal(missed.quote->choices, 2);
    assert_int_equal(road->real_umin / UMIN_PER_UH, 172125000);
    assert_int_equal(road->time_uh, 5312500);
    assert_true(rail->fastest && rail->cheapest && rail->best);
    assert_true(road->beaten && !road->fastest && !road->best);
    assert_int_equal(rail->real_umin, rail->time_uh * UMIN_PER_UH);
    struct asked caught = ask_when(weekly_ferry(), "A", "B", "wheat", 1000, "Thu 10:00", NULL);
    road = &caught.quote->choice[1];
    assert_true(road->fastest && !road->beaten);
    assert_int_equal(road->real_umin / UMIN_PER_UH, 2000000 + 2000000 + 375000 + 750000);
    asked_end(&missed);
    asked_end(&caught);
}

/* To be in B on Wednesday at 12:00 the road must be left on Thursday the week before, at 12:00 less 1.6875 h. */
static void what_may_leave_last_is_fastest_where_it_is_due(void **state) {
    (void)state;
    struct asked asked = ask_when(weekly_ferry(), "A", "B", "wheat", 1000, NULL, "Wed 12:00");
    const struct quote_choice *rail = &asked.quote->choice[0], *road = &asked.quote->choice[1];
    const int64_t hour = (int64_t)60 * UMIN_PER_MINUTE;
    assert_int_equal(road->leave_by.umin, (3 * 24 + 12) * hour - hour * 27 / 16 - UMIN_PER_WEEK);
    assert_int_equal(rail->fastest, rail->leave_by.umin >= road->leave_by.umin);
    assert_true(rail->fastest);
    assert_int_equal(road->real_umin / UMIN_PER_UH, 1687500 + 2000000 + 375000 + 750000);
    asked_end(&asked);
}

/* ---- how long it holds ---- */

static void a_price_holds_until_a_rate_of_its_own_changes(void **state) {
    (void)state;
    static const struct {
        const char *row, *road, *rail; /* days; "" = none known */
    } cases[] = {
        {"", "", ""},
        {"toll-west,toll,vehicle,50000,2027-03-01,,,west,III,\n", "2027-03-01", ""},
        {"toll-east,toll,vehicle,50000,2027-03-01,,,east,III,\n", "", ""},
        {"rail-wheat,rail,t_km,1,2027-05-01,,,,,wheat\n", "", "2027-05-01"},
        {"rail-coal,rail,t_km,1,2027-05-01,,,,,coal\n", "", ""},
        {"extra,surcharge,t,1,2028-01-01,,road,,,\nless,surcharge,t,1,2026-12-01,2026-12-02,rail,,,\n",
         "2028-01-01", "2026-12-01"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char book[2000], day[DATE_TEXT];
        snprintf(book, sizeof book, "%s%s", CORRIDOR[4].text, cases[i].row);
        struct asked asked = ask(corridor_load((const struct text_file[]){{CORRIDOR[4].name, book}, {0}}),
                                 "A", "B", "wheat", 1000);
        assert_string_equal(date_text(day, asked.quote->choice[1].until.day), cases[i].road);
        assert_string_equal(date_text(day, asked.quote->choice[0].until.day), cases[i].rail);
        asked_end(&asked);
    }
}

/* ---- names ---- */

static void places_are_found_as_people_call_them(void **state) {
    (void)state;
    static const struct {
        const char *text, *id, *message;
    } cases[] = {
        {"a", "a", NULL},
        {"A", "A", NULL},
        {"port of merak", "M", NULL},
        {"  PORT-OF   Merak ", "M", NULL},
        {"Curug", "C", NULL}, /* \u00c7ur\u00fbg */
        {"\u00c7UR\u00dbG", "C", NULL},
        {"palembang", "P", NULL}, /* its whole name, though another has it as a part */
        {"north", "PN", NULL},
        {"gate", "G", NULL}, /* a junction, and nothing else fits */
        {"mer", "M", NULL},  /* the junction of Merak gives way */
        {"pal", NULL, "\"pal\" fits 2 places: P (Palembang), PN (Palembang North)"},
        {"Palemband", NULL, "no place \"Palemband\"; did you mean \"Palembang\"?"},
        {"", NULL, "no place \"\"; expected an id, a name or part of one"},
        {"%s", NULL, "no place \"%s\"; expected an id, a name or part of one"},
    };
    const struct text_file files[] = {
        {"roads/node.csv", "node_id,name,x_coord,y_coord,node_type\n"
                           "a,,104,-4,\nA,,104,-4.1,\nM,Port of Merak,104,-4.2,\n"
                           "J,Merak junction,104,-4.3,junction\n"
                           "C,\u00c7ur\u00fbg,104,-4.4,\nP,Palembang,104,-4.5,\n"
                           "PN,Palembang North,104,-4.6,\nG,Gate,104,-4.7,junction\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed\nL,a,A,false\n"},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\nS,a,A,1\n"}};
    struct scenario *scenario = data_set_load(data_set_write(files, 3, NULL));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct error err = {0};
        int node = node_named(scenario->network, cases[i].text, &err);
        if (cases[i].id != NULL) {
            if (node < 0)
                fail_msg("%s", err.message);
            assert_string_equal(scenario->network->node[node].id, cases[i].id);
        } else {
            assert_int_equal(node, -1);
            assert_int_equal(err.code, ERROR_USAGE);
            assert_string_equal(err.message, cases[i].message);
        }
    }
    scenario_free(scenario);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_corridor_costs_what_it_costs_by_hand),
        cmocka_unit_test(whole_loads_cost_what_the_plan_reckons),
        cmocka_unit_test(the_choices_are_all_that_no_path_beats),
        cmocka_unit_test(the_margin_is_the_plan_with_the_row_less_the_plan_without),
        cmocka_unit_test(a_delivery_over_a_capacity_says_so),
        cmocka_unit_test(there_is_no_price_where_something_stays_behind),
        cmocka_unit_test(a_stated_penalty_is_told_by_tonnes_times_the_amount),
        cmocka_unit_test(a_ferry_missed_makes_the_fastest_way_the_slowest),
        cmocka_unit_test(what_may_leave_last_is_fastest_where_it_is_due),
        cmocka_unit_test(a_price_holds_until_a_rate_of_its_own_changes),
        cmocka_unit_test(places_are_found_as_people_call_them),
    };
    return cmocka_run_group_tests_name("quotes", tests, NULL, NULL);
}
