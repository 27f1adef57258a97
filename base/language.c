// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/language.h"

#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "angkut"

static enum language chosen;
static bool paused;

bool language_named(const char *name, enum language *out) {
    static const char *const code[] = {[LANGUAGE_ENGLISH] = "en", [LANGUAGE_INDONESIAN] = "id"};
    for (size_t i = 0; i < sizeof code / sizeof *code; i++)
        if (strncmp(name, code[i], 2) == 0 && strchr("_.@-", name[2]) != NULL) { /* also its end */
            *out = (enum language)i;
            return true;
        }
    return false;
}

static const char *set_in_environment(const char *name) {
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

enum language language_of_environment(void) {
    enum language language = LANGUAGE_ENGLISH;
    const char *locale = set_in_environment("LC_ALL");
    if (locale == NULL)
        locale = set_in_environment("LC_MESSAGES");
    if (locale == NULL)
        locale = set_in_environment("LANG");
    if (locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return language;
    language_named(locale, &language);
    for (const char *at = set_in_environment("LANGUAGE"); at != NULL; at = strchr(at, ':')) {
        char name[16];
        at += *at == ':';
        snprintf(name, sizeof name, "%.*s", (int)strcspn(at, ":"), at);
        if (language_named(name, &language))
            break;
    }
    return language;
}

/* gettext gives no translations under C, whatever LANGUAGE says. Numbers keep their point: LC_NUMERIC is never set. */
static void leave_c_locale(void) {
    static const char *const locale[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "id_ID.UTF-8", ""};
    for (size_t i = 0; i < sizeof locale / sizeof *locale; i++) {
        const char *set = setlocale(LC_MESSAGES, locale[i]);
        if (set != NULL && strcmp(set, "C") != 0 && strcmp(set, "POSIX") != 0)
            return;
    }
}

void language_use(enum language language, const char *folder) {
    chosen = language;
    paused = false;
    setenv("LANGUAGE", language == LANGUAGE_INDONESIAN ? "id" : "en", 1);
    leave_c_locale();
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
}

enum language language_now(void) {
    return paused ? LANGUAGE_ENGLISH : chosen;
}

void language_pause(void) {
    paused = true;
}

void language_resume(void) {
    paused = false;
}

const char *language_text(const char *text) {
    return text[0] == '\0' || language_now() == LANGUAGE_ENGLISH ? text : dgettext(DOMAIN, text);
}

const char *language_plural(const char *one, const char *many, unsigned long count) {
    if (language_now() == LANGUAGE_ENGLISH)
        return count == 1 ? one : many;
    return dngettext(DOMAIN, one, many, count);
}

char language_point(void) {
    return language_now() == LANGUAGE_INDONESIAN ? ',' : '.';
}

char language_comma(void) {
    return language_now() == LANGUAGE_INDONESIAN ? '.' : ',';
}

char *date_words(char *buffer, struct date date) {
    static const char *const month[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
                                        N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
    char text[DATE_TEXT];
    date_text(text, date);
    buffer[0] = '\0';
    if (text[0] != '\0')
        snprintf(buffer, DATE_WORDS, "%d %s %.4s", atoi(text + 8), _(month[(atoi(text + 5) + 11) % 12]),
                 text);
    return buffer;
}

char *real_words(char *buffer, double x, int decimals) {
    char plain[REAL_WORDS];
    int length = snprintf(plain, sizeof plain, "%.*f", decimals, x);
    if (!isfinite(x) || length >= 40) {
        snprintf(buffer, REAL_WORDS, "%.6g", x);
        return buffer;
    }
    size_t sign = plain[0] == '-', whole = strcspn(plain + sign, ".");
    char *out = buffer;
    if (sign && strpbrk(plain, "123456789") != NULL)
        *out++ = '-';
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            *out++ = language_comma();
        *out++ = plain[sign + i];
    }
    const char *rest = plain + sign + whole;
    strcpy(out, rest);
    if (*rest == '.')
        *out = language_point();
    return buffer;
}
