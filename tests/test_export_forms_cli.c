// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

static const struct golden outputs[] = {
    {"export-geojson", "angkut export strait --as-of 2026-11-24 --geojson"},
    {"export-kml", "angkut export strait --as-of 2026-11-24 --kml"},
    {"export-dot", "angkut export strait --as-of 2026-11-24 --dot"},
    {"export-dot-two", "angkut export strait --as-of 2026-11-24 --dot --shipment S4,S2,S4"},
    {"export-dot-no-such", "angkut export strait --as-of 2026-11-24 --dot --shipment S2,S9"},
    {"export-shipment-alone", "angkut export strait --as-of 2026-11-24 --kml --shipment S2"},
    {"export-two-forms", "angkut export strait --kml --dot"},
    {"export-kml-no-degrees", "angkut export flat --as-of 2026-11-24 --kml"},
    {"export-geojson-no-degrees", "angkut export flat --as-of 2026-11-24 --geojson"},
    {"export-geojson-over-its-style", "angkut export strait --as-of 2026-11-24 --geojson -o x.qml"},
};

static void forms_say_what_they_said(void **state) {
    (void)state;
    golden_compare(outputs, COUNT_OF(outputs));
}

/* The plan, the page and all forms of it, named by the data set. */
static void write_forms(const char *set) {
    static const char *const commands[] = {
        "angkut plan %s --as-of 2026-11-24 --format json -o plan.json",
        "angkut report plan.json --data %s -o page.html",
        "angkut export plan.json --data %s --geojson -o map.geojson",
        "angkut export plan.json --data %s --kml -o map.kml",
    };
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        char command[200];
        snprintf(command, sizeof command, "%.*s%s%s", (int)(strstr(commands[i], "%s") - commands[i]),
                 commands[i], set, strstr(commands[i], "%s") + 2);
        assert_non_null(strstr(golden_run(command), "--- exit status 0"));
    }
}

static bool has(const char *tool) {
    int status;
    support_run(support_text("command -v %s", tool), &status);
    if (status != 0)
        printf("skipped: no %s here\n", tool);
    return status == 0;
}

static void maps_agree_with_the_plan(void **state) {
    (void)state;
    static const char *const sets[] = {"strait", "full", "hostile", "curved"};
    for (size_t i = 0; i < COUNT_OF(sets) && has("python3"); i++) {
        write_forms(sets[i]);
        int status;
        const char *said = support_run(
            support_text("F='%s'; LC_ALL=C.UTF-8 python3 tests/map_forms.py $F/plan.json $F/page.html "
                         "$F/map.geojson $F/map.qml $F/map.kml",
                         golden_folder()),
            &status);
        assert_string_equal(said, "");
        assert_int_equal(status, 0);
        assert_string_equal(
            schema_faults("angkut-geojson-1", support_text("%s/map.geojson", golden_folder())), "");
    }
}

/* Where the judge could not fail, its silence would mean nothing. */
static void the_judge_of_maps_finds_what_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *file, *script, *finds;
    } faults[] = {
        {"map.geojson", "s/\"flow_t\": 3000,/\"flow_t\": 3001,/", "links"},
        {"page.html", "s/data-t=\"3000\"/data-t=\"2999\"/", "flows drawn"},
        {"page.html", "s/<g class=\"full-mark\" data-link/<g class=\"mark\" data-link/",
         "marks on full flows"},
        {"map.kml", "s/<value>3000</<value>3002</", "flows of the KML"},
        {"map.qml", "s/symbol=\"full\"/symbol=\"fully\"/", "symbols that rules use"},
    };
    if (!has("python3"))
        return;
    write_forms("full");
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        int status;
        support_run(support_text("cd '%s' && cp %s kept", golden_folder(), faults[i].file), NULL);
        support_run(support_text("sed -i '%s' '%s/%s'", faults[i].script, golden_folder(), faults[i].file),
                    NULL);
        const char *said = support_run(
            support_text("F='%s'; LC_ALL=C.UTF-8 python3 tests/map_forms.py $F/plan.json $F/page.html "
                         "$F/map.geojson $F/map.qml $F/map.kml",
                         golden_folder()),
            &status);
        assert_int_equal(status, 1);
        assert_non_null(strstr(said, faults[i].finds));
        support_run(support_text("cd '%s' && mv kept %s", golden_folder(), faults[i].file), NULL);
    }
}

static void names_that_are_markup_stay_text(void **state) {
    (void)state;
    write_forms("hostile");
    const char *page = support_read(support_text("%s/page.html", golden_folder()));
    const char *kml = support_read(support_text("%s/map.kml", golden_folder()));
    assert_null(strstr(page, "<img src=x"));
    assert_null(strstr(kml, "<img src=x"));
    assert_non_null(strstr(page, "&lt;img src=x"));
    assert_non_null(strstr(kml, "&lt;img src=x"));
}

static void a_link_is_drawn_along_its_geometry(void **state) {
    (void)state;
    write_forms("curved");
    const char *geojson = support_read(support_text("%s/map.geojson", golden_folder()));
    assert_non_null(strstr(geojson, "[[104, -4], [104.4, -4.5], [105, -4.1]]"));
    assert_non_null(strstr(geojson, "\"bbox\": [104, -4.5, 105.8, -4]"));
}

/* Lines that can't be read, poles, all places one, no degrees, nothing that moves: a map all the same. */
static void odd_networks_have_a_map(void **state) {
    (void)state;
    static const struct {
        const char *set, *has;
    } odd[] = {{"bad", "class=\"land\""},
               {"world", "class=\"land\""},
               {"point", "data-link=\"L5\" data-direction=\"forward\""},
               {"flat", "class=\"map\""},
               {"unmoved", "data-most-t=\"0\""}};
    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        golden_run(support_text("angkut report %s --as-of 2026-11-24 -o odd.html", odd[i].set));
        const char *page = support_read(support_text("%s/odd.html", golden_folder()));
        const char *map = strstr(page, "<svg xmlns="), *end = map != NULL ? strstr(map, "</svg>") : NULL;
        assert_non_null(end);
        const char *drawing = support_text("%.*s", (int)(end - map), map);
        assert_non_null(strstr(drawing, odd[i].has));
        assert_null(strstr(drawing, "nan"));
        assert_null(strstr(drawing, "inf "));
        assert_int_equal(strstr(drawing, "data-west=") == NULL, strcmp(odd[i].set, "flat") == 0);
    }
}

static void graphviz_reads_the_graph(void **state) {
    (void)state;
    int status;
    golden_run("angkut export hostile --as-of 2026-11-24 --dot -o ways.dot");
    if (!has("dot"))
        return;
    const char *svg = support_run(support_text("dot -Tsvg '%s/ways.dot'", golden_folder()), &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(svg, "</svg>"));
}

static void no_language_changes_a_form(void **state) {
    (void)state;
    static const char *const forms[] = {"--geojson", "--kml", "--dot"};
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        char english[40];
        snprintf(english, sizeof english, "%s", forms[i]);
        const char *one = golden_run(support_text("angkut export strait --lang en %s", english));
        assert_string_equal(one, golden_run(support_text("angkut export strait --lang id %s", english)));
    }
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("full", "roads/terminal.csv", "s/,4000$/,3000/");
    golden_vary("hostile", "roads/node.csv",
                "s/Batu Quarry/\"<img src=x onerror=alert(1)>\\\\ \\& ]]> <\\/title><\\/svg> \"\"q\"\"\"/");
    golden_vary("flat", "roads/config.csv", "1s/$/,crs/;2s/$/,EPSG:32748/");
    golden_vary("world", "roads/node.csv", "s/104.00,-4.00/-179.9,-89/;s/105.80,-4.00/179.9,89.5/");
    golden_vary("point", "roads/node.csv", "s/,10[0-9.]*,-4[0-9.]*,/,104,-4,/");
    golden_vary("unmoved", "roads/link.csv", "/^L[15]/s/,road,/,air,/;/^L5/s/,rail,/,air,/");
    golden_vary("bad", "roads/link.csv",
                "1s/$/,geometry/;/^L1/s/$/,\"LINESTRING (104 -4, 104.4\"/;/^L2/s/$/,\"LINESTRING Z (104 -4 "
                "3, 500 -4.4 "
                "2)\"/;/^L3/s/$/,POLYGON/;/^L4/s/$/,\"linestring(105.3 -4.1,nan 3)\"/;/^L5/s/$/,\"LINESTRING "
                "(104 -4\"/");
    golden_vary("curved", "roads/link.csv",
                "1s/$/,geometry/;/^L5/s/$/,\"LINESTRING (104 -4, 104.4 -4.5, 105 -4.1)\"/;/^L[1-4]/s/$/,/");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_say_what_they_said),
        cmocka_unit_test(maps_agree_with_the_plan),
        cmocka_unit_test(the_judge_of_maps_finds_what_is_wrong),
        cmocka_unit_test(names_that_are_markup_stay_text),
        cmocka_unit_test(a_link_is_drawn_along_its_geometry),
        cmocka_unit_test(odd_networks_have_a_map),
        cmocka_unit_test(graphviz_reads_the_graph),
        cmocka_unit_test(no_language_changes_a_form),
    };
    return cmocka_run_group_tests_name("maps and graphs of a plan", tests, set_up, NULL);
}
