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
// of their home. Either the home is still the one that they work in, or it is said where
// that is now.
func TestAHomeIsExchangedUnderNobody(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	l.run(0, "backup", "now", "--dir", l.dir)
	home := l.dir + "/homes/ada-1000"
	refused, slipped := 0, 0
	for n := 1; ; n++ {
		ada := l.open(home)
		end := func() {}
		last := false // the home is exchanged, and the backups are let go of
		came := l.at(n, func(r *http.Request) { last, end = r.Method == "DELETE", l.works(1000, ada) })
		out, err := command(t.Context(), "backup", "restore", "--dir", l.dir, "--user", "ada").CombinedOutput()
		switch end(); {
		case !came():
			if l.must(err); is(home, ada) {
				t.Error("it did not come back")
			}
			if refused < 5 || slipped == 0 {
				t.Errorf("refused %d times, too late %d times", refused, slipped)
			}
			return
		case err == nil:
			t.Fatalf("at request %d: %s", n, out)
		case is(home, ada):
			if refused++; !strings.Contains(string(out), "Nothing was changed. Stop it first: commonhall server stop ada") {
				t.Errorf("at request %d: %s", n, out)
			}
			if _, err := os.Lstat(l.dir + "/homes/.restore"); err == nil {
				t.Error("what was built is left")
			}
		default:
			if slipped++; !last {
				t.Errorf("at request %d her home is renamed while she works: %s", n, out)
			}
			kept := glob1(t, home+".before-restore-*")
			if !is(kept, ada) || !strings.Contains(string(out), "What is saved in it goes to "+kept+",") {
				t.Errorf("at request %d, with %s aside: %s", n, kept, out)
			}
			l.must(os.RemoveAll(kept))
		}
	}
}

// TestAServerThatIsStartedMeanwhile, on a house that runs: one that has the home that came
// back is left alone, one that has the other is told of.
func TestAServerThatIsStartedMeanwhile(t *testing.T) {
	t.Parallel()
	h := open(t)
	l := &lonely{t: t, dir: h.dir}
	l.bucket()
	keys, password := h.dir+"-keys", h.dir+"-password"
	must(t, os.WriteFile(keys, []byte("key\nsecret\n"), 0o600), os.WriteFile(password, []byte("secret\n"), 0o600))
	from := []string{"--from", "s3://hall/x", "--endpoint", l.server.URL, "--region", "here", "--credentials-file", keys, "--password-file", password}
	h.run("user", "add", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	home, _ := h.home("ada")
	h.run(append([]string{"backup", "now"}, from...)...)
	h.run("server", "stop", "ada")
	for _, old := range []bool{false, true} {
		began := false
		l.mu.Lock()
		l.meanwhile = func(r *http.Request) {
			if r.Method != "DELETE" || began {
				return
			}
			began = true // it lets go of the backups: the home is exchanged
			kept := glob1(t, home+".before-restore-*")
			if old {
				must(t, os.Rename(home, home+"-new"), os.Rename(kept, home))
			}
			h.run("server", "start", "ada", "--app", "terminal", "--wait")
			if old {
				must(t, os.Rename(home, kept), os.Rename(home+"-new", home))
			}
		}
		l.mu.Unlock()
		out, err := h.try(append([]string{"backup", "restore", "--user", "ada"}, from...)...)
		if kept := glob1(t, home+".before-restore-*"); !began || old != strings.Contains(out, "/"+filepath.Base(kept)+", not to the home that came back") || old == (err == nil) {
			t.Errorf("in the old home: %v, begun: %v, aside %s. %v\n%s", old, began, kept, err, out)
		} else {
			must(t, os.RemoveAll(kept))
		}
		h.run("server", "stop", "ada")
	}
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
