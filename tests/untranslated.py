#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""untranslated.py FILE.po  prints texts of four words and more whose translation is the text itself."""
import re
import sys

entry = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.M)
for source, target in entry.findall(open(sys.argv[1], encoding="utf-8").read() + "\n"):
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"%[-0-9.*]*[a-zA-Z]|--[a-z-]+|\\n", " ", source))
    if source == target and len(words) >= 4:
        print(source.strip())
