// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/diag.h"
#include "base/language.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A catalogue of its own, so that what is expected does not hang on anybody's words. */
static const char catalogue[] = "msgid \"\"\nmsgstr \"\"\n"
                                "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                                "\"Plural-Forms: nplurals=1; plural=0;\\n\"\n\n"
                                "msgid \"a boat\"\nmsgstr \"sebuah kapal – ya\"\n\n"
                                "msgid \"%s carries %d t\"\nmsgstr \"%2$d t dibawa %1$s\"\n\n"
                                "msgid \"at port %s\"\nmsgstr \"di pelabuhan %s\"\n\n"
                                "msgid \"%d link\"\nmsgid_plural \"%d links\"\nmsgstr[0] \"%d ruas\"\n\n"
                                "msgid \"error\"\nmsgstr \"kesalahan\"\n\n"
                                "msgid \"and %d more error\"\nmsgid_plural \"and %d more errors\"\n"
                                "msgstr[0] \"dan %d kesalahan lagi\"\n\n"
                                "msgid \"Aug\"\nmsgstr \"Agu\"\n\nmsgid \"May\"\nmsgstr \"Mei\"\n";

static const char *folder;
static bool has_catalogue;

static void make_catalogue(void) {
    int status;
    folder = support_folder();
    support_write(folder, "empty/nothing", "");
    support_write(folder, "id/LC_MESSAGES/angkut.mo", "");
    const char *source = support_write(folder, "id.po", catalogue);
    support_run("command -v msgfmt", &status);
    has_catalogue = status == 0;
    const char *said = support_run(
        support_text("msgfmt --check-format -o %s/id/LC_MESSAGES/angkut.mo %s", folder, source), &status);
    if (has_catalogue && status != 0)
        fprintf(stderr, "%s", said);
}

/* False where texts can't be asked for in Indonesian. */
static bool speak_indonesian(void) {
    if (!has_catalogue)
        print_message("skipped: no msgfmt\n");
    language_use(LANGUAGE_INDONESIAN, folder);
    return has_catalogue;
}

/* ---- which language ---- */

static void a_language_is_known_by_its_code_with_or_without_a_territory(void **state) {
    static const struct {
        const char *name;
        bool known;
        enum language language;
    } cases[] = {
        {"en", true, LANGUAGE_ENGLISH},          {"id", true, LANGUAGE_INDONESIAN},
        {"id_ID", true, LANGUAGE_INDONESIAN},    {"id_ID.UTF-8", true, LANGUAGE_INDONESIAN},
        {"id.UTF-8", true, LANGUAGE_INDONESIAN}, {"en_US.UTF-8", true, LANGUAGE_ENGLISH},
        {"id@latin", true, LANGUAGE_INDONESIAN}, {"id-ID", true, LANGUAGE_INDONESIAN},
        {"", false, LANGUAGE_ENGLISH},           {"i", false, LANGUAGE_ENGLISH},
        {"ido", false, LANGUAGE_ENGLISH},        {"ID", false, LANGUAGE_ENGLISH},
        {"de_DE", false, LANGUAGE_ENGLISH},      {"english", false, LANGUAGE_ENGLISH},
        {"C", false, LANGUAGE_ENGLISH},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum language language = LANGUAGE_ENGLISH;
        if (language_named(cases[i].name, &language) != cases[i].known || language != cases[i].language)
            fail_msg("language_named(\"%s\") says otherwise", cases[i].name);
    }
}

/* The rules of gettext's manual, 2.3 "Setting the Locale through Environment Variables". NULL = not set. */
static void the_environment_is_asked_in_the_order_of_gettext(void **state) {
    static const struct {
        const char *all, *messages, *lang, *language;
        enum language expected;
    } cases[] = {
        {NULL, NULL, NULL, NULL, LANGUAGE_ENGLISH},
        {NULL, NULL, "id_ID.UTF-8", NULL, LANGUAGE_INDONESIAN},
        {NULL, "en_US.UTF-8", "id_ID.UTF-8", NULL, LANGUAGE_ENGLISH},
        {NULL, "id_ID.UTF-8", "en_US.UTF-8", NULL, LANGUAGE_INDONESIAN},
        {"en_US.UTF-8", "id_ID.UTF-8", "id_ID.UTF-8", NULL, LANGUAGE_ENGLISH},
        {"", "id_ID.UTF-8", NULL, NULL, LANGUAGE_INDONESIAN},
        {"de_DE.UTF-8", NULL, "id_ID.UTF-8", NULL, LANGUAGE_ENGLISH},
        {NULL, NULL, NULL, "id", LANGUAGE_ENGLISH},
        {"C", NULL, "id_ID.UTF-8", "id", LANGUAGE_ENGLISH},
        {NULL, "POSIX", NULL, "id", LANGUAGE_ENGLISH},
        {NULL, NULL, "C.UTF-8", "id", LANGUAGE_INDONESIAN},
        {NULL, NULL, "en_US.UTF-8", "id", LANGUAGE_INDONESIAN},
        {NULL, NULL, "en_US.UTF-8", "de:id:en", LANGUAGE_INDONESIAN},
        {NULL, NULL, "id_ID.UTF-8", "de:en:id", LANGUAGE_ENGLISH},
        {NULL, NULL, "id_ID.UTF-8", "", LANGUAGE_INDONESIAN},
        {NULL, NULL, "id_ID.UTF-8", "de:fr", LANGUAGE_INDONESIAN},
        {NULL, NULL, "en_US.UTF-8", ":id_ID", LANGUAGE_INDONESIAN},
    };
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const value[] = {cases[i].all, cases[i].messages, cases[i].lang, cases[i].language};
        for (size_t n = 0; n < 4; n++)
            value[n] != NULL ? setenv(names[n], value[n], 1) : unsetenv(names[n]);
        if (language_of_environment() != cases[i].expected)
            fail_msg("case %zu of the environment says otherwise", i);
    }
}

/* ---- texts ---- */

static void texts_are_translated_and_those_without_a_translation_stay(void **state) {
    (void)state;
    if (!speak_indonesian())
        return;
    assert_int_equal(language_now(), LANGUAGE_INDONESIAN);
    assert_string_equal(_("a boat"), "sebuah kapal – ya");
    assert_string_equal(_("nobody translated this"), "nobody translated this");
    assert_string_equal(_(""), ""); /* gettext itself would give the catalogue's head */
    language_use(LANGUAGE_ENGLISH, folder);
    assert_string_equal(_("a boat"), "a boat");
    assert_string_equal(_(""), "");
}

static void numbers_choose_among_as_many_forms_as_the_language_has(void **state) {
    (void)state;
    language_use(LANGUAGE_ENGLISH, folder);
    assert_string_equal(P_("%d link", "%d links", 0), "%d links");
    assert_string_equal(P_("%d link", "%d links", 1), "%d link");
    assert_string_equal(P_("%d link", "%d links", 2), "%d links");
    if (!speak_indonesian())
        return;
    assert_string_equal(P_("%d link", "%d links", 1), "%d ruas");
    assert_string_equal(P_("%d link", "%d links", 2), "%d ruas");
    assert_string_equal(P_("%d ship", "%d ships", 1), "%d ship");
    assert_string_equal(P_("%d ship", "%d ships", 5), "%d ships");
}

static void while_paused_all_is_english(void **state) {
    char text[REAL_WORDS];
    (void)state;
    if (!speak_indonesian())
        return;
    language_pause();
    assert_int_equal(language_now(), LANGUAGE_ENGLISH);
    assert_string_equal(_("a boat"), "a boat");
    assert_string_equal(P_("%d link", "%d links", 1), "%d link");
    assert_string_equal(real_words(text, 1234.5, 1), "1,234.5");
    language_resume();
    assert_int_equal(language_now(), LANGUAGE_INDONESIAN);
    assert_string_equal(_("a boat"), "sebuah kapal – ya");
    assert_string_equal(real_words(text, 1234.5, 1), "1.234,5");
}

static void messages_are_translated_and_may_say_things_in_another_order(void **state) {
    struct error err;
    (void)state;
    if (!speak_indonesian())
        return;
    error_set(&err, ERROR_INPUT, "%s carries %d t", "KM 7", 12);
    assert_string_equal(err.message, "12 t dibawa KM 7");
    error_prefix(&err, "at port %s", "BTM");
    assert_string_equal(err.message, "di pelabuhan BTM: 12 t dibawa KM 7");
}

static void findings_are_told_and_counted_in_the_language(void **state) {
    (void)state;
    if (!speak_indonesian())
        return;
    struct diag *diag = diag_new();
    for (int i = 0; i < DIAG_SHOWN + 3; i++)
        diag_add(diag, DIAG_ERROR, (struct place){.file = "f.csv"}, "%s carries %d t", "KM 7", i);
    const char *text = support_findings(diag, DIAG_NOTE);
    diag_free(diag);
    assert_ptr_equal(strstr(text, "f.csv: kesalahan: 0 t dibawa KM 7\nf.csv: kesalahan: 1 t"), text);
    assert_non_null(strstr(text, "f.csv: kesalahan: 19 t dibawa KM 7\nf.csv: dan 3 kesalahan lagi\n"));
}

/* ---- numbers and dates ---- */

static void numbers_have_the_point_and_the_groups_of_the_language(void **state) {
    static const struct {
        double x;
        int decimals;
        const char *english, *indonesian;
    } cases[] = {
        {0, 0, "0", "0"},
        {7, 0, "7", "7"},
        {999, 0, "999", "999"},
        {1000, 0, "1,000", "1.000"},
        {1234567.5, 2, "1,234,567.50", "1.234.567,50"},
        {-1234567.5, 2, "-1,234,567.50", "-1.234.567,50"},
        {-0.04, 1, "0.0", "0,0"},
        {0.05, 2, "0.05", "0,05"},
        {123456, 0, "123,456", "123.456"},
        {999999.9, 0, "1,000,000", "1.000.000"},
    };
    char text[REAL_WORDS];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        language_use(LANGUAGE_ENGLISH, folder);
        assert_string_equal(real_words(text, cases[i].x, cases[i].decimals), cases[i].english);
        language_use(LANGUAGE_INDONESIAN, folder);
        assert_string_equal(real_words(text, cases[i].x, cases[i].decimals), cases[i].indonesian);
    }
    assert_int_equal(language_point(), ',');
    assert_int_equal(language_comma(), '.');
    assert_string_equal(real_words(text, INFINITY, 2), "inf");
    assert_true(strlen(real_words(text, 1e300, 2)) < REAL_WORDS);
    language_use(LANGUAGE_ENGLISH, folder);
    assert_int_equal(language_point(), '.');
    assert_int_equal(language_comma(), ',');
}

static void days_have_the_names_of_months_of_the_language(void **state) {
    static const struct {
        const char *date, *english, *indonesian;
    } cases[] = {
        {"2026-11-24", "24 Nov 2026", "24 Nov 2026"},
        {"2026-08-01", "1 Aug 2026", "1 Agu 2026"},
        {"2024-02-29", "29 Feb 2024", "29 Feb 2024"},
        {"1999-05-31", "31 May 1999", "31 Mei 1999"},
    };
    char text[DATE_WORDS];
    struct date date;
    (void)state;
    language_use(LANGUAGE_ENGLISH, folder);
    assert_string_equal(date_words(text, DATE_EVER), "");
    assert_string_equal(date_words(text, DATE_NEVER), "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(date_parse(cases[i].date, &date, NULL));
        assert_string_equal(date_words(text, date), cases[i].english);
    }
    if (!speak_indonesian())
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(date_parse(cases[i].date, &date, NULL));
        assert_string_equal(date_words(text, date), cases[i].indonesian);
    }
}

/* ---- machines and children ---- */

/* What a new process of this very program says in that environment; see child(). */
static void assert_child_says(const char *environment, const char *language, const char *expected) {
    char program[400] = "";
    int status;
    assert_true(readlink("/proc/self/exe", program, sizeof program - 1) > 0);
    const char *said =
        support_run(support_text("env -u LC_ALL -u LC_MESSAGES -u LANG -u LANGUAGE %s %s %s %s", environment,
                                 program, language, folder),
                    &status);
    if (status != 0 || strcmp(said, expected) != 0)
        fail_msg("%s %s: said \"%s\", expected \"%s\"", environment, language, said, expected);
}

static int child(const char *language, const char *catalogues) {
    enum language wanted;
    if (!language_named(language, &wanted))
        return 2;
    language_use(wanted, catalogues);
    printf("%s; %.1f; ", _("a boat"), 0.5); /* what machines read has a point, whatever the locale */
    fflush(stdout);
    return system("echo $LANGUAGE");
}

static void no_locale_of_the_language_is_needed_and_children_are_told(void **state) {
    static const char *const environments[] = {
        "LC_ALL=C",          "LC_ALL=POSIX", "LC_ALL=id_ID.UTF-8", "LANG=nonsense", "LC_ALL=C LANGUAGE=en:de",
        "LC_ALL=en_US.UTF-8"};
    (void)state;
    if (!has_catalogue)
        print_message("skipped: no msgfmt\n");
    for (size_t i = 0; has_catalogue && i < sizeof environments / sizeof *environments; i++) {
        const char *environment = support_text("LOCPATH=%s/empty %s", folder, environments[i]);
        assert_child_says(environment, "id", "sebuah kapal – ya; 0.5; id\n");
        assert_child_says(environment, "en", "a boat; 0.5; en\n");
        assert_child_says(environments[i], "id", "sebuah kapal – ya; 0.5; id\n");
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_is_known_by_its_code_with_or_without_a_territory),
        cmocka_unit_test(the_environment_is_asked_in_the_order_of_gettext),
        cmocka_unit_test(texts_are_translated_and_those_without_a_translation_stay),
        cmocka_unit_test(numbers_choose_among_as_many_forms_as_the_language_has),
        cmocka_unit_test(while_paused_all_is_english),
        cmocka_unit_test(messages_are_translated_and_may_say_things_in_another_order),
        cmocka_unit_test(findings_are_told_and_counted_in_the_language),
        cmocka_unit_test(numbers_have_the_point_and_the_groups_of_the_language),
        cmocka_unit_test(days_have_the_names_of_months_of_the_language),
        cmocka_unit_test(no_locale_of_the_language_is_needed_and_children_are_told),
    };
    if (argc == 3)
        return child(argv[1], argv[2]);
    make_catalogue();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
