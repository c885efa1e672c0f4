#!/usr/bin/python3
"""An inventory dropped on the program is corrected without a command line.

    dropped.py PLANNER

Runs the program on a terminal as a desktop does, with a path and nothing else, and answers its question.
"""
import csv
import os
import pty
import sys
import tempfile

EXPORT = "Tag,Type,Purchased,Cost\nA1,Laptop,2021-03-04,\nA2,Laptop,2022-03-04,\nA3,Monitr,2020-05-01,200.00\n"
FIXES = "fixes.csv"


def drop(planner, path, answer):
    """What is shown, and the exit status."""
    child, terminal = pty.fork()
    if not child:
        os.execv(planner, [planner, path, "--as-of", "2026-11-21"])
    shown = b""
    answered = False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the terminal's other end is closed
            break
        if not piece:
            break
        shown += piece
        if not answered and b"Enter alone: " in shown:
            os.write(terminal, answer)
            answered = True
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def expect(holds, what, shown):
    if not holds:
        sys.exit(f"{what}; shown:\n{shown}")


def confirm(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["accept"] = "yes"
        row["value"] = row["value"] if row["field"] == "category" else "1000"
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)


def main():
    planner = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "export.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(EXPORT)
        os.chdir(folder)

        shown, status = drop(planner, path, b"\n")
        expect(status == 1 and os.listdir(folder) == ["export.csv"], "Enter alone wrote something", shown)

        shown, status = drop(planner, path, b"y\n")
        expect(status == 0 and sorted(os.listdir(folder)) == ["export.csv", FIXES], "y wrote no list", shown)

        confirm(FIXES)
        shown, status = drop(planner, path, b"")
        expect(status == 0 and "export-plan-FY2029.xlsx" in os.listdir(folder), "no plan was made", shown)
        expect("3 corrections are applied" not in shown and "2 corrections are applied" in shown,
               "a price and a category are two corrections", shown)


main()
