package setup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall/sandbox/apparmor"
)

// kernel is one with AppArmor, as far as setup sees it.
type kernel struct {
	armor
	has   bool // the kernel
	mode  string
	loads int
	fails error // loading does
}

func newKernel(t *testing.T) *kernel {
	k := &kernel{has: true}
	k.armor = armor{dir: t.TempDir(), cache: t.TempDir(), can: func() bool { return k.has }, mode: func() (string, error) { return k.mode, nil },
		load: func(context.Context) error {
			if k.fails == nil {
				k.mode = "enforce"
			}
			k.loads++
			return k.fails
		},
		unload: func() error { k.mode = ""; return nil }}
	return k
}

// puts runs setup's part, and says what is in the file afterwards and what was told.
func (k *kernel) puts(t *testing.T) (file, told string) {
	t.Helper()
	var out strings.Builder
	if err := k.put(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(k.path())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(b), out.String()
}

// TestProfile: setup loads the profile and keeps it for the next start of the machine; a
// newer release replaces it; uninstall takes it away.
func TestProfile(t *testing.T) {
	k := newKernel(t)
	for n, before := range []func(){
		func() {},
		func() { _ = os.WriteFile(k.path(), []byte("that of an older release"), 0o600) },
		func() { k.mode = "" }, // somebody took it from the kernel
		func() { _ = os.Remove(k.path()) },
	} {
		before()
		file, told := k.puts(t)
		if file != apparmor.Profile() || told != "" || k.mode != "enforce" || k.loads != n+1 {
			t.Errorf("%d: it is in the mode %q after %d loads, the file is %.40q, told was %q", n, k.mode, k.loads, file, told)
		}
		k.puts(t) // once more changes nothing
	}
	if k.loads != 4 {
		t.Errorf("a profile that is there was loaded again: %d", k.loads)
	}
	compiled := k.cache + "/0123abcd.0/" + apparmor.Name
	if err := errors.Join(os.MkdirAll(filepath.Dir(compiled), 0o700), os.WriteFile(compiled, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := k.remove(); err != nil || k.mode != "" {
		t.Errorf("after the removal: %v, in the mode %q", err, k.mode)
	}
	if left, _ := os.ReadDir(k.dir); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	if _, err := os.Stat(compiled); err == nil {
		t.Error("it is still there, compiled")
	}
	if err := k.remove(); err != nil {
		t.Errorf("a second removal: %v", err)
	}
}

// TestNoProfile: where there is no AppArmor nothing happens; where the kernel refuses the
// profile, or an administrator does, no file stays that would fail at the machine's start.
func TestNoProfile(t *testing.T) {
	k := newKernel(t)
	k.has = false
	if file, told := k.puts(t); file != "" || told != "" || k.loads != 0 {
		t.Errorf("without AppArmor: %q, %q, %d loads", file, told, k.loads)
	}
	k.has, k.fails = true, errors.New("access denied")
	_ = os.WriteFile(k.path(), []byte("that of an older release"), 0o600)
	if file, told := k.puts(t); file != "" || !strings.Contains(told, "access denied") {
		t.Errorf("a kernel that refuses it: %q, %q", file, told)
	}
	k.fails, k.loads = nil, 0
	if err := errors.Join(os.Mkdir(k.dir+"/disable", 0o700), os.WriteFile(k.dir+"/disable/"+apparmor.Name, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if file, _ := k.puts(t); file != "" || k.loads != 0 {
		t.Errorf("one that is switched off: %q, %d loads", file, k.loads)
	}
	k.dir = t.TempDir() + "/none"
	if file, _ := k.puts(t); file != "" || k.loads != 0 {
		t.Errorf("without the folder: %q, %d loads", file, k.loads)
	}
}
