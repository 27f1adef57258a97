// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The worked example of doc/formats.md, which is the data set tests/data/second: the document shows its files
 * as they are, and says what it costs, which is reckoned here by hand.
 *
 * A truck carries 10 t and comes back empty, so a km costs 0.3 l x 10,000 x 2 / 10 = 600 a tonne.
 *
 *     by truck           5,000 + 132 km x 600 + 5,000                                          = 89,200 a
 * tonne 1 + 132 / 40 + 1                                                       = 5.3 h by truck and train
 * 5,000 + 12 km x 600 + 5,000, then 5,000 + 110 km x 300 + 5,000         = 60,200 a tonne 1 + 12 / 40 + 1,
 * then 2 + 6 + 12 / 2 (the wait) + 110 / 50 + 2         = 20.5 h
 *
 * Rice is worth 8,760,000 x 0.1 / 8760 = 100 a tonne and hour, palm oil's time nothing. The train saves rice
 * 89,200 + 530 - 60,200 - 2,050 = 27,480 a tonne and takes 600 t; palm oil is a liquid, which the sidings
 * don't take.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "tests/support/data_set.h"
#include "tests/support/planned.h"
#include "tests/support/support.h"

#include <string.h>

static const char folder[] = "tests/data/second";
enum { PER_UNIT_E4 = 10000 };

static void it_costs_what_the_document_says(void **state) {
    (void)state;
    AUTO(planned_release) struct planned planned = planned_new(folder, NOW.as_of);
    const struct plan *plan = planned.plan;
    assert_int_equal(plan->unmet_kg, 0);
    assert_true(plan->cost_e4 == (wide)(600 * 60200LL + 410 * 89200LL) * PER_UNIT_E4);
    assert_true(plan->time_cost_e4 == (wide)(600 * 2050LL + 400 * 530LL) * PER_UNIT_E4);
    assert_true(plan->tonne_hours_e6 == (wide)(600 * 20500000LL + 410 * 5300000LL));
    assert_int_equal(plan->shipment[0].paths, 2);
    assert_int_equal(plan->shipment[1].paths, 1);
    int bottlenecks = 0;
    for (int r = 0; r < plan->resources; r++) {
        bottlenecks += plan->resource[r].shadow_price.e4 > 0;
        if (plan->resource[r].shadow_price.e4 > 0)
            assert_int_equal(plan->resource[r].shadow_price.e4, 27480 * PER_UNIT_E4);
    }
    assert_int_equal(bottlenecks, 1);
}

/* What 10 t cost alone, the train empty. */
static void costs_alone(const char *commodity, int64_t expected) {
    const char *copy = support_folder();
    int status;
    support_run(support_text("cp -R %s/. %s/", folder, copy), &status);
    assert_int_equal(status, 0);
    support_write(copy, "shipments/shipment.csv",
                  support_text("shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t\n"
                               "S,%s,farm,port,10\n",
                               commodity));
    AUTO(planned_release) struct planned planned = planned_new(copy, NOW.as_of);
    assert_true(planned.plan->cost_e4 == (wide)expected * PER_UNIT_E4);
}

static void without_a_commodity_freight_passes_every_terminal(void **state) {
    (void)state;
    costs_alone("palm_oil", 892000);
    costs_alone("rice", 602000);
    costs_alone("", 602000);
}

static void it_gives_no_warning(void **state) {
    (void)state;
    struct diag *diag = diag_new();
    struct scenario *scenario = scenario_load(folder, NULL, diag);
    assert_non_null(scenario);
    network_check(scenario->network, diag);
    scenario_check(scenario, &NOW, diag);
    /* the capacity of the railway is under the rice's demand, but the road has none: nothing is cut off */
    assert_string_equal(findings_text(diag), "");
    scenario_free(scenario);
    diag_free(diag);
}

static void the_document_shows_its_files(void **state) {
    static const char *const names[] = {
        "roads/node.csv",    "roads/link.csv",          "roads/terminal.csv",    "roads/vehicle_type.csv",
        "tariffs/rates.csv", "shipments/commodity.csv", "shipments/shipment.csv"};
    (void)state;
    const char *document = support_read("doc/formats.md");
    for (size_t n = 0; n < COUNT_OF(names); n++) {
        const char *text = support_read(support_text("%s/%s", folder, names[n]));
        assert_true(strlen(text) > 0);
        if (strstr(document, support_text("\n%s\n%s", names[n], text)) == NULL)
            fail_msg("doc/formats.md does not show %s as it is", names[n]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_costs_what_the_document_says),
        cmocka_unit_test(without_a_commodity_freight_passes_every_terminal),
        cmocka_unit_test(it_gives_no_warning),
        cmocka_unit_test(the_document_shows_its_files),
    };
    return cmocka_run_group_tests_name("second example", tests, NULL, NULL);
}
