#!/usr/bin/env python3
"""Makes the system fail the program, one call at a time, and looks at what is left.

    faults.py planner libfaults.so [--every] [--depth N] [--most N] [--seed N] [--commands plan,check]

Each command runs once on a small post to list its calls: of memory, opening, reading, writing,
flushing, renaming, threads.  Then it runs again for each place in the program from which a call is
made (--every: for every call), and that call fails, once alone and once with all of its kind behind
it.  --depth says how many callers make a place.  --most takes so many of the allocations and prints
of each command, which are many, other ones with every seed; calls of the system are all tried.  A
run may then do one of two things: end with status 3, one line that says why, and every file in its
folder as it was; or overcome the fault and do exactly what it does without.
"""

import argparse
import concurrent.futures
import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

AS_OF = ['--as-of', '2026-11-21', '--quiet', '--threads', '2']
COMMANDS = {
    'plan': ['plan', 'post', '-o', 'old.xlsx', '--csv', 'tables', '--previous', 'before'],
    'icass': ['icass', 'post', '--quarter', 'FY2027Q1', '-o', 'old.xlsx', '--csv', 'tables'],
    'whatif': ['whatif', 'post', '--draws', '50', '-o', 'old.xlsx', '--csv', 'tables'],
    'forecast': ['forecast', 'series.csv', '-o', 'old.xlsx', '--csv', 'tables'],
    'compare': ['compare', 'before', 'post', '-o', 'old.xlsx', '--csv', 'tables'],
    'reconcile': ['reconcile', 'post', 'count.csv', '-o', 'old.xlsx', '--csv', 'tables'],
    'rollup': ['rollup', 'post', 'other', '-o', 'old.xlsx', '--csv', 'tables'],
    'check': ['check', 'post'],
    'check json': ['check', 'post', '--json'],
    'explain': ['explain', 'post', 'PA-10001', '--json'],
    'init': ['init', 'new'],
    'init of an inventory': ['init', 'new', 'bare.csv'],
}
OLD = b'the workbook of last year'
MANY = ('malloc', 'calloc', 'realloc', 'fwrite', 'fputs', 'fputc', 'vfprintf')
EACH = ('flock',)  # from one place for all outputs: what a library writes comes to be again by itself
MUST_END = ('fsync', 'rename')  # what they were for cannot be had otherwise
UNMUTED = ('fcntl', 'pipe2', 'dup2')  # without them a library is heard


def stock(folder):
    """Every file below the folder with its bytes' hash, every folder with its name."""
    found = {}
    for base, folders, files in os.walk(folder):
        for name in folders:
            found[os.path.relpath(os.path.join(base, name), folder) + '/'] = ''
        for name in files:
            path = os.path.join(base, name)
            found[os.path.relpath(path, folder)] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return found


class Stage:
    """A folder in which the program runs, set back to how it was before each run."""

    def __init__(self, planner, shim, folder, model):
        self.planner, self.shim, self.folder, self.model = planner, shim, folder, model
        shutil.copytree(model, folder)
        self.before = stock(folder)

    def set_back(self):
        now = stock(self.folder)
        if now != self.before:
            shutil.rmtree(self.folder)
            shutil.copytree(self.model, self.folder)

    def run(self, arguments, **environment):
        here = dict(os.environ, LC_ALL='C.UTF-8', TZ='UTC', **environment)
        if environment:
            here['LD_PRELOAD'] = self.shim
        command = ['setarch', '-R', self.planner] + arguments + AS_OF
        return subprocess.run(command, cwd=self.folder, env=here, capture_output=True, timeout=300)


def calls_of(stage, arguments, log, depth):
    stage.run(arguments, FAULTS_LOG=log, FAULTS_DEPTH=str(depth))
    stage.set_back()
    with open(log, encoding='ascii') as lines:
        return [line.split() for line in lines]


def judge(stage, plain, left, call, on, result):
    """What is wrong with a run in which `call` failed, or None.  Where several files are renamed,
    each is the old one or the whole new one; what is printed comes when all stand.  A library's own
    line is held back with descriptors; where there are none, it is heard."""
    after = stock(stage.folder)
    said = result.stderr.decode(errors='replace')
    told = [line for line in said.splitlines() if line.startswith('planner: ')]
    if result.returncode < 0:
        return f'was ended by {signal.Signals(-result.returncode).name}'
    if call in ('flock', 'open_folder') and on and result.returncode:
        return 'did not begin again with another name'
    if result.returncode == 3:
        if len(told) != 1:
            return f'says {len(told)} lines of why: {said!r}'
        others = [line for line in said.splitlines()
                  if line not in told and line not in plain.stderr.decode().splitlines()
                  and not (line.startswith('[ERROR]') and (call in UNMUTED or on))]
        if others:
            return f'says what nobody understands: {others[0]!r}'
        changed = sorted(k for k in after.keys() | stage.before.keys()
                         if after.get(k) != stage.before.get(k))
        whole = (call == 'rename' or 'standard output' in said) and all(after.get(k) == left.get(k) for k in changed)
        if changed and not whole:
            return f'ended with status 3, but changed {changed}'
        return None
    if call in MUST_END:
        return f'ended with status {result.returncode} as if nothing were'
    if result.returncode != plain.returncode:
        return f'ended with status {result.returncode}: {said!r}'
    if after != left:
        changed = sorted(k for k in after.keys() | left.keys() if after.get(k) != left.get(k))
        return f'ended as if nothing were, but {changed} differ'
    if result.stdout != plain.stdout:
        return 'ended as if nothing were, but printed something else'
    return None


def faults_of(name, calls, seen, every):
    """Numbers of the calls to fail: each place of the program once, or every call."""
    for number, call, place in calls:
        if every or call in EACH or (call, place) not in seen:
            seen.add((call, place))
            yield int(number), call


def try_command(options, shared, name, pool, stages):
    arguments = COMMANDS[name]
    stage = stages[0]
    plain = stage.run(arguments)
    if plain.returncode != 0:
        sys.exit(f'{name}: ends with {plain.returncode} when nothing fails: {plain.stderr.decode()}')
    left = stock(stage.folder)
    stage.set_back()
    calls = calls_of(stage, arguments, os.path.join(options.scratch, 'calls'),
                     options.depth)
    faults = [(number, call, on) for number, call in faults_of(name, calls, shared, options.every)
              for on in (False, True)]
    if options.calls:
        faults = [fault for fault in faults if fault[1] in options.calls.split(',')]
    many = [fault for fault in faults if fault[1] in MANY]
    if options.most and len(many) > options.most:
        faults = [fault for fault in faults if fault[1] not in MANY]
        faults += random.Random(options.seed).sample(many, options.most)
    wrong, stopped = [], 0

    def attempt(worker_faults):
        here, bad, ended = stages[worker_faults[0]], [], 0
        for number, call, on in worker_faults[1]:
            environment = {'FAULTS_AT': str(number)}
            if on:
                environment['FAULTS_ON'] = '1'
            result = here.run(arguments, **environment)
            fault = judge(here, plain, left, call, on, result)
            ended += result.returncode == 3
            if fault:
                bad.append((number, call, on, fault))
            here.set_back()
        return bad, ended

    shares = [(i, faults[i::len(stages)]) for i in range(len(stages))]
    for bad, ended in pool.map(attempt, shares):
        wrong += bad
        stopped += ended
    print(f'{name}: {len(calls)} calls, {len(faults)} faults: {stopped} ended with a message, '
          f'{len(faults) - stopped - len(wrong)} were overcome, {len(wrong)} wrong', flush=True)
    for number, call, on, fault in sorted(wrong)[:options.show]:
        print(f'  call {number} {call}{" and on" if on else ""}: {fault}')
    return len(faults), len(wrong)


def make_model(planner, folder):
    """The posts that the runs are about."""
    os.makedirs(folder)

    def run(*arguments):
        subprocess.run([planner, *arguments], cwd=folder, check=True, capture_output=True)
    for post in ('post', 'before', 'other'):
        run('init', post, '--as-of', '2026-11-21')
    inventory = [line for line in
                 Path(folder, 'post', 'inventory.csv').read_text(encoding='utf-8').splitlines()
                 if not line.startswith(('#', '"#'))]
    Path(folder, 'count.csv').write_text('\n'.join(inventory[:-1]) + '\n', encoding='utf-8')
    other = Path(folder, 'before', 'inventory.csv')
    other.write_text('\n'.join(inventory[:-1]) + '\n', encoding='utf-8')
    series = ''.join(f'mail,{2020 + m // 12}-{m % 12 + 1:02},{100 + m * 7 % 13}\n' for m in range(40))
    Path(folder, 'series.csv').write_text('series_id,period,value\n' + series, encoding='utf-8')
    bare = 'Tag,Type,Purchased\nA1,Laptop,2021-03-04\nA2,Printer,2019-05-01\n'
    Path(folder, 'bare.csv').write_text(bare, encoding='utf-8')
    Path(folder, 'old.xlsx').write_bytes(OLD)


def parser_of(description, depth):
    """What both this program and kills.py are told."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('planner')
    parser.add_argument('shim')
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--depth', type=int, default=depth, help='how many callers make a place')
    return parser


@contextlib.contextmanager
def stages_of(options):
    """Stages, and a pool of as many threads to work on them."""
    planner, shim = os.path.abspath(options.planner), os.path.abspath(options.shim)
    with tempfile.TemporaryDirectory(prefix='planner-faults-') as options.scratch:
        model = os.path.join(options.scratch, 'model')
        make_model(planner, model)
        stages = [Stage(planner, shim, os.path.join(options.scratch, str(i)), model)
                  for i in range(options.jobs)]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            yield stages, pool


def main():
    parser = parser_of(__doc__.splitlines()[0], depth=6)
    parser.add_argument('--every', action='store_true')
    parser.add_argument('--commands', default=','.join(COMMANDS))
    parser.add_argument('--calls', help='only these: open,rename')
    parser.add_argument('--most', type=int, default=0,
                        help='no more allocations and prints than that, at random')
    parser.add_argument('--seed', type=int, default=random.randrange(10**8))
    parser.add_argument('--show', type=int, default=20)
    options = parser.parse_args()
    print(f'seed {options.seed}')
    shared, tried, wrong = set(), 0, 0
    with stages_of(options) as (stages, pool):
        for name in options.commands.split(','):
            a, b = try_command(options, shared, name, pool, stages)
            tried, wrong = tried + a, wrong + b
    print(f'{tried} faults tried, {wrong} with a wrong end')
    sys.exit(wrong > 0)


if __name__ == '__main__':
    main()
