// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/mem.h"
#include "tests/support/support.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A document written to memory. */
struct page {
    struct json_out out;
    FILE *stream;
    char *text;
    size_t size;
};

static void open_page(struct page *page) {
    page->stream = open_memstream(&page->text, &page->size);
    json_begin(&page->out, page->stream);
}

/* What was written, until the end of the test. */
static const char *close_page(struct page *page) {
    fclose(page->stream);
    const char *text = support_text("%s", page->text);
    free(page->text);
    return text;
}

static void a_document_is_indented_and_flat_values_are_not(void **state) {
    (void)state;
    struct page page;
    open_page(&page);
    json_object(&page.out, NULL);
    json_put_string(&page.out, "schema", "angkut-plan/1");
    json_put_string(&page.out, "none", NULL);
    json_array(&page.out, "paths");
    json_flat_object(&page.out, NULL);
    json_put_decimal(&page.out, "t", 1500, 3);
    json_array(&page.out, "legs"); /* inside a flat value all is flat */
    json_put_int(&page.out, NULL, 1);
    json_put_int(&page.out, NULL, -2);
    json_end(&page.out);
    json_put_bool(&page.out, "ok", true);
    json_end(&page.out);
    json_flat_array(&page.out, NULL);
    json_end(&page.out);
    json_object(&page.out, NULL);
    json_end(&page.out);
    json_end(&page.out);
    json_array(&page.out, "empty");
    json_end(&page.out);
    json_put_bool(&page.out, "last", false);
    json_end(&page.out);
    assert_string_equal(close_page(&page), "{\n"
                                           "  \"schema\": \"angkut-plan/1\",\n"
                                           "  \"none\": null,\n"
                                           "  \"paths\": [\n"
                                           "    {\"t\": 1.5, \"legs\": [1, -2], \"ok\": true},\n"
                                           "    [],\n"
                                           "    {}\n"
                                           "  ],\n"
                                           "  \"empty\": [],\n"
                                           "  \"last\": false\n"
                                           "}\n");
}

static void a_string_is_fit_for_json_and_html(void **state) {
    (void)state;
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"", "\"\""},
        {"Baturaja", "\"Baturaja\""},
        {"a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1F\x7F", "\"\\u0001\\u001f\x7F\""},
        {"</script>", "\"\\u003c/script>\""},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\x9A", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\x9A\""},
        {"\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xA7", "\"\\u2028\\u2029\xE2\x80\xA7\""},
        {"caf\xE9!", "\"caf\xEF\xBF\xBD!\""}, /* U+FFFD where it is no UTF-8 */
        {"\xE2\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct page page;
        open_page(&page);
        json_flat_object(&page.out, NULL);
        json_put_string(&page.out, cases[i].text, cases[i].text);
        json_end(&page.out);
        const char *written = close_page(&page);
        assert_string_equal(written, support_text("{%s: %s}\n", cases[i].written, cases[i].written));
        AUTO(json_release) struct json *back = json_parse(written, strlen(written), NULL, NULL);
        assert_non_null(back);
        if (i + 2 < COUNT_OF(cases))
            assert_string_equal(json_string(json_get(back, cases[i].text)), cases[i].text);
    }
}

static const char *written_double(double value) {
    struct page page;
    open_page(&page);
    json_put_double(&page.out, NULL, value);
    return close_page(&page);
}

static void a_double_is_written_as_short_as_reads_back(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0.0, "0"},
        {-0.0, "-0"},
        {1.0, "1"},
        {-12.5, "-12.5"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.3333333333333333"},
        {2.0 / 3, "0.6666666666666666"},
        {104.756789, "104.756789"},
        {1e-6, "0.000001"},
        {1e-7, "1e-07"},
        {123456789012345.0, "123456789012345"},
        {1e15, "1e+15"},
        {1e300, "1e+300"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {DBL_TRUE_MIN, "4.94065645841247e-324"},
        {NAN, "null"},
        {INFINITY, "null"},
        {-INFINITY, "null"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(written_double(cases[i].value), cases[i].text);
}

static void any_double_reads_back(void **state) {
    (void)state;
    uint64_t seed = 20261124;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        uint64_t bits = seed ^ seed >> 29;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (i % 2 == 0)
            value = (double)(int64_t)(bits >> 24) / (i % 4 == 0 ? 1000.0 : 997.0);
        if (!isfinite(value))
            continue;
        char text[64];
        FILE *stream = fmemopen(text, sizeof text, "w");
        struct json_out out;
        json_begin(&out, stream);
        json_put_double(&out, NULL, value);
        fclose(stream);
        double back = strtod(text, NULL); /* in the C locale */
        assert_memory_equal(&back, &value, sizeof value);
    }
}

static void whole_and_decimal_numbers_are_exact(void **state) {
    (void)state;
    struct page page;
    open_page(&page);
    json_flat_array(&page.out, NULL);
    json_put_int(&page.out, NULL, INT64_MIN);
    json_put_int(&page.out, NULL, INT64_MAX);
    json_put_decimal(&page.out, NULL, (wide)INT64_MAX * 10000, 4);
    json_put_decimal(&page.out, NULL, -5, 4);
    json_put_decimal(&page.out, NULL, 120000, 4);
    json_end(&page.out);
    assert_string_equal(close_page(&page),
                        "[-9223372036854775808, 9223372036854775807, 9223372036854775807, -0.0005, 12]\n");
}

static void the_deepest_level_is_indented(void **state) {
    (void)state;
    struct page page;
    open_page(&page);
    for (int i = 0; i < 32; i++)
        json_array(&page.out, NULL);
    json_put_int(&page.out, NULL, 7);
    for (int i = 0; i < 32; i++)
        json_end(&page.out);
    const char *text = close_page(&page);
    assert_non_null(strstr(text, support_text("\n%64s7\n%62s]\n", "", "")));
    AUTO(json_release) struct json *back = json_parse(text, strlen(text), NULL, NULL);
    assert_non_null(back);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_is_indented_and_flat_values_are_not),
        cmocka_unit_test(a_string_is_fit_for_json_and_html),
        cmocka_unit_test(a_double_is_written_as_short_as_reads_back),
        cmocka_unit_test(any_double_reads_back),
        cmocka_unit_test(whole_and_decimal_numbers_are_exact),
        cmocka_unit_test(the_deepest_level_is_indented),
    };
    return cmocka_run_group_tests_name("json_out", tests, NULL, NULL);
}
