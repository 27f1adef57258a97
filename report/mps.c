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

static void put_facility(const struct arc_lp *lp, int f, FILE *out) {
    char name[LP_NAME], row[LP_NAME], number[32];
    lp_facility_name(lp, f, name);
    fprintf(out, " %s cost %s\n", name, lp_number(number, lp->facilities->cost[f]));
    for (int r = 0; r < lp->rows; r++)
        if (lp->row[r].facility == f)
            fprintf(out, " %s %s %s\n", name, lp_row_name(lp, r, row), lp_number(number, -lp->row[r].room));
}

static void put_facilities(const struct arc_lp *lp, FILE *out) {
    char number[32];
    if (lp->facilities->count > 0)
        fputs(" open 'MARKER' 'INTORG'\n", out);
    for (int f = 0; f < lp->facilities->count; f++)
        put_facility(lp, f, out);
    if (lp->facilities->count > 0)
        fputs(" open_end 'MARKER' 'INTEND'\n", out);
    if (lp->facilities->always_e4 > 0)
        fprintf(out, " %s cost %s\n", LP_ALWAYS,
                lp_number(number, wide_double(lp->facilities->always_e4, MONEY_PLACES)));
}

static void put_choices(const struct arc_lp *lp, FILE *out) {
    char name[LP_NAME];
    for (int f = 0; f < lp->facilities->count; f++)
        fprintf(out, " UP bound %s 1\n", lp_facility_name(lp, f, name));
    if (lp->facilities->always_e4 > 0)
        fprintf(out, " FX bound %s 1\n", LP_ALWAYS);
}

void report_mps(const struct compiled *compiled, FILE *out) {
    AUTO(arc_lp_release) struct arc_lp *lp = arc_lp_new(compiled);
    char name[LP_NAME], number[32];
    lp_comments(lp, "*", out);
    fputs("NAME angkut\nROWS\n N cost\n", out);
    for (int r = 0; r < lp->rows; r++)
        fprintf(out, " %c %s\n", lp->row[r].vertex < 0 ? 'L' : 'E', lp_row_name(lp, r, name));
    fputs("COLUMNS\n", out);
    for (int c = 0; c < lp->columns; c++)
        put_column(lp, c, out);
    put_facilities(lp, out);
    fputs("RHS\n", out);
    for (int r = 0; r < lp->rows; r++)
        if (lp->row[r].rhs != 0)
            fprintf(out, " rhs %s %s\n", lp_row_name(lp, r, name), lp_number(number, lp->row[r].rhs));
    fputs("BOUNDS\n", out);
    for (int c = 0; c < lp->columns; c++)
        if (isfinite(lp->column[c].upper))
            fprintf(out, " UP bound %s %s\n", lp_column_name(lp, c, name),
                    lp_number(number, lp->column[c].upper));
    put_choices(lp, out);
    fputs("ENDATA\n", out);
}
