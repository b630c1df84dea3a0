package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// TestStartAndStop: JupyterHub's statuses at each point of a server's life.
func TestStartAndStop(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		h.want(204, ada, "DELETE", "/users/ada/server", "") // nothing runs
		w := h.call(ada, "POST", "/users/ada/server", `{"profile":"small","user_options":null}`)
		if w.Code != 201 || w.Body.Len() != 0 || w.Header().Get("Content-Type") != "text/plain" {
			t.Errorf("%d %q as %s", w.Code, w.Body, w.Header().Get("Content-Type"))
		}
		h.want(400, ada, "POST", "/users/ada/server", "")
		if m := h.want(200, ada, "GET", "/users/ada/server", ""); m["ready"] != true || m["app"] != "page" {
			t.Errorf("%v", m)
		}
		w = h.call(ada, "DELETE", "/users/ada/server", "")
		if w.Code != 204 || w.Body.Len() != 0 {
			t.Errorf("%d %q", w.Code, w.Body)
		}

		began := time.Now()
		h.want(400, ada, "POST", "/users/ada/server", `{"manner":"slowly"}`)
		h.want(202, ada, "POST", "/users/ada/server", `{"user_options":{"app":"deaf","manner":"without-own"}}`)
		if took := time.Since(began); took != slowSpawn {
			t.Errorf("202 after %s", took)
		}
		h.want(202, ada, "POST", "/users/ada/server", "")
		h.want(204, ada, "DELETE", "/users/ada/server", "") // while it starts

		h.ready("ada", "stubborn")
		began = time.Now()
		h.want(202, ada, "DELETE", "/users/ada/server", "")
		if took := time.Since(began); took != slowStop {
			t.Errorf("202 after %s", took)
		}
		h.want(400, ada, "POST", "/users/ada/server", "")
		h.want(202, ada, "DELETE", "/users/ada/server", "")
		h.until("ada", commonhall.Stopped)
		h.want(204, ada, "DELETE", "/users/ada/server", "")
	})
}

// TestStopThatHasToWait: what comes before a stop takes long, a warden that is away for
// one. Who asked is told to try again, and not that something is broken.
func TestStopThatHasToWait(t *testing.T) {
	story(t, func(h *hub) {
		h.want(204, operator(), "DELETE", "/users/ada/server", "")
		busy, free := make(chan struct{}), make(chan struct{})
		h.room = narrow(func() error { close(busy); <-free; return errors.New("no room") })
		begun := make(chan error)
		go func() { begun <- h.servers.Start(h.base, commonhall.UserName("ada").Default(), "page") }()
		<-busy
		if m := h.want(503, operator(), "DELETE", "/users/ada/server", ""); m["message"] != "The server could not be stopped yet. Try again in a moment." {
			t.Errorf("%v", m)
		}
		close(free)
		if err := <-begun; err == nil {
			t.Error("it has room")
		}
		h.want(204, operator(), "DELETE", "/users/ada/server", "")
	})
}

// narrow is a machine that decides like this whether there is room.
type narrow func() error

func (f narrow) Admit(context.Context, commonhall.App) (func(), error) { return func() {}, f() }

// TestStartThatFails: the answer is what a person can read.
func TestStartThatFails(t *testing.T) {
	story(t, func(h *hub) {
		m := h.want(500, operator(), "POST", "/users/ada/server", `{"app":"exits"}`)
		if message, _ := m["message"].(string); !strings.HasPrefix(message, "Its program ended by itself with status 3.") {
			t.Errorf("%v", m)
		}
		p := h.want(200, operator(), "GET", "/users/ada/server", "")
		if end, _ := p["end"].(map[string]any); end["log"] != "no such file\n" || p["stopped"] != true {
			t.Errorf("%v", p)
		}
		h.want(201, operator(), "POST", "/roles", `{"name":"helper","scopes":["servers!user=ada"],"users":["ben"]}`)
		for who, want := range map[string]any{"of ada": "no such file\n", "that reads": nil, "of the helper": nil} {
			c := map[string]caller{"of ada": h.token("ada"), "that reads": h.token("ada", "read:servers!user"), "of the helper": h.token("ben")}[who]
			p := h.want(200, c, "GET", "/users/ada/server", "")
			if end, _ := p["end"].(map[string]any); end["log"] != want || end["cause"] != "exited" {
				t.Errorf("a token %s is told %v", who, end)
			}
		}
		h.sp.SetAway(true)
		h.want(503, operator(), "POST", "/users/ada/server", "") // it cannot be known which app is there
		h.sp.SetAway(false)
		h.ready("ada", "page")
	})
}

// TestHubEndsMeanwhile: nobody takes an empty answer for a success.
func TestHubEndsMeanwhile(t *testing.T) {
	story(t, func(h *hub) {
		for _, a := range [][3]string{{"POST", "/users/ada/server", `{"app":"deaf"}`}, {"POST", "/users", `{"usernames":["eve"]}`}} {
			ctx, end := context.WithCancel(h.base)
			w := httptest.NewRecorder()
			done := make(chan struct{})
			if a[1] == "/users" {
				end()
			}
			go func() {
				h.ServeHTTP(w, h.request(ctx, operator(), a[0], a[1], a[2]))
				close(done)
			}()
			synctest.Wait()
			end()
			<-done
			h.check(w, a[0]+" "+a[1])
			if w.Code != http.StatusServiceUnavailable {
				t.Errorf("%s %s: %d %s", a[0], a[1], w.Code, w.Body)
			}
		}
	})
}

// TestTwentyPostsAtOnce are one server, and nobody is told of an error.
func TestTwentyPostsAtOnce(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		var requests []*http.Request
		for range 20 {
			requests = append(requests, h.request(h.base, ada, "POST", "/users/ada/server", ""))
		}
		h.sp.OnStart(func(context.Context, spawner.Spec) error { time.Sleep(time.Second); return nil })
		var g sync.WaitGroup
		var mu sync.Mutex
		got := map[int]int{}
		for _, r := range requests {
			g.Go(func() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				mu.Lock()
				defer mu.Unlock()
				got[w.Code]++
			})
		}
		g.Wait()
		if got[201]+got[202] != 20 || got[201] < 1 || h.servers.Running() != 1 {
			t.Errorf("statuses %v, %d running", got, h.servers.Running())
		}
	})
}

// stream is the client's end of a stream of events.
type stream struct {
	*httptest.ResponseRecorder
	mu    sync.Mutex
	parts []string // what came between two flushes
	part  string
	dead  bool // writing fails
}

func (s *stream) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dead {
		return 0, errors.New("broken pipe")
	}
	s.part += string(b)
	return len(b), nil
}

// FlushError lets the part go.
func (s *stream) FlushError() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts = append(s.parts, s.part)
	s.part = ""
	return nil
}

func (s *stream) all() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.part == "" {
		return append([]string{}, s.parts...)
	}
	return append(append([]string{}, s.parts...), s.part) // the server flushes when the handler returns
}

// follow begins to read somebody's progress; done is closed when it ends.
func (h *hub) follow(ctx context.Context, who caller) (s *stream, done chan struct{}) {
	s, done = &stream{ResponseRecorder: httptest.NewRecorder()}, make(chan struct{})
	r := h.request(ctx, who, "GET", "/users/ada/server/progress", "")
	go func() {
		h.ServeHTTP(s, r)
		close(done)
	}()
	synctest.Wait()
	return s, done
}

// events decodes a stream and fails where its framing is not that of server-sent
// events: each one line "data: {…}" and an empty one, each sent at once.
func (h *hub) events(s *stream) (list []map[string]any) {
	h.t.Helper()
	for _, part := range s.all() {
		if strings.Trim(part, "\n") == "" {
			continue // a sign of life
		}
		text, ok := strings.CutPrefix(part, "data: ")
		body, ok2 := strings.CutSuffix(text, "\n\n")
		var e map[string]any
		if err := json.Unmarshal([]byte(body), &e); !ok || !ok2 || err != nil || strings.Contains(body, "\n") {
			h.t.Errorf("an event is sent as %q", part)
		}
		list = append(list, e)
	}
	return list
}

func TestProgress(t *testing.T) {
	story(t, func(h *hub) {
		ada, ctx := h.token("ada"), h.base
		h.want(400, ada, "GET", "/users/ada/server/progress", "") // not starting
		slow := make(chan struct{})
		h.sp.OnStart(func(context.Context, spawner.Spec) error { <-slow; return nil })
		h.must(h.servers.Start(ctx, commonhall.UserName("ada").Default(), "page"))
		s, done := h.follow(ctx, ada)
		if ct := s.Header().Get("Content-Type"); ct != "text/event-stream" || !strings.Contains(s.Header().Get("Cache-Control"), "no-cache") {
			t.Errorf("headers %v", s.Header())
		}
		if got := h.events(s); len(got) == 0 || got[len(got)-1]["message"] != "Starting The page" {
			t.Errorf("at once: %v", got)
		}
		before := len(s.all())
		time.Sleep(3*keepAlive + time.Second)
		synctest.Wait()
		if parts := s.all(); len(parts) != before+3 || parts[before] != "\n\n" {
			t.Errorf("a stream of which nothing is heard for long: %q", parts)
		}
		close(slow)
		<-done
		got := h.events(s)
		last := got[len(got)-1]
		if last["ready"] != true || last["progress"] != 100.0 || last["url"] != "/user/ada/" || last["message"] != "Server ready at /user/ada/" ||
			last["html_message"] != `Server ready at <a href="/user/ada/">/user/ada/</a>` {
			t.Errorf("the last event: %v", last)
		}
		percent := -1.0
		for _, e := range got {
			if e["progress"].(float64) < percent {
				t.Errorf("progress goes back: %v", got)
			}
			percent = e["progress"].(float64)
		}
		s, done = h.follow(ctx, ada) // late: one event, then the end
		<-done
		if got := h.events(s); len(got) != 1 || got[0]["ready"] != true {
			t.Errorf("of a server that is ready: %v", got)
		}
	})
}

func TestProgressOfWhatFails(t *testing.T) {
	story(t, func(h *hub) {
		ada, ctx := h.token("ada"), h.base
		slow := make(chan struct{})
		h.sp.OnStart(func(context.Context, spawner.Spec) error { <-slow; return nil })
		h.must(h.servers.Start(ctx, commonhall.UserName("ada").Default(), "exits"))
		s, done := h.follow(ctx, ada)
		close(slow)
		<-done
		got := h.events(s)
		if last := got[len(got)-1]; last["failed"] != true || last["progress"] != 100.0 ||
			!strings.HasPrefix(last["message"].(string), "Spawn failed: Its program ended by itself with status 3.") {
			t.Errorf("%v", got)
		}
		h.must(h.servers.Start(ctx, commonhall.UserName("ada").Default(), "deaf"))
		s, done = h.follow(ctx, ada)
		h.must(h.servers.Stop(ctx, commonhall.UserName("ada").Default(), "ada"))
		<-done
		got = h.events(s)
		if last := got[len(got)-1]; last["failed"] != true || last["message"] != "Spawn cancelled" {
			t.Errorf("%v", got)
		}
	})
}

// TestProgressWatchersLeave: whether they say so or just stop reading, their
// streams end and the start does not notice.
func TestProgressWatchersLeave(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		h.must(h.servers.Start(h.base, commonhall.UserName("ada").Default(), "deaf"))
		ctx, leave := context.WithCancel(h.base)
		_, left := h.follow(ctx, ada)
		dead, died := h.follow(h.base, ada)
		stays, ended := h.follow(h.base, ada)
		leave()
		<-left
		dead.mu.Lock()
		dead.dead = true
		dead.mu.Unlock()
		time.Sleep(keepAlive)
		<-died
		if s, err := h.servers.Get(h.base, commonhall.UserName("ada").Default()); err != nil || s.State != commonhall.Spawning {
			t.Errorf("%+v, %v", s, err)
		}
		h.must(h.servers.Stop(h.base, commonhall.UserName("ada").Default(), "ada"))
		<-ended
		if got := h.events(stays); got[len(got)-1]["message"] != "Spawn cancelled" {
			t.Errorf("%v", got)
		}
		h.must(h.servers.Start(h.base, commonhall.UserName("ada").Default(), "deaf"))
		began := time.Now()
		if w := h.call(ada, "HEAD", "/users/ada/server/progress", ""); w.Code != 200 || time.Since(began) != 0 {
			t.Errorf("HEAD: %d after %s", w.Code, time.Since(began))
		}
	})
}
