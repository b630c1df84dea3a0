package backup

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWhichSnapshotsStay.
func TestWhichSnapshotsStay(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 1, 1, 3, 0, 0, 0, time.Local)
	var all []*Snapshot
	for day := range 60 { // two a day: 1 January to 1 March
		for _, hour := range []int{0, 12} {
			at := begin.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour)
			all = append(all, &Snapshot{Name: at.Format("01-02 15"), Time: at, Complete: day < 50})
		}
	}
	for name, c := range map[string]struct {
		keep Keep
		want []string
	}{
		"nothing":      {Keep{}, []string{"02-19 15", "03-01 15"}}, // the last complete one, and the last
		"last":         {Keep{Last: 2}, []string{"02-19 15", "03-01 03", "03-01 15"}},
		"daily":        {Keep{Daily: 3}, []string{"02-19 15", "02-27 15", "02-28 15", "03-01 15"}},
		"weekly":       {Keep{Weekly: 2}, []string{"02-19 15", "02-22 15", "03-01 15"}},
		"monthly":      {Keep{Monthly: 12}, []string{"01-31 15", "02-19 15", "02-28 15", "03-01 15"}},
		"all together": {Keep{Last: 1, Daily: 2, Weekly: 2, Monthly: 2}, []string{"02-19 15", "02-22 15", "02-28 15", "03-01 15"}},
	} {
		var got []string
		for n := range c.keep.chosen(all, begin.AddDate(1, 0, 0)) {
			got = append(got, n)
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTheLastRecordsStay: for two months no snapshot has had the database. The last one
// that had it stays, whatever the rules say.
func TestTheLastRecordsStay(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 1, 1, 3, 0, 0, 0, time.Local)
	var all []*Snapshot
	for day := range 90 {
		s := &Snapshot{Name: fmt.Sprint(day), Time: begin.AddDate(0, 0, day), Parts: []Node{{Name: []byte("homes")}}}
		if day < 25 {
			s.Parts = append(s.Parts, Node{Name: []byte("database")})
		}
		all = append(all, s)
	}
	got := slices.Sorted(maps.Keys(Keep{Last: 1, Daily: 7}.chosen(all, begin.AddDate(1, 0, 0))))
	if want := []string{"24", "83", "84", "85", "86", "87", "88", "89"}; !slices.Equal(got, want) {
		t.Errorf("%q stay, want %q", got, want)
	}
}

// TestWhileAPartWasAway: for weeks snapshots had no homes. They take no places of those that do.
func TestWhileAPartWasAway(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 1, 1, 3, 0, 0, 0, time.Local)
	var all []*Snapshot
	for day := range 30 {
		s := &Snapshot{Name: fmt.Sprintf("%02d", day), Time: begin.AddDate(0, 0, day), Parts: []Node{{Name: []byte("database")}}}
		if day < 10 || day > 27 {
			s.Parts = append(s.Parts, Node{Name: []byte("homes")})
		}
		all = append(all, s)
	}
	stay := Keep{Daily: 5}.chosen(all, begin.AddDate(1, 0, 0))
	for name, want := range map[string]bool{"29": true, "28": true, "09": true, "07": true, "06": false} {
		if stay[name] != want {
			t.Errorf("%s stays: %v", name, stay[name])
		}
	}
}

// TestAClockThatWasWrong: a snapshot was made while the clock was years ahead. Those
// that are made later are the last ones all the same, and are not pushed out by it.
func TestAClockThatWasWrong(t *testing.T) {
	t.Parallel()
	src, dir := t.TempDir(), quick(t)
	r := opened(t, NewFolder(dir), Options{})
	at := func(when time.Time, text string) Snapshot {
		t.Helper()
		must(t, os.WriteFile(filepath.Join(src, "work"), []byte(text), 0o600))
		s, err := r.Save(t.Context(), SaveOptions{Started: when, Parts: []Part{{Name: "homes", Path: src}}})
		must(t, err)
		return s
	}
	wrong := at(time.Now().AddDate(10, 0, 0), "of the wrong clock")
	if s, err := r.Latest(t.Context()); err != nil || s == nil || s.Name != wrong.Name {
		t.Fatalf("the only one is not the last: %v, %v", s, err)
	}
	if name, err := r.Ahead(t.Context()); err != nil || name != wrong.Name {
		t.Errorf("ahead is %q, %v", name, err)
	}
	at(time.Now().Add(-time.Minute), "newer")
	last := at(time.Now(), "the newest")
	_, err := r.Prune(t.Context(), Keep{Last: 1})
	must(t, err)
	if all, err := r.List(t.Context()); err != nil || !slices.Equal(all, []string{last.Name, wrong.Name}) {
		t.Errorf("there are %q, %v", all, err)
	}
	s, err := r.Latest(t.Context())
	if must(t, err); s.Name != last.Name {
		t.Errorf("the last is %s", s.Name)
	}
	back, _ := restored(t, r, *s)
	same(t, describe(t, back), describe(t, src))
}

// TestPruning takes what nobody needs, and nothing else.
func TestPruning(t *testing.T) {
	t.Parallel()
	src, dir := t.TempDir(), quick(t)
	r := opened(t, NewFolder(dir), Options{})
	var last Snapshot
	for i := range 4 {
		must(t, os.WriteFile(filepath.Join(src, "changes"), noise(5000, byte(i)), 0o600),
			os.WriteFile(filepath.Join(src, "stays"), noise(5000, 77), 0o600))
		last = save(t, r, src)
	}
	p, err := r.Prune(t.Context(), Keep{Last: 2})
	if must(t, err); p.Kept != 2 || p.Snapshots != 2 || p.Objects != 4 || p.Bytes < 10000 {
		t.Errorf("it says %+v", p)
	}
	v, err := r.Verify(t.Context(), true)
	if must(t, err); !v.OK() || v.Snapshots != 2 || v.Garbage != 0 {
		t.Errorf("the check says %+v", v)
	}
	back, _ := restored(t, r, last)
	same(t, describe(t, back), describe(t, src))

	// Where a list that is needed cannot be read, nothing goes.
	list := last.Part("homes").Blocks[0]
	must(t, flip(filepath.Join(dir, objectName(list)), 30))
	if _, err := r.Prune(t.Context(), Keep{Last: 1}); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "nothing was removed") {
		t.Errorf("pruning a damaged repository: %v", err)
	}
	if all, err := r.List(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("%d snapshots, %v", len(all), err)
	}
}

// TestAFileThatReadsAsAList: somebody keeps a file with the very bytes of a
// folder's list. It must not make the folder's files count as known.
func TestAFileThatReadsAsAList(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	must(t, os.Mkdir(src+"/z", 0o755), os.WriteFile(src+"/z/precious", []byte("precious"), 0o600))
	time.Sleep(2 * clockTick) // not for an event: a file just written would make the list differ
	r := opened(t, NewFolder(quick(t)), Options{})
	first := save(t, r, src)
	z, err := r.Find(t.Context(), first.Part("homes"), []string{"z"})
	must(t, err)
	list, err := r.get(t.Context(), z.Blocks[0])
	must(t, err, os.WriteFile(src+"/a", list, 0o600))
	for !time.Now().Truncate(time.Millisecond).After(first.Time) { // or neither would be the last
	}
	last := save(t, r, src)
	_, err = r.Prune(t.Context(), Keep{Last: 1})
	must(t, err)
	if v, err := r.Verify(t.Context(), true); err != nil || !v.OK() {
		t.Errorf("the check says %+v, %v", v, err)
	}
	back, _ := restored(t, r, last) // which does not rely on what the check relies on
	same(t, describe(t, back), describe(t, src))
}

// slowTarget waits at the first object until it may go on.
type slowTarget struct {
	Target
	arrived, goOn chan struct{}
}

func (s *slowTarget) Put(ctx context.Context, name string, data []byte) error {
	if strings.HasPrefix(name, objects) {
		select {
		case s.arrived <- struct{}{}:
			<-s.goOn
		default:
		}
	}
	return s.Target.Put(ctx, name, data)
}

// TestTwoAtOnce: the second backup, and pruning, are told who is at work; reading
// is not kept waiting.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	src, folder := t.TempDir(), NewFolder(quick(t))
	must(t, os.WriteFile(src+"/file", noise(5000, 1), 0o600))
	r := opened(t, folder, Options{})
	before := save(t, r, src)
	must(t, os.WriteFile(src+"/file", noise(5000, 2), 0o600))
	slow := &slowTarget{folder, make(chan struct{}), make(chan struct{})}
	first := opened(t, slow, Options{})
	done := make(chan error, 1)
	go func() { _, err := trySave(context.Background(), first, src); done <- err }()
	<-slow.arrived
	var locked *LockedError
	if _, err := trySave(t.Context(), r, src); !errors.As(err, &locked) || locked.PID != os.Getpid() || locked.What != lockBackup {
		t.Errorf("a second backup: %v", err)
	}
	if _, err := r.Prune(t.Context(), Keep{Last: 1}); !errors.As(err, &locked) {
		t.Errorf("pruning meanwhile: %v", err)
	}
	restored(t, r, before)
	close(slow.goOn)
	must(t, <-done)
	save(t, r, src)
	var left []string
	must(t, folder.List(t.Context(), locks, func(name string, _ int64) error { left = append(left, name); return nil }))
	if len(left) != 0 {
		t.Errorf("locks are left: %q", left)
	}
}

// TestWhoseLockCounts.
func TestWhoseLockCounts(t *testing.T) {
	t.Parallel()
	me := self(lockBackup)
	other := me
	other.Machine, other.Host, other.Boot, other.PID = "m2", "h2", "b2", 7
	old := func(h holder, age time.Duration) holder { h.Renewed = me.Renewed.Add(-age); return h }
	dead, again, rebooted := me, me, me
	dead.PID, again.Start, rebooted.Boot = 1<<22+5, "1", "before"
	for name, c := range map[string]struct {
		h    holder
		want bool
	}{
		"mine": {me, false}, "mine, after a long sleep": {old(me, 5*time.Hour), false}, "of a process that is gone": {dead, true},
		"of another process with the number": {again, true}, "from before this machine started": {rebooted, true},
		"of another machine": {old(other, 29*time.Minute), false}, "of another machine, long ago": {old(other, 31*time.Minute), true},
		"of a clock that is ahead": {old(other, -time.Hour), false},
	} {
		if c.h.stale(me) != c.want {
			t.Errorf("%s: %v", name, !c.want)
		}
	}
}

// TestALockThatWasTakenAway: a backup whose lock somebody took for stale does not
// count, because what it relied on may be gone.
func TestALockThatWasTakenAway(t *testing.T) {
	t.Parallel()
	src, folder := t.TempDir(), NewFolder(quick(t))
	must(t, os.WriteFile(src+"/file", noise(5000, 1), 0o600))
	slow := &slowTarget{folder, make(chan struct{}), make(chan struct{})}
	r := opened(t, slow, Options{})
	done := make(chan error, 1)
	go func() { _, err := trySave(context.Background(), r, src); done <- err }()
	<-slow.arrived
	must(t, folder.List(t.Context(), locks, func(name string, _ int64) error { return folder.Remove(t.Context(), name) }))
	close(slow.goOn)
	if err := <-done; !errors.Is(err, errLockLost) {
		t.Errorf("it says %v", err)
	}
	if all, err := r.List(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("snapshots %q, %v", all, err)
	}
}

// TestShortNames: a snapshot is found by how its name begins.
func TestShortNames(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	r := opened(t, NewFolder(quick(t)), Options{})
	var names []string
	for day := range 2 {
		s, err := r.Save(t.Context(), SaveOptions{Started: time.Date(2026, 3, 1+day, 3, 0, 0, 0, time.UTC), Parts: []Part{{Name: "homes", Path: src}}})
		must(t, err)
		names = append(names, s.Name)
	}
	for short, want := range map[string]string{"20260301": names[0], "20260302T03": names[1], names[1]: names[1], "2026": "", "": "", "x": "", "../x": ""} {
		s, err := r.Snapshot(t.Context(), short)
		if got := fmt.Sprint(err); want == "" && (err == nil || !errors.Is(err, os.ErrNotExist)) || want != "" && (err != nil || s.Name != want) {
			t.Errorf("%q: %v", short, got)
		}
	}
}
