package service

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/gate"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
)

// house is the room with all that it asks, which the test plays. It outlives the room, as
// the database and the warden outlive a hub.
type house struct {
	*testing.T
	*Room
	runs *spawnertest.Pretend
	stop func()

	mu      sync.Mutex
	records map[commonhall.ServiceName]commonhall.ServiceRecord
	admits  map[commonhall.ServiceName]string // tokens
	revoked []commonhall.ServerID
	clients []string // whose visitors' tokens count
	events  []commonhall.EventName
	doors   []commonhall.ServiceName
	blind   bool // the spawner cannot say how a run is doing
	full    bool // nothing can be written down
}

// blind is a spawner that may not know how its runs are doing.
type blind struct {
	*spawnertest.Pretend
	h *house
}

func (b blind) Status(ctx context.Context, id commonhall.ServerID) (spawner.Status, error) {
	b.h.mu.Lock()
	defer b.h.mu.Unlock()
	if b.h.blind {
		return spawner.Status{}, errors.New("no control groups")
	}
	return b.Pretend.Status(ctx, id)
}

func (h *house) Services(context.Context) ([]commonhall.ServiceRecord, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Collect(maps.Values(h.records)), nil
}

func (h *house) SaveService(_ context.Context, r commonhall.ServiceRecord) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.full {
		return errors.New("the disk is full")
	}
	h.records[r.Name] = r
	return nil
}

type records struct{ *house }

func (h records) RemoveService(_ context.Context, name commonhall.ServiceName) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.records, name)
	return nil
}

type tokens struct{ *house }

func (h tokens) AdmitService(_ context.Context, s commonhall.Service, token string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.Name == "taken" {
		return commonhall.Errorf(commonhall.AlreadyExists, "The token is somebody else's.")
	}
	h.admits[s.Name] = token
	return nil
}

func (h tokens) RemoveService(_ context.Context, name commonhall.ServiceName) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.admits, name)
	return nil
}

func (h tokens) KeepClients(_ context.Context, list []commonhall.Service) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.clients = nil
	for _, s := range list {
		h.clients = append(h.clients, s.ClientID)
	}
	return nil
}

func (h tokens) ServiceToken(name commonhall.ServiceName) string { return "computed-" + string(name) }

func (h *house) Revoke(_ context.Context, r gate.Revocation) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.revoked = append(h.revoked, r.Server)
	return nil
}

func (h *house) ServeService(name commonhall.ServiceName, l net.Listener) {
	h.mu.Lock()
	h.doors = append(h.doors, name)
	h.mu.Unlock()
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		c.Close()
	}
}

func (h *house) Record(_ context.Context, e commonhall.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.events = append(h.events, e.Name)
}

func (h *house) happened(name commonhall.EventName) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.events {
		if e == name {
			n++
		}
	}
	return n
}

// ways returns those that were taken back.
func (h *house) ways() []commonhall.ServerID {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.revoked)
}

const firstID = 600200950

// story runs f in a bubble with a house that has these services in its settings.
func story(t *testing.T, yaml string, f func(*house)) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{T: t, records: map[commonhall.ServiceName]commonhall.ServiceRecord{}, admits: map[commonhall.ServiceName]string{}}
		h.runs = spawnertest.NewPretend(spawnertest.PretendOptions{Program: func(args []string) spawnertest.Program {
			switch args[0] {
			case "exits":
				return spawnertest.Exits(3, "it broke\x1b[31m")
			case "missing":
				return nil
			}
			return spawnertest.Idle
		}})
		defer h.runs.Close()
		h.boot(yaml)
		defer func() { h.stop() }()
		f(h)
	})
}

// boot starts a hub with these settings.
func (h *house) boot(yaml string) {
	h.Helper()
	c, err := config.Parse("test.yaml", []byte("services:\n"+yaml), config.Default())
	if err != nil {
		h.Fatal(err)
	}
	h.Room = New(Config{Services: FromConfig(c.Services), FirstID: firstID, Limits: commonhall.Limits{Memory: 1 << 30, PIDs: 64, MemoryGuarantee: 1}, Network: commonhall.NetworkNone, Grace: time.Second},
		records{h}, tokens{h}, blind{h.runs, h}, h, h, h, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	r := h.Room
	go func() { done <- r.Run(ctx, func() {}) }()
	h.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			h.Error(err)
		}
	})
	synctest.Wait()
}

// reboot ends the hub and starts another one.
func (h *house) reboot(yaml string) { h.Helper(); h.stop(); h.boot(yaml) }

// living returns the runs that go on.
func (h *house) living() (ids []commonhall.ServerID) {
	list, err := h.runs.List(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	for _, st := range list {
		if st.Phase != spawner.Ended {
			ids = append(ids, st.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

func (h *house) get(name commonhall.ServiceName) Info {
	h.Helper()
	i, err := h.Get(name)
	if err != nil {
		h.Fatal(err)
	}
	return i
}

func refused(t *testing.T, err error, want commonhall.Kind) {
	t.Helper()
	if commonhall.KindOf(err) != want || commonhall.ForPerson(err).Msg == "" {
		t.Errorf("%v, want %s", err, want)
	}
}

const cull = "  - {name: cull, command: [culler, --fast], environment: {A: b}, cwd: /srv, url: \"http://127.0.0.1:9000\", oauth_client_allowed_scopes: [\"read:users!user\"]}\n"

// TestAServiceIsRun: with the environment of JupyterHub's services, under an account of
// its own, with the limits and without guarantees or a home; and the edge is told its port.
func TestAServiceIsRun(t *testing.T) {
	story(t, cull+"  - {name: plain, command: [plain]}\n", func(h *house) {
		i := h.get("cull")
		if i.State.Phase != Running || !h.Runs(i.State.Run) || h.Runs("600201000-a") || h.Runs("600200949-a") || h.Runs("x") {
			t.Fatalf("%+v", i.State)
		}
		spec, err := h.runs.Spec(i.State.Run)
		if err != nil {
			t.Fatal(err)
		}
		env := strings.Join(spec.Env, "\n")
		for _, want := range []string{"JUPYTERHUB_SERVICE_NAME=cull", "JUPYTERHUB_API_TOKEN=computed-cull", "JUPYTERHUB_API_URL=http://127.0.0.1:8081/hub/api",
			"JUPYTERHUB_BASE_URL=/", "JUPYTERHUB_SERVICE_PREFIX=/services/cull/", "JUPYTERHUB_SERVICE_URL=http://127.0.0.1:9000", "JUPYTERHUB_CLIENT_ID=service-cull",
			"JUPYTERHUB_OAUTH_CALLBACK_URL=/services/cull/oauth_callback", `JUPYTERHUB_OAUTH_ACCESS_SCOPES=["access:services!service=cull"]`,
			`JUPYTERHUB_OAUTH_CLIENT_ALLOWED_SCOPES=["read:users!user"]`, "A=b"} {
			if !slices.Contains(spec.Env, want) {
				t.Errorf("%s is missing of\n%s", want, env)
			}
		}
		if strings.Contains(env, "ACTIVITY_URL") || spec.Port != 9000 || !spec.Scratch || spec.Account.UID < firstID || spec.Account.UID >= firstID+Accounts ||
			spec.Limits != (commonhall.Limits{Memory: 1 << 30, PIDs: 64}) || spec.Network != commonhall.NetworkNone || strings.Join(spec.Command, " ") != "env -C /srv culler --fast" {
			t.Errorf("it runs as %+v", spec)
		}
		other, err := h.runs.Spec(h.get("plain").State.Run)
		if err != nil || other.Account.UID == spec.Account.UID || other.Port == 9000 {
			t.Errorf("another one runs as %+v, %v", other, err)
		}
		if a := h.Route("cull"); a.Result != gate.Allow || a.Server != i.State.Run || a.Port != 9000 || a.Prefix != "/services/cull/" || a.URL != "" {
			t.Errorf("the way is %+v", a)
		}
		if a := h.Route("plain"); a.Result != gate.Deny {
			t.Errorf("to one without url %+v", a)
		}
		if len(h.doors) != 2 || h.admits["cull"] != "computed-cull" || i.Token != "" {
			t.Errorf("doors %v, tokens %v", h.doors, h.admits)
		}
	})
}

// TestAServiceOutlivesTheHub: nothing happens to one that is as it was; one that the
// settings describe otherwise is started anew, and one that is gone from them is ended.
func TestAServiceOutlivesTheHub(t *testing.T) {
	const other = "  - {name: other, command: [other]}\n"
	story(t, cull+other, func(h *house) {
		before := h.get("cull").State
		h.reboot(cull + other)
		if after := h.get("cull").State; after.Run != before.Run || !after.Started.Equal(before.Started) || len(h.living()) != 2 || len(h.doors) != 4 {
			t.Errorf("a restart made of %+v %+v, and of all %v", before, after, h.living())
		}
		h.reboot(strings.Replace(cull, "A: b", "A: c", 1) + other)
		after := h.get("cull").State
		if after.Run == before.Run || after.Phase != Running || len(h.living()) != 2 {
			t.Errorf("other settings made of %+v %+v, and of all %v", before, after, h.living())
		}
		h.reboot(other)
		if _, err := h.Get("cull"); commonhall.KindOf(err) != commonhall.NotFound || len(h.living()) != 1 || h.admits["cull"] != "" || len(h.records) != 1 || h.happened(commonhall.EventServiceRemoved) != 1 {
			t.Errorf("what is gone from the settings: %v, %v, %v, %v", err, h.living(), h.admits, h.records)
		}
	})
}

// TestNothingRunsTwice: while nobody can say how the run is doing, no second one is started;
// and a run that no record speaks of is ended.
func TestNothingRunsTwice(t *testing.T) {
	story(t, cull, func(h *house) {
		before := h.get("cull").State.Run
		h.stop()
		stray := spawner.Spec{ID: "600200999-stray", Command: []string{"x"}, Port: 1, Account: commonhall.Account{UID: firstID + 49}}
		persons := spawner.Spec{ID: "600201000-ada", Command: []string{"x"}, Port: 1, Account: commonhall.Account{UID: firstID + 50}}
		if err := errors.Join(h.runs.Start(h.Context(), stray), h.runs.Start(h.Context(), persons)); err != nil {
			t.Fatal(err)
		}
		h.runs.SetAway(true)
		h.boot(cull)
		time.Sleep(time.Minute)
		synctest.Wait()
		if a := h.Route("cull"); a.Result != gate.Unavailable {
			t.Errorf("while nothing is known, the way is %+v", a)
		}
		refused(t, h.Restart(h.Context(), "cull"), commonhall.Unavailable)
		h.mu.Lock()
		h.blind = true
		h.mu.Unlock()
		h.runs.SetAway(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(h.living()) != 2 {
			t.Errorf("while nobody knows how it is doing, %v run", h.living())
		}
		h.mu.Lock()
		h.blind = false
		h.mu.Unlock()
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := h.living(); !slices.Equal(got, []commonhall.ServerID{before, persons.ID}) && !slices.Equal(got, []commonhall.ServerID{persons.ID, before}) {
			t.Errorf("%v run, want %s and a person's", got, before)
		}
	})
}

// TestAServiceThatEnds is started again, after pauses that grow; that is told once.
func TestAServiceThatEnds(t *testing.T) {
	story(t, "  - {name: bad, command: [exits], url: \"http://127.0.0.1:9000\"}\n  - {name: none, command: [missing]}\n", func(h *house) {
		time.Sleep(500 * time.Millisecond)
		synctest.Wait()
		if a := h.Route("bad"); a.Result != gate.NotRunning {
			t.Errorf("while it waits, the way is %+v", a)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		s := h.get("bad").State
		if s.Ends < 10 || s.Ends > 16 || s.End == nil || s.End.Code != 3 || s.End.Log != "it broke[31m\n" && s.End.Log != "it broke[31m" {
			t.Errorf("after ten minutes %+v, %+v", s, s.End)
		}
		if n := h.happened(commonhall.EventServiceEnded); n != 2 {
			t.Errorf("%d events of two services", n)
		}
		if s := h.get("none").State; s.End == nil || s.End.Cause != commonhall.EndNoCommand {
			t.Errorf("without a program %+v", s)
		}
		if _, before, err := h.Log(h.Context(), "bad", 99); err != nil || !strings.Contains(before, "it broke") {
			t.Errorf("its last words are %q, %v", before, err)
		}
		if list, err := h.runs.List(h.Context()); err != nil || len(list) > 2 {
			t.Errorf("%d runs are remembered, %v", len(list), err)
		}
		if len(h.records) != 2 || len(h.ways()) < 10 {
			t.Errorf("%d records, %d ways taken back", len(h.records), len(h.ways()))
		}
	})
}

// TestRestart ends a service and starts it at once, also one that waits; who wants that is told.
func TestRestart(t *testing.T) {
	story(t, cull+"  - {name: bad, command: [exits]}\n  - {name: far, url: \"http://h\"}\n", func(h *house) {
		ctx := commonhall.WithSubject(h.Context(), commonhall.Subject{User: "zoe"})
		before := h.get("cull").State.Run
		if err := h.Restart(ctx, "cull"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		time.Sleep(2 * time.Second) // its grace
		synctest.Wait()
		after := h.get("cull").State
		if after.Run == before || after.Phase != Running || after.End == nil || after.End.By != "zoe" || !slices.Contains(h.ways(), before) {
			t.Errorf("it is %+v, after %s", after, before)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		ends := h.get("bad").State.Ends
		if err := h.Restart(ctx, "bad"); err != nil {
			t.Error(err)
		}
		synctest.Wait()
		if now := h.get("bad").State.Ends; now != ends+1 {
			t.Errorf("one that waits ended %d times, and now %d", ends, now)
		}
		refused(t, h.Restart(ctx, "far"), commonhall.FailedPrecondition)
		refused(t, h.Restart(ctx, "nobody"), commonhall.NotFound)
		if h.happened(commonhall.EventServiceRestarted) != 2 || h.happened(commonhall.EventServiceEnded) != 1 {
			t.Errorf("events %v", h.events)
		}
	})
}

// TestAddedServices run elsewhere, outlive the hub, and end whole.
func TestAddedServices(t *testing.T) {
	story(t, cull+"  - {name: taken, command: [x]}\n", func(h *house) {
		far := Complete(commonhall.Service{Name: "far", URL: "https://far.example", Info: map[string]any{"a": 1.0}, Admin: true, Token: "chosen"})
		if i, err := h.Add(h.Context(), far); err != nil || !i.Added || i.Token != "" {
			t.Fatalf("%+v, %v", i, err)
		}
		_, err := h.Add(h.Context(), far)
		refused(t, err, commonhall.AlreadyExists)
		_, err = h.Add(h.Context(), Complete(commonhall.Service{Name: "two", ClientID: "service-cull"}))
		refused(t, err, commonhall.AlreadyExists)
		_, err = h.Add(h.Context(), Complete(commonhall.Service{Name: "taken2"}))
		if err != nil {
			t.Error(err)
		}
		way := h.Route("far")
		if way.Result != gate.Allow || way.URL != "https://far.example" || !way.Outside || way.Server == "" {
			t.Errorf("the way is %+v", way)
		}
		if h.get("taken").Bad == nil || h.get("taken").State.Run != "" || len(h.living()) != 1 {
			t.Errorf("one whose token is somebody else's: %+v", h.get("taken"))
		}
		refused(t, h.Restart(h.Context(), "taken"), commonhall.AlreadyExists)
		h.reboot(cull)
		if i := h.get("far"); i.URL != far.URL || !i.Admin || i.Info["a"] != 1.0 || i.ClientID != "service-far" || h.admits["far"] != "" {
			t.Errorf("after a restart it is %+v", i)
		}
		if s, ok := h.Client("service-far"); !ok || s.Name != "far" || s.Token != "" {
			t.Errorf("as an OAuth client it is %+v", s)
		}
		way = h.Route("far")
		if err := h.Remove(h.Context(), "far"); err != nil {
			t.Fatal(err)
		}
		if h.Route("far").Result != gate.Deny || !slices.Contains(h.ways(), way.Server) || h.admits["far"] != "" {
			t.Errorf("removed, it is still there: %v %v", h.ways(), h.admits)
		}
		refused(t, h.Remove(h.Context(), "far"), commonhall.NotFound)
		if _, ok := h.Client("service-far"); ok {
			t.Error("it signs people in")
		}
	})
}

// TestTokensOfAddedServices: nobody can read them anywhere, and who had the name before
// does not know the next one's.
func TestTokensOfAddedServices(t *testing.T) {
	story(t, cull, func(h *house) {
		add := func(token string) string {
			i, err := h.Add(h.Context(), Complete(commonhall.Service{Name: "far", Token: token}))
			if err != nil {
				t.Fatal(err)
			}
			if rec := h.records["far"]; strings.Contains(rec.Spec, h.admits["far"]) || h.get("far").Token != "" {
				t.Errorf("the token stands in %+v", rec)
			}
			_, err = h.Token("far")
			refused(t, err, commonhall.FailedPrecondition)
			return i.Token
		}
		first := add("")
		if first == "" || h.admits["far"] != first {
			t.Errorf("it was told %q, and %q counts", first, h.admits["far"])
		}
		if err := h.Remove(h.Context(), "far"); err != nil {
			t.Fatal(err)
		}
		if again := add(""); again == first {
			t.Error("who had the name before knows the token")
		}
		if err := h.Remove(h.Context(), "far"); err != nil {
			t.Fatal(err)
		}
		if add("chosen"); h.admits["far"] != "chosen" {
			t.Errorf("%q counts, not the one that was chosen", h.admits["far"])
		}
		// The settings take a name as an OAuth client that was another's before.
		if _, err := h.Add(h.Context(), Complete(commonhall.Service{Name: "sly", ClientID: "service-later"})); err != nil {
			t.Fatal(err)
		}
		h.reboot(cull + "  - {name: later, url: \"http://127.0.0.1:10101\"}\n")
		for range 20 {
			if s, ok := h.Client("service-later"); !ok || s.Name != "later" {
				t.Fatalf("the client of the settings is %q", s.Name)
			}
		}
		if h.stop(); h.Adopted() {
			t.Error("the hub has ended, and knows all")
		}
	})
}
