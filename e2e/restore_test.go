package e2e

import (
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/packaging/needs"
	"commonhall/store"
	"commonhall/supervisor"
)

// works starts a program of the person with this number, who sees a folder as their home,
// and returns what ends it.
func (l *lonely) works(number int, home *os.File) (end func()) {
	account := strconv.Itoa(l.base() + number)
	cmd := exec.Command("unshare", "--mount", "sh", "-c",
		`mount -t tmpfs none /home && mkdir /home/ada && mount --bind /proc/self/fd/3 /home/ada && exec setpriv --reuid "$0" --regid "$0" --clear-groups sh -c 'echo works; exec sleep 600'`, account)
	cmd.ExtraFiles = []*os.File{home}
	cmd.Stderr = os.Stderr
	said, err := cmd.StdoutPipe()
	err = errors.Join(err, cmd.Start())
	if err == nil {
		_, err = io.ReadFull(said, make([]byte, len("works\n")))
	}
	if err != nil {
		l.t.Error("a person's program:", err)
	}
	end = sync.OnceFunc(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	l.t.Cleanup(end)
	return end
}

// base is the first number of the installation's accounts.
func (l *lonely) base() int {
	l.t.Helper()
	i, err := supervisor.OpenInstance(l.dir)
	l.must(err)
	return i.UIDBase
}

// at has something done before the bucket answers the nth request from now on, and
// reports afterwards whether it came to that. What is asked of the bucket is needed
// (backup's TestWhatIsFetchedIsNeeded), so the command goes no further meanwhile.
func (l *lonely) at(n int, do func(*http.Request)) (came func() bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.meanwhile = func(r *http.Request) {
		if n--; n == 0 {
			do(r)
		}
	}
	return func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.meanwhile = nil
		return n <= 0
	}
}

func (l *lonely) open(path string) *os.File {
	l.t.Helper()
	f, err := os.Open(path)
	l.must(err)
	l.t.Cleanup(func() { f.Close() })
	return f
}

// is reports whether a path leads to the folder that was opened.
func is(path string, folder *os.File) bool {
	a, err := os.Stat(path)
	b, ferr := folder.Stat()
	return err == nil && ferr == nil && os.SameFile(a, b)
}

// TestNothingComesBackOverWhoWorks: servers go on when commonhall is stopped. As long as
// anybody's program runs, whose it is is said, and nothing is moved; also when it is
// started while everything comes back.
func TestNothingComesBackOverWhoWorks(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	l.run(0, "backup", "now", "--dir", l.dir)
	over := []string{"backup", "restore", "--over", "--dir", l.dir}
	ben := l.open(l.dir + "/homes/ben-1001")
	refused := func(when string) {
		t.Helper()
		out, err := command(t.Context(), over...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), "still run of: ben.") || !strings.Contains(string(out), "commonhall server stop --all --yes") {
			t.Errorf("%s: %v\n%s", when, err, out)
		}
		if !is(l.dir+"/homes/ben-1001", ben) {
			t.Errorf("%s: ben's home was renamed", when)
		}
	}
	end := l.works(1001, ben)
	refused("ben works")
	if moved, err := filepath.Glob(l.dir + "/*/*.before-restore-*"); err != nil || len(moved) > 0 {
		t.Errorf("moved were %q, %v", moved, err)
	}
	if _, err := os.Stat(l.dir + "/restore.json"); err == nil {
		t.Error("it was begun")
	}
	end()
	points := 0
	for n := 1; ; n += 5 {
		before := false // his home was exchanged
		came := l.at(n, func(*http.Request) { before, end = is(l.dir+"/homes/ben-1001", ben), l.works(1001, ben) })
		out, err := command(t.Context(), over...).CombinedOutput()
		if !came() {
			l.must(err)
			break
		}
		if points++; !is(l.dir+"/homes/ben-1001", ben) {
			if before {
				t.Errorf("at request %d his home is renamed while he works: %s", n, out)
			}
			l.must(os.RemoveAll(l.dir + "/homes/ben-1001"))
			l.must(os.Rename(glob1(t, l.dir+"/homes/ben-1001.before-restore-*"), l.dir+"/homes/ben-1001"))
			if err == nil {
				end()
				break // at the very end, when there is nothing more to exchange
			}
		} else if err == nil {
			t.Fatalf("at request %d: %s", n, out)
		}
		end()
		l.run(0, over...)
		for _, moved := range []string{"/homes/*.before*", "/groups/*.before*", "/hub.before*", "/instance.json.before*"} {
			for _, path := range globbed(t, l.dir+moved) {
				l.must(os.RemoveAll(path))
			}
		}
		ben = l.open(l.dir + "/homes/ben-1001")
	}
	if points < 5 {
		t.Errorf("he began at %d points only", points)
	}
}

// TestAHomeIsExchangedUnderNobody: somebody starts a server at any moment of the restore
// of their home: it is the one that they work in still.
func TestAHomeIsExchangedUnderNobody(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	l.run(0, "backup", "now", "--dir", l.dir)
	home := l.dir + "/homes/ada-1000"
	for n, refused := 1, 0; ; n++ {
		ada := l.open(home)
		end := func() {}
		over := false // the home is exchanged, and the backups are let go of
		came := l.at(n, func(r *http.Request) { over, end = r.Method == "DELETE", l.works(1000, ada) })
		out, err := command(t.Context(), "backup", "restore", "--dir", l.dir, "--user", "ada").CombinedOutput()
		end()
		if !came() || over {
			if l.must(err); is(home, ada) {
				t.Error("it did not come back")
			}
			if refused < 5 {
				t.Errorf("refused %d times", refused)
			}
			return
		}
		if refused++; err == nil || !is(home, ada) || !strings.Contains(string(out), "Nothing was changed. Stop it first: commonhall server stop ada") {
			t.Fatalf("at request %d, hers still: %v. %s", n, is(home, ada), out)
		}
		if _, err := os.Lstat(l.dir + "/homes/.restore"); err == nil {
			t.Error("what was built is left")
		}
	}
}

// TestAServerThatIsStartedMeanwhile, on a house that runs: a start waits for an exchange,
// and has the home that came back; and a restore waits for a start that is opening it.
func TestAServerThatIsStartedMeanwhile(t *testing.T) {
	t.Parallel()
	h := open(t)
	l := &lonely{t: t, dir: h.dir}
	l.bucket()
	keys, password := h.dir+"-keys", h.dir+"-password"
	must(t, os.WriteFile(keys, []byte("key\nsecret\n"), 0o600), os.WriteFile(password, []byte("secret\n"), 0o600))
	from := []string{"--from", "s3://hall/x", "--endpoint", l.server.URL, "--region", "here", "--credentials-file", keys, "--password-file", password}
	h.run("user", "add", "ada")
	start := []string{"server", "start", "ada", "--app", "terminal", "--wait"}
	h.run(start...)
	home, uid := h.home("ada")
	h.run("server", "stop", "ada")
	must(t, os.WriteFile(home+"/work", []byte("as it was"), 0o644))
	h.run(append([]string{"backup", "now"}, from...)...)
	must(t, os.Mkdir(home+"-new", 0o700), os.Chown(home+"-new", uid, uid), os.WriteFile(home+"-new/work", []byte("another"), 0o644))

	held, err := mounted.Exchange(h.dir + "/homes")
	must(t, err)
	started := make(chan error, 1)
	go func() { _, err := h.try(start...); started <- err }()
	eventually(t, "the start is noted", func() error {
		if len(h.peoplesRuns()) == 0 {
			return errors.New("nothing is")
		}
		return nil
	})
	must(t, os.Rename(home, home+"-kept"), os.Rename(home+"-new", home), held.Close(), <-started)
	if out := h.inTerminal("ada", h.token("ada"), "cat ~/work; echo $((6*7))", "42"); !strings.Contains(out, "another") {
		t.Errorf("the server has the home that was exchanged: %s", out)
	}
	h.run("server", "stop", "ada")

	l.waitsForAStart(h.dir+"/homes", append([]string{"--dir", h.dir, "--user", "ada"}, from...)...)
	if work := readFile(t, home+"/work"); work != "as it was" {
		t.Errorf("what came back is %q", work)
	}
}

// waitsForAStart sees that a restore into a folder exchanges nothing while a server's start
// has the folder open.
func (l *lonely) waitsForAStart(folder string, args ...string) {
	l.t.Helper()
	held, err := mounted.Use(folder)
	l.must(err)
	released := make(chan bool, 1)
	l.mu.Lock()
	l.meanwhile = func(r *http.Request) {
		if r.Method == "DELETE" && len(released) == 0 {
			l.t.Error("something was exchanged while a start was opening it")
		}
	}
	l.mu.Unlock()
	restore := command(l.t.Context(), append([]string{"backup", "restore"}, args...)...)
	l.must(restore.Start())
	eventually(l.t, "the restore comes to the exchange", func() error {
		open, _ := filepath.Glob("/proc/" + strconv.Itoa(restore.Process.Pid) + "/fd/*")
		for _, fd := range open {
			if to, _ := os.Readlink(fd); to == folder+mounted.Known {
				return nil
			}
		}
		return errors.New("not yet")
	})
	released <- true
	l.must(errors.Join(held.Close(), restore.Wait()))
}

// TestAnOldDatabasePurgesNobody: ada was removed long ago when the backup was made, and has
// come back since. The database of then comes back, and the daily purge finds nobody.
func TestAnOldDatabasePurgesNobody(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	database := l.dir + "/hub/commonhall.db"
	db, err := store.Open(t.Context(), database)
	l.must(err)
	l.must(db.RemoveUser(t.Context(), "ada", time.Unix(1, 0)))
	l.must(db.Close())
	l.run(0, "backup", "now", "--dir", l.dir)
	began := time.Now().Add(-time.Second)
	for _, how := range []string{"--database", "--over"} {
		raw, err := sql.Open("sqlite", "file:"+database)
		l.must(err)
		_, err = raw.Exec("UPDATE removed SET removed = 1000000")
		l.must(errors.Join(err, raw.Close()))
		l.run(0, "backup", "restore", "--dir", l.dir, how)
		db, err := store.Open(t.Context(), database)
		l.must(err)
		list, err := db.Removed(t.Context())
		if l.must(err); len(list) != 1 || list[0].At.Before(began) {
			t.Errorf("%s: removed are %+v", how, list)
		}
		if _, err := db.BeginPurge(t.Context(), list[0].ID, began); commonhall.KindOf(err) != commonhall.FailedPrecondition {
			t.Errorf("%s: a purge says %v", how, err)
		}
		l.must(db.Close())
	}
}

// glob1 returns the one path that there is of a pattern.
func glob1(t *testing.T, pattern string) string {
	t.Helper()
	found := globbed(t, pattern)
	if len(found) != 1 {
		t.Errorf("%s are %q", pattern, found)
		return ""
	}
	return found[0]
}

func globbed(t *testing.T, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil {
		t.Error(err)
	}
	return found
}
