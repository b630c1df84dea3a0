#!/bin/sh
# Sets up what bench measures beside ours: JupyterHub from Debian, its proxy from
# npm in a folder of the bench's, Jupyter for both, and other makers of sandboxes.
#   YES=1 bench/peer.sh    does not ask
set -eu
cd "$(dirname "$0")/.."
cache=/var/tmp/commonhall-bench/proxy
version=5.3.0

had=$(dpkg-query -W -f '${Status}' jupyterhub 2>/dev/null || true)
packages="jupyterhub jupyter-notebook python3-ipykernel runc crun bubblewrap"
command -v node >/dev/null || packages="$packages nodejs"
command -v npm >/dev/null || packages="$packages npm"
# shellcheck disable=SC2086 # several packages
packaging/needs.sh $packages

# Debian's package starts a hub of its own with the machine; the bench's do not
# need it. Where it was there before, it is somebody's.
case $had in
  *'ok installed'*) ;;
  *) if [ -d /run/systemd/system ]; then packaging/as-root.sh systemctl disable --now jupyterhub; fi ;;
esac

# Debian's configurable-http-proxy is 4.5; people who follow JupyterHub's own
# instructions have npm's.
if [ "$("$cache/node_modules/.bin/configurable-http-proxy" --version 2>/dev/null)" != "$version" ]; then
  packaging/as-root.sh npm install --no-audit --no-fund --prefix "$cache" "configurable-http-proxy@$version"
fi
echo "The peer is set up: $(jupyterhub --version), configurable-http-proxy $version"
