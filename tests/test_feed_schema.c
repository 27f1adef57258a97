// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader against the published schema: neither may take what the other refuses, but for the differences that
 * test_feed_schema.h names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_feed_schema.h"

#include "base/file.h"

static const char *python, *made; /* how to run it; a folder of documents and its verdicts on them */
static int documents;

/* ---- mutations of a feed ------------------------------------------------------------------------------------------ */

static void assert_agreement(int number, const char *word, int count[2]) {
    size_t length;
    AUTO_FREE char *text = file_read(support_text("%s/%d.json", made, number), FEED_BYTES, &length, NULL);
    assert_non_null(text);
    AUTO(told_release) struct told told = told_of((struct bytes){text, length}, "IDR");
    if (!schema_agrees(word, &told))
        fail_msg("the schema's verdict is %.6s, the reader says: %s\n%s", word,
                 told.feed != NULL ? "good" : told.findings, text);
    count[told.feed != NULL]++;
}

static void mutated_feeds_are_judged_alike(void **state) {
    (void)state;
    if (python == NULL)
        return;
    int count[2] = {0};
    const char *word = support_read(support_text("%s/verdicts", made));
    for (int n = 0; n < documents; n++, word = line_behind(word))
        assert_agreement(n, word, count);
    assert_in_range(count[true], 300, 2000); /* so that both answers were asked for */
    assert_true(count[false] > 1000);
}

/* `angkut tariff lint` is that reader: its exit status on some of them. */
static void lint_says_the_same(void **state) {
    (void)state;
    enum { SOME = 60 };
    const char *program = getenv("ANGKUT") != NULL ? getenv("ANGKUT") : "build/plain/angkut";
    if (python == NULL)
        return;
    int status;
    for (int n = 0; n < documents; n += documents / SOME) {
        const char *path = support_text("%s/%d.json", made, n);
        size_t length;
        AUTO_FREE char *text = file_read(path, FEED_BYTES, &length, NULL);
        AUTO(told_release) struct told told = told_of((struct bytes){text, length}, "IDR");
        const char *said =
            support_run(support_text("%s tariff lint %s --data tests/data/strait", program, path), &status);
        assert_int_equal(status, told.feed != NULL ? 0 : 3);
        assert_int_equal(strstr(said, "error: ") == NULL, told.feed != NULL);
    }
}

/* ---- each byte ----------------------------------------------------------------------------------------------------- */

/* Those that a reader stumbles over, and harmless ones. */
static const char others[] = {'"', '\\', '{', '}', ',', ' ', '0', 'a', '-', '\n', '\0', '\xFF'};

static size_t write_accepted(const char *path, const char *text) {
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    size_t length = strlen(text), accepted = 0;
    AUTO_FREE char *spoilt = strdup(text);
    for (size_t at = 0; at < length; spoilt[at] = text[at], at++)
        for (size_t i = 0; i < sizeof others; i++) {
            spoilt[at] = others[i];
            AUTO(told_release) struct told told = told_of((struct bytes){spoilt, length}, "IDR");
            assert_int_equal(told.feed == NULL, strstr(told.findings, "error: ") != NULL);
            if (told.feed == NULL)
                continue;
            fwrite(spoilt, 1, length, out);
            putc(0x1E, out);
            accepted++;
        }
    fclose(out);
    return accepted;
}

static void no_byte_can_be_changed_so_that_only_the_reader_takes_it(void **state) {
    (void)state;
    const char *path = support_text("%s/accepted", support_folder());
    size_t accepted = write_accepted(path, GOOD_FEED);
    int status;
    assert_in_range(accepted, 100, strlen(GOOD_FEED) * sizeof others / 2);
    if (python == NULL)
        return;
    const char *words = support_run(support_text("%s judge %s", python, path), &status), *word = words;
    assert_int_equal(status, 0);
    for (size_t n = 0; n < accepted; n++, word = line_behind(word))
        assert_memory_equal(word, "good\n", 5);
    assert_int_equal(word - words, strlen(words));
}

static int make_documents(void **state) {
    (void)state;
    python = schema_python();
    if (python == NULL)
        return 0;
    int status;
    made = support_folder();
    const char *said = support_run(support_text("%s made %s", python, made), &status);
    documents = atoi(said);
    if (status != 0 || documents == 0)
        print_error("%s", said);
    return status;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutated_feeds_are_judged_alike),
        cmocka_unit_test(lint_says_the_same),
        cmocka_unit_test(no_byte_can_be_changed_so_that_only_the_reader_takes_it),
    };
    return cmocka_run_group_tests_name("feed_schema", tests, make_documents, NULL);
}
