// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report page: one HTML document that asks for nothing, and says all it has to say without a script.
 *
 * For its script and style, and for tests, these names hold:
 *
 *   header.top            h1, p.basis (data set, period, date, value of time), ul.changes (scenarios, closures)
 *   a.skip, nav#contents  links to the sections that are there
 *   main#main             the sections, in this order, each <section id=... aria-labelledby="ID-title"> with <h2 id="ID-title">:
 *     #headline           dl.figures > div.figure[data-figure=money|per-tonne|time|co2e|moved|unmet|total] > dt, dd > span.amount, span.note;
 *                         p#proof, and a p each for budget and estimates
 *     #map                div#map-box > svg (report/map.h); div#details, hidden, for the script
 *     #shipments          table#table-shipments, a row [data-shipment=ID] each; its last cell td.paths > details > summary, ol > li.path[data-path=N]
 *     #money              table#table-items, #table-modes, #table-commodities, #table-facilities
 *     #bottlenecks        table#table-bottlenecks, #table-full; rows as of a capacity
 *     #unmet              table#table-unmet, rows [data-shipment=ID]; only where something stays behind
 *     #frontier           figure > svg#chart-frontier (g.point[data-plan=N], N from 0) and table#table-frontier, rows [data-plan=N]
 *     #comparison         table#table-comparison, #table-causes, #table-comparison-items, -modes, -shipments, -resources
 *     #partners           table#table-partners, #table-agreements
 *     #allocation         table#table-alone, #table-allocation, #table-stability
 *                         A second result of the same kind has ids that end in "-2", and so on.
 *   footer.bottom
 *
 * A capacity's row has [data-link=ID][data-direction=forward|backward] or [data-terminal=ID]; forward is from -> to of the link.
 *
 * Every table stands in div.table-box[tabindex=0][role=region] and has caption, thead, tbody and, where it adds up, tfoot with one
 * tr.total. Columns of numbers: th.number and td.number[data-value=N], N a plain decimal of what is shown; th[data-sum] where
 * tfoot's cell is the sum of the column, shown with data-decimals=N decimals. Empty cells have no data-value. th.text: text.
 *
 * script#angkut-data[type="application/json"]:
 *   language          "en", "id"
 *   point, comma      what stands before decimals, and between thousands
 *   currency, period  "Rp", "month"
 *   tiles             URL with {z} {x} {y}, or null
 *   texts             {name: text}: PAGE_TEXTS in the language in use
 *   plan              angkut-plan/1 (doc/formats.md)
 *   network           nodes[]: id, name, lon, lat, type; links[]: id, name, from, to, mode, directed, length_km, capacity_t (null = unlimited), geometry (WKT or null);
 *                     terminals[]: id, node, mode, capacity_t; vehicles[]: id (null = the abstract one), name, mode
 *                     (name is never null: the id where there is none)
 *   shipments[]       id, shipper, commodity, origin, destination (nodes' ids), origin_name, destination_name, quantity_t, max_hours (or null)
 *   modes             {mode: what it is called}
 *   results[]         the result files, as they are: angkut-frontier/1, angkut-compare/1, ... (doc/formats.md). The flows of frontier plan N: for
 *                     each shipment, the entry of plans[0 .. N].flows that names it last; its ways[].way counts in the frontier's ways[]
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/exports.h"

/** What the page's script says: names and texts. Ends with {NULL, NULL}. */
struct page_text {
    const char *name, *text; /**< the text marked N_() */
};
extern const struct page_text PAGE_TEXTS[];

#endif
