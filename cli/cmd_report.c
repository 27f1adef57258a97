// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/json.h"
#include "base/language.h"
#include "base/mem.h"
#include "cli/compare.h"
#include "report/report.h"

#include <string.h>

enum { RESULT_BYTES = 256 << 20 };

/* Result files as read. Starts as {0}. */
struct results {
    struct json *root[ARGUMENTS_MOST];
    const char *path[ARGUMENTS_MOST];
    int count;
};

static const char PLAN_SCHEMA[] = "angkut-plan/1";

static void results_release(struct results *results) {
    for (int i = 0; i < results->count; i++)
        json_free(results->root[i]);
}

static const char *schema_of(const struct json *root) {
    const char *schema = json_string(json_get(root, "schema"));
    return schema != NULL ? schema : "";
}

static bool read_result(struct results *results, const char *path, struct error *err) {
    size_t length;
    AUTO_FREE char *text = file_read(path, RESULT_BYTES, &length, err);
    if (text == NULL)
        return false;
    struct json *root = json_parse(text, length, NULL, err);
    if (root == NULL)
        return error_prefix(err, "%.200s", path);
    results->path[results->count] = path;
    results->root[results->count++] = root;
    if (!report_page_shows(schema_of(root)) && strcmp(schema_of(root), PLAN_SCHEMA) != 0)
        return error_set(err, ERROR_INPUT,
                         "%.200s: schema \"%.60s\" found, expected one of angkut-plan/1, angkut-frontier/1, "
                         "angkut-compare/1, angkut-partners/1, angkut-allocation/1",
                         path, schema_of(root));
    return true;
}

/* Results alone: the plan is made of the data set as it stands. */
static bool is_result(const char *path) {
    struct error unheard;
    AUTO(results_release) struct results found = {0};
    return path != NULL && !folder_exists(path) && file_exists(path) && read_result(&found, path, &unheard) &&
           report_page_shows(schema_of(found.root[0]));
}

static bool read_results(struct results *results, const struct options *options, int first,
                         struct error *err) {
    for (int i = first; i < options->arguments; i++)
        if (!read_result(results, options->argument[i], err))
            return false;
    return true;
}

static bool is_of(const struct json *made, const struct plan *plan) {
    const char *hash = json_string(json_get(made, "input_hash"));
    return hash != NULL && strcmp(hash, plan->input_hash) == 0;
}

/* A result of other data would stand beside a plan that it does not speak of. */
static bool results_fit(const struct results *results, const struct plan *plan, struct error *err) {
    for (int i = 0; i < results->count; i++) {
        const struct json *root = results->root[i];
        if (!is_of(root, plan) && !is_of(json_get(root, "before"), plan) &&
            !is_of(json_get(root, "after"), plan))
            return error_set(err, ERROR_INPUT,
                             "%.200s was made from other files (its input_hash is not the plan's %.12s...)",
                             results->path[i], plan->input_hash);
    }
    return true;
}

/* ---- another plan ---- */

static void sides_release(struct side (*side)[2]) {
    side_release(&(*side)[0]);
    side_release(&(*side)[1]);
}

/* The comparison as its file would have it, with names in the language in use. NULL: *err. */
static struct json *comparison_tree(const struct comparison *comparison, struct error *err) {
    AUTO_FREE char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (out == NULL) {
        error_set(err, ERROR_IO, "no memory for a comparison");
        return NULL;
    }
    language_pause();
    report_comparison_json(comparison, out);
    language_resume();
    fclose(out);
    return json_parse(text, length, NULL, err);
}

/* What the other plan has otherwise, in place of its tree: opened anew, since comparing may plan a side again. */
static int compare_plan(const struct options *options, const char *plan, struct results *results, int i) {
    struct error err = {0};
    AUTO(sides_release) struct side side[2] = {{0}};
    AUTO(between_release) struct between between = {0};
    if (!side_asked(options, plan, &side[0], &err) || !side_asked(options, results->path[i], &side[1], &err))
        return say_error(&err);
    for (int s = 0; s < 2; s++) {
        int status = side_open(&side[s], options);
        if (status != EXIT_DONE)
            return status;
    }
    int status = sides_compare(side, options, &between);
    if (status != EXIT_DONE)
        return status;
    struct json *tree = comparison_tree(between.comparison, &err);
    if (tree == NULL)
        return say_error(&err);
    json_free(results->root[i]);
    results->root[i] = tree;
    return EXIT_DONE;
}

static int compare_plans(const struct options *options, const char *plan, struct results *results) {
    for (int i = 0; i < results->count; i++)
        if (strcmp(schema_of(results->root[i]), PLAN_SCHEMA) == 0) {
            int status = compare_plan(options, plan, results, i);
            if (status != EXIT_DONE)
                return status;
        }
    return EXIT_DONE;
}

/* ---- the verb ---- */

/* "https://host/{z}/{x}/{y}.png": nothing in the host that could mean more in a policy. */
static bool tiles_sound(const char *tiles, struct error *err) {
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&()*+=%{}[]";
    if (tiles == NULL)
        return true;
    bool web = strncmp(tiles, "https://", 8) == 0 || strncmp(tiles, "http://", 7) == 0;
    if (web && strspn(tiles, letters) == strlen(tiles) && strstr(tiles, "{z}") != NULL &&
        strstr(tiles, "{x}") != NULL && strstr(tiles, "{y}") != NULL)
        return true;
    return error_set(err, ERROR_USAGE,
                     "--tiles: \"%.200s\" found, expected an address such as https://host/{z}/{x}/{y}.png",
                     tiles);
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(file_release) struct file_out out = {0};
    AUTO(side_release) struct side side = {0};
    AUTO(results_release) struct results results = {0};
    bool alone = is_result(options->argument[0]);
    const char *plan = alone ? NULL : options->argument[0];
    if (!tiles_sound(options->tiles, &err) || !read_results(&results, options, alone ? 0 : 1, &err) ||
        !side_asked(options, plan, &side, &err) || !file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    int status = side_open(&side, options);
    if (status != EXIT_DONE)
        return status;
    if (!results_fit(&results, side.world.plan, &err))
        return say_error(&err);
    status = compare_plans(options, plan, &results);
    if (status != EXIT_DONE)
        return status;
    const struct page_content content = {side.world.plan, compiled_network(side.world.compiled),
                                         (const struct json *const *)results.root, results.count,
                                         options->tiles};
    report_page(&content, out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut report -o report.html",
                                       N_("the best plan now; open it by double click"),
                                       "angkut report plan.json -o report.html",
                                       N_("a plan that was kept"),
                                       "angkut report plan.json new.json -o r.html",
                                       N_("and what another has otherwise"),
                                       "angkut report plan.json frontier.json -o r.html",
                                       N_("and what other verbs wrote as JSON"),
                                       NULL};

const struct command CMD_REPORT = {
    "report",
    N_("writes a plan as a page for a browser"),
    "[PLAN | DIR] [RESULT ...]",
    0,
    ARGUMENTS_MOST,
    examples,
    N_("PLAN is a plan file; without one, the data set DIR (or a scenario of it) is\n"
       "planned now. RESULT: what frontier, compare, partners or allocate wrote with\n"
       "--format json, of the same data set; or another plan of it, which is compared\n"
       "with the first.\n"
       "\nThe page is one file that holds all it needs: it opens without a network, works\n"
       "without scripts, and prints. With --tiles, and only then, a map from the web\n"
       "lies under its network.\n"
       "\nStatus: 0 written, 2 usage, 3 bad data, or a plan that does not verify, 4 the\n"
       "solver failed, 6 cannot read or write.\n"),
    VARIED | PATCHES | COMMON | SET(OUTPUT) | SET(TILES) | SET(DATA),
    run};
