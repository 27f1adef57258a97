// SPDX-License-Identifier: GPL-3.0-or-later
/* What editions would change, for a person, a script and a spreadsheet. */
#include "report/report.h"

#include "base/json.h"
#include "base/language.h"
#include "base/mem.h"
#include "report/csv_put.h"
#include "report/json_put.h"
#include "report/table.h"
#include "report/change_words.h"

#include <math.h>
#include <string.h>

static const char *const kind_names[] = {
    [CHANGE_AMOUNT] = "amount", [CHANGE_ADDED] = "added", [CHANGE_ENDED] = "ended", [CHANGE_BASIS] = "basis"};

/* The rate of the edition where there is one. */
static const struct rate *rate_of(const struct rate_change *change) {
    return change->after != NULL && change->kind != CHANGE_ENDED ? change->after : change->before;
}

char *rate_amount_words(char buffer[WORDS], struct money amount) {
    const int places = amount.e4 % 10000 == 0 ? 0 : amount.e4 % 100 == 0 ? 2 : 4;
    return number_words(buffer, amount.e4, MONEY_PLACES, places);
}

char *reach_words(char text[REACH_WORDS], const struct rate *rate) {
    size_t used =
        (size_t)snprintf(text, REACH_WORDS, rate->basis == BASIS_PERCENT ? _("%s in %s") : _("%s per %s"),
                         item_words(rate->item), basis_unit_words(rate->basis));
    for (enum rate_key key = 0; key < KEY_COUNT && used < REACH_WORDS; key++)
        if (rate->key[key] != NULL)
            used += (size_t)snprintf(text + used, REACH_WORDS - used, ", %s %.60s", rate_key_name(key),
                                     rate->key[key]);
    return text;
}

/* ---- text ---- */

static const char *share_text(char text[WORDS], const struct rate_change *change) {
    if (change->kind == CHANGE_ENDED)
        return _("ended");
    if (change->kind == CHANGE_BASIS)
        return _("other basis");
    if (isinf(change->share))
        return change->before == NULL ? _("new") : _("from 0");
    return share_more_words(text, change->share);
}

static void put_amount(struct table *table, const struct rate *rate) {
    char words[WORDS];
    table_cell(table, rate != NULL ? rate_amount_words(words, rate->amount) : "-");
}

/* Two lines: the rate and what changes; then what it is for, and its end. */
static void put_change(struct table *table, const struct rate_change *change) {
    char words[WORDS], reach[REACH_WORDS], date[DATE_WORDS];
    const struct rate *rate = rate_of(change);
    bool begins = change->from.day != DATE_EVER.day, ends = change->to.day != DATE_NEVER.day;
    table_cell(table, rate->tariff_id);
    put_amount(table, change->before);
    put_amount(table, change->after);
    table_cell(table, share_text(words, change));
    if (begins)
        table_cellf(table, "from %s", date_words(date, change->from));
    else
        table_cell(table, _("ever"));
    table_cellf(table, "  %s", reach_words(reach, rate));
    table_cell(table, "");
    table_cell(table, "");
    table_cell(table, "");
    if (ends)
        table_cellf(table, "until %s", date_words(date, change->to));
    else
        table_cell(table, "");
}

void report_changes_text(const struct changes *changes, const struct network *network, struct style style,
                         FILE *out) {
    static const struct table_column columns[] = {{N_("rate"), false, true},
                                                  {N_("now"), true, false},
                                                  {N_("then"), true, false},
                                                  {N_("change"), true, false},
                                                  {N_("days"), false, false}};
    (void)network;
    AUTO(table_release) struct table *table = table_new(columns, 5);
    for (int i = 0; i < changes->count; i++)
        put_change(table, &changes->change[i]);
    if (changes->count > 0)
        table_print(table, 0, style.width, style.painted, out);
}

/* ---- JSON ---- */

static void json_side(struct json_out *json, const char *key, const struct rate *rate) {
    if (rate == NULL) {
        json_put_string(json, key, NULL);
        return;
    }
    json_flat_object(json, key);
    json_put_string(json, "tariff_id", rate->tariff_id);
    json_put_string(json, "basis", basis_name(rate->basis));
    json_put_decimal(json, "amount", rate->amount.e4, MONEY_PLACES);
    json_end(json);
}

static void json_change(struct json_out *json, const struct rate_change *change) {
    const struct rate *rate = rate_of(change);
    json_object(json, NULL);
    json_put_string(json, "kind", kind_names[change->kind]);
    json_put_string(json, "item", item_name(rate->item));
    for (enum rate_key key = 0; key < KEY_BOOK; key++)
        if (rate->key[key] != NULL)
            json_put_string(json, rate_key_name(key), rate->key[key]);
    json_side(json, "before", change->before);
    json_side(json, "after", change->after);
    json_put_double(json, "share", change->share);
    json_put_date(json, "from", change->from);
    json_put_date(json, "to", change->to);
    json_end(json);
}

void report_changes_json(const struct changes *changes, const char *name, int64_t serial,
                         const struct network *network, FILE *out) {
    struct json_out json;
    json_begin(&json, out);
    json_object(&json, NULL);
    json_put_string(&json, "schema", "angkut-changes/1");
    json_put_string(&json, "edition", name);
    if (serial >= 0)
        json_put_int(&json, "serial", serial);
    json_put_string(&json, "currency", network->currency);
    json_put_double(&json, "jump", changes_jump(changes));
    json_array(&json, "changes");
    for (int i = 0; i < changes->count; i++)
        json_change(&json, &changes->change[i]);
    json_end(&json);
    json_end(&json);
}

/* ---- CSV ---- */

static void csv_side(const struct rate *rate, FILE *out) {
    char text[WIDE_TEXT];
    csv_put(rate != NULL ? rate->tariff_id : NULL, out);
    csv_put(rate != NULL ? basis_name(rate->basis) : NULL, out);
    csv_put(rate != NULL ? wide_text(text, rate->amount.e4, MONEY_PLACES, 0) : NULL, out);
}

static void csv_change(const struct rate_change *change, FILE *out) {
    const struct rate *rate = rate_of(change);
    char from[DATE_TEXT], to[DATE_TEXT];
    csv_put_text(kind_names[change->kind], out);
    csv_put(item_name(rate->item), out);
    csv_side(change->before, out);
    csv_side(change->after, out);
    if (isinf(change->share))
        putc(',', out);
    else
        fprintf(out, ",%.4f", 100 * change->share);
    csv_put(date_text(from, change->from), out);
    csv_put(date_text(to, change->to), out);
    for (enum rate_key key = 0; key < KEY_BOOK; key++)
        csv_put(rate->key[key], out);
    putc('\n', out);
}

void report_changes_csv(const struct changes *changes, FILE *out) {
    fputs("kind,item,before_id,before_basis,before_amount,after_id,after_basis,after_amount,per_cent,from,to",
          out);
    for (enum rate_key key = 0; key < KEY_BOOK; key++)
        fprintf(out, ",%s", rate_key_name(key));
    putc('\n', out);
    for (int i = 0; i < changes->count; i++)
        csv_change(&changes->change[i], out);
}
