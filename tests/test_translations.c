// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

static bool has_gettext(void) {
    int status;
    support_run("xgettext --version && msgcmp --version && msgfmt --version", &status);
    if (status != 0)
        printf("skipped: no gettext here\n");
    return status == 0;
}

/* `make pot` brings both up to the sources. */
static void the_list_of_texts_is_what_the_sources_say(void **state) {
    (void)state;
    int status;
    if (!has_gettext())
        return;
    const char *said =
        support_run(support_text("sh po/extract.sh '%s/now.pot' && diff po/angkut.pot '%s/now.pot'",
                                 golden_folder(), golden_folder()),
                    &status);
    assert_string_equal(said, "");
    assert_int_equal(status, 0);
}

static void every_text_is_translated_and_no_translation_is_a_guess(void **state) {
    (void)state;
    int status;
    if (!has_gettext())
        return;
    assert_string_equal(support_run("for it in po/*.po; do msgcmp \"$it\" po/angkut.pot 2>&1; done", &status),
                        "");
    const char *counts = support_run(
        "for it in po/*.po; do LC_ALL=C msgfmt --check --statistics -o /dev/null \"$it\" 2>&1; done",
        &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(counts, "translated messages."));
    assert_null(strstr(counts, "untranslated"));
    assert_null(strstr(counts, "fuzzy"));
}

/* What is left in English by mistake is most often a whole sentence. Names and examples may be alike. */
static void long_texts_are_not_copied_as_they_are(void **state) {
    (void)state;
    int status;
    const char *said = support_run("python3 tests/untranslated.py po/id.po", &status);
    assert_string_equal(said, "");
}

static int set_up(void **state) {
    (void)state;
    return golden_begin() ? 0 : -1;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_of_texts_is_what_the_sources_say),
        cmocka_unit_test(every_text_is_translated_and_no_translation_is_a_guess),
        cmocka_unit_test(long_texts_are_not_copied_as_they_are),
    };
    return cmocka_run_group_tests_name("translations", tests, set_up, NULL);
}
