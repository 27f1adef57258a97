// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include "base/language.h"
#include "cli/cli.h"

#include <math.h>
#include <string.h>

void options_init(struct options *options) {
    *options = (struct options){.as_of = date_today(),
                                .serial = -1,
                                .issued = DATE_EVER,
                                .expires = DATE_NEVER,
                                .gap = 1e-6,
                                .seconds = INFINITY};
}

/* ---- values ---- */

static bool set_word(const char *text, const char *const *words, int *out, struct error *err) {
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(text, words[i]) == 0) {
            *out = i;
            return true;
        }
    char near[MEANT_WORDS];
    return error_set(err, ERROR_USAGE, "\"%.40s\" is none of %s, %s, %s%s", text, words[0], words[1],
                     words[2], did_you_mean(near, "", text, words));
}

static bool set_number(const char *text, double low, double high, double *out, struct error *err) {
    double value;
    char least[REAL_WORDS], most[REAL_WORDS];
    if (!double_parse(text, '.', &value, err))
        return false;
    if (!(value >= low && value <= high))
        return error_set(err, ERROR_USAGE, "%.40s is not within %s and %s", text, real_words(least, low, 0),
                         real_words(most, high, 0));
    *out = value;
    return true;
}

static bool set_vot(struct options *options, const char *text, struct error *err) {
    if (!money_parse(text, &options->vot_per_t_h, err))
        return false;
    if (options->vot_per_t_h.e4 < 0)
        return error_set(err, ERROR_USAGE, "%.40s is below 0", text);
    return options->has_vot = true;
}

static bool set_closed(struct options *options, const char *text, struct error *err) {
    if (options->closures == CLOSED_MOST)
        return error_set(err, ERROR_USAGE, "more than %d links", CLOSED_MOST);
    options->closed[options->closures++] = text;
    return true;
}

static bool add_region(const char **region, int *count, const char *text, struct error *err) {
    if (*count == REGIONS_MOST)
        return error_set(err, ERROR_USAGE, "more than %d regions", REGIONS_MOST);
    region[(*count)++] = text;
    return text[0] != '\0' || error_set(err, ERROR_USAGE, "an empty REGION");
}

static bool add_patch(struct options *options, enum option option, const char *text, struct error *err) {
    if (options->patches == PATCHES_MOST)
        return error_set(err, ERROR_USAGE, "more than %d changes", PATCHES_MOST);
    options->patch[options->patches++] = (struct patch_option){option, text};
    return text[0] != '\0' || error_set(err, ERROR_USAGE, "an empty %s", OPTION_SPECS[option].value);
}

static bool set_threads(struct options *options, const char *text, struct error *err) {
    int64_t threads;
    if (!decimal_parse(text, 0, '.', DECIMAL_EXACT, &threads, err))
        return false;
    if (threads < 0 || threads > 256)
        return error_set(err, ERROR_USAGE, "%.40s is not within 0 and 256", text);
    options->threads = (int)threads;
    return true;
}

static bool set_serial(struct options *options, const char *text, struct error *err) {
    const int64_t most = (INT64_C(1) << 53) - 1; /* what every reader of JSON can hold */
    if (!decimal_parse(text, 0, '.', DECIMAL_EXACT, &options->serial, err))
        return false;
    return (options->serial >= 0 && options->serial <= most) ||
           error_set(err, ERROR_USAGE, "%.40s is not within 0 and %lld", text, (long long)most);
}

/* "50%" or "±50%" both ways, "+50%", "-20%"; never below -100 per cent. */
static bool set_until(struct options *options, const char *text, struct error *err) {
    char number[40];
    double percent;
    bool falls = text[0] == '-', rises = text[0] == '+', both = strncmp(text, "±", strlen("±")) == 0;
    const char *digits = text + (both ? strlen("±") : falls || rises ? 1 : 0);
    size_t length = strcspn(digits, "%");
    if (length >= sizeof number || strcmp(digits + length, "%") != 0 || strchr("+-", digits[0]) != NULL)
        return error_set(err, ERROR_USAGE, "\"%.40s\" is no share such as 50%%, +50%% or -20%%", text);
    memcpy(number, digits, length);
    number[length] = '\0';
    if (!set_number(number, 0, 1e6, &percent, err))
        return false;
    options->low = rises ? 0 : -fmin(percent / 100, 1);
    options->high = falls ? 0 : percent / 100;
    return options->has_until = true;
}

/* Where an option is kept that is a text as it stands; NULL: it is something else. */
static const char **text_slot(struct options *options, enum option option) {
    const char **const slot[OPTION_COUNT] = {
        [OPTION_OUTPUT] = &options->output,
        [OPTION_NEW_PLAN] = &options->new_plan,
        [OPTION_DATA] = &options->data,
        [OPTION_PUBLISHER] = &options->publisher,
        [OPTION_TARIFF] = &options->tariff,
        [OPTION_ITEM] = &options->item,
        [OPTION_DEPART] = &options->depart,
        [OPTION_MAX_COST] = &options->max_cost,
        [OPTION_MAX_MEAN_HOURS] = &options->max_mean_hours,
        [OPTION_MAX_CO2] = &options->max_co2,
        [OPTION_OBJECTIVES] = &options->objectives,
        [OPTION_POINTS] = &options->points,
        [OPTION_FROM] = &options->from,
        [OPTION_TO] = &options->to,
        [OPTION_COMMODITY] = &options->commodity,
        [OPTION_TONNES] = &options->tonnes,
        [OPTION_BY] = &options->by,
        [OPTION_VALUE] = &options->value,
        [OPTION_BATCH] = &options->batch,
        [OPTION_RAISE] = &options->raise,
        [OPTION_BY_WHOM] = &options->by_whom,
        [OPTION_RULE] = &options->rule,
        [OPTION_STATEMENT] = &options->statement,
        [OPTION_CAPACITY] = &options->capacity,
        [OPTION_UNMET] = &options->unmet,
        [OPTION_SAMPLES] = &options->samples,
        [OPTION_LANG] = &options->lang,
        [OPTION_REPORT] = &options->report,
        [OPTION_TILES] = &options->tiles,
        [OPTION_SHIPMENT] = &options->shipment,
        [OPTION_LENGTH_UNIT] = &options->length_unit,
        [OPTION_SPEED_UNIT] = &options->speed_unit,
        [OPTION_BBOX] = &options->bbox,
        [OPTION_CLASSES] = &options->classes,
    };
    return slot[option];
}

static bool set_text(const char **slot, enum option option, const char *text, struct error *err) {
    *slot = option == OPTION_OUTPUT && strcmp(text, "-") == 0 ? NULL : text;
    return text[0] != '\0' || error_set(err, ERROR_USAGE, "an empty %s", OPTION_SPECS[option].value);
}

static bool set_format(struct options *options, const char *text, struct error *err) {
    static const char *const formats[] = {"text", "json", "csv", NULL};
    int word = 0;
    bool good = set_word(text, formats, &word, err);
    options->format = (enum format)word;
    return good;
}

static bool set_color(struct options *options, const char *text, struct error *err) {
    static const char *const colors[] = {"auto", "always", "never", NULL};
    int word = 0;
    bool good = set_word(text, colors, &word, err);
    options->color = (enum color)word;
    return good;
}

static bool set_value(struct options *options, enum option option, const char *text, struct error *err) {
    enum language language;
    const char **slot = text_slot(options, option);
    if (option == OPTION_LANG && !language_named(text, &language))
        return error_set(err, ERROR_USAGE, "\"%.40s\" is none of en, id", text);
    if (slot != NULL)
        return set_text(slot, option, text, err);
    switch (option) {
    case OPTION_FORMAT:
        return set_format(options, text, err);
    case OPTION_COLOR:
        return set_color(options, text, err);
    case OPTION_UNTIL:
        return set_until(options, text, err);
    case OPTION_AS_OF:
        return options->has_as_of = date_parse(text, &options->as_of, err);
    case OPTION_SERIAL:
        return set_serial(options, text, err);
    case OPTION_ISSUED:
        return date_parse(text, &options->issued, err);
    case OPTION_EXPIRES:
        return date_parse(text, &options->expires, err);
    case OPTION_VOT:
        return set_vot(options, text, err);
    case OPTION_CLOSE:
        return set_closed(options, text, err);
    case OPTION_WITH:
        return add_region(options->with, &options->withs, text, err);
    case OPTION_WITHOUT:
        return add_region(options->without, &options->withouts, text, err);
    case OPTION_SCENARIO:
    case OPTION_RATE:
    case OPTION_SET:
        return add_patch(options, option, text, err);
    case OPTION_GAP:
        return options->has_gap = set_number(text, 0, 1, &options->gap, err);
    case OPTION_TIME_LIMIT:
        return set_number(text, 0, 1e9, &options->seconds, err);
    case OPTION_THREADS:
        return set_threads(options, text, err);
    default:
        return false;
    }
}

static void set_flag(struct options *options, enum option option, bool value) {
    bool *const flag[OPTION_COUNT] = {
        [OPTION_BRIEF] = &options->brief,
        [OPTION_LP] = &options->lp,
        [OPTION_MPS] = &options->mps,
        [OPTION_STATS] = &options->stats,
        [OPTION_ACCEPT] = &options->accept,
        [OPTION_ALL] = &options->all,
        [OPTION_QUIET] = &options->quiet,
        [OPTION_HELP] = &options->help,
        [OPTION_LINKS] = &options->links,
        [OPTION_TERMINALS] = &options->terminals,
        [OPTION_JURISDICTIONS] = &options->jurisdictions,
        [OPTION_PAIRS] = &options->pairs,
        [OPTION_WHOLE_VEHICLES] = &options->whole_vehicles,
        [OPTION_ROADS] = &options->roads,
        [OPTION_INVEST] = &options->invest,
        [OPTION_GEOJSON] = &options->geojson,
        [OPTION_KML] = &options->kml,
        [OPTION_DOT] = &options->dot,
        [OPTION_XLSX] = &options->xlsx,
        [OPTION_EMISSIONS] = &options->emissions,
        [OPTION_CSV_RAW] = &options->csv_raw,
        [OPTION_SHOW_ORIGIN] = &options->show_origin,
        [OPTION_MAN] = &options->man,
    };
    *flag[option] = value;
}

bool options_set(struct options *options, enum option option, const char *value, struct error *err) {
    static const char *const answers[] = {"yes", "no", "true", "false", "ya", "tidak"};
    if (OPTION_SPECS[option].value != NULL)
        return set_value(options, option, value, err);
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        if (strcmp(value, answers[i]) == 0) {
            set_flag(options, option, i % 2 == 0);
            return true;
        }
    return error_set(err, ERROR_USAGE, "\"%.40s\" is neither yes nor no", value);
}

/* ---- names ---- */

static int find_long(const char *name, size_t length, option_set allowed) {
    for (int i = 0; i < OPTION_COUNT; i++)
        if (allowed >> i & 1 && strlen(OPTION_SPECS[i].name) == length &&
            strncmp(OPTION_SPECS[i].name, name, length) == 0)
            return i;
    return -1;
}

static int find_short(char letter, option_set allowed) {
    for (int i = 0; i < OPTION_COUNT; i++)
        if (allowed >> i & 1 && OPTION_SPECS[i].letter == letter)
            return i;
    return -1;
}

int option_find(const char *text, option_set allowed) {
    bool is_long = text[0] == '-' && text[1] == '-';
    return is_long ? find_long(text + 2, strcspn(text + 2, "="), allowed) : find_short(text[1], allowed);
}

static bool unknown(const char *text, size_t length, option_set allowed, struct error *err) {
    const char *known[OPTION_COUNT + 1] = {NULL};
    char name[48], near[MEANT_WORDS];
    int count = 0;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (allowed >> i & 1)
            known[count++] = OPTION_SPECS[i].name;
    snprintf(name, sizeof name, "%.*s", (int)length, text);
    const char *bare = name + strspn(name, "-");
    return error_set(err, ERROR_USAGE, "no option %s%s", name, did_you_mean(near, "--", bare, known));
}

/* One option at argv[at], with its value behind it or in argv[at + 1].
 * Returns how many words it took, 0 = error. */
static int parse_option(struct options *options, int argc, char **argv, option_set allowed,
                        struct error *err) {
    const char *text = argv[0];
    bool is_long = text[1] == '-';
    size_t length = is_long ? strcspn(text, "=") : 2;
    int option = is_long ? find_long(text + 2, length - 2, allowed) : find_short(text[1], allowed);
    if (option < 0)
        return unknown(text, length, allowed, err);
    const struct option_spec *spec = &OPTION_SPECS[option];
    const char *value = text[length] == '\0' ? NULL : text + length + is_long;
    options->given |= (option_set)1 << option;
    if (spec->value == NULL) {
        if (value != NULL && (!is_long || strcmp(value, "no") != 0)) /* =no: in spite of a file of settings */
            return error_set(err, ERROR_USAGE, "--%s takes no value", spec->name);
        set_flag(options, (enum option)option, value == NULL);
        return 1;
    }
    int words = value == NULL ? 2 : 1;
    if (words > argc)
        return error_set(err, ERROR_USAGE, "--%s needs a %s", spec->name, spec->value);
    if (!set_value(options, (enum option)option, value != NULL ? value : argv[1], err)) {
        if (err != NULL)
            err->code = ERROR_USAGE;
        return error_prefix(err, "--%s", spec->name);
    }
    return words;
}

static bool add_argument(struct options *options, const char *text, int most, struct error *err) {
    if (options->arguments == most)
        return error_set(err, ERROR_USAGE, "\"%.200s\" is one argument too many", text);
    options->argument[options->arguments++] = text;
    return true;
}

bool options_parse(struct options *options, int argc, char **argv, option_set allowed, int most,
                   struct error *err) {
    bool only_arguments = false;
    for (int i = 0, words = 1; i < argc; i += words) {
        words = 1;
        if (!only_arguments && strcmp(argv[i], "--") == 0) {
            only_arguments = true;
        } else if (!only_arguments && argv[i][0] == '-' && argv[i][1] != '\0') {
            words = parse_option(options, argc - i, argv + i, allowed, err);
            if (words == 0)
                return false;
        } else if (!add_argument(options, argv[i], most, err)) {
            return false;
        }
    }
    return true;
}
