// Package service looks after services: programs that work for everybody, beside people's
// servers (decision 045). It knows which there are, from the settings and by the API, gives
// each its token, says where each is reached, and runs those that have a command: each in
// a sandbox of its own, under an account that is nobody's, started again when it ends.
//
// It proxies nothing and judges no token: the edge and the room auth do. New starts
// nothing; Run adopts what runs, then works until its context ends. The programs of
// services go on after it, as people's servers do.
//
// What always holds: an account has one run at most; a run that the settings no longer
// speak of is ended; a restart of the hub restarts no service that is as it was.
package service

import (
	"cmp"
	"context"
	"log/slog"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/spawner"
)

// Store is what the room keeps its records in.
type Store interface {
	Services(context.Context) ([]commonhall.ServiceRecord, error)
	SaveService(context.Context, commonhall.ServiceRecord) error
	RemoveService(context.Context, commonhall.ServiceName) error
}

// Tokens is what the room asks of the room auth.
type Tokens interface {
	// AdmitService lets a service call the API with that token, and with no other; "" is the
	// one that it has.
	AdmitService(ctx context.Context, s commonhall.Service, token string) error
	RemoveService(context.Context, commonhall.ServiceName) error
	// KeepClients ends what people gave to services that are not in the list.
	KeepClients(ctx context.Context, list []commonhall.Service) error
	// ServiceToken computes the token of a service for which nobody chose one.
	ServiceToken(commonhall.ServiceName) string
}

// Runs is what the room needs of the spawner.
type Runs interface {
	Start(ctx context.Context, spec spawner.Spec) error
	List(ctx context.Context) ([]spawner.Status, error)
	Status(ctx context.Context, id commonhall.ServerID) (spawner.Status, error)
	Wait(ctx context.Context, id commonhall.ServerID) (commonhall.End, error)
	Stop(ctx context.Context, id commonhall.ServerID, grace time.Duration, by string) (*commonhall.End, error)
	Forget(ctx context.Context, id commonhall.ServerID) error
	Log(ctx context.Context, id commonhall.ServerID, max int) ([]byte, error)
	HubListener(ctx context.Context, id commonhall.ServerID) (net.Listener, error)
}

// Revoker takes answers back that the edge holds.
type Revoker interface {
	Revoke(context.Context, gate.Revocation) error
}

// Inside serves the hub's API to the program of one service, on the listener that is its
// alone, until the listener is closed.
type Inside interface {
	ServeService(name commonhall.ServiceName, l net.Listener)
}

// Accounts is how many services the hub can run: each has one.
const Accounts = 50

// Config is what the operator decides.
type Config struct {
	Services []commonhall.Service // those of the settings
	FirstID  int                  // the first of Accounts numbers
	Limits   commonhall.Limits    // of each
	Network  commonhall.Network
	Grace    time.Duration // to end in
}

// Room is the room.
type Room struct {
	cfg     Config
	store   Store
	tokens  Tokens
	runs    Runs
	revoker Revoker
	inside  Inside
	events  commonhall.Recorder
	log     *slog.Logger

	changing sync.Mutex // held while services come or go

	mu   sync.Mutex
	ctx  context.Context // of Run; nil before and after it
	all  map[commonhall.ServiceName]*known
	work sync.WaitGroup
}

// known is a service that there is.
type known struct {
	commonhall.Service
	rec commonhall.ServiceRecord
	way commonhall.ServerID // under which the edge remembers the way to one that runs elsewhere
	run *managed            // nil where it runs elsewhere
	bad error               // why it cannot be used
}

// New returns the room. The services of the settings are known at once.
func New(cfg Config, store Store, tokens Tokens, runs Runs, revoker Revoker, inside Inside, events commonhall.Recorder, log *slog.Logger) *Room {
	r := &Room{cfg: cfg, store: store, tokens: tokens, runs: runs, revoker: revoker, inside: inside, events: events, log: log,
		all: map[commonhall.ServiceName]*known{}}
	for _, s := range cfg.Services {
		r.all[s.Name] = &known{Service: s, rec: commonhall.ServiceRecord{Name: s.Name, Account: -1}, way: wayTo(s)}
	}
	return r
}

// Runs reports whether a run is a service's: its id begins with the number of the account.
func (r *Room) Runs(id commonhall.ServerID) bool {
	number, _, _ := strings.Cut(string(id), "-")
	n, err := strconv.Atoi(number)
	return err == nil && n >= r.cfg.FirstID && n < r.cfg.FirstID+Accounts
}

// Run brings records and runs together, and looks after services until ctx ends.
func (r *Room) Run(ctx context.Context, ready func()) error {
	ready()
	err := r.adopt(ctx)
	if err == nil {
		<-ctx.Done()
	}
	r.mu.Lock()
	r.ctx = nil
	r.mu.Unlock()
	r.work.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// adopt finds out what there is. A service that cannot be used keeps no other from it.
func (r *Room) adopt(ctx context.Context) error {
	r.changing.Lock()
	defer r.changing.Unlock()
	records, err := r.store.Services(ctx)
	if err != nil {
		return err
	}
	list, err := r.list(ctx)
	if err != nil {
		return err
	}
	r.mu.Lock()
	var gone []commonhall.ServiceRecord
	for _, rec := range records {
		switch k := r.all[rec.Name]; {
		case k != nil:
			rec.Spec = "" // it stands in the settings by now
			k.rec = rec
		case rec.Spec != "":
			r.all[rec.Name] = r.added(rec)
		default:
			gone = append(gone, rec)
		}
	}
	order := slices.SortedFunc(maps.Values(r.all), func(a, b *known) int { return cmp.Compare(a.Name, b.Name) })
	r.mu.Unlock()
	for _, rec := range gone {
		r.forget(ctx, rec)
	}
	r.keepClients(ctx, order)
	wanted := map[commonhall.ServerID]bool{}
	for _, k := range order {
		if k.Managed() {
			wanted[k.rec.Run] = true
		}
	}
	for _, st := range list {
		if r.Runs(st.ID) && !wanted[st.ID] {
			r.end(ctx, st.ID)
		}
	}
	for _, k := range order {
		r.set(k, r.admit(ctx, k, r.token(k.Service)))
	}
	r.mu.Lock()
	r.ctx = ctx
	r.mu.Unlock()
	for _, k := range order {
		if k.Managed() && k.bad == nil {
			r.begin(ctx, k)
		}
	}
	return nil
}

// keepClients ends what people gave services that are gone, by whatever name these signed them in.
func (r *Room) keepClients(ctx context.Context, all []*known) {
	var list []commonhall.Service
	for _, k := range all {
		list = append(list, k.Service)
	}
	if err := r.tokens.KeepClients(ctx, list); err != nil {
		r.log.Error("what people gave services that are gone is not taken back; the next start tries again", "error", err)
	}
}

// list asks what runs, until that can be told.
func (r *Room) list(ctx context.Context) (list []spawner.Status, err error) {
	err = patiently(ctx, func(ctx context.Context) (err error) {
		list, err = r.runs.List(ctx)
		return err
	})
	return list, err
}

// set notes whether a service can be used.
func (r *Room) set(k *known, err error) {
	if err != nil {
		r.log.Error("a service cannot be used", "service", k.Name, "error", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	k.bad = err
}

// admit gives a service its record, its account and its token.
func (r *Room) admit(ctx context.Context, k *known, token string) error {
	rec := k.rec
	if rec.Created.IsZero() {
		rec.Created = time.Now().UTC()
	}
	if k.Managed() && rec.Account < 0 {
		if rec.Account = r.account(); rec.Account < 0 {
			return commonhall.Errorf(commonhall.ResourceExhausted, "There are more than %d services with a command.", Accounts)
		}
	} else if !k.Managed() {
		rec.Account, rec.Run, rec.Made = -1, "", ""
	}
	if err := r.store.SaveService(ctx, rec); err != nil {
		return err
	}
	r.mu.Lock()
	k.rec = rec
	r.mu.Unlock()
	return r.tokens.AdmitService(ctx, k.Service, token)
}

// account returns a number that no service has; -1 where there is none.
func (r *Room) account() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	taken := map[int]bool{}
	for _, k := range r.all {
		taken[k.rec.Account] = true
	}
	for n := range Accounts {
		if !taken[n] {
			return n
		}
	}
	return -1
}

// token returns what a service of the settings calls the API with; of one that was added
// nobody knows it.
func (r *Room) token(s commonhall.Service) string {
	if s.Added {
		return ""
	}
	return cmp.Or(s.Token, r.tokens.ServiceToken(s.Name))
}

// forget ends a service of which the settings no longer speak.
func (r *Room) forget(ctx context.Context, rec commonhall.ServiceRecord) {
	if rec.Run != "" && !r.end(ctx, rec.Run) {
		return // the next start tries again
	}
	err := r.tokens.RemoveService(ctx, rec.Name)
	if err == nil {
		err = r.store.RemoveService(ctx, rec.Name)
	}
	if err != nil {
		r.log.Error("a service that is gone is not forgotten; the next start tries again", "service", rec.Name, "error", err)
		return
	}
	r.event(ctx, commonhall.EventServiceRemoved, "The service "+string(rec.Name)+" is gone from the settings.")
}

// end ends a run that is no service's any more, and reports whether it did.
func (r *Room) end(ctx context.Context, id commonhall.ServerID) bool {
	ctx, cancel := context.WithTimeout(ctx, r.cfg.Grace+stopSlack)
	defer cancel()
	_, err := r.runs.Stop(ctx, id, r.cfg.Grace, commonhall.RoleHouse)
	if err == nil {
		err = r.runs.Forget(ctx, id)
	}
	if err != nil {
		r.log.Error("a run of a service that is gone does not end", "run", id, "error", err)
	}
	return err == nil
}

func (r *Room) event(ctx context.Context, name commonhall.EventName, text string) {
	r.events.Record(ctx, commonhall.Event{Name: name, Text: text})
}
