package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/packaging/needs"
)

// fill takes all room on the disk; the function it returns gives it back.
func fill(t *testing.T, dir string) (room func()) {
	t.Helper()
	path := filepath.Join(dir, "ballast")
	f, err := os.Create(path)
	must(t, err)
	for size := 64 << 10; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	must(t, f.Close())
	return func() { must(t, os.Remove(path)) }
}

// The disk is full: who writes is told so, who reads notices nothing, and when
// there is room all goes on, with everything that was ever acknowledged.
func TestAFullDisk(t *testing.T) {
	dir := needs.SmallDisk(t, "1m")
	db, err := Open(t.Context(), filepath.Join(dir, "hub.db"))
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	add(t, db, "ada", "ben")
	must(t, db.AddSession(t.Context(), session("s", "ada"), hashOf("cookie"), ""))
	kept := 2
	for round := range 3 {
		room := fill(t, dir)
		var full error
		for i := 0; full == nil && i < 1000; i++ {
			var added []commonhall.User
			added, full = db.AddUsers(t.Context(), []commonhall.UserName{commonhall.UserName(fmt.Sprintf("p%d-%d", round, i))}, false, firstUID, lastUID, noon())
			kept += len(added)
		}
		_, ended := db.RemoveSession(t.Context(), "ada", "s")
		for what, err := range map[string]error{"adding": full, "one statement": db.SetAdmin(t.Context(), "ada", true),
			"a session":       db.AddSession(t.Context(), session(fmt.Sprint("t", round), "ada"), hashOf(fmt.Sprint("other", round)), ""),
			"events":          db.AddEvents(t.Context(), []commonhall.Event{{Text: strings.Repeat("x", 10_000)}}),
			"a session ended": ended} {
			said := commonhall.ForPerson(err)
			if said.Kind != commonhall.Unavailable || !strings.Contains(said.Msg, "disk is full") || said.Hint == "" {
				t.Errorf("round %d, %s: %v", round, what, err)
			}
		}
		_, total, err := db.Users(t.Context(), commonhall.UserFilter{})
		if err != nil || total != kept {
			t.Errorf("round %d: %d people are read, %v, want %d", round, total, err, kept)
		}
		if _, _, err := db.SessionByHash(t.Context(), hashOf("cookie")); err != nil {
			t.Errorf("round %d: who is signed in is not any more: %v", round, err)
		}
		room()
		kept += len(add(t, db, commonhall.UserName(fmt.Sprint("after", round))))
		whole(t, db)
	}
}

// Who finds the disk full is given room as long as there is any, and writes once.
func TestRoomIsGivenOnAFullDisk(t *testing.T) {
	dir := needs.SmallDisk(t, "1m")
	db, err := Open(t.Context(), filepath.Join(dir, "hub.db"))
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	add(t, db, "ada")
	portions := []string{}
	for i := range 3 {
		portions = append(portions, filepath.Join(dir, fmt.Sprint("portion", i)))
		must(t, os.WriteFile(portions[i], make([]byte, 32<<10), 0o600))
	}
	db.WhenFull(func() bool {
		if len(portions) == 0 {
			return false
		}
		must(t, os.Remove(portions[0]))
		portions = portions[1:]
		return true
	})
	fill(t, dir)
	kept := 1
	for len(portions) > 0 {
		kept += len(add(t, db, commonhall.UserName(fmt.Sprint("p", kept))))
		must(t, db.SetAdmin(t.Context(), "ada", true))
		must(t, db.AddEvents(t.Context(), []commonhall.Event{{Text: strings.Repeat("x", 5_000)}}))
	}
	if _, total, err := db.Users(t.Context(), commonhall.UserFilter{}); err != nil || total != kept {
		t.Errorf("%d people are read, %v, want %d", total, err, kept)
	}
	whole(t, db)
}

// A first start on a full disk says so too, and leaves nothing that is in the way
// of the next.
func TestOpenOnAFullDisk(t *testing.T) {
	dir := needs.SmallDisk(t, "1m")
	path := filepath.Join(dir, "hub.db")
	room := fill(t, dir)
	db, err := Open(t.Context(), path)
	if err == nil {
		_ = db.Close()
		t.Fatal("a database was made on a full disk")
	}
	if said := commonhall.ForPerson(err); !strings.Contains(said.Msg, path) || said.Hint == "" {
		t.Errorf("it says %+v", said)
	}
	room()
	db, err = Open(t.Context(), path)
	must(t, err)
	add(t, db, "ada")
	whole(t, db)
	must(t, db.Close())
}

// victim is the environment variable that makes this test binary a hub to be
// killed; it holds where the database is and the round.
const victim = "STORE_TEST_VICTIM"

// TestMain lets the binary be started again as the victim.
func TestMain(m *testing.M) {
	if path, ok := os.LookupEnv(victim); ok {
		beVictim(path)
		return
	}
	code := m.Run()
	if err := cluster.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, "PostgreSQL for tests:", err)
		code = 1
	}
	os.Exit(code)
}

// openEither opens a file, or an address of PostgreSQL with a password in it.
func openEither(ctx context.Context, path string) (*DB, error) {
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "postgres" {
		return Open(ctx, path)
	}
	password, _ := u.User.Password()
	u.User = url.User(u.User.Username())
	return OpenPostgres(ctx, Postgres{URL: u.String(), Password: password, Installation: "k3j2h1"})
}

// beVictim writes as fast as it can, from several sides, and says on stdout what
// is stored: a line when the call has returned.
func beVictim(path string) {
	path, round, _ := strings.Cut(path, "|")
	ctx := context.Background()
	db, err := openEither(ctx, path)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	var wg sync.WaitGroup
	for side := range 3 {
		wg.Go(func() {
			for i := 0; ; i++ {
				name := commonhall.UserName(fmt.Sprintf("p%s-%d-%d", round, side, i))
				_, err := db.AddUsers(ctx, []commonhall.UserName{name, name + "x"}, side == 0, firstUID, lastUID, noon())
				if err == nil {
					err = db.AddSession(ctx, session(string(name), name), hashOf(string(name)), "")
				}
				if err == nil {
					err = db.SaveServer(ctx, commonhall.Server{ID: commonhall.ServerID(name), User: name, State: commonhall.Ready})
				}
				if err != nil {
					fmt.Println("error", err)
					return
				}
				fmt.Println("stored", name)
			}
		})
	}
	wg.Wait()
}

// runVictim starts a victim, kills it at some moment after it has stored at least
// n records, and returns what it had acknowledged.
func runVictim(t *testing.T, path string, round, n int) (stored []commonhall.UserName) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%d", victim, path, round))
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		if word != "stored" {
			t.Errorf("round %d: the victim says %s", round, lines.Text())
		}
		stored = append(stored, commonhall.UserName(rest))
		if len(stored) == n {
			// It goes on writing while the signal is on its way, so the moment is any.
			must(t, cmd.Process.Kill())
		}
	}
	_ = cmd.Wait()
	if len(stored) < n {
		t.Fatalf("round %d: the victim stored %d records, want %d", round, len(stored), n)
	}
	return stored
}

// Many times kill -9 while three sides write: what was acknowledged is there,
// whole; no number was given out twice.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killAtAnyMoment(t, filepath.Join(t.TempDir(), "hub.db"), 20) })
	t.Run("postgres", func(t *testing.T) {
		p := onPostgres(t)
		killAtAnyMoment(t, strings.Replace(p.URL, "@", ":"+p.Password+"@", 1), 8)
	})
}

func killAtAnyMoment(t *testing.T, path string, rounds int) {
	t.Helper()
	var stored []commonhall.UserName
	for round := range rounds {
		stored = append(stored, runVictim(t, path, round, 1+rand.IntN(25))...)
	}
	db, err := openEither(t.Context(), path)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	whole(t, db)
	for _, name := range stored {
		_, u, err := db.SessionByHash(t.Context(), hashOf(string(name)))
		if err != nil || u.Name != name {
			t.Errorf("the session of %s is lost: %v", name, err)
		}
		if s, err := db.Server(t.Context(), name.Default()); err != nil || s.State != commonhall.Ready {
			t.Errorf("the server of %s is lost: %+v, %v", name, s, err)
		}
	}
	list, _, err := db.Users(t.Context(), commonhall.UserFilter{Order: commonhall.ByName})
	must(t, err)
	uids, names := map[int]bool{}, map[commonhall.UserName]bool{}
	for _, u := range list {
		if uids[u.Account.UID] {
			t.Fatalf("the number of %s was given out twice", u.Name)
		}
		uids[u.Account.UID], names[u.Name] = true, true
	}
	for _, u := range list {
		if twin := u.Name + "x"; !strings.HasSuffix(string(u.Name), "x") && !names[twin] {
			t.Errorf("%s was added without %s", u.Name, twin)
		}
	}
	t.Logf("%d acknowledged records, all there", len(stored))
}
