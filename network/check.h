// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to network/: what the checks share. A kind of finding is told row by row at first, then counted. */
#ifndef NETWORK_CHECK_H
#define NETWORK_CHECK_H

#include "base/language.h"
#include "network/read.h"

struct check {
    const struct network *network;
    struct diag *diag;
};

/** Warns about a row unless `*seen` rows of this kind were told already; counts it. */
void check_tell(const struct check *check, int *seen, struct place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** How many of `seen` rows of a kind were not told. */
int check_more(int seen);
/** After the last row: how many there were beyond those told, CHECK_REST(check, seen, file, "%d more link that ...", "%d more links that ..."). */
void check_tell_rest(const struct check *check, int seen, const char *file, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
#define CHECK_REST(check, seen, file, one, many) \
    check_tell_rest(check, seen, file, P_(one, many, check_more(seen)), check_more(seen))

struct place check_link_place(const struct link *link);
struct place check_node_place(const struct node *node);

void check_links(const struct check *check);    /* what a link says of itself */
void check_twins(const struct check *check);    /* links that say the same. O(links log links) */
void check_nodes(const struct check *check);    /* positions, isolation, terminals */
void check_modes(const struct check *check);    /* words that differ in the case of letters only */
void check_vehicles(const struct check *check); /* who can pass where, who loads. O(links x vehicle types) */

#endif
