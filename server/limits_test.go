package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// limited is a house with two groups: ada is in both, ben in none.
func limited(t *testing.T, f func(h *house)) {
	t.Helper()
	story(t, func(h *house) {
		h.kill()
		h.cfg.Groups, h.cfg.Most = h.auth, commonhall.Limits{Memory: 8 << 30, CPU: 4}
		for i := range h.cfg.Apps {
			if h.cfg.Apps[i].Name == "says" || h.cfg.Apps[i].Name == "lost" {
				h.cfg.Apps[i].Limits = commonhall.Limits{Memory: 2 << 30, CPU: 64}
			}
		}
		h.boot()
		_, err := h.auth.AddGroups(h.ctx(), []string{"Physics-11", "math"}, []string{"ada"})
		h.must(err)
		f(h)
	})
}

// set is a decision as people write it: "memory=4G cpu=".
func (h *house) set(kind commonhall.ChoiceKind, who, text string, now, force bool) (LimitOutcome, error) {
	h.t.Helper()
	c := LimitChange{Kind: kind, Who: who, Values: map[commonhall.LimitName]float64{}, Now: now, Force: force}
	for _, word := range strings.Fields(text) {
		name, value, _ := strings.Cut(word, "=")
		v := 0.0
		if value != "" {
			var err error
			v, err = h.ParseLimit(commonhall.LimitName(name), value)
			h.must(err)
		}
		c.Values[commonhall.LimitName(name)] = v
	}
	return h.SetLimits(h.ctx(), c)
}

// has is what a server of name with app would have, with its origins.
func (h *house) has(name commonhall.UserName, app commonhall.AppName) string {
	h.t.Helper()
	u, err := h.db.User(h.ctx(), name)
	h.must(err)
	held, err := h.LimitsFor(h.ctx(), u, h.App(app))
	h.must(err)
	var out []string
	for _, l := range held {
		if l.Value == 0 { // nobody said anything
			continue
		}
		out = append(out, l.Words()+" "+l.Origin.By+string(l.Origin.Group))
	}
	return strings.Join(out, ", ")
}

// TestNarrowestWins: each limit by itself has the value of the narrowest decision, and
// says whose that is.
func TestNarrowestWins(t *testing.T) {
	limited(t, func(h *house) {
		is := func(what string, name commonhall.UserName, app commonhall.AppName, want string) {
			t.Helper()
			if got := h.has(name, app); got != want {
				t.Errorf("%s: %s with %s has %s; want %s", what, name, app, got, want)
			}
		}
		set := func(kind commonhall.ChoiceKind, who, text string) {
			t.Helper()
			_, err := h.set(kind, who, text, false, false)
			h.must(err)
		}
		is("at first", "ada", "page", "512 MiB default, 1.5 cores default, 100 processes default")
		is("of an app, no more than the most", "ben", "lost", "2 GiB app, 4 cores app, 100 processes default")
		set(commonhall.ForGroup, "math", "memory=1G cpu=0.5")
		is("of a group, and less than everybody has", "ada", "lost", "1 GiB groupmath, 0.5 cores groupmath, 100 processes default")
		is("who is not in it", "ben", "page", "512 MiB default, 1.5 cores default, 100 processes default")
		set(commonhall.ForGroup, "PHYSICS-11", "memory=3G pids=200")
		is("of the more generous group", "ada", "page", "3 GiB groupPhysics-11, 0.5 cores groupmath, 200 processes groupPhysics-11")
		set(commonhall.ForUser, "ada", "memory=256M")
		is("of the person, although less", "ada", "lost", "256 MiB user, 0.5 cores groupmath, 200 processes groupPhysics-11")
		set(commonhall.ForUser, "ada", "memory= pids=")
		set(commonhall.ForGroup, "Physics-11", "memory=")
		is("taken back", "ada", "page", "1 GiB groupmath, 0.5 cores groupmath, 200 processes groupPhysics-11")
		h.kill()
		h.cfg.Most.PIDs = 150
		h.boot()
		is("above a newer most", "ada", "page", "1 GiB groupmath, 0.5 cores groupmath, 150 processes groupPhysics-11")
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		if spec, err := h.sp.Spec(s.ID); err != nil || spec.Limits != (commonhall.Limits{Memory: 1 << 30, CPU: 0.5, PIDs: 150}) || s.Limits != spec.Limits ||
			h.stored("ada").Origins["memory"] != (commonhall.Origin{By: "group", Group: "math"}) {
			t.Errorf("the run has %+v, its record %+v, %v", spec.Limits, s, err)
		}
	})
}

// TestWhyALimit: sentences that somebody reads who wonders.
func TestWhyALimit(t *testing.T) {
	limited(t, func(h *house) {
		for _, c := range []struct{ kind, who, text string }{{"group", "math", "memory=1G"}, {"group", "Physics-11", "memory=3G cpu=4"}} {
			_, err := h.set(commonhall.ChoiceKind(c.kind), c.who, c.text, false, false)
			h.must(err)
		}
		if text := h.told(commonhall.EventLimitsChanged); !strings.Contains(text, "Servers of the group Physics-11 have other limits from their next start on: cpu 4 cores, memory 3 GiB.") {
			t.Errorf("the timeline tells %q", text)
		}
		h.kill()
		h.cfg.Most.CPU = 2
		h.boot()
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		held, err := h.LimitsFor(h.ctx(), u, commonhall.App{})
		h.must(err)
		for name, want := range map[commonhall.LimitName]string{"memory": "Set for the group Physics-11. The group math gives 1 GiB: of several groups the one that gives most counts.",
			"cpu": "Set for the group Physics-11. It is set to 4 cores, which is more than a server may have here.", "pids": "The same for everybody."} {
			i := slices.IndexFunc(held, func(h Held) bool { return h.Limit == name })
			if got := held[i].Why(); got != want {
				t.Errorf("%s: %s\nwant %s", name, got, want)
			}
		}
	})
}

// TestWhatIsNoLimit: what nobody may be given is refused with what to do.
func TestWhatIsNoLimit(t *testing.T) {
	limited(t, func(h *house) {
		for text, want := range map[string]string{
			"memory=63M": "at least 64 MiB", "memory=9G": "at most 8 GiB", "memory=16385P": "no value", "memory=-1": "no value", "memory=": "no value",
			"cpu=0.05": "at least 0.1 cores", "cpu=5": "at most 4 cores", "cpu=NaN": "no value", "cpu=Inf": "at most", "cpu=two": "no value", "cpu=-2": "at least",
			"pids=31": "at least 32", "pids=64.5": "no value", "pids=1e99": "at most 4194304",
			"memory_soft=9G": "at most 8 GiB", "cpu_weight=0": "at least 1 of 100", "cpu_weight=1.5": "no value", "cpu_weight=10001": "at most 10000 of 100", "files=255": "at least 256", "tmp=5": "at least 1 MiB", "network=lan": "no value", "network=2": "no value", "network=": "no value", "bandwidth=1K": "at least 16 KiB/s", "bandwidth=2M/s": "no value", "disk=15M": "at least 16 MiB", "room=5G": "no limit called", "=5": "no limit called",
		} {
			name, value, _ := strings.Cut(text, "=")
			if v, err := h.ParseLimit(commonhall.LimitName(name), value); commonhall.KindOf(err) != commonhall.InvalidArgument || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, %v; want %s", text, v, err, want)
			}
		}
		if _, err := h.set(commonhall.ForUser, "nobody", "memory=1G", false, false); commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("of nobody: %v", err)
		}
		if _, err := h.set(commonhall.ForGroup, "nobody", "memory=1G", false, false); commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("of no group: %v", err)
		}
	})
}

// TestLimitsWhileItRuns: what runs gets other limits when that is wanted; not below what
// it uses, unless it is forced; the records know it, also those of a hub that died.
func TestLimitsWhileItRuns(t *testing.T) {
	limited(t, func(h *house) {
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		has := func(what string, memory int64) {
			t.Helper()
			spec, err := h.sp.Spec(s.ID)
			h.must(err)
			if now := h.get("ada"); spec.Limits.Memory != memory || now.Limits != spec.Limits || h.stored("ada").Limits != spec.Limits || now.ID != s.ID || now.State != commonhall.Ready {
				t.Errorf("%s: the run has %+v, its state is %+v, stored %+v", what, spec.Limits, now, h.stored("ada").Limits)
			}
		}
		out, err := h.set(commonhall.ForUser, "ada", "memory=4G cpu=2", false, false)
		if h.must(err); fmt.Sprint(out.Later, out.Changed, out.Left) != "[ada] [] map[]" {
			t.Errorf("for the next start: %+v", out)
		}
		has("not now", 512<<20)
		out, err = h.set(commonhall.ForUser, "ada", "memory=4G", true, false)
		if h.must(err); fmt.Sprint(out.Later, out.Changed, out.Left, out.Waiting) != "[] [ada] map[] map[cpu:[ada]]" {
			t.Errorf("now: %+v", out)
		}
		has("now", 4<<30)
		if text := h.told(commonhall.EventLimitsChanged); !strings.Contains(text, "while it runs: memory 4 GiB (set for this person).") {
			t.Errorf("the timeline tells %q", text)
		}
		h.sp.SetUsage(s.ID, commonhall.Usage{Memory: 3 << 30})
		out, err = h.set(commonhall.ForUser, "ada", "memory=2G", true, false)
		if h.must(err); out.Left["ada"] == nil || !strings.Contains(out.Left["ada"].Error(), "uses 3 GiB now, more than the new limit of 2 GiB") {
			t.Errorf("below what it uses: %+v", out)
		}
		has("below what it uses", 4<<30)
		if got := h.has("ada", "page"); !strings.HasPrefix(got, "2 GiB user") {
			t.Errorf("its next start has %s", got)
		}
		h.odd.put(func(o *odd) { o.blind = true })
		out, err = h.set(commonhall.ForUser, "ada", "memory=2G", true, false)
		if h.must(err); commonhall.KindOf(out.Left["ada"]) != commonhall.Unavailable {
			t.Errorf("where it cannot be measured: %+v", out)
		}
		h.odd.put(func(o *odd) { o.blind = false })
		out, err = h.set(commonhall.ForUser, "ada", "memory=2G", true, true)
		if h.must(err); len(out.Changed) != 1 {
			t.Errorf("forced: %+v", out)
		}
		has("forced", 2<<30)
		h.must(h.sp.SetLimits(context.Background(), s.ID, commonhall.Limits{Memory: 5 << 30, CPU: 1.5, PIDs: 100})) // and the hub died before it was written
		h.reboot()
		h.until("ada", commonhall.Ready)
		if now := h.get("ada"); now.Limits.Memory != 5<<30 {
			t.Errorf("after the hub it has %+v", now.Limits)
		}
	})
}

// TestFurtherLimits: the soft mark counts below the limit alone, and what a process is born
// with counts from the next start on.
func TestFurtherLimits(t *testing.T) {
	limited(t, func(h *house) {
		_, err := h.set(commonhall.ForUser, "ada", "memory=1G cpu_weight=200", false, false)
		h.must(err)
		_, err = h.set(commonhall.ForGroup, "math", "memory_soft=1G", false, false) // not below it
		h.must(err)
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		if want := (commonhall.Limits{Memory: 1 << 30, CPU: 1.5, PIDs: 100, Weight: 200}); s.Limits != want || h.stored("ada").Limits != want {
			t.Errorf("it starts with %+v, want %+v", s.Limits, want)
		}
		out, err := h.set(commonhall.ForUser, "ada", "memory_soft=900M cpu_weight= files=20000 tmp=100M", true, false)
		h.must(err)
		spec, err := h.sp.Spec(s.ID)
		h.must(err)
		if want := (commonhall.Limits{Memory: 1 << 30, CPU: 1.5, PIDs: 100, Soft: 900 << 20}); spec.Limits != want || len(out.Changed) != 1 {
			t.Errorf("while it runs it has %+v, want %+v; %+v", spec.Limits, want, out)
		}
		if now := h.get("ada"); now.Origins["files"].By != "default" || now.Origins["memory_soft"].By != "user" {
			t.Errorf("they are %+v", now.Origins)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		h.start("ada", "page")
		if now := h.until("ada", commonhall.Ready).Limits; now.Files != 20000 || now.Tmp != 100<<20 {
			t.Errorf("the next start has %+v", now)
		}
	})
}

// TestLimitsOfAClassNow: everybody of a group, at once; who starts just then, or whose
// server the kernel does not let go of its memory, is named.
func TestLimitsOfAClassNow(t *testing.T) {
	limited(t, func(h *house) {
		_, err := h.auth.AddUsers(h.ctx(), []string{"cleo", "dan", "eve", "fay"}, false)
		h.must(err)
		_, _, err = h.auth.ChangeGroup(h.ctx(), "math", commonhall.JoinGroup, []string{"ben", "cleo", "dan", "eve", "fay"})
		h.must(err)
		for _, name := range []commonhall.UserName{"ada", "ben", "cleo", "eve"} {
			h.start(name, "page")
			h.until(name, commonhall.Ready)
		}
		h.start("dan", "deaf")
		synctest.Wait()
		h.must(h.Stop(h.ctx(), commonhall.UserName("eve").Default(), "eve"))
		_, err = h.set(commonhall.ForUser, "cleo", "memory=1G", true, false)
		h.must(err)
		stuck := h.get("ben").ID
		h.odd.put(func(o *odd) {
			o.limits = func(id commonhall.ServerID) error {
				if id == stuck {
					return fmt.Errorf("%w: no", spawner.ErrBusy)
				}
				return nil
			}
		})
		out, err := h.set(commonhall.ForGroup, "math", "memory=2G", true, false)
		h.must(err)
		if fmt.Sprint(out.Changed) != "[ada]" || len(out.Left) != 2 || commonhall.KindOf(out.Left["dan"]) != commonhall.FailedPrecondition ||
			!strings.Contains(out.Left["ben"].Error(), "does not take back memory in use") {
			t.Errorf("it became %+v", out)
		}
		for name, want := range map[commonhall.UserName]int64{"ada": 2 << 30, "ben": 512 << 20, "cleo": 1 << 30} {
			if got := h.get(name).Limits.Memory; got != want {
				t.Errorf("%s has %d, want %d", name, got, want)
			}
		}
		h.odd.put(func(o *odd) { o.limits = func(commonhall.ServerID) error { return errors.New("it hangs") } })
		out, err = h.set(commonhall.ForGroup, "math", "memory=3G", true, false)
		if h.must(err); commonhall.KindOf(out.Left["ada"]) != commonhall.Unavailable || h.get("ada").Limits.Memory != 2<<30 {
			t.Errorf("where that cannot be done: %+v", out)
		}
	})
}

// look waits until use was measured again.
func (h *house) look() {
	time.Sleep(lookEvery) // of the bubble's time
	synctest.Wait()
}

// TestWallsSayWhose: who runs into a limit reads which, its value, whose decision it is;
// of processes once in a run.
func TestWallsSayWhose(t *testing.T) {
	limited(t, func(h *house) {
		_, err := h.set(commonhall.ForGroup, "math", "memory=1G pids=64", false, false)
		h.must(err)
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		h.happened()
		h.sp.SetUsage(s.ID, commonhall.Usage{PIDs: 64, Refused: 3})
		h.look()
		h.sp.SetUsage(s.ID, commonhall.Usage{PIDs: 64, Refused: 3000, OOMKills: 1, OOM: &commonhall.OOM{Process: "r\nm", Held: 900 << 20}})
		h.look()
		pids, memory := h.told(commonhall.EventServerPIDs), h.told(commonhall.EventServerMemory)
		h.reboot()
		h.until("ada", commonhall.Ready)
		h.look()
		if again := h.told(commonhall.EventServerPIDs); again != "" {
			t.Errorf("after the hub it is told again: %q", again)
		}
		if strings.Count(pids, "could not") != 1 || !strings.Contains(pids, "may have 64 processes (set for the group math). Whoever needs more asks an administrator.") {
			t.Errorf("of processes is told %q", pids)
		}
		if strings.Contains(memory, "\n") || !strings.Contains(memory, "The programs of ada needed more memory than the limit of 1 GiB (set for the group math), so one was ended: r m, which held 900 MiB.") {
			t.Errorf("of memory is told %q", memory)
		}
		if !h.get("ada").PIDsReached || !h.stored("ada").PIDsReached {
			t.Error("its record does not know it")
		}
		h.must(h.sp.End(s.ID, commonhall.End{Cause: commonhall.EndMemory, Limit: 1 << 30}))
		end := h.until("ada", commonhall.Stopped).End
		if got := end.Sentence(); got != "It needed more memory than its limit of 1 GiB (set for the group math), so the system ended it." || !strings.Contains(end.Hint(), "administrator") {
			t.Errorf("it is told as %q %q", got, end.Hint())
		}
		h.start("ada", "page")
		if h.until("ada", commonhall.Ready).PIDsReached {
			t.Error("the next run begins with it")
		}
	})
}
