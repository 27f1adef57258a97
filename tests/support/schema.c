// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/schema.h"

#include "tests/support/support.h"

#include <stdio.h>

const char *schema_interpreter(void) {
    static const char *const pythons[] = {"python3", "/usr/bin/python3"};
    int status;
    for (size_t i = 0; i < COUNT_OF(pythons); i++) {
        support_run(support_text("%s -W ignore -c 'import jsonschema'", pythons[i]), &status);
        if (status == 0)
            return support_text("%s -W ignore", pythons[i]);
    }
    printf("skipped: no python3 here has jsonschema\n");
    return NULL;
}

const char *schema_faults(const char *name, const char *path) {
    const char *python = schema_interpreter();
    int status;
    if (python == NULL)
        return "";
    const char *said = support_run(
        support_text("LC_ALL=C %s tests/json_against_schema.py doc/%s.schema.json '%s'", python, name, path),
        &status);
    return status != 0 && said[0] == '\0' ? "the judge failed" : said;
}
