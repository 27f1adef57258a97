// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/status.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"
#include "report/route.h"

#include <math.h>
#include <string.h>

enum { MOVES_SHOWN = 5, CHANGES_SHOWN = 12, TEXT = 1600 };

/* ---- money by part ---- */

static wide unit_e7(const struct money_scale *scale) {
    return power_of_ten(7 + scale->shift - scale->shown);
}

/*
 * The first column is rounded as it adds up, so that its rows add up to its rounded total; each further one is the one
 * before and what differs, rounded so too: what did not change is shown unchanged.
 */
static void enter(struct ledger *ledger, const char *title, const struct plan *plan,
                  wide last_e7[PART_COUNT]) {
    wide part_e7[PART_COUNT], sum_e7 = 0, sum = 0;
    wide *amount = ledger->amount[ledger->columns];
    const wide *before = ledger->columns > 0 ? ledger->amount[ledger->columns - 1] : amount;
    plan_parts(plan, part_e7);
    for (int part = 0; part < PART_COUNT; part++) {
        sum_e7 += part_e7[part] - last_e7[part];
        wide more = wide_divide(sum_e7, unit_e7(&ledger->scale)) - sum;
        sum += more;
        amount[part] = before[part] + more;
        amount[PART_COUNT] += amount[part];
        last_e7[part] = part_e7[part];
    }
    ledger->title[ledger->columns++] = title;
}

/* Whole units of the currency, in which a saving can be seen; millions where a column would grow too wide. */
static struct money_scale scale_of(const struct standing *standing, const struct network *network) {
    const wide widest_e7 = power_of_ten(7 + 13);
    const struct plan *plans[] = {standing->plan, standing->repriced, standing->anew};
    wide most_e7 = 0;
    for (int i = 0; i < COLUMNS_MOST; i++)
        if (plans[i] != NULL && plans[i]->objective_e4 * 1000 > most_e7)
            most_e7 = plans[i]->objective_e4 * 1000;
    struct money_scale scale = money_scale_for(network, most_e7);
    if (scale.shift > 0 && most_e7 < widest_e7)
        scale.shift = scale.shown = 0;
    return scale;
}

struct ledger ledger_of(const struct standing *standing, const struct network *network) {
    struct ledger ledger = {.scale = scale_of(standing, network)};
    wide last_e7[PART_COUNT] = {0};
    bool replanned = standing->answer == STANDING_OUTDATED || standing->answer == STANDING_IMPOSSIBLE;
    enter(&ledger, _("as planned"), standing->plan, last_e7);
    if (standing->repriced != NULL)
        enter(&ledger, _("now"), standing->repriced, last_e7);
    if (standing->anew != NULL && replanned)
        enter(&ledger, _("re-planned"), standing->anew, last_e7);
    ledger.saves = standing->answer == STANDING_OUTDATED;
    if (ledger.columns > 1)
        ledger.difference = ledger.saves ? _("saved") : _("more");
    return ledger;
}

wide ledger_difference(const struct ledger *ledger, int row) {
    wide more = ledger->amount[ledger->columns - 1][row] - ledger->amount[ledger->columns - 2][row];
    return ledger->saves ? -more : more;
}

static char *amount_words(char buffer[WORDS], const struct ledger *ledger, wide amount) {
    return number_words(buffer, amount, ledger->scale.shown, ledger->scale.shown);
}

char *ledger_words(char buffer[WORDS], const struct ledger *ledger, wide amount) {
    return money_words(buffer, ledger->scale, amount * unit_e7(&ledger->scale));
}

static bool is_row(const struct ledger *ledger, int part) {
    for (int c = 0; c < ledger->columns; c++)
        if (ledger->amount[c][part] != 0)
            return true;
    return part == PART_COUNT;
}

void status_by_item(const struct page *page, const struct ledger *ledger) {
    char words[WORDS], unit[WORDS];
    if (ledger->columns < 2)
        return;
    struct table_column column[COLUMNS_MOST + 2] = {{money_unit(unit, ledger->scale), false, true}};
    for (int c = 0; c < ledger->columns; c++)
        column[1 + c] = (struct table_column){ledger->title[c], true, false};
    column[1 + ledger->columns] = (struct table_column){ledger->difference, true, false};
    AUTO(table_release) struct table *table = table_new(column, ledger->columns + 2);
    for (int part = 0; part <= PART_COUNT; part++) {
        if (!is_row(ledger, part))
            continue;
        if (part == PART_COUNT)
            table_total(table);
        table_cell(table, part == PART_COUNT ? _("Total") : part_words(part));
        for (int c = 0; c < ledger->columns; c++)
            table_cell(table, amount_words(words, ledger, ledger->amount[c][part]));
        table_cell(table, amount_words(words, ledger, ledger_difference(ledger, part)));
    }
    text_heading(page, "What it costs");
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- rates ---- */

/* "+12.5 %"; what there is nothing to compare with is "new" or "gone". */
static const char *share_words(char text[WORDS], const struct rate_move *move) {
    if (move->before_e7 == 0 || move->after_e7 == 0)
        return move->before_e7 == 0 ? _("new") : _("gone");
    double share = wide_double(move->after_e7, 7) / wide_double(move->before_e7, 7) - 1;
    return share_more_words(text, share);
}

/* By the rate in force now, which may have taken another's place. */
static void put_rate(struct table *table, const struct page *page, const struct rate_move *move) {
    char words[WORDS];
    const char *id = move->after != NULL ? move->after : move->before;
    table_cell(table, item_words(move->item));
    table_cell(table, id != NULL ? id : "");
    table_cell(table, money_number(words, page->scale, move->before_e7));
    table_cell(table, money_number(words, page->scale, move->after_e7));
    table_cell(table, share_words(words, move));
}

static void put_more(const struct page *page, int more) {
    char number[WORDS];
    fprintf(page->out, P_("  and %s more\n", "  and %s more\n", more), number_words(number, more, 0, 0));
}

void status_changes(const struct page *page, const struct standing *standing) {
    static const struct table_column columns[] = {{N_("item"), false, false},
                                                  {N_("rate"), false, true},
                                                  {N_("as planned"), true, false},
                                                  {N_("now"), true, false},
                                                  {N_("change"), true, false}};
    if (standing->changes == 0) {
        if (standing->repriced != NULL)
            fprintf(page->out, "\n%s\n", _("None of the rates it pays has changed."));
        return;
    }
    char unit[WORDS];
    AUTO(table_release) struct table *table = table_new(columns, 5);
    for (int i = 0; i < standing->changes && i < CHANGES_SHOWN; i++)
        put_rate(table, page, &standing->change[i]);
    text_heading(page, "Tariffs that changed, and what the plan pays under them, in %s",
                 money_unit(unit, page->scale));
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    if (standing->changes > CHANGES_SHOWN)
        put_more(page, standing->changes - CHANGES_SHOWN);
}

/* ---- tonnes ---- */

/* "Truck 10 t: A - J ~toll~ P - B; Train: ..." */
static void path_words(const struct page *page, const struct plan *plan, int number, char text[TEXT]) {
    text[0] = '\0';
    if (number < 0) {
        snprintf(text, TEXT, "%s", _("stays behind"));
        return;
    }
    const struct plan_path *path = &plan->path[number];
    int end = path->first_leg + path->legs;
    struct ride ride = {path->first_leg, 0};
    char route[TEXT];
    size_t length = 0;
    for (; ride.first < end && length < TEXT; ride.first += ride.legs) {
        ride = ride_from(plan, ride.first, end);
        const struct plan_leg *leg = &plan->leg[ride.first];
        length +=
            (size_t)snprintf(text + length, TEXT - length, "%s%.80s: %s", length > 0 ? "; " : "",
                             page->network->abstract_vehicle ? mode_words(leg->mode)
                                                             : vehicle_words(page->network, leg->vehicle),
                             route_words(route, sizeof route, plan, page->network, page->parallel, ride));
    }
}

static void put_side(const struct page *page, bool from, const struct plan *plan, int path) {
    char words[TEXT], line[TEXT + 40];
    path_words(page, plan, path, words);
    snprintf(line, sizeof line, from ? _("from\t%s") : _("to\t%s"), words);
    text_wrapped(page, 4, line);
}

static void put_move(const struct page *page, const struct standing *standing, const struct plan_move *move) {
    char tonnes[WORDS], money[WORDS], what[3 * WORDS], words[TEXT];
    const struct plan *before = standing->repriced != NULL ? standing->repriced : standing->plan;
    const struct shipment *shipment = &page->scenario->shipment[move->shipment];
    const char *commodity = commodity_of_words(page->scenario, shipment);
    wide saving_e7 = wide_divide(move->saving_e13, power_of_ten(6));
    bool saves = move->saving_e13 >= 0;
    snprintf(what, sizeof what, "%.60s%s%.80s", shipment->id, commodity[0] != '\0' ? "  " : "", commodity);
    tonnes_words(tonnes, move->quantity_kg);
    if (standing->answer == STANDING_OUTDATED)
        snprintf(words, sizeof words, saves ? _("%s, %s t: saves %s") : _("%s, %s t: costs %s"), what, tonnes,
                 money_words(money, page->scale, saves ? saving_e7 : -saving_e7));
    else
        snprintf(words, sizeof words, "%s, %s t", what, tonnes);
    text_wrapped(page, 2, words);
    put_side(page, true, before, move->from);
    put_side(page, false, standing->anew, move->to);
}

static int64_t moved_by(const struct plan_summary *summary, const char *mode) {
    for (int m = 0; m < summary->modes; m++)
        if (summary->mode[m] == mode)
            return summary->by_mode[m].quantity_kg;
    return 0;
}

/* Whether they change: only then there is a row. */
static bool put_mode(struct table *table, const char *mode, int64_t before_kg, int64_t after_kg) {
    char words[WORDS];
    if (before_kg == after_kg)
        return false;
    table_cell(table, mode_words(mode));
    table_cell(table, tonnes_words(words, before_kg));
    table_cell(table, tonnes_words(words, after_kg));
    table_cellf(table, "%s%s", after_kg > before_kg ? "+" : "", tonnes_words(words, after_kg - before_kg));
    return true;
}

/* Modes whose tonnes change, those of the old plan first. */
static void put_modes(const struct page *page, const struct plan *before, const struct plan *after) {
    static const struct table_column columns[] = {{N_("Tonnes by mode"), false, true},
                                                  {N_("as planned"), true, false},
                                                  {N_("re-planned"), true, false},
                                                  {"", true, false}};
    struct plan_summary *old = plan_summarise(before, page->scenario),
                        *new = plan_summarise(after, page->scenario);
    AUTO(table_release) struct table *table = table_new(columns, 4);
    bool any = false;
    for (int m = 0; m < old->modes; m++)
        any |= put_mode(table, old->mode[m], old->by_mode[m].quantity_kg, moved_by(new, old->mode[m]));
    for (int m = 0; m < new->modes; m++)
        if (moved_by(old, new->mode[m]) == 0)
            any |= put_mode(table, new->mode[m], 0, new->by_mode[m].quantity_kg);
    any |= put_mode(table, _("stays behind"), before->unmet_kg, after->unmet_kg);
    if (any)
        putc('\n', page->out);
    if (any)
        table_print(table, 0, page->style.width, page->style.painted, page->out);
    plan_summary_free(old);
    plan_summary_free(new);
}

void status_moves(const struct page *page, const struct standing *standing) {
    if (standing->moves == 0)
        return;
    int more = standing->moves - MOVES_SHOWN;
    wide rest_e13 = 0;
    char words[WORDS], number[WORDS], line[4 * WORDS];
    text_heading(page, "What would move");
    for (int i = 0; i < standing->moves && i < MOVES_SHOWN; i++)
        put_move(page, standing, &standing->move[i]);
    for (int i = MOVES_SHOWN; i < standing->moves; i++)
        rest_e13 += standing->move[i].saving_e13;
    if (more > 0 && standing->answer == STANDING_OUTDATED) {
        snprintf(line, sizeof line,
                 P_("and %s more, which saves %s", "and %s more, which save %s together", more),
                 number_words(number, more, 0, 0),
                 money_words(words, page->scale, wide_divide(rest_e13, power_of_ten(6))));
        text_wrapped(page, 2, line);
    } else if (more > 0)
        put_more(page, more);
    put_modes(page, standing->repriced != NULL ? standing->repriced : standing->plan, standing->anew);
}
