package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/announcement"
	"commonhall/auth"
	"commonhall/config"
	"commonhall/environment"
	"commonhall/gate"
	"commonhall/machine"
	"commonhall/problem"
	"commonhall/provider"
	"commonhall/server"
	"commonhall/spawner/spawnertest"
	"commonhall/store"
)

const (
	cookieName = "commonhall-abc"
	longEnough = "seven green bottles"
	requestID  = "06eq4tn2b8w7m3k5r9vx0c1dhj" // of every request, as if the edge had made it
)

// house is the door before real rooms: a real database, a spawner that pretends,
// and an edge that confirms every revocation unless a test says otherwise.
type house struct {
	notices []string // on the administrators' page
	t       *testing.T
	db      *store.DB
	handler http.Handler
	door    *Door
	auth    *auth.Auth
	servers *server.Manager
	spawner *spawnertest.Pretend

	config   Config
	dir      string // of the environments
	software *environment.Room
	changes  []commonhall.UserName // who may change environments, beside administrators
	checked  commonhall.AppName    // what the checks start

	certificates []commonhall.Certificate // of the edge

	machineHealth *Health // what the last look found

	people *people // what the door sees of auth

	also []*provider.Provider // beside the one called school

	mu      sync.Mutex
	edge    error    // what the edge says of revocations
	trouble []string // of the machine
}

// people is auth, until a test says what it answers instead.
type people struct {
	*auth.Auth
	refuse error // of sign-ins and of changes of a password
}

func (p *people) SignIn(ctx context.Context, name, password string, c auth.Client) (string, commonhall.Session, error) {
	if p.refuse != nil {
		return "", commonhall.Session{}, p.refuse
	}
	return p.Auth.SignIn(ctx, name, password, c)
}

func (p *people) ChangePassword(ctx context.Context, name commonhall.UserName, old, password string, keep commonhall.SessionID) error {
	if p.refuse != nil {
		return p.refuse
	}
	return p.Auth.ChangePassword(ctx, name, old, password, keep)
}

// Revoke implements gate.Server's part.
func (h *house) Revoke(context.Context, gate.Revocation) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.edge
}

func (h *house) edgeSays(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.edge = err
}

// lateServers is known after auth has been made.
type lateServers struct{ *server.Manager }

// apps are those of a house: one is not installed, one ends at once, one never
// listens, one does not end when it is asked.
func apps() []commonhall.App {
	return append(server.BuiltinApps("/commonhall"),
		commonhall.App{Name: "files", Title: "My files", Icon: "folder", Command: []string{"files", "{port}"}},
		commonhall.App{Name: "broken", Title: "Broken <b>", Command: []string{"broken", "{port}"}},
		commonhall.App{Name: "slow", Title: "Slow", Command: []string{"slow", "{port}"}},
		commonhall.App{Name: "stubborn", Title: "Stubborn", Command: []string{"stubborn", "{port}"}})
}

func programs(args []string) spawnertest.Program {
	if strings.HasSuffix(args[0], "python3") {
		return spawnertest.Exits(0, "Successfully installed.\n")
	}
	switch args[0] {
	case "jupyter-lab", "uv":
		return nil
	case "mkdir", "dd", "chmod", "rm", "sync":
		return spawnertest.Exits(0, "")
	case "broken":
		return spawnertest.Exits(3, "<script>alert(1)</script> no such module\n")
	case "slow":
		return spawnertest.Idle
	case "stubborn":
		return func(in *spawnertest.Inside) int {
			in.IgnoreTerm()
			return spawnertest.Serve(http.NotFoundHandler())(in)
		}
	}
	return spawnertest.Serve(http.NotFoundHandler())
}

// open makes a house in which an administrator "teacher" is listed, and others.
// firstUse lets whoever signs in first choose the password.
func open(t *testing.T, firstUse bool, names ...string) *house {
	t.Helper()
	return openWith(t, firstUse, nil, names...)
}

// openWith makes one that asks something of each start.
func openWith(t *testing.T, firstUse bool, options []config.Option, names ...string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "hub.db"))
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	h := &house{t: t, db: db, spawner: spawnertest.NewPretend(spawnertest.PretendOptions{Program: programs})}
	timeline, late := problem.New(db, log), &lateServers{}
	h.auth = auth.New(auth.Config{FirstUID: 600_001_000, LastUID: 600_065_535, FirstGID: 600_000_100, LastGID: 600_000_899, FirstUse: firstUse, SessionAge: time.Hour, InviteAge: time.Hour,
		Key: []byte("0123456789abcdef0123456789abcdef"), Cookie: cookieName, Clients: shelf{}}, db, timeline, h, late, log)
	h.servers = server.New(server.Config{Apps: apps(), Default: "notebook", Limits: commonhall.Limits{Memory: 512 << 20, CPU: 2, PIDs: 100}, Named: true, NamedLimit: 2, Options: options,
		StartTimeout: time.Minute, ReadyTimeout: time.Minute, StopGrace: time.Minute, Software: lateSoftware{h}, Groups: h.auth, Most: commonhall.Limits{Memory: 8 << 30, CPU: 4}, Room: commonhall.Limits{MemoryGuarantee: 4 << 30, CPUGuarantee: 2}}, db, h.spawner, timeline, h.auth, h, nil, log)
	late.Manager, h.people = h.servers, &people{Auth: h.auth}
	h.dir, h.checked = t.TempDir(), "files"
	h.software = h.newSoftware(db, timeline, log)
	used := machine.Use{MemoryUsed: 3 << 30, MemoryTotal: 8 << 30, CPUUsed: 0.5, Cores: 2, DiskUsed: 1 << 30, DiskTotal: 9 << 30}
	h.config = Config{Version: "0.1.0", Cookie: cookieName, FirstUse: firstUse, Now: time.Now,
		Notices: func() []string { return h.notices }, Machine: func() (machine.Use, error) { used.Troubles = h.trouble; return used, nil },
		Certificates: func() []commonhall.Certificate { return h.certificates }, Health: func() *Health { return h.machineHealth }, Environments: h.software, Announcements: announcement.New(db, h.auth, timeline)}
	h.opens(timeline, log)
	h.run([]func(context.Context, func()) error{timeline.Run, h.servers.Run, h.software.Run}, func() { h.spawner.Close(); _ = db.Close() })
	h.add(true, "teacher")
	h.add(false, names...)
	return h
}

// opens makes the door as h.config says.
func (h *house) opens(timeline Timeline, log *slog.Logger) {
	door, err := NewDoor(h.config, h.people, h.servers, timeline, log)
	if err != nil {
		h.t.Fatal(err)
	}
	h.door = door
	h.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		door.ServeHTTP(w, r.WithContext(commonhall.WithRequestID(r.Context(), requestID)))
	})
}

// lateSoftware is known after the servers' room has been made.
type lateSoftware struct{ h *house }

func (l lateSoftware) Choose(ctx context.Context, u commonhall.User, app commonhall.App, without bool) (*commonhall.Software, func(), error) {
	return l.h.software.Choose(ctx, u, app, without)
}

func (l lateSoftware) Brings(ctx context.Context, u commonhall.User, apps []commonhall.App) (map[commonhall.AppName]bool, error) {
	return l.h.software.Brings(ctx, u, apps)
}

func (l lateSoftware) Runs(id commonhall.ServerID) bool { return l.h.software.Runs(id) }

// newSoftware makes the room of the class's software, in which there is none yet.
func (h *house) newSoftware(db *store.DB, events commonhall.Recorder, log *slog.Logger) *environment.Room {
	return environment.New(environment.Config{Dir: h.dir, FirstID: 600_000_900, Port: server.Port, Timeout: time.Minute, Build: time.Minute, Keep: 10,
		Apps: func() []commonhall.App { return []commonhall.App{h.servers.App(h.checked)} },
		May: func(_ context.Context, u commonhall.User, _ commonhall.EnvironmentName) bool {
			return u.Admin || slices.Contains(h.changes, u.Name)
		},
		Groups: h.auth, InUse: h.servers.InUse}, db, h.spawner, events, log)
}

// run starts the rooms, and ends them in reverse with the test.
func (h *house) run(rooms []func(context.Context, func()) error, after func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	for _, f := range rooms {
		ready := make(chan struct{})
		work.Go(func() {
			if err := f(ctx, func() { close(ready) }); err != nil && !errors.Is(err, context.Canceled) {
				h.t.Error(err)
			}
		})
		<-ready
	}
	h.t.Cleanup(func() {
		cancel()
		work.Wait()
		after()
	})
}

func (h *house) add(admin bool, names ...string) {
	h.t.Helper()
	if len(names) == 0 {
		return
	}
	if _, err := h.auth.AddUsers(h.t.Context(), names, admin); err != nil {
		h.t.Fatal(err)
	}
}

// until waits until a person's server is in a state, and returns it.
func (h *house) until(name commonhall.UserName, state commonhall.ServerState) commonhall.Server {
	h.t.Helper()
	return h.untilIs(name.Default(), state)
}

func (h *house) untilIs(key commonhall.ServerKey, state commonhall.ServerState) commonhall.Server {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	for {
		s, changed, err := h.servers.Watch(ctx, key)
		if err != nil {
			h.t.Fatal(err)
		}
		if s.State == state {
			return s
		}
		select {
		case <-changed:
		case <-ctx.Done():
			h.t.Fatalf("the %s is %s, and does not become %s", key.Words(), s.State, state)
		}
	}
}

// signedIn returns a browser in which somebody has signed in. Where the house is
// not open they have been given the password before.
func (h *house) signedIn(name commonhall.UserName) *browser {
	h.t.Helper()
	if err := h.auth.SetPassword(h.t.Context(), name, longEnough); err != nil {
		h.t.Fatal(err)
	}
	b := h.browser()
	cookie, s, err := h.auth.SignIn(h.t.Context(), string(name), longEnough, auth.Client{Agent: "Mozilla/5.0 (X11; Linux) Firefox/128.0", Address: "192.0.2.7"})
	if err != nil {
		h.t.Fatal(err)
	}
	b.cookie(cookieName, cookie)
	b.session = s
	return b
}
