package setup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestManualLeavesNothing: what was written for man and bash goes away, with folders that
// were made for it; what others have laid beside it stays.
func TestManualLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	lay := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	gone := func(path string) bool { _, err := os.Lstat(path); return errors.Is(err, fs.ErrNotExist) }
	for range 2 { // the second time there is nothing any more
		if err := removeManual(dir); err != nil {
			t.Fatal(err)
		}
		lay(ManualPages+"/commonhall.1", ".\\\" Made by commonhall; …\n")
		lay(ManualPages+"/commonhall-user.1", ".\\\" Made by commonhall; …\n")
		lay(Completions+"/commonhall", "complete")
		if err := removeManual(dir); err != nil || !gone(filepath.Join(dir, ManualPages)) || !gone(filepath.Join(dir, "share/bash-completion")) || gone(filepath.Join(dir, "share/man")) {
			t.Fatalf("alone: %v", err)
		}
	}
	theirs := []string{lay(ManualPages+"/commonhall-class.1", ".TH by a teacher\n"), lay(ManualPages+"/other.1", "x"), lay(Completions+"/other", "x")}
	lay(ManualPages+"/commonhall.1", ".\\\" Made by commonhall; …\n")
	if err := removeManual(dir); err != nil || !gone(filepath.Join(dir, ManualPages, "commonhall.1")) {
		t.Fatal(err)
	}
	for _, path := range theirs {
		if gone(path) {
			t.Errorf("%s is gone", path)
		}
	}
}
