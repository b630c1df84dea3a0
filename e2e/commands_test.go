package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// said runs a command and returns what it writes where, and its exit status.
func (h *house) said(line string) (out, errOut string, status int) {
	h.t.Helper()
	cmd := command(h.t.Context(), append(strings.Fields(line), "--dir", h.dir)...)
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		h.t.Fatal(err)
	}
	return o.String(), e.String(), cmd.ProcessState.ExitCode()
}

// TestWhatCommandsPrint: tables for people, JSON for scripts, nothing else on
// stdout; what a person does next stands on stderr; what goes wrong is one sentence on stderr and a status that is not 0.
func TestWhatCommandsPrint(t *testing.T) {
	h := open(t)
	const moment = `\d{4}-\d\d-\d\d \d\d:\d\d`
	for _, c := range []struct{ line, want, note string }{
		{"user add ada ben", `ada\nben\n`, "Each chooses a password at the first sign-in"},
		{"user add cleo --invite", `cleo  /hub/invite/[a-z2-7]+\n`, "give it to the person"},
		{"user list", `NAME +ROLE +SERVER +LAST ACTIVITY\nada +no password yet +never\nadmin +admin +never\nben .*\ncleo .*\n`, ""},
		{"user passwd ben", `/hub/invite/[a-z2-7]+\n`, "give it to the person"},
		{"token create --user ada --note course --expires-in 1h", `ch_[a-z2-7]{32}\n`, ""},
		{"token list --user ada", `ID +NOTE +CREATED +EXPIRES +LAST USED\na1 +course +` + moment + ` +` + moment + ` +never\n`, ""},
		{"server start ada --app terminal --wait", ``, ""},
		{"server list", `NAME +APP +STATE +MEMORY +CPU +PROCESSES +STARTED +LAST USED +STOPS\nada +terminal +running +[\d.]+ [KMG]iB of 1 GiB +[\d.]+ of [\d.]+ +\d+ +` + moment + ` +\n`, ""},
		{"status", `Version +0\..*\nUp for +(\d+m)?\d+s\nPeople +4\nServers running +1\nedge +process \d+\nhub +process \d+\nwarden +process \d+\n`, ""},
		{"certificate list", `There are no certificates: .*\n`, ""},
		{"user suspend ben", ``, ""},
		{"user resume ben", ``, ""},
		{"token revoke --user ada a1", ``, ""},
		{"server stop ada", ``, ""},
		{"user remove ben", ``, ""},
		{"server list", `NAME .*\n`, ""},
	} {
		out, errOut, status := h.said(c.line)
		if status != 0 || (errOut == "") != (c.note == "") || !strings.Contains(errOut, c.note) || !regexp.MustCompile(`\A`+c.want+`\z`).MatchString(out) {
			t.Errorf("%s ends with %d, writes %q and %q, want %s", c.line, status, out, errOut, c.want)
		}
	}
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	for line, fields := range map[string]string{
		"user add dan": "added.0.name=dan", "user list": "0.name=ada", "user passwd cleo": "user=cleo",
		"token create --user ada --scope read:users!user": "scopes.0=read:users!user=ada", "token list --user cleo": "",
		"server list": "0.servers..app=terminal", "status": "running=1",
	} {
		out, errOut, status := h.said(line + " --json")
		var v any
		if err := json.Unmarshal([]byte(out), &v); err != nil || status != 0 || errOut != "" {
			t.Errorf("%s --json ends with %d, %v: %q and %q", line, status, err, out, errOut)
		}
		path, want, _ := strings.Cut(fields, "=")
		if got := fmt.Sprint(dig(v, path)); fields != "" && got != want {
			t.Errorf("%s --json: %s is %s, want %s", line, path, got, want)
		}
	}
	for line, want := range map[string]string{
		"user suspend zoe": `There is no person called "zoe".`, "server start zoe": `There is no person called "zoe".`,
		"token list --user zoe": `There is no person called "zoe".`, "user add ada": "already exist", "token revoke --user ada a99": "The hub knows nothing of that name.",
		"server start ada": "ada is already running", "server start cleo --app nonsense": `There is no app "nonsense".`,
		"token create --user ada --scope nonsense": `There is no scope "nonsense".`, "user remove admin": "last administrator",
	} {
		if out, errOut, status := h.said(line); status != 1 || out != "" || !strings.HasPrefix(errOut, "commonhall: ") || !strings.Contains(errOut, want) {
			t.Errorf("%s ends with %d, writes %q and %q, want %s", line, status, out, errOut, want)
		}
	}
}

// dig returns what stands at a path such as added.0.name.
func dig(v any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		switch w := v.(type) {
		case map[string]any:
			v = w[key]
		case []any:
			var n int
			if _, err := fmt.Sscan(key, &n); err != nil || n >= len(w) {
				return nil
			}
			v = w[n]
		}
	}
	return v
}
