package doctor

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/backup"
	"commonhall/setup"
	"commonhall/supervisor"
	"commonhall/warden/client"
)

var update = flag.Bool("update", false, "write doc/reference/doctor.md anew")

// codes are those of a report, the worst first.
func codes(r Report) string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Code)
	}
	return strings.Join(out, " ")
}

func (m *machine) examine() Report {
	m.t.Helper()
	return m.Examine(m.t.Context())
}

// TestAllIsWell: on a machine where nothing is wrong nothing is said, in time.
func TestAllIsWell(t *testing.T) {
	m := newMachine(t)
	if r := m.examine(); len(r.Findings) > 0 || r.Seconds > 2 || r.Worst() != "" {
		t.Errorf("after %.1f s: %+v", r.Seconds, r.Findings)
	}
}

// provocation breaks a machine, whereupon these codes are told and no other: a fault
// is told once, and its consequences are not.
type provocation struct {
	codes   string
	provoke func(*machine)
}

func provocations() []provocation {
	return slices.Concat(serviceFaults(), unitFaults(), upgradeFaults(), doorFaults(), diskFaults(), recordFaults(), softwareFaults())
}

func noHub(m *machine)    { m.hubSrv.Close() }
func noWarden(m *machine) { m.warden.Close() }
func noEdge(m *machine)   { m.doors = map[string]string{} }

func serviceFaults() []provocation {
	other := func(m *machine) string {
		return m.serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "It works!") }), nil)
	}
	return []provocation{
		{"not-installed", func(m *machine) {
			m.Dir = filepath.Join(m.mount, "nowhere")
			m.InstanceErr = commonhall.Errorf(commonhall.NotFound, "There is no commonhall.")
			m.must(os.RemoveAll(filepath.Join(m.Root, "sys/fs/cgroup/commonhall-abc123")))
			m.must(os.RemoveAll(filepath.Join(m.Root, "etc/systemd/system/commonhall-hub.service")))
			m.must(os.RemoveAll(filepath.Join(m.Root, "run/commonhall")))
		}},
		{"not-installed", func(m *machine) { // as uninstall leaves it
			m.must(errors.Join(os.RemoveAll(filepath.Join(m.Root, "etc/systemd")), os.RemoveAll(filepath.Join(m.Root, "sys/fs/cgroup/commonhall-abc123"))))
			noHub(m)
			noWarden(m)
			noEdge(m)
		}},
		{"identity-broken", func(m *machine) {
			m.state("instance.json", "torn")
			m.Instance, m.InstanceErr = supervisor.OpenInstance(m.Dir)
			m.Units, m.Store = nil, nil // as nobody can say
		}},
		{"warden-down", noWarden},
		{"hub-down", func(m *machine) { noHub(m); noEdge(m) }},
		{"hub-down", func(m *machine) { // it has the socket, and is silent
			m.Patience = 2 * time.Second
			m.hubSrv.Close()
			l, err := net.Listen("unix", filepath.Join(m.Root, supervisor.RunRoot, "abc123", "admin.sock"))
			m.must(err)
			m.t.Cleanup(func() { l.Close() })
		}},
		{"edge-down", noEdge},
		{"port-taken", func(m *machine) { m.door("127.0.0.1:80", other(m)); m.unitIs(httpSocket, "failed", "failed", "static") }},
	}
}

func unitFaults() []provocation {
	return []provocation{
		{"unit-missing", func(m *machine) { m.units[edgeUnit] = "LoadState=not-found\nActiveState=inactive"; noEdge(m) }},
		{"unit-failed", func(m *machine) {
			m.unitIs(hubUnit, "failed", "failed", "static")
			m.says(hubUnit, "6", "cannot open the database")
			noHub(m)
		}},
		{"unit-failing", func(m *machine) { m.loops(wardenUnit); noWarden(m) }},
		{"unit-failing", func(m *machine) {
			m.loops(hubUnit)
			m.says(hubUnit, "3", "commonhall: The database cannot be opened.")
			m.journal["UNIT="+hubUnit] = strings.Repeat("Scheduled restart job\n", 40)
			noHub(m)
			noEdge(m)
		}},
		{"unit-down", func(m *machine) { m.unitIs(edgeUnit, "inactive", "dead", "static"); noEdge(m) }},
		{"unit-down", func(m *machine) { // systemctl stop commonhall.target
			for _, u := range []string{target, hubUnit, edgeUnit, wardenUnit, httpSocket} {
				m.unitIs(u, "inactive", "dead", "enabled")
			}
			noHub(m)
			noWarden(m)
			noEdge(m)
		}},
		{"unit-disabled", func(m *machine) { m.unitIs(target, "active", "active", "disabled") }},
		{"unit-restarts", func(m *machine) {
			m.units[hubUnit] = strings.Replace(m.units[hubUnit], "NRestarts=0", "NRestarts=7", 1)
			m.journal["UNIT="+hubUnit] = strings.Repeat("Scheduled restart job\n", 4)
		}},
	}
}

func upgradeFaults() []provocation {
	return []provocation{
		{"upgrade-running", func(m *machine) {
			m.state("upgrade/now.json", setup.Upgrade{From: "1.2.0", To: "1.3.0", Began: time.Now().Add(-time.Minute)})
			m.hubSrv.Close()
		}},
		{"upgrade-stuck", func(m *machine) {
			m.state("upgrade/now.json", setup.Upgrade{From: "1.2.0", To: "1.3.0", Began: time.Now().Add(-3 * time.Hour)})
		}},
		{"port-taken", func(m *machine) { // by what does not even speak HTTP
			l, err := net.Listen("tcp", "127.0.0.1:0")
			m.must(err)
			m.t.Cleanup(func() { l.Close() })
			go func() {
				for c, err := l.Accept(); err == nil; c, err = l.Accept() {
					fmt.Fprintln(c, "220 mail.example.org ESMTP")
					c.Close()
				}
			}()
			m.door("127.0.0.1:80", l.Addr().String())
		}},
		{"upgrade-back", func(m *machine) {
			m.state("upgrade/last.json", setup.Upgrade{From: "1.2.0", To: "1.3.0", Back: true, Done: true, Why: "the hub died."})
		}},
		{"other-installation", func(m *machine) { m.write("run/commonhall/zzz999/warden.sock", "") }},
		{"leftovers", func(m *machine) {
			m.must(os.MkdirAll(filepath.Join(m.Root, "sys/fs/cgroup/memory/commonhall-old111"), 0o755))
		}},
		{"leftovers", func(m *machine) {
			m.write("etc/systemd/system/commonhall.service", "[Service]\nExecStart=/opt/old/commonhall\n")
		}},
		{"check-hangs", func(m *machine) { // a name server that never answers, not even to the end of the context
			m.Patience = 2 * time.Second
			m.Lookup = func(context.Context, string) ([]netip.Addr, error) { <-m.t.Context().Done(); return nil, nil }
		}},
		{"check-failed", func(m *machine) {
			m.Filter = func() (Filter, error) { return Filter{}, os.ErrPermission }
		}},
		{"network-down", func(m *machine) {
			m.Filter = func() (Filter, error) { return Filter{Blocks: []string{"ip filter"}}, nil }
		}},
		{"network-down", func(m *machine) {
			m.Filter = func() (Filter, error) { return Filter{Up: true, Empty: []string{"forward"}}, nil }
		}},
		{"network-down", func(m *machine) { m.write("proc/sys/net/ipv4/ip_forward", "0\n") }},
		{"resolvers-old", func(m *machine) {
			m.serverAsks("2-run", 73, strings.Replace(resolv, "192.0.2.53", "10.0.0.1", 1))
			m.serverAsks("3-run", 75, resolv+"nameserver 10.0.0.1\n") // it still has one that answers
			m.serverAsks("4-run", 74, resolv)
			m.must(errors.Join(os.Remove(filepath.Join(m.Root, "proc/74/root/etc/resolv.conf")), unix.Mkfifo(filepath.Join(m.Root, "proc/74/root/etc/resolv.conf"), 0o644)))
		}},
		{"network-blocked", func(m *machine) {
			m.Filter = func() (Filter, error) { return Filter{Up: true, Blocks: []string{"ip filter"}}, nil }
		}},
	}
}

func doorFaults() []provocation {
	certificate := func(m *machine, c map[string]any) { m.hub["/certificates"] = []any{c} }
	soon, past := time.Now().Add(5*day), time.Now().Add(-day)
	return []provocation{
		{"groups-apart", func(m *machine) {
			m.inspection("groups_apart", map[string]int{"school": 2, "x; rm -rf /": 1, "work": 0})
		}},
		{"name-unknown", func(m *machine) {
			m.names = nil
			certificate(m, map[string]any{"name": hallName, "error": "no such name"})
		}},
		{"name-unknown", func(m *machine) {
			m.Lookup = func(context.Context, string) ([]netip.Addr, error) { return nil, context.DeadlineExceeded }
		}},
		{"name-elsewhere", func(m *machine) {
			m.names[hallName] = append(m.names[hallName], netip.MustParseAddr("192.0.2.9"))
			m.door("192.0.2.9:443", m.serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { // the commonhall of another class
				http.SetCookie(w, &http.Cookie{Name: "__Host-Http-commonhall-zzz999-form", Value: "x"})
			}), m.certificate(hallName, time.Now().Add(day))))
		}},
		{"name-unreachable", func(m *machine) { m.names[hallName] = []netip.Addr{netip.MustParseAddr("192.0.2.77")} }},
		{"certificate-missing", func(m *machine) { certificate(m, map[string]any{"name": hallName, "error": "The authority said no."}) }},
		{"certificate-expired", func(m *machine) {
			certificate(m, map[string]any{"name": hallName, "issuer": "An authority", "until": past})
			m.serveAs(hallName, past)
		}},
		{"certificate-ending", func(m *machine) {
			certificate(m, map[string]any{"name": hallName, "issuer": "An authority", "until": soon, "ending": true, "error": "no answer"})
		}},
		{"certificate-failing", func(m *machine) {
			certificate(m, map[string]any{"name": hallName, "issuer": "An authority", "until": soon.Add(30 * day), "error": "no answer"})
		}},
		{"certificate-wrong", func(m *machine) { m.serveAs("other.example.org", time.Now().Add(60*day)) }},
		{"clock-early", func(m *machine) {
			now := time.Now()
			m.Built = now
			m.Now = func() time.Time { return now.Add(-400 * day) }
			m.hub["/certificates"] = []any{}
			m.Facts.BackupTo = "/b"
		}},
		{"clock-unsynchronised", func(m *machine) { m.synced = "no\n" }},
		{"clock-jumped", func(m *machine) {
			m.must(m.Keep(Report{}))
			m.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
		}},
		{"cgroups", func(m *machine) { m.write("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io pids\n") }},
		{"apparmor", func(m *machine) { m.armored("docker-default (enforce)\n") }},
		{"apparmor", func(m *machine) { m.armored("commonhall-sandbox (complain)\n") }},
		{"fence", func(m *machine) { m.Fence = func() int { return 1 } }},
		{"crash-program", func(m *machine) { m.write("proc/sys/kernel/core_pattern", "|/usr/share/apport/apport -p%p -- %E\n") }},
		{"quota", func(m *machine) { m.inspection("disk", "The limit of the disk is not held.") }},
		{"pids", func(m *machine) { m.write("proc/sys/kernel/pid_max", "4096\n") }},
		{"memory-pressure", func(m *machine) {
			m.write("proc/pressure/memory", "some avg10=90.00 avg60=80.00 avg300=50.00 total=1\nfull avg10=70.00 avg60=40.00 avg300=30.50 total=1\n")
		}},
	}
}

// fill leaves so many MiB free on the disk.
func (m *machine) fill(left int64) {
	m.t.Helper()
	var st unix.Statfs_t
	m.must(unix.Statfs(m.mount, &st))
	f, err := os.Create(filepath.Join(m.mount, "filler"))
	m.must(err)
	defer f.Close()
	m.must(unix.Fallocate(int(f.Fd()), 0, 0, int64(st.Bavail)*st.Bsize-left<<20))
}

func diskFaults() []provocation {
	return []provocation{
		{"disk-full", func(m *machine) { m.fill(0) }},
		{"disk-full", func(m *machine) { // no inode is left
			for i := 0; ; i++ {
				f, err := os.Create(filepath.Join(m.mount, "root", fmt.Sprint("file", i)))
				if err != nil {
					return
				}
				f.Close()
			}
		}},
		{"disk-low", func(m *machine) {
			m.fill(4) // of 48 MiB
		}},
		{"disk-filling", func(m *machine) {
			now := time.Now()
			var st unix.Statfs_t
			m.must(unix.Statfs(m.Dir, &st))
			var s samples
			for d := 8; d > 0; d-- { // 3 MiB a day, of about 48
				s = append(s, sample{At: now.Add(-time.Duration(d) * day), Boot: "another", Free: map[string]int64{m.Dir: int64(st.Bavail)*st.Bsize + int64(d)*4<<20}})
			}
			m.state("doctor/samples.json", s)
		}},
		{"disk-read-only", func(m *machine) { m.must(unix.Mount("", m.mount, "", unix.MS_REMOUNT|unix.MS_RDONLY, "size=48m")) }},
		{"disk-errors", func(m *machine) { m.write("sys/fs/ext4/vda1/errors_count", "3\n") }},
		{"disk-errors", func(m *machine) { m.write("sys/fs/btrfs/u-u-i-d/devinfo/1/error_stats", "write_errs 0\nread_errs 2\n") }},
		{"disk-io", func(m *machine) {
			m.journal["-k"] = "usb 1-1: device descriptor read\nblk_update_request: I/O error, dev sda, sector 2048\nEXT4-fs error (device sda1): bad block\n"
		}},
	}
}

func recordFaults() []provocation {
	database := func(m *machine, problems ...string) {
		m.inspection("database", map[string]any{"problems": problems, "complete": len(problems) > 0})
	}
	older := func(m *machine, age time.Duration) {
		m.must(os.Chtimes(filepath.Join(m.Dir, "instance.json"), time.Now(), time.Now().Add(-age)))
	}
	return []provocation{
		{"database-damaged", func(m *machine) { database(m, "row 7 missing from index users_name") }},
		{"database-damaged", func(m *machine) { // torn, and the hub does not start for it
			m.must(os.WriteFile(m.path("hub/commonhall.db"), []byte(strings.Repeat("\xa5", 8192)), 0o600))
			m.hubSrv.Close()
			m.unitIs(hubUnit, "failed", "failed", "static")
		}},
		{"database-damaged", func(m *machine) { m.must(os.Truncate(m.path("hub/commonhall.db"), 20000)); m.hubSrv.Close() }},
		{"database-damaged", func(m *machine) { // the hub's account was taken over: nobody ever writes there
			m.must(errors.Join(os.Remove(m.path("hub/commonhall.db")), unix.Mkfifo(m.path("hub/commonhall.db"), 0o600)))
			m.hubSrv.Close()
		}},
		{"database-missing", func(m *machine) { m.must(os.Remove(m.path("hub/commonhall.db"))); m.hubSrv.Close() }},
		{"database-unchecked", func(m *machine) { database(m) }},
		{"folder-away", func(m *machine) { m.must(os.WriteFile(m.path("homes.known"), []byte(`{"id":"THE-DISK"}`), 0o600)) }},
		{"home-without-person", func(m *machine) { m.must(os.Mkdir(m.path("homes/zoe-1009"), 0o700)); m.known += "ch-zoe-1009:x:…\n" }},
		{"server-unknown", func(m *machine) { m.runs.Store(&[]client.Run{(*m.runs.Load())[0], {ID: "9-run", Phase: "running"}}) }},
		{"server-lost", func(m *machine) { m.runs.Store(&[]client.Run{}) }},
		{"names-missing", func(m *machine) { m.known = "" }},
		{"administrator-none", func(m *machine) { m.inspection("administrators", 0) }},
		{"provider-away", func(m *machine) {
			m.inspection("providers", map[string]string{"school": "it does not answer.", "x; rm -rf /": "no"})
		}},
		{"administrator-single", func(m *machine) { m.inspection("administrators", 1) }},
		{"settings-unreadable", func(m *machine) {
			m.write("commonhall.yaml", "auth: [\n")
			m.must(os.Remove(filepath.Join(m.Store.Dir, "applied.yaml")))
		}},
		{"settings-broken", func(m *machine) { m.write("commonhall.yaml", "auth:\n  session_days: many\n") }},
		{"settings-changed", func(m *machine) { m.write("commonhall.yaml", "auth:\n  session_days: 9\n") }},
		{"settings-unconfirmed", func(m *machine) {
			m.state("config/pending.json", map[string]any{"version": 1, "back": 1, "waiting": true, "until": 1 << 62, "boot": "b"})
			m.write("run/settings.boot", "b")
		}},
		{"backup-none", func(m *machine) { m.Facts.BackupTo = "" }},
		{"backup-none", func(m *machine) { m.Facts.BackupTo = ""; older(m, 400*day) }},
		{"backup-same-disk", func(m *machine) { m.Facts.BackupTo = m.path("homes/../backup") }},
		{"backup-failed", func(m *machine) {
			m.state("backup/last.json", backup.Record{Backup: ran(time.Hour, false, "no room"), Good: ran(day, true, "")})
		}},
		{"backup-old", func(m *machine) {
			m.state("backup/last.json", backup.Record{Backup: ran(time.Hour, false, "no room"), Good: ran(5*day, true, "")})
		}},
		{"backup-old", func(m *machine) { m.state("backup/last.json", backup.Record{}); older(m, 4*day) }},
		{"drill-old", func(m *machine) { older(m, 40*day) }},
		{"drill-old", func(m *machine) {
			older(m, 400*day)
			m.state("backup/last.json", backup.Record{Good: ran(day, true, ""), Drill: ran(36*day, true, "")})
		}},
		{"build-old", func(m *machine) { m.Built = time.Now().Add(-91 * day) }},
		{"build-very-old", func(m *machine) { m.Built = time.Now().Add(-181 * day) }},
	}
}

// ran is a backup or a drill that ended so long ago.
func ran(age time.Duration, ok bool, why string) *backup.Run {
	return &backup.Run{At: time.Now().Add(-age), OK: ok, Error: why}
}

// TestEveryCode breaks a machine in each way that has a code.
func TestEveryCode(t *testing.T) {
	told := map[string]bool{}
	for _, p := range provocations() {
		told[p.codes] = true
		t.Run(p.codes, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			p.provoke(m)
			r := m.examine()
			if got := codes(r); got != p.codes {
				t.Errorf("found are %q: %.600s", got, fmt.Sprint(r.Findings))
			}
			for _, f := range r.Findings {
				if f.Said == "" || f.Cause == "" || f.Do == "" && len(f.Run) == 0 || f.Run == nil || f.Page == "" || f.Severity == "" || strings.Contains(f.Said+f.Do, "%!") {
					t.Errorf("it says not enough: %+v", f)
				}
			}
			if r.Seconds > m.Patience.Seconds()+1 {
				t.Errorf("it took %.1f s", r.Seconds)
			}
		})
	}
	for _, c := range Codes() {
		if !told[c.Code] {
			t.Errorf("nothing provokes %s", c.Code)
		}
	}
}

// TestNewcomersHaveAWeek: that there are no backups is a note at first, which fails no
// script; a week later it is a warning.
func TestNewcomersHaveAWeek(t *testing.T) {
	for age, want := range map[time.Duration]Severity{time.Hour: Note, 6 * day: Note, 8 * day: Warning} {
		m := newMachine(t)
		m.Facts.BackupTo = ""
		m.must(os.Chtimes(filepath.Join(m.Dir, "instance.json"), time.Now(), time.Now().Add(-age)))
		if r := m.examine(); codes(r) != "backup-none" || r.Worst() != want {
			t.Errorf("after %s it is a %s: %+v", age, r.Worst(), r.Findings)
		}
	}
}

// TestLastWords: what a service that does not stay up says is part of the finding, and
// a role that is just starting is none.
func TestLastWords(t *testing.T) {
	m := newMachine(t)
	m.unitIs(hubUnit, "activating", "start", "static")
	if r := m.examine(); codes(r) != "" {
		t.Errorf("a hub that starts is %s", codes(r))
	}
	m.loops(hubUnit)
	for journal, want := range map[string]string{
		"":                           "It wrote nothing.",
		"6 one 6 two 6 three 4 four": "It wrote last: two three four",
		"6 starts 3 No_disk. 3 Reason:_gone 6 ends 6 starts 3 No_disk. 3 Reason:_gone 3 Reason:_gone 6 ends": "It wrote last: Reason: gone No disk. Reason: gone",
	} {
		f := strings.Fields(journal)
		m.journal["-u "+hubUnit] = ""
		for i := 0; i < len(f); i += 2 {
			m.says(hubUnit, f[i], strings.ReplaceAll(f[i+1], "_", " "))
		}
		want = "The unit commonhall-hub.service ends after each start (exit-code), and was started again 40 times. " + want
		if r := m.examine(); codes(r) != "unit-failing" || r.Findings[0].Said != want {
			t.Errorf("after %q it says %+v", journal, r.Findings)
		}
	}
}

// TestABuildIsNoUnknownServer: software is checked and built in runs that no server of
// the hub's is.
func TestABuildIsNoUnknownServer(t *testing.T) {
	m := newMachine(t)
	m.runs.Store(&[]client.Run{(*m.runs.Load())[0], {ID: "9-run", UID: uidBase + 905, Phase: "running"}})
	if r := m.examine(); codes(r) != "" {
		t.Errorf("while something is built it finds %s", codes(r))
	}
}
