package server

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/spawner"
)

// lose takes away what the records know of a server since a snapshot: then is what it was there.
func (h *house) lose(now, then commonhall.Server) {
	h.t.Helper()
	h.must(h.db.RemoveServerTokens(h.ctx(), now.ID))
	h.must(h.db.RemoveServer(h.ctx(), now.Key()))
	if then.ID != "" {
		h.must(h.db.SaveServer(h.ctx(), then))
	}
}

// texts are those of the events of a name.
func (h *house) texts(name commonhall.EventName) (texts []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.events {
		if e.Name == name {
			texts = append(texts, e.Text)
		}
	}
	return texts
}

// runs starts a run past the hub, as of an account and with the label of another run.
func (h *house) runs(id commonhall.ServerID, a commonhall.Account, label string) {
	h.t.Helper()
	h.must(h.sp.Start(h.ctx(), spawner.Spec{ID: id, Account: a, Command: []string{"page"}, Port: Port, Label: label}))
	synctest.Wait()
}

// SaveServer fails for the one whose servers cannot be written down.
func (n noted) SaveServer(ctx context.Context, s commonhall.Server) error {
	n.mu.Lock()
	full := n.full
	n.mu.Unlock()
	if full != "" && s.User == full {
		return errors.New("the disk is full")
	}
	return n.house.SaveServer(ctx, s)
}

func (n noted) Removed(ctx context.Context) ([]commonhall.Removed, error) { return n.db.Removed(ctx) }

// fill makes the servers of one person such as cannot be written down.
func (h *house) fill(name commonhall.UserName) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.full = name
}

// between is software whose looks for runs of its own a test may do something between.
type between struct {
	shelf
	f atomic.Pointer[func()] // once
}

func (b *between) Runs(commonhall.ServerID) bool {
	if f := b.f.Swap(nil); f != nil {
		(*f)()
	}
	return false
}

// wantRuns is what the spawner knows.
func wantRuns(h *house, want ...commonhall.ServerID) {
	h.t.Helper()
	got := h.running()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		h.t.Errorf("runs %v, want %v; log:\n%s", got, want, h.log)
	}
}

// TestRecordsThatWerePutBack: what runs goes on though its record is lost, a named server too
// where there are none any more, and the timeline says what happened.
func TestRecordsThatWerePutBack(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		h.cfg.Named = true
		h.boot()
		h.start("ada", "stubborn")
		lab := commonhall.UserName("ada").Server("lab")
		display := "My lab"
		h.must(h.StartAs(h.ctx(), lab, Wish{App: "page", Display: &display}))
		ada := h.until("ada", commonhall.Ready)
		synctest.Wait()
		named, err := h.Get(h.ctx(), lab)
		h.must(err)
		h.kill()
		h.lose(ada, commonhall.Server{})
		h.lose(named, commonhall.Server{})
		h.cfg.Named = false
		h.boot()
		s := h.get("ada")
		if s.ID != ada.ID || s.State != commonhall.Ready || s.App != "stubborn" || s.Limits != ada.Limits || !h.tokenWorks(s.ID) || h.stored("ada").ID != ada.ID || h.doors["ada"] != 2 {
			t.Errorf("adopted as %+v, doors %v; log:\n%s", s, h.doors, h.log)
		}
		if r := h.route("ada"); r.Result != gate.Allow || r.Server != ada.ID {
			t.Errorf("the way to it: %+v", r)
		}
		if s, err := h.Get(h.ctx(), lab); err != nil || s.ID != named.ID || s.State != commonhall.Ready || s.Display != display || s.App != "page" || !h.tokenWorks(s.ID) {
			t.Errorf("the named one: %+v, %v", s, err)
		}
		texts := h.texts(commonhall.EventServerAdopted)
		if len(texts) != 2 || !strings.Contains(texts[0], "were put back to an earlier state") || strings.Contains(texts[0]+texts[1], "save") {
			t.Errorf("told: %q", texts)
		}
		wantRuns(h, ada.ID, named.ID)
		h.kill()
		h.boot() // and the next hub finds nothing odd
		if texts := h.texts(commonhall.EventServerAdopted); len(texts) != 2 || strings.Contains(texts[0], "put back") {
			t.Errorf("told by the next: %q", texts)
		}
		h.must(h.Stop(h.ctx(), lab, "ada"))
		h.must(h.sp.End(ada.ID, commonhall.End{Cause: commonhall.EndExited, Code: 2}))
		if s := h.until("ada", commonhall.Stopped); s.End.Code != 2 {
			t.Errorf("its end was not noticed: %+v", s.End)
		}
	})
}

// TestRecordsOfAnEarlierRun: the records tell of a run before this one, in any state. That one
// is not started again, and nothing is said of its end.
func TestRecordsOfAnEarlierRun(t *testing.T) {
	for _, state := range []commonhall.ServerState{commonhall.Spawning, commonhall.Ready, commonhall.Stopping, commonhall.Stopped, commonhall.Failed} {
		t.Run(string(state), func(t *testing.T) {
			story(t, func(h *house) {
				h.start("ada", "stubborn")
				before := h.until("ada", commonhall.Ready)
				h.must(h.Stop(h.ctx(), before.Key(), "ada"))
				time.Sleep(time.Hour)
				h.start("ada", "page")
				ada := h.until("ada", commonhall.Ready)
				h.kill()
				before.State = state
				h.lose(ada, before)
				_, err := h.auth.CreateServerToken(h.ctx(), before.Key(), before.ID)
				h.must(err)
				h.boot()
				if s := h.get("ada"); s.ID != ada.ID || s.State != commonhall.Ready || s.App != "page" || s.End != nil || !h.tokenWorks(s.ID) {
					t.Errorf("adopted as %+v; log:\n%s", s, h.log)
				}
				if state.Active() && h.tokenWorks(before.ID) {
					t.Error("the token of the earlier run works")
				}
				h.wantEvents(commonhall.EventServerAdopted)
				wantRuns(h, ada.ID)
			})
		})
	}
}

// TestRecordsOfAnotherRun: of two that run for one server the younger one is its person's; one
// that the records know as ended, or older than what they know, comes back to nobody.
func TestRecordsOfAnotherRun(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		older := h.until("ada", commonhall.Ready)
		spec, err := h.sp.Spec(older.ID)
		h.must(err)
		h.kill()
		time.Sleep(time.Minute)
		h.runs("600001000-younger", spec.Account, spec.Label)
		h.boot()
		s := h.get("ada")
		if s.ID != "600001000-younger" || s.State != commonhall.Ready || h.route("ada").Server != s.ID {
			t.Errorf("adopted as %+v", s)
		}
		if texts := h.texts(commonhall.EventServerAdopted); len(texts) != 1 || !strings.Contains(texts[0], "cannot ask the hub") {
			t.Errorf("of a run whose token is another: %q", texts)
		}
		time.Sleep(time.Minute)
		wantRuns(h, s.ID)
		h.kill()
		h.lose(s, older) // as where the end of an earlier one failed
		time.Sleep(time.Minute)
		later := older
		later.ID, later.Started, later.State = "600001000-later", time.Now().UTC(), commonhall.Stopped
		h.must(h.db.SaveServer(h.ctx(), later))
		h.boot()
		time.Sleep(time.Minute)
		wantRuns(h)
		if s := h.get("ada"); s.State != commonhall.Stopped || s.ID != later.ID {
			t.Errorf("an older run came back: %+v", s)
		}
	})
}

// TestWhatEndedStaysEnded: a run that is recorded as ended, or that somebody asked to stop, is
// ended and does not come back; nor does that of somebody who is suspended.
func TestWhatEndedStaysEnded(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "stubborn")
		h.start("ben", "page")
		ada, ben := h.until("ada", commonhall.Ready), h.until("ben", commonhall.Ready)
		h.kill()
		ended := ada
		ended.State = commonhall.Stopped
		h.must(h.db.SaveServer(h.ctx(), ended))
		h.lose(ben, commonhall.Server{})
		h.must(h.db.Suspend(h.ctx(), "ben"))
		h.boot()
		time.Sleep(time.Minute)
		wantRuns(h)
		if s := h.get("ada"); s.State != commonhall.Stopped {
			t.Errorf("ada's server is %s", s.State)
		}
		if s := h.get("ben"); s.ID != ben.ID || s.State != commonhall.Stopped || s.End == nil || s.End.By != commonhall.RoleHouse {
			t.Errorf("of somebody who is suspended: %+v", s)
		}
		h.start("ada", "stubborn")
		ada = h.until("ada", commonhall.Ready)
		h.kill()
		h.lose(ada, commonhall.Server{})
		go func() { _, _ = h.sp.Stop(h.ctx(), ada.ID, time.Minute, "ada") }()
		synctest.Wait()
		h.boot()
		if r := h.route("ada"); r.Result == gate.Allow {
			t.Errorf("one that is being stopped is reached: %+v", r)
		}
		time.Sleep(2 * time.Minute)
		wantRuns(h)
		if s := h.get("ada"); s.State != commonhall.Stopped {
			t.Errorf("one that was being stopped: %+v", s)
		}
	})
}

// TestWhoIsNotListed: the run of somebody whom the records have lost goes on, nobody reaches
// it or is given its number, and it is theirs again when they are listed again.
func TestWhoIsNotListed(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		zoe := commonhall.Account{UID: 600_001_040, Name: "zoe"}
		h.runs("600001040-x", zoe, `{"app":"page"}`)
		h.runs("600001000-x", commonhall.Account{UID: 600_001_000, Name: "yan"}, "") // ada's number, and not her login
		h.boot()
		texts := h.texts(commonhall.EventServerUnlisted)
		if len(texts) != 2 || !strings.Contains(texts[0]+texts[1], "the account zoe (number 600001040)") || !strings.Contains(texts[0], "user adopt") {
			t.Errorf("told: %q", texts)
		}
		if s := h.get("ada"); s.State != commonhall.Stopped || s.ID != "" {
			t.Errorf("ada has the server of somebody who had her number: %+v", s)
		}
		added, err := h.auth.AddUsers(h.ctx(), []string{"cid"}, false)
		h.must(err)
		if len(added) != 1 || added[0].Account.UID <= zoe.UID {
			t.Errorf("the next one has the account %+v", added)
		}
		time.Sleep(6 * 24 * time.Hour)
		wantRuns(h, "600001000-x", "600001040-x")
		if texts := h.texts(commonhall.EventServerUnlisted); len(texts) != 2 {
			t.Errorf("told again: %q", texts)
		}
		_, err = h.auth.Adopt(h.ctx(), []commonhall.Account{zoe})
		h.must(err)
		h.odd.put(func(o *odd) { o.unseen = true })
		if err := h.Start(h.ctx(), commonhall.UserName("zoe").Default(), "page"); commonhall.KindOf(err) != commonhall.Unavailable || commonhall.ForPerson(err).Hint == "" {
			t.Errorf("while nobody knows what runs: %v", err)
		}
		h.odd.put(func(o *odd) { o.unseen = false })
		if err := h.Start(h.ctx(), commonhall.UserName("zoe").Default(), "page"); commonhall.KindOf(err) != commonhall.AlreadyExists {
			t.Errorf("a start beside it: %v", err)
		}
		if s := h.get("zoe"); s.ID != "600001040-x" || s.State != commonhall.Ready || !h.tokenWorks(s.ID) || h.route("zoe").Server != s.ID {
			t.Errorf("zoe's: %+v; log:\n%s", s, h.log)
		}
		time.Sleep(2 * 24 * time.Hour)
		wantRuns(h, "600001040-x")
	})
}

// TestWhoIsListedAgain: nobody has to start anything for that; who says so ends what is left,
// and what has ended by itself is forgotten.
func TestWhoIsListedAgain(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		zoe := commonhall.Account{UID: 600_001_040, Name: "zoe"}
		h.runs("600001040-x", zoe, "")
		h.runs("600001041-x", commonhall.Account{UID: 600_001_041, Name: "yan"}, "")
		h.runs("600001042-x", commonhall.Account{UID: 600_001_042, Name: "xia"}, "")
		h.boot()
		_, err := h.auth.Adopt(h.ctx(), []commonhall.Account{zoe})
		h.must(err)
		h.must(h.sp.End("600001041-x", commonhall.End{Cause: commonhall.EndExited}))
		time.Sleep(2 * time.Minute)
		wantRuns(h, "600001040-x", "600001042-x")
		if s := h.get("zoe"); s.ID != "600001040-x" || s.State != commonhall.Ready || s.App != "page" {
			t.Errorf("zoe's: %+v", s)
		}
		_, left, err := h.StopAll(h.ctx(), "boss")
		if err != nil || len(left) != 0 {
			t.Errorf("StopAll: %v, %v", left, err)
		}
		wantRuns(h)
	})
}

// TestNotListedAndTwoAtOnce: a run that was just taken up is not decided about again, by
// several starts at once, by a look at what runs that began before, or by whoever asks twice.
func TestNotListedAndTwoAtOnce(t *testing.T) {
	for _, who := range []string{"starts", "look", "twice"} {
		t.Run(who, func(t *testing.T) {
			story(t, func(h *house) {
				h.kill()
				b := &between{}
				h.cfg.Software = b
				zoe := commonhall.Account{UID: 600_001_040, Name: "zoe"}
				h.runs("600001040-x", zoe, "")
				h.boot()
				_, err := h.auth.Adopt(h.ctx(), []commonhall.Account{zoe})
				h.must(err)
				start := func() {
					if err := h.Start(h.ctx(), commonhall.UserName("zoe").Default(), "page"); commonhall.KindOf(err) != commonhall.AlreadyExists {
						t.Errorf("a start beside it: %v", err)
					}
				}
				switch who {
				case "starts":
					var all sync.WaitGroup
					for range 8 {
						all.Go(start)
					}
					all.Wait()
				case "look":
					time.Sleep(lookEvery + time.Second) // and it was there before
					b.f.Store(&start)
				default:
					for range 2 {
						h.unlisted.mu.Lock()
						h.must(h.settle(h.ctx(), []commonhall.ServerID{"600001040-x"}))
						h.unlisted.mu.Unlock()
					}
				}
				time.Sleep(time.Hour)
				wantRuns(h, "600001040-x")
				if s := h.get("zoe"); s.ID != "600001040-x" || s.State != commonhall.Ready || !h.tokenWorks(s.ID) {
					t.Errorf("zoe's: %+v; log:\n%s", s, h.log)
				}
			})
		})
	}
}

// TestListedAgainOnAFullDisk: what cannot be written down yet goes on, is shown to nobody as
// ready, and stands in nobody else's way; it is its person's as soon as it can be.
func TestListedAgainOnAFullDisk(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		h.cfg.Named = true
		zoe, xia := commonhall.Account{UID: 600_001_040, Name: "zoe"}, commonhall.Account{UID: 600_001_041, Name: "xia"}
		h.runs("600001041-x", xia, "")
		time.Sleep(time.Second)
		h.runs("600001040-x", zoe, "")
		h.runs("600001040-y", zoe, `{"name":"lab","app":"page"}`)
		h.boot()
		time.Sleep(keptFor - time.Hour)
		_, err := h.auth.Adopt(h.ctx(), []commonhall.Account{zoe, xia})
		h.must(err)
		h.fill("zoe")
		lab := commonhall.UserName("zoe").Server("lab")
		for range 3 {
			time.Sleep(2 * time.Minute)
			h.start("ada", "page") // in nobody else's way
			h.until("ada", commonhall.Ready)
			for _, key := range []commonhall.ServerKey{lab, commonhall.UserName("zoe").Default()} {
				if err := h.Start(h.ctx(), key, "page"); commonhall.KindOf(err) != commonhall.Unavailable || commonhall.ForPerson(err).Hint == "" {
					t.Errorf("a start beside what cannot be written down: %v", err)
				}
			}
			if s := h.get("zoe"); s.State != commonhall.Stopped || h.route("zoe").Result == gate.Allow {
				t.Errorf("what is not written down is shown: %+v", s)
			}
			if s, err := h.Get(h.ctx(), lab); commonhall.KindOf(err) != commonhall.NotFound {
				t.Errorf("the named one: %+v, %v", s, err)
			}
			if s := h.get("xia"); s.ID != "600001041-x" || s.State != commonhall.Ready {
				t.Errorf("xia's: %+v", s)
			}
			h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
			time.Sleep(24 * time.Hour) // past what would be its time, were nobody listed
		}
		wantRuns(h, "600001040-x", "600001040-y", "600001041-x")
		h.fill("")
		time.Sleep(2 * time.Minute)
		s, err := h.Get(h.ctx(), lab)
		h.must(err)
		if d := h.get("zoe"); d.ID != "600001040-x" || d.State != commonhall.Ready || !h.tokenWorks(d.ID) || h.stored("zoe").ID != d.ID || s.ID != "600001040-y" || s.State != commonhall.Ready || !h.tokenWorks(s.ID) {
			t.Errorf("when there is room: %+v, %+v; log:\n%s", d, s, h.log)
		}
		wantRuns(h, "600001040-x", "600001040-y", "600001041-x")
	})
}
