//go:build freshserver

package e2e

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// beganWith installs the first release as its installer does, with two people.
func (m *machine) beganWith(flags ...string) {
	m.t.Helper()
	m.brought("first", "/root/first")
	m.run(append([]string{"sh", "/root/first/install.sh", "/root/first", "--yes", "--jupyter=no"}, flags...)...)
	m.runs(firstRelease)
	m.run("commonhall", "user", "add", "ada", "ben")
}

// A class works while the machine goes through five releases: nobody notices. Then
// three that are no good, of which each goes back by itself.
func TestFreshUpgradeUnderLoad(t *testing.T) {
	m := rent(t, "upgrade", 11)
	m.beganWith("--https=local")
	m.run("commonhall", "server", "start", "ada", "--app", "terminal", "--wait")
	old, next := m.signer("old"), m.signer("next")
	l := m.load("https://"+m.addr, strings.TrimSpace(m.run("commonhall", "token", "create", "--user", "ada")), 40, 20)
	for i := 1; i <= 5; i++ {
		// The second is the last that the old key has signed.
		version, keys := fmt.Sprintf("0.1.%d", 70000+i), "both"
		archive := "/root/second/commonhall-" + secondRelease + "-linux-amd64.tar.gz"
		if i == 1 {
			m.brought("second", "/root/second")
		} else {
			archive, keys = m.release("good", version, next), "the next"
		}
		m.says(m.run("commonhall", "upgrade", "--from", archive), "commonhall "+version+" runs.")
		m.runs(version)
		l.report("to " + version + ", signed by " + keys)
	}
	if left := strings.Fields(m.run("ls", "/usr/local/lib/commonhall")); len(left) != 3 {
		t.Errorf("releases are left: %v", left)
	}
	const good = "0.1.70005"
	people, admin := m.people(), strings.TrimSpace(m.run("commonhall", "token", "create", "--user", "admin"))
	for i, bad := range []struct{ program, why string }{{"ends", "The hub is out of order today."}, {"hangs", "was not ready within"}, {"migrates", "The hub does not know what it wanted."}} {
		version := fmt.Sprintf("0.1.%d", 70010+i)
		// By the old key as well: known, and not needed any more.
		said := m.refused("commonhall", "upgrade", "--from", m.release(bad.program, version, old, next))
		m.says(said, version+" did not run well here, so "+good+" is back. Nothing was lost.", bad.why)
		m.runs(good)
		l.report("to " + version + ", which " + bad.program)
		if now := m.people(); now != people {
			t.Errorf("of %s there are now %s", people, now)
		}
		m.says(m.run("commonhall", "status"), "The upgrade to "+version+" did not go well, so "+good+" came back.")
		m.says(m.run("curl", "-ks", "-H", "Authorization: token "+admin, "https://"+m.addr+"/hub/api/events?kind=hub.upgrade"), "The upgrade to "+version+" did not go well")
		if _, err := os.Stat(m.path("/usr/local/lib/commonhall/" + version)); err == nil {
			t.Errorf("%s is still there", version)
		}
	}
	l.end()
	m.says(m.run("commonhall", "server", "list"), "ada")
	if failed := m.run("sh", "-c", "ls /var/lib/commonhall/hub/*.failed-*"); !strings.Contains(failed, "commonhall.db.failed-") {
		t.Errorf("what the bad release wrote is not kept: %s", failed)
	}

}

// people are those on the list.
func (m *machine) people() string {
	m.t.Helper()
	var names []string
	for line := range strings.Lines(m.run("commonhall", "user", "list")) {
		names = append(names, strings.Fields(line)[0])
	}
	return strings.Join(names, " ")
}

// Upgrades that must not be, each refused in a sentence; nothing is changed.
func TestFreshUpgradeRefused(t *testing.T) {
	m := rent(t, "refusals", 12)
	m.beganWith("--https=off")
	old, next := m.signer("old"), m.signer("next")
	before := m.tree()
	torn := m.release("good", "0.1.70002", old)
	m.must(os.Truncate(m.path(torn), 10<<20))
	renamed := filepath.Join(filepath.Dir(m.release("good", "0.1.70003", old)), "commonhall-0.1.70004-linux-amd64.tar.gz")
	m.run("sh", "-c", "mv /root/0.1.70003-good/*.tar.gz "+renamed)
	arm := m.signed("/root/arm", "commonhall-0.1.70005-linux-arm64.tar.gz", []byte("for others"), old)
	unsigned := m.release("ends", "0.1.70006")
	for archive, why := range map[string]string{
		torn: "is not the file that was signed", renamed: "does not name", arm: "is for machines of another kind", unsigned: "is not signed",
		m.release("good", "0.1.70007", next):                    "is not signed by a key that counts here",
		m.release("good", "0.4.70000", old):                     "is more than one step",
		m.release("good", "0.0.90000", old):                     "is older than " + firstRelease,
		m.release("good", firstRelease, old):                    "runs already",
		"/root/nowhere/commonhall-0.1.70001-linux-amd64.tar.gz": "no checksums",
	} {
		said := m.refused("commonhall", "upgrade", "--from", archive)
		m.says(said, why)
		if strings.Count(said, "\n") > 3 {
			t.Errorf("%s: it says\n%s", archive, said)
		}
	}
	t.Run("setup of another version", func(t *testing.T) {
		m.brought("second", "/root/second")
		m.says(m.refused("sh", "/root/second/install.sh", "/root/second", "--yes", "--https=off", "--jupyter=no"), "Version "+firstRelease+" is installed", "commonhall upgrade --from")
	})
	t.Run("settings that wait for their confirmation", func(t *testing.T) {
		settings := m.read("/etc/commonhall/commonhall.yaml")
		m.write("/root/ed", `printf 'https:\n  mode: local\n  names: ["`+m.addr+`"]\n' >> "$1"`)
		m.says(m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit"), "commonhall config confirm")
		m.says(m.refused("commonhall", "upgrade", "--from", m.release("good", "0.1.70008", old)), "waits for its confirmation")
		m.ask(m.trusting(), "https://"+m.addr+"/hub/login", "Sign in") // it was installed without
		m.run("commonhall", "config", "confirm")
		m.run("commonhall", "config", "revert")
		m.run("commonhall", "config", "confirm")
		if m.read("/etc/commonhall/commonhall.yaml") != settings {
			t.Error("the settings did not come back")
		}
	})
	if after := m.tree(); after != before {
		t.Errorf("before there was\n%s\nand now\n%s", before, after)
	}
	m.runs(firstRelease)
	t.Run("two at once", m.twoUpgrades)
}

// tree lists what an upgrade might change.
func (m *machine) tree() string {
	m.t.Helper()
	return m.run("sh", "-c", "find /usr/local /etc/systemd/system /var/lib/commonhall -maxdepth 2 -name '*ommonhall*' -o -path '/usr/local/lib/commonhall/*' -o -path '/var/lib/commonhall/*' -maxdepth 1 | sort; readlink /usr/local/lib/commonhall/current")
}

// twoUpgrades starts two upgrades at the same moment: one runs, one is told so.
func (m *machine) twoUpgrades(t *testing.T) {
	old := m.signer("old")
	type end struct {
		said string
		err  error
	}
	ends := make(chan end, 2)
	for _, archive := range []string{m.release("good", "0.1.70020", old), m.release("good", "0.1.70021", old)} {
		go func() {
			said, err := m.try("commonhall", "upgrade", "--from", archive)
			ends <- end{said, err}
		}()
	}
	var good, told int
	for range 2 {
		switch e := <-ends; {
		case e.err == nil:
			good++
		case regexp.MustCompile("is at work|under way already|came first").MatchString(e.said):
			told++
		default:
			t.Errorf("one says\n%s", e.said)
		}
	}
	if good != 1 || told != 1 {
		t.Errorf("%d were done, %d refused", good, told)
	}
	m.runs(strings.TrimSpace(m.run("readlink", "/usr/local/lib/commonhall/current")))
}

// The installer from the network, then a Debian package of the next release.
func TestFreshUpgradePackage(t *testing.T) {
	m := rent(t, "package", 13)
	l := listen(t, outside+":8090", http.FileServer(http.Dir(releases("first"))))
	m.run("bash", "-c", "set -o pipefail; curl -fsSL "+l+"/install.sh | COMMONHALL_RELEASES="+l+" bash -s -- --yes --https=off --jupyter=no")
	m.runs(firstRelease)
	m.brought("second", "/root/second")
	if out := m.run("sh", "-c", "dpkg -i /root/second/commonhall_*_amd64.deb 2>&1"); !strings.Contains(out, "commonhall "+secondRelease+" runs.") {
		t.Errorf("dpkg says\n%s", out)
	}
	m.runs(secondRelease)
	t.Run("the same once more", func(t *testing.T) { m.again() })
	t.Run("the newest is fetched", func(t *testing.T) {
		m.release("good", "0.2.70000", m.signer("next"))
		newest := listen(t, outside+":8091", http.FileServer(http.Dir(m.path("/root/0.2.70000-good"))))
		m.says(m.refused("commonhall", "upgrade"), "Nobody has said where releases are published")
		for _, said := range []string{"commonhall 0.2.70000 runs.", "commonhall 0.2.70000 runs already"} {
			m.says(m.run("env", "COMMONHALL_RELEASES="+newest, "commonhall", "upgrade"), said)
		}
		m.runs("0.2.70000")
		m.says(m.refused("env", "COMMONHALL_RELEASES=http://"+outside+":8092", "commonhall", "upgrade"), "cannot be fetched", "commonhall upgrade --from FILE")
	})
	t.Run("another form of the database, and no way back", func(t *testing.T) {
		m.run("commonhall", "user", "add", "ada")
		m.run("commonhall", "upgrade", "--from", m.release("grows", "0.2.70001", m.signer("next")))
		m.runs("0.2.70001")
		m.says(m.run("commonhall", "user", "list"), "ada")
		m.copyIn(releases("good"), "/opt/old")
		m.run("systemctl", "stop", "commonhall.target", "commonhall-hub-edge.socket", "commonhall-hub-admin.socket")
		m.write("/etc/systemd/system/commonhall-hub.service.d/old.conf", "[Service]\nExecStart=\nExecStart=/opt/old hub --dir /var/lib/commonhall\nRestart=no\n")
		m.run("systemctl", "daemon-reload")
		m.refused("systemctl", "start", "commonhall-hub.service")
		m.run("journalctl", "--sync")
		m.says(m.run("journalctl", "-u", "commonhall-hub.service", "-n", "20", "-o", "cat", "--no-pager"), "newer version")
		m.run("rm", "-r", "/etc/systemd/system/commonhall-hub.service.d")
		m.run("systemctl", "daemon-reload")
		m.run("systemctl", "reset-failed")
		m.run("systemctl", "start", "commonhall.target")
		m.runs("0.2.70001")
		m.says(m.run("commonhall", "user", "list"), "ada")
	})
}

// again installs the package that is installed already, and its release by setup, after
// somebody has damaged things: each is a repair.
func (m *machine) again() {
	m.t.Helper()
	const done = "commonhall " + secondRelease + " runs already; its services were gone over, and all of them answer."
	edge := m.process("edge")
	for _, damage := range []string{"true", "rm /etc/systemd/system/commonhall-hub.service /usr/local/bin/commonhall; systemctl daemon-reload; systemctl stop commonhall-warden",
		"systemctl stop commonhall.target; userdel commonhall-edge; rm /etc/systemd/system/commonhall*"} {
		m.run("sh", "-c", damage)
		if out := m.run("sh", "-c", "dpkg -i /root/second/commonhall_*_amd64.deb 2>&1"); !strings.Contains(out, done) || strings.Contains(out, "was not upgraded") {
			m.t.Errorf("after %q dpkg says\n%s", damage, out)
		}
		m.runs(secondRelease)
		if damage == "true" && m.process("edge") != edge {
			m.t.Error("what was in order was renewed")
		}
	}
	m.run("sh", "-c", "cd /usr/local/lib/commonhall/current && cp commonhall damaged && echo >>damaged && mv damaged commonhall")
	m.says(m.refused("commonhall", "upgrade", "--from", "/root/second/commonhall-"+secondRelease+"-linux-amd64.tar.gz"), "has another program under that version", "install.sh")
	m.run("sh", "/root/second/install.sh", "/root/second", "--yes", "--jupyter=no")
	m.runs(secondRelease)
	m.settled(point{})
}

// listen serves over HTTP until the test ends.
func listen(t *testing.T, at string, h http.Handler) string {
	t.Helper()
	srv := &http.Server{Addr: at, Handler: h}
	go func() { _ = srv.ListenAndServe() }()
	t.Cleanup(func() { srv.Close() })
	eventually(t, "the server at "+at, func() error {
		resp, err := http.Get("http://" + at + "/")
		if err == nil {
			resp.Body.Close()
		}
		return err
	})
	return "http://" + at
}

// trusting is a client that takes any certificate: that is not what is asked here.
func (m *machine) trusting() *http.Client {
	c := m.browserless()
	c.Transport.(*http.Transport).TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	return c
}
