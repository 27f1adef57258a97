# SPDX-License-Identifier: GPL-3.0-or-later
"""totals.py ANGKUT DATA_SET [NAME=VALUE ...]: what a plan amounts to, in every form it is written in, exactly.

Makes the plan, writes it in each form, adds each up by itself (decimals, no floats), and tells each disagreement, a line
each. NAME=VALUE: what the first plan must amount to as reckoned by hand (cost, co2e_kg, moved_t, activity_t_km).
"""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile
from decimal import Decimal as D

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
angkut, data = sys.argv[1:3]
folder = tempfile.mkdtemp(prefix="angkut-totals-")
plan_file = os.path.join(folder, "plan.json")
faults = 0


def run(*words):
    return subprocess.run([angkut, *words], check=True, stdout=subprocess.PIPE).stdout


def agree(what, found, expected, within=D(0)):
    global faults
    if abs(D(found) - D(expected)) > within:
        faults += 1
        print(f"{what}: {found}, expected {expected}")


def number_of(column):
    n = 0
    for letter in column:
        n = n * 26 + ord(letter) - 64
    return n - 1


class Sheet:
    """Rows of texts and decimals; totals of the last row by column: the formula, and the value that is stored."""

    def __init__(self, root, shared):
        self.rows, self.totals, self.text_formulas = [], {}, 0
        for row in root.iter(MAIN + "row"):
            cells = {}
            for cell in row.iter(MAIN + "c"):
                at = number_of(re.match("[A-Z]+", cell.get("r")).group())
                value, formula = cell.find(MAIN + "v"), cell.find(MAIN + "f")
                if formula is not None:
                    self.totals[at] = formula.text, D(value.text)
                elif value is not None:
                    cells[at] = shared[int(value.text)] if cell.get("t") == "s" else D(value.text)
            self.rows.append(cells)
        self.titles = {title: at for at, title in self.rows[0].items()}

    def sum(self, title):
        at = self.titles[title]
        last = len(self.rows) - (1 if self.totals else 0)
        return sum((row.get(at, D(0)) for row in self.rows[1:last]), D(0))

    def check(self, name):
        """Each total is the sum of all rows between header and total, as stored."""
        for at, (formula, stored) in self.totals.items():
            first, last = re.fullmatch(r"SUBTOTAL\(109,[A-Z]+(\d+):[A-Z]+(\d+)\)", formula).groups()
            agree(f"{name}: first row of a total", first, 2)
            agree(f"{name}: last row of a total", last, len(self.rows) - 1)
            rows = sum((row.get(at, D(0)) for row in self.rows[1:-1]), D(0))
            agree(f"{name}, column {at}: total stored", stored, rows, abs(rows) * D("1e-13") + D("1e-9"))


def workbook(path):
    book = zipfile.ZipFile(path)
    assert book.testzip() is None
    shared = []
    if "xl/sharedStrings.xml" in book.namelist():
        for item in tree.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si"):
            shared.append("".join(text.text or "" for text in item.iter(MAIN + "t")))
    names = [sheet.get("name") for sheet in tree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    return {
        name: Sheet(tree.fromstring(book.read(f"xl/worksheets/sheet{i + 1}.xml")), shared)
        for i, name in enumerate(names)
    }


def of_csv(plan):
    rows = list(csv.DictReader(io.StringIO(run("plan", data, "--as-of", "2026-11-24", "--format", "csv").decode())))
    legs = [row for row in rows if row["mode"] not in ("unmet", "fixed")]
    cost = sum(D(row["quantity_t"]) * D(row["cost_per_t"]) for row in legs)
    cost += sum(D(row["fixed_cost"]) for row in rows if row["mode"] == "fixed")
    items = [key for key in rows[0] if key.endswith("_per_t") and key != "cost_per_t"]
    by_item = sum(D(row["quantity_t"]) * D(row[key]) for row in legs for key in items)
    by_item += sum(D(row["fixed_cost"]) for row in rows if row["mode"] == "fixed")
    agree("CSV: money", round(cost, 4), plan["cost"])
    agree("CSV: money by item", by_item, cost)
    agree("CSV: t h", sum(D(row["quantity_t"]) * D(row["hours"]) for row in legs), plan["tonne_hours"], D("1e-6"))
    agree("CSV: unmet", sum(D(row["quantity_t"]) for row in rows if row["mode"] == "unmet"), plan["unmet_t"])
    return sum(D(row["quantity_t"]) * D(row["length_km"]) for row in legs)


def of_emissions(t_km):
    told = json.loads(run("export", plan_file, "--data", data, "--emissions", "--format", "json"), parse_float=D, parse_int=D)
    rows = list(csv.DictReader(io.StringIO(run("export", plan_file, "--data", data, "--emissions", "--format", "csv").decode())))
    total = told["total"]
    agree("emissions: activity", total["activity_t_km"], t_km)
    elements = [e for chain in told["chains"] for e in chain["elements"] if e["kind"] == "transport"]
    hubs = sum(e["kind"] == "hub" for chain in told["chains"] for e in chain["elements"])
    agree("emissions: hubs", total["hub_elements_not_counted"], hubs)
    factors = {factor["vehicle_type_id"]: factor for factor in told["factors"]}
    for key in ("activity_t_km", "ttw_kg", "wtt_kg", "wtw_kg"):
        agree(f"emissions by mode: {key}", sum(mode[key] for mode in told["by_mode"]), total[key])
        agree(f"emissions by chain: {key}", sum(chain[key] for chain in told["chains"]), total[key])
        agree(f"emissions by element: {key}", sum(e[key] for e in elements), total[key])
        agree(f"emissions as CSV: {key}", sum(D(row[key]) for row in rows if row[key]), total[key])
    for chain in told["chains"]:
        for e in chain["elements"]:
            if e["kind"] == "transport":
                tonne_km = chain["quantity_t"] * e["distance_km"]
                agree("emissions: activity of an element", e["activity_t_km"], tonne_km)
                factor = factors[e["factor_of"]]
                agree("emissions: kg of an element", e["wtw_kg"], tonne_km * factor["wtw_g_per_t_km"] / 1000)
    return total["wtw_kg"]


def of_workbook(plan, t_km, co2e_kg):
    path = os.path.join(folder, "plan.xlsx")
    run("export", plan_file, "--data", data, "--xlsx", "-o", path, "--lang", "en")
    sheets = workbook(path)
    for name, sheet in sheets.items():
        sheet.check(name)
    cost = plan["cost"]
    fixed = sum((it["fixed_cost"] for it in plan.get("facilities", []) if it["open"]), D(0))
    near = abs(cost) * D("1e-13") + D("5e-5")
    headline = {row[0]: row.get(1) for row in sheets["Summary"].rows[1:] if 0 in row}
    agree("workbook: headline", headline["Money"], cost, near)
    for name, title, expected in (
        ("Shipments", "money", cost - fixed),
        ("Paths", "money", cost - fixed),
        ("Legs", "money", cost - fixed),
        ("Money by item", "money", cost),
        ("By mode", "money", cost),
        ("By commodity", "money", cost),
        ("Legs", "t km", t_km),
        ("By mode", "kg CO2e", co2e_kg),
        ("Emissions", "WTW, kg", co2e_kg),
        ("Unmet", "unmet, t", plan["unmet_t"]),
        ("Shipments", "unmet, t", plan["unmet_t"]),
        ("Unmet", "penalty", plan["penalty"]),
    ):
        agree(f"workbook: {name}, {title}", sheets[name].sum(title), expected, near + abs(D(expected)) * D("1e-13"))
    again = os.path.join(folder, "again.xlsx")
    run("export", plan_file, "--data", data, "--xlsx", "-o", again, "--lang", "en")
    if open(path, "rb").read() != open(again, "rb").read():
        agree("workbook: bytes that differ", 1, 0)


def of_geojson(plan, t_km):
    told = json.loads(run("export", plan_file, "--data", data, "--geojson"), parse_float=D, parse_int=D)
    features = [feature["properties"] for feature in told["features"]]
    km = {it["link_id"]: it["length_km"] for it in features if it["kind"] == "link"}
    agree("GeoJSON: t km", sum(it["flow_t"] * km[it["link_id"]] for it in features if it["kind"] == "flow"), t_km)
    agree("GeoJSON: plan", told["plan_hash"] != plan["plan_hash"], 0)


def of_text(plan):
    """The totals that a person reads, within half of what the last digit shown is worth."""
    text = run("plan", data, "--as-of", "2026-11-24", "--brief", "--lang", "en").decode()
    word = r"(?:Rp|[A-Z]{3}) ([0-9,.]+)( million)?"
    money = re.search(r"^Money +" + word, text, re.M)
    shown = money.group(1).replace(",", "")
    unit = D(1000000) if money.group(2) else D(1)
    last = unit / (D(10) ** len(shown.partition(".")[2]))
    agree("text: money", D(shown) * unit, plan["cost"], last / 2)
    for table in ("By commodity", "By mode of leg", "By item"):
        if table not in text:
            continue
        block = text[text.index(table):].split("\n\n")[0].splitlines()
        total = next(line for line in block if line.startswith("Total"))
        if shown not in total.replace(",", ""):
            agree(f"text: total of {table!r} is not {shown}", 1, 0)
    page = os.path.join(folder, "plan.html")
    run("report", plan_file, "--data", data, "-o", page, "--lang", "en")
    with open(page, encoding="utf-8") as file:
        if money.group(1) not in file.read():
            agree(f"page: nowhere says {money.group(1)}", 1, 0)


def main():
    run("plan", data, "--as-of", "2026-11-24", "--format", "json", "-o", plan_file)
    with open(plan_file, encoding="utf-8") as file:
        plan = json.load(file, parse_float=D, parse_int=D)
    t_km = of_csv(plan)
    co2e_kg = of_emissions(t_km)
    agree("plan file: CO2e", plan["summary"]["co2e_kg"], co2e_kg)
    of_geojson(plan, t_km)
    of_text(plan)
    if "--no-workbook" not in sys.argv:
        of_workbook(plan, t_km, co2e_kg)
    for word in sys.argv[3:]:
        name, _, value = word.partition("=")
        if value:
            agree(name, {"cost": plan["cost"], "co2e_kg": co2e_kg, "activity_t_km": t_km}[name], value)


try:
    main()
finally:
    shutil.rmtree(folder)
sys.exit(1 if faults else 0)
