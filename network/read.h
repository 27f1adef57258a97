// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to network/: what the readers of the single files share. */
#ifndef NETWORK_READ_H
#define NETWORK_READ_H

#include "base/csv.h"
#include "network/network.h"

enum {
    NETWORK_ROWS = 10 * 1000 * 1000, /**< nodes, and links, at most */
    ID_BYTES = 255,                  /**< as long as GLPK's names may be */
    USES_BYTES = 1024,               /**< a link's allowed_uses, groups replaced */
    SINGLE_FINDINGS = 5,             /**< more rows of one kind are told in one finding */
};

/** A quantity of `places` decimals in this unit, times num / den, is whole mm (or mm per hour). */
struct unit {
    const char *names; /**< ";km;kilometer;": how config.csv may call it */
    int places;
    int64_t num, den;
};

struct reader {
    const char *dir;
    struct network *network;
    struct names *names;     /**< the caller's pool */
    struct csv_edits *edits; /**< or NULL */
    struct hash *hash;       /**< or NULL */
    struct diag *diag;
    const struct unit *length, *speed;
    struct names *use_groups; /**< names in lower case; number g stands for group_uses[g] = "auto,truck" */
    const char **group_uses;
    bool nodes_known; /**< node.csv gave some, so that an id that is not among them is a fault */
    /** Each column's last text in the file being read, from `names`: rows resemble each other. */
    const char *last[CSV_COLUMNS];
    int guesses; /**< how often "did you mean" was looked up; a look-up walks all names */
};

/** The index in `ids` of the field's text, a row of `file`; -1 after a report. */
int reader_find(struct reader *reader, struct csv *csv, int column, const struct names *ids,
                const char *file);

/** Opens dir/shown with the decimal point set, its bytes added to the hash;
 * NULL = reported, or absent and not `required`. */
struct csv *reader_open(struct reader *reader, const char *shown, const struct csv_column *columns, int count,
                        bool required);

/** Whether the field is empty or GMNS's other word for that, NaN. */
bool reader_missing(const struct csv *csv, int column);

/** The field's text in the caller's pool; NULL where it is missing. */
const char *reader_text(struct reader *reader, struct csv *csv, int column);

/**
 * The row's own id, new in `ids`, or NULL after a report: missing, too long, with control characters, or
 * standing in an earlier line already. line_of(network, index) tells which.
 */
const char *reader_id(struct reader *reader, struct csv *csv, int column, struct names *ids,
                      int (*line_of)(const struct network *network, int index));

/** A list "bag; bulk" as ";bag;bulk;" in the caller's pool, letters lowered; NULL where it is missing. */
const char *reader_list(struct reader *reader, struct csv *csv, int column);

/** Whether `word` stands in a ";bag;bulk;"; its letters may be of any case. */
bool list_has(const char *list, const char *word);

/** Hours, 0 to a million, rounded to 1e-6; see csv_decimal(). */
bool reader_hours(struct csv *csv, int column, int64_t *out_uh);

/** Length or speed in the unit of config.csv as mm or mm/h, rounded once; see csv_decimal(). */
bool reader_quantity(struct csv *csv, int column, const struct unit *unit, int64_t *out);

const struct unit *unit_length(const char *name); /* NULL = unknown; name NULL = km */
const struct unit *unit_speed(const char *name, const struct unit *length); /* name NULL = length per hour */
extern const char unit_length_words[], unit_speed_words[];                  /* the known ones, for messages */

/** The file readers, in this order. Each reports what it finds. */
void read_config(struct reader *reader);
void read_use_groups(struct reader *reader);
void read_nodes(struct reader *reader);
void read_links(struct reader *reader);
void read_terminals(struct reader *reader);
void read_vehicle_types(struct reader *reader);
void read_restrictions(struct reader *reader);
void read_departures(struct reader *reader);

/** Warns of files in roads/ whose names look like misspelt ones of ours. */
void read_stray_names(struct reader *reader);

/** Whether a link's allowed_uses (may be NULL) speaks of trucks. */
bool uses_name_trucks(const char *uses);

int64_t great_circle_mm(double lon1, double lat1, double lon2, double lat2); /* degrees */

/** A link's allowed_uses in its stored form; NULL = all uses. Reports what is too long. */
const char *read_uses(struct reader *reader, struct csv *csv, int column);

#endif
