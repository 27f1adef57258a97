// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/history_parts.h"

#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- files and folders ---- */

static int is_json(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

static int by_name(const struct dirent **left, const struct dirent **right) {
    return strcmp((*left)->d_name, (*right)->d_name);
}

/* A link to another file of the folder, like the one that names the plan in use, would show that plan twice. */
static bool is_link(const char *path) {
    struct stat found;
    return lstat(path, &found) == 0 && S_ISLNK(found.st_mode);
}

static bool take_folder(struct history_reading *reading, const char *folder) {
    struct dirent **entry;
    int count = scandir(folder, &entry, is_json, by_name);
    bool good = count >= 0;
    if (!good)
        diag_add(reading->diag, DIAG_ERROR, (struct place){.file = folder}, "cannot read: %s",
                 strerror(errno));
    for (int i = 0; i < count; i++) {
        AUTO_FREE char *path = file_join(folder, entry[i]->d_name);
        reading->file = path;
        reading->in_folder = true;
        if (is_link(path))
            diag_add(reading->diag, DIAG_NOTE, (struct place){.file = path}, "left out: a link");
        else if (!folder_exists(path))
            good = history_take(reading) && good;
        free(entry[i]);
    }
    if (count >= 0)
        free(entry);
    return good;
}

/* ---- what belongs together ---- */

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static int by_file(const char *left, const char *right) {
    int order = strcmp(base_name(left), base_name(right));
    return order != 0 ? order : strcmp(left, right);
}

static int by_day(const void *left, const void *right) {
    const struct history_plan *a = left, *b = right;
    if (a->as_of.day != b->as_of.day)
        return a->as_of.day < b->as_of.day ? -1 : 1;
    return by_file(a->file, b->file);
}

static bool belongs(const struct history_allocation *allocation, const struct history_plan *plan) {
    return allocation->as_of.day == plan->as_of.day &&
           strcmp(allocation->input_hash, plan->input_hash) == 0 &&
           strcmp(allocation->tariff_hash, plan->tariff_hash) == 0;
}

/* Of several that belong to it, the first by name. */
static void find_saving(const struct histories *all, struct history_plan *plan) {
    const struct history_allocation *found = NULL;
    for (int i = 0; i < all->allocations; i++)
        if (belongs(&all->allocation[i], plan) &&
            (found == NULL || by_file(all->allocation[i].file, found->file) < 0))
            found = &all->allocation[i];
    if (found == NULL)
        return;
    plan->saving = xcalloc(1, sizeof *plan->saving);
    *plan->saving = (struct history_saving){xstrdup(found->file), found->alone_e4, found->joint_e4};
}

static bool is_listed(const struct history *history, const char *mode) {
    for (int m = 0; m < history->modes; m++)
        if (strcmp(history->mode[m], mode) == 0)
            return true;
    return false;
}

static void list_modes(struct history *history) {
    int room = 0;
    for (int p = 0; p < history->plans; p++) {
        const struct plan_digest *digest = history->plan[p].digest;
        for (int m = 0; digest != NULL && m < digest->modes; m++) {
            if (is_listed(history, digest->mode[m].mode))
                continue;
            GROW(history->mode, history->modes, room);
            history->mode[history->modes++] = digest->mode[m].mode;
        }
    }
}

/* Money of two currencies can't stand in one column. */
static bool set_currency(struct history *history, struct diag *diag) {
    for (int p = 0; p < history->plans; p++) {
        const struct history_plan *plan = &history->plan[p];
        if (plan->digest == NULL)
            continue;
        if (history->currency == NULL)
            history->currency = plan->digest->currency;
        if (strcmp(history->currency, plan->digest->currency) != 0)
            return diag_add(diag, DIAG_ERROR, (struct place){.file = plan->file},
                            "/summary/currency: \"%.20s\", but the others count in \"%.20s\"",
                            plan->digest->currency, history->currency);
    }
    return true;
}

/* ---- the whole ---- */

static void plan_release(struct history_plan *plan) {
    plan_digest_free(plan->digest);
    if (plan->saving != NULL)
        free(plan->saving->file);
    free(plan->saving);
    free(plan->file);
}

void history_free(struct history *history) {
    if (history == NULL)
        return;
    for (int p = 0; p < history->plans; p++)
        plan_release(&history->plan[p]);
    free(history->plan);
    free(history->mode);
    free(history);
}

static void allocations_release(struct histories *all) {
    for (int i = 0; i < all->allocations; i++)
        free(all->allocation[i].file);
    free(all->allocation);
}

static struct history *history_of(struct histories *all) {
    struct history *history = xcalloc(1, sizeof *history);
    *history = (struct history){.plans = all->plans, .plan = all->plan};
    for (int p = 0; p < all->plans; p++)
        find_saving(all, &all->plan[p]);
    if (all->plans > 0)
        qsort(history->plan, (size_t)history->plans, sizeof *history->plan, by_day);
    list_modes(history);
    return history;
}

struct history *history_read(const char *const *path, int paths, struct diag *diag) {
    struct histories all = {0};
    struct history_reading reading = {.all = &all, .diag = diag};
    bool good = true;
    for (int i = 0; i < paths; i++) {
        reading.file = path[i];
        reading.in_folder = false;
        good = (folder_exists(path[i]) ? take_folder(&reading, path[i]) : history_take(&reading)) && good;
    }
    struct history *history = history_of(&all);
    allocations_release(&all);
    if (good && history->plans == 0)
        good = diag_add(diag, DIAG_ERROR, (struct place){.file = path[0]},
                        "no plan, expected files that \"angkut plan --format json\" wrote");
    good = good && set_currency(history, diag);
    if (good)
        return history;
    history_free(history);
    return NULL;
}
