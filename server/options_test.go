package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"commonhall"
	"commonhall/config"
	"commonhall/spawner"
)

func someOptions() []config.Option {
	return []config.Option{
		{Name: "size", Title: "Size", Default: "small", Choices: []config.Choice{{Value: "small", Title: "Small (128 MB)", Memory: 128 << 20, CPU: 0.5}, {Value: "medium", Title: "Medium", Memory: 256 << 20},
			{Value: "all", Title: "All of it", Memory: 512 << 20, Groups: []string{"math"}}, {Value: "huge", Title: "Huge", Memory: 4 << 30}}},
		{Name: "course", Title: "Course", Choices: []config.Choice{{Value: "physics", Title: "Physics", App: "lost", Environment: config.Texts{"COURSE": "phys 1", "A": "1"}}, {Value: "free", Title: "Free"}}},
		{Name: "seed", Title: "Seed", Type: "number", Min: 1, Max: 9, Variable: "SEED"},
		{Name: "fast", Title: "Fast", Type: "checkbox", Default: "true", Variable: "FAST"},
		{Name: "topic", Title: "Topic", Type: "text", Variable: "TOPIC"},
		{Name: "secret", Title: "Secret", Choices: []config.Choice{{Value: "x", Groups: []string{"nobody-is-in-it"}}}},
	}
}

// asking is a house that asks something of each start; ada is in the group math, ben in none.
func asking(t *testing.T, f func(h *house)) {
	t.Helper()
	namedStory(t, func(h *house) {
		h.kill()
		h.cfg.Groups, h.cfg.Options, h.cfg.Most = h.auth, someOptions(), commonhall.Limits{Memory: 8 << 30, CPU: 4}
		h.cfg.Limits.MemoryGuarantee, h.cfg.Room = 200<<20, commonhall.Limits{MemoryGuarantee: 1 << 30, Memory: 8 << 30}
		h.boot()
		_, err := h.auth.AddGroups(h.ctx(), []string{"math"}, []string{"ada"})
		h.must(err)
		f(h)
	})
}

// asks starts a server with options and returns its record.
func (h *house) asks(key commonhall.ServerKey, app commonhall.AppName, options string) commonhall.Server {
	h.t.Helper()
	w := Wish{App: app}
	if options != "" {
		w.Options = json.RawMessage(options)
	}
	h.must(h.StartAs(h.ctx(), key, w))
	return h.become(key, commonhall.Ready)
}

func (h *house) environ(id commonhall.ServerID) []string {
	h.t.Helper()
	spec, err := h.sp.Spec(id)
	h.must(err)
	return spec.Env
}

// TestAnswersCount: what is answered lowers the limits, sets variables and chooses the app;
// what nobody answered is the default; the rest is kept and means nothing.
func TestAnswersCount(t *testing.T) {
	asking(t, func(h *house) {
		s := h.asks(ada.Default(), "", `{"size":"medium","seed":"7","fast":false,"topic":"a=b <é>","gpu":[1]}`)
		if s.Limits.Memory != 256<<20 || s.Limits.CPU != 1.5 || s.Limits.MemoryGuarantee != 200<<20 || s.App != "lost" || s.Origins[commonhall.LimitMemory].By != "option" || s.Origins[commonhall.LimitCPU].By != "default" {
			t.Errorf("it has %+v of %v, and runs %s", s.Limits, s.Origins, s.App)
		}
		if want := `{"course":"physics","fast":false,"gpu":[1],"seed":7,"size":"medium","topic":"a=b <é>"}`; string(s.Options) != want {
			t.Errorf("it says %s, want %s", s.Options, want)
		}
		if got := h.Chosen(s); got != "Medium · Physics · Seed: 7 · Topic: a=b <é>" {
			t.Errorf("in words: %s", got)
		}
		env := h.environ(s.ID)
		for _, want := range []string{"COURSE=phys 1", "A=1", "SEED=7", "FAST=false", "TOPIC=a=b <é>", "MEM_LIMIT=268435456"} {
			if !slices.Contains(env, want) {
				t.Errorf("%s is not in %v", want, env)
			}
		}
		now, _ := h.Guaranteed()
		if now.MemoryGuarantee != 200<<20 {
			t.Errorf("guaranteed: %d", now.MemoryGuarantee)
		}
		ben := commonhall.UserName("ben")
		s = h.asks(ben.Default(), "page", "")
		if want := `{"course":"physics","fast":true,"seed":1,"size":"small","topic":""}`; string(s.Options) != want || s.App != "page" {
			t.Errorf("by default it says %s, and runs %s", s.Options, s.App)
		}
		if s.Limits.Memory != 128<<20 || s.Limits.CPU != 0.5 || s.Limits.MemoryGuarantee != 128<<20 {
			t.Errorf("by default it has %+v", s.Limits)
		}
		if now, _ := h.Guaranteed(); now.MemoryGuarantee != 328<<20 {
			t.Errorf("guaranteed to both: %d", now.MemoryGuarantee)
		}
		for _, typed := range []string{`"007"`, `"+7"`, "7"} {
			if s = h.asks(ada.Server("lab"), "page", `{"seed":`+typed+`}`); !slices.Contains(s.Environ, "SEED=7") {
				t.Errorf("%s is handed on as %v", typed, s.Environ)
			}
			h.must(h.Stop(h.ctx(), s.Key(), "ada"))
			h.become(s.Key(), commonhall.Stopped)
		}
		if s = h.asks(ada.Server("lab"), "", `{"course":"free","app":"page"}`); s.App != "page" || slices.Contains(h.environ(s.ID), "COURSE=phys 1") {
			t.Errorf("of another choice: %s, %v", s.App, s.Environ)
		}
	})
}

// TestWrongAnswers: an answer that does not fit is refused, with what may be answered; nothing
// starts, and nothing is made.
func TestWrongAnswers(t *testing.T) {
	asking(t, func(h *house) {
		ben := commonhall.UserName("ben")
		for options, want := range map[string]string{
			`{"size":"big"}`:     `"big" is no answer to the option size that ben may give. It may be: small, medium.`,
			`{"size":"all"}`:     `"all" is no answer to the option size that ben may give. It may be: small, medium.`,
			`{"size":"huge"}`:    "size=huge cannot be chosen for ben: it takes 4 GiB of memory, and the limit is 512 MiB (the same for everybody).",
			`{"size":null}`:      "null is no answer",
			`{"size":7}`:         "7 is no answer",
			`{"size":["small"]}`: "is no answer",
			`{"size":{"a":"` + strings.Repeat("x", 500) + `"}}`: "…",
			`{"size":"Small"}`:       "is no answer",
			`{"size":"small\u0000"}`: "is no answer",
			`{"secret":"x"}`:         "There is nothing that ben may choose",
			`{"seed":0}`:             "It is a whole number from 1 to 9.",
			`{"seed":1e0}`:           "It is a whole number from 1 to 9.",
			`{"seed":true}`:          "It is a whole number from 1 to 9.",
			`{"fast":1}`:             "It is true or false.",
			`{"fast":"yes"}`:         "It is true or false.",
			`{"topic":"a\nb"}`:       "It is one line of at most 200 characters.",
			`{"topic":"` + strings.Repeat("é", 201) + `"}`: "at most 200 characters",
			`{"topic":5}`: "It is a text.",
		} {
			for _, key := range []commonhall.ServerKey{ben.Default(), ben.Server("lab")} {
				err := h.StartAs(h.ctx(), key, Wish{Options: json.RawMessage(options)})
				var e *commonhall.Error
				if !errors.As(err, &e) || e.Kind != commonhall.InvalidArgument || !strings.Contains(e.Msg+" "+e.Hint, want) || len(e.Msg) > 200 {
					t.Errorf("%s: %v, want %q", options, err, want)
				}
			}
		}
		if all, err := h.Manager.Servers(h.ctx(), "ben"); err != nil || len(all) != 1 || all[0].State != commonhall.Stopped || len(h.running()) != 0 {
			t.Errorf("in the end: %+v, %v", all, err)
		}
		h.must(h.StartAs(h.ctx(), ada.Default(), Wish{Options: json.RawMessage(`{"size":"all"}`)})) // ada is in the group
		if s := h.become(ada.Default(), commonhall.Ready); s.Limits.Memory != 512<<20 {
			t.Errorf("who is in the group has %+v", s.Limits)
		}
	})
}

// TestAnswersAreHeldAnew: groups, limits and the declaration are looked at for each start; what
// does not fit any more is not taken over, and what runs keeps what it has.
func TestAnswersAreHeldAnew(t *testing.T) {
	asking(t, func(h *house) {
		lab := ada.Server("lab")
		before := h.asks(lab, "page", `{"size":"all","course":"free","seed":5}`)
		h.kill()
		h.cfg.Options = h.cfg.Options[:1]
		h.cfg.Options[0].Choices = h.cfg.Options[0].Choices[1:3]
		h.boot()
		if s := h.become(lab, commonhall.Ready); s.ID != before.ID || s.Limits != before.Limits || s.Origins[commonhall.LimitMemory].By != "option" || !slices.Equal(s.Environ, before.Environ) {
			t.Errorf("what ran is %+v, was %+v", s, before)
		}
		h.must(h.Stop(h.ctx(), lab, "ada"))
		_, _, err := h.auth.ChangeGroup(h.ctx(), "math", commonhall.LeaveGroup, []string{"ada"})
		h.must(err)
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		if offers, err := h.Offers(h.ctx(), u, lab, "page"); err != nil || len(offers) != 1 || len(offers[0].Choices) != 1 || offers[0].Answer != "medium" {
			t.Errorf("offered: %+v, %v", offers, err)
		}
		s := h.asks(lab, "", "")
		if s.Limits.Memory != 256<<20 || string(s.Options) != `{"course":"free","fast":true,"seed":5,"size":"medium","topic":""}` || len(s.Environ) != 0 {
			t.Errorf("as last time: %+v, %s", s.Limits, s.Options)
		}
		h.must(h.Stop(h.ctx(), lab, "ada"))
		_, err = h.SetLimits(h.ctx(), LimitChange{Kind: commonhall.ForUser, Who: "ada", Values: map[commonhall.LimitName]float64{commonhall.LimitMemory: 128 << 20}})
		h.must(err)
		s = h.asks(lab, "", "") // there is nothing left to choose
		if s.Limits.Memory != 128<<20 || s.Origins[commonhall.LimitMemory].By != "user" || string(s.Options) != `{"course":"free","fast":true,"seed":5,"topic":""}` {
			t.Errorf("with less than any choice: %+v, %s", s.Limits, s.Options)
		}
		if offers, err := h.Offers(h.ctx(), u, lab, "page"); err != nil || len(offers) != 0 {
			t.Errorf("offered: %+v, %v", offers, err)
		}
	})
}

// TestOtherLimitsOfWhatWasChosen: more for its person does not make a run larger than was
// chosen; less does count.
func TestOtherLimitsOfWhatWasChosen(t *testing.T) {
	asking(t, func(h *house) {
		s := h.asks(ada.Default(), "page", `{"size":"medium"}`)
		h.sp.SetUsage(s.ID, commonhall.Usage{Memory: 1 << 20})
		for _, c := range []struct {
			memory float64
			want   int64
			by     string
		}{{1 << 30, 256 << 20, "option"}, {128 << 20, 128 << 20, "user"}, {2 << 30, 2 << 30, "user"}} {
			out, err := h.SetLimits(h.ctx(), LimitChange{Kind: commonhall.ForUser, Who: "ada", Now: true, Values: map[commonhall.LimitName]float64{commonhall.LimitMemory: c.memory}})
			h.must(err)
			if s = h.get("ada"); s.Limits.Memory != c.want || s.Origins[commonhall.LimitMemory].By != c.by || len(out.Waiting[commonhall.LimitMemory]) > 0 || len(out.Left) > 0 {
				t.Errorf("limited to %.0f it has %d by %s, %+v", c.memory, s.Limits.Memory, s.Origins[commonhall.LimitMemory].By, out)
			}
		}
	})
}

// TestAHubDiesWhileOneStarts: the next hub, with another declaration, starts what was asked of
// the one before.
func TestAHubDiesWhileOneStarts(t *testing.T) {
	asking(t, func(h *house) {
		h.sp.OnStart(func(context.Context, spawner.Spec) error { return spawner.ErrAway })
		h.must(h.StartAs(h.ctx(), ada.Default(), Wish{Options: json.RawMessage(`{"size":"medium","course":"physics","topic":"t"}`)}))
		synctest.Wait()
		h.kill()
		h.cfg.Options = nil
		h.sp.OnStart(nil)
		h.boot()
		s := h.become(ada.Default(), commonhall.Ready)
		if env := h.environ(s.ID); s.Limits.Memory != 256<<20 || !slices.Contains(env, "COURSE=phys 1") || !slices.Contains(env, "TOPIC=t") || s.App != "lost" {
			t.Errorf("it started with %+v, %v", s, env)
		}
	})
}

// TestAppOfLastTime: what was said of a server last decides what it runs, and what is said of
// it agrees with what it runs.
func TestAppOfLastTime(t *testing.T) {
	asking(t, func(h *house) {
		lab := ada.Server("lab")
		is := func(what string, s commonhall.Server, app commonhall.AppName, options string) {
			t.Helper()
			if s.App != app || !strings.Contains(string(s.Options), options) {
				t.Errorf("%s: it runs %s, and says %s", what, s.App, s.Options)
			}
			h.must(h.Stop(h.ctx(), lab, "ada"))
		}
		is("first", h.asks(lab, "page", `{"app":"page","course":"free"}`), "page", `"app":"page"`)
		_, err := h.Change(h.ctx(), lab, Described{Options: json.RawMessage(`{"app":"away"}`)})
		h.must(err)
		is("changed", h.asks(lab, "", ""), "away", `"app":"away"`)
		is("asked for another", h.asks(lab, "page", ""), "page", `"app":"page"`)
		is("again", h.asks(lab, "", ""), "page", `"app":"page"`)
		is("by an answer", h.asks(lab, "", `{"course":"physics"}`), "lost", `"course":"physics"`)
		is("as last time", h.asks(lab, "", ""), "lost", `"course":"physics"`)
		is("by an answer without one", h.asks(lab, "", `{"course":"free"}`), "page", `"course":"free"`)
		for options, want := range map[string]string{`{"app":"nonsense"}`: `There is no app "nonsense"`, `{"app":5}`: "5 is not the name of an app", `{"size":"huge"}`: "cannot be chosen"} {
			if _, err := h.Change(h.ctx(), lab, Described{Options: json.RawMessage(options)}); commonhall.KindOf(err) != commonhall.InvalidArgument || !strings.Contains(fmt.Sprint(err), want) {
				t.Errorf("%s: %v", options, err)
			}
			if _, err := h.Make(h.ctx(), ada.Server("other"), Described{Options: json.RawMessage(options)}); commonhall.KindOf(err) != commonhall.InvalidArgument {
				t.Errorf("made with %s: %v", options, err)
			}
		}
		_, err = h.Make(h.ctx(), ada.Server("other"), Described{Options: json.RawMessage(`{"app":"away","size":"medium"}`)})
		h.must(err)
		if s := h.asks(ada.Server("other"), "", ""); s.App != "away" || s.Limits.Memory != 256<<20 {
			t.Errorf("made before, it runs %s with %d", s.App, s.Limits.Memory)
		}
	})
}

// TestAgain: a start from a page leaves what it does not say as last time, of the default
// server what is declared.
func TestAgain(t *testing.T) {
	asking(t, func(h *house) {
		start := func(w Wish) commonhall.Server {
			t.Helper()
			h.must(h.StartAs(h.ctx(), ada.Default(), w))
			s := h.become(ada.Default(), commonhall.Ready)
			h.must(h.Stop(h.ctx(), ada.Default(), "ada"))
			return s
		}
		start(Wish{Options: json.RawMessage(`{"size":"medium","seed":4,"x":1}`)})
		if s := start(Wish{Again: true, Manner: WithoutOwn}); !strings.Contains(string(s.Options), `"seed":4,"size":"medium"`) || strings.Contains(string(s.Options), `"x"`) || s.Limits.Memory != 256<<20 {
			t.Errorf("again: %s, %d", s.Options, s.Limits.Memory)
		}
		if s := start(Wish{Again: true, Options: json.RawMessage(`{"size":"all"}`)}); !strings.Contains(string(s.Options), `"seed":4,"size":"all"`) {
			t.Errorf("again, but large: %s", s.Options)
		}
		if s := start(Wish{}); !strings.Contains(string(s.Options), `"seed":1,"size":"small"`) {
			t.Errorf("by a program: %s", s.Options)
		}
	})
}

// TestTwoTabs: of two starts at once one counts, as a whole.
func TestTwoTabs(t *testing.T) {
	asking(t, func(h *house) {
		var both sync.WaitGroup
		for _, options := range []string{`{"size":"small","topic":"small"}`, `{"size":"medium","topic":"medium"}`} {
			both.Go(func() {
				err := h.StartAs(h.ctx(), ada.Default(), Wish{App: "page", Options: json.RawMessage(options)})
				if err != nil && commonhall.KindOf(err) != commonhall.AlreadyExists {
					t.Error(err)
				}
			})
		}
		both.Wait()
		s := h.become(ada.Default(), commonhall.Ready)
		want := map[string]string{"128": "small", "256": "medium"}[fmt.Sprint(s.Limits.Memory>>20)]
		if want == "" || !slices.Contains(s.Environ, "TOPIC="+want) || !strings.Contains(string(s.Options), `"size":"`+want+`"`) {
			t.Errorf("it has %d, %v, %s", s.Limits.Memory, s.Environ, s.Options)
		}
	})
}
