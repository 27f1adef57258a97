// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/golden.h"

#include "tests/support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static const char *folder;
static char *program;

bool golden_begin(void) {
    const char *named = getenv("ANGKUT");
    free(program); /* a folder for each test, say */
    program = realpath(named != NULL ? named : "build/plain/angkut", NULL);
    folder = support_folder();
    if (program == NULL)
        print_error("there is no program build/plain/angkut, and $ANGKUT names none\n");
    return program != NULL;
}

const char *golden_folder(void) {
    return folder;
}

const char *golden_program(void) {
    return program;
}

void golden_vary(const char *name, const char *file, const char *script) {
    int status;
    support_run(support_text("cp -R tests/data/strait %s/%s && sed -i '%s' %s/%s/%s", folder, name, script,
                             folder, name, file),
                &status);
    assert_int_equal(status, 0);
}

const char *golden_run(const char *command) {
    return support_run(
        support_text("cd %s && unset ANGKUT_DATA NO_COLOR; export XDG_STATE_HOME=\"$PWD/state\"; angkut() { "
                     "'%s' \"$@\"; }; (%s) >out 2>messages; "
                     "status=$?; "
                     "cat out; if [ -s messages ]; then echo '--- messages'; cat messages; fi; "
                     "echo \"--- exit status $status\"",
                     folder, program, command),
        NULL);
}

static void differs(const struct golden *golden, const char *path, const char *text) {
    const char *now = support_write(folder, "now.txt", text);
    fail_msg("%s differs from %s (UPDATE_GOLDEN=1 accepts it):\n%s", golden->name, path,
             support_run(support_text("diff -u '%s' '%s'", path, now), NULL));
}

void golden_compare(const struct golden *golden, size_t count) {
    const char *update = getenv("UPDATE_GOLDEN");
    for (size_t i = 0; i < count; i++) {
        const char *path = support_text("tests/golden/%s.txt", golden[i].name);
        const char *text = support_text("$ %s\n%s", golden[i].command, golden_run(golden[i].command));
        if (update != NULL && update[0] == '1')
            support_write("tests/golden", support_text("%s.txt", golden[i].name), text);
        else if (access(path, R_OK) != 0)
            fail_msg("%s is not there: UPDATE_GOLDEN=1 writes it", path);
        else if (strcmp(text, support_read(path)) != 0)
            differs(&golden[i], path, text);
    }
}

void golden_fits(const struct golden *golden, size_t count, bool may_cut) {
    for (size_t i = 0; i < count; i++) {
        const char *text = golden_run(support_text("(%s) 2>/dev/null", golden[i].command));
        for (const char *line = text; *line != '\0' && strncmp(line, "---", 3) != 0;
             line += strcspn(line, "\n") + 1) {
            size_t length = strcspn(line, "\n");
            int width = 0;
            for (size_t at = 0; at < length; at++)
                width += ((unsigned char)line[at] & 0xc0) != 0x80;
            if (width > 80 || (!may_cut && memmem(line, length, "…", strlen("…")) != NULL))
                fail_msg("%s: %.*s", golden[i].name, (int)length, line);
        }
    }
}
