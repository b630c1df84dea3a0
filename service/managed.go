package service

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/gate"
	"commonhall/spawner"
)

// A service that ends is started again after a pause, which grows while it does not stay.
const (
	shortPause = time.Second
	longPause  = time.Minute
	steady     = time.Minute // whoever runs for so long stays

	stopSlack = 15 * time.Second // how much longer than its grace a stop may take
	logEnd    = 4 << 10          // bytes of the log that are kept of a run that has ended
)

// Phase is how far a service that the hub runs has come.
type Phase string

// Phases.
const (
	Waiting Phase = "waiting" // to be started again
	Running Phase = "running"
)

// State is how a service that the hub runs is doing.
type State struct {
	Phase   Phase
	Run     commonhall.ServerID
	Started time.Time
	Ends    int             // how often it has ended since it last stayed for a minute
	End     *commonhall.End // of the run before; nil for none since the hub's start
	Next    time.Time       // when it is started again, while it waits

	asked bool // somebody ended it, for it to be started again
}

// managed is a service that the hub runs. Its goroutine is the only one that starts it.
type managed struct {
	r       *Room
	k       *known
	restart chan string // by whom
	quit    context.CancelFunc
	done    chan struct{}

	mu    sync.Mutex
	state State
}

// begin starts the goroutine of a service. The caller holds changing.
func (r *Room) begin(ctx context.Context, k *known) {
	ctx, cancel := context.WithCancel(ctx)
	m := &managed{r: r, k: k, restart: make(chan string), quit: cancel, done: make(chan struct{}), state: State{Phase: Waiting}}
	r.mu.Lock()
	k.run = m
	r.mu.Unlock()
	r.work.Go(func() {
		defer close(m.done)
		defer cancel()
		m.work(ctx)
	})
}

func (m *managed) look() State {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state
}

func (m *managed) change(f func(*State)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f(&m.state)
}

// work keeps the service running until ctx ends. Its run goes on.
func (m *managed) work(ctx context.Context) {
	id := m.adoptable(ctx)
	for pause := shortPause; ctx.Err() == nil; pause = min(2*pause, longPause) {
		end, err := m.once(ctx, id)
		if ctx.Err() != nil {
			return
		}
		id = ""
		if err != nil {
			end = commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndSetup, Detail: "The service could not be started."}
			m.r.log.Error("a service cannot be started", "service", m.k.Name, "error", err)
		}
		if m.ended(ctx, end) {
			pause = shortPause
		}
		m.wait(ctx, pause)
	}
}

// wait lets the pause go by, unless somebody wants the service to be started now.
func (m *managed) wait(ctx context.Context, pause time.Duration) {
	switch s := m.look(); {
	case s.asked: // for it to be started again: at once, but if that fails not over and over
		m.change(func(s *State) { s.asked = false })
		return
	case s.End.Cause == commonhall.EndStopped:
		pause = longPause // the machine or the installation is being stopped
	}
	m.change(func(s *State) { s.Next = time.Now().UTC().Add(pause) })
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-m.restart:
	case <-ctx.Done():
	}
}

// adoptable returns the run of a hub before this one, where it goes on as it should.
func (m *managed) adoptable(ctx context.Context) commonhall.ServerID {
	id := m.k.rec.Run
	if id == "" {
		return ""
	}
	for ctx.Err() == nil { // an account has one run at most, so what is not known is asked again
		st, err := m.r.runs.Status(ctx, id)
		switch {
		case errors.Is(err, spawner.ErrUnknown):
			return ""
		case err == nil && st.Phase != spawner.Ended && m.k.rec.Made == m.made():
			m.change(func(s *State) { s.Started = st.Started })
			return id
		case err == nil && m.r.end(ctx, id):
			return ""
		}
		sleep(ctx, shortPause)
	}
	return ""
}

// once runs the service once: the run with that id, or where that is empty a new one.
func (m *managed) once(ctx context.Context, id commonhall.ServerID) (commonhall.End, error) {
	if id == "" {
		var err error
		if id, err = m.start(ctx); err != nil {
			return commonhall.End{}, err
		}
		m.change(func(s *State) { s.Started = time.Now().UTC() })
	}
	m.change(func(s *State) { s.Phase, s.Run, s.Next, s.asked = Running, id, time.Time{}, false })
	inside, cancel := context.WithCancel(ctx)
	var beside sync.WaitGroup
	beside.Go(func() { m.serveDoor(inside, id) })
	beside.Go(func() { m.stops(inside, id) })
	defer beside.Wait()
	defer cancel()
	return m.awaitEnd(ctx, id)
}

// start begins a new run. What it will be is written down before.
func (m *managed) start(ctx context.Context) (commonhall.ServerID, error) {
	r, s := m.r, m.k.Service
	rec := m.k.rec
	uid := r.cfg.FirstID + rec.Account
	rec.Run = commonhall.ServerID(strconv.Itoa(uid) + "-" + strings.ToLower(rand.Text()[:10]))
	rec.Made = m.made()
	if err := r.store.SaveService(ctx, rec); err != nil {
		return "", err
	}
	r.mu.Lock()
	m.k.rec = rec
	r.mu.Unlock()
	spec := m.spec()
	spec.ID, spec.Account = rec.Run, commonhall.Account{UID: uid, Name: accountName}
	err := patiently(ctx, func(ctx context.Context) error { return r.runs.Start(ctx, spec) })
	if err == nil {
		r.log.Info("a service starts", "service", s.Name, "run", rec.Run)
	}
	return rec.Run, err
}

// accountName is the login name that a service sees.
const accountName = "service"

// spec says what to run, but under which id and account.
func (m *managed) spec() spawner.Spec {
	s, limits := m.k.Service, m.r.cfg.Limits
	limits.MemoryGuarantee, limits.CPUGuarantee, limits.Disk = 0, 0, 0 // who counts guarantees does not count these
	command := s.Command
	if s.Dir != "" {
		command = append([]string{"env", "-C", s.Dir}, command...)
	}
	return spawner.Spec{Command: command, Env: environment(s, m.r.token(s)), Port: config.Service{URL: s.URL}.Port(), Limits: limits, Network: m.r.cfg.Network, Scratch: true}
}

// made is the hash of what a run is made of: where it differs the service is started anew.
func (m *managed) made() string {
	spec := m.spec()
	b, err := json.Marshal([]any{spec.Command, spec.Env, spec.Port, spec.Limits, spec.Network})
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// environment is what JupyterHub gives a service that it runs.
func environment(s commonhall.Service, token string) []string {
	list := func(v []string) string {
		b, _ := json.Marshal(append([]string{}, v...)) // texts never fail
		return string(b)
	}
	allowed := []string{}
	for _, sc := range s.Allowed {
		allowed = append(allowed, string(sc))
	}
	access := list([]string{"access:services!service=" + string(s.Name)})
	env := []string{
		"JUPYTERHUB_SERVICE_NAME=" + string(s.Name), "JUPYTERHUB_API_TOKEN=" + token, "JPY_API_TOKEN=" + token,
		"JUPYTERHUB_API_URL=http://127.0.0.1:8081/hub/api", "JUPYTERHUB_BASE_URL=/", "JUPYTERHUB_HOST=",
		"JUPYTERHUB_SERVICE_PREFIX=" + s.Name.Prefix(), "JUPYTERHUB_SERVICE_URL=" + s.URL,
		"JUPYTERHUB_CLIENT_ID=" + s.ClientID, "JUPYTERHUB_OAUTH_CALLBACK_URL=" + s.RedirectURI,
		"JUPYTERHUB_OAUTH_ACCESS_SCOPES=" + access, "JUPYTERHUB_OAUTH_SCOPES=" + access, "JUPYTERHUB_OAUTH_CLIENT_ALLOWED_SCOPES=" + list(allowed),
		"JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED=0", "JUPYTERHUB_PUBLIC_URL=", "JUPYTERHUB_PUBLIC_HUB_URL=",
	}
	for _, name := range slices.Sorted(maps.Keys(s.Env)) {
		env = append(env, name+"="+s.Env[name])
	}
	return env
}

// stops ends the run where somebody asks for a restart; it is started again at once.
func (m *managed) stops(ctx context.Context, id commonhall.ServerID) {
	for {
		select {
		case <-ctx.Done():
			return
		case by := <-m.restart:
			m.change(func(s *State) { s.asked = true })
			stop, cancel := context.WithTimeout(ctx, m.r.cfg.Grace+stopSlack)
			if _, err := m.r.runs.Stop(stop, id, m.r.cfg.Grace, by); err != nil && ctx.Err() == nil {
				m.r.log.Error("a service does not end", "service", m.k.Name, "error", err)
			}
			cancel()
		}
	}
}

// awaitEnd returns how the run ended. An error that says nothing about it is no end of it.
func (m *managed) awaitEnd(ctx context.Context, id commonhall.ServerID) (commonhall.End, error) {
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		end, err := m.r.runs.Wait(ctx, id)
		switch {
		case err == nil || ctx.Err() != nil:
			return end, err
		case errors.Is(err, spawner.ErrUnknown):
			return commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}, nil
		}
		sleep(ctx, pause)
	}
}

// ended notes how a run ended, and reports whether it had stayed.
func (m *managed) ended(ctx context.Context, end commonhall.End) bool {
	was := m.look()
	if b, err := m.r.runs.Log(ctx, was.Run, logEnd); err == nil && was.Run != "" {
		end.Log = printable(string(b))
	}
	end.Detail = printable(end.Detail)
	stayed := was.Phase == Running && time.Since(was.Started) >= steady || was.asked
	m.change(func(s *State) {
		s.Phase, s.End = Waiting, &end
		if s.Ends++; stayed {
			s.Ends = 1
		}
	})
	m.r.closeWay(ctx, was.Run)
	if was.Run != "" {
		if err := m.r.runs.Forget(ctx, was.Run); err != nil && ctx.Err() == nil {
			m.r.log.Warn("the spawner does not forget a service that has ended", "service", m.k.Name, "error", err)
		}
	}
	if end.Cause != commonhall.EndStopped && (was.Ends == 0 || stayed) { // said once, and again only when it had stayed in between
		m.r.event(ctx, commonhall.EventServiceEnded, "The service "+string(m.k.Name)+" ended and is being started again. "+end.Sentence())
	}
	return stayed
}

// closeWay makes the edge forget the way to a run.
func (r *Room) closeWay(ctx context.Context, id commonhall.ServerID) {
	if id == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
	defer cancel()
	_ = r.revoker.Revoke(ctx, gate.Revocation{Kind: gate.RevokeServer, Server: id})
}

// serveDoor serves the hub's API to the run until ctx ends. The door may break with the
// part of the system that made it: then it is asked for again.
func (m *managed) serveDoor(ctx context.Context, id commonhall.ServerID) {
	for pause := 10 * time.Millisecond; ctx.Err() == nil; pause = min(2*pause, 5*time.Second) {
		l, err := m.r.runs.HubListener(ctx, id)
		switch {
		case err == nil:
			stop := context.AfterFunc(ctx, func() { l.Close() })
			m.r.inside.ServeService(m.k.Name, l)
			if stop() {
				l.Close()
			}
		case errors.Is(err, spawner.ErrEnded), errors.Is(err, spawner.ErrUnknown):
			return
		case ctx.Err() == nil:
			m.r.log.Warn("a service has no way to the hub", "service", m.k.Name, "error", err)
		}
		sleep(ctx, pause)
	}
}

// patiently repeats f while the spawner is away, because then nothing is known to have
// happened, and f may be done twice.
func patiently(ctx context.Context, f func(context.Context) error) error {
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		err := f(ctx)
		if !errors.Is(err, spawner.ErrAway) || ctx.Err() != nil {
			return err
		}
		sleep(ctx, pause)
	}
}

func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// printable makes text of what a program wrote.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f) && c != '\uFFFD') {
			return c
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
}
