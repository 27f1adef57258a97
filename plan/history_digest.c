// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "base/json.h"
#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { T_KM_PLACES = 9, CO2E_PLACES = 15, VALUE_PLACES = 7, AMOUNT_DIGITS = 34, MODES_MOST = 1000 };

static void add_value(struct plan_digest *digest, const struct plan *plan, const struct scenario *scenario,
                      int k) {
    int commodity = scenario->shipment[k].commodity;
    int64_t moved_kg = scenario->shipment[k].quantity_kg - plan->shipment[k].unmet_kg;
    int64_t value_e4 = commodity >= 0 ? scenario->commodity[commodity].value_per_t.e4 : 0;
    if (moved_kg > 0 && value_e4 <= 0)
        digest->has_value = false;
    digest->value_e7 += (wide)moved_kg * value_e4;
}

struct plan_digest *plan_digest_new(const struct plan *plan, const struct scenario *scenario) {
    struct plan_summary *summary = plan_summarise(plan, scenario);
    struct plan_digest *digest = xcalloc(1, sizeof *digest);
    *digest = (struct plan_digest){.currency = xstrdup(scenario->network->currency),
                                   .kg_mm = summary->total.kg_mm,
                                   .co2e = summary->total.co2e,
                                   .has_value = true,
                                   .modes = summary->modes};
    digest->mode = xcalloc((size_t)summary->modes, sizeof *digest->mode);
    for (int m = 0; m < summary->modes; m++)
        digest->mode[m] = (struct digest_mode){xstrdup(summary->mode[m]), summary->by_mode[m].kg_mm,
                                               summary->by_mode[m].co2e};
    for (int k = 0; k < plan->shipments; k++)
        add_value(digest, plan, scenario, k);
    if (!digest->has_value)
        digest->value_e7 = 0;
    plan_summary_free(summary);
    return digest;
}

void plan_digest_free(struct plan_digest *digest) {
    if (digest == NULL)
        return;
    for (int m = 0; m < digest->modes; m++)
        free(digest->mode[m].mode);
    free(digest->mode);
    free(digest->currency);
    free(digest);
}

static void digest_release(struct plan_digest **digest) {
    plan_digest_free(TAKE(*digest));
}

/* ---- is it so? ---- */

static void check_amount(const char *what, wide said, wide is, int places, struct diag *diag) {
    char a[WIDE_TEXT], b[WIDE_TEXT];
    if (said != is)
        diag_add(diag, DIAG_ERROR, (struct place){0}, "summary: %s: the plan says %s, it is %s", what,
                 wide_text(a, said, places, 0), wide_text(b, is, places, 0));
}

static void check_mode(const struct digest_mode *said, const struct digest_mode *is, struct diag *diag) {
    char what[120];
    if (strcmp(said->mode, is->mode) != 0) {
        diag_add(diag, DIAG_ERROR, (struct place){0}, "summary: mode \"%.40s\", expected \"%.40s\"",
                 said->mode, is->mode);
        return;
    }
    snprintf(what, sizeof what, _("t_km of %.60s"), is->mode);
    check_amount(what, said->kg_mm, is->kg_mm, T_KM_PLACES, diag);
    snprintf(what, sizeof what, _("co2e_kg of %.60s"), is->mode);
    check_amount(what, said->co2e, is->co2e, CO2E_PLACES, diag);
}

void plan_digest_check(const struct plan *plan, const struct scenario *scenario, struct diag *diag) {
    const struct plan_digest *said = plan->digest;
    if (said == NULL)
        return;
    AUTO(digest_release) struct plan_digest *is = plan_digest_new(plan, scenario);
    if (strcmp(said->currency, is->currency) != 0)
        diag_add(diag, DIAG_ERROR, (struct place){0}, "summary: currency \"%.20s\", expected \"%.20s\"",
                 said->currency, is->currency);
    check_amount("t_km", said->kg_mm, is->kg_mm, T_KM_PLACES, diag);
    check_amount("co2e_kg", said->co2e, is->co2e, CO2E_PLACES, diag);
    if (said->has_value != is->has_value)
        diag_add(diag, DIAG_ERROR, (struct place){0}, "summary: goods_value: %s",
                 is->has_value ? _("null, but all goods have a value")
                               : _("a number, but not all goods have a value"));
    check_amount("goods_value", said->value_e7, is->value_e7, VALUE_PLACES, diag);
    check_amount(_("number of modes"), said->modes, is->modes, 0, diag);
    for (int m = 0; m < said->modes && m < is->modes; m++)
        check_mode(&said->mode[m], &is->mode[m], diag);
}

/* ---- reading ---- */

static wide amount_most(void) {
    wide most = 1;
    for (int i = 0; i < AMOUNT_DIGITS; i++)
        most *= 10;
    return most;
}

static bool read_amount(const struct json *object, const char *key, int places, wide *out,
                        struct error *err) {
    if (!json_wide(json_get(object, key), places, out))
        return error_set(err, ERROR_INPUT, "/%s: expected a number with at most %d decimal places", key,
                         places);
    if (*out < 0 || *out > amount_most())
        return error_set(err, ERROR_INPUT, "/%s: out of range", key);
    return true;
}

/* A word that may be shown: no control characters. */
static const char *read_word(const struct json *object, const char *key, struct error *err) {
    const char *text = json_string(json_get(object, key));
    bool good = text != NULL && text[0] != '\0';
    for (const char *at = text; good && *at != '\0'; at++)
        good = (unsigned char)*at >= ' ' && *at != 0x7f;
    if (!good)
        error_set(err, ERROR_INPUT, "/%s: expected a word", key);
    return good ? text : NULL;
}

static bool read_mode(struct plan_digest *digest, const struct json *object, struct error *err) {
    struct digest_mode *mode = &digest->mode[digest->modes];
    struct error why;
    const char *name = read_word(object, "mode", &why);
    if (name == NULL || !read_amount(object, "t_km", T_KM_PLACES, &mode->kg_mm, &why) ||
        !read_amount(object, "co2e_kg", CO2E_PLACES, &mode->co2e, &why))
        return error_set(err, ERROR_INPUT, "/modes/%d%.200s", digest->modes, why.message);
    mode->mode = xstrdup(name);
    digest->modes++;
    return true;
}

static bool read_modes(struct plan_digest *digest, const struct json *list, struct error *err) {
    if (!json_is_array(list) || json_count(list) > MODES_MOST)
        return error_set(err, ERROR_INPUT, "/modes: expected a list of at most %d", MODES_MOST);
    digest->mode = xcalloc((size_t)json_count(list), sizeof *digest->mode);
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at))
        if (!read_mode(digest, at, err))
            return false;
    return true;
}

struct plan_digest *plan_digest_read(const struct json *object, struct error *err) {
    AUTO(digest_release) struct plan_digest *digest = xcalloc(1, sizeof *digest);
    const struct json *value = json_get(object, "goods_value");
    const char *currency = read_word(object, "currency", err);
    if (currency == NULL || !read_amount(object, "t_km", T_KM_PLACES, &digest->kg_mm, err) ||
        !read_amount(object, "co2e_kg", CO2E_PLACES, &digest->co2e, err))
        return NULL;
    digest->currency = xstrdup(currency);
    digest->has_value = !json_is_null(value);
    if (digest->has_value && !read_amount(object, "goods_value", VALUE_PLACES, &digest->value_e7, err))
        return NULL;
    return read_modes(digest, json_get(object, "modes"), err) ? TAKE(digest) : NULL;
}
