// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include "base/language.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *err, enum error_code code, const char *format, ...) {
    if (err == NULL)
        return false;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, language_text(format), args);
    va_end(args);
    utf8_tidy(err->message);
    err->code = code;
    return false;
}

bool error_prefix(struct error *err, const char *format, ...) {
    if (err == NULL)
        return false;
    char prefix[160], inner[sizeof err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(prefix, sizeof prefix, language_text(format), args);
    va_end(args);
    memcpy(inner, err->message, sizeof inner);
    int room = (int)(sizeof err->message - strlen(prefix) - 3);
    snprintf(err->message, sizeof err->message, "%s: %.*s", prefix, room, inner);
    utf8_tidy(err->message);
    return false;
}
