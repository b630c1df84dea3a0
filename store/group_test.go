package store

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
)

// people writes a group as a line: who is in it, teachers with a star.
func people(g commonhall.Group) string {
	var out []string
	for _, name := range g.Members {
		mark := ""
		for _, t := range g.Teachers {
			if t == name {
				mark = "*"
			}
		}
		out = append(out, string(name)+mark)
	}
	return string(g.Name) + ": " + strings.Join(out, " ")
}

func (e engine) class(t *testing.T) *DB {
	t.Helper()
	db := e.with(t, "zoë", "ada", "ben", "kim")
	_, err := db.AddGroups(t.Context(), []commonhall.GroupName{"Physik-11", "math"}, []commonhall.UserName{"kim", "ada"}, firstGID, lastGID, noon())
	must(t, err)
	return db
}

func TestGroupsAreKept(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.class(t)
		ctx := t.Context()
		g, err := db.Group(ctx, "PHYSIK-11")
		if err != nil || people(g) != "Physik-11: ada kim" || g.GID != firstGID || string(g.Properties) != "{}" || !g.Created.Equal(noon()) {
			t.Errorf("%+v, %v", g, err)
		}
		for _, name := range []commonhall.GroupName{"new", "physik-11"} {
			if _, err := addGroups(ctx, db, "another", name, "physik-11"); commonhall.KindOf(err) != commonhall.AlreadyExists || !strings.Contains(err.Error(), "Physik-11") {
				t.Errorf("a name twice: %v", err)
			}
		}
		_, err = db.AddGroups(ctx, []commonhall.GroupName{"new"}, []commonhall.UserName{"ada", "nobody", "noone"}, firstGID, lastGID, noon())
		if refused(t, err, commonhall.InvalidArgument); !strings.Contains(fmt.Sprint(err), "nobody, noone") {
			t.Errorf("with people who are not there: %v", err)
		}
		must(t, db.SetGroupProperties(ctx, "Math", []byte(`{"a":1}`)))
		list, total, err := db.Groups(ctx, 0, 0)
		if err != nil || total != 2 || len(list) != 2 || people(list[1]) != "math: ada kim" || string(list[1].Properties) != `{"a":1}` || list[1].GID != firstGID+1 {
			t.Errorf("%+v, %d, %v: what was refused left something", list, total, err)
		}
		list, total, err = db.Groups(ctx, 1, 1)
		if err != nil || total != 2 || len(list) != 1 || people(list[0]) != "math: ada kim" {
			t.Errorf("the second page: %+v, %d, %v", list, total, err)
		}
		if list, _, err := db.Groups(ctx, 9, 1); err != nil || len(list) != 0 {
			t.Errorf("behind the last page: %+v, %v", list, err)
		}
		_, noGroup1 := db.Group(ctx, "a\x00b\xff")
		_, noGroup2 := db.RemoveGroup(ctx, "none")
		_, noGroup3 := db.ChangeGroup(ctx, "none", commonhall.JoinGroup, []commonhall.UserName{"nobody"})
		for _, err := range []error{noGroup1, noGroup2, noGroup3, db.SetGroupProperties(ctx, "none", []byte("{}"))} {
			refused(t, err, commonhall.NotFound)
		}
	})
}

// Teachers are always members, whatever is done in which order.
func TestWhoIsInAGroup(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.class(t)
		ctx := t.Context()
		for _, step := range []struct {
			c             commonhall.GroupChange
			who           string
			changed, then string
		}{
			{commonhall.JoinGroup, "ben ada ben", "ben", "math: ada ben kim"},
			{commonhall.MakeTeacher, "kim zoë", "kim zoë", "math: ada ben kim* zoë*"},
			{commonhall.MakeTeacher, "kim", "", "math: ada ben kim* zoë*"},
			{commonhall.JoinGroup, "kim", "", "math: ada ben kim* zoë*"},
			{commonhall.EndTeacher, "kim ada", "kim", "math: ada ben kim zoë*"},
			{commonhall.LeaveGroup, "zoë ben", "zoë ben", "math: ada kim"},
			{commonhall.EndTeacher, "zoë", "", "math: ada kim"},
			{commonhall.LeaveGroup, "ben", "", "math: ada kim"},
			{commonhall.JoinGroup, "zoë", "zoë", "math: ada kim zoë"},
		} {
			var names []commonhall.UserName
			for name := range strings.FieldsSeq(step.who) {
				names = append(names, commonhall.UserName(name))
			}
			changed, err := db.ChangeGroup(ctx, "MATH", step.c, names)
			must(t, err)
			g, err := db.Group(ctx, "math")
			must(t, err)
			if got := strings.Trim(fmt.Sprint(changed), "[]"); got != step.changed || people(g) != step.then {
				t.Errorf("%d of %s changes %q, then %s; want %q, %s", step.c, step.who, got, people(g), step.changed, step.then)
			}
		}
		for c := range commonhall.EndTeacher + 1 {
			_, err := db.ChangeGroup(ctx, "math", c, []commonhall.UserName{"ben", "no\x00body"})
			refused(t, err, commonhall.InvalidArgument)
		}
		if g, err := db.Group(ctx, "math"); err != nil || people(g) != "math: ada kim zoë" {
			t.Errorf("what was refused changed %s, %v", people(g), err)
		}
		all, err := db.Memberships(ctx, []commonhall.UserName{"ada", "ben", "nobody", "n\x00"})
		if err != nil || fmt.Sprint(all) != "map[ada:[{Physik-11 600000100 false 0} {math 600000101 false 0}]]" {
			t.Errorf("the groups of people: %v, %v", all, err)
		}
	})
}

// The groups of people who are known by number are those of their names, whichever numbers
// they have.
func TestGroupsByNumber(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.class(t), t.Context()
		all, err := db.Memberships(ctx, []commonhall.UserName{"ada"})
		must(t, err)
		list, _, err := db.Users(ctx, commonhall.UserFilter{})
		must(t, err)
		ada := slices.IndexFunc(list, func(u commonhall.User) bool { return u.Name == "ada" })
		far := commonhall.User{ID: 1 << 40, Name: "far"}
		for what, who := range map[string][]commonhall.User{"alone": list[ada : ada+1], "beside somebody far": {list[ada], far}, "without a number": {{Name: "ada"}}} {
			if by, err := db.MembershipsOf(ctx, who); err != nil || fmt.Sprint(by) != fmt.Sprint(all) {
				t.Errorf("the groups of ada %s: %v, %v", what, by, err)
			}
		}
		if by, err := db.MembershipsOf(ctx, list); err != nil || len(by["kim"]) == 0 || fmt.Sprint(by["ada"]) != fmt.Sprint(all["ada"]) {
			t.Errorf("the groups of all: %v, %v", by, err)
		}
		if by, err := db.MembershipsOf(ctx, []commonhall.User{list[0], list[len(list)-1]}); err != nil || len(by) > 2 {
			t.Errorf("the groups of the first and the last: %v, %v", by, err)
		}
		if by, err := db.MembershipsOf(ctx, nil); err != nil || len(by) != 0 {
			t.Errorf("the groups of nobody: %v, %v", by, err)
		}
	})
}

// Who leaves the list leaves the groups, and comes back into those that are left, to
// learn and not to teach. A newcomer of the name is in none.
func TestGroupsOfRemovedPeople(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.class(t)
		ctx := t.Context()
		_, err := db.ChangeGroup(ctx, "math", commonhall.MakeTeacher, []commonhall.UserName{"kim"})
		must(t, err)
		kim, err := db.User(ctx, "kim")
		must(t, err)
		must(t, db.Rename(ctx, "kim", "kimberly"))
		must(t, db.RemoveUser(ctx, "kimberly", noon()))
		add(t, db, "kim")
		if g, err := db.Group(ctx, "math"); err != nil || people(g) != "math: ada" {
			t.Errorf("without kim: %s, %v", people(g), err)
		}
		_, err = db.RemoveGroup(ctx, "Physik-11")
		must(t, err)
		_, err = db.RestoreUser(ctx, kim.ID, "kim2")
		must(t, err)
		if g, err := db.Group(ctx, "math"); err != nil || people(g) != "math: ada kim2" {
			t.Errorf("brought back: %s, %v", people(g), err)
		}
		must(t, db.RemoveUser(ctx, "ada", noon()))
		list, err := db.Removed(ctx)
		must(t, err)
		_, err = db.BeginPurge(ctx, list[0].ID, noon().Add(time.Hour))
		must(t, err)
		_, err = db.EndPurge(ctx, list[0].ID)
		must(t, err)
		whole(t, db)
	})
}

// Two administrators make the same groups, move the same people and remove, all at
// once: every number is given once, and nothing is left of what is gone.
func TestTwoAtOneGroup(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.class(t)
		ctx := t.Context()
		var mu sync.Mutex
		gids := map[int]int{}
		atOnce(4, func(i int) {
			for n := range 10 {
				name := commonhall.GroupName(fmt.Sprint("g", n))
				added, err := addGroups(ctx, db, name)
				if err != nil && commonhall.KindOf(err) != commonhall.AlreadyExists {
					t.Error(err)
				}
				mu.Lock()
				for _, g := range added {
					gids[g.GID]++
				}
				mu.Unlock()
				_, err = db.ChangeGroup(ctx, name, commonhall.GroupChange(i), []commonhall.UserName{"ben", "ada"})
				if err != nil && commonhall.KindOf(err) != commonhall.NotFound {
					t.Error(err)
				}
				if n%2 == i%2 {
					if _, err := db.RemoveGroup(ctx, name); err != nil && commonhall.KindOf(err) != commonhall.NotFound {
						t.Error(err)
					}
				}
			}
		})
		for gid, n := range gids {
			if n != 1 || gid < firstGID+2 {
				t.Errorf("the number %d was given %d times", gid, n)
			}
		}
		whole(t, db)
	})
}

func TestTheLastGroupNumber(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		for _, name := range []commonhall.GroupName{"a", "b"} {
			_, err := db.AddGroups(t.Context(), []commonhall.GroupName{name}, nil, lastGID-1, lastGID, noon())
			must(t, err)
		}
		_, err := db.RemoveGroup(t.Context(), "b") // its number is not given again
		must(t, err)
		_, err = db.AddGroups(t.Context(), []commonhall.GroupName{"c"}, nil, lastGID-1, lastGID, noon())
		if refused(t, err, commonhall.FailedPrecondition); !strings.Contains(fmt.Sprint(err), "2 were made") {
			t.Errorf("%v", err)
		}
		must(t, db.moveAccounts(t.Context(), 1<<16))
		if g, err := db.Group(t.Context(), "a"); err != nil || g.GID != lastGID-1+1<<16 {
			t.Errorf("in a copy beside: %+v, %v", g, err)
		}
	})
}
