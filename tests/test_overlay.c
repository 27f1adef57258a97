// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Editions over a book, against a definition that knows nothing of cutting: on a day, of the rows of one item and keys
 * that no later edition replaced by their id, the one of the latest edition. And what each edition changes, against
 * the two books compared day by day.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/support/random.h"
#include "tests/test_tariff.h"

enum { REACHES = 4, IDS = 14, ROWS = 80, FIRST_DAY = 20000, DAYS = 40, EDITIONS = 4 };

/* One row as the test made it. */
struct row {
    int id, reach, from, to, amount, layer; /* from, to: DATE_EVER, DATE_NEVER where open */
    bool per_tonne;
    bool gone; /* a later edition has its id */
};

struct naive {
    struct row row[ROWS];
    int count;
};

static const char *const keys_of[REACHES] = {"L1,", "L2,", ",coal", ","}; /* link_id,commodity_id */

static const struct row *naive_rate(const struct naive *book, int reach, int day) {
    const struct row *best = NULL;
    for (int i = 0; i < book->count; i++) {
        const struct row *row = &book->row[i];
        if (!row->gone && row->reach == reach && row->from <= day && day < row->to &&
            (best == NULL || row->layer > best->layer))
            best = row;
    }
    return best;
}

static bool naive_has(const struct naive *book, int layer, int id) {
    for (int i = 0; i < book->count; i++)
        if (book->row[i].layer == layer && book->row[i].id == id)
            return true;
    return false;
}

/* A valid book of its own: ids once, rows of one reach one after another. */
static void naive_edition(struct naive *book, int layer) {
    bool used[IDS] = {false};
    int first = book->count;
    for (int reach = 0; reach < REACHES; reach++) {
        int day = random_below(3) == 0 ? DATE_EVER.day : FIRST_DAY + random_below(DAYS);
        for (int n = random_below(4); n > 0 && day < FIRST_DAY + DAYS; n--) {
            int id = random_below(IDS), start = day == DATE_EVER.day ? FIRST_DAY - 2 : day;
            int to = random_below(4) == 0 ? DATE_NEVER.day : start + 1 + random_below(15);
            if (used[id])
                continue;
            used[id] = true;
            book->row[book->count++] = (struct row){.id = id,
                                                    .reach = reach,
                                                    .from = day,
                                                    .to = to,
                                                    .amount = random_below(4) * 10,
                                                    .layer = layer,
                                                    .per_tonne = random_below(4) == 0};
            if (to == DATE_NEVER.day)
                break;
            day = to + random_below(3);
        }
    }
    for (int i = 0; i < first; i++)
        book->row[i].gone = book->row[i].gone || naive_has(book, layer, book->row[i].id);
}

static const char *csv_of(const struct naive *book, int layer, bool backwards) {
    static char text[16384];
    size_t used =
        (size_t)sprintf(text, "tariff_id,item,basis,amount,valid_from,valid_to,link_id,commodity_id\n");
    for (int n = 0; n < book->count; n++) {
        const struct row *row = &book->row[backwards ? book->count - 1 - n : n];
        char from[DATE_TEXT], to[DATE_TEXT];
        if (row->layer == layer)
            used += (size_t)sprintf(text + used, "T%d,toll,%s,%d,%s,%s,%s\n", row->id,
                                    row->per_tonne ? "t" : "vehicle", row->amount,
                                    date_text(from, (struct date){row->from}),
                                    date_text(to, (struct date){row->to}), keys_of[row->reach]);
    }
    return text;
}

static bool is_of_reach(const struct rate *rate, int reach) {
    char keys[64];
    snprintf(keys, sizeof keys, "%s,%s", rate->key[KEY_LINK] != NULL ? rate->key[KEY_LINK] : "",
             rate->key[KEY_COMMODITY] != NULL ? rate->key[KEY_COMMODITY] : "");
    return strcmp(keys, keys_of[reach]) == 0;
}

/* The one rate in force; fails where there are two. */
static const struct rate *book_in_force(const struct book *book, int reach, int day) {
    const struct rate *found = NULL;
    for (int i = 0; i < book_count(book); i++) {
        const struct rate *rate = book_rate(book, i);
        if (is_of_reach(rate, reach) && rate->valid_from.day <= day && day < rate->valid_to.day) {
            assert_null(found);
            found = rate;
        }
    }
    return found;
}

static void assert_is(const struct rate *rate, const struct row *row) {
    assert_int_equal(rate != NULL, row != NULL);
    if (row == NULL)
        return;
    assert_string_equal(rate->tariff_id, support_text("T%d", row->id));
    assert_int_equal(rate->amount.e4, row->amount * 10000);
    assert_int_equal(rate->basis, row->per_tonne ? BASIS_T : BASIS_VEHICLE);
}

static void assert_same_days(const struct book *book, const struct naive *naive) {
    for (int reach = 0; reach < REACHES; reach++)
        for (int day = FIRST_DAY - 3; day < FIRST_DAY + DAYS + 20; day++)
            assert_is(book_in_force(book, reach, day), naive_rate(naive, reach, day));
}

static struct feed *feed_of(const char *csv, struct names *names) {
    struct diag *diag = diag_new();
    struct feed *feed = feed_read(csv, strlen(csv), "edition.csv", "IDR", names, diag);
    if (feed == NULL)
        fail_msg("%s\n%s", csv, support_findings(diag, DIAG_NOTE));
    diag_free(diag);
    return feed;
}

/* ---- changes, day by day ---- */

static const struct rate_change *change_on(const struct changes *changes, int reach, int day) {
    const struct rate_change *found = NULL;
    for (int i = 0; i < changes->count; i++) {
        const struct rate_change *change = &changes->change[i];
        const struct rate *rate = change->after != NULL ? change->after : change->before;
        if (is_of_reach(rate, reach) && change->from.day <= day && day < change->to.day) {
            assert_null(found);
            found = change;
        }
    }
    return found;
}

static const struct row *last_before(const struct naive *book, int reach, int day) {
    const struct row *row = NULL;
    while (row == NULL && day > FIRST_DAY - 4)
        row = naive_rate(book, reach, day--);
    return row;
}

static double naive_share(const struct row *before, const struct row *after) {
    if (before->per_tonne != after->per_tonne)
        return INFINITY;
    if (before->amount == after->amount)
        return 0;
    return before->amount == 0 ? INFINITY : (after->amount - before->amount) / (double)before->amount;
}

static void assert_change(const struct rate_change *change, const struct naive *old, const struct naive *new,
                          int reach, int day, int layer) {
    const struct row *before = naive_rate(old, reach, day), *after = naive_rate(new, reach, day);
    if ((before == NULL && after == NULL) ||
        (before != NULL && after != NULL && before->amount == after->amount &&
         before->per_tonne == after->per_tonne)) {
        assert_null(change);
        return;
    }
    assert_non_null(change);
    bool ended =
        before != NULL && (after == NULL || (naive_has(new, layer, before->id) && after->layer != layer));
    const struct row *compared = before != NULL ? before : last_before(old, reach, day);
    assert_is(change->before, compared);
    assert_is(change->after, after);
    bool rebased = compared != NULL && after != NULL && compared->per_tonne != after->per_tonne;
    assert_int_equal(change->kind, ended            ? CHANGE_ENDED
                                   : rebased        ? CHANGE_BASIS
                                   : before == NULL ? CHANGE_ADDED
                                                    : CHANGE_AMOUNT);
    double share = ended || compared == NULL ? INFINITY : naive_share(compared, after);
    if (isinf(share))
        assert_true(isinf(change->share));
    else
        assert_true(fabs(change->share - share) < 1e-12);
}

static int assert_changes(const struct book *book, const struct book *edition, const struct naive *old,
                          const struct naive *new, int layer) {
    struct changes *changes = book_changes(book, edition);
    double jump = 0;
    for (int reach = 0; reach < REACHES; reach++)
        for (int day = FIRST_DAY - 3; day < FIRST_DAY + DAYS + 20; day++) {
            const struct rate_change *change = change_on(changes, reach, day);
            assert_change(change, old, new, reach, day, layer);
            if (change != NULL && fabs(change->share) > jump)
                jump = fabs(change->share);
        }
    assert_true(changes_jump(changes) == jump);
    int count = changes->count;
    changes_free(changes);
    return count;
}

/* ---- tests ---- */

static void every_day_has_the_rate_of_the_latest_edition_that_covers_it(void **state) {
    (void)state;
    int changes = 0;
    for (random_state = 1; random_state < 601;) {
        uint64_t seed = random_state;
        struct naive naive = {0};
        naive_edition(&naive, 0);
        struct desk desk = desk_of(csv_of(&naive, 0, false));
        assert_string_equal(desk.findings, "");
        for (int layer = 1; layer <= EDITIONS; layer++) {
            struct naive old = naive;
            naive_edition(&naive, layer);
            if (!naive_has(&naive, layer, 0) && naive.count == old.count)
                continue; /* an edition of no rates is no feed */
            struct feed *feed = feed_of(csv_of(&naive, layer, false), desk.names);
            changes += assert_changes(desk.book, feed->rates, &old, &naive, layer);
            book_overlay(desk.book, feed->rates);
            feed_free(feed);
            assert_same_days(desk.book, &naive);
        }
        desk_release(&desk);
        random_state = seed + 1;
    }
    assert_true(changes > 1000);
}

static void laying_an_edition_twice_changes_nothing(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        random_state = seed;
        struct naive naive = {0};
        naive_edition(&naive, 0);
        struct desk desk = desk_of(csv_of(&naive, 0, false));
        int base = naive.count;
        naive_edition(&naive, 1);
        if (naive.count > base) {
            struct feed *feed = feed_of(csv_of(&naive, 1, false), desk.names);
            book_overlay(desk.book, feed->rates);
            struct changes *changes = book_changes(desk.book, feed->rates);
            assert_int_equal(changes->count, 0);
            changes_free(changes);
            book_overlay(desk.book, feed->rates);
            assert_same_days(desk.book, &naive);
            feed_free(feed);
        }
        desk_release(&desk);
    }
}

static void the_order_of_rows_does_not_matter(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        char hash[2][HASH_TEXT];
        random_state = seed;
        struct naive naive = {0};
        naive_edition(&naive, 0);
        int base = naive.count;
        naive_edition(&naive, 1);
        for (int backwards = 0; backwards < 2 && naive.count > base; backwards++) {
            struct desk desk = desk_of(csv_of(&naive, 0, backwards));
            struct feed *feed = feed_of(csv_of(&naive, 1, backwards), desk.names);
            book_overlay(desk.book, feed->rates);
            struct tariff *tariff = tariff_on(desk.book, (struct date){FIRST_DAY + 20});
            tariff_hash(tariff, hash[backwards]);
            tariff_free(tariff);
            feed_free(feed);
            desk_release(&desk);
        }
        if (naive.count > base)
            assert_string_equal(hash[0], hash[1]);
    }
}

#define BOOK "tariff_id,item,basis,amount,valid_from,valid_to\n"

/* A rise announced for December is put off to January: December goes back to what was in force before. */
static void a_rate_that_is_put_off_gives_its_days_back(void **state) {
    (void)state;
    struct desk desk = desk_of(BOOK "OLD,fuel,litre,100,,\n");
    struct feed *first = feed_of(BOOK "NEW,fuel,litre,110,2026-12-01,\n", desk.names);
    struct feed *second = feed_of(BOOK "NEW,fuel,litre,110,2027-01-01,\n", desk.names);
    book_overlay(desk.book, first->rates);
    struct changes *changes = book_changes(desk.book, second->rates);
    assert_int_equal(changes->count, 1);
    assert_int_equal(changes->change[0].kind, CHANGE_ENDED);
    assert_string_equal(changes->change[0].after->tariff_id, "OLD");
    assert_int_equal(changes->change[0].from.day, day("2026-12-01").day);
    assert_int_equal(changes->change[0].to.day, day("2027-01-01").day);
    book_overlay(desk.book, second->rates);
    assert_int_equal(book_count(desk.book), 2);
    assert_int_equal(book_rate(desk.book, 0)->valid_to.day, day("2027-01-01").day);
    changes_free(changes);
    feed_free(first);
    feed_free(second);
    desk_release(&desk);
}

static void a_future_rate_is_compared_with_the_one_it_follows(void **state) {
    (void)state;
    struct desk desk = desk_of(BOOK "OLD,fuel,litre,100,,2026-12-01\n");
    struct feed *feed =
        feed_of(BOOK "A,fuel,litre,110,2026-12-01,2027-01-01\nB,fuel,litre,1000,2027-01-01,\n", desk.names);
    struct changes *changes = book_changes(desk.book, feed->rates);
    assert_int_equal(changes->count, 2);
    assert_int_equal(changes->change[0].kind, CHANGE_ADDED);
    assert_true(fabs(changes->change[0].share - 0.1) < 1e-12);
    assert_true(fabs(changes_jump(changes) - 9) < 1e-12);
    changes_free(changes);
    feed_free(feed);
    desk_release(&desk);
}

/* 100 000 rows of one reach beneath 100 000 others: swept, not compared each with each. */
static void a_large_edition_of_one_reach_is_cut_at_once(void **state) {
    (void)state;
    enum { MANY = 100000 };
    struct names *names = names_new();
    char *text[2] = {xcalloc(MANY + 2, 64), xcalloc(MANY + 2, 64)};
    for (int t = 0; t < 2; t++) {
        size_t used = (size_t)sprintf(text[t], "tariff_id,item,basis,amount,valid_from,valid_to\n");
        for (int i = 0; i < MANY; i++) {
            char from[DATE_TEXT], to[DATE_TEXT];
            used += (size_t)sprintf(text[t] + used, "%c%d,fuel,litre,%d,%s,%s\n", 'A' + t, i, i % 9,
                                    date_text(from, (struct date){i * 2 + t}),
                                    date_text(to, (struct date){i * 2 + t + 2}));
        }
    }
    struct feed *below = feed_of(text[0], names), *above = feed_of(text[1], names);
    book_overlay(below->rates, above->rates);
    assert_int_equal(book_count(below->rates),
                     MANY + 1); /* one day of the first row is left, of the rest nothing */
    feed_free(below);
    feed_free(above);
    free(text[0]);
    free(text[1]);
    names_free(names);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_has_the_rate_of_the_latest_edition_that_covers_it),
        cmocka_unit_test(laying_an_edition_twice_changes_nothing),
        cmocka_unit_test(the_order_of_rows_does_not_matter),
        cmocka_unit_test(a_rate_that_is_put_off_gives_its_days_back),
        cmocka_unit_test(a_future_rate_is_compared_with_the_one_it_follows),
        cmocka_unit_test(a_large_edition_of_one_reach_is_cut_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
