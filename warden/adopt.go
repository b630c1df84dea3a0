package warden

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/sandbox/process"
)

// adopt takes over what a warden before this one left: runs whose record names a
// process that is the same today. Groups that no record knows are ended; so is a
// process whose record was never finished, which cannot have had its orders.
func (w *Warden) adopt() error {
	records, unreadable, err := w.readRecords()
	if err != nil {
		return err
	}
	for _, rec := range records {
		w.runs[rec.ID] = newRun(rec)
	}
	w.reapOthers()
	for _, rec := range records {
		r := w.runs[rec.ID]
		if err := w.adoptRun(r); err != nil {
			w.log.Warn("a server could not be adopted", "server", rec.ID, "reason", err)
		}
	}
	groups, err := w.cg.List()
	if err != nil {
		return err
	}
	for _, id := range groups {
		if w.runs[commonhall.ServerID(id)] != nil || unreadable[id] {
			continue
		}
		w.log.Warn("ending a group of processes that no record knows", "group", id)
		if err := w.endGroup(id); err != nil {
			w.log.Error("a group of processes does not end", "group", id, "error", err)
		}
	}
	return nil
}

func (w *Warden) readRecords() (found []record, unreadable map[string]bool, err error) {
	entries, err := os.ReadDir(w.cfg.Run)
	if err != nil {
		return nil, nil, err
	}
	unreadable = map[string]bool{}
	for _, e := range entries {
		id, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok {
			continue
		}
		b, err := os.ReadFile(w.recordPath(commonhall.ServerID(id)))
		var rec record
		if err == nil {
			err = json.Unmarshal(b, &rec)
		}
		if err != nil || string(rec.ID) != id {
			// Somebody's work may run there: better an unknown server than a dead one.
			w.log.Error("the record of a server cannot be read; its processes are left alone", "server", id, "error", err)
			unreadable[id] = true
			w.barred[commonhall.ServerID(id)] = true // nothing may be started among them
			continue
		}
		found = append(found, rec)
	}
	return found, unreadable, nil
}

// adoptRun brings a run back from its record, as running or as ended.
func (w *Warden) adoptRun(r *run) error {
	close(r.started)
	if r.rec.End != nil {
		close(r.ended)
		return nil
	}
	pidfd, netns, why := r.process()
	if why != nil {
		w.finish(r, w.lostEnd(r, why))
		return why
	}
	group, err := w.cg.Open(string(r.rec.ID))
	if err != nil {
		r.pidfd, r.netns = pidfd, netns // to be closed
		w.finish(r, w.lostEnd(r, err))
		return err
	}
	logFile, err := w.openLog(r.rec.Account, r.rec.Limits, false)
	if err != nil {
		w.log.Warn("cannot open a server's log", "server", r.rec.ID, "error", err)
	}
	r.group, r.log = group, logFile
	w.attach(r, pidfd, netns, nil, r.isOurs())
	w.log.Info("server adopted", "server", r.rec.ID, "pid", r.rec.PID)
	return nil
}

// process opens the recorded process and its network, if it is still the same.
func (r *run) process() (pidfd, netns *os.File, err error) {
	if r.rec.PID == 0 {
		return nil, nil, errors.New("its process was never started")
	}
	fd, err := unix.PidfdOpen(r.rec.PID, 0)
	if err != nil {
		return nil, nil, errors.New("its process is gone")
	}
	pidfd = sandbox.PidFile(fd)
	// The start time is read after the pidfd is open, so both speak of one process.
	now, err := process.Birth(r.rec.PID)
	if err == nil && now != r.rec.Birth {
		err = errors.New("its process is gone, and the number is another's")
	}
	if err == nil {
		netns, err = networkOf(r.rec.PID)
		if err != nil && r.isOurs() {
			err = nil // it has ended, and we are told how
		}
	}
	if err != nil {
		pidfd.Close()
		return nil, nil, err
	}
	return pidfd, netns, nil
}

// isOurs reports whether the run's process is a child of this one: the warden before us
// became us, and did not die.
func (r *run) isOurs() bool { return process.IsChild(r.rec.PID, r.rec.Birth) }

// reapOthers takes note of the ends of children that no record knows: commands beside
// servers, of the warden that became us. Who asked for them is not told any more.
func (w *Warden) reapOthers() {
	known := map[int]bool{}
	for _, r := range w.runs {
		known[r.rec.PID] = true
	}
	for _, pid := range process.Children() {
		if known[pid] {
			continue
		}
		if fd, err := unix.PidfdOpen(pid, 0); err == nil {
			child := sandbox.PidFile(fd)
			w.others = append(w.others, child)
			w.work.Go(func() { sandbox.Reap(child) })
		}
	}
}

// lostEnd is how a run ended that ended while no warden watched.
func (w *Warden) lostEnd(r *run, why error) commonhall.End {
	end := commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}
	if !r.rec.Ran {
		end.Cause, end.Detail = commonhall.EndSetup, interrupted
	}
	if r.rec.Asked {
		end.Cause, end.By = commonhall.EndStopped, r.rec.By
	}
	if err := w.endGroup(string(r.rec.ID)); err != nil && !errors.Is(err, os.ErrNotExist) {
		w.log.Error("processes of a server that has ended do not end", "server", r.rec.ID, "error", err, "why", why)
	}
	return end
}

// endGroup ends every process of a group and removes it.
func (w *Warden) endGroup(id string) error {
	g, err := w.cg.Open(id)
	if errors.Is(err, os.ErrNotExist) {
		return w.cg.Drop(id) // a warden died while it removed the group
	}
	if err != nil {
		return err
	}
	if err := g.Kill(killPatience); err != nil {
		g.Close()
		return err
	}
	return g.Remove()
}
