// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/mem.h"
#include "cli/man.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 80, LEAST_ROOM = 16 };

const char WHAT_DIR_IS[] = N_("DIR is a data set: a folder with roads/, shipments/ and, where costs need\n"
                              "rates, tariffs/. Without it: $ANGKUT_DATA, or the data set shipped with the\n"
                              "program.\n");

/* Terminal columns of UTF-8 text without wide characters. */
static int width_of(const char *text, size_t length) {
    int width = 0;
    for (size_t i = 0; i < length; i++)
        width += ((unsigned char)text[i] & 0xC0) != 0x80;
    return width;
}

/* From `column` on, where the line stands already; later lines begin there too. A word that does not fit stands alone. */
static void print_hanging(const char *text, int column, FILE *out) {
    int room = COLUMNS - column > LEAST_ROOM ? COLUMNS - column : LEAST_ROOM, used = 0;
    for (const char *word = text; *word != '\0'; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        int width = width_of(word, length);
        if (used > 0 && used + 1 + width > room) {
            fprintf(out, "\n%*s", column, "");
            used = 0;
        }
        used += fprintf(out, "%s%.*s", used > 0 ? " " : "", (int)length, word) > 0 ? width + (used > 0) : 0;
        word += length;
    }
    putc('\n', out);
}

/* Those of the group, NULL = all. Returns how many. */
static int print_verbs(const char *group, FILE *out) {
    size_t length = group != NULL ? strlen(group) : 0;
    int printed = 0;
    for (int i = 0; COMMANDS[i] != NULL; i++) {
        const char *name = COMMANDS[i]->name;
        if (group != NULL && (strncmp(name, group, length) != 0 || name[length] != ' '))
            continue;
        fprintf(out, "  %-13s  ", name);
        print_hanging(_(COMMANDS[i]->does), 17, out);
        printed++;
    }
    return printed;
}

/* Whether each explanation fits beside the commands, which take `widest` columns. */
static bool fits_beside(const char *const *examples, size_t widest) {
    bool fits = true;
    for (const char *const *at = examples; at[0] != NULL; at += 2) {
        const char *text = _(at[1]);
        fits = fits && (int)widest + 4 + width_of(text, strlen(text)) <= COLUMNS;
    }
    return fits;
}

/* The commands take `least` columns or more; where an explanation has no room beside them, all stand below. */
static void print_examples(const char *const *examples, size_t least, FILE *out) {
    size_t widest = least;
    for (const char *const *at = examples; at[0] != NULL; at += 2)
        widest = strlen(at[0]) > widest ? strlen(at[0]) : widest;
    bool beside = fits_beside(examples, widest);
    fprintf(out, "%s\n", _("Examples:"));
    for (const char *const *at = examples; at[0] != NULL; at += 2) {
        if (beside)
            fprintf(out, "  %-*s  ", (int)widest, at[0]);
        else
            fprintf(out, "  %s\n      ", at[0]);
        print_hanging(_(at[1]), beside ? (int)widest + 4 : 6, out);
    }
}

const char *const PROGRAM_EXAMPLES[] = {"angkut plan",
                                        N_("plan the shipped data set with today's tariffs"),
                                        "angkut plan DIR",
                                        N_("plan your own"),
                                        "angkut check DIR",
                                        N_("what is wrong with the data"),
                                        "angkut help plan",
                                        N_("all about one verb"),
                                        NULL};

const char PROGRAM_ABOUT[] =
    N_("Angkut plans freight: the routes that cost least money and time through the\n"
       "roads, railways, ferries and ports that all shipments share, and the proof that\n"
       "none are cheaper.\n");

static void print_program(FILE *out) {
    fputs(_(PROGRAM_ABOUT), out);
    putc('\n', out);
    print_examples(PROGRAM_EXAMPLES, 27, out);
    fprintf(out, "\n%s\n", _("Verbs:"));
    print_verbs(NULL, out);
}

static void print_options(const struct command *command, FILE *out) {
    fprintf(out, "\n%s\n", _("Options:"));
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_spec *spec = &OPTION_SPECS[i];
        if (!(command->options >> i & 1))
            continue;
        char name[40], letter[8] = "    ";
        if (spec->letter != 0)
            snprintf(letter, sizeof letter, "-%c, ", spec->letter);
        snprintf(name, sizeof name, "%s--%s%s%s", letter, spec->name, spec->value != NULL ? " " : "",
                 spec->value != NULL ? spec->value : "");
        fprintf(out, "  %-24s  ", name);
        print_hanging(_(spec->does), strlen(name) > 24 ? (int)strlen(name) + 4 : 28, out);
    }
}

/* Its line {DIR} stands for what DIR is. */
static void print_about(const char *about, FILE *out) {
    const char *text = _(about), *dir = strstr(text, "{DIR}\n");
    if (dir == NULL)
        fputs(text, out);
    else
        fprintf(out, "%.*s%s%s", (int)(dir - text), text, _(WHAT_DIR_IS), dir + strlen("{DIR}\n"));
}

void help_print(const struct command *command, FILE *out) {
    if (command == NULL) {
        print_program(out);
        return;
    }
    fprintf(out, "angkut %s: ", command->name);
    print_hanging(_(command->does), (int)strlen(command->name) + 9, out);
    putc('\n', out);
    print_examples(command->examples, 0, out);
    putc('\n', out);
    fprintf(out, _("Usage: angkut %s%s%s [OPTION ...]"), command->name,
            command->arguments[0] != '\0' ? " " : "", command->arguments);
    fputs(command->about[0] != '\0' ? "\n\n" : "\n", out);
    print_about(command->about, out);
    print_options(command, out);
}

bool help_group(const char *group, const char *second, FILE *out) {
    bool asked = second == NULL || strcmp(second, "--help") == 0 || strcmp(second, "-h") == 0;
    return asked && print_verbs(group, out) > 0;
}

static int run_help(const struct options *options) {
    const struct command *command = NULL;
    const char *name = options->argument[0];
    if (name != NULL) {
        if (!options->man && help_group(name, options->argument[1], stdout))
            return EXIT_DONE;
        command = command_named(name, options->argument[1]);
        if (command == NULL)
            return EXIT_USAGE;
    }
    if (options->man)
        man_print(command, stdout);
    else
        help_print(command, stdout);
    return EXIT_DONE;
}

static int run_version(const struct options *options) {
    (void)options;
    puts("angkut " ANGKUT_VERSION);
    return EXIT_DONE;
}

static const char *const help_examples[] = {"angkut help plan", N_("all about plan"),
                                            "angkut help plan --man | man -l -", N_("the same as a man page"),
                                            NULL};

const struct command CMD_HELP = {"help", N_("explains a verb"), "[VERB]", 0, 2, help_examples,
                                 "",     SET(LANG) | SET(MAN),  run_help};

static const char *const version_examples[] = {"angkut version", N_("its number"), NULL};

const struct command CMD_VERSION = {
    "version", N_("says which Angkut this is"), "", 0, 0, version_examples, "", SET(LANG), run_version};
