// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "solver/dijkstra.h"
#include "solver/tree.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

enum { VERTICES = 14, ARCS = 60 };

struct random_net {
    int tail[ARCS], head[ARCS];
    double length[ARCS]; /* by arc */
    unsigned char no_through[VERTICES];
};

static unsigned long long seed;

static unsigned draw(unsigned below) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)(seed >> 33) % below;
}

static void draw_lengths(struct random_net *net) {
    for (int a = 0; a < ARCS; a++)
        if (!isinf(net->length[a]))
            net->length[a] = draw(4) == 0 ? 0 : draw(1000) / 8.0; /* exact in binary: sums compare equal */
}

static struct random_net draw_net(void) {
    struct random_net net = {0};
    for (int a = 0; a < ARCS; a++) {
        net.tail[a] = (int)draw(VERTICES);
        net.head[a] = (int)draw(VERTICES);
        net.length[a] = draw(6) == 0 ? INFINITY : 0;
    }
    for (int v = 0; v < VERTICES; v++)
        net.no_through[v] = draw(4) == 0;
    draw_lengths(&net);
    return net;
}

/* Bellman and Ford, from the definition: as many passes over all arcs as there are vertices. */
static void reference(const struct random_net *net, int origin, double *distance) {
    for (int v = 0; v < VERTICES; v++)
        distance[v] = v == origin ? 0 : INFINITY;
    for (int pass = 0; pass < VERTICES; pass++)
        for (int a = 0; a < ARCS; a++)
            if ((!net->no_through[net->tail[a]] || net->tail[a] == origin) &&
                distance[net->tail[a]] + net->length[a] < distance[net->head[a]])
                distance[net->head[a]] = distance[net->tail[a]] + net->length[a];
}

static struct graph *graph_of(const struct random_net *net) {
    return graph_new(
        &(struct problem){.vertices = VERTICES, .arcs = ARCS, .arc_tail = net->tail, .arc_head = net->head});
}

static void by_slot(const struct random_net *net, const struct graph *graph, double *length) {
    for (int slot = 0; slot < ARCS; slot++)
        length[slot] = net->length[graph->arc[slot]];
}

/* The way back from v must be made of arcs that add up to its distance. */
static void check_vertex(const struct tree_node *node, const struct graph *graph, const double *length, int v,
                         double expected) {
    if (node[v].distance != expected)
        fail_msg("vertex %d at %g, expected %g", v, node[v].distance, expected);
    double sum = 0;
    for (; !isinf(expected) && node[v].slot >= 0; v = node[v].from) {
        assert_int_equal(graph->head[node[v].slot], v);
        assert_int_equal(graph->tail[node[v].slot], node[v].from);
        sum += length[node[v].slot];
    }
    assert_true(isinf(expected) || sum == expected);
}

static void distances_are_those_of_bellman_and_ford(void **state) {
    (void)state;
    for (seed = 1; seed < 400000; seed += 977) {
        unsigned long long keep = seed;
        struct random_net net = draw_net();
        struct graph *graph = graph_of(&net);
        struct dijkstra *dijkstra = dijkstra_new(graph);
        double length[ARCS], expected[VERTICES];
        by_slot(&net, graph, length);
        for (int origin = 0; origin < VERTICES; origin++) {
            int target[3] = {(int)draw(VERTICES), (int)draw(VERTICES), origin};
            reference(&net, origin, expected);
            dijkstra_run(dijkstra, graph, length, net.no_through, origin, 3, target);
            for (int i = 0; i < 3; i++)
                check_vertex(dijkstra->node, graph, length, target[i], expected[target[i]]);
        }
        dijkstra_free(dijkstra);
        graph_free(graph);
        seed = keep;
    }
}

static void check_order(const struct dijkstra *dijkstra) {
    bool seen[VERTICES] = {false};
    for (int i = 0; i < dijkstra->settled; i++) {
        int v = dijkstra->settled_vertex[i];
        assert_false(seen[v]);
        assert_true(i == 0 || seen[dijkstra->node[v].from]);
        seen[v] = true;
    }
}

static void a_renewed_tree_is_the_tree_of_the_new_lengths(void **state) {
    (void)state;
    for (seed = 5; seed < 200000; seed += 977) {
        unsigned long long keep = seed;
        struct random_net net = draw_net();
        struct graph *graph = graph_of(&net);
        struct dijkstra *dijkstra = dijkstra_new(graph);
        struct kept_tree kept = {.arcs = -1};
        double length[ARCS], expected[VERTICES];
        int origin = (int)draw(VERTICES), other = (int)draw(VERTICES);
        for (int round = 0; round < 6; round++) {
            by_slot(&net, graph, length);
            reference(&net, origin, expected);
            dijkstra_renew(dijkstra, graph, length, net.no_through, origin, &kept);
            for (int v = 0; v < VERTICES; v++)
                check_vertex(dijkstra->node, graph, length, v, expected[v]);
            check_order(dijkstra);
            dijkstra_run(dijkstra, graph, length, NULL, other, -1, NULL); /* another's search between */
            draw_lengths(&net);
        }
        free(kept.slot);
        dijkstra_free(dijkstra);
        graph_free(graph);
        seed = keep;
    }
}

/* Some lengths grow, some shrink; which ones by slot. */
static struct length_changes change_some(struct random_net *net, const struct graph *graph, int *longer,
                                         int *shorter) {
    struct length_changes changes = {longer, shorter, 0, 0};
    for (int slot = 0; slot < ARCS; slot++) {
        double *length = &net->length[graph->arc[slot]], was = *length;
        if (isinf(was) || draw(12) != 0)
            continue;
        *length = draw(3) == 0 ? was + 100000 : draw(1000) / 8.0;
        if (*length > was)
            longer[changes.longer_count++] = slot;
        else if (*length < was)
            shorter[changes.shorter_count++] = slot;
    }
    return changes;
}

static void a_mended_tree_is_the_tree_of_the_new_lengths(void **state) {
    (void)state;
    int mended = 0, refused = 0;
    for (seed = 7; seed < 400000; seed += 977) {
        unsigned long long keep = seed;
        struct random_net net = draw_net();
        struct graph *graph = graph_of(&net);
        struct entries entries = entries_of(graph);
        struct mender *mender = mender_new(graph, &entries, net.no_through);
        struct dijkstra *dijkstra = dijkstra_new(graph);
        double length[ARCS], expected[VERTICES];
        int origin = (int)draw(VERTICES), longer[ARCS], shorter[ARCS];
        by_slot(&net, graph, length);
        dijkstra_run(dijkstra, graph, length, net.no_through, origin, -1, NULL);
        for (int round = 0; round < 12; round++) {
            struct length_changes changes = change_some(&net, graph, longer, shorter);
            by_slot(&net, graph, length);
            reference(&net, origin, expected);
            if (!tree_mend(mender, dijkstra->node, length, origin, &changes)) {
                dijkstra_run(dijkstra, graph, length, net.no_through, origin, -1, NULL);
                refused++;
            } else {
                mended++;
            }
            for (int v = 0; v < VERTICES; v++)
                check_vertex(dijkstra->node, graph, length, v, expected[v]);
        }
        mender_free(mender);
        entries_release(&entries);
        dijkstra_free(dijkstra);
        graph_free(graph);
        seed = keep;
    }
    assert_true(mended > 4000);
    assert_true(refused > 0);
}

/* The potential: distances under the lengths before some of them rose, by the reference on the turned network. */
static void a_search_towards_a_target_finds_the_same_distance(void **state) {
    (void)state;
    for (seed = 9; seed < 200000; seed += 977) {
        unsigned long long keep = seed;
        struct random_net net = draw_net(), turned = net;
        int target = (int)draw(VERTICES);
        double potential[VERTICES], length[ARCS], expected[VERTICES];
        for (int a = 0; a < ARCS; a++) {
            turned.tail[a] = net.head[a];
            turned.head[a] = net.tail[a];
        }
        for (int v = 0; v < VERTICES; v++)
            turned.no_through[v] = 0;
        reference(&turned, target, potential);
        for (int a = 0; a < ARCS; a++)
            net.length[a] += draw(3) == 0 ? draw(100) / 8.0 : 0;
        struct graph *graph = graph_of(&net);
        struct dijkstra *dijkstra = dijkstra_new(graph);
        by_slot(&net, graph, length);
        for (int origin = 0; origin < VERTICES; origin++) {
            reference(&net, origin, expected);
            dijkstra_aim(dijkstra, graph, length, net.no_through, origin, target, potential);
            check_vertex(dijkstra->node, graph, length, target, expected[target]);
        }
        dijkstra_free(dijkstra);
        graph_free(graph);
        seed = keep;
    }
}

/* 0 -> 1 -> 2 -> 3, one unit each: looking for 1 must not settle 3. */
static void a_search_stops_when_its_targets_are_settled(void **state) {
    (void)state;
    const int tail[] = {0, 1, 2}, head[] = {1, 2, 3};
    struct graph *graph =
        graph_new(&(struct problem){.vertices = 4, .arcs = 3, .arc_tail = tail, .arc_head = head});
    struct dijkstra *dijkstra = dijkstra_new(graph);
    dijkstra_run(dijkstra, graph, (const double[]){1, 1, 1}, NULL, 0, 2, (const int[]){1, 1});
    assert_int_equal(dijkstra->settled, 2);
    assert_true(isinf(dijkstra->node[3].distance));
    dijkstra_free(dijkstra);
    dijkstra_free(NULL);
    graph_free(graph);
    graph_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_of_bellman_and_ford),
        cmocka_unit_test(a_renewed_tree_is_the_tree_of_the_new_lengths),
        cmocka_unit_test(a_mended_tree_is_the_tree_of_the_new_lengths),
        cmocka_unit_test(a_search_towards_a_target_finds_the_same_distance),
        cmocka_unit_test(a_search_stops_when_its_targets_are_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
