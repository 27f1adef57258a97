// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_tariff.h"

#include <limits.h>
#include <stdio.h>

static void assert_findings(const char *text, const char *findings) {
    AUTO(desk_release) struct desk desk = desk_of(text);
    assert_string_equal(desk.findings, findings);
    assert_true((desk.book == NULL) == (strstr(findings, ": error: ") != NULL));
}

static void a_row_is_read_with_all_it_states(void **state) {
    (void)state;
    AUTO(desk_release)
    struct desk desk =
        desk_of(HEADER "TOL-1,toll,vehicle,254000.5,IDR,2025-11-27,2026-11-27,\"a, b\",sourced,"
                       "toll,L1,,TRONTON,III,coal,bulk,BPJT\n"
                       "N-1,handling,t,0,,,,,,,,N1,,,,,\n");
    assert_string_equal(desk.findings, "");
    assert_int_equal(book_count(desk.book), 2);
    const struct rate *rate = book_rate(desk.book, 0);
    assert_string_equal(rate->tariff_id, "TOL-1");
    assert_string_equal(rate->source, "a, b");
    assert_string_equal(rate->status, "sourced");
    assert_int_equal(rate->item, ITEM_TOLL);
    assert_int_equal(rate->basis, BASIS_VEHICLE);
    assert_int_equal(rate->amount.e4, 2540005000);
    assert_int_equal(rate->valid_from.day, day("2025-11-27").day);
    assert_int_equal(rate->valid_to.day, day("2026-11-27").day);
    static const char *const keys[KEY_COUNT] = {"toll", "L1", NULL, "TRONTON", "III", "coal", "bulk", "BPJT"};
    for (int k = 0; k < KEY_COUNT; k++)
        assert_ptr_equal(rate->key[k], keys[k] == NULL ? NULL : names_intern(desk.names, keys[k]));
    assert_string_equal(rate->place.file, "tariffs/base.csv");
    assert_int_equal(rate->place.line, 2);
    rate = book_rate(desk.book, 1);
    assert_int_equal(rate->valid_from.day, INT_MIN);
    assert_int_equal(rate->valid_to.day, INT_MAX);
    assert_string_equal(rate->key[KEY_NODE], "N1");
    assert_null(rate->source);
}

static void the_words_of_the_file_are_the_names_of_the_enums(void **state) {
    (void)state;
    static const char *const items[] = {"fuel",    "haulage", "toll", "ferry",  "handling",
                                        "storage", "rail",    "sea",  "access", "surcharge"};
    static const char *const bases[] = {"t",         "t_km",  "vehicle", "vehicle_km",
                                        "vehicle_h", "litre", "t_day",   "percent"};
    assert_int_equal(COUNT_OF(items), ITEM_BOOK);
    assert_int_equal(COUNT_OF(bases), BASIS_COUNT);
    for (enum item item = 0; item < ITEM_BOOK; item++)
        assert_string_equal(item_name(item), items[item]);
    for (enum basis basis = 0; basis < BASIS_COUNT; basis++)
        assert_string_equal(basis_name(basis), bases[basis]);
    assert_string_equal(item_name(ITEM_RUNNING), "running");
    assert_string_equal(item_name(ITEM_CREW), "crew");
    assert_string_equal(item_name(ITEM_RATE), "rate");
}

static const struct {
    const char *row, *finding; /* the row stands in line 2 */
} ROW_FAULTS[] = {
    {"F,fuel,litre,13900,IDR,2025-01-01,2026-01-01,s,sourced,road,L,,V,,C,bulk,J", ""},
    {",fuel,litre,1,,,,,,,,,,,,,", "2:1: error: tariff_id is missing"},
    {"F,,litre,1,,,,,,,,,,,,,", "2:3: error: item is missing"},
    {"F,fuel,,1,,,,,,,,,,,,,", "2:8: error: basis is missing"},
    {"F,fuel,litre,,,,,,,,,,,,,,", "2:14: error: amount is missing"},
    {"F,fule,litre,1,,,,,,,,,,,,,", "2:3: error: item: \"fule\" is none of fuel, haulage, toll, ferry, "
                                    "handling, storage, rail, sea, access, "
                                    "surcharge; did you mean \"fuel\"?"},
    {"F,diesel,litre,1,,,,,,,,,,,,,", "2:3: error: item: \"diesel\" is none of fuel, haulage, toll, ferry, "
                                      "handling, storage, rail, sea, access, "
                                      "surcharge"},
    {"F,haulge,t,1,,,,,,,,,,,,,", "2:3: error: item: \"haulge\" is none of fuel, haulage, toll, ferry, "
                                  "handling, storage, rail, sea, access, "
                                  "surcharge; did you mean \"haulage\"?"},
    {"F,Toll,t,1,,,,,,,,,,,,,", "2:3: error: item: \"Toll\" is none of fuel, haulage, toll, ferry, "
                                "handling, storage, rail, sea, access, "
                                "surcharge; did you mean \"toll\"?"},
    {"F,crew,t,1,,,,,,,,,,,,,", /* the network's own, no item of the book */
     "2:3: error: item: \"crew\" is none of fuel, haulage, toll, ferry, handling, storage, rail, sea, "
     "access, "
     "surcharge"},
    {"F,fuel,liter,1,,,,,,,,,,,,,", "2:8: error: basis: \"liter\" is none of t, t_km, vehicle, "
                                    "vehicle_km, vehicle_h, litre, t_day, percent; did "
                                    "you mean \"litre\"?"},
    {"F,fuel,t_km,1,,,,,,,,,,,,,", "2:8: error: basis: t_km does not fit item fuel, which takes litre"},
    {"F,toll,litre,1,,,,,,,,,,,,,",
     "2:8: error: basis: litre does not fit item toll, which takes t, t_km, vehicle, vehicle_km"},
    {"F,handling,t_km,1,,,,,,,,,,,,,",
     "2:12: error: basis: t_km does not fit item handling, which takes t, vehicle"},
    {"F,rail,t_day,1,,,,,,,,,,,,,", "2:8: error: basis: t_day does not fit item rail, which takes t, "
                                    "t_km, vehicle, vehicle_km, vehicle_h"},
    {"F,sea,percent,1,,,,,,,,,,,,,", "2:7: error: basis: percent does not fit item sea, which takes t, "
                                     "t_km, vehicle, vehicle_km, vehicle_h"},
    {"F,fuel,litre,-1,,,,,,,,,,,,,", "2:14: error: amount: -1 is below 0"},
    {"F,fuel,litre,1.00001,,,,,,,,,,,,,", "2:14: error: amount: \"1.00001\" has more than 4 decimal places"},
    {"F,fuel,litre,free,,,,,,,,,,,,,", "2:14: error: amount: \"free\" is not a number"},
    {"F,fuel,litre,nan,,,,,,,,,,,,,", "2:14: error: amount: \"nan\" is not a number"},
    {"F,fuel,litre,1e15,,,,,,,,,,,,,", "2:14: error: amount: \"1e15\" is too large"},
    {"F,fuel,litre,\"1,5\",,,,,,,,,,,,,",
     "2:14: error: amount: 1,5 could be 1.5 or 15; say decimal_char in roads/config.csv"},
    {"F,fuel,litre,1,USD,,,,,,,,,,,,", "2:16: error: currency: \"USD\" is not the data set's, \"IDR\""},
    {"F,fuel,litre,1,,2025-02-29,,,,,,,,,,,",
     "2:17: error: valid_from: \"2025-02-29\" is not a date (YYYY-MM-DD)"},
    {"F,fuel,litre,1,,,1/2/2025,,,,,,,,,,", "2:18: error: valid_to: \"1/2/2025\" is not a date (YYYY-MM-DD)"},
    {"F,fuel,litre,1,,2025-03-01,2025-03-01,,,,,,,,,,",
     "2:28: error: valid_to: 2025-03-01 is not after valid_from 2025-03-01"},
    {"F,fuel,litre,1,,2025-03-01,2024-03-01,,,,,,,,,,",
     "2:28: error: valid_to: 2024-03-01 is not after valid_from 2025-03-01"},
    {"F,rail,t,1,,,,,,,,N,,,,,",
     "2:19: error: node_id: no rail cost has one, so this rate would never apply"},
    {"F,storage,t,1,,,,,,,L,,,,,,",
     "2:21: error: link_id: no storage cost has one, so this rate would never apply"},
    {"F,fuel,litre,1,,,,,,,,,,III,,,",
     "2:25: error: vehicle_class: no fuel cost has one, so this rate would never apply"},
    {"F,fuel,litre,1,,,,,,,,,\"a\tb\",,,,", "2:24: error: vehicle_type_id: the text holds the control character 0x09"},
    {"F,fuel,litre,1", "2: error: has 4 fields, the header has 17"},
};

static void each_fault_of_a_row_is_told_with_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROW_FAULTS); i++) {
        const char *finding = ROW_FAULTS[i].finding;
        assert_findings(support_text(HEADER "%s\n", ROW_FAULTS[i].row),
                        *finding == '\0' ? "" : support_text("tariffs/base.csv:%s\n", finding));
    }
}

static void all_faults_of_all_files_are_told_at_once(void **state) {
    (void)state;
    const char *folder = support_folder();
    support_write(folder, "tariffs/toll.csv", "tariff_id,item,basis,amount\nA,tol,vehicle,-5\nB,toll,t,x\n");
    support_write(folder, "tariffs/fuel.csv", "tariff_id,item,amount\nC,fuel,1\n");
    AUTO(desk_release) struct desk desk = desk_of_folder(folder);
    assert_null(desk.book);
    assert_string_equal(
        desk.findings,
        "tariffs/fuel.csv:1: error: the column \"basis\" is missing\n"
        "tariffs/toll.csv:2:3: error: item: \"tol\" is none of fuel, haulage, toll, ferry, handling, "
        "storage, rail, sea, access, surcharge; did you mean \"toll\"?\n"
        "tariffs/toll.csv:2:15: error: amount: -5 is below 0\n"
        "tariffs/toll.csv:3:10: error: amount: \"x\" is not a number\n");
}

static void the_shortest_file_has_the_four_required_columns(void **state) {
    (void)state;
    assert_findings("amount;basis;item;tariff_id\n7;litre;fuel;F\n", "");
    assert_findings("tariff_id,item,basis,amount\n", "");
}

static void an_unknown_column_is_only_noted(void **state) {
    (void)state;
    assert_findings("tariff_id,item,basis,amount,decree\nF,fuel,litre,1,KM 61\n",
                    "tariffs/base.csv:1:29: note: unknown column \"decree\" is ignored\n");
}

static void a_rate_named_twice_is_refused(void **state) {
    (void)state;
    const char *folder = support_folder();
    support_write(folder, "tariffs/a.csv", HEADER "X,fuel,litre,1,,,,,,,,,,,,,\n");
    support_write(folder, "tariffs/b.csv",
                  HEADER "Y,toll,t,1,,,,,,,,,,,,,\nX,rail,t,1,,,,,,,,,,,,,\n"
                         "X,sea,t,1,,,,,,,,,,,,,\n");
    AUTO(desk_release) struct desk desk = desk_of_folder(folder);
    assert_string_equal(desk.findings,
                        "tariffs/b.csv:3: error: tariff_id \"X\" is given twice, first in tariffs/a.csv:2\n"
                        "tariffs/b.csv:4: error: tariff_id \"X\" is given twice, first in tariffs/a.csv:2\n");
}

static void two_rates_of_the_same_reach_in_force_together_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *first, *second; /* valid_from,valid_to */
        const char *when;           /* NULL: they may stand together */
    } cases[] = {
        {"2024-01-01,2025-01-01", "2025-01-01,2026-01-01", NULL}, /* the end is exclusive */
        {"2025-01-01,2026-01-01", "2024-01-01,2025-01-01", NULL},
        {",2025-01-01", "2025-01-01,", NULL},
        {"2024-01-01,2025-01-02", "2025-01-01,2026-01-01", "from 2025-01-01 until 2025-01-02"},
        {"2025-01-01,2026-01-01", "2024-01-01,2025-01-02", "from 2025-01-01 until 2025-01-02"},
        {"2024-01-01,", "2025-01-01,", "from 2025-01-01 on"},
        {",2024-01-01", ",2025-01-01", "before 2024-01-01"},
        {",", ",", "on every day"},
        {",", "2024-01-01,2024-01-02", "from 2024-01-01 until 2024-01-02"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_findings(
            support_text(HEADER "A,toll,t,5,,%s,,,,L,,,,,,\nB,toll,vehicle,6,,%s,,,,L,,,,,,\n",
                         cases[i].first, cases[i].second),
            cases[i].when == NULL
                ? ""
                : support_text("tariffs/base.csv:3: error: toll rates \"B\" and \"A\" "
                               "(tariffs/base.csv:2) have the same keys and are both in force %s\n",
                               cases[i].when));
}

static void a_long_rate_is_held_against_all_that_start_within_it(void **state) {
    (void)state;
    assert_findings(
        HEADER "B,sea,t,5,,2025-03-01,2025-04-01,,,,,,,,,,\n"
               "LONG,sea,t,5,,2025-01-01,2026-01-01,,,,,,,,,,\n"
               "C,sea,t,5,,2025-06-01,2025-07-01,,,,,,,,,,\n",
        "tariffs/base.csv:3: error: sea rates \"LONG\" and \"B\" (tariffs/base.csv:2) have the same keys "
        "and are both in force from 2025-03-01 until 2025-04-01\n"
        "tariffs/base.csv:4: error: sea rates \"C\" and \"LONG\" (tariffs/base.csv:3) have the same keys "
        "and are both in force from 2025-06-01 until 2025-07-01\n");
}

static void rates_of_another_item_or_reach_may_be_in_force_together(void **state) {
    (void)state;
    assert_findings(HEADER "A,toll,t,5,,,,,,,L,,,,,,\n"
                           "B,haulage,t,5,,,,,,,L,,,,,,\n" /* another item */
                           "C,toll,t,5,,,,,,,M,,,,,,\n"    /* another value */
                           "D,toll,t,5,,,,,,,,,,L,,,\n"    /* the value in another key */
                           "E,toll,t,5,,,,,,,,,,,,,\n"     /* none */
                           "F,toll,t,5,,,,,,road,L,,,,,,\n" /* one more */,
                    "");
}

/* A book of rates of few reaches and short validities, with each row's in force days kept beside it. */
struct random_row {
    int item, link, from, to; /* days from 2025-01-01 */
};

static const char *write_random_rows(const struct random_row *row, int rows) {
    const char *text = HEADER;
    for (int i = 0; i < rows; i++)
        text = support_text("%sT%d,%s,t,1,,2025-01-%02d,2025-01-%02d,,,,%s,,,,,,\n", text, i,
                            row[i].item ? "toll" : "rail", row[i].from + 1, row[i].to + 1,
                            row[i].link ? "L" : "");
    return text;
}

/* Each pair, each day. Returns whether row i overlaps any other. */
static bool overlaps(const struct random_row *row, int rows, int i) {
    for (int j = 0; j < rows; j++)
        for (int at = 0; at < 31; at++)
            if (j != i && row[j].item == row[i].item && row[j].link == row[i].link && row[j].from <= at &&
                at < row[j].to && row[i].from <= at && at < row[i].to)
                return true;
    return false;
}

/* Every row that overlaps another is named in some finding, and no other one is. */
static void overlaps_are_those_that_comparing_all_pairs_finds(void **state) {
    (void)state;
    enum { BOOKS = 200, ROWS = 7 };
    uint64_t seed = 20261124;
    int clean = 0;
    for (int book = 0; book < BOOKS; book++) {
        struct random_row row[ROWS];
        for (int i = 0; i < ROWS; i++) {
            row[i] = (struct random_row){(int)(next_random(&seed) % 2), (int)(next_random(&seed) % 2),
                                         (int)(next_random(&seed) % 28), 0};
            row[i].to = row[i].from + 1 + (int)(next_random(&seed) % 3);
        }
        AUTO(desk_release) struct desk desk = desk_of(write_random_rows(row, ROWS));
        for (int i = 0; i < ROWS; i++)
            assert_int_equal(strstr(desk.findings, support_text("\"T%d\"", i)) != NULL,
                             overlaps(row, ROWS, i));
        clean += desk.book != NULL;
    }
    assert_in_range(clean, BOOKS / 5, BOOKS - BOOKS / 5); /* so both answers were asked for */
}

static void files_are_read_in_order_of_their_names(void **state) {
    (void)state;
    const char *folder = support_folder();
    support_write(folder, "tariffs/b.csv", HEADER "B,fuel,litre,1,,,,,,,,,,,,,\n");
    support_write(folder, "tariffs/a.csv", HEADER "A,toll,t,1,,,,,,,,,,,,,\n");
    support_write(folder, "tariffs/C.csv", HEADER "C,rail,t,1,,,,,,,,,,,,,\n");
    support_write(folder, "tariffs/.c.csv", "left behind by an editor\n");
    support_write(folder, "tariffs/README.md", "no table\n");
    support_write(folder, "tariffs/old.csv.bak", "no table\n");
    AUTO(desk_release) struct desk desk = desk_of_folder(folder);
    assert_string_equal(desk.findings, "");
    assert_int_equal(book_count(desk.book), 3);
    static const char *const ids[] = {"C", "A", "B"}; /* by bytes, whatever the locale */
    for (int i = 0; i < 3; i++)
        assert_string_equal(book_rate(desk.book, i)->tariff_id, ids[i]);
}

static void a_data_set_without_tariffs_has_an_empty_book(void **state) {
    (void)state;
    AUTO(desk_release) struct desk desk = desk_of_folder(support_folder());
    assert_string_equal(desk.findings, "");
    assert_int_equal(book_count(desk.book), 0);
}

static void a_folder_that_cannot_be_read_is_an_error(void **state) {
    (void)state;
    const char *folder = support_folder();
    support_write(folder, "tariffs", "a file, not a folder");
    AUTO(desk_release) struct desk desk = desk_of_folder(folder);
    assert_null(desk.book);
    assert_string_equal(desk.findings, "tariffs: error: cannot be read: Not a directory\n");
}

static struct book *read_declared(const char *text, char point, struct names *names, struct hash *hash) {
    const char *folder = support_folder();
    support_write(folder, "tariffs/base.csv", text);
    struct diag *diag = diag_new();
    struct book *book = book_read(folder, "IDR", point, true, names, hash, diag);
    diag_free(diag);
    return book;
}

static void a_declared_decimal_point_is_used(void **state) {
    (void)state;
    struct names *names = names_new();
    struct book *book = read_declared("tariff_id;item;basis;amount\nF;fuel;litre;13,5\n", ',', names, NULL);
    assert_int_equal(book_rate(book, 0)->amount.e4, 135000);
    book_free(book);
    book = read_declared("tariff_id;item;basis;amount\nF;fuel;litre;1.234\n", '.', names, NULL);
    assert_int_equal(book_rate(book, 0)->amount.e4, 12340);
    book_free(book);
    /* Not declared, that number has two readings. */
    AUTO(desk_release) struct desk desk = desk_of("tariff_id;item;basis;amount\nF;fuel;litre;1.234\n");
    assert_string_equal(desk.findings,
                        "tariffs/base.csv:2:14: error: amount: 1.234 could be 1.234 or 1234; say "
                        "decimal_char in roads/config.csv\n");
    names_free(names);
}

static void the_files_go_into_the_hash_of_the_input(void **state) {
    (void)state;
    /* printf 'tariffs/base.csv\0%d\0%s' 43 'tariff_id,item,basis,amount<LF>F,fuel,litre,1<LF>' | sha256sum */
    char text[HASH_TEXT];
    struct names *names = names_new();
    struct hash *hash = hash_new();
    book_free(read_declared("tariff_id,item,basis,amount\nF,fuel,litre,1\n", '.', names, hash));
    assert_string_equal(hash_text(hash, text),
                        "79a006b2efb73395b43355198534b5dabdec850e9da3b4535687e4cde27cbaa1");
    names_free(names);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_read_with_all_it_states),
        cmocka_unit_test(the_words_of_the_file_are_the_names_of_the_enums),
        cmocka_unit_test(each_fault_of_a_row_is_told_with_its_place),
        cmocka_unit_test(all_faults_of_all_files_are_told_at_once),
        cmocka_unit_test(the_shortest_file_has_the_four_required_columns),
        cmocka_unit_test(an_unknown_column_is_only_noted),
        cmocka_unit_test(a_rate_named_twice_is_refused),
        cmocka_unit_test(two_rates_of_the_same_reach_in_force_together_are_refused),
        cmocka_unit_test(a_long_rate_is_held_against_all_that_start_within_it),
        cmocka_unit_test(rates_of_another_item_or_reach_may_be_in_force_together),
        cmocka_unit_test(overlaps_are_those_that_comparing_all_pairs_finds),
        cmocka_unit_test(files_are_read_in_order_of_their_names),
        cmocka_unit_test(a_data_set_without_tariffs_has_an_empty_book),
        cmocka_unit_test(a_folder_that_cannot_be_read_is_an_error),
        cmocka_unit_test(a_declared_decimal_point_is_used),
        cmocka_unit_test(the_files_go_into_the_hash_of_the_input),
    };
    return cmocka_run_group_tests_name("the tariff book", tests, NULL, NULL);
}
