// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What must hold between the plans of two data sets, whatever the optimum of either is. The networks are
 * random grids with scarce capacity, so that shipments crowd each other out; a plan is within 1e-6 of its
 * optimum.
 */
#include "base/mem.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { SIDE = 5, NODES = SIDE * SIDE, LINKS = 200, SHIPMENTS = 24, SEEDS = 4 };
static const double near = 3e-6; /* two plans, each within 1e-6 of its optimum */

struct row {
    int from, to, id;
    double rate, hours, capacity; /* capacity < 0 = unlimited */
};

struct sample {
    int nodes, links;
    struct row link[LINKS];
    struct {
        int from, to, id;
        double tonnes, vot, penalty, max_hours;
    } shipment[SHIPMENTS];
    bool reversed; /* rows are written from the last to the first */
    bool vehicles; /* one vehicle type that loads everywhere for nothing */
    int renamed;   /* added to the numbers in ids */
};

static unsigned next(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void add_link(struct sample *sample, int from, int to, double rate, double hours, double capacity) {
    assert_true(sample->links < LINKS);
    sample->link[sample->links] = (struct row){from, to, sample->links, rate, hours, capacity};
    sample->links++;
}

static struct sample make(unsigned seed) {
    struct sample sample = {.nodes = NODES};
    for (int n = 0; n < NODES; n++)
        for (int way = 0; way < 2; way++) {
            bool there = way == 0 ? n % SIDE < SIDE - 1 : n / SIDE < SIDE - 1;
            int other = n + (way == 0 ? 1 : SIDE);
            double rate = 100 + next(&seed) % 900, hours = 1 + next(&seed) % 5,
                   capacity = 20 + next(&seed) % 60;
            if (!there)
                continue;
            add_link(&sample, n, other, rate, hours, capacity);
            add_link(&sample, other, n, rate, hours, capacity);
        }
    for (int k = 0; k < SHIPMENTS; k++) {
        sample.shipment[k].id = k;
        sample.shipment[k].from = (int)(next(&seed) % NODES);
        sample.shipment[k].to = (int)(next(&seed) % NODES);
        sample.shipment[k].tonnes = 1 + next(&seed) % 40;
        sample.shipment[k].vot = next(&seed) % 100;
        sample.shipment[k].penalty = 20000;
        sample.shipment[k].max_hours = k % 3 == 0 ? 30 : -1;
    }
    return sample;
}

static const char *number(double value) {
    return value < 0 ? "" : support_text("%.4f", value);
}

static const char *links_text(const struct sample *sample) {
    const char *text = "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n";
    for (int i = 0; i < sample->links; i++) {
        const struct row *link = &sample->link[sample->reversed ? sample->links - 1 - i : i];
        text =
            support_text("%sL%d,N%d,N%d,true,%s,%s,%s\n", text, link->id + sample->renamed,
                         link->from + sample->renamed, link->to + sample->renamed, number(link->rate),
                         number(link->hours), link->capacity < 0 ? "" : support_text("%.3f", link->capacity));
    }
    return text;
}

static const char *nodes_text(const struct sample *sample) {
    const char *text = "node_id,x_coord,y_coord\n";
    for (int i = 0; i < sample->nodes; i++) {
        int n = sample->reversed ? sample->nodes - 1 - i : i;
        text = support_text("%sN%d,%d,%d\n", text, n + sample->renamed, n % SIDE, n / SIDE);
    }
    return text;
}

static const char *shipments_text(const struct sample *sample) {
    const char *text = "shipment_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h,unmet_penalty_"
                       "per_t,max_hours\n";
    for (int i = 0; i < SHIPMENTS; i++) {
        int k = sample->reversed ? SHIPMENTS - 1 - i : i;
        text =
            support_text("%sK%d,N%d,N%d,%s,%s,%s,%s\n", text, sample->shipment[k].id + sample->renamed,
                         sample->shipment[k].from + sample->renamed, sample->shipment[k].to + sample->renamed,
                         support_text("%.3f", sample->shipment[k].tonnes), number(sample->shipment[k].vot),
                         number(sample->shipment[k].penalty), number(sample->shipment[k].max_hours));
    }
    return text;
}

static double objective(const struct sample *sample) {
    const struct text_file files[] = {{"roads/node.csv", nodes_text(sample)},
                                      {"roads/link.csv", links_text(sample)},
                                      {"shipments/shipment.csv", shipments_text(sample)}};
    static const struct text_file vehicles[] = {
        {"roads/vehicle_type.csv", "vehicle_type_id,modes,payload_t\nonly,road,1\n"},
        {"tariffs/book.csv", "tariff_id,item,basis,amount\nfree,handling,t,0\n"},
        {0}};
    struct scenario *scenario =
        data_set_load(data_set_write(files, COUNT_OF(files), sample->vehicles ? vehicles : NULL));
    struct plan *plan = plan_make(scenario, &NOW);
    double value = wide_double(plan->objective_e4, MONEY_PLACES);
    if (!(plan->gap <= 1e-6))
        fail_msg("the plan is only within %g of its optimum", plan->gap);
    plan_free(plan);
    scenario_free(scenario);
    return value;
}

static void assert_near(double found, double expected) {
    if (!(fabs(found - expected) <= near * fabs(expected)))
        fail_msg("%.6f, expected %.6f", found, expected);
}

static void each_sample_is_crowded(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), roomy = sample;
        for (int i = 0; i < roomy.links; i++)
            roomy.link[i].capacity = -1;
        assert_true(objective(&sample) > objective(&roomy) * 1.001);
    }
}

static void everything_three_times_as_dear_costs_three_times_as_much(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), dear = sample;
        for (int i = 0; i < dear.links; i++)
            dear.link[i].rate *= 3;
        for (int k = 0; k < SHIPMENTS; k++) {
            dear.shipment[k].vot *= 3;
            dear.shipment[k].penalty *= 3;
        }
        assert_near(objective(&dear), 3 * objective(&sample));
    }
}

static void tonnes_and_capacities_twice_as_large_cost_twice_as_much(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), large = sample;
        for (int i = 0; i < large.links; i++)
            large.link[i].capacity *= 2;
        for (int k = 0; k < SHIPMENTS; k++)
            large.shipment[k].tonnes *= 2;
        assert_near(objective(&large), 2 * objective(&sample));
    }
}

static void neither_the_order_of_rows_nor_their_names_matter(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), other = sample;
        other.reversed = true;
        other.renamed = 5000;
        assert_near(objective(&other), objective(&sample));
    }
}

static void a_useless_link_changes_nothing(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), more = sample;
        add_link(&more, 0, NODES - 1, 1e6, 1, 5); /* dearer than leaving the tonnes unmet */
        add_link(&more, 3, 3, 0, 0, -1);
        add_link(&more, 3, more.nodes++, 0, 0, -1); /* a dead end */
        add_link(&more, 1, 2, 0, 0, 0);             /* closed */
        assert_near(objective(&more), objective(&sample));
    }
}

static void dearer_slower_or_narrower_is_never_cheaper(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed);
        double before = objective(&sample);
        for (int change = 0; change < 3; change++) {
            struct sample worse = sample;
            for (int i = 0; i < worse.links; i += 3) {
                worse.link[i].rate *= change == 0 ? 1.5 : 1;
                worse.link[i].hours *= change == 1 ? 2 : 1;
                worse.link[i].capacity *= change == 2 ? 0.5 : 1;
            }
            assert_true(objective(&worse) >= before * (1 - near));
        }
    }
}

static void a_link_split_in_series_costs_the_same(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), split = sample;
        for (int i = 0; i < 20; i++) {
            struct row *link = &split.link[i * 3];
            link->rate /= 2;
            link->hours /= 2;
            add_link(&split, split.nodes, link->to, link->rate, link->hours, link->capacity);
            link->to = split.nodes++;
        }
        assert_near(objective(&split), objective(&sample));
    }
}

static void a_link_split_in_parallel_costs_the_same(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), split = sample;
        for (int i = 0; i < 20; i++) {
            struct row *link = &split.link[i * 3];
            double part = floor(link->capacity / 3);
            add_link(&split, link->from, link->to, link->rate, link->hours, part);
            link->capacity -= part;
        }
        assert_near(objective(&split), objective(&sample));
    }
}

static void one_vehicle_type_that_loads_for_nothing_is_the_abstract_one(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct sample sample = make(seed), twin = sample;
        twin.vehicles = true;
        assert_near(objective(&twin), objective(&sample));
    }
}

static void a_dearer_tariff_never_makes_the_plan_cheaper(void **state) {
    static const char *const rate[] = {"fuel,fuel,litre,6800", "toll-III,toll,vehicle,40000",
                                       "rail,rail,t_km,500", "storage-rail,storage,t_day,2400"};
    static const char *const dearer[] = {"fuel,fuel,litre,13900", "toll-III,toll,vehicle,90000",
                                         "rail,rail,t_km,2500", "storage-rail,storage,t_day,99000"};
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct plan *plan = plan_make(scenario, &NOW);
    const char *book = NULL;
    for (int i = 0; i < CORRIDOR_FILES; i++)
        if (strcmp(CORRIDOR[i].name, "tariffs/book.csv") == 0)
            book = CORRIDOR[i].text;
    for (size_t i = 0; i < COUNT_OF(rate); i++) {
        const char *at = strstr(book, rate[i]);
        const struct text_file changes[] = {
            {"tariffs/book.csv",
             support_text("%.*s%s%s", (int)(at - book), book, dearer[i], at + strlen(rate[i]))},
            {0}};
        struct scenario *other = corridor_load(changes);
        struct plan *dear = plan_make(other, &NOW);
        assert_true(dear->objective_e4 >= plan->objective_e4);
        plan_free(dear);
        scenario_free(other);
    }
    plan_free(plan);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sample_is_crowded),
        cmocka_unit_test(everything_three_times_as_dear_costs_three_times_as_much),
        cmocka_unit_test(tonnes_and_capacities_twice_as_large_cost_twice_as_much),
        cmocka_unit_test(neither_the_order_of_rows_nor_their_names_matter),
        cmocka_unit_test(a_useless_link_changes_nothing),
        cmocka_unit_test(dearer_slower_or_narrower_is_never_cheaper),
        cmocka_unit_test(a_link_split_in_series_costs_the_same),
        cmocka_unit_test(a_link_split_in_parallel_costs_the_same),
        cmocka_unit_test(one_vehicle_type_that_loads_for_nothing_is_the_abstract_one),
        cmocka_unit_test(a_dearer_tariff_never_makes_the_plan_cheaper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
