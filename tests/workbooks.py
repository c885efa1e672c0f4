#!/usr/bin/env python3
"""The workbook of every command, opened by another program: workbooks.py PLANNER POST [--recalculate]

openpyxl opens each and finds: every formula has a cached value, no cell holds an error, every defined
name leads to cells of a sheet that is there, nothing links out, no macros.  With --recalculate,
LibreOffice calculates each formula to the cached value.
"""
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

try:
    import openpyxl
except ImportError:
    print("skipped: this Python has no openpyxl")
    sys.exit(77)  # the test's SKIP_RETURN_CODE

ERRORS = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#N/A"}
COMMANDS = {
    "plan": ["plan", "{post}"],
    "bridge": ["plan", "{post}", "--previous", "{before}"],
    "values": ["plan", "{post}", "--set", "live_rows=0"],  # a schedule of values
    "icass": ["icass", "{post}", "--quarter", "FY2027Q1"],
    "whatif": ["whatif", "{post}", "--draws", "50"],
    "forecast": ["forecast", "series.csv"],
    "compare": ["compare", "{before}", "{post}"],
    "reconcile": ["reconcile", "{post}", "count.csv"],
    "rollup": ["rollup", "{post}", "{before}"],
}
LIVE = {"plan", "bridge", "values", "icass", "whatif", "rollup"}  # books that must hold formulas


def make(planner, post, folder):
    """All books; their paths."""
    Path(folder, "count.csv").write_text("asset_tag,location\nX-1,Annex\nX-2,\n", encoding="utf-8")
    Path(folder, "series.csv").write_text("series_id,period,value\n" + "".join(
        f"s{s},{2019 + m // 12}-{m % 12 + 1:02},{m * (s + 3) % 17 + 1.5}\n"
        for s in range(3) for m in range(60)), encoding="utf-8")
    books = {}
    for name, command in COMMANDS.items():
        books[name] = os.path.join(folder, name + ".xlsx")
        done = subprocess.run(
            [planner, *(word.format(post=post, before=post + "-fy2026") for word in command),
             "--as-of", "2026-11-21", "--quiet", "-o", books[name]], cwd=folder, capture_output=True)
        if done.returncode:
            sys.exit(f"{command}: status {done.returncode}, {done.stderr.decode()[-2000:]}")
    return books


def parts_at_fault(path):
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if "vba" in part.lower() or "externalLink" in part or part.endswith(".bin"):
                yield f"holds {part}"
            if b'TargetMode="External"' in archive.read(part):
                yield f"{part} links out"


def cells_at_fault(formulas, cached, counts):
    for sheet in formulas.worksheets:
        values = cached[sheet.title]
        for row, shown in zip(sheet.iter_rows(), values.iter_rows(values_only=True)):
            for cell, value in zip(row, shown):
                if cell.data_type == "f":
                    counts["formulas"] += 1
                    if value is None:
                        yield f"{sheet.title}!{cell.coordinate} has no cached value: {cell.value}"
                    if "[" in re.sub(r"\w+\[", "", str(cell.value)) and ".xls" in str(cell.value):
                        yield f"{sheet.title}!{cell.coordinate} links out: {cell.value}"
                if value in ERRORS or any(error in str(cell.value) for error in ERRORS
                                          if cell.data_type == "f"):
                    yield f"{sheet.title}!{cell.coordinate} is an error: {cell.value!r}, {value!r}"


def names_of(book):
    """Of the workbook; openpyxl has kept them in a list and, from 3.1 on, in a dictionary."""
    listed = getattr(book.defined_names, "definedName", None)
    return book.defined_names.values() if listed is None else listed


def names_at_fault(book, counts):
    for defined in names_of(book):
        name = defined.name
        counts["names"] += 1
        places = list(defined.destinations)
        if not re.fullmatch(r"[A-Za-z_][\w.]*", name) or not places:
            yield f"the name {name} is {defined.attr_text}"
        for title, cells in places:
            if title not in book.sheetnames:
                yield f"the name {name} leads to a sheet {title!r} that is not there"
            elif not re.fullmatch(r"\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", cells):
                yield f"the name {name} leads to {cells!r}"


def dates_at_fault(book):
    """An empty cell is no answer to "order by when?": a row without a date says why."""
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            head, *rows = sheet[table.ref]
            for k, title in enumerate(cell.value for cell in head):
                empty = [row[k].coordinate for row in rows if row[k].value is None]
                if title == "Order by" and empty:
                    yield f"{sheet.title}: {title} is empty in {empty[:3]}"


def main():
    planner, post = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    wrong = []
    with tempfile.TemporaryDirectory(prefix="planner-workbooks-") as folder:
        books = make(planner, post, folder)
        results = {}
        if "--recalculate" in sys.argv:
            import recalculate
            results = dict(zip(books, recalculate.recalculated(list(books.values()), folder)))
        for name, path in books.items():
            counts = {"formulas": 0, "names": 0}
            formulas = openpyxl.load_workbook(path)
            faults = [*parts_at_fault(path), *names_at_fault(formulas, counts), *dates_at_fault(formulas),
                      *cells_at_fault(formulas, openpyxl.load_workbook(path, data_only=True), counts)]
            if name in LIVE and not counts["formulas"]:
                faults.append("has no formula")
            if name in results:
                faults += recalculate.compare_formulas(path, results[name])[1]
            print(f"{name}: {len(formulas.sheetnames)} sheets, {counts['formulas']} formulas, "
                  f"{counts['names']} names, {len(faults)} faults")
            wrong += [f"{name}: {fault}" for fault in faults]
    for line in wrong[:10]:
        print(line)
    sys.exit(1 if wrong else 0)


main()
