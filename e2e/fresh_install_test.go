//go:build freshserver

package e2e

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// From nothing to a page: setup with flags alone, a reboot, and off again.
func TestFreshSetup(t *testing.T) {
	m := rent(t, "setup", 2)
	m.install()
	out := m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	if !strings.Contains(out, "http://"+m.addr+"/") || !strings.Contains(out, "password") {
		t.Fatalf("setup said\n%s", out)
	}
	m.page("http://hall.test/hub/login", "Sign in")
	m.reboot()
	m.page("http://hall.test/hub/login", "Sign in")
	m.run("commonhall", "uninstall", "--yes")
}

// install brings the program onto the machine, as a copy.
func (m *machine) install() {
	m.t.Helper()
	m.copyIn(filepath.Join(os.Getenv("COMMONHALL_SERVER_DIST"), "commonhall"), "/root/commonhall")
}

// page asks for a page and looks for words on it.
func (m *machine) page(url, words string) {
	m.t.Helper()
	resp, err := m.browserless().Get(url)
	m.must(err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	m.must(err)
	if resp.StatusCode != http.StatusOK || !strings.Contains(string(b), words) {
		m.t.Fatalf("%s: %s without %q:\n%s", url, resp.Status, words, b)
	}
}
