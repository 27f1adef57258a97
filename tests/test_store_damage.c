// SPDX-License-Identifier: GPL-3.0-or-later
/* What was changed by hand, cut or removed in a store of editions is told, never passed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/test_store.h"

#include <unistd.h>

/* Cut after every byte, and with every byte changed: never read as if it were whole. */
static void a_list_that_was_cut_or_edited_anywhere_is_refused(void **state) {
    (void)state;
    const char *folder = new_folder();
    struct store *store = opened(folder, true);
    take(store, "diesel", json_feed(1, 100));
    take(store, "diesel", json_feed(2, 110));
    store_free(store);
    const char *path = support_text("%s/editions.json", folder);
    const char *whole = support_read(path);
    size_t length = strlen(whole);
    assert_null(refusal(folder));
    for (size_t at = 0; at < length; at++) {
        char *text = strdup(whole);
        text[at] ^= 1;
        support_write_bytes(folder, "editions.json", text, length);
        if (refusal(folder) == NULL)
            fail_msg("byte %zu changed, and nobody saw it", at);
        support_write_bytes(folder, "editions.json", whole, at);
        if (refusal(folder) == NULL)
            fail_msg("cut after %zu bytes, and nobody saw it", at);
        free(text);
    }
    support_write(folder, "editions.json", whole);
    assert_null(refusal(folder));
}

static void a_damaged_store_is_named_with_what_to_do(void **state) {
    (void)state;
    const struct {
        const char *what, *command, *says; /* %s: the folder */
    } cases[] = {
        {"the list cut", "truncate -s -1 %s/editions.json",
         "/editions.json: its SHA-256 is not the one it ends with; "},
        {"the list gone", "rm %s/editions.json", "/editions.json: the list of editions is gone; "},
        {"an edition cut", "chmod u+w %s/editions/*; truncate -s -1 %s/editions/*",
         ".json: its SHA-256 is not the one in the list of editions; "},
        {"an edition gone", "rm -f %s/editions/*", ".json: the file is gone; "},
        {"a file instead of the folder", "rm -rf %s; touch %s", "Not a directory"},
        {"a folder instead of the list", "rm %s/editions.json; mkdir %s/editions.json", "Is a directory"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *folder = new_folder();
        struct store *store = opened(folder, true);
        take(store, "diesel", json_feed(1, 100));
        store_free(store);
        int status;
        char command[1000];
        const char *from = cases[i].command, *mark;
        size_t used = 0;
        for (; (mark = strstr(from, "%s")) != NULL; from = mark + 2)
            used += (size_t)snprintf(command + used, sizeof command - used, "%.*s%s", (int)(mark - from),
                                     from, folder);
        snprintf(command + used, sizeof command - used, "%s", from);
        support_run(command, &status);
        assert_int_equal(status, 0);
        const char *says = refusal(folder);
        if (says == NULL || strstr(says, cases[i].says) == NULL)
            fail_msg("%s: %s", cases[i].what, says != NULL ? says : "nothing was said");
    }
}

static void a_store_that_is_not_there_is_empty_and_stays_so(void **state) {
    (void)state;
    const char *folder = new_folder();
    assert_null(refusal(folder));
    assert_int_equal(access(folder, F_OK), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_that_was_cut_or_edited_anywhere_is_refused),
        cmocka_unit_test(a_damaged_store_is_named_with_what_to_do),
        cmocka_unit_test(a_store_that_is_not_there_is_empty_and_stays_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
