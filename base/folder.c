// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folder.h"

#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refused(const char *path, struct error *err) {
    return error_set(err, ERROR_IO, "%.300s: %s", path, strerror(errno));
}

/* What rename() could replace: nothing, or an empty folder. */
static bool is_free(const char *path, struct error *err) {
    struct stat info;
    if (lstat(path, &info) != 0)
        return errno == ENOENT || refused(path, err);
    if (!S_ISDIR(info.st_mode))
        return error_set(err, ERROR_IO, "%.300s is there already, and is no folder", path);
    if (rmdir(path) == 0) /* and put back: it may be somebody's, with rights of its own */
        return mkdir(path, info.st_mode & 07777) == 0 || refused(path, err);
    return errno == ENOTEMPTY || errno == EEXIST
               ? error_set(err, ERROR_IO, "%.300s is there already, and is not empty", path)
               : refused(path, err);
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
        return refused(out->path, err);
    mem_release(&out->temporary);
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
