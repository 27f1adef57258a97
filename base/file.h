// SPDX-License-Identifier: GPL-3.0-or-later
/* Whole files in, and files out that are there complete or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

/** Reads the file whole, NUL added behind. Returns heap memory or NULL:
 * ERROR_IO, or ERROR_INPUT over `cap` bytes. */
char *file_read(const char *path, size_t cap, size_t *length, struct error *err);

/** Whether something is there under that name that may be read. */
bool file_exists(const char *path);
/** Whether a folder is there under that name, links followed. */
bool folder_exists(const char *path);

/** "dir/name" on the heap. */
char *file_join(const char *dir, const char *name);

/** A file being written: a temporary beside it, renamed over it by file_commit(). */
struct file_out {
    FILE *stream;
    char *path, *temporary; /**< both NULL: the stream is borrowed (standard output) */
    char *buffer;           /**< the stream's */
};

/**
 * Starts writing `path`; `path` NULL = to `otherwise`, a borrowed stream. A symbolic link stays and its
 * target is replaced; a device or pipe is written in place (temporary NULL). ERROR_IO.
 */
bool file_create(struct file_out *out, const char *path, FILE *otherwise, struct error *err);
/** Flushes, syncs and renames. ERROR_IO if any write failed
 * (disk full, closed pipe); then nothing was replaced. */
bool file_commit(struct file_out *out, struct error *err);
/** For AUTO: gives up what was not committed; the old file stays. */
void file_release(struct file_out *out);

#endif
