// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/embed.h"
#include "base/folder.h"
#include "base/mem.h"
#include "cli/import.h"

#include <stdio.h>

EMBED(init_readme_en, "cli/init/README.en.md");
EMBED(init_readme_id, "cli/init/README.id.md");
EMBED(init_datapackage, "cli/init/datapackage.json");
EMBED(init_config, "cli/init/roads/config.csv");
EMBED(init_node, "cli/init/roads/node.csv");
EMBED(init_link, "cli/init/roads/link.csv");
EMBED(init_terminal, "cli/init/roads/terminal.csv");
EMBED(init_vehicle_type, "cli/init/roads/vehicle_type.csv");
EMBED(init_rates, "cli/init/tariffs/rates.csv");
EMBED(init_commodity, "cli/init/shipments/commodity.csv");
EMBED(init_shipper, "cli/init/shipments/shipper.csv");
EMBED(init_shipment, "cli/init/shipments/shipment.csv");
EMBED(init_diesel_up, "cli/init/scenarios/diesel-up.json");

static const struct part {
    const char *name, *begin, *end;
} parts[] = {
    {"README.md", init_readme_en, init_readme_en_end},
    {"datapackage.json", init_datapackage, init_datapackage_end},
    {"roads/config.csv", init_config, init_config_end},
    {"roads/node.csv", init_node, init_node_end},
    {"roads/link.csv", init_link, init_link_end},
    {"roads/terminal.csv", init_terminal, init_terminal_end},
    {"roads/vehicle_type.csv", init_vehicle_type, init_vehicle_type_end},
    {"tariffs/rates.csv", init_rates, init_rates_end},
    {"shipments/commodity.csv", init_commodity, init_commodity_end},
    {"shipments/shipper.csv", init_shipper, init_shipper_end},
    {"shipments/shipment.csv", init_shipment, init_shipment_end},
    {"scenarios/diesel-up.json", init_diesel_up, init_diesel_up_end},
};

static bool write_part(const struct folder_out *out, const struct part *part, struct error *err) {
    FILE *file = folder_open(out, part->name, err);
    if (file == NULL)
        return false;
    fwrite(part->begin, 1, (size_t)(part->end - part->begin), file);
    return folder_close(out, file, part->name, err);
}

static bool write_parts(const struct folder_out *out, struct error *err) {
    static const struct part indonesian = {"README.md", init_readme_id, init_readme_id_end};
    bool good = true;
    for (size_t i = 0; good && i < sizeof parts / sizeof *parts; i++)
        good =
            write_part(out, i == 0 && language_now() == LANGUAGE_INDONESIAN ? &indonesian : &parts[i], err);
    return good;
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(folder_release) struct folder_out out = {0};
    if (!folder_create(&out, options->argument[0], &err) || !write_parts(&out, &err) ||
        !folder_commit(&out, &err))
        return say_error(&err);
    if (!options->quiet) {
        printf(_("%s holds a small invented region; its README.md says what each file is for.\n"), out.path);
        AUTO_FREE char *word = shell_word(out.path);
        printf(_("Next: angkut check %s, angkut plan %s\n"), word, word);
    }
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut init mydata",
                                       N_("a folder of CSV files with a README.md"),
                                       "angkut init mydata --lang id",
                                       N_("the README.md in Indonesian"),
                                       "angkut plan mydata",
                                       N_("it can be planned at once"),
                                       NULL};

const struct command CMD_INIT = {
    "init",
    N_("writes a small data set to start from"),
    "DIR",
    1,
    1,
    examples,
    N_("DIR is not there yet, or empty. It becomes a small invented region, every row of\n"
       "it marked as illustrative, to be replaced by your own.\n"
       "\nStatus: 0 done, 2 usage, 6 DIR is there already, or cannot be written.\n"),
    COMMON,
    run};
