package server

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
)

// guaranteed is a house that can guarantee 4 GiB and 2 cores, and gives everybody 8.
func guaranteed(t *testing.T, f func(h *house)) {
	t.Helper()
	limited(t, func(h *house) {
		h.kill()
		h.cfg.Limits.Memory, h.cfg.Limits.CPU = 8<<30, 4
		h.cfg.Room = commonhall.Limits{MemoryGuarantee: 4 << 30, CPUGuarantee: 2}
		h.boot()
		f(h)
	})
}

// TestGuaranteesFit: what is guaranteed to all that run fits into the machine; who does
// not get it is told with numbers, an administrator is once, and everybody else starts.
func TestGuaranteesFit(t *testing.T) {
	guaranteed(t, func(h *house) {
		for _, name := range []string{"ada", "ben"} {
			_, err := h.set(commonhall.ForUser, name, "memory_guarantee=2560M cpu_guarantee=0.5", false, false)
			h.must(err)
		}
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		spec, err := h.sp.Spec(s.ID)
		h.must(err)
		if !slices.Contains(spec.Env, "MEM_GUARANTEE=2684354560") || !slices.Contains(spec.Env, "CPU_GUARANTEE=0.5") || spec.Limits.MemoryGuarantee != 2560<<20 {
			t.Errorf("it starts with %+v %q", spec.Limits, spec.Env)
		}
		h.happened()
		for range 3 {
			err = h.Start(h.ctx(), commonhall.UserName("ben").Default(), "page")
			if commonhall.KindOf(err) != commonhall.ResourceExhausted || !strings.Contains(err.Error(), "The machine cannot guarantee the server of ben 2.5 GiB of memory: of 4 GiB in all, 2.5 GiB are guaranteed to others that run.") {
				t.Errorf("there is no room, and it says %v", err)
			}
		}
		if text := h.told(commonhall.EventLimitsRefused); strings.Count(text, "could not be guaranteed 2.5 GiB") != 1 {
			t.Errorf("the timeline tells %q", text)
		}
		if s := h.get("ben"); s.State != commonhall.Stopped || s.ID != "" {
			t.Errorf("who was refused has %+v", s)
		}
		if now, room := h.Guaranteed(); now.MemoryGuarantee != 2560<<20 || now.CPUGuarantee != 0.5 || room != h.cfg.Room {
			t.Errorf("%+v of %+v are guaranteed", now, room)
		}
		h.kill()
		h.boot() // the next hub counts what runs
		if err := h.Start(h.ctx(), commonhall.UserName("ben").Default(), "page"); commonhall.KindOf(err) != commonhall.ResourceExhausted {
			t.Errorf("after the hub it says %v", err)
		}
		_, err = h.set(commonhall.ForUser, "ben", "memory_guarantee=", false, false)
		h.must(err)
		h.start("ben", "page") // half a core is there
		h.until("ben", commonhall.Ready)
		out, err := h.set(commonhall.ForUser, "ben", "memory_guarantee=2G", true, false)
		if err != nil || out.Left["ben"] == nil || !strings.Contains(out.Left["ben"].Error(), "cannot guarantee the server of ben 2 GiB") || h.get("ben").Limits.MemoryGuarantee != 0 {
			t.Errorf("one that runs: %+v, %v", out, err)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		if out, err = h.set(commonhall.ForUser, "ben", "memory_guarantee=2G", true, false); err != nil || len(out.Changed) != 1 {
			t.Errorf("when there is room: %+v, %v", out, err)
		}
	})
}

// TestEachServerIsGuaranteed: what is guaranteed to a person is to each of their servers, and
// all of them count.
func TestEachServerIsGuaranteed(t *testing.T) {
	guaranteed(t, func(h *house) {
		h.kill()
		h.cfg.Named, h.cfg.NamedLimit = true, 2
		h.boot()
		_, err := h.set(commonhall.ForUser, "ada", "memory_guarantee=1536M", false, false)
		h.must(err)
		for _, key := range []commonhall.ServerKey{ada.Default(), ada.Server("lab")} {
			h.must(h.Start(h.ctx(), key, "page"))
			h.become(key, commonhall.Ready)
		}
		if now, _ := h.Guaranteed(); now.MemoryGuarantee != 3<<30 {
			t.Errorf("to two servers are guaranteed %+v", now)
		}
		if err := h.Start(h.ctx(), ada.Server("thesis"), "page"); commonhall.KindOf(err) != commonhall.ResourceExhausted {
			t.Errorf("a third one, for which there is no room: %v", err)
		}
		h.must(h.Stop(h.ctx(), ada.Server("lab"), "ada"))
		h.must(h.Start(h.ctx(), ada.Server("thesis"), "page"))
		h.become(ada.Server("thesis"), commonhall.Ready)
	})
}

// TestTheLastRoom: of two who start at once, one gets it.
func TestTheLastRoom(t *testing.T) {
	guaranteed(t, func(h *house) {
		for _, name := range []string{"ada", "ben"} {
			_, err := h.set(commonhall.ForUser, name, "cpu_guarantee=1.5", false, false)
			h.must(err)
		}
		// Both are asked for room on the machine before either is written down; the second is of the bubble's time.
		r := &room{free: 2, enter: func() { time.Sleep(time.Second) }}
		h.kill()
		h.cfg.Admission = r
		h.boot()
		var mu sync.Mutex
		var g sync.WaitGroup
		began := 0
		for _, name := range []commonhall.UserName{"ada", "ben"} {
			g.Go(func() {
				err := h.Start(h.ctx(), name.Default(), "deaf")
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					began++
				} else if commonhall.KindOf(err) != commonhall.ResourceExhausted {
					t.Error(err)
				}
			})
		}
		g.Wait()
		if began != 1 {
			t.Errorf("%d of two have the last room", began)
		}
	})
}

// TestGuaranteesAgainstLimits: above the own limit one is refused; above that of somebody
// else the limit counts, and it is told.
func TestGuaranteesAgainstLimits(t *testing.T) {
	guaranteed(t, func(h *house) {
		if _, err := h.set(commonhall.ForUser, "ada", "memory=1G memory_guarantee=2G", false, false); commonhall.KindOf(err) != commonhall.InvalidArgument ||
			!strings.Contains(err.Error(), "memory_guarantee of ada would be 2 GiB, more than its limit memory, which is 1 GiB.") {
			t.Errorf("more than the limit: %v", err)
		}
		_, err := h.set(commonhall.ForUser, "ada", "cpu_guarantee=2", false, false)
		h.must(err)
		if _, err := h.set(commonhall.ForUser, "ada", "cpu=1", false, false); commonhall.KindOf(err) != commonhall.InvalidArgument {
			t.Errorf("a limit below what is guaranteed: %v", err)
		}
		_, err = h.set(commonhall.ForGroup, "math", "cpu=1.5", false, false)
		h.must(err)
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		held, err := h.LimitsFor(h.ctx(), u, commonhall.App{})
		h.must(err)
		i := slices.IndexFunc(held, func(h Held) bool { return h.Limit == commonhall.GuaranteeCPU })
		if got := held[i].Words() + ": " + held[i].Why(); got != "1.5 cores: Set for this person. 2 cores would be more than the limit cpu, which is 1.5 cores (set for the group math): the limit counts." {
			t.Errorf("it says %s", got)
		}
		for text, want := range map[string]string{"memory_guarantee=5G": "at most 4 GiB", "memory_guarantee=1": "at least 1 MiB", "memory_guarantee=much": "no value", "cpu_guarantee=2.5": "at most 2 cores",
			"cpu_guarantee=0": "at least 0.01 cores", "io_weight=0": "at least 1 of 100", "io_weight=10001": "at most 10000 of 100", "io_weight=1.5": "no value"} {
			name, value, _ := strings.Cut(text, "=")
			if v, err := h.ParseLimit(commonhall.LimitName(name), value); commonhall.KindOf(err) != commonhall.InvalidArgument || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, %v; want %s", text, v, err, want)
			}
		}
	})
}

// TestSoftMarkAgainstTheLimit: one that is not below the limit of the same person or group is
// refused; where somebody else decided the limit, there is none, and it is told why.
func TestSoftMarkAgainstTheLimit(t *testing.T) {
	limited(t, func(h *house) {
		const refused = "not below its limit memory, which is "
		for text, want := range map[string]string{"memory=1G memory_soft=1G": refused + "1 GiB", "memory=1G memory_soft=2G": refused + "1 GiB"} {
			if _, err := h.set(commonhall.ForUser, "ada", text, false, false); commonhall.KindOf(err) != commonhall.InvalidArgument || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", text, err)
			}
		}
		_, err := h.set(commonhall.ForUser, "ada", "memory_soft=3G", false, false)
		h.must(err)
		if _, err := h.set(commonhall.ForUser, "ada", "memory=2G", false, false); err == nil || !strings.Contains(err.Error(), "memory_soft of ada would be 3 GiB, "+refused+"2 GiB.") {
			t.Errorf("a limit below its mark: %v", err)
		}
		_, err = h.set(commonhall.ForUser, "ada", "memory=4G", false, false)
		h.must(err)
		_, err = h.set(commonhall.ForUser, "ada", "memory=", false, false)
		h.must(err)
		_, err = h.set(commonhall.ForGroup, "math", "memory=2G", false, false)
		h.must(err)
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		held, err := h.LimitsFor(h.ctx(), u, commonhall.App{})
		h.must(err)
		soft := held[slices.IndexFunc(held, func(h Held) bool { return h.Limit == commonhall.LimitSoft })]
		if why := soft.Why(); soft.Value != 0 || soft.Words() != "none" || why != "Set for this person. 3 GiB would not be below the limit memory, which is 2 GiB (set for the group math): there is no mark." {
			t.Errorf("it says %s, %s", soft.Words(), why)
		}
	})
}

// TestNothingToTakeBack: what changes nothing is not told.
func TestNothingToTakeBack(t *testing.T) {
	guaranteed(t, func(h *house) {
		_, err := h.set(commonhall.ForUser, "ada", "memory=1G", false, false)
		h.must(err)
		h.happened()
		for _, text := range []string{"memory=1G", "cpu=", "pids= memory=1024M"} {
			out, err := h.set(commonhall.ForUser, "ada", text, true, false)
			if err != nil || !out.Same {
				t.Errorf("%q: %+v, %v", text, out, err)
			}
			if told := h.told(commonhall.EventLimitsChanged); told != "" {
				t.Errorf("%q is told as %q", text, told)
			}
		}
		_, err = h.set(commonhall.ForUser, "ada", "memory= cpu=", false, false)
		h.must(err)
		if told := h.told(commonhall.EventLimitsChanged); told != "What was set for ada is taken back: memory." {
			t.Errorf("it is told as %q", told)
		}
	})
}

// TestWhatTheMachineCannotHold is told once, and from then on to whoever asks why.
func TestWhatTheMachineCannotHold(t *testing.T) {
	guaranteed(t, func(h *house) {
		for _, name := range []string{"ada", "ben"} {
			_, err := h.set(commonhall.ForUser, name, "memory_guarantee=1G io_weight=300", false, false)
			h.must(err)
		}
		h.sp.Lacks(commonhall.GuaranteeMemory, commonhall.LimitIO)
		h.happened()
		for _, name := range []commonhall.UserName{"ada", "ben"} {
			h.start(name, "page")
			h.until(name, commonhall.Ready)
		}
		text := h.told(commonhall.EventLimitsLacking)
		if strings.Count(text, "cannot weigh the use of disks") != 1 || strings.Count(text, "has memory_guarantee 1 GiB. It is counted at each start, but") != 1 {
			t.Errorf("it is told as %q", text)
		}
		u, err := h.db.User(h.ctx(), "ben")
		h.must(err)
		held, err := h.LimitsFor(h.ctx(), u, commonhall.App{})
		h.must(err)
		i := slices.IndexFunc(held, func(h Held) bool { return h.Limit == commonhall.LimitIO })
		if why := held[i].Why(); why != "Set for this person. It has no effect: the kernel of this machine cannot weigh the use of disks." {
			t.Errorf("it says %s", why)
		}
	})
}

// TestWhatWasGuaranteed is no obstacle to other limits where the machine has become
// smaller since.
func TestWhatWasGuaranteed(t *testing.T) {
	guaranteed(t, func(h *house) {
		for _, name := range []commonhall.UserName{"ada", "ben"} {
			_, err := h.set(commonhall.ForUser, string(name), "memory_guarantee=1536M", false, false)
			h.must(err)
			h.start(name, "page")
			h.until(name, commonhall.Ready)
		}
		h.kill()
		h.cfg.Room.MemoryGuarantee = 2 << 30
		h.boot()
		if out, err := h.set(commonhall.ForUser, "ada", "pids=100", true, false); err != nil || len(out.Changed) != 1 {
			t.Errorf("%+v, %v", out, err)
		}
	})
}
