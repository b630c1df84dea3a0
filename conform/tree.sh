#!/usr/bin/env bash
# Makes a Debian 13 with its JupyterHub (5.2) in a cache folder, once; it takes some
# 600 MB and a minute or two. Prints where it is.
set -euo pipefail
cache=${COMMONHALL_CONFORM_CACHE:-/var/cache/commonhall-conform}/trixie
recipe=$(sha256sum "$0" | cut -d' ' -f1)
if [ "$(cat "$cache.complete" 2>/dev/null)" != "$recipe" ]; then
  rm -rf "$cache" "$cache.complete" && mkdir -p "$cache"
  # From where this very machine gets its Debian, if it says so.
  sources=$(apt-get indextargets 'Identifier: Packages' 'Origin: Debian' --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT)' | grep ' bookworm' | sed 's/ bookworm/ trixie/' || true)
  mmdebstrap --variant=minbase --include=jupyterhub \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    trixie "$cache" ${sources:+-} <<< "$sources" >&2
  echo "$recipe" > "$cache.complete"
fi
echo "$cache"
