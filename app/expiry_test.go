package app

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/gate"
	"commonhall/scope"
)

// TestWhatIsOpenEndsWithItsCredential: whoever has somebody's token of an hour, or their session
// of one, has a terminal for an hour; also when the hub has cleared its record away, and
// nothing is left to take back. A token without an end, and a visitor of a service, stay.
func TestWhatIsOpenEndsWithItsCredential(t *testing.T) {
	story(t, func(d *desk) {
		server, p := gate.NewServer(d, slog.New(slog.DiscardHandler)), make(pipes)
		srv := &http.Server{Handler: server}
		edge := gate.NewClient(func(context.Context) (net.Conn, error) { return p.dial(), nil }, slog.New(slog.DiscardHandler))
		ctx, end := context.WithCancel(d.t.Context())
		var parts sync.WaitGroup
		parts.Go(func() { _ = srv.Serve(p) })
		parts.Go(func() { _ = edge.Run(ctx) })
		parts.Go(func() { _ = d.auth.Run(ctx, func() {}) })
		text, _, err := d.auth.CreateToken(ctx, "ada", auth.NewToken{Scopes: []commonhall.Scope{"access:servers!user"}}, scope.Person("ada", true))
		d.must(err)
		questions := map[string]gate.Question{"token": d.token("ada", "access:servers!user"), "session": d.session("ada"), "forever": d.secret(text), "visitor": {}}
		closed := map[string]chan struct{}{}
		for what, q := range questions {
			if q.Name = "ada"; what == "visitor" {
				q = gate.Question{Service: "grades"}
			}
			l, err := edge.Decide(ctx, q)
			d.must(err)
			closed[what] = make(chan struct{})
			leave, ok := edge.Hang(l, func() { close(closed[what]) })
			if !ok {
				d.t.Errorf("%s: %+v", what, l.Answer)
				continue
			}
			defer leave()
		}
		for _, at := range []struct {
			after time.Duration
			over  bool
		}{{59 * time.Minute, false}, {2 * time.Minute, true}, {5 * time.Hour, true}} {
			<-time.After(at.after)
			for what, ch := range closed {
				over := false
				select {
				case <-ch:
					over = true
				default:
				}
				if want := at.over && (what == "token" || what == "session"); over != want {
					d.t.Errorf("%v later: what is open with %s is closed: %v", at.after, what, over)
				}
			}
		}
		end()
		close(p)
		_ = srv.Close()
		parts.Wait()
	})
}
