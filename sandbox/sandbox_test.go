package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// forgetful is an environment variable of a child that does not call BecomeChild.
const forgetful = "SANDBOX_TEST_FORGETFUL"

func TestMain(m *testing.M) {
	if os.Getenv(forgetful) != "" {
		_, err := Start(Config{Args: []string{"/bin/true"}}, Options{})
		fmt.Println(err)
		os.Exit(0)
	}
	BecomeChild()
	os.Exit(m.Run())
}

// TestForgetfulProgram: one that does not call BecomeChild starts itself once, not
// without end.
func TestForgetfulProgram(t *testing.T) {
	needs.Root(t)
	cmd := exec.Command("/proc/self/exe")
	cmd.Args[0], cmd.Env = ChildName, []string{forgetful + "=yes"}
	if out, err := cmd.Output(); err != nil || !strings.Contains(string(out), "BecomeChild") {
		t.Errorf("the child of a program that forgets said %q, %v", out, err)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// uid is an account that exists nowhere.
func uid() int { return 1_700_000_000 + os.Getpid() }

// host shows what programs of this machine need, read-only.
func host() []Mount {
	var m []Mount
	for _, dir := range []string{"/usr", "/bin", "/lib", "/lib64", "/etc"} {
		m = append(m, Mount{Target: dir, Source: dir, Optional: true})
	}
	return append(m, Mount{Target: "/proc", Proc: true}, Mount{Target: "/dev", Dev: true})
}

// runIn runs cfg, with a shell's script for its command, and returns what it says
// and its status.
func runIn(t *testing.T, cfg Config, script string, files ...*os.File) (string, int) {
	t.Helper()
	cfg.Args, cfg.UID, cfg.GID = []string{"/bin/sh", "-c", script}, uid(), uid()
	out, p, err := start(t, cfg, files...)
	ok(t, err)
	exit := Reap(p.PidFD)
	if exit == nil {
		t.Fatal("nobody knows how it ended")
	}
	return out(), exit.Code
}

func start(t *testing.T, cfg Config, files ...*os.File) (func() string, *Process, error) {
	t.Helper()
	needs.Root(t)
	r, w, err := os.Pipe()
	ok(t, err)
	defer w.Close()
	t.Cleanup(func() { r.Close() })
	p, err := Start(cfg, Options{Stdout: w, Stderr: w, Files: files})
	if err == nil {
		t.Cleanup(func() {
			_ = unix.PidfdSendSignal(int(p.PidFD.Fd()), unix.SIGKILL, nil, 0)
			Reap(p.PidFD)
			p.Close()
		})
	}
	return func() string {
		w.Close()
		b, err := io.ReadAll(r)
		ok(t, err)
		return string(b)
	}, p, err
}

func TestCommands(t *testing.T) {
	for script, want := range map[string]int{"exit 0": 0, "exit 7": 7, "kill -9 $$": 137, "kill -TERM $$": 143} {
		if out, code := runIn(t, Config{Mounts: host()}, script); code != want {
			t.Errorf("%s: status %d: %s", script, code, out)
		}
	}
}

func TestCommandIsAtFault(t *testing.T) {
	dir := t.TempDir()
	for name, body := range map[string]string{"text": "hello", "loop": "#!/no/such/interpreter\n", "garbage": "\x7fELFgarbage"} {
		ok(t, os.WriteFile(filepath.Join(dir, name), []byte(body), 0o755))
	}
	ok(t, os.WriteFile(filepath.Join(dir, "plain"), []byte("#!/bin/sh\n"), 0o644))
	mounts := append(host(), Mount{Target: "/opt", Source: dir})
	for _, args := range [][]string{{"no-such"}, {"/no/such"}, {"/opt/loop"}, {"/opt/garbage"}, {"/opt/plain"}, {"/opt"}, {"/opt/text"}} {
		_, _, err := start(t, Config{Args: args, Env: []string{"PATH=/usr/bin:/bin"}, UID: uid(), GID: uid(), Mounts: mounts, Filter: true})
		var command *CommandError
		if !errors.As(err, &command) || !strings.Contains(command.Text, args[0]) {
			t.Errorf("%s: %v", args[0], err)
		}
		// A file that is to be kept takes the place at which the child speaks to its maker.
		kept, err := os.CreateTemp(dir, "kept")
		ok(t, err)
		defer kept.Close()
		_, _, err = start(t, Config{Args: args, Path: "/opt/garbage", UID: uid(), GID: uid(), Mounts: mounts, Keep: []string{"kept"}}, kept)
		if said, _ := os.ReadFile(kept.Name()); !errors.As(err, &command) || len(said) > 0 {
			t.Errorf("%s with a file to keep: %v; in the file: %q", args[0], err, said)
		}
	}
}

// TestUnbuiltRunsNothing: each thing that cannot be built keeps the command from running.
func TestUnbuiltRunsNothing(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "ran")
	for name, cfg := range map[string]Config{
		"a source that is not there": {Mounts: append(host(), Mount{Target: "/x", Source: "/no/such"})},
		"a mount that was not given": {Mounts: append(host(), Mount{Target: "/x", FD: 1})},
		"options that are wrong":     {Mounts: append(host(), Mount{Target: "/x", Tmpfs: "size=lots"})},
		"an address that is not":     {Mounts: host(), Network: true, Listen: "nowhere"},
		"a target that is none":      {Target: 1},
		"a limit that is none":       {Mounts: host(), Rlimits: []Rlimit{{Resource: 99, Value: 1}}},
	} {
		cfg.Args = []string{"/bin/sh", "-c", "echo ran > " + mark}
		_, p, err := start(t, cfg)
		var command *CommandError
		if err == nil || errors.As(err, &command) {
			t.Errorf("%s: %v", name, err)
			if p != nil {
				Reap(p.PidFD)
			}
		}
		if _, err := os.Stat(mark); err == nil {
			t.Fatalf("%s: the command ran", name)
		}
	}
	group := Options{Join: func(int) error { return errors.New("there is none") }}
	if p, err := Start(Config{Mounts: host(), Args: []string{"/bin/sh", "-c", "echo ran > " + mark}}, group); err == nil {
		t.Errorf("without its group it began: %v", Reap(p.PidFD))
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("without its group it ran")
	}
}

// TestNoSandboxIsNotEntered: where the root is the machine's, nothing runs.
func TestNoSandboxIsNotEntered(t *testing.T) {
	needs.Root(t)
	outside := exec.Command("sleep", "1000")
	ok(t, outside.Start())
	defer func() { _ = outside.Process.Kill(); _ = outside.Wait() }()
	fd, err := unix.PidfdOpen(outside.Process.Pid, 0)
	ok(t, err)
	pidfd := os.NewFile(uintptr(fd), "pidfd")
	defer pidfd.Close()
	mark := filepath.Join(t.TempDir(), "ran")
	_, _, err = start(t, Config{Target: 1, Args: []string{"/bin/sh", "-c", "echo ran > " + mark}}, pidfd)
	if err == nil || !strings.Contains(err.Error(), "not a sandbox's") {
		t.Errorf("it was entered: %v", err)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("the command ran")
	}
}

// TestBornDecides: what Born refuses never runs, and nothing of it stays.
func TestBornDecides(t *testing.T) {
	needs.Root(t)
	mark := filepath.Join(t.TempDir(), "ran")
	refusal := errors.New("it could not be recorded")
	var pid int
	_, err := Start(Config{Args: []string{"/bin/sh", "-c", "echo ran > " + mark}}, Options{Born: func(p int) error {
		pid = p
		if _, err := os.Stat(mark); err == nil {
			t.Error("the command ran before it was recorded")
		}
		return refusal
	}})
	if !errors.Is(err, refusal) {
		t.Errorf("Start: %v", err)
	}
	if _, err := os.Stat(fmt.Sprintf("/proc/%d", pid)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the process is still there: %v", err)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("the command ran")
	}
}

// TestMakerDies: without its orders a child ends; with them it goes on, for whoever
// adopts the sandbox.
func TestMakerDies(t *testing.T) {
	needs.Root(t)
	for _, ordered := range []bool{false, true} {
		mark := filepath.Join(t.TempDir(), "ran")
		cfg := Config{Args: []string{"/bin/sh", "-c", "echo ran > " + mark}, Network: true, Listen: "127.0.0.1:8081"}
		packet, err := json.Marshal(cfg)
		ok(t, err)
		ours, theirs, err := socketpair()
		ok(t, err)
		p, err := fork(cfg, Options{}, theirs)
		ok(t, err)
		defer p.Close()
		theirs.Close()
		if ordered {
			_, err = ours.Write(packet)
			ok(t, err)
		}
		ours.Close()
		exit := Reap(p.PidFD)
		_, err = os.Stat(mark)
		if ran := err == nil; ran != ordered || exit == nil || !ordered && exit.Code != NotBuilt {
			t.Errorf("with its orders %v: it ran %v and ended with %+v", ordered, ran, exit)
		}
	}
}

func TestTree(t *testing.T) {
	dir := t.TempDir()
	ok(t, os.Chmod(dir, 0o755))
	ok(t, os.WriteFile(filepath.Join(dir, "shown"), []byte("shown"), 0o644))
	ok(t, os.Mkdir(filepath.Join(dir, "masked"), 0o755))
	ok(t, os.WriteFile(filepath.Join(dir, "masked", "secret"), []byte("secret"), 0o644))
	ok(t, os.WriteFile(filepath.Join(dir, "file"), []byte("secret"), 0o644))
	mounts := append(host(),
		Mount{Target: "/data", Source: dir}, Mount{Target: "/gone", Source: "/no/such", Optional: true},
		Mount{Target: "/scratch", Tmpfs: "mode=1777,size=64k"}, Mount{Target: "/bin2", Tmpfs: "mode=1777,size=4m", Exec: true},
		Mount{Target: "/etc/passwd", Content: "only:x:1:1::/:/bin/sh\n"}, Mount{Target: "/note", Content: "a note\n"},
		Mount{Target: "/link", Link: "/data/shown"})
	cfg := Config{Mounts: mounts, Mask: []string{"/data/masked", "/data/file", "/data/no-such"}, Env: []string{"PATH=/bin:/usr/bin"}, Filter: true}
	for script, want := range map[string]string{
		`ls -m /`:                                     "bin, bin2, data, dev, etc, lib, lib64, link, note, proc, run, scratch, usr\n",
		`cat /link /note /etc/passwd`:                 "showna note\nonly:x:1:1::/:/bin/sh\n",
		`ls -A /data/masked; cat /data/file`:          "",
		`echo x > /scratch/x && cat /scratch/x`:       "x\n",
		`head -c 100k /dev/zero > /scratch/y || true`: "head: error writing 'standard output': No space left on device\n",
		`cp /bin/true /scratch/t 2>/dev/null; /scratch/t 2>/dev/null || echo refused`:                                                       "refused\n",
		`cp /bin/true /bin2/t; /bin2/t && echo runs`:                                                                                        "runs\n",
		`for f in /data /note /etc /; do (echo x > $f/x) 2>/dev/null && echo wrote; done; (echo x > /note) 2>/dev/null && echo wrote; true`: "",
	} {
		if got, _ := runIn(t, cfg, script); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", script, got, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "masked", "secret")); err != nil {
		t.Error("what is hidden inside is gone outside:", err)
	}
}

// TestCloneTree: a folder by its descriptor, without what is mounted below it, and
// without power for devices and set-uid programs.
func TestCloneTree(t *testing.T) {
	needs.Root(t)
	dir := t.TempDir()
	ok(t, os.Chown(dir, uid(), uid()))
	below := filepath.Join(dir, "below")
	ok(t, os.Mkdir(below, 0o755))
	ok(t, unix.Mount("tmpfs", below, "tmpfs", 0, "size=64k"))
	t.Cleanup(func() { ok(t, unix.Unmount(below, unix.MNT_DETACH)) })
	ok(t, os.WriteFile(filepath.Join(below, "secret"), []byte("secret"), 0o644))
	ok(t, unix.Mknod(filepath.Join(dir, "null"), unix.S_IFCHR|0o666, int(unix.Mkdev(1, 3))))
	ok(t, os.Chmod(filepath.Join(dir, "null"), 0o666))
	f, err := os.Open(dir)
	ok(t, err)
	defer f.Close()
	for _, writable := range []bool{true, false} {
		tree, err := CloneTree(f, writable)
		ok(t, err)
		got, _ := runIn(t, Config{Mounts: append(host(), Mount{Target: "/home/x", FD: 1})},
			`cd /home/x; ls -A below; (echo x > null) 2>/dev/null && echo device; (echo x > new) 2>/dev/null && echo wrote; true`, tree)
		tree.Close()
		want := ""
		if writable {
			want = "wrote\n"
		}
		if got != want {
			t.Errorf("writable %v: %q", writable, got)
		}
	}
}

// openFDs says which descriptors a shell has, without opening any.
const openFDs = `i=0; while [ $i -lt 100 ]; do [ -e /proc/self/fd/$i ] && printf "$i "; i=$((i+1)); done; echo`

// TestNoDescriptorLeaks: of the many that we have open here none arrives.
func TestNoDescriptorLeaks(t *testing.T) {
	needs.Root(t)
	for range 20 {
		fd, err := unix.Open("/etc/passwd", unix.O_RDONLY, 0) // without O_CLOEXEC
		ok(t, err)
		defer unix.Close(fd)
	}
	got, _ := runIn(t, Config{Mounts: host(), Network: true, Listen: "127.0.0.1:8081"}, openFDs)
	if strings.TrimSpace(got) != "0 1 2" {
		t.Errorf("it has %s", got)
	}
}

func TestKeep(t *testing.T) {
	needs.Root(t)
	r, w, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	got, code := runIn(t, Config{Mounts: host(), Keep: []string{"one"}},
		`echo kept >&3; [ "$LISTEN_PID" = $$ ] && echo "$LISTEN_FDS $LISTEN_FDNAMES"; `+openFDs, w)
	w.Close()
	b, err := io.ReadAll(r)
	if err != nil || string(b) != "kept\n" || code != 0 || got != "1 one\n0 1 2 3 \n" {
		t.Errorf("it said %q and %q, status %d, %v", got, b, code, err)
	}
}

// TestKeyring: the keys of whoever starts it are not the command's.
func TestKeyring(t *testing.T) {
	needs.Root(t)
	got, _ := runIn(t, Config{Mounts: host()}, `cut -c1-8 /proc/keys 2>/dev/null | wc -l; grep -c ' keyring   _uid' /proc/keys; grep -v _uid /proc/keys | grep -c keyring; true`)
	if strings.Contains(got, "_ses: 2") {
		t.Errorf("its keys are %s", got)
	}
	id, err := unix.AddKey("user", "commonhall-test", []byte("secret"), unix.KEY_SPEC_SESSION_KEYRING)
	if err != nil {
		needs.AnotherMachine(t, "this kernel lets nobody add a key: "+err.Error())
	}
	defer func() { _, _ = unix.KeyctlInt(unix.KEYCTL_REVOKE, id, 0, 0, 0) }()
	if got, _ := runIn(t, Config{Mounts: host()}, `grep -c commonhall-test /proc/keys`); strings.TrimSpace(got) != "0" {
		t.Errorf("it sees %s of our session's keys", strings.TrimSpace(got))
	}
}

// TestReapThatLearnsNothing: who lets go of a process wakes those who wait for it,
// and of a stranger nobody learns anything.
func TestReapThatLearnsNothing(t *testing.T) {
	child, err := Start(Config{Args: []string{"/bin/sleep", "1000"}}, Options{})
	ok(t, err)
	for name, pid := range map[string]int{"our parent": os.Getppid(), "a child of ours": child.PID} {
		fd, err := unix.PidfdOpen(pid, 0)
		ok(t, err)
		f := PidFile(fd)
		done := make(chan *Exit, 1)
		go func() { done <- Reap(f) }()
		f.Close()
		select {
		case exit := <-done:
			if exit != nil {
				t.Errorf("%s ended with %+v", name, exit)
			}
		case <-time.After(time.Minute):
			t.Fatalf("Reap of %s does not return", name)
		}
	}
	ok(t, unix.PidfdSendSignal(int(child.PidFD.Fd()), unix.SIGTERM, nil, 0))
	if exit := Reap(child.PidFD); exit == nil || exit.Signal != unix.SIGTERM {
		t.Errorf("the child ended with %+v", exit)
	}
	child.Close()
}
