// SPDX-License-Identifier: GPL-3.0-or-later
/* What several JSON documents say in the same words. */
#ifndef REPORT_JSON_PUT_H
#define REPORT_JSON_PUT_H

#include "base/json.h"
#include "plan/plan.h"

/** "2026-11-24"; null for DATE_EVER and DATE_NEVER. */
void json_put_date(struct json_out *out, const char *key, struct date date);

/** "scenarios": the changes to the data set, by name, where there are any. */
void json_put_scenarios(struct json_out *out, const struct edits *edits);

/** Into an open object, "with" and "without": lists of regions, each left out where it is empty. */
void json_put_regions(struct json_out *out, const struct variant *variant);
/** Into an open object, what was planned: as_of, scenarios (where there are any), tariff_hash, input_hash, vot_per_t_h, closed_links, closed_terminals. */
void json_put_variant(struct json_out *out, const struct virtual_network *network);

/** "summary": what the plan's flows amount to, for who has the file alone (doc/formats.md). */
void json_put_summary(struct json_out *out, const struct plan *plan, const struct scenario *scenario);

/** "facilities": open or closed, and what they are worth; nothing where the plan has none. */
void json_put_facilities(struct json_out *out, const struct plan *plan, const struct network *network);

/** Into an open object, on which way a leg goes: mode, vehicle_type_id (where there are any), ends, links. */
void json_put_leg_way(struct json_out *out, const struct plan *plan, const struct network *network,
                      const struct plan_leg *leg);
/** "legs": those of a path, each by its way. */
void json_put_legs(struct json_out *out, const struct plan *ways, const struct network *network,
                   const struct plan_path *path);

/** Which tonnes go from which path of `ways` to which; null = they stay behind. */
void json_put_changes(struct json_out *out, const char *key, const struct path_change *change, int changes,
                      const struct plan *ways, const struct scenario *scenario);

#endif
