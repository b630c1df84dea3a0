package first

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// becomes is an environment variable of a process that starts a shell's script and
// becomes the first process over it.
const becomes = "FIRST_TEST_BECOMES"

func TestMain(m *testing.M) {
	script := os.Getenv(becomes)
	if script == "" {
		os.Exit(m.Run())
	}
	runtime.LockOSThread()
	pid, err := syscall.ForkExec("/bin/sh", []string{"sh", "-c", script}, &syscall.ProcAttr{Env: os.Environ(), Files: []uintptr{0, 1, 2}})
	if err == nil {
		err = Become(pid)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(99)
}

func over(script string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), becomes+"="+script)
	return cmd
}

// TestStatus: it ends as its child ended.
func TestStatus(t *testing.T) {
	for script, want := range map[string]int{"exit 0": 0, "exit 7": 7, "exit 255": 255, "kill -9 $$": 137, "kill -SEGV $$": 139} {
		out, err := over(script).CombinedOutput()
		var exit *exec.ExitError
		code := 0
		if errors.As(err, &exit) {
			code = exit.ExitCode()
		}
		if code != want || len(out) > 0 {
			t.Errorf("%s: %d, %v, %s", script, code, err, out)
		}
	}
}

// TestSignals: what it gets its child gets.
func TestSignals(t *testing.T) {
	cmd := over(`trap 'echo usr1' USR1; trap 'echo term; exit 5' TERM; echo ready; while :; do read x; done`)
	in, err := cmd.StdinPipe() // on which it waits
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for _, c := range []struct {
		want string
		then syscall.Signal
	}{{"ready\n", syscall.SIGUSR1}, {"usr1\n", syscall.SIGTERM}, {"term\n", 0}} {
		for line := ""; line != c.want; {
			if line, err = lines.ReadString('\n'); err != nil {
				t.Fatalf("no %q: %v", c.want, err)
			}
		}
		// Its child may be ready before itself; what comes until then is for nobody.
		for name := ""; name != Name+"\x00"; runtime.Gosched() {
			b, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", cmd.Process.Pid))
			if name = string(b); err != nil || name == "" {
				break // it has ended
			}
		}
		if c.then != 0 {
			_ = cmd.Process.Signal(c.then)
		}
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 5 {
		t.Errorf("status %d", code)
	}
}

// TestProgram: what the kernel loads is one page with the child's number in it.
func TestProgram(t *testing.T) {
	p := program(0x01020304)
	if len(p) != header+most || string(p[1:4]) != "ELF" || p[8] != 4 || p[11] != 1 || p[18] != machine {
		t.Errorf("the program begins with % x", p[:32])
	}
	if strings.Count(string(p), "\x00") > len(p)*3/4 {
		t.Error("there is no code in it")
	}
}
