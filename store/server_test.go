package store

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"commonhall"
)

func TestALifeOfServers(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben", "cleo")
		ctx := t.Context()
		s, err := db.Server(ctx, commonhall.UserName("ada").Default())
		if err != nil || s.State != commonhall.Stopped || s.ID != "" || s.User != "ada" {
			t.Errorf("never started: %+v, %v", s, err)
		}
		run := commonhall.Server{ID: "run-1", User: "ada", App: "notebook", State: commonhall.Spawning, Started: noon(), LastActivity: noon(),
			Limits: commonhall.Limits{Memory: 512 << 20, CPU: 0.5, PIDs: 256}}
		must(t, db.SaveServer(ctx, run))
		run.State, run.OOMKills = commonhall.Failed, 3
		run.End = &commonhall.End{At: noon().Add(time.Minute), Cause: commonhall.EndExited, Code: 1, Log: "Traceback: “é”\x00\n"}
		must(t, db.SaveServer(ctx, run))
		got, err := db.Server(ctx, commonhall.UserName("ada").Default())
		if err != nil || got.End == nil || *got.End != *run.End {
			t.Fatalf("kept: %+v, %v", got, err)
		}
		got.End = run.End
		if !reflect.DeepEqual(got, run) {
			t.Errorf("kept %+v, want %+v", got, run)
		}
		next := commonhall.Server{ID: "run-2", User: "ada", State: commonhall.Spawning}
		must(t, db.SaveServer(ctx, next))
		if got, err := db.Server(ctx, commonhall.UserName("ada").Default()); err != nil || !reflect.DeepEqual(got, next) {
			t.Errorf("a new start is kept as %+v, %v", got, err)
		}
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run-3", User: "ben", State: commonhall.Ready}))
		list, err := db.Servers(ctx)
		if err != nil || len(list) != 2 || list[0].ID != "run-2" || list[1].ID != "run-3" {
			t.Errorf("all: %+v, %v", list, err)
		}
		refused(t, db.SaveServer(ctx, commonhall.Server{User: "nobody", State: commonhall.Spawning}), commonhall.NotFound)
	})
}

// Who is suspended cannot begin to start, whoever asked first; what runs can
// still be stopped, and its end be written down.
func TestTheSuspendedDoNotStart(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run-1", User: "ada", State: commonhall.Ready}))
		must(t, db.Suspend(ctx, "ada"))
		refused(t, db.SaveServer(ctx, commonhall.Server{ID: "run-2", User: "ada", State: commonhall.Spawning}), commonhall.PermissionDenied)
		for _, state := range []commonhall.ServerState{commonhall.Stopping, commonhall.Stopped, commonhall.Failed} {
			must(t, db.SaveServer(ctx, commonhall.Server{ID: "run-1", User: "ada", State: state}))
		}
		if s, err := db.Server(ctx, commonhall.UserName("ada").Default()); err != nil || s.ID != "run-1" || s.State != commonhall.Failed {
			t.Errorf("kept: %+v, %v", s, err)
		}
		must(t, db.Resume(ctx, "ada"))
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run-2", User: "ada", State: commonhall.Spawning}))

		// At once: after a suspension there is never a start.
		for range 10 {
			var suspended, started error
			must(t, db.SaveServer(ctx, commonhall.Server{ID: "run-3", User: "ada", State: commonhall.Stopped}))
			atOnce(2, func(i int) {
				if i == 0 {
					suspended = db.Suspend(ctx, "ada")
				} else {
					started = db.SaveServer(ctx, commonhall.Server{ID: "run-4", User: "ada", State: commonhall.Spawning})
				}
			})
			must(t, suspended)
			s, err := db.Server(ctx, commonhall.UserName("ada").Default())
			must(t, err)
			if (s.State == commonhall.Spawning) != (started == nil) {
				t.Errorf("the start said %v, and the record %s", started, s.State)
			}
			must(t, db.Resume(ctx, "ada"))
		}
	})
}

func TestTimelines(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		ctx := t.Context()
		first := commonhall.Event{At: noon(), Name: commonhall.EventUserAdded, By: "ada", User: "ben", Server: "run", Named: "lab", Request: "06EQ", Text: "ben was “added”."}
		must(t, db.AddEvents(ctx, []commonhall.Event{first, {At: noon(), Name: commonhall.EventSignedIn, By: "ben", User: "ben"},
			{At: noon(), Name: commonhall.EventServerReady, User: "cleo"}, {At: noon(), Name: commonhall.EventServerEnded, User: "ada"}, {Name: "serverxx_"}}))
		type filter = commonhall.EventFilter
		for _, c := range []struct {
			what string
			f    filter
			want []int64
		}{
			{"all, the newest first", filter{Limit: 100}, []int64{5, 4, 3, 2, 1}},
			{"a page", filter{Limit: 2}, []int64{5, 4}},
			{"the next", filter{Limit: 2, Before: 4}, []int64{3, 2}},
			{"the last", filter{Limit: 2, Before: 2}, []int64{1}},
			{"before the first", filter{Limit: 2, Before: 1}, nil},
			{"by or about somebody", filter{User: "ada", Limit: 100}, []int64{4, 1}},
			{"from a time on", filter{Since: noon(), Limit: 100}, []int64{4, 3, 2, 1}},
			{"after all", filter{User: "ada", Since: noon().Add(time.Microsecond), Limit: 100}, nil},
			{"of one kind", filter{Prefix: "server.", Limit: 100}, []int64{4, 3}},
			{"the whole name", filter{Prefix: "user.added", Limit: 100}, []int64{1}},
			{"an underscore is a character", filter{Prefix: "server_", Limit: 100}, nil},
			{"and can be looked for", filter{Prefix: "serverxx_", Limit: 100}, []int64{5}},
			{"a percent sign is a character", filter{Prefix: "%", Limit: 100}, nil},
			{"all of it", filter{User: "ada", Prefix: "server.", Before: 5, Limit: 1}, []int64{4}},
			{"nobody", filter{User: "' OR 1=1 --", Limit: 100}, nil},
		} {
			list, err := db.Events(ctx, c.f)
			var ids []int64
			for _, e := range list {
				ids = append(ids, e.ID)
			}
			if err != nil || !slices.Equal(ids, c.want) {
				t.Errorf("%s: %v, %v, want %v", c.what, ids, err, c.want)
			}
		}
		list, err := db.Events(ctx, filter{Before: 2, Limit: 1})
		first.ID = 1
		if err != nil || len(list) != 1 || list[0] != first {
			t.Errorf("kept %+v, %v, want %+v", list, err, first)
		}
		if seen := pageByPage(t, db); !slices.Equal(seen, []int64{5, 4, 3, 2, 1}) {
			t.Errorf("page by page: %v", seen)
		}
	})
}

// pageByPage reads a timeline from its end, while more happens: everything is met
// once.
func pageByPage(t *testing.T, db *DB) (seen []int64) {
	t.Helper()
	for before := int64(0); ; {
		page, err := db.Events(t.Context(), commonhall.EventFilter{Before: before, Limit: 2})
		must(t, err)
		if len(page) == 0 {
			return seen
		}
		for _, e := range page {
			seen = append(seen, e.ID)
		}
		before = page[len(page)-1].ID
		must(t, db.AddEvents(t.Context(), []commonhall.Event{{Text: fmt.Sprint("after ", before)}}))
	}
}

// Several servers of one person are told apart by name; whose are stopped, has none in another
// state.
func TestNamedServers(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx, lab := t.Context(), commonhall.UserName("ada").Server("lab")
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run-1", User: "ada", State: commonhall.Stopped}))
		rec := commonhall.Server{ID: "run-2", User: "ada", Name: "lab", Display: "Mein “Labor”", Options: []byte(`{"app":"x"}`), Environ: []string{"TOPIC=“a”=b"}, State: commonhall.Ready}
		must(t, db.SaveServer(ctx, rec))
		if got, err := db.Server(ctx, lab); err != nil || !reflect.DeepEqual(got, rec) {
			t.Errorf("kept: %+v, %v", got, err)
		}
		for want, states := range map[string][]commonhall.ServerState{"[ada]": {commonhall.Ready}, "[ben]": {commonhall.Stopped, commonhall.Failed}, "[ada ben]": {commonhall.Stopped, commonhall.Ready}} {
			list, total, err := db.Users(ctx, commonhall.UserFilter{States: states, Order: commonhall.ByName})
			var names []commonhall.UserName
			for _, u := range list {
				names = append(names, u.Name)
			}
			if err != nil || fmt.Sprint(names) != want || total != len(list) {
				t.Errorf("%v: %v of %d, %v, want %s", states, names, total, err, want)
			}
		}
		must(t, db.SaveServer(ctx, commonhall.Server{User: "ada", Name: "gpu", State: commonhall.Stopped}))
		refused(t, db.RenameServer(ctx, lab, "gpu"), commonhall.AlreadyExists)
		must(t, db.RenameServer(ctx, lab, "tpu"))
		must(t, db.RemoveServer(ctx, commonhall.UserName("ada").Server("gpu")))
		must(t, db.RemoveServer(ctx, lab)) // there is none any more
		list, err := db.Servers(ctx)
		if err != nil || len(list) != 2 || list[0].Name != "" || list[1].Name != "tpu" || list[1].ID != "run-2" {
			t.Errorf("all: %+v, %v", list, err)
		}
	})
}
