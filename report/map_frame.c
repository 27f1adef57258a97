// SPDX-License-Identifier: GPL-3.0-or-later
/* Where things are on the map. */
#include "base/mem.h"
#include "report/map_parts.h"

#include <math.h>
#include <stdlib.h>

static const double PI = 3.14159265358979323846;
enum { FURTHEST = 85 }; /* degrees north or south that are drawn */

/* Web Mercator in degrees of longitude; other coordinates stay. y grows to the north. */
static struct map_point project(const struct network *network, struct map_point point) {
    if (!network->geographic)
        return point;
    double lat = fmax(-FURTHEST, fmin(FURTHEST, point.y)) * PI / 180;
    return (struct map_point){point.x, log(tan(PI / 4 + lat / 2)) * 180 / PI};
}

static struct map_point position(const struct network *network, int node) {
    return project(network, (struct map_point){network->node[node].lon, network->node[node].lat});
}

struct extent {
    bool any;
    double west, south, east, north;
};

static void reach(struct extent *extent, struct map_point at) {
    if (!extent->any)
        *extent = (struct extent){true, at.x, at.y, at.x, at.y};
    extent->west = fmin(extent->west, at.x);
    extent->east = fmax(extent->east, at.x);
    extent->south = fmin(extent->south, at.y);
    extent->north = fmax(extent->north, at.y);
}

static void reach_link(struct extent *extent, const struct network *network, const struct link *link) {
    struct map_line line = map_line_of(network, link);
    for (int i = 0; i < line.points; i++)
        reach(extent, project(network, line.point[i]));
    map_line_release(&line);
}

static struct extent extent_of(const struct map *map) {
    const struct network *network = map->network;
    const struct map_flows *flows = map->flows;
    struct extent extent = {0};
    for (int n = 0; n < network->nodes; n++)
        if (flows->origin_kg[n] + flows->destination_kg[n] + flows->passing_kg[n] > 0)
            reach(&extent, position(network, n));
    for (int l = 0; l < network->links; l++)
        if (flows->link_kg[2 * l] + flows->link_kg[2 * l + 1] > 0)
            reach_link(&extent, network, &network->link[l]);
    for (int n = 0; n < network->nodes && map->most_kg == 0; n++)
        reach(&extent, position(network, n));
    return extent;
}

void map_frame(struct map *map) {
    const struct extent extent = extent_of(map);
    double broad = extent.east - extent.west, high = extent.north - extent.south;
    double least = fmax(fmax(broad, high) * 0.02, map->network->geographic ? 0.02 : 1e-6);
    broad = fmax(broad, least);
    high = fmax(high, least);
    double inner = map->width - 2 * MAP_MARGIN;
    double tallest = 0.8 * map->width, lowest = 0.4 * map->width;
    map->scale = fmin(inner / broad, (tallest - 2 * MAP_MARGIN) / high);
    map->height = fmax(lowest, round(high * map->scale + 2 * MAP_MARGIN));
    map->west = (extent.west + extent.east) / 2 - map->width / 2 / map->scale;
    map->north = (extent.south + extent.north) / 2 + map->height / 2 / map->scale;
}

struct map_point map_place(const struct map *map, struct map_point point) {
    struct map_point at = project(map->network, point);
    return (struct map_point){(at.x - map->west) * map->scale, (map->north - at.y) * map->scale};
}

struct map_point map_node(const struct map *map, int node) {
    const struct node *it = &map->network->node[node];
    return map_place(map, (struct map_point){it->lon, it->lat});
}

struct map_point map_degrees(const struct map *map, struct map_point at) {
    double y = (map->north - at.y / map->scale) * PI / 180;
    return (struct map_point){map->west + at.x / map->scale, (2 * atan(exp(y)) - PI / 2) * 180 / PI};
}

bool map_shows(const struct map *map, struct map_point at) {
    return at.x >= 0 && at.x <= map->width && at.y >= 0 && at.y <= map->height;
}

void map_cover(struct map *map, struct map_box box) {
    GROW(map->box, map->boxes, map->boxes_room);
    map->box[map->boxes++] = box;
}

bool map_is_free(const struct map *map, struct map_box box) {
    if (box.left < 2 || box.top < 2 || box.right > map->width - 2 || box.bottom > map->height - 2)
        return false;
    for (int i = 0; i < map->boxes; i++)
        if (box.left < map->box[i].right && map->box[i].left < box.right && box.top < map->box[i].bottom &&
            map->box[i].top < box.bottom)
            return false;
    return true;
}

struct map_line map_link_line(const struct map *map, int link) {
    struct map_line line = map_line_of(map->network, &map->network->link[link]);
    int kept = 0;
    for (int i = 0; i < line.points; i++) {
        struct map_point at = map_place(map, line.point[i]);
        bool ends = i == 0 || i == line.points - 1;
        if (ends || hypot(at.x - line.point[kept - 1].x, at.y - line.point[kept - 1].y) >= 0.5)
            line.point[kept++] = at;
    }
    line.points = kept;
    return line;
}

/* The unit vector to the left of a -> b; y grows downwards. */
static struct map_point left_of(struct map_point a, struct map_point b) {
    double length = hypot(b.x - a.x, b.y - a.y);
    return length > 0 ? (struct map_point){(b.y - a.y) / length, (a.x - b.x) / length}
                      : (struct map_point){0, 0};
}

void map_line_shift(struct map_line *line, double offset) {
    if (offset == 0)
        return;
    struct map_point *moved = xcalloc((size_t)line->points, sizeof *moved);
    for (int i = 0; i < line->points; i++) {
        const struct map_point *at = &line->point[i];
        struct map_point before = i > 0 ? left_of(at[-1], at[0]) : left_of(at[0], at[1]);
        struct map_point after = i + 1 < line->points ? left_of(at[0], at[1]) : before;
        double x = before.x + after.x, y = before.y + after.y, square = x * x + y * y;
        double by = square > 0.5 ? 2 * offset / square : 0; /* a sharp turn keeps its corner */
        moved[i] = (struct map_point){at->x + x * by, at->y + y * by};
    }
    free(line->point);
    line->point = moved;
}

struct map_point map_line_at(const struct map_line *line, double share, double *angle) {
    double length = 0;
    for (int i = 1; i < line->points; i++)
        length += hypot(line->point[i].x - line->point[i - 1].x, line->point[i].y - line->point[i - 1].y);
    double left = length * share;
    for (int i = 1; i < line->points; i++) {
        struct map_point a = line->point[i - 1], b = line->point[i];
        double step = hypot(b.x - a.x, b.y - a.y);
        if (step > 0 && (left <= step || i == line->points - 1)) {
            if (angle != NULL)
                *angle = atan2(b.y - a.y, b.x - a.x) * 180 / PI;
            return (struct map_point){a.x + (b.x - a.x) * left / step, a.y + (b.y - a.y) * left / step};
        }
        left -= step;
    }
    if (angle != NULL)
        *angle = 0;
    return line->point[0];
}
