// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "solver/labels.h"
#include "tests/support/random.h"

#include <math.h>
#include <string.h>

enum { VERTICES = 8, ARCS = 32, LONGEST = 40 };

/** A network small enough to list every walk that visits no vertex twice. */
struct network {
    int vertices, arcs;
    int tail[ARCS], head[ARCS];
    double length[ARCS], hours[ARCS];
    unsigned char no_through[VERTICES];
};

struct answer {
    double length;
    int arc[LONGEST], count;
};

static struct answer ask(const struct network *n, int origin, int destination, double max_hours) {
    struct problem problem = {
        .vertices = n->vertices, .arcs = n->arcs, .arc_tail = n->tail, .arc_head = n->head};
    AUTO(graph_release) struct graph *graph = graph_new(&problem);
    AUTO(labels_release) struct labels *work = labels_new(&problem, graph);
    struct answer answer = {0};
    const int *arc = NULL;
    answer.length = labels_path(work, n->length, n->hours, n->no_through, origin, destination, max_hours,
                                &arc, &answer.count);
    assert_true(answer.count <= LONGEST);
    if (answer.count > 0)
        memcpy(answer.arc, arc, (size_t)answer.count * sizeof *arc);
    return answer;
}

/* Lengths and hours are >= 0, so that some shortest walk visits no vertex twice: listing those is enough. */
static double shortest(const struct network *n, int at, int destination, double left, unsigned seen,
                       bool first) {
    if (at == destination)
        return 0;
    if (n->no_through[at] && !first)
        return INFINITY;
    double best = INFINITY;
    for (int a = 0; a < n->arcs; a++) {
        if (n->tail[a] != at || (seen >> n->head[a] & 1) || n->hours[a] > left + 1e-9)
            continue;
        double rest =
            shortest(n, n->head[a], destination, left - n->hours[a], seen | 1u << n->head[a], false);
        best = fmin(best, n->length[a] + rest);
    }
    return best;
}

static void assert_walk(const struct network *n, const struct answer *answer, int origin, int destination,
                        double max_hours) {
    int at = origin;
    double length = 0, hours = 0;
    for (int i = 0; i < answer->count; i++) {
        int a = answer->arc[i];
        assert_int_equal(n->tail[a], at);
        assert_true(i == 0 || !n->no_through[at]);
        at = n->head[a];
        length += n->length[a];
        hours += n->hours[a];
    }
    assert_int_equal(at, destination);
    assert_true(length == answer->length);
    assert_true(hours <= max_hours + LABELS_HOURS_SLACK);
}

/** Small integers, so that ties, zeros and limits met exactly are frequent; some arcs are closed. */
static struct network random_network(void) {
    struct network n = {.vertices = 2 + random_below(VERTICES - 1), .arcs = 4 + random_below(ARCS - 3)};
    int most = 1 + random_below(9);
    for (int a = 0; a < n.arcs; a++) {
        n.tail[a] = random_below(n.vertices);
        n.head[a] = random_below(n.vertices);
        n.length[a] = random_below(12) == 0 ? INFINITY : (double)random_below(most);
        n.hours[a] = random_below(most) / 10.0;
    }
    for (int v = 0; v < n.vertices; v++)
        n.no_through[v] = random_below(5) == 0;
    return n;
}

static void the_walk_is_as_short_as_the_best_of_all_listed(void **state) {
    (void)state;
    int found = 0, bound = 0;
    for (int seed = 1; seed <= 20000; seed++) {
        random_state = (uint64_t)seed;
        struct network n = random_network();
        int origin = random_below(n.vertices), destination = random_below(n.vertices);
        double max_hours = random_below(4) == 0 ? INFINITY : random_below(12) / 10.0;
        double best = shortest(&n, origin, destination, max_hours, 1u << origin, true);
        struct answer answer = ask(&n, origin, destination, max_hours);
        assert_true(answer.length == best); /* sums of small integers are exact */
        if (!isinf(best))
            assert_walk(&n, &answer, origin, destination, max_hours);
        found += !isinf(best);
        bound += shortest(&n, origin, destination, INFINITY, 1u << origin, true) < best;
    }
    assert_true(found > 5000); /* the cases are worth the name: walks exist, and the limit often binds */
    assert_true(bound > 1000);
}

/*
 * Each case's network, read off its rows: {tail, head, length, hours}. The last column is the length of
 * the shortest walk from 0 to 3 within the hours, by eye.
 */
static void walks_by_hand(void **state) {
    (void)state;
    /* clang-format off */
    static const struct {
        const char *what;
        double row[6][4];
        int no_through;
        double max_hours, length;
    } cases[] = {
        {"the limit is loose: the cheap way", {{0, 1, 1, 5}, {1, 3, 1, 5}, {0, 3, 9, 1}}, -1, 10, 2},
        {"the limit is broken by a millionth", {{0, 1, 1, 5}, {1, 3, 1, 5}, {0, 3, 9, 1}}, -1, 9.999999, 9},
        {"no way is fast enough", {{0, 1, 1, 5}, {1, 3, 1, 5}, {0, 3, 9, 1}}, -1, 0.5, INFINITY},
        {"0.1 + 0.2 h is within 0.3 h", {{0, 1, 1, 0.1}, {1, 3, 1, 0.2}, {0, 3, 9, 0.1}}, -1, 0.3, 2},
        {"a free cycle is no way out", {{0, 1, 0, 0}, {1, 0, 0, 0}, {1, 2, 0, 0}, {2, 1, 0, 0}}, -1, 9, INFINITY},
        {"a free cycle on the way is left",
         {{0, 1, 0, 0}, {1, 0, 0, 0}, {1, 3, 7, 1}, {1, 3, 1, 3}, {1, 1, 0, 0}}, -1, 2, 7},
        {"a vertex one may not pass", {{0, 1, 1, 1}, {1, 3, 1, 1}, {0, 2, 5, 1}, {2, 3, 5, 1}}, 1, 9, 10},
        {"a destination one may not pass is reached", {{0, 3, 1, 1}}, 3, 9, 1},
        {"an origin one may not pass is left", {{0, 1, 0, 0}, {1, 0, 0, 0}, {1, 3, 4, 1}}, 0, 9, 4},
        {"a closed arc", {{0, 3, INFINITY, 0}, {0, 1, 4, 1}, {1, 3, 4, 1}}, -1, 9, 8},
        {"the cheaper of two parallel arcs in time", {{0, 3, 1, 8}, {0, 3, 3, 4}, {0, 3, 2, 5}}, -1, 4.5, 3},
        {"dear and slow is dominated on the way",
         {{0, 1, 2, 2}, {0, 1, 3, 3}, {0, 1, 4, 1}, {1, 3, 1, 2}, {0, 3, 99, 0}}, -1, 3, 5},
        {"no hours at all", {{0, 3, 1, 1}, {0, 1, 5, 0}, {1, 3, 5, 0}}, -1, 0, 10},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct network n = {.vertices = 4};
        for (; n.arcs < 6 && cases[i].row[n.arcs][0] + cases[i].row[n.arcs][1] > 0; n.arcs++) {
            n.tail[n.arcs] = (int)cases[i].row[n.arcs][0];
            n.head[n.arcs] = (int)cases[i].row[n.arcs][1];
            n.length[n.arcs] = cases[i].row[n.arcs][2];
            n.hours[n.arcs] = cases[i].row[n.arcs][3];
        }
        if (cases[i].no_through >= 0)
            n.no_through[cases[i].no_through] = 1;
        struct answer answer = ask(&n, 0, 3, cases[i].max_hours);
        if (answer.length != cases[i].length)
            print_error("%s: %g, not %g\n", cases[i].what, answer.length, cases[i].length);
        assert_true(answer.length == cases[i].length);
        if (!isinf(answer.length))
            assert_walk(&n, &answer, 0, 3, cases[i].max_hours);
    }
}

static void where_one_already_is_the_empty_walk_leads(void **state) {
    (void)state;
    struct network n = {.vertices = 1, .arcs = 1, .no_through = {1}};
    struct answer answer = ask(&n, 0, 0, 0);
    assert_true(answer.length == 0);
    assert_int_equal(answer.count, 0);
}

/* A ladder of n rungs, each either {length 0, 2^i h} or {length 2^i, 0 h}: every one of the 2^n walks is on the
 * Pareto front. Of length + hours = 2^n - 1 the limit cuts the least length. */
static void a_front_of_all_walks_is_searched_exactly(void **state) {
    (void)state;
    enum { RUNGS = 7 };
    struct network n = {.vertices = RUNGS + 1, .arcs = 2 * RUNGS};
    for (int i = 0; i < RUNGS; i++) {
        n.tail[2 * i] = n.tail[2 * i + 1] = i;
        n.head[2 * i] = n.head[2 * i + 1] = i + 1;
        n.hours[2 * i] = n.length[2 * i + 1] = 1 << i;
    }
    for (int limit = 0; limit < 1 << RUNGS; limit++) {
        struct answer answer = ask(&n, 0, RUNGS, limit);
        assert_true(answer.length == (1 << RUNGS) - 1 - limit);
        assert_walk(&n, &answer, 0, RUNGS, limit);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_walk_is_as_short_as_the_best_of_all_listed),
        cmocka_unit_test(walks_by_hand),
        cmocka_unit_test(where_one_already_is_the_empty_walk_leads),
        cmocka_unit_test(a_front_of_all_walks_is_searched_exactly),
    };
    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
