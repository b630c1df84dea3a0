package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// instead is what a test runs in the place of a command of a page, and why: "" is nothing.
type instead struct{ command, run, why string }

// asWritten returns a script that runs every command of a page, those in its blocks
// marked sh, in their order and in one shell, and how many there are. The script ends
// at the first that fails.
func asWritten(t *testing.T, page string, others ...instead) (script string, commands int) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "doc", page))
	if err != nil {
		t.Fatal(err)
	}
	used := make([]bool, len(others))
	for _, block := range blocks(string(b)) {
		if block.kind != "sh" {
			continue
		}
		text := strings.ReplaceAll(block.text, "\\\n", "") // one command on two lines
		for _, command := range strings.Split(strings.TrimSpace(text), "\n") {
			command = strings.TrimSpace(command)
			commands++
			script += "echo '$ " + strings.ReplaceAll(command, "'", "") + "'\n"
			for i, o := range others {
				if !used[i] && o.command == command {
					used[i], command = true, o.run
					break
				}
			}
			script += command + "\n"
		}
	}
	for i, o := range others {
		if !used[i] {
			t.Errorf("%s does not say %q any more", page, o.command)
		}
		if o.why == "" {
			t.Errorf("why is %q not run as it stands?", o.command)
		}
	}
	return "set -e\n" + script, commands
}

// types runs a script as the house's operator types it, for whom the house is where try
// puts it, and returns what it prints. Nobody else sees it there.
func (h *house) types(script string) string {
	h.t.Helper()
	dir := h.t.TempDir()
	exe, err := os.Executable()
	must(h.t, err)
	// No script of ours is sudo: a process that another test begins now may hold it open for
	// writing until it is a program, and nobody can run it meanwhile.
	must(h.t, os.Symlink(exe, filepath.Join(dir, "commonhall")), os.Symlink("/usr/bin/env", filepath.Join(dir, "sudo")))
	cmd := exec.Command("/bin/sh", "-c", "set -e; mount --make-rprivate /; mkdir lib lib/commonhall-try; mount --bind \"$D\" lib/commonhall-try; mount --rbind lib /var/lib\n"+script)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "D="+h.dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	out, err := cmd.CombinedOutput()
	if err != nil {
		h.t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// block is what a page sets apart: commands, settings, what is printed.
type block struct{ kind, text string }

// blocks are those of a page, in their order.
func blocks(page string) (out []block) {
	for _, m := range regexp.MustCompile("(?ms)^ *```([^\n]*)\n(.*?)^ *```$").FindAllStringSubmatch(page, -1) {
		out = append(out, block{m[1], m[2]})
	}
	return out
}

// TestEveryCommandIsRun: each block of commands in a page for people is run by a story
// that reads the page, or says why not; and what is no command says what it is, so that
// none escapes.
func TestEveryCommandIsRun(t *testing.T) {
	stories, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]bool{}
	for _, file := range stories {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:asWritten\([^"()]+, |\.reads\()"([^"]+\.md)"`).FindAllStringSubmatch(string(b), -1) {
			read[m[1]] = true
		}
	}
	pages, run := []string{"../README.md"}, 0
	for _, pattern := range []string{"*.md", "how-to/*.md", "explanation/*.md"} {
		found, err := filepath.Glob(filepath.Join("../doc", pattern))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, found...)
	}
	for _, page := range pages {
		b, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if stray := regexp.MustCompile("\n\n( {4,}[^-*|\\d\\s`].*)\n").FindStringSubmatch(regexp.MustCompile("(?ms)^ *```.*?^ *```$").ReplaceAllString(string(b), "")); stray != nil {
			t.Errorf("%s: %q is a block without a fence", page, stray[1])
		}
		for _, block := range blocks(string(b)) {
			kind, why, found := strings.Cut(block.kind, " not run: ")
			switch {
			case (kind == "sh" || kind == "python") && !found && !read[strings.TrimPrefix(page, "../doc/")]:
				t.Errorf("%s: no story reads it, so nobody runs:\n%s", page, block.text)
			case kind == "sh" && !found:
				run++
			case found && len(why) < 10, !slices.Contains([]string{"sh", "python", "yaml", "text", "nginx"}, kind):
				t.Errorf("%s: a block of %q", page, block.kind)
			}
		}
	}
	if run < 45 {
		t.Errorf("only %d blocks are run", run)
	}
}
