package store

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"commonhall"
)

// What people and groups may use survives new names and a removal that is taken back,
// ends with what it is about, and is set and taken back one by one.
func TestLimits(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada", "ben"), t.Context()
		ada, err := db.User(ctx, "ada")
		must(t, err)
		groups, err := addGroups(ctx, db, "Physics-11")
		must(t, err)
		gid := groups[0].GID
		type values = map[commonhall.LimitName]float64
		must(t, db.SetLimits(ctx, commonhall.ForUser, ada.Account.UID, values{"memory": 16 << 40, "cpu": 0.1, "from-tomorrow": 7}))
		must(t, db.SetLimits(ctx, commonhall.ForUser, ada.Account.UID, values{"memory": 4 << 30, "from-tomorrow": 0, "pids": 0}))
		must(t, db.SetLimits(ctx, commonhall.ForGroup, gid, values{"cpu": 2}))
		are := func(what string, want ...commonhall.GivenLimit) {
			t.Helper()
			if got, err := db.Limits(ctx); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: there is %+v, %v; want %+v", what, got, err, want)
			}
		}
		class := commonhall.GivenLimit{Kind: commonhall.ForGroup, Who: gid, Group: "Physics-11", Limit: "cpu", Value: 2}
		cpu := commonhall.GivenLimit{Kind: commonhall.ForUser, Who: ada.Account.UID, User: "adele", Limit: "cpu", Value: 0.1}
		memory := cpu
		memory.Limit, memory.Value = "memory", 4<<30
		must(t, db.Rename(ctx, "ada", "adele"))
		are("renamed", class, cpu, memory)
		must(t, db.RemoveUser(ctx, "adele", noon()))
		cpu.User, memory.User = "", ""
		are("removed", class, cpu, memory)
		back, err := db.RestoreUser(ctx, ada.ID, "ada")
		must(t, err)
		cpu.User, memory.User = "ada", "ada"
		everybodys := commonhall.GivenLimit{Kind: commonhall.ForAll, Limit: "cpu", Value: 1}
		must(t, db.SetLimits(ctx, commonhall.ForAll, 0, map[commonhall.LimitName]float64{"cpu": 1}))
		must(t, db.moveAccounts(ctx, 1<<16)) // a copy beside
		if list, err := db.Limits(ctx); err != nil || !slices.Contains(list, everybodys) {
			t.Errorf("in a copy everybody's are not in %+v, %v", list, err)
		}
		must(t, db.SetLimits(ctx, commonhall.ForAll, 0, map[commonhall.LimitName]float64{"cpu": 0}))
		class.Who, cpu.Who, memory.Who = class.Who+1<<16, cpu.Who+1<<16, memory.Who+1<<16
		are("in a copy", class, cpu, memory)
		_, err = db.RemoveGroup(ctx, "physics-11")
		must(t, err)
		are("without the group", cpu, memory)
		must(t, db.RemoveUser(ctx, "ada", noon()))
		_, err = db.BeginPurge(ctx, back.ID, noon())
		must(t, err)
		_, err = db.EndPurge(ctx, back.ID)
		must(t, err)
		are("purged")
	})
}

// A server's record knows whose its limits are; one of an older release does not.
func TestWhoseLimits(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada"), t.Context()
		s := commonhall.Server{ID: "1-a", User: "ada", App: "lab", State: commonhall.Ready, Started: noon().Truncate(time.Microsecond), LastActivity: noon().Truncate(time.Microsecond),
			Limits: commonhall.Limits{Memory: 4 << 30, CPU: 0.5, PIDs: 64}, Origins: map[commonhall.LimitName]commonhall.Origin{"memory": {By: "user"}, "cpu": {By: "group", Group: "Physics-11"}}, PIDsReached: true, Refused: 7, OOMLimit: 1 << 30}
		must(t, db.SaveServer(ctx, s))
		if got, err := db.Server(ctx, commonhall.UserName("ada").Default()); err != nil || !reflect.DeepEqual(got, s) {
			t.Errorf("there is %+v, %v; want %+v", got, err, s)
		}
		_, err := db.write.ExecContext(ctx, `UPDATE servers SET limits = '{"memory":1024,"cpu":1,"pids":5}'`)
		must(t, err)
		if got, err := db.Server(ctx, commonhall.UserName("ada").Default()); err != nil || got.Limits.Memory != 1024 || got.Origins != nil {
			t.Errorf("of an older release there is %+v, %v", got, err)
		}
	})
}
