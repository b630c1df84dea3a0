package store

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"commonhall"
	"commonhall/packaging/needs"
)

func TestOpenAgain(t *testing.T) {
	// A path may hold whatever a directory's name may.
	dir := filepath.Join(t.TempDir(), "a b?c#d%41&_pragma=foreign_keys(0)é;")
	must(t, os.Mkdir(dir, 0o700))
	path := filepath.Join(dir, "hub.db")
	for i := range 3 {
		db, err := Open(t.Context(), path)
		must(t, err)
		add(t, db, commonhall.UserName(fmt.Sprint("p", i)))
		if _, total, err := db.Users(t.Context(), commonhall.UserFilter{}); total != i+1 || err != nil {
			t.Errorf("start %d: %d people, %v", i, total, err)
		}
		must(t, db.Close())
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the database is elsewhere: %v", err)
	}
	if list, _ := filepath.Glob(filepath.Join(dir, "*.before-*")); len(list) != 0 {
		t.Errorf("copies without a change: %v", list)
	}
}

// next is the migrations of a later version: ours and one more.
func next(t *testing.T, engine, more string) fstest.MapFS {
	t.Helper()
	steps := fstest.MapFS{}
	files, err := migrations.ReadDir("migration/" + engine)
	must(t, err)
	for _, f := range files {
		b, err := migrations.ReadFile("migration/" + engine + "/" + f.Name())
		must(t, err)
		steps[f.Name()] = &fstest.MapFile{Data: b}
	}
	steps[fmt.Sprintf("%05d_more.sql", last(t, steps)+1)] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + more)}
	return steps
}

// last returns the number of the last migration. There may be gaps before it.
func last(t *testing.T, steps fstest.MapFS) int {
	t.Helper()
	number, _, _ := strings.Cut(slices.Max(slices.Collect(maps.Keys(steps))), "_")
	n, err := strconv.Atoi(number)
	must(t, err)
	return n
}

// A new version changes the database and leaves a copy of the old one beside it;
// the old version opens the copy, and refuses what the new one made of it.
func TestUpgradeAndBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hub.db")
	db, err := Open(t.Context(), path)
	must(t, err)
	add(t, db, "ada")
	must(t, db.Close())

	steps := next(t, "sqlite", "ALTER TABLE users ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';")
	version := last(t, steps)
	must(t, os.WriteFile(fmt.Sprintf("%s.before-%d", path, version), []byte("of a try before this one"), 0o600))
	db, err = openSQLite(t.Context(), path, steps)
	must(t, err)
	var colour string
	must(t, db.read.QueryRow("SELECT colour FROM users WHERE name = 'ada'").Scan(&colour))
	whole(t, db)
	must(t, db.Close())

	_, err = Open(t.Context(), path)
	refused(t, err, commonhall.FailedPrecondition)
	said := commonhall.ForPerson(err)
	for _, want := range []string{path, "newer version", fmt.Sprint("its schema is ", version), fmt.Sprint("knows ", version-1)} {
		if !strings.Contains(said.Msg, want) {
			t.Errorf("the sentence does not say %q: %s", want, said.Msg)
		}
	}
	if said.Hint == "" {
		t.Error("nobody says what to do next")
	}

	old, err := Open(t.Context(), fmt.Sprintf("%s.before-%d", path, version))
	must(t, err)
	if _, err := old.User(t.Context(), "ada"); err != nil {
		t.Errorf("the copy: %v", err)
	}
	whole(t, old)
	must(t, old.Close())
	// The refusal changed nothing.
	db, err = openSQLite(t.Context(), path, steps)
	must(t, err)
	must(t, db.Close())
}

// A folder that has the copy's name costs neither the copy nor the start.
func TestUpgradeWithItsNameTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hub.db")
	db, err := Open(t.Context(), path)
	must(t, err)
	add(t, db, "ada")
	must(t, db.Close())
	steps := next(t, "sqlite", "ALTER TABLE users ADD COLUMN colour TEXT;")
	taken := fmt.Sprintf("%s.before-%d", path, last(t, steps))
	must(t, os.MkdirAll(taken+"/full", 0o700))
	must(t, os.MkdirAll(taken+".new/full", 0o700))
	db, err = openSQLite(t.Context(), path, steps)
	must(t, err)
	must(t, db.Close())
	copies, err := filepath.Glob(taken + "[0-9]*")
	must(t, err)
	if len(copies) != 1 {
		t.Fatalf("copies: %v", copies)
	}
	old, err := Open(t.Context(), copies[0])
	must(t, err)
	whole(t, old)
	must(t, old.Close())
}

// A migration that fails leaves the database as it was.
func TestAFailedUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hub.db")
	db, err := Open(t.Context(), path)
	must(t, err)
	add(t, db, "ada")
	must(t, db.Close())
	_, err = openSQLite(t.Context(), path, next(t, "sqlite", "ALTER TABLE users ADD COLUMN colour TEXT;\nALTER TABLE nothing ADD COLUMN x TEXT;"))
	refused(t, err, commonhall.FailedPrecondition)
	if !strings.Contains(commonhall.ForPerson(err).Msg, path) {
		t.Errorf("the sentence does not name the file: %v", err)
	}
	db, err = Open(t.Context(), path)
	must(t, err)
	if _, err := db.read.Exec("SELECT colour FROM users"); err == nil {
		t.Error("half of the upgrade is there")
	}
	whole(t, db)
	must(t, db.Close())
}

func TestWhatIsNoDatabase(t *testing.T) {
	dir := t.TempDir()
	garbage := filepath.Join(dir, "garbage.db")
	must(t, os.WriteFile(garbage, []byte(strings.Repeat("this is no database\n", 500)), 0o600))
	must(t, os.Mkdir(filepath.Join(dir, "folder.db"), 0o700))
	must(t, os.Symlink(filepath.Join(dir, "loop.db"), filepath.Join(dir, "loop.db")))
	cut := filepath.Join(dir, "cut.db")
	db, err := Open(t.Context(), cut)
	must(t, err)
	must(t, db.Close())
	must(t, os.Truncate(cut, 5000))
	for what, path := range map[string]string{"garbage": garbage, "a folder": filepath.Join(dir, "folder.db"), "cut off": cut,
		"in a folder that is not there": filepath.Join(dir, "no", "hub.db"), "below a file": filepath.Join(garbage, "hub.db"),
		"a link to itself": filepath.Join(dir, "loop.db"), "a device": "/dev/null"} {
		db, err := Open(t.Context(), path)
		if err == nil {
			_ = db.Close()
			t.Errorf("%s is opened as a database", what)
			continue
		}
		said := commonhall.ForPerson(err)
		if said.Kind != commonhall.FailedPrecondition || !strings.Contains(said.Msg, path) || said.Hint == "" || errors.Unwrap(err) == nil {
			t.Errorf("%s: %+v, %v", what, said, err)
		}
	}
	if b, err := os.ReadFile(garbage); err != nil || !strings.HasPrefix(string(b), "this is no database") {
		t.Error("opening what is no database changed it")
	}
}

// A file that the hub may not read: tried as another user, on a thread of its own.
func TestAnUnreadableDatabase(t *testing.T) {
	needs.Root(t)
	dir, err := os.MkdirTemp("", "unreadable")
	must(t, err)
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	must(t, os.Chmod(dir, 0o755))
	for what, mode := range map[string]os.FileMode{"not to be read": 0o000, "not to be written": 0o444} {
		path := filepath.Join(dir, strings.ReplaceAll(what, " ", "-"))
		db, err := Open(t.Context(), path)
		must(t, err)
		must(t, db.Close())
		must(t, os.Chmod(path, mode))
		done := make(chan error)
		go func() {
			runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
			_, _, errno := syscall.RawSyscall(syscall.SYS_SETFSUID, 65534, 0, 0)
			if errno != 0 {
				done <- errno
				return
			}
			db, err := Open(t.Context(), path)
			if err == nil {
				err = db.SetAdmin(t.Context(), "nobody", true)
				_ = db.Close()
			}
			done <- err
		}()
		err = <-done
		kind := commonhall.KindOf(err)
		if (kind != commonhall.FailedPrecondition && kind != commonhall.Unavailable) || commonhall.ForPerson(err).Hint == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// What a program says that it makes of a database is what it makes of it.
func TestSchema(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "hub.db"))
	must(t, err)
	defer db.Close()
	var is int64
	must(t, db.read.QueryRowContext(t.Context(), "SELECT MAX(version_id) FROM goose_db_version").Scan(&is))
	if is != Schema() || is == 0 {
		t.Errorf("the database has schema %d, the program says %d", is, Schema())
	}
}
