#!/bin/sh
# Builds a release into dist/: archives, Debian packages, the installer, checksums,
# signatures. The same tree gives the same bytes.
#   VERSION=1.2.3      what it is called; otherwise the tag of the commit, or 0.1.0-dev
#   SIGN="a.key b.key" private keys (packaging/key.sh); without any nothing is signed
#   RELEASES=https://… where releases will be found; the installer is told
#   ARCHS="amd64 arm64", DIST=dist, SQUEEZE="9 xz": how hard archive and package are packed
set -eu
cd "$(dirname "$0")/.."
version=${VERSION:-$(git describe --tags --exact-match --match 'v*' 2>/dev/null | sed 's/^v//' || true)}
version=${version:-0.1.0-dev}
commit=${COMMIT:-$(git rev-parse HEAD 2>/dev/null || true)}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH CGO_ENABLED=0 LC_ALL=C TZ=UTC
built=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
dist=${DIST:-dist}
squeeze=${SQUEEZE:-9 xz}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

# Keys that count: their owners may sign, and the installer knows them.
revoked=$(sed 's/#.*//' packaging/keys/revoked)
: >"$work/keys"
for pem in packaging/keys/*.pem; do
  id=$(openssl pkey -pubin -in "$pem" -outform DER | tail -c 32 | sha256sum | cut -c1-16)
  case " $(echo $revoked) " in
    *" $id "*) ;;
    *)
      cat "$pem" >>"$work/keys"
      echo "$id" >>"$work/ids"
      ;;
  esac
done
for key in ${SIGN:-}; do
  id=$(openssl pkey -in "$key" -pubout -outform DER | tail -c 32 | sha256sum | cut -c1-16)
  if ! grep -qx "$id" "$work/ids"; then
    echo "$key ($id) is not a key that counts: its public half is not in packaging/keys, or is revoked. Nobody would accept what it signs." >&2
    exit 1
  fi
done
rm -rf "$dist"
mkdir -p "$dist"

# sums FOLDER FILE…: checksums of files in a folder, and the signatures of these.
sums() {
  ( cd "$1" && shift && sha256sum "$@" >SHA256SUMS )
  for key in ${SIGN:-}; do
    id=$(openssl pkey -in "$key" -pubout -outform DER | tail -c 32 | sha256sum | cut -c1-16)
    openssl pkeyutl -sign -inkey "$key" -rawin -in "$1/SHA256SUMS" -out "$1/SHA256SUMS.$id.sig"
  done
}

# What others wrote: the licences of all that is linked, each under its path.
find vendor -type f \( -iname 'LICEN[CS]E*' -o -iname 'COPYING*' -o -iname 'NOTICE*' \) | sort | while read -r file; do
  printf '==== %s\n\n' "${file#vendor/}"
  cat "$file"
  printf '\n'
done >"$work/THIRD-PARTY-LICENSES"

# Pages of man and what bash completes, by a program that runs here.
mkdir "$work/share"
go build -trimpath -buildvcs=false -o "$work/program" -ldflags "-s -w -buildid= -X commonhall/release.linkedVersion=$version -X commonhall/release.linkedTime=$built" ./cmd/commonhall
"$work/program" manual "$work"
gzip -9n "$work"/share/man/man1/*

for arch in ${ARCHS:-amd64 arm64}; do
  name=commonhall-$version-linux-$arch
  mkdir "$work/$name"
  GOOS=linux GOARCH=$arch go build -trimpath -buildvcs=false -o "$work/$name/commonhall" -ldflags "-s -w -buildid= \
    -X commonhall/release.linkedVersion=$version -X commonhall/release.linkedCommit=$commit -X commonhall/release.linkedTime=$built -X commonhall/release.linkedReleases=${RELEASES:-}" ./cmd/commonhall
  cp LICENSE "$work/THIRD-PARTY-LICENSES" "$work/$name"
  tar --sort=name --format=ustar --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go-w -C "$work" -cf - "$name" | gzip -${squeeze% *}n >"$dist/$name.tar.gz"

  # The package brings the archive as it was signed; what is installed from it lies
  # below /usr/local/lib/commonhall.
  root=$work/deb-$arch
  mkdir -p "$root/DEBIAN" "$root/usr/lib/commonhall" "$root/usr/share/commonhall" "$root/usr/share/doc/commonhall" "$root/usr/bin"
  cp -r "$work/share" "$root/usr"
  cp "$work/$name/commonhall" "$root/usr/lib/commonhall/commonhall"
  ln -s ../lib/commonhall/commonhall "$root/usr/bin/commonhall"
  cp "$dist/$name.tar.gz" "$root/usr/share/commonhall"
  sums "$root/usr/share/commonhall" "$name.tar.gz"
  cat LICENSE "$work/THIRD-PARTY-LICENSES" >"$root/usr/share/doc/commonhall/copyright"
  debversion=$(echo "$version" | sed 's/-/~/')
  sed "s|@VERSION@|$debversion|; s|@ARCH@|$arch|; s|@SIZE@|$(du -sk --apparent-size "$root/usr" | cut -f1)|" packaging/deb/control >"$root/DEBIAN/control"
  sed "s|@ARCHIVE@|/usr/share/commonhall/$name.tar.gz|" packaging/deb/postinst >"$root/DEBIAN/postinst"
  chmod 755 "$root/DEBIAN/postinst"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Z${squeeze#* } -b "$root" "$dist/commonhall_${debversion}_$arch.deb" >/dev/null
done

sed -e "/^@KEYS@\$/{r $work/keys" -e 'd}' -e "s|@RELEASES@|${RELEASES:-}|" packaging/install.sh >"$dist/install.sh"
chmod 755 "$dist/install.sh"

( cd "$dist" && ls ) >"$work/all"
sums "$dist" $(cat "$work/all")
echo "$dist: commonhall $version, built from ${commit:-nobody knows what} of $built"
[ -n "${SIGN:-}" ] || cat <<'E'

THIS RELEASE IS NOT SIGNED. install.sh and "commonhall upgrade" refuse it, the Debian package too where it would upgrade.
To sign it: packaging/key.sh NAME FOLDER once, then make package SIGN=FOLDER/NAME.key (doc/how-to/release.md).
To try it on a machine of your own all the same, where nobody verifies it: unpack the archive there, and sudo ./commonhall setup
E
