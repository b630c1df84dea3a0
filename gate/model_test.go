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
// again; signing in makes a new one.
type model struct {
	t    *testing.T
	mu   sync.Mutex
	now  map[commonhall.UserName]commonhall.SessionID
	n    int
	over map[commonhall.SessionID]bool // Revoke has returned nil
	acts map[*act]bool
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
	m.mu.Unlock()
	for range rand.IntN(4) {
		runtime.Gosched() // the truth may change while the answer is on its way
	}
	if s == "" {
		return Answer{Result: Anonymous}
	}
	return Answer{Result: Allow, Subject: q.Name, Session: s, Server: commonhall.ServerID("run-" + q.Name)}
}

// signIn gives a person a new session and returns the one before.
func (m *model) signIn(who commonhall.UserName) (before commonhall.SessionID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.n++
	before, m.now[who] = m.now[who], commonhall.SessionID(fmt.Sprintf("%s-%d", who, m.n))
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
		m := &model{t: t, now: map[commonhall.UserName]commonhall.SessionID{}, over: map[commonhall.SessionID]bool{}, acts: map[*act]bool{}}
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
		h.client.mu.Lock()
		if len(h.client.open) != 0 {
			t.Errorf("%d leases leaked", len(h.client.open))
		}
		h.client.mu.Unlock()
		cancel()
		h.work.Wait()
	})
}
