package e2e

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/store"
	"commonhall/supervisor"
	"commonhall/warden"
)

// lonely is an installation that does not run, with a bucket for its backups. The
// bucket ends whoever makes its nth request.
type lonely struct {
	t      *testing.T
	dir    string
	server *httptest.Server
	until  atomic.Int64

	mu        sync.Mutex
	victim    *os.Process
	meanwhile func(*http.Request) // is called before each request is answered
}

func newLonely(t *testing.T, settings string) *lonely {
	t.Helper()
	l := &lonely{t: t, dir: filepath.Join(t.TempDir(), "hall")}
	i, err := supervisor.MakeInstance(l.dir, supervisor.Instance{Config: settings})
	l.must(err)
	hub := i.UIDBase + warden.HubOffset
	l.must(os.Mkdir(l.dir+"/hub", 0o700))
	db, err := store.Open(t.Context(), l.dir+"/hub/commonhall.db")
	l.must(err)
	people, err := db.AddUsers(t.Context(), []commonhall.UserName{"ada", "ben", "cleo"}, false, i.UIDBase+warden.PeopleOffset, i.UIDBase+warden.BlockSize-1, time.Now())
	l.must(err)
	_, err = db.AddGroups(t.Context(), []commonhall.GroupName{"art"}, []commonhall.UserName{"ada"}, i.UIDBase+commonhall.FirstGroup, i.UIDBase+commonhall.LastGroup, time.Now())
	l.must(err)
	l.must(db.Close())
	for _, name := range []string{"hub", "hub/commonhall.db"} {
		l.must(os.Chown(filepath.Join(l.dir, name), hub, hub))
	}
	l.must(os.Mkdir(l.dir+"/homes", 0o755))
	for n, p := range people {
		home := fmt.Sprintf("%s/homes/%s-%d", l.dir, p.Account.Name, p.Account.UID-i.UIDBase)
		l.must(os.MkdirAll(home+"/work", 0o700))
		for f := range 2 {
			l.must(os.WriteFile(fmt.Sprintf("%s/work/%d", home, f), fmt.Appendf(nil, "file %d of %s", f, p.Name), 0o600))
		}
		l.must(exec.Command("chown", "-R", fmt.Sprintf("%d:%d", p.Account.UID, p.Account.UID), home).Run())
		if n == 0 {
			l.must(os.Link(home+"/work/0", home+"/same"))
		}
	}
	for path, owner := range map[string]int{"groups": 0, "groups/art-100": 0, "groups/art-100/handin": 0, "groups/art-100/handin/ada-1000": i.UIDBase + 100, "groups/art-100/shared": i.UIDBase + 100} {
		path = filepath.Join(l.dir, path)
		l.must(os.MkdirAll(path, 0o700))
		if owner > 0 {
			l.must(os.WriteFile(path+"/work", []byte("of the group"), 0o600))
			l.must(exec.Command("chown", "-R", fmt.Sprintf("%d:%d", owner, owner), path).Run())
		}
	}
	l.bucket()
	if settings == "" {
		settings = l.dir + "/commonhall.yaml"
	}
	l.must(os.WriteFile(settings, fmt.Appendf(nil, "backup:\n  to: s3://hall/x\n  endpoint: %s\n  region: here\n  credentials_file: %s\n  unencrypted: true\n",
		l.server.URL, l.dir+"-keys"), 0o644))
	l.must(os.WriteFile(l.dir+"-keys", []byte("key\nsecret\n"), 0o600))
	return l
}

func (l *lonely) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

func (l *lonely) bucket() {
	mem := s3mem.New()
	l.must(mem.CreateBucket("hall"))
	inner := gofakes3.New(mem).Server()
	l.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		if l.meanwhile != nil {
			l.meanwhile(r)
		}
		l.mu.Unlock()
		if l.until.Add(-1) == 0 {
			l.mu.Lock()
			defer l.mu.Unlock()
			_ = l.victim.Kill()
			return
		}
		inner.ServeHTTP(w, r)
	}))
	l.t.Cleanup(l.server.Close)
}

// run runs a command that is killed at its nth request; 0: never. It reports
// whether it was.
func (l *lonely) run(n int64, args ...string) (killed bool) {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), time.Minute)
	defer cancel()
	cmd := command(ctx, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	l.mu.Lock()
	l.until.Store(n)
	err := cmd.Start()
	l.victim = cmd.Process
	l.mu.Unlock()
	l.must(err)
	err = cmd.Wait()
	if s, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && s.Signal() == syscall.SIGKILL && n > 0 {
		return true
	}
	if err != nil {
		l.t.Fatalf("%q: %v\n%s", args, err, said.String())
	}
	return false
}

// state is everything that a person could miss.
func (l *lonely) state(dir string) string {
	l.t.Helper()
	out, err := exec.Command("sh", "-c", `cd "$1" && find homes groups hub instance.json commonhall.yaml -path '*.before-restore*' -prune -o -name 'commonhall.db*' -prune -o -type d -printf '%y %m %U:%G %p\n' -o -printf '%y %m %U:%G %p %n\n' | sort && find homes groups -name '*.before-restore*' -prune -o -type f -print0 | sort -z | xargs -0 sha256sum`, "sh", dir).CombinedOutput()
	if err != nil {
		l.t.Fatalf("%v: %s", err, out)
	}
	dump, err := command(l.t.Context(), "backup", "dump", "--dir", dir).Output()
	l.must(err)
	return string(out) + string(dump)
}

// TestAGroupsFileComesBack: one that somebody deleted, one that was changed, and a whole
// folder; each belongs to the group again, and nothing that is there is overwritten.
func TestAGroupsFileComesBack(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	l.run(0, "backup", "now", "--dir", l.dir)
	const art, hand = "/groups/art-100/shared/work", "/groups/art-100/handin/ada-1000/work"
	want, err := os.Stat(l.dir + art)
	l.must(err)
	l.must(os.WriteFile(l.dir+hand, []byte("spoilt"), 0o600))
	l.must(os.Remove(l.dir + art))
	for _, path := range []string{"shared/work", "handin/ada-1000/work"} {
		l.run(0, "backup", "restore", "--dir", l.dir, "--group", "ART", "--path", path)
	}
	l.waitsForAStart(l.dir+"/groups", "--dir", l.dir, "--group", "ART", "--path", "shared")
	for _, path := range []string{art, hand} {
		b, err := os.ReadFile(l.dir + path)
		l.must(err)
		st, err := os.Stat(l.dir + path)
		l.must(err)
		if string(b) != "of the group" || st.Sys().(*syscall.Stat_t).Uid != want.Sys().(*syscall.Stat_t).Uid {
			t.Errorf("%s is %q of %d", path, b, st.Sys().(*syscall.Stat_t).Uid)
		}
	}
	for _, kept := range []string{hand + ".before-restore-*", "/groups/art-100/shared.before-restore-*/work"} {
		if found, err := filepath.Glob(l.dir + kept); err != nil || len(found) != 1 {
			t.Errorf("what was there is in %q, %v", found, err)
		}
	}
	to := t.TempDir()
	l.run(0, "backup", "restore", "--dir", l.dir, "--group", "art-100", "--to", to)
	if b, err := os.ReadFile(to + "/art-100/shared/work"); err != nil || string(b) != "of the group" {
		t.Errorf("elsewhere it is %q, %v", b, err)
	}
	for _, c := range [][]string{{"--group", "math", "--path", "shared"}, {"--group", "art"}, {"--group", "art", "--path", "../math-101"}, {"--group", "art", "--path", "shared/none"}, {"--group", "art", "--user", "ada", "--path", "shared"},
		{"--group", "art", "--to", l.dir + "/groups/art-100/shared"}} {
		if out, err := command(t.Context(), append([]string{"backup", "restore", "--dir", l.dir}, c...)...).CombinedOutput(); err == nil || !strings.HasPrefix(string(out), "commonhall: ") {
			t.Errorf("%q: %v, %s", c, err, out)
		}
	}
}

// TestKilledRestores: at every request of a restore it is killed. Before its end
// there is no installation; the same command again brings everything back, and what
// was there before is still there.
func TestKilledRestores(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	l.run(0, "backup", "now", "--dir", l.dir)
	want := l.state(l.dir)
	from := []string{"--from", "s3://hall/x", "--endpoint", l.server.URL, "--region", "here", "--credentials-file", l.dir + "-keys"}
	step := int64(2) // each object is asked for, each step begins and ends with a lock
	points := 0
	for n := int64(1); ; n += step {
		dir := filepath.Join(t.TempDir(), "new")
		restore := append([]string{"backup", "restore", "--dir", dir}, from...)
		if !l.run(n, restore...) {
			break
		}
		points++
		if _, err := os.Stat(dir + "/instance.json"); err == nil {
			if got := l.state(dir); got != want {
				t.Fatalf("killed at request %d, there is an installation, and it is\n%s\nnot\n%s", n, got, want)
			}
			continue
		}
		l.run(0, restore...)
		if got := l.state(dir); got != want {
			t.Fatalf("killed at request %d, and again, it is\n%s\nnot\n%s", n, got, want)
		}
		for _, left := range []string{"/restore.json", "/.restore", "/homes/.restore"} {
			if _, err := os.Lstat(dir + left); err == nil {
				t.Errorf("killed at request %d: %s is left", n, left)
			}
		}
	}
	if points < 10 {
		t.Errorf("killed at %d points only", points)
	}
	// Over an installation with newer work, twice killed.
	l.must(os.WriteFile(l.dir+"/homes/ada-1000/work/0", []byte("newer work"), 0o600))
	over := append([]string{"backup", "restore", "--over", "--dir", l.dir}, from...)
	for _, n := range []int64{25, 18} {
		if !l.run(n, over...) {
			t.Errorf("it ended before request %d", n)
		}
	}
	l.run(0, over...)
	if got := l.state(l.dir); got != want {
		t.Errorf("over the installation it is\n%s\nnot\n%s", got, want)
	}
	kept, err := filepath.Glob(l.dir + "/homes/ada-1000.before-restore-*/work/0")
	l.must(err)
	if len(kept) != 1 {
		t.Fatalf("the newer work is in %q", kept)
	}
	if b, err := os.ReadFile(kept[0]); err != nil || string(b) != "newer work" {
		t.Errorf("the newer work is %q, %v", b, err)
	}
	if strings.Count(want, "file 0") != 0 || !strings.Contains(want, `"cleo"`) {
		t.Error("the comparison does not see what it should")
	}
}

// TestRestoredElsewhere: the settings of an installed server lie in /etc. Restored in
// its place they come back there; restored into another folder, for a look, they do
// not touch those of the server that runs.
func TestRestoredElsewhere(t *testing.T) {
	needs.Root(t)
	etc := filepath.Join(t.TempDir(), "etc")
	settings := filepath.Join(etc, "hall.yaml")
	for _, dir := range []string{etc, etc + "/certs"} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for path, mode := range map[string]os.FileMode{"keys": 0o600, "certs/key.pem": 0o640} {
		if err := os.WriteFile(filepath.Join(etc, path), []byte("secret of "+path), mode); err != nil {
			t.Fatal(err)
		}
	}
	l := newLonely(t, settings)
	versions := l.dir + "/config/history/1.yaml"
	l.must(os.MkdirAll(filepath.Dir(versions), 0o755))
	l.must(os.WriteFile(versions, []byte("# an older version"), 0o600))
	backups, look := filepath.Join(t.TempDir(), "B"), filepath.Join(t.TempDir(), "look")
	l.run(0, "backup", "now", "--dir", l.dir, "--from", backups)
	saved, err := os.ReadFile(settings)
	l.must(err)
	l.must(os.WriteFile(settings, []byte("# newer\n"), 0o644))
	l.run(0, "backup", "restore", "--dir", look, "--from", backups)
	is := func(path, want string) {
		t.Helper()
		if b, err := os.ReadFile(path); err != nil || string(b) != want {
			t.Errorf("%s is %q, %v", path, b, err)
		}
	}
	is(settings, "# newer\n")
	is(look+"/commonhall.yaml", string(saved))
	if i, err := supervisor.OpenInstance(look); err != nil || i.Config != "" {
		t.Errorf("the one to look at is %+v, %v", i, err)
	}
	l.must(os.RemoveAll(l.dir))
	l.must(os.RemoveAll(etc + "/certs"))
	l.must(os.WriteFile(etc+"/keys", []byte("of the new machine"), 0o600))
	l.run(0, "backup", "restore", "--dir", l.dir, "--from", backups)
	is(etc+"/keys", "of the new machine") // somebody has just written it
	is(etc+"/certs/key.pem", "secret of certs/key.pem")
	if st, err := os.Stat(etc + "/certs/key.pem"); err != nil || st.Mode() != 0o640 {
		t.Errorf("the key is %v, %v", st, err)
	}
	is(versions, "# an older version")
	for _, left := range []string{etc + "/.restore", l.dir + "/.restore"} {
		if _, err := os.Lstat(left); err == nil {
			t.Errorf("%s is left", left)
		}
	}
	is(settings, string(saved))
	if i, err := supervisor.OpenInstance(l.dir); err != nil || i.Config != settings {
		t.Errorf("the one in its place is %+v, %v", i, err)
	}
	if kept, err := filepath.Glob(settings + ".before-restore-*"); err != nil || len(kept) != 1 {
		t.Errorf("the newer settings are in %q, %v", kept, err)
	}
}

// TestRestoresAtOnce: there is one restore into a folder at a time. Whoever looks after
// the homes meanwhile is none, and what a restore left that was killed hinders nobody.
func TestRestoresAtOnce(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	backups := filepath.Join(t.TempDir(), "B")
	l.run(0, "backup", "now", "--dir", l.dir, "--from", backups)
	hold := func(dir string) *os.File {
		t.Helper()
		f, err := os.Open(dir)
		l.must(err)
		l.must(syscall.Flock(int(f.Fd()), syscall.LOCK_EX))
		return f
	}
	l.must(os.MkdirAll(l.dir+"/homes/.restore/new/half", 0o755))
	homes := hold(l.dir + "/homes")
	defer homes.Close()
	restore := []string{"backup", "restore", "--dir", l.dir, "--from", backups, "--user", "ada", "--path", "work/0"}
	l.run(0, restore...)
	if _, err := os.Lstat(l.dir + "/homes/.restore"); err == nil {
		t.Error("what was left is still there")
	}
	l.must(os.Mkdir(l.dir+"/homes/.restore", 0o700))
	other := hold(l.dir + "/homes/.restore")
	defer other.Close()
	out, err := command(t.Context(), restore...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "Another restore into") {
		t.Errorf("beside another restore: %v %s", err, out)
	}
}
