// SPDX-License-Identifier: GPL-3.0-or-later
/* Which two things are compared. */
#include "cli/compare.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { HEAD = 65536, LABEL = 480 };

void side_release(struct side *side) {
    world_release(&side->world);
    free(side->label);
    free(side->folder);
    free(side->options);
    free(side->words);
    json_free(side->made_with);
}

static bool is_file(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && !S_ISDIR(info.st_mode);
}

/* A plan file may be long: what it is and what it was made with stands near its beginning. New memory. */
static char *head_of(const char *path, size_t *length) {
    char *head = xcalloc(HEAD + 1, 1);
    FILE *file = fopen(path, "r");
    *length = file != NULL ? fread(head, 1, HEAD, file) : 0;
    if (file != NULL)
        fclose(file);
    return head;
}

/* Behind the text; NULL: it is not there. */
static const char *behind(const char *head, size_t length, const char *text) {
    const char *at = memmem(head, length, text, strlen(text));
    return at != NULL ? at + strlen(text) : NULL;
}

static bool is_plan(const char *path) {
    size_t length;
    AUTO_FREE char *head = head_of(path, &length);
    return behind(head, length, "\"angkut-plan/") != NULL;
}

static bool add_patch(struct options *options, enum option option, const char *text, struct error *err) {
    if (options->patches == PATCHES_MOST)
        return error_set(err, ERROR_USAGE, "more than %d changes", PATCHES_MOST);
    options->patch[options->patches++] = (struct patch_option){option, text};
    return true;
}

/* "--rate fuel=+20%" as the plan file has it; a scenario stands there by its name. */
static bool add_cause(struct options *own, const char *cause, struct error *err) {
    static const struct {
        const char *before;
        enum option option;
    } forms[] = {{"--rate ", OPTION_RATE}, {"--set ", OPTION_SET}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strncmp(cause, forms[i].before, strlen(forms[i].before)) == 0)
            return add_patch(own, forms[i].option, cause + strlen(forms[i].before), err);
    return add_patch(own, OPTION_SCENARIO, cause, err);
}

/* What is found here by mistake loads other files than the plan's, which plan_fits() sees. */
bool side_adopt_scenarios(struct side *side, struct error *err) {
    struct error unheard;
    size_t length, used;
    AUTO_FREE char *head = head_of(side->plan_file, &length);
    const char *list = behind(head, length, "\"scenarios\":");
    const char *shipments = behind(head, length, "\"shipments\":");
    if (list == NULL || (shipments != NULL && shipments < list))
        return true;
    side->made_with = json_parse(list, length - (size_t)(list - head), &used, &unheard);
    for (const struct json *at = json_first(side->made_with); at != NULL; at = json_next(at))
        if (json_string(at) != NULL && !add_cause(side->options, json_string(at), err))
            return false;
    return true;
}

/* "diesel-25" or "diesel-25+landslide": scenarios in front of what the options change. */
static bool add_scenarios(struct side *side, const char *argument, struct error *err) {
    struct options *own = side->options;
    struct patch_option later[PATCHES_MOST];
    int count = own->patches;
    memcpy(later, own->patch, sizeof later);
    own->patches = 0;
    side->words = xstrdup(argument);
    char *rest = NULL;
    const char *between = is_file(argument) ? "" : "+";
    for (char *word = strtok_r(side->words, between, &rest); word != NULL;
         word = strtok_r(NULL, between, &rest))
        if (!add_patch(own, OPTION_SCENARIO, word, err))
            return false;
    for (int i = 0; i < count; i++)
        if (!add_patch(own, later[i].option, later[i].text, err))
            return false;
    return own->patches > count || error_set(err, ERROR_USAGE, "\"%.100s\" names no scenario", argument);
}

static bool is_base(const char *argument) {
    return argument == NULL || strcmp(argument, "base") == 0 ||
           (strcmp(argument, ".") == 0 && !folder_exists("roads"));
}

/* What an argument stands for. */
static bool take_argument(struct side *side, const char *argument, const char *data, struct error *err) {
    if (!is_base(argument) && folder_exists(argument)) {
        side->folder = dataset_folder(argument, err);
        return side->folder != NULL;
    }
    side->folder = dataset_folder(data, err);
    if (side->folder == NULL || is_base(argument))
        return side->folder != NULL;
    if (is_file(argument) && is_plan(argument)) {
        side->plan_file = argument;
        return true;
    }
    return add_scenarios(side, argument, err);
}

/* ---- words ---- */

/* One more of what makes the side, its format translated. */
static void label_add(char label[LABEL], const char *format, ...) __attribute__((format(printf, 2, 3)));

static void label_add(char label[LABEL], const char *format, ...) {
    size_t length = strlen(label);
    va_list arguments;
    length += (size_t)snprintf(label + length, LABEL - length, "%s", length > 0 ? " + " : "");
    if (length >= LABEL)
        return;
    va_start(arguments, format);
    vsnprintf(label + length, LABEL - length, language_text(format), arguments);
    va_end(arguments);
}

static void name_side(struct side *side, const char *argument) {
    char label[LABEL] = "", vot[WIDE_TEXT];
    const struct options *own = side->options;
    machine_begin(own);
    if (argument != NULL && !is_base(argument) && (folder_exists(argument) || side->plan_file != NULL))
        label_add(label, "%.200s", argument);
    for (int i = 0; i < own->patches; i++)
        label_add(label, "%.200s", own->patch[i].text);
    for (int i = 0; i < own->closures; i++)
        label_add(label, "without %.200s", own->closed[i]);
    for (int i = 0; i < own->withs; i++)
        label_add(label, "agreements of %.200s", own->with[i]);
    for (int i = 0; i < own->withouts; i++)
        label_add(label, "no agreements of %.200s", own->without[i]);
    if (own->has_vot)
        label_add(label, "value of time %.200s", wide_text(vot, own->vot_per_t_h.e4, MONEY_PLACES, 0));
    side->label = xstrdup(label[0] != '\0' ? label : _("as it stands"));
    machine_end();
}

/* ---- agreements ---- */

static bool same_regions(const char *const *a, int count, const char *const *b, int others) {
    bool same = count == others;
    for (int i = 0; same && i < count; i++)
        same = strcmp(a[i], b[i]) == 0;
    return same;
}

bool options_suppose_alike(const struct options *a, const struct options *b) {
    return same_regions(a->with, a->withs, b->with, b->withs) &&
           same_regions(a->without, a->withouts, b->without, b->withouts);
}

void options_suppose(struct options *options, const struct options *from) {
    memcpy(options->with, from->with, sizeof options->with);
    memcpy(options->without, from->without, sizeof options->without);
    options->withs = from->withs;
    options->withouts = from->withouts;
}

/* ---- the two of them ---- */

/* Without what makes a difference in the short form. */
static void strip(struct options *options) {
    options->patches = options->closures = options->withs = options->withouts = 0;
    options->has_vot = false;
}

static bool changes_something(const struct options *options) {
    return options->patches > 0 || options->closures > 0 || options->has_vot || options->withs > 0 ||
           options->withouts > 0;
}

bool same_folder(const struct side *before, const struct side *after) {
    AUTO_FREE char *a = realpath(before->folder, NULL);
    AUTO_FREE char *b = realpath(after->folder, NULL);
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool make_side(struct side *side, const char *argument, const struct options *options, bool changed,
                      struct error *err) {
    side->options = xcalloc(1, sizeof *side->options);
    *side->options = *options;
    side->options->quiet = true; /* what is said about closures is said once */
    if (!changed)
        strip(side->options);
    if (!take_argument(side, argument, options->data, err))
        return false;
    name_side(side, argument);
    return true;
}

static bool refuse_changes(const struct side *side, struct error *err) {
    return side->plan_file == NULL || !changes_something(side->options) ||
           error_set(err, ERROR_USAGE,
                     "%.200s is a plan, made as it was made: options that change the data can't change it",
                     side->plan_file);
}

bool side_asked(const struct options *options, const char *argument, struct side *side, struct error *err) {
    if (!make_side(side, argument, options, true, err))
        return false;
    side->options->quiet = options->quiet;
    return refuse_changes(side, err);
}

static bool check_plans(const struct options *options, const struct side side[2], struct error *err) {
    for (int i = 0; i < 2; i++)
        if (side[i].plan_file != NULL && changes_something(side[i].options))
            return error_set(err, ERROR_USAGE,
                             "%.200s is a plan, made as it was made: options that change the data can't "
                             "change it; compare it with a data set or a scenario",
                             side[i].plan_file);
    if (side[0].plan_file != NULL && side[1].plan_file != NULL && options->has_as_of)
        return error_set(err, ERROR_USAGE, "--as-of: two plans have their own dates");
    return true;
}

/* A plan alone is compared with the best plan now; anything else with the data set as it stands. */
bool sides_asked(const struct options *options, struct side side[2], struct error *err) {
    const char *first = options->argument[0], *second = options->argument[1];
    bool changes = changes_something(options), both = options->arguments == 2;
    bool plan_alone = !both && !is_base(first) && is_file(first) && is_plan(first);
    if (!both && !changes && is_base(first))
        return error_set(err, ERROR_USAGE,
                         "nothing to compare: name two of plan, data set, scenario, or a change such as "
                         "--scenario or --rate");
    if (!both && changes && !plan_alone)
        second = first;
    else if (!both && !plan_alone)
        second = first, first = NULL;
    if (!make_side(&side[0], first, options, both, err) || !make_side(&side[1], second, options, true, err))
        return false;
    return check_plans(options, side, err);
}
