package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"commonhall"
)

// flipped writes a copy of a file in which one bit is another, somewhere.
func flipped(t *testing.T, r *rand.Rand, path string, good []byte) (at int) {
	t.Helper()
	b := bytes.Clone(good)
	at = r.IntN(len(b))
	b[at] ^= 1 << r.IntN(8)
	must(t, os.WriteFile(path, b, 0o600))
	return at
}

// everybody is who is in a dump, with their numbers, under which their files are; of
// those who were removed the numbers alone.
func everybody(t *testing.T, dump string) string {
	t.Helper()
	people, err := PeopleIn(strings.NewReader(dump))
	must(t, err)
	for i := range people {
		people[i].Account = ""
		if people[i].Removed {
			people[i].Name = ""
		}
	}
	return fmt.Sprint(people)
}

// TestFlippedBits: a bit of the database is another than was written: in tables,
// indexes, pages that are free, the schema. Either it is refused, in words that say
// what to do; or it is found, and no backup takes it for good; or no more than the one
// value is wrong in which it is. Nobody gets another's name, number or files.
func TestFlippedBits(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "x.db"), filepath.Join(dir, "y.db")
	db, err := Open(t.Context(), path)
	must(t, err)
	lived(t, db)
	for i := range 150 {
		add(t, db, commonhall.UserName(fmt.Sprintf("person%d", i)))
	}
	for i := range 50 {
		must(t, db.RemoveUser(t.Context(), commonhall.UserName(fmt.Sprintf("person%d", i)), noon()))
	}
	_, err = db.write.Exec("DELETE FROM events WHERE length(text) > 1000") // its pages are free now
	must(t, err)
	want := dumped(t, db)
	must(t, db.Close())
	good, err := os.ReadFile(path)
	must(t, err)
	r, saw := rand.New(rand.NewPCG(7, 11)), map[string]int{}
	for range 400 {
		at := flipped(t, r, copied, good)
		how, err := afterFlip(t, copied, want)
		if err != nil {
			t.Errorf("with another bit in byte %d: %v", at, err)
		}
		saw[how]++
		for _, end := range []string{"-wal", "-shm"} {
			_ = os.Remove(copied + end)
		}
	}
	t.Log(saw)
	if saw["refused"] == 0 || saw["found"] == 0 || saw["harmless"] == 0 {
		t.Errorf("it does not see what it should: %v", saw)
	}
}

// afterFlip opens a database in which a bit is wrong, and says how that is noticed.
func afterFlip(t *testing.T, path, want string) (how string, err error) {
	before, err := os.ReadFile(path)
	must(t, err)
	db, err := Open(t.Context(), path)
	if err != nil {
		said, now := commonhall.ForPerson(err), before
		if now, err = os.ReadFile(path); err != nil || !bytes.Equal(now, before) {
			return "refused", fmt.Errorf("the file was changed (%v)", err)
		}
		if !strings.Contains(said.Msg, "is damaged") && !strings.Contains(said.Msg, "newer version") || !strings.Contains(said.Hint, "backup") {
			return "refused", fmt.Errorf("it says %q, %q", said.Msg, said.Hint)
		}
		return "refused", nil
	}
	defer db.Close()
	problems, complete, err := db.Check(t.Context())
	if err != nil || !complete {
		return "", fmt.Errorf("it cannot be checked: %v", err)
	}
	var dump strings.Builder
	err = db.Dump(t.Context(), &dump)
	if len(problems) > 0 {
		if said := commonhall.ForPerson(err); err == nil || dump.Len() > 0 || !strings.Contains(said.Msg, "is damaged") || !strings.Contains(said.Hint, "restore --database") {
			return "found", fmt.Errorf("it has %q, and a backup says %v", problems, err)
		}
		return "found", nil
	}
	if err != nil || dump.String() == want {
		return "harmless", err
	}
	if everybody(t, dump.String()) != everybody(t, want) {
		return "", fmt.Errorf("there are other people")
	}
	is, was := strings.Split(dump.String(), "\n"), strings.Split(want, "\n")
	wrong := len(is) - len(was)
	for i := range min(len(is), len(was)) {
		if is[i] != was[i] {
			wrong++
		}
	}
	if wrong != 1 {
		return "", fmt.Errorf("%d lines are wrong, and nobody says so", wrong)
	}
	return "one value", nil
}

// TestFlippedBitsInTheLog: what SQLite has not yet moved into the database is lost from
// the wrong bit on. What there is then there was before.
func TestFlippedBitsInTheLog(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "x.db"), filepath.Join(dir, "y.db")
	db := opened(t)(Open(t.Context(), path))
	states := []string{everybody(t, dumped(t, db))}
	for i := range 20 {
		add(t, db, commonhall.UserName(fmt.Sprintf("person%d", i)))
		states = append(states, everybody(t, dumped(t, db)))
	}
	file, err := os.ReadFile(path)
	must(t, err)
	log, err := os.ReadFile(path + "-wal")
	must(t, err)
	r, saw := rand.New(rand.NewPCG(7, 11)), map[int]bool{}
	for range 60 {
		must(t, os.WriteFile(copied, file, 0o600))
		at := flipped(t, r, copied+"-wal", log)
		_ = os.Remove(copied + "-shm")
		hurt, err := Open(t.Context(), copied)
		must(t, err)
		problems, complete, err := hurt.Check(t.Context())
		if err != nil || !complete || len(problems) > 0 {
			t.Errorf("with another bit in byte %d: %q, %v", at, problems, err)
		}
		now := slices.Index(states, everybody(t, dumped(t, hurt)))
		if now < 0 {
			t.Errorf("with another bit in byte %d there is what there never was", at)
		}
		saw[now] = true
		must(t, hurt.Close())
	}
	if len(saw) < 5 {
		t.Errorf("it saw %d states only", len(saw))
	}
}
