// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include "base/language.h"
#include "cli/cli.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

const struct option_spec OPTION_SPECS[OPTION_COUNT] = {
    [OPTION_FORMAT] = {"format", 0, "FORMAT", N_("text (the default), json or csv")},
    [OPTION_OUTPUT] = {"output", 'o', "FILE", N_("replace FILE by the result, whole or not at all")},
    [OPTION_AS_OF] = {"as-of", 0, "DATE", N_("tariffs of that day, YYYY-MM-DD (default today)")},
    [OPTION_VOT] = {"vot", 0, "MONEY", N_("value of time per tonne-hour, for all shipments")},
    [OPTION_CLOSE] = {"close", 0, "LINK", N_("do without the link of this id; may be repeated")},
    [OPTION_BRIEF] = {"brief", 0, NULL, N_("the totals alone, without the shipments")},
    [OPTION_LP] = {"lp", 0, NULL, N_("as a linear program in CPLEX LP format")},
    [OPTION_MPS] = {"mps", 0, NULL, N_("the same in free MPS format")},
    [OPTION_GAP] = {"gap", 0, "SHARE", N_("stop when so near the best possible (default 1e-6)")},
    [OPTION_TIME_LIMIT] = {"time-limit", 0, "SECONDS", N_("then give the best plan so far")},
    [OPTION_THREADS] = {"threads", 0, "N", N_("default 0: one a processor; the plan is the same")},
    [OPTION_STATS] = {"stats", 0, NULL, N_("how the search went, on standard error")},
    [OPTION_DATA] = {"data", 0, "DIR", N_("the data set whose book is meant")},
    [OPTION_PUBLISHER] = {"publisher", 0, "TEXT", N_("who publishes it (default the data set's name)")},
    [OPTION_SERIAL] = {"serial", 0, "N", N_("above the last one's (default the issue's YYYYMMDD)")},
    [OPTION_ISSUED] = {"issued", 0, "DATE", N_("the day of the issue (default today)")},
    [OPTION_EXPIRES] = {"expires", 0, "DATE", N_("first day it is no longer good (default 30 on)")},
    [OPTION_ACCEPT] = {"accept", 0, NULL, N_("take what is under the feed's jump limit")},
    [OPTION_TARIFF] = {"tariff", 0, "ID", N_("the range of this rate")},
    [OPTION_ITEM] = {"item", 0, "NAME", N_("of all rates of an item together, as in fuel")},
    [OPTION_ALL] = {"all", 0, NULL, N_("of every rate in force, and of every item")},
    [OPTION_UNTIL] = {"until", 0, "SHARE", N_("total along the way: 50% (both ways), +50%, -20%")},
    [OPTION_SCENARIO] = {"scenario", 0, "NAME", N_("with this scenario; may be repeated, they stack")},
    [OPTION_RATE] = {"rate", 0, "CHANGE", N_("change rates, as in fuel=+20% or TARIFF-ID=8500")},
    [OPTION_SET] = {"set", 0, "CHANGE", N_("change a value: link.L12.freight_capacity=500")},
    [OPTION_DEPART] = {"depart", 0, "TIME", N_("when shipments leave, as in \"Mon 06:00\"")},
    [OPTION_MAX_COST] = {"max-cost", 0, "MONEY", N_("the best plan that costs no more in all")},
    [OPTION_MAX_MEAN_HOURS] = {"max-mean-hours", 0, "HOURS", N_("that takes no more hours, a mean tonne")},
    [OPTION_MAX_CO2] = {"max-co2", 0, "TONNES", N_("that emits no more CO2e, well to wheel")},
    [OPTION_OBJECTIVES] = {"objectives", 0, "TWO", N_("cost,time (the default), cost,co2 or time,co2")},
    [OPTION_POINTS] = {"points", 0, "N", N_("a spread of N of them, the ends included")},
    [OPTION_FROM] = {"from", 0, "NODE", N_("where it starts: an id, a name or part of one")},
    [OPTION_TO] = {"to", 0, "NODE", N_("where it goes")},
    [OPTION_COMMODITY] = {"commodity", 0, "ID", N_("what it is: an id, a name or part of one")},
    [OPTION_TONNES] = {"tonnes", 0, "TONNES", N_("how much")},
    [OPTION_BY] = {"by", 0, "TIME", N_("when it must be there, as in \"Thu 18:00\"")},
    [OPTION_VALUE] = {"value", 0, "MONEY", N_("what a tonne is worth, for the cost of its time")},
    [OPTION_BATCH] = {"batch", 0, "FILE", N_("many deliveries: a CSV file with these columns")},
    [OPTION_LINKS] = {"links", 0, NULL, N_("each link closed in turn")},
    [OPTION_TERMINALS] = {"terminals", 0, NULL, N_("each terminal")},
    [OPTION_JURISDICTIONS] = {"jurisdictions", 0, NULL, N_("all that a jurisdiction has")},
    [OPTION_PAIRS] = {"pairs", 0, NULL, N_("two at a time")},
    [OPTION_NEW_PLAN] = {"new-plan", 0, "FILE", N_("where a better plan goes, if there is one")},
    [OPTION_WITH] = {"with", 0, "REGION", N_("as if all its agreements were in force; repeatable")},
    [OPTION_WITHOUT] = {"without", 0, "REGION", N_("as if none of its agreements were; repeatable")},
    [OPTION_WHOLE_VEHICLES] = {"whole-vehicles", 0, NULL,
                               N_("rounded up to whole vehicles, and what that costs")},
    [OPTION_ROADS] = {"roads", 0, NULL, N_("count public roads too, as if they took an agreement")},
    [OPTION_INVEST] = {"invest", 0, NULL, N_("which capacity to raise or open, and what it brings")},
    [OPTION_RAISE] = {"raise", 0, "X", N_("by how much: tonnes, or a share (default 10%)")},
    [OPTION_BY_WHOM] = {"by", 0, "WHO", N_("shipper (the default) or region")},
    [OPTION_RULE] = {"rule", 0, "RULE", N_("this rule alone (default all)")},
    [OPTION_STATEMENT] = {"statement", 0, "WHO", N_("one page for this shipper or region")},
    [OPTION_CAPACITY] = {"capacity", 0, "RIGHT", N_("of who leaves: shared (the default) or left")},
    [OPTION_UNMET] = {"unmet", 0, "MONEY", N_("a tonne that can't move (default: its goods' value)")},
    [OPTION_SAMPLES] = {"samples", 0, "N", N_("orders sampled where there are too many to count")},
    [OPTION_LANG] = {"lang", 0, "LANGUAGE", N_("en or id (default: as the environment says)")},
    [OPTION_REPORT] = {"report", 0, "FILE", N_("the plan as a page for a browser too")},
    [OPTION_TILES] = {"tiles", 0, "URL", N_("a map from there behind ours, as in https://.../{z}/{x}/{y}")},
    [OPTION_GEOJSON] = {"geojson", 0, NULL, N_("nodes, links and flows for QGIS and its like")},
    [OPTION_KML] = {"kml", 0, NULL, N_("the same for Google Earth and its like")},
    [OPTION_DOT] = {"dot", 0, NULL, N_("paths as a graph, for Graphviz")},
    [OPTION_SHIPMENT] = {"shipment", 0, "ID", N_("this shipment alone; may be a list")},
    [OPTION_XLSX] = {"xlsx", 0, NULL, N_("a workbook, one sheet a table")},
    [OPTION_EMISSIONS] = {"emissions", 0, NULL, N_("transport chains after ISO 14083")},
    [OPTION_CSV_RAW] = {"csv-raw", 0, NULL, N_("leave texts as they are, though a spreadsheet may run them")},
    [OPTION_LENGTH_UNIT] = {"length-unit", 0, "UNIT", N_("of lengths: km, m, mi, ft")},
    [OPTION_SPEED_UNIT] = {"speed-unit", 0, "UNIT", N_("of speeds: kph, mph, ft/min")},
    [OPTION_BBOX] = {"bbox", 0, "W,S,E,N", N_("only what lies within these degrees")},
    [OPTION_CLASSES] = {"classes", 0, "LIST", N_("which roads: motorway,trunk,primary,...")},
    [OPTION_SHOW_ORIGIN] = {"show-origin", 0, NULL, N_("where each value comes from")},
    [OPTION_MAN] = {"man", 0, NULL, N_("as a man page")},
    [OPTION_QUIET] = {"quiet", 'q', NULL, N_("say no more than has to be said")},
    [OPTION_COLOR] = {"color", 0, "WHEN", N_("auto (default; NO_COLOR is heeded), always, never")},
    [OPTION_HELP] = {"help", 'h', NULL, N_("this help")},
};

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
    char near[80];
    return error_set(err, ERROR_USAGE, "\"%.40s\" is none of %s, %s, %s%s", text, words[0], words[1],
                     words[2], did_you_mean(near, sizeof near, "", text, words));
}

static bool set_number(const char *text, double low, double high, double *out, struct error *err) {
    double value;
    if (!double_parse(text, '.', &value, err))
        return false;
    if (!(value >= low && value <= high))
        return error_set(err, ERROR_USAGE, "%.40s is not within %g and %g", text, low, high);
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
           error_set(err, ERROR_USAGE, "%.40s is not within 0 and %" PRId64, text, most);
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

static void set_flag(struct options *options, enum option option) {
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
    *flag[option] = true;
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

static bool unknown(const char *text, size_t length, option_set allowed, struct error *err) {
    const char *known[OPTION_COUNT + 1] = {NULL};
    char name[48], near[80];
    int count = 0;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (allowed >> i & 1)
            known[count++] = OPTION_SPECS[i].name;
    snprintf(name, sizeof name, "%.*s", (int)length, text);
    const char *bare = name + strspn(name, "-");
    return error_set(err, ERROR_USAGE, "no option %s%s", name,
                     did_you_mean(near, sizeof near, "--", bare, known));
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
    if (spec->value == NULL) {
        if (value != NULL)
            return error_set(err, ERROR_USAGE, "--%s takes no value", spec->name);
        set_flag(options, (enum option)option);
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
