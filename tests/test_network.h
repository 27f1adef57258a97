// SPDX-License-Identifier: GPL-3.0-or-later
/* For the tests of network/: a network read from texts. Include behind cmocka.h. */
#ifndef TESTS_TEST_NETWORK_H
#define TESTS_TEST_NETWORK_H

#include "network/network.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A network read from texts, and what was found in them. */
struct reading {
    const char *folder;
    struct names *names;
    struct network *network;
    const char *findings;
};

struct file {
    const char *name, *text;
};

static inline struct reading read_folder(const char *folder, struct hash *hash) {
    struct reading reading = {.folder = folder, .names = names_new()};
    struct diag *diag = diag_new();
    reading.network = network_read(folder, reading.names, NULL, hash, diag);
    reading.findings = support_findings(diag, DIAG_NOTE);
    diag_free(diag);
    return reading;
}

/* Files up to the one without a name. */
static inline struct reading read_files(const struct file *files) {
    const char *folder = support_folder();
    for (; files->name != NULL; files++)
        support_write(folder, files->name, files->text);
    return read_folder(folder, NULL);
}

static inline struct reading read_three(const char *config, const char *nodes, const char *links) {
    const struct file files[] = {{"roads/node.csv", nodes},
                                 {"roads/link.csv", links},
                                 {config != NULL ? "roads/config.csv" : NULL, config},
                                 {NULL, NULL}};
    return read_files(files);
}

static inline void done(struct reading *reading) {
    network_free(reading->network);
    names_free(reading->names);
}

#endif
