// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress.h"

#include "base/language.h"
#include "base/utf8.h"
#include "cli/cli.h"

#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MOST = 400, TIME_WORDS = 80, LEAST_COLUMNS = 20 };
static const double QUARTER = 0.25;            /* between two lines */
static const double SURE_AFTER = 1;            /* no guess of what is left before that */
static const double SURE_SHARE = 0.02;         /* nor of so little */
static const double LONGEST = 7 * 24 * 3600.0; /* nor a guess of more than a week */

double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct progress progress_start(bool shown) {
    const char *term = getenv("TERM");
    double now = seconds_now();
    shown = shown && isatty(STDERR_FILENO) && term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
    return (struct progress){.shown = shown, .started = now, .last = now, .limit = INFINITY};
}

/* ---- times ---- */

/* "12 s", "3 min 20 s", "1 h 5 min". */
static char *time_words(char buffer[TIME_WORDS], double seconds) {
    long long whole = (long long)(seconds + 0.5);
    if (whole < 60)
        snprintf(buffer, TIME_WORDS, _("%lld s"), whole);
    else if (whole < 3600)
        snprintf(buffer, TIME_WORDS, _("%lld min %lld s"), whole / 60, whole % 60);
    else
        snprintf(buffer, TIME_WORDS, _("%lld h %lld min"), whole / 3600, whole / 60 % 60);
    return buffer;
}

static char *times_told(char buffer[2 * TIME_WORDS], double elapsed, double left) {
    char gone[TIME_WORDS], rest[TIME_WORDS];
    time_words(gone, elapsed);
    if (left >= 0.5 && left < LONGEST && elapsed >= SURE_AFTER)
        snprintf(buffer, sizeof gone + sizeof rest, _("%s, about %s left"), gone, time_words(rest, left));
    else
        snprintf(buffer, TIME_WORDS, "%s", gone);
    return buffer;
}

double progress_left_of_gap(double first_gap, double gap, double target, double elapsed) {
    if (!(gap > 0 && target > 0 && elapsed > 0 && gap <= first_gap / 2) || isinf(first_gap))
        return -1;
    return gap <= target ? 0 : elapsed * log(gap / target) / log(first_gap / gap);
}

/* ---- the line ---- */

static int columns(void) {
    struct winsize size = {0};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col;
}

/* Cuts a text to so many characters, the last of which is then "…". */
static void cut(char *text, int most) {
    size_t length = strlen(text), at = 0;
    if ((int)utf8_count(text, length) <= most)
        return;
    for (int i = 0; i < most - 1; i++)
        at += utf8_step(text + at, length - at);
    snprintf(text + at, LINE_MOST - at, "…");
}

/* The text gives way to the times; on a very narrow terminal these go. */
static void draw(struct progress *progress, char text[LINE_MOST], double left) {
    char times[2 * TIME_WORDS];
    int room = columns() - 1; /* a full line would make some terminals begin another */
    double elapsed = seconds_now() - progress->started;
    utf8_tidy(text);
    times_told(times, elapsed, left);
    if ((int)(utf8_count(text, strlen(text)) + utf8_count(times, strlen(times))) + 2 > room)
        times_told(times, elapsed, -1);
    int taken = (int)utf8_count(times, strlen(times)) + 2;
    if (room - taken >= LEAST_COLUMNS)
        cut(text, room - taken);
    else
        cut(text, room);
    fprintf(stderr, "\r\033[K%s%s%s", text, room - taken >= LEAST_COLUMNS ? ": " : "",
            room - taken >= LEAST_COLUMNS ? times : "");
    fflush(stderr);
    progress->drawn = true;
}

/* Whether it is time for another line. */
static bool is_due(struct progress *progress, double after) {
    double now = seconds_now();
    if (!progress->shown || now - progress->started < after || now - progress->last < QUARTER)
        return false;
    progress->last = now;
    return true;
}

static double left_of_share(const struct progress *progress, double share) {
    return share >= SURE_SHARE ? (seconds_now() - progress->started) * (1 - share) / share : -1;
}

void progress_begin(struct progress *progress, const char *text) {
    char told[LINE_MOST];
    if (!progress->shown || progress->drawn)
        return;
    snprintf(told, sizeof told, "%s", _(text));
    cut(told, columns() - 1);
    fprintf(stderr, "\r\033[K%s", told);
    fflush(stderr);
    progress->drawn = true;
}

void progress_part(struct progress *progress, double after, double share, const char *format, ...) {
    char text[LINE_MOST];
    va_list args;
    if (!is_due(progress, after))
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    draw(progress, text, left_of_share(progress, share));
}

void progress_say(struct progress *progress, double after, const char *format, ...) {
    char text[LINE_MOST];
    va_list args;
    if (!is_due(progress, after))
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    draw(progress, text, -1);
}

/* By the gap's fall, and never beyond the time limit. */
static double left_of_search(struct progress *progress, double gap) {
    double elapsed = seconds_now() - progress->started, rest = progress->limit - elapsed;
    if (progress->first_gap <= 0 && gap > 0) {
        progress->first_gap = gap;
        progress->first_time = elapsed;
    }
    double left =
        progress_left_of_gap(progress->first_gap, gap, progress->target, elapsed - progress->first_time);
    return left > rest && rest >= 0 ? rest : left;
}

void progress_round(void *context, int round, double objective, double bound) {
    struct progress *progress = context;
    double gap = objective > 0 ? (objective - bound) / objective : NAN;
    double left = isfinite(gap) ? left_of_search(progress, gap) : -1;
    char text[LINE_MOST], percent[REAL_WORDS];
    if (!is_due(progress, 0))
        return;
    if (isfinite(gap) && gap >= 0)
        snprintf(text, sizeof text, _("round %d, within %s %% of the best possible"), round,
                 digits_words(percent, gap * 100, 2));
    else
        snprintf(text, sizeof text, _("round %d"), round);
    draw(progress, text, left);
}

void progress_end(struct progress *progress) {
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->shown = progress->drawn = false;
}

static volatile int interrupted;

static void note_interrupt(int signal_number) {
    (void)signal_number;
    interrupted = 1;
}

const volatile int *interrupts_catch(void) {
    struct sigaction action = {.sa_handler = note_interrupt, .sa_flags = (int)SA_RESETHAND | SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &interrupted;
}
