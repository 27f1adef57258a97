// SPDX-License-Identifier: GPL-3.0-or-later
/* Plans of successive periods side by side, for a person. */
#include "report/history.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"
#include "report/table.h"

#include <math.h>
#include <string.h>

enum { TREND_MOST = 24, MODES_SHOWN = 7, SPARK_BYTES = 4 * TREND_MOST + 1, LEVELS = 8 };

struct telling {
    const struct history *history;
    struct style style;
    const char *currency; /**< "Rp", or the code; "money" where no plan tells */
    FILE *out;
};

/* ---- numbers ---- */

/* "-" where there is none. */
static char *value_words(char buffer[WORDS], double value, int shown) {
    const double most = 1e17;
    const wide unit = power_of_ten(shown);
    if (isnan(value))
        snprintf(buffer, WORDS, "-");
    else if (fabs(value) * (double)unit < most)
        number_words(buffer, (wide)llrint(value * (double)unit), shown, shown);
    else
        snprintf(buffer, WORDS, "%.3g", value); /* of a file that is far from any freight */
    return buffer;
}

struct measure_words {
    enum history_measure measure;
    const char *title, *name; /**< over a column; in front of a trend. %s is the currency */
    double unit;              /**< shown is value / unit */
    int shown;                /**< decimals; -1 = 2 under 100, else none */
};

static const struct measure_words TOLD[] = {
    {HISTORY_MOVED, "t", N_("Tonnes moved"), 1, 0},
    {HISTORY_UNMET, N_("unmet t"), N_("Tonnes that can't move"), 1, 0},
    {HISTORY_COST_PER_T, "%s/t", N_("%s per tonne"), 1, -1},
    {HISTORY_COST_SHARE, /* xgettext:no-c-format */ N_("% of value"),
     /* xgettext:no-c-format */ N_("Cost in % of the goods' value"), 0.01, 1},
    {HISTORY_T_HOURS, NULL, N_("Tonne-hours"), 1, 0},
    {HISTORY_MEAN_HOURS, N_("h"), N_("Hours a tonne"), 1, 1},
    {HISTORY_CO2E_PER_T, "kg CO2e/t", N_("kg CO2e a tonne"), 1, 1},
    {HISTORY_SAVING, N_("saved %s m"), N_("Saved together, %s million"), 1e6, 1},
    {HISTORY_SAVING, N_("saved %s"), N_("Saved together, %s"), 1, 0},
};
enum { TOLD_COUNT = sizeof TOLD / sizeof TOLD[0] };

static double shown_value(const struct history_plan *plan, const struct measure_words *of) {
    return history_value(plan, of->measure) / of->unit;
}

static int decimals(const struct history *history, const struct measure_words *of) {
    double most = 0;
    if (of->shown >= 0)
        return of->shown;
    for (int p = 0; p < history->plans; p++)
        most = fmax(most, fabs(shown_value(&history->plan[p], of)));
    return most < 100 ? 2 : 0;
}

/* Whether that is how the savings are told: in millions where one is of 100 of them. */
static bool is_its_unit(const struct history *history, const struct measure_words *of) {
    double most = 0;
    for (int p = 0; p < history->plans && of->measure == HISTORY_SAVING; p++)
        most = fmax(most, fabs(history_value(&history->plan[p], of->measure)));
    return of->measure != HISTORY_SAVING || (of->unit > 1) == (most >= 1e8);
}

/* Whether any plan tells it; of tonnes left behind, whether there are any. */
static bool is_told(const struct history *history, const struct measure_words *of) {
    for (int p = 0; p < history->plans; p++) {
        double value = shown_value(&history->plan[p], of);
        if (!isnan(value) && (of->measure != HISTORY_UNMET || value > 0))
            return is_its_unit(history, of);
    }
    return false;
}

/* The title, translated, with the currency in it. */
static char *titled(char buffer[WORDS], const char *title, const char *currency) {
    const char *format = language_text(title), *hole = strstr(format, "%s");
    if (hole == NULL)
        snprintf(buffer, WORDS, "%s", format);
    else
        snprintf(buffer, WORDS, "%.*s%.12s%s", (int)(hole - format), format, currency, hole + 2);
    return buffer;
}

/* ---- a row a plan ---- */

static void heading(const struct telling *telling, const char *text) {
    fprintf(telling->out, "\n%s%s%s\n", telling->style.painted ? "\033[1m" : "", text,
            telling->style.painted ? "\033[0m" : "");
}

static char *day_words(char day[DATE_WORDS], const struct history_plan *plan) {
    return date_words(day, plan->as_of);
}

/* A name of a file may hold anything: what could move a terminal's cursor is shown as '?'. */
static void put_file(struct table *table, const char *path) {
    const char *slash = strrchr(path, '/');
    AUTO_FREE char *name = xstrdup(slash != NULL ? slash + 1 : path);
    for (char *at = name; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
    table_cell(table, name);
}

static void put_plans(const struct telling *telling) {
    const struct history *history = telling->history;
    struct table_column columns[TOLD_COUNT + 2] = {{N_("as of"), false, false}};
    char title[TOLD_COUNT][WORDS], day[DATE_WORDS], words[WORDS];
    const struct measure_words *of[TOLD_COUNT];
    int count = 0;
    for (int m = 0; m < TOLD_COUNT; m++)
        if (TOLD[m].title != NULL && is_told(history, &TOLD[m])) {
            of[count] = &TOLD[m];
            titled(title[count], TOLD[m].title, telling->currency);
            columns[count + 1] = (struct table_column){title[count], true, false};
            count++;
        }
    columns[count + 1] = (struct table_column){N_("plan"), false, true};
    AUTO(table_release) struct table *table = table_new(columns, count + 2);
    for (int p = 0; p < history->plans; p++) {
        table_cell(table, day_words(day, &history->plan[p]));
        for (int c = 0; c < count; c++)
            table_cell(table,
                       value_words(words, shown_value(&history->plan[p], of[c]), decimals(history, of[c])));
        put_file(table, history->plan[p].file);
    }
    putc('\n', telling->out);
    table_print(table, 0, telling->style.width, telling->style.painted, telling->out);
}

/* ---- trends ---- */

/* The last values by height, from the least to the most of them; a gap where a plan does not tell. */
static char *spark(char buffer[SPARK_BYTES], const struct history *history, const struct measure_words *of) {
    static const char *const bar[LEVELS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int from = history->plans > TREND_MOST ? history->plans - TREND_MOST : 0;
    double least = INFINITY, most = -INFINITY;
    size_t length = 0;
    for (int p = from; p < history->plans; p++) {
        least = fmin(least, shown_value(&history->plan[p], of));
        most = fmax(most, shown_value(&history->plan[p], of));
    }
    for (int p = from; p < history->plans; p++) {
        double value = shown_value(&history->plan[p], of), height = (value - least) / (most - least);
        int level = most > least ? (int)(height * (LEVELS - 1) + 0.5) : LEVELS / 2 - 1;
        length +=
            (size_t)snprintf(buffer + length, SPARK_BYTES - length, "%s", isnan(value) ? " " : bar[level]);
    }
    return buffer;
}

/* The first and the last plan that tell it. */
static void ends(const struct history *history, const struct measure_words *of, double end[2]) {
    end[0] = end[1] = NAN;
    for (int p = 0; p < history->plans; p++) {
        double value = shown_value(&history->plan[p], of);
        if (isnan(value))
            continue;
        if (isnan(end[0]))
            end[0] = value;
        end[1] = value;
    }
}

static void put_trend(const struct telling *telling, struct table *table, const struct measure_words *of) {
    char words[WORDS], bars[SPARK_BYTES];
    double end[2];
    int shown = decimals(telling->history, of);
    ends(telling->history, of, end);
    table_cell(table, titled(words, of->name, telling->currency));
    table_cell(table, value_words(words, end[0], shown));
    table_cell(table, spark(bars, telling->history, of));
    table_cell(table, value_words(words, end[1], shown));
    if (end[0] > 0 && fabs(end[1] / end[0] - 1) >= 0.0005)
        table_cell(table, percent_more_words(words, 100 * (end[1] / end[0] - 1), 1));
    else
        table_cell(table, "");
}

static void put_trends(const struct telling *telling) {
    const struct table_column columns[] = {{"", false, true},
                                           {N_("first"), true, false},
                                           {"", false, false},
                                           {N_("last"), true, false},
                                           {N_("change"), true, false}};
    if (telling->history->plans < 2)
        return;
    AUTO(table_release) struct table *table = table_new(columns, 5);
    for (int m = 0; m < TOLD_COUNT; m++)
        if (is_told(telling->history, &TOLD[m]))
            put_trend(telling, table, &TOLD[m]);
    heading(telling, _("From the first to the last"));
    table_print(table, 0, telling->style.width, telling->style.painted, telling->out);
    if (telling->history->plans > TREND_MOST)
        fprintf(telling->out, _("The bars are of the last %d plans, from the least to the most.\n"),
                TREND_MOST);
}

/* ---- modes ---- */

static void put_shares(const struct telling *telling, struct table *table, const struct history_plan *plan,
                       int shown) {
    const struct history *history = telling->history;
    wide exact[MODES_SHOWN + 1] = {0}, percent[MODES_SHOWN + 1];
    const wide whole = 1000000;
    char day[DATE_WORDS], words[WORDS];
    bool told = plan->digest != NULL && plan->digest->kg_mm > 0;
    int columns = shown < history->modes ? shown + 1 : shown;
    for (int m = 0; told && m < history->modes; m++)
        exact[m < shown ? m : shown] += (wide)llrint(history_share(plan, history->mode[m]) * (double)whole);
    apportion(exact, columns, whole / 100, percent);
    table_cell(table, day_words(day, plan));
    for (int c = 0; c < columns; c++)
        table_cell(table, told ? percent_words(words, percent[c], 0, 0) : "-");
}

static void put_modes(const struct telling *telling) {
    const struct history *history = telling->history;
    struct table_column columns[MODES_SHOWN + 2] = {{N_("as of"), false, false}};
    int shown = history->modes > MODES_SHOWN ? MODES_SHOWN - 1 : history->modes;
    int count = shown < history->modes ? shown + 1 : shown;
    if (history->modes == 0)
        return;
    for (int c = 0; c < count; c++)
        columns[c + 1] =
            (struct table_column){c < shown ? mode_words(history->mode[c]) : N_("others"), true, false};
    AUTO(table_release) struct table *table = table_new(columns, count + 1);
    for (int p = 0; p < history->plans; p++)
        put_shares(telling, table, &history->plan[p], shown);
    heading(telling, _("By mode, of t km"));
    table_print(table, 0, telling->style.width, telling->style.painted, telling->out);
}

/* ---- the whole ---- */

static void put_notes(const struct telling *telling) {
    const struct history *history = telling->history;
    int silent = 0, alone = 0;
    for (int p = 0; p < history->plans; p++) {
        silent += history->plan[p].digest == NULL;
        alone += history->plan[p].saving == NULL;
    }
    if (silent > 0)
        fprintf(telling->out,
                P_("\n%d of %d plans say no CO2e, modes and values (no \"summary\" in the file).\n",
                   "\n%d of %d plans say no CO2e, modes and values (no \"summary\" in the file).\n", silent),
                silent, history->plans);
    if (alone > 0 && alone < history->plans)
        fprintf(telling->out,
                P_("\n%d of %d plans have no file of \"angkut allocate\" of the same day and data.\n",
                   "\n%d of %d plans have no file of \"angkut allocate\" of the same day and data.\n", alone),
                alone, history->plans);
    else if (alone == history->plans)
        fputs(_("\nWhat cooperating saves stands here once there are files that\n"
                "\"angkut allocate --format json\" wrote on the same day from the same data.\n"),
              telling->out);
}

void report_history_text(const struct history *history, struct style style, FILE *out) {
    const char *code = history->currency;
    const struct telling telling = {history, style,
                                    code == NULL               ? _("money")
                                    : strcmp(code, "IDR") == 0 ? "Rp"
                                                               : code,
                                    out};
    char first[DATE_WORDS], last[DATE_WORDS], count[WORDS];
    day_words(first, &history->plan[0]);
    day_words(last, &history->plan[history->plans - 1]);
    fputs(style.painted ? "\033[1m" : "", out);
    fprintf(out, P_("What %s plan says", "What %s plans say", history->plans),
            number_words(count, history->plans, 0, 0));
    fputs(style.painted ? "\033[0m\n" : "\n", out);
    if (strcmp(first, last) != 0)
        fprintf(out, _("Tariffs of %s to %s\n"), first, last);
    else
        fprintf(out, _("Tariffs of %s\n"), first);
    put_plans(&telling);
    put_trends(&telling);
    if (!style.brief)
        put_modes(&telling);
    put_notes(&telling);
}
