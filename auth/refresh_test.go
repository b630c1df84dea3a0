package auth

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/provider"
)

// turning is a provider whose refresh tokens hold once: what it answers is the next one.
type turning struct {
	asked chan struct{}
	takes time.Duration
}

func (p turning) Refresh(ctx context.Context, kept []byte) (provider.Person, []byte, error) {
	close(p.asked)
	select {
	case <-time.After(p.takes):
		return provider.Person{}, append(kept, " and another"...), nil
	case <-ctx.Done():
		return provider.Person{}, kept, commonhall.Errorf(commonhall.Unavailable, "It was not waited for.")
	}
}

// lastKept is a store that keeps what was noted of a session.
type lastKept struct {
	Store
	kept []byte
}

func (s *lastKept) SessionChecked(ctx context.Context, _ commonhall.SessionID, kept []byte, _ time.Time) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.kept = kept
	return nil
}

// TestAnAnswerAtTheEnd: a hub that ends waits a moment for what it has asked, and keeps it: a
// token that holds once was used up by asking. It does not wait long.
func TestAnAnswerAtTheEnd(t *testing.T) {
	for takes, want := range map[time.Duration]string{time.Second: "one and another", time.Minute: ""} {
		synctest.Test(t, func(t *testing.T) {
			h, s, p := &hall{t: t}, &lastKept{}, turning{make(chan struct{}), takes}
			c := invited()
			c.Providers = []*provider.Provider{{Settings: config.Provider{Name: "school", AllowAll: true}, Refresher: p}}
			a := New(c, s, h, h, h, slog.New(slog.DiscardHandler))
			ctx, cancel := context.WithCancel(t.Context())
			go func() {
				<-p.asked
				cancel()
			}()
			began := time.Now()
			err := a.refreshOne(ctx, provider.Due{Identity: provider.Identity{Provider: "school"}, Kept: a.seal(keptSeal, []byte("one"))}, map[string]bool{})
			if kept, _ := a.unseal(keptSeal, s.kept); err != nil || string(kept) != want || time.Since(began) > lastWord {
				t.Errorf("after %s, of an answer that takes %s, %q is kept: %v", time.Since(began), takes, kept, err)
			}
		})
	}
}

// TestWhoCannotBeAskedAgain: of a provider that gives nothing to ask it again with, the log
// says so once, and what to do; of one that does, nothing.
func TestWhoCannotBeAskedAgain(t *testing.T) {
	for _, c := range []struct {
		age   time.Duration
		gives bool
		want  int
	}{{time.Minute, false, 1}, {0, false, 0}, {time.Minute, true, 0}} {
		h, o := elsewhere(t, func(a *Config, p *config.Provider) { p.AllowAll, a.RefreshAge = true, c.age })
		o.Refresh = c.gives
		var log bytes.Buffer
		h.log = slog.New(slog.NewTextHandler(&log, nil))
		for range 2 {
			_, err := h.arrive(o, as("7", "ada"))
			h.must(err)
		}
		if n := strings.Count(log.String(), "offline_access"); n != c.want || strings.Contains(log.String(), "ada") {
			t.Errorf("it is said %d times: %s", n, &log)
		}
	}
	directory := provider.New([]config.Provider{{Name: "dir", Type: "ldap"}}, nil)[0]
	if !strings.Contains(directory.ToAskAgain(), "bind_dn") {
		t.Errorf("of a directory: %q", directory.ToAskAgain())
	}
}

// odd is a provider that cannot say something about one person, or is away.
type odd struct {
	asked  []string
	probed int
	away   bool
	late   bool // who is asked about one is never answered
}

func (p *odd) Refresh(_ context.Context, kept []byte) (provider.Person, []byte, error) {
	p.asked = append(p.asked, string(kept))
	err := commonhall.Errorf(commonhall.Unavailable, "It does not answer properly.")
	switch {
	case p.late:
		return provider.Person{}, kept, err.Because(context.DeadlineExceeded)
	case p.away || string(kept) == "ada":
		return provider.Person{}, kept, err
	}
	return provider.Person{}, kept, commonhall.Errorf(commonhall.PermissionDenied, "Not any more.")
}

func (p *odd) Probe(context.Context) error {
	if p.probed++; p.away {
		return context.DeadlineExceeded
	}
	return nil
}

// dueOnce has sessions of which it is told once who is due.
type dueOnce struct {
	Store
	due           []provider.Due
	checked, gone []string
}

func (s *dueOnce) DueSessions(context.Context, time.Time, int) (due []provider.Due, err error) {
	due, s.due = s.due, nil
	return due, nil
}

func (s *dueOnce) SessionChecked(_ context.Context, id commonhall.SessionID, _ []byte, _ time.Time) error {
	s.checked = append(s.checked, string(id))
	return nil
}

func (s *dueOnce) RemoveSession(_ context.Context, _ commonhall.UserName, id commonhall.SessionID) (bool, error) {
	s.gone = append(s.gone, string(id))
	return false, nil
}

// TestOneOddAnswer: that a provider cannot say something about ada keeps nobody signed in who may
// not any more. Only one that is away, or is waited for in vain, is left alone for this time.
func TestOneOddAnswer(t *testing.T) {
	for what, c := range map[string]struct {
		p     *odd
		asked []string
		gone  int
	}{
		"odd":  {&odd{}, []string{"ada", "ben", "ada", "cleo"}, 2},
		"away": {&odd{away: true}, []string{"ada"}, 0},
		"late": {&odd{late: true}, []string{"ada"}, 0},
	} {
		h, s := &hall{t: t}, &dueOnce{}
		conf := invited()
		conf.Providers = []*provider.Provider{{Settings: config.Provider{Name: "school"}, Refresher: c.p, Prober: c.p}}
		var log bytes.Buffer
		a := New(conf, s, h, h, h, slog.New(slog.NewTextHandler(&log, nil)))
		for _, who := range []string{"ada", "ben", "ada", "cleo"} {
			s.due = append(s.due, provider.Due{Session: commonhall.SessionID(who), Identity: provider.Identity{Provider: "school"}, Kept: a.seal(keptSeal, []byte(who))})
		}
		a.refresh(t.Context())
		if !slices.Equal(c.p.asked, c.asked) || len(s.gone) != c.gone || len(s.checked) != 4-c.gone || strings.Count(log.String(), "could not be asked") != 1 {
			t.Errorf("%s: asked about %v, ended %v, put off %v: %s", what, c.p.asked, s.gone, s.checked, &log)
		}
	}
}
