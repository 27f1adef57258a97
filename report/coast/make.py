#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes coastline.txt: the land behind the map.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 report/coast/make.py package >report/coast/coastline.txt

world-atlas 2.0.2 (https://github.com/topojson/world-atlas; its packaging is ISC) holds Natural Earth 4.1, which is in the
public domain (https://www.naturalearthdata.com/about/terms-of-use/). Out of it come two layers: the seas of Indonesia and its
neighbours from land-10m, and the whole earth from land-110m. Both are simplified (Douglas-Peucker); small islands are left out.
"""
import json
import sys

REGION = (90.0, -15.0, 145.0, 12.0)  # west, south, east, north
EARTH = (-180.0, -90.0, 180.0, 90.0)


def rings(path):
    """Outer rings and holes of all polygons, in degrees."""
    topology = json.load(open(path))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(numbers):
        points = []
        for n in numbers:
            points += (arcs[n] if n >= 0 else arcs[~n][::-1])[1 if points else 0:]
        return points

    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for numbers in polygon:
                yield from cut_at_antimeridian(ring(numbers))


def cut_at_antimeridian(points):
    """A ring that goes over the 180th meridian, as the rings on this side and on that; one around a pole is led over the pole."""
    turns, unrolled = 0, []
    for i, (x, y) in enumerate(points):
        if i > 0 and abs(x - points[i - 1][0]) > 180:
            turns += 1 if x < points[i - 1][0] else -1
        unrolled.append((x + 360 * turns, y))
    if abs(unrolled[-1][0] - unrolled[0][0]) > 180:
        pole = 90 if unrolled[0][1] > 0 else -90
        unrolled += [(unrolled[-1][0], pole), (unrolled[0][0], pole)]
    for shift in (-360, 0, 360):
        side = clip([(x + shift, y) for x, y in unrolled], EARTH)
        if len(side) >= 3:
            yield side


def clip(points, box):
    """Sutherland-Hodgman."""
    for axis, limit, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept = []
        for i, b in enumerate(points):
            a = points[i - 1]
            inside_a, inside_b = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if inside_a != inside_b:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if inside_b:
                kept.append(b)
        points = kept
    return points


def simplify(points, tolerance):
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, at = 0.0, -1
        for i in range(first + 1, last):
            x, y = points[i]
            d = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if d > worst:
                worst, at = d, i
        if worst > tolerance:
            keep[at] = True
            stack += [(first, at), (at, last)]
    return [p for p, kept in zip(points, keep) if kept]


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def write_layer(path, box, tolerance, least_area, step):
    print("layer", *(f"{edge:g}" for edge in box))
    for points in rings(path):
        points = clip(points, box) if box != EARTH else points
        if len(points) < 3 or area(points) < least_area:
            continue
        if points[0] != points[-1]:
            points.append(points[0])
        grid = []
        for x, y in simplify(points, tolerance):
            at = (round(x * 100 / step) * step, round(y * 100 / step) * step)
            if not grid or grid[-1] != at:
                grid.append(at)
        if len(grid) > 1 and grid[0] == grid[-1]:
            grid.pop()
        if len(grid) < 3:
            continue
        print(*grid[0], *(d for a, b in zip(grid, grid[1:]) for d in (b[0] - a[0], b[1] - a[1])))


folder = sys.argv[1]
print("# Land: Natural Earth 4.1 (public domain) by way of world-atlas 2.0.2; made by report/coast/make.py.")
print("# A layer: west south east north, degrees. A line: a ring; its first point, then steps, x y in hundredths of a degree.")
write_layer(f"{folder}/land-10m.json", REGION, 0.013, 0.0015, 1)
write_layer(f"{folder}/land-110m.json", EARTH, 0.12, 0.5, 5)
