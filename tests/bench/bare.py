"""bare.py FILE.csv FILE.xlsx: what bare.c does, as it would be written in Python."""
import csv
import datetime
import sys

import xlsxwriter

TAKEN = "tttt-t--tt#d#td"
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})
sheet = book.add_worksheet()
day = book.add_format({"num_format": "yyyy-mm-dd"})
cells = 0
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for r, row in enumerate(csv.reader(file)):
        c = 0
        for kind, cell in zip(TAKEN, row):
            if kind == "-":
                continue
            if cell:
                cells += 1
                if r and kind == "#":
                    sheet.write_number(r, c, float(cell))
                elif r and kind == "d":
                    sheet.write_datetime(r, c, datetime.date.fromisoformat(cell), day)
                else:
                    sheet.write_string(r, c, cell)
            c += 1
book.close()
print(cells)
