#!/usr/bin/env python3
"""Same input, same bytes: same_bytes.py planner post [other planner]

Every command's workbook and tables, again and again: in another locale, time zone, folder, order of
files, with other numbers of threads, and by another build if one is given.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

planners = [os.path.abspath(sys.argv[1])] + [os.path.abspath(other) for other in sys.argv[3:]]
sample = os.path.abspath(sys.argv[2])
WAYS = [
    {},
    {'TZ': 'Pacific/Kiritimati'},
    {'TZ': 'America/Los_Angeles', 'threads': '1'},
    {'LC_ALL': 'de_DE.UTF-8', 'threads': '3'},
    {'LC_ALL': 'tr_TR.UTF-8', 'LANG': 'ar_SA.UTF-8', 'threads': '8'},
    {'LC_ALL': 'C', 'HOME': '/nonexistent', 'COLUMNS': '40', 'MALLOC_PERTURB_': '99'},
]
COMMANDS = {
    'plan': ['plan', 'post', '--previous', 'before'],
    'icass': ['icass', 'post', '--quarter', 'FY2027Q1'],
    'whatif': ['whatif', 'post', '--draws', '200', '--seed', '5'],
    'forecast': ['forecast', 'series.csv'],
    'compare': ['compare', 'before', 'post'],
    'reconcile': ['reconcile', 'post', 'count.csv'],
    'rollup': ['rollup', 'post', 'before'],
}


def locales(folder):
    """The German locale, made here where the system does not have it."""
    made = os.path.join(folder, 'locales')
    os.mkdir(made)
    for name in ('de_DE', 'tr_TR'):
        if shutil.which('localedef') and subprocess.run(
                ['localedef', '-i', name, '-f', 'UTF-8', os.path.join(made, name + '.UTF-8')],
                capture_output=True).returncode not in (0, 1):
            print(f'the locale {name} cannot be made here')
    return made


def outputs(planner, folder, command, way, place):
    here = dict(os.environ, LOCPATH=place, **{k: v for k, v in way.items() if k != 'threads'})
    out = Path(folder, 'out')
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run([planner, *COMMANDS[command], '--as-of', '2026-11-21', '-o', 'book.xlsx',
                           '--csv', 'out', '--threads', way.get('threads', '2')], cwd=folder, env=here,
                          capture_output=True)
    if done.returncode:
        sys.exit(f'{command} {way}: status {done.returncode}, {done.stderr.decode()}')
    made = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    made['book.xlsx'] = hashlib.sha256(Path(folder, 'book.xlsx').read_bytes()).hexdigest()
    made['what it says'] = hashlib.sha256(done.stdout + done.stderr).hexdigest()
    return made


def fill(folder):
    """The sample post; every time its files are made in another order."""
    os.mkdir(folder)
    for post, source in (('post', sample), ('before', sample + '-fy2026')):
        os.mkdir(os.path.join(folder, post))
        names = sorted(os.listdir(source), reverse=len(folder) % 2 == 0)
        for name in names:
            shutil.copyfile(os.path.join(source, name), os.path.join(folder, post, name))
    shutil.copyfile(os.path.join(sample, 'inventory-radio.csv'), os.path.join(folder, 'count.csv'))
    Path(folder, 'count.csv').write_text('asset_tag,location\nX-1,Annex\nX-2,\n', encoding='utf-8')
    rows = ''.join(f's{s},{2019 + m // 12}-{m % 12 + 1:02},{(m * (s + 3)) % 17 + 1.5}\n'
                   for s in range(6) for m in range(60))
    Path(folder, 'series.csv').write_text('series_id,period,value\n' + rows, encoding='utf-8')


def main():
    compared = 0
    with tempfile.TemporaryDirectory(prefix='planner-same-') as scratch:
        place = locales(scratch)
        folders = [os.path.join(scratch, 'a'), os.path.join(scratch, 'folder with another name')]
        for folder in folders:
            fill(folder)
        for command in COMMANDS:
            first = outputs(planners[0], folders[0], command, {}, place)
            # Another build is compared in the one way; that ways do not matter is shown of the first.
            runs = ([(planners[0], way) for way in WAYS[1:] + [{}]] if len(planners) == 1
                    else [(planner, {}) for planner in planners[1:]])
            for n, (planner, way) in enumerate(runs):
                again = outputs(planner, folders[(n + 1) % 2], command, way, place)
                differ = sorted(k for k in first.keys() | again.keys() if first.get(k) != again.get(k))
                if differ:
                    sys.exit(f'{command} with {way} of {planner}: {differ} differ')
                compared += len(first)
            print(f'{command}: {len(first)} outputs')
    print(f'{compared} outputs are the same')


main()
