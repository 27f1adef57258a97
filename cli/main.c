// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#define SET(option) (1u << OPTION_##option)
enum {
    VARIED = SET(AS_OF) | SET(VOT) | SET(CLOSE), /* what is planned */
    COMMON = SET(QUIET) | SET(COLOR) | SET(HELP),
    SEARCH = SET(GAP) | SET(TIME_LIMIT) | SET(THREADS) | SET(STATS),
};

static const char *const check_examples[] = {"angkut check mydata", "all errors, then warnings, then notes",
                                             "angkut check mydata -q",
                                             "errors only; the status says the rest", NULL};
static const char *const plan_examples[] = {"angkut plan",
                                            "shipped data, today's tariffs",
                                            "angkut plan mydata --as-of 2023-06-01",
                                            "with the tariffs of that day",
                                            "angkut plan mydata --vot 50000",
                                            "an hour costs 50,000 a tonne",
                                            "angkut plan mydata --close L12 --brief",
                                            "totals without that link",
                                            "angkut plan mydata --format json -o plan.json",
                                            "to keep, and to verify",
                                            NULL};
static const char *const verify_examples[] = {"angkut verify plan.json", "against the shipped data set",
                                              "angkut verify plan.json mydata", "against your own", NULL};
static const char *const export_examples[] = {
    "angkut export mydata --lp -o plan.lp", "then: glpsol --lp plan.lp -o plan.sol",
    "angkut export mydata --mps", "to standard output, for any other solver", NULL};
static const char *const help_examples[] = {"angkut help plan", "all about plan", NULL};
static const char *const version_examples[] = {"angkut version", "", NULL};

#define DIR_WORDS                                                                   \
    "DIR is a data set: a folder with roads/, shipments/ and, where costs need\n"   \
    "rates, tariffs/. Without it: $ANGKUT_DATA, or the data set shipped with the\n" \
    "program.\n"

const struct command COMMANDS[] = {
    {"plan", "finds the routes that cost least, and proves it", "[DIR]", 0, 1, plan_examples,
     DIR_WORDS "\nThe plan is verified before it is written. Ctrl-C or the time limit end the\n"
               "search with the best plan so far; Ctrl-C twice ends it without one.\n"
               "\nStatus: 0 done, 1 not all can move, 2 usage, 3 bad data, 4 the solver failed\n"
               "or its plan did not verify, 6 cannot read or write.\n",
     VARIED | SEARCH | COMMON | SET(FORMAT) | SET(OUTPUT) | SET(BRIEF), cmd_plan},
    {"check", "reads and judges a data set", "[DIR]", 0, 1, check_examples,
     DIR_WORDS "\nStatus: 0 no errors, 3 errors, 6 cannot read.\n", VARIED | COMMON, cmd_check},
    {"verify", "recomputes a plan: does it hold, how good is it at least", "PLAN [DIR]", 1, 2,
     verify_examples,
     "PLAN is a file that `angkut plan --format json` wrote. Feasibility, money and\n"
     "the proven gap are computed anew from the files alone, in exact arithmetic,\n"
     "without the solver.\n\n" DIR_WORDS
     "\nStatus: 0 it holds, 1 it does not, 3 bad data or no plan, 6 cannot read.\n",
     COMMON, cmd_verify},
    {"export", "writes the same problem for other solvers", "[DIR] --lp | --mps", 0, 1, export_examples,
     "The linear program has the same optimum as the plan, but for limits on hours,\n"
     "which it can't say: then it is a lower bound.\n\n" DIR_WORDS,
     VARIED | COMMON | SET(OUTPUT) | SET(LP) | SET(MPS), cmd_export},
    {"help", "explains a verb", "[VERB]", 0, 1, help_examples, "", 0, cmd_help},
    {"version", "says which Angkut this is", "", 0, 0, version_examples, "", 0, cmd_version},
    {0},
};

static const char *const *verbs(void) {
    static const char *names[sizeof COMMANDS / sizeof COMMANDS[0]];
    for (int i = 0; COMMANDS[i].name != NULL; i++)
        names[i] = COMMANDS[i].name;
    return names;
}

const struct command *command_named(const char *name) {
    for (const struct command *command = COMMANDS; command->name != NULL; command++)
        if (strcmp(name, command->name) == 0)
            return command;
    char near[80];
    fprintf(stderr, "angkut: no verb \"%.40s\"%s\n", name,
            did_you_mean(near, sizeof near, "", name, verbs()));
    fputs("\"angkut help\" lists the verbs.\n", stderr);
    return NULL;
}

static int usage(const struct command *command, const struct error *err) {
    fprintf(stderr, "angkut %s: %s\n\"angkut help %s\" says more.\n", command->name, err->message,
            command->name);
    return EXIT_USAGE;
}

static int run(const struct command *command, int argc, char **argv) {
    static struct options options; /* large */
    struct error err = {0};
    options_init(&options);
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
    return command->run(&options);
}

/* What was printed must have arrived. */
static int finish(int status) {
    if (status == EXIT_IO || (fflush(stdout) == 0 && !ferror(stdout)))
        return status;
    fputs("angkut: standard output: could not write all of it\n", stderr);
    return EXIT_IO;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        help_print(NULL, stderr);
        return EXIT_USAGE;
    }
    const char *verb = argv[1];
    if (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0)
        verb = "help";
    else if (strcmp(verb, "--version") == 0 || strcmp(verb, "-V") == 0)
        verb = "version";
    const struct command *command = command_named(verb);
    if (command == NULL)
        return EXIT_USAGE;
    return finish(run(command, argc - 2, argv + 2));
}
