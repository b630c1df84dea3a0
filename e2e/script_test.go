package e2e

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"commonhall/packaging/needs"
)

// TestScripts runs the stories in testdata/*.txtar: each begins in an empty
// folder, with commonhall in PATH and its own free address in $ADDR.
func TestScripts(t *testing.T) {
	needs.Root(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			bin := filepath.Join(env.WorkDir, ".bin")
			if err := os.MkdirAll(bin, 0o755); err != nil {
				return err
			}
			// Under this name the test binary is the program (see TestMain).
			if err := os.Symlink(exe, filepath.Join(bin, "commonhall")); err != nil {
				return err
			}
			env.Setenv("PATH", bin+":"+os.Getenv("PATH"))
			env.Setenv("D", filepath.Join(env.WorkDir, "D"))
			env.Setenv("ADDR", "127.0.0.1:"+freePort(t))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"try": startTry, "interrupt": endTry, "save": save},
	})
}

// startTry runs "commonhall try" with arguments until it says that it is ready.
// The script's end ends it.
func startTry(ts *testscript.TestScript, neg bool, args []string) {
	cmd := exec.Command(filepath.Join(ts.Getenv("WORK"), ".bin", "commonhall"), append([]string{"try", "--dir", ts.Getenv("D"), "--addr", ts.Getenv("ADDR")}, args...)...)
	log := &lockedBuffer{}
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	over := guard(scriptFatal{ts}, cmd.Process.Pid)
	done := make(chan struct{})
	ready := make(chan bool, 1)
	go func() {
		defer close(done)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if strings.HasPrefix(lines.Text(), "ready http://") {
				ready <- true
			}
		}
		_ = cmd.Wait()
	}()
	stop := func() {
		_ = cmd.Process.Signal(syscall.SIGINT)
		select {
		case <-done:
		case <-time.After(time.Minute):
			_ = cmd.Process.Kill()
			ts.Logf("try had to be killed: %s", log)
		}
		over()
	}
	ts.Defer(stop)
	select {
	case <-ready:
	case <-done:
		ts.Fatalf("try ended before it was ready: %s", log)
	case <-time.After(time.Minute):
		ts.Fatalf("try did not get ready: %s", log)
	}
	ts.Setenv("TRY_PID", strconv.Itoa(cmd.Process.Pid))
}

// scriptFatal ends a script as a test is ended.
type scriptFatal struct{ ts *testscript.TestScript }

func (f scriptFatal) Fatal(args ...any) { f.ts.Fatalf("%s", fmt.Sprint(args...)) }

// endTry sends Ctrl-C to try and waits for its end.
func endTry(ts *testscript.TestScript, neg bool, args []string) {
	pid, err := strconv.Atoi(ts.Getenv("TRY_PID"))
	ts.Check(err)
	ts.Check(syscall.Kill(pid, syscall.SIGINT))
	for deadline := time.Now().Add(time.Minute); syscall.Kill(pid, 0) == nil; <-time.After(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			ts.Fatalf("try does not end")
		}
	}
}

// save puts the output of the last command into a variable: save NAME.
func save(ts *testscript.TestScript, neg bool, args []string) {
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}
