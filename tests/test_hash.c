// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"
#include "tests/support/support.h"

#include <string.h>

static void the_published_vectors_hold(void **state) {
    (void)state;
    /* FIPS 180-2, appendix B.1 and B.2; the empty text from NIST's examples. */
    static const struct {
        const char *text, *sum;
    } cases[] = {
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char sum[HASH_TEXT];
        struct hash *hash = hash_new();
        hash_add(hash, cases[i].text, strlen(cases[i].text));
        assert_ptr_equal(hash_text(hash, sum), sum);
        assert_string_equal(sum, cases[i].sum);
    }
}

static void a_million_letters_in_pieces_hash_as_published(void **state) {
    (void)state;
    char piece[1000], sum[HASH_TEXT]; /* FIPS 180-2, appendix B.3 */
    memset(piece, 'a', sizeof piece);
    struct hash *hash = hash_new();
    for (int i = 0; i < 1000; i++)
        hash_add(hash, piece, sizeof piece);
    assert_string_equal(hash_text(hash, sum),
                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* A file counts as its name, its length and its bytes, so that nothing can pass from one to the next. */
static void a_file_is_hashed_as_the_tool_would(void **state) {
    (void)state;
    const char *folder = support_folder();
    support_write(folder, "roads/a.csv", "id\n1\n");
    char sum[HASH_TEXT];
    struct hash *hash = hash_new();
    struct error err = {0};
    assert_true(hash_file(hash, folder, "roads/a.csv", &err));
    hash_text(hash, sum);
    int status;
    const char *tool = support_run("printf 'roads/a.csv\\0005\\000id\\n1\\n' | sha256sum", &status);
    assert_int_equal(status, 0);
    assert_string_equal(support_text("%.64s", tool), sum);
}

static void a_file_that_is_not_there_is_an_error(void **state) {
    (void)state;
    struct hash *hash = hash_new();
    struct error err = {0};
    char sum[HASH_TEXT];
    assert_false(hash_file(hash, support_folder(), "none", &err));
    assert_int_equal(err.code, ERROR_IO);
    hash_text(hash, sum);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_vectors_hold),
        cmocka_unit_test(a_million_letters_in_pieces_hash_as_published),
        cmocka_unit_test(a_file_is_hashed_as_the_tool_would),
        cmocka_unit_test(a_file_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
