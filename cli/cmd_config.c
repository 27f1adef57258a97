// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/config.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { VALUE_COLUMNS = 44 };

static void put_value(enum option option, const char *value, const char *origin,
                      const struct options *options) {
    char text[1000];
    snprintf(text, sizeof text, "%s = %.900s", OPTION_SPECS[option].name, value);
    if (options->show_origin)
        printf("%-*s  %s\n", VALUE_COLUMNS, text, origin);
    else
        puts(text);
}

static void put_setting(const struct setting *setting, const char *value, const struct options *options) {
    char origin[1000];
    snprintf(origin, sizeof origin, "%.900s:%d", setting->place.file, setting->place.line);
    put_value(setting->option, value, origin, options);
}

/* The variable that says it, or that none does. */
static const char *origin_of(const char *const *variables) {
    for (; *variables != NULL; variables++) {
        const char *value = getenv(*variables);
        if (value != NULL && value[0] != '\0')
            return *variables;
    }
    return _("default");
}

static void put_language(const struct options *options) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG", NULL};
    const struct setting *setting = config_find(OPTION_LANG, NULL);
    const char *name = config_language() == LANGUAGE_INDONESIAN ? "id" : "en";
    if (setting != NULL)
        put_setting(setting, name, options);
    else
        put_value(OPTION_LANG, name, origin_of(variables), options);
}

static void put_color(const struct options *options) {
    static const char *const variables[] = {"NO_COLOR", NULL};
    const struct setting *setting = config_find(OPTION_COLOR, NULL);
    const char *no_color = getenv("NO_COLOR");
    if (setting != NULL)
        put_setting(setting, setting->value, options);
    else
        put_value(OPTION_COLOR, no_color != NULL && no_color[0] != '\0' ? "never" : "auto",
                  origin_of(variables), options);
}

static void put_data(const struct options *options) {
    static const char *const variables[] = {"ANGKUT_DATA", NULL};
    const struct setting *setting = config_find(OPTION_DATA, NULL);
    AUTO_FREE char *named = config_data();
    const char *asked = getenv("ANGKUT_DATA");
    bool is_asked = asked != NULL && asked[0] != '\0';
    AUTO_FREE char *folder = named != NULL || is_asked ? NULL : dataset_folder(NULL, NULL);
    if (setting != NULL && named != NULL)
        put_setting(setting, named, options);
    else
        put_value(OPTION_DATA,
                  is_asked         ? asked
                  : folder != NULL ? folder
                                   : "",
                  origin_of(variables), options);
}

/* Those that differ from what all verbs have. */
static void put_section(const struct command *command, const struct options *options) {
    bool begun = false;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct setting *setting = config_find((enum option)i, command);
        if (setting == NULL || setting->command == NULL)
            continue;
        if (!begun)
            printf("\n[%s]\n", command->name);
        put_setting(setting, setting->value, options);
        begun = true;
    }
}

static int run(const struct options *options) {
    put_language(options);
    put_color(options);
    put_data(options);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct setting *setting = config_find((enum option)i, NULL);
        if (setting != NULL && i != OPTION_LANG && i != OPTION_COLOR && i != OPTION_DATA)
            put_setting(setting, setting->value, options);
    }
    for (int i = 0; COMMANDS[i] != NULL; i++)
        put_section(COMMANDS[i], options);
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut config", N_("what is set"), "angkut config --show-origin",
                                       N_("which file and line said what"), NULL};

const struct command CMD_CONFIG = {
    "config",
    N_("shows the settings and where they come from"),
    "",
    0,
    0,
    examples,
    N_("Settings stand in ~/.config/angkut/config, and for all users of the machine in\n"
       "/etc/xdg/angkut/config: lines such as \"lang = id\" or \"threads = 2\", the names\n"
       "those of options; below a line such as [plan] they are of that verb alone. The\n"
       "command line goes before them. ANGKUT_CONFIG names the only file to be read;\n"
       "empty, none is.\n"
       "\nStatus: 0 done, 2 usage, 3 a file of settings is wrong.\n"),
    COMMON | SET(SHOW_ORIGIN),
    run};
