package escape

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/sandbox/apparmor"
	"commonhall/sandbox/recipe"
	"commonhall/sandbox/wall"
)

// loadProfile has the kernel know the profile of sandboxes, as setup does, where it has
// AppArmor.
func loadProfile(t *testing.T) {
	if !apparmor.On("/") || apparmor.Parser() == "" || profiled() {
		return
	}
	ok(t, apparmor.Load(t.Context()))
	t.Cleanup(func() { ok(t, apparmor.Unload()) })
}

// profiled reports whether sandboxes have it.
func profiled() bool {
	mode, err := apparmor.Mode("/")
	return err == nil && mode == "enforce"
}

// needsProfile says why a machine without the profile cannot show an attempt.
func needsProfile(*world) string {
	if !profiled() {
		return "its kernel has no AppArmor, or apparmor_parser is not there"
	}
	return ""
}

// unconfine asks the kernel for no profile.
func unconfine(file, what string) func(*world) string {
	return func(*world) string {
		return how(os.WriteFile("/proc/thread-self/attr/apparmor/"+file, []byte(what), 0))
	}
}

// armored skips a test where there is no such fence, and returns a world that has it.
func armored(t *testing.T) *world {
	needs.Root(t)
	if !apparmor.On("/") {
		needs.AnotherMachine(t, "this kernel has no AppArmor")
	}
	if apparmor.Parser() == "" {
		needs.Skip(t, "needs apparmor_parser (Debian's package apparmor)")
	}
	return newWorld(t)
}

// TestWorkBehindTheProfile: what people do every day works behind it.
func TestWorkBehindTheProfile(t *testing.T) {
	w := armored(t)
	needs.Programs(t, "python3")
	before := len(denials())
	for name, script := range work() {
		if got := w.shell(t, script); got != "fine" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if now := denials(); len(now) > before {
		t.Errorf("the profile refused something that nobody missed: %q", now[before:])
	}
}

// denials are the lines of the kernel's log about what the profile refused.
func denials() []string {
	b := make([]byte, 1<<20)
	n, err := unix.Klogctl(unix.SYSLOG_ACTION_READ_ALL, b)
	if err != nil {
		return nil
	}
	var all []string
	for line := range strings.Lines(string(b[:n])) {
		if strings.Contains(line, "DENIED") && strings.Contains(line, apparmor.Name) {
			all = append(all, line)
		}
	}
	return all
}

// work is what people do every day.
func work() map[string]string {
	const python = "set -e\n/usr/bin/python3 -I - <<'E'\nimport os, sys, signal, socket, subprocess, multiprocessing, mmap, pty, tempfile, ctypes, select\n"
	return map[string]string{
		"the profile": `case $(cat /proc/self/attr/apparmor/current) in "commonhall-sandbox (enforce)") echo fine;; *) cat /proc/self/attr/apparmor/current;; esac`,
		"files": `set -e; cd; mkdir a b; echo x > a/x; mv a/x b/y; ln b/y b/z; ln -s y b/s; : > b/y; rm -r a b; mkfifo f; echo x > /tmp/x; mv /tmp/x x
cp /bin/true /tmp/t; /tmp/t; echo x > /dev/null; echo x > /dev/shm/x; echo name > /proc/self/comm; stty -F /dev/ptmx -a >/dev/null; ls / /proc /sys /etc /dev/pts >/dev/null
exec 9> gone; rm gone; echo x >&9; echo x >/proc/self/fd/9; printf '#!/bin/sh\necho fine' > s; chmod +x s; ./s`,
		"processes": `exec 2>/dev/null; set -e; sleep 100 & kill -0 $!; kill $!; wait $! || true; ps -e >/dev/null; (trap 'exit 0' TERM; kill $(sh -c 'echo $PPID'); sleep 1) ; echo fine`,
		"a terminal": python + `
pid, master = pty.fork()
if pid == 0:
    os.execv("/bin/sh", ["sh", "-c", "tty && stty size >/dev/null && echo hello > /dev/tty"])
said = b""
try:
    while chunk := os.read(master, 100):
        said += chunk
except OSError:
    pass
assert os.waitpid(pid, 0)[1] == 0 and b"/dev/pts/" in said and b"hello" in said, said
print("fine")
E`,
		"programs that watch each other": python + `
libc = ctypes.CDLL(None, use_errno=True)
child = subprocess.Popen(["sleep", "100"])
assert libc.ptrace(0x4206, child.pid, 0, 0) == 0, os.strerror(ctypes.get_errno())
assert libc.ptrace(0x4207, child.pid, 0, 0) == 0
os.waitpid(child.pid, os.WUNTRACED)
assert open(f"/proc/{child.pid}/maps").read() and open(f"/proc/{child.pid}/environ").read()
child.kill()
print("fine")
E`,
		"sockets and memory": python + `
listener = socket.create_server(("127.0.0.1", 0))
with socket.create_connection(listener.getsockname()) as c:
    c.sendall(b"x")
six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); six.bind(("::1", 0))
unix = socket.socket(socket.AF_UNIX); unix.bind("/tmp/u"); unix.listen()
socket.socket(socket.AF_UNIX).connect("/tmp/u")
a, b = socket.socketpair(); a.send(b"x"); assert b.recv(1) == b"x"
abstract = socket.socket(socket.AF_UNIX); abstract.bind("\0name"); abstract.listen()
socket.socket(socket.AF_UNIX).connect("\0name")
assert socket.if_nameindex()
f = os.fdopen(os.memfd_create("m"), "w+b"); f.write(b"x" * 4096); f.flush(); mmap.mmap(f.fileno(), 4096)
t = tempfile.TemporaryFile(); t.write(b"x"); t.flush()
multiprocessing.set_start_method("spawn")
q = multiprocessing.Queue(); q.put(1); assert q.get() == 1
print("fine")
E`,
	}
}

// shell runs a script in a sandbox and returns what it says.
func (w *world) shell(t *testing.T, script string) string {
	t.Helper()
	r, out, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	cfg := w.config("", nil)
	cfg.Args, cfg.Path = []string{"sh", "-c", script}, ""
	p, err := sandbox.Start(cfg, sandbox.Options{Stdout: out, Stderr: out})
	out.Close()
	ok(t, err)
	defer p.Close()
	return said(t, p, r)
}

// said returns what a command said when it has ended.
func said(t *testing.T, p *sandbox.Process, r *os.File) string {
	t.Helper()
	ok(t, r.SetReadDeadline(time.Now().Add(time.Minute)))
	b := make([]byte, 1<<16)
	n := 0
	for n < len(b) {
		more, err := r.Read(b[n:])
		n += more
		if err != nil {
			break
		}
	}
	sandbox.Reap(p.PidFD)
	return strings.TrimSpace(string(b[:n]))
}

// takeProfile asks for the profile from behind it, which does not let go of anybody.
func takeProfile(*world) string {
	err := apparmor.Take(-1)
	if none := apparmor.Absent(""); errors.As(err, &none) {
		return "there is none"
	}
	return how(err)
}

// TestNoHalfFence: that a profile which is loaded cannot be taken is no reason to go
// without: who builds a sandbox is told, and builds none.
func TestNoHalfFence(t *testing.T) {
	w := armored(t)
	open := []wall.Name{wall.Filter, wall.Capabilities, wall.Account, wall.Landlock, wall.NoNewPrivs, wall.Masks}
	if got := w.run(t, "take the profile", attempt{}, open); got != "EACCES" {
		t.Errorf("a profile that cannot be taken: %s", got)
	}
	if got := w.run(t, "take the profile", attempt{}, append(open, wall.AppArmor)); got != "done" {
		t.Errorf("one that can: %s", got)
	}
	ok(t, apparmor.Unload())
	if got := w.run(t, "take the profile", attempt{}, append(open, wall.AppArmor)); got != "there is none" {
		t.Errorf("one that is not there: %s", got)
	}
}

// TestEntersAsItIs: a command that enters has the profile if its sandbox has it. One that
// was started before there was a profile can still be looked after.
func TestEntersAsItIs(t *testing.T) {
	w := armored(t)
	for _, c := range []struct {
		without []wall.Name
		want    string
	}{{[]wall.Name{wall.Landlock}, "commonhall-sandbox (enforce)"}, {[]wall.Name{wall.Landlock, wall.AppArmor}, "unconfined"}} {
		r, out, err := os.Pipe()
		ok(t, err)
		cfg := w.config("", c.without)
		cfg.Args, cfg.Path = []string{"sleep", "1000"}, ""
		p, err := sandbox.Start(cfg, sandbox.Options{Stdout: out})
		ok(t, err)
		enters := recipe.Confined(recipe.Person{Name: "eve", UID: w.UID})
		enters.Args, enters.Target = []string{"sh", "-c", "cat /proc/self/attr/apparmor/current; kill " + itoa(p.PID) + " && echo ended"}, 1
		e, err := sandbox.Start(enters, sandbox.Options{Files: []*os.File{p.PidFD}, Stdout: out, Stderr: out})
		ok(t, err)
		out.Close()
		if got, want := said(t, e, r), c.want+"\nended"; got != want {
			t.Errorf("without %q it says %q, want %q", c.without, got, want)
		}
		_ = unix.PidfdSendSignal(int(p.PidFD.Fd()), unix.SIGKILL, nil, 0)
		sandbox.Reap(p.PidFD)
		p.Close()
		e.Close()
		r.Close()
	}
}
