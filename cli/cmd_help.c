// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* Those of the group, NULL = all. Returns how many. */
static int print_verbs(const char *group, FILE *out) {
    size_t length = group != NULL ? strlen(group) : 0;
    int printed = 0;
    for (int i = 0; COMMANDS[i] != NULL; i++)
        if (group == NULL ||
            (strncmp(COMMANDS[i]->name, group, length) == 0 && COMMANDS[i]->name[length] == ' '))
            printed += fprintf(out, "  %-13s  %s\n", COMMANDS[i]->name, COMMANDS[i]->does) > 0;
    return printed;
}

static void print_program(FILE *out) {
    fputs("Angkut plans freight: the routes that cost least money and time through the\n"
          "roads, railways, ferries and ports that all shipments share, and the proof that\n"
          "none are cheaper.\n\n"
          "Examples:\n"
          "  angkut plan                  plan the shipped data set with today's tariffs\n"
          "  angkut plan DIR              plan your own\n"
          "  angkut check DIR             what is wrong with the data\n"
          "  angkut help plan             all about one verb\n\n"
          "Verbs:\n",
          out);
    print_verbs(NULL, out);
}

static void print_examples(const struct command *command, FILE *out) {
    size_t widest = 0;
    for (const char *const *at = command->examples; at[0] != NULL; at += 2)
        widest = strlen(at[0]) > widest ? strlen(at[0]) : widest;
    fputs("Examples:\n", out);
    for (const char *const *at = command->examples; at[0] != NULL; at += 2)
        fprintf(out, "  %-*s  %s\n", (int)widest, at[0], at[1]);
}

static void print_options(const struct command *command, FILE *out) {
    fputs("\nOptions:\n", out);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_spec *spec = &OPTION_SPECS[i];
        if (!(command->options >> i & 1))
            continue;
        char name[40], letter[8] = "    ";
        if (spec->letter != 0)
            snprintf(letter, sizeof letter, "-%c, ", spec->letter);
        snprintf(name, sizeof name, "%s--%s%s%s", letter, spec->name, spec->value != NULL ? " " : "",
                 spec->value != NULL ? spec->value : "");
        fprintf(out, "  %-24s  %s\n", name, spec->does);
    }
}

void help_print(const struct command *command, FILE *out) {
    if (command == NULL) {
        print_program(out);
        return;
    }
    fprintf(out, "angkut %s: %s\n\n", command->name, command->does);
    print_examples(command, out);
    fprintf(out, "\nUsage: angkut %s%s%s%s\n\n%s", command->name, command->arguments[0] != '\0' ? " " : "",
            command->arguments, command->options != 0 ? " [OPTION ...]" : "", command->about);
    if (command->options != 0)
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
        if (help_group(name, options->argument[1], stdout))
            return EXIT_DONE;
        command = command_named(name, options->argument[1]);
        if (command == NULL)
            return EXIT_USAGE;
    }
    help_print(command, stdout);
    return EXIT_DONE;
}

static int run_version(const struct options *options) {
    (void)options;
    puts("angkut " ANGKUT_VERSION);
    return EXIT_DONE;
}

static const char *const help_examples[] = {"angkut help plan", "all about plan", NULL};

const struct command CMD_HELP = {"help", "explains a verb", "[VERB]", 0, 2, help_examples, "", 0, run_help};

static const char *const version_examples[] = {"angkut version", "", NULL};

const struct command CMD_VERSION = {
    "version", "says which Angkut this is", "", 0, 0, version_examples, "", 0, run_version};
