// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tntp.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/units.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void tntp_release(struct tntp *tntp) {
    free(tntp->link);
    free(tntp->x);
    free(tntp->y);
}

enum { BYTES_MOST = 1 << 30, NODES_MOST = 10000000, WORDS_MOST = 16 };

/* A file being read, line by line. */
struct text {
    char *bytes, *next;
    const char *shown;
    int line;
    struct diag *findings;
};

static void text_release(struct text *text) {
    free(text->bytes);
}

__attribute__((format(printf, 2, 3))) static bool wrong(const struct text *text, const char *format, ...) {
    char words[300];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, language_text(format), args);
    va_end(args);
    return diag_add(text->findings, DIAG_ERROR, (struct place){text->shown, text->line, 0}, "%s", words);
}

/* ---- lines and words ---- */

static bool text_open(struct text *text, const char *path, struct diag *findings, struct error *err) {
    const char *slash = strrchr(path, '/');
    size_t length;
    *text = (struct text){.shown = slash != NULL ? slash + 1 : path, .findings = findings};
    text->next = text->bytes = file_read(path, BYTES_MOST, &length, err);
    return text->bytes != NULL;
}

/* The next line that says something: without comment, cut at its end; NULL = none. */
static char *next_line(struct text *text) {
    while (*text->next != '\0') {
        char *line = text->next;
        text->line++;
        text->next += strcspn(line, "\n");
        if (*text->next == '\n')
            *text->next++ = '\0';
        line[strcspn(line, "~\r")] = '\0';
        line += strspn(line, " \t");
        if (*line != '\0')
            return line;
    }
    return NULL;
}

/* Words between blanks, and each ; : by itself as `marks`. Their number. */
static int split(char *line, const char *marks, char *word[WORDS_MOST]) {
    int words = 0;
    char *rest = NULL;
    for (char *at = strtok_r(line, marks, &rest); at != NULL && words < WORDS_MOST;
         at = strtok_r(NULL, marks, &rest))
        word[words++] = at;
    return words;
}

static bool whole(const struct text *text, const char *word, const char *what, int most, int *out) {
    char *end;
    long n = strtol(word, &end, 10);
    if (end == word || *end != '\0' || n < 1 || n > most)
        return wrong(text, "%s: \"%.40s\" is no number from 1 to %d", what, word, most);
    *out = (int)n;
    return true;
}

static bool number(const struct text *text, const char *word, const char *what, int places, int64_t *out) {
    struct error err = {0};
    if (!decimal_parse(word, places, '.', DECIMAL_ROUND, out, &err))
        return wrong(text, "%s: %s", what, err.message);
    return *out >= 0 || wrong(text, "%s: %.40s is below 0", what, word);
}

/* ---- metadata ---- */

static void take_metadata(struct text *text, struct tntp *tntp, const char *line) {
    static const char *const names[] = {"<NUMBER OF ZONES>", "<NUMBER OF NODES>", "<FIRST THRU NODE>",
                                        "<NUMBER OF LINKS>"};
    int *const slot[] = {&tntp->zones, &tntp->nodes, &tntp->first_through, &tntp->said_links};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (strncasecmp(line, names[i], length) != 0)
            continue;
        char value[40];
        snprintf(value, sizeof value, "%.39s", line + length + strspn(line + length, " \t"));
        value[strcspn(value, " \t")] = '\0';
        whole(text, value, names[i], NODES_MOST, slot[i]);
    }
}

static bool read_metadata(struct text *text, struct tntp *tntp) {
    for (char *line = next_line(text); line != NULL; line = next_line(text)) {
        if (strncasecmp(line, "<END OF METADATA>", 17) == 0)
            return true;
        take_metadata(text, tntp, line);
    }
    return wrong(text, "ends before <END OF METADATA>");
}

/* ---- links ---- */

static bool take_node(struct text *text, const struct tntp *tntp, const char *word, const char *what,
                      int *out) {
    return whole(text, word, what, tntp->nodes, out);
}

/* init node, term node, capacity, length, free flow time, b, power, speed, toll, type. */
static bool take_link(struct text *text, struct tntp *tntp, char *line) {
    char *word[WORDS_MOST];
    struct tntp_link link = {0};
    if (strchr(line, ';') == NULL)
        return wrong(text, "a row of links that does not end in ;");
    int words = split(line, " \t;", word);
    if (words < 5)
        return wrong(text,
                     "%d fields, expected 10: init node, term node, capacity, length, free flow time ...",
                     words);
    if (!take_node(text, tntp, word[0], "init node", &link.from) ||
        !take_node(text, tntp, word[1], "term node", &link.to) ||
        !number(text, word[2], "capacity", MASS_PLACES, &link.capacity_kg) ||
        !number(text, word[3], "length", 6, &link.length_e6) ||
        !number(text, word[4], "free flow time", 6, &link.time_e6))
        return false;
    GROW(tntp->link, tntp->links, tntp->link_room);
    tntp->link[tntp->links++] = link;
    return true;
}

static int by_ends(const void *left, const void *right) {
    const struct tntp_link *const *a = left, *const *b = right;
    if ((*a)->from != (*b)->from)
        return (*a)->from < (*b)->from ? -1 : 1;
    if ((*a)->to != (*b)->to)
        return (*a)->to < (*b)->to ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

static void number_twins(struct tntp *tntp) {
    AUTO_FREE struct tntp_link **link = xcalloc((size_t)tntp->links + 1, sizeof *link);
    for (int i = 0; i < tntp->links; i++)
        link[i] = &tntp->link[i];
    qsort(link, (size_t)tntp->links, sizeof *link, by_ends);
    for (int i = 1; i < tntp->links; i++)
        if (link[i]->from == link[i - 1]->from && link[i]->to == link[i - 1]->to)
            link[i]->twins = link[i - 1]->twins + 1;
}

bool tntp_read_net(struct tntp *tntp, const char *path, struct error *err) {
    AUTO(text_release) struct text text;
    if (!text_open(&text, path, tntp->findings, err) || !read_metadata(&text, tntp))
        return false;
    if (tntp->nodes == 0 || tntp->zones == 0)
        return wrong(&text, "says neither <NUMBER OF NODES> nor <NUMBER OF ZONES> before <END OF METADATA>");
    if (tntp->zones > tntp->nodes)
        return wrong(&text, "%d zones, more than its %d nodes", tntp->zones, tntp->nodes);
    for (char *line = next_line(&text); line != NULL; line = next_line(&text))
        take_link(&text, tntp, line);
    number_twins(tntp);
    if (tntp->said_links != tntp->links && diag_count(tntp->findings, DIAG_ERROR) == 0)
        return wrong(&text, "%d links, though its <NUMBER OF LINKS> is %d", tntp->links, tntp->said_links);
    return diag_count(tntp->findings, DIAG_ERROR) == 0;
}

/* ---- nodes ---- */

bool tntp_read_nodes(struct tntp *tntp, const char *path, struct error *err) {
    AUTO(text_release) struct text text;
    if (!text_open(&text, path, tntp->findings, err))
        return false;
    for (char *line = next_line(&text), *word[WORDS_MOST]; line != NULL; line = next_line(&text)) {
        int node, words = split(line, " \t;", word);
        double at[2];
        if (words == 0 || !isdigit((unsigned char)word[0][0]))
            continue; /* its header */
        if (words < 3) {
            wrong(&text, "%d fields, expected 3: node, X, Y", words);
            continue;
        }
        struct error fault = {0};
        if (!take_node(&text, tntp, word[0], "node", &node))
            continue;
        if (!double_parse(word[1], '.', &at[0], &fault) || !double_parse(word[2], '.', &at[1], &fault)) {
            wrong(&text, "X, Y: %s", fault.message);
            continue;
        }
        tntp->x[node] = at[0];
        tntp->y[node] = at[1];
    }
    return diag_count(tntp->findings, DIAG_ERROR) == 0;
}

/* "5 : 100.0; 7 : 50.0;" of one origin, each a shipment. */
static void take_trips(struct text *text, struct tntp *tntp, int origin, char *line, FILE *file) {
    char *rest = NULL;
    for (char *pair = strtok_r(line, ";", &rest); pair != NULL; pair = strtok_r(NULL, ";", &rest)) {
        char *word[WORDS_MOST];
        int to, words = split(pair, " \t:", word);
        int64_t kg;
        if (words == 0)
            continue;
        if (origin == 0 || words != 2) {
            wrong(text, "expected \"Origin\" and behind it \"destination : trips;\"");
            return;
        }
        if (!whole(text, word[0], "destination", tntp->zones, &to) ||
            !number(text, word[1], "trips", MASS_PLACES, &kg))
            return;
        if (kg == 0 || to == origin)
            continue;
        char tonnes[WIDE_TEXT];
        fprintf(file, "%d-%d,%d,%d,%s,TransportationNetworks\n", origin, to, origin, to,
                wide_text(tonnes, kg, MASS_PLACES, 0));
        tntp->trips++;
    }
}

bool tntp_read_trips(struct tntp *tntp, const char *path, FILE *file, struct error *err) {
    AUTO(text_release) struct text text;
    struct tntp head = {.findings = tntp->findings};
    int origin = 0;
    if (!text_open(&text, path, tntp->findings, err) || !read_metadata(&text, &head))
        return false;
    if (head.zones != tntp->zones)
        return wrong(&text, "%d zones, though the network has %d", head.zones, tntp->zones);
    for (char *line = next_line(&text), *word[WORDS_MOST]; line != NULL; line = next_line(&text))
        if (strncasecmp(line, "Origin", 6) != 0)
            take_trips(&text, tntp, origin, line, file);
        else if (split(line, " \t:;", word) < 2 || !whole(&text, word[1], "Origin", tntp->zones, &origin))
            break;
    return diag_count(tntp->findings, DIAG_ERROR) == 0;
}
