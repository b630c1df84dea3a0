package sandbox

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestPIDNamespace: inside there is nobody else; how the command ends is how all ends.
func TestPIDNamespace(t *testing.T) {
	cfg := Config{Mounts: host(), PID: true, Filter: true, Landlock: true, Env: []string{"PATH=/usr/bin:/bin"}}
	for script, want := range map[string]int{"exit 0": 0, "exit 7": 7, "kill -9 $$": 137, "kill -TERM $$": 143} {
		if out, code := runIn(t, cfg, script); code != want {
			t.Errorf("%s: status %d: %s", script, code, out)
		}
	}
	// The first process shows itself when it has become what it is, which may be after the command began.
	got, _ := runIn(t, cfg, `n=0; while [ ! -d /proc/1 ] && [ $n -lt 200000 ]; do n=$((n+1)); done; echo $$ $PPID; cat /proc/1/comm; tr '\0' ' ' < /proc/1/cmdline; echo; ls /proc/1/fd | wc -l; ls -d /proc/[0-9]* | wc -l; grep -c . /proc/1/maps; grep VmRSS /proc/1/status`)
	lines := strings.Split(got, "\n")
	if len(lines) < 6 || lines[1] == "1" || !strings.HasSuffix(lines[0], " 1") || lines[2] != "commonhall-init " || lines[3] != "0" {
		t.Errorf("inside it says %q", got)
	}
	t.Logf("the first process: %s", lines[len(lines)-2])
	var kb int
	if _, err := fmt.Sscanf(lines[len(lines)-2], "VmRSS: %d kB", &kb); err != nil || kb > 200 {
		t.Errorf("the first process has %d kB: %q, %v", kb, lines, err)
	}
}

// TestPIDNamespaceCollects: orphans do not stay zombies, and end with the command.
func TestPIDNamespaceCollects(t *testing.T) {
	cfg := Config{Mounts: host(), PID: true, Env: []string{"PATH=/usr/bin:/bin"}}
	// Five that end at once as orphans; then one that waits until they are gone for good.
	got, code := runIn(t, cfg, `for i in 1 2 3 4 5; do (sleep 0 & ) ; done
n=0; while grep -qs -e '^State:.Z' -e '^Name:.sleep' /proc/[0-9]*/status && [ $n -lt 300 ]; do n=$((n+1)); done; [ $n -lt 300 ] && echo clean`)
	if got != "clean\n" || code != 0 {
		t.Errorf("after its orphans it says %q, status %d", got, code)
	}
	// One that outlives the command holds its output open: that ends now means it was ended.
	out, p, err := start(t, Config{Args: []string{"/bin/sh", "-c", "sleep 1000 & exit 3"}, UID: uid(), GID: uid(), Mounts: host(), PID: true, Env: cfg.Env})
	ok(t, err)
	if exit := Reap(p.PidFD); exit == nil || exit.Code != 3 {
		t.Errorf("it ended with %+v", exit)
	}
	out() // returns when nobody holds the pipe
}

// TestPIDNamespaceSignals: what is sent to the first process reaches the command.
func TestPIDNamespaceSignals(t *testing.T) {
	r, w, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	p, err := Start(Config{Args: []string{"/bin/sh", "-c", `trap 'echo hup' HUP; trap 'echo term; exit 9' TERM; echo ready; while :; do sleep 1000 & wait; done`},
		UID: uid(), GID: uid(), Mounts: host(), PID: true, Env: []string{"PATH=/usr/bin:/bin"}}, Options{Stdout: w})
	w.Close()
	ok(t, err)
	defer p.Close()
	lines := bufio.NewReader(r)
	for _, c := range []struct {
		want string
		then unix.Signal
	}{{"ready\n", unix.SIGHUP}, {"hup\n", unix.SIGTERM}, {"term\n", 0}} {
		if line, err := lines.ReadString('\n'); line != c.want {
			t.Fatalf("it says %q, %v, want %q", line, err, c.want)
		}
		if c.then != 0 {
			ok(t, unix.PidfdSendSignal(int(p.PidFD.Fd()), c.then, nil, 0))
		}
	}
	if exit := Reap(p.PidFD); exit == nil || exit.Code != 9 {
		t.Errorf("it ended with %+v", exit)
	}
}

// TestPIDNamespaceCommandIsAtFault: a program that is not there is told, and nothing stays.
func TestPIDNamespaceCommandIsAtFault(t *testing.T) {
	for _, args := range [][]string{{"no-such"}, {"/no/such"}, {"/etc/passwd"}} {
		_, _, err := start(t, Config{Args: args, UID: uid(), GID: uid(), Mounts: host(), PID: true, Env: []string{"PATH=/bin"}})
		var command *CommandError
		if !errors.As(err, &command) || !strings.Contains(command.Text, args[0]) {
			t.Errorf("%s: %v", args[0], err)
		}
	}
	if _, err := Start(Config{Args: []string{"/bin/true"}, PID: true, Keep: []string{"x"}}, Options{}); err == nil {
		t.Error("files are kept in a PID namespace")
	}
}
