package doctor

import (
	"context"
	"fmt"
	"os"
	"path"
	"strconv"
	"strings"
)

// unitState is what systemd says of a unit.
type unitState struct {
	id, load, active, sub, file, kind, result string
	restarts                                  int
}

// units looks at the services.
func (l *look) units(ctx context.Context) error {
	if !l.installed() || len(l.Units) == 0 {
		return nil
	}
	if _, err := os.Stat(l.at("/run/systemd/system")); err != nil {
		l.find("unit-down", target, "systemd does not run here, so neither does commonhall.")
		return nil
	}
	out, err := l.Run(ctx, "systemctl", append([]string{"show", "--property=Id,LoadState,ActiveState,SubState,UnitFileState,Type,Result,NRestarts", "--"}, l.Units...)...)
	if err != nil {
		return fmt.Errorf("systemd does not say how the services are: %w", err)
	}
	for block := range strings.SplitSeq(strings.TrimSpace(out), "\n\n") {
		l.unit(ctx, parseUnit(block))
	}
	return nil
}

func parseUnit(block string) (u unitState) {
	for line := range strings.Lines(block) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch key {
		case "Id":
			u.id = value
		case "LoadState":
			u.load = value
		case "ActiveState":
			u.active = value
		case "SubState":
			u.sub = value
		case "UnitFileState":
			u.file = value
		case "Type":
			u.kind = value
		case "Result":
			u.result = value
		case "NRestarts":
			u.restarts, _ = strconv.Atoi(value)
		}
	}
	return u
}

// unit judges one of them. Services that do something once may rest.
func (l *look) unit(ctx context.Context, u unitState) {
	lasting := u.kind == "notify" || !strings.HasSuffix(u.id, ".service")
	switch {
	case u.id == "commonhall-upgrade.service" && u.load == "not-found":
		return // it is made for an upgrade
	case u.load == "not-found" || u.load == "masked":
		l.find("unit-missing", u.id, "systemd does not know the unit %s (%s).", u.id, u.load)
		return
	case u.active == "failed":
		l.find("unit-failed", u.id, "The unit %s has failed (%s). %s", u.id, u.result, l.lastWords(ctx, u.id))
	case lasting && u.active == "activating" && u.sub == "auto-restart":
		l.find("unit-failed", u.id, "The unit %s ends again and again (%s). %s", u.id, u.result, l.lastWords(ctx, u.id))
	case lasting && u.active == "inactive":
		l.find("unit-down", u.id, "The unit %s does not run.", u.id)
	}
	if u.id == target && u.file != "enabled" {
		l.find("unit-disabled", u.id, "The unit %s is %s, so commonhall does not start when the machine does.", u.id, orElse(u.file, "not enabled"))
	}
	// What systemd counts goes back to the last time somebody started it.
	if u.restarts >= 3 {
		if n := l.restartsToday(ctx, u.id); n >= 3 {
			l.find("unit-restarts", u.id, "The unit %s was started again %d times within a day.", u.id, n)
		}
	}
}

// restartScheduled is systemd's name for the message that a unit is started again.
const restartScheduled = "MESSAGE_ID=5eb03494b6584870a536b337290809b3"

func (l *look) restartsToday(ctx context.Context, unit string) int {
	out, err := l.Run(ctx, "journalctl", "--since=-1d", "--no-pager", "-q", "-o", "cat", restartScheduled, "UNIT="+unit)
	if err != nil {
		return 0
	}
	return strings.Count(out, "\n")
}

// lastWords are what a unit wrote last.
func (l *look) lastWords(ctx context.Context, unit string) string {
	out, err := l.Run(ctx, "journalctl", append(wordsOf(unit), "-n", "3", "--no-pager", "-q", "-o", "cat")...)
	if words := strings.TrimSpace(out); err == nil && words != "" {
		return "It wrote last: " + strings.Join(strings.Fields(words), " ")
	}
	return "It wrote nothing."
}

// wordsOf are the arguments for what a unit itself wrote, and systemd of it. To the
// journal people's output comes from the role that hands it on: what anybody's program
// prints is neither doctor's word nor a helper's business.
func wordsOf(unit string) []string {
	if unit == journalUnit {
		return []string{"-u", unit, "-t", "commonhall", "-t", "systemd"}
	}
	return []string{"-u", unit}
}

const journalUnit = "commonhall-journal.service"

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// others looks for a second commonhall, and for what is left of an earlier one.
func (l *look) others(context.Context) error {
	groups := map[string]bool{}
	for _, pattern := range []string{"/sys/fs/cgroup/commonhall-*", "/sys/fs/cgroup/*/commonhall-*"} {
		for _, p := range glob(l.at(pattern)) {
			if strings.HasSuffix(p, ".slice") || strings.Contains(path.Base(p), ".") {
				continue // systemd's own, not people's servers
			}
			groups[strings.TrimPrefix(path.Base(p), "commonhall-")] = true
		}
	}
	for _, p := range glob(l.at("/run/commonhall/*/warden.sock")) {
		groups[path.Base(path.Dir(p))] = true
	}
	for id := range groups {
		switch run := l.at("/run/commonhall/" + id); {
		case id == l.Instance.ID:
		case isFile(run + "/warden.sock"):
			l.find("other-installation", id, "Another commonhall, %s, runs on this machine.", id)
		default:
			l.find("leftovers", "the control groups commonhall-"+id, "There are control groups of a commonhall %s that does not run.", id)
		}
	}
	known := map[string]bool{}
	for _, u := range l.Units {
		known[u] = true
	}
	if l.Instance.Try && isFile("/var/lib/commonhall/instance.json") {
		return nil // the units are the installed one's
	}
	for _, p := range glob(l.at("/etc/systemd/system/commonhall*")) {
		if st, err := os.Lstat(p); err == nil && st.Mode().IsRegular() && !known[path.Base(p)] {
			l.find("leftovers", p, "The unit %s is none that this commonhall makes.", path.Base(p))
		}
	}
	return nil
}

// isFile reports whether there is something at path.
func isFile(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
