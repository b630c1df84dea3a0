package gate

import (
	"context"
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

func TestAnAnswerIsRememberedUntilTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		ada, ben := question("ada"), question("ben")
		h.people.say(ada, allowed("ada"))
		h.people.say(ben, allowed("ben"))
		first := h.decide(ada)
		if first.Result != Allow || first.Port != 8888 || h.decide(ada) != first || h.people.timesAsked(ada) != 1 {
			t.Fatalf("the second question was not answered from memory: %+v", first.Answer)
		}
		adaClosed, _ := h.hold(ada)
		benClosed, benLeaves := h.hold(ben)

		h.people.say(ada, Answer{Result: Anonymous})
		if err := h.revoke(session("ada")); err != nil {
			t.Fatal(err)
		}
		if !isClosed(adaClosed) || first.Context().Err() == nil {
			t.Error("the revocation has returned and ada's connection is open")
		}
		if isClosed(benClosed) {
			t.Error("ada's revocation closed ben's connection")
		}
		if l := h.decide(ada); l.Result != Anonymous {
			t.Errorf("after the revocation ada is %s", l.Result)
		}
		benLeaves()
		h.empty()
	})
}

// What concerns whom, for every kind of revocation.
func TestConcerns(t *testing.T) {
	ada := allowed("ada")
	ada.Token = 7
	for name, c := range map[string]struct {
		r    Revocation
		want bool
	}{
		"her session":            {session("ada"), true},
		"another session":        {session("ben"), false},
		"no session":             {Revocation{Kind: RevokeSession}, false},
		"her token":              {Revocation{Kind: RevokeToken, Token: 7}, true},
		"another token":          {Revocation{Kind: RevokeToken, Token: 8}, false},
		"no token":               {Revocation{Kind: RevokeToken}, false},
		"she":                    {Revocation{Kind: RevokeUser, User: "ada"}, true},
		"whose server it is":     {Revocation{Kind: RevokeUser, User: "cleo"}, true},
		"another person":         {Revocation{Kind: RevokeUser, User: "ben"}, false},
		"her run":                {Revocation{Kind: RevokeServer, Server: "run-ada"}, true},
		"another run":            {Revocation{Kind: RevokeServer, Server: "run-ben"}, false},
		"the path that it is":    {Revocation{Kind: RevokePath, User: "cleo"}, true},
		"another path of hers":   {Revocation{Kind: RevokePath, User: "cleo", Name: "lab"}, false},
		"a path of another":      {Revocation{Kind: RevokePath, User: "ben"}, false},
		"everybody":              {Revocation{Kind: RevokeAll}, true},
		"a kind of a later hub":  {Revocation{Kind: "galaxy"}, true},
		"a kind without a value": {Revocation{}, true},
	} {
		if got := c.r.concerns(Question{Name: "cleo"}, ada); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// An answer that rests on anything else closes what went on under the one before.
func TestWhatIsAnotherGrant(t *testing.T) {
	was := allowed("ada")
	was.Token, was.URL, was.Outside = 7, "https://h.example", true
	for what, change := range map[string]func(*Answer){
		"another person":   func(a *Answer) { a.Subject = "ben" },
		"another session":  func(a *Answer) { a.Session = "later" },
		"another token":    func(a *Answer) { a.Token = 8 },
		"another run":      func(a *Answer) { a.Server = "later" },
		"another address":  func(a *Answer) { a.URL = "https://i.example" },
		"another standing": func(a *Answer) { a.Outside = false },
	} {
		now := was
		if change(&now); was.sameGrant(now) || now.sameGrant(was) {
			t.Errorf("%s is no other grant", what)
		}
	}
	now := was
	if now.Expires, now.Pass.Token = time.Now(), "x"; !was.sameGrant(now) {
		t.Error("one that is renewed is another grant")
	}
}

// The hub works an answer out, and before it is sent the credential is taken
// back: the answer must not come behind the revocation.
func TestAnAnswerNeverFollowsALaterRevocation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		ada := question("ada")
		h.people.say(ada, allowed("ada"))
		entered, goOn := make(chan struct{}, 1), make(chan struct{})
		h.people.after = func(Question) {
			entered <- struct{}{}
			<-goOn
		}
		e := newRawEdge(t, h.server)
		e.send(message{Synced: true})
		e.send(message{Ask: &ask{N: 1, Question: ada}})
		<-entered // the answer is "allow", and on its way
		h.people.say(ada, Answer{Result: Anonymous})
		revoked := make(chan error, 1)
		go func() { revoked <- h.revoke(session("ada")) }()
		m := e.read()
		if m.Revoke == nil {
			t.Fatalf("before the revocation came %+v", m)
		}
		close(goOn)
		e.send(message{Ack: m.Revoke.Seq})
		if m = e.read(); m.Answer == nil || m.Answer.N != 1 || m.Answer.Answer.Result != Anonymous {
			t.Fatalf("behind the revocation came %+v", m.Answer)
		}
		if err := <-revoked; err != nil {
			t.Fatal(err)
		}
	})
}

// A decider that hangs (a locked database) must keep nobody from being revoked,
// and other people's questions from being answered.
func TestAHangingDeciderHoldsUpNoRevocation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		stuck, ben := question("stuck"), question("ben")
		h.people.say(ben, allowed("ben"))
		goOn := make(chan struct{})
		h.people.before = func(q Question) {
			if q == stuck {
				<-goOn
			}
		}
		closed, _ := h.hold(ben)
		ctx, cancel := context.WithCancel(t.Context())
		answered := make(chan error)
		go func() {
			_, err := h.client.Decide(ctx, stuck)
			answered <- err
		}()
		synctest.Wait()
		start := time.Now()
		if err := h.revoke(session("ben")); err != nil || !isClosed(closed) || time.Since(start) > time.Second {
			t.Errorf("behind a question that hangs the revocation ended with %v after %v", err, time.Since(start))
		}
		if l := h.decide(ben); l.Result != Allow {
			t.Errorf("behind a question that hangs ben is %s", l.Result)
		}
		cancel()
		if err := <-answered; !errors.Is(err, context.Canceled) || commonhall.KindOf(err) != commonhall.Unavailable {
			t.Errorf("a question given up: %v", err)
		}
		close(goOn)
		synctest.Wait()
		h.empty()
	})
}

func TestRevokeWaitsForEveryEdge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		slow := newRawEdge(t, h.server)
		slow.send(message{Hello: &hello{Version: Version, PID: 4711}})
		slow.send(message{Synced: true})
		done := make(chan error, 1)
		go func() { done <- h.revoke(session("ada")) }()
		m := slow.read()
		synctest.Wait()
		select {
		case err := <-done:
			t.Fatalf("Revoke ended with %v before the second edge had confirmed", err)
		default:
		}
		slow.send(message{Ack: m.Revoke.Seq})
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if pids := h.server.Edges(); len(pids) != 2 {
			t.Errorf("edges: %v", pids)
		}
		// Which does not confirm at all.
		go func() { done <- h.revoke(session("ada")) }()
		slow.read()
		if err := <-done; !errors.Is(err, ErrUnconfirmed) {
			t.Errorf("with a silent edge Revoke ended with %v", err)
		}
	})
}

func TestRememberedAnswersHoldWhileTheHubIsAwayAndExpire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		ada, a := question("ada"), allowed("ada")
		a.Expires = time.Now().Add(time.Hour)
		h.people.say(ada, a)
		closed, release := h.hold(ada)
		held := h.decide(ada)
		h.leave()
		<-time.After(59 * time.Minute)
		if h.decide(ada) != held {
			t.Error("the answer did not hold while the hub was away")
		}
		<-time.After(time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if l, err := h.client.Decide(ctx, ada); !errors.Is(err, ErrAway) {
			t.Errorf("an expired credential was answered from memory: %v, %v", l, err)
		}
		if isClosed(closed) {
			t.Error("an open connection was closed because the hub is away")
		}
		release()
		if _, ok := h.client.Hang(held, func() {}); ok {
			t.Error("a new request began under an expired answer")
		}
		// Who asks while the hub is away is answered when it is back.
		ben := question("ben")
		h.people.say(ben, allowed("ben"))
		got := make(chan *Lease)
		go func() { got <- h.decide(ben) }()
		synctest.Wait()
		h.comeBack()
		if l := <-got; l.Result != Allow {
			t.Errorf("ben, who waited, is %s", l.Result)
		}
		h.empty()
	})
}

// What a program is shown in place of a token is asked for again now and then; a hub that
// is away meanwhile is waited for by nobody, and nothing that is open ends.
func TestAPassIsRenewed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		ada, a := question("ada"), allowed("ada")
		a.Pass = Pass{Token: "one", Renew: time.Now().Add(time.Hour)}
		h.people.say(ada, a)
		closed, release := h.hold(ada)
		a.Pass = Pass{Token: "two", Renew: time.Now().Add(2 * time.Hour)}
		h.people.say(ada, a)
		<-time.After(59 * time.Minute)
		if l := h.decide(ada); l.Pass.Token != "one" {
			t.Errorf("before its time it is %q", l.Pass.Token)
		}
		h.leave()
		<-time.After(time.Minute)
		if l := h.decide(ada); l.Pass.Token != "one" {
			t.Errorf("with the hub away it is %q", l.Pass.Token)
		}
		h.comeBack()
		<-time.After(2 * longPause) // until then it tries again
		if l := h.decide(ada); l.Pass.Token != "two" {
			t.Errorf("afterwards it is %q", l.Pass.Token)
		}
		a.Pass = Pass{Token: "three"}
		h.people.say(ada, a)
		<-time.After(time.Hour)
		if l := h.decide(ada); l.Pass.Token != "three" {
			t.Errorf("an hour later it is %q", l.Pass.Token)
		}
		if isClosed(closed) {
			t.Error("what was open was closed")
		}
		release()
		h.empty()
	})
}

// Between the answer and the moment when a request hangs itself on, everything can
// happen that makes the answer void.
func TestNothingBeginsUnderAVoidAnswer(t *testing.T) {
	ada := question("ada")
	for name, happen := range map[string]func(h *hall, l *Lease){
		"taken back": func(h *hall, _ *Lease) {
			if err := h.revoke(session("ada")); err != nil {
				h.Fatal(err)
			}
		},
		"the stream broke, and the revocation was missed": func(h *hall, _ *Lease) {
			h.leave()
			synctest.Wait()
			h.comeBack()
			if err := h.revoke(session("ada")); err != nil {
				h.Fatal(err)
			}
		},
		"forgotten for want of room": func(h *hall, _ *Lease) {
			for i := range maxLeases {
				who := "u" + strconv.Itoa(i)
				h.client.deliver(&link{waiting: map[uint64]*waiter{1: {question: question(who), lease: make(chan *Lease, 1)}}},
					told{N: 1, Answer: allowed(who)})
			}
			if n := len(h.client.leases); n > maxLeases {
				h.Errorf("%d answers are remembered", n)
			}
			if err := h.revoke(session("ada")); err != nil {
				h.Fatal(err)
			}
		},
		"asked twice at once, and the other's is remembered": func(h *hall, _ *Lease) {
			h.client.deliver(&link{waiting: map[uint64]*waiter{1: {question: ada, lease: make(chan *Lease, 1)}}},
				told{N: 1, Answer: allowed("ada")})
			if err := h.revoke(session("ada")); err != nil {
				h.Fatal(err)
			}
		},
		"the edge ends": func(h *hall, _ *Lease) { h.stop() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHall(t)
				defer h.stop()
				h.people.say(ada, allowed("ada"))
				l := h.decide(ada)
				happen(h, l)
				if _, ok := h.client.Hang(l, func() {}); ok {
					t.Error("a request began under an answer that was taken back")
				}
				h.empty()
			})
		})
	}
}

func TestTheEndOfRunClosesWhatIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		h.people.say(question("ada"), allowed("ada"))
		closed, release := h.hold(question("ada"))
		h.stop()
		if !isClosed(closed) {
			t.Error("the edge has ended and a connection is open")
		}
		release()
		h.empty()
	})
}

func TestDecideIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		goOn := make(chan struct{})
		h.people.before = func(Question) { <-goOn }
		h.people.say(question("ada"), allowed("ada"))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		for _, end := range []func(){cancel, func() { h.leave() }} {
			go func() {
				l, err := h.client.Decide(ctx, question("ada"))
				if l != nil {
					t.Error("a lease, though it was given up")
				}
				done <- err
			}()
			synctest.Wait()
			end()
			if err := <-done; !errors.Is(err, ErrAway) {
				t.Errorf("Decide ended with %v", err)
			}
		}
		close(goOn)
		h.comeBack()
		<-time.After(2 * time.Second)
		h.empty()
		if l := h.decide(Question{Name: commonhall.UserName(strings.Repeat("<", 60_000))}); l.Result != Deny {
			t.Errorf("a name that fits no line is %s", l.Result)
		}
	})
}

// More servers than one line can name have had traffic.
func TestActivityIsReportedWhateverItsSize(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		for i := range 3000 {
			h.client.Seen(commonhall.ServerID(strings.Repeat("x", 34) + strconv.Itoa(100000+i)))
		}
		<-time.After(activityEvery)
		synctest.Wait()
		h.people.mu.Lock()
		defer h.people.mu.Unlock()
		n := 0
		for _, part := range h.people.seen {
			n += len(part)
		}
		if n != 3000 || len(h.server.Edges()) != 1 {
			t.Errorf("the hub heard of %d servers, %d edges are there", n, len(h.server.Edges()))
		}
	})
}

// The way in that the hub's HTTP server gives, over a real socket.
func TestServeHTTP(t *testing.T) {
	p := &people{answer: map[Question]Answer{question("ada"): allowed("ada")}, asked: map[Question]int{}}
	s := NewServer(p, quietLog())
	path := filepath.Join(t.TempDir(), "edge.sock")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	web := &http.Server{Handler: s}
	go func() { _ = web.Serve(l) }()
	defer web.Close()
	ctx, cancel := context.WithCancel(t.Context())
	c := NewClient(func(ctx context.Context) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", path)
	}, quietLog())
	done := make(chan struct{})
	go func() { defer close(done); _ = c.Run(ctx) }()
	if got, err := c.Decide(ctx, question("ada")); err != nil || got.Result != Allow {
		t.Errorf("over HTTP: %v, %v", got, err)
	}
	cancel()
	<-done
	tr := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", path)
	}}
	defer tr.CloseIdleConnections()
	resp, err := (&http.Client{Transport: tr}).Get("http://hub" + UpgradePath)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusUpgradeRequired {
		t.Errorf("a plain GET: %s", resp.Status)
	}
}

// Traffic after a silence is told at once: the hub may be about to stop the server.
func TestTrafficAfterASilenceIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		heard := func() (n int) {
			synctest.Wait()
			h.people.mu.Lock()
			defer h.people.mu.Unlock()
			return len(h.people.seen)
		}
		synctest.Wait()
		h.client.Seen("a")
		if heard() != 1 {
			t.Error("the first traffic was not told at once")
		}
		for range 10 {
			h.client.Seen("a")
		}
		if heard() != 1 {
			t.Error("each request is told")
		}
		<-time.After(silence + 2*activityEvery)
		was := heard()
		h.client.Seen("a")
		if heard() != was+1 {
			t.Error("traffic after a silence was not told at once")
		}
	})
}
