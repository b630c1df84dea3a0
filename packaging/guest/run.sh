#!/usr/bin/env bash
# Boots the guest under software emulation, with the folder $1 as its second disk,
# and prints what /tests/run prints there. The guest is Debian 12 with systemd as
# its first process and cgroup v2 alone, as on every fresh server. Exit status: that
# of /tests/run.
#   GUEST_MEMORY=1536    MB that it has
#   GUEST_ROOM=          size of an empty third disk, such as 8G
#   GUEST_REBOOTS=       not empty: a reboot starts it again, with its disks as they are
set -euo pipefail
cache=${COMMONHALL_GUEST_CACHE:-/var/cache/commonhall-guest}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mke2fs -q -F -t ext4 -d "$1" "$work/tests.ext4" 512M
more=()
if [ -n "${GUEST_ROOM:-}" ]; then
  mke2fs -q -F -t ext4 "$work/room.ext4" "$GUEST_ROOM"
  more+=(-drive "if=none,id=d2,file=$work/room.ext4,format=raw" -device virtio-blk-pci,drive=d2)
fi
[ -n "${GUEST_REBOOTS:-}" ] || more+=(-no-reboot)
timeout "${GUEST_TIMEOUT:-20m}" qemu-system-x86_64 -accel tcg,thread=multi -cpu max -machine q35 -smp 2 -m "${GUEST_MEMORY:-1536}" \
  -nodefaults -no-user-config -display none \
  -kernel "$cache/vmlinuz" -initrd "$cache/initrd.img" -append 'root=/dev/vda rw console=ttyS0 net.ifnames=0 quiet loglevel=1 panic=-1 systemd.show_status=no systemd.mask=serial-getty@ttyS0.service' \
  -drive "if=none,id=d0,file=$cache/guest.ext4,format=raw,snapshot=on" -device virtio-blk-pci,drive=d0 \
  -drive "if=none,id=d1,file=$work/tests.ext4,format=raw,readonly=on" -device virtio-blk-pci,drive=d1 \
  -device virtio-rng-pci -serial stdio "${more[@]}" | tee "$work/serial" | sed -u 's/\r$//'
status=$(sed -n 's/.*GUEST-EXIT \([0-9]*\).*/\1/p' "$work/serial" | tail -1)
exit "${status:-1}"
