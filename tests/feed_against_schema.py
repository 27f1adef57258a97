# SPDX-License-Identifier: GPL-3.0-or-later
"""For tests/test_feed_schema.c: what doc/angkut-tariff-1.schema.json says of documents, by python3-jsonschema.

    feed_against_schema.py made FOLDER       writes mutated feeds FOLDER/N.json and FOLDER/verdicts: a line a document,
                                             "good", "schema" (refused by it) or "json" (nothing a strict reader parses)
    feed_against_schema.py judge FILE        a line a document of FILE, which are parted by the byte 0x1E: the same words

Always the same documents. What the schema can't say is left to the caller."""
import copy
import json
import random
import sys

import jsonschema

RANDOM_DOCUMENTS = 1000
DEPTH, NUMBER = 32, 60

GOOD = {
    "schema": "angkut-tariff/1", "publisher": "Dinas Perhubungan", "serial": 7, "issued": "2026-11-24",
    "expires": "2026-12-24", "currency": "IDR", "note": "n", "x-office": "o",
    "rates": [
        {"tariff_id": "F", "item": "fuel", "basis": "litre", "amount": "6800", "valid_from": "2026-12-01",
         "source": "s", "mode": "road"},
        {"tariff_id": "T", "item": "toll", "basis": "vehicle", "amount": "0.5", "valid_from": "2026-12-01",
         "valid_to": "2028-01-01", "link_id": "L", "vehicle_class": "II", "x-a": "b"},
        {"tariff_id": "H", "item": "handling", "basis": "t", "amount": "12000", "node_id": "N",
         "cargo_form": "bag", "jurisdiction": "J", "commodity_id": "c", "status": "published", "note": "m"},
    ],
}
HEAD = list(GOOD)
RATE = GOOD["rates"][1]
BARE = {"tariff_id": "B", "amount": "1"}
SERIALS = [0, 1, 2**53 - 1, 2**53, -1, 1.5, 7.0, "7"]
COLUMNS = ["tariff_id", "item", "basis", "amount", "currency", "valid_from", "valid_to", "source", "status", "mode",
           "link_id", "node_id", "vehicle_type_id", "vehicle_class", "commodity_id", "cargo_form", "jurisdiction", "note"]
ITEMS = ["fuel", "haulage", "toll", "ferry", "handling", "storage", "rail", "sea", "access", "surcharge", "crew", "Toll"]
BASES = ["t", "t_km", "vehicle", "vehicle_km", "vehicle_h", "litre", "t_day", "percent", "km", ""]
AMOUNTS = ["0", "0.0", "00", "1.2345", "1.23456", "1.", ".1", "-1", "+1", "1e3", "1,5", "99999999999999", "100000000000000",
           "99999999999999.9999", "NaN", " 1", "1 ", "1\n", "１", "0x1", ""]
DATES = ["2026-11-30", "2026-02-29", "2024-02-29", "1899-12-31", "1900-01-01", "9999-12-31", "2026-1-1", "20261124",
         "2026-W48-2", "2026-11-24\n", "2026-11-24T00:00:00Z", "0000-01-01", "2026-13-01", "2026-00-10", "２026-11-24", ""]
TEXTS = ["a", "é", "🚚", " a", "a ", "a b", "a\tb", "a\n", "\n", "\u007f", "\u0085", "\u00a0", "\u2028", "", " ", "x" * 100,
         "x" * 101, "é" * 200, "é" * 201, "é" * 500, "é" * 501, "🚚" * 500, "\\", "\"", "/", "null", "\u0000"]
OTHERS = [None, True, False, 0, 1, 7.5, -1, 2**53 - 1, 2**53, 10**30, [], {}, [[]], ["a"], {"a": "b"}, "7"]
KEYS = ["Item", "AMOUNT", "tarif_id", "x-", "x-a", "x-A", "x-a b", "x-" + "a" * 60, "x-" + "a" * 61, "", "a/b", "x-a\n",
        "rates", "serial", "note", "schema"]

draw = random.Random(20261124)


def values(key):
    """What the key is made to say, besides values of other kinds."""
    if key == "amount":
        return AMOUNTS
    if key in ("valid_from", "valid_to", "issued", "expires"):
        return DATES
    if key in ("item", "basis"):
        return ITEMS if key == "item" else BASES
    return SERIALS if key == "serial" else TEXTS


def any_value(key):
    return draw.choice(OTHERS if draw.random() < 0.25 else values(key))


def singles():
    """Each key with each value, each key left out, each item with each basis and key."""
    for key in HEAD:
        for value in OTHERS + values(key):
            yield GOOD | {key: value}
        yield {other: GOOD[other] for other in HEAD if other != key}
    for key in COLUMNS:
        for value in OTHERS + values(key):
            yield GOOD | {"rates": [RATE | {key: value}]}
        yield GOOD | {"rates": [{other: RATE[other] for other in RATE if other != key}]}
    for key in KEYS:
        yield GOOD | {key: "a"}
        yield GOOD | {"rates": [RATE | {key: "a"}]}
    for item in ITEMS:
        for basis in BASES:
            yield GOOD | {"rates": [BARE | {"item": item, "basis": basis}]}
            for key in COLUMNS[9:17]:
                yield GOOD | {"rates": [BARE | {"item": item, "basis": basis, key: "a"}]}


def mutate(feed):
    rates = feed["rates"] if isinstance(feed.get("rates"), list) else []
    rates = [rate for rate in rates if isinstance(rate, dict)]
    target, names = (draw.choice(rates), COLUMNS) if rates and draw.random() < 0.75 else (feed, HEAD)
    kind = draw.random()
    if kind < 0.15 and target:
        del target[draw.choice(list(target))]
    elif kind < 0.30:
        target[draw.choice(KEYS)] = draw.choice(TEXTS + OTHERS)
    elif kind < 0.35 and rates:
        feed["rates"] = draw.choice([[], rates[:1], rates + [copy.deepcopy(draw.choice(rates))], rates + [draw.choice(OTHERS)]])
    else:
        key = draw.choice(names)
        if key != "rates":
            target[key] = any_value(key)


def spoil(text):
    """A fault below JSON's values, or none."""
    at = draw.randrange(len(text))
    kind = draw.randrange(14)
    if kind == 0:
        return text[:at]
    if kind == 1:
        return b"\xef\xbb\xbf" + text
    if kind == 2:
        return text + draw.choice([b"x", b"{}", b",", b"\0", b" \n", b"\xc2\xa0"])
    if kind == 3:
        return text[:at] + bytes([draw.randrange(256)]) + text[at + 1:]
    if kind == 4:
        return text[:at] + draw.choice([b"\\ud83d", b"\\u0000", b"\xff", b"\xed\xa0\x80", b"\t", b"\n", b"\\x"]) + text[at:]
    if kind == 5:
        return text.replace(b"{", b"{" + draw.choice([b'"serial": 7, "serial": 7, ', b'"amount": "1", "amount": "1", ', b'"x-b": "1", ']), 1)
    if kind == 6:
        return text.replace(b": 7", draw.choice([b": 7.0", b": 7e0", b": 07", b": -0", b": 1e999", b": NaN", b": 7E+0"]), 1)
    return text


def spoilt():
    feed = copy.deepcopy(GOOD)
    for _ in range(draw.choice([0, 1, 1, 1, 2, 3])):
        mutate(feed)
    return spoil(written(feed))


def written(feed):
    style = draw.choice([{"indent": 1}, {"separators": (",", ":")}, {"ensure_ascii": False}, {}])
    return json.dumps(feed, **style).encode("utf-8", "surrogatepass")


# ---- the verdict ----


class Refused(Exception):
    pass


def without_twins(pairs):
    if len({key for key, _ in pairs}) < len(pairs):
        raise Refused("a key twice")
    return dict(pairs)


def number(parse):
    def parsed(text):
        if len(text) > NUMBER:
            raise Refused("a long number")
        value = parse(text)
        if value in (float("inf"), float("-inf")):
            raise Refused("too large")
        return value
    return parsed


def refuse_word(word):
    raise Refused(word)


def check_depth_and_texts(value, depth=0):
    if depth + isinstance(value, (dict, list)) > DEPTH:
        raise Refused("depth")
    if isinstance(value, str):
        value.encode("utf-8")  # no half surrogate pairs
        if "\0" in value:
            raise Refused("NUL")
    elif isinstance(value, list):
        for element in value:
            check_depth_and_texts(element, depth + 1)
    elif isinstance(value, dict):
        for key, element in value.items():
            check_depth_and_texts(key)
            check_depth_and_texts(element, depth + 1)


def parsed(document):
    value = json.loads(document.decode("utf-8"), object_pairs_hook=without_twins, parse_constant=refuse_word,
                       parse_float=number(float), parse_int=number(int))
    check_depth_and_texts(value)
    return value


def verdict(document, validator):
    try:
        value = parsed(document)
    except (ValueError, Refused, RecursionError):
        return "json"
    return "good" if validator.is_valid(value) else "schema"


def new_validator():
    with open("doc/angkut-tariff-1.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))


def make(folder):
    validator, verdicts = new_validator(), []
    documents = [written(feed) for feed in singles()] + [spoilt() for _ in range(RANDOM_DOCUMENTS)]
    for n, document in enumerate(documents):
        with open(f"{folder}/{n}.json", "wb") as file:
            file.write(document)
        verdicts.append(verdict(document, validator))
    with open(f"{folder}/verdicts", "w", encoding="ascii") as file:
        file.write("".join(word + "\n" for word in verdicts))
    print(len(documents))


def judge(path):
    validator = new_validator()
    with open(path, "rb") as file:
        for document in file.read().split(b"\x1e")[:-1]:
            print(verdict(document, validator))


if __name__ == "__main__":
    {"made": make, "judge": judge}[sys.argv[1]](sys.argv[2])
