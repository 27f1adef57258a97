// SPDX-License-Identifier: GPL-3.0-or-later
/* What the report page carries of script and style: text that ends with NUL, the same bytes in every page. */
#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

extern const char ASSET_PAGE_CSS[]; /**< report/page/ *.css, one after the other */
extern const char ASSET_PAGE_JS[];  /**< report/page/ *.js, as one function */

/** Leaflet with its licence: "" where the program was built without it, and the map stands still. */
extern const char ASSET_LEAFLET_JS[], ASSET_LEAFLET_CSS[];

#endif
