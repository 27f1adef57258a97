// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/diag.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>

enum { LEVELS = DIAG_ERROR + 1 };

struct finding {
    enum diag_level level;
    int file; /* in `files`; "" is the data set as a whole */
    int line, column;
    char *text;
};

struct tally {
    int count[LEVELS];
};

/* Findings past DIAG_SHOWN of a file and level are only counted, so that a spoilt file costs no memory. */
struct diag {
    struct names *files;
    struct tally total, *of_file;
    int file_room;
    struct finding *findings;
    int count, room;
};

struct diag *diag_new(void) {
    struct diag *diag = xcalloc(1, sizeof *diag);
    diag->files = names_new();
    return diag;
}

void diag_free(struct diag *diag) {
    if (diag == NULL)
        return;
    for (int i = 0; i < diag->count; i++)
        free(diag->findings[i].text);
    free(diag->findings);
    free(diag->of_file);
    names_free(diag->files);
    free(diag);
}

static int file_number(struct diag *diag, const char *name) {
    bool is_new;
    int file = names_add(diag->files, name != NULL ? name : "", &is_new);
    if (is_new) {
        GROW(diag->of_file, file, diag->file_room);
        diag->of_file[file] = (struct tally){0};
    }
    return file;
}

__attribute__((format(printf, 1, 0))) static char *format_text(const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, language_text(format), again);
    va_end(again);
    size_t size = length > 0 ? (size_t)length + 1 : 1;
    char *text = xcalloc(size, 1);
    vsnprintf(text, size, language_text(format), args);
    utf8_tidy(text);
    return text;
}

bool diag_add(struct diag *diag, enum diag_level level, struct place place, const char *format, ...) {
    int file = file_number(diag, place.file);
    diag->total.count[level]++;
    if (++diag->of_file[file].count[level] > DIAG_SHOWN)
        return false;
    va_list args;
    va_start(args, format);
    char *text = format_text(format, args);
    va_end(args);
    GROW(diag->findings, diag->count, diag->room);
    diag->findings[diag->count++] = (struct finding){level, file, place.line, place.column, text};
    return false;
}

void diag_copy(struct diag *diag, const struct diag *from, enum diag_level level) {
    for (int i = 0; i < from->count; i++) {
        const struct finding *found = &from->findings[i];
        const char *file = names_text(from->files, found->file);
        struct place place = {file[0] != '\0' ? file : NULL, found->line, found->column};
        if (found->level == level)
            diag_add(diag, level, place, "%s", found->text);
    }
}

int diag_count(const struct diag *diag, enum diag_level level) {
    return diag->total.count[level];
}

enum { PLACE_TEXT = 300 };

/* "file:line:column: ", as much of it as is known. */
static void place_text(const struct diag *diag, const struct finding *finding, char text[PLACE_TEXT]) {
    const char *file = names_text(diag->files, finding->file);
    text[0] = '\0';
    if (file[0] == '\0')
        return;
    if (finding->line == 0)
        snprintf(text, PLACE_TEXT, "%.250s: ", file);
    else if (finding->column == 0)
        snprintf(text, PLACE_TEXT, "%.250s:%d: ", file, finding->line);
    else
        snprintf(text, PLACE_TEXT, "%.250s:%d:%d: ", file, finding->line, finding->column);
    utf8_tidy(text);
}

static const char *const level_word[] = {N_("note"), N_("warning"), N_("error")};

static void print_finding(const struct diag *diag, const struct finding *finding, bool painted, FILE *out) {
    static const char *const colour[] = {"36", "35", "31"};
    char place[PLACE_TEXT];
    place_text(diag, finding, place);
    if (painted)
        fprintf(out, "\033[1m%s\033[1;%sm%s:\033[0m %s\n", place, colour[finding->level],
                _(level_word[finding->level]), finding->text);
    else
        fprintf(out, "%s%s: %s\n", place, _(level_word[finding->level]), finding->text);
}

/* After the last one shown of its file and level: how many there are beyond. */
static void print_rest(const struct diag *diag, const struct finding *last, FILE *out) {
    int rest = diag->of_file[last->file].count[last->level] - DIAG_SHOWN;
    struct finding whole = {.file = last->file};
    char place[PLACE_TEXT];
    place_text(diag, &whole, place);
    if (rest <= 0)
        return;
    fputs(place, out);
    if (last->level == DIAG_NOTE)
        fprintf(out, P_("and %d more note", "and %d more notes", rest), rest);
    else if (last->level == DIAG_WARNING)
        fprintf(out, P_("and %d more warning", "and %d more warnings", rest), rest);
    else
        fprintf(out, P_("and %d more error", "and %d more errors", rest), rest);
    putc('\n', out);
}

static void print_level(const struct diag *diag, enum diag_level level, bool painted, FILE *out) {
    AUTO_FREE int *shown = xcalloc((size_t)names_count(diag->files), sizeof *shown);
    for (int i = 0; i < diag->count; i++) {
        const struct finding *finding = &diag->findings[i];
        if (finding->level != level)
            continue;
        print_finding(diag, finding, painted, out);
        if (++shown[finding->file] == DIAG_SHOWN)
            print_rest(diag, finding, out);
    }
}

void diag_print(const struct diag *diag, enum diag_level least, bool painted, FILE *out) {
    for (int level = DIAG_ERROR; level >= (int)least; level--)
        print_level(diag, (enum diag_level)level, painted, out);
}

bool diag_error(const struct diag *diag, struct error *err) {
    for (int i = 0; i < diag->count; i++) {
        const struct finding *finding = &diag->findings[i];
        if (finding->level != DIAG_ERROR)
            continue;
        char place[PLACE_TEXT];
        place_text(diag, finding, place);
        return error_set(err, ERROR_INPUT, "%s%s", place, finding->text);
    }
    return true;
}
