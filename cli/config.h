// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Settings from files: `option = value`, before the first `[verb]` for all verbs (doc/config.md). Read once, at the start;
 * nearest first: the user's file, then the system's.
 */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "cli/cli.h"

struct setting {
    enum option option;
    const struct command *command; /**< NULL = of all verbs */
    const char *value;
    struct place place; /**< file and line */
    bool is_system;     /**< of a file for all users, which the environment goes before */
};

/** Which options may stand in a file: how a verb works; what it is asked stands on the command line. */
extern const option_set CONFIG_OPTIONS;

/**
 * Reads all files anew; what is wrong with them goes to `diag`, and false is returned; settings that are right are
 * there all the same. A file that is not there is none, unless $ANGKUT_CONFIG names it.
 */
bool config_read(struct diag *diag);
/** Ends what config_read() keeps. */
void config_end(void);

/** The setting in force, of the verb or of all (NULL: of all); NULL = no file has it, or the environment goes before. */
const struct setting *config_find(enum option option, const struct command *command);
/** Number `index` of those read, in order of files and lines; NULL behind the last. */
const struct setting *config_at(int index);

/** Sets what the files say about the options of this verb, which is the one at work from now on. */
void config_apply(struct options *options, const struct command *command);
/** The language in force without --lang. */
enum language config_language(void);
/** The folder that `data` names for the verb at work, on the heap; NULL = no file does. */
char *config_data(void);
/** Says where a setting stands that the message is about, unless the command line gave that option too. */
void config_say_origin(const char *message);

#endif
