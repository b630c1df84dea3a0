package terminal

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestThirtyTwoTerminalsAndNoMore(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	var all sync.WaitGroup
	for range 31 {
		all.Go(func() { h.do("POST", "terminals", "", nil) })
	}
	all.Wait()
	last := h.open()
	var m message
	if code := h.do("POST", "terminals", "", &m); code != http.StatusTooManyRequests {
		t.Errorf("the 33rd: status %d", code)
	}
	want := "32 terminals are open, and there cannot be more. Close one that you no longer need, then try again."
	if m.Message != want {
		t.Errorf("said %q", m.Message)
	}
	var list []summary
	h.do("GET", "terminals", "", &list)
	for i, s := range list {
		if s.Number != i+1 {
			t.Errorf("terminal %d has number %d", i, s.Number)
		}
	}
	h.do("DELETE", "terminals/"+last, "", nil)
	h.open()
}

func TestOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	id := h.open()
	url := "ws" + strings.TrimPrefix(h.base, "http") + "ws?id=" + id
	for _, origin := range []string{"https://evil.example", "null", "http://127.0.0.1:1"} {
		conn, res, err := websocket.Dial(t.Context(), url, &websocket.DialOptions{
			HTTPClient: h.http, HTTPHeader: http.Header{"Origin": {origin}},
		})
		if err == nil {
			conn.CloseNow()
			t.Errorf("a websocket from %s was accepted", origin)
		} else if res == nil || res.StatusCode != http.StatusForbidden {
			t.Errorf("a websocket from %s: %v", origin, err)
		}
		for _, method := range []string{"POST", "DELETE"} {
			req, _ := http.NewRequest(method, h.base+"terminals", nil)
			if method == "DELETE" {
				req.URL.Path += "/" + id
			}
			req.Header.Set("Origin", origin)
			res, err := h.http.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != http.StatusForbidden {
				t.Errorf("%s from %s: status %d", method, origin, res.StatusCode)
			}
		}
	}
}

func TestThePageAndItsFiles(t *testing.T) {
	t.Parallel()
	s := New(Config{Prefix: prefix, Title: "A <b> title"}, slog.New(slog.DiscardHandler))
	get := func(path string) *http.Response {
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Result()
	}
	res := get(prefix)
	b, _ := io.ReadAll(res.Body)
	page := string(b)
	if res.StatusCode != 200 || !strings.Contains(page, "<title>A &lt;b&gt; title</title>") || !strings.Contains(page, `href="/hub/home"`) {
		t.Errorf("status %d, page:\n%s", res.StatusCode, page)
	}
	csp := res.Header.Get("Content-Security-Policy")
	if !strings.Contains(csp, "script-src 'self';") || strings.Contains(page, "<script>") {
		t.Errorf("inline scripts are possible: %s", csp)
	}
	files := regexp.MustCompile(`(?:href|src)="(/user/ada/_static/[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(files) != 4 {
		t.Errorf("files of the page: %v", files)
	}
	for _, name := range []string{"screen.js", "vendor/xterm.mjs", "vendor/addon-fit.mjs", "vendor/addon-web-links.mjs", "vendor/LICENSE.xterm"} {
		files = append(files, []string{"", prefix + "_static/" + s.assets.version + "/" + name})
	}
	for _, f := range files {
		res := get(f[1])
		b, _ := io.ReadAll(res.Body)
		if res.StatusCode != 200 || len(b) == 0 || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: status %d, %d bytes, %s", f[1], res.StatusCode, len(b), res.Header.Get("Cache-Control"))
		}
		if strings.HasSuffix(f[1], "js") && !strings.HasPrefix(res.Header.Get("Content-Type"), "text/javascript") {
			t.Errorf("%s is %s", f[1], res.Header.Get("Content-Type"))
		}
	}
	for path, want := range map[string]int{
		prefix + "api":                         200,
		prefix + "terminals":                   200,
		strings.TrimSuffix(prefix, "/"):        302,
		prefix + "nothing":                     404,
		"/user/ben/":                           404,
		prefix + "_static/1/../../server.go":   404,
		prefix + "_static/old/terminal.css":    200,
		prefix + "_static/old/terminal.html":   404,
		prefix + "_static/x/vendor/refresh.sh": 404,
	} {
		if res := get(path); res.StatusCode != want && !(want == 404 && res.StatusCode == 307) {
			t.Errorf("%s: status %d, want %d", path, res.StatusCode, want)
		}
	}
	if res := get(prefix + "_static/old/terminal.css"); res.Header.Get("Cache-Control") != "no-cache" {
		t.Error("a file may be kept under another version's name")
	}
	b, _ = io.ReadAll(get(prefix + "api").Body)
	if string(b) != "{\"app\":\"terminal\"}\n" {
		t.Errorf("api: %s", b)
	}
}

func TestNothingOpensUnlessItRuns(t *testing.T) {
	t.Parallel()
	s := New(Config{Prefix: prefix}, slog.New(slog.DiscardHandler))
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest("POST", prefix+"terminals", nil))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("before Run: status %d", w.Code)
	}
	h := serve(t, nil)
	h.stop()
	w = httptest.NewRecorder()
	h.s.Handler().ServeHTTP(w, httptest.NewRequest("POST", prefix+"terminals", nil))
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "being stopped") {
		t.Errorf("after Run: status %d, %s", w.Code, w.Body)
	}
}

// TestANoticeStandsBesideTheShells: the page asks for it, and what takes too long says nothing.
func TestANoticeStandsBesideTheShells(t *testing.T) {
	t.Parallel()
	says := "Soon."
	s := New(Config{Prefix: prefix, Notice: func(ctx context.Context) string {
		if says == "" {
			<-ctx.Done()
		}
		return says
	}}, slog.New(slog.DiscardHandler))
	s.lim.greeting = 20 * time.Millisecond
	asks := func(s *Server) string {
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, httptest.NewRequest("GET", prefix+"api/notice", nil))
		return strings.TrimSpace(w.Body.String())
	}
	if got := asks(s); got != `{"notice":"Soon."}` {
		t.Errorf("the page hears %s", got)
	}
	says = ""
	if got := asks(s); got != `{"notice":""}` {
		t.Errorf("of what takes too long the page hears %s", got)
	}
	if got := asks(New(Config{Prefix: prefix}, slog.New(slog.DiscardHandler))); got != `{"notice":""}` {
		t.Errorf("where there is nothing to say the page hears %s", got)
	}
}
