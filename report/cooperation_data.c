// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Who pays what, for programs: angkut-allocation/1, and CSV. Money to 4 places; what the players pay adds up to the joint plan's
 * money, their totals to its objective.
 */
#include "report/cooperation.h"

#include "base/mem.h"
#include "report/csv_put.h"
#include "report/json_put.h"

enum { T_KM_PLACES = 9 };

static void put_money(struct json_out *out, const char *key, wide e4) {
    json_put_decimal(out, key, e4, MONEY_PLACES);
}

/* ---- JSON ---- */

static void put_joint(struct json_out *out, const struct cooperation *cooperation) {
    const struct plan *joint = cooperation->joint;
    json_flat_object(out, "joint");
    put_money(out, "objective", joint->objective_e4);
    put_money(out, "cost", joint->cost_e4);
    put_money(out, "fixed_cost", joint->fixed_cost_e4);
    put_money(out, "time_cost", joint->time_cost_e4);
    put_money(out, "penalty", joint->penalty_e4);
    json_put_decimal(out, "unmet_t", joint->unmet_kg, MASS_PLACES);
    json_end(out);
    put_money(out, "alone", amount_e4(cooperation->alone));
    put_money(out, "saving", amount_e4(cooperation->alone) - joint->objective_e4);
}

static void put_core(struct json_out *out, const struct cooperation *cooperation) {
    json_flat_object(out, "core");
    if (cooperation->exact) {
        json_put_bool(out, "is_empty", cooperation->core_is_empty);
        put_money(out, "least_core", amount_e4(cooperation->least_core));
    } else {
        json_put_string(out, "is_empty", NULL);
        json_put_string(out, "least_core", NULL);
    }
    json_end(out);
}

static void put_player(struct json_out *out, const struct player *player) {
    json_flat_object(out, NULL);
    json_put_string(out, "player_id", player->id);
    json_put_string(out, "name", player->name);
    json_put_int(out, "shipments", player->members);
    json_put_decimal(out, "quantity_t", player->quantity_kg, MASS_PLACES);
    json_put_decimal(out, "unmet_t", player->unmet_kg, MASS_PLACES);
    json_put_decimal(out, "t_km", player->kg_mm, T_KM_PLACES);
    put_money(out, "flow_cost", player->money_e4);
    put_money(out, "time_cost", player->time_e4);
    put_money(out, "penalty", player->penalty_e4);
    put_money(out, "alone", amount_e4(player->alone));
    json_flat_array(out, "owns");
    for (int i = 0; i < player->owned; i++)
        json_put_string(out, NULL, player->owns[i]);
    json_end(out);
    json_end(out);
}

static void put_worst(struct json_out *out, const struct cooperation *cooperation,
                      const struct allocation *allocation) {
    static const bool is_stable[] = {[STABLE_NO] = false, [STABLE_YES] = true};
    enum stability stability = allocation_stability(cooperation, allocation);
    if (stability == STABLE_UNKNOWN)
        json_put_string(out, "stable", NULL);
    else
        json_put_bool(out, "stable", is_stable[stability]);
    if (has_bound(allocation))
        put_money(out, "most_gain", amount_e4(allocation->worst_bound));
    else
        json_put_string(out, "most_gain", NULL);
    if (allocation->worst.group == 0) {
        json_put_string(out, "worst", NULL);
        return;
    }
    json_flat_object(out, "worst");
    put_money(out, "gain", amount_e4(allocation->worst.gain));
    json_flat_array(out, "group");
    for (int i = 0; i < cooperation->players; i++)
        if ((allocation->worst.group >> i & 1) != 0)
            json_put_string(out, NULL, cooperation->player[i].id);
    json_end(out);
    json_end(out);
}

static void put_payments(struct json_out *out, const struct cooperation *cooperation,
                         const struct allocation *allocation) {
    AUTO_FREE wide *money = payments_e4(cooperation, allocation);
    AUTO_FREE wide *total = totals_e4(cooperation, allocation);
    json_array(out, "payments");
    for (int i = 0; i < cooperation->players; i++) {
        json_flat_object(out, NULL);
        json_put_string(out, "player_id", cooperation->player[i].id);
        put_money(out, "pays", money[i]);
        put_money(out, "total", total[i]);
        put_money(out, "saves", saving_e4(&cooperation->player[i], total[i]));
        if (allocation->error != NULL)
            put_money(out, "error", amount_e4(allocation->error[i]));
        json_end(out);
    }
    json_end(out);
}

static void put_rule(struct json_out *out, const struct cooperation *cooperation,
                     const struct allocation *allocation) {
    json_object(out, NULL);
    json_put_string(out, "rule", ALLOCATION_RULES[allocation->rule]);
    json_put_bool(out, "possible", allocation->possible);
    if (allocation->possible) {
        put_worst(out, cooperation, allocation);
        put_payments(out, cooperation, allocation);
    } else {
        json_put_string(out, "why", allocation->why);
    }
    json_end(out);
}

void report_cooperation_json(const struct cooperation *cooperation, const struct virtual_network *network,
                             FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-allocation/1");
    json_put_variant(&out, network);
    json_put_string(&out, "by", PLAYERS_BY[cooperation->by]);
    json_put_string(&out, "capacity", CAPACITY_RIGHTS[cooperation->right]);
    json_put_bool(&out, "exact", cooperation->exact);
    json_put_bool(&out, "interrupted", cooperation->interrupted);
    json_put_int(&out, "groups", cooperation->groups);
    json_put_double(&out, "gap", cooperation->gap);
    put_joint(&out, cooperation);
    put_core(&out, cooperation);
    json_array(&out, "players");
    for (int i = 0; i < cooperation->players; i++)
        put_player(&out, &cooperation->player[i]);
    json_end(&out);
    json_array(&out, "rules");
    for (int r = 0; r < cooperation->rules; r++)
        put_rule(&out, cooperation, &cooperation->allocation[r]);
    json_end(&out);
    json_end(&out);
}

/* ---- CSV ---- */

static void csv_rule(const struct cooperation *cooperation, const struct allocation *allocation, FILE *out) {
    AUTO_FREE wide *money = payments_e4(cooperation, allocation);
    AUTO_FREE wide *total = totals_e4(cooperation, allocation);
    for (int i = 0; i < cooperation->players; i++) {
        const struct player *player = &cooperation->player[i];
        csv_put_text(ALLOCATION_RULES[allocation->rule], out);
        csv_put(player->id, out);
        csv_put(player->name, out);
        csv_put_number(player->quantity_kg, MASS_PLACES, out);
        csv_put_number(player->unmet_kg, MASS_PLACES, out);
        csv_put_number(money[i], MONEY_PLACES, out);
        csv_put_number(player->time_e4, MONEY_PLACES, out);
        csv_put_number(player->penalty_e4, MONEY_PLACES, out);
        csv_put_number(total[i], MONEY_PLACES, out);
        csv_put_number(amount_e4(player->alone), MONEY_PLACES, out);
        csv_put_number(saving_e4(player, total[i]), MONEY_PLACES, out);
        if (allocation->error != NULL)
            csv_put_number(amount_e4(allocation->error[i]), MONEY_PLACES, out);
        else
            csv_put(NULL, out);
        putc('\n', out);
    }
}

void report_cooperation_csv(const struct cooperation *cooperation, FILE *out) {
    fputs("rule,player_id,name,quantity_t,unmet_t,pays,time_cost,penalty,total,alone,saves,error\n", out);
    for (int r = 0; r < cooperation->rules; r++)
        if (cooperation->allocation[r].possible)
            csv_rule(cooperation, &cooperation->allocation[r], out);
}
