// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/fetch.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Why we ended a transfer ourselves. */
enum stop { STOP_NONE, STOP_STATUS, STOP_LARGE, STOP_TYPE, STOP_HEADERS, STOP_WRITE, STOP_INTERRUPT };

struct hop {
    const struct request *request;
    struct report *report;
    CURL *curl;
    enum stop stop;
    int reason; /* errno of STOP_WRITE */
    size_t header_bytes;
    double started;
    const char *refused; /* kind of the last address that was not let through */
    char refused_text[ADDRESS_TEXT];
    char curl_message[CURL_ERROR_SIZE];
};

static void free_curl(CURL **curl) {
    curl_easy_cleanup(*curl);
}

static void free_list(struct curl_slist **list) {
    curl_slist_free_all(*list);
}

/* The header's only value, fit to be shown; "" where there is none, or it is longer than a sane one. */
static void take_header(CURL *curl, const char *name, char *to, size_t size) {
    struct curl_header *header = NULL;
    to[0] = '\0';
    if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK ||
        strlen(header->value) >= size)
        return;
    snprintf(to, size, "%s", header->value);
    utf8_tidy(to);
}

static bool is_page(const char *type) {
    return strncasecmp(type, "text/html", strlen("text/html")) == 0 ||
           strncasecmp(type, "application/xhtml", strlen("application/xhtml")) == 0;
}

static bool is_type_fine(const struct request *request, const char *type) {
    enum content_kind kind = content_kind(type);
    if (request->any_type)
        return !is_page(type);
    return kind == CONTENT_JSON || kind == CONTENT_CSV || (kind == CONTENT_UNTYPED && request->untyped);
}

/* ---- what libcurl calls ---- */

/* Before the first byte: is this a body to be kept? */
static bool admit_body(struct hop *hop) {
    struct report *report = hop->report;
    curl_easy_getinfo(hop->curl, CURLINFO_RESPONSE_CODE, &report->status);
    take_header(hop->curl, "Content-Type", report->content_type, sizeof report->content_type);
    if (report->status != 200)
        hop->stop = STOP_STATUS;
    else if (!is_type_fine(hop->request, report->content_type))
        hop->stop = STOP_TYPE;
    return hop->stop == STOP_NONE;
}

static bool keep(struct hop *hop, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t put = write(hop->request->body, bytes, count);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            hop->reason = put < 0 ? errno : ENOSPC;
            hop->stop = STOP_WRITE;
            return false;
        }
        bytes += put;
        count -= (size_t)put;
    }
    return true;
}

/* What is counted here is what came out of gzip, so a bomb goes off at the limit. */
static size_t on_body(char *bytes, size_t one, size_t count, void *context) {
    struct hop *hop = context;
    (void)one; /* always 1 */
    if (hop->report->bytes == 0 && !admit_body(hop))
        return 0;
    if ((int64_t)count > hop->request->most_bytes - hop->report->bytes) {
        hop->stop = STOP_LARGE;
        return 0;
    }
    hop->report->bytes += (int64_t)count;
    return keep(hop, bytes, count) ? count : 0;
}

static size_t on_header(char *bytes, size_t one, size_t count, void *context) {
    struct hop *hop = context;
    (void)bytes, (void)one;
    hop->header_bytes += count;
    if (hop->header_bytes <= HEADER_BYTES)
        return count;
    hop->stop = STOP_HEADERS;
    return 0;
}

static int on_progress(void *context, curl_off_t whole, curl_off_t now, curl_off_t up_whole,
                       curl_off_t up_now) {
    struct hop *hop = context;
    (void)whole, (void)now, (void)up_whole, (void)up_now;
    if (*hop->request->interrupted) {
        hop->stop = STOP_INTERRUPT;
        return 1;
    }
    progress_draw(hop->request, hop->started, hop->report->bytes);
    return 0;
}

static curl_socket_t on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    struct hop *hop = context;
    (void)purpose;
    const char *kind = address_refused(&hop->request->allowed, &address->addr);
    address_text(hop->report->address, &address->addr);
    if (kind == NULL)
        return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    hop->refused = kind;
    memcpy(hop->refused_text, hop->report->address, sizeof hop->refused_text);
    return CURL_SOCKET_BAD;
}

/* ---- one request ---- */

static bool set_safety(struct hop *hop, const struct url *url, long milliseconds) {
    CURL *c = hop->curl;
    const struct request *request = hop->request;
    bool plain = strncmp(url->text, "http:", 5) == 0;
    CURLcode code = CURLE_OK;
    code |= curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
    code |= curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    code |= curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L); /* follow.c does, looking at each step */
    code |= curl_easy_setopt(c, CURLOPT_MAXREDIRS, 0L);
    code |= curl_easy_setopt(c, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    code |= curl_easy_setopt(c, CURLOPT_PROXY, "");
    code |= curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
    code |= curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    code |= curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    code |= curl_easy_setopt(c, CURLOPT_HTTP09_ALLOWED, 0L);
    code |= curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    code |= curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    code |= curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    code |= curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    code |= curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)request->connect_s);
    code |= curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, milliseconds);
    code |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED);
    code |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)request->low_speed_s);
    code |= curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->most_bytes);
    code |= curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    code |= curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, hop);
    if (request->ca_file != NULL) {
        code |= curl_easy_setopt(c, CURLOPT_CAINFO, request->ca_file);
        code |= curl_easy_setopt(c, CURLOPT_CAPATH, NULL);
    }
    return code == CURLE_OK; /* no option may silently be missing */
}

static bool set_transfer(struct hop *hop, const struct url *url) {
    CURL *c = hop->curl;
    CURLcode code = CURLE_OK;
    code |= curl_easy_setopt(c, CURLOPT_URL, url->text);
    code |= curl_easy_setopt(c, CURLOPT_USERAGENT, "angkut-fetch");
    code |= curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip");
    code |= curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    code |= curl_easy_setopt(c, CURLOPT_WRITEDATA, hop);
    code |= curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    code |= curl_easy_setopt(c, CURLOPT_HEADERDATA, hop);
    code |= curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    code |= curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
    code |= curl_easy_setopt(c, CURLOPT_XFERINFODATA, hop);
    code |= curl_easy_setopt(c, CURLOPT_ERRORBUFFER, hop->curl_message);
    return code == CURLE_OK;
}

__attribute__((format(printf, 2, 3))) static void add_header(struct curl_slist **list, const char *format,
                                                             ...) {
    char text[5000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct curl_slist *longer = curl_slist_append(*list, text);
    *list = longer != NULL ? longer : *list;
}

static struct curl_slist *request_headers(const struct request *request, bool with_token) {
    struct curl_slist *list = NULL;
    add_header(&list, "Accept: %s",
               request->any_type ? "*/*"
                                 : "application/json, text/csv;q=0.9, application/*;q=0.1, text/plain;q=0.1");
    if (request->token != NULL && with_token)
        add_header(&list, "Authorization: Bearer %s", request->token);
    if (request->etag != NULL)
        add_header(&list, "If-None-Match: %s", request->etag);
    if (request->last_modified != NULL)
        add_header(&list, "If-Modified-Since: %s", request->last_modified);
    return list;
}

/* ---- what came of it ---- */

static bool explain(const struct hop *hop, CURLcode code, struct error *err) {
    const struct request *request = hop->request;
    const char *type = hop->report->content_type;
    if (hop->refused != NULL && code == CURLE_COULDNT_CONNECT)
        return error_set(err, ERROR_FETCH,
                         "%s leads to %s, a %s address, which the feed's allow does not name",
                         hop->report->host, hop->refused_text, _(hop->refused));
    if (hop->stop == STOP_LARGE || code == CURLE_FILESIZE_EXCEEDED)
        return error_set(err, ERROR_FETCH, "the document is larger than %lld bytes",
                         (long long)request->most_bytes);
    if (hop->stop == STOP_TYPE)
        return error_set(err, ERROR_FETCH, "the answer is of type \"%.60s\", expected %s%s", type,
                         request->any_type ? _("a signature") : _("application/json or text/csv"),
                         content_kind(type) == CONTENT_UNTYPED
                             ? _(" (unless the feed's allow says untyped)")
                             : (is_page(type) ? _("; is it the page of a login?") : ""));
    if (hop->stop == STOP_HEADERS)
        return error_set(err, ERROR_FETCH, "the answer's headers are larger than %d bytes", HEADER_BYTES);
    if (hop->stop == STOP_WRITE)
        return error_set(err, ERROR_IO, "cannot keep the document: %s", strerror(hop->reason));
    if (hop->stop == STOP_INTERRUPT)
        return error_set(err, ERROR_FETCH, "interrupted");
    return error_set(err, ERROR_FETCH, "%s",
                     hop->curl_message[0] != '\0' ? hop->curl_message : curl_easy_strerror(code));
}

static void take_answer(struct hop *hop, char *location) {
    struct report *report = hop->report;
    curl_easy_getinfo(hop->curl, CURLINFO_RESPONSE_CODE, &report->status);
    take_header(hop->curl, "Content-Type", report->content_type, sizeof report->content_type);
    take_header(hop->curl, "ETag", report->etag, sizeof report->etag);
    take_header(hop->curl, "Last-Modified", report->last_modified, sizeof report->last_modified);
    take_header(hop->curl, "Retry-After", report->retry_after, sizeof report->retry_after);
    take_header(hop->curl, "Location", location, URL_MOST + 1);
}

bool transfer(const struct request *request, const struct url *url, bool with_token, long milliseconds,
              struct report *report, char *location, struct error *err) {
    struct hop hop = {.request = request, .report = report, .started = clock_s()};
    AUTO(free_curl) CURL *curl = hop.curl = curl_easy_init();
    AUTO(free_list) struct curl_slist *headers = request_headers(request, with_token);
    snprintf(report->host, sizeof report->host, "%s", url->host);
    report->bytes = report->status = 0;
    if (curl == NULL || !set_safety(&hop, url, milliseconds) || !set_transfer(&hop, url) ||
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) != CURLE_OK)
        return error_set(err, ERROR_FETCH, "this libcurl (%s) can't be set up for safe fetching",
                         curl_version());
    CURLcode code = curl_easy_perform(curl);
    progress_erase(request);
    take_answer(&hop, location);
    if (code != CURLE_OK && hop.stop != STOP_STATUS)
        return explain(&hop, code, err);
    if (report->status == 200 && report->bytes == 0)
        return error_set(err, ERROR_FETCH, "the answer is empty");
    return true;
}
