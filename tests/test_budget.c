// SPDX-License-Identifier: GPL-3.0-or-later
/* Plans within a budget: sums written out by hand, sweeps of the limit, the certificate, and every digit of a file. */
#include "tests/test_budget.h"

#include "plan/verify.h"
#include "report/report.h"

#include <ctype.h>

static double money(wide e4) {
    return wide_double(e4, MONEY_PLACES);
}

static void near(const char *what, double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%s: %.10g, expected %.10g", what, found, expected);
}

/* ---- by hand ---- */

/* From A to B, 100 t: `slow` costs 10.5 and takes 2 h, 60 t at most; `fast` costs 20 and takes 1 h. */
static const struct text_file TWO_ROADS[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                       "slow,A,B,true,10.5,2,60\nfast,A,B,true,20,1,\n"},
    {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\nx,A,B,100\n"}};

struct by_hand {
    const char *name;
    enum budget_quantity quantity;
    wide limit;      /* hours e6 or money e4 */
    int64_t slow_kg; /* -1: too low */
    double price;    /* of a tonne-hour or of one unit of money */
    wide least;
    int64_t vot_e4;
};

/*
 * Without a budget: 60 t slow, 40 t fast, (60 x 2 + 40) / 100 = 1.6 h, 630 + 800 = 1,430. A tonne that goes from slow to
 * fast saves an hour for 9.5. At 30 a tonne-hour all go fast, 2,000 of money, and each saves 20.5: of money, 20.5 / 9.5.
 */
static const struct by_hand hands[] = {
    {"a budget that is not used up changes nothing", BUDGET_MEAN_HOURS, 1700000, 60000, 0, 0, 0},
    {"one that is used up exactly changes nothing", BUDGET_MEAN_HOURS, 1600000, 60000, 0, 0, 0},
    {"half way between two plans half of it goes either way", BUDGET_MEAN_HOURS, 1300000, 30000, 9.5, 0, 0},
    {"the fastest plan of all is within the least budget", BUDGET_MEAN_HOURS, 1000000, 0, 9.5, 0, 0},
    {"whole kilograms stay under a limit between two of them", BUDGET_MEAN_HOURS, 1333333, 33333, 9.5, 0, 0},
    {"a hair under the least is too low", BUDGET_MEAN_HOURS, 999999, -1, 0, 1000000, 0},
    {"nothing is too low", BUDGET_MEAN_HOURS, 0, -1, 0, 1000000, 0},
    {"money limits what is spent on time", BUDGET_COST, 17150000, 30000, 20.5 / 9.5, 0, 300000},
    {"the cheapest plan costs the least budget of money", BUDGET_COST, 14300000, 60000, 20.5 / 9.5, 0,
     300000},
    {"less money than that is too low", BUDGET_COST, 14299999, -1, 0, 14300000, 300000},
    {"nothing emits anything: no budget of CO2e is too low", BUDGET_CO2, 0, 60000, 0, 0, 0},
};

static int64_t kg_on(const struct plan *plan, int link) {
    int64_t kg = 0;
    for (int p = 0; p < plan->paths; p++)
        kg +=
            plan->link[plan->leg[plan->path[p].first_leg].first_link] == link ? plan->path[p].quantity_kg : 0;
    return kg;
}

static void judge_by_hand(const struct by_hand *hand, const char *folder) {
    struct variant variant = NOW;
    variant.has_vot = true;
    variant.vot_per_t_h.e4 = hand->vot_e4;
    struct budgeted it = budgeted_load(folder, &variant);
    wide least = 0;
    struct plan *plan = budgeted_plan(&it, hand->quantity, hand->limit, &least);
    if ((plan == NULL) != (hand->slow_kg < 0))
        fail_msg("%s: %s", hand->name, plan == NULL ? "too low" : "not too low");
    if (plan == NULL && least != hand->least)
        fail_msg("%s: %ld is the least", hand->name, (long)least);
    if (plan != NULL) {
        if (kg_on(plan, 0) != hand->slow_kg || plan->status != PLAN_OPTIMAL)
            fail_msg("%s: %ld kg go slow, status %s", hand->name, (long)kg_on(plan, 0),
                     PLAN_STATUS[plan->status]);
        near(hand->name, wide_double(plan->budget.shadow_price_e10, 10), hand->price, 1e-6);
    }
    plan_free(plan);
    budgeted_release(&it);
}

static void a_budget_does_what_it_does_by_hand(void **state) {
    (void)state;
    const char *folder = data_set_write(TWO_ROADS, COUNT_OF(TWO_ROADS), NULL);
    for (size_t i = 0; i < COUNT_OF(hands); i++)
        judge_by_hand(&hands[i], folder);
}

/* One more shipment, of 10 t, that nothing carries: it stays behind in every plan, and saves no hours. */
static void what_cannot_move_saves_nothing(void **state) {
    (void)state;
    static const struct text_file lost[] = {
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t\nx,A,B,100\nlost,B,A,10\n"},
        {NULL, NULL}};
    struct budgeted it = budgeted_load(data_set_write(TWO_ROADS, COUNT_OF(TWO_ROADS), lost), &NOW);
    /* 130 tonne-hours of 110 t asked for */
    struct plan *plan = budgeted_plan(&it, BUDGET_MEAN_HOURS, 1181819, NULL);
    assert_non_null(plan);
    assert_int_equal(plan->status, PLAN_INFEASIBLE);
    assert_int_equal(plan->unmet_kg, 10000);
    assert_int_equal(kg_on(plan, 0), 30000);
    near("price", wide_double(plan->budget.shadow_price_e10, 10), 9.5, 1e-6);
    plan_free(plan);
    wide least;
    assert_null(budgeted_plan(&it, BUDGET_MEAN_HOURS, 900000, &least));
    assert_int_equal((int)least, 909091); /* 100 / 110, rounded up */
    budgeted_release(&it);
}

/* Going fast spares an hour for 9.5; staying behind another for 31 - 20 = 11. */
static void a_stated_penalty_is_a_price_like_others(void **state) {
    (void)state;
    static const struct text_file stated[] = {
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\nx,A,B,50,31\n"},
        {NULL, NULL}};
    struct budgeted it = budgeted_load(data_set_write(TWO_ROADS, COUNT_OF(TWO_ROADS), stated), &NOW);
    /* 40 of 50 tonne-hours: 40 t go fast. */
    struct plan *plan = budgeted_plan(&it, BUDGET_MEAN_HOURS, 800000, NULL);
    assert_non_null(plan);
    assert_int_equal(plan->unmet_kg, 10000);
    near("objective", money(plan->objective_e4), 40 * 20 + 10 * 31, 1e-9);
    plan_free(plan);
    budgeted_release(&it);
}

/* ---- sweeps ---- */

static wide used(const struct plan *plan, const struct scenario *scenario, enum budget_quantity quantity) {
    if (quantity == BUDGET_COST)
        return plan->cost_e4;
    wide kg = 0;
    for (int k = 0; k < scenario->shipments; k++)
        kg += scenario->shipment[k].quantity_kg;
    return wide_divide(plan->tonne_hours_e6 * 1000, kg);
}

/* Total and shadow price over the limit: falling, convex, and the price is the slope. */
static void sweep(const char *folder, enum budget_quantity quantity, int64_t vot_e4) {
    enum { STEPS = 24 };
    struct variant variant = NOW;
    variant.has_vot = true;
    variant.vot_per_t_h.e4 = vot_e4;
    struct budgeted it = budgeted_load(folder, &variant);
    struct plan *best = budgeted_plan(&it, BUDGET_NONE, 0, NULL);
    wide most = used(best, it.scenario, quantity), least = 0;
    assert_null(budgeted_plan(&it, quantity, 0, &least));
    const double kilograms = quantity == BUDGET_COST ? 1 : 0.05; /* what two of them use at most on a path */
    double before = 0, price_before = INFINITY, limit_before = 0;
    for (int i = 0; i <= STEPS; i++) {
        wide limit = i == STEPS ? most + 1 : least + (most - least) * i / STEPS;
        double at = wide_double(limit, budget_places(quantity));
        struct plan *plan = budgeted_plan(&it, quantity, limit, NULL);
        assert_non_null(plan);
        assert_true(plan->budget.used <= limit);
        double total = money(plan->objective_e4), price = wide_double(plan->budget.shadow_price_e10, 10);
        double tonnes = 1;
        if (quantity == BUDGET_MEAN_HOURS) {
            tonnes = 0;
            for (int k = 0; k < it.scenario->shipments; k++)
                tonnes += wide_double(it.scenario->shipment[k].quantity_kg, MASS_PLACES);
        }
        if (plan->status != PLAN_OPTIMAL)
            fail_msg("%s, limit %.6f: gap %g, used %.6f", folder, at, plan->gap,
                     wide_double(plan->budget.used, budget_places(quantity)));
        if (i > 0) {
            double slope = (before - total) / ((at - limit_before) * tonnes),
                   slack = 2e-6 * total + price_before * kilograms;
            if (total > before + slack || price > price_before + 1e-6 ||
                slope * (at - limit_before) * tonnes > price_before * (at - limit_before) * tonnes + slack ||
                slope * (at - limit_before) * tonnes < price * (at - limit_before) * tonnes - slack)
                fail_msg("%s, limit %.6f: total %.9g after %.9g, price %g after %g", folder, at, total,
                         before, price, price_before);
        }
        before = total;
        price_before = price;
        limit_before = at;
        plan_free(plan);
    }
    near("without a budget", before, money(best->objective_e4), 1e-6 * before);
    plan_free(best);
    budgeted_release(&it);
}

static void the_total_falls_ever_less_as_the_limit_rises(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 4; seed++) {
        const char *folder = budgeted_sample(seed, false);
        sweep(folder, BUDGET_MEAN_HOURS, 0);
        sweep(folder, BUDGET_MEAN_HOURS, 20000);
        sweep(folder, BUDGET_COST, 200000);
    }
    sweep(budgeted_strait(""), BUDGET_MEAN_HOURS, 0);
}

/*
 * A plan that is best at a value of time is an extreme plan: within its own hours no plan is cheaper. So at its mean hours
 * as limit the budget finds its money, on top of them nothing.
 */
static void extreme_plans_are_found_at_their_own_use(void **state) {
    (void)state;
    static const int64_t vots_e4[] = {1000, 20000, 50000, 100000, 300000};
    for (unsigned seed = 1; seed <= 4; seed++) {
        const char *folder = budgeted_sample(seed, false);
        for (size_t i = 0; i < COUNT_OF(vots_e4); i++) {
            struct variant variant = NOW;
            variant.has_vot = true;
            variant.vot_per_t_h.e4 = vots_e4[i];
            struct budgeted weighed = budgeted_load(folder, &variant);
            struct plan *extreme = budgeted_plan(&weighed, BUDGET_NONE, 0, NULL);
            variant.vot_per_t_h.e4 = 0;
            struct budgeted plain = budgeted_load(folder, &variant);
            wide limit = used(extreme, plain.scenario, BUDGET_MEAN_HOURS) + 1;
            struct plan *plan = budgeted_plan(&plain, BUDGET_MEAN_HOURS, limit, NULL);
            near("money of the extreme plan", money(plan->cost_e4), money(extreme->cost_e4),
                 2e-6 * money(extreme->cost_e4));
            plan_free(plan);
            plan_free(extreme);
            budgeted_release(&plain);
            budgeted_release(&weighed);
        }
    }
}

/* ---- the certificate ---- */

/* Any prices >= 0, of resources and of the budget, prove a bound: none is above a plan that keeps the budget. */
static void no_prices_prove_too_much(void **state) {
    (void)state;
    for (unsigned seed = 11; seed <= 16; seed++) {
        struct budgeted it = budgeted_load(budgeted_sample(seed, seed % 2 == 0), &NOW);
        const struct virtual_network *network = compiled_network(it.compiled);
        for (enum budget_quantity q = BUDGET_COST; q <= BUDGET_MEAN_HOURS; q++) {
            wide least = 0;
            assert_null(budgeted_plan(&it, q, 0, &least));
            struct plan *plan = budgeted_plan(&it, q, least + least / 20, NULL);
            AUTO_FREE struct money *price = xcalloc((size_t)network->resources, sizeof *price);
            for (int trial = 0; trial < 50; trial++) {
                struct plan_budget budget = plan->budget;
                budget.shadow_price_e10 = (wide)random_below(1000000) * (trial % 2 == 0 ? 100 : 10000000);
                for (int r = 0; r < network->resources; r++)
                    price[r].e4 = random_below(2) * random_below(1000000);
                wide bound_e13 = verify_bound_within(network, price, &budget, 0);
                assert_true(bound_e13 / 1000000000 <= plan->objective_e4);
            }
            plan_free(plan);
        }
        budgeted_release(&it);
    }
}

/* ---- the file ---- */

static char *file_text(const struct plan *plan, const struct scenario *scenario) {
    const char *path = support_write(support_folder(), "plan.json", "");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    report_plan_json(plan, scenario, out);
    assert_int_equal(fclose(out), 0);
    return xstrdup(support_read(path));
}

static bool passes(const struct scenario *scenario, const char *text) {
    struct diag *diag = diag_new();
    struct plan *plan = plan_read(support_write(support_folder(), "plan.json", text), scenario, diag);
    bool holds = plan != NULL && plan_verify(plan, scenario, diag).holds;
    assert_int_equal(holds, diag_count(diag, DIAG_ERROR) == 0);
    plan_free(plan);
    diag_free(diag);
    return holds;
}

static void every_digit_of_a_budget_counts(void **state) {
    (void)state;
    struct budgeted it = budgeted_load(budgeted_strait(""), &NOW);
    int digits = 0;
    struct plan *plan = budgeted_plan(&it, BUDGET_MEAN_HOURS, 10900000, NULL);
    char *text = file_text(plan, it.scenario), *line = strstr(text, "\"budget\"");
    assert_true(passes(it.scenario, text));
    assert_non_null(line);
    for (char *at = line; *at != '\n'; at++) {
        char was = *at;
        for (char digit = '0'; isdigit((unsigned char)was) && digit <= '9'; digit++) {
            *at = digit;
            if (digit != was && passes(it.scenario, text))
                fail_msg("%c for %c goes unseen in %.60s", digit, was, at);
        }
        digits += isdigit((unsigned char)was) != 0;
        *at = was;
    }
    assert_true(digits > 12);
    free(text);
    plan_free(plan);
    budgeted_release(&it);
}

/* Each of these says more than is true; the hash is made anew, so that only what is recomputed can tell. */
static void a_resealed_lie_is_seen(void **state) {
    (void)state;
    static const struct {
        const char *name, *said;
        wide limit, used, price; /* added */
    } lies[] = {
        {"a limit lower than what is used", "more than its limit", -100000, 0, 0},
        {"less used", "budget: used", 0, -1, 0},
        {"a budget that costs less", "bound", 0, 0, -1000000000},
        {"a budget that costs more", "bound", 0, 0, 10000000000},
        {"a looser limit", "bound", 1000, 0, 0},
    };
    struct budgeted it = budgeted_load(budgeted_strait(""), &NOW);
    for (size_t i = 0; i < COUNT_OF(lies); i++) {
        struct diag *diag = diag_new();
        struct plan *plan = budgeted_plan(&it, BUDGET_MEAN_HOURS, 10900000, NULL);
        plan->budget.limit += lies[i].limit;
        plan->budget.used += lies[i].used;
        plan->budget.shadow_price_e10 += lies[i].price;
        plan_hash(plan, plan->plan_hash);
        assert_false(plan_verify(plan, it.scenario, diag).holds);
        if (strstr(findings_text(diag), lies[i].said) == NULL)
            fail_msg("%s: %s", lies[i].name, findings_text(diag));
        plan_free(plan);
        diag_free(diag);
    }
    budgeted_release(&it);
}

/* What a reader must refuse, not reckon with. */
static void damaged_budgets_are_refused_by_name(void **state) {
    (void)state;
    static const struct {
        const char *budget, *said;
    } cases[] = {
        {"\"budget\": 3", "budget must be an object"},
        {"\"budget\": {}", "quantity must be a text"},
        {"\"budget\": {\"quantity\": \"hours\", \"limit\": 1, \"used\": 1, \"shadow_price\": 1}",
         "quantity \"hours\" is none of cost, mean_hours, co2"},
        {"\"budget\": {\"quantity\": \"co2\", \"used\": 1, \"shadow_price\": 1}", "limit must be a number"},
        {"\"budget\": {\"quantity\": \"co2\", \"limit\": -1, \"used\": 1, \"shadow_price\": 1}",
         "limit is out of range"},
        {"\"budget\": {\"quantity\": \"co2\", \"limit\": 1, \"used\": 1, \"shadow_price\": 1000000000000}",
         "shadow_price is out of range"},
        {"\"budget\": {\"quantity\": \"co2\", \"limit\": 99999999999999999999, \"used\": 1, "
         "\"shadow_price\": 1}",
         "limit is out of range"},
        {"\"budget\": {\"quantity\": \"cost\", \"limit\": 1.00001, \"used\": 1, \"shadow_price\": 1}",
         "limit must be a number with at most 4 decimal places"},
    };
    struct budgeted it = budgeted_load(data_set_write(TWO_ROADS, COUNT_OF(TWO_ROADS), NULL), &NOW);
    struct plan *plan = budgeted_plan(&it, BUDGET_NONE, 0, NULL);
    char *text = file_text(plan, it.scenario), *at = strstr(text, "\"shipments\"");
    assert_null(strstr(text, "budget"));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag *diag = diag_new();
        const char *damaged = support_text("%.*s%s,\n  %s", (int)(at - text), text, cases[i].budget, at);
        assert_null(plan_read(support_write(support_folder(), "plan.json", damaged), it.scenario, diag));
        if (strstr(findings_text(diag), cases[i].said) == NULL)
            fail_msg("%s: %s", cases[i].budget, findings_text(diag));
        diag_free(diag);
    }
    free(text);
    plan_free(plan);
    budgeted_release(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_budget_does_what_it_does_by_hand),
        cmocka_unit_test(what_cannot_move_saves_nothing),
        cmocka_unit_test(a_stated_penalty_is_a_price_like_others),
        cmocka_unit_test(the_total_falls_ever_less_as_the_limit_rises),
        cmocka_unit_test(extreme_plans_are_found_at_their_own_use),
        cmocka_unit_test(no_prices_prove_too_much),
        cmocka_unit_test(every_digit_of_a_budget_counts),
        cmocka_unit_test(a_resealed_lie_is_seen),
        cmocka_unit_test(damaged_budgets_are_refused_by_name),
    };
    return cmocka_run_group_tests_name("budget", tests, NULL, NULL);
}
