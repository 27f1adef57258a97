// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx_book.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/table.h"

#ifdef HAVE_XLSX

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { COLUMNS_MOST = 40, CELL = 32767, WIDTH_MOST = 48, SUM_PLACES = 18 };

struct book_file {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *total_text, *number[16], *total[16]; /* numbers by decimals */
    char folder[64], path[96];
    const struct sheet_column *column;
    int columns, at, width[COLUMNS_MOST];
    lxw_row_t row;
    wide sum[COLUMNS_MOST]; /* 10^-SUM_PLACES */
};

/* ---- formats ---- */

static lxw_format *number_format(struct book_file *file, int shown, bool total) {
    lxw_format **made = total ? &file->total[shown] : &file->number[shown];
    char text[32] = "#,##0";
    if (*made != NULL)
        return *made;
    *made = workbook_add_format(file->book);
    if (shown > 0)
        snprintf(text, sizeof text, "#,##0.%0*d", shown, 0);
    format_set_num_format(*made, text);
    if (total) {
        format_set_bold(*made);
        format_set_top(*made, LXW_BORDER_THIN);
    }
    return *made;
}

static void add_formats(struct book_file *file) {
    file->head = workbook_add_format(file->book);
    format_set_bold(file->head);
    format_set_bottom(file->head, LXW_BORDER_THIN);
    format_set_text_wrap(file->head);
    format_set_align(file->head, LXW_ALIGN_VERTICAL_TOP);
    file->total_text = workbook_add_format(file->book);
    format_set_bold(file->total_text);
    format_set_top(file->total_text, LXW_BORDER_THIN);
}

/* ---- the file: libxlsxwriter writes to a name, and its parts to other temporary files ---- */

struct book_file *book_file_new(struct date made, struct error *err) {
    struct book_file *file = xcalloc(1, sizeof *file);
    const char *where = getenv("TMPDIR");
    snprintf(file->folder, sizeof file->folder, "%.40s/angkut-XXXXXX",
             where != NULL && where[0] == '/' && strlen(where) <= 40 ? where : "/tmp");
    if (mkdtemp(file->folder) == NULL) {
        error_set(err, ERROR_IO, "%s: no folder for temporary files: %s", file->folder, strerror(errno));
        free(file);
        return NULL;
    }
    snprintf(file->path, sizeof file->path, "%s/book.xlsx", file->folder);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = file->folder};
    file->book = workbook_new_opt(file->path, &options);
    /* Noon, so that no time zone makes it another day. */
    lxw_doc_properties properties = {.created = (time_t)made.day * 86400 + 43200};
    workbook_set_properties(file->book, &properties);
    add_formats(file);
    return file;
}

static bool copy_file(const char *path, FILE *out, struct error *err) {
    char bytes[16384];
    size_t length;
    FILE *in = fopen(path, "rbe");
    if (in == NULL)
        return error_set(err, ERROR_IO, "%s: cannot be read: %s", path, strerror(errno));
    while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
        fwrite(bytes, 1, length, out);
    bool good = !ferror(in);
    fclose(in);
    return good || error_set(err, ERROR_IO, "%s: cannot be read: %s", path, strerror(errno));
}

bool book_file_write(struct book_file **file, FILE *out, struct error *err) {
    lxw_error failure = workbook_close((*file)->book);
    (*file)->book = NULL;
    bool good = failure == LXW_NO_ERROR ? copy_file((*file)->path, out, err)
                                        : error_set(err, ERROR_IO, "%s: the workbook cannot be written: %s",
                                                    (*file)->path, lxw_strerror(failure));
    book_file_release(file);
    return good;
}

void book_file_release(struct book_file **file) {
    if (*file == NULL)
        return;
    if ((*file)->book != NULL)
        workbook_close((*file)->book);
    unlink((*file)->path);
    rmdir((*file)->folder);
    free(*file);
    *file = NULL;
}

/* ---- sheets ---- */

static void widen(struct book_file *file, int width) {
    if (width > WIDTH_MOST)
        width = WIDTH_MOST;
    if (file->width[file->at] < width)
        file->width[file->at] = width;
}

static void advance(struct book_file *file) {
    if (++file->at == file->columns) {
        file->at = 0;
        file->row++;
    }
}

void sheet_begin(struct book_file *file, const char *title, const struct sheet_column *columns, int count) {
    file->sheet = workbook_add_worksheet(file->book, language_text(title));
    file->column = columns;
    file->columns = count;
    file->row = 1;
    memset(file->sum, 0, sizeof file->sum);
    memset(file->width, 0, sizeof file->width);
    for (file->at = 0; file->at < count; file->at++) {
        const char *text = language_text(columns[file->at].title);
        worksheet_write_string(file->sheet, 0, (lxw_col_t)file->at, text, file->head);
        widen(file, text_width(text) + 3);
    }
    file->at = 0;
}

void sheet_text(struct book_file *file, const char *text) {
    AUTO_FREE char *cut = NULL;
    if (text != NULL && strlen(text) > CELL) { /* no program reads more; at the start of a letter */
        size_t length = CELL;
        while (((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
        cut = xcalloc(length + 1, 1);
        text = memcpy(cut, text, length);
    }
    if (text != NULL && text[0] != '\0') {
        worksheet_write_string(file->sheet, file->row, (lxw_col_t)file->at, text, NULL);
        widen(file, text_width(text) + 2);
    }
    advance(file);
}

void sheet_number(struct book_file *file, wide n, int places) {
    int shown = file->column[file->at].shown;
    worksheet_write_number(file->sheet, file->row, (lxw_col_t)file->at, wide_double(n, places),
                           number_format(file, shown, false));
    widen(file, 14 + shown);
    for (; places < SUM_PLACES; places++)
        n *= 10;
    file->sum[file->at] += n;
    advance(file);
}

void sheet_empty(struct book_file *file) {
    advance(file);
}

/* SUBTOTAL(109, ...) is the sum of what a filter leaves; of all where there is none. */
static void put_total(struct book_file *file, int column, lxw_row_t last) {
    char formula[80], from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(from, 1, (lxw_col_t)column);
    lxw_rowcol_to_cell(to, last, (lxw_col_t)column);
    snprintf(formula, sizeof formula, "=SUBTOTAL(109,%s:%s)", from, to);
    worksheet_write_formula_num(file->sheet, last + 1, (lxw_col_t)column, formula,
                                number_format(file, file->column[column].shown, true),
                                wide_double(file->sum[column], SUM_PLACES));
}

void sheet_end(struct book_file *file) {
    lxw_row_t last = file->row - 1;
    bool summed = false;
    for (int c = 0; c < file->columns; c++)
        summed = summed || file->column[c].kind == COLUMN_SUM;
    for (int c = 0; c < file->columns; c++)
        worksheet_set_column(file->sheet, (lxw_col_t)c, (lxw_col_t)c, file->width[c], NULL);
    worksheet_freeze_panes(file->sheet, 1, 0);
    if (last == 0)
        return;
    worksheet_autofilter(file->sheet, 0, 0, last, (lxw_col_t)(file->columns - 1));
    for (int c = 0; summed && c < file->columns; c++)
        if (file->column[c].kind == COLUMN_SUM)
            put_total(file, c, last);
        else
            worksheet_write_string(file->sheet, last + 1, (lxw_col_t)c, c == 0 ? _("Total") : "",
                                   file->total_text);
}

#else

struct book_file *book_file_new(struct date made, struct error *err) {
    (void)made;
    error_set(err, ERROR_USAGE, "--xlsx: this program was built without libxlsxwriter");
    return NULL;
}
void sheet_begin(struct book_file *file, const char *title, const struct sheet_column *columns, int count) {
    (void)file, (void)title, (void)columns, (void)count;
}
void sheet_text(struct book_file *file, const char *text) {
    (void)file, (void)text;
}
void sheet_number(struct book_file *file, wide n, int places) {
    (void)file, (void)n, (void)places;
}
void sheet_empty(struct book_file *file) {
    (void)file;
}
void sheet_end(struct book_file *file) {
    (void)file;
}
bool book_file_write(struct book_file **file, FILE *out, struct error *err) {
    (void)file, (void)out;
    return error_set(err, ERROR_USAGE, "--xlsx: this program was built without libxlsxwriter");
}
void book_file_release(struct book_file **file) {
    (void)file;
}

#endif
