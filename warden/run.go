package warden

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/network"
	"commonhall/sandbox/output"
	"commonhall/sandbox/process"
	"commonhall/warden/client"
)

// record is what a later warden needs to know about a run. It never holds the
// command's environment, which has secrets.
type record struct {
	ID      commonhall.ServerID `json:"id"`
	Account commonhall.Account  `json:"account"`
	Port    int                 `json:"port"`
	Limits  commonhall.Limits   `json:"limits"`
	Started time.Time           `json:"started"`
	Draft   string              `json:"draft,omitempty"`   // of an environment, that it changes
	Label   string              `json:"label,omitempty"`   // the hub's, which is told it again
	Network commonhall.Network  `json:"network,omitempty"` // what it has, and why not what it was to have
	Notice  string              `json:"notice,omitempty"`
	Missing string              `json:"missing,omitempty"` // folders of groups that it does not see, and why
	PID     int                 `json:"pid,omitempty"`     // 0: the process was not made yet
	Birth   string              `json:"birth,omitempty"`   // start time of the process in ticks since boot
	Ran     bool                `json:"ran,omitempty"`     // its program was seen to run
	Asked   bool                `json:"asked,omitempty"`   // somebody asked to stop it
	By      string              `json:"by,omitempty"`      // who
	End     *commonhall.End     `json:"end,omitempty"`
}

// run is one server that runs or has ended.
type run struct {
	started   chan struct{} // closed when the start has succeeded or failed
	listening chan struct{} // closed when the port accepts
	ended     chan struct{} // closed when every process is gone

	entering sync.WaitGroup // commands that are just being started beside it
	limiting sync.Mutex     // held while its limits change

	mu       sync.Mutex
	rec      record
	ending   bool // it is being cleared away, or has been: nothing new begins
	pidfd    *os.File
	netns    *os.File
	listener *os.File // the hub's door
	group    *cgroup.Group
	log      output.Log
	execs    map[uint64]*beside
	lastExec uint64             // begins with the time, so that a later warden does not use a number again
	leave    context.CancelFunc // ends the goroutines that look after the run
}

func newRun(rec record) *run {
	return &run{rec: rec, started: make(chan struct{}), listening: make(chan struct{}), ended: make(chan struct{}),
		execs: map[uint64]*beside{}, leave: func() {}, lastExec: uint64(time.Now().UnixNano())}
}

func isClosed(ch chan struct{}) bool {
	select {
	case <-ch:
		return true
	default:
		return false
	}
}

func (r *run) phase() string {
	switch {
	case isClosed(r.ended):
		return "ended"
	case isClosed(r.listening):
		return "listening"
	case isClosed(r.started):
		return "running"
	}
	return "starting"
}

func (w *Warden) describe(r *run) client.Run {
	phase := r.phase()
	r.mu.Lock()
	defer r.mu.Unlock()
	return client.Run{ID: r.rec.ID, UID: r.rec.Account.UID, Login: r.rec.Account.Name, Label: r.rec.Label, Asked: r.rec.Asked, Phase: phase, Started: r.rec.Started, Limits: r.rec.Limits, Lacks: w.lacks(r.rec.Limits), Network: r.rec.Network, Notice: r.rec.Notice, Missing: r.rec.Missing, End: r.rec.End}
}

// close closes what the warden holds of the run, which is locked; the run itself goes on.
func (r *run) close() {
	r.leave()
	for _, f := range []*os.File{r.pidfd, r.netns, r.listener, r.log.File} {
		if f != nil {
			f.Close()
		}
	}
	for _, b := range r.execs {
		if !r.ending { // those of a run that ends do too, and somebody waits for how
			b.proc.Close()
		}
	}
	if r.group != nil {
		r.group.Close()
	}
}

// save writes the record so that a crash leaves the old or the new one.
func (w *Warden) save(rec record) error {
	b, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	path := w.recordPath(rec.ID)
	return w.orderly(func() error {
		if err := os.WriteFile(path+".new", b, 0o600); err != nil {
			return err
		}
		return os.Rename(path+".new", path)
	})
}

// note changes what is written down about a run.
func (w *Warden) note(r *run, change func(*record)) error {
	r.mu.Lock()
	change(&r.rec)
	rec := r.rec
	r.mu.Unlock()
	return w.save(rec)
}

// watch waits for the main process to end and finishes the run.
func (w *Warden) watch(r *run, ours bool) {
	err := sandbox.WaitGone(r.pidfd)
	r.mu.Lock()
	r.ending = err == nil && !isClosed(w.over) // from here on its descriptors stay open
	r.mu.Unlock()
	if !r.ending {
		return // the warden lets go; the next one watches
	}
	var exit *sandbox.Exit
	if ours {
		exit = sandbox.Reap(r.pidfd)
	} else {
		exit = process.ExitOf(r.pidfd, r.rec.PID, r.rec.Birth)
	}
	w.finish(r, w.endOf(r, exit))
}

// interrupted is what a person reads whose server was being prepared when the
// warden died.
const interrupted = "The system was interrupted while it prepared the server."

// endOf works out why a run ended.
func (w *Warden) endOf(r *run, exit *sandbox.Exit) commonhall.End {
	r.mu.Lock()
	defer r.mu.Unlock()
	end := commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}
	u, _ := r.group.Usage()
	switch {
	case r.rec.Asked:
		end.Cause, end.By = commonhall.EndStopped, r.rec.By
	case !r.rec.Ran && (exit == nil || exit.Code == sandbox.NotBuilt || exit.Code == sandbox.NoCommand):
		end.Cause, end.Detail = commonhall.EndSetup, interrupted
	case exit == nil:
	case exit.Signal == unix.SIGKILL && u.OOMKills > 0 && w.forMemory(r, &end):
		end.Cause, end.Limit = commonhall.EndMemory, r.rec.Limits.Memory
	case exit.Signal != 0:
		end.Cause, end.Signal = commonhall.EndSignal, unix.SignalName(exit.Signal)
	default:
		end.Cause = commonhall.EndExited
	}
	if u.Refused > 0 {
		end.PIDs = r.rec.Limits.PIDs
	}
	if exit != nil {
		end.Code = exit.Code
	}
	return end
}

// killPatience is how long the kernel gets to clear a killed group. Only a
// process that hangs in the kernel, on a dead disk say, needs longer.
const killPatience = 10 * time.Second

// finish ends what is left of the run and keeps how it ended.
func (w *Warden) finish(r *run, end commonhall.End) {
	r.mu.Lock()
	r.ending = true
	group, ns := r.group, r.netns
	r.mu.Unlock()
	if group != nil {
		w.clear(r, group)
	}
	if ns != nil { // which is closed by nobody else now
		if err := network.Detach(ns); err != nil {
			w.log.Warn("connections of a server that ended may go on", "server", r.rec.ID, "error", err)
		}
	}
	r.mu.Lock()
	if group != nil {
		if err := w.orderly(group.Remove); err != nil {
			w.log.Warn("a control group stays behind", "server", r.rec.ID, "error", err)
		}
	}
	end.Log = r.log.Tail(4 << 10)
	r.mu.Unlock()
	if err := w.note(r, func(rec *record) { rec.End = &end; r.close() }); err != nil {
		w.log.Error("cannot record how a server ended", "server", r.rec.ID, "error", err)
	}
	w.log.Info("server ended", "server", r.rec.ID, "cause", end.Cause, "code", end.Code, "signal", end.Signal)
	close(r.ended)
}

// clear ends every process of a run that is ending. Nobody may be kept waiting
// meanwhile, so nothing is locked.
func (w *Warden) clear(r *run, group *cgroup.Group) {
	for range 2 {
		_ = w.orderly(func() error { return group.Kill(0) })
		if err := group.WaitEmpty(killPatience); err != nil {
			w.log.Error("processes do not end", "server", r.rec.ID, "error", err)
		}
		// What was being started beside it may have come after the first time.
		r.entering.Wait()
	}
}

// stop asks the run to end, and after grace makes it.
func (w *Warden) stop(r *run, grace time.Duration, by string) {
	<-r.started
	r.mu.Lock()
	if !r.rec.Asked && !r.ending {
		r.rec.Asked, r.rec.By = true, by
		if err := w.save(r.rec); err != nil {
			w.log.Warn("cannot record who stops a server", "server", r.rec.ID, "error", err)
		}
	}
	if !r.ending && r.pidfd != nil {
		_ = unix.PidfdSendSignal(int(r.pidfd.Fd()), unix.SIGTERM, nil, 0)
	}
	r.mu.Unlock()
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-r.ended:
		return
	case <-w.over: // who asked is not told that it ended, and asks the next warden
		return
	case <-timer.C:
	}
	r.mu.Lock()
	group := r.group
	r.mu.Unlock()
	if group != nil {
		_ = w.orderly(func() error { return group.Kill(0) }) // whoever clears the run away waits until all are gone
	}
	select {
	case <-r.ended:
	case <-w.over:
	}
}

// orderly makes changes to control groups and to the folder of records, a few at a
// time. The kernel makes them one after the other, and when a whole class stops, a
// thread for each that waits there is load for everybody.
func (w *Warden) orderly(change func() error) error {
	w.changes <- struct{}{}
	defer func() { <-w.changes }()
	return change()
}

// forget drops the record of a run that has ended.
func (w *Warden) forget(r *run) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.runs, r.rec.ID)
	if err := os.Remove(w.recordPath(r.rec.ID)); err != nil && !errors.Is(err, os.ErrNotExist) {
		w.log.Warn("cannot remove a record", "server", r.rec.ID, "error", err)
	}
}

// bar makes sure that id is never started, if it is not known yet.
func (w *Warden) bar(id commonhall.ServerID) *run {
	w.mu.Lock()
	defer w.mu.Unlock()
	if r := w.runs[id]; r != nil {
		return r
	}
	if len(w.barred) > 10_000 {
		clear(w.barred) // years of stops that came before their starts
	}
	w.barred[id] = true
	return nil
}
