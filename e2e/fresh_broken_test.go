//go:build freshserver

package e2e

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// Releases whose edge or warden is no good, while a class works: each goes back by
// itself, no request fails, no websocket closes, and people's servers run on.
func TestFreshUpgradeBrokenRoles(t *testing.T) {
	t.Parallel()
	m := rent(t, "broken", 38)
	m.beganWith("--https=off")
	m.run("commonhall", "server", "start", "ada", "--app", "terminal", "--wait")
	old := m.signer("old")
	server := m.run("pgrep", "-o", "-f", "/user/ada/")
	l := m.load("http://"+m.addr, strings.TrimSpace(m.run("commonhall", "token", "create", "--user", "ada")), 10, 5)
	for _, bad := range []struct{ digit, what, why string }{
		{"1", "an edge that does not start", "the edge before goes on, because of its successor: it ended before it was ready"},
		{"2", "an edge that hangs before it is ready", "it was not ready after 30s"},
		{"3", "an edge that answers nobody", "it does not answer visitors"},
		{"4", "an edge that answers everybody with an error", "it answers visitors with 500 Sorry"},
		{"5", "a warden that does not start", "The warden is out of order today."},
		{"6", "a warden that hangs before it is ready", "No other warden served within 5s"},
		{"7", "a warden that answers nobody", "No other warden served within 5s"},
		{"8", "a warden that breaks down", "commonhall-warden.service"},
	} {
		version := "0.1.7002" + bad.digit
		said := m.refused("commonhall", "upgrade", "--from", m.release("broken", version, old))
		m.says(said, version+" did not run well here, so "+firstRelease+" is back. Nothing was lost.", bad.why)
		m.runs(firstRelease)
		l.report(bad.what)
		if now := m.run("pgrep", "-o", "-f", "/user/ada/"); now != server {
			t.Errorf("%s: ada's server was process %s and is %s", bad.what, server, now)
		}
	}
	l.end()
	m.settled(point{})
}

// Programs that do not run on this machine, however well they are signed, are found
// out before anything is changed.
func TestFreshUpgradeNoProgram(t *testing.T) {
	m := rent(t, "noprogram", 39)
	m.beganWith("--https=off")
	old := m.signer("old")
	good, err := os.ReadFile(releases("good"))
	m.must(err)
	before := m.tree()
	version := func(v string) []byte { return bytes.Replace(good, []byte(firstRelease), []byte(v), 1) }
	arm := version("0.1.70031")
	arm[18] = 0xb7 // the machine in the head of the file: 64-bit ARM
	for v, binary := range map[string][]byte{"0.1.70030": version("0.1.70030")[:len(good)/3], "0.1.70031": arm, "0.1.70032": {}, "0.1.70033": []byte("#!/bin/sh\nkill -SEGV $$\n"),
		"0.1.70034": []byte("#!/bin/sh\nexit 127\n"), "0.1.70035": []byte("#!/bin/sh\nyes '{}'\n"), "0.1.70036": version("0.1.70037")} {
		m.says(m.refused("commonhall", "upgrade", "--from", m.packed("none", v, binary, old)), "The program of version "+v)
	}
	if after := m.tree(); after != before {
		t.Errorf("before there was\n%s\nand now\n%s", before, after)
	}
	m.runs(firstRelease)
}

// A hub that somebody else has become fills its folder with what could be in the way:
// it stops neither an upgrade nor the way back, and root touches nothing through it.
func TestFreshUpgradeHostileHub(t *testing.T) {
	t.Parallel()
	m := rent(t, "hostile", 40)
	m.beganWith("--https=off")
	old := m.signer("old")
	m.write("/root/secret", "root's\n")
	m.write("/root/hostile", `cd /var/lib/commonhall/hub
for n in 1 2 3 4 5 6 7 8 9; do
  mkdir -p commonhall.db.before-$n/full commonhall.db.before-$n.new/full
  chmod 000 commonhall.db.before-$n commonhall.db.before-$n.new
done
for n in commonhall.db.returning commonhall.db.new commonhall.db.back; do ln -s /root/secret $n; done
mkdir -p commonhall.db.failed-2/full; ln -s / commonhall.db.failed-1; mkfifo commonhall.db.failed-3
chown -hR --reference=. .
`)
	m.run("sh", "/root/hostile")
	said := m.refused("commonhall", "upgrade", "--from", m.release("migrates", "0.1.70001", old))
	m.says(said, "0.1.70001 did not run well here", "The hub does not know what it wanted.")
	m.runs(firstRelease)
	if people := m.people(); people != "NAME ada admin ben" {
		t.Errorf("people are %s", people)
	}
	m.says(m.run("commonhall", "upgrade", "--from", m.release("grows", "0.1.70002", old)), "commonhall 0.1.70002 runs.")
	m.runs("0.1.70002")
	if people := m.people(); people != "NAME ada admin ben" {
		t.Errorf("people are %s", people)
	}
	if is := m.read("/root/secret"); is != "root's\n" {
		t.Errorf("what a link led to is %q", is)
	}
	m.run("sh", "-c", "rm -r /var/lib/commonhall/hub/commonhall.db.before-*.new /var/lib/commonhall/hub/commonhall.db.new")
	m.settled(point{})
}
