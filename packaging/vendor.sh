#!/usr/bin/env bash
# Writes vendor/ anew from go.mod, then removes the Go files that no build of ours
# compiles (other systems, other processors): modernc.org's SQLite alone would
# bring 140 MB of them. What stays: linux on amd64 and arm64, with and without cgo
# (the race detector needs cgo), tests included.
set -euo pipefail
cd "$(dirname "$0")/.."
go mod vendor
keep=$(mktemp)
trap 'rm -f "$keep"' EXIT
for arch in amd64 arm64; do
  for how in CGO_ENABLED=0 CGO_ENABLED=1 'CGO_ENABLED=1 GOFLAGS=-race'; do
    # shellcheck disable=SC2086 # how is several words
    env GOOS=linux GOARCH=$arch $how go list -mod=vendor -e -deps -test -f \
      '{{$d := .Dir}}{{range .GoFiles}}{{$d}}/{{.}}{{"\n"}}{{end}}{{range .CgoFiles}}{{$d}}/{{.}}{{"\n"}}{{end}}{{range .SFiles}}{{$d}}/{{.}}{{"\n"}}{{end}}' \
      ./... >>"$keep"
  done
done
sort -u -o "$keep" "$keep"
find "$PWD/vendor" -type f \( -name '*.go' -o -name '*.s' \) | sort | comm -23 - "$keep" | xargs -r rm -f
find vendor -type d -empty -delete
du -sh vendor
