#!/usr/bin/env python3
"""Content and paths that mean harm: hostile.py planner

Text stays text in every cell of the workbook and of the tables, every file of the workbook is XML
that another program reads, messages show what would steer a terminal, and nothing is written that
was not named.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile
from pathlib import Path

import openpyxl

planner = os.path.abspath(sys.argv[1])
AS_OF = ['--as-of', '2026-11-21']
HOSTILE = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1+1', '=cmd|\'/C calc\'!A0',
           '=HYPERLINK("http://example.invalid","x")', '{=1}', 'http://example.invalid/x',
           'mailto:x@example.invalid', 'internal:Summary!A1', 'external:c:\\x.xlsx',
           '\x1b[31mred\x1b[0m', 'bell\x07', '\u202eexe.cod', '\u2066left\u2069', '\ufffe\uffff',
           '<c r="A1"/>', ']]>', '&#x1;', '&amp;', '_x0041_', 'a\nb', "'=1", '\U0001f600',
           'e\u0301', 'x' * 40000, '\u200b', '"quoted"', '%s%n%d', '../../etc/passwd', '$(touch x)',
           ';', '|', ',', ' lead', 'trail ', '1E5', '00123', 'TRUE', '#REF!', '2024-01-01']


def fail(what):
    sys.exit('hostile: ' + what)


def run(folder, *arguments, status=0):
    done = subprocess.run([planner, *arguments], cwd=folder, capture_output=True, text=True,
                          errors='surrogateescape')
    if done.returncode != status:
        fail(f'{arguments}: status {done.returncode}, {done.stderr[:500]!r}')
    return done


def save(path, rows):
    with open(path, 'w', newline='', encoding='utf-8', errors='surrogatepass') as to:
        csv.writer(to).writerows(rows)


def make_post(folder):
    """Every text of the folder is hostile, and different."""
    os.mkdir(folder)
    count = iter(range(10**6))

    def text():
        n = next(count)
        return HOSTILE[n % len(HOSTILE)] + (f' {n}' if n >= len(HOSTILE) else '')
    save(Path(folder, 'inventory.csv'),
         [['asset_tag', 'category', 'acquired', 'serial', 'model', 'description', 'location',
           'custodian_agency', 'unit_cost', 'note']] +
         [[text() + f' T{row}', 'laptop', '2022-01-31', text(), text(), text(), text(), text(), '1200.00', text()]
          for row in range(60)])
    save(Path(folder, 'prices.csv'), [['category', 'unit_price', 'price_year', 'replacement'],
                                      ['laptop', '1450.00', '2027', '=2+3']])
    save(Path(folder, 'services.csv'),
         [['service', 'period', 'amount', 'plan_category', 'vendor', 'cost_center']] +
         [[text(), f'2026-{month:02}', '100.00', 'Telecommunications', text(), '']
          for month in range(1, 11)])
    save(Path(folder, 'projects.csv'),
         [['project', 'title', 'fiscal_year', 'amount', 'plan_category', 'justification']] +
         [[text(), text(), '2029', '100.00', 'Telecommunications', text()] for _ in range(45)])
    agencies = [f'{word} A{n}' for n, word in enumerate(HOSTILE[:20])]
    save(Path(folder, 'agencies.csv'), [['agency', 'name']] + [[name, text()] for name in agencies])
    save(Path(folder, 'cost_centers.csv'), [['code', 'name'], ['5458', '=1+1 center']])
    save(Path(folder, 'workload.csv'), [['fiscal_year', 'cost_center', 'agency', 'count', 'reason']] +
         [['2027', '5458', name, '3', text()] for name in agencies])
    save(Path(folder, 'icass_budget.csv'), [['fiscal_year', 'cost_center', 'amount'],
                                            ['2027', '5458', '10000.00']])
    save(Path(folder, 'settings.csv'), [['key', 'value'], ['post', '=1+1 <&> \u202epost'],
                                        ['marking', '=&A&"x'], ['prepared_by', '@me<>']])


def every_part_is_xml(book):
    with zipfile.ZipFile(book) as archive:
        if archive.testzip():
            fail(f'{book}: {archive.testzip()} is damaged')
        for name in archive.namelist():
            if name.endswith(('.xml', '.rels', '.vml')):
                tree.fromstring(archive.read(name))
            elif not name.endswith('.png'):
                fail(f'{book}: what is {name}?')
            if 'TargetMode="External"' in archive.read(name).decode(errors='replace'):
                fail(f'{book}: {name} links out of the workbook')


def text_stays_text(book):
    """No formula but the program's own: those begin with a function, a reference or a bracket, and
    never contain what stands in the input."""
    seen = 0
    for sheet in openpyxl.load_workbook(book).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == 'f':
                    if any(mark in cell.value for mark in ('calc', 'example.invalid', '=1+1', '=2+3')):
                        fail(f'{sheet.title}!{cell.coordinate} is a formula: {cell.value}')
                elif isinstance(cell.value, str):
                    seen += cell.value.startswith(('=', '+', '-', '@'))
                    if len(cell.value) > 32767:
                        fail(f'{sheet.title}!{cell.coordinate} is longer than a cell may be')
                if cell.hyperlink and not cell.hyperlink.location:
                    fail(f'{sheet.title}!{cell.coordinate} links out: {cell.hyperlink.target}')
    if not seen:
        fail(f'{book}: none of the hostile texts was found as text')


def no_table_begins_a_formula(folder):
    cells = 0
    for path in Path(folder).glob('*.csv'):
        with open(path, newline='', encoding='utf-8') as table:
            for row in csv.reader(table):
                for cell in row:
                    cells += 1
                    if cell[:1] in ('=', '+', '@', '\t', '\r') or (
                            cell[:1] == '-' and not cell[1:].replace('.', '', 1).isdigit()):
                        fail(f'{path.name}: {cell[:40]!r} begins a formula')
    if not cells:
        fail('no tables were written')


def contents(folder):
    make_post(Path(folder, 'post'))
    for command in (['plan'], ['icass', '--quarter', 'FY2027Q1'], ['whatif', '--draws', '20'],
                    ['compare', 'post'], ['rollup']):
        book, tables = f'{command[0]}.xlsx', f'{command[0]}-tables'
        done = run(folder, command[0], 'post', *command[1:], *AS_OF, '-o', book, '--csv', tables)
        every_part_is_xml(Path(folder, book))
        if command[0] in ('plan', 'rollup'):
            text_stays_text(Path(folder, book))
        no_table_begins_a_formula(Path(folder, tables))
        harmless(done.stderr + done.stdout)
    done = run(folder, 'check', 'post', '--json', *AS_OF)
    json.loads(done.stdout)
    save(Path(folder, 'series.csv'), [['series_id', 'period', 'value']] +
         [[f'{text} S{n}', str(2018 + k), str(k)] for n, text in enumerate(HOSTILE[:20])
          for k in range(7)])
    done = run(folder, 'forecast', 'series.csv', *AS_OF, '-o', 'forecast.xlsx', '--csv', 'f-tables')
    every_part_is_xml(Path(folder, 'forecast.xlsx'))
    no_table_begins_a_formula(Path(folder, 'f-tables'))
    harmless(done.stderr + done.stdout)


def harmless(said):
    for c in said:
        if (c < ' ' and c != '\n') or c in '\x7f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069':
            fail(f'a message has {c!r} in it: {said[max(0, said.index(c) - 60):][:120]!r}')


def paths(folder):
    inventory = [['asset_tag', 'category', 'acquired', 'unit_cost'],
                 ['A1', 'laptop', '2024-01-31', '1200.00']]
    for name in ('with space', 'line\nbreak', '-dash', '\x1b[31mred', 'quo"te', "apo's",
                 'b\u00fcro', '=formula', '%s%n', '\udcff\udcfe'):
        here = os.path.join(folder, name)
        os.mkdir(here)
        save(os.path.join(here, 'inventory.csv'), inventory)
        done = run(folder, 'plan', *AS_OF, '-o', './' + name + '.xlsx', '--', name)
        harmless(done.stderr + done.stdout)
        every_part_is_xml(os.path.join(folder, name + '.xlsx'))
        json.loads(run(folder, 'check', *AS_OF, '--json', '--', name).stdout)
        harmless(run(folder, 'plan', *AS_OF, '-o', name + '/none/x.xlsx', '--', name, status=3).stderr)
        os.unlink(os.path.join(folder, name + '.xlsx'))
    os.mkdir(os.path.join(folder, 'inner'))
    run(os.path.join(folder, 'inner'), 'plan', '../with space', *AS_OF, '-o', '../inner/../up.xlsx')
    if os.listdir(os.path.join(folder, 'inner')) or not os.path.exists(
            os.path.join(folder, 'up.xlsx')):
        fail('a path with .. led elsewhere')


def the_name_of_a_post_is_no_path(folder):
    save(Path(folder, 'inventory.csv'), [['asset_tag', 'category', 'acquired', 'unit_cost'],
                                         ['A1', 'laptop', '2024-01-31', '1200.00']])
    before = set(os.listdir(folder))
    run(folder, 'plan', 'inventory.csv', '--set', 'post=../../up/\x1bpost', *AS_OF)
    made = set(os.listdir(folder)) - before
    if len(made) != 1 or '/' in next(iter(made)):
        fail(f'a post called ../../up made {made}')
    os.unlink(os.path.join(folder, made.pop()))


def nothing_is_written_over_an_input(folder):
    """Under its own name, through links, and by a table that happens to be called the same."""
    rows = [['asset_tag', 'category', 'acquired', 'unit_cost'],
            ['A1', 'laptop', '2024-01-31', '1200.00']]
    save(Path(folder, 'assets.csv'), rows)
    save(Path(folder, 'changes.csv'), rows)
    save(Path(folder, 'map.csv'), [['field', 'column'], ['asset_tag', 'asset_tag']])
    os.symlink('assets.csv', Path(folder, 'soft.xlsx'))
    os.link(Path(folder, 'assets.csv'), Path(folder, 'hard.xlsx'))
    before = {name: Path(folder, name).read_bytes() for name in ('assets.csv', 'changes.csv', 'map.csv')}
    for target in ('assets.csv', './assets.csv', 'soft.xlsx', 'hard.xlsx', 'map.csv'):
        run(folder, 'plan', 'assets.csv', '--map', 'map.csv', '-o', target, *AS_OF, status=2)
    run(folder, 'plan', 'assets.csv', '-o', 'x.xlsx', '--csv', '.', *AS_OF, status=3)
    run(folder, 'compare', 'changes.csv', 'assets.csv', '-o', 'x.xlsx', '--csv', '.', *AS_OF, status=3)
    run(folder, 'rollup', 'assets.csv', '-o', 'assets.csv', *AS_OF, status=2)
    for name, held in before.items():
        if Path(folder, name).read_bytes() != held:
            fail(f'{name} was written over')
    if Path(folder, 'x.xlsx').exists():
        fail('the workbook was written although its tables could not be')


def main():
    for test in (contents, paths, the_name_of_a_post_is_no_path, nothing_is_written_over_an_input):
        with tempfile.TemporaryDirectory(prefix='planner-hostile-') as folder:
            test(folder)
        print(test.__name__)


main()
