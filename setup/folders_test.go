package setup

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"commonhall/packaging/needs"
)

// TestGivenBack: whatever somebody left in a role's folder as root is the role's again,
// and nothing that a link in it leads to.
func TestGivenBack(t *testing.T) {
	needs.Root(t)
	dir, outside := filepath.Join(t.TempDir(), "hub"), filepath.Join(t.TempDir(), "shadow")
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, err := range []error{os.MkdirAll(in("keys/old"), 0o700), os.WriteFile(in("commonhall.db"), nil, 0o600), os.WriteFile(in("keys/old/k"), nil, 0o600),
		os.WriteFile(outside, nil, 0o600), os.Symlink(outside, in("link")), os.Symlink(filepath.Dir(outside), in("way"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := give(dir, 4242); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]uint32{dir: 4242, in("commonhall.db"): 4242, in("keys/old/k"): 4242, in("link"): 4242, outside: 0, filepath.Dir(outside): 0} {
		var st syscall.Stat_t
		if err := syscall.Lstat(path, &st); err != nil || st.Uid != want || st.Gid != want {
			t.Errorf("%s is %d's, %v; want %d", path, st.Uid, err, want)
		}
	}
}
