package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// rendered is a page as man shows it; what groff warns of fails the test.
func rendered(t *testing.T, page []byte) string {
	t.Helper()
	cmd := exec.Command("groff", "-man", "-Tutf8", "-ww", "-rLL=100n", "-P-cbou")
	var out, warned bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(page), &out, &warned
	if err := cmd.Run(); err != nil || warned.Len() > 0 {
		t.Errorf("groff: %v\n%s%s", err, &warned, page)
	}
	return out.String()
}

// TestManual: there is a page for each command that help shows, man can show it, and it has
// what the help has.
func TestManual(t *testing.T) {
	needs.Programs(t, "groff")
	dir := t.TempDir()
	if _, errOut, status := said("manual", dir); status != 0 || errOut != "" {
		t.Fatalf("ends with %d: %s", status, errOut)
	}
	shown := map[string]string{}
	for _, name := range must(filepath.Glob(filepath.Join(dir, "share/man/man1/*")))(t) {
		content := must(os.ReadFile(name))(t)
		shown[filepath.Base(name)] = strings.Join(strings.Fields(rendered(t, content)), " ")
		if st := must(os.Stat(name))(t); st.Mode() != 0o644 {
			t.Errorf("%s has the rights %v", name, st.Mode())
		}
	}
	help, _, _ := said("--help")
	commands := regexp.MustCompile(`(?m)^  ([a-z]+) +([A-Z].*)$`).FindAllStringSubmatch(help, -1)
	if len(commands) < 20 || len(shown) != len(commands) { // help itself has none, the program has one
		t.Errorf("%d commands, %d pages", len(commands), len(shown))
	}
	for _, m := range commands {
		if page := shown["commonhall-"+m[1]+".1"]; m[1] != "help" && (!strings.Contains(page, "NAME commonhall-"+m[1]+" - ") || !strings.Contains(page, m[2]+". ") && !strings.Contains(page, " - "+m[2]+" ") ||
			!strings.Contains(shown["commonhall.1"], "commonhall-"+m[1]+"(1)")) {
			t.Errorf("the page of %s is %q", m[1], page)
		}
	}
	for page, parts := range map[string][]string{
		"commonhall.1":        {"To install it as services: sudo commonhall setup", "/etc/commonhall/commonhall.yaml The settings"},
		"commonhall-server.1": {"commonhall server stop NAME[/SERVER]... | --group GROUP | --all [flags]", "--yes do not ask", "--show-requests print each request"},
		"commonhall-setup.1":  {"-y, --yes do not ask", "such as /opt/tljh/user; without it scientific"},
		"commonhall-user.1":   {"commonhall user add NAME… [flags]", "it prints a link for each, with which they choose a password, once."},
	} {
		for _, part := range parts {
			if !strings.Contains(shown[page], part) {
				t.Errorf("%s lacks %q:\n%s", page, part, shown[page])
			}
		}
	}
}

// TestPagesOfCommandsThatAreGone: a release takes away the pages of commands that only another
// one had, and no page of anybody else's.
func TestPagesOfCommandsThatAreGone(t *testing.T) {
	dir := t.TempDir()
	pages := filepath.Join(dir, "share/man/man1")
	if err := os.MkdirAll(pages, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"commonhall-gone.1": ".\\\" Made by commonhall; …\n", "commonhall-class.1": ".TH by a teacher\n", "other.1": ".\\\" Made by commonhall; …\n"} {
		if err := os.WriteFile(filepath.Join(pages, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, errOut, status := said("manual", dir); status != 0 || errOut != "" {
		t.Fatalf("ends with %d: %s", status, errOut)
	}
	for name, stays := range map[string]bool{"commonhall-gone.1": false, "commonhall-class.1": true, "other.1": true, "commonhall-user.1": true, "commonhall.1": true} {
		if _, err := os.Stat(filepath.Join(pages, name)); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRoff: text is text, whatever it looks like.
func TestRoff(t *testing.T) {
	needs.Programs(t, "groff")
	var r roff
	r.begin("evil", `.so /etc/passwd \fBx "y" é…`)
	r.section("DESCRIPTION")
	hostile := []string{`.sy touch /tmp/x`, `'sy touch /tmp/x`, `\n[.F] \s+9 \*[x] "quoted" 'single' a-b --flag ~x ^y ` + "`z`", "tab\tand bell\a.", ".", "   .TH laid   out", "漢字 😀", "one:    1\nthree:  3"}
	r.prose(strings.Join(hostile, "\n\n"))
	r.macro("TP")
	r.bold(`.x "y" \z`)
	r.line("")
	out := rendered(t, r.Bytes())
	for _, line := range append(hostile[:3:3], "tab and bell .", "   .TH laid   out", "漢字 😀", "one:    1\n       three:  3\n", `evil - .so /etc/passwd \fBx "y" é…`, `.x "y" \z`) {
		if !strings.Contains(out, line) {
			t.Errorf("%q is lost in\n%s", line, out)
		}
	}
}
