// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The command line: verbs, exit statuses, and what verbs have in common. Results go to standard output,
 * everything said about them to standard error.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/language.h"
#include "base/names.h"
#include "cli/options.h"
#include "plan/plan.h"

#define ANGKUT_VERSION "0.1.0"

/* Sets of options, for struct command. */
#define SET(option) ((option_set)1 << OPTION_##option)
#define PATCHES (SET(SCENARIO) | SET(RATE) | SET(SET))
#define VARIED (SET(AS_OF) | SET(VOT) | SET(CLOSE) | SET(WITH) | SET(WITHOUT)) /* what is planned */
#define COMMON (SET(LANG) | SET(QUIET) | SET(COLOR) | SET(HELP))
#define FORMATS (SET(FORMAT) | SET(CSV_RAW))
#define SEARCH (SET(GAP) | SET(TIME_LIMIT) | SET(THREADS) | SET(STATS))

enum exit_status {
    EXIT_DONE = 0,
    EXIT_NO = 1, /**< the answer is no: not all can move, the plan does not hold */
    EXIT_USAGE = 2,
    EXIT_INPUT = 3,  /**< bad data */
    EXIT_SOLVER = 4, /**< the solver failed, or its plan did not verify */
    EXIT_FETCH = 5,  /**< tariffs could not be fetched; the old ones stay */
    EXIT_IO = 6,     /**< cannot read or write */
    EXIT_AGAIN = 75, /**< try again later: somebody else is at it, or the server is busy */
};

struct command {
    const char *name, *does;     /**< "plan", N_("finds the routes ..."); "tariff lint" */
    const char *arguments;       /**< "[DIR]" */
    int least, most;             /**< how many */
    const char *const *examples; /**< command line, N_(explanation), ... NULL */
    const char *about;           /**< N_(paragraphs), in lines; of these "{DIR}" stands for what DIR is */
    option_set options;
    int (*run)(const struct options *options); /**< returns the exit status */
};

/* Each stands at the end of its cmd_*.c. */
extern const struct command CMD_PLAN, CMD_CHECK, CMD_VERIFY, CMD_EXPORT, CMD_HELP, CMD_VERSION;
extern const struct command CMD_QUOTE, CMD_FRONTIER, CMD_COMPARE, CMD_EXPLAIN, CMD_STRESS, CMD_SENSITIVITY;
extern const struct command CMD_REPORT, CMD_INIT, CMD_IMPORT_GMNS, CMD_IMPORT_TNTP, CMD_IMPORT_OSM,
    CMD_CONFIG;
extern const struct command CMD_PARTNERS, CMD_ALLOCATE, CMD_HISTORY;
extern const struct command CMD_TARIFF_STATUS, CMD_TARIFF_LINT, CMD_TARIFF_EXPORT;
extern const struct command CMD_TARIFF_LIST, CMD_TARIFF_SHOW, CMD_TARIFF_DIFF, CMD_TARIFF_ACCEPT,
    CMD_TARIFF_DROP;
extern const struct command CMD_TARIFF_FETCH;
extern const struct command *const COMMANDS[]; /**< ends with NULL */

/** The verb of that name; a name of two words ("tariff lint") in `name` and `second`, which may be NULL. */
const struct command *command_named(const char *name, const char *second);

/** The help of one verb, or (NULL) of the program. */
void help_print(const struct command *command, FILE *out);

/** `angkut tariff`, `angkut tariff --help`: lists the verbs of the group; false if it is none or more was said. */
bool help_group(const char *group, const char *second, FILE *out);

/* ---- saying what went wrong (say.c) ---- */

/** `angkut: message` on standard error; returns the exit status that goes with the error's code. */
int say_error(const struct error *err);
/** The errors found in the data, or else *err; returns the exit status. */
int say_failure(const struct options *options, const struct diag *diag, const struct error *err);
/** Names the file that --output made, where somebody watches and it is not --quiet. */
void say_written(const struct options *options);
/** `; did you mean "x"?` or "", with `before` before the x. `known` is NULL-terminated. Returns buffer. */
char *did_you_mean(char buffer[MEANT_WORDS], const char *before, const char *text, const char *const *known);
/** Words for x as in "%.3g %%", with so many significant digits; in whole numbers from 1,000 on. Returns buffer. */
char *digits_words(char buffer[REAL_WORDS], double x, int digits);
/** From here to the other what is written is English where the format is read by programs. */
void machine_begin(const struct options *options);
void machine_end(void);
/** Whether to paint what goes to `stream`. */
bool is_painted(const struct options *options, FILE *stream);
/** Columns of the terminal that will show the result, or of $COLUMNS, 40 to 120; 80 where there is none. */
int text_columns(const struct options *options);

/* ---- the data set a verb works on (dataset.c) ---- */

/** The folder the program itself stands in, links followed; new memory. NULL where the system won't say. */
char *program_folder(void);
/** The folder named, or else the one that was installed with the program. NULL with *err (ERROR_IO). */
char *dataset_folder(const char *named, struct error *err);
/** Loads it with its accepted editions; NULL with findings in `diag` or with *err. */
struct scenario *dataset_load(const char *folder, struct diag *diag, struct error *err);
/** The changes that --scenario, --rate and --set ask for, perhaps none; NULL with findings in `diag` or with *err. */
struct edits *dataset_edits(const struct options *options, const char *folder, struct diag *diag,
                            struct error *err);
void edits_release(struct edits **edits);
/** As dataset_load(), with these changes (NULL = none). */
struct scenario *dataset_load_with(const struct edits *edits, const char *folder, struct diag *diag,
                                   struct error *err);
/** As dataset_load(), with the changes that the options ask for. */
struct scenario *dataset_load_asked(const struct options *options, const char *folder, struct diag *diag,
                                    struct error *err);
/** The names of the data set's scenarios, by name; heap memory, each and all. */
char **dataset_scenarios(const char *folder, int *count);
/**
 * What the options ask to be varied. Ended by variant_release(). ERROR_USAGE for a link
 * that is not there.
 */
bool dataset_variant(const struct options *options, const struct scenario *scenario, struct variant *out,
                     struct error *err);

/** What can't move is lost at its goods' value, or costs what --unmet says. ERROR_USAGE. */
bool unmet_asked(const struct options *options, struct variant *variant, struct error *err);

/** Ends what dataset_variant() filled. */
void variant_release(struct variant *variant);
void diag_release(struct diag **diag);
void scenario_release(struct scenario **scenario);
void compiled_release(struct compiled **compiled);
void plan_release(struct plan **plan);

#endif
