#!/usr/bin/env bash
# All tests, from a fresh clone: installs what is missing (Debian 12, as root or with sudo),
# builds with gcc and clang, runs the suite under the sanitizers, fuzzes, then runs it as it is.
# Ends with ctest's summary.
set -euo pipefail
cd "$(dirname "$0")/.."
. samples/setup.sh

install "${to_build[@]}" clang libclang-rt-14-dev libcmocka-dev libreoffice-calc-nogui locales \
  python3 python3-openpyxl valgrind

configure build PLANNER_TESTS=ON PLANNER_WERROR=ON
configure build-san PLANNER_TESTS=ON PLANNER_WERROR=ON PLANNER_SANITIZE=ON CMAKE_BUILD_TYPE=Debug
configure build-fuzz PLANNER_TESTS=ON PLANNER_FUZZ=ON PLANNER_SANITIZE=ON CMAKE_C_COMPILER=clang
build build all
build build-san all
for target in cells table post scenarios series; do
  build build-fuzz "libfuzzer_$target"
done

failed=0
echo "Under the address and undefined-behaviour sanitizers:"
ctest --test-dir build-san --parallel "$(nproc)" --output-on-failure || failed=1
echo
echo "Fuzzed, with clang:"
ctest --test-dir build-fuzz --tests-regex '^libfuzzer_' --verbose || failed=1
echo
echo "As it is:"
ctest --test-dir build --parallel "$(nproc)" --output-on-failure || failed=1
if [ "$failed" = 1 ]; then
  echo "Something failed, above." >&2
fi
exit "$failed"
