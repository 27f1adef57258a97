// SPDX-License-Identifier: GPL-3.0-or-later
/* examples/: the nightly script from end to end, with a program whose `tariff fetch` is a stand-in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tariff/tariff.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *folder;
static char *script, *tree;

/* $FETCHED is the exit status of the stand-in, which does what $NIGHT says to the data set. */
static int set_up(void **state) {
    (void)state;
    const char *named = getenv("ANGKUT");
    char *program = realpath(named != NULL ? named : "build/plain/angkut", NULL);
    script = realpath("examples/replan.sh", NULL);
    tree = realpath(".", NULL);
    folder = support_folder();
    if (program == NULL || script == NULL)
        return -1;
    const char *fake =
        support_write(folder, "angkut",
                      support_text("#!/bin/sh\ncase \"$1 $2\" in\n'tariff fetch')\n"
                                   "    echo \"fetched: ${FETCHED:-0}\"; eval \"${NIGHT:-:}\"\n"
                                   "    exit \"${FETCHED:-0}\" ;;\nesac\nexec '%s' \"$@\"\n",
                                   program));
    free(program);
    support_run(support_text("chmod +x '%s'", fake), NULL);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    free(script);
    free(tree);
    return 0;
}

/* A night of its own folder; `set` is shell that sets variables. */
static const char *night(const char *name, const char *set, const char *day, int *status) {
    return support_run(
        support_text("cd '%s' && unset ANGKUT_DATA NO_COLOR && export XDG_STATE_HOME='%s/state' && "
                     "{ [ -d %s-data ] || cp -R '%s/tests/data/strait' %s-data; } && %s "
                     "ANGKUT='%s/angkut' REPLAN_AS_OF=%s '%s' %s %s-data",
                     folder, folder, name, tree, name, set, folder, day, script, name, name),
        status);
}

static void need(const char *text, const char *part) {
    if (strstr(text, part) == NULL)
        fail_msg("no \"%s\" in:\n%s", part, text);
}

static const char *current(const char *name) {
    return support_run(support_text("readlink '%s/%s/current.json' | tr -d '\\n'", folder, name), NULL);
}

static void the_first_night_makes_a_plan_and_a_quiet_one_says_nothing(void **state) {
    (void)state;
    int status;
    need(night("calm", "", "2026-11-24", &status), "Subject: Angkut: the first plan is made\n\n");
    assert_int_equal(status, 0);
    assert_string_equal(current("calm"), "plan-2026-11-24.json");
    assert_string_equal(night("calm", "", "2026-11-25", &status), "");
    assert_int_equal(status, 0);
    assert_string_equal(current("calm"), "plan-2026-11-24.json");
}

/* The rail of 400 a t km is dear enough at 4,400 that all goes by road: as in tests/golden/status-outdated.txt. */
#define RISE "NIGHT=\"sed -i 's/^rail,rail,t_km,400,/rail,rail,t_km,4400,/' ../%s-data/tariffs/book.csv\""

static void a_night_of_new_tariffs_puts_a_verified_plan_in_place(void **state) {
    (void)state;
    int status;
    night("rise", "", "2026-11-24", &status);
    const char *mail = night("rise", support_text(RISE, "rise"), "2026-11-25", &status);
    assert_int_equal(status, 0);
    need(mail, "Subject: Angkut: Re-planning would save Rp 1,394,951,918 in one month\n\n");
    need(mail, "The plan holds");
    need(mail, "Now in use: rise/plan-2026-11-25.json\nBefore:     rise/plan-2026-11-24.json\n");
    need(mail, "\nWhat differs, and why\n");
    need(mail, "the rates that a plan was made with have changed");
    assert_string_equal(current("rise"), "plan-2026-11-25.json");
    assert_string_equal(night("rise", "", "2026-11-26", &status), "");
    assert_int_equal(status, 0);
}

/* Into the store of the data set, as `tariff fetch --accept` takes it; the folder's name as doc/formats.md says. */
static void accept_edition(const char *name, const char *text) {
    struct error err = {0};
    const char *store_folder =
        support_run(support_text("data=$(realpath '%s/%s-data') && printf '%s/state/angkut/%s-data-%%s' "
                                 "\"$(printf %%s \"$data\" | sha256sum | cut -c 1-12)\"",
                                 folder, name, folder, name),
                    NULL);
    const char *sum =
        support_run(support_text("printf %%s '%s' | sha256sum | cut -c 1-64 | tr -d '\\n'", text), NULL);
    const struct edition edition = {
        .feed = "rail", .received = "2026-11-24T22:00:00Z", .sha256 = sum, .type = "csv", .serial = -1};
    struct store *store = store_open(store_folder, &err);
    if (store == NULL || !store_lock(store, 5, &err) ||
        !store_stage(store, &edition, text, strlen(text), &err) || !store_accept(store, "rail", &err))
        fail_msg("%s", err.message);
    store_free(store);
}

static void an_accepted_edition_outdates_the_plan(void **state) {
    (void)state;
    int status;
    night("edition", "", "2026-11-24", &status);
    accept_edition("edition", "tariff_id,item,basis,amount,valid_from\nrail-x,rail,t_km,4400,2026-11-25\n");
    const char *said =
        support_run(support_text("cd '%s' && unset ANGKUT_DATA && XDG_STATE_HOME='%s/state' ./angkut "
                                 "tariff status edition-data --as-of 2026-11-25",
                                 folder, folder),
                    &status);
    need(said, "6 rates in force on 25 Nov 2026, the newest since 25 Nov 2026 (rail-x)\n");
    need(said, "Editions accepted, the last one on top:\n  rail: received 2026-11-24T22:00:00Z\n");
    const char *mail = night("edition", "", "2026-11-25", &status);
    need(mail, "Re-planning would save Rp 1,394,951,918 in one month");
    need(mail, "All of it is due to rail tariffs of 25 Nov 2026: nothing else differs.");
    assert_int_equal(status, 0);
    assert_string_equal(night("edition", "", "2026-11-26", &status), "");
}

static void what_the_fetch_says_is_passed_on_and_the_old_tariffs_serve(void **state) {
    (void)state;
    static const struct {
        const char *set, *said;
    } cases[] = {
        {"FETCHED=5", "Tariffs: could not be fetched; the old ones stay in force.\n  fetched: 5\n"},
        {"FETCHED=75", "Tariffs: busy, to be fetched next time"},
        {"FETCHED=1", "Tariffs: some wait for you"},
    };
    int status;
    night("failing", "", "2026-11-24", &status);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *mail = night("failing", cases[i].set, "2026-11-25", &status);
        assert_int_equal(status, 0);
        need(mail, "Subject: Angkut: the plan stands; the tariffs need a look\n\n");
        need(mail, cases[i].said);
    }
}

static void bad_data_and_a_second_script_are_told(void **state) {
    (void)state;
    int status;
    night("broken", "", "2026-11-24", &status);
    const char *mail = night("broken", "NIGHT=\"sed -i '/^ferry-VI/d' ../broken-data/tariffs/book.csv\"",
                             "2026-11-25", &status);
    assert_int_equal(status, 3);
    need(mail, "Subject: Angkut: could not judge the plan\n\n");
    need(mail, "no ferry rate in force");
    assert_string_equal(current("broken"), "plan-2026-11-24.json");
    const char *held = support_run(
        support_text("cd '%s' && flock broken/.replan.lock '%s' broken broken-data", folder, script),
        &status);
    assert_int_equal(status, 75);
    need(held, "another one is at work in broken");
}

static void judged_by(const char *tool, const char *command) {
    int status;
    support_run(support_text("command -v %s", tool), &status);
    if (status != 0) {
        print_message("skipped: no %s here\n", tool);
        return;
    }
    const char *said = support_run(command, &status);
    if (status != 0)
        fail_msg("%s", said);
}

static void shell_and_units_are_faultless(void **state) {
    (void)state;
    judged_by("shellcheck", "shellcheck examples/replan.sh");
    const char *copy = support_folder(); /* the program that the unit names need not be installed here */
    judged_by(
        "systemd-analyze",
        support_text("sed 's|^ExecStart=.*|ExecStart=/bin/true|' examples/systemd/angkut-replan.service "
                     ">%s/angkut-replan.service && cp examples/systemd/angkut-replan.timer %s && "
                     "said=$(systemd-analyze verify %s/angkut-replan.timer %s/angkut-replan.service 2>&1 | "
                     "grep angkut-replan) ; [ -z \"$said\" ] || { echo \"$said\"; false; }",
                     copy, copy, copy, copy));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_night_makes_a_plan_and_a_quiet_one_says_nothing),
        cmocka_unit_test(a_night_of_new_tariffs_puts_a_verified_plan_in_place),
        cmocka_unit_test(an_accepted_edition_outdates_the_plan),
        cmocka_unit_test(what_the_fetch_says_is_passed_on_and_the_old_tariffs_serve),
        cmocka_unit_test(bad_data_and_a_second_script_are_told),
        cmocka_unit_test(shell_and_units_are_faultless),
    };
    return cmocka_run_group_tests_name("examples", tests, set_up, tear_down);
}
