package recipe

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/sandbox/landlock"
	"commonhall/sandbox/wall"
)

func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	os.Exit(m.Run())
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// says runs a shell's script in the sandbox of a passing person, without some walls, and
// returns what it says and which walls stood.
func says(t *testing.T, script string, without ...wall.Name) (string, map[wall.Name]string) {
	t.Helper()
	needs.Root(t)
	cfg := Config(Person{Name: "ada", UID: 1_700_000_000 + os.Getpid(), Passing: true, Memory: 64 << 20}, nil)
	cfg.Args, cfg.Without = []string{"/bin/sh", "-c", script}, without
	r, w, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	told := map[wall.Name]string{}
	p, err := sandbox.Start(cfg, sandbox.Options{Stdout: w, Stderr: w, Tell: func(name wall.Name, missing string) { told[name] = missing }})
	w.Close()
	ok(t, err)
	defer p.Close()
	out, err := io.ReadAll(r)
	ok(t, err)
	if exit := sandbox.Reap(p.PidFD); exit == nil || exit.Signal != 0 {
		t.Errorf("%s ended with %+v", script, exit)
	}
	return strings.TrimSpace(string(out)), told
}

// leaks are scripts that say something else with a wall than without it.
func leaks(t *testing.T) map[wall.Name][2]string {
	own := func(ns string) string {
		link, err := os.Readlink("/proc/self/ns/" + ns)
		ok(t, err)
		return fmt.Sprintf(`[ "$(readlink /proc/self/ns/%s)" = "%s" ] && echo the same || echo another`, ns, link)
	}
	status := func(field string) string { return "grep ^" + field + ": /proc/self/status | tr -d '\t'" }
	file := filepath.Join(os.TempDir(), fmt.Sprintf("sandbox-recipe-%d", os.Getpid()))
	ok(t, os.WriteFile(file, nil, 0o644))
	t.Cleanup(func() { os.Remove(file) })
	return map[wall.Name][2]string{
		wall.Network:      {own("net"), "another"},
		wall.IPC:          {own("ipc"), "another"},
		wall.UTS:          {own("uts"), "another"},
		wall.Cgroup:       {own("cgroup"), "another"},
		wall.OOM:          {"cat /proc/self/oom_score_adj", "500"},
		wall.Tree:         {"ls -d /srv 2>/dev/null || echo nothing", "nothing"},
		wall.Private:      {"ls " + file + " 2>/dev/null || echo nothing", "nothing"},
		wall.ReadOnly:     {`grep ' /usr ' /proc/self/mountinfo | grep -c ' ro[, ]'`, "1"},
		wall.NoSuid:       {`grep ' /usr ' /proc/self/mountinfo | grep -c 'nosuid'`, "1"},
		wall.Proc:         {"ls -d /proc/1 2>/dev/null || echo nothing", "nothing"},
		wall.Devices:      {"ls /dev/loop-control 2>/dev/null || echo nothing", "nothing"},
		wall.Masks:        {"ls /sys/kernel", ""},
		wall.Descriptors:  {"ls -d /proc/self/fd/77 2>/dev/null || echo nothing", "nothing"},
		wall.Rlimits:      {"ulimit -n", "8192"},
		wall.Filter:       {"unshare -U true 2>/dev/null && echo in || echo refused", "refused"},
		wall.Capabilities: {status("CapEff"), "CapEff:0000000000000000"},
		wall.Account:      {"id -u", fmt.Sprint(1_700_000_000 + os.Getpid())},
		wall.NoNewPrivs:   {status("NoNewPrivs"), "NoNewPrivs:1"},
	}
}

// TestEachWall: what each wall is for is so with it, and with it alone left out no more.
func TestEachWall(t *testing.T) {
	needs.Root(t)
	needs.Programs(t, "unshare")
	fd, err := unix.Open("/srv", unix.O_RDONLY, 0) // and without O_CLOEXEC
	ok(t, err)
	ok(t, unix.Dup3(fd, 77, 0))
	ok(t, unix.Close(fd))
	defer unix.Close(77)
	all, told := leaks(t), map[wall.Name]string{}
	for name, c := range all {
		var with string
		with, told = says(t, c[0])
		if with != c[1] {
			t.Errorf("%s: with it %q, want %q", name, with, c[1])
		}
		without, stood := says(t, c[0], name)
		if without == c[1] || without == "" {
			t.Errorf("%s: without it %q, as with it", name, without)
		}
		if _, told := stood[name]; told {
			t.Errorf("%s is left out, and told", name)
		}
	}
	for _, w := range wall.All() {
		if missing, stood := told[w.Name]; stood && missing != "" && !w.Optional {
			t.Errorf("%s is missing, but not optional: %s", w.Name, missing)
		}
		// Of the rest other tests know.
		elsewhere := slices.Contains([]wall.Name{wall.Limits, wall.PID, wall.Keyring, wall.AppArmor, wall.Landlock}, w.Name)
		if _, tested := all[w.Name]; tested == elsewhere {
			t.Errorf("nobody tests %s", w.Name)
		}
		if w.For == "" || w.Without == "" {
			t.Errorf("nobody knows what %s is for", w.Name)
		}
	}
}

// TestNoNameIsNoWall: what has no name is no wall that could be left out.
func TestNoNameIsNoWall(t *testing.T) {
	if out, told := says(t, "ls -d /srv 2>/dev/null || echo nothing", "", "no-such-wall"); out != "nothing" || len(told) < 15 {
		t.Errorf("it says %q; told were %v", out, told)
	}
}

// TestNoWalls: without any, a command still runs, and says what a process of root's says.
func TestNoWalls(t *testing.T) {
	var all []wall.Name
	for _, w := range wall.All() {
		all = append(all, w.Name)
	}
	out, told := says(t, "id -u; grep ^CapEff /proc/self/status; ls -d /root; unshare -m true && echo mounts", all...)
	if !strings.HasPrefix(out, "0\nCapEff:\t0000") || !strings.HasSuffix(out, "/root\nmounts") || len(told) > 0 {
		t.Errorf("without any wall it says %q; told were %v", out, told)
	}
}

// TestSecondFence: what is outside cannot be opened even by a descriptor that slipped in;
// what is inside works.
func TestSecondFence(t *testing.T) {
	needs.Root(t)
	if landlock.Version() < 2 {
		needs.AnotherMachine(t, "this kernel has no landlock")
	}
	dir := t.TempDir()
	ok(t, os.WriteFile(filepath.Join(dir, "homework"), []byte("ada's"), 0o644))
	fd, err := unix.Open(dir, unix.O_RDONLY, 0)
	ok(t, err)
	defer unix.Close(fd)
	script := fmt.Sprintf("cat /proc/self/fd/%d/homework 2>/dev/null || echo refused", fd)
	if out, told := says(t, script, wall.Descriptors); out != "refused" || told[wall.Landlock] != "" {
		t.Errorf("with the fence it says %q; of the fence is told %q", out, told[wall.Landlock])
	}
	if out, _ := says(t, script, wall.Descriptors, wall.Landlock); out != "ada's" {
		t.Errorf("without it, it says %q: the test does not bite", out)
	}
	work := `set -e; cd; mkdir a b; echo x > a/x; mv a/x b/y; ln b/y b/z; ln -s y b/s; : > b/y; rm -r a b; mkfifo f; echo x > /tmp/x; mv /tmp/x x
cp /bin/true /tmp/t; /tmp/t; echo x > /dev/null; echo x > /dev/shm/x; echo name > /proc/self/comm; stty -F /dev/ptmx -a >/dev/null; ls / /proc /sys /etc /dev/pts >/dev/null; echo fine`
	if out, _ := says(t, work); out != "fine" {
		t.Errorf("work in it ends with %q", out)
	}
}

// TestSameAccount: two sandboxes of one account neither signal nor look at each other.
func TestSameAccount(t *testing.T) {
	needs.Root(t)
	if landlock.Version() < 6 {
		needs.AnotherMachine(t, "this kernel's landlock does not hold signals")
	}
	for without, want := range map[wall.Name]string{"": "nothing\nrefused", wall.Landlock: "seen\nreached"} {
		var left []wall.Name
		if without != "" {
			left = append(left, without)
		}
		cfg := Config(Person{Name: "ada", UID: 1_700_000_000 + os.Getpid(), Passing: true}, nil)
		cfg.Args, cfg.Without = []string{"/bin/sleep", "1000"}, left
		p, err := sandbox.Start(cfg, sandbox.Options{})
		ok(t, err)
		out, _ := says(t, fmt.Sprintf(`ls -d /proc/%d >/dev/null 2>&1 && echo seen || echo nothing; kill -0 %[1]d 2>/dev/null && echo reached || echo refused`, p.PID), left...)
		_ = unix.PidfdSendSignal(int(p.PidFD.Fd()), unix.SIGKILL, nil, 0)
		sandbox.Reap(p.PidFD)
		p.Close()
		if out != want {
			t.Errorf("without %q: %q, want %q", without, out, want)
		}
	}
}

// TestEntering: who enters a server to look after it sees and reaches what runs behind its
// fence, and those do not see who looks after them.
func TestEntering(t *testing.T) {
	needs.Root(t)
	who := Person{Name: "ada", UID: 1_700_000_000 + os.Getpid(), Passing: true}
	cfg := Config(who, nil)
	r, w, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	// It says whom it sees beside itself when it is told to: by a signal.
	cfg.Args = []string{"/bin/sh", "-c", `trap 'for p in /proc/[0-9]*; do [ $p = /proc/$$ ] || echo $p; done; echo all; exit' USR1; mkfifo /tmp/f; echo ready; while :; do read x < /tmp/f; done`}
	server, err := sandbox.Start(cfg, sandbox.Options{Stdout: w})
	ok(t, err)
	defer server.Close()
	lines := bufio.NewReader(r)
	if line, err := lines.ReadString('\n'); line != "ready\n" {
		t.Fatalf("it says %q, %v", line, err)
	}
	beside := Confined(who)
	beside.Args, beside.Target = []string{"/bin/sh", "-c", fmt.Sprintf("ls -d /proc/%d && kill -USR1 %[1]d; echo $$; read x", server.PID)}, 1
	hold, held, err := os.Pipe()
	ok(t, err)
	out, said, err := os.Pipe()
	ok(t, err)
	p, err := sandbox.Start(beside, sandbox.Options{Stdin: hold, Stdout: said, Files: []*os.File{server.PidFD}})
	ok(t, err)
	defer p.Close()
	said.Close()
	sees := bufio.NewReader(out)
	if line, err := sees.ReadString('\n'); line != fmt.Sprintf("/proc/%d\n", server.PID) {
		t.Errorf("who enters sees %q, %v", line, err)
	}
	for {
		line, err := lines.ReadString('\n')
		if line == "all\n" || err != nil {
			break
		}
		if strings.TrimSpace(line) == fmt.Sprintf("/proc/%d", p.PID) && landlock.Version() > 1 {
			t.Errorf("the server sees who entered it: %s", line)
		}
	}
	held.Close()
	hold.Close()
	sandbox.Reap(p.PidFD)
	sandbox.Reap(server.PidFD)
}

// TestRealWork: what people do works behind all walls.
func TestRealWork(t *testing.T) {
	needs.Root(t)
	if err := exec.Command("/bin/sh", "-c", "command -v git && python3 -c 'import sqlite3, venv, multiprocessing'").Run(); err != nil {
		needs.AnotherMachine(t, "nobody works on this one: git, or most of Python, is not here")
	}
	script := `set -e; cd; python3 -c 'import os, socket, subprocess, multiprocessing, tempfile, sqlite3, ssl, ctypes
with multiprocessing.Pool(2) as p: assert p.map(abs, [-1, 2]) == [1, 2]
s = socket.create_server(("127.0.0.1", 0)); socket.create_connection(s.getsockname())
sqlite3.connect("x.db").execute("create table t (x)")
call = ctypes.CDLL(None).syscall; mq_open = 240 if os.uname().machine == "x86_64" else 180; assert call(mq_open, b"queue", os.O_CREAT | os.O_RDWR, 0o600, None) > 0
from multiprocessing import shared_memory; m = shared_memory.SharedMemory(create=True, size=10); m.close(); m.unlink()'
git init -q repo; cd repo; echo x > x; git add x; git -c user.name=a -c user.email=a@example.org commit -qm x; git clone -q . ../clone; git gc -q; cd ..
python3 -m venv --without-pip v; v/bin/python -c 'print("fine")'`
	if _, err := exec.LookPath("gcc"); err == nil {
		script = strings.Replace(script, `v/bin/python`, `echo 'int main(void){return 0;}' > m.c; gcc -o m m.c; ./m; v/bin/python`, 1)
	}
	if out, _ := says(t, script); out != "fine" {
		t.Errorf("it ends with %q", out)
	}
}
