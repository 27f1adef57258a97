#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""documents.py [--fill] ANGKUT TREE PAGE...  does what pages tell readers to do, and says where the program answers otherwise.

Run: in a page that says "<!-- run -->", the ```sh blocks, in their order, in one fresh folder. A ```text block after one is what
it writes, messages included. It must end with status 0.
Ask: in any page, the commands after "$ " in blocks without a language, on the shipped data set; what follows is the answer.
In answers a line of three dots stands for any lines; all else is compared byte for byte. --fill writes answers that are empty.
A block that this build or machine can't do (no translation, no OpenStreetMap, ...) is skipped with a notice.
"""
import os
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.M | re.S)
LIMIT = 600  # seconds a command may take: under sanitizers, on a busy machine


class Place:
    """A folder where commands run, with the program as `angkut`."""

    def __init__(self, program, tree, folder):
        self.folder, self.status = folder, 0
        os.mkdir(folder)
        tools = folder + ".bin"
        os.mkdir(tools)
        os.symlink(program, os.path.join(tools, "angkut"))
        keep = {k: v for k, v in os.environ.items() if k in ("TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LOCPATH")}
        self.env = dict(keep, PATH=tools + ":" + os.environ["PATH"], LANG="C.UTF-8", HOME=folder + ".home",
                        XDG_STATE_HOME=folder + ".state", XDG_CONFIG_HOME=folder + ".config", ANGKUT_DATA=os.path.join(tree, "data"))

    def run(self, command, strict):
        shell = f"(exit {self.status})\n" if not strict else "set -e\n"
        done = subprocess.run(["sh", "-c", shell + command], cwd=self.folder, env=self.env, timeout=LIMIT, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        self.status = done.returncode
        return done.stdout.decode("utf-8", "replace")


def same(expected, real):
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", expected, flags=re.M)]
    return re.fullmatch("(?:.*\n)*?".join(parts), real) is not None


def lacking(command, answer, place):
    """Why this build can't do it, or None."""
    if "--lang id" in command and place.run("angkut help --lang id", False) == place.run("angkut help --lang en", False):
        return "no translation"
    if re.search(r"built without|was built with", answer):
        return answer.strip().splitlines()[-1]
    return None


class Page:
    def __init__(self, path, fill):
        self.path, self.fill, self.faults = path, fill, 0
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.answers = 0

    def line(self, at):
        return self.text.count("\n", 0, at) + 1

    def judge(self, at, command, expected, real, place):
        """What should stand there: what does, or in fill mode what is written."""
        if self.fill and not expected.strip():
            self.answers += 1
            return real
        if not same(expected, real):
            reason = lacking(command, real, place)
            if reason is not None:
                print(f"skipped: {self.path}:{self.line(at)}: {reason}")
                return expected
            self.faults += 1
            print(f"{self.path}:{self.line(at)}: {command.strip()}\n--- the page\n{expected}--- the program\n{real}---")
        self.answers += 1
        return expected

    def ask(self, place):
        def one(block):
            if block[1] not in ("", "text") or not block[2].startswith("$ "):
                return block[0]
            parts = re.split(r"^(\$ (?:.*\\\n)*.*\n)", block[2], flags=re.M)[1:]
            said = [part if i % 2 == 0 else
                    self.judge(block.start(), parts[i - 1][2:], part, place.run(parts[i - 1][2:], False), place)
                    for i, part in enumerate(parts)]
            return f"```{block[1]}\n{''.join(said)}```"
        return FENCE.sub(one, self.text)

    def run(self, place):
        command = None

        def one(block):
            nonlocal command
            if block[1] == "sh":
                command = block[2]
                self.real = place.run(command, True)
                if place.status != 0:
                    reason = lacking(command, self.real, place)
                    self.faults += reason is None
                    print(f"{self.path}:{self.line(block.start())}: status {place.status}: {reason or command}\n{self.real}")
            elif block[1] == "text" and command is not None:
                said = self.judge(block.start(), command, block[2], self.real, place)
                command = None
                return f"```text\n{said}```"
            return block[0]
        return FENCE.sub(one, self.text)


def main(words):
    fill = words[:1] == ["--fill"]
    program, tree, *pages = words[1:] if fill else words
    faults = answers = 0
    with tempfile.TemporaryDirectory(prefix="angkut-documents.") as work:
        for number, path in enumerate(pages):
            place, page = Place(os.path.abspath(program), os.path.abspath(tree), f"{work}/{number}"), Page(path, fill)
            text = page.run(place) if "<!-- run -->" in page.text else page.ask(place)
            if fill and text != page.text:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            if page.answers == 0:
                print(f"{path}: nothing to try")
            faults, answers = faults + page.faults + (page.answers == 0), answers + page.answers
    print(f"{answers} answers in {len(pages)} pages, {faults} of them wrong")
    return faults > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
