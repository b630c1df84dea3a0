#!/bin/sh
# Makes a key that signs releases: packaging/key.sh NAME FOLDER
# The private half goes to FOLDER, which must lie outside of the tree; the public half
# to packaging/keys/NAME.pem, to be committed. To change keys: make the new one, sign
# releases with both (packaging/package.sh) until no version is in use that knows only
# the old one, then list the old one in packaging/keys/revoked.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ $# != 2 ]; then
  sed -n 's/^# //p' "$0" >&2
  exit 2
fi
name=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
case $folder/ in
  "$(dirname "$here")"/*)
    echo "$folder lies in the tree: a private key must not." >&2
    exit 1 ;;
esac
if [ -e "$folder/$name.key" ] || [ -e "$here/keys/$name.pem" ]; then
  echo "There is a key $name already." >&2
  exit 1
fi
umask 077
openssl genpkey -algorithm ed25519 -out "$folder/$name.key"
umask 022
openssl pkey -in "$folder/$name.key" -pubout -out "$here/keys/$name.pem"
id=$(openssl pkey -in "$folder/$name.key" -pubout -outform DER | tail -c 32 | sha256sum | cut -c1-16)
echo "$id: private $folder/$name.key, public packaging/keys/$name.pem"
