#!/usr/bin/env bash
# make test-power-cut: a guest with systemd whose power is cut, again and again, in the
# middle of setup, of changes of the settings, upgrades, good ones and such as go back,
# backups and restores. With the guest ends its page cache: what was not on the disk is
# gone. After each cut it starts by itself, and says whether it is the old or the new,
# and has everything that it had acknowledged.
#   CUTS=12 packaging/guest/power.sh            as many, of all kinds in turn
#   CUTS="upgrade upgrade" packaging/guest/power.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/needs.sh mmdebstrap qemu-system-x86 qemu-utils e2fsprogs openssl
packaging/as-root.sh packaging/guest/make.sh
cache=${COMMONHALL_GUEST_CACHE:-/var/cache/commonhall-guest}
work=$(mktemp -d)
qemu=
trap '[ -z "$qemu" ] || kill -9 "$qemu" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/tests"
packaging/server/releases.sh "$work/releases"
cp "$work/releases/good" "$work/tests/first"
cp packaging/guest/power-inside.sh "$work/tests/run"

# publish PROGRAM VERSION: a release of a program, as one says it.
publish() {
  local name=commonhall-$2-linux-amd64 to=$work/tests/$2
  mkdir -p "$to" "$work/$name"
  LC_ALL=C sed "s/0\.1\.70000/$2/" "$work/releases/$1" >"$work/$name/commonhall"
  cp LICENSE "$work/$name" && cp LICENSE "$work/$name/THIRD-PARTY-LICENSES"
  chmod 755 "$work/$name/commonhall"
  tar --format=ustar --owner=0 --group=0 --mode=go-w -C "$work" -cf - "$name" | gzip -1 >"$to/$name.tar.gz"
  (cd "$to" && sha256sum "$name.tar.gz" >SHA256SUMS)
  openssl pkeyutl -sign -inkey "$work/releases/old.key" -rawin -in "$to/SHA256SUMS" -out "$to/SHA256SUMS.$key.sig"
  rm -r "${work:?}/$name"
}
key=$(openssl pkey -in "$work/releases/old.key" -pubout -outform DER | tail -c 32 | sha256sum | cut -c1-16)
for n in 1 2 3 4 5 6; do
  publish good "0.1.7000$n"
done
publish migrates 0.1.70009
mke2fs -q -F -t ext4 -d "$work/tests" "$work/tests.ext4" 384M
rm -r "$work/releases" "$work/tests"
qemu-img create -q -f qcow2 -b "$cache/guest.ext4" -F raw "$work/disk.qcow2"

# boot NEXT: starts the guest, which begins NEXT when it has looked at itself; what it
# says goes to $work/serial.
boot() {
  : >"$work/serial"
  qemu-system-x86_64 -accel tcg,thread=multi -cpu max -machine q35 -smp 2 -m 1024 -nodefaults -no-user-config -display none -no-reboot \
    -kernel "$cache/vmlinuz" -initrd "$cache/initrd.img" -append "root=/dev/vda rw console=ttyS0 net.ifnames=0 quiet loglevel=1 panic=-1 systemd.mask=serial-getty@ttyS0.service hall.next=$1" \
    -drive "if=none,id=d0,file=$work/disk.qcow2,format=qcow2" -device virtio-blk-pci,drive=d0 \
    -drive "if=none,id=d1,file=$work/tests.ext4,format=raw,readonly=on" -device virtio-blk-pci,drive=d1 \
    -device virtio-rng-pci -serial "file:$work/serial" &
  qemu=$!
}

# says WORD: waits until the guest has said it.
says() {
  for _ in $(seq 6000); do
    if grep -q "GUEST wrong" "$work/serial"; then
      sleep 5 # it says why
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
said() { sed -n "s/\r$//; s/.*GUEST $1 //p" "$work/serial" | tail -1; }

all=(setup settings upgrade backup restore back setup upgrade settings backup restore upgrade)
case ${CUTS:=12} in
  *[!0-9]*) cuts=($CUTS) ;;
  *) cuts=(); for n in $(seq 0 $((CUTS - 1))); do cuts+=("${all[n % ${#all[@]}]}"); done ;;
esac
n=0
for next in "${cuts[@]}"; do
  n=$((n + 1))
  boot "$next"
  says "begins $next"
  # Somewhere in what it does; emulation is slow, and upgrades are.
  case $next in upgrade | back) long=30 ;; *) long=12 ;; esac
  sleep "$((RANDOM % long)).$((RANDOM % 1000))"
  kill -9 "$qemu"
  wait "$qemu" 2>/dev/null || true
  qemu=
  found=$(said holds)
  echo "cut $n: $next, after it had acknowledged: $(said has | grep . || echo nothing)${found:+ (it began with $found)}"
done
boot nothing
says "begins nothing"
echo "in the end it holds $(said holds)"
