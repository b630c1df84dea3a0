#!/bin/sh
# Installs Debian packages that are missing, after asking once. YES=1 does not
# ask; neither does CI=true.
set -eu
missing=
for package; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "These Debian packages are missing and would be installed with apt:$missing"
case $missing in
  *postgresql*) echo "Debian also starts an empty PostgreSQL cluster of its own on 127.0.0.1:5432, which nothing here uses. To be rid of it: pg_dropcluster --stop VERSION main" ;;
esac
if [ "${YES:-}" != 1 ] && [ "${CI:-}" != true ]; then
  if ! [ -t 0 ]; then
    echo "Nobody is there to ask. Say YES=1 to install them." >&2
    exit 1
  fi
  printf 'Install them? [Y/n] '
  read -r answer
  case $answer in
    '' | [Yy]*) ;;
    *) echo "Nothing was installed." >&2; exit 1 ;;
  esac
fi
here=$(dirname "$0")
"$here/as-root.sh" apt-get update -q
# shellcheck disable=SC2086 # several packages
"$here/as-root.sh" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
# Debian's jupyterhub starts a hub of its own with the machine, which nobody asked for.
case $missing in
  *jupyterhub*) if [ -d /run/systemd/system ]; then "$here/as-root.sh" systemctl disable --now jupyterhub; fi ;;
esac
