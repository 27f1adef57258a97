#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""progress_on_terminal.py ANGKUT DATA FOLDER: what a person sees while a long verb is at work, on terminals of several widths:
no line wider than the terminal, time gone and left, nothing behind at the end; and nothing at all in a pipe, under --quiet
and on a terminal that can't take a line back. One line a fault."""
import os
import pty
import re
import subprocess
import sys

angkut, data, folder = (os.path.realpath(it) for it in sys.argv[1:])
TAKE_BACK = "\r\x1b[K"
found = []


def watch(columns, words, **variables):
    """All that the terminal got on standard error and output."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update({"TERM": "vt100", "LANG": "C.UTF-8", "ANGKUT_CONFIG": "", **variables})
        subprocess.run(["stty", "columns", str(columns), "rows", "24", "-onlcr"], check=True)
        os.execv(angkut, [angkut, *words])
    seen = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the terminal's other end was closed
            break
        if not part:
            break
        seen += part
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return seen.decode("utf-8"), os.waitstatus_to_exitcode(status)


def expect(holds, what):
    if not holds:
        found.append(what)


stress = ["stress", data, "--pairs", "--threads", "1", "--brief", "-o", f"{folder}/out", "--as-of", "2026-11-24"]
for width, language in ((80, "en"), (30, "id")):
    text, exit_status = watch(width, [*stress, "--lang", language])
    name = f"{width} columns ({language})"
    lines = text.split(TAKE_BACK)
    expect(exit_status == 0, f"{name}: status {exit_status}")
    expect(len(lines) > 1, f"{name}: no line at all: {text!r}")
    for line in lines[:-1]:
        expect(len(line) < width, f"{name}: over the width: {line!r}")
        expect("\n" not in line, f"{name}: a line that stays: {line!r}")
    expect(re.fullmatch(r"(wrote|sudah ditulis:) .*/out\n", lines[-1]), f"{name}: left behind: {lines[-1]!r}")
    if (width, language) == (80, "en"):
        shape = r"|\d+ of \d+ closures: \d+ (s|min \d+ s)(, about \d+ (s|min \d+ s) left)?"
        for line in lines[:-1]:
            expect(re.fullmatch(shape, line), f"{name}: {line!r}")
        slow = [line for line in lines[:-1] if re.search(r": [2-9] s", line)]  # not on machines that need no guess
        expect(not slow or any("left" in line for line in slow), f"{name}: never what is left: {lines!r}")

for verb in (["plan", data], ["compare", data, data, "--vot", "1"], ["frontier", data], ["partners", data], ["allocate", data],
             ["sensitivity", data, "--all"]):
    text, exit_status = watch(40, [*verb, "-o", f"{folder}/out", "--as-of", "2026-11-24"])
    lines = text.split(TAKE_BACK)
    expect(exit_status in (0, 1), f"{verb[0]}: status {exit_status}: {text!r}")
    expect(all(len(line) < 40 and "\n" not in line for line in lines[:-1]), f"{verb[0]}: {lines!r}")

text, _ = watch(80, [*stress, "--quiet"])
expect(text == "", f"--quiet: {text!r}")
text, _ = watch(80, stress, TERM="dumb")
expect(TAKE_BACK not in text and len(text.split("\n")) == 2, f"a dumb terminal: {text!r}")
done = subprocess.run([angkut, *stress], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                      env={**os.environ, "ANGKUT_CONFIG": "", "LANG": "C.UTF-8"})
expect(done.stdout == b"" and done.stderr == b"", f"in a pipe: {done.stdout + done.stderr!r}")
for fault in found:
    print(fault)
print(f"{len(found)} faults")
sys.exit(bool(found))
