// Package linux is the spawner for this machine: it asks the warden, which holds
// root, to run servers in sandboxes.
//
// It keeps no truth of its own but the hub's doors: of every HubListener it
// handed out it holds a duplicate, so that a warden that comes back after a crash
// can be given them again. New starts nothing; Close ends the connection.
package linux

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/spawner"
	"commonhall/warden/client"
)

// Spawner implements spawner.Spawner through the warden's socket.
type Spawner struct {
	client *client.Client
	log    *slog.Logger

	mu    sync.Mutex
	epoch string
	doors map[commonhall.ServerID]*os.File
}

// New returns a spawner that speaks to the warden at the socket path.
func New(path string, log *slog.Logger) *Spawner {
	s := &Spawner{log: log, doors: map[commonhall.ServerID]*os.File{}}
	s.client = client.New(path, s.reconnected)
	return s
}

// Close ends the connection to the warden. Servers go on.
func (s *Spawner) Close() {
	s.client.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, f := range s.doors {
		f.Close()
		delete(s.doors, id)
	}
}

// WardenPID returns the warden's process, 0 while it is away.
func (s *Spawner) WardenPID() int { return s.client.PID() }

// Capabilities implements spawner.Spawner.
func (s *Spawner) Capabilities() spawner.Capabilities {
	return spawner.Capabilities{Driver: "linux", Limits: true, HubAPI: true, SurvivesUs: true, Binary: client.BinaryInside}
}

// reconnected hands the doors back to a warden that is a new one, before anybody
// can ask it for one: it could not make what is still there.
func (s *Spawner) reconnected(ctx context.Context, epoch string, do client.Doer) error {
	s.mu.Lock()
	known, doors := s.epoch == epoch, maps.Clone(s.doors)
	s.mu.Unlock()
	if known {
		return nil
	}
	for id, f := range doors {
		_, _, err := do(ctx, client.Request{Verb: client.Return, Server: id}, f)
		var ce *client.Error
		switch {
		case err == nil:
		case !errors.As(err, &ce):
			return err
		case ce.Code == client.Unknown:
			s.keepDoor(id, nil)
		default:
			s.log.Warn("the warden did not take a server's door back", "server", id, "error", err)
		}
	}
	s.mu.Lock()
	s.epoch = epoch
	s.mu.Unlock()
	return nil
}

// keepDoor keeps a duplicate of a door in place of the one before; nil keeps none.
func (s *Spawner) keepDoor(id commonhall.ServerID, f *os.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.doors[id]; old != nil {
		old.Close()
	}
	delete(s.doors, id)
	if f != nil {
		s.doors[id] = f
	}
}

// do sends a request and translates failures into those of the contract.
func (s *Spawner) do(ctx context.Context, req client.Request, files ...*os.File) (client.Reply, []*os.File, error) {
	r, out, err := s.client.Do(ctx, req, files...)
	return r, out, translate(err)
}

func translate(err error) error {
	var ce *client.Error
	switch {
	case errors.Is(err, client.ErrAway):
		return fmt.Errorf("%w: %w", spawner.ErrAway, err)
	case !errors.As(err, &ce):
	case ce.Code == client.Unknown:
		return fmt.Errorf("%w: %s", spawner.ErrUnknown, ce.Text)
	case ce.Code == client.HasEnded:
		return fmt.Errorf("%w: %s", spawner.ErrEnded, ce.Text)
	case ce.Code == client.Busy:
		return fmt.Errorf("%w: %s", spawner.ErrBusy, ce.Text)
	case ce.Code == client.Refused:
		return fmt.Errorf("%w: %s", spawner.ErrRefused, ce.Text)
	}
	return err
}

// again repeats a request that may be repeated while the warden restarts.
func (s *Spawner) again(ctx context.Context, req client.Request) (client.Reply, []*os.File, error) {
	wait := 5 * time.Millisecond
	for {
		r, files, err := s.do(ctx, req)
		if !errors.Is(err, spawner.ErrAway) {
			return r, files, err
		}
		select {
		case <-ctx.Done():
			return r, nil, fmt.Errorf("%w: %w", err, ctx.Err())
		case <-time.After(wait):
		}
		wait = min(2*wait, 500*time.Millisecond)
	}
}

// Start implements spawner.Spawner. While the warden is away it tries again
// until ctx ends: the same id twice is one run.
func (s *Spawner) Start(ctx context.Context, spec spawner.Spec) error {
	_, _, err := s.again(ctx, client.Request{Verb: client.Start, Server: spec.ID, Spec: &client.Spec{
		Account: spec.Account, Command: spec.Command, Env: spec.Env, Port: spec.Port, Limits: spec.Limits, Network: spec.Network,
		Software: spec.Software, Groups: spec.Groups, Scratch: spec.Scratch, Label: spec.Label}})
	return err
}

// Listening implements spawner.Spawner.
func (s *Spawner) Listening(ctx context.Context, id commonhall.ServerID) error {
	_, _, err := s.again(ctx, client.Request{Verb: client.Listening, Server: id})
	return err
}

// Stop implements spawner.Spawner.
func (s *Spawner) Stop(ctx context.Context, id commonhall.ServerID, grace time.Duration, by string) (*commonhall.End, error) {
	r, _, err := s.again(ctx, client.Request{Verb: client.Stop, Server: id, Grace: grace, By: by})
	return r.End, err
}

// Forget implements spawner.Spawner.
func (s *Spawner) Forget(ctx context.Context, id commonhall.ServerID) error {
	_, _, err := s.again(ctx, client.Request{Verb: client.Forget, Server: id})
	if err == nil {
		s.keepDoor(id, nil)
	}
	return err
}

// List implements spawner.Spawner.
func (s *Spawner) List(ctx context.Context) ([]spawner.Status, error) {
	var out []spawner.Status
	after := ""
	for {
		r, _, err := s.again(ctx, client.Request{Verb: client.List, After: after})
		if err != nil {
			return nil, err
		}
		for _, run := range r.Runs {
			out = append(out, status(run))
		}
		if after = r.Next; after == "" {
			return out, nil
		}
	}
}

func status(r client.Run) spawner.Status {
	return spawner.Status{ID: r.ID, UID: r.UID, Login: r.Login, Label: r.Label, Asked: r.Asked, Phase: spawner.Phase(r.Phase), Started: r.Started, Limits: r.Limits, Lacks: r.Lacks, Network: r.Network, Notice: r.Notice, Missing: r.Missing, End: r.End}
}

// Status implements spawner.Spawner.
func (s *Spawner) Status(ctx context.Context, id commonhall.ServerID) (spawner.Status, error) {
	r, _, err := s.again(ctx, client.Request{Verb: client.Status, Server: id})
	if err != nil {
		return spawner.Status{}, err
	}
	if len(r.Runs) != 1 {
		return spawner.Status{}, errors.New("the warden answered without a run")
	}
	return status(r.Runs[0]), nil
}

// Wait implements spawner.Spawner.
func (s *Spawner) Wait(ctx context.Context, id commonhall.ServerID) (commonhall.End, error) {
	r, _, err := s.again(ctx, client.Request{Verb: client.Wait, Server: id})
	if err != nil {
		return commonhall.End{}, err
	}
	if r.End == nil {
		return commonhall.End{}, fmt.Errorf("%w: %s", spawner.ErrUnknown, id)
	}
	return *r.End, nil
}

// SetLimits implements spawner.Spawner. The same limits twice are no harm.
func (s *Spawner) SetLimits(ctx context.Context, id commonhall.ServerID, l commonhall.Limits) error {
	_, _, err := s.again(ctx, client.Request{Verb: client.SetLimits, Server: id, Limits: l})
	return err
}

// Dial implements spawner.Spawner.
func (s *Spawner) Dial(ctx context.Context, id commonhall.ServerID, port int) (net.Conn, error) {
	conn, err := s.client.DialRun(ctx, id, port)
	return conn, translate(err)
}

// HubListener implements spawner.Spawner.
func (s *Spawner) HubListener(ctx context.Context, id commonhall.ServerID) (net.Listener, error) {
	_, files, err := s.again(ctx, client.Request{Verb: client.Listener, Server: id})
	if err != nil {
		return nil, err
	}
	if len(files) != 1 {
		return nil, errors.New("the warden answered without a listener")
	}
	l, err := net.FileListener(files[0])
	if err != nil {
		files[0].Close()
		return nil, err
	}
	s.keepDoor(id, files[0])
	return l, nil
}

// Usage implements spawner.Spawner.
func (s *Spawner) Usage(ctx context.Context, ids ...commonhall.ServerID) (map[commonhall.ServerID]commonhall.Usage, error) {
	out := map[commonhall.ServerID]commonhall.Usage{}
	after := ""
	for {
		r, _, err := s.do(ctx, client.Request{Verb: client.Usage, IDs: ids, After: after})
		if err != nil {
			return nil, err
		}
		for id, u := range r.Usage {
			out[id] = u
		}
		if after = r.Next; after == "" {
			return out, nil
		}
	}
}

// Log implements spawner.Spawner.
func (s *Spawner) Log(ctx context.Context, id commonhall.ServerID, limit int) ([]byte, error) {
	r, _, err := s.do(ctx, client.Request{Verb: client.Log, Server: id, Max: limit})
	return r.Log, err
}

// Disks implements spawner.Spawner.
func (s *Spawner) Disks(ctx context.Context, accounts ...commonhall.Account) (map[int]spawner.Disk, error) {
	out := map[int]spawner.Disk{}
	for {
		n := min(len(accounts), client.MaxAccounts)
		r, _, err := s.do(ctx, client.Request{Verb: client.Disks, Accounts: accounts[:n]})
		if err != nil {
			return nil, err
		}
		for uid, d := range r.Disks {
			out[uid] = spawner.Disk(d)
		}
		if accounts = accounts[n:]; len(accounts) == 0 {
			return out, nil
		}
	}
}

// Lookup implements spawner.Spawner.
func (s *Spawner) Lookup(ctx context.Context, programs []string) (map[string]bool, error) {
	r, _, err := s.again(ctx, client.Request{Verb: client.Lookup, Programs: programs})
	return r.Found, err
}

var _ spawner.Spawner = (*Spawner)(nil)

// setSize tells a pseudo-terminal how large its window is.
func setSize(pty *os.File, rows, cols uint16) error {
	return unix.IoctlSetWinsize(int(pty.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: rows, Col: cols})
}
