// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/mem.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { A, B, C };
static const struct csv_column abc[] = {[A] = {"a", true}, [B] = {"b", true}, [C] = {"c", false}};

/* Reads columns a, b, c of a file; returns "a|b|c/" for each row, and its findings behind. */
static const char *read_bytes(const void *bytes, size_t length) {
    static const char *folder;
    folder = folder != NULL ? folder : support_folder();
    const char *path = support_write_bytes(folder, "t.csv", bytes, length);
    struct diag *diag = diag_new();
    struct csv *csv = csv_open(path, "t.csv", abc, COUNT_OF(abc), diag);
    const char *rows = "";
    while (csv != NULL && csv_next(csv))
        rows = support_text("%s%s|%s|%s/", rows, csv_text(csv, A), csv_text(csv, B), csv_text(csv, C));
    csv_free(csv);
    const char *result = support_text("%s %s", rows, support_findings(diag, DIAG_NOTE));
    diag_free(diag);
    return result;
}

static void good_files_are_read_as_people_write_them(void **state) {
    (void)state;
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"a,b,c\n1,2,3\n4,5,6\n", "1|2|3/4|5|6/ "},
        {"a,b,c\n1,2,3", "1|2|3/ "}, /* no newline at the end */
        {"c,a,b\n3,1,2\n", "1|2|3/ "},
        {"a,b\n1,2\n", "1|2|/ "}, /* a column that is not required */
        {"a,b,c\n", " "},
        {"a,b,c", " "},
        {"\xEF\xBB\xBF"
         "a,b,c\n1,2,3\n",
         "1|2|3/ "},
        {"\xEF\xBB\xBF\"a\",b,c\n1,2,3\n", "1|2|3/ "},
        {"a,b,c\r\n1,2,3\r\n4,5,6\r\n", "1|2|3/4|5|6/ "},
        {"a,b,c\r1,2,3\r4,5,6\r", "1|2|3/4|5|6/ "},
        {"a,b,c\n1,2,3\r\n4,5,6\r7,8,9", "1|2|3/4|5|6/7|8|9/ "},
        {"\n\r\n  \na,b,c\n\n1,2,3\n   \n\n", "1|2|3/ "},
        {"a;b;c\n1;2,5;3\n", "1|2,5|3/ "},
        {"a\tb\tc\n1\t\t3\n", "1||3/ "},
        {"a\tb\tc\n 1 \t2 2\t\n", "1|2 2|/ "},
        {"a;b;\"c,,,\"\n", " t.csv:1:5: note: unknown column \"c,,,\" is ignored\n"},
        {"a,b,c\n,,\n", "||/ "},
        {"a,b,c\n  1 ,\t2\t, 3  \n", "1|2|3/ "},
        {"a,b,c\n\" 1 \",\"\",\"x\"\"y\"\n", " 1 ||x\"y/ "},
        {"a,b,c\n  \"1\"  ,\"2,3\" ,\"\"\"\"\n", "1|2,3|\"/ "},
        {"a,b,c\n\"two\nlines\",\"cr\rlf\r\nend\",\"\n\"\n4,5,6\n", "two\nlines|cr\rlf\r\nend|\n/4|5|6/ "},
        {"a,b,c\n5\" pipe,b\"\"c,d\"\n", "5\" pipe|b\"\"c|d\"/ "}, /* a quote inside is just a quote */
        {"a,b,c\n\xC3\xA9,\xE2\x82\xAC,\xF0\x9F\x9A\x9A\n", "\xC3\xA9|\xE2\x82\xAC|\xF0\x9F\x9A\x9A/ "},
        {"a,b,\n1,2,3\n", "1|2|/ t.csv:1:5: note: column 3 has no name and is ignored\n"},
        {"a,b,x,B\n1,2,3,4\n", "1|2|/ t.csv:1:5: note: unknown column \"x\" is ignored\n"
                               "t.csv:1:7: note: unknown column \"B\" is ignored\n"},
        {"a,b,C\n1,2,3\n",
         "1|2|/ t.csv:1:5: warning: unknown column \"C\" is ignored; did you mean \"c\"?\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(read_bytes(cases[i].text, strlen(cases[i].text)), cases[i].rows);
}

static void a_faulty_row_is_reported_and_passed_over(void **state) {
    (void)state;
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"a,b,c\n1,2\n4,5,6\n", "4|5|6/ t.csv:2: error: has 2 fields, the header has 3\n"},
        {"a,b,c\n1\n4,5,6\n", "4|5|6/ t.csv:2: error: has 1 field, the header has 3\n"},
        {"a,b,c\n1,2,3,4\n\n1,2,3,\n4,5,6\n", "4|5|6/ t.csv:2: error: has 4 fields, the header has 3\n"
                                              "t.csv:4: error: has 4 fields, the header has 3\n"},
        {"a,b,c\n1,\"2\"x,3\n4,5,6\n", "4|5|6/ t.csv:2:6: error: text after a closing quote\n"},
        {"a,b,c\n\"1\" \"2\",3,4\n4,5,6\n", "4|5|6/ t.csv:2:5: error: text after a closing quote\n"},
        {"a,b,c\n\"1\n1\",\"\xC3\xA9\"x,3\n4,5\n", " t.csv:3:7: error: text after a closing quote\n"
                                                   "t.csv:4: error: has 2 fields, the header has 3\n"},
        {"a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n", "1|2|3/ t.csv:3:3: error: a quote opened here is never closed\n"},
        {"a,b,c\n1,2,\"", " t.csv:2:5: error: a quote opened here is never closed\n"},
        {"a,b,c\n1,2,\"\"\"", " t.csv:2:5: error: a quote opened here is never closed\n"},
        {"a,b,c\n\"x\"\"y\r\nz\",\"2\n", " t.csv:3:4: error: a quote opened here is never closed\n"},
        {"a,b,c\n\"\"\"\"\"\",\"2\n", " t.csv:2:8: error: a quote opened here is never closed\n"},
        {"a,b,c\n1,caf\xE9,3\n4,5,6\n", "4|5|6/ t.csv:2:6: error: byte 0xE9 is not UTF-8\n"},
        {"a,b,c\n\"x\ny\",\"\xC3\xA9\xFF\",\xC0\n4,5,6\n", "4|5|6/ t.csv:3:6: error: byte 0xFF is not UTF-8\n"
                                                           "t.csv:3:9: error: byte 0xC0 is not UTF-8\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(read_bytes(cases[i].text, strlen(cases[i].text)), cases[i].rows);
}

static void bytes_that_are_no_text_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *rows;
    } cases[] = {
        {"a,b,c\n1,\0,3\n4,5,6\n", 18, "4|5|6/ t.csv:2:3: error: a NUL byte, expected text\n"},
        {"a,b,c\n1,2,3\n\0\n4,5,6\n", 20, "1|2|3/4|5|6/ t.csv:3:1: error: a NUL byte, expected text\n"},
        {"a,b\0,c\n1,2,3\n", 13, " t.csv:1:4: error: a NUL byte, expected text\n"},
        {"a,b,c\n1,\"\"\"\n\"\"\xC3\xA9\0\",3\n", 20, " t.csv:3:4: error: a NUL byte, expected text\n"},
        {"a,b,c\n\"1\0\",2,3\n", 15, " t.csv:2:3: error: a NUL byte, expected text\n"},
        {"\xFF\xFE"
         "a\0,\0b\0",
         8, " t.csv: error: the file is UTF-16, expected UTF-8\n"},
        {"\xFE\xFF\0a\0,\0b", 8, " t.csv: error: the file is UTF-16, expected UTF-8\n"},
        {"\0", 1, " t.csv:1:1: error: a NUL byte, expected text\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(read_bytes(cases[i].bytes, cases[i].length), cases[i].rows);
}

static void a_faulty_header_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"", " t.csv: error: the file is empty, expected a header\n"},
        {"\n \r\n\r", " t.csv: error: the file is empty, expected a header\n"},
        {"\xEF\xBB\xBF", " t.csv: error: the file is empty, expected a header\n"},
        {"a,c\n1,2\n", " t.csv:1: error: the column \"b\" is missing\n"},
        {"\nx\n", " t.csv:2: error: the column \"a\" is missing\n"
                  "t.csv:2: error: the column \"b\" is missing\n"
                  "t.csv:2:1: note: unknown column \"x\" is ignored\n"},
        {"a,b,a\n1,2,3\n", " t.csv:1:5: error: the column \"a\" is named twice\n"},
        {"a,b,x,\"x\"\n", " t.csv:1:7: error: the column \"x\" is named twice\n"
                          "t.csv:1:5: note: unknown column \"x\" is ignored\n"},
        {"a,b,\"c\n", " t.csv:1:5: error: a quote opened here is never closed\n"},
        {"A,b\n", " t.csv:1: error: the column \"a\" is missing\n"
                  "t.csv:1:1: warning: unknown column \"A\" is ignored; did you mean \"a\"?\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(read_bytes(cases[i].text, strlen(cases[i].text)), cases[i].rows);
}

static void more_columns_than_there_is_room_for_are_refused(void **state) {
    (void)state;
    AUTO_FREE char *text = xcalloc(20 * CSV_COLUMNS, 1);
    size_t length = (size_t)sprintf(text, "a,b,c");
    for (int i = 3; i < CSV_COLUMNS; i++)
        length += (size_t)sprintf(text + length, ",x%d", i);
    size_t header = length;
    sprintf(text + length, "\n1,2,3%0*d\n", CSV_COLUMNS * 2, 0);
    for (size_t i = 0; i < CSV_COLUMNS * 2; i++)
        text[header + 6 + i] = ','; /* far more fields than the header */
    const char *result = read_bytes(text, strlen(text));
    assert_non_null(strstr(result, "t.csv:2: error: has 515 fields, the header has 256\n"));
    memcpy(text + header, ",y\n", 4);
    assert_string_equal(read_bytes(text, strlen(text)),
                        " t.csv:1: error: the header has more than 256 columns\n");
}

static void a_file_that_cannot_be_read_is_a_finding(void **state) {
    (void)state;
    struct diag *diag = diag_new();
    const char *folder = support_folder();
    assert_null(csv_open(support_text("%s/none.csv", folder), "none.csv", abc, 3, diag));
    assert_null(csv_open(folder, "folder.csv", abc, 3, diag));
    assert_string_equal(support_findings(diag, DIAG_NOTE),
                        support_text("none.csv: error: cannot read %s/none.csv: No such file or directory\n"
                                     "folder.csv: error: cannot read %s: Is a directory\n",
                                     folder, folder));
    diag_free(diag);
}

static void a_field_knows_its_place(void **state) {
    (void)state;
    static const char text[] = "a,b,c\r\n"
                               "\"x\"\"\xC3\xA9\r\ny\", \xC3\xA9\xC3\xA9 ,\"3\"\r\n"
                               "\r\n"
                               "  1,,3\r\n";
    static const struct {
        int column, line, at;
    } cases[2][4] = {
        {{A, 2, 1}, {B, 3, 5}, {C, 3, 9}, {-1, 2, 0}},
        {{A, 5, 3}, {B, 5, 5}, {C, 5, 6}, {-1, 5, 0}},
    };
    struct diag *diag = diag_new();
    const char *path = support_write(support_folder(), "t.csv", text);
    struct csv *csv = csv_open(path, "t.csv", abc, 3, diag);
    for (int row = 0; row < 2; row++) {
        assert_true(csv_next(csv));
        for (size_t i = 0; i < COUNT_OF(cases[row]); i++) {
            struct place place = csv_place(csv, cases[row][i].column);
            assert_string_equal(place.file, "t.csv");
            assert_int_equal(place.line, cases[row][i].line);
            assert_int_equal(place.column, cases[row][i].at);
        }
    }
    assert_string_equal(csv_need(csv, A), "1");
    assert_string_equal(csv_need(csv, B), "");
    assert_false(csv_report(csv, DIAG_WARNING, C, "c: %d is odd", 3));
    assert_false(csv_next(csv));
    assert_false(csv_next(csv)); /* and stays so */
    assert_string_equal(support_findings(diag, DIAG_NOTE),
                        "t.csv:5:5: error: b is missing\nt.csv:5:6: warning: c: 3 is odd\n");
    csv_free(csv);
    diag_free(diag);
}

static void a_column_that_is_not_there_is_empty(void **state) {
    (void)state;
    struct diag *diag = diag_new();
    const char *path = support_write(support_folder(), "t.csv", "a,b\n1,2\n");
    AUTO(csv_release) struct csv *csv = csv_open(path, "t.csv", abc, 3, diag);
    double value = 7;
    assert_true(csv_next(csv));
    assert_true(csv_has(csv, A));
    assert_false(csv_has(csv, C));
    assert_string_equal(csv_text(csv, C), "");
    assert_false(csv_double(csv, C, 0, 1, &value));
    assert_true(value == 7);
    assert_int_equal(csv_place(csv, C).column, 0);
    assert_string_equal(csv_need(csv, C), "");
    assert_string_equal(support_findings(diag, DIAG_NOTE), "t.csv:2: error: c is missing\n");
    diag_free(diag);
}

/* The other road: Python's csv module reads files made by the script, and this reader reads them too. */
static void hundreds_of_made_files_read_as_in_python(void **state) {
    (void)state;
    int status;
    support_run("python3 -c 'import csv'", &status);
    if (status != 0) {
        print_message("python3 is not here: not compared\n");
        skip();
    }
    const char *folder = support_folder();
    const char *list = support_run(support_text("python3 tests/csv_against_python.py '%s'", folder), &status);
    if (status != 0)
        fail_msg("%s", list);
    int count = atoi(list);
    assert_true(count >= 300);
    for (int i = 0; i < count; i++) {
        const char *path = support_text("%s/%d.csv", folder, i);
        struct diag *diag = diag_new();
        struct csv *csv = csv_open(path, "t.csv", abc, 3, diag);
        char *rows = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&rows, &size);
        while (csv != NULL && csv_next(csv))
            fprintf(out, "%d\x1F%s\x1F%s\x1F%s\x1E", csv_place(csv, -1).line, csv_text(csv, A),
                    csv_text(csv, B), csv_text(csv, C));
        fclose(out);
        csv_free(csv);
        if (diag_count(diag, DIAG_ERROR) > 0)
            fail_msg("%d.csv: %s", i, support_findings(diag, DIAG_NOTE));
        if (strcmp(rows, support_read(support_text("%s/%d.expected", folder, i))) != 0)
            fail_msg("%d.csv read otherwise:\n%s\n%s", i, support_read(path), rows);
        free(rows);
        diag_free(diag);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_files_are_read_as_people_write_them),
        cmocka_unit_test(a_faulty_row_is_reported_and_passed_over),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(a_faulty_header_is_refused),
        cmocka_unit_test(more_columns_than_there_is_room_for_are_refused),
        cmocka_unit_test(a_file_that_cannot_be_read_is_a_finding),
        cmocka_unit_test(a_field_knows_its_place),
        cmocka_unit_test(a_column_that_is_not_there_is_empty),
        cmocka_unit_test(hundreds_of_made_files_read_as_in_python),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
