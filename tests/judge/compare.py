#!/usr/bin/env python3
"""Compares the result tables of the planner with the independently calculated ones, cell by cell.

    compare.py GOT_DIR EXPECTED_DIR [--show N]

assets.csv and schedule.csv are matched by key and compared on the columns that both have; totals.csv by its key;
object_class.csv against lines.csv of GOT_DIR, summed; lines.csv, where expected, by kind, object class and cost center.
Rows of zero count as absent in sums. Prints the first differences and ends with a count; exit status 1 on any.
"""
import argparse
import csv
import os
import sys
from collections import defaultdict
from decimal import Decimal

LINE_KEY = ("fiscal_year", "kind", "plan_category", "object_class", "funding_source", "cost_center")


def read_rows(folder, name):
    """Rows of a table, or None when there is no such file."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return None
    with open(path, newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def missing_table(name, got, expected):
    """A table may be left out of what is expected, never of what was got."""
    return [(name, "(file)", "", "absent", "expected")] if expected is not None and got is None else []


def index_rows(name, rows, key_fields, found):
    indexed = {}
    for row in rows:
        key = tuple(row[field] for field in key_fields)
        if key in indexed:
            found.append((name, key, "(row)", "given twice", "once"))
        indexed[key] = row
    return indexed


def compare_rows(name, got, expected, key_fields):
    """Differences of two keyed tables on their common columns."""
    found = missing_table(name, got, expected)
    if expected is None or got is None:
        return found, 0
    left, right = index_rows(name, got, key_fields, found), index_rows(name, expected, key_fields, found)
    columns = [column for column in expected[0] if column in got[0]] if got and expected else []
    for key in sorted(set(left) | set(right)):
        if key not in left or key not in right:
            found.append((name, key, "(row)", "absent" if key not in left else "present",
                          "absent" if key not in right else "present"))
            continue
        found += [(name, key, column, left[key][column], right[key][column])
                  for column in columns if left[key][column] != right[key][column]]
    return found, len(right) * len(columns)


def sum_rows(rows, key_fields):
    sums = defaultdict(Decimal)
    for row in rows:
        sums[tuple(row[field] for field in key_fields)] += Decimal(row["amount"])
    return {key: amount for key, amount in sums.items() if amount != 0}


def compare_sums(name, got, expected, key_fields):
    """Differences of two tables of amounts, each summed by the key."""
    found = missing_table(name, got, expected)
    if expected is None or got is None:
        return found, 0
    left, right = sum_rows(got, key_fields), sum_rows(expected, key_fields)
    zero = Decimal("0.00")
    found += [(name, key, "amount", str(left.get(key, zero)), str(right.get(key, zero)))
              for key in sorted(set(left) | set(right)) if left.get(key, zero) != right.get(key, zero)]
    return found, len(right)


def program_object_classes(folder):
    """The planner has no object_class.csv: its lines are summed instead. A folder of the judge has both."""
    lines = read_rows(folder, "lines.csv")
    return lines if lines is not None else read_rows(folder, "object_class.csv")


def compare_folders(got, expected):
    """All differences as (table, key, column, got, expected), and how many cells were compared."""
    results = [
        compare_rows("assets.csv", read_rows(got, "assets.csv"), read_rows(expected, "assets.csv"), ("asset_tag",)),
        compare_rows("schedule.csv", read_rows(got, "schedule.csv"), read_rows(expected, "schedule.csv"),
                     ("asset_tag", "sequence")),
        compare_sums("totals.csv", read_rows(got, "totals.csv"), read_rows(expected, "totals.csv"),
                     ("fiscal_year", "plan_category", "funding_source")),
        compare_sums("object_class.csv", program_object_classes(got), read_rows(expected, "object_class.csv"),
                     ("fiscal_year", "object_class", "funding_source")),
        compare_sums("lines.csv", read_rows(got, "lines.csv"), read_rows(expected, "lines.csv"), LINE_KEY),
    ]
    return [difference for found, _cells in results for difference in found], sum(cells for _found, cells in results)


def print_differences(differences, show):
    for table, key, column, got, expected in differences[:show]:
        key_text = key if isinstance(key, str) else " ".join(key)
        print("%s: %s: %s: got '%s', expected '%s'" % (table, key_text, column, got, expected))
    if len(differences) > show:
        print("... and %d more" % (len(differences) - show))


def main():
    parser = argparse.ArgumentParser(description="Compares the planner's result tables with the expected ones.")
    parser.add_argument("got")
    parser.add_argument("expected")
    parser.add_argument("--show", type=int, default=20, help="how many differences to print")
    options = parser.parse_args()
    differences, cells = compare_folders(options.got, options.expected)
    print_differences(differences, options.show)
    print("%d cells compared, %d differences" % (cells, len(differences)))
    if cells == 0:
        print("nothing to compare in %s" % options.expected)
    sys.exit(1 if differences or cells == 0 else 0)


if __name__ == "__main__":
    main()
