#!/usr/bin/python3
"""Every figure of the brief stands on a sheet by its name.

    brief.py PLANNER POST [more arguments of planner plan]

The amounts, days and counts of brief.txt are read from its sentences. Each must stand on the sheet Brief figures in
its part of the brief; and what that sheet says to stand on another sheet as it is must be found in a cell there. Words
that the post itself wrote (the impact behind an unfunded item) are not figures of the brief.
"""
import datetime
import os
import re
import subprocess
import sys
import tempfile

import openpyxl

FIGURE = re.compile(r"\$(?P<dollars>-?[\d,]+\.\d\d)|(?P<day>\d{1,2} [A-Z][a-z]{2} \d{4})|FY\d{4}|"
                    r"(?<![\w.,/-])(?P<count>\d[\d,]*)(?![\w-])")


def comparable(value):
    """Dollars and counts by their cents, days by their day."""
    if isinstance(value, datetime.datetime):
        return value.date()
    return round(float(value), 2)


def figures_of(sentence):
    for match in FIGURE.finditer(sentence):
        if match["day"]:
            yield datetime.datetime.strptime(match["day"], "%d %b %Y").date()
        elif match["dollars"] or match["count"]:
            yield round(float((match["dollars"] or match["count"]).replace(",", "")), 2)


def sentences_of(path):
    """Part and sentence; of an unfunded item, what the program itself says of it."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()[1:]
    part = ""
    for line in lines:
        if not line.startswith("- "):
            part = line or part
        elif part == "Without it" and not line.startswith(("- Overdue", "- If ")):
            yield part, re.match(r"- (?:.*?)(, \$[\d,]+\.\d\d): ", line)[1]
        else:
            yield part, line[2:]


def cells(sheet):
    return {comparable(value) for row in sheet.iter_rows(values_only=True) for value in row
            if isinstance(value, (int, float, datetime.datetime)) and not isinstance(value, bool)}


def named_figures(book):
    """Rows of the sheet: part, name, value, sheet, how."""
    rows = iter(book["Brief figures"].iter_rows(values_only=True))
    for row in rows:
        if row[0] == "Part of the brief":
            break
    for part, name, dollars, count, day, sheet, how in (row[:7] for row in rows):
        if part:
            yield part, name, comparable(next(v for v in (dollars, count, day) if v is not None)), sheet, how


def main():
    planner, post, more = sys.argv[1], sys.argv[2], sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        book_path, tables = os.path.join(folder, "plan.xlsx"), os.path.join(folder, "tables")
        subprocess.run([planner, "plan", post, "-o", book_path, "--csv", tables, "--quiet", *more], check=True,
                       stderr=subprocess.DEVNULL)
        book = openpyxl.load_workbook(book_path, data_only=True)
        said = list(sentences_of(os.path.join(tables, "brief.txt")))
    named, faults, count = list(named_figures(book)), [], 0
    by_part = {(part, value) for part, _name, value, _sheet, _how in named}
    for part, sentence in said:
        for value in figures_of(sentence):
            count += 1
            if (part, value) not in by_part:
                faults.append("'%s' in \"%s\" stands on no sheet by a name" % (value, sentence))
    held = {name: cells(book[name]) for name in {sheet for _p, _n, _v, sheet, _h in named}}
    faults += ["%s, %s, is not in a cell of %s" % (name, value, sheet) for _part, name, value, sheet, how in named
               if how == "as it stands there" and value not in held[sheet]]
    print("\n".join(faults) or "%d figures, each on a sheet" % count)
    sys.exit(bool(faults) or not count)


if __name__ == "__main__":
    main()
