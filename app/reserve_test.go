package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"commonhall"
	"commonhall/machine"
	"commonhall/packaging/needs"
	"commonhall/supervisor"
)

// A disk that others filled while no hub ran: SQLite needs two files to open its own,
// and a hub that starts finds room for them, and to write.
func TestDatabaseOnAFullDisk(t *testing.T) {
	dir := needs.SmallDisk(t, "24m")
	h := Hub{Paths: supervisor.PathsIn(dir, dir)}
	reserve := machine.NewReserve(filepath.Join(h.Paths.Hub(), "reserve"), 64<<20)
	if err := os.Mkdir(h.Paths.Hub(), 0o700); err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		if round == 1 { // the first database was made in peace
			if lacking, err := reserve.Keep(); err != nil || lacking {
				t.Fatal(lacking, err)
			}
			f, err := os.Create(filepath.Join(dir, "video"))
			if err != nil {
				t.Fatal(err)
			}
			for size := 1 << 20; size > 0; {
				if _, err := f.Write(make([]byte, size)); err != nil {
					size /= 2
				}
			}
			f.Close()
		}
		db, err := openDatabase(t.Context(), h, reserve)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		name := commonhall.UserName("p" + string(rune('0'+round)))
		if added, err := db.AddUsers(t.Context(), []commonhall.UserName{name}, false, 1000, 2000, time.Now()); err != nil || len(added) != 1 {
			t.Errorf("round %d: %v", round, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}
