//go:build freshserver

package e2e

import "testing"

// The power goes during backups and restores, at requests all over their length.
// Whatever was there is whole; the next run goes on; a restore ends where one that
// was not cut off does.
func TestFreshBackupCut(t *testing.T) {
	bucket := newBucket(t)
	a := rent(t, "cutold", 33)
	a.install()
	a.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	a.backs()
	a.run("commonhall", "user", "add", "ada")
	a.run("commonhall", "server", "start", "ada", "--wait")
	a.run("commonhall", "server", "stop", "ada")
	a.run("sh", "-c", `cd /var/lib/commonhall/homes/ada-1001; for i in 1 2 3 4 5 6; do mkdir -p f$i; head -c 70000 /dev/urandom > f$i/data; echo "text $i" > f$i/text; done; chown -R --reference=. .`)
	points := 0
	for n := int64(3); ; n += 5 {
		a.run("sh", "-c", `cd /var/lib/commonhall/homes/ada-1001; for i in 1 2 3; do head -c 50000 /dev/urandom > f$i/data; done`)
		if !a.cutDuring(bucket, n, "commonhall", "backup", "now") {
			break
		}
		points++
		a.says(a.run("commonhall", "backup", "now"), "Snapshot")
		a.says(a.run("commonhall", "backup", "verify", "--read-data"), "Everything is whole.")
	}
	t.Logf("%d power cuts during backups", points)
	if points < 8 {
		t.Errorf("only %d power cuts during backups", points)
	}
	a.run("systemctl", "stop", "commonhall.target")
	a.run("commonhall", "backup", "now")
	want := a.belongings()
	b := rent(t, "cutnew", 34)
	b.install()
	restore := b.fromBucket()
	points = 0
	for n := int64(2); ; n += 6 {
		if !b.cutDuring(bucket, n, restore...) {
			break
		}
		points++
		if _, err := b.try("test", "-e", "/var/lib/commonhall/instance.json"); err == nil {
			t.Errorf("cut at request %d, there is an installation", n)
		}
		b.says(b.run(restore...), "is back")
		if got := b.belongings(); got != want {
			t.Fatalf("cut at request %d, and again, it is\n%s\nnot\n%s", n, got, want)
		}
		b.run("sh", "-c", "rm -rf /var/lib/commonhall /etc/commonhall")
	}
	t.Logf("%d power cuts during restores", points)
	if points < 8 {
		t.Errorf("only %d power cuts during restores", points)
	}
	b.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	b.run("commonhall", "server", "start", "ada", "--wait")
}

// cutDuring cuts the power at the nth request that a command makes of the bucket, and
// starts the machine again. It reports whether the command came so far.
func (m *machine) cutDuring(b *bucket, n int64, args ...string) bool {
	m.t.Helper()
	cmd := m.command(args...)
	b.until.Store(n)
	m.must(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-b.reached:
	case err := <-ended:
		b.until.Store(0)
		m.must(err)
		return false
	}
	m.cutPower()
	b.goOn <- struct{}{}
	<-ended
	m.boot()
	return true
}

// belongings is everything that a person could miss.
func (m *machine) belongings() string {
	m.t.Helper()
	files := m.run("sh", "-c", `cd / && find var/lib/commonhall/homes var/lib/commonhall/instance.json var/lib/commonhall/config etc/commonhall \( -name lock -o -name .restore -o -name commonhall.mark \) -prune -o -type d -printf '%y %m %U %p\n' -o -printf '%y %m %U %p\n' | sort; find var/lib/commonhall/homes etc/commonhall -type f ! -name commonhall.mark -print0 | sort -z | xargs -0 sha256sum`)
	return files + m.run("/root/commonhall", "backup", "dump", "--dir", "/var/lib/commonhall")
}
