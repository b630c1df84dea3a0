#!/usr/bin/env bash
# make test-guest: the tests of everything that touches the kernel, as root in a
# Debian 12 guest with systemd and cgroup v2.
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/needs.sh mmdebstrap qemu-system-x86 qemu-utils seabios e2fsprogs
packaging/as-root.sh packaging/guest/make.sh
disk=$(mktemp -d)
trap 'rm -rf "$disk"' EXIT
for package in sandbox warden spawner/linux; do
  go test -c -trimpath -o "$disk/$(echo "$package" | tr / -).test" "./$package"
done
cat > "$disk/run" <<'R'
export HOME=/root COMMONHALL_TEST_NOSKIP=all COMMONHALL_TEST_GUEST=1
echo "GUEST cgroup $(stat -fc %T /sys/fs/cgroup), kernel $(uname -r), first process $(cat /proc/1/comm)"
status=0
for t in /tests/*.test; do
  name=$(basename "$t" .test)
  # Programs are found by what is shown in a sandbox: copy it off the odd disk.
  cp "$t" "/usr/local/bin/$name.test" && cd /tmp && "/usr/local/bin/$name.test" -test.timeout 20m || status=1
  echo "GUEST $name ended with $status"
done
exit $status
R
packaging/as-root.sh packaging/guest/run.sh "$disk"
