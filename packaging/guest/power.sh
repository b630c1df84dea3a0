#!/usr/bin/env bash
# make test-power-cut: a guest with systemd whose power is cut, again and again, in the
# middle of setup, of changes of the settings and of new people. With the guest ends its
# page cache: what was not on the disk is gone. After each cut it starts by itself, and
# says whether it is the old or the new, and has everything that it had acknowledged.
#   CUTS=10 packaging/guest/power.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/needs.sh mmdebstrap qemu-system-x86 qemu-utils e2fsprogs
packaging/as-root.sh packaging/guest/make.sh
cache=${COMMONHALL_GUEST_CACHE:-/var/cache/commonhall-guest}
work=$(mktemp -d)
qemu=
trap '[ -z "$qemu" ] || kill -9 "$qemu" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/tests"
CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$work/tests/commonhall" ./cmd/commonhall
cp packaging/guest/power-inside.sh "$work/tests/run"
mke2fs -q -F -t ext4 -d "$work/tests" "$work/tests.ext4" 128M
qemu-img create -q -f qcow2 -b "$cache/guest.ext4" -F raw "$work/disk.qcow2"

# boot: starts the guest; what it says goes to $work/serial.
boot() {
  : >"$work/serial"
  qemu-system-x86_64 -accel tcg,thread=multi -cpu max -machine q35 -smp 2 -m 1024 -nodefaults -no-user-config -display none -no-reboot \
    -kernel "$cache/vmlinuz" -initrd "$cache/initrd.img" -append 'root=/dev/vda rw console=ttyS0 net.ifnames=0 quiet loglevel=1 panic=-1 systemd.mask=serial-getty@ttyS0.service' \
    -drive "if=none,id=d0,file=$work/disk.qcow2,format=qcow2" -device virtio-blk-pci,drive=d0 \
    -drive "if=none,id=d1,file=$work/tests.ext4,format=raw,readonly=on" -device virtio-blk-pci,drive=d1 \
    -device virtio-rng-pci -serial "file:$work/serial" &
  qemu=$!
}

# says WORD: waits until the guest has said it.
says() {
  for _ in $(seq 3000); do
    if grep -q "GUEST wrong" "$work/serial"; then
      sed 's/\r$//' "$work/serial"
      exit 1
    fi
    ! grep -q "GUEST $1" "$work/serial" || return 0
    kill -0 "$qemu" 2>/dev/null || break
    sleep 0.1
  done
  sed 's/\r$//' "$work/serial" | tail -40
  echo "the guest has not said: $1"
  exit 1
}

for n in $(seq "${CUTS:-10}"); do
  boot
  says "begins"
  what=$(sed -n 's/\r$//; s/.*GUEST begins //p' "$work/serial" | tail -1)
  # Somewhere in what it does: between none and twelve seconds, as emulation is slow.
  sleep "$((RANDOM % 12)).$((RANDOM % 1000))"
  kill -9 "$qemu"
  wait "$qemu" 2>/dev/null || true
  qemu=
  acknowledged=$(sed -n 's/\r$//; s/.*GUEST has //p' "$work/serial" | tail -1)
  echo "cut $n: $what, after it had acknowledged: ${acknowledged:-nothing}"
done
boot
says "holds"
sed -n 's/\r$//; s/.*GUEST holds /holds: /p' "$work/serial" | tail -1
