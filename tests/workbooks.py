#!/usr/bin/env python3
"""The workbook of every command, opened by another program: workbooks.py PLANNER POST [--recalculate]

openpyxl opens each and finds: every formula has a cached value, no cell holds an error, every defined
name leads to cells of a sheet that is there, nothing links out, no macros.  With --recalculate,
LibreOffice calculates each formula to the cached value.

No sheet is one that Excel would repair.  Each can be read: its name speaks, its second line says what it answers, its charts say in words
what they show, and its text is printed at 7.5 points or more, on Letter and on A4.
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

try:
    import openpyxl
    from openpyxl.utils import column_index_from_string, range_boundaries
except ImportError:
    print("skipped: this Python has no openpyxl")
    sys.exit(77)  # the test's SKIP_RETURN_CODE

LEAST_POINTS = 7.5  # of text on paper
PAPERS = {1: (8.5, 11.0), 9: (8.27, 11.69)}  # Letter, A4; inches, upright
CHARACTER = 7.42  # pixels a character of column width in LibreOffice; Excel takes 7
ROW = 12.75  # points, of a row without a height of its own
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
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
    "a4": ["plan", "{post}", "--set", "paper=A4"],
    "a4 whatif": ["whatif", "{post}", "--draws", "50", "--set", "paper=A4"],
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


def columns_at_fault(path):
    """Excel takes a sheet in which two widths are given for one column to be damaged."""
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part):
                last = 0
                for low, high in re.findall(rb'<col min="(\d+)" max="(\d+)"', archive.read(part)):
                    if int(low) <= last:
                        yield f"{part} gives column {int(low)} two widths"
                    last = int(high)


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


def pages_across(widths, keys, room):
    """How many pages side by side take the columns, the first `keys` on each; None: one is too wide."""
    pages, across = 1, 0
    for k, width in enumerate(widths):
        if across + width > room:
            pages, across = pages + 1, sum(widths[:keys]) if k >= keys else 0
        across += width
        if across > room:
            return None
    return pages


def printed_percent(sheet):
    """The scale at which the sheet is printed: its own, or that at which its columns and rows fit."""
    setup, margins = sheet.page_setup, sheet.page_margins
    if not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage:
        return setup.scale or 100
    wide, high = PAPERS[int(setup.paperSize)]
    if setup.orientation == "landscape":
        wide, high = high, wide
    area = sheet.print_area if isinstance(sheet.print_area, str) else sheet.print_area[0]
    first, top, last, bottom = range_boundaries(area.split("!")[-1].replace("$", ""))
    given = {k: 0 if column.hidden else column.width * CHARACTER
             for column in sheet.column_dimensions.values()
             for k in range(column.min, column.max + 1)}
    widths = [given.get(k, 8.43 * CHARACTER) for k in range(first, last + 1)]
    repeated = sheet.print_title_cols
    keys = column_index_from_string(repeated.replace("$", "").split(":")[-1]) if repeated else 0
    rows = sum(sheet.row_dimensions[k].height or ROW if k in sheet.row_dimensions else ROW
               for k in range(top, bottom + 1))
    across = 1 if setup.fitToWidth is None else setup.fitToWidth
    down = 1 if setup.fitToHeight is None else setup.fitToHeight
    for percent in range(100, 9, -1):
        pages = pages_across(widths, keys, (wide - margins.left - margins.right) * 96 * 100 / percent)
        room = (high - margins.top - margins.bottom) * 72 * 100 / percent
        if pages and pages <= across and (not down or rows <= down * room):
            return percent
    return 10


def sheets_at_fault(book):
    """What a reader stumbles over: on the tab, under the title, on paper."""
    names = [sheet.title for sheet in book.worksheets]
    if len({name.lower() for name in names}) < len(names):
        yield "two sheets have one name"
    for sheet in book.worksheets:
        if len(sheet.title) > 31 or not re.fullmatch(r"[^\W\d_][^\W_]*([ ,'-]+[^\W_]+)*", sheet.title):
            yield f"{sheet.title} is no name for a reader"
        answers = sheet["A2"].value
        if not isinstance(answers, str) or len(answers.split()) < 4:
            yield f"{sheet.title} does not say what it answers: {answers!r}"
        points = 10 * printed_percent(sheet) / 100
        if points < LEAST_POINTS:
            yield f"{sheet.title} is printed at {points:.1f} points"


def charts_at_fault(path, counts):
    with zipfile.ZipFile(path) as archive:
        parts = archive.namelist()
        titles = {"".join(text.text or "" for text in xml.fromstring(archive.read(part)).iter(TEXT))
                  for part in parts if part.startswith("xl/charts/chart")}
        for part in parts:
            if not re.fullmatch(r"xl/drawings/drawing\d+\.xml", part):
                continue
            for frame in xml.fromstring(archive.read(part)).iter(DRAWN + "graphicFrame"):
                counts["charts"] += 1
                said = frame.find(f"{DRAWN}nvGraphicFramePr/{DRAWN}cNvPr").get("descr", "").strip()
                if len(said.split()) < 5 or any(said in title for title in titles):
                    yield f"a chart of {part} is described as {said!r}"


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
            counts = {"formulas": 0, "names": 0, "charts": 0}
            formulas = openpyxl.load_workbook(path)
            faults = [*parts_at_fault(path), *columns_at_fault(path), *names_at_fault(formulas, counts), *dates_at_fault(formulas),
                      *sheets_at_fault(formulas), *charts_at_fault(path, counts),
                      *cells_at_fault(formulas, openpyxl.load_workbook(path, data_only=True), counts)]
            if name in LIVE and not counts["formulas"]:
                faults.append("has no formula")
            if name in results:
                faults += recalculate.compare_formulas(path, results[name])[1]
            print(f"{name}: {len(formulas.sheetnames)} sheets, {counts['formulas']} formulas, "
                  f"{counts['names']} names, {counts['charts']} charts, {len(faults)} faults")
            wrong += [f"{name}: {fault}" for fault in faults]
    for line in wrong[:10]:
        print(line)
    sys.exit(1 if wrong else 0)


main()
