package spawnertest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// Program is what a pretended run does; it returns the exit status. It ends soon
// after Inside.Killed is closed.
type Program func(in *Inside) int

// PretendOptions say what a Pretend pretends.
type PretendOptions struct {
	// Program returns what a command does, or nil where there is no such program.
	// Without it every command serves an empty page.
	Program func(args []string) Program
	// Capabilities replace those that Pretend has by itself.
	Capabilities *spawner.Capabilities
}

// Pretend is a spawner without processes: its runs are functions of the test's,
// its networks are in memory. It does as the contract says, as far as its
// Capabilities go, until a test tells it to misbehave. It survives the hub as a
// real driver does: whoever gets the same Pretend sees the same runs.
type Pretend struct {
	opts PretendOptions
	work sync.WaitGroup

	mu     sync.Mutex
	runs   map[commonhall.ServerID]*pretended
	barred map[commonhall.ServerID]bool
	away   bool
	hook   func(context.Context, spawner.Spec) error
	usage  map[commonhall.ServerID]commonhall.Usage
	lacks  []commonhall.LimitName
	disks  map[int]spawner.Disk
}

// NewPretend returns a spawner without runs. Close ends them.
func NewPretend(opts PretendOptions) *Pretend {
	if opts.Program == nil {
		opts.Program = func([]string) Program { return Serve(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})) }
	}
	return &Pretend{opts: opts, runs: map[commonhall.ServerID]*pretended{}, barred: map[commonhall.ServerID]bool{},
		usage: map[commonhall.ServerID]commonhall.Usage{}, disks: map[int]spawner.Disk{0: {}}}
}

// Close kills every run and waits for the programs.
func (p *Pretend) Close() {
	p.mu.Lock()
	for _, r := range p.runs {
		r.kill(commonhall.End{Cause: commonhall.EndSignal, Signal: "SIGKILL", Code: 137})
	}
	p.mu.Unlock()
	p.work.Wait()
}

// OnStart is asked before each new run is accepted: its error is Start's, and
// while it hangs, Start does. nil takes it away.
func (p *Pretend) OnStart(hook func(context.Context, spawner.Spec) error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hook = hook
}

// SetAway makes every call fail with ErrAway, or no longer.
func (p *Pretend) SetAway(away bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away = away
}

// SetUsage says what Usage shows of a run while it goes on.
func (p *Pretend) SetUsage(id commonhall.ServerID, u commonhall.Usage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.usage[id] = u
}

// SetDisk says what Disks tells of an account, or under 0 of the disk itself.
func (p *Pretend) SetDisk(uid int, d spawner.Disk) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.disks[uid] = d
}

// End ends a run as end says: out of memory, by a signal, unseen.
func (p *Pretend) End(id commonhall.ServerID, end commonhall.End) error {
	r, err := p.find(context.Background(), id)
	if err != nil {
		return err
	}
	r.kill(end)
	<-r.ended
	return nil
}

// Spec returns what a run was started with, its Software for instance.
func (p *Pretend) Spec(id commonhall.ServerID) (spawner.Spec, error) {
	r, err := p.find(context.Background(), id)
	if err != nil {
		return spawner.Spec{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.spec, nil
}

// Capabilities implements spawner.Spawner.
func (p *Pretend) Capabilities() spawner.Capabilities {
	if p.opts.Capabilities != nil {
		return *p.opts.Capabilities
	}
	return spawner.Capabilities{Driver: "pretend", Binary: "/run/pretend/commonhall", HubAPI: true, SurvivesUs: true}
}

func (p *Pretend) reach(ctx context.Context) error {
	if p.away {
		return fmt.Errorf("%w: it pretends to be away", spawner.ErrAway)
	}
	return ctx.Err()
}

func (p *Pretend) find(ctx context.Context, id commonhall.ServerID) (*pretended, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.reach(ctx); err != nil {
		return nil, err
	}
	if r := p.runs[id]; r != nil {
		return r, nil
	}
	return nil, fmt.Errorf("%w: %s", spawner.ErrUnknown, id)
}

// alive returns a run that has not ended.
func (p *Pretend) alive(ctx context.Context, id commonhall.ServerID) (*pretended, error) {
	r, err := p.find(ctx, id)
	if err == nil && r.hasEnded() {
		err = fmt.Errorf("%w: %s", spawner.ErrEnded, id)
	}
	return r, err
}

// Start implements spawner.Spawner.
func (p *Pretend) Start(ctx context.Context, spec spawner.Spec) error {
	if err := spec.ID.Validate(); err != nil || len(spec.Command) == 0 || spec.Command[0] == "" || spec.Port < 1 || spec.Port > 65535 || len(spec.Label) > spawner.MaxLabel {
		return fmt.Errorf("%w: a spec that makes no sense", spawner.ErrRefused)
	}
	p.mu.Lock()
	err, hook, known := p.reach(ctx), p.hook, p.runs[spec.ID] != nil
	p.mu.Unlock()
	if err == nil && hook != nil && !known {
		err = hook(ctx, spec)
	}
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.barred[spec.ID]:
		return fmt.Errorf("%w: %s was stopped before", spawner.ErrRefused, spec.ID)
	case p.runs[spec.ID] != nil:
		return nil
	case p.draftTaken(spec):
		return fmt.Errorf("%w: another run changes the draft", spawner.ErrRefused)
	}
	r := newPretended(spec)
	p.runs[spec.ID] = r
	command := becomes(spec.Command, p.Capabilities().Binary)
	program := p.opts.Program(command)
	if program == nil {
		r.finish(commonhall.End{Cause: commonhall.EndNoCommand, Detail: "The program cannot be started: " + command[0] + " is not installed."})
		return nil
	}
	in := newInside(r, command, spec.Env)
	in.Stdout, in.Stderr = r, r
	r.main = in
	p.work.Go(func() {
		code := program(in)
		r.finish(in.endOf(code))
		in.close()
	})
	return nil
}

// becomes returns what a command of ours becomes once it has prepared a start: what
// stands behind the dashes.
func becomes(command []string, binary string) []string {
	if i := slices.Index(command, "--"); len(command) > 2 && command[0] == binary && command[1] == "own" && i > 0 && i+1 < len(command) {
		return command[i+1:]
	}
	return command
}

// draftTaken reports whether a living run has the draft that spec wants.
func (p *Pretend) draftTaken(spec spawner.Spec) bool {
	if spec.Software == nil || spec.Software.Draft == "" {
		return false
	}
	for _, r := range p.runs {
		if s := r.spec.Software; s != nil && s.Draft == spec.Software.Draft && !r.hasEnded() {
			return true
		}
	}
	return false
}

// Listening implements spawner.Spawner.
func (p *Pretend) Listening(ctx context.Context, id commonhall.ServerID) error {
	r, err := p.find(ctx, id)
	if err != nil {
		return err
	}
	select {
	case <-r.listening:
	case <-r.ended:
	case <-ctx.Done():
		return ctx.Err()
	}
	if r.hasEnded() {
		return fmt.Errorf("%w: %s", spawner.ErrEnded, id)
	}
	return nil
}

// Stop implements spawner.Spawner.
func (p *Pretend) Stop(ctx context.Context, id commonhall.ServerID, grace time.Duration, by string) (*commonhall.End, error) {
	p.mu.Lock()
	err, r := p.reach(ctx), p.runs[id]
	if err == nil && r == nil {
		p.barred[id] = true
	}
	p.mu.Unlock()
	if err != nil || r == nil {
		return nil, err
	}
	r.ask(by)
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-r.ended:
	case <-timer.C:
		r.kill(commonhall.End{Cause: commonhall.EndStopped})
		<-r.ended
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return r.status().End, nil
}

// Forget implements spawner.Spawner.
func (p *Pretend) Forget(ctx context.Context, id commonhall.ServerID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.reach(ctx); err != nil {
		return err
	}
	if r := p.runs[id]; r != nil && !r.hasEnded() {
		return fmt.Errorf("%w: %s has not ended", spawner.ErrRefused, id)
	}
	delete(p.runs, id)
	return nil
}

// List implements spawner.Spawner.
func (p *Pretend) List(ctx context.Context) ([]spawner.Status, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []spawner.Status
	for _, r := range p.runs {
		out = append(out, r.status())
	}
	slices.SortFunc(out, func(a, b spawner.Status) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out, p.reach(ctx)
}

// Status implements spawner.Spawner.
func (p *Pretend) Status(ctx context.Context, id commonhall.ServerID) (spawner.Status, error) {
	r, err := p.find(ctx, id)
	if err != nil {
		return spawner.Status{}, err
	}
	st := r.status()
	p.mu.Lock()
	defer p.mu.Unlock()
	st.Lacks = p.lacks
	return st, nil
}

// Lacks says which limits the machine cannot hold.
func (p *Pretend) Lacks(names ...commonhall.LimitName) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lacks = names
}

// Wait implements spawner.Spawner.
func (p *Pretend) Wait(ctx context.Context, id commonhall.ServerID) (commonhall.End, error) {
	r, err := p.find(ctx, id)
	if err != nil {
		return commonhall.End{}, err
	}
	select {
	case <-r.ended:
		return *r.status().End, nil
	case <-ctx.Done():
		return commonhall.End{}, ctx.Err()
	}
}

// SetLimits implements spawner.Spawner.
func (p *Pretend) SetLimits(ctx context.Context, id commonhall.ServerID, l commonhall.Limits) error {
	r, err := p.alive(ctx, id)
	switch {
	case err != nil:
		return err
	case l.Memory < 0 || l.CPU < 0 || l.PIDs < 0:
		return fmt.Errorf("%w: a limit below zero", spawner.ErrRefused)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.spec.Limits = l
	return nil
}

// Dial implements spawner.Spawner.
func (p *Pretend) Dial(ctx context.Context, id commonhall.ServerID, port int) (net.Conn, error) {
	r, err := p.alive(ctx, id)
	if err != nil {
		return nil, err
	}
	return r.dial(ctx, port)
}

// HubListener implements spawner.Spawner.
func (p *Pretend) HubListener(ctx context.Context, id commonhall.ServerID) (net.Listener, error) {
	r, err := p.alive(ctx, id)
	if err != nil {
		return nil, err
	}
	return &listener{queue: r.door, closed: make(chan struct{})}, nil
}

// Exec implements spawner.Spawner.
func (p *Pretend) Exec(ctx context.Context, id commonhall.ServerID, cmd spawner.Cmd) (spawner.Process, error) {
	r, err := p.alive(ctx, id)
	if err != nil {
		return nil, err
	}
	var program Program
	if len(cmd.Args) > 0 && cmd.Args[0] != "" {
		program = p.opts.Program(cmd.Args)
	}
	if program == nil {
		return nil, fmt.Errorf("%w: %q is not installed", spawner.ErrRefused, cmd.Args)
	}
	in := newInside(r, cmd.Args, cmd.Env)
	in.dir, in.rows, in.cols = cmd.Dir, cmd.Rows, cmd.Cols
	in.Stdin, in.Stdout, in.Stderr = orEmpty(cmd.Stdin), orDiscard(cmd.Stdout), orDiscard(cmd.Stderr)
	if cmd.Terminal {
		in.Stderr = in.Stdout
	}
	x := &executed{in: in, done: make(chan struct{}), exited: make(chan int, 1)}
	// The program may hang in the caller's reader or writer; a kill does not wait for that.
	p.work.Go(func() { x.exited <- program(in) })
	p.work.Go(func() { x.watch(r) })
	return x, nil
}

func orEmpty(r io.Reader) io.Reader {
	if r == nil {
		return strings.NewReader("")
	}
	return r
}

func orDiscard(w io.Writer) io.Writer {
	if w == nil {
		return io.Discard
	}
	return w
}

// Usage implements spawner.Spawner.
func (p *Pretend) Usage(ctx context.Context, ids ...commonhall.ServerID) (map[commonhall.ServerID]commonhall.Usage, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := map[commonhall.ServerID]commonhall.Usage{}
	for id, r := range p.runs {
		if !r.hasEnded() && (len(ids) == 0 || slices.Contains(ids, id)) {
			out[id] = p.usage[id]
		}
	}
	return out, p.reach(ctx)
}

// Disks implements spawner.Spawner.
func (p *Pretend) Disks(ctx context.Context, accounts ...commonhall.Account) (map[int]spawner.Disk, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := map[int]spawner.Disk{0: p.disks[0]}
	for _, a := range accounts {
		if d, ok := p.disks[a.UID]; ok {
			out[a.UID] = d
		}
	}
	return out, p.reach(ctx)
}

// Log implements spawner.Spawner.
func (p *Pretend) Log(ctx context.Context, id commonhall.ServerID, limit int) ([]byte, error) {
	r, err := p.find(ctx, id)
	if err != nil {
		return nil, err
	}
	return r.tail(limit), nil
}

// Lookup implements spawner.Spawner.
func (p *Pretend) Lookup(ctx context.Context, programs []string) (map[string]bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := map[string]bool{}
	for _, name := range programs {
		if name != "" && (name == p.Capabilities().Binary || p.opts.Program([]string{name}) != nil) {
			out[name] = true
		}
	}
	return out, p.reach(ctx)
}

// executed is a command beside a pretended run.
type executed struct {
	in     *Inside
	exited chan int
	done   chan struct{}
	code   int
}

func (x *executed) watch(r *pretended) {
	select {
	case x.code = <-x.exited:
	case <-x.in.killed:
		x.code = 137
	case <-r.ended:
		x.in.kill()
		x.code = 137
	}
	if n := x.in.diedOf(); n != 0 {
		x.code = 128 + n
	}
	x.in.close()
	close(x.done)
}

// Wait implements spawner.Process.
func (x *executed) Wait(ctx context.Context) (int, error) {
	select {
	case <-x.done:
		return x.code, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// Signal implements spawner.Process.
func (x *executed) Signal(sig os.Signal) error {
	n, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("not a signal of this system")
	}
	x.in.signal(n)
	return nil
}

// Resize implements spawner.Process.
func (x *executed) Resize(rows, cols uint16) error {
	x.in.resize(rows, cols)
	return nil
}

var _ spawner.Spawner = (*Pretend)(nil)
