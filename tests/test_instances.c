// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Published networks, where a folder of them is named by ANGKUT_INSTANCES: each subfolder a data set, OPTIMA.tsv with
 * name, nodes, links, shipments, optimum (found by other programs). Their licences keep them out of this project.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "tests/support/planned.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reaches(const char *folder, const char *name, double optimum) {
    struct date as_of;
    assert_true(date_parse("2026-01-01", &as_of, NULL));
    AUTO(planned_release) struct planned planned = planned_new(support_text("%s/%s", folder, name), as_of);
    double objective = wide_double(planned.plan->objective_e4, MONEY_PLACES);
    double bound = wide_double(planned.plan->bound_e4, MONEY_PLACES);
    if (!(fabs(objective - optimum) <= 1e-6 * optimum) || planned.plan->status != PLAN_OPTIMAL)
        fail_msg("%s: objective %.9g, optimum %.9g", name, objective, optimum);
    if (!(bound <= optimum * (1 + 1e-9)) || !(planned.plan->gap <= 1e-6))
        fail_msg("%s: bound %.9g, optimum %.9g", name, bound, optimum);
    printf("           %s: gap %.1e\n", name, planned.plan->gap);
}

static void published_networks_reach_their_optima(void **state) {
    (void)state;
    const char *folder = getenv("ANGKUT_INSTANCES");
    FILE *list = folder ? fopen(support_text("%s/OPTIMA.tsv", folder), "r") : NULL;
    if (list == NULL) {
        print_message("           skipped: ANGKUT_INSTANCES names no folder with OPTIMA.tsv\n");
        skip();
    }
    char line[200], name[80];
    double optimum;
    int met = 0;
    while (fgets(line, sizeof line, list) != NULL)
        if (sscanf(line, "%79s %*d %*d %*d %lf", name, &optimum) == 2) {
            reaches(folder, name, optimum);
            met++;
        }
    fclose(list);
    assert_true(met > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_networks_reach_their_optima)};
    return cmocka_run_group_tests_name("instances", tests, NULL, NULL);
}
