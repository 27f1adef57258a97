// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: what changes are made of. */
#ifndef PLAN_EDITS_PARTS_H
#define PLAN_EDITS_PARTS_H

#include "base/csv_edits.h"
#include "plan/plan.h"

struct edits_cause {
    const char *name, *reason;
};

/** A field of a row. */
struct row_edit {
    int cause;
    struct csv_edit edit;
};

/** The amounts of some rates. */
struct rate_edit {
    int cause;
    const char *of; /**< an item, a tariff_id, or "*" */
    bool scales;
    int64_t factor_e8;
    struct money amount; /**< where it does not scale */
    const char *shown;
};

/** Rates that are new, as a book in CSV. */
struct rate_rows {
    int cause;
    const char *csv, *shown;
};

struct vot_edit {
    int cause;
    struct money vot_per_t_h;
};

struct edits {
    struct names *words; /**< all texts */
    struct edits_cause *cause;
    struct row_edit *row;
    struct rate_edit *rate;
    struct rate_rows *rates;
    struct vot_edit *vot;
    int causes, rows, rate_edits, rates_count, vots, new_rows;
    int cause_room, row_room, rate_room, rates_room, vot_room;
};

/** The file of "link", or "links" where `plural`; NULL = there is none. */
struct edited_file {
    const char *singular, *plural, *file, *id_column,
        *capacity; /**< capacity: the column that closing sets to 0 */
};
extern const struct edited_file EDITED_FILES[]; /**< ends with singular NULL */

/**
 * Reads "+10%", "-10%" or "10%" as a factor; false if it is no such share. ERROR_USAGE in *err (and true) where it is a bad
 * one: "+20" without "%" too, which some mean as a share and some as an amount.
 */
bool edits_is_share(const char *text, int64_t *factor_e8, struct error *err);

/** Appends what asks for the cause of this name. */
void edits_add_words(char words[EDITS_WORDS], const char *name);

int edits_add_cause(struct edits *edits, const char *name, const char *reason);
/** A share scales, anything else is set. ERROR_USAGE for a share that makes no sense. id NULL: of new row `row`. */
bool edits_add_field(struct edits *edits, int cause, const struct edited_file *file, const char *id, int row,
                     const char *column, const char *text, const char *shown, struct error *err);
bool edits_add_rate(struct edits *edits, int cause, const char *of, const char *text, const char *shown,
                    struct error *err);

/** The changes of rows for one reading; heap memory, ended with free(list.edit). */
struct csv_edits edits_rows(const struct edits *edits);
/** Takes what is changed into the hash of the input. Nothing where nothing is. */
void edits_hash(const struct edits *edits, struct hash *hash);

/** Whether `closed` is a column of the file itself, and not short for no capacity. */
bool file_has_closed(const struct edited_file *file);

#endif
