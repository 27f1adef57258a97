// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/osm_net.h"

#include "base/mem.h"
#include "network/read.h"

#include <math.h>
#include <stdlib.h>

enum { NODES_BETWEEN_WORDS = 1 << 18 }; /* progress is told so often */

void osm_net_release(struct osm_net *net) {
    names_free(net->names);
    free(net->way);
    free(net->ref);
    free(net->placed);
    free(net->point);
    free(net->link);
    free(net->trail);
}

bool osm_is_there(const struct osm_net *net, int point) {
    return point >= 0 && net->point[point].lat_e7 != OSM_NOWHERE;
}

int64_t osm_distance_mm(const struct osm_net *net, int a, int b) {
    const struct osm_point *from = &net->point[a], *to = &net->point[b];
    return great_circle_mm(from->lon_e7 / 1e7, from->lat_e7 / 1e7, to->lon_e7 / 1e7, to->lat_e7 / 1e7);
}

static void tell(const struct osm_net *net, int pass, int64_t done, int64_t total) {
    if (net->settings->progress != NULL)
        net->settings->progress(net->settings->context, pass, done, total);
}

static bool is_on_earth(double lon, double lat) {
    return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
}

static bool is_in_box(const struct osm_settings *settings, double lon, double lat) {
    return is_on_earth(lon, lat) &&
           (!settings->has_bbox || (lon >= settings->west && lon <= settings->east &&
                                    lat >= settings->south && lat <= settings->north));
}

/* ---- first pass: which ways and places, and which nodes they need ---- */

static size_t keep_refs(struct osm_net *net, const long long *ref, int refs) {
    size_t first = net->refs;
    while (net->ref_room < first + (size_t)refs) {
        net->ref_room = net->ref_room > 0 ? 2 * net->ref_room : 4096;
        net->ref = xrealloc(net->ref, net->ref_room, sizeof *net->ref);
    }
    for (int i = 0; i < refs; i++)
        net->ref[net->refs++] = ref[i];
    return first;
}

static const char *name_of(struct osm_net *net, struct osm_tags tags) {
    const char *name = osm_value(tags, "name");
    if (name == NULL)
        name = osm_value(tags, "ref");
    return name != NULL ? names_intern(net->names, name) : NULL;
}

static struct osm_placed *keep_place(struct osm_net *net, enum osm_place place, int64_t id,
                                     struct osm_tags tags) {
    GROW(net->placed, net->places, net->place_room);
    struct osm_placed *placed = &net->placed[net->places++];
    *placed = (struct osm_placed){.id = id,
                                  .place = place,
                                  .name = name_of(net, tags),
                                  .type = names_intern(net->names, osm_place_type(place, tags)),
                                  .lat_e7 = OSM_NOWHERE,
                                  .point = -1};
    return placed;
}

static bool first_node(void *context, int64_t id, double lon, double lat, struct osm_tags tags) {
    struct osm_net *net = context;
    enum osm_place place = tags.count > 0 ? osm_place(tags) : OSM_NO_PLACE;
    if (++net->nodes_read % NODES_BETWEEN_WORDS == 0)
        tell(net, 1, net->nodes_read, 0);
    if (place == OSM_NO_PLACE || !is_in_box(net->settings, lon, lat))
        return true;
    struct osm_placed *placed = keep_place(net, place, id, tags);
    placed->lon_e7 = (int32_t)lround(lon * 1e7);
    placed->lat_e7 = (int32_t)lround(lat * 1e7);
    return true;
}

static void keep_outline(struct osm_net *net, int64_t id, const long long *ref, int refs,
                         struct osm_tags tags) {
    enum osm_place place = osm_place(tags);
    if (place == OSM_NO_PLACE || refs == 0)
        return;
    struct osm_placed *placed = keep_place(net, place, id, tags);
    placed->of_way = true;
    placed->first = keep_refs(net, ref, refs);
    placed->refs = refs;
}

static bool first_way(void *context, int64_t id, const long long *ref, int refs, struct osm_tags tags) {
    struct osm_net *net = context;
    struct osm_kind kind;
    enum osm_verdict verdict = osm_judge(tags, net->settings->classes, &kind, &net->doubts);
    net->verdict[verdict]++;
    if (++net->ways_read % (NODES_BETWEEN_WORDS / 16) == 0)
        tell(net, 1, net->nodes_read + net->ways_read, 0);
    if (verdict != OSM_TAKEN) {
        keep_outline(net, id, ref, refs, tags);
        return true;
    }
    GROW(net->way, net->ways, net->way_room);
    struct osm_way *way = &net->way[net->ways++];
    *way = (struct osm_way){.id = id, .refs = refs, .name = name_of(net, tags)};
    way->kind = kind;
    way->first = keep_refs(net, ref, refs);
    return true;
}

/* ---- the points they need ---- */

static int by_id(const void *left, const void *right) {
    long long a = *(const long long *)left, b = *(const long long *)right;
    return a < b ? -1 : a > b;
}

static int point_by_id(const void *key, const void *member) {
    int64_t id = *(const int64_t *)key, its = ((const struct osm_point *)member)->id;
    return id < its ? -1 : id > its;
}

static struct osm_point *find_point(const struct osm_net *net, int64_t id) {
    return net->points > 0 ? bsearch(&id, net->point, (size_t)net->points, sizeof *net->point, point_by_id)
                           : NULL;
}

static bool make_points(struct osm_net *net, struct error *err) {
    AUTO_FREE long long *id = xcalloc(net->refs + 1, sizeof *id);
    size_t count = 0;
    for (size_t i = 0; i < net->refs; i++)
        id[i] = net->ref[i];
    qsort(id, net->refs, sizeof *id, by_id);
    for (size_t i = 0; i < net->refs; i++)
        if (i == 0 || id[i] != id[i - 1])
            id[count++] = id[i];
    if (count > INT_MAX / 4)
        return error_set(err, ERROR_INPUT, "over %d points of roads: take fewer --classes, or a --bbox",
                         INT_MAX / 4);
    net->point = xcalloc(count + 1, sizeof *net->point);
    net->points = (int)count;
    for (size_t i = 0; i < count; i++)
        net->point[i] = (struct osm_point){.id = id[i], .lat_e7 = OSM_NOWHERE, .place = -1};
    return true;
}

/* ---- second pass: where they lie ---- */

struct second {
    struct osm_net *net;
    int64_t read;
};

static bool second_node(void *context, int64_t id, double lon, double lat, struct osm_tags tags) {
    (void)tags;
    struct second *second = context;
    struct osm_net *net = second->net;
    if (++second->read % NODES_BETWEEN_WORDS == 0)
        tell(net, 2, second->read, net->nodes_read);
    struct osm_point *point = find_point(net, id);
    if (point == NULL || !is_in_box(net->settings, lon, lat))
        return true;
    point->lon_e7 = (int32_t)lround(lon * 1e7);
    point->lat_e7 = (int32_t)lround(lat * 1e7);
    return true;
}

static bool second_way(void *context, int64_t id, const long long *ref, int refs, struct osm_tags tags) {
    (void)context, (void)id, (void)ref, (void)refs, (void)tags;
    return true;
}

/* ids become points; the middle of an outline is its place's. */
static void resolve(struct osm_net *net) {
    for (size_t i = 0; i < net->refs; i++)
        net->ref[i] = find_point(net, net->ref[i]) - net->point;
    for (int i = 0; i < net->points; i++)
        net->missing += net->point[i].lat_e7 == OSM_NOWHERE;
    for (int i = 0; i < net->places; i++) {
        struct osm_placed *placed = &net->placed[i];
        int64_t lon = 0, lat = 0, count = 0;
        for (int r = 0; placed->of_way && r < placed->refs; r++) {
            const struct osm_point *point = &net->point[net->ref[placed->first + (size_t)r]];
            if (point->lat_e7 != OSM_NOWHERE)
                lon += point->lon_e7, lat += point->lat_e7, count++;
        }
        if (count > 0) {
            placed->lon_e7 = (int32_t)(lon / count);
            placed->lat_e7 = (int32_t)(lat / count);
        }
    }
}

bool osm_collect(struct osm_net *net, const char *path, struct error *err) {
    struct second second = {net, 0};
    const struct osm_visitor first_pass = {net, first_node, first_way};
    const struct osm_visitor second_pass = {&second, second_node, second_way};
    net->names = names_new();
    if (!osm_read(path, &first_pass, err) || !make_points(net, err) || !osm_read(path, &second_pass, err))
        return false;
    resolve(net);
    return true;
}
