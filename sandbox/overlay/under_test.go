package overlay

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
)

// machine is a folder as /etc is, with a disk in it that hides what lies below, and a
// layer that would like to be in its place.
func machine(t *testing.T) (top, low string) {
	t.Helper()
	needs.Root(t)
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o755), os.Chmod(filepath.Dir(dir), 0o755))
	top, low = filepath.Join(dir, "top"), filepath.Join(dir, "low")
	for path, mode := range map[string]os.FileMode{"top/both": 0o755, "top/closed": 0o700, "top/folder": 0o755, "top/disk here": 0o755,
		"low/both": 0o777, "low/closed": 0o777, "low/file": 0o755, "low/disk here": 0o755, "low/more": 0o755} {
		path = filepath.Join(dir, path)
		must(t, os.MkdirAll(path, 0o755), os.Chmod(path, mode))
	}
	must(t, os.Chmod(top, 0o755), os.Chmod(low, 0o777))
	for path, mode := range map[string]os.FileMode{"top/program": 0o755, "top/shadow": 0o600, "top/both/one": 0o644, "top/file": 0o644, "top/disk here/hidden": 0o644,
		"low/program": 0o777, "low/shadow": 0o666, "low/both/one": 0o666, "low/both/two": 0o644, "low/closed/new": 0o644, "low/folder": 0o644, "low/file/x": 0o644, "low/disk here/hidden": 0o644, "low/more/program": 0o755} {
		must(t, os.WriteFile(filepath.Join(dir, path), []byte(path[:3]+"\n"), 0o600), os.Chmod(filepath.Join(dir, path), mode))
	}
	must(t, os.Symlink(top+"/shadow", low+"/link"), os.Chmod(low+"/more/program", 0o755|os.ModeSetuid),
		filepath.WalkDir(low, func(path string, _ os.DirEntry, err error) error {
			return errors.Join(err, os.Lchown(path, owner, owner))
		}))
	must(t, unix.Mount("tmpfs", top+"/disk here", "tmpfs", 0, "size=64k"))
	t.Cleanup(func() { must(t, unix.Unmount(top+"/disk here", unix.MNT_DETACH)) })
	must(t, os.WriteFile(top+"/disk here/shown", []byte("top\n"), 0o644))
	return top, low
}

// sees runs a script in a sandbox of account uid that has the two at /machine.
func sees(t *testing.T, m *os.File, uid int, script string) string {
	t.Helper()
	var mounts []sandbox.Mount
	for _, dir := range []string{"/usr", "/bin", "/lib", "/lib64"} {
		mounts = append(mounts, sandbox.Mount{Target: dir, Source: dir, Optional: true})
	}
	mounts = append(mounts, sandbox.Mount{Target: "/proc", Proc: true}, sandbox.Mount{Target: "/dev", Dev: true}, sandbox.Mount{Target: "/machine", FD: 1})
	out := filepath.Join(t.TempDir(), "out")
	w, err := os.Create(out)
	must(t, err)
	p, err := sandbox.Start(sandbox.Config{Args: []string{"/bin/sh", "-c", script}, Env: []string{"PATH=/usr/bin:/bin", "LC_ALL=C"}, Dir: "/machine",
		UID: uid, GID: uid, Umask: 0o022, Mounts: mounts, Filter: true}, sandbox.Options{Stdout: w, Stderr: w, Files: []*os.File{m}})
	w.Close()
	must(t, err)
	defer p.Close()
	sandbox.Reap(p.PidFD)
	b, err := os.ReadFile(out)
	must(t, err)
	return string(b)
}

// TestUnder: a layer adds to a folder of the machine's. It replaces nothing there, opens
// nothing that is closed, and shows nothing that a disk hides; nothing of either is changed.
func TestUnder(t *testing.T) {
	top, low := machine(t)
	before, err := os.ReadFile("/proc/self/mountinfo")
	must(t, err)
	m, err := Under(top, open(t, low))
	if errors.Is(err, ErrUnsupported) {
		needs.AnotherMachine(t, err.Error())
	}
	must(t, err)
	defer func() { m.Close() }() // the last one
	for _, c := range [][2]string{
		{`cat program both/one both/two more/program file`, "top\ntop\nlow\nlow\ntop\n"},
		{`stat -c '%a %u' program shadow both closed folder .`, "755 0\n600 0\n755 0\n700 0\n755 0\n755 0\n"},
		{`cat shadow closed/new 2>&1; ls closed 2>&1`, "cat: shadow: Permission denied\ncat: closed/new: Permission denied\nls: cannot open directory 'closed': Permission denied\n"},
		{`ls folder; ls 'disk here'`, "shown\n"},
		{`cat link 2>/dev/null || echo leads nowhere`, "leads nowhere\n"},
		{`for f in program both/two more/program new more/new 'disk here/shown' 'disk here/new'; do (echo x > "$f") 2>/dev/null && echo wrote; done; true`, ""},
		{`grep -c ' /machine ro,nosuid,nodev' /proc/self/mountinfo; grep -c ' /machine/disk\\040here ro,nosuid,nodev' /proc/self/mountinfo`, "1\n1\n"},
	} {
		if got := sees(t, m, person, c[0]); got != c[1] {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c[0], got, c[1])
		}
		m2, err := Under(top, open(t, low)) // each sandbox takes its own
		must(t, err)
		m.Close()
		m = m2
	}
	if got := sees(t, m, owner, `(echo x > more/program) 2>/dev/null && echo wrote; rm -f more/program 2>/dev/null && echo removed; true`); got != "" {
		t.Errorf("the owner of the layer %s", got)
	}
	if after, err := os.ReadFile("/proc/self/mountinfo"); err != nil || string(after) != string(before) {
		t.Errorf("the machine's mounts were\n%s\nand are\n%s", before, after)
	}
}

// TestUnderCannot: what cannot be made is said, and leaves nothing.
func TestUnderCannot(t *testing.T) {
	top, low := machine(t)
	if _, err := Under(top+"/file", open(t, low)); err == nil {
		t.Error("under a file")
	}
	if _, err := Under(top, open(t, low+"/program")); err == nil {
		t.Error("a file under a folder")
	}
	// As deep as the kernel allows, and one more.
	dir := top
	for depth := 1; ; depth++ {
		m, err := Under(dir, open(t, low))
		if errors.Is(err, ErrUnsupported) {
			if depth < 2 || !strings.Contains(err.Error(), "stack of overlays") {
				t.Errorf("at depth %d: %v", depth, err)
			}
			return
		}
		must(t, err)
		if depth > 5 {
			t.Fatal("there is no end")
		}
		place := filepath.Join(t.TempDir(), strconv.Itoa(depth))
		must(t, os.Mkdir(place, 0o755), unix.MoveMount(int(m.Fd()), "", unix.AT_FDCWD, place, unix.MOVE_MOUNT_F_EMPTY_PATH), m.Close())
		t.Cleanup(func() { must(t, unix.Unmount(place, unix.MNT_DETACH)) })
		dir = place
	}
}
