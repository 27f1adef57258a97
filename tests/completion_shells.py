#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""completion_shells.py ANGKUT FOLDER SHELL: types lines with TAB into a shell that has the completion, on a terminal, and
holds the words that the shell then gives to a program against those expected. FOLDER holds the data set `odd`, whose
links have hostile ids. One line a fault; status 77 where the shell is not there."""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time

angkut, folder, shell = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]), sys.argv[3]
completions = os.path.realpath("completions")
PATIENCE = 60  # seconds, after which a shell counts as hung

# What is typed, and the words that arrive.
CASES = [
    ("angkut fron\t", ["frontier"]),
    ("angkut tariff li\t", None),  # list and lint
    ("angkut tariff lin\t", ["tariff", "lint"]),
    ("angkut plan --whole\t", ["plan", "--whole-vehicles"]),
    ("angkut plan --format j\t", ["plan", "--format", "json"]),
    ("angkut plan --format=j\t", ["plan", "--format=json"]),
    ("angkut plan odd --close Pas\t", ["plan", "odd", "--close", "Pasar \"Baru\" 1"]),
    ("angkut plan odd --close=Pas\t", ["plan", "odd", "--close=Pasar \"Baru\" 1"]),
    ("angkut plan odd --close it\t", ["plan", "odd", "--close", "it's"]),
    ("angkut plan odd --close \\$\t", ["plan", "odd", "--close", "$(touch ran)"]),
    ("angkut plan odd --close co\t", ["plan", "odd", "--close", "colon:and=equals"]),
    ("angkut plan odd --close colon:\t", ["plan", "odd", "--close", "colon:and=equals"]),
    ("angkut plan odd --close colon:and=\t", ["plan", "odd", "--close", "colon:and=equals"]),
    ("angkut plan odd --scenario ha\t", ["plan", "odd", "--scenario", "half"]),
    ("angkut explain link Pasar\\ \t odd", ["explain", "link", "Pasar \"Baru\" 1", "odd"]),
    ("angkut plan od\t", ["plan", "odd"]),
    ("angkut verify a\\ p\t", ["verify", "a plan.json"]),
    ("angkut plan --output a\\ p\t", ["plan", "--output", "a plan.json"]),
    ("angkut compare hal\t", ["compare", "half"]),
    ("angkut plan broken --close \t", ["plan", "broken", "--close"]),
]
if shell == "bash":
    CASES += [
        ("angkut plan odd --close \"Pas\t", ["plan", "odd", "--close", "Pasar \"Baru\" 1"]),
        ("angkut plan odd --close 'it\t", ["plan", "odd", "--close", "it's"]),
    ]


def prepare():
    """A program `angkut` that completes as the real one does, and else shows its words."""
    os.makedirs(f"{folder}/bin", exist_ok=True)
    with open(f"{folder}/bin/angkut", "w", encoding="utf-8") as out:
        out.write(f"#!/bin/sh\n[ \"$1\" != __complete ] || exec '{angkut}' \"$@\"\n"
                  "printf 'WORDS'; for it; do printf '<%s>' \"$it\"; done; printf 'END\\n'\n")
    os.chmod(f"{folder}/bin/angkut", 0o755)
    with open(f"{folder}/a plan.json", "w", encoding="utf-8") as out:
        out.write("{}\n")
    os.makedirs(f"{folder}/broken/roads", exist_ok=True)
    for name in ("node", "link"):
        with open(f"{folder}/broken/roads/{name}.csv", "wb") as out:
            out.write(b"link_id\n\xff\"")


def start():
    words = {"bash": ["bash", "--noprofile", "--norc", "-i"], "zsh": ["zsh", "-f", "-i"]}[shell]
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.environ.update(PATH=f"{folder}/bin:{os.environ['PATH']}", TERM="vt100", PS1="", HOME=folder, HISTFILE="",
                          LANG="C.UTF-8", LC_ALL="C.UTF-8", ANGKUT_DATA=f"{folder}/odd", ANGKUT_CONFIG="", COLUMNS="300")
        os.environ.pop("ZDOTDIR", None)
        os.execvp(words[0], words)
    return process, terminal


def read_until(terminal, pattern):
    text, until = "", time.monotonic() + PATIENCE
    while not re.search(pattern, text, re.S):
        ready, _, _ = select.select([terminal], [], [], max(0, until - time.monotonic()))
        if not ready:
            raise TimeoutError(f"no /{pattern}/ in {text!r}")
        text += os.read(terminal, 65536).decode("utf-8", "replace")
    return text


def say(terminal, text):
    os.write(terminal, text.encode())


def run():
    found = []
    process, terminal = start()
    subprocess.run(["stty", "columns", "300", "rows", "60"], stdin=terminal, check=True)
    begin = {"bash": f"source '{completions}/angkut.bash'; bind 'set enable-bracketed-paste off'; "
                     "bind 'set completion-query-items 0'; bind 'set page-completions off'",
             "zsh": f"PS1=; unsetopt prompt_cr prompt_sp; fpath=('{completions}' $fpath); autoload -U compinit; compinit -u -D"}
    say(terminal, begin[shell] + "; echo REA''DY\n")
    read_until(terminal, "READY\r?\n")
    for typed, expected in CASES:
        say(terminal, typed + "\n")
        said = read_until(terminal, r"WORDS.*?END\r?\n")
        words = re.findall(r"<(.*?)>", re.search(r"WORDS(.*?)END\r?\n", said, re.S).group(1), re.S)
        words = [word.rstrip("/") for word in words]  # zsh takes the slash of a folder back
        if expected is not None and words != expected:
            found.append(f"{shell}: {typed!r}: {words} instead of {expected}")
        if "error" in said or "angkut:" in said:
            found.append(f"{shell}: {typed!r}: a message on the terminal: {said!r}")
    say(terminal, "exit\n")
    os.close(terminal)
    os.waitpid(process, 0)
    if os.path.exists(f"{folder}/ran"):
        found.append(f"{shell}: an id was run")
    return found


if shutil.which(shell) is None:
    sys.exit(77)
prepare()
faults = run()
for fault in faults:
    print(fault)
print(f"{shell}: {len(CASES)} lines, {len(faults)} faults")
sys.exit(bool(faults))
