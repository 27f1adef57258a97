// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/assets.h"

#include "base/embed.h"

/* ASSETS: the folder where the Makefile puts them together. */
EMBED(ASSET_PAGE_CSS, ASSETS "/page.css");
EMBED(ASSET_PAGE_JS, ASSETS "/page.js");
EMBED(ASSET_LEAFLET_JS, ASSETS "/leaflet.js");
EMBED(ASSET_LEAFLET_CSS, ASSETS "/leaflet.css");
