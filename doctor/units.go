package doctor

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// unitState is what systemd says of a unit, by its names for it.
type unitState map[string]string

// units looks at the services.
func (l *look) units(ctx context.Context) error {
	if !l.installed() || len(l.Units) == 0 {
		return nil
	}
	if _, err := os.Stat(l.at("/run/systemd/system")); err != nil {
		l.find("unit-down", target, "systemd does not run here, so neither does commonhall.")
		return nil
	}
	started := slices.DeleteFunc(slices.Clone(l.Units), func(name string) bool { return strings.Contains(name, "@.") }) // of others there is none by that name
	out, err := l.Run(ctx, "systemctl", append([]string{"show", "--property=Id,LoadState,ActiveState,UnitFileState,Type,Result,NRestarts", "--"}, started...)...)
	if err != nil {
		return fmt.Errorf("systemd does not say how the services are: %w", err)
	}
	for block := range strings.SplitSeq(strings.TrimSpace(out), "\n\n") {
		l.unit(ctx, parseUnit(block))
	}
	return nil
}

func parseUnit(block string) unitState {
	u := unitState{}
	for line := range strings.Lines(block) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			u[key] = value
		}
	}
	return u
}

// often is how many starts of a unit by itself are no accident any more.
const often = 3

// unit judges one of them. Services that do something once may rest.
func (l *look) unit(ctx context.Context, u unitState) {
	id, load, active, result := u["Id"], u["LoadState"], u["ActiveState"], u["Result"]
	restarts, _ := strconv.Atoi(u["NRestarts"]) // since the last time that somebody started it
	lasting := u["Type"] == "notify" || !strings.HasSuffix(id, ".service")
	switch {
	case id == "commonhall-upgrade.service" && load == "not-found":
		return // it is made for an upgrade
	case load == "not-found" || load == "masked":
		l.find("unit-missing", id, "systemd does not know the unit %s (%s).", id, load)
		return
	case active == "failed":
		l.find("unit-failed", id, "The unit %s has failed (%s). %s", id, result, l.lastWords(ctx, id))
	case lasting && active == "activating" && restarts >= often:
		l.find("unit-failing", id, "The unit %s ends after each start (%s), and was started again %d times. %s", id, result, restarts, l.lastWords(ctx, id))
	case lasting && active == "inactive":
		l.find("unit-down", id, "The unit %s does not run.", id)
	}
	if id == target && u["UnitFileState"] != "enabled" {
		l.find("unit-disabled", id, "The unit %s is %s, so commonhall does not start when the machine does.", id, orElse(u["UnitFileState"], "not enabled"))
	}
	if restarts >= often {
		if n := l.restartsToday(ctx, id); n >= often {
			l.find("unit-restarts", id, "The unit %s was started again %d times within a day. %s", id, n, l.lastWords(ctx, id))
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

// lastWords are what a unit wrote last: of its last lines those that are errors, or
// else the last ones. What systemd says of it has no place here.
func (l *look) lastWords(ctx context.Context, unit string) string {
	out, err := l.Run(ctx, "journalctl", append(wordsOf(unit), "--no-pager", "-q", "-o", "json", "--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER", "-n", "40")...)
	if err != nil {
		return ""
	}
	var lines, errs []string
	for line := range strings.Lines(out) {
		var e struct{ MESSAGE, PRIORITY, SYSLOG_IDENTIFIER string }
		if json.Unmarshal([]byte(line), &e) != nil || e.SYSLOG_IDENTIFIER == "systemd" {
			continue // what it wrote is no text, or is not its own
		}
		lines = append(lines, e.MESSAGE)
		if e.PRIORITY != "" && e.PRIORITY <= "3" {
			errs = append(errs, e.MESSAGE)
		}
	}
	if len(errs) > 0 {
		lines = errs
	}
	lines = slices.Compact(lines) // at each start the same
	if words := strings.Join(strings.Fields(strings.Join(lines[max(0, len(lines)-3):], " ")), " "); words != "" {
		return "It wrote last: " + words
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
			id := strings.TrimPrefix(path.Base(p), "commonhall-")
			if strings.Contains(id, "-") {
				continue // of a "sandbox run"; what a killed one leaves, the next takes away
			}
			groups[id] = true
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
