// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

void report_qgis_style(FILE *out) {
    (void)out;
}
