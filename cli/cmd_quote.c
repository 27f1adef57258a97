// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/opened.h"
#include "report/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void quoting_release(struct quoting **quoting) {
    quoting_free(TAKE(*quoting));
}

/* The deliveries asked for, with a quote for each. */
struct batch {
    int count;
    struct delivery *delivery;
    struct quote **quote;
};

static void batch_release(struct batch *batch) {
    for (int i = 0; batch->quote != NULL && i < batch->count; i++)
        quote_free(batch->quote[i]);
    free(TAKE(batch->quote));
    free(TAKE(batch->delivery));
}

/* ---- what is asked ---- */

static bool options_fit(const struct options *options, struct error *err) {
    const struct {
        const char *name, *text;
    } need[] = {{"--from", options->from}, {"--to", options->to}, {"--tonnes", options->tonnes}};
    if (options->batch == NULL) {
        for (size_t i = 0; i < sizeof need / sizeof need[0]; i++)
            if (need[i].text == NULL)
                return error_set(err, ERROR_USAGE,
                                 "%s is missing; expected --from NODE --to NODE --commodity ID --tonnes "
                                 "TONNES, or --batch FILE",
                                 need[i].name);
        return options->value == NULL || options->commodity != NULL ||
               error_set(err, ERROR_USAGE, "--value needs --commodity, which says what its time costs");
    }
    return (options->from == NULL && options->to == NULL && options->commodity == NULL &&
            options->tonnes == NULL && options->depart == NULL && options->by == NULL &&
            options->value == NULL) ||
           error_set(err, ERROR_USAGE,
                     "--batch: its file says from, to, commodity, tonnes, depart, by and value; leave them "
                     "out here");
}

static bool moment_asked(const char *text, const char *option, bool *given, struct moment *out,
                         struct error *err) {
    *given = text != NULL;
    return text == NULL || moment_parse(text, out, err) || error_prefix(err, "%s", option);
}

static bool value_asked(const struct options *options, struct delivery *delivery, struct error *err) {
    delivery->has_value = options->value != NULL;
    if (options->value == NULL)
        return true;
    if (money_parse(options->value, &delivery->value_per_t, err) && delivery->value_per_t.e4 >= 0)
        return true;
    return error_set(err, ERROR_USAGE, "--value: \"%.60s\" is not an amount of money of 0 or more",
                     options->value);
}

static bool delivery_asked(const struct options *options, const struct scenario *scenario,
                           struct delivery *delivery, struct error *err) {
    *delivery = (struct delivery){.commodity = -1};
    delivery->from = node_named(scenario->network, options->from, err);
    if (delivery->from < 0)
        return error_prefix(err, "--from");
    delivery->to = node_named(scenario->network, options->to, err);
    if (delivery->to < 0)
        return error_prefix(err, "--to");
    if (delivery->from == delivery->to)
        return error_set(err, ERROR_USAGE, "--from and --to are the same place, %.100s",
                         scenario->network->node[delivery->to].id);
    if (options->commodity != NULL) {
        delivery->commodity = commodity_named(scenario, options->commodity, err);
        if (delivery->commodity < 0)
            return error_prefix(err, "--commodity");
    }
    if (!delivery_tonnes(options->tonnes, &delivery->quantity_kg, err))
        return error_prefix(err, "--tonnes");
    return moment_asked(options->depart, "--depart", &delivery->departs, &delivery->leaves, err) &&
           moment_asked(options->by, "--by", &delivery->has_by, &delivery->by, err) &&
           value_asked(options, delivery, err);
}

/* What the system refuses is no fault in the file's text. */
static bool can_read(const char *path, struct error *err) {
    FILE *stream = fopen(path, "r");
    if (stream == NULL)
        return error_set(err, ERROR_IO, "--batch: cannot read %.300s: %s", path, strerror(errno));
    fclose(stream);
    return true;
}

static bool batch_asked(const struct options *options, const struct scenario *scenario, struct batch *batch,
                        struct diag *diag, struct error *err) {
    if (options->batch != NULL) {
        if (!can_read(options->batch, err))
            return false;
        batch->delivery = deliveries_read(options->batch, scenario, &batch->count, diag);
        return batch->delivery != NULL;
    }
    batch->delivery = xcalloc(1, sizeof *batch->delivery);
    batch->count = 1;
    return delivery_asked(options, scenario, batch->delivery, err);
}

/* ---- the answer ---- */

static bool quote_all(const struct options *options, const struct scenario *scenario,
                      const struct variant *variant, struct opened *opened, struct batch *batch,
                      struct diag *diag, struct error *err) {
    if (!opened_variant(opened, scenario, variant, options, diag, err))
        return false;
    AUTO(quoting_release)
    struct quoting *quoting = quoting_new(scenario, &opened->variant, options->threads, diag, err);
    if (quoting == NULL)
        return false;
    batch->quote = xcalloc((size_t)batch->count, sizeof(struct quote *));
    for (int i = 0; i < batch->count; i++) {
        batch->quote[i] = quote_new(quoting, &batch->delivery[i], diag, err);
        if (batch->quote[i] == NULL)
            return false;
    }
    return true;
}

static void report(const struct options *options, const struct batch *batch, FILE *out) {
    bool painted = options->output == NULL ? is_painted(options, out) : options->color == COLOR_ALWAYS;
    const struct style style = {text_columns(options), painted, options->brief};
    const struct quote *const *quotes = (const struct quote *const *)batch->quote;
    machine_begin(options);
    if (options->format == FORMAT_JSON)
        report_quotes_json(quotes, batch->count, out);
    else if (options->format == FORMAT_CSV)
        report_quotes_csv(quotes, batch->count, out);
    else if (options->batch != NULL)
        report_quotes_text(quotes, batch->count, style, out);
    else
        report_quote_text(batch->quote[0], style, out);
    machine_end();
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(file_release) struct file_out out = {0};
    if (!options_fit(options, &err))
        return say_error(&err);
    AUTO_FREE char *folder = dataset_folder(options->argument[0], &err);
    if (folder == NULL || !file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    AUTO(scenario_release) struct scenario *scenario = dataset_load_asked(options, folder, diag, &err);
    AUTO(variant_release) struct variant variant = {0};
    AUTO(opened_release) struct opened opened = {0};
    AUTO(batch_release) struct batch batch = {0};
    if (scenario == NULL || !dataset_variant(options, scenario, &variant, &err) ||
        !batch_asked(options, scenario, &batch, diag, &err) ||
        !quote_all(options, scenario, &variant, &opened, &batch, diag, &err))
        return say_failure(options, diag, &err);
    report(options, &batch, out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    for (int i = 0; i < batch.count; i++)
        if (!quote_holds(batch.quote[i]))
            return EXIT_NO;
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut quote --from Lengkiti --to Jakarta --tonnes 18",
                                       N_("by all ways worth it"),
                                       "angkut quote --from A --to B --tonnes 9 --by \"Thu 18:00\"",
                                       N_("when to leave"),
                                       "angkut quote --batch file.csv --format csv -o quotes.csv",
                                       N_("many at once"),
                                       NULL};

const struct command CMD_QUOTE = {
    "quote",
    N_("what one delivery costs, alone and on top of the plan"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nAlone: each way that none beats in both money and hours, in whole vehicles, as\n"
       "if nobody else moved; of many the most telling ones, --format json has all. On\n"
       "top of the plan: what the best plan of all shipments costs more with it.\n"
       "\nA place is named by its id, its name or a part of it. --value and --vot say\n"
       "what its time is worth; --vot goes for all shipments. FILE of --batch has the\n"
       "columns from, to, commodity, tonnes and, where wanted, depart, by, value.\n"
       "\nStatus: 0 done, 1 nothing goes there or arrives in time, or something would\n"
       "stay behind, 2 usage, 3 bad data, 4 the solver failed, 6 cannot read or write.\n"),
    VARIED | PATCHES | COMMON | SET(FROM) | SET(TO) | SET(COMMODITY) | SET(TONNES) | SET(DEPART) | SET(BY) |
        SET(VALUE) | SET(BATCH) | FORMATS | SET(OUTPUT) | SET(BRIEF) | SET(THREADS),
    run};
