#!/usr/bin/env python3
"""Pairs of posts with known changes: bridge, execution and spend plan must be exact, to the cent.

    pairs.py PLANNER_BINARY --seeds A-B [--assets N]

Of each seed a random post is made (posts.py) with services and obligations of its own. Then:

* one change at a time (a price, a rate, a currency, assets, a licence, a position, a service, a project): the bridge
  between the post and the changed one may name no cause but that of the change, and its causes add up to what the two
  requests differ by; the unchanged post has no cause at all;
* several changes at once: services, staff and projects are each what their own lines differ by;
* a year later, with some of last year's assets renewed, some gone and some left: plan against execution counts each,
  in assets and dollars of last year's schedule;
* the spend plan: obligations by fund, category and quarter are the rows of obligations.csv, quarterly or cumulative; the
  quarters of replacements, renewals and projects are those of their own dates; what a continuing resolution or a
  quarterly ceiling moves stays in the year or is missing from it by what the resolution leaves over.

Ends with how many changes of each kind had an effect; a kind that never had one on ten seeds or more is a failure.
"""
import argparse
import collections
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import judge
import posts

ZERO = Decimal(0)
CENT = Decimal("0.01")


class Refused(Exception):
    """The planner did not take a post that it must take."""


# ---- folders -----------------------------------------------------------------------------------------------------


def read(folder, name):
    return judge.read_table(folder, name) if os.path.exists(os.path.join(folder, name)) else []


def write(folder, name, rows):
    if rows:
        judge.write_table(folder, name, list(rows[0]), [[row[column] for column in rows[0]] for row in rows])


def set_value(folder, key, value):
    rows = [row for row in read(folder, "settings.csv") if row["key"] != key]
    write(folder, "settings.csv", rows + [{"key": key, "value": value}])


def value_of(folder, key):
    return next((row["value"] for row in read(folder, "settings.csv") if row["key"] == key), "")


def copy(post, where):
    shutil.copytree(post, where)
    return where


def run(planner, post, tables, *more):
    done = subprocess.run([planner, "plan", post, "-o", tables + ".xlsx", "--csv", tables, "--quiet", *more],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode:
        raise Refused("exit status %d: %s" % (done.returncode,
                                              [line for line in done.stderr.splitlines() if " error: " in line][:3]))
    return tables


def total(rows, **wanted):
    return sum((Decimal(row["amount"]) for row in rows
                if all(row[column] == value for column, value in wanted.items())), ZERO)


# ---- a post with services ----------------------------------------------------------------------------------------


def add_services(post, chance):
    """Monthly bills of two years and a half: flat, rising, seasonal and in a foreign currency."""
    as_of = date.fromisoformat(value_of(post, "as_of"))
    rows = []
    for number in range(chance.randint(1, 4)):
        level, slope = chance.randint(200, 9000), chance.choice((0, 0, 5, 20))
        currency = chance.choice(("", "USD", "EUR", "KES"))
        source = chance.choice(("POST_DP", "POST_ICASS", "SHARED_CORE", "CENTRAL_CA"))
        for back in range(30, 0, -1):
            month = judge.add_months(as_of.replace(day=1), -back)
            bill = level + slope * (30 - back) + chance.randint(0, level // 10)
            rows.append({"service": "Service %d" % number, "period": "%d-%02d" % (month.year, month.month),
                         "amount": "%d.%02d" % (bill, chance.randint(0, 99)), "plan_category": "Telecommunications",
                         "currency": currency, "funding_source": source, "object_class": "23.3"})
    write(post, "services.csv", rows)


def price_all(post, chance):
    """A price for whatever may come to be bought: an asset that is not replaced this year may be the next."""
    read_back = judge.Post(post)
    assets = [judge.Asset(read_back, row) for row in read_back.inventory]
    missing = {asset.bought.name for asset in assets if judge.price_parts(read_back, asset) is None}
    rows = read(post, "prices.csv")
    for category in sorted(missing):
        rows.append(dict.fromkeys(rows[0], "") | {
            "category": category, "unit_price": "%d.%02d" % (chance.randint(20, 9000), chance.randint(0, 99)),
            "price_year": rows[0]["price_year"]})
    write(post, "prices.csv", rows)


def make_post(seed, folder, assets):
    posts.make_post(seed, folder, assets, False)
    add_services(folder, random.Random("services %d" % seed))
    price_all(folder, random.Random("prices %d" % seed))
    return folder


# ---- one change at a time ----------------------------------------------------------------------------------------


def change_cells(folder, chance, name, wanted, change, most=5):
    """Changes up to `most` of the rows that are wanted; says whether there was one."""
    rows = read(folder, name)
    which = [row for row in rows if wanted(row)]
    for row in chance.sample(which, min(most, len(which))):
        change(row)
    write(folder, name, rows)
    return bool(which)


def scaled(column, factor, places=CENT):
    def change(row):
        row[column] = str((Decimal(row[column]) * factor).quantize(places, ROUND_HALF_UP))
    return change


def assign(**cells):
    return lambda row: row.update(cells)


def price(folder, chance):
    return change_cells(folder, chance, "prices.csv", lambda row: True, scaled("unit_price", Decimal("1.13")), 99)


def escalation(folder, chance):
    return change_cells(folder, chance, "escalation.csv", lambda row: row["class"] in posts.CLASSES,
                        lambda row: row.update(rate_pct=str(Decimal(row["rate_pct"]) + 1)), 99)


def exchange(folder, chance):
    return change_cells(folder, chance, "exchange.csv", lambda row: True,
                        scaled("budget_rate", Decimal("0.91"), Decimal("0.000001")), 999)


def gone(folder, chance):
    rows = read(folder, "inventory.csv")
    write(folder, "inventory.csv", [row for row in rows if len(rows) < 2 or chance.random() < 0.8])
    return len(rows) > 1


def retired(folder, chance):
    return change_cells(folder, chance, "inventory.csv", lambda row: not row["decision"], assign(decision="retire", replace_by=""), 12)


def held(folder, chance):
    later = judge.add_months(date.fromisoformat(value_of(folder, "as_of")), 40).isoformat()
    return change_cells(folder, chance, "inventory.csv", lambda row: not row["decision"] and not row["replace_by"],
                        assign(decision="hold", replace_by=later), 12)


def paid_by_others(folder, chance):
    return change_cells(folder, chance, "inventory.csv", lambda row: True, assign(funding_source="GSO"), 8)


def more_units(folder, chance):
    return change_cells(folder, chance, "inventory.csv", lambda row: True,
                        lambda row: row.update(quantity=str(int(row["quantity"] or 1) * 2 + 1)), 8)


def license_price(folder, chance):
    return change_cells(folder, chance, "licenses.csv", lambda row: row["annual_cost"], scaled("annual_cost", Decimal("1.2")))


def license_gone(folder, chance):
    rows = read(folder, "licenses.csv")
    if len(rows) > 1:
        write(folder, "licenses.csv", rows[1:])
    return len(rows) > 1


def pay(folder, chance):
    return change_cells(folder, chance, "staff.csv", lambda row: True, scaled("annual_cost", Decimal("1.07")))


def bills(folder, chance):
    return change_cells(folder, chance, "services.csv", lambda row: True, scaled("amount", Decimal("1.31")), 999)


def project_amount(folder, chance):
    return change_cells(folder, chance, "projects.csv", lambda row: True, scaled("amount", Decimal("0.8")))


def project_moved(folder, chance):
    return change_cells(folder, chance, "projects.csv", lambda row: not row["recurring_until"],
                        lambda row: row.update(fiscal_year=str(int(row["fiscal_year"]) + 1)))


# Each with the causes that it may have. A project may cover assets, which are then its cause; of a class, tails of projects.
CHANGES = {
    price: {"price"}, escalation: {"price", "projects"}, exchange: {"exchange"}, gone: {"gone"}, retired: {"gone"},
    held: {"timing"}, paid_by_others: {"gone"}, more_units: {"new"}, license_price: {"price"}, license_gone: {"gone"},
    pay: {"staff"}, bills: {"services"}, project_amount: {"projects"}, project_moved: {"projects"},
}


def bridge_of(tables):
    """Causes of the request's bridge, without those of nothing."""
    return {row["cause"]: Decimal(row["amount"]) for row in read(tables, "bridge.csv") if Decimal(row["amount"])}


def request_year(tables):
    return read(tables, "bridge.csv")[0]["fiscal_year"]


def request_change(then, now, year_then, year_now):
    return (total(read(now, "totals.csv"), fiscal_year=year_now) - total(read(then, "totals.csv"), fiscal_year=year_then))


def check_one_change(planner, post, then, folder, seed, effects):
    for change, causes in CHANGES.items():
        changed, tables = os.path.join(folder, change.__name__), os.path.join(folder, change.__name__ + "-tables")
        if not change(copy(post, changed), random.Random("%s %d" % (change.__name__, seed))):
            continue
        run(planner, changed, tables, "--previous", post)
        bridge, year = bridge_of(tables), request_year(tables)
        difference = request_change(then, tables, year, year)
        effects[change.__name__] += bool(bridge)
        if sum(bridge.values(), ZERO) != difference:
            return "%s: the bridge is %s, the requests differ by %s" % (change.__name__, bridge, difference)
        if not set(bridge) <= causes:
            return "%s: the bridge names %s" % (change.__name__, bridge)
    return ""


def check_no_change(planner, post, then, folder):
    tables = run(planner, post, os.path.join(folder, "unchanged"), "--previous", post)
    return "nothing changed, and the bridge is %s" % bridge_of(tables) if bridge_of(tables) else ""


# ---- several changes at once -------------------------------------------------------------------------------------


def check_many_changes(planner, post, then, folder, seed):
    changed, tables = copy(post, os.path.join(folder, "many")), os.path.join(folder, "many-tables")
    chance = random.Random("many %d" % seed)
    for change in (price, gone, more_units, license_price, pay, bills, project_amount):
        change(changed, chance)
    run(planner, changed, tables, "--previous", post)
    bridge, year = bridge_of(tables), request_year(tables)
    was, now = read(then, "lines.csv"), read(tables, "lines.csv")

    def differ(*kinds):
        return sum((total(now, kind=kind, fiscal_year=year) - total(was, kind=kind, fiscal_year=year) for kind in kinds), ZERO)

    expected = {"services": differ("service"), "staff": differ("personnel"), "projects": differ("project"),
                "assets and licences": differ("lifecycle", "license")}
    got = {cause: bridge.get(cause, ZERO) for cause in ("services", "staff", "projects")}
    got["assets and licences"] = sum((bridge.get(cause, ZERO) for cause in ("new", "gone", "timing", "price")), ZERO)
    return "" if got == expected and "exchange" not in bridge else "bridge %s, the lines differ by %s" % (bridge, expected)


# ---- a year later ------------------------------------------------------------------------------------------------


def year_before(post, last):
    """Last year's folder: as-of and years a year earlier."""
    copy(post, last)
    for key in ("as_of", "budget_year", "first_buy_year"):
        value = value_of(last, key)
        if value:
            earlier = str(int(value[:4]) - 1) + value[4:]
            set_value(last, key, earlier.replace("-02-29", "-02-28"))
    return last


FATES = ("gone", "out", "renewed", "stocked", "fewer", "left", "left")


def units_left(units):
    return (units + 1) // 2


def let_a_year_pass(post, chance):
    """What became of each asset, by tag: gone, out of use, renewed under its tag, in stock, fewer, as it was."""
    as_of, fates = value_of(post, "as_of"), {}
    for name in ("inventory.csv", "inventory-annex.csv"):
        kept = []
        for row in read(post, name):
            fate = fates[row["asset_tag"]] = chance.choice(FATES)
            if fate in ("out", "stocked"):
                row["status"] = "disposed" if fate == "out" else "spare"
            if fate == "fewer":
                row["quantity"] = str(units_left(int(row["quantity"] or 1)))
            if fate == "renewed":
                row["in_service"], row["replace_by"], row["decision"], row["end_of_support"] = as_of, "", "", ""
            if fate != "gone":
                kept.append(row)
        write(post, name, kept)
    return fates


def check_execution(planner, post, folder, seed):
    last, now = year_before(post, os.path.join(folder, "last")), copy(post, os.path.join(folder, "now"))
    as_of = value_of(post, "as_of")
    fates = let_a_year_pass(now, random.Random("year %d" % seed))
    then = run(planner, last, os.path.join(folder, "last-tables"))
    tables = run(planner, now, os.path.join(folder, "now-tables"), "--previous", last)
    year = int(request_year(tables))
    bridge, difference = bridge_of(tables), request_change(then, tables, str(year - 1), str(year))
    if sum(bridge.values(), ZERO) != difference:
        return "a year later the bridge is %s, the requests differ by %s" % (bridge, difference)
    serving = {row["asset_tag"]: row["base_date"] for row in read(then, "assets.csv")}
    expected = collections.Counter()
    for row in read(then, "schedule.csv"):
        if row["sequence"] != "1" or row["payer"] != "post" or row["replace_on"] > as_of:
            continue
        fate, units, amount = fates[row["asset_tag"]], int(row["quantity"]), Decimal(row["amount"])
        done = fate in ("gone", "out") or (fate == "renewed" and serving[row["asset_tag"]] < as_of)
        still = 0 if done else units_left(units) if fate == "fewer" else units
        expected["assets_not_done" if still else "assets_done"] += 1
        expected["dollars_not_done"] += amount / units * still
        expected["dollars_done"] += amount - amount / units * still
    got = collections.Counter()
    for row in read(tables, "execution.csv"):
        for column in ("assets_done", "dollars_done", "assets_not_done", "dollars_not_done"):
            got[column] += Decimal(row[column])
        if int(row["assets_planned"]) != int(row["assets_done"]) + int(row["assets_not_done"]):
            return "execution does not add up: %s" % row
    if +got != +expected:
        return "execution is %s, expected %s" % (dict(got), dict(expected))
    return ""


# ---- the spend plan ----------------------------------------------------------------------------------------------


def plain_funds(post, kinds):
    """Nothing shared and nothing of a kind that has no date of its own, so that every quarter can be told by hand."""
    for name in ("inventory.csv", "inventory-annex.csv", "licenses.csv", "projects.csv", "categories.csv"):
        rows = read(post, name)
        for row in rows:
            if row["funding_source"].startswith("SHARED"):
                row["funding_source"] = "POST_DP"
        write(post, name, rows)
    for name in kinds:
        if os.path.exists(os.path.join(post, name)):
            os.remove(os.path.join(post, name))


def quarter_within(day, year):
    """Days outside the year count as its edge."""
    day = min(max(day, date(year - 1, 10, 1)), date(year, 9, 30))
    return str((day.month - 10) % 12 // 3 + 1)


def even_quarters(cents):
    """An amount without a quarter: largest remainder over four, ties in order."""
    return [cents // 4 + (1 if place < cents % 4 else 0) for place in range(4)]


def expected_quarters(post, tables):
    found = collections.Counter()
    for row in read(tables, "schedule.csv"):
        if row["payer"] == "post" and row["amount"]:
            year = int(row["fiscal_year"])
            found[row["fiscal_year"], quarter_within(date.fromisoformat(row["order_by"]), year)] += Decimal(row["amount"])
    lines = read(tables, "lines.csv")
    paying = {row["funding_source"] for row in lines if row["kind"] == "license"}
    for row in read(tables, "licenses.csv"):
        if row["funding_source"] in paying:
            quarter = quarter_within(date.fromisoformat(row["renews_on"]), int(row["fiscal_year"]))
            found[row["fiscal_year"], quarter] += Decimal(row["amount"])
    quarters = {row["title"]: row["quarter"] for row in read(post, "projects.csv")}
    for row in lines:
        if row["kind"] != "project":
            continue
        quarter, cents = quarters[row["title"]], judge.to_cents(row["amount"])
        shares = [cents if str(k + 1) == quarter else 0 for k in range(4)] if quarter else even_quarters(cents)
        for k, share in enumerate(shares):
            found[row["fiscal_year"], str(k + 1)] += Decimal(share) / 100
    return found


def budget_year(post):
    given = value_of(post, "budget_year")
    return int(given) if given else judge.fiscal_year(date.fromisoformat(value_of(post, "as_of"))) + 2


def sums_by_quarter(tables, column):
    found = collections.Counter()
    for row in read(tables, "spend_plan.csv"):
        found[row["fiscal_year"], row["quarter"]] += Decimal(row[column])
    return found


def add_obligations(post, tables, chance, cumulative):
    """Amounts on lines of the plan and on none; the sums that the spend plan must show, by fund, category, quarter."""
    as_of = date.fromisoformat(value_of(post, "as_of"))
    current, upto = judge.fiscal_year(as_of), (as_of.month - 10) % 12 // 3 + 1
    lines = {(row["funding_source"], row["plan_category"], row["object_class"], row["cost_center"])
             for row in read(tables, "lines.csv")}
    keys = chance.sample(sorted(lines), min(6, len(lines))) + [("POST_PD", "ICASS services", "99.9", "")]
    rows, sums = [], collections.Counter()
    for fund, category, object_class, center in keys:
        if fund == "POST_ICASS" and not center:
            continue
        through = ZERO
        for quarter in range(1, upto + 1):
            amount = Decimal(chance.randint(-40000, 200000)) / 100
            through += amount
            rows.append({"fiscal_year": str(current), "quarter": str(quarter),
                         "amount": str(through if cumulative else amount), "cost_center": center,
                         "funding_source": fund, "plan_category": category, "object_class": object_class})
            sums[fund, category, str(quarter)] += amount
    write(post, "obligations.csv", rows)
    set_value(post, "obligations_are", "cumulative" if cumulative else "quarterly")
    return str(current), sums


def check_obligations(planner, post, then, folder, seed):
    for cumulative in (False, True):
        name = "cumulative" if cumulative else "quarterly"
        spent = copy(post, os.path.join(folder, name))
        year, expected = add_obligations(spent, then, random.Random("spent %d" % seed), cumulative)
        got, planned, obligated = collections.Counter(), collections.Counter(), collections.Counter()
        for row in read(run(planner, spent, os.path.join(folder, name + "-tables")), "spend_plan.csv"):
            key = row["fiscal_year"], row["funding_source"], row["plan_category"]
            planned[key] += Decimal(row["planned"])
            obligated[key] += Decimal(row["obligated"])
            if row["fiscal_year"] == year:
                got[row["funding_source"], row["plan_category"], row["quarter"]] += Decimal(row["obligated"])
            if (Decimal(row["cumulative"]), Decimal(row["available"])) != (planned[key], planned[key] - obligated[key]):
                return "%s: not the sums of its quarters: %s" % (name, row)
        wrong = {key for key in set(got) | set(expected) if got[key] != expected[key]}
        if wrong:
            return "%s obligations: %s" % (name, [(key, got[key], expected[key]) for key in sorted(wrong)][:3])
    return ""


def check_quarters(planner, post, folder, chance):
    """Replacements, renewals and projects; then, without renewals, held by a resolution and by a ceiling."""
    plain = copy(post, os.path.join(folder, "plain"))
    plain_funds(plain, ("staff.csv", "services.csv"))
    projects = read(plain, "projects.csv")
    write(plain, "projects.csv", [dict(row, quarter=chance.choice(("", "1", "2", "3", "4"))) for row in projects])
    tables = run(planner, plain, os.path.join(folder, "plain-tables"))
    expected, phased = expected_quarters(plain, tables), sums_by_quarter(tables, "phased")
    wrong = [key for key in set(expected) | set(phased) if expected[key] != phased[key]]
    if wrong:
        return "quarter %s is %s, expected %s" % (wrong[0], phased[wrong[0]], expected[wrong[0]])
    plain_funds(plain, ("licenses.csv",))
    tables = run(planner, plain, os.path.join(folder, "waiting-tables"))
    phased, year = sums_by_quarter(tables, "phased"), budget_year(plain)
    held = copy(plain, os.path.join(folder, "resolution"))
    set_value(held, "cr_until", (date(year - 1, 12, 31) + timedelta(days=chance.randint(0, 80))).isoformat())
    planned = sums_by_quarter(run(planner, held, os.path.join(folder, "resolution-tables")), "planned")
    free = "2" if value_of(held, "cr_until") < "%d-12-31" % (year - 1) else quarter_within(
        date.fromisoformat(value_of(held, "cr_until")) + timedelta(days=1), year)
    waiting = sum(phased[str(year), str(k)] for k in range(1, int(free) + 1))
    before = sum(planned[str(year), str(k)] for k in range(1, int(free)))
    if (before, planned[str(year), free]) != (ZERO, waiting):
        return "a resolution until %s leaves %s before %s and %s in it, expected 0 and %s" % (
            value_of(held, "cr_until"), before, free, planned[str(year), free], waiting)
    return check_quarter_ceiling(planner, plain, folder, phased, str(year), chance)


def check_quarter_ceiling(planner, plain, folder, phased, year, chance):
    """Nothing stands above the ceiling of its quarter; what it takes away comes later in the year, or not at all."""
    held = copy(plain, os.path.join(folder, "ceiling"))
    quarter = chance.randint(1, 4)
    through = sum(phased[year, str(k)] for k in range(1, quarter + 1))
    ceiling = (through * Decimal("0.6")).quantize(CENT)
    write(held, "ceilings.csv", [{"fiscal_year": year, "amount": str(ceiling), "quarter": str(quarter)}])
    planned = sums_by_quarter(run(planner, held, os.path.join(folder, "ceiling-tables")), "planned")
    got = sum(planned[year, str(k)] for k in range(1, quarter + 1))
    rest = sum(planned[year, str(k)] for k in range(quarter + 1, 5))
    whole = sum(phased[year, str(k)] for k in range(1, 5))
    if got != ceiling or rest != (whole - ceiling if quarter < 4 else ZERO):
        return "ceiling %s through Q%d of FY%s: %s, and %s after it of %s" % (ceiling, quarter, year, got, rest, whole)
    return ""


# ---- all ---------------------------------------------------------------------------------------------------------


def check(planner, seed, assets, folder, effects):
    post = make_post(seed, os.path.join(folder, "post"), assets)
    then = run(planner, post, os.path.join(folder, "then"))
    return (check_no_change(planner, post, then, folder) or
            check_one_change(planner, post, then, folder, seed, effects) or
            check_many_changes(planner, post, then, folder, seed) or
            check_execution(planner, post, folder, seed) or
            check_obligations(planner, post, then, folder, seed) or
            check_quarters(planner, post, folder, random.Random("quarters %d" % seed)))


def main():
    parser = argparse.ArgumentParser(description="Pairs of posts with known changes.")
    parser.add_argument("planner")
    parser.add_argument("--seeds", default="1-20")
    parser.add_argument("--assets", type=int, default=60)
    parser.add_argument("--keep", help="folder for the posts that failed")
    options = parser.parse_args()
    first, _dash, last = options.seeds.partition("-")
    seeds, failed, effects = range(int(first), int(last or first) + 1), 0, collections.Counter()
    for seed in seeds:
        folder = tempfile.mkdtemp(prefix="pairs-%d-" % seed)
        try:
            fault = check(os.path.abspath(options.planner), seed, options.assets, folder, effects)
        except Refused as refusal:
            fault = str(refusal)
        if fault:
            failed += 1
            print("seed %d: %s" % (seed, fault), flush=True)
            if options.keep:
                shutil.copytree(folder, os.path.join(options.keep, "seed-%d" % seed), dirs_exist_ok=True)
        shutil.rmtree(folder)
    print("changes with an effect: %s" % ", ".join("%s %d" % (change.__name__, effects[change.__name__])
                                                   for change in CHANGES))
    if len(seeds) >= 10:
        failed += sum(not effects[change.__name__] for change in CHANGES)
    print("%d seeds, %d failed" % (len(seeds), failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
