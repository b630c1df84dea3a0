package warden

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/sandbox"
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
	PID     int                 `json:"pid,omitempty"`   // 0: the process was not made yet
	Birth   string              `json:"birth,omitempty"` // start time of the process in ticks since boot
	By      string              `json:"by,omitempty"`    // who asked to stop it
	End     *commonhall.End     `json:"end,omitempty"`
}

// run is one server that runs or has ended.
type run struct {
	started   chan struct{} // closed when the start has succeeded or failed
	listening chan struct{} // closed when the port accepts
	ended     chan struct{} // closed when every process is gone

	mu       sync.Mutex
	rec      record
	pidfd    *os.File
	netns    *os.File
	listener *os.File // the hub's door
	group    *sandbox.Group
	logFile  *os.File
	execs    map[uint64]*beside
	leave    context.CancelFunc // ends the goroutines that look after the run
}

func newRun(rec record) *run {
	return &run{rec: rec, started: make(chan struct{}), listening: make(chan struct{}), ended: make(chan struct{}),
		execs: map[uint64]*beside{}, leave: func() {}}
}

func sortRuns(runs []*run) {
	slices.SortFunc(runs, func(a, b *run) int { return strings.Compare(string(a.rec.ID), string(b.rec.ID)) })
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

func (r *run) describe() client.Run {
	phase := r.phase()
	r.mu.Lock()
	defer r.mu.Unlock()
	return client.Run{ID: r.rec.ID, UID: r.rec.Account.UID, Phase: phase, Started: r.rec.Started, End: r.rec.End}
}

// letGo closes what the warden holds of the run; the run itself goes on.
func (r *run) letGo() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.leave()
	for _, f := range []*os.File{r.pidfd, r.netns, r.listener, r.logFile} {
		if f != nil {
			f.Close()
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
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// birth returns the start time of a process in ticks since boot, which tells a
// process from a later one of the same number.
func birth(pid int) (string, error) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return "", err
	}
	// The name in parentheses may hold anything; field 22 is the 20th behind it.
	s := string(b)
	fields := strings.Fields(s[strings.LastIndexByte(s, ')')+1:])
	if len(fields) < 20 {
		return "", fmt.Errorf("cannot read the start time of process %d", pid)
	}
	return fields[19], nil
}

// watch waits for the main process to end and finishes the run.
func (w *Warden) watch(r *run, ours bool) {
	if err := sandbox.WaitGone(r.pidfd); err != nil {
		return // the warden lets go; the next one watches
	}
	var exit *sandbox.Exit
	if ours {
		exit = sandbox.Reap(r.pidfd)
	} else {
		exit = exitOfAdopted(r.pidfd)
	}
	w.finish(r, w.endOf(r, exit))
}

// endOf works out why a run ended.
func (w *Warden) endOf(r *run, exit *sandbox.Exit) commonhall.End {
	r.mu.Lock()
	defer r.mu.Unlock()
	end := commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}
	kills, _ := r.group.OOMKills()
	switch {
	case r.rec.By != "":
		end.Cause, end.By = commonhall.EndStopped, r.rec.By
	case exit == nil:
	case exit.Signal == unix.SIGKILL && kills > 0:
		end.Cause, end.Limit = commonhall.EndMemory, r.rec.Limits.Memory
	case exit.Signal != 0:
		end.Cause, end.Signal = commonhall.EndSignal, unix.SignalName(exit.Signal)
	default:
		end.Cause = commonhall.EndExited
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
	if r.rec.End != nil {
		r.mu.Unlock()
		return
	}
	if r.group != nil {
		if err := r.group.Kill(killPatience); err != nil {
			w.log.Error("processes do not end", "server", r.rec.ID, "error", err)
		}
		if err := r.group.Remove(); err != nil {
			w.log.Warn("a control group stays behind", "server", r.rec.ID, "error", err)
		}
	}
	end.Log = tail(r.logFile, 4<<10)
	r.rec.End = &end
	rec := r.rec
	r.mu.Unlock()
	if err := w.save(rec); err != nil {
		w.log.Error("cannot record how a server ended", "server", rec.ID, "error", err)
	}
	r.letGo()
	w.log.Info("server ended", "server", rec.ID, "cause", end.Cause, "code", end.Code, "signal", end.Signal)
	close(r.ended)
}

// stop asks the run to end, and after grace makes it.
func (w *Warden) stop(r *run, grace time.Duration, by string) {
	<-r.started
	r.mu.Lock()
	if r.rec.By == "" && r.rec.End == nil {
		r.rec.By = by
		if err := w.save(r.rec); err != nil {
			w.log.Warn("cannot record who stops a server", "server", r.rec.ID, "error", err)
		}
	}
	if r.rec.End == nil && r.pidfd != nil {
		_ = unix.PidfdSendSignal(int(r.pidfd.Fd()), unix.SIGTERM, nil, 0)
	}
	r.mu.Unlock()
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-r.ended:
		return
	case <-timer.C:
	}
	r.mu.Lock()
	if r.rec.End == nil && r.group != nil {
		_ = r.group.Kill(killPatience)
	}
	r.mu.Unlock()
	<-r.ended
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

// signalOf turns a number from the wire into a signal.
func signalOf(n int) (unix.Signal, error) {
	if n <= 0 || n > 64 {
		return 0, fail(client.Refused, "%d is no signal", n)
	}
	return unix.Signal(n), nil
}
