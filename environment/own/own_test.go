package own

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Somebody starts clean, installs anew, and then wants what they had before.
func TestAsideAndBack(t *testing.T) {
	home, at := t.TempDir(), time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	install := func(name string) {
		t.Helper()
		must(os.MkdirAll(filepath.Join(home, ".env/python/lib"), 0o755))
		must(os.WriteFile(filepath.Join(home, ".env/python/lib", name), nil, 0o644))
	}
	have := func(want string) {
		t.Helper()
		entries, err := os.ReadDir(filepath.Join(home, ".env/python/lib"))
		must(err)
		if len(entries) != 1 || entries[0].Name() != want {
			t.Errorf("there is %v, want %s", entries, want)
		}
	}
	if moved, err := Aside(home, "python", at); moved != "" || err != nil {
		t.Errorf("of nothing %q was set aside, %v", moved, err)
	}
	if moved, err := Back(home, "python", at); moved != "" || err != nil {
		t.Errorf("of nothing %q came back, %v", moved, err)
	}
	install("first")
	_, err := Aside(home, "python", at)
	must(err)
	install("second")
	_, err = Aside(home, "python", at) // in the same second
	must(err)
	install("third")
	_, err = Back(home, "python", at.Add(time.Minute))
	must(err)
	have("second")
	all, err := Asides(home, "python")
	if err != nil || len(all) != 2 {
		t.Errorf("set aside are %q, %v", all, err)
	}
	_, err = Back(home, "python", at.Add(2*time.Minute))
	must(err)
	have("third") // which was set aside for it
	if all, err := Asides(home, "r"); err != nil || len(all) != 0 {
		t.Errorf("of another environment there is %q, %v", all, err)
	}
}
