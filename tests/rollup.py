#!/usr/bin/env python3
"""Many posts: rollup.py planner

The rollup of twelve random posts is the same bytes whatever the number of threads and the order of
the arguments; and posts that are planned each in a process of its own, all at once, give the tables
of one run.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

JUDGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'judge')
planner = os.path.abspath(sys.argv[1])
AS_OF = ['--as-of', '2026-11-21', '--quiet']
POSTS = [f'post-{n:02}' for n in range(1, 13)]


def make(folder):
    for seed, name in enumerate(POSTS, 1):
        subprocess.run([sys.executable, '-B', os.path.join(JUDGE, 'posts.py'), str(seed), name,
                        '--assets', '25'], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        settings = Path(folder, name, 'settings.csv')
        settings.write_text(settings.read_text(encoding='utf-8').replace('Testville', name),
                            encoding='utf-8')


def run(folder, command, posts, out, threads):
    done = subprocess.run([planner, command, *posts, *AS_OF, '-o', out + '.xlsx', '--csv', out,
                           '--threads', str(threads)], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'{command} --threads {threads}: status {done.returncode}, {done.stderr}')


def outputs(folder, out):
    made = {path.name: path.read_bytes() for path in Path(folder, out).iterdir()}
    book = Path(folder, out + '.xlsx')
    return {**made, 'the workbook': book.read_bytes()}


def the_order_does_not_show(folder):
    run(folder, 'rollup', POSTS, 'first', 1)
    first = outputs(folder, 'first')
    if len(first) != 3 or first['totals.csv'].count(b'\n') < 100:
        sys.exit(f'rollup: {sorted(first)}')
    if b'xl/worksheets/sheet3.xml' not in first['the workbook']:
        sys.exit('no asset is seen twice: the posts are too unlike each other')
    for posts, threads in ((POSTS, 2), (POSTS, 7), (POSTS[::-1], 1), (POSTS[::-1], 7),
                           (POSTS[5:] + POSTS[:5], 3)):
        run(folder, 'rollup', posts, 'again', threads)
        again = outputs(folder, 'again')
        differ = sorted(name for name in first if first[name] != again[name])
        if differ:
            sys.exit(f'rollup --threads {threads} {" ".join(posts)}: {differ} differ')


def posts_planned_apart_are_those_of_one_run(folder):
    posts = POSTS[:3]
    os.mkdir(os.path.join(folder, 'apart'))
    apart = [subprocess.Popen([planner, 'plan', post, *AS_OF, '-o', f'apart/{post}.xlsx', '--csv',
                               f'apart/{post}', '--threads', '1'], cwd=folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
             for post in posts[::-1]]
    if any(process.wait() for process in apart):
        sys.exit('plan: a post could not be planned by itself')
    os.mkdir(os.path.join(folder, 'inarow'))
    for post in posts:
        run(folder, 'plan', [post], f'inarow/{post}', 4)
        if outputs(folder, f'apart/{post}') != outputs(folder, f'inarow/{post}'):
            sys.exit(f'{post} planned by itself differs')
    run(folder, 'rollup', posts, 'together', 2)
    together = outputs(folder, 'together')
    merged = b'post,fiscal_year,plan_category,funding_source,amount\n'
    for post in posts:
        rows = Path(folder, 'apart', post, 'totals.csv').read_bytes().splitlines(True)[1:]
        merged += b''.join(post.encode() + b',' + row for row in rows)
    if merged != together['totals.csv']:
        sys.exit('the posts\' totals.csv, one behind the other, are not those of the rollup')
    # The lines too, without the fiscal strip behind a line's amount.
    lines = [[post] + row[:13] for post in posts
             for row in csv.reader(Path(folder, 'apart', post, 'lines.csv').open(encoding='utf-8',
                                                                                newline=''))
             if row[0] != 'line_id']
    with Path(folder, 'together', 'lines.csv').open(encoding='utf-8', newline='') as file:
        if lines != list(csv.reader(file))[1:]:
            sys.exit('the posts\' lines.csv, one behind the other, are not those of the rollup')


with tempfile.TemporaryDirectory(prefix='planner-rollup-') as scratch:
    make(scratch)
    the_order_does_not_show(scratch)
    posts_planned_apart_are_those_of_one_run(scratch)
