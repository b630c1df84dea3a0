package own

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// TestElsewhere: in a home without room Jupyter has elsewhere what it would have to make;
// what is there it uses, and where there is room nothing is otherwise.
func TestElsewhere(t *testing.T) {
	home, tmp := needs.SmallDisk(t, "512k"), t.TempDir()
	look := func(want ...string) string {
		t.Helper()
		environ, err := Elsewhere(home, tmp)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, kv := range environ {
			name, _, _ := strings.Cut(kv, "=")
			names = append(names, name)
		}
		slices.Sort(names)
		if !slices.Equal(names, want) {
			t.Errorf("it has %v, want %v", environ, want)
		}
		return strings.Join(environ, "\n")
	}
	look()
	if err := os.MkdirAll(filepath.Join(home, ".ipython"), 0o700); err != nil {
		t.Fatal(err)
	}
	_ = os.WriteFile(filepath.Join(home, "big"), make([]byte, 1<<20), 0o600)
	environ := look("JUPYTER_CONFIG_DIR", "JUPYTER_CONFIG_PATH", "JUPYTER_DATA_DIR")
	_, dir, _ := strings.Cut(environ, "JUPYTER_CONFIG_DIR=")
	dir, _, _ = strings.Cut(dir, "\n")
	if _, err := os.Stat(filepath.Join(dir, "migrated")); err != nil || !strings.HasPrefix(dir, tmp) {
		t.Errorf("its settings lie in %s: %v", dir, err)
	}
	if left, err := filepath.Glob(filepath.Join(home, ".room-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
