package terminal

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// Shells of the tests read no profile of the developer's and write no history.
	home, err := os.MkdirTemp("", "terminal-test-")
	if err != nil {
		panic(err)
	}
	os.Setenv("HOME", home)
	os.Setenv("HISTFILE", "")
	profile := []byte("PS1='" + prompt + "'\n")
	if err := os.WriteFile(filepath.Join(home, ".bash_profile"), profile, 0o600); err != nil {
		panic(err)
	}
	os.Setenv("LC_ALL", "C.UTF-8")
	// As in a sandbox: what whoever runs the tests ignores (nohup) shells do not.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		os.RemoveAll(home)
		os.Exit(code)
	}))
}

// house is a server that runs, with a client for it.
type house struct {
	t    *testing.T
	s    *Server
	base string // http://host:port/user/ada/
	http *http.Client
	stop func() // ends Run and waits for it; may be called again
}

const (
	prefix = "/user/ada/"
	prompt = "ready> " // of every shell
)

func serve(t *testing.T, change func(*Server)) *house {
	t.Helper()
	s := New(Config{Prefix: prefix, Shell: "/bin/bash", Dir: t.TempDir()}, slog.New(slog.DiscardHandler))
	if change != nil {
		change(s)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- s.Run(ctx, l, func() { close(ready) }) }()
	<-ready
	client := &http.Client{Transport: &http.Transport{}}
	stopped := false
	h := &house{t: t, s: s, base: "http://" + l.Addr().String() + prefix, http: client}
	h.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		client.CloseIdleConnections()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	}
	t.Cleanup(h.stop)
	return h
}

// do sends a request and decodes the JSON answer into v, unless v is nil.
func (h *house) do(method, path, body string, v any) int {
	h.t.Helper()
	req, err := http.NewRequest(method, h.base+path, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	res, err := h.http.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	p, err := io.ReadAll(res.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	if v != nil {
		if err := json.Unmarshal(p, v); err != nil {
			h.t.Fatalf("%s %s: %v in %q", method, path, err, p)
		}
	}
	return res.StatusCode
}

func (h *house) open() string {
	h.t.Helper()
	var t summary
	if code := h.do("POST", "terminals", "", &t); code != http.StatusCreated {
		h.t.Fatalf("opening a terminal: status %d", code)
	}
	return t.ID
}

// page stands for a browser's: it shows what comes at once, and says so.
type page struct {
	t      *testing.T
	conn   *websocket.Conn
	seen   bytes.Buffer // output since the last reset
	all    int64        // bytes of output, ever
	offset int64        // of the next byte
	hello  struct {
		Offset, Live int64
		Reset        bool
		Prefix       string
	}
	size   size
	notice string
	gone   bool
	pongs  int
	quiet  bool // does not say what it has shown
}

func (h *house) dial(query string) *page {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	url := "ws" + strings.TrimPrefix(h.base, "http") + "ws?" + query
	conn, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{
		HTTPClient: h.http,
		HTTPHeader: http.Header{"Origin": {strings.TrimSuffix(h.base, prefix)}},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { conn.CloseNow() })
	conn.SetReadLimit(1 << 20)
	return &page{t: h.t, conn: conn}
}

// watch opens a page on a terminal, and reads until it is greeted.
func (h *house) watch(query string) *page {
	h.t.Helper()
	p := h.dial(query)
	p.until("a greeting", func() bool { return p.size.Cols > 0 })
	return p
}

// receive takes one message; false when the connection has ended.
func (p *page) receive(ctx context.Context) bool {
	typ, m, err := p.conn.Read(ctx)
	if err != nil {
		return false
	}
	if typ == websocket.MessageBinary {
		p.seen.Write(m)
		p.all += int64(len(m))
		p.offset += int64(len(m))
		if !p.quiet {
			p.tell(fmt.Sprintf(`{"type":"shown","offset":%d}`, p.offset))
		}
		return true
	}
	var text struct {
		Type string
		size
		Notice string
	}
	if err := json.Unmarshal(m, &text); err != nil {
		p.t.Fatalf("%v in %q", err, m)
	}
	switch text.Type {
	case "hello":
		json.Unmarshal(m, &p.hello)
		p.offset = p.hello.Offset
		p.size = text.size
		if p.hello.Reset {
			p.seen.Reset()
		}
	case "size":
		p.size = text.size
	case "notice":
		p.notice = text.Notice
	case "pong":
		p.pongs++
	case "gone":
		p.gone = true
	}
	return true
}

// until reads until ok holds.
func (p *page) until(what string, ok func() bool) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), time.Minute)
	defer cancel()
	for !ok() {
		if !p.receive(ctx) {
			p.t.Fatalf("waited in vain for %s; seen: %q", what, tail(p.seen.String()))
		}
	}
}

// sees reads until the output contains s, and forgets it up to there.
func (p *page) sees(s string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%q", s), func() bool { return bytes.Contains(p.seen.Bytes(), []byte(s)) })
	p.seen.Next(bytes.Index(p.seen.Bytes(), []byte(s)) + len(s))
}

// ends reads until the server drops the connection.
func (p *page) ends() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), time.Minute)
	defer cancel()
	for p.receive(ctx) {
	}
	if ctx.Err() != nil {
		p.t.Fatal("the connection was not ended")
	}
}

func (p *page) types(s string) {
	p.t.Helper()
	if err := p.conn.Write(p.t.Context(), websocket.MessageBinary, []byte(s)); err != nil {
		p.t.Fatal(err)
	}
}

// tell may fail: the server may have dropped the page.
func (p *page) tell(s string) { p.conn.Write(p.t.Context(), websocket.MessageText, []byte(s)) }

func tail(s string) string { return s[max(0, len(s)-500):] }

// eventually waits for what no message announces.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
