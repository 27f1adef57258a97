// SPDX-License-Identifier: GPL-3.0-or-later
/* One failure, told in one line to a person who can act on it. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/** What kind of failure it was; the command line maps each to an exit status. */
enum error_code {
    ERROR_NONE = 0,
    ERROR_USAGE,  /**< the caller asked for something meaningless */
    ERROR_INPUT,  /**< a file's content is wrong; `message` says where */
    ERROR_IO,     /**< the system refused: open, read, write, rename */
    ERROR_SOLVER, /**< GLPK failed, or a plan did not verify */
    ERROR_FETCH,  /**< tariffs could not be fetched, or must not be taken */
    ERROR_AGAIN,  /**< somebody else holds the lock, or the server is busy: later it may go */
};

/** One failure, owned by the caller, usually on its stack; never allocates. */
struct error {
    enum error_code code;
    char message[480];
};

/**
 * Fills *err (which may be NULL) and returns false, so: return error_set(err, ...). The format is translated, the message is cut to fit
 * and made fit for a terminal: control characters and bytes that are no UTF-8 become '?'.
 */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Puts "prefix: " before the message already in *err; returns false. */
bool error_prefix(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
