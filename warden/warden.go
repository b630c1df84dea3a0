// Package warden is the one role that holds root. It makes people's accounts and
// homes, starts and ends their processes in sandboxes under limits, and makes
// sockets inside those sandboxes.
//
// It decides nothing about who may do what: it does as its peers on the socket
// ask, within bounds that it knows itself (the block of uids, the folders, the
// largest limits). It parses no HTTP and opens no database.
//
// What always holds: servers are not the warden's to lose. It may die at any
// moment, and the next one adopts what runs: a run's record is written before
// its process exists, and the process gets its orders only when the record names
// it. The warden ends runs when asked, and otherwise ends only itself.
package warden

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/oom"
	"commonhall/sandbox/output"
	"commonhall/warden/client"
)

// Offsets in an installation's block of uids (decision 003).
const (
	EdgeOffset    = 0
	HubOffset     = 1
	SocketsGroup  = 2
	BuildOffset   = 900 // accounts for what is nobody's own, up to the people
	ServiceOffset = 950 // and of these, those of services
	PeopleOffset  = 1000
	BlockSize     = 1 << 16
)

// HubAddress is where programs inside a server find the hub's API.
const HubAddress = "127.0.0.1:8081"

// Config says where the warden's things are and how far it may go.
type Config struct {
	Instance string            // names the control group: commonhall-INSTANCE
	UIDBase  int               // first uid of the installation's block
	Homes    string            // people's homes
	Groups   string            // folders of groups
	Software string            // environments and drafts, the hub's, in a folder of root's
	Logs     string            // output of people's servers
	Run      string            // records of runs; a folder that does not survive a reboot
	Hide     []string          // folders that no sandbox may see, wherever they lie
	Max      commonhall.Limits // the largest limits that a run may have; zero: no bound
}

// Warden is the role. New makes it, Run starts and ends it, once.
type Warden struct {
	cfg   Config
	log   *slog.Logger
	epoch string
	cg    *cgroup.Hierarchy
	oom   *oom.Log // nil where the kernel's log cannot be read
	host  *os.File // the machine's own network
	// This very program, as it was when the role started: what servers run stays
	// of one piece with it even while a new version is being installed.
	binary *os.File

	mu     sync.Mutex
	runs   map[commonhall.ServerID]*run
	barred map[commonhall.ServerID]bool // stopped before they were started
	others []*os.File                   // children that no record knows
	work   sync.WaitGroup

	changes chan struct{} // see orderly
	looks   chan struct{} // see disks
	over    chan struct{} // closed when no end of a run is noticed any more
}

// New returns a warden that has touched nothing yet.
func New(cfg Config, log *slog.Logger) *Warden {
	return &Warden{cfg: cfg, log: log, epoch: rand.Text(), runs: map[commonhall.ServerID]*run{},
		barred: map[commonhall.ServerID]bool{}, changes: make(chan struct{}, 4), looks: make(chan struct{}, 4), over: make(chan struct{})}
}

// Run adopts what runs already, calls ready, and serves l until ctx ends. Runs
// go on after it.
func (w *Warden) Run(ctx context.Context, l *net.UnixListener, ready func()) error {
	for _, dir := range []string{w.cfg.Homes, w.cfg.Groups, w.cfg.Logs, w.cfg.Run} {
		if err := os.MkdirAll(dir, 0o711); err != nil {
			return err
		}
	}
	if err := mounted.Begin(w.cfg.Homes, w.cfg.Groups); err != nil {
		w.log.Error("a folder of people's files cannot be used", "error", err)
	}
	cg, err := cgroup.OpenHierarchy("commonhall-" + w.cfg.Instance)
	if err != nil {
		return fmt.Errorf("control groups: %w", err)
	}
	w.cg = cg
	if w.oom, err = oom.Open(w.cfg.UIDBase, w.cfg.UIDBase+BlockSize); err != nil {
		w.log.Warn("of ends for memory it is not known which process that was", "reason", err)
	}
	defer w.oom.Close()
	if w.host, err = os.Open("/proc/self/ns/net"); err != nil {
		return err
	}
	defer w.host.Close()
	if w.binary, err = os.Open("/proc/self/exe"); err != nil {
		return err
	}
	defer w.binary.Close()
	if err := w.adopt(); err != nil {
		return fmt.Errorf("adopt what runs: %w", err)
	}
	serving, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(serving, func() { l.Close() })
	defer stop()
	w.work.Go(func() { output.Tend(serving, w.cfg.Logs, w.cutLogs) })
	w.work.Go(func() { w.watchSockets(serving) })
	ready()
	err = w.accept(serving, l)
	cancel()
	w.shutdown()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (w *Warden) accept(ctx context.Context, l *net.UnixListener) error {
	for {
		c, err := l.AcceptUnix()
		if err != nil {
			return err
		}
		w.work.Go(func() { w.serve(ctx, c) })
	}
}

// shutdown ends everything of the warden's own and nothing of people's.
func (w *Warden) shutdown() {
	close(w.over) // first, so that a run that is just being started is not watched
	w.mu.Lock()
	for _, r := range w.runs {
		r.mu.Lock()
		// Of a run that ends what is open is needed until it is known how it ended; one that is
		// being started is closed when it has been (attach).
		if !r.ending && (r.pidfd != nil || isClosed(r.started)) {
			r.close()
		}
		r.mu.Unlock()
	}
	w.mu.Unlock()
	for _, f := range w.others {
		f.Close()
	}
	w.work.Wait()
}

// find returns the run id.
func (w *Warden) find(id commonhall.ServerID) (*run, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if r := w.runs[id]; r != nil {
		return r, nil
	}
	return nil, fail(client.Unknown, "no such run: %s", id)
}

// all returns the runs in the order of their ids, beginning behind after.
func (w *Warden) all(after string) []*run {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []*run
	for id, r := range w.runs {
		if string(id) > after {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *run) int { return strings.Compare(string(a.rec.ID), string(b.rec.ID)) })
	return out
}

// fail makes an error that goes over the wire as it is.
func fail(code client.Code, format string, args ...any) *client.Error {
	return &client.Error{Code: code, Text: fmt.Sprintf(format, args...)}
}

// stopAll ends every run, all at once. The hub still records how, and forgets them.
func (w *Warden) stopAll(grace time.Duration, by string) {
	var g sync.WaitGroup
	for _, r := range w.all("") {
		g.Go(func() { w.stop(r, grace, by) })
	}
	g.Wait()
}

func (w *Warden) recordPath(id commonhall.ServerID) string {
	return filepath.Join(w.cfg.Run, string(id)+".json")
}
