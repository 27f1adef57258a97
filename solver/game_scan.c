// SPDX-License-Identifier: GPL-3.0-or-later
/* Groups by looking at all of them, O(2^players) a time. */
#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

struct scan {
    uint64_t all;
    double *saving;   /* [all + 1] units */
    double *save;     /* [all + 1] room: what each group's players save */
    uint64_t *normal; /* [all + 1] room: sums of the span's normal */
};

static void set_units(struct scan *scan, struct stake *stake, double costs) {
    double largest = 0;
    for (uint64_t s = 0; s <= scan->all; s++)
        largest = fmax(largest, fabs(scan->saving[s]));
    stake->unit = largest > 1e-14 * costs ? largest / GAME_LARGEST : 0;
    for (uint64_t s = 0; s <= scan->all; s++)
        scan->saving[s] = stake->unit > 0 ? scan->saving[s] / stake->unit : 0;
    stake->all = scan->saving[scan->all];
}

struct scan *scan_new(const struct game *game, struct stake *stake) {
    struct scan *scan = xcalloc(1, sizeof *scan);
    *stake = (struct stake){.players = game->players};
    scan->all = game_everyone(game->players);
    scan->saving = xcalloc(scan->all + 1, sizeof *scan->saving);
    scan->save = xcalloc(scan->all + 1, sizeof *scan->save);
    scan->normal = xcalloc(scan->all + 1, sizeof *scan->normal);
    double costs = 0; /* a sum of costs rounds by 1e-16 of this */
    for (int i = 0; i < game->players; i++) {
        stake->alone[i] = game->cost[(uint64_t)1 << i];
        costs += fabs(stake->alone[i]);
    }
    for (uint64_t s = 1; s <= scan->all; s++) { /* save is room still */
        scan->save[s] = scan->save[s & (s - 1)] + stake->alone[__builtin_ctzll(s)];
        scan->saving[s] = scan->save[s] - game->cost[s];
    }
    set_units(scan, stake, costs);
    return scan;
}

void scan_release(struct scan **scan) {
    if (*scan == NULL)
        return;
    free((*scan)->saving);
    free((*scan)->save);
    free((*scan)->normal);
    free(*scan);
}

int cut_insert(struct cut *cut, double *excess, int count, int room, struct cut fresh, double fresh_excess) {
    if (count == room && fresh_excess >= excess[count - 1])
        return count;
    int at = count < room ? count : room - 1;
    for (; at > 0 && fresh_excess < excess[at - 1]; at--) {
        cut[at] = cut[at - 1];
        excess[at] = excess[at - 1];
    }
    cut[at] = fresh;
    excess[at] = fresh_excess;
    return count < room ? count + 1 : room;
}

static bool find_by_scan(void *context, const struct span *span, const double *save, double level, int room,
                         struct cut *cut, int *found, struct error *err) {
    struct scan *scan = context;
    double lowest[CUTS_FOUND];
    (void)err;
    *found = 0;
    for (uint64_t s = 1; s < scan->all; s++) {
        int player = __builtin_ctzll(s);
        scan->save[s] = scan->save[s & (s - 1)] + save[player];
        if (span != NULL)
            scan->normal[s] = span_plus(scan->normal[s & (s - 1)], span->normal[player]);
        double excess = scan->save[s] - scan->saving[s];
        if ((span == NULL || scan->normal[s] != 0) && excess < level - GAME_SLACK)
            *found = cut_insert(cut, lowest, *found, room, (struct cut){s, scan->saving[s]}, excess);
    }
    return true;
}

static int known_by_scan(const void *context) {
    return (int)((const struct scan *)context)->all;
}

struct finder scan_finder(struct scan *scan) {
    return (struct finder){scan, find_by_scan, known_by_scan};
}
