// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"

#include "base/language.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_BYTES = 1 << 16, STREAM_BYTES = 1 << 18, OWN_NAMES = 100 };

static void close_descriptor(int *descriptor) {
    if (*descriptor >= 0)
        close(*descriptor);
}

static bool refuse_read(struct error *err, const char *path, int reason) {
    return error_set(err, ERROR_IO, "cannot read %.250s: %s", path, strerror(reason));
}

static bool refuse_write(struct error *err, const char *path, int reason) {
    return error_set(err, ERROR_IO, "cannot write %.250s: %s", path, strerror(reason));
}

/* read() that is not put off by signals. */
static ssize_t read_some(int descriptor, char *to, size_t room) {
    ssize_t got;
    do
        got = read(descriptor, to, room);
    while (got < 0 && errno == EINTR);
    return got;
}

/* As much as a regular file holds, and one byte to see its end and end the text. */
static size_t first_room(int descriptor, size_t cap) {
    struct stat status;
    if (fstat(descriptor, &status) != 0 || status.st_size <= 0)
        return FIRST_BYTES;
    return (size_t)status.st_size < cap ? (size_t)status.st_size + 2 : cap + 2;
}

char *file_read(const char *path, size_t cap, size_t *length, struct error *err) {
    AUTO(close_descriptor) int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return refuse_read(err, path, errno), NULL;
    size_t room = first_room(descriptor, cap), count = 0;
    AUTO_FREE char *text = xrealloc(NULL, room, 1);
    ssize_t got;
    while ((got = read_some(descriptor, text + count, room - count - 1)) > 0) {
        count += (size_t)got;
        if (count > cap)
            return error_set(err, ERROR_INPUT, "%.250s is larger than %zu bytes", path, cap), NULL;
        if (count + 1 == room)
            text = xrealloc(text, room *= 2, 1);
    }
    if (got < 0)
        return refuse_read(err, path, errno), NULL;
    text[count] = '\0';
    *length = count;
    return TAKE(text);
}

bool file_exists(const char *path) {
    return access(path, R_OK) == 0;
}

bool folder_exists(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

char *file_join(const char *dir, const char *name) {
    size_t dir_length = strlen(dir), size = dir_length + strlen(name) + 2;
    const char *between = dir_length == 0 || dir[dir_length - 1] == '/' ? "" : "/";
    char *path = xcalloc(size, 1);
    snprintf(path, size, "%s%s%s", dir, between, name);
    return path;
}

/* Where the system forbids it, the mode that the umask gives will do. */
static void keep_mode(int descriptor, const struct stat *old) {
    int ignored = fchmod(descriptor, old->st_mode & 0777);
    (void)ignored;
}

/* Opens a new file beside `path`, under a name that nobody has. Its mode is the old file's. */
static int open_beside(struct file_out *out, const struct stat *old) {
    size_t size = strlen(out->path) + 40;
    out->temporary = xcalloc(size, 1);
    int descriptor = -1;
    for (int n = 0; n < OWN_NAMES && descriptor < 0; n++) {
        snprintf(out->temporary, size, "%s.%ld-%d.tmp", out->path, (long)getpid(), n);
        descriptor = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && errno != EEXIST)
            break;
    }
    if (descriptor < 0) {
        free(TAKE(out->temporary));
        return -1;
    }
    if (old != NULL)
        keep_mode(descriptor, old);
    return descriptor;
}

/* A device or pipe is written in place; a link stays, and what it points to is replaced. */
static int open_target(struct file_out *out, const char *path) {
    struct stat old;
    bool there = stat(path, &old) == 0;
    char *real = there ? realpath(path, NULL) : NULL;
    out->path = real != NULL ? real : xstrdup(path);
    if (path[0] == '\0' || (there && S_ISDIR(old.st_mode))) {
        errno = there ? EISDIR : ENOENT;
        return -1;
    }
    if (there && !S_ISREG(old.st_mode))
        return open(out->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return open_beside(out, there ? &old : NULL);
}

bool file_create(struct file_out *out, const char *path, FILE *otherwise, struct error *err) {
    *out = (struct file_out){.stream = otherwise};
    if (path == NULL)
        return true;
    int descriptor = open_target(out, path);
    if (descriptor < 0) {
        refuse_write(err, path, errno);
        file_release(out);
        return false;
    }
    out->stream = fdopen(descriptor, "w");
    out->buffer = xcalloc(STREAM_BYTES, 1);
    if (out->stream == NULL) {
        refuse_write(err, path, errno);
        close(descriptor);
        file_release(out);
        return false;
    }
    setvbuf(out->stream, out->buffer, _IOFBF, STREAM_BYTES);
    return true;
}

/* Pipes and devices can't be synced, and need not be. */
static bool sync_stream(FILE *stream) {
    return fsync(fileno(stream)) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP;
}

static bool finish_stream(struct file_out *out) {
    errno = 0;
    bool fine = fflush(out->stream) == 0 && !ferror(out->stream);
    if (out->path == NULL)
        return fine;
    fine = fine && sync_stream(out->stream);
    int reason = errno;
    fine &= fclose(TAKE(out->stream)) == 0;
    errno = reason ? reason : errno;
    return fine;
}

bool file_commit(struct file_out *out, struct error *err) {
    const char *shown = out->path != NULL ? out->path : _("the output");
    bool fine = finish_stream(out);
    if (fine && out->temporary != NULL)
        fine = rename(out->temporary, out->path) == 0;
    if (!fine) {
        refuse_write(err, shown, errno ? errno : EIO);
        file_release(out);
        return false;
    }
    free(TAKE(out->temporary));
    file_release(out);
    return true;
}

void file_release(struct file_out *out) {
    if (out->path != NULL && out->stream != NULL)
        fclose(out->stream);
    if (out->temporary != NULL)
        unlink(out->temporary);
    free(out->temporary);
    free(out->path);
    free(out->buffer);
    *out = (struct file_out){0};
}
