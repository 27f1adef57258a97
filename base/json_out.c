// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 32 };

static void put(struct json_out *out, const char *text, size_t length) {
    fwrite_unlocked(text, 1, length, out->stream);
}

static void put_text(struct json_out *out, const char *text) {
    fputs_unlocked(text, out->stream);
}

/*
 * Besides what JSON demands, '<' and the line separators U+2028 and U+2029 are escaped, so that a document
 * can stand inside an HTML script. Bytes that are no UTF-8 become U+FFFD. Returns the bytes taken.
 */
static size_t put_escaped(struct json_out *out, const char *at, size_t left) {
    static const char plain[] = "\"\\\b\f\n\r\t", after[] = "\"\\bfnrt";
    const char *known = *at != '\0' ? strchr(plain, *at) : NULL;
    if (known != NULL) {
        putc_unlocked('\\', out->stream);
        putc_unlocked(after[known - plain], out->stream);
    } else if ((unsigned char)*at < 0x20 || *at == '<') {
        char text[8];
        snprintf(text, sizeof text, "\\u%04x", (unsigned)(unsigned char)*at);
        put_text(out, text);
    } else {
        size_t step = utf8_step(at, left);
        if (step == 3 && (memcmp(at, "\xE2\x80\xA8", 3) == 0 || memcmp(at, "\xE2\x80\xA9", 3) == 0))
            put_text(out, at[2] == '\xA8' ? "\\u2028" : "\\u2029");
        else if (step > 0)
            put(out, at, step);
        else
            put_text(out, "\xEF\xBF\xBD");
        return step > 0 ? step : 1;
    }
    return 1;
}

static bool is_plain(char c) {
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x80 && c != '"' && c != '\\' && c != '<';
}

static void put_quoted(struct json_out *out, const char *text) {
    putc_unlocked('"', out->stream);
    size_t left = strlen(text);
    while (left > 0) {
        size_t run = 0;
        while (run < left && is_plain(text[run]))
            run++;
        put(out, text, run);
        if (run < left)
            run += put_escaped(out, text + run, left - run);
        text += run;
        left -= run;
    }
    putc_unlocked('"', out->stream);
}

static void new_line(struct json_out *out) {
    static const char spaces[2 * DEPTH + 1] =
        "                                                                ";
    putc_unlocked('\n', out->stream);
    put(out, spaces, 2 * (size_t)out->depth);
}

/* What stands before a value: the comma after the one before it, the line, the key. */
static void before_value(struct json_out *out, const char *key) {
    if (out->depth > 0) {
        bool first = out->level[out->depth].empty, flat = out->level[out->depth].flat;
        if (!first)
            putc_unlocked(',', out->stream);
        if (!flat)
            new_line(out);
        else if (!first)
            putc_unlocked(' ', out->stream);
        out->level[out->depth].empty = false;
    }
    if (key != NULL) {
        put_quoted(out, key);
        put(out, ": ", 2);
    }
}

static void open_level(struct json_out *out, const char *key, char open, char close, bool flat) {
    before_value(out, key);
    assert(out->depth < DEPTH);
    bool inside_flat = out->level[out->depth].flat;
    putc_unlocked(open, out->stream);
    out->depth++;
    out->level[out->depth].close = close;
    out->level[out->depth].flat = flat || inside_flat;
    out->level[out->depth].empty = true;
}

void json_begin(struct json_out *out, FILE *stream) {
    *out = (struct json_out){.stream = stream};
}

void json_object(struct json_out *out, const char *key) {
    open_level(out, key, '{', '}', false);
}

void json_array(struct json_out *out, const char *key) {
    open_level(out, key, '[', ']', false);
}

void json_flat_object(struct json_out *out, const char *key) {
    open_level(out, key, '{', '}', true);
}

void json_flat_array(struct json_out *out, const char *key) {
    open_level(out, key, '[', ']', true);
}

void json_end(struct json_out *out) {
    assert(out->depth > 0);
    char close = out->level[out->depth].close;
    bool own_line = !out->level[out->depth].flat && !out->level[out->depth].empty;
    out->depth--;
    if (own_line)
        new_line(out);
    putc_unlocked(close, out->stream);
    if (out->depth == 0)
        putc_unlocked('\n', out->stream);
}

void json_put_string(struct json_out *out, const char *key, const char *text) {
    before_value(out, key);
    if (text != NULL)
        put_quoted(out, text);
    else
        put_text(out, "null");
}

void json_put_bool(struct json_out *out, const char *key, bool value) {
    before_value(out, key);
    put_text(out, value ? "true" : "false");
}

void json_put_int(struct json_out *out, const char *key, int64_t value) {
    json_put_decimal(out, key, value, 0);
}

void json_put_decimal(struct json_out *out, const char *key, wide n, int places) {
    char text[WIDE_TEXT];
    before_value(out, key);
    put_text(out, wide_text(text, n, places, 0));
}

enum { SHORT_PLACES = 6 };

/* Most numbers are decimals of a few places: found without strtod. False if this one is not. */
static bool short_text(char text[WIDE_TEXT], double value) {
    static const double ten[SHORT_PLACES + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    for (int places = 0; places <= SHORT_PLACES; places++) {
        double scaled = nearbyint(value * ten[places]);
        if (!(fabs(scaled) < 1e15) || (scaled == 0 && signbit(value)))
            return false;
        if (scaled / ten[places] == value) { /* both exact, so this is what its decimal reads back as */
            wide_text(text, (wide)scaled, places, 0);
            return true;
        }
    }
    return false;
}

void json_put_double(struct json_out *out, const char *key, double value) {
    char text[WIDE_TEXT];
    before_value(out, key);
    if (!isfinite(value))
        strcpy(text, "null");
    else if (!short_text(text, value))
        for (int digits = 15; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, value);
            if (strtod(text, NULL) == value)
                break;
        }
    put_text(out, text);
}
