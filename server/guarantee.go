package server

import (
	"context"
	"errors"
	"maps"
	"sync"

	"commonhall"
	"commonhall/spawner"
)

// What servers are to have in any case. All guarantees of what runs fit into the machine
// together: a start for which there is no room is refused.

// promises are guarantees of starts whose records do not have them yet: two starts at once
// do not both get the last room.
type promises struct {
	mu   sync.Mutex
	of   map[commonhall.ServerKey]commonhall.Limits
	told bool // that there was no room, and there was none since
}

// Guaranteed returns what is guaranteed to the servers that are active, and how much of it
// there is.
func (m *Manager) Guaranteed() (now, room commonhall.Limits) {
	m.promises.mu.Lock()
	defer m.promises.mu.Unlock()
	return m.guaranteed(commonhall.ServerKey{}), m.cfg.Room
}

// guaranteed adds up what all have but one. It is called with mu of promises held.
func (m *Manager) guaranteed(but commonhall.ServerKey) (sum commonhall.Limits) {
	pending := maps.Clone(m.promises.of)
	add := func(key commonhall.ServerKey, l commonhall.Limits) {
		if key != but {
			p := pending[key]
			delete(pending, key)
			sum.MemoryGuarantee += max(l.MemoryGuarantee, p.MemoryGuarantee)
			sum.CPUGuarantee += max(l.CPUGuarantee, p.CPUGuarantee)
		}
	}
	for _, s := range m.all() {
		if now := s.snapshot(); now.State.Active() {
			add(s.key, now.Limits)
		}
	}
	for key := range maps.Clone(pending) {
		add(key, commonhall.Limits{})
	}
	return sum
}

// grown is want without the guarantees that are no more than what was had: for these
// there is room, whatever became of the machine.
func grown(want, had commonhall.Limits) commonhall.Limits {
	if want.MemoryGuarantee <= had.MemoryGuarantee {
		want.MemoryGuarantee = 0
	}
	if want.CPUGuarantee <= had.CPUGuarantee {
		want.CPUGuarantee = 0
	}
	return want
}

// promise holds what is guaranteed to a server, until kept is called: by then
// its record has it. Where there is no room it says so, to its person and to administrators.
func (m *Manager) promise(ctx context.Context, key commonhall.ServerKey, want commonhall.Limits) (kept func(), err error) {
	if want.MemoryGuarantee == 0 && want.CPUGuarantee == 0 {
		return func() {}, nil
	}
	p := &m.promises
	p.mu.Lock()
	defer p.mu.Unlock()
	have := m.guaranteed(key)
	for _, limit := range []commonhall.LimitName{commonhall.GuaranteeMemory, commonhall.GuaranteeCPU} {
		mine, theirs, room := want.Get(limit), have.Get(limit), m.cfg.Room.Get(limit)
		if room == 0 || mine == 0 || mine+theirs <= room+1e-9 { // tenths of cores do not add up to whole ones
			continue
		}
		what := map[commonhall.LimitName]string{commonhall.GuaranteeMemory: "memory", commonhall.GuaranteeCPU: "CPU time"}[limit]
		words := func(v float64) string {
			if v == 0 {
				return "none"
			}
			return LimitWords(limit, v)
		}
		numbers := words(mine) + " of " + what + ": of " + words(room) + " in all, " + words(theirs) + " are guaranteed to others that run."
		if !p.told {
			p.told = true
			m.events.Record(ctx, commonhall.Event{Name: commonhall.EventLimitsRefused, User: key.User,
				Text: "The " + key.Words() + " could not be guaranteed " + numbers + " This is said once, until there is room again."})
		}
		return nil, commonhall.Errorf(commonhall.ResourceExhausted, "The machine cannot guarantee the %s %s", key.Words(), numbers).
			WithHint("Nothing of yours is lost. Try again when somebody has stopped a server, or ask your administrator: to stop servers that nobody uses, or to guarantee less.")
	}
	if p.of == nil {
		p.of = map[commonhall.ServerKey]commonhall.Limits{}
	}
	p.of[key], p.told = want, false
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.of, key)
	}, nil
}

// pairs are guarantees, with the limit that none may be above.
func pairs() map[commonhall.LimitName]commonhall.LimitName {
	return map[commonhall.LimitName]commonhall.LimitName{commonhall.GuaranteeMemory: commonhall.LimitMemory, commonhall.GuaranteeCPU: commonhall.LimitCPU}
}

// explain cuts guarantees that are above their limits, which others decided, takes a soft mark
// away that is not below its limit, and says so; and says what this machine cannot hold.
func (m *Manager) explain(held []Held) {
	limits := map[commonhall.LimitName]Held{}
	for _, h := range held {
		limits[h.Limit] = h
	}
	for i := range held {
		h := &held[i]
		if limit := limits[pairs()[h.Limit]]; limit.Value > 0 && h.Value > limit.Value {
			h.More = LimitWords(h.Limit, h.Value) + " would be more than the limit " + string(limit.Limit) + ", which is " + limit.Words() + " (" + limit.Origin.Words() + "): the limit counts."
			h.Value = limit.Value
		}
		if limit := limits[commonhall.LimitMemory]; h.Limit == commonhall.LimitSoft && limit.Value > 0 && h.Value >= limit.Value {
			h.More = LimitWords(h.Limit, h.Value) + " would not be below the limit memory, which is " + limit.Words() + " (" + limit.Origin.Words() + "): there is no mark."
			h.Value = 0
		}
		if h.Value > 0 && m.lacking.has(h.Limit) {
			if h.More != "" {
				h.More += " "
			}
			h.More += cannot(h.Limit)
		}
	}
}

// ErrMeanwhile is why a decision is refused that was made before another one was known.
var ErrMeanwhile = errors.New("the limit is not what was seen")

// changes leaves of a decision what is not so already, and refuses a guarantee above
// the limit of the same person or group, and a soft mark that is not below it.
func (m *Manager) changes(ctx context.Context, c LimitChange, who int, whom string) (LimitChange, error) {
	given, err := m.store.Limits(ctx)
	if err != nil {
		return c, err
	}
	has := map[commonhall.LimitName]float64{}
	for _, g := range given {
		if g.Kind == c.Kind && g.Who == who {
			has[g.Limit] = g.Value
		}
	}
	changed := map[commonhall.LimitName]float64{}
	for name, v := range c.Values {
		if has[name] == v {
			continue
		}
		if seen, ok := c.Seen[name]; ok && seen != has[name] {
			return c, commonhall.Errorf(commonhall.FailedPrecondition, "Somebody else has decided about limits of %s meanwhile.", whom).
				WithHint("Look what they are now, and decide again.").Because(ErrMeanwhile)
		}
		changed[name] = v
	}
	maps.Copy(has, changed)
	for guarantee, limit := range pairs() {
		if has[limit] > 0 && has[guarantee] > has[limit] {
			return c, commonhall.Errorf(commonhall.InvalidArgument, "%s of %s would be %s, more than its limit %s, which is %s.", string(guarantee), whom,
				LimitWords(guarantee, has[guarantee]), string(limit), LimitWords(limit, has[limit])).
				WithHint("What is guaranteed cannot be more than what may be used: guarantee less, or set both.")
		}
	}
	if soft, memory := has[commonhall.LimitSoft], has[commonhall.LimitMemory]; memory > 0 && soft >= memory {
		return c, commonhall.Errorf(commonhall.InvalidArgument, "memory_soft of %s would be %s, not below its limit memory, which is %s.", whom,
			LimitWords(commonhall.LimitSoft, soft), LimitWords(commonhall.LimitMemory, memory)).
			WithHint("Between the two the system takes back what it can: set a lower mark, or both, or take the mark back.")
	}
	c.Values = changed
	return c, nil
}

// lacking are the limits of which is known that this machine cannot hold them.
type lacking struct {
	mu sync.Mutex
	of map[commonhall.LimitName]bool
}

func (l *lacking) has(name commonhall.LimitName) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.of[name]
}

// cannot says what is lost of a limit.
func cannot(name commonhall.LimitName) string {
	if name == commonhall.GuaranteeMemory {
		return "It is counted at each start, but the kernel of this machine does not keep that memory for it (that takes control groups of version 2)."
	}
	return "It has no effect: the kernel of this machine cannot weigh the use of disks."
}

// lacks tells once which limits of a run the machine cannot hold.
func (m *Manager) lacks(ctx context.Context, key commonhall.ServerKey, st spawner.Status) {
	m.lacking.mu.Lock()
	defer m.lacking.mu.Unlock()
	for _, limit := range st.Lacks {
		if m.lacking.of[limit] {
			continue
		}
		if m.lacking.of == nil {
			m.lacking.of = map[commonhall.LimitName]bool{}
		}
		m.lacking.of[limit] = true
		m.events.Record(ctx, commonhall.Event{Name: commonhall.EventLimitsLacking, User: key.User, Server: st.ID, Named: key.Name,
			Text: "The " + key.Words() + " has " + string(limit) + " " + LimitWords(limit, st.Limits.Get(limit)) + ". " + cannot(limit)})
	}
}

// lookAtLimits does so for a run that has other limits.
func (m *Manager) lookAtLimits(ctx context.Context, run commonhall.Server) {
	if run.Limits.IO > 0 || run.Limits.MemoryGuarantee > 0 || run.Limits.Rate > 0 {
		if st, err := m.spawner.Status(ctx, run.ID); err == nil {
			m.lacks(ctx, run.Key(), st)
			if st.Network == commonhall.NetworkInternet { // or its start told why not
				m.unreached(ctx, run.Key(), st)
			}
		}
	}
}
