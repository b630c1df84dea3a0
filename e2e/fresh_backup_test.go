//go:build freshserver

package e2e

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"commonhall/backup"
)

// bucketAt is where machines find the bucket of a story.
const bucketAt = outside + ":9000"

// bucket is an S3 server. Where cut is set, its nth request from then on is not
// answered before the test has done something: cut power, for one.
type bucket struct {
	until   atomic.Int64
	reached chan struct{} // gets one when that request has come
	goOn    chan struct{}
}

func newBucket(t *testing.T) *bucket {
	t.Helper()
	b := &bucket{reached: make(chan struct{}), goOn: make(chan struct{})}
	mem := s3mem.New()
	if err := mem.CreateBucket("hall"); err != nil {
		t.Fatal(err)
	}
	inner := gofakes3.New(mem).Server()
	l, err := net.Listen("tcp", bucketAt)
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b.until.Add(-1) == 0 {
			b.reached <- struct{}{}
			<-b.goOn
			panic(http.ErrAbortHandler)
		}
		inner.ServeHTTP(w, r)
	})}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { srv.Close() })
	return b
}

// backs sets backups to the bucket, with keys and password beside the settings.
func (m *machine) backs() {
	m.t.Helper()
	m.run("install", "-m", "600", "/dev/null", "/etc/commonhall/backup-keys")
	m.run("install", "-m", "600", "/dev/null", "/etc/commonhall/backup-password")
	m.write("/etc/commonhall/backup-keys", "access\nsecret\n")
	m.write("/etc/commonhall/backup-password", "what stands on the paper\n")
	m.write("/root/ed", `printf 'backup:\n  to: s3://hall/class\n  endpoint: http://`+bucketAt+`\n  region: here\n  credentials_file: /etc/commonhall/backup-keys\n  password_file: /etc/commonhall/backup-password\n' >> "$1"`)
	m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit")
}

// fromBucket are the options with which an empty machine restores.
func (m *machine) fromBucket() []string {
	m.t.Helper()
	m.write("/root/keys", "access\nsecret\n")
	m.write("/root/paper", "what stands on the paper\n")
	return []string{"/root/commonhall", "backup", "restore", "--from", "s3://hall/class", "--endpoint", "http://" + bucketAt, "--region", "here",
		"--credentials-file", "/root/keys", "--password-file", "/root/paper"}
}

func (m *machine) lastRuns() backup.Record {
	m.t.Helper()
	r, err := backup.ReadRecord(m.path("/var/lib/commonhall/backup/last.json"))
	m.must(err)
	return r
}

// A class works, and is backed up meanwhile. Its machine is lost. On an empty one it
// goes on: the same address and certificate, the old password, the old notebook.
func TestFreshBackup(t *testing.T) {
	w := beginWorld(t)
	newBucket(t)
	a := rent(t, "old", 30)
	w.lead(hall, a.addr)
	a.installed(w)
	t.Run("where none are configured, nothing happens", func(t *testing.T) {
		for _, unit := range []string{"backup", "verify", "drill"} {
			a.run("systemctl", "start", "commonhall-"+unit+".service")
			if out := a.run("systemctl", "is-active", "commonhall-"+unit+".timer"); !strings.HasPrefix(out, "active") {
				t.Errorf("the timer of the %s is %s", unit, out)
			}
		}
		if r := a.lastRuns(); r.Backup != nil || r.Verify != nil || r.Drill != nil {
			t.Errorf("the record says %+v", r)
		}
	})
	ctx := visits(t, a)
	do(t, ctx, chromedp.Navigate("https://"+hall+"/"), signIn("admin", adminPassword), waitURL("/hub/home"),
		chromedp.Submit("form[action='/hub/spawn'] button"), waitURL("/user/admin/tree"), chromedp.WaitVisible("#notebook_list"))
	a.notebook(ctx)
	compute(t, ctx, "6*7", "42")
	do(t, ctx, chromedp.Evaluate(`Jupyter.notebook.save_notebook().then(() => true)`, nil, awaitPromise))
	a.run("commonhall", "user", "add", "ada")
	a.backs()
	a.nightly(ctx)
	certificate := a.read("/var/lib/commonhall/instance.json")
	serial := w.serial(a)
	chromedp.Cancel(ctx)
	a.cutPower()

	b := rent(t, "new", 31)
	w.lead(hall, b.addr)
	b.install()
	began := time.Now()
	b.write("/etc/ssl/acme.pem", string(w.ca)) // settings name it, and it is not beside them
	b.says(b.run(b.fromBucket()...), "is back")
	b.run("/root/commonhall", "setup", "--yes", "--name", hall)
	ctx = visits(t, b)
	do(t, ctx, chromedp.Navigate("https://"+hall+"/"), signIn("admin", adminPassword), waitURL("/hub/home"),
		chromedp.Submit("form[action='/hub/spawn'] button"), waitURL("/user/admin/tree"), chromedp.WaitVisible("#notebook_list"))
	b.open(ctx, "Untitled.ipynb")
	do(t, ctx, until(`[...document.querySelectorAll(".output_result pre")].some(p => p.textContent.trim() === "42")`))
	t.Logf("from an empty machine to the old notebook: %v", time.Since(began))
	compute(t, ctx, "7*7", "49")
	shot(t, ctx, "restored")
	t.Logf("with a kernel that computes: %v", time.Since(began))
	if now := b.read("/var/lib/commonhall/instance.json"); now != certificate {
		t.Errorf("the installation is %s and was %s", now, certificate)
	}
	if now := w.serial(b); now != serial {
		t.Errorf("the certificate is %s and was %s", now, serial)
	}
	b.piecesBack(t)
	b.overServers(t)
}

// overServers: commonhall is stopped, admin's server goes on. Nothing comes back over it before
// it is ended, for which no hub is needed.
func (m *machine) overServers(t *testing.T) {
	m.run("commonhall", "backup", "now")
	m.run("systemctl", "stop", "commonhall.target", "commonhall-hub.service", "commonhall-hub-admin.socket")
	const home = "/var/lib/commonhall/homes/admin-1000"
	m.write(home+"/Untitled.ipynb", "newer work")
	over := []string{"commonhall", "backup", "restore", "--over"}
	m.says(m.refused(over...), "Programs still run of: admin.", "commonhall server end-all")
	if got := m.read(home + "/Untitled.ipynb"); got != "newer work" {
		t.Errorf("under the server the file is %.100s", got)
	}
	m.run("systemctl", "start", "commonhall-warden.service")
	out, err := m.try("commonhall", "server", "end-all")
	t.Logf("without a hub end-all says %v, %s", err, out)
	m.says(m.run(over...), "is back")
	m.run("systemctl", "start", "commonhall.target")
	m.run("commonhall", "server", "start", "admin", "--wait")
	if got := m.read(home + "/Untitled.ipynb"); !strings.Contains(got, "42") {
		t.Errorf("what came back is %.100s", got)
	}
	m.says(m.run("sh", "-c", "cat "+home+".before-restore-*/Untitled.ipynb"), "newer work")
	m.run("systemctl", "stop", "commonhall.target", "commonhall-hub.service", "commonhall-hub-admin.socket")
	_, hint, _ := strings.Cut(m.refused(over...), "start this restore again: ")
	hint, _, _ = strings.Cut(hint, ". Where the hub does not start")
	m.says(m.run("sh", "-ec", hint), "1 servers were stopped.")
	m.says(m.run(over...), "is back")
	m.run("systemctl", "start", "commonhall.target")
}

// nightly starts what timers start, while people work.
func (m *machine) nightly(ctx context.Context) {
	m.t.Helper()
	stop, failed := make(chan struct{}), make(chan int, 1)
	go func() {
		defer close(failed)
		c := m.browserless()
		for {
			select {
			case <-stop:
				return
			default:
			}
			resp, err := c.Get("http://" + hall + "/hub/login")
			if err != nil || resp.StatusCode >= 500 {
				failed <- 1
				return
			}
			resp.Body.Close()
		}
	}()
	for _, unit := range []string{"backup", "verify", "drill"} {
		began := time.Now()
		m.run("systemctl", "start", "commonhall-"+unit+".service")
		m.t.Logf("%s: %v", unit, time.Since(began))
		compute(m.t, ctx, "1+1", "2")
	}
	close(stop)
	if n := <-failed; n > 0 {
		m.t.Error("a page failed during the backup")
	}
	r := m.lastRuns()
	if r.Good == nil || r.Verify == nil || !r.Verify.OK || r.Drill == nil || !r.Drill.OK {
		m.t.Fatalf("the record says %+v", r)
	}
	out := m.run("commonhall", "backup", "drill", "--json")
	var saw drilled
	if err := json.Unmarshal([]byte(out), &saw); err != nil || saw.Person != "admin" || saw.Notebook != "Untitled.ipynb" || saw.Cells < 2 {
		m.t.Errorf("the drill saw %s", out)
	}
	m.t.Logf("drill: %s", out)
}

// serial is the number of the certificate that visitors get.
func (w *world) serial(m *machine) string {
	w.t.Helper()
	out, err := m.try("sh", "-c", "openssl s_client -connect 127.0.0.1:443 -servername "+hall+" </dev/null 2>/dev/null | openssl x509 -noout -serial")
	if err != nil || !strings.HasPrefix(out, "serial=") {
		w.t.Fatalf("the certificate: %v %s", err, out)
	}
	return out
}

// piecesBack brings one file and one home back on the new machine.
func (m *machine) piecesBack(t *testing.T) {
	const home = "/var/lib/commonhall/homes/admin-1000"
	m.write(home+"/Untitled.ipynb", "spoiled")
	m.run("commonhall", "backup", "restore", "--user", "admin", "--path", "Untitled.ipynb")
	if got := m.read(home + "/Untitled.ipynb"); !strings.Contains(got, "42") {
		t.Errorf("the file is %s", got)
	}
	m.run("commonhall", "server", "stop", "admin")
	m.must(os.RemoveAll(m.path(home)))
	m.run("commonhall", "backup", "restore", "--user", "admin")
	m.run("commonhall", "server", "start", "admin", "--wait")
	if got := m.read(home + "/Untitled.ipynb"); !strings.Contains(got, "42") {
		t.Errorf("the home's file is %s", got)
	}
	for name, mode := range map[string]os.FileMode{"backup-keys": 0o600, "backup-password": 0o600} {
		if st, err := os.Stat(filepath.Join(m.path("/etc/commonhall"), name)); err != nil || st.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", name, st, err)
		}
	}
	m.run("systemctl", "start", "commonhall-backup.service")
}
