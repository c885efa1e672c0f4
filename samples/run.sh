#!/usr/bin/env bash
# The sample post's budget plan, from a fresh clone: installs what is missing (Debian 12, as root
# or with sudo), builds, plans, and says where the workbook is.
set -euo pipefail
cd "$(dirname "$0")/.."
. samples/setup.sh

install "${to_build[@]}"
[ -f build/Makefile ] || configure build PLANNER_TESTS=OFF
build build planner

out=samples/output
mkdir -p "$out"
build/planner plan samples/post -o "$out/sample-plan.xlsx" --csv "$out/csv"

echo
echo "The workbook: $PWD/$out/sample-plan.xlsx"
echo "Its tables:   $PWD/$out/csv/"
echo
if [ -f "$out/csv/brief.txt" ]; then
  cat "$out/csv/brief.txt"
else
  echo "The request by fiscal year:"
  awk -F, 'NR > 1 { sum[$1] += $NF }
    END { for (year in sum) printf "  FY%s  %15.2f\n", year, sum[year] }' "$out/csv/totals.csv" | sort
fi
