// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/mem.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct json *parse(const char *text) {
    struct error err;
    struct json *root = json_parse(text, strlen(text), NULL, &err);
    if (root == NULL)
        fail_msg("%s: %s", text, err.message);
    return root;
}

static void a_document_is_read(void **state) {
    (void)state;
    AUTO(json_release)
    struct json *root = parse(
        " {\"s\": \"x\\n\\u00e9\\ud83d\\ude9a\", \"n\": -1.5e2, \"t\": true, \"f\": false, \"z\": null,\r\n"
        "\t\"a\": [1, [], {\"b\": 2}], \"\": 0} \n");
    bool truth = false;
    double number = 0;
    assert_true(json_is_object(root));
    assert_int_equal(json_count(root), 7);
    assert_string_equal(json_string(json_get(root, "s")), "x\n\xC3\xA9\xF0\x9F\x9A\x9A");
    assert_true(json_double(json_get(root, "n"), &number));
    assert_true(number == -150);
    assert_true(json_bool(json_get(root, "t"), &truth) && truth);
    assert_true(json_bool(json_get(root, "f"), &truth) && !truth);
    assert_true(json_is_null(json_get(root, "z")));
    assert_non_null(json_get(root, ""));
    const struct json *array = json_get(root, "a"), *element = json_first(array);
    assert_true(json_is_array(array));
    assert_int_equal(json_count(array), 3);
    assert_true(json_double(element, &number) && number == 1);
    element = json_next(element);
    assert_int_equal(json_count(element), 0);
    assert_null(json_first(element));
    element = json_next(element);
    assert_string_equal(json_key(json_first(element)), "b");
    assert_null(json_next(element));
}

static void what_a_value_is_not_it_is_not_taken_for(void **state) {
    (void)state;
    AUTO(json_release) struct json *root = parse("{\"n\": 1, \"s\": \"1\", \"o\": {}, \"Key\": 1}");
    const struct json *number = json_get(root, "n"), *string = json_get(root, "s");
    bool truth;
    double value;
    int64_t count;
    assert_null(json_get(root, "key")); /* keys mind their case */
    assert_null(json_get(root, "none"));
    assert_null(json_get(number, "n"));
    assert_null(json_get(NULL, "n"));
    assert_null(json_string(number));
    assert_null(json_string(NULL));
    assert_false(json_double(string, &value) || json_double(NULL, &value));
    assert_false(json_bool(number, &truth) || json_bool(NULL, &truth));
    assert_false(json_decimal(string, 0, &count) || json_decimal(NULL, 0, &count));
    assert_false(json_is_array(root) || json_is_array(NULL));
    assert_false(json_is_object(number) || json_is_object(NULL));
    assert_false(json_is_null(number) || json_is_null(NULL));
    assert_null(json_first(NULL));
    assert_null(json_first(number));
    assert_int_equal(json_count(NULL), 0);
    json_free(NULL);
}

static const struct {
    const char *text, *message;
} NO_JSON[] = {
    {"", "1:1: expected a value, found the end"},
    {"  \n ", "2:2: expected a value, found the end"},
    {"{", "1:2: expected a key in quotes, found the end"},
    {"{\"a\"", "1:5: expected \":\", found the end"},
    {"{\"a\":", "1:6: expected a value, found the end"},
    {"{\"a\":1", "1:7: expected \",\" or \"}\", found the end"},
    {"{\"a\":1]", "1:7: expected \",\" or \"}\", found \"]\""},
    {"{\"a\":1,}", "1:8: expected a key in quotes, found \"}\""},
    {"{a:1}", "1:2: expected a key in quotes, found \"a\""},
    {"[1,]", "1:4: expected a value, found \"]\""},
    {"[1 2]", "1:4: expected \",\" or \"]\", found \"2\""},
    {"[1\n,\n  x]", "3:3: expected a value, found \"x\""},
    {"1 2", "1:3: expected the end, found \"2\""},
    {"{}x", "1:3: expected the end, found \"x\""},
    {"tru", "1:1: expected a value, found \"t\""},
    {"trueish", "1:5: expected the end, found \"i\""},
    {"NaN", "1:1: expected a value, found \"N\""},
    {"-Infinity", "1:2: expected a digit, found \"I\""},
    {"\xEF\xBB\xBF{}", "1:1: expected a value, found \"\xEF\xBB\xBF\""}, /* a byte order mark */
    {"\xFF", "1:1: expected a value, found byte 0xFF"},
    {"'a'", "1:1: expected a value, found \"'\""},
    {"[0123]", "1:2: a number that begins with 0"},
    {"[-01]", "1:2: a number that begins with 0"},
    {"[1.]", "1:4: expected a digit, found \"]\""},
    {"[.5]", "1:2: expected a value, found \".\""},
    {"[+1]", "1:2: expected a value, found \"+\""},
    {"[1e]", "1:4: expected a digit, found \"]\""},
    {"[0x1]", "1:3: expected \",\" or \"]\", found \"x\""},
    {"[1e999]", "1:2: 1e999 is too large"},
    {"[-1e309]", "1:2: -1e309 is too large"},
    {"[1234567890123456789012345678901234567890123456789012345678901]",
     "1:2: a number of more than 60 characters"},
    {"\"abc", "1:1: a string opened here is never closed"},
    {"\"abc\\\"", "1:1: a string opened here is never closed"},
    {"\"a\nb\"", "1:3: control character 0x0A in a string"},
    {"\"a\tb\"", "1:3: control character 0x09 in a string"},
    {"\"\xC3\xA9\x01\"", "1:3: control character 0x01 in a string"},
    {"\"a\\u0000b\"", "1:3: \\u0000 in a string"},
    {"{\"a\\u0000\":1}", "1:4: \\u0000 in a string"},
    {"\"\\x41\"", "1:3: expected an escape of JSON, found \"x\""},
    {"\"\\u12g4\"", "1:6: expected four hexadecimal digits, found \"g\""},
    {"\"\\u12", "1:6: expected four hexadecimal digits, found the end"},
    {"\"\\ud83d\"", "1:2: half a surrogate pair"},
    {"\"\\ud83dx\"", "1:2: half a surrogate pair"},
    {"\"\\ud83d\\n\"", "1:2: half a surrogate pair"},
    {"\"\\ud83d\\u0041\"", "1:2: half a surrogate pair"},
    {"\"\\ude9a\"", "1:2: half a surrogate pair"},
    {"\"caf\xE9\"", "1:5: byte 0xE9 is not UTF-8"},
    {"\"\xC0\x80\"", "1:2: byte 0xC0 is not UTF-8"},     /* overlong */
    {"\"\xED\xA0\x80\"", "1:2: byte 0xED is not UTF-8"}, /* a surrogate */
    {"\"\xF4\x90\x80\x80\"", "1:2: byte 0xF4 is not UTF-8"},
    {"\"\xE2\x82", "1:2: byte 0xE2 is not UTF-8"},
    {"{\"a\":1,\"a\":2}", "1:8: the key \"a\" is named twice"},
    {"{\"a\":1,\n \"\\u0061\":2}", "2:2: the key \"\\u0061\" is named twice"},
    {"[{\"a\":{\"a\":1}},{\"b\":{\"c\":1,\"d\":1,\"c\":{\"e\":1,\"e\":1}}}]",
     "1:34: the key \"c\" is named twice"}, /* the first in the order of the text */
};

static void what_is_no_json_is_refused_with_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(NO_JSON); i++) {
        struct error err = {0};
        size_t length = strlen(NO_JSON[i].text);
        char *exact =
            memcpy(xcalloc(length, 1), NO_JSON[i].text, length); /* no NUL behind: none may be read */
        assert_null(json_parse(exact, length, NULL, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        assert_string_equal(err.message, NO_JSON[i].message);
        assert_null(json_parse(exact, length, NULL, NULL));
        free(exact);
    }
}

static void a_nul_byte_is_no_white_space(void **state) {
    (void)state;
    struct error err = {0};
    assert_null(json_parse("[1,\0 2]", 7, NULL, &err));
    assert_string_equal(err.message, "1:4: expected a value, found byte 0x00");
    assert_null(json_parse("\"a\0b\"", 5, NULL, &err));
    assert_string_equal(err.message, "1:3: control character 0x00 in a string");
    assert_null(json_parse("\"a\\\0\"", 5, NULL, &err));
    assert_string_equal(err.message, "1:4: expected an escape of JSON, found byte 0x00");
    assert_null(json_parse("1\0", 2, NULL, &err));
    assert_string_equal(err.message, "1:2: expected the end, found byte 0x00");
}

/* Depth is capped before anything recurses far. */
static void a_deep_document_is_refused(void **state) {
    (void)state;
    enum { DEEP = 100000 };
    char *text = xcalloc(2 * DEEP, 1);
    struct error err = {0};
    for (int depth = 32; depth <= 33; depth++) {
        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        AUTO(json_release) struct json *root = json_parse(text, 2 * (size_t)depth, NULL, &err);
        assert_int_equal(root != NULL, depth == 32);
    }
    assert_string_equal(err.message, "1:33: nested more than 32 deep");
    memset(text, '[', DEEP);
    assert_null(json_parse(text, DEEP, NULL, &err));
    free(text);
}

static void a_key_named_twice_among_many_is_found(void **state) {
    (void)state;
    enum { MANY = 200000 };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (int i = 0; i < MANY; i++)
        fprintf(out, "%s\"k%d\": {\"inner\": %d}\n", i == 0 ? "{" : ",", i, i);
    fflush(out);
    size_t without = size;
    fputs(",\"k5\": 1}", out);
    fclose(out);
    struct error err = {0};
    clock_t start = clock();
    assert_null(json_parse(text, size, NULL, &err));
    assert_string_equal(err.message, "200001:2: the key \"k5\" is named twice");
    strcpy(text + without, "}");
    AUTO(json_release) struct json *root = json_parse(text, without + 1, NULL, &err);
    assert_non_null(root);
    assert_int_equal(json_count(root), MANY);
    assert_true(clock() - start < 10 * CLOCKS_PER_SEC); /* each with each would take minutes */
    free(text);
}

static void elements_are_read_one_by_one(void **state) {
    (void)state;
    static const char text[] = " {\"a\": 1},[2, \"]}\"] ,  3,\"four\\\"\",null garbage";
    static const char *const taken[] = {" {\"a\": 1}", "[2, \"]}\"]", "  3", "\"four\\\"\"", "null"};
    const char *at = text;
    for (size_t i = 0; i < COUNT_OF(taken); i++) {
        size_t used = 0;
        AUTO(json_release) struct json *element = json_parse(at, strlen(at), &used, NULL);
        assert_non_null(element);
        assert_int_equal(used, strlen(taken[i]));
        assert_memory_equal(at, taken[i], used);
        at += used;
        at += strspn(at, " ") + 1; /* over the comma */
    }
}

/* Of a text of 30 MB, 300,000 elements; if each looked to the end of the text, this would take hours. */
static void an_element_costs_no_more_than_itself(void **state) {
    (void)state;
    enum { COUNT = 300000, BYTES = 100 };
    char *text = xcalloc(COUNT, BYTES);
    memset(text, ' ', (size_t)COUNT * BYTES);
    for (size_t i = 0; i < COUNT; i++)
        memcpy(text + i * BYTES, "{\"flow\": [1.5, 2], \"link\": \"a\"},", 32);
    size_t at = 0, used, count = 0;
    clock_t start = clock();
    for (; count < COUNT; count++) {
        struct json *element = json_parse(text + at, (size_t)COUNT * BYTES - at, &used, NULL);
        assert_non_null(element);
        json_free(element);
        at = (count + 1) * BYTES;
    }
    assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
    free(text);
}

static void a_number_is_a_count_of_decimal_places(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int places;
        bool fine;
        int64_t count;
    } cases[] = {
        {"0", 4, true, 0},
        {"-0", 4, true, 0},
        {"41000.0412", 4, true, 410000412},
        {"-0.0001", 4, true, -1},
        {"0.1", 3, true, 100},
        {"9089.56", 15, true, 9089560000000000000},
        {"1.005", 3, true, 1005},
        {"1e3", 3, true, 1000000},
        {"123456789012.3456", 4, true, 1234567890123456},
        {"900719925474.0992", 4, true, 9007199254740992}, /* 2^53 */
        {"900719925474.0993", 4, true, 9007199254740993}, /* no double is that */
        {"9007199254740992", 0, true, 9007199254740992},
        {"-9007199254740993", 0, true, -9007199254740993},
        {"922337203685477.5807", 4, true, INT64_MAX},
        {"922337203685477.5808", 4, false, 0},
        {"0.10000000000000000", 4, false, 0}, /* more places than that */
        {"0.00005", 4, false, 0},
        {"1.00001", 4, false, 0},
        {"1234567.0001", 3, false, 0},
        {"0.5", 0, false, 0},
        {"1e300", 4, false, 0},
        {"1e-300", 4, false, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        AUTO(json_release) struct json *number = parse(cases[i].text);
        int64_t count = 0;
        if (json_decimal(number, cases[i].places, &count) != cases[i].fine)
            fail_msg("%s at %d places", cases[i].text, cases[i].places);
        assert_int_equal(count, cases[i].count);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_is_read),
        cmocka_unit_test(what_a_value_is_not_it_is_not_taken_for),
        cmocka_unit_test(what_is_no_json_is_refused_with_its_place),
        cmocka_unit_test(a_nul_byte_is_no_white_space),
        cmocka_unit_test(a_deep_document_is_refused),
        cmocka_unit_test(a_key_named_twice_among_many_is_found),
        cmocka_unit_test(elements_are_read_one_by_one),
        cmocka_unit_test(an_element_costs_no_more_than_itself),
        cmocka_unit_test(a_number_is_a_count_of_decimal_places),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
