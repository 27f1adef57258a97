// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

/* "demo: 12 nodes, 15 links" and so on. */
static void print_counts(const struct scenario *scenario) {
    const struct network *network = scenario->network;
    int rates = book_count(scenario->book);
    printf("%s: ", network->dataset_name);
    printf(P_("%d node, ", "%d nodes, ", network->nodes), network->nodes);
    printf(P_("%d link, ", "%d links, ", network->links), network->links);
    printf(P_("%d terminal, ", "%d terminals, ", network->terminals), network->terminals);
    printf(P_("%d vehicle type, ", "%d vehicle types, ", network->vehicle_types), network->vehicle_types);
    printf(P_("%d rate, ", "%d rates, ", rates), rates);
    printf(P_("%d shipment\n", "%d shipments\n", scenario->shipments), scenario->shipments);
}

/* The findings are the result, so they go to standard output. */
static int print_findings(const struct options *options, const struct diag *diag) {
    int errors = diag_count(diag, DIAG_ERROR), warnings = diag_count(diag, DIAG_WARNING);
    diag_print(diag, options->quiet ? DIAG_ERROR : DIAG_NOTE, is_painted(options, stdout), stdout);
    if (errors > 0) {
        printf(P_("%d error, ", "%d errors, ", errors), errors);
        printf(P_("%d warning: no plan can be made of this.\n", "%d warnings: no plan can be made of this.\n",
                  warnings),
               warnings);
    } else if (warnings > 0)
        printf(P_("No errors, %d warning.\n", "No errors, %d warnings.\n", warnings), warnings);
    else
        puts(_("No errors, no warnings."));
    return errors > 0 ? EXIT_INPUT : EXIT_DONE;
}

/* Each scenario of the data set, on its own. The data set had no error, so that all errors are of the scenario. */
static void check_scenarios(const struct options *options, const char *folder, struct diag *diag) {
    int count;
    char **name = dataset_scenarios(folder, &count);
    for (int i = 0; i < count; i++) {
        struct error err = {0};
        struct options own = *options;
        AUTO(diag_release) struct diag *found = diag_new();
        own.patches = 1;
        own.patch[0] = (struct patch_option){OPTION_SCENARIO, name[i]};
        struct scenario *scenario = dataset_load_asked(&own, folder, found, &err);
        if (scenario == NULL && diag_count(found, DIAG_ERROR) > 0)
            diag_copy(diag, found, DIAG_ERROR);
        else if (scenario == NULL)
            diag_add(diag, DIAG_ERROR, (struct place){NULL, 0, 0}, "scenarios/%s.json: %s", name[i],
                     err.message);
        scenario_free(scenario);
        free(name[i]);
    }
    free(name);
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO_FREE char *folder = dataset_folder(options->argument[0], &err);
    if (folder == NULL)
        return say_error(&err);
    AUTO(scenario_release) struct scenario *scenario = dataset_load_asked(options, folder, diag, &err);
    if (scenario == NULL)
        return diag_count(diag, DIAG_ERROR) > 0 ? print_findings(options, diag) : say_error(&err);
    struct variant variant = {0};
    if (!dataset_variant(options, scenario, &variant, &err))
        return say_error(&err);
    network_check(scenario->network, diag);
    scenario_check(scenario, &variant, diag);
    variant_release(&variant);
    print_counts(scenario);
    if (options->patches == 0)
        check_scenarios(options, folder, diag);
    return print_findings(options, diag);
}

static const char *const examples[] = {"angkut check mydata", N_("all errors, then warnings, then notes"),
                                       "angkut check mydata -q", N_("errors only; the status says the rest"),
                                       NULL};

const struct command CMD_CHECK = {"check",
                                  N_("reads and judges a data set"),
                                  "[DIR]",
                                  0,
                                  1,
                                  examples,
                                  N_("{DIR}\n"
                                     "\nStatus: 0 no errors, 3 errors, 6 cannot read.\n"),
                                  VARIED | PATCHES | COMMON,
                                  run};
