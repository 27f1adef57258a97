# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies a data set with hostile text in every place where a name can stand.

    hostile_data.py FROM TO    writes TO, and TO.names: a JSON list of those that a report page has to show"""
import csv
import json
import pathlib
import sys
import zlib

TAILS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\u2028\u2029&lt;b&gt;&amp;",
    "\u202e\u05d0\u05d1\u05d2 \u0639\u0631\u0628\u064a",
    "--><!-- <style>*{display:none}</style>",
    "</title></td></table></svg>",
    "{0}\\u003cb\\u003e`${1}`%s%n",
    "javascript:alert(1)",
]
SHOWN = {("commodity", "name"), ("shipper", "name"), ("shipment", "shipment_id"), ("config", "dataset_name"),
         ("config", "period")}
NAMES = {"name", "jurisdiction", "region", "dataset_name", "period"}
seen = set()


def hostile(text):
    if text == "":
        return text
    return text + " " + TAILS[zlib.crc32(text.encode()) % len(TAILS)].replace(";", "\uff1b")


def changed(column, text):
    if column in ("mode", "modes"):  # what happens on road and rail has rules of its own
        return ";".join(hostile(part) if part == "ferry" else part for part in text.split(";"))
    if column == "region":
        return ";".join(hostile(part) for part in text.split(";"))
    return hostile(text) if column in NAMES or column.endswith("_id") else text


source, target = map(pathlib.Path, sys.argv[1:3])
for path in sorted(source.rglob("*.csv")):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    out = target / path.relative_to(source)
    out.parent.mkdir(parents=True, exist_ok=True)
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        for row in rows:
            now = {column: changed(column, text) for column, text in row.items()}
            seen.update(text for column, text in now.items() if (path.stem, column) in SHOWN)
            writer.writerow(now)
seen.add("Why " + TAILS[0])
(target / "scenarios").mkdir()
scenario = {"schema": "angkut-scenario/1", "name": "Worse " + TAILS[1], "reason": "Why " + TAILS[0],
            "source": "assumed", "status": "estimated", "rates": {"fuel": "+25%"}}
(target / "scenarios" / "worse.json").write_text(json.dumps(scenario), encoding="utf-8")
with open(f"{target}.names", "w", encoding="utf-8") as file:
    json.dump(sorted(seen), file)
