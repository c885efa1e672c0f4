# shellcheck shell=bash
# What samples/run.sh and tests/run.sh do first; sourced by both from the project folder.

# shellcheck disable=SC2034 # used by those who source this
to_build=(cmake gcc libc6-dev libcsv-dev libglpk-dev libgsl-dev libjansson-dev libminizip-dev
  libxlsxwriter-dev make nettle-dev pkg-config)

# install PACKAGE...: installs those that are missing, and does nothing when none is.
install() {
  local package missing=() as_root=()
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not a Debian system; needed are what Debian calls: $*" >&2
    return 0
  fi
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Missing packages, and neither root nor sudo to install them: ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
}

# install_if_possible PACKAGE...: each on its own; what needs one that is missing is left out.
install_if_possible() {
  local package
  for package in "$@"; do
    install "$package" || echo "Not to be had here: $package" >&2
  done
}

# has PROGRAM WHAT: says what is left out without the program.
has() {
  command -v "$1" >/dev/null || { echo "Left out, without $1: $2"; return 1; }
}

# configure FOLDER NAME=VALUE...: only when the build folder is new or has other values.
configure() {
  local folder=$1 option values=() wanted=0
  shift
  for option in "$@"; do
    values+=("-D$option")
    grep -qs "^${option%%=*}:[A-Z]*=${option#*=}\$" "$folder/CMakeCache.txt" || wanted=1
  done
  if [ "$wanted" = 1 ] || [ ! -f "$folder/Makefile" ]; then
    cmake -S . -B "$folder" "${values[@]}" >/dev/null
  fi
}

# build FOLDER TARGET: quiet but for warnings and errors.
build() {
  echo "Building in $1"
  cmake --build "$1" --target "$2" --parallel "$(nproc)" >/dev/null
}
