// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/diag.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

/* What diag_print() writes, on the heap. */
static char *printed(const struct diag *diag, enum diag_level least, bool painted) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diag_print(diag, least, painted, out);
    fclose(out);
    return text;
}

static void assert_printed(const struct diag *diag, enum diag_level least, bool painted,
                           const char *expected) {
    char *text = printed(diag, least, painted);
    assert_string_equal(text, expected);
    free(text);
}

static void errors_come_first_and_places_are_as_exact_as_known(void **state) {
    (void)state;
    struct diag *diag = diag_new();
    char file[] = "roads/link.csv"; /* copied: the caller may change it */
    assert_false(diag_add(diag, DIAG_NOTE, (struct place){file, 1, 9}, "unknown column \"%s\"", "x"));
    assert_false(diag_add(diag, DIAG_ERROR, (struct place){file, 12, 5}, "\"%s\" is not a number", "abc"));
    strcpy(file, "gone");
    diag_add(diag, DIAG_WARNING, (struct place){NULL, 0, 0}, "nothing moves");
    diag_add(diag, DIAG_ERROR, (struct place){"roads/node.csv", 3, 0}, "has 5 fields, the header has 6");
    diag_add(diag, DIAG_ERROR, (struct place){"roads/link.csv", 0, 0}, "the file is empty");
    assert_int_equal(diag_count(diag, DIAG_ERROR), 3);
    assert_int_equal(diag_count(diag, DIAG_WARNING), 1);
    assert_int_equal(diag_count(diag, DIAG_NOTE), 1);
    assert_printed(diag, DIAG_NOTE, false,
                   "roads/link.csv:12:5: error: \"abc\" is not a number\n"
                   "roads/node.csv:3: error: has 5 fields, the header has 6\n"
                   "roads/link.csv: error: the file is empty\n"
                   "warning: nothing moves\n"
                   "roads/link.csv:1:9: note: unknown column \"x\"\n");
    assert_printed(diag, DIAG_WARNING, true,
                   "\033[1mroads/link.csv:12:5: \033[1;31merror:\033[0m \"abc\" is not a number\n"
                   "\033[1mroads/node.csv:3: \033[1;31merror:\033[0m has 5 fields, the header has 6\n"
                   "\033[1mroads/link.csv: \033[1;31merror:\033[0m the file is empty\n"
                   "\033[1m\033[1;35mwarning:\033[0m nothing moves\n");
    diag_free(diag);
}

static void past_twenty_of_a_file_and_level_the_rest_is_counted(void **state) {
    (void)state;
    struct diag *diag = diag_new();
    for (int i = 1; i <= 20; i++)
        diag_add(diag, DIAG_WARNING, (struct place){"b.csv", i, 0}, "odd");
    for (int i = 1; i <= 1021; i++) {
        diag_add(diag, DIAG_ERROR, (struct place){"a.csv", i, 0}, "bad");
        if (i <= 21)
            diag_add(diag, DIAG_ERROR, (struct place){"b.csv", i, 0}, "bad");
    }
    assert_int_equal(diag_count(diag, DIAG_ERROR), 1042);
    char *text = printed(diag, DIAG_NOTE, false);
    int lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    assert_int_equal(lines, 20 + 1 + 20 + 1 + 20);
    assert_non_null(strstr(text, "a.csv:20: error: bad\na.csv: and 1001 more errors\n"));
    assert_non_null(strstr(text, "b.csv:20: error: bad\nb.csv: and 1 more error\n"));
    assert_non_null(strstr(text, "b.csv:20: warning: odd\n"));
    assert_null(strstr(text, "a.csv:21"));
    assert_null(strstr(text, "more warning"));
    free(text);
    diag_free(diag);
}

static void the_first_error_can_be_returned(void **state) {
    (void)state;
    struct diag *diag = diag_new();
    struct error err = {0};
    diag_add(diag, DIAG_WARNING, (struct place){"a.csv", 1, 1}, "odd");
    assert_true(diag_error(diag, &err));
    assert_int_equal(err.code, ERROR_NONE);
    diag_add(diag, DIAG_ERROR, (struct place){"a.csv", 2, 3}, "bad");
    diag_add(diag, DIAG_ERROR, (struct place){NULL, 0, 0}, "worse");
    assert_false(diag_error(diag, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_string_equal(err.message, "a.csv:2:3: bad");
    diag_free(diag);
    diag_free(NULL);
}

static void what_a_file_says_cannot_steer_the_terminal(void **state) {
    (void)state;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"two\nlines\r", "two?lines?"},
        {"\033[2J", "?[2J"},
        {"\x7F", "?"},
        {"Rp\xC2\xA0"
         "5",
         "Rp\xC2\xA0"
         "5"}, /* a no-break space is fine */
        {"\xC2\x9B"
         "31m",
         "??31m"}, /* U+009B opens a sequence as ESC [ does */
        {"caf\xC3\xA9", "caf\xC3\xA9"},
        {"caf\xE9", "caf?"},
        {"cut \xE2\x82", "cut ??"},
        {"\xED\xA0\x80", "???"}, /* a surrogate */
        {"\xF0\x9F\x9A\x9A", "\xF0\x9F\x9A\x9A"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag *diag = diag_new();
        struct error err;
        diag_add(diag, DIAG_ERROR, (struct place){0}, "%s", cases[i].text);
        assert_printed(diag, DIAG_ERROR, false, support_text("error: %s\n", cases[i].shown));
        error_set(&err, ERROR_INPUT, "%s", cases[i].text);
        assert_string_equal(err.message, cases[i].shown);
        diag_free(diag);
    }
}

static void a_long_error_is_cut(void **state) {
    (void)state;
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct error err;
    assert_false(error_set(&err, ERROR_IO, "%s", text));
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    assert_false(error_prefix(&err, "%s", "roads/link.csv"));
    assert_int_equal(strncmp(err.message, "roads/link.csv: xxx", 19), 0);
    assert_true(strlen(err.message) < sizeof err.message);
    assert_int_equal(err.code, ERROR_IO);
    assert_false(error_set(NULL, ERROR_IO, "unheard"));
    assert_false(error_prefix(NULL, "unheard"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_come_first_and_places_are_as_exact_as_known),
        cmocka_unit_test(past_twenty_of_a_file_and_level_the_rest_is_counted),
        cmocka_unit_test(the_first_error_can_be_returned),
        cmocka_unit_test(what_a_file_says_cannot_steer_the_terminal),
        cmocka_unit_test(a_long_error_is_cut),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
