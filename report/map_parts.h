// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of the map; report_map_svg() draws them one upon the other. */
#ifndef REPORT_MAP_PARTS_H
#define REPORT_MAP_PARTS_H

#include "report/map.h"
#include "report/map_flows.h"

enum { MAP_MARGIN = 34, MAP_WIDEST = 11, MAP_TEXT = 12 /* font size */ };

/** What covers something: labels keep off it. */
struct map_box {
    double left, top, right, bottom;
};

/** One direction of a link that carries something. */
struct map_ribbon {
    int link, low, high; /**< the nodes it joins, the lower number first */
    bool backward;       /**< against the link's from -> to */
    bool against;        /**< from high to low */
    int64_t kg;
    double width;
    double offset; /**< to the left of its own direction */
};

struct map {
    const struct plan *plan;
    const struct network *network;
    const struct map_flows *flows;
    FILE *out;
    double width, height;      /**< of the frame; the key is beneath */
    double west, north, scale; /**< of the frame, projected; units a projected unit */
    int64_t most_kg;           /**< over any link and direction; 0 = nothing moves */
    int boxes, boxes_room;
    struct map_box *box;
};

/** Sets the frame so that all that the plan uses is in it (where it uses nothing, all nodes). */
void map_frame(struct map *map);
/** Where a point (as in files) is on the map; and degrees back. */
struct map_point map_place(const struct map *map, struct map_point point);
struct map_point map_node(const struct map *map, int node);
struct map_point map_degrees(const struct map *map, struct map_point at);
/** The link's line on the map, from -> to, without steps smaller than half a unit. */
struct map_line map_link_line(const struct map *map, int link);
/** The line moved to its left. */
void map_line_shift(struct map_line *line, double offset);
/** The point at a share (0 .. 1) of the line's length; *angle (may be NULL) in degrees, 0 = to the right, clockwise. */
struct map_point map_line_at(const struct map_line *line, double share, double *angle);
bool map_shows(const struct map *map, struct map_point at); /**< in the frame */

void map_cover(struct map *map, struct map_box box);
bool map_is_free(const struct map *map, struct map_box box);

/** How a mode looks. */
struct map_look {
    const char *mode, *colour, *dash; /**< dash: of a line of width 4; NULL = solid */
};
const struct map_look *map_look(const char *mode);
size_t map_looks(void); /**< how many there are; the last is that of all other modes */
const struct map_look *map_look_at(size_t index);
/** ` stroke="..." stroke-dasharray="..."` */
void map_put_look(FILE *out, const struct map_look *look, double width);
/** The most that goes over any link in one direction. */
int64_t map_most_kg(const struct map_flows *flows, const struct network *network);
double map_width(const struct map *map, int64_t kg);

/** What moves, a ribbon each link and direction, the widest first. New memory. O(links log links). */
struct map_ribbon *map_ribbons(const struct map *map, int *count);

void map_put_coast(struct map *map);
void map_put_links(struct map *map);
void map_put_ribbons(struct map *map, const struct map_ribbon *ribbon, int ribbons);
void map_put_places(struct map *map);
void map_put_labels(struct map *map);
/** Tells and draws what the signs mean, beneath the frame. */
void map_put_key(struct map *map);
double map_key_height(struct map *map);
void map_put_scale(struct map *map);

/** "Full: one more tonne of capacity would save Rp 41,000", "Full", or "". */
enum { MAP_FULL = 200 };
char *map_full_words(char words[MAP_FULL], const struct plan *plan, const struct network *network,
                     int resource);
/** `<path class="NAME" d="M..."` left open. */
void map_put_path(FILE *out, const char *name, const struct map_line *line);
void map_put_full_mark(struct map *map, struct map_point at);
/** Shapes about a point: `>` not closed. */
void map_put_shape(FILE *out, char shape, struct map_point at, double size);

#endif
