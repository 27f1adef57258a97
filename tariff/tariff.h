// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The tariff floor: what moving a tonne costs, and since when. A tariff book is all rates of a data set,
 * old ones included; the rates in force on a date price an arc, and each amount can be traced to its rate.
 * The floor knows no network: an arc comes to it as a `struct charge`, quantities and keys.
 */
#ifndef TARIFF_TARIFF_H
#define TARIFF_TARIFF_H

#include "base/date.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/names.h"
#include "base/units.h"

/** What a cost is for. The first ten are items of the book; the rest are stated by the network. */
enum item {
    ITEM_FUEL,
    ITEM_HAULAGE,
    ITEM_TOLL,
    ITEM_FERRY,
    ITEM_HANDLING,
    ITEM_STORAGE,
    ITEM_RAIL,
    ITEM_SEA,
    ITEM_ACCESS,
    ITEM_SURCHARGE,
    ITEM_BOOK,                /**< how many items the book knows */
    ITEM_RUNNING = ITEM_BOOK, /**< the vehicle's cost_per_km */
    ITEM_CREW,                /**< the vehicle's cost_per_h */
    ITEM_RATE,                /**< the link's rate_per_t */
    ITEM_COUNT
};

enum basis {
    BASIS_T,
    BASIS_T_KM,
    BASIS_VEHICLE,
    BASIS_VEHICLE_KM,
    BASIS_VEHICLE_H,
    BASIS_LITRE,
    BASIS_T_DAY,
    BASIS_PERCENT,
    BASIS_COUNT
};

/** What a rate may be tied to; a key not given applies to any. */
enum rate_key {
    KEY_MODE,
    KEY_LINK,
    KEY_NODE,
    KEY_VEHICLE_TYPE,
    KEY_VEHICLE_CLASS,
    KEY_COMMODITY,
    KEY_CARGO_FORM,
    KEY_JURISDICTION,
    KEY_BOOK, /**< how many keys a book can give */
    KEY_OUTSIDER =
        KEY_BOOK, /**< whose agreement: of fees alone, for those who are not at home there; goes before all others */
    KEY_COUNT
};

const char *item_name(enum item item);        /**< "fuel" */
const char *basis_name(enum basis basis);     /**< "t_km" */
const char *rate_key_name(enum rate_key key); /**< "vehicle_type_id" */

/**
 * One row of the book. Texts are interned in the pool given to book_read(); NULL = not given. A tariff_id
 * names one row: an amount that changes on a day is two rows with two ids.
 */
struct rate {
    const char *tariff_id, *source, *status;
    enum item item;
    enum basis basis;
    struct money amount;              /**< per unit of the basis; BASIS_PERCENT: per cent */
    struct date valid_from, valid_to; /**< valid_to exclusive; DATE_EVER, DATE_NEVER where open */
    const char *key[KEY_COUNT];
    struct place place; /**< file ("tariffs/toll.csv") and line */
    int entry;          /**< 1, 2 ... of the "rates" of a JSON feed; 0: a row of CSV */
};

enum { POINTER_TEXT = 24 };
/** "/rates/3: ", with which findings about a rate of a JSON feed begin; "" for a row of CSV. Returns text. */
char *rate_pointer(char text[POINTER_TEXT], const struct rate *rate);

struct book;
enum { BASES_TEXT = 160 };

/**
 * Reads dir/tariffs/ *.csv in order of their names (by bytes; hidden files are none); no folder = an empty
 * book. Reports to `diag`: every fault of a row, a basis or key that does not fit the item, an id given twice,
 * a currency other than `currency` (empty = the same), two rates with the same item and keys in force together
 * (naming both). NULL if there was an error. `names` outlives the book. `point`: the decimal point. `hash` as
 * in network_read(). O(n log n) in the rows.
 */
struct book *book_read(const char *dir, const char *currency, char point, bool point_declared,
                       struct names *names, struct hash *hash, struct diag *diag);
void book_free(struct book *book); /* NULL is fine */

int book_count(const struct book *book);
const struct rate *book_rate(const struct book *book, int index);
/** Adds the fee of an agreement: a rate with KEY_OUTSIDER, its texts in the book's pool. Before any edition is laid. */
void book_add_fee(struct book *book, const struct rate *fee);
/** Whether the item can be charged by the basis; else the bases it takes, "t, t_km", in `list`. */
bool item_has_basis(enum item item, enum basis basis, char list[BASES_TEXT]);
/** Another amount (>= 0) for a rate, as where a scenario supposes it. Before tariff_on(). */
void book_set_amount(struct book *book, int index, struct money amount);

/** The rates in force on one date, arranged for look-up. */
struct tariff;
struct tariff *tariff_on(const struct book *book, struct date date); /* the book outlives it */
/** The same with the rates of these ids in force whatever the day. */
struct tariff *tariff_on_also(const struct book *book, struct date date, const char *const *tariff_id,
                              int ids);
void tariff_free(struct tariff *tariff); /* NULL is fine */
/** The rates in force, in order of tariff_id (by bytes). */
int tariff_count(const struct tariff *tariff);
const struct rate *tariff_rate(const struct tariff *tariff, int index);
/** The rate of this id; NULL with *err (ERROR_USAGE) where none is, or where it is in force on other days: which. */
const struct rate *tariff_named(const struct tariff *tariff, const char *tariff_id, struct error *err);
/**
 * SHA-256 of the date and of every rate in force (over which bytes says doc/formats.md): equal for equal prices
 * of equal days. The order of rows and files, source, status and the dates of validity do not show in it.
 */
void tariff_hash(const struct tariff *tariff, char text[HASH_TEXT]);
/** The same with another date in place of its own: equal where the rates in force on both days are. */
void tariff_hash_as_of(const struct tariff *tariff, struct date as_of, char text[HASH_TEXT]);
/** Whether any rate in force for any item gives this key with this value: what must be told apart. O(log n). */
bool tariff_mentions(const struct tariff *tariff, enum rate_key key, const char *value);

/**
 * The most specific rate in force: of all rates of the item whose every given key equals `key` (interned
 * pointers, NULL = the arc has none), the one that gives most keys. NULL with *err untouched if none matches;
 * NULL with *err set (ERROR_INPUT, naming both rows) if two match equally. O(sets of keys that the rates of
 * the item give), which are few; not dependent on the number of rates. May be called from several threads.
 */
const struct rate *tariff_find(const struct tariff *tariff, enum item item, const char *const key[KEY_COUNT],
                               struct error *err);

/** The rate in force of one item and keys on either side; NULL: none is. */
struct rate_contrast {
    const struct rate *before, *after;
};
/**
 * What differs in amount or basis between two sets of rates in force, of whatever books and days, in order of item and
 * keys. New memory, *count of them; the rates are the books'. O(n log n).
 */
struct rate_contrast *tariff_contrast(const struct tariff *before, const struct tariff *after, int *count);
/**
 * A book of the rates in force in `second` for the items of the set (1u << ITEM_x), and in `first` for all others; each in
 * force on every day. Texts are taken into `names`, which outlives it.
 */
struct book *book_mix(const struct tariff *first, const struct tariff *second, unsigned items,
                      struct names *names);

/** One arc to be priced, for one kind of cargo. */
struct charge {
    const char *key[KEY_COUNT]; /**< KEY_VEHICLE_CLASS is not used: see the two below */
    const char *toll_class, *ferry_class;
    unsigned needed, optional;          /**< sets of book items, 1u << ITEM_x */
    int64_t length_mm, time_uh;         /**< of the haul; 0 for load and unload arcs */
    int64_t dwell_uh;                   /**< at a terminal */
    int64_t payload_kg, load_factor_e4; /**< > 0 if per vehicle */
    int64_t empty_return_e4, fuel_e6_l_per_km;
    struct money cost_per_km, cost_per_h; /**< the vehicle's own; 0 = none */
    const struct money *toll;             /**< per vehicle, charged instead of the book's; may be NULL */
    const struct money *rate_per_t;       /**< stated by the network; may be NULL */
};

/** What one arc costs per tonne for one item, and by which rate (NULL for the network's own amounts). */
struct cost_line {
    enum item item;
    const struct rate *rate;
    struct money per_t;
};

/**
 * Prices the arc: each item exact, rounded once half to even to 1/10 000 per tonne; items of amount 0 whose
 * rate exists are kept. Lines come in order of enum item; a surcharge by percent is of the sum of the others.
 * The arc's money is the sum of the lines: tariff_sum(). Returns false and sets *err: ERROR_INPUT for a needed
 * item without rate (naming item and keys, and the rate that would do on another day), an ambiguous one, an
 * amount over 9.2e14, or one per vehicle where nothing is carried. Quantities are >= 0.
 * Formula and its derivation: doc/model.md. O(items x sets of keys their rates give).
 */
bool tariff_price(const struct tariff *tariff, const struct charge *charge, struct cost_line line[ITEM_COUNT],
                  int *lines, struct error *err);
struct money tariff_sum(const struct cost_line *line, int lines);

/**
 * What a tonne takes of the basis on the arc, units / per: tonnes, t km, vehicles, vehicle km, vehicle hours, litres, t
 * days. A cost line is amount x units / per, rounded. Of BASIS_PERCENT: 1. False where nothing is carried, or past 127 bits.
 */
bool tariff_quantity(enum basis basis, const struct charge *charge, wide *units, wide *per);

/** What one rate makes up of an arc's money per tonne. */
struct rate_share {
    const struct rate *rate;
    double per_t; /**< currency, not rounded */
};

/**
 * What the arc would cost more if the amount of each of its rates doubled, one at a time: the exact fraction behind its
 * line, and on top of that what a surcharge by per cent takes of it. The surcharge by per cent itself: its part of the
 * others. The network's own amounts are of no rate. Errors and time as tariff_price().
 */
bool tariff_shares(const struct tariff *tariff, const struct charge *charge,
                   struct rate_share share[ITEM_BOOK], int *shares, struct error *err);

/* ---- feeds: rates as somebody publishes them ---------------------------------------------------------------- */

enum {
    FEED_BYTES = 16 << 20, /**< a larger document is refused */
    FEED_RATES = 100000
};

/** One published set of rates: angkut-tariff/1 (doc/formats.md), or CSV with the columns of the book. */
struct feed {
    const char *publisher; /**< NULL: not stated (CSV) */
    const char *currency;  /**< the one asked for, or else its own; NULL: neither */
    int64_t serial;        /**< >= 0, grows with each edition; -1: not stated (CSV) */
    struct date issued,
        expires; /**< expires: the first day it is no longer good; DATE_EVER, DATE_NEVER: not stated */
    struct book *rates;
};

/**
 * Reads one document strictly: JSON if its first character is '{', else CSV. Every fault goes to `diag`, those of JSON
 * with a JSON pointer (RFC 6901). A currency other than `currency` is a fault (NULL = any, the same throughout).
 * `shown` names it in findings. NULL if there was an error. `names` outlives the feed. O(n log n) in the rates.
 */
struct feed *feed_read(const char *text, size_t length, const char *shown, const char *currency,
                       struct names *names, struct diag *diag);
void feed_free(struct feed *feed); /* NULL is fine */

/**
 * Warns of what a good feed hardly has: rates without a beginning (they change the past too), without a source, all
 * ended, a feed that expires within a week of `today`. `shown` as in feed_read().
 */
void feed_check(const struct feed *feed, const char *shown, struct date today, struct diag *diag);
/** Warns of amounts that differ by more than `limit` (0.25) of what the book has, and of other bases. One pool for both. */
void feed_check_jumps(const struct feed *feed, const struct book *book, double limit, struct diag *diag);

/**
 * Lays an edition over the book, above those laid before. A rate of the edition stands instead of every earlier one
 * with its tariff_id, whose days go back to what lay beneath them, or to nothing; apart from that it is in force on its
 * own days and cuts the earlier rates of its item and keys to the days around. What results has one rate for an item
 * and keys on any day, as book_read() promises, though a rate that was cut in two is there twice. The texts are of the
 * pool of both; pointers from book_rate() are good no more. O(n log n) in all rows of book and editions.
 */
void book_overlay(struct book *book, const struct book *edition);

enum change_kind {
    CHANGE_AMOUNT,
    CHANGE_ADDED, /**< none was in force */
    CHANGE_ENDED, /**< its tariff_id is withdrawn from these days: nothing applies, or (`after`) an earlier rate again */
    CHANGE_BASIS
};

/** What an edition changes on the days from..to (to exclusive) for one item and set of keys. */
struct rate_change {
    enum change_kind kind;
    const struct rate *before,
        *after; /**< NULL: none. Of CHANGE_ADDED, `before` is the last one that ended before */
    struct date from, to;
    double
        share; /**< after / before - 1; INFINITY for CHANGE_ENDED and CHANGE_BASIS, after 0, and after nothing */
};

struct changes {
    int count;
    struct rate_change *change; /**< in order of item, keys, days */
    struct book
        *after; /**< the book as it would be; `after` above points into it, `before` into the old one */
};

/** What overlaying would change: nothing where amount and basis stay. Borrows the book. O(n log n) as book_overlay(). */
struct changes *book_changes(const struct book *book, const struct book *edition);
void changes_free(struct changes *changes); /* NULL is fine */
/** The largest |share|; 0 for none. */
double changes_jump(const struct changes *changes);

/**
 * Verifies a document against a signature of minisign (the text of its .minisig file, a NUL behind text[text_length]) and
 * a public key ("RWQ..."); both forms, of the document and of its BLAKE2b hash. *serial: what "serial:N" in the trusted
 * comment says, which must be there once. ERROR_FETCH where anything does not fit, and always where the program was
 * built without libsodium.
 */
bool signature_verify(const char *public_key, const char *text, size_t text_length, const void *bytes,
                      size_t length, int64_t *serial, struct error *err);

/* ---- editions: what was received, and what was accepted ------------------------------------------------------- */

/** How one edition came; all texts NULL where there is none. */
struct edition {
    const char *feed, *url, *etag,
        *last_modified;   /**< feed: its name in the configuration, [a-z0-9._-]{1,60} */
    const char *received; /**< "2026-11-24T03:00:00Z" */
    const char *sha256;   /**< of its bytes, 64 hexadecimal digits */
    const char *type;     /**< "json" or "csv" */
    int64_t serial;       /**< -1: none */
    bool signed_by_key;   /**< its signature was verified */
};

/** The editions of one data set, in a folder of files (doc/formats.md). */
struct store;

/** Opens the folder to read; one that is not there is an empty store. NULL with *err: ERROR_IO, ERROR_INPUT (torn by hands). */
struct store *store_open(const char *folder, struct error *err);
void store_free(struct store *store); /* NULL is fine */

/** Makes the folder where needed, waits up to `seconds` for the lock, reads again. ERROR_AGAIN: another has it. */
bool store_lock(struct store *store, double seconds, struct error *err);

/** The accepted ones, in the order of acceptance. */
int store_accepted_count(const struct store *store);
const struct edition *store_accepted(const struct store *store, int index);
/** Those that wait, at most one a feed, in order of its name. */
int store_waiting_count(const struct store *store);
const struct edition *store_waiting_at(const struct store *store, int index);
/** The one that waits for acceptance; NULL = none. */
const struct edition *store_waiting(const struct store *store, const char *feed);
/** The last accepted one of the feed; NULL = none. */
const struct edition *store_last(const struct store *store, const char *feed);
/** "editions/diesel-42-0123456789abcdef.json": its file in the store's folder, and its name in findings. In the pool. */
const char *edition_shown(const struct edition *edition, struct names *names);
/** The bytes of an edition, their hash checked against its name; heap memory. */
char *store_bytes(const struct store *store, const struct edition *edition, size_t *length,
                  struct error *err);

/**
 * Keeps the bytes, whose SHA-256 is edition->sha256, as the waiting edition of edition->feed, instead of any other.
 * Locked. Durable. ERROR_IO; ERROR_USAGE for a name that no feed can have.
 */
bool store_stage(struct store *store, const struct edition *edition, const void *bytes, size_t length,
                 struct error *err);
/**
 * Accepts the waiting edition of the feed: one atomic step. Locked. ERROR_IO: nothing has changed, or (the message says
 * so) it is done but the disk would not promise to keep it. ERROR_USAGE: none waits.
 */
bool store_accept(struct store *store, const char *feed, struct error *err);
/** Forgets the waiting edition of the feed. Locked. */
bool store_drop(struct store *store, const char *feed, struct error *err);

/**
 * Whether a document may become the feed's next edition, besides being readable: ERROR_FETCH for one that expired,
 * a serial below the last one's, the last one's serial with other content, content that was accepted before a later
 * edition. *is_new = false: it is the last one again (accepted or waiting).
 */
bool store_judge(const struct store *store, const struct edition *edition, const struct feed *feed,
                 struct date today, bool *is_new, struct error *err);

/** The edition, read; NULL with findings in `diag`. */
struct feed *store_feed(const struct store *store, const struct edition *edition, const char *currency,
                        struct names *names, struct diag *diag);
/** Lays all accepted editions over the book, in their order. Faults (ERROR) to `diag`. */
bool store_overlay(const struct store *store, struct book *book, const char *currency, struct names *names,
                   struct diag *diag);

#endif
