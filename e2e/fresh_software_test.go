//go:build freshserver

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// classSoftware is what env list says of one environment.
type classSoftware struct {
	Current     int
	Generations []struct {
		Number, Files int
		Kept          bool
	}
}

func (m *machine) software() (s classSoftware) {
	m.t.Helper()
	m.wait("the hub", func() bool {
		out, err := m.try("commonhall", "env", "list", "python", "--json")
		return err == nil && json.Unmarshal([]byte(out), &s) == nil
	})
	return s
}

// trees is where the class's software lies.
const trees = "/var/lib/commonhall/hub/environments/python/"

// changes puts another file into the administrator's draft, as a program there would.
func (m *machine) changes(n int) {
	m.t.Helper()
	m.run("sh", "-c", fmt.Sprintf(`set -e; cd %sdrafts; cd "$(ls -td [0-9]*/ | head -1)"/upper; for i in $(seq 40); do echo %[2]d > change-%[2]d-$i; done; chown --reference=. change-%[2]d-*`, trees, n))
}

// wholeSoftware fails the test unless every generation that is kept is on the disk,
// complete, and nothing else is.
func (m *machine) wholeSoftware(at point, s classSoftware) {
	m.t.Helper()
	kept := 0
	for _, g := range s.Generations {
		if g.Kept {
			kept++
		} else if g.Number == s.Current {
			m.t.Fatalf("power cut %v: the current generation %d has no tree", at, g.Number)
		}
	}
	// Each has one file more than it says: the folder itself.
	out := m.run("sh", "-c", "cd "+trees+"trees; ls | grep -vc '^empty$'; for t in g-*; do find $t | wc -l; done | sort -n | tr '\\n' ' '")
	lines := strings.SplitN(out, "\n", 2)
	if lines[0] != fmt.Sprint(kept) {
		m.t.Fatalf("power cut %v: %d generations are kept, and the trees are %s", at, kept, out)
	}
	for _, g := range s.Generations {
		if g.Kept && !strings.Contains(" "+lines[1]+" ", fmt.Sprintf(" %d ", g.Files+1)) && !strings.Contains(" "+lines[1]+" ", fmt.Sprintf(" %d ", g.Files)) {
			m.t.Fatalf("power cut %v: generation %d has %d files; the trees have %s", at, g.Number, g.Files, lines[1])
		}
	}
	m.run("commonhall", "server", "start", "admin", "--app", "terminal", "--wait")
	m.run("commonhall", "server", "stop", "admin")
}

// many is n, or as many times that as whoever runs it has time for: CUTS=2.
func many(n int) int {
	times, err := strconv.Atoi(os.Getenv("CUTS"))
	if err != nil || times < 1 {
		times = 1
	}
	return n * times
}

// TestFreshPowerCutSoftware: whenever the power goes while the class's software is
// published, taken back or old generations are removed, what is current is whole: the
// old or the new.
func TestFreshPowerCutSoftware(t *testing.T) {
	t.Parallel()
	m := rentWith(t, "powersoftware", 36, true)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off")
	m.write("/root/ed", "printf 'servers:\\n  default_app: terminal\\n' >> \"$1\"\n")
	m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit")
	m.wait("the first environment", func() bool {
		out, err := m.try("commonhall", "env", "list", "python")
		return err == nil && strings.Contains(out, "1 (current)")
	})
	m.run("commonhall", "server", "start", "admin", "--app", "terminal", "--wait")
	m.run("commonhall", "server", "stop", "admin")
	publish := []string{"commonhall", "env", "publish", "--user", "admin"}
	m.changes(0)
	whole := m.took(publish...)
	cuts := 0
	for i, p := range spread("", whole, many(30)) {
		was := m.software()
		m.changes(i + 1)
		m.cut(p, publish...)
		cuts++
		m.settled(p)
		is := m.software()
		if is.Current != was.Current && is.Current <= was.Generations[0].Number {
			t.Fatalf("power cut %v: generation %d is current, it was %d", p, is.Current, was.Current)
		}
		m.wholeSoftware(p, is)
	}
	back := m.took("commonhall", "env", "rollback")
	for _, p := range spread("", back+50*time.Millisecond, many(10)) {
		was := m.software()
		to := was.Generations[0].Number
		if was.Current == to {
			to = was.Generations[1].Number
		}
		m.cut(p, "commonhall", "env", "rollback", fmt.Sprint(to))
		cuts++
		m.settled(p)
		if is := m.software(); is.Current != was.Current && is.Current != to {
			t.Fatalf("power cut %v: generation %d is current, neither %d nor %d", p, is.Current, was.Current, to)
		}
		m.wholeSoftware(p, m.software())
	}
	// The hub removes old generations when it starts.
	for _, p := range spread("", 2*time.Second, many(10)) {
		m.cut(p, "systemctl", "restart", "commonhall-hub.service")
		cuts++
		m.settled(p)
		m.wholeSoftware(p, m.software())
	}
	t.Logf("%d power cuts; publishing takes %v", cuts, whole.Round(time.Millisecond))
}
