// SPDX-License-Identifier: GPL-3.0-or-later
/* The document: what is in its head, and its sections in order. */
#include "report/page.h"

#include "base/hash.h"
#include "base/language.h"
#include "base/mem.h"
#include "report/assets.h"
#include "report/page_parts.h"
#include "report/route.h"

#include <string.h>

enum { MAP_WIDTH = 1000, DIGEST = 32, HOST = 256 };

void section_begin(FILE *out, const char *id, const char *suffix, const char *title) {
    fprintf(out, "<section id=\"%s%s\" aria-labelledby=\"%s%s-title\">\n<h2 id=\"%s%s-title\">", id, suffix,
            id, suffix, id, suffix);
    html_text(out, title);
    fputs("</h2>\n", out);
}

void section_end(FILE *out) {
    fputs("</section>\n", out);
}

char *page_suffix(char suffix[SUFFIX], int number) {
    suffix[0] = '\0';
    if (number > 1)
        snprintf(suffix, SUFFIX, "-%d", number);
    return suffix;
}

/* ---- what the browser may do ---- */

static int nibble(char digit) {
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

/* " 'sha256-...='": a source that the policy admits, by its text (CSP Level 3). */
static void put_source(FILE *out, const char *text) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[HASH_TEXT];
    unsigned char byte[DIGEST + 1] = {0};
    struct hash *hash = hash_new();
    hash_add(hash, text, strlen(text));
    hash_text(hash, hex);
    for (int i = 0; i < DIGEST; i++)
        byte[i] = (unsigned char)(nibble(hex[2 * i]) * 16 + nibble(hex[2 * i + 1]));
    fputs(" 'sha256-", out);
    for (int i = 0; i < DIGEST; i += 3) {
        unsigned group =
            (unsigned)byte[i] << 16 | (unsigned)byte[i + 1] << 8 | (i + 2 < DIGEST ? byte[i + 2] : 0U);
        for (int shift = 18; shift >= 0; shift -= 6)
            putc(i + 2 >= DIGEST && shift == 0 ? '=' : digits[group >> shift & 63], out);
    }
    putc('\'', out);
}

/* The host that tiles come from; where the address says {s}, any in its domain. */
static void put_tile_host(FILE *out, const char *tiles) {
    const char *host = strstr(tiles, "://");
    if (host == NULL)
        return;
    size_t length = (size_t)(host + 3 - tiles) + strcspn(host + 3, "/?#");
    char text[HOST];
    snprintf(text, sizeof text, " %.*s", (int)(length < HOST - 2 ? length : HOST - 2), tiles);
    char *any = strstr(text, "{s}");
    if (any != NULL) {
        *any = '*';
        memmove(any + 1, any + 3, strlen(any + 3) + 1);
    }
    html_text(out, text);
}

static void put_policy(FILE *out, const char *tiles) {
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src", out);
    put_source(out, ASSET_LEAFLET_JS);
    put_source(out, ASSET_PAGE_JS);
    fputs("; style-src", out);
    put_source(out, ASSET_LEAFLET_CSS);
    put_source(out, ASSET_PAGE_CSS);
    fputs("; img-src data:", out);
    if (tiles != NULL)
        put_tile_host(out, tiles);
    fputs("; base-uri 'none'; form-action 'none'\">\n", out);
}

static void put_asset(FILE *out, const char *tag, const char *text) {
    if (text[0] != '\0')
        fprintf(out, "<%s>%s</%s>\n", tag, text, tag);
}

static void put_head(const struct page *page, const char *tiles) {
    FILE *out = page->out;
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            language_now() == LANGUAGE_INDONESIAN ? "id" : "en");
    put_policy(out, tiles);
    fputs("<meta name=\"generator\" content=\"Angkut\">\n<title>", out);
    char title[2 * RESOURCE];
    snprintf(title, sizeof title, _("Plan for %.400s"), page->network->dataset_name);
    html_text(out, title);
    fputs("</title>\n", out);
    put_asset(out, "style", ASSET_LEAFLET_CSS);
    put_asset(out, "style", ASSET_PAGE_CSS);
    fputs("</head>\n<body>\n", out);
}

/* ---- results ---- */

const struct page_result PAGE_RESULTS[] = {
    {"angkut-frontier/1", "frontier", N_("Between cheapest and fastest"), page_frontier},
    {"angkut-compare/1", "comparison", N_("What differs, and why"), page_comparison},
    {"angkut-partners/1", "partners", N_("What each partner is worth"), page_partners},
    {"angkut-allocation/1", "allocation", N_("Who pays what"), page_allocation},
    {NULL, NULL, NULL, NULL}};

bool report_page_shows(const char *schema) {
    for (const struct page_result *it = PAGE_RESULTS; it->schema != NULL; it++)
        if (strcmp(it->schema, schema) == 0)
            return true;
    return false;
}

/* `number` from 1: the how-manieth of its kind; NULL behind the last. */
static const struct json *result_of(const struct page_content *content, const struct page_result *kind,
                                    int number) {
    for (int i = 0; i < content->results; i++) {
        const char *schema = json_string(json_get(content->result[i], "schema"));
        if (schema != NULL && strcmp(schema, kind->schema) == 0 && --number == 0)
            return content->result[i];
    }
    return NULL;
}

static void put_results(const struct page *page, const struct page_content *content) {
    char suffix[SUFFIX];
    const struct json *result;
    for (const struct page_result *kind = PAGE_RESULTS; kind->schema != NULL; kind++)
        for (int n = 1; (result = result_of(content, kind, n)) != NULL; n++) {
            section_begin(page->out, kind->id, page_suffix(suffix, n), _(kind->title));
            kind->put(page, result, suffix);
            section_end(page->out);
        }
}

/* ---- the document ---- */

static void put_link(FILE *out, const char *id, const char *suffix, const char *title) {
    fprintf(out, "<li><a href=\"#%s%s\">", id, suffix);
    html_text(out, title);
    fputs("</a></li>\n", out);
}

static void put_contents(const struct page *page, const struct page_content *content) {
    FILE *out = page->out;
    char suffix[SUFFIX];
    fputs("<nav id=\"contents\"", out);
    html_attribute(out, "aria-label", _("Contents"));
    fputs("><ul>\n", out);
    put_link(out, "headline", "", _("In short"));
    put_link(out, "map", "", _("Map"));
    put_link(out, "shipments", "", _("Shipments"));
    put_link(out, "money", "", _("Where the money goes"));
    put_link(out, "bottlenecks", "", _("Bottlenecks"));
    if (page->plan->unmet_kg > 0)
        put_link(out, "unmet", "", _("What stays behind"));
    for (const struct page_result *kind = PAGE_RESULTS; kind->schema != NULL; kind++)
        for (int n = 1; result_of(content, kind, n) != NULL; n++)
            put_link(out, kind->id, page_suffix(suffix, n), _(kind->title));
    fputs("</ul></nav>\n", out);
}

static void put_top(const struct page *page, const struct page_content *content) {
    fputs("<a class=\"skip\" href=\"#main\">", page->out);
    html_text(page->out, _("To the contents"));
    fputs("</a>\n<header class=\"top\">\n<h1>", page->out);
    html_name(page->out, page->network->dataset_name);
    fputs("</h1>\n", page->out);
    page_basis(page);
    put_contents(page, content);
    fputs("</header>\n<main id=\"main\">\n", page->out);
}

void page_map(const struct page *page) {
    section_begin(page->out, "map", "", _("Map"));
    fputs("<div id=\"map-box\">\n", page->out);
    report_map_svg(page->plan, page->virtual_network, MAP_WIDTH, page->out);
    fputs("</div>\n<div id=\"details\" hidden></div>\n", page->out);
    section_end(page->out);
}

static void put_bottom(const struct page *page, const struct page_content *content) {
    FILE *out = page->out;
    fputs("</main>\n<footer class=\"bottom\">\n", out);
    fprintf(out, "<p>Angkut. input_hash <code>%s</code>, tariff_hash <code>%s</code></p>\n",
            page->plan->input_hash, page->plan->tariff_hash);
    fputs("</footer>\n", out);
    page_data(page, content);
    put_asset(out, "script", ASSET_LEAFLET_JS);
    put_asset(out, "script", ASSET_PAGE_JS);
    fputs("</body>\n</html>\n", out);
}

static void put_document(const struct page *page, const struct page_content *content) {
    put_head(page, content->tiles);
    put_top(page, content);
    page_headline(page);
    page_map(page);
    page_shipments(page);
    page_money(page);
    page_bottlenecks(page);
    page_unmet(page);
    put_results(page, content);
    put_bottom(page, content);
}

void report_page(const struct page_content *content, FILE *out) {
    const struct scenario *scenario = content->network->scenario;
    struct plan_summary *summary = plan_summarise(content->plan, scenario);
    AUTO_FREE unsigned char *parallel = parallel_links(scenario->network);
    const struct page page = {.plan = content->plan,
                              .scenario = scenario,
                              .network = scenario->network,
                              .virtual_network = content->network,
                              .summary = summary,
                              .parallel = parallel,
                              .scale = money_scale_for(scenario->network, summary->total.money_e7),
                              .style = {.width = 80},
                              .out = out};
    put_document(&page, content);
    plan_summary_free(summary);
}
