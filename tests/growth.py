#!/usr/bin/env python3
"""Eight times the input, about eight times the work: growth.py planner

Inputs of the worst kinds are read at a size and at eight times that size; the processor time and the
memory of `check` may not grow much faster than in proportion.  Where the work is quadratic it grows
64 times, so room is left for what is measured badly.
"""

import math
import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

planner = os.path.abspath(sys.argv[1])
HEAD = 'asset_tag,category,acquired,unit_cost,description\n'


def row(n, tag=None, cost='1200.00', what='x', category='laptop'):
    return f'{tag or n},{category},2024-01-31,{cost},{what}\n'


KINDS = {
    'many rows': (20000, lambda n: HEAD + ''.join(row(i) for i in range(n))),
    'the same row': (2500, lambda n: HEAD + row(1) * n),
    'the same tag': (2000, lambda n: HEAD + ''.join(row(i, 'A1') for i in range(n))),
    'a fault in every row': (2500, lambda n: HEAD + ''.join(row(i, cost=f'x{i}') for i in range(n))),
    'unknown categories': (700, lambda n: HEAD + ''.join(row(i, category=f'c{i}') for i in range(n))),
    'quotes': (100000, lambda n: HEAD + row(1, what='"' + '""' * n + '"')),
    'quotes never closed': (10000, lambda n: HEAD + ''.join(row(i, what='"x') for i in range(n))),
    'quotes inside': (50000, lambda n: HEAD + row(1, what='a"b' * n)),
    'blank lines': (200000, lambda n: HEAD + '\n' * n + row(1)),
    'one line': (100000, lambda n: HEAD + row(1) + 'y' * n),
    'columns': (300, lambda n: ','.join(f'c{i}' for i in range(n)) + '\n' +
                ('1,' * n + '\n') * 20),
    'the same column': (1000, lambda n: HEAD.strip() + ',c' * n + '\n' + row(1)),
    'title rows': (10000, lambda n: 'a title\n' * n + HEAD + row(1)),
    'delimiters': (2000, lambda n: HEAD + ',;\t|' * n + '\n' + row(1)),
    'line ends of all kinds': (30000, lambda n: HEAD + ''.join(row(i)[:-1] + '\r\n\r'
                                                               for i in range(n // 3))),
}


TIMES = 8
MOST = 20           # times the work, for TIMES the input
SECONDS, MEGABYTES = 0.01, 10  # what any run costs


def write(path, make, n):
    """In a process of its own: what it takes to make the file is not counted with the planner's."""
    child = os.fork()
    if not child:
        path.write_text(make(n), encoding='utf-8', newline='')
        os._exit(0)
    os.waitpid(child, 0)


def cost(path, most):
    """Seconds of processor time, megabytes; for ever where it takes more than so many seconds."""
    limit = math.ceil(most)
    run = subprocess.Popen([planner, 'check', path, '--as-of', '2026-11-21', '--json'],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)))
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return math.inf, 0
    if run.returncode not in (0, 1):
        sys.exit(f'{path}: status {run.returncode}')
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    faster = []
    with tempfile.TemporaryDirectory(prefix='planner-growth-') as folder:
        path = Path(folder, 'inventory.csv')
        for name, (size, make) in KINDS.items():
            took, held = [], []
            for n in (size, TIMES * size):
                write(path, make, n)
                most = MOST * max(took[0], SECONDS) + 1 if took else 60
                runs = [cost(str(path), most) for _ in range(3)]
                took.append(min(seconds for seconds, _ in runs))
                held.append(min(megabytes for _, megabytes in runs))
            print(f'{name}: {took[0]:.3f} and {took[1]:.3f} s, {held[0]:.0f} and {held[1]:.0f} MB',
                  flush=True)
            if took[1] > MOST * max(took[0], SECONDS) or held[1] > MOST * max(held[0], MEGABYTES):
                faster.append(name)
    if faster:
        sys.exit('grows faster than its input: ' + ', '.join(faster))


main()
