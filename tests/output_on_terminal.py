#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""output_on_terminal.py ANGKUT DATA FOLDER: what verbs print on terminals of several widths and in pipes: no table wider than
the terminal, colours where they are wanted and nowhere else. One line a fault."""
import os
import pty
import re
import subprocess
import sys
import unicodedata

angkut, data, folder = (os.path.realpath(it) for it in sys.argv[1:])
found = []
DAY = ["--as-of", "2026-11-24"]
# Verbs whose tables have a painted head, and what they need.
PAINTED = [
    ["plan", data], ["quote", data, "--from", "batu", "--to", "kota", "--commodity", "stone", "--tonnes", "20"],
    ["frontier", data], ["compare", data, data, "--vot", "5000"], ["explain", "shipment", "S1", data],
    ["explain", "link", "L1", data], ["stress", data], ["partners", data], ["allocate", data], ["sensitivity", data, "--all"],
    ["tariff", "list", data], ["tariff", "show", "fuel-2026", data],
]
FINDINGS = [["check", "faulty"], ["verify", "spoilt.json", data], ["tariff", "lint", "feed.json", "--data", data]]


def run(words, variables, columns):
    """What it wrote; columns 0 = to a pipe."""
    environment = {**os.environ, "TERM": "vt100", "LANG": "C.UTF-8", "ANGKUT_CONFIG": "", **variables}
    for name in ("NO_COLOR", "COLUMNS", "LC_ALL", "LANGUAGE"):
        if name not in variables:
            environment.pop(name, None)
    if columns == 0:
        return subprocess.run([angkut, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, env=environment,
                              cwd=folder).stdout.decode()
    ours, terminal = pty.openpty()
    subprocess.run(["stty", "columns", str(columns), "rows", "50", "-onlcr"], stdin=terminal, check=True)
    process = subprocess.Popen([angkut, *words], stdin=terminal, stdout=terminal, stderr=subprocess.DEVNULL, env=environment,
                               cwd=folder)
    os.close(terminal)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    process.wait()
    os.close(ours)
    return seen.decode()


def width(line):
    line = re.sub(r"\x1b\[[0-9;]*m", "", line)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def expect(holds, what):
    if not holds:
        found.append(what)


def prepare():
    """A data set with a fault, a plan and a feed with one."""
    subprocess.run(["cp", "-R", data, f"{folder}/faulty"], check=True)
    with open(f"{folder}/faulty/roads/link.csv", "a", encoding="utf-8") as out:
        out.write("L1,again,batu,kota,false,road,x,1,,,,ulu\n")
    subprocess.run([angkut, "plan", data, *DAY, "--format", "json", "-o", f"{folder}/plan.json"], check=True)
    with open(f"{folder}/plan.json", encoding="utf-8") as plan, open(f"{folder}/spoilt.json", "w", encoding="utf-8") as out:
        out.write(re.sub(r'("tonne_hours": *)[0-9]', r"\g<1>9", plan.read()))
    with open(f"{folder}/feed.json", "w", encoding="utf-8") as out:
        out.write("{}\n")


def colours(verb):
    name = " ".join(verb[:2])
    words = [*verb, *(DAY if verb[0] not in ("check", "verify") and verb[:2] != ["tariff", "lint"] else [])]
    escape = "\x1b["
    expect(escape in run(words, {}, 80), f"{name}: no colour on a terminal")
    expect(escape not in run(words, {"NO_COLOR": "1"}, 80), f"{name}: colours in spite of NO_COLOR")
    expect(escape in run([*words, "--color", "always"], {"NO_COLOR": "1"}, 0), f"{name}: none with --color always")
    expect(escape not in run([*words, "--color", "never"], {}, 80), f"{name}: some with --color never")
    expect(escape not in run(words, {"TERM": "dumb"}, 80), f"{name}: some on a dumb terminal")
    expect(escape not in run(words, {}, 0), f"{name}: some in a pipe")


def widths(verb):
    name, wide = " ".join(verb[:2]), {}
    words = [*verb, *DAY]
    for columns in (80, 100, 120, 200):
        text = run(words, {}, columns)
        wide[columns] = max((width(line) for line in text.split("\n")), default=0)
        expect(text and wide[columns] <= min(columns, 120), f"{name}: {wide[columns]} of {columns} columns")
    expect(run(words, {}, 80).replace("\x1b[1m", "").replace("\x1b[0m", "") == run(words, {}, 0),
           f"{name}: not the same on a terminal of 80 columns and in a pipe")
    expect(run(words, {"COLUMNS": "100"}, 0) == run([*words, "--color", "never"], {}, 100), f"{name}: COLUMNS")


prepare()
for painted in [*PAINTED, *FINDINGS]:
    colours(painted)
for shown in PAINTED:
    widths(shown)
for fault in found:
    print(fault)
print(f"{len(PAINTED) + len(FINDINGS)} verbs, {len(found)} faults")
sys.exit(bool(found))
