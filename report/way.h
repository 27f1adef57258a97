// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole way of a shipment in words. */
#ifndef REPORT_WAY_H
#define REPORT_WAY_H

#include "report/text.h"

enum { WAY_WORDS = 1600 };

/**
 * Path `way` of a plan (or of ways alone), vehicle by vehicle; -1: "stays behind". In short, "Truck by toll to Panjang,
 * Train to Kertapati". Or whole: "Truck: A - J ~toll~ P; Train: P - B". Where that is the same for path `other` (-1 = none),
 * with " via X": something that one passes and the other does not. Returns text.
 */
char *way_words(const struct page *page, const struct plan *ways, int way, int other, bool whole,
                char text[WAY_WORDS]);
/** The same, the other path being of another plan, maybe of another network: what both have is told by its id. */
char *way_words_beside(const struct page *page, const struct plan *ways, int way,
                       const struct page *other_page, const struct plan *other_ways, int other, bool whole,
                       char text[WAY_WORDS]);

/** The change of ways (paths of `ways`) in words, indented; `whole`: with the whole ways. */
void path_change(const struct page *page, const struct plan *ways, const struct path_change *change,
                 bool whole);
/** The first few of them, and how many more there are. */
void path_changes(const struct page *page, const struct plan *ways, const struct path_change *change,
                  int changes, bool whole);

#endif
