# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges a report page with Python's own HTML parser; prints what is wrong, a line each.

    page_faults.py PAGE [--plan FILE] [--names FILE] [--tiles HOST]

Markup: balanced; only what report/page.h tells of; no handlers, styles or addresses in attributes; ids once; references lead
somewhere. Policy: the hashes are those of the scripts and styles that are there. Numbers: the total of every column that
sums is the sum of what is shown, and the totals of money are the plan's. --plan: the data holds that plan. --names:
each of these texts, a JSON list, stands in it as text."""
import argparse
import base64
import decimal
import hashlib
import html.parser
import json
import re

VOID = {"meta", "br", "hr", "img", "input", "link"}
TAGS = set("html head meta title style body a header main nav footer section h1 h2 h3 p ul ol li dl dt dd div span bdi b strong code "
           "table caption thead tbody tfoot tr th td details summary figure script "
           "svg g path line polyline polygon circle rect text desc defs clippath use tspan ellipse".split())


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults, self.open, self.ids, self.refs = [], [], [], []
        self.scripts, self.styles, self.data, self.policy, self.language = [], [], "", "", None
        self.tables, self.cell, self.texts, self.whole, self.figures = {}, None, [], "", {}
        self.table, self.figure, self.level = None, None, 0

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in TAGS:
            self.faults.append(f"element {tag}")
        if len(attributes) != len(attrs):
            self.faults.append(f"an attribute twice in {tag}")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "src", "srcset", "action", "formaction", "xlink:href"):
                self.faults.append(f"{tag} {name}={value!r}")
            if name == "href":
                self.refs.append(value[1:] if value.startswith("#") else None)
                if not value.startswith("#"):
                    self.faults.append(f"link to {value!r}")
            if name in ("aria-labelledby", "aria-describedby"):
                self.refs += value.split()
            if name == "id":
                self.ids.append(value)
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag == "th" and "scope" not in attributes:
            self.faults.append("th without scope")
        if tag == "table":
            self.table = self.tables.setdefault(attributes["id"], {"sums": [], "body": [], "foot": []})
        if tag == "tr":
            self.row = []
        if tag in ("th", "td"):
            self.cell = {"value": attributes.get("data-value"), "text": "", "sum": "data-sum" in attributes}
            self.row.append(self.cell)
        if tag == "div" and "data-figure" in attributes:
            self.figure = attributes["data-figure"]
        if tag not in VOID:
            self.open.append((tag, attributes))
        if tag in ("script", "style"):
            self.whole = ""

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} within {[name for name, _ in self.open[-3:]]}")
            return
        attributes = self.open.pop()[1]
        if tag == "script" and attributes.get("type") == "application/json":
            self.data = self.whole
        elif tag == "script":
            self.scripts.append(self.whole)
        elif tag == "style":
            self.styles.append(self.whole)
        if tag == "tr" and self.table is not None:
            place = [name for name, _ in self.open][-1]
            self.table["sums" if place == "thead" else "foot" if place == "tfoot" else "body"].append(self.row)
        if tag == "table":
            self.table = None

    def handle_data(self, text):
        inside = [name for name, _ in self.open]
        if inside and inside[-1] in ("script", "style"):
            self.whole += text
            return
        self.texts.append(text)
        if self.cell is not None:
            self.cell["text"] += text
        if self.figure and inside and self.open[-1][1].get("class") == "amount":
            self.figures[self.figure] = text

    def handle_comment(self, text):
        self.faults.append(f"comment {text[:40]!r}")

    def handle_pi(self, text):
        self.faults.append(f"instruction {text[:40]!r}")


def sums(page):
    for name, table in page.tables.items():
        if not table["foot"]:
            continue
        for column, head in enumerate(table["sums"][0]):
            if not head["sum"]:
                continue
            values = [decimal.Decimal(row[column]["value"]) for row in table["body"] if row[column]["value"] is not None]
            total = table["foot"][0][column]["value"]
            if total is None or sum(values) != decimal.Decimal(total):
                page.faults.append(f"{name}, {head['text']}: rows add up to {sum(values)}, the total is {total}")
        for row in table["body"] + table["foot"]:
            if len(row) != len(table["sums"][0]):
                page.faults.append(f"{name}: a row of {len(row)} cells")


def source(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(page, tiles):
    rules = dict(part.strip().split(" ", 1) for part in page.policy.split(";"))
    if rules.get("default-src") != "'none'" or rules.get("base-uri") != "'none'" or rules.get("form-action") != "'none'":
        page.faults.append(f"policy {page.policy}")
    if rules.get("img-src", "").split() != ["data:"] + ([tiles] if tiles else []):
        page.faults.append(f"images from {rules.get('img-src')}")
    if set(rules) != {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}:
        page.faults.append(f"policy of {sorted(rules)}")
    for kind, texts in (("script-src", page.scripts), ("style-src", page.styles)):
        told = rules.get(kind, "").split()
        for text in texts:
            if source(text) not in told:
                page.faults.append(f"{kind} does not admit what is embedded")
        if any(not re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", one) for one in told):
            page.faults.append(f"{kind} {told}")


def money(page, plan, data):
    """Every total of money is what the headline says, which is the plan's cost, rounded."""
    shown = page.figures["money"]
    digits = re.sub(r"[^0-9%s]" % re.escape(data["point"]), "", shown).replace(data["point"], ".")
    shown_decimals = len(digits.split(".")[1]) if "." in digits else 0
    cost = decimal.Decimal(str(plan["cost"]))
    unit = decimal.Decimal(1000000 if re.search(r"million|juta", shown) else 1)
    expected = (cost / unit).quantize(decimal.Decimal(1).scaleb(-shown_decimals), decimal.ROUND_HALF_EVEN)
    if decimal.Decimal(digits) != expected:
        page.faults.append(f"headline {shown}, the plan costs {cost}")
    for name, column in (("table-items", 1), ("table-modes", 3), ("table-commodities", 3), ("table-shipments", -2)):
        table = page.tables.get(name)
        if table and decimal.Decimal(table["foot"][0][column]["value"]) != expected:
            page.faults.append(f"{name} adds up to {table['foot'][0][column]['value']}, the headline says {expected}")


def comparisons(page, data):
    """The difference shown is that of what is shown, within one unit of the file's, and 0 where that is 0."""
    lists = {"items": "objective", "modes": "cost", "shipments": "objective"}
    found = [result for result in data["results"] if result["schema"] == "angkut-compare/1"]
    for number, result in enumerate(found):
        suffix = f"-{number + 1}" if number else ""
        tables = [(f"table-comparison-{name}{suffix}", result[name], member) for name, member in lists.items()]
        for name, rows, member in tables:
            for shown, row in zip(page.tables[name]["body"], rows, strict=True):
                before, after, more = (decimal.Decimal(shown[column]["value"]) for column in (1, 2, 3))
                told = row["difference"]
                told = decimal.Decimal(told[member] if isinstance(told, dict) else told)
                unit = decimal.Decimal("0.01") if "." in shown[1]["text"] and data["point"] == "." else 1
                if after - before != more or abs(more - told) > unit or (told == 0 and more != 0):
                    page.faults.append(f"{name}, {shown[0]['text']}: {before} {after} {more}, the file says {told}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    for option in ("--plan", "--names", "--tiles", "--language"):
        parser.add_argument(option)
    options = parser.parse_args()
    page = Page()
    raw = open(options.page, encoding="utf-8", newline="").read()
    page.feed(raw)
    page.close()
    if page.open:
        page.faults.append(f"never closed: {[name for name, _ in page.open]}")
    if not raw.startswith("<!DOCTYPE html>"):
        page.faults.append("no doctype")
    page.faults += [f"id {one} twice" for one in sorted(set(page.ids)) if page.ids.count(one) > 1]
    page.faults += [f"nothing has the id {one}" for one in page.refs if one not in page.ids]
    policy(page, options.tiles)
    sums(page)
    if "<" in page.data or "\u2028" in page.data or "\u2029" in page.data:
        page.faults.append("the data has what can end a script")
    data = json.loads(page.data, parse_float=decimal.Decimal)
    if page.language != data["language"] or (options.language and page.language != options.language):
        page.faults.append(f"language {page.language}, of the data {data['language']}")
    money(page, data["plan"], data)
    comparisons(page, data)
    if options.plan and data["plan"] != json.load(open(options.plan, encoding="utf-8"), parse_float=decimal.Decimal):
        page.faults.append("the data holds another plan")
    if options.names:
        seen = " ".join("".join(page.texts).split())
        page.faults += [f"not shown: {name!r}" for name in json.load(open(options.names, encoding="utf-8"))
                        if " ".join(name.split()) not in seen]
    print("\n".join(page.faults), end="\n" if page.faults else "")


main()
