// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/edits_parts.h"
#include "plan/read_plan.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "plan/budget_row.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { PLAN_BYTES = 2000000000 };

/* ---- members ------------------------------------------------------------------------------------------- */

/** Where the current element starts. */
static struct place element_place(const struct plan_reading *reading) {
    struct place place = {.file = reading->shown, .line = 1, .column = 1};
    for (const char *at = reading->text; at < reading->element; at++) {
        place.column = *at == '\n' ? 1 : place.column + 1;
        place.line += *at == '\n';
    }
    return place;
}

bool plan_fault(struct plan_reading *reading, const char *format, ...) {
    char text[360];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    struct place place = element_place(reading);
    place.column = 0;
    return diag_add(reading->diag, DIAG_ERROR, place, "%s%s", reading->where, text);
}

bool plan_decimal(struct plan_reading *reading, const struct json *object, const char *key, int places,
                  int64_t *out) {
    if (json_decimal(json_get(object, key), places, out))
        return true;
    return plan_fault(reading, "%s must be a number with at most %d decimal places", key, places);
}

bool plan_total(struct plan_reading *reading, const struct json *object, const char *key, int places,
                wide *out) {
    if (json_wide(json_get(object, key), places, out))
        return true;
    return plan_fault(reading, "%s must be a number with at most %d decimal places", key, places);
}

const char *plan_string(struct plan_reading *reading, const struct json *object, const char *key) {
    const char *text = json_string(json_get(object, key));
    if (text == NULL)
        plan_fault(reading, "%s must be a text", key);
    return text;
}

int plan_id(struct plan_reading *reading, const struct json *object, const char *key, const struct names *ids,
            const char *what) {
    const char *id = plan_string(reading, object, key);
    int index = id ? names_find(ids, id) : -1;
    if (id != NULL && index < 0)
        plan_fault(reading, "%s \"%.60s\": the files have no such %s", key, id, _(what));
    return index;
}

/* ---- the head -------------------------------------------------------------------------------------------- */

static bool read_hash(struct plan_reading *reading, const struct json *head, const char *key,
                      char out[HASH_TEXT]) {
    const char *text = plan_string(reading, head, key);
    if (text == NULL || strlen(text) != HASH_TEXT - 1)
        return text != NULL && plan_fault(reading, "%s must be 64 hexadecimal digits", key);
    memcpy(out, text, HASH_TEXT);
    return true;
}

static int by_number(const void *left, const void *right) {
    const int *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* The ids of a list as indexes, ascending, on the heap; NULL with a finding. */
static int *read_closed(struct plan_reading *reading, const struct json *list, bool links,
                        const struct names *ids, int *count) {
    AUTO_FREE int *closed = xcalloc((size_t)json_count(list), sizeof *closed);
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at)) {
        const char *id = json_string(at);
        int found = id ? names_find(ids, id) : -1;
        if (found < 0)
            return plan_fault(reading,
                              links ? _("closed_links: the files have no link \"%.60s\"")
                                    : _("closed_terminals: the files have no terminal \"%.60s\""),
                              id ? id : "?"),
                   NULL;
        closed[(*count)++] = found;
    }
    qsort(closed, (size_t)*count, sizeof *closed, by_number);
    return TAKE(closed);
}

static bool read_closures(struct plan_reading *reading, const struct json *options) {
    struct plan *plan = reading->plan;
    struct variant *variant = &plan->variant;
    const struct network *roads = reading->scenario->network;
    const struct json *terminals = json_get(options, "closed_terminals");
    variant->closed_link = plan->closed_link = read_closed(reading, json_get(options, "closed_links"), true,
                                                           roads->link_ids, &variant->closed_links);
    if (plan->closed_link == NULL || terminals == NULL)
        return plan->closed_link != NULL;
    variant->closed_terminal = plan->closed_terminal =
        read_closed(reading, terminals, false, roads->terminal_ids, &variant->closed_terminals);
    return plan->closed_terminal != NULL;
}

static bool read_options(struct plan_reading *reading, const struct json *options) {
    struct variant *variant = &reading->plan->variant;
    const struct json *vot = json_get(options, "vot_per_t_h");
    if (!json_is_array(json_get(options, "closed_links")) || vot == NULL)
        return plan_fault(reading, "options must hold vot_per_t_h and the list closed_links");
    if (!json_is_null(vot)) {
        variant->has_vot = true;
        if (!plan_decimal(reading, options, "vot_per_t_h", MONEY_PLACES, &variant->vot_per_t_h.e4))
            return false;
        if (variant->vot_per_t_h.e4 < 0)
            return plan_fault(reading, "vot_per_t_h is below 0");
    }
    return plan_read_access(reading, options) && read_closures(reading, options);
}

static bool read_share(struct plan_reading *reading, const struct json *head, const char *key, double *out) {
    if (!json_double(json_get(head, key), out))
        return plan_fault(reading, "%s must be a number", key);
    return true;
}

static bool read_status(struct plan_reading *reading, const struct json *head) {
    const char *text = plan_string(reading, head, "status");
    for (int status = PLAN_OPTIMAL; text != NULL && status <= PLAN_LIMIT; status++)
        if (strcmp(text, PLAN_STATUS[status]) == 0) {
            reading->plan->status = (enum plan_status)status;
            return true;
        }
    return text == NULL ? false
                        : plan_fault(reading, "status \"%.40s\" is none of optimal, infeasible, limit", text);
}

static bool read_quantity(struct plan_reading *reading, const struct json *object) {
    const char *text = plan_string(reading, object, "quantity");
    for (int q = BUDGET_COST; text != NULL && q <= BUDGET_CO2; q++)
        if (strcmp(text, BUDGET_QUANTITIES[q]) == 0) {
            reading->plan->budget.quantity = (enum budget_quantity)q;
            return true;
        }
    return text != NULL &&
           plan_fault(reading, "budget: quantity \"%.40s\" is none of cost, mean_hours, co2", text);
}

/* There only where the plan was made within one. */
static bool read_budget(struct plan_reading *reading, const struct json *object) {
    struct plan_budget *budget = &reading->plan->budget;
    if (object == NULL)
        return true;
    if (!json_is_object(object) || !read_quantity(reading, object))
        return json_is_object(object) ? false : plan_fault(reading, "budget must be an object");
    int places = budget_places(budget->quantity);
    if (!plan_total(reading, object, "limit", places, &budget->limit) ||
        !plan_total(reading, object, "used", places, &budget->used) ||
        !plan_total(reading, object, "shadow_price", BUDGET_PRICE_PLACES, &budget->shadow_price_e10))
        return false;
    if (budget->limit < 0 || budget->limit >= BUDGET_LIMIT_MOST)
        return plan_fault(reading, "budget: limit is out of range");
    if (budget->shadow_price_e10 < 0 || budget->shadow_price_e10 >= BUDGET_PRICE_MOST)
        return plan_fault(reading, "budget: shadow_price is out of range");
    return true;
}

/* There in plans made since it is written. */
static bool read_summary(struct plan_reading *reading, const struct json *object) {
    struct error err;
    if (object == NULL)
        return true;
    reading->plan->digest = plan_digest_read(object, &err);
    return reading->plan->digest != NULL || plan_fault(reading, "summary%s", err.message);
}

static bool read_head(struct plan_reading *reading, const struct json *head) {
    struct plan *plan = reading->plan;
    struct error err;
    const char *schema = plan_string(reading, head, "schema"), *as_of = plan_string(reading, head, "as_of");
    if (schema == NULL || as_of == NULL)
        return false;
    if (!date_parse(as_of, &plan->variant.as_of, &err))
        return plan_fault(reading, "as_of: %s", err.message);
    bool good = read_status(reading, head) && read_options(reading, json_get(head, "options"));
    good = read_hash(reading, head, "tariff_hash", plan->tariff_hash) && good;
    good = read_hash(reading, head, "input_hash", plan->input_hash) && good;
    good = read_hash(reading, head, "plan_hash", plan->plan_hash) && good;
    good = read_share(reading, head, "gap", &plan->gap) && good;
    good = read_share(reading, head, "gap_limit", &plan->gap_limit) && good;
    good = plan_total(reading, head, "objective", MONEY_PLACES, &plan->objective_e4) && good;
    good = plan_total(reading, head, "bound", MONEY_PLACES, &plan->bound_e4) && good;
    good = plan_total(reading, head, "cost", MONEY_PLACES, &plan->cost_e4) && good;
    good = plan_total(reading, head, "time_cost", MONEY_PLACES, &plan->time_cost_e4) && good;
    good = plan_total(reading, head, "penalty", MONEY_PLACES, &plan->penalty_e4) && good;
    good = plan_total(reading, head, "capacity_rent", MONEY_PLACES, &plan->capacity_rent_e4) && good;
    good = plan_total(reading, head, "tonne_hours", HOUR_PLACES, &plan->tonne_hours_e6) && good;
    good = plan_read_fixed(reading, head) && good;
    good = read_budget(reading, json_get(head, "budget")) && good;
    good = read_summary(reading, json_get(head, "summary")) && good;
    return plan_decimal(reading, head, "unmet_t", MASS_PLACES, &plan->unmet_kg) && good;
}

/* ---- the document ------------------------------------------------------------------------------------------ */

static char peek(struct plan_reading *reading) {
    while (reading->at < reading->end && memchr(" \t\r\n", *reading->at, 4) != NULL)
        reading->at++;
    return reading->at < reading->end ? *reading->at : '\0';
}

static bool expect(struct plan_reading *reading, char wanted) {
    char found = peek(reading);
    reading->element = reading->at;
    if (found != wanted)
        return plan_fault(reading, "expected '%c' here", wanted);
    reading->at++;
    return true;
}

/** A fault of JSON; its message begins with line:column, counted from the current element. */
static bool json_fault(struct plan_reading *reading, const char *message) {
    struct place place = element_place(reading);
    char *end;
    long line = strtol(message, &end, 10), column = strtol(end + (*end == ':'), &end, 10);
    place.column = line > 1 ? (int)column : place.column + (int)column - 1;
    place.line += (int)line - 1;
    return diag_add(reading->diag, DIAG_ERROR, place, "%s", end + strspn(end, ": "));
}

/** Parses the value that comes next; NULL after a report. The caller frees it. */
static struct json *next_value(struct plan_reading *reading) {
    size_t used;
    struct error err;
    peek(reading);
    reading->element = reading->at;
    struct json *value = json_parse(reading->at, (size_t)(reading->end - reading->at), &used, &err);
    if (value == NULL)
        json_fault(reading, err.message);
    else
        reading->at += used;
    return value;
}

/** Reads the array that comes next, element by element; *good = no element had a fault. False: it is no array. */
static bool read_array(struct plan_reading *reading, bool (*take)(struct plan_reading *, const struct json *),
                       bool *good) {
    if (!expect(reading, '['))
        return false;
    for (bool more = peek(reading) != ']'; more; more = peek(reading) == ',' && expect(reading, ',')) {
        AUTO(json_release) struct json *element = next_value(reading);
        if (element == NULL)
            return false;
        reading->where[0] = '\0';
        *good = take(reading, element) && *good;
        reading->where[0] = '\0';
    }
    return expect(reading, ']');
}

/** What is read of the document besides its two long arrays. */
struct head {
    char *text; /**< an object of its own, with room for the whole file */
    size_t length;
    struct names *keys; /**< of the document, so far */
    bool good;          /**< no element of the arrays had a fault */
};

/** Whether the member says that the plan was made from other files; enters what it says. */
static bool is_foreign(struct plan_reading *reading, const char *name, const char *hash) {
    if (strcmp(name, "input_hash") != 0 || hash == NULL || strlen(hash) != HASH_TEXT - 1)
        return false;
    memcpy(reading->plan->input_hash, hash, HASH_TEXT);
    return reading->foreign = strcmp(hash, reading->scenario->input_hash) != 0;
}

/** Notes the scenarios that the plan was made with, for who wonders why the files are others. */
static void note_scenarios(struct plan *plan, const char *name, const struct json *list) {
    if (strcmp(name, "scenarios") != 0)
        return;
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at))
        if (json_string(at) != NULL)
            edits_add_words(plan->made_with, json_string(at));
}

/** A document of another kind: nothing else of it needs to be told. */
static bool is_other_schema(const char *name, const char *text) {
    return strcmp(name, "schema") == 0 && text != NULL && strcmp(text, "angkut-plan/1") != 0;
}

/** Reads the member that comes next: an array element by element, any other into the head. */
static bool read_member(struct plan_reading *reading, struct head *head) {
    const char *from = reading->at;
    AUTO(json_release) struct json *key = next_value(reading);
    const char *name = key != NULL ? json_string(key) : NULL;
    if (name == NULL)
        return key != NULL && plan_fault(reading, "expected a key in quotes");
    bool is_new;
    names_add(head->keys, name, &is_new);
    if (!is_new)
        return plan_fault(reading, "%.60s is there twice", name);
    if (!expect(reading, ':'))
        return false;
    if (strcmp(name, "shipments") == 0)
        return read_array(reading, plan_read_shipment, &head->good);
    if (strcmp(name, "resources") == 0)
        return read_array(reading, plan_read_resource, &head->good);
    if (strcmp(name, "facilities") == 0)
        return read_array(reading, plan_read_facility, &head->good);
    AUTO(json_release) struct json *value = next_value(reading);
    if (value != NULL)
        note_scenarios(reading->plan, name, value);
    if (value == NULL || is_foreign(reading, name, json_string(value)))
        return false;
    if (is_other_schema(name, json_string(value))) {
        reading->element = reading->text;
        return plan_fault(reading, "schema \"%.40s\": this program reads angkut-plan/1", json_string(value));
    }
    head->text[head->length] = head->length > 1 ? ',' : ' ';
    head->length++;
    memcpy(head->text + head->length, from, (size_t)(reading->at - from));
    head->length += (size_t)(reading->at - from);
    return true;
}

static bool read_document(struct plan_reading *reading, struct head *head) {
    if (peek(reading) != '{')
        return plan_fault(reading, "this is not a plan of \"angkut plan --format json\"");
    expect(reading, '{');
    head->text[head->length++] = '{';
    for (bool more = peek(reading) != '}'; more; more = peek(reading) == ',' && expect(reading, ','))
        if (!read_member(reading, head))
            return false;
    head->text[head->length++] = '}';
    if (!expect(reading, '}'))
        return false;
    peek(reading);
    reading->element = reading->at;
    return reading->at == reading->end || plan_fault(reading, "text behind the plan");
}

static bool read_plan_text(struct plan_reading *reading) {
    AUTO_FREE char *text = xcalloc((size_t)(reading->end - reading->text) + 3, 1);
    AUTO(names_release) struct names *keys = names_new();
    struct head head = {.text = text, .keys = keys, .good = true};
    struct error err;
    if (!read_document(reading, &head))
        return false;
    reading->element = reading->text;
    AUTO(json_release) struct json *root = json_parse(text, head.length, NULL, &err);
    if (root == NULL)
        return plan_fault(reading, "%s", err.message);
    bool good = read_head(reading, root) && head.good;
    plan_shut_facilities(reading);
    for (int k = 0; k < reading->scenario->shipments; k++)
        if (!reading->seen[k])
            good = plan_fault(reading, "shipment %s is missing", reading->scenario->shipment[k].id);
    return good;
}

struct plan *plan_read(const char *path, const struct scenario *scenario, struct diag *diag) {
    struct error err;
    size_t length;
    AUTO_FREE char *text = file_read(path, PLAN_BYTES, &length, &err);
    if (text == NULL) {
        diag_add(diag, DIAG_ERROR, (struct place){.file = path}, "%s", err.message);
        return NULL;
    }
    struct plan *plan = xcalloc(1, sizeof *plan);
    plan->shipments = scenario->shipments;
    plan->shipment = xcalloc((size_t)scenario->shipments, sizeof *plan->shipment);
    plan->sealed = true;
    AUTO_FREE bool *seen = xcalloc((size_t)scenario->shipments, sizeof *seen);
    struct plan_reading reading = {.scenario = scenario,
                                   .plan = plan,
                                   .diag = diag,
                                   .shown = path,
                                   .text = text,
                                   .at = text,
                                   .end = text + length,
                                   .element = text,
                                   .seen = seen};
    if (read_plan_text(&reading) || reading.foreign)
        return plan;
    plan_free(plan);
    return NULL;
}
