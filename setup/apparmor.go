package setup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"commonhall/sandbox/apparmor"
)

// Where the machine finds the profiles that it loads when it starts, and keeps them compiled.
const (
	profileDir   = "/etc/apparmor.d"
	profileCache = "/var/cache/apparmor"
)

// armor keeps the AppArmor profile of people's servers (decision 036): the file below
// dir, and what the kernel has. Its functions are of the machine, but in tests.
type armor struct {
	dir    string
	cache  string
	can    func() bool // the kernel has AppArmor, and the machine its parser
	mode   func() (string, error)
	load   func(context.Context) error
	unload func() error
}

func newArmor() armor {
	return armor{dir: profileDir, cache: profileCache, load: apparmor.Load, unload: apparmor.Unload,
		can:  func() bool { return apparmor.On("/") && apparmor.Parser() != "" },
		mode: func() (string, error) { return apparmor.Mode("/") }}
}

func (a armor) path() string { return filepath.Join(a.dir, apparmor.Name) }

// put writes the profile of this program and loads it, where kernel and machine have
// AppArmor. It is a further fence: without it everything else stands, so that it cannot
// be had (in a container, say) is told and no failure.
func (a armor) put(ctx context.Context, out io.Writer) error {
	if st, err := os.Stat(a.dir); !a.can() || err != nil || !st.IsDir() {
		return nil
	}
	if _, err := os.Lstat(filepath.Join(a.dir, "disable", apparmor.Name)); err == nil {
		return nil // an administrator has switched it off (aa-disable)
	}
	have, err := os.ReadFile(a.path())
	if err == nil && string(have) == apparmor.Profile() {
		if mode, err := a.mode(); err == nil && mode != "" {
			return nil // complain, too: that is an administrator's
		}
	}
	// First the kernel: what it does not take would fail at each start of the machine.
	if err := a.load(ctx); err != nil {
		fmt.Fprintln(out, "People's servers go without AppArmor, which would be a further fence around them:", err)
		return a.forget()
	}
	return writeFile(a.path(), []byte(apparmor.Profile()), 0o644)
}

// remove takes it off the machine.
func (a armor) remove() error {
	if _, err := os.Lstat(a.path()); errors.Is(err, fs.ErrNotExist) {
		return nil // it is not ours
	}
	compiled, err := filepath.Glob(filepath.Join(a.cache, "*", apparmor.Name)) // by the machine, at its start
	err = errors.Join(err, a.unload(), a.forget())
	for _, path := range compiled {
		err = errors.Join(err, removeIf(path))
	}
	return err
}

func (a armor) forget() error { return removeIf(a.path()) }
