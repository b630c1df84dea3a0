#!/usr/bin/env bash
# make test-conform: the kit asks JupyterHub as this Debian has it, and ours; with TREE=1
# also JupyterHub 5.2 of a Debian 13, which it makes first.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD/packaging/as-root.sh
packaging/needs.sh jupyterhub ${TREE:+mmdebstrap}
tree=
if [ -n "${TREE:-}" ]; then tree=$("$root" env COMMONHALL_CONFORM_CACHE="${COMMONHALL_CONFORM_CACHE:-}" conform/tree.sh); fi
work=$(mktemp -d /var/tmp/commonhall-conform.XXXXXX)
trap 'rm -rf "$work"' EXIT
go test -tags conform -c -o "$work/test" ./conform
cd conform
"$root" env COMMONHALL_TEST_NOSKIP="${COMMONHALL_TEST_NOSKIP:-}" COMMONHALL_CONFORM_TREE="$tree" "$work/test" -test.v -test.timeout 10m -test.run "${RUN:-TestHubs}"
