// SPDX-License-Identifier: GPL-3.0-or-later
/* While the solver runs: a line on the terminal, and Ctrl-C. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>

/** Begins at once, shows nothing in the first half second. `shown` false = never shows. */
struct progress {
    bool shown, drawn;
    double started, last; /**< seconds on a clock of its own */
};

struct progress progress_start(bool shown);
/** For solver_settings.progress; context is a struct progress. */
void progress_round(void *context, int round, double objective, double bound);
/** Another line instead of the last, once `after` seconds have gone by, and then four times a second at most. */
void progress_say(struct progress *progress, double after, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** Clears the line. */
void progress_end(struct progress *progress);

/**
 * From now on the first SIGINT or SIGTERM sets the flag this returns, and a second one ends the program at
 * once.
 */
const volatile int *interrupts_catch(void);

/** Seconds on a clock that only goes forward. */
double seconds_now(void);

#endif
