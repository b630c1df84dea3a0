package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"

	"commonhall/config/apply"
	"commonhall/packaging/needs"
	"commonhall/supervisor"
)

// installed is a commonhall on a server whose systemd is a script that writes down what
// it is asked, and whose hub does not start with "pids: 666".
type installed struct {
	t         *testing.T
	dir, file string
}

func newInstalled(t *testing.T, settings string) installed {
	t.Helper()
	needs.Root(t)
	dir, id := t.TempDir(), fmt.Sprintf("settings%d", os.Getpid())
	t.Cleanup(func() { os.RemoveAll(filepath.Join(supervisor.RunRoot, id)); _ = os.Remove(supervisor.RunRoot) })
	s := installed{t, filepath.Join(dir, "state"), filepath.Join(dir, "etc", "commonhall.yaml")}
	bin := filepath.Join(dir, "bin")
	systemctl := `#!/bin/sh
echo "$*" >> "` + dir + `/calls"
case "$1" in
is-active) echo active ;;
reload-or-restart) ! grep -q 'pids: 666' "` + s.dir + `/config/applied.yaml" ;;
--lines) echo "hub: too many" ;;
esac
`
	write := func(path, text string, mode os.FileMode) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(s.dir, "instance.json"), fmt.Sprintf(`{"id":%q,"uid_base":600200000,"config":%q}`, id, s.file), 0o644)
	write(filepath.Join(bin, "systemctl"), systemctl, 0o755)
	write(filepath.Join(bin, "journalctl"), systemctl, 0o755)
	write(s.file, settings, 0o640)
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv("SUDO_USER", "ada")
	t.Setenv("VISUAL", "")
	return s
}

// config runs a command of config and returns what it says.
func (s installed) config(in io.Reader, args ...string) (out, errOut string, status int) {
	var o, e bytes.Buffer
	status = Main(append([]string{"config", "--dir", s.dir}, args...), in, &o, &e)
	return o.String(), e.String(), status
}

// says runs a command and compares parts of what it says.
func (s installed) says(line string, status int, parts ...string) string {
	s.t.Helper()
	out, errOut, got := s.config(strings.NewReader(""), strings.Fields(line)...)
	if got != status {
		s.t.Errorf("config %s ends with %d:\n%s%s", line, got, out, errOut)
	}
	for _, part := range parts {
		if !strings.Contains(out+errOut, part) {
			s.t.Errorf("config %s does not say %q, but\n%s%s", line, part, out, errOut)
		}
	}
	return out
}

func (s installed) text() string {
	b, err := os.ReadFile(s.file)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(b)
}

// writes makes an editor that puts one text after the other into its file.
func (s installed) writes(texts ...string) {
	s.t.Helper()
	dir := s.t.TempDir()
	script := "#!/bin/sh\nn=$(cat " + dir + "/n 2>/dev/null || echo 0)\necho $((n+1)) > " + dir + "/n\ncp " + dir + "/text$n \"$2\"\n"
	for i, text := range texts {
		if err := os.WriteFile(fmt.Sprintf("%s/text%d", dir, i), []byte(text), 0o644); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "ed"), []byte(script), 0o755); err != nil {
		s.t.Fatal(err)
	}
	s.t.Setenv("EDITOR", filepath.Join(dir, "ed")+" --wait")
}

// TestEdit is a change from a mistake to its return.
func TestEdit(t *testing.T) {
	s := newInstalled(t, "servers:\n  memory: 1G\n")
	s.writes("servers:\n  memorry: 2G\n", "servers:\n  memory: 2G\n")
	out, errOut, status := s.config(strings.NewReader("x\ne\n"), "edit")
	if status != 0 || !strings.Contains(errOut, s.file+":2:3: servers.memorry: unknown key") || !strings.Contains(errOut, "e: edit again, q: quit") ||
		!strings.Contains(out, "-  memory: 1G\n+  memory: 2G\n") || !strings.Contains(out, "Will be renewed: hub.") || !strings.Contains(out, "Version 2 is in force. Renewed: hub.") {
		t.Errorf("edit ends with %d:\n%s\n%s", status, out, errOut)
	}
	if s.text() != "servers:\n  memory: 2G\n" {
		t.Errorf("the file says %q", s.text())
	}
	s.says("history", 0, "as it was", "edited", "ada", "servers.memory: 1G → 2G")
	for text, answer := range map[string]string{"memorry: 3G": "q\n", "memorry: 4G": ""} {
		s.writes("servers:\n  " + text + "\n")
		if _, errOut, status := s.config(strings.NewReader(answer), "edit"); status != 1 || !strings.Contains(errOut, "Nothing was changed.") || !strings.Contains(errOut, "draft/commonhall.yaml") {
			t.Errorf("after %q: %d %s", answer, status, errOut)
		}
	}
	t.Setenv("EDITOR", "true")
	s.says("edit", 0, "Nothing was changed.", "An edit before this one came to nothing. Its text is kept in")
	kept := ""
	for _, name := range []string{"before.yaml", "before-2.yaml"} {
		b, err := os.ReadFile(filepath.Join(s.dir, "config", "draft", name))
		if kept += string(b); err != nil {
			t.Error(err)
		}
	}
	if !strings.Contains(kept, "memorry: 3G") || !strings.Contains(kept, "memorry: 4G") {
		t.Errorf("of what was written there is %q", kept)
	}
	t.Setenv("EDITOR", "false")
	s.says("edit", 1, "The editor false did not end well")
	s.writes("servers:\n  pids: 666\n")
	s.says("edit", 1, "The hub did not start with these settings", "  hub: too many", "config diff 2 3")
	if s.text() != "servers:\n  memory: 2G\n" {
		t.Errorf("the file says %q", s.text())
	}
	s.says("revert 1", 0, "+  memory: 1G", "Version 5 is in force")
	s.says("diff 2", 0, "--- version 2", "-  memory: 2G", "+  memory: 1G")
	s.says("diff 1 5", 0, "No difference")
	s.says("revert 77", 1, "There is no version 77")
	s.says("revert many", 1, "is not the number of a version")
	var list []apply.Entry
	if err := json.Unmarshal([]byte(s.says("history --json", 0)), &list); err != nil || len(list) != 5 || list[4].Why != "back to 1" {
		t.Errorf("history: %v, %+v", err, list)
	}
}

// TestEditByHand: a file that somebody wrote by hand waits for apply, and what is
// in it is not lost by going back.
func TestEditByHand(t *testing.T) {
	s := newInstalled(t, "servers:\n  memory: 1G\n")
	s.says("apply", 0, "Version 1 is in force. Renewed: network, warden, hub, sockets, edge.")
	s.says("apply", 0, "There is nothing to do")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(s.file, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	write("auth:\n  session_days: 7\n")
	s.says("diff", 0, "--- version 1, in force", "+  session_days: 7")
	s.says("show --effective", 0, "was changed and not applied", "memory: 1G  # "+s.dir+"/config/history/0001.yaml:2", "session_days: 14  # default")
	s.says("apply", 0, "Version 2 is in force. Renewed: hub.")
	s.says("show --effective", 0, "session_days: 7  # "+s.file+":2")
	s.says("explain auth.session_days", 0, "Now: auth.session_days: 7  ("+s.file+":2)", "Read by: hub")
	var values []apply.Value
	if err := json.Unmarshal([]byte(s.says("show --effective --json", 0)), &values); err != nil || len(values) < 10 || values[1].Origin != s.file+":2" {
		t.Errorf("%v %+v", err, values)
	}
	write("auth:\n  session_days: many\n")
	s.says("apply", 1, s.file+":2:17: auth.session_days")
	t.Setenv("EDITOR", "true")
	s.says("edit", 0, "Nothing was changed.", "has mistakes, so version 2 stays in force")
	s.says("revert", 0, "was never in force. It is kept in "+s.dir+"/config/draft/before.yaml", "There is nothing to do")
	if s.text() != "auth:\n  session_days: 7\n" {
		t.Errorf("the file says %q", s.text())
	}
	s.says("revert", 0, "Version 3 is in force")
	if s.text() != "servers:\n  memory: 1G\n" {
		t.Errorf("the file says %q", s.text())
	}
	s.says("confirm", 1, "No change waits")
}

// TestConfirmAtATerminal: Enter keeps a change that could close a door; without a
// terminal somebody else has to.
func TestConfirmAtATerminal(t *testing.T) {
	s := newInstalled(t, "")
	s.writes("database:\n  url: postgres://hall@db.example.org/hall\n", "auth:\n  session_days: 7\n")
	out, errOut, status := s.config(strings.NewReader(""), "edit")
	if status != 0 || !strings.Contains(out, "database.url could shut people out") || !strings.Contains(out, "within 60 seconds") || !strings.Contains(out, "To keep it: commonhall config confirm") {
		t.Errorf("%d\n%s%s", status, out, errOut)
	}
	s.says("edit", 1, "waits for its confirmation")
	s.says("confirm", 0, "Version 2 stays in force.")
	s.says("await", 0)

	person, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer person.Close()
	defer terminal.Close()
	s.writes("auth:\n  session_days: 8\n")
	said := &writer{want: "press Enter", then: func() { _, _ = person.WriteString("\n") }}
	if status := Main([]string{"config", "--dir", s.dir, "edit"}, terminal, said, io.Discard); status != 0 || !strings.HasSuffix(said.String(), "Version 3 stays in force.\n") {
		t.Errorf("%d\n%s", status, said.String())
	}
}

// writer collects a text, and does something once when it contains what is wanted.
type writer struct {
	bytes.Buffer
	want string
	then func()
}

func (w *writer) Write(b []byte) (int, error) {
	n, err := w.Buffer.Write(b)
	if w.then != nil && strings.Contains(w.String(), w.want) {
		w.then()
		w.then = nil
	}
	return n, err
}

// TestSettingsOfTry hold from its next start on; nothing is asked of systemd.
func TestSettingsOfTry(t *testing.T) {
	s := newInstalled(t, "servers:\n  memory: 1G\n")
	if err := os.WriteFile(filepath.Join(s.dir, "instance.json"), []byte(`{"id":"settings","uid_base":600200000,"try":true}`), 0o644); err != nil {
		t.Fatal(err)
	}
	s.file = filepath.Join(s.dir, "commonhall.yaml")
	s.writes("database:\n  url: postgres://hall@db.example.org/hall\n")
	s.says("edit", 0, "Version 2 is kept. It takes effect at the next start of commonhall try.")
	s.says("show --effective", 0, "first_use: open  # default of commonhall try", "url: \"postgres://hall@db.example.org/hall\"  # "+s.file+":2")
	s.says("revert", 0, "Version 3 is kept")
	if b, err := os.ReadFile(filepath.Join(filepath.Dir(s.dir), "calls")); err == nil {
		t.Errorf("systemd was asked:\n%s", b)
	}
	if s.text() != "" {
		t.Errorf("the file says %q", s.text())
	}
}
