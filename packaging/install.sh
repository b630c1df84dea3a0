#!/bin/sh
# Installs commonhall:
#   curl -fsSL ADDRESS/install.sh | sudo bash
#   sudo sh install.sh [FILE-OR-FOLDER] [flags of commonhall setup]
# FILE is a release archive, FOLDER what was published with it; then nothing is fetched.
# COMMONHALL_RELEASES is the address of releases. What is not signed by a key below is
# not touched.

fail() {
  echo "commonhall: $1" >&2
  [ $# -lt 2 ] || echo "$2" >&2
  exit 1
}

# fetch NAME: gets a file of the release into the working folder.
fetch() {
  if [ -n "$folder" ]; then
    [ -f "$folder/$1" ] && cp "$folder/$1" "$work/$1"
  elif command -v curl >/dev/null; then
    curl -fsSL --retry 3 -o "$work/$1" "$address/$1"
  else
    wget -q -O "$work/$1" "$address/$1"
  fi
}

keys() {
  cat <<'KEYS'
@KEYS@
KEYS
}

# verify: SHA256SUMS has been signed by one of the keys.
verify() {
  keys | awk -v at="$work/key" '/BEGIN PUBLIC KEY/ { n++ } { print > (at n ".pem") }'
  for pem in "$work"/key*.pem; do
    id=$(openssl pkey -pubin -in "$pem" -outform DER 2>/dev/null | tail -c 32 | sha256sum | cut -c1-16)
    sig=SHA256SUMS.$id.sig
    if fetch "$sig" 2>/dev/null && openssl pkeyutl -verify -pubin -inkey "$pem" -rawin -in "$work/SHA256SUMS" -sigfile "$work/$sig" >/dev/null 2>&1; then
      return 0
    fi
  done
  return 1
}

main() {
  set -eu
  umask 022
  address=${COMMONHALL_RELEASES:-@RELEASES@}
  folder= archive=
  if [ $# -gt 0 ] && [ -d "$1" ]; then
    folder=$1
    shift
  elif [ $# -gt 0 ] && [ -f "$1" ]; then
    folder=$(dirname "$1") archive=$(basename "$1")
    shift
  fi
  [ "$(id -u)" = 0 ] || fail "installing needs root." "Run it with sudo."
  for tool in openssl tar gzip sha256sum awk; do
    command -v $tool >/dev/null || fail "$tool is missing." "Install it: apt install $tool"
  done
  case $(uname -m) in
    x86_64) arch=amd64 ;;
    aarch64) arch=arm64 ;;
    *) fail "there is no release for machines of the kind $(uname -m)." ;;
  esac
  if [ -z "$folder" ]; then
    [ -n "$address" ] || fail "nobody has said where releases are." "Set COMMONHALL_RELEASES to their address, or name a file: sh install.sh commonhall-….tar.gz"
    command -v curl >/dev/null || command -v wget >/dev/null || fail "curl is missing." "Install it: apt install curl"
  fi
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  fetch SHA256SUMS || fail "SHA256SUMS cannot be had from ${folder:-$address}." "With a file, SHA256SUMS and its signatures lie beside it."
  verify || fail "the release in ${folder:-$address} is not signed by a key that counts." "Get installer and release again, from the same place."
  if [ -z "$archive" ]; then
    archive=$(sed -n "s/^[0-9a-f]*  \(commonhall-[0-9A-Za-z.-]*-linux-$arch\.tar\.gz\)\$/\1/p" "$work/SHA256SUMS" | head -n 1)
    [ -n "$archive" ] || fail "the release in ${folder:-$address} has no archive for $arch."
  fi
  fetch "$archive" || fail "$archive cannot be had from ${folder:-$address}."
  line=$(grep -F "  $archive" "$work/SHA256SUMS" | head -n 1)
  [ "${line#*  }" = "$archive" ] || fail "SHA256SUMS does not name $archive." "Files of two releases may have been mixed: get all of one."
  [ "$(sha256sum "$work/$archive" | cut -d' ' -f1)" = "${line%%  *}" ] || fail "$archive is not the file that was signed." "Get it again: it was torn on its way, or changed."
  top=${archive%.tar.gz}
  tar -xzf "$work/$archive" -C "$work" --no-same-owner "$top/commonhall" || fail "$archive cannot be unpacked."
  # Questions are asked at the terminal, also where this text comes through a pipe.
  if [ ! -t 0 ] && (: </dev/tty) 2>/dev/null; then
    "$work/$top/commonhall" setup "$@" </dev/tty
  else
    "$work/$top/commonhall" setup "$@"
  fi
}

{ main "$@"; exit; } # in braces: half a line runs nothing
