//go:build freshserver

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// point is a moment at which the power goes: some time after something is there.
type point struct {
	behind string // a path on the machine; "": from the beginning
	after  time.Duration
}

func (p point) String() string {
	return fmt.Sprintf("%v after %q", p.after.Round(time.Millisecond), p.behind)
}

// spread gives n points over some time.
func spread(behind string, over time.Duration, n int) (out []point) {
	for i := range n {
		out = append(out, point{behind, over * time.Duration(i) / time.Duration(n)})
	}
	return out
}

// cut starts a command, cuts the power at a point, or when the command has ended, and
// starts the machine again.
func (m *machine) cut(p point, args ...string) {
	m.t.Helper()
	cmd := m.command(args...)
	m.must(cmd.Start())
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	for p.behind != "" && !m.there(p.behind) {
		select {
		case <-ended:
			m.t.Fatalf("%s: %q never came", m.name, p.behind)
		case <-time.After(time.Millisecond):
		}
	}
	select {
	case <-ended:
	case <-time.After(p.after):
	}
	m.cutPower()
	<-ended
	m.boot()
}

// there tells whether a path is there, which may be a pattern.
func (m *machine) there(inside string) bool {
	found, _ := filepath.Glob(m.path(inside))
	return len(found) > 0
}

// took runs a command to its end and says how long it took.
func (m *machine) took(args ...string) time.Duration {
	m.t.Helper()
	began := time.Now()
	m.run(args...)
	return time.Since(began)
}

// settled fails the test unless everything runs, and nothing is half done.
func (m *machine) settled(at point) {
	m.t.Helper()
	if out := strings.TrimSpace(m.run("systemctl", "--failed", "--no-legend")); out != "" {
		m.t.Fatalf("%s, power cut %v: these units failed:\n%s", m.name, at, out)
	}
	m.page("http://hall.test/hub/login", "Sign in")
	// Its status counts for nothing: what goes while find looks (an old generation) is a complaint to it.
	if left := m.run("sh", "-c", "find /etc /usr/local /var/lib/commonhall -xdev -name '.commonhall-new-*' -o -path '/var/lib/commonhall/*' -name '*.new' -o -name release-* -path '/var/lib/commonhall/*' -o -name pending.json -o -name now.json 2>/dev/null || true"); left != "" {
		m.t.Fatalf("%s, power cut %v: there is left\n%s", m.name, at, left)
	}
}

// Whenever the power goes during setup, the next run finishes it.
func TestFreshPowerCutSetup(t *testing.T) {
	t.Parallel()
	m := rent(t, "powersetup", 14)
	m.install()
	m.write("/root/password", adminPassword+"\n")
	setup := []string{"/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no", "--admin-password-file", "/root/password"}
	away := func() { m.run("commonhall", "uninstall", "--yes", "--delete-data") }
	points := spread("", m.took(setup...), 8)
	for _, made := range []string{"/var/lib/commonhall/instance.json", "/etc/commonhall/commonhall.yaml", "/usr/local/lib/commonhall/*/.commonhall-new-*", "/usr/local/lib/commonhall/current",
		"/etc/systemd/system/commonhall-hub.service", "/var/lib/commonhall/hub/commonhall.db", "/var/lib/commonhall/hub/commonhall.db-wal"} {
		points = append(points, point{behind: made})
	}
	for _, p := range points {
		away()
		m.cut(p, setup...)
		m.run(setup...)
		m.settled(p)
		if people := m.people(); people != "NAME admin" {
			t.Fatalf("power cut %v: people are %s", p, people)
		}
		m.says(m.run("commonhall", "config", "history"), "the first version")
	}
	t.Logf("%d power cuts", len(points))
}

// Whenever the power goes during a change of the settings, those of before or the new
// ones are in force, and the file says the same.
func TestFreshPowerCutConfig(t *testing.T) {
	t.Parallel()
	m := rent(t, "powerconfig", 15)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	const file, pending = "/etc/commonhall/commonhall.yaml", "/var/lib/commonhall/config/pending.json"
	base := m.read(file)
	text := func(days int) string { return base + fmt.Sprintf("auth:\n  session_days: %d\n", days) }
	m.write("/root/ed", `cp /root/next "$1"`)
	edit := []string{"env", "EDITOR=sh /root/ed", "commonhall", "config", "edit"}
	m.write("/root/next", text(1))
	whole := m.took(edit...)
	points := append(spread("", whole, 8), spread(pending, whole/2, 4)...)
	for i, p := range points {
		was := m.read(file)
		m.write("/root/next", text(10+i))
		m.cut(p, edit...)
		m.wait("end of what was begun", func() bool { return !m.there(pending) })
		m.settled(p)
		is := m.read(file)
		if is != was && is != text(10+i) {
			t.Fatalf("power cut %v: the file says\n%s", p, is)
		}
		if inForce := m.run("cat", "/var/lib/commonhall/config/applied.yaml"); inForce != is {
			t.Fatalf("power cut %v: the file says\n%s\nand in force is\n%s", p, is, inForce)
		}
		m.write("/root/next", text(100+i))
		m.says(m.run(edit...), "is in force")
	}
	t.Logf("%d power cuts; a change takes %v", len(points), whole.Round(time.Millisecond))
}

// Whenever the power goes during an upgrade, the old version or the new one runs in
// every role when the machine has started, and the next upgrade works. From when it is
// recorded it is the new one: what is good does not go back because of a power cut.
func TestFreshPowerCutUpgrade(t *testing.T) {
	t.Parallel()
	m := rent(t, "powerupgrade", 16)
	m.beganWith("--https=off")
	old := m.signer("old")
	// The second release changes nothing but the key that counts.
	number, is := 70001, "0.1.70001"
	prepared, whole := m.timed(m.release("good", is, old))
	const record, ended = "/var/lib/commonhall/upgrade/now.json", "/var/lib/commonhall/upgrade/last.json"
	points := append(spread("", prepared, 3), spread(record, 600*time.Millisecond, 9)...) // the roles change in that time
	points = append(append(points, spread(record, whole-prepared, 4)[1:]...), point{behind: ended})
	for _, p := range points {
		number++
		next := fmt.Sprintf("0.1.%d", number)
		archive := m.release("good", next, old)
		m.run("rm", "-f", ended)
		m.cut(p, "commonhall", "upgrade", "--from", archive)
		now := strings.TrimSpace(m.run("readlink", "/usr/local/lib/commonhall/current"))
		m.wait("end of the upgrade", func() bool { return !m.there(record) })
		if now == is { // it had hardly begun, or goes on
			now = strings.TrimSpace(m.run("readlink", "/usr/local/lib/commonhall/current"))
		}
		if now != is && now != next {
			t.Fatalf("power cut %v: %s is current", p, now)
		}
		m.runs(now)
		if now == is && p.behind != "" {
			t.Errorf("power cut %v: the release is good, and yet %s", p, m.run("commonhall", "status"))
		}
		if now == is {
			m.says(m.run("commonhall", "upgrade", "--from", archive), "commonhall "+next+" runs.")
			m.runs(next)
		}
		m.settled(p)
		if people := m.people(); people != "NAME ada admin ben" {
			t.Fatalf("power cut %v: people are %s", p, people)
		}
		t.Logf("power cut %v: %s runs", p, now)
		m.must(os.RemoveAll(filepath.Dir(m.path(archive))))
		is = next
	}
	t.Logf("%d power cuts; an upgrade takes %v, %v until it is recorded", len(points), whole.Round(time.Millisecond), prepared.Round(time.Millisecond))
}

// timed upgrades, and says after how long that was recorded, and done.
func (m *machine) timed(archive string) (prepared, whole time.Duration) {
	m.t.Helper()
	began := time.Now()
	cmd := m.command("commonhall", "upgrade", "--from", archive)
	m.must(cmd.Start())
	m.wait("record", func() bool { return m.there("/var/lib/commonhall/upgrade/now.json") })
	prepared = time.Since(began)
	m.must(cmd.Wait())
	return prepared, time.Since(began)
}

// Whenever the power goes during an upgrade that destroys the records and then fails,
// the old version is back in the end, with everybody.
func TestFreshPowerCutGoingBack(t *testing.T) {
	t.Parallel()
	m := rent(t, "powerback", 17)
	m.beganWith("--https=off")
	old := m.signer("old")
	const now, database = "/var/lib/commonhall/upgrade/now.json", "/var/lib/commonhall/hub/commonhall.db"
	points := append(spread(now, 1500*time.Millisecond, 10), point{behind: "/var/lib/commonhall/upgrade/database"}, point{behind: database + ".before-[0-9]*"}, point{behind: database + ".failed-*"})
	for i, p := range points {
		archive := m.release("migrates", fmt.Sprintf("0.1.%d", 70001+i), old)
		m.run("sh", "-c", "rm -f "+database+".*-*")
		m.cut(p, "commonhall", "upgrade", "--from", archive)
		m.wait("end of the upgrade", func() bool { return !m.there(now) })
		m.runs(firstRelease)
		m.settled(p)
		if people := m.people(); people != "NAME ada admin ben" {
			t.Fatalf("power cut %v: people are %s", p, people)
		}
		m.says(m.run("commonhall", "status"), "came back. Why: ")
		m.must(os.RemoveAll(filepath.Dir(m.path(archive))))
	}
	t.Logf("%d power cuts", len(points))
	good := m.release("good", "0.1.70100", old)
	m.says(m.run("commonhall", "upgrade", "--from", good), "runs.")
	m.runs("0.1.70100")
}
