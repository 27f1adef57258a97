// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/config.h"
#include "cli/editions.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef DATA_DIR
#define DATA_DIR "/usr/local/share/angkut/data"
#endif

char *program_folder(void) {
    char *path = realpath("/proc/self/exe", NULL);
    if (path != NULL)
        *strrchr(path, '/') = '\0';
    return path;
}

static bool is_data_set(const char *folder) {
    AUTO_FREE char *node = file_join(folder, "roads/node.csv");
    return file_exists(node);
}

/* In the source tree data/ stands beside or above the program; once installed, where DATA_DIR says. */
static char *shipped_folder(void) {
    static const char *const beside[] = {"data", "../data", "../../data", "../share/angkut/data"};
    AUTO_FREE char *here = program_folder();
    for (size_t i = 0; here != NULL && i < sizeof beside / sizeof beside[0]; i++) {
        AUTO_FREE char *folder = file_join(here, beside[i]);
        if (is_data_set(folder))
            return realpath(folder, NULL);
    }
    return is_data_set(DATA_DIR) ? xstrdup(DATA_DIR) : NULL;
}

char *dataset_folder(const char *named, struct error *err) {
    const char *set = getenv("ANGKUT_DATA");
    if (named == NULL && set != NULL && set[0] != '\0')
        named = set;
    AUTO_FREE char *configured = named == NULL ? config_data() : NULL;
    if (configured != NULL)
        named = configured;
    if (named == NULL) {
        char *folder = shipped_folder();
        if (folder == NULL)
            error_set(err, ERROR_IO,
                      "no data set found beside the program or in %s: name a folder, or set ANGKUT_DATA",
                      DATA_DIR);
        return folder;
    }
    struct stat info;
    if (stat(named, &info) != 0)
        error_set(err, ERROR_IO, "%.300s: %s", named, strerror(errno));
    else if (!S_ISDIR(info.st_mode))
        error_set(err, ERROR_IO, "%.300s: not a folder; a data set is a folder with roads/ and shipments/",
                  named);
    else
        return xstrdup(named);
    return NULL;
}

/* ---- with changes ---- */

static bool is_path(const char *name) {
    size_t length = strlen(name);
    return strchr(name, '/') != NULL || (length > 5 && strcmp(name + length - 5, ".json") == 0);
}

static int is_scenario(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

static int by_file(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* In the order of their bytes. */
static struct names *scenario_names(const char *scenarios) {
    struct names *known = names_new();
    struct dirent **entry = NULL;
    int count = scandir(scenarios, &entry, is_scenario, by_file);
    for (int i = 0; i < count; i++) {
        char name[256];
        snprintf(name, sizeof name, "%.*s", (int)strlen(entry[i]->d_name) - 5, entry[i]->d_name);
        names_add(known, name, NULL);
        free(entry[i]);
    }
    free(entry);
    return known;
}

char **dataset_scenarios(const char *folder, int *count) {
    AUTO_FREE char *scenarios = file_join(folder, "scenarios");
    AUTO(names_release) struct names *known = scenario_names(scenarios);
    char **name = xcalloc((size_t)names_count(known) + 1, sizeof *name);
    *count = names_count(known);
    for (int i = 0; i < *count; i++)
        name[i] = xstrdup(names_text(known, i));
    return name;
}

/* A name is looked up in the data set; what has a "/" or ends in .json is a file of its own. */
static bool add_scenario(struct edits *edits, const char *folder, const char *name, struct diag *diag,
                         struct error *err) {
    AUTO_FREE char *scenarios = file_join(folder, "scenarios");
    char file[300], shown[320];
    if (is_path(name) && !file_exists(name))
        return error_set(err, ERROR_IO, "--scenario: %.300s: %s", name, strerror(errno));
    if (is_path(name))
        return edits_read(edits, name, name, name, diag);
    snprintf(file, sizeof file, "%.200s.json", name);
    snprintf(shown, sizeof shown, "scenarios/%s", file);
    AUTO_FREE char *path = file_join(scenarios, file);
    if (file_exists(path))
        return edits_read(edits, path, shown, name, diag);
    AUTO(names_release) struct names *known = scenario_names(scenarios);
    const char *near = names_nearest(known, name);
    char there[400] = "", meant[MEANT_WORDS];
    for (int i = 0; near == NULL && i < names_count(known); i++) {
        size_t length = strlen(there);
        snprintf(there + length, sizeof there - length, "%s%.60s", i > 0 ? ", " : "", names_text(known, i));
    }
    if (there[0] != '\0')
        return error_set(err, ERROR_USAGE, "--scenario: no scenario \"%.80s\" in %.200s; there are %s", name,
                         scenarios, there);
    return error_set(err, ERROR_USAGE, "--scenario: no scenario \"%.80s\" in %.200s%s", name, scenarios,
                     meant_words(meant, near));
}

static bool add_patch(struct edits *edits, const char *folder, const struct patch_option *patch,
                      struct diag *diag, struct error *err) {
    if (patch->option == OPTION_SCENARIO)
        return add_scenario(edits, folder, patch->text, diag, err);
    if (patch->option == OPTION_RATE)
        return edits_rate(edits, patch->text, err) || error_prefix(err, "--rate");
    return edits_set(edits, patch->text, err) || error_prefix(err, "--set");
}

void edits_release(struct edits **edits) {
    edits_free(TAKE(*edits));
}

struct edits *dataset_edits(const struct options *options, const char *folder, struct diag *diag,
                            struct error *err) {
    AUTO(edits_release) struct edits *edits = edits_new();
    for (int i = 0; i < options->patches; i++)
        if (!add_patch(edits, folder, &options->patch[i], diag, err))
            return NULL;
    return TAKE(edits);
}

struct scenario *dataset_load_with(const struct edits *edits, const char *folder, struct diag *diag,
                                   struct error *err) {
    struct scenario *scenario = scenario_load(folder, edits, diag);
    if (scenario == NULL)
        return diag_error(diag, err), NULL;
    if (editions_lay(scenario, diag, err) && edits_reprice(edits, scenario, diag) &&
        agreements_check_ids(scenario, diag))
        return scenario;
    diag_error(diag, err);
    scenario_free(scenario);
    return NULL;
}

struct scenario *dataset_load(const char *folder, struct diag *diag, struct error *err) {
    return dataset_load_with(NULL, folder, diag, err);
}

struct scenario *dataset_load_asked(const struct options *options, const char *folder, struct diag *diag,
                                    struct error *err) {
    AUTO(edits_release) struct edits *edits = dataset_edits(options, folder, diag, err);
    return edits != NULL ? dataset_load_with(edits, folder, diag, err) : NULL;
}

static int by_number(const void *left, const void *right) {
    const int *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static int without_repeats(int *number, int count) {
    int kept = 0;
    qsort(number, (size_t)count, sizeof *number, by_number);
    for (int i = 0; i < count; i++)
        if (kept == 0 || number[kept - 1] != number[i])
            number[kept++] = number[i];
    return kept;
}

static bool is_closed(const struct variant *variant, int link) {
    for (int i = 0; i < variant->closed_links; i++)
        if (variant->closed_link[i] == link)
            return true;
    return false;
}

static bool are_parallel(const struct link *a, const struct link *b) {
    return strcmp(a->mode, b->mode) == 0 &&
           ((a->from == b->from && a->to == b->to) || (a->from == b->to && a->to == b->from));
}

/* Who closes one of two tracks may have meant both. */
static void say_parallel(const struct scenario *scenario, const struct variant *variant) {
    const struct network *network = scenario->network;
    for (int i = 0; i < variant->closed_links; i++)
        for (int l = 0; l < network->links; l++) {
            const struct link *closed = &network->link[variant->closed_link[i]];
            if (are_parallel(closed, &network->link[l]) && !is_closed(variant, l))
                fprintf(stderr, _("angkut: %s is closed, %s stays open between the same nodes\n"), closed->id,
                        network->link[l].id);
        }
}

/* The regions that own something, in order of their bytes where nothing is near. */
static const char *nearest_owner(const struct scenario *scenario, const char *region) {
    const struct network *network = scenario->network;
    AUTO(names_release) struct names *owners = names_new();
    for (int l = 0; l < network->links; l++)
        if (network->link[l].jurisdiction != NULL)
            names_add(owners, network->link[l].jurisdiction, NULL);
    for (int t = 0; t < network->terminals; t++)
        if (network->terminal[t].jurisdiction != NULL)
            names_add(owners, network->terminal[t].jurisdiction, NULL);
    const char *near = names_nearest(owners, region);
    return near != NULL ? names_intern(scenario->names, near) : NULL;
}

static int by_bytes(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* In order of their bytes, each once; NULL with *err. */
static const char **read_regions(const struct scenario *scenario, const char *option,
                                 const char *const *named, int *count, bool quiet, struct error *err) {
    AUTO_FREE const char **region = xcalloc((size_t)*count + 1, sizeof *region);
    int kept = 0;
    for (int i = 0; i < *count; i++) {
        bool only_roads;
        if (!region_owns(scenario, named[i], &only_roads)) {
            char near[MEANT_WORDS];
            meant_words(near, nearest_owner(scenario, named[i]));
            error_set(err, ERROR_USAGE, "--%s: \"%.80s\" owns no link and no terminal%s", option, named[i],
                      near);
            return NULL;
        }
        if (only_roads && !quiet)
            fprintf(stderr, _("angkut: --%s %s changes nothing: all it owns are public roads\n"), option,
                    named[i]);
        region[i] = names_intern(scenario->names, named[i]);
    }
    qsort(region, (size_t)*count, sizeof *region, by_bytes);
    for (int i = 0; i < *count; i++)
        if (kept == 0 || region[kept - 1] != region[i])
            region[kept++] = region[i];
    *count = kept;
    return TAKE(region);
}

static bool add_regions(const struct options *options, const struct scenario *scenario, struct variant *out,
                        struct error *err) {
    out->granted = options->withs;
    out->dropped = options->withouts;
    for (int i = 0; i < options->withs; i++)
        for (int j = 0; j < options->withouts; j++)
            if (strcmp(options->with[i], options->without[j]) == 0)
                return error_set(err, ERROR_USAGE, "--with and --without can't both be given for \"%.80s\"",
                                 options->with[i]);
    out->grant = read_regions(scenario, "with", options->with, &out->granted, options->quiet, err);
    if (out->grant != NULL)
        out->drop = read_regions(scenario, "without", options->without, &out->dropped, options->quiet, err);
    return out->grant != NULL && out->drop != NULL;
}

bool dataset_variant(const struct options *options, const struct scenario *scenario, struct variant *out,
                     struct error *err) {
    AUTO_FREE int *closed = xcalloc((size_t)options->closures + 1, sizeof *closed);
    for (int i = 0; i < options->closures; i++) {
        closed[i] = names_find(scenario->network->link_ids, options->closed[i]);
        char near[MEANT_WORDS];
        if (closed[i] < 0)
            return error_set(
                err, ERROR_USAGE, "--close: no link \"%.100s\"%s", options->closed[i],
                meant_words(near, names_nearest(scenario->network->link_ids, options->closed[i])));
    }
    int count = without_repeats(closed, options->closures);
    *out = (struct variant){.as_of = options->as_of,
                            .has_vot = options->has_vot,
                            .vot_per_t_h = options->vot_per_t_h,
                            .closed_links = count,
                            .closed_link = TAKE(closed)};
    /* What the command line says goes before what a scenario says. */
    if (!out->has_vot)
        out->has_vot = edits_vot(scenario->edits, &out->vot_per_t_h);
    if (!add_regions(options, scenario, out, err)) {
        variant_release(out);
        *out = (struct variant){.as_of = options->as_of};
        return false;
    }
    if (!options->quiet)
        say_parallel(scenario, out);
    return true;
}

bool unmet_asked(const struct options *options, struct variant *variant, struct error *err) {
    const char *text = options->unmet;
    variant->goods_lost = true;
    if (text == NULL)
        return true;
    if (!money_parse(text, &variant->unmet_per_t, err)) {
        error_prefix(err, "--unmet");
        err->code = ERROR_USAGE;
        return false;
    }
    variant->has_unmet = true;
    return variant->unmet_per_t.e4 > 0 ||
           error_set(err, ERROR_USAGE,
                     "--unmet: %.40s is not above 0: leaving goods behind would cost nothing", text);
}

void variant_release(struct variant *variant) {
    free((void *)variant->closed_link);
    free((void *)variant->grant);
    free((void *)variant->drop);
}
