package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// connections is over how many a window's requests go.
const connections = 16

// measureProxy measures the CPU time of the hub's own processes for each small
// request, and for each websocket message there and back.
func measureProxy(ctx context.Context, b *bench) ([]row, error) {
	request, message, rate := by{}, by{}, by{}
	err := b.both(ctx, runTiny, func(sites []*site) error {
		name := b.names(1)[0]
		tokens := map[string]string{}
		for _, s := range sites {
			if err := s.add(ctx, []string{name}); err != nil {
				return err
			}
			token, err := s.tokenFor(ctx, name)
			if err != nil {
				return err
			}
			tokens[s.kind] = token
			if err := s.startServer(ctx, name, token); err != nil {
				return err
			}
		}
		for i := range 1 + b.rounds {
			window := b.window
			if i == 0 {
				window = time.Second // warms up; does not count
			}
			for _, s := range sites {
				r, n, err := s.window(ctx, window, name, tokens[s.kind], getSmall)
				if err != nil {
					return fmt.Errorf("%s, small requests: %w", s.kind, err)
				}
				m, _, err := s.window(ctx, window, name, tokens[s.kind], pingPong)
				if err != nil {
					return fmt.Errorf("%s, websockets: %w", s.kind, err)
				}
				if i > 0 {
					request.add(s.kind, r)
					message.add(s.kind, m)
					rate.add(s.kind, n)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	note := fmt.Sprintf("CPU of all the hub's own processes (nearly all is the edge's, the peer's proxy's); %d kept connections, answers of 1 KiB, messages of 64 bytes,"+
		" %d windows of %s in turn. Ours checks a token with each request; the peer's proxy checks nothing.", connections, b.rounds, b.window)
	return []row{
		request.row("small proxied request, CPU", "µs", 50).factor(0.4).note(note),
		message.row("websocket round trip, CPU", "µs", 50).note(note),
		rate.row("small proxied requests, ours authenticated", "per s", 50).note(note),
	}, nil
}

// window keeps connections busy for a while, and returns the CPU time of the
// hub for each exchange in µs, and how many there were in a second.
func (s *site) window(ctx context.Context, d time.Duration, name, token string, work func(context.Context, *site, string, string, time.Time) (int, error)) (cpu, rate float64, err error) {
	before, err := cpuTime(s.core)
	if err != nil {
		return 0, 0, err
	}
	from := time.Now()
	ctx, cancel := context.WithTimeout(ctx, d+20*time.Second)
	defer cancel()
	var done atomic.Int64
	errs := make([]error, connections)
	var all sync.WaitGroup
	for i := range connections {
		all.Go(func() {
			n, err := work(ctx, s, name, token, from.Add(d))
			done.Add(int64(n))
			errs[i] = err
		})
	}
	all.Wait()
	took := time.Since(from)
	for _, err := range errs {
		if err != nil {
			return 0, 0, err
		}
	}
	after, err := cpuTime(s.core)
	if err != nil {
		return 0, 0, err
	}
	n := float64(done.Load())
	return float64(after-before) / float64(time.Microsecond) / n, n / took.Seconds(), nil
}

// getSmall asks for 1 KiB over and over, on one connection.
func getSmall(ctx context.Context, s *site, name, token string, until time.Time) (n int, err error) {
	return s.over(ctx, "/user/"+name+"/kib", "", token, 1<<10, 1<<10, until)
}

// pingPong sends a message and waits for it to come back, over and over.
func pingPong(ctx context.Context, s *site, name, token string, until time.Time) (n int, err error) {
	c, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(s.url, "http")+"/user/"+name+"/echo",
		&websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + token}}})
	if err != nil {
		return 0, err
	}
	defer c.CloseNow()
	sent := bytes.Repeat([]byte("m"), 64)
	for ; time.Now().Before(until); n++ {
		if err := c.Write(ctx, websocket.MessageText, sent); err != nil {
			return n, err
		}
		_, got, err := c.Read(ctx)
		if err != nil {
			return n, err
		}
		if !bytes.Equal(got, sent) {
			return n, fmt.Errorf("the echo of a message is %q", got)
		}
	}
	return n, nil
}
