package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"commonhall"
	"commonhall/gate"
)

// A person's servers (decision 046): the default one, and named ones beside it. They share
// the account, the home and the disk; everything else each has for itself.

// person is what the servers of one person share in this room. The manager's mutex guards it.
type person struct {
	named []commonhall.ServerName // those that exist beside the default one, in order
	told  Fullness                // of their home, told last
	often often
	turns chan struct{} // full while one of them begins to start, is made, changed or removed
}

// person returns what is known of somebody. It is called with mu held.
func (m *Manager) person(name commonhall.UserName) *person {
	p := m.people[name]
	if p == nil {
		p = &person{turns: make(chan struct{}, 1)}
		m.people[name] = p
	}
	return p
}

// turn waits until nothing else begins with the servers of a person: what is decided about
// one of them rests on what the others are.
func (m *Manager) turn(ctx context.Context, name commonhall.UserName) (done func(), err error) {
	m.mu.Lock()
	turns := m.person(name).turns
	m.mu.Unlock()
	select {
	case turns <- struct{}{}:
		return func() { <-turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// has reports whether s still owns the server of that name.
func (m *Manager) has(s *server) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.servers[s.key] == s
}

// exists reports whether there is such a server. It is called with mu held.
func (m *Manager) exists(key commonhall.ServerKey) bool {
	if key.Name == "" {
		return true
	}
	p := m.people[key.User]
	return p != nil && slices.Contains(p.named, key.Name)
}

// name notes that there is such a server. It is called with mu held.
func (m *Manager) name(key commonhall.ServerKey) {
	if p := m.person(key.User); key.Name != "" && !slices.Contains(p.named, key.Name) {
		p.named = append(p.named, key.Name)
		slices.Sort(p.named)
	}
}

// unname forgets a server. It is called with mu held.
func (m *Manager) unname(key commonhall.ServerKey) {
	if s := m.servers[key]; s != nil {
		close(s.quit)
		delete(m.servers, key)
	}
	delete(m.past, key)
	if p := m.people[key.User]; p != nil {
		p.named = slices.DeleteFunc(p.named, func(n commonhall.ServerName) bool { return n == key.Name })
	}
}

// keys are a person's servers, the default one first. It is called with mu held.
func (m *Manager) keys(name commonhall.UserName) []commonhall.ServerKey {
	out := []commonhall.ServerKey{name.Default()}
	if p := m.people[name]; p != nil {
		for _, n := range p.named {
			out = append(out, name.Server(n))
		}
	}
	return out
}

func byKey(a, b commonhall.ServerKey) int {
	return cmp.Or(cmp.Compare(a.User, b.User), cmp.Compare(a.Name, b.Name))
}

// tellAnew makes what the hub before has told of a home not be told again.
func (m *Manager) tellAnew(name commonhall.UserName) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.person(name).told = unknown
}

// often counts a start of a person's, or returns how long it has to wait.
func (m *Manager) often(name commonhall.UserName) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.person(name).often.wait(time.Now())
}

func noServer(key commonhall.ServerKey) error {
	if key.Name == "" {
		return commonhall.Errorf(commonhall.NotFound, "There is no person called %q.", string(key.User))
	}
	return commonhall.Errorf(commonhall.NotFound, "%s has no server named %q.", string(key.User), string(key.Name))
}

// Servers returns a person's servers, the default one first, the others by name.
func (m *Manager) Servers(ctx context.Context, name commonhall.UserName) ([]commonhall.Server, error) {
	if err := m.known(ctx); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	out := []commonhall.Server{m.state(name.Default())}
	if p := m.people[name]; p != nil {
		for _, n := range p.named {
			out = append(out, m.state(name.Server(n)))
		}
	}
	return out, nil
}

// Named says whether people may have servers beside the default one, and how many; 0: as
// many as they like.
func (m *Manager) Named() (allowed bool, most int) { return m.cfg.Named, m.cfg.NamedLimit }

// mayStart refuses named servers where there are none.
func (m *Manager) mayStart(key commonhall.ServerKey) error {
	if key.Name != "" && !m.cfg.Named {
		return commonhall.Errorf(commonhall.InvalidArgument, "Named servers are not enabled.").
			WithHint("Everybody has one server here; leave the name out. An administrator can allow more: servers.allow_named in the settings.")
	}
	return nil
}

// Described is what a person says about a server of theirs; nil leaves something as it is.
type Described struct {
	Name    *commonhall.ServerName
	Display *string
	Options json.RawMessage
}

// maxDisplay is how many characters a display name may have.
const maxDisplay = 255

// maxOptions is how many bytes user_options may have: they stand in each list of servers.
const maxOptions = 8 << 10

// said is what was said of a server.
type said struct {
	display string
	options json.RawMessage
}

func saidOf(rec commonhall.Server) said { return said{rec.Display, rec.Options} }

func (s said) say(rec *commonhall.Server) { rec.Display, rec.Options = s.display, s.options }

// add takes what is said now.
func (s *said) add(d Described) error {
	if d.Display != nil {
		text := strings.Join(strings.Fields(printable(*d.Display)), " ")
		if utf8.RuneCountInString(text) > maxDisplay {
			return commonhall.Errorf(commonhall.InvalidArgument, "What a server is called has %d characters at most.", maxDisplay)
		}
		s.display = text
	}
	if len(d.Options) > maxOptions {
		return commonhall.Errorf(commonhall.InvalidArgument, "user_options has %d bytes at most.", maxOptions)
	}
	if d.Options != nil {
		s.options = d.Options
	}
	return nil
}

// Make makes a named server, which does not run yet.
func (m *Manager) Make(ctx context.Context, key commonhall.ServerKey, d Described) (rec commonhall.Server, err error) {
	if err := m.known(ctx); err != nil {
		return rec, err
	}
	if err := m.mayStart(key); err != nil {
		return rec, err
	}
	if err := key.Name.Validate(); err != nil {
		return rec, err
	}
	rec = commonhall.Server{User: key.User, Name: key.Name, State: commonhall.Stopped}
	about := said{}
	if err := about.add(d); err != nil {
		return rec, err
	}
	about.say(&rec)
	if err := m.mayAsk(ctx, key.User, d.Options); err != nil {
		return rec, err
	}
	done, err := m.turn(ctx, key.User)
	if err != nil {
		return rec, err
	}
	defer done()
	m.mu.Lock()
	exists, many := m.exists(key), len(m.person(key.User).named)
	m.mu.Unlock()
	switch most := m.cfg.NamedLimit; {
	case exists:
		return rec, commonhall.Errorf(commonhall.AlreadyExists, "%s has a server named %q already.", string(key.User), string(key.Name))
	case most > 0 && many >= most:
		return rec, commonhall.Errorf(commonhall.InvalidArgument, "User %s already has the maximum of %d named servers. One must be deleted before a new server can be created.", string(key.User), most)
	}
	if err := m.store.SaveServer(ctx, rec); err != nil {
		return rec, err
	}
	m.mu.Lock()
	m.name(key)
	m.past[key] = rec
	m.mu.Unlock()
	m.otherWay(ctx, key)
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerAdded, User: key.User, Text: "The " + key.Words() + " was made."})
	return rec, nil
}

// otherWay makes the edge ask again to whom a path leads.
func (m *Manager) otherWay(ctx context.Context, key commonhall.ServerKey) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 500*time.Millisecond)
	defer cancel()
	_ = m.revoker.Revoke(ctx, gate.Revocation{Kind: gate.RevokePath, User: key.User, Name: key.Name})
}

// stopped returns what is recorded of a server that does not run, in the turn of its person.
func (m *Manager) stopped(ctx context.Context, key commonhall.ServerKey) (commonhall.Server, error) {
	rec, err := m.Get(ctx, key)
	if err == nil && rec.State.Active() {
		err = commonhall.Errorf(commonhall.InvalidArgument, "The %s must be stopped first.", key.Words())
	}
	return rec, err
}

// Change changes what a server that does not run is called, and what is asked of its next start.
func (m *Manager) Change(ctx context.Context, key commonhall.ServerKey, d Described) (commonhall.Server, error) {
	ctx = context.WithoutCancel(ctx)
	done, err := m.turn(ctx, key.User)
	if err != nil {
		return commonhall.Server{}, err
	}
	defer done()
	rec, err := m.stopped(ctx, key)
	if err == nil && d.Options != nil {
		err = m.mayAsk(ctx, key.User, d.Options)
	}
	if err != nil {
		return rec, err
	}
	about := saidOf(rec)
	if err := about.add(d); err != nil {
		return rec, err
	}
	about.say(&rec)
	if d.Name != nil && *d.Name != key.Name {
		if err := m.renameServer(ctx, &rec, *d.Name); err != nil {
			return rec, err
		}
	}
	if err := m.store.SaveServer(ctx, rec); err != nil {
		return rec, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.servers[rec.Key()]; s != nil {
		s.change(about.say)
	} else {
		m.past[rec.Key()] = rec
	}
	return rec, nil
}

// renameServer gives a named server another name.
func (m *Manager) renameServer(ctx context.Context, rec *commonhall.Server, to commonhall.ServerName) error {
	from, next := rec.Key(), rec.User.Server(to)
	if from.Name == "" || to == "" {
		return commonhall.Errorf(commonhall.InvalidArgument, "The default server has no name, and none can become it.")
	}
	if err := m.mayStart(next); err != nil {
		return err
	}
	if err := to.Validate(); err != nil {
		return err
	}
	m.mu.Lock()
	taken := m.exists(next)
	m.mu.Unlock()
	if taken {
		return commonhall.Errorf(commonhall.AlreadyExists, "%s has a server named %q already.", string(rec.User), string(to))
	}
	if err := m.store.RenameServer(ctx, from, to); err != nil {
		return err
	}
	rec.Name = to
	m.mu.Lock()
	m.unname(from)
	m.name(next)
	m.past[next] = *rec
	m.mu.Unlock()
	m.otherWay(ctx, from)
	m.otherWay(ctx, next)
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerChanged, User: rec.User, Text: "The " + from.Words() + " is called " + string(to) + " now."})
	return nil
}

// Remove removes a named server that does not run. Files are its person's and stay.
func (m *Manager) Remove(ctx context.Context, key commonhall.ServerKey) error {
	if key.Name == "" {
		return commonhall.Errorf(commonhall.InvalidArgument, "Cannot delete the default server of a user")
	}
	ctx = context.WithoutCancel(ctx)
	done, err := m.turn(ctx, key.User)
	if err != nil {
		return err
	}
	defer done()
	if _, err := m.stopped(ctx, key); err != nil {
		return err
	}
	if err := m.store.RemoveServer(ctx, key); err != nil {
		return err
	}
	m.mu.Lock()
	m.unname(key)
	m.mu.Unlock()
	m.otherWay(ctx, key)
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerRemoved, User: key.User, Text: "The " + key.Words() + " was removed."})
	return nil
}

// StopFor stops all servers of somebody who is being shut out; an unknown person has none.
func (m *Manager) StopFor(ctx context.Context, name commonhall.UserName, by string) error {
	if err := m.known(ctx); err != nil {
		return err
	}
	m.mu.Lock()
	keys := m.keys(name)
	m.mu.Unlock()
	errs := make(chan error, len(keys))
	for _, key := range keys {
		go func() { errs <- m.Stop(ctx, key, by) }()
	}
	var all []error
	for range keys {
		if err := <-errs; err != nil && commonhall.KindOf(err) != commonhall.NotFound {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

// Drop forgets a person who was removed; their servers must have ended.
func (m *Manager) Drop(name commonhall.UserName) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, key := range m.keys(name) {
		m.unname(key)
	}
	delete(m.people, name)
	delete(m.active, name)
}

// Rename has f give a person another name, which it returns, while their servers are
// stopped and stay so; then it moves what is remembered of them there.
// f may fail and rename all the same: what counts is that it returns a name.
func (m *Manager) Rename(ctx context.Context, from commonhall.UserName, f func() (commonhall.UserName, error)) error {
	if err := m.known(ctx); err != nil {
		return err
	}
	if _, err := m.store.User(ctx, from); err != nil {
		return err
	}
	done, err := m.turn(ctx, from)
	if err != nil {
		return err
	}
	defer done()
	all, err := m.Servers(ctx, from)
	if err != nil {
		return err
	}
	for _, rec := range all {
		if rec.State.Active() {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The %s must be stopped first.", rec.Key().Words())
		}
	}
	to, err := f()
	if to == "" || to == from {
		return err
	}
	m.Drop(from)
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, rec := range all {
		rec.User = to
		m.name(rec.Key())
		m.past[rec.Key()] = rec
	}
	return err
}
