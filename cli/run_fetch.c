// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_fetch.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef LIBEXEC_DIR
#define LIBEXEC_DIR "/usr/local/libexec/angkut"
#endif

enum { WORDS_MOST = 80, REPORT_BYTES = 1 << 16 };

/* The helper's command line; texts borrowed, the numbers its own. */
struct words {
    const char *word[WORDS_MOST];
    int count;
    char descriptor[16], most[16], seconds[16];
};

static void close_descriptor(int *descriptor) {
    if (*descriptor >= 0)
        close(*descriptor);
}

void fetched_release(struct fetched *fetched) {
    free(fetched->bytes);
    *fetched = (struct fetched){0};
}

/* Beside the program, as it is built, or where it was installed. NULL where it is in neither place. */
static char *find_helper(struct error *err) {
    AUTO_FREE char *here = program_folder();
    const char *const folder[] = {here, LIBEXEC_DIR};
    for (int i = 0; i < 2; i++) {
        if (folder[i] == NULL)
            continue;
        AUTO_FREE char *path = file_join(folder[i], "angkut-fetch");
        if (access(path, X_OK) == 0)
            return TAKE(path);
    }
    AUTO_FREE char *installed = here != NULL ? file_join(here, "../libexec/angkut/angkut-fetch") : NULL;
    if (installed != NULL && access(installed, X_OK) == 0)
        return TAKE(installed);
    return error_set(
               err, ERROR_FETCH,
               "there is no angkut-fetch, the helper that fetches: this Angkut was built without libcurl "
               "(CURL=0), or the helper is not where it was installed, %s",
               LIBEXEC_DIR),
           NULL;
}

static void add(struct words *words, const char *word) {
    words->word[words->count++] = word;
}

static void add_option(struct words *words, const char *option, const char *value) {
    if (value == NULL || *value == '\0')
        return;
    add(words, option);
    add(words, value);
}

static void make_words(struct words *words, const struct feed_source *feed, int body, int most, bool quiet) {
    snprintf(words->descriptor, sizeof words->descriptor, "%d", body);
    snprintf(words->most, sizeof words->most, "%d", most);
    snprintf(words->seconds, sizeof words->seconds, "%d", feed->max_seconds);
    add(words, "angkut-fetch");
    add_option(words, "--fd", words->descriptor);
    add_option(words, "--most", words->most);
    add_option(words, "--time", words->seconds);
    add_option(words, "--name", feed->name);
    add_option(words, "--token-file", feed->token_file);
    add_option(words, "--ca-file", feed->ca_file);
    for (int i = 0; feed->allow[i] != NULL; i++)
        add_option(words, "--allow", feed->allow[i]);
    if (quiet)
        add(words, "--quiet");
}

/* In the child: nothing of ours goes along but standard error, the report's pipe and the body. */
__attribute__((noreturn)) static void become(const char *helper, const struct words *words, int report,
                                             int body, pid_t parent) {
    int nothing = open("/dev/null", O_RDONLY);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() == parent && nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
        dup2(report, STDOUT_FILENO) >= 0 && fcntl(body, F_SETFD, 0) == 0)
        execv(helper, (char *const *)(const void *)words->word);
    _exit(127);
}

/* All that the helper says, a NUL behind; ends it where we are to end. */
static size_t listen_to(pid_t child, int from, char *text, const volatile int *interrupted) {
    size_t count = 0;
    for (;;) {
        struct pollfd ready = {.fd = from, .events = POLLIN};
        if (*interrupted)
            kill(child, SIGTERM);
        if (poll(&ready, 1, 200) <= 0)
            continue;
        ssize_t got = read(from, text + count, REPORT_BYTES - count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        count += (size_t)got;
        if (count == REPORT_BYTES)
            break;
    }
    text[count] = '\0';
    return count;
}

/* ---- the report ---- */

/* The value of the line `key value`; "" and false where there is none, or more than one, or no room. */
static bool take_line(const char *text, const char *key, char *to, size_t size) {
    size_t length = strlen(key);
    int found = 0;
    to[0] = '\0';
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
        if (strncmp(line, key, length) != 0 || line[length] != ' ')
            continue;
        size_t value = strcspn(line + length + 1, "\n");
        if (found++ == 0 && value < size)
            snprintf(to, size, "%.*s", (int)value, line + length + 1);
    }
    if (found > 1)
        to[0] = '\0';
    return found == 1;
}

/* Fields of the answer are kept and sent back later: nothing but plain characters may be in them. */
static void take_field(const char *text, const char *key, char *to) {
    take_line(text, key, to, FETCH_FIELD);
    for (const char *at = to; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || (unsigned char)*at > '~') {
            to[0] = '\0';
            return;
        }
}

static bool read_body(int body, size_t most, struct fetched *out, struct error *err) {
    off_t size = lseek(body, 0, SEEK_END);
    if (size <= 0 || (size_t)size > most)
        return error_set(err, ERROR_FETCH, "angkut-fetch brought %lld bytes", (long long)size);
    out->bytes = xcalloc((size_t)size + 1, 1);
    while (out->length < (size_t)size) {
        ssize_t got = pread(body, out->bytes + out->length, (size_t)size - out->length, (off_t)out->length);
        if (got <= 0)
            return error_set(err, ERROR_IO, "cannot read what was fetched: %s", strerror(errno));
        out->length += (size_t)got;
    }
    return true;
}

static bool end_of(int end, const char *report, struct error *err) {
    char failure[400];
    enum error_code code = ERROR_FETCH;
    if (WIFEXITED(end) && WEXITSTATUS(end) == EXIT_DONE)
        return true;
    take_line(report, "failure", failure, sizeof failure);
    if (WIFEXITED(end) && WEXITSTATUS(end) == EXIT_AGAIN)
        code = ERROR_AGAIN;
    if (WIFEXITED(end) && WEXITSTATUS(end) == EXIT_IO)
        code = ERROR_IO;
    if (failure[0] != '\0')
        return error_set(err, code, "%s", failure);
    if (WIFEXITED(end))
        return error_set(err, ERROR_FETCH, "angkut-fetch ended with status %d", WEXITSTATUS(end));
    return error_set(err, ERROR_FETCH, "angkut-fetch ended with signal %d", WTERMSIG(end));
}

/* ---- a run ---- */

static bool start(const char *helper, const struct words *words, int body, pid_t *child, int *report,
                  struct error *err) {
    int ends[2];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set(err, ERROR_IO, "cannot run angkut-fetch: %s", strerror(errno));
    fflush(NULL);
    *child = fork();
    if (*child == 0)
        become(helper, words, ends[1], body, parent);
    int reason = errno;
    close(ends[1]);
    *report = ends[0];
    return *child > 0 || error_set(err, ERROR_IO, "cannot run angkut-fetch: %s", strerror(reason));
}

static bool run(struct words *words, int body, size_t most, struct fetched *out, struct error *err) {
    AUTO_FREE char *helper = find_helper(err);
    AUTO_FREE char *text = xcalloc(REPORT_BYTES + 1, 1);
    AUTO(close_descriptor) int report = -1;
    pid_t child = -1;
    int end = 0;
    char status[16];
    if (helper == NULL)
        return false;
    const volatile int *interrupted = interrupts_catch();
    if (!start(helper, words, body, &child, &report, err))
        return false;
    size_t said = listen_to(child, report, text, interrupted);
    if (said == REPORT_BYTES)
        kill(child, SIGKILL);
    while (waitpid(child, &end, 0) < 0 && errno == EINTR)
        continue;
    if (*interrupted)
        return error_set(err, ERROR_FETCH, "interrupted");
    if (!end_of(end, text, err))
        return false;
    take_line(text, "status", status, sizeof status);
    take_line(text, "type", out->type, sizeof out->type);
    take_field(text, "etag", out->etag);
    take_field(text, "last_modified", out->last_modified);
    out->status = strtol(status, NULL, 10);
    if (strlen(text) != said || (out->status != 200 && out->status != 304))
        return error_set(err, ERROR_FETCH, "angkut-fetch says what can't be understood");
    return out->status == 304 || read_body(body, most, out, err);
}

/* What the server calls it and what it is must agree. */
static bool settle_type(struct fetched *out, struct error *err) {
    bool json = out->bytes[0] == '{';
    if (strcmp(out->type, "json") == 0 && !json)
        return error_set(err, ERROR_FETCH,
                         "the answer is called JSON and begins with \"%.20s\", expected \"{\"", out->bytes);
    if (strcmp(out->type, "csv") == 0 && json)
        return error_set(err, ERROR_FETCH, "the answer is called CSV and begins with \"{\", as JSON does");
    strcpy(out->type, json ? "json" : "csv");
    return true;
}

static int new_memory(struct error *err) {
    int body = memfd_create("feed", MFD_CLOEXEC);
    if (body < 0)
        error_set(err, ERROR_IO, "no memory for what is fetched: %s", strerror(errno));
    return body;
}

bool run_fetch(const struct feed_source *feed, const char *etag, const char *last_modified, bool quiet,
               struct fetched *out, struct error *err) {
    struct words words = {0};
    AUTO(close_descriptor) int body = new_memory(err);
    if (body < 0)
        return false;
    make_words(&words, feed, body, FEED_BYTES, quiet);
    add_option(&words, "--etag", etag);
    add_option(&words, "--last-modified", last_modified);
    add(&words, feed->url);
    return run(&words, body, FEED_BYTES, out, err) && (out->status == 304 || settle_type(out, err));
}

bool run_fetch_signature(const struct feed_source *feed, bool quiet, struct fetched *out, struct error *err) {
    struct words words = {0};
    AUTO(close_descriptor) int body = new_memory(err);
    if (body < 0)
        return false;
    size_t path = strcspn(feed->url, "?"), size = strlen(feed->url) + sizeof ".minisig";
    AUTO_FREE char *url = xcalloc(size, 1);
    snprintf(url, size, "%.*s.minisig%s", (int)path, feed->url, feed->url + path);
    make_words(&words, feed, body, SIGNATURE_BYTES_MOST, quiet);
    add(&words, "--any-type");
    add(&words, url);
    return (run(&words, body, SIGNATURE_BYTES_MOST, out, err) && out->status == 200) ||
           error_prefix(err, "the signature");
}
