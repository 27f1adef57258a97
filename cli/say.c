// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/mem.h"
#include "cli/config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 40, WIDEST = 120 }; /* columns: beyond that a line is hard to follow */

int say_error(const struct error *err) {
    static const int status[] = {
        [ERROR_NONE] = EXIT_SOLVER, [ERROR_USAGE] = EXIT_USAGE,   [ERROR_INPUT] = EXIT_INPUT,
        [ERROR_IO] = EXIT_IO,       [ERROR_SOLVER] = EXIT_SOLVER, [ERROR_FETCH] = EXIT_FETCH,
        [ERROR_AGAIN] = EXIT_AGAIN};
    fprintf(stderr, "angkut: %s\n", err->message);
    if (err->code == ERROR_USAGE)
        config_say_origin(err->message);
    return status[err->code];
}

int say_failure(const struct options *options, const struct diag *diag, const struct error *err) {
    if (diag_count(diag, DIAG_ERROR) == 0)
        return say_error(err);
    diag_print(diag, DIAG_ERROR, is_painted(options, stderr), stderr);
    return EXIT_INPUT;
}

void say_written(const struct options *options) {
    if (options->output != NULL && !options->quiet && isatty(STDERR_FILENO))
        fprintf(stderr, _("wrote %s\n"), options->output);
}

char *did_you_mean(char buffer[MEANT_WORDS], const char *before, const char *text, const char *const *known) {
    struct names *names = names_new();
    for (int i = 0; known[i] != NULL; i++)
        names_add(names, known[i], NULL);
    const char *near = names_nearest(names, text);
    char whole[MEANT_WORDS];
    snprintf(whole, sizeof whole, "%s%.100s", before, near != NULL ? near : "");
    meant_words(buffer, near != NULL ? whole : NULL);
    names_free(names);
    return buffer;
}

char *digits_words(char buffer[REAL_WORDS], double x, int digits) {
    if (!(fabs(x) < 1000))
        return real_words(buffer, x, 0);
    snprintf(buffer, REAL_WORDS, "%.*g", digits, x);
    char *point = strchr(buffer, '.');
    if (point != NULL)
        *point = language_point();
    return buffer;
}

void machine_begin(const struct options *options) {
    if (options->format != FORMAT_TEXT)
        language_pause();
}

void machine_end(void) {
    language_resume();
}

bool is_painted(const struct options *options, FILE *stream) {
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    if (no_color != NULL && no_color[0] != '\0')
        return false;
    return isatty(fileno(stream)) && term != NULL && strcmp(term, "dumb") != 0;
}

int text_columns(const struct options *options) {
    struct winsize size = {0};
    const char *asked = getenv("COLUMNS");
    long columns = asked != NULL ? strtol(asked, NULL, 10) : 0;
    if (options->output != NULL)
        return 80;
    if (columns <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    return columns <= 0 ? 80 : columns < NARROWEST ? NARROWEST : columns > WIDEST ? WIDEST : (int)columns;
}

void diag_release(struct diag **diag) {
    diag_free(TAKE(*diag));
}

void scenario_release(struct scenario **scenario) {
    scenario_free(TAKE(*scenario));
}

void compiled_release(struct compiled **compiled) {
    compiled_free(TAKE(*compiled));
}

void plan_release(struct plan **plan) {
    plan_free(TAKE(*plan));
}
