// SPDX-License-Identifier: GPL-3.0-or-later
/* A plan file being read; one element of a long array is in memory as JSON at a time. */
#ifndef PLAN_READ_PLAN_H
#define PLAN_READ_PLAN_H

#include "base/json.h"
#include "plan/plan.h"

struct plan_reading {
    const struct scenario *scenario;
    struct plan *plan;
    struct diag *diag;
    const char *shown;           /**< the file's name in findings */
    const char *text, *at, *end; /**< the whole file; how far it is read */
    const char *element;         /**< start of the value whose members are being read */
    char where[120];             /**< "shipment S01, path 2: ", for findings; "" at the top */
    bool *seen;                  /**< [scenario shipments] */
    bool foreign;                /**< made from other files: reading ended there */
    size_t path_room, leg_room, link_room, item_room, resource_room, facility_room;
};

/** Reports at the line where the current element starts; returns false. */
bool plan_fault(struct plan_reading *reading, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The members an object must have; each reports what is missing or of the wrong kind. */
bool plan_decimal(struct plan_reading *reading, const struct json *object, const char *key, int places,
                  int64_t *out);
bool plan_total(struct plan_reading *reading, const struct json *object, const char *key, int places,
                wide *out);
const char *plan_string(struct plan_reading *reading, const struct json *object, const char *key);
/** The index of the id that member `key` gives, or -1 after a report. `what`: N_("node"), N_("link"). */
int plan_id(struct plan_reading *reading, const struct json *object, const char *key, const struct names *ids,
            const char *what);

/** One element of "shipments", "resources" or "facilities". */
bool plan_read_shipment(struct plan_reading *reading, const struct json *object);
bool plan_read_resource(struct plan_reading *reading, const struct json *object);
bool plan_read_facility(struct plan_reading *reading, const struct json *object);

/** The head's members that plans with facilities have. After the bound. */
bool plan_read_fixed(struct plan_reading *reading, const struct json *head);
/** Lets the plan's variant shut the facilities that are not open. */
void plan_shut_facilities(struct plan_reading *reading);

/** options.with and options.without, lists of regions that are there only where there are any. */
bool plan_read_access(struct plan_reading *reading, const struct json *options);

#endif
