// SPDX-License-Identifier: GPL-3.0-or-later
/* Settings from files: which is in force, what is wrong with one, and that nothing else changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

/* Homes and folders of this test's own; nothing of who runs it. */
static const char ENVIRONMENT[] =
    "env -u ANGKUT_CONFIG -u ANGKUT_DATA -u NO_COLOR -u XDG_CONFIG_HOME -u LANGUAGE -u LC_ALL -u LC_MESSAGES "
    "LANG=C.UTF-8 HOME=\"$PWD/home\" XDG_CONFIG_DIRS=\"$PWD/first:$PWD/second\" PATH=\"$PWD/bin:$PATH\"";

static int begin(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_run(support_text("mkdir -p home bin && ln -s '%s' bin/angkut", golden_program()));
    golden_vary("strait", "shipments/shipper.csv", "");
    golden_vary("home/oku", "shipments/shipper.csv", "");
    return 0;
}

/* The files of one case; NULL = not there. */
static void write_files(const char *own, const char *first, const char *second) {
    const char *const text[] = {own, first, second};
    const char *const name[] = {"home/.config/angkut/config", "first/angkut/config", "second/angkut/config"};
    for (size_t i = 0; i < COUNT_OF(name); i++) {
        golden_run(support_text("rm -f %s", name[i]));
        if (text[i] != NULL)
            support_write(golden_folder(), name[i], text[i]);
    }
}

/* With `variables` ("NO_COLOR=1") in the environment; the folder itself is written as PWD. */
static const char *with(const char *variables, const char *command) {
    return golden_run(
        support_text("%s %s %s 2>&1 | sed \"s|$PWD/|PWD/|g\"", ENVIRONMENT, variables, command));
}

/* ---- what is in force ---- */

static const struct {
    const char *sentence, *own, *first, *second, *variables;
    const char *line; /* that `angkut config --show-origin` prints, blanks taken together */
} FORCE[] = {
    {"without files, the default", NULL, NULL, NULL, "LANG=", "lang = en default"},
    {"without files, the environment", NULL, NULL, NULL, "LANG=id_ID.UTF-8", "lang = id LANG"},
    {"the user's file", "lang = id\n", NULL, NULL, "", "lang = id PWD/home/.config/angkut/config:1"},
    {"the user's file goes before the locale", "# x\nlang=en\n", NULL, NULL, "LANG=id_ID.UTF-8",
     "lang = en PWD/home/.config/angkut/config:2"},
    {"the locale goes before the machine's file", NULL, "lang = en\n", NULL, "LANG=id_ID.UTF-8",
     "lang = id LANG"},
    {"the machine's file where the locale is C", NULL, "lang = id\n", NULL, "",
     "lang = id PWD/first/angkut/config:1"},
    {"the first of two folders", NULL, "threads = 1\n", "threads = 2\n", "",
     "threads = 1 PWD/first/angkut/config:1"},
    {"the second where the first has nothing", NULL, "gap = 0.1\n", "threads = 2\n", "",
     "threads = 2 PWD/second/angkut/config:1"},
    {"the user's file goes before both", "\n\nthreads = 3\n", "threads = 1\n", "threads = 2\n", "",
     "threads = 3 PWD/home/.config/angkut/config:3"},
    {"XDG_CONFIG_HOME instead of HOME", "threads = 3\n", NULL, NULL, "XDG_CONFIG_HOME=\"$PWD/first\"",
     "color = auto default"},
    {"NO_COLOR", NULL, NULL, NULL, "NO_COLOR=1", "color = never NO_COLOR"},
    {"an empty NO_COLOR is none", NULL, NULL, NULL, "NO_COLOR=", "color = auto default"},
    {"a color of one's own goes before NO_COLOR", "color = always\n", NULL, NULL, "NO_COLOR=1",
     "color = always PWD/home/.config/angkut/config:1"},
    {"the machine's color does not", NULL, "color = always\n", NULL, "NO_COLOR=1", "color = never NO_COLOR"},
    {"data from the folder of the file", "data = ../../oku\n", NULL, NULL, "",
     "data = PWD/home/.config/angkut/../../oku PWD/home/.config/angkut/config:1"},
    {"data from the home", "data = ~/oku\n", NULL, NULL, "",
     "data = PWD/home/oku PWD/home/.config/angkut/config:1"},
    {"ANGKUT_DATA goes before data", "data = ~/oku\n", NULL, NULL, "ANGKUT_DATA=strait",
     "data = strait ANGKUT_DATA"},
    {"ANGKUT_CONFIG alone is read", "threads = 3\n", "threads = 1\n", NULL,
     "ANGKUT_CONFIG=first/angkut/config", "threads = 1 first/angkut/config:1"},
    {"a value in quotes, blanks, a BOM and CRLF", "\xEF\xBB\xBF  depart =\t\"Mon 06:00\"  \r\n", NULL, NULL,
     "", "depart = Mon 06:00 PWD/home/.config/angkut/config:1"},
};

static void the_nearest_setting_is_in_force(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(FORCE); i++) {
        write_files(FORCE[i].own, FORCE[i].first, FORCE[i].second);
        const char *said = with(FORCE[i].variables, "angkut config --show-origin | tr -s ' '");
        if (strstr(said, support_text("%s\n", FORCE[i].line)) != NULL)
            continue;
        print_error("%s: no line \"%s\" in\n%s", FORCE[i].sentence, FORCE[i].line, said);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void what_config_prints_is_a_file_that_says_the_same(void **state) {
    (void)state;
    write_files("threads = 2\nquiet = ya\ndata = ~/oku\n[plan]\nvot = 5000\n[tariff diff]\nformat = csv\n",
                NULL, NULL);
    const char *first = with("", "angkut config");
    with("", "angkut config >again");
    assert_non_null(strstr(first, "\n[plan]\nvot = 5000\n\n[tariff diff]\nformat = csv\n"));
    golden_run("sed \"s|PWD/|$PWD/|\" again >whole");
    assert_string_equal(first, with("ANGKUT_CONFIG=whole", "angkut config"));
}

/* ---- what it does ---- */

static const struct {
    const char *sentence, *own, *command, *same; /* the second without any file */
} DOES[] = {
    {"a setting of all verbs", "lang = id\nas-of = 2026-11-24\n", "angkut plan strait",
     "angkut plan strait --lang id --as-of 2026-11-24"},
    {"the command line goes before it", "vot = 5000\n", "angkut plan strait --vot 900",
     "angkut plan strait --vot 900"},
    {"one of a verb", "[plan]\nbrief = yes\n", "angkut plan strait", "angkut plan strait --brief"},
    {"... is not another's", "[frontier]\nformat = csv\n", "angkut plan strait", "angkut plan strait"},
    {"... goes before one of all", "[plan]\nformat = csv\n[frontier]\nformat = json\n", "angkut plan strait",
     "angkut plan strait --format csv"},
    {"a flag undone on the command line", "brief = yes\n", "angkut plan strait --brief=no",
     "angkut plan strait"},
    {"an option that the verb lacks is passed over", "points = 3\nbrief = yes\n", "angkut check strait",
     "angkut check strait"},
    {"the data set", "data = ~/oku\n", "angkut check", "angkut check home/oku"},
    {"one that is named goes before it", "data = ~/none\n", "angkut check strait", "angkut check strait"},
    {"--data too", "data = ~/none\n", "angkut tariff diff --data strait none",
     "angkut tariff diff --data strait none"},
    {"the name of two words", "[tariff list]\nformat = csv\n", "angkut tariff list strait",
     "angkut tariff list strait --format csv"},
    {"help in the language of the file", "lang = id\n", "angkut help plan", "angkut help plan --lang id"},
};

static void a_setting_does_what_the_option_does(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(DOES); i++) {
        write_files(DOES[i].own, NULL, NULL);
        const char *set = with("", DOES[i].command), *given = with("ANGKUT_CONFIG=", DOES[i].same);
        if (strcmp(set, given) == 0 && strlen(set) > 20)
            continue;
        print_error("%s:\n%s\ninstead of\n%s", DOES[i].sentence, set, given);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    write_files("brief = yes\n", NULL, NULL); /* else the test above could not fail */
    assert_string_not_equal(with("", "angkut plan strait"), with("ANGKUT_CONFIG=", "angkut plan strait"));
}

/* ---- what is wrong ---- */

static const struct {
    const char *text, *says;
} FAULTS[] = {
    {"langg = id\n", "bad:1:1: error: no setting \"langg\"; did you mean \"lang\"?"},
    {"\n  output = x\n", "bad:2:3: error: output can't be set here: it is for the command line alone"},
    {"help = yes\n", "bad:1:1: error: help can't be set here: it is for the command line alone"},
    {"close = L1\n", "bad:1:1: error: close can't be set here: it is for the command line alone"},
    {"brief\n", "bad:1:1: error: \"brief\" is no setting, which is written: option = value"},
    {"brief = perhaps\n", "bad:1:9: error: brief: \"perhaps\" is neither yes nor no"},
    {"threads = x\n", "bad:1:11: error: threads: \"x\" is not a number"},
    {"threads = 1\nthreads = 2\n", "bad:2:1: error: threads stands in line 1 already"},
    {"[plam]\nwhatever\n", "bad:1:1: error: no verb \"plam\"; did you mean \"plan\"?"},
    {"[plan]\npoints = 3\n", "bad:2:1: error: \"angkut plan\" has no option --points"},
    {"[plan]\nlang = id\n", "bad:2:1: error: lang is of all verbs: it stands before the first [section]"},
    {"[plan\n", "bad:1:1: error: the \"[\" is not closed by a \"]\""},
    {"[\n", "bad:1:1: error: the \"[\" is not closed by a \"]\""},
    {"data =\n", "bad:1:7: error: data: an empty DIR"},
    {"= 3\n", "bad:1:1: error: no setting \"\""},
    {"a\xFF = 3\n", "bad:1: error: not text in UTF-8"},
    {"lang = xx\n", "bad:1:8: error: lang: \"xx\" is none of en, id"},
};

static void what_is_wrong_is_told_with_its_place(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(FAULTS); i++) {
        support_write(golden_folder(), "bad", FAULTS[i].text);
        const char *said = golden_run("ANGKUT_CONFIG=bad LANG=C angkut check strait 2>&1"),
                   *whole = support_text("%s\n--- exit status 3\n", FAULTS[i].says);
        if (strcmp(said, whole) == 0)
            continue;
        print_error("%s: said\n%sinstead of\n%s", FAULTS[i].text, said, whole);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void a_file_that_is_named_must_be_there(void **state) {
    (void)state;
    const char *said = golden_run("ANGKUT_CONFIG=none angkut check strait 2>&1");
    assert_non_null(strstr(said, "cannot read none: No such file or directory\n--- exit status 3\n"));
    said = golden_run("ANGKUT_CONFIG=strait angkut check strait 2>&1");
    assert_non_null(strstr(said, "--- exit status 3\n"));
}

static void help_is_there_all_the_same(void **state) {
    (void)state;
    support_write(golden_folder(), "bad", "langg = id\n");
    const char *said = golden_run("ANGKUT_CONFIG=bad LANG=C angkut help config 2>&1");
    assert_non_null(strstr(said, "bad:1:1: error: no setting"));
    assert_non_null(strstr(said, "--show-origin"));
    assert_non_null(strstr(said, "--- exit status 0\n"));
}

static void a_value_that_only_the_verb_can_judge_is_traced_to_its_line(void **state) {
    (void)state;
    support_write(golden_folder(), "bad", "# x\nobjectives = cost,money\n");
    const char *said = golden_run("ANGKUT_CONFIG=bad LANG=C angkut frontier strait 2>&1");
    assert_non_null(strstr(said, "angkut: --objectives was set in bad, line 2\n"));
    said = golden_run("ANGKUT_CONFIG=bad LANG=C angkut frontier strait --objectives x 2>&1");
    assert_null(strstr(said, "was set in"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_setting_is_in_force),
        cmocka_unit_test(what_config_prints_is_a_file_that_says_the_same),
        cmocka_unit_test(a_setting_does_what_the_option_does),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(a_file_that_is_named_must_be_there),
        cmocka_unit_test(help_is_there_all_the_same),
        cmocka_unit_test(a_value_that_only_the_verb_can_judge_is_traced_to_its_line),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
