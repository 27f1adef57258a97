// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/import.h"

#include <stdio.h>

int import_finish(const struct options *options, bool good, struct folder_out *out,
                  const struct diag *findings, struct error *err) {
    if (!good || !folder_commit(out, err))
        return say_failure(options, findings, err);
    if (options->quiet)
        return EXIT_DONE;
    diag_print(findings, DIAG_NOTE, is_painted(options, stderr), stderr);
    printf(_("Next: angkut check %s\n"), out->path);
    return EXIT_DONE;
}
