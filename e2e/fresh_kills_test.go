//go:build freshserver

package e2e

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// kills is how often the warden dies; KILLS=200 in the environment says otherwise.
func kills() int {
	n, err := strconv.Atoi(os.Getenv("KILLS"))
	if err != nil {
		return 40
	}
	return n
}

// TestFreshKills: the warden is killed again and again while servers start and stop. Those
// that nobody stops run on, in the same process; what is there is what the list says; and
// when the machine has been rebooted, nothing of all that is left.
func TestFreshKills(t *testing.T) {
	t.Parallel()
	m := rent(t, "kills", 41)
	m.beganWith("--https=off")
	m.run("commonhall", "user", "add", "cy", "dee", "eve", "fay")
	stays := map[string]string{}
	for _, name := range []string{"ada", "ben"} {
		m.run("commonhall", "server", "start", name, "--app", "terminal", "--wait")
		stays[name] = m.terminalOf(name)
	}
	var over sync.Once
	stop, all := make(chan struct{}), sync.WaitGroup{}
	ended := func() { over.Do(func() { close(stop) }); all.Wait() }
	defer ended()
	for _, name := range []string{"cy", "dee", "eve", "fay"} {
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default: // what a warden that dies cannot do is refused, and asked again
					_, _ = m.try("commonhall", "server", "start", name, "--app", "terminal", "--wait")
					_, _ = m.try("commonhall", "server", "stop", name)
				}
			}
		})
	}
	for range kills() {
		<-time.After(rand.N(300 * time.Millisecond)) // the moment is the point
		if pid := strings.TrimSpace(m.process("warden")); pid != "0" {
			_, _ = m.try("kill", "-9", pid)
		}
	}
	ended()
	m.wait("warden that stays", func() bool { _, err := m.try("commonhall", "server", "list"); return err == nil })
	for name, was := range stays {
		if now := m.terminalOf(name); now != was {
			t.Errorf("the server of %s was process %s and is %s", name, was, now)
		}
	}
	for _, name := range []string{"cy", "dee", "eve", "fay"} {
		m.wait("stop of "+name+"'s server", func() bool { _, err := m.try("commonhall", "server", "stop", name); return err == nil })
	}
	m.wait("end of what nobody knows", func() bool { return len(m.groupsOfRuns()) == 2 })
	m.reboot()
	m.wait("warden", func() bool { _, err := m.try("commonhall", "server", "list"); return err == nil })
	m.leftNothing(stays)
	m.run("commonhall", "server", "start", "ada", "--app", "terminal", "--wait")
}

// terminalOf is the process of somebody's server; "" if there is none.
func (m *machine) terminalOf(name string) string {
	out, _ := m.try("pgrep", "-o", "-f", "/user/"+name+"/")
	return strings.TrimSpace(out)
}

// groupsOfRuns are the control groups of people's servers that have processes.
func (m *machine) groupsOfRuns() (out []string) {
	_ = filepath.WalkDir("/sys/fs/cgroup/pids/"+m.name, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(filepath.Base(filepath.Dir(path)), "commonhall-") && !strings.HasSuffix(filepath.Dir(path), ".service") {
			out = append(out, filepath.Base(path))
		}
		return nil
	})
	slices.Sort(out)
	return out
}

// leftNothing looks for what nobody owns after a boot at which nobody has a server.
func (m *machine) leftNothing(before map[string]string) {
	m.t.Helper()
	for name := range before {
		if pid := m.terminalOf(name); pid != "" {
			m.t.Errorf("after a reboot %s has process %s", name, pid)
		}
	}
	for what, command := range map[string]string{
		"groups":     "ls -d /sys/fs/cgroup/pids/*/commonhall-*/* /sys/fs/cgroup/pids/commonhall-*/* 2>/dev/null | grep -v '\\.service' | grep -vE '/(cgroup|pids|tasks|notify|release)[^/]*$' || true",
		"mounts":     "grep -E 'commonhall-sandbox|/home/(ada|ben|cy|dee|eve|fay)' /proc/self/mountinfo || true",
		"interfaces": "ip -o link | grep -E ' cmh[^:]*-' || true",
		"records":    "ls /run/commonhall/*/runs 2>/dev/null || true",
	} {
		if left := strings.TrimSpace(m.run("sh", "-c", command)); left != "" {
			m.t.Errorf("after a reboot there are %s: %s", what, left)
		}
	}
	if tables := strings.Count(m.run("sh", "-c", "nft list tables 2>/dev/null || true"), "commonhall"); tables > 1 {
		m.t.Errorf("after a reboot there are %d tables of rules", tables)
	}
	if homes := strings.Fields(m.run("sh", "-c", "ls -d /var/lib/commonhall/homes/*-*")); len(homes) != 6 {
		m.t.Errorf("the homes are %v", homes)
	}
}
