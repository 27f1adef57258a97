// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/import.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

char *shell_word(const char *path) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+,:@%-";
    const char *here = path[0] == '-' ? "./" : "";
    bool is_plain = path[strspn(path, plain)] == '\0';
    char *word = xcalloc(4 * strlen(path) + sizeof "'./'", 1);
    char *end = stpcpy(word, is_plain ? here : "'");
    if (!is_plain)
        end = stpcpy(end, here);
    for (; *path != '\0'; path++)
        end = *path == '\'' ? stpcpy(end, "'\\''") : stpncpy(end, path, 1);
    stpcpy(end, is_plain ? "" : "'");
    return word;
}

int import_finish(const struct options *options, bool good, struct folder_out *out,
                  const struct diag *findings, struct error *err) {
    if (!good || !folder_commit(out, err))
        return say_failure(options, findings, err);
    if (options->quiet)
        return EXIT_DONE;
    diag_print(findings, DIAG_NOTE, is_painted(options, stderr), stderr);
    AUTO_FREE char *word = shell_word(out->path);
    printf(_("Next: angkut check %s\n"), word);
    return EXIT_DONE;
}
