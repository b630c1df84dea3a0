package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"commonhall"
	"commonhall/announcement"
	"commonhall/api"
	"commonhall/auth"
	"commonhall/body"
	"commonhall/config"
	"commonhall/drain"
	"commonhall/edge"
	"commonhall/environment"
	"commonhall/gate"
	"commonhall/machine"
	"commonhall/measure"
	"commonhall/problem"
	"commonhall/provider"
	"commonhall/server"
	"commonhall/service"
	"commonhall/spawner/linux"
	"commonhall/store"
	"commonhall/supervisor"
	"commonhall/warden"
	"commonhall/web"
)

// Hub says where the role hub finds its things.
type Hub struct {
	Instance supervisor.Instance
	Paths    supervisor.Paths
	Config   config.Config
	Version  string
	Notices  func() []string // what an administrator should know; see web.Config
	Health   func() *web.Health
	Started  []commonhall.Event // what the timeline says of the start
	Edge     net.Listener       // the edge's socket
	Admin    net.Listener       // the administrators' socket
}

// RunHub is the role hub.
func RunHub(ctx context.Context, h Hub, log *slog.Logger, v *supervisor.Voice) error {
	reserve := machine.NewReserve(h.Paths.Reserve(), 64<<20)
	db, err := openDatabase(ctx, h, reserve)
	if err != nil {
		return err
	}
	defer db.Close()
	key, err := db.Key(ctx, "hub", func() []byte {
		b := make([]byte, 32)
		_, _ = rand.Read(b) // never fails (crypto/rand)
		return b
	})
	if err != nil {
		return err
	}
	b, err := buildHub(h, db, reserve, key, log)
	if err != nil {
		return err
	}
	defer b.spawner.Close()
	for _, e := range h.Started {
		b.timeline.Record(ctx, e)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return runParts(ctx, []part{
		{"watchdog", func(ctx context.Context, ready func()) error {
			ready()
			v.Beat(ctx, func(ctx context.Context) error { return b.alive(ctx, db) })
			<-ctx.Done()
			return nil
		}},
		{"timeline", b.timeline.Run},
		{"machine", b.machine.Run},
		{"auth", b.auth.Run},
		{"providers", b.auth.RunRefresh},
		{"servers", b.servers.Run},
		{"software", b.software.Run},
		{"services", b.services.Run},
		{"inside", b.inside.run},
		{"admin", drain.Until(b.handler(auth.Door{Operator: true}, b.api), h.adminListener())},
		{"edge", drain.Until(b.fromEdge(), h.edgeListener())},
	}, starting(ctx, cancel, log, v))
}

// aliveTimeout is how long the database may take over a trivial query: a disk may be
// slow, and a database elsewhere away.
const aliveTimeout = time.Minute

// alive passes the locks that requests need, and asks the database. That it answers
// with an error, or not in time, is no sign that this process is stuck.
func (b *hub) alive(ctx context.Context, db *store.DB) error {
	b.servers.Route(commonhall.ServerKey{})
	b.gate.Edges()
	asked, cancel := context.WithTimeout(ctx, aliveTimeout)
	defer cancel()
	if err := db.Answers(asked); err != nil && ctx.Err() == nil {
		b.log.Warn("the database does not answer properly", "error", err)
	}
	return nil
}

func (h Hub) adminListener() net.Listener {
	hubUID := h.Instance.UIDBase + warden.HubOffset
	return supervisor.Peers(h.Admin, func(uid int) bool { return uid == 0 || uid == hubUID })
}

func (h Hub) edgeListener() net.Listener {
	edgeUID := h.Instance.UIDBase + warden.EdgeOffset
	return supervisor.Peers(h.Edge, func(uid int) bool { return uid == edgeUID })
}

// hub is the role's parts, connected.
type hub struct {
	log      *slog.Logger
	spawner  *linux.Spawner
	timeline *problem.Timeline
	machine  *machine.Machine
	auth     *auth.Auth
	servers  *server.Manager
	software *environment.Room
	services *service.Room
	gate     *gate.Server
	measures *measure.Measures
	api      http.Handler
	web      http.Handler
	inside   *inside
}

func buildHub(h Hub, db *store.DB, reserve *machine.Reserve, key []byte, log *slog.Logger) (*hub, error) {
	b := &hub{log: log, spawner: linux.New(h.Paths.Warden(), log), timeline: problem.New(db, log), inside: newInside(), measures: measure.New(time.Now())}
	d := &decider{}
	b.gate = gate.NewServer(d, log)
	events, revoker := b.measures.Recorder(b.timeline), b.measures.Revocations(b.gate)
	b.gate.Watch(problem.NewCertificates(events).Report)
	bodies := body.NewRoom() // one for all doors
	stop := &late{}          // auth ends servers, and servers have tokens of auth
	cookie := edge.CookieName(h.Instance.ID)
	open, tokens := h.Config.Auth.FirstUse == "open", time.Duration(h.Config.Auth.TokenMaxDays)*24*time.Hour
	b.auth = auth.New(auth.Config{FirstUID: h.Instance.UIDBase + warden.PeopleOffset, LastUID: h.Instance.UIDBase + warden.BlockSize - 1,
		FirstGID: h.Instance.UIDBase + commonhall.FirstGroup, LastGID: h.Instance.UIDBase + commonhall.LastGroup,
		FirstUse: open, SessionAge: time.Duration(h.Config.Auth.SessionDays) * 24 * time.Hour, TokenMaxAge: tokens, InviteAge: 7 * 24 * time.Hour,
		KeepRemoved: time.Duration(h.Config.Auth.KeepRemovedDays) * 24 * time.Hour, Key: key, Cookie: cookie, Clients: serviceClients{b}, Roles: auth.RolesOf(h.Config.Roles), Scopes: auth.ScopesOf(h.Config.CustomScopes, log),
		NoPasswords: !h.Config.Auth.Passwords, RefreshAge: time.Duration(h.Config.Auth.RefreshAge), Providers: h.providers()}, db, events, revoker, stop, log)
	b.machine = machine.New(machineConfig(h), machine.Kernel{}, reserve, events, log)
	b.software = environment.New(softwareConfig(h, b), db, b.spawner, events, log)
	b.services = newServices(h, b, db)
	b.servers = server.New(serverConfig(h, b.spawner.Capabilities().Binary, b.machine, othersRuns{b.software, b.services}, b.auth), db, b.spawner, events, b.auth, revoker, b.inside, log)
	stop.Manager = b.servers
	d.auth, d.servers, d.services = b.auth, b.servers, b.services
	words := announcement.New(db, b.auth, events)
	b.measures.Ask(measure.Sources{Running: b.servers.Running, Users: b.auth.Users, Active: db.ActiveSince, Edges: b.gate.Edges})
	b.api = api.New(b.auth, b.servers, b.timeline, api.Info{Version: h.Version, Environments: b.software, Services: b.services, Announcements: words, Started: time.Now(), Spawner: "linux", FirstUse: open,
		PIDs: b.pids, Certificates: b.gate.Certificates, Renew: b.gate.Renew, Dump: db.Dump, Check: db.Check, Metrics: b.measures, Bodies: bodies}, log)
	b.inside.handler = func(d auth.Door) http.Handler { return b.handler(d, b.api) }
	m := machine.NewMeter(h.Paths.Hub(), b.machine.Troubles)
	door, err := web.NewDoor(web.Config{Version: h.Version, Environments: b.software, Services: b.services, Announcements: words, Cookie: cookie, FirstUse: open, TokenMaxAge: tokens, Machine: m.Read, Notices: h.Notices, Health: h.Health, Now: time.Now, Certificates: b.gate.Certificates, Bodies: bodies},
		b.auth, b.servers, b.timeline, log)
	b.web = door
	return b, err
}

// pids returns the processes of the roles.
func (b *hub) pids() map[string]int {
	out := map[string]int{"hub": os.Getpid()}
	if pids := b.gate.Edges(); len(pids) > 0 {
		out["edge"] = pids[len(pids)-1]
	}
	if pid := b.spawner.WardenPID(); pid != 0 {
		out["warden"] = pid
	}
	return out
}

// providers returns the other ways to sign in.
func (h Hub) providers() []*provider.Provider {
	return provider.NewBeside(h.Paths.PAM(), h.Config.Auth.Providers, func(file string) (string, error) {
		return store.ReadPassword(file, h.Paths.Hub(), h.Instance.UIDBase+warden.HubOffset)
	})
}

// late is a server.Manager that is known later than it is handed over.
type late struct{ *server.Manager }

// machineConfig translates the operator's settings.
func machineConfig(h Hub) machine.Config {
	return machine.Config{KeepMemory: int64(h.Config.Machine.KeepMemory), KeepDisk: int64(h.Config.Machine.KeepDisk), Places: []machine.Place{
		{Title: "the disk of people's homes", Path: h.Paths.Homes()}, {Title: "the disk of the hub's records", Path: h.Paths.Hub()}}}
}

// serverConfig translates the operator's settings.
func serverConfig(h Hub, binary string, admission commonhall.Admission, software server.Software, groups server.Groups) server.Config {
	c, apps, whole := h.Config, server.BuiltinApps(binary), machine.Whole(h.Paths.Homes())
	for _, a := range c.Apps {
		apps = append(apps, commonhall.App{Name: commonhall.AppName(a.Name), Title: a.Title, Command: a.Command, StripPrefix: a.StripPrefix,
			ReadyPath: a.ReadyPath, OpenPath: a.OpenPath, Icon: a.Icon, Environment: commonhall.EnvironmentName(a.Environment),
			Limits: commonhall.Limits{Memory: int64(a.Limits.Memory), CPU: a.Limits.CPU, PIDs: a.Limits.PIDs, MemoryGuarantee: int64(a.Limits.MemoryGuarantee), CPUGuarantee: a.Limits.CPUGuarantee,
				Net: commonhall.Network(a.Limits.Network), Rate: int64(a.Limits.Bandwidth)}})
	}
	cpu := c.Servers.CPU
	if cpu == 0 {
		// A ceiling below all cores is what keeps the neighbours fast.
		cpu = max(1, float64(runtime.NumCPU())/2)
		cpu = min(cpu, cmp.Or(c.Servers.MaxCPU, cpu))
	}
	return server.Config{Apps: apps, Default: commonhall.AppName(c.Servers.DefaultApp),
		Limits: commonhall.Limits{Memory: int64(c.Servers.Memory), CPU: cpu, PIDs: c.Servers.PIDs, MemoryGuarantee: int64(c.Servers.MemoryGuarantee), CPUGuarantee: c.Servers.CPUGuarantee,
			Disk: int64(c.Servers.Disk), Net: commonhall.Network(c.Servers.Network), Rate: int64(c.Servers.Bandwidth)},
		Most:         most(c.Servers, whole),
		Room:         machine.Room(whole, int64(c.Machine.KeepMemory)),
		StartTimeout: time.Duration(c.Servers.StartTimeout), ReadyTimeout: time.Duration(c.Servers.ReadyTimeout),
		StopGrace: time.Duration(c.Servers.StopGrace), Starts: c.Servers.ConcurrentStarts,
		Named: c.Servers.AllowNamed, NamedLimit: c.Servers.NamedLimit, Pending: c.Servers.PendingLimit, Active: c.Servers.ActiveLimit, Options: c.Servers.Options,
		Admission: admission, IdleStop: time.Duration(c.Servers.IdleStop), MaxAge: time.Duration(c.Servers.MaxAge), Software: software, Groups: groups, Booted: machine.Booted(), DiskAge: 15 * time.Second, FirstUID: h.Instance.UIDBase + warden.PeopleOffset}
}

// most is the most that anybody may be given: as set, or else all that the machine has.
func most(s config.Servers, all commonhall.Limits) commonhall.Limits {
	return commonhall.Limits{Memory: cmp.Or(int64(s.MaxMemory), all.Memory), CPU: cmp.Or(s.MaxCPU, all.CPU), PIDs: s.MaxPIDs, Disk: all.Disk, Net: commonhall.Network(s.MostNetwork())}
}

// handler gives requests their door, their id, time for their body, and an answer
// if h panics.
func (b *hub) handler(d auth.Door, h http.Handler) http.Handler {
	h = b.measures.Requests(h) // innermost: it reads the route from the very request that h gets
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := auth.WithDoor(r.Context(), d)
		if id := r.Header.Get("X-Request-Id"); id != "" && len(id) <= 64 {
			ctx = commonhall.WithRequestID(ctx, commonhall.RequestID(id))
		}
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				b.log.Error("a request made the hub panic", "path", commonhall.LogPath(r.URL.Path), "panic", p, "request", commonhall.RequestIDFrom(ctx), "stack", string(debug.Stack()))
				http.Error(w, "Something went wrong on our side.", http.StatusInternalServerError)
			}
		}()
		if r.Body != http.NoBody { // net/http takes the deadline away when it has come
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTimeout))
		}
		h.ServeHTTP(w, r.WithContext(ctx))
	})
}

// bodyTimeout is how long a client may take to send a request's body, of which the
// largest is a megabyte: one that is held back holds a connection and a descriptor.
// How much memory all of them hold is bounded by a room (package body).
const bodyTimeout = 20 * time.Second

// fromEdge handles what the edge passes on, and its gate stream.
func (b *hub) fromEdge() http.Handler {
	pages, rest := b.handler(auth.Door{}, b.web), b.handler(auth.Door{}, b.api)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == gate.UpgradePath:
			b.gate.ServeHTTP(w, r)
		case r.URL.Path == "/hub/api/oauth2/authorize": // a page, which JupyterHub has there
			pages.ServeHTTP(w, r)
		case r.URL.Path == "/hub/api" || r.URL.Path == "/hub/metrics" || strings.HasPrefix(r.URL.Path, "/hub/api/"):
			rest.ServeHTTP(w, r)
		default:
			pages.ServeHTTP(w, r)
		}
	})
}
