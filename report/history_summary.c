// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_put.h"

enum { T_KM_PLACES = 9, CO2E_PLACES = 15, VALUE_PLACES = 7 };

static void put_digest(struct json_out *out, const struct plan_digest *digest) {
    json_object(out, "summary");
    json_put_string(out, "currency", digest->currency);
    json_put_decimal(out, "t_km", digest->kg_mm, T_KM_PLACES);
    json_put_decimal(out, "co2e_kg", digest->co2e, CO2E_PLACES);
    if (digest->has_value)
        json_put_decimal(out, "goods_value", digest->value_e7, VALUE_PLACES);
    else
        json_put_string(out, "goods_value", NULL);
    json_array(out, "modes");
    for (int m = 0; m < digest->modes; m++) {
        json_flat_object(out, NULL);
        json_put_string(out, "mode", digest->mode[m].mode);
        json_put_decimal(out, "t_km", digest->mode[m].kg_mm, T_KM_PLACES);
        json_put_decimal(out, "co2e_kg", digest->mode[m].co2e, CO2E_PLACES);
        json_end(out);
    }
    json_end(out);
    json_end(out);
}

void json_put_summary(struct json_out *out, const struct plan *plan, const struct scenario *scenario) {
    struct plan_digest *digest = plan_digest_new(plan, scenario);
    put_digest(out, digest);
    plan_digest_free(digest);
}
