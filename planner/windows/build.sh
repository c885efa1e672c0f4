#!/usr/bin/env bash
# planner.exe and its ZIP, cross-built on Debian 12: installs what is missing (as root or with
# sudo), builds the libraries from Debian's sources, the program, and the package.
set -euo pipefail
cd "$(dirname "$0")/../.."
. samples/setup.sh

install cmake cmark-gfm dpkg-dev gcc gcc-mingw-w64-x86-64-win32 libc6-dev libz-mingw-w64-dev make \
  pkg-config zip
folder=${1:-build-windows}
cmake -D FOLDER="$folder" -P planner/windows/libraries.cmake
configure "$folder" PLANNER_TESTS=OFF PLANNER_LIBRARIES="$PWD/$folder/libraries" \
  CMAKE_TOOLCHAIN_FILE="$PWD/planner/windows/toolchain.cmake"
build "$folder" zip

echo
echo "The program: $folder/planner.exe"
echo "Its package: $(cd "$folder" && ls planner-*-windows.zip) and its checksum beside it, in $folder"
