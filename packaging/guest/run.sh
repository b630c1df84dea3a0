#!/usr/bin/env bash
# Boots the guest under software emulation, with the folder $1 as its second disk,
# and prints what /tests/run prints there. The guest is Debian 12 with systemd as
# its first process and cgroup v2 alone, as on every fresh server. Exit status: that
# of /tests/run.
set -euo pipefail
cache=${COMMONHALL_GUEST_CACHE:-/var/cache/commonhall-guest}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mke2fs -q -F -t ext4 -d "$1" "$work/tests.ext4" 512M
timeout "${GUEST_TIMEOUT:-20m}" qemu-system-x86_64 -accel tcg,thread=multi -cpu max -machine q35 -smp 2 -m 1536 \
  -nodefaults -no-user-config -display none -no-reboot \
  -kernel "$cache/vmlinuz" -initrd "$cache/initrd.img" -append 'root=/dev/vda rw console=ttyS0 net.ifnames=0 quiet loglevel=1 panic=-1 systemd.mask=serial-getty@ttyS0.service' \
  -drive "if=none,id=d0,file=$cache/guest.ext4,format=raw,snapshot=on" -device virtio-blk-pci,drive=d0 \
  -drive "if=none,id=d1,file=$work/tests.ext4,format=raw,readonly=on" -device virtio-blk-pci,drive=d1 \
  -device virtio-rng-pci -serial stdio | tee "$work/serial" | sed -u 's/\r$//'
status=$(sed -n 's/.*GUEST-EXIT \([0-9]*\).*/\1/p' "$work/serial" | tail -1)
exit "${status:-1}"
