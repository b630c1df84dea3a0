package own

import (
	"os"
	"path/filepath"
	"syscall"
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

// What is made before the first package is found by a Python that runs already, and is
// nothing that is set aside.
func TestRoomForTheFirstPackage(t *testing.T) {
	home, trees, at := t.TempDir(), t.TempDir(), time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range []string{"python3.11", "python3.13", "R"} {
		must(os.MkdirAll(filepath.Join(trees, "python/lib", p), 0o755))
	}
	must(os.WriteFile(filepath.Join(trees, "python/lib/python-config"), nil, 0o755))
	must(Prepare(home, "python", trees))
	must(Prepare(home, "python", trees))
	all, err := filepath.Glob(filepath.Join(home, ".env/python/lib/*/*"))
	must(err)
	if len(all) != 2 || filepath.Base(all[0]) != "site-packages" {
		t.Errorf("there is %q", all)
	}
	if moved, err := Aside(home, "python", at); moved != "" || err != nil {
		t.Errorf("of nothing but room %q was set aside, %v", moved, err)
	}
	must(Prepare(home, "python", trees))
	must(os.WriteFile(filepath.Join(all[0], "frogs.py"), nil, 0o644))
	moved, err := Aside(home, "python", at)
	must(err)
	must(Prepare(home, "python", trees))
	if last, err := Back(home, "python", at); err != nil || last != moved {
		t.Errorf("back came %q, %v", last, err)
	}
	if _, err := os.Stat(filepath.Join(all[0], "frogs.py")); err != nil {
		t.Error(err)
	}
	if left, err := Asides(home, "python"); err != nil || len(left) != 0 {
		t.Errorf("for the room alone there is %q, %v", left, err)
	}
}

// A home in which something else stands there, or nothing can be made, is left as it is.
func TestNoRoom(t *testing.T) {
	home, trees := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(trees, "python/lib/python3.11"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, ".env"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Prepare(home, "python", trees); err == nil {
		t.Error("a file took folders")
	}
	if b, err := os.ReadFile(filepath.Join(home, ".env")); err != nil || string(b) != "mine" {
		t.Errorf("the file is %q, %v", b, err)
	}
	if err := Prepare(home, "python", filepath.Join(trees, "nothing")); err != nil {
		t.Errorf("without an environment: %v", err)
	}
}

// Many have a file called .env, with settings of a program: there is nothing of theirs to
// set aside then, and a start does not wait for it.
func TestAFileCalledEnv(t *testing.T) {
	for what, put := range map[string]func(string) error{
		"file": func(path string) error { return os.WriteFile(path, []byte("KEY=1\n"), 0o600) },
		"pipe": func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"link": func(path string) error { return os.Symlink(".env", path) },
	} {
		home := t.TempDir()
		if err := put(filepath.Join(home, ".env")); err != nil {
			t.Fatal(err)
		}
		for _, move := range []func(string, string, time.Time) (string, error){Aside, Back} {
			if to, err := move(home, "python", time.Now()); to != "" || what != "link" && err != nil {
				t.Errorf("with a %s it is moved to %q, %v", what, to, err)
			}
		}
		if _, err := os.Lstat(filepath.Join(home, ".env")); err != nil {
			t.Error(err)
		}
	}
}
