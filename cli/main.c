// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "cli/complete.h"
#include "cli/config.h"
#include "report/report.h"

#include <stdio.h>
#include <string.h>

#ifndef LOCALE_DIR
#define LOCALE_DIR "/usr/local/share/locale"
#endif

/* In the order in which help lists them. */
const struct command *const COMMANDS[] = {&CMD_PLAN,
                                          &CMD_CHECK,
                                          &CMD_VERIFY,
                                          &CMD_QUOTE,
                                          &CMD_FRONTIER,
                                          &CMD_COMPARE,
                                          &CMD_EXPLAIN,
                                          &CMD_STRESS,
                                          &CMD_PARTNERS,
                                          &CMD_ALLOCATE,
                                          &CMD_HISTORY,
                                          &CMD_SENSITIVITY,
                                          &CMD_REPORT,
                                          &CMD_EXPORT,
                                          &CMD_INIT,
                                          &CMD_IMPORT_GMNS,
                                          &CMD_IMPORT_TNTP,
                                          &CMD_IMPORT_OSM,
                                          &CMD_TARIFF_STATUS,
                                          &CMD_TARIFF_LIST,
                                          &CMD_TARIFF_SHOW,
                                          &CMD_TARIFF_FETCH,
                                          &CMD_TARIFF_DIFF,
                                          &CMD_TARIFF_ACCEPT,
                                          &CMD_TARIFF_DROP,
                                          &CMD_TARIFF_LINT,
                                          &CMD_TARIFF_EXPORT,
                                          &CMD_CONFIG,
                                          &CMD_HELP,
                                          &CMD_VERSION,
                                          NULL};

static const char *const *verbs(void) {
    static const char *names[sizeof COMMANDS / sizeof COMMANDS[0]];
    for (int i = 0; COMMANDS[i] != NULL; i++)
        names[i] = COMMANDS[i]->name;
    return names;
}

/* What a command line or `help` may begin with: "plan", "tariff lint". Of names of two words the first alone is a group. */
static bool is_named(const struct command *command, const char *name, const char *second) {
    size_t length = strlen(name);
    if (strncmp(command->name, name, length) != 0)
        return false;
    const char *rest = command->name + length;
    return *rest == '\0' || (*rest == ' ' && second != NULL && strcmp(rest + 1, second) == 0);
}

static bool is_group(const char *name) {
    size_t length = strlen(name);
    for (int i = 0; COMMANDS[i] != NULL; i++)
        if (strncmp(COMMANDS[i]->name, name, length) == 0 && COMMANDS[i]->name[length] == ' ')
            return true;
    return false;
}

static void say_no_verb(const char *name, const char *second) {
    char near[MEANT_WORDS], whole[96];
    if (!is_group(name)) {
        fprintf(stderr, _("angkut: no verb \"%.80s\"%s\n"), name, did_you_mean(near, "", name, verbs()));
        fputs(_("\"angkut help\" lists the verbs.\n"), stderr);
        return;
    }
    snprintf(whole, sizeof whole, "%.40s %.40s", name, second != NULL ? second : "");
    if (second != NULL)
        fprintf(stderr, _("angkut: no verb \"%.80s\"%s\n"), whole, did_you_mean(near, "", whole, verbs()));
    else
        fprintf(stderr, _("angkut: %.40s: what about it?\n"), name);
    fprintf(stderr, _("\"angkut help %.40s\" lists what there is.\n"), name);
}

const struct command *command_named(const char *name, const char *second) {
    for (int i = 0; COMMANDS[i] != NULL; i++)
        if (is_named(COMMANDS[i], name, second))
            return COMMANDS[i];
    say_no_verb(name, second);
    return NULL;
}

static int usage(const struct command *command, const struct error *err) {
    fprintf(stderr, "angkut %s: %s\n", command->name, err->message);
    fprintf(stderr, _("\"angkut help %s\" says more.\n"), command->name);
    return EXIT_USAGE;
}

static int run(const struct command *command, int argc, char **argv) {
    static struct options options; /* large */
    struct error err = {0};
    options_init(&options);
    config_apply(&options, command);
    if (!options_parse(&options, argc, argv, command->options | SET(HELP), command->most, &err))
        return usage(command, &err);
    if (options.help) {
        help_print(command, stdout);
        return EXIT_DONE;
    }
    if (options.arguments < command->least) {
        error_set(&err, ERROR_USAGE, "needs %s", command->arguments);
        return usage(command, &err);
    }
    csv_put_raw(options.csv_raw);
    return command->run(&options);
}

/* What was printed must have arrived. */
static int finish(int status) {
    if (status == EXIT_IO || (fflush(stdout) == 0 && !ferror(stdout)))
        return status;
    fputs(_("angkut: standard output: could not write all of it\n"), stderr);
    return EXIT_IO;
}

/* The value of --lang, wherever it stands before `--`; NULL = not given. What is wrong with it options_parse() says. */
static const char *language_asked(int argc, char **argv) {
    const char *asked = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            asked = argv[++i];
        else if (strncmp(argv[i], "--lang=", strlen("--lang=")) == 0)
            asked = argv[i] + strlen("--lang=");
    return asked;
}

/* In the build tree translations stand beside the program; once installed, where LOCALE_DIR says. */
static void choose_language(int argc, char **argv) {
    enum language language = config_language();
    const char *asked = language_asked(argc, argv);
    if (asked != NULL)
        language_named(asked, &language);
    AUTO_FREE char *here = program_folder();
    AUTO_FREE char *beside = here != NULL ? file_join(here, "locale") : NULL;
    AUTO_FREE char *moved = here != NULL ? file_join(here, "../share/locale") : NULL;
    language_use(language, beside != NULL && file_exists(beside) ? beside
                           : moved != NULL && file_exists(moved) ? moved
                                                                 : LOCALE_DIR);
}

/* How many words a --lang in front of the verb takes. */
static int words_of_language(int argc, char **argv) {
    int words = 0;
    while (words + 1 < argc && strncmp(argv[words + 1], "--lang", strlen("--lang")) == 0)
        words += argv[words + 1][strlen("--lang")] == '=' ? 1 : 2;
    return words < argc ? words : argc - 1;
}

static int do_verb(int argc, char **argv) {
    if (argc < 2) {
        help_print(NULL, stderr);
        return EXIT_USAGE;
    }
    const char *verb = argv[1];
    if (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0)
        verb = "help";
    else if (strcmp(verb, "--version") == 0 || strcmp(verb, "-V") == 0)
        verb = "version";
    const char *second = argc > 2 && strncmp(argv[2], "--lang", strlen("--lang")) != 0 ? argv[2] : NULL;
    if (help_group(verb, second, stdout))
        return finish(EXIT_DONE);
    const struct command *command = command_named(verb, second);
    if (command == NULL)
        return EXIT_USAGE;
    int words = strchr(command->name, ' ') != NULL ? 3 : 2;
    return finish(run(command, argc - words, argv + words));
}

/* False after saying what is wrong with the files of settings, in the language that they ask for. */
static bool settings_hold(int argc, char **argv) {
    AUTO(diag_release) struct diag *found = diag_new();
    AUTO(diag_release) struct diag *told = diag_new();
    bool hold = config_read(found);
    choose_language(argc, argv);
    if (!hold && !config_read(told))
        diag_print(told, DIAG_ERROR, false, stderr);
    return hold;
}

/* Help is there whatever the settings are. */
static bool is_about_itself(int argc, char **argv) {
    static const char *const words[] = {"help", "--help", "-h", "version", "--version", "-V"};
    for (size_t i = 0; argc > 1 && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(argv[1], words[i]) == 0)
            return true;
    return argc < 2;
}

/* Never a message: it would stand in the midst of a line that is being typed. */
static int complete(int argc, char **argv) {
    AUTO(diag_release) struct diag *found = diag_new();
    config_read(found);
    choose_language(0, NULL);
    return complete_run(argc, argv);
}

static int run_all(int argc, char **argv) {
    enum language language;
    if (argc > 1 && strcmp(argv[1], "__complete") == 0)
        return complete(argc - 2, argv + 2);
    bool hold = settings_hold(argc, argv);
    const char *asked = language_asked(argc, argv);
    int words = words_of_language(argc, argv);
    if (words > 0 && (asked == NULL || !language_named(asked, &language))) {
        fprintf(stderr, _("angkut: --lang: \"%.40s\" is none of en, id\n"), asked != NULL ? asked : "");
        return EXIT_USAGE;
    }
    if (!hold && !is_about_itself(argc - words, argv + words))
        return EXIT_INPUT;
    return do_verb(argc - words, argv + words);
}

int main(int argc, char **argv) {
    int status = run_all(argc, argv);
    config_end();
    return status;
}
