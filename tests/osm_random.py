#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""osm_random.py ANGKUT FOLDER SEEDS  imports random OpenStreetMap extracts, as .osm and as .osm.pbf, and compares what
comes out with the segments that went in: the same bytes of both, the same length in all, and the same shortest way
between any two nodes that are left. Prints what does not hold; the last line counts the cases."""
import csv
import heapq
import math
import os
import random
import shutil
import struct
import subprocess
import sys
import zlib

RADIUS_KM = 6371.0088


def circle(a, b):
    (lon1, lat1), (lon2, lat2) = (map(math.radians, p) for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1, math.sqrt(h)))


# ---- an extract --------------------------------------------------------------------------------------------------


def extract(seed):
    rng = random.Random(seed)
    nodes = {}
    for i in range(rng.randint(4, 60)):
        nodes[rng.choice([1, -1]) * rng.randint(1, 1 << 40)] = (
            round(104 + rng.random() / 10, 7),
            round(-4 + rng.random() / 10, 7),
        )
    ids = sorted(nodes)
    ways = []
    for way in range(rng.randint(1, 40)):
        refs = [rng.choice(ids) for _ in range(rng.randint(2, 7))]
        if rng.random() < 0.1:
            refs.insert(rng.randint(0, len(refs)), 1 << 50)  # not in the extract
        if rng.random() < 0.1:
            refs.append(refs[0])  # closed
        tags = {"highway": rng.choice(["primary", "primary", "secondary", "footway"])}
        if rng.random() < 0.3:
            tags["oneway"] = rng.choice(["yes", "-1", "no"])
        if rng.random() < 0.1:
            tags["hgv"] = "no"
        if rng.random() < 0.2:
            tags["maxspeed"] = rng.choice(["30", "20 mph"])
        ways.append((way + 1, refs, tags))
    return nodes, ways


def xml(nodes, ways):
    yield '<?xml version="1.0"?><osm version="0.6">\n'
    for node, (lon, lat) in nodes.items():
        yield f'<node id="{node}" lon="{lon:.7f}" lat="{lat:.7f}"/>\n'
    for way, refs, tags in ways:
        yield f'<way id="{way}">' + "".join(f'<nd ref="{ref}"/>' for ref in refs)
        yield "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items()) + "</way>\n"
    yield "</osm>\n"


# ---- the same as PBF, by hand: wiki.openstreetmap.org/wiki/PBF_Format ----------------------------------------------


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def signed(n):
    return varint(n << 1 if n >= 0 else (-n << 1) - 1)


def field(number, payload):
    if isinstance(payload, int):
        return varint(number << 3) + varint(payload)
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def deltas(numbers):
    last = 0
    for n in numbers:
        yield signed(n - last)
        last = n


def blob(kind, data):
    body = field(2, len(data)) + field(3, zlib.compress(data))
    head = field(1, kind.encode()) + field(3, len(body))
    return struct.pack(">I", len(head)) + head + body


def pbf(nodes, ways):
    yield blob("OSMHeader", field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes"))
    strings = [b""]
    number = {}
    for _, _, tags in ways:
        for text in [text for item in tags.items() for text in item]:
            if text not in number:
                number[text] = len(strings)
                strings.append(text.encode())
    table = field(1, b"".join(field(1, text) for text in strings))
    dense = field(1, b"".join(deltas(nodes)))
    dense += field(8, b"".join(deltas(round(lat * 1e7) for _, lat in nodes.values())))
    dense += field(9, b"".join(deltas(round(lon * 1e7) for lon, _ in nodes.values())))
    yield blob("OSMData", table + field(2, field(2, dense)))
    group = b""
    for way, refs, tags in ways:
        keys = b"".join(varint(number[key]) for key in tags)
        values = b"".join(varint(number[value]) for value in tags.values())
        group += field(3, field(1, way) + field(2, keys) + field(3, values) + field(8, b"".join(deltas(refs))))
    yield blob("OSMData", table + field(2, group))


# ---- what should come out ------------------------------------------------------------------------------------------


def segments(nodes, ways):
    """(from, to, km, both ways) of the roads that trucks may use."""
    for _, refs, tags in ways:
        if tags["highway"] == "footway" or tags.get("hgv") == "no":
            continue
        for a, b in zip(refs, refs[1:]):
            if a in nodes and b in nodes and a != b:
                km = circle(nodes[a], nodes[b])
                if tags.get("oneway") == "-1":
                    a, b = b, a
                yield a, b, km, tags.get("oneway") not in ("yes", "-1")


def shortest(edges, start):
    dist = {start: 0.0}
    heap = [(0.0, start)]
    while heap:
        d, at = heapq.heappop(heap)
        if d > dist[at]:
            continue
        for to, km in edges.get(at, ()):
            if d + km < dist.get(to, math.inf):
                dist[to] = d + km
                heapq.heappush(heap, (d + km, to))
    return dist


def graph(rows):
    edges = {}
    for a, b, km, both in rows:
        edges.setdefault(a, []).append((b, km))
        if both:
            edges.setdefault(b, []).append((a, km))
    return edges


def imported(folder):
    with open(folder + "/roads/link.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield int(row["from_node_id"]), int(row["to_node_id"]), float(row["length"]), row["directed"] == "false"


def files(folder):
    return {name: open(f"{folder}/roads/{name}.csv", "rb").read() for name in ("node", "link", "terminal")}


def run(angkut, folder, name, parts, mode):
    path, to = f"{folder}/{name}", f"{folder}/{name}.out"
    with open(path, "w" + mode) as file:
        for part in parts:
            file.write(part)
    shutil.rmtree(to, ignore_errors=True)
    return subprocess.run([angkut, "import", "osm", path, to], capture_output=True, text=True), to


def judge(angkut, folder, seed):
    nodes, ways = extract(seed)
    rows = list(segments(nodes, ways))
    told, plain = run(angkut, folder, "x.osm", xml(nodes, ways), "")
    packed_told, packed = run(angkut, folder, "x.osm.pbf", pbf(nodes, ways), "b")
    if not rows:
        return [] if told.returncode == packed_told.returncode == 3 else [f"status {told.returncode} of no roads"]
    if told.returncode or packed_told.returncode:
        # Nothing but rings: no link is left.
        uses = [end for a, b, _, _ in rows for end in (a, b)]
        rings = all(uses.count(end) == 2 for end in uses)
        return [] if "no road" in told.stderr and rings else [told.stderr]
    faults = [] if files(plain) == files(packed) else ["XML and PBF differ"]
    links = list(imported(plain))
    before, after = graph(rows), graph(links)
    ends = {end for a, b, _, _ in links for end in (a, b)}
    for start in ends:
        was, now = shortest(before, start), shortest(after, start)
        for end in ends:
            if abs(was.get(end, math.inf) - now.get(end, math.inf)) > 1e-4:
                faults.append(f"{start} to {end}: {was.get(end)} km before, {now.get(end)} after")
    lost = sum(km for _, _, km, _ in rows) - sum(km for _, _, km, _ in links)
    if lost < -1e-4 or (lost > 1e-4 and "ring" not in told.stderr):
        faults.append(f"{lost} km are lost")
    return faults


def spoil(data, rng):
    data = bytearray(data)
    for _ in range(rng.choice([1, 2, 5, 20])):
        at = rng.randrange(len(data))
        if rng.random() < 0.8:
            data[at] = rng.randrange(256)
        elif rng.random() < 0.5:
            data[at:at] = bytes([rng.randrange(256)])
        else:
            del data[at + 1 :]
    return bytes(data)


def judge_spoilt(angkut, folder, seed):
    """A damaged extract is an import or a clear refusal that leaves nothing behind."""
    rng = random.Random(seed)
    whole = b"".join(pbf(*extract(seed)))
    told, to = run(angkut, folder, "y.osm.pbf", [spoil(whole, rng)], "b")
    if told.returncode not in (0, 3) or (told.returncode == 3) == os.path.exists(to):
        return [f"status {told.returncode}: {told.stderr}"]
    left = [name for name in os.listdir(folder) if name.startswith("y.osm.pbf.out.")]
    return [f"left behind: {left}"] if left else []


def main():
    angkut, folder, seeds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.makedirs(folder, exist_ok=True)
    wrong = 0
    for seed in range(seeds):
        for fault in judge(angkut, folder, seed) + judge_spoilt(angkut, folder, seed):
            print(f"seed {seed}: {fault}")
            wrong += 1
    print(f"{seeds} extracts, {wrong} faults")


main()
