// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/fetch.h"

#include "base/language.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double clock_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool is_redirect(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static bool is_busy(long status) {
    return status == 429 || status == 503;
}

static bool follow(struct url *url, const char *location, struct report *report, struct error *err) {
    struct url next;
    if (report->redirects == REDIRECTS_MOST)
        return error_set(err, ERROR_FETCH, "redirected more than %d times", REDIRECTS_MOST);
    if (*location == '\0')
        return error_set(err, ERROR_FETCH, "redirected (status %ld) to nowhere", report->status);
    if (!url_read(&next, location, url, false, err))
        return error_prefix(err, "redirected from %.60s", url->host);
    report->redirects++;
    *url = next;
    return true;
}

/* One answer that is no redirect; its time is shared by all steps. */
static bool fetch_once(const struct request *request, const struct url *first, struct report *report,
                       struct error *err) {
    struct url url = *first;
    char location[URL_MOST + 1];
    double until = clock_s() + request->total_s;
    report->redirects = 0;
    for (;;) {
        long left = (long)((until - clock_s()) * 1000);
        bool own = strcmp(url.origin, first->origin) == 0;
        if (left <= 0)
            return error_set(err, ERROR_FETCH, "took longer than %d s", request->total_s);
        if (lseek(request->body, 0, SEEK_SET) != 0 || ftruncate(request->body, 0) != 0)
            return error_set(err, ERROR_IO, "cannot keep the document: %s", strerror(errno));
        if (!transfer(request, &url, own, left, report, location, err))
            return false;
        if (!is_redirect(report->status))
            return true;
        if (!follow(&url, location, report, err))
            return false;
    }
}

/* Sleeps unless that would be too long; false with *err. */
static bool wait_as_told(const struct request *request, struct report *report, int *waited,
                         struct error *err) {
    report->retry_s = retry_seconds(report->retry_after, time(NULL));
    if (report->retry_s == RETRY_UNSAID)
        return error_set(err, ERROR_AGAIN, "the server is busy (status %ld) and does not say until when",
                         report->status);
    if (report->waits == WAITS_MOST)
        return error_set(err, ERROR_AGAIN,
                         "the server is still busy (status %ld) after %d waits of %d s in all",
                         report->status, report->waits, *waited);
    if (report->retry_s > WAIT_SECONDS_MOST - *waited)
        return error_set(err, ERROR_AGAIN, "the server is busy (status %ld) and asks to come again in %d s",
                         report->status, report->retry_s);
    double started = clock_s(), until = started + report->retry_s;
    while (clock_s() < until && !*request->interrupted) {
        progress_draw(request, started, 0);
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    progress_erase(request);
    report->waits++;
    *waited += report->retry_s;
    return !*request->interrupted || error_set(err, ERROR_FETCH, "interrupted");
}

/* NULL: one that needs no word. */
static const char *meaning(long status) {
    static const struct {
        long status;
        const char *answer; /* the whole sentence */
    } known[] = {
        {400, N_("the server answered 400 Bad Request")},
        {401, N_("the server answered 401 Unauthorized: is there a token_file, and is its token good?")},
        {403, N_("the server answered 403 Forbidden")},
        {404, N_("the server answered 404 Not Found")},
        {407, N_("the server answered 407 Proxy Authentication Required")},
        {410, N_("the server answered 410 Gone")},
        {500, N_("the server answered 500 Internal Server Error")},
        {502, N_("the server answered 502 Bad Gateway")},
        {504, N_("the server answered 504 Gateway Timeout")}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].status == status)
            return _(known[i].answer);
    return NULL;
}

static bool judge(const struct request *request, const struct report *report, struct error *err) {
    bool held = request->etag != NULL || request->last_modified != NULL;
    if (report->status == 200 || (report->status == 304 && held))
        return true;
    if (report->status == 304)
        return error_set(err, ERROR_FETCH,
                         "the server says that nothing has changed (status 304), but was not asked so");
    const char *answer = meaning(report->status);
    return answer != NULL ? error_set(err, ERROR_FETCH, "%s", answer)
                          : error_set(err, ERROR_FETCH, "the server answered %ld", report->status);
}

bool fetch_document(const struct request *request, struct report *report, struct error *err) {
    struct url first;
    int waited = 0;
    *report = (struct report){.retry_s = RETRY_UNSAID};
    if (!url_read(&first, request->url, NULL, request->http, err))
        return false;
    for (;;) {
        if (!fetch_once(request, &first, report, err))
            return false;
        if (!is_busy(report->status))
            return judge(request, report, err);
        if (!wait_as_told(request, report, &waited, err))
            return false;
    }
}
