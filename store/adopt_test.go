package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/provider"
)

// The records were lost, the homes were not: each is somebody's again, with the
// number that its files have, and nobody who comes later gets that number.
func TestAdopt(t *testing.T) { onBoth(t, testAdopt) }

func testAdopt(t *testing.T, e engine) {
	db := e.fresh(t)
	const first = 5000
	now := time.Now()
	if _, err := db.AddUsers(t.Context(), []commonhall.UserName{"admin", "ben"}, true, first, first+100, now); err != nil {
		t.Fatal(err)
	}
	if err := db.RemoveUser(t.Context(), "ben", now); err != nil {
		t.Fatal(err)
	}
	homes := []commonhall.Account{{Name: "admin", UID: first}, {Name: "ben", UID: first + 1}, {Name: "ada", UID: first + 7}, {Name: "admin", UID: first + 9}}
	for round := range 2 {
		added, err := db.Adopt(t.Context(), homes, first, now)
		if err != nil {
			t.Fatal(err)
		}
		if round == 1 {
			if len(added) != 0 {
				t.Errorf("again: %+v", added)
			}
			continue
		}
		if len(added) != 2 || added[0].Name != "ada" || added[0].Account != homes[2] || added[1].Name != "admin-1009" || added[1].Account != homes[3] || added[1].Admin {
			t.Errorf("adopted are %+v", added)
		}
	}
	later, err := db.AddUsers(t.Context(), []commonhall.UserName{"cleo"}, false, first, first+100, now)
	if err != nil || later[0].Account.UID != first+10 {
		t.Errorf("who comes later is %+v, %v", later, err)
	}
}

// A copy that lives beside its original has other numbers, of the removed too.
func TestMovedAccounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := opened(t)(Open(t.Context(), path))
	const first = 5000
	if _, err := db.AddUsers(t.Context(), []commonhall.UserName{"ada", "ben"}, false, first, first+100, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := db.RemoveUser(t.Context(), "ben", time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := db.SaveServer(t.Context(), commonhall.Server{ID: "1-run", User: "ada", State: commonhall.Ready, Started: time.Now()}); err != nil {
		t.Fatal(err)
	}
	must(t, db.AddEnvironment(t.Context(), commonhall.Environment{Name: "python"}))
	must(t, db.SaveDraft(t.Context(), commonhall.Draft{Environment: "python", UID: first, Tree: "d1"}))
	must(t, db.SetChoice(t.Context(), commonhall.Choice{Kind: commonhall.ForUser, Who: first, Environment: "python"}))
	_, err := db.AddIdentity(t.Context(), provider.Identity{User: "ada", Issuer: "school", Subject: "7"}, false)
	must(t, err)
	_, err = db.exec(t.Context(), "INSERT INTO announcements (text, level, audience, gid, begins, ends, created, author) VALUES ('', '', 'all', 0, 0, 0, 0, ''), ('', '', 'group', 5000, 0, 0, 0, '')")
	must(t, err)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := MoveAccounts(t.Context(), path, -1000); err != nil {
		t.Fatal(err)
	}
	db = opened(t)(Open(t.Context(), path))
	if drafts, err := db.Drafts(t.Context()); err != nil || len(drafts) != 1 || drafts[0].User != "ada" {
		t.Errorf("in the copy there are the drafts %+v, %v", drafts, err)
	}
	if choices, err := db.Choices(t.Context()); err != nil || len(choices) != 1 || choices[0].User != "ada" {
		t.Errorf("in the copy was chosen %+v, %v", choices, err)
	}
	if i, err := db.Identity(t.Context(), "school", "7"); err != nil || i.User != "ada" {
		t.Errorf("in the copy whoever the provider knows is %+v, %v", i, err)
	}
	var all, group int
	must(t, db.read.QueryRowContext(t.Context(), "SELECT MIN(gid), MAX(gid) FROM announcements").Scan(&all, &group))
	if all != 0 || group != 4000 {
		t.Errorf("in the copy it is announced to %d and %d", all, group)
	}
	var dump bytes.Buffer
	if err := db.Dump(t.Context(), &dump); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(dump.String(), "1-run") {
		t.Error("a server of the original counts as running in the copy")
	}
	people, err := PeopleIn(&dump)
	if err != nil || len(people) != 2 || people[0].UID != 4000 || people[1].UID != 4001 {
		t.Errorf("%+v, %v", people, err)
	}
}

// A torn database is not opened, is not made anew, and says what to do.
func TestTornDatabase(t *testing.T) {
	for name, tear := range map[string]func([]byte) []byte{
		"its beginning": func(b []byte) []byte { copy(b, "flipped bits all over"); return b },
		"its half":      func(b []byte) []byte { return b[:len(b)/2] },
		"all but a bit": func(b []byte) []byte { return b[:100] },
	} {
		path := filepath.Join(t.TempDir(), "x.db")
		db := opened(t)(Open(t.Context(), path))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b = tear(b)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = Open(t.Context(), path)
		said := commonhall.ForPerson(err)
		if err == nil || !strings.Contains(said.Msg, "is damaged") || !strings.Contains(said.Hint, "commonhall backup restore --database") {
			t.Errorf("%s: %v: %v", name, err, said)
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, b) {
			t.Errorf("%s: the file was changed (%v)", name, err)
		}
	}
}

// TestTakenBeside: numbers that stand beside a database are given to nobody, however often it
// is opened; a file that says nothing keeps nobody out.
func TestTakenBeside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hub.db")
	for _, c := range []struct {
		beside string
		want   int
	}{{"5 2\n", 1005}, {"3 0\n", 1006}, {"", 1007}, {"many", 1008}, {"40", 1009}, {"12 1\n", 1012}} {
		must(t, os.WriteFile(path+TakenSuffix, []byte(c.beside), 0o600))
		db, err := Open(t.Context(), path)
		must(t, err)
		added, err := db.AddUsers(t.Context(), []commonhall.UserName{commonhall.UserName(fmt.Sprint("p", c.want))}, false, 1000, 2000, noon())
		if err != nil || len(added) != 1 || added[0].Account.UID != c.want {
			t.Errorf("beside %q: %+v, %v, not %d", c.beside, added, err, c.want)
		}
		must(t, db.Close())
		if _, err := os.Stat(path + TakenSuffix); err == nil {
			t.Errorf("%q stays", c.beside)
		}
	}
}
