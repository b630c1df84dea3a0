//go:build freshserver

package e2e

import (
	"html"
	"io"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Pupils have accounts on the machine already: they sign in with those, through PAM as the
// machine has it and systemd's fences, and nobody else does.
func TestFreshPAM(t *testing.T) {
	m := rent(t, "pam", 21)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	const password, wrongPassword = "seven green bottles", "Wrong name or password."
	for _, name := range []string{"ada", "ben", "cleo", "dora"} {
		m.run("useradd", "--create-home", name)
		m.run("sh", "-c", "echo '"+name+":"+password+"' | chpasswd")
	}
	m.run("sh", "-c", "echo 'root:"+password+"' | chpasswd")
	m.run("groupadd", "physics")
	m.run("usermod", "-aG", "physics", "ada")
	m.run("usermod", "--expiredate", "2001-01-01", "ben")
	m.run("usermod", "--lock", "cleo")
	m.write("/etc/commonhall/commonhall.yaml", "auth:\n  providers:\n    - {name: here, type: pam, title: School account, allowed_groups: [physics], allowed_users: [ben, cleo, root]}\n")
	m.run("commonhall", "config", "apply")
	status, _ := m.signInHere("ada", password)
	if status != 503 {
		t.Errorf("without the program: %d", status)
	}
	m.says(m.doctor(), "the program /usr/local/libexec/commonhall-pam is missing")
	program := filepath.Join(t.TempDir(), "commonhall-pam")
	if out, err := exec.Command("../packaging/pam/build.sh", program).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	m.run("mkdir", "-p", "/usr/local/libexec")
	m.copyIn(program, "/usr/local/libexec/commonhall-pam")
	for _, c := range []struct {
		name, password string
		status         int
		says           string
	}{{"ada", password, 303, ""}, {"ada", "wrong", 403, wrongPassword}, {"ben", password, 403, "has expired"}, {"ben", "wrong", 403, wrongPassword}, {"cleo", password, 403, wrongPassword}, {"dora", password, 403, "knows you"}, {"root", password, 403, wrongPassword}, {"zoe", password, 403, wrongPassword}} {
		if status, body := m.signInHere(c.name, c.password); status != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s with %q: %d\n%.2000s\n%s", c.name, c.password, status, body, m.run("journalctl", "-n", "30", "--no-pager"))
		}
	}
	m.refused("setpriv", "--reuid=1001", "--clear-groups", "sh", "-c", "python3 -c 'import socket,glob; socket.socket(socket.AF_UNIX).connect(glob.glob(\"/run/commonhall/*/pam.sock\")[0])'")
	if said := m.run("sh", "-c", "journalctl --no-pager -o export; cat /var/log/* 2>/dev/null || true"); strings.Contains(said, password) {
		t.Error("a log has the password")
	}
	m.says(m.run("systemctl", "list-units", "--all", "--no-legend", "commonhall-pam*"), "commonhall-pam.socket")
	if said := m.run("systemctl", "--failed", "--no-legend"); strings.Contains(said, "commonhall") {
		t.Error(said)
	}
	if said := m.doctor(); strings.Contains(said, "provider-away") || strings.Contains(said, "unit-") {
		t.Errorf("doctor: %s", said)
	}
	m.write("/etc/commonhall/commonhall.yaml", "")
	m.run("commonhall", "config", "apply")
	m.refused("systemctl", "is-active", "commonhall-pam.socket")
	m.run("commonhall", "uninstall", "--yes")
}

// doctor is what doctor says, whatever its verdict is.
func (m *machine) doctor() string {
	out, _ := m.try("commonhall", "doctor")
	return out
}

// signInHere types a name and a password of the machine's into the page.
func (m *machine) signInHere(name, password string) (int, string) {
	m.t.Helper()
	c := m.browserless()
	jar, err := cookiejar.New(nil)
	m.must(err)
	c.Jar = jar
	r, err := c.Get("http://hall.test/hub/login")
	m.must(err)
	page, err := io.ReadAll(r.Body)
	m.must(err)
	r.Body.Close()
	token := regexp.MustCompile(`name="_xsrf" value="([^"]+)"`).FindSubmatch(page)
	if token == nil {
		m.t.Fatalf("no form in %s", page)
	}
	r, err = c.PostForm("http://hall.test/hub/login", url.Values{"_xsrf": {html.UnescapeString(string(token[1]))}, "provider": {"here"}, "username": {name}, "password": {password}})
	m.must(err)
	defer r.Body.Close()
	page, err = io.ReadAll(r.Body)
	m.must(err)
	return r.StatusCode, string(page)
}
