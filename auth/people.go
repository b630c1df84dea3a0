package auth

import (
	"context"
	"errors"
	"strings"
	"time"

	"commonhall"
	"commonhall/gate"
)

// User returns one person.
func (a *Auth) User(ctx context.Context, name commonhall.UserName) (commonhall.User, error) {
	return a.store.User(ctx, name)
}

// Users returns people and how many there are in all.
func (a *Auth) Users(ctx context.Context, f commonhall.UserFilter) ([]commonhall.User, int, error) {
	return a.store.Users(ctx, f)
}

// AddUsers adds people by their names. All names are checked before anybody is
// added, also for being somebody's to the eye; those who exist are skipped. It
// returns who is new.
func (a *Auth) AddUsers(ctx context.Context, raw []string, admin bool) ([]commonhall.User, error) {
	var names []commonhall.UserName
	var errs []string
	hint := "Correct that and try again."
	for _, r := range raw {
		name, err := NormalizeName(r)
		if err != nil {
			said := commonhall.ForPerson(err)
			errs, hint = append(errs, said.Msg), said.Hint
			continue
		}
		names = append(names, name)
	}
	alike, err := a.lookalikes(ctx, names, "")
	if err != nil {
		return nil, err
	}
	if errs = append(errs, alike...); len(errs) > 0 {
		return nil, commonhall.Errorf(commonhall.InvalidArgument, "%s", strings.Join(errs, " ")).
			WithHint("Nobody was added. " + hint)
	}
	if len(names) == 0 {
		return nil, commonhall.Errorf(commonhall.InvalidArgument, "No names were given.")
	}
	added, err := a.store.AddUsers(ctx, names, admin, a.cfg.FirstUID, a.cfg.LastUID, time.Now().UTC())
	if err != nil {
		return nil, err
	}
	for _, u := range added {
		text := string(u.Name) + " was added."
		if admin {
			text = string(u.Name) + " was added as an administrator."
		}
		a.record(ctx, commonhall.EventUserAdded, u.Name, text)
	}
	return added, nil
}

// SetAdmin makes somebody an administrator, or no longer one. The last who can
// get in stays.
func (a *Auth) SetAdmin(ctx context.Context, name commonhall.UserName, admin bool) error {
	set := func() error { return a.store.SetAdmin(ctx, name, admin) }
	var err error
	if admin {
		err = set()
	} else {
		err = a.unlessLast(ctx, name, set)
	}
	if err != nil {
		return err
	}
	text := string(name) + " is an administrator now."
	if !admin {
		text = string(name) + " is no administrator any more."
	}
	a.record(ctx, commonhall.EventUserChanged, name, text)
	return a.revoke(ctx, "The rights are changed", gate.Revocation{Kind: gate.RevokeUser, User: name})
}

// Rename gives somebody another name. Their Unix account and home stay as they
// are; their server must have ended, because its path has the name in it.
func (a *Auth) Rename(ctx context.Context, name commonhall.UserName, to string) (commonhall.UserName, error) {
	next, err := NormalizeName(to)
	if err != nil {
		return "", err
	}
	alike, err := a.lookalikes(ctx, []commonhall.UserName{next}, name)
	if err != nil {
		return "", err
	}
	if len(alike) > 0 {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "%s", alike[0]).WithHint("Choose another name.")
	}
	err = a.store.Rename(ctx, name, next)
	a.forgetRoles() // which name people
	if err != nil {
		return "", err
	}
	a.record(ctx, commonhall.EventUserChanged, next, string(name)+" is called "+string(next)+" now.")
	return next, a.revoke(ctx, "The name is changed", gate.Revocation{Kind: gate.RevokeUser, User: name})
}

// unlessLast takes an administrator away, by f, if there is another. Two who do
// it to each other at once are asked one after the other.
func (a *Auth) unlessLast(ctx context.Context, name commonhall.UserName, f func() error) error {
	a.admins.Lock()
	defer a.admins.Unlock()
	if err := a.notTheLast(ctx, name); err != nil {
		return err
	}
	return f()
}

// notTheLast refuses to take away the last administrator who is not suspended.
func (a *Auth) notTheLast(ctx context.Context, name commonhall.UserName) error {
	all, _, err := a.store.Users(ctx, commonhall.UserFilter{})
	if err != nil {
		return err
	}
	for _, u := range all {
		if u.Admin && !u.Suspended && u.Name != name {
			return nil
		}
	}
	for _, u := range all {
		if u.Name == name && u.Admin && !u.Suspended {
			return commonhall.Errorf(commonhall.FailedPrecondition, "%s is the last administrator.", string(name)).
				WithHint("Make somebody else an administrator first.")
		}
	}
	return nil
}

// Suspend shuts somebody out: sessions, tokens and server end. It returns when
// the edge has confirmed that nothing of them is open.
func (a *Auth) Suspend(ctx context.Context, name commonhall.UserName) error {
	if err := a.unlessLast(ctx, name, func() error { return a.store.Suspend(ctx, name) }); err != nil {
		return err
	}
	a.record(ctx, commonhall.EventUserSuspended, name, string(name)+" was suspended.")
	return a.throwOut(ctx, name, "The person is suspended")
}

// throwOut closes what somebody has open and ends their server.
func (a *Auth) throwOut(ctx context.Context, name commonhall.UserName, what string) error {
	err := a.revoke(ctx, what, gate.Revocation{Kind: gate.RevokeUser, User: name})
	if a.servers != nil {
		by := commonhall.SubjectFrom(ctx).String()
		err = errors.Join(err, a.servers.StopFor(context.WithoutCancel(ctx), name, by))
	}
	return err
}

// Resume lets a suspended person in again.
func (a *Auth) Resume(ctx context.Context, name commonhall.UserName) error {
	if err := a.store.Resume(ctx, name); err != nil {
		return err
	}
	a.record(ctx, commonhall.EventUserResumed, name, string(name)+" may sign in again.")
	return nil
}

// ResetPassword puts somebody back to first use: password, sessions and tokens go.
func (a *Auth) ResetPassword(ctx context.Context, name commonhall.UserName) error {
	if err := a.store.ResetPassword(ctx, name); err != nil {
		return err
	}
	a.record(ctx, commonhall.EventPasswordReset, name, "The password of "+string(name)+" was reset.")
	return a.revoke(ctx, "The password is reset", gate.Revocation{Kind: gate.RevokeUser, User: name})
}

// SetPassword sets a password without knowing the old one: for the operator, and
// for the administrator that a new installation begins with.
func (a *Auth) SetPassword(ctx context.Context, name commonhall.UserName, password string) error {
	if _, err := a.store.User(ctx, name); err != nil {
		return err
	}
	if err := CheckPassword(name, password); err != nil {
		return err
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	ended, err := a.store.SetPassword(ctx, name, hash)
	if err != nil {
		return err
	}
	return a.changedPassword(ctx, name, ended)
}
