// SPDX-License-Identifier: GPL-3.0-or-later
/* A plan in whole vehicles as a part of other documents. */
#ifndef REPORT_VEHICLES_H
#define REPORT_VEHICLES_H

#include "base/json.h"
#include "plan/plan.h"

/** Into an open object, the member "vehicles": angkut-vehicles/1, see doc/formats.md. */
void json_put_vehicles(struct json_out *out, const struct whole_vehicles *whole, const struct plan *plan,
                       const struct scenario *scenario);

#endif
