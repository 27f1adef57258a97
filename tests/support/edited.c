// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/edited.h"

#include "report/report.h"
#include "tests/support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

void edited_read(struct edits *edits, const char *members) {
    const char *text =
        support_text("{\"schema\": \"angkut-scenario/1\", \"name\": \"a test\", \"reason\": \"to see\"%s%s}",
                     members[0] != '\0' ? ", " : "", members);
    const char *path = support_write(support_folder(), "test.json", text);
    struct diag *diag = diag_new();
    if (!edits_read(edits, path, "test.json", "test", diag))
        fail_msg("%s\n%s", members, findings_text(diag));
    diag_free(diag);
}

struct scenario *edited_load(const char *folder, const struct edits *edits, struct diag *diag) {
    struct scenario *scenario = scenario_load(folder, edits, diag);
    if (scenario == NULL || edits_reprice(edits, scenario, diag))
        return scenario;
    scenario_free(scenario);
    return NULL;
}

/* Leaves out the lines that tell which files and rates a plan is of. */
static const char *without_identity(const char *json) {
    const char *kept = "";
    char *text = strdup(json), *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        if (strstr(line, "_hash\":") == NULL && strstr(line, "\"scenarios\":") == NULL)
            kept = support_text("%s%s\n", kept, line);
    free(text);
    return kept;
}

const char *edited_plan(const char *folder, const struct edits *edits) {
    struct diag *diag = diag_new();
    struct scenario *scenario = edited_load(folder, edits, diag);
    if (scenario == NULL)
        fail_msg("%s", findings_text(diag));
    struct variant variant = NOW;
    variant.has_vot = edits_vot(edits, &variant.vot_per_t_h);
    struct plan *plan = plan_make(scenario, &variant);
    char *json = NULL;
    size_t size;
    FILE *out = open_memstream(&json, &size);
    report_plan_json(plan, scenario, out);
    fclose(out);
    const char *kept = without_identity(json);
    free(json);
    plan_free(plan);
    scenario_free(scenario);
    diag_free(diag);
    return kept;
}

const char *edited_corridor_text(const char *name) {
    for (size_t i = 0; i < CORRIDOR_FILES; i++)
        if (strcmp(CORRIDOR[i].name, name) == 0)
            return CORRIDOR[i].text;
    return "";
}

const char *edited_text(const char *text, const char *from, const char *to) {
    const char *at = from != NULL ? strstr(text, from) : text;
    if (at == NULL)
        fail_msg("\"%s\" is not in:\n%s", from, text);
    return support_text("%.*s%s%s", (int)(at - text), text, to, from != NULL ? at + strlen(from) : "");
}
