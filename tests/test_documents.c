// SPDX-License-Identifier: GPL-3.0-or-later
/* What the documents tell readers to do: done, and what the program answers compared with what stands there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

/* Answers do not change with the locale or the network, and take a while: once, in the plain pass. */
static bool is_tried_here(void) {
    int status;
    if (!support_is_pass("plain"))
        return false;
    support_run("command -v python3", &status);
    if (status != 0)
        printf("skipped: no python3 here\n");
    return status == 0;
}

static const char *try_pages(const char *pages, int *status) {
    return support_run(support_text("python3 tests/documents.py %s . %s", golden_program(), pages), status);
}

static void hold(const char *pages) {
    int status;
    if (!is_tried_here())
        return;
    const char *told = try_pages(pages, &status);
    if (status != 0)
        fail_msg("%s", told);
    fputs(told, stdout);
}

static void the_tutorial_does_what_it_says(void **state) {
    (void)state;
    hold("doc/tutorial.md");
}

static void every_question_has_the_answer_that_its_page_shows(void **state) {
    (void)state;
    hold("doc/questions/*.md");
}

static void the_readme_shows_what_the_program_says(void **state) {
    (void)state;
    hold("README.md README.id.md");
}

/* What would make the tests above worthless. */
static void a_page_that_says_something_else_is_found(void **state) {
    (void)state;
    static const char *const pages[] = {
        "```\n$ angkut version\nAngkut 0\n```\n",
        "```\n$ echo one; echo two\none\n```\n",
        "```\n$ echo one; echo two\n...\none\n```\n",
        "<!-- run -->\n```sh\nangkut plan nowhere\n```\n```text\n...\n```\n",
        "<!-- run -->\n```sh\necho one\n```\n```text\nother\n```\n",
        "nothing to try\n",
    };
    for (size_t i = 0; i < COUNT_OF(pages) && is_tried_here(); i++) {
        int status;
        const char *told = try_pages(support_write(golden_folder(), "page.md", pages[i]), &status);
        if (status != 1)
            fail_msg("passed:\n%s%s", pages[i], told);
    }
}

static int set_up(void **state) {
    (void)state;
    return golden_begin() ? 0 : -1;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tutorial_does_what_it_says),
        cmocka_unit_test(every_question_has_the_answer_that_its_page_shows),
        cmocka_unit_test(the_readme_shows_what_the_program_says),
        cmocka_unit_test(a_page_that_says_something_else_is_found),
    };
    return cmocka_run_group_tests_name("documents", tests, set_up, NULL);
}
