// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/check.h"

#include "base/language.h"

#include <stdio.h>
#include <string.h>

char *check_node_text(const struct network *roads, int node, char text[NODE_TEXT]) {
    const struct node *n = &roads->node[node];
    if (n->name != NULL)
        snprintf(text, NODE_TEXT, "%.60s (%.50s)", n->name, n->id);
    else
        snprintf(text, NODE_TEXT, "%.110s", n->id);
    return text;
}

char *check_tonnes_text(int64_t kg, char text[TONNES_TEXT]) {
    char plain[WIDE_TEXT];
    size_t whole = strcspn(wide_text(plain, kg, MASS_PLACES, 0), "."), used = 0;
    for (size_t i = 0; plain[i] != '\0'; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            text[used++] = language_comma();
        text[used++] = plain[i] == '.' ? language_point() : plain[i];
    }
    text[used] = '\0';
    return text;
}
