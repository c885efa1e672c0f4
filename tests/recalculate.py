#!/usr/bin/python3
"""Lets another program calculate the plan workbook, and compares.

    recalculate.py PLANNER POST [--cycles N] [--rates N] [--currencies N] [--must-move]
    recalculate.py --book BOOK.xlsx

First every formula of the workbook is recalculated by LibreOffice and held against the value that the planner cached.
Then single assumptions are changed in the workbook by their defined names (cycle_<category>, rate_<class>_FY<year>,
fx_<currency>_FY<year>), it is recalculated, and its totals (total_FY<year>) are held against those of the planner run on
a copy of the post with the same change in its files; with --must-move, at least one change has to move a total. With
--book only the first, for any workbook.

Amounts may differ by less than half a cent: a spreadsheet keeps dollars in floating point. Exit status 1 when anything
differs, with the first differences.
"""
import argparse
import csv
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

# LibreOffice recalculates a workbook of another program on loading only when told to: 0 is "always".
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value>
</prop></item></oor:items>
"""
SHOWN = 10


def recalculated(books, folder):
    """The workbooks after a full recalculation, in one start of LibreOffice."""
    profile, out = os.path.join(folder, "profile"), os.path.join(folder, "recalculated")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w") as file:
        file.write(PROFILE)
    done = subprocess.run(
        ["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", out] + books,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=1200)
    results = [os.path.join(out, os.path.basename(book)) for book in books]
    missing = [result for result in results if not os.path.exists(result)]
    if missing:
        sys.exit("LibreOffice made no %s:\n%s" % (missing[0], done.stdout))
    return results


# ---- the unchanged workbook

def same(cached, calculated):
    if isinstance(cached, bool) or isinstance(calculated, bool):
        return cached == calculated
    if isinstance(cached, (int, float)) and isinstance(calculated, (int, float)):
        return abs(cached - calculated) <= max(0.004999, 1e-9 * abs(cached))
    nothing = (None, "")
    return cached == calculated or (cached in nothing and calculated in nothing)


def is_error(value):
    return isinstance(value, str) and (value.startswith("#") or value.startswith("Err:"))


def compare_formulas(book, result):
    """How many formulas there are, and those whose cached value is not the recalculated one."""
    formulas = openpyxl.load_workbook(book)
    cached = openpyxl.load_workbook(book, data_only=True)
    calculated = openpyxl.load_workbook(result, data_only=True)
    count, wrong = 0, []
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                was = cached[sheet.title][cell.coordinate].value
                now = calculated[sheet.title][cell.coordinate].value
                if is_error(was) or is_error(now) or not same(was, now):
                    wrong.append("%s!%s: cached %r, recalculated %r  =%s" % (
                        sheet.title, cell.coordinate, was, now, str(cell.value).lstrip("=")[:120]))
    return count, wrong


# ---- changed assumptions

def named_cells(book):
    """Cells by their defined names."""
    names = getattr(book.defined_names, "definedName", None)
    if names is None:
        names = book.defined_names.values()
    cells = {}
    for name in names:
        places = list(name.destinations)
        if len(places) == 1 and places[0][0] in book.sheetnames and ":" not in places[0][1]:
            cells[name.name] = book[places[0][0]][places[0][1].replace("$", "")]
    return cells


def values(path):
    """What stands in the named cells."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {name: cell.value for name, cell in named_cells(book).items()}


def totals(tables):
    """The program's own totals, under the names that they have in the workbook."""
    cents = {}
    for row in read_table(os.path.join(tables, "totals.csv"))[1]:
        name = "total_FY" + row["fiscal_year"]
        cents[name] = cents.get(name, 0) + int(row["amount"].replace(".", ""))
    return {name: sum_ / 100 for name, sum_ in cents.items()}


def as_name(word):
    return re.sub("[^A-Za-z0-9_]", "_", word)


def read_table(path):
    if not os.path.exists(path):
        return [], []
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def write_table(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def key(word):
    return re.sub("[^a-z0-9]", "", word.lower())


class Change:
    """One assumption, changed in the workbook and in the files of a post."""

    def __init__(self, name, value, apply):
        self.name, self.value, self.apply = name, value, apply


def change_cycle(word, months):
    def apply(post, _values):
        path = os.path.join(post, "categories.csv")
        header, rows = read_table(path)
        header = header or ["category"]
        column = next((h for h in header if key(h) == "cyclemonths"), None)
        if column is None:
            column = "cycle_months"
            header.append(column)
        first = next(h for h in header if key(h) == "category")
        row = next((r for r in rows if key(r[first]) == key(word)), None)
        if row is None:
            row = {first: word}
            rows.append(row)
        row[column] = str(months)
        write_table(path, header, rows)
    return apply


def change_years(file, columns, word):
    """All rows of a class or currency, replaced by what the recalculated workbook says of its years."""
    def apply(post, by_year):
        path = os.path.join(post, file)
        header, rows = read_table(path)
        of = next((h for h in header if key(h) == key(columns[0])), columns[0])
        rows = [r for r in rows if key(r[of]) != key(word)]
        header = header or list(columns)
        rows = [{key(h): v for h, v in r.items()} for r in rows]
        rows += [{key(columns[0]): word, key(columns[1]): year, key(columns[2]): "%.12g" % value}
                 for year, value in sorted(by_year.items())]
        header = [h for h in header if key(h) in {key(c) for c in columns} or key(h) == "quarter"]
        write_table(path, header, [{h: r.get(key(h), "") for h in header} for r in rows])
    return apply


def spread(names, count):
    """`count` of the names, evenly over all of them."""
    names = sorted(names)
    return names if len(names) <= count else [names[i * len(names) // count] for i in range(count)]


def cycle_changes(cells, tables, count):
    words = {}
    for table in ("assets.csv", "schedule.csv"):
        for row in read_table(os.path.join(tables, table))[1]:
            if row.get("category"):
                words.setdefault("cycle_" + as_name(row["category"]), row["category"])
    changes = []
    for i, name in enumerate(spread([n for n in cells if n in words], count)):
        months = max(1, int(cells[name]) + (-11, 7, 13, -5)[i % 4])
        changes.append(Change(name, months, change_cycle(words[name], months)))
    return changes


def year_changes(prefix, cells, words, years, count, alter, file, columns):
    """Changes of a year in the middle of the plan, for classes or currencies."""
    of = {}
    for name in cells:
        found = re.fullmatch(prefix + r"(\w+)_FY(\d{4})", name)
        if found and found.group(1) in words:
            of.setdefault(found.group(1), []).append(int(found.group(2)))
    changes = []
    for word in spread(of, count):
        inside = [y for y in sorted(of[word]) if y in years] or sorted(of[word])
        name = "%s%s_FY%d" % (prefix, word, inside[len(inside) // 2])
        changes.append(Change(name, alter(float(cells[name])), change_years(file, columns, words[word])))
    return changes


def run_planner(planner, post, folder):
    book, tables = os.path.join(folder, "plan.xlsx"), os.path.join(folder, "tables")
    done = subprocess.run([planner, "plan", post, "-o", book, "--csv", tables, "--quiet"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode:
        sys.exit("planner plan %s: exit status %d\n%s" % (post, done.returncode, done.stderr[-2000:]))
    return book, tables


def words_of(post, pattern, column):
    found = {}
    for path in glob.glob(os.path.join(post, pattern)):
        header, rows = read_table(path)
        name = next((h for h in header if key(h) == key(column)), None)
        for row in rows if name else []:
            if row[name]:
                found[as_name(row[name])] = row[name]
    return found


def changes_of(options, book, tables):
    cells = values(book)
    years = [int(name[len("total_FY"):]) for name in cells if name.startswith("total_FY")]
    if not years:
        sys.exit("the workbook has no total_FY<year>")
    classes = words_of(options.post, "escalation.csv", "class")
    classes.update({as_name(w): w for w in ("computers", "personnel", "software")})
    currencies = {as_name(w.upper()): w for w in words_of(options.post, "exchange.csv", "currency").values()}
    currencies.update(words_of(options.post, "exchange.csv", "currency"))
    return (cycle_changes(cells, tables, options.cycles) +
            year_changes("rate_", cells, classes, years, options.rates, lambda rate: rate + 1.75,
                         "escalation.csv", ("class", "fiscal_year", "rate_pct")) +
            year_changes("fx_", cells, currencies, years, options.currencies, lambda rate: round(rate * 0.9, 6),
                         "exchange.csv", ("currency", "fiscal_year", "budget_rate")))


def changed_book(book, change, path):
    workbook = openpyxl.load_workbook(book)
    named_cells(workbook)[change.name].value = change.value
    workbook.save(path)
    return path


def check_change(options, folder, change, result, before):
    """What differs between the changed workbook and the program run with that input."""
    post, run = os.path.join(folder, "post-" + change.name), os.path.join(folder, "run-" + change.name)
    shutil.copytree(options.post, post)
    os.makedirs(run)
    shown = values(result)
    stem = re.sub(r"\d{4}$", "", change.name)
    change.apply(post, {int(name[len(stem):]): value for name, value in shown.items()
                        if name.startswith(stem) and re.fullmatch(r"\d{4}", name[len(stem):])})
    program = totals(run_planner(options.planner, post, run)[1])
    wrong = [] if program else [change.name + ": the program has no totals"]
    wrong += ["%s = %s: %s is %r in the workbook, %r by the program" % (
        change.name, change.value, name, shown.get(name), program[name])
        for name in sorted(program) if not same(program[name], shown.get(name))]
    return wrong, any(not same(before.get(name), program[name]) for name in program)


def check_post(options, folder):
    book, tables = run_planner(options.planner, options.post, folder)
    changes = changes_of(options, book, tables)
    books = [changed_book(book, change, os.path.join(folder, change.name + ".xlsx")) for change in changes]
    results = recalculated([book] + books, folder)
    count, wrong = compare_formulas(book, results[0])
    print("%d formulas recalculated, %d differ" % (count, len(wrong)))
    before, moved = totals(tables), 0
    for change, result in zip(changes, results[1:]):
        differences, matters = check_change(options, folder, change, result, before)
        moved += matters
        print("%s = %s: %s%s" % (change.name, change.value, "differs" if differences else "the same totals",
                                 "" if matters else " (which do not move)"))
        wrong += differences
    if not count or (options.must_move and not moved):
        wrong.append("nothing was tested: %d formulas, %d changes that move a total" % (count, moved))
    return wrong


def main():
    parser = argparse.ArgumentParser(description="Recalculates the plan workbook with LibreOffice and compares.")
    parser.add_argument("planner", nargs="?")
    parser.add_argument("post", nargs="?")
    parser.add_argument("--book")
    parser.add_argument("--cycles", type=int, default=3)
    parser.add_argument("--rates", type=int, default=3)
    parser.add_argument("--currencies", type=int, default=2)
    parser.add_argument("--must-move", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.book:
            book = shutil.copy(options.book, folder)
            count, wrong = compare_formulas(book, recalculated([book], folder)[0])
            print("%d formulas recalculated, %d differ" % (count, len(wrong)))
            if not count:
                wrong.append("the workbook has no formula")
        elif options.planner and options.post:
            wrong = check_post(options, folder)
        else:
            parser.error("give a planner and a post, or --book")
    for line in wrong[:SHOWN]:
        print(line)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
