package store

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"commonhall"
)

func TestPeopleAreKept(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		ctx := t.Context()
		added, err := db.AddUsers(ctx, []commonhall.UserName{"ada", "u123", "zoë", "ada"}, true, firstUID, lastUID, noon())
		must(t, err)
		if len(added) != 3 {
			t.Fatalf("%d people are new, want 3: a name twice is one person", len(added))
		}
		for i, want := range []commonhall.Account{{UID: firstUID, Name: "ada"}, {UID: firstUID + 1, Name: "u1001"}, {UID: firstUID + 2, Name: "u1002"}} {
			u, err := db.User(ctx, added[i].Name)
			if err != nil || u != added[i] || u.Account != want || !u.Admin || u.Suspended || u.HasPassword || !u.LastActivity.IsZero() {
				t.Errorf("%+v is kept as %+v, %v", added[i], u, err)
			}
			if !u.Created.Equal(noon()) {
				t.Errorf("added at %s, want %s", u.Created, noon())
			}
		}
		again := add(t, db, "ada", "ben")
		if len(again) != 1 || again[0].Name != "ben" || again[0].Account.UID != firstUID+3 {
			t.Errorf("added again: %+v", again)
		}
		if u, _ := db.User(ctx, "ada"); !u.Admin {
			t.Error("adding a name that exists changed the person")
		}
		_, err = db.User(ctx, "nobody")
		refused(t, err, commonhall.NotFound)
		_, err = db.User(ctx, "Ada")
		refused(t, err, commonhall.NotFound)
	})
}

func TestChangesOfPeople(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		must(t, db.SetAdmin(ctx, "ada", true))
		must(t, db.Rename(ctx, "ada", "adele"))
		u, err := db.User(ctx, "adele")
		if err != nil || !u.Admin || u.Account.Name != "ada" {
			t.Errorf("renamed: %+v, %v", u, err)
		}
		refused(t, db.Rename(ctx, "adele", "ben"), commonhall.AlreadyExists)
		must(t, db.SetAdmin(ctx, "adele", false))
		must(t, db.Active(ctx, map[commonhall.UserName]time.Time{"adele": noon(), "nobody": noon()}))
		must(t, db.Active(ctx, map[commonhall.UserName]time.Time{"adele": noon().Add(-time.Hour)}))
		if u, _ := db.User(ctx, "adele"); u.Admin || !u.LastActivity.Equal(noon()) {
			t.Errorf("time went back: %+v", u)
		}
		_, noPassword := db.SetPassword(ctx, "nobody", "x")
		_, noHash := db.Password(ctx, "nobody")
		for what, err := range map[string]error{"admin": db.SetAdmin(ctx, "nobody", true), "suspend": db.Suspend(ctx, "nobody"),
			"resume": db.Resume(ctx, "nobody"), "rename": db.Rename(ctx, "nobody", "x"), "remove": db.RemoveUser(ctx, "nobody", noon()),
			"reset": db.ResetPassword(ctx, "nobody"), "password": noPassword, "hash": noHash} {
			if commonhall.KindOf(err) != commonhall.NotFound {
				t.Errorf("%s of nobody: %v", what, err)
			}
		}
	})
}

// Two teachers send the same list at the same moment, names meet, some leave.
func TestNumbersAreNeverUsedAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		var names []commonhall.UserName
		for i := range 20 {
			names = append(names, commonhall.UserName(fmt.Sprintf("pupil%d", i)))
		}
		var mu sync.Mutex
		var all []commonhall.User
		atOnce(6, func(int) {
			added, err := db.AddUsers(t.Context(), names, false, firstUID, lastUID, noon())
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			all = append(all, added...)
			mu.Unlock()
		})
		if len(all) != len(names) {
			t.Fatalf("%d people were added, want %d", len(all), len(names))
		}
		for round := range 3 {
			for _, n := range names[:5] {
				must(t, db.RemoveUser(t.Context(), n, noon()))
			}
			more := add(t, db, names...)
			if len(more) != 5 {
				t.Fatalf("round %d: %d people came back, want 5", round, len(more))
			}
			all = append(all, more...)
		}
		uids, ids := map[int]bool{}, map[int64]bool{}
		for _, u := range all {
			if uids[u.Account.UID] || ids[u.ID] {
				t.Fatalf("%+v has the number of somebody before", u)
			}
			uids[u.Account.UID], ids[u.ID] = true, true
		}
		whole(t, db)
	})
}

// A person keeps the account when the name changes: a newcomer of the old name
// gets another.
func TestAccountsAfterARename(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		must(t, db.Rename(t.Context(), "ada", "adele"))
		newcomer := add(t, db, "ada")[0]
		if newcomer.Account.Name != "u1001" {
			t.Errorf("the new ada has the account %q, and adele has ada's", newcomer.Account.Name)
		}
		must(t, db.RemoveUser(t.Context(), "adele", noon()))
		must(t, db.RemoveUser(t.Context(), "ada", noon()))
		if back := add(t, db, "ada")[0]; back.Account.Name != "u1002" || back.Account.UID != firstUID+2 { // who was removed may come back
			t.Errorf("a third ada comes back as %+v", back.Account)
		}
	})
}

func TestTheLastNumber(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		added, err := db.AddUsers(t.Context(), []commonhall.UserName{"a", "b"}, false, lastUID-1, lastUID, noon())
		if err != nil || len(added) != 2 || added[1].Account.UID != lastUID {
			t.Fatalf("%+v, %v", added, err)
		}
		added, err = db.AddUsers(t.Context(), []commonhall.UserName{"c"}, false, lastUID-1, lastUID, noon())
		refused(t, err, commonhall.ResourceExhausted)
		if _, total, _ := db.Users(t.Context(), commonhall.UserFilter{}); len(added) != 0 || total != 2 {
			t.Errorf("%v were added, %d are there", added, total)
		}
	})
}

// Tokens are kept with names in their scopes. A name that is free again is
// somebody else's later: no token may be about them unasked.
func TestScopesDoNotOutliveAName(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "root", "ada", "ben")
		ctx := t.Context()
		add := func(owner commonhall.UserName, scopes ...commonhall.Scope) {
			_, err := db.AddToken(ctx, commonhall.Token{User: owner, Scopes: scopes}, hashOf(string(owner)), 9)
			must(t, err)
		}
		scopes := func(owner commonhall.UserName) string {
			list, err := db.Tokens(ctx, owner)
			if err != nil || len(list) != 1 {
				t.Fatalf("%s has %+v, %v", owner, list, err)
			}
			return fmt.Sprint(list[0].Scopes)
		}
		add("ada", "read:users!user=ada", "access:servers!server=ada/", "servers!user")
		add("root", "read:users!user=ada", "admin:servers!server=ada/", "read:users!user=adalbert", "read:users!user=ben", "proxy")
		add("ben", "inherit")
		must(t, db.Rename(ctx, "ada", "adele"))
		for owner, want := range map[commonhall.UserName]string{"adele": "[read:users!user=adele access:servers!server=adele/ servers!user]",
			"root": "[read:users!user=adele admin:servers!server=adele/ read:users!user=adalbert read:users!user=ben proxy]", "ben": "[inherit]"} {
			if got := scopes(owner); got != want {
				t.Errorf("after a rename %s holds %s, want %s", owner, got, want)
			}
		}
		// One that does not happen changes nothing.
		refused(t, db.Rename(ctx, "adele", "ben"), commonhall.AlreadyExists)
		refused(t, db.Rename(ctx, "adalbert", "x"), commonhall.NotFound)
		refused(t, db.RemoveUser(ctx, "adalbert", noon()), commonhall.NotFound)
		must(t, db.RemoveUser(ctx, "adele", noon()))
		if got := scopes("root"); got != "[read:users!user=adalbert read:users!user=ben proxy]" {
			t.Errorf("after a removal root holds %s", got)
		}
		must(t, db.RemoveUser(ctx, "ben", noon()))
		if got := scopes("root"); got != "[read:users!user=adalbert proxy]" {
			t.Errorf("after another root holds %s", got)
		}
	})
}

// A password is changed in place of the one that was checked, or not at all.
func TestAPasswordThatIsNotTheOneChecked(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		change := func(old string) error { _, err := db.ChangePassword(ctx, "ada", old, "of a stranger", ""); return err }
		_, err := db.SetPassword(ctx, "ada", "hash")
		must(t, err)
		refused(t, change("an older one"), commonhall.FailedPrecondition)
		refused(t, change(""), commonhall.FailedPrecondition)
		must(t, db.Suspend(ctx, "ada"))
		refused(t, change("hash"), commonhall.FailedPrecondition)
		must(t, db.Resume(ctx, "ada"))
		if hash, err := db.Password(ctx, "ada"); hash != "hash" || err != nil {
			t.Errorf("the password is %q, %v", hash, err)
		}
		must(t, change("hash"))
		must(t, db.ResetPassword(ctx, "ada"))
		refused(t, change("of a stranger"), commonhall.FailedPrecondition)
	})
}

// Of many who choose the first password of one person, one has chosen it.
func TestOneFirstPassword(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		won := make([]bool, 8)
		atOnce(len(won), func(i int) {
			_, err := db.ChangePassword(t.Context(), "ada", "", fmt.Sprint("hash", i), "")
			won[i] = err == nil
			if err != nil && commonhall.KindOf(err) != commonhall.FailedPrecondition {
				t.Error(err)
			}
		})
		hash, err := db.Password(t.Context(), "ada")
		must(t, err)
		i := slices.Index(won, true)
		if i < 0 || slices.Contains(won[i+1:], true) || hash != fmt.Sprint("hash", i) {
			t.Errorf("who won: %v; whose hash is kept: %s", won, hash)
		}
	})
}

func TestListsOfPeople(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben", "a_a", "a.a", "zoë", "aXa")
		ctx := t.Context()
		must(t, db.Active(ctx, map[commonhall.UserName]time.Time{"ben": noon(), "zoë": noon().Add(time.Hour)}))
		for name, state := range map[commonhall.UserName]commonhall.ServerState{"ada": commonhall.Ready, "ben": commonhall.Spawning, "a.a": commonhall.Stopped} {
			must(t, db.SaveServer(ctx, commonhall.Server{ID: commonhall.ServerID("s-" + string(name)), User: name, State: state}))
		}
		for since, want := range map[time.Time]int{noon(): 2, noon().Add(time.Minute): 1, noon().Add(2 * time.Hour): 0, {}: 6} {
			if n, err := db.ActiveSince(ctx, since); n != want || err != nil {
				t.Errorf("%d people were active since %v, %v; want %d", n, since, err, want)
			}
		}
		type filter = commonhall.UserFilter
		for _, c := range []struct {
			what  string
			f     filter
			want  []string
			total int
		}{
			{"all", filter{}, []string{"ada", "ben", "a_a", "a.a", "zoë", "aXa"}, 6},
			{"by name", filter{Order: commonhall.ByName, Limit: 3}, []string{"a.a", "aXa", "a_a"}, 6},
			{"by name, backwards", filter{Order: commonhall.ByName, Descending: true, Limit: 2}, []string{"zoë", "ben"}, 6},
			{"by activity, the latest first", filter{Order: commonhall.ByActivity, Descending: true, Limit: 2}, []string{"zoë", "ben"}, 6},
			{"by a column that is none", filter{Order: "password; DROP TABLE users"}, []string{"ada", "ben", "a_a", "a.a", "zoë", "aXa"}, 6},
			{"a page", filter{Offset: 2, Limit: 2}, []string{"a_a", "a.a"}, 6},
			{"the rest", filter{Offset: 4}, []string{"zoë", "aXa"}, 6},
			{"beyond the end", filter{Offset: 100, Limit: 2}, nil, 6},
			{"below the start", filter{Offset: -1, Limit: 1}, []string{"ada"}, 6},
			{"part of a name", filter{Contains: "a"}, []string{"ada", "a_a", "a.a", "aXa"}, 4},
			{"letter case aside", filter{Contains: "BE"}, []string{"ben"}, 1},
			{"an underscore is a character", filter{Contains: "_"}, []string{"a_a"}, 1},
			{"a percent sign is a character", filter{Contains: "%"}, nil, 0},
			{"a backslash is a character", filter{Contains: `\`}, nil, 0},
			{"a quote is a character", filter{Contains: `' OR 1=1 --`}, nil, 0},
			{"an umlaut", filter{Contains: "ZOË"}, []string{"zoë"}, 1},
			{"running", filter{States: []commonhall.ServerState{commonhall.Ready, commonhall.Spawning}}, []string{"ada", "ben"}, 2},
			{"not running, or never started", filter{States: []commonhall.ServerState{commonhall.Stopped}}, []string{"a_a", "a.a", "zoë", "aXa"}, 4},
			{"all of it", filter{Contains: "a", States: []commonhall.ServerState{commonhall.Stopped, commonhall.Ready}, Order: commonhall.ByName,
				Descending: true, Offset: 1, Limit: 2}, []string{"a_a", "aXa"}, 4},
		} {
			list, total, err := db.Users(ctx, c.f)
			var names []string
			for _, u := range list {
				names = append(names, string(u.Name))
			}
			if err != nil || total != c.total || !slices.Equal(names, c.want) {
				t.Errorf("%s: %v of %d, %v, want %v of %d", c.what, names, total, err, c.want, c.total)
			}
		}
	})
}

// Numbers in a list and its total fit together while people come and go.
func TestListsAreOfOneMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		done := make(chan struct{})
		go func() {
			defer close(done)
			for range 30 {
				_, err := db.AddUsers(t.Context(), []commonhall.UserName{"ben", "cleo", "dan"}, false, firstUID, lastUID, noon())
				if err != nil {
					t.Error(err)
				}
				for _, n := range []commonhall.UserName{"ben", "cleo", "dan"} {
					if err := db.RemoveUser(t.Context(), n, noon()); err != nil {
						t.Error(err)
					}
				}
			}
		}()
		for {
			list, total, err := db.Users(t.Context(), commonhall.UserFilter{})
			if err != nil || len(list) != total {
				t.Fatalf("%d people of %d, %v", len(list), total, err)
			}
			select {
			case <-done:
				return
			default:
			}
		}
	})
}

// What is recorded of a person goes with them; of others nothing does.
func TestRemovingAPerson(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		for _, n := range []commonhall.UserName{"ada", "ben"} {
			id := string(n)
			must(t, db.AddSession(ctx, session(id, n), hashOf("cookie "+id), ""))
			must(t, db.AddInvitation(ctx, n, hashOf("code "+id), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)))
			_, err := db.AddToken(ctx, commonhall.Token{User: n, Created: noon()}, hashOf("token "+id), 9)
			must(t, err)
			must(t, db.SaveServer(ctx, commonhall.Server{ID: commonhall.ServerID(id), User: n, State: commonhall.Ready}))
			must(t, db.AddEvents(ctx, []commonhall.Event{{At: noon(), Name: commonhall.EventUserAdded, User: n}}))
		}
		must(t, db.RemoveUser(ctx, "ada", noon()))
		for _, table := range []string{"sessions", "invitations", "tokens", "servers"} {
			var n int
			must(t, db.read.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
			if n != 1 {
				t.Errorf("%d %s are left, want ben's", n, table)
			}
		}
		if _, _, err := db.SessionByHash(ctx, hashOf("cookie ben")); err != nil {
			t.Errorf("ben: %v", err)
		}
		if events, _ := db.Events(ctx, commonhall.EventFilter{User: "ada", Limit: 10}); len(events) != 1 {
			t.Errorf("%d events of ada are left, want 1", len(events))
		}
		whole(t, db)
	})
}
