// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/answer.h"

#include <string.h>
#include <strings.h>
#include <time.h>

enum { ETAG_MOST = 200 };

/* IMF-fixdate, and the two old forms that must still be understood. The locale is "C": nobody sets another. */
static const char *const date_forms[] = {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT",
                                         "%a %b %e %H:%M:%S %Y"};

static bool read_date(const char *text, const char *form, int64_t *seconds) {
    struct tm parts = {0};
    const char *end = strptime(text, form, &parts);
    if (end == NULL || *end != '\0')
        return false;
    *seconds = timegm(&parts);
    return true;
}

static int32_t seconds_from(int64_t now, int64_t until) {
    int64_t wait = until > now ? until - now : 0;
    return wait > INT32_MAX ? INT32_MAX : (int32_t)wait;
}

int32_t retry_seconds(const char *text, int64_t now) {
    if (text == NULL || *text == '\0')
        return RETRY_UNSAID;
    if (text[strspn(text, "0123456789")] == '\0') {
        int64_t seconds = 0;
        for (; *text != '\0' && seconds < INT32_MAX; text++)
            seconds = 10 * seconds + (*text - '0');
        return seconds_from(0, seconds);
    }
    for (size_t i = 0; i < sizeof date_forms / sizeof date_forms[0]; i++) {
        int64_t until;
        if (read_date(text, date_forms[i], &until))
            return seconds_from(now, until);
    }
    return RETRY_UNSAID;
}

static bool is(const char *text, size_t length, const char *word) {
    return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

enum content_kind content_kind(const char *type) {
    static const char json[] = "+json", tree[] = "application/";
    if (type == NULL)
        return CONTENT_WRONG;
    size_t length = strcspn(type, "; \t");
    if (is(type, length, "text/csv"))
        return CONTENT_CSV;
    if (is(type, length, "text/plain") || is(type, length, "application/octet-stream"))
        return CONTENT_UNTYPED;
    bool named = length > strlen(tree) + strlen(json) && strncasecmp(type, tree, strlen(tree)) == 0 &&
                 is(type + length - strlen(json), strlen(json), json);
    return named || is(type, length, "application/json") ? CONTENT_JSON : CONTENT_WRONG;
}

const char *content_name(enum content_kind kind) {
    static const char *const name[] = {[CONTENT_WRONG] = "wrong",
                                       [CONTENT_JSON] = "json",
                                       [CONTENT_CSV] = "csv",
                                       [CONTENT_UNTYPED] = "untyped"};
    return name[kind];
}

bool is_etag(const char *text) {
    size_t length = strlen(text);
    const char *at = strncmp(text, "W/", 2) == 0 ? text + 2 : text;
    if (length > ETAG_MOST || *at != '"' || strlen(at) < 2 || text[length - 1] != '"')
        return false;
    for (at++; at < text + length - 1; at++)
        if (*at == '"' || (unsigned char)*at < 0x21 || (unsigned char)*at > 0x7e)
            return false;
    return true;
}

bool is_http_date(const char *text) {
    int64_t seconds;
    for (const char *at = text; *at != '\0'; at++) /* strptime() takes a line end for a space */
        if ((unsigned char)*at < ' ' || (unsigned char)*at > '~')
            return false;
    return strlen(text) == strlen("Sun, 06 Nov 1994 08:49:37 GMT") &&
           read_date(text, date_forms[0], &seconds);
}
