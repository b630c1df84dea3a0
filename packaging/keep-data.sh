#!/usr/bin/env bash
# Keeps the data folder of a release, for the tests of later ones:
#   packaging/keep-data.sh [PROGRAM]     as root; writes e2e/testdata/upgrade/VERSION.tar.gz
# People who come and go, a token, a server, a file in a home: what TestDataOfReleases
# looks for. Once written it is never changed.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-./commonhall}")
version=$("$program" version --json | sed 's/.*"version":"\([^"]*\)".*/\1/')
work=$(mktemp -d /var/tmp/commonhall-data.XXXXXX)
trap 'rm -rf "$work"' EXIT
# In a network of its own: this machine's stays as it is.
WORK=$work PROGRAM=$program unshare -n bash -euo pipefail -c '
  ip link set lo up
  "$PROGRAM" try --dir "$WORK/D" --addr 127.0.0.1:8000 --admin-password "correct horse 7 stable" >"$WORK/said" 2>"$WORK/log" &
  try=$!
  trap "kill -INT $try 2>/dev/null; wait $try || true" EXIT
  until grep -qs ^ready "$WORK/said"; do kill -0 $try; sleep 0.1; done
  say() { "$PROGRAM" "$@" --dir "$WORK/D"; }
  say user add ada ben cleo
  say token create --user ada >"$WORK/token"
  say server start ada --app terminal --wait
  home=$(ls -d "$WORK"/D/homes/*ada*)
  echo "the work of a year" >"$home/work.txt"
  chown --reference="$home" "$home/work.txt"
  say user suspend ben
  say user remove cleo
'
mkdir -p e2e/testdata/upgrade
tar -C "$work" --sort=name --numeric-owner --mtime=2026-01-01 --exclude='*.sock' --exclude=reserve -cf - D token | gzip -9n >"e2e/testdata/upgrade/$version.tar.gz"
ls -l "e2e/testdata/upgrade/$version.tar.gz"
