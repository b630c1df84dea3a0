//go:build freshserver

package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// load is a class at work: clients that ask for pages all the time, and terminals in
// which something is typed all the time. It counts what goes wrong.
type load struct {
	m          *machine
	url, token string
	ctx        context.Context
	cancel     context.CancelFunc
	wait       sync.WaitGroup

	mu       sync.Mutex
	requests int
	again    int // repeated by the client on another connection, as browsers do
	echoes   int
	slowest  time.Duration
	lag      time.Duration // the slowest echo
	wrong    []string
}

// load begins; somebody's terminal server must run.
func (m *machine) load(url, token string, clients, sockets int) *load {
	m.t.Helper()
	l := &load{m: m, url: url, token: token}
	l.ctx, l.cancel = context.WithCancel(m.t.Context())
	m.t.Cleanup(l.end)
	for i := range sockets {
		c := l.socket()
		l.wait.Go(func() { l.types(c, i) })
	}
	for i := range clients {
		l.wait.Go(func() { l.ask(i) })
	}
	return l
}

// noted adds what somebody saw.
func (l *load) noted(f func()) {
	if l.ctx.Err() == nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		f()
	}
}

func (l *load) request(method, path string) *http.Request {
	req, err := http.NewRequestWithContext(l.ctx, method, l.url+path, http.NoBody)
	l.m.must(err)
	req.Header.Set("Authorization", "token "+l.token)
	return req
}

// ask is one client: half of them keep their connection, half make one for each
// request; half of the pages are the hub's, half of a person's server.
func (l *load) ask(i int) {
	c := l.m.trusting()
	c.Timeout = 2 * time.Minute
	pages := []string{"/hub/login", "/hub/api/users/ada", "/user/ada/", "/hub/login"}
	for tick := time.NewTicker(150 * time.Millisecond); l.ctx.Err() == nil; <-tick.C {
		req := l.request("GET", pages[i/2%4])
		req.Close = i%2 == 0
		conns := 0
		req = req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { conns++ }}))
		began := time.Now()
		resp, err := c.Do(req)
		said := ""
		if err == nil {
			_, err = io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				said = resp.Status
			}
		}
		if err != nil {
			said = err.Error()
		}
		took := time.Since(began)
		l.noted(func() {
			l.requests++
			l.again += max(0, conns-1)
			l.slowest = max(l.slowest, took)
			if said != "" {
				l.wrong = append(l.wrong, fmt.Sprintf("%s after %v: %s", req.URL.Path, took, said))
			}
		})
	}
}

// socket opens a terminal over https.
func (l *load) socket() *websocket.Conn {
	l.m.t.Helper()
	client := l.m.trusting()
	client.Timeout = 0
	resp, err := client.Do(l.request("POST", "/user/ada/terminals"))
	l.m.must(err)
	defer resp.Body.Close()
	var opened struct{ ID string }
	l.m.must(json.NewDecoder(resp.Body).Decode(&opened))
	c, _, err := websocket.Dial(l.m.t.Context(), strings.Replace(l.url, "http", "ws", 1)+"/user/ada/ws?id="+opened.ID,
		&websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + l.token}}, HTTPClient: client})
	l.m.must(err)
	l.m.t.Cleanup(func() { _ = c.CloseNow() })
	return c
}

// types types words into a terminal and waits for each to come back.
func (l *load) types(c *websocket.Conn, i int) {
	got := ""
	tick := time.NewTicker(250 * time.Millisecond)
	for n := 0; l.ctx.Err() == nil; n++ {
		word, began := fmt.Sprintf("w%dx%dx", i, n), time.Now()
		err := c.Write(l.ctx, websocket.MessageBinary, []byte("echo "+word+"$((40+2))\r"))
		for err == nil && !strings.Contains(got, word+"42") {
			var b []byte
			_, b, err = c.Read(l.ctx)
			got += string(b)
		}
		got = ""
		took := time.Since(began)
		l.noted(func() {
			l.echoes++
			l.lag = max(l.lag, took)
			if err != nil {
				l.wrong = append(l.wrong, fmt.Sprintf("the websocket %d: %v", i, err))
			}
		})
		if err != nil {
			return
		}
		<-tick.C
	}
}

// report says how it went since the last time; what went wrong fails the test.
func (l *load) report(what string) {
	l.m.t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.m.t.Logf("%s: %d requests (%d on a second connection), %d failed; slowest %v. %d echoes of websockets, slowest %v", what,
		l.requests, l.again, len(l.wrong), l.slowest.Round(time.Millisecond), l.echoes, l.lag.Round(time.Millisecond))
	if l.requests == 0 || l.echoes == 0 {
		l.m.t.Errorf("%s: nobody worked", what)
	}
	if len(l.wrong) > 0 {
		l.m.t.Errorf("%s: %s", what, strings.Join(l.wrong[:min(10, len(l.wrong))], "\n"))
	}
	l.requests, l.again, l.echoes, l.slowest, l.lag, l.wrong = 0, 0, 0, 0, 0, nil
}

// end ends the class.
func (l *load) end() {
	l.cancel()
	l.wait.Wait()
}
