// Package environment looks after the class's software: which environments there
// are, their generations, people's drafts of them, how a draft becomes a generation,
// and the way back (decision 023).
//
// It runs no software itself: checks and builds are runs of the spawner, under
// accounts that are nobody's. Which environment a server has, the narrowest choice
// says: the app's, the person's, that of a group of theirs, or else the default one. Who
// may change one are those whom Config.May names, and who teaches a group that was given
// it; doors ask MayChange. New starts nothing; Run brings records and disk together, then
// works until its context ends.
//
// What always holds: a generation never changes and is whole; one that a server, a
// draft or the environment itself uses is not removed; nothing of a person's is
// deleted because a record of it is missing.
package environment

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"commonhall"
	"commonhall/environment/tree"
	"commonhall/spawner"
)

// Store is what the room keeps its records in.
type Store interface {
	User(context.Context, commonhall.UserName) (commonhall.User, error)
	Environments(context.Context) ([]commonhall.Environment, error)
	AddEnvironment(context.Context, commonhall.Environment) error
	ChangeEnvironment(context.Context, commonhall.Environment) error
	Generations(context.Context, commonhall.EnvironmentName) ([]commonhall.Generation, error)
	Kept(context.Context, commonhall.EnvironmentName) ([]commonhall.Generation, error)
	AddGeneration(ctx context.Context, g commonhall.Generation, after int, of ...commonhall.TreeID) (number int, err error)
	AdoptGeneration(context.Context, commonhall.Generation) (number int, err error)
	SetCurrent(ctx context.Context, name commonhall.EnvironmentName, number, after int) error
	PruneGeneration(context.Context, commonhall.EnvironmentName, int) (bool, error)
	Drafts(context.Context) ([]commonhall.Draft, error)
	SaveDraft(context.Context, commonhall.Draft) error
	DropDraft(context.Context, commonhall.TreeID) error
	RemoveEnvironment(context.Context, commonhall.EnvironmentName) error
	Choices(context.Context) ([]commonhall.Choice, error)
	SetChoice(context.Context, commonhall.Choice) error
	DropChoice(ctx context.Context, kind commonhall.ChoiceKind, who int) (bool, error)
}

// Groups is what the room asks of the room auth: who is in which group, and teaches it.
type Groups interface {
	Group(context.Context, commonhall.GroupName) (commonhall.Group, error)
	Memberships(context.Context, ...commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error)
}

// Runs is what the room needs of the spawner.
type Runs interface {
	Start(ctx context.Context, spec spawner.Spec) error
	List(ctx context.Context) ([]spawner.Status, error)
	Stop(ctx context.Context, id commonhall.ServerID, grace time.Duration, by string) (*commonhall.End, error)
	Forget(ctx context.Context, id commonhall.ServerID) error
	Wait(ctx context.Context, id commonhall.ServerID) (commonhall.End, error)
	Listening(ctx context.Context, id commonhall.ServerID) error
	Log(ctx context.Context, id commonhall.ServerID, max int) ([]byte, error)
	Lookup(ctx context.Context, programs []string) (map[string]bool, error)
	dialer
	execer
}

// Config is what the operator decides, and what the rest of the house knows.
type Config struct {
	Dir     string // where the trees lie
	FirstID int    // the first of Accounts numbers for checks and builds
	Limits  commonhall.Limits
	Network commonhall.Network // of builds
	Port    int                // where an app listens
	Timeout time.Duration      // of one step of a check
	Build   time.Duration      // of one step of a build
	Keep    int                // how many generations of an environment are kept
	First   string             // what the first environment is made of, where there is none
	Again   time.Duration      // how long after a first attempt that failed comes the second
	Size    int64              // how much room the generations of one environment may take; 0: any
	Release string             // of the machine's Debian, see Release

	// HasRoom reports an error for people where the disk is so full that a build must end.
	HasRoom func() error
	// Apps returns what a server may run, the default one first.
	Apps func() []commonhall.App
	// May reports whether the person may change the environment, whatever they teach.
	May func(ctx context.Context, u commonhall.User, e commonhall.EnvironmentName) bool
	// Holds reports whether who began work, a service or whoever has a role for it, may still
	// change every environment; nil: nobody may for that.
	Holds func(ctx context.Context, by string) bool
	// Groups knows who teaches whom; nil: there are no groups.
	Groups Groups
	// InUse returns what people's servers see right now.
	InUse func(ctx context.Context) ([]commonhall.Software, error)
}

// Accounts is how many numbers there are for checks and builds.
const Accounts = 50

// Room is the room.
type Room struct {
	cfg    Config
	store  Store
	runs   Runs
	events commonhall.Recorder
	log    *slog.Logger

	mu     sync.Mutex
	ctx    context.Context // of Run; nil before and after it
	stores map[commonhall.EnvironmentName]*tree.Store
	held   map[string]int               // trees and drafts that somebody is about to use
	slots  [Accounts]bool               // numbers in use
	own    map[commonhall.ServerID]bool // checks and builds
	jobs   []*Job                       // the newest last
	// What pip says of trees, for as long as it is remembered.
	conflicting map[string][]string
	measured    map[commonhall.EnvironmentName]measured
	missing     map[commonhall.TreeID]bool // trees of which it was said that they are not on the disk
	foreign     map[string]bool            // trees of which it was said that their layer is for another release
	adopted     chan struct{}              // closed when records and disk are together
	first       chan struct{}              // closed when it is known which environment there is first
	change      sync.Mutex                 // held while a draft comes or goes, and while old trees are looked for
	work        sync.WaitGroup

	turns map[commonhall.EnvironmentName]chan struct{} // to look at drafts
}

// New returns a room.
func New(cfg Config, store Store, runs Runs, events commonhall.Recorder, log *slog.Logger) *Room {
	return &Room{cfg: cfg, store: store, runs: runs, events: events, log: log, adopted: make(chan struct{}), first: make(chan struct{}),
		stores: map[commonhall.EnvironmentName]*tree.Store{}, held: map[string]int{}, own: map[commonhall.ServerID]bool{}, conflicting: map[string][]string{}, missing: map[commonhall.TreeID]bool{}, foreign: map[string]bool{}, measured: map[commonhall.EnvironmentName]measured{}}
}

// Run brings records and disk together, makes the first environment where there has
// never been one, and takes away what nobody needs, until ctx ends.
func (r *Room) Run(ctx context.Context, ready func()) error {
	r.mu.Lock()
	r.ctx = ctx
	r.mu.Unlock()
	ready()
	if err := r.adopt(ctx); err != nil && ctx.Err() == nil {
		r.log.Error("the environments on disk cannot be looked through", "error", err)
	}
	close(r.adopted)
	r.work.Go(func() { r.makeFirst(ctx) })
	r.tidy(ctx)
	r.mu.Lock()
	r.ctx = nil
	r.mu.Unlock()
	r.work.Wait()
	return nil
}

// tidy prunes now and then.
func (r *Room) tidy(ctx context.Context) {
	often := time.NewTicker(time.Hour)
	defer often.Stop()
	for {
		if err := r.Prune(ctx); err != nil && ctx.Err() == nil {
			r.log.Warn("old generations cannot be removed", "error", err)
		}
		select {
		case <-often.C:
		case <-ctx.Done():
			return
		}
	}
}

// List returns every environment.
func (r *Room) List(ctx context.Context) ([]commonhall.Environment, error) {
	return r.store.Environments(ctx)
}

// Get returns the environment called name; "" is the default one.
func (r *Room) Get(ctx context.Context, name commonhall.EnvironmentName) (commonhall.Environment, error) {
	all, err := r.store.Environments(ctx)
	if err != nil {
		return commonhall.Environment{}, err
	}
	for _, e := range all {
		if e.Name == name || name == "" && e.Default {
			return e, nil
		}
	}
	if name == "" {
		return commonhall.Environment{}, commonhall.Errorf(commonhall.NotFound, "There is no environment yet.").
			WithHint("Make one with: commonhall env build NAME")
	}
	return commonhall.Environment{}, commonhall.Errorf(commonhall.NotFound, "There is no environment %q.", string(name)).
		WithHint("List them with: commonhall env list")
}

// Generations returns the generations of an environment, the newest first.
func (r *Room) Generations(ctx context.Context, name commonhall.EnvironmentName) ([]commonhall.Generation, error) {
	return r.store.Generations(ctx, name)
}

// generation returns one of them that still has its tree.
func (r *Room) generation(ctx context.Context, name commonhall.EnvironmentName, number int) (commonhall.Generation, error) {
	all, err := r.store.Kept(ctx, name)
	if err != nil {
		return commonhall.Generation{}, err
	}
	for _, g := range all {
		if g.Number == number {
			return g, nil
		}
	}
	return commonhall.Generation{}, commonhall.Errorf(commonhall.NotFound, "The environment %s has no generation %d, or has it no longer.", string(name), number).
		WithHint("List them with: commonhall env list " + string(name))
}

func (r *Room) record(ctx context.Context, name commonhall.EventName, by string, user commonhall.UserName, text string) {
	r.events.Record(ctx, commonhall.Event{Name: name, By: by, User: user, Text: text})
}
