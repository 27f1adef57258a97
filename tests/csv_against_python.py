# SPDX-License-Identifier: GPL-3.0-or-later
"""csv_against_python.py FOLDER: for tests/test_csv.c. Makes N.csv, and N.expected as Python's csv module
reads it: for each row its first line and the columns a, b, c, separated by U+001F and ended by U+001E.
Spaces around unquoted fields, which Python keeps, stand only before a field (skipinitialspace).
Prints how many files there are. Always the same ones."""
import csv
import io
import random
import sys

FILES = 400
draw = random.Random(20261124)
pieces = ["a", "Baturaja", "1.5", "-3", " ", "  ", "é", "€", "🚚", ",", ";", "\t", '"', '""', "\n", "\r\n", "\r", "'", "\\"]


def text():
    return "".join(draw.choice(pieces) for _ in range(draw.choice([0, 1, 1, 2, 3, 8])))


def written(value, delimiter):
    must = any(c in value for c in '"\r\n' + delimiter) or value != value.strip(" \t")
    if must or draw.random() < 0.2:
        value = '"' + value.replace('"', '""') + '"'
    return " " * draw.choice([0, 0, 0, 1, 2]) + value


def made(delimiter, end):
    names = ["a", "b"] + draw.sample(["c", "x", "y", "z"], k=draw.randrange(5))
    draw.shuffle(names)
    rows = [names] + [[text() for _ in names] for _ in range(draw.randrange(12))]
    lines = []
    for row in rows:
        lines.append(delimiter.join(written(value, delimiter) for value in row))
        lines += [""] * (draw.random() < 0.1)
    body = end.join(lines) + draw.choice(["", end])
    return draw.choice(["", "\ufeff"]) + body


def read(body, delimiter):
    """The rows with the line on which each begins."""
    body = body.removeprefix("\ufeff")
    source = io.StringIO(body, newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True, strict=True)
    before, header, result = 0, None, []
    for row in reader:
        line, before = before + 1, reader.line_num
        if not row:
            continue
        if header is None:
            header = row
            continue
        value = dict(zip(header, row))
        result.append("\x1f".join([str(line)] + [value.get(name, "") for name in "abc"]) + "\x1e")
    return "".join(result)


def main(folder):
    for number in range(FILES):
        delimiter = draw.choice(",;\t")
        body = made(delimiter, draw.choice(["\n", "\r\n", "\r"]))
        for name, content in ((".csv", body), (".expected", read(body, delimiter))):
            with open(f"{folder}/{number}{name}", "w", encoding="utf-8", newline="") as out:
                out.write(content)
    print(FILES)


main(sys.argv[1])
