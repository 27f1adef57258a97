// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress.h"

#include "base/language.h"

#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct progress progress_start(bool shown) {
    double now = seconds_now();
    shown = shown && isatty(STDERR_FILENO);
    if (shown)
        fputs("looking for a first plan ...", stderr); /* until the first round */
    return (struct progress){.shown = shown, .drawn = shown, .started = now, .last = now};
}

void progress_round(void *context, int round, double objective, double bound) {
    struct progress *progress = context;
    double now = seconds_now();
    if (!progress->shown || now - progress->last < 0.25)
        return;
    progress->last = now;
    progress->drawn = true;
    double gap = objective > 0 ? (objective - bound) / objective * 100 : 0;
    fprintf(stderr, "\r\033[K%.1f s, round %d", now - progress->started, round);
    if (isfinite(gap) && gap >= 0)
        fprintf(stderr, ": within %.2g %% of the best possible", gap);
    fflush(stderr);
}

void progress_say(struct progress *progress, double after, const char *format, ...) {
    double now = seconds_now();
    va_list args;
    if (!progress->shown || now - progress->started < after || now - progress->last < 0.25)
        return;
    progress->last = now;
    progress->drawn = true;
    fputs("\r\033[K", stderr);
    va_start(args, format);
    vfprintf(stderr, language_text(format), args);
    va_end(args);
    fflush(stderr);
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
