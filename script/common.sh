# shellcheck shell=bash
# What the scripts share. Sourced after `set -euo pipefail`; leaves the caller in the project's root.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
cores=$(nproc)

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# The C++ files of the project, new ones that are not committed yet included.
cpp_files() { git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp'; }

# Prints the path of a Node that runs TypeScript files as they are (22.18 and later), the system's or the
# one that script/setup brought. Fails when there is none.
find_node() {
  local candidate
  for candidate in "$(command -v node || true)" "$root/build/node/node_modules/node/bin/node"; do
    if [[ -n $candidate && -x $candidate ]] && "$candidate" -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 22 || (major === 22 && minor >= 18) ? 0 : 1)'; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# Configures a preset when that was never done, or when the presets have changed since; then builds the
# targets named, everything without names. Says nothing when there is nothing to do.
build() {
  local preset=$1 folder=build/$1
  shift
  if [[ ! -f $folder/build.ninja || CMakePresets.json -nt $folder/build.ninja ]]; then
    say "Configuring $folder"
    mkdir -p build
    if ! cmake --preset "$preset" >"build/configure-$preset.log" 2>&1; then
      cat "build/configure-$preset.log" >&2
      return 1
    fi
    touch "$folder/build.ninja"
  fi
  local targets=()
  if (($#)); then targets=(--target "$@"); fi
  cmake --build "$folder" --parallel "$cores" "${targets[@]}" |
    sed -u -E '/^ninja: (no work to do|Entering directory)|Re-checking globbed/d'
}
