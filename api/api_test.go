package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/announcement"
	"commonhall/auth"
	"commonhall/config"
	"commonhall/environment"
	"commonhall/gate"
	"commonhall/problem"
	"commonhall/scope"
	"commonhall/server"
	"commonhall/spawner/spawnertest"
	"commonhall/store"
)

// hub is the API over the real rooms, a real database and servers that pretend.
// ada and ben are listed, boss is an administrator.
type hub struct {
	*API
	t       *testing.T
	db      *store.DB
	auth    *auth.Auth
	servers *server.Manager
	sp      *spawnertest.Pretend
	base    context.Context // of requests, as the HTTP server of the hub has one
	end     context.CancelFunc

	mu      sync.Mutex
	log     bytes.Buffer
	secrets []string // what no answer and no log may hold
	calls   int
	room    commonhall.Admission // nil: there is always some
	told    map[string]bool      // what an answer had that is not documented

	dir      string
	software *environment.Room
	parts    *sync.WaitGroup
	schooled bool // class was called
	drafting bool // everybody may change environments
}

// Write takes the log.
func (h *hub) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.Write(b)
}

// The edge, and the door inside servers, of a hub that has neither.
func (h *hub) Revoke(context.Context, gate.Revocation) error     { return nil }
func (h *hub) ServeInside(_ commonhall.UserName, l net.Listener) { _, _ = l.Accept() }
func (h *hub) StopFor(c context.Context, n commonhall.UserName, by string) error {
	return h.servers.StopFor(c, n, by)
}

const cookieName = "commonhall-test"

func programs() map[string]spawnertest.Program {
	return map[string]spawnertest.Program{
		"page":  spawnertest.Serve(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})),
		"deaf":  spawnertest.Idle,
		"sleep": spawnertest.Idle,
		"exits": spawnertest.Exits(3, "no such file\n"),
		"stubborn": func(in *spawnertest.Inside) int {
			in.IgnoreTerm()
			go spawnertest.Serve(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))(in)
			<-in.Killed()
			return 0
		},
	}
}

// emptyDatabase writes a database with all its tables: hundreds of hubs begin with a copy, for
// to make the tables takes longer than what is then asked.
func emptyDatabase(t *testing.T, path string) {
	t.Helper()
	file, err := tables()
	if err == nil {
		err = os.WriteFile(path, file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

var tables = sync.OnceValues(func() (file []byte, err error) {
	dir, err := os.MkdirTemp("", "tables")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "hub.db")
	db, err := store.Open(context.Background(), path)
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// story runs f with a hub in a time of its own.
func story(t *testing.T, f func(h *hub)) {
	t.Helper()
	asking(t, nil, f)
}

// asking is a story with a hub that asks something of each start.
func asking(t *testing.T, options []config.Option, f func(h *hub)) {
	t.Helper()
	dir := t.TempDir()
	emptyDatabase(t, filepath.Join(dir, "hub.db"))
	synctest.Test(t, func(t *testing.T) {
		db, err := store.Open(t.Context(), filepath.Join(dir, "hub.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		h := &hub{t: t, db: db, dir: dir, told: map[string]bool{}}
		log := slog.New(slog.NewTextHandler(h, &slog.HandlerOptions{Level: slog.LevelDebug}))
		all := programs()
		h.sp = spawnertest.NewPretend(spawnertest.PretendOptions{Program: func(args []string) spawnertest.Program { return all[args[0]] }})
		defer h.sp.Close()
		timeline := problem.New(db, log)
		h.auth = auth.New(auth.Config{FirstUID: 600_001_000, LastUID: 600_065_535, FirstGID: 600_000_100, LastGID: 600_000_899, Key: make([]byte, 32), Cookie: cookieName, Providers: atSchool(), Scopes: ownScopesTree(), Roles: settingsRoles(),
			SessionAge: time.Hour, InviteAge: time.Hour}, db, timeline, h, h, log)
		cfg := server.Config{Default: "page", Limits: commonhall.Limits{Memory: 512 << 20, CPU: 1, PIDs: 64},
			StartTimeout: time.Minute, ReadyTimeout: time.Minute, StopGrace: 30 * time.Second}
		cfg.Admission, cfg.Groups = h, h.auth
		cfg.Named, cfg.NamedLimit = true, 2
		cfg.Options = options
		cfg.Most = commonhall.Limits{Memory: 8 << 30, CPU: 4}
		for _, name := range []string{"page", "deaf", "exits", "stubborn"} {
			cfg.Apps = append(cfg.Apps, commonhall.App{Name: commonhall.AppName(name), Title: "The " + name, Command: []string{name}})
		}
		h.servers = server.New(cfg, db, h.sp, timeline, h.auth, h, h, log)
		h.software = environment.New(environment.Config{Dir: filepath.Join(dir, "environments"), FirstID: 600_000_900, Port: server.Port, Timeout: time.Minute, Build: time.Minute,
			Apps: h.servers.Known,
			May: func(_ context.Context, u commonhall.User, _ commonhall.EnvironmentName) bool {
				return u.Admin || h.drafting
			},
			Groups: h.auth, InUse: h.servers.InUse}, db, h.sp, timeline, log)
		h.API = New(h.auth, h.servers, timeline, Info{Version: "1.2.3", Environments: h.software, Announcements: announcement.New(db, h.auth, timeline), Started: time.Now(), Spawner: "pretend",
			Certificates: func() []commonhall.Certificate {
				return []commonhall.Certificate{{Name: "hall.example.org", Issuer: "Pebble", Until: time.Date(2026, 12, 24, 18, 0, 0, 0, time.UTC)},
					{Name: "*.example.org", Error: "The authority cannot look up example.org.", Hint: "Wait.", ErrorAt: time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)}}
			},
			Renew: func(name string) bool { return name == "hall.example.org" },

			PIDs: func() map[string]int { return map[string]int{"hub": 7} }, Dump: db.Dump, Check: db.Check}, log)
		h.base, h.end = context.WithCancel(t.Context())
		var parts sync.WaitGroup
		h.parts = &parts
		for _, run := range []func(context.Context, func()) error{timeline.Run, h.servers.Run, h.software.Run} {
			parts.Go(func() { _ = run(h.base, func() {}) })
		}
		defer parts.Wait()
		defer h.end()
		h.must(h.add([]string{"ada", "ben"}, false))
		h.must(h.add([]string{"boss"}, true))
		synctest.Wait()
		f(h)
		h.noSecrets("the log", h.logged())
	})
}

// What the settings of this hub say of scopes and roles.
func ownScopesTree() *scope.Tree {
	t, _ := scope.New([]scope.Custom{{Name: "custom:grade"}})
	return t
}

func settingsRoles() []commonhall.Role {
	return []commonhall.Role{{Name: "wheel", Scopes: []commonhall.Scope{"proxy"}, Holders: commonhall.Holders{Users: []commonhall.UserName{"root1"}, Groups: []commonhall.GroupName{"staff"}}}}
}

// Admit implements commonhall.Admission.
func (h *hub) Admit(ctx context.Context, app commonhall.App) (func(), error) {
	if h.room == nil {
		return func() {}, nil
	}
	return h.room.Admit(ctx, app)
}

func (h *hub) add(names []string, admin bool) error {
	_, err := h.auth.AddUsers(h.t.Context(), names, admin)
	return err
}

func (h *hub) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *hub) logged() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.String()
}

func (h *hub) noSecrets(where, text string) {
	h.t.Helper()
	for _, s := range h.secrets {
		if strings.Contains(text, s) {
			h.t.Errorf("%s holds the secret %q: %s", where, s, text)
		}
	}
}

// caller is who makes a request, and how.
type caller struct {
	door   auth.Door
	header map[string]string
}

// token makes a token of somebody's, with all that they may do or with scopes.
func (h *hub) token(name commonhall.UserName, scopes ...commonhall.Scope) caller {
	h.t.Helper()
	if len(scopes) == 0 {
		scopes = []commonhall.Scope{"inherit"}
	}
	return h.newToken(name, auth.NewToken{Scopes: scopes})
}

func (h *hub) newToken(name commonhall.UserName, want auth.NewToken) caller {
	h.t.Helper()
	text, _, err := h.auth.CreateToken(h.t.Context(), name, want, scope.Person(name, true))
	h.must(err)
	h.secrets = append(h.secrets, text)
	return caller{header: map[string]string{"Authorization": "token " + text}}
}

// cookie signs somebody in; extra are more headers, in pairs.
func (h *hub) cookie(name commonhall.UserName, extra ...string) caller {
	h.t.Helper()
	value := "cookie-of-" + string(name) + fmt.Sprint(len(h.secrets))
	now := time.Now().UTC()
	h.must(h.db.AddSession(h.t.Context(), commonhall.Session{ID: commonhall.SessionID(value[7:]), User: name, Created: now, LastSeen: now,
		Expires: now.Add(time.Hour)}, sha256.Sum256([]byte(value)), ""))
	h.secrets = append(h.secrets, value)
	c := caller{header: map[string]string{"Cookie": cookieName + "=" + value}}
	for i := 0; i+1 < len(extra); i += 2 {
		c.header[extra[i]] = extra[i+1]
	}
	return c
}

func operator() caller { return caller{door: auth.Door{Operator: true}} }

func (h *hub) request(ctx context.Context, who caller, method, path, body string) *http.Request {
	h.calls++
	r := httptest.NewRequestWithContext(auth.WithDoor(ctx, who.door), method, "http://hub.example/hub/api"+path, strings.NewReader(body))
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("10.0.%d.%d", h.calls>>8, h.calls&255)) // nobody's wrong tokens count for others
	for k, v := range who.header {
		r.Header.Set(k, v)
	}
	return r
}

// call makes a request, and checks what must hold for every answer.
func (h *hub) call(who caller, method, path, body string) *httptest.ResponseRecorder {
	h.t.Helper()
	w := httptest.NewRecorder()
	r := h.request(h.base, who, method, path, body)
	h.ServeHTTP(w, r)
	h.check(w, method+" "+path)
	h.conforms(r, body, w)
	return w
}

func (h *hub) check(w *httptest.ResponseRecorder, what string) {
	h.t.Helper()
	for name, want := range map[string]string{"X-JupyterHub-Version": HubVersion, "Access-Control-Allow-Headers": "accept, content-type, authorization",
		"Content-Security-Policy":    "frame-ancestors 'none'; report-uri /hub/security/csp-report; default-src 'none'",
		"Cross-Origin-Opener-Policy": "same-origin", "X-Content-Type-Options": "nosniff"} {
		if got := w.Header().Get(name); got != want {
			h.t.Errorf("%s: header %s is %q", what, name, got)
		}
	}
	if !strings.Contains(w.Header().Get("Cache-Control"), "no-store") || w.Header().Get("Set-Cookie") != "" {
		h.t.Errorf("%s: headers %v", what, w.Header())
	}
	h.noSecrets(what, w.Body.String())
	if w.Code < 400 || what == "POST /oauth2/token" { // which speaks as RFC 6749 has it
		return
	}
	var e map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || len(e) != 2 || e["status"] != float64(w.Code) || e["message"] == "" ||
		w.Header().Get("Content-Type") != "application/json" {
		h.t.Errorf("%s: %d is answered %s as %q, which is not JupyterHub's form of an error", what, w.Code, w.Body, w.Header().Get("Content-Type"))
	}
	for _, leak := range []string{"Go ", "struct", "json:", "sql", "goroutine", ".go:"} {
		if strings.Contains(w.Body.String(), leak) {
			h.t.Errorf("%s: the error shows how we are built: %s", what, w.Body)
		}
	}
}

// want makes a request and returns the answer, decoded, if its status is the
// expected one.
func (h *hub) want(status int, who caller, method, path, body string) map[string]any {
	h.t.Helper()
	w := h.call(who, method, path, body)
	if w.Code != status {
		h.t.Errorf("%s %s %s: %d %s, want %d", method, path, body, w.Code, w.Body, status)
		return nil
	}
	out := map[string]any{}
	if strings.HasPrefix(strings.TrimSpace(w.Body.String()), "{") {
		h.must(json.Unmarshal(w.Body.Bytes(), &out))
	}
	return out
}

// ready starts somebody's server and waits for it.
func (h *hub) ready(name commonhall.UserName, app string) {
	h.t.Helper()
	h.want(http.StatusCreated, operator(), "POST", "/users/"+string(name)+"/server", `{"app":"`+app+`"}`)
}

func keys(m map[string]any) []string {
	out := []string{}
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// TestScopesAreTold: each answer names what its route wants, also the one that refuses.
func TestScopesAreTold(t *testing.T) {
	story(t, func(h *hub) {
		for _, rt := range h.API.routes() {
			path := strings.NewReplacer("{$}", "", "{name}", "nobody", "{group}", "none", "{id}", "1", "{host}", "x").Replace(rt.path)
			if w := h.call(caller{}, rt.method, path, ""); w.Header().Get("X-Commonhall-Scopes") != rt.told() {
				t.Errorf("%s %s: %v", rt.method, path, w.Header())
			}
		}
	})
}
