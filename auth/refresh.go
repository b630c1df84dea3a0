package auth

import (
	"context"
	"errors"
	"net"
	"time"

	"commonhall"
	"commonhall/provider"
)

// How often it is looked whose provider is to be asked again, how many are asked in a
// row, and how long one rests that did not answer.
const (
	refreshLook = 15 * time.Second
	refreshMany = 50
)

// RunRefresh asks providers again whether those may still sign in who did, until ctx ends.
func (a *Auth) RunRefresh(ctx context.Context, ready func()) error {
	ready()
	if a.cfg.RefreshAge <= 0 {
		<-ctx.Done()
		return nil
	}
	tick := time.NewTicker(refreshLook)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			a.refresh(ctx)
		case <-ctx.Done():
			return nil
		}
	}
}

// refresh asks about those who are due. A provider that does not answer is asked once; one that
// only cannot say something about somebody is asked about the others.
func (a *Auth) refresh(ctx context.Context) {
	down := map[string]bool{} // by provider of which one could not be asked about: whether it is away
	for ctx.Err() == nil {
		due, err := a.store.DueSessions(ctx, time.Now().Add(-a.cfg.RefreshAge), refreshMany)
		if err != nil {
			if ctx.Err() == nil {
				a.log.Warn("cannot look up whose provider is to be asked again", "error", err)
			}
			return
		}
		for _, d := range due {
			if err := a.refreshOne(ctx, d, down); err != nil && ctx.Err() == nil {
				a.log.Warn("cannot note what a provider said about somebody", "person", d.Identity.User, "error", err)
				return
			}
		}
		if len(due) < refreshMany {
			return
		}
	}
}

// refreshOne asks about one session. Only a provider that says no ends it: of one that
// is away, or says something odd, nobody suffers.
func (a *Auth) refreshOne(ctx context.Context, d provider.Due, down map[string]bool) error {
	i := d.Identity
	p, err := a.provider(i.Provider)
	if err != nil { // taken out of the settings
		return a.endSession(ctx, d, i.Provider)
	}
	kept, ok := a.unseal(keptSeal, d.Kept)
	if !ok || len(kept) == 0 || down[i.Provider] {
		return a.store.SessionChecked(ctx, d.Session, d.Kept, time.Now())
	}
	person, after, err := a.askAgain(ctx, p, kept)
	if kind := commonhall.KindOf(err); err != nil && ctx.Err() != nil && kind != commonhall.PermissionDenied {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // what was heard is noted
	switch commonhall.KindOf(err) {
	case commonhall.PermissionDenied:
		if p.Typed != nil { // it knows the account, and not only what was kept of one sign-in
			return a.shutOut(ctx, i, p.Settings.Label())
		}
		return a.endSession(ctx, d, p.Settings.Label())
	default:
		if err != nil {
			_, told := down[i.Provider]
			if down[i.Provider] = silent(ctx, p, err); down[i.Provider] || !told {
				a.log.Warn("a provider could not be asked again; whoever is signed in stays so", "provider", i.Provider, "about all", down[i.Provider], "error", err)
			}
		}
	}
	if err := a.store.SessionChecked(ctx, d.Session, a.seal(keptSeal, after), time.Now()); err != nil || person.Subject == "" || i.User == "" {
		return err
	}
	if v := provider.Judge(p.Settings, person); !v.Allowed && !v.Existing {
		return a.shutOut(ctx, i, p.Settings.Label())
	}
	u, err := a.store.User(ctx, i.User)
	if err != nil {
		return err
	}
	i.Shown = clean(person.Shown(), 64)
	return a.follow(ctx, p, person, &i, u)
}

// silent reports whether a provider that could not say something about somebody does not answer
// about anybody: it was waited for in vain, or is not what it should be.
func silent(ctx context.Context, p *provider.Provider, err error) bool {
	if late, ok := errors.AsType[net.Error](err); ok && late.Timeout() || p.Prober == nil {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, lastWord)
	defer cancel()
	return p.Prober.Probe(ctx) != nil
}

// lastWord is how long a hub that ends still waits for what it has asked, and how long a provider
// may take to show that it is there.
const lastWord = 3 * time.Second

// askAgain hears an answer to its end, also when the hub ends: a provider may have taken a
// refresh token and given another one, and that is the only one then.
func (a *Auth) askAgain(ctx context.Context, p *provider.Provider, kept []byte) (provider.Person, []byte, error) {
	asking, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() {
		timer := time.NewTimer(lastWord)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel()
		case <-asking.Done():
		}
	})()
	return p.Refresh(asking, kept)
}

func (a *Auth) endSession(ctx context.Context, d provider.Due, label string) error {
	found, err := a.store.RemoveSession(ctx, d.Identity.User, d.Session)
	if err != nil || !found {
		return err
	}
	a.endFor(ctx, []commonhall.SessionID{d.Session}, d.Identity, label)
	return a.demote(ctx, &d.Identity)
}
