#!/usr/bin/env python3
"""Compares the planner with its independent calculation on many random posts.

    many.py PLANNER_BINARY --seeds A-B [--assets N] [--ambiguous] [--keep DIR] [--jobs N] [--show N]

For each seed: a post is made, calculated, planned by `PLANNER plan POST -o X.xlsx --csv DIR`, and compared. Prints the
seed and first differences of every failure and ends with "N passed, M failed"; exit status 1 when any failed. With
--keep, the posts that failed stay in DIR with both results.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

import compare
import judge
import posts


def difference_text(differences, show):
    lines = ["  %s: %s: %s: got '%s', expected '%s'" % (
        table, key if isinstance(key, str) else " ".join(key), column, got, expected)
        for table, key, column, got, expected in differences[:show]]
    if len(differences) > show:
        lines.append("  ... and %d more" % (len(differences) - show))
    return "\n".join(lines)


def run_planner(planner, post, folder):
    """The planner's result folder, and what it said when it refused the post."""
    got = os.path.join(folder, "got")
    os.makedirs(got, exist_ok=True)
    done = subprocess.run([planner, "plan", post, "-o", os.path.join(folder, "plan.xlsx"), "--csv", got],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode == 0:
        return got, ""
    complaints = [line for line in done.stderr.splitlines() if "warning:" not in line and "note:" not in line]
    return got, "  exit status %d\n%s" % (done.returncode, "\n".join("  " + line for line in complaints[:10]))


def check_seed(seed, folder, options):
    """What is wrong with one seed; empty when all agrees."""
    post, expected = os.path.join(folder, "post"), os.path.join(folder, "expected")
    posts.make_post(seed, post, options.assets, options.ambiguous)
    judge.judge(post, expected)
    got, refusal = run_planner(options.planner, post, folder)
    if refusal:
        return refusal
    differences, _cells = compare.compare_folders(got, expected)
    return difference_text(differences, options.show)


def try_seed(job):
    """One seed in a folder of its own, which is removed unless a failure is to be kept."""
    seed, options = job
    folder = tempfile.mkdtemp(prefix="judge-%d-" % seed)
    try:
        fault = check_seed(seed, folder, options)
        if fault and options.keep:
            kept = os.path.join(options.keep, "seed-%d" % seed)
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
        return seed, fault
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Compares the planner with its independent calculation.")
    parser.add_argument("planner")
    parser.add_argument("--seeds", required=True, help="A-B, both included, or one seed")
    parser.add_argument("--assets", type=int, default=120)
    parser.add_argument("--ambiguous", action="store_true", help="also cases where the words leave a choice")
    parser.add_argument("--keep", help="folder for the posts that failed")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--show", type=int, default=5, help="differences to print per seed")
    options = parser.parse_args()
    options.planner = os.path.abspath(options.planner)
    first, _dash, last = options.seeds.partition("-")
    options.seed_range = range(int(first), int(last or first) + 1)
    if not options.seed_range:
        parser.error("no seeds in " + options.seeds)
    return options


def main():
    options = parse_arguments()
    failed = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for seed, fault in pool.map(try_seed, [(seed, options) for seed in options.seed_range]):
            if fault:
                failed += 1
                print("seed %d failed\n%s" % (seed, fault), flush=True)
    print("%d passed, %d failed" % (len(options.seed_range) - failed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
