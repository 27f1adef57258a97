// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void check_tell(const struct check *check, int *seen, struct place place, const char *format, ...) {
    if ((*seen)++ >= SINGLE_FINDINGS)
        return;
    char text[sizeof((struct error *)NULL)->message];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    diag_add(check->diag, DIAG_WARNING, place, "%s", text);
}

int check_more(int seen) {
    return seen > SINGLE_FINDINGS ? seen - SINGLE_FINDINGS : 0;
}

void check_tell_rest(const struct check *check, int seen, const char *file, const char *format, ...) {
    char text[sizeof((struct error *)NULL)->message];
    if (check_more(seen) == 0)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    diag_add(check->diag, DIAG_WARNING, (struct place){file, 0, 0}, "%s", text);
}

struct place check_link_place(const struct link *link) {
    return (struct place){"roads/link.csv", link->line, 0};
}

struct place check_node_place(const struct node *node) {
    return (struct place){"roads/node.csv", node->line, 0};
}

/* ---- twins ---- */

static int compare_text(const char *a, const char *b) {
    if (a == b)
        return 0;
    return a == NULL ? -1 : b == NULL ? 1 : strcmp(a, b);
}

static int compare_int(int a, int b) {
    return (a > b) - (a < b);
}

/* Ends as a pair without order where the link goes both ways. */
static int low_end(const struct link *link) {
    return link->directed || link->from < link->to ? link->from : link->to;
}

static int high_end(const struct link *link) {
    return link->from + link->to - low_end(link);
}

static int compare_links(const struct link *a, const struct link *b) {
    int order = compare_int(low_end(a), low_end(b));
    order = order ? order : compare_int(high_end(a), high_end(b));
    order = order ? order : compare_int(a->directed, b->directed);
    order = order ? order : compare_text(a->mode, b->mode);
    return order ? order : compare_text(a->name, b->name);
}

/* By what they say, then as they stand in the file: the first of equal ones comes first. */
static int compare_slots(const void *a, const void *b) {
    const struct link *left = *(const struct link *const *)a, *right = *(const struct link *const *)b;
    int order = compare_links(left, right);
    return order ? order : compare_int(left->line, right->line);
}

void check_twins(const struct check *check) {
    const struct network *network = check->network;
    AUTO_FREE const struct link **sorted = xcalloc((size_t)network->links, sizeof *sorted);
    AUTO_FREE const struct link **twin = xcalloc((size_t)network->links, sizeof *twin);
    for (int l = 0; l < network->links; l++)
        sorted[l] = &network->link[l];
    qsort(sorted, (size_t)network->links, sizeof *sorted, compare_slots);
    for (int l = 1; l < network->links; l++)
        if (compare_links(sorted[l - 1], sorted[l]) == 0) {
            const struct link *first = twin[sorted[l - 1] - network->link];
            twin[sorted[l] - network->link] = first != NULL ? first : sorted[l - 1];
        }
    int seen = 0;
    for (int l = 0; l < network->links; l++)
        if (twin[l] != NULL)
            check_tell(check, &seen, check_link_place(&network->link[l]),
                       "link \"%s\" has the ends, mode, direction and name of \"%s\" in line %d",
                       network->link[l].id, twin[l]->id, twin[l]->line);
    CHECK_REST(check, seen, "roads/link.csv",
               "%d more link that repeats another's ends, mode, direction and name",
               "%d more links that repeat another's ends, mode, direction and name");
}

void network_check(const struct network *network, struct diag *diag) {
    struct check check = {network, diag};
    check_links(&check);
    check_twins(&check);
    check_nodes(&check);
    check_modes(&check);
    check_vehicles(&check);
}
