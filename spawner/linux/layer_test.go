package linux_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/sandbox/overlay"
	"commonhall/spawner"
)

// layer makes a layer that would like to be the machine.
func (l *library) layer(t *testing.T, name string) {
	t.Helper()
	for path, text := range map[string]string{
		"usr/bin/hall-toad": "#!/bin/sh\ncat /etc/hall/says\n", "etc/hall/says": "quak\n", "usr/bin/id": "#!/bin/sh\necho evil\n", "usr/bin/env": "#!/bin/sh\necho evil\n",
		"etc/passwd": "evil\n", "etc/shadow": "evil\n", "etc/profile": "echo evil\n", "etc/hosts": "evil\n", "etc/commonhall/config": "evil\n", "etc/userdb/evil": "evil\n",
	} {
		path = l.at(name + "/" + path)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o755))
	}
	// Where the sandbox's maker would follow them, as root; what it puts together lies at /proc.
	must(t, os.Symlink("/root", l.at(name+"/etc/subgid-")), os.Symlink("/proc/home", l.at(name+"/etc/subuid-")), os.Symlink("/", l.at(name+"/usr/everything")))
	l.give(t, l.at("x"))
}

// TestLayer: what a layer adds is where it belongs, by either name of a folder; what is the
// machine's, the sandbox's or hidden stays so. Beside a draft, too.
func TestLayer(t *testing.T) {
	l := newLibrary(t)
	l.layer(t, "x/t1/debian")
	l.serve()
	t.Cleanup(l.stopAll)
	before, err := os.ReadFile("/proc/self/mountinfo")
	must(t, err)
	l.start(t, l.wants("plain", ""))
	want := l.run(t, "plain", `ls -d /bin/. /usr/bin/id; cat /etc/passwd /etc/hosts /etc/profile | cksum | cut -c1-3; cd /bin && pwd -P`)
	for id, draft := range map[string]string{"a": "", "b": "x/d1"} {
		spec := l.wants(commonhall.ServerID(id), draft)
		spec.Software.Layer = "x/t1/debian"
		l.start(t, spec)
		st, err := l.s.Status(patience(t), spec.ID)
		must(t, err)
		if strings.Contains(st.Missing, overlay.ErrUnsupported.Error()) {
			needs.AnotherMachine(t, st.Missing)
		}
		if got := l.run(t, spec.ID, `hall-toad; /bin/hall-toad; (echo x > /etc/hall/says) 2>/dev/null && echo wrote; true`); got != "quak\nquak\n" {
			t.Errorf("%s: its program says %q (%q)", id, got, st.Missing)
		}
		got := l.run(t, spec.ID, `touch ~/seen; id -u; env | grep -c ^HOME=; cat /etc/passwd /etc/shadow /etc/profile /etc/hosts /etc/commonhall/* /etc/userdb/* 2>/dev/null | grep -c evil; ls -A /etc/subgid- /etc/subuid- 2>/dev/null; ls /usr/everything/root; ls -m ~; ls /env`)
		if strings.Contains(got, "evil") || !strings.Contains(got, "\n1\n0\n") || !strings.HasSuffix(got, "seen\nx\n") {
			t.Errorf("%s: it sees\n%s", id, got)
		}
	}
	if got := l.run(t, "a", `ls -d /bin/. /usr/bin/id; cat /etc/hosts /etc/profile >/dev/null; readlink /bin`); !strings.Contains(want, strings.SplitAfter(got, "id\n")[0]) || !strings.HasSuffix(got, "usr/bin\n") {
		t.Errorf("it has\n%s\nand without a layer\n%s", got, want)
	}
	if after, err := os.ReadFile("/proc/self/mountinfo"); err != nil || string(after) != string(before) {
		t.Errorf("the machine's mounts were\n%s\nand are\n%s", before, after)
	}
}

// TestLayerCannotBe: a layer that is not what it should be is left out and told; the
// server starts.
func TestLayerCannotBe(t *testing.T) {
	l := newLibrary(t)
	l.layer(t, "x/t1/debian")
	l.layer(t, "x/root")
	must(t, os.Symlink("t1/debian", l.at("x/link")), os.Mkdir(l.at("x/half"), 0o755), os.Symlink("/usr", l.at("x/half/usr")))
	l.give(t, l.at("x"))
	must(t, os.Chown(l.at("x/root/usr"), 0, 0))
	l.serve()
	t.Cleanup(l.stopAll)
	for id, want := range map[string]string{"link": "environments/x/link/usr is not a folder, and links are not followed", "half": "environments/x/half/usr is not a folder", "none": "environments/x/none/usr cannot be opened", "root": "environments/x/root/usr belongs to the account 0"} {
		spec := l.wants(commonhall.ServerID(id), "")
		spec.Software.Layer = "x/" + id
		must(t, l.s.Start(patience(t), spec))
		st, err := l.s.Status(patience(t), spec.ID)
		if err != nil || st.Phase == spawner.Ended || !strings.HasPrefix(st.Missing, "the programs of Debian's: "+want) {
			t.Errorf("%s: %+v, %v", id, st, err)
			continue
		}
		if got := l.run(t, spec.ID, `hall-toad 2>/dev/null; cat /env/x/lib/a`); got != "one\n" {
			t.Errorf("%s: it has %q", id, got)
		}
	}
	for _, bad := range []string{"../x/t1/debian", "/usr", "x/../x", "."} {
		spec := l.wants("bad", "")
		spec.Software.Layer = bad
		if err := l.s.Start(patience(t), spec); err == nil || !strings.Contains(err.Error(), "not the name of a folder") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
