package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"commonhall/packaging/needs"
	"commonhall/sandbox/oom"
)

// score is how soon the kernel would end a process for memory.
func score(t *testing.T, pid int) int {
	t.Helper()
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/oom_score_adj")
	n, wrong := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || wrong != nil {
		t.Fatal(err, wrong)
	}
	return n
}

// TestEndsAreTold: a program that takes too much memory, and a server whose own program is
// killed, are explained on the page, in the timeline and in the API; and whoever takes memory,
// all of it goes before the roles do.
func TestEndsAreTold(t *testing.T) {
	needs.Root(t)
	t.Parallel()
	h := open(t)
	h.run("user", "add", "ada")
	h.run("user", "add", "--admin", "ms.okafor")
	token, admin := h.token("ada"), h.token("ms.okafor")
	h.run("limit", "set", "memory=96M", "--user", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	for _, path := range h.peoplesRuns() {
		b, err := os.ReadFile(path)
		must(t, err)
		var run struct{ PID int }
		must(t, json.Unmarshal(b, &run))
		for _, role := range []string{"edge", "hub", "warden"} {
			if theirs, ours := score(t, run.PID), score(t, h.process(role)); theirs != 500 || ours >= theirs {
				t.Errorf("the score of a server is %d, of the %s %d", theirs, role, ours)
			}
		}
	}
	const timeline, api = "/hub/api/events?user=ada", "/hub/api/users/ada/server"
	says := func(what, path string, want ...string) {
		t.Helper()
		eventually(t, what, func() error {
			_, body := h.call("GET", path, admin, "")
			for _, w := range want {
				if !strings.Contains(body, w) {
					return fmt.Errorf("%s does not say %q: %s", path, w, body)
				}
			}
			return nil
		})
	}
	h.inTerminal("ada", token, "tail /dev/zero; echo gone-$((6*7))", "gone-42")
	log, err := oom.Open(0, 1)
	if err == nil { // else nobody knows which program that was
		log.Close()
		says("the timeline", timeline, "The programs of ada needed more memory than the limit of 96 MiB (set for this person), so one was ended: tail, which held")
		says("the API", api, `"oom":{"process":"tail","held":`)
	}
	// Not before the terminal has said so: what ends does not answer any more.
	h.inTerminal("ada", token, "(until [ -e ~/now ]; do sleep 0.1; done; kill -9 $PPID) & echo armed-$((6*7))", "armed-42")
	homes, err := filepath.Glob(h.dir + "/homes/ada-*")
	must(t, err)
	must(t, os.WriteFile(filepath.Join(homes[0], "now"), nil, 0o644))
	const sentence = "It was ended by the signal SIGKILL (sent by a program of its own, or by the administrator of the machine)."
	says("the API", api, `"cause":"signal"`, `"end_reason":"`+sentence)
	says("the timeline", timeline, "The server of ada ended. "+sentence)
}
