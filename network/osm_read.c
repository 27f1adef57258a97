// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/osm_read.h"

#include <string.h>

const char *osm_value(struct osm_tags tags, const char *key) {
    for (int i = 0; i < tags.count; i++)
        if (strcmp(tags.tag[i].key, key) == 0)
            return tags.tag[i].value;
    return NULL;
}

#ifdef HAVE_OSM

#include <errno.h>
#include <fcntl.h>
#include <readosm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

/*
 * What breaks the library must break nothing else, and damaged files do break it: it parses in a child process, which
 * writes what it finds into a pipe. An object is its kind ('n', 'w'; 'e' = the end, with the library's code), its id, what
 * is its own, and its tags.
 */
enum {
    TAGS_MOST = 256,
    REFS_MOST = 1 << 20,
    TEXT_MOST = 4096
}; /* of one object; more of it is passed over */

/* ---- the child's side ---- */

static void put(const void *bytes, size_t size, FILE *to) {
    fwrite(bytes, size, 1, to);
}

static void put_text(const char *text, FILE *to) {
    int length = (int)strnlen(text, TEXT_MOST - 1);
    put(&length, sizeof length, to);
    put(text, (size_t)length, to);
}

static void put_tags(const readosm_tag *tag, int count, FILE *to) {
    int good = 0;
    for (int i = 0; i < count && good < TAGS_MOST; i++)
        good += tag[i].key != NULL && tag[i].value != NULL;
    put(&good, sizeof good, to);
    for (int i = 0; good > 0; i++)
        if (tag[i].key != NULL && tag[i].value != NULL) {
            put_text(tag[i].key, to);
            put_text(tag[i].value, to);
            good--;
        }
}

/* The library hands its caller's data on as const. */
static FILE *pipe_of(const void *data) {
    FILE *to;
    memcpy(&to, data, sizeof to);
    return to;
}

static int put_node(const void *data, const readosm_node *node) {
    FILE *to = pipe_of(data);
    putc('n', to);
    put(&node->id, sizeof node->id, to);
    put(&node->longitude, sizeof node->longitude, to);
    put(&node->latitude, sizeof node->latitude, to);
    put_tags(node->tags, node->tag_count, to);
    return READOSM_OK;
}

static int put_way(const void *data, const readosm_way *way) {
    FILE *to = pipe_of(data);
    int refs = way->node_ref_count < REFS_MOST ? way->node_ref_count : REFS_MOST;
    putc('w', to);
    put(&way->id, sizeof way->id, to);
    put(&refs, sizeof refs, to);
    if (refs > 0)
        put(way->node_refs, (size_t)refs * sizeof *way->node_refs, to);
    put_tags(way->tags, way->tag_count, to);
    return READOSM_OK;
}

/* Never returns. */
static void parse(const char *path, int descriptor) {
    const void *handle = NULL;
    FILE *to = fdopen(descriptor, "w");
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO); /* its last words are no message of ours */
    signal(SIGSEGV, SIG_DFL);
    signal(SIGABRT, SIG_DFL);
    int code = readosm_open(path, &handle);
    if (code == READOSM_OK)
        code = readosm_parse(handle, &to, put_node, put_way, NULL);
    putc('e', to);
    put(&code, sizeof code, to);
    fflush(to);
    _exit(0);
}

/* ---- the parent's side ---- */

struct object {
    struct osm_tag tag[TAGS_MOST];
    char *text; /* of the tags, one behind the other */
    size_t text_room;
    long long *ref;
    int ref_room;
};

static bool get(void *bytes, size_t size, FILE *from) {
    return size == 0 || fread(bytes, size, 1, from) == 1;
}

static bool get_tags(struct object *object, struct osm_tags *tags, FILE *from) {
    size_t start[2 * TAGS_MOST], used = 0;
    *tags = (struct osm_tags){object->tag, 0};
    if (!get(&tags->count, sizeof tags->count, from))
        return false;
    for (int i = 0, length; i < 2 * tags->count; i++) {
        if (!get(&length, sizeof length, from))
            return false;
        while (object->text_room < used + (size_t)length + 1) {
            object->text_room = 2 * object->text_room + TEXT_MOST;
            object->text = xrealloc(object->text, object->text_room, 1);
        }
        start[i] = used;
        if (!get(object->text + used, (size_t)length, from))
            return false;
        used += (size_t)length;
        object->text[used++] = '\0';
    }
    for (int i = 0; i < tags->count; i++)
        object->tag[i] = (struct osm_tag){object->text + start[2 * i], object->text + start[2 * i + 1]};
    return true;
}

static bool get_node(struct object *object, const struct osm_visitor *visitor, FILE *from, bool *refused) {
    long long id;
    double lon, lat;
    struct osm_tags tags;
    if (!get(&id, sizeof id, from) || !get(&lon, sizeof lon, from) || !get(&lat, sizeof lat, from) ||
        !get_tags(object, &tags, from))
        return false;
    *refused = !visitor->node(visitor->context, id, lon, lat, tags);
    return !*refused;
}

static bool get_way(struct object *object, const struct osm_visitor *visitor, FILE *from, bool *refused) {
    long long id;
    int refs;
    struct osm_tags tags;
    if (!get(&id, sizeof id, from) || !get(&refs, sizeof refs, from))
        return false;
    if (refs > object->ref_room)
        object->ref = xrealloc(object->ref, (size_t)(object->ref_room = refs), sizeof *object->ref);
    if (!get(object->ref, (size_t)refs * sizeof *object->ref, from) || !get_tags(object, &tags, from))
        return false;
    *refused = !visitor->way(visitor->context, id, object->ref, refs, tags);
    return !*refused;
}

/* The library's code at the end; BROKEN where the child ended before. */
enum { BROKEN = 1 };

static int take(const struct osm_visitor *visitor, FILE *from, bool *refused) {
    struct object object = {.text = NULL};
    int kind, code = BROKEN;
    bool more = true;
    while (more && (kind = getc(from)) != EOF)
        if (kind == 'e')
            more = get(&code, sizeof code, from) && false;
        else
            more = kind == 'n' ? get_node(&object, visitor, from, refused)
                               : get_way(&object, visitor, from, refused);
    free(object.text);
    free(object.ref);
    return code;
}

static bool refuse(const char *path, int code, struct error *err) {
    switch (code) {
    case READOSM_INVALID_SUFFIX:
        return error_set(err, ERROR_INPUT, "%.300s: its name does not end in .osm or .pbf", path);
    case READOSM_FILE_NOT_FOUND:
        return error_set(err, ERROR_IO, "%.300s: %s", path, strerror(ENOENT));
    case READOSM_INSUFFICIENT_MEMORY:
        return error_set(err, ERROR_INPUT, "%.300s: a block of it asks for more memory than there is", path);
    case READOSM_XML_ERROR:
        return error_set(err, ERROR_INPUT, "%.300s: not well-formed XML, expected an OpenStreetMap file",
                         path);
    case READOSM_INVALID_PBF_HEADER:
        return error_set(err, ERROR_INPUT, "%.300s: no PBF header, expected an OpenStreetMap file", path);
    case READOSM_UNZIP_ERROR:
        return error_set(err, ERROR_INPUT, "%.300s: a block of it can't be unpacked", path);
    default:
        return error_set(err, ERROR_INPUT, "%.300s: ends or breaks within a block", path);
    }
}

bool osm_read(const char *path, const struct osm_visitor *visitor, struct error *err) {
    int ends[2], status;
    bool refused = false;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return error_set(err, ERROR_IO, "%.300s: %s", path, strerror(errno));
    fclose(file);
    fflush(NULL); /* nothing twice */
    pid_t child = pipe(ends) == 0 ? fork() : -1;
    if (child < 0)
        return error_set(err, ERROR_IO, "%.300s: %s", path, strerror(errno));
    if (child == 0) {
        close(ends[0]);
        parse(path, ends[1]);
    }
    close(ends[1]);
    FILE *from = fdopen(ends[0], "r");
    int code = take(visitor, from, &refused);
    fclose(from);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return code == READOSM_OK || (!refused && refuse(path, code, err));
}

#else

bool osm_read(const char *path, const struct osm_visitor *visitor, struct error *err) {
    (void)path, (void)visitor;
    return error_set(err, ERROR_USAGE, "this Angkut was built without libreadosm, which reads OpenStreetMap");
}

#endif
