#!/usr/bin/env python3
"""Pairs of years with known changes: the bridge and the spend plan must add up to the cent.

    pairs.py PLANNER_BINARY --seeds A-B [--assets N]

Last year's folder is the random post of a seed, dated a year earlier, with every seventh asset missing.  Checked: causes of bridge.csv = this request less the last; quarters of spend_plan.csv = totals.csv
where no ceiling holds something back; cumulative and available as their definitions say.
"""
import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal

import posts


def rows(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def year_total(tables, year):
    return sum((Decimal(r["amount"]) for r in rows(tables, "totals.csv") if int(r["fiscal_year"]) == year), Decimal(0))


def change_year(post, last):
    """Last year's folder: as-of and budget year a year earlier, fewer assets."""
    shutil.copytree(post, last)
    path = os.path.join(last, "inventory.csv")
    with open(path, newline="", encoding="utf-8") as file:
        lines = file.read().splitlines(keepends=True)
    if not any('"' in line for line in lines):
        lines = [line for n, line in enumerate(lines) if n == 0 or n % 7]
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.writelines(lines)
    path = os.path.join(last, "settings.csv")
    with open(path, newline="", encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"(?m)^((?:as_of|budget_year|first_buy_year),\s*)(\d{4})", lambda m: m[1] + str(int(m[2]) - 1), text)
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write(text.replace("-02-29", "-02-28"))


def run(planner, post, tables, *more):
    return subprocess.run([planner, "plan", post, "-o", tables + ".xlsx", "--csv", tables, "--quiet", *more],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")


def check(planner, seed, assets, folder):
    post, last = os.path.join(folder, "post"), os.path.join(folder, "last")
    now, then = os.path.join(folder, "now"), os.path.join(folder, "then")
    posts.make_post(seed, post, assets, False)
    change_year(post, last)
    for where, tables, more in ((last, then, []), (post, now, ["--previous", last])):
        done = run(planner, where, tables, *more)
        if done.returncode:
            return "exit status %d: %s" % (done.returncode, [line for line in done.stderr.splitlines() if " error: " in line][:3])
    years = sorted({int(r["fiscal_year"]) for r in rows(now, "spend_plan.csv")})
    bridge = rows(now, "bridge.csv")
    by = int(bridge[0]["fiscal_year"])
    change = sum(Decimal(r["amount"]) for r in bridge)
    difference = year_total(now, by) - year_total(then, by - 1)
    if change != difference:
        return "the bridge is %s, the requests differ by %s" % (change, difference)
    spend = rows(now, "spend_plan.csv")
    for year in years:
        phased = sum(Decimal(r["phased"]) for r in spend if int(r["fiscal_year"]) == year)
        if phased != year_total(now, year):
            return "FY%d: quarters %s, total %s" % (year, phased, year_total(now, year))
    for r in spend:
        if Decimal(r["available"]) != Decimal(r["cumulative"]) - Decimal(r["obligated_to_date"]):
            return "available is not planned to date less obligated to date: %s" % r
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("planner")
    parser.add_argument("--seeds", default="1-20")
    parser.add_argument("--assets", type=int, default=60)
    options = parser.parse_args()
    first, last = (int(n) for n in options.seeds.split("-"))
    failed = 0
    for seed in range(first, last + 1):
        folder = tempfile.mkdtemp(prefix="pairs-%d-" % seed)
        try:
            fault = check(os.path.abspath(options.planner), seed, options.assets, folder)
        finally:
            shutil.rmtree(folder)
        if fault:
            failed += 1
            print("seed %d: %s" % (seed, fault))
    print("%d passed, %d failed" % (last - first + 1 - failed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
