#!/usr/bin/env bash
# Makes the tree of the "fresh server" once, in a cache folder: a Debian with
# systemd and no more than a rented machine has. The packages that setup installs
# are in its apt cache, so that the tests need no network.
#   make.sh [bookworm|trixie|trixie-lab]
# The last has JupyterHub's and JupyterLab's packages installed (1.4 GB).
set -euo pipefail
tree=${1:-bookworm}
suite=${tree%-lab}
lab=
[ "$tree" = "$suite" ] || lab=,jupyterhub,jupyterlab,jupyter-server,python3-ipykernel,python3-venv
cache=${COMMONHALL_SERVER_CACHE:-/var/cache/commonhall-server}/$tree
recipe=$(sha256sum "$0" | cut -d' ' -f1)
[ "$(cat "$cache.complete" 2>/dev/null)" = "$recipe" ] && exit 0
rm -rf "$cache" "$cache.complete" && mkdir -p "$cache"

# From where this very machine gets its Debian, if it says so.
sources=$(apt-get indextargets 'Identifier: Packages' 'Origin: Debian' --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT)' | grep ' bookworm' | sed "s/ bookworm/ $suite/" || true)
mmdebstrap \
  --variant=minbase --skip=cleanup/apt,cleanup/tmp \
  --include=systemd,systemd-sysv,dbus,libnss-systemd,ca-certificates,openssl,curl,iproute2,procps,passwd,adduser,hostname,less,nano-tiny,python3-minimal"$lab" \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook='chroot "$1" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --download-only --no-install-recommends jupyter-notebook jupyter-server python3-ipykernel python3-venv' \
  --customize-hook='echo hall > "$1/etc/hostname"; rm -f "$1/etc/resolv.conf"; : > "$1/etc/machine-id"' \
  "$suite" "$cache" ${sources:+-} <<< "$sources"
echo "$recipe" > "$cache.complete"
