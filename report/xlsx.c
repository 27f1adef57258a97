// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

bool report_xlsx(const struct plan *plan, const struct virtual_network *network, FILE *out,
                 struct error *err) {
    (void)plan;
    (void)network;
    (void)out;
    return error_set(err, ERROR_USAGE, "not there yet");
}
