// SPDX-License-Identifier: GPL-3.0-or-later
/* What all imports write alike. */
#ifndef NETWORK_IMPORT_PARTS_H
#define NETWORK_IMPORT_PARTS_H

#include "network/import.h"

/** config.csv: name, and the units, which are words of config.csv. `crs` NULL = degrees. ERROR_IO. */
bool import_config(const struct folder_out *out, const char *name, const char *length, const char *speed,
                   const char *crs, struct error *err);
/** README.md: where it is from, in one sentence, and what is still to be filled in. ERROR_IO. */
bool import_readme(const struct folder_out *out, const char *name, const char *origin, struct error *err);
/** shipment.csv with its header alone. ERROR_IO. */
bool import_no_shipments(const struct folder_out *out, struct error *err);
/** "anaheim" of "/data/anaheim/" or "/data/anaheim_net.tntp". New memory. */
char *import_name(const char *path);
/** False with ERROR_USAGE where a unit is none that config.csv may say. */
bool import_units_known(const struct import_units *units, struct error *err);

#endif
