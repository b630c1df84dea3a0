package auth

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// expiring is a database that notes when it is asked to clear away, and can fail.
type expiring struct {
	Store
	asked []time.Time
	err   error
}

func (e *expiring) DeleteExpired(_ context.Context, now time.Time) (int64, error) {
	e.asked = append(e.asked, now)
	return 1, e.err
}

// What has expired is cleared away when the hub starts and each hour after it,
// also when it failed once; and that ends with the hub.
func TestClearingAwayWhatExpired(t *testing.T) {
	h := newHall(t, invited(), "ada")
	now := time.Now().UTC()
	h.must(h.db.AddSession(t.Context(), commonhall.Session{ID: "old", User: "ada", Created: now.Add(-2 * time.Hour), Expires: now.Add(-time.Hour)}, hashed("old"), ""))
	h.must(h.db.AddSession(t.Context(), commonhall.Session{ID: "new", User: "ada", Created: now.Add(-2 * time.Hour), Expires: now.Add(time.Hour)}, hashed("new"), ""))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- h.Run(ctx, func() {}) }()
	for tries := 0; ; tries++ {
		list, err := h.Sessions(t.Context(), "ada")
		h.must(err)
		if len(list) == 1 {
			break
		}
		if tries == 10_000 {
			t.Fatal("what has expired stays")
		}
	}
	cancel()
	h.must(<-ended)
	if !h.alive("new") {
		t.Error("the wrong session went")
	}
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		e := &expiring{Store: h.db, err: errors.New("the disk is full")}
		a := New(invited(), e, h, h, h, h.log)
		ctx, cancel := context.WithCancel(t.Context())
		start, ready, ended := time.Now().UTC(), make(chan struct{}), make(chan error)
		go func() { ended <- a.Run(ctx, func() { close(ready) }) }()
		<-ready
		time.Sleep(3*time.Hour + time.Minute)
		synctest.Wait()
		if len(e.asked) != 4 || !e.asked[0].Equal(start) || !e.asked[3].Equal(start.Add(3*time.Hour)) {
			t.Errorf("asked at %v", e.asked)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
