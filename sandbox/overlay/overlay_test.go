package overlay

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
)

// Accounts that exist nowhere.
const owner, person = 1_700_200_001, 1_700_201_005

// mounter is an environment variable of a process that mounts again and again.
const mounter = "OVERLAY_TEST_MOUNTER"

func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	if dir := os.Getenv(mounter); dir != "" {
		os.Exit(mountAgain(dir))
	}
	needs.OwnMounts()
	os.Exit(m.Run())
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// layers makes a tree and a draft of it, both owner's.
func layers(t *testing.T) (tree, draft string) {
	t.Helper()
	needs.Root(t)
	return layersIn(t, t.TempDir())
}

func layersIn(t *testing.T, dir string) (tree, draft string) {
	t.Helper()
	tree, draft = filepath.Join(dir, "tree"), filepath.Join(dir, "draft")
	for _, d := range []string{tree, tree + "/lib", draft, draft + "/" + Upper, draft + "/" + Work} {
		must(t, os.Mkdir(d, 0o755), os.Chown(d, owner, owner))
	}
	for name, text := range map[string]string{"a": "one\n", "b": "one\n", "lib/c": "one\n"} {
		must(t, os.WriteFile(filepath.Join(tree, name), []byte(text), 0o644), os.Chown(filepath.Join(tree, name), owner, owner))
	}
	return tree, draft
}

func open(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// mount makes the mount, or says that this machine cannot.
func mount(t *testing.T, tree, draft string) *os.File {
	t.Helper()
	m, err := Mount(open(t, tree), open(t, draft), owner, person)
	if errors.Is(err, ErrUnsupported) {
		needs.AnotherMachine(t, err.Error())
	}
	must(t, err)
	t.Cleanup(func() { m.Close() })
	return m
}

// run runs a script in a sandbox of account uid that sees the tree with its draft at /env.
func run(t *testing.T, tree, draft string, uid int, script string) string {
	t.Helper()
	m := mount(t, tree, draft)
	defer m.Close()
	var mounts []sandbox.Mount
	for _, dir := range []string{"/usr", "/bin", "/lib", "/lib64", "/etc"} {
		mounts = append(mounts, sandbox.Mount{Target: dir, Source: dir, Optional: true})
	}
	mounts = append(mounts, sandbox.Mount{Target: "/proc", Proc: true}, sandbox.Mount{Target: "/dev", Dev: true}, sandbox.Mount{Target: "/env", FD: 1})
	r, w, err := os.Pipe()
	must(t, err)
	defer r.Close()
	p, err := sandbox.Start(sandbox.Config{Args: []string{"/bin/sh", "-c", script}, Env: []string{"PATH=/usr/bin:/bin"}, Dir: "/env",
		UID: uid, GID: uid, Umask: 0o022, Mounts: mounts, Filter: true}, sandbox.Options{Stdout: w, Stderr: w, Files: []*os.File{m}})
	w.Close()
	must(t, err)
	defer p.Close()
	var out strings.Builder
	buf := make([]byte, 4096)
	for n, err := r.Read(buf); err == nil; n, err = r.Read(buf) {
		out.Write(buf[:n])
	}
	sandbox.Reap(p.PidFD)
	return out.String()
}

// owners lists the owners of everything below the folders.
func owners(t *testing.T, dirs ...string) string {
	t.Helper()
	seen := map[string]bool{}
	for _, dir := range dirs {
		must(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
			var st unix.Stat_t
			if err == nil {
				err = unix.Lstat(path, &st)
			}
			seen[strconv.Itoa(int(st.Uid))+":"+strconv.Itoa(int(st.Gid))] = true
			return err
		}))
	}
	var all []string
	for o := range seen {
		all = append(all, o)
	}
	return strings.Join(all, " ")
}

// TestMount: for the person everything is theirs, on disk it is the owner's, and the
// tree stays as it was.
func TestMount(t *testing.T) {
	tree, draft := layers(t)
	got := run(t, tree, draft, person, `umask 022; stat -c '%u %g' a lib/c . ; echo two > a; rm b; mkdir -p new/deep; echo n > new/deep/file; mv new newer
chmod 000 lib/c; ln -s a link; ln a hard; rm -r lib; mkdir lib; echo d > lib/d; chmod 0 newer/deep/file; ls`)
	want := strings.Repeat(strconv.Itoa(person)+" "+strconv.Itoa(person)+"\n", 3) + "a\nhard\nlib\nlink\nnewer\n"
	if got != want {
		t.Errorf("the person got\n%s\nwant\n%s", got, want)
	}
	if o := owners(t, tree, draft); o != strconv.Itoa(owner)+":"+strconv.Itoa(owner) {
		t.Errorf("on disk the files are of %s", o)
	}
	for name, want := range map[string]string{tree + "/a": "one\n", tree + "/b": "one\n", tree + "/lib/c": "one\n", draft + "/upper/a": "two\n"} {
		if b, err := os.ReadFile(name); err != nil || string(b) != want {
			t.Errorf("%s is %q, %v", name, b, err)
		}
	}
	if got := run(t, tree, draft, person, `cat a hard; ls lib; cat newer/deep/file 2>/dev/null || echo closed`); got != "two\ntwo\nd\nclosed\n" {
		t.Errorf("the next time it shows %q", got)
	}
	if got := run(t, tree, draft, person+1, `(echo x > a) 2>/dev/null && echo wrote; (echo x > new) 2>/dev/null && echo wrote; cat a`); got != "two\n" {
		t.Errorf("somebody else gets %q", got)
	}
}

// TestForeignFiles: what on disk is not the owner's is nobody's, and stays as it is.
func TestForeignFiles(t *testing.T) {
	tree, draft := layers(t)
	must(t, os.WriteFile(tree+"/foreign", []byte("root's\n"), 0o600), os.Mkdir(draft+"/upper/theirs", 0o700), os.Chown(draft+"/upper/theirs", person, person))
	got := run(t, tree, draft, person, `stat -c %U:%u foreign; stat theirs >/dev/null 2>&1 && echo saw; cat foreign 2>/dev/null; (echo x > foreign) 2>/dev/null && echo wrote; ls theirs 2>/dev/null && echo saw; chown `+strconv.Itoa(person)+` foreign 2>/dev/null && echo took; true`)
	if got != "nobody:65534\n" {
		t.Errorf("the person got\n%s", got)
	}
}

// TestNoPower: set-uid programs and devices have no effect, nor have the person's own
// marks in the attributes that the kernel uses for its.
func TestNoPower(t *testing.T) {
	needs.Programs(t, "python3")
	tree, draft := layers(t)
	b, err := os.ReadFile("/usr/bin/id")
	must(t, err)
	for _, path := range []string{tree + "/id", draft + "/upper/own"} {
		must(t, os.WriteFile(path, b, 0o755), os.Chown(path, owner, owner), os.Chmod(path, 0o755|os.ModeSetuid))
	}
	must(t, unix.Mknod(tree+"/null", unix.S_IFCHR|0o666, int(unix.Mkdev(1, 3))), os.Chmod(tree+"/null", 0o666), os.Chown(tree+"/null", owner, owner))
	uid := strconv.Itoa(person + 1)
	if got := run(t, tree, draft, person+1, `./id -u; ./own -u; (echo x > null) 2>/dev/null && echo device; true`); got != uid+"\n"+uid+"\n" {
		t.Errorf("somebody else got %q", got)
	}
	// The sandbox has walls of its own against that; the mount is to have it too.
	if got := run(t, tree, draft, person, `grep -c ' /env rw,nosuid,nodev' /proc/self/mountinfo`); got != "1\n" {
		t.Errorf("%s of its mounts takes power away", got)
	}
	if got := run(t, tree, draft, person, `cp /usr/bin/id mine; chmod 4755 mine; stat -c %a mine; mknod sda b 8 0 2>/dev/null && echo device; true`); got != "4755\n" {
		t.Errorf("the person got %q", got)
	}
	if got := run(t, tree, draft, person+1, `./mine -u`); got != uid+"\n" {
		t.Errorf("a set-uid program of the person's makes somebody else %q", got)
	}
	got := run(t, tree, draft, person, `mkdir x; python3 -IS -c '
import os
for name in "user.overlay.opaque", "user.overlay.redirect", "trusted.overlay.redirect":
    try: os.setxattr("x", name, b"/lib")
    except OSError: pass
'`)
	if after := run(t, tree, draft, person, `ls x`); got != "" || after != "" {
		t.Errorf("their own marks: %q, then %q", got, after)
	}
}

// TestLinksInDrafts: what lies in a draft cannot make a layer of another folder.
func TestLinksInDrafts(t *testing.T) {
	for name, spoil := range map[string]func(draft, outside string) error{
		"upper": func(draft, outside string) error {
			return errors.Join(os.Remove(draft+"/upper"), os.Symlink(outside+"/u", draft+"/upper"))
		},
		"both": func(draft, outside string) error {
			return errors.Join(os.Remove(draft+"/upper"), os.Symlink(outside+"/u", draft+"/upper"), os.RemoveAll(draft+"/work"), os.Symlink(outside+"/w", draft+"/work"))
		},
		"within": func(draft, _ string) error {
			return errors.Join(os.Rename(draft+"/upper", draft+"/real"), os.Symlink("real", draft+"/upper"))
		},
		"nothing": func(draft, _ string) error { return os.Remove(draft + "/upper") },
		"file": func(draft, _ string) error {
			return errors.Join(os.Remove(draft+"/upper"), os.WriteFile(draft+"/upper", nil, 0o644))
		},
	} {
		t.Run(name, func(t *testing.T) {
			tree, draft := layers(t)
			mount(t, tree, draft).Close()
			outside := t.TempDir()
			must(t, os.Mkdir(outside+"/u", 0o755), os.Mkdir(outside+"/w", 0o755), spoil(draft, outside))
			m, err := Mount(open(t, tree), open(t, draft), owner, person)
			if err == nil {
				m.Close()
				t.Fatal("it was mounted")
			}
			if errors.Is(err, ErrUnsupported) || !strings.Contains(err.Error(), "no folder upper") {
				t.Errorf("it says %v", err)
			}
		})
	}
}

// TestUnsupported: a file system that cannot do it is named.
func TestUnsupported(t *testing.T) {
	tree, draft := layers(t)
	mount(t, tree, draft).Close()
	for _, c := range [][2]string{{"/sys/kernel", draft}, {tree, "/sys/kernel"}} {
		if _, err := Mount(open(t, c[0]), open(t, c[1]), owner, person); !errors.Is(err, ErrUnsupported) || !strings.Contains(err.Error(), "sysfs") {
			t.Errorf("%v: %v", c, err)
		}
	}
	if _, err := Mount(open(t, tree+"/a"), open(t, draft), owner, person); err == nil {
		t.Error("a file was mounted as a tree")
	}
}

// state is what must be the same before and after. Of mounts those count that Mount might
// have made: others' come and go meanwhile.
func state(t *testing.T, tree string) string {
	t.Helper()
	all, err := os.ReadFile("/proc/self/mountinfo")
	must(t, err)
	mounts := ""
	for line := range strings.Lines(string(all)) {
		if strings.Contains(line, tree) || strings.Contains(line, " "+place) {
			mounts += line
		}
	}
	fds, err := os.ReadDir("/proc/self/fd")
	must(t, err)
	children, err := exec.Command("ps", "-o", "args=", "--ppid", strconv.Itoa(os.Getpid())).Output()
	if err != nil && len(children) == 0 {
		must(t, err)
	}
	return mounts + strconv.Itoa(len(fds)) + "\n" + string(children)
}

// TestNothingIsLeft: after mounts and failures, from many threads, this process has
// the mounts, descriptors, children and rights that it had before.
func TestNothingIsLeft(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // it would close what was forgotten
	tree, draft := layers(t)
	mount(t, tree, draft).Close()
	bad := t.TempDir()
	low, high, none := open(t, tree), open(t, draft), open(t, bad)
	before := state(t, tree)
	for range 20 {
		m, err := Mount(low, high, owner, person)
		must(t, err, m.Close())
		if _, err := Mount(low, none, owner, person); err == nil {
			t.Fatal("a draft without folders was mounted")
		}
	}
	if after := state(t, tree); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
	for end := time.Now().Add(time.Minute); ; {
		left := strangers(t)
		if len(left) == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("threads are left in another place or as another: %s", left)
		}
	}
}

// strangers are threads of this process that see another tree, or are another account.
// One may be just ending.
func strangers(t *testing.T) (left []string) {
	tasks, err := filepath.Glob("/proc/self/task/*")
	must(t, err)
	mine, err := os.Readlink("/proc/thread-self/ns/mnt")
	must(t, err)
	for _, task := range tasks {
		status, _ := os.ReadFile(task + "/status")
		ns, err := os.Readlink(task + "/ns/mnt")
		if err == nil && ns != mine || strings.Contains(string(status), strconv.Itoa(person)) {
			left = append(left, task+" "+ns+" "+string(status))
		}
	}
	return left
}

// mountAgain is the program of a process that is to be killed meanwhile.
func mountAgain(dir string) int {
	tree, err1 := os.Open(filepath.Join(dir, "tree"))
	draft, err2 := os.Open(filepath.Join(dir, "draft"))
	for err := errors.Join(err1, err2); ; {
		if err != nil {
			fmt.Println(err)
			return 1
		}
		var m *os.File
		if m, err = Mount(tree, draft, owner, person); err == nil {
			fmt.Println("mounted")
			m.Close()
		}
	}
}

// TestKilled: whoever is killed while they mount leaves no process behind.
func TestKilled(t *testing.T) {
	tree, draft := layers(t)
	mount(t, tree, draft).Close()
	must(t, unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)) // what they leave becomes ours
	defer func() { must(t, unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)) }()
	for round := range 30 {
		cmd := exec.Command("/proc/self/exe")
		cmd.Env, cmd.SysProcAttr = []string{mounter + "=" + filepath.Dir(tree)}, &syscall.SysProcAttr{Setpgid: true}
		out, err := cmd.StdoutPipe()
		must(t, err, cmd.Start())
		if _, err := io.ReadFull(out, make([]byte, len("mounted\n"))); err != nil {
			t.Fatal(err)
		}
		for next := time.Now(); time.Since(next) < time.Duration(round)*200*time.Microsecond; {
			continue // each round another moment of the next mount
		}
		must(t, cmd.Process.Kill())
		_ = cmd.Wait()
		gone := make(chan error, 1)
		go func() {
			for {
				if _, err := unix.Wait4(-cmd.Process.Pid, nil, 0, nil); err != nil {
					gone <- err
					return
				}
			}
		}()
		select {
		case err := <-gone:
			if !errors.Is(err, unix.ECHILD) {
				t.Error(err)
			}
		case <-time.After(time.Minute):
			must(t, unix.Kill(-cmd.Process.Pid, unix.SIGKILL))
			t.Fatal("a process is left")
		}
	}
}

// TestForgetfulProgram: a child that a program does not know does not make more of them.
func TestForgetfulProgram(t *testing.T) {
	args := os.Args
	defer func() { os.Args = args }()
	os.Args = []string{sandbox.ChildName}
	if ns, err := Mapping(owner, person); err == nil {
		ns.Close()
		t.Error("a child made a namespace")
	}
}

// TestReserved: what a person writes does not take the room that is kept for root, and
// nothing of theirs becomes what they cannot take away.
func TestReserved(t *testing.T) {
	needs.Root(t)
	needs.Programs(t, "mkfs.ext4", "mount", "umount", "chattr")
	disk, dir := filepath.Join(t.TempDir(), "disk"), t.TempDir()
	must(t, os.WriteFile(disk, nil, 0o600), os.Truncate(disk, 16<<20))
	if out, err := exec.Command("mkfs.ext4", "-q", "-m", "30", disk).CombinedOutput(); err != nil {
		t.Fatal(string(out), err)
	}
	if out, err := exec.Command("mount", "-o", "loop", disk, dir).CombinedOutput(); err != nil {
		needs.Skip(t, "a disk in a file cannot be mounted: "+string(out))
	}
	t.Cleanup(func() { must(t, unix.Unmount(dir, unix.MNT_DETACH)) })
	tree, draft := layersIn(t, dir)
	var before, after unix.Statfs_t
	must(t, unix.Statfs(dir, &before))
	got := run(t, tree, draft, person, `echo one > kept; chattr +i kept 2>/dev/null && echo immutable; dd if=/dev/zero of=big bs=64k 2>&1 | grep -o 'No space left'`)
	must(t, unix.Statfs(dir, &after))
	if reserved := before.Bfree - before.Bavail; got != "No space left\n" || after.Bfree < reserved*9/10 {
		t.Errorf("it says %q; of %d blocks kept for root %d are left", got, reserved, after.Bfree)
	}
}

// TestRights: the kernel keeps the rights of whoever mounts, for all that is done in the
// mount. They are few, on every machine.
func TestRights(t *testing.T) {
	needs.Root(t)
	var status []byte
	err := apart(func() (err error) {
		if err = become(person); err == nil {
			status, err = os.ReadFile("/proc/thread-self/status")
		}
		return err
	})
	if err != nil || !strings.Contains(string(status), "\nCapEff:\t0000000000200002\n") {
		t.Errorf("they are those of %s, %v", status, err)
	}
}

// TestFullDisk: where there is no room any more a draft can be mounted still, and be
// made smaller.
func TestFullDisk(t *testing.T) {
	needs.Root(t)
	tree, draft := layersIn(t, needs.SmallDisk(t, "256k"))
	got := run(t, tree, draft, person, `echo two > a; dd if=/dev/zero of=big bs=1k count=999 2>&1 | grep -o 'No space left'`)
	if got != "No space left\n" {
		t.Fatalf("the disk is not full: %s", got)
	}
	if got := run(t, tree, draft, person, `cat a b; rm big && echo three > b; cat b; ls`); got != "two\none\nthree\na\nb\nlib\n" {
		t.Errorf("a draft on a full disk: %s", got)
	}
}
