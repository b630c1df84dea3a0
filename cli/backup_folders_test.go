package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/backup"
	"commonhall/config"
	"commonhall/home/mounted"
	"commonhall/supervisor"
)

// unmounting is an installation whose folders of people's files go and come.
type unmounting struct {
	*testing.T
	house *house
	repo  *backup.Repository
	at    time.Time
}

func newUnmounting(t *testing.T) *unmounting {
	dir := t.TempDir()
	u := &unmounting{T: t, house: &house{dir: dir, paths: supervisor.PathsIn(dir, dir), config: config.Default()}, at: time.Now().Add(-time.Hour)}
	for _, path := range []string{"instance.json", "hub/key", "homes/ada-1000/work", "groups/art-100/shared/sheet"} {
		path = filepath.Join(dir, path)
		u.must(os.MkdirAll(filepath.Dir(path), 0o711), os.WriteFile(path, []byte("{}"), 0o600))
	}
	u.must(mounted.Begin(u.house.paths.Homes(), u.house.paths.Groups()))
	var err error
	u.repo, err = backup.Init(t.Context(), backup.NewFolder(filepath.Join(t.TempDir(), "B")), backup.Options{})
	u.must(err)
	return u
}

func (u *unmounting) must(errs ...error) {
	u.Helper()
	if err := errors.Join(errs...); err != nil {
		u.Fatal(err)
	}
}

// unmount leaves an older copy of ada's home where the disk was.
func (u *unmounting) unmount(dir string) {
	u.must(os.Rename(dir, dir+"-disk"), os.MkdirAll(filepath.Join(dir, "ada-1000"), 0o711))
}

func (u *unmounting) mount(dir string) { u.must(os.RemoveAll(dir), os.Rename(dir+"-disk", dir)) }

// save makes a snapshot as backup now does.
func (u *unmounting) save() *backup.Snapshot {
	u.Helper()
	u.at = u.at.Add(time.Minute)
	parts, away := present(u.house.parts(strings.NewReader("records")))
	s, err := u.repo.Save(u.Context(), backup.SaveOptions{Started: u.at, Parts: parts, Problems: away})
	u.must(err)
	return &s
}

// filled returns the snapshot as a restore of it goes on, and what it says.
func (u *unmounting) filled(snapshot string) (*restore, string) {
	u.Helper()
	var said bytes.Buffer
	r := &restore{backups: &backups{streams: &streams{out: &said, err: &said}, house: u.house}, repo: u.repo, snapshot: snapshot}
	u.must(r.pick(u.Context()))
	return r, said.String()
}

func (u *unmounting) names(s *backup.Snapshot, part string) string {
	u.Helper()
	n := s.Part(part)
	if n == nil {
		return "none"
	}
	names, err := u.repo.Names(u.Context(), n)
	u.must(err)
	return strings.Join(names, " ")
}

// TestBackupOfAFolderThatIsAway: a snapshot does not call what lies below a disk that is
// not mounted people's homes, and a restore of it takes those of the one before.
func TestBackupOfAFolderThatIsAway(t *testing.T) {
	u := newUnmounting(t)
	homes, groups := u.house.paths.Homes(), u.house.paths.Groups()
	first := u.save()
	if !first.Complete || u.names(first, partHomes) != "ada-1000" || u.names(first, partGroups) != "art-100" || lacks(first, partHomes) {
		t.Errorf("the first is %+v: %q, %q", first, u.names(first, partHomes), u.names(first, partGroups))
	}
	u.unmount(homes)
	second := u.save()
	if second.Complete || u.names(second, partHomes) != "none" || u.names(second, partGroups) != "art-100" || !lacks(second, partHomes) || lacks(second, partGroups) ||
		len(second.Problems) != 1 || !strings.Contains(second.Problems[0], "homes: "+homes+" is not the folder that it was") {
		t.Errorf("without the homes: complete is %v, %q", second.Complete, second.Problems)
	}
	u.unmount(groups)
	third := u.save()
	u.mount(homes)
	u.mount(groups)
	fourth := u.save()
	if third.Complete || len(third.Problems) != 2 || !fourth.Complete || u.names(fourth, partHomes) != "ada-1000" {
		t.Errorf("without both: %q; with both again: %q", third.Problems, fourth.Problems)
	}
	for _, s := range []*backup.Snapshot{second, third, fourth} {
		r, said := u.filled(s.Name)
		if u.names(r.snap, partHomes) != "ada-1000" || u.names(r.snap, partGroups) != "art-100" {
			t.Errorf("of %s come back %q and %q", s.Name, u.names(r.snap, partHomes), u.names(r.snap, partGroups))
		}
		if told := strings.Contains(said, "was made without the folder homes; that of "+minute(first)); told != (s != fourth) {
			t.Errorf("of %s is said %q", s.Name, said)
		}
		if told := strings.Contains(said, "the folder groups; that of "+minute(second)); told != (s == third) {
			t.Errorf("of %s is said %q", s.Name, said)
		}
	}
}

// TestNothingForAFolderThatIsAway: neither does something come back into the folder below
// a disk that is not mounted, nor is a home forgotten that lies on the disk.
func TestNothingForAFolderThatIsAway(t *testing.T) {
	u := newUnmounting(t)
	u.save()
	r, _ := u.filled("")
	homes := u.house.paths.Homes()
	u.must(u.house.rightFolders())
	u.unmount(homes)
	refused := func(what string, err error) {
		t.Helper()
		if commonhall.KindOf(err) != commonhall.FailedPrecondition || !strings.Contains(err.Error(), "rm "+homes+mounted.Known) {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("a restore over all", u.house.rightFolders())
	refused("the homes", r.restoreHomes(t.Context(), u.house, mark{}, nil, nil))
	refused("the database", r.databaseBack(t.Context()))
	_, err := removeAll(u.house.paths, "ada-1000", os.Getuid())
	refused("a purge", err)
	u.mount(homes)
	u.must(u.house.rightFolders())
	if entries, err := os.ReadDir(filepath.Join(homes, "ada-1000")); err != nil || len(entries) != 1 {
		t.Errorf("on the disk is %v, %v", entries, err)
	}
	u.must(rightFolder(filepath.Join(u.house.dir, "nothing")))
}
