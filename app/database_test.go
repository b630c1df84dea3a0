package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall"
	"commonhall/machine"
	"commonhall/supervisor"
)

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
