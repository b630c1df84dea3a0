#!/usr/bin/env bash
# make test-guest: the tests of everything that touches the kernel, as root in a
# Debian 12 guest with systemd and cgroup v2. Arguments go to each test binary.
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/needs.sh mmdebstrap qemu-system-x86 e2fsprogs
packaging/as-root.sh packaging/guest/make.sh
disk=$(mktemp -d)
trap 'rm -rf "$disk"' EXIT
for package in ${GUEST_PACKAGES-sandbox sandbox/recipe sandbox/escape sandbox/overlay sandbox/quota warden spawner/linux}; do
  go test -c -trimpath -o "$disk/$(echo "$package" | tr / -).test" "./$package"
done
go build -trimpath -ldflags='-s -w' -o "$disk/commonhall" ./cmd/commonhall
cp packaging/guest/units.sh sandbox/apparmor/profile "$disk"
echo "$*" > "$disk/arguments"
cat > "$disk/run" <<'R'
export HOME=/root COMMONHALL_TEST_NOSKIP=all
echo "GUEST cgroup $(stat -fc %T /sys/fs/cgroup), kernel $(uname -r), first process $(cat /proc/1/comm)"
cd /tmp
all=0
for t in $(ls /tests/*.test 2>/dev/null); do
  name=$(basename "$t" .test)
  cp "$t" "/usr/local/bin/$name.test" # what sandboxes show lies on the system's own disk
  case $name in spawner-linux | warden) apparmor_parser --replace /tests/profile ;; esac # as on a server
  began=$(cut -d. -f1 /proc/uptime)
  { "/usr/local/bin/$name.test" -test.v -test.timeout 10m $(cat /tests/arguments); echo $? > /run/status; } > /run/said 2>&1
  status=$(cat /run/status)
  grep -avE '^=== |^ *--- PASS' /run/said
  echo "GUEST $name: status $status, $(grep -cE '^ *--- PASS' /run/said) passed, $(grep -cE '^ *--- SKIP' /run/said) skipped, $(($(cut -d. -f1 /proc/uptime) - began)) s"
  [ "$status" = 0 ] || all=1
done
began=$(cut -d. -f1 /proc/uptime)
if bash /tests/units.sh; then status=0; else status=1 all=1; fi
echo "GUEST units: status $status, $(($(cut -d. -f1 /proc/uptime) - began)) s"
exit $all
R
packaging/as-root.sh packaging/guest/run.sh "$disk"
