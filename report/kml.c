// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

void report_kml(const struct plan *plan, const struct virtual_network *network, FILE *out) {
    (void)plan;
    (void)network;
    (void)out;
}
