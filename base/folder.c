// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folder.h"

#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refused(const char *path, struct error *err) {
    return error_set(err, ERROR_IO, "%.300s: %s", path, strerror(errno));
}

static bool is_empty(DIR *folder) {
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            return false;
    return true;
}

static bool held(const char *path, struct error *err) {
    return error_set(err, ERROR_IO, "%.300s is in use as it is: name a new folder", path);
}

/* Whether path names a folder by where one stands, which rename() can't replace. */
static bool ends_in_dots(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *last = slash == NULL ? path : slash + 1;
    return strcmp(last, ".") == 0 || strcmp(last, "..") == 0;
}

/* What rename() can replace: nothing, or an empty folder. */
static bool is_free(const char *path, struct error *err) {
    struct stat info;
    if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
        return error_set(err, ERROR_IO, "%.300s is a symbolic link, expected a new or empty folder", path);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno == ENOENT || refused(path, err);
    bool empty = is_empty(folder);
    closedir(folder);
    if (empty && ends_in_dots(path))
        return held(path, err);
    return empty || error_set(err, ERROR_IO, "%.300s is there already, and is not empty", path);
}

bool folder_create(struct folder_out *out, const char *path, struct error *err) {
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    out->path = xstrdup(path);
    out->path[length] = '\0';
    if (!is_free(out->path, err))
        return false;
    char *temporary = xcalloc(length + sizeof ".XXXXXX", 1);
    memcpy(temporary, out->path, length);
    memcpy(temporary + length, ".XXXXXX", sizeof ".XXXXXX");
    if (mkdtemp(temporary) == NULL) {
        free(temporary);
        return refused(out->path, err);
    }
    out->temporary = temporary;
    mode_t mask = umask(0);
    umask(mask);
    return chmod(temporary, 0777 & ~mask) == 0 || refused(out->path, err);
}

FILE *folder_open(const struct folder_out *out, const char *name, struct error *err) {
    AUTO_FREE char *path = file_join(out->temporary, name);
    for (char *slash = path + strlen(out->temporary) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST) {
            refused(path, err);
            return NULL;
        }
        *slash = '/';
    }
    FILE *file = fopen(path, "w");
    if (file == NULL)
        refused(path, err);
    return file;
}

bool folder_close(const struct folder_out *out, FILE *file, const char *name, struct error *err) {
    bool failed = ferror(file) != 0;
    if (fclose(file) == 0 && !failed)
        return true;
    return error_set(err, ERROR_IO, "%.200s/%.100s: could not write all of it", out->path, name);
}

bool folder_commit(struct folder_out *out, struct error *err) {
    if (rename(out->temporary, out->path) != 0)
        return errno == EBUSY ? held(out->path, err) : refused(out->path, err);
    free(TAKE(out->temporary));
    return true;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *at) {
    (void)info, (void)type, (void)at;
    return remove(path);
}

void folder_release(struct folder_out *out) {
    if (out->temporary != NULL)
        nftw(out->temporary, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(out->temporary);
    free(out->path);
    *out = (struct folder_out){0};
}
