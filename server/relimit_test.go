package server

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"commonhall"
)

// TestOnlyWhatIsNamed: what was decided for the next start goes on waiting when another limit
// is given to servers that run, and the answer says so; said again it is given.
func TestOnlyWhatIsNamed(t *testing.T) {
	limited(t, func(h *house) {
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		_, err := h.set(commonhall.ForUser, "ada", "cpu=2 pids=200", false, false)
		h.must(err)
		_, err = h.set(commonhall.ForGroup, "math", "memory=2G", false, false)
		h.must(err)
		now := func(text, outcome, has string) {
			t.Helper()
			out, err := h.set(commonhall.ForUser, "ada", text, true, false)
			if h.must(err); fmt.Sprint(out.Same, out.Changed, out.Waiting) != outcome {
				t.Errorf("%s becomes %+v, want %s", text, out, outcome)
			}
			s := h.get("ada")
			got := fmt.Sprintf("%d %s %v %s %d %s", s.Limits.Memory>>20, s.Origins["memory"].By, s.Limits.CPU, s.Origins["cpu"].By, s.Limits.PIDs, s.Origins["pids"].By)
			if spec, err := h.sp.Spec(s.ID); err != nil || got != has || spec.Limits != s.Limits {
				t.Errorf("%s: it has %s, want %s; the run has %+v", text, got, has, spec.Limits)
			}
		}
		now("files=500", "false [] map[cpu:[ada] files:[ada] memory:[ada] pids:[ada]]", "512 default 1.5 default 100 default")
		now("pids=300", "false [ada] map[cpu:[ada] files:[ada] memory:[ada]]", "512 default 1.5 default 300 user")
		now("cpu=2", "true [ada] map[files:[ada] memory:[ada]]", "512 default 2 user 300 user")
		now("memory=", "true [ada] map[files:[ada]]", "2048 group 2 user 300 user")
		now("memory=", "true [] map[files:[ada]]", "2048 group 2 user 300 user")
	})
}

// TestWallsOfBefore: who ran into a limit and has another one now has not run into that; what
// is told of it has the limit that was. After the hub, too.
func TestWallsOfBefore(t *testing.T) {
	limited(t, func(h *house) {
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		uses := func(memory int64, refused, kills int) {
			h.sp.SetUsage(s.ID, commonhall.Usage{Memory: memory, PIDs: 9, Refused: refused, OOMKills: kills})
		}
		now := func(text string) {
			t.Helper()
			out, err := h.set(commonhall.ForUser, "ada", text, true, false)
			if h.must(err); len(out.Changed) != 1 {
				t.Errorf("%s: %+v", text, out)
			}
		}
		reached := func(when string, want bool, told int) {
			t.Helper()
			h.look()
			if s := h.get("ada"); s.PIDsReached != want || h.stored("ada").PIDsReached != want || strings.Count(h.told(commonhall.EventServerPIDs), "could not start") != told {
				t.Errorf("%s: it is %v, told as %q", when, s.PIDsReached, h.told(commonhall.EventServerPIDs))
			}
		}
		uses(1<<20, 3, 0)
		reached("at first", true, 1)
		now("pids=200")
		reached("with more", false, 1)
		h.reboot()
		h.until("ada", commonhall.Ready)
		reached("after the hub", false, 0)
		now("memory=1G") // about something else
		reached("with more memory", false, 0)
		uses(1<<20, 4, 1) // just before it gets more
		now("memory=2G pids=300")
		reached("at the moment of the change", false, 1)
		if text := h.told(commonhall.EventServerPIDs); !strings.Contains(text, "may have 200 processes (set for this person)") {
			t.Errorf("of processes is told %q", text)
		}
		if text := h.told(commonhall.EventServerMemory); strings.Count(text, "the limit of 1 GiB") != 1 || strings.Contains(text, "2 GiB") {
			t.Errorf("of memory is told %q", text)
		}
		if s := h.get("ada"); s.OOMKills != 1 || s.OOMLimit != 1<<30 || h.stored("ada").OOMLimit != 1<<30 || s.Limits.Memory != 2<<30 {
			t.Errorf("its record has %+v", s)
		}
		h.must(h.sp.End(s.ID, commonhall.End{Cause: commonhall.EndExited, Code: 1, PIDs: 300}))
		if end := h.until("ada", commonhall.Stopped).End; end.PIDs != 0 || strings.Contains(end.Hint(), "more processes") {
			t.Errorf("it is told as %q %q", end.Sentence(), end.Hint())
		}
	})
}

// TestLimitsInDoubt: where the change was not answered in time, the guarantee that may be given
// is counted, and what the run has is learnt as soon as it has it.
func TestLimitsInDoubt(t *testing.T) {
	guaranteed(t, func(h *house) {
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		h.odd.put(func(o *odd) { o.limits = func(commonhall.ServerID) error { return context.DeadlineExceeded } })
		doubts := func() {
			t.Helper()
			out, err := h.set(commonhall.ForUser, "ada", "memory_guarantee=3G memory=4G", true, false)
			if h.must(err); commonhall.KindOf(out.Left["ada"]) != commonhall.Unavailable || !strings.Contains(out.Left["ada"].Error(), "not known yet whether the server of ada has its new limits") {
				t.Errorf("it becomes %+v", out)
			}
		}
		has := func(when string, memory, guaranteed int64, told int) {
			t.Helper()
			h.look()
			now := h.get("ada")
			if now.Limits.Memory != memory || h.stored("ada").Limits != now.Limits || strings.Count(h.told(commonhall.EventLimitsChanged), "while it runs") != told {
				t.Errorf("%s it has %+v, told as %q", when, now.Limits, h.told(commonhall.EventLimitsChanged))
			}
			if g, _ := h.Guaranteed(); g.MemoryGuarantee != guaranteed {
				t.Errorf("%s %d is guaranteed", when, g.MemoryGuarantee)
			}
		}
		doubts()
		has("not known", 8<<30, 3<<30, 0)
		time.Sleep(doubtFor) // of the bubble's time
		has("never", 8<<30, 0, 0)
		doubts()
		out, err := h.set(commonhall.ForUser, "ada", "pids=200", true, false)
		if h.must(err); commonhall.KindOf(out.Left["ada"]) != commonhall.Unavailable {
			t.Errorf("it becomes %+v", out)
		}
		has("not known again", 8<<30, 3<<30, 0)
		h.must(h.sp.SetLimits(h.ctx(), s.ID, commonhall.Limits{Memory: 4 << 30, CPU: 4, PIDs: 100, MemoryGuarantee: 3 << 30}))
		has("late", 4<<30, 3<<30, 1)
		if o := h.get("ada").Origins["memory"]; o.By != "user" || h.get("ada").Origins["cpu"].By != "default" {
			t.Errorf("they are %+v", h.get("ada").Origins)
		}
		_, err = h.set(commonhall.ForUser, "ada", "memory=5G", true, false)
		h.must(err)
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		if g, _ := h.Guaranteed(); g.MemoryGuarantee != 0 {
			t.Errorf("of who has stopped %d is guaranteed", g.MemoryGuarantee)
		}
		h.start("ada", "page")
		if now := h.until("ada", commonhall.Ready); now.Limits.Memory != 5<<30 {
			t.Errorf("the next start has %+v", now.Limits)
		}
	})
}
