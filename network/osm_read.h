// SPDX-License-Identifier: GPL-3.0-or-later
/* An OpenStreetMap file, object by object. */
#ifndef NETWORK_OSM_READ_H
#define NETWORK_OSM_READ_H

#include "base/error.h"

#include <stdint.h>

struct osm_tag {
    const char *key, *value;
};

/** Tags of one object; borrowed while it is visited. */
struct osm_tags {
    const struct osm_tag *tag;
    int count;
};

/** The value of the key, NULL = none. */
const char *osm_value(struct osm_tags tags, const char *key);

/** Who looks at the objects, in the file's order. What returns false ends the reading, *err set by it. */
struct osm_visitor {
    void *context;
    bool (*node)(void *context, int64_t id, double lon, double lat, struct osm_tags tags);
    bool (*way)(void *context, int64_t id, const long long *ref, int refs, struct osm_tags tags);
};

/**
 * Reads an .osm, .pbf or .osm.pbf file once.
 * ERROR_IO, ERROR_INPUT; ERROR_USAGE where built without libreadosm.
 */
bool osm_read(const char *path, const struct osm_visitor *visitor, struct error *err);

#endif
