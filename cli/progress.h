// SPDX-License-Identifier: GPL-3.0-or-later
/* While something takes long: a line on the terminal, never wider than that, and Ctrl-C. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>

/**
 * Begins when it is started; a line says what is done and for how long, and where that can be known, how long it will
 * still take. Nothing where standard error is no terminal that can take a line back.
 */
struct progress {
    bool shown, drawn;
    double started, last; /**< seconds on a clock of its own */
    double target,
        limit; /**< of a search: the gap (a share) and the seconds at which it ends; 0 = not known */
    double first_gap, first_time; /**< from which its fall is measured; 0 = none yet */
};

/** `shown` false = never shows. */
struct progress progress_start(bool shown);
/** What to say until there is more to say; at once. The text is translated. */
void progress_begin(struct progress *progress, const char *text);
/** For solver_settings.progress; context is a struct progress. */
void progress_round(void *context, int round, double objective, double bound);
/**
 * Another line instead of the last, once `after` seconds have gone by, and then four times a second at most. `share`
 * (0 to 1) of the work is done, of which the time left is reckoned; 0 = not known.
 */
void progress_part(struct progress *progress, double after, double share, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** The same where nobody knows how much is left. */
void progress_say(struct progress *progress, double after, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** Clears the line. */
void progress_end(struct progress *progress);

/**
 * Seconds a search will still take, if its gap goes on to fall as it has fallen from `first_gap` in `elapsed` seconds:
 * by the same factor in the same time. Below 0 = not known: it has not fallen to half yet.
 */
double progress_left_of_gap(double first_gap, double gap, double target, double elapsed);

/**
 * From now on the first SIGINT or SIGTERM sets the flag this returns, and a second one ends the program at
 * once.
 */
const volatile int *interrupts_catch(void);

/** Seconds on a clock that only goes forward. */
double seconds_now(void);

#endif
