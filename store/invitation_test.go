package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"commonhall"
)

// invitationCalls are methods of the database about invitations.
func invitationCalls(db *DB, ctx context.Context) map[string]func() error {
	h := hashOf("invitation")
	return map[string]func() error{
		"AddInvitation": func() error {
			return db.AddInvitation(ctx, "ada", h, commonhall.Subject{}, nil, noon(), noon().Add(time.Hour))
		},
		"AcceptInvitation": func() error { _, err := db.AcceptInvitation(ctx, h, "", false, noon()); return err },
		"Invited":          func() error { _, _, _, err := db.Invited(ctx, h, noon()); return err },
		"HasInvitation":    func() error { _, err := db.HasInvitation(ctx, "ada", noon()); return err },
	}
}

// TestWhoInvited is known as long as they are there; with them their invitations end, and who
// becomes an administrator, or is none any more, does not use one as what they were.
func TestWhoInvited(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx, later := e.with(t, "ada", "ben"), t.Context(), noon().Add(time.Hour)
		narrow := []commonhall.Scope{"admin:users!group=math"}
		for code, by := range map[string]commonhall.Subject{"ben's": {User: "ben", Token: 7}, "a service's": {Service: "cull"}, "root's": {Role: commonhall.RoleOperator}, "nobody's": {}} {
			must(t, db.AddInvitation(ctx, "ada", hashOf(code), by, narrow, noon(), later))
			by.Token = 0
			name, who, scopes, err := db.Invited(ctx, hashOf(code), noon())
			if err != nil || name != "ada" || who != by || !slices.Equal(scopes, narrow) {
				t.Errorf("%s: for %s by %+v with %s, %v", code, name, who, scopes, err)
			}
		}
		must(t, db.Rename(ctx, "ben", "benjamin"))
		if _, who, _, err := db.Invited(ctx, hashOf("ben's"), noon()); err != nil || who.User != "benjamin" {
			t.Errorf("after a renaming it is by %v, %v", who, err)
		}
		must(t, db.RemoveUser(ctx, "benjamin", noon()))
		_, _, _, err := db.Invited(ctx, hashOf("ben's"), noon())
		refused(t, err, commonhall.NotFound)
		must(t, db.SetAdmin(ctx, "ada", true))
		_, err = db.AcceptInvitation(ctx, hashOf("root's"), "hash", false, noon())
		refused(t, err, commonhall.NotFound)
		_, err = db.AcceptInvitation(ctx, hashOf("root's"), "hash", true, noon())
		must(t, err)
	})
}
