package cli

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"commonhall/backup"
	"commonhall/config"
	"commonhall/store"
	"commonhall/supervisor"
)

// TestSecretsOfBackupsThatLieOpen are told of, and used.
func TestSecretsOfBackupsThatLieOpen(t *testing.T) {
	dir := t.TempDir()
	password, keys := filepath.Join(dir, "password"), filepath.Join(dir, "keys")
	for path, text := range map[string]string{password: "a secret\n", keys: "access\nsecret\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	told := func() string {
		t.Helper()
		var said strings.Builder
		b := &backups{streams: &streams{err: &said}}
		if _, o, err := b.target(config.Backup{To: "s3://bucket/folder", Endpoint: "https://store.test", PasswordFile: password, CredentialsFile: keys}); err != nil || o.Password != "a secret" {
			t.Fatal(o, err)
		}
		return said.String()
	}
	if said := told(); said != "" {
		t.Errorf("of closed files it says %q", said)
	}
	for _, path := range []string{password, keys} {
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		if said := told(); !strings.Contains(said, "chmod 600 "+path) {
			t.Errorf("of %s it says %q", path, said)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEmptyingAFolder: what is emptied is the folder that was opened. Who owns the one
// above may have put a link to somewhere else in its place.
func TestEmptyingAFolder(t *testing.T) {
	top := t.TempDir()
	for _, name := range []string{"mine/.restore/new/deep", "others"} {
		if err := os.MkdirAll(filepath.Join(top, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(top+"/others/work", []byte("of a year"), 0o600); err != nil {
		t.Fatal(err)
	}
	held, err := holdFolder(top + "/mine/.restore")
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if err := errors.Join(os.Symlink(top+"/others", top+"/mine/.restore/new/link"), os.Rename(top+"/mine/.restore", top+"/mine/away"), os.Symlink(top+"/others", top+"/mine/.restore")); err != nil {
		t.Fatal(err)
	}
	if err := empty(held); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(top + "/mine/away"); err != nil || len(left) > 0 {
		t.Errorf("left are %v, %v", left, err)
	}
	if _, err := os.Stat(top + "/others/work"); err != nil {
		t.Errorf("what the link leads to: %v", err)
	}
}

// TestChecksOfIncompleteSnapshots: the monthly check and the drill look at snapshots that
// somebody's file was left out of too; where there is none yet they have nothing to do.
func TestChecksOfIncompleteSnapshots(t *testing.T) {
	dir := t.TempDir()
	b := &backups{quiet: true, house: &house{dir: dir}}
	b.house.config.Backup.To = "/mnt/backups"
	if !b.nothingYet() {
		t.Error("there is something before the first backup")
	}
	if err := os.Mkdir(dir+"/backup", 0o700); err != nil {
		t.Fatal(err)
	}
	write := func(r backup.Record) {
		t.Helper()
		if err := r.Write(dir+"/backup/last.json", os.Getgid()); err != nil {
			t.Fatal(err)
		}
	}
	write(backup.Record{Backup: &backup.Run{Error: "no room"}})
	if !b.nothingYet() {
		t.Error("there is something after a backup that failed")
	}
	write(backup.Record{Repository: "r", Backup: &backup.Run{Snapshot: "s", Problems: []string{"homes/mallory-1001/leased: busy"}}})
	if b.nothingYet() {
		t.Error("nobody looks at backups while one person's file is not in them")
	}
}

// TestAPlaceAmongTheHomes: root brings nothing into a folder whose owner may put links
// in its way while it works.
func TestAPlaceAmongTheHomes(t *testing.T) {
	r := &restore{backups: &backups{}}
	if r.amongHomes("/somewhere") {
		t.Error("there are no homes, and it lies among them")
	}
	r.house = &house{paths: supervisor.PathsIn("/var/lib/hall", "/run/hall")}
	for path, among := range map[string]bool{"/var/lib/hall/homes/ada-1001/old": true, "/var/lib/hall/homes": true, "/var/lib/hall/groups/art-100/shared": true, "/var/lib/hall": false, "/var/lib/hall/homes-old": false, "/tmp/look": false} {
		if got := r.amongHomes(path); got != among {
			t.Errorf("%s lies among the homes: %v", path, got)
		}
	}
	r.to = "/var/lib/hall/homes/ada-1001/old"
	r.repo, r.snap = opened(t)
	if err := r.elsewhere(t.Context(), []string{"ada-1001"}); err == nil || !strings.Contains(err.Error(), "among the homes") {
		t.Errorf("into a home: %v", err)
	}
}

// opened returns a repository with a snapshot of one home.
func opened(t *testing.T) (*backup.Repository, *backup.Snapshot) {
	t.Helper()
	homes := t.TempDir()
	if err := os.Mkdir(homes+"/ada-1001", 0o700); err != nil {
		t.Fatal(err)
	}
	repo, err := backup.Init(t.Context(), backup.NewFolder(t.TempDir()), backup.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := repo.Save(t.Context(), backup.SaveOptions{Started: time.Now(), Parts: []backup.Part{{Name: partHomes, Path: homes}}})
	if err != nil {
		t.Fatal(err)
	}
	return repo, &s
}

// TestOnlyWhatIsSomebodysIsBackedUp: neither the room that is reserved on the disk, nor
// homes that are just being deleted or brought back. Who was removed and can come back
// has their home in it.
func TestOnlyWhatIsSomebodysIsBackedUp(t *testing.T) {
	dir := t.TempDir()
	h := &house{dir: dir, paths: supervisor.PathsIn(dir, dir), config: config.Default()}
	for _, path := range []string{"instance.json", "hub/reserve", "hub/database-password", "hub/commonhall.db", "hub/lock",
		"homes/ada-1000/work", "homes/ada-1000/.gone-with", "homes/removed-1001/work", "groups/art-100/shared/.restore", "groups/.restore/new", "homes/.gone-ben-1002/work", "homes/.restore/new"} {
		path = filepath.Join(dir, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := backup.Init(t.Context(), backup.NewFolder(filepath.Join(t.TempDir(), "B")), backup.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Save(t.Context(), backup.SaveOptions{Parts: h.parts(strings.NewReader("records")), Started: time.Now()})
	if err != nil || !s.Complete {
		t.Fatal(s.Problems, err)
	}
	for part, want := range map[string]string{partHub: "database-password", partHomes: "ada-1000 removed-1001", partGroups: "art-100"} {
		names, err := r.Names(t.Context(), s.Part(part))
		if got := strings.Join(names, " "); err != nil || got != want {
			t.Errorf("in %s are %q instead of %q, %v", part, got, want, err)
		}
	}
	if n, err := r.Find(t.Context(), s.Part(partHomes), []string{"ada-1000", ".gone-with"}); n == nil || err != nil {
		t.Error("in a home a name means nothing:", n, err)
	}
}

// TestWhatOfTheSoftwareIsBackedUp: what everybody has, drafts and what is below them; of
// an environment that cannot be read, all. Somebody publishes meanwhile.
func TestWhatOfTheSoftwareIsBackedUp(t *testing.T) {
	dir := t.TempDir()
	h := &house{dir: dir, paths: supervisor.PathsIn(dir, dir), config: config.Default()}
	write := func(path, text string) {
		path = filepath.Join(h.paths.Software(), path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Error(err)
		}
	}
	for _, path := range []string{"instance.json", "python/trees/g-old/x", "python/trees/g-below/x", "python/trees/g-now/x", "python/drafts/7/upper/x", "python/drafts/7/work/x",
		"python/drafts/build/upper/x", "python/trash/x", "r/trees/g-one/x", "r/trees/g-two/x", "r/drafts/8/upper/x"} {
		write(path, "x")
	}
	write("python/current", "g-now")
	write("python/notes/7.json", `{"Tree":"7","Below":"g-below"}`)
	write("r/current", "g-two")
	write("r/notes/8.json", `{`)
	parts := h.parts(nil)
	for i, p := range parts {
		if p.Name != partHub {
			continue
		}
		parts[i].Path = filepath.Dir(h.paths.Software())
		parts[i].Skip = func(path string) bool {
			if path == partHub+"/"+filepath.Base(h.paths.Software())+"/python/trees/g-below" {
				write("python/trees/g-next/x", "x")
				write("python/current", "g-next")
			}
			return p.Skip(path)
		}
	}
	parts = slices.DeleteFunc(parts, func(p backup.Part) bool { return p.Name != partHub })
	r, err := backup.Init(t.Context(), backup.NewFolder(filepath.Join(t.TempDir(), "B")), backup.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Save(t.Context(), backup.SaveOptions{Parts: parts, Started: time.Now()})
	if err != nil || !s.Complete {
		t.Fatal(s.Problems, err)
	}
	for path, want := range map[string]string{"python/trees": "g-below g-now", "python/drafts/7": "upper", "r/trees": "g-one g-two"} {
		n, err := r.Find(t.Context(), s.Part(partHub), strings.Split(filepath.Base(h.paths.Software())+"/"+path, "/"))
		if err != nil || n == nil {
			t.Fatal(path, n, err)
		}
		names, err := r.Names(t.Context(), n)
		if got := strings.Join(names, " "); err != nil || got != want {
			t.Errorf("in %s are %q instead of %q, %v", path, got, want, err)
		}
	}
}

// TestNumbersThatFoldersHave: those that a database of before may not give out again.
func TestNumbersThatFoldersHave(t *testing.T) {
	dir := t.TempDir()
	h := &house{dir: dir, paths: supervisor.PathsIn(dir, dir)}
	for _, name := range []string{"homes/ada-1004", "groups/art-100", "groups/Physics-11-103", "groups/a-899x", "groups/b-1000", "groups/c-99", "groups/d-104.before-restore-20260102-000108"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.taken(); got != (store.Taken{People: 5, Groups: 4}) {
		t.Errorf("%+v are taken", got)
	}
}
