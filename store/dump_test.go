package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"commonhall"
)

// lived fills every table, with what is hard to carry.
func lived(t *testing.T, db *DB) {
	t.Helper()
	ctx := t.Context()
	add(t, db, "ada", "ben", "zoë", "gone")
	_, err := db.SetPassword(ctx, "ada", "$argon2id$v=19$m=65536,t=1,p=4$c2FsdA$aGFzaA")
	must(t, err)
	must(t, db.Suspend(ctx, "ben"))
	must(t, db.SetAdmin(ctx, "ada", true))
	_, err = db.AddGroups(ctx, []commonhall.GroupName{"Physik-11", "gone", "класс"}, []commonhall.UserName{"ada", "zoë", "gone"}, firstGID, lastGID, noon())
	must(t, err)
	_, err = db.ChangeGroup(ctx, "Physik-11", commonhall.MakeTeacher, []commonhall.UserName{"ada"})
	must(t, err)
	must(t, db.SetGroupProperties(ctx, "класс", []byte(`{"room":"ω \" 12"}`)))
	_, err = db.RemoveGroup(ctx, "gone") // its number neither
	must(t, err)
	must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python", Created: noon()}))
	must(t, db.SetChoice(ctx, commonhall.Choice{Kind: commonhall.ForGroup, Who: firstGID, Environment: "python"}))
	must(t, db.SetLimits(ctx, commonhall.ForUser, firstUID, map[commonhall.LimitName]float64{"memory": 4 << 30, "cpu": 0.5}))
	must(t, db.SetChoice(ctx, commonhall.Choice{Kind: commonhall.ForUser, Who: firstUID, Environment: commonhall.NoEnvironment}))
	must(t, db.RemoveUser(ctx, "gone", noon())) // its number is not given again
	must(t, db.AddSession(ctx, session("s1", "ada"), hashOf("cookie"), "$argon2id$v=19$m=65536,t=1,p=4$c2FsdA$aGFzaA"))
	_, err = db.AddToken(ctx, commonhall.Token{User: "ada", Scopes: []commonhall.Scope{"read:users!user"}, Note: "for “curl”"}, hashOf("\x00\xff"), 9)
	must(t, err)
	second, err := db.AddToken(ctx, commonhall.Token{User: "zoë"}, hashOf("second"), 9)
	must(t, err)
	_, err = db.RemoveToken(ctx, "zoë", second.ID)
	must(t, err)
	must(t, db.AddInvitation(ctx, "zoë", hashOf("code"), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)))
	must(t, db.SaveServer(ctx, commonhall.Server{ID: "1-run", User: "ada", State: commonhall.Ready, Started: noon(), Limits: commonhall.Limits{Memory: 1 << 40, CPU: 0.5}}))
	_, err = db.Key(ctx, "hub", func() []byte { return []byte{0, 1, 0xff, '\n', '"'} })
	must(t, err)
	must(t, db.AddEvents(ctx, []commonhall.Event{{Text: "line\nand \u2028 \"quotes\" <b>&\\ 😀 \x01", At: noon()}, {Text: "", At: time.Unix(0, 0)}, {Text: strings.Repeat("x", 100_000)}}))
}

func dumped(t *testing.T, db *DB) string {
	t.Helper()
	var b bytes.Buffer
	must(t, db.Dump(t.Context(), &b))
	return b.String()
}

// inOrder sorts the rows: each engine has an order of texts of its own.
func inOrder(dump string) []string {
	lines := strings.Split(dump, "\n")
	slices.Sort(lines)
	return lines
}

// empty returns how to load a dump into a new database of an engine, beside so many
// homes and folders of groups, and to open it.
func empty(t *testing.T, engine string, folders int) (load func(context.Context, io.Reader) error, open func() *DB) {
	taken := Taken{People: folders, Groups: folders}
	if engine == "sqlite" {
		path := filepath.Join(t.TempDir(), "new.db")
		return func(ctx context.Context, r io.Reader) error { return Load(ctx, path, r, taken, loadedAt()) }, func() *DB { return opened(t)(Open(t.Context(), path)) }
	}
	p := onPostgres(t)
	return func(ctx context.Context, r io.Reader) error { return LoadPostgres(ctx, p, r, taken, loadedAt()) }, func() *DB { return opened(t)(OpenPostgres(t.Context(), p)) }
}

// loadedAt is when the dumps of these tests are loaded: long after they were made.
func loadedAt() time.Time { return noon().AddDate(0, 2, 0) }

// TestAnOldDumpPurgesNobody: it says of somebody who has come back since that they were
// removed long ago, or that their home was being deleted. From its load on the whole term
// runs again, in which they can be brought back.
func TestAnOldDumpPurgesNobody(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben", "cleo")
		for _, name := range []commonhall.UserName{"ada", "ben", "cleo"} {
			must(t, db.RemoveUser(t.Context(), name, noon()))
		}
		list, err := db.Removed(t.Context())
		must(t, err)
		ada, ben := list[2].ID, list[1].ID
		_, err = db.BeginPurge(t.Context(), ben, noon().AddDate(0, 1, 0))
		must(t, err)
		dump := dumped(t, db)
		for _, to := range []string{"sqlite", "postgres"} {
			load, open := empty(t, to, 0)
			must(t, load(t.Context(), strings.NewReader(dump)))
			got := open()
			list, err := got.Removed(t.Context())
			must(t, err)
			for _, r := range list {
				if !r.At.Equal(loadedAt()) || r.Purging {
					t.Errorf("to %s: %s counts as removed at %v, and is being deleted: %v", to, r.Name, r.At, r.Purging)
				}
				_, err := got.BeginPurge(t.Context(), r.ID, loadedAt().AddDate(0, 0, -30))
				refused(t, err, commonhall.FailedPrecondition)
			}
			for _, id := range []int64{ada, ben} {
				_, err := got.RestoreUser(t.Context(), id, commonhall.UserName(fmt.Sprint("back", id)))
				must(t, err)
			}
		}
	})
}

// Records that are older than the homes: nobody new gets the number of one of these.
func TestNumbersOfHomesAreLeftOut(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		dump := dumped(t, e.with(t, "ada", "ben"))
		for first, next := range map[int]int{1: 2, 50: 50} {
			for _, to := range []string{"sqlite", "postgres"} {
				load, open := empty(t, to, first)
				must(t, load(t.Context(), strings.NewReader(dump)))
				db := open()
				if got := add(t, db, "cleo")[0].Account.UID; got != firstUID+next {
					t.Errorf("to %s, where there are %d homes: who comes next is number %d", to, first, got-firstUID)
				}
				groups, err := addGroups(t.Context(), db, "new")
				if must(t, err); groups[0].GID != firstGID+first {
					t.Errorf("to %s, where %d groups have folders: the next one is number %d", to, first, groups[0].GID-firstGID)
				}
			}
		}
	})
}

// TestEveryRecordMoves, between the engines, to the last byte; and numbers that were
// given out before are not given again.
func TestEveryRecordMoves(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		lived(t, db)
		want := dumped(t, db)
		people, err := PeopleIn(strings.NewReader(want))
		must(t, err)
		if fmt.Sprint(people) != fmt.Sprintf("[{ada ada %d false} {ben ben %d false} {zoë u1002 %d false} {gone gone %d true}]", firstUID, firstUID+1, firstUID+2, firstUID+3) {
			t.Errorf("the people in it are %v", people)
		}
		for _, to := range []string{"sqlite", "postgres"} {
			load, open := empty(t, to, 0)
			must(t, load(t.Context(), strings.NewReader(want)))
			got := open()
			whole(t, got)
			_, err := got.exec(t.Context(), "UPDATE removed SET removed = $1", micros(noon())) // which a load changes: see TestAnOldDumpPurgesNobody
			must(t, err)
			// PostgreSQL notes whose it is when it is opened.
			now := slices.DeleteFunc(inOrder(dumped(t, got)), func(l string) bool { return strings.HasPrefix(l, `["installation"`) || strings.HasPrefix(l, `{"end"`) })
			before := slices.DeleteFunc(inOrder(want), func(l string) bool { return strings.HasPrefix(l, `["installation"`) || strings.HasPrefix(l, `{"end"`) })
			for i := range max(len(now), len(before)) {
				if i >= len(now) || i >= len(before) || now[i] != before[i] {
					t.Fatalf("to %s: line %d of %d differs from %d\n%.300q\n%.300q", to, i, len(now), len(before), now[min(i, len(now)-1)], before[min(i, len(before)-1)])
				}
			}
			next := add(t, got, "new")[0]
			if next.Account.UID != firstUID+4 || next.ID <= 4 {
				t.Errorf("to %s: the next person has the number %d, account %d", to, next.ID, next.Account.UID)
			}
			group, err := addGroups(t.Context(), got, "new")
			if must(t, err); group[0].GID != firstGID+3 || group[0].ID != 4 {
				t.Errorf("to %s: the next group has the number %d, gid %d", to, group[0].ID, group[0].GID)
			}
			token, err := got.AddToken(t.Context(), commonhall.Token{User: "ada"}, hashOf("third"), 9)
			if must(t, err); token.ID != 3 {
				t.Errorf("to %s: the next token is %d", to, token.ID)
			}
			said := load(t.Context(), strings.NewReader(want))
			refused(t, said, commonhall.FailedPrecondition)
			if _, err := got.User(t.Context(), "new"); err != nil {
				t.Errorf("to %s: a refused load changed the database: %v", to, err)
			}
		}
	})
}

// TestADumpIsOneMoment: two records that are written together are both in it or
// neither is.
func TestADumpIsOneMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		stop, done := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		written := make(chan struct{})
		go func() {
			for n := 0; stop.Err() == nil; n++ {
				// People and the counter of their accounts change in one transaction.
				if _, err := db.AddUsers(t.Context(), []commonhall.UserName{commonhall.UserName(fmt.Sprint("p", n))}, false, firstUID, lastUID, noon()); err != nil {
					ended <- err
					return
				}
				select {
				case <-written: // a dump for each few people, so that neither starves
				default:
				}
			}
			ended <- nil
		}()
		next := func() {
			select {
			case written <- struct{}{}:
			case err := <-ended:
				t.Fatal(err)
			}
		}
		next()
		for range 20 {
			dump := dumped(t, db)
			people, err := PeopleIn(strings.NewReader(dump))
			must(t, err)
			if counter := fmt.Sprintf(`["uid",%d]`, len(people)); !strings.Contains(dump, counter) {
				t.Errorf("%d people, and another number that was given out last", len(people))
			}
			next()
		}
		done()
		must(t, <-ended)
	})
}

// TestADumpThatIsNotWhole fills nothing, wherever it ends and whatever it says; the
// whole one then does.
func TestADumpThatIsNotWhole(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		lived(t, db)
		want := dumped(t, db)
		engine := "postgres"
		if db.isSQLite() {
			engine = "sqlite"
		}
		load, open := empty(t, engine, 0)
		lines := strings.SplitAfter(want, "\n")
		bad := []string{"", "{}", "null", "[]", "x", strings.Replace(want, `"version":1`, `"version":2`, 1), strings.Replace(want, `"schema":`, `"schema":9`, 1),
			strings.Replace(want, `"table":"servers"`, `"table":"sqlite_master"`, 1), strings.Replace(want, `"oom_kills"`, `"x\") --"`, 1),
			strings.Replace(want, `"ada","1-run"`, `"1-run"`, 1), strings.Replace(want, `{"blob":`, `{"bulb":`, 1), strings.Replace(want, `1024,`, `1024.5,`, 1),
			strings.Replace(want, `{"end":{`, `{"end":{"more":1,`, 1)}
		for n := 1; n < len(lines)-1; n++ {
			bad = append(bad, strings.Join(lines[:n], ""))
		}
		for i, text := range bad {
			if text == want {
				continue
			}
			if err := load(t.Context(), strings.NewReader(text)); commonhall.KindOf(err) != commonhall.FailedPrecondition {
				t.Errorf("dump %d, %.80q: %v", i, text, err)
			}
		}
		broken := io.MultiReader(strings.NewReader(want[:len(want)/2]), failing{})
		if err := load(t.Context(), broken); !errors.Is(err, io.ErrNoProgress) {
			t.Errorf("a reader that fails: %v", err)
		}
		must(t, load(t.Context(), strings.NewReader(want)))
		if u, err := open().User(t.Context(), "zoë"); err != nil || u.Account.UID != firstUID+2 {
			t.Errorf("zoë is %+v, %v", u, err)
		}
	})
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrNoProgress }

// TestAnOldDump is loaded with the tables of its time, and they are migrated then.
// A newer one is refused.
func TestAnOldDump(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		lived(t, db)
		old := dumped(t, db)
		engine, dialect := "postgres", goose.DialectPostgres
		if db.isSQLite() {
			engine, dialect = "sqlite", goose.DialectSQLite3
		}
		steps := next(t, engine, "ALTER TABLE users ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';")
		target := e.fresh(t) // stands at today's schema, and is empty
		must(t, emptied(target))
		must(t, target.load(t.Context(), dialect, fs.FS(steps), "test", strings.NewReader(old), Taken{}, loadedAt()))
		var colours int
		must(t, target.write.QueryRow("SELECT COUNT(*) FROM users WHERE colour = 'blue'").Scan(&colours))
		if colours != 3 {
			t.Errorf("%d people were migrated", colours)
		}
		newer := dumped(t, target)
		load, _ := empty(t, engine, 0)
		err := load(t.Context(), strings.NewReader(newer))
		if refused(t, err, commonhall.FailedPrecondition); !strings.Contains(fmt.Sprint(err), "newer version") {
			t.Errorf("a newer dump: %v", err)
		}
		// Interrupted after the records were in: the next call finishes, and does not
		// ask for an empty database.
		must(t, target.tx(t.Context(), markLoading))
		must(t, target.load(t.Context(), dialect, fs.FS(steps), "test", strings.NewReader(old), Taken{}, loadedAt()))
		if _, err := target.User(t.Context(), "ada"); err != nil {
			t.Error(err)
		}
	})
}

// emptied removes what opening wrote.
func emptied(db *DB) error {
	_, err := db.write.Exec("DELETE FROM keys")
	return err
}

func markLoading(tx *sql.Tx) error {
	_, err := tx.Exec("INSERT INTO keys (name, value) VALUES ($1, $2)", loading, []byte{1})
	return err
}

// again loads a database's own dump into it.
func again(ctx context.Context, db *DB) error {
	var b bytes.Buffer
	if err := db.Dump(ctx, &b); err != nil {
		return err
	}
	if begun, err := db.begun(ctx, 1, "x"); begun || commonhall.KindOf(err) != commonhall.FailedPrecondition {
		return fmt.Errorf("a database that is in use: %v, %v", begun, err)
	}
	l := loader{db: db, dec: json.NewDecoder(&b), counts: map[string]int64{}}
	if err := l.header(); err != nil {
		return err
	}
	return errors.Join(db.tx(ctx, func(tx *sql.Tx) error { return l.fill(ctx, tx) }), db.loaded(ctx, Taken{}, noon()))
}
