package escape

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall/sandbox"
	"commonhall/sandbox/folder"
)

// trap is something that somebody leaves where root is going to look for their home.
type trap struct {
	name string
	lay  func(w *world, home string) error // before root looks
	swap func(w *world, home string) error // after root has looked, and before it is used
	held string                            // what they get
}

func traps() []trap {
	link := func(w *world, home string) error { return os.Symlink(w.Far, home) }
	mine := func(w *world, home string) error {
		return errors.Join(os.Mkdir(home, 0o755), os.WriteFile(home+"/secret", []byte("mine"), 0o644), os.Chown(home, w.UID, w.UID))
	}
	return []trap{
		{"a link in its place", link, nil, "links are not followed"},
		{"a neighbour's folder in its place", func(w *world, home string) error {
			return errors.Join(os.Mkdir(home, 0o755), os.WriteFile(home+"/secret", []byte(secret), 0o644), os.Chown(home, w.NeighbourUID, w.NeighbourUID))
		}, nil, "belongs to the account"},
		{"a link to a link", func(w *world, home string) error {
			return errors.Join(os.Symlink(w.Far, home+".1"), os.Symlink(filepath.Base(home)+".1", home))
		}, nil, "links are not followed"},
		{"exchanged for a link meanwhile", mine, func(w *world, home string) error {
			return errors.Join(os.Rename(home, home+".away"), os.Symlink(w.Far, home))
		}, "mine"},
		{"the folder above exchanged meanwhile", mine, func(w *world, home string) error {
			above := filepath.Dir(home)
			return errors.Join(os.Rename(above, above+".away"), os.Mkdir(above, 0o755), os.Symlink(w.Far, home))
		}, "mine"},
	}
}

// TestTrapsForRoot: a home is opened from the folder above, without links, and used by its
// descriptor. Used by its path, as one would do it, each trap catches root.
func TestTrapsForRoot(t *testing.T) {
	w := newWorld(t)
	for _, trap := range traps() {
		t.Run(trap.name, func(t *testing.T) {
			if got := w.step(t, trap, w.byDescriptor); !strings.Contains(got, trap.held) {
				t.Errorf("it got %q, want %q", got, trap.held)
			}
			if got := w.step(t, trap, w.byPath); got != secret {
				t.Errorf("a home by its path: it got %q: it is no trap", got)
			}
		})
	}
}

// step lays a trap, and says what its maker reads in their home.
func (w *world) step(t *testing.T, trap trap, show func(home string, swap func() error) (sandbox.Mount, []*os.File, error)) string {
	above := filepath.Join(folderIn(t, "/srv"), "homes")
	home := above + "/eve-1"
	ok(t, os.Mkdir(above, 0o755))
	ok(t, trap.lay(w, home))
	mount, files, err := show(home, func() error {
		if trap.swap == nil {
			return nil
		}
		return trap.swap(w, home)
	})
	if err != nil {
		return err.Error()
	}
	for _, f := range files {
		defer f.Close()
	}
	mount.Target = "/mnt"
	return w.run(t, "read what is shown", attempt{mounts: []sandbox.Mount{mount}, files: files}, nil)
}

// byDescriptor is how the warden does it.
func (w *world) byDescriptor(home string, swap func() error) (sandbox.Mount, []*os.File, error) {
	above, err := os.Open(filepath.Dir(home))
	if err != nil {
		return sandbox.Mount{}, nil, err
	}
	defer above.Close()
	dir, err := folder.Open(above, filepath.Base(home), w.UID)
	if err != nil {
		return sandbox.Mount{}, nil, err
	}
	defer dir.Close()
	if err := swap(); err != nil {
		return sandbox.Mount{}, nil, err
	}
	tree, err := sandbox.CloneTree(dir, true)
	return sandbox.Mount{FD: 1}, []*os.File{tree}, err
}

// byPath is how one would do it.
func (w *world) byPath(home string, swap func() error) (sandbox.Mount, []*os.File, error) {
	if _, err := os.Stat(home); err != nil {
		return sandbox.Mount{}, nil, err
	}
	return sandbox.Mount{Source: home, Writable: true}, nil, swap()
}
