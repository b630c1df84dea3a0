package gate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// model is the truth that a hub would have in its database: whose credential
// belongs to which session right now. A session that was taken back never comes
// again; signing in makes a new one. Where sessions last for a time, those of some
// people are prolonged whenever the hub is asked.
type model struct {
	t    *testing.T
	mu   sync.Mutex
	now  map[commonhall.UserName]commonhall.SessionID
	n    int
	over map[commonhall.SessionID]bool // Revoke has returned nil
	acts map[*act]bool

	lasts    time.Duration // 0: for ever
	prolongs map[commonhall.UserName]bool
	ends     map[commonhall.SessionID]time.Time
	longAway time.Time // when the hub last was away for long
}

func newModel(t *testing.T) *model {
	return &model{t: t, now: map[commonhall.UserName]commonhall.SessionID{}, over: map[commonhall.SessionID]bool{}, acts: map[*act]bool{},
		prolongs: map[commonhall.UserName]bool{}, ends: map[commonhall.SessionID]time.Time{}}
}

// act is something that goes on under a lease.
type act struct {
	session commonhall.SessionID
	ended   atomic.Bool
}

func (m *model) Active(context.Context, map[commonhall.ServerID]time.Time) {}

func (m *model) Decide(_ context.Context, q Question) Answer {
	m.mu.Lock()
	s := m.now[q.Name]
	switch end := m.ends[s]; {
	case m.lasts == 0:
	case m.prolongs[q.Name]:
		m.ends[s] = time.Now().Add(m.lasts)
	case !time.Now().Before(end):
		s = ""
	}
	end := m.ends[s]
	m.mu.Unlock()
	for range rand.IntN(4) {
		runtime.Gosched() // the truth may change while the answer is on its way
	}
	if s == "" {
		return Answer{Result: Anonymous}
	}
	return Answer{Result: Allow, Subject: q.Name, Session: s, Server: commonhall.ServerID("run-" + q.Name), Expires: end}
}

// signIn gives a person a new session and returns the one before.
func (m *model) signIn(who commonhall.UserName) (before commonhall.SessionID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.n++
	before, m.now[who] = m.now[who], commonhall.SessionID(fmt.Sprintf("%s-%d", who, m.n))
	if m.lasts != 0 {
		m.ends[m.now[who]] = time.Now().Add(m.lasts)
	}
	return before
}

func (m *model) isOver(s commonhall.SessionID) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.over[s]
}

// began notes that an act goes on; whoever is revoked must have been ended.
func (m *model) began(a *act) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.acts[a] = true
	if m.over[a.session] && !a.ended.Load() {
		m.t.Errorf("something goes on under %s, which was taken back", a.session)
	}
}

func (m *model) finished(a *act) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.acts, a)
}

// confirmed checks what a hub relies on when Revoke has returned nil.
func (m *model) confirmed(s commonhall.SessionID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.over[s] = true
	for a := range m.acts {
		if a.session == s && !a.ended.Load() {
			m.t.Errorf("Revoke has returned, and something goes on under %s", s)
		}
	}
}

// person uses their server again and again.
func (m *model) person(c *Client, who commonhall.UserName, seed uint64, over <-chan struct{}) {
	r := rand.New(rand.NewPCG(seed, 1))
	for n := 1; !isClosed(over); n++ {
		if n%20 == 0 {
			<-time.After(50 * time.Millisecond) // a hub that is away comes back only when time passes
		}
		l, err := c.Decide(m.t.Context(), Question{Kind: SessionCookie, Name: who})
		if err != nil {
			m.t.Error(err)
			return
		}
		if l.Result != Allow {
			continue
		}
		for range r.IntN(3) {
			runtime.Gosched()
		}
		a, late := &act{session: l.Session}, m.isOver(l.Session)
		release, ok := c.Hang(l, func() { a.ended.Store(true) })
		if !ok {
			continue
		}
		if late {
			m.t.Errorf("something began under %s, which was taken back before", l.Session)
		}
		m.began(a)
		for range r.IntN(8) {
			runtime.Gosched()
		}
		m.finished(a)
		release()
	}
}

// Whatever the order in which people use their servers, sign in anew, and the
// stream breaks: after Revoke has returned nil nobody acts under the lease.
func TestModelNobodyActsAfterARevocation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seed := rand.Uint64()
		t.Log("seed", seed)
		h := newHall(t)
		h.stop()
		m := newModel(t)
		h.server, h.client = NewServer(m, quietLog()), NewClient(h.dial, quietLog())
		ctx, cancel := context.WithCancel(t.Context())
		h.work.Go(func() { _ = h.client.Run(ctx) })
		var people, others sync.WaitGroup
		names := []commonhall.UserName{"ada", "ben", "cleo", "dora"}
		over := make(chan struct{})
		for i, who := range names {
			m.signIn(who)
			for j := range 6 {
				people.Go(func() { m.person(h.client, who, seed+uint64(10*i+j), over) })
			}
		}
		others.Go(func() {
			r := rand.New(rand.NewPCG(seed, 3))
			for !isClosed(over) {
				for range 200 + r.IntN(2000) {
					runtime.Gosched()
				}
				h.client.mu.Lock()
				anew := h.client.changed
				h.client.mu.Unlock()
				h.cut()
				<-anew
			}
		})
		r, confirmed := rand.New(rand.NewPCG(seed, 2)), 0
		for confirmed < 400 {
			old := m.signIn(names[r.IntN(len(names))])
			if h.revoke(Revocation{Kind: RevokeSession, Session: old}) == nil {
				m.confirmed(old)
				confirmed++
			}
		}
		close(over)
		people.Wait()
		others.Wait()
		h.noneOpen()
		cancel()
		h.work.Wait()
	})
}

// judge checks an act of somebody's at its end: it was not cut while its session was good,
// and did not go on after that.
func (m *model) judge(a *act, who commonhall.UserName, began time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	over, away := time.Since(m.ends[a.session]), m.longAway.After(began.Add(-2*expiryGrace))
	switch ended, anew := a.ended.Load(), m.now[who] != a.session; {
	case ended && !anew && !away && (m.prolongs[who] || over < 0):
		m.t.Errorf("%s was cut %v before the end of %s, which is prolonged: %v", who, -over, a.session, m.prolongs[who])
	case !ended && over > expiryGrace+expiryEvery+decideTimeout:
		m.t.Errorf("%s goes on %v after the end of %s", who, over, a.session)
	}
}

// stay uses somebody's server for minutes or hours at a time.
func (m *model) stay(c *Client, who commonhall.UserName, seed uint64, over <-chan struct{}) {
	r := rand.New(rand.NewPCG(seed, 4))
	for !isClosed(over) {
		ctx, cancel := context.WithTimeout(m.t.Context(), time.Minute)
		l, err := c.Decide(ctx, Question{Kind: SessionCookie, Name: who})
		cancel()
		if err == nil && l.Result == Allow {
			a, began := &act{session: l.Session}, time.Now()
			if release, ok := c.Hang(l, func() { a.ended.Store(true) }); ok {
				<-time.After(time.Duration(r.Int64N(int64(3 * m.lasts))))
				m.judge(a, who, began)
				release()
			}
			continue
		}
		<-time.After(time.Second)
		if err == nil && m.isEnded(who) {
			m.signIn(who)
		}
	}
}

func (m *model) isEnded(who commonhall.UserName) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return !time.Now().Before(m.ends[m.now[who]])
}

// Whatever the hub does meanwhile: what is open under a session that has ended is closed in
// the end, and nobody is cut whose session goes on.
func TestModelNobodyActsAfterTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seed := rand.Uint64()
		t.Log("seed", seed)
		h := newHall(t)
		h.stop()
		m := newModel(t)
		m.lasts, m.prolongs = hour, map[commonhall.UserName]bool{"ada": true, "ben": true}
		h.server, h.client = NewServer(m, quietLog()), NewClient(h.dial, quietLog())
		ctx, cancel := context.WithCancel(t.Context())
		h.work.Go(func() { _ = h.client.Run(ctx) })
		var people sync.WaitGroup
		over := make(chan struct{})
		for i, who := range []commonhall.UserName{"ada", "ben", "cleo", "dora"} {
			m.signIn(who)
			for j := range 4 {
				people.Go(func() { m.stay(h.client, who, seed+uint64(10*i+j), over) })
			}
		}
		for r, until := rand.New(rand.NewPCG(seed, 5)), time.Now().Add(5*24*hour); time.Now().Before(until); {
			<-time.After(time.Duration(r.Int64N(int64(2 * hour))))
			h.leave()
			long := r.IntN(3) == 0
			<-time.After(time.Duration(r.Int64N(int64(expiryGrace / 2))))
			if long {
				m.mu.Lock()
				m.longAway = time.Now()
				m.mu.Unlock()
				<-time.After(2 * expiryGrace)
				m.mu.Lock()
				m.longAway = time.Now()
				m.mu.Unlock()
			}
			h.comeBack()
		}
		close(over)
		people.Wait()
		h.noneOpen()
		cancel()
		h.work.Wait()
	})
}
