// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What lies between the two sides, piece by piece: each change that only one of them has, each item of the tariffs of
 * another day, the rules of another day, the value of time, each closed link. Any set of them applied to the side before is
 * a world of its own, which is planned and verified as the sides are.
 */
#include "cli/compare.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum cause_kind {
    CAUSE_ROADS,
    CAUSE_SHIPMENTS,
    CAUSE_ITEM,
    CAUSE_RULES,
    CAUSE_PATCH,
    CAUSE_VOT,
    CAUSE_LINK,
    CAUSE_ACCESS
};

struct piece {
    enum cause_kind kind;
    int number; /* of the patch among all, or the item */
    bool taken; /* the side before has it, the side after has not */
    const char *link;
};

struct causes {
    const struct side *before, *after;
    bool mixes; /* rates of two folders or days */
    bool folders;
    struct patch_option patch[2 * PATCHES_MOST]; /* of both, in an order that keeps that of each */
    bool of_before[2 * PATCHES_MOST], of_after[2 * PATCHES_MOST];
    int patches;
    struct piece *piece;
    struct compare_cause *cause;
    int count, room, cause_room;
    struct money least_penalty;
    struct unstated unstated;
};

void causes_release(struct causes **causes) {
    struct causes *all = TAKE(*causes);
    if (all == NULL)
        return;
    for (int i = 0; i < all->count; i++)
        free(all->cause[i].name);
    free(all->cause);
    free(all->piece);
    free(all);
}

static void add_cause(struct causes *causes, struct piece piece, const char *reason, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void add_cause(struct causes *causes, struct piece piece, const char *reason, const char *format,
                      ...) {
    char name[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(name, sizeof name, language_text(format), arguments);
    va_end(arguments);
    int count = causes->count;
    GROW(causes->piece, count, causes->room);
    GROW(causes->cause, count, causes->cause_room);
    causes->piece[count] = piece;
    causes->cause[count] = (struct compare_cause){.name = xstrdup(name), .reason = reason};
    causes->count++;
}

/* ---- changes to the data ---- */

static bool same_patch(const struct patch_option *a, const struct patch_option *b) {
    return a->option == b->option && strcmp(a->text, b->text) == 0;
}

static void add_patch(struct causes *causes, const struct patch_option *patch, bool before, bool after) {
    causes->patch[causes->patches] = *patch;
    causes->of_before[causes->patches] = before;
    causes->of_after[causes->patches++] = after;
}

/* What both have in the same order is no difference. */
static void merge_patches(struct causes *causes) {
    const struct options *a = causes->before->options, *b = causes->after->options;
    int i = 0;
    for (int j = 0; j < b->patches; j++) {
        int same = i;
        while (same < a->patches && !same_patch(&a->patch[same], &b->patch[j]))
            same++;
        for (; same < a->patches && i < same; i++)
            add_patch(causes, &a->patch[i], true, false);
        add_patch(causes, &b->patch[j], same < a->patches, true);
        i += same < a->patches;
    }
    for (; i < a->patches; i++)
        add_patch(causes, &a->patch[i], true, false);
}

/* Of the scenario, as the side that has it read it: its changes are causes in the order of the options. */
static const char *reason_of(const struct side *side, int number) {
    const struct edits *edits = side->world.scenario->edits;
    return number < edits_causes(edits) ? edits_cause_reason(edits, number) : NULL;
}

static void list_patches(struct causes *causes) {
    int of_before = 0, of_after = 0;
    merge_patches(causes);
    for (int i = 0; i < causes->patches; i++) {
        bool taken = causes->of_before[i];
        const char *reason =
            taken ? reason_of(causes->before, of_before) : reason_of(causes->after, of_after);
        of_before += causes->of_before[i];
        of_after += causes->of_after[i];
        const struct patch_option *patch = &causes->patch[i];
        const char *option = patch->option == OPTION_SCENARIO ? ""
                             : patch->option == OPTION_RATE   ? "--rate "
                                                              : "--set ";
        if (taken != causes->of_after[i])
            add_cause(causes, (struct piece){CAUSE_PATCH, i, taken, NULL}, reason,
                      taken ? N_("no %s%.200s") : "%s%.200s", option, patch->text);
    }
}

/* ---- another day ---- */

static bool day_differs(const struct causes *causes) {
    return causes->before->options->as_of.day != causes->after->options->as_of.day;
}

static const struct tariff *tariff_of(const struct side *side) {
    return compiled_network(side->world.compiled)->tariff;
}

static bool forbids(const struct restriction *restriction, struct date date) {
    return restriction->valid_from.day <= date.day && date.day < restriction->valid_to.day;
}

static bool rules_differ(const struct causes *causes) {
    const struct network *roads = causes->before->world.scenario->network;
    for (int r = 0; r < roads->restrictions; r++)
        if (forbids(&roads->restriction[r], causes->before->options->as_of) !=
            forbids(&roads->restriction[r], causes->after->options->as_of))
            return true;
    return false;
}

/* What the rates of the side after would be under the changes that the side before has: NULL where that can't be. */
static struct scenario *rates_of_after(const struct causes *causes) {
    struct error err;
    AUTO(diag_release) struct diag *diag = diag_new();
    return dataset_load_asked(causes->before->options, causes->after->folder, diag, &err);
}

static void mark_items(const struct causes *causes, bool differs[ITEM_BOOK]) {
    int count;
    AUTO(scenario_release) struct scenario *other = rates_of_after(causes);
    struct tariff *later = other != NULL ? tariff_on(other->book, causes->after->options->as_of) : NULL;
    AUTO_FREE struct rate_contrast *contrast =
        tariff_contrast(tariff_of(causes->before), later != NULL ? later : tariff_of(causes->after), &count);
    for (int i = 0; i < count; i++)
        differs[(contrast[i].before != NULL ? contrast[i].before : contrast[i].after)->item] = true;
    tariff_free(later);
}

static void list_tariffs(struct causes *causes) {
    char day[DATE_WORDS];
    bool differs[ITEM_BOOK] = {false};
    if (!causes->mixes)
        return;
    mark_items(causes, differs);
    bool read = causes->after->options->format == FORMAT_TEXT; /* by a person */
    (read ? date_words : date_text)(day, causes->after->options->as_of);
    for (int item = 0; item < ITEM_BOOK; item++)
        if (differs[item])
            add_cause(causes, (struct piece){CAUSE_ITEM, item, false, NULL}, NULL, N_("%s tariffs of %.200s"),
                      item_name((enum item)item), day_differs(causes) ? day : causes->after->label);
    if (day_differs(causes) && rules_differ(causes))
        add_cause(causes, (struct piece){CAUSE_RULES, 0, false, NULL}, NULL, N_("restrictions of %s"), day);
}

/* ---- another folder ---- */

static bool any_in(const struct comparison *comparison, const char *folder) {
    for (int i = 0; i < comparison->fields; i++)
        if (strncmp(comparison->field[i].file, folder, strlen(folder)) == 0)
            return true;
    return false;
}

static void list_folders(struct causes *causes, const struct comparison *comparison) {
    if (!causes->folders)
        return;
    if (any_in(comparison, "roads/"))
        add_cause(causes, (struct piece){CAUSE_ROADS, 0, false, NULL}, NULL, N_("roads of %.200s"),
                  causes->after->label);
    if (any_in(comparison, "shipments/"))
        add_cause(causes, (struct piece){CAUSE_SHIPMENTS, 0, false, NULL}, NULL, N_("shipments of %.200s"),
                  causes->after->label);
}

/* ---- value of time, closures ---- */

static void list_vot(struct causes *causes) {
    const struct options *a = causes->before->options, *b = causes->after->options;
    char vot[WIDE_TEXT];
    if (a->has_vot == b->has_vot && (!a->has_vot || a->vot_per_t_h.e4 == b->vot_per_t_h.e4))
        return;
    const struct piece piece = {CAUSE_VOT, 0, false, NULL};
    if (b->has_vot)
        add_cause(causes, piece, NULL, "value of time %s",
                  wide_text(vot, b->vot_per_t_h.e4, MONEY_PLACES, 0));
    else
        add_cause(causes, piece, NULL, "value of time of each shipment");
}

static bool closes(const struct options *options, const char *link) {
    for (int i = 0; i < options->closures; i++)
        if (strcmp(options->closed[i], link) == 0)
            return true;
    return false;
}

static void list_links(struct causes *causes, const struct options *of, const struct options *other,
                       bool taken) {
    for (int i = 0; i < of->closures; i++) {
        bool again = false;
        for (int j = 0; j < i; j++)
            again |= strcmp(of->closed[j], of->closed[i]) == 0;
        if (!again && !closes(other, of->closed[i]))
            add_cause(causes, (struct piece){CAUSE_LINK, 0, taken, of->closed[i]}, NULL,
                      taken ? N_("%.200s open again") : N_("%.200s closed"), of->closed[i]);
    }
}

static void list_access(struct causes *causes) {
    if (!options_suppose_alike(causes->before->options, causes->after->options))
        add_cause(causes, (struct piece){CAUSE_ACCESS, 0, false, NULL}, NULL,
                  N_("agreements supposed or not"));
}

struct causes *causes_new(const struct side *before, const struct side *after,
                          const struct comparison *comparison) {
    struct causes *causes = xcalloc(1, sizeof *causes);
    causes->before = before;
    causes->after = after;
    causes->folders = !same_folder(before, after);
    causes->mixes = causes->folders || day_differs(causes);
    list_folders(causes, comparison);
    list_tariffs(causes);
    list_patches(causes);
    list_vot(causes);
    list_links(causes, before->options, after->options, true);
    list_links(causes, after->options, before->options, false);
    list_access(causes);
    return causes;
}

/* ---- worlds ---- */

static bool has_patch(const struct causes *causes, int number, const bool *with) {
    for (int i = 0; i < causes->count; i++)
        if (causes->piece[i].kind == CAUSE_PATCH && causes->piece[i].number == number)
            return with[i] != causes->piece[i].taken;
    return true; /* of both */
}

static void apply(const struct causes *causes, const bool *with, struct options *options) {
    const struct options *after = causes->after->options;
    options->patches = 0;
    for (int p = 0; p < causes->patches && options->patches < PATCHES_MOST; p++)
        if (has_patch(causes, p, with))
            options->patch[options->patches++] = causes->patch[p];
    for (int i = 0; i < causes->count; i++) {
        const struct piece *piece = &causes->piece[i];
        if (!with[i])
            continue;
        if (piece->kind == CAUSE_RULES)
            options->as_of = after->as_of;
        if (piece->kind == CAUSE_VOT) {
            options->has_vot = after->has_vot;
            options->vot_per_t_h = after->vot_per_t_h;
        }
        if (piece->kind == CAUSE_ACCESS)
            options_suppose(options, after);
        if (piece->kind == CAUSE_LINK && !piece->taken && options->closures < CLOSED_MOST)
            options->closed[options->closures++] = piece->link;
        int kept = 0;
        for (int c = 0; c < options->closures; c++)
            if (piece->kind != CAUSE_LINK || !piece->taken || strcmp(options->closed[c], piece->link) != 0)
                options->closed[kept++] = options->closed[c];
        options->closures = kept;
    }
}

static bool is_on(const struct causes *causes, const bool *with, enum cause_kind kind) {
    for (int i = 0; i < causes->count; i++)
        if (causes->piece[i].kind == kind && with[i])
            return true;
    return false;
}

/* The rates of the side before, but for the items that are taken from the side after. */
static struct book *mix_rates(const struct causes *causes, const bool *with, const struct scenario *first,
                              const struct scenario *second, struct names *names) {
    unsigned items = 0;
    for (int i = 0; i < causes->count; i++)
        if (causes->piece[i].kind == CAUSE_ITEM && with[i])
            items |= 1u << causes->piece[i].number;
    struct tariff *before = tariff_on(first->book, causes->before->options->as_of);
    struct tariff *after = tariff_on(second->book, causes->after->options->as_of);
    struct book *mixed = book_mix(before, after, items, names);
    tariff_free(before);
    tariff_free(after);
    return mixed;
}

/* The roads of one folder and the shipments of the other. NULL: *err. */
static struct scenario *load_mixed(const struct causes *causes, const bool *with,
                                   const struct options *options, struct diag *diag, struct error *err) {
    const char *folder[] = {causes->before->folder, causes->after->folder};
    struct edits *edits = dataset_edits(options, folder[0], diag, err);
    struct scenario *scenario = NULL;
    if (edits != NULL)
        scenario = scenario_load_mixed(folder[is_on(causes, with, CAUSE_ROADS)],
                                       folder[is_on(causes, with, CAUSE_SHIPMENTS)], edits, diag);
    edits_free(edits);
    return scenario;
}

/* Roads, shipments and rates of either side. NULL: *err, or findings. */
static struct scenario *load(const struct causes *causes, const bool *with, const struct options *options,
                             struct diag *diag, struct error *err) {
    AUTO(scenario_release)
    struct scenario *first = dataset_load_asked(options, causes->before->folder, diag, err);
    if (first == NULL || !causes->mixes)
        return TAKE(first);
    AUTO(scenario_release)
    struct scenario *second =
        causes->folders ? dataset_load_asked(options, causes->after->folder, diag, err) : NULL;
    if (causes->folders && second == NULL)
        return NULL;
    AUTO(scenario_release)
    struct scenario *mixed = causes->folders ? load_mixed(causes, with, options, diag, err) : NULL;
    struct scenario *chosen = causes->folders ? mixed : first;
    if (chosen == NULL)
        return NULL;
    struct book *book = mix_rates(causes, with, first, second != NULL ? second : first, chosen->names);
    book_free(chosen->book);
    chosen->book = book;
    return causes->folders ? TAKE(mixed) : TAKE(first);
}

static bool plan_with(const struct causes *causes, const bool *with, struct world *world, struct diag *diag,
                      struct error *err) {
    AUTO_FREE struct options *options = xcalloc(1, sizeof *options);
    *options = *causes->before->options;
    apply(causes, with, options);
    world->scenario = load(causes, with, options, diag, err);
    if (world->scenario == NULL || !dataset_variant(options, world->scenario, &world->variant, err))
        return false;
    world->variant.least_penalty = causes->least_penalty;
    return world_plan(world, options, diag, err);
}

static void note_penalty(struct causes *causes, const struct world *world) {
    unstated_add(&causes->unstated, world->plan, compiled_network(world->compiled));
}

static bool value(void *context, const bool *with, struct worth *worth, wide *open_e4, struct error *err) {
    struct causes *causes = context;
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(world_release) struct world world = {0};
    if (!plan_with(causes, with, &world, diag, err)) {
        diag_error(diag, err);
        return false;
    }
    *worth = plan_worth(world.plan, compiled_network(world.compiled));
    *open_e4 = world.plan->objective_e4 - world.plan->opening_bound_e4;
    note_penalty(causes, &world);
    return true;
}

void causes_attribute(struct causes *causes, struct money least_penalty, struct comparison *comparison) {
    const char *unlike = causes->before->unlike != NULL ? causes->before->unlike : causes->after->unlike;
    causes->least_penalty = least_penalty;
    note_penalty(causes, &causes->before->world);
    note_penalty(causes, &causes->after->world);
    compare_attribute(comparison, unlike != NULL ? 0 : causes->count, causes->cause, value, causes);
    if (unlike != NULL)
        snprintf(comparison->attribution.why_not, sizeof comparison->attribution.why_not, "%s", _(unlike));
    comparison->unstated = causes->unstated;
}
