package server

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// Runs of which the records say nothing: they were put back to an earlier state while people
// worked (decision 066). Such a run is its person's, and goes on.

// label is what the spawner keeps of a run for a hub that has no record of it.
type label struct {
	Name     commonhall.ServerName `json:"name,omitempty"`
	Display  string                `json:"display,omitempty"`
	App      commonhall.AppName    `json:"app,omitempty"`
	Software *commonhall.Software  `json:"software,omitempty"`
	Token    string                `json:"token,omitempty"` // by which one knows whether it is the one that the run has
	Cut      bool                  `json:"cut,omitempty"`   // it was too long, and lacks the software
	whole    bool                  // it was read, and nothing was cut
}

// labelOf writes the label of a run; what is too long for one is left out.
func labelOf(run commonhall.Server, token string) string {
	l := label{Name: run.Name, Display: run.Display, App: run.App, Software: run.Software, Token: mark(token)}
	b, err := json.Marshal(l)
	if err != nil || len(b) > spawner.MaxLabel {
		l.Display, l.Software, l.Cut = "", nil, true
		b, _ = json.Marshal(l)
	}
	return string(b)
}

// mark tells tokens apart without telling them: they are as long as their hash is hard to undo.
func mark(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:8])
}

// readLabel reads the label of a run. One from before there were any is a default server's.
func readLabel(text string) label {
	var l label
	if err := json.Unmarshal([]byte(text), &l); err != nil || l.Name != "" && l.Name.Validate() != nil {
		return label{}
	}
	l.whole = !l.Cut
	return l
}

// keptFor is how long a run goes on whose person is not listed, and which nobody reaches:
// until somebody who looks once a week has seen what the timeline says of it.
const keptFor = 7 * 24 * time.Hour

// reclaimEvery is how often it is asked whether its person is listed by now.
const reclaimEvery = time.Minute

// unlisted are runs of accounts that are nobody's who is listed, or of which no record could
// be written yet.
type unlisted struct {
	mu    sync.Mutex                       // held while it is decided about runs without a record
	since map[commonhall.ServerID]stranger // changed with mu and the manager's mutex held, read with either
	asked time.Time
}

// stranger is a run that goes on without a record.
type stranger struct {
	at      time.Time // since when
	account commonhall.Account
	label   label
	told    bool // that nobody is listed whose it is
}

// noteStranger notes a run that goes on without a record, from now on. It is called with the
// mutex of unlisted held, as dropStranger is.
func (m *Manager) noteStranger(st spawner.Status, told bool) (at time.Time) {
	at = time.Now().UTC()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.unlisted.since[st.ID] = stranger{at: at, account: accountOf(st), label: readLabel(st.Label), told: told}
	return at
}

func (m *Manager) dropStranger(id commonhall.ServerID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.unlisted.since, id)
}

// strangers are the runs that go on without a record.
func (m *Manager) strangers() map[commonhall.ServerID]stranger {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.unlisted.since)
}

// accountOf is the account of a run. Records of before may give its number to somebody else.
func accountOf(st spawner.Status) commonhall.Account {
	return commonhall.Account{UID: st.UID, Name: st.Login}
}

// verdict is what is done about runs that no record names as running.
type verdict struct {
	anew []commonhall.Server // records for those that are somebody's
	over []spawner.Status    // to be ended
	kept []spawner.Status    // of accounts that are nobody's who is listed
}

// judge decides about runs without a record. What recorded returns is the state of a server,
// and ran reports whether some record names a run as one that has ended.
func (m *Manager) judge(ctx context.Context, strays []spawner.Status, recorded func(commonhall.ServerKey) commonhall.Server, ran func(commonhall.ServerID) bool) (v verdict, err error) {
	if len(strays) == 0 {
		return v, nil
	}
	all, _, err := m.store.Users(ctx, commonhall.UserFilter{})
	if err != nil {
		return v, err
	}
	people := make(map[commonhall.Account]commonhall.UserName, len(all))
	for _, u := range all {
		people[u.Account] = u.Name
	}
	// The youngest first: of two of one server it is what its person works with.
	strays = slices.SortedFunc(slices.Values(strays), func(a, b spawner.Status) int {
		return cmp.Or(b.Started.Compare(a.Started), cmp.Compare(a.ID, b.ID))
	})
	taken := map[commonhall.ServerKey]bool{}
	for _, st := range strays {
		name, listed := people[accountOf(st)]
		l := readLabel(st.Label)
		key := name.Server(l.Name)
		switch now := recorded(key); {
		case m.isOthers(st.ID):
		case st.UID < m.cfg.FirstUID, st.Asked, ran(st.ID), !listed && st.End != nil:
			v.over = append(v.over, st)
		case !listed:
			v.kept = append(v.kept, st)
		case taken[key], now.Started.After(st.Started): // there was a later one
			v.over = append(v.over, st)
		default:
			taken[key] = true
			v.anew = append(v.anew, m.anew(key, now, st, l))
		}
	}
	return v, nil
}

// anew makes the record of a run of which there is none, in the place of that of an earlier
// run of the same server.
func (m *Manager) anew(key commonhall.ServerKey, before commonhall.Server, st spawner.Status, l label) commonhall.Server {
	now := time.Now().UTC()
	rec := commonhall.Server{ID: st.ID, User: key.User, Name: key.Name, Display: cmp.Or(before.Display, l.Display), Options: before.Options,
		App: cmp.Or(l.App, before.App, m.cfg.Default), State: commonhall.Ready, Started: st.Started, LastActivity: now,
		Limits: st.Limits, Network: st.Network, Software: serves(l.Software)}
	// One that must have served by now, or be given up, has served: it is not given up because
	// it does not answer at this moment.
	if st.Phase != spawner.Listening && now.Sub(st.Started) < m.cfg.StartTimeout+m.cfg.ReadyTimeout {
		rec.State, rec.Software = commonhall.Spawning, l.Software
	}
	return rec
}

// take writes the record of a run down of which there was none, and gives the run its token
// again. It returns what the timeline says of it.
func (s *server) take(ctx context.Context, rec commonhall.Server, st spawner.Status, suspended bool) (text string, err error) {
	if suspended {
		rec.State = commonhall.Ready // and is stopped: nobody who is suspended begins to start one
	}
	err = s.ask(ctx, command{do: func() error {
		if now := s.snapshot(); now.ID != rec.ID && now.State.Active() {
			return commonhall.Errorf(commonhall.AlreadyExists, "%s is already running", s.key.String())
		}
		if err := s.m.store.SaveServer(ctx, rec); err != nil {
			return err
		}
		s.change(func(now *commonhall.Server) { *now = rec })
		return nil
	}})
	if err != nil {
		return "", err
	}
	if s.key.Name != "" {
		s.m.otherWay(ctx, s.key)
	}
	text = "The " + s.key.Words() + " went on, though the records did not know it any more: they were put back to an earlier state. It is in them again."
	token, err := s.m.tokens.CreateServerToken(ctx, s.key, rec.ID)
	if l := readLabel(st.Label); err != nil || l.Token != "" && l.Token != mark(token) {
		s.m.log.Warn("a server that was found has no token for the hub", "server", rec.ID, "error", err)
		text += " What runs in it cannot ask the hub for anything: save what is open, then stop it and start it again."
	}
	return text, nil
}

// end ends runs that are nobody's, each once, and does not wait for it.
func (m *Manager) end(ctx context.Context, over []spawner.Status) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, st := range over {
		if m.ending[st.ID] {
			continue
		}
		m.ending[st.ID] = true
		m.log.Warn("stopping a server that is nobody's", "server", st.ID)
		m.work.Go(func() {
			m.discard(ctx, st.ID)
			m.mu.Lock()
			defer m.mu.Unlock()
			delete(m.ending, st.ID)
		})
	}
}

// keep notes runs of accounts that are nobody's who is listed, tells of those that were not
// seen before, and lets nobody have their numbers. It is called with the mutex held.
func (m *Manager) keep(ctx context.Context, kept []spawner.Status) error {
	for _, st := range kept {
		if m.unlisted.since[st.ID].told {
			continue
		}
		advice, err := m.wayBack(ctx, accountOf(st))
		if err != nil {
			return err
		}
		if err := m.store.SkipAccounts(ctx, st.UID-m.cfg.FirstUID+1); err != nil {
			return err
		}
		now := m.noteStranger(st, true)
		m.leftover.Store(true) // look at it from now on
		m.log.Warn("a server runs whose person is not listed", "server", st.ID, "account", st.Login, "uid", st.UID)
		m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerUnlisted, Server: st.ID, Text: "A server of the account " + st.Login + " (number " + strconv.Itoa(st.UID) +
			") runs, and nobody who is listed has that account: the records were put back to an earlier state. Nobody reaches it. " + advice + "; then the server is theirs again. Otherwise it is stopped on " +
			now.Add(keptFor).Format("2 January") + "."})
	}
	return nil
}

// wayBack says how somebody is listed again who has an account.
func (m *Manager) wayBack(ctx context.Context, a commonhall.Account) (string, error) {
	removed, err := m.store.Removed(ctx)
	if err != nil {
		return "", err
	}
	for _, r := range removed {
		if r.Account == a { // of whom adopt makes nobody
			return "It is that of " + string(r.Name) + ", who counts as removed there: commonhall user restore " + string(r.Name) + " brings them back", nil
		}
	}
	return "commonhall user adopt makes a person of the account", nil
}

// settle decides about runs without a record while the hub works: those of ids. It is called
// with the mutex of unlisted held.
func (m *Manager) settle(ctx context.Context, ids []commonhall.ServerID) error {
	list, err := m.spawner.List(ctx)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(st spawner.Status) bool { return !slices.Contains(ids, st.ID) })
	named := map[commonhall.ServerID]bool{}
	for _, s := range m.all() {
		now := s.snapshot()
		named[now.ID] = true
		if now.State.Active() { // it was taken up since ids were looked for
			list = slices.DeleteFunc(list, func(st spawner.Status) bool { return st.ID == now.ID })
			m.dropStranger(now.ID)
		}
	}
	recorded := func(key commonhall.ServerKey) commonhall.Server {
		m.mu.Lock()
		defer m.mu.Unlock()
		named[m.past[key].ID] = true
		return m.state(key)
	}
	v, err := m.judge(ctx, list, recorded, func(id commonhall.ServerID) bool { return named[id] })
	if err != nil {
		return err
	}
	var errs []error
	for _, rec := range v.anew {
		i := slices.IndexFunc(list, func(st spawner.Status) bool { return st.ID == rec.ID })
		if err := m.takeUp(ctx, rec, list[i]); err != nil {
			errs = append(errs, err) // the others are taken up all the same
		}
	}
	for _, st := range v.over {
		m.dropStranger(st.ID)
	}
	m.end(ctx, v.over)
	return errors.Join(append(errs, m.keep(ctx, v.kept))...)
}

// takeUp makes a run that was found its person's server. Where that fails, as on a full disk,
// there is no such server, the run goes on, and it is tried again.
func (m *Manager) takeUp(ctx context.Context, rec commonhall.Server, st spawner.Status) error {
	m.mu.Lock()
	existed := m.exists(rec.Key())
	m.name(rec.Key())
	m.mu.Unlock()
	err := m.adoptOne(ctx, rec, st, true, true)
	if err == nil {
		m.dropStranger(st.ID)
		return nil
	}
	m.noteStranger(st, false) // somebody is listed for it: its time does not run out
	m.leftover.Store(true)
	m.mu.Lock()
	defer m.mu.Unlock()
	if !existed && !m.state(rec.Key()).State.Active() {
		m.unname(rec.Key())
	}
	return err
}

// lateOnes decides about runs without a record that were there twice in a row, of all that are
// in use. Those that are kept are asked about every minute, and ended when their time is over.
func (m *Manager) lateOnes(ctx context.Context, late []commonhall.ServerID, usage map[commonhall.ServerID]commonhall.Usage) {
	now := time.Now()
	m.unlisted.mu.Lock()
	defer m.unlisted.mu.Unlock()
	again := now.Sub(m.unlisted.asked) >= reclaimEvery
	var over []spawner.Status
	for id, run := range m.strangers() {
		if _, runs := usage[id]; !runs && m.spawner.Forget(ctx, id) == nil { // which it is not before it has ended
			m.dropStranger(id)
		} else if now.Sub(run.at) >= keptFor {
			m.dropStranger(id)
			over = append(over, spawner.Status{ID: id})
		}
	}
	late = slices.DeleteFunc(late, func(id commonhall.ServerID) bool {
		_, kept := m.unlisted.since[id]
		return kept && !again || slices.ContainsFunc(over, func(st spawner.Status) bool { return st.ID == id })
	})
	if again {
		m.unlisted.asked = now
	}
	m.end(ctx, over)
	if len(late) == 0 {
		return
	}
	if err := m.settle(ctx, late); err != nil && ctx.Err() == nil {
		m.log.Warn("cannot decide about servers that no record knows", "servers", late, "error", err)
	}
}

// reclaim takes up what runs of the account of somebody who is listed by now, before another
// server is started for them. Others do not wait for that.
func (m *Manager) reclaim(ctx context.Context, name commonhall.UserName) error {
	if len(m.strangers()) == 0 {
		return nil
	}
	u, err := m.store.User(ctx, name)
	if err != nil {
		return nil // there is nobody of that name, as is said in a moment
	}
	theirs := func() (ids []commonhall.ServerID) {
		for id, run := range m.strangers() {
			if run.account == u.Account {
				ids = append(ids, id)
			}
		}
		return ids
	}
	if len(theirs()) == 0 {
		return nil
	}
	m.unlisted.mu.Lock()
	defer m.unlisted.mu.Unlock()
	m.mu.Lock()
	life := m.ctx // what is taken up is looked after for longer than anybody asks
	m.mu.Unlock()
	if life == nil {
		return errAway()
	}
	if ids := theirs(); len(ids) > 0 {
		err = m.settle(life, ids)
	}
	if len(theirs()) == 0 {
		return nil
	}
	return commonhall.Errorf(commonhall.Unavailable, "A server of %s runs, and could not be put into the records again.", string(name)).WithHint("Try again in a moment. If it stays so, an administrator finds the reason in the log of the hub.").Because(err)
}

// endUnlisted ends the runs that are kept, and returns when they have ended, and whose have not.
func (m *Manager) endUnlisted(ctx context.Context) (left []commonhall.ServerKey) {
	m.unlisted.mu.Lock()
	defer m.unlisted.mu.Unlock()
	var mu sync.Mutex
	var all sync.WaitGroup
	for id, run := range m.strangers() {
		all.Go(func() {
			if m.discard(ctx, id) {
				m.dropStranger(id)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			left = append(left, run.who().Default())
		})
	}
	all.Wait()
	return left
}

// who is called as nobody who is listed can be.
func (r stranger) who() commonhall.UserName {
	return commonhall.UserName(r.account.Name + " (number " + strconv.Itoa(r.account.UID) + ")")
}
