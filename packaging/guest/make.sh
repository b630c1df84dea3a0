#!/usr/bin/env bash
# Makes the machine for "make test-guest" once, in a cache folder: a Debian 12
# tree with systemd and what the tests call, its kernel, and an initrd. The tests
# themselves are not in it; run.sh adds them on a second disk.
set -euo pipefail
cache=${COMMONHALL_GUEST_CACHE:-/var/cache/commonhall-guest}
recipe=$(sha256sum "$0" | cut -d' ' -f1)
[ "$(cat "$cache/complete" 2>/dev/null)" = "$recipe" ] && exit 0
rm -rf "$cache" && mkdir -p "$cache" && cd "$cache"

# From where this very machine gets its Debian, if it says so.
sources=$(apt-get indextargets 'Identifier: Packages' 'Origin: Debian' --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT)' | grep ' bookworm' || true)
mmdebstrap \
  --variant=minbase --include=systemd,systemd-sysv,dbus,libnss-systemd,udev,iproute2,linux-image-cloud-amd64,initramfs-tools,kmod,python3,procps,util-linux,hostname,apparmor,xfsprogs,btrfs-progs,quota,nftables,runc,crun,bubblewrap \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook='cat > "$1/etc/systemd/system/tests.service" <<U
[Unit]
After=multi-user.target
[Service]
Type=oneshot
StandardOutput=tty
StandardError=tty
TTYPath=/dev/ttyS0
ExecStart=/bin/sh -c "mkdir -p /tests; mount -o ro /dev/vdb /tests; sh /tests/run; echo GUEST-EXIT \$\$?"
ExecStopPost=/bin/systemctl poweroff --force
TimeoutStartSec=infinity
U' \
  --customize-hook='mkdir -p "$1/etc/systemd/system/multi-user.target.wants"; ln -s ../tests.service "$1/etc/systemd/system/multi-user.target.wants/tests.service"' \
  --customize-hook='echo "/dev/vda / ext4 defaults 0 1" > "$1/etc/fstab"; echo guest > "$1/etc/hostname"' \
  --customize-hook='sed -i "s/^MODULES=.*/MODULES=list/; s/^COMPRESS=.*/COMPRESS=gzip/" "$1/etc/initramfs-tools/initramfs.conf"; printf "virtio_pci\nvirtio_blk\next4\ncrc32c\ncrc32c_generic\nquota_v2\n" > "$1/etc/initramfs-tools/modules"; chroot "$1" update-initramfs -u' \
  --customize-hook='cp "$1"/boot/vmlinuz-* vmlinuz; cp "$1"/boot/initrd.img-* initrd.img' \
  bookworm root.tar ${sources:+-} <<< "$sources"
mkdir root && tar -C root -xf root.tar
mke2fs -q -F -t ext4 -O quota,project -E quotatype=usrquota:grpquota:prjquota -d root guest.ext4 2G
rm -rf root root.tar
echo "$recipe" > complete
