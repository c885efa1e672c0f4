#!/usr/bin/env python3
"""Ends the program at chosen calls: kills.py planner libfaults.so [--moments N]

A first run lists its calls of memory and of the system.  Then it runs again and again, and is sent
a signal as it makes its n-th call: SIGKILL, which nothing survives, SIGINT as by Ctrl-C, SIGTERM.
The moments are the first call of the system from each place in the program, and others evenly
between the first call and the last.  However it ends, each file is the old one or the whole
new one; SIGKILL may leave temporary files, which the next run sweeps away, and nothing else does.
"""

import os
import signal
import sys

from faults import COMMANDS, MANY, calls_of, parser_of, stages_of, stock

SIGNALS = {'plan': [signal.SIGKILL, signal.SIGINT, signal.SIGTERM],
           'whatif': [signal.SIGKILL, signal.SIGINT],
           'rollup': [signal.SIGKILL, signal.SIGINT],
           'init': [signal.SIGINT, signal.SIGTERM]}


def is_stray(name):
    return os.path.basename(name.rstrip('/')).startswith('.planner-') or '/.planner-' in f'/{name}'


def wrong_files(stage, left):
    """Files that are neither the old ones nor the new ones, strays apart; the strays."""
    after = stock(stage.folder)
    names = after.keys() | stage.before.keys()
    strays = sorted(name for name in after if is_stray(name))
    return sorted(name for name in names if not is_stray(name) and
                  after.get(name) not in (stage.before.get(name), left.get(name))), strays


def look(stage, arguments, left, number, what):
    """What is wrong with the run that is sent signal `what` at call `number`, or None."""
    run = stage.run(arguments, FAULTS_AT=str(number), FAULTS_SIGNAL=str(int(what)))
    if run.returncode != -what:
        return f'ended with status {run.returncode}'
    wrong, strays = wrong_files(stage, left)
    if wrong:
        return f'{wrong} are neither old nor new'
    if strays and what != signal.SIGKILL:
        return f'{strays} left behind'
    if what == signal.SIGKILL:
        again = stage.run(arguments)
        after = stock(stage.folder)
        if again.returncode or after != left:
            changed = sorted(k for k in after.keys() | left.keys() if after.get(k) != left.get(k))
            return f'the next run ends with status {again.returncode}, {changed} differ'
    return None


def moments(calls, seen, evenly):
    """Numbers of calls: of each new place that is no allocation and no print, and so many others."""
    chosen = set()
    for number, call, place in calls:
        if call not in MANY and (call, place) not in seen:
            seen.add((call, place))
            chosen.add(int(number))
    return sorted(chosen | set(range(1, len(calls), max(1, len(calls) // evenly))))


def end_at_moments(options, name, seen, stages, pool):
    """How many moments were tried, how many ended wrongly."""
    signals, arguments, first = SIGNALS[name], COMMANDS[name], stages[0]
    first.run(arguments)
    left = stock(first.folder)
    first.set_back()
    calls = calls_of(first, arguments, os.path.join(options.scratch, 'calls'), options.depth)
    chosen = moments(calls, seen, options.moments)

    def attempt(worker):
        wrong = []
        for k in range(worker, len(chosen), len(stages)):
            call, what = calls[chosen[k] - 1][1], signals[k // len(stages) % len(signals)]
            fault = look(stages[worker], arguments, left, chosen[k], what)
            if fault:
                wrong.append(f'  {what.name} at call {chosen[k]} {call}: {fault}')
            stages[worker].set_back()
        return wrong

    wrong = sum(pool.map(attempt, range(len(stages))), [])
    print(f'{name}: {len(calls)} calls, ended at {len(chosen)}, {len(wrong)} wrong', flush=True)
    print('\n'.join(wrong), end='\n' if wrong else '')
    return len(chosen), len(wrong)


def main():
    parser = parser_of(__doc__.splitlines()[0], depth=2)
    parser.add_argument('--moments', type=int, default=20, help='besides the calls of the system')
    options = parser.parse_args()
    seen, tried, wrong = set(), 0, 0
    with stages_of(options) as (stages, pool):
        for name in SIGNALS:
            a, b = end_at_moments(options, name, seen, stages, pool)
            tried, wrong = tried + a, wrong + b
    print(f'{tried} runs ended by a signal, {wrong} wrong')
    sys.exit(wrong > 0)


main()
