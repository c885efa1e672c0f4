#!/usr/bin/env python3
"""Compares scenarios with plans of posts in which the same change was made by hand.

    whatif.py PLANNER_BINARY --seeds A-B [--assets N] [--jobs N]

For each seed a random post is made with one scenario for each kind of change; `planner whatif` must give, per year and
plan category, what `planner plan` gives on a copy of the post whose own files were changed; the drivers of a scenario
must add up to its difference. Ends with "N passed, M failed"; exit status 1 when any failed.
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


CHANGES = {"cycle": change_cycle, "price": change_price, "rate": change_rate, "exchange": change_exchange}


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
    together = [dict(row, scenario="together") for row in scenarios]
    write_table(base, "scenarios.csv", scenarios + together)
    got = os.path.join(folder, "whatif")
    done = subprocess.run([options.planner, "whatif", base, "-o", os.path.join(folder, "whatif.xlsx"), "--csv", got,
                           "--draws", "10", "--quiet"], stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "warning:" not in line and "note:" not in line]
        if all("changes nothing in the plan" in line for line in lines if "error:" in line):
            return []  # a change of something that this post does not have
        return lines[:5]
    found = check_drivers(got)
    compared = read_table(got, "comparison.csv")
    for name, by_hand in changed.items():
        expected = totals_of_plan(options.planner, by_hand, by_hand)
        for row in compared:
            key = row["fiscal_year"], row["plan_category"]
            if row["scenario"] == name and Decimal(row["amount"]) != expected[key]:
                found.append("%s in %s %s: %s, by hand %s" % (name, *key, row["amount"], expected[key]))
    return found


def try_seed(job):
    seed, options = job
    folder = tempfile.mkdtemp(prefix="whatif-%d-" % seed)
    try:
        return seed, check_seed(seed, folder, options)
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
    failed = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for seed, faults in pool.map(try_seed, [(seed, options) for seed in seeds]):
            failed += bool(faults)
            if faults:
                print("seed %d failed\n  %s" % (seed, "\n  ".join(faults[:5])), flush=True)
    print("%d passed, %d failed" % (len(seeds) - failed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
