package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// TestSoftwareOfWhoIsNotListed: what such a run sees stays, and as long as it is not known of
// one, its person's again or not, nothing is removed.
func TestSoftwareOfWhoIsNotListed(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Software = &shelf{n: 7}
		h.reboot()
		h.start("ben", "page")
		ben := h.until("ben", commonhall.Ready)
		spec, err := h.sp.Spec(ben.ID)
		h.must(err)
		h.must(h.Stop(h.ctx(), ben.Key(), "ben"))
		h.kill()
		h.runs("600001041-x", commonhall.Account{UID: 600_001_041, Name: "yan"}, spec.Label)
		h.boot()
		if used, err := h.MustStay(h.ctx()); err != nil || len(used) != 1 || used[0].Tree != "python/trees/7" {
			t.Errorf("what yan's sees: %+v, %v", used, err)
		}
		for i, label := range []string{"", `{"cut":true}`, "{"} {
			h.kill()
			zoe := commonhall.Account{UID: 600_001_050 + i, Name: fmt.Sprint("zoe", i)}
			key := commonhall.UserName(zoe.Name).Default()
			h.runs(commonhall.ServerID(fmt.Sprint(zoe.UID, "-x")), zoe, label)
			h.boot()
			stays := func(when, who string) {
				t.Helper()
				if _, err := h.MustStay(h.ctx()); commonhall.KindOf(err) != commonhall.FailedPrecondition || !strings.Contains(err.Error(), who) {
					t.Errorf("label %q, %s: %v", label, when, err)
				}
				if used, err := h.InUse(h.ctx()); err != nil || len(used) != 1 {
					t.Errorf("label %q, %s, on pages: %+v, %v", label, when, used, err)
				}
			}
			stays("nobody is listed", fmt.Sprintf("%s (number %d)", zoe.Name, zoe.UID))
			_, err := h.auth.Adopt(h.ctx(), []commonhall.Account{zoe})
			h.must(err)
			time.Sleep(2 * time.Minute)
			stays("taken up", "of "+zoe.Name+" has")
			h.kill()
			h.boot()
			stays("by the next hub", "of "+zoe.Name+" has")
			h.must(h.Stop(h.ctx(), key, zoe.Name))
			if used, err := h.MustStay(h.ctx()); err != nil || len(used) != 1 {
				t.Errorf("when it has ended: %+v, %v", used, err)
			}
		}
	})
}

// TestNotListedButRemoved: of whoever counts as removed adopt makes nobody, and the timeline says what
// does.
func TestNotListedButRemoved(t *testing.T) {
	story(t, func(h *house) {
		added, err := h.auth.AddUsers(h.ctx(), []string{"zoe"}, false)
		h.must(err)
		h.kill()
		h.runs("600001002-x", added[0].Account, "")
		h.must(h.db.RemoveUser(h.ctx(), "zoe", time.Now()))
		h.boot()
		texts := h.texts(commonhall.EventServerUnlisted)
		if len(texts) != 1 || !strings.Contains(texts[0], "commonhall user restore zoe ") || strings.Contains(texts[0], "adopt") {
			t.Errorf("told: %q", texts)
		}
		removed, err := h.auth.Removed(h.ctx())
		h.must(err)
		_, err = h.auth.Restore(h.ctx(), removed[0].ID, "")
		h.must(err)
		time.Sleep(2 * time.Minute)
		if s := h.get("zoe"); s.ID != "600001002-x" || s.State != commonhall.Ready {
			t.Errorf("zoe's: %+v", s)
		}
	})
}

// TestNotListedAndNotEnded: who stops all servers hears of the one that goes on, and can try again.
func TestNotListedAndNotEnded(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		h.runs("600001040-x", commonhall.Account{UID: 600_001_040, Name: "zoe"}, "")
		h.boot()
		h.odd.put(func(o *odd) {
			o.stop = func(context.Context, commonhall.ServerID) error { return errors.New("it hangs") }
		})
		ended, left, err := h.StopAll(h.ctx(), "boss")
		if who := commonhall.UserName("zoe (number 600001040)").Default(); err != nil || len(ended) != 0 || len(left) != 1 || commonhall.KindOf(left[who]) != commonhall.Unavailable {
			t.Errorf("StopAll: %v, %v, %v", ended, left, err)
		}
		if texts := h.texts(commonhall.EventServersStopped); len(texts) != 1 || !strings.Contains(texts[0], "could not be: [zoe (number 600001040)]") {
			t.Errorf("told: %q", texts)
		}
		h.odd.put(func(o *odd) { o.stop = nil })
		if _, left, err := h.StopAll(h.ctx(), "boss"); err != nil || len(left) != 0 {
			t.Errorf("again: %v, %v", left, err)
		}
		wantRuns(h)
	})
}

// TestLabelThatIsCut: one that was too long says that it does not tell everything.
func TestLabelThatIsCut(t *testing.T) {
	run := commonhall.Server{App: "page", Software: &commonhall.Software{Tree: "python/trees/7"}}
	if l := readLabel(labelOf(run, "token")); !l.whole || l.Software == nil {
		t.Errorf("a short one: %+v", l)
	}
	run.Display = strings.Repeat("x", spawner.MaxLabel)
	if l := readLabel(labelOf(run, "token")); l.whole || l.Software != nil || l.App != "page" {
		t.Errorf("a long one: %+v", l)
	}
}
