package server

import (
	"strings"
	"testing"
	"time"

	"commonhall"
)

// gives writes a decision down as its person types it.
func (h *house) gives(kind commonhall.ChoiceKind, who string, limits ...string) LimitOutcome {
	h.t.Helper()
	out, err := h.set(kind, who, strings.Join(limits, " "), false, false)
	h.must(err)
	return out
}

// TestOwnTimes: a group's and a person's time count for servers that run, at once and after
// a notice, and everybody else has everybody's.
func TestOwnTimes(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		_, err := h.auth.AddGroups(h.ctx(), []string{"physics"}, []string{"ada", "ben"})
		h.must(err)
		names := []commonhall.UserName{"ada", "ben"}
		for _, name := range names {
			h.start(name, "other")
			h.until(name, commonhall.Ready)
		}
		h.pass(40*time.Minute, 0, names...)
		if out := h.gives(commonhall.ForGroup, "physics", "idle_stop=20m"); len(out.Later) > 0 {
			t.Errorf("it counts later for %v", out.Later)
		}
		h.gives(commonhall.ForUser, "ben", "idle_stop=never")
		h.pass(time.Minute, 0, names...)
		h.wantState("just decided", "ada", commonhall.Ready)
		if in := time.Until(h.StopsSoon(commonhall.UserName("ada").Default()).At); in < time.Minute || in > 5*time.Minute {
			t.Errorf("the stop is announced in %s", in)
		}
		h.pass(5*time.Minute, 0, names...)
		h.wantState("40 minutes after its last use", "ada", commonhall.Stopped)
		if said := h.stored("ada").End.Sentence(); said != "Stopped by commonhall itself, because nobody used it for 20 minutes (set for the group physics)." {
			t.Errorf("the next visit reads %q", said)
		}
		h.pass(5*time.Hour, 0, "ben")
		h.wantState("never", "ben", commonhall.Ready)
		h.gives(commonhall.ForUser, "ben", "idle_stop=")
		h.pass(10*time.Minute, 0, "ben")
		h.wantState("as for the group again", "ben", commonhall.Stopped)
	})
}

// TestNoRuleAnyMore: a notice goes with the last rule, and a rule that comes later gives its own.
func TestNoRuleAnyMore(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		ada := commonhall.UserName("ada").Default()
		h.start("ada", "other")
		h.until("ada", commonhall.Ready)
		h.pass(55*time.Minute, 0, "ada")
		if h.StopsSoon(ada).At.IsZero() {
			t.Fatal("the stop is not announced")
		}
		h.gives(commonhall.ForAll, "", "idle_stop=never")
		h.pass(time.Minute, 0, "ada")
		if at := h.StopsSoon(ada).At; !at.IsZero() {
			t.Errorf("nobody's server is stopped any more, and this one's stop stays announced for %s", at)
		}
		h.pass(5*time.Hour, 0, "ada")
		h.gives(commonhall.ForAll, "", "idle_stop=")
		h.pass(time.Minute, 0, "ada")
		h.wantState("just decided", "ada", commonhall.Ready)
		h.pass(20*time.Minute, 0, "ada")
		h.wantState("after a notice", "ada", commonhall.Stopped)
	})
}

// TestAge: a server that has run for long is stopped although it is used; its person lets it
// go on, until twice the age.
func TestAge(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.gives(commonhall.ForUser, "ada", "max_age=4h")
		for _, name := range []commonhall.UserName{"ada", "ben"} {
			h.start(name, "other")
			h.until(name, commonhall.Ready)
		}
		h.pass(3*time.Hour-time.Minute, 0.5, "ada", "ben")
		if at := h.StopsSoon(commonhall.UserName("ada").Default()).At; !at.IsZero() {
			t.Errorf("the stop is announced for %s", at)
		}
		h.pass(31*time.Minute, 0.5, "ada", "ben")
		soon := h.StopsSoon(commonhall.UserName("ada").Default())
		if in := time.Until(soon.At); !soon.Old || in < 29*time.Minute || in > 31*time.Minute {
			t.Errorf("the stop is announced in %s: %+v", in, soon)
		}
		h.Used(commonhall.UserName("ada").Default(), time.Now())
		if h.StopsSoon(commonhall.UserName("ada").Default()).At.IsZero() {
			t.Error("use took the notice back")
		}
		h.must(h.Keep(commonhall.UserName("ada").Default()))
		h.pass(75*time.Minute, 0.5, "ada", "ben") // 4:45
		h.wantState("kept for an hour more", "ada", commonhall.Ready)
		for range 3 {
			h.must(h.Keep(commonhall.UserName("ada").Default()))
			h.pass(time.Hour, 0.5, "ada", "ben")
		}
		h.wantState("7:45", "ada", commonhall.Ready)
		if err := h.Keep(commonhall.UserName("ada").Default()); commonhall.KindOf(err) != commonhall.FailedPrecondition {
			t.Errorf("once more: %v", err)
		}
		h.pass(20*time.Minute, 0.5, "ada", "ben")
		h.wantState("8:05", "ada", commonhall.Stopped)
		h.wantState("has no such bound", "ben", commonhall.Ready)
		if said := h.stored("ada").End.Sentence(); said != "Stopped by commonhall itself, because it had run for 4 hours, as long as a server may (set for this person)." {
			t.Errorf("the next visit reads %q", said)
		}
	})
}

// TestAgeAfterARestart: a promise that the hub before gave is kept.
func TestAgeAfterARestart(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.gives(commonhall.ForUser, "ada", "max_age=4h", "idle_stop=never")
		h.start("ada", "other")
		h.until("ada", commonhall.Ready)
		h.pass(3*time.Hour+50*time.Minute, 0, "ada")
		h.must(h.Keep(commonhall.UserName("ada").Default()))
		h.kill()
		<-time.After(15 * time.Minute)
		h.boot()
		h.pass(20*time.Minute, 0, "ada")
		h.wantState("35 minutes after it was kept", "ada", commonhall.Ready)
		h.pass(30*time.Minute, 0, "ada")
		h.wantState("it is old, and that was told", "ada", commonhall.Stopped)
	})
}

// TestKeptAtTheLastMoment: the click comes while the stop waits for its turn.
func TestKeptAtTheLastMoment(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.gives(commonhall.ForUser, "ada", "max_age=4h")
		h.start("ada", "other")
		h.until("ada", commonhall.Ready)
		h.pass(4*time.Hour-time.Minute, 1, "ada")
		s, err := h.of(h.ctx(), commonhall.UserName("ada").Default())
		h.must(err)
		come := make(chan struct{})
		go func() { _ = s.hand(h.ctx(), func() { <-come }) }()
		h.pass(5*time.Minute, 0)
		h.must(h.Keep(commonhall.UserName("ada").Default()))
		close(come)
		h.pass(time.Minute, 1, "ada")
		h.wantState("kept", "ada", commonhall.Ready)
	})
}

// TestWhatIsNoTime: who gives a time that there is not is told what there is.
func TestWhatIsNoTime(t *testing.T) {
	m := New(Config{IdleStop: time.Hour}, nil, nil, nil, nil, nil, nil, nil)
	for text, want := range map[string]string{"45m": "45 minutes", "3600": "an hour", "12h": "12 hours", "never": "never", "NEVER": "never", "0": "never", "1h30m": "90 minutes",
		"10s": "!", "-1h": "!", "x": "!", "": "!", "1e99": "!", "nan": "!", "inf": "!", "0.5": "!", "90000h": "!", "5m0.5s": "!"} {
		v, err := m.ParseLimit(commonhall.LimitIdle, text)
		if want == "!" {
			if commonhall.KindOf(err) != commonhall.InvalidArgument || err == nil {
				t.Errorf("%q is %v, %v", text, v, err)
			}
			continue
		}
		again, err2 := m.ParseLimit(commonhall.LimitIdle, TimeText(v))
		if err != nil || err2 != nil || LimitWords(commonhall.LimitIdle, v) != want || again != v {
			t.Errorf("%q is %v (%s, %s), %v, %v; want %s", text, v, LimitWords(commonhall.LimitIdle, v), TimeText(v), err, err2, want)
		}
	}
	if v := LimitValue(commonhall.LimitAge, never); v != 0.0 {
		t.Errorf("never is %v for programs", v)
	}
}

// TestNamedServersAreTold: of two servers of one person each is announced by itself, and kept by
// itself.
func TestNamedServersAreTold(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.kill()
		h.cfg.Named = true
		h.boot()
		first, lab := commonhall.UserName("ada").Default(), commonhall.UserName("ada").Server("lab")
		display := "My lab"
		h.start("ada", "other")
		h.until("ada", commonhall.Ready)
		h.must(h.StartAs(h.ctx(), lab, Wish{App: "other", Display: &display}))
		h.pass(time.Minute, 0, "ada")
		h.sp.SetUsage(h.named(lab).ID, commonhall.Usage{})
		h.pass(50*time.Minute, 0, "ada")
		if got := h.Stops("ada"); len(got) != 2 || got[0].Key != first || got[1].Key != lab || got[1].Display != "My lab" || got[1].Soon.Old || time.Until(got[1].Soon.At) > 15*time.Minute {
			t.Errorf("announced are %+v", got)
		}
		if got := h.Stops("ben"); len(got) > 0 {
			t.Errorf("of ben: %+v", got)
		}
		h.must(h.Keep(lab))
		if got := h.Stops("ada"); len(got) != 1 || got[0].Key != first {
			t.Errorf("once it is kept: %+v", got)
		}
		h.pass(20*time.Minute, 0, "ada")
		h.wantState("nobody kept it", "ada", commonhall.Stopped)
		if s := h.named(lab); s.State != commonhall.Ready {
			t.Errorf("the one that was kept is %s", s.State)
		}
		if got := h.Stops("ada"); len(got) > 0 {
			t.Errorf("afterwards: %+v", got)
		}
	})
}

func (h *house) named(key commonhall.ServerKey) commonhall.Server {
	h.t.Helper()
	s, err := h.Get(h.ctx(), key)
	h.must(err)
	return s
}

// TestTimesOfTeachers: who teaches a group has its servers stopped earlier than administrators
// decided, never later, and what administrators decide later goes on being the bound.
func TestTimesOfTeachers(t *testing.T) {
	idleStory(t, nothing, func(h *house) { // everybody has an hour
		_, err := h.auth.AddGroups(h.ctx(), []string{"physics"}, []string{"ada", "ben"})
		h.must(err)
		type times = map[commonhall.LimitName]float64
		const idle, age = commonhall.LimitIdle, commonhall.LimitAge
		sets := func(v times) error { return h.SetTaught(h.ctx(), "physics", v, nil) }
		has := func(what string, want float64) {
			t.Helper()
			r, _, err := h.rulesFor(h.ctx(), map[commonhall.UserName]int{"ada": h.uid("ada")})
			h.must(err)
			got, err := h.TaughtTimes(h.ctx(), "physics")
			h.must(err)
			if r["ada"].idle.after.Seconds() != want || got[0].Limit != idle || got[0].Holds() != endless(want) {
				t.Errorf("%s: %+v, and the page says %+v; want %g", what, r["ada"].idle, got[0], want)
			}
		}
		refused := func(err error, want commonhall.Kind) {
			t.Helper()
			if commonhall.KindOf(err) != want {
				t.Errorf("%v, want %v", err, want)
			}
		}
		has("nothing decided", 3600)
		h.must(sets(times{idle: 1200}))
		has("earlier", 1200)
		refused(sets(times{idle: 3601}), commonhall.InvalidArgument)
		refused(sets(times{idle: never}), commonhall.InvalidArgument)
		refused(sets(times{commonhall.LimitMemory: 1 << 40}), commonhall.PermissionDenied)
		refused(h.SetTaught(h.ctx(), "art", times{idle: 600}, nil), commonhall.NotFound)
		h.must(sets(times{age: 7200})) // there is no bound on age
		refused(h.SetTaught(h.ctx(), "physics", times{idle: 900}, times{idle: 600}), commonhall.FailedPrecondition)
		h.gives(commonhall.ForGroup, "physics", "idle_stop=10m")
		has("administrators give less", 600)
		h.gives(commonhall.ForGroup, "physics", "idle_stop=never")
		has("administrators give more: theirs counts", 1200)
		h.must(sets(times{idle: 24 * 3600}))
		has("longer than everybody has, as the group may", 24*3600)
		h.gives(commonhall.ForGroup, "physics", "idle_stop=")
		has("that was taken back: not longer than everybody's", 3600)
		h.gives(commonhall.ForUser, "ada", "idle_stop=5h")
		if r, _, _ := h.rulesFor(h.ctx(), map[commonhall.UserName]int{"ada": h.uid("ada")}); r["ada"].idle.after != 5*time.Hour {
			t.Errorf("what is said of her alone: %+v", r["ada"].idle)
		}
		h.gives(commonhall.ForUser, "ada", "idle_stop=")
		h.must(sets(times{idle: 0}))
		has("taken back", 3600)
	})
}

// TestStoppedForATeachersTime: it counts for what runs, and ends with the group.
func TestStoppedForATeachersTime(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		_, err := h.auth.AddGroups(h.ctx(), []string{"physics"}, []string{"ada", "ben"})
		h.must(err)
		h.must(h.SetTaught(h.ctx(), "physics", map[commonhall.LimitName]float64{commonhall.LimitIdle: 1200}, nil))
		h.start("ben", "other")
		h.until("ben", commonhall.Ready)
		h.pass(26*time.Minute, 0, "ben")
		h.wantState("for his teachers' time", "ben", commonhall.Stopped)
		if said := h.stored("ben").End.Sentence(); said != "Stopped by commonhall itself, because nobody used it for 20 minutes (set for the group physics)." {
			t.Errorf("he reads %q", said)
		}
		h.must(h.auth.RemoveGroup(h.ctx(), "physics"))
		all, err := h.db.Limits(h.ctx())
		h.must(err)
		if len(all) > 0 {
			t.Errorf("after the group is gone: %+v", all)
		}
	})
}
