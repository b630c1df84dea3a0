#!/usr/bin/env bash
# make bench-guest: what sandboxes cost, in a guest with systemd and cgroup v2 alone, beside
# runc, crun, bubblewrap and systemd-run. The guest is emulated in software: ratios count,
# times do not. Arguments go to the bench.
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/needs.sh mmdebstrap qemu-system-x86 e2fsprogs
packaging/as-root.sh packaging/guest/make.sh
disk=$(mktemp -d)
trap 'rm -rf "$disk"' EXIT
export CGO_ENABLED=0
go build -trimpath -ldflags='-s -w' -o "$disk/commonhall" ./cmd/commonhall
go build -trimpath -o "$disk/bench" ./bench
echo "${*:--only walls,sleepers,noise -starts 40 -sleepers 100}" >"$disk/arguments"
cat >"$disk/run" <<'R'
export HOME=/root
cache=/var/tmp/commonhall-bench
mkdir -p $cache && mount /dev/vdc $cache && chmod 755 $cache && cp /tests/bench /tests/commonhall $cache || exit 1
$cache/bench -peer=false -program $cache/commonhall $(cat /tests/arguments)
R
GUEST_ROOM=6G GUEST_MEMORY=3072 GUEST_TIMEOUT=${GUEST_TIMEOUT:-40m} packaging/as-root.sh packaging/guest/run.sh "$disk"
