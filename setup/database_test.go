package setup

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/store"
)

const dbName = "commonhall.db"

// keeps makes the two folders, and a database of the hub's account.
func keeps(t *testing.T) keeper {
	t.Helper()
	needs.Root(t)
	k := keeper{filepath.Join(t.TempDir(), "upgrade"), filepath.Join(t.TempDir(), "hub"), 4711}
	for _, dir := range []string{k.dir, k.hub} {
		check(t, os.Mkdir(dir, 0o700))
	}
	check(t, os.Chown(k.hub, k.uid, k.uid))
	k.put(t, dbName, "people")
	k.put(t, dbName+"-wal", "and one more")
	return k
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// put writes a file of the hub's.
func (k keeper) put(t *testing.T, name, text string) {
	t.Helper()
	check(t, os.WriteFile(filepath.Join(k.hub, name), []byte(text), 0o600))
	check(t, os.Chown(filepath.Join(k.hub, name), k.uid, k.uid))
}

func (k keeper) is(t *testing.T, name, want string) {
	t.Helper()
	path := filepath.Join(k.hub, name)
	b, err := os.ReadFile(path)
	st, serr := os.Lstat(path)
	if err != nil || serr != nil || string(b) != want || st.Sys().(*syscall.Stat_t).Uid != uint32(k.uid) || st.Mode() != 0o600 {
		t.Errorf("%s is %q (%v), not %q", name, b, err, want)
	}
}

// TestKeeper: what the new release makes of the database is taken back whatever it is,
// once; what people write afterwards stays.
func TestKeeper(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, keeper){
		"another form": func(t *testing.T, k keeper) {
			k.put(t, dbName, "of the new release")
			k.put(t, dbName+"-wal", "and more of it")
			k.put(t, dbName+"-shm", "shared")
		},
		"nothing at all": func(t *testing.T, k keeper) {
			check(t, os.Remove(filepath.Join(k.hub, dbName)))
		},
		"folders": func(t *testing.T, k keeper) {
			for _, name := range []string{dbName, dbName + "-wal", returning, dbName + ".failed-now", dbName + ".failed-before"} {
				check(t, os.RemoveAll(filepath.Join(k.hub, name)))
				check(t, os.MkdirAll(filepath.Join(k.hub, name, "full"), 0))
			}
		},
		"links that lead out": func(t *testing.T, k keeper) {
			for _, name := range []string{dbName, returning, dbName + ".failed-now"} {
				_ = os.Remove(filepath.Join(k.hub, name))
				check(t, os.Symlink("/etc/hostname", filepath.Join(k.hub, name)))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			k := keeps(t)
			outside, _ := os.ReadFile("/etc/hostname")
			for range 2 { // started twice
				check(t, k.keep())
			}
			spoil(t, k)
			check(t, k.putBack("now"))
			k.is(t, dbName, "people")
			k.is(t, dbName+"-wal", "and one more")
			if exists(filepath.Join(k.hub, dbName+"-shm")) {
				t.Error("what readers and writer shared is still there")
			}
			k.put(t, dbName, "people, and somebody new")
			check(t, k.putBack("now"))
			k.is(t, dbName, "people, and somebody new")
			if now, _ := os.ReadFile("/etc/hostname"); string(now) != string(outside) {
				t.Error("it wrote through a link")
			}
			check(t, k.forget())
			if left, _ := os.ReadDir(k.dir); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
		})
	}
}

// TestKeeperPasses: what the hub finds beside the database that came back is its own file,
// whatever lay there, and it gives out none of the numbers in it.
func TestKeeperPasses(t *testing.T) {
	k := keeps(t)
	check(t, os.Remove(filepath.Join(k.hub, dbName)))
	check(t, os.Remove(filepath.Join(k.hub, dbName+"-wal")))
	path := filepath.Join(k.hub, dbName)
	for _, spoil := range []func() error{
		func() error { return nil },
		func() error { return os.Symlink("/etc/hostname", path+".taken") },
		func() error { return os.MkdirAll(path+".taken/full", 0) },
	} {
		check(t, os.RemoveAll(path+".taken"))
		check(t, spoil())
		check(t, k.pass(7, 3))
		k.is(t, dbName+".taken", "7 3\n")
	}
	db, err := store.Open(t.Context(), path)
	check(t, err)
	defer db.Close()
	added, err := db.AddUsers(t.Context(), []commonhall.UserName{"yan"}, false, 1000, 2000, time.Now())
	check(t, err)
	if len(added) != 1 || added[0].Account.UID != 1007 {
		t.Errorf("added: %+v", added)
	}
	if exists(path + ".taken") {
		t.Error("the file stays")
	}
}

// TestKeeperCutOff: wherever putting back is cut off, the next start does it; the same
// goes for keeping.
func TestKeeperCutOff(t *testing.T) {
	for name, cut := range map[string]func(*testing.T, keeper){
		"the first file is aside": func(t *testing.T, k keeper) {
			check(t, os.Rename(filepath.Join(k.hub, dbName+"-wal"), filepath.Join(k.hub, dbName+".failed-now-wal")))
		},
		"all are aside": func(t *testing.T, k keeper) {
			for _, end := range []string{"", "-wal"} {
				check(t, os.Rename(filepath.Join(k.hub, dbName+end), filepath.Join(k.hub, dbName+".failed-now"+end)))
			}
			check(t, os.Rename(filepath.Join(k.dir, keptName), filepath.Join(k.dir, backName)))
			k.put(t, returning, "peo")
		},
		"one is back": func(t *testing.T, k keeper) {
			check(t, os.Rename(filepath.Join(k.dir, keptName), filepath.Join(k.dir, backName)))
			check(t, os.Rename(filepath.Join(k.hub, dbName), filepath.Join(k.hub, dbName+".failed-now")))
			k.put(t, dbName+"-wal", "and one more")
		},
	} {
		t.Run(name, func(t *testing.T) {
			k := keeps(t)
			check(t, os.MkdirAll(filepath.Join(k.dir, passingName, "torn"), 0o700))
			check(t, k.keep())
			k.put(t, dbName, "spoilt")
			cut(t, k)
			check(t, k.putBack("now"))
			k.is(t, dbName, "people")
			k.is(t, dbName+"-wal", "and one more")
			k.is(t, dbName+".failed-now", "spoilt")
		})
	}
}

// TestKeeperRefuses what is not the hub's own file, and what the disk has no room for.
func TestKeeperRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		put  func(path string) error
		said string
	}{
		"a pipe":          {func(p string) error { return syscall.Mkfifo(p, 0o666) }, "not a file of the hub's"},
		"a folder":        {func(p string) error { return os.Mkdir(p, 0o700) }, "not a file of the hub's"},
		"a link out":      {func(p string) error { return os.Symlink("/etc/hostname", p) }, "escapes"},
		"somebody else's": {func(p string) error { return os.WriteFile(p, []byte("root's"), 0o600) }, "not a file of the hub's"},
		"endless": {func(p string) error {
			f, err := os.Create(p)
			if err == nil {
				err = f.Truncate(1 << 43)
			}
			if err == nil {
				err = f.Chown(4711, 4711)
			}
			return err
		}, "no room"},
	} {
		t.Run(name, func(t *testing.T) {
			k := keeps(t)
			path := filepath.Join(k.hub, dbName)
			check(t, os.Remove(path))
			check(t, c.put(path))
			if err := k.keep(); err == nil || !strings.Contains(err.Error(), c.said) || k.has(keptName) {
				t.Errorf("it says %v", err)
			}
		})
	}
}

// TestMayOpen: no hub opens the database before there is a copy of it, or before that
// is back, whatever has started it.
func TestMayOpen(t *testing.T) {
	const old, next = "1.0.0", "1.1.0"
	for name, c := range map[string]struct {
		u        *Upgrade
		has      string // in root's folder
		old, new bool   // whether a hub of each may
	}{
		"no upgrade":      {nil, "", true, true},
		"the same form":   {&Upgrade{FromSchema: 2, ToSchema: 2}, "", true, true},
		"ended":           {&Upgrade{FromSchema: 2, ToSchema: 3, Done: true}, "", true, true},
		"not copied":      {&Upgrade{FromSchema: 2, ToSchema: 3}, "", true, false},
		"half copied":     {&Upgrade{FromSchema: 2, ToSchema: 3}, passingName, true, false},
		"copied":          {&Upgrade{FromSchema: 2, ToSchema: 3}, keptName, true, true},
		"not back":        {&Upgrade{FromSchema: 2, ToSchema: 3, Back: true}, keptName, false, true},
		"half back":       {&Upgrade{FromSchema: 2, ToSchema: 3, Back: true}, backName, false, true},
		"back, or intact": {&Upgrade{FromSchema: 2, ToSchema: 3, Back: true}, "", true, true},
	} {
		k := keeper{dir: t.TempDir()}
		if c.has != "" {
			check(t, os.Mkdir(filepath.Join(k.dir, c.has), 0o700))
		}
		if c.u != nil {
			c.u.From, c.u.To = old, next
		}
		for version, may := range map[string]bool{old: c.old, next: c.new} {
			if err := c.u.mayOpen(k, version); (err == nil) != may {
				t.Errorf("%s, hub %s: %v", name, version, err)
			}
		}
	}
}
