package server

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"commonhall"
)

// Servers that nobody uses are stopped, and those that have run for long (decisions 015 and
// 048). Use is what the edge passes on, what a program says that it is doing, and CPU time.

// busyCores is how much CPU a server that nobody uses takes at most.
const busyCores = 0.02

// stale is how old a measurement of CPU may be.
const stale = 10 * lookEvery

// How many servers must seem idle by CPU alone, because their programs cannot be
// asked, before that is taken for a fault of ours: so many, and that share of all.
const (
	doubtLeast = 3
	doubtShare = 0.15
)

// idleness is what is known about the use of one run.
type idleness struct {
	run   commonhall.ServerID
	since time.Time     // it was in use until then
	cpu   time.Duration // at the last look
	at    time.Time     // of the last look
	blind bool          // the CPU could not be measured
	soon  due           // when it is stopped; none: not soon
	kept  time.Time     // its person wants it to run until then, whatever its age
}

// due is when a run is stopped by itself, and by which rule. What was told stays true: it
// is not stopped earlier.
type due struct {
	rule rule
	at   time.Time
}

// quiet is how long a new hub stops nothing: the edge has to come and tell who is there.
const quiet = 2 * time.Minute

// stopIdle looks for servers that are to be stopped, until ctx ends.
func (m *Manager) stopIdle(ctx context.Context) {
	w := &sweeping{m: m, began: time.Now()}
	var err error
	if w.before, err = m.store.Uses(ctx); err != nil {
		m.log.Warn("it is not known how long servers have been idle; that counts as use", "error", err)
	}
	for {
		timer := time.NewTimer(w.next)
		select {
		case <-timer.C:
			w.next = w.sweep(ctx)
		case <-m.resweep:
			w.next = min(w.next, time.Second)
		case <-ctx.Done():
		}
		if timer.Stop(); ctx.Err() != nil {
			return
		}
	}
}

// sweepSoon has decisions looked at that were just made.
func (m *Manager) sweepSoon() {
	select {
	case m.resweep <- struct{}{}:
	default:
	}
}

// sweeping is what one hub does about servers that nobody uses, or that are old.
type sweeping struct {
	m       *Manager
	began   time.Time
	before  map[commonhall.ServerID]commonhall.Use // what the hub before this one knew
	next    time.Duration
	doubted bool      // that was told
	saved   time.Time // when it was written down what is known
}

// found is a server that is due.
type found struct {
	s       *server
	due     due
	guessed bool // its program could not be asked
}

// sweep stops what is due, and returns when to look again.
func (w *sweeping) sweep(ctx context.Context) time.Duration {
	const most = 5 * time.Minute
	running, people := []*server{}, map[commonhall.UserName]int{}
	for _, s := range w.m.all() {
		if s.snapshot().State == commonhall.Ready {
			running, people[s.name] = append(running, s), s.acct.UID
		}
	}
	all, any, err := w.m.rulesFor(ctx, people)
	if err != nil && ctx.Err() == nil {
		w.m.log.Warn("cannot find out which servers are to be stopped by themselves; it is tried again", "error", err)
		return time.Minute
	}
	if !any {
		for _, s := range running {
			s.untold()
		}
		return most
	}
	next := most
	for _, r := range all {
		for _, r := range []rule{r.idle, r.age} {
			if r.after > 0 {
				next = max(15*time.Second, min(next, r.after/8))
			}
		}
	}
	list, soonest := w.look(ctx, running, all)
	var stops sync.WaitGroup
	for _, f := range w.certain(ctx, list, len(running)) {
		stops.Go(func() { f.s.stopDue(ctx, f.due) })
	}
	stops.Wait()
	w.save(ctx, running)
	if !soonest.IsZero() {
		next = max(time.Second, min(next, time.Until(soonest)))
	}
	return next
}

// look finds what is due, and when the next is.
func (w *sweeping) look(ctx context.Context, running []*server, all map[commonhall.UserName]rules) (list []found, soonest time.Time) {
	var mu sync.Mutex
	var work sync.WaitGroup
	slots := make(chan struct{}, 16) // programs that are asked at once
	for _, s := range running {
		state, r := s.snapshot(), all[s.name]
		asks := s.lookIdle(state, w.before) >= r.idle.after-r.idle.notice() && r.idle.after > 0
		work.Go(func() {
			known := true
			if asks {
				slots <- struct{}{}
				known = s.askUse(ctx, state, w.m.App(state.App))
				<-slots
			}
			d, told := s.announce(state, r, w.began.Add(quiet))
			if told {
				w.m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerNotice, User: s.name, Server: state.ID, Named: s.key.Name, Text: d.notice(s.key)})
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case d.at.IsZero():
			case !d.at.After(time.Now()):
				list = append(list, found{s, d, !known})
			case soonest.IsZero() || d.at.Before(soonest):
				soonest = d.at
			}
		})
	}
	work.Wait()
	return list, soonest
}

// certain is list without what seems to be idle, if too much of that is guessed.
func (w *sweeping) certain(ctx context.Context, list []found, running int) []found {
	guessed := 0
	for _, f := range list {
		if f.guessed && f.due.rule.limit == commonhall.LimitIdle {
			guessed++
		}
	}
	if guessed < doubtLeast || float64(guessed) <= doubtShare*float64(running) {
		w.doubted = false
		return list
	}
	if !w.doubted {
		w.doubted = true
		w.m.events.Record(ctx, commonhall.Event{Name: commonhall.EventIdleDoubted, Text: fmt.Sprintf(
			"%d of %d servers seem to be idle, but their programs could not be asked. None was stopped.", guessed, running)})
	}
	return slices.DeleteFunc(list, func(f found) bool { return f.due.rule.limit == commonhall.LimitIdle })
}

// saveEvery is how often it is written down what is known of use.
const saveEvery = time.Minute

// save writes it down for the next hub.
func (w *sweeping) save(ctx context.Context, running []*server) {
	if time.Since(w.saved) < saveEvery {
		return
	}
	all := map[commonhall.ServerID]commonhall.Use{}
	for _, s := range running {
		s.mu.Lock()
		if i := s.idle; i.run == s.state.ID && !i.at.IsZero() {
			all[i.run] = commonhall.Use{Since: i.since, CPU: i.cpu, At: i.at}
		}
		s.mu.Unlock()
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := w.m.store.SaveUses(ctx, all); err != nil {
		w.m.log.Warn("cannot write down how servers are used; it is tried again", "error", err)
		return
	}
	w.saved = time.Now()
}

// lookIdle notes what the run's CPU time tells, and returns for how long it has not been
// used. Of a run from before this hub it is known from before; else that counts as use.
func (s *server) lookIdle(state commonhall.Server, before map[commonhall.ServerID]commonhall.Use) time.Duration {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	i := &s.idle
	if i.run != state.ID {
		*i = idleness{run: state.ID, since: now}
		if u, ok := before[state.ID]; ok {
			i.since, i.cpu, i.at = u.Since, u.CPU, u.At
		}
	}
	i.blind = s.lookedAt != state.ID || now.Sub(s.looked) > stale
	if !i.blind {
		if !i.at.IsZero() && (s.usage.CPU-i.cpu).Seconds() > busyCores*s.looked.Sub(i.at).Seconds() {
			i.use(now)
		}
		i.cpu, i.at = s.usage.CPU, s.looked
	}
	return now.Sub(i.since)
}

// use notes that the run was in use at that time.
func (i *idleness) use(at time.Time) {
	if at.After(i.since) {
		if i.since = at; i.soon.rule.limit == commonhall.LimitIdle {
			i.soon = due{}
		}
	}
}

// announce says when the run is stopped, if that is soon, and whether its person was not
// told so before. What could not be measured at all is not idle. Nothing is due without a
// notice, nor before least.
func (s *server) announce(state commonhall.Server, r rules, least time.Time) (d due, told bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, now := &s.idle, time.Now()
	if i.run != state.ID {
		return due{}, false
	}
	for _, next := range []due{{r.idle, i.since.Add(r.idle.after)}, {r.age, later(state.Started.Add(r.age.after), i.kept)}} {
		soon := next.rule.after > 0 && !now.Before(next.at.Add(-next.rule.notice())) && (next.rule.limit != commonhall.LimitIdle || !i.blind)
		if soon && (d.at.IsZero() || next.at.Before(d.at)) {
			d = next
		}
	}
	switch {
	case d.at.IsZero():
	case i.soon.rule.limit == d.rule.limit:
		d.at = later(d.at, i.soon.at)
	default:
		d.at, told = later(d.at, later(now.Add(d.rule.notice()/2), least)), true
	}
	i.soon = d
	return d, told
}

// untold takes a notice back: there is no rule any more. One to come gives its own.
func (s *server) untold() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle.soon = due{}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// notice tells of a stop that is to come.
func (d due) notice(key commonhall.ServerKey) string {
	text := "nobody has used it for a while"
	if d.rule.limit == commonhall.LimitAge {
		text = "it has run for nearly " + longWords(d.rule.after) + ", as long as a server may"
	}
	return "The " + key.Words() + " will be stopped in " + longWords(time.Until(d.at).Round(time.Minute)) + ": " + text + ". Its person can let it go on, on the home page."
}

// stopDue stops the run, unless somebody has used it or kept it at the last moment.
func (s *server) stopDue(ctx context.Context, d due) {
	err := s.ask(ctx, command{do: func() error {
		s.mu.Lock()
		still := s.idle.run == s.state.ID && s.state.State == commonhall.Ready && s.idle.soon == d
		s.mu.Unlock()
		if !still {
			return nil
		}
		return s.stop(ctx, ctx, commonhall.RoleHouse+", because "+d.rule.why())
	}})
	if err != nil && ctx.Err() == nil {
		s.m.log.Warn("cannot stop a server that is due; it is tried again", "user", s.key.String(), "error", err)
	}
}

// longWords writes a duration of minutes and more as people say it.
func longWords(d time.Duration) string {
	switch {
	case d == time.Hour:
		return "an hour"
	case d == time.Minute:
		return "a minute"
	case d%time.Hour == 0:
		return fmt.Sprintf("%d hours", d/time.Hour)
	case d%time.Minute == 0:
		return fmt.Sprintf("%d minutes", d/time.Minute)
	}
	return d.String()
}

// Soon is when a server is stopped by itself, and why.
type Soon struct {
	At    time.Time // zero: not soon
	Old   bool      // it has run for as long as a server may; else nobody uses it
	Since time.Time // nobody has used it since then; zero: not known
}

// StopsSoon returns when a server is stopped by itself, if that is soon.
func (m *Manager) StopsSoon(key commonhall.ServerKey) Soon {
	m.mu.Lock()
	s := m.servers[key]
	m.mu.Unlock()
	if s == nil {
		return Soon{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.State != commonhall.Ready || s.idle.run != s.state.ID {
		return Soon{}
	}
	return Soon{At: s.idle.soon.at, Old: s.idle.soon.rule.limit == commonhall.LimitAge, Since: s.idle.since}
}

// Stop is a server that is stopped by itself soon.
type Stop struct {
	Key     commonhall.ServerKey
	Display string // what its person calls it; empty: its name
	Soon    Soon
}

// Stops returns which servers of a person are, the default one first. It asks nobody.
func (m *Manager) Stops(name commonhall.UserName) (out []Stop) {
	m.mu.Lock()
	var theirs []*server
	for _, key := range m.keys(name) {
		if s := m.servers[key]; s != nil {
			theirs = append(theirs, s)
		}
	}
	m.mu.Unlock()
	for _, s := range theirs {
		if soon := m.StopsSoon(s.key); !soon.At.IsZero() {
			out = append(out, Stop{s.key, s.snapshot().Display, soon})
		}
	}
	return out
}

// Keep lets a server go on that would be stopped soon: one that nobody uses counts
// as used now, one that is old goes on for as long as it was told before, at most until twice
// its age. No notice is no error.
func (m *Manager) Keep(key commonhall.ServerKey) error {
	m.Used(key, time.Now().UTC())
	m.mu.Lock()
	s := m.servers[key]
	m.mu.Unlock()
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i := &s.idle
	if i.soon.rule.limit != commonhall.LimitAge || s.state.State != commonhall.Ready {
		return nil
	}
	r := i.soon.rule
	until := i.soon.at.Add(r.notice())
	if until.After(s.state.Started.Add(2 * r.after)) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The server cannot go on any longer: it has run for nearly twice as long as a server may.").
			WithHint("Save your work, stop it, and start it again. Whoever needs a server for longer asks an administrator.")
	}
	i.kept, i.soon = until, due{}
	return nil
}

// Used notes that a server itself was used; that counts as its person's activity.
func (m *Manager) Used(key commonhall.ServerKey, at time.Time) {
	m.Active(key.User, at)
	m.mu.Lock()
	s := m.servers[key]
	m.mu.Unlock()
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.After(s.state.LastActivity) {
		s.state.LastActivity = at
	}
	if now := time.Now(); at.After(now) { // clocks differ, and programs say what they like
		at = now
	}
	if s.idle.run != s.state.ID {
		s.idle = idleness{run: s.state.ID, since: at}
	}
	s.idle.use(at)
}

// UsedSince counts the servers that run, and those of them that were used since then.
func (m *Manager) UsedSince(at time.Time) (running, used int) {
	for _, s := range m.all() {
		state := s.snapshot()
		if !state.State.Active() {
			continue
		}
		running++
		if state.LastActivity.After(at) {
			used++
		}
	}
	return running, used
}
