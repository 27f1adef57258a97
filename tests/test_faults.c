// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The fault corpus: each tests/data/faults/NAME.case spoils the good data set tests/data/faults/base and says
 * what `angkut check` must answer. One test a case, named after it. A case is a text of sections:
 *
 *     --- roads/link.csv           this file's text instead of base's
 *     --- escaped roads/link.csv   the same with \xFF \r \n \t \\ in it; a \ at a line's end takes the line
 * end away
 *     --- missing roads/link.csv   the file is not there
 *     --- folder roads/link.csv    a folder is there instead (nobody can read that, not even root)
 *     --- args                     more arguments
 *     --- expect                   lines the answer must have, each whole; "status N" = the exit status, else
 * 3
 *
 * The answer may have no other line with an error or a warning. DIR in a line stands for the data set's
 * folder.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/support.h"

#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES_AT_LEAST = 40, STATUS_INPUT = 3 };
static const char folder_of_cases[] = "tests/data/faults";

struct fault {
    const char *folder, *args; /* the spoilt data set */
    char *expect;              /* lines */
    int status;
};

/* ---- reading a case ---- */

static int hex_digit(char c) {
    static const char digits[] = "0123456789abcdef";
    const char *found = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
    return found == NULL ? -1 : (int)(found - digits);
}

/* One escape behind its backslash; returns what follows it. */
static const char *unescape_one(const char *at, char *bytes, size_t *count) {
    if (*at == '\n')
        return at + 1;
    if (*at == 'x') {
        assert_true(hex_digit(at[1]) >= 0 && hex_digit(at[2]) >= 0);
        bytes[(*count)++] = (char)(hex_digit(at[1]) * 16 + hex_digit(at[2]));
        return at + 3;
    }
    static const char letters[] = "rnt\\", values[] = "\r\n\t\\";
    const char *letter = *at == '\0' ? NULL : strchr(letters, *at);
    assert_non_null(letter);
    bytes[(*count)++] = values[letter - letters];
    return at + 1;
}

static size_t unescape(const char *text, char *bytes) {
    size_t count = 0;
    while (*text != '\0') {
        if (*text == '\\')
            text = unescape_one(text + 1, bytes, &count);
        else
            bytes[count++] = *text++;
    }
    return count;
}

/* What follows `word` and a space at the start of `text`, or NULL. */
static const char *after(const char *text, const char *word) {
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && text[length] == ' ' ? text + length + 1 : NULL;
}

static void remove_file(const struct fault *fault, const char *name) {
    assert_int_equal(remove(support_text("%s/%s", fault->folder, name)), 0);
}

/* A line "status 3" is taken out of the lines to expect. */
static void take_expect(struct fault *fault, char *body) {
    char *line = strncmp(body, "status ", 7) == 0 ? body : strstr(body, "\nstatus ");
    if (line != NULL) {
        line += *line == '\n';
        fault->status = atoi(line + 7);
        *line = '\0';
    }
    fault->expect = body;
}

static void take_section(struct fault *fault, const char *title, char *body) {
    const char *name;
    if (strcmp(title, "expect") == 0) {
        take_expect(fault, body);
    } else if (strcmp(title, "args") == 0) {
        body[strcspn(body, "\n")] = '\0';
        fault->args = body;
    } else if ((name = after(title, "missing")) != NULL) {
        remove_file(fault, name);
    } else if ((name = after(title, "folder")) != NULL) {
        remove_file(fault, name);
        support_write(fault->folder, support_text("%s/inside", name), "");
    } else if ((name = after(title, "escaped")) != NULL) {
        char *bytes = malloc(strlen(body) + 1);
        size_t length = unescape(body, bytes);
        support_write_bytes(fault->folder, name, bytes, length);
        free(bytes);
    } else {
        support_write(fault->folder, title, body);
    }
}

/* Spoils the data set as the case's text says. The text is cut into its sections. */
static void take_case(struct fault *fault, char *text) {
    static const char mark[] = "--- ";
    assert_int_equal(strncmp(text, mark, 4), 0);
    while (text != NULL) {
        char *title = text + 4, *body = title + strcspn(title, "\n");
        assert_int_equal(*body, '\n');
        *body++ = '\0';
        bool is_empty = strncmp(body, mark, 4) == 0;
        char *next = is_empty ? body : strstr(body, "\n--- ");
        text = next == NULL ? NULL : is_empty ? next : next + 1;
        char *copy = strdup(body);
        if (text != NULL)
            copy[text - body] = '\0';
        take_section(fault, title, (char *)support_text("%s", copy)); /* kept as long as the case */
        free(copy);
    }
}

/* ---- judging the answer ---- */

static bool has_line(const char *lines, const char *line, size_t length) {
    for (const char *at = lines; at != NULL && *at != '\0'; at = strchr(at, '\n')) {
        at += *at == '\n';
        if (strncmp(at, line, length) == 0 && (at[length] == '\n' || at[length] == '\0'))
            return true;
    }
    return false;
}

static bool is_finding(const char *line, size_t length) {
    return memmem(line, length, "error: ", 7) != NULL || memmem(line, length, "warning: ", 9) != NULL;
}

/* How many of the `lines` that count are not among the `others`; they are printed. */
static int count_missing(const char *lines, const char *others, bool findings_only, const char *what) {
    int missing = 0;
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        if (length > 0 && (!findings_only || is_finding(lines, length)) && !has_line(others, lines, length)) {
            print_error("%s: %.*s\n", what, (int)length, lines);
            missing++;
        }
        lines += length + (lines[length] != '\0');
    }
    return missing;
}

/* The text with every `folder` in it written as DIR. */
static const char *without_folder(const char *text, const char *folder) {
    const char *found, *result = "";
    while ((found = strstr(text, folder)) != NULL) {
        result = support_text("%s%.*sDIR", result, (int)(found - text), text);
        text = found + strlen(folder);
    }
    return support_text("%s%s", result, text);
}

static void is_told_with_its_place(void **state) {
    const char *path = *state;
    const char *program = getenv("ANGKUT") != NULL ? getenv("ANGKUT") : "build/plain/angkut";
    struct fault fault = {.folder = support_folder(), .args = "", .status = STATUS_INPUT};
    int status;
    support_run(support_text("cp -R %s/base/. %s/", folder_of_cases, fault.folder), &status);
    assert_int_equal(status, 0);
    take_case(&fault, (char *)support_read(path));
    assert_non_null(fault.expect);
    assert_true(fault.expect[0] != '\0'); /* a case that asks for nothing proves nothing */
    const char *answer =
        support_run(support_text("%s check %s %s", program, fault.folder, fault.args), &status);
    answer = without_folder(answer, fault.folder);
    int wrong = count_missing(fault.expect, answer, false, "not said") +
                count_missing(answer, fault.expect, true, "said, but not expected");
    if (wrong > 0)
        print_error("%s answers:\n%s", path, answer);
    assert_int_equal(wrong, 0);
    assert_int_equal(status, fault.status);
}

static void the_data_set_they_spoil_is_good(void **state) {
    (void)state;
    const char *program = getenv("ANGKUT") != NULL ? getenv("ANGKUT") : "build/plain/angkut";
    int status;
    const char *answer = support_run(support_text("%s check %s/base", program, folder_of_cases), &status);
    assert_non_null(strstr(answer, "\nNo errors, no warnings.\n"));
    assert_int_equal(status, 0);
}

static void there_are_enough_cases(void **state) {
    assert_true(*(size_t *)*state >= CASES_AT_LEAST);
}

int main(void) {
    glob_t cases;
    if (glob(support_text("%s/*.case", folder_of_cases), 0, NULL, &cases) != 0)
        cases.gl_pathc = 0;
    struct CMUnitTest *tests = calloc(cases.gl_pathc + 2, sizeof *tests);
    for (size_t c = 0; c < cases.gl_pathc; c++) {
        const char *name = strrchr(cases.gl_pathv[c], '/') + 1;
        tests[c].name = support_text("%.*s", (int)strcspn(name, "."), name);
        tests[c].test_func = is_told_with_its_place;
        tests[c].initial_state = cases.gl_pathv[c];
    }
    tests[cases.gl_pathc] = (struct CMUnitTest)cmocka_unit_test(the_data_set_they_spoil_is_good);
    tests[cases.gl_pathc + 1] =
        (struct CMUnitTest)cmocka_unit_test_prestate(there_are_enough_cases, &cases.gl_pathc);
    int failed = _cmocka_run_group_tests("faults", tests, cases.gl_pathc + 2, NULL, NULL);
    free(tests);
    if (cases.gl_pathc > 0)
        globfree(&cases);
    return failed;
}
