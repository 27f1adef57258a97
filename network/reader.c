// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* Anything but "there is no such file": what is there but can't be read must be reported, not passed over. */
static bool is_there(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

struct csv *reader_open(struct reader *reader, const char *shown, const struct csv_column *columns, int count,
                        bool required) {
    AUTO_FREE char *path = file_join(reader->dir, shown);
    bool there = is_there(path);
    if (!required && !there && !csv_edits_add(reader->edits, shown))
        return NULL;
    memset(reader->last, 0, sizeof reader->last);
    struct csv *csv = there || !required
                          ? csv_open_edited(path, shown, columns, count, reader->edits, reader->diag)
                          : csv_open(path, shown, columns, count, reader->diag);
    if (csv == NULL)
        return NULL;
    if (reader->network->decimal_declared)
        csv_point(csv, reader->network->decimal_char);
    struct error err = {0};
    if (there && reader->hash != NULL && !hash_file(reader->hash, reader->dir, shown, &err))
        diag_add(reader->diag, DIAG_ERROR, (struct place){shown, 0, 0}, "%s", err.message);
    return csv;
}

bool reader_missing(const struct csv *csv, int column) {
    const char *text = csv_text(csv, column);
    return *text == '\0' || ((*text == 'N' || *text == 'n') && strcasecmp(text, "nan") == 0);
}

const char *reader_text(struct reader *reader, struct csv *csv, int column) {
    const char *text = csv_label(csv, column), **last = &reader->last[column];
    if (*text == '\0' || reader_missing(csv, column))
        return NULL;
    if (*last == NULL || strcmp(*last, text) != 0)
        *last = names_intern(reader->names, text);
    return *last;
}

/* Ids are printed to terminals and written into other programs' files. */
static bool has_control(const char *text) {
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            return true;
    return false;
}

static bool good_id(struct csv *csv, int column, const char *text) {
    if (strlen(text) > ID_BYTES)
        return csv_report(csv, DIAG_ERROR, column, "%s: an id may have %d bytes, this one has %zu",
                          csv_name(csv, column), ID_BYTES, strlen(text));
    if (has_control(text))
        return csv_report(csv, DIAG_ERROR, column,
                          "%s: an id can't hold a line end or another control character",
                          csv_name(csv, column));
    return true;
}

const char *reader_id(struct reader *reader, struct csv *csv, int column, struct names *ids,
                      int (*line_of)(const struct network *network, int index)) {
    const char *text = csv_need(csv, column);
    if (*text == '\0' || !good_id(csv, column, text))
        return NULL;
    bool is_new;
    int index = names_add(ids, text, &is_new);
    if (is_new)
        return names_intern(reader->names, text);
    csv_report(csv, DIAG_ERROR, column, "%s: \"%.80s\" is already in line %d", csv_name(csv, column), text,
               line_of(reader->network, index));
    return NULL;
}

int reader_find(struct reader *reader, struct csv *csv, int column, const struct names *ids,
                const char *file) {
    const char *text = csv_text(csv, column);
    int index = names_find(ids, text);
    if (index >= 0)
        return index;
    const char *near = reader->guesses++ < DIAG_SHOWN ? names_nearest(ids, text) : NULL;
    if (near != NULL)
        csv_report(csv, DIAG_ERROR, column, "%s: \"%.80s\" is not in %s; did you mean \"%s\"?",
                   csv_name(csv, column), text, file, near);
    else
        csv_report(csv, DIAG_ERROR, column, "%s: \"%.80s\" is not in %s", csv_name(csv, column), text, file);
    return -1;
}

bool reader_hours(struct csv *csv, int column, int64_t *out_uh) {
    const int64_t million_hours = 1000000000000;
    return csv_decimal(csv, column, HOUR_PLACES, DECIMAL_ROUND, 0, million_hours, out_uh);
}

bool reader_quantity(struct csv *csv, int column, const struct unit *unit, int64_t *out) {
    int64_t count;
    if (reader_missing(csv, column) ||
        !csv_decimal(csv, column, unit->places, DECIMAL_ROUND, 0, INT64_MAX, &count))
        return false;
    *out = (int64_t)wide_divide((wide)count * unit->num, unit->den);
    return true;
}
