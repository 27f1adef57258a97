// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Limits of hours, priced exactly: on small random networks the bound L(price) that verification proves, and the plan
 * itself, against all simple paths, enumerated in integers. Weak duality does the rest: a plan whose cost is L(price) for
 * some prices is optimal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"
#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include <stdio.h>

enum { NODES = 5, LINKS = 18, SHIPMENTS = 5, ROUNDS = 150 };

struct sample {
    int links, shipments;
    struct {
        int from, to, rate, half_hours, capacity; /* currency per tonne; tonnes, -1 = unlimited */
        int64_t price_e4;                         /* of the plan made */
    } link[LINKS];
    struct {
        int from, to, tonnes, vot, half_hours; /* limit, -1 = none */
    } shipment[SHIPMENTS];
};

enum { PENALTY = 5000 };

static struct sample draw(void) {
    struct sample sample = {.links = 8 + random_below(LINKS - 8), .shipments = 1 + random_below(SHIPMENTS)};
    for (int l = 0; l < sample.links; l++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        sample.link[l].from = from;
        sample.link[l].to = to;
        /* What is fast is dear, so that limits bind. */
        sample.link[l].half_hours = random_below(12);
        sample.link[l].rate = 40 * (12 - sample.link[l].half_hours) + random_below(60);
        sample.link[l].capacity = random_below(2) == 0 ? 5 + random_below(40) : -1;
    }
    for (int k = 0; k < sample.shipments; k++) {
        sample.shipment[k].from = random_below(NODES);
        sample.shipment[k].to = (sample.shipment[k].from + 1 + random_below(NODES - 1)) % NODES;
        sample.shipment[k].tonnes = 1 + random_below(50);
        sample.shipment[k].vot = random_below(3) * 7;
        sample.shipment[k].half_hours = random_below(4) == 0 ? -1 : 1 + random_below(14);
    }
    return sample;
}

static const char *halves(int half_hours) {
    return half_hours < 0 ? "" : support_text("%d.%d", half_hours / 2, half_hours % 2 * 5);
}

static struct scenario *load(const struct sample *sample) {
    const char *nodes = "node_id,x_coord,y_coord\n", *shipments, *links;
    links = "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n";
    shipments = "shipment_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h,unmet_penalty_per_t,"
                "max_hours\n";
    for (int n = 0; n < NODES; n++)
        nodes = support_text("%sN%d,10%d.0,-4\n", nodes, n, n);
    for (int l = 0; l < sample->links; l++)
        links =
            support_text("%sL%d,N%d,N%d,true,%d,%s,%s\n", links, l, sample->link[l].from, sample->link[l].to,
                         sample->link[l].rate, halves(sample->link[l].half_hours),
                         sample->link[l].capacity < 0 ? "" : support_text("%d", sample->link[l].capacity));
    for (int k = 0; k < sample->shipments; k++)
        shipments = support_text("%sS%d,N%d,N%d,%d,%d,%d,%s\n", shipments, k, sample->shipment[k].from,
                                 sample->shipment[k].to, sample->shipment[k].tonnes, sample->shipment[k].vot,
                                 PENALTY, halves(sample->shipment[k].half_hours));
    const struct text_file files[] = {
        {"roads/node.csv", nodes}, {"roads/link.csv", links}, {"shipments/shipment.csv", shipments}};
    return data_set_load(data_set_write(files, COUNT_OF(files), NULL));
}

/* The least rates + value of time + prices, 1e-4 a tonne, of simple paths within the hours left; PENALTY if less. */
static int64_t cheapest(const struct sample *sample, int k, int node, unsigned visited, int half_hours,
                        int64_t sum_e4) {
    int64_t best = (int64_t)PENALTY * 10000;
    if (node == sample->shipment[k].to)
        return sum_e4;
    for (int l = 0; l < sample->links; l++) {
        int to = sample->link[l].to, half = sample->link[l].half_hours;
        if (sample->link[l].from != node || visited & 1u << to ||
            (sample->shipment[k].half_hours >= 0 && half_hours + half > sample->shipment[k].half_hours))
            continue;
        int64_t here = (int64_t)sample->link[l].rate * 10000 +
                       (int64_t)sample->shipment[k].vot * half * 5000 + sample->link[l].price_e4;
        int64_t found = cheapest(sample, k, to, visited | 1u << to, half_hours + half, sum_e4 + here);
        best = found < best ? found : best;
    }
    return best;
}

/* L(price), 1e-7 of the currency: kilograms x 1e-4 a tonne. */
static int64_t lower_bound(const struct sample *sample) {
    int64_t bound = 0;
    for (int k = 0; k < sample->shipments; k++)
        bound += sample->shipment[k].tonnes * (int64_t)1000 *
                 cheapest(sample, k, sample->shipment[k].from, 1u << sample->shipment[k].from, 0, 0);
    for (int l = 0; l < sample->links; l++)
        if (sample->link[l].capacity >= 0)
            bound -= sample->link[l].capacity * (int64_t)1000 * sample->link[l].price_e4;
    return bound;
}

static void take_prices(struct sample *sample, const struct plan *plan) {
    for (int r = 0; r < plan->resources; r++)
        sample->link[plan->resource[r].link].price_e4 = plan->resource[r].shadow_price.e4;
}

static int count_bound(const struct sample *sample) {
    int count = 0;
    struct sample free = *sample;
    for (int k = 0; k < sample->shipments; k++) {
        unsigned visited = 1u << sample->shipment[k].from;
        free.shipment[k].half_hours = -1;
        count += cheapest(sample, k, sample->shipment[k].from, visited, 0, 0) >
                 cheapest(&free, k, sample->shipment[k].from, visited, 0, 0);
    }
    return count;
}

static void plans_within_hours_are_optimal_among_all_paths(void **state) {
    (void)state;
    int limits = 0, prices = 0;
    random_state = 40;
    for (int round = 0; round < ROUNDS; round++) {
        struct sample sample = draw();
        struct scenario *scenario = load(&sample);
        struct plan *plan = plan_make(scenario, &NOW);
        take_prices(&sample, plan);
        int64_t bound_e7 = lower_bound(&sample), gap_e7 = (int64_t)plan->objective_e4 * 1000 - bound_e7;
        /* Rounded down to 1e-4. */
        if ((int64_t)plan->bound_e4 * 1000 > bound_e7 || (int64_t)plan->bound_e4 * 1000 <= bound_e7 - 1000)
            fail_msg("round %d: the plan proves %lld e-4, all paths %lld e-7", round,
                     (long long)plan->bound_e4, (long long)bound_e7);
        /* Tonnes are whole here, so rounding to kilograms costs nothing; prices are rounded to 1e-4. */
        if (gap_e7 < -1000 || gap_e7 > 10000)
            fail_msg("round %d: objective %lld e-4, bound by all paths %lld e-7", round,
                     (long long)plan->objective_e4, (long long)bound_e7);
        limits += count_bound(&sample);
        for (int l = 0; l < sample.links; l++)
            prices += sample.link[l].price_e4 > 0;
        plan_free(plan);
        scenario_free(scenario);
    }
    /* The cases are what they are meant to be: many limits bind, many capacities have a price. */
    assert_true(limits > ROUNDS / 2);
    assert_true(prices > ROUNDS / 4);
    printf("%d limits bind, %d capacities have a price\n", limits, prices);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_within_hours_are_optimal_among_all_paths),
    };
    return cmocka_run_group_tests_name("limits of hours", tests, NULL, NULL);
}
