// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The helper that fetches one document over HTTP: libcurl lives here and nowhere else, so that the planner starts fast
 * and reads no network. What it is told, what it found out, and the steps from one to the other:
 *
 *     main.c (words in, lines out) ─> follow.c (redirects, waits) ─> transfer.c (one request) ─> url.c, address.c, answer.c
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "base/error.h"
#include "fetch/address.h"
#include "fetch/answer.h"

#include <stdint.h>

enum {
    URL_MOST = 2000,         /**< bytes */
    HEADER_BYTES = 64 << 10, /**< of one answer, all its headers together */
    REDIRECTS_MOST = 3,
    WAITS_MOST = 2,
    WAIT_SECONDS_MOST = 60, /**< of both waits together */
    LOW_SPEED = 100,        /**< bytes per second; for low_speed_s in a row no less */
    FIELD_TEXT = 256,
};

/** What to fetch and within which bounds. All texts borrowed; NULL = not given. */
struct request {
    const char *url, *name; /**< name: the feed's, to be shown */
    const char *token;      /**< goes to the first origin alone */
    const char *ca_file;    /**< trust these certificates, instead of the system's */
    const char *etag, *last_modified;
    struct allowed allowed;
    bool http;     /**< the first request may be plain; redirects never */
    bool untyped;  /**< take CONTENT_UNTYPED */
    bool any_type; /**< take any but a web page: for signatures */
    int64_t most_bytes;
    int connect_s, total_s, low_speed_s;
    int body;      /**< descriptor of a regular file, or of memory, that receives the body */
    bool progress; /**< draw on standard error */
    const volatile int *interrupted;
};

/** What the last answer said. Texts are "" where it did not, and hold no control characters. */
struct report {
    long status; /**< 0: there was no answer */
    char address[ADDRESS_TEXT], host[FIELD_TEXT];
    char etag[FIELD_TEXT], last_modified[FIELD_TEXT], content_type[FIELD_TEXT], retry_after[FIELD_TEXT];
    int64_t bytes; /**< of the body, decoded */
    int32_t retry_s;
    int waits, redirects;
};

/**
 * Fetches it: true with a whole body in request->body (status 200), or nothing new (304). ERROR_FETCH: it failed;
 * ERROR_AGAIN: the server is busy for longer than is waited here; ERROR_IO: the body could not be kept.
 */
bool fetch_document(const struct request *request, struct report *report, struct error *err);

/** Where a URL leads. */
struct url {
    char text[URL_MOST + 1];
    char host[FIELD_TEXT];        /**< for people */
    char origin[FIELD_TEXT + 20]; /**< scheme, host and port in one normal form */
};

/**
 * Reads `text`, against `base` if it is relative (NULL: it must not be). ERROR_FETCH where it is none, is too long, holds
 * a user or password or a fragment, or has another scheme than https (or, with `http`, http).
 */
bool url_read(struct url *url, const char *text, const struct url *base, bool http, struct error *err);

/**
 * One request and its answer, within `milliseconds`; `with_token`: sends it. `location` (URL_MOST + 1 bytes) receives
 * where a redirect leads, "" = nowhere. Of answers other than 200 the body is not read. ERROR_FETCH, ERROR_IO.
 */
bool transfer(const struct request *request, const struct url *url, bool with_token, long milliseconds,
              struct report *report, char *location, struct error *err);

/** Seconds by a clock that never steps. */
double clock_s(void);

/** Once a second has passed since `started`, draws how far it is; erases it at the end. */
void progress_draw(const struct request *request, double started, int64_t bytes);
void progress_erase(const struct request *request);

#endif
