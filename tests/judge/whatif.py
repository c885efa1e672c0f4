#!/usr/bin/env python3
"""Compares scenarios with plans of posts in which the same change was made by hand.

    whatif.py PLANNER_BINARY --seeds A-B [--assets N] [--jobs N]

For each seed a random post is made with one scenario for each kind of change; `planner whatif` must give, per year and
plan category, what `planner plan` gives on a copy of the post whose own files were changed; a scenario that is refused
because it changes nothing must change nothing there either; the drivers of a scenario must add up to its difference.
Not here, since no file can say them: a service's cost (its forecast is changed), a freeze, more people. Ends with "N passed, M failed"; exit status 1 when any failed.
"""
import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from decimal import ROUND_HALF_UP, Decimal

import posts


def read_table(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def write_table(folder, name, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def setting(folder, key):
    return next((row["value"] for row in read_table(folder, "settings.csv") if row["key"] == key), "")


def plan_years(folder):
    year, month = (int(part) for part in setting(folder, "as_of").split("-")[:2])
    first = year + (month >= 10)
    return first, first + int(setting(folder, "years") or 6) - 1


def cents(amount):
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def inventories(folder):
    return [name for name in os.listdir(folder) if name.startswith("inventory")]


def carried(rows, key, name, column, year):
    """The rate that holds in a year: the latest given, of the years before the first none."""
    given = [row for row in rows if row[key] == name and int(row["fiscal_year"]) <= year]
    return max(given, key=lambda row: int(row["fiscal_year"]))[column] if given else None


# -- changes: each gives the scenario's cells, and makes the same change in the files of `folder`

def change_cycle(chance, folder):
    rows = read_table(folder, "categories.csv")
    row = chance.choice([row for row in rows if row["cycle_months"]])
    months = int(row["cycle_months"])
    value = chance.choice((max(1, months + chance.randint(-11, 30)), months + 12))
    row["cycle_months"] = str(value)
    write_table(folder, "categories.csv", rows)
    return "cycle_months", "set", str(value), "category=" + row["category"], "", ""


def change_price(chance, folder):
    rows = read_table(folder, "prices.csv")
    category = chance.choice(rows)["category"]
    factor = chance.choice(("1.1", "0.85", "1.337", "2"))
    priced = {row["category"] for row in rows if not row["model"] and not row["network"]}
    for row in rows:
        if row["category"] == category:
            row["unit_price"] = str(cents(Decimal(row["unit_price"]) * Decimal(factor)))
    write_table(folder, "prices.csv", rows)
    models = {row["model"]: row for row in read_table(folder, "models.csv")}
    if category not in priced:  # some of its assets may be priced by what they themselves have cost
        for name in inventories(folder):
            assets = read_table(folder, name)
            for row in assets:
                model = models.get(row["model"], {"category": "", "replace_with": ""})
                replaced = row["replace_with"] or model["replace_with"]
                if (row["category"] or model["category"]) == category and replaced in ("", category) and row["unit_cost"]:
                    row["unit_cost"] = str(cents(Decimal(row["unit_cost"]) * Decimal(factor)))
            write_table(folder, name, assets)
    return "unit_price", "multiply", factor, "category=" + category, "", ""


def change_rate(chance, folder):
    first, last = plan_years(folder)
    rows = read_table(folder, "escalation.csv")
    name = chance.choice(sorted({row["class"] for row in rows}))
    start = chance.randint(first, last)
    value = chance.choice(("0", "3.25", "-4.5", "17"))
    kept = [row for row in rows if row["class"] != name or int(row["fiscal_year"]) < start]
    for year in range(start, last + 1):
        kept.append({"class": name, "fiscal_year": str(year), "rate_pct": value})
    write_table(folder, "escalation.csv", kept)
    return "escalation", "set", value, "class=" + name, str(start), ""


def change_exchange(chance, folder):
    first, last = plan_years(folder)
    rows = read_table(folder, "exchange.csv")
    if not rows:
        return None
    name = chance.choice(rows)["currency"]
    mine = [row for row in rows if row["currency"] == name]
    plain = [row for row in mine if not row.get("quarter")]
    if len(plain) != len(mine):
        return None
    factor = Decimal(chance.choice(("0.9", "1.25", "0.5")))
    start = chance.randint(first, last)
    earliest = min(int(row["fiscal_year"]) for row in plain)
    rate = {year: carried(rows, "currency", name, "budget_rate", year) or
            carried(rows, "currency", name, "budget_rate", earliest) for year in range(first, last + 1)}
    kept = [row for row in rows if row["currency"] != name or int(row["fiscal_year"]) < first]
    for year in range(first, last + 1):
        new = dict(plain[0], fiscal_year=str(year))
        new["budget_rate"] = str(Decimal(rate[year]) * (factor if year >= start else 1))
        kept.append(new)
    write_table(folder, "exchange.csv", kept)
    return "exchange_rate", "multiply", str(factor), "currency=" + name, str(start), ""


def scaled(folder, name, column, factor):
    """Multiplies a column of amounts; whether there was anything to multiply."""
    rows = read_table(folder, name)
    for row in rows:
        if row[column]:
            row[column] = str(cents(Decimal(row[column]) * Decimal(factor)))
    if rows:
        write_table(folder, name, rows)
    return any(row[column] and Decimal(row[column]) for row in rows)


def change_licenses(chance, folder):
    factor = chance.choice(("1.08", "0.5", "1.333"))
    return ("license_cost", "multiply", factor, "", "", "") if scaled(folder, "licenses.csv", "annual_cost", factor) \
        else None


def change_personnel(chance, folder):
    factor = chance.choice(("1.02", "0.9", "1.337"))
    return ("personnel_cost", "multiply", factor, "", "", "") if scaled(folder, "staff.csv", "annual_cost", factor) \
        else None


def one_project(chance, folder):
    """A project whose name stands once, that replaces nothing, and the rows of the file."""
    rows = read_table(folder, "projects.csv")
    names = [row["project"] for row in rows]
    plain = [row for row in rows if names.count(row["project"]) == 1 and not row.get("replaces")
             and row.get("approval") != "denied"]
    return (chance.choice(plain), rows) if plain else (None, rows)


def change_project_amount(chance, folder):
    row, rows = one_project(chance, folder)
    if not row:
        return None
    factor = chance.choice(("0.75", "1.5", "2"))
    row["amount"] = str(cents(Decimal(row["amount"]) * Decimal(factor)))
    write_table(folder, "projects.csv", rows)
    return "project", "multiply", factor, "project=" + row["project"], "", ""


def change_project_dropped(chance, folder):
    row, rows = one_project(chance, folder)
    if not row or len(rows) == 1:
        return None
    rows.remove(row)
    write_table(folder, "projects.csv", rows)
    return "project", "drop", "", "project=" + row["project"], "", ""


def change_project_delayed(chance, folder):
    row, rows = one_project(chance, folder)
    if not row:
        return None
    years = chance.randint(1, 2)
    row["fiscal_year"] = str(int(row["fiscal_year"]) + years)
    if row.get("recurring_until"):
        row["recurring_until"] = str(int(row["recurring_until"]) + years)
    write_table(folder, "projects.csv", rows)
    return "project", "delay", str(12 * years), "project=" + row["project"], "", ""


def held(folder, row):
    return row["category"] or {model["model"]: model["category"] for model in
                               read_table(folder, "models.csv")}.get(row["model"], "")


def change_assets(chance, folder, column, value):
    """Sets a column for every asset of a category, which is returned."""
    name = chance.choice(inventories(folder))
    category = held(folder, chance.choice(read_table(folder, name)))
    models = {row["model"]: row["category"] for row in read_table(folder, "models.csv")}
    for name in inventories(folder):
        rows = read_table(folder, name)
        for row in rows:
            if (row["category"] or models.get(row["model"], "")) == category:
                row[column] = value
        write_table(folder, name, rows)
    return category


def change_support(chance, folder):
    first, last = plan_years(folder)
    value = "%d-%02d-15" % (chance.randint(first, last), chance.randint(1, 9))
    return "end_of_support", "set", value, "category=" + change_assets(chance, folder, "end_of_support", value), "", ""


def change_payer(chance, folder):
    value = chance.choice(("CENTRAL_GITM", "OTHER_AGENCY"))  # a payer of the post could lack a price
    category = change_assets(chance, folder, "funding_source", value)
    return "funding_source", "set", value, "category=" + category, "", ""


def change_quantity(chance, folder):
    """More units of what has a price without a model; bought on the day that opens the year. A project that replaces
    units does not replace those that come, while a row of the inventory may fall into its scope."""
    first, last = plan_years(folder)
    covered = any(row.get("replaces") for row in read_table(folder, "projects.csv"))
    if setting(folder, "budget_on") == "order" or first + 2 > last or covered:
        return None
    priced = [row["category"] for row in read_table(folder, "prices.csv") if not row["model"] and not row["network"]]
    if not priced:
        return None
    category, units, start = chance.choice(priced), chance.randint(1, 40), chance.randint(first + 2, last)
    name = inventories(folder)[0]
    rows = read_table(folder, name)
    rows.append(dict.fromkeys(rows[0], "") | {
        "asset_tag": "MADE-BY-HAND", "category": category, "acquired": setting(folder, "as_of"), "quantity": str(units),
        "decision": "replace", "replace_by": "%d-10-01" % (start - 1)})
    write_table(folder, name, rows)
    return "quantity", "add", str(units), "category=" + category, str(start), ""


CHANGES = {"cycle": change_cycle, "price": change_price, "rate": change_rate, "exchange": change_exchange,
           "licences": change_licenses, "personnel": change_personnel, "project amount": change_project_amount,
           "project dropped": change_project_dropped, "project delayed": change_project_delayed,
           "support": change_support, "payer": change_payer, "quantity": change_quantity}


def totals_of_plan(planner, post, folder):
    got = os.path.join(folder, "plan")
    subprocess.run([planner, "plan", post, "-o", os.path.join(folder, "plan.xlsx"), "--csv", got, "--quiet"],
                   check=True, stderr=subprocess.PIPE)
    sums = defaultdict(Decimal)
    for row in read_table(got, "totals.csv"):
        sums[row["fiscal_year"], row["plan_category"]] += Decimal(row["amount"])
    return sums


def check_drivers(got):
    """The drivers of each scenario and year add up to its difference."""
    left, right = defaultdict(Decimal), defaultdict(Decimal)
    for row in read_table(got, "comparison.csv"):
        left[row["scenario"], row["fiscal_year"]] += Decimal(row["difference"])
    for row in read_table(got, "drivers.csv"):
        right[row["scenario"], row["fiscal_year"]] += Decimal(row["difference"])
    return ["drivers of %s in %s: %s, not %s" % (*key, right[key], left[key])
            for key in left if left[key] != right[key]]


def check_seed(seed, folder, options):
    chance = random.Random("whatif %d" % seed)
    base = os.path.join(folder, "post")
    posts.make_post(seed, base, options.assets)
    changed, scenarios = {}, []
    for name, change in CHANGES.items():
        by_hand = os.path.join(folder, name)
        shutil.copytree(base, by_hand)
        cells = change(chance, by_hand)
        if cells:
            changed[name] = by_hand
            scenarios.append(dict(zip(("target", "operation", "value", "scope", "from_year", "to_year"), cells),
                                  scenario=name))
    got = os.path.join(folder, "whatif")
    faults, idle = run_whatif(options.planner, base, scenarios, folder, got)
    if faults:
        return faults, 0
    found = check_drivers(got)
    compared = read_table(got, "comparison.csv")
    for name, by_hand in changed.items():
        expected = totals_of_plan(options.planner, by_hand, by_hand)
        for row in compared:
            key = row["fiscal_year"], row["plan_category"]
            if row["scenario"] == ("base" if name in idle else name) and Decimal(row["amount"]) != expected[key]:
                found.append("%s in %s %s: %s, by hand %s" % (name, *key, row["amount"], expected[key]))
    return found, len(changed) - len(idle)


def run_whatif(planner, post, scenarios, folder, got):
    """Runs without the scenarios that are said to change nothing: (faults, their names)."""
    idle = set()
    while True:
        live = [row for row in scenarios if row["scenario"] not in idle]
        if not live:
            os.remove(os.path.join(post, "scenarios.csv"))
        else:
            write_table(post, "scenarios.csv", live + [dict(row, scenario="together") for row in live])
        done = subprocess.run([planner, "whatif", post, "-o", os.path.join(folder, "whatif.xlsx"), "--csv", got,
                               "--draws", "10", "--quiet"], stderr=subprocess.PIPE, text=True, errors="replace")
        if not done.returncode:
            return [], idle
        lines = [line for line in done.stderr.splitlines() if " error: " in line]
        named = {line.split("'")[1] for line in lines if "changes nothing in the plan" in line}
        if not named or named <= idle or len(lines) > len(named):
            return lines[:5] or [done.stderr[-600:]], idle
        idle |= named


def try_seed(job):
    seed, options = job
    folder = tempfile.mkdtemp(prefix="whatif-%d-" % seed)
    try:
        return (seed, *check_seed(seed, folder, options))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="Compares scenarios with changes made by hand.")
    parser.add_argument("planner")
    parser.add_argument("--seeds", required=True, help="A-B, both included, or one seed")
    parser.add_argument("--assets", type=int, default=120)
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    options = parser.parse_args()
    options.planner = os.path.abspath(options.planner)
    first, _dash, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    failed = scenarios = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for seed, faults, compared in pool.map(try_seed, [(seed, options) for seed in seeds]):
            failed += bool(faults)
            scenarios += compared
            if faults:
                print("seed %d failed\n  %s" % (seed, "\n  ".join(faults[:5])), flush=True)
    print("%d scenarios compared" % scenarios)
    print("%d passed, %d failed" % (len(seeds) - failed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
