package auth

import (
	"context"
	"slices"
	"time"

	"commonhall"
)

// People who were removed, and how they come back (decision 015).

// Remove takes a person off the list. For a while they can be brought back.
func (a *Auth) Remove(ctx context.Context, name commonhall.UserName) error {
	if _, err := a.store.User(ctx, name); err != nil {
		return err
	}
	// Suspended first: nothing may start while the rest is going on.
	if err := a.unlessLast(ctx, name, func() error { return a.store.Suspend(ctx, name) }); err != nil {
		return err
	}
	if err := a.throwOut(ctx, name, "The person is suspended, but not removed"); err != nil {
		return err
	}
	now := time.Now().UTC()
	err := a.store.RemoveUser(ctx, name, now)
	a.forgetRoles()
	if err != nil {
		return err
	}
	a.record(ctx, commonhall.EventUserRemoved, name, string(name)+" was removed, and can be brought back until "+day(now.Add(a.cfg.KeepRemoved))+".")
	return nil
}

func day(t time.Time) string { return t.Local().Format("2 January 2006") }

// Removed returns everybody who was removed and can be brought back, the last first.
func (a *Auth) Removed(ctx context.Context) ([]commonhall.Removed, error) {
	list, err := a.store.Removed(ctx)
	for i := range list {
		list[i].Until = list[i].At.Add(a.cfg.KeepRemoved)
	}
	return list, err
}

func (a *Auth) removed(ctx context.Context, id int64) (commonhall.Removed, error) {
	list, err := a.store.Removed(ctx)
	if err != nil {
		return commonhall.Removed{}, err
	}
	i := slices.IndexFunc(list, func(r commonhall.Removed) bool { return r.ID == id })
	if i < 0 {
		return commonhall.Removed{}, commonhall.Errorf(commonhall.NotFound, "There is nobody with the number %d who was removed.", id).
			WithHint("They were brought back already, or deleted.")
	}
	return list[i], nil
}

// Restore brings somebody back, under the name as, or their own where that is empty.
// Account, home, password and groups are what they were; rights, sessions and tokens
// are not, and they teach nothing.
func (a *Auth) Restore(ctx context.Context, id int64, as string) (commonhall.User, error) {
	was, err := a.removed(ctx, id)
	if err != nil {
		return commonhall.User{}, err
	}
	if as == "" {
		as = string(was.Name)
	}
	name, err := NormalizeName(as)
	if err != nil {
		return commonhall.User{}, err
	}
	alike, err := a.lookalikes(ctx, []commonhall.UserName{name}, "")
	if err != nil {
		return commonhall.User{}, err
	}
	if len(alike) > 0 {
		return commonhall.User{}, commonhall.Errorf(commonhall.InvalidArgument, "%s", alike[0]).WithHint("Bring them back under another name.")
	}
	u, err := a.store.RestoreUser(ctx, id, name)
	if err != nil {
		return u, err
	}
	text := string(was.Name) + " was brought back."
	if was.Name != name {
		text = string(was.Name) + " was brought back as " + string(name) + "."
	}
	a.record(ctx, commonhall.EventUserRestored, name, text)
	return u, nil
}

// A purge that comes so late is doubted, and put off for so long. Each day has one, so that
// the machine was off, or its clock is wrong or was so when somebody was removed.
const (
	latePurge = 3 * 24 * time.Hour
	putOff    = 7 * 24 * time.Hour
)

// BeginPurge marks somebody whose time is over as about to be deleted.
func (a *Auth) BeginPurge(ctx context.Context, id int64) (commonhall.Removed, error) {
	was, err := a.removed(ctx, id)
	if err != nil {
		return was, err
	}
	now := time.Now()
	if late := now.Sub(was.At.Add(a.cfg.KeepRemoved)); late > latePurge && !was.Purging {
		err := a.store.PutOffPurge(ctx, id, now.Add(putOff-a.cfg.KeepRemoved).UTC())
		if err != nil {
			return was, err
		}
		return was, commonhall.Errorf(commonhall.Unavailable, "%s should have been deleted %d days ago, and is kept until %s.", string(was.Name), int(late.Hours()/24), day(now.Add(putOff))).
			WithHint("Either the machine was off, or its clock is wrong, or was when they were removed. If it is wrong now, set it.")
	}
	return a.store.BeginPurge(ctx, id, time.Now().Add(-a.cfg.KeepRemoved))
}

// EndPurge deletes what is recorded of somebody whose home is deleted.
func (a *Auth) EndPurge(ctx context.Context, id int64) error {
	r, err := a.store.EndPurge(ctx, id)
	if err == nil {
		a.record(ctx, commonhall.EventUserPurged, r.Name, "The home of "+string(r.Name)+", who was removed on "+day(r.At)+", is deleted.")
	}
	return err
}
