#!/usr/bin/env bash
# Brings up a throw-away PostgreSQL with pgvector on loopback and prints its URL: the second database of the test suite.
# Installs both from Debian when they are missing (pgvector is built from Debian's own source package).
# Usage: scripts/test-postgres.sh start|stop   Data: $FIRSTLINE_TEST_POSTGRES (default /tmp/firstline-test-postgres)
set -euo pipefail
home=${FIRSTLINE_TEST_POSTGRES:-/tmp/firstline-test-postgres}
port=${FIRSTLINE_TEST_POSTGRES_PORT:-54329}

log() { echo "$*" >&2; }

newest_postgres() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

as_postgres() {
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$1"; else bash -c "$1"; fi
}

install_postgres() {
  log "installing PostgreSQL …"
  apt-get update >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y postgresql >&2
}

install_pgvector() {
  local version=$1 build
  log "building pgvector for PostgreSQL $version …"
  grep -rqs "trixie main" /etc/apt/sources.list.d/firstline-pgvector.list ||
    echo "deb-src [trusted=yes] $(debian_mirror) trixie main" >/etc/apt/sources.list.d/firstline-pgvector.list
  apt-get update >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y "postgresql-server-dev-$version" make gcc dpkg-dev >&2
  build=$(mktemp -d)
  chmod 755 "$build"
  (cd "$build" && apt-get source --download-only pgvector >&2 && dpkg-source --no-check -x ./*.dsc source >&2 &&
    make -C source PG_CONFIG="/usr/lib/postgresql/$version/bin/pg_config" OPTFLAGS="" >&2 &&
    make -C source install PG_CONFIG="/usr/lib/postgresql/$version/bin/pg_config" >&2)
  rm -rf "$build" /etc/apt/sources.list.d/firstline-pgvector.list
}

# The Debian mirror the machine already uses, so that nothing else has to be reachable.
debian_mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -E '^(deb |URIs:)' | grep -oE 'https?://[^ ]*/debian/?( |$)' | head -n 1 | tr -d ' '
}

start() {
  [ -n "$(newest_postgres)" ] || install_postgres
  local bin version
  bin=$(newest_postgres)
  version=$(basename "$(dirname "$bin")")
  [ -f "/usr/share/postgresql/$version/extension/vector.control" ] || install_pgvector "$version"
  if [ ! -d "$home/data" ]; then
    mkdir -p "$home"
    [ "$(id -u)" != 0 ] || chown postgres "$home"
    as_postgres "$bin/initdb -D $home/data -U postgres -A trust >/dev/null"
  fi
  as_postgres "$bin/pg_ctl -D $home/data status >/dev/null" ||
    as_postgres "$bin/pg_ctl -D $home/data -w -l $home/log -o '-p $port -h 127.0.0.1 -k $home -c max_connections=200' start >/dev/null"
  echo "postgresql://postgres@127.0.0.1:$port/postgres"
}

stop() {
  [ ! -d "$home/data" ] || as_postgres "$(newest_postgres)/pg_ctl -D $home/data -m fast stop >/dev/null" || true
}

case "${1:-start}" in
  start) start ;;
  stop) stop ;;
  *) log "usage: $0 start|stop"; exit 2 ;;
esac
