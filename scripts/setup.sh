#!/usr/bin/env bash
# Finds or obtains what the build needs and writes target/tools/env for the other scripts.
# Needs: cargo, a C++ compiler, make, python3. RocksDB's bindings need libclang, which is looked for, installed
# (as root on Debian and its kin) or unpacked from the PyPI wheel (without root).
set -euo pipefail
cd "$(dirname "$0")/.."
tools=target/tools
mkdir -p "$tools"

missing() { printf 'setup: %s is missing: %s\n' "$1" "$2" >&2; exit 1; }
command -v cargo >/dev/null || { [ -x "$HOME/.cargo/bin/cargo" ] && PATH="$HOME/.cargo/bin:$PATH"; } || true
command -v cargo >/dev/null || missing cargo "install Rust 1.90 or newer (https://rustup.rs)"
command -v c++ >/dev/null || command -v g++ >/dev/null || command -v clang++ >/dev/null || missing "a C++ compiler" "on Debian: apt-get install g++"
command -v python3 >/dev/null || missing python3 "on Debian: apt-get install python3"

# The folder of a libclang that the bindings can load, or nothing.
find_libclang() {
  local folder
  for folder in "${LIBCLANG_PATH:-}" "$(llvm-config --libdir 2>/dev/null || true)" /usr/lib/llvm-*/lib /usr/lib64/llvm*/lib /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu /usr/lib64 /usr/local/lib /opt/homebrew/opt/llvm/lib /Library/Developer/CommandLineTools/usr/lib "$tools"/libclang/clang/native; do
    [ -n "$folder" ] || continue
    if compgen -G "$folder/libclang.so*" >/dev/null || compgen -G "$folder/libclang-[0-9]*.so*" >/dev/null || compgen -G "$folder/libclang.dylib" >/dev/null; then
      printf '%s' "$folder"
      return
    fi
  done
}

obtain_libclang() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "setup: installing libclang-dev with apt-get" >&2
    apt-get update -qq >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libclang-dev >/dev/null 2>&1 && return
  fi
  echo "setup: unpacking libclang from PyPI into $tools/libclang" >&2
  python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$tools/libclang" libclang >/dev/null 2>&1 || true
}

folder=$(find_libclang)
if [ -z "$folder" ]; then
  obtain_libclang
  folder=$(find_libclang)
fi
[ -n "$folder" ] || missing libclang "install it (Debian: apt-get install libclang-dev; Fedora: dnf install clang-devel; without root: pip download libclang), or set LIBCLANG_PATH to its folder"
case $folder in "$tools"/*) folder=$PWD/$folder ;; esac

# Nothing is exported for a libclang that the bindings find by themselves: a changed LIBCLANG_PATH would make cargo
# compile RocksDB again.
{
  case $folder in
    *"/$tools/"*)
      printf 'export LIBCLANG_PATH=%q\n' "$folder"
      printf 'export BINDGEN_EXTRA_CLANG_ARGS=-I%q\n' "$(${CC:-cc} -print-file-name=include)"
      ;;
  esac
  printf 'export PATH=%q:"$PATH"\n' "$(dirname "$(command -v cargo)")"
} >"$tools/env"
