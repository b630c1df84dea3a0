package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall/packaging/needs"
	"commonhall/supervisor"
)

// said runs a command line and returns what it writes where, and its status.
func said(args ...string) (out, errOut string, status int) {
	var o, e bytes.Buffer
	status = Main(args, strings.NewReader(""), &o, &e)
	return o.String(), e.String(), status
}

// TestMistypedCommands end with a status, and say what would be right.
func TestMistypedCommands(t *testing.T) {
	for line, want := range map[string]string{
		"usr":                     "commonhall: There is no command commonhall usr.\nDid you mean commonhall user?\n",
		"frobnicate":              "commonhall: There is no command commonhall frobnicate.\nThose that there are: commonhall --help\n",
		"help usr":                "commonhall: There is no command commonhall usr.\nDid you mean commonhall user?\n",
		"help user lst":           "commonhall: There is no command commonhall user lst.\nDid you mean commonhall user list?\n",
		"help frobnicate":         "Those that there are: commonhall --help\n",
		"user lst":                "commonhall: There is no command commonhall user lst.\nDid you mean commonhall user list?\n",
		"user frobnicate ada":     "commonhall: There is no command commonhall user frobnicate.\nThose that there are: commonhall user --help\n",
		"user add":                "It is used so: commonhall user add NAME…",
		"server start ada ben":    "It is used so: commonhall server start NAME",
		"token create":            "required flag(s) \"user\" not set.\nIt is used so: commonhall token create --user NAME",
		"token create ada":        "\"ada\" is more than it takes.\nIt is used so: commonhall token create --user NAME",
		"status now":              "It is used so: commonhall status",
		"status --nonsense":       "commonhall status: unknown flag: --nonsense.\nWhat it may be told: commonhall status --help\n",
		"config explain a b":      "It is used so: commonhall config explain [KEY]",
		"config check --dir x nö": "commonhall: nö cannot be read.",
	} {
		out, errOut, status := said(strings.Fields(line)...)
		if status != 1 || out != "" || !strings.HasPrefix(errOut, "commonhall: ") || !strings.Contains(errOut, want) {
			t.Errorf("%s ends with %d, writes %q and %q", line, status, out, errOut)
		}
	}
	for _, line := range []string{"", "user", "server", "help", "help user", "help help", "help user add", "user add --help", "version", "--version"} {
		if out, errOut, status := said(strings.Fields(line)...); status != 0 || errOut != "" || out == "" {
			t.Errorf("%q ends with %d, writes %q and %q", line, status, out, errOut)
		}
	}
}

// TestDeletingIsMeant: nothing is deleted before somebody has said so, and nothing
// that runs.
func TestDeletingIsMeant(t *testing.T) {
	needs.Root(t)
	dir := filepath.Join(t.TempDir(), "D")
	if _, err := supervisor.MakeInstance(dir, supervisor.Instance{Try: true}); err != nil {
		t.Fatal(err)
	}
	args := []string{"try", "--delete-data", "--dir", dir}
	for _, answer := range []string{"", "y\n", "no\n", "\n"} {
		var out, errOut bytes.Buffer
		status := Main(args, strings.NewReader(answer), &out, &errOut)
		if _, err := os.Stat(dir); err != nil || status != 1 || !strings.Contains(errOut.String(), dir+" with the homes") ||
			!strings.Contains(errOut.String(), "Nothing was done.") {
			t.Errorf("after %q: %v, status %d, %s", answer, err, status, &errOut)
		}
	}
	var out, errOut bytes.Buffer
	status := Main(args, strings.NewReader("yes\n"), &out, &errOut)
	if _, err := os.Stat(dir); err == nil || status != 0 || !strings.Contains(errOut.String(), dir+" is deleted") {
		t.Errorf("after yes: %v, status %d, %s", err, status, &errOut)
	}
}

// TestWithoutAFile nothing is wrong, but nothing is called fine either.
func TestWithoutAFile(t *testing.T) {
	dir := t.TempDir()
	out, errOut, status := said("config", "check", "--dir", dir)
	if want := "There is no " + dir + "/commonhall.yaml, so the defaults hold.\n"; out != want || errOut != "" || status != 0 {
		t.Errorf("%q %q, status %d", out, errOut, status)
	}
}

// TestConfigForPeopleAndScripts: all mistakes at once, as text and as JSON.
func TestConfigForPeopleAndScripts(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "commonhall.yaml")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("servers:\n  memorry: 1G\n  pids: many\n")
	out, errOut, status := said("config", "check", "--dir", dir)
	if status != 1 || out != "" || !strings.HasPrefix(errOut, "commonhall: the configuration has mistakes; nothing was started or changed.\n") ||
		!strings.Contains(errOut, path+":2:3: servers.memorry:") || !strings.Contains(errOut, path+":3:9: servers.pids:") {
		t.Errorf("a file with mistakes ends with %d: %q %q", status, out, errOut)
	}
	out, errOut, status = said("config", "check", "--json", "--dir", dir)
	var problems []struct {
		File, Key, Message, Hint string
		Line, Col                int
	}
	if err := json.Unmarshal([]byte(out), &problems); err != nil || status != 1 || errOut != "" || len(problems) != 2 ||
		problems[0].Line != 2 || problems[0].Col != 3 || problems[0].File != path || !strings.Contains(problems[0].Hint, "memory") {
		t.Errorf("as JSON: %d %v %q %q", status, err, out, errOut)
	}
	write("servers:\n  memory: 2G\n")
	var shown map[string]any
	out, _, status = said("config", "show", "--json", path)
	if err := json.Unmarshal([]byte(out), &shown); err != nil || status != 0 {
		t.Errorf("config show --json: %d %v %s", status, err, out)
	}
	servers, _ := shown["servers"].(map[string]any)
	if servers["memory"] != "2G" || servers["stop_grace"] != "10s" || servers["pids"] != 512.0 || shown["auth"] == nil {
		t.Errorf("config show --json has other keys or values than the file: %s", out)
	}
	out, _, _ = said("config", "show", path)
	// What is shown is a file that says the same.
	write(out)
	if again, _, status := said("config", "show", path); status != 0 || again != out || !strings.Contains(out, "memory: 2G") {
		t.Errorf("config show is no config: %d %q %q", status, out, again)
	}
	if out, _, status := said("config", "explain", "servers.memory", "--json"); status != 0 || !json.Valid([]byte(out)) || !strings.Contains(out, "servers.memory") {
		t.Errorf("config explain --json: %d %s", status, out)
	}
}

// hub listens where the hub of a folder would, and treats each caller so.
func hub(t *testing.T, treat func(net.Conn)) (dir string) {
	t.Helper()
	needs.Root(t)
	dir = filepath.Join(t.TempDir(), "D")
	i, err := supervisor.MakeInstance(dir, supervisor.Instance{Try: true})
	if err != nil {
		t.Fatal(err)
	}
	p := supervisor.PathsOf(dir, i)
	if err := os.MkdirAll(p.Run(), 0o711); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(p.Run()); _ = os.Remove(supervisor.RunRoot) })
	l, err := net.Listen("unix", p.Admin())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			treat(c)
			c.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return dir
}

// TestHubsThatDoNotAnswerWell: whatever sits on the socket, the command ends, with
// a sentence.
func TestHubsThatDoNotAnswerWell(t *testing.T) {
	answer := func(s string) func(net.Conn) {
		return func(c net.Conn) {
			_, _ = c.Read(make([]byte, 4096))
			fmt.Fprint(c, s)
		}
	}
	for name, c := range map[string]struct {
		treat func(net.Conn)
		want  string
	}{
		"hangs up":      {func(net.Conn) {}, "The hub did not answer: it speaks to root alone, or is just restarting."},
		"no HTTP":       {answer("hello\n"), "malformed HTTP"},
		"no JSON":       {answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<ok>"), "invalid character"},
		"half an error": {answer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 90\r\n\r\n{\"mess"), "The hub answered 503 Service Unavailable."},
		"an error": {answer("HTTP/1.1 429 Too Many\r\nContent-Length: 34\r\n\r\n{\"status\":429,\"message\":\"Slowly.\"}\n"),
			"commonhall: Slowly."},
	} {
		dir := hub(t, c.treat)
		if out, errOut, status := said("user", "list", "--dir", dir); status != 1 || out != "" || !strings.HasPrefix(errOut, "commonhall: ") || !strings.Contains(errOut, c.want) {
			t.Errorf("%s: ends with %d, writes %q and %q, want %q", name, status, out, errOut, c.want)
		}
	}
	over := make(chan struct{})
	defer close(over)
	r := &remote{streams: &streams{}, dir: hub(t, func(net.Conn) { <-over }), patience: time.Millisecond}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := r.do(ctx, "GET", "/status", nil, nil)
	if err == nil || ctx.Err() != nil || !strings.Contains(err.Error(), "does not answer") {
		t.Errorf("a hub that is silent: %v", err)
	}
}

func TestNobodyThere(t *testing.T) {
	if _, errOut, status := said("status", "--dir", t.TempDir()); status != 1 || !strings.Contains(errOut, "There is no commonhall in") || !strings.Contains(errOut, "Start one with: commonhall try --dir") {
		t.Errorf("an empty folder ends with %d: %s", status, errOut)
	}
	dir := hub(t, func(net.Conn) {})
	i, err := supervisor.OpenInstance(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(supervisor.PathsOf(dir, i).Admin()); err != nil {
		t.Fatal(err)
	}
	if _, errOut, status := said("status", "--dir", dir); status != 1 || !strings.Contains(errOut, "does not run in "+dir) {
		t.Errorf("a stopped house ends with %d: %s", status, errOut)
	}
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("a long password\r\nsecond line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := readSecret(secret); got != "a long password" || err != nil {
		t.Errorf("a password file gives %q, %v", got, err)
	}
	if _, err := readSecret(secret + "s"); err == nil || !strings.Contains(err.Error(), secret+"s cannot be read") {
		t.Errorf("no password file: %v", err)
	}
}

// TestLifetimes of tokens are given as people say them.
func TestLifetimes(t *testing.T) {
	for text, want := range map[string]time.Duration{"90m": 90 * time.Minute, "12h": 12 * time.Hour, "30d": 720 * time.Hour,
		"": 0, "d": 0, "0d": 0, "-1h": 0, "99999999d": 0, "1.5d": 0, "soon": 0} {
		var l lifetime
		if err := l.Set(text); (err == nil) != (want > 0) || time.Duration(l) != want {
			t.Errorf("%q is %v, %v", text, time.Duration(l), err)
		}
	}
}

// TestNamesThatThereAreNot: whoever mistypes a name is told where the right ones are; and
// whoever asks an installed hub that is away, how it is started.
func TestNamesThatThereAreNot(t *testing.T) {
	for line, c := range map[string]struct{ said, want string }{
		"user remove nobdy":          {`There is no person called \"nobdy\".`, "commonhall: There is no person called \"nobdy\".\nThose that there are: commonhall user list\n"},
		"group show nope":            {`There is no group called \"nope\".`, "Those that there are: commonhall group list\n"},
		"service restart nope":       {`No such service`, "Those that there are: commonhall service list\n"},
		"announce remove 7":          {`There is no such announcement.`, "Those that there are: commonhall announce list\n"},
		"token revoke --user ada 7":  {`Not found`, "commonhall: The hub knows nothing of that name.\nThose that there are: commonhall token list --user NAME\n"},
		"token revoke --user adda 7": {`There is no person called \"adda\".`, "Those that there are: commonhall user list\n"},
		"user unlink ada 7":          {`ada has no such way to sign in.`, "Those that there are: commonhall user ways NAME\n"},
		"server stop ada/nope":       {`ada has no server named \"nope\".`, "Those that run: commonhall server list\n"},
		"server stop adda/nope":      {`No such user`, "Those that there are: commonhall user list\n"},
		"user suspend nobdy":         {`There is nobody. Add them first.`, "commonhall: There is nobody. Add them first.\n"},
	} {
		body := `{"status":404,"message":"` + c.said + `"}`
		dir := hub(t, func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, 4096))
			fmt.Fprintf(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		})
		if _, errOut, status := said(append(strings.Fields(line), "--dir", dir)...); status != 1 || !strings.HasSuffix(errOut, c.want) {
			t.Errorf("%s ends with %d: %s", line, status, errOut)
		}
	}
	asked := 0
	dir := hub(t, func(conn net.Conn) {
		asked++
		_, _ = conn.Read(make([]byte, 4096))
		fmt.Fprint(conn, "HTTP/1.1 307 Temporary Redirect\r\nLocation: /hub/api/users/ada\r\nContent-Length: 0\r\n\r\n")
	})
	if _, errOut, status := said("server", "stop", "ada/..", "--dir", dir); status != 1 || asked > 1 {
		t.Errorf("a name that leads elsewhere: %d after %d requests: %s", status, asked, errOut)
	}
	r := &remote{dir: installedDir}
	if said := r.startIt() + r.whyNot(); !strings.Contains(said, "systemctl start commonhall.target") || !strings.Contains(said, "commonhall-hub.service") || strings.Contains(said, "try") {
		t.Errorf("of an installed one: %s", said)
	}
}
