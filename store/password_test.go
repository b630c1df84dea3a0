package store

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall"
)

// The password comes from a file that only the hub may read; whatever is wrong
// with it, the sentence names the file and says what to do.
func TestPassword(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("good", "correct horse 7\nanother line\n", 0o400)
	write("windows", "correct horse 7\r\n", 0o440)
	for name, want := range map[string]string{"good": "correct horse 7", "windows": "correct horse 7", "": "",
		write("no newline", " spaces count ", 0o600): " spaces count "} {
		got, err := ReadPassword(name, dir, os.Getuid())
		if err != nil || got != want {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
	write("open", "secret", 0o404)
	write("empty", "\nsecret", 0o400)
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"open": "Everybody on this machine can read", "empty": "is empty", "folder": "cannot read",
		"missing": "is not there", "/nowhere/at/all": "is not there"} {
		_, err := ReadPassword(name, dir, os.Getuid())
		said := commonhall.ForPerson(err)
		if err == nil || said.Kind != commonhall.FailedPrecondition || !strings.Contains(said.Msg, want) || !strings.Contains(said.Msg, name) || said.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error()+said.Hint, "secret") {
			t.Errorf("%s: the password is in the error: %v", name, err)
		}
	}
}

// Root reads the password when it restores, from a folder in which a hub that was taken
// over can do as it likes: it is led nowhere else, and not held up.
func TestPasswordOfAHubThatWasTakenOver(t *testing.T) {
	top := t.TempDir()
	dir, uid := filepath.Join(top, "hub"), os.Getuid()
	secret := filepath.Join(top, "shadow")
	for _, err := range []error{os.Mkdir(dir, 0o700), os.WriteFile(secret, []byte("root:secret\n"), 0o600), os.WriteFile(filepath.Join(dir, "own"), []byte("mine\n"), 0o600),
		os.Symlink(secret, filepath.Join(dir, "absolute")), os.Symlink("../shadow", filepath.Join(dir, "relative")), os.Symlink("..", filepath.Join(dir, "up")),
		syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"absolute", "relative", "up/shadow", "../shadow", "pipe"} {
		if got, err := ReadPassword(name, dir, uid); got != "" || commonhall.KindOf(err) != commonhall.FailedPrecondition {
			t.Errorf("by %s it reads %q, %v", name, got, err)
		}
	}
	// A second name of a file of somebody else's, which some kernels let everybody make.
	if got, err := ReadPassword("own", dir, uid+1); got != "" || !strings.Contains(commonhall.ForPerson(err).Msg, "not to the hub") {
		t.Errorf("of another account it reads %q, %v", got, err)
	}
}
