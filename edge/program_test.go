package edge

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/gate"
)

// Programs of all sorts of brokenness. Whoever looks gets a page with a sentence
// and a reference; whoever is in the middle of an answer sees that it broke.
func TestBrokenPrograms(t *testing.T) {
	for name, c := range map[string]struct {
		says   string
		status int // 0: the answer breaks
	}{
		"hangs up":                  {"", 503},
		"garbage":                   {"\x00\x01garbage\r\n\r\n", 503},
		"HTTP/0.9":                  {"<html>hello", 503},
		"half a head":               {"HTTP/1.1 200 OK\r\nContent-Le", 503},
		"a status of two figures":   {"HTTP/1.1 20 OK\r\n\r\n", 503},
		"a status below 100":        {"HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n", 503},
		"two lengths":               {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 503},
		"a negative length":         {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab", 503},
		"an unknown encoding":       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: cow\r\n\r\nab", 503},
		"a head too long":           {"HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 64<<10) + "\r\nContent-Length: 4\r\n\r\nfine", 502},
		"101 without being asked":   {"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 503},
		"101 to nothing":            {"HTTP/1.1 101 Switching Protocols\r\n\r\n", 503},
		"1xx for ever":              {strings.Repeat("HTTP/1.1 102 Processing\r\nX: y\r\n\r\n", 20_000), 502},
		"less than it said":         {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 0},
		"chunks that break off":     {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 0},
		"chunks that are none":      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", 0},
		"an answer without a frame": {"HTTP/1.1 200 OK\r\n\r\nfine", 200},
		"more than it said":         {"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfinexxxxHTTP/1.1 200 OK\r\n\r\n", 200},
		"an odd status":             {"HTTP/1.1 599 Odd\r\nContent-Length: 4\r\n\r\nfine", 599},
		"103 before the answer":     {"HTTP/1.1 103 Early Hints\r\nSet-Cookie: " + adasCookie + "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine", 200},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
				if _, err := http.ReadRequest(r); err == nil {
					_, _ = io.WriteString(conn, c.says)
				}
			})
			resp, err := h.browser.Do(h.newRequest("GET", "/user/ada/x", nil, "Accept: text/html"))
			if err != nil && c.status == 0 {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			b, err := io.ReadAll(resp.Body)
			a := answer{resp, string(b)}
			switch c.status {
			case 0:
				if err == nil {
					t.Errorf("the client took half an answer for a whole one: %s %q", a.Status, a.body)
				}
			case 502, 503:
				if checkError(t, a); a.StatusCode != c.status || !strings.Contains(a.body, sayings(c.status)) {
					t.Errorf("%s %v %s", a.Status, err, a.body)
				}
			default:
				if a.StatusCode != c.status || a.body != "fine" || err != nil || a.Header.Get("Set-Cookie") != "" {
					t.Errorf("%s %v %s", a.Status, err, a.body)
				}
			}
		})
	}
}

// sayings is what people hear of a program that is broken.
func sayings(status int) string {
	if status == http.StatusBadGateway {
		return "The program on your server answers with more headers than are passed on."
	}
	return "The program on your server did not answer properly."
}

// A program that listens and accepts nobody: its queue is full.
func TestAProgramThatDoesNotAccept(t *testing.T) {
	h := newHouse(t)
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	if err := unix.Listen(fd, 0); err != nil {
		t.Fatal(err)
	}
	name, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	port := name.(*unix.SockaddrInet4).Port
	fillQueue(t, fd, port)
	b := &backend{server: "run-ada", port: port, warden: h.edge.warden}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := b.dial(ctx); err == nil || !strings.Contains(err.Error(), context.DeadlineExceeded.Error()) {
		t.Errorf("dialing ended with %v", err)
	}
	w := newRecorder()
	h.edge.programFailed(w, h.newRequest("GET", "/", nil), b, fmt.Errorf("x: %w", context.DeadlineExceeded))
	if w.status != 504 || !strings.Contains(w.body.String(), "does not accept connections") {
		t.Errorf("%d %s", w.status, w.body.String())
	}
}

// fillQueue connects to a socket that listens, until the kernel says that its queue is full: who
// comes then is dropped. That a connection takes its time says less.
func fillQueue(t *testing.T, fd, port int) {
	t.Helper()
	for {
		info, err := unix.GetsockoptTCPInfo(fd, unix.IPPROTO_TCP, unix.TCP_INFO)
		if err != nil {
			t.Fatal(err)
		}
		if info.Unacked > info.Sacked { // of who listens: how many wait, and how many may
			return
		}
		if conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), 50*time.Millisecond); err == nil {
			t.Cleanup(func() { conn.Close() })
		}
	}
}

// recorder is a ResponseWriter for what needs no connection.
type recorder struct {
	h      http.Header
	status int
	body   bytes.Buffer
}

func newRecorder() *recorder                        { return &recorder{h: http.Header{}} }
func (r *recorder) Header() http.Header             { return r.h }
func (r *recorder) WriteHeader(s int)               { r.status = s }
func (r *recorder) Write(b []byte) (n int, _ error) { return r.body.Write(b) }

// A program that never answers holds nobody: the client leaves, and it hears so.
func TestAProgramThatNeverAnswers(t *testing.T) {
	h := newHouse(t)
	asked, left := make(chan struct{}), make(chan error)
	h.rawProgram(func(_ net.Conn, r *bufio.Reader) {
		if _, err := http.ReadRequest(r); err != nil {
			return
		}
		close(asked)
		_, err := r.ReadByte()
		left <- err
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		resp, err := h.browser.Do(h.newRequest("GET", "/user/ada/x", nil).WithContext(ctx))
		if err == nil {
			resp.Body.Close()
		}
		done <- err
	}()
	<-asked
	cancel()
	if err := <-done; err == nil {
		t.Error("an answer out of nothing")
	}
	if err := <-left; err != io.EOF {
		t.Errorf("the program saw %v", err)
	}
	h.edge.requests.Wait()
	if strings.Contains(h.log.String(), "request refused") {
		t.Errorf("clients that leave fill the log:\n%s", h.log)
	}
}

// Nothing listens: the program has just ended.
func TestAProgramThatIsGone(t *testing.T) {
	h := newHouse(t)
	h.hub.say(adasSession, "ada", adasAnswer(nobodysPort(t)))
	for _, header := range []string{"X: y", "Upgrade: websocket"} {
		a := h.get("/user/ada/", header, "Connection: Upgrade", "Accept: text/html")
		if header == "X: y" {
			a = h.get("/user/ada/", "Accept: text/html")
		}
		if a.StatusCode != 503 {
			t.Errorf("%s: %s", header, a.Status)
		}
		checkError(t, a)
	}
	if strings.Contains(h.get("/user/ada/", "Accept: text/html").body, "refused") {
		t.Error("the page tells the cause")
	}
}

// nobodysPort returns a port on which nobody listens during the test: one that was given back
// may be another's in the next moment.
func nobodysPort(t *testing.T) int {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	if err := unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	name, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	return name.(*unix.SockaddrInet4).Port
}

// The warden is away for a moment: who needs a connection waits for it.
func TestTheWardenIsAwayForAMoment(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	h.warden.end()
	got := make(chan answer)
	go func() { got <- h.get("/user/ada/x") }()
	for past := 0; past == 0; runtime.Gosched() { // the gate
		h.edge.mu.Lock()
		past = len(h.edge.backends)
		h.edge.mu.Unlock()
	}
	h.warden.start(t)
	if a := <-got; a.StatusCode != 200 {
		t.Errorf("%s %s", a.Status, a.body)
	}
	// Connections that are there need no warden.
	h.warden.end()
	if a := h.get("/user/ada/x"); a.StatusCode != 200 {
		t.Errorf("%s", a.Status)
	}
}

// A program that does not know its prefix sees none, and its redirects come back below it.
func TestStripPrefix(t *testing.T) {
	h := newHouse(t)
	h.serve(listen(t), func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", strings.ReplaceAll(r.Header.Get("X-To"), "HOST", r.Host))
		fmt.Fprint(w, r.URL.RequestURI(), " ", r.Header.Get("X-Forwarded-Prefix"))
	}, stripped)
	for path, want := range map[string]string{
		"/user/ada/": "/", "/user/ada/a%2Fb/c?d=e": "/a%2Fb/c?d=e", "/user/ada//evil": "//evil", "/user/%61da/a%2fb": "/a%2fb", "/user/ada/é%20": "/%C3%A9%20",
	} {
		if a := h.get(path); a.body != want+" /user/ada" {
			t.Errorf("%s: the program saw %s", path, a.body)
		}
	}
	for to, want := range map[string]string{
		"/": "/user/ada/", "/x?y=%2F#z": "/user/ada/x?y=%2F#z", "/user/ada/x": "/user/ada/x", "/user/adam/x": "/user/ada/user/adam/x",
		"http://HOST/x": "/user/ada/x", "HTTP://HOST": "HTTP://HOST", "//HOST/a/b": "/user/ada/a/b", "///evil": "/user/ada/evil", "////evil/x": "/user/ada/evil/x",
		"/a//b": "/user/ada/a//b", "x": "x", "../x": "../x", "?a=b": "?a=b", "http://elsewhere/": "http://elsewhere/", "//elsewhere/x": "//elsewhere/x",
		"/a%2Fb": "/user/ada/a%2Fb", "": "",
	} {
		want = strings.ReplaceAll(want, "HOST", h.addr)
		if a := h.get("/user/ada/", "X-To: "+to); a.Header.Get("Location") != want {
			t.Errorf("%s became %s", to, a.Header.Get("Location"))
		}
	}
	h2 := newHouse(t)
	h2.program(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Location", "/x") })
	if a := h2.get("/user/ada/"); a.Header.Get("Location") != "/x" {
		t.Errorf("a program that knows its prefix: %s", a.Header.Get("Location"))
	}
}

// What a program writes arrives at once, and so does what is sent to it, each
// before the other has ended.
func TestStreamingBothWays(t *testing.T) {
	h := newHouse(t)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).EnableFullDuplex()
		w.Header().Set("Content-Type", r.Header.Get("Accept"))
		if r.Header.Get("X-Length") != "" {
			w.Header().Set("Content-Length", r.Header.Get("X-Length"))
		}
		lines := bufio.NewReader(r.Body)
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				return
			}
			fmt.Fprintf(w, "data: %s\n", line)
			_ = http.NewResponseController(w).Flush()
		}
	})
	for _, kind := range []string{"text/event-stream", "application/octet-stream", "text/plain\nX-Length: 54"} {
		kind, length, _ := strings.Cut(kind, "\n")
		in, out := io.Pipe()
		go func() { _, _ = io.WriteString(out, "0\n") }()
		resp, err := h.browser.Do(h.newRequest("POST", "/user/ada/", in, "Accept: "+kind, cmp.Or(length, "X: y")))
		if err != nil {
			t.Fatal(err)
		}
		r := bufio.NewReader(resp.Body)
		for i := range 5 {
			line, _ := r.ReadString('\n')
			blank, err := r.ReadString('\n')
			if line != fmt.Sprintf("data: %d\n", i) || blank != "\n" || err != nil {
				t.Fatalf("event %d: %q %v", i, line, err)
			}
			_, _ = fmt.Fprintf(out, "%d\n", i+1)
		}
		out.Close()
		_, _ = io.Copy(io.Discard, r)
		resp.Body.Close()
	}
}

func TestLargeBodies(t *testing.T) {
	h := newHouse(t)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.New()
		n, _ := io.Copy(sum, r.Body)
		w.Header().Set("X-Sum", fmt.Sprintf("%d %x", n, sum.Sum(nil)))
		_, _ = io.CopyN(w, strings.NewReader(strings.Repeat("0123456789abcdef", 1<<20)), 16<<20)
	})
	body := make([]byte, 16<<20)
	_, _ = rand.Read(body)
	a := h.request("PUT", "/user/ada/x", bytes.NewReader(body))
	if want := fmt.Sprintf("%d %x", len(body), sha256.Sum256(body)); a.Header.Get("X-Sum") != want || len(a.body) != 16<<20 {
		t.Errorf("the program got %s, the client %d bytes", a.Header.Get("X-Sum"), len(a.body))
	}
	// A client that promises more than it sends: the program must not take it for all.
	got := make(chan error, 1)
	h2 := newHouse(t)
	h2.program(func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		got <- err
	})
	conn, _ := h2.dial()
	fmt.Fprintf(conn, "POST /user/ada/ HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nContent-Length: 10\r\n\r\nabc", adasCookie)
	conn.Close()
	if err := <-got; err == nil {
		t.Error("the program took half a body for a whole one")
	}
}

// ada is suspended while a download runs that she does not read, and an upload
// that she does not go on with: both end, at both sides.
func TestSuspendedInTheMiddle(t *testing.T) {
	h := newHouse(t)
	ended, began := make(chan string, 2), make(chan string, 2)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		defer func() { ended <- r.Method }()
		if r.Method == "POST" {
			_, _ = io.ReadFull(r.Body, make([]byte, 3))
			began <- r.Method
			_, _ = io.Copy(io.Discard, r.Body)
			return
		}
		for b := make([]byte, 64<<10); ; {
			_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(100 * time.Millisecond))
			if _, err := w.Write(b); err != nil { // nobody has taken anything for so long
				break
			}
		}
		began <- r.Method
		<-r.Context().Done()
	})
	down, fromDown := h.dial()
	fmt.Fprintf(down, "GET /user/ada/ HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n", adasCookie)
	if _, err := http.ReadResponse(fromDown, nil); err != nil {
		t.Fatal(err)
	}
	<-began // and she reads no further
	up, fromUp := h.dial()
	fmt.Fprintf(up, "POST /user/ada/ HTTP/1.1\r\nHost: x\r\nAuthorization: token %s\r\nContent-Length: 1000000\r\n\r\nabc", adasToken)
	<-began
	h.hub.suspend(t)
	<-ended
	<-ended
	h.edge.requests.Wait() // though she neither reads nor sends
	if _, err := io.Copy(io.Discard, fromDown); err != nil && !isReset(err) {
		t.Errorf("the download ended with %v", err)
	}
	if b, err := io.ReadAll(fromUp); len(b) != 0 || (err != nil && !isReset(err)) {
		t.Errorf("the upload ended with %q, %v", b, err)
	}
	if a := h.get("/user/ada/"); a.StatusCode != 302 {
		t.Errorf("afterwards: %s", a.Status)
	}
}

func isReset(err error) bool { return strings.Contains(err.Error(), "reset") }

// The answer is taken back before the request has hung itself on: it asks again,
// and gets today's answer instead of yesterday's.
func TestAnAnswerTakenBackAtTheLastMoment(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	q := gate.Question{Kind: gate.SessionCookie, Hash: sha256.Sum256([]byte(adasSession)), Name: "ada"}
	var behind sync.WaitGroup
	left := 0 // answers that a revocation follows: if all were, one could be too late each time
	h.hub.mu.Lock()
	h.hub.asked = func() {
		if left--; left >= 0 {
			behind.Go(func() {
				_ = h.hub.gate.Revoke(t.Context(), gate.Revocation{Kind: gate.RevokeServer, Server: "run-ada"})
			})
		}
	}
	h.hub.mu.Unlock()
	for range 200 {
		h.hub.mu.Lock()
		left = 3
		h.hub.mu.Unlock()
		l, release, err := h.edge.enter(t.Context(), q, func() {})
		if err != nil || l.Result != gate.Allow || release == nil {
			t.Fatalf("%v, %v, to be released: %v", l, err, release != nil)
		}
		release()
		behind.Wait()
	}
	h.hub.suspend(t)
	if l, release, err := h.edge.enter(t.Context(), q, func() {}); err != nil || l.Result != gate.Anonymous || release != nil {
		t.Errorf("%v %v", l, err)
	}
	behind.Wait()
}
