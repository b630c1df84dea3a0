package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/machine"
	"commonhall/supervisor"
)

// The password comes from a file that only the hub may read; whatever is wrong
// with it, the sentence names the file and says what to do.
func TestDatabasePassword(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("good", "correct horse 7\nanother line\n", 0o400)
	write("windows", "correct horse 7\r\n", 0o440)
	for name, want := range map[string]string{"good": "correct horse 7", "windows": "correct horse 7", "": "",
		write("no newline", " spaces count ", 0o600): " spaces count "} {
		got, err := databasePassword(config.Database{PasswordFile: name}, dir)
		if err != nil || got != want {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
	write("open", "secret", 0o404)
	write("empty", "\nsecret", 0o400)
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"open": "Everybody on this machine can read", "empty": "is empty", "folder": "cannot read",
		"missing": "is not there", "/nowhere/at/all": "is not there"} {
		_, err := databasePassword(config.Database{PasswordFile: name}, dir)
		said := commonhall.ForPerson(err)
		if err == nil || said.Kind != commonhall.FailedPrecondition || !strings.Contains(said.Msg, want) || !strings.Contains(said.Msg, name) || said.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error()+said.Hint, "secret") {
			t.Errorf("%s: the password is in the error: %v", name, err)
		}
	}
}

// Without an address the records are in a file, which no setting of the other
// database touches; with one there is no file.
func TestWhichDatabase(t *testing.T) {
	dir := t.TempDir()
	h := Hub{Paths: supervisor.PathsIn(dir, dir)}
	if err := os.Mkdir(h.Paths.Hub(), 0o700); err != nil {
		t.Fatal(err)
	}
	h.Config.Database.URL = "postgres://hall@127.0.0.1:1/hall" // nobody listens there
	_, err := openDatabase(t.Context(), h, machine.NewReserve(filepath.Join(dir, "reserve"), 0))
	if !strings.Contains(commonhall.ForPerson(err).Msg, "cannot be reached") {
		t.Errorf("it says %v", err)
	}
	if _, err := os.Stat(h.Paths.Database()); err == nil {
		t.Error("a file was made beside PostgreSQL")
	}
	h.Config.Database.URL = ""
	db, err := openDatabase(t.Context(), h, machine.NewReserve(filepath.Join(dir, "reserve"), 0))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := os.Stat(h.Paths.Database()); err != nil {
		t.Error(err)
	}
}
