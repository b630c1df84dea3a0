#!/usr/bin/env bash
# make test-kills: in a guest with systemd and cgroup v2 alone the warden is killed again
# and again, at random moments, while people's servers start and stop; then the guest is
# rebooted. Those that nobody stops run on meanwhile; nothing is left that nobody owns.
#   KILLS=200 packaging/guest/kills.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/needs.sh mmdebstrap qemu-system-x86 e2fsprogs
packaging/as-root.sh packaging/guest/make.sh
disk=$(mktemp -d)
trap 'rm -rf "$disk"' EXIT
CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$disk/commonhall" ./cmd/commonhall
cp packaging/guest/kills-inside.sh packaging/guest/kills-people.py "$disk"
echo "${KILLS:-200}" >"$disk/kills"
echo 'exec bash /tests/kills-inside.sh' >"$disk/run"
GUEST_REBOOTS=yes GUEST_TIMEOUT=${GUEST_TIMEOUT:-60m} packaging/as-root.sh packaging/guest/run.sh "$disk"
