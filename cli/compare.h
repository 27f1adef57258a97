// SPDX-License-Identifier: GPL-3.0-or-later
/* The two sides of `compare`, and what lies between them. */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include "base/json.h"
#include "cli/cli.h"
#include "cli/opened.h"

/** A data set under options, down to a sealed plan; what is not there yet is NULL. Starts as {0}. */
struct world {
    struct scenario *scenario;
    struct variant variant;    /**< closed_link is the world's */
    struct opened opened;      /**< of a plan that is made here */
    struct compiled *compiled; /**< of a plan that is read, else of opened */
    struct plan *plan;
};
void world_release(struct world *world);

/** One side as it was asked for. Starts as {0}. */
struct side {
    char *label;             /**< as it is told to a person */
    char *folder;            /**< the data set */
    const char *plan_file;   /**< NULL: it is planned here */
    struct options *options; /**< patches, closures, value of time, date: those of this side alone */
    char *words;             /**< what options->patch points into */
    struct json *made_with;  /**< the same, of a plan */
    const char *unlike;      /**< why nothing can be planned as plan_file was, N_(); NULL: it can */
    struct world world;
};
void side_release(struct side *side);

/**
 * Makes both sides of the arguments: two arguments, each under all options; or one or none, and what the options change is
 * the difference. ERROR_USAGE, ERROR_IO. Nothing is read but what kind of file an argument is.
 */
bool sides_asked(const struct options *options, struct side side[2], struct error *err);

/** The same for one: the argument names a plan file, or else a data set or scenario that is planned under all options. */
bool side_asked(const struct options *options, const char *argument, struct side *side, struct error *err);

/** Enters the scenarios and changes that a plan file says it was made with into the side's options. */
bool side_adopt_scenarios(struct side *side, struct error *err);
/** Loads, compiles, and reads or makes the plan; a plan that does not verify is refused. Status as of the program. */
int side_open(struct side *side, const struct options *options);
/** Plans it again under a default penalty of no less than that; a plan file stays as it is. Status likewise. */
int side_plan_again(struct side *side, struct money least_penalty, const struct options *options);

/** What the side after has or has not that the side before has not or has. */
struct causes;
struct causes *causes_new(const struct side *before, const struct side *after,
                          const struct comparison *comparison);
void causes_release(struct causes **causes);
/** Attributes the difference to them, each case planned under a default penalty of no less than that; once. */
void causes_attribute(struct causes *causes, struct money least_penalty, struct comparison *comparison);

/** What lies between two sides, and the causes that its names are of. Starts as {0}. */
struct between {
    struct comparison *comparison;
    struct causes *causes;
};
void between_release(struct between *between);
/** Compares two opened sides, and attributes the difference; either may be planned again. Status as of the program. */
int sides_compare(struct side side[2], const struct options *options, struct between *between);

/** A plan of the world, verified and sealed, within one billionth of the best. False: *err, or findings. */
bool world_plan(struct world *world, const struct options *options, struct diag *diag, struct error *err);
/** Loads the data set under the options. False: *err, or findings. */
bool world_load(struct world *world, const char *folder, const struct options *options, struct diag *diag,
                struct error *err);
/** Whether both are of one folder. */
bool same_folder(const struct side *before, const struct side *after);

/** Whether --with and --without say the same; and saying what `from` says. */
bool options_suppose_alike(const struct options *a, const struct options *b);
void options_suppose(struct options *options, const struct options *from);

#endif
