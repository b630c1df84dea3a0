package server

import (
	"context"
	"maps"
	"sync"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// What pages tell of the disk. They are looked at every few seconds, and the disk may be slow:
// an answer is shown for a while, each account is asked about once at a time, and no page waits.

const (
	glanceWait = 100 * time.Millisecond // for an answer that comes at once
	glanceKeep = 10 * time.Minute       // where none comes; then it is not known any more
)

// glance is what the disk said of an account.
type glance struct {
	disk  spawner.Disk
	known bool // it has a home; of 0, that the disk answered
	said  time.Time
	asked time.Time
}

// glances are by uid, and under 0 of the disk itself.
type glances struct {
	mu sync.Mutex
	of map[int]glance
}

// Glance is what a page shows of people's disk, and why a limit is not held for them. It is
// older than Config.DiskAge only where the disk does not answer at once.
func (m *Manager) Glance(ctx context.Context, people ...commonhall.User) (disks map[commonhall.UserName]Disk, why string) {
	if stale := m.glances.stale(people, m.cfg.DiskAge); len(stale) > 0 {
		timer := time.NewTimer(glanceWait)
		defer timer.Stop()
		select {
		case <-m.askDisks(stale):
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	all := m.glances.known(people)
	return disksOf(all, people), unheld(all, people)
}

// askDisks has the disk asked about accounts; the channel is closed when it has answered, or
// will not.
func (m *Manager) askDisks(accounts []commonhall.Account) <-chan struct{} {
	done := make(chan struct{})
	m.mu.Lock()
	defer m.mu.Unlock()
	ctx := m.ctx
	if ctx == nil { // nobody waits for goroutines any more
		close(done)
		return done
	}
	m.work.Go(func() {
		defer close(done)
		ctx, cancel := context.WithTimeout(ctx, diskPatience)
		defer cancel()
		all, err := m.spawner.Disks(ctx, accounts...)
		if err != nil {
			if ctx.Err() == nil {
				m.log.Warn("cannot ask how full homes are", "error", err)
			}
			return
		}
		m.glances.answered(accounts, all)
	})
	return done
}

// stale picks the accounts to ask about, and notes that they are.
func (g *glances) stale(people []commonhall.User, age time.Duration) (out []commonhall.Account) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.of == nil {
		g.of = map[int]glance{}
	}
	for _, u := range people {
		one := g.of[u.Account.UID]
		if now.Sub(one.asked) < age {
			continue
		}
		one.asked = now
		g.of[u.Account.UID] = one
		out = append(out, u.Account)
	}
	return out
}

// answered notes what the disk said, and forgets what it said long ago.
func (g *glances) answered(accounts []commonhall.Account, all map[int]spawner.Disk) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	maps.DeleteFunc(g.of, func(_ int, one glance) bool { return now.Sub(one.asked) > glanceKeep })
	note := func(uid int) {
		d, known := all[uid]
		g.of[uid] = glance{disk: d, known: known, said: now, asked: g.of[uid].asked}
	}
	note(0)
	for _, a := range accounts {
		note(a.UID)
	}
}

// known returns what the disk said of people and of itself.
func (g *glances) known(people []commonhall.User) map[int]spawner.Disk {
	g.mu.Lock()
	defer g.mu.Unlock()
	out := map[int]spawner.Disk{}
	note := func(uid int) {
		if one := g.of[uid]; one.known && time.Since(one.said) < glanceKeep {
			out[uid] = one.disk
		}
	}
	note(0)
	for _, u := range people {
		note(u.Account.UID)
	}
	return out
}

// forget has everybody asked about anew: a limit has changed.
func (g *glances) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	clear(g.of)
}
