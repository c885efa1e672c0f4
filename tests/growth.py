#!/usr/bin/env python3
"""Twice the input, about twice the work: growth.py planner

Inputs of the worst kinds are read at a size and at twice and four times that size; the processor
time of `check` may not grow faster than in proportion (with room for what is measured badly), and
neither may memory.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

planner = os.path.abspath(sys.argv[1])
HEAD = 'asset_tag,category,acquired,unit_cost,description\n'


def row(n, tag=None, cost='1200.00', what='x', category='laptop'):
    return f'{tag or n},{category},2024-01-31,{cost},{what}\n'


KINDS = {
    'many rows': (40000, lambda n: HEAD + ''.join(row(i) for i in range(n))),
    'the same row': (40000, lambda n: HEAD + row(1) * n),
    'the same tag': (20000, lambda n: HEAD + ''.join(row(i, 'A1') for i in range(n))),
    'a fault in every row': (20000, lambda n: HEAD + ''.join(row(i, cost=f'x{i}') for i in range(n))),
    'unknown categories': (5000, lambda n: HEAD + ''.join(row(i, category=f'c{i}') for i in range(n))),
    'quotes': (200000, lambda n: HEAD + row(1, what='"' + '""' * n + '"')),
    'quotes never closed': (20000, lambda n: HEAD + ''.join(row(i, what='"x') for i in range(n))),
    'quotes inside': (100000, lambda n: HEAD + row(1, what='a"b' * n)),
    'blank lines': (400000, lambda n: HEAD + '\n' * n + row(1)),
    'one line': (200000, lambda n: HEAD + row(1) + 'y' * n),
    'columns': (2000, lambda n: ','.join(f'c{i}' for i in range(n)) + '\n' +
                ('1,' * n + '\n') * 20),
    'the same column': (2000, lambda n: HEAD.strip() + ',c' * n + '\n' + row(1)),
    'title rows': (20000, lambda n: 'a title\n' * n + HEAD + row(1)),
    'delimiters': (4000, lambda n: HEAD + ',;\t|' * n + '\n' + row(1)),
    'line ends of all kinds': (60000, lambda n: HEAD + ''.join(row(i)[:-1] + '\r\n\r'
                                                               for i in range(n // 3))),
}


def cost(path):
    """Seconds of processor time, megabytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(['/usr/bin/env', planner, 'check', path, '--as-of', '2026-11-21', '--json'],
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1):
        sys.exit(f'{path}: status {run.returncode}, {run.stderr.decode()[:500]}')
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    slow = []
    with tempfile.TemporaryDirectory(prefix='planner-growth-') as folder:
        for name, (size, make) in KINDS.items():
            path = Path(folder, 'inventory.csv')
            times = []
            for times_larger in (1, 2, 4):
                path.write_text(make(size * times_larger), encoding='utf-8', newline='')
                times.append(min(cost(str(path)) for _ in range(2)))
            # 4 where it is linear; 16 where it is quadratic.  Below a tenth of a second nobody waits.
            ratio = times[2] / max(times[0], 0.01)
            print(f'{name}: {" ".join(f"{t:.3f}" for t in times)} s')
            if ratio > 8 and times[2] > 0.15:
                slow.append(name)
    if slow:
        sys.exit('grows faster than its input: ' + ', '.join(slow))


main()
