// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "base/json.h"

/* A key that is not given stands nowhere: the format has no null. */
static void put_given(struct json_out *json, const char *key, const char *text) {
    if (text != NULL && text[0] != '\0')
        json_put_string(json, key, text);
}

static void put_rate(struct json_out *json, const struct rate *rate) {
    char amount[WIDE_TEXT], from[DATE_TEXT], to[DATE_TEXT];
    json_flat_object(json, NULL);
    json_put_string(json, "tariff_id", rate->tariff_id);
    json_put_string(json, "item", item_name(rate->item));
    json_put_string(json, "basis", basis_name(rate->basis));
    json_put_string(json, "amount", wide_text(amount, rate->amount.e4, MONEY_PLACES, 0));
    put_given(json, "valid_from", date_text(from, rate->valid_from));
    put_given(json, "valid_to", date_text(to, rate->valid_to));
    for (enum rate_key key = 0; key < KEY_BOOK; key++)
        put_given(json, rate_key_name(key), rate->key[key]);
    put_given(json, "source", rate->source);
    put_given(json, "status", rate->status);
    json_end(json);
}

void report_feed(const struct feed *feed, struct date since, FILE *out) {
    struct json_out json;
    char text[DATE_TEXT];
    json_begin(&json, out);
    json_object(&json, NULL);
    json_put_string(&json, "schema", "angkut-tariff/1");
    put_given(&json, "publisher", feed->publisher);
    json_put_int(&json, "serial", feed->serial);
    put_given(&json, "issued", date_text(text, feed->issued));
    put_given(&json, "expires", date_text(text, feed->expires));
    put_given(&json, "currency", feed->currency);
    json_array(&json, "rates");
    for (int i = 0; i < book_count(feed->rates); i++)
        if (book_rate(feed->rates, i)->valid_to.day > since.day &&
            book_rate(feed->rates, i)->key[KEY_OUTSIDER] == NULL) /* fees of agreements are no book's */
            put_rate(&json, book_rate(feed->rates, i));
    json_end(&json);
    json_end(&json);
}
