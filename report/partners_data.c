// SPDX-License-Identifier: GPL-3.0-or-later
/* What partners are worth, for programs: JSON and CSV. */
#include "report/report.h"

#include "report/csv_put.h"
#include "report/json_put.h"

/* ---- JSON ---- */

static void put_worth(struct json_out *out, const char *key, const wide worth[WORTH_COUNT]) {
    json_flat_object(out, key);
    for (int w = 0; w < WORTH_COUNT; w++)
        json_put_decimal(out, WORTHS[w], worth[w], WORTH_PLACES[w]);
    json_end(out);
}

static int fee_places(const struct partner_fee *fee) {
    return MASS_PLACES + (fee->by_km ? KM_PLACES : 0);
}

static void put_agreement(struct json_out *out, const struct partner *partner) {
    const struct partner_fee *fee = &partner->fee;
    json_object(out, "agreement");
    json_put_decimal(out, "most_in_all", partner->last[WORTH_TOTAL], MONEY_PLACES);
    if (fee->known) {
        json_put_string(out, "basis", fee->by_km ? "t_km" : "t");
        json_put_decimal(out, "used", fee->used, fee_places(fee));
        json_put_decimal(out, "most_per_unit", fee->most_e4, MONEY_PLACES);
        json_put_decimal(out, "less_used_above", fee->falls_e4, MONEY_PLACES);
    }
    json_end(out);
}

static void put_commodities(struct json_out *out, const struct partner *partner,
                            const struct scenario *scenario) {
    json_array(out, "commodities");
    for (int c = 0; c <= scenario->commodities; c++) {
        if (partner->commodity_kg[c] == 0)
            continue;
        json_flat_object(out, NULL);
        json_put_string(out, "commodity_id", c < scenario->commodities ? scenario->commodity[c].id : NULL);
        json_put_decimal(out, "quantity_t", partner->commodity_kg[c], MASS_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_pieces(struct json_out *out, const struct partners *partners, const struct partner *partner,
                       const struct network *roads) {
    json_array(out, "pieces");
    for (int i = partner->first_piece; i < partner->first_piece + partner->pieces; i++) {
        const struct partner_piece *piece = &partners->piece[i];
        json_object(out, NULL);
        json_put_string(out, piece->link >= 0 ? "link_id" : "terminal_id",
                        piece->link >= 0 ? roads->link[piece->link].id : roads->terminal[piece->terminal].id);
        json_put_decimal(out, "carried_t", piece->carried_kg, MASS_PLACES);
        put_worth(out, "worth", piece->worth);
        json_end(out);
    }
    json_end(out);
}

static void put_partner(struct json_out *out, const struct partners *partners, const struct partner *partner,
                        const struct scenario *scenario) {
    json_object(out, NULL);
    json_put_string(out, "jurisdiction", partner->region);
    json_put_decimal(out, "carried_t", partner->carried_kg, MASS_PLACES);
    put_worth(out, "share", partner->share);
    if (!partners->exact)
        put_worth(out, "share_error", partner->error);
    put_worth(out, "last_in", partner->last);
    put_worth(out, "first_in", partner->first);
    put_agreement(out, partner);
    put_commodities(out, partner, scenario);
    put_pieces(out, partners, partner, scenario->network);
    json_end(out);
}

static void put_pairs(struct json_out *out, const struct partners *partners) {
    json_array(out, "pairs");
    for (int i = 0; i < partners->pairs; i++) {
        const struct partner_pair *pair = &partners->pair[i];
        json_flat_object(out, NULL);
        json_put_string(out, "first", partners->partner[pair->first].region);
        json_put_string(out, "second", partners->partner[pair->second].region);
        json_put_double(out, "interaction", pair->index);
        json_end(out);
    }
    json_end(out);
}

void report_partners_json(const struct partners *partners, const struct virtual_network *network,
                          FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-partners/1");
    json_put_variant(&out, network);
    json_put_double(&out, "gap", partners->gap);
    json_put_bool(&out, "exact", partners->exact);
    json_put_int(&out, "orders", partners->exact ? 0 : 2 * (int64_t)partners->orders);
    json_put_int(&out, "coalitions", partners->coalitions);
    json_put_int(&out, "plans", partners->solves);
    put_worth(&out, "all", partners->all);
    put_worth(&out, "nobody", partners->nobody);
    put_worth(&out, "worth", partners->worth);
    json_array(&out, "partners");
    for (int i = 0; i < partners->partners; i++)
        put_partner(&out, partners, &partners->partner[i], network->scenario);
    json_end(&out);
    put_pairs(&out, partners);
    json_end(&out);
}

/* ---- CSV ---- */

static void csv_fee(const struct partner_fee *fee, FILE *out) {
    csv_put(!fee->known ? NULL : fee->by_km ? "t_km" : "t", out);
    if (!fee->known) {
        fputs(",,,", out);
        return;
    }
    csv_put_number(fee->used, fee_places(fee), out);
    csv_put_number(fee->most_e4, MONEY_PLACES, out);
    csv_put_number(fee->falls_e4, MONEY_PLACES, out);
}

static void csv_worth(const wide worth[WORTH_COUNT], FILE *out) {
    for (int w = 0; w < WORTH_COUNT; w++)
        csv_put_number(worth[w], WORTH_PLACES[w], out);
}

static void csv_head(const char *what, FILE *out) {
    for (int w = 0; w < WORTH_COUNT; w++)
        fprintf(out, ",%s_%s", what, WORTHS[w]);
}

void report_partners_csv(const struct partners *partners, FILE *out) {
    fputs("rank,jurisdiction,carried_t", out);
    csv_head("share", out);
    csv_head("last_in", out);
    csv_head("first_in", out);
    fputs(",share_error,basis,used,most_per_unit,less_used_above\n", out);
    for (int i = 0; i < partners->partners; i++) {
        const struct partner *partner = &partners->partner[i];
        fprintf(out, "%d", i + 1);
        csv_put(partner->region, out);
        csv_put_number(partner->carried_kg, MASS_PLACES, out);
        csv_worth(partner->share, out);
        csv_worth(partner->last, out);
        csv_worth(partner->first, out);
        csv_put_number(partner->error[WORTH_TOTAL], MONEY_PLACES, out);
        csv_fee(&partner->fee, out);
        putc('\n', out);
    }
}
