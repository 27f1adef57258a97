// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * GLPK ends the process on misuse and on its own failed assertions. Every call that can do so runs inside
 * guarded(): glp_error_hook() jumps back out, after glp_free_env() because GLPK is in no state to go on.
 * That frees every glp_prob of the thread, so each lp remembers the generation it was born in. longjmp()
 * runs no cleanup: the bodies below own nothing.
 */
#include "solver/lp.h"

#include "base/mem.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct lp {
    glp_prob *glpk;
    unsigned long generation;
    long iterations;
    /* The last optimal answer, copied so that reading cannot fail. */
    double objective;
    int columns, rows;
    double *value, *reduced_cost, *price;
    unsigned char *place, *row_is_basic;
    /* The request in hand: GLPK counts from 1, entry 0 of both is unused. */
    int *index, room;
    double *coefficient;
};

static _Thread_local struct {
    jmp_buf back;
    unsigned long generation;
    char said[200];
} guard;

static int hear(void *unused, const char *text) {
    (void)unused;
    if (glp_at_error())
        strncat(guard.said, text, sizeof guard.said - strlen(guard.said) - 1);
    return 1; /* nothing reaches the terminal */
}

static void jump(void *unused) {
    (void)unused;
    glp_free_env();
    guard.generation++;
    longjmp(guard.back, 1);
}

static bool guarded(void (*body)(struct lp *, void *), struct lp *lp, void *with, struct error *err) {
    if (lp->generation != guard.generation)
        return error_set(err, ERROR_SOLVER, "GLPK: this problem ended with an earlier failure");
    guard.said[0] = '\0';
    glp_term_hook(hear, NULL); /* both are forgotten by glp_free_env() */
    glp_error_hook(jump, NULL);
    glp_term_out(GLP_OFF);
    if (setjmp(guard.back) != 0)
        return error_set(err, ERROR_SOLVER, "GLPK: %.*s", (int)strcspn(guard.said, "\n"), guard.said);
    body(lp, with);
    return true;
}

static void create(struct lp *lp, void *unused) {
    (void)unused;
    lp->glpk = glp_create_prob();
}

struct lp *lp_new(struct error *err) {
    AUTO(lp_release) struct lp *lp = xcalloc(1, sizeof *lp);
    lp->generation = guard.generation;
    return guarded(create, lp, NULL, err) ? TAKE(lp) : NULL;
}

static void destroy(struct lp *lp, void *unused) {
    (void)unused;
    glp_delete_prob(lp->glpk);
}

void lp_free(struct lp *lp) {
    if (lp == NULL)
        return;
    if (lp->glpk != NULL && lp->generation == guard.generation)
        guarded(destroy, lp, NULL, NULL);
    free(lp->value);
    free(lp->reduced_cost);
    free(lp->price);
    free(lp->place);
    free(lp->row_is_basic);
    free(lp->index);
    free(lp->coefficient);
    free(lp);
}

void lp_release(struct lp **lp) {
    lp_free(*lp);
}

/* ---- editing ---- */

struct request {
    int number; /* GLPK's, from 1 */
    double cost, bound;
    enum lp_place place;
    int entries;
};

static void make_room(struct lp *lp, int entries) {
    if (entries + 1 <= lp->room)
        return;
    lp->room = 2 * (entries + 1);
    lp->index = xrealloc(lp->index, (size_t)lp->room, sizeof *lp->index);
    lp->coefficient = xrealloc(lp->coefficient, (size_t)lp->room, sizeof *lp->coefficient);
}

static bool take_entries(struct lp *lp, int entries, const struct lp_entry *entry, struct error *err) {
    make_room(lp, entries);
    for (int i = 0; i < entries; i++) {
        if (!isfinite(entry[i].value))
            return error_set(err, ERROR_SOLVER, "coefficient %d is %g, not a finite number", i,
                             entry[i].value);
        lp->index[i + 1] = entry[i].index + 1;
        lp->coefficient[i + 1] = entry[i].value;
    }
    return true;
}

static void add_row(struct lp *lp, void *with) {
    const struct request *request = with;
    int row = glp_add_rows(lp->glpk, 1);
    glp_set_row_bnds(lp->glpk, row, GLP_UP, 0, request->bound);
    glp_set_mat_row(lp->glpk, row, request->entries, lp->index, lp->coefficient);
}

bool lp_add_row(struct lp *lp, double upper, int entries, const struct lp_entry *entry, struct error *err) {
    if (!isfinite(upper))
        return error_set(err, ERROR_SOLVER, "a row's right-hand side is %g, not a finite number", upper);
    struct request request = {.bound = upper, .entries = entries};
    return take_entries(lp, entries, entry, err) && guarded(add_row, lp, &request, err);
}

static void add_column(struct lp *lp, void *with) {
    const struct request *request = with;
    int column = glp_add_cols(lp->glpk, 1);
    if (isinf(request->bound))
        glp_set_col_bnds(lp->glpk, column, GLP_LO, 0, 0);
    else if (request->bound > 0)
        glp_set_col_bnds(lp->glpk, column, GLP_DB, 0, request->bound);
    else
        glp_set_col_bnds(lp->glpk, column, GLP_FX, 0, 0);
    glp_set_obj_coef(lp->glpk, column, request->cost);
    glp_set_mat_col(lp->glpk, column, request->entries, lp->index, lp->coefficient);
    if (request->place == LP_AT_BOUND)
        glp_set_col_stat(lp->glpk, column, GLP_NU);
}

bool lp_add_column(struct lp *lp, double cost, double bound, enum lp_place place, int entries,
                   const struct lp_entry *entry, struct error *err) {
    if (!isfinite(cost) || !(bound >= 0))
        return error_set(err, ERROR_SOLVER, "a column has cost %g and bound %g", cost, bound);
    if (place == LP_BASIC || (place == LP_AT_BOUND && isinf(bound)))
        return error_set(err, ERROR_SOLVER, "a new column rests at 0 or at a finite bound");
    struct request request = {.cost = cost, .bound = bound, .place = place, .entries = entries};
    return take_entries(lp, entries, entry, err) && guarded(add_column, lp, &request, err);
}

static void set_upper(struct lp *lp, void *with) {
    const struct request *request = with;
    glp_set_row_bnds(lp->glpk, request->number, GLP_UP, 0, request->bound);
}

bool lp_set_upper(struct lp *lp, int row, double upper, struct error *err) {
    if (!isfinite(upper))
        return error_set(err, ERROR_SOLVER, "a row's right-hand side is %g, not a finite number", upper);
    return guarded(set_upper, lp, &(struct request){.number = row + 1, .bound = upper}, err);
}

static void fix_column(struct lp *lp, void *with) {
    const struct request *request = with;
    glp_set_col_bnds(lp->glpk, request->number, GLP_FX, request->bound, request->bound);
}

bool lp_fix_column(struct lp *lp, int column, double value, struct error *err) {
    if (!isfinite(value) || value < 0)
        return error_set(err, ERROR_SOLVER, "a column is to be fixed at %g", value);
    return guarded(fix_column, lp, &(struct request){.number = column + 1, .bound = value}, err);
}

static void free_column(struct lp *lp, void *with) {
    const struct request *request = with;
    glp_set_col_bnds(lp->glpk, request->number, request->bound > 0 ? GLP_DB : GLP_FX, 0, request->bound);
}

bool lp_free_column(struct lp *lp, int column, double bound, struct error *err) {
    if (!isfinite(bound) || bound < 0)
        return error_set(err, ERROR_SOLVER, "a column is to be bounded by %g", bound);
    return guarded(free_column, lp, &(struct request){.number = column + 1, .bound = bound}, err);
}

static void set_cost(struct lp *lp, void *with) {
    const struct request *request = with;
    glp_set_obj_coef(lp->glpk, request->number, request->cost);
}

bool lp_set_cost(struct lp *lp, int column, double cost, struct error *err) {
    if (!isfinite(cost))
        return error_set(err, ERROR_SOLVER, "a column's cost is %g, not a finite number", cost);
    return guarded(set_cost, lp, &(struct request){.number = column + 1, .cost = cost}, err);
}

static void delete_columns(struct lp *lp, void *with) {
    glp_del_cols(lp->glpk, *(int *)with, lp->index);
}

bool lp_delete_columns(struct lp *lp, const unsigned char *doomed, struct error *err) {
    int columns = lp_columns(lp), count = 0;
    make_room(lp, columns);
    for (int j = 0; j < columns; j++)
        if (doomed[j])
            lp->index[++count] = j + 1;
    return count == 0 || guarded(delete_columns, lp, &count, err);
}

bool lp_is_alive(const struct lp *lp) {
    return lp->generation == guard.generation;
}

int lp_rows(const struct lp *lp) {
    return lp->generation == guard.generation ? glp_get_num_rows(lp->glpk) : 0;
}

int lp_columns(const struct lp *lp) {
    return lp->generation == guard.generation ? glp_get_num_cols(lp->glpk) : 0;
}

/* ---- solving ---- */

struct run {
    glp_smcp parameters;
    int code, status;
};

static void simplex(struct lp *lp, void *with) {
    struct run *run = with;
    int before = glp_get_it_cnt(lp->glpk);
    run->code = glp_simplex(lp->glpk, &run->parameters);
    lp->iterations += glp_get_it_cnt(lp->glpk) - before;
    run->status = glp_get_status(lp->glpk);
}

static void new_basis(struct lp *lp, void *unused) {
    (void)unused;
    glp_adv_basis(lp->glpk, 0);
}

static void copy_answer(struct lp *lp, void *unused) {
    (void)unused;
    lp->objective = glp_get_obj_val(lp->glpk);
    for (int j = 0; j < lp->columns; j++) {
        int place = glp_get_col_stat(lp->glpk, j + 1);
        lp->value[j] = glp_get_col_prim(lp->glpk, j + 1);
        lp->reduced_cost[j] = glp_get_col_dual(lp->glpk, j + 1);
        lp->place[j] = place == GLP_BS ? LP_BASIC : place == GLP_NU ? LP_AT_BOUND : LP_AT_ZERO;
    }
    for (int i = 0; i < lp->rows; i++) {
        lp->price[i] = -glp_get_row_dual(lp->glpk, i + 1);
        lp->row_is_basic[i] = glp_get_row_stat(lp->glpk, i + 1) == GLP_BS;
    }
}

static bool all_finite(int count, const double *number) {
    double sum = 0; /* 0 * x is 0 for a finite x alone */
    for (int i = 0; i < count; i++)
        sum += 0 * number[i];
    return sum == 0;
}

static bool take_answer(struct lp *lp, struct error *err) {
    lp->columns = lp_columns(lp);
    lp->rows = lp_rows(lp);
    size_t columns = (size_t)lp->columns, rows = (size_t)lp->rows;
    lp->value = xrealloc(lp->value, columns, sizeof *lp->value);
    lp->reduced_cost = xrealloc(lp->reduced_cost, columns, sizeof *lp->reduced_cost);
    lp->place = xrealloc(lp->place, columns, sizeof *lp->place);
    lp->price = xrealloc(lp->price, rows, sizeof *lp->price);
    lp->row_is_basic = xrealloc(lp->row_is_basic, rows, sizeof *lp->row_is_basic);
    if (!guarded(copy_answer, lp, NULL, err))
        return false;
    if (!isfinite(lp->objective) || !all_finite(lp->columns, lp->value) ||
        !all_finite(lp->columns, lp->reduced_cost) || !all_finite(lp->rows, lp->price))
        return error_set(err, ERROR_SOLVER, "GLPK: the answer holds a number that is not finite");
    return true;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/*
 * GLPK cannot be stopped from outside, so it runs in slices of iterations, about half a second each: an
 * iteration costs some 0.5 us a row. Slices by time would make the result depend on the machine's load.
 */
static glp_smcp parameters_for(const struct lp *lp, bool dual) {
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.presolve = GLP_OFF;
    parameters.meth = dual ? GLP_DUALP : GLP_PRIMAL;
    parameters.r_test = dual ? GLP_RT_FLIP : GLP_RT_HAR; /* dual without the flip stalls on boxed columns */
    parameters.it_lim = 100 + 1000000 / (1 + lp_rows(lp));
    return parameters;
}

enum { MAX_TROUBLES = 4 };

enum lp_status lp_solve(struct lp *lp, bool dual, double seconds, const volatile int *interrupted,
                        struct error *err) {
    double end = now() + seconds;
    long most = lp->iterations + 200000 + 100L * (lp_rows(lp) + lp_columns(lp));
    for (int troubles = 0; troubles < MAX_TROUBLES;) {
        double left = end - now();
        if (left <= 0 || (interrupted != NULL && *interrupted != 0))
            return LP_STOPPED;
        struct run run = {.parameters = parameters_for(lp, dual)};
        run.parameters.tm_lim = left < 1e6 ? 1 + (int)(1000 * left) : 1000000000;
        if (!guarded(simplex, lp, &run, err))
            return LP_FAILED;
        if (run.code == 0 && run.status == GLP_OPT)
            return take_answer(lp, err) ? LP_OPTIMAL : LP_FAILED;
        if ((run.code == GLP_EITLIM || run.code == GLP_ETMLIM) && lp->iterations < most)
            continue;
        troubles++;
        dual = !dual; /* what one method cannot finish the other often can */
        most += 200000;
        if ((run.code == GLP_ESING || run.code == GLP_EBADB || run.code == GLP_ECOND) &&
            !guarded(new_basis, lp, NULL, err))
            return LP_FAILED;
    }
    error_set(err, ERROR_SOLVER, "GLPK: the simplex method did not come to an end");
    return LP_FAILED;
}

/* clang-format off */
double lp_objective(const struct lp *lp) { return lp->objective; }
double lp_value(const struct lp *lp, int column) { return lp->value[column]; }
double lp_reduced_cost(const struct lp *lp, int column) { return lp->reduced_cost[column]; }
double lp_price(const struct lp *lp, int row) { return lp->price[row]; }
enum lp_place lp_place(const struct lp *lp, int column) { return (enum lp_place)lp->place[column]; }
bool lp_row_is_basic(const struct lp *lp, int row) { return lp->row_is_basic[row] != 0; }
long lp_iterations(const struct lp *lp) { return lp->iterations; }
/* clang-format on */

void lp_leave_thread(void) {
    glp_free_env();
}
