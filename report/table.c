// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 256, GAP = 2, NARROWEST = 8 };

struct table {
    const struct table_column *columns;
    int count;
    char **cell;
    int cells, room;
    int total; /* first cell of the total row, or -1 */
};

struct table *table_new(const struct table_column *columns, int count) {
    struct table *table = xcalloc(1, sizeof *table);
    *table = (struct table){.columns = columns, .count = count, .total = -1};
    return table;
}

void table_release(struct table **table) {
    if (*table == NULL)
        return;
    for (int i = 0; i < (*table)->cells; i++)
        free((*table)->cell[i]);
    free((*table)->cell);
    free(*table);
    *table = NULL;
}

void table_cell(struct table *table, const char *text) {
    GROW(table->cell, table->cells, table->room);
    table->cell[table->cells++] = xstrdup(text);
}

void table_cellf(struct table *table, const char *format, ...) {
    char text[CELL];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    text[utf8_valid(text, strlen(text))] = '\0'; /* the cut may have split a character */
    table_cell(table, text);
}

void table_total(struct table *table) {
    table->total = table->cells;
}

/* ---- widths ---- */

static uint32_t code_point(const char *text, size_t bytes) {
    static const unsigned char lead[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t code = (unsigned char)text[0] & lead[bytes];
    for (size_t i = 1; i < bytes; i++)
        code = code << 6 | ((unsigned char)text[i] & 0x3f);
    return code;
}

/* The wide and the combining ranges that names of places
 * use (Unicode's EastAsianWidth.txt, general category Mn). */
static int code_width(uint32_t code) {
    static const struct {
        uint32_t low, high;
        int width;
    } range[] = {
        {0x300, 0x36f, 0},     {0x200b, 0x200f, 0},   {0x20d0, 0x20ff, 0}, {0xfe00, 0xfe0f, 0},
        {0xfe20, 0xfe2f, 0},   {0x1100, 0x115f, 2},   {0x2e80, 0xa4cf, 2}, {0xac00, 0xd7a3, 2},
        {0xf900, 0xfaff, 2},   {0xfe30, 0xfe6f, 2},   {0xff00, 0xff60, 2}, {0xffe0, 0xffe6, 2},
        {0x1f300, 0x1faff, 2}, {0x20000, 0x3fffd, 2},
    };
    for (size_t i = 0; i < sizeof range / sizeof range[0]; i++)
        if (code >= range[i].low && code <= range[i].high)
            return range[i].width;
    return 1;
}

/* The width of the character at `text`, whose bytes go to *bytes; a byte that begins none counts as one. */
static int step_width(const char *text, size_t left, size_t *bytes) {
    *bytes = utf8_step(text, left);
    if (*bytes == 0)
        return (int)(*bytes = 1);
    return code_width(code_point(text, *bytes));
}

int text_width(const char *text) {
    int width = 0;
    for (size_t left = strlen(text), bytes; left > 0; text += bytes, left -= bytes)
        width += step_width(text, left, &bytes);
    return width;
}

void text_cut(char *buffer, size_t size, const char *text, int width) {
    static const char ellipsis[] = "\u2026";
    if (text_width(text) <= width && strlen(text) < size) {
        strcpy(buffer, text);
        return;
    }
    size_t length = 0, bytes;
    for (size_t left = strlen(text); left > 0; left -= bytes, length += bytes) {
        int step = step_width(text + length, left, &bytes);
        if (step > width - 1 || length + bytes + sizeof ellipsis > size)
            break;
        width -= step;
    }
    while (length > 0 && text[length - 1] == ' ')
        length--;
    memcpy(buffer, text, length);
    strcpy(buffer + length, ellipsis);
}

/* ---- printing ---- */

static bool has_titles(const struct table *table) {
    for (int c = 0; c < table->count; c++)
        if (table->columns[c].title[0] != '\0')
            return true;
    return false;
}

static void column_widths(const struct table *table, int room, int *width) {
    int sum = 0, gives = -1;
    for (int c = 0; c < table->count; c++) {
        width[c] = text_width(_(table->columns[c].title));
        for (int i = c; i < table->cells; i += table->count)
            if (text_width(table->cell[i]) > width[c])
                width[c] = text_width(table->cell[i]);
        sum += width[c] + (c > 0 ? GAP : 0);
        if (table->columns[c].gives)
            gives = c;
    }
    if (sum > room && gives >= 0)
        width[gives] = width[gives] - (sum - room) > NARROWEST ? width[gives] - (sum - room) : NARROWEST;
}

static void print_cell(const char *text, int width, bool right, bool last, FILE *out) {
    char cut[CELL];
    text_cut(cut, sizeof cut, text, width);
    int pad = width - text_width(cut);
    if (right)
        fprintf(out, "%*s%s", pad, "", cut);
    else
        fprintf(out, "%s%*s", cut, last ? 0 : pad, "");
}

/* `cell` NULL prints the titles. */
static void print_row(const struct table *table, char *const *cell, const int *width, int indent, FILE *out) {
    fprintf(out, "%*s", indent, "");
    int last = table->count - 1;
    while (last > 0 && (cell != NULL ? cell[last] : table->columns[last].title)[0] == '\0')
        last--;
    for (int c = 0; c <= last; c++) {
        if (c > 0)
            fprintf(out, "%*s", GAP, "");
        print_cell(cell != NULL ? cell[c] : _(table->columns[c].title), width[c], table->columns[c].right,
                   c == last, out);
    }
}

void table_print(const struct table *table, int indent, int width, bool painted, FILE *out) {
    AUTO_FREE int *widths = xcalloc((size_t)table->count, sizeof *widths);
    column_widths(table, width - indent, widths);
    if (has_titles(table)) {
        fputs(painted ? "\033[1m" : "", out);
        print_row(table, NULL, widths, indent, out);
        fputs(painted ? "\033[0m\n" : "\n", out);
    }
    for (int i = 0; i + table->count <= table->cells; i += table->count) {
        bool bold = painted && i == table->total;
        fputs(bold ? "\033[1m" : "", out);
        print_row(table, table->cell + i, widths, indent, out);
        fputs(bold ? "\033[0m\n" : "\n", out);
    }
}
