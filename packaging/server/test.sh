#!/usr/bin/env bash
# make test-fresh-server: stories on Debian system containers with systemd, in a
# network of their own.
#   RUN=FreshReboot SUITE=trixie packaging/server/test.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
suite=${SUITE:-bookworm}
packaging/needs.sh mmdebstrap systemd-container iproute2 nftables pebble curl openssl chromium postgresql gcc libc6-dev libpam0g-dev
root=$PWD/packaging/as-root.sh
"$root" packaging/server/make.sh "$suite"
work=$(mktemp -d /var/tmp/commonhall-server.XXXXXX)
ns=commonhall-$$
trap '"$root" ip netns del "$ns" 2>/dev/null || true; "$root" rm -rf "$work"' EXIT
go test -tags freshserver -c -trimpath -o "$work/test" ./e2e
packaging/server/releases.sh "$work/releases"
"$root" ip netns add "$ns"
"$root" ip -n "$ns" link set lo up
"$root" ip -n "$ns" link add br0 type bridge
"$root" ip -n "$ns" addr add 10.99.0.1/24 dev br0
"$root" ip -n "$ns" link set br0 up
# Not "ip netns exec", which mounts another /sys, without control groups.
"$root" env COMMONHALL_TEST_NOSKIP="${COMMONHALL_TEST_NOSKIP:-}" COMMONHALL_SERVER_TREE="${COMMONHALL_SERVER_CACHE:-/var/cache/commonhall-server}/$suite" \
  COMMONHALL_SERVER_WORK="$work" COMMONHALL_SERVER_DIST="$PWD" COMMONHALL_TEST_SHOTS="${COMMONHALL_TEST_SHOTS:-}" \
  nsenter --net="/run/netns/$ns" --wd="$PWD/e2e" "$work/test" -test.v -test.timeout 40m -test.run "${RUN:-Fresh}" "$@"
