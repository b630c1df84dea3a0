// Package needs says what a test cannot do without: root, programs, a small disk. Where
// that is missing the test is skipped, or fails if COMMONHALL_TEST_NOSKIP=all says that
// nothing may be left out. Tests alone import it; packaging/needs.sh installs what they
// ask for here.
package needs

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// OwnMounts begins the program of some tests once more, in a mount namespace of its own:
// what other packages mount meanwhile is none of what these compare. TestMain calls it.
func OwnMounts() {
	const moved = "COMMONHALL_TEST_OWN_MOUNTS"
	if os.Geteuid() != 0 {
		return
	}
	if os.Getenv(moved) != "" {
		_ = os.Unsetenv(moved)
		return
	}
	runtime.LockOSThread()       // of all threads only this one goes on
	self, err := os.Executable() // by its path: /proc/self/exe is a file of the mounts that it leaves
	if err == nil {
		err = syscall.Unshare(syscall.CLONE_NEWNS)
	}
	if err == nil {
		err = syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, "")
	}
	if err == nil {
		err = leaveTheirs()
	}
	if err == nil {
		err = syscall.Exec(self, os.Args, append(os.Environ(), moved+"=1"))
	}
	fmt.Fprintln(os.Stderr, "cannot make a mount namespace for the tests:", err)
	os.Exit(1)
}

// leaveTheirs leaves out what other tests have mounted: it would go, here too, when they
// remove the folder below.
func leaveTheirs() error {
	b, err := os.ReadFile("/proc/self/mountinfo")
	for line := range strings.Lines(string(b)) {
		at := strings.Fields(line)[4]
		if strings.HasPrefix(at, "/tmp/") || strings.HasPrefix(at, "/var/tmp/") || strings.HasPrefix(at, "/run/netns/") || strings.HasPrefix(at, "/run/commonhall/") {
			_ = syscall.Unmount(at, syscall.MNT_DETACH) // with what is mounted in it, which comes later here
		}
	}
	return err
}

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

// Disk mounts a file system of its own for the length of a test, and returns its folder,
// which other accounts may pass. mkfs is the command that makes it in the image whose
// path it is given last; one that the kernel cannot mount with these options is another
// machine's.
func Disk(t testing.TB, size, options string, mkfs ...string) string {
	t.Helper()
	Root(t)
	Programs(t, mkfs[0], "mount")
	if _, err := os.Stat("/dev/loop-control"); err != nil {
		_ = exec.Command("modprobe", "loop").Run()
	}
	above, err := os.MkdirTemp("/var/tmp", "disk")
	if err != nil {
		t.Fatal(err)
	}
	image, dir := above+"/image", above+"/disk"
	t.Cleanup(func() { os.RemoveAll(above) })
	for _, args := range [][]string{{"chmod", "711", above}, {"mkdir", dir}, {"truncate", "-s", size, image}, append(mkfs, image)} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v %s", args, err, out)
		}
	}
	if out, err := exec.Command("mount", "-o", "loop,"+options, image, dir).CombinedOutput(); err != nil {
		AnotherMachine(t, mkfs[0]+" with "+options+" cannot be mounted here: "+string(out))
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmount %s: %v", dir, err)
		}
	})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}
