package auth

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"commonhall"
	"commonhall/gate"
	"commonhall/scope"
)

func TestAddingPeople(t *testing.T) {
	h := newHall(t, invited())
	ctx := commonhall.WithSubject(t.Context(), commonhall.Subject{User: "teacher"})
	added, err := h.AddUsers(ctx, []string{" Ada ", "ｂｅｎ", "ADA", "Zoe\u0308"}, false)
	h.must(err)
	var names []string
	for _, u := range added {
		names = append(names, string(u.Name))
	}
	h.same("added", names, []string{"ada", "ben", "zoë"})
	if len(h.events) != 3 || h.events[0].By != "teacher" || h.events[0].User != "ada" || h.events[0].Text != "ada was added." {
		t.Errorf("events: %+v", h.events)
	}
	added, err = h.AddUsers(ctx, []string{"ada", "cleo"}, true)
	if err != nil || len(added) != 1 || !added[0].Admin {
		t.Errorf("%+v, %v", added, err)
	}
	// One bad name, and nobody is added: the list is corrected and sent again.
	_, err = h.AddUsers(ctx, []string{"dan", "e/f", "аda", "g"}, false)
	refused(t, err, commonhall.InvalidArgument)
	for _, want := range []string{`"e/f"`, "mixes letters"} {
		if !strings.Contains(commonhall.ForPerson(err).Msg, want) {
			t.Errorf("the sentence does not say %s: %v", want, err)
		}
	}
	if _, err := h.User(ctx, "dan"); commonhall.KindOf(err) != commonhall.NotFound {
		t.Errorf("dan: %v", err)
	}
	for _, none := range [][]string{nil, {}, {""}, {" "}} {
		_, err = h.AddUsers(ctx, none, false)
		refused(t, err, commonhall.InvalidArgument)
	}
	if _, total, _ := h.Users(ctx, commonhall.UserFilter{}); total != 4 {
		t.Errorf("%d people, want 4", total)
	}
}

// Suspended: first the record, so that nothing new begins; then the edge, so that
// nothing open goes on; then the server.
func TestSuspending(t *testing.T) {
	h := newHall(t, invited(), "ada")
	h.password("ada", good)
	cookie, _ := h.signIn("ada", good)
	token, _, err := h.CreateToken(t.Context(), "ada", NewToken{}, scope.Person("ada", false))
	h.must(err)
	h.happened()
	ctx := commonhall.WithSubject(t.Context(), commonhall.Subject{User: "teacher"})
	h.must(h.Suspend(ctx, "ada"))
	h.same("order", h.noted(), []string{"store: suspend ada", "revoke: user ada", "stop: ada by teacher"})
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventUserSuspended})
	if h.alive(cookie) || h.works(token) {
		t.Error("credentials outlive the suspension")
	}
	_, _, err = h.CreateToken(t.Context(), "ada", NewToken{}, scope.Person("ada", false))
	refused(t, err, commonhall.FailedPrecondition)
	h.must(h.Suspend(ctx, "ada")) // again, to be sure
	h.happened()
	h.must(h.Resume(ctx, "ada"))
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventUserResumed})
	h.signIn("ada", good)
	if h.alive(cookie) || h.works(token) {
		t.Error("old credentials are alive again")
	}
	for what, err := range map[string]error{"suspend": h.Suspend(ctx, "nobody"), "resume": h.Resume(ctx, "nobody"),
		"remove": h.Remove(ctx, "nobody"), "admin": h.SetAdmin(ctx, "nobody", true), "no admin": h.SetAdmin(ctx, "nobody", false)} {
		if commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("%s nobody: %v", what, err)
		}
	}
}

// The edge is away, or the server does not end: the change is made all the same,
// and whoever asked is told what is open.
func TestSuspendingWithoutTheEdge(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	h.edge = gate.ErrUnconfirmed
	err := h.Suspend(t.Context(), "ada")
	refused(t, err, commonhall.Unavailable)
	said := commonhall.ForPerson(err)
	if !strings.Contains(said.Msg, "suspended") || !strings.Contains(said.Msg, "not confirmed") || said.Hint == "" || !errors.Is(err, gate.ErrUnconfirmed) {
		t.Errorf("it says %+v", said)
	}
	h.same("order", h.noted(), []string{"store: suspend ada", "revoke: user ada", "stop: ada by "})
	if u, _ := h.User(t.Context(), "ada"); !u.Suspended {
		t.Error("ada is not suspended")
	}
	// Whoever asked has closed the window: it goes on without them.
	h.edge = nil
	ctx, cancel := context.WithCancel(t.Context())
	h.store = leaving{h.store, cancel}
	h.must(h.Suspend(ctx, "ben"))
	h.same("order", h.noted(), []string{"store: suspend ben", "revoke: user ben", "stop: ben by "})

	h.stops = errors.New("the warden does not answer")
	if err := h.Suspend(t.Context(), "ada"); !errors.Is(err, h.stops) {
		t.Errorf("a server that does not end: %v", err)
	}
}

// leaving is a database whose caller leaves as soon as somebody is suspended.
type leaving struct {
	Store
	leave func()
}

func (l leaving) Suspend(ctx context.Context, name commonhall.UserName) error {
	err := l.Store.Suspend(ctx, name)
	l.leave()
	return err
}

func TestRemoving(t *testing.T) {
	h := newHall(t, invited(), "ada")
	cookie, _ := h.signInInvited("ada")
	h.happened()
	h.edge = gate.ErrUnconfirmed
	refused(t, h.Remove(t.Context(), "ada"), commonhall.Unavailable)
	if u, err := h.User(t.Context(), "ada"); err != nil || !u.Suspended || h.alive(cookie) {
		t.Errorf("an edge that does not answer: %+v, %v", u, err)
	}
	h.noted()
	h.edge = nil
	h.must(h.Remove(t.Context(), "ada"))
	h.same("order", h.noted(), []string{"store: suspend ada", "revoke: user ada", "stop: ada by ", "store: remove ada"})
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventUserRemoved})
	if _, err := h.User(t.Context(), "ada"); commonhall.KindOf(err) != commonhall.NotFound {
		t.Errorf("ada is still here: %v", err)
	}
}

func TestTheLastAdministrator(t *testing.T) {
	h := newHall(t, invited(), "ada")
	_, err := h.AddUsers(t.Context(), []string{"root1", "root2"}, true)
	h.must(err)
	h.happened()
	h.must(h.SetAdmin(t.Context(), "root2", false))
	h.same("told the edge", h.noted(), []string{"revoke: user root2"})
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventUserChanged})
	h.must(h.SetAdmin(t.Context(), "root2", true))
	h.must(h.Suspend(t.Context(), "root2"))
	h.noted()
	h.happened()
	for what, err := range map[string]error{"no administrator": h.SetAdmin(t.Context(), "root1", false), "suspended": h.Suspend(t.Context(), "root1"),
		"removed": h.Remove(t.Context(), "root1")} {
		if commonhall.KindOf(err) != commonhall.FailedPrecondition || commonhall.ForPerson(err).Hint == "" {
			t.Errorf("the last administrator was %s: %v", what, err)
		}
	}
	if len(h.noted()) != 0 || len(h.happened()) != 0 {
		t.Error("a refusal was carried out")
	}
	h.must(h.SetAdmin(t.Context(), "ada", false)) // was none
	h.must(h.Remove(t.Context(), "root2"))        // cannot get in anyway
	h.must(h.SetAdmin(t.Context(), "ada", true))
	h.must(h.Remove(t.Context(), "root1"))
}

// meeting is a database that makes two who ask for people at once wait for each
// other, unless a lock keeps one of them away: without the lock the race is lost
// each time.
type meeting struct {
	Store
	lock  *sync.Mutex
	asked atomic.Int32
	met   chan struct{}
}

func (m *meeting) Users(ctx context.Context, f commonhall.UserFilter) ([]commonhall.User, int, error) {
	list, total, err := m.Store.Users(ctx, f)
	if m.lock.TryLock() {
		m.lock.Unlock()
		if m.asked.Add(1) == 2 {
			close(m.met)
		}
		<-m.met
	}
	return list, total, err
}

// Two administrators take each other's rights away at the same moment: one stays.
func TestTwoAdministratorsAtOnce(t *testing.T) {
	ways := []func(*hall, commonhall.UserName) error{
		func(h *hall, n commonhall.UserName) error { return h.SetAdmin(t.Context(), n, false) },
		func(h *hall, n commonhall.UserName) error { return h.Suspend(t.Context(), n) },
		func(h *hall, n commonhall.UserName) error { return h.Remove(t.Context(), n) },
	}
	for i, first := range ways {
		h := newHall(t, invited())
		_, err := h.AddUsers(t.Context(), []string{"root1", "root2"}, true)
		h.must(err)
		second := ways[(i+1)%len(ways)]
		errs := make([]error, 2)
		var wg sync.WaitGroup
		h.store = &meeting{Store: h.store, met: make(chan struct{}), lock: &h.admins}
		wg.Go(func() { errs[0] = first(h, "root1") })
		wg.Go(func() { errs[1] = second(h, "root2") })
		wg.Wait()
		left := 0
		list, _, err := h.db.Users(t.Context(), commonhall.UserFilter{})
		h.must(err)
		for _, u := range list {
			if u.Admin && !u.Suspended {
				left++
			}
		}
		if left != 1 || !slices.Contains(errs, nil) {
			t.Errorf("way %d: %d administrators are left, %v", i, left, errs)
		}
	}
}
