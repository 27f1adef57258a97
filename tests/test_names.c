// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/names.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void a_text_has_one_number_and_one_address(void **state) {
    (void)state;
    struct names *names = names_new();
    bool is_new;
    assert_int_equal(names_add(names, "Baturaja", &is_new), 0);
    assert_true(is_new);
    assert_int_equal(names_add(names, "", &is_new), 1);
    assert_true(is_new);
    assert_int_equal(names_add(names, "Baturaja", &is_new), 0);
    assert_false(is_new);
    assert_int_equal(names_add(names, "baturaja", NULL), 2);
    assert_int_equal(names_count(names), 3);
    assert_int_equal(names_find(names, ""), 1);
    assert_int_equal(names_find(names, "Batu"), -1);
    char copy[] = "Baturaja";
    assert_ptr_equal(names_intern(names, copy), names_text(names, 0));
    assert_ptr_not_equal(names_text(names, 0), copy);
    assert_string_equal(names_intern(names, "Martapura"), "Martapura");
    assert_int_equal(names_count(names), 4);
    names_free(names);
}

static void nothing_is_found_in_an_empty_pool(void **state) {
    (void)state;
    struct names *names = names_new();
    assert_int_equal(names_find(names, "x"), -1);
    assert_int_equal(names_find(names, ""), -1);
    assert_null(names_nearest(names, "x"));
    names_free(names);
    names_free(NULL);
}

static void addresses_stay_while_the_pool_grows(void **state) {
    (void)state;
    enum { MANY = 100000 };
    struct names *names = names_new();
    const char **texts = xcalloc(MANY, sizeof *texts);
    char text[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "node %d", i * 7919);
        assert_int_equal(names_add(names, text, NULL), i);
        texts[i] = names_text(names, i);
    }
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "node %d", i * 7919);
        assert_int_equal(names_find(names, text), i);
        assert_ptr_equal(names_text(names, i), texts[i]);
        assert_string_equal(texts[i], text);
    }
    free(texts);
    names_free(names);
}

static void interning_holds_where_the_pool_grows(void **state) {
    (void)state;
    struct names *names = names_new();
    for (int i = 0; i < 5000; i++) { /* every one new, so some make the arrays move */
        const char *text = support_text("word %d", i);
        const char *kept = names_intern(names, text);
        assert_string_equal(kept, text);
        assert_ptr_equal(kept, names_text(names, i));
    }
    names_free(names);
}

static void a_text_longer_than_a_block_is_kept(void **state) {
    (void)state;
    enum { LONG = 300000 };
    struct names *names = names_new();
    char *text = xcalloc(LONG + 1, 1);
    memset(text, 'x', LONG);
    names_add(names, "before", NULL);
    assert_int_equal(names_add(names, text, NULL), 1);
    assert_int_equal(names_add(names, "after", NULL), 2);
    assert_int_equal(names_find(names, text), 1);
    assert_string_equal(names_text(names, 1), text);
    assert_null(names_nearest(names, text)); /* too long to compare with the others */
    free(text);
    names_free(names);
}

static void a_misspelt_text_finds_the_nearest(void **state) {
    (void)state;
    static const char *const known[] = {"length", "link_id", "toll", "tall", "free_speed", "a", "kg"};
    static const struct {
        const char *text, *nearest;
    } cases[] = {
        {"lenght", "length"}, /* two letters changed places: 2 */
        {"lengt", "length"},
        {"linkid", "link_id"},
        {"lnk_idx", "link_id"},
        {"toll", "toll"},
        {"tol", "toll"},
        {"tell", "toll"}, /* as near to "tall": the first known wins */
        {"fre_sped", "free_speed"},
        {"fre_spd", NULL}, /* 3 away */
        {"b", NULL},       /* 1 is not less than half of 1 */
        {"kq", NULL},      /* nor than half of 2 */
        {"", NULL},
        {"LENGTH", NULL},
    };
    struct names *names = names_new();
    for (size_t i = 0; i < COUNT_OF(known); i++)
        names_add(names, known[i], NULL);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *nearest = names_nearest(names, cases[i].text);
        if (cases[i].nearest == NULL)
            assert_null(nearest);
        else
            assert_string_equal(nearest, cases[i].nearest);
    }
    names_free(names);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_has_one_number_and_one_address),
        cmocka_unit_test(nothing_is_found_in_an_empty_pool),
        cmocka_unit_test(addresses_stay_while_the_pool_grows),
        cmocka_unit_test(interning_holds_where_the_pool_grows),
        cmocka_unit_test(a_text_longer_than_a_block_is_kept),
        cmocka_unit_test(a_misspelt_text_finds_the_nearest),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
