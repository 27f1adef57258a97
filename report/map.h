// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The network with its flows as one SVG element (report_map_svg()), drawn in EPSG:3857 (Web Mercator), so that it fits on map
 * tiles. It shows by itself: all looks are presentation attributes, which any style sheet overrules; nothing has a style
 * attribute. Lengths are units of the viewBox; on a page as wide as the map, pixels.
 *
 * For a page's script and style, and for tests, these names hold:
 *
 *   svg.map[role=group]   title, desc; viewBox="0 0 W H". Where coordinates are degrees: data-west, data-south, data-east, data-north,
 *                         degrees of the edges of the whole viewBox (key and scale in it). data-most-t, data-most-width: below.
 *     rect.sea
 *     g.coast             path.land; none where coordinates are no degrees
 *     g.links             every link: path.link.mode-MODE[data-link=ID], thin; its d runs from -> to, in the middle. Has <title>.
 *     g.flows             g.flow.mode-MODE[data-link=ID][data-direction=forward|backward][data-t=TONNES] one for each link and direction
 *                         that carries something: title, path.casing (beneath, wider: what is clicked), path.line; .full where
 *                         the capacity is used up or has a price. Side by side where several go between the same two places.
 *     g.marks             g.full-mark[data-link][data-direction] or [data-terminal]: on what is full
 *     g.terminals         g.terminal[data-terminal=ID][data-t=TONNES]: .idle where nothing is handled, .full
 *     g.nodes             g.node[data-node=ID]: .origin, .destination (both where both), or .place
 *     g.labels            text.label[data-node=ID] of the most important places
 *     g.key               the key beneath the map: what widths, colours, dashes and shapes mean
 *     g.scale             a scale bar; where coordinates are degrees
 *
 * What can be chosen by keyboard has tabindex=0, role=button and aria-label: flows, terminals that handle something, origins and
 * destinations. Classes of modes: mode-road, -toll, -rail, -sea, -ferry, -river, -air, -pipeline, else mode-other.
 * The width of a flow of t tonnes: max(1.5, data-most-width * sqrt(t / data-most-t)).
 */
#ifndef REPORT_MAP_H
#define REPORT_MAP_H

#include "report/exports.h"

#endif
