// SPDX-License-Identifier: GPL-3.0-or-later
/* The line a link runs along. */
#include "base/mem.h"
#include "report/map_flows.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Reads a number at *at and steps over it. */
static bool read_number(const char **at, double *out) {
    char text[64];
    struct error err = {0};
    *at += strspn(*at, " \t");
    size_t length = strspn(*at, "+-.0123456789eE");
    if (length == 0 || length >= sizeof text)
        return false;
    memcpy(text, *at, length);
    text[length] = '\0';
    *at += length;
    return double_parse(text, '.', out, &err);
}

/* x y, and a height or measure that is passed over. */
static bool read_point(const char **at, struct map_point *out) {
    double other;
    if (!read_number(at, &out->x) || !read_number(at, &out->y))
        return false;
    while (*at += strspn(*at, " \t"), **at != ',' && **at != ')')
        if (!read_number(at, &other))
            return false;
    return true;
}

/* Where the points of a LINESTRING begin, or NULL. */
static const char *points_of(const char *wkt) {
    static const char WORD[] = "LINESTRING";
    wkt += strspn(wkt, " \t");
    if (strncasecmp(wkt, WORD, sizeof WORD - 1) != 0)
        return NULL;
    wkt += sizeof WORD - 1;
    wkt += strspn(wkt, " \tZMzm");
    return *wkt == '(' ? wkt + 1 : NULL;
}

static bool read_wkt(const char *wkt, bool geographic, struct map_line *line) {
    int room = 0;
    for (const char *at = points_of(wkt); at != NULL; at++) {
        GROW(line->point, line->points, room);
        struct map_point *point = &line->point[line->points];
        if (!read_point(&at, point))
            return false;
        if (geographic && !(point->x >= -180 && point->x <= 180 && point->y >= -90 && point->y <= 90))
            return false;
        line->points++;
        if (*at == ')')
            return line->points >= 2;
    }
    return false;
}

struct map_line map_line_of(const struct network *network, const struct link *link) {
    struct map_line line = {0};
    if (link->geometry != NULL && read_wkt(link->geometry, network->geographic, &line))
        return line;
    map_line_release(&line);
    const struct node *from = &network->node[link->from], *to = &network->node[link->to];
    line.points = 2;
    line.point = xcalloc(2, sizeof *line.point);
    line.point[0] = (struct map_point){from->lon, from->lat};
    line.point[1] = (struct map_point){to->lon, to->lat};
    return line;
}

void map_line_release(struct map_line *line) {
    free(line->point);
    *line = (struct map_line){0};
}

void map_line_turn(struct map_line *line) {
    for (int i = 0, j = line->points - 1; i < j; i++, j--) {
        struct map_point kept = line->point[i];
        line->point[i] = line->point[j];
        line->point[j] = kept;
    }
}
