// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/lp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void must(bool ok, const struct error *err) {
    if (!ok)
        fail_msg("%s", err->message);
}

static void assert_near(double found, double expected) {
    if (!(fabs(found - expected) <= 1e-9))
        fail_msg("found %.17g, expected %.17g", found, expected);
}

/*
 * minimise -3 x - 5 y subject to x <= 4 (bound), 2 y <= 12, 3 x + 2 y <= 18 (Dantzig's and Hillier's
 * "Wyndor" example, as a minimisation): x = 2, y = 6, objective -36; one more unit on the right of
 * 2 y <= 12 saves 1.5, of the other 1 (Hillier and Lieberman, Introduction to Operations Research, ch. 3).
 */
static struct lp *wyndor(double y_bound, struct error *err) {
    struct lp *lp = lp_new(err);
    must(lp != NULL, err);
    must(lp_add_row(lp, 12, 0, NULL, err), err);
    must(lp_add_row(lp, 18, 0, NULL, err), err);
    must(lp_add_column(lp, -3, 4, LP_AT_ZERO, 1, (struct lp_entry[]){{1, 3}}, err), err);
    must(lp_add_column(lp, -5, y_bound, LP_AT_ZERO, 2, (struct lp_entry[]){{0, 2}, {1, 2}}, err), err);
    return lp;
}

static void check_wyndor(const struct lp *lp) {
    assert_near(lp_objective(lp), -36);
    assert_near(lp_value(lp, 0), 2);
    assert_near(lp_value(lp, 1), 6);
    assert_near(lp_price(lp, 0), 1.5);
    assert_near(lp_price(lp, 1), 1);
    assert_near(lp_reduced_cost(lp, 0), 0);
    assert_int_equal(lp_place(lp, 0), LP_BASIC);
}

static void prices_tell_what_room_would_save_in_either_method(void **state) {
    (void)state;
    for (int dual = 0; dual < 2; dual++) {
        struct error err = {0};
        struct lp *lp = wyndor(dual ? 100 : INFINITY, &err);
        assert_int_equal(lp_solve(lp, dual, INFINITY, NULL, &err), LP_OPTIMAL);
        check_wyndor(lp);
        assert_true(lp_iterations(lp) > 0);
        lp_free(lp);
    }
}

/* Here x's bound of 1 binds: then y = 6 from its own row, and one more unit of x would save 3. */
static void a_column_at_its_bound_has_a_negative_reduced_cost(void **state) {
    (void)state;
    struct error err = {0};
    struct lp *lp = lp_new(&err);
    must(lp_add_row(lp, 12, 0, NULL, &err), &err);
    must(lp_add_column(lp, -3, 1, LP_AT_BOUND, 0, NULL, &err), &err);
    must(lp_add_column(lp, -5, INFINITY, LP_AT_ZERO, 1, (struct lp_entry[]){{0, 2}}, &err), &err);
    assert_int_equal(lp_solve(lp, true, INFINITY, NULL, &err), LP_OPTIMAL);
    assert_int_equal(lp_place(lp, 0), LP_AT_BOUND);
    assert_near(lp_reduced_cost(lp, 0), -3);
    assert_near(lp_objective(lp), -33);
    assert_false(lp_row_is_basic(lp, 0));
    lp_free(lp);
}

static void columns_leave_and_the_rest_keeps_its_order(void **state) {
    (void)state;
    struct error err = {0};
    struct lp *lp = wyndor(INFINITY, &err);
    must(lp_add_column(lp, -100, 7, LP_AT_ZERO, 0, NULL, &err), &err);
    must(lp_delete_columns(lp, (const unsigned char[]){0, 0, 1}, &err), &err);
    assert_int_equal(lp_rows(lp), 2);
    assert_int_equal(lp_columns(lp), 2);
    assert_int_equal(lp_solve(lp, false, INFINITY, NULL, &err), LP_OPTIMAL);
    check_wyndor(lp);
    lp_free(lp);
}

static void an_edit_counts_at_the_next_solve(void **state) {
    (void)state;
    struct error err = {0};
    struct lp *lp = wyndor(INFINITY, &err);
    must(lp_set_upper(lp, 0, 10, &err), &err); /* y = 5, x = 8/3 */
    must(lp_set_cost(lp, 0, -6, &err), &err);
    assert_int_equal(lp_solve(lp, false, INFINITY, NULL, &err), LP_OPTIMAL);
    assert_near(lp_objective(lp), -16 - 25); /* the corner x = 4, y = 3 gives -39 only */
    lp_free(lp);
}

static void a_number_that_is_not_finite_never_reaches_glpk(void **state) {
    (void)state;
    struct error err = {0};
    struct lp *lp = wyndor(INFINITY, &err);
    assert_false(lp_add_column(lp, 1, 1, LP_AT_ZERO, 1, (struct lp_entry[]){{0, NAN}}, &err));
    assert_non_null(strstr(err.message, "not a finite number"));
    assert_int_equal(err.code, ERROR_SOLVER);
    assert_false(lp_add_column(lp, NAN, 1, LP_AT_ZERO, 0, NULL, &err));
    assert_false(lp_add_column(lp, 1, NAN, LP_AT_ZERO, 0, NULL, &err));
    assert_false(lp_add_column(lp, 1, -1, LP_AT_ZERO, 0, NULL, &err));
    assert_false(lp_add_column(lp, 1, INFINITY, LP_AT_BOUND, 0, NULL, &err));
    assert_false(lp_add_column(lp, 1, 1, LP_BASIC, 0, NULL, &err));
    assert_false(lp_add_row(lp, INFINITY, 0, NULL, &err));
    assert_false(lp_add_row(lp, 1, 1, (struct lp_entry[]){{0, INFINITY}}, &err));
    assert_false(lp_set_upper(lp, 0, NAN, &err));
    assert_false(lp_set_cost(lp, 0, INFINITY, &err));
    assert_int_equal(lp_solve(lp, false, INFINITY, NULL, &err), LP_OPTIMAL); /* unharmed */
    check_wyndor(lp);
    lp_free(lp);
}

static void misuse_is_an_error_and_the_next_problem_is_fine(void **state) {
    (void)state;
    for (int again = 0; again < 50; again++) {
        struct error err = {0};
        struct lp *lp = wyndor(INFINITY, &err), *bystander = wyndor(INFINITY, &err);
        assert_false(lp_set_upper(lp, 11, 1, &err));
        assert_int_equal(err.code, ERROR_SOLVER);
        assert_non_null(strstr(err.message, "GLPK: "));
        assert_false(lp_add_row(bystander, 1, 0, NULL, &err)); /* its memory went with the environment */
        assert_int_equal(lp_solve(bystander, false, INFINITY, NULL, &err), LP_FAILED);
        assert_int_equal(lp_rows(bystander), 0);
        lp_free(bystander);
        lp_free(lp);
        lp = wyndor(INFINITY, &err);
        assert_int_equal(lp_solve(lp, false, INFINITY, NULL, &err), LP_OPTIMAL);
        check_wyndor(lp);
        lp_free(lp);
    }
}

static void an_index_twice_in_a_column_is_an_error(void **state) {
    (void)state;
    struct error err = {0};
    struct lp *lp = wyndor(INFINITY, &err);
    assert_false(lp_add_column(lp, 1, 1, LP_AT_ZERO, 2, (struct lp_entry[]){{0, 1}, {0, 1}}, &err));
    assert_non_null(strstr(err.message, "duplicate"));
    lp_free(lp);
}

static void an_unbounded_problem_is_an_error_not_a_loop(void **state) {
    (void)state;
    struct error err = {0};
    struct lp *lp = lp_new(&err);
    must(lp_add_row(lp, 1, 0, NULL, &err), &err);
    must(lp_add_column(lp, -1, INFINITY, LP_AT_ZERO, 1, (struct lp_entry[]){{0, -1}}, &err), &err);
    assert_int_equal(lp_solve(lp, false, INFINITY, NULL, &err), LP_FAILED);
    assert_int_equal(err.code, ERROR_SOLVER);
    lp_free(lp);
}

static void no_time_or_a_raised_flag_stops_it(void **state) {
    (void)state;
    struct error err = {0};
    struct lp *lp = wyndor(INFINITY, &err);
    volatile int flag = 1;
    assert_int_equal(lp_solve(lp, false, 0, NULL, &err), LP_STOPPED);
    assert_int_equal(lp_solve(lp, false, INFINITY, &flag, &err), LP_STOPPED);
    flag = 0;
    assert_int_equal(lp_solve(lp, false, 1000, &flag, &err), LP_OPTIMAL);
    lp_free(lp);
    lp_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_tell_what_room_would_save_in_either_method),
        cmocka_unit_test(a_column_at_its_bound_has_a_negative_reduced_cost),
        cmocka_unit_test(columns_leave_and_the_rest_keeps_its_order),
        cmocka_unit_test(an_edit_counts_at_the_next_solve),
        cmocka_unit_test(a_number_that_is_not_finite_never_reaches_glpk),
        cmocka_unit_test(misuse_is_an_error_and_the_next_problem_is_fine),
        cmocka_unit_test(an_index_twice_in_a_column_is_an_error),
        cmocka_unit_test(an_unbounded_problem_is_an_error_not_a_loop),
        cmocka_unit_test(no_time_or_a_raised_flag_stops_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
