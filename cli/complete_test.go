package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"commonhall/packaging/needs"
)

// asProgram in the environment makes the test the program that it tests.
const asProgram = "COMMONHALL_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// must fails a test for an error.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// school answers what completion asks; what else is asked of it goes to posted.
func school(t *testing.T, posted chan<- string) (dir string) {
	answers := map[string]string{
		"/users": `[{"name":"ada@example.org"},{"name":"adam"},{"name":"ben"}]`, "/users/ben": `{"name":"ben","servers":{"":{},"lab":{},"large":{}}}`,
		"/groups":   `[{"name":"exam"},{"name":"evil$(touch x)"},{"name":"evil;y"},{"name":"-evil"},{"name":"e vil"},{"name":"evil\u001b[2J"}]`,
		"/services": `{"cull":{"name":"cull"}}`, "/environments": `[{"name":"py"}]`, "/roles": `[{"name":"helper"}]`,
	}
	return hub(t, func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		path := strings.TrimPrefix(r.URL.Path, "/hub/api")
		answer := answers[path]
		if answer == "" || r.Method != "GET" {
			select {
			case posted <- r.Method + " " + path:
			default:
			}
			answer = `{}`
		}
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(answer), answer)
	})
}

// shell is bash, with commonhall in its path, which completes.
func shell(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	needs.Programs(t, "bash")
	bin := t.TempDir()
	self := must(os.Executable())(t)
	script := "#!/bin/sh\n" + asProgram + "=1 exec " + self + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "commonhall"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", args...)
	cmd.Dir, cmd.Env = bin, []string{"PATH=" + bin + ":/usr/bin:/bin", "TERM=dumb", "PS1=", "HISTFILE=", "HOME=" + bin}
	return cmd
}

// untilInTime does again what is wrong after longer than completion waits for a hub: on a
// machine that stood still meanwhile it is right that nothing is completed.
func untilInTime(t *testing.T, do func() error) {
	t.Helper()
	for {
		began := time.Now()
		err := do()
		if err == nil {
			return
		}
		if time.Since(began) < completionTime || t.Context().Err() != nil {
			t.Error(err)
			return
		}
	}
}

// TestCompletion: commands, flags and names, in bash's own words; and nothing that a shell
// would run.
func TestCompletion(t *testing.T) {
	dir := school(t, nil)
	for line, want := range map[string]string{
		"commonhall us":     "user",
		"commonhall user l": "link list",
		"commonhall server start --dir " + dir + " ad":                 "ada@example.org adam",
		"commonhall user suspend --dir " + dir + " ada@":               "@example.org", // from bash's own cut on
		"commonhall server stop --dir " + dir + " ada@example.org ben": "ben",
		"commonhall server start --dir " + dir + " ben/":               "ben/lab ben/large",
		"commonhall group show --dir " + dir + " e":                    "exam",
		"commonhall group join --dir " + dir + " exam b":               "ben",
		"commonhall server stop --dir " + dir + " --group ":            "exam",
		"commonhall service log --dir " + dir + " ":                    "cull",
		"commonhall env publish --dir " + dir + " --env p":             "py",
		"commonhall user add --dir " + dir + " ad":                     "",
		"commonhall server start --dir /nowhere ad":                    "",
		"commonhall server start --dir " + dir + " adam b":             "",
		"commonhall doc how-to/ba":                                     "",
		"commonhall role show --dir " + dir + " h":                     "helper",
		"commonhall role grant --dir " + dir + " helper be":            "ben",
		"commonhall role grant --dir " + dir + " helper --service ":    "cull",
		"commonhall role add --dir " + dir + " h":                      "",
		"commonhall role add --dir " + dir + " h --user be":            "ben",
		"commonhall doc bac":                                           "backup",
		"commonhall completion z":                                      "zsh",
		"commonhall acc":                                               "", // of units alone
		"commonhall server stop --a":                                   "--all",
	} {
		untilInTime(t, func() error {
			cmd := shell(t, "--norc", "-c", bashCompletion+`COMP_LINE=$1 COMP_POINT=${#1}; compopt() { :; }; _commonhall; echo "${COMPREPLY[*]}${word+ and the shell has a variable more}"`, "bash", line)
			var errOut bytes.Buffer
			cmd.Stderr = &errOut
			out, err := cmd.Output()
			if got := strings.TrimSpace(string(out)); got != want || err != nil || errOut.Len() > 0 {
				return fmt.Errorf("%q is completed to %q, want %q; %v %s", line, got, want, err, &errOut)
			}
			return nil
		})
	}
	for _, name := range []string{"bash", "zsh", "fish"} {
		if out, errOut, status := said("completion", name); status != 0 || errOut != "" || !strings.Contains(out, "commonhall") {
			t.Errorf("completion %s ends with %d: %s %s", name, status, out, errOut)
		}
	}
	if _, errOut, status := said("completion", "csh"); status != 1 || !strings.Contains(errOut, "There is one for bash, zsh and fish.") {
		t.Errorf("completion csh ends with %d: %s", status, errOut)
	}
}

// TestCompletionAtATerminal: somebody presses Tab twice, and the command goes where it is meant to.
func TestCompletionAtATerminal(t *testing.T) {
	posted := make(chan string, 1)
	dir := school(t, posted)
	untilInTime(t, func() error {
		out := typed(t, "source <(commonhall completion bash)\ncommonhall user suspend --dir "+dir+" ada@\t\nexit\n")
		select {
		case got := <-posted:
			if got != "POST /users/ada@example.org/suspend" {
				return fmt.Errorf("the hub was asked %s", got)
			}
			return nil
		default:
			return fmt.Errorf("the hub was asked nothing:\n%s", out)
		}
	})
}

// typed has a shell at a terminal read these lines until it ends, and returns what it showed.
func typed(t *testing.T, lines string) string {
	t.Helper()
	cmd := shell(t, "--norc", "--noprofile", "-i")
	terminal := must(pty.Start(cmd))(t)
	seen := make(chan string, 1)
	go func() {
		var b bytes.Buffer
		_, _ = b.ReadFrom(terminal) // a terminal whose shell has ended is an error
		seen <- b.String()
	}()
	fmt.Fprint(terminal, lines)
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		_ = cmd.Process.Kill()
		<-ended
	}
	terminal.Close()
	return <-seen
}

// TestCompletionWaitsForNobody: a hub that is silent keeps nobody at the keyboard.
func TestCompletionWaitsForNobody(t *testing.T) {
	over := make(chan struct{})
	dir := hub(t, func(net.Conn) { <-over })
	defer close(over)
	began := time.Now()
	out, errOut, status := said("__complete", "server", "start", "--dir", dir, "a")
	if took := time.Since(began); took > 5*time.Second || status != 0 || !strings.HasPrefix(out, ":4") {
		t.Errorf("after %v it ends with %d: %q %q", took, status, out, errOut)
	}
}
