// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_tariff.h"

#include <stdio.h>

enum { NONE = 0, ALL = (1 << ITEM_BOOK) - 1, KM = 1000000, HOUR = 1000000 };

static void release_tariff(struct tariff **tariff) {
    tariff_free(*tariff);
}

/* A truck of 20 t, three quarters full, that comes back empty half of the time, over 100 km in 2.5 h; 36 h of
 * dwell and 0.4 l/km. One vehicle amount is spread over 15 t: x 1.5 / 15 = a tenth of it per tonne. */
static const struct charge truck = {
    .length_mm = 100ll * KM,
    .time_uh = 5 * HOUR / 2,
    .dwell_uh = 36ll * HOUR,
    .payload_kg = 20000,
    .load_factor_e4 = 7500,
    .empty_return_e4 = 5000,
    .fuel_e6_l_per_km = 400000,
};

struct bill {
    struct cost_line line[ITEM_COUNT];
    int lines;
    struct error err;
    bool fine;
};

/* The bill names rates only until the desk is released. */
static struct bill price(struct desk *desk, const struct charge *stated, const char *date) {
    struct bill bill = {.err = {0}};
    struct charge charge = *stated;
    for (int k = 0; k < KEY_COUNT; k++)
        charge.key[k] = charge.key[k] == NULL ? NULL : names_intern(desk->names, charge.key[k]);
    charge.toll_class = charge.toll_class == NULL ? NULL : names_intern(desk->names, charge.toll_class);
    charge.ferry_class = charge.ferry_class == NULL ? NULL : names_intern(desk->names, charge.ferry_class);
    AUTO(release_tariff) struct tariff *tariff = tariff_on(desk->book, day(date));
    bill.fine = tariff_price(tariff, &charge, bill.line, &bill.lines, &bill.err);
    return bill;
}

/* "fuel 1.5 (F-1), crew 2" in the order of the lines, or the message. */
static const char *bill_text(const struct bill *bill) {
    const char *text = "";
    char amount[WIDE_TEXT];
    if (!bill->fine)
        return support_text("%s", bill->err.message);
    for (int i = 0; i < bill->lines; i++) {
        const struct cost_line *line = &bill->line[i];
        wide_text(amount, line->per_t.e4, MONEY_PLACES, 0);
        text = support_text("%s%s%s %s%s", text, i > 0 ? ", " : "", item_name(line->item), amount,
                            line->rate == NULL ? "" : support_text(" (%s)", line->rate->tariff_id));
    }
    return text;
}

static const char *priced(const char *rows, const struct charge *charge) {
    AUTO(desk_release) struct desk desk = desk_of(support_text(HEADER "%s", rows));
    assert_string_equal(desk.findings, "");
    struct bill bill = price(&desk, charge, "2026-11-24");
    return bill_text(&bill);
}

static void each_basis_is_priced_as_worked_out_by_hand(void **state) {
    (void)state;
    static const struct {
        const char *row, *bill;
    } cases[] = {
        {"R,rail,t,20000,,,,,,,,,,,,,\n", "rail 20000 (R)"},
        {"R,rail,t_km,383.25,,,,,,,,,,,,,\n", "rail 38325 (R)"},           /* x 100 km */
        {"R,toll,vehicle,59000,,,,,,,,,,,,,\n", "toll 5900 (R)"},          /* / 10 */
        {"R,haulage,vehicle_km,2600,,,,,,,,,,,,,\n", "haulage 26000 (R)"}, /* x 100 km / 10 */
        {"R,sea,vehicle_h,1000,,,,,,,,,,,,,\n", "sea 250 (R)"},            /* x 2.5 h / 10 */
        {"R,fuel,litre,14000,,,,,,,,,,,,,\n", "fuel 56000 (R)"},           /* x 0.4 l/km x 100 km / 10 */
        {"R,storage,t_day,2500,,,,,,,,,,,,,\n", "storage 3750 (R)"},       /* x 1.5 days */
        {"R,rail,t,1000,,,,,,,,,,,,,\nP,surcharge,percent,12.5,,,,,,,,,,,,,\n",
         "rail 1000 (R), surcharge 125 (P)"}, /* 12.5 per cent of 1000 */
        {"R,surcharge,t_km,2,,,,,,,,,,,,,\n", "surcharge 200 (R)"},
        {"R,access,vehicle,0,,,,,,,,,,,,,\n", "access 0 (R)"},        /* an item of amount 0 is kept */
        {"R,surcharge,percent,10,,,,,,,,,,,,,\n", "surcharge 0 (R)"}, /* of nothing */
        {"", ""},
    };
    struct charge charge = truck;
    charge.optional = ALL;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(priced(cases[i].row, &charge), cases[i].bill);
}

static void the_lines_come_in_order_of_the_items_and_add_up(void **state) {
    (void)state;
    struct charge charge = truck;
    charge.needed = 1u << ITEM_FUEL | 1u << ITEM_TOLL;
    charge.optional = 1u << ITEM_SURCHARGE | 1u << ITEM_ACCESS;
    charge.cost_per_km = (struct money){12000000}; /* 1200 x 100 km / 10 = 12 000 */
    charge.cost_per_h = (struct money){400000000}; /* 40 000 x 2.5 h / 10 = 10 000 */
    AUTO(desk_release)
    struct desk desk = desk_of(HEADER "S,surcharge,percent,10,,,,,,,,,,,,,\n"
                                      "T,toll,vehicle,59000,,,,,,,,,,,,,\n"
                                      "F,fuel,litre,14000,,,,,,,,,,,,,\n"
                                      "H,haulage,t,1,,,,,,,,,,,,,\n"); /* neither needed nor optional */
    struct bill bill = price(&desk, &charge, "2026-11-24");
    /* 10 per cent of 56 000 + 5 900 + 12 000 + 10 000 = 83 900; altogether 92 290 */
    assert_string_equal(bill_text(&bill),
                        "fuel 56000 (F), toll 5900 (T), surcharge 8390 (S), running 12000, crew 10000");
    assert_int_equal(tariff_sum(bill.line, bill.lines).e4, 922900000);
    assert_int_equal(tariff_sum(bill.line, 0).e4, 0);
}

static void a_toll_that_the_link_states_takes_the_place_of_the_book_s(void **state) {
    (void)state;
    static const struct money toll = {150000000}; /* 15 000 / 10 */
    struct charge charge = truck;
    charge.needed = 1u << ITEM_TOLL;
    charge.toll = &toll;
    assert_string_equal(priced("T,toll,t,9,,,,,,,,,,,,,\n", &charge), "toll 1500");
    assert_string_equal(priced("", &charge), "toll 1500");
}

static void tolls_and_ferries_have_classes_of_their_own(void **state) {
    (void)state;
    static const char rows[] = "T2,toll,t,2,,,,,,,,,,II,,,\nT7,toll,t,7,,,,,,,,,,VII,,,\n"
                               "F2,ferry,t,20,,,,,,,,,,II,,,\nF7,ferry,t,70,,,,,,,,,,VII,,,\n"
                               "A,access,t,1,,,,,,,,,,,,,\n";
    struct charge charge = truck;
    charge.optional = ALL;
    charge.toll_class = "II";
    charge.ferry_class = "VII";
    assert_string_equal(priced(rows, &charge), "toll 2 (T2), ferry 70 (F7), access 1 (A)");
    charge.toll_class = NULL;
    assert_string_equal(priced(rows, &charge), "ferry 70 (F7), access 1 (A)");
}

static void an_item_is_rounded_once_half_to_even(void **state) {
    (void)state;
    static const struct {
        const char *amount;
        int64_t length_mm;
        const char *per_t;
    } cases[] = {
        /* amount x km, in 1/10 000: 0.5 is down to 0, 1.5 up to 2, 2.5 down to 2, a trifle more goes up */
        {"0.0001", KM / 2, "0"},
        {"0.0003", KM / 2, "0.0002"},
        {"0.0005", KM / 2, "0.0002"},
        {"0.0001", KM / 2 + 1, "0.0001"},
        {"0.0005", KM / 2 + 1, "0.0003"},
        {"0.0005", KM / 2 - 1, "0.0002"},
        /* 1234.5678 x 0.000001 km = 0.0012345678 */
        {"1234.5678", 1, "0.0012"},
    };
    struct charge charge = truck;
    charge.needed = 1u << ITEM_RAIL;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        charge.length_mm = cases[i].length_mm;
        assert_string_equal(priced(support_text("R,rail,t_km,%s,,,,,,,,,,,,,\n", cases[i].amount), &charge),
                            support_text("rail %s (R)", cases[i].per_t));
    }
    /* By vehicle: 0.0001 x 1.5 / 3 t = 0.00005 is half of
     * the last place, 0.0003 three halves: once, at the end. */
    charge = truck;
    charge.payload_kg = 4000;
    charge.needed = 1u << ITEM_TOLL;
    assert_string_equal(priced("R,toll,vehicle,0.0001,,,,,,,,,,,,,\n", &charge), "toll 0 (R)");
    assert_string_equal(priced("R,toll,vehicle,0.0003,,,,,,,,,,,,,\n", &charge), "toll 0.0002 (R)");
    /* A third of an amount never ends: 1000 x 1 / 3 t */
    charge.payload_kg = 3000;
    charge.load_factor_e4 = 10000;
    charge.empty_return_e4 = 0;
    assert_string_equal(priced("R,toll,vehicle,1000,,,,,,,,,,,,,\n", &charge), "toll 333.3333 (R)");
    assert_string_equal(priced("R,toll,vehicle,2000,,,,,,,,,,,,,\n", &charge), "toll 666.6667 (R)");
}

static void a_needed_item_without_a_rate_is_named_with_the_keys_of_the_arc(void **state) {
    (void)state;
    struct charge charge = truck;
    charge.needed = 1u << ITEM_FUEL;
    assert_string_equal(priced("", &charge), "no fuel rate in force on 2026-11-24");
    charge.key[KEY_MODE] = "road";
    charge.key[KEY_LINK] = "BTA-LBKB";
    charge.key[KEY_VEHICLE_TYPE] = "TRONTON";
    charge.key[KEY_COMMODITY] = "coal";
    charge.toll_class = "III"; /* no key of fuel */
    assert_string_equal(
        priced("F,fuel,litre,1,,,,,,rail,,,,,,,\nT,toll,t,1,,,,,,,,,,,,,\n", &charge),
        "no fuel rate in force on 2026-11-24 for mode road, link BTA-LBKB, vehicle type TRONTON, "
        "commodity coal");
    charge.needed = 1u << ITEM_TOLL;
    assert_string_equal(
        priced("T,toll,t,1,,,,,,,,,,II,,,\n", &charge),
        "no toll rate in force on 2026-11-24 for mode road, link BTA-LBKB, vehicle type TRONTON, "
        "vehicle class III, commodity coal");
}

static void a_rate_that_would_fit_on_another_day_is_pointed_to(void **state) {
    (void)state;
    static const struct {
        const char *rows, *hint;
    } cases[] = {
        {"A,sea,t,1,,,2026-11-24,,,,,,,,,,\n", "\"A\" (tariffs/base.csv:2) is, before 2026-11-24"},
        {"A,sea,t,1,,2026-11-25,,,,,,,,,,,\n", "\"A\" (tariffs/base.csv:2) is, from 2026-11-25 on"},
        /* the one next in time: 1 day from B, 31 from A */
        {"A,sea,t,1,,2026-12-25,,,,,,,,,,,\nB,sea,t,1,,2020-01-01,2026-11-24,,,,,,,,,,\n",
         "\"B\" (tariffs/base.csv:3) is, from 2020-01-01 until 2026-11-24"},
    };
    struct charge charge = truck;
    charge.needed = 1u << ITEM_SEA;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(priced(cases[i].rows, &charge),
                            support_text("no sea rate in force on 2026-11-24; %s", cases[i].hint));
}

static void an_ambiguous_rate_is_an_error_also_for_an_optional_item(void **state) {
    (void)state;
    struct charge charge = truck;
    charge.optional = 1u << ITEM_ACCESS;
    charge.key[KEY_MODE] = "rail";
    charge.key[KEY_COMMODITY] = "coal";
    assert_string_equal(
        priced("A,access,t,1,,,,,,rail,,,,,,,\nB,access,t,2,,,,,,,,,,,coal,,\n", &charge),
        "access rates \"A\" (tariffs/base.csv:2) and \"B\" (tariffs/base.csv:3) fit equally well on "
        "2026-11-24 for mode rail, commodity coal");
}

/* 922 337 203 685 477.5807 is the largest amount that money holds. */
static void the_largest_amounts_are_exact_and_anything_over_is_refused(void **state) {
    (void)state;
    struct charge charge = truck;
    charge.optional = ALL;
    charge.load_factor_e4 = 10000;
    charge.empty_return_e4 = 0;
    assert_string_equal(priced("R,rail,t,922337203685477.5807,,,,,,,,,,,,,\n", &charge),
                        "rail 922337203685477.5807 (R)");
    assert_string_equal(priced("R,rail,t_km,9223372036854.7758,,,,,,,,,,,,,\n", &charge),
                        "rail 922337203685477.58 (R)");
    assert_string_equal(priced("R,rail,t_km,9223372036854.7759,,,,,,,,,,,,,\n", &charge),
                        "the rail cost per tonne by rate \"R\" (tariffs/base.csv:2) is over 9.2e14");
    assert_string_equal(
        priced("R,rail,t,922337203685477.5807,,,,,,,,,,,,,\nS,sea,t,0.0001,,,,,,,,,,,,,\n", &charge),
        "the cost per tonne is over 9.2e14");
    /* 4e14 per litre x 1000 l/km x 20 000 km is 8e21, and past 128 bits */
    charge.fuel_e6_l_per_km = 1000000000;
    charge.length_mm = 20000ll * KM;
    assert_string_equal(priced("R,fuel,litre,4e14,,,,,,,,,,,,,\n", &charge),
                        "the fuel cost per tonne by rate \"R\" (tariffs/base.csv:2) is over 9.2e14");
    /* (2^63 - 1) (2^25 - 1) (2^25 - 1) (2^15 - 1) is under 2^128, but not under 2^127 */
    struct charge edge = charge;
    edge.fuel_e6_l_per_km = edge.length_mm = (1 << 25) - 1;
    edge.empty_return_e4 = (1 << 15) - 1 - 10000;
    assert_string_equal(priced("R,fuel,litre,922337203685477.5807,,,,,,,,,,,,,\n", &edge),
                        "the fuel cost per tonne by rate \"R\" (tariffs/base.csv:2) is over 9.2e14");
    /* A ship of 500 000 t over 20 000 km at 1 000 l/km: 2e7 l x 9 000 000 / 500 000 t = 3.6e8, in full. */
    charge.payload_kg = 500000000;
    assert_string_equal(priced("R,fuel,litre,9000000.0001,,,,,,,,,,,,,\n", &charge),
                        "fuel 360000000.004 (R)");
    charge.toll = &(struct money){INT64_MAX};
    charge.payload_kg = 1;
    assert_string_equal(priced("", &charge), "the toll cost per tonne is over 9.2e14");
    charge.payload_kg = 1000; /* one tonne pays it all */
    assert_string_equal(priced("", &charge), "toll 922337203685477.5807");
}

static void a_vehicle_that_carries_nothing_cannot_share_its_costs(void **state) {
    (void)state;
    struct charge charge = truck;
    charge.optional = ALL;
    charge.key[KEY_VEHICLE_TYPE] = "VAN";
    charge.payload_kg = 0;
    assert_string_equal(priced("R,toll,vehicle,1,,,,,,,,,,,,,\n", &charge),
                        "toll is charged per vehicle, and vehicle type VAN carries nothing");
    assert_string_equal(priced("R,toll,t,1,,,,,,,,,,,,,\n", &charge), "toll 1 (R)");
}

/* Ten items as the shipped book might have them; %s is the amount of the toll. */
static const char whole_book[] = "F,fuel,litre,14000,,,,,,,,,,,,,\nH,haulage,t_km,950,,,,,,,,,,,,,\n"
                                 "T,toll,vehicle,%s,,,,,,,,,,,,,\nY,ferry,vehicle,1860400,,,,,,,,,,,,,\n"
                                 "N,handling,t,35000,,,,,,,,,,,,,\nG,storage,t_day,2500,,,,,,,,,,,,,\n"
                                 "R,rail,t_km,550,,,,,,,,,,,,,\nE,sea,vehicle_h,77,,,,,,,,,,,,,\n"
                                 "A,access,t,3,,,,,,,,,,,,,\nS,surcharge,percent,1.1,,,,,,,,,,,,,\n";

static void the_order_of_rows_changes_no_price(void **state) {
    (void)state;
    struct charge charge = truck;
    charge.needed = ALL;
    const char *rows = support_text(whole_book, "59000"), *bill = priced(rows, &charge), *turned = "";
    for (const char *end = rows; *end != '\0';) { /* the last row first */
        int length = (int)(strchr(end, '\n') - end) + 1;
        turned = support_text("%.*s%s", length, end, turned);
        end += length;
    }
    assert_string_not_equal(rows, turned);
    assert_string_equal(priced(turned, &charge), bill);
}

static void a_rate_of_no_concern_changes_no_price(void **state) {
    (void)state;
    static const char *const others[] = {
        "X,toll,vehicle,1,,,,,,,L2,,,,,,\n",           /* another link */
        "X,toll,vehicle,1,,,2026-11-24,,,,L1,,,,,,\n", /* no longer in force */
        "X,toll,vehicle,1,,2026-11-25,,,,,L1,,,,,,\n", /* not yet */
        "X,handling,t,1,,,,,,,,N1,,,,,\n",             /* another place */
        "X,toll,vehicle,1,,,,,,,,,,IV,,,\n",           /* another class */
    };
    struct charge charge = truck;
    charge.needed = ALL;
    charge.key[KEY_LINK] = "L1";
    charge.toll_class = "II";
    const char *rows = support_text(whole_book, "59000"), *bill = priced(rows, &charge);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_string_equal(priced(support_text("%s%s", others[i], rows), &charge), bill);
}

static int64_t total(const char *rows, const struct charge *charge) {
    AUTO(desk_release) struct desk desk = desk_of(support_text(HEADER "%s", rows));
    struct bill bill = price(&desk, charge, "2026-11-24");
    assert_true(bill.fine);
    return tariff_sum(bill.line, bill.lines).e4;
}

static void a_dearer_rate_never_makes_a_price_lower(void **state) {
    (void)state;
    struct charge charge = truck;
    uint64_t seed = 7;
    charge.needed = ALL;
    for (int i = 0; i < 100; i++) {
        charge.payload_kg = 1 + (int64_t)next_random(&seed) % 40000;
        unsigned amount = next_random(&seed) % 100000000, more = amount + 1 + next_random(&seed) % 3;
        assert_true(
            total(support_text(whole_book, support_text("%u.%04u", amount / 10000, amount % 10000)),
                  &charge) <=
            total(support_text(whole_book, support_text("%u.%04u", more / 10000, more % 10000)), &charge));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_basis_is_priced_as_worked_out_by_hand),
        cmocka_unit_test(the_lines_come_in_order_of_the_items_and_add_up),
        cmocka_unit_test(a_toll_that_the_link_states_takes_the_place_of_the_book_s),
        cmocka_unit_test(tolls_and_ferries_have_classes_of_their_own),
        cmocka_unit_test(an_item_is_rounded_once_half_to_even),
        cmocka_unit_test(a_needed_item_without_a_rate_is_named_with_the_keys_of_the_arc),
        cmocka_unit_test(a_rate_that_would_fit_on_another_day_is_pointed_to),
        cmocka_unit_test(an_ambiguous_rate_is_an_error_also_for_an_optional_item),
        cmocka_unit_test(the_largest_amounts_are_exact_and_anything_over_is_refused),
        cmocka_unit_test(a_vehicle_that_carries_nothing_cannot_share_its_costs),
        cmocka_unit_test(the_order_of_rows_changes_no_price),
        cmocka_unit_test(a_rate_of_no_concern_changes_no_price),
        cmocka_unit_test(a_dearer_rate_never_makes_a_price_lower),
    };
    return cmocka_run_group_tests_name("the price of an arc", tests, NULL, NULL);
}
