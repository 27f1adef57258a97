// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/fetch.h"

#include "base/mem.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

static void free_handle(CURLU **handle) {
    curl_url_cleanup(*handle);
}

static void free_part(char **part) {
    curl_free(*part);
}

/* Line ends, spaces and letters past ASCII have no business in a URL; some parsers drop them, others don't. */
static bool is_plain(const char *text) {
    for (; *text != '\0'; text++)
        if ((unsigned char)*text <= ' ' || (unsigned char)*text > '~' || *text == '\\')
            return false;
    return true;
}

static bool has(CURLU *handle, CURLUPart part) {
    AUTO(free_part) char *text = NULL;
    return curl_url_get(handle, part, &text, 0) == CURLUE_OK;
}

static bool check_scheme(const char *scheme, bool http, struct error *err) {
    if (strcmp(scheme, "https") == 0 || (http && strcmp(scheme, "http") == 0))
        return true;
    if (strcmp(scheme, "http") == 0)
        return error_set(err, ERROR_FETCH,
                         "http:// is not followed, only https:// (unless the feed's allow says http, and no "
                         "redirect leads there)");
    return error_set(err, ERROR_FETCH, "%.20s:// is not followed, only https://", scheme);
}

static bool take_parts(struct url *url, CURLU *handle, bool http, struct error *err) {
    AUTO(free_part) char *text = NULL;
    AUTO(free_part) char *scheme = NULL;
    AUTO(free_part) char *host = NULL;
    AUTO(free_part) char *port = NULL;
    if (curl_url_get(handle, CURLUPART_URL, &text, 0) != CURLUE_OK ||
        curl_url_get(handle, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK)
        return error_set(err, ERROR_FETCH, "a URL that can't be read");
    if (!check_scheme(scheme, http, err))
        return false;
    if (curl_url_get(handle, CURLUPART_HOST, &host, 0) != CURLUE_OK || *host == '\0' ||
        curl_url_get(handle, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) != CURLUE_OK ||
        strlen(text) > URL_MOST || strlen(host) >= sizeof url->host)
        return error_set(err, ERROR_FETCH, "a URL without a host, or too long");
    for (char *at = host; *at != '\0'; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at + ('a' - 'A'));
    snprintf(url->text, sizeof url->text, "%s", text);
    snprintf(url->host, sizeof url->host, "%s", host);
    snprintf(url->origin, sizeof url->origin, "%s://%s:%s", scheme, host, port);
    return true;
}

bool url_read(struct url *url, const char *text, const struct url *base, bool http, struct error *err) {
    if (strlen(text) > URL_MOST)
        return error_set(err, ERROR_FETCH, "a URL over %d bytes", URL_MOST);
    if (!is_plain(text))
        return error_set(err, ERROR_FETCH,
                         "\"%.200s\" is no URL: it holds a space, \\ or a letter past ASCII", text);
    AUTO(free_handle) CURLU *handle = curl_url();
    CURLUcode code = base != NULL ? curl_url_set(handle, CURLUPART_URL, base->text, 0) : CURLUE_OK;
    if (code == CURLUE_OK)
        code = curl_url_set(handle, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME);
    if (code != CURLUE_OK)
        return error_set(err, ERROR_FETCH, "\"%.200s\" is no URL: %s", text, curl_url_strerror(code));
    if (has(handle, CURLUPART_USER) || has(handle, CURLUPART_PASSWORD))
        return error_set(err, ERROR_FETCH,
                         "a URL with a user or password: a token belongs into a token_file");
    if (has(handle, CURLUPART_FRAGMENT))
        return error_set(err, ERROR_FETCH, "a URL with a fragment (#...)");
    return take_parts(url, handle, http, err);
}
