// SPDX-License-Identifier: GPL-3.0-or-later
/* What the first verbs say: see tests/support/golden.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *folder, *program;

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    folder = golden_folder();
    program = golden_program();
    golden_vary("strait", "README.md", "");
    golden_vary("full", "roads/link.csv",
                "s/,2000,selat/,1000,selat/"); /* the ferry carries 1,000 t, 1,600.5 t ask for it */
    golden_vary("broken", "shipments/shipment.csv",
                "s/S2,quarry,stone,batu,kota,1200/S2,quarry,ston,batu,kotta,-1200/");
    golden_vary("hurried", "shipments/shipment.csv",
                "s/,25,12,/,25,6,/"); /* of 7.5 h that the only way takes */
    golden_vary("dear", "shipments/shipment.csv", "s/,2000000/,20000/");
    golden_vary("warned", "roads/link.csv", "s/road,40,40,/road,20,40,/"); /* 33 km as the crow flies */
    golden_vary("tight", "roads/link.csv", "s/,2000,selat/,1700,selat/");  /* 1,600.5 of 1,700 t: 94 % */
    golden_vary("stated", "roads/link.csv", "1s/$/,status/; 2,$s/$/,published/; 4s/published$/estimated/");
    golden_vary("dearer", "tariffs/book.csv", "s/^rail,rail,t_km,400/rail,rail,t_km,440/");
    golden_vary("lower", "tariffs/book.csv",
                "s/^handling-coffee,handling,t,15000/handling-coffee,handling,t,14000/");
    golden_vary("costly", "tariffs/book.csv", "s/^rail,rail,t_km,400/rail,rail,t_km,4400/");
    golden_vary("halted", "README.md", "");
    support_write(folder, "halted/roads/restriction.csv", "mode,valid_from\nferry,2027-01-01\n");
    golden_vary("rateless", "tariffs/book.csv", "/^ferry-VI/d");
    golden_run("cp -R full mild && sed -i 's/,2000000/,600000/' mild/shipments/shipment.csv");
    support_write(folder, "smallest/roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB 1,105,-4\n");
    support_write(folder, "smallest/roads/link.csv",
                  "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                  "1,A,B 1,true,10.5,2,60\n2,A,B 1,true,20,1,\n");
    support_write(folder, "smallest/shipments/shipment.csv",
                  "shipment_id,origin_node_id,destination_node_id,quantity_t\nx,A,B 1,100\n");
    support_write(folder, "empty/README.md", "nothing\n");
    support_write(folder, "old.json", "old\n");
    golden_run("angkut plan strait --as-of 2026-11-24 --format json -o plan.json");
    golden_run("sed 's/\"flow_t\": 3000,/\"flow_t\": 3001,/' plan.json >wrong.json");
    golden_run("head -c 700 plan.json >half.json");
    golden_run("angkut plan halted --as-of 2026-12-31 --format json -o halted.json");
    return 0;
}

/* ---- golden outputs ---- */

static const struct golden goldens[] = {
    {"plan-text", "angkut plan strait --as-of 2026-11-24"},
    {"plan-brief-vot", "angkut plan strait --as-of 2026-11-24 --vot 5000 --brief"},
    {"plan-older-tariffs", "angkut plan strait --as-of=2020-01-01 --brief"},
    {"plan-closed", "angkut plan strait --as-of 2026-11-24 --close L5 --brief"},
    {"plan-painted", "angkut plan strait --as-of 2026-11-24 --brief --color always"},
    {"plan-json", "angkut plan strait --as-of 2026-11-24 --format json"},
    {"plan-csv", "angkut plan strait --as-of 2026-11-24 --format csv"},
    {"plan-smallest", "angkut plan smallest --as-of 2026-11-24"},
    {"plan-infeasible", "angkut plan full --as-of 2026-11-24"},
    {"plan-infeasible-mild", "angkut plan mild --as-of 2026-11-24 --brief"},
    {"plan-infeasible-file",
     "angkut plan full --as-of 2026-11-24 --format csv -o full.csv; status=$?; cat full.csv; exit $status"},
    {"plan-unreachable", "angkut plan strait --as-of 2026-11-24 --close L3 --brief"},
    {"plan-too-slow", "angkut plan hurried --as-of 2026-11-24 --brief"},
    {"plan-too-dear", "angkut plan dear --as-of 2026-11-24 --brief"},
    {"plan-broken",
     "angkut plan broken --as-of 2026-11-24 -o old.json; status=$?; cat old.json; exit $status"},
    {"plan-rateless", "angkut plan rateless --as-of 2026-11-24"},
    {"plan-warned", "angkut plan warned --as-of 2026-11-24 --brief >/dev/null"},
    {"plan-nearly-full", "angkut plan tight --as-of 2026-11-24 --brief"},
    {"plan-estimates", "angkut plan stated --as-of 2026-11-24 --brief"},
    {"plan-no-such-folder", "angkut plan nowhere"},
    {"plan-not-a-folder", "angkut plan old.json"},
    {"plan-empty-folder", "angkut plan empty"},
    {"plan-unwritable", "angkut plan strait -o nowhere/plan.json"},
    {"plan-disk-full", "angkut plan strait >/dev/full"},
    {"check-fine", "angkut check strait --as-of 2026-11-24"},
    {"check-warned", "angkut check warned --as-of 2026-11-24"},
    {"check-full", "angkut check full --as-of 2026-11-24"},
    {"check-broken", "angkut check broken"},
    {"check-rateless", "angkut check rateless --as-of 2026-11-24"},
    {"verify-holds", "angkut verify plan.json strait"},
    {"verify-wrong", "angkut verify wrong.json strait"},
    {"verify-half", "angkut verify half.json strait"},
    {"verify-no-plan", "angkut verify strait/roads/link.csv strait"},
    {"verify-unmet",
     "angkut plan full --as-of 2026-11-24 --format json -o full.json -q; angkut verify full.json full"},
    {"verify-wrong-status", "sed s/optimal/limit/ plan.json >limit.json; angkut verify limit.json strait"},
    {"verify-unlike-data", "angkut verify plan.json smallest"},
    {"verify-other-data", "angkut verify plan.json full"},
    {"verify-other-rates", "angkut verify plan.json dearer"},
    {"verify-no-such-plan", "angkut verify nowhere.json strait"},
    {"status-unchanged", "angkut tariff status plan.json strait --as-of 2026-11-25"},
    {"status-optimal", "angkut tariff status plan.json dearer --as-of 2026-11-25"},
    {"status-optimal-unsolved", "angkut tariff status plan.json lower --as-of 2026-11-25"},
    {"status-outdated", "angkut tariff status plan.json costly --as-of 2026-11-25 --new-plan new.json; "
                        "status=$?; angkut verify new.json costly; exit $status"},
    {"status-json", "angkut tariff status plan.json costly --as-of 2026-11-25 --format json"},
    {"status-impossible", "angkut tariff status halted.json halted --as-of 2027-01-01"},
    {"status-impossible-json", "angkut tariff status halted.json halted --as-of 2027-01-01 --format json"},
    {"status-other-data", "angkut tariff status plan.json full"},
    {"status-changed-plan", "angkut tariff status wrong.json strait"},
    {"status-half", "angkut tariff status half.json strait"},
    {"status-rateless", "angkut tariff status plan.json rateless --as-of 2026-11-25"},
    {"status-csv", "angkut tariff status plan.json strait --format csv"},
    {"status-no-such-plan", "angkut tariff status nowhere.json strait"},
    {"status-without-plan", "angkut tariff status strait --as-of 2026-11-24"},
    {"help-tariff-status", "angkut help tariff status"},
    {"export-lp", "angkut export strait --lp --as-of 2026-11-24"},
    {"export-lp-smallest", "angkut export smallest --lp --as-of 2026-11-24"},
    {"export-mps-smallest", "angkut export smallest --mps --as-of 2026-11-24"},
    {"plan-closed-of-two", "angkut plan smallest --as-of 2026-11-24 --close 2 --brief"},
    {"plan-closed-both", "angkut plan smallest --as-of 2026-11-24 --close 2 --close 1 --brief"},
    {"export-neither", "angkut export strait"},
    {"sensitivity", "angkut sensitivity strait --as-of 2026-11-24"},
    {"sensitivity-all", "angkut sensitivity strait --as-of 2026-11-24 --all"},
    {"sensitivity-tariff", "angkut sensitivity strait --as-of 2026-11-24 --tariff rail --until ±100%"},
    {"sensitivity-json",
     "angkut sensitivity strait --as-of 2026-11-24 --item rail --until +80% --format json"},
    {"sensitivity-csv", "angkut sensitivity strait --as-of 2026-11-24 --all --format csv"},
    {"sensitivity-curve-csv",
     "angkut sensitivity strait --as-of 2026-11-24 --until -90% --format csv -o curve.csv; cat curve.csv"},
    {"sensitivity-unmet", "angkut sensitivity full --as-of 2026-11-24"},
    {"sensitivity-no-rates", "angkut sensitivity smallest"},
    {"sensitivity-other-day", "angkut sensitivity strait --as-of 2026-11-24 --tariff fuel-2022"},
    {"sensitivity-no-such-tariff", "angkut sensitivity strait --as-of 2026-11-24 --tariff fuel-2027"},
    {"sensitivity-no-such-item", "angkut sensitivity strait --as-of 2026-11-24 --item ful"},
    {"sensitivity-two-questions", "angkut sensitivity strait --as-of 2026-11-24 --item fuel --all"},
    {"sensitivity-bad-until", "angkut sensitivity strait --until 50"},
    {"help-sensitivity", "angkut help sensitivity"},
    {"help", "angkut help"},
    {"help-plan", "angkut help plan"},
    {"help-check", "angkut check --help"},
    {"help-verify", "angkut verify -h"},
    {"help-export", "angkut help export"},
    {"help-unknown", "angkut help pln"},
    {"alone", "angkut"},
    {"version", "angkut --version"},
    {"unknown-verb", "angkut paln"},
    {"unknown-verb-unlike-any", "angkut transmogrify"},
    {"unknown-option", "angkut plan strait --fromat json"},
    {"unknown-short-option", "angkut plan -x"},
    {"option-of-another-verb", "angkut check strait --format json"},
    {"option-without-value", "angkut plan strait --as-of"},
    {"option-with-needless-value", "angkut plan strait --brief=yes"},
    {"option-bad-date", "angkut plan strait --as-of 2026-02-30"},
    {"option-bad-format", "angkut plan strait --format jso"},
    {"option-bad-money", "angkut plan strait --vot 1,5"},
    {"option-bad-gap", "angkut plan strait --gap 2"},
    {"option-unknown-link", "angkut plan strait --close L55"},
    {"argument-too-many", "angkut plan strait full"},
    {"argument-missing", "angkut verify"},
};

static void what_the_program_says_is_what_it_said(void **state) {
    (void)state;
    golden_compare(goldens, COUNT_OF(goldens));
}

/* ---- relations ---- */

/* The statuses that doc/architecture.md promises, by name of the golden case; all others end with 0. */
static void each_outcome_has_its_exit_status(void **state) {
    (void)state;
    static const struct {
        const char *command;
        int status;
    } cases[] = {
        {"angkut plan strait --as-of 2026-11-24", 0},
        {"angkut plan full --as-of 2026-11-24", 1},
        {"angkut verify wrong.json strait", 1},
        {"angkut paln", 2},
        {"angkut plan strait --fromat json", 2},
        {"angkut", 2},
        {"angkut plan broken", 3},
        {"angkut check broken", 3},
        {"angkut plan rateless", 3},
        {"angkut plan nowhere", 6},
        {"angkut plan strait -o nowhere/plan.json", 6},
        {"angkut plan strait >/dev/full", 6},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *text = golden_run(cases[i].command),
                   *end = support_text("--- exit status %d\n", cases[i].status);
        if (strlen(text) < strlen(end) || strcmp(text + strlen(text) - strlen(end), end) != 0)
            fail_msg("%s: %s", cases[i].command, text);
    }
}

static void a_plan_reads_as_json_elsewhere(void **state) {
    (void)state;
    if (strstr(golden_run("python3 -c 1"), "status 0") == NULL) {
        print_message("no python3 here: not tried\n");
        skip();
    }
    assert_string_equal(golden_run("python3 -m json.tool plan.json >/dev/null"), "--- exit status 0\n");
    assert_string_equal(
        golden_run("angkut plan full --format json 2>/dev/null | python3 -m json.tool >/dev/null"),
        "--- exit status 0\n");
}

/* The rows of each table, as printed, add up to its total; the headline is that total. */
static void printed_rows_add_up_to_the_headline(void **state) {
    (void)state;
    static const char *const sets[] = {"strait", "full", "strait --close L5", "strait --vot 99999"};
    for (size_t i = 0; i < COUNT_OF(sets); i++) {
        const char *text = golden_run(support_text(
            "angkut plan %s --as-of 2026-11-24 --brief | tr -d , | LC_ALL=C awk '/^Money/ { head = $3 } "
            "/^By (commodity|mode|item)/ { kind = $2; sum = 0; next } "
            "kind && $1 == \"Total\" { total = kind == \"commodity\" ? $4 : kind == \"mode\" ? $3 : $2; "
            "if (sum - total > 0.01 || total - sum > 0.01 || total != head) "
            "print \"rows\", sum, \"total\", total, \"headline\", head; tables++; kind = \"\" } "
            "kind == \"commodity\" { sum += $(NF - 2) } kind == \"mode\" { sum += $(NF - 2) } "
            "kind == \"item\" { sum += $2 + $6 } END { print tables, \"tables\" }'",
            sets[i]));
        assert_string_equal(text, "3 tables\n--- exit status 0\n");
    }
}

static void an_option_may_stand_anywhere_and_be_joined(void **state) {
    (void)state;
    static const char *const same[] = {
        "angkut plan strait --as-of 2026-11-24 --brief --color never",
        "angkut plan --as-of=2026-11-24 --brief strait --color=never",
        "angkut plan --brief --as-of 2026-11-24 -q -- strait",
        "NO_COLOR=1; export NO_COLOR; angkut plan strait --as-of 2026-11-24 --brief --threads 2",
        "angkut plan strait --as-of 2026-11-24 --brief -o brief.txt; cat brief.txt",
        "angkut plan strait --as-of 2026-11-24 --brief -obrief.txt; cat brief.txt",
        "angkut plan strait --as-of 2026-11-24 --brief -o -",
        "ANGKUT_DATA=strait; export ANGKUT_DATA; angkut plan --as-of 2026-11-24 --brief",
    };
    for (size_t i = 1; i < COUNT_OF(same); i++)
        assert_string_equal(golden_run(same[i]), golden_run(same[0]));
}

static void the_installed_program_finds_its_data(void **state) {
    (void)state;
    golden_run("mkdir -p there/bin there/share/angkut && cp -R strait there/share/angkut/data");
    golden_run(support_text("cp '%s' there/bin/angkut && ln -s ../there/bin/angkut empty/angkut", program));
    const char *direct = golden_run("angkut plan strait --as-of 2026-11-24");
    assert_string_equal(golden_run("there/bin/angkut plan --as-of 2026-11-24"), direct);
    assert_string_equal(golden_run("cd empty && ./angkut plan --as-of 2026-11-24"), direct);
}

static void a_closed_pipe_is_no_drama(void **state) {
    (void)state;
    assert_string_equal(golden_run("angkut plan strait --as-of 2026-11-24 --format json | head -n 1"),
                        "{\n--- exit status 0\n");
}

static void stats_name_what_happened(void **state) {
    (void)state;
    const char *text = golden_run("angkut plan strait --stats --brief >/dev/null");
    static const char *const keys[] = {
        "\nstatus optimal\n",    "\nrounds ",         "\ncolumns ",         "\nrows ",
        "\nsimplex_iterations ", "\nseconds_read ",   "\nseconds_compile ", "\nseconds_master ",
        "\nseconds_pricing ",    "\nseconds_verify ", "\nseconds_total ",   "\npeak_kib "};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (strstr(text, keys[i]) == NULL)
            fail_msg("no%sin %s", keys[i], text);
}

static void a_plan_does_not_depend_on_threads(void **state) {
    (void)state;
    const char *one = golden_run("angkut plan full --as-of 2026-11-24 --format json --threads 1");
    assert_string_equal(golden_run("angkut plan full --as-of 2026-11-24 --format json --threads 3"), one);
}

/* In terminal columns, of what a person reads; `…` is three bytes and one column. */
static void text_fits_eighty_columns(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(goldens); i++) {
        const char *name = goldens[i].name;
        if (strncmp(name, "help", 4) != 0 &&
            (strncmp(name, "plan-", 5) != 0 && strncmp(name, "status-", 7) != 0))
            continue;
        if (strncmp(name, "help", 4) != 0 &&
            (strstr(name, "json") || strstr(name, "csv") || strstr(name, "file")))
            continue;
        for (const char *line =
                 strchr(golden_run(support_text("(%s) 2>/dev/null", goldens[i].command)), '\n');
             line != NULL && line[1] != '-'; line = strchr(line + 1, '\n')) {
            int width = 0;
            const char *at = line + 1;
            for (; *at != '\n' && *at != '\0'; at++)
                width += ((unsigned char)*at & 0xc0) != 0x80 && *at != '\033';
            bool cut = memmem(line, (size_t)(at - line), "…", 3) != NULL; /* no name here is that long */
            if ((width > 80 || cut) && strstr(name, "painted") == NULL)
                fail_msg("%s: %.*s", name, (int)strcspn(line + 1, "\n"), line + 1);
        }
    }
}

/* Needs a network large enough to be caught in the act. */
static void an_interrupt_gives_the_best_plan_so_far(void **state) {
    (void)state;
    const char *instances = getenv("ANGKUT_INSTANCES");
    if (instances == NULL) {
        print_message("ANGKUT_INSTANCES is not set: not tried\n");
        skip();
    }
    const char *text = golden_run(support_text(
        "timeout --preserve-status -s INT 1.5 '%s' plan %s/ChicagoSketch --brief", program, instances));
    assert_non_null(strstr(text, "above the best possible"));
    assert_non_null(strstr(text, "--- exit status 0\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_program_says_is_what_it_said),
        cmocka_unit_test(each_outcome_has_its_exit_status),
        cmocka_unit_test(a_plan_reads_as_json_elsewhere),
        cmocka_unit_test(printed_rows_add_up_to_the_headline),
        cmocka_unit_test(an_option_may_stand_anywhere_and_be_joined),
        cmocka_unit_test(the_installed_program_finds_its_data),
        cmocka_unit_test(a_closed_pipe_is_no_drama),
        cmocka_unit_test(stats_name_what_happened),
        cmocka_unit_test(a_plan_does_not_depend_on_threads),
        cmocka_unit_test(text_fits_eighty_columns),
        cmocka_unit_test(an_interrupt_gives_the_best_plan_so_far),
    };
    return cmocka_run_group_tests_name("command line", tests, set_up, NULL);
}
