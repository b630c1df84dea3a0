#!/usr/bin/env bash
# Runs every fuzz target of the project for a while each: fuzz.sh 20s
set -euo pipefail
cd "$(dirname "$0")/.."
for dir in $(go list -f '{{.Dir}}' ./...); do
  for target in $(grep -hoE '^func Fuzz[A-Za-z0-9_]+' "$dir"/*_test.go 2>/dev/null | cut -d' ' -f2); do
    echo "== $target in ${dir#"$PWD"/}"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "$1" "$dir"
  done
done
