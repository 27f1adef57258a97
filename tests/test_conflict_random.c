// SPDX-License-Identifier: GPL-3.0-or-later
/* Conflicts of random networks against all subsets of their limits, each planned by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/limits.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include "base/mem.h"

#include <stdlib.h>

enum { NODES = 4, LIMITS_TRIED = 12, CASES = 500, GRAIN_KG = 10 };

struct trial_net {
    struct scenario *scenario;
    struct variant variant;
    int closed[2];
    struct limit limit[LIMITS_MOST];
    int limits;
    signed char
        known[1 << LIMITS_TRIED]; /* by the limits that are kept: 1 all move, -1 not, 0 not looked at */
    int plans;
};

/* ---- a network of few limits ---- */

static const char *random_links(void) {
    const char *text = "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n";
    for (int l = 0; l < 8; l++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        text = support_text("%s%d,%d,%d,true,%d,%d,", text, l, from, to, 1 + random_below(9),
                            1 + random_below(4));
        text =
            random_below(2) ? support_text("%s%d\n", text, 10 * random_below(4)) : support_text("%s\n", text);
    }
    return text;
}

static const char *random_shipments(void) {
    const char *text = "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t,max_hours\n";
    int shipments = 1 + random_below(3);
    for (int k = 0; k < shipments; k++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        text = support_text("%s%c,%s,%d,%d,%d,", text, 'x' + k, random_below(2) ? "coal" : "rice", from, to,
                            5 + random_below(40));
        text = random_below(3) == 0 ? support_text("%s%d\n", text, 1 + random_below(4))
                                    : support_text("%s\n", text);
    }
    return text;
}

static const char *random_rules(void) {
    const char *text = "commodity_id,link_id\n";
    int rules = random_below(3);
    for (int r = 0; r < rules; r++)
        text = support_text("%s%s,%d\n", text, random_below(2) ? "coal" : "rice", random_below(8));
    return text;
}

/* False where it has too many limits. */
static bool random_net(struct trial_net *net) {
    const struct text_file files[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord\n0,104,-4\n1,105,-4\n2,106,-4\n3,107,-4\n"},
        {"roads/link.csv", random_links()},
        {"roads/restriction.csv", random_rules()},
        {"shipments/commodity.csv", "commodity_id,cargo_form\ncoal,bulk\nrice,bag\n"},
        {"shipments/shipment.csv", random_shipments()},
    };
    *net = (struct trial_net){.variant = NOW};
    net->scenario = data_set_load(data_set_write(files, COUNT_OF(files), NULL));
    net->closed[0] = random_below(8);
    net->variant.closed_link = net->closed;
    net->variant.closed_links = random_below(2);
    net->limits = limits_list(net->scenario, &net->variant, net->limit);
    if (net->limits <= LIMITS_TRIED)
        return true;
    scenario_free(net->scenario);
    return false;
}

/* ---- all subsets ---- */

static bool all_move(struct trial_net *net, unsigned kept) {
    for (int i = 0; i < net->limits && net->known[kept] == 0; i++)
        if ((kept >> i & 1) && net->known[kept & ~(1u << i)] == -1)
            net->known[kept] = -1; /* what fails with fewer limits fails with more */
    if (net->known[kept] == 0) {
        struct limited limited;
        limited_begin(&limited, net->scenario, &net->variant);
        limits_lift_but(&limited, net->limit, net->limits, kept);
        net->known[kept] = limited_unmet_kg(&limited, NULL) < GRAIN_KG ? 1 : -1;
        limited_release(&limited);
        net->plans++;
    }
    return net->known[kept] == 1;
}

static bool is_minimal(struct trial_net *net, unsigned kept) {
    if (all_move(net, kept))
        return false;
    for (int i = 0; i < net->limits; i++)
        if ((kept >> i & 1) && !all_move(net, kept & ~(1u << i)))
            return false;
    return true;
}

static unsigned bit_of(const struct trial_net *net, const struct limit *limit) {
    for (int i = 0; i < net->limits; i++)
        if (limit_is(&net->limit[i], limit))
            return 1u << i;
    fail_msg("a limit that is none: %s", limit_text(net->scenario, limit));
    return 0;
}

static unsigned demands_of(const struct trial_net *net) {
    return (1u << net->scenario->shipments) - 1;
}

/* Bits of the demands that can't move even without any limit. */
static unsigned hopeless_of(struct trial_net *net) {
    unsigned hopeless = 0;
    for (int k = 0; k < net->scenario->shipments; k++)
        hopeless |= all_move(net, 1u << k) ? 0 : 1u << k;
    return hopeless;
}

/* ---- what was found ---- */

static unsigned bits_of(const struct trial_net *net, const struct conflicts *found, int c) {
    unsigned set = 0;
    for (int l = 0; l < found->conflict[c].limits; l++)
        set |= bit_of(net, &found->limit[found->conflict[c].first_limit + l]);
    return set;
}

/* "These alone keep at least t from moving. Without any one of them, the others can hold." */
static void check_claim(struct trial_net *net, const struct conflict *conflict, unsigned set) {
    struct limited limited;
    limited_begin(&limited, net->scenario, &net->variant);
    limits_lift_but(&limited, net->limit, net->limits, set);
    int64_t unmet_kg = limited_unmet_kg(&limited, NULL);
    limited_release(&limited);
    assert_true(llabs(unmet_kg - conflict->short_kg) < GRAIN_KG);
    assert_true(is_minimal(net, set));
}

/* One demand that one limit stops is always told, and before what takes more limits. */
static int check_pairs(struct trial_net *net, const unsigned *told, int conflicts) {
    int shipments = net->scenario->shipments, pairs = 0;
    for (int k = 0; k < shipments; k++)
        for (int i = shipments; i < net->limits; i++) {
            int at = 0;
            while (at < conflicts && told[at] != (1u << k | 1u << i))
                at++;
            bool stops = all_move(net, 1u << k) && !all_move(net, 1u << k | 1u << i);
            assert_int_equal(at < conflicts, stops);
            pairs += stops;
        }
    for (int c = 1; c < conflicts; c++)
        assert_true(__builtin_popcount(told[c - 1] & ~demands_of(net)) <=
                    __builtin_popcount(told[c] & ~demands_of(net)));
    return pairs;
}

/* The number of pairs of one demand and one limit. */
static int check_conflicts(struct trial_net *net, const struct conflicts *found) {
    unsigned all = (1u << net->limits) - 1, demands = 0, limits = 0;
    unsigned told[CONFLICTS_MOST];
    assert_int_equal(found->conflicts > 0, !all_move(net, all));
    assert_in_range(found->conflicts, 0, CONFLICTS_MOST);
    for (int c = 0; c < found->conflicts; c++) {
        told[c] = bits_of(net, found, c);
        check_claim(net, &found->conflict[c], told[c]);
        for (int before = 0; before < c; before++)
            assert_int_not_equal(told[before], told[c]);
        demands |= told[c] & demands_of(net);
        limits |= told[c] & ~demands_of(net);
    }
    if (found->more)
        return 0;
    assert_true(all_move(net, all & ~demands));
    for (int c = 0; c < found->conflicts; c++) /* nothing else stops them but what is told */
        if (told[c] & ~demands_of(net))
            assert_true(all_move(net, (told[c] & demands_of(net)) | (all & ~demands_of(net) & ~limits)));
    return check_pairs(net, told, found->conflicts);
}

static void check_steps(struct trial_net *net, const struct conflicts *found,
                        const struct conflict_repair *repair) {
    for (int less = -1; less < repair->steps; less++) {
        struct limited limited;
        wide objective_e4;
        limited_begin(&limited, net->scenario, &net->variant);
        for (int s = 0; s < repair->steps; s++) {
            struct repair_step step = found->step[repair->first_step + s];
            step.to -= s != less ? 0 : step.limit.kind == LIMIT_HOURS ? 1 : GRAIN_KG;
            if (s != less || step.by > 0)
                limit_step(&limited, &step);
        }
        int64_t unmet_kg = limited_unmet_kg(&limited, &objective_e4);
        if (less < 0)
            assert_int_equal(unmet_kg, repair->unmet_kg);
        else if (unmet_kg <= repair->unmet_kg) {
            const char *text = "";
            for (int s = 0; s < repair->steps; s++)
                text = support_text("%s%s +%lld, ", text,
                                    limit_text(net->scenario, &found->step[repair->first_step + s].limit),
                                    (long long)found->step[repair->first_step + s].by);
            fail_msg("step %d of %s is not needed: %s/shipments", less, text, net->scenario->dir);
        }
        if (less < 0 && repair->priced)
            assert_true(objective_e4 == repair->objective_e4);
        limited_release(&limited);
    }
}

/* Every limit whose end alone lets all move that can is among the repairs of one step, and none besides. */
static void check_repairs(struct trial_net *net, const struct conflicts *found) {
    unsigned all = (1u << net->limits) - 1, hopeless = hopeless_of(net), single = 0;
    unsigned rest = all & ~hopeless;
    bool several = false;
    wide before_e4 = -1;
    for (int r = 0; r < found->repairs; r++) {
        const struct conflict_repair *repair = &found->repair[r];
        several = several || repair->steps > 1;
        if (repair->steps == 1)
            single |= bit_of(net, &found->step[repair->first_step].limit);
        if (repair->steps > 0) {
            check_steps(net, found, repair);
            assert_true(repair->objective_e4 >= before_e4);
            before_e4 = repair->objective_e4;
        }
    }
    if (all_move(net, rest)) {
        assert_int_equal(single, 0);
        return;
    }
    for (int i = net->scenario->shipments; i < net->limits; i++)
        assert_int_equal(single >> i & 1, all_move(net, rest & ~(1u << i)));
    assert_true(single != 0 || several);
}

static void conflicts_are_minimal_among_all_subsets(void **state) {
    (void)state;
    int cases = 0, conflicts = 0, singles = 0, several = 0, pairs = 0, plans = 0;
    random_state = 20;
    while (cases < CASES) {
        static struct trial_net net;
        struct error err = {0};
        if (!random_net(&net))
            continue;
        struct diag *diag = diag_new();
        struct compiled *compiled = plan_compile(net.scenario, &net.variant, diag);
        struct conflicts *found = plan_conflicts(compiled, NULL, &err);
        assert_non_null(found);
        pairs += check_conflicts(&net, found);
        check_repairs(&net, found);
        cases += found->conflicts > 0;
        conflicts += found->conflicts;
        for (int r = 0; r < found->repairs; r++) {
            singles += found->repair[r].steps == 1;
            several += found->repair[r].steps > 1;
        }
        plans += net.plans;
        conflicts_free(found);
        compiled_free(compiled);
        diag_free(diag);
        scenario_free(net.scenario);
    }
    print_message("%d networks with %d conflicts, %d of one demand and one limit, %d repairs of one step, %d "
                  "of several; %d plans\n",
                  cases, conflicts, pairs, singles, several, plans);
    assert_true(conflicts > CASES && pairs > CASES / 2 && conflicts - pairs > CASES / 10 &&
                singles > CASES / 4 && several > CASES / 10);
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(conflicts_are_minimal_among_all_subsets)};
    return cmocka_run_group_tests_name("conflicts of random networks", tests, NULL, NULL);
}
