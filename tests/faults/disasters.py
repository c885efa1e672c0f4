#!/usr/bin/env python3
"""What befalls a machine: disasters.py planner

A file that may not grow further, a full disk, no place for temporary files, a folder that may not
be written, an input that is gone or cut.  The old workbook stays whole, nothing else is left, and
there is one line that says why.  (A process that is killed: kills.py.)
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

OLD = b'the workbook of last year'
planner = os.path.abspath(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**8)
dice = random.Random(seed)
tried = 0


def fail(what):
    sys.exit(f'disasters: {what} (seed {seed})')


def make(folder):
    subprocess.run([planner, 'init', 'post', '--as-of', '2026-11-21'], cwd=folder, check=True,
                   capture_output=True)
    Path(folder, 'old.xlsx').write_bytes(OLD)


PLAN = [planner, 'plan', 'post', '-o', 'old.xlsx', '--as-of', '2026-11-21', '--quiet']


def stopped(folder, what, command=None, said='', **how):
    """The run ends with status 3 and one line; the folder is as it was."""
    global tried
    tried += 1
    before = sorted(os.listdir(folder))
    run = subprocess.run(command or PLAN, cwd=folder, capture_output=True, text=True,
                         errors='replace', **how)
    lines = [line for line in run.stderr.splitlines() if line.startswith('planner: ')]
    if run.returncode != 3 or len(lines) != 1 or said not in lines[0]:
        fail(f'{what}: status {run.returncode}, {run.stderr!r}')
    if Path(folder, 'old.xlsx').read_bytes() != OLD or sorted(os.listdir(folder)) != before:
        fail(f'{what}: {sorted(os.listdir(folder))}')


def files_that_may_not_grow(folder):
    subprocess.run(PLAN[:3] + ['-o', 'new.xlsx'] + PLAN[5:], cwd=folder, check=True)
    size = os.path.getsize(os.path.join(folder, 'new.xlsx'))
    os.unlink(os.path.join(folder, 'new.xlsx'))
    for limit in sorted({0, 1, 4095, 4096, size - 1, *(dice.randrange(size) for _ in range(25))}):
        stopped(folder, f'files of {limit} bytes at the most',
                preexec_fn=lambda most=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))


def memory_that_ends(folder):
    for megabytes in (12, 16, 20):
        most = megabytes << 20
        run = subprocess.run(PLAN, cwd=folder, capture_output=True, text=True,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)))
        if run.returncode not in (3, 127) or Path(folder, 'old.xlsx').read_bytes() != OLD:
            if run.returncode:
                fail(f'{megabytes} MB of memory: status {run.returncode}, {run.stderr!r}')
            Path(folder, 'old.xlsx').write_bytes(OLD)


def a_full_disk(folder):
    disk = os.path.join(folder, 'disk')
    os.mkdir(disk)
    if os.geteuid() or subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=300k', 'none', disk],
                                      capture_output=True).returncode:
        print('no small disk can be mounted here; limits on file size stand for it')
    else:
        try:
            make(disk)
            filler = os.path.join(disk, 'filler')
            for room in (0, 1, 2, 20):  # kilobytes
                to = os.open(filler, os.O_WRONLY | os.O_CREAT)
                try:
                    while os.write(to, bytes(1024)):
                        pass
                except OSError:
                    pass
                os.ftruncate(to, max(0, os.fstat(to).st_size - room * 1024))
                os.close(to)
                stopped(disk, f'a disk with {room} KB', said='the disk is too full')
                os.unlink(filler)
        finally:
            subprocess.run(['umount', disk], check=True)
    os.rmdir(disk)


def no_place_for_temporary_files(folder):
    """They stand beside the target; what TMPDIR says does not matter."""
    subprocess.run(PLAN[:3] + ['-o', 'one.xlsx'] + PLAN[5:], cwd=folder, check=True)
    for place in ('/nonexistent', '/dev/null', '/proc'):
        subprocess.run(PLAN[:3] + ['-o', 'other.xlsx'] + PLAN[5:], cwd=folder, check=True,
                       env=dict(os.environ, TMPDIR=place))
        if Path(folder, 'one.xlsx').read_bytes() != Path(folder, 'other.xlsx').read_bytes():
            fail(f'TMPDIR={place} changes the workbook')
    os.unlink(os.path.join(folder, 'one.xlsx'))
    os.unlink(os.path.join(folder, 'other.xlsx'))


def targets_that_may_not_be_written(folder):
    for target in ('/proc/new.xlsx', '/dev/full', '/nonexistent/new.xlsx', 'post', 'n' * 300):
        stopped(folder, f'-o {target[:30]}', PLAN[:3] + ['-o', target] + PLAN[5:])
    with open('/dev/full', 'w') as full:
        run = subprocess.run([planner, 'check', 'post', '--as-of', '2026-11-21'], cwd=folder,
                             stdout=full, stderr=subprocess.PIPE, text=True)
    if run.returncode != 3 or 'standard output: the disk is full' not in run.stderr:
        fail(f'a full standard output: status {run.returncode}, {run.stderr!r}')


def inputs_that_vanish(folder):
    moved = os.path.join(folder, 'moved')
    os.rename(os.path.join(folder, 'post'), moved)
    stopped(folder, 'an input that is gone')
    os.rename(moved, os.path.join(folder, 'post'))
    os.symlink('nowhere.csv', os.path.join(folder, 'post', 'inventory-2.csv'))
    stopped(folder, 'an input that leads nowhere')
    os.unlink(os.path.join(folder, 'post', 'inventory-2.csv'))


def main():
    print(f'seed {seed}')
    with tempfile.TemporaryDirectory(prefix='planner-disasters-') as folder:
        make(folder)
        for disaster in (files_that_may_not_grow, memory_that_ends, a_full_disk,
                         no_place_for_temporary_files, targets_that_may_not_be_written,
                         inputs_that_vanish):
            disaster(folder)
    print(f'{tried} disasters survived')


main()
