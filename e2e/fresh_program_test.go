//go:build freshserver

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFreshProgram: on a server with systemd a package of Debian's becomes part of the
// class's software, and the checks see it; after an upgrade of the machine to another
// release servers start without it, which is told.
func TestFreshProgram(t *testing.T) {
	m := rentWith(t, "program", 29, true)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off")
	m.wait("the first environment", func() bool { return m.software().Current == 1 })
	repository := toads(t)
	files, err := os.ReadDir(repository)
	m.must(err)
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(repository, f.Name()))
		m.must(err)
		m.write("/opt/debs/"+f.Name(), string(b))
	}
	m.write("/etc/apt/sources.list.d/class.list", "deb [trusted=yes] file:/opt/debs ./\n")
	packages := m.read("/var/lib/dpkg/status")
	out := m.run("commonhall", "env", "build", "python", "--apt", "hall-toad")
	for _, want := range []string{"ok: the programs of Debian's are in their places", "Generation 2 is current"} {
		if !strings.Contains(out, want) {
			t.Errorf("the build says\n%s\nwithout %q", out, want)
		}
	}
	inside := func(script string) string {
		t.Helper()
		m.run("commonhall", "server", "start", "admin", "--app", "terminal", "--wait")
		defer m.run("commonhall", "server", "stop", "admin")
		out, _ := m.try("sh", "-c", `nsenter -m -t "$(pgrep -f "^/run/commonhall/commonhall terminal" | tail -1)" -- sh -c '`+script+`'`)
		return out
	}
	if out := inside("hall-toad; id -u"); !strings.HasPrefix(out, "quak\n") || strings.Contains(out, "evil") {
		t.Errorf("a server says %q", out)
	}
	m.run("sed", "-i", "s/^VERSION_CODENAME=.*/VERSION_CODENAME=sid/", "/usr/lib/os-release")
	m.run("systemctl", "restart", "commonhall-hub.service")
	if out := inside("hall-toad; echo started"); !strings.Contains(out, "started\n") || strings.Contains(out, "quak") {
		t.Errorf("on another release a server says %q", out)
	}
	if out := m.run("journalctl", "-u", "commonhall-hub.service"); !strings.Contains(out, "made for another release") {
		t.Errorf("the hub does not tell it:\n%s", out)
	}
	if m.read("/var/lib/dpkg/status") != packages {
		t.Error("the machine's packages are others now")
	}
}
