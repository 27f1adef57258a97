// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/config.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MOST = 1 << 20, VALUE_SHOWN = 60 };

const option_set CONFIG_OPTIONS =
    SET(LANG) | SET(COLOR) | SET(QUIET) | SET(FORMAT) | SET(CSV_RAW) | SET(DATA) | SET(AS_OF) | SET(VOT) |
    SET(GAP) | SET(TIME_LIMIT) | SET(THREADS) | SET(STATS) | SET(BRIEF) | SET(UNMET) | SET(DEPART) |
    SET(WHOLE_VEHICLES) | SET(TILES) | SET(LENGTH_UNIT) | SET(SPEED_UNIT) | SET(POINTS) | SET(OBJECTIVES) |
    SET(SAMPLES) | SET(RULE) | SET(RAISE) | SET(CAPACITY) | SET(BY_WHOM) | SET(ROADS) | SET(UNTIL) |
    SET(PUBLISHER) | SET(CLASSES);

static struct {
    struct setting *setting; /* in order of files, the system's first, and lines */
    int count, room;
    char **kept; /* paths, and bytes of files, which settings point into */
    int keeps, keep_room;
    const struct command *command; /* at work */
    const struct options *options;
} config;

void config_end(void) {
    for (int i = 0; i < config.keeps; i++)
        free(config.kept[i]);
    free(config.kept);
    free(config.setting);
    config.kept = NULL;
    config.setting = NULL;
    config.count = config.room = config.keeps = config.keep_room = 0;
}

static char *keep(char *text) {
    GROW(config.kept, config.keeps, config.keep_room);
    return config.kept[config.keeps++] = text;
}

/* ---- a file ---- */

struct reading {
    const char *path;
    bool is_system;
    const struct command *command; /* of the section */
    bool skips;                    /* the section is of no verb: told once */
    int first;                     /* setting of this file */
    int line;
    struct diag *diag;
};

static struct place at_column(const struct reading *reading, int column) {
    return (struct place){reading->path, reading->line, column};
}

/* Cuts off blanks at both ends, in place. */
static char *trim(char *text) {
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
        text[--length] = '\0';
    return text;
}

static void read_section(struct reading *reading, char *text, int column) {
    const char *names[64] = {NULL};
    char near[MEANT_WORDS];
    size_t length = strlen(text);
    reading->skips = true;
    if (text[length - 1] != ']') {
        diag_add(reading->diag, DIAG_ERROR, at_column(reading, column), "the \"[\" is not closed by a \"]\"");
        return;
    }
    text[length - 1] = '\0';
    const char *name = trim(text + 1);
    for (int i = 0; COMMANDS[i] != NULL && i < 63; i++) {
        names[i] = COMMANDS[i]->name;
        if (strcmp(COMMANDS[i]->name, name) == 0) {
            reading->command = COMMANDS[i];
            reading->skips = false;
            return;
        }
    }
    diag_add(reading->diag, DIAG_ERROR, at_column(reading, column), "no verb \"%.60s\"%s", name,
             did_you_mean(near, "", name, names));
}

static int option_at(const char *key, option_set among) {
    char name[64];
    snprintf(name, sizeof name, "--%.60s", key);
    return strlen(key) <= 60 && strchr(key, '=') == NULL ? option_find(name, among) : -1;
}

/* The option a key stands for; -1 after saying what is wrong with it. */
static int read_key(struct reading *reading, const char *key, int column) {
    const char *known[OPTION_COUNT + 1] = {NULL};
    char near[MEANT_WORDS];
    int count = 0, option = option_at(key, CONFIG_OPTIONS);
    if (option == OPTION_LANG && reading->command != NULL)
        return diag_add(reading->diag, DIAG_ERROR, at_column(reading, column),
                        "lang is of all verbs: it stands before the first [section]"),
               -1;
    if (option >= 0 && reading->command != NULL && !(reading->command->options >> option & 1) &&
        option != OPTION_DATA)
        return diag_add(reading->diag, DIAG_ERROR, at_column(reading, column),
                        "\"angkut %s\" has no option --%s", reading->command->name, key),
               -1;
    if (option >= 0)
        return option;
    if (option_at(key, ~(option_set)0) >= 0)
        return diag_add(reading->diag, DIAG_ERROR, at_column(reading, column),
                        "%s can't be set here: it is for the command line alone", key),
               -1;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (CONFIG_OPTIONS >> i & 1)
            known[count++] = OPTION_SPECS[i].name;
    return diag_add(reading->diag, DIAG_ERROR, at_column(reading, column), "no setting \"%.60s\"%s", key,
                    did_you_mean(near, "", key, known)),
           -1;
}

static bool is_new(const struct reading *reading, int option, int column) {
    for (int i = reading->first; i < config.count; i++)
        if ((int)config.setting[i].option == option && config.setting[i].command == reading->command)
            return diag_add(reading->diag, DIAG_ERROR, at_column(reading, column),
                            "%s stands in line %d already", OPTION_SPECS[option].name,
                            config.setting[i].place.line);
    return true;
}

/* "Mon 06:00" may be quoted, as it is on a command line. */
static char *unquoted(char *value) {
    size_t length = strlen(value);
    if (length < 2 || value[0] != '"' || value[length - 1] != '"')
        return value;
    value[length - 1] = '\0';
    return value + 1;
}

static void read_setting(struct reading *reading, char *text, const char *line) {
    int column = (int)(text - line) + 1;
    char *equals = strchr(text, '=');
    if (equals == NULL) {
        diag_add(reading->diag, DIAG_ERROR, at_column(reading, column),
                 "\"%.60s\" is no setting, which is written: option = value", text);
        return;
    }
    *equals = '\0';
    char *value = trim(equals + 1);
    int at = (int)(value - line) + 1, option = read_key(reading, trim(text), column);
    if (option < 0 || !is_new(reading, option, column))
        return;
    static struct options tried; /* large */
    struct error err = {0};
    options_init(&tried);
    value = unquoted(value);
    if (!options_set(&tried, (enum option)option, value, &err)) {
        diag_add(reading->diag, DIAG_ERROR, at_column(reading, at), "%s: %s", OPTION_SPECS[option].name,
                 err.message);
        return;
    }
    GROW(config.setting, config.count, config.room);
    config.setting[config.count++] = (struct setting){(enum option)option, reading->command, value,
                                                      at_column(reading, at), reading->is_system};
}

static void read_line(struct reading *reading, char *line) {
    char *text = trim(line);
    reading->line++;
    if (text[0] == '[')
        read_section(reading, text, (int)(text - line) + 1);
    else if (text[0] != '\0' && text[0] != '#' && !reading->skips)
        read_setting(reading, text, line);
}

static void read_text(struct reading *reading, char *text, size_t length) {
    size_t valid = utf8_valid(text, length), nul = strlen(text);
    size_t good = valid < nul ? valid : nul;
    if (good < length) {
        for (size_t i = 0; i < good; i++)
            reading->line += text[i] == '\n';
        reading->line++;
        diag_add(reading->diag, DIAG_ERROR, at_column(reading, 0), "not text in UTF-8");
        return;
    }
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    for (char *next; text != NULL; text = next) {
        next = strchr(text, '\n');
        if (next != NULL)
            *next++ = '\0';
        read_line(reading, text);
    }
}

/* Without an error where nothing is there, or is in a folder that is closed to us. */
static bool is_there(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != EACCES);
}

/* Takes `path` over. */
static void read_file(char *path, bool is_system, bool is_asked, struct diag *diag) {
    size_t length = 0;
    struct error err = {0};
    struct reading reading = {
        .path = keep(path), .is_system = is_system, .first = config.count, .diag = diag};
    if (!is_asked && !is_there(path))
        return;
    char *text = file_read(path, FILE_MOST, &length, &err);
    if (text == NULL)
        diag_add(diag, DIAG_ERROR, (struct place){NULL, 0, 0}, "%s", err.message);
    else
        read_text(&reading, keep(text), length);
}

/* ---- which files ---- */

/* The system's folders, the last of the list first: what is read later goes before. */
static void read_system(struct diag *diag) {
    const char *set = getenv("XDG_CONFIG_DIRS");
    AUTO_FREE char *folders = xstrdup(set != NULL && set[0] != '\0' ? set : "/etc/xdg");
    for (char *colon = folders; colon != NULL;) {
        colon = strrchr(folders, ':');
        const char *folder = colon != NULL ? colon + 1 : folders;
        if (folder[0] == '/') /* others are to be ignored, says the specification */
            read_file(file_join(folder, "angkut/config"), true, false, diag);
        if (colon != NULL)
            *colon = '\0';
    }
}

static void read_own(struct diag *diag) {
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (folder != NULL && folder[0] == '/')
        read_file(file_join(folder, "angkut/config"), false, false, diag);
    else if (home != NULL && home[0] == '/')
        read_file(file_join(home, ".config/angkut/config"), false, false, diag);
}

bool config_read(struct diag *diag) {
    const char *named = getenv("ANGKUT_CONFIG");
    config_end();
    if (named == NULL) {
        read_system(diag);
        read_own(diag);
    } else if (named[0] != '\0') {
        read_file(xstrdup(named), false, true, diag);
    }
    return diag_count(diag, DIAG_ERROR) == 0;
}

/* ---- what is in force ---- */

static bool is_set(const char *variable) {
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

/* Whether the environment says in which language, other than that it doesn't matter. */
static bool is_language_set(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        if (is_set(variables[i])) {
            const char *locale = getenv(variables[i]);
            return strcmp(locale, "C") != 0 && strncmp(locale, "C.", 2) != 0 && strcmp(locale, "POSIX") != 0;
        }
    return false;
}

static bool is_overruled(const struct setting *setting) {
    if (setting->option == OPTION_DATA)
        return is_set("ANGKUT_DATA");
    return setting->is_system && ((setting->option == OPTION_COLOR && is_set("NO_COLOR")) ||
                                  (setting->option == OPTION_LANG && is_language_set()));
}

/* Later files go before earlier ones; within a file, the verb's section before the rest. */
const struct setting *config_find(enum option option, const struct command *command) {
    const struct setting *found = NULL;
    for (int i = 0; i < config.count; i++) {
        const struct setting *setting = &config.setting[i];
        bool fits = setting->option == option && !is_overruled(setting) &&
                    (setting->command == NULL || setting->command == command);
        bool same_file = found != NULL && found->place.file == setting->place.file;
        if (fits && (!same_file || setting->command != NULL))
            found = setting;
    }
    return found;
}

const struct setting *config_at(int index) {
    return index < config.count ? &config.setting[index] : NULL;
}

void config_apply(struct options *options, const struct command *command) {
    config.command = command;
    config.options = options;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct setting *setting = config_find((enum option)i, command);
        if (setting != NULL && i != OPTION_DATA && command->options >> i & 1)
            options_set(options, (enum option)i, setting->value, NULL);
    }
}

enum language config_language(void) {
    enum language language = language_of_environment();
    const struct setting *setting = config_find(OPTION_LANG, NULL);
    if (setting != NULL)
        language_named(setting->value, &language);
    return language;
}

/* "~/x" from the home, "x" from the folder of the file that says so. */
char *config_data(void) {
    const struct setting *setting = config_find(OPTION_DATA, config.command);
    if (setting == NULL)
        return NULL;
    const char *home = getenv("HOME"), *slash = strrchr(setting->place.file, '/');
    if (setting->value[0] == '~' && setting->value[1] == '/' && home != NULL)
        return file_join(home, setting->value + 2);
    if (setting->value[0] == '/' || slash == NULL)
        return xstrdup(setting->value);
    AUTO_FREE char *folder = xstrdup(setting->place.file);
    folder[slash - setting->place.file + (slash == setting->place.file)] = '\0';
    return file_join(folder, setting->value);
}

void config_say_origin(const char *message) {
    for (int i = 0; i < config.count && config.options != NULL; i++) {
        const struct setting *setting = &config.setting[i];
        char name[64];
        snprintf(name, sizeof name, "--%s", OPTION_SPECS[setting->option].name);
        if (strstr(message, name) != NULL && !(config.options->given >> setting->option & 1) &&
            config_find(setting->option, config.command) == setting)
            fprintf(stderr, _("angkut: %s was set in %s, line %d\n"), name, setting->place.file,
                    setting->place.line);
    }
}
