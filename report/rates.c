// SPDX-License-Identifier: GPL-3.0-or-later
/* Rates as they stand: those in force on a day, and one tariff over time. */
#include "report/report.h"

#include "base/json.h"
#include "base/language.h"
#include "base/mem.h"
#include "report/csv_put.h"
#include "report/json_put.h"
#include "report/table.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

enum { PLACE_WORDS = 200 };

/* "tariffs/toll.csv:12", "editions/diesel-42-0123456789abcdef.json: /rates/3" */
static const char *place_words(char text[PLACE_WORDS], const struct rate *rate) {
    if (rate->entry > 0)
        snprintf(text, PLACE_WORDS, "%.160s: /rates/%d", rate->place.file, rate->entry - 1);
    else
        snprintf(text, PLACE_WORDS, "%.160s:%d", rate->place.file, rate->place.line);
    return text;
}

/* The same, short enough for a column: "tariffs/toll.csv:12", "diesel-42 /rates/3". */
static const char *short_place(char text[PLACE_WORDS], const struct rate *rate) {
    static const char folder[] = "editions/";
    const char *file = rate->place.file, *hash = strrchr(file, '-');
    if (strncmp(file, folder, sizeof folder - 1) != 0 || hash == NULL)
        return place_words(text, rate);
    file += sizeof folder - 1;
    if (rate->entry > 0)
        snprintf(text, PLACE_WORDS, "%.*s /rates/%d", (int)(hash - file), file, rate->entry - 1);
    else
        snprintf(text, PLACE_WORDS, "%.*s:%d", (int)(hash - file), file, rate->place.line);
    return text;
}

/* By item, then id, then days. */
static int by_item(const void *a, const void *b) {
    const struct rate *x = *(const struct rate *const *)a, *y = *(const struct rate *const *)b;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    int order = strcmp(x->tariff_id, y->tariff_id);
    return order != 0 ? order
                      : (x->valid_from.day > y->valid_from.day) - (x->valid_from.day < y->valid_from.day);
}

static const char *days_words(char text[WORDS], const struct rate *rate) {
    char from[DATE_WORDS], to[DATE_WORDS];
    date_words(from, rate->valid_from);
    date_words(to, rate->valid_to);
    if (from[0] == '\0' && to[0] == '\0')
        return _("always");
    if (to[0] == '\0')
        snprintf(text, WORDS, "%s", from);
    else if (from[0] == '\0')
        snprintf(text, WORDS, _("until %s"), to);
    else
        snprintf(text, WORDS, _("%s until %s"), from, to);
    return text;
}

void report_rates_text(const struct rate *const *rate, int count, struct style style, FILE *out) {
    static const struct table_column columns[] = {
        {N_("rate"), false, true}, {N_("amount"), true, false}, {N_("days"), false, false}};
    char words[WORDS], reach[REACH_WORDS], place[PLACE_WORDS];
    AUTO(table_release) struct table *table = table_new(columns, 3);
    for (int i = 0; i < count; i++) {
        table_cell(table, rate[i]->tariff_id);
        table_cell(table, rate_amount_words(words, rate[i]->amount));
        table_cell(table, days_words(words, rate[i]));
        table_cellf(table, "  %s", reach_words(reach, rate[i]));
        table_cell(table, "");
        table_cell(table, short_place(place, rate[i]));
    }
    table_print(table, 0, style.width, style.painted, out);
}

static void json_rate(struct json_out *json, const struct rate *rate) {
    json_flat_object(json, NULL);
    json_put_string(json, "tariff_id", rate->tariff_id);
    json_put_string(json, "item", item_name(rate->item));
    json_put_string(json, "basis", basis_name(rate->basis));
    json_put_decimal(json, "amount", rate->amount.e4, MONEY_PLACES);
    json_put_date(json, "valid_from", rate->valid_from);
    json_put_date(json, "valid_to", rate->valid_to);
    for (enum rate_key key = 0; key < KEY_COUNT; key++)
        if (rate->key[key] != NULL)
            json_put_string(json, rate_key_name(key), rate->key[key]);
    json_put_string(json, "source", rate->source);
    json_put_string(json, "status", rate->status);
    json_put_string(json, "file", rate->place.file);
    if (rate->entry > 0)
        json_put_int(json, "entry", rate->entry - 1);
    else
        json_put_int(json, "line", rate->place.line);
    json_end(json);
}

void report_rates_json(const struct rate *const *rate, int count, const char *currency, FILE *out) {
    struct json_out json;
    json_begin(&json, out);
    json_object(&json, NULL);
    json_put_string(&json, "schema", "angkut-rates/1");
    json_put_string(&json, "currency", currency);
    json_array(&json, "rates");
    for (int i = 0; i < count; i++)
        json_rate(&json, rate[i]);
    json_end(&json);
    json_end(&json);
}

/* The columns of the book, and where the rate stands; whose agreement it is where there are fees. */
void report_rates_csv(const struct rate *const *rate, int count, FILE *out) {
    char text[WIDE_TEXT], from[DATE_TEXT], to[DATE_TEXT], place[PLACE_WORDS];
    enum rate_key keys = KEY_BOOK;
    for (int i = 0; i < count; i++)
        keys = rate[i]->key[KEY_OUTSIDER] != NULL ? KEY_COUNT : keys;
    fputs("tariff_id,item,basis,amount,valid_from,valid_to", out);
    for (enum rate_key key = 0; key < keys; key++)
        fprintf(out, ",%s", rate_key_name(key));
    fputs(",source,status,place\n", out);
    for (int i = 0; i < count; i++) {
        csv_put_text(rate[i]->tariff_id, out);
        csv_put(item_name(rate[i]->item), out);
        csv_put(basis_name(rate[i]->basis), out);
        csv_put(wide_text(text, rate[i]->amount.e4, MONEY_PLACES, 0), out);
        csv_put(date_text(from, rate[i]->valid_from), out);
        csv_put(date_text(to, rate[i]->valid_to), out);
        for (enum rate_key key = 0; key < keys; key++)
            csv_put(rate[i]->key[key], out);
        csv_put(rate[i]->source, out);
        csv_put(rate[i]->status, out);
        csv_put(place_words(place, rate[i]), out);
        putc('\n', out);
    }
}

/* ---- one tariff ---- */

const struct rate **rates_list(const struct book *book, struct date date, int *count) {
    const struct rate **rate = xcalloc((size_t)book_count(book) + 1, sizeof(const struct rate *));
    *count = 0;
    for (int i = 0; i < book_count(book); i++)
        if (book_rate(book, i)->valid_from.day <= date.day && date.day < book_rate(book, i)->valid_to.day)
            rate[(*count)++] = book_rate(book, i);
    qsort(rate, (size_t)*count, sizeof *rate, by_item);
    return rate;
}

static bool is_same_reach(const struct rate *a, const struct rate *b) {
    return a->item == b->item && memcmp(a->key, b->key, sizeof a->key) == 0;
}

static int by_start(const void *a, const void *b) {
    const struct rate *x = *(const struct rate *const *)a, *y = *(const struct rate *const *)b;
    return (x->valid_from.day > y->valid_from.day) - (x->valid_from.day < y->valid_from.day);
}

const struct rate **rates_of(const struct book *book, const char *tariff_id, int *count) {
    const struct rate **rate = xcalloc((size_t)book_count(book) + 1, sizeof(const struct rate *));
    const struct rate *named = NULL;
    *count = 0;
    for (int i = 0; i < book_count(book) && named == NULL; i++)
        if (strcmp(book_rate(book, i)->tariff_id, tariff_id) == 0)
            named = book_rate(book, i);
    for (int i = 0; named != NULL && i < book_count(book); i++)
        if (is_same_reach(named, book_rate(book, i)))
            rate[(*count)++] = book_rate(book, i);
    qsort(rate, (size_t)*count, sizeof *rate, by_start);
    return rate;
}

static bool is_paid_by(const struct virtual_network *network, int arc, const char *tariff_id) {
    struct cost_line line[ITEM_COUNT];
    for (int cargo = 0; cargo < network->cargoes; cargo++) {
        int lines = 0;
        if (network->money[(size_t)cargo * (size_t)network->arcs + (size_t)arc].e4 == MONEY_CLOSED)
            continue;
        virtual_itemise(network, arc, cargo, line, &lines);
        for (int i = 0; i < lines; i++)
            if (line[i].rate != NULL && strcmp(line[i].rate->tariff_id, tariff_id) == 0)
                return true;
    }
    return false;
}

enum { SHOWN = 6 };

static void put_priced(FILE *out, bool first, bool link, const char *id) {
    fputs(first ? _("Priced by it:") : ",", out);
    fputc(' ', out);
    fprintf(out, link ? _("link %s") : _("node %s"), id);
}

/* Arcs of one link or one node follow each other: it is named once. */
void report_rate_arcs(const struct virtual_network *network, const char *tariff_id, FILE *out) {
    const struct network *roads = network->scenario->network;
    const char *last = NULL;
    int links = 0, nodes = 0;
    char date[DATE_WORDS];
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        int node = network->vertex[arc->kind == ARC_UNLOAD ? arc->head : arc->tail].node;
        const char *id = arc->link >= 0 ? roads->link[arc->link].id : roads->node[node].id;
        if (id == last || !is_paid_by(network, a, tariff_id))
            continue;
        last = id;
        *(arc->link >= 0 ? &links : &nodes) += 1;
        if (links + nodes <= SHOWN)
            put_priced(out, links + nodes == 1, arc->link >= 0, id);
    }
    if (links + nodes > SHOWN)
        fputc(' ', out), fprintf(out, _("and %d more"), links + nodes - SHOWN);
    if (links + nodes > 0)
        fputc('\n', out);
    else
        fprintf(out, _("It prices nothing on %s.\n"), date_words(date, network->variant.as_of));
}
