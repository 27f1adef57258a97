// SPDX-License-Identifier: GPL-3.0-or-later
/* CPLEX LP, https://www.gnu.org/software/glpk/ (reference manual, appendix C): row by row. */
#include "report/report.h"

#include "base/mem.h"
#include "report/arc_lp.h"

#include <math.h>
#include <stdlib.h>

enum { TERMS = 4 }; /* a line */

/* Entries by row: entry i of row r is `entry[start[r] + i]`, column * 4 + place in the column. */
struct by_row {
    size_t *start, *entry;
};

static struct by_row by_row_new(const struct arc_lp *lp) {
    struct by_row by = {.start = xcalloc((size_t)lp->rows + 2, sizeof *by.start)};
    for (int c = 0; c < lp->columns; c++)
        for (int i = 0; i < lp->column[c].entries; i++)
            by.start[lp->column[c].row[i] + 2]++;
    for (int r = 0; r < lp->rows; r++)
        by.start[r + 2] += by.start[r + 1];
    by.entry = xcalloc(by.start[lp->rows + 1] + 1, sizeof *by.entry);
    for (int c = 0; c < lp->columns; c++)
        for (int i = 0; i < lp->column[c].entries; i++)
            by.entry[by.start[lp->column[c].row[i] + 1]++] = (size_t)c * 4 + (size_t)i;
    return by;
}

static void by_row_release(struct by_row *by) {
    free(by->start);
    free(by->entry);
}

static void put_objective(const struct arc_lp *lp, FILE *out) {
    char name[LP_NAME], number[32];
    fputs("Minimize\n cost:", out);
    int terms = 0;
    for (int c = 0; c < lp->columns; c++) {
        if (lp->column[c].cost == 0)
            continue;
        fprintf(out, "%s + %s %s", terms > 0 && terms % TERMS == 0 ? "\n " : "",
                lp_number(number, lp->column[c].cost), lp_column_name(lp, c, name));
        terms++;
    }
    for (int f = 0; f < lp->facilities->count; f++, terms++)
        fprintf(out, "%s + %s %s", terms > 0 && terms % TERMS == 0 ? "\n " : "",
                lp_number(number, lp->facilities->cost[f]), lp_facility_name(lp, f, name));
    if (lp->facilities->always_e4 > 0) {
        fprintf(out, "\n  + %s %s", lp_number(number, wide_double(lp->facilities->always_e4, MONEY_PLACES)),
                LP_ALWAYS);
        terms++;
    }
    if (terms == 0)
        fprintf(out, " 0 %s", lp->columns > 0 ? lp_column_name(lp, 0, name) : "none");
    putc('\n', out);
}

static void put_row(const struct arc_lp *lp, const struct by_row *by, int r, FILE *out) {
    char name[LP_NAME], number[32];
    fprintf(out, " %s:", lp_row_name(lp, r, name));
    for (size_t i = by->start[r]; i < by->start[r + 1]; i++) {
        const struct lp_column *column = &lp->column[by->entry[i] / 4];
        bool fresh = i > by->start[r] && (i - by->start[r]) % TERMS == 0;
        fprintf(out, "%s %c %s", fresh ? "\n " : "", column->sign[by->entry[i] % 4] > 0 ? '+' : '-',
                lp_column_name(lp, (int)(by->entry[i] / 4), name));
    }
    const struct lp_row *row = &lp->row[r];
    if (row->facility >= 0)
        fprintf(out, "\n  - %s %s", lp_number(number, row->room), lp_facility_name(lp, row->facility, name));
    fprintf(out, " %s %s\n", row->vertex < 0 ? "<=" : "=", lp_number(number, row->rhs));
}

static void put_binaries(const struct arc_lp *lp, FILE *out) {
    char name[LP_NAME];
    if (lp->facilities->count > 0)
        fputs("Binaries\n", out);
    for (int f = 0; f < lp->facilities->count; f++)
        fprintf(out, " %s\n", lp_facility_name(lp, f, name));
}

void report_lp(const struct compiled *compiled, FILE *out) {
    AUTO(arc_lp_release) struct arc_lp *lp = arc_lp_new(compiled);
    AUTO(by_row_release) struct by_row by = by_row_new(lp);
    char name[LP_NAME], number[32];
    lp_comments(lp, "\\", out);
    put_objective(lp, out);
    fputs("Subject To\n", out);
    for (int r = 0; r < lp->rows; r++)
        put_row(lp, &by, r, out);
    if (lp->rows == 0)
        fprintf(out, " nothing: none >= 0\n");
    fputs("Bounds\n", out);
    for (int c = 0; c < lp->columns; c++)
        if (isfinite(lp->column[c].upper))
            fprintf(out, " %s <= %s\n", lp_column_name(lp, c, name), lp_number(number, lp->column[c].upper));
    if (lp->facilities->always_e4 > 0)
        fprintf(out, " %s = 1\n", LP_ALWAYS);
    put_binaries(lp, out);
    fputs("End\n", out);
}
