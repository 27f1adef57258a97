// SPDX-License-Identifier: GPL-3.0-or-later
/* The plans between two objectives: a chart of points that a script can choose, and its table. */
#include "report/page_parts.h"

#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

enum { LEFT = 90, RIGHT = 620, TOP = 20, BOTTOM = 300, LINE = 6 * WORDS };

/* What is shown of a frontier file. */
struct curve {
    const struct page *page;
    const struct json *root, *plans;
    enum objective of[2]; /* along x, along y */
    struct money_scale scale;
    int points;
    double low[2], high[2]; /* the frame, in the unit of the axis */
};

static enum objective objective_of(const struct json *root, int which) {
    const struct json *at = json_first(json_get(root, "objectives"));
    for (; which > 0 && at != NULL; which--)
        at = json_next(at);
    for (int o = 0; o < OBJECTIVE_COUNT; o++)
        if (json_string(at) != NULL && strcmp(json_string(at), OBJECTIVES[o]) == 0)
            return (enum objective)o;
    return OBJECTIVE_COST;
}

/* Money in the scale's unit, mean hours, tonnes CO2e. */
static double value_of(const struct curve *curve, const struct json *plan, enum objective objective) {
    static const char *const keys[] = {"cost", "mean_hours", "co2e_t"};
    double value = 0;
    json_double(json_get(plan, keys[objective]), &value);
    return objective == OBJECTIVE_COST ? value / pow(10, curve->scale.shift) : value;
}

static void axis_title(const struct curve *curve, enum objective objective, char title[LINE]) {
    char unit[WORDS];
    if (objective == OBJECTIVE_COST)
        snprintf(title, LINE, _("Money, %s"), money_unit(unit, curve->scale));
    else
        snprintf(title, LINE, "%s",
                 objective == OBJECTIVE_TIME ? _("Mean time, h per tonne") : _("Emissions, t CO2e"));
}

/* ---- the frame ---- */

static void fit(struct curve *curve) {
    for (int a = 0; a < 2; a++) {
        curve->low[a] = INFINITY, curve->high[a] = -INFINITY;
        for (const struct json *at = json_first(curve->plans); at != NULL; at = json_next(at)) {
            double value = value_of(curve, at, curve->of[a]);
            curve->low[a] = fmin(curve->low[a], value);
            curve->high[a] = fmax(curve->high[a], value);
        }
        double room = 0.06 * (curve->high[a] - curve->low[a]);
        room = room > 0 ? room : fmax(fabs(curve->high[a]), 1) * 0.1;
        curve->low[a] -= room, curve->high[a] += room;
    }
}

static double x_of(const struct curve *curve, double value) {
    return LEFT + (value - curve->low[0]) / (curve->high[0] - curve->low[0]) * (RIGHT - LEFT);
}

static double y_of(const struct curve *curve, double value) {
    return BOTTOM - (value - curve->low[1]) / (curve->high[1] - curve->low[1]) * (BOTTOM - TOP);
}

/* 1, 2 or 5 times a power of ten: about five of them fit. */
static double step_of(double range) {
    double step = pow(10, floor(log10(range / 5)));
    double times = range / 5 / step;
    return step * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
}

static void put_ticks(const struct curve *curve, int axis) {
    FILE *out = curve->page->out;
    double step = step_of(curve->high[axis] - curve->low[axis]);
    int decimals = step < 1 ? (int)ceil(-log10(step) - 1e-9) : 0;
    char words[REAL_WORDS];
    for (double n = ceil(curve->low[axis] / step); n * step <= curve->high[axis]; n++) {
        double x = axis == 0 ? x_of(curve, n * step) : LEFT, y = axis == 0 ? BOTTOM : y_of(curve, n * step);
        fprintf(out, "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x, y,
                axis == 0 ? x : RIGHT, axis == 0 ? TOP : y);
        fprintf(out, "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                axis == 0 ? x : LEFT - 8, axis == 0 ? BOTTOM + 18 : y + 4, axis == 0 ? "middle" : "end",
                real_words(words, n * step, decimals));
    }
}

static void put_axes(const struct curve *curve) {
    FILE *out = curve->page->out;
    char title[LINE];
    put_ticks(curve, 0);
    put_ticks(curve, 1);
    fprintf(out, "<path class=\"axis\" d=\"M%d %dV%dH%d\"/>\n", LEFT, TOP, BOTTOM, RIGHT);
    axis_title(curve, curve->of[0], title);
    fprintf(out, "<text class=\"axis-title\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">", (LEFT + RIGHT) / 2,
            BOTTOM + 44);
    html_text(out, title);
    fprintf(out,
            "</text>\n<text class=\"axis-title\" x=\"%d\" y=\"%d\" text-anchor=\"middle\" "
            "transform=\"rotate(-90 18 %d)\">",
            18, (TOP + BOTTOM) / 2, (TOP + BOTTOM) / 2);
    axis_title(curve, curve->of[1], title);
    html_text(out, title);
    fputs("</text>\n", out);
}

/* ---- the points ---- */

static void point_words(const struct curve *curve, const struct json *plan, int i, char words[LINE]) {
    char money[WORDS], hours[REAL_WORDS], co2e[REAL_WORDS];
    snprintf(words, LINE, _("Plan %d: %s, %s h per tonne, %s t CO2e"), i + 1,
             money_words(money, curve->scale, page_amount(plan, "cost", 7)),
             real_words(hours, value_of(curve, plan, OBJECTIVE_TIME), 2),
             real_words(co2e, value_of(curve, plan, OBJECTIVE_CO2), 1));
}

static void put_points(const struct curve *curve) {
    FILE *out = curve->page->out;
    char words[LINE];
    int i = 0;
    fputs("<polyline class=\"curve\" points=\"", out);
    for (const struct json *at = json_first(curve->plans); at != NULL; at = json_next(at))
        fprintf(out, "%.1f,%.1f ", x_of(curve, value_of(curve, at, curve->of[0])),
                y_of(curve, value_of(curve, at, curve->of[1])));
    fputs("\"/>\n", out);
    for (const struct json *at = json_first(curve->plans); at != NULL; at = json_next(at), i++) {
        point_words(curve, at, i, words);
        fprintf(out, "<g class=\"point\" data-plan=\"%d\"><title>", i);
        html_text(out, words);
        fprintf(out, "</title><circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/></g>\n",
                x_of(curve, value_of(curve, at, curve->of[0])),
                y_of(curve, value_of(curve, at, curve->of[1])));
    }
}

static void put_chart(const struct curve *curve, const char *suffix) {
    FILE *out = curve->page->out;
    fprintf(out,
            "<figure>\n<svg id=\"chart-frontier%s\" class=\"chart\" viewBox=\"0 0 640 360\" role=\"group\"",
            suffix);
    html_attribute(out, "aria-label", _("The plans of the table below, as points"));
    fputs(">\n", out);
    put_axes(curve);
    put_points(curve);
    fputs("</svg>\n</figure>\n", out);
}

/* ---- the table ---- */

/* "Rp 41,000", "1,234.5 t h": what a unit of the second objective is worth in the first. */
static char *worth_words(const struct curve *curve, const struct json *plan, const char *key,
                         char words[WORDS]) {
    char number[WORDS];
    if (curve->of[0] == OBJECTIVE_COST)
        return rate_words(words, curve->page->network, page_amount(plan, key, MONEY_PLACES));
    snprintf(words, WORDS, _("%s t h"), number_words(number, page_amount(plan, key, 4), 4, 1));
    return words;
}

static void best_words(const struct curve *curve, const struct json *plan, int i, char words[LINE]) {
    char low[WORDS], high[WORDS];
    worth_words(curve, plan, "best_from", low);
    worth_words(curve, plan, "best_to", high);
    if (curve->points == 1)
        snprintf(words, LINE, "%s", _("always"));
    else if (i == 0)
        snprintf(words, LINE, _("up to %s"), high);
    else if (i == curve->points - 1)
        snprintf(words, LINE, _("from %s"), low);
    else
        snprintf(words, LINE, _("%s to %s"), low, high);
}

static void put_row(const struct curve *curve, struct html_table *table, const struct json *plan, int i) {
    char number[WORDS], best[LINE];
    html_row(table, "plan", number_words(number, i, 0, 0));
    html_cell_number(table, i + 1, 0, 0);
    best_words(curve, plan, i, best);
    html_cell_words(table, best, page_amount(plan, "best_from", 6), 6);
    html_cell_number(table, page_amount(plan, "cost", 7), 7 + curve->scale.shift, curve->scale.shown);
    html_cell_number(table, page_amount(plan, "tonne_hours", 6), 6, 0);
    html_cell_number(table, page_amount(plan, "mean_hours", 6), 6, 2);
    html_cell_number(table, page_amount(plan, "co2e_t", 6), 6, 1);
}

static void put_table(const struct curve *curve, const char *suffix) {
    char unit[WORDS];
    const struct html_column columns[] = {{_("Plan"), true, false, 0},
                                          {curve->of[1] == OBJECTIVE_TIME
                                               ? _("best where a tonne-hour is worth")
                                               : _("best where a tonne of CO2e is worth"),
                                           true, false, 0},
                                          {money_unit(unit, curve->scale), true, false, 0},
                                          {_("tonne-hours"), true, false, 0},
                                          {_("h per tonne"), true, false, 0},
                                          {_("t CO2e"), true, false, 0}};
    struct html_table table;
    int i = 0;
    html_table_begin(&table, curve->page->out, "table-frontier", suffix, _("Plans that no other beats"),
                     columns, 6);
    for (const struct json *at = json_first(curve->plans); at != NULL; at = json_next(at), i++)
        put_row(curve, &table, at, i);
    html_table_end(&table);
}

static void put_count(const struct curve *curve) {
    char line[LINE];
    bool complete = false;
    json_bool(json_get(curve->root, "complete"), &complete);
    snprintf(line, sizeof line,
             P_("%d plan that no other beats, in fractions of kilograms.",
                "%d plans that no other beats, in fractions of kilograms.", curve->points),
             curve->points);
    html_element(curve->page->out, "p", line);
    if (!complete)
        html_element(curve->page->out, "p", _("There may be more between them."));
}

void page_frontier(const struct page *page, const struct json *frontier, const char *suffix) {
    struct curve curve = {.page = page,
                          .root = frontier,
                          .plans = json_get(frontier, "plans"),
                          .of = {objective_of(frontier, 0), objective_of(frontier, 1)},
                          .points = json_count(json_get(frontier, "plans"))};
    wide dearest = 0;
    for (const struct json *at = json_first(curve.plans); at != NULL; at = json_next(at)) {
        wide e7 = page_amount(at, "cost", 7);
        dearest = e7 > dearest ? e7 : dearest;
    }
    curve.scale = money_scale_for(page->network, dearest);
    page_made_with(page, frontier);
    put_count(&curve);
    if (curve.points == 0)
        return;
    fit(&curve);
    put_chart(&curve, suffix);
    put_table(&curve, suffix);
}
