package warden

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/network"
	"commonhall/sandbox/oom"
	"commonhall/warden/client"
)

func (w *Warden) checkLimits(l commonhall.Limits) error {
	for _, name := range commonhall.LimitNames() {
		if v, most := l.Get(name), w.cfg.Max.Get(name); v < 0 || most > 0 && (v == 0 || v > most) {
			return fail(client.Refused, "the limit %s is below zero or above the largest that the warden allows: %.15g, at most %.15g", name, v, most)
		}
	}
	return nil
}

// grouped are those that hold for all processes of a run together.
func grouped(l commonhall.Limits) cgroup.Limits {
	weight := l.Weight
	if l.CPUGuarantee > 0 { // a guaranteed core weighs as much as ten others that want one
		weight = min(max(weight, 100, int(l.CPUGuarantee*1000)), 10_000)
	}
	return cgroup.Limits{Memory: l.Memory, CPU: l.CPU, PIDs: l.PIDs, Soft: l.Soft, Weight: weight, Low: l.MemoryGuarantee, IO: l.IO}
}

// limit gives a run other limits; where one of a control group cannot be had, all are as before.
// The kernel may look long for memory to take back: nobody else waits for that.
func (w *Warden) limit(r *run, l commonhall.Limits) error {
	if err := w.checkLimits(l); err != nil {
		return err
	}
	<-r.started
	r.limiting.Lock()
	defer r.limiting.Unlock()
	ended := fail(client.HasEnded, "run %s has ended", r.rec.ID)
	if r.group == nil {
		return ended
	}
	if err := r.group.SetLimits(grouped(l)); err != nil {
		back := r.group.SetLimits(grouped(r.rec.Limits))
		switch {
		case errors.Is(err, os.ErrNotExist):
			return ended
		case errors.Is(err, unix.EBUSY):
			err = fail(client.Busy, "the kernel does not take back memory in use")
		}
		return errors.Join(err, back)
	}
	if home, err := w.homeFolder(r.rec.Account, false); err == nil { // who has none has nothing to bound
		w.bound(home, r.rec.Account.UID, l.Disk)
		home.Close()
	}
	notice := w.rebound(r, l.Rate)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ending { // its record may be gone already
		return ended
	}
	r.rec.Limits, r.rec.Notice = l, notice
	return w.save(r.rec)
}

// rebound bounds the bandwidth of a run anew, and returns its notice. As at a start this is
// no wall, without which the other limits would not be had.
func (w *Warden) rebound(r *run, rate int64) string {
	if r.rec.Network != commonhall.NetworkInternet || rate == r.rec.Limits.Rate && r.rec.Notice == "" {
		return r.rec.Notice
	}
	if err := network.Cap(r.netns, rate); err != nil {
		w.log.Error("a server has no bound of its bandwidth", "server", r.rec.ID, "error", err)
		return err.Error()
	}
	return ""
}

// lacks names what of the limits of a run this kernel cannot hold.
func (w *Warden) lacks(l commonhall.Limits) (out []commonhall.LimitName) {
	low, io := w.cg.Lacks(grouped(l))
	if low {
		out = append(out, commonhall.GuaranteeMemory)
	}
	if io {
		out = append(out, commonhall.LimitIO)
	}
	return out
}

// forMemory reports whether a run was ended for memory, in which programs were, and names
// its process where the kernel's log does. If that names others alone, somebody else did it.
func (w *Warden) forMemory(r *run, end *commonhall.End) bool {
	if end.OOM = told(w.oom.Of(r.rec.Account.UID, r.rec.PID)); end.OOM != nil {
		return true
	}
	_, others := w.oom.Last(r.rec.Account.UID)
	return !others
}

func told(k oom.Kill, known bool) *commonhall.OOM {
	if !known {
		return nil
	}
	return &commonhall.OOM{Process: k.Name, Held: k.Held, Machine: k.Machine}
}

// use is what a group uses, with the last of its programs that was ended for memory.
func (w *Warden) use(r *run, u cgroup.Usage) commonhall.Usage {
	out := commonhall.Usage{Memory: u.Memory, CPU: u.CPU, PIDs: u.PIDs, OOMKills: u.OOMKills, Refused: u.Refused}
	if u.OOMKills > 0 { // otherwise what the log knows is of a run before this one
		out.OOM = told(w.oom.Last(r.rec.Account.UID))
	}
	return out
}
