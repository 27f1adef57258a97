// SPDX-License-Identifier: GPL-3.0-or-later
/* Nodes and commodities as people call them. */
#include "plan/plan.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDED = 240 };

/* Letters of U+00C0 .. U+017F without their accents; ' ' where it is none. */
static const char PLAIN[] = "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                            "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

_Static_assert(sizeof PLAIN == 0x180 - 0xc0 + 1, "one for each");

/* Small letters and digits without accents, one space between words; other scripts stay as they are. */
static void fold(const char *text, char folded[FOLDED]) {
    size_t length = 0;
    bool gap = false;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0' && length + 8 < FOLDED; c++) {
        unsigned code = c[0];
        if (code >= 0xc3 && code <= 0xc5 && c[1] != '\0') {
            code = (code & 0x1fu) << 6 | (*++c & 0x3fu);
            code = code >= 0xc0 ? (unsigned char)PLAIN[code - 0xc0] : ' ';
        }
        if (code < 0x80 && !isalnum((int)code)) {
            gap = length > 0;
            continue;
        }
        if (gap)
            folded[length++] = ' ';
        gap = false;
        folded[length++] = (char)(code < 0x80 ? (unsigned)tolower((int)code) : code);
    }
    folded[length] = '\0';
}

/* What is looked for among rows of one kind. */
struct rows {
    bool goods; /* commodities; else places */
    int count;
    const void *of;
    const char *(*id)(const void *of, int row);
    const char *(*name)(const void *of, int row); /* or its id */
    const char *(*type)(const void *of, int row); /* NULL = says nothing */
    bool (*minor)(const void *of, int row);       /* gives way to any that is not */
};

enum match { MATCH_WHOLE, MATCH_PART };

static bool matches(const struct rows *rows, int row, const char *wanted, enum match match) {
    char name[FOLDED], id[FOLDED];
    fold(rows->name(rows->of, row), name);
    fold(rows->id(rows->of, row), id);
    if (match == MATCH_PART)
        return strstr(name, wanted) != NULL;
    return strcmp(name, wanted) == 0 || strcmp(id, wanted) == 0;
}

/* The matching rows into `found`; without the minor ones where there are others. */
static int list(const struct rows *rows, const char *wanted, enum match match, int *found) {
    int count = 0, major = 0;
    for (int r = 0; r < rows->count; r++)
        if (matches(rows, r, wanted, match))
            found[count++] = r;
    for (int i = 0; i < count; i++)
        major += !rows->minor(rows->of, found[i]);
    if (major == 0)
        return count;
    for (int i = 0, kept = 0; i < count; i++)
        if (!rows->minor(rows->of, found[i]))
            found[kept++] = found[i];
    return major;
}

static int ambiguous(const struct rows *rows, const char *text, const int *found, int count,
                     struct error *err) {
    char line[sizeof err->message] = "";
    size_t length = 0;
    int told = 0;
    for (; told < count && length < sizeof line - 200; told++) {
        const char *id = rows->id(rows->of, found[told]), *name = rows->name(rows->of, found[told]),
                   *type = rows->type(rows->of, found[told]);
        length += (size_t)snprintf(line + length, sizeof line - length, "%s%.60s (%.50s%s%.20s)",
                                   told > 0 ? ", " : "", id, name, type != NULL ? ", " : "",
                                   type != NULL ? type : "");
    }
    if (told < count)
        snprintf(line + length, sizeof line - length, _(" and %d more"), count - told);
    error_set(err, ERROR_USAGE,
              rows->goods ? _("\"%.60s\" fits %d commodities: %s") : _("\"%.60s\" fits %d places: %s"), text,
              count, line);
    return -1;
}

static int unknown(const struct rows *rows, const char *text, const char *wanted, struct error *err) {
    struct names *known = names_new();
    char folded[FOLDED];
    const char *near = NULL;
    for (int r = 0; r < rows->count; r++) {
        fold(rows->name(rows->of, r), folded);
        names_add(known, folded, NULL);
    }
    const char *nearest = names_nearest(known, wanted);
    for (int r = 0; r < rows->count && nearest != NULL && near == NULL; r++) {
        fold(rows->name(rows->of, r), folded);
        near = strcmp(folded, nearest) == 0 ? rows->name(rows->of, r) : NULL;
    }
    if (near != NULL)
        error_set(err, ERROR_USAGE,
                  rows->goods ? _("no commodity \"%.60s\"; did you mean \"%.60s\"?")
                              : _("no place \"%.60s\"; did you mean \"%.60s\"?"),
                  text, near);
    else
        error_set(err, ERROR_USAGE,
                  rows->goods ? _("no commodity \"%.60s\"; expected an id, a name or part of one")
                              : _("no place \"%.60s\"; expected an id, a name or part of one"),
                  text);
    names_free(known);
    return -1;
}

static int find(const struct rows *rows, const struct names *ids, const char *text, struct error *err) {
    char wanted[FOLDED];
    int exact = names_find(ids, text), count = 0;
    AUTO_FREE int *found = xcalloc((size_t)rows->count + 1, sizeof *found);
    if (exact >= 0)
        return exact;
    fold(text, wanted);
    for (enum match match = MATCH_WHOLE; wanted[0] != '\0' && count == 0 && match <= MATCH_PART; match++)
        count = list(rows, wanted, match, found);
    if (count == 1)
        return found[0];
    return count > 1 ? ambiguous(rows, text, found, count, err) : unknown(rows, text, wanted, err);
}

/* ---- nodes ---- */

static const char *node_id(const void *of, int n) {
    return ((const struct network *)of)->node[n].id;
}

static const char *node_name(const void *of, int n) {
    const struct node *node = &((const struct network *)of)->node[n];
    return node->name != NULL ? node->name : node->id;
}

static const char *node_type(const void *of, int n) {
    return ((const struct network *)of)->node[n].type;
}

static bool node_is_minor(const void *of, int n) {
    const struct node *node = &((const struct network *)of)->node[n];
    return !node->road_loads && node->terminal < 0;
}

int node_named(const struct network *network, const char *text, struct error *err) {
    const struct rows rows = {false, network->nodes, network, node_id, node_name, node_type, node_is_minor};
    return find(&rows, network->node_ids, text, err);
}

/* ---- commodities ---- */

static const char *commodity_id(const void *of, int c) {
    return ((const struct scenario *)of)->commodity[c].id;
}

static const char *commodity_name(const void *of, int c) {
    const struct commodity *commodity = &((const struct scenario *)of)->commodity[c];
    return commodity->name != NULL ? commodity->name : commodity->id;
}

static const char *commodity_form(const void *of, int c) {
    return ((const struct scenario *)of)->commodity[c].cargo_form;
}

static bool is_never_minor(const void *of, int c) {
    (void)of, (void)c;
    return false;
}

int commodity_named(const struct scenario *scenario, const char *text, struct error *err) {
    const struct rows rows = {true,           scenario->commodities, scenario,      commodity_id,
                              commodity_name, commodity_form,        is_never_minor};
    return find(&rows, scenario->commodity_ids, text, err);
}
