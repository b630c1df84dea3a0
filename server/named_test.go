package server

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
)

const ada = commonhall.UserName("ada")

// namedStory is a story of a house where people have at most two servers beside the default one.
func namedStory(t *testing.T, f func(h *house)) {
	t.Helper()
	story(t, func(h *house) {
		h.kill()
		h.cfg.Named, h.cfg.NamedLimit = true, 2
		h.boot()
		f(h)
	})
}

func (h *house) become(key commonhall.ServerKey, want commonhall.ServerState) commonhall.Server {
	h.t.Helper()
	for {
		s, changed, err := h.Watch(h.ctx(), key)
		h.must(err)
		if s.State == want {
			return s
		}
		if s.State == commonhall.Failed {
			h.t.Fatalf("%s failed: %+v", key, s.End)
		}
		<-changed
	}
}

func (h *house) wantKind(what string, err error, want commonhall.Kind) {
	h.t.Helper()
	if commonhall.KindOf(err) != want || err == nil {
		h.t.Errorf("%s: %v, want %s", what, err, want)
	}
}

// leads is what the edge is told of a path below somebody's.
func (h *house) leads(first commonhall.ServerName) (commonhall.ServerName, gate.Answer) {
	key, a := h.Route(ada.Server(first))
	return key.Name, a
}

// TestTwoServersOfOnePerson: they start, stop, fail and are adopted each for itself; the path
// of a name leads to its server and to nobody else's.
func TestTwoServersOfOnePerson(t *testing.T) {
	namedStory(t, func(h *house) {
		lab := ada.Server("lab")
		h.start("ada", "page")
		first := h.until("ada", commonhall.Ready)
		if name, a := h.leads("lab"); name != "" || a.Server != first.ID {
			t.Errorf("before there is one, lab is a path of %q: %+v", name, a)
		}
		display := "  My\tlab "
		h.must(h.StartAs(h.ctx(), lab, Wish{App: "page", Display: &display, Options: []byte(`{"gpu":1}`)}))
		second := h.become(lab, commonhall.Ready)
		if second.ID == first.ID || second.Display != "My lab" || string(second.Options) != `{"gpu":1}` || len(h.running()) != 2 {
			t.Errorf("lab is %+v beside %s, runs %v", second, first.ID, h.running())
		}
		h.mu.Lock()
		for _, e := range h.events { // the log of starts and stops tells which
			if want := map[commonhall.ServerID]commonhall.ServerName{second.ID: "lab"}[e.Server]; e.Named != want {
				t.Errorf("%s of %s is told of the server %q", e.Name, e.Server, e.Named)
			}
		}
		h.mu.Unlock()
		if name, a := h.leads("lab"); name != "lab" || a.Result != gate.Allow || a.Server != second.ID || a.Prefix != "/user/ada/lab/" {
			t.Errorf("lab leads to %q: %+v", name, a)
		}
		if name, a := h.leads("tree"); name != "" || a.Server != first.ID || a.Prefix != "/user/ada/" {
			t.Errorf("tree leads to %q: %+v", name, a)
		}
		if !slices.Equal(h.paths, []string{"ada/lab"}) {
			t.Errorf("the edge was told to ask again for %v", h.paths)
		}
		h.kill()
		h.boot() // both are adopted
		if all, err := h.Manager.Servers(h.ctx(), "ada"); err != nil || len(all) != 2 || all[0].ID != first.ID || all[1].ID != second.ID || all[1].State != commonhall.Ready {
			t.Errorf("after a restart: %+v, %v", all, err)
		}
		h.must(h.Stop(h.ctx(), ada.Default(), "ada"))
		if name, a := h.leads("lab"); name != "lab" || a.Result != gate.Allow {
			t.Errorf("the default server has stopped, and lab leads to %q: %+v", name, a)
		}
		h.must(h.Stop(h.ctx(), lab, "ada"))
		if name, a := h.leads("lab"); name != "lab" || a.Result != gate.NotRunning || a.Prefix != "/user/ada/lab/" {
			t.Errorf("lab has stopped and leads to %q: %+v", name, a)
		}
		h.must(h.Start(h.ctx(), lab, "")) // as last time
		if again := h.become(lab, commonhall.Ready); again.App != "page" || again.Display != "My lab" || string(again.Options) != `{"gpu":1}` {
			t.Errorf("started as last time it is %+v", again)
		}
		if h.tokenWorks(first.ID) || !h.tokenWorks(h.become(lab, commonhall.Ready).ID) {
			t.Error("tokens of servers are mixed up")
		}
	})
}

// TestMakeChangeRemove: a server is made, called otherwise and removed while it does not run;
// nothing of it comes back, and names and numbers are held.
func TestMakeChangeRemove(t *testing.T) {
	namedStory(t, func(h *house) {
		for _, name := range []commonhall.ServerName{"", "Lab", "1lab", "a--b", "a/b", "a.b", "..", "-a", commonhall.ServerName(strings.Repeat("a", 31)), "lab\x00", "läb"} {
			if _, err := h.Make(h.ctx(), ada.Server(name), Described{}); commonhall.KindOf(err) != commonhall.InvalidArgument {
				t.Errorf("%q: %v", name, err)
			}
		}
		lab, gpu := ada.Server("lab"), ada.Server("gpu")
		_, err := h.Make(h.ctx(), lab, Described{})
		h.must(err)
		_, err = h.Make(h.ctx(), lab, Described{})
		h.wantKind("twice", err, commonhall.AlreadyExists)
		_, err = h.Make(h.ctx(), commonhall.UserName("nobody").Server("lab"), Described{})
		h.wantKind("nobody's", err, commonhall.NotFound)
		to, long := commonhall.ServerName("gpu"), strings.Repeat("x", maxDisplay+1)
		_, err = h.Change(h.ctx(), lab, Described{Display: &long})
		h.wantKind("a long name", err, commonhall.InvalidArgument)
		_, err = h.Change(h.ctx(), lab, Described{Options: []byte(`{"a":"` + strings.Repeat("x", maxOptions) + `"}`)})
		h.wantKind("long options", err, commonhall.InvalidArgument)
		_, err = h.Change(h.ctx(), ada.Default(), Described{Name: &to})
		h.wantKind("the default server by another name", err, commonhall.InvalidArgument)
		h.must(h.Start(h.ctx(), lab, "page"))
		h.become(lab, commonhall.Ready)
		_, err = h.Change(h.ctx(), lab, Described{Name: &to})
		h.wantKind("while it runs", err, commonhall.InvalidArgument)
		h.wantKind("removed while it runs", h.Remove(h.ctx(), lab), commonhall.InvalidArgument)
		h.must(h.Stop(h.ctx(), lab, "ada"))
		_, err = h.Change(h.ctx(), lab, Described{Name: &to})
		h.must(err)
		_, err = h.Get(h.ctx(), lab)
		h.wantKind("by its old name", err, commonhall.NotFound)
		h.must(h.Start(h.ctx(), gpu, ""))
		h.become(gpu, commonhall.Ready)
		_, err = h.Make(h.ctx(), lab, Described{})
		h.must(err)
		err = h.Start(h.ctx(), ada.Server("third"), "page")
		if h.wantKind("a third", err, commonhall.InvalidArgument); !strings.Contains(fmt.Sprint(err), "maximum of 2 named servers") {
			t.Errorf("a third: %v", err)
		}
		h.must(h.Remove(h.ctx(), lab))
		h.wantKind("the default one", h.Remove(h.ctx(), ada.Default()), commonhall.InvalidArgument)
		h.kill()
		h.boot()
		if all, err := h.Manager.Servers(h.ctx(), "ada"); err != nil || len(all) != 2 || all[1].Name != "gpu" || all[1].State != commonhall.Ready {
			t.Errorf("in the end: %+v, %v", all, err)
		}
	})
}

// TestNobodyMakesThemWhereTheyAreOff: what there is from before can be stopped and removed.
func TestNobodyMakesThemWhereTheyAreOff(t *testing.T) {
	namedStory(t, func(h *house) {
		lab := ada.Server("lab")
		h.must(h.Start(h.ctx(), lab, "page"))
		h.become(lab, commonhall.Ready)
		h.kill()
		h.cfg.Named = false
		h.boot()
		if _, a := h.leads("lab"); a.Result != gate.Allow {
			t.Errorf("what ran is cut off: %+v", a)
		}
		h.must(h.Stop(h.ctx(), lab, "ada"))
		h.wantKind("started", h.Start(h.ctx(), lab, "page"), commonhall.InvalidArgument)
		h.wantKind("a new one", h.Start(h.ctx(), ada.Server("new"), "page"), commonhall.InvalidArgument)
		h.must(h.Remove(h.ctx(), lab))
	})
}

// TestAllServersOfSomebody: who is shut out, called otherwise or removed is so with all servers.
func TestAllServersOfSomebody(t *testing.T) {
	namedStory(t, func(h *house) {
		lab := ada.Server("lab")
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		h.must(h.Start(h.ctx(), lab, "page"))
		h.become(lab, commonhall.Ready)
		rename := func() (commonhall.UserName, error) { return h.auth.Rename(h.ctx(), "ada", "adele") }
		h.must(h.Stop(h.ctx(), ada.Default(), "ada"))
		h.wantKind("renamed while lab runs", h.Rename(h.ctx(), "ada", rename), commonhall.FailedPrecondition)
		h.must(h.StopFor(h.ctx(), "ada", "boss"))
		if len(h.running()) != 0 {
			t.Fatalf("shut out, and there run %v", h.running())
		}
		h.must(h.Rename(h.ctx(), "ada", rename))
		_, err := h.Get(h.ctx(), lab)
		h.wantKind("lab of the old name", err, commonhall.NotFound)
		next := commonhall.UserName("adele").Server("lab")
		h.must(h.Start(h.ctx(), next, ""))
		if s := h.become(next, commonhall.Ready); s.User != "adele" || s.App != "page" {
			t.Errorf("lab of the new name is %+v", s)
		}
		h.must(h.auth.Suspend(h.ctx(), "adele"))
		h.must(h.StopFor(h.ctx(), "adele", "boss"))
		h.wantKind("of somebody suspended", h.Start(h.ctx(), next, ""), commonhall.FailedPrecondition)
		if len(h.running()) != 0 {
			t.Errorf("suspended, and there run %v", h.running())
		}
		h.Drop("adele")
		_, err = h.Get(h.ctx(), next)
		h.wantKind("of somebody who was removed", err, commonhall.NotFound)
	})
}

// TestRacesOfNames: twenty who make, start and remove servers of one person at once leave
// no more than there may be, and nothing that runs without a record.
func TestRacesOfNames(t *testing.T) {
	namedStory(t, func(h *house) {
		for i := range 20 {
			key := ada.Server(commonhall.ServerName(fmt.Sprintf("s%d", i%5)))
			go func() { _ = h.Start(h.ctx(), key, "page") }()
			go func() { _, _ = h.Make(h.ctx(), key, Described{}) }()
			go func() { _ = h.Remove(h.ctx(), key) }()
		}
		synctest.Wait()
		time.Sleep(time.Minute)
		all, err := h.Manager.Servers(h.ctx(), "ada")
		h.must(err)
		var runs []commonhall.ServerID
		for _, s := range all {
			if s.State.Active() {
				runs = append(runs, s.ID)
			}
		}
		have := h.running()
		slices.Sort(runs)
		slices.Sort(have)
		if len(all) > 3 || !slices.Equal(runs, have) {
			t.Errorf("there are %d servers; recorded are %v, there run %v", len(all), runs, have)
		}
		stored, err := h.db.Servers(h.ctx())
		h.must(err)
		for _, rec := range stored {
			if _, err := h.Get(h.ctx(), rec.Key()); err != nil {
				t.Errorf("the database has %s: %v", rec.Key(), err)
			}
		}
	})
}

// TestStartsAreCountedTogether: many names are no way around the bound of starts.
func TestStartsAreCountedTogether(t *testing.T) {
	namedStory(t, func(h *house) {
		var err error
		n := 0
		for ; err == nil && n < 200; n++ {
			key := ada.Server(commonhall.ServerName([]string{"a", "b"}[n%2]))
			if err = h.Start(h.ctx(), key, "page"); err == nil {
				h.must(h.Stop(h.ctx(), key, "ada"))
			}
		}
		if commonhall.KindOf(err) != commonhall.ResourceExhausted || n > startsAtOnce+5 {
			t.Errorf("after %d starts: %v", n, err)
		}
	})
}

// TestCrowds: beyond what may start or run at once, starts are turned away for a while, each
// for another; pages wait, and are bounded by what may run.
func TestCrowds(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		h.cfg.Pending, h.cfg.Active = 1, 2
		h.boot()
		h.start("ada", "deaf")
		err := h.Start(h.ctx(), commonhall.UserName("ben").Default(), "page")
		h.wantKind("while ada's starts", err, commonhall.ResourceExhausted)
		seen := map[string]bool{}
		for range 50 {
			err := h.Start(h.ctx(), commonhall.UserName("ben").Default(), "page")
			seen[commonhall.ForPerson(err).RetryAfter()] = true
		}
		if len(seen) < 5 || seen[""] || seen["0"] {
			t.Errorf("they come again after %v", seen)
		}
		h.must(h.StartAs(h.ctx(), commonhall.UserName("ben").Default(), Wish{App: "page", Patient: true}))
		h.until("ben", commonhall.Ready)
		h.must(h.Stop(h.ctx(), ada.Default(), "ada"))
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		_, err = h.auth.AddUsers(h.ctx(), []string{"cleo"}, false)
		h.must(err)
		err = h.StartAs(h.ctx(), commonhall.UserName("cleo").Default(), Wish{App: "page", Patient: true})
		h.wantKind("a third that would run", err, commonhall.ResourceExhausted)
		h.must(h.Stop(h.ctx(), ada.Default(), "ada"))
		h.start("cleo", "page")
	})
}
