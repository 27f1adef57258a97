// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/complete.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/config.h"

#include <stdlib.h>
#include <string.h>

/* What an option's value is: words of its own, or a kind. */
static const struct {
    const char *const *words;
    enum kind kind;
} VALUES[OPTION_COUNT] = {
    [OPTION_FORMAT] = {(const char *const[]){"text", "json", "csv", NULL}, KIND_NOTHING},
    [OPTION_COLOR] = {(const char *const[]){"auto", "always", "never", NULL}, KIND_NOTHING},
    [OPTION_LANG] = {(const char *const[]){"en", "id", NULL}, KIND_NOTHING},
    [OPTION_OBJECTIVES] = {(const char *const[]){"cost,time", "cost,co2", "time,co2", NULL}, KIND_NOTHING},
    [OPTION_BY_WHOM] = {PLAYERS_BY, KIND_NOTHING},
    [OPTION_CAPACITY] = {CAPACITY_RIGHTS, KIND_NOTHING},
    [OPTION_RULE] = {ALLOCATION_RULES, KIND_NOTHING},
    [OPTION_LENGTH_UNIT] = {(const char *const[]){"km", "m", "mi", "ft", NULL}, KIND_NOTHING},
    [OPTION_SPEED_UNIT] = {(const char *const[]){"kph", "mph", "ft/min", NULL}, KIND_NOTHING},
    [OPTION_OUTPUT] = {NULL, KIND_FILES},
    [OPTION_REPORT] = {NULL, KIND_FILES},
    [OPTION_NEW_PLAN] = {NULL, KIND_FILES},
    [OPTION_BATCH] = {NULL, KIND_FILES},
    [OPTION_DATA] = {NULL, KIND_FOLDERS},
    [OPTION_CLOSE] = {NULL, KIND_LINKS},
    [OPTION_SCENARIO] = {NULL, KIND_SCENARIOS},
    [OPTION_RATE] = {NULL, KIND_CHANGES},
    [OPTION_WITH] = {NULL, KIND_REGIONS},
    [OPTION_WITHOUT] = {NULL, KIND_REGIONS},
    [OPTION_FROM] = {NULL, KIND_NODES},
    [OPTION_TO] = {NULL, KIND_NODES},
    [OPTION_COMMODITY] = {NULL, KIND_COMMODITIES},
    [OPTION_TARIFF] = {NULL, KIND_TARIFFS},
    [OPTION_ITEM] = {NULL, KIND_ITEMS},
    [OPTION_SHIPMENT] = {NULL, KIND_SHIPMENTS},
    [OPTION_STATEMENT] = {NULL, KIND_SHIPPERS},
};

/* The words before the one that is completed, as the verb reads them. */
struct typed {
    const struct command *command;
    const char *argument[ARGUMENTS_MOST];
    int arguments;
    const char *data;
    int option;     /**< whose value is completed; -1 = none's */
    bool no_option; /**< behind "--" */
};

static bool is_data_set(const char *folder) {
    AUTO_FREE char *node = file_join(folder, "roads/node.csv");
    return file_exists(node);
}

/* Reads words[0 .. count). */
static void read_words(struct typed *typed, char **words, int count) {
    for (int i = 0; i < count; i++) {
        const char *word = words[i];
        bool is_option = !typed->no_option && word[0] == '-' && word[1] != '\0';
        if (is_option && strcmp(word, "--") == 0) {
            typed->no_option = true;
        } else if (is_option) {
            int option = option_find(word, typed->command->options);
            bool apart = option >= 0 && OPTION_SPECS[option].value != NULL &&
                         (word[1] == '-' ? strchr(word, '=') == NULL : word[2] == '\0');
            const char *value = apart && i + 1 < count      ? words[i + 1]
                                : strchr(word, '=') != NULL ? strchr(word, '=') + 1
                                                            : NULL;
            typed->data = option == OPTION_DATA && value != NULL ? value : typed->data;
            typed->option = apart && i + 1 == count ? option : -1;
            i += apart;
        } else if (typed->arguments < ARGUMENTS_MOST) {
            typed->argument[typed->arguments++] = word;
        }
    }
    for (int i = 0; i < typed->arguments && typed->data == NULL; i++)
        if (is_data_set(typed->argument[i]))
            typed->data = typed->argument[i];
}

/* ---- what stands where ---- */

static void offer_words(struct asking *asking, const char *const *words) {
    for (int i = 0; words[i] != NULL; i++)
        candidate_offer(asking, words[i], NULL);
}

static void offer_value(struct asking *asking, int option) {
    if (VALUES[option].words != NULL)
        offer_words(asking, VALUES[option].words);
    else
        candidates_offer(asking, VALUES[option].kind);
}

/* The options, and --name=VALUE. */
static void offer_options(struct asking *asking, const struct typed *typed) {
    const char *equals = strchr(asking->typed, '=');
    int option = equals != NULL ? option_find(asking->typed, typed->command->options) : -1;
    if (option >= 0) {
        AUTO_FREE char *before = xstrdup(asking->typed);
        before[equals - asking->typed + 1] = '\0';
        struct asking value = *asking;
        value.before = before;
        value.typed = equals + 1;
        offer_value(&value, option);
        return;
    }
    for (int i = 0; equals == NULL && i < OPTION_COUNT; i++)
        if (typed->command->options >> i & 1) {
            char name[48];
            snprintf(name, sizeof name, "--%s", OPTION_SPECS[i].name);
            candidate_offer(asking, name, _(OPTION_SPECS[i].does));
        }
}

/* The names after `first` ("tariff"), or those that begin the line (NULL). */
static void offer_verbs(struct asking *asking, const char *first) {
    size_t length = first != NULL ? strlen(first) : 0;
    for (int i = 0; COMMANDS[i] != NULL; i++) {
        const char *name = COMMANDS[i]->name, *space = strchr(name, ' ');
        char group[48];
        snprintf(group, sizeof group, "%.*s", space != NULL ? (int)(space - name) : 0, name);
        if (first == NULL)
            candidate_offer(asking, space != NULL ? group : name,
                            space != NULL ? NULL : _(COMMANDS[i]->does));
        else if (strncmp(name, first, length) == 0 && name[length] == ' ')
            candidate_offer(asking, name + length + 1, _(COMMANDS[i]->does));
    }
}

static const struct {
    const char *what;
    enum kind kind;
} QUESTIONS[] = {{"shipment", KIND_SHIPMENTS},
                 {"link", KIND_LINKS},
                 {"terminal", KIND_TERMINALS},
                 {"cost", KIND_SHIPMENTS},
                 {"infeasible", KIND_FOLDERS}};

static void offer_explain(struct asking *asking, const struct typed *typed) {
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++)
        if (typed->arguments == 0)
            candidate_offer(asking, QUESTIONS[i].what, NULL);
        else if (typed->arguments == 1 && strcmp(typed->argument[0], QUESTIONS[i].what) == 0)
            candidates_offer(asking, QUESTIONS[i].kind);
    if (typed->arguments == 2)
        candidates_offer(asking, KIND_FOLDERS);
}

static void offer_compare(struct asking *asking) {
    candidate_offer(asking, "base", NULL);
    candidates_offer(asking, KIND_SCENARIOS);
    candidates_offer(asking, KIND_FILES);
}

/* What the verb's line of arguments says: files, or folders alone. */
static void offer_places(struct asking *asking, const struct typed *typed) {
    const char *arguments = typed->command->arguments;
    if (typed->arguments >= typed->command->most)
        return;
    if (strstr(arguments, "PLAN") != NULL || strstr(arguments, "FILE") != NULL ||
        strstr(arguments, "FROM") != NULL)
        candidates_offer(asking, KIND_FILES);
    else if (strstr(arguments, "DIR") != NULL)
        candidates_offer(asking, KIND_FOLDERS);
}

static void offer_arguments(struct asking *asking, const struct typed *typed) {
    const struct command *command = typed->command;
    if (command == &CMD_HELP) {
        offer_verbs(asking, typed->arguments > 0 ? typed->argument[0] : NULL);
    } else if (command == &CMD_EXPLAIN) {
        offer_explain(asking, typed);
    } else if (command == &CMD_COMPARE) {
        offer_compare(asking);
    } else if (command == &CMD_TARIFF_SHOW && typed->arguments == 0) {
        candidates_offer(asking, KIND_TARIFFS);
    } else {
        if (strstr(command->arguments, "FEED") != NULL)
            candidates_offer(asking, KIND_FEEDS);
        offer_places(asking, typed);
    }
}

/* Files are completed by the shell, which escapes all candidates of a list alike. */
static bool is_with_files(const struct typed *typed) {
    return typed->command == &CMD_COMPARE || typed->command == &CMD_TARIFF_DIFF;
}

/* ---- the line ---- */

static const struct command *find_command(const char *first, const char *second) {
    char name[96];
    snprintf(name, sizeof name, "%.40s%s%.40s", first, second != NULL ? " " : "",
             second != NULL ? second : "");
    for (int i = 0; COMMANDS[i] != NULL; i++)
        if (strcmp(COMMANDS[i]->name, name) == 0)
            return COMMANDS[i];
    return NULL;
}

/* words[0 .. count) stand before the one that is completed. */
static void offer(struct asking *asking, char **words, int count) {
    if (count == 0) {
        offer_verbs(asking, NULL);
        if (asking->typed[0] == '-')
            offer_words(asking, (const char *const[]){"--help", "--version", "--lang", NULL});
        return;
    }
    struct typed typed = {.option = -1, .command = find_command(words[0], NULL)};
    int begin = 1;
    if (typed.command == NULL && count > 1) {
        typed.command = find_command(words[0], words[1]);
        begin = 2;
    }
    if (typed.command == NULL) {
        if (count == 1)
            offer_verbs(asking, words[0]);
        return;
    }
    read_words(&typed, words + begin, count - begin);
    asking->data = typed.data;
    static struct options unused; /* large */
    config_apply(&unused, typed.command);
    if (typed.option >= 0)
        offer_value(asking, typed.option);
    else if (asking->typed[0] == '-' && !typed.no_option)
        offer_options(asking, &typed);
    else {
        asking->quoting =
            is_with_files(&typed) && asking->quoting != QUOTING_NONE ? QUOTING_SHELL : asking->quoting;
        offer_arguments(asking, &typed);
    }
}

/* A --lang in front of the verb; returns how many words it takes. */
static int words_of_language(char **words, int count) {
    int taken = 0;
    while (taken < count && strncmp(words[taken], "--lang", strlen("--lang")) == 0)
        taken += words[taken][strlen("--lang")] == '=' ? 1 : 2;
    return taken;
}

int complete_run(int argc, char **argv) {
    static const char *const quotings[] = {"none", "bare", "double", "single"};
    if (argc == 1 && strcmp(argv[0], "verbs") == 0) {
        for (int i = 0; COMMANDS[i] != NULL; i++)
            puts(COMMANDS[i]->name);
        return EXIT_DONE;
    }
    AUTO(names_release) struct names *told = names_new();
    struct asking asking = {.before = "", .typed = "", .told = told, .out = stdout};
    int quoting = argc > 0 ? 3 : -1;
    while (quoting >= 0 && strcmp(argv[0], quotings[quoting]) != 0)
        quoting--;
    if (quoting < 0)
        return EXIT_USAGE;
    asking.quoting = (enum shell_quoting)quoting;
    int words = argc - 1, language = words_of_language(argv + 1, words - 1);
    if (words > 0)
        asking.typed = argv[argc - 1];
    if (words - 1 < language && words > 1)
        offer_words(&asking, VALUES[OPTION_LANG].words);
    else
        offer(&asking, argv + 1 + language, words > 0 ? words - 1 - language : 0);
    return EXIT_DONE;
}
