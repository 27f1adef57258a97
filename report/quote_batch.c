// SPDX-License-Identifier: GPL-3.0-or-later
/* Many deliveries: a table for a person, rows for a program. */
#include "report/quote.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/csv_put.h"

#include <string.h>

/* ---- text ---- */

static const struct quote_choice *first_timely(const struct quote *quote, bool fastest) {
    for (int i = 0; i < quote->choices; i++)
        if (fastest ? quote->choice[i].fastest : quote->choice[i].cheapest)
            return &quote->choice[i];
    return NULL;
}

static char *amount(char words[WORDS], const struct network *network, wide e7) {
    return money_number(words, quote_scale(network, e7 != 0 ? (wide)1 << 60 : 0), e7);
}

static bool is_over(const struct quote *quote, bool fastest) {
    const struct quote_choice *choice = first_timely(quote, fastest);
    return choice != NULL && choice->overs > 0;
}

/* What a star tells of. */
static void put_over(const struct quote *quote, int number, FILE *out) {
    char ids[OVER_IDS];
    for (int fastest = 0; fastest < 2; fastest++)
        if (is_over(quote, fastest))
            fprintf(out,
                    fastest ? _("* %d: the fastest way: too much for %s\n")
                            : _("* %d: the cheapest way: too much for %s\n"),
                    number, quote_over_ids(quote, first_timely(quote, fastest), ", ", ids));
}

static void put_row(struct table *table, const struct quote *quote, int number) {
    const struct scenario *scenario = quote->with;
    const struct delivery *delivery = &quote->delivery;
    char words[WORDS];
    table_cellf(table, "%d%s", number, is_over(quote, false) || is_over(quote, true) ? "*" : "");
    table_cellf(table, "%s - %s", node_words(scenario->network, delivery->from),
                node_words(scenario->network, delivery->to));
    table_cell(table, tonnes_words(words, delivery->quantity_kg));
    for (int fastest = 0; fastest < 2; fastest++) {
        const struct quote_choice *choice = first_timely(quote, fastest);
        table_cell(table, choice != NULL       ? amount(words, scenario->network, choice->money_e7)
                          : quote->choices > 0 ? _("too late")
                                               : _("no way"));
        table_cell(table, choice != NULL ? number_words(words, wide_divide(choice->real_umin, UMIN_PER_UH),
                                                        HOUR_PLACES, 1)
                                         : "");
    }
    wide margin_e7 = quote->margin.money_e7 + quote->margin.stated_e7;
    table_cell(table, !quote->has_margin   ? ""
                      : quote->margin.room ? amount(words, scenario->network, margin_e7)
                                           : _("no room"));
}

void report_quotes_text(const struct quote *const *quote, int count, struct style style, FILE *out) {
    static const struct table_column columns[] = {{"", true, false},      {N_("Delivery"), false, true},
                                                  {"t", true, false},     {N_("cheapest"), true, false},
                                                  {N_("h"), true, false}, {N_("fastest"), true, false},
                                                  {N_("h"), true, false}, {N_("on the plan"), true, false}};
    char day[DATE_WORDS], unit[WORDS];
    const struct virtual_network *network = compiled_network(quote[0]->compiled);
    AUTO(table_release) struct table *table = table_new(columns, 8);
    for (int i = 0; i < count; i++)
        put_row(table, quote[i], i + 1);
    fprintf(
        out,
        P_("Quotes for %d delivery, each by itself\n", "Quotes for %d deliveries, each by itself\n", count),
        count);
    fprintf(out, _("Tariffs of %s; in %s: in whole vehicles, alone; what the plan pays more\n\n"),
            date_words(day, network->variant.as_of),
            money_unit(unit, quote_scale(network->scenario->network, 1)));
    table_print(table, 0, style.width, style.painted, out);
    for (int i = 0; i < count; i++)
        put_over(quote[i], i + 1, out);
}

/* ---- CSV ---- */

static void put_delivery(const struct quote *quote, int number, FILE *out) {
    const struct delivery *delivery = &quote->delivery;
    const struct network *network = quote->with->network;
    fprintf(out, "%d", number);
    csv_put(network->node[delivery->from].id, out);
    csv_put(network->node[delivery->to].id, out);
    csv_put(delivery->commodity >= 0 ? quote->with->commodity[delivery->commodity].id : NULL, out);
    csv_put_number(delivery->quantity_kg, MASS_PLACES, out);
}

static void put_margin(const struct quote *quote, FILE *out) {
    if (!quote->has_margin) {
        fputs(",,,", out);
        return;
    }
    if (quote->margin.room)
        csv_put_number(quote->margin.money_e7 + quote->margin.stated_e7, 7, out);
    else
        putc(',', out);
    csv_put_number(quote->margin.own_e7, 7, out);
    csv_put_number(quote->margin.unmet_kg, MASS_PLACES, out);
}

static void put_moment(bool given, struct moment moment, struct moment from, bool later, FILE *out) {
    char text[MOMENT_TEXT];
    csv_put(given ? moment_text(text, moment, from, later) : NULL, out);
}

static void put_real_hours(const struct quote *quote, const struct quote_choice *choice, FILE *out) {
    if (quote->delivery.departs || quote->delivery.has_by)
        csv_put_number(wide_divide(choice->real_umin, UMIN_PER_UH), HOUR_PLACES, out);
    else
        putc(',', out);
}

static void put_choice(const struct quote *quote, int number, int c, FILE *out) {
    const struct quote_choice *choice = &quote->choice[c];
    const struct delivery *delivery = &quote->delivery;
    char roles[WORDS], over[OVER_IDS], day[DATE_TEXT];
    put_delivery(quote, number, out);
    fprintf(out, ",%d", c + 1);
    csv_put(choice->timely ? quote_roles(quote, choice, roles) : "too late", out);
    csv_put_number(choice->money_e7, 7, out);
    csv_put_number(choice->mean_e7, 7, out);
    csv_put_number(choice->time_uh, HOUR_PLACES, out);
    put_moment(delivery->departs, choice->arrives, delivery->leaves, true, out);
    put_moment(delivery->has_by, choice->leave_by, delivery->departs ? delivery->leaves : delivery->by, false,
               out);
    csv_put(date_text(day, choice->until.day), out);
    put_margin(quote, out);
    if (quote->has_margin)
        csv_put_number(quote->margin.others_unmet_kg, MASS_PLACES, out);
    else
        putc(',', out);
    put_real_hours(quote, choice, out);
    csv_put(quote_over_ids(quote, choice, ";", over), out);
    putc('\n', out);
}

void report_quotes_csv(const struct quote *const *quote, int count, FILE *out) {
    fputs("delivery,from_node_id,to_node_id,commodity_id,quantity_t,choice,role,cost,mean_load_cost,hours,"
          "arrives,"
          "leave_by,valid_until,marginal_cost,own_cost,unmet_t,others_unmet_t,real_hours,too_much_for\n",
          out);
    for (int i = 0; i < count; i++) {
        for (int c = 0; c < quote[i]->choices; c++)
            put_choice(quote[i], i + 1, c, out);
        if (quote[i]->choices == 0) {
            put_delivery(quote[i], i + 1, out);
            fputs(",,no way,,,,,,,,,,,,\n", out);
        }
    }
}
