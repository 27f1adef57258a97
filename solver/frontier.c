// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/frontier_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of a sum: what points may differ by and still be taken for equal. */
static const double same_total = 1e-10;
enum { MOST_SOLVES = 100000 };

/* A point, and whether nothing comes between it and the next one. */
struct place {
    struct frontier_point point;
    bool next_proven;
};

struct front {
    struct frontier_work work;
    struct place *place; /* rising `first` */
    int count, room;
};

static void release(struct front *front) {
    for (int i = 0; i < front->count; i++)
        solution_free(front->place[i].point.solution);
    free(front->place);
    frontier_end(&front->work);
}

/* ---- the list of points ---- */

static void insert(struct front *front, int at, struct frontier_point point) {
    GROW(front->place, front->count, front->room);
    memmove(&front->place[at + 1], &front->place[at], (size_t)(front->count - at) * sizeof *front->place);
    front->place[at] = (struct place){point, false};
    front->count++;
}

static void drop(struct front *front, int at) {
    solution_free(front->place[at].point.solution);
    if (at > 0)
        front->place[at - 1].next_proven = false;
    front->count--;
    memmove(&front->place[at], &front->place[at + 1], (size_t)(front->count - at) * sizeof *front->place);
}

static bool is_no_more(double a, double b) {
    return a <= b + same_total * fmax(fabs(a), fabs(b));
}

/* Drops what is no better than a neighbour in either sum. */
static void drop_beaten(struct front *front) {
    for (int i = 0; i + 1 < front->count;) {
        const struct frontier_point *a = &front->place[i].point, *b = &front->place[i + 1].point;
        bool beaten = is_no_more(b->first, a->first), beats = is_no_more(a->second, b->second);
        if (!beaten && !beats) {
            i++;
            continue;
        }
        drop(front, beaten && (!beats || b->second <= a->second) ? i : i + 1);
        i = i > 0 ? i - 1 : 0;
    }
}

/* Where two points are equal. They are not beaten. */
static double rate_between(const struct frontier_point *a, const struct frontier_point *b) {
    return (b->first - a->first) / (a->second - b->second);
}

static double sum_at(const struct frontier_point *point, double rate) {
    return point->first + rate * point->second;
}

/* ---- the search ---- */

/* Solves where points i and i + 1 are equal. False: *err, or ended early. */
static bool split(struct front *front, int i, struct error *err) {
    double rate = rate_between(&front->place[i].point, &front->place[i + 1].point);
    struct frontier_point between = frontier_at(&front->work, rate, err);
    if (between.solution == NULL)
        return false;
    double chord = sum_at(&front->place[i].point, rate);
    if (sum_at(&between, rate) < chord - same_total * fabs(chord)) {
        front->place[i].next_proven = false;
        insert(front, i + 1, between);
        drop_beaten(front);
        return true;
    }
    front->place[i].next_proven = true;
    solution_free(between.solution);
    return true;
}

/* How far apart the neighbours i and i + 1 are, of the whole. */
static double gap_after(const struct front *front, int i) {
    const struct frontier_point *a = &front->place[i].point, *b = &front->place[i + 1].point;
    const struct frontier_point *low = &front->place[0].point, *high = &front->place[front->count - 1].point;
    return fmax((b->first - a->first) / (high->first - low->first),
                (a->second - b->second) / (low->second - high->second));
}

/* Where to look next: first at the ends, then in the largest gap; -1 = nowhere. */
static int choose(const struct front *front) {
    int last = front->count - 2, widest = -1;
    if (last >= 0 && !front->place[0].next_proven)
        return 0;
    if (last >= 0 && !front->place[last].next_proven)
        return last;
    if (front->work.question->points > 0 && front->count >= front->work.question->points)
        return -1;
    for (int i = 0; i <= last; i++)
        if (!front->place[i].next_proven && (widest < 0 || gap_after(front, i) > gap_after(front, widest)))
            widest = i;
    return widest;
}

static bool is_settled(const struct front *front) {
    for (int i = 0; i + 1 < front->count; i++)
        if (!front->place[i].next_proven)
            return false;
    return true;
}

/* Both ends. False: *err, or ended early. */
static bool find_ends(struct front *front, struct error *err) {
    for (int i = 0; i < 2; i++) {
        struct frontier_point end = frontier_at(&front->work, i == 0 ? 0 : INFINITY, err);
        if (end.solution == NULL)
            return false;
        insert(front, i, end);
    }
    drop_beaten(front);
    return true;
}

static bool search(struct front *front, struct error *err) {
    const struct frontier_question *question = front->work.question;
    if (!find_ends(front, err))
        return false;
    for (int at = choose(front); at >= 0 && front->work.solves < MOST_SOLVES; at = choose(front)) {
        if (question->progress != NULL)
            question->progress(question->context, front->count, front->work.solves);
        if (!split(front, at, err))
            return false;
    }
    return true;
}

/* ---- the answer ---- */

/* Drops points that lie on the line between their neighbours: they are best at one rate alone. */
static void drop_straight(struct front *front) {
    for (int i = 1; i + 1 < front->count;) {
        const struct frontier_point *a = &front->place[i - 1].point, *b = &front->place[i + 1].point;
        double rate = rate_between(a, b), chord = sum_at(a, rate);
        if (sum_at(&front->place[i].point, rate) < chord - same_total * fabs(chord)) {
            i++;
            continue;
        }
        bool proven = front->place[i - 1].next_proven && front->place[i].next_proven;
        drop(front, i);
        front->place[i - 1].next_proven = proven;
        i = i > 1 ? i - 1 : 1;
    }
}

/* Keeps a spread: ends, then always the point furthest from those kept, by the larger of both shares of the whole. */
static void spread(const struct front *front, int points, bool *kept) {
    kept[0] = kept[front->count - 1] = true;
    for (int count = front->count > 1 ? 2 : 1; count < points && count < front->count; count++) {
        int best = -1;
        double furthest = -1;
        for (int i = 0; i < front->count; i++) {
            double left = 0, right = 0;
            if (kept[i])
                continue;
            for (int j = i - 1, on = 1; on; on = !kept[j], j--)
                left += gap_after(front, j);
            for (int j = i, on = 1; on; on = !kept[j + 1], j++)
                right += gap_after(front, j);
            if (fmin(left, right) > furthest) {
                furthest = fmin(left, right);
                best = i;
            }
        }
        kept[best] = true;
    }
}

static struct frontier_list *list(struct front *front) {
    int wanted = front->work.question->points;
    struct frontier_list *list = xcalloc(1, sizeof *list);
    AUTO_FREE bool *kept = xcalloc((size_t)front->count + 1, sizeof *kept);
    list->complete = is_settled(front) && !front->work.interrupted;
    list->interrupted = front->work.interrupted;
    list->solves = front->work.solves;
    list->gap = front->work.gap;
    drop_straight(front);
    spread(front, wanted > 0 ? wanted : front->count, kept);
    list->point = xcalloc((size_t)front->count, sizeof *list->point);
    list->rate = xcalloc((size_t)front->count, sizeof *list->rate);
    for (int i = 0; i < front->count; i++) {
        if (!kept[i])
            continue;
        list->point[list->points] = front->place[i].point;
        front->place[i].point.solution = NULL;
        if (list->points > 0)
            list->rate[list->points - 1] =
                rate_between(&list->point[list->points - 1], &list->point[list->points]);
        list->points++;
    }
    list->left_out = front->count - list->points;
    return list;
}

struct frontier_list *solve_frontier(const struct problem *problem, const struct frontier_question *question,
                                     const struct solver_settings *settings, struct error *err) {
    AUTO(release) struct front front = {0};
    if (!frontier_begin(&front.work, problem, question, settings, err))
        return NULL;
    if (!search(&front, err) && !front.work.interrupted)
        return NULL;
    if (front.count > 0)
        return list(&front);
    error_set(err, ERROR_SOLVER, "the search ended before a first plan was found");
    return NULL;
}

void frontier_list_free(struct frontier_list *list) {
    if (list == NULL)
        return;
    for (int i = 0; i < list->points; i++)
        solution_free(list->point[i].solution);
    free(list->point);
    free(list->rate);
    free(list);
}
