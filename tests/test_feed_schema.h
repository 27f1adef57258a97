// SPDX-License-Identifier: GPL-3.0-or-later
/* What the published JSON Schema says of documents, by python3-jsonschema. */
#ifndef TESTS_TEST_FEED_SCHEMA_H
#define TESTS_TEST_FEED_SCHEMA_H

#include "tests/support/schema.h"
#include "tests/test_feed.h"

#include <stdio.h>

/** A python3 that has jsonschema; NULL after a notice where there is none. */
static inline const char *schema_python(void) {
    const char *python = schema_interpreter();
    return python != NULL ? support_text("%s tests/feed_against_schema.py", python) : NULL;
}

/** "/serial: found 7.0": a whole number to a schema, but not written in digits alone. */
static inline bool is_serial_of_other_letters(const char *finding) {
    static const char before[] = "/serial: found ";
    const char *found = strstr(finding, before);
    if (found == NULL || found > finding + strcspn(finding, "\n"))
        return false;
    found += sizeof before - 1;
    return strcspn(found, ".eE-") < strcspn(found, ",");
}

/** All that the reader may refuse though the schema doesn't: what only a look at two values, or at the reader's own data
 * set, shows, and the letters of a whole number. */
static inline bool is_beyond_schema(const char *finding) {
    static const char *const named[] = {"is not after issued", "is not after valid_from",
                                        "is given twice, first in",
                                        "have the same keys and are both in force", "is not the data set's"};
    if (is_serial_of_other_letters(finding))
        return true;
    for (size_t i = 0; i < COUNT_OF(named); i++)
        if (memmem(finding, strcspn(finding, "\n"), named[i], strlen(named[i])) != NULL)
            return true;
    return false;
}

static inline bool all_are_beyond_schema(const char *findings) {
    for (const char *at = findings; *at != '\0'; at += strcspn(at, "\n") + 1)
        if (!is_beyond_schema(at))
            return false;
    return findings[0] != '\0';
}

static inline const char *line_behind(const char *line) {
    return line + strcspn(line, "\n") + 1;
}

/** Whether two verdicts agree. `word`: good, schema or json. */
static inline bool schema_agrees(const char *word, const struct told *told) {
    bool good = strncmp(word, "good", 4) == 0;
    return told->feed != NULL ? good : !good || all_are_beyond_schema(told->findings);
}

#endif
