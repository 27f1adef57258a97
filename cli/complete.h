// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a shell offers when TAB is pressed: the hidden verb `__complete`, which completions/ ask. It never says
 * what is wrong: then it offers nothing.
 */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/cli.h"

/** How the shell's line quotes the word that is completed, and so what has to be escaped. */
enum shell_quoting {
    QUOTING_NONE, /**< nothing is; a TAB and an explanation follow a candidate where there is one */
    QUOTING_BARE,
    QUOTING_DOUBLE,
    QUOTING_SINGLE,
    QUOTING_SHELL /**< the shell will escape them, as it does with names of files */
};

/** What may stand in a place of the command line. */
enum kind {
    KIND_NOTHING,
    KIND_FILES,
    KIND_FOLDERS,
    KIND_VERBS,
    KIND_FEEDS,
    KIND_SCENARIOS,
    KIND_LINKS,
    KIND_TERMINALS,
    KIND_NODES,
    KIND_SHIPMENTS,
    KIND_SHIPPERS, /**< and the regions they are of */
    KIND_COMMODITIES,
    KIND_REGIONS,
    KIND_TARIFFS,
    KIND_ITEMS,
    KIND_CHANGES /**< of rates: items and tariffs, with a "=" */
};

/** What is asked for, and where the answer goes. */
struct asking {
    enum shell_quoting quoting;
    const char *typed;  /**< what a candidate has to begin with */
    const char *before; /**< goes in front of each: "--format=" or "" */
    const char *data;   /**< the data set named so far, or NULL */
    struct names *told; /**< each candidate once */
    FILE *out;
};

/** One candidate, if it fits and is of one line; `does` may be NULL. */
void candidate_offer(struct asking *asking, const char *text, const char *does);
/** All of that kind: those of the data set from its files, without reading the rest of it. */
void candidates_offer(struct asking *asking, enum kind kind);

/**
 * argv: how the word is quoted (none, bare, double, single) and the words after `angkut`, the last of them the one
 * that is completed. Or "verbs": the names of all verbs, a line each. Returns the exit status.
 */
int complete_run(int argc, char **argv);

#endif
