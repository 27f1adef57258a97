// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rates that bring a way back, in random networks of scarce toll roads beside dear free ones, against plans made from data
 * sets whose book has the other amount: none takes the way before the value told, and those beyond it do; where no
 * value is told for a rate, no amount of it does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <stdlib.h>
#include <string.h>

enum { NODES = 6, ROADS = 13, TOLLED = ROADS - NODES, SHIPMENTS = 5, SEEDS = 12, STEPS = 8 };

struct sample {
    const char *links, *shipments;
    double toll[TOLLED];
};

/* A long free road from each node to the next; then toll roads of few tonnes. */
static struct sample sample_of(int seed) {
    struct sample sample = {
        .links = "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,freight_capacity\n",
        .shipments = "shipment_id,origin_node_id,destination_node_id,quantity_t\n"};
    random_state = (uint64_t)seed;
    for (int i = 0; i < ROADS; i++) {
        bool ring = i < NODES;
        int from = ring ? i : random_below(NODES);
        int to = ring ? (i + 1) % NODES : (from + 1 + random_below(NODES - 1)) % NODES;
        sample.links =
            support_text("%sL%d,N%d,N%d,true,%s,%d,50,%s\n", sample.links, i, from, to,
                         ring ? "road" : "toll", ring ? 60 + random_below(90) : 5 + random_below(60),
                         ring ? "" : support_text("%d", 10 + random_below(30)));
        if (!ring)
            sample.toll[i - NODES] = 100 * (1 + random_below(150));
    }
    for (int k = 0; k < SHIPMENTS; k++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        sample.shipments =
            support_text("%sK%d,N%d,N%d,%d\n", sample.shipments, k, from, to, 5 + random_below(40));
    }
    return sample;
}

struct made {
    struct scenario *scenario;
    struct compiled *compiled;
    struct plan *plan;
};

static struct made make(const struct sample *sample, int lower, double toll) {
    const char *nodes = "node_id,x_coord,y_coord,node_type\n",
               *book = "tariff_id,item,basis,amount,link_id\nhaul,haulage,t_km,100,\nhands,handling,t,300,\n";
    for (int n = 0; n < NODES; n++)
        nodes = support_text("%sN%d,%d,%d,town\n", nodes, n, n, n % 3);
    for (int i = 0; i < TOLLED; i++)
        book = support_text("%stoll%d,toll,t,%.4f,L%d\n", book, i, i == lower ? toll : sample->toll[i],
                            NODES + i);
    const struct text_file files[] = {
        {"roads/node.csv", nodes},
        {"roads/link.csv", sample->links},
        {"roads/vehicle_type.csv", "vehicle_type_id,modes,payload_t\ntruck,road;toll,10\n"},
        {"tariffs/book.csv", book},
        {"shipments/shipment.csv", sample->shipments}};
    struct error err = {0};
    struct diag *diag = diag_new();
    struct solver_settings settings = SOLVER_DEFAULTS;
    struct made made = {.scenario = data_set_load(data_set_write(files, COUNT_OF(files), NULL))};
    made.compiled = plan_compile(made.scenario, &NOW, diag);
    assert_non_null(made.compiled);
    settings.gap = 0;
    settings.quantum = 0.001;
    struct solution *solution = solve(compiled_problem(made.compiled), &settings, &err);
    assert_non_null(solution);
    made.plan = plan_lift(made.compiled, solution, 0, &err);
    assert_non_null(made.plan);
    solution_free(solution);
    diag_free(diag);
    return made;
}

static void made_release(struct made *made) {
    plan_free(made->plan);
    compiled_free(made->compiled);
    scenario_free(made->scenario);
}

/* The links of a path, in words. */
static const char *links_of(const struct plan *plan, const struct plan_path *path) {
    const char *words = "";
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        for (int i = 0; i < plan->leg[l].links; i++)
            words = support_text("%s %d", words, plan->link[plan->leg[l].first_link + i]);
    return words;
}

static bool takes(const struct sample *sample, int toll, double amount, int shipment, const char *links) {
    AUTO(made_release) struct made made = make(sample, toll, amount);
    const struct plan_shipment *planned = &made.plan->shipment[shipment];
    bool taken = false;
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++)
        taken = taken || (strcmp(links_of(made.plan, &made.plan->path[p]), links) == 0 &&
                          made.plan->path[p].quantity_kg > 0);
    return taken;
}

struct tally {
    int told, none, outbid;
};

static const struct way_rate *rate_told(const struct explained_shipment *explained, const char *id) {
    for (int i = 0; i < explained->rates; i++)
        if (strcmp(explained->rate[i].rate->tariff_id, id) == 0)
            return &explained->rate[i];
    return NULL;
}

/* At shares between today's toll and none. */
static void check_toll(const struct sample *sample, const struct explained_shipment *explained, int toll,
                       const char *links, struct tally *tally) {
    const struct way_rate *told = rate_told(explained, support_text("toll%d", toll));
    double amount = sample->toll[toll], fall = told != NULL ? told->fall : 1;
    for (int step = 1; step < STEPS; step++)
        if (takes(sample, toll, amount * (1 - fall * 0.9999 * step / (STEPS - 1)), explained->shipment,
                  links))
            fail_msg("shipment %d takes%s with toll %d at %d/%d of the fall to %g", explained->shipment,
                     links, toll, step, STEPS - 1, amount * (1 - fall));
    if (told != NULL && fall < 0.999 &&
        !takes(sample, toll, amount * (1 - fall) - 0.001 * amount, explained->shipment, links))
        fail_msg("shipment %d does not take%s with toll %d below %g", explained->shipment, links, toll,
                 amount * (1 - fall));
    tally->told += told != NULL;
    tally->none += told == NULL;
}

static void check_shipment(const struct sample *sample, const struct made *made, int shipment,
                           struct tally *tally) {
    struct error err = {0};
    struct explained_shipment *explained = plan_explain_shipment(made->compiled, made->plan, shipment, &err);
    if (explained == NULL)
        fail_msg("%s", err.message);
    if (explained->next >= 0) {
        const struct explained_way *next = &explained->way[explained->next];
        const char *links = links_of(explained->ways, &explained->ways->path[next->path]);
        const char *taken = links_of(explained->ways, &explained->ways->path[explained->way[0].path]);
        bool loses =
            next->cost_e10 + next->rent_e10 > explained->way[0].cost_e10 + explained->way[0].rent_e10;
        for (int i = 0; i < TOLLED && loses; i++) {
            const char *link = support_text("%d ", NODES + i);
            bool pays = strstr(support_text("%s ", links), support_text(" %s", link)) != NULL,
                 paid = strstr(support_text("%s ", taken), support_text(" %s", link)) != NULL;
            if (pays && !paid)
                check_toll(sample, explained, i, links, tally);
        }
        tally->outbid += next->outbid;
    }
    explained_shipment_free(explained);
}

static void a_rate_brings_the_way_back_where_it_is_told_and_not_before(void **state) {
    (void)state;
    struct tally tally = {0};
    for (int seed = 1; seed <= SEEDS; seed++) {
        const struct sample sample = sample_of(seed);
        AUTO(made_release) struct made made = make(&sample, -1, 0);
        for (int k = 0; k < SHIPMENTS; k++)
            check_shipment(&sample, &made, k, &tally);
    }
    if (tally.told < 5 || tally.none < 5 || tally.outbid == 0) /* else too little was tested */
        fail_msg("%d told, %d not, %d outbid", tally.told, tally.none, tally.outbid);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_brings_the_way_back_where_it_is_told_and_not_before),
    };
    return cmocka_run_group_tests_name("rates that bring a way back", tests, NULL, NULL);
}
