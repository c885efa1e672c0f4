#!/usr/bin/env bash
# All tests, from a fresh clone: installs what is missing (Debian 12, as root or with sudo), reads
# the sources with clang-tidy and cppcheck, counts the lines that the tests reach, runs the suite
# under the sanitizers, fuzzes, compares builds byte for byte, then runs the suite as it is.
# A step whose tools cannot be had is left out with a word.  Ends with ctest's summary.
set -euo pipefail
cd "$(dirname "$0")/.."
. samples/setup.sh

install "${to_build[@]}" libcmocka-dev python3
install_if_possible clang libclang-rt-14-dev clang-tidy cppcheck libreoffice-calc-nogui locales \
  python3-openpyxl valgrind

jobs=$(nproc)
failed=0

# step WHAT COMMAND...: a heading, the command, how long it took; goes on when it fails.
step() {
  local what=$1 begun=$SECONDS
  shift
  echo
  echo "$what:"
  "$@" || { failed=1; echo "Failed: $what" >&2; }
  echo "($((SECONDS - begun)) s)"
}

run_clang_tidy() {
  find planner models -name '*.c' ! -name os_windows.c -print0 | sort -z |
    xargs -0 -P "$jobs" -n 1 clang-tidy --quiet -p build 2>/dev/null
}

run_cppcheck() {
  cppcheck --quiet -j "$jobs" --std=c11 --library=posix -I include --error-exitcode=1 \
    --enable=warning,performance,portability --suppressions-list=tests/cppcheck.txt planner models
}

# Says which lines no test reaches; fails below 95 % of them.  The tests themselves are judged below,
# in builds that are not slowed by counting.
count_lines() {
  find build-coverage -name '*.gcda' -delete
  ctest --test-dir build-coverage --parallel "$jobs" --quiet --exclude-regex \
    '^(valgrind|recalculate|brief|judge|judge_whatif|judge_pairs|faults|kills|growth|same_bytes)$' || true
  python3 tests/coverage.py build-coverage 95
}

fuzz() {
  local target
  configure build-fuzz PLANNER_TESTS=ON PLANNER_FUZZ=ON PLANNER_SANITIZE=ON CMAKE_C_COMPILER=clang
  for target in cells reader table post scenarios series; do
    build build-fuzz "libfuzzer_$target"
  done
  ctest --test-dir build-fuzz --parallel "$jobs" --tests-regex '^libfuzzer_' --verbose
}

# gcc's Release build against clang's Debug build.
same_bytes_of_clang() {
  configure build-clang PLANNER_TESTS=OFF PLANNER_WERROR=ON CMAKE_C_COMPILER=clang \
    CMAKE_BUILD_TYPE=Debug
  build build-clang planner
  python3 tests/same_bytes.py build/planner samples/post build-clang/planner
}

# All commands with one thread and with many, under the thread sanitizer, against the bytes of the
# build without it.
run_threads() {
  configure build-threads PLANNER_TESTS=OFF PLANNER_WERROR=ON PLANNER_SANITIZE=thread
  build build-threads planner
  setarch -R python3 tests/same_bytes.py build/planner samples/post build-threads/planner
}

configure build PLANNER_TESTS=ON PLANNER_WERROR=ON CMAKE_EXPORT_COMPILE_COMMANDS=ON
configure build-san PLANNER_TESTS=ON PLANNER_WERROR=ON PLANNER_SANITIZE=ON CMAKE_BUILD_TYPE=Debug
configure build-coverage PLANNER_TESTS=ON PLANNER_COVERAGE=ON CMAKE_BUILD_TYPE=Debug
build build all
build build-san all
build build-coverage all

if has clang-tidy "its reading of the sources"; then step "Read by clang-tidy" run_clang_tidy; fi
if has cppcheck "its reading of the sources"; then step "Read by cppcheck" run_cppcheck; fi
if has gcov "the lines reached"; then step "Lines that the tests reach" count_lines; fi
step "Under the address and undefined-behaviour sanitizers" \
  ctest --test-dir build-san --parallel "$jobs" --output-on-failure
step "Under the thread sanitizer" run_threads
if has clang "fuzzing, and its bytes against gcc's"; then
  step "Fuzzed, with clang" fuzz
  step "The same bytes from gcc and clang, Release and Debug" same_bytes_of_clang
fi
echo
echo "As it is:"
if [ "$failed" = 1 ]; then
  echo "Something failed, above." >&2
fi
ctest --test-dir build --parallel "$jobs" --output-on-failure || failed=1
exit "$failed"
