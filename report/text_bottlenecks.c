// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 6, NEARLY_SHOWN = 5, LINE = 400 };

/* ---- names ---- */

char *resource_words(const struct network *network, const struct plan_resource *resource,
                     char words[RESOURCE]) {
    if (resource->terminal >= 0) {
        const struct terminal *terminal = &network->terminal[resource->terminal];
        snprintf(words, RESOURCE, _("%.255s (%.20s terminal)"), node_words(network, terminal->node),
                 mode_words(terminal->mode));
        return words;
    }
    const struct link *link = &network->link[resource->link];
    snprintf(words, RESOURCE, _("%.255s to %.255s (%.20s)"),
             node_words(network, resource->backward ? link->to : link->from),
             node_words(network, resource->backward ? link->from : link->to), mode_words(link->mode));
    return words;
}

static const char *resource_id(const struct network *network, const struct plan_resource *resource) {
    return resource->terminal >= 0 ? network->terminal[resource->terminal].id
                                   : network->link[resource->link].id;
}

/* ---- the most telling first ---- */

struct candidate {
    wide rank;
    int resource;
};

static int highest_first(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank > b->rank ? -1 : 1;
    return a->resource < b->resource ? -1 : a->resource > b->resource;
}

static int sorted(struct candidate *candidate, int count, int *resource) {
    qsort(candidate, (size_t)count, sizeof *candidate, highest_first);
    for (int i = 0; i < count; i++)
        resource[i] = candidate[i].resource;
    return count;
}

/* By what all the capacity is worth. */
int bottleneck_list(const struct plan *plan, int *resource) {
    AUTO_FREE struct candidate *candidate = xcalloc((size_t)plan->resources + 1, sizeof *candidate);
    int count = 0;
    for (int r = 0; r < plan->resources; r++)
        if (plan->resource[r].shadow_price.e4 > 0)
            candidate[count++] = (struct candidate){
                (wide)plan->resource[r].capacity_kg * plan->resource[r].shadow_price.e4, r};
    return sorted(candidate, count, resource);
}

int nearly_full_list(const struct plan *plan, int *resource) {
    AUTO_FREE struct candidate *candidate = xcalloc((size_t)plan->resources + 1, sizeof *candidate);
    int count = 0;
    for (int r = 0; r < plan->resources; r++) {
        const struct plan_resource *at = &plan->resource[r];
        if (at->shadow_price.e4 == 0 && (wide)at->flow_kg * 10 > (wide)at->capacity_kg * 9)
            candidate[count++] = (struct candidate){(wide)at->flow_kg * 1000000 / at->capacity_kg, r};
    }
    return sorted(candidate, count, resource);
}

/* ---- what would pay ---- */

/* Money and time of the dearest path, 1e-10 per tonne. */
static wide dearest_path(const struct page *page) {
    const struct plan *plan = page->plan;
    wide dearest = 0;
    for (int k = 0; k < plan->shipments; k++) {
        wide vot_e4 = shipment_vot(page->scenario, &plan->variant, k).e4;
        for (int p = 0; p < plan->shipment[k].paths; p++) {
            const struct plan_path *path = &plan->path[plan->shipment[k].first_path + p];
            wide cost = (wide)path->per_t.e4 * 1000000 + vot_e4 * path->time_uh;
            dearest = cost > dearest ? cost : dearest;
        }
    }
    return dearest;
}

bool is_of_penalty(const struct page *page, int r) {
    if (page->plan->unmet_kg == 0 || page->plan->budget.shadow_price_e10 > 0)
        return false; /* within a budget a tonne more needs room in that too */
    return (wide)page->plan->resource[r].shadow_price.e4 * 1000000 > dearest_path(page) ||
           lets_unmet_move(page, r);
}

/* The name, then (where a flow and a verdict still fit beside it) the id that --close takes. */
static void put_resource(const struct page *page, int r, const char *verdict) {
    const struct plan_resource *resource = &page->plan->resource[r];
    char name[RESOURCE], used[WORDS], capacity[WORDS], right[LINE];
    const char *id = resource_id(page->network, resource);
    snprintf(right, sizeof right, _("%s of %s t  %24s"), about_tonnes_words(used, resource->flow_kg),
             about_tonnes_words(capacity, resource->capacity_kg), verdict);
    text_wrapped(page, 0, resource_words(page->network, resource, name));
    int room = page->style.width - 2 - text_width(right) - 2;
    if (text_width(id) > room) {
        text_wrapped(page, 2, id);
        id = "";
    }
    fprintf(page->out, "  %s%*s  %s\n", id, room - text_width(id), "", right);
}

static void put_bottlenecks(const struct page *page, const int *resource, int count) {
    char saved[WORDS], verdict[2 * WORDS];
    const char *left = _("Bottlenecks"), *right = _("one more tonne (time included)");
    int shown = count <= SHOWN + 1 ? count : SHOWN;
    text_heading(page, "%s%*s%s", left, page->style.width - text_width(left) - text_width(right), "", right);
    for (int i = 0; i < shown; i++) {
        int r = resource[i];
        snprintf(verdict, sizeof verdict, _("saves %s"),
                 rate_words(saved, page->network, page->plan->resource[r].shadow_price.e4));
        put_resource(page, r, is_of_penalty(page, r) ? _("lets one more tonne move") : verdict);
    }
    if (shown < count)
        fprintf(page->out, _("and %d more that are full\n"), count - shown);
}

/* On one line where it fits. */
static void put_full(const struct page *page, int r) {
    const struct plan_resource *resource = &page->plan->resource[r];
    char name[RESOURCE], left[RESOURCE + LINE], used[WORDS], capacity[WORDS], right[2 * WORDS + LINE];
    snprintf(left, sizeof left, "%s  %.255s", resource_words(page->network, resource, name),
             resource_id(page->network, resource));
    snprintf(right, sizeof right, _("%s of %s t"), about_tonnes_words(used, resource->flow_kg),
             about_tonnes_words(capacity, resource->capacity_kg));
    int pad = page->style.width - text_width(left) - text_width(right);
    if (pad >= 2) {
        fprintf(page->out, "%s%*s%s\n", left, pad, "", right);
        return;
    }
    text_wrapped(page, 0, left);
    fprintf(page->out, "%*s\n", page->style.width, right);
}

static void put_nearly_full(const struct page *page, const int *resource, int count) {
    int shown = count <= NEARLY_SHOWN ? count : NEARLY_SHOWN;
    if (count == 0)
        return;
    text_heading(page, "Over 90 %% full, though more room would save nothing");
    for (int i = 0; i < shown; i++)
        put_full(page, resource[i]);
    if (shown < count)
        fprintf(page->out, _("and %d more\n"), count - shown);
}

void text_bottlenecks(const struct page *page) {
    AUTO_FREE int *resource = xcalloc((size_t)page->plan->resources + 1, sizeof *resource);
    int count = bottleneck_list(page->plan, resource);
    if (count > 0)
        put_bottlenecks(page, resource, count);
    else
        fputs(page->plan->status == PLAN_LIMIT
                  ? _("\nBottlenecks unknown: the search ended before it could price what is full.\n")
                  : _("\nNo bottlenecks: nothing that is full makes this plan dearer.\n"),
              page->out);
    put_nearly_full(page, resource, nearly_full_list(page->plan, resource));
}
