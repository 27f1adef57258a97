// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Change one digit anywhere in a plan, and verify says so: every digit of the file, in numbers, ids, dates
 * and hashes, is replaced by each of the nine others in turn, and reading or verifying must report an error.
 * Two plans: one where all moves, with a value of time and a closed link; one where not all can.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"
#include "report/report.h"
#include "solver/solver.h"
#include "tests/support/support.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct scenario *load(const char *dir) {
    struct diag *diag = diag_new();
    struct scenario *scenario = scenario_load(dir, NULL, diag);
    diag_free(diag);
    assert_non_null(scenario);
    return scenario;
}

/* The plan file as `angkut plan` writes it. */
static char *plan_text(const struct scenario *scenario, const struct variant *variant, size_t *length) {
    struct error err;
    struct diag *diag = diag_new();
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 0.001;
    struct compiled *compiled = plan_compile(scenario, variant, diag);
    assert_non_null(compiled);
    struct solution *solution = solve(compiled_problem(compiled), &settings, &err);
    assert_non_null(solution);
    struct plan *plan = plan_lift(compiled, solution, settings.gap, &err);
    assert_non_null(plan);
    struct verdict verdict = plan_verify(plan, scenario, diag);
    assert_true(verdict.holds);
    plan_seal(plan, &verdict);
    char *text;
    FILE *out = open_memstream(&text, length);
    report_plan_json(plan, scenario, out);
    fclose(out);
    plan_free(plan);
    solution_free(solution);
    compiled_free(compiled);
    diag_free(diag);
    return text;
}

static void write_bytes(const char *path, const char *text, size_t length) {
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, length, out), length);
    assert_int_equal(fclose(out), 0);
}

/* Whether reading and verifying it reports nothing. */
static bool passes(const struct scenario *scenario, const char *path) {
    struct diag *diag = diag_new();
    struct plan *plan = plan_read(path, scenario, diag);
    bool holds = plan != NULL && plan_verify(plan, scenario, diag).holds;
    bool silent = diag_count(diag, DIAG_ERROR) == 0;
    assert_int_equal(holds, silent); /* whoever says no says why */
    plan_free(plan);
    diag_free(diag);
    return holds;
}

static int try_digits(const struct scenario *scenario, const char *path, char *text, size_t length,
                      size_t at) {
    int passed = 0;
    char was = text[at];
    for (char digit = '0'; digit <= '9'; digit++) {
        text[at] = digit;
        write_bytes(path, text, length);
        if (digit == was || !passes(scenario, path))
            continue;
        size_t from = at > 50 ? at - 50 : 0;
        print_error("%c for %c goes unseen at byte %zu: ...%.*s...\n", digit, was, at, 80, text + from);
        passed++;
    }
    text[at] = was;
    return passed;
}

static void change_every_digit(const struct scenario *scenario, const struct variant *variant) {
    size_t length;
    int digits = 0, passed = 0;
    char *text = plan_text(scenario, variant, &length);
    const char *path = support_write(support_folder(), "plan.json", text);
    assert_true(passes(scenario, path));
    for (size_t at = 0; at < length; at++) {
        if (!isdigit((unsigned char)text[at]))
            continue;
        passed += try_digits(scenario, path, text, length, at);
        digits++;
    }
    print_message("%d digits, each replaced by nine others\n", digits);
    free(text);
    assert_true(digits > 500);
    assert_int_equal(passed, 0);
}

static void a_digit_changed_in_a_feasible_plan_is_seen(void **state) {
    (void)state;
    struct scenario *scenario = load("tests/data/strait");
    int closed = names_find(scenario->network->link_ids, "L5");
    struct variant variant = {
        .has_vot = true, .vot_per_t_h = {12345678}, .closed_links = 1, .closed_link = &closed};
    assert_true(date_parse("2026-11-24", &variant.as_of, NULL));
    change_every_digit(scenario, &variant);
    scenario_free(scenario);
}

static void a_digit_changed_in_an_infeasible_plan_is_seen(void **state) {
    (void)state;
    int status;
    const char *folder = support_folder();
    support_run(
        support_text("cp -R tests/data/strait/. %s && sed -i 's/,2000,selat/,1000,selat/' %s/roads/link.csv",
                     folder, folder),
        &status);
    assert_int_equal(status, 0);
    struct scenario *scenario = load(folder);
    struct variant variant = {0};
    assert_true(date_parse("2026-11-24", &variant.as_of, NULL));
    change_every_digit(scenario, &variant);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_digit_changed_in_a_feasible_plan_is_seen),
        cmocka_unit_test(a_digit_changed_in_an_infeasible_plan_is_seen),
    };
    return cmocka_run_group_tests_name("mutation", tests, NULL, NULL);
}
