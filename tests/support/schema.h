// SPDX-License-Identifier: GPL-3.0-or-later
/* What we write in JSON against the schema we publish for it. */
#ifndef TESTS_SUPPORT_SCHEMA_H
#define TESTS_SUPPORT_SCHEMA_H

/** How to run a Python 3 that has jsonschema; NULL after a notice ("skipped: ...") where there is none. */
const char *schema_interpreter(void);

/**
 * What of the JSON file does not fit doc/NAME.schema.json ("angkut-stress-1"), a line each; "" where all fits, and
 * where there is no Python to ask.
 */
const char *schema_faults(const char *name, const char *path);

#endif
