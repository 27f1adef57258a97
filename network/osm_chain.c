// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Ways to links. A way is cut where its points are missing, where other segments meet it and at places; the pieces that then
 * meet two by two, alike and going on in one direction, are joined. No segment is lost or added, so every distance between
 * nodes stays what it was.
 */
#include "network/osm_net.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A run of a way between two nodes: refs first .. first + points - 1. */
struct piece {
    int way;
    size_t first;
    int points;
    int joined[2]; /* at its beginning, at its end: 2 * piece + side of the one it goes on with, or -1 */
    bool used;
};

struct pieces {
    struct piece *piece;
    int count, room;
};

static int point_at(const struct osm_net *net, size_t ref) {
    return (int)net->ref[ref];
}

static bool is_node(const struct osm_net *net, int point) {
    return net->point[point].uses != 2 || net->point[point].place >= 0;
}

/* ---- cutting ---- */

static void count_uses(struct osm_net *net) {
    for (int w = 0; w < net->ways; w++) {
        const struct osm_way *way = &net->way[w];
        for (size_t r = way->first; r + 1 < way->first + (size_t)way->refs; r++) {
            int a = point_at(net, r), b = point_at(net, r + 1);
            if (a == b || !osm_is_there(net, a) || !osm_is_there(net, b))
                continue;
            net->point[a].uses++;
            net->point[b].uses++;
        }
    }
}

static void add_piece(struct pieces *pieces, int way, size_t first, size_t last) {
    if (last == first)
        return;
    GROW(pieces->piece, pieces->count, pieces->room);
    pieces->piece[pieces->count++] =
        (struct piece){.way = way, .first = first, .points = (int)(last - first) + 1, .joined = {-1, -1}};
}

static void cut_way(const struct osm_net *net, int w, struct pieces *pieces) {
    const struct osm_way *way = &net->way[w];
    size_t begin = way->first, end = way->first + (size_t)way->refs;
    for (size_t r = begin; r < end; r++) {
        if (!osm_is_there(net, point_at(net, r))) {
            if (r > begin)
                add_piece(pieces, w, begin, r - 1);
            begin = r + 1;
        } else if (r > begin && (r + 1 == end || is_node(net, point_at(net, r)))) {
            add_piece(pieces, w, begin, r);
            begin = r;
        }
    }
}

/* ---- joining ---- */

static int end_point(const struct osm_net *net, const struct piece *piece, int side) {
    return point_at(net, side == 0 ? piece->first : piece->first + (size_t)piece->points - 1);
}

static bool alike(const struct osm_kind *a, const struct osm_kind *b) {
    return a->mode == b->mode && a->class == b->class && a->speed_e3_kph == b->speed_e3_kph &&
           a->max_gvw_kg == b->max_gvw_kg && a->speed_assumed == b->speed_assumed &&
           a->gvw_from_axle == b->gvw_from_axle && a->time_uh < 0 && b->time_uh < 0;
}

/* A side is a beginning (0) or an end (1): traffic one way must leave by one and enter by the other. */
static bool go_on(const struct osm_net *net, const struct piece *a, int side_a, const struct piece *b,
                  int side_b) {
    const struct osm_kind *of_a = &net->way[a->way].kind, *of_b = &net->way[b->way].kind;
    int seen_from_a = side_a == side_b ? -of_b->oneway : of_b->oneway; /* head to head, b runs backward */
    return alike(of_a, of_b) && of_a->oneway == seen_from_a;
}

/* Points where two pieces end and nothing else: the first end seen waits in `waiting` for the second. */
static void join(const struct osm_net *net, struct pieces *pieces) {
    AUTO_FREE int *waiting = xcalloc((size_t)net->points + 1, sizeof *waiting); /* 1 + 2 * piece + side */
    for (int i = 0; i < 2 * pieces->count; i++) {
        struct piece *piece = &pieces->piece[i / 2];
        int side = i % 2, point = end_point(net, piece, side);
        if (is_node(net, point))
            continue;
        if (waiting[point] == 0) {
            waiting[point] = 1 + i;
            continue;
        }
        int other = waiting[point] - 1;
        struct piece *before = &pieces->piece[other / 2];
        if (before == piece || !go_on(net, before, other % 2, piece, side))
            continue;
        before->joined[other % 2] = i;
        piece->joined[side] = other;
    }
}

/* ---- links ---- */

static void add_trail(struct osm_net *net, struct osm_link *link, int point) {
    if (link->points > 0 && net->trail[net->trails - 1] == point)
        return;
    if (link->points > 0)
        link->length_mm += osm_distance_mm(net, net->trail[net->trails - 1], point);
    GROW(net->trail, net->trails, net->trail_room);
    net->trail[net->trails++] = point;
    link->points++;
}

/* Its points, from `side` to the other. */
static void add_piece_points(struct osm_net *net, struct osm_link *link, const struct piece *piece,
                             int side) {
    for (int i = 0; i < piece->points; i++)
        add_trail(net, link, point_at(net, piece->first + (size_t)(side == 0 ? i : piece->points - 1 - i)));
}

/* A ferry's duration is the whole way's: its part, by length. */
static int64_t part_of_time(const struct osm_net *net, const struct osm_way *way, int64_t length_mm) {
    int64_t whole_mm = 0;
    for (size_t r = way->first; r + 1 < way->first + (size_t)way->refs; r++)
        if (osm_is_there(net, point_at(net, r)) && osm_is_there(net, point_at(net, r + 1)))
            whole_mm += osm_distance_mm(net, point_at(net, r), point_at(net, r + 1));
    return whole_mm > 0 ? (int64_t)wide_divide((wide)way->kind.time_uh * length_mm, whole_mm)
                        : way->kind.time_uh;
}

/* From a piece's side on, along what it is joined with. A ring comes back to where it began. */
static void make_link(struct osm_net *net, struct pieces *pieces, int first, int side, int *parts) {
    const struct osm_way *way = &net->way[pieces->piece[first].way];
    struct osm_link link = {.kind = &way->kind,
                            .name = way->name,
                            .way = way->id,
                            .first = net->trails,
                            .time_uh = -1,
                            .oneway = side == 0 ? way->kind.oneway : -way->kind.oneway};
    for (int at = first;;) {
        struct piece *piece = &pieces->piece[at];
        piece->used = true;
        add_piece_points(net, &link, piece, side);
        if (link.name == NULL)
            link.name = net->way[piece->way].name;
        int next = piece->joined[1 - side];
        if (next < 0 || pieces->piece[next / 2].used)
            break;
        at = next / 2;
        side = next % 2;
    }
    if (link.points < 2 || net->trail[link.first] == net->trail[net->trails - 1]) {
        net->rings += link.points >= 2;
        net->trails = link.first;
        return;
    }
    link.part = parts[pieces->piece[first].way]++;
    if (way->kind.time_uh >= 0)
        link.time_uh = part_of_time(net, way, link.length_mm);
    GROW(net->link, net->links, net->link_room);
    net->link[net->links++] = link;
}

/* Chains from their loose ends, so that a link runs as its first piece does; rings are left for the end. */
static void make_links(struct osm_net *net, struct pieces *pieces) {
    AUTO_FREE int *parts = xcalloc((size_t)net->ways + 1, sizeof *parts);
    for (int i = 0; i < pieces->count; i++)
        if (!pieces->piece[i].used && pieces->piece[i].joined[0] < 0)
            make_link(net, pieces, i, 0, parts);
    for (int i = 0; i < pieces->count; i++)
        if (!pieces->piece[i].used && pieces->piece[i].joined[1] < 0)
            make_link(net, pieces, i, 1, parts);
    for (int i = 0; i < pieces->count; i++)
        if (!pieces->piece[i].used)
            make_link(net, pieces, i, 0, parts);
}

static void mark_ends(struct osm_net *net) {
    for (int i = 0; i < net->links; i++) {
        net->point[net->trail[net->link[i].first]].link_end++;
        net->point[net->trail[net->link[i].first + (size_t)net->link[i].points - 1]].link_end++;
    }
}

void osm_chain(struct osm_net *net) {
    struct pieces pieces = {0};
    count_uses(net);
    for (int w = 0; w < net->ways; w++)
        cut_way(net, w, &pieces);
    join(net, &pieces);
    make_links(net, &pieces);
    mark_ends(net);
    free(pieces.piece);
}
