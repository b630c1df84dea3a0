package cli

import (
	"os"
	"slices"
	"strings"
	"testing"

	"commonhall/supervisor"
)

// TestWhoseOutput: entries name whose file it is, by its name and its owner; what is
// not both is nobody's.
func TestWhoseOutput(t *testing.T) {
	const base = 600_200_000
	f := follower(roleContext{instance: supervisor.Instance{ID: "x", UIDBase: base}}, "")
	if got := f.Fields("ada-1003.log", base+1003); !slices.Equal(got, []string{"SYSLOG_IDENTIFIER=commonhall-server", "COMMONHALL_USER=ada", "COMMONHALL_UID=600201003"}) {
		t.Errorf("ada's entries have %q", got)
	}
	for file, uid := range map[string]int{"ada-1003.log": base + 1004, "ben-1004.log": 0, "ada-1003": base + 1003, "ada.log": base, "hub.log": base + 1,
		"ada\nX=Y-1003.log": base + 1003, "ada=x-1003.log": base + 1003, ".log": 0} {
		if got := f.Fields(file, uid); got != nil {
			t.Errorf("%q of %d has %q", file, uid, got)
		}
	}
}

// TestCommandsOfUnits: systemd's units call these by name; nobody sees them in the help.
func TestCommandsOfUnits(t *testing.T) {
	for _, line := range []string{"journal", "accounts sync", "accounts remove"} {
		_, errOut, status := said(append(strings.Fields(line), "--dir", "/nonexistent/commonhall")...)
		if refused := os.Geteuid() != 0 && strings.Contains(errOut, "needs root"); status != 1 || !refused && !strings.Contains(errOut, "There is no commonhall in /nonexistent/commonhall.") {
			t.Errorf("%s ends with %d and says %q", line, status, errOut)
		}
	}
}
