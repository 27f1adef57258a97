// SPDX-License-Identifier: GPL-3.0-or-later
/* What a server's answer says in its headers, read by our own rules. No network here. */
#ifndef FETCH_ANSWER_H
#define FETCH_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** No time was said, or none that can be read. */
enum { RETRY_UNSAID = -1 };

/**
 * Seconds to wait by a Retry-After (RFC 9110, 10.2.3): a number of seconds, or a date in one of the three forms of HTTP,
 * which counts from `now` (seconds since 1970); a date that is past is 0. NULL, a negative number, anything else:
 * RETRY_UNSAID. At most INT32_MAX.
 */
int32_t retry_seconds(const char *text, int64_t now);

enum content_kind {
    CONTENT_WRONG,   /**< none of these: a web page, a picture; or not said */
    CONTENT_JSON,    /**< application/json, application/...+json */
    CONTENT_CSV,     /**< text/csv */
    CONTENT_UNTYPED, /**< text/plain, application/octet-stream: what servers say who don't know */
};

/** By a Content-Type (RFC 9110, 8.3; parameters are passed over); NULL = there was none. */
enum content_kind content_kind(const char *type);

/** "json", "csv", "untyped", "wrong". */
const char *content_name(enum content_kind kind);

/** Whether the text is one entity tag (RFC 9110, 8.8.3) of at most 200 bytes: what may be sent back in If-None-Match. */
bool is_etag(const char *text);

/** Whether it is a date in the form that HTTP sends: what may be sent back in If-Modified-Since. */
bool is_http_date(const char *text);

#endif
