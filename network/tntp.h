// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The text files of TransportationNetworks (github.com/bstabler/TransportationNetworks, README): metadata <NAME> value, ended
 * by <END OF METADATA>; comments from ~; a row of link ends in ;.
 */
#ifndef NETWORK_TNTP_H
#define NETWORK_TNTP_H

#include "base/diag.h"

#include <stdint.h>
#include <stdio.h>

struct tntp_link {
    int from, to, twins; /* twins: links before it with its ends */
    int64_t capacity_kg, length_e6, time_e6;
};

struct tntp {
    struct diag *findings;
    int zones, nodes, first_through, said_links;
    struct tntp_link *link;
    int links, link_room;
    double *x, *y; /* [nodes + 1], NAN = not there */
    int trips;
};

void tntp_release(struct tntp *tntp);

/** Each reads one file whole, with errors in tntp->findings at their lines, or with *err where it can't be read. */
bool tntp_read_net(struct tntp *tntp, const char *path, struct error *err);
/** Fills x and y, which are there; what the file leaves out stays NAN. */
bool tntp_read_nodes(struct tntp *tntp, const char *path, struct error *err);
/** Writes a row of shipment.csv for each pair with trips. */
bool tntp_read_trips(struct tntp *tntp, const char *path, FILE *file, struct error *err);

#endif
