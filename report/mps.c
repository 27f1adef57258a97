// SPDX-License-Identifier: GPL-3.0-or-later
/* Free MPS: column by column. */
#include "report/report.h"

#include "base/mem.h"
#include "report/arc_lp.h"

#include <math.h>

static void put_column(const struct arc_lp *lp, int c, FILE *out) {
    const struct lp_column *column = &lp->column[c];
    char name[LP_NAME], row[LP_NAME], number[32];
    lp_column_name(lp, c, name);
    if (column->cost != 0)
        fprintf(out, " %s cost %s\n", name, lp_number(number, column->cost));
    for (int i = 0; i < column->entries; i++)
        fprintf(out, " %s %s %d\n", name, lp_row_name(lp, column->row[i], row), column->sign[i]);
}

void report_mps(const struct compiled *compiled, FILE *out) {
    AUTO(arc_lp_release) struct arc_lp *lp = arc_lp_new(compiled);
    char name[LP_NAME], number[32];
    lp_comments(lp, "*", out);
    fputs("NAME angkut\nROWS\n N cost\n", out);
    for (int r = 0; r < lp->rows; r++)
        fprintf(out, " %c %s\n", lp->row[r].resource >= 0 ? 'L' : 'E', lp_row_name(lp, r, name));
    fputs("COLUMNS\n", out);
    for (int c = 0; c < lp->columns; c++)
        put_column(lp, c, out);
    fputs("RHS\n", out);
    for (int r = 0; r < lp->rows; r++)
        if (lp->row[r].rhs != 0)
            fprintf(out, " rhs %s %s\n", lp_row_name(lp, r, name), lp_number(number, lp->row[r].rhs));
    fputs("BOUNDS\n", out);
    for (int c = 0; c < lp->columns; c++)
        if (isfinite(lp->column[c].upper))
            fprintf(out, " UP bound %s %s\n", lp_column_name(lp, c, name),
                    lp_number(number, lp->column[c].upper));
    fputs("ENDATA\n", out);
}
