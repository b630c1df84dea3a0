//go:build freshserver

package e2e

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"commonhall/packaging/needs"
)

// reads does what a page says, as root at the machine's console, and returns what
// came of it.
func (m *machine) reads(page string, others ...instead) string {
	m.t.Helper()
	script, commands := asWritten(m.t, page, others...)
	if m.t.Failed() || commands == 0 {
		m.t.Fatalf("%s has %d commands", page, commands)
	}
	out, err := m.try("bash", "-c", "cd /root; exec 2>&1; export EDITOR=/root/editor SYSTEMD_PAGER=cat TERM=dumb\n"+script)
	if err != nil {
		m.t.Fatalf("%s, %v:\n%s", page, err, out)
	}
	m.t.Logf("%s: %d commands\n%s", page, commands, out)
	return out
}

// releaseFolder is where a release lies: one that was made for these stories, or what
// make package has built.
func releaseFolder(t *testing.T, made, built string) string {
	t.Helper()
	for _, dir := range []string{filepath.Join(os.Getenv("COMMONHALL_SERVER_WORK"), "releases", made), filepath.Join(os.Getenv("COMMONHALL_SERVER_DIST"), built)} {
		if _, err := os.Stat(filepath.Join(dir, "install.sh")); err == nil {
			return dir
		}
	}
	needs.Skip(t, "needs a release: make package ARCHS=amd64 SIGN=… DIST="+built)
	return ""
}

// publishes serves a release as it is published.
func publishes(t *testing.T) (address string) {
	t.Helper()
	dist := releaseFolder(t, "first", "dist")
	l, err := net.Listen("tcp", outside+":0")
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: http.FileServer(http.Dir(dist))}
	done := make(chan struct{})
	go func() { defer close(done); _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close(); <-done })
	return "http://" + l.Addr().String()
}

// warned is doctor, who has something to say.
var warned = instead{"sudo commonhall doctor", "sudo commonhall doctor || test $? = 1", "there is one administrator only, for example"}

const (
	school = "hall.example.org"
	// What somebody types who reads the page with an authority of the test's.
	withAuthority = " --acme-directory " + directory + " --acme-ca /etc/ssl/acme.pem"
	ownRelease    = "RELEASES=https://releases.example.org/commonhall"
	otherRelease  = "the releases are the test's"
)

// reader rents a machine as the pages take it to be.
func reader(t *testing.T, w *world, name string, host int) *machine {
	t.Helper()
	m := rent(t, name, host)
	w.lead(school, m.addr)
	m.write("/etc/ssl/acme.pem", string(w.ca))
	m.write("/usr/local/sbin/sudo", "#!/bin/sh\nexec env \"$@\"\n")
	m.write("/root/editor", "#!/bin/sh\nprintf 'backup:\\n  to: /mnt/backup/commonhall\\n' >> \"$1\"\n")
	m.run("chmod", "755", "/usr/local/sbin/sudo", "/root/editor")
	m.run("mkdir", "-p", "/mnt/backup")
	return m
}

// A teacher who has never seen commonhall follows the tutorial from a rented machine
// to a class, looks after it by the manual, and upgrades it.
func TestFreshTutorial(t *testing.T) {
	releases := publishes(t)
	w := beginWorld(t)
	m := reader(t, w, "tutorial", 30)
	install := "curl -fsSL $RELEASES/install.sh | sudo COMMONHALL_RELEASES=$RELEASES bash -s -- --name hall.example.org --email teacher@example.org"
	out := m.reads("tutorial-server.md",
		instead{"ssh root@hall.example.org", "", "the test stands at the machine's console"},
		instead{ownRelease, "RELEASES=" + releases, otherRelease},
		instead{install, install + withAuthority, "pebble stands for Let's Encrypt"},
		instead{"nano class.txt", "printf '%s\\n' ada ben chiara pupil{4..20} > class.txt", "somebody types"}, warned)
	password := regexp.MustCompile(`as  admin  with the password  (\S+)`).FindStringSubmatch(out)
	invitation := regexp.MustCompile(`(?m)^ada +(https://hall\.example\.org/hub/invite/\S+)$`).FindStringSubmatch(m.read("/root/invitations.txt"))
	if password == nil || invitation == nil || !strings.Contains(out, "https://hall.example.org/") {
		t.Fatalf("there is no password or no invitation:\n%s\n%s", out, m.read("/root/invitations.txt"))
	}
	m.wait("certificate", func() bool { return strings.Contains(m.run("commonhall", "certificate", "list"), "good") })
	ctx := visits(t, m)
	do(t, ctx, chromedp.Navigate("https://"+school+"/"), signIn("admin", password[1]), waitURL("/hub/home"),
		chromedp.Navigate("https://"+school+"/hub/admin"), chromedp.WaitVisible("#people-title"))
	shot(t, ctx, "admin")
	m.pupil(invitation[1])
	out = m.reads("how-to/trouble.md", warned)
	if !strings.Contains(out, "Serving notebooks from local directory: /home/ada") {
		t.Error("the journal does not tell of ada's server")
	}
	if _, repaired, _ := strings.Cut(out, "setup --yes"); !strings.Contains(repaired, "https://hall.example.org/") || strings.Contains(repaired, "with the password") {
		t.Error("a second setup says where another commonhall is:", repaired)
	}
	m.run("commonhall", "backup", "now")
	m.run("sh", "-c", "cd /var/lib/commonhall/homes/ada-* && echo kept > after-the-backup")
	m.reads("operations.md", warned)
	m.run("sh", "-c", "ls /var/lib/commonhall/hub/commonhall.db.before-restore-*")
	m.run("sh", "-c", "grep kept /var/lib/commonhall/homes/ada-*/after-the-backup")
	m.encrypted(w, school, "/hub/login", "Sign in")
	m.upgraded()
}

// upgraded reads how to upgrade, beside a running server.
func (m *machine) upgraded() {
	m.t.Helper()
	next := releaseFolder(m.t, "second", "dist-next")
	archives, _ := filepath.Glob(filepath.Join(next, "commonhall-*-linux-amd64.tar.gz"))
	if len(archives) != 1 {
		m.t.Fatalf("%s holds the archives %q", next, archives)
	}
	version := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(archives[0]), "commonhall-"), "-linux-amd64.tar.gz")
	m.folder(next)
	m.run("commonhall", "server", "start", "ada", "--wait")
	before := m.server("ada")
	const fetched = "the files below are the release"
	out := m.reads("how-to/upgrade.md", instead{ownRelease, "", fetched}, instead{"sudo COMMONHALL_RELEASES=$RELEASES commonhall upgrade", "", fetched})
	if after := m.server("ada"); !strings.Contains(out, "Version          "+version) || after != before {
		m.t.Errorf("ada's server was process %s and is %s; %s", before, after, out)
	}
}

// Every way to install, one over the other, and off again.
func TestFreshInstall(t *testing.T) {
	releases := publishes(t)
	w := beginWorld(t)
	m := reader(t, w, "install", 31)
	w.lead("hall.school.lan", m.addr)
	m.folder(releaseFolder(t, "first", "dist"))
	m.verifies()
	m.write("/root/password", adminPassword+"\n")
	m.write("/etc/ssl/school-root.pem", string(w.ca))
	const plain, off, delete = "sudo ./commonhall setup", "sudo commonhall uninstall", "sudo commonhall uninstall --delete-data"
	out := m.reads("how-to/install.md",
		instead{ownRelease, "RELEASES=" + releases, otherRelease},
		instead{"sudo apt install ./dist/commonhall_*_amd64.deb", "apt-get install -y ./dist/commonhall_*_amd64.deb", "nobody answers apt"},
		instead{plain, "tar -xzf dist/commonhall-*-linux-amd64.tar.gz --strip-components=1; " + plain, "one built in the tree is older than the release"},
		instead{off, "ss -ltn; echo secret > /etc/commonhall/backup-password; echo yes | " + off, "nobody types yes"},
		instead{delete, "commonhall setup --yes; echo yes | " + delete, "it is off already"})
	// What somebody has laid beside the settings stays, and so does the Debian package.
	if left := m.run("sh", "-c", "find /etc /var/lib /usr/local /run -name '*commonhall*' | grep -v /dpkg/; ls /etc/commonhall"); !strings.Contains(out, "127.0.0.1:8000") || left != "/etc/commonhall\nbackup-password\n" {
		t.Errorf("there is left\n%s\nafter\n%s", left, out)
	}
}

// verifies looks at a release by hand, as who makes one.
func (m *machine) verifies() {
	m.t.Helper()
	key, err := exec.Command("openssl", "pkey", "-in", filepath.Join(os.Getenv("COMMONHALL_SERVER_WORK"), "releases", "old.key"), "-pubout").Output()
	m.must(err)
	m.write("/root/packaging/keys/2027-a.pem", string(key))
	m.says(m.reads("how-to/release.md"), "Signature Verified Successfully", "install.sh: OK")
}

// folder copies a release to where its reader has it.
func (m *machine) folder(dist string) {
	m.t.Helper()
	files, err := os.ReadDir(dist)
	m.must(err)
	m.must(os.MkdirAll(m.path("/root/dist"), 0o755))
	for _, f := range files {
		m.copyIn(filepath.Join(dist, f.Name()), "/root/dist/"+f.Name())
	}
}

// pupil follows an invitation, and computes in a notebook.
func (m *machine) pupil(invitation string) {
	m.t.Helper()
	ctx := visits(m.t, m)
	do(m.t, ctx, chromedp.Navigate(invitation), chromedp.WaitVisible("#again"))
	shot(m.t, ctx, "invitation")
	do(m.t, ctx, chromedp.SendKeys("#password", "seven green bottles"), chromedp.SendKeys("#again", "seven green bottles"), chromedp.Submit("#again"), waitURL("/hub/home"),
		chromedp.Submit("form[action='/hub/spawn'] button"), waitURL("/user/ada/tree"), chromedp.WaitVisible("#notebook_list"))
	var path string
	do(m.t, ctx, chromedp.Evaluate(`fetch("/user/ada/api/contents", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({type: "notebook"})}).then(r => r.json()).then(m => m.path)`, &path, awaitPromise))
	do(m.t, ctx, chromedp.Navigate("https://"+school+"/user/ada/notebooks/"+path),
		until(`typeof Jupyter !== "undefined" && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()`))
	compute(m.t, ctx, "6*7", "42")
	do(m.t, ctx, chromedp.Navigate("https://"+school+"/hub/home"), chromedp.WaitVisible("#use"))
	shot(m.t, ctx, "home")
}
