// Package apply puts settings in force, and takes back what closed a door
// (decision 012). It keeps the versions of the settings file, knows which one is
// in force, and renews the roles that read what changed.
//
// It starts no role and talks to no hub: what it needs of the machine is the
// small interface Services. A Store may be used by many processes at once; what
// changes something holds a lock while it does.
//
// What always holds: roles read a version that passed every check, whole; after
// whatever ends a change, either the new version is in force or that of before,
// and every text that ever was in force is kept.
package apply

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/config"
)

// Services are the roles of an installed server.
type Services interface {
	// Up tells whether a role runs, and whether it is meant to.
	Up(ctx context.Context, role string) (up, meant bool)
	// Renew makes a role read the settings anew, and returns when it serves.
	Renew(ctx context.Context, role string) error
	// Log returns the last lines that a role wrote.
	Log(ctx context.Context, role string) string
	// Guard starts Await in a process that survives this one.
	Guard(ctx context.Context) error
}

// Store is where the settings of one installation lie.
type Store struct {
	Dir      string        // of versions, link and records; root's
	File     string        // that the administrator writes
	Run      string        // a folder that is empty when the machine has started
	Base     config.Config // what holds where a file says nothing
	Services Services      // nil: nothing runs that could be renewed
	Patience time.Duration // with the confirmation of a change that could close a door
	Who      string        // makes the change
	Say      func(string)  // told each step, for a person who waits
}

// Path returns where the roles find the settings.
func (s *Store) Path() string { return filepath.Join(s.Dir, "applied.yaml") }

func (s *Store) lockPath() string { return filepath.Join(s.Dir, "lock") }

// Done is what a change did.
type Done struct {
	Entry   Entry
	Changes []config.Change
	Renewed []string // roles that read the new settings
	Resting []string // roles concerned that do not run
	// Confirm is the time until which the change must be confirmed; zero: it holds.
	Confirm time.Duration
}

// Change puts text in force and into the file, which said was when text was made of
// it. An error of type config.Errors says what is wrong with the text; after any
// error the settings of before hold. AlreadyExists: text is in force, and is what
// the file says now.
func (s *Store) Change(ctx context.Context, text, was []byte, why string) (Done, error) {
	next, err := config.Parse(s.File, text, s.Base)
	if err != nil {
		return Done{}, err
	}
	unlock, err := s.lock(ctx)
	if err != nil {
		return Done{}, err
	}
	defer unlock()
	if err := s.settle(ctx); err != nil {
		return Done{}, err
	}
	if have, err := config.Read(s.File); err == nil && !bytes.Equal(have, was) {
		return Done{}, commonhall.Errorf(commonhall.FailedPrecondition, "%s was changed by somebody else meanwhile, so nothing was done.", s.File).
			WithHint("Look at it, and do it again.")
	}
	now, err := s.current()
	if err != nil {
		return Done{}, err
	}
	d := Done{Entry: Entry{Number: now + 1, Time: time.Now().UTC().Truncate(time.Second), Who: s.Who, Why: why}}
	if now == 0 {
		return s.first(ctx, d, text)
	}
	old, err := s.Version(now)
	if err != nil {
		return Done{}, err
	}
	if bytes.Equal(old, text) {
		if err := s.write(text); err != nil {
			return Done{}, err
		}
		return Done{}, commonhall.Errorf(commonhall.AlreadyExists, "There is nothing to do: these settings are in force already.")
	}
	// What cannot be read any more, after an upgrade perhaps, may have said anything.
	before, err := config.Parse(s.File, old, s.Base)
	roles := config.Roles()
	if err == nil {
		d.Changes = config.Changes(before, next)
		roles = config.RolesOf(d.Changes)
	}
	d.Entry.What = inWords(d.Changes)
	if err := s.record(d.Entry, text); err != nil {
		return Done{}, err
	}
	return s.put(ctx, d, now, roles)
}

// first records the settings that roles read from the file until now.
func (s *Store) first(ctx context.Context, d Done, text []byte) (Done, error) {
	d.Entry.What = "the first version"
	if err := errors.Join(s.record(d.Entry, text), s.write(text), s.point(d.Entry.Number)); err != nil {
		return d, err
	}
	if s.Services == nil {
		return d, nil
	}
	err := s.renew(ctx, &d, config.Roles())
	if f := (*failed)(nil); errors.As(err, &f) {
		return d, commonhall.Errorf(commonhall.FailedPrecondition, "The %s does not start with these settings.", f.role).
			WithHint("Look why: journalctl -u commonhall-" + f.role).Because(err)
	}
	return d, err
}

// Begin records what the file says as the first version, where there is none yet:
// it is what the roles have read until now. A file with mistakes is none.
func (s *Store) Begin(ctx context.Context) error {
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	now, err := s.current()
	if now != 0 || err != nil {
		return err
	}
	text, err := config.Read(s.File)
	if err == nil {
		_, err = config.Parse(s.File, text, s.Base)
	}
	if err != nil {
		return nil
	}
	e := Entry{Number: 1, Time: time.Now().UTC().Truncate(time.Second), Who: s.Who, Why: "as it was", What: "the first version"}
	if err := s.record(e, text); err != nil {
		return err
	}
	return s.point(1)
}

// put takes the steps of a change from version back to the recorded d.Entry.
func (s *Store) put(ctx context.Context, d Done, back int, roles []string) (Done, error) {
	if s.Services == nil {
		return d, errors.Join(s.writeVersion(d.Entry.Number), s.point(d.Entry.Number), s.prune(d.Entry.Number))
	}
	boot, err := s.boot()
	if err != nil {
		return d, err
	}
	p := Pending{Version: d.Entry.Number, Back: back, Boot: boot, Roles: roles, Who: s.Who, Risks: Risks(d.Changes)}
	if err := s.savePending(p); err != nil {
		return d, err
	}
	err = s.Services.Guard(ctx)
	if err != nil {
		err = commonhall.Errorf(commonhall.FailedPrecondition, "The service that takes a change back if something goes wrong cannot be started, so nothing was changed.").
			WithHint("What it says: journalctl -u " + GuardUnit).Because(err)
		return d, errors.Join(err, s.dropPending())
	}
	if err = errors.Join(s.writeVersion(p.Version), s.point(p.Version)); err == nil {
		err = s.renew(ctx, &d, roles)
	}
	if err != nil {
		told, err := s.goBack(context.WithoutCancel(ctx), p, err)
		if err != nil {
			return d, err
		}
		return d, told
	}
	if len(p.Risks) == 0 {
		return d, errors.Join(s.dropPending(), s.prune(d.Entry.Number))
	}
	d.Confirm = s.Patience
	p.Waiting, p.Until = true, uptime()+s.Patience
	return d, s.savePending(p)
}

// renew makes roles read the settings in force. One that ran and does not come
// back is an error; one that was down already is not this change's fault.
func (s *Store) renew(ctx context.Context, d *Done, roles []string) error {
	for _, role := range roles {
		up, meant := s.Services.Up(ctx, role)
		if !up && !meant {
			d.Resting = append(d.Resting, role)
			continue
		}
		s.say("renewing the " + role + " …")
		err := s.Services.Renew(ctx, role)
		if err == nil {
			d.Renewed = append(d.Renewed, role)
			continue
		}
		if !up {
			s.say("the " + role + " did not run before, and does not start now either")
			d.Resting = append(d.Resting, role)
			continue
		}
		return &failed{role, s.Services.Log(ctx, role), err}
	}
	return nil
}

// failed is a role that did not come back.
type failed struct {
	role, log string
	err       error
}

func (f *failed) Error() string { return "the " + f.role + " does not serve: " + f.err.Error() }
func (f *failed) Unwrap() error { return f.err }

// goBack puts the version of before in force again, because of why, and returns
// what a person should read about it. After an error, and after it was cut off, it
// may be called again.
func (s *Store) goBack(ctx context.Context, p Pending, why error) (told *commonhall.Error, err error) {
	s.say("going back to the settings of before …")
	old, err := s.Version(p.Back)
	if err != nil {
		return nil, err
	}
	tried, lost := s.Version(p.Version)
	now, err := s.current()
	if err != nil {
		return nil, err
	}
	d := Done{Entry: Entry{Number: now, Time: time.Now().UTC().Truncate(time.Second), Who: p.Who,
		Why: fmt.Sprintf("%d taken back: %s", p.Version, why), What: fmt.Sprintf("back to %d", p.Back)}}
	if now == p.Version { // it had come into force
		d.Entry.Number++
		if s.record(d.Entry, old) != nil { // a full disk, perhaps: that must not keep the door closed
			d.Entry.Number = p.Back
		}
	}
	if have, err := config.Read(s.File); err == nil && lost == nil && bytes.Equal(have, tried) && s.write(old) != nil {
		s.say(s.File + " cannot be written, and still says what is not in force")
	}
	if err := s.point(d.Entry.Number); err != nil {
		return nil, err
	}
	var again error
	if !s.earlier(p) { // else every role has started from the version of before
		again = s.renew(ctx, &d, p.Roles)
	}
	return tellBack(p, why, again), s.dropPending()
}

// tellBack says that a change was taken back.
func tellBack(p Pending, why, again error) *commonhall.Error {
	e := commonhall.Errorf(commonhall.FailedPrecondition, "The change was taken back: the settings of before hold again.").
		WithHint(fmt.Sprintf("The text that was tried is kept: commonhall config diff %d %d", p.Back, p.Version)).Because(why)
	var f, g *failed
	if errors.As(why, &f) {
		e.Msg = fmt.Sprintf("The %s did not start with these settings, so those of before hold again.", f.role)
		if f.log != "" {
			e.Msg += "\nIts last lines:\n  " + strings.ReplaceAll(strings.TrimSpace(f.log), "\n", "\n  ")
		}
	}
	if errors.As(again, &g) {
		e.Msg += fmt.Sprintf("\nWith them the %s does not start either.", g.role)
		e.Hint = "Look why: journalctl -u commonhall-" + g.role + "\n" + e.Hint
	}
	return e
}

// Renewable says in words who will be renewed for a change.
func Renewable(changes []config.Change) string {
	roles := config.RolesOf(changes)
	if len(roles) == 0 {
		return "Nothing has to be renewed."
	}
	if slices.Contains(roles, "sockets") {
		return "Will be renewed: " + strings.Join(roles, ", ") + ". People's servers go on; their pages connect again."
	}
	return "Will be renewed: " + strings.Join(roles, ", ") + ". Nobody's work is interrupted."
}

// inWords says on one line what changed.
func inWords(changes []config.Change) string {
	if len(changes) == 0 {
		return "no setting: comments or order"
	}
	var out []string
	for _, c := range changes {
		out = append(out, c.String())
	}
	text := []rune(strings.Join(out, ", "))
	if len(text) > 160 {
		return string(text[:160]) + "…"
	}
	return string(text)
}

// State is how the file stands to what is in force.
type State struct {
	Version int    `json:"version"` // in force; 0: nothing was ever applied
	File    string `json:"file"`
	// Draft tells of the file: "" it is in force, "changed" by hand and not applied,
	// "broken" and thus not in force.
	Draft   string   `json:"draft"`
	Pending *Pending `json:"pending,omitempty"` // what waits for a confirmation
}

// State returns how the file stands to what is in force.
func (s *Store) State() (State, error) {
	st := State{File: s.File}
	var err error
	if st.Version, err = s.current(); err != nil {
		return st, err
	}
	if st.Pending, err = s.Pending(); err != nil || st.Version == 0 {
		return st, err
	}
	old, err := s.Version(st.Version)
	if err != nil {
		return st, err
	}
	text, err := config.Read(s.File)
	if err == nil && bytes.Equal(text, old) {
		return st, nil
	}
	if f, err := os.Open(s.File); errors.Is(err, fs.ErrPermission) {
		return st, nil // not for this account to judge
	} else if err == nil {
		f.Close()
	}
	st.Draft = "changed"
	if err == nil {
		_, err = config.Parse(s.File, text, s.Base)
	}
	if err != nil {
		st.Draft = "broken"
	}
	return st, nil
}

// Notice says in a sentence what an administrator should know; "" is nothing.
func (st State) Notice() string {
	switch {
	case st.Pending != nil && st.Pending.Waiting:
		return "A change of the settings waits for its confirmation: sudo commonhall config confirm"
	case st.Draft == "changed":
		return st.File + " was changed and not applied; version " + fmt.Sprint(st.Version) + " is in force. See: sudo commonhall config diff. Then: sudo commonhall config apply"
	case st.Draft == "broken":
		return st.File + " has mistakes, so version " + fmt.Sprint(st.Version) + " stays in force. Which: sudo commonhall config check"
	}
	return ""
}

// Load returns the settings that a role must read, and what an administrator
// should know about the file: where there are no services, what the file says. It works for accounts that may read but not write.
func (s *Store) Load() (c config.Config, notice string, err error) {
	path := s.Path()
	if s.Services == nil {
		c, err := config.Load(s.File, s.Base)
		return c, "", err
	}
	p, err := s.Pending()
	if err != nil {
		return s.Base, "", err
	}
	if p != nil && s.over(*p) {
		path, notice = s.versionPath(p.Back), "A change of the settings was not confirmed; those of before it hold."
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		c, err := config.Load(s.File, s.Base)
		return c, "", err
	}
	text, err := config.Read(path)
	if err == nil {
		c, err = config.Parse(path, text, s.Base)
	}
	if err != nil {
		// Another release may know other settings. The file may have been put right.
		if c, err2 := config.Load(s.File, s.Base); err2 == nil {
			return c, "The version in force cannot be read, so " + s.File + " holds. Put it in force: sudo commonhall config apply", nil
		}
		return s.Base, "", err
	}
	if notice == "" {
		if st, err := s.State(); err == nil {
			notice = st.Notice()
		}
	}
	return c, notice, nil
}

func (s *Store) say(what string) {
	if s.Say != nil {
		s.Say(what)
	}
}

// Risks returns the settings for whose sake a change must be confirmed.
func Risks(changes []config.Change) []string {
	var out []string
	for _, c := range changes {
		if c.Risk != "" {
			out = append(out, c.Key)
		}
	}
	return out
}
