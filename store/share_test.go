package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"commonhall"
)

// sharing is a database in which ada has the server lab, and ben is in Math.
type sharing struct {
	*testing.T
	db   *DB
	most int
}

func sharingIn(t *testing.T, e engine) *sharing {
	h := &sharing{t, e.with(t, "ada", "ben", "eve"), 3}
	_, err := h.db.AddGroups(t.Context(), []commonhall.GroupName{"Math"}, []commonhall.UserName{"ben"}, firstGID, lastGID, noon())
	must(t, err)
	must(t, h.db.SaveServer(t.Context(), commonhall.Server{User: "ada", Name: "lab", State: commonhall.Stopped}))
	return h
}

func (h *sharing) grant(s commonhall.Share, scopes ...commonhall.Scope) error {
	s.Owner, s.Scopes = "ada", scopes
	_, err := h.db.GrantShare(h.Context(), s, h.most, noon())
	return err
}

func (h *sharing) same(what string, f commonhall.ShareFilter, want string) {
	h.Helper()
	list, err := h.db.Shares(h.Context(), f)
	got := ""
	for _, s := range list {
		got += fmt.Sprint(s.Owner, "/", s.Server, ">", s.User, s.Group, s.Scopes)
	}
	if err != nil || got != want {
		h.Errorf("%s: %s, %v, want %s", what, got, err, want)
	}
}

func (h *sharing) reduce(owner commonhall.UserName, want string, scopes ...commonhall.Scope) {
	h.Helper()
	left, found, err := h.db.ReduceShare(h.Context(), commonhall.Share{Owner: owner, User: "ben", Scopes: scopes})
	if got := fmt.Sprint(left.Scopes, found, err); got != want {
		h.Errorf("left: %s, want %s", got, want)
	}
}

// A share is with a person or a group, and gathers what was shared before.
func TestALifeOfAShare(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		h, lab := sharingIn(t, e), "lab"
		some, err := h.db.AnyShares(t.Context())
		if err != nil || some {
			t.Errorf("at first: %v, %v", some, err)
		}
		must(t, h.grant(commonhall.Share{User: "ben"}, "access:servers"))
		must(t, h.grant(commonhall.Share{User: "ben"}, "start:servers"))
		must(t, h.grant(commonhall.Share{Group: "MATH", Server: lab}, "access:servers"))
		must(t, h.grant(commonhall.Share{User: "eve"}, "access:servers"))
		refused(t, h.grant(commonhall.Share{User: "eve", Server: lab}, "access:servers"), commonhall.ResourceExhausted)
		refused(t, h.grant(commonhall.Share{User: "eve", Server: "none"}, "access:servers"), commonhall.NotFound)
		refused(t, h.grant(commonhall.Share{User: "nobody"}, "access:servers"), commonhall.InvalidArgument)
		refused(t, h.grant(commonhall.Share{Group: "none"}, "access:servers"), commonhall.InvalidArgument)
		h.same("of ben and his group", commonhall.ShareFilter{User: "ben", Groups: true}, "ada/>ben[access:servers start:servers]ada/lab>Math[access:servers]")
		h.same("of ben", commonhall.ShareFilter{User: "ben"}, "ada/>ben[access:servers start:servers]")
		h.same("of the group", commonhall.ShareFilter{Group: "math"}, "ada/lab>Math[access:servers]")
		h.same("of lab", commonhall.ShareFilter{Owner: "ada", Server: &lab}, "ada/lab>Math[access:servers]")
		ben, err := h.db.User(t.Context(), "ben")
		must(t, err)
		list, err := h.db.SharedWith(t.Context(), ben.ID)
		if err != nil || len(list) != 2 {
			t.Errorf("with ben: %v, %v", list, err)
		}
		h.reduce("ada", "[start:servers] true <nil>", "access:servers")
		h.reduce("ada", "[] true <nil>")
		h.reduce("ada", "[] false <nil>")
		h.same("at last", commonhall.ShareFilter{User: "ben"}, "")
	})
}

// A share follows names, and ends with its person, group or server; another of that name has none.
func TestSharesEndWithTheirs(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		h, ctx, ada := sharingIn(t, e), t.Context(), commonhall.UserName("ada")
		must(t, h.grant(commonhall.Share{User: "ben", Server: "lab"}, "access:servers"))
		must(t, h.grant(commonhall.Share{User: "eve"}, "access:servers"))
		must(t, h.grant(commonhall.Share{Group: "math"}, "access:servers"))
		must(t, h.db.RenameServer(ctx, ada.Server("lab"), "den"))
		must(t, h.db.Rename(ctx, "ada", "adele"))
		h.same("of other names", commonhall.ShareFilter{User: "ben"}, "adele/den>ben[access:servers]")
		must(t, h.db.RemoveServer(ctx, commonhall.UserName("adele").Server("den")))
		must(t, h.db.SaveServer(ctx, commonhall.Server{User: "adele", Name: "den", State: commonhall.Stopped}))
		h.same("without the server", commonhall.ShareFilter{User: "ben"}, "")
		must(t, h.db.RemoveServer(ctx, commonhall.UserName("adele").Default()))
		h.same("without a record of the default one", commonhall.ShareFilter{User: "eve"}, "adele/>eve[access:servers]")
		must(t, h.db.RemoveUser(ctx, "eve", noon()))
		h.same("without eve", commonhall.ShareFilter{Owner: "adele"}, "adele/>Math[access:servers]")
		_, err := h.db.RemoveGroup(ctx, "math")
		must(t, err)
		h.same("without the group", commonhall.ShareFilter{Owner: "adele"}, "")
		h.most = 1
		_, err = h.db.GrantShare(ctx, commonhall.Share{Owner: "adele", User: "ben", Scopes: []commonhall.Scope{"access:servers"}}, h.most, noon())
		must(t, err)
		must(t, h.db.RemoveUser(ctx, "adele", noon()))
		h.same("without her", commonhall.ShareFilter{User: "ben"}, "")
		must(t, h.db.RemoveServer(ctx, ada.Server("lab"))) // of nobody
	})
}

// A code works for many at once, is stored as a hash, and ends in its time or with its owner.
func TestALifeOfAShareCode(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		people := []commonhall.UserName{"u0", "u1", "u2", "u3", "u4", "u5"}
		db, ctx := e.with(t, append(people, "ada")...), t.Context()
		hash := sha256.Sum256([]byte("secret"))
		c := commonhall.ShareCode{Owner: "ada", Scopes: []commonhall.Scope{"access:servers"}, Created: noon(), Expires: noon().Add(time.Hour)}
		c, err := db.AddShareCode(ctx, c, hash, 1)
		must(t, err)
		_, err = db.AddShareCode(ctx, c, sha256.Sum256([]byte("other")), 1)
		refused(t, err, commonhall.ResourceExhausted)
		var wait sync.WaitGroup
		for _, who := range people {
			wait.Go(func() {
				if _, err := db.ExchangeShareCode(ctx, hash, who, 4, noon()); err != nil && commonhall.KindOf(err) != commonhall.ResourceExhausted {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		list, err := db.Shares(ctx, commonhall.ShareFilter{Owner: "ada"})
		codes, err2 := db.ShareCodes(ctx, "ada", noon())
		if err != nil || err2 != nil || len(list) != 4 || len(codes) != 1 || codes[0].Exchanged != 4 || !codes[0].LastExchanged.Equal(noon()) {
			t.Errorf("%d shares, codes %+v, %v, %v", len(list), codes, err, err2)
		}
		_, err = db.ExchangeShareCode(ctx, hash, "u0", 9, noon().Add(time.Hour))
		refused(t, err, commonhall.NotFound)
		_, err = db.ShareCode(ctx, hash, noon().Add(time.Hour))
		refused(t, err, commonhall.NotFound)
		refused(t, db.RemoveShareCode(ctx, "u0", "", hash, c.ID), commonhall.NotFound)
		refused(t, db.RemoveShareCode(ctx, "ada", "lab", hash, c.ID), commonhall.NotFound)
		n, err := db.DeleteExpired(ctx, noon().Add(time.Hour))
		if err != nil || n != 1 {
			t.Errorf("expired: %d, %v", n, err)
		}
		_, err = db.AddShareCode(ctx, c, hash, 1)
		must(t, err)
		must(t, db.RemoveShares(ctx, "ada", ""))
		_, err = db.ShareCode(ctx, hash, noon())
		refused(t, err, commonhall.NotFound)
		_, err = db.AddShareCode(ctx, c, hash, 1)
		must(t, err)
		must(t, db.RemoveUser(ctx, "ada", noon()))
		_, err = db.ShareCode(ctx, hash, noon())
		refused(t, err, commonhall.NotFound)
	})
}

// shareCalls are those of shares; see calls.
func shareCalls(db *DB, ctx context.Context) map[string]func() error {
	only := func(_ any, err error) error { return err }
	server := ""
	ready := func() error { // somebody called ben has one, and a code for another
		_, _ = db.AddUsers(ctx, []commonhall.UserName{"ben"}, false, firstUID, lastUID, noon())
		s := commonhall.Share{Owner: "ada", User: "ben", Scopes: []commonhall.Scope{"access:servers", "start:servers"}}
		_ = db.RemoveShareCodes(ctx, "ada", "")
		_, _ = db.GrantShare(ctx, commonhall.Share{Owner: "ada", Server: "none", User: "ben"}, 9, noon()) // which she has not
		_, err := db.AddShareCode(ctx, commonhall.ShareCode{Owner: "ada", Created: noon(), Expires: noon().Add(time.Hour)}, hashOf("share"), 9)
		_, err2 := db.GrantShare(ctx, s, 9, noon())
		return errors.Join(err, err2, only(db.GrantShare(ctx, s, 9, noon())))
	}
	reduce := func() error {
		_, _, err := db.ReduceShare(ctx, commonhall.Share{Owner: "ada", User: "ben", Scopes: []commonhall.Scope{"start:servers"}})
		_, _, err2 := db.ReduceShare(ctx, commonhall.Share{Owner: "ada", User: "ben"})
		return errors.Join(err, err2)
	}
	return map[string]func() error{
		"GrantShare": ready, "AddShareCode": ready,
		"ReduceShare": func() error { return errors.Join(ready(), reduce()) },
		"Shares": func() error {
			return errors.Join(only(db.Shares(ctx, commonhall.ShareFilter{Owner: "ada", Server: &server, User: "ada", Groups: true})), only(db.Shares(ctx, commonhall.ShareFilter{Group: "math"})))
		},
		"SharedWith": func() error { return only(db.SharedWith(ctx, 1)) }, "AnyShares": func() error { return only(db.AnyShares(ctx)) },
		"RemoveShares": func() error { return db.RemoveShares(ctx, "ada", "") },
		"ShareCodes":   func() error { return only(db.ShareCodes(ctx, "ada", noon())) }, "ShareCode": func() error { return only(db.ShareCode(ctx, hashOf("share"), noon())) },
		"ExchangeShareCode": func() error {
			return errors.Join(ready(), only(db.ExchangeShareCode(ctx, hashOf("share"), "ben", 9, noon())))
		},
		"RemoveShareCode":  func() error { return errors.Join(ready(), db.RemoveShareCode(ctx, "ada", "", hashOf("share"), 0)) },
		"RemoveShareCodes": func() error { return db.RemoveShareCodes(ctx, "ada", "") },
	}
}
