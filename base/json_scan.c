// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_scan.h"

#include "base/language.h"
#include "base/units.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct scan {
    const char *text, *at, *end;
    int depth, keys, twice;
    struct error *err;
};

/* Reports a fault at `at` with its line and column (in characters); returns false. */
__attribute__((format(printf, 3, 4))) static bool scan_fault(struct scan *scan, const char *at,
                                                             const char *format, ...) {
    char what[160];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, language_text(format), args);
    va_end(args);
    int line = 1;
    const char *start = scan->text;
    for (const char *c = scan->text; c < at; c++)
        if (*c == '\n') {
            line++;
            start = c + 1;
        }
    return error_set(scan->err, ERROR_INPUT, "%d:%zu: %s", line, utf8_count(start, (size_t)(at - start)) + 1,
                     what);
}

/* `expected` is translated. */
static bool scan_wants(struct scan *scan, const char *wanted) {
    const char *expected = _(wanted);
    size_t left = (size_t)(scan->end - scan->at), step = utf8_step(scan->at, left);
    if (left == 0)
        return scan_fault(scan, scan->at, "expected %s, found the end", expected);
    if (step == 0 || iscntrl((unsigned char)*scan->at))
        return scan_fault(scan, scan->at, "expected %s, found byte 0x%02X", expected,
                          (unsigned)(unsigned char)*scan->at);
    return scan_fault(scan, scan->at, "expected %s, found \"%.*s\"", expected, (int)step, scan->at);
}

/* The next byte; NUL at the end (a NUL in the text fits nowhere in the grammar either). */
static char peek(const struct scan *scan) {
    return scan->at < scan->end ? *scan->at : '\0';
}

static void skip_space(struct scan *scan) {
    while (scan->at < scan->end && memchr(" \n\r\t", *scan->at, 4) != NULL)
        scan->at++;
}

static bool take(struct scan *scan, char wanted) {
    if (peek(scan) != wanted)
        return false;
    scan->at++;
    return true;
}

static bool scan_hex(struct scan *scan, unsigned *out) {
    *out = 0;
    for (int i = 0; i < 4; i++, scan->at++) {
        unsigned char c = (unsigned char)peek(scan);
        if (!isxdigit(c))
            return scan_wants(scan, "four hexadecimal digits");
        *out = *out * 16 + (unsigned)(isdigit(c) ? c - '0' : tolower(c) - 'a' + 10);
    }
    return true;
}

/* What follows the backslash. */
static bool scan_escape(struct scan *scan) {
    const char *start = scan->at - 1;
    unsigned code, second = 0;
    if (memchr("\"\\/bfnrt", peek(scan), 8) != NULL)
        return scan->at++, true;
    if (!take(scan, 'u'))
        return scan_wants(scan, "an escape of JSON");
    if (!scan_hex(scan, &code))
        return false;
    if (code == 0)
        return scan_fault(scan, start, "\\u0000 in a string");
    if (code >= 0xD800 && code < 0xDC00) {
        if (!take(scan, '\\') || !take(scan, 'u'))
            return scan_fault(scan, start, "half a surrogate pair");
        if (!scan_hex(scan, &second))
            return false;
    }
    bool high = code >= 0xD800 && code < 0xDC00, low = second >= 0xDC00 && second < 0xE000;
    if (high != low || (code >= 0xDC00 && code < 0xE000))
        return scan_fault(scan, start, "half a surrogate pair");
    return true;
}

static bool scan_string(struct scan *scan) {
    const char *start = scan->at++;
    while (scan->at < scan->end && *scan->at != '"') {
        size_t step = utf8_step(scan->at, (size_t)(scan->end - scan->at));
        if (step == 0)
            return scan_fault(scan, scan->at, "byte 0x%02X is not UTF-8", (unsigned)(unsigned char)*scan->at);
        if ((unsigned char)*scan->at < 0x20)
            return scan_fault(scan, scan->at, "control character 0x%02X in a string", (unsigned)*scan->at);
        bool escape = *scan->at == '\\';
        scan->at += step;
        if (escape && !scan_escape(scan))
            return false;
    }
    if (!take(scan, '"'))
        return scan_fault(scan, start, "a string opened here is never closed");
    return true;
}

static bool scan_digits(struct scan *scan) {
    if (!isdigit((unsigned char)peek(scan)))
        return scan_wants(scan, "a digit");
    while (isdigit((unsigned char)peek(scan)))
        scan->at++;
    return true;
}

static bool scan_number(struct scan *scan) {
    const char *start = scan->at;
    char text[JSON_NUMBER + 1];
    double value;
    take(scan, '-');
    if (take(scan, '0')) {
        if (isdigit((unsigned char)peek(scan)))
            return scan_fault(scan, start, "a number that begins with 0");
    } else if (!scan_digits(scan))
        return false;
    if (take(scan, '.') && !scan_digits(scan))
        return false;
    if (take(scan, 'e') || take(scan, 'E')) {
        if (!take(scan, '-'))
            take(scan, '+');
        if (!scan_digits(scan))
            return false;
    }
    size_t length = (size_t)(scan->at - start);
    if (length > JSON_NUMBER)
        return scan_fault(scan, start, "a number of more than %d characters", JSON_NUMBER);
    if (memchr(start, 'e', length) == NULL && memchr(start, 'E', length) == NULL)
        return true; /* too short to overflow */
    *(char *)mempcpy(text, start, length) = '\0';
    return double_parse(text, '.', &value, NULL) || scan_fault(scan, start, "%s is too large", text);
}

static bool scan_word(struct scan *scan, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, word, length) != 0)
        return scan_wants(scan, "a value");
    scan->at += length;
    return true;
}

static bool scan_value(struct scan *scan);

static bool scan_member(struct scan *scan) {
    skip_space(scan);
    const char *key = scan->at;
    if (peek(scan) != '"')
        return scan_wants(scan, "a key in quotes");
    if (!scan_string(scan))
        return false;
    if (++scan->keys == scan->twice)
        return scan_fault(scan, key, "the key %.*s is named twice", (int)(scan->at - key), key);
    skip_space(scan);
    if (!take(scan, ':'))
        return scan_wants(scan, "\":\"");
    return scan_value(scan);
}

/* Members or elements behind the opening bracket, up to `close`. */
static bool scan_list(struct scan *scan, char close, bool (*scan_one)(struct scan *)) {
    const char *start = scan->at - 1;
    if (++scan->depth > JSON_DEPTH)
        return scan_fault(scan, start, "nested more than %d deep", JSON_DEPTH);
    skip_space(scan);
    bool more = !take(scan, close);
    while (more) {
        if (!scan_one(scan))
            return false;
        skip_space(scan);
        more = take(scan, ',');
        if (!more && !take(scan, close))
            return scan_wants(scan, close == '}' ? N_("\",\" or \"}\"") : N_("\",\" or \"]\""));
    }
    scan->depth--;
    return true;
}

static bool scan_value(struct scan *scan) {
    skip_space(scan);
    switch (peek(scan)) {
    case '{':
        scan->at++;
        return scan_list(scan, '}', scan_member);
    case '[':
        scan->at++;
        return scan_list(scan, ']', scan_value);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    default:
        if (peek(scan) == '-' || isdigit((unsigned char)peek(scan)))
            return scan_number(scan);
        return scan_wants(scan, "a value");
    }
}

bool json_scan(const char *text, size_t length, int twice, size_t *used, struct error *err) {
    struct scan scan = {.text = text, .at = text, .end = text + length, .twice = twice, .err = err};
    if (!scan_value(&scan))
        return false;
    *used = (size_t)(scan.at - text);
    return true;
}

bool json_scan_end(const char *text, size_t from, size_t length, struct error *err) {
    struct scan scan = {.text = text, .at = text + from, .end = text + length, .err = err};
    skip_space(&scan);
    return scan.at == scan.end || scan_wants(&scan, "the end");
}
