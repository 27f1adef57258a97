// SPDX-License-Identifier: GPL-3.0-or-later
/* A style file of QGIS 3: rules by kind and mode. It names no type of geometry, so that it does for points and lines. */
#include "report/map_parts.h"

#include <stdlib.h>
#include <string.h>

/* Millimetres on paper; the aggregate is over the layer. */
static const char WIDTH[] =
    "max(0.4, 3 * sqrt(&quot;flow_t&quot; / maximum(&quot;flow_t&quot;, filter:=&quot;kind&quot; = 'flow')))";

static void put_option(FILE *out, const char *name, const char *value) {
    fprintf(out, "<Option name=\"%s\" value=\"%s\" type=\"QString\"/>\n", name, value);
}

/* A property that an expression gives; type 3 = expression. */
static void put_defined(FILE *out, const char *name, const char *before, const char *after) {
    fprintf(out,
            "<Option name=\"%s\" type=\"Map\"><Option name=\"active\" value=\"true\" type=\"bool\"/>"
            "<Option name=\"expression\" value=\"%s%s%s\" type=\"QString\"/>"
            "<Option name=\"type\" value=\"3\" type=\"int\"/></Option>\n",
            name, before, WIDTH, after);
}

static void begin_symbol(FILE *out, const char *type, const char *name, const char *layer) {
    fprintf(out,
            "<symbol type=\"%s\" name=\"%s\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n"
            "<layer class=\"%s\" enabled=\"1\" locked=\"0\" pass=\"0\">\n<Option type=\"Map\">\n",
            type, name, layer);
}

static void end_symbol(FILE *out) {
    fputs("</layer>\n</symbol>\n", out);
}

static void put_rgb(FILE *out, const char *name, const char *colour) {
    char value[32];
    long rgb = strtol(colour + 1, NULL, 16);
    snprintf(value, sizeof value, "%ld,%ld,%ld,255", rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    put_option(out, name, value);
}

static void put_dash(FILE *out, const char *dash) {
    char value[64] = "";
    for (size_t i = 0; dash != NULL && dash[i] != '\0' && i + 1 < sizeof value; i++)
        value[i] = dash[i] == ' ' ? ';' : dash[i];
    put_option(out, "use_custom_dash", dash != NULL ? "1" : "0");
    put_option(out, "customdash", dash != NULL ? value : "5;2");
    put_option(out, "customdash_unit", "Point");
}

/* As wide as its tonnes; to the left of its line, so that one way leaves room for the other. */
static void put_flow_symbol(FILE *out, const struct map_look *look) {
    char name[32];
    snprintf(name, sizeof name, "flow-%s", look->mode);
    begin_symbol(out, "line", name, "SimpleLine");
    put_rgb(out, "line_color", look->colour);
    put_option(out, "line_style", "solid");
    put_option(out, "line_width", "1");
    put_option(out, "line_width_unit", "MM");
    put_option(out, "capstyle", "flat");
    put_option(out, "joinstyle", "round");
    put_option(out, "offset", "0");
    put_option(out, "offset_unit", "MM");
    put_dash(out, look->dash);
    fputs("</Option>\n<data_defined_properties><Option type=\"Map\">\n", out);
    put_option(out, "name", "");
    fputs("<Option name=\"properties\" type=\"Map\">\n", out);
    put_defined(out, "outlineWidth", "", "");
    put_defined(out, "offset", "0.5 * ", "");
    fputs("</Option>\n", out);
    put_option(out, "type", "collection");
    fputs("</Option></data_defined_properties>\n", out);
    end_symbol(out);
}

static void put_line_symbol(FILE *out, const char *name, const char *colour, const char *width,
                            const char *style) {
    begin_symbol(out, "line", name, "SimpleLine");
    put_rgb(out, "line_color", colour);
    put_option(out, "line_style", style);
    put_option(out, "line_width", width);
    put_option(out, "line_width_unit", "MM");
    fputs("</Option>\n", out);
    end_symbol(out);
}

static void put_marker(FILE *out, const char *name, const char *shape, const char *fill, const char *edge,
                       const char *size) {
    begin_symbol(out, "marker", name, "SimpleMarker");
    put_option(out, "name", shape);
    put_rgb(out, "color", fill);
    put_rgb(out, "outline_color", edge);
    put_option(out, "outline_width", "0.4");
    put_option(out, "outline_width_unit", "MM");
    put_option(out, "size", size);
    put_option(out, "size_unit", "MM");
    fputs("</Option>\n", out);
    end_symbol(out);
}

/* `filter` as it stands in XML. */
static void put_rule(FILE *out, const char *symbol, const char *filter, const char *label) {
    fprintf(out, "<rule key=\"%s\" symbol=\"%s\" label=\"%s\" filter=\"%s\"/>\n", symbol, symbol, label,
            filter);
}

static void put_flow_rules(FILE *out) {
    char symbol[32], filter[400] = "&quot;kind&quot; = 'flow' AND &quot;mode&quot; NOT IN (";
    size_t looks = map_looks();
    for (size_t i = 0; i + 1 < looks; i++) {
        char one[120];
        const char *mode = map_look_at(i)->mode;
        snprintf(symbol, sizeof symbol, "flow-%s", mode);
        snprintf(one, sizeof one, "&quot;kind&quot; = 'flow' AND &quot;mode&quot; = '%s'", mode);
        put_rule(out, symbol, one, mode);
        size_t length = strlen(filter);
        snprintf(filter + length, sizeof filter - length, "%s'%s'%s", i > 0 ? ", " : "", mode,
                 i + 2 == looks ? ")" : "");
    }
    put_rule(out, "flow-other", filter, "other");
}

static void put_rules(FILE *out) {
    fputs("<rules key=\"root\">\n", out);
    put_rule(out, "link", "&quot;kind&quot; = 'link' AND &quot;flow_t&quot; = 0", "not used");
    put_flow_rules(out);
    put_rule(out, "full", "&quot;kind&quot; = 'flow' AND &quot;full&quot;", "full");
    put_rule(out, "terminal", "&quot;kind&quot; = 'terminal' AND &quot;flow_t&quot; &gt; 0", "terminal");
    put_rule(out, "terminal-full", "&quot;kind&quot; = 'terminal' AND &quot;full&quot;", "terminal, full");
    put_rule(out, "origin", "&quot;kind&quot; = 'node' AND &quot;origin_t&quot; &gt; 0", "origin");
    put_rule(out, "destination", "&quot;kind&quot; = 'node' AND &quot;destination_t&quot; &gt; 0",
             "destination");
    fputs("</rules>\n", out);
}

static void put_symbols(FILE *out) {
    fputs("<symbols>\n", out);
    put_line_symbol(out, "link", "#8a8f94", "0.2", "solid");
    for (size_t i = 0; i < map_looks(); i++)
        put_flow_symbol(out, map_look_at(i));
    put_line_symbol(out, "full", "#a00000", "0.5", "dot");
    put_marker(out, "terminal", "square", "#ffffff", "#1d2a35", "2.2");
    put_marker(out, "terminal-full", "cross_fill", "#a00000", "#ffffff", "3.4");
    put_marker(out, "origin", "triangle", "#1d2a35", "#ffffff", "3");
    put_marker(out, "destination", "circle", "#1d2a35", "#ffffff", "2.6");
    fputs("</symbols>\n", out);
}

void report_qgis_style(FILE *out) {
    fputs("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
          "<qgis version=\"3.22.0\" styleCategories=\"Symbology\">\n"
          "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\n",
          out);
    put_rules(out);
    put_symbols(out);
    fputs("</renderer-v2>\n<blendMode>0</blendMode>\n<layerOpacity>1</layerOpacity>\n</qgis>\n", out);
}
