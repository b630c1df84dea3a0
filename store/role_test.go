package store

import (
	"fmt"
	"testing"

	"commonhall"
)

// rolesOf returns a person's roles; ids keeps the numbers of people, also when they are gone.
func rolesOf(t *testing.T, db *DB, ids map[commonhall.UserName]int64, name commonhall.UserName) string {
	t.Helper()
	if ids[name] == 0 {
		u, err := db.User(t.Context(), name)
		must(t, err)
		ids[name] = u.ID
	}
	names, err := db.UserRoles(t.Context(), ids[name])
	must(t, err)
	return fmt.Sprint(names)
}

// A role is held by people, by who is in a group now, and by services; with them it goes.
func TestALifeOfARole(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		_, err := db.AddGroups(ctx, []commonhall.GroupName{"Math"}, []commonhall.UserName{"ben"}, firstGID, lastGID, noon())
		must(t, err)
		role := commonhall.Role{Name: "tutor", Description: "Helps.", Scopes: []commonhall.Scope{"read:users!group=math", "servers!user=ada", "read:hub"},
			Holders: commonhall.Holders{Users: []commonhall.UserName{"ada"}, Services: []commonhall.ServiceName{"cull"}}}
		must(t, db.AddRole(ctx, role, noon()))
		refused(t, db.AddRole(ctx, role, noon()), commonhall.AlreadyExists)
		ids := map[commonhall.UserName]int64{}
		of := func(name commonhall.UserName) string { return rolesOf(t, db, ids, name) }
		same := func(what, got, want string) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %s, want %s", what, got, want)
			}
		}
		same("ada and ben", of("ada")+of("ben"), "[tutor][]")
		changed, err := db.HandRole(ctx, "tutor", true, commonhall.Holders{Users: []commonhall.UserName{"ada"}, Groups: []commonhall.GroupName{"MATH"}})
		same("what was changed", fmt.Sprint(changed, err), "{[] [Math] []} <nil>")
		same("by their group", of("ben"), "[tutor]")
		_, err = db.HandRole(ctx, "tutor", true, commonhall.Holders{Users: []commonhall.UserName{"ben", "nobody"}})
		refused(t, err, commonhall.InvalidArgument)
		_, err = db.HandRole(ctx, "tutor", true, commonhall.Holders{Users: []commonhall.UserName{"ben"}, Groups: []commonhall.GroupName{"none"}})
		refused(t, err, commonhall.InvalidArgument)
		_, err = db.HandRole(ctx, "none", true, commonhall.Holders{})
		refused(t, err, commonhall.NotFound)
		list, err := db.Roles(ctx)
		same("all", fmt.Sprint(list, err), fmt.Sprint([]commonhall.Role{{Name: "tutor", Description: "Helps.", Scopes: role.Scopes, Origin: commonhall.RoleStored, Created: noon(),
			Holders: commonhall.Holders{Users: []commonhall.UserName{"ada"}, Groups: []commonhall.GroupName{"Math"}, Services: []commonhall.ServiceName{"cull"}}}}, nil))
		must(t, db.Rename(ctx, "ada", "adele"))
		_, err = db.RemoveServiceTokens(ctx, "cull", "service-cull")
		must(t, err)
		_, err = db.RemoveGroup(ctx, "math")
		must(t, err)
		same("without the group", of("ben")+of("ada"), "[][tutor]")
		list, err = db.Roles(ctx)
		same("what is left", fmt.Sprint(list[0].Scopes, list[0].Holders, err), "[servers!user=adele read:hub] {[adele] [] []} <nil>")
		must(t, db.RemoveUser(ctx, "adele", noon()))
		list, err = db.Roles(ctx)
		same("without her", fmt.Sprint(list[0].Scopes, list[0].Holders, err), "[read:hub] {[] [] []} <nil>")
		_, err = db.RestoreUser(ctx, ids["ada"], "ada")
		must(t, err)
		same("brought back", of("ada"), "[]")
		role.Scopes, role.Description = []commonhall.Scope{"proxy"}, ""
		must(t, db.SaveRole(ctx, role))
		must(t, db.RemoveRole(ctx, "tutor"))
		refused(t, db.RemoveRole(ctx, "tutor"), commonhall.NotFound)
		refused(t, db.SaveRole(ctx, role), commonhall.NotFound)
	})
}
