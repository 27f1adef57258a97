// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Random networks with scarce toll roads beside dear free ones: the curve of the total against plans made from scratch
 * at each of many shares, and, where nothing is scarce, its turns against those of all paths, enumerated.
 */
#include "base/mem.h"
#include "tests/support/data_set.h"
#include "tests/support/random.h"
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

enum { NODES = 7, ROADS = 16, SHIPMENTS = 6, SEEDS = 6, SHARES = 200 };
static const double high = 3;

/* A toll of its own for each toll road; haulage by the km for all. */
struct sample {
    struct {
        int from, to, km, capacity; /* 0 = no limit */
        int toll;                   /* per tonne; -1 = a free road */
    } road[ROADS];
    struct {
        int from, to, tonnes, penalty; /* 0 = none stated */
    } shipment[SHIPMENTS];
};

/* Every node has a long free road to the next, so that all can move. */
static struct sample make(bool scarce, bool penalties) {
    struct sample sample = {0};
    for (int i = 0; i < ROADS; i++) {
        bool ring = i < NODES;
        sample.road[i].from = ring ? i : random_below(NODES);
        sample.road[i].to =
            ring ? (i + 1) % NODES : (sample.road[i].from + 1 + random_below(NODES - 1)) % NODES;
        sample.road[i].km = ring ? 100 + random_below(50) : 10 + random_below(60);
        sample.road[i].toll = ring ? -1 : 100 * (1 + random_below(80));
        sample.road[i].capacity = ring || !scarce ? 0 : 10 + random_below(40);
    }
    for (int k = 0; k < SHIPMENTS; k++) {
        sample.shipment[k].from = random_below(NODES);
        sample.shipment[k].to = (sample.shipment[k].from + 1 + random_below(NODES - 1)) % NODES;
        sample.shipment[k].tonnes = 5 + random_below(40);
        sample.shipment[k].penalty = penalties && k % 2 == 0 ? 20000 + random_below(20000) : 0;
    }
    return sample;
}

static struct scenario *load(const struct sample *sample) {
    const char *nodes = "node_id,x_coord,y_coord,node_type\n",
               *links = "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,freight_capacity\n",
               *book = "tariff_id,item,basis,amount,link_id\nhaul,haulage,t_km,100,\nhands,handling,t,300,\n"
                       "fee,surcharge,percent,10,\n",
               *shipments = "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\n";
    for (int n = 0; n < NODES; n++)
        nodes = support_text("%sN%d,%d,%d,town\n", nodes, n, n, n % 3);
    for (int i = 0; i < ROADS; i++) {
        bool tolled = sample->road[i].toll >= 0;
        links =
            support_text("%sL%d,N%d,N%d,true,%s,%d,50,%s\n", links, i, sample->road[i].from,
                         sample->road[i].to, tolled ? "toll" : "road", sample->road[i].km,
                         sample->road[i].capacity > 0 ? support_text("%d", sample->road[i].capacity) : "");
        if (tolled)
            book = support_text("%stoll%d,toll,t,%d,L%d\n", book, i, sample->road[i].toll, i);
    }
    for (int k = 0; k < SHIPMENTS; k++)
        shipments = support_text(
            "%sK%d,N%d,N%d,%d,%s\n", shipments, k, sample->shipment[k].from, sample->shipment[k].to,
            sample->shipment[k].tonnes,
            sample->shipment[k].penalty > 0 ? support_text("%d", sample->shipment[k].penalty) : "");
    const struct text_file files[] = {
        {"roads/node.csv", nodes},
        {"roads/link.csv", links},
        {"roads/vehicle_type.csv", "vehicle_type_id,modes,payload_t\ntruck,road;toll,10\n"},
        {"tariffs/book.csv", book},
        {"shipments/shipment.csv", shipments}};
    return data_set_load(data_set_write(files, COUNT_OF(files), NULL));
}

static struct sensitivity *curve_of(const struct scenario *scenario, struct compiled **compiled,
                                    const struct rate_group *group) {
    struct diag *diag = diag_new();
    struct error err = {0};
    const struct sensitivity_settings settings = {.threads = 1, .curve = true, .low = -1, .high = high};
    *compiled = plan_compile(scenario, &NOW, diag);
    assert_non_null(*compiled);
    struct sensitivity *sensitivity = plan_sensitivity(*compiled, group, 1, &settings, &err);
    if (sensitivity == NULL)
        fail_msg("%s", err.message);
    diag_free(diag);
    return sensitivity;
}

/* The curve at a share: from the turn below it along the slope that follows. */
static double value_at(const struct sensitivity *sensitivity, double share) {
    const struct rate_range *range = sensitivity->range;
    const struct turn *turn = sensitivity->turn + range->first_turn;
    double at = -1, total = range->low_total, slope = range->turns > 0 ? turn[0].below : range->paid;
    for (int i = 0; i < range->turns && turn[i].share <= share; i++)
        at = turn[i].share, total = turn[i].total, slope = turn[i].above;
    return total + slope * (share - at);
}

static void assert_concave(const struct sensitivity *sensitivity) {
    const struct turn *turn = sensitivity->turn + sensitivity->range->first_turn;
    for (int i = 0; i < sensitivity->range->turns; i++) {
        assert_true(turn[i].below > turn[i].above);
        if (i > 0) {
            assert_true(turn[i].share >= turn[i - 1].share);
            assert_true(fabs(turn[i].below - turn[i - 1].above) <= 1e-9 * turn[i].below);
        }
    }
}

static void move(const struct scenario *scenario, enum item item, const int64_t *today, double share) {
    for (int i = 0; i < book_count(scenario->book); i++) {
        struct rate *rate = (struct rate *)book_rate(scenario->book, i);
        rate->amount.e4 = rate->item == item ? llround((double)today[i] * (1 + share)) : today[i];
    }
}

static void sweep(const struct scenario *scenario, enum item item, const struct sensitivity *sensitivity) {
    int rates = book_count(scenario->book);
    AUTO_FREE int64_t *today = xcalloc((size_t)rates, sizeof *today);
    for (int i = 0; i < rates; i++)
        today[i] = book_rate(scenario->book, i)->amount.e4;
    for (int i = 0; i <= SHARES; i++) {
        double share = -1 + (high + 1) * i / SHARES;
        move(scenario, item, today, share);
        struct plan *plan = plan_make(scenario, &NOW);
        double cold = wide_double(plan->objective_e4, MONEY_PLACES), curve = value_at(sensitivity, share);
        if (!(fabs(cold - curve) <= 1e-7 * cold))
            fail_msg("%s at %+g: %.6f from scratch, %.6f on the curve", item_name(item), share, cold, curve);
        plan_free(plan);
    }
    move(scenario, item, today, 0);
}

static void a_sweep_of_plans_from_scratch_lies_on_the_curve(void **state) {
    (void)state;
    static const enum item items[] = {ITEM_TOLL, ITEM_HAULAGE, ITEM_SURCHARGE};
    int turns = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
        random_state = (uint64_t)seed;
        struct sample sample = make(true, seed % 2 == 0);
        struct scenario *scenario = load(&sample);
        for (size_t i = 0; i < COUNT_OF(items); i++) {
            struct rate_group group = {items[i], NULL};
            struct compiled *compiled;
            struct sensitivity *sensitivity = curve_of(scenario, &compiled, &group);
            turns += sensitivity->range->turns;
            assert_concave(sensitivity);
            sweep(scenario, items[i], sensitivity);
            sensitivity_free(sensitivity);
            compiled_free(compiled);
        }
        scenario_free(scenario);
    }
    print_message("%d turns on %d curves, %d plans from scratch each\n", turns,
                  (int)(SEEDS * COUNT_OF(items)), SHARES + 1);
    assert_true(turns >= 20);
}

/* ---- all paths ---- */

struct line {
    double total, toll;
};

struct paths {
    const struct sample *sample;
    struct line line[4000];
    int lines, target;
    bool passed[NODES];
};

/* Every simple path, with its money without tolls and its tolls, surcharge of 10 per cent included. */
static void walk(struct paths *paths, int node, double money, double toll) {
    if (node == paths->target) {
        assert_true(paths->lines < (int)COUNT_OF(paths->line));
        paths->line[paths->lines++] = (struct line){1.1 * (money + toll), 1.1 * toll};
        return;
    }
    paths->passed[node] = true;
    for (int i = 0; i < ROADS; i++)
        if (paths->sample->road[i].from == node && !paths->passed[paths->sample->road[i].to])
            walk(paths, paths->sample->road[i].to, money + 100 * paths->sample->road[i].km,
                 toll + fmax(paths->sample->road[i].toll, 0));
    paths->passed[node] = false;
}

/* The cheapest at the share; of equal ones the one with least toll: what is best just above it. */
static int cheapest(const struct paths *paths, double share) {
    int best = 0;
    for (int i = 1; i < paths->lines; i++) {
        double mine = paths->line[i].total + share * paths->line[i].toll,
               its = paths->line[best].total + share * paths->line[best].toll;
        if (mine < its - 1e-7 || (mine < its + 1e-7 && paths->line[i].toll < paths->line[best].toll))
            best = i;
    }
    return best;
}

/* The next share above `from` at which another path takes over; INFINITY = none. */
static double next_turn(const struct paths *paths, double from) {
    const struct line *now = &paths->line[cheapest(paths, from)];
    double next = INFINITY;
    for (int i = 0; i < paths->lines; i++)
        if (paths->line[i].toll < now->toll)
            next = fmin(next, (paths->line[i].total - now->total) / (now->toll - paths->line[i].toll));
    return next;
}

static int by_share(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void where_nothing_is_scarce_the_turns_are_those_of_all_paths(void **state) {
    (void)state;
    static struct paths paths;
    int turns = 0;
    for (int seed = 100; seed < 100 + 10 * SEEDS; seed++) {
        random_state = (uint64_t)seed;
        struct sample sample = make(false, false);
        double expected[500];
        int count = 0;
        for (int k = 0; k < SHIPMENTS; k++) {
            paths = (struct paths){.sample = &sample, .target = sample.shipment[k].to};
            walk(&paths, sample.shipment[k].from, 600, 0); /* handling twice */
            for (double share = next_turn(&paths, -1); share < high; share = next_turn(&paths, share))
                expected[count++] = share;
        }
        qsort(expected, (size_t)count, sizeof *expected, by_share);
        struct scenario *scenario = load(&sample);
        struct compiled *compiled;
        struct sensitivity *sensitivity =
            curve_of(scenario, &compiled, &(struct rate_group){ITEM_TOLL, NULL});
        const struct turn *turn = sensitivity->turn + sensitivity->range->first_turn;
        for (int i = 0, t = -1; i < count; i++) { /* turns of several shipments may fall together */
            t += i == 0 || expected[i] - expected[i - 1] > 1e-9;
            if (t >= sensitivity->range->turns || !(fabs(turn[t].share - expected[i]) <= 1e-9))
                fail_msg("seed %d, turn %d: expected at %.12g", seed, t, expected[i]);
            turns += i == count - 1 ? t + 1 : 0;
            if (i == count - 1)
                assert_int_equal(t + 1, sensitivity->range->turns);
        }
        sensitivity_free(sensitivity);
        compiled_free(compiled);
        scenario_free(scenario);
    }
    print_message("%d turns\n", turns);
    assert_true(turns >= 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_nothing_is_scarce_the_turns_are_those_of_all_paths),
        cmocka_unit_test(a_sweep_of_plans_from_scratch_lies_on_the_curve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
