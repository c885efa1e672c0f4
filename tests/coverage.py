#!/usr/bin/env python3
"""Which lines of planner/ and models/ the tests reach: coverage.py build [floor]

After the tests have run in a build with PLANNER_COVERAGE: every line that no test reached, file by
file, then the part of all lines that one did.  Fails when that is below the floor, in percent.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = (str(ROOT / 'planner') + os.sep, str(ROOT / 'models') + os.sep)


def reached_lines(build):
    """{file: {line: how often}}, of all programs together; a file that nothing ran has its lines too."""
    files = {}
    notes = [note for note in sorted(Path(build).resolve().rglob('*.gcno'))
             if 'tests' not in note.relative_to(Path(build).resolve()).parts]
    for note in notes:
        done = subprocess.run(['gcov', '--json-format', '--stdout', str(note)], cwd=note.parent,
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(f'gcov {note}: {done.stderr}')
        for answer in filter(None, done.stdout.splitlines()):
            read = json.loads(answer)
            for file in read['files']:
                name = os.path.normpath(os.path.join(read['current_working_directory'], file['file']))
                if name.startswith(OURS):
                    lines = files.setdefault(os.path.relpath(name, ROOT), {})
                    for line in file['lines']:
                        number = line['line_number']
                        lines[number] = lines.get(number, 0) + line['count']
    return files


def spans(numbers):
    """'3-5 9' of [3, 4, 5, 9]"""
    told = []
    for n in sorted(numbers):
        if told and n == told[-1][1] + 1:
            told[-1][1] = n
        else:
            told.append([n, n])
    return ' '.join(str(a) if a == b else f'{a}-{b}' for a, b in told)


def main():
    files = reached_lines(sys.argv[1])
    floor = float(sys.argv[2]) if len(sys.argv) > 2 else 0
    if not files:
        sys.exit(f'{sys.argv[1]} counts no lines: build it with PLANNER_COVERAGE')
    print('Lines that no test reached:')
    for name, lines in sorted(files.items()):
        missed = [number for number, count in lines.items() if not count]
        if missed:
            print(f'  {name}: {len(missed)} of {len(lines)}: {spans(missed)}')
    total = sum(len(lines) for lines in files.values())
    reached = sum(1 for lines in files.values() for count in lines.values() if count)
    part = 100 * reached / total
    print(f'{reached} of {total} lines of planner/ and models/ reached: {part:.1f} %')
    if part < floor:
        sys.exit(f'less than {floor:g} %')


main()
