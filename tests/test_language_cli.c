// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The program in two languages. The translation used here is made of the sources' own texts, an @ in front of each, so
 * that every text that is translated shows, whatever people have translated so far.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Reads a template (.pot), writes a translation. */
static const char MARK[] =
    "BEGIN { print \"msgid \\\"\\\"\\nmsgstr \\\"Content-Type: text/plain; charset=UTF-8\\\\n\\\"\";"
    "        print \"\\\"Plural-Forms: nplurals=1; plural=0;\\\\n\\\"\" }\n"
    "/^msg(id|id_plural|ctxt) / { entries += /^msgid /; text = substr($0, index($0, \"\\\"\")) }\n"
    "/^\"/ { text = text \"\\n\" $0 }\n"
    "entries < 2 || /^#/ { next }\n"
    "/^msgstr\\[[1-9]\\]/ { next }\n"
    "/^msgstr/ { sub(/^\\\"\\\"\\n/, \"\", text); print $1, text ~ /^\\\"\\\\n/ ? \"\\\"\\\\n@\" "
    "substr(text, 4) : \"\\\"@\\\"\\n\" text; next }\n"
    "{ print }\n";

static bool made;

/* The program with that translation beside it, as bin/angkut in the tests' folder. */
static int make_translation(void **state) {
    (void)state;
    int status;
    if (!golden_begin())
        return -1;
    if (support_run("command -v msgfmt && command -v xgettext", &status), status != 0) {
        print_message("skipped: no msgfmt or no xgettext here (package gettext)\n");
        return 0;
    }
    support_write(golden_folder(), "mark.awk", MARK);
    const char *said = support_run(
        support_text(
            "F='%s' && L=\"$F/bin/locale/id/LC_MESSAGES\" && mkdir -p \"$L\" && cp '%s' \"$F/bin/angkut\" && "
            "sh po/extract.sh \"$F/all.pot\" && awk -f \"$F/mark.awk\" \"$F/all.pot\" >\"$F/id.po\" && "
            "msgfmt -o \"$L/angkut.mo\" \"$F/id.po\" && cp -R tests/data/strait \"$F/strait\" 2>&1",
            golden_folder(), golden_program()),
        &status);
    if (status != 0)
        print_error("no translation could be made: %s\n", said);
    golden_vary("full", "roads/terminal.csv", "s/,4000$/,2000/");
    golden_vary("costly", "tariffs/book.csv", "s/^rail,rail,t_km,400/rail,rail,t_km,4400/");
    golden_run("bin/angkut plan strait --as-of 2022-01-01 --format json -o old.json --lang en");
    golden_run("bin/angkut plan strait --as-of 2026-11-24 --format json -o new.json --lang en");
    support_write(golden_folder(), "batch.csv",
                  "from,to,commodity,tonnes,by\nbatu,kota,coffee,30.5,Mon 20:00\nbatu,kota,stone,12,\n");
    made = status == 0;
    return made ? 0 : -1;
}

/* ---- what programs read ---- */

enum { AS_JSON = 1, AS_CSV = 2, AS_IT_IS = 4 };
static const struct {
    const char *command;
    int forms;
} machine[] = {
    {"plan strait --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"plan full --as-of 2026-11-24 --depart 'Mon 06:00' --whole-vehicles", AS_JSON},
    {"plan strait --close L3 --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"plan strait --max-mean-hours 20 --as-of 2026-11-24", AS_JSON},
    {"quote strait --from batu --to kota --commodity coffee --tonnes 30.5 --as-of 2026-11-24",
     AS_JSON | AS_CSV},
    {"quote strait --from batu --to kota --tonnes 3 --close L3 --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"quote strait --batch batch.csv --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"frontier strait --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"compare strait full --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"compare old.json new.json --data strait", AS_JSON | AS_CSV},
    {"compare --data strait --close L5 --rate fuel=+20% --vot 5000 --without selat --as-of 2026-11-24",
     AS_JSON | AS_CSV},
    {"compare new.json --data strait", AS_JSON | AS_CSV},
    {"explain shipment S1 strait --as-of 2026-11-24", AS_JSON},
    {"explain link L5 strait --as-of 2026-11-24", AS_JSON},
    {"explain terminal barat_rail full --as-of 2026-11-24", AS_JSON},
    {"explain cost S2 strait --as-of 2026-11-24", AS_JSON},
    {"explain infeasible strait --close L3 --as-of 2026-11-24", AS_JSON},
    {"stress strait --as-of 2026-11-24 --links --terminals --jurisdictions", AS_JSON | AS_CSV},
    {"partners strait --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"partners full --as-of 2026-11-24 --invest", AS_JSON | AS_CSV},
    {"allocate strait --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"allocate strait --as-of 2026-11-24 --by region --capacity left", AS_JSON | AS_CSV},
    {"allocate strait --as-of 2026-11-24 --statement growers", AS_JSON},
    {"history old.json new.json", AS_JSON | AS_CSV},
    {"sensitivity strait --as-of 2026-11-24 --all", AS_JSON | AS_CSV},
    {"tariff list strait --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"tariff show fuel-2026 strait --as-of 2026-11-24", AS_JSON | AS_CSV},
    {"tariff status old.json strait --as-of 2026-11-24", AS_JSON},
    {"tariff status new.json costly --as-of 2026-11-25", AS_JSON},
    {"tariff diff feed.json --data full", AS_JSON | AS_CSV},
    {"tariff export strait --serial 7 --issued 2026-11-24", AS_IT_IS},
    {"export strait --as-of 2026-11-24 --geojson", AS_IT_IS},
    {"export strait --as-of 2026-11-24 --lp", AS_IT_IS},
    {"export strait --as-of 2026-11-24 --mps", AS_IT_IS},
};

/* Standard output and the status; messages are for people. */
static const char *answer(const char *command, const char *form, const char *language) {
    return golden_run(support_text("bin/angkut %s %s --lang %s 2>/dev/null", command, form, language));
}

static int differing(const char *command, const char *form) {
    const char *english = answer(command, form, "en"), *other = answer(command, form, "id");
    if (strcmp(english, other) == 0 && strncmp(english, "---", 3) != 0)
        return 0;
    size_t at = 0;
    while (english[at] == other[at] && english[at] != '\0')
        at++;
    at = at > 60 ? at - 60 : 0;
    print_error("%s %s:\n  en: %.140s\n  id: %.140s\n", command, form, english + at, other + at);
    return 1;
}

static void what_programs_read_is_the_same_in_both_languages(void **state) {
    (void)state;
    if (!made)
        return;
    int wrong = 0;
    golden_run("bin/angkut tariff export strait --serial 8 >feed.json && sed -i 's/6800/7000/' feed.json");
    for (size_t i = 0; i < COUNT_OF(machine); i++) {
        if (machine[i].forms & AS_JSON)
            wrong += differing(machine[i].command, "--format json");
        if (machine[i].forms & AS_CSV)
            wrong += differing(machine[i].command, "--format csv");
        if (machine[i].forms & AS_IT_IS)
            wrong += differing(machine[i].command, "");
    }
    assert_int_equal(wrong, 0);
    static const char better[] =
        "bin/angkut tariff status new.json costly --as-of 2026-11-25 --new-plan better-%s.json "
        "--lang %s >text; cat better-%s.json";
    const char *english = golden_run(support_text(better, "en", "en", "en"));
    assert_string_equal(english, golden_run(support_text(better, "id", "id", "id")));
    assert_non_null(strstr(english, "angkut-plan/1"));
}

/* Else the test above could not fail. */
static void what_people_read_is_not(void **state) {
    (void)state;
    if (!made)
        return;
    for (size_t i = 0; i < COUNT_OF(machine); i++) {
        const char *text = answer(machine[i].command, "", "id");
        if ((machine[i].forms & AS_IT_IS) == 0 && strchr(text, '@') == NULL)
            fail_msg("%s: %s", machine[i].command, text);
    }
}

/* ---- which language ---- */

static const struct {
    const char *name, *environment, *options;
    bool indonesian;
} choices[] = {
    {"nothing asks for a language", "", "", false},
    {"--lang asks", "", "--lang id", true},
    {"--lang in one word", "", "--lang=id", true},
    {"--lang with a territory", "LC_ALL=C", "--lang id_ID.UTF-8", true},
    {"--lang goes before LC_ALL", "LC_ALL=id_ID.UTF-8", "--lang en", false},
    {"--lang goes before LC_ALL=C", "LC_ALL=C LANGUAGE=en", "--lang id", true},
    {"--lang goes before LANGUAGE", "LANG=id_ID.UTF-8 LANGUAGE=id", "--lang en", false},
    {"LANG alone, of a locale that need not be installed", "LANG=id_ID.UTF-8", "", true},
    {"LC_MESSAGES before LANG", "LANG=en_US.UTF-8 LC_MESSAGES=id_ID", "", true},
    {"LC_ALL before LC_MESSAGES", "LC_ALL=en_US.UTF-8 LC_MESSAGES=id_ID", "", false},
    {"LC_ALL=C is English", "LC_ALL=C LANG=id_ID.UTF-8 LANGUAGE=id", "", false},
    {"LC_ALL=POSIX is English", "LC_ALL=POSIX LANG=id_ID.UTF-8 LANGUAGE=id", "", false},
    {"LANGUAGE goes before LANG", "LANG=en_US.UTF-8 LANGUAGE=id:en", "", true},
    {"of LANGUAGE the first", "LANG=id_ID.UTF-8 LANGUAGE=en:id", "", false},
    {"of LANGUAGE the first that is spoken here", "LANG=fr_FR.UTF-8 LANGUAGE=fr:id:en", "", true},
    {"LANGUAGE alone, under C", "LANGUAGE=id", "", false},
    {"a language that is not spoken here", "LANG=fr_FR.UTF-8", "", false},
    {"numbers of another language", "LANG=en_US.UTF-8 LC_NUMERIC=id_ID.UTF-8", "", false},
};

static void the_language_is_that_asked_for(void **state) {
    (void)state;
    if (!made)
        return;
    for (size_t i = 0; i < COUNT_OF(choices); i++) {
        const char *said = golden_run(
            support_text("env -u LANGUAGE -u LC_ALL -u LC_MESSAGES -u LANG %s bin/angkut help check %s",
                         choices[i].environment, choices[i].options));
        if ((strchr(said, '@') != NULL) != choices[i].indonesian)
            fail_msg("%s: %s", choices[i].name, said);
    }
}

static void a_language_that_is_not_there_is_told(void **state) {
    (void)state;
    static const char *const commands[] = {"angkut plan --lang fr", "angkut --lang fr plan",
                                           "angkut help --lang=xx", "angkut --lang",
                                           "angkut tariff list --lang ''"};
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        const char *said = golden_run(commands[i]);
        if (strstr(said, "en, id") == NULL || strstr(said, "--- exit status 2") == NULL)
            fail_msg("%s: %s", commands[i], said);
    }
}

static void lang_may_stand_before_the_verb(void **state) {
    (void)state;
    if (!made)
        return;
    assert_string_equal(golden_run("bin/angkut --lang id check strait"),
                        golden_run("bin/angkut check strait --lang id"));
    assert_string_equal(golden_run("bin/angkut --lang=id tariff"), golden_run("bin/angkut tariff --lang id"));
    assert_non_null(strstr(golden_run("bin/angkut --lang id"), "--- messages\n@Angkut plans freight"));
    assert_non_null(strstr(golden_run("bin/angkut --lang id"), "--- exit status 2"));
}

/* ---- help ---- */

/* The name on the line "  tariff list  lists ..." of the list of verbs. */
static const char *verb_of(const char *line) {
    const char *end = strstr(line + 2, "  ");
    return end != NULL && end < line + 18 ? support_text("%.*s", (int)(end - line - 2), line + 2) : NULL;
}

/* Runs `see` on each verb. */
static void each_verb(void (*see)(const char *verb)) {
    int verbs = 0;
    const char *help = strstr(golden_run("angkut help --lang en"), "\nVerbs:\n");
    assert_non_null(help);
    for (const char *line = help + strlen("\nVerbs:\n"); strncmp(line, "  ", 2) == 0;
         line += strcspn(line, "\n") + 1, verbs++) {
        const char *verb = verb_of(line);
        assert_non_null(verb);
        see(verb);
    }
    assert_in_range(verbs, 20, 100);
}

static void see_columns(const char *verb) {
    const struct golden in[] = {{verb, support_text("angkut help %s --lang id", verb)},
                                {verb, support_text("angkut help %s --lang en", verb)}};
    golden_fits(in, COUNT_OF(in), false);
}

static void help_fits_eighty_columns_in_both_languages(void **state) {
    (void)state;
    each_verb(see_columns);
}

/* Every option and the DIR that stands for a data set. */
static void see_translated(const char *verb) {
    const char *help = golden_run(support_text("bin/angkut help %s --lang id", verb));
    const char *english = golden_run(support_text("bin/angkut help %s --lang en", verb));
    if (strstr(help, "{DIR}") != NULL || strstr(english, "{DIR}") != NULL)
        fail_msg("%s: %s", verb, help);
    assert_int_equal(strstr(help, "@DIR is a data set") != NULL,
                     strstr(english, "DIR is a data set") != NULL);
    const char *options = strstr(help, "@Options:\n");
    assert_non_null(options);
    for (const char *line = strchr(options, '\n') + 1; strncmp(line, "---", 3) != 0;
         line += strcspn(line, "\n") + 1)
        if (line[2] == '-' || line[6] == '-') {
            if (memchr(line, '@', strcspn(line, "\n")) == NULL)
                fail_msg("%s: %.*s", verb, (int)strcspn(line, "\n"), line);
        }
}

static void help_is_translated_whole(void **state) {
    (void)state;
    if (made)
        each_verb(see_translated);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_programs_read_is_the_same_in_both_languages),
        cmocka_unit_test(what_people_read_is_not),
        cmocka_unit_test(the_language_is_that_asked_for),
        cmocka_unit_test(a_language_that_is_not_there_is_told),
        cmocka_unit_test(lang_may_stand_before_the_verb),
        cmocka_unit_test(help_fits_eighty_columns_in_both_languages),
        cmocka_unit_test(help_is_translated_whole),
    };
    return cmocka_run_group_tests(tests, make_translation, NULL);
}
