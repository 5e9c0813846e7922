#!/usr/bin/env bash
# trino.sh fetch|start|stop: one node of Trino on loopback, the engine that Athena runs.
#
# The server comes from Maven Central and stays in the cache; a start takes a new folder, $TRINO_RUN, for all that it
# writes. `start` wants TRINO_PORT, TRINO_RUN, and in AWS_* the S3 server that its tables lie in.
# Needs Java 24 or newer and mvn. Exit 3: it cannot be had here.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

version=476
sha256=cfd5accde17e8ebd251eeeb78aed1f490e77bb3a164d95a0f454bf8a7c1cbd3f
plugins='hive memory'
cache=${XDG_CACHE_HOME:-$HOME/.cache}/holdfast-trino/$version

say() { echo "trino: $*" >&2; }
give_up() { say "$*"; exit 3; }

find_java() {
  local java major
  for java in "${JAVA_HOME:-/nowhere}/bin/java" /usr/lib/jvm/*/bin/java "$(command -v java || true)"; do
    [ -x "$java" ] || continue
    major=$("$java" -version 2>&1 | sed -nE '1s/.*version "([0-9]+).*/\1/p')
    if [ "${major:-0}" -ge 24 ]; then echo "$java"; return; fi
  done
  give_up "Trino $version needs Java 24 or newer, which is not here"
}

fetch() {
  find_java >/dev/null
  [ -f "$cache/complete" ] && return
  command -v mvn >/dev/null || give_up 'mvn is not here'
  say "fetching Trino $version (821 MB, once)"
  mkdir -p "$(dirname "$cache")"
  local work archive
  work=$(mktemp -d "$(dirname "$cache")/unfinished-XXXXXX")
  trap "rm -rf '$work'" EXIT
  # a repository of its own, so that the archive does not stay twice
  mvn --batch-mode --quiet -Dmaven.repo.local="$work/repository" \
    org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact="io.trino:trino-server:$version:tar.gz" -DoutputDirectory="$work" >&2 || give_up 'mvn could not fetch it'
  archive=$work/trino-server-$version.tar.gz
  echo "$sha256  $archive" | sha256sum --check --quiet || { say 'the archive is not the one that is known'; exit 1; }
  unpack "$archive" "$work/server"
  touch "$work/server/complete"
  mv "$work/server" "$cache"
}

# Whole first: the plugins hold hard links to each other's files.
unpack() {
  mkdir "$2"
  tar --extract --gzip --file "$1" --directory "$2" --strip-components=1
  local plugin
  for plugin in "$2"/plugin/*; do
    case " $plugins " in *" ${plugin##*/} "*) ;; *) rm -rf "$plugin" ;; esac
  done
  rm -rf "$2/bin" "$2/secrets-plugin"
}

start() {
  fetch
  export TRINO_PORT TRINO_DATA=$TRINO_RUN/data
  mkdir -p "$TRINO_DATA"
  local java flags
  java=$(find_java)
  mapfile -t flags <"$here/server/jvm.config"
  cd "$TRINO_RUN"
  "$java" "${flags[@]}" -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$cache/classes.jsa" \
    -Dconfig="$here/server/config.properties" -Dlog.levels-file="$here/server/log.properties" \
    -Dnode.environment=test -Dnode.id=one -Dnode.bind-ip=127.0.0.1 -Dnode.data-dir="$TRINO_RUN/var" \
    -Dcatalog.config-dir="$here/server/catalog" -Dplugin.dir="$cache/plugin" \
    -cp "$cache/lib/*" io.trino.server.TrinoServer >"$TRINO_RUN/server.log" 2>&1 </dev/null &
  echo $! >"$TRINO_RUN/pid"
  wait_until_ready
}

# The server says that it has started seconds before it takes a query, so it is asked a real one.
wait_until_ready() {
  local url=http://127.0.0.1:$TRINO_PORT
  for ((i = 0; i < 900; i++)); do
    kill -0 "$(cat "$TRINO_RUN/pid")" 2>/dev/null || { tail -40 "$TRINO_RUN/server.log" >&2; return 1; }
    if ask "$url"; then say "Trino $version is ready on $url"; return; fi
    sleep 0.3
  done
  tail -40 "$TRINO_RUN/server.log" >&2
  return 1
}

ask() {
  local answer next
  answer=$(curl --silent --noproxy '*' --max-time 30 --header 'X-Trino-User: test' \
    --data 'SELECT count(*) FROM (SELECT DISTINCT schema_name FROM memory.information_schema.schemata)' "$1/v1/statement") || return 1
  while next=$(sed -n 's/.*"nextUri":"\([^"]*\)".*/\1/p' <<<"$answer"); [ -n "$next" ]; do
    answer=$(curl --silent --noproxy '*' --max-time 30 --header 'X-Trino-User: test' "$next") || return 1
  done
  grep -q '"state":"FINISHED"' <<<"$answer"
}

stop() {
  [ -s "$TRINO_RUN/pid" ] || return 0
  local pid
  pid=$(cat "$TRINO_RUN/pid")
  kill "$pid" 2>/dev/null || true
  for ((i = 0; i < 100; i++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$TRINO_RUN/pid"
}

case ${1:-} in
  fetch | start | stop) "$1" ;;
  *) echo "usage: $0 fetch|start|stop" >&2; exit 2 ;;
esac
