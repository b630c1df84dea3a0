package gate

import (
	"testing"
	"testing/synctest"
	"time"
)

// hour is how long credentials last in these stories.
const hour = time.Hour

// until is an answer whose credential ends then.
func until(who string, end time.Time) Answer {
	a := allowed(who)
	a.Expires = end
	return a
}

func (h *hall) noneOpen() {
	h.Helper()
	h.client.mu.Lock()
	defer h.client.mu.Unlock()
	if len(h.client.open) != 0 {
		h.Errorf("%d leases leaked", len(h.client.open))
	}
}

// What is open ends with its credential, also where no request comes any more: a stolen token
// of an hour gives an hour. What the hub prolonged goes on, and for one that cannot say it is
// waited for a while, not for ever.
func TestWhatIsOpenEndsWithItsCredential(t *testing.T) {
	runs := func(a Answer) Answer { a.Result, a.Port = NotRunning, 0; return a }
	for name, story := range map[string]struct {
		then  func(h *hall, end time.Time) // at the end of the hour
		ends  time.Duration                // how long after it what is open is closed
		lasts bool
		hangs bool // whoever asks then is not answered
	}{
		"the hub forgot it": {then: func(h *hall, _ time.Time) { h.people.say(question("ada"), Answer{Result: Anonymous}) }},
		"shut out":          {then: func(h *hall, _ time.Time) { h.people.say(question("ada"), Answer{Result: Deny}) }},
		"another session": {then: func(h *hall, end time.Time) {
			a := until("ada", end.Add(hour))
			a.Session = "of-somebody-else"
			h.people.say(question("ada"), a)
		}},
		"prolonged":         {then: func(h *hall, end time.Time) { h.people.say(question("ada"), until("ada", end.Add(hour))) }, lasts: true},
		"without end now":   {then: func(h *hall, _ time.Time) { h.people.say(question("ada"), allowed("ada")) }, lasts: true},
		"prolonged, no run": {then: func(h *hall, end time.Time) { h.people.say(question("ada"), runs(until("ada", end.Add(hour)))) }, lasts: true},
		"no run, of nobody": {then: func(h *hall, _ time.Time) { h.people.say(question("ada"), Answer{Result: NotRunning}) }, ends: expiryGrace},
		"it cannot tell":    {then: func(h *hall, _ time.Time) { h.people.say(question("ada"), Answer{Result: Unavailable}) }, ends: expiryGrace},
		"the hub is away":   {then: func(h *hall, _ time.Time) { h.leave() }, ends: expiryGrace},
		"the hub hangs":     {then: func(*hall, time.Time) {}, hangs: true, ends: expiryGrace},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHall(t)
				defer h.stop()
				end := time.Now().Add(hour)
				h.people.before = func(Question) {
					if story.hangs && !time.Now().Before(end) {
						<-time.After(hour)
					}
				}
				h.people.say(question("ada"), until("ada", end))
				h.people.say(question("ben"), allowed("ben")) // without an end
				closed, release := h.hold(question("ada"))
				bens, leave := h.hold(question("ben"))
				<-time.After(hour - time.Second)
				if isClosed(closed) {
					t.Fatal("it was closed before the credential's end")
				}
				story.then(h, end)
				<-time.After(story.ends)
				if isClosed(closed) {
					t.Error("it was closed too early")
				}
				<-time.After(time.Second + expiryEvery + decideTimeout)
				if isClosed(closed) == story.lasts {
					t.Errorf("after the end it is closed: %v", isClosed(closed))
				}
				if isClosed(bens) {
					t.Error("ben's has no end, and was closed")
				}
				release()
				leave()
				h.noneOpen()
			})
		})
	}
}

// What the hub prolongs ends at the later end; a hub that comes back in time is asked.
func TestTheEndIsAskedForEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		end := time.Now().Add(hour)
		h.people.say(question("ada"), until("ada", end))
		closed, release := h.hold(question("ada"))
		h.people.say(question("ada"), until("ada", end.Add(hour)))
		<-time.After(hour - time.Minute)
		h.leave()
		<-time.After(expiryGrace)
		h.comeBack()
		<-time.After(hour - expiryGrace)
		if isClosed(closed) {
			t.Error("a hub that was away for a moment cost somebody their connection")
		}
		h.people.say(question("ada"), Answer{Result: Anonymous})
		<-time.After(time.Minute + expiryEvery)
		if !isClosed(closed) {
			t.Error("what was prolonged once is open for ever")
		}
		if n := h.people.timesAsked(question("ada")); n > 5 {
			t.Errorf("the hub was asked %d times", n)
		}
		release()
		h.empty()
	})
}

// Where the clock was set, or the machine slept, what is open is not forgotten: the end is a
// point in time, not so long from now.
func TestAPastEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		h.people.say(question("ada"), until("ada", time.Now().Add(-hour)))
		closed, release := h.hold(question("ada"))
		h.people.say(question("ada"), Answer{Result: Anonymous})
		<-time.After(expiryEvery)
		synctest.Wait()
		if !isClosed(closed) {
			t.Error("what had ended before is open")
		}
		release()
		h.empty()
	})
}
