// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/stray.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static int is_csv(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0;
}

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The one of ours that the name may be meant for; NULL where it is one of them, or far from all. */
static const char *meant(const char *const *ours, const char *name) {
    AUTO(names_release) struct names *known = names_new();
    const char *other_letters = NULL;
    for (int i = 0; ours[i] != NULL; i++) {
        names_add(known, ours[i], NULL);
        if (strcasecmp(ours[i], name) == 0)
            other_letters = ours[i];
    }
    if (names_find(known, name) >= 0)
        return NULL;
    const char *near = other_letters != NULL ? other_letters : names_nearest(known, name);
    return near == NULL ? NULL : ours[names_find(known, near)];
}

void stray_files(const char *dir, const char *folder, const char *const *ours,
                 bool (*is_other)(const char *name), struct diag *diag) {
    AUTO_FREE char *path = file_join(dir, folder);
    AUTO_FREE struct dirent **entry = NULL;
    int count = scandir(path, &entry, is_csv, by_bytes);
    for (int e = 0; e < count; e++) {
        const char *name = entry[e]->d_name, *near = meant(ours, name);
        if (near != NULL && (is_other == NULL || !is_other(name)))
            diag_add(diag, DIAG_WARNING, (struct place){NULL, 0, 0},
                     _("%s/%s is not read; did you mean %s/%s?"), folder, name, folder, near);
        free(entry[e]);
    }
}

static bool is_folder(const char *dir, const char *name) {
    AUTO_FREE char *path = file_join(dir, name);
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

void stray_folders(const char *dir, const char *const *ours, struct diag *diag) {
    AUTO_FREE struct dirent **entry = NULL;
    int count = scandir(dir, &entry, is_visible, by_bytes);
    for (int e = 0; e < count; e++) {
        const char *name = entry[e]->d_name, *near = meant(ours, name);
        if (near != NULL && is_folder(dir, name))
            diag_add(diag, DIAG_WARNING, (struct place){NULL, 0, 0}, _("%s/ is not read; did you mean %s/?"),
                     name, near);
        free(entry[e]);
    }
}
