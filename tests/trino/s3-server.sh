#!/usr/bin/env bash
# s3-server.sh fetch|start|stop: versitygw on loopback, an S3 server that is none of ours.
#
# It is built from the Go module proxy and stays in the cache; a start takes a new folder, $S3_RUN, for its objects.
# `start` wants S3_PORT and S3_RUN, and AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION for its owner.
# Needs Go. Exit 3: it cannot be had here.
set -euo pipefail

module=github.com/versity/versitygw
version=v1.8.0
# of the module; its go.sum pins all that it needs
sum='h1:au+wI+aybno/STsQiSm35Uu6Q6iK5MWReQxgO6SEMFc='
cache=${XDG_CACHE_HOME:-$HOME/.cache}/holdfast-s3-server/$version
program=$cache/versitygw

say() { echo "s3-server: $*" >&2; }
give_up() { say "$*"; exit 3; }

fetch() {
  [ -x "$program" ] && return
  local go
  go=$(command -v go || ls /usr/local/go/bin/go 2>/dev/null) || give_up 'go is not here'
  say "building versitygw $version (two minutes, once)"
  mkdir -p "$cache"
  local work found
  work=$(mktemp -d "$cache/unfinished-XXXXXX")
  trap "rm -rf '$work'" EXIT
  export GOMODCACHE=$work/modules GOCACHE=$work/build GOFLAGS='-modcacherw -buildvcs=false' GOTOOLCHAIN=local CGO_ENABLED=0
  found=$("$go" mod download -json "$module@$version") || give_up 'go could not fetch it'
  grep -qF "\"Sum\": \"$sum\"" <<<"$found" || { say 'the module is not the one that is known'; exit 1; }
  (cd "$GOMODCACHE/$module@$version" && "$go" build -trimpath -ldflags='-s -w' -o "$work/versitygw" ./cmd/versitygw) >&2 ||
    give_up 'it does not build'
  mv "$work/versitygw" "$program"
}

# Paths must be absolute: the server changes into the folder of its objects. Kept-alive connections are off, because
# with them this version answers 400 at random to a body that is streamed with its checksum.
start() {
  fetch
  mkdir -p "$S3_RUN/objects" "$S3_RUN/versions" "$S3_RUN/iam"
  ROOT_ACCESS_KEY=$AWS_ACCESS_KEY_ID ROOT_SECRET_KEY=$AWS_SECRET_ACCESS_KEY "$program" \
    --port "127.0.0.1:$S3_PORT" --region "$AWS_REGION" --quiet --health /healthz --iam-dir "$S3_RUN/iam" \
    posix --versioning-dir "$S3_RUN/versions" "$S3_RUN/objects" >"$S3_RUN/server.log" 2>&1 </dev/null &
  echo $! >"$S3_RUN/pid"
  for ((i = 0; i < 300; i++)); do
    kill -0 "$(cat "$S3_RUN/pid")" 2>/dev/null || break
    if curl --silent --fail --noproxy '*' --max-time 2 --output /dev/null "http://127.0.0.1:$S3_PORT/healthz"; then
      say "versitygw $version is ready on http://127.0.0.1:$S3_PORT"
      return
    fi
    sleep 0.1
  done
  tail -20 "$S3_RUN/server.log" >&2
  return 1
}

stop() {
  [ -s "$S3_RUN/pid" ] || return 0
  kill "$(cat "$S3_RUN/pid")" 2>/dev/null || true
  rm -f "$S3_RUN/pid"
}

case ${1:-} in
  fetch | start | stop) "$1" ;;
  *) echo "usage: $0 fetch|start|stop" >&2; exit 2 ;;
esac
