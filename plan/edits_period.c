// SPDX-License-Identifier: GPL-3.0-or-later
/* How much of the period is planned. */
#include "plan/edits_parts.h"

#include <string.h>

/* A share of the period changes every quantity, and says so. */
static bool is_period(const struct csv_edit *edit) {
    static const char said[] = ": /period_share";
    size_t length = strlen(edit->shown), most = sizeof said - 1;
    return edit->text == NULL && strcmp(edit->column, "quantity_t") == 0 && length >= most &&
           strcmp(edit->shown + length - most, said) == 0;
}

bool edits_period_share(const struct edits *edits, int64_t *factor_e8) {
    const wide whole_e8 = 100000000;
    wide share_e8 = whole_e8;
    bool any = false;
    for (int i = 0; edits != NULL && i < edits->rows; i++) {
        if (!is_period(&edits->row[i].edit))
            continue;
        share_e8 = wide_divide(share_e8 * edits->row[i].edit.factor_e8, whole_e8);
        share_e8 = share_e8 > INT64_MAX ? INT64_MAX : share_e8;
        any = true;
    }
    *factor_e8 = (int64_t)share_e8;
    return any;
}
