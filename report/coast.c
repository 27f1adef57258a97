// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/coast.h"

#include "base/embed.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

EMBED(COASTLINE, "report/coast/coastline.txt");

struct ring {
    int points, room;
    struct map_point *point;
};

static void ring_add(struct ring *ring, struct map_point point) {
    GROW(ring->point, ring->points, ring->room);
    ring->point[ring->points++] = point;
}

/* The layer's line is "layer W S E N". */
static bool covers(const char *layer, struct coast_box box) {
    long edge[4];
    char *at = (char *)layer + strlen("layer");
    for (int i = 0; i < 4; i++)
        edge[i] = strtol(at, &at, 10);
    return (double)edge[0] <= box.west && (double)edge[1] <= box.south && (double)edge[2] >= box.east &&
           (double)edge[3] >= box.north;
}

static const char *next_line(const char *at) {
    const char *end = strchr(at, '\n');
    return end != NULL ? end + 1 : at + strlen(at);
}

static void read_ring(const char *line, struct ring *ring) {
    long x = 0, y = 0;
    ring->points = 0;
    for (char *at = (char *)line; *at != '\n' && *at != '\0';) {
        x += strtol(at, &at, 10);
        y += strtol(at, &at, 10);
        ring_add(ring, (struct map_point){(double)x / 100, (double)y / 100});
    }
}

/* How far inside an edge of the box a point is; negative = outside. */
static double depth(struct coast_box box, int edge, struct map_point point) {
    switch (edge) {
    case 0:
        return point.x - box.west;
    case 1:
        return box.east - point.x;
    case 2:
        return point.y - box.south;
    default:
        return box.north - point.y;
    }
}

/* Sutherland and Hodgman (doi:10.1145/360767.360802), one edge. */
static void cut(const struct ring *ring, struct coast_box box, int edge, struct ring *kept) {
    kept->points = 0;
    for (int i = 0; i < ring->points; i++) {
        struct map_point a = ring->point[i > 0 ? i - 1 : ring->points - 1], b = ring->point[i];
        double in_a = depth(box, edge, a), in_b = depth(box, edge, b);
        if ((in_a >= 0) != (in_b >= 0)) {
            double t = in_a / (in_a - in_b);
            ring_add(kept, (struct map_point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        }
        if (in_b >= 0)
            ring_add(kept, b);
    }
}

void coast_within(struct coast_box box, coast_use *use, void *user) {
    struct ring ring = {0}, kept = {0};
    bool taken = false, done = false;
    for (const char *line = COASTLINE; *line != '\0' && !done; line = next_line(line)) {
        if (line[0] == '#')
            continue;
        if (line[0] == 'l') {
            done = taken;
            taken = taken || covers(line, box);
            continue;
        }
        if (!taken)
            continue;
        read_ring(line, &ring);
        for (int edge = 0; edge < 4; edge += 2) {
            cut(&ring, box, edge, &kept);
            cut(&kept, box, edge + 1, &ring);
        }
        if (ring.points >= 3)
            use(user, ring.point, ring.points);
    }
    free(ring.point);
    free(kept.point);
}
