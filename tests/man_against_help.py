#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""man_against_help.py ANGKUT: each man page, as groff shows it, says all that --help says; groff has nothing to complain
about. One line a fault."""
import os
import re
import subprocess
import sys

angkut = sys.argv[1]
SECTIONS = {
    "en": ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"],
}


def run(*words):
    return subprocess.run(words, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def collapse(text):
    return " ".join(text.split())


def show(page):
    """The page on a terminal of 80 columns, and what groff says against it."""
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-rLL=80n", "-P-cbou"], input=page, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return done.stdout, done.stderr


def entries(text):
    """Each entry of the lists of options and examples, and each paragraph."""
    for block in re.split(r"\n\s*\n", text.replace("`", "").split("\n", 1)[1].lstrip("\n")):
        if re.match(r"\S+:\n  ", block):  # a list: an entry begins two columns in, or, without a letter, six
            yield from (collapse(it) for it in re.split(r"\n(?=  \S|      --)", block)[1:])
        elif not re.match(r"\S+: angkut ", block):  # how it is used has another form
            yield collapse(re.sub(r"^Status: ", "", block))


def faults(verb, language):
    help_text = run(angkut, "help", *verb.split(), "--lang", language)
    page = run(angkut, "help", *verb.split(), "--man", "--lang", language)
    shown, complaints = show(page)
    name = f"{verb or 'angkut'} ({language})"
    if complaints:
        yield f"{name}: groff: {complaints}"
    if re.search(r"[^\n -~]", page):
        yield f"{name}: not all ASCII"
    whole = collapse(shown)
    for entry in entries(help_text) if verb else []:
        if entry not in whole:
            yield f"{name}: the page lacks: {entry}"
    if not verb:
        yield from (f"{name}: no verb {it}" for it in verbs if it not in whole)
    heads = re.findall(r"^(\S.*\S)$", shown, re.M)
    for head in SECTIONS.get(language, []):
        if head not in heads:
            yield f"{name}: no section {head}"
    for line in shown.split("\n"):
        if len(line) > 80:
            yield f"{name}: over 80 columns: {line}"


verbs = run(angkut, "__complete", "verbs").split("\n")[:-1]
found = [fault for language in ("en", "id") for verb in ["", *verbs] for fault in faults(verb, language)]
os.environ["SOURCE_DATE_EPOCH"] = "86400"
if '"1970-01-02"' not in run(angkut, "help", "plan", "--man"):
    found.append("plan: the date is not that of SOURCE_DATE_EPOCH")
for fault in found:
    print(fault)
print(f"{2 * len(verbs) + 2} pages, {len(found)} faults")
sys.exit(bool(found) or len(verbs) < 20)
