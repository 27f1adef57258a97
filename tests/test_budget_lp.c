// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The exported linear program of arcs with one more row, the budget's, is an independent road to the same optimum: glpsol,
 * where it is on the PATH, must reach what we prove. The row is written here: what a tonne uses on an arc by the
 * test's own reckoning.
 */
#include "tests/test_budget.h"

#include "report/arc_lp.h"
#include "report/report.h"

static bool has_glpsol(void) {
    int status;
    support_run("glpsol --version", &status);
    if (status != 0)
        print_message("skipped: no glpsol here\n");
    return status == 0;
}

/* g CO2e per t km, from the strait's vehicle_type.csv; on a ferry the ship's. */
static double grams(const struct network *roads, const struct arc *arc) {
    const char *mode = roads->link[arc->link].mode, *vehicle = roads->vehicle_type[arc->vehicle].id;
    if (vehicle == NULL)
        return 0;
    return strcmp(mode, "ferry") == 0 ? 40 + 10 : strcmp(vehicle, "train") == 0 ? 20 + 5 : 80 + 20;
}

/* Per tonne: money, hours, tonnes CO2e. */
static double use_of(const struct budgeted *it, enum budget_quantity quantity, const struct arc_lp *lp,
                     const struct lp_column *column) {
    const struct virtual_network *network = compiled_network(it->compiled);
    const struct arc *arc = &network->arc[column->arc];
    int cargo = compiled_cargo(it->compiled, lp->group[column->group].class_of);
    if (quantity == BUDGET_MEAN_HOURS)
        return wide_double(arc->time_uh, HOUR_PLACES);
    if (quantity == BUDGET_COST)
        return wide_double(network->money[(size_t)cargo * (size_t)network->arcs + (size_t)column->arc].e4,
                           MONEY_PLACES);
    if (arc->kind != ARC_HAUL)
        return 0;
    double km = wide_double(network->scenario->network->link[arc->link].length_mm, KM_PLACES);
    return km * grams(network->scenario->network, arc) / 1e6;
}

/* The rows of the budget, and of what may stay behind where no penalty is stated. */
static void write_rows(const struct budgeted *it, enum budget_quantity quantity, double limit, double unmet,
                       FILE *out) {
    struct arc_lp *lp = arc_lp_new(it->compiled);
    const double unstated = wide_double(compiled_network(it->compiled)->default_penalty.e4, MONEY_PLACES);
    char name[LP_NAME];
    fputs(" budget:", out);
    for (int j = 0; j < lp->columns; j++)
        if (lp->column[j].arc >= 0 && use_of(it, quantity, lp, &lp->column[j]) != 0)
            fprintf(out, " + %.12g %s\n", use_of(it, quantity, lp, &lp->column[j]),
                    lp_column_name(lp, j, name));
    fprintf(out, " <= %.15g\n rest:", limit);
    for (int j = 0; j < lp->columns; j++)
        if (lp->column[j].arc < 0 && lp->cell[lp->column[j].cell].penalty == unstated)
            fprintf(out, " + %s\n", lp_column_name(lp, j, name));
    fprintf(out, " <= %.15g\n", unmet);
    arc_lp_release(&lp);
}

/* What glpsol makes of it. */
static double optimum_of(const struct budgeted *it, enum budget_quantity quantity, double limit,
                         double unmet) {
    int status;
    const char *folder = support_folder(), *path = support_write(folder, "plain.lp", "");
    FILE *out = fopen(path, "w");
    report_lp(it->compiled, out);
    assert_int_equal(fclose(out), 0);
    const char *text = support_read(path), *bounds = strstr(text, "\nBounds\n");
    assert_non_null(bounds);
    out = fopen(support_write(folder, "it.lp", ""), "w");
    fprintf(out, "%.*s\n", (int)(bounds - text), text);
    write_rows(it, quantity, limit, unmet, out);
    fputs(bounds + 1, out);
    assert_int_equal(fclose(out), 0);
    const char *said = support_run(
        support_text("glpsol --lp '%s/it.lp' -o '%s/report' && cat '%s/report'", folder, folder, folder),
        &status);
    if (status != 0 || strstr(said, "Status:     OPTIMAL") == NULL)
        fail_msg("glpsol: %s", said);
    const char *value = strstr(said, "Objective:  cost = ");
    assert_non_null(value);
    return strtod(value + strlen("Objective:  cost = "), NULL);
}

static double tonnes(const struct scenario *scenario) {
    double sum = 0;
    for (int k = 0; k < scenario->shipments; k++)
        sum += wide_double(scenario->shipment[k].quantity_kg, MASS_PLACES);
    return sum;
}

/* Of the shipments that state no penalty. */
static double unmet_of(const struct plan *plan, const struct scenario *scenario) {
    double sum = 0;
    for (int k = 0; k < plan->shipments; k++)
        sum += scenario->shipment[k].has_penalty ? 0 : wide_double(plan->shipment[k].unmet_kg, MASS_PLACES);
    return sum;
}

static void compare_at(const struct budgeted *it, enum budget_quantity quantity, wide limit) {
    struct plan *plan = budgeted_plan(it, quantity, limit, NULL);
    double natural = wide_double(limit, budget_places(quantity));
    double row = quantity == BUDGET_MEAN_HOURS ? natural * tonnes(it->scenario) : natural;
    double other = optimum_of(it, quantity, row, unmet_of(plan, it->scenario));
    double ours = wide_double(plan->objective_e4, MONEY_PLACES),
           bound = wide_double(plan->bound_e4, MONEY_PLACES);
    double kilograms = wide_double(plan->budget.shadow_price_e10, 10) * 0.002 * row / tonnes(it->scenario);
    if (!(ours >= other * (1 - 1e-7) && ours <= other * (1 + 1e-6) + kilograms) || bound > other * (1 + 1e-7))
        fail_msg("%s at most %g: glpsol finds %.12g, we %.12g and no less than %.12g",
                 BUDGET_QUANTITIES[quantity], natural, other, ours, bound);
    if (plan->status == PLAN_LIMIT)
        fail_msg("%s at most %g: gap %g", BUDGET_QUANTITIES[quantity], natural, plan->gap);
    plan_free(plan);
}

/* Limits from the least possible to some above what the best plan uses. */
static void compare(const char *folder, enum budget_quantity quantity, int64_t vot_e4) {
    enum { LIMITS = 6 };
    wide least = 0;
    struct variant variant = NOW;
    variant.has_vot = vot_e4 >= 0;
    variant.vot_per_t_h.e4 = vot_e4;
    struct budgeted it = budgeted_load(folder, &variant);
    struct plan *none = budgeted_plan(&it, quantity, 0, &least);
    if (none == NULL)
        for (int i = 0; i < LIMITS; i++)
            compare_at(&it, quantity, least + 1 + least * i / 12);
    plan_free(none);
    budgeted_release(&it);
}

static void glpsol_agrees_on_the_strait(void **state) {
    (void)state;
    if (!has_glpsol())
        return;
    const char *folder = budgeted_strait("");
    compare(folder, BUDGET_CO2, -1);
    compare(folder, BUDGET_MEAN_HOURS, -1);
    compare(folder, BUDGET_MEAN_HOURS, 30000000);
    compare(folder, BUDGET_COST, 300000000);
}

static void glpsol_agrees_where_not_all_can_move(void **state) {
    (void)state;
    if (!has_glpsol())
        return;
    const char *folder = budgeted_strait("s/,2000,selat/,1000,selat/");
    compare(folder, BUDGET_CO2, -1);
    compare(folder, BUDGET_MEAN_HOURS, -1);
    compare(folder, BUDGET_COST, 300000000);
}

static void glpsol_agrees_on_random_networks(void **state) {
    (void)state;
    if (!has_glpsol())
        return;
    for (unsigned seed = 21; seed <= 28; seed++) {
        const char *folder = budgeted_sample(seed, seed % 2 == 0);
        compare(folder, BUDGET_MEAN_HOURS, 0);
        compare(folder, BUDGET_COST, 200000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glpsol_agrees_on_the_strait),
        cmocka_unit_test(glpsol_agrees_where_not_all_can_move),
        cmocka_unit_test(glpsol_agrees_on_random_networks),
    };
    return cmocka_run_group_tests_name("budget beside glpsol", tests, NULL, NULL);
}
