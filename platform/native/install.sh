#!/usr/bin/env bash
# Gives the installed @tensorflow/tfjs-node its native backend where the package's own download of the TensorFlow C
# library is refused: the library and its headers come from the Python package tensorflow-cpu (Apache-2.0), and the
# addon is compiled from the two source files that the npm package ships.
#
# Needs Linux on x86-64, python3 with pip, and g++. Run again it changes nothing.
# Exit 0: the native backend works. Exit 3: it cannot be had here, and the wasm backend stays in use.
set -euo pipefail
cd "$(dirname "$0")/../.."

tensorflow=2.18.1
wheel_sha256=357506565b05154b4b1fa5f94cd2b34c74d8a6ed64091385a71c990626321164
wheel_platform=manylinux_2_17_x86_64
package=node_modules/@tensorflow/tfjs-node
cache=${XDG_CACHE_HOME:-$HOME/.cache}/holdfast-native/tensorflow-$tensorflow

say() { echo "native: $*" >&2; }
give_up() { say "$*; the wasm backend stays in use"; exit 3; }

# Node 23 and later lack two old helpers that tfjs-node 4.22 calls; the product puts them back before it loads it too.
works() {
  TF_CPP_MIN_LOG_LEVEL=2 node --no-deprecation -e "
    const util = require('node:util');
    util.isNullOrUndefined ??= (value) => value == null;
    util.isArray ??= Array.isArray;
    const tf = require('@tensorflow/tfjs-node');
    const product = tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).dataSync()[0];
    process.exit(tf.getBackend() === 'tensorflow' && product === 3 ? 0 : 1);" 2>"$1"
}

# npm leaves the optional package out where its install script failed; its files are wanted without that script.
restore_package() {
  [ -d "$package" ] && return
  say "npm left $package out; installing it without its script"
  npm install --ignore-scripts --no-save --no-audit --no-fund >/dev/null || give_up "npm install failed"
  [ -d "$package" ] || give_up "$package is no dependency of this package.json"
}

fetch_library() {
  [ -f "$cache/complete" ] && return
  say "fetching tensorflow-cpu $tensorflow (230 MB, once)"
  mkdir -p "$(dirname "$cache")"
  local work
  work=$(mktemp -d "$(dirname "$cache")/unfinished-XXXXXX")
  trap "rm -rf '$work'" EXIT
  echo "tensorflow-cpu==$tensorflow --hash=sha256:$wheel_sha256" >"$work/requirements.txt"
  python3 -m pip download --quiet --no-deps --require-hashes --only-binary=:all: --no-cache-dir \
    --implementation cp --python-version 3.10 --abi cp310 --platform "$wheel_platform" \
    --dest "$work" --requirement "$work/requirements.txt" || give_up "pip could not fetch the wheel"
  python3 - "$work" <<'PYTHON' || give_up "the wheel could not be unpacked"
import glob, re, sys, zipfile

work = sys.argv[1]
wanted = re.compile(
    r"tensorflow/(libtensorflow_(cc|framework)\.so\.2$"
    r"|include/(tensorflow/c/|tensorflow/core/platform/ctstring|(xla/)?tsl/c/|tsl/platform/ctstring).*\.h$"
    r"|THIRD_PARTY_NOTICES\.txt$|include/LICENSE$)"
)
with zipfile.ZipFile(glob.glob(f"{work}/*.whl")[0]) as wheel:
    for name in wheel.namelist():
        if wanted.match(name):
            wheel.extract(name, f"{work}/unpacked")
PYTHON
  touch "$work/unpacked/tensorflow/complete"
  rm -rf "$cache"
  mv "$work/unpacked/tensorflow" "$cache"
}

node_headers() {
  local candidate
  for candidate in "$(node -p 'require("node:path").resolve(process.execPath, "../../include/node")')" /usr/include/node; do
    [ -f "$candidate/node_api.h" ] && { echo "$candidate"; return; }
  done
  give_up "Node's headers (node_api.h) are not here"
}

compile_addon() {
  local addon headers
  addon=$cache/tfjs_binding-$(node -p "require('./$package/package.json').version").node
  if [ ! -f "$addon" ]; then
    headers=$(node_headers)
    say "compiling the addon"
    g++ -std=gnu++17 -O2 -fPIC -shared -fno-rtti -fno-exceptions -DNAPI_VERSION=8 -DBUILDING_NODE_EXTENSION \
      -I"$package" -I"$cache/include" -I"$headers" \
      "$package/binding/tfjs_backend.cc" "$package/binding/tfjs_binding.cc" -o "$addon.unfinished" \
      "$cache/libtensorflow_cc.so.2" "$cache/libtensorflow_framework.so.2" '-Wl,-rpath,$ORIGIN/../../deps/lib' ||
      give_up "the addon does not compile"
    mv "$addon.unfinished" "$addon"
  fi
  mkdir -p "$package/deps/lib" "$package/lib/napi-v8"
  for library in cc framework; do
    ln -sf "$cache/libtensorflow_$library.so.2" "$package/deps/lib/libtensorflow_$library.so.2"
  done
  cp -f "$addon" "$package/lib/napi-v8/tfjs_binding.node"
}

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || give_up "only Linux on x86-64 is known to work"
restore_package
works /dev/null && { say "works already"; exit 0; }
command -v python3 >/dev/null || give_up "python3 is not here"
command -v g++ >/dev/null || give_up "g++ is not here"
fetch_library
compile_addon
log=$(mktemp)
works "$log" || { cat "$log" >&2; give_up "built, but it does not run"; }
say "works"
