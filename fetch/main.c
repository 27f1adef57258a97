// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * angkut-fetch --fd N [OPTION ...] URL: writes one document to the descriptor N, a regular file or memory, and says how
 * that went on standard output, a line `key value` each. Of the environment it reads LANGUAGE alone.
 */
#include "fetch/fetch.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <curl/curl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TOKEN_BYTES = 4096, FETCHED = 0, USAGE = 2, FAILED = 5, NOT_KEPT = 6, LATER = 75 };

#ifndef LOCALE_DIR
#define LOCALE_DIR "/usr/local/share/locale"
#endif

static volatile int interrupted;

static void note_interrupt(int number) {
    interrupted = number;
}

static void catch_interrupts(void) {
    struct sigaction action = {.sa_handler = note_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

/* Whoever runs this has chosen. Translations stand beside the program or, once installed, where LOCALE_DIR says. */
static void choose_language(void) {
    const char *asked = getenv("LANGUAGE");
    enum language language = LANGUAGE_ENGLISH;
    if (asked != NULL)
        language_named(asked, &language);
    clearenv(); /* proxies, HOME with a .netrc, SSLKEYLOGFILE, RES_OPTIONS ... */
    AUTO_FREE char *program = realpath("/proc/self/exe", NULL);
    if (program != NULL)
        *strrchr(program, '/') = '\0';
    AUTO_FREE char *beside = program != NULL ? file_join(program, "locale") : NULL;
    AUTO_FREE char *moved = program != NULL ? file_join(program, "../../share/locale") : NULL;
    language_use(language, beside != NULL && file_exists(beside) ? beside
                           : moved != NULL && file_exists(moved) ? moved
                                                                 : LOCALE_DIR);
}

/* ---- what is drawn where somebody watches ---- */

void progress_draw(const struct request *request, double started, int64_t bytes) {
    static double last;
    double now = clock_s();
    if (!request->progress || now - started < 1 || now - last < 0.25)
        return;
    last = now;
    fprintf(stderr, "\r\033[K");
    fprintf(stderr, _("%s: %.0f s, %lld kB"), request->name, now - started, (long long)bytes / 1000);
    fflush(stderr);
}

void progress_erase(const struct request *request) {
    if (request->progress)
        fputs("\r\033[K", stderr);
}

/* ---- words in ---- */

enum { FD = 1, NAME, TOKEN, CA, ALLOW, ETAG, MODIFIED, MOST, ANY, CONNECT, TIME, SLOW, QUIET, HELP };

static const struct option options[] = {
    {"fd", 1, NULL, FD},
    {"name", 1, NULL, NAME},
    {"token-file", 1, NULL, TOKEN},
    {"ca-file", 1, NULL, CA},
    {"allow", 1, NULL, ALLOW},
    {"etag", 1, NULL, ETAG},
    {"last-modified", 1, NULL, MODIFIED},
    {"most", 1, NULL, MOST},
    {"any-type", 0, NULL, ANY},
    {"connect-time", 1, NULL, CONNECT},
    {"time", 1, NULL, TIME},
    {"low-speed-time", 1, NULL, SLOW},
    {"quiet", 0, NULL, QUIET},
    {"help", 0, NULL, HELP},
    {0},
};

static const char help[] =
    N_("angkut tariff fetch runs this; by hand:\n\n"
       "  angkut-fetch --fd 3 https://example.org/tariff.json 3>tariff.json\n\n"
       "  --fd N              the document goes to descriptor N, a regular file\n"
       "  --name NAME         how to call the feed in what is shown\n"
       "  --token-file FILE   send what it holds as a bearer token, to this host alone\n"
       "  --ca-file FILE      trust these certificates, not the system's\n"
       "  --allow WORD        http, internal, untyped, or an address; may be repeated\n"
       "  --etag TAG, --last-modified DATE   of what is held\n"
       "  --most BYTES        larger is refused (default 16777216)\n"
       "  --any-type          any type but a web page\n"
       "  --connect-time S, --time S, --low-speed-time S   seconds (10, 120, 20)\n"
       "  --quiet             no progress\n\n"
       "Status: 0 fetched, or not modified; 2 usage; 5 failed; 6 cannot read or write; 75 later.\n");

static int number(const char *text, int least, int most) {
    char *end;
    long value = strtol(text, &end, 10);
    return *text != '\0' && *end == '\0' && value >= least && value <= most ? (int)value : -1;
}

static bool allow(struct request *request, const char *word) {
    if (strcmp(word, "http") == 0)
        return request->http = true;
    if (strcmp(word, "internal") == 0)
        return request->allowed.internal = true;
    if (strcmp(word, "untyped") == 0)
        return request->untyped = true;
    return allow_address(&request->allowed, word);
}

static bool take_number(int *to, const char *text, int least, int most) {
    *to = number(text, least, most);
    return *to >= 0;
}

static bool take_option(struct request *request, const char **token_file, int option, const char *text) {
    int bytes = 0;
    switch (option) {
    case FD:
        return take_number(&request->body, text, 0, 1 << 20);
    case NAME:
        request->name = text;
        return true;
    case TOKEN:
        *token_file = text;
        return true;
    case CA:
        request->ca_file = text;
        return true;
    case ALLOW:
        return allow(request, text);
    case ETAG:
        request->etag = is_etag(text) ? text : NULL; /* what can't be sent is not held */
        return true;
    case MODIFIED:
        request->last_modified = is_http_date(text) ? text : NULL;
        return true;
    case MOST:
        if (!take_number(&bytes, text, 1, 1 << 30))
            return false;
        request->most_bytes = bytes;
        return true;
    case ANY:
        return request->any_type = true;
    case CONNECT:
        return take_number(&request->connect_s, text, 1, 3600);
    case TIME:
        return take_number(&request->total_s, text, 1, 3600);
    case SLOW:
        return take_number(&request->low_speed_s, text, 1, 3600);
    case QUIET:
        request->progress = false;
        return true;
    default:
        return false;
    }
}

/* The one line of the file. *err: ERROR_IO, or ERROR_INPUT where others may read it or it is no token. */
static char *read_token(const char *path, struct error *err) {
    struct stat info;
    size_t length;
    if (stat(path, &info) == 0 && (info.st_mode & (S_IROTH | S_IWOTH | S_IWGRP)) != 0)
        return error_set(err, ERROR_INPUT, "%.200s: mode %04o lets others at the token: chmod 600 it", path,
                         info.st_mode & 07777),
               NULL;
    AUTO_FREE char *token = file_read(path, TOKEN_BYTES, &length, err);
    if (token == NULL)
        return NULL;
    while (length > 0 && (token[length - 1] == '\n' || token[length - 1] == '\r'))
        token[--length] = '\0';
    for (size_t i = 0; i < length; i++)
        if (token[i] <= ' ' || token[i] > '~')
            length = 0;
    if (length == 0)
        return error_set(err, ERROR_INPUT, "%.200s: expected one line with a token, without spaces", path),
               NULL;
    return TAKE(token);
}

/* ---- lines out ---- */

static void say(const char *key, const char *value) {
    if (*value != '\0')
        printf("%s %s\n", key, value);
}

static void say_number(const char *key, long long value) {
    printf("%s %lld\n", key, value);
}

static int say_report(const struct report *report, struct error *err) {
    static const int status[] = {
        [ERROR_NONE] = FETCHED,  [ERROR_USAGE] = USAGE,  [ERROR_INPUT] = FAILED, [ERROR_IO] = NOT_KEPT,
        [ERROR_SOLVER] = FAILED, [ERROR_FETCH] = FAILED, [ERROR_AGAIN] = LATER};
    say_number("status", report->status);
    say("host", report->host);
    say("address", report->address);
    say("content_type", report->content_type);
    if (report->status == 200) {
        say("type", content_name(content_kind(report->content_type)));
        say("etag", is_etag(report->etag) ? report->etag : "");
        say("last_modified", is_http_date(report->last_modified) ? report->last_modified : "");
    }
    say_number("bytes", report->bytes);
    if (report->retry_s >= 0)
        say_number("retry_after", report->retry_s);
    utf8_tidy(err->message);
    say("failure", err->message);
    if (fflush(stdout) != 0 || ferror(stdout))
        return NOT_KEPT;
    return status[err->code];
}

static int usage(const char *what) {
    fprintf(stderr, _("angkut-fetch: %s\n\"angkut-fetch --help\" says more.\n"), what);
    return USAGE;
}

int main(int argc, char **argv) {
    const char *token_file = NULL;
    struct request request = {.name = "fetching",
                              .most_bytes = 16 << 20,
                              .connect_s = 10,
                              .total_s = 120,
                              .low_speed_s = 20,
                              .body = -1,
                              .progress = isatty(STDERR_FILENO) != 0,
                              .interrupted = &interrupted};
    choose_language();
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == HELP)
            return fputs(_(help), stdout) < 0;
        if (!take_option(&request, &token_file, option, optarg))
            return usage(optarg != NULL ? _("an option with a value that does not fit")
                                        : _("an option that is none"));
    }
    if (optind != argc - 1 || request.body < 0)
        return usage(_("needs --fd N and one URL"));
    request.url = argv[optind];
    struct error err = {0};
    struct report report = {.retry_s = RETRY_UNSAID};
    AUTO_FREE char *token = token_file != NULL ? read_token(token_file, &err) : NULL;
    request.token = token;
    catch_interrupts();
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (err.code == ERROR_NONE)
        fetch_document(&request, &report, &err);
    curl_global_cleanup();
    return say_report(&report, &err);
}
