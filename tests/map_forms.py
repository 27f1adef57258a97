# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what a map shows against the plan it is of.

    map_forms.py PLAN.json PAGE.html MAP.geojson MAP.qml MAP.kml    silent and 0 where all agrees; else what does not, and 1"""
import collections
import json
import sys
import xml.etree.ElementTree as xml
from decimal import Decimal

plan = json.load(open(sys.argv[1], encoding="utf-8"), parse_float=Decimal)
page = open(sys.argv[2], encoding="utf-8").read()
geo = json.load(open(sys.argv[3], encoding="utf-8"), parse_float=Decimal)
faults = []


def want(found, expected, what):
    if found != expected:
        faults.append(f"{what}: {found}, expected {expected}")


# What the plan file says goes over each link, whichever way.
over = collections.Counter()
for shipment in plan["shipments"]:
    for path in shipment["paths"]:
        for leg in path["legs"]:
            for link in leg["links"]:
                over[link] += Decimal(path["quantity_t"])

kinds = collections.defaultdict(list)
for feature in geo["features"]:
    want(feature["type"], "Feature", "type")
    kinds[feature["properties"]["kind"]].append(feature)
want({f["properties"]["link_id"]: f["properties"]["flow_t"] for f in kinds["link"] if f["properties"]["flow_t"]}, dict(over), "links")
ways = collections.Counter()
for feature in kinds["flow"]:
    ways[feature["properties"]["link_id"]] += feature["properties"]["flow_t"]
want(dict(ways), dict(over), "flows")
want(len(kinds["shipment"]), len(plan["shipments"]), "shipments")
want(sum(f["properties"]["unmet_t"] for f in kinds["shipment"]), sum(Decimal(s["unmet_t"]) for s in plan["shipments"]), "unmet")
want(sum(f["properties"]["moved_t"] for f in kinds["shipment"]),
     sum(Decimal(p["quantity_t"]) for s in plan["shipments"] for p in s["paths"]), "moved")
place = {f["properties"]["node_id"]: f["geometry"]["coordinates"] for f in kinds["node"]}
for feature in kinds["flow"]:
    line = feature["geometry"]["coordinates"]
    want([line[0], line[-1]], [place[feature["properties"]["from_node_id"]], place[feature["properties"]["to_node_id"]]], "ends of a flow")
shown = {}
for feature in kinds["flow"] + kinds["terminal"]:
    p = feature["properties"]
    shown[p.get("link_id", p.get("terminal_id")), p.get("from_node_id")] = (p["flow_t"], p["capacity_t"], p["shadow_price"])
for resource in plan["resources"]:
    key = (resource.get("link_id", resource.get("terminal_id")), resource.get("from_node_id"))
    if resource["flow_t"]:
        want(shown.get(key), (resource["flow_t"], resource["capacity_t"], resource["shadow_price"]), f"resource {key}")

# The drawing.
SVG = "{http://www.w3.org/2000/svg}"
start = page.index("<svg xmlns=")
root = xml.fromstring(page[start:page.index("</svg>", start) + 6])
flows = [g for g in root.iter(SVG + "g") if "flow" in g.get("class", "").split()]
drawn = collections.Counter()
for g in flows:
    drawn[g.get("data-link")] += Decimal(g.get("data-t"))
    want(g.get("aria-label"), g.find(SVG + "title").text, "label and title")
want(dict(drawn), dict(over), "flows drawn")
widths = sorted((Decimal(g.get("data-t")), float(g[-2].get("stroke-width"))) for g in flows)
want([w for _, w in widths], sorted(w for _, w in widths), "widths by tonnes")
full = {(f["properties"]["link_id"], f["properties"]["direction"]) for f in kinds["flow"] if f["properties"]["full"]}
want({(g.get("data-link"), g.get("data-direction")) for g in flows if "full" in g.get("class").split()}, full, "full flows")
marks = [g for g in root.iter(SVG + "g") if g.get("class") == "full-mark" and g.get("data-link")]
want({(g.get("data-link"), g.get("data-direction")) for g in marks}, full, "marks on full flows")
for element in root.iter():
    for name in element.attrib:
        if name == "style" or name.startswith("on"):
            faults.append(f"attribute {name} on {element.tag}")
want({e.tag for e in root.iter()} - {SVG + t for t in "svg title desc rect clipPath g path circle text".split()}, set(), "elements")

# Other programs' files.
KML = "{http://www.opengis.net/kml/2.2}"
lines = collections.Counter()
for placemark in xml.parse(sys.argv[5]).iter(KML + "Placemark"):
    value = {d.get("name"): d.find(KML + "value").text for d in placemark.iter(KML + "Data")}
    if "link_id" in value:
        lines[value["link_id"]] += Decimal(value["flow_t"])
want(dict(lines), dict(over), "flows of the KML")
style = xml.parse(sys.argv[4]).getroot()
want(style.tag, "qgis", "style")
symbols = {s.get("name") for s in style.iter("symbol")}
want({r.get("symbol") for r in style.iter("rule")}, symbols, "symbols that rules use")

print("\n".join(faults), end="")
sys.exit(bool(faults))
