#!/usr/bin/env python3
"""Checks plans and what-ifs under random ceilings for what must always hold.

    ceilings.py PLANNER_BINARY --seeds A-B [--assets N] [--jobs N]

For each seed a random post gets ceilings for some years, funds and plan categories. Then: no ceiling is passed by a
cent, neither by the target lines of `planner plan` nor by what `planner whatif` buys; the lines of a year add up to the
same with and without ceilings; the unfunded list is what the lines have over target; every replacement is bought once
or stands in the final backlog. Ends with "N passed, M failed"; exit status 1 when any failed.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal

import posts
from whatif import plan_years, read_table, write_table


def run(planner, command, post, folder):
    got = os.path.join(folder, command)
    os.makedirs(got, exist_ok=True)
    done = subprocess.run([planner, command, post, "-o", os.path.join(folder, command + ".xlsx"), "--csv", got,
                           "--quiet"] + (["--draws", "10"] if command == "whatif" else []),
                          stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode:
        raise RuntimeError("planner %s: exit status %d\n%s" % (command, done.returncode, done.stderr[-600:]))
    return got


def totals(folder):
    return {(row["fiscal_year"], row["plan_category"], row["funding_source"]): Decimal(row["amount"])
            for row in read_table(folder, "totals.csv") if Decimal(row["amount"])}


def add_ceilings(chance, post, sums):
    """Ceilings below, near and above what is asked for."""
    first, last = plan_years(post)
    by_scope = defaultdict(Decimal)
    for (year, category, fund), amount in sums.items():
        for scope in ((year, "", ""), (year, fund, ""), (year, "", category), (year, fund, category)):
            by_scope[scope] += amount
    rows = []
    for scope in sorted(by_scope):
        if chance.random() < (0.8 if not scope[1] and not scope[2] else 0.15):
            factor = Decimal(chance.choice(("0", "0.2", "0.5", "0.7", "0.9", "0.999", "1", "1.3")))
            rows.append({"fiscal_year": scope[0], "amount": "%.2f" % (by_scope[scope] * factor),
                         "funding_source": scope[1], "plan_category": scope[2], "quarter": ""})
    rows = rows or [{"fiscal_year": str(first), "amount": "0.00", "funding_source": "", "plan_category": "",
                     "quarter": ""}]
    write_table(post, "ceilings.csv", rows)
    return rows


def check_plan(folder, ceilings, before):
    found = []
    if totals(folder) != before:
        found.append("totals.csv changed with the ceilings")
    target, lines, over = defaultdict(Decimal), defaultdict(Decimal), defaultdict(Decimal)
    for row in read_table(folder, "lines.csv"):
        amount, year = Decimal(row["amount"]), row["fiscal_year"]
        lines[year, row["plan_category"], row["funding_source"]] += amount
        if amount < 0 or int(row["quantity"]) < 0:
            found.append("a negative part: %s" % row)
        if row["request"] == "over_target":
            over[row["line_id"], year] += amount
        else:
            for fund in ("", row["funding_source"]):
                for category in ("", row["plan_category"]):
                    target[year, fund, category] += amount
    if {key: amount for key, amount in lines.items() if amount} != before:
        found.append("lines.csv does not add up to totals.csv")
    listed = {(row["line_id"], row["fiscal_year"]): Decimal(row["amount"])
              for row in read_table(folder, "unfunded.csv")
              if not row["line_id"].startswith("S")}  # short spares: beside the plan, in no line
    if listed != {key: amount for key, amount in over.items() if amount}:
        found.append("unfunded.csv is not what lines.csv has over target")
    for row in ceilings:
        scope = row["fiscal_year"], row["funding_source"], row["plan_category"]
        if target[scope] > Decimal(row["amount"]):
            found.append("target %s passes the ceiling of %s %s %s" % (target[scope], *scope))
    return found


def check_whatif(folder, ceilings, plan, post):
    found = []
    first, last = plan_years(post)
    overall = {row["fiscal_year"]: Decimal(row["amount"]) for row in ceilings
               if not row["funding_source"] and not row["plan_category"]}
    needs, waiting = defaultdict(list), defaultdict(int)
    for row in read_table(folder, "funded.csv"):
        due, bought = int(row["due_fy"]), int(row["planned_fy"] or last + 1)
        needs[row["asset_tag"]].append((due, bought))
        for year in range(due, min(bought, last + 1)):
            waiting[str(year)] += 1
    for row in read_table(folder, "ceiling.csv"):
        year = row["fiscal_year"]
        if year in overall and Decimal(row["funded"]) > overall[year]:
            found.append("FY%s: %s is bought under a ceiling of %s" % (year, row["funded"], overall[year]))
        if int(row["backlog_assets"]) != waiting[year]:
            found.append("FY%s: %s assets wait, not %d" % (year, row["backlog_assets"], waiting[year]))
        if float(row["risk"]) > float(row["bound"]) * (1 + 1e-9) + 1e-9:
            found.append("FY%s: more risk avoided than the bound allows" % year)
    asked = {}
    for row in read_table(plan, "schedule.csv"):
        if row["payer"] == "post" and Decimal(row["amount"] or 0) > 0:
            asked.setdefault(row["asset_tag"], int(row["fiscal_year"]))
    if set(asked) != set(needs):
        found.append("assets scheduled and assets under the ceilings differ")
    for tag, list_of_needs in needs.items():
        list_of_needs.sort()
        if tag in asked and list_of_needs[0][0] != asked[tag]:
            found.append("%s: first need in FY%d, scheduled for FY%d" % (tag, list_of_needs[0][0], asked[tag]))
        for (_due, bought), (due, _bought) in zip(list_of_needs, list_of_needs[1:]):
            if due <= bought or bought > last:
                found.append("%s: needed again in FY%d before it was bought in FY%d" % (tag, due, bought))
    return found


def try_seed(job):
    seed, options = job
    chance = random.Random("ceilings %d" % seed)
    folder = tempfile.mkdtemp(prefix="ceilings-%d-" % seed)
    try:
        post = os.path.join(folder, "post")
        posts.make_post(seed, post, options.assets)
        before = totals(run(options.planner, "plan", post, os.path.join(folder, "before")))
        ceilings = add_ceilings(chance, post, before)
        plan = run(options.planner, "plan", post, folder)
        found = check_plan(plan, ceilings, before)
        return seed, found + check_whatif(run(options.planner, "whatif", post, folder), ceilings, plan, post)
    except RuntimeError as error:
        return seed, [str(error)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="Checks plans under random ceilings.")
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
