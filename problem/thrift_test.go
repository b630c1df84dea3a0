package problem

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// TestALoopOfEvents: what one person does over and over leaves the others' events, and
// their own of other kinds, where they are.
func TestALoopOfEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{}
		tl, _, end := start(t, d)
		mallory := commonhall.WithSubject(t.Context(), commonhall.Subject{User: "mallory"})
		tl.Record(t.Context(), commonhall.Event{Name: commonhall.EventSignInFailed, User: "ada"})
		flood := func(n int) {
			for i := range n {
				tl.Record(mallory, commonhall.Event{Name: commonhall.EventTokenCreated, Text: "A token was made."})
				if i%1000 == 0 {
					synctest.Wait()
				}
			}
			synctest.Wait()
		}
		flood(5 * atOnce)
		if n := len(d.kept); n != atOnce+1 {
			t.Fatalf("%d events are kept", n)
		}
		tl.Record(mallory, commonhall.Event{Name: commonhall.EventSignedIn})
		tl.Record(commonhall.WithSubject(t.Context(), commonhall.Subject{User: "ada"}), commonhall.Event{Name: commonhall.EventTokenCreated})
		root := commonhall.WithSubject(t.Context(), commonhall.Subject{Role: commonhall.RoleOperator})
		for range atOnce + 1 {
			tl.Record(root, commonhall.Event{Name: commonhall.EventUserAdded})
			synctest.Wait()
		}
		if n := len(d.kept); n != 2*atOnce+4 {
			t.Errorf("with those of others %d events are kept", n)
		}
		time.Sleep(oneEach)
		flood(2)
		if e := d.kept[len(d.kept)-1]; len(d.kept) != 2*atOnce+5 || !strings.Contains(e.Text, "20000 more") {
			t.Errorf("%d events are kept, the last says %q", len(d.kept), e.Text)
		}
		time.Sleep(2 * atOnce * oneEach)
		flood(1)
		tl.shares.mu.Lock()
		if n := len(tl.shares.of); n > 1 {
			t.Errorf("%d shares are remembered", n)
		}
		tl.shares.mu.Unlock()
		end()
	})
}
