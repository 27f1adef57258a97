// SPDX-License-Identifier: GPL-3.0-or-later
/* Clock times as a part of other documents. */
#ifndef REPORT_TIMETABLE_H
#define REPORT_TIMETABLE_H

#include "base/json.h"
#include "plan/plan.h"

/** Into an open object, the member "clock": angkut-clock/1, see doc/formats.md. */
void json_put_clock(struct json_out *out, const struct plan *plan, const struct scenario *scenario,
                    struct moment leaves);

#endif
