package mounted

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// place is a folder of homes in one of an installation.
type place struct {
	*testing.T
	dir string
}

func newPlace(t *testing.T) place {
	p := place{t, filepath.Join(t.TempDir(), "homes")}
	must(t, os.Mkdir(p.dir, 0o711))
	return p
}

func (p place) mark() string { return p.read(filepath.Join(p.dir, Mark)) }
func (p place) note() string { return p.read(p.dir + Known) }

func (p place) read(path string) string {
	b, err := os.ReadFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		must(p.T, err)
	}
	return string(b)
}

// home makes a home as a start does, and says how that went.
func (p place) home(name string) error {
	f, err := Open(p.dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Mkdir(unix.Mkdirat)(int(f.Fd()), name, 0o700)
}

// refused sees that nothing is opened, begun or written, and that the error says what to do.
func (p place) refused(why string) {
	p.Helper()
	mark, note := p.mark(), p.note()
	for what, err := range map[string]error{"a start": p.home("new-1009"), "a warden": Begin(p.dir)} {
		if !errors.Is(err, ErrOther) || !strings.Contains(err.Error(), why) || !strings.Contains(err.Error(), "rm "+p.dir+Known) {
			p.Errorf("%s: %v, want one that says %q", what, err, why)
		}
	}
	if _, err := os.Lstat(filepath.Join(p.dir, "new-1009")); err == nil || p.mark() != mark || p.note() != note {
		p.Errorf("something was written: %v, mark %q, note %q", err, p.mark(), p.note())
	}
}

// good sees that homes are made, and that the folder is known then.
func (p place) good() {
	p.Helper()
	must(p.T, p.home("good-1008"), os.Remove(filepath.Join(p.dir, "good-1008")))
	id, _, _ := strings.Cut(p.mark(), "\n")
	if len(id) < 20 || !strings.Contains(p.note(), `"`+id+`"`) {
		p.Errorf("the mark is %q, the note %q", p.mark(), p.note())
	}
	left, err := filepath.Glob(filepath.Join(p.dir, "."+Mark+"*"))
	more, _ := filepath.Glob(p.dir + Known + ".*")
	if err != nil || len(left)+len(more) > 0 {
		p.Errorf("left are %v %v", left, more)
	}
}

// TestFirst: an empty folder is known from the first home on, and one with homes, of an
// installation from before, from the warden's start on. Its disk may come before that.
func TestFirst(t *testing.T) {
	p := newPlace(t)
	must(t, os.Mkdir(filepath.Join(p.dir, "lost+found"), 0o700), os.Mkdir(filepath.Join(p.dir, ".restore"), 0o700), Begin(p.dir))
	if p.mark()+p.note() != "" {
		t.Errorf("an empty folder is known: %q %q", p.mark(), p.note())
	}
	p.good()

	p = newPlace(t)
	must(t, os.Mkdir(filepath.Join(p.dir, "ada-1000"), 0o700), Begin(p.dir))
	if p.mark() == "" || p.note() == "" {
		t.Errorf("a folder with a home is not known: %q %q", p.mark(), p.note())
	}
	mark, note := p.mark(), p.note()
	p.good()
	if must(t, Begin(p.dir)); p.mark() != mark || p.note() != note {
		t.Error("what is known is made known again")
	}
	if st, err := os.Stat(p.dir + Known); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the note is %v, %v", st, err)
	}
}

// TestNotMounted: the folder below the disk is not used, whether it is empty or was
// filled before; the disk is again, and another's folder is not.
func TestNotMounted(t *testing.T) {
	p := newPlace(t)
	p.good()
	must(t, os.Rename(p.dir, p.dir+"-away"))
	p.refused("nothing is there")
	must(t, os.Mkdir(p.dir, 0o711))
	p.refused(Mark + " is not in it")
	must(t, os.MkdirAll(filepath.Join(p.dir, "ben-1001"), 0o700))
	p.refused(Mark + " is not in it")
	must(t, os.WriteFile(filepath.Join(p.dir, Mark), []byte("ANOTHER\n"), 0o444))
	p.refused("of another one")
	must(t, os.RemoveAll(p.dir), os.Rename(p.dir+"-away", p.dir))
	p.good()
	// Moved on purpose, and the mark forgotten: the command of the error.
	must(t, os.Remove(filepath.Join(p.dir, Mark)))
	p.refused(Mark + " is not in it")
	must(t, os.Remove(p.dir+Known))
	p.good()
}

// TestHalf: what a crash, a copy or somebody's editor may leave.
func TestHalf(t *testing.T) {
	p := newPlace(t)
	p.good()
	mark := p.mark()
	must(t, os.Remove(p.dir+Known)) // cut off between the two; or the disk came to a new machine
	must(t, Begin(p.dir))
	if p.note() == "" || p.mark() != mark {
		t.Errorf("with a mark alone: the mark is %q, the note %q", p.mark(), p.note())
	}
	must(t, os.WriteFile(p.dir+Known, []byte("{\"id\""), 0o600)) // cannot be understood: it was there
	p.good()
	must(t, os.WriteFile(p.dir+Known, nil, 0o600), os.Remove(filepath.Join(p.dir, Mark)))
	p.refused(Mark + " is not in it")
	must(t, os.Remove(p.dir+Known), os.WriteFile(filepath.Join(p.dir, Mark), nil, 0o444)) // a copy that was cut off
	p.good()

	p = newPlace(t)
	must(t, os.Remove(p.dir))
	if err := p.home("new-1009"); !errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrOther) {
		t.Errorf("no folder, of which nothing is known: %v", err)
	}
}

// TestTwoAtOnce: all agree, and nobody who looks meanwhile is refused.
func TestTwoAtOnce(t *testing.T) {
	for range 50 {
		p := newPlace(t)
		var all sync.WaitGroup
		for _, name := range []string{"ada-1000", "ben-1001", "cleo-1002", "dan-1003"} {
			all.Go(func() {
				if err := p.home(name); err != nil {
					t.Error(err)
				}
			})
			all.Go(func() {
				for range 20 {
					f, err := Open(p.dir)
					if err != nil {
						t.Error(err)
						return
					}
					f.Close()
				}
			})
		}
		all.Wait()
		p.good()
	}
}

// TestOwnDisk: homes were copied to a disk that was mounted over them. The copies below
// have the mark too, and are not used when the disk is missing.
func TestOwnDisk(t *testing.T) {
	needs.Root(t)
	p := newPlace(t)
	must(t, os.Mkdir(filepath.Join(p.dir, "ada-1000"), 0o700), Begin(p.dir))
	mark := p.mark()
	mount := func() {
		if err := unix.Mount("tmpfs", p.dir, "tmpfs", 0, "size=64k,mode=711"); err != nil {
			needs.Skip(t, "cannot mount: "+err.Error())
		}
		t.Cleanup(func() { _ = unix.Unmount(p.dir, unix.MNT_DETACH) })
	}
	mount()
	p.refused(Mark + " is not in it") // a bare disk
	must(t, os.WriteFile(filepath.Join(p.dir, Mark), []byte(mark), 0o444), os.Mkdir(filepath.Join(p.dir, "ada-1000"), 0o700))
	must(t, Begin(p.dir))
	p.good()
	must(t, unix.Unmount(p.dir, unix.MNT_DETACH)) // others of the machine may look at it
	if p.mark() != mark {
		t.Fatalf("below the disk is %q", p.mark())
	}
	p.refused("it was a disk of its own")
	must(t, os.Remove(p.dir+Known)) // back for good
	p.good()
}
