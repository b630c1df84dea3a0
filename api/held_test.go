package api

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"commonhall/body"
)

// TestWhoHoldsARequestBack loses with it what they lose meanwhile: a request whose
// last byte comes after the revocation does nothing.
func TestWhoHoldsARequestBack(t *testing.T) {
	for name, revoke := range map[string]func(*hub, context.Context) error{
		"suspended":             func(h *hub, ctx context.Context) error { return h.auth.Suspend(ctx, "boss") },
		"no longer in charge":   func(h *hub, ctx context.Context) error { return h.auth.SetAdmin(ctx, "boss", false) },
		"taken from the list":   func(h *hub, ctx context.Context) error { return h.auth.Remove(ctx, "boss") },
		"put back to first use": func(h *hub, ctx context.Context) error { return h.auth.ResetPassword(ctx, "boss") },
	} {
		t.Run(name, func(t *testing.T) {
			story(t, func(h *hub) {
				h.must(h.add([]string{"other"}, true)) // the last administrator stays one
				h.must(h.auth.SetPassword(h.t.Context(), "other", "a long enough password"))
				r := h.request(h.base, h.token("boss"), "POST", "/users/ben", "")
				sent, write := io.Pipe()
				r.Body, r.ContentLength, r.Method = sent, -1, http.MethodPatch
				done, w := make(chan struct{}), httptest.NewRecorder()
				go func() { defer close(done); h.ServeHTTP(w, r) }()
				_, err := io.WriteString(write, `{"admin": tru`)
				h.must(err)
				synctest.Wait()
				h.must(revoke(h, h.t.Context()))
				_, err = io.WriteString(write, `e}`)
				h.must(err)
				write.Close()
				<-done
				if w.Code != http.StatusForbidden {
					t.Errorf("%d: %s", w.Code, w.Body)
				}
				if u, err := h.db.User(h.t.Context(), "ben"); err != nil || u.Admin {
					t.Errorf("ben is %+v, %v", u, err)
				}
			})
		})
	}
}

// held is a body of so many bytes that has no end until it is let go.
type held struct {
	size, read int
	end        chan struct{}
}

func (b *held) Close() error { return nil }
func (b *held) Read(p []byte) (int, error) {
	n := min(len(p), b.size-b.read)
	if n == 0 {
		<-b.end
		return 0, io.EOF
	}
	b.read += n
	return n, nil
}

// TestBodiesWithoutEnd: what one token makes the hub hold is bounded, each time and
// together; whoever is turned away hears when to come again, and others are not.
func TestBodiesWithoutEnd(t *testing.T) {
	for _, size := range []int{1 << 20, 60 << 10} {
		story(t, func(h *hub) {
			ada, ben, end := h.token("ada"), h.token("ben"), make(chan struct{})
			var work sync.WaitGroup
			var bodies []*held
			var answers []*httptest.ResponseRecorder
			for range 200 {
				r, b, w := h.request(h.base, ada, "POST", "/users/ada/tokens", ""), &held{size: size, end: end}, httptest.NewRecorder()
				r.Body, r.ContentLength, bodies, answers = b, int64(size+1), append(bodies, b), append(answers, w)
				work.Go(func() { h.ServeHTTP(w, r) })
			}
			synctest.Wait()
			all, full := 0, 0
			for i, w := range answers {
				all += bodies[i].read
				if w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "5" {
					full++
					all -= bodies[i].read
				}
				if w.Code == http.StatusBadRequest {
					all -= bodies[i].read
				}
				if bodies[i].read > 2*body.Small {
					t.Errorf("%d bytes were read of a call that needs a hundred", bodies[i].read)
				}
			}
			if all > 8<<20 || h.info.Bodies.Held() > 4<<20 || size < body.Small && full == 0 {
				t.Errorf("of bodies of %d bytes, %d bytes are held, %d counted; %d were turned away", size, all, h.info.Bodies.Held(), full)
			}
			if w := h.call(ben, "POST", "/users/ben/tokens", `{"note":"`+strings.Repeat("x", 30<<10)+`"}`); w.Code == http.StatusServiceUnavailable {
				t.Errorf("ben: %d %s", w.Code, w.Body)
			}
			close(end)
			work.Wait()
			if n := h.info.Bodies.Held(); n != 0 {
				t.Errorf("in the end %d bytes are counted", n)
			}
		})
	}
}
