package auth

import (
	"context"
	"time"

	"commonhall"
)

// Adopt makes people of accounts that have homes on the machine, and that no record
// knows. They get in as everybody does who has no password yet. It returns who is new.
func (a *Auth) Adopt(ctx context.Context, accounts []commonhall.Account) ([]commonhall.User, error) {
	for _, acc := range accounts {
		name, err := NormalizeName(acc.Name)
		if err != nil || string(name) != acc.Name || acc.UID < a.cfg.FirstUID || acc.UID > a.cfg.LastUID {
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "%q with the number %d is no account of this installation.", acc.Name, acc.UID).
				WithHint("Nobody was added.")
		}
	}
	added, err := a.store.Adopt(ctx, accounts, a.cfg.FirstUID, time.Now().UTC())
	for _, u := range added {
		a.record(ctx, commonhall.EventUserAdded, u.Name, string(u.Name)+" was added with the home that was there.")
	}
	return added, err
}
