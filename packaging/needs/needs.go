// Package needs says what a test cannot do without: root, programs, a small disk. Where
// that is missing the test is skipped, or fails if COMMONHALL_TEST_NOSKIP=all says that
// nothing may be left out. Tests alone import it; packaging/needs.sh installs what they
// ask for here.
package needs

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// Skip skips a test for a reason that an administrator can take away.
func Skip(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("COMMONHALL_TEST_NOSKIP") == "all" {
		t.Fatal("would skip: " + why)
	}
	t.Skip(why)
}

// AnotherMachine skips a test for a reason that nobody can take away here: what this
// kernel does not do, or does not let root do.
func AnotherMachine(t testing.TB, why string) {
	t.Helper()
	t.Skip("needs another machine: " + why)
}

// Root skips a test where there is no root.
func Root(t testing.TB) {
	t.Helper()
	if os.Geteuid() != 0 {
		Skip(t, "needs root")
	}
}

// Programs skips a test where one of them is not in PATH.
func Programs(t testing.TB, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			Skip(t, "needs "+name)
		}
	}
}

// SmallDisk mounts a file system in memory of a size in tmpfs's words ("24m") for the
// length of a test, and returns its folder.
func SmallDisk(t testing.TB, size string) string {
	t.Helper()
	Root(t)
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "mode=0700,size="+size); err != nil {
		Skip(t, "a small disk cannot be mounted here: "+err.Error())
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmount %s: %v", dir, err)
		}
	})
	return dir
}
