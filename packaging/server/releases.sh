#!/usr/bin/env bash
# Releases for the stories of upgrades, into a folder: two as they are published, by
# two keys, and programs that are no good. A story makes others of them by changing
# the digits of their version. They are built from a copy of the tree that knows other
# keys, whose private halves lie beside them.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$1
mkdir -p "$out/tree"
out=$(cd "$out" && pwd)
export CGO_ENABLED=0 COMMIT=none SQUEEZE="1 gzip" ARCHS=amd64
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
git ls-files -zco --exclude-standard | xargs -0 sh -c 'for f; do [ ! -e "$f" ] || printf "%s\0" "$f"; done' sh | tar -c --null -T - | tar -x -C "$out/tree"
cd "$out/tree"
rm packaging/keys/*.pem
for key in old next; do
  openssl genpkey -algorithm ed25519 -out "$out/$key.key"
done
# The first release knows one key, those after it know both.
openssl pkey -in "$out/old.key" -pubout -out packaging/keys/old.pem
VERSION=0.1.70000 SIGN="$out/old.key" DIST="$out/first" packaging/package.sh >&2
openssl pkey -in "$out/next.key" -pubout -out packaging/keys/next.pem
VERSION=0.1.70001 SIGN="$out/old.key $out/next.key" DIST="$out/second" packaging/package.sh >&2

# program NAME: builds what the tree is now.
program() {
  go build -trimpath -buildvcs=false -o "$out/$1" -ldflags "-s -w -buildid= -X commonhall/release.linkedVersion=0.1.70000" ./cmd/commonhall
}
program good

# spoil NAME: builds one whose hub does what standard input says instead.
spoil() {
  { echo 'package cli

import (
	"context"
	"log/slog"
	"os"

	"commonhall"
	"commonhall/app"
	"commonhall/store"
	"commonhall/supervisor"
)

func spoilt(ctx context.Context, h app.Hub, _ *slog.Logger, _ *supervisor.Voice) error {
	open, account, _ := store.Open, os.Getuid, commonhall.Internal'
    cat
    echo '}'; } >cli/spoilt.go
  program "$1"
}
cp cli/role.go "$out/role.go"
sed -i 's/return app\.RunHub(ctx, /return spoilt(ctx, /' cli/role.go
spoil ends <<<'_, _ = open, account
	return commonhall.Errorf(commonhall.Internal, "The hub is out of order today.")'
spoil hangs <<<'_, _ = open, account
	<-ctx.Done()
	return nil'
# These give the database a new form: one then loses everybody, and ends; one is good.
number=$(printf %05d $((10#$(ls store/migration/sqlite | sed -n '$s/_.*//p') + 1)))
echo '-- +goose Up
SELECT 1;' | tee "store/migration/postgres/${number}_more.sql" >/dev/null
echo '-- +goose Up
ALTER TABLE users ADD COLUMN colour TEXT;' >"store/migration/sqlite/${number}_more.sql"
cp "$out/role.go" cli/role.go
rm cli/spoilt.go
program grows
echo 'DELETE FROM users;' | tee -a "store/migration/postgres/${number}_more.sql" >>"store/migration/sqlite/${number}_more.sql"
sed -i 's/return app\.RunHub(ctx, /return spoilt(ctx, /' cli/role.go
spoil migrates <<<'c := h.Config.Database
	password, err := store.ReadPassword(c.PasswordFile, h.Paths.Hub(), account())
	if err == nil && c.URL != "" {
		_, err = store.OpenPostgres(ctx, store.Postgres{URL: c.URL, Password: password, Installation: h.Instance.ID})
	} else if err == nil {
		_, err = open(ctx, h.Paths.Database())
	}
	if err != nil {
		return err
	}
	return commonhall.Errorf(commonhall.Internal, "The hub does not know what it wanted.")'
# Of these the last digit of the version says what is wrong with edge or warden.
cp "$out/role.go" cli/role.go
rm cli/spoilt.go store/migration/*/"${number}_more.sql"
sed -i 's/return app\.RunEdge(ctx, /return spoiltEdge(ctx, /; s/err = app\.RunWarden(asked, /err = spoiltWarden(asked, /' cli/role.go
cp packaging/server/spoilt.go.txt cli/spoilt.go
program broken
rm -rf "$out/tree" "$out/role.go"
