// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html.h"

#include "base/utf8.h"
#include "report/words.h"

#include <string.h>

static const char *escape_of(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* The bytes of a character that may stand in a document: no control character, but white space, and none of U+0080 to U+009F. */
static size_t step_of(const char *at, size_t left) {
    size_t step = utf8_step(at, left);
    unsigned char first = (unsigned char)at[0];
    if (step == 1 && (first < 0x20 || first == 0x7F))
        return strchr("\t\n", at[0]) != NULL ? 1 : 0;
    return step == 2 && first == 0xC2 && (unsigned char)at[1] < 0xA0 ? 0 : step;
}

void html_text(FILE *out, const char *text) {
    for (size_t left = strlen(text); left > 0;) {
        const char *escape = escape_of(*text);
        size_t step = step_of(text, left);
        if (escape != NULL)
            fputs(escape, out);
        else if (step > 0)
            fwrite(text, 1, step, out);
        else
            fputs("\xEF\xBF\xBD", out);
        text += step > 0 ? step : 1;
        left -= step > 0 ? step : 1;
    }
}

void html_name(FILE *out, const char *name) {
    fputs("<bdi>", out);
    html_text(out, name);
    fputs("</bdi>", out);
}

void html_attribute(FILE *out, const char *name, const char *text) {
    fprintf(out, " %s=\"", name);
    html_text(out, text);
    putc('"', out);
}

void html_element(FILE *out, const char *tag, const char *text) {
    fprintf(out, "<%s>", tag);
    html_text(out, text);
    fprintf(out, "</%s>\n", tag);
}

/* ---- tables ---- */

static void put_head(const struct html_table *table) {
    fputs("<thead><tr>", table->out);
    for (int c = 0; c < table->columns; c++) {
        const struct html_column *column = &table->column[c];
        fprintf(table->out, "<th scope=\"col\" class=\"%s\"", column->number ? "number" : "text");
        if (column->sums)
            fprintf(table->out, " data-sum data-decimals=\"%d\"", column->decimals);
        putc('>', table->out);
        html_text(table->out, column->title);
        fputs("</th>", table->out);
    }
    fputs("</tr></thead>\n<tbody>\n", table->out);
}

void html_table_begin(struct html_table *table, FILE *out, const char *id, const char *suffix,
                      const char *caption, const struct html_column *column, int columns) {
    *table = (struct html_table){.out = out, .column = column, .columns = columns};
    fprintf(out, "<div class=\"table-box\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%s%s-caption\">",
            id, suffix);
    fprintf(out, "<table id=\"%s%s\">\n<caption id=\"%s%s-caption\">", id, suffix, id, suffix);
    html_text(out, caption);
    fputs("</caption>\n", out);
    put_head(table);
}

static void end_row(struct html_table *table) {
    if (table->in_tag)
        putc('>', table->out);
    if (table->in_row)
        fputs("</tr>\n", table->out);
    table->in_tag = table->in_row = false;
    table->at = 0;
}

void html_row(struct html_table *table, const char *name, const char *value) {
    end_row(table);
    fputs("<tr", table->out);
    table->in_tag = table->in_row = true;
    if (name != NULL)
        html_row_attribute(table, name, value);
}

void html_row_attribute(struct html_table *table, const char *name, const char *value) {
    fprintf(table->out, " data-%s=\"", name);
    html_text(table->out, value);
    putc('"', table->out);
}

void html_total_row(struct html_table *table) {
    end_row(table);
    fputs("</tbody>\n<tfoot>\n<tr class=\"total\"", table->out);
    table->in_tag = table->in_row = table->in_foot = true;
}

static const char *begin_cell(struct html_table *table) {
    const struct html_column *column = &table->column[table->at];
    if (table->in_tag)
        putc('>', table->out);
    table->in_tag = false;
    fprintf(table->out, "<%s class=\"%s\"", table->at == 0 ? "th scope=\"row\"" : "td",
            column->number ? "number" : "text");
    return table->at++ == 0 ? "</th>" : "</td>";
}

void html_cell(struct html_table *table, const char *text) {
    const char *end = begin_cell(table);
    putc('>', table->out);
    html_text(table->out, text);
    fputs(end, table->out);
}

void html_cell_name(struct html_table *table, const char *name) {
    const char *end = begin_cell(table);
    putc('>', table->out);
    html_name(table->out, name);
    fputs(end, table->out);
}

void html_cell_words(struct html_table *table, const char *words, wide n, int places) {
    char plain[WIDE_TEXT];
    const char *end = begin_cell(table);
    fprintf(table->out, " data-value=\"%s\">", wide_text(plain, n, places, 0));
    html_text(table->out, words);
    fputs(end, table->out);
}

void html_cell_number(struct html_table *table, wide n, int places, int shown) {
    char words[WORDS];
    html_cell_words(table, number_words(words, n, places, shown),
                    wide_divide(n, power_of_ten(places - shown)), shown);
}

void html_cell_open(struct html_table *table, const char *class_name) {
    if (table->in_tag)
        putc('>', table->out);
    table->in_tag = false;
    table->at++;
    fprintf(table->out, "<td class=\"%s\">", class_name);
}

void html_cell_close(struct html_table *table) {
    fputs("</td>", table->out);
}

void html_table_end(struct html_table *table) {
    end_row(table);
    fprintf(table->out, "%s\n</table></div>\n", table->in_foot ? "</tfoot>" : "</tbody>");
}
