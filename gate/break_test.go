package gate

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestRevokeWithoutAnEdge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		h.leave()
		synctest.Wait()
		start := time.Now()
		if err := h.revoke(session("ada")); !errors.Is(err, ErrUnconfirmed) || time.Since(start) != 5*time.Second {
			t.Errorf("without an edge Revoke ended with %v after %v", err, time.Since(start))
		}
	})
}

// The stream breaks while ada has a connection open; meanwhile she is suspended.
func TestRevokeWaitsForAReconnectingEdge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		ada := question("ada")
		h.people.say(ada, allowed("ada"))
		closed, _ := h.hold(ada)
		h.leave()
		synctest.Wait()
		h.people.say(ada, Answer{Result: Anonymous})
		hold, asked := make(chan struct{}), make(chan struct{}, 1)
		h.people.before = func(Question) { asked <- struct{}{}; <-hold }
		done := make(chan error, 1)
		go func() { done <- h.revoke(session("ada")) }()
		synctest.Wait()
		h.comeBack()
		<-asked // the edge is back, and asks again
		synctest.Wait()
		select {
		case err := <-done:
			t.Fatalf("Revoke ended with %v though the edge still asks", err)
		default:
		}
		close(hold)
		if err := <-done; err != nil || !isClosed(closed) {
			t.Errorf("Revoke ended with %v, ada's connection closed: %v", err, isClosed(closed))
		}
		h.empty()
	})
}

// After a new stream: denied ones are closed; those that the hub does not know to
// run, or cannot tell about, stay, and the latter are asked about until it can.
func TestANewStreamAsksAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		then := map[string]Answer{"still": allowed("still"), "gone": {Result: Anonymous}, "denied": {Result: Deny},
			"stopped": {Result: NotRunning}, "unclear": {Result: Unavailable}, "anew": allowed("anew")}
		then["anew"] = func(a Answer) Answer { a.Server = "run-2"; return a }(then["anew"])
		closed, release := map[string]<-chan struct{}{}, map[string]func(){}
		for who := range then {
			h.people.say(question(who), allowed(who))
			closed[who], release[who] = h.hold(question(who))
		}
		h.people.say(question("idle"), allowed("idle"))
		idle := h.decide(question("idle"))
		h.leave()
		synctest.Wait()
		for who := range then {
			h.people.say(question(who), then[who])
		}
		h.comeBack()
		<-time.After(2 * time.Second)
		for who, wantClosed := range map[string]bool{"still": false, "gone": true, "denied": true, "stopped": false, "unclear": false, "anew": true} {
			if isClosed(closed[who]) != wantClosed {
				t.Errorf("%s: closed %v", who, !wantClosed)
			}
		}
		if h.decide(question("idle")) == idle {
			t.Error("an answer from before the break was given again")
		}
		// A revocation that the break may have hidden is not confirmed until the
		// hub could tell about all; one that is acknowledged is.
		if err := h.revoke(session("nobody")); err != nil {
			t.Errorf("Revoke ended with %v", err)
		}
		h.people.say(question("unclear"), Answer{Result: Deny})
		<-closed["unclear"]
		for who := range then {
			release[who]()
		}
		h.empty()
	})
}

// ben's connection is open, the stream breaks, ben is suspended, and the hub
// that comes back cannot tell yet: nobody may be told that ben is out.
func TestAnUnclearAnswerConfirmsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		ben := question("ben")
		h.people.say(ben, allowed("ben"))
		closed, release := h.hold(ben)
		defer release()
		h.leave()
		synctest.Wait()
		h.people.say(ben, Answer{Result: Unavailable})
		done := make(chan error, 1)
		go func() { done <- h.revoke(Revocation{Kind: RevokeUser, User: "ben"}) }()
		synctest.Wait()
		h.comeBack()
		if err := <-done; !errors.Is(err, ErrUnconfirmed) || isClosed(closed) {
			t.Errorf("Revoke ended with %v, ben's connection closed: %v", err, isClosed(closed))
		}
	})
}

// A connection that lives through a break of the stream is still found.
func TestWhatSurvivedABreakCanBeTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		h.people.say(question("ada"), allowed("ada"))
		closed, _ := h.hold(question("ada"))
		h.cut()
		<-time.After(time.Second)
		if err := h.revoke(session("ada")); err != nil || !isClosed(closed) {
			t.Errorf("Revoke ended with %v, closed: %v", err, isClosed(closed))
		}
		h.empty()
	})
}

// Who waits for an answer when the stream breaks gets it over the next one; who
// gives up at that moment gets an error.
func TestTheStreamBreaksWhileSomebodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		h.people.say(question("ada"), allowed("ada"))
		goOn := make(chan struct{})
		h.people.before = func(Question) { <-goOn }
		got := make(chan *Lease)
		go func() { got <- h.decide(question("ada")) }()
		for range 20 {
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error)
			go func() {
				_, err := h.client.Decide(ctx, question("ada"))
				done <- err
			}()
			<-time.After(2 * time.Second)
			h.cut()
			cancel()
			if err := <-done; err == nil {
				t.Fatal("neither an answer nor an error")
			}
		}
		close(goOn)
		if l := <-got; l.Result != Allow {
			t.Errorf("ada, who waited, is %s", l.Result)
		}
	})
}

// A stream that has ended is still the one in use for a moment.
func TestGivingUpOnABrokenStream(t *testing.T) {
	c := NewClient(nil, quietLog())
	c.up = &link{gone: make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if l, err := c.Decide(ctx, question("ada")); l != nil || !errors.Is(err, ErrAway) {
		t.Errorf("Decide ended with %v, %v", l, err)
	}
}
