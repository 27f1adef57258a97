// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/man.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char released[] = "2026-11-24"; /* of ANGKUT_VERSION */

/* ---- text as roff has it ---- */

static unsigned code_point(const char *text, size_t length) {
    unsigned code = (unsigned char)text[0];
    if (length > 1)
        code &= 0xFFU >> (length + 1);
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)text[i] & 0x3F);
    return code;
}

/* One character, at text[0 .. length). A hyphen stays one that can be copied to a shell. */
static void put_char(const char *text, size_t length, FILE *out) {
    static const char special[] = "\\-'\"^~";
    static const char *const written[] = {"\\e", "\\-", "\\(aq", "\\(dq", "\\(ha", "\\(ti"};
    const char *at = length == 1 && text[0] != '\0' ? strchr(special, text[0]) : NULL;
    if (at != NULL)
        fputs(written[at - special], out);
    else if (length > 1)
        fprintf(out, "\\[u%04X]", code_point(text, length));
    else
        putc(text[0], out);
}

/* Lines stay lines; what stands between ` and ` is bold. */
static void put_text(const char *text, size_t length, FILE *out) {
    bool bold = false, begins = true;
    for (size_t i = 0, step; i < length; i += step) {
        step = utf8_step(text + i, length - i);
        step = step > 0 ? step : 1;
        if (text[i] == '`') {
            fputs((bold = !bold) ? "\\fB" : "\\fR", out);
            continue;
        }
        if (begins && text[i] == '.')
            fputs("\\&", out);
        put_char(text + i, step, out);
        begins = text[i] == '\n';
    }
    fputs(bold ? "\\fR" : "", out);
}

static void put(const char *text, FILE *out) {
    put_text(text, strlen(text), out);
}

static bool is_upper(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

/* What the person fills in stands in capitals, and here in italics. */
static void put_arguments(const char *text, FILE *out) {
    for (size_t i = 0; text[i] != '\0';) {
        size_t length = 0;
        while (is_upper(text[i + length]))
            length++;
        bool filled = length > 0;
        while (!filled && text[i + length] != '\0' && !is_upper(text[i + length]))
            length++;
        fputs(filled ? "\\fI" : "", out);
        put_text(text + i, length, out);
        fputs(filled ? "\\fR" : "", out);
        i += length;
    }
}

static void section(const char *name, FILE *out) {
    fprintf(out, ".SH \"");
    put(_(name), out);
    fprintf(out, "\"\n");
}

static void line(const char *text, FILE *out) {
    put(text, out);
    putc('\n', out);
}

/* ---- paragraphs ---- */

enum { PAGE_COLUMNS = 78, INDENT = 7 };

/* The end of the paragraph that `text` begins with: a blank line, or the end of all. */
static size_t block_length(const char *text) {
    const char *end = strstr(text, "\n\n");
    return end != NULL ? (size_t)(end - text) + 1 : strlen(text);
}

/* Whether its columns mean something. */
static bool is_aligned(const char *text, size_t length) {
    for (size_t i = 0; i + 1 < length; i++)
        if (text[i] == ' ' && text[i + 1] == ' ')
            return true;
    return false;
}

static size_t widest_line(const char *text, size_t length) {
    size_t widest = 0;
    for (size_t i = 0; i < length;) {
        size_t columns = strcspn(text + i, "\n"), width = utf8_count(text + i, columns);
        widest = width > widest ? width : widest;
        i += columns + 1;
    }
    return widest;
}

static void put_block(const char *text, size_t length, FILE *out) {
    fputs(".PP\n", out);
    size_t widest = is_aligned(text, length) ? widest_line(text, length) : 0;
    if (widest > 0) {
        size_t room = widest < PAGE_COLUMNS ? PAGE_COLUMNS - widest : 0;
        fprintf(out, ".nf\n.in %zun\n", room < INDENT ? room : INDENT);
    }
    put_text(text, length, out);
    fputs(text[length - 1] == '\n' ? "" : "\n", out);
    fputs(widest > 0 ? ".in\n.fi\n" : "", out);
}

/* All paragraphs but number `left_out`. A line {DIR} stands for what DIR is. */
static void put_blocks(const char *text, int left_out, FILE *out) {
    for (int i = 0; *text != '\0'; i++) {
        size_t length = block_length(text);
        if (length >= 5 && strncmp(text, "{DIR}", 5) == 0)
            put_block(_(WHAT_DIR_IS), strlen(_(WHAT_DIR_IS)), out);
        else if (i != left_out)
            put_block(text, length, out);
        text += length + strspn(text + length, "\n");
    }
}

/* The number of the paragraph that tells the exit statuses, in English; -1 where none does. */
static int status_block(const char *about) {
    for (int i = 0; *about != '\0'; i++) {
        size_t length = block_length(about);
        if (strncmp(about, "Status: ", strlen("Status: ")) == 0)
            return i;
        about += length + strspn(about + length, "\n");
    }
    return -1;
}

static const char *block_at(const char *text, int number) {
    for (; number > 0 && *text != '\0'; number--) {
        text += block_length(text);
        text += strspn(text, "\n");
    }
    return text;
}

/* ---- sections ---- */

/* "angkut-tariff-lint" of "tariff lint"; "angkut" of NULL. */
static void page_name(const struct command *command, char name[64]) {
    snprintf(name, 64, "angkut%s%s", command != NULL ? "-" : "", command != NULL ? command->name : "");
    for (char *at = name; (at = strchr(at, ' ')) != NULL;)
        *at = '-';
}

static void put_title(const char *name, FILE *out) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char day[32];
    snprintf(day, sizeof day, "%s", released);
    if (epoch != NULL && epoch[0] != '\0') {
        time_t seconds = (time_t)strtoll(epoch, NULL, 10);
        struct tm parts;
        if (gmtime_r(&seconds, &parts) != NULL)
            strftime(day, sizeof day, "%Y-%m-%d", &parts);
    }
    fprintf(out, ".TH \"");
    for (const char *at = name; *at != '\0'; at++)
        putc(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at, out);
    fprintf(out, "\" 1 \"%s\" \"Angkut %s\" \"", day, ANGKUT_VERSION);
    put(_("Angkut manual"), out);
    fputs("\"\n.nh\n.ad l\n", out);
}

static void put_examples(const char *const *examples, FILE *out) {
    section(N_("EXAMPLES"), out);
    for (const char *const *at = examples; at[0] != NULL; at += 2) {
        fputs(".TP\n\\fB", out);
        put(at[0], out);
        fputs("\\fR\n", out);
        line(_(at[1]), out);
    }
}

static void put_options(option_set options, FILE *out) {
    section(N_("OPTIONS"), out);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_spec *spec = &OPTION_SPECS[i];
        if (!(options >> i & 1))
            continue;
        fputs(".TP\n", out);
        if (spec->letter != 0)
            fprintf(out, "\\fB\\-%c\\fR, ", spec->letter);
        fputs("\\fB\\-\\-", out);
        put(spec->name, out);
        fputs("\\fR", out);
        if (spec->value != NULL)
            fputs(" ", out), put_arguments(spec->value, out);
        putc('\n', out);
        line(_(spec->does), out);
    }
}

struct entry {
    const char *name, *does;
};

static void put_entries(const struct entry *entry, size_t count, FILE *out) {
    for (size_t i = 0; i < count; i++) {
        fputs(".TP\n\\fB", out);
        put(entry[i].name, out);
        fputs("\\fR\n", out);
        line(_(entry[i].does), out);
    }
}
#define PUT_ENTRIES(table, out) put_entries(table, sizeof(table) / sizeof(table)[0], out)

static void put_status(const struct command *command, FILE *out) {
    static const struct entry statuses[] = {
        {"0", N_("done")},
        {"1", N_("the answer is no: not all can move, the plan does not hold, something would change")},
        {"2", N_("usage")},
        {"3", N_("bad data")},
        {"4", N_("the solver failed, or its plan did not verify")},
        {"5", N_("tariffs could not be fetched, or were refused; those in force stay")},
        {"6", N_("cannot read or write")},
        {"75", N_("try again later: somebody else is at it, a server is busy, or it was interrupted")},
    };
    section(N_("EXIT STATUS"), out);
    int number = command != NULL ? status_block(command->about) : -1;
    const char *told = number >= 0 ? block_at(_(command->about), number) : "";
    size_t length = block_length(told);
    const char *colon = memchr(told, ':', length);
    if (colon == NULL) {
        PUT_ENTRIES(statuses, out);
        return;
    }
    colon += strspn(colon, ": ");
    put_block(colon, length - (size_t)(colon - told), out);
}

static void put_environment(FILE *out) {
    static const struct entry variables[] = {
        {"ANGKUT_DATA", N_("The data set, where none is named.")},
        {"ANGKUT_CONFIG", N_("The only file of settings that is read; empty: none is.")},
        {"LC_ALL, LC_MESSAGES, LANG, LANGUAGE", N_("The language of texts: English or Indonesian.")},
        {"NO_COLOR", N_("Not empty: no colours, unless a setting of your own or --color asks for them.")},
        {"COLUMNS", N_("How wide tables may be, 40 to 120, instead of what the terminal has.")},
        {"XDG_CONFIG_HOME, XDG_CONFIG_DIRS, XDG_STATE_HOME", N_("Where the files below stand.")},
    };
    section(N_("ENVIRONMENT"), out);
    PUT_ENTRIES(variables, out);
}

static bool is_of_group(const struct command *command, const char *group) {
    size_t length = strlen(group);
    return command == NULL || (strncmp(command->name, group, length) == 0 && command->name[length] == ' ');
}

static void put_files(const struct command *command, FILE *out) {
    static const struct entry settings[] = {
        {"~/.config/angkut/config", N_("Settings: lines such as \"lang = id\"; see angkut-config(1).")},
        {"/etc/xdg/angkut/config", N_("The same for all users of the machine.")},
    };
    static const struct entry tariffs[] = {
        {"~/.config/angkut/feeds.csv", N_("Where tariffs are fetched from; see angkut-tariff-fetch(1).")},
        {"~/.local/state/angkut/", N_("Editions of tariffs that wait or were accepted.")},
    };
    section(N_("FILES"), out);
    PUT_ENTRIES(settings, out);
    if (is_of_group(command, "tariff"))
        PUT_ENTRIES(tariffs, out);
}

static bool is_related(const struct command *command, const struct command *other) {
    const char *space = command != NULL ? strchr(command->name, ' ') : NULL;
    return command == NULL || other == &CMD_CONFIG ||
           (space != NULL && strncmp(command->name, other->name, (size_t)(space - command->name) + 1) == 0);
}

static void put_see_also(const struct command *command, FILE *out) {
    section(N_("SEE ALSO"), out);
    fputs(command != NULL ? ".BR angkut (1)" : "", out);
    bool begun = command != NULL;
    for (int i = 0; COMMANDS[i] != NULL; i++) {
        char name[64];
        if (COMMANDS[i] == command || !is_related(command, COMMANDS[i]))
            continue;
        page_name(COMMANDS[i], name);
        fputs(begun ? ",\n.BR " : ".BR ", out);
        put(name, out);
        fputs(" (1)", out);
        begun = true;
    }
    putc('\n', out);
}

static void put_verbs(FILE *out) {
    section(N_("VERBS"), out);
    for (int i = 0; COMMANDS[i] != NULL; i++) {
        fputs(".TP\n\\fB", out);
        put(COMMANDS[i]->name, out);
        fputs("\\fR\n", out);
        line(_(COMMANDS[i]->does), out);
    }
}

static void put_head(const struct command *command, FILE *out) {
    char name[64];
    page_name(command, name);
    put_title(name, out);
    section(N_("NAME"), out);
    put(name, out);
    fputs(" \\- ", out);
    line(command != NULL ? _(command->does) : _("plans freight at least cost, and proves it"), out);
    section(N_("SYNOPSIS"), out);
    fputs("\\fBangkut ", out);
    put(command != NULL ? command->name : "", out);
    fputs(command != NULL ? "\\fR " : "\\fR", out);
    const char *arguments = command != NULL ? command->arguments : "VERB";
    put_arguments(arguments, out);
    fputs(arguments[0] != '\0' ? " " : "", out);
    put_arguments(_("[OPTION ...]"), out);
    putc('\n', out);
}

void man_print(const struct command *command, FILE *out) {
    put_head(command, out);
    const char *about = command != NULL ? command->about : PROGRAM_ABOUT;
    const char *text = about[0] != '\0' ? _(about) : "";
    section(N_("DESCRIPTION"), out);
    if (command != NULL) {
        fputs("\\fBangkut ", out);
        put(command->name, out);
        fputs("\\fR: ", out);
        put(_(command->does), out);
        fputs(".\n", out);
    }
    put_blocks(text, command != NULL ? status_block(about) : -1, out);
    if (command == NULL)
        put_verbs(out);
    put_options(command != NULL ? command->options : COMMON, out);
    put_examples(command != NULL ? command->examples : PROGRAM_EXAMPLES, out);
    put_status(command, out);
    put_environment(out);
    put_files(command, out);
    put_see_also(command, out);
}
