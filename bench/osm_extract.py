#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""osm_extract.py NODES [ROADS] > FILE.osm  a made-up extract of so many nodes: ROADS (default NODES / 100) roads of 15
nodes each, that meet; all other nodes are of buildings, five each. To time `angkut import osm` and see what memory it
takes: /usr/bin/time -v angkut import osm FILE.osm DIR."""
import random
import sys

nodes = int(sys.argv[1])
roads = int(sys.argv[2]) if len(sys.argv) > 2 else nodes // 100
rng = random.Random(1)
out = sys.stdout.write
out('<?xml version="1.0"?><osm version="0.6">\n')
for i in range(1, nodes + 1):
    out(f'<node id="{i}" lat="{-5 + 4 * rng.random():.7f}" lon="{102 + 4 * rng.random():.7f}"/>\n')
on_roads = min(nodes, roads * 14)
for way in range(1, roads + 1):
    first = (way - 1) * 14 % on_roads
    refs = [1 + (first + k) % on_roads for k in range(14)] + [rng.randint(1, on_roads)]
    out(f'<way id="{way}">' + "".join(f'<nd ref="{ref}"/>' for ref in refs))
    out(f'<tag k="highway" v="{rng.choice(["primary", "secondary", "tertiary"])}"/></way>\n')
for way, first in enumerate(range(on_roads + 1, nodes - 4, 5), roads + 1):
    refs = [*range(first, first + 5), first]
    out(f'<way id="{way}">' + "".join(f'<nd ref="{ref}"/>' for ref in refs) + '<tag k="building" v="yes"/></way>\n')
out("</osm>\n")
