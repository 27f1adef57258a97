// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of report/report.h: a plan as files that other programs open. All but the workbook, emissions as text and the page is for machines: the same in every language. */
#ifndef REPORT_EXPORTS_H
#define REPORT_EXPORTS_H

#include "plan/plan.h"

#include <stdio.h>

/** Whether texts in CSV stay as they are, though a spreadsheet would take some for formulas; false until it is said. For all threads. */
void csv_put_raw(bool as_it_is);

struct style; /* report/report.h */

/** RFC 7946: a FeatureCollection of nodes, links and flows (one feature a link and direction that carries something). */
void report_geojson(const struct plan *plan, const struct virtual_network *network, FILE *out);
/** The style that QGIS takes from NAME.qml beside NAME.geojson: widths by tonnes, colours and dashes by mode. */
void report_qgis_style(FILE *out);
/** OGC KML 2.2. */
void report_kml(const struct plan *plan, const struct virtual_network *network, FILE *out);
/** Graphviz: the paths of shipment[0 .. count), or of all where count is 0. */
void report_dot(const struct plan *plan, const struct virtual_network *network, const int *shipment,
                int count, FILE *out);
/** Transport chains and their elements after ISO 14083: activity, intensity, TTW, WTT, WTW, factors and their sources. */
void report_emissions_json(const struct plan *plan, const struct virtual_network *network, FILE *out);
void report_emissions_csv(const struct plan *plan, const struct virtual_network *network, FILE *out);
void report_emissions_text(const struct plan *plan, const struct virtual_network *network, struct style style,
                           FILE *out);
/** A workbook of one sheet a table, whose totals are formulas. False: *err (ERROR_IO), or built without libxlsxwriter (ERROR_USAGE). */
bool report_xlsx(const struct plan *plan, const struct virtual_network *network, FILE *out,
                 struct error *err);

/** The network with its flows as one SVG element, `width` units wide, that stands by itself: see report/map.h. */
void report_map_svg(const struct plan *plan, const struct virtual_network *network, int width, FILE *out);

/** What a page shows beside its plan: results as the other verbs write them as JSON, by their schema. */
struct page_content {
    const struct plan *plan;
    const struct virtual_network *network;
    const struct json *const *result; /**< angkut-frontier/1, -compare/1, -partners/1, -allocation/1, ... */
    int results;
    const char *tiles; /**< URL of map tiles; NULL = none, and no request is ever made */
};
/** One self-contained HTML document in the language in use. */
void report_page(const struct page_content *content, FILE *out);
/** Whether the page has a place for results of this schema. */
bool report_page_shows(const char *schema);

#endif
