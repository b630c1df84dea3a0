package app

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"

	"commonhall"
	"commonhall/auth"
)

// TestProgramsAskTheHub: whoever calls from a server is known by the door, on which
// more than one call comes, and the hub survives them.
func TestProgramsAskTheHub(t *testing.T) {
	in := newInside()
	in.handler = func(d auth.Door) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, d.Inside, d.Service, r.Header.Get("X-Request-Id"))
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	work.Go(func() { in.run(ctx, func() {}) })
	for _, name := range []commonhall.UserName{"ada", "bob"} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if name == "bob" {
			work.Go(func() { in.ServeInside(name, l) })
		} else {
			work.Go(func() { in.ServeService(commonhall.ServiceName(name), l) })
		}
		for range 2 * maxInside { // connections that ended make room
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+l.Addr().String()+"/hub/api", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			req.Close = true
			req.Header.Set("X-Request-Id", "forged")
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil || string(b) != string(name) {
				t.Fatalf("through the door of %s the hub hears from %q, %v", name, b, err)
			}
		}
	}
}
