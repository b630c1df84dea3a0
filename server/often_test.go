package server

import (
	"testing"
	"time"

	"commonhall"
)

// A loop that starts and stops costs root no more than a person who does so by hand; the
// others, and root itself, start as they like.
func TestALoopOfStarts(t *testing.T) {
	story(t, func(h *house) {
		again := func() error {
			if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); err != nil {
				return err
			}
			return h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada")
		}
		began, starts := time.Now(), 0
		var err error
		for ; err == nil && starts < 1000; starts++ {
			err = again()
		}
		if kind := commonhall.KindOf(err); kind != commonhall.ResourceExhausted || starts-1 < startsAtOnce || starts-1 > startsAtOnce+int(time.Since(began)/oneStartEach)+1 {
			t.Fatalf("after %d starts in %s it says %v", starts-1, time.Since(began), err)
		}
		h.must(h.Start(h.ctx(), commonhall.UserName("ben").Default(), "page"))
		h.must(h.Start(commonhall.WithSubject(h.ctx(), commonhall.Subject{Role: commonhall.RoleOperator}), commonhall.UserName("ada").Default(), "page"))
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		time.Sleep(oneStartEach + time.Second)
		h.must(again())
	})
}
