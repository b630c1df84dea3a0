package api

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
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
				body, write := io.Pipe()
				r.Body, r.ContentLength, r.Method = body, -1, http.MethodPatch
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
