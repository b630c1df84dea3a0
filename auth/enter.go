package auth

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/provider"
)

// keptSeal is the purpose for which is sealed what a provider is asked again with.
const keptSeal = "kept"

// enter opens a session for somebody whom a provider vouches for, if the settings let
// them in. Who they are here says the record of issuer and subject; a name alone makes
// nobody anybody.
func (a *Auth) enter(ctx context.Context, p *provider.Provider, person provider.Person, kept []byte, c Client) (cookie string, s commonhall.Session, err error) {
	verdict := provider.Judge(p.Settings, person)
	i, err := a.store.Identity(ctx, person.Issuer, person.Subject)
	if !verdict.Allowed && !verdict.Existing {
		if err == nil && i.User != "" {
			err = a.shutOut(ctx, i, p.Settings.Label())
		}
		if err != nil && commonhall.KindOf(err) != commonhall.NotFound {
			return "", s, err
		}
		return "", s, a.denied(ctx, p, person, "the settings do not let them in")
	}
	if commonhall.KindOf(err) == commonhall.NotFound {
		i, err = a.welcome(ctx, p, person, verdict)
	}
	if err != nil {
		return "", s, err
	}
	if i.User == "" {
		return "", s, a.denied(ctx, p, person, "they were removed from the list")
	}
	u, err := a.store.User(ctx, i.User)
	if err != nil {
		return "", s, err
	}
	if u.Suspended {
		a.failedSignIn(ctx, u.Name)
		return "", s, suspended(u.Name)
	}
	now := time.Now().UTC()
	i.Shown, i.LastUsed = clean(person.Shown(), 64), now
	if err := a.follow(ctx, p, person, &i, u); err != nil {
		return "", s, err
	}
	cookie = randomHex(32)
	s = commonhall.Session{ID: commonhall.SessionID(randomHex(16)), User: u.Name, Created: now, LastSeen: now,
		Expires: now.Add(a.cfg.SessionAge), Agent: clean(c.Agent, 200), Address: clean(c.Address, 64)}
	if len(kept) > 0 {
		kept = a.seal(keptSeal, kept)
	} else {
		a.tellOnce(p)
	}
	if err := a.store.AddIdentitySession(ctx, s, sha256.Sum256([]byte(cookie)), i.ID, kept); err != nil {
		if commonhall.KindOf(err) == commonhall.NotFound {
			return "", s, a.denied(ctx, p, person, "they were suspended or unlinked a moment ago")
		}
		return "", s, err
	}
	a.record(commonhall.WithSubject(ctx, commonhall.Subject{User: u.Name}), commonhall.EventSignedIn, u.Name, string(u.Name)+" signed in with "+p.Settings.Label()+".")
	a.trimSessions(ctx, u.Name)
	return cookie, s, nil
}

// tellOnce says once in the life of a hub that a provider cannot be asked again, so that
// whoever was blocked there goes on here until their sign-in ends by itself.
func (a *Auth) tellOnce(p *provider.Provider) {
	a.mu.Lock()
	told := a.told[p.Settings.Name]
	a.told[p.Settings.Name] = true
	a.mu.Unlock()
	if !told && a.cfg.RefreshAge > 0 {
		a.log.Warn("a provider gave nothing to ask it again with: whoever it blocks stays signed in until their session ends", "provider", p.Settings.Name, "session", a.cfg.SessionAge, "do", p.ToAskAgain())
	}
}

// welcome links somebody who comes for the first time: with an account of their own, or
// where the settings say so with the one that waits for their name.
func (a *Auth) welcome(ctx context.Context, p *provider.Provider, person provider.Person, verdict provider.Verdict) (i provider.Identity, err error) {
	name, err := NormalizeName(provider.LocalName(p.Settings, person))
	if err != nil {
		return i, a.denied(ctx, p, person, "their name there cannot be one here")
	}
	i = provider.Identity{User: name, Provider: p.Settings.Name, Issuer: person.Issuer, Subject: person.Subject,
		Shown: clean(person.Shown(), 64), Created: time.Now().UTC().Truncate(time.Microsecond)}
	_, err = a.store.User(ctx, name)
	switch {
	case err == nil && !verdict.Existing:
		return i, a.denied(ctx, p, person, "somebody here is called "+string(name)+" already")
	case err == nil:
		i, err = a.store.AddIdentity(ctx, i, true)
	case commonhall.KindOf(err) != commonhall.NotFound:
		return i, err
	case !verdict.Allowed:
		return i, a.denied(ctx, p, person, "nobody on the list is called "+string(name))
	case len(a.Awaited(name)) > 0: // rights wait for somebody of that name; who that is the administrator says
		return i, a.denied(ctx, p, person, "the settings give a role to "+string(name)+", whom an administrator adds first")
	default:
		alike, err := a.lookalikes(ctx, []commonhall.UserName{name}, "")
		if err != nil {
			return i, err
		}
		if len(alike) > 0 {
			return i, a.denied(ctx, p, person, "their name looks just like somebody else's here")
		}
		if i, err = a.store.AddPerson(ctx, i, a.cfg.FirstUID, a.cfg.LastUID); err == nil {
			a.record(ctx, commonhall.EventUserAdded, name, string(name)+" was added: "+p.Settings.Label()+" let them in.")
			return i, nil
		}
		if same, again := a.store.Identity(ctx, person.Issuer, person.Subject); again == nil {
			return same, nil // they came twice at once
		}
		return i, a.orDenied(ctx, p, person, err)
	}
	if err != nil {
		return i, a.orDenied(ctx, p, person, err)
	}
	a.linked(ctx, i, p.Settings.Label())
	return i, nil
}

// orDenied turns the answer that a name has somebody into one for a person.
func (a *Auth) orDenied(ctx context.Context, p *provider.Provider, person provider.Person, err error) error {
	if commonhall.KindOf(err) == commonhall.AlreadyExists {
		return a.denied(ctx, p, person, "somebody here has that name already")
	}
	return err
}

func (a *Auth) linked(ctx context.Context, i provider.Identity, label string) {
	a.record(ctx, commonhall.EventUserChanged, i.User, fmt.Sprintf("%s can sign in with %s now, as %s.", string(i.User), label, i.Shown))
}

// denied refuses somebody who is known to a provider. The timeline says why, and what an
// administrator needs to link them; they themselves hear whom to ask.
func (a *Auth) denied(ctx context.Context, p *provider.Provider, person provider.Person, why string) error {
	a.events.Record(ctx, commonhall.Event{Name: commonhall.EventSignInFailed, Text: fmt.Sprintf("A sign-in with %s (%s) failed: %s. There they are %q, subject %s.",
		p.Settings.Label(), p.Settings.Name, why, clean(person.Shown(), 64), clean(person.Subject, 255))})
	return commonhall.Errorf(commonhall.PermissionDenied, "%s knows you, but you cannot sign in here with it.", p.Settings.Label()).
		WithHint("Ask your teacher or administrator; the timeline says why.").Because(errors.New(why))
}

// follow does what a provider says about rights and groups.
func (a *Auth) follow(ctx context.Context, p *provider.Provider, person provider.Person, i *provider.Identity, u commonhall.User) error {
	admin := provider.Judge(p.Settings, person).Admin
	switch {
	case admin && !u.Admin:
		i.Admin = true // noted first: what it is not known to have given, the provider never takes back
		if err := a.store.IdentityUsed(ctx, *i); err != nil {
			return err
		}
		if err := a.SetAdmin(ctx, u.Name, true); err != nil {
			return err
		}
	case !admin:
		if err := a.demote(ctx, i); err != nil {
			return err
		}
	}
	if err := a.store.IdentityUsed(ctx, *i); err != nil {
		return err
	}
	if !p.Settings.ManageGroups {
		return nil
	}
	return a.followGroups(ctx, p, person, u.Name)
}

// Identities returns who somebody is at providers.
func (a *Auth) Identities(ctx context.Context, name commonhall.UserName) ([]provider.Identity, error) {
	if _, err := a.store.User(ctx, name); err != nil {
		return nil, err
	}
	return a.store.Identities(ctx, name)
}

// linkOwn lets somebody who is signed in sign in so later.
func (a *Auth) linkOwn(ctx context.Context, p *provider.Provider, person provider.Person, name commonhall.UserName) error {
	if v := provider.Judge(p.Settings, person); !v.Allowed && !v.Existing {
		return a.denied(ctx, p, person, "the settings do not let them in")
	}
	_, err := a.link(ctx, p, provider.Identity{User: name, Issuer: person.Issuer, Subject: person.Subject, Shown: clean(person.Shown(), 64)})
	return err
}

// Link says that somebody is a subject at a provider, as an administrator knows.
func (a *Auth) Link(ctx context.Context, name commonhall.UserName, at, subject string) (i provider.Identity, err error) {
	p, err := a.provider(at)
	if err != nil {
		return i, commonhall.Errorf(commonhall.InvalidArgument, "There is no provider called %q.", at).WithHint("Those that there are stand in auth.providers.")
	}
	if s := clean(subject, 255); s == "" || s != subject {
		return i, commonhall.Errorf(commonhall.InvalidArgument, "The subject is empty, or longer than 255 bytes.").
			WithHint("It is what the provider calls the person for ever. The timeline has it of those who could not sign in.")
	}
	return a.link(ctx, p, provider.Identity{User: name, Issuer: p.Issuer(), Subject: subject, Shown: subject})
}

func (a *Auth) link(ctx context.Context, p *provider.Provider, i provider.Identity) (provider.Identity, error) {
	i.Provider, i.Created = p.Settings.Name, time.Now().UTC().Truncate(time.Microsecond)
	i, err := a.store.AddIdentity(ctx, i, false)
	if err == nil {
		a.linked(ctx, i, p.Settings.Label())
	}
	return i, err
}

// Unlink takes a way to sign in away from somebody; what is open by it ends, and so does what
// it gave: without it the provider could not take that back.
func (a *Auth) Unlink(ctx context.Context, name commonhall.UserName, id int64) error {
	return a.unlink(ctx, name, id, func([]string, bool) error { return nil })
}

// UnlinkOwn is Unlink for somebody themselves: the last way to sign in stays. A provider that
// is not in the settings any more is none.
func (a *Auth) UnlinkOwn(ctx context.Context, name commonhall.UserName, id int64) error {
	return a.unlink(ctx, name, id, func(left []string, password bool) error {
		if password && !a.cfg.NoPasswords || slices.ContainsFunc(left, a.offers) {
			return nil
		}
		return commonhall.Errorf(commonhall.FailedPrecondition, "You could not sign in any more.").WithHint("Add another way to sign in first.")
	})
}

// offers reports whether there is a provider of that name.
func (a *Auth) offers(name string) bool {
	_, err := a.provider(name)
	return err == nil
}

// unlink asks may twice: before it takes anything back, and as the record goes, when of two at
// once the second hears what the first left.
func (a *Auth) unlink(ctx context.Context, name commonhall.UserName, id int64, may func(left []string, password bool) error) error {
	list, err := a.store.Identities(ctx, name)
	if err != nil {
		return err
	}
	hash, err := a.store.Password(ctx, name)
	if err != nil {
		return err
	}
	var left []string
	for _, i := range list {
		if i.ID != id {
			left = append(left, i.Provider)
		}
	}
	if err := may(left, hash != ""); err != nil {
		return err
	}
	for _, i := range list {
		if i.ID == id {
			if err := a.demote(ctx, &i); err != nil {
				return err
			}
		}
	}
	ended, err := a.store.RemoveIdentity(ctx, name, id, may)
	if err != nil {
		return err
	}
	a.record(ctx, commonhall.EventUserChanged, name, string(name)+" has one way less to sign in.")
	return a.revokeSessions(ctx, ended, "The sessions have ended")
}

// shutOut ends what a provider opened for somebody who may not any more: their sessions
// by it, and the rights that it gave. Where no other way to sign in is left, their tokens do not
// count until one is, or this one again; their server goes on (decision 057).
func (a *Auth) shutOut(ctx context.Context, i provider.Identity, label string) error {
	ended, fresh, err := a.store.RefuseIdentity(ctx, i.ID, time.Now())
	if err != nil {
		return err
	}
	if len(ended) > 0 {
		a.endFor(ctx, ended, i, label)
	}
	if fresh && i.User != "" {
		a.record(ctx, commonhall.EventUserChanged, i.User, label+" does not let "+string(i.User)+" in any more. Unless they can sign in otherwise, their API tokens do not count until they are let in again.")
		if err := a.revoke(ctx, "The tokens are taken back", gate.Revocation{Kind: gate.RevokeUser, User: i.User}); err != nil {
			a.log.Warn("the edge has not confirmed that tokens of somebody do not count", "person", i.User, "error", err)
		}
	}
	return a.demote(ctx, &i)
}

// demote takes back that somebody is an administrator where their provider made them one:
// their tokens do not end with their sessions. The last administrator stays.
func (a *Auth) demote(ctx context.Context, i *provider.Identity) error {
	if !i.Admin {
		return nil
	}
	u, err := a.store.User(ctx, i.User)
	if err != nil {
		return err
	}
	if u.Admin {
		err = a.SetAdmin(ctx, u.Name, false)
	}
	if commonhall.KindOf(err) == commonhall.FailedPrecondition {
		a.log.Warn("the last administrator stays one, although the provider says otherwise", "person", u.Name, "provider", i.Provider)
		return nil
	}
	if err != nil {
		return err
	}
	i.Admin = false
	return a.store.IdentityUsed(ctx, *i)
}

// endFor ends all that is open by an identity, because the provider says so.
func (a *Auth) endFor(ctx context.Context, ended []commonhall.SessionID, i provider.Identity, label string) {
	a.record(ctx, commonhall.EventSignedOut, i.User, string(i.User)+" was signed out: "+label+" does not let them in any more.")
	for _, id := range ended {
		if err := a.revoke(ctx, "The session has ended", gate.Revocation{Kind: gate.RevokeSession, Session: id}); err != nil {
			a.log.Warn("the edge has not confirmed that a session has ended", "error", err)
		}
	}
}
