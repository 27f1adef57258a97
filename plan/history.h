// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: plans of successive periods side by side, read from their files alone. */
#ifndef PLAN_HISTORY_H
#define PLAN_HISTORY_H

#include "plan/plan.h"

/* ---- what a plan file says of its flows in sum: "summary" ---- */

struct digest_mode {
    char *mode;
    wide kg_mm; /**< 1e-9 t km */
    wide co2e;  /**< 1e-12 g */
};

/** Derived from a plan and its scenario, so that who reads the plan alone can compare it with others. */
struct plan_digest {
    char *currency;
    wide kg_mm, co2e; /**< as above, of all modes */
    bool has_value;   /**< every commodity that moves has one */
    wide value_e7;    /**< of the goods that move: 1e-7 of the currency */
    int modes;
    struct digest_mode *mode; /**< in the order of plan_summarise() */
};
struct plan_digest *plan_digest_new(const struct plan *plan, const struct scenario *scenario);
void plan_digest_free(struct plan_digest *digest); /* NULL is fine */

/** Reports to `diag` where plan->digest, if there is one, is not what the plan's flows amount to. The plan holds otherwise. */
void plan_digest_check(const struct plan *plan, const struct scenario *scenario, struct diag *diag);

struct json; /* base/json.h */
/** Of the object "summary"; NULL with *err (ERROR_INPUT): which member, as a JSON pointer within it. */
struct plan_digest *plan_digest_read(const struct json *object, struct error *err);

/* ---- plan files side by side ---- */

/** What sharing out brought, of a file of `allocate`. */
struct history_saving {
    char *file;
    wide alone_e4, joint_e4; /**< money, time and loss: each alone, and all together */
};

struct history_plan {
    char *file; /**< as named, or folder/name */
    struct date as_of;
    char status[16], tariff_hash[HASH_TEXT], input_hash[HASH_TEXT];
    wide cost_e4, objective_e4, tonne_hours_e6;
    wide asked_kg, moved_kg;
    struct plan_digest *digest;    /**< NULL: the file has none */
    struct history_saving *saving; /**< NULL: there is no allocation of the same day, data and tariffs */
};

struct history {
    int plans;
    struct history_plan *plan; /**< by as_of, then by the name of the file */
    int modes;
    const char **mode;    /**< those of all plans, in order of first use */
    const char *currency; /**< NULL where no plan tells */
};

/**
 * Reads angkut-plan/1 and angkut-allocation/1 files, and all such of folders (their *.json; what else is there is noted). NULL with
 * findings in `diag`: a file that can't be read, a member that is missing or wrong (by its JSON pointer), a named file that is neither,
 * two currencies, no plan at all. O(bytes), the largest file in memory as a whole.
 */
struct history *history_read(const char *const *path, int paths, struct diag *diag);
void history_free(struct history *history); /* NULL is fine */

#endif
