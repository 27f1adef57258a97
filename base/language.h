// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The language a person is spoken to in, by gettext. What is marked here is found by `make pot`. A sentence is one text,
 * never put together of pieces: other languages have another order. error_set(), diag_add(), table_cellf() and their like
 * translate the format they are given.
 */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

/** The text in the language in use. */
#define _(text) language_text(text)
/** Marks a text that is translated where it is shown, as in a static table. */
#define N_(text) text
/** One of two texts, by a number: P_("%d link", "%d links", links). */
#define P_(one, many, count) language_plural(one, many, (unsigned long)(count))

enum language { LANGUAGE_ENGLISH, LANGUAGE_INDONESIAN };

/** "en", "id"; also with a territory, as in "id_ID.UTF-8". False: none that is spoken here. */
bool language_named(const char *name, enum language *out);

/**
 * What the environment asks for, as gettext reads it: LC_ALL, LC_MESSAGES or LANG, whichever is set first; where that is
 * not C or POSIX, the first language of LANGUAGE that is spoken here goes before it. English where nothing is asked for.
 */
enum language language_of_environment(void);

/**
 * From now on texts are in this language. `folder` holds id/LC_MESSAGES/angkut.mo (borrowed by no one). Works on machines
 * without a locale of that language: LC_MESSAGES alone is set, to whatever locale there is that is not C. Children of
 * the process find the language in their environment. Call it before there are threads.
 */
void language_use(enum language language, const char *folder);
enum language language_now(void); /**< English while paused */

/** From now on English all the same, in what programs read; language_resume() ends it. */
void language_pause(void);
void language_resume(void);

/** The text as the language has it; itself where that has none, and while paused. "" stays "". */
const char *language_text(const char *text) __attribute__((format_arg(1)));
const char *language_plural(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/** What stands between whole and fraction, and between thousands: '.' and ',' in English. */
char language_point(void);
char language_comma(void);

enum { DATE_WORDS = 40 };
/** "24 Nov 2026" with the language's own names of months; "" for the open ends. `buffer` holds DATE_WORDS bytes. Returns buffer. */
char *date_words(char *buffer, struct date date);

enum { REAL_WORDS = 64 };
/** x with so many decimals, in the language's manner, thousands grouped. `buffer` holds REAL_WORDS bytes. Returns buffer. */
char *real_words(char *buffer, double x, int decimals);

#endif
