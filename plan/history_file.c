// SPDX-License-Identifier: GPL-3.0-or-later
/* One file of a history: a plan, an allocation, or neither. */
#include "plan/history_parts.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES = 500000000, SHARE_DIGITS = 30 };

static bool history_fault(const struct history_reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static bool history_fault(const struct history_reading *reading, const char *format, ...) {
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    return diag_add(reading->diag, DIAG_ERROR, (struct place){.file = reading->file}, "%s", text);
}

/* ---- members ---- */

static bool read_amount(const struct history_reading *reading, const char *object, const char *key,
                        int places, wide *out) {
    const struct json *holder = object[0] != '\0' ? json_get(reading->root, object) : reading->root;
    wide most = 1;
    for (int i = 0; i < SHARE_DIGITS; i++)
        most *= 10;
    if (!json_wide(json_get(holder, key), places, out))
        return history_fault(reading, "%s%s/%s: expected a number with at most %d decimal places",
                             object[0] != '\0' ? "/" : "", object, key, places);
    if (*out > most || *out < -most)
        return history_fault(reading, "/%s: out of range", key);
    return true;
}

static bool read_hash(const struct history_reading *reading, const char *key, char out[HASH_TEXT]) {
    const char *text = json_string(json_get(reading->root, key));
    if (text == NULL || strlen(text) != HASH_TEXT - 1)
        return history_fault(reading, "/%s: expected 64 hexadecimal digits", key);
    memcpy(out, text, HASH_TEXT);
    return true;
}

static bool read_day(const struct history_reading *reading, struct date *out) {
    struct error err;
    const char *text = json_string(json_get(reading->root, "as_of"));
    if (text == NULL)
        return history_fault(reading, "/as_of: expected a date (YYYY-MM-DD)");
    return date_parse(text, out, &err) || history_fault(reading, "/as_of: %s", err.message);
}

/* ---- a plan ---- */

static bool read_shipment(const struct history_reading *reading, const struct json *shipment, int number,
                          struct history_plan *plan) {
    int64_t asked, unmet;
    if (!json_decimal(json_get(shipment, "quantity_t"), MASS_PLACES, &asked) || asked < 0)
        return history_fault(
            reading, "/shipments/%d/quantity_t: expected tonnes with at most 3 decimal places", number);
    if (!json_decimal(json_get(shipment, "unmet_t"), MASS_PLACES, &unmet) || unmet < 0 || unmet > asked)
        return history_fault(reading, "/shipments/%d/unmet_t: expected tonnes, at most its quantity_t",
                             number);
    plan->asked_kg += asked;
    plan->moved_kg += asked - unmet;
    return true;
}

static bool read_shipments(const struct history_reading *reading, struct history_plan *plan) {
    const struct json *list = json_get(reading->root, "shipments");
    int number = 0;
    if (!json_is_array(list))
        return history_fault(reading, "/shipments: expected a list");
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at))
        if (!read_shipment(reading, at, number++, plan))
            return false;
    return true;
}

static bool read_summary(const struct history_reading *reading, struct history_plan *plan) {
    const struct json *summary = json_get(reading->root, "summary");
    struct error err;
    if (summary == NULL)
        return true;
    plan->digest = plan_digest_read(summary, &err);
    return plan->digest != NULL || history_fault(reading, "/summary%s", err.message);
}

static bool read_status(const struct history_reading *reading, struct history_plan *plan) {
    const char *status = json_string(json_get(reading->root, "status"));
    for (int s = PLAN_OPTIMAL; status != NULL && s <= PLAN_LIMIT; s++)
        if (strcmp(status, PLAN_STATUS[s]) == 0) {
            snprintf(plan->status, sizeof plan->status, "%s", status);
            return true;
        }
    return history_fault(reading, "/status: expected optimal, infeasible or limit");
}

static bool read_plan(const struct history_reading *reading, struct history_plan *plan) {
    return read_day(reading, &plan->as_of) && read_status(reading, plan) &&
           read_hash(reading, "tariff_hash", plan->tariff_hash) &&
           read_hash(reading, "input_hash", plan->input_hash) &&
           read_amount(reading, "", "objective", MONEY_PLACES, &plan->objective_e4) &&
           read_amount(reading, "", "cost", MONEY_PLACES, &plan->cost_e4) &&
           read_amount(reading, "", "tonne_hours", HOUR_PLACES, &plan->tonne_hours_e6) &&
           read_shipments(reading, plan) && read_summary(reading, plan);
}

/* ---- an allocation ---- */

static bool read_allocation(const struct history_reading *reading, struct history_allocation *allocation) {
    return read_day(reading, &allocation->as_of) &&
           read_hash(reading, "tariff_hash", allocation->tariff_hash) &&
           read_hash(reading, "input_hash", allocation->input_hash) &&
           read_amount(reading, "", "alone", MONEY_PLACES, &allocation->alone_e4) &&
           read_amount(reading, "joint", "objective", MONEY_PLACES, &allocation->joint_e4);
}

/* ---- a file ---- */

/* A fault of JSON; its message begins with line:column. */
static bool json_fault(const struct history_reading *reading, const char *message) {
    char *end;
    struct place place = {.file = reading->file};
    place.line = (int)strtol(message, &end, 10);
    place.column = (int)strtol(end + (*end == ':'), &end, 10);
    return diag_add(reading->diag, DIAG_ERROR, place, "%s", end + strspn(end, ": "));
}

/* What is neither is a fault where it was named, and no more than worth a note in a folder. */
static bool is_neither(const struct history_reading *reading, const char *what) {
    if (!reading->in_folder)
        return history_fault(reading,
                             "%s, expected a plan (angkut-plan/1) or what \"angkut allocate\" writes "
                             "(angkut-allocation/1)",
                             what);
    diag_add(reading->diag, DIAG_NOTE, (struct place){.file = reading->file}, "left out: %s", what);
    return true;
}

static bool take_plan(struct history_reading *reading) {
    struct histories *all = reading->all;
    GROW(all->plan, all->plans, all->plan_room);
    struct history_plan *plan = &all->plan[all->plans++];
    *plan = (struct history_plan){.file = xstrdup(reading->file)};
    return read_plan(reading, plan);
}

static bool take_allocation(struct history_reading *reading) {
    struct histories *all = reading->all;
    GROW(all->allocation, all->allocations, all->allocation_room);
    struct history_allocation *allocation = &all->allocation[all->allocations++];
    *allocation = (struct history_allocation){.file = xstrdup(reading->file)};
    return read_allocation(reading, allocation);
}

bool history_take(struct history_reading *reading) {
    struct error err;
    size_t length;
    char what[120];
    AUTO_FREE char *text = file_read(reading->file, FILE_BYTES, &length, &err);
    if (text == NULL)
        return history_fault(reading, "%s", err.message);
    AUTO(json_release) struct json *root = json_parse(text, length, NULL, &err);
    if (root == NULL)
        return json_fault(reading, err.message);
    reading->root = root;
    const char *schema = json_string(json_get(root, "schema"));
    if (schema == NULL)
        return is_neither(reading, _("no \"schema\""));
    if (strcmp(schema, "angkut-plan/1") == 0)
        return take_plan(reading);
    if (strcmp(schema, "angkut-allocation/1") == 0)
        return take_allocation(reading);
    snprintf(what, sizeof what, _("schema \"%.60s\""), schema);
    return is_neither(reading, what);
}
